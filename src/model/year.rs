//! The annual ladder (年度目标): year → quarter → month → campaign.

use serde::{Deserialize, Serialize};

use super::split::Cell;
use super::{Money, Row, is_default};

/// The target of a year and how it is meant to come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct YearPlan {
    /// The calendar year.
    pub year: i16,
    /// Target GMV of the year.
    pub target: Money,
    /// The quarters' parts of the year.
    #[serde(default, skip_serializing_if = "is_default")]
    pub quarters: [Cell; 4],
    /// The months' parts of their quarter.
    #[serde(default, skip_serializing_if = "is_default")]
    pub months: [Cell; 12],
}

impl Row for YearPlan {
    type Id = i16;
    fn id(&self) -> i16 {
        self.year
    }
}
