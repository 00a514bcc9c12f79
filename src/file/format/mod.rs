//! The formats of the project file, and which of them a text is in.
//!
//! Each format has frozen types of its own that read it, and a step that upgrades what was read to the format after it.
//! Only the newest is written. When the model changes in a way that old files do not fit, copy the types as they are
//! into a module named after [`CURRENT`], give it a step, and raise [`CURRENT`].

pub(super) mod current;
pub(super) mod v0;

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Serialize;

use super::scan::{ScanError, Scanner, Token, TokenKind};

/// The format that is written. The formats from 0 to this one can be read.
pub const CURRENT: u32 = 1;

/// The first line of a file: with it, any RON reader understands optional values written without `Some( )`.
pub(super) const HEADER: &str = "#![enable(implicit_some)]\n";

/// How ron reads and writes our files. The depth is far above what any format needs and far below what a stack holds.
pub(super) fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME).with_recursion_limit(64)
}

/// Compact RON, strings unescaped: what [`super::layout`] lays out.
///
/// # Errors
/// A value that RON cannot hold; the model has none.
pub(super) fn ron_text<T: Serialize>(value: &T) -> Result<String, ron::Error> {
    let config = PrettyConfig::new().new_line("").indentor("").separator("").escape_strings(false);
    options().to_string_pretty(value, config)
}

/// What a look at the head of a text finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Peek {
    /// The format number.
    Format(u64),
    /// There is a field `format`, but its value (here) is no whole number.
    BadFormat(Token),
    /// The document (closing here) has no field `format`.
    NoFormat(usize),
    /// What stands there is no `( … )`.
    NoDocument(usize),
    /// The text ends, or cannot be cut into tokens, before a format is found.
    Broken(Option<ScanError>),
}

/// Looks for the format number without reading anything else. It should be the first field, but may stand anywhere
/// among the outermost ones.
pub(super) fn peek(text: &str) -> Peek {
    let mut tokens = Scanner::new(text);
    if let Err(error) = tokens.skip_attributes() {
        return Peek::Broken(Some(error));
    }
    let mut depth = 0_usize;
    let mut name: Option<Token> = None;
    while let Some(token) = tokens.next() {
        let token = match token {
            Ok(token) => token,
            Err(error) => return Peek::Broken(Some(error)),
        };
        match token.kind {
            TokenKind::Open(bracket) => {
                if depth == 0 && bracket != b'(' {
                    return Peek::NoDocument(token.start);
                }
                depth += 1;
            }
            TokenKind::Close(_) if depth == 1 => return Peek::NoFormat(token.start),
            TokenKind::Close(_) if depth > 1 => depth -= 1,
            // the name of the struct may stand before its bracket
            TokenKind::Name if depth == 0 && name.is_none() => {}
            _ if depth == 0 => return Peek::NoDocument(token.start),
            TokenKind::Colon if depth == 1 && name.is_some_and(|n| text.get(n.start..n.end) == Some("format")) => {
                return match tokens.next() {
                    Some(Ok(value)) => text
                        .get(value.start..value.end)
                        .and_then(|digits| digits.parse().ok())
                        .map_or(Peek::BadFormat(value), Peek::Format),
                    Some(Err(error)) => Peek::Broken(Some(error)),
                    None => Peek::Broken(None),
                };
            }
            _ => {}
        }
        name = (token.kind == TokenKind::Name).then_some(token);
    }
    Peek::Broken(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_format() {
        for (text, expected) in [
            ("#![enable(implicit_some)]\n// note\n(format: 1, shop: (", Peek::Format(1)),
            ("Project(format:77,", Peek::Format(77)),
            ("(shop: (format: 3), format: 2)", Peek::Format(2)),
            ("(shop: (format: 3))", Peek::NoFormat(18)),
            ("{\"format\": 1}", Peek::NoDocument(0)),
            (")(", Peek::NoDocument(0)),
            ("42", Peek::NoDocument(0)),
            ("(", Peek::Broken(None)),
            ("", Peek::Broken(None)),
            ("(format:", Peek::Broken(None)),
            ("\u{1}", Peek::Broken(Some(ScanError::Unexpected('\u{1}', 0)))),
        ] {
            assert_eq!(peek(text), expected, "{text}");
        }
        assert!(matches!(peek("(format: \"1\")"), Peek::BadFormat(_)));
        assert!(matches!(peek("(format: 99999999999999999999999)"), Peek::BadFormat(_)));
    }
}
