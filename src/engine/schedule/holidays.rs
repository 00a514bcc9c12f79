//! Public holidays and the workdays made up for them, from the table that is compiled in.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::moment::{DAY, Moment, day_number};
use crate::model::WorkCalendar;

const CHINA: &str = include_str!("../../../assets/holidays/cn.txt");

/// The public holidays of a country.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HolidayTable {
    /// Day number and whether it is off, in order.
    days: Vec<(i64, bool)>,
    years: Vec<i16>,
}

impl HolidayTable {
    /// China's. Facts as the State Council announces them, usually in November for the year after.
    #[must_use]
    pub fn china() -> &'static Self {
        static TABLE: OnceLock<HolidayTable> = OnceLock::new();
        TABLE.get_or_init(|| read(CHINA).unwrap_or_default())
    }

    /// Whether a day is off (`true`) or a workday that is made up (`false`); nothing where the week goes on.
    #[must_use]
    pub fn of(&self, date: Date) -> Option<bool> {
        let number = day_number(date);
        let at = self.days.binary_search_by_key(&number, |(day, _)| *day).ok()?;
        self.days.get(at).map(|(_, off)| *off)
    }

    /// How many days off there are from the day of one instant to the day of another, both included.
    #[must_use]
    pub fn off_between(&self, from: Moment, until: Moment) -> usize {
        let (first, last) = (from.0.div_euclid(DAY), until.0.div_euclid(DAY));
        let low = self.days.partition_point(|(day, _)| *day < first);
        let high = self.days.partition_point(|(day, _)| *day <= last);
        self.days.get(low..high).unwrap_or_default().iter().filter(|(_, off)| *off).count()
    }

    /// Whether a year's holidays are announced.
    #[must_use]
    pub fn announced(&self, year: i16) -> bool {
        self.years.binary_search(&year).is_ok()
    }

    /// The years that are announced, in order.
    #[must_use]
    pub fn years(&self) -> &[i16] {
        &self.years
    }

    /// All days that differ from the week, by day number, in order.
    pub(super) fn days(&self) -> &[(i64, bool)] {
        &self.days
    }
}

/// Whether a planner typed the public holidays of a year into a calendar: of its first three days, among which every year
/// has a holiday, one is off as an exception of the calendar's own.
#[must_use]
pub fn holidays_typed(calendar: &WorkCalendar, year: i16) -> bool {
    let days = |day: i8| Date::new(year, 1, day).ok();
    let (Some(first), Some(last)) = (days(1), days(3)) else { return false };
    calendar
        .exceptions
        .iter()
        .any(|own| own.shifts.is_off() && own.first <= last && own.last.unwrap_or(own.first) >= first)
}

/// Reads the table; nothing if a word of it is not as its head says.
fn read(text: &str) -> Option<HolidayTable> {
    let mut table = HolidayTable::default();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split_ascii_whitespace();
        let Some(year) = words.next() else { continue };
        let year: i16 = year.parse().ok()?;
        table.years.push(year);
        for word in words {
            let off = word.starts_with('-');
            let days = word.strip_prefix(['-', '+'])?;
            let (first, last) = days.split_once("..").unwrap_or((days, days));
            let (first, last) = (day_number(date(year, first)?), day_number(date(year, last)?));
            table.days.extend((first..=last).map(|day| (day, off)));
        }
    }
    // a day that two years name is as the later announcement has it
    table.days.sort_by_key(|(day, _)| *day);
    table.days.reverse();
    table.days.dedup_by_key(|(day, _)| *day);
    table.days.reverse();
    Some(table)
}

/// `MMDD` of the year, or `YYYYMMDD`.
fn date(year: i16, text: &str) -> Option<Date> {
    let (year, day) = if text.len() == 8 { (text.get(..4)?.parse().ok()?, text.get(4..)?) } else { (year, text) };
    Date::new(year, day.get(..2)?.parse().ok()?, day.get(2..)?.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_table_holds_what_was_announced() {
        let table = read(CHINA).expect("as its head says");
        assert_eq!(&table, HolidayTable::china());
        assert_eq!(table.years(), (2007..=2026).collect::<Vec<i16>>());
        assert!(!table.announced(2027) && table.announced(2026));
        for (day, expected) in [
            (date(2026, 10, 1), Some(true)),
            (date(2026, 10, 7), Some(true)),
            (date(2026, 10, 8), None),
            (date(2026, 10, 10), Some(false)),
            (date(2026, 2, 14), Some(false)),
            (date(2022, 12, 31), Some(true)),
            (date(2018, 12, 29), Some(false)),
            (date(2025, 11, 11), None),
        ] {
            assert_eq!(table.of(day), expected, "{day}");
        }
        assert!(table.days.windows(2).all(|pair| pair[0].0 < pair[1].0));
        assert!(table.days.len() > 500, "{}", table.days.len());
    }

    #[test]
    fn a_year_is_typed_when_its_first_holiday_is() {
        let off = |first, shifts| crate::model::CalendarException { first, last: None, shifts, name: String::new() };
        let calendar = |one| WorkCalendar { exceptions: vec![one].into(), ..WorkCalendar::default() };
        let none = crate::model::Shifts::off;
        for (own, typed) in [
            (off(date(2027, 1, 1), none()), true),
            (off(date(2027, 1, 3), none()), true),
            (off(date(2027, 1, 1), crate::model::Shifts::office()), false),
            (off(date(2027, 1, 4), none()), false),
            (off(date(2026, 12, 31), none()), false),
        ] {
            assert_eq!(holidays_typed(&calendar(own.clone()), 2027), typed, "{}", own.first);
        }
    }
}
