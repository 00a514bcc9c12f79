//! 目标: what the campaign is for, what it is to reach, who agreed, with what, for whom, under which theme, in which
//! rhythm.

mod alignment;
pub mod audience;
mod edits;
mod goals;
mod head;
mod inspect;
pub mod packages;
mod pages;
mod resources;
mod rhythm;
mod summary;
pub mod theme;
mod track;

use egui::{Rangef, Rect, Ui, pos2};

use crate::engine::finding::{Place, PlaceKind};
use crate::model::{DepartmentId, GoalId, PackageId, PhaseId, ResourceId, Segment, Subject, ThemeId};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::shell::is_compact;
use crate::ui::tabs::phase_edges::EdgesState;
use crate::ui::theme::size;
use crate::ui::widgets::grid::GridState;
use crate::ui::widgets::pane::{divider_h, divider_v};

/// What the pane beside the brief shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UpperPane {
    /// Goals.
    #[default]
    Goals,
    /// Resources.
    Resources,
    /// What the departments have confirmed.
    Alignment,
    /// Pages and sections.
    Pages,
}

impl UpperPane {
    /// Every pane, in order.
    pub const ALL: [Self; 4] = [Self::Goals, Self::Resources, Self::Alignment, Self::Pages];

    /// Its name on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Goals => "goals",
            Self::Resources => "resources",
            Self::Alignment => "alignment",
            Self::Pages => "pages",
        }
    }

    const fn name(self) -> Msg {
        match self {
            Self::Goals => Msg::BriefGoals,
            Self::Resources => Msg::BriefResources,
            Self::Alignment => Msg::BriefAlignment,
            Self::Pages => Msg::BriefPages,
        }
    }
}

/// Something of the tab that can be brought to the front by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BriefView {
    /// A pane beside the brief.
    Upper(UpperPane),
    /// The way to approval, in the inspector.
    Approval,
    /// The page to be shown upward.
    Summary,
    /// The personas.
    Personas,
    /// The packages.
    Packages,
    /// The best segment, in the inspector.
    Segment,
    /// The theme, in the inspector.
    Theme,
}

impl BriefView {
    /// Every one.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let others = [Self::Approval, Self::Summary, Self::Personas, Self::Packages, Self::Segment, Self::Theme];
        UpperPane::ALL.map(Self::Upper).into_iter().chain(others).collect()
    }

    /// Its name on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Upper(pane) => pane.code(),
            Self::Approval => "approval",
            Self::Summary => "summary",
            Self::Personas => "personas",
            Self::Packages => "packages",
            Self::Segment => "segment",
            Self::Theme => "theme",
        }
    }
}

/// What the inspector shows of the brief.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chosen {
    /// The goal of the active row, the first if there is none.
    #[default]
    Goal,
    /// The way to approval.
    Approval,
    /// A resource.
    Resource(ResourceId),
    /// How a department stands to a subject.
    Cell(DepartmentId, Subject),
    /// A segment of the customer base.
    Segment(Segment),
    /// The theme: the candidate that is looked at, its parts, the words that law bans.
    Theme,
    /// A package.
    Package(PackageId),
    /// A phase of the rhythm.
    Phase(PhaseId),
}

/// What the tab remembers.
#[derive(Debug, Default)]
pub struct BriefState {
    /// The pane beside the brief.
    pub upper: UpperPane,
    /// Whether the summary stands in front.
    pub summary: bool,
    /// The audience.
    pub audience: audience::AudienceState,
    /// The theme.
    pub theme: theme::ThemeState,
    /// The packages.
    pub packages: packages::PackagesState,
    chosen: Chosen,
    goals: goals::GoalsState,
    resources: resources::ResourcesState,
    rhythm: EdgesState,
    /// The remark that goes with the next step.
    remark: String,
    seen: u64,
    /// The inspector is to show the brief, not a figure.
    first: bool,
}

