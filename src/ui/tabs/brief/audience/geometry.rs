//! Where the eight segments stand: two rows of four, with names above and beside.

use egui::{Rect, pos2, vec2};

/// The names above.
const ABOVE: f32 = 28.0;
/// Between two segments.
const GAP: f32 = 2.0;
/// Below and beside them.
const EDGE: f32 = 12.0;
/// The largest square.
const LARGEST: f32 = 48.0;
/// What name, tactic and edges of a segment take of its height.
const WORDS: f32 = 55.0;

/// The places.
#[derive(Clone, Debug, PartialEq)]
pub struct Places {
    /// The names of the columns.
    pub columns: [Rect; 4],
    /// The names of the rows.
    pub rows: [Rect; 2],
    /// The segments, row by row.
    pub cells: [Rect; 8],
}

/// Divides an area; `beside` is the width of the names of the rows.
#[must_use]
pub fn places(area: Rect, beside: f32) -> Places {
    let inner = Rect::from_min_max(
        pos2(area.left() + beside, area.top() + ABOVE),
        pos2(area.right() - EDGE, area.bottom() - EDGE),
    );
    let size = vec2((inner.width() - 3.0 * GAP) / 4.0, (inner.height() - GAP) / 2.0).max(vec2(1.0, 1.0));
    let left = |column: usize| inner.left() + (size.x + GAP) * column as f32;
    let top = |row: usize| inner.top() + (size.y + GAP) * row as f32;
    Places {
        columns: std::array::from_fn(|at| Rect::from_min_size(pos2(left(at), area.top()), vec2(size.x, ABOVE))),
        rows: std::array::from_fn(|at| Rect::from_min_size(pos2(area.left(), top(at)), vec2(beside, size.y))),
        cells: std::array::from_fn(|at| Rect::from_min_size(pos2(left(at % 4), top(at / 4)), size)),
    }
}

/// The side of the square whose area is a number of people, where `most` people have the largest that a segment of a
/// height has room for.
#[must_use]
pub fn side(people: u64, most: u64, height: f32) -> f32 {
    if most == 0 {
        return 0.0;
    }
    let part = (people as f64 / most as f64).clamp(0.0, 1.0).sqrt() as f32;
    (height - WORDS).clamp(0.0, LARGEST) * part
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_fill_the_area_without_touching() {
        let area = Rect::from_min_size(pos2(10.0, 20.0), vec2(540.0, 260.0));
        let places = places(area, 52.0);
        for (at, cell) in places.cells.iter().enumerate() {
            assert!(area.contains_rect(*cell), "{at}");
            for other in places.cells.iter().skip(at + 1) {
                assert!(!cell.shrink(0.5).intersects(*other), "{at}");
            }
            assert_eq!(cell.left(), places.columns[at % 4].left());
            assert!((cell.center().y - places.rows[at / 4].center().y).abs() < 0.01);
        }
    }

    #[test]
    fn areas_are_people() {
        let (largest, quarter) = (side(400, 400, 100.0), side(100, 400, 100.0));
        assert!((largest - 45.0).abs() < 0.01 && (quarter - 22.5).abs() < 0.01);
        assert!((side(1, 1, 200.0) - 48.0).abs() < 0.01, "no larger in a high one");
        assert_eq!((side(0, 400, 100.0), side(5, 0, 100.0)), (0.0, 0.0));
    }
}
