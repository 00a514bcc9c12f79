//! Order value ↔ x, and the round amounts of its axis. Knows no offers and paints nothing.

use crate::model::Money;

/// Classes of the histogram from zero to the axis's end.
pub const CLASSES: usize = 40;
/// Labelled parts of the axis.
pub const PARTS: usize = 10;

/// Order value ↔ x. The axis begins at zero.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Where zero stands, in points.
    pub left: f32,
    /// Where the end stands, in points; right of `left`.
    pub right: f32,
    /// The value at the end, above zero.
    pub end: Money,
}

impl Scale {
    /// A scale that shows 0 … `end` in a width; what cannot be one is made the smallest that can.
    #[must_use]
    pub fn new(left: f32, right: f32, end: Money) -> Self {
        Self { left, right: right.max(left + 1.0), end: end.max(Money::from_minor(1)) }
    }

    /// Where a value stands; beyond the end too.
    #[must_use]
    pub fn x(&self, value: Money) -> f32 {
        self.at_minor(value.minor() as f64)
    }

    /// The same for a value in expected minor units.
    #[must_use]
    pub fn at_minor(&self, minor: f64) -> f32 {
        self.left + (minor / self.end.minor() as f64) as f32 * (self.right - self.left)
    }

    /// The value at a place, in minor units rounded to the nearest; held to the axis.
    #[must_use]
    pub fn value(&self, x: f32) -> Money {
        let part = f64::from((x - self.left) / (self.right - self.left)).clamp(0.0, 1.0);
        Money::from_minor((part * self.end.minor() as f64).round() as i64)
    }

    /// What a distance along the axis comes to, in minor units; negative to the left.
    #[must_use]
    pub fn span(&self, points: f32) -> i64 {
        (f64::from(points / (self.right - self.left)) * self.end.minor() as f64).round() as i64
    }

    /// How much one class of the histogram is wide.
    #[must_use]
    pub fn class(&self) -> Money {
        Money::from_minor((self.end.minor() / CLASSES as i64).max(1))
    }

    /// Values that are written at the axis, from zero.
    #[must_use]
    pub fn marks(&self) -> Vec<Money> {
        (0..=PARTS as i64).map(|n| Money::from_minor(self.end.minor() / PARTS as i64 * n)).collect()
    }

    /// By how much a rung moves at a time: a hundredth of the axis as a round amount, at least 1.00. With Shift a tenth of
    /// it, at least 1.00.
    #[must_use]
    pub fn step(&self, fine: bool) -> Money {
        let coarse = round_at_most(self.end.minor() / 100).max(100);
        Money::from_minor(if fine { (coarse / 10).max(100) } else { coarse })
    }
}

/// The largest of 1, 2, 5, 10, 20 … at or below an amount; at least 1.
fn round_at_most(amount: i64) -> i64 {
    let mut best = 1;
    let mut scale: i64 = 1;
    while scale <= amount {
        best = [1, 2, 5].map(|m| scale.saturating_mul(m)).into_iter().filter(|r| *r <= amount).max().unwrap_or(best);
        let Some(next) = scale.checked_mul(10) else { break };
        scale = next;
    }
    best
}

/// The axis's end: four times the 客单价 and a third beyond the highest rung, rounded up so that each labelled part is round
/// (1, 2, 2.5 or 5 times a power of ten of the major unit).
#[must_use]
pub fn end_for(aov: Option<Money>, highest: Option<Money>) -> Money {
    let wanted = [aov.map(|aov| aov.wide() * 4), highest.map(|at| at.wide() * 4 / 3)];
    let wanted = wanted.into_iter().flatten().max().filter(|w| *w > 0).unwrap_or(100_000);
    let part = (wanted + PARTS as i128 - 1) / PARTS as i128;
    let mut scale: i128 = 100;
    loop {
        if let Some(fits) = [scale, scale * 2, scale * 5 / 2, scale * 5].into_iter().find(|fits| *fits >= part) {
            return Money::from_wide(fits * PARTS as i128);
        }
        scale *= 10;
    }
}

