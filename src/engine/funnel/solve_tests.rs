//! Solving as tables: what is fixed, loose or free → what follows.

use super::*;
use crate::model::{Rows, Stage};
use proptest::prelude::*;

/// `2000000` fixed, `~2000000` loose, empty free.
fn quantity<T>(text: &str, parse: impl Fn(&str) -> T) -> Quantity<T> {
    match (text.is_empty(), text.strip_prefix('~')) {
        (true, _) => Quantity::Free,
        (_, Some(loose)) => Quantity::Loose(parse(loose)),
        _ => Quantity::Fixed(parse(text)),
    }
}

fn count(text: &str) -> Quantity<Count> {
    quantity(text, |t| Count::parse(t).unwrap())
}

fn rate(text: &str) -> Quantity<Rate> {
    quantity(text, |t| Rate::parse(t).unwrap())
}

fn money(text: &str) -> Quantity<Money> {
    quantity(text, |t| Money::parse(t).unwrap())
}

/// Stages as (count, rate); the second stage counts visitors, the first has a depth.
fn funnel(gmv: &str, aov: &str, stages: &[(&str, &str)]) -> Funnel {
    let kinds = [StageKind::PageViews, StageKind::Visitors];
    let stage = |(i, (n, r)): (usize, &(&str, &str))| Stage {
        id: StageId(i as u32 + 1),
        kind: kinds.get(i).copied().unwrap_or_default(),
        count: count(n),
        rate: rate(r),
        depth: i == 0,
        ..Stage::default()
    };
    Funnel { gmv: money(gmv), aov: money(aov), stages: stages.iter().enumerate().map(stage).collect(), ..Funnel::default() }
}

fn counts(answer: &FunnelAnswer) -> Vec<Option<u64>> {
    answer.stages.iter().map(|s| s.count.value.map(Count::get)).collect()
}

const RETAIL: [(&str, &str); 5] = [("", "4.2"), ("", "25%"), ("", "50%"), ("", "80%"), ("", "")];

#[test]
fn fifty_million_backwards_and_forwards() {
    let back = solve(&funnel("50000000", "250", &RETAIL));
    let expected = [8_400_000, 2_000_000, 500_000, 250_000, 200_000].map(Some);
    assert_eq!(counts(&back), expected);
    assert_eq!(back.cvr.value, Some(Rate::from_percent(10)));
    assert_eq!(back.uv, Figure::solved(Count::new(2_000_000)));
    assert_eq!((&back.conflicts[..], &back.asks[..], &back.problems[..]), (&[][..], &[][..], &[][..]));

    let mut stages = RETAIL;
    stages[1].0 = "2000000";
    let forward = solve(&funnel("", "250", &stages));
    assert_eq!(counts(&forward), expected);
    assert_eq!(forward.gmv, Figure::solved(Money::from_major(50_000_000)));
}

#[test]
fn any_single_unknown() {
    // what is left open → its value
    let full = |open: usize, uv: &str| {
        let mut f = funnel("50000000", "250", &RETAIL);
        match open {
            0 => f.gmv = Quantity::Free,
            1 => f.aov = Quantity::Free,
            _ => {}
        }
        if let Some(stage) = f.stages.list_mut().get_mut(1) {
            std::sync::Arc::make_mut(stage).count = count(uv);
        }
        if let Some(stage) = open.checked_sub(2).and_then(|i| f.stages.list_mut().get_mut(i)) {
            std::sync::Arc::make_mut(stage).rate = Quantity::Free;
        }
        f
    };
    for (open, uv, unknown, value) in [
        (0, "2000000", Unknown::Gmv, Value::Money(Money::from_major(50_000_000))),
        (1, "2000000", Unknown::Aov, Value::Money(Money::from_major(250))),
        (3, "2000000", Unknown::Rate(StageId(2)), Value::Rate(Rate::from_percent(25))),
        (4, "2000000", Unknown::Rate(StageId(3)), Value::Rate(Rate::from_percent(50))),
        (5, "2000000", Unknown::Rate(StageId(4)), Value::Rate(Rate::from_percent(80))),
        // a conversion is rounded up, so that it is enough: 200,000 ÷ (3,000,000 × 25 %) ÷ 80 % = 33.3 %
        (4, "3000000", Unknown::Rate(StageId(3)), Value::Rate(Rate::parse("0.333333334").unwrap())),
        (1, "3000000", Unknown::Aov, Value::Money(Money::parse("166.67").unwrap())),
    ] {
        let got = solve(&full(open, uv));
        assert_eq!(got.value(unknown), Some(value), "{unknown:?}");
        assert!(got.conflicts.is_empty() && got.asks.is_empty(), "{unknown:?} {got:?}");
    }
}

