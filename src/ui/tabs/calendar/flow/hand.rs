//! What is done to the chart: looked at closer, moved, boxes chosen, opened and linked, lines chosen.

use egui::{
    CursorIcon, EventFilter, Key, Modifiers, Pos2, Rect, Response, Role, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo,
    pos2,
};

use super::super::source::key;
use super::super::{CalendarState, CalendarView, events};
use super::look::Look;
use super::{chart_size, paint};
use crate::engine::flow::FlowBox;
use crate::model::{LinkKind, TaskId};
use crate::text::Msg;
use crate::text::schedule::tip;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme;
use crate::ui::widgets::button::focus_ring;
use crate::ui::widgets::gantt::GanttEvent;

/// How near to a line a click chooses it.
const NEAR: f32 = 5.0;

/// The ground: a drag moves the chart, the wheel scrolls and with Ctrl zooms.
pub fn ground(ui: &mut Ui, area: Rect, scene: &Scene<'_>, state: &mut CalendarState) -> Response {
    let response = ui.interact(area, ui.scope_id().with("flow"), Sense::click_and_drag());
    let name = scene.text(Msg::FlowView);
    response.widget_info(|| WidgetInfo::labeled(Role::Group, true, name));
    let flow = &mut state.flow;
    let chart = chart_size(&flow.chart);
    let Some(mut look) = flow.look else { return response };
    if response.dragged() {
        look.scrolled -= response.drag_delta();
        ui.set_cursor_icon(CursorIcon::Grabbing);
    }
    if ui.rect_contains_pointer(area)
        && let Some(pointer) = ui.input(|i| i.pointer.hover_pos())
    {
        let (zoom, delta) = ui.input(|i| (i.zoom_delta(), i.smooth_scroll_delta));
        if (zoom - 1.0).abs() > 1e-4 {
            look = look.zoomed(zoom, pointer - area.min);
        } else if delta != Vec2::ZERO {
            look.scrolled -= delta;
            ui.input_mut(|i| i.smooth_scroll_delta = Vec2::ZERO);
        }
    }
    flow.look = Some(look.held(chart, area.size()));
    response
}

/// Follows what is done to the boxes in view; gives these.
pub fn boxes(
    ui: &mut Ui,
    area: Rect,
    look: Look,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
    actions: &mut Actions,
) -> Vec<usize> {
    let mut seen = Vec::new();
    let mut hovered = None;
    for at in 0..state.flow.chart.boxes.len() {
        let Some(rect) = paint::rect(&state.flow, look, area, at).filter(|rect| rect.expand(6.0).intersects(area))
        else {
            continue;
        };
        seen.push(at);
        let place = rect.intersect(area);
        if place.is_positive() && !state.flow.posing && one(ui, place, at, scene, open, state, actions) {
            hovered = Some(at);
        }
    }
    if state.flow.hovered != hovered {
        state.flow.hovered = hovered;
        ui.ctx().request_repaint();
    }
    seen
}

/// One box; whether the pointer is on it.
fn one(
    ui: &Ui,
    place: Rect,
    at: usize,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
    actions: &mut Actions,
) -> bool {
    let Some(known) = state.flow.chart.boxes.get(at).cloned() else { return false };
    let id = ui.scope_id().with(("flow box", known.task.0));
    let response = ui.interact(place, id, Sense::click_and_drag());
    let selected = state.selected.contains(&known.task);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, spoken(scene, open, state, &known)));
    if response.drag_started() {
        state.flow.linking = Some(at);
    }
    if response.double_clicked() {
        if known.folded > 0 {
            let CalendarState { flow, table, .. } = state;
            flow.fold(table, known.task);
        } else {
            to_gantt(state, known.task);
        }
    } else if response.clicked() {
        let also = ui.input(|i| i.modifiers.command || i.modifiers.shift);
        select(scene, open, state, actions, known.task, also);
        ui.memory_mut(|m| m.request_focus(ui.scope_id().with("flow")));
    }
    let hovered = response.hovered() && state.flow.linking.is_none();
    if hovered {
        let hint = scene.text(if known.folded > 0 { Msg::FlowHintFolded } else { Msg::FlowHint });
        let words = format!("{}\n{hint}", spoken(scene, open, state, &known));
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(words);
    }
    hovered
}

/// Everything about a box: its task and how far it has come, and how many it stands for.
fn spoken(scene: &Scene<'_>, open: &Open<'_>, state: &CalendarState, known: &FlowBox) -> String {
    let row = known.row as usize;
    let Some((task, times)) = open.campaign.tasks.at(row).zip(state.table.schedule.times.get(row)) else {
        return String::new();
    };
    let mut words = tip(scene.texts, open.project, &state.table.schedule, task, times);
    let status = crate::engine::schedule::sides::Status::of(task, times, scene.now.into());
    let status = crate::engine::schedule::sides::Kin::Status(status);
    words = format!("{words} · {}", super::super::sides::kin_name(scene, open, status));
    if known.folded > 0 {
        let count = scene.texts.with(Msg::LanesCount, &[("n", known.folded.into())]);
        words = format!("{words} · {count}");
    }
    words
}

fn select(
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
    actions: &mut Actions,
    id: TaskId,
    also: bool,
) {
    events::bars(GanttEvent::Select(key(id), also), scene, open, state, actions);
}

/// Leads to a task's row in the Gantt chart.
fn to_gantt(state: &mut CalendarState, id: TaskId) {
    state.view = CalendarView::Gantt;
    state.selected = std::iter::once(id).collect();
    state.link = None;
    state.grid.select_row(key(id));
    state.focus = true;
}

