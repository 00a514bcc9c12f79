//! Amounts and quantities as shop systems write them, to whole units, exactly.

use crate::engine::orders::intake::{MOST_AMOUNT, RowFault};

/// An amount in minor units (分), rounded half up where it has more than two decimals.
pub(super) fn amount(bytes: &[u8]) -> Result<u64, RowFault> {
    let minor = if let Some(plain) = plain(bytes) { plain } else { decimal(bytes, 2)? };
    if minor > MOST_AMOUNT { Err(RowFault::Absurd) } else { Ok(minor) }
}

/// The common case – digits, a point, one or two decimals – without a detour.
#[inline]
fn plain(bytes: &[u8]) -> Option<u64> {
    if bytes.is_empty() || bytes.len() > 14 {
        return None;
    }
    let mut value = 0_u64;
    let mut decimals = None;
    for byte in bytes {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + u64::from(byte - b'0');
                decimals = decimals.map(|n: u8| n + 1);
            }
            b'.' if decimals.is_none() => decimals = Some(0),
            _ => return None,
        }
    }
    match decimals {
        None => Some(value * 100),
        Some(1) => Some(value * 10),
        Some(2) => Some(value),
        _ => None,
    }
}

/// Pieces in thousandths, rounded half up.
pub(super) fn thousandths(bytes: &[u8]) -> Result<u64, RowFault> {
    decimal(bytes, 3)
}

/// Pieces in thousandths times a price in minor units, rounded half up.
pub(super) fn product(pieces: u64, price: u64) -> Result<u64, RowFault> {
    let minor = (u128::from(pieces) * u128::from(price) + 500) / 1000;
    u64::try_from(minor).ok().filter(|minor| *minor <= MOST_AMOUNT).ok_or(RowFault::Absurd)
}

/// A number of zero or more, scaled by ten to the power of `places`, rounded half up. Signs of currency, grouping commas,
/// full-width digits and white space are understood.
fn decimal(bytes: &[u8], places: u32) -> Result<u64, RowFault> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim();
    if text.is_empty() {
        return Err(RowFault::NoAmount);
    }
    let (negative, text) = match text.strip_prefix(['-', '−', '－']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let unsigned =
        ["CN¥", "RMB", "CNY", "NT$", "¥", "￥", "$"].iter().find_map(|sign| text.strip_prefix(sign)).unwrap_or(text);
    let (also, unsigned) = match unsigned.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, unsigned),
    };
    let digits = unsigned.strip_suffix('元').unwrap_or(unsigned).trim();
    let scaled = if digits.contains(['e', 'E']) { scientific(digits, places)? } else { scaled(digits, places)? };
    if (negative || also) && scaled > 0 { Err(RowFault::Negative) } else { Ok(scaled) }
}

/// `1.776e-15`, as programs write sums of floats: near enough to what they meant.
fn scientific(digits: &str, places: u32) -> Result<u64, RowFault> {
    let begins = digits.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let number: f64 = digits.parse().ok().filter(|_| begins).ok_or(RowFault::NotANumber)?;
    let scaled = (number * 10_f64.powi(places as i32)).round();
    if scaled <= MOST_AMOUNT as f64 * 10.0 { Ok(scaled as u64) } else { Err(RowFault::Absurd) }
}

/// Whether commas stand where they group thousands: `20,5` is another land's 20.5, and no 205.
fn is_grouped(digits: &str) -> bool {
    let whole = digits.split(['.', '．']).next().unwrap_or(digits);
    let mut groups = whole.split([',', '，']).map(|group| group.chars().count());
    let first = groups.next().unwrap_or(0);
    let mut others = groups.peekable();
    others.peek().is_none() || ((1..=3).contains(&first) && others.all(|count| count == 3))
}

fn scaled(digits: &str, places: u32) -> Result<u64, RowFault> {
    if !is_grouped(digits) {
        return Err(RowFault::NotANumber);
    }
    let (mut value, mut seen, mut after) = (0_u64, false, None);
    // the first digit that is dropped decides
    let mut up = false;
    for c in digits.chars() {
        let c = if ('０'..='９').contains(&c) { char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c) } else { c };
        match (c, after) {
            ('0'..='9', Some(n)) if n == places => {
                up = c >= '5';
                after = Some(n + 1);
            }
            ('0'..='9', Some(n)) if n > places => {}
            ('0'..='9', _) => {
                let digit = u64::from(u32::from(c) - u32::from('0'));
                value = value.checked_mul(10).and_then(|v| v.checked_add(digit)).ok_or(RowFault::Absurd)?;
                after = after.map(|n| n + 1);
                seen = true;
            }
            ('.' | '．', None) => after = Some(0),
            (',' | '，', None) if seen => {}
            _ => return Err(RowFault::NotANumber),
        }
    }
    if !seen {
        return Err(RowFault::NotANumber);
    }
    let missing = places.saturating_sub(after.unwrap_or(0));
    let value = value.checked_mul(10_u64.pow(missing)).ok_or(RowFault::Absurd)?;
    Ok(value + u64::from(up))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, minor) in [
            ("199", 19_900),
            ("0.5", 50),
            ("1.43", 143),
            ("0.0", 0),
            ("1,299.00", 129_900),
            ("¥66.16", 6_616),
            ("￥ 66.16", 6_616),
            ("CN¥1,000", 100_000),
            ("1,234,567.89", 123_456_789),
            ("12.5元", 1_250),
            ("１２．５", 1_250),
            ("2.675", 268),
            ("2.6749999", 267),
            ("0.005", 1),
            ("-0.00", 0),
            ("+5", 500),
            ("100000000", MOST_AMOUNT),
            ("7.", 700),
            (".5", 50),
            ("1.776357e-15", 0),
            ("1.5E+2", 15_000),
        ] {
            assert_eq!(amount(text.as_bytes()), Ok(minor), "{text}");
        }
    }

    #[test]
    fn what_is_no_amount_says_why() {
        for (text, fault) in [
            ("", RowFault::NoAmount),
            ("  ", RowFault::NoAmount),
            ("-", RowFault::NotANumber),
            ("abc", RowFault::NotANumber),
            ("1.2.3", RowFault::NotANumber),
            ("1e", RowFault::NotANumber),
            ("20,5", RowFault::NotANumber),
            ("1,2345", RowFault::NotANumber),
            ("1234,567", RowFault::NotANumber),
            (",500", RowFault::NotANumber),
            ("e5", RowFault::NotANumber),
            ("-1e5", RowFault::Negative),
            ("1e300", RowFault::Absurd),
            ("12 34", RowFault::NotANumber),
            ("-5", RowFault::Negative),
            ("¥-5.00", RowFault::Negative),
            ("−0.01", RowFault::Negative),
            ("100000000.01", RowFault::Absurd),
            ("99999999999999999999999", RowFault::Absurd),
        ] {
            assert_eq!(amount(text.as_bytes()), Err(fault), "{text}");
        }
    }

    #[test]
    fn pieces_times_price() {
        for (pieces, price, expected) in [
            ("3", "19.90", Ok(5_970)),
            ("0.335", "10", Ok(335)),
            ("1.5", "0.01", Ok(2)),
            ("-1", "5", Err(RowFault::Negative)),
            ("999999999999", "1000", Err(RowFault::Absurd)),
        ] {
            let found = thousandths(pieces.as_bytes()).and_then(|pieces| product(pieces, amount(price.as_bytes())?));
            assert_eq!(found, expected, "{pieces} × {price}");
        }
    }
}
