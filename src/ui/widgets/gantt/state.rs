//! What a person looks at, and what the pointer is doing.

use egui::{Pos2, Vec2};

use super::axis::{Axis, Zoom};
use super::route::End;
use crate::document::Gesture;
use crate::engine::schedule::Moment;
use crate::ui::widgets::grid::RowKey;

/// The state of a chart.
#[derive(Clone, Debug)]
pub struct GanttState {
    /// The instant at the left edge, in minutes; nothing = everything is to be fitted.
    pub(super) start: Option<f64>,
    /// Points per day.
    pub(super) per_day: f64,
    pub(super) drag: Option<Drag>,
    pub(super) gestures: u64,
    /// What the host asked for.
    pub(super) wish: Option<Wish>,
    /// A change of what is seen that is under way.
    way: Option<Way>,
}

/// How long a zoom takes, in seconds.
const TIME: f64 = 0.12;
/// Minutes of a day.
const DAY: f64 = 1_440.0;

/// From one look to another.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Way {
    from: Axis,
    to: Axis,
    since: f64,
    /// What was shown last on it: another look ends it.
    last: Axis,
}

impl Way {
    /// What is seen at a time; nothing when it has ended. Both edges move alike, so that what stays where it is in the end does so all the way.
    fn at(&self, now: f64) -> Option<Axis> {
        let part = (now - self.since) / TIME;
        if !(0.0..1.0).contains(&part) {
            return None;
        }
        let part = part * part * (3.0 - 2.0 * part);
        let width = f64::from(self.to.right - self.to.left).max(1.0);
        let between = |from: f64, to: f64| from + (to - from) * part;
        let minutes = between(width * DAY / self.from.per_day, width * DAY / self.to.per_day);
        Some(Axis { start: between(self.from.start, self.to.start), per_day: width * DAY / minutes, ..self.to })
    }
}

impl Default for GanttState {
    fn default() -> Self {
        Self { start: None, per_day: Zoom::Days.per_day(), drag: None, gestures: 0, wish: None, way: None }
    }
}

/// What the host asked for, done in the next frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Wish {
    Zoom(Zoom),
    Factor(f64),
    Fit(Moment, Moment),
    Show(Moment),
}

impl GanttState {
    /// Looks from so far.
    pub fn zoom(&mut self, zoom: Zoom) {
        self.wish = Some(Wish::Zoom(zoom));
    }

    /// Looks closer or from farther by a factor.
    pub fn zoom_by(&mut self, factor: f64) {
        self.wish = Some(Wish::Factor(factor));
    }

    /// Brings a stretch into view, filling it.
    pub fn fit(&mut self, from: Moment, until: Moment) {
        self.wish = Some(Wish::Fit(from, until));
    }

    /// Brings an instant into the middle.
    pub fn show_at(&mut self, at: Moment) {
        self.wish = Some(Wish::Show(at));
    }

    /// How close it is looked at.
    #[must_use]
    pub fn zoom_now(&self) -> Zoom {
        Zoom::of(self.per_day)
    }

    /// How close it is looked at, between the farthest, 0, and the closest, 1.
    #[must_use]
    pub fn closeness(&self) -> f32 {
        ((self.per_day / Axis::FARTHEST).ln() / (Axis::CLOSEST / Axis::FARTHEST).ln()) as f32
    }

    /// Looks as close as that.
    pub fn zoom_to(&mut self, closeness: f32) {
        let per_day = Axis::FARTHEST * (Axis::CLOSEST / Axis::FARTHEST).powf(f64::from(closeness.clamp(0.0, 1.0)));
        self.zoom_by(per_day / self.per_day);
    }

    /// Points per day.
    #[must_use]
    pub const fn per_day(&self) -> f64 {
        self.per_day
    }

    /// What is kept of it: the instant at the left edge, in minutes, and the points per day.
    #[must_use]
    pub const fn look(&self) -> (Option<f64>, f64) {
        match &self.way {
            Some(way) => (Some(way.to.start), way.to.per_day),
            None => (self.start, self.per_day),
        }
    }

    /// Whether what is seen is on its way.
    #[must_use]
    pub const fn is_moving(&self) -> bool {
        self.way.is_some()
    }

    /// Brings back what was kept.
    pub fn set_look(&mut self, start: Option<f64>, per_day: f64) {
        if per_day.is_finite() && start.is_none_or(f64::is_finite) {
            self.start = start.map(|start| start.clamp(-1e9, 1e10));
            self.per_day = per_day.clamp(Axis::FARTHEST, Axis::CLOSEST);
        }
    }

    /// Whether a bar is being dragged.
    #[must_use]
    pub fn is_dragging(&self) -> bool {
        self.drag.is_some()
    }

