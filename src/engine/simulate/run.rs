//! Draws a plan many times, on several threads, to the same figures on any number of them.

use std::sync::atomic::{AtomicUsize, Ordering};

use rand_distr::{Distribution, StandardNormal};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

use super::bins::{Bins, Spread};
use super::problem::{Outcome, Problem};
use crate::engine::watch::Watch;

/// Draws, unless the plan says otherwise.
pub const DRAWS: u32 = 100_000;
/// Draws that share a generator: blocks are numbered, so that it does not matter who draws which.
const BLOCK: u32 = 8_192;

/// How often, from which seed, on how many threads.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Draws, at least 1.
    pub draws: u32,
    /// Seed.
    pub seed: u64,
    /// Threads, at least 1; changes no figure.
    pub threads: usize,
}

/// What the draws come to. Sums are minor units.
#[derive(Clone, Debug, PartialEq)]
pub struct Simulated {
    /// Draws.
    pub draws: u32,
    /// GMV.
    pub gmv: Spread,
    /// Paying buyers.
    pub buyers: Spread,
    /// Cost of traffic.
    pub cost: Spread,
    /// GMV − refunds − cost of goods − cost of traffic; nothing without goods that have a margin.
    pub profit: Option<Spread>,
    /// The chance of reaching the target GMV, 0 … 1; nothing without a target.
    pub chance: Option<f64>,
    bins: [Bins; 4],
    factors: [Bins; 3],
}

/// A factor of GMV.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factor {
    /// Visitors.
    Uv,
    /// Paying buyers ÷ visitors.
    Cvr,
    /// GMV ÷ paying buyers, in minor units.
    Aov,
}

/// What of an outcome is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// GMV.
    Gmv,
    /// Paying buyers.
    Buyers,
    /// Cost of traffic.
    Cost,
    /// Profit.
    Profit,
}

impl Measure {
    /// Every one, in the order in which lists show them.
    pub const ALL: [Self; 4] = [Self::Gmv, Self::Buyers, Self::Cost, Self::Profit];
}

impl Simulated {
    /// What is told of a measure; nothing of profit without goods that have a margin.
    #[must_use]
    pub const fn spread(&self, of: Measure) -> Option<Spread> {
        match of {
            Measure::Gmv => Some(self.gmv),
            Measure::Buyers => Some(self.buyers),
            Measure::Cost => Some(self.cost),
            Measure::Profit => self.profit,
        }
    }

    /// How the draws of a measure are spread.
    #[must_use]
    pub const fn bins(&self, of: Measure) -> &Bins {
        let [gmv, buyers, cost, profit] = &self.bins;
        match of {
            Measure::Gmv => gmv,
            Measure::Buyers => buyers,
            Measure::Cost => cost,
            Measure::Profit => profit,
        }
    }
}

impl Simulated {
    /// How the draws of a factor are spread.
    #[must_use]
    pub const fn factor(&self, of: Factor) -> &Bins {
        let [uv, cvr, aov] = &self.factors;
        match of {
            Factor::Uv => uv,
            Factor::Cvr => cvr,
            Factor::Aov => aov,
        }
    }
}

/// Blocks of so many draws: what `watch.done` counts up to.
#[must_use]
pub const fn blocks(draws: u32) -> u32 {
    draws.div_ceil(BLOCK)
}

/// Draws the plan; nothing if it is told to stop. `watch.done` counts blocks of 8,192 draws.
#[must_use]
pub fn simulate(problem: &Problem, settings: Settings, watch: &Watch<'_>) -> Option<Simulated> {
    let draws = settings.draws.max(1);
    let blocks = blocks(draws);
    let next = AtomicUsize::new(0);
    let work = || {
        let mut hand = Hand::new(problem);
        let mut sums = Vec::new();
        loop {
            let block = u32::try_from(next.fetch_add(1, Ordering::Relaxed)).unwrap_or(u32::MAX);
            if block >= blocks || (watch.stop)() {
                return (hand, sums);
            }
            sums.push((block, hand.block(settings.seed, block, BLOCK.min(draws - block * BLOCK))));
            watch.done.fetch_add(1, Ordering::Relaxed);
        }
    };
    let threads = settings.threads.clamp(1, 64).min(blocks as usize);
    let mut hands = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut hands = vec![work()];
        hands.extend(others.into_iter().filter_map(|other| other.join().ok()));
        hands
    });
    if (watch.stop)() {
        return None;
    }
    // sums of floats depend on their order: that of the blocks
    let mut sums: Vec<_> = hands.iter_mut().flat_map(|(_, sums)| std::mem::take(sums)).collect();
    sums.sort_by_key(|(block, _)| *block);
    let total = sums.into_iter().fold(Outcome::default(), |sum, (_, more)| sum.plus(&more));
    let mut all = hands.into_iter().map(|(hand, _)| hand);
    let mut hand = all.next()?;
    all.for_each(|other| hand.merge(&other));
    let mean = |sum: f64| sum / f64::from(draws);
    Some(Simulated {
        draws,
        gmv: hand.gmv.spread(mean(total.gmv)),
        buyers: hand.buyers.spread(mean(total.buyers)),
        cost: hand.cost.spread(mean(total.cost)),
        profit: problem.margin.map(|_| hand.profit.spread(mean(total.profit))),
        chance: problem.target.map(|_| hand.reached as f64 / f64::from(draws)),
        bins: [hand.gmv, hand.buyers, hand.cost, hand.profit],
        factors: hand.factors,
    })
}

