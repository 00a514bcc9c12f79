//! Order values assumed: log-normal, as sums that people spend roughly are.

use std::f64::consts::FRAC_1_SQRT_2;

use super::histogram::narrowest;
use crate::model::{Count, Histogram, Money, OrderSource, OrderValues, Rate};

/// The assumption: mean, spread and how many orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LogNormal {
    /// The mean, 笔单价.
    pub mean: Money,
    /// Standard deviation of the value's natural logarithm.
    pub spread: Rate,
    /// How many orders the histogram holds.
    pub orders: Count,
}

impl LogNormal {
    /// The least spread that is asked for: below, all orders lie in one step.
    pub const LEAST_SPREAD: Rate = Rate::per_mille(50);
    /// The most: above, a thousandth of the orders brings most of the sum.
    pub const MOST_SPREAD: Rate = Rate::per_mille(2_500);
    /// What shops of everyday goods show, to begin with.
    pub const USUAL_SPREAD: Rate = Rate::per_mille(550);
    /// The most orders: of the dearest, they still sum to what a project holds.
    pub const MOST_ORDERS: Count = Count::new(5_000_000);

    /// Whether there is such a distribution: the mean at least one minor unit and at most a million of the major one, the
    /// spread between its limits, and one order or more.
    #[must_use]
    pub fn is_possible(&self) -> bool {
        (Money::from_minor(1)..=Money::from_major(1_000_000)).contains(&self.mean)
            && (Self::LEAST_SPREAD..=Self::MOST_SPREAD).contains(&self.spread)
            && (Count::new(1)..=Self::MOST_ORDERS).contains(&self.orders)
    }
}

/// The histogram of an assumption. Below the end of every step stand as many whole orders as the formula says, rounded half
/// up; so no threshold is off by more than one order, which rounding each step by itself would not give, most of the tail
/// being less than half an order a step. They sum to mean × orders as far as the steps allow. Nothing if the assumption [is not possible](LogNormal::is_possible).
#[must_use]
pub fn log_normal(assumed: LogNormal) -> Option<OrderValues> {
    if !assumed.is_possible() {
        return None;
    }
    let LogNormal { mean, spread, orders } = assumed;
    let (sigma, centre) = (spread.to_f64(), (mean.minor() as f64).ln() - spread.to_f64().powi(2) / 2.0);
    // one in a thousand lies above this
    let far = (centre + sigma * 3.090_232).exp();
    let width = narrowest(far as u64);
    let step = width.minor() as f64;
    let below = |value: f64| if value > 0.0 { normal((value.ln() - centre) / sigma) } else { 0.0 };
    let steps = ((centre + sigma * 4.5).exp() / step).ceil().clamp(1.0, Histogram::MOST_STEPS as f64) as usize;
    let end = steps as f64 * step;
    let mut whole: Vec<i128> = Vec::with_capacity(steps);
    let mut before = 0;
    for at in 1..=steps {
        let until = (below(at as f64 * step) * orders.to_f64()).round() as i128;
        whole.push(until - before);
        before = until;
    }
    let above = orders.wide() - before;
    let least_above = above * (width.wide() * steps as i128);
    // the mean of what lies above the end
    let beyond = normal((centre + sigma * sigma - end.ln()) / sigma) / (1.0 - below(end)).max(f64::MIN_POSITIVE);
    let above_total = ((above as f64 * mean.minor() as f64 * beyond) as i128).max(least_above);
    let least: i128 = (0_i128..).zip(&whole).map(|(at, count)| at * width.wide() * count).sum();
    let within = before;
    let most = least + within * (width.wide() - 1);
    let total = (mean.wide() * orders.wide() - above_total).clamp(least, most) + above_total;
    let histogram = Histogram::new(
        width,
        whole.into_iter().map(Count::from_wide).collect(),
        Count::from_wide(above),
        Money::from_wide(above_total),
        Money::from_wide(total),
    )?;
    Some(OrderValues {
        source: OrderSource::LogNormal { mean, spread },
        orders: histogram.into(),
        customers: std::sync::Arc::default(),
    })
}

/// The part of a standard normal distribution below a value.
fn normal(value: f64) -> f64 {
    0.5 * libm::erfc(-value * FRAC_1_SQRT_2)
}

#[cfg(test)]
mod tests {
    use super::super::Distribution;
    use super::*;

    fn assumed(mean: i64, spread: &str, orders: u64) -> LogNormal {
        let spread = Rate::parse(spread).expect("a rate");
        LogNormal { mean: Money::from_major(mean), spread, orders: Count::new(orders) }
    }

    #[test]
    fn it_has_the_mean_and_the_median_of_the_formula() {
        for (mean, spread, orders) in
            [(250, "0.55", 182_430), (29, "0.9", 50_000), (168_000, "0.3", 900), (3, "0.5", 10)]
        {
            let values = log_normal(assumed(mean, spread, orders)).expect("possible");
            let d = Distribution::new(&values.orders);
            assert_eq!(d.number(), orders);
            let sigma: f64 = spread.parse().expect("a number");
            let off = |found: Option<Money>, wanted: f64| (found.expect("values").to_f64() / wanted - 1.0).abs();
            assert!(off(d.mean(), mean as f64) < 0.002, "{mean}: {:?}", d.mean());
            let median = mean as f64 * (-sigma * sigma / 2.0).exp();
            let found = d.quantile(Rate::from_percent(50));
            assert!(off(found, median) < if orders < 1_000 { 0.25 } else { 0.01 }, "{mean}: {found:?} {median}");
        }
    }

    #[test]
    fn a_part_below_a_threshold_is_that_of_the_formula() {
        let d = Distribution::new(&log_normal(assumed(250, "0.55", 1_000_000)).expect("possible").orders);
        // Φ((ln 199 − ln 250 + 0.55²/2) / 0.55) = Φ(−0.13981) by tables
        let share = d.share(d.below(Money::from_major(199)));
        assert!((share - 0.444_4).abs() < 0.000_2, "{share}");
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for bad in [
            assumed(0, "0.5", 100),
            assumed(250, "0", 100),
            assumed(250, "-1", 100),
            assumed(250, "9", 100),
            assumed(250, "0.5", 0),
            assumed(2_000_000, "0.5", 100),
        ] {
            assert_eq!(log_normal(bad), None, "{bad:?}");
        }
        // the edges are possible, and stand
        for spread in [LogNormal::LEAST_SPREAD, LogNormal::MOST_SPREAD] {
            for mean in [Money::from_minor(1), Money::from_major(1_000_000)] {
                for orders in [Count::new(1), Count::new(999), LogNormal::MOST_ORDERS] {
                    let at = LogNormal { mean, spread, orders };
                    let made = log_normal(at).unwrap_or_else(|| panic!("{at:?}"));
                    assert_eq!(made.orders.number(), orders, "{at:?}");
                }
            }
        }
    }
}
