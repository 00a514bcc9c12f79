//! A word-of-mouth play (裂变): customers who invite others, what it takes and what it costs.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Count, Money, Rate, Segment, is_default};

/// What people do in a play.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PlayKind {
    /// 砍价: friends bring the price down.
    #[default]
    Bargain,
    /// 拼团: so many buy together.
    GroupBuy {
        /// People of a full group, the one who opens it among them; below 2 it counts as 2.
        size: Count,
    },
    /// 分享抽奖: who shares may draw.
    ShareLottery,
    /// 裂变券: coupons that are shared.
    ShareCoupon,
}

/// With whom a play begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seeds {
    /// So many people.
    People(Count),
    /// The customers of these segments of the brief's audience.
    Segments(BTreeSet<Segment>),
    /// The people in the pool: favourites and cart.
    Pool,
}

impl Default for Seeds {
    fn default() -> Self {
        Self::People(Count::ZERO)
    }
}

/// A word-of-mouth play. Its people are those of `engine::viral`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WordOfMouth {
    /// What people do.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: PlayKind,
    /// With whom it begins.
    #[serde(default, skip_serializing_if = "is_default")]
    pub seeds: Seeds,
    /// The part of the seeds that invites, 0 … 1.
    #[serde(default, skip_serializing_if = "is_default")]
    pub participation: Rate,
    /// People whom one who invites reaches, on average; 0 and above.
    #[serde(default, skip_serializing_if = "is_default")]
    pub invites: Rate,
    /// The part of those reached that comes, 0 … 1.
    #[serde(default, skip_serializing_if = "is_default")]
    pub acceptance: Rate,
    /// The part of those who come that invites in the next round, 0 … 1.
    #[serde(default, skip_serializing_if = "is_default")]
    pub onward: Rate,
    /// Rounds after which it ends at the latest; more than 20 count as 20.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rounds: Count,
    /// No more people than that are reached; nothing = no limit but the rounds.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cap: Option<Count>,
    /// What each one who invites gets; in group buys only for full groups.
    #[serde(default, skip_serializing_if = "is_default")]
    pub inviter_reward: Money,
    /// What each one who comes gets; in group buys only in full groups.
    #[serde(default, skip_serializing_if = "is_default")]
    pub invitee_reward: Money,
    /// Value of the coupon that each one who comes gets.
    #[serde(default, skip_serializing_if = "is_default")]
    pub coupon: Money,
    /// The part of these coupons that is used, 0 … 1.
    #[serde(default, skip_serializing_if = "is_default")]
    pub redemption: Rate,
    /// What it costs in any case: prizes, a tool, pages.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fixed: Money,
}
