//! Days and times as people type them and spreadsheets copy them.

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};

use super::parse::{ParseProblem, narrow};

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Reads `10-24`, `10/24`, `10月24日`, `24 Oct`, `2026-10-24`, `2026/10/24`, `2026年10月24日`, `20261024`. Without a year it
/// is the day nearest to `base`.
///
/// # Errors
/// No date, or one the calendar does not have.
pub fn parse_date(text: &str, base: Date) -> Result<Date, ParseProblem> {
    let date = parse_date_time(text, base)?;
    // spreadsheets write a day as midnight
    if date.time() == Time::midnight() { Ok(date.date()) } else { Err(ParseProblem::NotADate) }
}

/// The same with a time: `10-24 20:00`, `2026/10/24 20:00:00`, `11-11 24:00`, `10月24日 20点`.
///
/// # Errors
/// No date, no time, or a day the calendar does not have.
pub fn parse_date_time(text: &str, base: Date) -> Result<DateTime, ParseProblem> {
    let text: String = text.trim().chars().map(narrow).collect();
    let (day, time) = split_time(&text);
    let date = read_day(day, base)?;
    let (hour, minute, second) = match time {
        Some(time) => read_time(time).ok_or(ParseProblem::NotATime)?,
        None => (0, 0, 0),
    };
    if (hour, minute, second) == (24, 0, 0) {
        return date.tomorrow().map(|d| d.at(0, 0, 0, 0)).map_err(|_| ParseProblem::OutOfRange);
    }
    let time = Time::new(hour, minute, second, 0).map_err(|_| ParseProblem::NotATime)?;
    Ok(date.to_datetime(time))
}

/// The part that names a day, and the part that names a time.
fn split_time(text: &str) -> (&str, Option<&str>) {
    let is_time = |part: &str| part.contains([':', '点', '點', '时', '時']);
    if let Some((day, time)) =
        text.split_once('T').filter(|(day, time)| day.starts_with(|c: char| c.is_ascii_digit()) && is_time(time))
    {
        return (day.trim(), Some(time.trim()));
    }
    match text.rsplit_once(char::is_whitespace) {
        Some((day, time)) if is_time(time) => (day.trim(), Some(time)),
        _ => (text, None),
    }
}

fn read_time(text: &str) -> Option<(i8, i8, i8)> {
    let text = text.replace(['点', '點', '时', '時'], ":").replace(['分', '秒'], "");
    let mut parts = text.trim_end_matches(':').split(':');
    let hour = number(parts.next()?)?;
    let minute = parts.next().map_or(Some(0), number)?;
    let second = parts.next().map_or(Some(0), number)?;
    parts.next().is_none().then_some((hour, minute, second))
}

fn number(text: &str) -> Option<i8> {
    let text = text.trim();
    (text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

fn read_day(text: &str, base: Date) -> Result<Date, ParseProblem> {
    // a weekday behind the day, as the program writes it, says nothing new
    let text = text.split_whitespace().filter(|part| !is_weekday(part)).collect::<Vec<_>>().join(" ");
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        let value: i32 = text.parse().map_err(|_| ParseProblem::NotADate)?;
        return day_of(Some(value / 10_000), value / 100 % 100, value % 100, base);
    }
    if text.contains(|c: char| c.is_ascii_alphabetic()) {
        return read_english(&text, base);
    }
    let text = text.replace(['年', '月', '/', '.'], "-").replace(['日', '号', '號'], "");
    let parts: Option<Vec<i32>> = text.split('-').map(|part| part.trim().parse().ok().filter(|n| *n > 0)).collect();
    match parts.as_deref() {
        Some([month, day]) => day_of(None, *month, *day, base),
        Some([year @ 1900..=2999, month, day]) => day_of(Some(*year), *month, *day, base),
        _ => Err(ParseProblem::NotADate),
    }
}

fn is_weekday(part: &str) -> bool {
    ["周", "週", "星期"].iter().any(|prefix| part.starts_with(prefix))
        || ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|day| {
            part.get(..3).is_some_and(|head| head.eq_ignore_ascii_case(day))
                && part.bytes().all(|b| b.is_ascii_alphabetic())
        })
}

