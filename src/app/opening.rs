//! Opening, creating and closing projects. What would put the open one away goes through [`App::leave`], the one place
//! that asks about unsaved changes.

use std::path::PathBuf;

use egui::{Context, ViewportCommand};

use super::App;
use super::dialogs::{self, Picked, Purpose, Request};
use super::errors::file_name;
use super::jobs::{Done, Jobs};
use super::keeper::Leftover;
use super::work::Work;
use super::{form, samples};
use crate::document::Document;
use crate::engine::template::{Template, add_campaign};
use crate::file::{self, OpenError, Opened};
use crate::model::{Project, Shop};
use crate::text::Msg;
use crate::text::errors::open_error;
use crate::ui::action::{ActualsRequest, LessonsRequest, NewProject, Sample, UnsavedAnswer};
use crate::ui::settings::Recent;
use crate::ui::shell::dialogs::{Dialog, path_title};
use crate::ui::tabs::TabStates;

/// Where a project is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// The open project's file, to go back to what it holds.
    Revert(PathBuf),
    /// A sample inside the program.
    Sample(Sample),
}

/// A project that is ready to be shown.
#[derive(Debug)]
pub(super) struct Loaded {
    pub(super) document: Document,
    /// The kept work that it was made from.
    pub(super) from: Option<Leftover>,
    /// The older format of its file.
    pub(super) upgraded_from: Option<u32>,
}

/// What happens when the open project is out of the way.
#[derive(Debug)]
pub(super) enum Next {
    /// Another is shown.
    Show(Box<Loaded>),
    /// The welcome page is.
    Close,
    /// The program ends.
    Quit,
}

/// Reads a file beside the window.
pub(super) fn load(jobs: &mut Jobs, path: PathBuf) {
    let path = std::path::absolute(&path).unwrap_or(path);
    jobs.spawn("open", move || {
        let result = file::open(&path);
        Done::Loaded(Source::File(path), result)
    });
}

impl App {
    pub(super) fn open_path(&mut self, path: PathBuf) {
        load(&mut self.jobs, path);
    }

    pub(super) fn open_sample(&mut self, sample: Sample) {
        self.jobs.spawn("open", move || Done::Loaded(Source::Sample(sample), file::read(samples::bytes(sample))));
    }

    pub(super) fn revert(&mut self) {
        let Some(path) = self.path() else { return };
        self.jobs.spawn("open", move || {
            let result = file::open(&path);
            Done::Loaded(Source::Revert(path), result)
        });
    }

    /// A file was read, or not.
    pub(super) fn loaded(&mut self, source: Source, result: Result<Opened, OpenError>, ctx: &Context) {
        let opened = match result {
            Ok(opened) => opened,
            Err(error) => {
                let name = match &source {
                    Source::File(path) | Source::Revert(path) => file_name(path),
                    Source::Sample(sample) => format!("{sample:?}"),
                };
                self.tell(open_error(&self.texts, &name, &error));
                return;
            }
        };
        let Opened { project, upgraded_from } = opened;
        let document = match source {
            Source::File(path) => Document::opened(project, path),
            Source::Sample(_) => Document::new(project),
            Source::Revert(path) => {
                let name = self.texts.get(Msg::CommandRevert).to_owned();
                if let Some(work) = self.work.as_mut().filter(|work| work.document.path() == Some(path.as_path())) {
                    work.document.revert_to(name, project);
                    work.saved_at = None;
                }
                return;
            }
        };
        self.leave(Next::Show(Box::new(Loaded { document, from: None, upgraded_from })), ctx);
    }

    /// Makes a project and shows it.
    pub(super) fn create(&mut self, new: &NewProject, ctx: &Context) {
        let mut project =
            Project { shop: Shop { name: new.shop.clone(), ..Shop::default() }.into(), ..Project::default() };
        let id = add_campaign(&mut project, &new.campaign);
        if new.tasks {
            form::put_usual(&self.texts, &mut project, id, new.campaign.template);
        }
        let document = Document::unsaved(project, None, 1);
        self.leave(Next::Show(Box::new(Loaded { document, from: None, upgraded_from: None })), ctx);
    }

    /// Puts the open project away and goes on, once its changes are saved or given up.
    pub(super) fn leave(&mut self, next: Next, ctx: &Context) {
        let Some(work) = &self.work else {
            self.go(next, ctx);
            return;
        };
        if work.saving() {
            // goes on when the save has ended
            self.next = Some(next);
        } else if work.document.is_dirty() {
            self.next = Some(next);
            let asked = self.view.dialog.iter().chain(&self.waiting).any(|d| matches!(d, Dialog::Unsaved { .. }));
            if !asked {
                let (name, steps) = (work.name(&self.texts), work.document.unsaved_steps().max(1));
                self.ask(Dialog::Unsaved { name, steps });
            }
        } else {
            self.go(next, ctx);
        }
    }

