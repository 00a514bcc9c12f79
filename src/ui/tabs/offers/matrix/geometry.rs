//! Where the cells and heads of the matrix are: the upper triangle of offers × offers, the diagonal included.

use egui::{Pos2, Rect, pos2, vec2};

/// Cells are never smaller; a larger matrix scrolls.
pub const SMALLEST: f32 = 22.0;
/// Cells are never larger.
pub const LARGEST: f32 = 29.0;
/// Below this, heads are turned.
pub const WRAPPED: f32 = 28.0;

/// The places of a matrix.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Geometry {
    /// Top left of the first cell.
    origin: Pos2,
    /// Side of a cell.
    pub cell: f32,
    /// Offers.
    pub count: usize,
    /// Room for the names on the left.
    pub names: f32,
    /// Room for the heads above.
    pub heads: f32,
}

impl Geometry {
    /// Places `count` offers at a point, in a width.
    #[must_use]
    pub fn new(at: Pos2, width: f32, count: usize) -> Self {
        let names = (width * 0.28).clamp(56.0, 120.0).round();
        let cell = ((width - names) / count.max(1) as f32).floor().clamp(SMALLEST, LARGEST);
        let heads = if cell >= WRAPPED { 34.0 } else { 62.0 };
        Self { origin: pos2(at.x + names, at.y + heads), cell, count, names, heads }
    }

    /// How large it is with its heads.
    #[must_use]
    pub fn size(&self) -> egui::Vec2 {
        let side = self.cell * self.count as f32;
        vec2(self.names + side + 1.0, self.heads + side + 1.0)
    }

    /// A cell; below the diagonal there is none.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<Rect> {
        if row > column || column >= self.count {
            return None;
        }
        let at = self.origin + vec2(column as f32 * self.cell, row as f32 * self.cell);
        Some(Rect::from_min_size(at, vec2(self.cell, self.cell)))
    }

    /// The place of the name of a row.
    #[must_use]
    pub fn name(&self, row: usize) -> Rect {
        let top = self.origin.y + row as f32 * self.cell;
        Rect::from_min_max(pos2(self.origin.x - self.names, top), pos2(self.origin.x - 6.0, top + self.cell))
    }

    /// The place of the head of a column.
    #[must_use]
    pub fn head(&self, column: usize) -> Rect {
        let left = self.origin.x + column as f32 * self.cell;
        Rect::from_min_max(pos2(left, self.origin.y - self.heads), pos2(left + self.cell, self.origin.y - 3.0))
    }
}

/// The next cell in a direction; it stays where there is none.
#[must_use]
pub fn step((row, column): (usize, usize), (down, right): (isize, isize), count: usize) -> (usize, usize) {
    let row_to = row.saturating_add_signed(down);
    let column_to = column.saturating_add_signed(right);
    if row_to <= column_to && column_to < count { (row_to, column_to) } else { (row, column) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_lie_beside_each_other_above_the_diagonal() {
        let g = Geometry::new(pos2(10.0, 20.0), 300.0, 6);
        assert_eq!(g.cell(2, 1), None);
        assert_eq!(g.cell(0, 6), None);
        let (a, b) = (g.cell(0, 1).expect("there"), g.cell(0, 2).expect("there"));
        assert!((a.right() - b.left()).abs() < 0.01 && (a.top() - b.top()).abs() < 0.01);
        let below = g.cell(1, 2).expect("there");
        assert!((below.top() - b.bottom()).abs() < 0.01);
        assert!(g.head(1).bottom() <= a.top() && g.name(0).right() <= g.cell(0, 0).expect("there").left());
        assert!((g.head(1).center().x - a.center().x).abs() < 0.01);
        let size = g.size();
        assert!(g.cell(5, 5).expect("there").max.x <= 10.0 + size.x && size.x <= 310.0);
    }

    #[test]
    fn many_offers_scroll_and_few_are_not_blown_up() {
        assert!((Geometry::new(Pos2::ZERO, 300.0, 40).cell - SMALLEST).abs() < 0.01);
        assert!((Geometry::new(Pos2::ZERO, 900.0, 2).cell - LARGEST).abs() < 0.01);
        assert!(Geometry::new(Pos2::ZERO, 300.0, 40).size().x > 300.0);
    }

    #[test]
    fn arrows_stay_in_the_triangle() {
        for (from, by, to) in [
            ((0, 0), (0, 1), (0, 1)),
            ((0, 1), (1, 0), (1, 1)),
            ((1, 1), (1, 0), (1, 1)),
            ((1, 1), (0, -1), (1, 1)),
            ((0, 2), (0, 1), (0, 2)),
            ((0, 0), (-1, 0), (0, 0)),
        ] {
            assert_eq!(step(from, by, 3), to, "{from:?} {by:?}");
        }
    }
}
