//! Lists of orders, from shop systems and spreadsheets: delimited text or a workbook, to histograms of order values.
//!
//! [`look`] guesses how a list is to be read and shows its head; [`read`] reads it so. Text is read in blocks by two
//! threads and never held whole, but for UTF-16. Ids of customers are hashed with a key of this process and not kept.

mod amount;
mod csv;
mod day;
mod encoding;
mod guess;
mod row;
mod source;
mod split;
mod status;
mod words;
mod workbook;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use jiff::civil::Date;

pub use source::{MOST_BYTES, MOST_WORKBOOK_BYTES, Source};
pub use split::MOST_ROW_BYTES;
pub use workbook::MOST_UNPACKED_BYTES;

use crate::engine::orders::intake::{Intake, IntakeError, Missing, Preview, Reading, Wanted};
use crate::engine::orders::tally::Tally;
use crate::engine::rfm::rfm;
use crate::model::{Count, CustomerList, CustomerTable, OrderSource, OrderValues, Rfm, RfmSource};
use row::Counted;
use source::Kind;

/// The most columns of a list.
pub const MOST_COLUMNS: u16 = 1_000;

/// How far a list has been read, and whether to stop; shared with whoever waits for it.
#[derive(Debug, Default)]
pub struct Progress {
    done: AtomicU64,
    whole: AtomicU64,
    stop: AtomicBool,
}

impl Progress {
    /// How much has been read, from 0 to 1.
    #[must_use]
    pub fn part(&self) -> f32 {
        let whole = self.whole.load(Ordering::Relaxed).max(1);
        (self.done.load(Ordering::Relaxed) as f32 / whole as f32).min(1.0)
    }

    /// Tells the reader to stop as soon as it can.
    pub fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
    }

    fn begin(&self, whole: u64) {
        self.whole.store(whole, Ordering::Relaxed);
        self.done.store(0, Ordering::Relaxed);
    }

    fn add(&self, bytes: u64) {
        self.done.fetch_add(bytes, Ordering::Relaxed);
    }

    /// # Errors
    /// It was told to stop.
    fn check(&self) -> Result<(), IntakeError> {
        if self.stop.load(Ordering::Relaxed) { Err(IntakeError::Stopped) } else { Ok(()) }
    }
}

/// The rows of any list as text with their lines, by the encoding and the delimiter that it probably has.
///
/// # Errors
/// It cannot be read at all, or has more rows than `most`.
pub(in crate::exchange) fn rows(source: &Source, most: usize) -> Result<Vec<(u64, Vec<String>)>, IntakeError> {
    let rows = match source.kind()? {
        Kind::Workbook => workbook::all(source, most + 1)?,
        Kind::Text => csv::all(source, most + 1)?,
    };
    if rows.len() > most { Err(IntakeError::TooManyRows { limit: most }) } else { Ok(rows) }
}

/// Looks at the head of a list: how it is probably to be read for something, and its first rows.
///
/// # Errors
/// It cannot be read at all.
pub fn look(source: &Source, wanted: Wanted) -> Result<(Reading, Preview), IntakeError> {
    let (reading, preview) = match source.kind()? {
        Kind::Workbook => {
            let preview = workbook::head(source)?;
            (guess::reading(&preview, Reading { wanted, ..Reading::default() }), preview)
        }
        Kind::Text => csv::look(source, wanted)?,
    };
    Ok((reading, preview))
}

/// The first rows of a list in another encoding or with another delimiter than was guessed.
///
/// # Errors
/// It cannot be read at all.
pub fn preview(source: &Source, reading: &Reading) -> Result<Preview, IntakeError> {
    match source.kind()? {
        Kind::Workbook => workbook::head(source),
        Kind::Text => csv::head(source, reading),
    }
}

/// What columns say by their names in a preview, for a reading that is otherwise settled.
#[must_use]
pub fn map(preview: &Preview, reading: Reading) -> Reading {
    guess::reading(preview, reading)
}

/// Reads a list. `name` is the file's name as the project keeps it, `today` the day of the import.
///
/// # Errors
/// It cannot be read at all, or nothing in it can be counted, or it was told to stop.
pub fn read(
    source: &Source,
    reading: &Reading,
    name: &str,
    today: Option<Date>,
    progress: &Progress,
) -> Result<Intake, IntakeError> {
    if let Some(missing) = missing(reading) {
        return Err(IntakeError::Missing(missing));
    }
    let counted = match source.kind()? {
        Kind::Workbook => workbook::read(source, reading, progress)?,
        Kind::Text => csv::read(source, reading, progress)?,
    };
    intake(counted, reading.wanted, name, today)
}

fn intake(counted: Counted, wanted: Wanted, name: &str, today: Option<Date>) -> Result<Intake, IntakeError> {
    let Counted { tally, bad, rows, left_out, days } = counted;
    if tally.is_full() {
        return Err(IntakeError::TooManyOrders { limit: Tally::MOST_ORDERS });
    }
    if tally.is_empty() {
        return Err(IntakeError::NothingCounted(Box::new(bad)));
    }
    if wanted == Wanted::Customers {
        let list = Arc::new(customers(&tally, [rows, bad.total(), left_out], name, today)?);
        let segments = rfm(&Rfm { source: RfmSource::Imported(Arc::clone(&list)), ..Rfm::default() }).into();
        return Ok(Intake { customers: Some(list), segments, rows, left_out, bad, ..Intake::default() });
    }
    let orders = tally.by_order().ok_or(IntakeError::SumTooLarge)?;
    let customers = tally.by_customer().ok_or(IntakeError::SumTooLarge)?;
    let source = OrderSource::Imported {
        file: name.to_owned(),
        on: today,
        first: days.map(|(first, _)| first),
        last: days.map(|(_, last)| last),
        rows: Count::new(rows),
        bad: Count::new(bad.total()),
        left_out: Count::new(left_out),
    };
    let values = OrderValues { source, orders: orders.into(), customers: customers.into() };
    Ok(Intake { values, rows, left_out, bad, ..Intake::default() })
}

/// The customers of what was counted: rows, bad ones and those left out.
fn customers(
    tally: &Tally,
    [rows, bad, left_out]: [u64; 3],
    name: &str,
    today: Option<Date>,
) -> Result<CustomerList, IntakeError> {
    if tally.has_too_many_customers() {
        return Err(IntakeError::TooManyCustomers { limit: CustomerTable::MOST });
    }
    let found = tally.customers().ok_or(IntakeError::SumTooLarge)?;
    Ok(CustomerList {
        file: name.to_owned(),
        on: today,
        first: row::day_of(found.first),
        last: row::day_of(found.last),
        rows: Count::new(rows),
        bad: Count::new(bad),
        left_out: Count::new(left_out),
        table: found.table,
    })
}

/// Whether something is missing that only a person can say.
#[must_use]
pub fn missing(reading: &Reading) -> Option<Missing> {
    reading.mapping.missing(reading.wanted, reading.level)
}

#[cfg(test)]
mod customers_tests;
#[cfg(test)]
mod tests;
