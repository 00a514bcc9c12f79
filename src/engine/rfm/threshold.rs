//! Where high begins, from the customers themselves.

use crate::model::{Rate, Threshold};

/// A threshold as it came out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limit {
    /// The threshold in whole days, orders or minor units; a mean is rounded towards those who pass.
    pub at: u64,
    /// The sum over all customers, whose mean is this ÷ their number.
    pub sum: u128,
}

/// The thresholds of the three dimensions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Days.
    pub recency: Limit,
    /// Orders.
    pub frequency: Limit,
    /// Minor units.
    pub monetary: Limit,
}

/// Which side of a mean passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Passes {
    /// At most the mean: it is rounded down.
    Below,
    /// At least the mean: it is rounded up.
    Above,
}

/// The threshold of values, each with how many customers have it. Without customers everything is zero.
pub(super) fn limit<T>(
    mut values: Vec<(u64, u32)>,
    threshold: Threshold<T>,
    passes: Passes,
    whole: impl Fn(T) -> u64,
) -> Limit {
    let number: u128 = values.iter().map(|(_, n)| u128::from(*n)).sum();
    let sum: u128 = values.iter().map(|(value, n)| u128::from(*value) * u128::from(*n)).sum();
    let at = match threshold {
        Threshold::Value(value) => whole(value),
        Threshold::Quantile(part) => quantile(&mut values, number, part),
        Threshold::Mean => {
            let mean = match passes {
                Passes::Below => sum.checked_div(number),
                Passes::Above if number == 0 => None,
                Passes::Above => Some(sum.div_ceil(number)),
            };
            u64::try_from(mean.unwrap_or(0)).unwrap_or(u64::MAX)
        }
    };
    Limit { at, sum }
}

/// The smallest value that at least a part of the customers do not exceed.
fn quantile(values: &mut [(u64, u32)], number: u128, part: Rate) -> u64 {
    values.sort_unstable();
    let part = u128::try_from(part.wide().clamp(0, Rate::ONE.wide())).unwrap_or(0);
    let rank = (part * number).div_ceil(u128::try_from(Rate::ONE.wide()).unwrap_or(1)).max(1);
    let mut passed = 0_u128;
    for (value, n) in values.iter() {
        passed += u128::from(*n);
        if passed >= rank {
            return *value;
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_by_hand() {
        let values = || vec![(9, 1), (1, 2), (4, 1)];
        let mean = |passes| limit(values(), Threshold::<u64>::Mean, passes, |v| v).at;
        // 15 ÷ 4 = 3.75
        assert_eq!((mean(Passes::Below), mean(Passes::Above)), (3, 4));
        let at = |part| limit(values(), Threshold::<u64>::Quantile(Rate::from_percent(part)), Passes::Above, |v| v).at;
        for (part, value) in [(0, 1), (25, 1), (50, 1), (51, 4), (75, 4), (76, 9), (100, 9), (180, 9), (-5, 1)] {
            assert_eq!(at(part), value, "{part} %");
        }
        assert_eq!(limit(values(), Threshold::Value(7), Passes::Above, |v: u64| v), Limit { at: 7, sum: 15 });
        assert_eq!(limit(Vec::new(), Threshold::<u64>::Mean, Passes::Above, |v| v), Limit::default());
        assert_eq!(limit(Vec::new(), Threshold::<u64>::Quantile(Rate::ONE), Passes::Above, |v| v), Limit::default());
    }
}
