//! Where the months and days of a year stand; no painting.

use egui::{Pos2, Rect, Vec2, pos2, vec2};
use jiff::civil::Date;

/// Height of a month's name.
pub(super) const TITLE: f32 = 24.0;
/// Height of the names of weekdays.
pub(super) const WEEK: f32 = 16.0;
/// Rows of days that every month has room for.
const ROWS: f32 = 6.0;
/// Room around a month.
const GAP: Vec2 = vec2(18.0, 10.0);
/// The narrowest that a month may be.
const NARROWEST: f32 = 204.0;
/// The lowest and highest that a day may be.
const LOWEST: f32 = 19.0;
const HIGHEST: f32 = 34.0;

/// Twelve months on an area.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Months {
    year: i16,
    columns: usize,
    origin: Pos2,
    /// From a month to the next.
    step: Vec2,
    /// A day.
    cell: Vec2,
}

impl Months {
    /// The months of a year: four in a row, fewer where they would be too narrow.
    pub(super) fn new(year: i16, area: Rect) -> Self {
        let columns = [4, 3, 2].into_iter().find(|n| area.width() / *n as f32 >= NARROWEST).unwrap_or(1);
        let rows = (12 / columns) as f32;
        let width = (area.width() - GAP.x) / columns as f32;
        let height = (area.height() - GAP.y) / rows;
        let cell = ((height - GAP.y - TITLE - WEEK) / ROWS).clamp(LOWEST, HIGHEST).floor();
        let step = vec2(width, (cell * ROWS + TITLE + WEEK + GAP.y).max(height)).floor();
        let cell = vec2(((step.x - GAP.x) / 7.0).floor(), cell);
        Self { year, columns, origin: area.min + GAP.max(vec2(0.0, GAP.y)), step, cell }
    }

    /// How high all of it is.
    pub(super) fn height(&self) -> f32 {
        self.step.y * (12 / self.columns) as f32 + GAP.y
    }

    /// The same, moved.
    pub(super) fn moved(mut self, by: Vec2) -> Self {
        self.origin += by;
        self
    }

    /// A month, from 0: its name, its weekdays and its days.
    pub(super) fn month(&self, at: usize) -> Rect {
        let (column, row) = (at % self.columns, at / self.columns);
        let min = self.origin + vec2(self.step.x * column as f32, self.step.y * row as f32);
        Rect::from_min_size(min, vec2(self.cell.x * 7.0, TITLE + WEEK + self.cell.y * ROWS))
    }

    /// The middle of the name of a weekday, Monday = 0.
    pub(super) fn weekday(&self, at: usize, day: usize) -> Pos2 {
        let month = self.month(at);
        pos2(month.left() + self.cell.x * (day as f32 + 0.5), month.top() + TITLE + WEEK / 2.0)
    }

    /// A day of the year.
    pub(super) fn day(&self, date: Date) -> Rect {
        let month = self.month(usize::try_from(date.month() - 1).unwrap_or(0));
        let first = date.first_of_month().weekday().to_monday_zero_offset();
        let place = first + date.day() - 1;
        let (column, row) = (f32::from(place % 7), f32::from(place / 7));
        let min = month.min + vec2(self.cell.x * column, TITLE + WEEK + self.cell.y * row);
        Rect::from_min_size(min, self.cell)
    }

    /// The day at a point.
    pub(super) fn date_at(&self, at: Pos2) -> Option<Date> {
        let month = (0..12).find(|month| self.month(*month).contains(at))?;
        let place = at - self.month(month).min - vec2(0.0, TITLE + WEEK);
        if place.y < 0.0 {
            return None;
        }
        let first = Date::new(self.year, i8::try_from(month + 1).ok()?, 1).ok()?;
        let (column, row) = ((place.x / self.cell.x) as i32, (place.y / self.cell.y) as i32);
        let day = row * 7 + column.min(6) - i32::from(first.weekday().to_monday_zero_offset()) + 1;
        Date::new(self.year, first.month(), i8::try_from(day).ok()?).ok()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_day_is_found_where_it_stands_and_no_two_meet() {
        for size in [vec2(872.0, 578.0), vec2(1_004.0, 680.0), vec2(610.0, 500.0), vec2(1_500.0, 900.0)] {
            let area = Rect::from_min_size(pos2(372.0, 130.0), size);
            let months = Months::new(2026, area);
            let mut day = date(2026, 1, 1);
            while day.year() == 2026 {
                let place = months.day(day);
                assert_eq!(months.date_at(place.center()), Some(day), "{size:?}");
                assert!(place.left() >= area.left() && place.right() <= area.right(), "{day} {place:?}");
                assert!(place.bottom() <= area.top() + months.height().max(size.y));
                let next = day.tomorrow().expect("a day");
                assert!(next.year() > 2026 || !months.day(next).shrink(0.5).intersects(place));
                day = next;
            }
        }
        // Thursday, the first row's fourth column
        let months = Months::new(2026, Rect::from_min_size(Pos2::ZERO, vec2(900.0, 600.0)));
        assert_eq!(months.day(date(2026, 1, 1)).center().x, months.weekday(0, 3).x);
        assert_eq!(months.date_at(months.weekday(0, 3)), None);
    }
}
