//! What the drawing of a ladder is made of, worked out before anything is painted: heights, axes, places of the flags.

use super::scale::{CLASSES, Scale};
use crate::engine::offers::ladder::RateSegment;
use crate::engine::offers::values::ValueClasses;
use crate::model::Money;

/// Shares of all orders in the classes of an axis.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bars {
    /// By class, from zero; parts of one.
    pub shares: Vec<f64>,
    /// What lies beyond the axis, part of one.
    pub beyond: f64,
    /// All orders.
    pub orders: f64,
}

/// The histogram in classes of one width.
#[must_use]
pub fn bars(values: &ValueClasses, class: Money) -> Bars {
    let edges = (0..=CLASSES as i64).map(|n| Money::from_wide(class.wide() * i128::from(n)));
    let mut shares = vec![0.0; CLASSES];
    let (mut beyond, orders) = (0.0, values.orders());
    if orders > 0.0 {
        for bin in values.cut(edges).bins() {
            let at = usize::try_from(bin.low.minor() / class.minor().max(1)).unwrap_or(CLASSES);
            *shares.get_mut(at).unwrap_or(&mut beyond) += bin.orders / orders;
        }
    }
    Bars { shares, beyond, orders }
}

/// The round end of an axis of parts of one, and its round step, so that 4 … 6 steps reach the highest.
#[must_use]
pub fn rate_axis(highest: f64) -> (f64, f64) {
    if !(highest.is_finite() && highest > 0.0) {
        return (0.1, 0.02);
    }
    let raw = highest / 5.0;
    let power = 10f64.powf(raw.log10().floor());
    let step = [1.0, 2.0, 4.0, 5.0, 10.0].into_iter().map(|m| m * power).find(|s| *s >= raw * 0.999);
    let step = step.unwrap_or(power * 10.0);
    ((highest / step - 1e-9).ceil() * step, step)
}

/// The curve of discount rates as lines of points (value in minor units, part of one), a line a segment, up to the end.
#[must_use]
pub fn curve(segments: &[RateSegment], end: Money) -> Vec<Vec<(f64, f64)>> {
    const POINTS: i64 = 24;
    let line = |segment: &RateSegment| -> Option<Vec<(f64, f64)>> {
        let from = segment.from.minor();
        let until = segment.until.map_or(end, |until| until.min(end)).minor();
        (until > from).then(|| {
            let at = |n: i64| Money::from_minor(from + (until - from) * n / POINTS);
            (0..=POINTS).map(at).map(|v| (v.minor() as f64, segment.rate_at(v).to_f64())).collect()
        })
    };
    segments.iter().filter_map(line).collect()
}

/// Where a flag hangs: its left edge, and its row below the bands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Flag {
    /// Left edge, in points.
    pub left: f32,
    /// Row from the top.
    pub row: usize,
}

/// Rows of flags.
pub const FLAG_ROWS: usize = 2;

/// Hangs a flag on each pole, from left to right: to the right of it, else to its left, where it covers neither another flag
/// nor the next pole; else in the second row. `avoid` is a line that should not be covered. Poles ascend.
#[must_use]
pub fn flags(poles: &[f32], widths: &[f32], range: (f32, f32), avoid: Option<f32>) -> Vec<Flag> {
    let mut ends = [f32::NEG_INFINITY; FLAG_ROWS];
    let mut out = Vec::with_capacity(poles.len());
    for (n, (pole, width)) in poles.iter().zip(widths).enumerate() {
        let next = poles.get(n + 1).copied().unwrap_or(f32::INFINITY);
        let before = n.checked_sub(1).and_then(|n| poles.get(n)).copied().unwrap_or(f32::NEG_INFINITY);
        let covers = |left: f32| avoid.is_some_and(|x| x > left + 1.0 && x < left + width - 1.0);
        let free = |left: f32, row: usize| ends.get(row).is_some_and(|end| left >= end + 2.0);
        let (right, left) = (*pole, pole - width);
        let fits_right = |row| free(right, row) && right + width <= range.1;
        let fits_left = |row| free(left, row) && left >= range.0;
        let choices = [
            (right, 0, fits_right(0) && right + width <= next && !covers(right)),
            (left, 0, fits_left(0) && left >= before && !covers(left)),
            (right, 0, fits_right(0) && right + width <= next),
            (left, 0, fits_left(0) && left >= before),
            (right, 1, fits_right(1)),
            (left, 1, fits_left(1)),
        ];
        let chosen = choices.into_iter().find(|(.., fits)| *fits).map(|(left, row, _)| Flag { left, row });
        let flag = chosen.unwrap_or(Flag { left: right.min(range.1 - width).max(range.0), row: n % FLAG_ROWS });
        if let Some(end) = ends.get_mut(flag.row) {
            *end = flag.left + width;
        }
        out.push(flag);
    }
    out
}

