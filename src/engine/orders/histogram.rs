//! Values counted in steps that are as narrow as their number allows.

use crate::model::{Count, Histogram, Money};

/// The part of values, in thousandths, that may lie above all steps: a few huge orders must not make all steps wide.
const ABOVE_PER_MILLE: usize = 1;

/// Counts values in minor units (分). Steps are 1.00 wide; where the values are so large that more than one in a thousand
/// would lie above [`Histogram::MOST_STEPS`] of them, 2.00, 5.00, 10.00 … The order of `values` is lost. Nothing if there
/// are more of them, or they sum to more, than a project holds.
#[must_use]
pub fn histogram(values: &mut [u64]) -> Option<Histogram> {
    let width = width(values);
    let wide = u64::try_from(width.minor()).unwrap_or(1).max(1);
    let mut counts: Vec<u64> = Vec::new();
    let (mut above, mut above_total, mut total) = (0_u64, 0_u128, 0_u128);
    for value in values.iter().copied() {
        total += u128::from(value);
        let step = usize::try_from(value / wide).unwrap_or(usize::MAX);
        if step >= Histogram::MOST_STEPS {
            above += 1;
            above_total += u128::from(value);
        } else {
            if counts.len() <= step {
                counts.resize(step + 1, 0);
            }
            if let Some(count) = counts.get_mut(step) {
                *count += 1;
            }
        }
    }
    if above > 0 {
        counts.resize(Histogram::MOST_STEPS, 0);
    }
    let money =
        |sum: u128| i64::try_from(sum).ok().map(Money::from_minor).filter(|m| i128::try_from(sum) == Ok(m.wide()));
    let counts = counts.into_iter().map(Count::new).collect();
    Histogram::new(width, counts, Count::new(above), money(above_total)?, money(total)?)
}

/// The narrowest of 1.00, 2.00, 5.00, 10.00 … that leaves few values above.
fn width(values: &mut [u64]) -> Money {
    let spared = values.len() * ABOVE_PER_MILLE / 1000;
    let rank = values.len().saturating_sub(spared + 1);
    if values.is_empty() {
        return Money::ONE;
    }
    let (_, highest, _) = values.select_nth_unstable(rank);
    narrowest(*highest)
}

/// The narrowest nice step with which a value lies within the steps.
pub(super) fn narrowest(value: u64) -> Money {
    let mut power = Money::ONE.minor();
    loop {
        for nice in [1, 2, 5] {
            let width = power.saturating_mul(nice);
            let within = u64::try_from(width).unwrap_or(u64::MAX).saturating_mul(Histogram::MOST_STEPS as u64);
            if value < within || width >= Money::MAX.minor() {
                return Money::from_minor(width);
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_of_a_threshold_lies_at_it() {
        let made = histogram(&mut [19_900, 19_899, 0, 19_999]).expect("few");
        assert_eq!((made.width(), made.counts().len()), (Money::ONE, 200));
        assert_eq!(made.counts()[198..], [Count::new(1), Count::new(2)]);
        assert_eq!((made.counts()[0], made.total()), (Count::new(1), Money::from_minor(59_798)));
        assert_eq!(histogram(&mut []), Some(Histogram::default()));
    }

    #[test]
    fn steps_widen_with_the_values_but_not_for_one_of_them() {
        for (highest, width) in [
            (199_999, 100),
            (200_000, 200),
            (399_999, 200),
            (400_000, 500),
            (1_000_000, 1_000),
            (u64::MAX, Money::MAX.minor()),
        ] {
            assert_eq!(narrowest(highest).minor(), width, "{highest}");
        }
        let mut values = vec![5_000; 2_000];
        values[7] = 900_000_000;
        let made = histogram(&mut values).expect("few");
        assert_eq!((made.width(), made.above(), made.counts().len()), (Money::ONE, Count::new(1), 2_000));
        assert_eq!(made.above_total(), Money::from_major(9_000_000));
        assert_eq!(made.number(), Count::new(2_000));
        assert_eq!(histogram(&mut [u64::MAX]), None);
    }
}
