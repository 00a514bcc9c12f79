//! Outcomes counted in narrow classes: quantiles and chances of any number of draws in little room.

/// Classes. A quantile is right to one of them, far below what draws leave open.
const CLASSES: usize = 8_192;

/// Outcomes of one kind, counted.
#[derive(Clone, Debug, PartialEq)]
pub struct Bins {
    low: f64,
    width: f64,
    counts: Box<[u32]>,
}

/// What is told of outcomes of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spread {
    /// One in ten comes out below.
    pub p10: f64,
    /// The median.
    pub p50: f64,
    /// One in ten comes out above.
    pub p90: f64,
    /// The mean.
    pub mean: f64,
}

impl Bins {
    /// No outcomes yet, between two ends that none will lie beyond.
    #[must_use]
    pub(super) fn new((low, high): (f64, f64)) -> Self {
        let width = ((high - low) / CLASSES as f64).max(f64::MIN_POSITIVE);
        Self { low, width: if width.is_finite() { width } else { 1.0 }, counts: vec![0; CLASSES].into() }
    }

    #[inline]
    pub(super) fn add(&mut self, outcome: f64) {
        let class = (((outcome - self.low) / self.width) as usize).min(CLASSES - 1);
        if let Some(count) = self.counts.get_mut(class) {
            *count += 1;
        }
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (own, other) in self.counts.iter_mut().zip(&other.counts) {
            *own += other;
        }
    }

    /// All outcomes.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().map(|count| u64::from(*count)).sum()
    }

    /// The outcome that a part of all, 0 … 1, does not reach.
    #[must_use]
    pub fn quantile(&self, part: f64) -> f64 {
        let wanted = part.clamp(0.0, 1.0) * self.total() as f64;
        let mut below = 0.0;
        for (class, count) in self.counts.iter().enumerate() {
            let count = f64::from(*count);
            if count > 0.0 && below + count >= wanted {
                return self.low + self.width * (class as f64 + (wanted - below) / count);
            }
            below += count;
        }
        self.low
    }

    /// The part of all, 0 … 1, that reaches a value.
    #[must_use]
    pub fn reaching(&self, value: f64) -> f64 {
        let place = (value - self.low) / self.width;
        let mut above = 0.0;
        for (class, count) in self.counts.iter().enumerate() {
            above += f64::from(*count) * (1.0 - (place - class as f64).clamp(0.0, 1.0));
        }
        above / self.total().max(1) as f64
    }

    /// Whether outcomes can differ at all, by more than rounding.
    #[must_use]
    pub fn vary(&self) -> bool {
        let whole = self.width * self.counts.len() as f64;
        whole > (self.low.abs() + whole) * 1e-6
    }

    /// The outcomes in so many columns between two values; what lies beyond is in the outer ones.
    #[must_use]
    pub fn columns(&self, from: f64, until: f64, columns: usize) -> Vec<u64> {
        let mut out = vec![0; columns];
        let step = ((until - from) / columns.max(1) as f64).max(f64::MIN_POSITIVE);
        for (class, count) in self.counts.iter().enumerate() {
            let middle = self.low + self.width * (class as f64 + 0.5);
            let column = (((middle - from) / step).max(0.0) as usize).min(columns.saturating_sub(1));
            if let Some(slot) = out.get_mut(column) {
                *slot += u64::from(*count);
            }
        }
        out
    }

    /// What is told of them, with their mean.
    pub(super) fn spread(&self, mean: f64) -> Spread {
        Spread { p10: self.quantile(0.1), p50: self.quantile(0.5), p90: self.quantile(0.9), mean }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_and_chances_of_counted_outcomes() {
        let mut bins = Bins::new((0.0, 100.0));
        (0..1_000).for_each(|n| bins.add(f64::from(n) / 10.0));
        assert!((bins.quantile(0.5) - 50.0).abs() < 0.2 && (bins.quantile(0.9) - 90.0).abs() < 0.2);
        assert!((bins.reaching(25.0) - 0.75).abs() < 0.002);
        assert!((bins.reaching(-5.0) - 1.0).abs() < 1e-12 && bins.reaching(200.0) < 1e-12);
        assert_eq!(bins.columns(0.0, 100.0, 4), [250, 250, 250, 250]);
        // one value, however often
        let mut one = Bins::new((7.0, 7.0));
        (0..5).for_each(|_| one.add(7.0));
        assert!((one.quantile(0.1) - 7.0).abs() < 1e-9 && one.total() == 5);
    }
}
