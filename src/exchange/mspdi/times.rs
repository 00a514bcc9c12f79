//! Calendars compared by what they come to: which days they work, however that is written down.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use crate::engine::schedule::{HolidayTable, WorkTime};
use crate::model::{CalendarException, Holidays, Shifts, Week, WorkCalendar};

/// What schedules look at, as the engine does.
const FIRST: Date = date(1990, 1, 1);
const LAST: Date = date(2099, 12, 31);

fn days(first: Date, last: Date) -> impl Iterator<Item = Date> {
    first.series(1.day()).take_while(move |day| *day <= last)
}

/// Whether two calendars work at the same times.
pub(super) fn same(a: &WorkCalendar, b: &WorkCalendar) -> bool {
    let bare = |calendar: &WorkCalendar| -> Vec<(Date, Option<Date>, Shifts)> {
        calendar.exceptions.iter().map(|e| (e.first, e.last, e.shifts.clone())).collect()
    };
    if a.week != b.week {
        return false;
    }
    if a.holidays == b.holidays && bare(a) == bare(b) {
        return true;
    }
    let (Some(a), Some(b)) = (WorkTime::new(a), WorkTime::new(b)) else { return false };
    days(FIRST, LAST).all(|day| a.shifts_on(day).eq(b.shifts_on(day)))
}

/// What a made-up workday has: its weekday's shifts or, where these are none, those of the first weekday with some.
fn made_up(week: &Week, day: Date) -> Shifts {
    let own = week.of(day.weekday());
    let first = || week.days().into_iter().find(|shifts| !shifts.is_off());
    if own.is_off() { first().unwrap_or(own).clone() } else { own.clone() }
}

/// What a day has by China's public holidays; nothing where the week goes on.
fn by_holidays(week: &Week, day: Date) -> Option<Shifts> {
    let off = HolidayTable::china().of(day)?;
    Some(if off { Shifts::off() } else { made_up(week, day) })
}

/// China's public holidays and made-up workdays as exceptions of a calendar, those that are announced.
pub(super) fn holidays(week: &Week) -> Vec<CalendarException> {
    let years = HolidayTable::china().years();
    let (Some(from), Some(to)) = (years.first(), years.last()) else { return Vec::new() };
    let edge = |year: i16, month, day| Date::new(year, month, day).unwrap_or(FIRST);
    let mut out: Vec<CalendarException> = Vec::new();
    // a year's holidays may begin in the one before
    for day in days(edge(from.saturating_sub(1), 12, 1), edge(to.saturating_add(1), 1, 31)) {
        let Some(shifts) = by_holidays(week, day) else { continue };
        match out.last_mut() {
            Some(last) if last.shifts == shifts && last.last.unwrap_or(last.first).tomorrow().ok() == Some(day) => {
                last.last = Some(day);
            }
            _ => out.push(CalendarException { first: day, last: None, shifts, name: String::new() }),
        }
    }
    out
}

/// Says of a calendar that it keeps China's public holidays, where its exceptions are these and perhaps more.
pub(super) fn recognise(calendar: WorkCalendar) -> WorkCalendar {
    let agrees = |e: &CalendarException| {
        let last = e.last.unwrap_or(e.first);
        days(e.first, last).all(|day| by_holidays(&calendar.week, day).as_ref() == Some(&e.shifts))
    };
    let rest: Vec<CalendarException> =
        calendar.exceptions.iter().filter(|e| !agrees(e)).map(|e| e.as_ref().clone()).collect();
    if rest.len() == calendar.exceptions.len() {
        return calendar;
    }
    let with = WorkCalendar { holidays: Holidays::China, exceptions: rest.into(), ..calendar.clone() };
    if same(&with, &calendar) { with } else { calendar }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holidays_written_as_days_are_recognised() {
        let own = CalendarException {
            first: date(2026, 11, 2),
            last: Some(date(2026, 11, 3)),
            shifts: Shifts::off(),
            name: "盘点".to_owned(),
        };
        let with = WorkCalendar { exceptions: vec![own.clone()].into(), ..WorkCalendar::default() };
        let mut list = holidays(&with.week);
        assert!(list.len() > 100, "{}", list.len());
        list.push(own);
        let written = WorkCalendar { holidays: Holidays::Ignored, exceptions: list.into(), ..WorkCalendar::default() };
        assert!(same(&written, &with));
        assert_eq!(recognise(written), with);
        let plain = WorkCalendar { holidays: Holidays::Ignored, ..WorkCalendar::default() };
        assert!(!same(&plain, &with));
        assert_eq!(recognise(plain.clone()), plain);
    }
}
