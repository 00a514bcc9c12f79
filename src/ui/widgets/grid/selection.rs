//! Which cells are selected, by identity, so that sorting and other people's edits take nothing away.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::column::ColumnId;
use super::scene::Scene;
use super::source::RowKey;
use super::view::View;

/// A cell by identity, and where it was last seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub key: RowKey,
    pub column: ColumnId,
    pub row_hint: usize,
    pub column_hint: usize,
}

/// What is selected: a block between two corners, or whole rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Selection {
    /// The active cell.
    pub active: Option<Spot>,
    /// The corner of the block across from it, which moves when the selection grows.
    pub corner: Option<Spot>,
    /// The block takes in whole rows.
    pub whole_rows: bool,
    /// Rows picked one by one beside the block.
    pub picked: BTreeSet<RowKey>,
    /// The column that Enter goes back to after Tabs.
    pub home: Option<ColumnId>,
}

/// The selected block by place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub rows: RangeInclusive<usize>,
    pub columns: RangeInclusive<usize>,
}

impl Block {
    pub fn between(a: (usize, usize), b: (usize, usize)) -> Self {
        Self { rows: a.0.min(b.0)..=a.0.max(b.0), columns: a.1.min(b.1)..=a.1.max(b.1) }
    }

    pub fn contains(&self, row: usize, column: usize) -> bool {
        self.rows.contains(&row) && self.columns.contains(&column)
    }

    pub fn height(&self) -> usize {
        self.rows.end() + 1 - self.rows.start()
    }

    pub fn width(&self) -> usize {
        self.columns.end() + 1 - self.columns.start()
    }

    pub fn is_single(&self) -> bool {
        self.height() == 1 && self.width() == 1
    }
}

impl Selection {
    /// Brings the places up to date; a cell whose row or column is gone becomes the one that took its place.
    pub fn settle(&mut self, scene: &Scene<'_>, view: &View) {
        let had = self.active.is_some();
        for spot in [&mut self.active, &mut self.corner] {
            *spot = spot.and_then(|s| settled(s, scene, view));
        }
        if self.corner.is_none() {
            self.corner = self.active;
        }
        if had && self.active.is_none() {
            *self = Self::default();
        }
    }

    /// The corner that moves, by place.
    pub fn end(&self) -> Option<(usize, usize)> {
        self.corner.map(|spot| (spot.row_hint, spot.column_hint))
    }

    /// The active cell by place.
    pub fn at(&self) -> Option<(usize, usize)> {
        self.active.map(|spot| (spot.row_hint, spot.column_hint))
    }

    /// The selected block by place.
    pub fn block(&self, scene: &Scene<'_>) -> Option<Block> {
        let (active, corner) = (self.active?, self.corner?);
        let mut block = Block::between((active.row_hint, active.column_hint), (corner.row_hint, corner.column_hint));
        if self.whole_rows {
            block.columns = 0..=scene.g.columns.len().saturating_sub(1);
        }
        Some(block)
    }

    /// Places of all rows that are selected as a whole or hold a selected cell, from the top.
    pub fn rows(&self, scene: &Scene<'_>, view: &View) -> Vec<usize> {
        let block = self.block(scene);
        if self.picked.is_empty() {
            return block.map(|b| b.rows.collect()).unwrap_or_default();
        }
        (0..view.len())
            .filter(|at| {
                block.as_ref().is_some_and(|b| b.rows.contains(at))
                    || view.row(*at).is_some_and(|row| self.picked.contains(&scene.source.key(row)))
            })
            .collect()
    }
}

fn settled(mut spot: Spot, scene: &Scene<'_>, view: &View) -> Option<Spot> {
    if view.len() == 0 || scene.g.columns.is_empty() {
        return None;
    }
    let key_at = |at: usize| view.row(at).map(|row| scene.source.key(row));
    if key_at(spot.row_hint) != Some(spot.key) {
        let found = (0..view.len()).find(|at| key_at(*at) == Some(spot.key));
        spot.row_hint = found.unwrap_or(spot.row_hint).min(view.len() - 1);
        spot.key = key_at(spot.row_hint)?;
    }
    if scene.column_at(spot.column_hint).map(|c| c.id) != Some(spot.column) {
        let found = (0..scene.g.columns.len()).find(|at| scene.column_at(*at).map(|c| c.id) == Some(spot.column));
        spot.column_hint = found.unwrap_or(spot.column_hint).min(scene.g.columns.len() - 1);
        spot.column = scene.column_at(spot.column_hint)?.id;
    }
    Some(spot)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_has_two_corners_in_any_order() {
        let block = Block::between((5, 2), (3, 4));
        assert_eq!((block.rows.clone(), block.columns.clone()), (3..=5, 2..=4));
        assert!(block.contains(4, 4) && !block.contains(6, 2));
        assert_eq!((block.height(), block.width()), (3, 3));
    }
}
