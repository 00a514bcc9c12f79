//! 日历: the tasks of the campaign as a table and, beside it, as bars over time.

mod columns;
mod copy;
mod events;
mod flow;
mod inspect;
mod lanes;
mod level;
mod load;
mod matrix;
mod sides;
mod source;
mod staffing;
mod table;
mod tasks;
mod toolbar;
mod view;
mod workdays;
mod year;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Rect, Ui, Vec2, vec2};
use serde::{Deserialize, Serialize};

use self::columns::Col;
use self::level::Levelling;
pub use self::level::ask as ask_to_level;
use self::source::{key, task_id};
use self::table::{Chosen, Table};
pub use self::view::CalendarView;
use crate::engine::finding::{Place, PlaceKind};
use crate::engine::schedule::level::campaign::Levelled;
use crate::engine::schedule::load::Resource;
use crate::engine::schedule::sides::{Kin, Side};
use crate::engine::schedule::{HolidayTable, Moment, Schedule, TaskTimes};
use crate::model::{BaselineId, CalendarId, CampaignId, DepartmentId, LinkId, PersonId, Task, TaskId};
use crate::text::Lang;
use crate::ui::action::Actions;
use crate::ui::pose::{PicturePane, Pose};
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::size;
use crate::ui::widgets::gantt::{GanttState, Phase};
use crate::ui::widgets::grid::{Column, GridState, RowKey};

/// What the tab remembers.
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
#[derive(Debug)]
pub struct CalendarState {
    /// What is shown.
    pub view: CalendarView,
    /// What the year view remembers.
    year: year::YearState,
    /// What the staffing remembers.
    staffing: staffing::StaffingState,
    /// What the working calendars remember.
    workdays: workdays::WorkdaysState,
    grid: GridState,
    gantt: GanttState,
    table: Table,
    columns: Vec<Column>,
    made_for: Option<(Lang, CampaignId, u64)>,
    phases: Vec<Phase>,
    /// Summaries whose tasks are folded away; no part of the project.
    folded: BTreeSet<TaskId>,
    folds: u64,
    selected: BTreeSet<TaskId>,
    link: Option<LinkId>,
    /// How what is dragged was when the drag began.
    origin: Option<Origin>,
    /// Why the last link was refused.
    refused: Option<String>,
    /// Whether critical tasks stand out.
    critical: bool,
    /// Whether floats are drawn.
    floats: bool,
    /// Which baseline is shown.
    baseline: Shown,
    /// Width of the table, if somebody drew it wider or narrower.
    width: Option<f32>,
    /// Who has how much to do; not worked out anew while a bar is dragged.
    loads: Vec<load::Line>,
    loads_of: Option<(Lang, CampaignId, u64)>,
    /// Where levelling stands.
    levelling: Levelling,
    /// What was kept, until somebody looks.
    kept: CalendarLook,
    /// Whose days are shown.
    load_of: Option<Resource>,
    /// What of the tasks is shown; nothing chosen = all.
    chosen: BTreeSet<Kin>,
    /// Counts the choices.
    choices: u64,
    /// By what bars are coloured.
    coloured: Option<Side>,
    /// The lanes.
    lanes: lanes::LanesState,
    /// The flow chart.
    flow: flow::FlowState,
    /// The matrix.
    matrix: matrix::MatrixState,
    first: bool,
    /// The table is to have the keyboard.
    focus: bool,
    /// Table or bars have the keyboard, or nothing has.
    has_keyboard: bool,
    /// What is chosen was chosen among the bars.
    in_chart: bool,
    /// The row that the table is to show as chosen, since its bar was.
    followed: Option<RowKey>,
    /// The frame in which the tab was drawn last.
    seen: u64,
    /// How the tasks stand.
    overview: inspect::overview::Kept,
    /// The tasks copied last.
    copied: Option<copy::Kept>,
}

