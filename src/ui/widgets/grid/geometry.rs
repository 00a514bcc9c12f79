//! Where everything stands: columns with pinned ones before the others, rows in view, and what is under a point.
//! Knows nothing of painting.

use std::ops::Range;

use egui::{Pos2, Rangef, Rect, Vec2, pos2, vec2};

/// How near to a column's edge the pointer takes hold of it.
const BORDER: f32 = 4.0;

/// What a column asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wanted {
    /// Its place in the host's list.
    pub index: usize,
    /// Its width.
    pub width: f32,
    /// Its narrowest.
    pub min: f32,
    /// Takes leftover width.
    pub stretch: bool,
    /// Stays in view.
    pub pinned: bool,
}

/// A column as it stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Its place in the host's list.
    pub index: usize,
    /// Its left edge, from the left edge of the first column, unscrolled.
    pub x: f32,
    /// Its width.
    pub width: f32,
    /// Stays in view.
    pub pinned: bool,
}

/// The heights and sides of a grid.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The whole grid.
    pub outer: Rect,
    /// Height of the header.
    pub header: f32,
    /// Height of a row.
    pub row: f32,
    /// Height of the totals; zero without.
    pub totals: f32,
    /// Width of the row numbers; zero without.
    pub gutter: f32,
    /// How many rows there are.
    pub rows: usize,
    /// Whether a line to add a row follows the last row.
    pub add_line: bool,
    /// Width kept free at the right for the scroll bar when rows do not fit.
    pub bar: f32,
    /// Rows only: the totals follow the last row instead of standing at the bottom.
    pub fit: bool,
}

/// What is under a point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hit {
    /// A cell, by its place in view.
    Cell {
        /// Row.
        row: usize,
        /// Column.
        column: usize,
    },
    /// A row's number.
    RowHead(usize),
    /// A heading.
    Heading(usize),
    /// The right edge of a column, in the header.
    Border(usize),
    /// The line that adds a row.
    AddLine,
    /// Nothing.
    Nothing,
}

/// Everything placed for one frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Geometry {
    /// The header.
    pub header: Rect,
    /// The rows.
    pub body: Rect,
    /// The totals row; of no height without.
    pub totals: Rect,
    /// Width of the row numbers.
    pub gutter: f32,
    /// Columns from left to right, pinned ones first.
    pub columns: Vec<Placed>,
    /// Width of the pinned ones.
    pub pinned: f32,
    /// Width of all columns.
    pub width: f32,
    /// Height of a row.
    pub row: f32,
    /// How many rows there are.
    pub rows: usize,
    /// Whether the last line adds a row.
    pub add_line: bool,
    /// How far it is scrolled.
    pub scroll: Vec2,
    /// Width kept for the scroll bar.
    pub bar: f32,
    /// Height kept under the rows for the other one.
    pub under: f32,
}

impl Geometry {
    /// Places columns and rows; `scroll` is brought into what is possible.
    #[must_use]
    pub fn new(frame: &Frame, wanted: &[Wanted], scroll: Vec2, pixel: f32) -> Self {
        let outer = frame.outer;
        let lines = frame.rows + usize::from(frame.add_line);
        let height = lines as f32 * frame.row;
        let room = (outer.height() - frame.header - frame.totals).max(0.0);
        let body_height = if frame.fit { height.min(room) } else { room };
        let bar = if height > body_height { frame.bar } else { 0.0 };
        let header = Rect::from_min_size(outer.min, vec2(outer.width(), frame.header));
        let body = Rect::from_min_size(header.left_bottom(), vec2(outer.width(), body_height));
        let totals = Rect::from_min_size(body.left_bottom(), vec2(outer.width(), frame.totals));
        let available = outer.width() - frame.gutter - bar;
        let (columns, pinned, width) = place(wanted, available);
        let under = if width > available && !frame.fit { frame.bar } else { 0.0 };
        let limit = vec2((width - available).max(0.0), (height + under - body_height).max(0.0));
        let whole = |v: f32| (v / pixel).round() * pixel;
        let scroll = vec2(whole(scroll.x.clamp(0.0, limit.x)), whole(scroll.y.clamp(0.0, limit.y)));
        Self {
            header,
            body,
            totals,
            gutter: frame.gutter,
            columns,
            pinned,
            width,
            row: frame.row,
            rows: frame.rows,
            add_line: frame.add_line,
            scroll,
            bar,
            under,
        }
    }