/// `24 Oct`, `Oct 24`, `24 Oct 2026`, `Oct 24, 2026`.
fn read_english(text: &str, base: Date) -> Result<Date, ParseProblem> {
    let (mut year, mut month, mut day) = (None, None, None);
    for part in text.split([' ', ',', '-', '/', '.']).filter(|part| !part.is_empty()) {
        if let Ok(n) = part.parse::<i32>() {
            match n {
                1..=31 if day.is_none() => day = Some(n),
                1900..=2999 if year.is_none() => year = Some(n),
                _ => return Err(ParseProblem::NotADate),
            }
        } else {
            let index = MONTHS.iter().position(|m| part.get(..3).is_some_and(|head| head.eq_ignore_ascii_case(m)));
            if month.is_some() {
                return Err(ParseProblem::NotADate);
            }
            month = Some(index.and_then(|i| i32::try_from(i).ok()).ok_or(ParseProblem::NotADate)? + 1);
        }
    }
    match (month, day) {
        (Some(month), Some(day)) => day_of(year, month, day, base),
        _ => Err(ParseProblem::NotADate),
    }
}

fn day_of(year: Option<i32>, month: i32, day: i32, base: Date) -> Result<Date, ParseProblem> {
    let make = |year: i32| {
        let part = |n: i32| i8::try_from(n).ok();
        Date::new(i16::try_from(year).ok()?, part(month)?, part(day)?).ok()
    };
    if let Some(year) = year {
        return make(year).ok_or(ParseProblem::NoSuchDay);
    }
    let here = i32::from(base.year());
    let distance = |date: &Date| (*date - base).get_days().abs();
    (here - 1..=here + 1).filter_map(make).min_by_key(distance).ok_or(ParseProblem::NoSuchDay)
}

/// The day some days later; the same day at the end of the calendar.
pub(super) fn days_later(date: Date, days: i64) -> Date {
    date.checked_add(days.days()).unwrap_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base() -> Date {
        jiff::civil::date(2026, 10, 13)
    }

    #[test]
    fn days_in_many_hands() {
        for (text, day) in [
            ("10-24", "2026-10-24"),
            ("10/24", "2026-10-24"),
            ("10.24", "2026-10-24"),
            ("10月24日", "2026-10-24"),
            ("10-13 周二", "2026-10-13"),
            ("2026-10-24", "2026-10-24"),
            ("2026/1/5", "2026-01-05"),
            ("2026年10月24日", "2026-10-24"),
            ("2026/10/24 0:00", "2026-10-24"),
            ("20261024", "2026-10-24"),
            ("24 Oct", "2026-10-24"),
            ("Oct 24, 2027", "2027-10-24"),
            ("Tue 13 Oct", "2026-10-13"),
            // the nearest one
            ("1-5", "2027-01-05"),
            ("5-1", "2026-05-01"),
        ] {
            assert_eq!(parse_date(text, base()).map(|d| d.to_string()), Ok(day.to_owned()), "{text}");
        }
        for (text, problem) in [
            ("abc", ParseProblem::NotADate),
            ("13-40", ParseProblem::NoSuchDay),
            ("2026-02-29", ParseProblem::NoSuchDay),
            ("2026-10-24 20:00", ParseProblem::NotADate),
            ("10", ParseProblem::NotADate),
            ("-10-24", ParseProblem::NotADate),
        ] {
            assert_eq!(parse_date(text, base()), Err(problem), "{text}");
        }
    }

    #[test]
    fn times_too() {
        for (text, at) in [
            ("10-24 20:00", "2026-10-24T20:00:00"),
            ("2026/10/24 20:00:30", "2026-10-24T20:00:30"),
            ("2026-10-24T20:00", "2026-10-24T20:00:00"),
            ("11-11 24:00", "2026-11-12T00:00:00"),
            ("10月24日 20点", "2026-10-24T20:00:00"),
            ("10月24日 20点30分", "2026-10-24T20:30:00"),
            ("24 Oct 8:05", "2026-10-24T08:05:00"),
            ("10-24 ２０：００", "2026-10-24T20:00:00"),
            ("10-24", "2026-10-24T00:00:00"),
        ] {
            assert_eq!(parse_date_time(text, base()).map(|d| d.to_string()), Ok(at.to_owned()), "{text}");
        }
        assert_eq!(parse_date_time("10-24 25:00", base()), Err(ParseProblem::NotATime));
        assert_eq!(parse_date_time("20:00", base()), Err(ParseProblem::NotADate));
    }
}
