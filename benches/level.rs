//! How near levelling comes to the optimum of PSPLIB's instances in a given time. `PROMOPLAN_PSPLIB` names their folder.
//!
//! `cargo bench --bench level`

#![allow(clippy::expect_used, reason = "a bench stops where its data are not as they should be")]

#[path = "../tests/common/psplib.rs"]
mod psplib;

use std::time::{Duration, Instant};

use promoplan::engine::schedule::level::rcpsp::solve;

fn main() {
    let Some(folder) = psplib::folder() else { return };
    for (set, results, millis) in [("j30", "j30-optimum.csv", 50), ("j60", "j60-best-known.csv", 200)] {
        let all = psplib::set(&folder, set, results);
        let (mut over, mut best, mut proved, mut rounds) = (0.0, 0, 0, 0);
        for known in &all {
            let begun = Instant::now();
            let found = solve(&known.instance, 1, u64::MAX, &|| begun.elapsed() >= Duration::from_millis(millis));
            over += f64::from(found.makespan) / f64::from(known.best) - 1.0;
            best += u32::from(found.makespan <= known.best);
            proved += u32::from(found.proved);
            rounds += found.rounds;
        }
        let count = all.len().max(1);
        println!(
            "{set}: {:.3} % over the best known at {millis} ms each, {best} of {count} at it, {proved} proved, {} lists each",
            100.0 * over / count as f64,
            rounds / count as u64
        );
    }
}
