//! 复盘: where the gap comes from, what each module concludes, how the work went, what others said, what is learned.

mod breakdown;
mod carried;
mod edits;
mod facts;
mod feedback;
mod inspect;
mod lessons;
mod modules;
mod process;
mod rows;
mod summary;
mod waterfall;

use egui::{Rangef, Rect, Ui};

use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::engine::review::{Against, By, Factor, PartOf};
use crate::model::{CampaignId, LessonId, Module, ProcessOf};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::ui::action::{Action, Actions};
use crate::ui::command::Command;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::shell::is_compact;
use crate::ui::tabs::later::empty;
use crate::ui::theme::{icons, size};
use crate::ui::widgets::grid::GridState;
use crate::ui::widgets::pane::{divider_h, divider_v};
use crate::ui::widgets::{button, pane, titles};

pub use lessons::{FolderLessons, Scope};

/// What stands below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LowerPane {
    /// Lessons.
    #[default]
    Lessons,
    /// How the parts of the work went.
    Process,
    /// What others said.
    Feedback,
}

impl LowerPane {
    /// Every pane, in order.
    pub const ALL: [Self; 3] = [Self::Lessons, Self::Process, Self::Feedback];

    const fn name(self) -> Msg {
        match self {
            Self::Lessons => Msg::ReviewLessons,
            Self::Process => Msg::ReviewProcess,
            Self::Feedback => Msg::ReviewFeedback,
        }
    }
}

/// Something of the tab that can be brought to the front by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewView {
    /// By category.
    Categories,
    /// By phase.
    Phases,
    /// All lessons of the file.
    Library,
    /// How the work went.
    Process,
    /// What others said.
    Feedback,
    /// A module, in the inspector.
    Module,
    /// The first lesson, in the inspector.
    Lesson,
    /// An effect, in the inspector.
    Effect,
    /// The page to be shown in a meeting.
    Summary,
}

impl ReviewView {
    /// Every one.
    pub const ALL: [Self; 9] = [
        Self::Categories,
        Self::Phases,
        Self::Library,
        Self::Process,
        Self::Feedback,
        Self::Module,
        Self::Lesson,
        Self::Effect,
        Self::Summary,
    ];

    /// Its name on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Categories => "by-category",
            Self::Phases => "by-phase",
            Self::Library => "library",
            Self::Process => "process",
            Self::Feedback => "feedback",
            Self::Module => "module",
            Self::Lesson => "lesson",
            Self::Effect => "effect",
            Self::Summary => "review-summary",
        }
    }
}

/// What the inspector shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chosen {
    /// The row of the breakdown with the largest gap.
    #[default]
    Worst,
    /// An effect on the whole.
    Effect(Factor),
    /// A row of the breakdown.
    Part(PartOf),
    /// A mix row.
    Mix,
    /// A module.
    Module(Module),
    /// A part of the work.
    Process(ProcessOf),
    /// A lesson of this project.
    Lesson(LessonId),
    /// A lesson of another file, by its place in the library of the folder.
    Found(usize),
    /// The topics of what others said.
    Topics,
}

/// What the tab remembers.
#[derive(Debug, Default)]
pub struct ReviewState {
    /// By what the gap is broken down.
    pub by: By,
    /// What it is held against.
    pub against: Against,
    /// What stands below.
    pub lower: LowerPane,
    /// Whether the page for the meeting stands in front.
    pub summary: bool,
    /// The lessons.
    pub lessons: lessons::LessonsState,
    chosen: Chosen,
    breakdown: GridState,
    process: GridState,
    feedback: GridState,
    draft: inspect::Draft,
    kept: Option<facts::KeptFacts>,
    seen: u64,
    first: bool,
    /// The campaign that what is chosen belongs to; nothing = it was asked for by name.
    of: Option<CampaignId>,
}

