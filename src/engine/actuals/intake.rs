//! How a list of actual figures is to be read and what came of it: the vocabulary that reader, window and command line share.

use std::collections::BTreeMap;

use super::Figure;
use crate::model::{Actual, Rows};

/// A list as it was cut: the first row names the columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActualsTable {
    /// The rows with their lines, from 1; rows may differ in length.
    pub rows: Vec<(u64, Vec<String>)>,
    /// How many columns the longest has.
    pub columns: usize,
}

impl ActualsTable {
    /// The name of a column.
    #[must_use]
    pub fn name(&self, at: usize) -> &str {
        self.rows.first().and_then(|(_, row)| row.get(at)).map_or("", |name| name.trim())
    }
}

/// What a column of a list of actual figures says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActualsColumn {
    /// The day, perhaps with its hour.
    Date,
    /// The hour.
    Hour,
    /// The traffic source, by name.
    Source,
    /// The category, by name.
    Category,
    /// The product, by code or name.
    Sku,
    /// The kind of customers.
    Customers,
    /// The offer, by name.
    Offer,
    /// A figure.
    Figure(Figure),
}

impl ActualsColumn {
    /// Every one.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let parts = [Self::Date, Self::Hour, Self::Source, Self::Category, Self::Sku, Self::Customers, Self::Offer];
        parts.into_iter().chain(Figure::ALL.map(Self::Figure)).collect()
    }
}

/// What each column says, by its place from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActualsMapping(pub BTreeMap<usize, ActualsColumn>);

impl ActualsMapping {
    /// Where a column stands.
    #[must_use]
    pub fn place(&self, of: ActualsColumn) -> Option<usize> {
        self.0.iter().find(|(_, column)| **column == of).map(|(at, _)| *at)
    }

    /// Says what a column is for, or that it is for nothing. A column says one thing, and one thing is said by one column.
    pub fn set(&mut self, at: usize, to: Option<ActualsColumn>) {
        self.0.retain(|place, column| *place != at && Some(*column) != to);
        if let Some(to) = to {
            self.0.insert(at, to);
        }
    }

    /// Whether days and at least one figure are there.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.place(ActualsColumn::Date).is_some()
            && self.0.values().any(|column| matches!(column, ActualsColumn::Figure(_)))
    }
}

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActualsFault {
    /// No day, or none of the calendar.
    NotADay,
    /// The hour is none of 0 … 23.
    NotAnHour,
    /// The name is none of this project's.
    NoSuchName,
    /// Several parts of this project have the name.
    SeveralOfName,
    /// A figure is no number, or below zero, or absurdly large.
    NotANumber,
    /// It has no figure.
    NoFigure,
    /// An earlier row of the list says the same day, hour and part.
    Twice,
}

/// A row that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadActual {
    /// Its line, from 1.
    pub line: u64,
    /// Why.
    pub fault: ActualsFault,
    /// What stands there, cut short.
    pub found: String,
}

/// How many bad rows are kept; all are counted.
pub const MOST_BAD: usize = 1_000;

/// What came of reading a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActualsIntake {
    /// The rows, in the order of the list.
    pub rows: Vec<Actual>,
    /// The first of those that were not taken.
    pub bad: Vec<BadActual>,
    /// How many were not taken.
    pub bad_total: u64,
    /// Rows of sums below a list (合计), left out.
    pub totals: u64,
}

/// Puts rows among those that are there: one with the same day, hour and part is replaced as a whole. Gives how many were new and how
/// many were replaced.
pub fn merge(rows: &mut Rows<Actual>, new: &[Actual]) -> (usize, usize) {
    use std::collections::HashMap;
    use std::sync::Arc;

    use crate::model::Row as _;
    let list = rows.list_mut();
    let mut places: HashMap<_, usize> = list.iter().enumerate().map(|(at, row)| (row.id(), at)).collect();
    let (mut added, mut replaced) = (0, 0);
    for row in new {
        if let Some(slot) = places.get(&row.id()).and_then(|at| list.get_mut(*at)) {
            if **slot != *row {
                *slot = Arc::new(*row);
                replaced += 1;
            }
        } else {
            places.insert(row.id(), list.len());
            list.push(Arc::new(*row));
            added += 1;
        }
    }
    (added, replaced)
}
