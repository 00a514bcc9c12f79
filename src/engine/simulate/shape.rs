//! What a range can come to: its quantiles, tabulated once, so that a draw is one look.

use crate::model::RangeShape;

/// Cells of a table of quantiles.
const CELLS: usize = 4_096;
/// Cells in which a density is summed.
const STEPS: usize = 8_192;

/// Parts of the first and of the last cell, in which quantiles run away.
const FINE: usize = 256;

/// The quantiles of a range.
#[derive(Clone, Debug)]
pub struct Quantiles {
    table: Box<[f64]>,
    /// The first cell and the last, more finely.
    ends: [Box<[f64]>; 2],
}

/// The parts of all draws for which quantiles are tabulated: the first cell finely, all cells, the last finely.
fn parts() -> [Vec<f64>; 3] {
    let cell = 1.0 / CELLS as f64;
    let fine = |from: f64| (0..=FINE).map(|n| from + cell * n as f64 / FINE as f64).collect();
    [fine(0.0), (0..=CELLS).map(|n| n as f64 * cell).collect(), fine(1.0 - cell)]
}

/// The value at a place of a table with so many cells.
fn between(table: &[f64], place: f64, cells: usize) -> f64 {
    let cell = (place as usize).min(cells - 1);
    match table.get(cell..cell + 2) {
        Some([a, b]) => a + (b - a) * (place - cell as f64),
        _ => 0.0,
    }
}

/// PERT's weight of the likeliest value: α = 1 + λ (m − a) ∕ (b − a), β = 1 + λ (b − m) ∕ (b − a).
///
/// Source: Malcolm, Roseboom, Clark, Fazar (1959); λ = 4 is the usual choice.
pub const LAMBDA: f64 = 4.0;

impl Quantiles {
    /// Of a range from `low` over `likely` to `high`; what is out of order is put in order, and no range is one value.
    #[must_use]
    pub fn new(low: f64, likely: f64, high: f64, shape: RangeShape) -> Self {
        let (low, high) = (low.min(high), low.max(high));
        let width = high - low;
        if !(width.is_finite() && width > 0.0) {
            let value = if low.is_finite() { low } else { 0.0 };
            return Self::of(|us| vec![value; us.len()]);
        }
        let mode = if likely.is_finite() { ((likely - low) / width).clamp(0.0, 1.0) } else { 0.5 };
        match shape {
            RangeShape::Pert => {
                let sums = pert(mode);
                Self::of(|us| inverted(&sums, us).into_iter().map(|x| low + width * x).collect())
            }
            RangeShape::Triangular => Self::of(|us| us.iter().map(|u| low + width * triangle(mode, *u)).collect()),
            RangeShape::LogNormal => Self::of(|us| us.iter().map(|u| log_normal(low, high, *u)).collect()),
        }
    }

    /// Of a function that gives the quantiles of ascending parts.
    fn of(quantiles: impl Fn(&[f64]) -> Vec<f64>) -> Self {
        let [first, all, last] = parts().map(|us| quantiles(&us).into_boxed_slice());
        Self { table: all, ends: [first, last] }
    }

    /// The value below which a part `u` of all draws lies, 0 … 1.
    #[must_use]
    pub fn at(&self, u: f64) -> f64 {
        let place = u.clamp(0.0, 1.0) * CELLS as f64;
        let [first, last] = &self.ends;
        if place < 1.0 {
            between(first, place * FINE as f64, FINE)
        } else if place > (CELLS - 1) as f64 {
            between(last, (place - (CELLS - 1) as f64) * FINE as f64, FINE)
        } else {
            between(&self.table, place, CELLS)
        }
    }

    /// The same of 64 random bits: the upper twelve choose the cell, the others the place in it.
    #[inline]
    pub(super) fn draw(&self, bits: u64) -> f64 {
        let cell = (bits >> 52) as usize;
        let within = (bits & ((1 << 52) - 1)) as f64 * (1.0 / (1_u64 << 52) as f64);
        if cell == 0 || cell == CELLS - 1 {
            return self.at((cell as f64 + within) / CELLS as f64);
        }
        match self.table.get(cell..cell + 2) {
            Some([a, b]) => a + (b - a) * within,
            _ => 0.0,
        }
    }

    /// Lowest and highest.
    #[must_use]
    pub fn ends(&self) -> (f64, f64) {
        (self.at(0.0), self.at(1.0))
    }
}

/// The 90 % quantile of a standard normal distribution.
const Z90: f64 = 1.281_551_565_544_600_4;
/// A table ends where one draw in a hundred thousand lies beyond.
const END: f64 = 1e-5;

/// The quantile of a log-normal distribution by its P10 and P90.
fn log_normal(low: f64, high: f64, u: f64) -> f64 {
    // zero has no logarithm
    let (low, high) = (low.max(1e-6).ln(), high.max(1e-6).ln());
    let (mu, sigma) = (f64::midpoint(low, high), (high - low) / (2.0 * Z90));
    (mu + sigma * normal_quantile(u.clamp(END, 1.0 - END))).exp()
}

/// The quantile of a standard normal distribution, by halving where `erfc` says how much lies below.
fn normal_quantile(u: f64) -> f64 {
    let (mut low, mut high) = (-6.0, 6.0);
    for _ in 0..48 {
        let middle = f64::midpoint(low, high);
        if 0.5 * libm::erfc(-middle * std::f64::consts::FRAC_1_SQRT_2) < u {
            low = middle;
        } else {
            high = middle;
        }
    }
    f64::midpoint(low, high)
}

