//! Calendars as a plan has them: a week, days on which it differs, another calendar below it.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use super::recur;
use super::value::{day, flag, shift, whole};
use super::xml::Element;
use crate::engine::schedule::carry::{About, Carried, Counted, Notes, PlanError};
use crate::model::{CalendarException, Shift, Shifts, Week, WorkCalendar};

/// Calendars are not read beyond so many.
pub const MOST_CALENDARS: usize = 10_000;
/// Days and ranges on which the calendars of a plan differ, altogether.
pub const MOST_EXCEPTIONS: usize = 200_000;
/// A week that holds for a time is written out as days for so many days.
const MOST_OWN_DAYS: i32 = 3_660;
/// How far a chain of calendars is followed.
const MOST_BASES: usize = 16;

/// A calendar of a plan.
#[derive(Clone, Debug, Default)]
pub(super) struct Calendar {
    pub uid: i64,
    pub name: String,
    /// Whether it is a calendar by itself, not that of one resource.
    pub base: bool,
    pub below: Option<i64>,
    /// Monday first; nothing = that of the calendar below.
    pub week: [Option<Shifts>; 7],
    pub exceptions: Vec<CalendarException>,
}

impl Calendar {
    /// Whether it says anything that the calendar below it does not.
    pub fn is_own(&self) -> bool {
        !self.exceptions.is_empty() || self.week.iter().any(Option::is_some)
    }
}

/// From Monday; MS Project counts from Sunday, 1.
fn weekday(day_type: i64) -> Option<usize> {
    if !(1..=7).contains(&day_type) {
        return None;
    }
    usize::try_from((day_type + 5) % 7).ok()
}

/// What working days without hours have.
fn usual() -> Shifts {
    let half = |from: u16, to: u16| Shift::new(from * 60, to * 60);
    Shifts::new([half(8, 12), half(13, 17)].into_iter().flatten().collect())
}

/// The week of calendars that say nothing and stand on none.
fn usual_day(at: usize) -> Shifts {
    if at < 5 { usual() } else { Shifts::off() }
}

/// The shifts of a day or an exception; nothing if they cannot be read.
fn shifts(element: &Element) -> Option<Shifts> {
    if !flag(element.get("DayWorking")) {
        return Some(Shifts::off());
    }
    let times = element.child("WorkingTimes").into_iter().flat_map(|times| times.all("WorkingTime"));
    let mut list = Vec::new();
    for time in times {
        // empty entries stand for further shifts that there are not
        let (Some(from), Some(to)) = (time.get("FromTime"), time.get("ToTime")) else { continue };
        list.push(shift(from, to)?);
    }
    Some(if list.is_empty() { usual() } else { Shifts::new(list) })
}

fn period(element: &Element) -> Option<(Date, Date)> {
    let period = element.child("TimePeriod")?;
    let first = day(period.get("FromDate")?)?;
    let last = period.get("ToDate").and_then(day).unwrap_or(first);
    (first <= last).then_some((first, last))
}

fn exception(first: Date, last: Date, shifts: Shifts, name: &str) -> CalendarException {
    CalendarException { first, last: (last > first).then_some(last), shifts, name: name.to_owned() }
}

/// Reads a calendar; `exceptions` counts those of all calendars.
pub(super) fn read(element: &Element, exceptions: &mut usize, notes: &mut Notes) -> Result<Calendar, PlanError> {
    let number = |name: &str| element.get(name).and_then(whole);
    let mut calendar = Calendar {
        uid: number("UID").unwrap_or(-1),
        name: element.get("Name").unwrap_or_default().to_owned(),
        base: flag(element.get("IsBaseCalendar")),
        // 0 stands for none in what older versions wrote
        below: number("BaseCalendarUID").filter(|uid| *uid > 0),
        ..Calendar::default()
    };
    let about = || About::Calendar(element.get("Name").unwrap_or_default().to_owned());
    let mut listed = Vec::new();
    for at in element.child("WeekDays").into_iter().flat_map(|days| days.all("WeekDay")) {
        let found = shifts(at);
        if found.is_none() {
            notes.add(about(), Carried::ShiftsUnread);
        }
        let kind = at.get("DayType").and_then(whole).unwrap_or(-1);
        match (weekday(kind), found) {
            (Some(weekday), Some(shifts)) => {
                if let Some(slot) = calendar.week.get_mut(weekday) {
                    *slot = Some(shifts);
                }
            }
            (None, Some(shifts)) if kind == 0 => {
                if let Some((first, last)) = period(at) {
                    listed.push(exception(first, last, shifts, ""));
                }
            }
            _ => {}
        }
    }
    let mut all = weeks(element, &calendar.week, notes, &about);
    let mut told = Vec::new();
    for one in element.child("Exceptions").into_iter().flat_map(|list| list.all("Exception")) {
        let (Some((first, last)), Some(shifts)) = (period(one), shifts(one)) else {
            notes.add(about(), Carried::ShiftsUnread);
            continue;
        };
        let Some(ranges) = recur::expand(one, first, last) else {
            notes.add(about(), Carried::RecurrenceUnread);
            continue;
        };
        let name = one.get("Name").unwrap_or_default();
        told.extend(ranges.into_iter().map(|(first, last)| exception(first, last, shifts.clone(), name)));
        over(*exceptions + told.len())?;
    }
    // the same days stand in the list of older versions, too, there already expanded and without names
    all.extend(listed);
    all.extend(told);
    *exceptions += all.len();
    over(*exceptions)?;
    calendar.exceptions = flat(&all);
    Ok(calendar)
}

