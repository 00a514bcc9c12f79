//! Offers (优惠): what a customer is promised, where and when it holds, with what it combines and who pays for it.

mod policy;
mod rule;
mod scope;
mod window;

use serde::{Deserialize, Serialize};

use super::{Count, OfferId, Rate, Row, is_default};

pub use policy::{
    Base, GroupChoice, OddCent, PercentBase, Platform, PricingPolicy, ReturnRule, Rounding, RoundingUnit, SameLayer,
};
pub use rule::{BundleItem, GiftRung, ItemBenefit, Layer, NthRung, OfferKind, OfferRule, PiecesRung, Reduction, Rung};
pub use scope::{Audience, CustomerKind, Scope};
pub use window::{DailyHours, OfferWindow};

/// Who pays for an offer: platform and supplier by share, the shop the rest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funding {
    /// The platform's share, 0 … 100 %.
    #[serde(default, skip_serializing_if = "is_default")]
    pub platform: Rate,
    /// The suppliers' share, 0 … 100 %; with the platform's at most 100 %.
    #[serde(default, skip_serializing_if = "is_default")]
    pub supplier: Rate,
}

impl Funding {
    /// What is left for the shop; below zero if the others' shares are more than the whole.
    #[must_use]
    pub fn shop(self) -> Rate {
        Rate::from_wide(Rate::ONE.wide() - self.platform.wide() - self.supplier.wide())
    }
}

/// How many of those who could use an offer do: assumptions of the planner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Uptake {
    /// Claim rate (领取率), 0 … 100 %.
    #[serde(default = "whole", skip_serializing_if = "is_whole")]
    pub claim: Rate,
    /// Redemption rate (用券率): of those who hold it and reach it, who uses it. 0 … 100 %.
    #[serde(default = "whole", skip_serializing_if = "is_whole")]
    pub redemption: Rate,
}

const fn whole() -> Rate {
    Rate::ONE
}

fn is_whole(rate: &Rate) -> bool {
    *rate == Rate::ONE
}

impl Default for Uptake {
    fn default() -> Self {
        Self { claim: Rate::ONE, redemption: Rate::ONE }
    }
}

/// An offer of a campaign.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Identity.
    pub id: OfferId,
    /// Its own name; empty = said by its rule.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// What is promised.
    pub rule: OfferRule,
    /// The layer in which it is computed; nothing = its kind's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub layer: Option<Layer>,
    /// Which goods it is for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub scope: Scope,
    /// Which customers it is for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub audience: Audience,
    /// When it can be claimed; of what need not be claimed, when it is shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub claim: OfferWindow,
    /// When it can be used.
    #[serde(default, skip_serializing_if = "is_default")]
    pub usable: OfferWindow,
    /// Whether the customer may hold and use it or not; nothing = as its kind usually is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub chosen: Option<bool>,
    /// Exclusion group: of all offers that name the same, one applies. Empty = none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub group: String,
    /// Whether nothing of a later layer, before shipping, applies once this one has.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stop_after: bool,
    /// How often it may be used in one order; nothing = once.
    #[serde(default, skip_serializing_if = "is_default")]
    pub per_order: Option<Count>,
    /// Limit per customer (限领, 限购): coupons one may hold, pieces one may buy at the price. Nothing = none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub per_customer: Option<Count>,
    /// How many there are in all; nothing = no limit.
    #[serde(default, skip_serializing_if = "is_default")]
    pub quantity: Option<Count>,
    /// Who pays for it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub funding: Funding,
    /// How many of those who could use it do.
    #[serde(default, skip_serializing_if = "is_default")]
    pub uptake: Uptake,
    /// Whether it is only being thought about: it stands in the list and takes part in nothing.
    #[serde(default, skip_serializing_if = "is_default")]
    pub off: bool,
}

impl Row for Offer {
    type Id = OfferId;
    fn id(&self) -> OfferId {
        self.id
    }
}

impl Offer {
    /// The layer in which it is computed.
    #[must_use]
    pub fn layer(&self) -> Layer {
        self.layer.unwrap_or_else(|| self.rule.kind().layer())
    }

    /// Whether the customer may hold and use it or not, as against one that applies when it can.
    #[must_use]
    pub fn is_chosen(&self) -> bool {
        self.chosen.unwrap_or_else(|| self.rule.kind().is_chosen())
    }
}

/// What the stacking matrix says of two offers against what their layers say. Each pair once, in either order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StackingRule {
    /// One offer.
    pub a: OfferId,
    /// The other.
    pub b: OfferId,
    /// Whether they may be used together.
    pub together: bool,
}

/// Two offers, whichever is named first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OfferPair {
    low: OfferId,
    high: OfferId,
}

impl OfferPair {
    /// The pair of two offers.
    #[must_use]
    pub fn of(a: OfferId, b: OfferId) -> Self {
        Self { low: a.min(b), high: a.max(b) }
    }
}

impl std::fmt::Debug for OfferPair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, {}", self.low, self.high)
    }
}

impl Row for StackingRule {
    type Id = OfferPair;
    fn id(&self) -> OfferPair {
        OfferPair::of(self.a, self.b)
    }
}
