//! Who agreed to a brief, when, and to what.

use std::collections::BTreeSet;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::{BriefPage, Goal, Resource};
use crate::model::{
    ApprovalId, CampaignKind, ConfirmationId, DepartmentId, Level, Money, PersonId, Phase, Row, Rows, SkuId, VersionId,
    is_default,
};

/// A step on the way to approval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ApprovalStep {
    /// 提交.
    #[default]
    Submit,
    /// 撤回: taken back before anybody decided.
    Withdraw,
    /// 批准.
    Approve,
    /// 退回.
    SendBack,
}

/// A step that was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Identity.
    pub id: ApprovalId,
    /// Which step.
    pub step: ApprovalStep,
    /// When, by the shop's clock.
    pub at: DateTime,
    /// Who took it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: Option<PersonId>,
    /// What they remarked.
    #[serde(default, skip_serializing_if = "is_default")]
    pub remark: String,
    /// The brief as it stood.
    pub version: VersionId,
}

impl Row for Approval {
    type Id = ApprovalId;
    fn id(&self) -> ApprovalId {
        self.id
    }
}

/// What a department confirms.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// 目标: target GMV and goals.
    #[default]
    Target,
    /// 预算.
    Budget,
    /// 资源.
    Resources,
    /// 方案: level, purpose, goods, pages, phases, theme.
    Plan,
}

impl Subject {
    /// Every subject, in the order in which tables show them.
    pub const ALL: [Self; 4] = [Self::Target, Self::Budget, Self::Resources, Self::Plan];
}

/// A department's confirmation of a subject.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Confirmation {
    /// Identity.
    pub id: ConfirmationId,
    /// Whose.
    pub department: DepartmentId,
    /// Of what.
    pub subject: Subject,
    /// When, by the shop's clock.
    pub at: DateTime,
    /// Who spoke for the department.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: Option<PersonId>,
    /// The brief as it stood.
    pub version: VersionId,
}

impl Row for Confirmation {
    type Id = ConfirmationId;
    fn id(&self) -> ConfirmationId {
        self.id
    }
}

/// All that is agreed upon, as it stood at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BriefVersion {
    /// Identity.
    pub id: VersionId,
    /// Level.
    #[serde(default, skip_serializing_if = "is_default")]
    pub level: Level,
    /// Type.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: CampaignKind,
    /// Purpose.
    #[serde(default, skip_serializing_if = "is_default")]
    pub purpose: String,
    /// Goods promoted first.
    #[serde(default, skip_serializing_if = "is_default")]
    pub main_goods: Vec<SkuId>,
    /// For whom.
    #[serde(default, skip_serializing_if = "is_default")]
    pub audience: String,
    /// The theme that was chosen; empty = none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub theme: String,
    /// Pages left out.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pages_off: BTreeSet<BriefPage>,
    /// What it may cost.
    #[serde(default, skip_serializing_if = "is_default")]
    pub budget: Option<Money>,
    /// Target GMV.
    #[serde(default, skip_serializing_if = "is_default")]
    pub target: Option<Money>,
    /// Goals.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub goals: Rows<Goal>,
    /// Resources.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub resources: Rows<Resource>,
    /// Phases.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub phases: Rows<Phase>,
}

impl Row for BriefVersion {
    type Id = VersionId;
    fn id(&self) -> VersionId {
        self.id
    }
}
