//! Exact decimal text ⇄ scaled integers, for [`Money`](super::Money) and [`Rate`](super::Rate).

use thiserror::Error;

/// Why a text is no number of the kind asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NumberError {
    /// Nothing but white space.
    #[error("empty")]
    Empty,
    /// Some character is not part of a decimal number.
    #[error("not a number")]
    NotANumber,
    /// More digits after the point than can be held exactly.
    #[error("more than {0} decimals")]
    TooPrecise(u32),
    /// Beyond the range of the type.
    #[error("out of range")]
    OutOfRange,
    /// Below zero where only zero and above make sense.
    #[error("negative")]
    Negative,
}

/// Reads `-1,234.5` as an integer scaled by ten to the power of `decimals`, exactly. Grouping commas (also full-width),
/// a leading plus and the minus sign U+2212 are understood; exponents are not.
///
/// # Errors
/// Empty, no number, more decimals than asked for, or beyond 128 bits.
pub fn parse_scaled(text: &str, decimals: u32) -> Result<i128, NumberError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NumberError::Empty);
    }
    let (negative, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let mut value: i128 = 0;
    let mut after_point: Option<u32> = None;
    let mut seen = false;
    for c in digits.chars() {
        match c {
            '0'..='9' => {
                let digit = i128::from(u32::from(c) - u32::from('0'));
                if let Some(n) = after_point.as_mut() {
                    if *n == decimals {
                        // further zeros carry no information
                        if digit != 0 {
                            return Err(NumberError::TooPrecise(decimals));
                        }
                        continue;
                    }
                    *n += 1;
                }
                value = value.checked_mul(10).and_then(|v| v.checked_add(digit)).ok_or(NumberError::OutOfRange)?;
                seen = true;
            }
            '.' if after_point.is_none() => after_point = Some(0),
            ',' | '，' if after_point.is_none() => {}
            _ => return Err(NumberError::NotANumber),
        }
    }
    if !seen {
        return Err(NumberError::NotANumber);
    }
    for _ in after_point.unwrap_or(0)..decimals {
        value = value.checked_mul(10).ok_or(NumberError::OutOfRange)?;
    }
    Ok(if negative { -value } else { value })
}

/// Writes a scaled integer as a plain decimal, without trailing zeros after the point.
pub fn write_scaled(value: i128, decimals: u32) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let scale = 10u128.pow(decimals);
    let magnitude = value.unsigned_abs();
    let (whole, part) = (magnitude / scale, magnitude % scale);
    if part == 0 {
        return format!("{sign}{whole}");
    }
    let digits = format!("{part:0width$}", width = decimals as usize);
    format!("{sign}{whole}.{}", digits.trim_end_matches('0'))
}

/// `numerator ÷ denominator` rounded half up (away from zero), the trade's way of rounding prices. `None` if the
/// denominator is zero.
pub fn div_half_up(numerator: i128, denominator: i128) -> Option<i128> {
    if denominator == 0 {
        return None;
    }
    let negative = (numerator < 0) != (denominator < 0);
    let (n, d) = (numerator.unsigned_abs(), denominator.unsigned_abs());
    let quotient = n / d;
    let rest = n % d;
    let rounded = i128::try_from(quotient + u128::from(rest >= d - rest)).ok()?;
    Some(if negative { -rounded } else { rounded })
}

/// `numerator ÷ denominator` rounded up to the next whole; both non-negative. `None` if the denominator is not positive.
pub fn div_ceil(numerator: i128, denominator: i128) -> Option<i128> {
    if denominator <= 0 {
        return None;
    }
    Some(numerator.div_euclid(denominator) + i128::from(numerator.rem_euclid(denominator) != 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_exactly() {
        for (text, decimals, value, back) in [
            ("0", 2, 0, "0"),
            ("12.5", 2, 1250, "12.5"),
            ("-12.50", 2, -1250, "-12.5"),
            ("−3", 2, -300, "-3"),
            ("1,234.56", 2, 123_456, "1234.56"),
            ("0.000000001", 9, 1, "0.000000001"),
            ("1.10000", 2, 110, "1.1"),
        ] {
            assert_eq!(parse_scaled(text, decimals), Ok(value), "{text}");
            assert_eq!(write_scaled(value, decimals), back);
        }
    }

    #[test]
    fn refuses_what_it_cannot_hold() {
        for (text, error) in [
            ("", NumberError::Empty),
            ("abc", NumberError::NotANumber),
            ("1.2.3", NumberError::NotANumber),
            ("-", NumberError::NotANumber),
            ("1e9", NumberError::NotANumber),
            ("0.001", NumberError::TooPrecise(2)),
            (&"9".repeat(60), NumberError::OutOfRange),
        ] {
            assert_eq!(parse_scaled(text, 2), Err(error), "{text}");
        }
    }

    #[test]
    fn half_up_rounds_away_from_zero() {
        for (n, d, expected) in [(5, 2, 3), (-5, 2, -3), (4, 3, 1), (1785, 200, 9), (0, 7, 0)] {
            assert_eq!(div_half_up(n, d), Some(expected), "{n}/{d}");
        }
        assert_eq!(div_half_up(1, 0), None);
    }
}
