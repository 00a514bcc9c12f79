//! Alarms: figures that are watched, and from where on they call.

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::model::{ActualOf, Count, Rate, is_default};

/// What is watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum AlarmKind {
    /// Cumulative GMV behind the plan.
    GmvBehind,
    /// CVR below the plan in each of several hours.
    CvrBelow,
    /// A product lasts for few days only.
    StockDays,
    /// A source brings fewer visitors than planned.
    SourceBehind,
    /// A click costs more than planned.
    ClickCost,
    /// More is paid back than planned.
    RefundRate,
    /// More is spent on traffic than planned up to now.
    SpendAhead,
    /// Parcels leave late: 出货完成率 below.
    ShippingBelow,
}

impl AlarmKind {
    /// Every kind, in the order in which alarms stand.
    pub const ALL: [Self; 8] = [
        Self::GmvBehind,
        Self::CvrBelow,
        Self::StockDays,
        Self::SourceBehind,
        Self::ClickCost,
        Self::RefundRate,
        Self::SpendAhead,
        Self::ShippingBelow,
    ];

    /// The name in JSON.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::GmvBehind => "gmv_behind",
            Self::CvrBelow => "cvr_below",
            Self::StockDays => "stock_days",
            Self::SourceBehind => "source_behind",
            Self::ClickCost => "click_cost",
            Self::RefundRate => "refund_rate",
            Self::SpendAhead => "spend_ahead",
            Self::ShippingBelow => "shipping_below",
        }
    }
}

/// From where on a figure calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AlarmRule {
    /// Whether it is not watched.
    #[serde(default, skip_serializing_if = "is_default")]
    pub off: bool,
    /// By which part of the plan a figure must miss it; days that stock must last; the least 出货完成率.
    #[serde(default, skip_serializing_if = "is_default")]
    pub limit: Rate,
    /// Through how many hours, for a figure that is watched by the hour: 1 … 240.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hours: Count,
}

impl AlarmRule {
    /// A rule as it stands before anybody sets it.
    #[must_use]
    pub fn usual(kind: AlarmKind) -> Self {
        let (percent, hours) = match kind {
            AlarmKind::GmvBehind => (5, 0),
            AlarmKind::CvrBelow => (10, 6),
            AlarmKind::StockDays => (200, 0),
            AlarmKind::SourceBehind | AlarmKind::ClickCost | AlarmKind::RefundRate | AlarmKind::SpendAhead => (10, 0),
            AlarmKind::ShippingBelow => (90, 0),
        };
        Self { off: false, limit: Rate::from_percent(percent), hours: Count::new(hours) }
    }
}

/// An alarm that somebody has seen to: it is silent for the rest of that day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandledAlarm {
    /// What was watched.
    pub kind: AlarmKind,
    /// Whose figure.
    #[serde(default, skip_serializing_if = "is_default")]
    pub of: ActualOf,
    /// When, on the clock of the figures.
    pub at: DateTime,
    /// What was done.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}
