//! What the platforms put on themselves (平台活动): the ground on which a year's campaigns are planned.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{EventId, Row, is_default};

/// An event of a platform.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlatformEvent {
    /// Identity.
    pub id: EventId,
    /// Name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// Whose it is, in the planner's words; empty = not said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub platform: String,
    /// The first day.
    pub first: Date,
    /// The last day; before the first = that one day.
    pub last: Date,
}

impl PlatformEvent {
    /// First and last day, the first never after the last.
    #[must_use]
    pub fn days(&self) -> (Date, Date) {
        (self.first, self.last.max(self.first))
    }
}

impl Row for PlatformEvent {
    type Id = EventId;
    fn id(&self) -> EventId {
        self.id
    }
}