fn over(count: usize) -> Result<(), PlanError> {
    if count > MOST_EXCEPTIONS {
        return Err(PlanError::TooMany { what: Counted::Exceptions, limit: MOST_EXCEPTIONS });
    }
    Ok(())
}

/// Weeks that hold for a time, as the days on which they differ from the usual one.
fn weeks(
    element: &Element,
    usual: &[Option<Shifts>; 7],
    notes: &mut Notes,
    about: &impl Fn() -> About,
) -> Vec<CalendarException> {
    let mut found = Vec::new();
    for week in element.child("WorkWeeks").into_iter().flat_map(|list| list.all("WorkWeek")) {
        let Some((first, last)) = period(week) else { continue };
        let span = first.until(last).map_or(i32::MAX, |span| span.get_days());
        let days: Vec<&Element> = week.child("WeekDays").into_iter().flat_map(|days| days.all("WeekDay")).collect();
        if span > MOST_OWN_DAYS {
            notes.add(about(), Carried::RecurrenceUnread);
            continue;
        }
        let mut at = first;
        while at <= last {
            let row = usize::try_from(at.weekday().to_monday_zero_offset()).unwrap_or(0);
            let own = days.iter().find(|d| d.get("DayType").and_then(whole).and_then(weekday) == Some(row));
            if let Some(shifts) = own.and_then(|own| shifts(own))
                && usual.get(row).is_none_or(|usual| usual.as_ref() != Some(&shifts))
            {
                found.push(exception(at, at, shifts, week.get("Name").unwrap_or_default()));
            }
            let Ok(next) = at.checked_add(1.day()) else { break };
            at = next;
        }
    }
    found
}

/// Exceptions of which none covers another's days: where two did, the later in the list counts.
pub(super) fn flat(list: &[CalendarException]) -> Vec<CalendarException> {
    let end = |e: &CalendarException| e.last.unwrap_or(e.first).max(e.first);
    let disjoint = |sorted: &[CalendarException]| {
        sorted.windows(2).all(|pair| pair.first().zip(pair.last()).is_none_or(|(a, b)| end(a) < b.first))
    };
    let mut sorted = list.to_vec();
    sorted.sort_by_key(|e| e.first);
    if disjoint(&sorted) {
        return sorted;
    }
    // the edges between which nothing changes, and for each stretch the last exception that covers it
    let mut edges: Vec<Date> = list.iter().flat_map(|e| [Some(e.first), end(e).tomorrow().ok()]).flatten().collect();
    edges.sort_unstable();
    edges.dedup();
    let place = |day: Date| edges.binary_search(&day).unwrap_or_else(|at| at);
    let mut owner: Vec<Option<usize>> = vec![None; edges.len()];
    // from the last to the first, each stretch once: `next` leads on to the next one that is free
    let mut next: Vec<usize> = (0..=edges.len()).collect();
    for (number, e) in list.iter().enumerate().rev() {
        let to = end(e).tomorrow().map_or(edges.len(), place);
        let mut at = free(&mut next, place(e.first));
        while at < to {
            if let Some(slot) = owner.get_mut(at) {
                *slot = Some(number);
            }
            if let Some(slot) = next.get_mut(at) {
                *slot = at + 1;
            }
            at = free(&mut next, at + 1);
        }
    }
    let mut out: Vec<(usize, CalendarException)> = Vec::new();
    for (at, number) in owner.iter().enumerate() {
        let Some((number, e)) = number.and_then(|number| Some((number, list.get(number)?))) else { continue };
        let Some(first) = edges.get(at).copied() else { continue };
        let last = edges.get(at + 1).and_then(|day| day.yesterday().ok()).unwrap_or(first);
        match out.last_mut() {
            Some((before, joined)) if *before == number && end(joined).tomorrow().ok() == Some(first) => {
                joined.last = Some(last);
            }
            _ => out.push((number, exception(first, last, e.shifts.clone(), &e.name))),
        }
    }
    out.into_iter().map(|(_, e)| e).collect()
}

