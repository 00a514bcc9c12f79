//! Workbooks (XLSX): the first sheet with rows, cell by cell.
//!
//! A workbook is a packed folder, and may unpack to any size: how large it is, is measured before anything looks at it.

use std::borrow::Cow;
use std::io::{Cursor, Read as _};
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};
use foldhash::quality::RandomState;

use super::row::{Counted, Counter, Fields};
use super::source::Source;
use super::{MOST_COLUMNS, Progress};
use crate::engine::orders::intake::{IntakeError, Preview, Reading};
use crate::engine::orders::tally::Tally;

/// Workbooks that unpack to more bytes than this are not read.
pub const MOST_UNPACKED_BYTES: u64 = 1024 * 1024 * 1024;

/// How many rows are read before the progress is told.
const TELL_EVERY: u32 = 1_024;

type Book = Xlsx<Cursor<Vec<u8>>>;

/// The cells of a row as text, up to the last that is not empty.
#[derive(Default)]
struct Cells(Vec<String>);

/// A row of a sheet: as many fields as there may be, since an empty cell is no cell of the file.
struct Row<'a>(&'a Cells);

impl Fields for Row<'_> {
    fn count(&self) -> usize {
        usize::from(MOST_COLUMNS)
    }

    fn get(&self, column: usize) -> Option<Cow<'_, [u8]>> {
        let cell = self.0.0.get(column).map_or(&b""[..], String::as_bytes);
        (column < usize::from(MOST_COLUMNS)).then_some(Cow::Borrowed(cell))
    }
}

/// The first rows.
pub(super) fn head(source: &Source) -> Result<Preview, IntakeError> {
    let mut preview = Preview { workbook: true, ..Preview::default() };
    guarded(|| {
        each_row(source, &Progress::default(), |_, cells| {
            preview.columns = preview.columns.max(u16::try_from(cells.0.len()).unwrap_or(MOST_COLUMNS));
            preview.rows.push(cells.0.clone());
            Ok(preview.rows.len() < Preview::ROWS)
        })
    })?;
    if preview.rows.is_empty() { Err(IntakeError::Empty) } else { Ok(preview) }
}

/// So many rows as text, with their numbers.
pub(super) fn all(source: &Source, most_rows: usize) -> Result<Vec<(u64, Vec<String>)>, IntakeError> {
    let mut rows = Vec::new();
    guarded(|| {
        each_row(source, &Progress::default(), |line, cells| {
            rows.push((line, cells.0.clone()));
            Ok(rows.len() < most_rows)
        })
    })?;
    Ok(rows)
}

/// Counts all rows.
pub(super) fn read(source: &Source, reading: &Reading, progress: &Progress) -> Result<Counted, IntakeError> {
    let hasher = RandomState::default();
    let mut counter: Option<Counter> = None;
    guarded(|| {
        each_row(source, progress, |row, cells| {
            let is_first = counter.is_none();
            let counter =
                counter.get_or_insert_with(|| Counter::new(reading, usize::from(MOST_COLUMNS), hasher.clone()));
            if !(is_first && reading.header) {
                counter.row(row, &Row(cells));
            }
            if counter.is_full() { Err(IntakeError::TooManyOrders { limit: Tally::MOST_ORDERS }) } else { Ok(true) }
        })
    })?;
    Ok(counter.map(Counter::counted).unwrap_or_default())
}

/// The library may break off over a workbook that was made to break it; that is a damaged workbook like another.
fn guarded(run: impl FnOnce() -> Result<(), IntakeError>) -> Result<(), IntakeError> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| Err(IntakeError::Workbook(String::new())))
}

/// Hands over the rows that have a cell, with their number from 1, until told that it is enough.
fn each_row(
    source: &Source,
    progress: &Progress,
    mut take: impl FnMut(u64, &Cells) -> Result<bool, IntakeError>,
) -> Result<(), IntakeError> {
    let bytes = source.piece(0, usize::try_from(source.size()).unwrap_or(usize::MAX))?;
    measure(&bytes)?;
    progress.check()?;
    let mut book: Book = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let names = book.sheet_names();
    for name in names {
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            // a sheet that holds a chart
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(broken(&error)),
        };
        let whole = u64::from(cells.dimensions().end.0).saturating_add(1);
        progress.begin(whole);
        let (mut row, mut line, mut since) = (Cells::default(), None::<u32>, 0_u32);
        let mut any = false;
        while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
            let (at, column) = cell.get_position();
            if line != Some(at) {
                // rows stand in their order, or a row's number would say nothing
                if let Some(last) = line.filter(|last| *last > at) {
                    let (row, last) = (u64::from(at) + 1, u64::from(last) + 1);
                    return Err(IntakeError::Workbook(format!("row {row} after row {last}")));
                }
                if let Some(line) = line.filter(|_| !row.0.is_empty()) {
                    any = true;
                    since += 1;
                    if since == TELL_EVERY {
                        since = 0;
                        progress.add(u64::from(TELL_EVERY));
                        progress.check()?;
                    }
                    if !take(u64::from(line) + 1, &row)? {
                        return Ok(());
                    }
                }
                row.0.clear();
                line = Some(at);
            }
            let text = text(cell.get_value());
            if text.is_empty() {
                continue;
            }
            if column >= u32::from(MOST_COLUMNS) {
                return Err(IntakeError::TooManyColumns { line: u64::from(at) + 1, limit: MOST_COLUMNS });
            }
            let column = column as usize;
            if row.0.len() <= column {
                row.0.resize(column + 1, String::new());
            }
            if let Some(slot) = row.0.get_mut(column) {
                *slot = text;
            }
        }
        if let Some(line) = line.filter(|_| !row.0.is_empty()) {
            any = true;
            take(u64::from(line) + 1, &row)?;
        }
        if any {
            return Ok(());
        }
    }
    Ok(())
}

/// What a cell shows, without its format; times as ISO 8601.
fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        // such a number has lost digits: an id like that is told as cut short
        DataRef::Float(number) if number.abs() >= 1e15 => {
            let power = number.abs().log10().floor();
            format!("{:.5}E+{power}", number / 10f64.powf(power))
        }
        DataRef::Float(number) => number.to_string(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(time) => {
            let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}")
        }
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    }
}

/// Unpacks everything once and counts, holding nothing.
fn measure(bytes: &[u8]) -> Result<(), IntakeError> {
    let mut packed =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| IntakeError::Workbook(error.to_string()))?;
    let mut left = MOST_UNPACKED_BYTES + 1;
    for index in 0..packed.len() {
        let file = packed.by_index(index).map_err(|error| IntakeError::Workbook(error.to_string()))?;
        let mut file = file.take(left);
        let unpacked = std::io::copy(&mut file, &mut std::io::sink());
        left -= unpacked.map_err(|error| IntakeError::Workbook(error.to_string()))?;
        if left == 0 {
            return Err(IntakeError::TooLargeUnpacked { limit: MOST_UNPACKED_BYTES });
        }
    }
    Ok(())
}

fn broken(error: &XlsxError) -> IntakeError {
    match error {
        XlsxError::Password => IntakeError::Protected,
        other => IntakeError::Workbook(other.to_string()),
    }
}