#[test]
fn a_car_funnel_rounds_up_at_every_stage() {
    // sales ← orders ÷ 85 %, ← leads ÷ 7 %, ← visitors ÷ 3 %, ← views × 3.3
    let got = solve(&funnel("199000000", "163900", &[("", "3.3"), ("", "3%"), ("", "7%"), ("", "85%"), ("", "")]));
    // 199,000,000 ÷ 163,900 = 1214.2 → 1215; ÷ 0.85 = 1429.4 → 1430; ÷ 0.07 = 20428.6 → 20429; ÷ 0.03 = 680,966.7 → …
    assert_eq!(counts(&got), [2_247_192, 680_967, 20_429, 1430, 1215].map(Some));
}

#[test]
fn conflicts_by_size() {
    let with_uv = |uv: &str| {
        let mut stages = RETAIL;
        stages[1].0 = uv;
        solve(&funnel("50000000", "250", &stages)).conflicts
    };
    assert_eq!(with_uv("2000000"), []);
    assert_eq!(
        with_uv("1872000"),
        [Conflict {
            equation: Equation::Step(StageId(2)),
            on: Unknown::Count(StageId(2)),
            implied: Value::Count(Count::new(2_000_000)),
            fixed: Value::Count(Count::new(1_872_000)),
            gap: Value::Difference(128_000),
        }]
    );
    // everything fixed but the stages in between
    let one = |gmv: &str, buyers: &str| solve(&funnel(gmv, "250", &[(buyers, "")])).conflicts;
    assert_eq!(one("50000000", "200000"), []);
    // rounding up to whole buyers is no conflict, one buyer less is
    assert_eq!(one("50000100", "200001"), []);
    assert_eq!(one("50000100", "200000")[0].gap, Value::Money(Money::from_major(-100)));
}

#[test]
fn rounding_on_the_way_down_is_no_conflict() {
    // 1003 → 501 → 250 buyers of 100; locked at the 25,000 they give, the way up asks for 1000 visitors
    let free = funnel("", "100", &[("", "3"), ("1003", "50%"), ("", "50%"), ("", "")]);
    assert_eq!(solve(&free).gmv.value, Some(Money::from_major(25_000)));
    let locked = Funnel { gmv: money("25000"), ..free };
    assert_eq!(solve(&locked).conflicts, []);
}

#[test]
fn what_is_open_is_asked_for() {
    let stage = |i| Unknown::Count(StageId(i));
    // AOV kept from before, target fixed: solved with the kept one, and asked
    let got = solve(&funnel("50000000", "~250", &RETAIL));
    assert_eq!(got.aov, Figure { value: Some(Money::from_major(250)), origin: Origin::Kept });
    assert_eq!(got.uv, Figure::solved(Count::new(2_000_000)));
    assert_eq!(
        got.asks,
        [Ask { equation: Equation::Identity, candidates: vec![Unknown::Aov, stage(5)], kept: vec![Unknown::Aov] }]
    );
    // a loose rate between two open counts
    let mut stages = RETAIL;
    stages[3].1 = "~80%";
    let got = solve(&funnel("50000000", "250", &stages));
    assert_eq!(counts(&got)[1], Some(2_000_000));
    assert_eq!(got.asks[0].candidates, [stage(4), Unknown::Rate(StageId(4))]);
    // a loose value that its equation determines is not kept
    let mut stages = RETAIL;
    stages[1].0 = "~1";
    let got = solve(&funnel("50000000", "250", &stages));
    assert_eq!((got.uv, got.asks.len()), (Figure::solved(Count::new(2_000_000)), 0));
    // never typed: missing, and asked for nearest to the target
    let got = solve(&funnel("50000000", "", &RETAIL));
    assert_eq!((got.uv.origin, got.asks[0].equation), (Origin::Missing, Equation::Identity));
    assert_eq!(got.cvr.value, Some(Rate::from_percent(10)));
    assert_eq!(solve(&Funnel::default()).asks, []);
}

#[test]
fn absurd_figures_are_named() {
    use FunnelProblem::{AovNotPositive, Indeterminate, NegativeTarget, NoStages, OutOfRange, RateAboveOne, RateNotPositive};
    let id = StageId(2);
    for (gmv, aov, stages, problem) in [
        ("1", "1", &[][..], NoStages),
        ("1000", "1", &[("", "1"), ("", "0%"), ("", "")], RateNotPositive(id)),
        ("1000", "1", &[("", "1"), ("", "-5%"), ("", "")], RateNotPositive(id)),
        ("1000", "1", &[("", "1"), ("", "120%"), ("", "")], RateAboveOne(id, Rate::from_percent(120))),
        ("1000", "0", &[("", "1"), ("", "10%"), ("", "")], AovNotPositive),
        ("-1000", "1", &[("", "1"), ("", "10%"), ("", "")], NegativeTarget),
        ("10000000000000", "0.01", &[("", "1"), ("", "0.0000001%"), ("", "")], OutOfRange(Unknown::Count(StageId(3)))),
        ("10000000000000", "100", &[("", "1"), ("", "0.0000001%"), ("", "")], OutOfRange(Unknown::Count(id))),
        ("", "", &[("", ""), ("0", ""), ("0", "")], Indeterminate(Unknown::Rate(id))),
    ] {
        let got = solve(&funnel(gmv, aov, stages));
        assert!(got.problems.contains(&problem), "{gmv} {stages:?}: {:?}", got.problems);
    }
}

