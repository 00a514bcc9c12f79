//! The weights of the hours of a day: one of the program's curves, or the hours of the last campaign's days.

use std::sync::Arc;

use jiff::civil::Date;

use super::curve::hour_weights;
use super::last::{HOUR_SCALE, LastCampaign, offset};
use crate::model::HourCurve;

/// The weights of the hours of each day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HourWeights {
    /// The curve they come from.
    curve: HourCurve,
    /// Of every day, and what they sum to.
    usual: ([i128; 24], i128),
    /// Of single days, by the opening they are counted from.
    last: Option<(Option<Date>, Arc<LastCampaign>)>,
}

impl Default for HourWeights {
    fn default() -> Self {
        Self::of(HourCurve::default())
    }
}

impl HourWeights {
    fn of(curve: HourCurve) -> Self {
        let weights = hour_weights(curve);
        Self { curve, usual: (weights, weights.iter().sum()), last: None }
    }

    /// The weights by a curve, for days counted from an opening. Without hours of a last campaign,
    /// [`HourCurve::LastActual`] falls back to [`HourCurve::Evening`].
    #[must_use]
    pub fn new(curve: HourCurve, opening: Option<Date>, last: Option<&Arc<LastCampaign>>) -> Self {
        match last.filter(|last| curve == HourCurve::LastActual && last.knows_hours()) {
            Some(last) => Self { curve, last: Some((opening, Arc::clone(last))), ..Self::of(curve) },
            None if curve == HourCurve::LastActual => Self::of(HourCurve::Evening),
            None => Self::of(curve),
        }
    }

    /// The curve that they really come from.
    #[must_use]
    pub const fn curve(&self) -> HourCurve {
        self.curve
    }

    /// The weights of a day's hours.
    #[must_use]
    pub fn on(&self, date: Date) -> &[i128; 24] {
        let last = self.last.as_ref();
        last.and_then(|(opening, last)| last.hours(opening.map(|opening| offset(opening, date))))
            .unwrap_or(&self.usual.0)
    }

    /// What the hours of any day weigh together.
    #[must_use]
    pub const fn whole(&self) -> i128 {
        if self.last.is_some() { HOUR_SCALE } else { self.usual.1 }
    }
}
