//! Time ↔ x: how far is zoomed in, what is in view, and the units of the two lines of labels. Knows nothing of painting.

use jiff::civil::{Date, Weekday};

use crate::engine::schedule::Moment;

/// Minutes of a day.
const DAY: f64 = 1_440.0;

/// What a cell of the axis stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// So many hours: 1, 2, 3, 6 or 12.
    Hours(u8),
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// A year.
    Year,
}

/// How close the axis is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zoom {
    /// Hours can be told apart.
    Hours,
    /// Days can.
    Days,
    /// Weeks can.
    Weeks,
    /// Months can.
    Months,
    /// Quarters can.
    Quarters,
}

impl Zoom {
    /// Every one, the closest first.
    pub const ALL: [Self; 5] = [Self::Hours, Self::Days, Self::Weeks, Self::Months, Self::Quarters];

    /// Points per day when it is chosen.
    #[must_use]
    pub const fn per_day(self) -> f64 {
        match self {
            Self::Hours => 480.0,
            Self::Days => 19.0,
            Self::Weeks => 8.0,
            Self::Months => 2.2,
            Self::Quarters => 0.8,
        }
    }

    /// The closest that so many points per day allow.
    #[must_use]
    pub fn of(per_day: f64) -> Self {
        match per_day {
            p if p >= 110.0 => Self::Hours,
            p if p >= 13.0 => Self::Days,
            p if p >= 4.0 => Self::Weeks,
            p if p >= 1.2 => Self::Months,
            _ => Self::Quarters,
        }
    }
}

/// The stretch of time in view, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The instant at the left edge, in minutes as [`Moment`] counts them.
    pub start: f64,
    /// Points per day.
    pub per_day: f64,
    /// Left edge.
    pub left: f32,
    /// Right edge.
    pub right: f32,
}

impl Axis {
    /// Fewest points per day: a year on some 40 points.
    pub const FARTHEST: f64 = 0.12;
    /// Most points per day: a minute on two thirds of a point.
    pub const CLOSEST: f64 = 960.0;

    /// Where an instant is.
    #[must_use]
    pub fn x(&self, at: Moment) -> f32 {
        self.left + ((at.0 as f64 - self.start) / DAY * self.per_day) as f32
    }

    /// Which instant is at an x, to the minute.
    #[must_use]
    pub fn at(&self, x: f32) -> Moment {
        Moment((self.start + self.minutes(x - self.left)).round() as i64)
    }

    /// How many minutes a width is.
    #[must_use]
    pub fn minutes(&self, width: f32) -> f64 {
        f64::from(width) * DAY / self.per_day
    }

    /// The first and last instant in view.
    #[must_use]
    pub fn seen(&self) -> (Moment, Moment) {
        (self.at(self.left), self.at(self.right))
    }

    /// Zoomed by a factor about an x that stays where it is.
    #[must_use]
    pub fn zoomed(&self, factor: f64, x: f32) -> Self {
        let per_day = (self.per_day * factor).clamp(Self::FARTHEST, Self::CLOSEST);
        let here = self.start + self.minutes(x - self.left);
        Self { per_day, start: here - f64::from(x - self.left) * DAY / per_day, ..*self }
    }

    /// A stretch filling the width but for a margin on both sides.
    #[must_use]
    pub fn fitted(&self, from: Moment, until: Moment) -> Self {
        let width = f64::from((self.right - self.left).max(1.0));
        let days = ((until.0 - from.0) as f64 / DAY).max(0.25);
        let per_day = (width * 0.94 / days).clamp(Self::FARTHEST, Self::CLOSEST);
        Self { per_day, start: from.0 as f64 - width * 0.03 * DAY / per_day, ..*self }
    }

    /// How close it is looked at.
    #[must_use]
    pub fn zoom(&self) -> Zoom {
        Zoom::of(self.per_day)
    }

    /// The units of the upper and the lower line.
    #[must_use]
    pub fn units(&self) -> (Unit, Unit) {
        match self.zoom() {
            Zoom::Hours => {
                let wide = |hours: &u8| self.per_day / 24.0 * f64::from(*hours) >= 38.0;
                (Unit::Day, Unit::Hours([1, 2, 3, 6].into_iter().find(wide).unwrap_or(12)))
            }
            Zoom::Days => (Unit::Month, Unit::Day),
            Zoom::Weeks => (Unit::Month, Unit::Week),
            Zoom::Months => (Unit::Year, Unit::Month),
            Zoom::Quarters => (Unit::Year, if self.per_day * 91.0 >= 30.0 { Unit::Quarter } else { Unit::Year }),
        }
    }

    /// The cells of a unit in view: the first may begin before the left edge. At most a thousand.
    #[must_use]
    pub fn cells(&self, unit: Unit) -> Vec<(Moment, Moment)> {
        let (from, until) = self.seen();
        let mut cells = Vec::new();
        let mut at = begin(from, unit);
        while at < until && cells.len() < 1_000 {
            let next = next(at, unit);
            if next <= at {
                break;
            }
            cells.push((at, next));
            at = next;
        }
        cells
    }