/// Whether the middle of a class lies in one of some ranges.
#[must_use]
pub fn within(scale: &Scale, class: usize, ranges: &[(Money, Money)]) -> bool {
    let middle = Money::from_wide(scale.class().wide() * (2 * class as i128 + 1) / 2);
    ranges.iter().any(|(low, high)| middle >= *low && middle < *high)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::offers::ladder::Ladder;
    use crate::engine::offers::values::ValueBin;
    use crate::model::offer::{Reduction, Rung};

    fn yuan(n: i64) -> Money {
        Money::from_major(n)
    }

    #[test]
    fn every_order_stands_in_a_class_or_beyond() {
        let bin = |low, high, orders| ValueBin {
            low: yuan(low),
            high: yuan(high),
            orders,
            value: orders * f64::midpoint(yuan(low).minor() as f64, yuan(high).minor() as f64),
        };
        let values = ValueClasses::new([bin(0, 50, 4.0), bin(60, 61, 2.0), bin(1_200, 1_300, 2.0)]);
        let bars = bars(&values, yuan(25));
        assert_eq!(bars.shares.len(), CLASSES);
        assert!((bars.shares[0] - 0.25).abs() < 1e-9 && (bars.shares[1] - 0.25).abs() < 1e-9);
        assert!((bars.shares[2] - 0.25).abs() < 1e-9 && (bars.beyond - 0.25).abs() < 1e-9);
        let none = super::bars(&ValueClasses::default(), yuan(25));
        assert_eq!((none.beyond, none.shares.iter().sum::<f64>()), (0.0, 0.0));
    }

    #[test]
    fn axes_end_at_round_parts() {
        for (highest, end, step) in [(0.098, 0.1, 0.02), (0.131, 0.16, 0.04), (0.2, 0.2, 0.04), (0.5, 0.5, 0.1)] {
            let (e, s) = rate_axis(highest);
            assert!((e - end).abs() < 1e-9 && (s - step).abs() < 1e-9, "{highest}: {e} {s}");
        }
        assert_eq!(rate_axis(f64::NAN), rate_axis(0.0));
    }

    #[test]
    fn the_curve_stands_exactly_at_its_rungs() {
        let rungs = [(199, 15), (329, 40)].map(|(at, off)| Rung { at: yuan(at), off: Reduction::Less(yuan(off)) });
        let lines = curve(&Ladder::new(&rungs).curve(), yuan(300));
        // the second rung lies beyond the end
        assert_eq!(lines.len(), 1);
        assert_eq!(lines[0].first().map(|(v, _)| *v), Some(19_900.0));
        assert!((lines[0][0].1 - 15.0 / 199.0).abs() < 1e-8);
        assert_eq!(lines[0].last().map(|(v, _)| *v), Some(30_000.0));
    }

    #[test]
    fn flags_keep_clear_of_each_other() {
        let flag = |left, row| Flag { left, row };
        // poles, the line to avoid → flags of width 80 in 0 … 1,000
        for (poles, avoid, expected) in [
            (vec![100.0, 400.0], None, vec![flag(100.0, 0), flag(400.0, 0)]),
            (vec![200.0, 400.0], Some(250.0), vec![flag(120.0, 0), flag(400.0, 0)]),
            (vec![300.0, 340.0], None, vec![flag(220.0, 0), flag(340.0, 0)]),
            (vec![300.0, 310.0, 320.0], None, vec![flag(220.0, 0), flag(310.0, 1), flag(320.0, 0)]),
            (vec![950.0], None, vec![flag(870.0, 0)]),
        ] {
            let widths = vec![80.0; poles.len()];
            assert_eq!(flags(&poles, &widths, (0.0, 1_000.0), avoid), expected, "{poles:?}");
        }
    }
}
