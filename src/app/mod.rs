//! The program behind the window: it owns what is open, carries out what the views ask for, and runs the work beside
//! the window. It decides nothing about figures and draws nothing itself.
//!
//! One turn: [`App::logic`] takes in the reports of finished jobs and the actions of the last frame, [`App::ui`] draws
//! and collects new ones. Neither knows the window, so that tests drive both without one; `frame` joins them to eframe.

mod actuals;
mod appearance;
mod apply;
mod clock;
mod commands;
mod dialogs;
mod errors;
mod form;
mod frame;
mod guard;
mod icon;
mod jobs;
mod keeper;
mod lessons;
mod level;
mod opening;
mod orders;
mod pictures;
mod plans;
mod recent;
mod recovery;
mod running;
mod samples;
mod saving;
mod settings;
mod setup;
mod simulate;
pub mod start;
mod suggest;
mod templates;
mod toasts;
mod work;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use egui::{Context, Ui, ViewportCommand};

use self::actuals::ActualsWork;
use self::clock::Clock;
use self::guard::GuardWork;
use self::jobs::{Done, Jobs};
use self::keeper::Keeper;
use self::level::LevelWork;
use self::opening::Next;
use self::orders::OrdersWork;
use self::recent::Recents;
use self::recovery::Leftovers;
use self::running::RunningWork;
use self::settings::Kind;
use self::simulate::SimulationWork;
use self::suggest::SuggestWork;
use self::toasts::Toasts;
use self::work::Work;
use crate::model::Project;
use crate::text::{Lang, Msg, Texts};
use crate::ui::action::{Action, Actions, OrdersRequest};
use crate::ui::kept::FileViews;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::settings::Settings;
use crate::ui::shell;
use crate::ui::shell::dialogs::Dialog;
use crate::ui::theme::Look;

pub use setup::Setup;

/// The program.
#[derive(Debug)]
pub struct App {
    clock: Clock,
    native_dialogs: bool,
    keep_after: Duration,
    system_language: Lang,
    texts: Texts,
    look: Option<Look>,
    settings: Settings,
    store: settings::Store<Settings>,
    views: FileViews,
    views_store: settings::Store<FileViews>,
    recents: Recents,
    view: View,
    work: Option<Work>,
    /// What happens when the open project is out of the way.
    next: Option<Next>,
    /// Dialogs that wait for the one in front.
    waiting: VecDeque<Dialog>,
    /// Whether a dialog of the system is open.
    picking: bool,
    jobs: Jobs,
    orders: OrdersWork,
    actuals: ActualsWork,
    running: RunningWork,
    suggesting: SuggestWork,
    levelling: LevelWork,
    guard: GuardWork,
    simulation: SimulationWork,
    keeper: Keeper,
    leftovers: Leftovers,
    /// The folder of the shop's own templates.
    templates_folder: Option<PathBuf>,
    toasts: Toasts,
    actions: Actions,
    title: String,
    closing: bool,
}

impl App {
    /// Reads the settings, dresses the window and starts to open what was asked for.
    #[must_use]
    pub fn new(ctx: &Context, setup: Setup) -> Self {
        let mut jobs = Jobs::new(ctx);
        // first, so that it is read while everything else gets ready
        if let Some(path) = setup.path {
            opening::load(&mut jobs, path);
        }
        let keeper = Keeper::start(setup.state, &mut jobs);
        let templates_folder = setup.config.as_ref().map(|folder| folder.join(templates::FOLDER));
        let (store, settings, damaged) = settings::Store::<Settings>::open(setup.config.clone());
        // damage here costs an arrangement of windows at most: nothing to tell anybody
        let (views_store, views, _) = settings::Store::<FileViews>::open(setup.config);
        let system_language = setup.locale.as_deref().map(Lang::from_locale).unwrap_or_default();
        let mut app = Self {
            clock: Clock::new(setup.now),
            native_dialogs: setup.native_dialogs,
            keep_after: setup.keep_after,
            system_language,
            texts: Texts::new(settings.language.unwrap_or(system_language)),
            look: None,
            settings,
            store,
            views,
            views_store,
            recents: Recents::default(),
            view: View::default(),
            work: None,
            next: None,
            waiting: VecDeque::new(),
            picking: false,
            jobs,
            orders: OrdersWork::default(),
            actuals: ActualsWork::default(),
            running: RunningWork::default(),
            suggesting: SuggestWork::default(),
            levelling: LevelWork::default(),
            guard: GuardWork::new(setup.guard_after),
            simulation: SimulationWork::new(setup.simulate_after),
            keeper,
            leftovers: Leftovers::default(),
            templates_folder,
            toasts: Toasts::default(),
            actions: Actions::default(),
            title: String::new(),
            closing: false,
        };
        app.install(ctx);
        if let Some(path) = damaged {
            let path = path.display().to_string();
            app.toasts.warn(app.texts.with(Msg::ToastSettingsDamaged, &[("path", path.into())]));
        }
        app
    }

