//! What is wrong at a place of a file.

use super::super::line::{list, say, tame};
use super::super::{Argument, Msg, Texts};
use crate::file::{Expected, FaultKind, Found, MAX_ID, Syntax};

/// How many of the names that could stand at a place are told.
const MOST_NAMES: usize = 12;

/// What is wrong.
pub(super) fn what(texts: &Texts, fault: &FaultKind) -> String {
    let say = |msg, arguments: &[(&str, Argument<'_>)]| say(texts, msg, arguments);
    match fault {
        FaultKind::Syntax(syntax) => syntax_words(texts, syntax),
        FaultKind::TooDeep { limit } => say(Msg::FaultTooDeep, &[("limit", (*limit).into())]),
        FaultKind::NotAProject => say(Msg::FaultNotAProject, &[]),
        FaultKind::NoFormat => say(Msg::FaultNoFormat, &[]),
        FaultKind::UnknownField { found, nearest, known } => {
            unknown(texts, [Msg::FaultFieldNear, Msg::FaultFieldKnown, Msg::FaultField], found, *nearest, known)
        }
        FaultKind::UnknownVariant { found, nearest, known } => {
            unknown(texts, [Msg::FaultNameNear, Msg::FaultNameKnown, Msg::FaultName], found, *nearest, known)
        }
        FaultKind::MissingField { field } => say(Msg::FaultMissing, &[("field", (*field).into())]),
        FaultKind::DuplicateField { field } => say(Msg::FaultTwice, &[("field", tame(field).into_owned().into())]),
        FaultKind::WrongType { expected, found: Found::Nothing } => {
            say(Msg::FaultNothing, &[("expected", expected_words(texts, expected).into())])
        }
        FaultKind::WrongType { expected, found } => say(
            Msg::FaultType,
            &[("expected", expected_words(texts, expected).into()), ("found", found_words(texts, found).into())],
        ),
        FaultKind::InvalidValue { expected: Expected::Other(_), found, detail } => {
            let words = detail.as_deref().map_or_else(String::new, |words| tame(words).into_owned());
            let found = tame(found).into_owned();
            if words.is_empty() {
                say(Msg::FaultValueOther, &[("found", found.into())])
            } else {
                say(Msg::FaultValueWords, &[("found", found.into()), ("words", words.into())])
            }
        }
        FaultKind::InvalidValue { expected: Expected::Counts, .. } => say(Msg::FaultCounts, &[]),
        FaultKind::InvalidValue { expected: Expected::Sums, .. } => say(Msg::FaultSums, &[]),
        FaultKind::InvalidValue { expected, found, .. } => say(
            Msg::FaultValue,
            &[("expected", expected_words(texts, expected).into()), ("found", tame(found).into_owned().into())],
        ),
        FaultKind::WrongLength { expected, found } => {
            say(Msg::FaultLength, &[("expected", (*expected).into()), ("found", (*found).into())])
        }
        FaultKind::DuplicateId { id, first_line } => {
            say(Msg::FaultIdTwice, &[("id", tame(id).into_owned().into()), ("line", (*first_line).into())])
        }
        FaultKind::IdTooLarge { id } => {
            let (id, limit) = (id.to_string(), MAX_ID.to_string());
            say(Msg::FaultIdTooLarge, &[("id", id.into()), ("limit", limit.into())])
        }
        FaultKind::Other(words) if words.trim().is_empty() => say(Msg::FaultOther, &[]),
        FaultKind::Other(words) => say(Msg::FaultOtherWords, &[("words", tame(words).into_owned().into())]),
    }
}

/// What to do about it.
pub(super) const fn advice(fault: &FaultKind) -> Msg {
    match fault {
        FaultKind::NotAProject | FaultKind::NoFormat | FaultKind::TooDeep { .. } => Msg::ErrorNotAProjectDo,
        FaultKind::Syntax(Syntax::UnclosedBracket { .. } | Syntax::UnexpectedEnd) => Msg::ErrorCutShortDo,
        FaultKind::Syntax(_)
        | FaultKind::UnknownField { .. }
        | FaultKind::UnknownVariant { .. }
        | FaultKind::MissingField { .. }
        | FaultKind::DuplicateField { .. }
        | FaultKind::WrongType { .. }
        | FaultKind::InvalidValue { .. }
        | FaultKind::WrongLength { .. }
        | FaultKind::DuplicateId { .. }
        | FaultKind::IdTooLarge { .. }
        | FaultKind::Other(_) => Msg::ErrorFaultDo,
    }
}

fn unknown(texts: &Texts, [near, some, none]: [Msg; 3], found: &str, nearest: Option<&str>, known: &[&str]) -> String {
    let found = tame(found).into_owned();
    if let Some(nearest) = nearest {
        return say(texts, near, &[("found", found.into()), ("nearest", nearest.into())]);
    }
    if known.is_empty() {
        return say(texts, none, &[("found", found.into())]);
    }
    let mut names = list(texts, known.get(..MOST_NAMES).unwrap_or(known));
    if known.len() > MOST_NAMES {
        names.push_str(texts.get(Msg::FaultMore));
    }
    say(texts, some, &[("found", found.into()), ("known", names.into())])
}

fn expected_words(texts: &Texts, expected: &Expected) -> String {
    let msg = match expected {
        Expected::Text => Msg::ExpectedText,
        Expected::Money => Msg::ExpectedMoney,
        Expected::Rate => Msg::ExpectedRate,
        Expected::Date => Msg::ExpectedDate,
        Expected::DateTime => Msg::ExpectedTime,
        Expected::Shifts => Msg::ExpectedShifts,
        Expected::Minutes => Msg::ExpectedMinutes,
        Expected::Integer => Msg::ExpectedInteger,
        Expected::Count => Msg::ExpectedCount,
        Expected::PositiveMoney => Msg::ExpectedPositiveMoney,
        Expected::Counts => Msg::ExpectedCounts,
        Expected::Sums => Msg::ExpectedSums,
        Expected::Customers => Msg::ExpectedCustomers,
        Expected::Mark => Msg::ExpectedMark,
        Expected::Bool => Msg::ExpectedBool,
        Expected::Name => Msg::ExpectedName,
        Expected::Struct => Msg::ExpectedStruct,
        Expected::Tuple => Msg::ExpectedTuple,
        Expected::List => Msg::ExpectedList,
        Expected::Map => Msg::ExpectedMap,
        Expected::Other(words) if words.trim().is_empty() => Msg::ExpectedOther,
        Expected::Other(words) => {
            return say(texts, Msg::ExpectedWords, &[("words", tame(words).into_owned().into())]);
        }
    };
    texts.get(msg).to_owned()
}

fn found_words(texts: &Texts, found: &Found) -> String {
    let of = |msg, words: &str| say(texts, msg, &[("words", tame(words).into_owned().into())]);
    let word = |msg| texts.get(msg).to_owned();
    match found {
        Found::Text(words) => of(Msg::FoundText, words),
        Found::Number(words) => of(Msg::FoundNumber, words),
        Found::Name(words) => of(Msg::FoundName, words),
        Found::Struct => word(Msg::FoundStruct),
        Found::List => word(Msg::FoundList),
        Found::Map => word(Msg::FoundMap),
        Found::Nothing => word(Msg::FoundNothing),
    }
}

fn syntax_words(texts: &Texts, syntax: &Syntax) -> String {
    let one = |msg, sign: char| say(texts, msg, &[("sign", visible(sign).into())]);
    let word = |msg| texts.get(msg).to_owned();
    match syntax {
        Syntax::UnclosedText => word(Msg::SyntaxUnclosedText),
        Syntax::UnclosedComment => word(Msg::SyntaxUnclosedComment),
        Syntax::UnclosedBracket { open } => one(Msg::SyntaxUnclosedBracket, *open),
        Syntax::WrongBracket { found, expected, line, column } => {
            let at = say(texts, Msg::ErrorAtInside, &[("line", (*line).into()), ("column", (*column).into())]);
            let (found, expected) = (visible(*found), visible(*expected));
            let arguments = [("found", found.into()), ("expected", expected.into()), ("at", at.into())];
            say(texts, Msg::SyntaxWrongBracket, &arguments)
        }
        Syntax::UnexpectedChar(sign) => one(Msg::SyntaxUnexpected, *sign),
        Syntax::UnexpectedEnd => word(Msg::SyntaxEnd),
        Syntax::Missing(sign) => one(Msg::SyntaxMissing, *sign),
        Syntax::MissingName => word(Msg::SyntaxMissingName),
        Syntax::InvalidEscape => word(Msg::SyntaxEscape),
        Syntax::TrailingText => word(Msg::SyntaxTrailing),
        Syntax::InvalidAttribute => word(Msg::SyntaxAttribute),
    }
}

/// A character as it can be shown; what cannot be seen by its number.
fn visible(sign: char) -> String {
    if sign.is_control()
        || sign.is_whitespace()
        || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    {
        format!("U+{:04X}", u32::from(sign))
    } else {
        sign.to_string()
    }
}
