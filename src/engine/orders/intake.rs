//! How a list of orders is to be read and what came of it: the vocabulary that reader, window and command line share.

use std::io;
use std::sync::Arc;

use thiserror::Error;

use crate::engine::rfm::RfmAnswer;
use crate::model::{CustomerList, OrderValues};

/// What a list is read for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Wanted {
    /// Order values.
    #[default]
    Values,
    /// Values of the orders that a campaign brought.
    Sold,
    /// Customers, by last purchase, number of orders and sum.
    Customers,
}

/// What a column of a list of orders says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The order's id.
    Order,
    /// The customer's id; only its hash is used, and that is not kept.
    Customer,
    /// What was paid.
    Amount,
    /// Pieces, for lists without an amount.
    Quantity,
    /// Price of a piece, for lists without an amount.
    UnitPrice,
    /// When it was paid or made.
    Time,
    /// Whether it was paid, closed or refunded.
    Status,
    /// How many orders a customer has made, for lists with a customer a row.
    Orders,
}

impl Column {
    /// Every one.
    pub const ALL: [Self; 8] = [
        Self::Order,
        Self::Customer,
        Self::Amount,
        Self::Quantity,
        Self::UnitPrice,
        Self::Time,
        Self::Status,
        Self::Orders,
    ];

    /// Those that say something in a list that is read so.
    #[must_use]
    pub const fn of(wanted: Wanted, level: Level) -> &'static [Self] {
        match (wanted, level) {
            (Wanted::Values | Wanted::Sold, _) => {
                &[Self::Order, Self::Customer, Self::Amount, Self::Quantity, Self::UnitPrice, Self::Time, Self::Status]
            }
            (Wanted::Customers, Level::Customers) => &[Self::Customer, Self::Time, Self::Orders, Self::Amount],
            (Wanted::Customers, _) => {
                &[Self::Customer, Self::Time, Self::Amount, Self::Order, Self::Quantity, Self::UnitPrice, Self::Status]
            }
        }
    }
}

/// Which column of the list says what, counted from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mapping([Option<u16>; 8]);

impl Mapping {
    /// Where a column stands.
    #[must_use]
    pub fn get(&self, column: Column) -> Option<u16> {
        self.0.get(column as usize).copied().flatten()
    }

    /// Puts a column somewhere, or says that there is none.
    pub fn set(&mut self, column: Column, at: Option<u16>) {
        if let Some(slot) = self.0.get_mut(column as usize) {
            *slot = at;
        }
    }

    /// What a column of the list is used for, if for anything.
    #[must_use]
    pub fn used_for(&self, at: u16) -> Option<Column> {
        Column::ALL.into_iter().find(|column| self.get(*column) == Some(at))
    }

    /// What is missing before a list can be read at a level.
    #[must_use]
    pub fn missing(&self, wanted: Wanted, level: Level) -> Option<Missing> {
        let has = |column| self.get(column).is_some();
        let pieces = level != Level::Customers && has(Column::Quantity) && has(Column::UnitPrice);
        if wanted == Wanted::Customers && !has(Column::Customer) {
            Some(Missing::Customer)
        } else if wanted == Wanted::Customers && !has(Column::Time) {
            Some(Missing::Time)
        } else if !has(Column::Amount) && !pieces {
            Some(Missing::Amount)
        } else if level == Level::Lines && !has(Column::Order) {
            Some(Missing::Order)
        } else {
            None
        }
    }
}

/// What a mapping lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// An amount, or pieces and price of a piece.
    Amount,
    /// The order's id, by which lines are summed.
    Order,
    /// The customer's id.
    Customer,
    /// The day of a purchase.
    Time,
}

/// What a row of the list is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Level {
    /// A product of an order: rows of one order are summed.
    #[default]
    Lines,
    /// An order.
    Orders,
    /// A customer, with the last purchase and what all came to; only where customers are wanted.
    Customers,
}

impl Level {
    /// The levels at which a list can be read.
    #[must_use]
    pub const fn of(wanted: Wanted) -> &'static [Self] {
        match wanted {
            Wanted::Values | Wanted::Sold => &[Self::Lines, Self::Orders],
            Wanted::Customers => &[Self::Lines, Self::Orders, Self::Customers],
        }
    }
}

