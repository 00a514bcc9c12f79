//! 执行: plan against actual while a campaign runs, where it will end, what calls for attention, what closes the gap.

mod alarms;
mod bars;
mod checks;
mod curve;
mod hours;
mod inspect;
mod parts;
mod risks;
mod rows;
mod strip;
mod top_up;
pub mod wall;

use egui::{Rangef, Rect, Ui, pos2, vec2};
use jiff::civil::{Date, DateTime};
use std::sync::Arc;

use crate::engine::finding::{Place, PlaceKind};
use crate::engine::run::RunAnswer;
use crate::model::{ActualOf, AlarmKind, CampaignId, LaunchCheckId, Money, RiskId, SkuId, SourceId};
use crate::text::Msg;
use crate::ui::action::{Action, Actions, ActualsRequest};
use crate::ui::scene::{Open, Scene, View};
use crate::ui::shell::is_compact;
use crate::ui::tabs::{later, lists};
use crate::ui::theme::{icons, size};
use crate::ui::widgets::grid::GridState;
use crate::ui::widgets::pane::{divider_h, divider_v};
use crate::ui::widgets::{button, paint, titles};

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

    pub(super) const fn title(self) -> Msg {
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
    /// Offers.
    Offers,
    /// The figures themselves.
    Rows,
    /// Risks.
    Risks,
    /// What is checked before the opening.
    Checks,
    /// Patrols.
    Patrols,
}

impl LowerPane {
    /// Every pane, in order.
    pub const ALL: [Self; 9] = [
        Self::Sources,
        Self::Categories,
        Self::Goods,
        Self::Customers,
        Self::Offers,
        Self::Rows,
        Self::Risks,
        Self::Checks,
        Self::Patrols,
    ];

    /// Whether it needs the whole width, so that the hours give way.
    #[must_use]
    pub const fn is_wide(self) -> bool {
        matches!(self, Self::Rows | Self::Risks | Self::Checks | Self::Patrols)
    }

