//! One broken thing at a time → the finding it gives.

use std::sync::Arc;

use jiff::civil::{DateTime, date, datetime};

use super::*;
use crate::engine::split::CellKey;
use crate::engine::split::edit::set_amount;
use crate::model::offer::{OfferRule, Reduction, Rung};
use crate::model::{
    Basis, Campaign, CampaignSku, CategoryId, CostModel, Count, DepartmentId, Funnel, Money, Offer, Phase, PhaseId,
    PhaseKind, PlayKind, Project, Quantity, Rate, Rows, Seeds, Sku, SkuId, Source, SourceId, Stage, StageId, StageKind,
    Wave, WaveId, WordOfMouth, YearPlan,
};

fn day(d: i8) -> DateTime {
    datetime(2026, 11, d, 0, 0, 0, 0)
}

fn phase(id: u32, kind: PhaseKind, start: i8, end: i8) -> Phase {
    Phase { id: PhaseId(id), kind, name: String::new(), start: day(start), end: day(end), waves: Rows::default() }
}

/// A small plan in which everything is right.
fn sound() -> Project {
    let stage = |id, kind, rate: Option<i64>| Stage {
        id: StageId(id),
        kind,
        rate: rate.map_or(Quantity::Free, |p| Quantity::Fixed(Rate::from_percent(p))),
        history: rate.map(Rate::from_percent),
        ..Stage::default()
    };
    let funnel = Funnel {
        gmv: Quantity::Fixed(Money::from_major(1000)),
        aov: Quantity::Fixed(Money::from_major(10)),
        stages: vec![stage(1, StageKind::Visitors, Some(10)), stage(2, StageKind::Paid, None)].into(),
        ..Funnel::default()
    };
    let source = Source { id: SourceId(3), uv: Some(Count::new(1000)), ..Source::default() };
    let campaign = Campaign {
        id: crate::model::CampaignId(100),
        phases: vec![phase(4, PhaseKind::Launch, 1, 11), phase(5, PhaseKind::Burst, 11, 12)].into(),
        funnel: Arc::new(funnel),
        traffic: vec![source].into(),
        goods: vec![CampaignSku { sku: SkuId(6), share: Rate::ONE, ..CampaignSku::default() }].into(),
        ..Campaign::default()
    };
    let sku = Sku {
        id: SkuId(6),
        code: "A1".to_owned(),
        list_price: Money::from_major(10),
        unit_cost: Money::from_major(5),
        floor: Some(Money::from_major(6)),
        ..Sku::default()
    };
    let year = YearPlan { year: 2026, target: Money::from_major(1000), ..YearPlan::default() };
    Project {
        next_id: 101,
        goods: vec![sku].into(),
        campaigns: vec![campaign].into(),
        years: vec![year].into(),
        ..Project::default()
    }
}

#[test]
fn a_sound_plan_has_none() {
    assert_eq!(findings(&sound()), []);
    assert_eq!(findings(&Project::default()), []);
}

