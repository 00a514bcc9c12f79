//! From "it cannot be read" to what, where and what instead: runs only when reading has failed.
//!
//! Brackets, strings and comments are looked at first, because a forgotten bracket makes ron complain about something
//! far from it. Then the text is read once more with the path traced, and ron's complaint is put in our terms.

use std::ops::Range;

use jiff::civil::{Date, DateTime};
use ron::error::{Error, Position};
use serde::de::DeserializeOwned;
use serde_path_to_error::{Path, Segment, Track};

use super::error::{Expected, Fault, FaultKind, Found, OpenError, Syntax};
use super::format::options;
use super::nearest::nearest;
use super::place::{Spot, Step, byte_at, line_column, locate, path_text, piece, place};
use super::scan::{ScanError, Scanner, Token, TokenKind};

/// Brackets may be nested this deep; a project needs about ten.
const MAX_DEPTH: usize = 50;

/// A fault at a byte of the text.
pub(super) fn fault(text: &str, at: usize, path: &[Step], what: FaultKind) -> OpenError {
    OpenError::Fault(Box::new(Fault { place: place(text, at, path_text(path)), what }))
}

/// Why `text` cannot be read as a `T`.
pub(super) fn diagnose<T: DeserializeOwned>(text: &str) -> OpenError {
    if let Some((what, at)) = syntax_fault(text) {
        return fault(text, at, &[], what);
    }
    match trace::<T>(text) {
        Some(failure) => failure.into_fault::<T>(text),
        None => fault(text, 0, &[], FaultKind::Other(String::new())),
    }
}

/// A fault of the scanner's.
pub(super) fn scan_fault(text: &str, error: ScanError) -> OpenError {
    let (what, at) = scan_kind(error);
    fault(text, at, &[], what)
}

fn scan_kind(error: ScanError) -> (FaultKind, usize) {
    let (syntax, at) = match error {
        ScanError::UnclosedText(at) => (Syntax::UnclosedText, at),
        ScanError::UnclosedComment(at) => (Syntax::UnclosedComment, at),
        ScanError::Unexpected(c, at) => (Syntax::UnexpectedChar(c), at),
    };
    (FaultKind::Syntax(syntax), at)
}

/// The first fault of brackets, strings and comments.
pub(super) fn syntax_fault(text: &str) -> Option<(FaultKind, usize)> {
    let mut open: Vec<Token> = Vec::new();
    let mut scanner = Scanner::new(text);
    if let Err(error) = scanner.skip_attributes() {
        return Some(scan_kind(error));
    }
    for token in scanner {
        let token = match token {
            Ok(token) => token,
            Err(error) => return Some(scan_kind(error)),
        };
        match token.kind {
            TokenKind::Open(_) => {
                open.push(token);
                if open.len() > MAX_DEPTH {
                    return Some((FaultKind::TooDeep { limit: MAX_DEPTH }, token.start));
                }
            }
            TokenKind::Close(found) => match open.pop() {
                None => return Some((FaultKind::Syntax(Syntax::UnexpectedChar(found.into())), token.start)),
                Some(opening) => {
                    let TokenKind::Open(bracket) = opening.kind else { continue };
                    let expected = closing(bracket);
                    if found != expected {
                        let (line, column) = line_column(text, opening.start);
                        let (found, expected) = (found.into(), expected.into());
                        let syntax = Syntax::WrongBracket { found, expected, line, column };
                        return Some((FaultKind::Syntax(syntax), token.start));
                    }
                    if open.is_empty() {
                        // what stands after the document is ron's to judge
                        return None;
                    }
                }
            },
            _ => {}
        }
    }
    open.last().and_then(|opening| {
        let TokenKind::Open(bracket) = opening.kind else { return None };
        Some((FaultKind::Syntax(Syntax::UnclosedBracket { open: bracket.into() }), opening.start))
    })
}

