//! Simulations whose outcome is known: one range, products of log-normals, a second implementation (`tests/simulate_check.py`).

use std::sync::atomic::AtomicUsize;

use super::checked::{BUYERS, CHANCE, CORRELATED, COST, GMV, PROFIT};
use super::problem::Group;
use super::shape::Quantiles;
use super::*;
use crate::engine::watch::Watch;
use crate::model::{DriverId, DriverOf, RangeShape};

fn range(of: DriverOf, low: f64, likely: f64, high: f64, shape: RangeShape) -> Range {
    Range { id: DriverId(0), of, likely, quantiles: Quantiles::new(low, likely, high, shape) }
}

/// A plan of 5,000 万 from free and paid visitors.
fn plan(ranges: Vec<Range>, target: f64) -> Problem {
    let of = |of: DriverOf| ranges.iter().position(|range| range.of == of);
    Problem {
        groups: vec![
            Group { driver: of(DriverOf::FreeUv), uv: 1.2e6, gmv: 3.0e9, buyers: 1.2e5, ..Group::default() },
            Group {
                driver: of(DriverOf::PaidUv),
                uv: 0.8e6,
                gmv: 2.0e9,
                buyers: 0.8e5,
                by_visit: 1.6e8,
                by_sale: 0.4e8,
            },
        ],
        fixed_cost: 0.5e8,
        cvr: of(DriverOf::Cvr),
        aov: of(DriverOf::Aov),
        refunds: of(DriverOf::Refunds),
        traffic_cost: of(DriverOf::TrafficCost),
        goods_cost: of(DriverOf::GoodsCost),
        refund_rate: 0.07,
        margin: Some(0.35),
        target: Some(target),
        ranges,
        ..Problem::default()
    }
}

fn drawn(problem: &Problem, draws: u32, threads: usize) -> Simulated {
    let watch = Watch { stop: &|| false, done: &AtomicUsize::new(0) };
    simulate(problem, Settings { draws, seed: 7, threads }, &watch).expect("nobody stops it")
}

fn near(found: f64, expected: f64, part: f64) {
    assert!((found - expected).abs() <= expected.abs() * part, "{found} instead of {expected}");
}

/// The plan that the second implementation draws too.
fn checked() -> Problem {
    let pert = RangeShape::Pert;
    plan(
        vec![
            range(DriverOf::FreeUv, 0.85, 1.0, 1.1, pert),
            range(DriverOf::PaidUv, 0.7, 1.0, 1.2, RangeShape::Triangular),
            range(DriverOf::Cvr, 0.8, 0.97, 1.1, pert),
            range(DriverOf::Aov, 0.92, 1.0, 1.06, pert),
            range(DriverOf::Refunds, 0.8, 1.0, 1.6, pert),
            range(DriverOf::TrafficCost, 0.9, 1.0, 1.4, RangeShape::Triangular),
            range(DriverOf::GoodsCost, 0.97, 1.0, 1.08, pert),
        ],
        4.8e9,
    )
}

#[test]
fn the_figures_are_the_same_on_any_number_of_threads() {
    let problem = checked();
    let one = drawn(&problem, 100_003, 1);
    for threads in [2, 3, 8] {
        assert_eq!(one, drawn(&problem, 100_003, threads));
    }
}

#[test]
fn one_pert_range_comes_out_as_the_formula_says() {
    // β(3, 3) over 80 … 120 %: mean 100 %, and 10 x³ − 15 x⁴ + 6 x⁵ = 0.1 at x = 0.24664
    let problem = plan(vec![range(DriverOf::Cvr, 0.8, 1.0, 1.2, RangeShape::Pert)], 5.0e9);
    let found = drawn(&problem, 1_000_000, 2);
    near(found.gmv.mean, 5.0e9, 2e-4);
    near(found.gmv.p50, 5.0e9, 3e-4);
    near(found.gmv.p10, 5.0e9 * (0.8 + 0.4 * 0.246_64), 5e-4);
    near(found.gmv.p90, 5.0e9 * (1.2 - 0.4 * 0.246_64), 5e-4);
    near(found.chance.expect("a target"), 0.5, 4e-3);
}

