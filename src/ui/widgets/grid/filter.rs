//! Which rows a column lets through.

use std::collections::BTreeSet;

use super::column::Column;
use super::value::CellValue;
use crate::text::{Msg, Texts};

/// The filter of one column; all of its parts must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnFilter {
    /// The text contains this, whatever the case.
    pub contains: String,
    /// The text is one of these; nothing chosen lets everything through.
    pub among: Option<BTreeSet<String>>,
    /// The figure or day is at least this.
    pub from: Option<CellValue>,
    /// The figure or day is at most this.
    pub to: Option<CellValue>,
}

impl ColumnFilter {
    /// Whether it lets everything through.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.contains.is_empty() && self.among.is_none() && self.from.is_none() && self.to.is_none()
    }

    /// What it says, for a chip: 毛利率 ≤ 12%, 类目 床品、灯具.
    #[must_use]
    pub fn summary(&self, column: &Column, texts: &Texts) -> String {
        let mut parts = Vec::new();
        let bound = |value: &CellValue| value.edit_text(column);
        match (&self.from, &self.to) {
            (Some(from), Some(to)) => parts.push(format!("{} – {}", bound(from), bound(to))),
            (Some(from), None) => parts.push(format!("≥ {}", bound(from))),
            (None, Some(to)) => parts.push(format!("≤ {}", bound(to))),
            (None, None) => {}
        }
        if !self.contains.is_empty() {
            parts.push(texts.with(Msg::GridChipContains, &[("text", (&self.contains).into())]));
        }
        match &self.among {
            Some(among) if (1..=2).contains(&among.len()) => {
                let empty = texts.get(Msg::GridFilterEmpty);
                let names: Vec<&str> = among.iter().map(|v| if v.is_empty() { empty } else { v }).collect();
                parts.push(names.join(texts.get(Msg::GridChipAnd)));
            }
            Some(among) => parts.push(texts.with(Msg::GridChipAmong, &[("n", among.len().into())])),
            None => {}
        }
        format!("{} {}", column.title, parts.join(" "))
    }

    /// Whether it lets a value through.
    #[must_use]
    pub fn lets(&self, value: &CellValue, column: &Column) -> bool {
        if self.from.is_some() || self.to.is_some() {
            if value.is_empty() {
                return false;
            }
            let day = match value {
                CellValue::DateTime(at) => CellValue::Date(at.date()),
                other => other.clone(),
            };
            if self.from.as_ref().is_some_and(|from| day.compare(from).is_lt())
                || self.to.as_ref().is_some_and(|to| day.compare(to).is_gt())
            {
                return false;
            }
        }
        if self.contains.is_empty() && self.among.is_none() {
            return true;
        }
        let text = value.edit_text(column);
        self.among.as_ref().is_none_or(|among| among.contains(&text)) && contains(&text, &self.contains, false)
    }
}

/// Whether `text` contains `part`; without `exact_case` capitals and small letters are alike.
#[must_use]
pub fn contains(text: &str, part: &str, exact_case: bool) -> bool {
    if exact_case { text.contains(part) } else { find(text, part, 0).is_some() }
}

/// The bytes from `from` on where `part` stands in `text`, capitals and small letters alike.
#[must_use]
pub fn find(text: &str, part: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let alike = |a: char, b: char| a == b || a.to_lowercase().eq(b.to_lowercase());
    text.get(from..)?.char_indices().map(|(at, _)| from + at).chain([text.len()]).find_map(|start| {
        let mut there = text.get(start..)?.chars();
        let mut end = start;
        for wanted in part.chars() {
            let c = there.next().filter(|c| alike(*c, wanted))?;
            end += c.len_utf8();
        }
        Some(start..end)
    })
}

/// `text` with every `part` replaced.
#[must_use]
pub fn replace_all(text: &str, part: &str, by: &str, exact_case: bool) -> String {
    if exact_case || part.is_empty() {
        return if part.is_empty() { text.to_owned() } else { text.replace(part, by) };
    }
    let (mut result, mut from) = (String::with_capacity(text.len()), 0);
    while let Some(found) = find(text, part, from) {
        result.push_str(text.get(from..found.start).unwrap_or_default());
        result.push_str(by);
        from = found.end;
    }
    result.push_str(text.get(from..).unwrap_or_default());
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Money;
    use crate::ui::widgets::grid::{ColumnId, ColumnKind};

    #[test]
    fn parts_must_all_hold() {
        let text = Column::new(ColumnId(1), "t", ColumnKind::Text);
        let money = Column::new(ColumnId(2), "m", ColumnKind::Money);
        let word = |s: &str| CellValue::Text(s.to_owned());
        let sum = |n| CellValue::Money(Money::from_major(n));
        let filter = ColumnFilter { contains: "PRO".into(), ..ColumnFilter::default() };
        assert!(filter.lets(&word("护眼台灯 Pro"), &text));
        assert!(!filter.lets(&word("台灯"), &text));
        let among = ColumnFilter { among: Some(["床品".to_owned()].into()), ..ColumnFilter::default() };
        assert!(among.lets(&word("床品"), &text));
        assert!(!among.lets(&CellValue::Empty, &text));
        let range = ColumnFilter { from: Some(sum(10)), to: Some(sum(20)), ..ColumnFilter::default() };
        for (value, lets) in [(9, false), (10, true), (20, true), (21, false)] {
            assert_eq!(range.lets(&sum(value), &money), lets);
        }
        assert!(!range.lets(&CellValue::Empty, &money));
        assert!(ColumnFilter::default().is_empty());
        let zh = Texts::new(crate::text::Lang::ZhHans);
        assert_eq!(range.summary(&money, &zh), "m 10 – 20");
        assert_eq!(among.summary(&text, &zh), "t 床品");
        assert_eq!(filter.summary(&text, &zh), "t 含「PRO」");
    }

    #[test]
    fn replaces_whatever_the_case() {
        assert_eq!(replace_all("Pro pro PRO", "pro", "Max", false), "Max Max Max");
        assert_eq!(replace_all("Pro pro", "pro", "Max", true), "Pro Max");
        assert_eq!(replace_all("床品床品", "床", "灯", false), "灯品灯品");
        assert_eq!(replace_all("aaa", "aa", "b", false), "ba");
        assert_eq!(replace_all("abc", "", "x", false), "abc");
        assert_eq!(find("İx", "X", 0), Some(2..3));
    }
}
