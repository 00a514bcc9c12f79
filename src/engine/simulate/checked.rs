//! What a second implementation, `tests/simulate_check.py`, says of the plan in `tests.rs`: P10, P50, P90, mean; sums in minor
//! units.

pub(super) const GMV: [f64; 4] = [4.2134e9, 4.7080e9, 5.2185e9, 4.7126e9];
pub(super) const BUYERS: [f64; 4] = [1.7006e5, 1.8905e5, 2.0835e5, 1.8913e5];
pub(super) const COST: [f64; 4] = [2.2217e8, 2.5917e8, 3.0238e8, 2.6098e8];
pub(super) const PROFIT: [f64; 4] = [1.0782e9, 1.2393e9, 1.4084e9, 1.2417e9];
pub(super) const CHANCE: f64 = 0.4094;
/// GMV where visitors and CVR go against each other, −60 %: P10, P50, P90.
pub(super) const CORRELATED: [f64; 3] = [4.3897e9, 4.6962e9, 5.0196e9];