impl Default for CalendarState {
    fn default() -> Self {
        Self {
            view: CalendarView::default(),
            year: year::YearState::default(),
            staffing: staffing::StaffingState::default(),
            workdays: workdays::WorkdaysState::default(),
            grid: GridState::default(),
            gantt: GanttState::default(),
            table: Table::default(),
            columns: Vec::new(),
            made_for: None,
            phases: Vec::new(),
            folded: BTreeSet::new(),
            folds: 0,
            selected: BTreeSet::new(),
            link: None,
            origin: None,
            refused: None,
            critical: true,
            floats: false,
            baseline: Shown::Last,
            width: None,
            loads: Vec::new(),
            loads_of: None,
            levelling: Levelling::Idle,
            kept: CalendarLook::default(),
            load_of: None,
            chosen: BTreeSet::new(),
            choices: 0,
            coloured: None,
            lanes: lanes::LanesState::default(),
            flow: flow::FlowState::default(),
            matrix: matrix::MatrixState::default(),
            first: true,
            focus: false,
            has_keyboard: false,
            in_chart: false,
            followed: None,
            seen: 0,
            overview: inspect::overview::Kept::default(),
            copied: None,
        }
    }
}

/// What is kept of how the calendar is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CalendarLook {
    /// The view in front.
    view: String,
    /// Width of the table, in points.
    width: Option<u16>,
    /// The minute at the left edge of the bars, from 1970 on.
    start: Option<i64>,
    /// Thousandths of points per day.
    per_day: Option<u32>,
    /// The tasks whose own tasks are folded away.
    folded: BTreeSet<u32>,
}

/// Which baseline the bars are held against.
#[derive(Clone, Copy, Debug)]
enum Shown {
    /// The last that was taken.
    Last,
    /// One that was chosen.
    This(BaselineId),
    /// None.
    None,
}

/// Tasks as they were when a drag began.
#[derive(Debug)]
struct Origin {
    schedule: Arc<Schedule>,
    tasks: Vec<Task>,
    followers: Vec<Task>,
    /// Whether what follows was held in this drag.
    held: bool,
}

impl CalendarState {
    /// Waits for what levelling proposes for a project as it is at a count of changes; it is shown beside the bars.
    pub fn level(&mut self, revision: u64) {
        self.levelling = Levelling::Asked(revision);
        self.view = CalendarView::Gantt;
    }

    /// Takes in what levelling proposes.
    pub fn levelled(&mut self, found: Arc<Levelled>) {
        self.levelling.answer(found);
    }

    /// What is kept of how it is looked at.
    #[must_use]
    pub fn look(&self) -> CalendarLook {
        // nobody has looked at the tasks yet
        if self.made_for.is_none() {
            return CalendarLook { view: self.view.code().to_owned(), ..self.kept.clone() };
        }
        let (start, per_day) = self.gantt.look();
        CalendarLook {
            view: self.view.code().to_owned(),
            width: self.width.map(|width| width.round() as u16),
            start: start.map(|start| start.round() as i64),
            per_day: Some((per_day * 1_000.0).round() as u32),
            folded: self.folded.iter().map(|id| id.0).collect(),
        }
    }

    /// Looks as it was looked at.
    pub fn look_again(&mut self, look: &CalendarLook) {
        self.kept = look.clone();
        self.view = CalendarView::of_code(&look.view).unwrap_or_default();
        self.width = look.width.map(f32::from);
        self.folded = look.folded.iter().map(|id| TaskId(*id)).collect();
        if let Some(per_day) = look.per_day {
            self.gantt.set_look(look.start.map(|start| start as f64), f64::from(per_day) / 1_000.0);
            // its columns were arranged then
            self.first = false;
        }
    }

    /// As it is looked at, for a picture: nothing selected, nothing in anybody's hand.
    #[must_use]
    pub fn posing(&self) -> Self {
        let mut posing = Self { view: self.view, grid: self.grid.posing(), critical: self.critical, ..Self::default() };
        posing.look_again(&self.look());
        posing.first = false;
        posing.baseline = self.baseline;
        posing.chosen.clone_from(&self.chosen);
        posing.coloured = self.coloured;
        posing.floats = self.floats;
        posing.lanes = self.lanes.posing();
        posing.flow = self.flow.posing();
        posing.matrix = self.matrix.posing();
        posing.staffing = self.staffing.posing();
        posing.workdays = self.workdays.posing();
        posing
    }

