//! From a field's path to its place in the text, and from a place to line, column and excerpt.

use std::fmt::Write as _;
use std::ops::Range;

use super::error::Place;
use super::scan::{Scanner, Token, TokenKind};

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Into a field of a struct, or the value of a key.
    Field(String),
    /// Into a list or tuple.
    Item(usize),
    /// Into the variant of an enum; the text names it, a person's path does not.
    Variant,
}

/// The path as people read it: `campaigns[0].funnel.stages[2].rate`.
pub(super) fn path_text(path: &[Step]) -> String {
    let mut out = String::new();
    for step in path {
        match step {
            Step::Field(name) if name.starts_with(|c: char| c.is_ascii_digit()) => {
                let _ = write!(out, "{{{name}}}");
            }
            Step::Field(name) => {
                if !out.is_empty() {
                    out.push('.');
                }
                out.push_str(name);
            }
            Step::Item(index) => {
                let _ = write!(out, "[{index}]");
            }
            Step::Variant => {}
        }
    }
    out
}

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    /// The bytes of the value's first token: all of it for text and numbers, the bracket for the rest.
    pub(super) value: Range<usize>,
    /// Where the name or key stands that leads to the value, if one does.
    pub(super) key: Option<Range<usize>>,
}

/// Finds where the value at a path stands. Where the text is not as the path says: nothing.
pub(super) fn locate(text: &str, path: &[Step]) -> Option<Spot> {
    let mut walk = Walk { text, tokens: Scanner::new(text), now: None };
    walk.tokens.skip_attributes().ok()?;
    walk.advance();
    let mut key = None;
    for step in path {
        match step {
            Step::Field(name) => {
                walk.enter()?;
                key = Some(walk.find_field(name)?);
            }
            Step::Item(index) => {
                walk.enter()?;
                for _ in 0..*index {
                    walk.skip_item()?;
                }
                key = None;
            }
            Step::Variant => walk.enter_newtype()?,
        }
    }
    let now = walk.now.filter(|t| !matches!(t.kind, TokenKind::Close(_) | TokenKind::Comma))?;
    Some(Spot { value: now.start..now.end, key })
}

/// A walk over the values of a text.
struct Walk<'a> {
    text: &'a str,
    tokens: Scanner<'a>,
    now: Option<Token>,
}

impl Walk<'_> {
    fn advance(&mut self) {
        self.now = self.tokens.next().and_then(Result::ok);
    }

    fn kind(&self) -> Option<TokenKind> {
        self.now.map(|t| t.kind)
    }

    fn is(&self, token: Token, word: &str) -> bool {
        self.text.get(token.start..token.end) == Some(word)
    }

    /// Past the bracket that opens the value standing here, and past its name and a `Some(` around it.
    fn enter(&mut self) -> Option<()> {
        while let Some(token) = self.now.filter(|t| t.kind == TokenKind::Name) {
            let is_some = self.is(token, "Some");
            self.advance();
            if is_some {
                self.advance();
            }
        }
        matches!(self.kind()?, TokenKind::Open(_)).then(|| self.advance())
    }

    /// At a variant's name: if it wraps one value, to that value; a variant with named fields is left to [`Self::enter`].
    fn enter_newtype(&mut self) -> Option<()> {
        let name = self.now.filter(|t| t.kind == TokenKind::Name)?;
        let mut ahead = self.tokens.clone();
        if !matches!(ahead.next(), Some(Ok(Token { kind: TokenKind::Open(b'('), .. }))) {
            return Some(());
        }
        let first = ahead.next()?.ok()?;
        let second = ahead.next()?.ok()?;
        if first.kind == TokenKind::Name && second.kind == TokenKind::Colon {
            self.now = Some(name);
        } else {
            self.advance();
            self.advance();
        }
        Some(())
    }

    /// Inside a struct or map: to the value of a field.
    fn find_field(&mut self, name: &str) -> Option<Range<usize>> {
        loop {
            let key = self.now?;
            if matches!(key.kind, TokenKind::Close(_)) {
                return None;
            }
            self.advance();
            if self.kind() == Some(TokenKind::Colon) {
                let word = self.text.get(key.start..key.end)?;
                if word == name || word.strip_prefix("r#") == Some(name) || word.trim_matches('"') == name {
                    self.advance();
                    return Some(key.start..key.end);
                }
            }
            self.skip_item()?;
        }
    }

    /// Past the rest of this value and the comma after it.
    fn skip_item(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.kind()? {
                TokenKind::Open(_) => depth += 1,
                TokenKind::Close(_) if depth == 0 => return Some(()),
                TokenKind::Close(_) => depth -= 1,
                TokenKind::Comma if depth == 0 => {
                    self.advance();
                    return Some(());
                }
                _ => {}
            }
            self.advance();
        }
    }
}

