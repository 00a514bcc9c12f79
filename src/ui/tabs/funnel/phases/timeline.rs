//! The phases to scale on a line of time, their edges to be dragged: one gesture, one step.

use egui::{
    Align2, CornerRadius, CursorIcon, Key, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2,
};
use jiff::SignedDuration;
use jiff::civil::{DateTime, Time};

use super::table::end_shown;
use crate::document::Gesture;
use crate::engine::phases::{Edge, days_touched, last_day, room, set_edge};
use crate::model::{Phase, PhaseId, Rows};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint, pane};

/// Height of the whole line.
pub const HEIGHT: f32 = 68.0;
const NAMES: f32 = 8.0;
const BAR_TOP: f32 = 26.0;
const BAR: f32 = 14.0;
const WAVES: f32 = 4.0;
const DATES: f32 = 57.0;
/// How near an edge the pointer takes hold of it, and how near a midnight draws it.
const REACH: f32 = 4.0;

/// An edge that is being dragged.
#[derive(Clone, Debug)]
pub struct Drag {
    phase: PhaseId,
    edge: Edge,
    /// The phases as they were: every frame starts from them, so that nothing is lost on the way.
    origin: Rows<Phase>,
    gesture: Gesture,
    at: DateTime,
}

/// What the line remembers.
#[derive(Clone, Debug, Default)]
pub struct TimelineState {
    drag: Option<Drag>,
    gestures: u64,
}

/// Time ↔ x.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Scale {
    start: DateTime,
    left: f32,
    /// Points per second.
    per_second: f64,
}

impl Scale {
    /// A scale on which a range fills a width; nothing without a range.
    fn new(start: DateTime, end: DateTime, left: f32, right: f32) -> Option<Self> {
        let seconds = start.duration_until(end).as_secs_f64();
        (seconds > 0.0 && right > left).then(|| Self { start, left, per_second: f64::from(right - left) / seconds })
    }

    fn x(&self, at: DateTime) -> f32 {
        self.left + (self.start.duration_until(at).as_secs_f64() * self.per_second) as f32
    }

    /// The full hour nearest to a place, or the midnight if one is within reach.
    fn at(&self, x: f32) -> DateTime {
        let seconds = (f64::from(x - self.left) / self.per_second).round() as i64;
        let at = self.start.saturating_add(SignedDuration::from_secs(seconds));
        let midnight = nearest(at, 86_400);
        if (self.x(midnight) - x).abs() <= REACH { midnight } else { nearest(at, 3_600) }
    }
}

/// The nearest multiple of a unit since midnight.
fn nearest(at: DateTime, unit: i64) -> DateTime {
    let midnight = at.date().to_datetime(Time::midnight());
    let into = midnight.duration_until(at).as_secs();
    midnight.saturating_add(SignedDuration::from_secs((into + unit / 2) / unit * unit))
}

