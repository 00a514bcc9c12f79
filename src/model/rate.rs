//! Rates, ratios and factors as exact decimals.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::number::{NumberError, div_half_up, parse_scaled, write_scaled};

/// An exact decimal with nine places: a conversion rate, a share, a weight, a growth factor, pages per visit.
///
/// `10.5%` and `0.105` are the same rate. Any value lies within ±[`Rate::MAX`]. In the file it is text: up to one as a
/// percentage (`"10.5%"`), above as a number (`"4.2"`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(i64);

impl Rate {
    /// Decimal places.
    pub const DECIMALS: u32 = 9;
    /// Zero.
    pub const ZERO: Self = Self(0);
    /// One, or 100 %.
    pub const ONE: Self = Self(1_000_000_000);
    /// The largest: one million.
    pub const MAX: Self = Self(1_000_000_000_000_000);

    /// From billionths; beyond the range it stays at the range's edge.
    #[must_use]
    pub fn from_wide(nano: i128) -> Self {
        let max = i128::from(Self::MAX.0);
        Self(i64::try_from(nano.clamp(-max, max)).unwrap_or(0))
    }

    /// From parts per million.
    #[must_use]
    pub fn from_ppm(ppm: i64) -> Self {
        Self::from_wide(i128::from(ppm) * 1000)
    }

    /// From thousandths, for constants.
    #[must_use]
    pub const fn per_mille(thousandths: i16) -> Self {
        Self(thousandths as i64 * 1_000_000)
    }

    /// From a whole percentage.
    #[must_use]
    pub fn from_percent(percent: i64) -> Self {
        Self::from_wide(i128::from(percent) * 10_000_000)
    }

    /// Billionths, for products that must not overflow.
    #[must_use]
    pub fn wide(self) -> i128 {
        i128::from(self.0)
    }

    /// As a float, for charts and JSON; never for arithmetic.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 1e9
    }

    /// `part ÷ whole` to nine decimals, half up; nothing if `whole` is zero.
    #[must_use]
    pub fn ratio(part: i128, whole: i128) -> Option<Self> {
        div_half_up(part.checked_mul(Self::ONE.wide())?, whole).map(Self::from_wide)
    }

    /// Whether it is exactly zero.
    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Product of two rates, rounded half up to nine decimals.
    #[must_use]
    pub fn times(self, other: Self) -> Self {
        Self::from_wide(div_half_up(self.wide() * other.wide(), Self::ONE.wide()).unwrap_or(0))
    }

    /// Reads `10.5%`, `0.105`, `4.2`.
    ///
    /// # Errors
    /// No number, more decimals than can be held, or out of range.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let text = text.trim();
        let nano = match text.strip_suffix(['%', '％']) {
            Some(percent) => parse_scaled(percent, Self::DECIMALS - 2)?,
            None => parse_scaled(text, Self::DECIMALS)?,
        };
        if nano.abs() > i128::from(Self::MAX.0) {
            return Err(NumberError::OutOfRange);
        }
        Ok(Self::from_wide(nano))
    }
}

impl std::fmt::Display for Rate {
    /// The canonical text of the file.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.abs() <= Self::ONE.0 {
            write!(f, "{}%", write_scaled(self.wide(), Self::DECIMALS - 2))
        } else {
            f.write_str(&write_scaled(self.wide(), Self::DECIMALS))
        }
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer, "a rate as text, like \"10.5%\" or \"4.2\"", Self::parse)
    }
}

/// Reads a value from text with its own parser, without an allocation.
pub(super) fn deserialize_text<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    expected: &'static str,
    parse: fn(&str) -> Result<T, NumberError>,
) -> Result<T, D::Error> {
    struct Visitor<T>(&'static str, fn(&str) -> Result<T, NumberError>);
    impl<T> serde::de::Visitor<'_> for Visitor<T> {
        type Value = T;
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str(self.0)
        }
        fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<T, E> {
            (self.1)(text).map_err(|_| E::invalid_value(serde::de::Unexpected::Str(text), &self))
        }
    }
    deserializer.deserialize_str(Visitor(expected, parse))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_canonical() {
        for (text, back) in [
            ("10.5%", "10.5%"),
            ("0.105", "10.5%"),
            ("1", "100%"),
            ("4.2", "4.2"),
            ("0", "0%"),
            ("-5%", "-5%"),
            ("10.08％", "10.08%"),
            ("0.0000001%", "0.0000001%"),
        ] {
            assert_eq!(Rate::parse(text).map(|r| r.to_string()), Ok(back.to_owned()));
        }
        assert_eq!(Rate::parse("0.00000001%"), Err(NumberError::TooPrecise(7)));
    }
}
