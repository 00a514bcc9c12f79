//! The funnel: an ordered list of stages with a rate between neighbours, and the identity
//! GMV = UV × CVR × AOV at its end.

use serde::{Deserialize, Serialize};

use super::{Count, DepartmentId, Money, Rate, Row, Rows, StageId, is_default};

/// A quantity that is either fixed by the planner or left to be solved for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quantity<T> {
    /// Free, nothing was ever typed.
    #[default]
    Free,
    /// Locked to a value.
    Fixed(T),
    /// Free; the value typed last is kept, to stand when an equation has more free quantities than it can solve for.
    Loose(T),
}

impl<T: Copy> Quantity<T> {
    /// The value, if it is locked.
    #[must_use]
    pub const fn fixed(&self) -> Option<T> {
        if let Self::Fixed(value) = self { Some(*value) } else { None }
    }

    /// The value typed last, locked or not.
    #[must_use]
    pub const fn typed(&self) -> Option<T> {
        match self {
            Self::Free => None,
            Self::Fixed(value) | Self::Loose(value) => Some(*value),
        }
    }

    /// Whether it is locked.
    #[must_use]
    pub const fn is_fixed(&self) -> bool {
        matches!(self, Self::Fixed(_))
    }

    /// The same value, no longer locked.
    #[must_use]
    pub const fn loosened(self) -> Self {
        match self {
            Self::Fixed(value) | Self::Loose(value) => Self::Loose(value),
            Self::Free => Self::Free,
        }
    }
}

/// What a stage counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum StageKind {
    /// 浏览量 PV.
    PageViews,
    /// 访客 UV: the UV of the identity.
    Visitors,
    /// 收藏加购.
    Cart,
    /// 线索.
    Leads,
    /// 到店.
    ShopVisits,
    /// 下单.
    Orders,
    /// 支付.
    Paid,
    /// 销量 (lead-based trades).
    Sales,
    /// Any other; has a name of its own.
    #[default]
    Other,
}

impl StageKind {
    /// Every kind, from the top of a funnel to its bottom.
    pub const ALL: [Self; 9] = [
        Self::PageViews,
        Self::Visitors,
        Self::Cart,
        Self::Leads,
        Self::ShopVisits,
        Self::Orders,
        Self::Paid,
        Self::Sales,
        Self::Other,
    ];
}

/// A stage of the funnel (环节).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Identity.
    pub id: StageId,
    /// What it counts.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: StageKind,
    /// Its own name; empty = named after its kind.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// Department that must deliver this count.
    #[serde(default, skip_serializing_if = "is_default")]
    pub department: Option<DepartmentId>,
    /// How many.
    #[serde(default, skip_serializing_if = "is_default")]
    pub count: Quantity<Count>,
    /// Rate to the next stage; on the last stage without meaning.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rate: Quantity<Rate>,
    /// Whether `rate` is a depth (how many of this stage per one of the next, such as pages per visitor) and not a
    /// conversion (which part of this stage reaches the next).
    #[serde(default, skip_serializing_if = "is_default")]
    pub depth: bool,
    /// What the rate was in the shop's own history.
    #[serde(default, skip_serializing_if = "is_default")]
    pub history: Option<Rate>,
    /// What the rate was in the same period last year.
    #[serde(default, skip_serializing_if = "is_default")]
    pub last_year: Option<Rate>,
    /// Industry average of the rate.
    #[serde(default, skip_serializing_if = "is_default")]
    pub industry: Option<Rate>,
}

impl Row for Stage {
    type Id = StageId;
    fn id(&self) -> StageId {
        self.id
    }
}

/// The release of a pool filled in preheat (释放转化率).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PoolRelease {
    /// People in the pool; nothing = the count at the favourite/cart stage.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pool: Option<Count>,
    /// Which part of it orders over the launch; usually 25 – 40 %.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rate: Option<Rate>,
}

/// Target and funnel of a campaign.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funnel {
    /// Target GMV.
    #[serde(default, skip_serializing_if = "is_default")]
    pub gmv: Quantity<Money>,
    /// 客单价: GMV per paying buyer.
    #[serde(default, skip_serializing_if = "is_default")]
    pub aov: Quantity<Money>,
    /// Stages from the top down; the last one counts paying buyers.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub stages: Rows<Stage>,
    /// Which part of GMV is refunded, for net sales.
    #[serde(default, skip_serializing_if = "is_default")]
    pub refund_rate: Rate,
    /// The pool filled before the launch.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pool: PoolRelease,
}
