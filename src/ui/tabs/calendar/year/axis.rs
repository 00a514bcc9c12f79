//! The year's one axis of time: days ↔ x. Lanes, months and table share it.

use egui::{Rangef, Rect};
use jiff::civil::{Date, DateTime};

use crate::engine::schedule::Moment;

const DAY: f64 = 1_440.0;

/// A year on a width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct YearAxis {
    year: i16,
    first: Moment,
    days: f64,
    left: f32,
    right: f32,
}

impl YearAxis {
    /// The year over the width of an area.
    #[must_use]
    pub fn new(year: i16, area: Rect) -> Self {
        let first = Moment::midnight(Date::constant(year.clamp(1, 9_998), 1, 1));
        let next = Moment::midnight(Date::constant(year.clamp(1, 9_998) + 1, 1, 1));
        let days = (next.0 - first.0) as f64 / DAY;
        Self { year, first, days, left: area.left(), right: area.right() }
    }

    /// Points per day.
    #[must_use]
    pub fn per_day(&self) -> f32 {
        (f64::from(self.right - self.left) / self.days) as f32
    }

    /// Where an instant is, also beyond the year.
    #[must_use]
    pub fn x(&self, at: Moment) -> f32 {
        self.left + ((at.0 - self.first.0) as f64 / DAY) as f32 * self.per_day()
    }

    /// The same, at the edge if it lies beyond the year.
    #[must_use]
    pub fn clamped(&self, at: Moment) -> f32 {
        self.x(at).clamp(self.left, self.right)
    }

    /// From the beginning of one instant to another, as far as they lie in the year.
    #[must_use]
    pub fn range(&self, from: DateTime, until: DateTime) -> Rangef {
        Rangef::new(self.clamped(Moment::from(from)), self.clamped(Moment::from(until)))
    }

    /// Days, both included, as far as they lie in the year.
    #[must_use]
    pub fn days(&self, first: Date, last: Date) -> Rangef {
        let end = Moment(Moment::midnight(last).0 + DAY as i64);
        Rangef::new(self.clamped(Moment::midnight(first)), self.clamped(end))
    }

    /// A month, from 0.
    #[must_use]
    pub fn month(&self, month: usize) -> Rangef {
        let at = |month: usize| {
            let month = i8::try_from(month + 1).unwrap_or(i8::MAX);
            Date::new(self.year, month, 1).map_or(self.right, |date| self.x(Moment::midnight(date)))
        };
        Rangef::new(at(month), at(month + 1))
    }

    /// A quarter, from 0.
    #[must_use]
    pub fn quarter(&self, quarter: usize) -> Rangef {
        Rangef::new(self.month(quarter * 3).min, self.month(quarter * 3 + 2).max)
    }

    /// How many days a way of the pointer is, to the nearest.
    #[must_use]
    pub fn days_of(&self, way: f32) -> i32 {
        (way / self.per_day().max(0.01)).round() as i32
    }
}

#[cfg(test)]
mod tests {
    use egui::{pos2, vec2};
    use jiff::civil::date;

    use super::*;

    #[test]
    fn months_and_days_fill_the_year() {
        let area = Rect::from_min_size(pos2(100.0, 0.0), vec2(730.0, 10.0));
        let axis = YearAxis::new(2026, area);
        assert_eq!(axis.month(0), Rangef::new(100.0, 162.0));
        assert_eq!(axis.month(11).max, 830.0);
        assert_eq!(axis.quarter(3).min, axis.month(9).min);
        assert_eq!(axis.days(date(2026, 1, 1), date(2026, 1, 3)), Rangef::new(100.0, 106.0));
        assert_eq!(axis.days(date(2025, 12, 1), date(2026, 1, 1)), Rangef::new(100.0, 102.0), "cut at the edge");
        assert_eq!((axis.days_of(13.0), axis.days_of(-4.0)), (7, -2));
        assert!((YearAxis::new(2028, area).per_day() - 730.0 / 366.0).abs() < 1e-4);
    }
}
