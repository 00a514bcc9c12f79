//! The review of a campaign (复盘): what a planner judges, beside the figures that the program works out itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::rows::unique_keys;
use super::{CampaignId, CategoryId, Count, FeedbackId, PhaseId, Row, Rows, SourceId, is_default};

/// The five modules of a review (五个模块).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Module {
    /// 店铺: the whole against target and earlier campaigns.
    Shop,
    /// 货品: sell-through, hits, what ran out.
    Goods,
    /// 推广: the channels.
    Promotion,
    /// 行业与竞品: rank, competitors.
    Market,
    /// 流程: what went as planned and what did not.
    Process,
}

impl Module {
    /// All five, in their order.
    pub const ALL: [Self; 5] = [Self::Shop, Self::Goods, Self::Promotion, Self::Market, Self::Process];
}

/// A figure of the modules that only the planner knows, in the planner's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NotedFigure {
    /// Rank in the category.
    Rank,
    /// Rank in the campaign before.
    RankBefore,
    /// 客单价 of the leaders.
    LeaderAov,
    /// What competitors offered.
    CompetitorOffer,
    /// What the shop did better than competitors.
    Strengths,
    /// What competitors did better.
    Weaknesses,
    /// How often a price was changed in a hurry.
    UrgentPrices,
    /// Complaints, as a count or a share.
    Complaints,
}

impl NotedFigure {
    /// Those of the market.
    pub const MARKET: [Self; 6] =
        [Self::Rank, Self::RankBefore, Self::LeaderAov, Self::CompetitorOffer, Self::Strengths, Self::Weaknesses];
    /// Those of the process.
    pub const PROCESS: [Self; 2] = [Self::UrgentPrices, Self::Complaints];
}

/// What a sentence explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SentenceOf {
    /// The visitors of the whole.
    Uv,
    /// The CVR of the whole.
    Cvr,
    /// The 客单价 of the whole.
    Aov,
    /// A source's gap.
    Source(SourceId),
    /// A category's gap.
    Category(CategoryId),
    /// A phase's gap.
    Phase(PhaseId),
}

/// A part of the work that is reviewed by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ProcessOf {
    /// 筹备.
    Preparation,
    /// 规划.
    Planning,
    /// 执行.
    Execution,
    /// 恢复: returns, shipping, what follows.
    Recovery,
    /// A phase of the campaign.
    Phase(PhaseId),
}

impl ProcessOf {
    /// The four that every campaign has.
    pub const USUAL: [Self; 4] = [Self::Preparation, Self::Planning, Self::Execution, Self::Recovery];
}

/// How something went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ProcessAnswer {
    /// Nobody has said.
    #[default]
    Open,
    /// As it should.
    Yes,
    /// In part.
    Partly,
    /// Not.
    No,
}

impl ProcessAnswer {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Open, Self::Yes, Self::Partly, Self::No];
}

/// What is said of a part of the work.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcessNote {
    /// Whether it went as expected.
    #[serde(default, skip_serializing_if = "is_default")]
    pub expected: ProcessAnswer,
    /// Whether the audience was attracted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub attracted: ProcessAnswer,
    /// What was missing.
    #[serde(default, skip_serializing_if = "is_default")]
    pub gap: String,
    /// Why.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cause: String,
    /// What can be used again.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reusable: String,
}

/// Who said something about a campaign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FeedbackFrom {
    /// Customers, in surveys and reviews.
    #[default]
    Customers,
    /// Customer service.
    Service,
    /// The team.
    Team,
    /// Suppliers, creators, platforms.
    Partners,
}

impl FeedbackFrom {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Customers, Self::Service, Self::Team, Self::Partners];
}

/// In which way something was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FeedbackKind {
    /// 表扬.
    Praise,
    /// 不满.
    #[default]
    Complaint,
    /// 建议.
    Idea,
}

impl FeedbackKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Praise, Self::Complaint, Self::Idea];
}

/// A remark, or an answer of a survey.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feedback {
    /// Identity.
    pub id: FeedbackId,
    /// Who said it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub from: FeedbackFrom,
    /// In which way.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: FeedbackKind,
    /// What about: remarks of the same topic are counted together.
    #[serde(default, skip_serializing_if = "is_default")]
    pub topic: String,
    /// What was said.
    #[serde(default, skip_serializing_if = "is_default")]
    pub text: String,
    /// How many said so; 0 counts as one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub count: Count,
}

impl Row for Feedback {
    type Id = FeedbackId;
    fn id(&self) -> FeedbackId {
        self.id
    }
}

/// The review of a campaign.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// The campaign that stands for last year's; nothing = the one of the same level about a year before.
    #[serde(default, skip_serializing_if = "is_default")]
    pub last_year: Option<CampaignId>,
    /// The campaign that stands for the one before; nothing = the latest other of the same level that has figures, else the latest other.
    #[serde(default, skip_serializing_if = "is_default")]
    pub before: Option<CampaignId>,
    /// What is concluded of each module.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_keys")]
    pub modules: BTreeMap<Module, String>,
    /// Figures that only the planner knows.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_keys")]
    pub noted: BTreeMap<NotedFigure, String>,
    /// Sentences in the planner's words instead of the program's.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_keys")]
    pub sentences: BTreeMap<SentenceOf, String>,
    /// How the parts of the work went.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_keys")]
    pub process: BTreeMap<ProcessOf, ProcessNote>,
    /// What others said.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub feedback: Rows<Feedback>,
}
