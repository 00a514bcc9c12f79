//! What really happened, by day: the history that later campaigns are planned from.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Count, Money, Row, is_default};

/// A day's actual figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActualDay {
    /// The day.
    pub date: Date,
    /// Visitors.
    #[serde(default, skip_serializing_if = "is_default")]
    pub uv: Count,
    /// Paying buyers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub buyers: Count,
    /// GMV.
    #[serde(default, skip_serializing_if = "is_default")]
    pub gmv: Money,
}

impl Row for ActualDay {
    type Id = Date;
    fn id(&self) -> Date {
        self.date
    }
}