/// The quantile of a triangle over 0 … 1.
fn triangle(mode: f64, u: f64) -> f64 {
    if u < mode { (u * mode).sqrt() } else { 1.0 - ((1.0 - u) * (1.0 - mode)).sqrt() }
}

/// What lies below each of many places of 0 … 1 in a PERT distribution, not yet divided by the whole: its density summed by
/// Simpson's rule.
fn pert(mode: f64) -> Vec<f64> {
    // exponents, α − 1 and β − 1
    let (a, b) = (LAMBDA * mode, LAMBDA * (1.0 - mode));
    let density = |x: f64| libm::pow(x, a) * libm::pow(1.0 - x, b);
    let h = 1.0 / STEPS as f64;
    let mut sums = Vec::with_capacity(STEPS + 1);
    let (mut sum, mut left) = (0.0, density(0.0));
    sums.push(0.0);
    for n in 0..STEPS {
        let x = n as f64 * h;
        let right = density((n + 1) as f64 * h);
        sum += h / 6.0 * (left + 4.0 * density(x + h / 2.0) + right);
        sums.push(sum);
        left = right;
    }
    sums
}

/// Where ascending parts of all lie, of sums over 0 … 1.
fn inverted(sums: &[f64], parts: &[f64]) -> Vec<f64> {
    let all = sums.last().copied().unwrap_or(1.0);
    let mut cell = 0;
    let place = |u: &f64| {
        let wanted = all * u;
        while cell + 1 < STEPS && sums.get(cell + 1).is_some_and(|reached| *reached < wanted) {
            cell += 1;
        }
        let (from, until) = (sums.get(cell).copied().unwrap_or(0.0), sums.get(cell + 1).copied().unwrap_or(all));
        let part = if until > from { ((wanted - from) / (until - from)).clamp(0.0, 1.0) } else { 1.0 };
        (cell as f64 + part) / STEPS as f64
    };
    parts.iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(q: &Quantiles) -> f64 {
        let n = 100_000;
        (0..n).map(|i| q.at((f64::from(i) + 0.5) / f64::from(n))).sum::<f64>() / f64::from(n)
    }

    #[test]
    fn a_pert_range_has_its_mean_and_its_quantiles() {
        // (a + 4 m + b) ∕ 6
        let q = Quantiles::new(0.8, 1.0, 1.5, RangeShape::Pert);
        assert!((mean(&q) - 6.3 / 6.0).abs() < 1e-5, "{}", mean(&q));
        // a symmetric one has its median in the middle; its density is a beta with α = β = 3, whose quarter is known
        let q = Quantiles::new(0.0, 0.5, 1.0, RangeShape::Pert);
        assert!((q.at(0.5) - 0.5).abs() < 1e-6);
        // ∫₀ˣ 30 t² (1 − t)² dt = 10 x³ − 15 x⁴ + 6 x⁵
        for x in [0.05, 0.2, 0.359, 0.7, 0.95] {
            let u = 10.0 * f64::powi(x, 3) - 15.0 * f64::powi(x, 4) + 6.0 * f64::powi(x, 5);
            assert!((q.at(u) - x).abs() < 1e-4, "{x}: {}", q.at(u));
        }
        // the likeliest at an end: α = 1, so 1 − (1 − x)⁵
        let q = Quantiles::new(0.0, 0.0, 1.0, RangeShape::Pert);
        for x in [0.01, 0.1, 0.5, 0.9_f64] {
            let u = 1.0 - (1.0 - x).powi(5);
            assert!((q.at(u) - x).abs() < 1e-4, "{x}");
        }
    }

    #[test]
    fn a_triangle_is_what_geometry_says() {
        let q = Quantiles::new(0.0, 0.25, 1.0, RangeShape::Triangular);
        // up to the top lies a quarter
        assert!((q.at(0.25) - 0.25).abs() < 1e-6);
        assert!((mean(&q) - 1.25 / 3.0).abs() < 1e-5);
        assert_eq!(q.ends(), (0.0, 1.0));
    }

    #[test]
    fn a_log_normal_range_has_its_tenths_and_its_mean() {
        let (low, high) = (0.8_f64, 1.25_f64);
        let q = Quantiles::new(low, 1.0, high, RangeShape::LogNormal);
        assert!((q.at(0.1) - low).abs() < 1e-4 && (q.at(0.9) - high).abs() < 1e-4);
        assert!((q.at(0.5) - 1.0).abs() < 1e-6);
        let sigma = (high / low).ln() / (2.0 * Z90);
        assert!((mean(&q) - (sigma * sigma / 2.0).exp()).abs() < 1e-4, "{}", mean(&q));
    }

    #[test]
    fn no_range_is_one_value_and_nonsense_does_no_harm() {
        assert_eq!(Quantiles::new(1.2, 1.2, 1.2, RangeShape::Pert).at(0.3), 1.2);
        for (low, likely, high) in [(f64::NAN, 1.0, 2.0), (0.0, f64::NAN, 1.0), (0.0, 5.0, 1.0), (2.0, 1.0, 0.0)] {
            for shape in [RangeShape::Pert, RangeShape::Triangular, RangeShape::LogNormal] {
                let q = Quantiles::new(low, likely, high, shape);
                assert!((0..=10).all(|n| q.at(f64::from(n) / 10.0).is_finite()), "{low} {likely} {high}");
            }
        }
    }
}