impl BriefState {
    /// Its tables by a name that stays.
    pub fn grids_mut(&mut self) -> [(&'static str, &mut GridState); 4] {
        [
            ("goals", &mut self.goals.grid),
            ("resources", &mut self.resources.grid),
            ("personas", &mut self.audience.grid),
            ("packages", &mut self.packages.grid),
        ]
    }

    /// Leads to a place of this tab.
    pub fn reveal(&mut self, place: &Place) {
        self.summary = false;
        self.first = true;
        match (place.kind, place.id) {
            (PlaceKind::Goal, id) => {
                self.upper = UpperPane::Goals;
                self.chosen = Chosen::Goal;
                self.goals.sought = id.map(GoalId);
            }
            (PlaceKind::Resource, id) => {
                self.upper = UpperPane::Resources;
                self.resources.sought = id.map(ResourceId);
                if let Some(id) = id {
                    self.chosen = Chosen::Resource(ResourceId(id));
                }
            }
            (PlaceKind::Theme, id) => {
                self.theme.packages = false;
                self.theme.candidate = id.map(ThemeId);
                self.chosen = Chosen::Theme;
            }
            (PlaceKind::Department, _) => self.upper = UpperPane::Alignment,
            (PlaceKind::Campaign, _) if place.field == Some("approvals") => self.chosen = Chosen::Approval,
            _ => {}
        }
    }

    /// Shows something of the lower half.
    pub fn look_at(&mut self, shown: BriefView) {
        match shown {
            BriefView::Upper(pane) => self.upper = pane,
            BriefView::Approval => self.choose(Chosen::Approval),
            BriefView::Summary => self.summary = true,
            BriefView::Personas => self.audience.personas = true,
            BriefView::Packages => self.theme.packages = true,
            BriefView::Segment => self.choose(Chosen::Segment(Segment::KeyValue)),
            BriefView::Theme => self.choose(Chosen::Theme),
        }
    }

    fn choose(&mut self, chosen: Chosen) {
        self.chosen = chosen;
        self.first = true;
    }
}

/// The places of the panes.
struct Places {
    head: Rect,
    upper: Rect,
    left: Rect,
    right: Rect,
    rhythm: Rect,
}

/// Divides the tab: brief and goals above, audience and theme in the middle, the rhythm below.
fn places(area: Rect, compact: bool) -> Places {
    let rhythm = if compact { 92.0 } else { 108.0 };
    let bottom = area.bottom() - rhythm;
    let share = if compact { 0.56 } else { 0.565 };
    let middle = (area.top() + (bottom - area.top()) * share).round();
    let head = (area.width() * 0.316).clamp(300.0, 420.0).round();
    let left = (area.width() * 0.5).round();
    let row = |x: Rangef, y: Rangef| Rect::from_x_y_ranges(x, y);
    let (upper, lower) = (Rangef::new(area.top(), middle), Rangef::new(middle, bottom));
    let (from, to) = (area.left(), area.right());
    Places {
        head: row(Rangef::new(from, from + head), upper),
        upper: row(Rangef::new(from + head, to), upper),
        left: row(Rangef::new(from, from + left), lower),
        right: row(Rangef::new(from + left, to), lower),
        rhythm: row(Rangef::new(from, to), Rangef::new(bottom, area.bottom())),
    }
}

/// Draws the tab.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let entered = super::entered(ui, &mut view.tabs.brief.seen);
    if std::mem::take(&mut view.tabs.brief.first) || entered {
        view.figure = None;
    }
    if view.tabs.brief.summary {
        summary::show(ui, area, scene, open, view, actions);
        return;
    }
    let compact = is_compact(ui.ctx().content_rect());
    let at = places(area, compact);
    head::show(ui, at.head, scene, open, view, actions, compact);
    upper(ui, at.upper, scene, open, view, actions, compact);
    audience::show(ui, at.left, scene, open, view, actions);
    theme::show(ui, at.right, scene, open, view, actions);
    rhythm::show(ui, at.rhythm, scene, open, view, actions);
    divider_h(ui, area, at.upper.bottom());
    divider_h(ui, area, at.rhythm.top());
    divider_v(ui, at.upper, at.upper.left());
    divider_v(ui, at.right, at.right.left());
}

fn upper(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
    let (title, body) = area.split_top_bottom_at_y(area.top() + size::PANE_TITLE);
    let names = UpperPane::ALL.map(|pane| scene.text(pane.name()));
    let chosen = UpperPane::ALL.iter().position(|pane| *pane == view.tabs.brief.upper);
    let (picked, end) =
        crate::ui::widgets::titles::titles(ui, title, &names, chosen, view.pose.is_some(), scene.text(Msg::PaneMore));
    if let Some(pane) = picked.and_then(|at| UpperPane::ALL.get(at)) {
        view.tabs.brief.upper = *pane;
    }
    crate::ui::widgets::pane::rule(ui, title);
    let head = Rect::from_min_max(pos2(end + size::S12, title.top()), title.max);
    match view.tabs.brief.upper {
        UpperPane::Goals => goals::show(ui, head, body, scene, open, view, actions, compact),
        UpperPane::Resources => resources::show(ui, head, body, scene, open, view, actions, compact),
        UpperPane::Alignment => alignment::show(ui, head, body, scene, open, view, actions),
        UpperPane::Pages => pages::show(ui, head, body, scene, open, actions),
    }
}

/// What the inspector is called while the brief is in front.
#[must_use]
pub fn side_title(scene: &Scene<'_>, open: &Open<'_>, view: &View) -> Option<String> {
    if view.figure.is_some() {
        return None;
    }
    inspect::title(scene, open, &view.tabs.brief)
}

/// Draws what it shows then.
pub fn side_body(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    inspect::show(ui, scene, open, view, actions);
}