/// Line and column (in characters), both from 1, of a byte.
pub(super) fn line_column(text: &str, at: usize) -> (usize, usize) {
    let at = floor(text, at);
    let before = text.get(..at).unwrap_or("");
    let line_start = before.rfind('\n').map_or(0, |i| i + 1);
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let column = before.get(line_start..).unwrap_or("").chars().count() + 1;
    (line, column)
}

/// The byte at a line and column; the end of the text beyond it.
pub(super) fn byte_at(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text.get(start..).and_then(|rest| rest.find('\n')) {
            Some(i) => start += i + 1,
            None => return text.len(),
        }
    }
    let rest = text.get(start..).unwrap_or("");
    rest.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(i, _)| start + i)
}

fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// How many characters of the line an excerpt shows before and after the place.
const BEFORE: usize = 40;
const AFTER: usize = 60;

/// A place, with its line's excerpt.
pub(super) fn place(text: &str, at: usize, path: String) -> Place {
    let at = floor(text, at);
    let (line, column) = line_column(text, at);
    let (before, after) = text.split_at(at);
    let head = before.rsplit('\n').next().unwrap_or("").trim_start();
    let tail: Vec<char> = after.chars().take_while(|c| *c != '\n' && *c != '\r').take(AFTER + 1).collect();
    let mut excerpt = String::new();
    let skip = head.chars().count().saturating_sub(BEFORE);
    if skip > 0 {
        excerpt.push('…');
    }
    excerpt.extend(head.chars().skip(skip).map(shown));
    let caret = excerpt.chars().count();
    excerpt.extend(tail.iter().take(AFTER).map(|c| shown(*c)));
    if tail.len() > AFTER {
        excerpt.push('…');
    }
    Place { line, column, path, excerpt, caret }
}

/// A piece of the text, shortened and on one line, to be shown.
pub(super) fn piece(text: &str, range: Range<usize>) -> String {
    let Some(text) = text.get(range) else { return String::new() };
    let mut out: String = text.chars().take(AFTER).map(shown).collect();
    if text.chars().nth(AFTER).is_some() {
        out.push('…');
    }
    out
}

/// Controls would break a message.
fn shown(c: char) -> char {
    if c.is_control() { '\u{fffd}' } else { c }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "#![enable(implicit_some)]\n// 注释\nProject(\n  shop: (name: \"店\"), list: [(a: 1), (a: Fixed(\"7\"), \
                        b: Cpm(price: \"2\", ctr: 3))], map: {5: \"x\"}, t: ((), (w: 1)), o: Some((z: 9)))";

    fn steps(path: &[&str]) -> Vec<Step> {
        path.iter()
            .map(|s| match (s.parse(), *s) {
                (Ok(index), _) => Step::Item(index),
                (_, "!") => Step::Variant,
                (_, name) => Step::Field(name.trim_start_matches('=').to_owned()),
            })
            .collect()
    }

    #[test]
    fn finds_fields() {
        for (path, value, text) in [
            (&["shop", "name"][..], "\"店\"", "shop.name"),
            (&["list", "1", "a", "!"], "\"7\"", "list[1].a"),
            (&["list", "1", "b", "!", "ctr"], "3", "list[1].b.ctr"),
            (&["list", "0"], "(", "list[0]"),
            (&["map", "=5"], "\"x\"", "map{5}"),
            (&["t", "1", "w"], "1", "t[1].w"),
            (&["o", "z"], "9", "o.z"),
        ] {
            let path = steps(path);
            let spot = locate(TEXT, &path).unwrap_or_else(|| panic!("{path:?}"));
            assert_eq!(&TEXT[spot.value], value);
            assert_eq!(path_text(&path), text);
        }
        for path in [&["gone"][..], &["list", "7"], &["shop", "name", "x"], &["map", "=6"]] {
            assert_eq!(locate(TEXT, &steps(path)), None, "{path:?}");
        }
    }

    #[test]
    fn places_count_characters() {
        let text = "(\n    名: \"双11\", x: 5,\n)";
        let at = text.find('5').expect("5");
        assert_eq!(line_column(text, at), (2, 18));
        assert_eq!(byte_at(text, 2, 18), at);
        let place = place(text, at, String::new());
        assert_eq!(place.excerpt, "名: \"双11\", x: 5,");
        assert_eq!(place.excerpt.chars().nth(place.caret), Some('5'));
        assert_eq!(byte_at(text, 99, 1), text.len());
    }
}
