//! 漏斗: target and funnel above, traffic and what goes with it below left, the splits below right.

mod aov;
mod chance;
mod days;
mod diagnose;
mod host;
mod hours;
mod identity;
mod left;
mod parts;
mod phases;
mod picture;
mod pool;
mod rates;
mod right;
mod stages;
mod terms;
mod traffic;
mod year;

use egui::{Rangef, Rect, Ui, pos2};

use self::left::LeftState;
use self::right::RightState;

use crate::engine::finding::{Place, PlaceKind};
use crate::model::{DriverId, SourceId};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::shell::is_compact;
use crate::ui::theme::size;
use crate::ui::widgets::edge::{self, Edge, Moved};
use crate::ui::widgets::grid::GridState;
use crate::ui::widgets::pane::{divider_h, divider_v};

pub use self::chance::{ChanceView, card as chance_card};
pub use self::diagnose::{DiagnoseView, side_body, side_title};
pub use self::traffic::play_card;

pub use chance::pull_lever;

/// What the pane below left shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LeftPane {
    /// Traffic sources.
    #[default]
    Traffic,
    /// Stages of the funnel.
    Stages,
    /// Phases and waves.
    Phases,
    /// The AOV estimate.
    Aov,
    /// The pool release.
    Pool,
    /// How sure the target is.
    Chance,
    /// The annual ladder.
    Year,
    /// What drives the target, what was tried, the customer's way.
    Diagnose,
}

impl LeftPane {
    /// Every pane, in order.
    pub const ALL: [Self; 8] =
        [Self::Traffic, Self::Stages, Self::Phases, Self::Aov, Self::Pool, Self::Chance, Self::Year, Self::Diagnose];

    /// Its name in settings and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Traffic => "traffic",
            Self::Stages => "stages",
            Self::Phases => "phases",
            Self::Aov => "aov",
            Self::Pool => "pool",
            Self::Chance => "chance",
            Self::Year => "year",
            Self::Diagnose => "diagnose",
        }
    }

    pub(super) const fn name(self) -> Msg {
        match self {
            Self::Traffic => Msg::PaneTraffic,
            Self::Stages => Msg::PaneStages,
            Self::Phases => Msg::PanePhases,
            Self::Aov => Msg::PaneAov,
            Self::Pool => Msg::PanePool,
            Self::Chance => Msg::PaneChance,
            Self::Year => Msg::PaneYear,
            Self::Diagnose => Msg::PaneDiagnose,
        }
    }
}

/// What the pane below right shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RightPane {
    /// The target by day, with the phases.
    #[default]
    Days,
    /// The target by hour of a day.
    Hours,
    /// By category.
    Categories,
    /// By role.
    Roles,
    /// By department, and what each must deliver.
    Departments,
}

impl RightPane {
    /// Every pane, in order.
    pub const ALL: [Self; 5] = [Self::Days, Self::Hours, Self::Categories, Self::Roles, Self::Departments];

    /// Its name in settings and on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Hours => "hours",
            Self::Categories => "categories",
            Self::Roles => "roles",
            Self::Departments => "departments",
        }
    }

    pub(super) const fn name(self) -> Msg {
        match self {
            Self::Days => Msg::PaneDays,
            Self::Hours => Msg::PaneHours,
            Self::Categories => Msg::PaneCategories,
            Self::Roles => Msg::PaneRoles,
            Self::Departments => Msg::PaneDepartments,
        }
    }
}

/// What the tab remembers.
#[derive(Clone, Debug, Default)]
pub struct FunnelState {
    /// The pane below left.
    pub left: LeftPane,
    /// The pane below right.
    pub right: RightPane,
    /// How wide the pane below right was drawn, in points; nothing = as usual.
    pub right_width: Option<f32>,
    /// Whether the traffic gap is to be filled: asked by the inspector, done here.
    pub fill_gap: bool,
    left_state: LeftState,
    right_state: RightState,
}

impl FunnelState {
    /// Its tables by a name that stays.
    pub fn grids(&mut self) -> Vec<(&'static str, &mut GridState)> {
        let LeftState { traffic, stages, phases, chance, year, diagnose } = &mut self.left_state;
        let RightState { days, hours, parts } = &mut self.right_state;
        let names = [
            "traffic",
            "stages",
            "phases",
            "ranges",
            "year",
            "trials",
            "experience",
            "days",
            "hours",
            "categories",
            "roles",
            "departments",
        ];
        let left = traffic.grids().into_iter().chain(stages.grids()).chain(phases.grids());
        let left = left.chain(chance.grids()).chain(year.grids()).chain(diagnose.grids());
        let right = days.grids().into_iter().chain(hours.grids()).chain(parts.grids());
        names.into_iter().zip(left.chain(right)).collect()
    }

    /// Whether it was decided which columns of the sources are hidden at first.
    #[must_use]
    pub fn settled(&self) -> bool {
        self.left_state.traffic.settled()
    }

