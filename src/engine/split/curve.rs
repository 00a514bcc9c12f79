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

/// The weight of a day of a phase; only the ratio of two days means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayWeight {
    /// Of a whole day: a part of a day weighs as much of it as its hours do.
    pub steady: i128,
    /// What comes with the opening rush of the phase's first day, however few of its hours are left.
    pub rush: i128,
}

impl DayWeight {
    const fn steady(steady: i128) -> Self {
        Self { steady, rush: 0 }
    }

    /// As a whole day.
    #[must_use]
    pub const fn whole(self) -> i128 {
        self.steady + self.rush
    }
}

/// The weight of a day. `last` gives the last campaign's GMV by days
/// from its opening, scaled to at most [`DAY_SCALE`](super::last::DAY_SCALE); only [`DayCurve::LastActual`] asks it.
#[must_use]
pub fn day_weight(curve: DayCurve, day: DayShape, last: impl Fn(i32) -> i128) -> DayWeight {
    match curve {
        DayCurve::Even => DayWeight::steady(1),
        DayCurve::FrontLoaded => DayWeight::steady(front_loaded(day.offset)),
        DayCurve::DoublePeak => double_peak(day),
        DayCurve::LastActual => DayWeight::steady(last(day.offset)),
    }
}

/// 1,000 on the opening day, each day 15 % less than the day before, not below 40; 40 before the opening.
fn front_loaded(offset: i32) -> i128 {
    let days = u32::try_from(offset).ok();
    days.map_or(40, |days| (0..days.min(30)).fold(1000, |weight, _| weight * 17 / 20).max(40))
}

/// A first peak when the launch opens – in its first hours, if these are few – that halves from day to day towards a
/// plateau, and a rise in the launch's last days. The highest peak is the last day of the burst, the day that the sale is
/// named after; a burst of several days has a smaller one when it opens. An echo in the return. Preheat sells little, and
/// more as the opening comes near.
fn double_peak(day: DayShape) -> DayWeight {
    let halved = |weight: i128| weight >> day.index.min(60);
    let left = day.of.saturating_sub(day.index).saturating_sub(1);
    let opening = |steady: i128, peak: i128| {
        if day.index == 0 { DayWeight { steady, rush: peak } } else { DayWeight::steady(steady + halved(peak)) }
    };
    match day.kind {
        PhaseKind::Prepare | PhaseKind::Announce => DayWeight::steady(0),
        PhaseKind::Preheat => {
            let (at, of) = (i128::from(day.index.min(day.of)), i128::from(day.of.max(1)));
            DayWeight::steady(25 + 30 * (at + 1) / of)
        }
        PhaseKind::Launch => opening(260 + (160 >> left.min(60)), 580),
        PhaseKind::Burst if left == 0 => DayWeight::steady(4700),
        PhaseKind::Burst => opening(500 + (4200 >> (2 * left).min(60)), 2100),
        PhaseKind::Countdown => DayWeight::steady(800),
        PhaseKind::Return => DayWeight::steady(180 + halved(300)),
    }
}

/// The weights of the 24 hours of a day, per mille of the day unless they are all alike. Those of
/// [`HourCurve::LastActual`] are the last campaign's: all alike here.
#[must_use]
pub const fn hour_weights(curve: HourCurve) -> [i128; 24] {
    match curve {
        HourCurve::Even | HourCurve::LastActual => [1; 24],
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
            (DayCurve::DoublePeak, day(Preheat, 0, 8, -8), 28),
            (DayCurve::DoublePeak, day(Preheat, 7, 8, -1), 55),
            (DayCurve::DoublePeak, day(Launch, 0, 10, 0), 840),
            (DayCurve::DoublePeak, day(Launch, 5, 10, 5), 288),
            (DayCurve::DoublePeak, day(Launch, 9, 10, 9), 421),
            (DayCurve::DoublePeak, day(Burst, 0, 1, 10), 4700),
            (DayCurve::DoublePeak, day(Burst, 0, 3, 10), 2862),
            (DayCurve::DoublePeak, day(Burst, 1, 3, 11), 2600),
            (DayCurve::DoublePeak, day(Burst, 2, 3, 12), 4700),
            (DayCurve::DoublePeak, day(Return, 0, 3, 11), 480),
            (DayCurve::LastActual, day(Launch, 2, 10, 2), 77),
        ] {
            let weight_of = day_weight(curve, shape, |offset| if offset == 2 { 77 } else { 0 });
            assert_eq!(weight_of.whole(), weight, "{curve:?} {shape:?}");
        }
    }

    #[test]
    fn a_double_peak_has_its_peaks_where_planners_expect_them() {
        let weights = |kind, of: u32| -> Vec<i128> {
            let shape = |index| DayShape { kind, index, of, offset: 0 };
            (0..of).map(|index| day_weight(DayCurve::DoublePeak, shape(index), |_| 0).whole()).collect()
        };
        let rises = |w: &[i128]| w.windows(2).all(|pair| pair[0] < pair[1]);
        assert!(rises(&weights(PhaseKind::Preheat, 8)), "{:?}", weights(PhaseKind::Preheat, 8));
        for of in 1..30 {
            let burst = weights(PhaseKind::Burst, of);
            assert_eq!(burst.iter().max(), burst.last(), "the named day: {burst:?}");
            let launch = weights(PhaseKind::Launch, of);
            assert_eq!(launch.iter().max(), launch.first(), "the opening: {launch:?}");
            assert!(
                launch.first() < burst.last() && weights(PhaseKind::Preheat, of).iter().max() < launch.iter().min()
            );
        }
        let long = weights(PhaseKind::Burst, 10);
        assert!(long[5] * 3 < long[0], "two peaks: {long:?}");
    }
}
