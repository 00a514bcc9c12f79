//! Sentences with names and figures in them: in Chinese, a space where what is filled in brings Han characters and
//! Latin letters or digits together, so that the catalogues need not know what a name begins or ends with.

use std::borrow::Cow;

use super::catalogue::Argument;
use super::{Msg, Texts};

const OPEN: char = '\u{2068}';
const CLOSE: char = '\u{2069}';

/// A message with its variables. Text is set apart from its neighbours where the language does so; numbers stand as
/// the catalogue has them.
#[must_use]
pub fn say(texts: &Texts, msg: Msg, arguments: &[(&str, Argument<'_>)]) -> String {
    if !texts.lang().is_chinese() {
        return texts.with(msg, arguments);
    }
    let marked: Vec<(&str, Argument<'_>)> = arguments
        .iter()
        .map(|(name, value)| match value {
            Argument::Text(text) => (*name, Argument::Text(Cow::Owned(format!("{OPEN}{text}{CLOSE}")))),
            number @ Argument::Number(_) => (*name, number.clone()),
        })
        .collect();
    spaced(&texts.with(msg, &marked))
}

/// Names one after the other, as the language lists them.
#[must_use]
pub fn list<T: AsRef<str>>(texts: &Texts, names: &[T]) -> String {
    let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
    names.join(if texts.lang().is_chinese() { "、" } else { ", " })
}

/// Text from outside on one line and no longer than a sentence bears.
#[must_use]
pub fn tame(text: &str) -> Cow<'_, str> {
    const LONGEST: usize = 80;
    if text.len() <= LONGEST && !text.contains(char::is_control) {
        return Cow::Borrowed(text);
    }
    let mut out: String = text.chars().take(LONGEST).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(LONGEST).is_some() {
        out.push_str("...");
    }
    Cow::Owned(out)
}

fn spaced(marked: &str) -> String {
    let mut out = String::with_capacity(marked.len());
    let mut edge = false;
    for c in marked.chars() {
        if matches!(c, OPEN | CLOSE) {
            edge = true;
            continue;
        }
        if edge && out.chars().next_back().is_some_and(|before| apart(before, c)) {
            out.push(' ');
        }
        edge = false;
        out.push(c);
    }
    out
}

fn apart(before: char, after: char) -> bool {
    let latin = |c: char| c.is_ascii_alphanumeric();
    let opens =
        |c: char| latin(c) || matches!(c, '¥' | '$' | '€' | '£' | '₩' | '₫' | '¤' | '−' | '"' | '(' | '[' | '{');
    let closes = |c: char| latin(c) || matches!(c, '%' | '"' | ')' | ']' | '}');
    (is_han(before) && opens(after)) || (closes(before) && is_han(after))
}

/// Whether it is a Chinese character, and no punctuation.
pub(super) const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_stand_only_at_the_edges() {
        for (marked, expected) in [
            ("缺\u{2068}12.8万\u{2069}", "缺 12.8万"),
            ("\u{2068}访客 UV\u{2069}为\u{2068}0%\u{2069}时", "访客 UV 为 0% 时"),
            ("\u{2068}爆发\u{2069}的\u{2068}2026双11\u{2069}，", "爆发的 2026双11，"),
            ("（\u{2068}6.4%\u{2069}）为\u{2068}−¥1.00\u{2069}", "（6.4%）为 −¥1.00"),
            ("却是\u{2068}[ ] 括起的\u{2069}", "却是 [ ] 括起的"),
            ("\u{2068}\u{2068}A\u{2069}\u{2069}组", "A 组"),
        ] {
            assert_eq!(spaced(marked), expected);
        }
    }

    #[test]
    fn long_and_broken_names_stay_on_a_line() {
        assert_eq!(tame("两\n行"), "两 行");
        assert_eq!(tame(&"长".repeat(200)).chars().count(), 83);
    }
}
