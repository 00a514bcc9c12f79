//! The traffic plan in a planner's figures.

use super::*;
use crate::model::{Seeds, Source, SourceKind};

fn rate(text: &str) -> Rate {
    Rate::parse(text).unwrap()
}

fn yuan(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn source(id: u32, parent: Option<u32>, uv: u64, cvr: &str, aov: i64, cost: CostModel) -> Source {
    Source {
        id: SourceId(id),
        parent: parent.map(SourceId),
        kind: SourceKind::Other,
        uv: Some(Count::new(uv)),
        cvr: Some(rate(cvr)),
        aov: Some(Money::from_major(aov)),
        cost,
        ..Source::default()
    }
}

fn yardstick(uv: u64) -> Yardstick {
    Yardstick {
        needed_uv: Some(Count::new(uv)),
        cvr: Some(rate("10%")),
        aov: Some(yuan("250")),
        ..Yardstick::default()
    }
}

#[test]
fn costs_by_model() {
    // UV, CVR, AOV, cost model → GMV, cost, ROI, cost per UV, cost per order
    let cpm = CostModel::Cpm { price: yuan("60"), ctr: rate("2.5%") };
    let message = CostModel::PerMessage { price: yuan("0.05"), sent: Count::new(960_000) };
    for (uv, cvr, aov, model, gmv, cost, roi, per_uv, per_order) in [
        (248_000, "10%", 246, CostModel::Cpc(yuan("3.20")), "6100800", "793600", "7.6875", "3.20", "32"),
        (162_000, "6%", 238, cpm, "2313360", "388800", "5.95", "2.40", "40"),
        (108_000, "11.5%", 226, CostModel::Cps(rate("10%")), "2806920", "280692", "10", "2.60", "22.60"),
        (38_000, "9%", 258, message, "882360", "48000", "18.3825", "1.26", "14.04"),
        (84_000, "12.5%", 264, CostModel::Fixed(yuan("420000")), "2772000", "420000", "6.6", "5", "40"),
    ] {
        let got = traffic(&vec![source(1, None, uv, cvr, aov, model)].into(), &yardstick(uv));
        let row = &got.rows[0];
        let expected = (yuan(gmv), Some(yuan(cost)), Some(rate(roi)), Some(yuan(per_uv)), Some(yuan(per_order)));
        let sums = &row.sums;
        assert_eq!((sums.gmv, row.cost, sums.roi(), sums.cost_per_uv(), sums.cost_per_order()), expected, "{model:?}");
        assert_eq!((got.gap, row.problems.len()), (Some(0), 0));
    }
}

#[test]
fn groups_sum_and_weigh() {
    let sources = vec![
        source(1, None, 999, "1%", 1, CostModel::Fixed(yuan("7"))),
        source(3, Some(2), 1000, "10%", 100, CostModel::Free),
        source(2, Some(1), 999, "1%", 1, CostModel::Free),
        source(4, Some(2), 3000, "20%", 300, CostModel::Fixed(yuan("1000"))),
        source(5, None, 500, "10%", 100, CostModel::Free),
    ];
    let got = traffic(&sources.into(), &yardstick(5000));
    let order: Vec<(u32, usize, bool)> = got.rows.iter().map(|r| (r.id.0, r.depth, r.group)).collect();
    assert_eq!(order, [(1, 0, true), (2, 1, true), (3, 2, false), (4, 2, false), (5, 0, false)]);
    for row in &got.rows[..2] {
        // the groups' own figures do not count
        assert_eq!((row.uv.value, row.cvr.value), (Some(Count::new(4000)), Some(rate("17.5%"))));
        assert_eq!((row.sums.gmv, row.cost), (yuan("190000"), Some(yuan("1000"))));
        assert_eq!(row.aov.value, Some(yuan("271.43")));
        assert!(row.paid);
    }
    assert_eq!((got.total.uv, got.gap), (Count::new(4500), Some(-500)));
}

#[test]
fn visitors_from_a_basis_round_down() {
    let n = Count::new;
    for (basis, uv) in [
        (Basis::None, None),
        (Basis::Note("?".to_owned()), None),
        (Basis::LastCampaign { uv: n(388_889), growth: rate("1.08") }, Some(420_000)),
        (Basis::ShopDaily { uv: n(4364), days: rate("22") }, Some(96_008)),
        (Basis::Reach { people: n(500_000), rate: rate("28.4%") }, Some(142_000)),
        (Basis::Events { events: n(12), uv: n(7000) }, Some(84_000)),
        (Basis::LastCampaign { uv: n(10), growth: rate("-1") }, Some(0)),
    ] {
        assert_eq!(uv_from_basis(&basis).map(Count::get), uv, "{basis:?}");
    }
}

#[test]
fn buyers_are_not_rounded_per_source() {
    // three sources of 5 visitors at 10 %: 1.5 buyers, not 0
    let sources: Vec<Source> = (1..4).map(|id| source(id, None, 5, "10%", 100, CostModel::Free)).collect();
    let got = traffic(&sources.into(), &Yardstick::default());
    assert_eq!((got.total.buyers_nano, got.total.gmv), (1_500_000_000, yuan("150")));
    assert_eq!(got.total.cvr(), Some(rate("10%")));
}

#[test]
fn broken_trees_stand() {
    let at = |id, parent| source(id, parent, 1, "10%", 1, CostModel::Free);
    // a parent that is gone, a source that is its own parent, two that are each other's, one below them
    let sources = vec![at(1, Some(99)), at(2, Some(2)), at(3, Some(4)), at(4, Some(3)), at(5, Some(4))];
    let got = traffic(&sources.into(), &Yardstick::default());
    let mut ids: Vec<u32> = got.rows.iter().map(|r| r.id.0).collect();
    ids.sort_unstable();
    assert_eq!(ids, [1, 2, 3, 4, 5]);
    let problem = |id| got.source(SourceId(id)).unwrap().problems.first().copied();
    assert_eq!(problem(1), Some(SourceProblem::ParentGone(SourceId(99))));
    assert_eq!((problem(2), problem(3)), (Some(SourceProblem::ParentCycle), Some(SourceProblem::ParentCycle)));
    assert_eq!(got.total.uv, Count::new(3));
}

#[test]
fn findings_of_a_source() {
    let zero = |cost| source(1, None, 0, "10%", 100, cost);
    let no_ctr = CostModel::Cpm { price: yuan("60"), ctr: Rate::ZERO };
    for (row, problem) in [
        (zero(CostModel::Free), SourceProblem::NoVisitors),
        (zero(CostModel::Fixed(yuan("1"))), SourceProblem::CostWithoutVisitors),
        (source(1, None, 10, "10%", 100, no_ctr), SourceProblem::NoClickRate),
        (source(1, None, 10, "10%", 100, CostModel::Cpc(yuan("20"))), SourceProblem::RoiBelowOne(rate("0.5"))),
        (source(1, None, 10, "-1%", 100, CostModel::Free), SourceProblem::Negative),
    ] {
        let got = traffic(&vec![row.clone()].into(), &Yardstick::default());
        assert!(got.rows[0].problems.contains(&problem), "{row:?}");
    }
}

#[test]
fn a_play_gives_visitors_and_cost() {
    let play = WordOfMouth {
        seeds: Seeds::Pool,
        participation: rate("10%"),
        invites: rate("5"),
        acceptance: rate("20%"),
        rounds: Count::new(1),
        inviter_reward: yuan("3"),
        fixed: yuan("500"),
        ..WordOfMouth::default()
    };
    let row = |uv| Source {
        id: SourceId(1),
        uv,
        basis: Basis::WordOfMouth(Box::new(play.clone())),
        cost: CostModel::Cpc(yuan("1")),
        ..Source::default()
    };
    let crowd = Crowd { pool: Some(Count::new(2_000)), ..Crowd::default() };
    let told = |uv| {
        let got = traffic(&vec![row(uv)].into(), &Yardstick { crowd, ..yardstick(100) });
        (got.total.uv.get(), got.total.cost, got.gap)
    };
    // 200 invite 1,000, of whom 200 come: ¥3 × 200 + ¥500, and a click each
    assert_eq!(told(None), (200, yuan("1300"), Some(100)));
    // typed visitors cost their clicks, the play what it costs in any case
    assert_eq!(told(Some(Count::new(50))), (50, yuan("1150"), Some(-50)));
    let nobody = traffic(&vec![row(None)].into(), &yardstick(100));
    assert_eq!((nobody.total.uv, nobody.rows[0].uv.value), (Count::ZERO, None));
    assert!(nobody.rows[0].problems.contains(&SourceProblem::PlayWithoutSeeds));
}
