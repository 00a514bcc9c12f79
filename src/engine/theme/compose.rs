//! Candidates composed from the parts of a theme, by patterns.
//!
//! A catalogue is lines of text. `{season}`, `{category}` … stand for parts; `[清仓|尾货]` begins patterns that are only for
//! purposes in which one of these words stands, `[]` those for any; lines that begin with `#` say something about others.

use std::collections::BTreeMap;

use super::score::{MOST_TOTAL, measured};
use crate::model::{Mark, Quality, ThemePart};

/// The most candidates that are composed at once.
const MOST: usize = 10;

/// A pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern<'a> {
    /// Words of the purpose for which it is; none = for any.
    pub purposes: Vec<&'a str>,
    /// The words, with names of parts in braces.
    pub words: &'a str,
}

/// What was composed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    /// The words.
    pub words: String,
    /// The parts that stand in it.
    pub parts: Vec<ThemePart>,
}

/// What a part is called in a catalogue.
const fn name(part: ThemePart) -> &'static str {
    match part {
        ThemePart::Purpose => "purpose",
        ThemePart::Category => "category",
        ThemePart::Audience => "audience",
        ThemePart::Season => "season",
        ThemePart::Strength => "strength",
        ThemePart::HotTopic => "hot_topic",
        ThemePart::Highlight => "highlight",
        ThemePart::Company => "company",
    }
}

/// The patterns of a catalogue.
#[must_use]
pub fn patterns(catalogue: &str) -> Vec<Pattern<'_>> {
    let mut purposes: Vec<&str> = Vec::new();
    let mut out = Vec::new();
    for line in catalogue.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(words) => purposes = words.split('|').map(str::trim).filter(|word| !word.is_empty()).collect(),
            None => out.push(Pattern { purposes: purposes.clone(), words: line }),
        }
    }
    out
}

/// Composes candidates from parts: those for the purpose first, then by what is measured of them, then in the order of the
/// catalogue. A pattern counts where all of its parts have words; what is `taken` already is left out.
#[must_use]
pub fn compose(patterns: &[Pattern<'_>], parts: &BTreeMap<ThemePart, String>, taken: &[&str]) -> Vec<Composed> {
    let purpose = parts.get(&ThemePart::Purpose).map(|words| words.to_lowercase()).unwrap_or_default();
    let mut found: Vec<(bool, u8, Composed)> = Vec::new();
    for pattern in patterns {
        let is_meant = pattern.purposes.iter().any(|word| purpose.contains(&word.to_lowercase()));
        if !pattern.purposes.is_empty() && !is_meant {
            continue;
        }
        let Some(composed) = fill(pattern.words, parts) else { continue };
        let known = found.iter().any(|(.., other)| other.words == composed.words);
        if known || taken.contains(&composed.words.as_str()) {
            continue;
        }
        let measure = [Quality::Short, Quality::Memorable].iter().filter_map(|q| measured(&composed.words, *q));
        let marks: u8 = measure.map(Mark::get).sum();
        found.push((is_meant, marks, composed));
    }
    found.sort_by_key(|(is_meant, marks, _)| (!is_meant, MOST_TOTAL.saturating_sub(*marks)));
    found.into_iter().map(|(.., composed)| composed).take(MOST).collect()
}

/// A pattern with its parts; nothing where one has no words.
fn fill(pattern: &str, parts: &BTreeMap<ThemePart, String>) -> Option<Composed> {
    let mut words = String::new();
    let mut used = Vec::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let (of, behind) = after.split_once('}')?;
        let part = ThemePart::ALL.into_iter().find(|part| name(*part) == of)?;
        let text = parts.get(&part).map(|text| text.trim()).filter(|text| !text.is_empty())?;
        words.push_str(before);
        words.push_str(text);
        used.push(part);
        rest = behind;
    }
    words.push_str(rest);
    Some(Composed { words, parts: used })
}

#[cfg(test)]
mod tests {
    use super::*;

    const CATALOGUE: &str = "# words\n[]\n{season}{category}焕新季\n这个{season}，{category}值得换\n{company}好物节\n{nobody}\n[清仓|尾货]\n{category}清仓季\n";

    #[test]
    fn patterns_count_where_their_parts_are_there() {
        let patterns = patterns(CATALOGUE);
        assert_eq!(patterns.len(), 5);
        let mut parts: BTreeMap<ThemePart, String> =
            [(ThemePart::Season, "初冬".to_owned()), (ThemePart::Category, " 家居 ".to_owned())].into();
        let words = |parts: &BTreeMap<_, _>, taken: &[&str]| -> Vec<String> {
            compose(&patterns, parts, taken).into_iter().map(|composed| composed.words).collect()
        };
        assert_eq!(words(&parts, &[]), ["初冬家居焕新季", "这个初冬，家居值得换"]);
        assert_eq!(words(&parts, &["初冬家居焕新季"]), ["这个初冬，家居值得换"]);
        parts.insert(ThemePart::Purpose, "夏被清仓".to_owned());
        parts.insert(ThemePart::Company, "山屿".to_owned());
        assert_eq!(words(&parts, &[]), ["家居清仓季", "山屿好物节", "初冬家居焕新季", "这个初冬，家居值得换"]);
        assert_eq!(compose(&patterns, &BTreeMap::new(), &[]), []);
    }
}