#[test]
fn a_product_of_log_normals_is_log_normal() {
    let shape = RangeShape::LogNormal;
    let ranges = vec![range(DriverOf::Cvr, 0.85, 1.0, 1.2, shape), range(DriverOf::Aov, 0.9, 1.0, 1.1, shape)];
    let problem = plan(ranges, 5.0e9);
    let found = drawn(&problem, 1_000_000, 2);
    let z = 1.281_551_565_544_600_4;
    let log = |low: f64, high: f64| (f64::midpoint(low.ln(), high.ln()), (high / low).ln() / (2.0 * z));
    let ((m1, s1), (m2, s2)) = (log(0.85, 1.2), log(0.9, 1.1));
    let (mu, sigma) = (m1 + m2, s1.hypot(s2));
    near(found.gmv.p50, 5.0e9 * mu.exp(), 1e-3);
    near(found.gmv.p10, 5.0e9 * (mu - z * sigma).exp(), 1e-3);
    near(found.gmv.p90, 5.0e9 * (mu + z * sigma).exp(), 1e-3);
    near(found.gmv.mean, 5.0e9 * (mu + sigma * sigma / 2.0).exp(), 1e-3);
    let below = 0.5 * libm::erfc(-(0.0 - mu) / sigma * std::f64::consts::FRAC_1_SQRT_2);
    near(found.chance.expect("a target"), 1.0 - below, 5e-3);
}

#[test]
fn a_second_implementation_says_the_same() {
    // tests/simulate_check.py with twenty million draws of NumPy
    let found = drawn(&checked(), 1_000_000, 2);
    for (spread, expected) in [(found.gmv, GMV), (found.buyers, BUYERS), (found.cost, COST)] {
        for (found, expected) in [spread.p10, spread.p50, spread.p90, spread.mean].into_iter().zip(expected) {
            near(found, expected, 1e-3);
        }
    }
    let profit = found.profit.expect("a margin");
    for (found, expected) in [profit.p10, profit.p50, profit.p90, profit.mean].into_iter().zip(PROFIT) {
        near(found, expected, 3e-3);
    }
    assert!((found.chance.expect("a target") - CHANCE).abs() < 2e-3);
    let found = drawn(&Problem { correlation: -0.6, ..checked() }, 1_000_000, 2);
    for (found, expected) in [found.gmv.p10, found.gmv.p50, found.gmv.p90].into_iter().zip(CORRELATED) {
        near(found, expected, 1e-3);
    }
}

#[test]
fn one_lever_makes_the_target_as_sure_as_wanted() {
    let problem = checked();
    let found = drawn(&problem, 200_000, 2);
    let watch = Watch { stop: &|| false, done: &AtomicUsize::new(0) };
    let levers = remedies(&problem, &found, 0.8, 7, &watch);
    assert_eq!(levers.len(), 6, "{levers:?}");
    for Remedy { lever, factor } in levers {
        // tried: the plan with that lever pulled
        let mut tried = problem.clone();
        for group in &mut tried.groups {
            let of = group.driver.and_then(|at| problem.ranges.get(at)).map(|range| range.of);
            let pulled = match lever {
                Lever::Uv | Lever::Cvr | Lever::Aov => true,
                Lever::Of(driver) => of == Some(driver),
                Lever::Target => false,
            };
            if pulled {
                group.gmv *= factor;
            }
        }
        if lever == Lever::Target {
            tried.target = tried.target.map(|target| target * factor);
        }
        let chance = drawn(&tried, 200_000, 2).chance.expect("a target");
        // the same draws: sure enough, and by no more than the rounding
        assert!((0.8..0.801).contains(&chance), "{lever:?} × {factor}: {chance}");
    }
    // what is sure enough needs nothing
    assert!(remedies(&problem, &found, 0.05, 7, &watch).is_empty());
}

#[test]
fn the_tornado_is_each_range_alone() {
    let problem = checked();
    let swings = tornado(&problem);
    // neither refunds nor costs move GMV
    assert_eq!(swings.len(), 4);
    assert!(swings.windows(2).all(|pair| pair[0].high - pair[0].low >= pair[1].high - pair[1].low));
    for swing in &swings {
        // tried: a simulation in which all else is fixed
        let mut alone = problem.clone();
        for range in alone.ranges.iter_mut().filter(|range| range.of != swing.of) {
            range.quantiles = Quantiles::new(range.likely, range.likely, range.likely, RangeShape::Pert);
        }
        let found = drawn(&alone, 400_000, 2);
        near(found.gmv.p10, swing.low, 1e-3);
        near(found.gmv.p90, swing.high, 1e-3);
    }
}

#[test]
fn what_is_told_to_stop_gives_nothing() {
    let watch = Watch { stop: &|| true, done: &AtomicUsize::new(0) };
    assert!(simulate(&checked(), Settings { draws: 10, seed: 1, threads: 2 }, &watch).is_none());
}

