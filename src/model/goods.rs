//! Goods: the shop's products, and what a campaign does with them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::rows::unique_keys;
use super::{CategoryId, Count, Money, PhaseId, Rate, Row, SkuId, is_default};

/// The part a product plays in a campaign.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// 引流款: brings visitors.
    TrafficDriver,
    /// 预爆款: is built up into a hit.
    RisingStar,
    /// 主推款: carries the sales.
    Hero,
    /// 常规款.
    #[default]
    Regular,
    /// 搭配: sold beside others.
    AddOn,
}

impl Role {
    /// Every role, in the order in which lists show them.
    pub const ALL: [Self; 5] = [Self::TrafficDriver, Self::RisingStar, Self::Hero, Self::Regular, Self::AddOn];
}

/// A product (商品) of the shop.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sku {
    /// Identity.
    pub id: SkuId,
    /// Merchant's code (SKU 编码), unique within the shop.
    pub code: String,
    /// Name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// Category.
    #[serde(default, skip_serializing_if = "is_default")]
    pub category: Option<CategoryId>,
    /// Role.
    #[serde(default, skip_serializing_if = "is_default")]
    pub role: Role,
    /// List price (吊牌价).
    #[serde(default, skip_serializing_if = "is_default")]
    pub list_price: Money,
    /// Unit cost without fees that depend on the price.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unit_cost: Money,
    /// Platform commission, as a share of the price.
    #[serde(default, skip_serializing_if = "is_default")]
    pub commission: Rate,
    /// Payment fee, as a share of the price.
    #[serde(default, skip_serializing_if = "is_default")]
    pub payment_fee: Rate,
    /// Lowest price at which it may be sold (底价), if typed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub floor: Option<Money>,
    /// Pieces at hand.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stock: Count,
    /// Pieces to keep in reserve.
    #[serde(default, skip_serializing_if = "is_default")]
    pub safety_stock: Count,
}

impl Row for Sku {
    type Id = SkuId;
    fn id(&self) -> SkuId {
        self.id
    }
}

/// A product in a campaign.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CampaignSku {
    /// Which product.
    pub sku: SkuId,
    /// Campaign price (活动价); nothing = list price.
    #[serde(default, skip_serializing_if = "is_default")]
    pub price: Option<Money>,
    /// Campaign prices that differ in single phases.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_keys")]
    pub phase_prices: BTreeMap<PhaseId, Money>,
    /// Floor in this campaign; nothing = the product's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub floor: Option<Money>,
    /// Floors that differ in single phases.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_keys")]
    pub phase_floors: BTreeMap<PhaseId, Money>,
    /// Lowest price in the days before the campaign for which prices are promised (近 30 天最低价), if known.
    #[serde(default, skip_serializing_if = "is_default")]
    pub lowest_before: Option<Money>,
    /// Share of the campaign's GMV (占比), 0 … 100 %.
    #[serde(default, skip_serializing_if = "is_default")]
    pub share: Rate,
}

impl Row for CampaignSku {
    type Id = SkuId;
    fn id(&self) -> SkuId {
        self.sku
    }
}
