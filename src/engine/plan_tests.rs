//! A whole campaign: what the pieces say together.

use super::*;
use crate::engine::funnel::preset;
use crate::model::{
    Campaign, CampaignId, CampaignSku, Count, Funnel, Phase, PhaseId, PhaseKind, Quantity, Rate, Rows, Shop, Sku,
    SkuId, Source, SourceId, StageId,
};
use jiff::civil::{DateTime, datetime};

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

#[test]
#[ignore = "a measurement: cargo test --release -- --ignored --nocapture measure"]
fn measure() {
    let project = project(5000, 36, 300);
    let campaign = project.campaigns.first().unwrap();
    let time = |name: &str, work: &dyn Fn()| {
        let rounds = 50;
        let start = std::time::Instant::now();
        (0..rounds).for_each(|_| work());
        eprintln!("{name}: {:?}", start.elapsed() / rounds);
    };
    let funnel = solve(&campaign.funnel);
    let mix = goods_mix(&project.goods, &campaign.goods);
    let goods = Arc::new(goods_findings(&project.goods, campaign, &mix));
    let mix = Arc::new(mix);
    time("campaign from scratch", &|| drop(plan(&project, campaign)));
    time("project findings", &|| drop(super::super::finding::findings(&project)));
    time("solve", &|| drop(solve(&campaign.funnel)));
    time("traffic", &|| drop(traffic(&campaign.traffic, &yardstick(&funnel))));
    time("time", &|| drop(split_time(campaign, target(&funnel), funnel.cvr.value, funnel.aov.value, None)));
    time("mix", &|| drop(goods_mix(&project.goods, &campaign.goods)));
    time("a new target, goods kept", &|| {
        let funnel = solve(&campaign.funnel);
        let pieces = Pieces {
            traffic: traffic(&campaign.traffic, &yardstick(&funnel)).into(),
            time: split_time(campaign, target(&funnel), funnel.cvr.value, funnel.aov.value, None).into(),
            mix: Arc::clone(&mix),
            goods: Arc::clone(&goods),
            funnel: funnel.into(),
        };
        drop(assemble(&project, campaign, &pieces));
    });
}
