//! Goals of a campaign (目标).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{Count, GoalId, MilestoneId, Money, PersonId, Rate, Row, Rows, StageId, is_default};

/// What a goal measures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum GoalOf {
    /// The target GMV of the funnel.
    Gmv,
    /// The funnel's visitors.
    Uv,
    /// The funnel's CVR.
    Cvr,
    /// The funnel's 客单价.
    Aov,
    /// The funnel's refund rate.
    RefundRate,
    /// The count of a stage of the funnel: buyers, favourites and carts, leads …
    Stage(StageId),
    /// Customers who never bought before (新客数).
    NewCustomers,
    /// Customers who bought before (老客数).
    OldCustomers,
    /// Pieces of stock to be cleared (清货).
    StockCleared,
    /// Anything else: it has a name and a unit of its own.
    #[default]
    Own,
}

impl GoalOf {
    /// Every measure but the stages and its own words, in the order in which lists show them.
    pub const ALL: [Self; 8] = [
        Self::Gmv,
        Self::Uv,
        Self::Cvr,
        Self::Aov,
        Self::RefundRate,
        Self::NewCustomers,
        Self::OldCustomers,
        Self::StockCleared,
    ];

    /// Whether its target is a figure of the funnel, which stands there only.
    #[must_use]
    pub const fn in_funnel(self) -> bool {
        matches!(self, Self::Gmv | Self::Uv | Self::Cvr | Self::Aov | Self::RefundRate | Self::Stage(_))
    }
}

/// What a goal's figures count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum GoalUnit {
    /// 元.
    Money,
    /// 人.
    People,
    /// 单.
    Orders,
    /// 件.
    Pieces,
    /// 次.
    Times,
    /// %.
    Percent,
    /// A number without a unit: a score.
    Points,
    /// Not said.
    #[default]
    None,
}

impl GoalUnit {
    /// Every unit, in the order in which lists show them.
    pub const ALL: [Self; 8] =
        [Self::None, Self::Money, Self::People, Self::Orders, Self::Pieces, Self::Times, Self::Percent, Self::Points];
}

/// A goal's figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum GoalValue {
    /// A sum.
    Money(Money),
    /// People, orders, pieces, times.
    Count(Count),
    /// A part (100 % = 1) or a score.
    Rate(Rate),
}

impl GoalValue {
    /// The same kind of figure out of its smallest units: minor units of money, whole counts, billionths of a rate;
    /// at the edge of its range beyond it.
    #[must_use]
    pub fn wide(self) -> i128 {
        match self {
            Self::Money(money) => money.wide(),
            Self::Count(count) => count.wide(),
            Self::Rate(rate) => rate.wide(),
        }
    }

    /// As a number: major units of money, whole counts, parts of one.
    #[must_use]
    pub fn to_f64(self) -> f64 {
        match self {
            Self::Money(money) => money.to_f64(),
            Self::Count(count) => count.to_f64(),
            Self::Rate(rate) => rate.to_f64(),
        }
    }

    /// Whether both count the same kind of thing, so that they can be compared.
    #[must_use]
    pub const fn is_like(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Money(_), Self::Money(_)) | (Self::Count(_), Self::Count(_)) | (Self::Rate(_), Self::Rate(_))
        )
    }
}

/// How much a goal matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Priority {
    /// P0: must be reached.
    Must,
    /// P1: should be reached.
    #[default]
    Should,
    /// P2: would be good.
    Could,
}

impl Priority {
    /// Every priority, the highest first.
    pub const ALL: [Self; 3] = [Self::Must, Self::Should, Self::Could];
}

/// A goal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// Identity.
    pub id: GoalId,
    /// What it measures.
    #[serde(default, skip_serializing_if = "is_default")]
    pub of: GoalOf,
    /// Its own name; empty = named after its measure.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// What exactly is counted, of which goods, without what (全店支付成交额，不含退款).
    #[serde(default, skip_serializing_if = "is_default")]
    pub scope: String,
    /// The unit of a goal in its own words; other measures bring theirs.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unit: GoalUnit,
    /// Target; nothing for measures of the funnel, whose target stands there.
    #[serde(default, skip_serializing_if = "is_default")]
    pub target: Option<GoalValue>,
    /// What it was before; nothing = what the campaign before came to, where that is known.
    #[serde(default, skip_serializing_if = "is_default")]
    pub baseline: Option<GoalValue>,
    /// When it must be reached.
    #[serde(default, skip_serializing_if = "is_default")]
    pub due: Option<Date>,
    /// How much it matters.
    #[serde(default, skip_serializing_if = "is_default")]
    pub priority: Priority,
    /// Who answers for it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<PersonId>,
    /// The clause of the purpose that it serves, in its words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub serves: String,
    /// What is to be reached on the way.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub milestones: Rows<Milestone>,
}

impl Row for Goal {
    type Id = GoalId;
    fn id(&self) -> GoalId {
        self.id
    }
}

/// What is to be reached by a day (里程碑).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Milestone {
    /// Identity.
    pub id: MilestoneId,
    /// The day.
    pub date: Date,
    /// How much by its end.
    #[serde(default, skip_serializing_if = "is_default")]
    pub value: Option<GoalValue>,
    /// In words.
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
}

impl Row for Milestone {
    type Id = MilestoneId;
    fn id(&self) -> MilestoneId {
        self.id
    }
}
