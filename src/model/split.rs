//! How the target is split: over phases, waves, days and hours, and by category, role and department.

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::{CategoryId, Count, DepartmentId, Money, PhaseId, Rate, Role, Row, Rows, WaveId, is_default};

/// A part of a whole: locked to an amount, or sharing what is left by weight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// Weight, zero and above; nothing = from the curve, or equal parts where there is no curve.
    #[serde(default, skip_serializing_if = "is_default")]
    pub weight: Option<Rate>,
    /// Locked amount.
    #[serde(default, skip_serializing_if = "is_default")]
    pub lock: Option<Money>,
}

/// The shape in which sales come over the days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DayCurve {
    /// 平均: every selling day alike.
    Even,
    /// 前高后低: falls from the opening on.
    FrontLoaded,
    /// 双峰: a peak at the opening and a higher one in the burst.
    #[default]
    DoublePeak,
    /// 上届实际: the days of the previous campaign's actuals, counted from the opening.
    LastActual,
}

impl DayCurve {
    /// Every curve, in the order in which lists show them.
    pub const ALL: [Self; 4] = [Self::DoublePeak, Self::FrontLoaded, Self::Even, Self::LastActual];
}

/// The shape in which sales come over the hours of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HourCurve {
    /// Every hour alike.
    Even,
    /// 晚高峰: a lull at night, a lunch bump, an evening peak.
    #[default]
    Evening,
    /// 零点高峰: a rush in the first hours after midnight, then as in the evening curve.
    Midnight,
    /// 上届实际: the hours of the previous campaign's actuals, each day's by its distance from the opening.
    LastActual,
}

impl HourCurve {
    /// Every curve, in the order in which lists show them.
    pub const ALL: [Self; 4] = [Self::Evening, Self::Midnight, Self::Even, Self::LastActual];
}

/// A phase or wave in the split. GMV = UV × CVR × AOV holds in each: what is not typed follows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StretchCell<K> {
    /// Which phase or wave.
    pub of: K,
    /// Its part of the target.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cell: Cell,
    /// Typed visitors; nothing = solved for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub uv: Option<Count>,
    /// Typed CVR; nothing = the funnel's, or solved for if UV is typed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cvr: Option<Rate>,
    /// Typed 客单价; nothing = the funnel's, or solved for if UV and CVR are typed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub aov: Option<Money>,
}

impl<K> StretchCell<K> {
    /// Nothing typed yet.
    pub fn new(of: K) -> Self {
        Self { of, cell: Cell::default(), uv: None, cvr: None, aov: None }
    }
}

impl<K: Copy + Eq + std::fmt::Debug> Row for StretchCell<K> {
    type Id = K;
    fn id(&self) -> K {
        self.of
    }
}

/// A category, role, department, day or hour in the split.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartCell<K> {
    /// Which part.
    pub of: K,
    /// Its part of the target.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cell: Cell,
}

impl<K: Copy + Eq + std::fmt::Debug> Row for PartCell<K> {
    type Id = K;
    fn id(&self) -> K {
        self.of
    }
}

/// The splits of a campaign's target. Parts without a row of their own have nothing typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Splits {
    /// Shape over the days.
    #[serde(default, skip_serializing_if = "is_default")]
    pub day_curve: DayCurve,
    /// Shape over the hours of a day.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hour_curve: HourCurve,
    /// Phases.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub phases: Rows<StretchCell<PhaseId>>,
    /// Waves, as parts of their phase.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub waves: Rows<StretchCell<WaveId>>,
    /// Days, as parts of their wave or phase.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub days: Rows<PartCell<Date>>,
    /// Hours (their first instant), as parts of their day.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub hours: Rows<PartCell<DateTime>>,
    /// Categories.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub categories: Rows<PartCell<CategoryId>>,
    /// Roles.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub roles: Rows<PartCell<Role>>,
    /// Departments.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub departments: Rows<PartCell<DepartmentId>>,
}