const fn closing(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

/// What ron said, where, and at which field.
struct Failure {
    code: Error,
    start: usize,
    end: usize,
    path: Vec<Step>,
}

/// Reads with the path traced. Nothing if it can be read.
fn trace<T: DeserializeOwned>(text: &str) -> Option<Failure> {
    let failed = |code, start: Position, end: Position, path| Failure {
        code,
        start: byte_at(text, start.line, start.col),
        end: byte_at(text, end.line, end.col),
        path,
    };
    let mut reader = match ron::Deserializer::from_str_with_options(text, &options()) {
        Ok(reader) => reader,
        Err(error) => return Some(failed(error.code, error.span.start, error.span.end, Vec::new())),
    };
    let mut track = Track::new();
    let result = T::deserialize(serde_path_to_error::Deserializer::new(&mut reader, &mut track));
    let (code, path) = match result {
        Err(code) => (code, steps(&track.path())),
        Ok(_) => (reader.end().err()?, Vec::new()),
    };
    let span = reader.span_error(code.clone()).span;
    Some(failed(code, span.start, span.end, path))
}

fn steps(path: &Path) -> Vec<Step> {
    path.iter()
        .map_while(|segment| match segment {
            Segment::Seq { index } => Some(Step::Item(*index)),
            Segment::Map { key } => Some(Step::Field(key.clone())),
            Segment::Enum { .. } => Some(Step::Variant),
            Segment::Unknown => None,
        })
        .collect()
}

impl Failure {
    fn into_fault<T: DeserializeOwned>(self, text: &str) -> OpenError {
        let Self { code, start, end, mut path } = self;
        let spot = locate(text, &path);
        let value = spot.as_ref().map_or(end..end, |s| s.value.clone());
        let (what, at) = match code {
            Error::NoSuchStructField { expected, found, .. } => {
                if path.last() != Some(&Step::Field(found.clone())) {
                    path.push(Step::Field(found.clone()));
                }
                let at = locate(text, &path).and_then(|s| s.key).map_or(start, |key| key.start);
                (FaultKind::UnknownField { nearest: nearest(&found, expected), found, known: expected }, at)
            }
            Error::MissingStructField { field, .. } => (FaultKind::MissingField { field }, value.start),
            Error::DuplicateStructField { field, .. } => duplicate(text, &mut path, field, start, spot),
            Error::NoSuchEnumVariant { expected, found, .. } => {
                let at = variant_at(text, &mut path).unwrap_or(start);
                (FaultKind::UnknownVariant { nearest: nearest(&found, expected), found, known: expected }, at)
            }
            Error::ExpectedDifferentLength { expected, found } => {
                let digits: String = expected.chars().filter(char::is_ascii_digit).collect();
                let expected = digits.parse().unwrap_or_default();
                (FaultKind::WrongLength { expected, found }, value.start)
            }
            Error::InvalidValueForType { expected, .. } => {
                (mismatch(text, &value, expected_of(expected), None), value.start)
            }
            Error::Message(detail) => {
                if detail.starts_with("sums ") {
                    (mismatch(text, &value, Expected::Sums, None), value.start)
                } else {
                    let expected = date_of(text, &value, &path, &detail).unwrap_or(Expected::Other(String::new()));
                    (mismatch(text, &value, expected, Some(detail)), value.start)
                }
            }
            Error::ExpectedString | Error::ExpectedStringEnd => {
                (mismatch(text, &value, wanted::<T>(text, &value, Expected::Text), None), value.start)
            }
            Error::ExpectedIdentifier | Error::SuggestRawIdentifier(_) | Error::InvalidIdentifier(_) => {
                if spot.is_some_and(|s| s.value.contains(&end)) {
                    (mismatch(text, &value, Expected::Name, None), value.start)
                } else {
                    (FaultKind::Syntax(Syntax::MissingName), end)
                }
            }
            Error::ExpectedComma if number_around(text, end).is_some() => {
                let (name, number) = number_around(text, end).unwrap_or((None, end..end));
                path.extend(name.map(Step::Field));
                (mismatch(text, &number, wanted::<T>(text, &number, Expected::Integer), None), number.start)
            }
            other => match kind_of(&other) {
                Some(Expected::Integer) => {
                    (mismatch(text, &value, wanted::<T>(text, &value, Expected::Integer), None), value.start)
                }
                Some(expected) => (mismatch(text, &value, expected, None), value.start),
                None => (syntax_of(other), end),
            },
        };
        fault(text, at, &path, what)
    }
}

/// The number that ron stopped in the middle of because it reads integers only there, with its field's name.
fn number_around(text: &str, at: usize) -> Option<(Option<String>, Range<usize>)> {
    let mut name: Option<Token> = None;
    for token in Scanner::new(text).map_while(Result::ok).skip_while(|t| t.end + 1024 < at) {
        match token.kind {
            _ if token.start >= at => return None,
            TokenKind::Number if token.end > at => {
                let name = name.and_then(|n| text.get(n.start..n.end)).map(str::to_owned);
                return Some((name, token.start..token.end));
            }
            TokenKind::Name => name = Some(token),
            TokenKind::Colon => {}
            _ => name = None,
        }
    }
    None
}

/// The fault of a field or key that stands twice, and the place of the second one.
fn duplicate(
    text: &str,
    path: &mut Vec<Step>,
    field: &'static str,
    start: usize,
    spot: Option<Spot>,
) -> (FaultKind, usize) {
    // a map cannot name its key to serde: see `model::rows::unique_keys`
    if field == crate::model::rows::KEY {
        let last = spot.map_or(start, |s| s.value.start);
        let (key, at) = second_key(text, last).unwrap_or((String::new(), last));
        return (FaultKind::DuplicateField { field: key }, at);
    }
    if path.last() != Some(&Step::Field(field.to_owned())) {
        path.push(Step::Field(field.to_owned()));
    }
    (FaultKind::DuplicateField { field: field.to_owned() }, start)
}

/// The first key of the map opened at `at` that stands there before.
fn second_key(text: &str, at: usize) -> Option<(String, usize)> {
    let mut seen: Vec<&str> = Vec::new();
    let mut depth = 0_usize;
    let mut last: Option<Token> = None;
    for token in Scanner::starting_at(text, at) {
        let token = token.ok()?;
        match token.kind {
            TokenKind::Open(_) => depth += 1,
            TokenKind::Close(_) if depth <= 1 => return None,
            TokenKind::Close(_) => depth -= 1,
            TokenKind::Colon if depth == 1 => {
                let key = last?;
                let word = text.get(key.start..key.end)?;
                if seen.contains(&word) {
                    return Some((word.to_owned(), key.start));
                }
                seen.push(word);
            }
            _ => {}
        }
        last = Some(token);
    }
    None
}

/// Where the name of the variant stands; the path is cut back to the field that holds it.
fn variant_at(text: &str, path: &mut Vec<Step>) -> Option<usize> {
    while path.last() == Some(&Step::Variant) {
        path.pop();
    }
    locate(text, path).map(|spot| spot.value.start)
}

/// What stands at a place instead of what is expected.
fn mismatch(text: &str, value: &Range<usize>, expected: Expected, detail: Option<String>) -> FaultKind {
    let token = Scanner::starting_at(text, value.start).next().and_then(Result::ok);
    let words = || piece(text, token.map_or(value.clone(), |t| t.start..t.end));
    let found = match token.map(|t| t.kind) {
        Some(TokenKind::Text | TokenKind::Char) => Found::Text(words()),
        Some(TokenKind::Number) => Found::Number(words()),
        Some(TokenKind::Name) => Found::Name(words()),
        Some(TokenKind::Open(b'(')) => Found::Struct,
        Some(TokenKind::Open(b'[')) => Found::List,
        Some(TokenKind::Open(_)) => Found::Map,
        _ => Found::Nothing,
    };
    let right_kind = match expected {
        Expected::Text
        | Expected::Money
        | Expected::PositiveMoney
        | Expected::Rate
        | Expected::Date
        | Expected::DateTime
        | Expected::Shifts
        | Expected::Customers => matches!(found, Found::Text(_)),
        Expected::Counts => found == Found::List,
        Expected::Sums => found == Found::Struct,
        Expected::Integer | Expected::Count | Expected::Minutes | Expected::Mark => matches!(found, Found::Number(_)),
        Expected::Other(_) => true,
        _ => false,
    };
    if right_kind {
        FaultKind::InvalidValue { expected, found: words(), detail }
    } else {
        FaultKind::WrongType { expected, found }
    }
}

/// What the model's own types say they expect.
fn expected_of(words: String) -> Expected {
    match words.as_str() {
        w if w.starts_with("an amount as text") => Expected::Money,
        w if w.starts_with("an amount above zero") => Expected::PositiveMoney,
        w if w.starts_with("a list of at most 2000") => Expected::Counts,
        w if w.starts_with("a rate as text") => Expected::Rate,
        w if w.starts_with("a count") => Expected::Count,
        w if w.starts_with("working hours") => Expected::Shifts,
        w if w.starts_with("a number of minutes") => Expected::Minutes,
        w if w.starts_with("customers as text") => Expected::Customers,
        w if w.starts_with("a mark") => Expected::Mark,
        w if w.contains("datetime") => Expected::DateTime,
        w if w.contains("date") => Expected::Date,
        w if w.contains("string") => Expected::Text,
        _ => Expected::Other(words),
    }
}

/// Fields that hold dates.
const DATES: [&str; 5] = ["date", "days", "on", "first", "last"];

/// Whether the text at a place is one that jiff refused as a date or a time, told by its complaint. Both kinds complain
/// alike about a wrong day; which of them the field holds, its name must tell then.
fn date_of(text: &str, value: &Range<usize>, path: &[Step], complaint: &str) -> Option<Expected> {
    let content: String = ron::from_str(text.get(value.clone())?).ok()?;
    let complains = |error: Option<jiff::Error>| error.is_some_and(|e| e.to_string() == complaint);
    let is_date = |step: &Step| matches!(step, Step::Field(name) if DATES.contains(&name.as_str()));
    match (complains(content.parse::<Date>().err()), complains(content.parse::<DateTime>().err())) {
        (false, false) => None,
        (true, true) if !path.iter().any(is_date) => Some(Expected::DateTime),
        (false, true) => Some(Expected::DateTime),
        (true, _) => Some(Expected::Date),
    }
}

/// What a field holds where ron only knows that it is `kind`: put a value there that is wrong for every type of ours, and
/// see which complains.
fn wanted<T: DeserializeOwned>(text: &str, value: &Range<usize>, kind: Expected) -> Expected {
    let wrong = if kind == Expected::Text { "\"?\"" } else { "18446744073709551615" };
    let (Some(head), Some(tail)) = (text.get(..value.start), text.get(value.end..)) else { return kind };
    let probe = format!("{head}{wrong}{tail}");
    let Some(failure) = trace::<T>(&probe) else { return kind };
    let here = value.start..value.start + wrong.len();
    if locate(&probe, &failure.path).is_none_or(|spot| spot.value != here) {
        return kind;
    }
    match failure.code {
        Error::InvalidValueForType { expected, .. } => expected_of(expected),
        Error::Message(detail) => date_of(&probe, &here, &failure.path, &detail).unwrap_or(kind),
        _ => kind,
    }
}

/// The kind of value that an error of ron's asks for.
fn kind_of(error: &Error) -> Option<Expected> {
    Some(match error {
        Error::ExpectedInteger
        | Error::IntegerOutOfBounds
        | Error::InvalidIntegerDigit { .. }
        | Error::UnderscoreAtBeginning => Expected::Integer,
        Error::ExpectedBoolean => Expected::Bool,
        Error::ExpectedArray => Expected::List,
        Error::ExpectedMap => Expected::Map,
        Error::ExpectedStructLike | Error::ExpectedUnit => Expected::Tuple,
        Error::ExpectedNamedStructLike(_) | Error::ExpectedDifferentStructName { .. } => Expected::Struct,
        _ => return None,
    })
}

fn syntax_of(error: Error) -> FaultKind {
    FaultKind::Syntax(match error {
        Error::Eof => Syntax::UnexpectedEnd,
        Error::ExpectedComma => Syntax::Missing(','),
        Error::ExpectedMapColon => Syntax::Missing(':'),
        Error::ExpectedStructLikeEnd | Error::ExpectedOptionEnd => Syntax::Missing(')'),
        Error::ExpectedArrayEnd => Syntax::Missing(']'),
        Error::ExpectedMapEnd => Syntax::Missing('}'),
        Error::ExpectedAttribute | Error::ExpectedAttributeEnd | Error::NoSuchExtension(_) => Syntax::InvalidAttribute,
        Error::InvalidEscape(_) | Error::Utf8Error(_) => Syntax::InvalidEscape,
        Error::UnclosedBlockComment | Error::UnclosedLineComment => Syntax::UnclosedComment,
        Error::UnexpectedChar(c) => Syntax::UnexpectedChar(c),
        Error::TrailingCharacters => Syntax::TrailingText,
        Error::ExceededRecursionLimit => return FaultKind::TooDeep { limit: MAX_DEPTH },
        other => return FaultKind::Other(other.to_string()),
    })
}
