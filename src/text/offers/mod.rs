//! What offers say to customers: the promise of each as a shop would write it, its name, and the rules as one text.

pub mod fixes;
mod promise;
mod rules;
mod top_up;

pub use promise::{amount, discount, promise};
pub use rules::{conditions, rules, sentence, summary};
pub use top_up::{top_up, top_up_shown};

use super::names::Named;
use super::{Msg, Texts};
use crate::engine::offers::preset::Preset;
use crate::model::offer::Audience;
use crate::model::{CustomerKind, Layer, Offer, OfferKind, OfferRule, Project};

/// What an offer is called: its own name, else its promise; of a ladder, how many rungs it has.
#[must_use]
pub fn offer_name(texts: &Texts, project: &Project, offer: &Offer) -> String {
    let own = offer.name.trim();
    if !own.is_empty() {
        return super::line::tame(own).into_owned();
    }
    match &offer.rule {
        OfferRule::Tiered(rungs) | OfferRule::Coupon(rungs) if rungs.len() > 1 => {
            let kind = offer.rule.kind();
            texts.with(Msg::OfferLadder, &[("kind", kind.name_in(texts).into()), ("n", rungs.len().into())])
        }
        rule => promise(texts, project, rule),
    }
}

impl Named for OfferKind {
    fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str {
        texts.get(match self {
            Self::Item => Msg::OfferKindItem,
            Self::Flash => Msg::OfferKindFlash,
            Self::MemberPrice => Msg::OfferKindMemberPrice,
            Self::GroupBuy => Msg::OfferKindGroupBuy,
            Self::TradeIn => Msg::OfferKindTradeIn,
            Self::Tiered => Msg::OfferKindTiered,
            Self::EveryN => Msg::OfferKindEveryN,
            Self::PiecesRate => Msg::OfferKindPiecesRate,
            Self::NthPiece => Msg::OfferKindNthPiece,
            Self::NForPrice => Msg::OfferKindNForPrice,
            Self::Bundle => Msg::OfferKindBundle,
            Self::Gift => Msg::OfferKindGift,
            Self::ThresholdGift => Msg::OfferKindThresholdGift,
            Self::Coupon => Msg::OfferKindCoupon,
            Self::RedPacket => Msg::OfferKindRedPacket,
            Self::Points => Msg::OfferKindPoints,
            Self::Deposit => Msg::OfferKindDeposit,
            Self::FreeShipping => Msg::OfferKindFreeShipping,
            Self::Lottery => Msg::OfferKindLottery,
        })
    }
}

impl Named for Layer {
    fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str {
        texts.get(match self {
            Self::ItemPrice => Msg::LayerItemPrice,
            Self::ItemOffer => Msg::LayerItemOffer,
            Self::ShopOffer => Msg::LayerShopOffer,
            Self::ShopCoupon => Msg::LayerShopCoupon,
            Self::PlatformOffer => Msg::LayerPlatformOffer,
            Self::PlatformCoupon => Msg::LayerPlatformCoupon,
            Self::RedPacket => Msg::LayerRedPacket,
            Self::Deposit => Msg::LayerDeposit,
            Self::Shipping => Msg::LayerShipping,
        })
    }
}

impl Named for Audience {
    fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str {
        texts.get(match self {
            Self::Everyone => Msg::AudienceEveryone,
            Self::New => Msg::AudienceNew,
            Self::Returning => Msg::AudienceReturning,
            Self::Members => Msg::AudienceMembers,
        })
    }
}

impl Named for CustomerKind {
    fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str {
        texts.get(match self {
            Self::New => Msg::CustomerNew,
            Self::Old => Msg::CustomerOld,
            Self::Member => Msg::CustomerMember,
        })
    }
}

impl Named for Preset {
    fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str {
        texts.get(match self {
            Self::CouponLadder => Msg::PresetCouponLadder,
            Self::CrossShop => Msg::PresetCrossShop,
            Self::CategoryDiscount => Msg::PresetCategoryDiscount,
            Self::ShopReduction => Msg::PresetShopReduction,
            Self::ThreePieces => Msg::PresetThreePieces,
            Self::SecondHalf => Msg::PresetSecondHalf,
            Self::Members => Msg::PresetMembers,
            Self::DailyFlash => Msg::PresetDailyFlash,
            Self::ThresholdGift => Msg::PresetThresholdGift,
            Self::WelcomePacket => Msg::PresetWelcomePacket,
            Self::Points => Msg::PresetPoints,
            Self::Deposit => Msg::PresetDeposit,
            Self::FreeShipping => Msg::PresetFreeShipping,
        })
    }
}
