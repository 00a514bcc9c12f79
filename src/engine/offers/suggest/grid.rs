//! What is tried: nice thresholds × nice values, and which of them may stand together in a ladder.

use crate::engine::offers::bands::Tier;
use crate::engine::offers::nice;
use crate::engine::offers::response::Behaviour;
use crate::engine::offers::values::float;
use crate::model::offer::{Reduction, Rung};
use crate::model::{Money, Rate};

/// The most thresholds of a grid that is made here.
const MOST_THRESHOLDS: usize = 60;

/// The grid that a suggestion is exact over: every ladder of rungs (threshold, value) from the two lists in which
/// - value ÷ threshold of each rung lies in the closed range of rates,
/// - thresholds and values rise from rung to rung, and so does what is paid at the rung (threshold − value),
/// - an order that tops up to a rung does not land on the one above it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// Thresholds, above zero.
    pub thresholds: Vec<Money>,
    /// Values, above zero.
    pub values: Vec<Money>,
    /// The least value ÷ threshold.
    pub least_rate: Rate,
    /// The most value ÷ threshold, below 1.
    pub most_rate: Rate,
}

impl Grid {
    /// Nice thresholds from 0.4 to 3.2 times the 客单价, without those in the gap between the tiers, at most 60 of them;
    /// nice values; rates of 3 … 20 %.
    #[must_use]
    pub fn nice(aov: Money) -> Self {
        let part = |fifths: i128| Money::from_wide(aov.wide() * fifths / 5);
        let mut thresholds = nice::thresholds(part(2), part(16));
        thresholds.retain(|t| Tier::of(*t, aov).is_some_and(|tier| tier != Tier::Gap));
        let every = thresholds.len().div_ceil(MOST_THRESHOLDS).max(1);
        let thresholds: Vec<Money> = thresholds.into_iter().step_by(every).collect();
        let (least_rate, most_rate) = (Rate::from_percent(3), Rate::from_percent(20));
        let low = thresholds.first().map_or(Money::ZERO, |t| t.at_rate(least_rate));
        let high = thresholds.last().map_or(Money::ZERO, |t| t.at_rate(most_rate));
        Self { values: nice::values(low, high), thresholds, least_rate, most_rate }
    }

    /// The rungs that may stand in a ladder, by threshold, then value.
    pub(super) fn states(&self) -> Vec<State> {
        let ascending = |list: &[Money]| {
            let mut list: Vec<Money> = list.iter().copied().filter(|m| *m > Money::ZERO).collect();
            list.sort_unstable();
            list.dedup();
            list
        };
        let (thresholds, values) = (ascending(&self.thresholds), ascending(&self.values));
        let fits = |t: Money, v: Money| {
            let value = v.wide() * Rate::ONE.wide();
            v < t && t.wide() * self.least_rate.wide() <= value && value <= t.wide() * self.most_rate.wide()
        };
        let mut out = Vec::new();
        for (t, threshold) in thresholds.iter().copied().enumerate() {
            for (v, value) in values.iter().copied().enumerate().filter(|(_, value)| fits(threshold, *value)) {
                out.push(State { t, v, threshold, value });
            }
        }
        out
    }
}

/// A rung of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct State {
    /// Position of its threshold among the grid's.
    pub t: usize,
    /// Position of its value among the grid's.
    pub v: usize,
    /// Threshold.
    pub threshold: Money,
    /// Value.
    pub value: Money,
}

impl State {
    /// Whether a rung may stand next above this one.
    pub fn may_precede(&self, next: &Self, behaviour: &Behaviour) -> bool {
        next.value > self.value
            && next.threshold.wide() - next.value.wide() > self.threshold.wide() - self.value.wide()
            && float(next.threshold) > behaviour.lands(float(self.threshold))
    }

    /// Whether both are within a step of the grid in threshold and value.
    pub const fn is_near(&self, other: &Self) -> bool {
        self.t.abs_diff(other.t) <= 1 && self.v.abs_diff(other.v) <= 1
    }

    /// As a rung of the model.
    pub const fn rung(&self) -> Rung {
        Rung { at: self.threshold, off: Reduction::Less(self.value) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nice_grid_of_a_shop() {
        let grid = Grid::nice(Money::from_major(250));
        assert_eq!(grid.thresholds.first(), Some(&Money::from_major(109)));
        assert_eq!(grid.thresholds.last(), Some(&Money::from_major(799)));
        assert!(grid.thresholds.iter().all(|t| Tier::of(*t, Money::from_major(250)) != Some(Tier::Gap)));
        assert!(grid.thresholds.len() <= MOST_THRESHOLDS && grid.states().len() > 200);
        for state in grid.states() {
            let rate = state.value.ratio(state.threshold).unwrap();
            assert!(rate >= grid.least_rate && rate <= grid.most_rate);
        }
        for aov in [0, 1, 12, 3_000, 250_000_000] {
            let grid = Grid::nice(Money::from_major(aov));
            assert!(grid.thresholds.len() <= MOST_THRESHOLDS);
            assert_eq!(grid.states().is_empty(), aov < 5, "{aov}");
        }
    }
}
