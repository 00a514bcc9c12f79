//! 泳道: the tasks of the campaign over time, in lanes by department, owner, phase or status. A bar dragged into another lane
//! goes over to it.

mod arrange;

use std::collections::HashMap;
use std::ops::Range;

use egui::{Align2, CornerRadius, Rect, Sense, Stroke, Ui, pos2, vec2};
use jiff::civil::Date;

use self::arrange::{Lane, Lanes};
use super::level::Levelling;
use super::sides::{Colours, kin_name, side_name};
use super::source::{Source, key};
use super::tasks::{HEAD, keys, without_tasks};
use super::{CalendarState, copy, events, level, load, toolbar};
use crate::engine::schedule::Moment;
use crate::engine::schedule::sides::{Kin, Side};
use crate::model::{CampaignId, TaskId};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::gantt::{Bar, Day, Gantt, GanttEvent, GanttSource, Link, Phase};
use crate::ui::widgets::grid::RowKey;
use crate::ui::widgets::{button, paint, pane, select};

/// Width of the lanes' names, beside which the loads stand.
const NAMES: f32 = 300.0;

/// What the view remembers.
#[derive(Debug)]
pub struct LanesState {
    side: Side,
    lanes: Lanes,
    /// The lanes' place of each task.
    places: HashMap<TaskId, usize>,
    made_for: Option<Made>,
    /// Links of the selected tasks.
    links: Vec<Link>,
    /// How far down it is scrolled.
    scroll: f32,
    /// Whether the lanes are what is shown.
    shown: bool,
}

/// What lanes were made for.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Made {
    campaign: CampaignId,
    revision: u64,
    side: Side,
    per_day: f64,
    hour: i64,
}

impl Default for LanesState {
    fn default() -> Self {
        Self {
            side: Side::Department,
            lanes: Lanes::default(),
            places: HashMap::new(),
            made_for: None,
            links: Vec::new(),
            scroll: 0.0,
            shown: false,
        }
    }
}

impl LanesState {
    /// What a task drawn on a line is.
    #[must_use]
    pub fn lane_at(&self, line: usize) -> Option<Kin> {
        self.shown.then(|| self.lanes.lane(line)).flatten().map(|lane| lane.kin)
    }

    /// What a task becomes that is dragged over a line; nothing in its own lane.
    #[must_use]
    pub fn lane_of_drag(&self, task: TaskId, line: usize) -> Option<Kin> {
        let own = self.places.get(&task).and_then(|at| self.lanes.lane(self.lanes.line(*at)));
        let over = self.shown.then(|| self.lanes.lane(line)).flatten()?;
        own.is_none_or(|own| own.kin != over.kin).then_some(over.kin)
    }

    /// The same lanes, for a picture.
    #[must_use]
    pub fn posing(&self) -> Self {
        Self { side: self.side, ..Self::default() }
    }

    /// Height of all lines.
    #[must_use]
    pub fn height(&self) -> f32 {
        self.lanes.lines() as f32 * LINE
    }

    /// Takes note that another view is shown.
    pub fn hide(&mut self) {
        self.shown = false;
    }

    fn refresh(&mut self, state: &Arranged<'_, '_>, dragging: bool) {
        let Arranged { open, table, per_day, now } = *state;
        let revision = table.revision;
        let made = Made { campaign: open.campaign.id, revision, side: self.side, per_day, hour: now.0 / 60 };
        // while a bar is dragged everything stays on its line
        if self.made_for == Some(made) || dragging && self.made_for.is_some() {
            return;
        }
        self.made_for = Some(made);
        self.lanes = Lanes::new(open, table, self.side, per_day, now);
        let id = |place: &u32| table.at(open, *place as usize).map(|(task, ..)| task.id);
        self.places = self.lanes.places.iter().enumerate().filter_map(|(at, place)| Some((id(place)?, at))).collect();
    }
}

struct Arranged<'a, 'b> {
    open: &'a Open<'b>,
    table: &'a super::table::Table,
    per_day: f64,
    now: Moment,
}

/// The bars of the lanes.
struct LaneSource<'a> {
    tasks: Source<'a>,
    lanes: &'a Lanes,
    links: &'a [Link],
}

impl LaneSource<'_> {
    fn place(&self, row: usize) -> Option<usize> {
        self.lanes.places.get(row).map(|place| *place as usize)
    }
}

