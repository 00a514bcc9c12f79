//! How sure a campaign's target is, as everybody who asks reads it: the draws, what they are held against, and what would help.

use super::Spread;
use super::problem::{Outcome, Problem};
use super::remedy::{Remedy, remedies};
use super::run::{DRAWS, Measure, Settings, Simulated, blocks, simulate};
use super::tornado::{Swing, tornado};
use crate::engine::finding::{Finding, FindingCode, Place, PlaceKind, Tab};
use crate::engine::funnel::{FunnelAnswer, TrafficAnswer};
use crate::engine::watch::{Watch, unwatched};
use crate::model::{Campaign, CampaignId, Count, Money, Rate, Uncertainty};

/// What of a campaign's answer a simulation is held against.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HeldAgainst {
    /// The target GMV.
    pub target: Option<Money>,
    /// Buyers that the funnel needs.
    pub buyers: Option<Count>,
    /// Average margin of the goods at their campaign prices.
    pub margin: Option<Rate>,
}

impl HeldAgainst {
    /// Of a funnel, with the average margin of the campaign's goods.
    #[must_use]
    pub const fn of(funnel: &FunnelAnswer, margin: Option<Rate>) -> Self {
        Self { target: funnel.gmv.value, buyers: funnel.buyers.value, margin }
    }
}

/// Draws of a plan; as many as usual where it does not say.
#[must_use]
pub const fn draws(uncertainty: &Uncertainty) -> u32 {
    if uncertainty.draws == 0 { DRAWS } else { uncertainty.draws }
}

/// Blocks of draws of a whole answer, drawn once for the figures and once for the levers: what a watch counts up to, at most.
#[must_use]
pub const fn steps(uncertainty: &Uncertainty) -> usize {
    2 * blocks(draws(uncertainty)) as usize
}

/// A measure held against what is wanted of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Aim {
    /// What of the outcome.
    pub of: Measure,
    /// What is wanted: GMV and buyers at least, cost at most, profit above it. Sums are minor units.
    pub wanted: f64,
    /// The part of all draws in which it is so, 0 … 1.
    pub chance: f64,
}

/// How sure a campaign's target is. Sums are minor units.
#[derive(Clone, Debug, PartialEq)]
pub struct ChanceAnswer {
    /// Whose it is.
    pub campaign: CampaignId,
    /// What was drawn.
    pub drawn: Simulated,
    /// The plan itself: every range at 100 %.
    pub planned: Outcome,
    /// Every range at its likeliest: what the swings start from.
    pub likely: Outcome,
    /// The target GMV; nothing where the funnel has none.
    pub target: Option<Money>,
    /// The chance that is asked for.
    pub wanted: Rate,
    /// The target, the buyers that the funnel needs, the planned cost of traffic and a profit above zero, as far as they are known.
    pub aims: Vec<Aim>,
    /// How far each range alone moves GMV, the strongest first.
    pub swings: Vec<Swing>,
    /// What would make the target as sure as wanted, one lever at a time; empty where it is.
    pub remedies: Vec<Remedy>,
    /// That it is less sure than wanted.
    pub findings: Vec<Finding>,
}

impl ChanceAnswer {
    /// Draws a campaign on so many threads, which change no figure; nothing where there is nothing to draw, or if it is told to stop.
    #[must_use]
    pub fn new(
        campaign: &Campaign,
        traffic: &TrafficAnswer,
        held: HeldAgainst,
        threads: usize,
        watch: Watch<'_>,
    ) -> Option<Self> {
        let uncertainty = &campaign.uncertainty;
        let problem = Problem::new(campaign, traffic, held.target, campaign.funnel.refund_rate, held.margin)?;
        let seed = u64::from(uncertainty.seed);
        let drawn = simulate(&problem, Settings { draws: draws(uncertainty), seed, threads }, &watch)?;
        let wanted = uncertainty.wanted;
        let remedies = remedies(&problem, &drawn, wanted.to_f64(), seed, &watch);
        if (watch.stop)() {
            return None;
        }
        let planned = problem.planned();
        let mut answer = Self {
            campaign: campaign.id,
            aims: aims(held, &drawn, &planned),
            drawn,
            planned,
            likely: problem.outcome(&problem.likely()),
            target: held.target.filter(|target| *target > Money::ZERO),
            wanted,
            swings: tornado(&problem),
            remedies,
            findings: Vec::new(),
        };
        answer.findings.extend(answer.low());
        Some(answer)
    }

