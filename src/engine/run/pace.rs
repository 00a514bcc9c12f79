//! The plan as it goes by: the target's split down to the hour, and the visitors, buyers and spend that go with it.

use jiff::ToSpan as _;
use jiff::civil::DateTime;

use crate::engine::funnel::{SourceAtTarget, TrafficAnswer, at_target};
use crate::engine::split::share::apportion;
use crate::engine::split::{TimeSplit, all_hours};
use crate::model::number::div_half_up;
use crate::model::{Campaign, Count, Money, PhaseId, Rate, SourceId};

/// An hour of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanHour {
    /// First instant of the full hour.
    pub start: DateTime,
    /// First instant no longer in it.
    pub end: DateTime,
    /// The phase it lies in.
    pub phase: PhaseId,
    /// Its part of the target.
    pub gmv: Money,
}

/// What is planned for a stretch of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanSums {
    /// GMV: hours that lie in it as a whole.
    pub gmv: Money,
    /// Visitors: those of each phase by its part of the phase's GMV, half up. Nothing where a phase's are not known.
    pub uv: Option<Count>,
    /// Paying buyers: GMV ÷ the phase's 客单价, half up.
    pub buyers: Option<Count>,
    /// Spend on traffic: the plan's by GMV, half up.
    pub cost: Option<Money>,
}

impl PlanSums {
    /// Buyers ÷ visitors.
    #[must_use]
    pub fn cvr(&self) -> Option<Rate> {
        let (uv, buyers) = (self.uv?, self.buyers?);
        Rate::ratio(buyers.wide(), uv.wide()).filter(|rate| !rate.is_zero())
    }

    /// GMV ÷ buyers, half up.
    #[must_use]
    pub fn aov(&self) -> Option<Money> {
        self.gmv.per(self.buyers?)
    }

    /// GMV ÷ spend.
    #[must_use]
    pub fn roi(&self) -> Option<Rate> {
        let cost = self.cost.filter(|cost| *cost > Money::ZERO)?;
        Rate::ratio(self.gmv.wide(), cost.wide())
    }
}

/// What is planned of a source for a stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourcePlan {
    /// Which.
    pub id: SourceId,
    /// Its visitors at the target.
    pub uv: Option<Count>,
    /// Its part of the target.
    pub gmv: Money,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct PhasePlan {
    id: PhaseId,
    gmv: Money,
    uv: Option<Count>,
    aov: Option<Money>,
}

/// The plan as it goes by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// Every hour in which something is sold, in the order of time.
    pub hours: Vec<PlanHour>,
    /// What is split.
    pub target: Money,
    phases: Vec<PhasePlan>,
    sources: Vec<SourceAtTarget>,
    /// Visitors of all phases; nothing where one's are not known.
    uv: Option<Count>,
    cost: Money,
    /// What a visitor of the paid sources is planned to cost, half up; nothing without any.
    pub paid_uv_price: Option<Money>,
}

impl Pace {
    /// From the target's split and the traffic plan.
    #[must_use]
    pub fn new(campaign: &Campaign, time: &TimeSplit, traffic: &TrafficAnswer) -> Self {
        let phase_at = |at: DateTime, end: DateTime| {
            let piece = time.pieces.iter().find(|piece| piece.start < end && at < piece.end);
            piece.map(|piece| piece.phase)
        };
        let hour = |hour: crate::engine::split::HourShare| {
            let end = hour.at.checked_add(1.hour()).unwrap_or(hour.at);
            Some(PlanHour { start: hour.at, end, phase: phase_at(hour.at, end)?, gmv: hour.gmv })
        };
        let phase = |share: &crate::engine::split::StretchShare<PhaseId>| PhasePlan {
            id: share.of,
            gmv: share.gmv,
            uv: share.factors.uv.value,
            aov: share.factors.aov.value,
        };
        let leaves = || traffic.rows.iter().filter(|row| !row.group);
        let paid = || leaves().filter(|row| row.paid && row.sums.cost > Money::ZERO);
        let (cost, uv): (Money, Count) = (paid().map(|row| row.sums.cost).sum(), paid().map(|row| row.sums.uv).sum());
        let uvs: Option<Vec<Count>> = time.phases.iter().map(|share| share.factors.uv.value).collect();
        Self {
            hours: all_hours(campaign, time).into_iter().filter_map(hour).collect(),
            target: time.target,
            phases: time.phases.iter().map(phase).collect(),
            sources: at_target(traffic, time.target),
            uv: uvs.map(|uvs| uvs.into_iter().sum()),
            cost: traffic.total.cost,
            paid_uv_price: cost.per(uv).filter(|price| *price > Money::ZERO),
        }
    }

