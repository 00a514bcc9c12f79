//! A whole campaign: what the pieces say together.

use super::*;
use crate::engine::funnel::ladder::{LadderKey, edit_cell};
use crate::engine::funnel::preset;
use crate::engine::split::edit::{self, FactorEdit};
use crate::engine::split::{CellKey, all_hours};
use crate::engine::why::{FigureId, why};
use crate::model::{
    AovEstimate, Basis, Campaign, CampaignId, CampaignSku, CostModel, Count, Funnel, Phase, PhaseId, PhaseKind,
    Quantity, Rate, Rows, Shop, Sku, SkuId, Source, SourceId, StageId, YearPlan,
};
use jiff::civil::{DateTime, datetime};
use proptest::prelude::*;

fn at(month: i8, day: i8) -> DateTime {
    datetime(2026, month, day, 0, 0, 0, 0)
}

/// A project with `skus` products and `campaigns` campaigns of `sources` sources each, over sixty days.
fn project(skus: u32, campaigns: u32, sources: u32) -> Project {
    let mut project = Project { next_id: 1, ..Project::default() };
    let sku = |i| Sku {
        id: SkuId(1_000_000 + i),
        code: format!("S{i}"),
        list_price: Money::from_major(100 + i64::from(i % 400)),
        ..Sku::default()
    };
    project.goods = (0..skus).map(sku).collect();
    let share = Rate::from_wide(Rate::ONE.wide() / i128::from(skus.max(1)));
    let goods: Rows<CampaignSku> =
        (0..skus).map(|i| CampaignSku { sku: SkuId(1_000_000 + i), share, ..CampaignSku::default() }).collect();
    let phase =
        |id, kind, start, end| Phase { id: PhaseId(id), kind, name: String::new(), start, end, waves: Rows::default() };
    let phases: Rows<Phase> = vec![
        phase(1, PhaseKind::Preheat, at(10, 1), at(11, 1)),
        phase(2, PhaseKind::Launch, at(11, 1), at(11, 11)),
        phase(3, PhaseKind::Burst, at(11, 11), at(11, 12)),
        phase(4, PhaseKind::Return, at(11, 12), at(11, 30)),
    ]
    .into();
    for n in 0..campaigns {
        let mut id = 0;
        let stages = preset::retail(&Shop::default(), &mut || {
            id += 1;
            StageId(id)
        });
        let funnel = Funnel {
            gmv: Quantity::Fixed(Money::from_major(50_000_000)),
            aov: Quantity::Fixed(Money::from_major(250)),
            stages,
            pool: crate::model::PoolRelease { pool: None, rate: Some(Rate::from_percent(30)) },
            ..Funnel::default()
        };
        let traffic = (0..sources).map(|i| Source {
            id: SourceId(i),
            parent: (i % 10 != 0).then(|| SourceId(i - i % 10)),
            uv: Some(Count::new(6240)),
            ..Source::default()
        });
        project.campaigns.push(Campaign {
            id: CampaignId(n),
            phases: phases.clone(),
            funnel: funnel.into(),
            traffic: traffic.collect(),
            goods: goods.clone(),
            ..Campaign::default()
        });
    }
    project
}

#[test]
fn the_pieces_agree() {
    let project = project(50, 1, 300);
    let campaign = project.campaigns.first().unwrap();
    let got = plan(&project, campaign);
    assert_eq!(got.funnel.uv.value, Some(Count::new(2_000_000)));
    // 270 sources of 6,240
    assert_eq!((got.traffic.total.uv, got.traffic.gap), (Count::new(1_684_800), Some(-315_200)));
    let gap = got.gap.unwrap();
    assert_eq!(
        (gap.gap, gap.uv, gap.cvr, gap.aov),
        (Money::from_major(-7_880_000), Money::from_major(-7_880_000), Money::ZERO, Money::ZERO)
    );
    assert_eq!(got.time.target, Money::from_major(50_000_000));
    assert_eq!(got.time.days.iter().map(|d| d.gmv).sum::<Money>(), got.time.target);
    assert_eq!(got.categories.parts.iter().chain(&[]).map(|p| p.gmv).sum::<Money>(), got.time.target);
    assert_eq!(got.roles.parts.iter().map(|p| p.gmv).sum::<Money>(), got.time.target);
    // the pool: 500,000 in favourites and carts × 30 %, over the days of launch and burst
    assert_eq!(got.pool.orders, Some(Count::new(150_000)));
    assert_eq!((got.pool.days.len(), got.pool.days.iter().map(|(_, n)| n.get()).sum::<u64>()), (11, 150_000));
    let names: Vec<&str> = got.findings.iter().map(|f| f.code.name()).collect();
    assert_eq!(names, ["traffic-short"]);
}

