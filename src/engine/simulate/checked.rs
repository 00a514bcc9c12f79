//! What a second implementation, `tests/simulate_check.py`, says of the plan in `tests.rs`: P10, P50, P90, mean; sums in minor
//! units.

pub(super) const GMV: [f64; 4] = [4.213390e+09, 4.708048e+09, 5.218488e+09, 4.712622e+09];
pub(super) const BUYERS: [f64; 4] = [1.700550e+05, 1.890524e+05, 2.083547e+05, 1.891337e+05];
pub(super) const COST: [f64; 4] = [2.221732e+08, 2.591660e+08, 3.023788e+08, 2.609781e+08];
pub(super) const PROFIT: [f64; 4] = [1.078238e+09, 1.239284e+09, 1.408399e+09, 1.241672e+09];
pub(super) const CHANCE: f64 = 0.409399;
/// GMV where visitors and CVR go against each other, −60 %: P10, P50, P90.
pub(super) const CORRELATED: [f64; 3] = [4.389665e+09, 4.696235e+09, 5.019611e+09];
