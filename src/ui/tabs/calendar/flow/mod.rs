//! 流程图: the tasks of the campaign as boxes in swim lanes by department, with lines from what comes first to what follows.

mod hand;
mod look;
mod paint;
mod tools;

use std::collections::BTreeSet;

use egui::{Align2, CornerRadius, Rect, Sense, Stroke, Ui, Vec2, pos2, vec2};

use self::look::Look;
use super::level::Levelling;
use super::sides::{self, Colours, kin_name};
use super::tasks::{keys, without_tasks};
use super::{CalendarState, copy};
use crate::engine::flow::{Chart, MOST_BOXES, Sizes};
use crate::engine::schedule::Moment;
use crate::engine::schedule::sides::Kin;
use crate::model::{CampaignId, TaskId};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{paint as draw, pane};

/// Width of the lanes' names.
const NAMES: f32 = 128.0;
/// Height of the line above the chart.
const HEAD: f32 = 30.0;
/// Work packages up to which all are shown at first; with more, summaries of the first level are one box each.
const MOST_OPEN: usize = 300;

/// What the view remembers.
#[derive(Debug, Default)]
pub struct FlowState {
    chart: Chart,
    made_for: Option<(CampaignId, u64, u64)>,
    /// Summaries that are one box; nothing = as many as is usual.
    folded: Option<BTreeSet<TaskId>>,
    /// Counts the folds.
    folds: u64,
    /// Whether summaries were folded as there are too many tasks.
    crowded: bool,
    look: Option<Look>,
    /// The box under the pointer.
    hovered: Option<usize>,
    /// What comes before and after it.
    kin: Option<(usize, BTreeSet<usize>)>,
    /// The box that a link is being drawn from.
    linking: Option<usize>,
    /// The task that is to be in view.
    show: Option<TaskId>,
    posing: bool,
}

impl FlowState {
    /// The same chart, for a picture: all of it.
    #[must_use]
    pub fn posing(&self) -> Self {
        Self { folded: self.folded.clone(), posing: true, ..Self::default() }
    }

    /// How large the chart is, with what stands beside it.
    #[must_use]
    pub fn size(&self) -> Vec2 {
        chart_size(&self.chart) + vec2(NAMES, HEAD)
    }

    fn refresh(&mut self, open: &Open<'_>, table: &super::table::Table) {
        let made = (open.campaign.id, table.revision, self.folds);
        if self.made_for == Some(made) {
            return;
        }
        if self.made_for.is_some_and(|(campaign, ..)| campaign != open.campaign.id) {
            (self.look, self.folded) = (None, None);
        }
        self.made_for = Some(made);
        let outline = table.schedule.outline();
        let packages = table.order.iter().filter(|row| !outline.is_summary(**row)).count();
        self.crowded = self.folded.is_none() && packages > MOST_OPEN;
        let crowded = self.crowded;
        let folded = |id: TaskId| match &self.folded {
            Some(folded) => folded.contains(&id),
            None => crowded,
        };
        let before = std::mem::take(&mut self.chart);
        self.chart = Chart::new(open.project, open.campaign, &table.schedule, &table.order, &folded, &before);
        (self.hovered, self.kin, self.linking) = (None, None, None);
    }

    /// Folds a summary to one box, or unfolds it.
    fn fold(&mut self, table: &super::table::Table, id: TaskId) {
        let mut folded = self.now_folded(table);
        if !folded.remove(&id) {
            folded.insert(id);
        }
        self.set_folded(folded);
    }

    fn set_folded(&mut self, folded: BTreeSet<TaskId>) {
        self.folded = Some(folded);
        self.folds += 1;
    }

    /// What is folded now, whether chosen or usual.
    fn now_folded(&self, table: &super::table::Table) -> BTreeSet<TaskId> {
        self.folded.clone().unwrap_or_else(|| if self.crowded { first_level(table) } else { BTreeSet::new() })
    }

    /// What comes before and after the box under the pointer.
    fn kin(&mut self) -> Option<&BTreeSet<usize>> {
        let hovered = self.hovered?;
        if self.kin.as_ref().is_none_or(|(of, _)| *of != hovered) {
            self.kin = Some((hovered, self.chart.kin(hovered)));
        }
        self.kin.as_ref().map(|(_, kin)| kin)
    }
}

/// The summaries of the first level.
fn first_level(table: &super::table::Table) -> BTreeSet<TaskId> {
    let outline = table.schedule.outline();
    let first = outline.order().iter().filter(|row| outline.depth(**row) == 0 && outline.is_summary(**row));
    first.filter_map(|row| outline.id(*row)).collect()
}

fn chart_size(chart: &Chart) -> Vec2 {
    vec2(chart.layout.width as f32, chart.layout.height as f32)
}

