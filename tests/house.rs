//! The house rules that no lint knows.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

#[path = "common/source.rs"]
mod source;

use source::{code, files, read, root, rust_files, tokens};

/// At so many lines a file is divided.
const MOST_LINES: usize = 1_000;

/// What text files end with.
const TEXT: [&str; 9] = ["rs", "md", "toml", "yml", "sh", "py", "ftl", "txt", "ron"];

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut wrong = Vec::new();
    for path in rust_files(".") {
        let text = read(&path);
        let lines = text.lines().count();
        if lines > MOST_LINES {
            wrong.push(format!("{}: {lines} lines, divide it", path.display()));
        }
        if !text.starts_with("//! ") {
            wrong.push(format!("{}: begins without saying what it is for", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_for_later() {
    for path in rust_files(".") {
        let tokens = tokens(&code(&read(&path)));
        for pair in tokens.windows(2) {
            let left = ["todo", "unimplemented", "dbg"].contains(&pair[0].as_str()) && pair[1] == "!";
            assert!(!left, "{}: {}!", path.display(), pair[0]);
        }
        for three in tokens.windows(3) {
            assert!(three != ["#", "[", "ignore"], "{}: a test is left out", path.display());
        }
    }
}

#[test]
fn nothing_names_a_place_of_one_machine() {
    let own = root().display().to_string();
    let mut wrong = Vec::new();
    for path in files(".") {
        if path.starts_with("tests/fixtures") || !path.extension().is_some_and(|e| TEXT.iter().any(|t| e == *t)) {
            continue;
        }
        let text = read(&path);
        // written so that this file does not find itself
        for place in [concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/Us", "ers/"), own.as_str()] {
            if let Some(line) = text.lines().position(|line| line.contains(place)) {
                wrong.push(format!("{}:{}: {place}", path.display(), line + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_pages_that_every_project_has_are_there() {
    for page in
        ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE-MIT", "LICENSE-APACHE", ".ci/run"]
    {
        assert!(root().join(page).is_file(), "{page}");
    }
    let version = concat!("[", env!("CARGO_PKG_VERSION"), "]");
    let changes = read("CHANGELOG.md".as_ref());
    assert!(changes.contains("## [Unreleased]") || changes.contains(version));
}

#[test]
fn links_between_pages_lead_somewhere() {
    for path in files(".") {
        if path.extension().is_none_or(|e| e != "md") {
            continue;
        }
        for (link, _) in read(&path).split("](").skip(1).filter_map(|rest| rest.split_once(')')) {
            let file = link.split('#').next().unwrap_or_default();
            if file.is_empty() || file.contains("://") {
                continue;
            }
            let target = root().join(&path).parent().expect("a folder").join(file);
            assert!(target.exists(), "{}: {link}", path.display());
        }
    }
}