    /// By how much a window of a size is too small to show all that the view holds.
    #[must_use]
    pub fn missing(&self, window: Vec2) -> Vec2 {
        // what stands above and below the view: header, tabs, toolbar, status line
        let others = 128.0 + 28.0;
        let rows = match self.view {
            CalendarView::Gantt => (self.table.shown_rows() + 1) as f32 * size::ROW_COMPACT,
            CalendarView::Lanes => self.lanes.height(),
            CalendarView::Flow | CalendarView::Matrix => {
                let own = if self.view == CalendarView::Flow { self.flow.size() } else { self.matrix.size() };
                let beside = size::INSPECTOR_MAX + size::S24;
                return (own + vec2(beside, others) - window).max(Vec2::ZERO);
            }
            CalendarView::Year | CalendarView::Staffing | CalendarView::Workdays => return Vec2::ZERO,
        };
        vec2(0.0, (rows + others + tasks::HEAD + load::HEIGHT - window.y).max(0.0))
    }

    /// Its table, and those of people and departments.
    pub fn grids_mut(&mut self) -> (&mut GridState, [(&'static str, &mut GridState); 2]) {
        (&mut self.grid, self.workdays.grids())
    }

    /// Leads to a place of this tab.
    pub fn reveal(&mut self, place: &Place) {
        let id = place.id.unwrap_or_default();
        if place.kind == PlaceKind::Staffing {
            self.view = CalendarView::Staffing;
            return;
        }
        if self.reveal_shop(place) {
            self.view = CalendarView::Workdays;
            return;
        }
        self.view = CalendarView::Gantt;
        match place.kind {
            PlaceKind::Department => self.load_of = Some(Resource::Department(DepartmentId(id))),
            PlaceKind::Person => self.load_of = Some(Resource::Person(PersonId(id))),
            PlaceKind::Link => self.link = Some(LinkId(id)),
            _ => {}
        }
        if let Some(id) = place.id.filter(|_| place.kind == PlaceKind::Task) {
            self.selected = std::iter::once(TaskId(id)).collect();
            self.grid.select_row(key(TaskId(id)));
            self.focus = true;
        }
    }

    /// Leads to a calendar, or to what is wrong with a department or a person themselves; whether it is such a place.
    fn reveal_shop(&mut self, place: &Place) -> bool {
        let id = place.id.unwrap_or_default();
        // where there is too much to do, the load says more
        let load = place.field == Some("capacity");
        match place.kind {
            PlaceKind::Calendar => {
                self.workdays.show_calendar(place.id.map(CalendarId));
                // what is missing are the days of the first year that is not announced
                let last = HolidayTable::china().years().last().filter(|_| place.field == Some("exceptions"));
                if let Some(last) = last {
                    self.workdays.show_year(last + 1);
                }
            }
            PlaceKind::Person if !load => self.workdays.show_person(place.id.map(PersonId)),
            PlaceKind::Department if !load => self.workdays.show_department(DepartmentId(id)),
            _ => return false,
        }
        true
    }

    /// What the inspector is about.
    fn in_front(&self) -> (CalendarView, BTreeSet<TaskId>, Option<LinkId>, Option<year::Picked>) {
        (self.view, self.selected.clone(), self.link, self.year.picked)
    }

    fn shown_baseline(&self, open: &Open<'_>) -> Option<BaselineId> {
        match self.baseline {
            Shown::Last => open.campaign.baselines.last().map(|baseline| baseline.id),
            Shown::This(id) => Some(id).filter(|id| open.campaign.baselines.contains(*id)),
            Shown::None => None,
        }
    }

    fn refresh(&mut self, scene: &Scene<'_>, open: &Open<'_>) {
        self.levelling.keep(open.revision);
        let baseline = self.shown_baseline(open);
        let now = Moment::from(scene.now);
        let keep = |task: &Task, times: &TaskTimes| sides::shown(&self.chosen, open, task, times, now);
        let some = !self.chosen.is_empty();
        // what is late changes with the clock
        let stamp = self.choices.wrapping_mul(1 << 32) + if some { (now.0 / 60).unsigned_abs() } else { 0 };
        self.table.refresh(open, baseline, Chosen { stamp, keep: some.then_some(&keep) });
        let stamp = (scene.texts.lang(), open.campaign.id, open.revision);
        if self.made_for != Some(stamp) {
            if self.made_for.is_some_and(|(_, campaign, _)| campaign != open.campaign.id) {
                self.gantt = GanttState::default();
                self.selected.clear();
            }
            self.made_for = Some(stamp);
            self.columns = columns::columns(scene.texts, open.project);
            self.phases = source::phases(scene.texts, open);
            self.selected.retain(|id| open.campaign.tasks.contains(*id));
            self.link = self.link.filter(|id| open.campaign.links.contains(*id));
        }
        if self.loads_of != Some(stamp) && self.origin.is_none() {
            self.loads_of = Some(stamp);
            self.loads = load::lines(scene.texts, open, &self.table.schedule.loads());
        }
        if std::mem::take(&mut self.first) {
            self.grid.hidden.extend([Col::Progress.id(), Col::Float.id()]);
        }
    }
}

/// Draws the tab.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    if super::entered(ui, &mut view.tabs.calendar.seen) {
        view.figure = None;
    }
    let mut state = std::mem::take(&mut view.tabs.calendar);
    let before = state.in_front();
    let (head, body) = area.split_top_bottom_at_y(area.top() + size::TOOLBAR);
    let tools = view::head(ui, head, scene, &mut state.view);
    if view.pose.is_some_and(|pose| pose.pane == PicturePane::Calendar) {
        view.pose = view.pose.map(|pose| Pose { place: Some(body), ..pose });
    }
    match state.view {
        CalendarView::Year => year::show(ui, tools, body, scene, open, &mut state, actions),
        CalendarView::Lanes => lanes::show(ui, tools, body, scene, open, &mut state, actions),
        CalendarView::Flow => flow::show(ui, tools, body, scene, open, &mut state, actions),
        CalendarView::Matrix => matrix::show(ui, tools, body, scene, open, &mut state, actions),
        CalendarView::Gantt => tasks::show(ui, tools, body, scene, open, &mut state, actions),
        CalendarView::Staffing => {
            staffing::show(ui, tools, body, scene, open, view, &mut state.staffing, actions);
        }
        CalendarView::Workdays => workdays::show(ui, tools, body, scene, open, &mut state.workdays, actions),
    }
    // what is chosen now goes before a figure that was asked for earlier
    if state.in_front() != before {
        view.figure = None;
    }
    view.tabs.selection = None;
    view.tabs.calendar = state;
}

