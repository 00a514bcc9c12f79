//! The sample projects: canonical files of the newest format, plans without errors but one kept basket, and the figures they are known by.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

use jiff::civil::{Date, date};
use promoplan::engine::actuals::{DayFigures, Ledger};
use promoplan::engine::finding::{FindingCode, findings};
use promoplan::engine::funnel::{campaign_targets, ladder};
use promoplan::engine::orders::Distribution;
use promoplan::engine::{CampaignAnswer, Severity, plan};
use promoplan::file;
use promoplan::model::{Campaign, CostModel, Count, Money, OrderSource, PhaseKind, Project, Rate, StageKind};

const DOUBLE11: &str = include_str!("../assets/samples/double11.ron");
const RUN: &str = include_str!("../assets/samples/double11-review.ron");
const CAR: &str = include_str!("../assets/samples/car.ron");

/// A sample and the text it was read from.
fn open(text: &str) -> (Project, String) {
    let text = text.replace("\r\n", "\n");
    let opened = file::read(text.as_bytes()).unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(opened.upgraded_from, None);
    (opened.project, text)
}

fn campaign<'a>(project: &'a Project, name: &str) -> &'a Campaign {
    project.campaigns.iter().find(|c| c.name == name).expect("the campaign")
}

fn answer(project: &Project, name: &str) -> CampaignAnswer {
    plan(project, campaign(project, name))
}

fn wan(amount: i64) -> Money {
    Money::from_major(amount * 10_000)
}

fn rate(text: &str) -> Rate {
    Rate::parse(text).expect("a rate")
}

/// Stage counts from the top down.
fn counts(answer: &CampaignAnswer) -> Vec<u64> {
    answer.funnel.stages.iter().map(|s| s.count.value.expect("a count").get()).collect()
}

#[test]
fn they_are_canonical() {
    for text in [DOUBLE11, RUN, CAR] {
        let (project, text) = open(text);
        assert_eq!(file::write(&project).expect("written"), text);
    }
}

