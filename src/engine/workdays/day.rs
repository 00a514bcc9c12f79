//! What each day of a year is by a calendar: its shifts and why they are so; and how many working days months have.

use jiff::civil::{Date, Weekday};

use super::exceptions::{dates, work_of};
use crate::engine::schedule::{Holiday, HolidayName, HolidayTable};
use crate::model::{CalendarException, Holidays, Shifts, WorkCalendar};

/// Why a day has the shifts that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayWhy {
    /// The week has them.
    Week,
    /// A public holiday.
    Holiday(HolidayName),
    /// A workday that is made up (调休).
    MadeUp,
    /// An exception of the calendar's own, by its first day.
    Own(Date),
}

/// A day by a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    /// Which one.
    pub date: Date,
    /// Its shifts.
    pub shifts: Shifts,
    /// Why.
    pub why: DayWhy,
    /// The minutes that it would have without an exception.
    pub usual: u16,
    /// Why it would have those.
    pub usual_why: DayWhy,
}

impl Day {
    /// Whether somebody works.
    #[must_use]
    pub fn works(&self) -> bool {
        !self.shifts.is_off()
    }

    /// Whether the calendar has it otherwise than week and public holidays do.
    #[must_use]
    pub const fn own(&self) -> bool {
        matches!(self.why, DayWhy::Own(_))
    }
}

/// Working days of a stretch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Days with work.
    pub days: u32,
    /// Minutes of work.
    pub minutes: u32,
    /// Days that would be workdays by law: Monday to Friday, with public holidays and what is made up for them.
    pub lawful: u32,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.days += other.days;
        self.minutes += other.minutes;
        self.lawful += other.lawful;
    }
}

/// A year by a calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workdays {
    /// Which year.
    pub year: i16,
    /// Its days, in order.
    pub days: Vec<Day>,
    /// What its months come to.
    pub months: [Tally; 12],
    /// What it comes to.
    pub whole: Tally,
}

impl Workdays {
    /// Every day of a year; of no year that cannot be written there are any.
    #[must_use]
    pub fn new(calendar: &WorkCalendar, year: i16) -> Self {
        let mut out = Self { year, days: Vec::new(), months: [Tally::default(); 12], whole: Tally::default() };
        let (Ok(first), Ok(last)) = (Date::new(year, 1, 1), Date::new(year, 12, 31)) else { return out };
        let runs = HolidayTable::china().runs(year);
        let office = WorkCalendar::default();
        for date in dates(first, last) {
            let (usual_shifts, usual_why) = usual(calendar, date, &runs);
            let own = exception(calendar, date);
            let (shifts, why) = match own {
                Some(own) => (own.shifts.clone(), DayWhy::Own(own.first)),
                None => (usual_shifts.clone(), usual_why),
            };
            let one = Tally {
                days: u32::from(!shifts.is_off()),
                minutes: u32::from(shifts.minutes()),
                lawful: u32::from(!usual(&office, date, &runs).0.is_off()),
            };
            out.whole.add(one);
            if let Some(month) = usize::try_from(date.month() - 1).ok().and_then(|at| out.months.get_mut(at)) {
                month.add(one);
            }
            out.days.push(Day { date, shifts, why, usual: usual_shifts.minutes(), usual_why });
        }
        out
    }

    /// A day of the year.
    #[must_use]
    pub fn day(&self, date: Date) -> Option<&Day> {
        self.days.get(usize::try_from(date.day_of_year() - 1).ok()?).filter(|day| day.date == date)
    }
}

/// The exception that counts on a day: the last in the list that covers it.
#[must_use]
pub fn exception(calendar: &WorkCalendar, date: Date) -> Option<&CalendarException> {
    let covers = |one: &&CalendarException| one.first <= date && date <= one.last.unwrap_or(one.first);
    calendar.exceptions.iter().rev().map(AsRef::as_ref).find(covers)
}

/// The shifts that a day has without exceptions, and why; `runs` are the holidays of its year.
#[must_use]
pub fn usual(calendar: &WorkCalendar, date: Date, runs: &[Holiday]) -> (Shifts, DayWhy) {
    let week = calendar.week.of(date.weekday());
    let public = (calendar.holidays == Holidays::China).then(|| HolidayTable::china().of(date)).flatten();
    match public {
        Some(true) => {
            let run = runs.iter().find(|run| run.first <= date && date <= run.last);
            (Shifts::off(), DayWhy::Holiday(run.map_or(HolidayName::Once, |run| run.name)))
        }
        Some(false) => (work_of(calendar, date.weekday()), DayWhy::MadeUp),
        None => {
            // a weekend within a holiday belongs to it
            let within = runs.iter().find(|run| run.first <= date && date <= run.last);
            let weekend = matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday) && week.is_off();
            match within.filter(|_| weekend && calendar.holidays == Holidays::China) {
                Some(run) => (Shifts::off(), DayWhy::Holiday(run.name)),
                None => (week.clone(), DayWhy::Week),
            }
        }
    }
}
