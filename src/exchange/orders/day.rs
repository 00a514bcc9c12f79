//! The day of an order, of whatever stands in the column of times.

use jiff::civil::Date;

/// `2026-11-11 20:00`, `2026/1/5`, `20261111…`, `2026年11月11日`, `2026.11.11`; nothing if it is none of these.
pub(super) fn day(bytes: &[u8]) -> Option<Date> {
    if let Some(all) = bytes.get(..8).filter(|head| head.iter().all(u8::is_ascii_digit)) {
        return date(number(all.get(..4)?)?, number(all.get(4..6)?)?, number(all.get(6..)?)?);
    }
    let (year, rest) = digits(bytes, 4)?;
    let (month, rest) = digits(separated(rest)?, 2)?;
    let (day, _) = digits(separated(rest)?, 2)?;
    date(year, month, day)
}

fn date(year: u16, month: u16, day: u16) -> Option<Date> {
    // an order of another century is no order
    let year = i16::try_from(year).ok().filter(|year| (1990..=2100).contains(year))?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Up to so many digits, one at least.
fn digits(bytes: &[u8], most: usize) -> Option<(u16, &[u8])> {
    let count = bytes.iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
    let (head, rest) = bytes.split_at_checked(count)?;
    Some((number(head)?, rest))
}

fn number(digits: &[u8]) -> Option<u16> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

/// What follows one separator: a sign of ASCII, or one Han character in UTF-8 or GB18030.
fn separated(bytes: &[u8]) -> Option<&[u8]> {
    let first = bytes.first()?;
    if matches!(first, b'-' | b'/' | b'.') {
        return bytes.get(1..);
    }
    let after = bytes.iter().take(3).take_while(|byte| !byte.is_ascii()).count();
    if after == 0 { None } else { bytes.get(after..) }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_in_many_hands() {
        for text in [
            "2026-01-05 20:00:01",
            "2026/1/5",
            "20260105",
            "20260105203000",
            "2026.1.5",
            "2026年1月5日",
            "2026-1-5T00:00",
        ] {
            assert_eq!(day(text.as_bytes()), Some(date(2026, 1, 5)), "{text}");
        }
        assert_eq!(day(b"2026\xc4\xea1\xd4\xc25\xc8\xd5"), Some(date(2026, 1, 5)));
        for text in ["", "5/1/2026", "2026", "2026-13-01", "2026-02-30", "yesterday", "0001-01-01", "2026-"] {
            assert_eq!(day(text.as_bytes()), None, "{text}");
        }
    }
}
