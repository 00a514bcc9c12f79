//! Instants of the schedule: whole minutes of civil time.

use jiff::civil::{Date, DateTime, Time};

/// Minutes of a day.
pub(super) const DAY: i64 = 24 * 60;

/// An instant in the shop's civil time, in minutes from 1970-01-01T00:00; seconds of what is typed are dropped. Cheap to
/// compare and to place on a time axis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub i64);

impl Moment {
    /// The instant a day begins.
    #[must_use]
    pub fn midnight(date: Date) -> Self {
        Self(day_number(date) * DAY)
    }

    /// As date and time; beyond the years that can be written, the edge of these.
    #[must_use]
    pub fn datetime(self) -> DateTime {
        let minute = self.0.rem_euclid(DAY);
        let (hour, minute) = (i8::try_from(minute / 60).unwrap_or(0), i8::try_from(minute % 60).unwrap_or(0));
        let time = Time::new(hour, minute, 0, 0).unwrap_or_default();
        self.date().to_datetime(time)
    }

    /// The day it lies in.
    #[must_use]
    pub fn date(self) -> Date {
        date_of(self.0.div_euclid(DAY))
    }

    /// The last day before it: what tables show as the finish of something that lasts until then.
    #[must_use]
    pub fn last_day(self) -> Date {
        Self(self.0.saturating_sub(1)).date()
    }
}

impl From<DateTime> for Moment {
    fn from(at: DateTime) -> Self {
        Self(day_number(at.date()) * DAY + i64::from(at.hour()) * 60 + i64::from(at.minute()))
    }
}

/// Days from 1970-01-01 to a date of the proleptic Gregorian calendar.
pub(super) fn day_number(date: Date) -> i64 {
    let (year, month, day) = (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
    // years begin in March, so that the leap day is the last of its year
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date of a day number; beyond the years that can be written, the edge of these.
pub(super) fn date_of(number: i64) -> Date {
    let shifted = number.clamp(-4_371_587, 2_932_896) + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (year, month, day) = (i16::try_from(year), i8::try_from(month), i8::try_from(day));
    match (year, month, day) {
        (Ok(year), Ok(month), Ok(day)) => Date::new(year, month, day).unwrap_or_default(),
        _ => Date::default(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        let mut day = date(1899, 12, 30);
        let mut number = day_number(day);
        assert_eq!(day_number(date(1970, 1, 1)), 0);
        while day < date(2101, 1, 5) {
            assert_eq!((day_number(day), date_of(number)), (number, day));
            day = day.saturating_add(1.day());
            number += 1;
        }
        for edge in [Date::MIN, Date::MAX] {
            assert_eq!(date_of(day_number(edge)), edge);
        }
        assert_eq!(Moment(i64::MAX / 8).date(), Date::MAX);
        assert_eq!(Moment(i64::MIN / 8).date(), Date::MIN);
    }

    #[test]
    fn the_last_day_of_what_ends_at_midnight_is_the_one_before() {
        let end = Moment::from(date(2026, 11, 12).at(0, 0, 0, 0));
        assert_eq!((end.date(), end.last_day()), (date(2026, 11, 12), date(2026, 11, 11)));
        let at = date(2026, 11, 11).at(20, 30, 59, 0);
        assert_eq!(Moment::from(at).datetime(), date(2026, 11, 11).at(20, 30, 0, 0));
    }
}