/// The encoding of a text file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8, with a byte order mark or without.
    #[default]
    Utf8,
    /// GB18030, which contains GBK and GB2312.
    Gb18030,
    /// UTF-16, little-endian.
    Utf16Le,
    /// UTF-16, big-endian.
    Utf16Be,
}

impl Encoding {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Utf8, Self::Gb18030, Self::Utf16Le, Self::Utf16Be];

    /// What it is called everywhere.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::Gb18030 => "GB18030",
            Self::Utf16Le => "UTF-16 LE",
            Self::Utf16Be => "UTF-16 BE",
        }
    }
}

/// What stands between two fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Delimiter {
    /// A comma.
    #[default]
    Comma,
    /// A tab.
    Tab,
    /// A semicolon.
    Semicolon,
}

impl Delimiter {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Comma, Self::Tab, Self::Semicolon];

    /// Its byte.
    #[must_use]
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Tab => b'\t',
            Self::Semicolon => b';',
        }
    }
}

/// How a list is read. Of a workbook, encoding and delimiter say nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// What it is read for.
    pub wanted: Wanted,
    /// The encoding.
    pub encoding: Encoding,
    /// What stands between two fields.
    pub delimiter: Delimiter,
    /// Whether the first row names the columns.
    pub header: bool,
    /// What a row is.
    pub level: Level,
    /// Which column says what.
    pub mapping: Mapping,
}

/// The head of a list, for a look before it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// Whether it is a workbook.
    pub workbook: bool,
    /// The first rows, the header among them, as text; rows may differ in length.
    pub rows: Vec<Vec<String>>,
    /// How many columns the longest of them has.
    pub columns: u16,
}

impl Preview {
    /// The most rows that are looked at.
    pub const ROWS: usize = 50;

    /// The name of a column; nothing if the header has none for it.
    #[must_use]
    pub fn name(&self, header: bool, at: u16) -> Option<&str> {
        let first = self.rows.first().filter(|_| header)?;
        first.get(usize::from(at)).map(|name| name.trim()).filter(|name| !name.is_empty())
    }
}

/// What is wrong with a row that could not be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowFault {
    /// It ends before the columns that are needed.
    TooFewFields,
    /// It has more fields than the header: one of them may hold a delimiter without quotes.
    TooManyFields,
    /// No order's id.
    NoOrder,
    /// The order's id is in scientific notation: a spreadsheet has dropped digits of it.
    CutShort,
    /// No amount.
    NoAmount,
    /// The amount is no number.
    NotANumber,
    /// The amount is negative.
    Negative,
    /// The amount is above [`MOST_AMOUNT`].
    Absurd,
    /// Every row is an order, and this one's id stood before.
    Repeated,
    /// No customer's id, where customers are wanted.
    NoCustomer,
    /// No day, where customers are wanted.
    NoDay,
    /// The day is no day of the calendar.
    NotADay,
    /// The number of orders is none, or not whole.
    NotANumberOfOrders,
    /// Every row is a customer, and this one stood before.
    CustomerTwice,
}

impl RowFault {
    /// Every one.
    pub const ALL: [Self; 14] = [
        Self::TooFewFields,
        Self::TooManyFields,
        Self::NoOrder,
        Self::CutShort,
        Self::NoAmount,
        Self::NotANumber,
        Self::Negative,
        Self::Absurd,
        Self::Repeated,
        Self::NoCustomer,
        Self::NoDay,
        Self::NotADay,
        Self::NotANumberOfOrders,
        Self::CustomerTwice,
    ];
}

/// The most that a row may come to, in minor units: 100 million of the major one.
pub const MOST_AMOUNT: u64 = 10_000_000_000;

/// A row that could not be counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRow {
    /// The line of the file, or the row of the sheet, from 1.
    pub line: u64,
    /// Why.
    pub fault: RowFault,
    /// What stands there, cut short; empty if nothing does.
    pub found: String,
}

/// How many bad rows are kept; all are counted.
pub const MOST_BAD_ROWS: usize = 1_000;

/// The rows that could not be counted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BadRows {
    counts: [u64; 14],
    kept: Vec<BadRow>,
}

