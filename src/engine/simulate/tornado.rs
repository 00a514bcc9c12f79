//! How much each range matters: GMV with one range at its P10 and its P90, all others at their likeliest.

use super::problem::Problem;
use crate::model::{DriverId, DriverOf};

/// How far one range alone moves GMV, in minor units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swing {
    /// Which range.
    pub id: DriverId,
    /// What it is about.
    pub of: DriverOf,
    /// GMV at its P10.
    pub low: f64,
    /// GMV at its P90.
    pub high: f64,
}

/// The ranges that move GMV, the strongest first.
#[must_use]
pub fn tornado(problem: &Problem) -> Vec<Swing> {
    let likely = problem.likely();
    let gmv = |at: usize, value: f64| {
        let mut values = likely.clone();
        if let Some(slot) = values.get_mut(at) {
            *slot = value;
        }
        problem.outcome(&values).gmv
    };
    let mut swings: Vec<Swing> = problem
        .ranges
        .iter()
        .enumerate()
        .map(|(at, range)| {
            let (low, high) = (gmv(at, range.quantiles.at(0.1)), gmv(at, range.quantiles.at(0.9)));
            Swing { id: range.id, of: range.of, low, high }
        })
        .filter(|swing| swing.high > swing.low)
        .collect();
    swings.sort_by(|a, b| (b.high - b.low).total_cmp(&(a.high - a.low)));
    swings
}
