//! 执行: plan against actual while a campaign runs, where it will end, what calls for attention, what closes the gap.

mod alarms;
mod bars;
mod curve;
mod hours;
mod inspect;
mod parts;
mod strip;

use egui::{Rangef, Rect, Ui, pos2};
use jiff::civil::{Date, DateTime};
use std::sync::Arc;

use crate::engine::finding::Place;
use crate::engine::run::RunAnswer;
use crate::model::{ActualOf, AlarmKind, Money};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::shell::is_compact;
use crate::ui::tabs::later;
use crate::ui::theme::{icons, size};
use crate::ui::widgets::grid::GridState;
use crate::ui::widgets::pane::{divider_h, divider_v};
use crate::ui::widgets::{button, titles};

/// What the chart of GMV shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CurveView {
    /// What has come together so far.
    #[default]
    Cumulative,
    /// Each day.
    Days,
    /// Each hour.
    Hours,
}

impl CurveView {
    /// Every view, in order.
    pub const ALL: [Self; 3] = [Self::Cumulative, Self::Days, Self::Hours];

    /// Its name on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cumulative => "cumulative",
            Self::Days => "by-day",
            Self::Hours => "by-hour",
        }
    }

    const fn title(self) -> Msg {
        match self {
            Self::Cumulative => Msg::RunCumulative,
            Self::Days => Msg::RunByDay,
            Self::Hours => Msg::RunByHour,
        }
    }

    const fn name(self) -> Msg {
        match self {
            Self::Cumulative => Msg::RunCurveCumulative,
            Self::Days => Msg::RunCurveDays,
            Self::Hours => Msg::RunCurveHours,
        }
    }
}

/// What the pane below shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LowerPane {
    /// Sources.
    #[default]
    Sources,
    /// Categories.
    Categories,
    /// Products.
    Goods,
    /// Kinds of customers.
    Customers,
}

impl LowerPane {
    /// Every pane, in order.
    pub const ALL: [Self; 4] = [Self::Sources, Self::Categories, Self::Goods, Self::Customers];

    /// Its name on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sources => "run-sources",
            Self::Categories => "run-categories",
            Self::Goods => "run-goods",
            Self::Customers => "run-customers",
        }
    }

    const fn name(self) -> Msg {
        match self {
            Self::Sources => Msg::RunSources,
            Self::Categories => Msg::RunCategories,
            Self::Goods => Msg::RunGoods,
            Self::Customers => Msg::RunCustomers,
        }
    }
}

/// Something of the tab that can be brought to the front by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunView {
    /// A view of the chart.
    Curve(CurveView),
    /// A pane below.
    Lower(LowerPane),
}

impl RunView {
    /// Every one.
    #[must_use]
    pub fn all() -> Vec<Self> {
        CurveView::ALL.map(Self::Curve).into_iter().chain(LowerPane::ALL.map(Self::Lower)).collect()
    }

    /// Its name on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Curve(view) => view.code(),
            Self::Lower(pane) => pane.code(),
        }
    }
}

/// What the inspector shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chosen {
    /// Where the campaign will end, and what closes the gap.
    #[default]
    End,
    /// An alarm and its rule.
    Alarm(AlarmKind, ActualOf),
    /// The rules of all alarms.
    Rules,
}

/// What the tab remembers.
#[derive(Debug, Default)]
pub struct RunState {
    /// What the chart shows.
    pub curve: CurveView,
    /// The pane below.
    pub lower: LowerPane,
    chosen: Chosen,
    /// The day whose hours are shown; nothing = that of the last figures.
    day: Option<Date>,
    /// Up to when is looked at; nothing = the latest.
    at: Option<DateTime>,
    parts: GridState,
    seen: u64,
    first: bool,
}