    /// An instant moved to the nearest edge that can be told apart: a quarter of an hour, an hour, or a day.
    #[must_use]
    pub fn snapped(&self, at: Moment) -> Moment {
        let step = self.step();
        Moment((at.0 as f64 / step as f64).round() as i64 * step)
    }

    /// The minutes of that.
    #[must_use]
    pub fn step(&self) -> i64 {
        match self.per_day {
            p if p >= 480.0 => 15,
            p if p >= 110.0 => 60,
            _ => 1_440,
        }
    }
}

/// The start of the cell that an instant lies in.
fn begin(at: Moment, unit: Unit) -> Moment {
    let date = at.date();
    match unit {
        Unit::Hours(hours) => {
            let step = i64::from(hours.max(1)) * 60;
            Moment(at.0.div_euclid(step) * step)
        }
        Unit::Day => Moment::midnight(date),
        Unit::Week => {
            let back = i64::from(date.weekday().since(Weekday::Monday));
            Moment(Moment::midnight(date).0 - back * 1_440)
        }
        Unit::Month => Moment::midnight(date.first_of_month()),
        Unit::Quarter => {
            let month = (date.month() - 1) / 3 * 3 + 1;
            Moment::midnight(Date::new(date.year(), month, 1).unwrap_or(date))
        }
        Unit::Year => Moment::midnight(date.first_of_year()),
    }
}

/// The start of the next cell.
fn next(at: Moment, unit: Unit) -> Moment {
    let months = |count: i8| {
        let date = at.date();
        let month = i16::from(date.month() - 1 + count);
        let (year, month) = (date.year() + month / 12, (month % 12 + 1) as i8);
        Date::new(year, month, 1).map_or(at, Moment::midnight)
    };
    match unit {
        Unit::Hours(hours) => Moment(at.0 + i64::from(hours.max(1)) * 60),
        Unit::Day => Moment(at.0 + 1_440),
        Unit::Week => Moment(at.0 + 7 * 1_440),
        Unit::Month => months(1),
        Unit::Quarter => months(3),
        Unit::Year => months(12),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn day(month: i8, day: i8) -> Moment {
        Moment::midnight(date(2026, month, day))
    }

    fn axis(per_day: f64) -> Axis {
        Axis { start: day(9, 28).0 as f64, per_day, left: 100.0, right: 900.0 }
    }

    #[test]
    fn instants_and_places_answer_each_other() {
        let axis = axis(20.0);
        assert!((axis.x(day(10, 8)) - 300.0).abs() < 0.01);
        assert_eq!(axis.at(300.0), day(10, 8));
        assert_eq!(axis.seen(), (day(9, 28), day(11, 7)));
        assert_eq!(axis.snapped(Moment(day(10, 8).0 + 500)), day(10, 8));
        assert_eq!(axis.snapped(Moment(day(10, 8).0 + 800)), day(10, 9));
    }

    #[test]
    fn zooming_keeps_what_is_under_the_pointer() {
        let before = axis(20.0);
        for factor in [0.5, 1.25, 3.0, 1e9, 1e-9] {
            let after = before.zoomed(factor, 420.0);
            assert!((after.x(before.at(420.0)) - 420.0).abs() < 0.6, "{factor}");
            assert!((Axis::FARTHEST..=Axis::CLOSEST).contains(&after.per_day));
        }
        let fitted = before.fitted(day(9, 22), day(11, 15));
        assert!(fitted.x(day(9, 22)) >= 100.0 && fitted.x(day(11, 15)) <= 900.0);
    }

    #[test]
    fn cells_follow_the_calendar() {
        let starts = |unit, per_day| axis(per_day).cells(unit).iter().map(|(at, _)| at.date()).collect::<Vec<_>>();
        assert_eq!(starts(Unit::Month, 20.0), [date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1)]);
        assert_eq!(starts(Unit::Week, 20.0)[..2], [date(2026, 9, 28), date(2026, 10, 5)]);
        assert_eq!(starts(Unit::Quarter, 2.0)[..3], [date(2026, 7, 1), date(2026, 10, 1), date(2027, 1, 1)]);
        assert_eq!(axis(480.0).cells(Unit::Hours(6)).len(), 7);
        for (per_day, units) in [
            (960.0, (Unit::Day, Unit::Hours(1))),
            (300.0, (Unit::Day, Unit::Hours(6))),
            (19.0, (Unit::Month, Unit::Day)),
            (8.0, (Unit::Month, Unit::Week)),
            (2.0, (Unit::Year, Unit::Month)),
            (0.5, (Unit::Year, Unit::Quarter)),
        ] {
            assert_eq!(axis(per_day).units(), units, "{per_day}");
        }
    }
}