/// What is left to do once everything stands: a link being drawn, a line chosen, the keyboard.
pub fn finish(
    ui: &mut Ui,
    area: Rect,
    look: Look,
    ground: &Response,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
    actions: &mut Actions,
) {
    linking(ui, area, look, scene, open, state, actions);
    // Enter is no click on the ground
    if ground.clicked_by(egui::PointerButton::Primary) {
        ground.request_focus();
        state.link = ground.interact_pointer_pos().and_then(|at| line_at(state, look, area, at));
        state.selected.clear();
        state.refused = None;
    }
    if ground.has_focus() {
        let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|m| m.set_focus_lock_filter(ground.id, filter));
        if state.selected.is_empty() && state.link.is_none() {
            focus_ring(&ui.painter_at(area), area.shrink(5.0), theme::tokens(ui));
        }
        keys(ui, scene, open, state, actions);
    }
}

/// A link that is being drawn, from one box to another.
fn linking(
    ui: &Ui,
    area: Rect,
    look: Look,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
    actions: &mut Actions,
) {
    let Some(from) = state.flow.linking else { return };
    let pointer = ui.input(|i| i.pointer.latest_pos());
    let rect = |at: usize| paint::rect(&state.flow, look, area, at);
    let (Some(start), Some(pointer)) = (rect(from), pointer) else {
        state.flow.linking = None;
        return;
    };
    if ui.input(|i| i.key_pressed(Key::Escape)) {
        state.flow.linking = None;
        return;
    }
    let over =
        (0..state.flow.chart.boxes.len()).find(|at| *at != from && rect(*at).is_some_and(|r| r.contains(pointer)));
    let task = |at: usize| state.flow.chart.boxes.get(at).map(|known| known.task);
    let ends = task(from).zip(over.and_then(task));
    if ui.input(|i| i.pointer.any_down()) {
        let p = theme::tokens(ui);
        let refused = ends.is_some_and(|(from, to)| state.table.schedule.would_circle(from, to).is_some());
        let color = if refused { p.error } else { p.accent };
        let painter = ui.painter_at(area);
        let at = start.right_center();
        let middle = f32::midpoint(at.x.max(start.right() + 8.0), pointer.x);
        let way = vec![at, pos2(middle, at.y), pos2(middle, pointer.y), pointer];
        painter.add(Shape::line(way, Stroke::new(paint::HAND_OVER, color)));
        painter.circle_filled(pointer, 4.0, color);
        if let Some(rect) = over.and_then(rect) {
            painter.rect_stroke(rect.expand(1.5), 5.0, Stroke::new(2.0, color), egui::StrokeKind::Outside);
        }
        ui.ctx().request_repaint();
        return;
    }
    state.flow.linking = None;
    if let Some((from, to)) = ends {
        events::link(scene, open, state, actions, from, to, LinkKind::FinishStart);
        ui.ctx().request_repaint();
    }
}

/// The link whose line runs nearest to a point.
fn line_at(state: &CalendarState, look: Look, area: Rect, at: Pos2) -> Option<crate::model::LinkId> {
    let near = |link: usize| {
        let way = paint::way(&state.flow, look, area, link);
        let far = |pair: &[Pos2]| match pair {
            [a, b] => Rect::from_two_pos(*a, *b).distance_to_pos(at),
            _ => f32::INFINITY,
        };
        way.windows(2).map(far).fold(f32::INFINITY, f32::min)
    };
    let found = (0..state.flow.chart.links.len()).map(|link| (near(link), link)).filter(|(far, _)| *far <= NEAR);
    let (_, link) = found.min_by(|a, b| a.0.total_cmp(&b.0))?;
    state.flow.chart.links.get(link)?.links.first().copied()
}

/// Arrows lead along the links, and up and down; Enter leads to the Gantt chart.
fn keys(ui: &Ui, scene: &Scene<'_>, open: &Open<'_>, state: &mut CalendarState, actions: &mut Actions) {
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let chosen = state.selected.first().copied();
    let at = chosen.and_then(|id| state.flow.chart.boxes.iter().position(|known| known.task == id));
    let chart = &state.flow.chart;
    let place = |at: usize| chart.layout.boxes.get(at).copied().unwrap_or_default();
    let far = |a: usize, b: usize| place(a).top.abs_diff(place(b).top);
    let (down, up) = (pressed(Key::ArrowDown), pressed(Key::ArrowUp));
    let mut next = None;
    if pressed(Key::ArrowRight) {
        let after = |at: usize| chart.links.iter().filter(move |link| link.from == at).map(|link| link.to);
        next = at.map_or(Some(0), |at| after(at).min_by_key(|to| (far(at, *to), *to)));
    } else if pressed(Key::ArrowLeft) {
        let before = |at: usize| chart.links.iter().filter(move |link| link.to == at).map(|link| link.from);
        next = at.map_or(Some(0), |at| before(at).min_by_key(|from| (far(at, *from), *from)));
    } else if down || up {
        next = at.map_or(Some(0), |at| {
            let own = place(at);
            let beyond = |other: &usize| if down { place(*other).top > own.top } else { place(*other).top < own.top };
            let near =
                |other: &usize| (far(at, *other) as usize + place(*other).column.abs_diff(own.column) * 400, *other);
            (0..chart.boxes.len()).filter(beyond).min_by_key(near)
        });
    } else if pressed(Key::Enter) {
        if let Some(id) = chosen {
            to_gantt(state, id);
        }
        return;
    }
    let Some(id) = next.and_then(|next| state.flow.chart.boxes.get(next)).map(|known| known.task) else { return };
    select(scene, open, state, actions, id, false);
    state.flow.show = Some(id);
    ui.ctx().request_repaint();
}
