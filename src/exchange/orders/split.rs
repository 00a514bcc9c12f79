//! Delimited text into rows and fields, block by block.
//!
//! In two steps: sixty-four bytes at a time are compared with the three characters that matter, and the places of those
//! are noted; then rows are cut at these places. So most bytes are looked at once, in vector registers. Works on bytes of
//! UTF-8 and GB18030 alike, in neither of which delimiters, quotes and line breaks are part of another character.

use std::borrow::Cow;
use std::io::Read;

use wide::u8x16;

use super::MOST_COLUMNS;
use crate::engine::orders::intake::IntakeError;

/// A row of more bytes than this is not read.
pub const MOST_ROW_BYTES: usize = 1024 * 1024;

/// How many bytes are read at a time: few enough to stay near the processor.
const BLOCK: usize = 128 * 1024;

/// How many bytes are compared at a time.
const LANE: usize = 64;

/// A row of the text.
#[derive(Debug)]
pub(super) struct Record {
    /// The line it begins in, from 1, counted from the beginning of the stream.
    pub line: u64,
    /// How many fields it has, also those beyond [`MOST_COLUMNS`].
    pub fields: usize,
}

/// Cuts a stream into rows.
pub(super) struct Splitter<R> {
    stream: R,
    delimiter: u8,
    buffer: Vec<u8>,
    /// How much of the buffer holds text.
    filled: usize,
    /// Where the next row begins in the buffer.
    at: usize,
    /// Where the buffer begins in the stream.
    base: u64,
    /// The lines before the next row.
    lines: u64,
    ended: bool,
    /// Places in the buffer of delimiters, quotes and line breaks, and which is next.
    marks: Vec<u32>,
    next: usize,
    /// Where the fields of the last row begin, and one past the end of the last of them.
    edges: Vec<u32>,
}

enum Cut {
    Row { end: usize, fields: usize, lines: u64 },
    Partial,
}

impl<R: Read> Splitter<R> {
    pub(super) fn new(stream: R, delimiter: u8) -> Self {
        Self {
            stream,
            delimiter,
            buffer: Vec::new(),
            filled: 0,
            at: 0,
            base: 0,
            lines: 0,
            ended: false,
            marks: Vec::new(),
            next: 0,
            edges: vec![0; usize::from(MOST_COLUMNS) + 2],
        }
    }

    /// Where the next row begins in the stream.
    pub(super) const fn place(&self) -> u64 {
        self.base + self.at as u64
    }

    /// How many lines were passed.
    pub(super) const fn lines(&self) -> u64 {
        self.lines
    }

    /// The next row, whose fields [`Self::field`] gives; nothing at the end.
    #[inline]
    pub(super) fn next(&mut self) -> Result<Option<Record>, IntakeError> {
        loop {
            if self.at < self.filled || !self.ended {
                let before = self.next;
                match self.cut() {
                    Cut::Row { end, fields, lines } => {
                        let record = Record { line: self.lines + 1, fields };
                        self.at = end;
                        self.lines += lines;
                        return Ok(Some(record));
                    }
                    Cut::Partial => self.next = before,
                }
            }
            if self.ended {
                return Ok(None);
            }
            self.fill()?;
        }
    }

