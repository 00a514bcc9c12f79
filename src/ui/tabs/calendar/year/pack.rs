//! Bars and their labels in rows, so that nothing covers anything. Knows nothing of campaigns or painting.

/// Room between a bar and its label.
pub const GAP: f32 = 6.0;
/// Room between what stands in one row.
const APART: f32 = 10.0;

/// On which side of its bar a label stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Right of it.
    #[default]
    Right,
    /// Left of it: there is no room on the right.
    Left,
}

/// Where something stands.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Spot {
    /// The row, from 0.
    pub row: usize,
    /// Where the label stands.
    pub side: Side,
    /// How much room the label has there.
    pub room: f32,
}

/// Places bars from `left` to `right`, each with a label of a width, in the order given: in the first row that is free
/// there, beside the bar on the right if that fits, else on the left. Gives the spots and how many rows there are.
///
/// A label that fits on neither side is cut: it takes what room there is on the larger side.
#[must_use]
pub fn pack(bars: &[(f32, f32, f32)], left: f32, right: f32) -> (Vec<Spot>, usize) {
    let mut rows: Vec<Vec<(f32, f32)>> = Vec::new();
    let spots = bars.iter().map(|(from, until, label)| {
        let beside = if *label > 0.0 { label + GAP } else { 0.0 };
        let (before, behind) = ((from - left).max(0.0), (right - until).max(0.0));
        let mut sides = Vec::with_capacity(2);
        if beside <= behind {
            sides.push((Side::Right, (*from, until + beside), *label));
        }
        if beside <= before {
            sides.push((Side::Left, (from - beside, *until), *label));
        }
        if sides.is_empty() {
            sides.push(if behind >= before {
                (Side::Right, (*from, right), behind - GAP)
            } else {
                (Side::Left, (left, *until), before - GAP)
            });
        }
        // the usual side in every row that there is, then the other, then a new row
        let free = |row: &Vec<(f32, f32)>, (a, b): (f32, f32)| {
            row.iter().all(|(from, until)| b + APART <= *from || *until + APART <= a)
        };
        let found = sides.iter().find_map(|(side, range, room)| {
            let row = rows.iter().position(|row| free(row, *range))?;
            Some((row, *side, *range, *room))
        });
        let (row, side, range, room) = found.unwrap_or_else(|| {
            rows.push(Vec::new());
            let (side, range, room) = sides.first().copied().unwrap_or_default();
            (rows.len() - 1, side, range, room)
        });
        if let Some(slot) = rows.get_mut(row) {
            slot.push(range);
        }
        Spot { row, side, room: room.max(0.0) }
    });
    let spots = spots.collect();
    (spots, rows.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_label_goes_where_there_is_room() {
        let spot = |row, side, room| Spot { row, side, room };
        // apart; too near for its label; at the right end
        let (spots, rows) =
            pack(&[(0.0, 20.0, 50.0), (200.0, 220.0, 50.0), (240.0, 260.0, 30.0), (380.0, 395.0, 40.0)], 0.0, 400.0);
        let expected = [
            spot(0, Side::Right, 50.0),
            spot(0, Side::Right, 50.0),
            spot(1, Side::Right, 30.0),
            spot(0, Side::Left, 40.0),
        ];
        assert_eq!((spots.as_slice(), rows), (expected.as_slice(), 2));
        // no room on either side: cut
        let (spots, _) = pack(&[(20.0, 90.0, 80.0)], 0.0, 100.0);
        assert_eq!(spots, [spot(0, Side::Left, 14.0)]);
    }

    proptest! {
        #[test]
        fn nothing_covers_anything(
            bars in prop::collection::vec((0.0_f32..980.0, 1.0_f32..60.0, 0.0_f32..120.0), 0..40)
        ) {
            let mut bars: Vec<(f32, f32, f32)> =
                bars.into_iter().map(|(from, width, label)| (from, (from + width).min(1000.0), label)).collect();
            bars.sort_by(|a, b| a.0.total_cmp(&b.0));
            let (spots, rows) = pack(&bars, 0.0, 1000.0);
            let range = |at: usize| {
                let ((from, until, label), spot) = (bars[at], spots[at]);
                let beside = if label > 0.0 { spot.room + GAP } else { 0.0 };
                match spot.side {
                    Side::Right => (from, until + beside),
                    Side::Left => (from - beside, until),
                }
            };
            for a in 0..bars.len() {
                prop_assert!(spots[a].row < rows);
                let (from, until) = range(a);
                prop_assert!(from >= -0.5 && until <= 1000.5 + GAP);
                for b in a + 1..bars.len() {
                    let other = range(b);
                    prop_assert!(spots[a].row != spots[b].row || until <= other.0 || other.1 <= from);
                }
            }
        }
    }
}
