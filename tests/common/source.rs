//! The project's own files as tests read them: which there are, and Rust code without its comments and texts.

#![allow(dead_code, reason = "each test uses its part")]

use std::fs;
use std::path::{Path, PathBuf};

/// The project's folder.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder of the project, by their paths from the project's folder, in order.
pub fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(&root().join(folder), &mut found);
    found.sort();
    found.iter().map(|path| path.strip_prefix(root()).expect("below it").to_owned()).collect()
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.is_dir() {
            // what is built, and the version control's own
            if !matches!(name.as_str(), "target" | ".git") {
                collect(&path, found);
            }
        } else {
            found.push(path);
        }
    }
}

/// All Rust files below a folder.
pub fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut found = files(folder);
    found.retain(|path| path.extension().is_some_and(|e| e == "rs"));
    found
}

/// The text of a file of the project.
pub fn read(path: &Path) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Code with comments and the insides of texts blanked out; lines stay where they are.
pub fn code(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = skipped(&chars, at);
        if end > at {
            out.extend(chars[at..end].iter().map(|c| if *c == '\n' { '\n' } else { ' ' }));
            at = end;
        } else {
            out.push(chars[at]);
            at += 1;
        }
    }
    out
}

/// Where a comment, text or character that begins here ends; the same place if none does.
fn skipped(chars: &[char], at: usize) -> usize {
    let is = |i: usize, c: char| chars.get(i) == Some(&c);
    let to = |from: usize, end: &dyn Fn(usize) -> bool| (from..chars.len()).find(|i| end(*i)).unwrap_or(chars.len());
    if is(at, '/') && is(at + 1, '/') {
        return to(at, &|i| chars[i] == '\n');
    }
    if is(at, '/') && is(at + 1, '*') {
        return (to(at + 2, &|i| is(i, '*') && is(i + 1, '/')) + 2).min(chars.len());
    }
    if is(at, '\'') && (is(at + 1, '\\') || is(at + 2, '\'')) {
        return (to(at + 3, &|i| chars[i] == '\'').max(at + 2) + 1).min(chars.len()).max(at + 3);
    }
    let in_word = at > 0 && (chars[at - 1].is_alphanumeric() || chars[at - 1] == '_');
    if is(at, 'r') && !in_word && (is(at + 1, '"') || is(at + 1, '#')) {
        let hashes = to(at + 1, &|i| chars[i] != '#') - at - 1;
        if is(at + 1 + hashes, '"') {
            let closes = |i: usize| is(i, '"') && (1..=hashes).all(|n| is(i + n, '#'));
            return (to(at + 2 + hashes, &closes) + 1 + hashes).min(chars.len());
        }
    }
    if is(at, '"') {
        let mut i = at + 1;
        while i < chars.len() && chars[i] != '"' {
            i += if chars[i] == '\\' { 2 } else { 1 };
        }
        return (i + 1).min(chars.len());
    }
    at
}

/// The names of code and what stands between them: `use egui::Ui;` → `use`, `egui`, `::`, `Ui`, `;`.
pub fn tokens(code: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut previous = ' ';
    for c in code.chars() {
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let joins = (word(c) && word(previous)) || (c == ':' && previous == ':');
        match tokens.last_mut() {
            Some(last) if joins && !last.ends_with("::") => last.push(c),
            _ if c.is_whitespace() => {}
            _ => tokens.push(c.to_string()),
        }
        previous = c;
    }
    tokens
}
