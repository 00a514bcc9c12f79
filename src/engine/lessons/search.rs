//! Full-text search among lessons, in Chinese and English, as one types: a lesson is found when it holds every word, in whatever
//! case and field. Words are looked for as they stand, so that any part of a Chinese word finds it.

use std::sync::Arc;

use crate::model::{Lesson, LessonId, LessonKind, Rows};

/// What is looked for: the words of a query in lower case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words(Vec<String>);

impl Words {
    /// The words of a query, divided by blanks of any width.
    #[must_use]
    pub fn new(query: &str) -> Self {
        Self(query.split_whitespace().map(str::to_lowercase).collect())
    }

    /// Whether nothing is looked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a text in lower case holds every word.
    #[must_use]
    pub fn are_in(&self, text: &str) -> bool {
        self.0.iter().all(|word| text.contains(word.as_str()))
    }
}

/// What else a lesson must be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Highlights or shortcomings only.
    pub kind: Option<LessonKind>,
    /// With this tag.
    pub tag: Option<String>,
    /// Seen to by this person or department, as it is called.
    pub owner: Option<String>,
}

/// A lesson of a library: of this project or of another file's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LibraryEntry {
    /// The lesson.
    pub lesson: Arc<Lesson>,
    /// The campaign that taught it, as it is called.
    pub campaign: String,
    /// Who sees to it, as they are called.
    pub owner: String,
    /// The file it stands in; empty for this one.
    pub file: String,
    /// Everything that can be looked for, in lower case.
    text: String,
}

impl LibraryEntry {
    /// An entry.
    #[must_use]
    pub fn new(lesson: &Arc<Lesson>, campaign: String, owner: String, file: String) -> Self {
        let mut text = String::new();
        let parts = [&lesson.fact, &lesson.cause, &lesson.action, &campaign, &lesson.origin, &owner, &file];
        for part in parts.into_iter().chain(&lesson.tags) {
            // what stands in two fields is no word
            text.push_str(&part.to_lowercase());
            text.push('\n');
        }
        Self { lesson: Arc::clone(lesson), campaign, owner, file, text }
    }
}

/// Lessons that can be searched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Library {
    entries: Vec<LibraryEntry>,
}

impl Library {
    /// A library of entries, in their order.
    #[must_use]
    pub const fn new(entries: Vec<LibraryEntry>) -> Self {
        Self { entries }
    }

    /// All of them.
    #[must_use]
    pub fn entries(&self) -> &[LibraryEntry] {
        &self.entries
    }

    /// The places of the entries that hold every word and pass the filter, in their order.
    #[must_use]
    pub fn find(&self, words: &Words, filter: &Filter) -> Vec<usize> {
        let passes = |entry: &LibraryEntry| {
            filter.kind.is_none_or(|kind| entry.lesson.kind == kind)
                && filter.tag.as_ref().is_none_or(|tag| entry.lesson.tags.contains(tag))
                && filter.owner.as_ref().is_none_or(|owner| entry.owner == *owner)
        };
        let holds = |(_, entry): &(usize, &LibraryEntry)| passes(entry) && words.are_in(&entry.text);
        self.entries.iter().enumerate().filter(holds).map(|(at, _)| at).collect()
    }

    /// The tags in use, the commonest first, then in the order of their first use.
    #[must_use]
    pub fn tags(&self) -> Vec<String> {
        let mut out: Vec<(String, usize)> = Vec::new();
        for tag in self.entries.iter().flat_map(|entry| &entry.lesson.tags) {
            match out.iter_mut().find(|(known, _)| known == tag) {
                Some((_, times)) => *times += 1,
                None => out.push((tag.clone(), 1)),
            }
        }
        out.sort_by_key(|(_, times)| std::cmp::Reverse(*times));
        out.into_iter().map(|(tag, _)| tag).collect()
    }
}

/// The lessons that speak of something: whose words hold its name, or the first four signs of a longer one – 收藏加购回流 is spoken of as
/// 收藏加购, too.
#[must_use]
pub fn speaking_of(lessons: &Rows<Lesson>, about: &str) -> Vec<LessonId> {
    let named = about.to_lowercase();
    let short: String = named.chars().take(4).collect();
    let holds = |words: &str| words.contains(&named) || (short.chars().count() == 4 && words.contains(&short));
    let speaks = |lesson: &&Arc<Lesson>| {
        let texts = [&lesson.fact, &lesson.cause, &lesson.action];
        texts.into_iter().chain(&lesson.tags).any(|text| holds(&text.to_lowercase()))
    };
    lessons.iter().filter(speaks).map(|lesson| lesson.id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(fact: &str, action: &str, tag: &str, kind: LessonKind) -> LibraryEntry {
        let lesson = Lesson {
            fact: fact.to_owned(),
            action: action.to_owned(),
            tags: vec![tag.to_owned()],
            kind,
            ..Lesson::default()
        };
        LibraryEntry::new(&Arc::new(lesson), "2025 双11".to_owned(), "用户 沈予".to_owned(), String::new())
    }

    #[test]
    fn every_word_must_be_there_in_any_field() {
        let library = Library::new(vec![
            entry("记忆枕断货 19 小时", "引流款安全库存改按爆发日 1.5 倍", "备货", LessonKind::Shortcoming),
            entry("Live GMV beat the plan by 9 %", "Keep the script as a template", "直播", LessonKind::Highlight),
            entry("会场设计晚 2 天", "S 级前两周设计排期锁定", "排期", LessonKind::Shortcoming),
        ]);
        let none = Filter::default();
        for (query, expected) in [
            ("", vec![0, 1, 2]),
            ("断货", vec![0]),
            ("库存 记忆", vec![0]),
            ("库存　直播", vec![]),
            ("SCRIPT live", vec![1]),
            ("沈予", vec![0, 1, 2]),
            ("双11 设计", vec![2]),
            ("小时引流", vec![]),
        ] {
            assert_eq!(library.find(&Words::new(query), &none), expected, "{query}");
        }
        let highlight = Filter { kind: Some(LessonKind::Highlight), ..Filter::default() };
        assert_eq!(library.find(&Words::default(), &highlight), [1]);
        let tag = Filter { tag: Some("排期".to_owned()), ..Filter::default() };
        assert_eq!(library.find(&Words::default(), &tag), [2]);
        assert_eq!(library.tags(), ["备货", "直播", "排期"]);
    }
}