    /// Its name on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Sources => "run-sources",
            Self::Categories => "run-categories",
            Self::Goods => "run-goods",
            Self::Customers => "run-customers",
            Self::Offers => "run-offers",
            Self::Rows => "actuals",
            Self::Risks => "risks",
            Self::Checks => "launch-checks",
            Self::Patrols => "patrols",
        }
    }

    const fn name(self) -> Msg {
        match self {
            Self::Sources => Msg::RunSources,
            Self::Categories => Msg::RunCategories,
            Self::Goods => Msg::RunGoods,
            Self::Customers => Msg::RunCustomers,
            Self::Offers => Msg::RunOffers,
            Self::Rows => Msg::RunRows,
            Self::Risks => Msg::RunRisks,
            Self::Checks => Msg::RunChecks,
            Self::Patrols => Msg::RunPatrols,
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
    /// The wall screen.
    Wall,
}

impl RunView {
    /// Every one.
    #[must_use]
    pub fn all() -> Vec<Self> {
        CurveView::ALL.map(Self::Curve).into_iter().chain(LowerPane::ALL.map(Self::Lower)).chain([Self::Wall]).collect()
    }

    /// Its name on the command line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Curve(view) => view.code(),
            Self::Lower(pane) => pane.code(),
            Self::Wall => "wall",
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
    /// A risk.
    Risk(RiskId),
}

/// What the tab remembers.
#[derive(Debug, Default)]
pub struct RunState {
    /// What the chart shows.
    pub curve: CurveView,
    /// The pane below.
    pub lower: LowerPane,
    /// Whether the wall screen stands in front.
    pub wall: bool,
    chosen: Chosen,
    /// The day whose hours are shown; nothing = that of the last figures.
    day: Option<Date>,
    /// Up to when is looked at; nothing = the latest.
    at: Option<DateTime>,
    wave: inspect::wave::WaveState,
    parts: GridState,
    rows: GridState,
    part_names: Option<rows::PartNames>,
    risks: GridState,
    drag: risks::DragState,
    checks: GridState,
    /// What is to be shown.
    sought: Option<Place>,
    patrols: GridState,
    seen: u64,
    first: bool,
    /// The campaign that what is chosen belongs to.
    of: Option<CampaignId>,
}

impl RunState {
    /// Its tables by a name that stays.
    pub fn grids_mut(&mut self) -> [(&'static str, &mut GridState); 5] {
        [
            ("run parts", &mut self.parts),
            ("actuals", &mut self.rows),
            ("risks", &mut self.risks),
            ("checks", &mut self.checks),
            ("patrols", &mut self.patrols),
        ]
    }

    /// Leads to a place of this tab.
    pub fn reveal(&mut self, place: &Place) {
        self.first = true;
        self.sought = Some(*place);
    }

    /// Chooses what is sought, once the tab has turned to its campaign.
    fn find(&mut self, open: &Open<'_>) {
        let Some(place) = self.sought.take() else { return };
        match place.kind {
            PlaceKind::LaunchCheck => {
                self.lower = LowerPane::Checks;
                let row = place.id.and_then(|id| open.campaign.run.checks.get(LaunchCheckId(id)));
                if let Some(row) = row {
                    self.checks.select_row(lists::key(row));
                }
            }
            PlaceKind::Alarm => {
                let kind = AlarmKind::ALL.into_iter().find(|kind| Some(kind.code()) == place.field);
                let of = |kind| match (kind, place.id) {
                    (AlarmKind::StockDays, Some(id)) => ActualOf::Sku(SkuId(id)),
                    (_, Some(id)) => ActualOf::Source(SourceId(id)),
                    (_, None) => ActualOf::Shop,
                };
                if let Some(kind) = kind {
                    self.chosen = Chosen::Alarm(kind, of(kind));
                }
            }
            _ => {}
        }
    }

    /// Brings something to the front.
    pub fn look_at(&mut self, shown: RunView) {
        match shown {
            RunView::Curve(view) => self.curve = view,
            RunView::Lower(pane) => self.lower = pane,
            RunView::Wall => self.wall = true,
        }
    }

    /// The same look for a picture of a pane.
    #[must_use]
    pub fn posing(&self) -> Self {
        Self { curve: self.curve, day: self.day, at: self.at, of: self.of, ..Self::default() }
    }

    /// Another campaign begins at its latest figures, with nothing chosen; what is deleted is chosen no more.
    fn turn_to(&mut self, open: &Open<'_>) {
        let campaign = open.campaign.id;
        if self.of.replace(campaign) != Some(campaign) {
            (self.at, self.day, self.chosen) = (None, None, Chosen::End);
            self.wave = inspect::wave::WaveState::default();
        }
        let there = match self.chosen {
            Chosen::Risk(id) => open.campaign.run.risks.contains(id),
            Chosen::Alarm(_, ActualOf::Source(id)) => open.campaign.traffic.contains(id),
            Chosen::Alarm(_, ActualOf::Sku(id)) => open.project.goods.contains(id),
            Chosen::End | Chosen::Rules | Chosen::Alarm(..) => true,
        };
        if !there {
            self.chosen = Chosen::End;
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
    // another campaign has not been turned to yet
    let at = view.tabs.run.at.filter(|_| view.tabs.run.of == Some(open.campaign.id));
    let now = at.map_or(scene.now, |at| at.min(scene.now));
    open.answers.run(open.project, open.campaign, open.answer, now, at.is_some())
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
    view.tabs.run.turn_to(open);
    view.tabs.run.find(open);
    let entered = super::entered(ui, &mut view.tabs.run.seen);
    if std::mem::take(&mut view.tabs.run.first) || entered {
        view.figure = None;
    }
    let compact = is_compact(ui.ctx().content_rect());
    let at = places(area, compact);
    let Some(of) = board(scene, open, view) else {
        // risks and checks are written before anything is sold
        if !view.tabs.run.lower.is_wide() {
            view.tabs.run.lower = LowerPane::Risks;
        }
        empty(ui, at.curve.union(at.alarms), scene, open, view, actions);
        let below = Rect::from_min_max(at.strip.min, area.max);
        lower(ui, below, scene, open, None, view, compact, actions);
        divider_h(ui, area, below.top());
        return;
    };
    curve::show(ui, at.curve, scene, open, &of, view, actions);
    alarms::show(ui, at.alarms, scene, open, &of, view, actions);
    strip::show(ui, at.strip, scene, &of, compact);
    let wide = view.tabs.run.lower.is_wide();
    let below = if wide { at.parts.union(at.hours) } else { at.parts };
    lower(ui, below, scene, open, Some(&of), view, compact, actions);
    if !wide {
        hours::show(ui, at.hours, scene, open, &of, view);
        divider_v(ui, at.hours, at.hours.left());
    }
    divider_h(ui, area, at.strip.top());
    divider_h(ui, area, at.strip.bottom());
    divider_v(ui, at.alarms, at.alarms.left());
}

fn lower(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    of: Option<&RunAnswer>,
    view: &mut View,
    compact: bool,
    actions: &mut Actions,
) {
    let (title, body) = area.split_top_bottom_at_y(area.top() + size::PANE_TITLE);
    let panes: Vec<LowerPane> = LowerPane::ALL.into_iter().filter(|pane| of.is_some() || pane.is_wide()).collect();
    let names: Vec<&str> = panes.iter().map(|pane| scene.text(pane.name())).collect();
    let chosen = panes.iter().position(|pane| *pane == view.tabs.run.lower);
    let tool = tool(open, view);
    let right = title.right() - tool.map_or(0.0, |(_, msg)| tool_width(ui, scene, msg) + 2.0 * size::S8);
    let posing = view.pose.is_some();
    let (picked, end) = titles::titles(ui, title.with_max_x(right), &names, chosen, posing, scene.text(Msg::PaneMore));
    if let Some(pane) = picked.and_then(|at| panes.get(at)) {
        view.tabs.run.lower = *pane;
    }
    crate::ui::widgets::pane::rule(ui, title);
    if let Some(tool) = tool {
        tools(ui, title, scene, open, view, tool, actions);
    }
    let head = Rect::from_min_max(pos2(end + size::S12, title.top()), pos2(right, title.bottom()));
    match (view.tabs.run.lower, of) {
        (LowerPane::Rows, _) => rows::show(ui, body, scene, open, view, compact, actions),
        (LowerPane::Risks, _) => {
            let side = (body.width() * 0.3).clamp(260.0, 380.0).round();
            let (left, right) = body.split_left_right_at_x(body.right() - side);
            let left = if open.campaign.run.risks.is_empty() { body } else { left };
            risks::register(ui, left, scene, open, view, compact, actions);
            if !open.campaign.run.risks.is_empty() {
                risks::matrix(ui, right, scene, open, view, actions);
                divider_v(ui, right, right.left());
            }
        }
        (LowerPane::Checks, _) => checks::checks(ui, body, scene, open, view, compact, actions),
        (LowerPane::Patrols, _) => checks::patrols(ui, body, scene, open, view, compact, actions),
        (LowerPane::Offers, Some(of)) => {
            let (table, band) = body.split_top_bottom_at_y(body.bottom() - top_up::HEIGHT);
            parts::show(ui, head, table, scene, open, of, view, compact);
            top_up::show(ui, band, scene, open, actions);
        }
        (_, Some(of)) => parts::show(ui, head, body, scene, open, of, view, compact),
        (_, None) => {}
    }
}

/// The button at the end of the title row: its icon and words.
fn tool(open: &Open<'_>, view: &View) -> Option<(&'static str, Msg)> {
    let run = &open.campaign.run;
    let lower = view.tabs.run.lower;
    let empty = match lower {
        LowerPane::Risks => run.risks.is_empty(),
        LowerPane::Checks => run.checks.is_empty(),
        LowerPane::Patrols => run.patrols.is_empty(),
        _ => false,
    };
    if empty || view.pose.is_some() {
        return None;
    }
    Some(match lower {
        LowerPane::Risks => (icons::PLUS, Msg::RunRisksFill),
        LowerPane::Checks => (icons::PLUS, Msg::RunChecksFill),
        LowerPane::Patrols => (icons::PLUS, Msg::RunPatrolsStart),
        _ => (icons::CLIPBOARD_PASTE, Msg::RunImport),
    })
}

fn tool_width(ui: &Ui, scene: &Scene<'_>, msg: Msg) -> f32 {
    button::text_width(ui, scene.text(msg)) + 44.0
}

/// Draws it.
fn tools(
    ui: &mut Ui,
    title: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &View,
    (icon, msg): (&str, Msg),
    actions: &mut Actions,
) {
    let words = scene.text(msg);
    let width = tool_width(ui, scene, msg);
    let min = pos2(title.right() - width - size::S8, title.center().y - 13.0);
    let place = Rect::from_min_size(min, vec2(width, 26.0));
    let mut child = paint::at(ui, place, "run tools");
    let right_to_left = egui::Layout::right_to_left(egui::Align::Center);
    if child.with_layout(right_to_left, |ui| button::secondary_with_icon(ui, icon, words).clicked()).inner {
        match view.tabs.run.lower {
            LowerPane::Risks => risks::fill(scene, open, actions),
            LowerPane::Checks => checks::fill(scene, open, actions),
            LowerPane::Patrols => checks::round(scene, open, actions),
            _ => actions.push(Action::Actuals(ActualsRequest::Open)),
        }
    }
}

/// Nothing to show: what is missing, and the way to it.
fn empty(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
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
    later::empty(ui, area, icons::ACTIVITY, scene.text(Msg::RunEmpty), &lines, |ui| {
        if button::primary(ui, scene.text(Msg::RunImport)).clicked() {
            actions.push(Action::Actuals(ActualsRequest::Open));
        }
    });
}

/// What the inspector is called.
#[must_use]
pub fn side_title(scene: &Scene<'_>, open: &Open<'_>, view: &View) -> Option<String> {
    if view.figure.is_some() {
        return None;
    }
    let of = board(scene, open, view);
    inspect::title(scene, open, of.as_deref(), &view.tabs.run)
}

/// Draws what it shows then.
pub fn side_body(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let of = board(scene, open, view);
    inspect::show(ui, scene, open, of.as_deref(), view, actions);
}
