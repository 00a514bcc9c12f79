//! The ways of links between bars, as right-angled lines. Knows nothing of painting.

use egui::{Pos2, Rect, pos2};

/// An end of a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// Where it starts.
    Start,
    /// Where it finishes.
    Finish,
}

/// How far a line leads out of a bar before it turns.
const LEAD: f32 = 9.0;
/// Where a line leaves a bar's bottom before its end.
const BEFORE_END: f32 = 8.0;

/// The corners of a link from one bar to another, the last one at the successor's edge. `gap` is how far the edge between
/// rows lies from a bar's middle.
#[must_use]
pub fn route(from: Rect, from_end: End, to: Rect, to_end: End, gap: f32) -> Vec<Pos2> {
    let down = to.center().y >= from.center().y;
    let target_y = to.center().y;
    // the edge between rows that lies before the successor
    let between = if down { target_y - gap } else { target_y + gap };
    match (from_end, to_end) {
        (End::Finish, End::Start) => {
            let leave_x = (from.right() - BEFORE_END).max(from.center().x);
            let leave_y = if down { from.bottom() } else { from.top() };
            if to.left() >= leave_x + 5.0 {
                return vec![pos2(leave_x, leave_y), pos2(leave_x, target_y), pos2(to.left(), target_y)];
            }
            let before = to.left() - LEAD;
            vec![
                pos2(leave_x, leave_y),
                pos2(leave_x, between),
                pos2(before, between),
                pos2(before, target_y),
                pos2(to.left(), target_y),
            ]
        }
        (End::Start, End::Start) => {
            let x = from.left().min(to.left()) - LEAD;
            let y = from.center().y;
            vec![pos2(from.left(), y), pos2(x, y), pos2(x, target_y), pos2(to.left(), target_y)]
        }
        (End::Finish, End::Finish) => {
            let x = from.right().max(to.right()) + LEAD;
            let y = from.center().y;
            vec![pos2(from.right(), y), pos2(x, y), pos2(x, target_y), pos2(to.right(), target_y)]
        }
        (End::Start, End::Finish) => {
            let (out, into, y) = (from.left() - LEAD, to.right() + LEAD, from.center().y);
            if out >= into {
                return vec![pos2(from.left(), y), pos2(out, y), pos2(out, target_y), pos2(to.right(), target_y)];
            }
            vec![
                pos2(from.left(), y),
                pos2(out, y),
                pos2(out, between),
                pos2(into, between),
                pos2(into, target_y),
                pos2(to.right(), target_y),
            ]
        }
    }
}

/// Whether a way crosses a place.
#[must_use]
pub fn crosses(way: &[Pos2], place: Rect) -> bool {
    way.windows(2).any(|pair| matches!(pair, [a, b] if Rect::from_two_pos(*a, *b).intersects(place)))
}

/// How far a point is from a way.
#[must_use]
pub fn distance(way: &[Pos2], at: Pos2) -> f32 {
    let nearest = |pair: &[Pos2]| match pair {
        [a, b] => Rect::from_two_pos(*a, *b).distance_to_pos(at),
        _ => f32::INFINITY,
    };
    way.windows(2).map(nearest).fold(f32::INFINITY, f32::min)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(left: f32, right: f32, row: f32) -> Rect {
        Rect::from_min_max(pos2(left, row * 24.0 + 5.0), pos2(right, row * 24.0 + 18.0))
    }

    #[test]
    fn ways_are_right_angled_and_end_at_the_bar() {
        let ends = [End::Start, End::Finish];
        for (from, to) in [
            (bar(100.0, 160.0, 0.0), bar(180.0, 220.0, 3.0)),
            (bar(100.0, 160.0, 3.0), bar(180.0, 220.0, 0.0)),
            (bar(100.0, 160.0, 0.0), bar(40.0, 90.0, 1.0)),
            (bar(100.0, 104.0, 2.0), bar(60.0, 300.0, 1.0)),
        ] {
            for (a, b) in ends.into_iter().flat_map(|a| ends.map(|b| (a, b))) {
                let way = route(from, a, to, b, 12.0);
                for pair in way.windows(2) {
                    assert!(pair[0].x == pair[1].x || pair[0].y == pair[1].y, "{way:?}");
                }
                let last = way[way.len() - 1];
                let edge = if b == End::Start { to.left() } else { to.right() };
                assert_eq!(last, pos2(edge, to.center().y), "{a:?} {b:?}");
                // it comes from outside
                let before = way[way.len() - 2];
                assert!(if b == End::Start { before.x < last.x } else { before.x > last.x }, "{a:?} {b:?} {way:?}");
            }
        }
    }

    #[test]
    fn what_lies_on_the_way_is_known() {
        let way = route(bar(100.0, 160.0, 0.0), End::Finish, bar(180.0, 220.0, 3.0), End::Start, 12.0);
        assert!(crosses(&way, Rect::from_min_max(pos2(140.0, 40.0), pos2(190.0, 60.0))));
        assert!(!crosses(&way, Rect::from_min_max(pos2(155.0, 40.0), pos2(190.0, 60.0))));
        assert!(distance(&way, pos2(153.0, 50.0)) < 1.5);
    }
}
