//! The words of receipts: why an offer applied or not, what is expected of a basket, why one has no price. Short, as they stand
//! in rows.

use super::line::{say, tame};
use super::names::Named as _;
use super::offers::{offer_name, promise};
use super::rows::RowNames;
use super::{Msg, Texts};
use crate::engine::offers::basket::Unpriced;
use crate::engine::offers::basket::checks::Actual;
use crate::engine::offers::price::{AbsentReason, BasketError, Given, MAX_CANDIDATES, MAX_LINES, MAX_PIECES, Reason};
use crate::model::{
    Basket, Campaign, Count, Expectation, Held, Layer, Money, OfferKind, OfferRule, Project, Rate, SkuId,
};

/// The words of one campaign's receipts.
#[derive(Clone, Copy, Debug)]
pub struct ReceiptWords<'a> {
    /// The language.
    pub texts: &'a Texts,
    /// Whose goods.
    pub project: &'a Project,
    /// Whose offers and phases.
    pub campaign: &'a Campaign,
}

impl ReceiptWords<'_> {
    /// What is used: an offer by its name, a coupon of a ladder by its own promise (满329减40).
    #[must_use]
    pub fn held(&self, held: Held) -> String {
        let Some(offer) = self.campaign.offers.get(held.offer) else {
            return say(self.texts, Msg::RowOffer, &[("id", held.offer.to_string().into())]);
        };
        match &offer.rule {
            OfferRule::Coupon(rungs) if rungs.len() > 1 => match rungs.get(held.rung as usize) {
                Some(rung) => promise(self.texts, self.project, &OfferRule::Tiered(vec![*rung])),
                None => offer_name(self.texts, self.project, offer),
            },
            _ => offer_name(self.texts, self.project, offer),
        }
    }

    /// A product by its name alone, else its code, else its number.
    #[must_use]
    pub fn sku(&self, id: SkuId) -> String {
        let found = self.project.goods.get(id).map(|sku| (sku.name.trim(), sku.code.trim()));
        match found {
            Some((name, _)) if !name.is_empty() => tame(name).into_owned(),
            Some((_, code)) if !code.is_empty() => tame(code).into_owned(),
            _ => say(self.texts, Msg::RowSku, &[("id", id.to_string().into())]),
        }
    }

    fn kind(&self, held: Option<Held>) -> Option<OfferKind> {
        Some(self.campaign.offers.get(held?.offer)?.rule.kind())
    }

    fn amount(&self, money: Money) -> String {
        self.texts.format().amount(money)
    }

    /// Why an offer did not apply: a few words; nothing of one that did.
    #[must_use]
    pub fn reason(&self, held: Option<Held>, reason: Reason, basket: &Basket) -> String {
        let get = |msg| self.texts.get(msg).to_owned();
        let with_by = |msg, by: Held| self.texts.with(msg, &[("by", self.held(by).into())]);
        match reason {
            Reason::Applied => String::new(),
            Reason::Absent(AbsentReason::Off) => get(Msg::ReceiptOff),
            Reason::Absent(AbsentReason::NotNow) if basket.at.is_none() => get(Msg::ReceiptNotInPhase),
            Reason::Absent(AbsentReason::NotNow) => get(Msg::ReceiptNotNow),
            Reason::Absent(AbsentReason::NotForCustomer) => get(Msg::ReceiptNotForCustomer),
            Reason::Absent(AbsentReason::BudgetOnly) => get(Msg::ReceiptBudgetOnly),
            Reason::NotHeld => get(match self.kind(held) {
                Some(OfferKind::Coupon) => Msg::ReceiptNoCoupon,
                Some(OfferKind::RedPacket) => Msg::ReceiptNoPacket,
                Some(OfferKind::Points) => Msg::ReceiptNoPoints,
                Some(OfferKind::Deposit) => Msg::ReceiptNoDeposit,
                _ => Msg::ReceiptNotTaken,
            }),
            Reason::NoGoods => get(Msg::ReceiptNoGoods),
            Reason::BelowThreshold(missing) => {
                self.texts.with(Msg::ReceiptShort, &[("missing", self.amount(missing).into())])
            }
            Reason::TooFewPieces(n) => self.texts.with(Msg::ReceiptPiecesShort, &[("n", whole(n).into())]),
            Reason::ExcludedBy(by, less) => {
                let own = held.is_some_and(|held| held.offer == by.offer);
                match less.filter(|less| *less > Money::ZERO) {
                    None if own => get(Msg::ReceiptOnlyOne),
                    None => with_by(Msg::ReceiptExcluded, by),
                    Some(less) => {
                        let msg = if own { Msg::ReceiptOnlyOneLess } else { Msg::ReceiptExcludedLess };
                        let by = if own { String::new() } else { self.held(by) };
                        let less = self.amount(less);
                        let arguments: &[_] = &[("by", by.into()), ("less", less.into())];
                        self.texts.with(msg, if own { arguments.get(1..).unwrap_or_default() } else { arguments })
                    }
                }
            }
            Reason::StoppedBy(by) => with_by(Msg::ReceiptStopped, by),
            Reason::TotalSmallerWithout => get(Msg::ReceiptBetterWithout),
            Reason::NoSaving if self.kind(held) == Some(OfferKind::Points) && basket.points == Count::ZERO => {
                get(Msg::ReceiptPointsZero)
            }
            Reason::NoSaving => get(Msg::ReceiptNoSaving),
            Reason::FloorHeld => get(Msg::ReceiptFloorHeld),
        }
    }

    /// What a step is called that no offer makes: the campaign price, the shipping fee.
    #[must_use]
    pub fn plain_step(&self, layer: Layer, phase: Option<&crate::model::Phase>) -> String {
        match (layer, phase) {
            (Layer::Shipping, _) => self.texts.get(Msg::ReceiptFee).to_owned(),
            (_, Some(phase)) => {
                let name = tame(phase.name_in(self.texts)).into_owned();
                self.texts.with(Msg::ReceiptPriceIn, &[("phase", name.into())])
            }
            (_, None) => self.texts.get(Msg::ReceiptPrice).to_owned(),
        }
    }

    /// A gift that comes with a basket.
    #[must_use]
    pub fn gift(&self, given: &Given) -> String {
        let name = self.sku(given.sku);
        let gift = if given.pieces.get() > 1 { format!("{name}×{}", given.pieces) } else { name };
        if given.add > Money::ZERO {
            let add = self.amount(given.add);
            self.texts.with(Msg::ReceiptGiftAdd, &[("gift", gift.into()), ("add", add.into())])
        } else {
            self.texts.with(Msg::ReceiptGift, &[("gift", gift.into())])
        }
    }

    /// What is expected of a basket: 单件 ≥ 70.91.
    #[must_use]
    pub fn expectation(&self, expect: Expectation) -> String {
        let sum = |msg, sum: Money| self.texts.with(msg, &[("sum", self.amount(sum).into())]);
        let rate = |msg, rate: Rate| self.texts.with(msg, &[("rate", self.texts.format().percent_exact(rate).into())]);
        match expect {
            Expectation::PaysExactly(of) => sum(Msg::ExpectPays, of),
            Expectation::PaysAtLeast(of) => sum(Msg::ExpectPaysLeast, of),
            Expectation::UnitAtLeast(of) => sum(Msg::ExpectUnit, of),
            Expectation::AboveFloor => self.texts.get(Msg::ExpectFloor).to_owned(),
            Expectation::DiscountAtMost(of) => rate(Msg::ExpectDiscount, of),
            Expectation::ShippingExactly(of) => sum(Msg::ExpectShipping, of),
            Expectation::MarginAtLeast(of) => rate(Msg::ExpectMargin, of),
            Expectation::Applies(held) => self.texts.with(Msg::ExpectApplies, &[("offer", self.held(held).into())]),
        }
    }

    /// What a basket comes to where something was expected of it: 66.16, 20.6%, 满699减90; a dash for nothing.
    #[must_use]
    pub fn actual(&self, actual: Actual) -> String {
        let dash = || "—".to_owned();
        match actual {
            Actual::Money(money) | Actual::Unit(_, money) | Actual::Floor(Some((_, money, _))) => self.amount(money),
            Actual::Rate(Some(rate)) => self.texts.format().percent(rate, 1),
            Actual::Applied(Some(held)) => self.held(held),
            Actual::Floor(None) | Actual::Rate(None) | Actual::Applied(None) => dash(),
        }
    }

    /// Why a basket has no price.
    #[must_use]
    pub fn unpriced(&self, why: Unpriced) -> String {
        let id = |msg, id: String| self.texts.with(msg, &[("id", id.into())]);
        let most = |msg, n: usize, most: usize| {
            self.texts.with(msg, &[("n", n.to_string().into()), ("most", most.to_string().into())])
        };
        match why {
            Unpriced::Empty => self.texts.get(Msg::UnpricedEmpty).to_owned(),
            Unpriced::PhaseGone(phase) => id(Msg::UnpricedPhase, phase.to_string()),
            Unpriced::NoPhase => self.texts.get(Msg::UnpricedNoPhase).to_owned(),
            Unpriced::TooMany(many) => most(Msg::UnpricedOffers, many.0, MAX_CANDIDATES),
            Unpriced::Goods(BasketError::NoSuchSku(sku)) => id(Msg::UnpricedSku, sku.to_string()),
            // a limited offer can make two lines of one product
            Unpriced::Goods(BasketError::TooManyLines(n)) => most(Msg::UnpricedLines, n, MAX_LINES / 2),
            Unpriced::Goods(BasketError::TooManyPieces(..)) => {
                self.texts.with(Msg::UnpricedPieces, &[("most", MAX_PIECES.to_string().into())])
            }
        }
    }

    /// When and by whom a basket is bought: 爆发 20:00，会员.
    #[must_use]
    pub fn circumstances(&self, basket: &Basket) -> String {
        let phase = crate::engine::offers::basket::phase_of(self.campaign, basket);
        let rows = RowNames { texts: self.texts, project: self.project, campaign: self.campaign };
        let gone = || basket.phase.map(|id| rows.phase(id));
        let name = phase.map(|phase| tame(phase.name_in(self.texts)).into_owned()).or_else(gone);
        let when = match (basket.at, name) {
            (Some(at), Some(name)) => format!("{name} {}", self.texts.format().time(at)),
            (Some(at), None) => self.texts.format().day_and_time(at),
            (None, name) => name.unwrap_or_else(|| "—".to_owned()),
        };
        let comma = if self.texts.lang().is_chinese() { "，" } else { ", " };
        format!("{when}{comma}{}", basket.customer.name_in(self.texts))
    }
}

fn whole(count: Count) -> i64 {
    i64::try_from(count.get()).unwrap_or(i64::MAX)
}

#[cfg(test)]
#[path = "receipt_tests.rs"]
mod tests;
