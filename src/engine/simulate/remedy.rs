//! What would make the target as sure as wanted, one lever at a time.

use super::problem::Problem;
use super::run::{Measure, Simulated, each_draw};
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
/// Classes in which the factors that draws need are counted, from 1 to the farthest.
const CLASSES: usize = 65_536;

/// For each lever that can: the factor with which the chance of the target is `wanted`, 0 … 1, over the very draws that were found. Each
/// draw says by how much a lever must be pulled for it to reach the target; the factor is the one that enough of them do with,
/// rounded up to a sixteen-thousandth. Visitors, CVR and 客单价 move every draw alike, so that theirs is one, and the target's the same turned
/// round. A lever that would have to be pulled more than five times as far is left out, and so is one that need not be.
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
    let groups: Vec<(usize, DriverOf)> = if problem.groups.len() > 1 {
        let of = |at: usize| problem.groups.get(at).and_then(|group| problem.ranges.get(group.driver?));
        (0..problem.groups.len()).filter_map(|at| Some((at, of(at)?.of))).collect()
    } else {
        Vec::new()
    };
    let mut needed = vec![Needed::default(); groups.len() + 1];
    let all_drawn = each_draw(problem, found.draws, seed, watch, |values| {
        let parts = problem.parts(values);
        let all: f64 = parts.all;
        if let Some((first, others)) = needed.split_first_mut() {
            first.add(target / all);
            for (needed, (at, _)) in others.iter_mut().zip(&groups) {
                let own = problem.part(*at, values, &parts);
                needed.add((target - (all - own)) / own);
            }
        }
    });
    if !all_drawn {
        return Vec::new();
    }
    let mut factors = needed.iter().map(|needed| needed.factor(wanted));
    let all = factors.next().flatten();
    let alike = [Lever::Uv, Lever::Cvr, Lever::Aov];
    let mut out: Vec<Remedy> =
        all.iter().flat_map(|factor| alike.map(|lever| Remedy { lever, factor: *factor })).collect();
    out.extend(
        groups
            .iter()
            .zip(factors)
            .filter_map(|((_, of), factor)| factor.map(|factor| Remedy { lever: Lever::Of(*of), factor })),
    );
    out.push(Remedy { lever: Lever::Target, factor: all.map_or(reached / target, |factor| 1.0 / factor) });
    out
}

/// The factors that draws need, counted: those up to 1, by class up to the farthest; the others never reach.
#[derive(Clone, Debug)]
struct Needed {
    none: u64,
    classes: Vec<u32>,
    all: u64,
}

impl Default for Needed {
    fn default() -> Self {
        Self { none: 0, classes: vec![0; CLASSES], all: 0 }
    }
}

impl Needed {
    fn add(&mut self, factor: f64) {
        self.all += 1;
        if factor <= 1.0 {
            self.none += 1;
        } else if factor <= FARTHEST {
            let class = ((factor - 1.0) / (FARTHEST - 1.0) * CLASSES as f64) as usize;
            if let Some(count) = self.classes.get_mut(class.min(CLASSES - 1)) {
                *count += 1;
            }
        }
    }

    /// The least factor with which a part of all draws reaches the target.
    fn factor(&self, wanted: f64) -> Option<f64> {
        let enough = wanted * self.all as f64;
        let mut sum = self.none as f64;
        for (class, count) in self.classes.iter().enumerate() {
            sum += f64::from(*count);
            if sum >= enough {
                return Some(1.0 + (FARTHEST - 1.0) * (class + 1) as f64 / CLASSES as f64);
            }
        }
        None
    }
}