/// Where a rung may be moved: a fine step away from its neighbours, at least the fine step itself.
#[must_use]
pub fn room(thresholds: &[Money], rung: usize, fine: Money) -> (Money, Money) {
    let Some(own) = thresholds.get(rung) else { return (fine, Money::MAX) };
    let others = || thresholds.iter().enumerate().filter(|(n, _)| *n != rung).map(|(_, at)| *at);
    let below = others().filter(|at| at <= own).max().map_or(fine, |at| Money::from_wide(at.wide() + fine.wide()));
    let above = others().filter(|at| at > own).min().map_or(Money::MAX, |at| Money::from_wide(at.wide() - fine.wide()));
    (below.max(fine), above.max(below))
}

/// A threshold moved by an amount in whole steps: 199 goes to 209, so that endings that please are kept.
#[must_use]
pub fn moved(from: Money, by: i64, step: Money, (low, high): (Money, Money)) -> Money {
    let step = step.minor().max(1);
    let steps = (by as f64 / step as f64).round() as i64;
    let to = from.minor().saturating_add(steps.saturating_mul(step));
    if to >= low.minor() && to <= high.minor() {
        return Money::from_minor(to);
    }
    // the last whole step before the neighbour
    let edge = to.clamp(low.minor(), high.minor().max(low.minor()));
    Money::from_minor(from.minor() + (edge - from.minor()) / step * step)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(n: i64) -> Money {
        Money::from_major(n)
    }

    #[test]
    fn values_and_places_answer_each_other() {
        let scale = Scale::new(40.0, 840.0, yuan(1_000));
        for (value, x) in [(0, 40.0), (250, 240.0), (699, 599.2), (1_000, 840.0), (1_200, 1_000.0)] {
            assert!((scale.x(yuan(value)) - x).abs() < 1e-3, "{value}");
        }
        assert_eq!(scale.value(240.0), yuan(250));
        assert_eq!((scale.value(-5.0), scale.value(9e9)), (Money::ZERO, yuan(1_000)));
        assert_eq!((scale.span(8.0), scale.span(-4.0)), (1_000, -500));
        assert_eq!((scale.class(), scale.step(false), scale.step(true)), (yuan(25), yuan(10), yuan(1)));
        assert_eq!(scale.marks().last(), Some(&yuan(1_000)));
        let none = Scale::new(5.0, 5.0, Money::ZERO);
        assert!(none.x(yuan(1)).is_finite() && none.value(5.0) == Money::ZERO);
    }

    #[test]
    fn the_axis_ends_at_a_round_amount() {
        // 客单价, highest rung → end, in major units
        for (aov, highest, end) in [
            (Some(250), Some(699), 1_000),
            (Some(250), Some(899), 2_000),
            (Some(62), Some(99), 250),
            (Some(182_000), None, 1_000_000),
            (None, Some(90), 200),
            (None, None, 1_000),
            (Some(0), None, 1_000),
        ] {
            assert_eq!(end_for(aov.map(yuan), highest.map(yuan)), yuan(end), "{aov:?} {highest:?}");
        }
        assert!(end_for(Some(Money::MAX), None) > Money::ZERO);
    }

    #[test]
    fn a_rung_moves_in_whole_steps_and_stays_between_its_neighbours() {
        let at = [199, 329, 459, 699].map(yuan);
        assert_eq!(room(&at, 1, yuan(1)), (yuan(200), yuan(458)));
        assert_eq!(room(&at, 0, yuan(1)), (yuan(1), yuan(328)));
        assert_eq!(room(&at, 3, yuan(1)).0, yuan(460));
        let room = room(&at, 1, yuan(1));
        // from 329 by so many minor units → threshold
        for (by, step, to) in [
            (0, 10, 329),
            (1_400, 10, 339),
            (-1_600, 10, 309),
            (700, 1, 336),
            (99_999, 10, 449),
            (-99_999, 10, 209),
            (99_999, 1, 458),
        ] {
            assert_eq!(moved(yuan(329), by, yuan(step), room), yuan(to), "{by} {step}");
        }
    }
}
