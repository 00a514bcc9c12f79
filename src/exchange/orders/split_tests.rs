//! Rows and fields against tables, and against a plain reader that goes character by character.

use proptest::prelude::*;

use super::*;

/// Gives a few bytes at a time, so that every row is cut somewhere.
struct Slow<'a>(&'a [u8], usize);

impl Read for Slow<'_> {
    fn read(&mut self, room: &mut [u8]) -> std::io::Result<usize> {
        let count = self.1.min(room.len()).min(self.0.len());
        room[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

fn rows(text: &[u8], delimiter: u8) -> Vec<(u64, Vec<Vec<u8>>)> {
    let mut splitter = Splitter::new(Slow(text, 7), delimiter);
    let mut rows = Vec::new();
    while let Some(record) = splitter.next().expect("short rows") {
        let fields = (0..record.fields).map(|at| splitter.field(at, record.fields).expect("a field").into_owned());
        rows.push((record.line, fields.collect()));
        assert!(splitter.field(record.fields, record.fields).is_none());
    }
    assert_eq!(splitter.place(), text.len() as u64);
    rows
}

fn words(text: &str) -> Vec<(u64, Vec<String>)> {
    let text_of = |bytes| String::from_utf8(bytes).expect("UTF-8");
    rows(text.as_bytes(), b',').into_iter().map(|(line, row)| (line, row.into_iter().map(text_of).collect())).collect()
}

#[test]
fn rows_and_fields() {
    let row = |line: u64, fields: &[&str]| (line, fields.iter().map(|f| (*f).to_owned()).collect::<Vec<_>>());
    for (text, expected) in [
        ("", vec![]),
        ("a", vec![row(1, &["a"])]),
        ("a,b\n1,2\n", vec![row(1, &["a", "b"]), row(2, &["1", "2"])]),
        ("a,b\r\n1,\r\n", vec![row(1, &["a", "b"]), row(2, &["1", ""])]),
        ("\n\nx", vec![row(1, &[""]), row(2, &[""]), row(3, &["x"])]),
        ("\"a,b\",c\n", vec![row(1, &["a,b", "c"])]),
        ("\"two\nlines\",\"say \"\"hi\"\"\"\nz,", vec![row(1, &["two\nlines", "say \"hi\""]), row(3, &["z", ""])]),
        ("a\"b,c\"\n", vec![row(1, &["a\"b", "c\""])]),
        ("\"a\"b,c\n", vec![row(1, &["ab", "c"])]),
        ("\"\",\"\"\n", vec![row(1, &["", ""])]),
        ("\"open,\nx", vec![row(1, &["open,\nx"])]),
        ("订单,\"¥1,299\"\n", vec![row(1, &["订单", "¥1,299"])]),
    ] {
        assert_eq!(words(text), expected, "{text:?}");
    }
    assert_eq!(rows(b"a\tb,c\n", b'\t'), [(1, vec![b"a".to_vec(), b"b,c".to_vec()])]);
}

#[test]
fn rows_without_end_are_refused() {
    let text = [b"a,b\n1,\"".as_slice(), &vec![b'x'; 3 * MOST_ROW_BYTES]].concat();
    let mut splitter = Splitter::new(text.as_slice(), b',');
    assert!(splitter.next().expect("the header").is_some());
    assert!(matches!(splitter.next(), Err(IntakeError::RowTooLong { line: 2, limit: MOST_ROW_BYTES })));
}

#[test]
fn fields_beyond_the_limit_are_counted_but_not_kept() {
    let text = format!("{}z\n1,2\n", "x,".repeat(5_000));
    let mut splitter = Splitter::new(text.as_bytes(), b',');
    let record = splitter.next().expect("read").expect("a row");
    assert_eq!(record.fields, 5_001);
    assert_eq!(splitter.field(998, record.fields).as_deref(), Some(&b"x"[..]));
    assert_eq!(splitter.field(4_000, record.fields), None);
    assert_eq!(splitter.next().expect("read").expect("a row").fields, 2);
}

/// One character after the other, by the rules of RFC 4180.
fn plainly(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let (mut quoted, mut begins) = (false, true);
    let mut chars = text.chars().peekable();
    let mut pending = false;
    while let Some(c) = chars.next() {
        pending = true;
        match c {
            '"' if begins => {
                quoted = true;
                begins = false;
            }
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            ',' | '\n' if !quoted => {
                row.push(std::mem::take(&mut field));
                begins = true;
                if c == '\n' {
                    rows.push(std::mem::take(&mut row));
                    pending = false;
                }
            }
            c => {
                field.push(c);
                begins = false;
            }
        }
    }
    if pending {
        row.push(field);
        rows.push(row);
    }
    rows
}

proptest! {
    #[test]
    fn it_cuts_as_a_plain_reader_does(text in "([a-c,\n\"双]|\"\"|,\"|\",|\"\n){0,200}") {
        let found: Vec<Vec<String>> = words(&text).into_iter().map(|(_, row)| row).collect();
        prop_assert_eq!(found, plainly(&text), "{:?}", text);
    }
}