    /// How far it can be scrolled.
    #[must_use]
    pub fn scroll_limit(&self) -> Vec2 {
        let lines = self.rows + usize::from(self.add_line);
        let available = self.body.width() - self.gutter - self.bar;
        vec2((self.width - available).max(0.0), (lines as f32 * self.row + self.under - self.body.height()).max(0.0))
    }

    /// The left and right edge of a column on screen.
    #[must_use]
    pub fn across(&self, column: usize) -> Rangef {
        let Some(placed) = self.columns.get(column) else { return Rangef::new(0.0, 0.0) };
        let scroll = if placed.pinned { 0.0 } else { self.scroll.x };
        let x = self.body.left() + self.gutter + placed.x - scroll;
        Rangef::new(x, x + placed.width)
    }

    /// The upper and lower edge of a row on screen.
    #[must_use]
    pub fn down(&self, row: usize) -> Rangef {
        let y = self.body.top() + row as f32 * self.row - self.scroll.y;
        Rangef::new(y, y + self.row)
    }

    /// A cell on screen.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Rect {
        Rect::from_x_y_ranges(self.across(column), self.down(row))
    }

    /// The line that adds a row.
    #[must_use]
    pub fn add_rect(&self) -> Rect {
        Rect::from_x_y_ranges(self.body.x_range(), self.down(self.rows))
    }

    /// The rows in view, at least in part.
    #[must_use]
    pub fn rows_in_view(&self) -> Range<usize> {
        if self.row <= 0.0 || self.body.height() <= 0.0 {
            return 0..0;
        }
        let first = (self.scroll.y / self.row).floor().max(0.0) as usize;
        let last = ((self.scroll.y + self.body.height()) / self.row).ceil().max(0.0) as usize;
        first.min(self.rows)..last.min(self.rows)
    }

    /// The part of the body in which columns that scroll are seen: right of the pinned ones, left of the scroll bar.
    #[must_use]
    pub fn scrolled_part(&self, within: Rect) -> Rect {
        let right = within.right().min(self.body.right() - self.bar);
        let left = (self.body.left() + self.gutter + self.pinned).min(right);
        Rect::from_min_max(pos2(left, within.top()), pos2(right, within.bottom()))
    }

    /// The part of the body in which pinned columns are seen.
    #[must_use]
    pub fn pinned_part(&self, within: Rect) -> Rect {
        let left = self.body.left() + self.gutter;
        Rect::from_min_max(pos2(left, within.top()), pos2((left + self.pinned).min(within.right()), within.bottom()))
    }

    /// The columns in view, at least in part, from left to right.
    pub fn columns_in_view(&self) -> impl Iterator<Item = usize> + '_ {
        let seen = self.scrolled_part(self.body).x_range();
        let right = seen.max;
        (0..self.columns.len()).filter(move |column| {
            let across = self.across(*column);
            if self.columns.get(*column).is_some_and(|c| c.pinned) {
                across.min < right
            } else {
                across.max > seen.min && across.min < seen.max
            }
        })
    }

    /// What is under a point.
    #[must_use]
    pub fn hit(&self, at: Pos2) -> Hit {
        if self.header.contains(at) {
            let mut heading = Hit::Nothing;
            for column in self.columns_in_view() {
                let across = self.across(column);
                let hidden = !self.columns.get(column).is_some_and(|c| c.pinned)
                    && at.x < self.scrolled_part(self.body).left() - BORDER;
                if hidden {
                    continue;
                }
                if (at.x - across.max).abs() <= BORDER {
                    return Hit::Border(column);
                }
                if across.contains(at.x) && heading == Hit::Nothing {
                    heading = Hit::Heading(column);
                }
            }
            return heading;
        }
        if !self.body.contains(at) {
            return Hit::Nothing;
        }
        let line = ((at.y - self.body.top() + self.scroll.y) / self.row).floor().max(0.0) as usize;
        if line >= self.rows {
            return if line == self.rows && self.add_line { Hit::AddLine } else { Hit::Nothing };
        }
        if at.x < self.body.left() + self.gutter {
            return Hit::RowHead(line);
        }
        // pinned columns cover the others and come first
        self.columns_in_view()
            .find(|column| self.across(*column).contains(at.x))
            .map_or(Hit::Nothing, |column| Hit::Cell { row: line, column })
    }

    /// The cell nearest to a point, for dragging beyond the edges.
    #[must_use]
    pub fn nearest(&self, at: Pos2) -> Option<(usize, usize)> {
        if self.rows == 0 || self.columns.is_empty() {
            return None;
        }
        let line = ((at.y - self.body.top() + self.scroll.y) / self.row).floor().max(0.0) as usize;
        let distance = |column: &usize| {
            let across = self.across(*column);
            if across.contains(at.x) { 0.0 } else { (at.x - across.min).abs().min((at.x - across.max).abs()) }
        };
        let column = self.columns_in_view().min_by(|a, b| distance(a).total_cmp(&distance(b)))?;
        Some((line.min(self.rows - 1), column))
    }

    /// The scroll that brings a cell into view with as little movement as possible.
    #[must_use]
    pub fn scroll_to(&self, row: usize, column: usize) -> Vec2 {
        let mut scroll = self.scroll;
        let top = row as f32 * self.row;
        // the last row brings the line under it into view
        let last = self.add_line && row + 1 == self.rows && self.body.height() >= 2.0 * self.row;
        let bottom = top + self.row * if last { 2.0 } else { 1.0 };
        let height = self.body.height() - self.under;
        scroll.y = scroll.y.max(bottom - height).min(top);
        if let Some(placed) = self.columns.get(column).filter(|placed| !placed.pinned) {
            let seen = (self.body.width() - self.gutter - self.bar - self.pinned).max(0.0);
            let left = placed.x - self.pinned;
            scroll.x = scroll.x.max(left + placed.width - seen).min(left);
        }
        scroll.max(Vec2::ZERO)
    }

    /// How many whole rows are in view.
    #[must_use]
    pub fn page(&self) -> usize {
        (((self.body.height() - self.under) / self.row).floor() as usize).max(1)
    }
}

