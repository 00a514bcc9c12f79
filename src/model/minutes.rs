//! Lengths of time in whole minutes: how long a task takes, how long a link waits.

use serde::{Deserialize, Deserializer, Serialize};

/// The most minutes that a length may have, a hundred years of them: sums over whole projects fit 64 bits.
const MOST: i64 = 100 * 366 * 24 * 60;

/// What is expected where a length stands.
const EXPECTED: &str = "a number of minutes within a hundred years";

/// A length of time: 0 … [`Minutes::MAX`] minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Minutes(u32);

impl Minutes {
    /// None at all.
    pub const ZERO: Self = Self(0);
    /// A hundred years.
    pub const MAX: Self = Self(MOST as u32);
    /// A day of work by the standard calendar: eight hours.
    pub const WORKDAY: Self = Self(480);

    /// A length; beyond the range it stays at the range's edge.
    #[must_use]
    pub const fn new(minutes: u32) -> Self {
        if minutes > Self::MAX.0 { Self::MAX } else { Self(minutes) }
    }

    /// From a wide sum; beyond the range it stays at the range's edge.
    #[must_use]
    pub fn from_wide(minutes: i64) -> Self {
        Self(u32::try_from(minutes.clamp(0, MOST)).unwrap_or(0))
    }

    /// The number of minutes.
    #[must_use]
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The number of minutes, for sums and differences.
    #[must_use]
    pub const fn wide(self) -> i64 {
        self.0 as i64
    }
}

impl<'de> Deserialize<'de> for Minutes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = u64::deserialize(deserializer)?;
        match u32::try_from(value) {
            Ok(minutes) if minutes <= Self::MAX.0 => Ok(Self(minutes)),
            _ => Err(serde::de::Error::invalid_value(serde::de::Unexpected::Unsigned(value), &EXPECTED)),
        }
    }
}

/// A length that may be negative: −[`Minutes::MAX`] … [`Minutes::MAX`] minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct SignedMinutes(i32);

impl SignedMinutes {
    /// A length; beyond the range it stays at the range's edge.
    #[must_use]
    pub fn new(minutes: i64) -> Self {
        Self(i32::try_from(minutes.clamp(-MOST, MOST)).unwrap_or(0))
    }

    /// The number of minutes.
    #[must_use]
    pub const fn get(self) -> i32 {
        self.0
    }

    /// The number of minutes, for sums and differences.
    #[must_use]
    pub const fn wide(self) -> i64 {
        self.0 as i64
    }
}

impl<'de> Deserialize<'de> for SignedMinutes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = i64::deserialize(deserializer)?;
        if value.abs() > MOST {
            return Err(serde::de::Error::invalid_value(serde::de::Unexpected::Signed(value), &EXPECTED));
        }
        Ok(Self::new(value))
    }
}
