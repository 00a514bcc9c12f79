//! Where the matrix has its columns and lines: each line as high as its fullest cell needs.

use std::collections::BTreeSet;
use std::ops::Range;

use egui::{Rect, Vec2, vec2};

use crate::engine::matrix::{Group, Matrix, Scale};
use crate::ui::theme::size;

/// Height of the columns' heads.
pub const HEAD: f32 = 50.0;
/// How far down days and target stand in them.
pub const LOWER: f32 = 32.0;
/// Height of a group's title.
pub const TITLE: f32 = size::ROW_COMPACT;
/// Height of an entry.
pub const ENTRY: f32 = 20.0;
/// Room above and below the entries of a cell.
pub const EDGE: f32 = 4.0;
/// Entries that a cell shows; the rest is behind a number.
pub const SHOWN: usize = 3;

/// A line of the picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Row {
    /// The title of a group.
    Title(Group),
    /// A line of the matrix.
    Line(usize),
}

/// The places of a matrix.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Layout {
    /// Width of the lines' names.
    pub names: f32,
    /// Width of a column.
    pub column: f32,
    /// How many columns, the one without dates included.
    pub columns: usize,
    /// Whether there is a column for what has no dates.
    pub whole: bool,
    /// The rows with their upper edges.
    pub rows: Vec<(Row, f32)>,
    /// Height of all rows.
    pub height: f32,
}

impl Layout {
    /// Places a matrix in an area.
    #[must_use]
    pub fn new(matrix: &Matrix, scale: Scale, folded: &BTreeSet<Group>, area: Rect, chinese: bool) -> Self {
        let names = if chinese { 128.0 } else { 156.0 };
        let whole = matrix.lines.iter().any(|line| !line.whole.is_empty());
        let columns = matrix.columns.len() + usize::from(whole);
        let least = match scale {
            Scale::Phases => 152.0,
            Scale::Weeks => 132.0,
            Scale::Days => 112.0,
        };
        let room = area.width() - names;
        let column = (room / columns.max(1) as f32).floor().clamp(least, 320.0);
        let mut rows = Vec::new();
        let mut y = 0.0;
        let mut group = None;
        for (at, line) in matrix.lines.iter().enumerate() {
            if group != Some(line.group) {
                group = Some(line.group);
                rows.push((Row::Title(line.group), y));
                y += TITLE;
            }
            if folded.contains(&line.group) {
                continue;
            }
            rows.push((Row::Line(at), y));
            let counts = line.cells.iter().map(|cell| cell.entries.len()).chain([line.whole.len()]);
            y += height(counts.max().unwrap_or(0));
        }
        Self { names, column, columns, whole, rows, height: y }
    }

    /// How large everything is, names and heads included.
    #[must_use]
    pub fn size(&self) -> Vec2 {
        self.inside() + vec2(self.names, HEAD)
    }

    /// How large the cells are together.
    #[must_use]
    pub fn inside(&self) -> Vec2 {
        vec2(self.column * self.columns as f32, self.height)
    }

    /// The left edge of a column; the one without dates is the last.
    #[must_use]
    pub fn left(&self, column: usize) -> f32 {
        column as f32 * self.column
    }

    /// The columns that lie between two places.
    #[must_use]
    pub fn columns_in(&self, from: f32, until: f32) -> Range<usize> {
        let first = (from / self.column.max(1.0)).floor().max(0.0) as usize;
        let last = (until / self.column.max(1.0)).ceil().max(0.0) as usize;
        first.min(self.columns)..last.min(self.columns)
    }

    /// The rows that lie between two heights, with their upper and lower edges.
    pub fn rows_in(&self, from: f32, until: f32) -> impl Iterator<Item = (Row, f32, f32)> {
        let bottom = |at: usize| self.rows.get(at + 1).map_or(self.height, |(_, y)| *y);
        let all = self.rows.iter().enumerate().map(move |(at, (row, y))| (*row, *y, bottom(at)));
        all.filter(move |(_, top, bottom)| *bottom > from && *top < until)
    }

    /// The column of the matrix at a place; none = the last one, without dates.
    #[must_use]
    pub fn of_matrix(&self, column: usize) -> Option<usize> {
        (column + usize::from(self.whole) < self.columns).then_some(column)
    }
}

/// The height of a line whose fullest cell has so many entries.
fn height(entries: usize) -> f32 {
    let lines = if entries > SHOWN { SHOWN + 1 } else { entries.max(1) };
    lines as f32 * ENTRY + 2.0 * EDGE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::matrix::{Cell, Dimension, Entry, Line};

    fn line(group: Group, entries: usize) -> Line {
        let cell = Cell { entries: vec![Entry::Products(1); entries], gap: None };
        Line { of: Dimension::Use, group, whole: Vec::new(), cells: vec![cell] }
    }

    #[test]
    fn lines_are_as_high_as_their_fullest_cell_and_groups_fold() {
        let lines = vec![line(Group::Departments, 0), line(Group::Departments, 2), line(Group::Offers, 9)];
        let matrix = Matrix { columns: Vec::new(), lines };
        let area = Rect::from_min_size(egui::Pos2::ZERO, vec2(900.0, 500.0));
        let place = |folded: &BTreeSet<Group>| Layout::new(&matrix, Scale::Phases, folded, area, true);
        let open = place(&BTreeSet::new());
        let tops: Vec<f32> = open.rows.iter().map(|(_, y)| *y).collect();
        assert_eq!(tops, [0.0, 24.0, 52.0, 100.0, 124.0]);
        assert_eq!(open.height, 124.0 + 88.0);
        let seen: Vec<Row> = open.rows_in(60.0, 110.0).map(|(row, ..)| row).collect();
        assert_eq!(seen, [Row::Line(1), Row::Title(Group::Offers)]);
        assert_eq!(place(&BTreeSet::from([Group::Departments])).height, 24.0 + 24.0 + 88.0);
    }
}