/// Pinned columns first, leftover width to those that stretch.
fn place(wanted: &[Wanted], available: f32) -> (Vec<Placed>, f32, f32) {
    let total: f32 = wanted.iter().map(|w| w.width.max(w.min)).sum();
    let stretching = wanted.iter().filter(|w| w.stretch).count();
    let extra = if stretching > 0 { ((available - total).max(0.0) / stretching as f32).floor() } else { 0.0 };
    // pinned columns never take more than two thirds
    let mut columns = Vec::with_capacity(wanted.len());
    let (mut x, mut pinned) = (0.0, 0.0);
    for pin in [true, false] {
        for w in wanted.iter().filter(|w| w.pinned == pin) {
            let width = (w.width.max(w.min) + if w.stretch { extra } else { 0.0 }).round();
            let stays = pin && x + width <= available * 0.67 && x == pinned;
            columns.push(Placed { index: w.index, x, width, pinned: stays });
            x += width;
            if stays {
                pinned = x;
            }
        }
    }
    (columns, pinned, x)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame() -> Frame {
        Frame {
            outer: Rect::from_min_size(pos2(10.0, 20.0), vec2(400.0, 28.0 + 260.0 + 28.0)),
            header: 28.0,
            row: 26.0,
            totals: 28.0,
            gutter: 36.0,
            rows: 100,
            add_line: true,
            bar: 12.0,
            fit: false,
        }
    }

    fn wanted(widths: &[f32], pinned: usize) -> Vec<Wanted> {
        widths
            .iter()
            .enumerate()
            .map(|(index, width)| Wanted { index, width: *width, min: 40.0, stretch: false, pinned: index < pinned })
            .collect()
    }

    #[test]
    fn pinned_columns_stay_and_the_others_scroll() {
        let g = Geometry::new(&frame(), &wanted(&[60.0, 100.0, 200.0, 200.0], 2), vec2(50.0, 0.0), 1.0);
        assert_eq!(g.pinned, 160.0);
        assert_eq!(g.width, 560.0);
        assert_eq!(g.across(0), Rangef::new(46.0, 106.0));
        assert_eq!(g.across(2), Rangef::new(206.0 - 50.0, 406.0 - 50.0));
        assert_eq!(g.scrolled_part(g.body).left(), 206.0);
        assert_eq!(g.scrolled_part(g.body).right(), g.body.right() - g.bar, "nothing lies under the scroll bar");
        // under the pinned part the scrolled column is not hit
        assert_eq!(g.hit(pos2(200.0, 60.0)), Hit::Cell { row: 0, column: 1 });
        assert_eq!(g.hit(pos2(207.0, 60.0)), Hit::Cell { row: 0, column: 2 });
        assert_eq!(g.hit(pos2(20.0, 80.0)), Hit::RowHead(1));
        assert_eq!(g.hit(pos2(106.0, 30.0)), Hit::Border(0));
        assert_eq!(g.hit(pos2(80.0, 30.0)), Hit::Heading(0));
        assert_eq!(g.hit(pos2(80.0, 20.0 + 28.0 + 261.0)), Hit::Nothing);
    }

    #[test]
    fn rows_in_view_are_few_and_scroll_is_held() {
        let g = Geometry::new(&frame(), &wanted(&[60.0], 0), vec2(-5.0, 1e9), 1.0);
        assert_eq!(g.scroll, vec2(0.0, 101.0 * 26.0 - 260.0));
        assert_eq!(g.rows_in_view(), 91..100);
        assert_eq!(g.hit(pos2(100.0, 20.0 + 28.0 + 255.0)), Hit::AddLine);
        let g = Geometry::new(&frame(), &wanted(&[60.0], 0), vec2(0.0, 13.0), 1.0);
        assert_eq!(g.rows_in_view(), 0..11);
        assert_eq!(g.page(), 10);
    }

    #[test]
    fn scrolls_no_further_than_needed() {
        let g = Geometry::new(&frame(), &wanted(&[60.0, 100.0, 200.0, 200.0], 2), vec2(0.0, 26.0), 1.0);
        assert_eq!(g.scroll_to(5, 0), vec2(0.0, 26.0));
        assert_eq!(g.scroll_to(0, 0), Vec2::ZERO);
        assert_eq!(g.scroll_to(20, 0).y, 21.0 * 26.0 - 260.0 + 12.0);
        assert_eq!(g.scroll_to(99, 0).y, 101.0 * 26.0 - 260.0 + 12.0);
        // wider than what is seen: its left edge comes into view
        assert_eq!(g.scroll_to(5, 3).x, 200.0);
        assert_eq!(g.scroll_to(5, 1).x, 0.0);
    }

    #[test]
    fn leftover_width_goes_to_those_that_stretch() {
        let mut wanted = wanted(&[60.0, 100.0], 0);
        wanted[1].stretch = true;
        let g = Geometry::new(&frame(), &wanted, Vec2::ZERO, 1.0);
        assert_eq!(g.width, 400.0 - 36.0 - 12.0);
        assert_eq!(g.scroll_limit().x, 0.0);
        // too many pinned ones are let go, else nothing would scroll
        let g = Geometry::new(&frame(), &super::tests::wanted(&[200.0, 200.0, 200.0], 3), Vec2::ZERO, 1.0);
        assert_eq!(g.pinned, 200.0);
    }

    #[test]
    fn a_fitted_grid_is_as_high_as_its_rows() {
        let g = Geometry::new(
            &Frame { rows: 3, add_line: false, fit: true, ..frame() },
            &wanted(&[60.0], 0),
            Vec2::ZERO,
            1.0,
        );
        assert_eq!(g.body.height(), 78.0);
        assert_eq!(g.totals.top(), g.body.bottom());
        assert_eq!(g.nearest(pos2(-50.0, 900.0)), Some((2, 0)));
    }
}
