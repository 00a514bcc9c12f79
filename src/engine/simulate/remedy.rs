//! What would make the target as sure as wanted, one lever at a time.

use super::problem::Problem;
use super::run::{Measure, Settings, Simulated, simulate};
use crate::engine::watch::Watch;
use crate::model::DriverOf;

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lever {
    /// Visitors of all sources alike.
    Uv,
    /// Visitors of the sources that share a range.
    Of(DriverOf),
    /// CVR.
    Cvr,
    /// 客单价.
    Aov,
    /// The target itself.
    Target,
}

/// A lever, and by how much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Remedy {
    /// What is changed.
    pub lever: Lever,
    /// By which it is multiplied.
    pub factor: f64,
}

/// No lever is pulled farther.
const FARTHEST: f64 = 5.0;
/// Halvings of the search: to a thousandth of a per cent.
const ROUNDS: usize = 20;
/// Draws of each try.
const DRAWS: u32 = 65_536;

/// For each lever that can: the factor with which the chance of the target is `wanted`, 0 … 1. Visitors, CVR and 客单价 move
/// every draw alike, so theirs – and, turned round, the target's – follow from the draws that there are; groups of sources are searched
/// for. A lever that would have to be pulled more than five times as far is left out, and so is one that need not be.
#[must_use]
pub fn remedies(problem: &Problem, found: &Simulated, wanted: f64, seed: u64, watch: &Watch<'_>) -> Vec<Remedy> {
    let Some(target) = problem.target.filter(|target| *target > 0.0) else { return Vec::new() };
    if found.chance.is_none_or(|chance| chance >= wanted) {
        return Vec::new();
    }
    let reached = found.bins(Measure::Gmv).quantile(1.0 - wanted);
    if reached <= 0.0 {
        return Vec::new();
    }
    let factor = target / reached;
    let mut out: Vec<Remedy> = [Lever::Uv, Lever::Cvr, Lever::Aov]
        .into_iter()
        .filter(|_| factor <= FARTHEST)
        .map(|lever| Remedy { lever, factor })
        .collect();
    for group in 0..problem.groups.len() {
        let Some(range) = problem.groups.get(group).and_then(|group| problem.ranges.get(group.driver?)) else {
            continue;
        };
        if problem.groups.len() > 1
            && let Some(factor) = search(problem, group, wanted, seed, watch)
        {
            out.push(Remedy { lever: Lever::Of(range.of), factor });
        }
    }
    out.push(Remedy { lever: Lever::Target, factor: reached / target });
    out
}

/// Blocks that the searches of [`remedies`] draw, at most, where there are so many ranges.
#[must_use]
pub const fn search_blocks(ranges: usize) -> usize {
    super::run::blocks(DRAWS) as usize * (ROUNDS + 1) * ranges
}

/// The factor of a group's visitors.
fn search(problem: &Problem, group: usize, wanted: f64, seed: u64, watch: &Watch<'_>) -> Option<f64> {
    let chance = |factor: f64| {
        let mut tried = problem.clone();
        let own = tried.groups.get_mut(group)?;
        own.gmv *= factor;
        own.buyers *= factor;
        own.by_visit *= factor;
        own.by_sale *= factor;
        simulate(&tried, Settings { draws: DRAWS, seed, threads: 1 }, watch)?.chance
    };
    if chance(FARTHEST)? < wanted {
        return None;
    }
    let (mut low, mut high) = (1.0, FARTHEST);
    for _ in 0..ROUNDS {
        let middle = f64::midpoint(low, high);
        if chance(middle)? < wanted {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(high)
}