impl Outcome {
    fn plus(mut self, other: &Self) -> Self {
        self.gmv += other.gmv;
        self.buyers += other.buyers;
        self.cost += other.cost;
        self.profit += other.profit;
        self
    }
}

/// What one thread counts.
struct Hand<'a> {
    problem: &'a Problem,
    values: Vec<f64>,
    gmv: Bins,
    buyers: Bins,
    cost: Bins,
    profit: Bins,
    factors: [Bins; 3],
    reached: u64,
}

impl<'a> Hand<'a> {
    fn new(problem: &'a Problem) -> Self {
        let [gmv, buyers, cost, profit] = problem.ends().map(Bins::new);
        let factors = problem.factor_ends().map(Bins::new);
        Self { problem, values: vec![1.0; problem.ranges.len()], gmv, buyers, cost, profit, factors, reached: 0 }
    }

    /// Draws a block; gives the sums of what it comes to.
    fn block(&mut self, seed: u64, block: u32, draws: u32) -> Outcome {
        let mut dice = dice_of(seed, block);
        let target = self.problem.target.unwrap_or(f64::INFINITY);
        let mut sum = Outcome::default();
        for _ in 0..draws {
            draw(self.problem, &mut self.values, &mut dice);
            let outcome = self.problem.outcome(&self.values);
            self.gmv.add(outcome.gmv);
            self.buyers.add(outcome.buyers);
            self.cost.add(outcome.cost);
            self.profit.add(outcome.profit);
            let [uv, cvr, aov] = &mut self.factors;
            uv.add(outcome.uv);
            cvr.add(if outcome.uv > 0.0 { outcome.buyers / outcome.uv } else { 0.0 });
            aov.add(if outcome.buyers > 0.0 { outcome.gmv / outcome.buyers } else { 0.0 });
            self.reached += u64::from(outcome.gmv >= target);
            sum = sum.plus(&outcome);
        }
        sum
    }

    fn merge(&mut self, other: &Self) {
        self.gmv.merge(&other.gmv);
        self.buyers.merge(&other.buyers);
        self.cost.merge(&other.cost);
        self.profit.merge(&other.profit);
        for (own, other) in self.factors.iter_mut().zip(&other.factors) {
            own.merge(other);
        }
        self.reached += other.reached;
    }
}

/// The generator of a block.
fn dice_of(seed: u64, block: u32) -> Xoshiro256PlusPlus {
    Xoshiro256PlusPlus::seed_from_u64(seed ^ u64::from(block).wrapping_mul(0x9e37_79b9_7f4a_7c15))
}

/// Looks at the values of every draw that [`simulate`] makes with this seed, one by one; whether it was not stopped.
pub(super) fn each_draw(
    problem: &Problem,
    draws: u32,
    seed: u64,
    watch: &Watch<'_>,
    mut look: impl FnMut(&[f64]),
) -> bool {
    let mut values = vec![1.0; problem.ranges.len()];
    for block in 0..blocks(draws) {
        if (watch.stop)() {
            return false;
        }
        let mut dice = dice_of(seed, block);
        for _ in 0..BLOCK.min(draws - block * BLOCK) {
            draw(problem, &mut values, &mut dice);
            look(&values);
        }
        watch.done.fetch_add(1, Ordering::Relaxed);
    }
    true
}

/// Draws a value of each range.
fn draw(problem: &Problem, values: &mut [f64], dice: &mut Xoshiro256PlusPlus) {
    let rho = problem.correlation;
    let ranges = problem.ranges.iter().zip(values);
    if rho == 0.0 || problem.cvr.is_none() {
        for (range, value) in ranges {
            *value = range.quantiles.draw(dice.next_u64());
        }
        return;
    }
    // a normal copula: visitors lean on the draw that CVR comes from
    let shared: f64 = StandardNormal.sample(dice);
    let rest = (1.0 - rho * rho).sqrt();
    for (at, (range, value)) in ranges.enumerate() {
        *value = if Some(at) == problem.cvr {
            range.quantiles.at(below(shared))
        } else if Problem::is_of_visitors(range.of) {
            let own: f64 = StandardNormal.sample(dice);
            range.quantiles.at(below(rho * shared + rest * own))
        } else {
            range.quantiles.draw(dice.next_u64())
        };
    }
}

/// The part of a standard normal distribution below a value.
fn below(z: f64) -> f64 {
    0.5 * libm::erfc(-z * std::f64::consts::FRAC_1_SQRT_2)
}
