//! What an offer promises, by kind.

use serde::{Deserialize, Serialize};

use crate::model::{Count, Money, Rate, SkuId, is_default};

/// Layers of the price pipeline (计算层次), in the order in which they are computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Layer {
    /// 1 商品价: the campaign price of the phase.
    ItemPrice,
    /// 2 单品优惠.
    ItemOffer,
    /// 3 店铺优惠.
    ShopOffer,
    /// 4 店铺券.
    ShopCoupon,
    /// 5 平台优惠.
    PlatformOffer,
    /// 6 平台券.
    PlatformCoupon,
    /// 7 红包与积分.
    RedPacket,
    /// 8 定金.
    Deposit,
    /// 9 运费.
    Shipping,
}

impl Layer {
    /// Every layer in order.
    pub const ALL: [Self; 9] = [
        Self::ItemPrice,
        Self::ItemOffer,
        Self::ShopOffer,
        Self::ShopCoupon,
        Self::PlatformOffer,
        Self::PlatformCoupon,
        Self::RedPacket,
        Self::Deposit,
        Self::Shipping,
    ];

    /// Its number, 1 … 9.
    #[must_use]
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }
}

/// The kinds of offers that the trade knows (C1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum OfferKind {
    /// 阶梯满减.
    #[default]
    Tiered,
    /// 每满减.
    EveryN,
    /// 单品直降、折扣、一口价.
    Item,
    /// 秒杀.
    Flash,
    /// 会员价.
    MemberPrice,
    /// 拼团.
    GroupBuy,
    /// 以旧换新.
    TradeIn,
    /// 套装.
    Bundle,
    /// 赠品.
    Gift,
    /// 满赠、加价购.
    ThresholdGift,
    /// M元任选N件.
    NForPrice,
    /// M件N折.
    PiecesRate,
    /// 第N件X折.
    NthPiece,
    /// 优惠券.
    Coupon,
    /// 红包.
    RedPacket,
    /// 积分.
    Points,
    /// 定金.
    Deposit,
    /// 包邮.
    FreeShipping,
    /// 抽奖、砍价: a budget, no price.
    Lottery,
}

impl OfferKind {
    /// Every kind, in the order in which lists show them: by layer.
    pub const ALL: [Self; 19] = [
        Self::Item,
        Self::Flash,
        Self::MemberPrice,
        Self::GroupBuy,
        Self::TradeIn,
        Self::Tiered,
        Self::EveryN,
        Self::PiecesRate,
        Self::NthPiece,
        Self::NForPrice,
        Self::Bundle,
        Self::Gift,
        Self::ThresholdGift,
        Self::Coupon,
        Self::RedPacket,
        Self::Points,
        Self::Deposit,
        Self::FreeShipping,
        Self::Lottery,
    ];

    /// The layer in which it is computed unless the offer says otherwise.
    #[must_use]
    pub const fn layer(self) -> Layer {
        match self {
            Self::Item | Self::Flash | Self::MemberPrice | Self::GroupBuy | Self::TradeIn => Layer::ItemOffer,
            Self::Tiered
            | Self::EveryN
            | Self::PiecesRate
            | Self::NthPiece
            | Self::NForPrice
            | Self::Bundle
            | Self::Gift
            | Self::ThresholdGift
            | Self::Lottery => Layer::ShopOffer,
            Self::Coupon => Layer::ShopCoupon,
            Self::RedPacket | Self::Points => Layer::RedPacket,
            Self::Deposit => Layer::Deposit,
            Self::FreeShipping => Layer::Shipping,
        }
    }

    /// Whether customers usually hold and use it or not, as against what applies by itself.
    #[must_use]
    pub const fn is_chosen(self) -> bool {
        matches!(self, Self::GroupBuy | Self::TradeIn | Self::Coupon | Self::RedPacket | Self::Points | Self::Deposit)
    }

    /// Whether it gives one price to single pieces, whatever else is in the basket.
    #[must_use]
    pub const fn is_item(self) -> bool {
        matches!(self, Self::Item | Self::Flash | Self::MemberPrice | Self::GroupBuy | Self::TradeIn)
    }

    /// The layers in which it can be computed.
    #[must_use]
    pub fn layers(self) -> &'static [Layer] {
        const ORDER: [Layer; 5] =
            [Layer::ShopOffer, Layer::ShopCoupon, Layer::PlatformOffer, Layer::PlatformCoupon, Layer::RedPacket];
        match self {
            Self::Deposit => &[Layer::Deposit],
            Self::FreeShipping => &[Layer::Shipping],
            Self::Item | Self::Flash | Self::MemberPrice | Self::GroupBuy | Self::TradeIn => &[Layer::ItemOffer],
            _ => &ORDER,
        }
    }
}

/// What happens to the price of a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ItemBenefit {
    /// 折扣: so much of the price is paid, `"80%"` = 8折.
    Pay(Rate),
    /// 直降: so much less.
    Less(Money),
    /// 一口价: this price, if it is lower.
    Price(Money),
}

/// What is taken off an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum Reduction {
    /// An amount.
    Less(Money),
    /// So much of the amount is paid, `"80%"` = 8折.
    Pay {
        /// Part that is paid.
        rate: Rate,
        /// The most that is taken off.
        #[serde(default, skip_serializing_if = "is_default")]
        cap: Option<Money>,
    },
}

/// A rung (档位) of a ladder of thresholds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rung {
    /// Threshold (门槛), zero and above.
    pub at: Money,
    /// What is taken off from there.
    pub off: Reduction,
}

