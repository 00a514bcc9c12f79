//! What it takes to say how sure a target is: a million draws with eight ranges, as they are drawn beside the window.
//!
//! `cargo bench --bench simulate`

#![allow(clippy::expect_used, reason = "a bench may end")]

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::time::Instant;

use promoplan::document::Answers;
use promoplan::engine::Watch;
use promoplan::engine::simulate::{Problem, Settings, remedies, simulate, tornado};
use promoplan::model::{Driver, DriverId, DriverOf, RangeShape, Rate, Uncertainty};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");
const DRAWS: u32 = 1_000_000;
const ROUNDS: usize = 15;

fn main() {
    let project = promoplan::file::open(Path::new(SAMPLE)).expect("the sample opens").project;
    let campaign = project.campaigns.iter().find(|c| c.name == "2026 双11").expect("the sample has it");
    let plan = Answers::default().campaign(&project, campaign);
    let source = campaign.traffic.last().expect("it has traffic").id;
    for (name, correlation) in [("8 ranges", 0), ("8 ranges, visitors and CVR correlated", -40)] {
        let mut drawn = campaign.as_ref().clone();
        let of = DriverOf::ALL.into_iter().chain([DriverOf::SourceUv(source)]);
        let drivers: Vec<Driver> = (1..).zip(of).map(|(id, of)| range(id, of)).collect();
        let correlation = Rate::from_percent(correlation);
        drawn.uncertainty = Arc::new(Uncertainty { drivers: drivers.into(), correlation, ..Uncertainty::default() });
        let problem = Problem::of(&project, &drawn, &plan.funnel, &plan.traffic).expect("it has ranges");
        for threads in [1, 2] {
            let limit = if threads == 2 && drawn.uncertainty.correlation.is_zero() { ", at most 60 ms" } else { "" };
            let settings = Settings { draws: DRAWS, seed: 1, threads };
            let times = timed(|| {
                black_box(run(&problem, settings));
            });
            println!(
                "{DRAWS} draws, {name}, {threads} threads: {:.1} ms median, {:.1} ms worst{limit}",
                times.0, times.1
            );
        }
        let found = run(&problem, Settings { draws: 100_000, seed: 1, threads: 1 });
        let times = timed(|| {
            black_box(tornado(&problem));
            black_box(remedies(&problem, &found, 0.8, 1, &watch(&AtomicUsize::new(0))));
        });
        println!("tornado and levers, {name}: {:.1} ms median, {:.1} ms worst", times.0, times.1);
    }
}

fn range(id: u32, of: DriverOf) -> Driver {
    let (low, high) = (Rate::from_percent(85), Rate::from_percent(110));
    Driver { id: DriverId(id), of, low, likely: Rate::ONE, high, shape: RangeShape::Pert, assumed: false }
}

fn watch(done: &AtomicUsize) -> Watch<'_> {
    Watch { stop: &|| false, done }
}

fn run(problem: &Problem, settings: Settings) -> promoplan::engine::simulate::Simulated {
    simulate(problem, settings, &watch(&AtomicUsize::new(0))).expect("nobody stops it")
}

/// Median and worst of some rounds, in milliseconds.
fn timed(mut round: impl FnMut()) -> (f64, f64) {
    round();
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            round();
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    (times[ROUNDS / 2], times[ROUNDS - 1])
}
