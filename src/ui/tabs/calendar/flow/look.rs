//! How closely the chart is looked at, and which part of it.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// The closest and the furthest look.
const CLOSEST: f32 = 1.6;
/// Further away nothing can be told apart.
const FURTHEST: f32 = 0.2;
/// The furthest look at which the chart is shown at first.
const FIRST: f32 = 0.92;

/// A look at the chart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Look {
    /// Points of the window for a point of the chart.
    pub zoom: f32,
    /// What is scrolled away on the left and above, in points of the window.
    pub scrolled: Vec2,
}

impl Look {
    /// The first look at a chart in some room: all of it if names can be read, else its beginning.
    #[must_use]
    pub fn first(chart: Vec2, room: Vec2) -> Self {
        Self { zoom: fitting(chart, room).clamp(FIRST, 1.0), scrolled: Vec2::ZERO }
    }

    /// All of a chart.
    #[must_use]
    pub fn all(chart: Vec2, room: Vec2) -> Self {
        Self { zoom: fitting(chart, room).clamp(FURTHEST, 1.0), scrolled: Vec2::ZERO }
    }

    /// Closer or further; what is at a point of the room stays there.
    #[must_use]
    pub fn zoomed(self, factor: f32, about: Vec2) -> Self {
        let zoom = (self.zoom * factor).clamp(FURTHEST, CLOSEST);
        Self { zoom, scrolled: (self.scrolled + about) * (zoom / self.zoom) - about }
    }

    /// The same, with no more of the ground beside the chart than must be.
    #[must_use]
    pub fn held(self, chart: Vec2, room: Vec2) -> Self {
        let most = (chart * self.zoom - room).max(Vec2::ZERO);
        Self { scrolled: self.scrolled.clamp(Vec2::ZERO, most), ..self }
    }

    /// Scrolled so that a part of the chart is in view.
    #[must_use]
    pub fn showing(self, part: Rect, chart: Vec2, room: Vec2) -> Self {
        let (min, max) = (part.min.to_vec2() * self.zoom, part.max.to_vec2() * self.zoom);
        let edge = vec2(24.0, 24.0);
        let scrolled = self.scrolled.max(max + edge - room).min(min - edge);
        Self { scrolled, ..self }.held(chart, room)
    }

    /// Where a point of the chart stands in the window, in an area of it.
    #[must_use]
    pub fn place(&self, area: Rect, x: i32, y: i32) -> Pos2 {
        area.min + vec2(x as f32, y as f32) * self.zoom - self.scrolled
    }

    /// Where a box stands.
    #[must_use]
    pub fn rect(&self, area: Rect, left: i32, top: i32, size: (i32, i32)) -> Rect {
        let (min, max) = (self.place(area, left, top), self.place(area, left + size.0, top + size.1));
        Rect::from_min_max(pos2(min.x.round(), min.y.round()), pos2(max.x.round(), max.y.round()))
    }
}

fn fitting(chart: Vec2, room: Vec2) -> f32 {
    (room.x / chart.x.max(1.0)).min(room.y / chart.y.max(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Vec2 = vec2(1_000.0, 500.0);

    #[test]
    fn the_first_look_can_be_read() {
        assert_eq!(Look::first(vec2(400.0, 200.0), ROOM).zoom, 1.0);
        assert_eq!(Look::first(vec2(1_050.0, 100.0), ROOM).zoom, 1_000.0 / 1_050.0);
        assert_eq!(Look::first(vec2(9_000.0, 100.0), ROOM).zoom, FIRST);
        assert_eq!(Look::all(vec2(2_000.0, 100.0), ROOM).zoom, 0.5);
    }

    #[test]
    fn what_is_under_the_pointer_stays_there() {
        let look = Look { zoom: 1.0, scrolled: vec2(100.0, 50.0) };
        let about = vec2(300.0, 200.0);
        let at = |look: Look| (look.scrolled + about) / look.zoom;
        for factor in [0.5, 0.9, 1.3, 10.0] {
            let closer = look.zoomed(factor, about);
            assert!((at(closer) - at(look)).length() < 1e-3, "{factor}");
            assert!((FURTHEST..=CLOSEST).contains(&closer.zoom));
        }
    }

    #[test]
    fn the_chart_is_not_scrolled_out_of_view() {
        let chart = vec2(1_600.0, 300.0);
        let look = Look { zoom: 1.0, scrolled: vec2(5_000.0, -40.0) }.held(chart, ROOM);
        assert_eq!(look.scrolled, vec2(600.0, 0.0));
        let shown = look.showing(Rect::from_min_size(pos2(100.0, 10.0), vec2(136.0, 40.0)), chart, ROOM);
        assert_eq!(shown.scrolled, vec2(76.0, 0.0));
    }
}
