//! Delimited text: a look at its head, and all of it by two threads.

use std::borrow::Cow;
use std::io::Read;
use std::thread;

use foldhash::quality::RandomState;

use super::encoding::{self, HEAD, decode, detect};
use super::row::{Counted, Counter, Fields};
use super::source::Source;
use super::split::{MOST_ROW_BYTES, Record, Splitter};
use super::{MOST_COLUMNS, Progress, guess};
use crate::engine::orders::intake::{Encoding, IntakeError, Preview, Reading, Wanted};

/// Text below this many bytes is not worth a second thread.
const WORTH_TWO: u64 = 2 * 1024 * 1024;

/// Text in UTF-16 is held whole; above this many bytes it is not read.
const MOST_UTF16_BYTES: u64 = 512 * 1024 * 1024;

/// How many rows are read before the progress is told.
const TELL_EVERY: u32 = 8_192;

/// A row as it was cut.
struct Row<'a, R> {
    splitter: &'a Splitter<R>,
    fields: usize,
}

impl<R: Read> Fields for Row<'_, R> {
    fn count(&self) -> usize {
        self.fields
    }

    fn get(&self, column: usize) -> Option<Cow<'_, [u8]>> {
        self.splitter.field(column, self.fields)
    }
}

/// Text whose delimiters are single bytes, from the byte on where it begins.
struct Text {
    source: Source,
    start: u64,
    /// What the bytes are in now.
    encoding: Encoding,
}

fn text(source: &Source, encoding: Encoding) -> Result<Text, IntakeError> {
    let mark = encoding::mark(&source.piece(0, 4)?, encoding);
    if !matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
        return Ok(Text { source: source.clone(), start: mark, encoding });
    }
    if source.size() > MOST_UTF16_BYTES {
        return Err(IntakeError::TooLarge { limit: MOST_UTF16_BYTES });
    }
    let whole = source.piece(mark, usize::try_from(source.size()).unwrap_or(usize::MAX))?;
    let text = decode(&whole, encoding).into_bytes();
    Ok(Text { source: Source::bytes(text)?, start: 0, encoding: Encoding::Utf8 })
}

/// Guesses how a text is to be read.
pub(super) fn look(source: &Source, wanted: Wanted) -> Result<(Reading, Preview), IntakeError> {
    let head = source.piece(0, HEAD)?;
    let encoding = detect(&head)?;
    let words = decode(&head, encoding);
    let delimiter = guess::delimiter(words.trim_start_matches('\u{feff}'));
    let reading = Reading { wanted, encoding, delimiter, ..Reading::default() };
    let preview = self::head(source, &reading)?;
    if preview.rows.is_empty() {
        return Err(IntakeError::Empty);
    }
    Ok((guess::reading(&preview, reading), preview))
}

/// The first rows.
pub(super) fn head(source: &Source, reading: &Reading) -> Result<Preview, IntakeError> {
    // enough for rows of usual length; a longer one is cut, which does not matter for a look
    let most = HEAD.max(2 * MOST_ROW_BYTES);
    let rows = rows(source, reading, Preview::ROWS, most)?;
    let columns = rows.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
    let columns = u16::try_from(columns).unwrap_or(MOST_COLUMNS);
    Ok(Preview { workbook: false, rows: rows.into_iter().map(|(_, row)| row).collect(), columns })
}

/// So many rows that are not empty, with their lines, of so many bytes at most.
pub(super) fn rows(
    source: &Source,
    reading: &Reading,
    most_rows: usize,
    most: usize,
) -> Result<Vec<(u64, Vec<String>)>, IntakeError> {
    let mark = encoding::mark(&source.piece(0, 4)?, reading.encoding);
    let bytes = source.piece(mark, most)?;
    let utf16 = matches!(reading.encoding, Encoding::Utf16Le | Encoding::Utf16Be);
    let (bytes, encoding) =
        if utf16 { (decode(&bytes, reading.encoding).into_bytes(), Encoding::Utf8) } else { (bytes, reading.encoding) };
    let mut splitter = Splitter::new(bytes.as_slice(), reading.delimiter.byte());
    let mut rows = Vec::new();
    while rows.len() < most_rows {
        let Some(Record { fields, line, .. }) = splitter.next()? else { break };
        if fields == 1 && splitter.field(0, 1).is_none_or(|only| only.trim_ascii().is_empty()) {
            continue;
        }
        if rows.is_empty() && fields > usize::from(MOST_COLUMNS) {
            return Err(IntakeError::TooManyColumns { line, limit: MOST_COLUMNS });
        }
        let kept = fields.min(usize::from(MOST_COLUMNS));
        let row: Vec<String> = (0..kept)
            .map(|at| splitter.field(at, fields).map_or_else(String::new, |bytes| decode(&bytes, encoding)))
            .collect();
        rows.push((line, row));
    }
    Ok(rows)
}

/// All rows as text, with the encoding and the delimiter that they probably have.
pub(super) fn all(source: &Source, most_rows: usize) -> Result<Vec<(u64, Vec<String>)>, IntakeError> {
    let head = source.piece(0, HEAD)?;
    let encoding = detect(&head)?;
    let delimiter = guess::delimiter(decode(&head, encoding).trim_start_matches('\u{feff}'));
    let reading = Reading { encoding, delimiter, ..Reading::default() };
    rows(source, &reading, most_rows, usize::try_from(source.size()).unwrap_or(usize::MAX))
}