/// The first free stretch from one on.
fn free(next: &mut [usize], from: usize) -> usize {
    let mut at = from;
    while let Some(on) = next.get(at).copied().filter(|on| *on != at) {
        // leads on by two steps at once, so that long ways become short
        let far = next.get(on).copied().unwrap_or(on);
        if let Some(slot) = next.get_mut(at) {
            *slot = far;
        }
        at = on;
    }
    at
}

/// All calendars of a plan, by which they stand on each other.
pub(super) struct Tower<'a>(std::collections::HashMap<i64, &'a Calendar>);

impl<'a> Tower<'a> {
    pub fn new(calendars: &'a [Calendar]) -> Self {
        Self(calendars.iter().map(|calendar| (calendar.uid, calendar)).collect())
    }

    pub fn get(&self, uid: i64) -> Option<&'a Calendar> {
        self.0.get(&uid).copied()
    }

    /// The calendar that says something: itself or the nearest one below.
    pub fn own(&self, uid: i64) -> Option<&'a Calendar> {
        let mut at = self.get(uid)?;
        for _ in 0..MOST_BASES {
            match at.below.and_then(|below| self.get(below)) {
                Some(below) if !at.is_own() && !at.base => at = below,
                _ => break,
            }
        }
        Some(at)
    }

    /// A calendar with all that it takes from those below; and whether one of these is not there.
    pub fn whole(&self, calendar: &Calendar) -> (WorkCalendar, bool) {
        let mut chain = vec![calendar];
        let mut at = calendar;
        let mut broken = false;
        while let Some(uid) = at.below {
            let Some(below) = self.get(uid).filter(|_| chain.len() < MOST_BASES) else {
                broken = true;
                break;
            };
            chain.push(below);
            at = below;
        }
        let mut week = Week::default();
        for (row, day) in [
            Weekday::Monday,
            Weekday::Tuesday,
            Weekday::Wednesday,
            Weekday::Thursday,
            Weekday::Friday,
            Weekday::Saturday,
            Weekday::Sunday,
        ]
        .into_iter()
        .enumerate()
        {
            let own = chain.iter().find_map(|c| c.week.get(row)?.clone());
            *week.of_mut(day) = own.unwrap_or_else(|| usual_day(row));
        }
        let exceptions: Vec<_> = chain.iter().rev().flat_map(|c| c.exceptions.iter().cloned()).collect();
        let whole = WorkCalendar {
            name: calendar.name.clone(),
            week,
            holidays: crate::model::Holidays::Ignored,
            exceptions: flat(&exceptions).into(),
            ..WorkCalendar::default()
        };
        (whole, broken)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn ranges(list: Vec<(i8, i8, &str)>) -> Vec<(String, String, String)> {
        let list =
            list.into_iter().map(|(a, b, name)| exception(date(2026, 5, a), date(2026, 5, b), Shifts::off(), name));
        let flat = flat(&list.collect::<Vec<_>>());
        flat.into_iter().map(|e| (e.first.to_string(), e.last.unwrap_or(e.first).to_string(), e.name)).collect()
    }

    #[test]
    fn the_later_exception_covers_the_earlier() {
        let said = |a: &str, b: &str, name: &str| (format!("2026-05-{a}"), format!("2026-05-{b}"), name.to_owned());
        assert_eq!(
            ranges(vec![(1, 10, "long"), (3, 4, "short"), (9, 12, "after")]),
            [said("01", "02", "long"), said("03", "04", "short"), said("05", "08", "long"), said("09", "12", "after")]
        );
        assert_eq!(ranges(vec![(3, 4, "under"), (1, 10, "over")]), [said("01", "10", "over")]);
        assert_eq!(ranges(vec![(5, 6, "b"), (1, 2, "a")]), [said("01", "02", "a"), said("05", "06", "b")]);
        assert_eq!(ranges(vec![(1, 1, "a"), (1, 1, "b")]), [said("01", "01", "b")]);
    }

    #[test]
    fn a_chain_of_calendars_ends() {
        let circle = [
            Calendar { uid: 1, below: Some(2), ..Calendar::default() },
            Calendar { uid: 2, below: Some(1), ..Calendar::default() },
        ];
        let tower = Tower::new(&circle);
        let (whole, broken) = tower.whole(&circle[0]);
        assert!(broken && whole.week.monday == usual() && whole.week.sunday.is_off());
        assert!(tower.own(1).is_some() && tower.own(9).is_none());
    }
}
