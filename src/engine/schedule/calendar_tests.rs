//! Working time, held against walking minute by minute.

use jiff::civil::{DateTime, date};

use super::*;
use crate::model::{CalendarException, Rows, Week};

fn shifts(text: &str) -> Shifts {
    Shifts::parse(text).expect(text)
}

/// A warehouse: six long days, nights over the weekend, days off and on.
fn warehouse(holidays: Holidays) -> WorkCalendar {
    let mut week = Week::every_day(&shifts("08:00-12:00 12:30-20:00"));
    week.saturday = shifts("00:00-06:00 22:00-24:00");
    week.sunday = Shifts::off();
    let off = |first, last, hours| CalendarException { first, last, shifts: shifts(hours), name: String::new() };
    let exceptions = Rows::from(vec![
        off(date(2026, 9, 28), Some(date(2026, 10, 3)), "10:00-11:00"),
        off(date(2026, 10, 2), None, ""),
        off(date(2027, 1, 3), None, "09:00-10:00"),
    ]);
    WorkCalendar { week, holidays, exceptions, ..WorkCalendar::default() }
}

fn at(text: &str) -> Moment {
    text.parse::<DateTime>().expect(text).into()
}

#[test]
fn holidays_and_made_up_days() {
    let office = WorkTime::new(&WorkCalendar::default()).expect("it works");
    for (start, minutes, finish) in [
        // Friday to Friday over the national week, the 10th is made up
        ("2026-09-30T09:00", 480, "2026-09-30T18:00"),
        ("2026-09-30T09:00", 481, "2026-10-08T09:01"),
        ("2026-10-09T09:00", 960, "2026-10-10T18:00"),
        ("2026-10-09T20:00", 480, "2026-10-10T18:00"),
        ("2026-10-12T09:00", -1, "2026-10-10T17:59"),
        ("2026-10-12T09:00", -480, "2026-10-09T18:00"),
        // no table for these years: the week goes on
        ("2035-01-01T09:00", 2400, "2035-01-05T18:00"),
        ("1999-12-31T09:00", 960, "2000-01-03T18:00"),
    ] {
        assert_eq!(office.add(at(start), minutes).datetime(), at(finish).datetime(), "{start} + {minutes}");
    }
    assert_eq!(office.working_day(date(2026, 10, 1), 0), date(2026, 10, 8));
    assert_eq!(office.working_day(date(2026, 10, 1), -1), date(2026, 9, 30));
    assert_eq!(office.working_day(date(2026, 10, 9), 1), date(2026, 10, 10));
    assert_eq!(office.working_day(date(2026, 10, 9), -2), date(2026, 9, 30));
    let mut seven = WorkCalendar { week: Week::every_day(&Shifts::office()), ..WorkCalendar::default() };
    seven.week.sunday = shifts("10:00-12:00");
    let seven = WorkTime::new(&seven).expect("it works");
    // a made-up Sunday keeps its own shifts
    assert_eq!(seven.minutes_on(date(2026, 9, 20)), 120);
    assert_eq!(seven.minutes_on(date(2026, 10, 1)), 0);
    let never = WorkCalendar { week: Week::every_day(&Shifts::off()), ..WorkCalendar::default() };
    assert!(WorkTime::new(&never).is_none());
}

#[test]
fn positions_are_what_walking_counts() {
    for holidays in [Holidays::China, Holidays::Ignored] {
        let calendar = warehouse(holidays);
        let time = WorkTime::new(&calendar).expect("it works");
        let works = |minute: i64| {
            let day = super::super::moment::date_of(minute.div_euclid(DAY));
            let china = (holidays == Holidays::China).then(|| HolidayTable::china().of(day)).flatten();
            let exception = calendar
                .exceptions
                .iter()
                .rev()
                .find(|e| e.first <= day && day <= e.last.unwrap_or(e.first))
                .map(|e| e.shifts.clone());
            let of_week = calendar.week.of(day.weekday());
            let shifts = exception.unwrap_or_else(|| match china {
                Some(true) => Shifts::off(),
                Some(false) if of_week.is_off() => calendar.week.monday.clone(),
                _ => of_week.clone(),
            });
            let minute = minute.rem_euclid(DAY);
            shifts.list().iter().any(|s| (i64::from(s.from())..i64::from(s.to())).contains(&minute))
        };
        for from in ["2026-09-10T00:00", "2026-12-20T00:00", "2006-12-01T00:00", "1985-03-01T00:00", "2050-01-01T00:00"]
        {
            let from = at(from).0;
            let base = time.position(Moment(from));
            let mut position = base;
            let mut last_finish = None;
            let working: Vec<bool> = (from..from + 40 * DAY).map(works).collect();
            for (n, minute) in (from..from + 33 * DAY).enumerate() {
                assert_eq!(time.position(Moment(minute)), position, "{}", Moment(minute).datetime());
                if working[n] {
                    assert!(time.works_at(Moment(minute)));
                    assert_eq!(time.start_at(position), Moment(minute));
                    position += 1;
                    assert_eq!(time.finish_at(position), Moment(minute + 1));
                    last_finish = Some(minute + 1);
                } else {
                    assert!(!time.works_at(Moment(minute)));
                    if let Some(last) = last_finish {
                        let expected = if last == minute { minute } else { last };
                        assert_eq!(time.backward(Moment(minute)).0, expected);
                    }
                    // once a shift: the search for the next one is long
                    if last_finish.is_some_and(|last| minute == last || minute == last + 7) {
                        let next = working.iter().skip(n).position(|works| *works).expect("some day") as i64;
                        let expected = if last_finish == Some(minute) { 0 } else { next };
                        assert_eq!(time.forward(Moment(minute)).0, minute + expected);
                    }
                }
            }
        }
    }
}

#[test]
fn the_clock_always_works() {
    let clock = WorkTime::clock();
    assert_eq!(clock.add(Moment(77), 5_000), Moment(5_077));
    assert_eq!(
        (clock.forward(Moment(9)), clock.backward(Moment(9)), clock.minutes_on(date(2026, 1, 1))),
        (Moment(9), Moment(9), DAY)
    );
}
