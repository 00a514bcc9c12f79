//! A lever pulled in the plan itself: what it stands at, what it needs, and the plan with that figure in it.

use std::sync::Arc;

use super::remedy::{Lever, Remedy};
use crate::engine::funnel::edit::{Typed, is_locked, type_value};
use crate::engine::funnel::{SourceAnswer, TrafficAnswer, Unknown};
use crate::engine::value::Value;
use crate::model::{Campaign, Count, DriverOf, Money, Rate};

/// A lever's figure now, and the one that makes the target as sure as wanted: visitors and 客单价 rounded up, the target down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pull {
    /// As planned.
    pub now: Value,
    /// As it must be.
    pub then: Value,
}

/// The sources whose visitors a lever moves.
fn moved<'a>(
    campaign: &'a Campaign,
    traffic: &'a TrafficAnswer,
    lever: Lever,
) -> impl Iterator<Item = &'a SourceAnswer> {
    let drivers = &campaign.uncertainty.drivers;
    let has_own = move |row: &SourceAnswer| drivers.iter().any(|driver| driver.of == DriverOf::SourceUv(row.id));
    traffic.rows.iter().filter(move |row| {
        !row.group
            && match lever {
                Lever::Of(DriverOf::SourceUv(id)) => row.id == id,
                Lever::Of(DriverOf::FreeUv) => !row.paid && !has_own(row),
                Lever::Of(DriverOf::PaidUv) => row.paid && !has_own(row),
                Lever::Of(_) | Lever::Target => false,
                Lever::Uv | Lever::Cvr | Lever::Aov => true,
            }
    })
}

/// Rounded up, but not for what a float is off.
fn up(value: f64) -> i128 {
    (value - 1e-6).ceil() as i128
}

fn more_count(count: Count, factor: f64) -> Count {
    Count::from_wide(up(count.to_f64() * factor))
}

fn more_money(money: Money, factor: f64) -> Money {
    Money::from_wide(up(money.minor() as f64 * factor))
}

/// Up to the hundredth of a per cent, at most 100 %.
fn more_rate(rate: Rate, factor: f64) -> Rate {
    const STEP: f64 = 10_000.0;
    Rate::from_ppm(up(rate.to_f64() * factor * STEP) as i64 * (1e6 / STEP) as i64).min(Rate::ONE)
}

/// Down to the whole unit of money.
fn less(money: Money, factor: f64) -> Money {
    Money::from_wide((money.minor() as f64 * factor / 100.0).floor() as i128 * 100)
}

/// What a range is about, as planned; nothing of the cost of goods, which is a part of every price.
#[must_use]
pub fn planned(campaign: &Campaign, traffic: &TrafficAnswer, of: DriverOf) -> Option<Value> {
    match of {
        DriverOf::Cvr => traffic.total.cvr().map(Value::Rate),
        DriverOf::Aov => traffic.total.aov().map(Value::Money),
        DriverOf::Refunds => Some(Value::Rate(campaign.funnel.refund_rate)),
        DriverOf::TrafficCost => Some(Value::Money(traffic.total.cost)),
        DriverOf::GoodsCost => None,
        DriverOf::FreeUv | DriverOf::PaidUv | DriverOf::SourceUv(_) => {
            let all: i128 = moved(campaign, traffic, Lever::Of(of)).map(|row| row.sums.uv.wide()).sum();
            Some(Value::Count(Count::from_wide(all)))
        }
    }
}

/// The figures of a lever; nothing where the plan has none of it.
#[must_use]
pub fn figures(campaign: &Campaign, traffic: &TrafficAnswer, target: Option<Money>, remedy: &Remedy) -> Option<Pull> {
    let factor = remedy.factor;
    match remedy.lever {
        Lever::Cvr => {
            let now = traffic.total.cvr()?;
            Some(Pull { now: Value::Rate(now), then: Value::Rate(more_rate(now, factor)) })
        }
        Lever::Aov => {
            let now = traffic.total.aov()?;
            Some(Pull { now: Value::Money(now), then: Value::Money(more_money(now, factor)) })
        }
        Lever::Target => {
            let now = target?;
            Some(Pull { now: Value::Money(now), then: Value::Money(less(now, factor)) })
        }
        Lever::Uv | Lever::Of(_) => {
            let now: i128 = moved(campaign, traffic, remedy.lever).map(|row| row.sums.uv.wide()).sum();
            let now = Count::from_wide(now);
            (now.get() > 0).then(|| Pull { now: Value::Count(now), then: Value::Count(more_count(now, factor)) })
        }
    }
}

/// Whether the plan can take a lever's figure: a target that follows from the traffic cannot be set beside it, and no source
/// converts more than everybody.
#[must_use]
pub fn can_pull(campaign: &Campaign, traffic: &TrafficAnswer, remedy: &Remedy) -> bool {
    match remedy.lever {
        Lever::Target => is_locked(&campaign.funnel, Unknown::Gmv),
        Lever::Cvr => moved(campaign, traffic, remedy.lever)
            .all(|row| row.cvr.value.is_none_or(|cvr| cvr.to_f64() * remedy.factor <= 1.0)),
        Lever::Uv | Lever::Aov | Lever::Of(_) => true,
    }
}

