//! The one sharing rule of the program: a total over parts, exact to the minor unit.
//!
//! Locked parts hold their amount. The others share what is left by weight, by largest remainder, ties to the earlier
//! part; none goes below its `least`. Locks above the total are shown as they are, with the excess. Knows nothing of what
//! the parts are.

use crate::model::{Money, Rate};

/// A part of a total.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Weight relative to the other parts, in any unit; below zero counts as zero.
    pub weight: i128,
    /// Locked amount.
    pub lock: Option<Money>,
    /// The least a part that is not locked can get: what is locked within it.
    pub least: Money,
}

/// A shared total.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// One amount per part, in order.
    pub amounts: Vec<Money>,
    /// By how much the parts exceed the total, if locks force them to.
    pub excess: Option<Money>,
    /// By how much the parts stay below the total, if there is no free part to take the rest.
    pub short: Option<Money>,
}

/// Shares a total. Without excess or shortfall the amounts sum to it exactly. If all free parts weigh nothing they get
/// equal parts.
#[must_use]
pub fn share(total: Money, parts: &[Part]) -> Shares {
    let mut amounts: Vec<i128> = parts.iter().map(|p| p.lock.map_or(0, Money::wide)).collect();
    let free: Vec<usize> = (0..parts.len()).filter(|i| parts.get(*i).is_some_and(|p| p.lock.is_none())).collect();
    let rest = total.wide() - amounts.iter().sum::<i128>();
    let least = |i: usize| parts.get(i).map_or(0, |p| p.least.wide().max(0));
    let least_sum: i128 = free.iter().map(|i| least(*i)).sum();
    if rest <= least_sum {
        for &i in &free {
            set(&mut amounts, i, least(i));
        }
    } else {
        let weight = |i: usize| parts.get(i).map_or(0, |p| p.weight.max(0));
        let equal = free.iter().all(|i| weight(*i) == 0);
        let weights: Vec<i128> = free.iter().map(|i| if equal { 1 } else { weight(*i) }).collect();
        let minimums: Vec<i128> = free.iter().map(|i| least(*i)).collect();
        for (&i, amount) in free.iter().zip(fill(rest, &weights, &minimums)) {
            set(&mut amounts, i, amount);
        }
    }
    let over = amounts.iter().sum::<i128>() - total.wide();
    Shares {
        amounts: amounts.into_iter().map(Money::from_wide).collect(),
        excess: (over > 0).then(|| Money::from_wide(over)),
        short: (over < 0).then(|| Money::from_wide(-over)),
    }
}

fn set(amounts: &mut [i128], i: usize, value: i128) {
    if let Some(slot) = amounts.get_mut(i) {
        *slot = value;
    }
}

/// Shares `rest` by weight with a minimum for each part; the minimums sum to less than `rest`. A part whose share would be
/// below its minimum gets the minimum, and the others share what is then left, until no more of them fall below theirs.
fn fill(rest: i128, weights: &[i128], minimums: &[i128]) -> Vec<i128> {
    let weights = tamed(weights, rest);
    let mut pinned = vec![false; weights.len()];
    loop {
        let kept: i128 = minimums.iter().zip(&pinned).filter(|(_, p)| **p).map(|(m, _)| m).sum();
        let open: Vec<i128> = weights.iter().zip(&pinned).map(|(w, p)| if *p { 0 } else { *w }).collect();
        let left = rest - kept;
        let sum: i128 = open.iter().sum();
        let below: Vec<usize> = (0..open.len())
            .filter(|i| {
                let at = |list: &[i128]| list.get(*i).copied().unwrap_or(0);
                !pinned.get(*i).copied().unwrap_or(true) && at(minimums) > 0 && left * at(&open) < at(minimums) * sum
            })
            .collect();
        if below.is_empty() {
            // parts that weigh nothing once the others are pinned share alike
            let weights: Vec<i128> = if sum == 0 { pinned.iter().map(|p| i128::from(!*p)).collect() } else { open };
            let shared = apportion(left, &weights);
            let both = shared.into_iter().zip(minimums.iter().zip(&pinned));
            return both.map(|(share, (minimum, pinned))| if *pinned { *minimum } else { share }).collect();
        }
        for i in below {
            if let Some(pin) = pinned.get_mut(i) {
                *pin = true;
            }
        }
    }
}

