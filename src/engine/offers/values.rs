//! Order values as a histogram, and the assumption that stands in for one. Must not know where orders come from.

use crate::model::{Histogram, Money};

/// σ of the log-normal that stands in for order values while none are known: the middle two thirds of the orders lie
/// between 0.46 and 1.52 times the mean.
pub const ASSUMED_SPREAD: f64 = 0.6;

/// Classes of an assumed distribution to one mean; it ends at [`ASSUMED_REACH`] means.
const CLASSES_PER_MEAN: u32 = 100;
/// Where an assumed distribution ends, in means; its last class holds the tail.
const ASSUMED_REACH: u32 = 10;

/// A sum of expected minor units as money, rounded half up (away from zero): the one place where floats become money.
#[must_use]
pub fn minor(expected: f64) -> Money {
    // half away from zero is what `round` does; what is no number is nothing
    Money::from_minor(if expected.is_finite() { expected.round() as i64 } else { 0 })
}

/// A class of a histogram of order values.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ValueBin {
    /// First value in it.
    pub low: Money,
    /// First value no longer in it.
    pub high: Money,
    /// Orders; after a response to thresholds, expected ones.
    pub orders: f64,
    /// Sum of their values, in minor units.
    pub value: f64,
}

impl ValueBin {
    /// Mean value in minor units; the middle of the class without orders.
    #[must_use]
    pub fn mean(&self) -> f64 {
        if self.orders > 0.0 { self.value / self.orders } else { f64::midpoint(float(self.low), float(self.high)) }
    }

    /// The two parts left and right of a value that lies within. The right part gets as many orders as make both parts'
    /// means the middles of their ranges, as in a class evenly filled; where the class is so lopsided that this cannot be,
    /// all orders go to one side. Orders and sum are kept.
    fn divided(&self, at: Money) -> (Self, Self) {
        let (low, high, cut) = (float(self.low), float(self.high), float(at));
        let mean = self.mean();
        let share = ((mean - f64::midpoint(low, cut)) * 2.0 / (high - low)).clamp(0.0, 1.0);
        let right = if share >= 1.0 { self.value } else { self.orders * share * f64::midpoint(cut, high) };
        (
            Self { high: at, orders: self.orders * (1.0 - share), value: self.value - right, ..*self },
            Self { low: at, orders: self.orders * share, value: right, ..*self },
        )
    }
}

/// Minor units as a float.
#[must_use]
pub(crate) fn float(money: Money) -> f64 {
    money.minor() as f64
}

/// A histogram of order values (订单金额分布): classes in ascending order that do not overlap. Values are those before
/// discounts on the whole order, at the goods' final prices.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ValueClasses {
    bins: Vec<ValueBin>,
}

impl ValueClasses {
    /// A histogram of classes in any order. Classes without extent, below zero, without orders, or that overlap one before
    /// them are left out; a sum that does not lie within its class is moved to the class's edge.
    #[must_use]
    pub fn new(bins: impl IntoIterator<Item = ValueBin>) -> Self {
        let good = |b: &ValueBin| {
            b.low >= Money::ZERO && b.high > b.low && b.orders > 0.0 && b.orders.is_finite() && b.value.is_finite()
        };
        let mut all: Vec<ValueBin> = bins.into_iter().filter(good).collect();
        all.sort_by_key(|b| b.low);
        let mut bins: Vec<ValueBin> = Vec::with_capacity(all.len());
        for mut bin in all {
            if bins.last().is_none_or(|last| last.high <= bin.low) {
                bin.value = bin.value.clamp(bin.orders * float(bin.low), bin.orders * float(bin.high));
                bins.push(bin);
            }
        }
        Self { bins }
    }

