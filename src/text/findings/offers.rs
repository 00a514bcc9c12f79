//! The sentences about offers.

use super::Sentence;
use crate::engine::finding::{OfferFault as F, OfferFigure, OfferSpan};
use crate::model::offer::OfferWindow;
use crate::model::{Money, Offer, OfferId};
use crate::text::names::Named;
use crate::text::{Argument, Msg};

/// What a figure of an offer is called.
#[must_use]
pub const fn figure(figure: OfferFigure) -> Msg {
    match figure {
        OfferFigure::Threshold => Msg::OfferFieldThreshold,
        OfferFigure::Off => Msg::OfferFieldOff,
        OfferFigure::Cap => Msg::OfferFieldCap,
        OfferFigure::Price => Msg::OfferFieldPrice,
        OfferFigure::Pay => Msg::OfferFieldPay,
        OfferFigure::Pieces => Msg::OfferFieldPieces,
        OfferFigure::People => Msg::OfferFieldPeople,
        OfferFigure::Value => Msg::OfferFieldValue,
        OfferFigure::UpTo => Msg::OfferFieldUpTo,
        OfferFigure::PerMajor => Msg::OfferFieldPerMajor,
        OfferFigure::Deposit => Msg::OfferFieldDeposit,
        OfferFigure::Credit => Msg::OfferFieldCredit,
        OfferFigure::Budget => Msg::OfferFieldBudget,
        OfferFigure::Add => Msg::OfferFieldAdd,
        OfferFigure::Platform => Msg::OfferFieldPlatform,
        OfferFigure::Supplier => Msg::OfferFieldSupplier,
        OfferFigure::Claim => Msg::OfferFieldClaimRate,
        OfferFigure::Redemption => Msg::OfferFieldRedemption,
    }
}

/// What to do about a fault.
pub(super) const fn action(fault: F) -> Msg {
    match fault {
        F::Negative(..)
        | F::Zero(_)
        | F::NotAShare(..)
        | F::TakesAll(..)
        | F::CreditBelowDeposit(..)
        | F::ThresholdBeyond(..)
        | F::FundingAboveOne(_) => Msg::FindingDoChangeFigure,
        F::NoRungs => Msg::FindingDoAddRung,
        F::RungTwice(_) | F::PiecesTwice(_) => Msg::FindingDoDeleteRepeat,
        F::BundleEmpty | F::BundleGone(_) | F::GiftGone(_) => Msg::FindingDoChooseGoods,
        F::ScopeEmpty | F::ScopeSkuGone(_) | F::ScopeCategoryGone(_) | F::HiddenExceptions(_) => {
            Msg::FindingDoChangeScope
        }
        F::PhaseGone(..) | F::NeverUsable | F::UseBeforeClaim | F::ClaimAfterUse | F::NeverClaimed => {
            Msg::FindingDoChangePhases
        }
        F::Backwards(_) | F::ShortUse(_) => Msg::FindingDoChangeTimes,
        F::LayerUnfit(_) => Msg::FindingDoChangeLayer,
        F::StackingGone(_) => Msg::FindingDoDeletePair,
        F::Limited(_) => Msg::FindingDoSayLimit,
    }
}