/// Counts all rows.
pub(super) fn read(source: &Source, reading: &Reading, progress: &Progress) -> Result<Counted, IntakeError> {
    let text = text(source, reading.encoding)?;
    let reading = &Reading { encoding: text.encoding, ..*reading };
    let end = text.source.size();
    progress.begin(end);
    let hasher = RandomState::default();
    let mut first = Part::new(&text, text.start, reading, hasher.clone(), progress)?;
    first.header(reading)?;
    let width = first.width;
    let Some(middle) = middle(&text)? else {
        first.run(u64::MAX)?;
        return Ok(first.counter.counted());
    };
    // The second part begins after a line break. Whether that ends a row, or stands within quotes, is known when the
    // first part has come there: then what the second has counted is right, or the first goes on to the end.
    let (first, second) = thread::scope(|scope| {
        let second = thread::Builder::new().name("orders, second half".to_owned()).spawn_scoped(scope, || {
            let mut part = Part::new(&text, middle, reading, hasher.clone(), progress)?;
            part.counter = Counter::new(reading, width, hasher);
            part.counter.expect(end - middle);
            part.run(u64::MAX)?;
            Ok::<_, IntakeError>(part.counter.counted())
        });
        let met = first.run(middle).map(|()| (first.splitter.place() + first.begin == middle, first));
        // a thread that cannot be had, or breaks off, has counted nothing
        let second = second.ok().and_then(|thread| thread.join().ok());
        (met, second)
    });
    let (met, mut first) = first?;
    if let (true, Some(second)) = (met, second) {
        let lines = first.splitter.lines();
        let mut counted = first.counter.counted();
        counted.append(second.map_err(|error| later(error, lines))?, lines, reading.level);
        return Ok(counted);
    }
    first.run(u64::MAX)?;
    Ok(first.counter.counted())
}

/// An error of the second half with its line counted from the beginning.
fn later(error: IntakeError, lines: u64) -> IntakeError {
    match error {
        IntakeError::RowTooLong { line, limit } => IntakeError::RowTooLong { line: line + lines, limit },
        other => other,
    }
}

/// Where the second half begins; nothing if one thread does better.
fn middle(text: &Text) -> Result<Option<u64>, IntakeError> {
    let size = text.source.size();
    if size < WORTH_TWO {
        return Ok(None);
    }
    let half = size / 2;
    let piece = text.source.piece(half, MOST_ROW_BYTES)?;
    let line_break = piece.iter().position(|byte| *byte == b'\n');
    Ok(line_break.map(|at| half + at as u64 + 1).filter(|at| *at < size))
}

/// A part of a text that is read by one thread.
struct Part<'a> {
    splitter: Splitter<Box<dyn super::source::Stream>>,
    counter: Counter,
    /// Where it begins in the source.
    begin: u64,
    width: usize,
    /// How many bytes the whole source has.
    size: u64,
    hasher: RandomState,
    progress: &'a Progress,
    told: u64,
}

impl<'a> Part<'a> {
    fn new(
        text: &Text,
        begin: u64,
        reading: &Reading,
        hasher: RandomState,
        progress: &'a Progress,
    ) -> Result<Self, IntakeError> {
        let splitter = Splitter::new(text.source.from(begin)?, reading.delimiter.byte());
        let counter = Counter::new(reading, 0, hasher.clone());
        Ok(Self { splitter, counter, begin, width: 0, size: text.source.size(), hasher, progress, told: begin })
    }

    /// Reads the header, or how many fields the first row has where there is none.
    fn header(&mut self, reading: &Reading) -> Result<(), IntakeError> {
        loop {
            let Some(record) = self.splitter.next()? else { return Ok(()) };
            let empty = record.fields == 1 && self.splitter.field(0, 1).is_none_or(|only| only.trim_ascii().is_empty());
            if empty {
                continue;
            }
            if record.fields > usize::from(MOST_COLUMNS) {
                return Err(IntakeError::TooManyColumns { line: record.line, limit: MOST_COLUMNS });
            }
            self.width = record.fields;
            self.counter = Counter::new(reading, self.width, self.hasher.clone());
            self.counter.expect(self.size);
            if !reading.header {
                let row = Row { splitter: &self.splitter, fields: record.fields };
                self.counter.row(record.line, &row);
            }
            return Ok(());
        }
    }

    /// Counts the rows that begin before a place of the source.
    fn run(&mut self, end: u64) -> Result<(), IntakeError> {
        let mut rows = 0_u32;
        while self.splitter.place() + self.begin < end {
            let Some(record) = self.splitter.next()? else { break };
            let row = Row { splitter: &self.splitter, fields: record.fields };
            self.counter.row(record.line, &row);
            rows += 1;
            if rows == TELL_EVERY {
                rows = 0;
                self.tell()?;
            }
        }
        self.tell()
    }

    fn tell(&mut self) -> Result<(), IntakeError> {
        let place = self.splitter.place() + self.begin;
        self.progress.add(place - self.told);
        self.told = place;
        self.progress.check()?;
        if self.counter.is_full() {
            let limit = crate::engine::orders::tally::Tally::MOST_ORDERS;
            return Err(IntakeError::TooManyOrders { limit });
        }
        Ok(())
    }
}
