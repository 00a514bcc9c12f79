//! Blocks of cells on the clipboard, as Excel and WPS write them: tabs between cells, a line a row, cells with tabs,
//! line breaks or quotes in quotes.

/// The most cells that are taken from the clipboard at once.
pub const MAX_CELLS: usize = 1_000_000;

/// Reads a block. Rows may be of different length. Nothing if it is too large.
#[must_use]
pub fn read(text: &str) -> Option<Vec<Vec<String>>> {
    let mut rows = vec![Vec::new()];
    let mut cells = 0;
    let mut field = String::new();
    let mut chars = text.chars().peekable();
    let mut start = true;
    let mut end_row = |rows: &mut Vec<Vec<String>>, field: &mut String, more: bool| {
        cells += 1;
        if let Some(row) = rows.last_mut() {
            row.push(std::mem::take(field));
        }
        if more {
            rows.push(Vec::new());
        }
        cells <= MAX_CELLS
    };
    while let Some(c) = chars.next() {
        match c {
            '"' if start && closes(chars.clone()) => {
                while let Some(c) = chars.next() {
                    if c != '"' {
                        field.push(c);
                    } else if chars.peek() == Some(&'"') {
                        chars.next();
                        field.push('"');
                    } else {
                        break;
                    }
                }
                start = false;
            }
            '\t' => {
                if !end_row(&mut rows, &mut field, false) {
                    return None;
                }
                start = true;
            }
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' => {
                if !end_row(&mut rows, &mut field, true) {
                    return None;
                }
                start = true;
            }
            c => {
                field.push(c);
                start = false;
            }
        }
    }
    if !end_row(&mut rows, &mut field, false) {
        return None;
    }
    // the line break behind the last row begins no row
    if rows.len() > 1 && rows.last().is_some_and(|row| row.len() == 1 && row.first().is_some_and(String::is_empty)) {
        rows.pop();
    }
    Some(rows)
}

/// Whether a quote at the start of a cell has its partner before a tab or line end: `5" screen` is no quoted cell.
fn closes(mut rest: std::iter::Peekable<std::str::Chars<'_>>) -> bool {
    while let Some(c) = rest.next() {
        if c == '"' && rest.next_if_eq(&'"').is_none() {
            return matches!(rest.peek(), None | Some('\t' | '\n' | '\r'));
        }
    }
    false
}

/// Writes a block.
#[must_use]
pub fn write(rows: &[Vec<String>]) -> String {
    let mut text = String::new();
    for (r, row) in rows.iter().enumerate() {
        if r > 0 {
            text.push('\n');
        }
        for (c, field) in row.iter().enumerate() {
            if c > 0 {
                text.push('\t');
            }
            if field.contains(['\t', '\n', '\r', '"']) {
                text.push('"');
                text.push_str(&field.replace('"', "\"\""));
                text.push('"');
            } else {
                text.push_str(field);
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_spreadsheets_write() {
        let cases: [(&str, &[&[&str]]); 9] = [
            ("a\tb\r\nc\td\r\n", &[&["a", "b"], &["c", "d"]]),
            ("a", &[&["a"]]),
            ("a\n\nb", &[&["a"], &[""], &["b"]]),
            ("\"two\nlines\"\t\"a \"\"quote\"\"\"\n", &[&["two\nlines", "a \"quote\""]]),
            ("\"a\tb\"\tc", &[&["a\tb", "c"]]),
            ("5\" screen\t\"open", &[&["5\" screen", "\"open"]]),
            ("\t\t", &[&["", "", ""]]),
            ("", &[&[""]]),
            ("a\tb\nc", &[&["a", "b"], &["c"]]),
        ];
        for (text, rows) in cases {
            assert_eq!(
                read(text).as_deref(),
                Some(rows.iter().map(|r| r.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>()).collect::<Vec<_>>())
                    .as_deref(),
                "{text:?}"
            );
        }
    }

    #[test]
    fn writes_what_it_reads() {
        let rows: Vec<Vec<String>> =
            vec![vec!["a\tb".into(), "\"".into()], vec!["多\n行".into(), "x".into()], vec![String::new(), "1".into()]];
        assert_eq!(read(&write(&rows)), Some(rows));
    }

    #[test]
    fn too_much_is_refused() {
        assert!(read(&"\t".repeat(MAX_CELLS)).is_none());
    }
}