impl Sentence<'_> {
    pub(super) fn offer(&self, id: OfferId, fault: F) -> String {
        let offer = self.rows.offer(id);
        let figure = |of| self.texts().get(figure(of));
        let about = |msg, more: &[(&str, Argument<'_>)]| {
            let mut arguments: Vec<(&str, Argument<'_>)> = vec![("offer", offer.as_str().into())];
            arguments.extend_from_slice(more);
            self.say(msg, &arguments)
        };
        let exact = |rate| self.texts().format().percent_exact(rate);
        match fault {
            F::Negative(of, money) => {
                about(Msg::FindingOfferNegative, &[("figure", figure(of).into()), ("value", self.price(money))])
            }
            F::Zero(of) => about(Msg::FindingOfferZero, &[("figure", figure(of).into())]),
            F::NotAShare(of, rate) => {
                about(Msg::FindingOfferNotAShare, &[("figure", figure(of).into()), ("value", exact(rate).into())])
            }
            F::NoRungs => about(Msg::FindingOfferNoRungs, &[]),
            F::RungTwice(at) => about(Msg::FindingOfferRungTwice, &[("at", self.price(at))]),
            F::PiecesTwice(n) => about(Msg::FindingOfferPiecesTwice, &[("n", n.to_string().into())]),
            F::TakesAll(at, off) => {
                about(Msg::FindingOfferTakesAll, &[("at", self.price(at)), ("off", self.price(off))])
            }
            F::CreditBelowDeposit(pay, credit) => {
                about(Msg::FindingOfferCredit, &[("pay", self.price(pay)), ("credit", self.price(credit))])
            }
            F::BundleEmpty => about(Msg::FindingOfferBundleEmpty, &[]),
            F::BundleGone(sku) => about(Msg::FindingOfferBundleGone, &[("id", sku.to_string().into())]),
            F::GiftGone(sku) => about(Msg::FindingOfferGiftGone, &[("id", sku.to_string().into())]),
            F::ScopeEmpty => about(Msg::FindingOfferScopeEmpty, &[]),
            F::ScopeSkuGone(sku) => about(Msg::FindingOfferSkuGone, &[("id", sku.to_string().into())]),
            F::ScopeCategoryGone(category) => {
                about(Msg::FindingOfferCategoryGone, &[("id", category.to_string().into())])
            }
            F::PhaseGone(span, phase) => {
                let msg = match span {
                    OfferSpan::Claim => Msg::FindingOfferClaimPhaseGone,
                    OfferSpan::Use => Msg::FindingOfferUsePhaseGone,
                };
                about(msg, &[("id", phase.to_string().into())])
            }
            F::Backwards(span) => {
                let msg = match span {
                    OfferSpan::Claim => Msg::FindingOfferClaimBackwards,
                    OfferSpan::Use => Msg::FindingOfferUseBackwards,
                };
                let row = self.rows.campaign.offers.get(id);
                let (from, until) = row.map(|row| window_of(row, span)).map_or_else(
                    || ("—".to_owned(), "—".to_owned()),
                    |w| {
                        let said = |at: Option<jiff::civil::DateTime>| {
                            at.map_or_else(|| "—".to_owned(), |at| self.texts().format().day_and_time(at))
                        };
                        (said(w.from), said(w.until))
                    },
                );
                about(msg, &[("from", from.into()), ("until", until.into())])
            }
            F::NeverUsable => about(Msg::FindingOfferNeverUsable, &[]),
            F::UseBeforeClaim => about(Msg::FindingOfferUseBeforeClaim, &[]),
            F::ClaimAfterUse => about(Msg::FindingOfferClaimAfterUse, &[]),
            F::NeverClaimed => about(Msg::FindingOfferNeverClaimed, &[]),
            F::FundingAboveOne(rate) => about(Msg::FindingOfferFunding, &[("share", exact(rate).into())]),
            F::LayerUnfit(layer) => about(Msg::FindingOfferLayer, &[("layer", layer.name_in(self.texts()).into())]),
            F::StackingGone(other) => about(Msg::FindingOfferStackingGone, &[("id", other.to_string().into())]),
            F::Limited(n) => about(Msg::FindingOfferLimited, &[("n", self.texts().format().whole(n.wide()).into())]),
            F::ThresholdBeyond(at, aov) => {
                let times = at.ratio(aov.max(Money::from_minor(1))).unwrap_or_default();
                let times = self.texts().format().factor(times, 1);
                let arguments = [("at", self.price(at)), ("aov", self.price(aov)), ("times", times.into())];
                about(Msg::FindingOfferThreshold, &arguments)
            }
            F::ShortUse(hours) => about(Msg::FindingOfferShortUse, &[("hours", hours.into())]),
            F::HiddenExceptions(n) => about(Msg::FindingOfferExceptions, &[("n", n.into())]),
        }
    }
}

const fn window_of(offer: &Offer, span: OfferSpan) -> &OfferWindow {
    match span {
        OfferSpan::Claim => &offer.claim,
        OfferSpan::Use => &offer.usable,
    }
}
