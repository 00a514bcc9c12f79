//! Which rows are shown, and in which order: filtered, sorted among their siblings, without what is folded away.
//!
//! Filter and order are worked out when the filter, the sorting or the set of rows changes, not when a value does: a
//! row that is being edited stays where it is, as in any spreadsheet.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};

use super::column::{Column, ColumnId};
use super::filter::ColumnFilter;
use super::source::GridSource;
use super::value::CellValue;

/// A column to sort by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    /// Which.
    pub column: ColumnId,
    /// From large to small.
    pub descending: bool,
}

/// The rows in view order.
#[derive(Clone, Debug, Default)]
pub(super) struct View {
    revision: Option<u64>,
    asked: u64,
    rows_then: u64,
    /// Sorted and filtered; absent for the host's own order.
    order: Option<Vec<u32>>,
    /// Without what is folded away; absent if nothing is.
    shown: Option<Vec<u32>>,
    len: usize,
    /// Whether any row has children.
    pub tree: bool,
}

impl View {
    /// How many rows are shown.
    pub fn len(&self) -> usize {
        self.len
    }

    /// The host's row at a place.
    pub fn row(&self, at: usize) -> Option<usize> {
        if at >= self.len {
            return None;
        }
        match self.shown.as_ref().or(self.order.as_ref()) {
            Some(rows) => rows.get(at).map(|row| *row as usize),
            None => Some(at),
        }
    }

    /// Whether the host's order is shown.
    pub fn in_own_order(&self) -> bool {
        self.order.is_none()
    }

    /// Forgets everything, so that filter and order are worked out anew.
    pub fn forget(&mut self) {
        *self = Self::default();
    }

    /// Brings it up to date. Does nothing while the revision, sorting and filters are as before.
    pub fn refresh(
        &mut self,
        revision: u64,
        source: &dyn GridSource,
        columns: &[Column],
        sort: &[Sort],
        filters: &BTreeMap<ColumnId, ColumnFilter>,
    ) -> bool {
        let asked = fingerprint(sort, filters);
        if self.revision == Some(revision) && self.asked == asked {
            return false;
        }
        let rows = source.rows();
        let mut hasher = std::hash::DefaultHasher::new();
        rows.hash(&mut hasher);
        let mut folds = false;
        self.tree = false;
        for row in 0..rows {
            source.key(row).hash(&mut hasher);
            if source.has_children(row) {
                self.tree = true;
                folds |= source.folded(row);
            }
        }
        let rows_now = hasher.finish();
        if self.revision.is_none() || asked != self.asked || rows_now != self.rows_then {
            self.order = order(source, columns, sort, filters);
        }
        self.shown = folds.then(|| unfolded(source, self.order.as_deref(), rows));
        self.len = match self.shown.as_ref().or(self.order.as_ref()) {
            Some(list) => list.len(),
            None => rows,
        };
        self.revision = Some(revision);
        self.asked = asked;
        self.rows_then = rows_now;
        true
    }
}

fn fingerprint(sort: &[Sort], filters: &BTreeMap<ColumnId, ColumnFilter>) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    for by in sort {
        (by.column, by.descending).hash(&mut hasher);
    }
    for (column, filter) in filters {
        column.hash(&mut hasher);
        filter.contains.hash(&mut hasher);
        filter.among.hash(&mut hasher);
        for bound in [&filter.from, &filter.to] {
            match bound {
                Some(CellValue::Date(date)) => date.hash(&mut hasher),
                Some(value) => value.figure().hash(&mut hasher),
                None => 0u8.hash(&mut hasher),
            }
        }
    }
    hasher.finish()
}

fn unfolded(source: &dyn GridSource, order: Option<&[u32]>, rows: usize) -> Vec<u32> {
    let mut shown = Vec::with_capacity(rows);
    let mut hidden_below: Option<usize> = None;
    let mut take = |row: u32| {
        let depth = source.depth(row as usize);
        if hidden_below.is_some_and(|limit| depth > limit) {
            return;
        }
        hidden_below = source.folded(row as usize).then_some(depth);
        shown.push(row);
    };
    match order {
        Some(order) => order.iter().copied().for_each(&mut take),
        None => (0..rows as u32).for_each(&mut take),
    }
    shown
}