#[test]
fn net_sales_after_refunds() {
    let f = Funnel { refund_rate: Rate::parse("12.5%").unwrap(), ..funnel("50000000", "250", &RETAIL) };
    assert_eq!(solve(&f).net_sales, Some(Money::from_major(43_750_000)));
}

fn chain(counts: Vec<(Quantity<Count>, Quantity<Rate>, bool)>) -> Rows<Stage> {
    let stage = |(i, (count, rate, depth)): (usize, (Quantity<Count>, Quantity<Rate>, bool))| Stage {
        id: StageId(i as u32),
        count,
        rate,
        depth,
        ..Stage::default()
    };
    counts.into_iter().enumerate().map(stage).collect()
}

fn any_quantity<T: Copy + std::fmt::Debug + 'static>(value: impl Strategy<Value = T>) -> impl Strategy<Value = Quantity<T>> {
    (0..3, value).prop_map(|(kind, value)| match kind {
        0 => Quantity::Free,
        1 => Quantity::Fixed(value),
        _ => Quantity::Loose(value),
    })
}

proptest! {
    /// Reverse, then forward: never less, and the same where no rate exceeds one.
    #[test]
    fn forward_of_reverse_reaches_the_target(
        target in 0u64..1_000_000,
        rates in prop::collection::vec((1i64..2_000_000, any::<bool>()), 1..6),
    ) {
        let steps = rates.len();
        let build = |top: Quantity<Count>, bottom: Quantity<Count>| {
            let mut list: Vec<_> = rates
                .iter()
                .map(|(ppm, depth)| (Quantity::Free, Quantity::Fixed(Rate::from_ppm(*ppm)), *depth))
                .collect();
            list.push((Quantity::Free, Quantity::Free, false));
            list[0].0 = top;
            list[steps].0 = bottom;
            solve(&Funnel { stages: chain(list), ..Funnel::default() })
        };
        let back = build(Quantity::Free, Quantity::Fixed(Count::new(target)));
        if let Some(top) = back.stages[0].count.value {
            let forward = build(Quantity::Fixed(top), Quantity::Free);
            if let Some(bottom) = forward.stages[steps].count.value {
                prop_assert!(bottom.get() >= target);
                let no_rate_above_one =
                    rates.iter().all(|(ppm, depth)| if *depth { *ppm >= 1_000_000 } else { *ppm <= 1_000_000 });
                if no_rate_above_one {
                    prop_assert_eq!(bottom.get(), target);
                    // and both ends fixed do not conflict
                    let both = build(Quantity::Fixed(top), Quantity::Fixed(Count::new(target)));
                    prop_assert!(both.conflicts.is_empty());
                }
            }
        }
    }

    /// A solved conversion is enough, and no smaller one is (to nine decimals).
    #[test]
    fn a_solved_rate_reaches_the_count(upper in 1u64..1_000_000_000, part in 0.0..1.0f64) {
        let lower = (upper as f64 * part) as u64;
        let list = vec![
            (Quantity::Fixed(Count::new(upper)), Quantity::Free, false),
            (Quantity::Fixed(Count::new(lower)), Quantity::Free, false),
        ];
        let rate = solve(&Funnel { stages: chain(list), ..Funnel::default() }).stages[0].rate.value.unwrap();
        let reached = |nano: i128| Count::new(upper).wide() * nano / Rate::ONE.wide();
        prop_assert!(reached(rate.wide()) >= Count::new(lower).wide());
        prop_assert!(lower == 0 || reached(rate.wide() - 1) < Count::new(lower).wide());
    }

    /// Nothing that can be typed makes it panic or leaves a figure without an origin.
    #[test]
    fn anything_goes(
        gmv in any_quantity(any::<i64>()),
        aov in any_quantity(any::<i64>()),
        stages in prop::collection::vec(
            (any_quantity(any::<u64>().prop_map(Count::new)), any_quantity(any::<i64>().prop_map(|n| Rate::from_wide(n.into()))), any::<bool>()),
            0..8,
        ),
    ) {
        let money = |q: Quantity<i64>| match q {
            Quantity::Free => Quantity::Free,
            Quantity::Fixed(n) => Quantity::Fixed(Money::from_minor(n)),
            Quantity::Loose(n) => Quantity::Loose(Money::from_minor(n)),
        };
        let got = solve(&Funnel { gmv: money(gmv), aov: money(aov), stages: chain(stages), ..Funnel::default() });
        for stage in &got.stages {
            prop_assert_eq!(stage.count.value.is_none(), stage.count.origin == Origin::Missing);
            prop_assert_eq!(stage.rate.value.is_none(), stage.rate.origin == Origin::Missing);
        }
    }
}