impl ReviewState {
    /// Its tables by a name that stays.
    pub fn grids_mut(&mut self) -> [(&'static str, &mut GridState); 4] {
        [
            ("review gap", &mut self.breakdown),
            ("lessons", &mut self.lessons.grid),
            ("review process", &mut self.process),
            ("review feedback", &mut self.feedback),
        ]
    }

    /// Leads to a place of this tab.
    pub fn reveal(&mut self, place: &Place) {
        self.summary = false;
        self.of = None;
        if let (PlaceKind::Lesson, Some(id)) = (place.kind, place.id) {
            self.lower = LowerPane::Lessons;
            self.lessons.show_all();
            self.lessons.sought = Some(LessonId(id));
            self.choose(Chosen::Lesson(LessonId(id)));
        }
    }

    /// Shows something that does not show at first.
    pub fn look_at(&mut self, shown: ReviewView) {
        match shown {
            ReviewView::Categories => self.by = By::Category,
            ReviewView::Phases => self.by = By::Phase,
            ReviewView::Library => self.lessons.show_all(),
            ReviewView::Process => self.lower = LowerPane::Process,
            ReviewView::Feedback => {
                self.lower = LowerPane::Feedback;
                self.choose(Chosen::Topics);
            }
            ReviewView::Module => self.choose(Chosen::Module(Module::Market)),
            ReviewView::Lesson => self.lessons.first = true,
            ReviewView::Effect => self.choose(Chosen::Effect(Factor::Cvr)),
            ReviewView::Summary => self.summary = true,
        }
    }

    /// The same look for a picture of the page.
    #[must_use]
    pub fn posing(&self) -> Self {
        Self { by: self.by, against: self.against, summary: self.summary, ..Self::default() }
    }

    /// What is chosen of another campaign, or is deleted, is chosen no more.
    fn turn_to(&mut self, open: &Open<'_>) {
        let campaign = open.campaign.id;
        let other = self.of.replace(campaign).is_some_and(|of| of != campaign);
        let there = match self.chosen {
            Chosen::Lesson(id) => open.project.lessons.contains(id),
            Chosen::Process(ProcessOf::Phase(id)) => !other && open.campaign.phases.contains(id),
            Chosen::Part(_) | Chosen::Mix => !other,
            _ => true,
        };
        if !there {
            self.chosen = Chosen::Worst;
        }
    }

    fn choose(&mut self, chosen: Chosen) {
        self.chosen = chosen;
        self.first = true;
    }
}

/// The places of the panes: gap and parts above, modules in the middle, lessons below.
struct Places {
    left: Rect,
    right: Rect,
    modules: Rect,
    lower: Rect,
}

fn places(area: Rect, compact: bool) -> Places {
    let modules = if compact { 208.0 } else { 226.0 };
    let upper = ((area.height() - modules) * 0.515).round();
    let left = (area.width() * 0.4).clamp(404.0, 520.0).round();
    let (x, y) = (area.left(), area.top());
    let row = |from: f32, to: f32, top: f32, bottom: f32| {
        Rect::from_x_y_ranges(Rangef::new(from, to), Rangef::new(top, bottom))
    };
    Places {
        left: row(x, x + left, y, y + upper),
        right: row(x + left, area.right(), y, y + upper),
        modules: row(x, area.right(), y + upper, y + upper + modules),
        lower: row(x, area.right(), y + upper + modules, area.bottom()),
    }
}

/// Draws the tab.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    view.tabs.review.turn_to(open);
    let entered = super::entered(ui, &mut view.tabs.review.seen);
    if std::mem::take(&mut view.tabs.review.first) || entered {
        view.figure = None;
    }
    let Some(facts) = facts::of(scene, open, &mut view.tabs.review) else {
        match carried::of(open) {
            Some(known) => carried::show(ui, area, scene, open, &known, actions),
            None => without_actuals(ui, area, scene, open, actions),
        }
        return;
    };
    if view.tabs.review.summary {
        summary::show(ui, area, scene, open, view, actions, &facts);
        return;
    }
    let compact = is_compact(ui.ctx().content_rect());
    let at = places(area, compact);
    waterfall::show(ui, at.left, scene, open, view, &facts, actions);
    breakdown::show(ui, at.right, scene, open, view, &facts);
    modules::show(ui, at.modules, scene, open, view, actions, &facts);
    lower(ui, at.lower, scene, open, view, actions, &facts, compact);
    divider_v(ui, at.right, at.right.left());
    divider_h(ui, area, at.modules.top());
    divider_h(ui, area, at.lower.top());
}

/// Without actual figures there is nothing to review; lessons of other campaigns can still be read.
fn without_actuals(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    pane::title(ui, area, scene.text(Msg::ReviewWaterfall));
    let name = open.campaign.name_in(scene.texts);
    let line = scene.texts.with(Msg::ReviewEmptyLine, &[("name", name.into())]);
    empty(ui, area, icons::MESSAGE_SQUARE_TEXT, scene.text(Msg::ReviewEmpty), &[&line], |ui| {
        if button::primary(ui, scene.text(Msg::ReviewEmptyButton)).clicked() {
            actions.push(Action::Command(Command::Tab(Tab::Run)));
        }
    });
}

fn lower(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    facts: &facts::Facts,
    compact: bool,
) {
    let (title, body) = area.split_top_bottom_at_y(area.top() + size::PANE_TITLE);
    let names = LowerPane::ALL.map(|pane| scene.text(pane.name()));
    let chosen = LowerPane::ALL.iter().position(|pane| *pane == view.tabs.review.lower);
    let (picked, end) = titles::titles(ui, title, &names, chosen, view.pose.is_some(), scene.text(Msg::PaneMore));
    if let Some(pane) = picked.and_then(|at| LowerPane::ALL.get(at)) {
        view.tabs.review.lower = *pane;
    }
    pane::rule(ui, title);
    let head = title.with_min_x(end + size::S16);
    match view.tabs.review.lower {
        LowerPane::Lessons => lessons::show(ui, head, body, scene, open, view, actions, compact),
        LowerPane::Process => process::show(ui, body, scene, open, view, actions, facts, compact),
        LowerPane::Feedback => feedback::show(ui, head, body, scene, open, view, actions, compact),
    }
}

/// What the inspector is called while the review is in front.
#[must_use]
pub fn side_title(scene: &Scene<'_>, open: &Open<'_>, view: &mut View) -> Option<String> {
    if view.figure.is_some() || open.answer.ledger.is_empty() {
        return None;
    }
    inspect::title(scene, open, &mut view.tabs.review)
}

/// Draws what it shows then.
pub fn side_body(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    inspect::show(ui, scene, open, view, actions);
}