/// Draws the line; gives the phase that was clicked.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut TimelineState,
    actions: &mut Actions,
) -> Option<PhaseId> {
    let p = theme::tokens(ui);
    let phases = &open.campaign.phases;
    ui.painter().hline(area.x_range(), area.bottom() - 0.5, Stroke::new(1.0, p.line));
    // while an edge is dragged the scale stays as it was
    let shown = state.drag.as_ref().map_or(phases, |drag| &drag.origin);
    let start = shown.iter().map(|p| p.start).min()?;
    let end = shown.iter().map(|p| p.end).max()?;
    let scale = Scale::new(start, end, area.left() + size::S16, area.right() - size::S16)?;
    let mut clicked = None;
    for phase in phases {
        let rect = block(area, &scale, phase);
        let words = format!("{} {}", phase.name_in(scene.texts), range(scene, phase));
        let response = ui.interact(rect, ui.scope_id().with(("phase block", phase.id.0)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
        paint_block(ui, area, rect, &scale, phase, &response);
        if response.clicked() {
            clicked = Some(phase.id);
        }
        if state.drag.is_none() {
            response.on_hover_ui(|ui| tip(ui, scene, open, phase));
        }
    }
    names(ui, area, &scale, scene, phases);
    let taken = today(ui, area, &scale, scene, (start, end));
    let dragged = edges(ui, area, &scale, scene, open, state, actions);
    dates(ui, area, &scale, scene, phases, &[taken, dragged]);
    clicked
}

fn block(area: Rect, scale: &Scale, phase: &Phase) -> Rect {
    let (left, right) = (scale.x(phase.start).round(), scale.x(phase.end).round());
    // neighbours keep a point apart
    let top = area.top() + BAR_TOP;
    Rect::from_min_max(pos2(left, top), pos2((right - 1.0).max(left + 1.0), top + BAR))
}

fn paint_block(ui: &Ui, area: Rect, rect: Rect, scale: &Scale, phase: &Phase, response: &Response) {
    let p = theme::tokens(ui);
    let painter = ui.painter();
    let corner = CornerRadius::same(size::RADIUS_SMALL);
    painter.rect_filled(rect, corner, p.phase(phase.kind));
    if response.has_focus() {
        button::focus_ring(painter, rect, p);
    }
    let top = area.top() + BAR_TOP + BAR + 3.0;
    for wave in &phase.waves {
        let (left, right) = (scale.x(wave.start).round(), scale.x(wave.end).round());
        let stripe = Rect::from_min_max(pos2(left, top), pos2((right - 1.0).max(left + 1.0), top + WAVES));
        painter.rect_filled(stripe, CornerRadius::same(1), p.bar_2);
    }
}

/// First and last instant, as planners say them.
fn range(scene: &Scene<'_>, phase: &Phase) -> String {
    let format = scene.format();
    format!("{} – {}", format.day_and_time(phase.start), end_shown(format, phase.end))
}

fn tip(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, phase: &Phase) {
    let format = scene.format();
    ui.label(egui::RichText::new(phase.name_in(scene.texts)).font(fonts::text_medium()));
    ui.label(range(scene, phase));
    ui.label(format!("{} {}", scene.text(Msg::ColumnDays), days_touched(phase.start, phase.end)));
    if let Some(share) = open.answer.time.phase(phase.id) {
        ui.label(format!("GMV {}　{}", format.sum(share.gmv), format.percent(share.share, 1)));
    }
}

/// Names above the blocks, as far as they do not meet.
fn names(ui: &mut Ui, area: Rect, scale: &Scale, scene: &Scene<'_>, phases: &Rows<Phase>) {
    let p = theme::tokens(ui);
    let y = area.top() + NAMES + 8.0;
    let mut free = area.left() + size::S16;
    for phase in phases {
        let (left, right) = (scale.x(phase.start).round(), scale.x(phase.end));
        let name = phase.name_in(scene.texts);
        let width = paint::width(ui.painter(), name, fonts::text());
        let x = left.max(free);
        // a name may begin a little late over its own block, never over the next one
        let late = x - left > (right - left - size::S8).max(0.0);
        if late || x + width > area.right() - size::S4 {
            continue;
        }
        pane::label(ui, pos2(x, y), Align2::LEFT_CENTER, name, fonts::text(), p.t1);
        free = x + width + size::S8;
    }
}

/// Today's mark, with its date; gives the place that this takes on the axis.
fn today(ui: &mut Ui, area: Rect, scale: &Scale, scene: &Scene<'_>, span: (DateTime, DateTime)) -> Option<Rect> {
    let p = theme::tokens(ui);
    if scene.now < span.0 || scene.now >= span.1 {
        return None;
    }
    let x = scale.x(scene.now).round();
    let (top, bottom) = (area.top() + BAR_TOP - 4.0, area.top() + DATES - 8.0);
    ui.painter().vline(x, top..=bottom, Stroke::new(1.5, p.accent));
    let words = scene.texts.with(Msg::PanesToday, &[("day", scene.format().day(scene.now.date()).into())]);
    Some(pill(ui, area, x, &words))
}

/// A date on the axis, on accent.
fn pill(ui: &mut Ui, area: Rect, x: f32, words: &str) -> Rect {
    let p = theme::tokens(ui);
    let width = paint::width(ui.painter(), words, fonts::text()) + 2.0 * 6.0;
    let left = (x - width / 2.0).clamp(area.left() + size::S8, (area.right() - size::S8 - width).max(area.left()));
    let rect = Rect::from_min_size(pos2(left.round(), area.top() + DATES - 8.0), vec2(width, 16.0));
    ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), p.accent);
    pane::label(ui, rect.center(), Align2::CENTER_CENTER, words, fonts::text(), p.on_accent);
    rect
}