/// Draws the view.
pub fn show(
    ui: &mut Ui,
    tools: Rect,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
    actions: &mut Actions,
) {
    state.lanes.hide();
    state.levelling = Levelling::Idle;
    state.refresh(scene, open);
    if open.campaign.tasks.is_empty() {
        without_tasks(ui, body, scene, open, state, actions);
        return;
    }
    state.flow.refresh(open, &state.table);
    state.in_chart = true;
    copy::keys(ui, scene, open, state, actions);
    let mut body = body;
    if state.coloured.is_some() {
        let (line, rest) = body.split_top_bottom_at_y(body.top() + sides::LEGEND);
        sides::legend(ui, line, scene, open, state);
        body = rest;
    }
    let (head, body) = body.split_top_bottom_at_y(body.top() + HEAD);
    let (names, area) = body.split_left_right_at_x(body.left() + NAMES);
    let chart = chart_size(&state.flow.chart);
    let posing = state.flow.posing;
    let first = || if posing { Look::all(chart, area.size()) } else { Look::first(chart, area.size()) };
    let look = state.flow.look.unwrap_or_else(first).held(chart, area.size());
    state.flow.look = Some(look);
    if let Some(part) = state.flow.show.take().and_then(|id| place_of(&state.flow, id)) {
        state.flow.look = Some(look.showing(part, chart, area.size()));
    }
    tools::show(ui, tools, area, scene, open, state, actions);
    let ground = hand::ground(ui, area, scene, state);
    let look = state.flow.look.unwrap_or(look);
    let p = theme::tokens(ui);
    ui.painter().rect_filled(area, CornerRadius::ZERO, p.panel);
    for lane in &state.flow.chart.layout.lanes {
        let y = look.place(area, 0, lane.end).y.round();
        if area.y_range().contains(y) {
            ui.painter().hline(area.x_range(), y - 0.5, Stroke::new(1.0, p.line_2));
        }
    }
    let seen = hand::boxes(ui, area, look, scene, open, state, actions);
    let colours = Colours::new(open, state.coloured, p);
    let now = Moment::from(scene.now);
    let kin = state.flow.kin().cloned();
    let CalendarState { flow, table, selected, link, critical, .. } = &*state;
    let picture = paint::Picture { scene, open, flow, table, look, area, now, critical: *critical, colours: &colours };
    paint::links(ui, &picture, *link, kin.as_ref());
    for place in seen {
        paint::package(ui, &picture, place, selected, kin.as_ref());
    }
    hand::finish(ui, area, look, &ground, scene, open, state, actions);
    if !posing {
        extent(ui, area, look, chart);
    }
    lanes(ui, names, scene, open, state, look);
    self::head(ui, head, scene, state);
    pane::divider_v(ui, body, area.left());
    keys(ui, &ground, &ground, scene, open, state, actions);
}

/// Which part of the chart is in view, at the lower and right edge.
fn extent(ui: &Ui, area: Rect, look: Look, chart: Vec2) {
    let p = theme::tokens(ui);
    let whole = (chart * look.zoom).max(area.size());
    let corner = CornerRadius::same(2);
    let from = |scrolled: f32, whole: f32, room: f32| (scrolled / whole * room, room * room / whole);
    if whole.x > area.width() + 1.0 {
        let (left, width) = from(look.scrolled.x, whole.x, area.width());
        let at = pos2(area.left() + left, area.bottom() - 6.0);
        ui.painter().rect_filled(Rect::from_min_size(at, vec2(width, 4.0)).shrink2(vec2(2.0, 0.0)), corner, p.bar);
    }
    if whole.y > area.height() + 1.0 {
        let (top, height) = from(look.scrolled.y, whole.y, area.height());
        let at = pos2(area.right() - 6.0, area.top() + top);
        ui.painter().rect_filled(Rect::from_min_size(at, vec2(4.0, height)).shrink2(vec2(0.0, 2.0)), corner, p.bar);
    }
}

/// Where the box of a task stands in the chart.
fn place_of(flow: &FlowState, id: TaskId) -> Option<Rect> {
    let at = flow.chart.boxes.iter().position(|known| known.task == id)?;
    let place = flow.chart.layout.boxes.get(at)?;
    let sizes = Sizes::USUAL;
    Some(Rect::from_min_size(pos2(place.left as f32, place.top as f32), vec2(sizes.width as f32, sizes.height as f32)))
}