fn order(
    source: &dyn GridSource,
    columns: &[Column],
    sort: &[Sort],
    filters: &BTreeMap<ColumnId, ColumnFilter>,
) -> Option<Vec<u32>> {
    let rows = source.rows();
    let known = |id: ColumnId| columns.iter().find(|column| column.id == id);
    let filters: Vec<(&Column, &ColumnFilter)> = filters
        .iter()
        .filter(|(_, filter)| !filter.is_empty())
        .filter_map(|(id, filter)| known(*id).map(|column| (column, filter)))
        .collect();
    let sort: Vec<Sort> = sort.iter().copied().filter(|by| known(by.column).is_some()).collect();
    if filters.is_empty() && sort.is_empty() {
        return None;
    }
    let mut kept: Vec<u32> = (0..rows as u32).collect();
    if !filters.is_empty() {
        kept = filtered(source, columns, &filters, rows);
    }
    if !sort.is_empty() {
        let keys: Vec<Vec<CellValue>> = sort
            .iter()
            .map(|by| {
                let mut values = vec![CellValue::Empty; rows];
                for row in &kept {
                    if let Some(slot) = values.get_mut(*row as usize) {
                        *slot = source.value(*row as usize, by.column);
                    }
                }
                values
            })
            .collect();
        let compare = |a: u32, b: u32| {
            for (by, values) in sort.iter().zip(&keys) {
                let (Some(x), Some(y)) = (values.get(a as usize), values.get(b as usize)) else { continue };
                // what is absent stays last in both directions
                let order = match (x.is_empty(), y.is_empty()) {
                    (false, false) if by.descending => y.compare(x),
                    (false, false) => x.compare(y),
                    (x, y) => x.cmp(&y),
                };
                if order.is_ne() {
                    return order;
                }
            }
            Ordering::Equal
        };
        kept = sorted(source, &kept, &compare);
    }
    Some(kept)
}

/// The rows that match, and the rows above them in the tree. In the first column, where a tree has its names, what lies
/// under a match matches too.
fn filtered(
    source: &dyn GridSource,
    columns: &[Column],
    filters: &[(&Column, &ColumnFilter)],
    rows: usize,
) -> Vec<u32> {
    let tree_column = columns.first().map(|column| column.id);
    let mut keep = vec![false; rows];
    // by depth: the row there, and whether it matches in the tree column
    let mut above: Vec<(usize, bool)> = Vec::new();
    for row in 0..rows {
        let depth = source.depth(row);
        above.truncate(depth);
        let inherited = above.last().is_some_and(|(_, named)| *named);
        let mut named = inherited;
        let mut lets = true;
        for (column, filter) in filters {
            let here = filter.lets(&source.value(row, column.id), column);
            if Some(column.id) == tree_column {
                named |= here;
                lets &= here || inherited;
            } else {
                lets &= here;
            }
        }
        if lets {
            if let Some(slot) = keep.get_mut(row) {
                *slot = true;
            }
            for (parent, _) in &above {
                if let Some(slot) = keep.get_mut(*parent) {
                    *slot = true;
                }
            }
        }
        above.push((row, named));
    }
    (0..rows as u32).filter(|row| keep.get(*row as usize).copied().unwrap_or(false)).collect()
}

/// Siblings in order, each followed by what lies under it. Stable: equal rows keep their order.
fn sorted(source: &dyn GridSource, kept: &[u32], compare: &impl Fn(u32, u32) -> Ordering) -> Vec<u32> {
    if kept.iter().all(|row| source.depth(*row as usize) == 0) {
        let mut rows = kept.to_vec();
        rows.sort_by(|a, b| compare(*a, *b));
        return rows;
    }
    let mut sorted = Vec::with_capacity(kept.len());
    sort_level(source, kept, compare, &mut sorted);
    sorted
}