    /// Everything that happens between two frames.
    pub fn logic(&mut self, ctx: &Context) {
        while let Some(done) = self.jobs.next() {
            self.finish(done, ctx);
        }
        for action in std::mem::take(&mut self.actions.0) {
            self.apply(action, ctx);
        }
        self.answer_close_request(ctx);
        self.store.keep(&self.settings, &mut self.jobs);
        self.views_store.keep(&self.views, &mut self.jobs);
        self.recents.keep(&self.settings.recent, &mut self.jobs);
        self.tell_alarms();
        let waits = [
            self.keep_actuals(),
            self.keep_work(),
            self.toasts.tick(),
            self.tell_orders(ctx),
            self.keep_guard(),
            self.keep_simulation(),
        ];
        if let Some(soonest) = waits.into_iter().flatten().min() {
            ctx.request_repaint_after(soonest);
        }
        self.dress(ctx);
        if self.view.dialog.is_none() {
            self.view.dialog = self.waiting.pop_front();
        }
        self.forget_next();
        self.show_title(ctx);
    }

    /// Draws the window and collects what is asked for.
    pub fn ui(&mut self, ui: &mut Ui) {
        let shown = self.work.as_ref().map(|work| work.shown(&mut self.view, self.clock.shop()));
        let shown = shown.map(|shown| self.with_findings(shown));
        let open = self.work.as_ref().zip(shown.as_ref()).map(|(work, shown)| Open {
            project: work.document.project(),
            campaign: &shown.campaign,
            answer: &shown.answer,
            ladders: &shown.ladders,
            answers: &work.answers,
            guard: self.guard.shown(work.document.project(), &shown.campaign),
            simulated: self.simulation.shown(work, shown),
            revision: work.document.revision(),
            file: work.name(&self.texts),
            saved: work.saved(),
            undo: work.document.undo_name(),
            redo: work.document.redo_name(),
        });
        let scene = Scene {
            texts: &self.texts,
            settings: &self.settings,
            now: self.clock.shop(),
            open,
            recent: self.recents.shown(),
            recoverable: self.leftovers.shown(),
            toasts: self.toasts.shown(),
        };
        shell::window(ui, &scene, &mut self.view, &mut self.actions);
        let dropped = ui.input(|i| i.raw.dropped_files.first().map(|file| file.path().to_owned()));
        if let Some(path) = dropped {
            let orders = self.work.is_some() && orders::may_be_orders(&path);
            self.actions.push(if orders { Action::Orders(OrdersRequest::Load(path)) } else { Action::OpenPath(path) });
        }
        if !self.actions.0.is_empty() {
            ui.ctx().request_repaint();
        }
    }

    /// Takes in what a job reports.
    fn finish(&mut self, done: Done, ctx: &Context) {
        match done {
            Done::Loaded(source, result) => self.loaded(source, result, ctx),
            Done::Saved(project, result) => self.saved(project, result, ctx),
            Done::Picked(purpose, picked) => self.picked(purpose, picked, ctx),
            Done::Pictured(pictured) => self.pictured(pictured, ctx),
            Done::Orders(asked, done) => self.orders_done(asked, done),
            Done::Actuals(asked, done) => self.actuals_done(asked, done),
            Done::Watched(read) => self.watched(read),
            Done::Suggested(done) => self.suggested(done),
            Done::Levelled(done) => self.levelled(done),
            Done::Plan(done) => self.plan_done(done),
            Done::Guarded(done) => self.guard.done(done),
            Done::Simulated(done) => self.simulation.done(done),
            Done::Lessons(done) => self.lessons_read(done),
            Done::Templates(done) => self.templates_done(done),
            Done::Recent(there) => self.recents.checked(&there),
            Done::Settings(kind, result) => {
                self.stored(kind);
                if let Err(reason) = result {
                    self.toasts.warn(self.texts.with(Msg::ToastSettingsFailed, &[("reason", reason.into())]));
                }
            }
            Done::Kept(kept) => self.kept(kept, ctx),
            Done::Broken(name) => {
                // what it looked at is not looked at again; the rest of the window's work goes on
                if self.guard.broken(name) || self.simulation.broken(name) {
                    self.toasts.warn(self.texts.with(Msg::ToastBroken, &[("job", name.into())]));
                } else {
                    self.broken(name);
                }
            }
        }
    }

