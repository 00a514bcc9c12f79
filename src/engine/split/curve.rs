//! The shapes in which sales come over days and hours, as whole-number weights. The shapes are assumptions of the
//! program; the planner replaces them by typing weights, or by the last campaign's actuals.

use crate::model::{DayCurve, HourCurve, PhaseKind};

/// What a curve needs to know of a day in a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayShape {
    /// Kind of the phase.
    pub kind: PhaseKind,
    /// Which day of the phase, from 0.
    pub index: u32,
    /// How many days the phase touches.
    pub of: u32,
    /// Days from the opening day; negative before it.
    pub offset: i32,
}

/// The weight of a whole day; only the ratio of two days means something. `last` gives the last campaign's GMV by days
/// from its opening, scaled to at most [`LAST_SCALE`]; only [`DayCurve::LastActual`] asks it.
#[must_use]
pub fn day_weight(curve: DayCurve, day: DayShape, last: impl Fn(i32) -> i128) -> i128 {
    match curve {
        DayCurve::Even => 1,
        DayCurve::FrontLoaded => front_loaded(day.offset),
        DayCurve::DoublePeak => double_peak(day),
        DayCurve::LastActual => last(day.offset),
    }
}

/// The largest weight of a day of the last campaign.
pub const LAST_SCALE: i128 = 1_000_000;

/// 1,000 on the opening day, each day 15 % less than the day before, not below 40; 40 before the opening.
fn front_loaded(offset: i32) -> i128 {
    let days = u32::try_from(offset).ok();
    days.map_or(40, |days| (0..days.min(30)).fold(1000, |weight, _| weight * 17 / 20).max(40))
}

/// A first peak on the first launch day that halves towards a plateau, a rise in the launch's last days, the highest peak
/// on the first burst day, and an echo in the return; preheat sells little.
fn double_peak(day: DayShape) -> i128 {
    let halved = |weight: i128| weight >> day.index.min(60);
    let left = day.of.saturating_sub(day.index).saturating_sub(1);
    match day.kind {
        PhaseKind::Prepare | PhaseKind::Announce => 0,
        PhaseKind::Preheat => 4,
        PhaseKind::Launch => 26 + halved(58) + (16 >> left.min(60)),
        PhaseKind::Burst => 50 + halved(420),
        PhaseKind::Countdown => 80,
        PhaseKind::Return => 18 + halved(30),
    }
}

/// The weights of the 24 hours of a day, per mille of the day unless they are all alike.
#[must_use]
pub const fn hour_weights(curve: HourCurve) -> [i128; 24] {
    match curve {
        HourCurve::Even => [1; 24],
        HourCurve::Evening => {
            [18, 9, 5, 4, 4, 6, 12, 22, 34, 46, 54, 52, 56, 50, 44, 42, 42, 44, 52, 70, 94, 104, 88, 48]
        }
        HourCurve::Midnight => {
            [190, 80, 34, 14, 8, 7, 10, 16, 25, 34, 39, 38, 40, 36, 32, 30, 30, 31, 37, 50, 65, 71, 54, 29]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_are_per_mille() {
        for (curve, sum) in [(HourCurve::Evening, 1000), (HourCurve::Midnight, 1000), (HourCurve::Even, 24)] {
            assert_eq!(hour_weights(curve).iter().sum::<i128>(), sum, "{curve:?}");
        }
    }

    #[test]
    fn shapes() {
        use PhaseKind::{Burst, Launch, Preheat, Return};
        let day = |kind, index, of, offset| DayShape { kind, index, of, offset };
        for (curve, shape, weight) in [
            (DayCurve::Even, day(Launch, 3, 10, 3), 1),
            (DayCurve::FrontLoaded, day(Launch, 0, 10, 0), 1000),
            (DayCurve::FrontLoaded, day(Launch, 1, 10, 1), 850),
            (DayCurve::FrontLoaded, day(Preheat, 0, 8, -8), 40),
            (DayCurve::FrontLoaded, day(Return, 0, 3, 200), 40),
            (DayCurve::DoublePeak, day(Preheat, 0, 8, -8), 4),
            (DayCurve::DoublePeak, day(Launch, 0, 10, 0), 84),
            (DayCurve::DoublePeak, day(Launch, 5, 10, 5), 28),
            (DayCurve::DoublePeak, day(Launch, 9, 10, 9), 42),
            (DayCurve::DoublePeak, day(Burst, 0, 1, 10), 470),
            (DayCurve::DoublePeak, day(Return, 0, 3, 11), 48),
            (DayCurve::LastActual, day(Launch, 2, 10, 2), 77),
        ] {
            assert_eq!(day_weight(curve, shape, |offset| if offset == 2 { 77 } else { 0 }), weight, "{curve:?} {shape:?}");
        }
    }
}
