//! Baskets that are kept as checks: priced again after every change of an offer.

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use super::offer::CustomerKind;
use super::{CheckId, Count, Money, OfferId, PhaseId, Rate, Row, SkuId, is_default};

/// So many pieces of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BasketItem {
    /// Which product.
    pub sku: SkuId,
    /// How many.
    pub pieces: Count,
}

/// What a customer holds of one chosen offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// The offer.
    pub offer: OfferId,
    /// Of a ladder of coupons, the rung, counted from zero.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rung: u32,
}

/// A basket and its circumstances.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basket {
    /// What is in it, in the order in which it was put there.
    #[serde(default, skip_serializing_if = "is_default")]
    pub items: Vec<BasketItem>,
    /// The phase in which it is bought; nothing = where `at` lies, else the first burst or launch.
    #[serde(default, skip_serializing_if = "is_default")]
    pub phase: Option<PhaseId>,
    /// The instant at which it is bought; nothing = any instant of the phase.
    #[serde(default, skip_serializing_if = "is_default")]
    pub at: Option<DateTime>,
    /// Who buys it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub customer: CustomerKind,
    /// Chosen offers that the customer does not hold; all others are at hand.
    #[serde(default, skip_serializing_if = "is_default")]
    pub without: Vec<Held>,
    /// Points at hand.
    #[serde(default, skip_serializing_if = "is_default")]
    pub points: Count,
}

/// What is expected of a basket's receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Expectation {
    /// The customer pays exactly this, shipping included.
    PaysExactly(Money),
    /// The customer pays at least this.
    PaysAtLeast(Money),
    /// Net price of a piece of the first product is not below this.
    UnitAtLeast(Money),
    /// Net price of every piece is not below its floor.
    AboveFloor,
    /// All discounts together are not above this part of the campaign prices.
    DiscountAtMost(Rate),
    /// Shipping is exactly this.
    ShippingExactly(Money),
    /// The margin of the whole basket is not below this.
    MarginAtLeast(Rate),
    /// This offer applies.
    Applies(Held),
}

/// A basket kept as a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BasketCheck {
    /// Identity.
    pub id: CheckId,
    /// Name.
    pub name: String,
    /// The basket.
    pub basket: Basket,
    /// What is expected.
    pub expect: Expectation,
}

impl Row for BasketCheck {
    type Id = CheckId;
    fn id(&self) -> CheckId {
        self.id
    }
}