    /// The axis over a width, with what the host asked for done: softly from `now`, in seconds, on; at once without, and while something
    /// is dragged.
    pub(super) fn axis(&mut self, left: f32, right: f32, span: (Moment, Moment), now: Option<f64>) -> Axis {
        let mut axis = Axis { start: 0.0, per_day: self.per_day, left, right };
        let now = now.filter(|_| self.start.is_some() && self.drag.is_none());
        let shown = self.start.map(|start| Axis { start, ..axis });
        axis = if let Some(way) = &self.way {
            // what is asked for next begins where this leads
            Axis { left, right, ..way.to }
        } else if let Some(start) = self.start {
            Axis { start, ..axis }
        } else {
            let fitted = axis.fitted(span.0, span.1);
            // days that can be told apart go before seeing everything
            let close = fitted.per_day < Zoom::Days.per_day() && fitted.per_day > Zoom::Weeks.per_day();
            let from = Moment::midnight(span.0.date()).0 as f64;
            if close { Axis { start: from, per_day: Zoom::Days.per_day(), ..axis } } else { fitted }
        };
        let middle = f32::midpoint(left, right);
        if let (Some(since), Some(from), true) = (now, shown, self.wish.is_some()) {
            self.way = Some(Way { from, to: axis, since, last: from });
        }
        axis = match self.wish.take() {
            None => axis,
            Some(Wish::Zoom(zoom)) => axis.zoomed(zoom.per_day() / axis.per_day, middle),
            Some(Wish::Factor(factor)) => axis.zoomed(factor, middle),
            Some(Wish::Fit(from, until)) => axis.fitted(from, until),
            Some(Wish::Show(at)) => Axis { start: at.0 as f64 - axis.minutes(middle - left), ..axis },
        };
        if let Some(way) = &mut self.way {
            way.to = axis;
            match now.and_then(|now| way.at(now)) {
                Some(between) => (axis, way.last) = (between, between),
                None => self.way = None,
            }
        }
        self.keep(&axis);
        axis
    }

    pub(super) fn keep(&mut self, axis: &Axis) {
        // whoever turns the wheel or drags wants it now
        self.way = self.way.filter(|way| way.last == *axis);
        (self.start, self.per_day) = (Some(axis.start), axis.per_day);
    }
}

/// What part of a bar is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Body,
    /// Its start.
    Start,
    /// Its finish.
    Finish,
    /// The edge of its progress.
    Progress,
}

/// What the pointer is dragging.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Drag {
    /// A bar, as it was when the drag began.
    Bar { key: RowKey, part: Part, from: f32, start: Moment, finish: Moment, gesture: Gesture },
    /// A new link.
    Link { key: RowKey, row: usize, end: End },
    /// Bars to be selected.
    Lasso { from: Pos2 },
    /// A new task.
    Draw { from: Moment, row: usize },
    /// The time in view.
    Pan { from: Vec2, start: f64 },
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn span() -> (Moment, Moment) {
        (Moment::midnight(date(2026, 10, 1)), Moment::midnight(date(2026, 11, 15)))
    }

    fn chart() -> GanttState {
        let mut state = GanttState::default();
        state.axis(0.0, 700.0, span(), Some(0.0));
        state
    }

    #[test]
    fn a_zoom_moves_softly_about_the_middle() {
        let mut state = chart();
        let before = state.axis(0.0, 700.0, span(), Some(1.0));
        state.zoom_by(2.0);
        assert_eq!(state.axis(0.0, 700.0, span(), Some(1.0)), before, "it begins where it was");
        let half = state.axis(0.0, 700.0, span(), Some(1.06));
        assert!(before.per_day < half.per_day && half.per_day < before.per_day * 2.0, "{half:?}");
        assert!((half.at(350.0).0 - before.at(350.0).0).abs() <= 1, "the middle stays");
        assert!(
            state.is_moving() && (state.look().1 - before.per_day * 2.0).abs() < 1e-9,
            "what is kept is where it leads"
        );
        let after = state.axis(0.0, 700.0, span(), Some(1.13));
        assert!((after.per_day - before.per_day * 2.0).abs() < 1e-9 && !state.is_moving());
    }

    #[test]
    fn steps_asked_for_in_a_row_add_up() {
        let mut state = chart();
        let before = state.axis(0.0, 700.0, span(), Some(1.0)).per_day;
        for now in [1.0, 1.03] {
            state.zoom_by(1.4);
            state.axis(0.0, 700.0, span(), Some(now));
        }
        let after = state.axis(0.0, 700.0, span(), Some(2.0)).per_day;
        assert!((after - before * 1.96).abs() < 1e-9, "{after}");
    }

    #[test]
    fn without_motion_and_under_the_hand_it_is_there_at_once() {
        let mut state = chart();
        let before = state.axis(0.0, 700.0, span(), None);
        state.zoom_by(2.0);
        assert!((state.axis(0.0, 700.0, span(), None).per_day - before.per_day * 2.0).abs() < 1e-9);
        // the wheel ends what is under way
        state.zoom_by(2.0);
        let moving = state.axis(0.0, 700.0, span(), Some(1.0));
        let turned = Axis { start: moving.start + 60.0, ..moving };
        state.keep(&turned);
        assert!(!state.is_moving());
        assert_eq!(state.axis(0.0, 700.0, span(), Some(1.05)), turned);
    }
}
