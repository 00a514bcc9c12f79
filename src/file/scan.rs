//! The tokens of RON text, with their places.
//!
//! ron itself reads the files; this scanner serves what ron does not offer: peeking at the format number, finding the
//! place of a field for a message, telling an unclosed bracket from a wrong value, and laying out what is written. It
//! knows nothing of the model.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// `(`, `[` or `{`.
    Open(u8),
    /// `)`, `]` or `}`.
    Close(u8),
    /// `,`.
    Comma,
    /// `:`.
    Colon,
    /// A string of any kind, with its quotes.
    Text,
    /// A single character in single quotes.
    Char,
    /// A number.
    Number,
    /// A name: of a field, of a variant, `true`, `None`.
    Name,
    /// `#`, `!` or `=`, which occur in attributes.
    Sign,
}

/// A token and where it stands, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: TokenKind,
    /// First byte.
    pub(super) start: usize,
    /// First byte no longer in it.
    pub(super) end: usize,
}

/// Why the text cannot be cut into tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScanError {
    /// A string that does not end.
    UnclosedText(usize),
    /// A block comment that does not end.
    UnclosedComment(usize),
    /// A character that has no place in RON.
    Unexpected(char, usize),
}

/// Cuts text into tokens, leaving out white space and comments. Ends after the first error.
#[derive(Clone)]
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    /// From the start of a text.
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// From a place in a text on, which must be a character's first byte.
    pub(super) const fn starting_at(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    /// Past the attributes at the head of a file, such as `#![enable(implicit_some)]`.
    pub(super) fn skip_attributes(&mut self) -> Result<(), ScanError> {
        loop {
            let before = self.at;
            match self.next() {
                Some(Ok(Token { kind: TokenKind::Sign, start, .. }))
                    if self.text.as_bytes().get(start) == Some(&b'#') =>
                {
                    for token in self.by_ref() {
                        if token?.kind == TokenKind::Close(b']') {
                            break;
                        }
                    }
                }
                Some(Err(error)) => return Err(error),
                _ => {
                    self.at = before;
                    return Ok(());
                }
            }
        }
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn skip_blank(&mut self) -> Result<(), ScanError> {
        loop {
            match self.byte(0) {
                Some(b' ' | b'\n' | b'\t' | b'\r' | 0x0b | 0x0c) => self.at += 1,
                Some(b'/') if self.byte(1) == Some(b'/') => {
                    self.at += self.rest().find('\n').unwrap_or(self.rest().len());
                }
                Some(b'/') if self.byte(1) == Some(b'*') => self.skip_block_comment()?,
                Some(0x80..) => {
                    let Some(c) = self.rest().chars().next() else { return Ok(()) };
                    if !matches!(c, '\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}') {
                        return Ok(());
                    }
                    self.at += c.len_utf8();
                }
                _ => return Ok(()),
            }
        }
    }

    fn skip_block_comment(&mut self) -> Result<(), ScanError> {
        let start = self.at;
        self.at += 2;
        let mut level = 1_usize;
        while level > 0 {
            match (self.byte(0), self.byte(1)) {
                (None, _) => return Err(ScanError::UnclosedComment(start)),
                (Some(b'/'), Some(b'*')) => {
                    level += 1;
                    self.at += 2;
                }
                (Some(b'*'), Some(b'/')) => {
                    level -= 1;
                    self.at += 2;
                }
                _ => self.at += 1,
            }
        }
        Ok(())
    }

    /// A string with escapes, from its opening quote on.
    fn quoted(&mut self, quote: u8) -> Result<(), ScanError> {
        let start = self.at;
        self.at += 1;
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            self.at += 1;
            if byte == b'\\' {
                self.at += 1;
            } else if byte == quote {
                return Ok(());
            }
        }
        self.at = self.text.len();
        Err(ScanError::UnclosedText(start))
    }

    /// A raw string, from its first `#` or quote on. False if it is none.
    fn raw(&mut self) -> Result<bool, ScanError> {
        let start = self.at;
        let hashes = self.rest().bytes().take_while(|b| *b == b'#').count();
        if self.byte(hashes) != Some(b'"') {
            return Ok(false);
        }
        self.at += hashes + 1;
        let closing = format!("\"{}", "#".repeat(hashes));
        match self.rest().find(&closing) {
            Some(length) => {
                self.at += length + closing.len();
                Ok(true)
            }
            None => Err(ScanError::UnclosedText(start)),
        }
    }

    fn token(&mut self) -> Result<Option<Token>, ScanError> {
        self.skip_blank()?;
        let start = self.at;
        let Some(byte) = self.byte(0) else { return Ok(None) };
        let kind = match byte {
            b'(' | b'[' | b'{' => {
                self.at += 1;
                TokenKind::Open(byte)
            }
            b')' | b']' | b'}' => {
                self.at += 1;
                TokenKind::Close(byte)
            }
            b',' => {
                self.at += 1;
                TokenKind::Comma
            }
            b':' => {
                self.at += 1;
                TokenKind::Colon
            }
            b'#' | b'!' | b'=' => {
                self.at += 1;
                TokenKind::Sign
            }
            b'"' => {
                self.quoted(b'"')?;
                TokenKind::Text
            }
            b'\'' => {
                self.quoted(b'\'')?;
                TokenKind::Char
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => {
                self.number();
                TokenKind::Number
            }
            _ => self.name(start)?,
        };
        Ok(Some(Token { kind, start, end: self.at }))
    }

    fn number(&mut self) {
        let length = self.rest().bytes().take_while(|b| b.is_ascii_alphanumeric() || b"+-._".contains(b)).count();
        self.at += length;
    }

    fn name(&mut self, start: usize) -> Result<TokenKind, ScanError> {
        let prefix = match (self.byte(0), self.byte(1)) {
            (Some(b'b'), Some(b'r')) if matches!(self.byte(2), Some(b'#' | b'"')) => 2,
            (Some(b'r' | b'b'), Some(b'#' | b'"')) => 1,
            _ => 0,
        };
        if prefix > 0 {
            self.at += prefix;
            if self.text.as_bytes().get(self.at - 1) == Some(&b'b') && self.byte(0) == Some(b'"') {
                self.quoted(b'"')?;
                return Ok(TokenKind::Text);
            }
            if self.raw()? {
                return Ok(TokenKind::Text);
            }
            // r#name
            self.at = start + 2;
        }
        let length: usize = self
            .rest()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_' || (prefix > 0 && ".+-".contains(*c)))
            .map(char::len_utf8)
            .sum();
        self.at += length;
        if self.at == start || length == 0 {
            self.at = start;
            let found = self.rest().chars().next().unwrap_or('\0');
            return Err(ScanError::Unexpected(found, start));
        }
        Ok(TokenKind::Name)
    }
}

impl Iterator for Scanner<'_> {
    type Item = Result<Token, ScanError>;

    fn next(&mut self) -> Option<Self::Item> {
        let token = self.token().transpose();
        if matches!(token, Some(Err(_))) {
            self.at = self.text.len();
        }
        token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Vec<&str> {
        Scanner::new(text).map(|t| t.map_or("!", |t| &text[t.start..t.end])).collect()
    }

    #[test]
    fn cuts_what_ron_writes_and_people_add() {
        for (text, expected) in [
            ("(a:1,b:\"x\\\"y\")", vec!["(", "a", ":", "1", ",", "b", ":", "\"x\\\"y\"", ")"]),
            ("r#\"a\"b\"# r##\"\"#\"##", vec!["r#\"a\"b\"#", "r##\"\"#\"##"]),
            ("// note )\n/* ( /* nested */ [ */ 1", vec!["1"]),
            ("Fixed(-1.5e-3) 'x' '\\''", vec!["Fixed", "(", "-1.5e-3", ")", "'x'", "'\\''"]),
            ("b\"x\" br#\"y\"# r#type", vec!["b\"x\"", "br#\"y\"#", "r#type"]),
            ("\u{2028}名: \"值\"", vec!["名", ":", "\"值\""]),
            ("\"open", vec!["!"]),
            ("a \0 b", vec!["a", "!"]),
            ("/* open", vec!["!"]),
            ("r##\"x\"#", vec!["!"]),
            ("\"x\\", vec!["!"]),
        ] {
            assert_eq!(pieces(text), expected, "{text:?}");
        }
    }

    #[test]
    fn passes_attributes() {
        let mut scanner = Scanner::new("#![enable(implicit_some)]\n#![enable(unwrap_newtypes)] (");
        assert_eq!(scanner.skip_attributes(), Ok(()));
        assert!(matches!(scanner.next(), Some(Ok(Token { kind: TokenKind::Open(b'('), .. }))));
    }
}
