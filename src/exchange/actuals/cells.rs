//! What single cells say: days, hours, numbers of people, sums.

use jiff::civil::{Date, DateTime};

use crate::model::{Count, Money};

/// Numbers above this are no figures of a shop's day.
const MOST: f64 = 1e12;

/// Whether a cell says nothing.
pub(super) fn is_blank(text: &str) -> bool {
    matches!(text.trim(), "" | "-" | "—" | "--" | "/" | "无" | "N/A" | "n/a" | "null")
}

/// A day, and its hour where a time stands with it: `2026-11-06`, `2026/11/6 13:00`, `20261106`, `2026年11月6日 13时`, `11-06`, which is
/// the one nearest to the campaign's opening.
pub(super) fn day_and_hour(text: &str, near: Option<Date>) -> Option<(Date, Option<u8>)> {
    let text = text.trim();
    if let Ok(at) = text.parse::<DateTime>() {
        let timed = text.contains(':');
        return Some((at.date(), timed.then(|| at.hour().unsigned_abs())));
    }
    let numbers = numbers(text);
    let small = |at: usize| numbers.get(at).and_then(|(number, _)| i8::try_from(*number).ok());
    match numbers.as_slice() {
        [(packed, 8)] | [(packed, 8), ..] => {
            let (year, month, day) = (packed / 10_000, packed / 100 % 100, packed % 100);
            let date = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
            Some((date, numbers.get(1).and_then(|(hour, _)| u8::try_from(*hour).ok()).filter(|hour| *hour < 24)))
        }
        [(year, 4), _, _, ..] => {
            let date = Date::new(i16::try_from(*year).ok()?, small(1)?, small(2)?).ok()?;
            let hour = numbers.get(3).and_then(|(hour, _)| u8::try_from(*hour).ok());
            hour.is_none_or(|hour| hour < 24).then_some((date, hour))
        }
        [(_, 1..=2), (_, 1..=2)] => {
            let near = near?;
            let years = [near.year() - 1, near.year(), near.year() + 1];
            let dates = years.into_iter().filter_map(|year| Date::new(year, small(0)?, small(1)?).ok());
            let far = |date: &Date| date.since(near).map_or(i32::MAX, |span| span.get_days().abs());
            dates.min_by_key(far).map(|date| (date, None))
        }
        _ => None,
    }
}

/// An hour: `13`, `13:00`, `13时`, `13-14`, `13:00~14:00`.
pub(super) fn hour(text: &str) -> Option<u8> {
    let (hour, _) = *numbers(text).first()?;
    u8::try_from(hour).ok().filter(|hour| *hour < 24)
}

/// The numbers of a text with how many digits each has.
fn numbers(text: &str) -> Vec<(u32, usize)> {
    let parts = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    parts.filter_map(|part| Some((part.parse().ok()?, part.len()))).take(8).collect()
}

/// A number of zero or more: grouping, signs of currency and 万 or 亿 are understood.
fn number(text: &str) -> Option<f64> {
    let mut bare: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，' | '¥' | '￥' | '+')).collect();
    let mut times = 1.0;
    for (unit, value) in
        [("亿", 1e8), ("億", 1e8), ("万", 1e4), ("萬", 1e4), ("元", 1.0), ("人", 1.0), ("件", 1.0), ("次", 1.0)]
    {
        if let Some(rest) = bare.strip_suffix(unit) {
            bare = rest.to_owned();
            times *= value;
        }
    }
    let plain = bare.chars().all(|c| c.is_ascii_digit() || c == '.') && bare.chars().any(|c| c.is_ascii_digit());
    let value = if plain { bare.parse::<f64>().ok()? * times } else { return None };
    (value <= MOST).then_some(value)
}

/// A number of people, views or pieces; what a spreadsheet made a decimal of is rounded half up.
pub(super) fn count(text: &str) -> Option<Count> {
    Count::parse(text.trim()).ok().or_else(|| number(text).map(|value| Count::new(value.round() as u64)))
}

/// A sum, to the minor unit.
pub(super) fn money(text: &str) -> Option<Money> {
    let exact = Money::parse(text.trim().trim_start_matches(['¥', '￥'])).ok().filter(|money| *money >= Money::ZERO);
    exact.or_else(|| number(text).map(|value| Money::from_wide((value * 100.0).round() as i128)))
}
