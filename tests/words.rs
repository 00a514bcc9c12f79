//! The words of every catalogue can be drawn: each character is in the fonts that go with its language.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets")
}

/// Every character of a font, from its `cmap`: the table of format 12, which all of ours have, or that of format 4.
fn characters(font: &str) -> BTreeSet<char> {
    let bytes = fs::read(assets().join("fonts").join(font)).expect("a font");
    let number = |at: usize, len: usize| {
        bytes.get(at..at + len).expect("within").iter().fold(0_usize, |n, byte| n << 8 | usize::from(*byte))
    };
    let tables = number(4, 2);
    let cmap = (0..tables)
        .map(|i| 12 + i * 16)
        .find(|at| bytes.get(*at..at + 4) == Some(b"cmap"))
        .map(|at| number(at + 8, 4))
        .expect("a cmap");
    let subtables = (0..number(cmap + 2, 2)).map(|i| cmap + number(cmap + 4 + i * 8 + 4, 4));
    let mut found = BTreeSet::new();
    let mut add = |from: usize, to: usize| {
        found.extend((from..=to).filter_map(|code| u32::try_from(code).ok().and_then(char::from_u32)));
    };
    for at in subtables {
        match number(at, 2) {
            12 => {
                for group in (0..number(at + 12, 4)).map(|i| at + 16 + i * 12) {
                    add(number(group, 4), number(group + 4, 4));
                }
            }
            4 => {
                let segments = number(at + 6, 2) / 2;
                for i in 0..segments {
                    let end = number(at + 14 + i * 2, 2);
                    let start = number(at + 16 + segments * 2 + i * 2, 2);
                    if start < 0xffff {
                        add(start, end);
                    }
                }
            }
            _ => {}
        }
    }
    found
}

fn catalogue(lang: &str) -> BTreeSet<char> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(assets().join("text").join(lang)).expect("a folder") {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("a catalogue");
        found.extend(text.lines().filter(|line| !line.starts_with('#')).flat_map(str::chars));
    }
    // the names in templates of tasks
    let field = match lang {
        "zh-Hans" => "name: \"",
        "zh-Hant" => "hant: \"",
        _ => "en: \"",
    };
    for entry in fs::read_dir(assets().join("templates")).expect("a folder") {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("a template");
        found.extend(text.split(field).skip(1).filter_map(|rest| rest.split('"').next()).flat_map(str::chars));
    }
    found
}

#[test]
fn every_word_can_be_drawn() {
    let is_han = |c: &char| ('\u{3400}'..='\u{9fff}').contains(c);
    let (sc, tc) = (characters("NotoSansSC-Regular.ttf"), characters("NotoSansTC-Regular.ttf"));
    assert!(sc.len() > 7_000 && sc.contains(&'爆') && tc.len() > 5_000 && tc.contains(&'預'));
    for lang in ["zh-Hans", "en"] {
        let missing: Vec<char> = catalogue(lang).difference(&sc).copied().collect();
        assert!(missing.is_empty(), "{lang}: {missing:?}");
    }
    // Taiwan shapes for every Chinese character; the rest may come from either
    let words = catalogue("zh-Hant");
    let missing: Vec<&char> = words.iter().filter(|c| !tc.contains(c) && (is_han(c) || !sc.contains(c))).collect();
    assert!(missing.is_empty(), "zh-Hant: {missing:?}");
}

/// The first level of Big5 has no character that only mainland China writes: a catalogue that was converted, or a word
/// left in the wrong script, shows here.
#[test]
fn each_script_is_its_own() {
    let pairs = [
        ("计", "計"),
        ("费", "費"),
        ("动", "動"),
        ("这", "這"),
        ("开", "開"),
        ("数", "數"),
        ("类", "類"),
        ("价", "價"),
    ];
    let (hans, hant) = (catalogue("zh-Hans"), catalogue("zh-Hant"));
    for (simplified, traditional) in pairs {
        for c in simplified.chars() {
            assert!(!hant.contains(&c), "zh-Hant: {c}");
        }
        for c in traditional.chars() {
            assert!(!hans.contains(&c), "zh-Hans: {c}");
        }
    }
}