/// The names of the lanes.
fn lanes(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, state: &CalendarState, look: Look) {
    let p = theme::tokens(ui);
    ui.painter().rect_filled(area, CornerRadius::ZERO, p.side);
    let mut ui = draw::at(ui, area, "flow lanes");
    ui.set_clip_rect(area.intersect(ui.clip_rect()));
    let chart = &state.flow.chart;
    for (at, (id, lane)) in chart.lanes.iter().zip(&chart.layout.lanes).enumerate() {
        let (top, bottom) = (look.place(area, 0, lane.start).y, look.place(area, 0, lane.end).y.round());
        let rect = Rect::from_x_y_ranges(area.x_range(), top..=bottom);
        if !rect.intersects(area) {
            continue;
        }
        ui.painter().hline(area.x_range(), bottom - 0.5, Stroke::new(1.0, p.line_2));
        let name = kin_name(scene, open, Kin::Department(*id));
        let count = chart.network.nodes.iter().filter(|node| node.lane == at).count();
        let count = scene.texts.with(Msg::LanesCount, &[("n", count.into())]);
        // the name stays in view while any of its lane does
        let seen = rect.intersect(area);
        let y = seen.center().y;
        let x = area.left() + size::S16;
        let room = area.right() - x - size::S8;
        let galley = draw::cut(ui.painter(), &name, fonts::text_medium(), p.t1, room);
        let both = seen.height() >= 38.0;
        let up = if both { 8.0 } else { 0.0 };
        if seen.height() >= 14.0 {
            ui.painter().galley(pos2(x, y - up - galley.size().y / 2.0), galley, p.t1);
        }
        if both {
            draw::text(ui.painter(), pos2(x, y + 9.0), Align2::LEFT_CENTER, &count, fonts::text(), p.t3);
        }
        let response = ui.interact(seen, ui.scope_id().with(("flow lane", at)), Sense::hover());
        let spoken = format!("{name} {count}");
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
    }
}

/// What the chart comes to, what was left out, and what its lines mean.
fn head(ui: &mut Ui, row: Rect, scene: &Scene<'_>, state: &CalendarState) {
    let p = theme::tokens(ui);
    let flow = &state.flow;
    ui.painter().rect_filled(row, CornerRadius::ZERO, p.chrome);
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, p.line));
    let y = row.center().y;
    let at = pos2(row.left() + size::S16, y);
    pane::label(ui, at, Align2::LEFT_CENTER, scene.text(Msg::CalendarDepartment), fonts::text(), p.t2);
    let right = legend(ui, row, scene, flow);
    let n = |msg: Msg, n: usize| scene.texts.with(msg, &[("n", n.into())]);
    let mut words = vec![
        n(Msg::FlowBoxes, flow.chart.boxes.len()),
        n(Msg::FlowLinks, flow.chart.links.len()),
        n(Msg::FlowHandOvers, flow.chart.hand_overs()),
    ];
    if flow.crowded {
        words.push(n(Msg::FlowCrowded, MOST_OPEN));
    }
    if flow.chart.left_out > 0 {
        let of = [("n", flow.chart.left_out.into()), ("most", MOST_BOXES.into())];
        words.push(scene.texts.with(Msg::FlowLeftOut, &of));
    }
    let words = words.join("　");
    let ink = if flow.crowded || flow.chart.left_out > 0 { p.warn } else { p.t2 };
    let left = row.left() + NAMES + size::S12;
    let galley = draw::cut(ui.painter(), &words, fonts::text(), ink, right - left - size::S16);
    let place = Align2::LEFT_CENTER.anchor_size(pos2(left, y), galley.size());
    ui.painter().galley(place.min, galley, ink);
    pane::named(ui, place, &words).on_hover_text(&words);
}

/// The kinds of lines, from the right; gives where they begin.
fn legend(ui: &mut Ui, row: Rect, scene: &Scene<'_>, flow: &FlowState) -> f32 {
    let p = theme::tokens(ui);
    let y = row.center().y;
    let mut right = row.right() - size::S16;
    let circles = flow.chart.links.iter().any(|link| link.circle);
    let mut kinds = vec![(Msg::FlowLegendHandOver, paint::HAND_OVER), (Msg::FlowLegendWithin, paint::WITHIN)];
    if circles {
        kinds.insert(0, (Msg::FlowLegendCircle, 0.0));
    }
    for (msg, width) in kinds {
        let label = pane::label(ui, pos2(right, y), Align2::RIGHT_CENTER, scene.text(msg), fonts::text(), p.t2).rect;
        let line = [pos2(label.left() - 30.0, y), pos2(label.left() - 8.0, y)];
        if width == 0.0 {
            let shape = egui::Shape::dashed_line(&line, Stroke::new(paint::HAND_OVER, p.error), 5.0, 4.0);
            ui.painter().extend(shape);
        } else {
            let ink = if width > paint::WITHIN { p.t2 } else { p.bar_2 };
            ui.painter().line_segment(line, Stroke::new(width, ink));
        }
        right = line[0].x - size::S16;
    }
    right
}
