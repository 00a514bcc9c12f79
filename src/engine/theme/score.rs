//! How good a theme is: six marks of one to five.
//!
//! *Short* is measured: by units, a Chinese character or a word or number of other letters each, up to 5 units the mark is 5,
//! up to 7 it is 4, up to 10 it is 3, up to 14 it is 2, beyond 1. *Memorable* is measured until it is judged: 3, one more for up
//! to 5 units, one more where a unit stands twice (越住越好) or two clauses are of nearly the same length (回家，慢一点).
//! The other four are the planner's.

use crate::model::{Mark, Quality, ThemeCandidate};

/// The most that the six marks come to.
pub const MOST_TOTAL: u8 = 6 * Mark::BEST;

/// The marks of a theme.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// What the marks come to that are there.
    pub total: u8,
    /// How many are there, of six.
    pub marks: u8,
}

impl Score {
    /// Whether all six are there.
    #[must_use]
    pub const fn is_complete(self) -> bool {
        self.marks == 6
    }
}

/// What is read as one: a Chinese character, or a word or number of other letters, in lower case.
#[must_use]
pub fn units(words: &str) -> Vec<String> {
    clauses(words).into_iter().flatten().collect()
}

/// The units between stops; signs end a clause, spaces only a word.
fn clauses(words: &str) -> Vec<Vec<String>> {
    let mut clauses: Vec<Vec<String>> = vec![Vec::new()];
    let mut run = String::new();
    for c in words.chars() {
        let is_letter = c.is_alphanumeric() && !is_han(c);
        if is_letter || (matches!(c, '\'' | '’' | '.' | '%') && !run.is_empty()) {
            run.extend(c.to_lowercase());
            continue;
        }
        let clause = clauses.last_mut();
        if let Some(clause) = clause {
            if !run.is_empty() {
                clause.push(std::mem::take(&mut run));
            }
            if is_han(c) {
                clause.push(c.to_string());
            } else if !c.is_whitespace() && !clause.is_empty() {
                clauses.push(Vec::new());
            }
        }
    }
    if let Some(clause) = clauses.last_mut().filter(|_| !run.is_empty()) {
        clause.push(run);
    }
    clauses.retain(|clause| !clause.is_empty());
    clauses
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{3040}'..='\u{30ff}' | '\u{20000}'..='\u{3ffff}')
}

/// What is measured of some words; nothing where it is for the planner to judge, or there are none.
#[must_use]
pub fn measured(words: &str, quality: Quality) -> Option<Mark> {
    let clauses = clauses(words);
    let number: usize = clauses.iter().map(Vec::len).sum();
    if number == 0 {
        return None;
    }
    match quality {
        Quality::Short => Mark::new(match number {
            ..=5 => 5,
            6 | 7 => 4,
            8..=10 => 3,
            11..=14 => 2,
            _ => 1,
        }),
        Quality::Memorable => {
            let mut all: Vec<&String> = clauses.iter().flatten().collect();
            all.sort_unstable();
            let repeats = all.windows(2).any(|pair| pair.first() == pair.last());
            let balanced = matches!(clauses.as_slice(), [a, b] if a.len().abs_diff(b.len()) <= 1);
            Mark::new(3 + u8::from(number <= 5) + u8::from(repeats || balanced))
        }
        Quality::Spreads | Quality::Clear | Quality::Relevant | Quality::Fun => None,
    }
}

/// A mark as it counts, and whether it was measured; nothing while it is not judged.
#[must_use]
pub fn mark(candidate: &ThemeCandidate, quality: Quality) -> Option<(Mark, bool)> {
    let judged = candidate.marks.get(&quality).copied().filter(|_| quality != Quality::Short);
    judged.map(|mark| (mark, false)).or_else(|| measured(&candidate.words, quality).map(|mark| (mark, true)))
}

/// What a candidate comes to.
#[must_use]
pub fn score(candidate: &ThemeCandidate) -> Score {
    let marks = || Quality::ALL.iter().filter_map(|quality| mark(candidate, *quality));
    Score { total: marks().map(|(mark, _)| mark.get()).sum(), marks: marks().map(|_| 1).sum() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_and_rhythm_are_measured() {
        for (words, short, memorable) in [
            ("回家，慢一点", 5, 5),
            ("山屿好眠节", 5, 4),
            ("越住越好", 5, 5),
            ("暖冬回巢计划", 4, 3),
            ("把家焕新一遍", 4, 3),
            ("床品灯具整屋焕新，11-11 低至 5 折", 2, 4),
            ("Come home, slow down", 5, 5),
            ("The great winter home refresh sale is here", 3, 3),
            ("618", 5, 4),
        ] {
            let of = |quality| measured(words, quality).map(Mark::get);
            assert_eq!((of(Quality::Short), of(Quality::Memorable)), (Some(short), Some(memorable)), "{words}");
            assert_eq!(of(Quality::Fun), None);
        }
        assert_eq!(measured(" ，", Quality::Short), None);
        assert_eq!(units("11-11 低至 5 折"), ["11", "11", "低", "至", "5", "折"]);
    }

    #[test]
    fn what_is_judged_comes_first_but_for_the_length() {
        let five = Mark::new(5).expect("a mark");
        let two = Mark::new(2).expect("a mark");
        let mut theme = ThemeCandidate { words: "把家焕新一遍".to_owned(), ..ThemeCandidate::default() };
        assert_eq!(score(&theme), Score { total: 7, marks: 2 });
        theme.marks.insert(Quality::Short, five);
        theme.marks.insert(Quality::Memorable, two);
        assert_eq!(mark(&theme, Quality::Short).map(|(m, measured)| (m.get(), measured)), Some((4, true)));
        assert_eq!(mark(&theme, Quality::Memorable), Some((two, false)));
        for quality in [Quality::Spreads, Quality::Clear, Quality::Relevant, Quality::Fun] {
            theme.marks.insert(quality, five);
        }
        assert_eq!(score(&theme), Score { total: 26, marks: 6 });
        assert!(score(&theme).is_complete());
    }
}
