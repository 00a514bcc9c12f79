//! What thresholds ask of order values, answered from sums made once.
//!
//! At the edges of steps – with steps of 1.00, at every whole yuan – the answers are the exact counts. Within a step
//! values are taken to lie evenly; above all steps, to thin out exponentially with the mean that is known of them.

use crate::model::{Histogram, Money, Rate};

/// A histogram prepared for many questions; each takes some tens of nanoseconds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Distribution {
    /// Width of a step in minor units.
    width: f64,
    /// How many values lie below the lower edge of each step, and at last below the end of all steps.
    below: Vec<f64>,
    /// What those sum to, in minor units.
    sums: Vec<f64>,
    /// Values above all steps.
    above: f64,
    /// How far these lie above the steps' end on average, in minor units.
    excess: f64,
    total: Money,
    number: u64,
}

impl Distribution {
    /// Prepares a histogram.
    #[must_use]
    pub fn new(histogram: &Histogram) -> Self {
        let width = histogram.width().minor() as f64;
        let counts = histogram.counts();
        let number: u64 = counts.iter().map(|count| count.get()).sum();
        let edges: f64 = counts.iter().enumerate().map(|(step, count)| step as f64 * width * count.to_f64()).sum();
        let within = (histogram.total().wide() - histogram.above_total().wide()) as f64;
        // where in its step a value lies on average, so that the sums are the true ones
        let place = if number > 0 { (within - edges) / number as f64 } else { 0.0 };
        let mut below = Vec::with_capacity(counts.len() + 1);
        let mut sums = Vec::with_capacity(counts.len() + 1);
        let (mut values, mut sum) = (0.0, 0.0);
        below.push(values);
        sums.push(sum);
        for (step, count) in counts.iter().enumerate() {
            values += count.to_f64();
            sum += (step as f64 * width + place) * count.to_f64();
            below.push(values);
            sums.push(sum);
        }
        let above = histogram.above().to_f64();
        let end = counts.len() as f64 * width;
        let excess = if above > 0.0 { (histogram.above_total().minor() as f64 / above - end).max(0.0) } else { 0.0 };
        let number = histogram.number().get();
        Self { width, below, sums, above, excess, total: histogram.total(), number }
    }

    /// How many values there are.
    #[must_use]
    pub const fn number(&self) -> u64 {
        self.number
    }

    /// Whether there are none: then every share and sum is 0, and there is no mean.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.number == 0
    }

    /// The mean, rounded half up to the minor unit.
    #[must_use]
    pub fn mean(&self) -> Option<Money> {
        self.total.per(crate::model::Count::new(self.number))
    }

    /// What all values sum to.
    #[must_use]
    pub const fn total(&self) -> Money {
        self.total
    }

    /// How many values lie below one.
    #[must_use]
    pub fn below(&self, value: Money) -> f64 {
        self.to(value).0
    }

    /// How many lie at or above one.
    #[must_use]
    pub fn at_or_above(&self, value: Money) -> f64 {
        self.number as f64 - self.below(value)
    }

    /// How many lie from `from` on and below `to`.
    #[must_use]
    pub fn between(&self, from: Money, to: Money) -> f64 {
        (self.below(to) - self.below(from)).max(0.0)
    }

    /// How many lie below a threshold by at most `gap`: within reach of it.
    #[must_use]
    pub fn short_of(&self, threshold: Money, gap: Money) -> f64 {
        self.between(threshold.checked_sub(gap).unwrap_or(Money::ZERO), threshold)
    }

    /// What the values from `from` on and below `to` sum to, in minor units.
    #[must_use]
    pub fn sum_between(&self, from: Money, to: Money) -> f64 {
        (self.to(to).1 - self.to(from).1).max(0.0)
    }

    /// A number of values as a share of all; 0 if there are none.
    #[must_use]
    pub fn share(&self, values: f64) -> f64 {
        if self.number == 0 { 0.0 } else { values / self.number as f64 }
    }

    /// The value that a part `q` of all lies below, to the minor unit, half up. Nothing if there are no values.
    #[must_use]
    pub fn quantile(&self, q: Rate) -> Option<Money> {
        if self.number == 0 {
            return None;
        }
        let wanted = q.to_f64().clamp(0.0, 1.0) * self.number as f64;
        let steps = self.below.last().copied().unwrap_or(0.0);
        if wanted > steps {
            let left = ((self.number as f64 - wanted) / self.above).max(f64::MIN_POSITIVE);
            return Some(minor(self.end() - self.excess * left.ln()));
        }
        // the first step at whose end enough values lie below
        let step = self.below.partition_point(|below| *below < wanted).saturating_sub(1);
        let (low, high) = (self.below.get(step).copied()?, self.below.get(step + 1).copied().unwrap_or(steps));
        let part = if high > low { (wanted - low) / (high - low) } else { 0.0 };
        Some(minor((step as f64 + part) * self.width))
    }

    /// The end of all steps in minor units.
    fn end(&self) -> f64 {
        self.below.len().saturating_sub(1) as f64 * self.width
    }

    /// Number and sum of the values below one.
    fn to(&self, value: Money) -> (f64, f64) {
        if value <= Money::ZERO || self.number == 0 {
            return (0.0, 0.0);
        }
        let at = value.minor() as f64;
        let step = (at / self.width) as usize;
        let (Some(low), Some(sum)) = (self.below.get(step), self.sums.get(step)) else { return self.far(at) };
        let (Some(high), Some(full)) = (self.below.get(step + 1), self.sums.get(step + 1)) else { return self.far(at) };
        let edge = step as f64 * self.width;
        let part = (at - edge) / self.width;
        let values = (high - low) * part;
        // the whole step's sum when the value is its end, the step's lower part lies nearer its edge
        (low + values, sum + (full - sum - (high - low) * edge) * part * part + values * edge)
    }

    /// The same for a value at or above the end of all steps.
    fn far(&self, at: f64) -> (f64, f64) {
        let (steps, sum) = (self.below.last().copied().unwrap_or(0.0), self.sums.last().copied().unwrap_or(0.0));
        let beyond = at - self.end();
        if self.above == 0.0 || beyond <= 0.0 {
            return (steps, sum);
        }
        // of an exponential tail: the part still above, and what the others exceed the end by
        let left = if self.excess > 0.0 { (-beyond / self.excess).exp() } else { 0.0 };
        let passed = self.above * (1.0 - left);
        let over = self.above * (self.excess * (1.0 - left) - beyond * left);
        (steps + passed, sum + passed * self.end() + over)
    }
}

/// Rounded half up to the minor unit.
fn minor(value: f64) -> Money {
    Money::from_minor(value.round() as i64)
}

#[cfg(test)]
#[path = "distribution_tests.rs"]
mod tests;