    /// So many orders of a mean value, log-normal with the given σ: the assumption until orders are imported. Nothing if the
    /// mean or the number is not above zero.
    #[must_use]
    pub fn log_normal(mean: Money, spread: f64, orders: f64) -> Self {
        if mean <= Money::ZERO || orders.is_nan() || orders <= 0.0 || spread.is_nan() || spread <= 0.0 {
            return Self::default();
        }
        let center = float(mean).ln() - spread * spread / 2.0;
        let below = |z: f64| 0.5 * libm::erfc(-z / std::f64::consts::SQRT_2);
        // share of the orders, and of their sum, below a value
        let at = |value: Money| {
            let z = (float(value).ln() - center) / spread;
            if value > Money::ZERO { (below(z), below(z - spread)) } else { (0.0, 0.0) }
        };
        let width = (mean.minor() / i64::from(CLASSES_PER_MEAN)).max(1);
        let classes = i64::from(CLASSES_PER_MEAN * ASSUMED_REACH);
        let mut before = (0.0, 0.0);
        let bins = (0..classes).map(|n| {
            let low = Money::from_minor(width.saturating_mul(n));
            let last = n + 1 == classes;
            let high = if last { Money::MAX } else { Money::from_minor(width.saturating_mul(n + 1)) };
            let now = if last { (1.0, 1.0) } else { at(high) };
            let (share, sum) = (now.0 - before.0, now.1 - before.1);
            before = now;
            ValueBin { low, high, orders: orders * share, value: orders * sum * float(mean) }
        });
        Self::new(bins)
    }

    /// A stored histogram. It knows the sum of all orders but not that of each step: where within its step an order lies is
    /// taken to be the same for all, so that the sum comes out.
    #[must_use]
    pub fn of(histogram: &Histogram) -> Self {
        let width = float(histogram.width());
        let orders = |count: &crate::model::Count| count.to_f64();
        let (mut number, mut lows) = (0.0, 0.0);
        for (n, count) in histogram.counts().iter().enumerate() {
            number += orders(count);
            lows += orders(count) * width * n as f64;
        }
        let below = float(histogram.total()) - float(histogram.above_total());
        let within = if number > 0.0 { (below - lows) / number } else { 0.0 };
        let edge = |n: usize| Money::from_wide(histogram.width().wide() * n as i128);
        let steps = histogram.counts().iter().enumerate().map(|(n, count)| ValueBin {
            low: edge(n),
            high: edge(n + 1),
            orders: orders(count),
            value: orders(count) * (float(edge(n)) + within),
        });
        let above = ValueBin {
            low: edge(histogram.counts().len()),
            high: Money::MAX,
            orders: orders(&histogram.above()),
            value: float(histogram.above_total()),
        };
        Self::new(steps.chain([above]))
    }

    /// The classes.
    #[must_use]
    pub fn bins(&self) -> &[ValueBin] {
        &self.bins
    }

    /// How many orders.
    #[must_use]
    pub fn orders(&self) -> f64 {
        self.bins.iter().map(|b| b.orders).sum()
    }

    /// Sum of their values, in minor units.
    #[must_use]
    pub fn value(&self) -> f64 {
        self.bins.iter().map(|b| b.value).sum()
    }

