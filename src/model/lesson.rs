//! Lessons (经验): what a campaign taught, kept for the next ones.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    CampaignId, DepartmentId, LessonId, Money, OfferKind, PersonId, Rate, Row, SourceKind, StageKind, is_default,
};

/// Whether something went better or worse than it should.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LessonKind {
    /// 亮点: to be done again.
    Highlight,
    /// 不足: to be done better.
    #[default]
    Shortcoming,
}

impl LessonKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Highlight, Self::Shortcoming];
}

/// A figure that the next plan begins with (默认值), because a lesson says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LessonDefault {
    /// 退款率: the part of GMV that is refunded, 0 … 100 %.
    RefundRate(Rate),
    /// Margin that every price must leave.
    RequiredMargin(Rate),
    /// The rate from stages of a kind to the next, as their history.
    StageRate(StageKind, Rate),
    /// CVR of the sources of a kind.
    SourceCvr(SourceKind, Rate),
    /// 客单价 of the sources of a kind.
    SourceAov(SourceKind, Money),
    /// 用券率 of the offers of a kind: the part of those claimed that is used.
    Redemption(OfferKind, Rate),
}

/// A lesson. Without an action, or nobody to see to it, it teaches nothing: that is a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lesson {
    /// Identity.
    pub id: LessonId,
    /// The campaign that taught it; nothing where that lies in another file or is gone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub campaign: Option<CampaignId>,
    /// Where it comes from, in words, when no campaign of this project taught it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub origin: String,
    /// Better or worse.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: LessonKind,
    /// What happened.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fact: String,
    /// Why.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cause: String,
    /// What to do next time.
    #[serde(default, skip_serializing_if = "is_default")]
    pub action: String,
    /// The figure that it sets for the next plan.
    #[serde(default, skip_serializing_if = "is_default")]
    pub default: Option<LessonDefault>,
    /// Department that sees to it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub department: Option<DepartmentId>,
    /// Who sees to it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<PersonId>,
    /// By when.
    #[serde(default, skip_serializing_if = "is_default")]
    pub due: Option<Date>,
    /// When it was written.
    #[serde(default, skip_serializing_if = "is_default")]
    pub noted: Option<Date>,
    /// Words to find it by.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tags: Vec<String>,
    /// Whether it is meant for other campaigns too (入库).
    #[serde(default, skip_serializing_if = "is_default")]
    pub reusable: bool,
    /// Whether what it asks for has been done.
    #[serde(default, skip_serializing_if = "is_default")]
    pub done: bool,
}

impl Row for Lesson {
    type Id = LessonId;
    fn id(&self) -> LessonId {
        self.id
    }
}