/// The days on which phases begin, and the last one, as far as they do not meet what is there.
fn dates(ui: &mut Ui, area: Rect, scale: &Scale, scene: &Scene<'_>, phases: &Rows<Phase>, taken: &[Option<Rect>]) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let y = area.top() + DATES;
    let mut used: Vec<Rect> = taken.iter().flatten().copied().collect();
    let mut mark = |ui: &mut Ui, x: f32, words: &str| {
        let width = paint::width(ui.painter(), words, fonts::text());
        let left = (x - 1.0).min(area.right() - size::S16 - width);
        let rect = Rect::from_min_size(pos2(left, y - 8.0), vec2(width, 16.0));
        if used.iter().any(|other| other.expand2(vec2(6.0, 0.0)).intersects(rect)) {
            return;
        }
        pane::label(ui, pos2(left, y), Align2::LEFT_CENTER, words, fonts::text(), p.t3);
        used.push(rect);
    };
    let last = phases.iter().max_by_key(|phase| phase.end);
    if let Some(phase) = phases.first() {
        mark(ui, scale.x(phase.start), &format.day(phase.start.date()));
    }
    if let Some(phase) = last {
        mark(ui, scale.x(phase.end), &format.day(last_day(phase.start, phase.end)));
    }
    for phase in phases {
        mark(ui, scale.x(phase.start), &format.day(phase.start.date()));
    }
}

/// The edges as handles; gives the place of the date that follows a dragged one.
fn edges(
    ui: &mut Ui,
    area: Rect,
    scale: &Scale,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut TimelineState,
    actions: &mut Actions,
) -> Option<Rect> {
    let phases = &open.campaign.phases;
    for phase in phases {
        for edge in [Edge::Start, Edge::End] {
            // where two meet, the end of the earlier one moves both
            if edge == Edge::Start && phases.iter().any(|p| p.id != phase.id && p.end == phase.start) {
                continue;
            }
            handle(ui, area, scale, scene, open, phase, edge, state, actions);
        }
    }
    let drag = state.drag.clone()?;
    let p = theme::tokens(ui);
    let now = phases.get(drag.phase).map(|phase| at_of(phase, drag.edge))?;
    let before = drag.origin.get(drag.phase).map(|phase| at_of(phase, drag.edge))?;
    let (top, bottom) = (area.top() + BAR_TOP - 4.0, area.top() + DATES - 8.0);
    let ghost = [pos2(scale.x(before).round(), top), pos2(scale.x(before).round(), bottom)];
    ui.painter().extend(Shape::dashed_line(&ghost, Stroke::new(1.0, p.t2), 4.0, 3.0));
    let x = scale.x(now).round();
    ui.painter().vline(x, top..=bottom, Stroke::new(2.0, p.accent));
    Some(pill(ui, area, x, &edge_words(scene, drag.edge, now)))
}

const fn at_of(phase: &Phase, edge: Edge) -> DateTime {
    match edge {
        Edge::Start => phase.start,
        Edge::End => phase.end,
    }
}

fn edge_words(scene: &Scene<'_>, edge: Edge, at: DateTime) -> String {
    match edge {
        Edge::Start => scene.format().day_and_time(at),
        Edge::End => end_shown(scene.format(), at),
    }
}

#[expect(clippy::too_many_arguments, reason = "an edge, where it stands, and what it may ask for")]
fn handle(
    ui: &mut Ui,
    area: Rect,
    scale: &Scale,
    scene: &Scene<'_>,
    open: &Open<'_>,
    phase: &Phase,
    edge: Edge,
    state: &mut TimelineState,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let at = at_of(phase, edge);
    let x = scale.x(at).round() - 0.5;
    let top = area.top() + BAR_TOP - 4.0;
    let rect = Rect::from_min_max(pos2(x - REACH, top), pos2(x + REACH, top + BAR + 8.0));
    let id = ui.scope_id().with(("phase edge", phase.id.0, edge == Edge::End));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let msg = if edge == Edge::Start { Msg::PanesEdgeStart } else { Msg::PanesEdgeEnd };
    let (name, instant) = (phase.name_in(scene.texts), edge_words(scene, edge, at));
    let words = scene.texts.with(msg, &[("phase", name.into()), ("at", instant.into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, &words));
    let held = state.drag.as_ref().is_some_and(|d| d.phase == phase.id && d.edge == edge);
    if response.hovered() && state.drag.is_none() {
        let line = Rect::from_center_size(rect.center(), vec2(2.0, BAR + 6.0));
        ui.painter().rect_filled(line, CornerRadius::ZERO, p.accent);
    }
    if response.has_focus() {
        button::focus_ring(ui.painter(), rect.shrink2(vec2(1.0, 2.0)), p);
        keys(ui, &response, scene, open, phase, edge, actions);
    }
    let response = response.on_hover_cursor(CursorIcon::ResizeHorizontal);
    if response.drag_started() && state.drag.is_none() {
        state.gestures += 1;
        // one number per drag: two drags of one edge are two steps
        let gesture = Gesture(id.value() ^ state.gestures);
        state.drag = Some(Drag { phase: phase.id, edge, origin: open.campaign.phases.clone(), gesture, at });
    } else if held {
        follow(ui, &response, scale, scene, open, state, actions);
    }
}

/// Moves the edge with the pointer, drops the drag on Escape, ends it when the button is let go.
fn follow(
    ui: &Ui,
    response: &Response,
    scale: &Scale,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut TimelineState,
    actions: &mut Actions,
) {
    let Some(drag) = &mut state.drag else { return };
    if ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, Key::Escape)) {
        actions.push(Action::CancelGesture(drag.gesture));
        ui.ctx().stop_dragging();
        state.drag = None;
        return;
    }
    let pointer = response.interact_pointer_pos().filter(|_| response.dragged());
    if let (Some(pointer), Some((low, high))) = (pointer, room(&drag.origin, drag.phase, drag.edge)) {
        let at = scale.at(pointer.x).clamp(low, high.max(low));
        if at != drag.at {
            drag.at = at;
            let (origin, phase, edge) = (drag.origin.clone(), drag.phase, drag.edge);
            push(scene, open, Some(drag.gesture), actions, move |_| set_edge(&origin, phase, edge, at).ok());
        }
    }
    if response.drag_stopped() || !response.dragged() {
        actions.push(Action::EndGesture);
        state.drag = None;
    }
}

