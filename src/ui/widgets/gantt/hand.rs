//! The pointer: bars moved, drawn longer and linked, tasks drawn, the view zoomed and shifted.

use egui::{
    CornerRadius, CursorIcon, Id, Key, PointerButton, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use super::axis::Axis;
use super::route::{End, distance};
use super::source::{Link, Shape};
use super::state::{Drag, GanttState, Part};
use super::{Gantt, GanttEvent, Seen, paint};
use crate::document::Gesture;
use crate::engine::schedule::Moment;
use crate::ui::theme;

/// How near a bar's end the pointer takes hold of it.
const EDGE: f32 = 5.0;
/// How far from a bar its knob stands.
pub(super) const KNOB: f32 = 7.0;
/// How near a link the pointer takes hold of it.
const NEAR: f32 = 3.5;

/// Whether a bar shows what it can be taken by: it is chosen, or the pointer is on it or on one of its knobs.
pub(super) fn in_hand(ui: &Ui, selected: bool, bar: Rect) -> bool {
    selected || ui.rect_contains_pointer(bar.expand2(vec2(2.0 * KNOB, 3.0)))
}

/// Zooms about the pointer, shifts time, and hands rows on.
pub(super) fn wheel(ui: &Ui, place: Rect, axis: &mut Axis, state: &mut GanttState, events: &mut Vec<GanttEvent>) {
    if !ui.rect_contains_pointer(place) {
        return;
    }
    let Some(pointer) = ui.input(|i| i.pointer.hover_pos()) else { return };
    let (zoom, delta, alt) = ui.input(|i| (i.zoom_delta(), i.smooth_scroll_delta, i.modifiers.alt));
    if (zoom - 1.0).abs() > 1e-4 {
        *axis = axis.zoomed(f64::from(zoom), pointer.x);
    } else if delta != Vec2::ZERO {
        // with Alt the wheel shifts time
        let (aside, down) = if alt { (delta.x + delta.y, 0.0) } else { (delta.x, delta.y) };
        axis.start -= axis.minutes(aside);
        if down != 0.0 {
            events.push(GanttEvent::Scroll(-down));
        }
        ui.input_mut(|i| i.smooth_scroll_delta = Vec2::ZERO);
    }
    state.keep(axis);
}

/// Follows what is done to bars, links and the ground.
#[expect(clippy::too_many_arguments, reason = "a part of the chart, with all that it stands on")]
pub(super) fn run(
    ui: &mut Ui,
    chart: &Gantt<'_>,
    body: Rect,
    axis: &Axis,
    ground: &Response,
    seen: &[Seen<'_>],
    ways: &[(Link, Vec<Pos2>)],
    state: &mut GanttState,
    events: &mut Vec<GanttEvent>,
) {
    for one in seen {
        bar(ui, chart, body, axis, one, seen, state, events);
    }
    self::ground(ui, chart, body, axis, ground, seen, ways, state, events);
    follow(ui, chart, body, axis, seen, state, events);
}

fn clip(body: Rect, place: Rect) -> Rect {
    place.intersect(body)
}

fn bar(
    ui: &mut Ui,
    chart: &Gantt<'_>,
    body: Rect,
    axis: &Axis,
    one: &Seen<'_>,
    seen: &[Seen<'_>],
    state: &mut GanttState,
    events: &mut Vec<GanttEvent>,
) {
    let key = chart.source.key(one.row);
    let id = Id::unique(("gantt bar", ui.scope_id(), key.0));
    let place = clip(body, one.rect);
    if !place.is_positive() {
        return;
    }
    let p = theme::tokens(ui);
    let response = ui.interact(place, id, Sense::click_and_drag());
    let selected = chart.source.selected(one.row);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, chart.source.tip(one.row)));
    if response.clicked() {
        let also = ui.input(|i| i.modifiers.command || i.modifiers.shift);
        events.push(GanttEvent::Select(key, also));
    }
    if response.double_clicked() {
        events.push(GanttEvent::Open(key));
    }
    let near = in_hand(ui, selected, one.rect);
    let mut parts = vec![(response.clone(), Part::Body)];
    if one.bar.movable && one.bar.shape == Shape::Task && near && state.drag.is_none() || held(state, key) {
        let done = one.rect.left() + one.rect.width() * one.bar.progress.clamp(0.0, 1.0);
        let handle = Rect::from_center_size(pos2(done, one.rect.bottom()), vec2(9.0, 8.0));
        for (part, rect, icon) in [
            (Part::Progress, handle, CursorIcon::ResizeColumn),
            (Part::Start, one.rect.with_max_x(one.rect.left() + EDGE), CursorIcon::ResizeHorizontal),
            (Part::Finish, one.rect.with_min_x(one.rect.right() - EDGE), CursorIcon::ResizeHorizontal),
        ] {
            // a short bar is all body
            if part != Part::Progress && one.rect.width() < 3.0 * EDGE {
                continue;
            }
            let response = ui.interact(clip(body, rect), id.with(part as u8), Sense::drag());
            parts.push((response.on_hover_cursor(icon), part));
        }
        if near {
            let tip = pos2(done, one.rect.bottom() - 1.0);
            let handle = vec![tip, tip + vec2(4.0, 5.0), tip + vec2(-4.0, 5.0)];
            ui.painter_at(body).add(egui::Shape::convex_polygon(handle, p.panel, Stroke::new(1.0, p.accent)));
        }
    }
    for (response, part) in &parts {
        if response.drag_started() && one.bar.movable && state.drag.is_none() {
            state.gestures += 1;
            // a drag is told only some points after the button went down
            let from = ui.input(|i| i.pointer.press_origin()).map_or(one.rect.left(), |at| at.x);
            let gesture = Gesture(id.value() ^ (state.gestures << 8) ^ *part as u64);
            let (start, finish) = (one.bar.start, one.bar.finish);
            state.drag = Some(Drag::Bar { key, part: *part, from, start, finish, gesture });
            events.push(GanttEvent::Begin(key, *part));
        }
    }
    if near && state.drag.is_none() && one.bar.shape != Shape::Summary {
        knobs(ui, body, one, id, state, key);
    }
    if state.drag.is_none() {
        response.on_hover_cursor(CursorIcon::Grab).on_hover_text(chart.source.tip(one.row));
    }
    let _ = (axis, seen);
}

fn held(state: &GanttState, key: crate::ui::widgets::grid::RowKey) -> bool {
    matches!(state.drag, Some(Drag::Bar { key: held, .. }) if held == key)
}

/// The two knobs from which links are drawn.
fn knobs(ui: &Ui, body: Rect, one: &Seen<'_>, id: Id, state: &mut GanttState, key: crate::ui::widgets::grid::RowKey) {
    let p = theme::tokens(ui);
    for (end, x) in [(End::Start, one.rect.left() - KNOB), (End::Finish, one.rect.right() + KNOB)] {
        let center = pos2(x, one.rect.center().y);
        let place = clip(body, Rect::from_center_size(center, vec2(2.0 * KNOB, 2.0 * KNOB)));
        let response = ui.interact(place, id.with(("knob", end == End::Start)), Sense::drag());
        let radius = if response.hovered() { 4.5 } else { 3.5 };
        ui.painter_at(body).circle(center, radius, p.panel, Stroke::new(1.5, p.accent));
        if response.drag_started() {
            state.drag = Some(Drag::Link { key, row: one.row, end });
        }
        response.on_hover_cursor(CursorIcon::Crosshair);
    }
}

/// The ground between bars: links are picked there, bars caught, tasks drawn, time shifted.
#[expect(clippy::too_many_arguments, reason = "a part of the chart, with all that it stands on")]
fn ground(
    ui: &Ui,
    chart: &Gantt<'_>,
    body: Rect,
    axis: &Axis,
    ground: &Response,
    seen: &[Seen<'_>],
    ways: &[(Link, Vec<Pos2>)],
    state: &mut GanttState,
    events: &mut Vec<GanttEvent>,
) {
    let over = ground.hover_pos().filter(|_| state.drag.is_none());
    let link = over.and_then(|at| ways.iter().find(|(_, way)| distance(way, at) < NEAR));
    if let Some((link, way)) = link {
        paint::link(&ui.painter_at(body), way, theme::tokens(ui).accent);
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        if ground.clicked() {
            events.push(GanttEvent::PickLink(link.id));
            return;
        }
    }
    let row_at = |at: Pos2| ((at.y - body.top() + chart.scroll) / chart.row).max(0.0) as usize;
    let also = ui.input(|i| i.modifiers.command || i.modifiers.shift);
    if ground.clicked() && chart.shared() {
        if !also {
            events.push(GanttEvent::SelectAll(Vec::new()));
        }
    } else if ground.clicked()
        && let Some(row) = ground.interact_pointer_pos().map(row_at).filter(|row| *row < chart.source.rows())
    {
        events.push(GanttEvent::Select(chart.source.key(row), also));
    }
    if ground.drag_started()
        && state.drag.is_none()
        && let Some(from) = ui.input(|i| i.pointer.press_origin()).filter(|at| body.contains(*at))
    {
        let aside =
            ground.drag_started_by(PointerButton::Middle) || ui.input(|i| i.key_down(Key::Space) || i.modifiers.alt);
        state.drag = Some(if aside {
            Drag::Pan { from: from.to_vec2(), start: axis.start }
        } else if row_at(from) >= chart.source.lines() || ui.input(|i| i.modifiers.command) {
            Drag::Draw { from: floor(axis, axis.at(from.x)), row: row_at(from) }
        } else {
            Drag::Lasso { from }
        });
    }
    let _ = seen;
}

/// The start of the step that an instant lies in.
fn floor(axis: &Axis, at: Moment) -> Moment {
    let step = axis.step();
    Moment(at.0.div_euclid(step) * step)
}

/// Carries on what is being dragged.
fn follow(
    ui: &Ui,
    chart: &Gantt<'_>,
    body: Rect,
    axis: &Axis,
    seen: &[Seen<'_>],
    state: &mut GanttState,
    events: &mut Vec<GanttEvent>,
) {
    let Some(drag) = state.drag else { return };
    let p = theme::tokens(ui);
    let (pointer, down, hold, escape) =
        ui.input(|i| (i.pointer.interact_pos(), i.pointer.any_down(), i.modifiers.shift, i.key_pressed(Key::Escape)));
    if escape {
        if let Drag::Bar { gesture, .. } = drag {
            events.push(GanttEvent::Cancel(gesture));
        }
        state.drag = None;
        return;
    }
    let painter = ui.painter_at(body);
    let Some(at) = pointer else { return };
    match drag {
        Drag::Bar { key, part, from, start, finish, gesture } => {
            ui.ctx().set_cursor_icon(if part == Part::Body {
                CursorIcon::Grabbing
            } else {
                CursorIcon::ResizeHorizontal
            });
            let was = if part == Part::Finish { finish } else { start };
            let to = axis.snapped(Moment(was.0 + axis.minutes(at.x - from).round() as i64));
            // what has not left its step has not moved, wherever in the step it stands
            let still = (axis.snapped(was).0 - to.0).abs() == 0 || (at.x - from).abs() < 2.0;
            let to = if still { was } else { to };
            let whole = (axis.x(finish) - axis.x(start)).max(1.0);
            let done = ((at.x - axis.x(start)) / whole).clamp(0.0, 1.0);
            let line = ((at.y - body.top() + chart.scroll) / chart.row).max(0.0) as usize;
            events.push(GanttEvent::Drag { key, part, to, by: to.0 - was.0, done, hold, gesture, line });
            if !down {
                events.push(GanttEvent::End);
                state.drag = None;
            }
        }
        Drag::Link { key, row, end } => {
            let own = seen.iter().find(|one| one.row == row).map(|one| one.rect);
            let target = chart.under(seen, at).filter(|one| one.row != row);
            if let Some(own) = own {
                let from = pos2(if end == End::Start { own.left() } else { own.right() }, own.center().y);
                painter.add(egui::Shape::dashed_line(&[from, at], Stroke::new(1.5, p.accent), 5.0, 3.0));
            }
            if let Some(one) = target {
                let into = if at.x <= one.rect.center().x { End::Start } else { End::Finish };
                let frame = one.rect.expand(2.0);
                painter.rect_stroke(frame, CornerRadius::same(4), Stroke::new(2.0, p.accent), StrokeKind::Outside);
                let x = if into == End::Start { one.rect.left() } else { one.rect.right() };
                painter.circle_filled(pos2(x, one.rect.center().y), 4.0, p.accent);
                if !down {
                    let to = chart.source.key(one.row);
                    events.push(GanttEvent::Link { from: key, from_end: end, to, to_end: into });
                }
            }
            if !down {
                state.drag = None;
            }
        }
        Drag::Lasso { from } => {
            let caught = Rect::from_two_pos(from, at);
            painter.rect(
                caught,
                CornerRadius::ZERO,
                p.accent.gamma_multiply(0.08),
                Stroke::new(1.0, p.accent),
                StrokeKind::Inside,
            );
            if !down {
                let keys = seen.iter().filter(|one| one.rect.intersects(caught));
                events.push(GanttEvent::SelectAll(keys.map(|one| chart.source.key(one.row)).collect()));
                state.drag = None;
            }
        }
        Drag::Draw { from, row } => {
            let step = axis.step();
            let other = floor(axis, axis.at(at.x));
            let (start, finish) = (from.min(other), Moment(from.0.max(other.0) + step));
            let line = chart.line(body, row);
            let rect =
                Rect::from_x_y_ranges(axis.x(start)..=axis.x(finish), line.top() + 4.0..=line.top() + 4.0 + paint::BAR);
            let fill = p.series[0].gamma_multiply(0.32);
            painter.rect(rect, CornerRadius::same(3), fill, Stroke::new(1.0, p.accent), StrokeKind::Inside);
            if !down {
                events.push(GanttEvent::Draw { start, finish, line: row });
                state.drag = None;
            }
        }
        Drag::Pan { from, start } => {
            ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
            let axis = Axis { start: start - axis.minutes(at.x - from.x), ..*axis };
            state.start = Some(axis.start);
            if !down {
                state.drag = None;
            }
        }
    }
    ui.ctx().request_repaint();
}
