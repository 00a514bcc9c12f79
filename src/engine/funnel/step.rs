//! The arithmetic of one equation in whole numbers: a step between neighbouring stages, and the identity at the end.
//!
//! Going up the funnel rounds up, going down rounds down. Rates are billionths, sums are minor units. Nothing here knows
//! what is typed and what is solved.

use crate::model::number::{div_ceil, div_half_up};
use crate::model::{Count, Money, Rate};

/// Why a step has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StepError {
    /// The rate or price to divide by is zero or negative.
    NotPositive,
    /// Zero over zero: any value would do.
    Indeterminate,
    /// Beyond the range of the type.
    OutOfRange,
}

type Step = Result<i128, StepError>;

fn ranged(value: i128, max: i128) -> Step {
    if (0..=max).contains(&value) { Ok(value) } else { Err(StepError::OutOfRange) }
}

/// The count above: `lower ÷ rate`, or `lower × depth`, rounded up.
pub(super) fn up(lower: i128, rate: i128, depth: bool) -> Step {
    if rate <= 0 {
        return if lower <= 0 && !depth { Err(StepError::Indeterminate) } else { Err(StepError::NotPositive) };
    }
    let (numerator, denominator) = if depth { (lower * rate, Rate::ONE.wide()) } else { (lower * Rate::ONE.wide(), rate) };
    ranged(div_ceil(numerator, denominator).unwrap_or(-1), Count::MAX.wide())
}

/// The count below: `upper × rate`, or `upper ÷ depth`, rounded down.
pub(super) fn down(upper: i128, rate: i128, depth: bool) -> Step {
    if rate < 0 || (depth && rate == 0) {
        return Err(StepError::NotPositive);
    }
    let value =
        if depth { (upper * Rate::ONE.wide()).checked_div(rate) } else { Some(upper * rate / Rate::ONE.wide()) };
    ranged(value.unwrap_or(-1), Count::MAX.wide())
}

/// The rate between two counts to nine decimals, rounded so that the lower count is still reached: a conversion up, a
/// depth down.
pub(super) fn rate(upper: i128, lower: i128, depth: bool) -> Step {
    let value = if depth { (upper * Rate::ONE.wide()).checked_div(lower) } else { div_ceil(lower * Rate::ONE.wide(), upper) };
    match value {
        Some(value) => ranged(value, Rate::MAX.wide()),
        None if upper == 0 && lower == 0 => Err(StepError::Indeterminate),
        None => Err(StepError::NotPositive),
    }
}

/// Whether two counts and a rate fit, in either direction of rounding.
pub(super) fn step_fits(upper: i128, lower: i128, rate: i128, depth: bool) -> bool {
    down(upper, rate, depth) == Ok(lower) || up(lower, rate, depth) == Ok(upper)
}

/// GMV of so many buyers: exact.
pub(super) fn gmv(buyers: i128, aov: i128) -> Step {
    ranged(buyers.saturating_mul(aov), Money::MAX.wide())
}

/// Buyers needed for a GMV, rounded up.
pub(super) fn buyers(gmv: i128, aov: i128) -> Step {
    match div_ceil(gmv.max(0), aov) {
        Some(value) => ranged(value, Count::MAX.wide()),
        None if gmv <= 0 && aov == 0 => Err(StepError::Indeterminate),
        None => Err(StepError::NotPositive),
    }
}

/// AOV of a GMV over so many buyers, rounded half up to the minor unit.
pub(super) fn aov(gmv: i128, buyers: i128) -> Step {
    match div_half_up(gmv, buyers) {
        Some(value) => ranged(value, Money::MAX.wide()),
        None if gmv == 0 => Err(StepError::Indeterminate),
        None => Err(StepError::NotPositive),
    }
}

/// Whether the identity holds exactly, or but for the rounding up to whole buyers.
pub(super) fn identity_fits(gmv_: i128, buyers_: i128, aov_: i128) -> bool {
    gmv(buyers_, aov_) == Ok(gmv_) || buyers(gmv_, aov_) == Ok(buyers_)
}