    fn go(&mut self, next: Next, ctx: &Context) {
        self.end_keeping();
        self.keep_view();
        match next {
            Next::Show(loaded) => self.show(*loaded),
            Next::Close => {
                self.work = None;
                self.recents.look_again();
            }
            Next::Quit => {
                self.closing = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    fn show(&mut self, loaded: Loaded) {
        let Loaded { mut document, from, upgraded_from } = loaded;
        self.clock.set_zone(&document.project().shop.zone);
        if document.project().campaigns.is_empty() {
            let new = form::campaign(&self.texts, Template::LevelB, self.clock.shop().date());
            document.edit(self.texts.get(Msg::CommandCampaignAdd), None, |project| {
                add_campaign(project, &new);
            });
        }
        let front = match document.path() {
            Some(_) => document.project().next_campaign(self.clock.shop()),
            // a sample shows what it was made for, whatever the day
            None => document.project().campaigns.iter().rev().max_by_key(|c| c.tasks.len() + c.offers.len()),
        };
        self.view.campaign = front.map(|campaign| campaign.id);
        self.view.figure = None;
        self.view.palette = None;
        self.view.tabs = TabStates::default();
        let path = document.path().map(PathBuf::from);
        self.view.inspector_width = None;
        if let Some(kept) = path.as_deref().and_then(|path| self.views.of(path)) {
            self.view.look_again(kept, document.project());
        }
        if let Some(from) = from {
            self.taken_over(from);
        }
        self.guard.forget();
        self.simulation.forget();
        self.running.forget();
        self.work = Some(Work::new(document, from));
        if let Some(path) = path {
            self.remember(path);
        }
        if let Some(format) = upgraded_from {
            self.toasts.say(self.texts.with(Msg::ToastUpgraded, &[("format", format.into())]));
        }
    }

    /// Puts the open project's file at the head of the recent ones.
    pub(super) fn remember(&mut self, path: PathBuf) {
        let Some(work) = &self.work else { return };
        // a path that is no Unicode cannot be written to the settings
        if path.to_str().is_none() {
            return;
        }
        let campaign = work.document.project().next_campaign(self.clock.shop());
        let name = campaign.map(|campaign| campaign.name.clone()).unwrap_or_default();
        let opening = campaign.and_then(|campaign| campaign.opening());
        self.settings.remember(Recent { path, at: self.clock.local(), campaign: name, opening });
    }

    pub(super) fn unsaved(&mut self, answer: UnsavedAnswer, ctx: &Context) {
        match answer {
            UnsavedAnswer::Save => self.save(),
            UnsavedAnswer::Discard => {
                if let Some(next) = self.next.take() {
                    self.go(next, ctx);
                }
            }
            UnsavedAnswer::Cancel => self.next = None,
        }
    }

    /// What was to come next is forgotten when nothing leads to it any more: a dialog on the way was left.
    pub(super) fn forget_next(&mut self) {
        let saving = self.work.as_ref().is_some_and(Work::saving);
        if self.view.dialog.is_none()
            && self.waiting.is_empty()
            && !self.picking
            && !saving
            && self.actions.0.is_empty()
        {
            self.next = None;
        }
    }

    /// Lets a file be picked, by the system's dialog or by a path that is typed.
    pub(super) fn pick(&mut self, purpose: Purpose) {
        if self.picking {
            return;
        }
        if !self.native_dialogs {
            self.type_path(purpose);
            return;
        }
        let kind = match purpose {
            Purpose::Picture(_) => Msg::PictureKind,
            Purpose::PlanIn | Purpose::PlanOut => Msg::PlanKind,
            Purpose::CalendarOut => Msg::PlanCalendarKind,
            _ => Msg::FileKind,
        };
        let request = Request {
            purpose,
            title: self.texts.get(path_title(purpose)).to_owned(),
            kind: self.texts.get(kind).to_owned(),
            suggestion: self.suggestion(purpose),
        };
        self.picking = true;
        dialogs::ask(&mut self.jobs, request);
    }

    fn type_path(&mut self, purpose: Purpose) {
        let text = self.suggestion(purpose).display().to_string();
        self.ask(Dialog::Path { purpose, text });
    }

    pub(super) fn picked(&mut self, purpose: Purpose, picked: Picked, ctx: &Context) {
        self.picking = false;
        match (picked, purpose) {
            (picked, Purpose::Orders) => self.picked_orders(picked),
            (Picked::File(path), Purpose::Actuals) => self.actuals(ActualsRequest::Load(path)),
            (Picked::File(path), Purpose::Open) => self.open_path(path),
            (Picked::File(path), Purpose::Lessons) => self.lessons(LessonsRequest::Read(path)),
            (Picked::File(path), Purpose::Save) => self.save_to(&path),
            (Picked::File(path), Purpose::PlanIn) => self.read_plan(path),
            (Picked::File(path), Purpose::PlanOut | Purpose::CalendarOut) => self.write_plan(&path, purpose),
            (Picked::File(path), Purpose::Picture(pane)) => self.save_picture(pane, &path, ctx),
            (Picked::Cancelled, _) => self.next = None,
            (Picked::Unavailable, _) => {
                self.native_dialogs = false;
                self.type_path(purpose);
            }
        }
    }
}
