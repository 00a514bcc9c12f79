//! Money as whole minor units (分).

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::number::{NumberError, div_ceil, div_half_up, parse_scaled};
use super::{Count, Rate};

/// An exact sum in minor units of the project's currency (分, cents).
///
/// Any value lies within ±[`Money::MAX`], so that sums over whole projects cannot overflow the 128 bits in which they are
/// made. In the file and in JSON it is decimal text: `"199"`, `"66.16"`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(i64);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// One of the major unit (1.00).
    pub const ONE: Self = Self(100);
    /// The largest sum: 10 trillion of the major unit.
    pub const MAX: Self = Self(1_000_000_000_000_000);

    /// From minor units; beyond the range it stays at the range's edge.
    #[must_use]
    pub fn from_minor(minor: i64) -> Self {
        Self(minor.clamp(-Self::MAX.0, Self::MAX.0))
    }

    /// From minor units in a wide sum; beyond the range it stays at the range's edge.
    #[must_use]
    pub fn from_wide(minor: i128) -> Self {
        let max = i128::from(Self::MAX.0);
        Self(i64::try_from(minor.clamp(-max, max)).unwrap_or(0))
    }

    /// From whole major units (元).
    #[must_use]
    pub fn from_major(major: i64) -> Self {
        Self::from_minor(major.saturating_mul(100))
    }

    /// Minor units (分).
    #[must_use]
    pub const fn minor(self) -> i64 {
        self.0
    }

    /// Minor units for sums and products that must not overflow.
    #[must_use]
    pub fn wide(self) -> i128 {
        i128::from(self.0)
    }

    /// Major units (元) for charts; never for arithmetic.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.0 as f64 / 100.0
    }

    /// The sum, or nothing beyond the range.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).filter(|v| v.abs() <= Self::MAX.0).map(Self)
    }

    /// The difference, or nothing beyond the range.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).filter(|v| v.abs() <= Self::MAX.0).map(Self)
    }

    /// This sum times a number of people or pieces, exact; at the range's edge beyond it.
    #[must_use]
    pub fn times(self, count: Count) -> Self {
        Self::from_wide(self.wide() * count.wide())
    }

    /// This sum times a rate, rounded half up to the minor unit.
    #[must_use]
    pub fn at_rate(self, rate: Rate) -> Self {
        Self::from_wide(div_half_up(self.wide() * rate.wide(), Rate::ONE.wide()).unwrap_or(0))
    }

    /// This sum per head, rounded half up; nothing if there is no one.
    #[must_use]
    pub fn per(self, count: Count) -> Option<Self> {
        div_half_up(self.wide(), count.wide()).map(Self::from_wide)
    }

    /// How many heads of `each` it takes to reach this sum: rounded up. Nothing if `each` is not positive.
    #[must_use]
    pub fn heads_at(self, each: Self) -> Option<Count> {
        div_ceil(self.wide().max(0), each.wide()).map(Count::from_wide)
    }

    /// The ratio of two sums to nine decimals, half up; nothing if `whole` is zero.
    #[must_use]
    pub fn ratio(self, whole: Self) -> Option<Rate> {
        Rate::ratio(self.wide(), whole.wide())
    }

    /// Reads a plain decimal such as `1,234.56`.
    ///
    /// # Errors
    /// No number, more than two decimals, or out of range.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let text = text.trim().trim_start_matches(['¥', '￥']);
        let minor = parse_scaled(text, 2)?;
        if minor.abs() > i128::from(Self::MAX.0) {
            return Err(NumberError::OutOfRange);
        }
        Ok(Self::from_wide(minor))
    }
}

impl std::iter::Sum for Money {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        Self::from_wide(iter.map(Self::wide).sum())
    }
}

impl std::fmt::Display for Money {
    /// The canonical text of file and JSON: no grouping, and two decimals unless both are zero.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (major, minor) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        if minor == 0 { write!(f, "{sign}{major}") } else { write!(f, "{sign}{major}.{minor:02}") }
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::rate::deserialize_text(deserializer, "an amount as text, like \"199\" or \"66.16\"", Self::parse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_canonical() {
        for (text, minor, back) in
            [("50000000", 5_000_000_000, "50000000"), ("66.16", 6616, "66.16"), ("¥1,234.5", 123_450, "1234.50")]
        {
            assert_eq!(Money::parse(text), Ok(Money::from_minor(minor)));
            assert_eq!(Money::from_minor(minor).to_string(), back);
        }
        assert_eq!(Money::parse("0.001"), Err(NumberError::TooPrecise(2)));
        assert_eq!(Money::parse("99999999999999"), Err(NumberError::OutOfRange));
    }

    #[test]
    fn products_are_exact() {
        let rate = Rate::parse("10.08%").expect("a rate");
        assert_eq!(Money::from_minor(12_345).at_rate(rate), Money::from_minor(1244));
        assert_eq!(Money::from_major(250).times(Count::new(200_000)), Money::from_major(50_000_000));
        assert_eq!(Money::from_major(50_000_000).heads_at(Money::from_major(250)), Some(Count::new(200_000)));
        assert_eq!(Money::from_minor(1001).heads_at(Money::from_minor(100)), Some(Count::new(11)));
    }
}
