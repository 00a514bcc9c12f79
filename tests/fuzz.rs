//! Mutated project files must be read or refused: no panic, no hang. Seeded, on stable Rust. `PROMOPLAN_FUZZ_SECONDS`
//! (2) says how long, `PROMOPLAN_FUZZ_SEED` (1) where to begin.

mod common;

use std::time::{Duration, Instant};

use common::any_project;
use common::large::Dice;
use promoplan::file::{self, OpenError};

const TOKENS: [&str; 40] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "\\",
    "r#\"",
    "\"#",
    "//",
    "/*",
    "*/",
    "\n",
    "#![enable(",
    ")]",
    "Some(",
    "None",
    "Fixed(",
    "Free",
    "format: 1",
    "format: 0",
    "format: 99",
    "id: 1",
    "id: 4294967295",
    "-1",
    "1e999",
    "0x",
    "NaN",
    "'",
    "true",
    "\"10%\"",
    "\"2025-02-30\"",
    "\u{feff}",
    "\0",
    "双",
    "b\"",
    "18446744073709551616",
];

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

fn at(dice: &mut Dice, bytes: &[u8]) -> usize {
    dice.below(bytes.len() as u64 + 1) as usize
}

/// A piece of the bytes.
fn range(dice: &mut Dice, bytes: &[u8], longest: u64) -> std::ops::Range<usize> {
    let start = at(dice, bytes);
    start..(start + dice.below(longest) as usize).min(bytes.len())
}

fn mutate(dice: &mut Dice, bytes: &mut Vec<u8>, other: &[u8]) {
    match dice.below(9) {
        0 => {
            let i = at(dice, bytes);
            if let Some(byte) = bytes.get_mut(i) {
                *byte ^= 1 << dice.below(8);
            }
        }
        1 => {
            let i = at(dice, bytes);
            bytes.insert(i, dice.next() as u8);
        }
        2 => drop(bytes.drain(range(dice, bytes, 20))),
        3 | 4 => {
            let i = at(dice, bytes);
            let token = dice.one(&TOKENS);
            bytes.splice(i..i, token.bytes());
        }
        5 => {
            let piece = bytes[range(dice, bytes, 200)].to_vec();
            let i = at(dice, bytes);
            bytes.splice(i..i, piece);
        }
        6 => {
            let piece = other[range(dice, other, 300)].to_vec();
            let place = range(dice, bytes, 60);
            bytes.splice(place, piece);
        }
        7 => bytes.truncate(at(dice, bytes)),
        _ => {
            let (i, count) = (at(dice, bytes), dice.below(300) as usize);
            let token = dice.one(&TOKENS).repeat(count);
            bytes.splice(i..i, token.bytes());
        }
    }
}

#[test]
fn mutated_files_are_read_or_refused() {
    let until = Instant::now() + Duration::from_secs(number("PROMOPLAN_FUZZ_SECONDS", 2));
    let dice = &mut Dice::new(number("PROMOPLAN_FUZZ_SEED", 1));
    let mut corpus: Vec<Vec<u8>> =
        (0..20).map(|seed| file::write(&any_project(seed)).expect("written").into_bytes()).collect();
    corpus.push(include_bytes!("fixtures/v0/double11.ron").to_vec());
    let (mut tried, mut opened, mut faults) = (0_u64, 0_u64, 0_u64);
    while Instant::now() < until {
        let (one, other) = (dice.below(corpus.len() as u64) as usize, dice.below(corpus.len() as u64) as usize);
        let mut bytes = corpus[one].clone();
        for _ in 0..=dice.below(4) {
            mutate(dice, &mut bytes, &corpus[other]);
        }
        let started = Instant::now();
        let result = std::panic::catch_unwind(|| file::read(&bytes));
        let took = started.elapsed();
        let shown = || String::from_utf8_lossy(&bytes).into_owned();
        assert!(took < Duration::from_secs(5), "{took:?}\n{}", shown());
        match result.unwrap_or_else(|_| panic!("panicked at\n{}", shown())) {
            Ok(read) => {
                opened += 1;
                // what was read can be written and is the same again
                let text = file::write(&read.project).expect("written");
                let again = file::read(text.as_bytes()).unwrap_or_else(|e| panic!("{e}\n{text}"));
                assert_eq!(again.project, read.project, "{}", shown());
            }
            Err(OpenError::Fault(fault)) => {
                faults += 1;
                assert!(fault.place.line > 0 && fault.place.column > 0, "{fault:?}");
                assert!(fault.place.excerpt.chars().count() >= fault.place.caret, "{fault:?}");
                assert!(!fault.to_string().is_empty());
            }
            Err(_) => {}
        }
        tried += 1;
    }
    println!("{tried} files: {opened} opened, {faults} with a fault at a place");
    assert!(tried > 50 && faults > 0);
}