/// An edge with the keyboard: an hour at a time, with Shift a day.
fn keys(
    ui: &Ui,
    response: &Response,
    scene: &Scene<'_>,
    open: &Open<'_>,
    phase: &Phase,
    edge: Edge,
    actions: &mut Actions,
) {
    let arrows = egui::EventFilter { horizontal_arrows: true, ..egui::EventFilter::default() };
    ui.memory_mut(|m| m.set_focus_lock_filter(response.id, arrows));
    let hours = |i: &egui::InputState| {
        let step = if i.modifiers.shift { 24 } else { 1 };
        i64::from(i.key_pressed(Key::ArrowRight)) * step - i64::from(i.key_pressed(Key::ArrowLeft)) * step
    };
    let hours = ui.input(hours);
    let phases = &open.campaign.phases;
    if let (true, Some((low, high))) = (hours != 0, room(phases, phase.id, edge)) {
        let at = at_of(phase, edge).saturating_add(SignedDuration::from_hours(hours)).clamp(low, high.max(low));
        let id = phase.id;
        push(scene, open, None, actions, move |phases| set_edge(phases, id, edge, at).ok());
    }
}

fn push(
    scene: &Scene<'_>,
    open: &Open<'_>,
    gesture: Option<Gesture>,
    actions: &mut Actions,
    change: impl FnOnce(&Rows<Phase>) -> Option<Rows<Phase>> + 'static,
) {
    let id = open.campaign.id;
    let change = Box::new(move |project: &mut crate::model::Project| {
        if let Some(campaign) = project.campaigns.get_mut(id)
            && let Some(new) = change(&campaign.phases)
        {
            campaign.phases = new;
        }
    });
    actions.push(Action::Edit { name: scene.text(Msg::StepPhase).to_owned(), gesture, change });
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn places_on_the_line_are_full_hours_and_midnights_draw() {
        let (start, end) = (date(2026, 11, 1).at(0, 0, 0, 0), date(2026, 11, 11).at(0, 0, 0, 0));
        let scale = Scale::new(start, end, 16.0, 256.0).expect("ten days");
        // a point an hour
        for (x, at) in [
            (16.0, "2026-11-01T00:00:00"),
            (22.2, "2026-11-01T06:00:00"),
            (36.5, "2026-11-02T00:00:00"),
            (43.9, "2026-11-02T00:00:00"),
            (45.0, "2026-11-02T05:00:00"),
            (256.0, "2026-11-11T00:00:00"),
            (6.0, "2026-10-31T14:00:00"),
        ] {
            assert_eq!(scale.at(x).to_string(), at, "{x}");
        }
        for hours in [0, 5, 24, 239] {
            let at = start.saturating_add(SignedDuration::from_hours(hours));
            assert!((scale.x(at) - (16.0 + hours as f32)).abs() < 0.01, "{hours}");
        }
        assert_eq!(Scale::new(end, start, 0.0, 9.0), None);
    }
}