/// The title of the inspector: the task or link that is looked at.
#[must_use]
pub fn side_title(scene: &Scene<'_>, open: &Open<'_>, view: &mut View) -> Option<String> {
    if view.figure.is_some() {
        return None;
    }
    match view.tabs.calendar.view {
        CalendarView::Year => year::side_title(scene, open, &view.tabs.calendar),
        CalendarView::Gantt | CalendarView::Lanes | CalendarView::Flow | CalendarView::Matrix => {
            inspect::title(scene, open, &view.tabs.calendar)
        }
        CalendarView::Staffing | CalendarView::Workdays => None,
    }
}

/// Draws the inspector's body under [`side_title`].
pub fn side_body(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    match view.tabs.calendar.view {
        CalendarView::Year => year::side_body(ui, scene, open, &mut view.tabs.calendar, actions),
        CalendarView::Gantt | CalendarView::Lanes | CalendarView::Flow | CalendarView::Matrix => {
            inspect::show(ui, scene, open, &mut view.tabs.calendar, actions);
        }
        CalendarView::Staffing | CalendarView::Workdays => {}
    }
}

/// The task of a row; for what is drawn beside the table.
fn first_selected<'a>(open: &Open<'a>, state: &CalendarState) -> Option<&'a Task> {
    let id = state.grid.active().map(|(row, _)| task_id(row)).filter(|id| state.selected.contains(id));
    let id = id.or_else(|| state.selected.first().copied())?;
    open.campaign.tasks.get(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_damage_does_no_harm() {
        let mut state = CalendarState::default();
        let look = CalendarLook {
            view: CalendarView::Year.code().to_owned(),
            width: Some(380),
            start: Some(29_800_000),
            per_day: Some(8_000),
            folded: BTreeSet::from([7]),
        };
        state.look_again(&look);
        assert_eq!(state.look(), look, "nobody has looked yet");
        state.made_for = Some((Lang::ZhHans, CampaignId(1), 1));
        assert_eq!(state.look(), look);
        for (start, per_day) in [(i64::MAX, 0), (i64::MIN, u32::MAX), (0, 1)] {
            state.look_again(&CalendarLook { start: Some(start), per_day: Some(per_day), ..look.clone() });
            let (at, zoom) = state.gantt.look();
            assert!(at.is_some_and(f64::is_finite) && zoom > 0.0 && zoom < 2_000.0);
        }
    }
}
