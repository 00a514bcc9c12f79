//! Risks: what could go wrong, how likely and how bad, what is done about it, and whether that was tried.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::AlarmKind;
use crate::model::{DepartmentId, LessonId, PersonId, RiskId, Row, is_default};

/// Risks that the trade knows; gives a risk its words unless it has some of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RiskKind {
    /// 爆款断货.
    StockOut,
    /// 快递延误.
    CourierDelay,
    /// 刷单与异常订单.
    FakeOrders,
    /// 系统过载.
    Overload,
    /// 价格破价.
    PriceBreach,
    /// 优惠设错.
    WrongOffer,
    /// 页面出错.
    PageFault,
    /// 客服排队.
    ServiceQueue,
    /// 差评与舆情.
    BadReviews,
    /// 广告违规.
    AdViolation,
    /// 供应商延期.
    SupplierDelay,
    /// 流量不足.
    TrafficShort,
    /// Any other; has words of its own.
    #[default]
    Other,
}

impl RiskKind {
    /// Those that the trade knows, in the order in which a list offers them.
    pub const KNOWN: [Self; 12] = [
        Self::StockOut,
        Self::CourierDelay,
        Self::FakeOrders,
        Self::Overload,
        Self::PriceBreach,
        Self::WrongOffer,
        Self::PageFault,
        Self::ServiceQueue,
        Self::BadReviews,
        Self::AdViolation,
        Self::SupplierDelay,
        Self::TrafficShort,
    ];
}

/// A score from 1 (hardly) to 5 (almost surely, ruinous).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Score(u8);

impl Default for Score {
    fn default() -> Self {
        Self(3)
    }
}

impl Score {
    /// A score; beyond 1 … 5 it stays at the edge.
    #[must_use]
    pub fn new(score: u8) -> Self {
        Self(score.clamp(1, 5))
    }

    /// The number, 1 … 5.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }
}

/// A score beyond 1 … 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a score is 1 to 5")]
pub struct NotAScore;

impl TryFrom<u8> for Score {
    type Error = NotAScore;
    fn try_from(score: u8) -> Result<Self, NotAScore> {
        if (1..=5).contains(&score) { Ok(Self(score)) } else { Err(NotAScore) }
    }
}

impl From<Score> for u8 {
    fn from(score: Score) -> Self {
        score.0
    }
}

/// How a drill went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Drill {
    /// None is needed, or none was held.
    #[default]
    None,
    /// It is planned.
    Planned,
    /// It went well.
    Passed,
    /// It did not.
    Failed,
}

impl Drill {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::None, Self::Planned, Self::Passed, Self::Failed];
}

/// A risk (风险).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Risk {
    /// Identity.
    pub id: RiskId,
    /// What it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: RiskKind,
    /// Its own words; empty = those of its kind.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// How likely.
    #[serde(default, skip_serializing_if = "is_default")]
    pub probability: Score,
    /// How bad.
    #[serde(default, skip_serializing_if = "is_default")]
    pub impact: Score,
    /// By what it shows, in words; empty = those of its kind.
    #[serde(default, skip_serializing_if = "is_default")]
    pub trigger: String,
    /// The alarm by which it shows.
    #[serde(default, skip_serializing_if = "is_default")]
    pub alarm: Option<AlarmKind>,
    /// What is done; empty = what is usual for its kind.
    #[serde(default, skip_serializing_if = "is_default")]
    pub measure: String,
    /// Department that sees to it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub department: Option<DepartmentId>,
    /// Who does.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<PersonId>,
    /// How the drill went.
    #[serde(default, skip_serializing_if = "is_default")]
    pub drill: Drill,
    /// When it is or was held.
    #[serde(default, skip_serializing_if = "is_default")]
    pub drill_on: Option<Date>,
    /// What came of it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub result: String,
    /// Whether it is over.
    #[serde(default, skip_serializing_if = "is_default")]
    pub closed: bool,
    /// The lesson that it was made from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub lesson: Option<LessonId>,
}

impl Row for Risk {
    type Id = RiskId;
    fn id(&self) -> RiskId {
        self.id
    }
}

impl Risk {
    /// Probability × impact, 1 … 25.
    #[must_use]
    pub const fn weight(&self) -> u8 {
        self.probability.get() * self.impact.get()
    }
}
