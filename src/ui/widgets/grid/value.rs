//! The exact value of a cell: compared, added up, written for editing and copying.

use std::cmp::Ordering;

use jiff::civil::{Date, DateTime};
use pinyin::{Pinyin, ToPinyin};

use super::column::{Column, ColumnKind};
use crate::model::number::write_scaled;
use crate::model::{Count, Money, Rate};

/// What a cell holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CellValue {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A sum.
    Money(Money),
    /// A share or factor.
    Rate(Rate),
    /// A whole number.
    Count(Count),
    /// A day.
    Date(Date),
    /// A day with a time.
    DateTime(DateTime),
    /// One of the column's options, by position.
    Choice(usize),
}

impl CellValue {
    /// Whether there is nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.is_empty(),
            _ => false,
        }
    }

    /// The figure in its smallest unit: 分, billionths, ones.
    #[must_use]
    pub fn figure(&self) -> Option<i128> {
        match self {
            Self::Money(money) => Some(money.wide()),
            Self::Rate(rate) => Some(rate.wide()),
            Self::Count(count) => Some(count.wide()),
            _ => None,
        }
    }

    /// A figure of the same kind as this one.
    #[must_use]
    pub fn like(&self, figure: i128) -> Self {
        match self {
            Self::Money(_) => Self::Money(Money::from_wide(figure)),
            Self::Rate(_) => Self::Rate(Rate::from_wide(figure)),
            Self::Count(_) => Self::Count(Count::from_wide(figure)),
            _ => Self::Empty,
        }
    }

    /// The order in a sorted column. Nothing comes last; the caller keeps it last when it turns the order round.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => natural(a, b),
            (Self::Date(a), Self::Date(b)) => a.cmp(b),
            (Self::DateTime(a), Self::DateTime(b)) => a.cmp(b),
            (Self::Choice(a), Self::Choice(b)) => a.cmp(b),
            _ => match (self.figure(), other.figure()) {
                (Some(a), Some(b)) => a.cmp(&b),
                _ => self.rank().cmp(&other.rank()),
            },
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Money(_) | Self::Rate(_) | Self::Count(_) => 0,
            Self::Date(_) | Self::DateTime(_) => 1,
            Self::Choice(_) => 2,
            Self::Text(_) => 3,
            Self::Empty => 4,
        }
    }

    /// The text that, typed into the column, gives this value again.
    #[must_use]
    pub fn edit_text(&self, column: &Column) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Money(money) if column.exponent == 0 => money.to_string(),
            Self::Money(money) => write_scaled(money.wide(), 2 + column.exponent),
            Self::Rate(rate) if column.kind == ColumnKind::Rate => write_scaled(rate.wide(), 7) + "%",
            Self::Rate(rate) => write_scaled(rate.wide(), 9),
            Self::Count(count) => write_scaled(count.wide(), column.exponent),
            Self::Date(date) => date.to_string(),
            Self::DateTime(at) if at.second() == 0 && at.subsec_nanosecond() == 0 => {
                format!("{} {:02}:{:02}", at.date(), at.hour(), at.minute())
            }
            Self::DateTime(at) => format!("{} {}", at.date(), at.time()),
            Self::Choice(index) => {
                column.kind.options().and_then(|options| options.get(*index)).cloned().unwrap_or_default()
            }
        }
    }
}

/// Two Chinese characters in the order of their pinyin: by syllable, then tone, then as they are encoded. Nothing if they
/// are no two Chinese characters; those come behind Latin ones then, as they are encoded.
fn spoken(a: char, b: char) -> Option<Ordering> {
    let (left, right) = (a.to_pinyin()?, b.to_pinyin()?);
    let tone = |sound: Pinyin| sound.with_tone_num_end();
    Some(left.plain().cmp(right.plain()).then_with(|| tone(left).cmp(tone(right))).then(a.cmp(&b)))
}

/// Words in order, Chinese ones by pinyin, runs of digits by their number: SY-2 before SY-10, capitals and small letters alike.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut left, mut right) = (a.chars().peekable(), b.chars().peekable());
    loop {
        match (left.peek().copied(), right.peek().copied()) {
            (None, None) => return a.cmp(b),
            (None, Some(_)) => return Ordering::Less,
            (Some(_), None) => return Ordering::Greater,
            (Some(p), Some(q)) if p.is_ascii_digit() && q.is_ascii_digit() => {
                let run = |chars: &mut std::iter::Peekable<std::str::Chars<'_>>| {
                    let mut number: u128 = 0;
                    while let Some(digit) = chars.peek().and_then(|c| c.to_digit(10)) {
                        number = number.saturating_mul(10).saturating_add(u128::from(digit));
                        chars.next();
                    }
                    number
                };
                let order = run(&mut left).cmp(&run(&mut right));
                if order.is_ne() {
                    return order;
                }
            }
            (Some(p), Some(q)) => {
                let order = spoken(p, q).unwrap_or_else(|| p.to_lowercase().cmp(q.to_lowercase()));
                if order.is_ne() {
                    return order;
                }
                left.next();
                right.next();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_sort_by_their_numbers() {
        for (a, b) in [("SY-2", "SY-10"), ("a", "B"), ("第2天", "第11天"), ("", "a"), ("x1", "x1a")] {
            assert_eq!(natural(a, b), Ordering::Less, "{a} {b}");
        }
        // by pinyin, tones after syllables, Latin first; a character with two readings stands by its commoner one
        let mut words = ["家具", "灯具", "床品", "厨房", "布艺", "SY", "妈", "马", "长绒棉"];
        words.sort_by(|a, b| natural(a, b));
        assert_eq!(words, ["SY", "布艺", "厨房", "床品", "灯具", "家具", "妈", "马", "长绒棉"]);
        assert_eq!(CellValue::Text("z".into()).compare(&CellValue::Empty), Ordering::Less);
    }
}