    /// Takes it as decided, or not, which columns of the sources are hidden at first.
    pub fn settle(&mut self, settled: bool) {
        self.left_state.traffic.settle(settled);
    }

    /// Shows the word-of-mouth play of a source.
    pub fn open_play(&mut self, id: SourceId) {
        self.left = LeftPane::Traffic;
        self.left_state.traffic.open_play(id);
    }

    /// What the pane of the chance shows.
    pub const fn chance_view(&mut self) -> &mut ChanceView {
        &mut self.left_state.chance.view
    }

    /// What the pane of the drivers shows.
    pub const fn diagnose_view(&mut self) -> &mut DiagnoseView {
        &mut self.left_state.diagnose.view
    }

    /// The same panes with nothing open and nothing selected, for a picture.
    #[must_use]
    pub fn posing(&self) -> Self {
        let mut posing = self.clone();
        for (_, grid) in posing.grids() {
            *grid = grid.posing();
        }
        posing
    }

    /// Brings the pane of a place to the front and selects its row.
    pub fn reveal(&mut self, place: &Place) {
        match place.kind {
            PlaceKind::Traffic => self.left = LeftPane::Traffic,
            PlaceKind::Source => {
                self.left = LeftPane::Traffic;
                if let Some(id) = place.id {
                    self.left_state.traffic.reveal(SourceId(id));
                    if place.field == Some("play") {
                        self.left_state.traffic.open_play(SourceId(id));
                    }
                }
            }
            PlaceKind::Stage => {
                self.left = LeftPane::Stages;
                if let Some(id) = place.id {
                    self.left_state.stages.reveal(id);
                }
            }
            PlaceKind::Phase | PlaceKind::Wave => {
                self.left = LeftPane::Phases;
                if let Some(id) = place.id {
                    self.left_state.phases.reveal(id);
                }
            }
            PlaceKind::AovEstimate => self.left = LeftPane::Aov,
            PlaceKind::Pool => self.left = LeftPane::Pool,
            PlaceKind::Chance => {
                self.left = LeftPane::Chance;
                self.left_state.chance.reveal(place.id.map(DriverId), place.field);
            }
            PlaceKind::Year => self.left = LeftPane::Year,
            PlaceKind::Diagnosis => {
                self.left = LeftPane::Diagnose;
                self.left_state.diagnose.reveal(place);
            }
            PlaceKind::Split => self.right = RightPane::Days,
            PlaceKind::Category => self.right = RightPane::Categories,
            PlaceKind::Department => self.right = RightPane::Departments,
            PlaceKind::Campaign
            | PlaceKind::Funnel
            | PlaceKind::Sku
            | PlaceKind::CampaignSku
            | PlaceKind::Offer
            | PlaceKind::Check
            | PlaceKind::Task
            | PlaceKind::Link
            | PlaceKind::Calendar
            | PlaceKind::Person
            | PlaceKind::Theme
            | PlaceKind::Goal
            | PlaceKind::Lesson
            | PlaceKind::Alarm
            | PlaceKind::LaunchCheck
            | PlaceKind::Resource
            | PlaceKind::Staffing => {}
        }
    }
}

/// Draws the tab.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    if std::mem::take(&mut view.tabs.funnel.fill_gap) {
        traffic::fill_gap(scene, open, actions);
    }
    let compact = is_compact(ui.ctx().content_rect());
    let height: f32 = if compact { 294.0 } else { 326.0 };
    let (upper, lower) = area.split_top_bottom_at_y(area.top() + height.min(area.height() * 0.5));
    let (title, body) = upper.split_top_bottom_at_y(upper.top() + size::PANE_TITLE);
    identity::show(ui, title, upper, scene, open, view, actions);
    picture::show(ui, body, scene, open, view, actions, compact);
    let limits = right_limits(lower.width());
    let usual = (lower.width() * 0.34).clamp(372.0, 620.0);
    let right_width = limits.clamp(view.tabs.funnel.right_width.unwrap_or(usual)).round();
    let (left, right) = lower.split_left_right_at_x(lower.right() - right_width);
    left::show(ui, left, scene, open, view, actions, compact);
    right::show(ui, right, scene, open, view, actions, compact);
    divider_h(ui, area, upper.bottom());
    divider_v(ui, Rect::from_min_max(pos2(left.left(), left.top()), lower.max), right.left());
    let edge = Edge {
        name: scene.text(Msg::FunnelEdge),
        right: right.right(),
        width: right.width(),
        limits,
        y: right.y_range(),
    };
    match edge::edge(ui, "funnel", &edge) {
        Some(Moved::To(width)) => view.tabs.funnel.right_width = Some(width),
        Some(Moved::Back) => view.tabs.funnel.right_width = None,
        None => {}
    }
}

/// How wide the pane below right may be, so that neither it nor the tables beside it are cut.
fn right_limits(width: f32) -> Rangef {
    const RIGHT: f32 = 372.0;
    const LEFT: f32 = 560.0;
    Rangef::new(RIGHT, (width - LEFT).max(RIGHT))
}