    /// A plan that knows GMV by the hour only, in the order of time.
    #[must_use]
    pub fn of_hours(hours: Vec<PlanHour>) -> Self {
        let target = hours.iter().map(|hour| hour.gmv).sum();
        Self { hours, target, ..Self::default() }
    }

    /// The first instant in which something is sold, and the first after it.
    #[must_use]
    pub fn span(&self) -> Option<(DateTime, DateTime)> {
        Some((self.hours.first()?.start, self.hours.last()?.end))
    }

    /// The hours that lie in a stretch as a whole.
    pub fn within(&self, from: DateTime, until: DateTime) -> impl Iterator<Item = &PlanHour> {
        let first = self.hours.partition_point(|hour| hour.start < from);
        self.hours.iter().skip(first).take_while(move |hour| hour.end <= until)
    }

    /// Part of a stretch's GMV that is planned up to an instant, 0 … 1; one that sells nothing is due when it is over.
    #[must_use]
    pub fn part_by(&self, from: DateTime, until: DateTime, at: DateTime) -> f64 {
        let all = self.sums(from, until).gmv.to_f64();
        if all > 0.0 { self.sums(from, until.min(at)).gmv.to_f64() / all } else { f64::from(u8::from(at >= until)) }
    }

    /// What is planned for a stretch.
    #[must_use]
    pub fn sums(&self, from: DateTime, until: DateTime) -> PlanSums {
        let mut by_phase = vec![0i128; self.phases.len()];
        let mut gmv = 0i128;
        for hour in self.within(from, until) {
            gmv += hour.gmv.wide();
            if let Some(slot) = self.phases.iter().position(|p| p.id == hour.phase).and_then(|at| by_phase.get_mut(at))
            {
                *slot += hour.gmv.wide();
            }
        }
        let (mut uv, mut buyers) = (Some(0i128), Some(0i128));
        for (phase, part) in self.phases.iter().zip(by_phase).filter(|(_, part)| *part > 0) {
            let visitors = phase.uv.and_then(|uv| div_half_up(uv.wide() * part, phase.gmv.wide()));
            let people = phase.aov.and_then(|aov| div_half_up(part, aov.wide()));
            uv = uv.zip(visitors).map(|(sum, more)| sum + more);
            buyers = buyers.zip(people).map(|(sum, more)| sum + more);
        }
        let cost = div_half_up(self.cost.wide() * gmv, self.target.wide());
        PlanSums {
            gmv: Money::from_wide(gmv),
            uv: uv.map(Count::from_wide),
            buyers: buyers.map(Count::from_wide),
            cost: cost.map(Money::from_wide),
        }
    }

    /// What of it each source is to bring, in the order of the traffic plan: GMV sums to the whole exactly (largest
    /// remainder). Visitors are those at the target, as far as the whole's have gone by; they sum to what that rounds to.
    #[must_use]
    pub fn by_source(&self, sums: &PlanSums) -> Vec<SourcePlan> {
        let weights = |of: fn(&SourceAtTarget) -> i128| -> Vec<i128> { self.sources.iter().map(of).collect() };
        let gmv = apportion(sums.gmv.wide(), &weights(|leaf| leaf.gmv.wide()));
        let all: i128 = self.sources.iter().map(|leaf| leaf.uv.wide()).sum();
        let gone = sums.uv.zip(self.uv).and_then(|(gone, whole)| div_half_up(all * gone.wide(), whole.wide()));
        let uv = gone.map(|gone| apportion(gone, &weights(|leaf| leaf.uv.wide())));
        let row = |(at, leaf): (usize, &SourceAtTarget)| SourcePlan {
            id: leaf.id,
            uv: uv.as_ref().and_then(|uv| uv.get(at)).map(|uv| Count::from_wide(*uv)),
            gmv: gmv.get(at).map_or(Money::ZERO, |gmv| Money::from_wide(*gmv)),
        };
        self.sources.iter().enumerate().map(row).collect()
    }
}
