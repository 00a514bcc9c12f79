//! The pricing policy: where platforms disagree about how a price is made, each way with its name.

use serde::{Deserialize, Serialize};

use crate::model::{Money, is_default};

/// Offers of one layer against each other, unless the matrix says otherwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SameLayer {
    /// A product takes part in one of them.
    #[default]
    Exclude,
    /// They stack.
    Stack,
}

/// The amount that something is measured on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Base {
    /// What is left after all that was computed before.
    #[default]
    AfterEarlier,
    /// Prices as they stand after item price and item offers, before anything is taken off the order.
    Original,
}

/// What several percentages are taken of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PercentBase {
    /// Each of what the one before left.
    #[default]
    InSequence,
    /// All of the same amount: that after item price and item offers.
    SameBase,
}

/// How a net price is rounded to the minor unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Rounding {
    /// Half up.
    #[default]
    HalfUp,
    /// Half to even.
    HalfEven,
    /// Down.
    Down,
}

/// What is rounded by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RoundingUnit {
    /// Each line.
    #[default]
    Line,
    /// Each piece.
    Piece,
    /// The eligible part of the order.
    Order,
}

/// Where a minor unit goes that proportional shares leave over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OddCent {
    /// To the largest remainders; ties in basket order.
    #[default]
    LargestRemainder,
    /// To the first eligible line.
    First,
    /// To the last eligible line.
    Last,
    /// To the largest eligible line.
    LargestLine,
}

/// Which of several offers that exclude each other applies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum GroupChoice {
    /// Whatever makes the total payable smallest.
    #[default]
    Best,
    /// The first that can apply, in the order of the list.
    Priority,
}

/// What happens to a discount when pieces are sent back and the rest falls under its threshold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReturnRule {
    /// The customer keeps it.
    #[default]
    Keep,
    /// What is lost is taken off the refund, not below zero.
    Recover,
    /// Of what is lost, the part that goes with the value sent back is taken off the refund.
    Proportional,
}

/// Platforms whose ways the presets follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Platform {
    /// Taobao and Tmall.
    Taobao,
    /// Pinduoduo.
    Pinduoduo,
    /// JD.
    Jd,
    /// Shops abroad.
    International,
}

impl Platform {
    /// Every preset.
    pub const ALL: [Self; 4] = [Self::Taobao, Self::Pinduoduo, Self::Jd, Self::International];
}

/// How prices are made in a campaign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PricingPolicy {
    /// Offers of one layer against each other.
    #[serde(default, skip_serializing_if = "is_default")]
    pub same_layer: SameLayer,
    /// On what thresholds are tested.
    #[serde(default, skip_serializing_if = "is_default")]
    pub threshold_on: Base,
    /// By what the discount of an order is shared.
    #[serde(default, skip_serializing_if = "is_default")]
    pub share_by: Base,
    /// What percentages are taken of.
    #[serde(default, skip_serializing_if = "is_default")]
    pub percent: PercentBase,
    /// How percentages are rounded.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rounding: Rounding,
    /// What of them is rounded by itself.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rounding_unit: RoundingUnit,
    /// Where the odd minor unit goes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub odd_cent: OddCent,
    /// Which of several offers that exclude each other applies.
    #[serde(default, skip_serializing_if = "is_default")]
    pub group_choice: GroupChoice,
    /// Whether no share pushes a piece below its floor at checkout.
    #[serde(default, skip_serializing_if = "is_default")]
    pub floor_protection: bool,
    /// Whether the shipping fee counts for thresholds.
    #[serde(default, skip_serializing_if = "is_default")]
    pub shipping_counts: bool,
    /// Shipping fee of an order.
    #[serde(default, skip_serializing_if = "is_default")]
    pub shipping_fee: Money,
    /// What returns do to a threshold.
    #[serde(default, skip_serializing_if = "is_default")]
    pub returns: ReturnRule,
}

impl PricingPolicy {
    /// The ways of a platform; the shipping fee stays as it is.
    #[must_use]
    pub fn of(platform: Platform, shipping_fee: Money) -> Self {
        let base = Self { shipping_fee, ..Self::default() };
        match platform {
            Platform::Taobao => Self { returns: ReturnRule::Proportional, ..base },
            Platform::Pinduoduo => {
                Self { rounding: Rounding::Down, odd_cent: OddCent::Last, returns: ReturnRule::Keep, ..base }
            }
            Platform::Jd => Self { threshold_on: Base::Original, returns: ReturnRule::Recover, ..base },
            Platform::International => Self {
                same_layer: SameLayer::Exclude,
                percent: PercentBase::InSequence,
                rounding: Rounding::HalfEven,
                rounding_unit: RoundingUnit::Piece,
                group_choice: GroupChoice::Best,
                ..base
            },
        }
    }

    /// The platform whose ways these are, if any.
    #[must_use]
    pub fn platform(&self) -> Option<Platform> {
        Platform::ALL.into_iter().find(|platform| *self == Self::of(*platform, self.shipping_fee))
    }
}
