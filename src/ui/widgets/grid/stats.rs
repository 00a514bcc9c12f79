//! Count, sum and mean of what is selected, for the status line.

use std::hash::{Hash, Hasher};

use super::column::Column;
use super::source::GridSource;
use super::state::GridState;
use super::value::CellValue;
use crate::model::number::div_half_up;

/// What the selection adds up to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SelectionStats {
    /// Selected rows.
    pub rows: usize,
    /// Selected columns.
    pub columns: usize,
    /// Cells that hold something.
    pub count: usize,
    /// The sum, if all figures are of one kind.
    pub sum: Option<CellValue>,
    /// The mean, if all figures are of one kind.
    pub mean: Option<CellValue>,
}

impl SelectionStats {
    /// Whether more than one cell is selected.
    #[must_use]
    pub fn is_worth_showing(&self) -> bool {
        self.rows * self.columns > 1
    }

    fn of(values: impl Iterator<Item = CellValue>, rows: usize, columns: usize) -> Self {
        let mut stats = Self { rows, columns, ..Self::default() };
        let (mut sum, mut figures) = (0i128, 0i128);
        let mut kind: Option<CellValue> = None;
        let mut mixed = false;
        for value in values {
            stats.count += usize::from(!value.is_empty());
            if let Some(figure) = value.figure() {
                sum += figure;
                figures += 1;
                match &kind {
                    Some(kind) => mixed |= std::mem::discriminant(kind) != std::mem::discriminant(&value),
                    None => kind = Some(value),
                }
            }
        }
        if let Some(kind) = kind.filter(|_| !mixed) {
            stats.sum = Some(kind.like(sum));
            stats.mean = div_half_up(sum, figures).map(|mean| kind.like(mean));
        }
        stats
    }
}

impl GridState {
    /// Count, sum and mean of the selection as it was last shown. Worked out again only when the selection or the
    /// revision changes.
    pub fn selection_stats(&mut self, source: &dyn GridSource, columns: &[Column], revision: u64) -> SelectionStats {
        let (Some(active), Some(corner)) = (self.selection.active, self.selection.corner) else {
            return SelectionStats::default();
        };
        let shown = self.shown_columns(columns);
        let mut hasher = std::hash::DefaultHasher::new();
        (revision, self.view.len(), active.row_hint, active.column_hint, corner.row_hint, corner.column_hint)
            .hash(&mut hasher);
        (self.selection.whole_rows, &self.selection.picked, &shown).hash(&mut hasher);
        let asked = hasher.finish();
        if let Some((known, stats)) = &self.stats
            && *known == asked
        {
            return stats.clone();
        }
        let whole = self.selection.whole_rows || !self.selection.picked.is_empty();
        let (first, last) = if whole {
            (0, shown.len().saturating_sub(1))
        } else {
            (active.column_hint.min(corner.column_hint), active.column_hint.max(corner.column_hint))
        };
        let ids: Vec<_> =
            shown.iter().skip(first).take(last + 1 - first).filter_map(|at| columns.get(*at)).map(|c| c.id).collect();
        let block = active.row_hint.min(corner.row_hint)..=active.row_hint.max(corner.row_hint);
        let rows: Vec<usize> = if self.selection.picked.is_empty() {
            block.filter_map(|at| self.view.row(at)).collect()
        } else {
            (0..self.view.len())
                .filter_map(|at| self.view.row(at).map(|row| (at, row)))
                .filter(|(at, row)| block.contains(at) || self.selection.picked.contains(&source.key(*row)))
                .map(|(_, row)| row)
                .collect()
        };
        let values = rows.iter().flat_map(|row| ids.iter().map(|id| source.value(*row, *id)));
        let stats = SelectionStats::of(values, rows.len(), ids.len());
        self.stats = Some((asked, stats.clone()));
        stats
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Count, Money};

    #[test]
    fn one_kind_adds_up_and_two_do_not() {
        let count = |n| CellValue::Count(Count::new(n));
        let stats =
            SelectionStats::of([count(4), count(5), CellValue::Empty, CellValue::Text("x".into())].into_iter(), 4, 1);
        assert_eq!((stats.count, stats.sum, stats.mean), (3, Some(count(9)), Some(count(5))));
        let mixed = SelectionStats::of([count(4), CellValue::Money(Money::ZERO)].into_iter(), 2, 1);
        assert_eq!((mixed.count, mixed.sum), (2, None));
    }
}