impl RunState {
    /// Its tables by a name that stays.
    pub fn grids_mut(&mut self) -> [(&'static str, &mut GridState); 1] {
        [("run parts", &mut self.parts)]
    }

    /// Leads to a place of this tab.
    pub fn reveal(&mut self, _place: &Place) {
        self.first = true;
    }

    /// Brings something to the front.
    pub fn look_at(&mut self, shown: RunView) {
        match shown {
            RunView::Curve(view) => self.curve = view,
            RunView::Lower(pane) => self.lower = pane,
        }
    }

    fn choose(&mut self, chosen: Chosen) {
        self.chosen = chosen;
        self.first = true;
    }
}

/// What the tab shows of the campaign in front: up to the latest figures, or up to when the planner looks back to.
#[must_use]
pub fn board(scene: &Scene<'_>, open: &Open<'_>, view: &View) -> Option<Arc<RunAnswer>> {
    let now = view.tabs.run.at.map_or(scene.now, |at| at.min(scene.now));
    open.answers.run(open.project, open.campaign, open.answer, now)
}

/// The places of the panes.
struct Places {
    curve: Rect,
    alarms: Rect,
    strip: Rect,
    parts: Rect,
    hours: Rect,
}

fn places(area: Rect, compact: bool) -> Places {
    let side = (area.width() * 0.324).clamp(300.0, 420.0).round();
    let strip = if compact { 50.0 } else { 56.0 };
    let upper = ((area.height() - strip) * if compact { 0.48 } else { 0.53 }).round();
    let (left, right) = (Rangef::new(area.left(), area.right() - side), Rangef::new(area.right() - side, area.right()));
    let top = Rangef::new(area.top(), area.top() + upper);
    let middle = Rangef::new(top.max, top.max + strip);
    let bottom = Rangef::new(middle.max, area.bottom());
    Places {
        curve: Rect::from_x_y_ranges(left, top),
        alarms: Rect::from_x_y_ranges(right, top),
        strip: Rect::from_x_y_ranges(area.x_range(), middle),
        parts: Rect::from_x_y_ranges(left, bottom),
        hours: Rect::from_x_y_ranges(right, bottom),
    }
}

/// Draws the tab.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let entered = super::entered(ui, &mut view.tabs.run.seen);
    if std::mem::take(&mut view.tabs.run.first) || entered {
        view.figure = None;
    }
    let Some(of) = board(scene, open, view) else {
        empty(ui, area, scene, open, view);
        return;
    };
    let compact = is_compact(ui.ctx().content_rect());
    let at = places(area, compact);
    curve::show(ui, at.curve, scene, open, &of, view);
    alarms::show(ui, at.alarms, scene, open, &of, view, actions);
    strip::show(ui, at.strip, scene, &of, compact);
    lower(ui, at.parts, scene, open, &of, view, compact);
    hours::show(ui, at.hours, scene, open, &of, view);
    divider_h(ui, area, at.strip.top());
    divider_h(ui, area, at.strip.bottom());
    divider_v(ui, at.alarms, at.alarms.left());
    divider_v(ui, at.hours, at.hours.left());
}

fn lower(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, of: &RunAnswer, view: &mut View, compact: bool) {
    let (title, body) = area.split_top_bottom_at_y(area.top() + size::PANE_TITLE);
    let names = LowerPane::ALL.map(|pane| scene.text(pane.name()));
    let chosen = LowerPane::ALL.iter().position(|pane| *pane == view.tabs.run.lower);
    let (picked, end) = titles::titles(ui, title, &names, chosen, view.pose.is_some());
    if let Some(pane) = picked.and_then(|at| LowerPane::ALL.get(at)) {
        view.tabs.run.lower = *pane;
    }
    crate::ui::widgets::pane::rule(ui, title);
    let head = Rect::from_min_max(pos2(end + size::S12, title.top()), title.max);
    parts::show(ui, head, body, scene, open, of, view, compact);
}

/// Nothing to show: what is missing, and the way to it.
fn empty(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View) {
    let planned = open.answer.time.target > Money::ZERO && !open.answer.time.days.is_empty();
    if !planned {
        let lines = [scene.text(Msg::RunEmptyPlanNote)];
        later::empty(ui, area, icons::TARGET, scene.text(Msg::RunEmptyPlan), &lines, |ui| {
            if button::primary(ui, scene.text(Msg::LaterButton)).clicked() {
                view.tab = Some(crate::engine::Tab::Funnel);
            }
        });
        return;
    }
    let lines = [scene.text(Msg::RunEmptyNote)];
    later::empty(ui, area, icons::ACTIVITY, scene.text(Msg::RunEmpty), &lines, |_| {});
}

/// What the inspector is called.
#[must_use]
pub fn side_title(scene: &Scene<'_>, open: &Open<'_>, view: &View) -> Option<String> {
    if view.figure.is_some() {
        return None;
    }
    let of = board(scene, open, view)?;
    Some(inspect::title(scene, open, &of, &view.tabs.run))
}

/// Draws what it shows then.
pub fn side_body(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    if let Some(of) = board(scene, open, view) {
        inspect::show(ui, scene, open, &of, view, actions);
    }
}
