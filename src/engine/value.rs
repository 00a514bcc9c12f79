//! A derived figure: its value, and where the value comes from. Knows no formula.

use crate::model::{Count, Money, Rate};

/// Where a figure's value comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Origin {
    /// Typed and locked by the planner, or typed where nothing else can give it.
    Typed,
    /// Calculated from others.
    Solved,
    /// Typed once, free since; stands because its equations leave more than one quantity open.
    Kept,
    /// Not known.
    #[default]
    Missing,
}

/// A figure with its origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Figure<T> {
    /// The value; nothing if it is missing.
    pub value: Option<T>,
    /// Where it comes from.
    pub origin: Origin,
}

impl<T> Default for Figure<T> {
    fn default() -> Self {
        Self::missing()
    }
}

impl<T> Figure<T> {
    /// A typed figure.
    pub const fn typed(value: T) -> Self {
        Self { value: Some(value), origin: Origin::Typed }
    }

    /// A calculated figure.
    pub const fn solved(value: T) -> Self {
        Self { value: Some(value), origin: Origin::Solved }
    }

    /// A figure that is not known.
    pub const fn missing() -> Self {
        Self { value: None, origin: Origin::Missing }
    }

    /// A calculated figure, missing where the calculation gave nothing.
    pub fn from_solved(value: Option<T>) -> Self {
        value.map_or_else(Self::missing, Self::solved)
    }
}

/// A value of whatever kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// A sum, or the difference of two.
    Money(Money),
    /// People, views, orders, pieces.
    Count(Count),
    /// A difference of two counts, of either sign.
    Difference(i64),
    /// A rate, ratio or factor, or the difference of two.
    Rate(Rate),
}

/// `a − b` of two counts; counts are at most one trillion, so it always fits.
pub(crate) fn difference(a: Count, b: Count) -> i64 {
    i64::try_from(a.wide() - b.wide()).unwrap_or(0)
}

/// `a − b` of two sums, at the range's edge beyond it.
pub(crate) fn less(a: Money, b: Money) -> Money {
    Money::from_wide(a.wide() - b.wide())
}
