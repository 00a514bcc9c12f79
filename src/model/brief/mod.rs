//! The brief (简报): what a campaign is for, for whom, with what, and who agreed to it.

mod approval;
mod audience;
mod customers;
mod goal;
mod package;
mod resource;
mod theme;

pub use approval::{Approval, ApprovalStep, BriefVersion, Confirmation, Subject};
pub use audience::{CustomerList, Persona, Rfm, RfmSource, Segment, Threshold, TypedSegment};
pub use customers::{CustomerRun, CustomerTable};
pub use goal::{Goal, GoalOf, GoalUnit, GoalValue, Milestone, Priority};
pub use package::{Package, PackageKind};
pub use resource::{Resource, ResourceKind};
pub use theme::{Mark, Quality, Theme, ThemeCandidate, ThemePart};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::rows::unique_keys;
use super::{Level, Money, PersonId, Rate, Rows, SkuId, TaskId, is_default};

/// A page or section that campaigns of a level usually have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum BriefPage {
    /// 主会场: the campaign's main page.
    Main,
    /// 预热页: coupons to claim, goods to collect.
    Preheat,
    /// 开门红: the page of the first day.
    Opening,
    /// 爆发页: the page of the peak.
    Burst,
    /// 返场页: the page of what returns.
    Return,
    /// 分会场: pages by category.
    Categories,
    /// 直播间: the live room's decoration.
    Live,
    /// 会员页: what members get.
    Members,
    /// 领券区: a section for the coupons.
    Coupons,
    /// 爆款区: a section for the heroes.
    Heroes,
    /// 搭配区: a section for bundles.
    Bundles,
    /// 榜单区: a section of best sellers.
    Ranking,
}

impl BriefPage {
    /// Every page, then every section.
    pub const ALL: [Self; 12] = [
        Self::Main,
        Self::Preheat,
        Self::Opening,
        Self::Burst,
        Self::Return,
        Self::Categories,
        Self::Live,
        Self::Members,
        Self::Coupons,
        Self::Heroes,
        Self::Bundles,
        Self::Ranking,
    ];

    /// Whether it is a section of a page rather than a page.
    #[must_use]
    pub const fn is_section(self) -> bool {
        matches!(self, Self::Coupons | Self::Heroes | Self::Bundles | Self::Ranking)
    }
}

/// The brief of a campaign. Target GMV and phases are the campaign's own and stand there only.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brief {
    /// What it is for: clauses divided by commas (冲全年最高单场，拉新 7 万人).
    #[serde(default, skip_serializing_if = "is_default")]
    pub purpose: String,
    /// Goods that are promoted first (主推).
    #[serde(default, skip_serializing_if = "is_default")]
    pub main_goods: Vec<SkuId>,
    /// For whom, in words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub audience: String,
    /// What the campaign may cost: offers, traffic and everything else.
    #[serde(default, skip_serializing_if = "is_default")]
    pub budget: Option<Money>,
    /// How far above its baseline a sum or count may aim where nothing else tells what can be reached; nothing = as assumed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub growth: Option<Rate>,
    /// Tasks and groups of the program's own template of each level that this campaign does without.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_keys")]
    pub tasks_off: BTreeMap<Level, BTreeSet<TaskId>>,
    /// Pages and sections of the level that this campaign does without.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pages_off: BTreeSet<BriefPage>,
    /// Goals.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub goals: Rows<Goal>,
    /// People, goods and tech that must be there.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub resources: Rows<Resource>,
    /// For whom, one by one.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub personas: Rows<Persona>,
    /// The customer base by recency, frequency and monetary value.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rfm: Arc<Rfm>,
    /// What it is called.
    #[serde(default, skip_serializing_if = "is_default")]
    pub theme: Arc<Theme>,
    /// What is sold besides the product.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub packages: Rows<Package>,
    /// Who approves it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub approver: Option<PersonId>,
    /// The trail of its approval, the oldest first.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub approvals: Rows<Approval>,
    /// What departments have confirmed; a department confirms a subject once, the last time counts.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub confirmations: Rows<Confirmation>,
    /// What was approved and confirmed, as it stood then; only those that a step or a confirmation names.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub versions: Rows<BriefVersion>,
}
