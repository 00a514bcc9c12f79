//! When an offer holds.

use jiff::civil::{DateTime, Time};
use serde::{Deserialize, Serialize};

use crate::model::{Phase, PhaseId, is_default};

/// Hours of a day, half-open; past midnight if they end before they start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DailyHours {
    /// First instant of the day.
    pub from: Time,
    /// First instant no longer in it; midnight = the end of the day.
    pub until: Time,
}

impl DailyHours {
    /// Whether a time of day lies in them.
    #[must_use]
    pub fn holds(self, at: Time) -> bool {
        if self.until > self.from { at >= self.from && at < self.until } else { at >= self.from || at < self.until }
    }
}

/// Phases and times; nothing said = always.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferWindow {
    /// Only in these phases; empty = in all.
    #[serde(default, skip_serializing_if = "is_default")]
    pub phases: Vec<PhaseId>,
    /// Not before this instant.
    #[serde(default, skip_serializing_if = "is_default")]
    pub from: Option<DateTime>,
    /// Not from this instant on.
    #[serde(default, skip_serializing_if = "is_default")]
    pub until: Option<DateTime>,
    /// Only at these hours of a day.
    #[serde(default, skip_serializing_if = "is_default")]
    pub daily: Option<DailyHours>,
}

impl OfferWindow {
    /// Whether it is open at an instant, which lies in a phase or between phases.
    #[must_use]
    pub fn holds(&self, at: DateTime, phase: Option<PhaseId>) -> bool {
        (self.phases.is_empty() || phase.is_some_and(|phase| self.phases.contains(&phase)))
            && self.from.is_none_or(|from| at >= from)
            && self.until.is_none_or(|until| at < until)
            && self.daily.is_none_or(|daily| daily.holds(at.time()))
    }

    /// Whether it is open at some instant of a phase; daily hours come in every phase.
    #[must_use]
    pub fn meets(&self, phase: &Phase) -> bool {
        (self.phases.is_empty() || self.phases.contains(&phase.id))
            && self.from.is_none_or(|from| from < phase.end)
            && self.until.is_none_or(|until| until > phase.start)
            && self.from.zip(self.until).is_none_or(|(from, until)| from < until)
    }
}
