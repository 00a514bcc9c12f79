//! A campaign (活动).

use std::sync::Arc;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::{
    Actual, AovEstimate, Baseline, BasketCheck, Brief, CampaignId, CampaignSku, Count, Diagnosis, Funnel, LessonId,
    Offer, OrderValues, Phase, PhaseKind, PricingPolicy, Rate, Review, Row, Rows, Run, Source, Splits, StackingRule,
    Staffing, Task, TaskLink, TopUp, Uncertainty, is_default,
};

/// How much a campaign matters to the shop.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Level {
    /// One or two a year.
    S,
    /// Several a year.
    A,
    /// Many a year.
    #[default]
    B,
    /// Small ones.
    C,
}

impl Level {
    /// Every level, the highest first.
    pub const ALL: [Self; 4] = [Self::S, Self::A, Self::B, Self::C];
}

/// Whose campaign it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum CampaignKind {
    /// The platform's, for single items (平台单品).
    PlatformItem,
    /// The platform's, for brands (平台品牌).
    PlatformBrand,
    /// The shop's own (店铺自办).
    #[default]
    Own,
    /// The shop's day for its members (会员日), which comes again and again.
    MemberDay,
}

/// A campaign: everything planned, run and learned of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Campaign {
    /// Identity.
    pub id: CampaignId,
    /// Name.
    pub name: String,
    /// Level.
    #[serde(default, skip_serializing_if = "is_default")]
    pub level: Level,
    /// Type.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: CampaignKind,
    /// The campaign before this one, whose actuals it is planned from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub previous: Option<CampaignId>,
    /// Phases in the order of time.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub phases: Rows<Phase>,
    /// What it is for, for whom, with what, and who agreed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub brief: Arc<Brief>,
    /// Target and funnel.
    #[serde(default, skip_serializing_if = "is_default")]
    pub funnel: Arc<Funnel>,
    /// What the 客单价 is estimated from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub aov_estimate: AovEstimate,
    /// Traffic sources; a group stands before its members.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub traffic: Rows<Source>,
    /// Splits of the target.
    #[serde(default, skip_serializing_if = "is_default")]
    pub splits: Arc<Splits>,
    /// Goods that take part.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub goods: Rows<CampaignSku>,
    /// Offers, in the order in which they are computed within a layer.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub offers: Rows<Offer>,
    /// Pairs of offers that do not stack as their layers would have it.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub stacking: Rows<StackingRule>,
    /// Margin that every price must leave; floors that are not typed come from it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub required_margin: Option<Rate>,
    /// Price promise (价保): for so many days after a phase, 0 and above, nothing is sold below its price there. Nothing = none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub price_promise: Option<Count>,
    /// How prices are made.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pricing: PricingPolicy,
    /// How customers answer to a threshold.
    #[serde(default, skip_serializing_if = "is_default")]
    pub top_up: TopUp,
    /// Baskets kept as checks.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub checks: Rows<BasketCheck>,
    /// How much single orders come to, before the campaign's offers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub order_values: Arc<OrderValues>,
    /// How much the orders that it brought came to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sold: Arc<OrderValues>,
    /// What of the plan is not known exactly.
    #[serde(default, skip_serializing_if = "is_default")]
    pub uncertainty: Arc<Uncertainty>,
    /// The first instant of the schedule; nothing = the start of the first phase.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tasks_from: Option<DateTime>,
    /// Tasks; siblings in their order.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub tasks: Rows<Task>,
    /// Links between them.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub links: Rows<TaskLink>,
    /// Baselines, the oldest first.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub baselines: Rows<Baseline>,
    /// What staffing is worked out from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub staffing: Arc<Staffing>,
    /// What drives the target, what was tried, how the customer's way is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub diagnosis: Arc<Diagnosis>,
    /// What really happened.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub actuals: Rows<Actual>,
    /// What is watched, what could go wrong, what is checked.
    #[serde(default, skip_serializing_if = "is_default")]
    pub run: Arc<Run>,
    /// Lessons whose figures it is planned with.
    #[serde(default, skip_serializing_if = "is_default")]
    pub lessons: Vec<LessonId>,
    /// What is concluded from it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub review: Arc<Review>,
}

impl Row for Campaign {
    type Id = CampaignId;
    fn id(&self) -> CampaignId {
        self.id
    }
}

impl Campaign {
    /// Opening (开卖): start of the first launch phase, of the first burst if there is none.
    #[must_use]
    pub fn opening(&self) -> Option<DateTime> {
        let first = |kind| self.phases.iter().filter(|p| p.kind == kind).map(|p| p.start).min();
        first(PhaseKind::Launch).or_else(|| first(PhaseKind::Burst))
    }

    /// First and last instant of all phases.
    #[must_use]
    pub fn span(&self) -> Option<(DateTime, DateTime)> {
        let start = self.phases.iter().map(|p| p.start).min()?;
        let end = self.phases.iter().map(|p| p.end).max()?;
        Some((start, end))
    }
}
