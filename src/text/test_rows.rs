//! A small project for the tests of sentences: rows named after their kinds, so that they read in every language.

use std::sync::Arc;

use jiff::civil::date;

use crate::model::*;

fn rate(text: &str) -> Rate {
    Rate::parse(text).unwrap()
}

fn phase(id: u32, kind: PhaseKind, (from, to): (i8, i8)) -> Phase {
    let at = |day| date(2026, 11, day).at(0, 0, 0, 0);
    Phase { id: PhaseId(id), kind, name: String::new(), start: at(from), end: at(to), waves: Rows::default() }
}

/// Stages 10 … 14, sources 20 … 23, phases 30 … 32, wave 40, category 50, departments 60 …, goods 70 … 72.
pub(super) fn project() -> (Project, Campaign) {
    let stage = |id, kind| Stage { id: StageId(id), kind, ..Stage::default() };
    let stages: Rows<Stage> = vec![
        Stage { depth: true, rate: Quantity::Fixed(rate("4.2")), ..stage(10, StageKind::PageViews) },
        Stage {
            rate: Quantity::Fixed(rate("25%")),
            history: Some(rate("23.1%")),
            last_year: Some(rate("22.4%")),
            industry: Some(rate("24%")),
            ..stage(11, StageKind::Visitors)
        },
        stage(12, StageKind::Cart),
        stage(13, StageKind::Orders),
        stage(14, StageKind::Paid),
    ]
    .into();
    let mut launch = phase(30, PhaseKind::Launch, (1, 11));
    let at = |day| date(2026, 11, day).at(20, 0, 0, 0);
    launch.waves.push(Wave { id: WaveId(40), name: String::new(), start: at(1), end: at(13) });
    let source = |id, kind| Source { id: SourceId(id), kind, ..Source::default() };
    let search_ads = Source { cost: CostModel::Cpc(Money::from_minor(-320)), ..source(20, SourceKind::SearchAds) };
    let campaign = Campaign {
        id: CampaignId(1),
        funnel: Arc::new(Funnel {
            gmv: Quantity::Fixed(Money::from_major(50_000_000)),
            aov: Quantity::Fixed(Money::from_major(250)),
            stages,
            ..Funnel::default()
        }),
        phases: vec![launch, phase(31, PhaseKind::Burst, (13, 14)), phase(32, PhaseKind::Preheat, (10, 3))].into(),
        traffic: vec![search_ads, source(21, SourceKind::Creators), source(22, SourceKind::DisplayAds)].into(),
        goods: vec![CampaignSku { sku: SkuId(70), share: rate("-1%"), ..CampaignSku::default() }].into(),
        ..Campaign::default()
    };
    let sku = |id, code: &str| Sku { id: SkuId(id), code: code.to_owned(), ..Sku::default() };
    let shop = Shop {
        departments: vec![Department { id: DepartmentId(60), kind: DepartmentKind::Traffic, ..Department::default() }]
            .into(),
        ..Shop::default()
    };
    let project = Project {
        shop: Arc::new(shop),
        goods: vec![sku(70, "SY-01"), sku(71, "SY-02"), sku(72, "")].into(),
        years: vec![YearPlan { year: 2026, target: Money::from_major(120_000_000), ..YearPlan::default() }].into(),
        campaigns: vec![campaign.clone()].into(),
        ..Project::default()
    };
    (project, campaign)
}

/// What no sentence may hold in any language.
pub(super) fn reads_well(lang: super::Lang, text: &str) {
    assert!(!text.trim().is_empty(), "{lang:?}: nothing said");
    for bad in ["{$", "{ $", "  ", "finding-", "why-", "fault-", "error-", "expected-", "found-", "row-", "place-"] {
        assert!(!text.contains(bad), "{lang:?}: {bad} in {text}");
    }
    if lang == super::Lang::En {
        assert!(!text.chars().any(|c| ('\u{3000}'..='\u{9fff}').contains(&c)), "{text}");
        assert!(!text.contains(['“', '”', '‘', '’', '…', '。']), "{text}");
    } else {
        for bad in ["您", "！", "请", "請", "成功", " ，", "， ", " 万", " 萬", " %"] {
            assert!(!text.contains(bad), "{bad} in {text}");
        }
    }
}