    /// A job broke off. What it was to do is not done, and the window goes on.
    fn broken(&mut self, name: &'static str) {
        self.picking = false;
        self.next = None;
        if let Some(work) = &mut self.work {
            work.give_up();
        }
        self.stored(Kind::Settings);
        self.stored(Kind::Views);
        self.toasts.warn(self.texts.with(Msg::ToastBroken, &[("job", name.into())]));
    }

    /// Writing what is kept in the settings' folder has ended.
    fn stored(&mut self, kind: Kind) {
        match kind {
            Kind::Settings => self.store.kept(),
            Kind::Views => self.views_store.kept(),
        }
    }

    /// Keeps how the open file is looked at.
    fn keep_view(&mut self) {
        if let Some(path) = self.path() {
            let kept = self.view.kept(path);
            self.views.keep(kept);
        }
    }

    /// Shows a dialog, after those that are there already.
    fn ask(&mut self, dialog: Dialog) {
        self.waiting.push_back(dialog);
    }

    fn answer_close_request(&mut self, ctx: &Context) {
        if self.closing || !ctx.input(|i| i.viewport().close_requested()) {
            return;
        }
        if self.work.as_ref().is_some_and(|work| work.saving() || work.document.is_dirty()) {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.leave(Next::Quit, ctx);
        } else {
            self.closing = true;
        }
    }

    fn show_title(&mut self, ctx: &Context) {
        let app = self.texts.get(Msg::AppName);
        let title = match &self.work {
            Some(work) => {
                let mark = if work.document.is_dirty() { "• " } else { "" };
                format!("{mark}{} — {app}", work.name(&self.texts))
            }
            None => app.to_owned(),
        };
        if self.title != title {
            ctx.send_viewport_cmd(ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Waits a little for the project that is being opened, so that the first frame already shows it.
    pub fn await_first(&mut self, ctx: &Context, limit: Duration) {
        let limit = Instant::now() + limit;
        while self.work.is_none() && self.jobs.any() {
            let Some(done) = self.jobs.wait(limit) else { return };
            self.finish(done, ctx);
        }
    }

    /// Leaves nothing half done when the window is gone.
    pub fn exit(&mut self) {
        self.guard.stop();
        self.simulation.stop();
        if self.closing || self.work.as_ref().is_none_or(|work| !work.document.is_dirty()) {
            self.end_keeping();
        } else {
            self.keep_now();
        }
        self.keep_view();
        let limit = Instant::now() + Duration::from_secs(3);
        self.store.keep(&self.settings, &mut self.jobs);
        self.views_store.keep(&self.views, &mut self.jobs);
        while !(self.store.has(&self.settings) && self.views_store.has(&self.views)) {
            match self.jobs.wait(limit) {
                Some(Done::Settings(kind, _)) => {
                    self.stored(kind);
                    self.store.keep(&self.settings, &mut self.jobs);
                    self.views_store.keep(&self.views, &mut self.jobs);
                }
                Some(_) => {}
                None => break,
            }
        }
        self.keeper.finish();
    }

    /// Asks for something as a view would: carried out before the next frame.
    pub fn ask_for(&mut self, ask: impl FnOnce(&mut Actions)) {
        ask(&mut self.actions);
    }

    /// Whether work goes on beside the window, or something waits to be carried out.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.jobs.any() || !self.actions.0.is_empty()
    }

    /// Whether the program was told to end.
    #[must_use]
    pub const fn is_closing(&self) -> bool {
        self.closing
    }

    /// What stands in the title bar.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// The open project.
    #[must_use]
    pub fn project(&self) -> Option<&Project> {
        self.work.as_ref().map(|work| work.document.project())
    }

    /// The file of the open project.
    #[must_use]
    pub fn path(&self) -> Option<PathBuf> {
        self.work.as_ref().and_then(|work| work.document.path()).map(PathBuf::from)
    }

    /// The settings as they are now.
    #[must_use]
    pub const fn settings(&self) -> &Settings {
        &self.settings
    }
}