    /// Mean value in minor units; nothing without orders.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let orders = self.orders();
        (orders > 0.0).then(|| self.value() / orders)
    }

    /// The same shape for another number of orders.
    #[must_use]
    pub fn for_orders(&self, orders: f64) -> Self {
        let now = self.orders();
        let factor = if now > 0.0 { orders.max(0.0) / now } else { 0.0 };
        let scaled = |b: &ValueBin| ValueBin { orders: b.orders * factor, value: b.value * factor, ..*b };
        Self::new(self.bins.iter().map(scaled))
    }

    /// The same orders with no class on both sides of any of the given values.
    #[must_use]
    pub fn cut(&self, at: impl IntoIterator<Item = Money>) -> Self {
        let mut at: Vec<Money> = at.into_iter().collect();
        at.sort_unstable();
        at.dedup();
        let mut bins = Vec::with_capacity(self.bins.len() + at.len());
        let mut cuts = at.into_iter().peekable();
        for bin in &self.bins {
            let mut rest = *bin;
            while let Some(cut) = cuts.peek().copied().filter(|cut| *cut < rest.high) {
                cuts.next();
                if cut > rest.low {
                    let (left, right) = rest.divided(cut);
                    bins.push(left);
                    rest = right;
                }
            }
            bins.push(rest);
        }
        bins.retain(|b| b.orders > 0.0);
        Self { bins }
    }

    /// Orders in a half-open range of values.
    #[must_use]
    pub fn orders_between(&self, low: Money, high: Money) -> f64 {
        self.cut([low, high]).bins.iter().filter(|b| b.low >= low && b.high <= high).map(|b| b.orders).sum()
    }

    /// Share of the orders in a half-open range of values, 0 … 1; zero without orders.
    #[must_use]
    pub fn share_between(&self, low: Money, high: Money) -> f64 {
        let all = self.orders();
        if all > 0.0 { self.orders_between(low, high) / all } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bin(low: i64, high: i64, orders: f64, mean: f64) -> ValueBin {
        let (low, high) = (Money::from_major(low), Money::from_major(high));
        ValueBin { low, high, orders, value: orders * mean * 100.0 }
    }

    #[test]
    fn a_class_is_divided_without_losing_an_order_or_a_cent() {
        // mean of the class, cut → orders left, right; a class of 100 orders from 100 to 200
        for (mean, cut, left, right) in [
            (150.0, 125, 25.0, 75.0),
            (150.0, 199, 99.0, 1.0),
            (140.0, 150, 70.0, 30.0),
            // so near the edge that nobody can be on the other side
            (100.0, 199, 100.0, 0.0),
            (199.9, 110, 0.0, 100.0),
        ] {
            let all = ValueClasses::new([bin(100, 200, 100.0, mean)]);
            let at = Money::from_major(cut);
            assert!((all.orders_between(Money::ZERO, at) - left).abs() < 1e-9, "{mean} {cut}");
            assert!((all.orders_between(at, Money::MAX) - right).abs() < 1e-9, "{mean} {cut}");
            let parts = all.cut([at, Money::from_major(160)]);
            assert!((parts.orders() - 100.0).abs() < 1e-9 && (parts.value() - all.value()).abs() < 1e-6);
            assert!(parts.bins().iter().all(|b| b.mean() >= float(b.low) - 1e-6 && b.mean() <= float(b.high) + 1e-6));
        }
    }

    #[test]
    fn what_makes_no_histogram_is_left_out() {
        let bins = [
            bin(200, 100, 1.0, 150.0),
            bin(-100, 100, 1.0, 50.0),
            bin(0, 100, f64::NAN, 50.0),
            bin(0, 100, -1.0, 50.0),
            bin(100, 200, 2.0, 900.0),
            bin(0, 100, 2.0, 50.0),
            bin(150, 250, 2.0, 200.0),
        ];
        let values = ValueClasses::new(bins);
        assert_eq!(values.orders(), 4.0);
        assert_eq!(values.value(), 2.0 * 5_000.0 + 2.0 * 20_000.0, "a mean of 900 is moved to the class's edge");
        assert_eq!(ValueClasses::default().mean(), None);
    }

    #[test]
    fn the_assumed_orders_have_the_mean_and_the_quantiles_they_should() {
        let values = ValueClasses::log_normal(Money::from_major(250), ASSUMED_SPREAD, 1_000.0);
        assert!((values.orders() - 1_000.0).abs() < 1e-6);
        assert!((values.mean().unwrap() - 25_000.0).abs() < 1e-6);
        // the median is mean ÷ e^(σ²/2) = 208.82; one σ up 380.49, one σ down 114.60
        for (at, share) in [("208.82", 0.5), ("380.49", 0.841_345), ("114.60", 0.158_655)] {
            let got = values.share_between(Money::ZERO, Money::parse(at).unwrap());
            assert!((got - share).abs() < 1e-4, "{at}: {got}");
        }
        for (mean, orders) in [(0, 1.0), (-5, 1.0), (5, 0.0), (5, f64::NAN)] {
            assert!(ValueClasses::log_normal(Money::from_major(mean), ASSUMED_SPREAD, orders).bins().is_empty());
        }
        let tiny = ValueClasses::log_normal(Money::from_minor(3), ASSUMED_SPREAD, 10.0);
        assert!((tiny.orders() - 10.0).abs() < 1e-9);
    }

    #[test]
    fn money_is_rounded_half_up() {
        for (expected, minor_units) in [(0.5, 1), (1.4999, 1), (-0.5, -1), (f64::NAN, 0), (f64::INFINITY, 0)] {
            assert_eq!(minor(expected), Money::from_minor(minor_units));
        }
    }
}