/// Shifts weights down so far that their sum times `total` cannot overflow.
fn tamed(weights: &[i128], total: i128) -> Vec<i128> {
    let clamped: Vec<i128> = weights.iter().map(|w| (*w).clamp(0, 1 << 100)).collect();
    let sum: i128 = clamped.iter().fold(0i128, |sum, w| sum.saturating_add(*w));
    let bits = |x: i128| 128 - x.unsigned_abs().leading_zeros();
    let shift = (bits(sum) + bits(total) + 1).saturating_sub(126);
    clamped.into_iter().map(|w| w >> shift).collect()
}

/// Whole units of `total` (zero and above) by weight, exact, by largest remainder; ties to the earlier part. Zero for all
/// if nothing weighs anything.
#[must_use]
pub fn apportion(total: i128, weights: &[i128]) -> Vec<i128> {
    let weights = tamed(weights, total);
    let sum: i128 = weights.iter().sum();
    if sum <= 0 || total <= 0 {
        return vec![0; weights.len()];
    }
    let mut amounts: Vec<i128> = weights.iter().map(|w| total * w / sum).collect();
    let left = usize::try_from(total - amounts.iter().sum::<i128>()).unwrap_or(0);
    if left > 0 {
        let mut order: Vec<(i128, usize)> = weights.iter().enumerate().map(|(i, w)| (-(total * w % sum), i)).collect();
        order.sort_unstable();
        for (_, i) in order.into_iter().take(left) {
            if let Some(amount) = amounts.get_mut(i) {
                *amount += 1;
            }
        }
    }
    amounts
}

/// Float amounts made whole so that they sum to `total`: each is rounded down, and what is missing goes one by one to the
/// largest remainders (evenly first, if more is missing than there are parts); ties to the earlier part.
#[must_use]
pub fn settle(total: i128, amounts: &[f64]) -> Vec<i128> {
    // a float beyond the money range is no amount: it counts as zero
    let sane = |x: f64| if x.abs() <= 1e15 { x } else { 0.0 };
    let mut whole: Vec<i128> = amounts.iter().map(|x| sane(*x).floor() as i128).collect();
    let count = i128::try_from(whole.len()).unwrap_or(0);
    if count == 0 {
        return whole;
    }
    let left = total - whole.iter().sum::<i128>();
    let (each, extra) = (left.div_euclid(count), usize::try_from(left.rem_euclid(count)).unwrap_or(0));
    let mut order: Vec<(f64, usize)> =
        amounts.iter().enumerate().map(|(i, x)| (sane(*x) - sane(*x).floor(), i)).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    for (rank, (_, i)) in order.into_iter().enumerate() {
        if let Some(amount) = whole.get_mut(i) {
            *amount += each + i128::from(rank < extra);
        }
    }
    whole
}

