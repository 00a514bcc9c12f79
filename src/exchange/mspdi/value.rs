//! Values as MS Project XML writes them: flags, numbers, dates, lengths of time, units of durations.

use jiff::civil::{Date, DateTime, Time};

use crate::model::{Rate, Shift};

/// A whole number.
pub(super) fn whole(text: &str) -> Option<i64> {
    // some programs write 500.0
    text.parse().ok().or_else(|| {
        let (whole, rest) = text.split_once('.')?;
        rest.bytes().all(|b| b == b'0').then(|| whole.parse().ok())?
    })
}

/// A flag: 1 or true.
pub(super) fn flag(text: Option<&str>) -> bool {
    text.is_some_and(|text| text == "1" || text.eq_ignore_ascii_case("true"))
}

/// A decimal number such as `0.5`.
pub(super) fn rate(text: &str) -> Option<Rate> {
    Rate::parse(text).ok()
}

/// An instant; an offset or `Z` behind it is not looked at, as times are civil.
pub(super) fn instant(text: &str) -> Option<DateTime> {
    let at: DateTime = match text.parse() {
        Ok(at) => at,
        Err(_) => text.get(..19)?.parse().ok()?,
    };
    // MS Project knows 1984 to 2149; what lies far beyond is a slip
    (1900..2200).contains(&at.year()).then_some(at)
}

/// A day.
pub(super) fn day(text: &str) -> Option<Date> {
    instant(text).map(DateTime::date).or_else(|| text.parse().ok())
}

/// A shift from two clock times; midnight as an end is the end of the day.
pub(super) fn shift(from: &str, to: &str) -> Option<Shift> {
    let minute = |text: &str| -> Option<u16> {
        let time: Time = text.parse().ok()?;
        Some(u16::try_from(time.hour()).ok()? * 60 + u16::try_from(time.minute()).ok()?)
    };
    let (from, to) = (minute(from)?, minute(to)?);
    Shift::new(from, if to == 0 { crate::model::calendar::DAY } else { to })
}

/// A length in whole seconds: `PT8H0M0S`, also with years, months and days; a month is thirty days.
pub(super) fn seconds(text: &str) -> Option<i64> {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let mut rest = rest.strip_prefix('P')?;
    let mut clock = false;
    let mut sum = 0_i64;
    let mut any = false;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            clock = true;
            rest = after;
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, after) = rest.split_at(end);
        let unit = after.chars().next()?;
        let each: i64 = match (unit, clock) {
            ('Y', false) => 365 * 86_400,
            ('M', false) => 30 * 86_400,
            ('W', false) => 7 * 86_400,
            ('D', false) => 86_400,
            ('H', true) => 3_600,
            ('M', true) => 60,
            ('S', true) => 1,
            _ => return None,
        };
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
        let part: f64 = if part.is_empty() { 0.0 } else { format!("0.{part}").parse().ok()? };
        sum = sum.checked_add(whole.checked_mul(each)?)?.checked_add((part * each as f64).round() as i64)?;
        any = true;
        rest = after.get(unit.len_utf8()..)?;
    }
    any.then_some(if negative { -sum } else { sum })
}

/// A length as MS Project writes it.
pub(super) fn length(minutes: i64) -> String {
    let sign = if minutes < 0 { "-" } else { "" };
    let minutes = minutes.abs();
    format!("{sign}PT{}H{}M0S", minutes / 60, minutes % 60)
}

/// How a length is meant, by the number of its format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Working time.
    Work,
    /// On the clock.
    Elapsed,
    /// Percent of something, in working time.
    Percent,
    /// Percent of something, on the clock.
    ElapsedPercent,
}

/// Minutes to years count as 3 to 12, the same as estimates as 35 to 44.
pub(super) fn unit(format: Option<&str>) -> Unit {
    match format.and_then(whole) {
        Some(4 | 6 | 8 | 10 | 12 | 36 | 38 | 40 | 42 | 44) => Unit::Elapsed,
        Some(19 | 51) => Unit::Percent,
        Some(20 | 52) => Unit::ElapsedPercent,
        _ => Unit::Work,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_and_written() {
        for (text, expected) in [
            ("PT8H0M0S", Some(28_800)),
            ("PT7H30M30S", Some(27_030)),
            ("P1DT2H", Some(93_600)),
            ("PT0.5H", Some(1_800)),
            ("-PT1H", Some(-3_600)),
            ("PT", None),
            ("8", None),
            ("PT8X", None),
            ("PT99999999999999999999H", None),
            ("PT9000000000000000000H", None),
        ] {
            assert_eq!(seconds(text), expected, "{text}");
        }
        assert_eq!((length(450).as_str(), length(-60).as_str()), ("PT7H30M0S", "-PT1H0M0S"));
        assert_eq!(seconds(&length(12_345)), Some(12_345 * 60));
    }

    #[test]
    fn values_are_read_as_they_are_written() {
        assert_eq!((whole("500.0"), whole("-7"), whole("5.5")), (Some(500), Some(-7), None));
        let at = instant("2026-11-01T20:00:00+08:00").expect("an instant");
        assert_eq!(at.to_string(), "2026-11-01T20:00:00");
        assert_eq!((instant("NA"), instant("9999-01-01T00:00:00")), (None, None));
        assert_eq!(shift("23:00:00", "00:00:00").map(|s| (s.from(), s.to())), Some((1_380, 1_440)));
        assert_eq!(shift("00:00:00", "00:00:00").map(|s| (s.from(), s.to())), Some((0, 1_440)));
        assert_eq!(shift("12:00:00", "09:00:00"), None);
        assert_eq!(
            (unit(Some("39")), unit(Some("40")), unit(Some("52"))),
            (Unit::Work, Unit::Elapsed, Unit::ElapsedPercent)
        );
    }
}
