//! Numbers of people, views, pieces.

use serde::{Deserialize, Deserializer, Serialize};

use super::number::{NumberError, parse_scaled};

/// A whole number of people, views, orders or pieces: 0 … [`Count::MAX`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Count(u64);

impl Count {
    /// None.
    pub const ZERO: Self = Self(0);
    /// The most: one trillion.
    pub const MAX: Self = Self(1_000_000_000_000);

    /// A count; beyond the range it stays at the range's edge.
    #[must_use]
    pub const fn new(count: u64) -> Self {
        if count > Self::MAX.0 { Self::MAX } else { Self(count) }
    }

    /// From a wide product; beyond the range it stays at the range's edge.
    #[must_use]
    pub fn from_wide(count: i128) -> Self {
        Self(u64::try_from(count.clamp(0, i128::from(Self::MAX.0))).unwrap_or(0))
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The number, for products and differences.
    #[must_use]
    pub fn wide(self) -> i128 {
        i128::from(self.0)
    }

    /// As a float, for charts; never for arithmetic.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        self.0 as f64
    }

    /// Reads a whole number with optional grouping.
    ///
    /// # Errors
    /// No number, decimals, negative, or out of range.
    pub fn parse(text: &str) -> Result<Self, NumberError> {
        let value = parse_scaled(text, 0)?;
        if value < 0 {
            return Err(NumberError::Negative);
        }
        if value > Self::MAX.wide() {
            return Err(NumberError::OutOfRange);
        }
        Ok(Self::from_wide(value))
    }
}

impl std::iter::Sum for Count {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        Self::from_wide(iter.map(Self::wide).sum())
    }
}

impl std::fmt::Display for Count {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = u64::deserialize(deserializer)?;
        if value > Self::MAX.0 {
            return Err(serde::de::Error::invalid_value(
                serde::de::Unexpected::Unsigned(value),
                &"a count of at most one trillion",
            ));
        }
        Ok(Self(value))
    }
}