/// A rung of M件N折: from so many pieces, so much of the price is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PiecesRung {
    /// Pieces, one and above.
    pub pieces: Count,
    /// Part that is paid.
    pub pay: Rate,
}

/// 第N件X折: in each group of so many pieces, the cheapest is paid by this part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NthRung {
    /// The size of a group, one and above.
    pub nth: Count,
    /// Part of its price that is paid; zero is free.
    pub pay: Rate,
}

/// A rung of 满赠: from a threshold, a gift, free or for a small price.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GiftRung {
    /// Threshold.
    pub at: Money,
    /// What is given.
    pub gift: SkuId,
    /// How many.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub pieces: Count,
    /// What the customer adds for it (加价购); zero = free. Bought or not, it is no part of the basket's price.
    #[serde(default, skip_serializing_if = "is_default")]
    pub add: Money,
}

/// A part of a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BundleItem {
    /// Which product.
    pub sku: SkuId,
    /// How many in one set.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub pieces: Count,
}

const fn one() -> Count {
    Count::new(1)
}

fn is_one(count: &Count) -> bool {
    *count == one()
}

/// What an offer promises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum OfferRule {
    /// 阶梯满减: the best rung that is reached.
    Tiered(Vec<Rung>),
    /// 每满减: ⌊amount ÷ `every`⌋ × `off`, up to the cap.
    EveryN {
        /// From each so much.
        every: Money,
        /// So much less.
        off: Money,
        /// The most that is taken off.
        #[serde(default, skip_serializing_if = "is_default")]
        cap: Option<Money>,
    },
    /// 单品直降、折扣、一口价.
    Item(ItemBenefit),
    /// 秒杀.
    Flash(ItemBenefit),
    /// 会员价.
    MemberPrice(ItemBenefit),
    /// 拼团: the price when so many buy together.
    GroupBuy {
        /// Buyers in a group.
        people: Count,
        /// What happens to the price.
        benefit: ItemBenefit,
    },
    /// 以旧换新: so much less for each piece when an old one is given.
    TradeIn(Money),
    /// 套装: whole sets at a price, as many as lower the total.
    Bundle {
        /// What a set is made of.
        items: Vec<BundleItem>,
        /// Price of a set.
        price: Money,
    },
    /// 赠品: with each eligible piece.
    Gift {
        /// What is given.
        gift: SkuId,
        /// How many.
        #[serde(default = "one", skip_serializing_if = "is_one")]
        pieces: Count,
    },
    /// 满赠、加价购: the highest rung that is reached.
    ThresholdGift(Vec<GiftRung>),
    /// M元任选N件: eligible pieces, dearest first, in groups of N, while that lowers the total.
    NForPrice {
        /// Pieces in a group.
        pieces: Count,
        /// Price of a group.
        price: Money,
    },
    /// M件N折: from M pieces, all eligible pieces at the rate; the highest rung that is reached.
    PiecesRate(Vec<PiecesRung>),
    /// 第N件X折: in each group of N, dearest first, the cheapest piece.
    NthPiece(NthRung),
    /// 优惠券: rungs of which each is a coupon; one is used in an order.
    Coupon(Vec<Rung>),
    /// 红包.
    RedPacket {
        /// Its value.
        value: Money,
        /// Threshold; zero = none.
        #[serde(default, skip_serializing_if = "is_default")]
        at: Money,
    },
    /// 积分: points pay up to a part of the amount.
    Points {
        /// The most that points pay of the amount.
        up_to: Rate,
        /// Points to 1.00 of the currency, one and above.
        per_major: Count,
    },
    /// 定金: for each eligible piece so much is paid ahead and more is credited.
    Deposit {
        /// Paid ahead.
        pay: Money,
        /// Credited on the balance, not below what was paid.
        credit: Money,
    },
    /// 包邮.
    FreeShipping {
        /// Threshold; zero = always.
        #[serde(default, skip_serializing_if = "is_default")]
        from: Money,
    },
    /// 抽奖、砍价: a budget that changes no price.
    Lottery {
        /// What it may cost in all.
        budget: Money,
    },
}

impl Default for OfferRule {
    fn default() -> Self {
        Self::Tiered(Vec::new())
    }
}

impl OfferRule {
    /// Its kind.
    #[must_use]
    pub const fn kind(&self) -> OfferKind {
        match self {
            Self::Tiered(_) => OfferKind::Tiered,
            Self::EveryN { .. } => OfferKind::EveryN,
            Self::Item(_) => OfferKind::Item,
            Self::Flash(_) => OfferKind::Flash,
            Self::MemberPrice(_) => OfferKind::MemberPrice,
            Self::GroupBuy { .. } => OfferKind::GroupBuy,
            Self::TradeIn(_) => OfferKind::TradeIn,
            Self::Bundle { .. } => OfferKind::Bundle,
            Self::Gift { .. } => OfferKind::Gift,
            Self::ThresholdGift(_) => OfferKind::ThresholdGift,
            Self::NForPrice { .. } => OfferKind::NForPrice,
            Self::PiecesRate(_) => OfferKind::PiecesRate,
            Self::NthPiece(_) => OfferKind::NthPiece,
            Self::Coupon(_) => OfferKind::Coupon,
            Self::RedPacket { .. } => OfferKind::RedPacket,
            Self::Points { .. } => OfferKind::Points,
            Self::Deposit { .. } => OfferKind::Deposit,
            Self::FreeShipping { .. } => OfferKind::FreeShipping,
            Self::Lottery { .. } => OfferKind::Lottery,
        }
    }
}
