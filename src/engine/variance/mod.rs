//! Why a product differs: the difference of two products, attributed to their factors.
//!
//! Log-mean Divisia (B. W. Ang, "The LMDI approach to decomposition analysis: a practical guide", Energy Policy 33,
//! 2005): effect of x = L(G₁, G₀) · ln(x₁ ∕ x₀), with L(a, b) = (a − b) ∕ ln(a ∕ b) and L(a, a) = a. Where a factor is
//! zero, Shapley values: the mean, over all orders of changing one factor after the other, of what each change adds.
//! Floats are meant here; the result is made to sum exactly. Knows no funnel.

use crate::engine::split::share::settle;
use crate::model::Money;

/// Effects of `N` factors on the difference `gap` between two sums that are (but for rounding) the products of the
/// factors in major units. They sum to `gap` exactly, by largest remainder in minor units; ties go to the earlier factor.
/// `N` is at most 8 (Shapley looks at all subsets).
#[must_use]
pub fn effects<const N: usize>(before: [f64; N], after: [f64; N], gap: Money) -> [Money; N] {
    let usable = |x: &f64| x.is_finite() && *x > 0.0;
    let raw = if before.iter().chain(&after).all(usable) {
        divisia(&before, &after)
    } else {
        shapley(&before.map(zero_if_bad), &after.map(zero_if_bad))
    };
    let minor: Vec<f64> = raw.iter().map(|x| x * 100.0).collect();
    let mut out = [Money::ZERO; N];
    for (slot, value) in out.iter_mut().zip(settle(gap.wide(), &minor)) {
        *slot = Money::from_wide(value);
    }
    out
}

/// The logarithmic mean of two positive numbers.
fn log_mean(a: f64, b: f64) -> f64 {
    let ln = (a / b).ln();
    // near equality the quotient loses its digits; the series (a + b) ∕ 2 is then exact to more than a double holds
    if ln.abs() < 1e-7 { f64::midpoint(a, b) } else { (a - b) / ln }
}

fn divisia<const N: usize>(before: &[f64; N], after: &[f64; N]) -> [f64; N] {
    let mean = log_mean(after.iter().product(), before.iter().product());
    let mut out = [0.0; N];
    for ((slot, x0), x1) in out.iter_mut().zip(before).zip(after) {
        *slot = mean * (x1 / x0).ln();
    }
    out
}

fn shapley<const N: usize>(before: &[f64; N], after: &[f64; N]) -> [f64; N] {
    let mut out = [0.0; N];
    if N > 8 {
        return out;
    }
    let product = |set: u32| -> f64 {
        (0u32..).zip(before.iter().zip(after)).map(|(i, (x0, x1))| if set >> i & 1 == 1 { x1 } else { x0 }).product()
    };
    let factorial = |k: u32| -> f64 { (1..=k).map(f64::from).product() };
    let n = u32::try_from(N).unwrap_or(0);
    for (i, slot) in (0u32..).zip(out.iter_mut()) {
        for set in (0..1u32 << n).filter(|s| s >> i & 1 == 0) {
            let size = set.count_ones();
            let weight = factorial(size) * factorial(n - size - 1) / factorial(n);
            *slot += weight * (product(set | 1 << i) - product(set));
        }
    }
    out
}

fn zero_if_bad(x: f64) -> f64 {
    if x.is_finite() { x.max(0.0) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_planner_can_read_it() {
        // (UV, CVR, AOV) before → after, effects in yuan
        for (before, after, expected) in [
            // one factor alone takes the whole gap
            ([2_000_000.0, 0.1, 250.0], [1_872_000.0, 0.1, 250.0], [-3_200_000, 0, 0]),
            // nothing changed
            ([10.0, 0.5, 100.0], [10.0, 0.5, 100.0], [0, 0, 0]),
            // from nothing (Shapley): each of two factors that turn up shares alike
            ([0.0, 0.0, 100.0], [10.0, 0.5, 100.0], [250, 250, 0]),
            ([0.0, 0.5, 100.0], [10.0, 0.5, 100.0], [500, 0, 0]),
        ] {
            let gap = after.iter().product::<f64>() - before.iter().product::<f64>();
            let got = effects(before, after, Money::from_wide((gap * 100.0).round() as i128));
            assert_eq!(got, expected.map(Money::from_major), "{before:?} → {after:?}");
        }
    }

    proptest! {
        #[test]
        fn sums_to_the_gap(b in prop::array::uniform3(0.0..1e6f64), a in prop::array::uniform3(0.0..1e6f64), slack in -3i64..3) {
            let (a, b) = ([a[0], a[1] / 1e6, a[2] / 100.0], [b[0], b[1] / 1e6, b[2] / 100.0]);
            let gap = a.iter().product::<f64>() - b.iter().product::<f64>();
            let gap = Money::from_minor((gap * 100.0).round() as i64 + slack);
            prop_assert_eq!(effects(b, a, gap).into_iter().sum::<Money>(), gap);
        }

        #[test]
        fn absurd_factors_do_not_panic(b in prop::array::uniform3(any::<f64>()), a in prop::array::uniform3(any::<f64>()), gap in any::<i64>()) {
            let gap = Money::from_minor(gap);
            prop_assert_eq!(effects(b, a, gap).into_iter().map(Money::wide).sum::<i128>(), gap.wide());
        }
    }
}