impl BadRows {
    /// Counts one, and keeps it if it is among the first. `found` is only made then.
    pub fn push(&mut self, line: u64, fault: RowFault, found: impl FnOnce() -> String) {
        self.count(fault, 1);
        if self.kept.len() < MOST_BAD_ROWS {
            self.kept.push(BadRow { line, fault, found: found() });
        }
    }

    fn count(&mut self, fault: RowFault, more: u64) {
        if let Some(count) = self.counts.get_mut(fault as usize) {
            *count += more;
        }
    }

    /// Takes in those of a later part of the list, whose lines begin after `lines`.
    pub fn append(&mut self, later: Self, lines: u64) {
        for fault in RowFault::ALL {
            self.count(fault, later.of(fault));
        }
        let room = MOST_BAD_ROWS.saturating_sub(self.kept.len());
        self.kept.extend(later.kept.into_iter().take(room).map(|row| BadRow { line: row.line + lines, ..row }));
    }

    /// In the order of their lines.
    pub fn sort(&mut self) {
        self.kept.sort_by_key(|row| row.line);
    }

    /// How many there are.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// How many there are of a kind.
    #[must_use]
    pub fn of(&self, fault: RowFault) -> u64 {
        self.counts.get(fault as usize).copied().unwrap_or(0)
    }

    /// The first of them.
    #[must_use]
    pub fn kept(&self) -> &[BadRow] {
        &self.kept
    }
}

/// What came of reading a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Intake {
    /// The order values, ready for a campaign.
    pub values: OrderValues,
    /// The customers, where these were wanted.
    pub customers: Option<Arc<CustomerList>>,
    /// Their segments by the mean.
    pub segments: Arc<RfmAnswer>,
    /// Rows that were counted.
    pub rows: u64,
    /// Rows of orders not paid, closed or refunded.
    pub left_out: u64,
    /// Rows that could not be counted.
    pub bad: BadRows,
}

/// Why a list cannot be read at all. Nothing of it was taken.
#[derive(Debug, Error)]
pub enum IntakeError {
    /// The system refused.
    #[error("cannot read: {0}")]
    Io(#[from] io::Error),
    /// A folder, a device or a pipe.
    #[error("not a regular file")]
    NotAFile,
    /// Nothing in it.
    #[error("empty")]
    Empty,
    /// Larger than is read.
    #[error("larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// Unpacked, a workbook is larger than is read.
    #[error("larger than {limit} bytes when unpacked")]
    TooLargeUnpacked {
        /// The limit in bytes.
        limit: u64,
    },
    /// More rows than are read.
    #[error("more than {limit} rows")]
    TooManyRows {
        /// The limit.
        limit: usize,
    },
    /// A row is longer than is read; most often a quote that is never closed.
    #[error("{line}: a row longer than {limit} bytes")]
    RowTooLong {
        /// The line it begins in, from 1.
        line: u64,
        /// The limit in bytes.
        limit: usize,
    },
    /// More columns than are read.
    #[error("{line}: more than {limit} columns")]
    TooManyColumns {
        /// The line.
        line: u64,
        /// The limit.
        limit: u16,
    },
    /// More orders than are kept.
    #[error("more than {limit} orders")]
    TooManyOrders {
        /// The limit.
        limit: usize,
    },
    /// More customers than are kept.
    #[error("more than {limit} customers")]
    TooManyCustomers {
        /// The limit.
        limit: usize,
    },
    /// The orders sum to more than a project holds.
    #[error("the sum is out of range")]
    SumTooLarge,
    /// A column is missing.
    #[error("missing: {0:?}")]
    Missing(Missing),
    /// Not a single row could be counted.
    #[error("no row can be counted, {} of them bad", .0.total())]
    NothingCounted(Box<BadRows>),
    /// Bytes that are no text: neither a list nor a workbook.
    #[error("not text")]
    NotText,
    /// A workbook that cannot be read.
    #[error("damaged workbook: {0}")]
    Workbook(String),
    /// A workbook that asks for a password.
    #[error("protected workbook")]
    Protected,
    /// It was told to stop.
    #[error("stopped")]
    Stopped,
}