/// A plan made up at random: one to four groups, ranges of any shape.
fn random(seed: u64) -> Problem {
    use rand_xoshiro::Xoshiro256PlusPlus;
    use rand_xoshiro::rand_core::{Rng, SeedableRng};
    let mut dice = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut part =
        move |low: f64, high: f64| low + (high - low) * (dice.next_u64() >> 11) as f64 / (1_u64 << 53) as f64;
    let shapes = [RangeShape::Pert, RangeShape::Triangular, RangeShape::LogNormal];
    let kinds = [DriverOf::FreeUv, DriverOf::PaidUv, DriverOf::Cvr, DriverOf::Aov, DriverOf::TrafficCost];
    let mut ranges = Vec::new();
    for of in kinds {
        if part(0.0, 1.0) < 0.85 {
            let (low, high) = (part(0.6, 0.95), part(1.05, 1.4));
            let shape = shapes[part(0.0, 2.999) as usize];
            ranges.push(range(of, low, part(low, high), high, shape));
        }
    }
    let mut problem = plan(ranges, 0.0);
    for group in &mut problem.groups {
        let size = part(0.2, 3.0);
        group.uv *= size;
        group.gmv *= size;
        group.buyers *= size;
        group.by_visit *= size;
    }
    problem.correlation = if part(0.0, 1.0) < 0.5 { part(-0.8, 0.3) } else { 0.0 };
    problem.target = Some(problem.outcome(&problem.likely()).gmv * part(0.9, 1.3));
    problem
}

/// The GMV that a range alone gives in many draws of it, all others at their likeliest, in order.
fn alone(problem: &Problem, at: usize) -> Vec<f64> {
    let mut values = problem.likely();
    let mut out: Vec<f64> = (0..100_000)
        .map(|n| {
            values[at] = problem.ranges[at].quantiles.at((f64::from(n) + 0.5) / 1e5);
            problem.outcome(&values).gmv
        })
        .collect();
    out.sort_by(f64::total_cmp);
    out
}

#[test]
fn on_random_funnels_the_tornado_is_brute_force() {
    for seed in 0..12 {
        let problem = random(seed);
        let swings = tornado(&problem);
        let mut widest = f64::INFINITY;
        for swing in &swings {
            let at = problem.ranges.iter().position(|range| range.of == swing.of).expect("one of them");
            let gmv = alone(&problem, at);
            near(gmv[10_000], swing.low, 1e-3);
            near(gmv[90_000], swing.high, 1e-3);
            assert!(swing.high - swing.low <= widest, "the strongest first, seed {seed}");
            widest = swing.high - swing.low;
        }
        // a range that is not among them moves nothing
        for (at, range) in problem.ranges.iter().enumerate().filter(|(_, r)| !swings.iter().any(|s| s.of == r.of)) {
            let gmv = alone(&problem, at);
            assert!(gmv[99_999] - gmv[0] <= gmv[0] * 1e-9, "{:?}, seed {seed}", range.of);
        }
    }
}

#[test]
fn on_random_funnels_no_smaller_lever_would_do() {
    let watch = Watch { stop: &|| false, done: &AtomicUsize::new(0) };
    let mut tried = 0;
    for seed in 0..12 {
        let problem = random(seed);
        let found = drawn(&problem, 200_000, 2);
        let wanted = 0.7;
        for Remedy { lever, factor } in remedies(&problem, &found, wanted, 7, &watch) {
            let chance = |factor: f64| {
                let mut tried = problem.clone();
                for group in &mut tried.groups {
                    let of = group.driver.and_then(|at| problem.ranges.get(at)).map(|range| range.of);
                    if matches!(lever, Lever::Uv | Lever::Cvr | Lever::Aov)
                        || matches!(lever, Lever::Of(driver) if of == Some(driver))
                    {
                        group.gmv *= factor;
                    }
                }
                if lever == Lever::Target {
                    tried.target = tried.target.map(|target| target * factor);
                }
                drawn(&tried, 200_000, 2).chance.expect("a target")
            };
            assert!((wanted..wanted + 2e-3).contains(&chance(factor)), "{lever:?} × {factor}, seed {seed}");
            // a step less far, and it is not enough
            let less = if lever == Lever::Target { factor + 2e-3 } else { factor - 2e-3 };
            assert!(chance(less) < wanted, "{lever:?} × {less}, seed {seed}");
            tried += 1;
        }
    }
    assert!(tried >= 20, "random plans that need something: {tried}");
}
