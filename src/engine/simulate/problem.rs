//! The traffic plan with ranges about its figures.

use super::shape::Quantiles;
use crate::engine::funnel::{FunnelAnswer, TrafficAnswer};
use crate::engine::offers::campaign::average_margin;
use crate::engine::split::goods_mix;
use crate::model::{Campaign, CostModel, DriverId, DriverOf, Money, Project, Rate};

/// A range that is drawn from.
#[derive(Clone, Debug)]
pub struct Range {
    /// Which.
    pub id: DriverId,
    /// What it is about.
    pub of: DriverOf,
    /// The likeliest value.
    pub likely: f64,
    /// What it can come to.
    pub quantiles: Quantiles,
}

/// Sources that share a range of visitors, or have none.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Group {
    /// The range of their visitors.
    pub driver: Option<usize>,
    pub uv: f64,
    pub gmv: f64,
    pub buyers: f64,
    /// Cost that grows with visitors.
    pub by_visit: f64,
    /// Cost that grows with GMV.
    pub by_sale: f64,
}

/// A plan that can be drawn. Sums are minor units.
#[derive(Clone, Debug, Default)]
pub struct Problem {
    /// The ranges.
    pub ranges: Vec<Range>,
    pub(super) groups: Vec<Group>,
    pub(super) fixed_cost: f64,
    pub(super) cvr: Option<usize>,
    pub(super) aov: Option<usize>,
    pub(super) refunds: Option<usize>,
    pub(super) traffic_cost: Option<usize>,
    pub(super) goods_cost: Option<usize>,
    pub(super) refund_rate: f64,
    /// Average margin of the goods at their campaign prices.
    pub(super) margin: Option<f64>,
    /// How visitors and CVR go together, −1 … 1.
    pub(super) correlation: f64,
    /// The target GMV.
    pub target: Option<f64>,
}

/// GMV of a draw.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts {
    /// All of it.
    pub all: f64,
    /// CVR × 客单价, as parts of the planned ones.
    pub rates: f64,
}

/// What a plan comes to in one draw.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Outcome {
    /// GMV.
    pub gmv: f64,
    /// Visitors.
    pub uv: f64,
    /// Paying buyers.
    pub buyers: f64,
    /// Cost of traffic.
    pub cost: f64,
    /// GMV − refunds − cost of goods − cost of traffic; without goods that have a margin, 0.
    pub profit: f64,
}

impl Problem {
    /// The plan of a campaign with its ranges; nothing without ranges or planned visitors.
    #[must_use]
    pub fn new(
        campaign: &Campaign,
        traffic: &TrafficAnswer,
        target: Option<Money>,
        refund_rate: Rate,
        margin: Option<Rate>,
    ) -> Option<Self> {
        let uncertainty = &campaign.uncertainty;
        if uncertainty.drivers.is_empty() || traffic.total.gmv <= Money::ZERO {
            return None;
        }
        let ranges: Vec<Range> = uncertainty
            .drivers
            .iter()
            .map(|driver| {
                // nothing comes to less than nothing
                let part = |rate: Rate| rate.to_f64().max(0.0);
                let (low, likely, high) = (part(driver.low), part(driver.likely), part(driver.high));
                Range {
                    id: driver.id,
                    of: driver.of,
                    likely,
                    quantiles: Quantiles::new(low, likely, high, driver.shape),
                }
            })
            .collect();
        let of = |of: DriverOf| ranges.iter().position(|range| range.of == of);
        let mut problem = Self {
            cvr: of(DriverOf::Cvr),
            aov: of(DriverOf::Aov),
            refunds: of(DriverOf::Refunds),
            traffic_cost: of(DriverOf::TrafficCost),
            goods_cost: of(DriverOf::GoodsCost),
            refund_rate: refund_rate.to_f64().clamp(0.0, 1.0),
            margin: margin.map(Rate::to_f64),
            correlation: uncertainty.correlation.to_f64().clamp(-0.99, 0.99),
            target: target.map(|target| target.minor() as f64),
            ..Self::default()
        };
        for row in traffic.rows.iter().filter(|row| !row.group) {
            let shared = if row.paid { DriverOf::PaidUv } else { DriverOf::FreeUv };
            let driver = of(DriverOf::SourceUv(row.id)).or_else(|| of(shared));
            let known = problem.groups.iter().position(|group| group.driver == driver);
            let at = known.unwrap_or(problem.groups.len());
            if known.is_none() {
                problem.groups.push(Group { driver, ..Group::default() });
            }
            let model = campaign.traffic.get(row.id).map(|source| source.cost).unwrap_or_default();
            // what a play pays for people grows with them; what its source costs besides is as its model says
            let by_people = row.play.as_ref().map_or(0.0, |play| play.cost.by_people().minor() as f64);
            let in_any_case = row.play.as_ref().map_or(0.0, |play| play.cost.fixed.minor() as f64);
            let cost = row.sums.cost.minor() as f64 - by_people - in_any_case;
            let Some(group) = problem.groups.get_mut(at) else { continue };
            group.uv += row.sums.uv.get() as f64;
            group.gmv += row.sums.gmv.minor() as f64;
            group.buyers += row.sums.buyers_nano as f64 / 1e9;
            group.by_visit += by_people;
            problem.fixed_cost += in_any_case;
            match model {
                CostModel::Cpc(_) | CostModel::Cpm { .. } => group.by_visit += cost,
                CostModel::Cps(_) => group.by_sale += cost,
                _ => problem.fixed_cost += cost,
            }
        }
        problem.ranges = ranges;
        Some(problem)
    }