impl GanttSource for LaneSource<'_> {
    fn rows(&self) -> usize {
        self.lanes.places.len()
    }

    fn lines(&self) -> usize {
        self.lanes.lines()
    }

    fn line(&self, row: usize) -> usize {
        self.lanes.line(row)
    }

    fn on(&self, lines: Range<usize>) -> Range<usize> {
        self.lanes.on(lines)
    }

    fn key(&self, row: usize) -> RowKey {
        let found = self.place(row).and_then(|place| self.tasks.table.at(self.tasks.open, place));
        found.map(|(task, ..)| key(task.id)).unwrap_or_default()
    }

    fn bar(&self, row: usize) -> Option<Bar<'_>> {
        self.tasks.bar_of(self.place(row)?)
    }

    fn links(&self) -> &[Link] {
        self.links
    }

    fn tip(&self, row: usize) -> String {
        self.place(row).map_or_else(String::new, |place| self.tasks.tip_of(place))
    }

    fn selected(&self, row: usize) -> bool {
        self.tasks.selected.contains(&super::source::task_id(GanttSource::key(self, row)))
    }

    fn phases(&self) -> &[Phase] {
        self.tasks.phases
    }

    fn day(&self, date: Date) -> Day {
        self.tasks.day(date)
    }

    fn holiday(&self, date: Date) -> Option<String> {
        self.tasks.holiday(date)
    }
}

/// Draws the view.
pub fn show(
    ui: &mut Ui,
    tools: Rect,
    mut body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
    actions: &mut Actions,
) {
    state.refresh(scene, open);
    state.lanes.shown = true;
    if !matches!(state.levelling, Levelling::Idle) {
        let (line, rest) = body.split_top_bottom_at_y(body.top() + level::HEIGHT);
        level::show(ui, line, scene, open, state, actions);
        body = rest;
    }
    if open.campaign.tasks.is_empty() {
        without_tasks(ui, body, scene, open, state, actions);
        return;
    }
    let tools = sides(ui, tools, scene, state);
    toolbar::show(ui, tools, scene, open, state, actions);
    state.in_chart = true;
    copy::keys(ui, scene, open, state, actions);
    let (body, strip) = body.split_top_bottom_at_y(body.bottom() - load::HEIGHT.min(body.height() / 3.0));
    let (left, right) = body.split_left_right_at_x(body.left() + NAMES);
    let chart = chart(ui, right, scene, open, state);
    names(ui, left, right, scene, open, state);
    let (strip_left, strip_right) = strip.split_left_right_at_x(right.left());
    load::show(ui, strip_left, strip_right, &chart.axis, scene, state);
    pane::divider_v(ui, body.union(strip), right.left());
    for event in chart.events {
        match event {
            GanttEvent::Scroll(by) => state.lanes.scroll += by,
            event => events::bars(event, scene, open, state, actions),
        }
        ui.ctx().request_repaint();
    }
    let height = state.lanes.height();
    state.lanes.scroll = state.lanes.scroll.clamp(0.0, (height - (right.height() - HEAD)).max(0.0));
    keys(ui, &chart.response, &chart.response, scene, open, state, actions);
}

/// Room that the tools beside the choice of lanes need.
const TOOLS: f32 = 700.0;
/// Width of that choice where it is a list.
const SELECT: f32 = 108.0;
/// Height of a line.
const LINE: f32 = size::ROW_COMPACT + 2.0;

/// By what the lanes are; gives the room that is left.
fn sides(ui: &mut Ui, row: Rect, scene: &Scene<'_>, state: &mut CalendarState) -> Rect {
    let names = Side::LANES.map(|side| scene.text(side_name(side)));
    let chosen = Side::LANES.iter().position(|side| *side == state.lanes.side);
    let whole = button::segmented_width(ui, &names);
    // in a narrow window the other tools need the room
    let narrow = row.width() < whole + TOOLS;
    let width = if narrow { SELECT } else { whole };
    let place = Rect::from_min_size(pos2(row.left(), row.center().y - size::FIELD / 2.0), vec2(width, size::FIELD));
    let mut child = paint::at(ui, place, "lanes by");
    let by = scene.text(Msg::LanesBy);
    let picked = if narrow {
        select::select(&mut child, by, &names, chosen, width)
    } else {
        button::segmented(&mut child, by, &names, chosen)
    };
    if let Some(side) = picked.and_then(|at| Side::LANES.get(at)) {
        state.lanes.side = *side;
    }
    row.with_min_x(place.right() + size::S16)
}

