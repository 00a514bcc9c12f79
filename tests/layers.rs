//! Who may import whom: the layers of `ARCHITECTURE.md`, and the rooms that outside crates stay in.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

#[path = "common/source.rs"]
mod source;

use std::collections::BTreeSet;
use std::path::Path;

use source::{code, read, root, rust_files, tokens};

/// A layer and those that it may import.
const LAYERS: [(&str, &[&str]); 10] = [
    ("model", &[]),
    ("engine", &["model"]),
    ("document", &["model", "engine"]),
    ("file", &["model"]),
    ("text", &["model", "engine", "document", "file"]),
    ("exchange", &["model", "engine", "text"]),
    ("render", &[]),
    ("ui", &["model", "engine", "document", "text"]),
    ("app", &["model", "engine", "document", "file", "text", "exchange", "render", "ui", "cli"]),
    ("cli", &["model", "engine", "document", "file", "text", "exchange", "render", "ui"]),
];

/// An outside crate and the places that may name it; an empty list = anywhere.
const ROOMS: [(&str, &[&str]); 32] = [
    ("calamine", &["exchange"]),
    ("clap", &["cli"]),
    ("directories", &["app"]),
    ("eframe", &["app"]),
    ("egui", &["ui", "app", "render", "cli/render.rs"]),
    ("egui_plot", &["ui"]),
    ("encoding_rs", &["exchange"]),
    ("fluent_bundle", &["text"]),
    ("foldhash", &["exchange", "engine/offers/floor"]),
    ("jiff", &[]),
    ("libm", &["engine"]),
    ("log", &[]),
    ("pinyin", &["ui"]),
    ("png", &["render", "app"]),
    ("pollster", &["app"]),
    ("quick_xml", &["exchange"]),
    ("rand_distr", &["engine/simulate"]),
    ("rand_xoshiro", &["engine/simulate"]),
    ("rfd", &["app/dialogs"]),
    ("ron", &["file", "app"]),
    ("serde", &["model", "file", "text/lang.rs", "ui", "app", "cli"]),
    ("serde_json", &["app", "cli"]),
    ("serde_path_to_error", &["file"]),
    ("smallvec", &["engine"]),
    ("sys_locale", &["app", "cli"]),
    ("tempfile", &["file", "app"]),
    ("thiserror", &[]),
    ("unic_langid", &["text"]),
    ("unicode_width", &["cli"]),
    ("wide", &["exchange"]),
    ("winresource", &["build.rs"]),
    ("zip", &["exchange"]),
];

/// The layer that a file of `src` belongs to; nothing for `lib.rs` and `main.rs`.
fn layer(path: &Path) -> Option<String> {
    let below = path.strip_prefix("src").expect("a file of src");
    (below.components().count() > 1).then(|| below.iter().next().expect("a folder").to_string_lossy().into_owned())
}

/// The module of a file: `src/ui/tabs/mod.rs` → `ui`, `tabs`.
fn module(path: &Path) -> Vec<String> {
    let below = path.strip_prefix("src").expect("a file of src").with_extension("");
    let mut parts: Vec<String> = below.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    match parts.last().map(String::as_str) {
        Some("mod") => drop(parts.pop()),
        // `x_tests.rs` is the module `tests` of `x`
        Some(last) if last.ends_with("_tests") => parts.push("tests".to_owned()),
        _ => {}
    }
    parts
}

/// The top-level modules that code reaches by `crate::` or by `super::` as far as the root.
fn reached(code: &str, module: &[String]) -> BTreeSet<String> {
    let tokens = tokens(code);
    let mut found = BTreeSet::new();
    for (at, token) in tokens.iter().enumerate() {
        let after = |n: usize| tokens.get(at + n).map_or("", String::as_str);
        if token == "crate" && after(1) == "::" {
            names(&tokens[at + 2..], &mut found);
        }
        // the first of a chain of `super::`
        if token == "super" && (at < 2 || tokens[at - 2] != "super") {
            let steps = (0..tokens.len()).take_while(|n| after(2 * n) == "super" && after(2 * n + 1) == "::").count();
            // code in a module of its own within the file stands one step deeper
            let depth = module.len() + usize::from(indented(code, "super::") && steps > 1);
            if steps >= depth {
                names(&tokens[at + 2 * steps..], &mut found);
            }
        }
    }
    found
}

fn indented(code: &str, what: &str) -> bool {
    code.lines().filter(|line| line.contains(what)).all(|line| line.starts_with(' '))
}

/// The names that a path goes on with: one, or those of a group in braces.
fn names(rest: &[String], found: &mut BTreeSet<String>) {
    if rest.first().is_none_or(|first| first != "{") {
        found.extend(rest.first().cloned());
        return;
    }
    let mut depth = 0;
    let mut begins = false;
    for token in rest {
        match token.as_str() {
            "{" => {
                depth += 1;
                begins = depth == 1;
            }
            "}" if depth == 1 => return,
            "}" => depth -= 1,
            "," => begins = depth == 1,
            name if begins => {
                found.insert(name.to_owned());
                begins = false;
            }
            _ => {}
        }
    }
}