/// Pulls a lever: every source it moves is multiplied alike, so that their mix stays.
pub fn pull(campaign: &mut Campaign, traffic: &TrafficAnswer, target: Option<Money>, remedy: &Remedy) {
    if remedy.lever == Lever::Target {
        if let Some(target) = target {
            let typed = type_value(&campaign.funnel, Typed::Gmv(less(target, remedy.factor)));
            campaign.funnel = Arc::new(typed);
        }
        return;
    }
    let rows: Vec<SourceAnswer> = moved(campaign, traffic, remedy.lever).cloned().collect();
    for row in rows {
        let Some(source) = campaign.traffic.get_mut(row.id) else { continue };
        match remedy.lever {
            Lever::Cvr => source.cvr = row.cvr.value.map(|cvr| more_rate(cvr, remedy.factor)),
            Lever::Aov => source.aov = row.aov.value.map(|aov| more_money(aov, remedy.factor)),
            _ => source.uv = Some(more_count(row.sums.uv, remedy.factor)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::funnel::solve;
    use crate::engine::plan::traffic_of;
    use crate::engine::simulate::{ChanceAnswer, ranges};
    use crate::model::{CostModel, Driver, DriverId, Funnel, Quantity, Source, SourceId, Stage, StageId, StageKind};

    fn source(id: u32, uv: u64, cost: CostModel) -> Source {
        Source { id: SourceId(id), uv: Some(Count::new(uv)), cost, ..Source::default() }
    }

    /// 100,000 free and 60,000 paid visitors, of whom 5 % buy for 200 each: 160万 against a target of 180万.
    fn campaign() -> Campaign {
        let stage = |id, kind, rate| Stage { id: StageId(id), kind, rate, ..Stage::default() };
        let funnel = Funnel {
            gmv: Quantity::Fixed(Money::from_major(1_800_000)),
            aov: Quantity::Fixed(Money::from_major(200)),
            stages: vec![
                stage(1, StageKind::Visitors, Quantity::Fixed(Rate::from_percent(5))),
                stage(2, StageKind::Paid, Quantity::Free),
            ]
            .into(),
            ..Funnel::default()
        };
        let mut campaign = Campaign { funnel: Arc::new(funnel), ..Campaign::default() };
        campaign.traffic.push(source(10, 100_000, CostModel::Free));
        campaign.traffic.push(source(11, 60_000, CostModel::Cpc(Money::from_minor(150))));
        let drivers =
            ranges::ASSUMED.iter().zip(20..).map(|((of, ..), id)| Driver { id: DriverId(id), ..ranges::assumed(*of) });
        Arc::make_mut(&mut campaign.uncertainty).drivers = drivers.collect::<Vec<_>>().into();
        campaign
    }

    fn drawn(campaign: &Campaign) -> (ChanceAnswer, TrafficAnswer, Option<Money>) {
        let funnel = solve(&campaign.funnel);
        let plan = traffic_of(campaign, &funnel);
        let margin = Some(Rate::from_percent(40));
        (ChanceAnswer::whole(campaign, &funnel, &plan, margin).expect("drawn"), plan, funnel.gmv.value)
    }

    #[test]
    fn a_plan_with_a_lever_pulled_is_as_sure_as_wanted() {
        let campaign = campaign();
        let (answer, plan, target) = drawn(&campaign);
        assert!(answer.chance().expect("a target") < answer.wanted, "{:?}", answer.chance());
        assert_eq!(answer.remedies.len(), 6, "{:?}", answer.remedies);
        for remedy in &answer.remedies {
            let mut tried = campaign.clone();
            assert!(can_pull(&tried, &plan, remedy));
            pull(&mut tried, &plan, target, remedy);
            let (after, ..) = drawn(&tried);
            let chance = after.chance().expect("a target").to_f64();
            // the same draws, and rounding goes the sure way
            assert!((0.5..0.505).contains(&chance), "{remedy:?}: {chance}");
        }
    }

    #[test]
    fn figures_are_rounded_the_sure_way() {
        let campaign = campaign();
        let (_, plan, target) = drawn(&campaign);
        let of = |lever, factor| figures(&campaign, &plan, target, &Remedy { lever, factor }).expect("in the plan");
        let count = |n| Value::Count(Count::new(n));
        let yuan = |minor| Value::Money(Money::from_minor(minor));
        assert_eq!(of(Lever::Uv, 1.000_001), Pull { now: count(160_000), then: count(160_001) });
        assert_eq!(of(Lever::Of(DriverOf::PaidUv), 1.5), Pull { now: count(60_000), then: count(90_000) });
        let rate = |ppm| Value::Rate(Rate::from_ppm(ppm));
        assert_eq!(of(Lever::Cvr, 1.061), Pull { now: rate(50_000), then: rate(53_100) });
        assert_eq!(of(Lever::Aov, 1.0333), Pull { now: yuan(20_000), then: yuan(20_666) });
        assert_eq!(of(Lever::Target, 0.912_345_6), Pull { now: yuan(180_000_000), then: yuan(164_222_200) });
    }

    #[test]
    fn a_target_that_follows_from_the_traffic_is_not_set() {
        let mut campaign = campaign();
        let (_, plan, target) = drawn(&campaign);
        let remedy = Remedy { lever: Lever::Target, factor: 0.9 };
        pull(&mut campaign, &plan, target, &remedy);
        assert_eq!(campaign.funnel.gmv, Quantity::Fixed(Money::from_major(1_620_000)));
        Arc::make_mut(&mut campaign.funnel).gmv = Quantity::Free;
        assert!(!can_pull(&campaign, &plan, &remedy));
        // nor does a source convert more than everybody
        assert!(can_pull(&campaign, &plan, &Remedy { lever: Lever::Cvr, factor: 20.0 }));
        assert!(!can_pull(&campaign, &plan, &Remedy { lever: Lever::Cvr, factor: 20.1 }));
    }
}