fn chart(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
) -> crate::ui::widgets::gantt::GanttOutput {
    let dragging = state.origin.is_some();
    let (copied, floats) = (state.copied.is_some(), state.floats);
    let CalendarState { gantt, table, folded, critical, link, levelling, coloured, lanes, selected, phases, .. } =
        state;
    let now = Moment::from(scene.now);
    lanes.refresh(&Arranged { open, table, per_day: gantt.per_day(), now }, dragging);
    lanes.links.clear();
    if !selected.is_empty() {
        let touches = |link: &&std::sync::Arc<crate::model::TaskLink>| {
            selected.contains(&link.from) || selected.contains(&link.to)
        };
        for known in open.campaign.links.iter().filter(touches) {
            let (Some(from), Some(to)) = (lanes.places.get(&known.from), lanes.places.get(&known.to)) else { continue };
            let end = |finish: bool| {
                if finish { crate::ui::widgets::gantt::End::Finish } else { crate::ui::widgets::gantt::End::Start }
            };
            let (from_end, to_end) = (end(known.kind.from_finish()), end(known.kind.to_finish()));
            lanes.links.push(Link { id: known.id.0, from: *from, from_end, to: *to, to_end, critical: false });
        }
    }
    let colours = &Colours::new(open, *coloured, theme::tokens(ui));
    let critical = *critical && coloured.is_none();
    let texts = scene.texts;
    let tasks =
        Source { open, table, texts, folded, selected, critical, floats, phases, copied, levelling, colours, now };
    let source = LaneSource { tasks, lanes: &lanes.lanes, links: &lanes.links };
    let chart = Gantt {
        name: scene.text(Msg::CalendarViewLanes),
        source: &source,
        texts,
        now,
        span: table.first_look(open),
        header: HEAD,
        row: LINE,
        scroll: lanes.scroll,
        picked: link.map(|id| id.0),
        posing: false,
    };
    chart.show(ui, area, gantt)
}

/// The names of the lanes, and the lines between them across the bars.
fn names(ui: &mut Ui, area: Rect, bars: Rect, scene: &Scene<'_>, open: &Open<'_>, state: &CalendarState) {
    let p = theme::tokens(ui);
    let (head, body) = area.split_top_bottom_at_y(area.top() + HEAD);
    ui.painter().rect_filled(head, CornerRadius::ZERO, p.chrome);
    ui.painter().hline(head.x_range(), head.bottom() - 0.5, Stroke::new(1.0, p.line));
    let at = pos2(head.left() + size::S16, head.center().y);
    let title = scene.text(side_name(state.lanes.side));
    pane::label(ui, at, Align2::LEFT_CENTER, title, fonts::text(), p.t2);
    let colours = Colours::new(open, state.coloured, p);
    let mut ui = paint::at(ui, body.union(bars), "lane names");
    ui.set_clip_rect(body.union(bars.with_min_y(body.top())).intersect(ui.clip_rect()));
    for lane in &state.lanes.lanes.all {
        let top = body.top() + lane.lines.start as f32 * LINE - state.lanes.scroll;
        let rect = Rect::from_min_size(pos2(body.left(), top), vec2(body.width(), lane.lines.len() as f32 * LINE));
        if !rect.intersects(body) {
            continue;
        }
        let across = rect.with_max_x(bars.right());
        ui.painter().hline(across.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, p.line_2));
        one(&mut ui, rect, scene, open, lane, &colours);
    }
}

fn one(ui: &mut Ui, rect: Rect, scene: &Scene<'_>, open: &Open<'_>, lane: &Lane, colours: &Colours) {
    let p = theme::tokens(ui);
    let name = kin_name(scene, open, lane.kin);
    let y = rect.top() + LINE / 2.0;
    let mut x = rect.left() + size::S16;
    if let Some(color) = colours.kin(lane.kin) {
        ui.painter().rect_filled(paint::square(pos2(x + 5.0, y), 10.0), CornerRadius::same(2), color);
        x += 18.0;
    }
    let count = scene.texts.with(Msg::LanesCount, &[("n", lane.tasks.into())]);
    let right = pos2(rect.right() - size::S16, y);
    let end = pane::label(ui, right, Align2::RIGHT_CENTER, &count, fonts::text(), p.t3).rect.left();
    let galley = paint::cut(ui.painter(), &name, fonts::text_medium(), p.t1, end - x - size::S8);
    ui.painter().galley(pos2(x, y - galley.size().y / 2.0), galley, p.t1);
    let response = ui.interact(rect, ui.scope_id().with(("lane", lane.lines.start)), Sense::hover());
    let spoken = format!("{name} {count}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
}
