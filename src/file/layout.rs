//! The canonical layout of a file: sections one field a line, long tables one row a line.
//!
//! Works on RON text as ron writes it without white space. The rule is one of structure: a table is a list of `( … )`;
//! whatever holds a table is broken, and so is the whole; anything else stays on one line. Strings become quoted ones
//! whose line breaks and invisible characters are escaped, so that a row is always one line.

use super::scan::{ScanError, Scanner, Token, TokenKind};

const INDENT: &str = "    ";

/// Lays out RON text.
///
/// # Errors
/// The text is no RON; it never is, coming from ron.
pub(super) fn lay_out(compact: &str) -> Result<String, ScanError> {
    let broken = broken_brackets(compact)?;
    let mut out = String::with_capacity(compact.len() + compact.len() / 4);
    // for each open bracket, whether it is broken
    let mut open: Vec<bool> = Vec::new();
    let mut opened = broken.iter();
    let mut tokens = Scanner::new(compact).peekable();
    while let Some(token) = tokens.next() {
        let token = token?;
        match token.kind {
            TokenKind::Open(_) => {
                push(&mut out, compact, token);
                let is_broken = opened.next().copied().unwrap_or(false);
                open.push(is_broken);
                if is_broken {
                    new_line(&mut out, open.len());
                }
            }
            TokenKind::Close(_) => {
                if open.pop() == Some(true) {
                    // the last item has its comma already: take back its line's indent
                    let kept = out.trim_end_matches([' ', '\n']).len();
                    out.truncate(kept);
                    if !out.ends_with([',', '(', '[', '{']) {
                        out.push(',');
                    }
                    new_line(&mut out, open.len());
                }
                push(&mut out, compact, token);
            }
            TokenKind::Comma => {
                if let Some(true) = open.last() {
                    out.push(',');
                    new_line(&mut out, open.len());
                } else if !matches!(tokens.peek(), Some(Ok(Token { kind: TokenKind::Close(_), .. }))) {
                    out.push_str(", ");
                }
            }
            TokenKind::Colon => out.push_str(": "),
            TokenKind::Text => push_text(&mut out, &compact[token.start..token.end]),
            _ => push(&mut out, compact, token),
        }
    }
    out.push('\n');
    Ok(out)
}

fn push(out: &mut String, text: &str, token: Token) {
    out.push_str(text.get(token.start..token.end).unwrap_or(""));
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    for _ in 0..depth {
        out.push_str(INDENT);
    }
}

/// For each opening bracket in the order of the text: whether what it holds stands on lines of its own.
fn broken_brackets(text: &str) -> Result<Vec<bool>, ScanError> {
    let mut broken: Vec<bool> = Vec::new();
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut before: Option<TokenKind> = None;
    for token in Scanner::new(text) {
        let token = token?;
        match token.kind {
            TokenKind::Open(bracket) => {
                let is_row = bracket == b'('
                    && open.last().is_some_and(|(parent, _)| *parent == b'[')
                    && matches!(before, Some(TokenKind::Open(_) | TokenKind::Comma));
                if is_row {
                    for (_, index) in open.iter().rev() {
                        match broken.get_mut(*index) {
                            // whatever holds a broken one is broken already
                            Some(true) | None => break,
                            Some(slot) => *slot = true,
                        }
                    }
                }
                open.push((bracket, broken.len()));
                broken.push(broken.is_empty());
            }
            TokenKind::Close(_) => {
                open.pop();
            }
            _ => {}
        }
        before = Some(token.kind);
    }
    Ok(broken)
}

/// Writes a string token of ron's, plain or raw, as a quoted string.
fn push_text(out: &mut String, token: &str) {
    let (content, raw) = match token.strip_prefix('r') {
        Some(raw) => (raw.trim_matches('#'), true),
        None => (token, false),
    };
    let content = content.strip_prefix('"').and_then(|c| c.strip_suffix('"')).unwrap_or(content);
    out.push('"');
    // a plain one with a backslash is escaped already; plain ASCII needs no look at its characters
    let as_it_is = !raw && (content.contains('\\') || content.bytes().all(|b| (b' '..0x7f).contains(&b)));
    if as_it_is {
        out.push_str(content);
    } else {
        push_escaped(out, content);
    }
    out.push('"');
}

/// The content of a string with quotes, backslashes, line breaks and invisible controls escaped; all else as it is.
pub(super) fn push_escaped(out: &mut String, content: &str) {
    use std::fmt::Write as _;
    for c in content.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // line separators, marks of writing direction and the byte order mark cannot be seen in an editor
            c if c.is_control()
                || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}') =>
            {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_broken_and_rows_are_not() {
        let compact = r#"(format:1,shop:(name:"x"),goods:[(id:1,cell:(lock:"2")),(id:2)],years:[],campaigns:[(id:3,phases:[(id:4)],map:{1:"2"},part:((),(a:1)),kind:Cpm(price:"1"))])"#;
        let expected = r#"(
    format: 1,
    shop: (name: "x"),
    goods: [
        (id: 1, cell: (lock: "2")),
        (id: 2),
    ],
    years: [],
    campaigns: [
        (
            id: 3,
            phases: [
                (id: 4),
            ],
            map: {1: "2"},
            part: ((), (a: 1)),
            kind: Cpm(price: "1"),
        ),
    ],
)
"#;
        assert_eq!(lay_out(compact).as_deref(), Ok(expected));
        // its own layout is a fixed point
        assert_eq!(lay_out(expected).as_deref(), Ok(expected));
    }

    #[test]
    fn strings_keep_to_their_line() {
        for (content, expected) in [
            ("双11 ❤️ 👩‍👩‍👧", "双11 ❤️ 👩‍👩‍👧"),
            ("a\nb\r\tc", "a\\nb\\r\\tc"),
            ("say \"hi\" \\o/", "say \\\"hi\\\" \\\\o/"),
            ("\"# \"## r#\"", "\\\"# \\\"## r#\\\""),
            ("\0\u{7f}\u{2028}\u{202e}", "\\u{0}\\u{7f}\\u{2028}\\u{202e}"),
        ] {
            let config = super::super::format::ron_text(&content).expect("text");
            assert_eq!(lay_out(&config), Ok(format!("\"{expected}\"\n")), "{config}");
            assert_eq!(ron::from_str::<String>(&format!("\"{expected}\"")).as_deref(), Ok(content));
        }
    }
}
