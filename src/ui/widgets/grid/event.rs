//! What the grid asks of its host.

use super::column::ColumnId;
use super::source::RowKey;
use super::value::CellValue;

/// A cell and what it is to hold.
pub type Change = (RowKey, ColumnId, CellValue);

/// A place between rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Above this row, as its sibling.
    Before(RowKey),
    /// Below this row and what lies under it, as its sibling.
    After(RowKey),
}

/// What a person asked for. Each is one step to undo.
#[derive(Clone, Debug, PartialEq)]
pub enum GridEvent {
    /// Cells to set: typed, pasted, filled, cleared or replaced.
    Set(Vec<Change>),
    /// A paste beyond the last row: cells to set and rows to add at the end, in one step.
    Append {
        /// Cells of rows there are.
        set: Vec<Change>,
        /// Rows to add, each with its cells.
        rows: Vec<Vec<(ColumnId, CellValue)>>,
    },
    /// Empty rows to add.
    Insert {
        /// Where.
        place: Place,
        /// How many.
        count: usize,
    },
    /// A row to add after the last.
    AddAtEnd,
    /// Rows to delete.
    Delete(Vec<RowKey>),
    /// Rows to move, in the order given.
    Move {
        /// Which.
        keys: Vec<RowKey>,
        /// Where to.
        place: Place,
    },
    /// A row to fold or unfold.
    Fold(RowKey),
    /// The active cell is another one.
    Activate(RowKey, ColumnId),
    /// Someone asks why a figure is what it is.
    OpenWhy(RowKey, ColumnId),
    /// An entry that the host added to the menu.
    Menu {
        /// Its number.
        id: u32,
        /// The cell it was opened over.
        row: RowKey,
        /// The cell's column.
        column: ColumnId,
        /// All selected rows.
        rows: Vec<RowKey>,
    },
}