#[test]
fn a_new_target_moves_everything_but_what_is_locked() {
    let project = project(5, 1, 20);
    let mut campaign = Campaign::clone(project.campaigns.first().unwrap());
    let lock = crate::engine::split::edit::set_amount(
        &campaign.splits,
        crate::engine::split::CellKey::Phase(PhaseId(3)),
        Money::from_major(20_000_000),
    );
    campaign.splits = lock.into();
    let before = plan(&project, &campaign);
    Arc::make_mut(&mut campaign.funnel).gmv = Quantity::Fixed(Money::from_major(60_000_000));
    let after = plan(&project, &campaign);
    let burst = |a: &CampaignAnswer| a.time.phase(PhaseId(3)).unwrap().gmv;
    let launch = |a: &CampaignAnswer| a.time.phase(PhaseId(2)).unwrap().gmv;
    assert_eq!(burst(&before), burst(&after));
    assert!(launch(&after) > launch(&before));
    assert_eq!(after.funnel.uv.value, Some(Count::new(2_400_000)));
    assert_eq!(after.time.days.iter().map(|d| d.gmv).sum::<Money>(), Money::from_major(60_000_000));
}

proptest! {
    /// Whatever figures a file holds, nothing panics, and every figure can be asked why.
    #[test]
    fn anything_goes(
        money in prop::array::uniform8(any::<i64>().prop_map(Money::from_minor)),
        rates in prop::array::uniform8(any::<i64>().prop_map(|n| Rate::from_wide(n.into()))),
        counts in prop::array::uniform4(any::<u64>().prop_map(Count::new)),
        parents in prop::array::uniform5(0u32..6),
    ) {
        let mut project = project(4, 1, 0);
        let mut campaign = Campaign::clone(project.campaigns.first().unwrap());
        let costs = [
            CostModel::Cpc(money[0]),
            CostModel::Cpm { price: money[1], ctr: rates[0] },
            CostModel::Cps(rates[1]),
            CostModel::PerMessage { price: money[2], sent: counts[0] },
            CostModel::Fixed(money[3]),
        ];
        let source = |(i, cost): (u32, CostModel)| Source {
            id: SourceId(i),
            parent: Some(SourceId(parents[i as usize])),
            basis: Basis::LastCampaign { uv: counts[1], growth: rates[2] },
            cvr: Some(rates[3]),
            aov: Some(money[4]),
            cost,
            ..Source::default()
        };
        campaign.traffic = (0..).zip(costs).map(source).collect();
        campaign.aov_estimate = AovEstimate { pieces: rates[4], cross_sell: rates[5], threshold_pull: rates[6] };
        let funnel = Arc::make_mut(&mut campaign.funnel);
        funnel.refund_rate = rates[7];
        funnel.pool.rate = Some(rates[0]);
        funnel.pool.pool = Some(counts[2]);
        funnel.gmv = Quantity::Fixed(money[5]);
        funnel.stages.get_mut(StageId(2)).unwrap().rate = Quantity::Fixed(rates[1]);
        funnel.stages.get_mut(StageId(3)).unwrap().count = Quantity::Fixed(counts[3]);
        let splits = Arc::make_mut(&mut campaign.splits);
        *splits = edit::set_amount(splits, CellKey::Phase(PhaseId(2)), money[6]);
        *splits = edit::set_weight(splits, CellKey::Phase(PhaseId(3)), Some(rates[2]));
        *splits = edit::set_factor(splits, CellKey::Phase(PhaseId(2)), FactorEdit::Uv(Some(counts[0])));
        *splits = edit::set_factor(splits, CellKey::Phase(PhaseId(2)), FactorEdit::Cvr(Some(rates[3])));
        *splits = edit::set_factor(splits, CellKey::Phase(PhaseId(2)), FactorEdit::Aov(Some(money[7])));
        *splits = edit::set_amount(splits, CellKey::Day(at(11, 5).date()), money[0]);
        *splits = edit::set_weight(splits, CellKey::Day(at(11, 6).date()), Some(rates[4]));
        *splits = edit::set_amount(splits, CellKey::Hour(at(11, 7)), money[1]);
        campaign.goods.map_where(|g| Some(CampaignSku { share: rates[5], price: Some(money[2]), ..g.clone() }));
        project.campaigns = vec![campaign.clone()].into();
        let year = YearPlan { year: 2026, target: money[3], ..YearPlan::default() };
        project.years = vec![edit_cell(&year, LadderKey::Month(3), |c| c.lock = Some(money[4]))].into();
        let _ = crate::engine::finding::findings(&project);
        let answer = plan(&project, &campaign);
        let ids = [FigureId::Gmv, FigureId::Cvr, FigureId::PlannedAov, FigureId::GmvGap, FigureId::PoolOrders, FigureId::EstimatedAov];
        let sources = (0..5).flat_map(|i| [FigureId::SourceUv(SourceId(i)), FigureId::SourceCost(SourceId(i))]);
        for id in ids.into_iter().chain(sources) {
            let _ = why(&campaign, &answer, id);
        }
        let _ = all_hours(&campaign, &answer.time);
    }
}
