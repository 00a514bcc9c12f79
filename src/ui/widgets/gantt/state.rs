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
    /// What of the wheel's way down the rows has yet to go.
    pub(super) wish: Option<Wish>,
}

impl Default for GanttState {
    fn default() -> Self {
        Self { start: None, per_day: Zoom::Days.per_day(), drag: None, gestures: 0, wish: None }
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
        (self.start, self.per_day)
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

    /// The axis over a width, with what the host asked for done.
    pub(super) fn axis(&mut self, left: f32, right: f32, span: (Moment, Moment)) -> Axis {
        let mut axis = Axis { start: 0.0, per_day: self.per_day, left, right };
        axis = if let Some(start) = self.start {
            Axis { start, ..axis }
        } else {
            let fitted = axis.fitted(span.0, span.1);
            // days that can be told apart go before seeing everything
            let close = fitted.per_day < Zoom::Days.per_day() && fitted.per_day > Zoom::Weeks.per_day();
            let from = Moment::midnight(span.0.date()).0 as f64;
            if close { Axis { start: from, per_day: Zoom::Days.per_day(), ..axis } } else { fitted }
        };
        let middle = f32::midpoint(left, right);
        axis = match self.wish.take() {
            None => axis,
            Some(Wish::Zoom(zoom)) => axis.zoomed(zoom.per_day() / axis.per_day, middle),
            Some(Wish::Factor(factor)) => axis.zoomed(factor, middle),
            Some(Wish::Fit(from, until)) => axis.fitted(from, until),
            Some(Wish::Show(at)) => Axis { start: at.0 as f64 - axis.minutes(middle - left), ..axis },
        };
        self.keep(&axis);
        axis
    }

    pub(super) fn keep(&mut self, axis: &Axis) {
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
