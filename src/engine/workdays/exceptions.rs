//! Days of a calendar set otherwise than its week and the public holidays have them, and back.
//!
//! What stands after an edit has a form of its own: exceptions in order, none covering another, neighbours that say the
//! same joined. So each first day is there once, as the file wants it.

use jiff::civil::{Date, Weekday};

use super::day::{exception, usual};
use crate::engine::schedule::{Holiday, HolidayTable};
use crate::model::{CalendarException, Rows, Shifts, WorkCalendar};

/// No edit covers more days.
const MOST_DAYS: usize = 1_100;

/// How days are to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Set {
    /// As week and public holidays have them.
    Usual,
    /// Off.
    Off,
    /// Worked, with the shifts that such a day usually has.
    Work,
    /// Worked with these shifts; none = off.
    Hours(Shifts),
    /// Called so, where they are set otherwise already.
    Name(String),
}

/// The days from a first to a last.
pub fn dates(first: Date, last: Date) -> impl Iterator<Item = Date> {
    let next = |day: &Date| day.tomorrow().ok();
    std::iter::successors(Some(first), next).take_while(move |day| *day <= last).take(MOST_DAYS)
}

/// The shifts of a weekday or, where these are none, those of the first weekday from Monday on that has some.
#[must_use]
pub fn work_of(calendar: &WorkCalendar, day: Weekday) -> Shifts {
    let week = calendar.week.of(day);
    let own = (!week.is_off()).then_some(week);
    let any = || calendar.week.days().into_iter().find(|shifts| !shifts.is_off());
    own.or_else(any).cloned().unwrap_or_else(Shifts::office)
}

/// Works on a day that is off, and the other way round. Where that is what the day usually is, its exception goes.
pub fn toggle(calendar: &mut WorkCalendar, date: Date) {
    let works = match exception(calendar, date) {
        Some(own) => !own.shifts.is_off(),
        None => !usual(calendar, date, &runs(date, date)).0.is_off(),
    };
    set(calendar, date, date, &if works { Set::Off } else { Set::Work });
}

fn runs(first: Date, last: Date) -> Vec<Holiday> {
    (first.year()..=last.year()).take(5).flat_map(|year| HolidayTable::china().runs(year)).collect()
}

/// Sets days otherwise, or back. Days that come out as they usually are need no exception; names stay.
pub fn set(calendar: &mut WorkCalendar, first: Date, last: Date, to: &Set) {
    let runs = runs(first, last);
    let mut new: Vec<CalendarException> = Vec::new();
    for date in dates(first, last) {
        let own = exception(calendar, date);
        let usual = usual(calendar, date, &runs).0;
        let mut name = own.map(|own| own.name.clone()).unwrap_or_default();
        let shifts = match (to, own) {
            (Set::Usual, _) | (Set::Name(_), None) => None,
            (Set::Off, _) if usual.is_off() => None,
            (Set::Off, _) => Some(Shifts::off()),
            // a day that is worked in its own way stays so
            (Set::Work, Some(own)) if !own.shifts.is_off() => Some(own.shifts.clone()),
            (Set::Work, _) if !usual.is_off() => None,
            (Set::Work, _) => Some(work_of(calendar, date.weekday())),
            (Set::Hours(shifts), _) => Some(shifts.clone()).filter(|shifts| *shifts != usual),
            (Set::Name(new), Some(own)) => {
                name.clone_from(new);
                Some(own.shifts.clone())
            }
        };
        new.extend(shifts.map(|shifts| CalendarException { first: date, last: None, shifts, name }));
    }
    let last = dates(first, last).last().unwrap_or(first);
    let mut all = pieces(&calendar.exceptions, first, last);
    all.extend(new);
    calendar.exceptions = joined(all);
}

/// Puts exceptions over those that stand.
pub(super) fn over(exceptions: &Rows<CalendarException>, new: Vec<CalendarException>) -> Rows<CalendarException> {
    let mut rows = exceptions.clone();
    for one in new {
        let mut all = pieces(&rows, one.first, one.last.unwrap_or(one.first));
        all.push(one);
        rows = joined(all);
    }
    rows
}

/// What is seen of exceptions outside some days: the later ones before the earlier.
fn pieces(exceptions: &Rows<CalendarException>, first: Date, last: Date) -> Vec<CalendarException> {
    let mut taken: Vec<(Date, Date)> = vec![(first, last)];
    let mut seen = Vec::new();
    for one in exceptions.iter().rev() {
        let mut left = vec![(one.first, one.last.unwrap_or(one.first))];
        for (from, until) in &taken {
            left = left.into_iter().flat_map(|part| minus(part, (*from, *until))).collect();
        }
        for (from, until) in left {
            let last = (until > from).then_some(until);
            seen.push(CalendarException { first: from, last, ..one.as_ref().clone() });
            taken.push((from, until));
        }
    }
    seen
}

/// What of a stretch lies outside another.
fn minus(part: (Date, Date), gone: (Date, Date)) -> impl Iterator<Item = (Date, Date)> {
    let apart = gone.1 < part.0 || part.1 < gone.0;
    let whole = apart.then_some(part);
    let before = gone.0.yesterday().ok().filter(|day| !apart && *day >= part.0).map(|day| (part.0, day));
    let after = gone.1.tomorrow().ok().filter(|day| !apart && *day <= part.1).map(|day| (day, part.1));
    [whole, before, after].into_iter().flatten().filter(|(from, until)| from <= until)
}

/// Stretches that do not meet, in order; neighbours that say the same are one.
fn joined(mut all: Vec<CalendarException>) -> Rows<CalendarException> {
    all.sort_by_key(|one| one.first);
    let mut out: Vec<CalendarException> = Vec::with_capacity(all.len());
    for one in all {
        let end = one.last.unwrap_or(one.first);
        match out.last_mut() {
            Some(before)
                if before.last.unwrap_or(before.first).tomorrow().is_ok_and(|next| next == one.first)
                    && (&before.shifts, &before.name) == (&one.shifts, &one.name) =>
            {
                before.last = Some(end);
            }
            _ => out.push(one),
        }
    }
    out.into()
}