    /// The bytes of a field of the last row, out of their quotes; nothing beyond its last.
    #[inline]
    pub(super) fn field(&self, column: usize, fields: usize) -> Option<Cow<'_, [u8]>> {
        if column >= fields {
            return None;
        }
        let (start, next) = (*self.edges.get(column)? as usize, *self.edges.get(column + 1)? as usize);
        // an edge is where the next field would begin: a delimiter or line break lies before it
        let bytes = self.buffer.get(start..next.saturating_sub(1))?;
        Some(match bytes.first() {
            Some(b'"') => unquoted(bytes),
            _ => Cow::Borrowed(bytes),
        })
    }

    /// Cuts one row at the marks that are there.
    #[inline]
    fn cut(&mut self) -> Cut {
        let text = self.buffer.get(..self.filled).unwrap_or(&[]);
        let (mut field, mut column, mut lines) = (self.at, 0_usize, 1_u64);
        let most = self.edges.len() - 2;
        if let Some(edge) = self.edges.first_mut() {
            *edge = field as u32;
        }
        while let Some(mark) = self.marks.get(self.next) {
            let at = *mark as usize;
            self.next += 1;
            let byte = text.get(at).copied().unwrap_or(0);
            if byte == self.delimiter {
                column += 1;
                field = at + 1;
                if let Some(edge) = self.edges.get_mut(column.min(most)) {
                    *edge = field as u32;
                }
            } else if byte == b'\n' {
                let returned = at > field && text.get(at - 1) == Some(&b'\r');
                if let Some(edge) = self.edges.get_mut((column + 1).min(most + 1)) {
                    *edge = (at + 1 - usize::from(returned)) as u32;
                }
                return Cut::Row { end: at + 1, fields: column + 1, lines };
            } else if at == field {
                // a quote at the beginning of a field: on to the one that closes it
                loop {
                    let Some(mark) = self.marks.get(self.next) else { return self.last_row(column, lines) };
                    let at = *mark as usize;
                    self.next += 1;
                    match text.get(at) {
                        Some(b'\n') => lines += 1,
                        Some(b'"') if text.get(at + 1) == Some(&b'"') => self.next += 1,
                        // whether another follows is not known yet
                        Some(b'"') if at + 1 == self.filled && !self.ended => return Cut::Partial,
                        Some(b'"') => break,
                        _ => {}
                    }
                }
            }
        }
        self.last_row(column, lines)
    }

    /// The row that ends with the text, without a line break.
    fn last_row(&mut self, column: usize, lines: u64) -> Cut {
        if !self.ended || self.at >= self.filled {
            return Cut::Partial;
        }
        let most = self.edges.len() - 2;
        if let Some(edge) = self.edges.get_mut((column + 1).min(most + 1)) {
            *edge = self.filled as u32 + 1;
        }
        Cut::Row { end: self.filled, fields: column + 1, lines }
    }

    /// Moves what is left to the front and reads more behind it.
    fn fill(&mut self) -> Result<(), IntakeError> {
        let left = self.filled - self.at;
        if left > MOST_ROW_BYTES {
            return Err(IntakeError::RowTooLong { line: self.lines + 1, limit: MOST_ROW_BYTES });
        }
        self.buffer.copy_within(self.at..self.filled, 0);
        self.base += self.at as u64;
        self.at = 0;
        // a long row would else be looked through again for every block
        let wanted = left + BLOCK.max(left);
        if self.buffer.len() < wanted {
            self.buffer.resize(wanted, 0);
        }
        let mut filled = left;
        while let Some(room) = self.buffer.get_mut(filled..wanted).filter(|room| !room.is_empty()) {
            match self.stream.read(room) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(count) => filled += count,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        self.filled = filled;
        self.next = 0;
        self.marks.clear();
        find(self.buffer.get(..filled).unwrap_or(&[]), self.delimiter, &mut self.marks);
        Ok(())
    }
}

/// Notes the places of delimiters, quotes and line breaks.
fn find(text: &[u8], delimiter: u8, marks: &mut Vec<u32>) {
    let wanted = [delimiter, b'\n', b'"'].map(u8x16::splat);
    let (lanes, rest) = text.as_chunks::<LANE>();
    let mut base = 0_u32;
    for lane in lanes {
        let mut bits = 0_u64;
        let (quarters, _) = lane.as_chunks::<16>();
        for (index, quarter) in quarters.iter().enumerate() {
            let bytes = u8x16::new(*quarter);
            let [a, b, c] = wanted.map(|byte| bytes.simd_eq(byte));
            bits |= u64::from((a | b | c).to_bitmask()) << (16 * index);
        }
        while bits != 0 {
            marks.push(base + bits.trailing_zeros());
            bits &= bits - 1;
        }
        base += LANE as u32;
    }
    for (byte, at) in rest.iter().zip(base..) {
        if *byte == delimiter || matches!(byte, b'\n' | b'"') {
            marks.push(at);
        }
    }
}

/// The content of a field that begins with a quote; what stands after the closing one is kept.
fn unquoted(bytes: &[u8]) -> Cow<'_, [u8]> {
    let inner = bytes.get(1..).unwrap_or(&[]);
    if let Some(whole) = inner.strip_suffix(b"\"")
        && !whole.contains(&b'"')
    {
        return Cow::Borrowed(whole);
    }
    let mut out = Vec::with_capacity(inner.len());
    let mut quoted = true;
    let mut bytes = inner.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' if quoted && bytes.peek() == Some(&b'"') => {
                bytes.next();
                out.push(b'"');
            }
            b'"' if quoted => quoted = false,
            byte => out.push(byte),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
#[path = "split_tests.rs"]
mod tests;