#[test]
fn each_fault_is_found() {
    type Change = fn(&mut Project, &mut Campaign);
    fn funnel(campaign: &mut Campaign, change: impl FnOnce(&mut Funnel)) {
        change(Arc::make_mut(&mut campaign.funnel));
    }
    /// A play behind the 1,000 visitors that are typed: of their 100 orders each earns 5 yuan.
    fn play(campaign: &mut Campaign, change: impl FnOnce(&mut WordOfMouth)) {
        let percent = Rate::from_percent;
        let mut play = WordOfMouth {
            seeds: Seeds::People(Count::new(100)),
            participation: percent(100),
            invites: percent(100),
            acceptance: percent(100),
            onward: percent(20),
            rounds: Count::new(2),
            ..WordOfMouth::default()
        };
        change(&mut play);
        campaign.traffic.get_mut(SourceId(3)).unwrap().basis = Basis::WordOfMouth(Box::new(play));
    }
    fn price(campaign: &mut Campaign, yuan: i64) {
        campaign.goods.get_mut(SkuId(6)).unwrap().price = Some(Money::from_major(yuan));
    }
    let cases: &[(&str, &str, Change)] = &[
        ("warning", "traffic-short", |_, c| c.traffic.get_mut(SourceId(3)).unwrap().uv = Some(Count::new(999))),
        ("warning", "rate-beyond-references", |_, c| {
            funnel(c, |f| f.stages.get_mut(StageId(1)).unwrap().history = Some(Rate::from_percent(9)));
        }),
        ("error", "funnel-conflict", |_, c| {
            funnel(c, |f| f.stages.get_mut(StageId(1)).unwrap().count = Quantity::Fixed(Count::new(900)));
        }),
        ("warning", "funnel-open", |_, c| funnel(c, |f| f.aov = Quantity::Loose(Money::from_major(10)))),
        ("hint", "pool-rate-unusual", |_, c| funnel(c, |f| f.pool.rate = Some(Rate::from_percent(50)))),
        ("error", "department-gone", |_, c| {
            funnel(c, |f| f.stages.get_mut(StageId(1)).unwrap().department = Some(DepartmentId(77)));
        }),
        ("error", "source-without-click-rate", |_, c| {
            c.traffic.get_mut(SourceId(3)).unwrap().cost =
                CostModel::Cpm { price: Money::from_major(60), ctr: Rate::ZERO };
        }),
        ("warning", "play-without-seeds", |_, c| play(c, |play| play.seeds = Seeds::Pool)),
        ("warning", "play-without-cap", |_, c| play(c, |play| play.invites = Rate::from_percent(900))),
        ("error", "play-rate-above-one", |_, c| play(c, |play| play.redemption = Rate::from_percent(101))),
        ("hint", "play-groups-stay-open", |_, c| {
            play(c, |play| play.kind = PlayKind::GroupBuy { size: Count::new(3) });
        }),
        ("warning", "play-dear", |_, c| play(c, |play| play.fixed = Money::from_major(600))),
        ("error", "source-parent-gone", |_, c| c.traffic.get_mut(SourceId(3)).unwrap().parent = Some(SourceId(8))),
        ("error", "phases-overlap", |_, c| c.phases.push(phase(7, PhaseKind::Return, 11, 14))),
        ("hint", "phase-gap", |_, c| c.phases.push(phase(7, PhaseKind::Return, 13, 14))),
        ("error", "phase-ends-before-start", |_, c| c.phases.push(phase(7, PhaseKind::Return, 14, 14))),
        ("warning", "wave-outside-phase", |_, c| {
            let wave = Wave { id: WaveId(9), name: String::new(), start: day(11), end: day(20) };
            c.phases.get_mut(PhaseId(5)).unwrap().waves.push(wave);
        }),
        ("warning", "no-opening", |_, c| c.phases = Rows::default()),
        ("error", "previous-gone", |_, c| c.previous = Some(crate::model::CampaignId(55))),
        ("error", "split-excess", |_, c| {
            c.splits = Arc::new(set_amount(&c.splits, CellKey::Phase(PhaseId(5)), Money::from_major(1001)));
        }),
        ("warning", "split-short", |_, c| {
            c.splits = Arc::new(set_amount(&c.splits, CellKey::Phase(PhaseId(5)), Money::from_major(1)));
            c.splits = Arc::new(set_amount(&c.splits, CellKey::Phase(PhaseId(4)), Money::from_major(1)));
        }),
        ("error", "split-excess", |_, c| {
            c.splits = Arc::new(set_amount(&c.splits, CellKey::Day(date(2026, 11, 1)), Money::from_major(5)));
            c.splits = Arc::new(set_amount(&c.splits, CellKey::Hour(day(1)), Money::from_major(6)));
        }),
        ("hint", "cell-orphaned", |_, c| {
            c.splits = Arc::new(set_amount(&c.splits, CellKey::Day(date(2026, 12, 1)), Money::from_major(5)));
        }),
        ("warning", "shares-not-whole", |_, c| c.goods.get_mut(SkuId(6)).unwrap().share = Rate::from_percent(99)),
        ("error", "sku-gone", |p, _| p.goods = Rows::default()),
        ("warning", "price-above-list", |_, c| price(c, 11)),
        ("error", "price-below-floor", |_, c| price(c, 5)),
        ("warning", "price-below-cost", |_, c| price(c, 4)),
        ("warning", "price-below-cost", |p, _| p.goods.get_mut(SkuId(6)).unwrap().commission = Rate::from_percent(51)),
        ("error", "phase-price-gone", |_, c| {
            c.goods.get_mut(SkuId(6)).unwrap().phase_prices.insert(PhaseId(99), Money::from_major(9));
        }),
        ("warning", "sku-without-code", |p, _| p.goods.get_mut(SkuId(6)).unwrap().code = " ".to_owned()),
        ("error", "sku-code-twice", |p, _| {
            let twin = Sku { id: SkuId(7), ..p.goods.get(SkuId(6)).unwrap().clone() };
            p.goods.push(twin);
        }),
        ("error", "category-gone", |p, _| p.goods.get_mut(SkuId(6)).unwrap().category = Some(CategoryId(44))),
        ("warning", "offer-takes-all", |_, c| {
            let rung = Rung { at: Money::from_major(10), off: Reduction::Less(Money::from_major(10)) };
            c.offers = vec![Offer { rule: OfferRule::Coupon(vec![rung]), ..Offer::default() }].into();
        }),
        ("hint", "year-short", |p, _| p.years.get_mut(2026).unwrap().target = Money::from_major(1001)),
        ("error", "ladder-excess", |p, _| {
            p.years.get_mut(2026).unwrap().quarters[0].lock = Some(Money::from_major(1001));
        }),
    ];
    for (severity, name, change) in cases {
        let mut project = sound();
        let mut campaign = Campaign::clone(project.campaigns.first().unwrap());
        change(&mut project, &mut campaign);
        project.campaigns = vec![campaign].into();
        let got = findings(&project);
        let list: Vec<(&str, &str)> = got.iter().map(|f| (f.severity.code(), f.code.name())).collect();
        assert!(list.contains(&(severity, name)), "{name}: {list:?}");
    }
}
