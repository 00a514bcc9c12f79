//! The forecast against made-up campaigns that have run to their end.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

#[path = "../benches/common/large.rs"]
mod large;
#[path = "../benches/common/running.rs"]
mod running;

use promoplan::engine::run::{by_pace, forecast};
use running::{at_part, ran};

/// In how many of the campaigns the truth lies between P10 and P90, and the mean error of P50 and of the plain pace.
fn judged(part: f64) -> (f64, f64, f64) {
    let (mut held, mut error, mut plain) = (0.0, 0.0, 0.0);
    let seeds = 1_000;
    for seed in 0..seeds {
        let ran = ran(seed);
        let at = at_part(&ran.pace, part);
        let told = forecast(&ran.pace, &ran.ledger, at).expect("a plan");
        let within = told.p10().to_f64() <= ran.total && ran.total <= told.p90().to_f64();
        held += f64::from(u8::from(within));
        error += (told.p50().to_f64() / ran.total - 1.0).abs();
        plain += (by_pace(&ran.pace, &ran.ledger, at).expect("sold") / ran.total - 1.0).abs();
    }
    let n = seeds as f64;
    (held / n, error / n, plain / n)
}

#[test]
fn the_range_holds_the_truth_as_often_as_it_says() {
    for part in [0.25, 0.5, 0.75] {
        let (held, error, plain) = judged(part);
        println!("{part}: held {held:.3}, error {:.1} %, by pace {:.1} %", error * 100.0, plain * 100.0);
        assert!((0.78..=0.90).contains(&held), "at {part} of the time: {held}");
        assert!(error < plain, "at {part} of the time: {error} by level and phases, {plain} by pace");
    }
}

#[test]
fn it_narrows_and_ends_at_the_truth() {
    for seed in 0..20 {
        let ran = ran(seed);
        let width = |part: f64| {
            let told = forecast(&ran.pace, &ran.ledger, at_part(&ran.pace, part)).expect("a plan");
            told.p90().to_f64() - told.p10().to_f64()
        };
        assert!(width(0.9) < width(0.1), "seed {seed}");
        let (_, end) = ran.pace.span().expect("a plan");
        let told = forecast(&ran.pace, &ran.ledger, end).expect("a plan");
        assert!((told.p50().to_f64() - ran.total).abs() < 0.01 && told.p10() == told.p90(), "seed {seed}");
    }
}