    /// The answer without anybody who stops it.
    #[must_use]
    pub fn whole(
        campaign: &Campaign,
        funnel: &FunnelAnswer,
        traffic: &TrafficAnswer,
        margin: Option<Rate>,
    ) -> Option<Self> {
        unwatched(|watch| Self::new(campaign, traffic, HeldAgainst::of(funnel, margin), threads(), watch))
    }

    /// The chance of reaching the target; nothing without one.
    #[must_use]
    pub fn chance(&self) -> Option<Rate> {
        self.target?;
        self.drawn.chance.map(rate)
    }

    /// Whether the target is as sure as wanted; nothing without a target.
    #[must_use]
    pub fn is_sure(&self) -> Option<bool> {
        Some(self.chance()? >= self.wanted)
    }

    /// The chance of reaching the target if GMV came out so many times as high in every draw – visitors, CVR or 客单价 alike –,
    /// or if the target were divided by it; nothing without a target.
    #[must_use]
    pub fn chance_times(&self, factor: f64) -> Option<Rate> {
        let target = self.target?.minor() as f64;
        (factor > 0.0).then(|| rate(self.reaching(Measure::Gmv, target / factor)))
    }

    /// The part of all draws, 0 … 1, that reaches a value of a measure.
    #[must_use]
    pub fn reaching(&self, of: Measure, value: f64) -> f64 {
        self.drawn.bins(of).reaching(value)
    }

    /// The value of a measure that a part of all draws, 0 … 1, does not reach.
    #[must_use]
    pub fn quantile(&self, of: Measure, part: f64) -> f64 {
        self.drawn.bins(of).quantile(part)
    }

    /// The GMV that is reached with the wanted chance.
    #[must_use]
    pub fn gmv_at_wanted(&self) -> Money {
        money(self.quantile(Measure::Gmv, 1.0 - self.wanted.to_f64()))
    }

    /// P10, P50, P90 and mean of a measure; nothing of profit without goods that have a margin.
    #[must_use]
    pub const fn spread(&self, of: Measure) -> Option<Spread> {
        self.drawn.spread(of)
    }

    fn low(&self) -> Option<Finding> {
        let (chance, target) = (self.chance()?, self.target?);
        if chance >= self.wanted {
            return None;
        }
        let reached = self.gmv_at_wanted();
        let code = FindingCode::ChanceLow { chance, wanted: self.wanted, target, reached };
        Some(Finding::new(code, Some(self.campaign), Place::at(Tab::Funnel, PlaceKind::Chance)))
    }
}

fn aims(held: HeldAgainst, drawn: &Simulated, planned: &Outcome) -> Vec<Aim> {
    let at_least = |of: Measure, wanted: f64| Aim { of, wanted, chance: drawn.bins(of).reaching(wanted) };
    let at_most = |of: Measure, wanted: f64| Aim { of, wanted, chance: 1.0 - drawn.bins(of).reaching(wanted) };
    let target = held.target.filter(|target| *target > Money::ZERO).zip(drawn.chance);
    let buyers = held.buyers.filter(|buyers| buyers.get() > 0);
    [
        target.map(|(target, chance)| Aim { of: Measure::Gmv, wanted: target.minor() as f64, chance }),
        buyers.map(|buyers| at_least(Measure::Buyers, buyers.to_f64())),
        (planned.cost > 0.0).then(|| at_most(Measure::Cost, planned.cost)),
        drawn.profit.map(|_| at_least(Measure::Profit, 0.0)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Threads that the machine has.
#[must_use]
pub fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// A chance, 0 … 1, to the millionth.
#[must_use]
pub fn rate(chance: f64) -> Rate {
    Rate::from_ppm((chance * 1e6).round() as i64)
}

/// A sum of a simulation, rounded half away from zero to the minor unit.
#[must_use]
pub fn money(minor: f64) -> Money {
    Money::from_wide(minor.round() as i128)
}