#[test]
fn their_findings_are_few() {
    for (text, expected) in [
        (
            DOUBLE11,
            vec![
                (Severity::Error, Some("2026 双11"), "check-fails"),
                (Severity::Warning, Some("2026 双11"), "rate-beyond-references"),
                (Severity::Warning, Some("2026 双11"), "traffic-short"),
                (Severity::Warning, Some("2026 双11"), "overload"),
                (Severity::Warning, Some("2026 双11"), "goal-misses"),
                (Severity::Warning, Some("2026 双11"), "goal-misses"),
                (Severity::Warning, Some("2026 双11"), "goal-misses"),
                (Severity::Warning, Some("2026 双11"), "bigger-is-cheaper"),
                (Severity::Warning, Some("2026 双11"), "rung-in-gap"),
                (Severity::Hint, None, "year-short"),
                (Severity::Hint, None, "year-short"),
                (Severity::Hint, Some("2026 双11"), "offer-limited"),
                (Severity::Hint, Some("2026 双11"), "offer-limited"),
            ],
        ),
        (
            CAR,
            vec![
                (Severity::Warning, Some("2027 春季团购"), "rate-beyond-references"),
                (Severity::Hint, None, "year-short"),
            ],
        ),
    ] {
        let (project, _) = open(text);
        let found = findings(&project);
        let name = |id| project.campaign(id).map(|c| c.name.as_str());
        // campaigns that the year only sketches have a target and days, and no funnel yet
        let sketched = |code: &str| code == "no-stages";
        let found: Vec<_> = found.iter().map(|f| (f.severity, f.campaign.and_then(name), f.code.name())).collect();
        let sketches = found.iter().filter(|f| sketched(f.2)).count();
        assert_eq!(sketches, project.campaigns.iter().filter(|c| c.funnel.stages.is_empty()).count());
        let found: Vec<_> = found.into_iter().filter(|f| !sketched(f.2)).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn goods_and_campaigns_are_whole() {
    for (text, skus, campaigns, sources) in [(DOUBLE11, 60, 34, 33), (RUN, 60, 34, 33), (CAR, 12, 2, 18)] {
        let (project, _) = open(text);
        assert_eq!((project.goods.len(), project.campaigns.len()), (skus, campaigns));
        let leaves = |c: &Campaign| plan(&project, c).traffic.rows.iter().filter(|r| !r.group).count();
        assert_eq!(project.campaigns.iter().map(|c| leaves(c)).sum::<usize>(), sources);
        for campaign in &project.campaigns {
            let shares: i128 = campaign.goods.iter().map(|g| g.share.wide()).sum();
            assert!(shares == Rate::ONE.wide() || campaign.goods.is_empty(), "{}", campaign.name);
        }
        // what is over has its actual days, one for each selling day and no other
        for campaign in project.campaigns.iter().filter(|c| !c.actuals.is_empty()) {
            let ledger = Ledger::new(&campaign.actuals);
            let days: Vec<Date> = ledger.days().iter().map(|day| day.date).collect();
            let planned: Vec<Date> = plan(&project, campaign).time.days.iter().map(|day| day.date).collect();
            assert_eq!(days, planned, "{}", campaign.name);
            let sane = |d: &DayFigures| d.figures.buyers <= d.figures.uv && d.figures.gmv > Money::ZERO;
            assert!(ledger.days().iter().all(sane), "{}", campaign.name);
        }
    }
}

#[test]
fn double11_is_planned_backwards() {
    let (project, _) = open(DOUBLE11);
    let got = answer(&project, "2026 双11");
    // 50,000,000 = 2,000,000 × 10 % × 250
    assert_eq!((got.funnel.gmv.value, got.funnel.aov.value), (Some(wan(5000)), Some(Money::from_major(250))));
    assert_eq!((got.funnel.uv.value, got.funnel.cvr.value), (Some(Count::new(2_000_000)), Some(rate("10%"))));
    assert_eq!(counts(&got), [8_400_000, 2_000_000, 500_000, 250_000, 200_000]);
    assert_eq!(got.funnel.net_sales, Some(wan(4700)));
    assert_eq!(got.pool.orders, Some(Count::new(160_000)));
    // what the goods say of the 客单价 lies near the plan
    let estimate = got.aov.estimate.expect("an estimate");
    assert!((Money::from_major(245)..Money::from_major(255)).contains(&estimate), "{estimate}");

    let found = findings(&project);
    let short =
        FindingCode::TrafficShort { missing: 128_000, needed: Count::new(2_000_000), planned: Count::new(1_872_000) };
    assert!(found.iter().any(|f| f.code == short));
    assert!(found.iter().any(|f| matches!(
        f.code,
        FindingCode::RateBeyondReferences { planned, best, .. } if planned == rate("25%") && best == rate("24%")
    )));
}

#[test]
fn double11_buys_its_traffic() {
    let (project, _) = open(DOUBLE11);
    let got = answer(&project, "2026 双11");
    let traffic = &got.traffic;
    assert_eq!((traffic.total.uv, traffic.gap), (Count::new(1_872_000), Some(-128_000)));
    assert_eq!(traffic.total.gmv, Money::from_major(47_497_400));
    assert_eq!(traffic.total.cost, Money::from_major(2_051_092));
    assert_eq!((traffic.total.cvr(), traffic.total.aov()), (Some(rate("10.0753205%")), Money::parse("251.83").ok()));
    let rows: Vec<_> = traffic
        .rows
        .iter()
        .map(|r| (r.uv.value.expect("visitors").get(), r.sums.gmv.minor() / 100, r.sums.cost.minor() / 100))
        .collect();
    assert_eq!(
        rows,
        [
            (1_212_000, 32_413_160, 0), // 免费
            (420_000, 11_642_400, 0),
            (386_000, 5_921_240, 0),
            (168_000, 7_106_400, 0),
            (142_000, 6_696_720, 0),
            (96_000, 1_046_400, 0),
            (660_000, 15_084_240, 2_051_092), // 付费
            (248_000, 6_100_800, 793_600),
            (162_000, 2_313_360, 388_800),
            (108_000, 2_806_920, 280_692),
            (84_000, 2_772_000, 420_000),
            (38_000, 882_360, 48_000),
            (20_000, 208_800, 120_000),
        ]
    );
    // why the plan misses the target: by visitors, CVR and 客单价, in 0.1万
    let gap = got.gap.expect("a gap");
    let tenths = |m: Money| (m.to_f64() / 1000.0).round() as i64;
    assert_eq!([gap.gap, gap.uv, gap.cvr, gap.aov].map(tenths), [-2503, -3224, 366, 355]);
    assert_eq!(gap.gap, [gap.uv, gap.cvr, gap.aov].into_iter().sum::<Money>());
}

#[test]
fn double11_splits_its_target() {
    let (project, _) = open(DOUBLE11);
    let plan_of = campaign(&project, "2026 双11");
    let got = answer(&project, "2026 双11");
    let kind = |id| plan_of.phases.get(id).expect("a phase").kind;
    let phases: Vec<_> = got.time.phases.iter().map(|p| (kind(p.of), p.days, p.gmv, p.locked)).collect();
    assert_eq!(
        phases,
        [
            (PhaseKind::Preheat, 8, wan(160), false),
            (PhaseKind::Launch, 10, wan(1990), false),
            (PhaseKind::Burst, 1, wan(2350), true),
            (PhaseKind::Return, 3, wan(500), false),
        ]
    );
    assert_eq!(got.time.unfit, []);
    assert_eq!(got.time.days.len(), 22);
    assert_eq!(got.time.days.iter().map(|d| d.gmv).sum::<Money>(), wan(5000));
    let day = |d| got.time.day(d).map(|d| (d.gmv, d.locked));
    assert_eq!(day(date(2026, 11, 1)), Some((wan(425), true)));
    assert_eq!(day(date(2026, 11, 11)), Some((wan(2350), false)));
    assert_eq!(got.categories.parts.iter().map(|p| p.gmv).sum::<Money>(), wan(5000));
    assert_eq!(got.roles.parts.iter().map(|p| p.gmv).sum::<Money>(), wan(5000));
    assert_eq!(got.departments.iter().map(|d| d.part.gmv).sum::<Money>(), wan(5000));
    // the visitors of the phases make up those of the funnel, to a per mille
    let uv: u64 = got.time.phases.iter().filter_map(|p| p.factors.uv.value).map(Count::get).sum();
    assert!(uv.abs_diff(2_000_000) <= 2000, "{uv}");
}

#[test]
fn double11_follows_two_past_campaigns() {
    let (project, _) = open(DOUBLE11);
    let last = campaign(&project, "2025 双11");
    assert_eq!(campaign(&project, "2026 双11").previous, Some(last.id));
    for (name, target, gmv, buyers, uv) in
        [("2025 双11", 4200, "40602318.60", 170_598, 1_914_600), ("2026 618", 3200, "32661482.75", 135_210, 1_446_300)]
    {
        assert_eq!(answer(&project, name).funnel.gmv.value, Some(wan(target)), "{name}");
        let days = &campaign(&project, name).actuals;
        assert_eq!(days.iter().map(|d| d.gmv).sum::<Money>(), Money::parse(gmv).expect("a sum"), "{name}");
        assert_eq!(days.iter().map(|d| d.buyers.get()).sum::<u64>(), buyers, "{name}");
        assert_eq!(days.iter().map(|d| d.uv.get()).sum::<u64>(), uv, "{name}");
    }
    let targets = campaign_targets(&project);
    let years: Vec<_> = project.years.iter().map(|year| ladder(year, &targets)).collect();
    let totals: Vec<_> = years.iter().map(|l| (l.year, l.total.target, l.total.campaigns)).collect();
    assert_eq!(totals, [(2025, wan(20_500), wan(4200)), (2026, wan(24_000), wan(22_930))]);
    let months: Vec<Money> = years.last().expect("2026").months.iter().map(|m| m.target).collect();
    assert_eq!(months, [1850, 650, 1750, 1100, 1400, 3500, 1100, 1200, 1750, 1300, 6000, 2400].map(wan));
}

#[test]
fn cars_are_planned_over_leads() {
    use StageKind::{Leads, Orders, PageViews, Sales, ShopVisits, Visitors};
    let (project, _) = open(CAR);
    let plan_of = campaign(&project, "2027 春季团购");
    let got = answer(&project, "2027 春季团购");
    let kinds: Vec<StageKind> = plan_of.funnel.stages.iter().map(|s| s.kind).collect();
    assert_eq!(kinds, [PageViews, Visitors, Leads, ShopVisits, Orders, Sales]);
    // each stage rounded up to whole people: 120,000,000 ÷ 168,800 = 710.9 …
    assert_eq!(counts(&got), [1_394_100, 387_250, 12_392, 2974, 773, 711]);
    assert_eq!(got.funnel.conflicts, []);
    // and what stands above is enough for what stands below
    let rates: Vec<_> = plan_of.funnel.stages.iter().filter_map(|s| s.rate.fixed()).skip(1).collect();
    for (pair, rate) in counts(&got).get(1..).expect("stages").windows(2).zip(rates) {
        let [upper, lower] = pair else { continue };
        assert!(i128::from(*upper) * rate.wide() >= i128::from(*lower) * Rate::ONE.wide(), "{upper} {lower}");
    }
    assert_eq!(got.time.days.iter().map(|d| d.gmv).sum::<Money>(), wan(12_000));
    assert!(got.traffic.gap.is_some_and(|gap| gap >= 0));
    assert!(got.traffic.total.gmv >= wan(12_000));
    // every department that owns a stage has its part
    let owners: Vec<usize> = got.departments.iter().map(|d| d.stages.len()).collect();
    assert_eq!(owners, [2, 1, 3]);
    assert!(plan_of.traffic.iter().any(|s| matches!(s.cost, CostModel::Cpm { .. })));
    let sold: u64 = campaign(&project, "2026 春季团购").actuals.iter().map(|d| d.buyers.get()).sum();
    assert_eq!(sold, 575);
}

#[test]
fn double11_knows_its_order_values() {
    let (project, _) = open(DOUBLE11);
    let values = &campaign(&project, "2026 双11").order_values;
    let orders = Distribution::new(&values.orders);
    assert_eq!((orders.number(), orders.mean()), (182_430, Some(Money::from_major(250))));
    // as the coupon ladder reads them: 33.6 %, 13.6 %, 6.8 % and 1.6 % within its rungs
    let share = |from: i64, to: Option<i64>| {
        let to = to.map_or(Money::MAX, Money::from_major);
        (orders.share(orders.between(Money::from_major(from), to)) * 1_000.0).round()
    };
    let rungs = [share(199, Some(329)), share(329, Some(459)), share(459, Some(699)), share(699, None)];
    for (found, wanted) in rungs.into_iter().zip([336.0, 136.0, 68.0, 16.0]) {
        assert!((found - wanted).abs() <= 3.0, "{rungs:?}");
    }
    // most orders lie around 160 yuan
    let mode = (0..40).max_by(|a, b| share(a * 25, Some(a * 25 + 25)).total_cmp(&share(b * 25, Some(b * 25 + 25))));
    assert_eq!(mode, Some(6));
    let OrderSource::Imported { rows, bad, left_out, first, last, .. } = &values.source else { panic!("imported") };
    assert_eq!([rows, bad, left_out].map(|n| n.get()), [304_509, 3, 4_190]);
    assert_eq!((*first, *last), (Some(date(2026, 7, 15)), Some(date(2026, 10, 12))));
    assert!(values.customers.number() < values.orders.number());
}

#[test]
fn double11_keeps_seven_baskets_of_which_one_fails() {
    let (project, _) = open(DOUBLE11);
    let plan_of = campaign(&project, "2026 双11");
    let verdicts = promoplan::engine::offers::basket::checks::verdicts(&project, plan_of);
    let passes: Vec<bool> = verdicts.iter().map(promoplan::engine::offers::basket::checks::Verdict::passes).collect();
    assert_eq!(passes, [false, true, true, true, true, true, true]);
    // the witness: three pillows and a cover, a piece at 66.16
    let judged = verdicts.first().and_then(|v| v.outcome.as_ref().ok()).expect("priced");
    assert_eq!(judged.receipt.total, Money::parse("247.64").expect("a sum"));
}