fn sort_level(source: &dyn GridSource, level: &[u32], compare: &impl Fn(u32, u32) -> Ordering, sorted: &mut Vec<u32>) {
    let Some(top) = level.first().map(|row| source.depth(*row as usize)) else { return };
    let mut branches: Vec<&[u32]> = level.chunk_by(|_, row| source.depth(*row as usize) > top).collect();
    branches.sort_by(|a, b| match (a.first(), b.first()) {
        (Some(a), Some(b)) => compare(*a, *b),
        _ => Ordering::Equal,
    });
    for branch in branches {
        if let Some((head, below)) = branch.split_first() {
            sorted.push(*head);
            sort_level(source, below, compare, sorted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Count;
    use crate::ui::widgets::grid::{CellView, ColumnKind, RowKey};

    /// Rows of (depth, name, number, folded).
    struct Rows(Vec<(usize, &'static str, Option<u64>, bool)>);

    impl GridSource for Rows {
        fn rows(&self) -> usize {
            self.0.len()
        }
        fn key(&self, row: usize) -> RowKey {
            RowKey(row as u64)
        }
        fn depth(&self, row: usize) -> usize {
            self.0[row].0
        }
        fn has_children(&self, row: usize) -> bool {
            self.0.get(row + 1).is_some_and(|next| next.0 > self.0[row].0)
        }
        fn folded(&self, row: usize) -> bool {
            self.0[row].3
        }
        fn cell(&self, row: usize, _: ColumnId) -> CellView<'_> {
            CellView::new(self.0[row].1)
        }
        fn value(&self, row: usize, column: ColumnId) -> CellValue {
            match column.0 {
                0 => CellValue::Text(self.0[row].1.to_owned()),
                _ => self.0[row].2.map_or(CellValue::Empty, |n| CellValue::Count(Count::new(n))),
            }
        }
    }

    fn columns() -> Vec<Column> {
        vec![Column::new(ColumnId(0), "name", ColumnKind::Text), Column::new(ColumnId(1), "n", ColumnKind::Integer)]
    }

    fn names(rows: &Rows, sort: &[Sort], filters: &BTreeMap<ColumnId, ColumnFilter>) -> Vec<&'static str> {
        let mut view = View::default();
        view.refresh(1, rows, &columns(), sort, filters);
        (0..view.len()).filter_map(|at| view.row(at)).map(|row| rows.0[row].1).collect()
    }

    fn by(column: u32, descending: bool) -> Sort {
        Sort { column: ColumnId(column), descending }
    }

    #[test]
    fn equal_rows_keep_their_order_and_empty_ones_are_last() {
        let rows = Rows(vec![
            (0, "b", Some(1), false),
            (0, "x", None, false),
            (0, "a", Some(1), false),
            (0, "c", Some(0), false),
        ]);
        let none = BTreeMap::new();
        assert_eq!(names(&rows, &[by(1, false)], &none), ["c", "b", "a", "x"]);
        assert_eq!(names(&rows, &[by(1, true)], &none), ["b", "a", "c", "x"]);
        assert_eq!(names(&rows, &[by(1, true), by(0, false)], &none), ["a", "b", "c", "x"]);
        assert_eq!(names(&rows, &[], &none), ["b", "x", "a", "c"]);
    }

    fn tree(folded: bool) -> Rows {
        Rows(vec![
            (0, "free", Some(5), false),
            (1, "search", Some(3), false),
            (1, "feed", Some(2), false),
            (0, "paid", Some(9), folded),
            (1, "ads", Some(8), false),
            (1, "live", Some(1), false),
        ])
    }

    #[test]
    fn a_tree_sorts_among_siblings_and_folds() {
        let none = BTreeMap::new();
        assert_eq!(names(&tree(false), &[by(1, true)], &none), ["paid", "ads", "live", "free", "search", "feed"]);
        assert_eq!(names(&tree(true), &[by(1, true)], &none), ["paid", "free", "search", "feed"]);
        assert_eq!(names(&tree(true), &[], &none), ["free", "search", "feed", "paid"]);
    }

    #[test]
    fn a_filter_keeps_the_rows_above_and_the_rows_under_a_named_group() {
        let contains = |column: u32, text: &str| {
            BTreeMap::from([(ColumnId(column), ColumnFilter { contains: text.into(), ..ColumnFilter::default() })])
        };
        assert_eq!(names(&tree(false), &[], &contains(0, "ads")), ["paid", "ads"]);
        assert_eq!(names(&tree(false), &[], &contains(0, "PAID")), ["paid", "ads", "live"]);
        let large = ColumnFilter { from: Some(CellValue::Count(Count::new(3))), ..ColumnFilter::default() };
        assert_eq!(
            names(&tree(false), &[], &BTreeMap::from([(ColumnId(1), large)])),
            ["free", "search", "paid", "ads"]
        );
    }

    #[test]
    fn a_changed_value_moves_no_row_until_asked() {
        let mut rows = Rows(vec![(0, "a", Some(1), false), (0, "b", Some(2), false)]);
        let (sort, none) = ([by(1, false)], BTreeMap::new());
        let mut view = View::default();
        assert!(view.refresh(1, &rows, &columns(), &sort, &none));
        assert!(!view.refresh(1, &rows, &columns(), &sort, &none));
        rows.0[0].2 = Some(9);
        assert!(view.refresh(2, &rows, &columns(), &sort, &none));
        assert_eq!(view.row(0), Some(0));
        // a new row sorts everything anew
        rows.0.push((0, "c", Some(0), false));
        view.refresh(3, &rows, &columns(), &sort, &none);
        assert_eq!((0..3).filter_map(|at| view.row(at)).collect::<Vec<_>>(), [2, 1, 0]);
    }
}