/// Weights of parts of which some are typed and some come from a curve or from the goods: a typed one counts as typed, any
/// other as its part of the defaults' 100 %. If no default weighs anything, all of them weigh alike.
#[must_use]
pub fn mixed(typed: &[Option<Rate>], defaults: &[i128]) -> Vec<i128> {
    let sum: i128 = defaults.iter().fold(0i128, |sum, d| sum.saturating_add((*d).max(0)));
    let (sum, level) = if sum == 0 { (i128::try_from(defaults.len()).unwrap_or(1).max(1), true) } else { (sum, false) };
    typed
        .iter()
        .zip(defaults)
        .map(|(typed, default)| match typed {
            Some(rate) => rate.wide().max(0).saturating_mul(sum),
            None if level => Rate::ONE.wide(),
            None => (*default).max(0).saturating_mul(Rate::ONE.wide()),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn free(weight: i128) -> Part {
        Part { weight, ..Part::default() }
    }

    fn locked(minor: i64) -> Part {
        Part { lock: Some(Money::from_minor(minor)), ..Part::default() }
    }

    fn least(weight: i128, minor: i64) -> Part {
        Part { weight, lock: None, least: Money::from_minor(minor) }
    }

    #[test]
    fn cases() {
        // total, parts → amounts, excess, short (all in minor units)
        for (total, parts, amounts, excess, short) in [
            (100, vec![free(1), free(1), free(1)], vec![34, 33, 33], None, None),
            (100, vec![free(2), free(1)], vec![67, 33], None, None),
            (100, vec![free(0), free(0)], vec![50, 50], None, None),
            (100, vec![free(0), free(5)], vec![0, 100], None, None),
            (5000, vec![free(32), free(398), locked(2350), free(100)], vec![160, 1990, 2350, 500], None, None),
            (100, vec![locked(60), locked(60), free(1)], vec![60, 60, 0], Some(20), None),
            (100, vec![locked(60), locked(30)], vec![60, 30], None, Some(10)),
            (100, vec![least(1, 70), free(1), free(1)], vec![70, 15, 15], None, None),
            (100, vec![least(1, 40), least(1, 34), free(1)], vec![40, 34, 26], None, None),
            (100, vec![least(1, 90), least(1, 90)], vec![90, 90], Some(80), None),
            (100, vec![], vec![], None, Some(100)),
            (0, vec![free(1), free(1)], vec![0, 0], None, None),
            (-5, vec![free(1)], vec![0], Some(5), None),
            (100, vec![free(-3), free(1)], vec![0, 100], None, None),
        ] {
            let got = share(Money::from_minor(total), &parts);
            let minor: Vec<i64> = got.amounts.iter().map(|m| m.minor()).collect();
            assert_eq!(minor, amounts, "{total} {parts:?}");
            assert_eq!(got.excess.map(Money::minor), excess);
            assert_eq!(got.short.map(Money::minor), short);
        }
    }

    #[test]
    fn typed_and_default_weights_mix() {
        let p = |n| Some(Rate::from_percent(n));
        // the untyped third holds its part of the curve: 2 of 10 = 20 %
        assert_eq!(share(Money::from_minor(100), &mixed(&[p(40), p(40), None], &[3, 5, 2]).into_iter().map(free).collect::<Vec<_>>()).amounts.iter().map(|m| m.minor()).collect::<Vec<_>>(), [40, 40, 20]);
        assert_eq!(mixed(&[None, None], &[0, 0]), [Rate::ONE.wide(); 2]);
    }

    fn part() -> impl Strategy<Value = Part> {
        (0i128..=i128::MAX, prop::option::weighted(0.3, 0i64..1_000_000), prop::bool::weighted(0.2), 0i64..500_000).prop_map(
            |(weight, lock, has, least)| Part {
                weight,
                lock: lock.map(Money::from_minor),
                least: Money::from_minor(if has { least } else { 0 }),
            },
        )
    }

    proptest! {
        #[test]
        fn exact_locked_and_never_below(total in 0i64..1_000_000_000_000_000, parts in prop::collection::vec(part(), 0..20)) {
            let total = Money::from_minor(total);
            let got = share(total, &parts);
            let sum: Money = got.amounts.iter().copied().sum();
            let slack = got.excess.unwrap_or_default().wide() - got.short.unwrap_or_default().wide();
            prop_assert_eq!(sum.wide(), total.wide() + slack);
            for (part, amount) in parts.iter().zip(&got.amounts) {
                match part.lock {
                    Some(lock) => prop_assert_eq!(*amount, lock),
                    None => prop_assert!(*amount >= part.least),
                }
            }
            let free = parts.iter().filter(|p| p.lock.is_none());
            let (free, bound) = (free.clone().count(), free.map(|p| p.least).sum::<Money>());
            let locks: Money = parts.iter().filter_map(|p| p.lock).sum();
            if free > 0 && locks.wide() + bound.wide() <= total.wide() {
                prop_assert_eq!(slack, 0);
            }
        }
    }
}
