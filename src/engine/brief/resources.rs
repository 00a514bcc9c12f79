//! How many resources are in place.

use jiff::civil::Date;

use crate::model::{Brief, Count, Resource, ResourceKind};

/// The resources of a kind together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct InPlace {
    /// How many are needed.
    pub needed: Count,
    /// How many of them are confirmed; what is confirmed beyond the need of a row does not count.
    pub confirmed: Count,
    /// Rows whose day has passed while something is missing.
    pub late: usize,
    /// Rows in which something is missing and nothing is said of what is done then.
    pub without_contingency: usize,
}

impl InPlace {
    fn add(&mut self, other: Self) {
        self.needed = [self.needed, other.needed].into_iter().sum();
        self.confirmed = [self.confirmed, other.confirmed].into_iter().sum();
        self.late += other.late;
        self.without_contingency += other.without_contingency;
    }
}

/// Whether a resource is not in place though its day has passed.
#[must_use]
pub fn is_late(row: &Resource, today: Date) -> bool {
    row.confirmed < row.needed && row.due.is_some_and(|due| due < today)
}

/// The resources of a brief on a day: of a kind, or of all.
#[must_use]
pub fn in_place(brief: &Brief, kind: Option<ResourceKind>, today: Date) -> InPlace {
    let mut all = InPlace::default();
    for row in brief.resources.iter().filter(|row| kind.is_none_or(|kind| row.kind == kind)) {
        let missing = row.confirmed < row.needed;
        all.add(InPlace {
            needed: row.needed,
            confirmed: row.confirmed.min(row.needed),
            late: usize::from(is_late(row, today)),
            without_contingency: usize::from(missing && row.contingency.trim().is_empty()),
        });
    }
    all
}
