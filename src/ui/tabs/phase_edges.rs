//! The edges of phases on a line of time, to be dragged or moved by key: one gesture, one step.

use egui::{CornerRadius, CursorIcon, Key, Rangef, Rect, Response, Role, Sense, Ui, WidgetInfo, vec2};
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};

use crate::document::Gesture;
use crate::engine::phases::{Edge, room, set_edge};
use crate::model::{Phase, PhaseId, Rows};
use crate::text::Msg;
use crate::text::format::Format;
use crate::text::names::Named;
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::edit;
use crate::ui::theme;
use crate::ui::widgets::button;

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

/// What a line remembers.
#[derive(Clone, Debug, Default)]
pub struct EdgesState {
    drag: Option<Drag>,
    gestures: u64,
}

impl EdgesState {
    /// The phases as they were when an edge was taken hold of; nothing while none is dragged.
    #[must_use]
    pub fn origin(&self) -> Option<&Rows<Phase>> {
        self.drag.as_ref().map(|drag| &drag.origin)
    }
}

/// Time ↔ x: straight between places that are given.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    /// Instants and their places, both rising; at least two.
    knots: Vec<(DateTime, f32)>,
}

impl Scale {
    /// A scale on which a range fills a width; nothing without a range.
    #[must_use]
    pub fn new(start: DateTime, end: DateTime, left: f32, right: f32) -> Option<Self> {
        Self::through(vec![(start, left), (end, right)])
    }

    /// A scale through places; those that do not rise are left out. Nothing with fewer than two.
    #[must_use]
    pub fn through(places: Vec<(DateTime, f32)>) -> Option<Self> {
        let mut knots: Vec<(DateTime, f32)> = Vec::with_capacity(places.len());
        for place in places {
            if knots.last().is_none_or(|last| place.0 > last.0 && place.1 > last.1) {
                knots.push(place);
            }
        }
        (knots.len() > 1).then_some(Self { knots })
    }

    /// The two places that a value lies between, of the first or last pair beyond the ends.
    fn pair(&self, before: impl Fn(&(DateTime, f32)) -> bool) -> [(DateTime, f32); 2] {
        let at = self.knots.partition_point(before).clamp(1, self.knots.len().saturating_sub(1));
        let knot = |at: usize| self.knots.get(at).copied().unwrap_or((DateTime::MIN, 0.0));
        [knot(at.saturating_sub(1)), knot(at)]
    }

    /// The place of an instant.
    #[must_use]
    pub fn x(&self, at: DateTime) -> f32 {
        let [(from, left), (to, right)] = self.pair(|knot| knot.0 <= at);
        let part = from.duration_until(at).as_secs_f64() / from.duration_until(to).as_secs_f64();
        left + (f64::from(right - left) * part) as f32
    }

    /// The full hour nearest to a place, or the midnight if one is within reach.
    #[must_use]
    pub fn at(&self, x: f32) -> DateTime {
        let [(from, left), (to, right)] = self.pair(|knot| knot.1 <= x);
        let seconds = f64::from(x - left) / f64::from(right - left) * from.duration_until(to).as_secs_f64();
        let at = from.saturating_add(SignedDuration::from_secs(seconds.round() as i64));
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

/// An end as planners say it: midnight is 24:00 of the day before.
pub fn end_shown(format: Format, end: DateTime) -> String {
    match whole_day(end) {
        Some(day) => format!("{} 24:00", format.day(day)),
        None => format.day_and_time(end),
    }
}

/// The day that ends at an instant, if it is a midnight.
#[must_use]
pub fn whole_day(end: DateTime) -> Option<Date> {
    if end.time() == Time::midnight() { end.date().yesterday().ok() } else { None }
}

/// An edge on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct MovedEdge {
    /// Where it was.
    pub before: f32,
    /// Where it is.
    pub now: f32,
    /// When that is.
    pub words: String,
}

/// The edges as handles on a band; gives the one that is being dragged.
pub fn show(
    ui: &mut Ui,
    band: Rangef,
    scale: &Scale,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut EdgesState,
    actions: &mut Actions,
) -> Option<MovedEdge> {
    let phases = &open.campaign.phases;
    for phase in phases {
        for edge in [Edge::Start, Edge::End] {
            // where two meet, the end of the earlier one moves both
            if edge == Edge::Start && phases.iter().any(|p| p.id != phase.id && p.end == phase.start) {
                continue;
            }
            handle(ui, band, scale, scene, open, phase, edge, state, actions);
        }
    }
    let drag = state.drag.as_ref()?;
    let now = phases.get(drag.phase).map(|phase| at_of(phase, drag.edge))?;
    let before = drag.origin.get(drag.phase).map(|phase| at_of(phase, drag.edge))?;
    Some(MovedEdge { before: scale.x(before), now: scale.x(now), words: edge_words(scene, drag.edge, now) })
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
    band: Rangef,
    scale: &Scale,
    scene: &Scene<'_>,
    open: &Open<'_>,
    phase: &Phase,
    edge: Edge,
    state: &mut EdgesState,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let at = at_of(phase, edge);
    let x = scale.x(at).round() - 0.5;
    let rect = Rect::from_x_y_ranges(Rangef::new(x - REACH, x + REACH), band);
    let id = ui.scope_id().with(("phase edge", phase.id.0, edge == Edge::End));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let msg = if edge == Edge::Start { Msg::PanesEdgeStart } else { Msg::PanesEdgeEnd };
    let (name, instant) = (phase.name_in(scene.texts), edge_words(scene, edge, at));
    let words = scene.texts.with(msg, &[("phase", name.into()), ("at", instant.into())]);
    response.widget_info(|| WidgetInfo::labeled(Role::Slider, true, &words));
    let held = state.drag.as_ref().is_some_and(|d| d.phase == phase.id && d.edge == edge);
    if response.hovered() && state.drag.is_none() {
        let line = Rect::from_center_size(rect.center(), vec2(2.0, band.span() - 2.0));
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
    state: &mut EdgesState,
    actions: &mut Actions,
) {
    let Some(drag) = &mut state.drag else { return };
    if edit::dropped(ui, drag.gesture, actions) {
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
        // straight between places: the first day takes as much room as the nine others
        let day = date(2026, 11, 2).at(0, 0, 0, 0);
        let bent = Scale::through(vec![(start, 0.0), (day, 240.0), (end, 480.0)]).expect("three places");
        assert!((bent.x(date(2026, 11, 1).at(12, 0, 0, 0)) - 120.0).abs() < 0.01);
        assert_eq!(bent.at(360.0).to_string(), "2026-11-06T12:00:00");
    }
}
