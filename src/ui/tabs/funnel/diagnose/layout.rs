//! Where the boxes of the driver tree stand: a column a level, each parent in the middle of those below it. Geometry only.

use egui::{Rect, Vec2, pos2, vec2};

/// Width of a box.
pub const WIDTH: f32 = 184.0;
/// From one level to the next, edge to edge.
pub const ACROSS: f32 = 44.0;
/// From one box to the next below it.
pub const BETWEEN: f32 = 10.0;

/// A box to be placed: those below another come after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wanted {
    /// Position of the one above, among those to be placed.
    pub parent: Option<usize>,
    /// Its height.
    pub height: f32,
}

/// The places, in the same order, and how large all of it is.
#[must_use]
pub fn places(wanted: &[Wanted]) -> (Vec<Rect>, Vec2) {
    let n = wanted.len();
    // how high what stands below each is, with the room between
    let mut below = vec![0.0f32; n];
    let mut span = vec![0.0f32; n];
    for at in (0..n).rev() {
        let Some(own) = wanted.get(at) else { continue };
        let whole = own.height.max(below.get(at).copied().unwrap_or_default());
        if let Some(slot) = span.get_mut(at) {
            *slot = whole;
        }
        if let Some(slot) = own.parent.and_then(|parent| below.get_mut(parent)) {
            *slot += whole + if *slot > 0.0 { BETWEEN } else { 0.0 };
        }
    }
    let mut out: Vec<Rect> = Vec::with_capacity(n);
    // where the next one below each begins
    let mut next = vec![0.0f32; n];
    let mut root = 0.0;
    for at in 0..n {
        let (Some(own), Some(whole)) = (wanted.get(at), span.get(at).copied()) else { continue };
        let (left, top) = if let Some(parent) = own.parent {
            let left = out.get(parent).map_or(0.0, |rect| rect.right() + ACROSS);
            let top = next.get(parent).copied().unwrap_or_default();
            if let Some(slot) = next.get_mut(parent) {
                *slot += whole + BETWEEN;
            }
            (left, top)
        } else {
            let top = root;
            root += whole + BETWEEN;
            (0.0, top)
        };
        let middle = top + (whole - own.height) / 2.0;
        out.push(Rect::from_min_size(pos2(left, middle.round()), vec2(WIDTH, own.height)));
        let under = below.get(at).copied().unwrap_or_default();
        if let Some(slot) = next.get_mut(at) {
            *slot = top + (whole - under) / 2.0;
        }
    }
    let size = out.iter().fold(Vec2::ZERO, |size, rect| size.max(rect.max.to_vec2()));
    (out, size)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(list: &[(Option<usize>, f32)]) -> Vec<Wanted> {
        list.iter().map(|(parent, height)| Wanted { parent: *parent, height: *height }).collect()
    }

    #[test]
    fn a_parent_stands_in_the_middle_of_those_below() {
        let (at, size) = places(&wanted(&[(None, 60.0), (Some(0), 60.0), (Some(0), 60.0), (Some(0), 60.0)]));
        let tops: Vec<f32> = at.iter().map(Rect::top).collect();
        assert_eq!(tops, [70.0, 0.0, 70.0, 140.0]);
        assert_eq!(at[1].left(), WIDTH + ACROSS);
        assert_eq!(size, vec2(2.0 * WIDTH + ACROSS, 200.0));
    }

    #[test]
    fn boxes_never_overlap_and_those_below_stand_to_the_right() {
        // trees made up by a plain rule: each box hangs on an earlier one, heights differ
        for seed in 1..200usize {
            let list: Vec<Wanted> = (0..40)
                .map(|at| Wanted {
                    parent: (at > 0).then(|| (at * seed * 7 + seed) % at),
                    height: 40.0 + (at * seed % 5) as f32 * 20.0,
                })
                .collect();
            let (at, size) = places(&list);
            for (i, a) in at.iter().enumerate() {
                assert!(a.max.x <= size.x && a.max.y <= size.y && a.min.y >= -0.5, "{seed}: {a:?} in {size:?}");
                for b in &at[i + 1..] {
                    assert!(!a.shrink(0.6).intersects(b.shrink(0.6)), "{seed}: {a:?} {b:?}");
                }
                if let Some(parent) = list[i].parent {
                    assert!(at[parent].right() < a.left());
                }
            }
        }
    }
}