#[test]
fn imports_follow_the_layers() {
    let known: Vec<&str> = LAYERS.iter().map(|(name, _)| *name).collect();
    let mut wrong = Vec::new();
    for path in rust_files("src") {
        let Some(own) = layer(&path) else { continue };
        let (_, may) = LAYERS.iter().find(|(name, _)| *name == own).unwrap_or_else(|| panic!("{own} is no layer"));
        for other in reached(&code(&read(&path)), &module(&path)) {
            if known.contains(&other.as_str()) && other != own && !may.contains(&other.as_str()) {
                wrong.push(format!("{}: {own} must not import {other}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether code names a crate: at the beginning of a path, or alone in a `use`.
fn is_named(tokens: &[String], name: &str) -> bool {
    tokens.iter().enumerate().any(|(at, token)| {
        let before = at.checked_sub(1).and_then(|b| tokens.get(b)).map_or("", String::as_str);
        let after = tokens.get(at + 1).map_or("", String::as_str);
        token == name && before != "::" && before != "." && (after == "::" || before == "use")
    })
}

#[test]
fn outside_crates_stay_in_their_rooms() {
    let mut wrong = Vec::new();
    for path in rust_files("src") {
        let tokens = tokens(&code(&read(&path)));
        let below = path.strip_prefix("src").expect("a file of src");
        for (name, rooms) in ROOMS {
            let fits = rooms.is_empty() || rooms.iter().any(|room| below.starts_with(room) || is_file(below, room));
            if !fits && is_named(&tokens, name) {
                wrong.push(format!("{}: {name} belongs to {}", path.display(), rooms.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `app/dialogs` is also the file `app/dialogs.rs`.
fn is_file(path: &Path, room: &str) -> bool {
    path.with_extension("") == Path::new(room)
}

#[test]
fn every_dependency_has_a_room() {
    let manifest = read(Path::new("Cargo.toml"));
    let of = |heading: &str| -> BTreeSet<String> {
        let lines = manifest.lines().skip_while(|line| *line != heading).skip(1);
        let lines = lines.take_while(|line| !line.starts_with('['));
        lines.filter_map(|line| Some(line.split_once(" = ")?.0.replace('-', "_"))).collect()
    };
    let rooms: BTreeSet<String> = ROOMS.iter().map(|(name, _)| (*name).to_owned()).collect();
    for name in of("[dependencies]") {
        assert!(rooms.contains(&name), "{name} has no room yet: give it one here and a reason in ARCHITECTURE.md");
    }
}

#[test]
fn only_the_document_changes_a_project() {
    for path in rust_files("src/ui") {
        let tokens = tokens(&code(&read(&path)));
        assert!(!tokens.iter().any(|t| t == "Document"), "{}: views hand back actions", path.display());
    }
}

#[test]
fn the_page_about_it_has_the_same_table() {
    let page = read(Path::new("ARCHITECTURE.md"));
    for (name, may) in LAYERS {
        let row = page.lines().find(|line| line.starts_with(&format!("| `{name}/` |")));
        let row = row.unwrap_or_else(|| panic!("{name} has no row in ARCHITECTURE.md"));
        let told = row.trim_end_matches(" |").rsplit(" | ").next().expect("a last cell");
        let expected = if may.is_empty() { "–".to_owned() } else { may.join(", ") };
        assert_eq!(told, expected, "{name}");
    }
    for layer in LAYERS.map(|(name, _)| name) {
        assert!(root().join("src").join(layer).is_dir(), "{layer}");
    }
}

#[test]
fn paths_are_read_as_the_compiler_reads_them() {
    let own = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
    for (text, module, expected) in [
        ("use crate::model::{Money, Rate};", own(&["ui", "x"]), vec!["model"]),
        ("use crate::{model::Money, text::{Msg, Texts}, ui};", own(&["cli"]), vec!["model", "text", "ui"]),
        ("fn f() -> crate::file::Opened {}", own(&["cli"]), vec!["file"]),
        ("// use crate::app::x;\nlet a = \"crate::app::y\";", own(&["cli"]), vec![]),
        ("use super::super::model::Money;", own(&["engine", "x"]), vec!["model"]),
        ("use super::value::Figure;", own(&["engine", "x"]), vec![]),
        ("mod tests {\n    use super::super::value::Figure;\n}", own(&["engine", "x"]), vec![]),
        ("let c = 'a'; let d: &'static str = r#\"crate::app::z\"#; use crate::text::Msg;", own(&["ui"]), vec!["text"]),
    ] {
        let found: Vec<String> = reached(&code(text), &module).into_iter().collect();
        assert_eq!(found, expected, "{text}");
    }
}
