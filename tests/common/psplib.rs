//! Reads instances of PSPLIB: `PROMOPLAN_PSPLIB` names the folder that holds `j30` and `j60` with their lists of results.
#![allow(dead_code, reason = "each test and bench uses its part")]

use std::fs;
use std::path::{Path, PathBuf};

use promoplan::engine::schedule::level::rcpsp::Instance;

/// An instance with what is known of it.
pub struct Known {
    /// Its name.
    pub name: String,
    /// The problem.
    pub instance: Instance,
    /// Durations, source and sink included.
    pub durations: Vec<u32>,
    /// Links by number from 0.
    pub links: Vec<(u32, u32)>,
    /// The length of the critical path that its header states.
    pub mpm: u32,
    /// The optimum, or the best that is known.
    pub best: u32,
}

/// The folder; nothing, with a word about it, where none is named.
pub fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("PROMOPLAN_PSPLIB").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: PROMOPLAN_PSPLIB names no folder of PSPLIB instances");
    }
    folder
}

/// All instances of a set for which a result is known.
pub fn set(folder: &Path, set: &str, results: &str) -> Vec<Known> {
    let results = fs::read_to_string(folder.join(results)).expect("a list of results");
    let known = results.lines().skip(1).filter_map(|line| {
        let (name, best) = line.trim().split_once(',')?;
        let text = fs::read_to_string(folder.join(set).join(format!("{name}.sm"))).ok()?;
        Some(read(name, &text, best.parse().expect("a makespan")))
    });
    known.collect()
}

fn numbers(line: &str) -> Vec<u32> {
    line.split_whitespace().filter_map(|word| word.parse().ok()).collect()
}

fn read(name: &str, text: &str, best: u32) -> Known {
    let lines: Vec<&str> = text.lines().collect();
    let after = |head: &str| lines.iter().position(|line| line.starts_with(head)).expect(head) + 1;
    let mpm = numbers(lines[after("pronr.")])[5];
    let rows = |from: usize| lines[from..].iter().map(|line| numbers(line)).take_while(|row| !row.is_empty());
    let mut links = Vec::new();
    for row in rows(after("jobnr.    #modes")) {
        links.extend(row[3..].iter().map(|next| (row[0] - 1, next - 1)));
    }
    let jobs: Vec<Vec<u32>> = rows(after("jobnr. mode duration") + 1).collect();
    let durations: Vec<u32> = jobs.iter().map(|row| row[2]).collect();
    let demands: Vec<Vec<u32>> = jobs.iter().map(|row| row[3..].to_vec()).collect();
    let capacities = numbers(lines[after("RESOURCEAVAILABILITIES") + 1]);
    let instance = Instance::new(&durations, &links, &demands, &capacities).expect("a problem");
    Known { name: name.to_owned(), instance, durations, links, mpm, best }
}
