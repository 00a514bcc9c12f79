//! What a campaign needs while it runs (执行): what is watched, what could go wrong, what must be looked at before and after it opens.

mod alarm;
mod check;
mod risk;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use alarm::{AlarmKind, AlarmRule, HandledAlarm};
pub use check::{LaunchCheck, Patrol, PatrolArea, PatrolResult};
pub use risk::{Drill, Risk, RiskKind, Score};

use super::{Rows, is_default};

/// Execution.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// Rules of alarms that are not as they stand at first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub alarms: BTreeMap<AlarmKind, AlarmRule>,
    /// Alarms that somebody has seen to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub handled: Vec<HandledAlarm>,
    /// Risks (风险).
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub risks: Rows<Risk>,
    /// What must be right before the opening (上线检查).
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub checks: Rows<LaunchCheck>,
    /// Patrols (巡检).
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub patrols: Rows<Patrol>,
    /// The file from which actual figures were read last, by its whole path; empty = none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub actuals_file: String,
}
