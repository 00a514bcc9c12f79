//! Every dependency's licence is one that goes with MIT OR Apache-2.0, and what is compiled in says whose it is.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

#[path = "common/source.rs"]
mod source;

use std::process::Command;

use serde_json::Value;

/// Licences that ask for no more than their text and names to be kept; MPL-2.0 also that changes to its own files are
/// published, of which there are none.
const ALLOWED: [&str; 15] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "OFL-1.1",
    "Ubuntu-font-1.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// The dependency tree: of all platforms if everything was fetched, else of this one.
fn metadata() -> Value {
    let host = || {
        let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let about = Command::new(rustc).arg("-vV").output().expect("rustc").stdout;
        let about = String::from_utf8(about).expect("UTF-8");
        about.lines().find_map(|line| line.strip_prefix("host: ")).expect("its host").to_owned()
    };
    let ask = |more: &[&str]| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.current_dir(source::root()).args(["metadata", "--format-version", "1", "--offline", "--locked"]);
        cargo.args(more).output().expect("cargo")
    };
    let mut output = ask(&[]);
    if !output.status.success() {
        output = ask(&["--filter-platform", &host()]);
    }
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Whether an SPDX expression can be met by allowed licences. `/` is how `OR` was written once.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let met = any(&words, &mut at);
    assert_eq!(at, words.len(), "{expression}");
    met
}

fn any(words: &[&str], at: &mut usize) -> bool {
    let mut met = all(words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        met |= all(words, at);
    }
    met
}

fn all(words: &[&str], at: &mut usize) -> bool {
    let mut met = one(words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        met &= one(words, at);
    }
    met
}

fn one(words: &[&str], at: &mut usize) -> bool {
    let word = words.get(*at).copied().unwrap_or_default();
    *at += 1;
    if word == "(" {
        let met = any(words, at);
        *at += 1;
        return met;
    }
    let mut name = word.to_owned();
    if let [with @ "WITH", exception, ..] = words.get(*at..).unwrap_or_default() {
        name = format!("{name} {with} {exception}");
        *at += 2;
    }
    ALLOWED.contains(&name.as_str())
}

#[test]
fn expressions_are_understood() {
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("MIT/Apache-2.0", true),
        ("GPL-3.0-only OR MIT", true),
        ("GPL-3.0-only AND MIT", false),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("(MIT OR GPL-2.0-only) AND LGPL-3.0-only", false),
        ("Apache-2.0 WITH LLVM-exception OR GPL-2.0-only", true),
    ] {
        assert_eq!(is_allowed(expression), expected, "{expression}");
    }
}

#[test]
fn every_dependency_may_be_used() {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 100);
    let wrong: Vec<String> = packages
        .iter()
        .filter(|package| !package["license"].as_str().is_some_and(is_allowed))
        .map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // nothing comes from where it cannot be checked again
    for package in packages {
        let source = package["source"].as_str();
        assert!(source.is_none_or(|source| source.starts_with("registry+")), "{}", package["name"]);
    }
}

#[test]
fn fonts_and_icons_carry_their_licences() {
    for file in ["assets/fonts/OFL.txt", "assets/icons/LICENSE"] {
        let text = source::read(file.as_ref());
        assert!(text.contains("Copyright"), "{file}");
    }
}