    /// The plan of a campaign whose answer is there.
    #[must_use]
    pub fn of(project: &Project, campaign: &Campaign, funnel: &FunnelAnswer, traffic: &TrafficAnswer) -> Option<Self> {
        let mix = goods_mix(&project.goods, &campaign.goods);
        let margin = average_margin(&project.goods, &mix);
        Self::new(campaign, traffic, funnel.gmv.value, campaign.funnel.refund_rate, margin)
    }

    /// Whether a range is about visitors.
    #[must_use]
    pub(super) fn is_of_visitors(of: DriverOf) -> bool {
        matches!(of, DriverOf::FreeUv | DriverOf::PaidUv | DriverOf::SourceUv(_))
    }

    /// What the plan comes to where each range has this value.
    #[must_use]
    pub fn outcome(&self, values: &[f64]) -> Outcome {
        let of = |driver: Option<usize>| value(driver, values);
        let (cvr, aov) = (of(self.cvr), of(self.aov));
        let mut out = Outcome::default();
        let (mut visits, mut sales) = (0.0, 0.0);
        for group in &self.groups {
            let k = of(group.driver);
            out.gmv += group.gmv * k;
            out.buyers += group.buyers * k;
            out.uv += group.uv * k;
            visits += group.by_visit * k;
            sales += group.by_sale * k;
        }
        out.gmv *= cvr * aov;
        out.buyers *= cvr;
        out.cost = (visits + sales * cvr * aov) * of(self.traffic_cost) + self.fixed_cost;
        if let Some(margin) = self.margin {
            let kept = (1.0 - self.refund_rate * of(self.refunds)).max(0.0);
            out.profit = out.gmv * kept * (1.0 - (1.0 - margin) * of(self.goods_cost)) - out.cost;
        }
        out
    }

    /// Between which values visitors, CVR and 客单价 lie: a mix of sources has no rate beyond those of its sources.
    pub(super) fn factor_ends(&self) -> [(f64, f64); 3] {
        let lows: Vec<f64> = self.ranges.iter().map(|range| range.quantiles.ends().0).collect();
        let highs: Vec<f64> = self.ranges.iter().map(|range| range.quantiles.ends().1).collect();
        let among = |part: fn(&Group) -> f64, whole: fn(&Group) -> f64, driver: Option<usize>| {
            let known = self.groups.iter().filter(|group| whole(group) > 0.0).map(|group| part(group) / whole(group));
            let (low, high) = known.fold((f64::INFINITY, 0.0_f64), |(low, high), rate| (low.min(rate), high.max(rate)));
            if low <= high { (low * value(driver, &lows), high * value(driver, &highs)) } else { (0.0, 0.0) }
        };
        let apart = |(low, high): (f64, f64)| (low - low.abs() * 1e-9, high + high.abs() * 1e-9 + 1e-9);
        [
            (self.outcome(&lows).uv, self.outcome(&highs).uv),
            among(|group| group.buyers, |group| group.uv, self.cvr),
            among(|group| group.gmv, |group| group.buyers, self.aov),
        ]
        .map(apart)
    }

    /// GMV where each range has this value, and what it is multiplied by beside the visitors.
    pub(super) fn parts(&self, values: &[f64]) -> Parts {
        let rates = value(self.cvr, values) * value(self.aov, values);
        let visitors: f64 = self.groups.iter().map(|group| group.gmv * value(group.driver, values)).sum();
        Parts { all: visitors * rates, rates }
    }

    /// The part of a group in it.
    pub(super) fn part(&self, group: usize, values: &[f64], parts: &Parts) -> f64 {
        self.groups.get(group).map_or(0.0, |group| group.gmv * value(group.driver, values) * parts.rates)
    }

    /// What the plan itself comes to: every range at 100 %.
    #[must_use]
    pub fn planned(&self) -> Outcome {
        self.outcome(&[])
    }

    /// Each range at its likeliest.
    #[must_use]
    pub fn likely(&self) -> Vec<f64> {
        self.ranges.iter().map(|range| range.likely).collect()
    }

    /// Between which values every outcome lies.
    pub(super) fn ends(&self) -> [(f64, f64); 4] {
        let lows: Vec<f64> = self.ranges.iter().map(|range| range.quantiles.ends().0).collect();
        let highs: Vec<f64> = self.ranges.iter().map(|range| range.quantiles.ends().1).collect();
        let (low, high) = (self.outcome(&lows), self.outcome(&highs));
        // profit grows with some and falls with others: the widest that can be
        let lost = (1.0 - self.margin.unwrap_or(1.0)).abs() * value(self.goods_cost, &highs).max(1.0);
        let widest = high.gmv * (1.0 + lost) + high.cost.abs();
        // a little apart, as rounding may carry an outcome to the end
        let apart = |(low, high): (f64, f64)| (low - low.abs() * 1e-9, high + high.abs() * 1e-9 + 1e-6);
        [(low.gmv, high.gmv), (low.buyers, high.buyers), (low.cost, high.cost), (-widest, high.gmv)].map(apart)
    }
}

/// The value of a range, or 100 % of the plan.
fn value(driver: Option<usize>, values: &[f64]) -> f64 {
    driver.and_then(|at| values.get(at)).copied().unwrap_or(1.0)
}
