//! How well the end of a campaign is foretold: the sample replayed, and a thousand made-up campaigns; by level and phases, by the plain
//! pace, and by the plan alone.
//!
//! `cargo bench --bench forecast`

#![allow(clippy::expect_used, reason = "a bench may end")]

#[path = "common/large.rs"]
mod large;
#[path = "common/running.rs"]
mod running;

use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

use jiff::civil::DateTime;
use promoplan::document::Answers;
use promoplan::engine::actuals::Ledger;
use promoplan::engine::run::{Pace, by_pace, forecast};
use running::{at_part, ran};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11-review.ron");
const PARTS: [f64; 3] = [0.25, 0.5, 0.75];
const MADE: u64 = 1_000;

/// What each way says of the end, against what it was.
fn told(pace: &Pace, ledger: &Ledger, at: DateTime, truth: f64) -> ([f64; 3], bool) {
    let told = forecast(pace, ledger, at).expect("a plan");
    let (start, end) = pace.span().expect("a plan");
    let alone = ledger.shop(start, at).gmv.to_f64() + pace.sums(at, end).gmv.to_f64();
    let plain = by_pace(pace, ledger, at).expect("sold");
    let held = told.p10().to_f64() <= truth && truth <= told.p90().to_f64();
    ([told.p50().to_f64(), plain, alone].map(|said| said / truth - 1.0), held)
}

fn main() {
    let project = promoplan::file::open(Path::new(SAMPLE)).expect("the sample opens").project;
    let answers = Answers::default();
    for campaign in project.campaigns.iter().filter(|c| c.actuals.iter().any(|row| row.hour.is_some())) {
        let plan = answers.campaign(&project, campaign);
        let pace = Pace::new(campaign, &plan.time, &plan.traffic);
        let truth = plan.ledger.total().gmv.to_f64();
        for part in PARTS {
            let ([own, plain, alone], held) = told(&pace, &plan.ledger, at_part(&pace, part), truth);
            let percent = |error: f64| format!("{:+.1} %", error * 100.0);
            println!(
                "{} at {:.0} % of the time: level and phases {}, pace {}, plan {}; range holds: {held}",
                campaign.name,
                part * 100.0,
                percent(own),
                percent(plain),
                percent(alone),
            );
        }
        let at = at_part(&pace, 0.5);
        let start = Instant::now();
        for _ in 0..100 {
            black_box(forecast(&pace, &plan.ledger, at));
        }
        println!("one forecast: {:?}", start.elapsed() / 100);
    }
    for part in PARTS {
        let (mut errors, mut held) = ([0.0; 3], 0);
        for seed in 0..MADE {
            let ran = ran(seed);
            let (said, inside) = told(&ran.pace, &ran.ledger, at_part(&ran.pace, part), ran.total);
            errors.iter_mut().zip(said).for_each(|(sum, error)| *sum += error.abs());
            held += u64::from(inside);
        }
        let [own, plain, alone] = errors.map(|sum| sum / MADE as f64 * 100.0);
        println!(
            "{MADE} made up at {:.0} % of the time: level and phases {own:.1} %, pace {plain:.1} %, plan {alone:.1} %; held in {:.1} % (78 … 90)",
            part * 100.0,
            held as f64 / MADE as f64 * 100.0,
        );
    }
}
