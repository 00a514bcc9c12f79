//! Public holidays as people speak of them: stretches with a name, and the workdays made up for them.

use jiff::civil::{Date, Weekday};

use super::holidays::HolidayTable;
use super::moment::{date_of, day_number};

/// What a holiday is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HolidayName {
    /// 元旦.
    NewYear,
    /// 春节.
    Spring,
    /// 清明.
    Qingming,
    /// 劳动节.
    Labour,
    /// 端午.
    DragonBoat,
    /// 中秋.
    MidAutumn,
    /// 国庆.
    National,
    /// 国庆 and 中秋 in one.
    NationalMidAutumn,
    /// Days off that were given once.
    Once,
}

/// A stretch of days off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holiday {
    /// What it is called.
    pub name: HolidayName,
    /// The first day off.
    pub first: Date,
    /// The last day off.
    pub last: Date,
}

impl HolidayTable {
    /// The holidays that touch a year, in the order of time. Days off with nothing but a weekend between them are one.
    #[must_use]
    pub fn runs(&self, year: i16) -> Vec<Holiday> {
        let mut runs: Vec<(i64, i64)> = Vec::new();
        for (day, _) in self.days().iter().filter(|(_, off)| *off) {
            match runs.last_mut() {
                Some((_, last)) if (*last + 1..*day).all(|between| self.weekend(between)) => *last = *day,
                _ => runs.push((*day, *day)),
            }
        }
        let dates = runs.into_iter().map(|(first, last)| (date_of(first), date_of(last)));
        let of_year: Vec<(Date, Date)> =
            dates.filter(|(first, last)| first.year() == year || last.year() == year).collect();
        let autumn = of_year.iter().any(|(first, last)| mid_autumn(*first, *last));
        let named = |(first, last): (Date, Date)| Holiday { name: name(first, last, autumn), first, last };
        of_year.into_iter().map(named).collect()
    }

    /// The workdays of a year that are made up.
    #[must_use]
    pub fn made_up(&self, year: i16) -> Vec<Date> {
        let days = self.days().iter().filter(|(_, off)| !*off).map(|(day, _)| date_of(*day));
        days.filter(|day| day.year() == year).collect()
    }

    /// A Saturday or Sunday that is no made-up workday.
    fn weekend(&self, day: i64) -> bool {
        let date = date_of(day);
        matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) && self.of(date) != Some(false)
    }
}

/// Whether a stretch holds the day of a month.
fn holds(first: Date, last: Date, month: i8, day: i8) -> bool {
    let number = |date: Date| day_number(date);
    [first.year(), last.year()]
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok())
        .any(|date| (number(first)..=number(last)).contains(&number(date)))
}

/// Whether a stretch lies where only the moon festival does: from the 7th of September on, and before the first of October.
fn mid_autumn(first: Date, last: Date) -> bool {
    first.month() == 9 && last.month() == 9 && first.day() >= 7
}

fn name(first: Date, last: Date, autumn: bool) -> HolidayName {
    let within = |from: (i8, i8), until: (i8, i8)| {
        (first.month(), first.day()) >= from && (last.month(), last.day()) <= until && first.year() == last.year()
    };
    if holds(first, last, 1, 1) {
        HolidayName::NewYear
    } else if holds(first, last, 10, 1) {
        if autumn { HolidayName::National } else { HolidayName::NationalMidAutumn }
    } else if holds(first, last, 5, 1) {
        HolidayName::Labour
    } else if holds(first, last, 4, 4) || holds(first, last, 4, 5) {
        HolidayName::Qingming
    } else if within((1, 19), (2, 29)) {
        HolidayName::Spring
    } else if within((5, 24), (6, 27)) {
        HolidayName::DragonBoat
    } else if mid_autumn(first, last) {
        HolidayName::MidAutumn
    } else {
        HolidayName::Once
    }
}

#[cfg(test)]
mod tests {
    use HolidayName::{DragonBoat, Labour, MidAutumn, National, NationalMidAutumn, NewYear, Once, Qingming, Spring};
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_year_has_its_holidays_under_their_names() {
        let table = HolidayTable::china();
        for year in table.years() {
            let names: Vec<HolidayName> = table.runs(*year).into_iter().map(|run| run.name).collect();
            let whole = [NewYear, Spring, Qingming, Labour, DragonBoat, MidAutumn, National];
            let merged = [NewYear, Spring, Qingming, Labour, DragonBoat, NationalMidAutumn];
            let expected: Vec<HolidayName> = match year {
                // there was no day off for these then
                2007 => vec![NewYear, Spring, Labour, NationalMidAutumn],
                2015 => vec![NewYear, Spring, Qingming, Labour, DragonBoat, Once, MidAutumn, National],
                2009 | 2012 | 2017 | 2020 | 2023 | 2025 => merged.to_vec(),
                _ => whole.to_vec(),
            };
            // the first days of the next year may belong to this one's end
            let names =
                if names.last() == Some(&NewYear) && names.len() > 1 { &names[..names.len() - 1] } else { &names };
            assert_eq!(names, expected, "{year}");
        }
        assert_eq!(table.runs(2027), []);
    }

    #[test]
    fn days_and_made_up_days_of_2026() {
        let table = HolidayTable::china();
        let runs = table.runs(2026);
        assert_eq!(runs[1], Holiday { name: Spring, first: date(2026, 2, 15), last: date(2026, 2, 23) });
        assert_eq!(table.made_up(2026).len(), 6);
    }
}
