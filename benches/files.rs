//! Opening and saving the large project. `cargo bench --bench files`.

#![allow(clippy::expect_used, reason = "a bench that cannot run should say so")]

#[path = "common/large.rs"]
mod large;

use std::hint::black_box;
use std::time::{Duration, Instant};

use promoplan::file;

fn median(name: &str, target_ms: u64, mut run: impl FnMut()) {
    run();
    let mut times: Vec<Duration> = (0..15)
        .map(|_| {
            let started = Instant::now();
            run();
            started.elapsed()
        })
        .collect();
    times.sort();
    let (middle, worst) = (times[times.len() / 2], times[times.len() - 1]);
    let verdict = if middle <= Duration::from_millis(target_ms) { "ok" } else { "TOO SLOW" };
    println!("{name:<28} {middle:>9.1?} median {worst:>9.1?} worst, at most {target_ms} ms: {verdict}");
}

fn main() {
    let project = large::project(1, large::LARGE);
    let text = file::write(&project).expect("written");
    println!("{} rows, {:.1} MB", large::rows(&project), text.len() as f64 / 1e6);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("large.ron");
    median("write to text", 250, || drop(black_box(file::write(&project))));
    median("save (with flush to disk)", 250, || file::save(&path, &project).expect("saved"));
    median("open", 350, || drop(black_box(file::open(&path).expect("opened"))));
    // an unknown field near the middle of the file
    let middle = text.match_indices("weight").nth(5_000).map_or(0, |(at, _)| at);
    let broken = format!("{}wieght{}", &text[..middle], &text[middle + 6..]);
    median("say what is wrong", 1_000, || drop(black_box(file::read(broken.as_bytes()).expect_err("broken"))));
}
