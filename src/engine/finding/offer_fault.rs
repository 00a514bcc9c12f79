//! What can be wrong with an offer, and what customers are likely to complain about.

use super::Severity;
use crate::model::{CategoryId, Count, Layer, Money, OfferId, PhaseId, Rate, SkuId};

/// A figure of an offer, as forms and sentences name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OfferFigure {
    /// Threshold.
    Threshold,
    /// What is taken off.
    Off,
    /// The most that is taken off.
    Cap,
    /// A price.
    Price,
    /// The part that is paid.
    Pay,
    /// A number of pieces.
    Pieces,
    /// Buyers in a group.
    People,
    /// The value of a red packet.
    Value,
    /// What points pay at most.
    UpTo,
    /// Points to one unit of the currency.
    PerMajor,
    /// Paid ahead.
    Deposit,
    /// Credited.
    Credit,
    /// A budget.
    Budget,
    /// What is added for a gift.
    Add,
    /// The platform's share of the cost.
    Platform,
    /// The suppliers' share of the cost.
    Supplier,
    /// Claim rate.
    Claim,
    /// Redemption rate.
    Redemption,
}

/// Which window of an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OfferSpan {
    /// When it can be claimed.
    Claim,
    /// When it can be used.
    Use,
}

impl OfferSpan {
    /// The field's name in the file.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Use => "usable",
        }
    }
}

/// What is wrong with an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OfferFault {
    /// A sum below zero.
    Negative(OfferFigure, Money),
    /// A figure of zero, with which it promises nothing.
    Zero(OfferFigure),
    /// A rate below zero or above 100 %.
    NotAShare(OfferFigure, Rate),
    /// A ladder without a rung.
    NoRungs,
    /// Two rungs with the same threshold.
    RungTwice(Money),
    /// Two rungs with the same number of pieces.
    PiecesTwice(Count),
    /// It takes off the whole threshold or more: threshold, what is taken off.
    TakesAll(Money, Money),
    /// The credit is below the deposit: deposit, credit.
    CreditBelowDeposit(Money, Money),
    /// A bundle of nothing.
    BundleEmpty,
    /// A product of a bundle is gone.
    BundleGone(SkuId),
    /// A gift is gone.
    GiftGone(SkuId),
    /// No product is in its scope.
    ScopeEmpty,
    /// A product of its scope is gone.
    ScopeSkuGone(SkuId),
    /// A category of its scope is gone.
    ScopeCategoryGone(CategoryId),
    /// A phase of a window is gone.
    PhaseGone(OfferSpan, PhaseId),
    /// A window ends at or before its start.
    Backwards(OfferSpan),
    /// It can be used in no phase.
    NeverUsable,
    /// It can be used before anyone could claim it.
    UseBeforeClaim,
    /// It can still be claimed when it can no longer be used.
    ClaimAfterUse,
    /// It cannot be claimed before its use ends.
    NeverClaimed,
    /// Platform and suppliers pay more than the whole.
    FundingAboveOne(Rate),
    /// A layer in which its kind cannot be computed.
    LayerUnfit(Layer),
    /// A pair of the matrix names an offer that is gone.
    StackingGone(OfferId),
    /// So many only: who comes later complains.
    Limited(Count),
    /// A threshold that hardly anybody reaches: threshold, 客单价.
    ThresholdBeyond(Money, Money),
    /// It can be used for so few hours in all.
    ShortUse(i64),
    /// It is for all goods, but so many are left out.
    HiddenExceptions(usize),
}

impl OfferFault {
    /// How bad it is.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::Negative(..)
            | Self::NotAShare(..)
            | Self::NoRungs
            | Self::CreditBelowDeposit(..)
            | Self::BundleEmpty
            | Self::BundleGone(_)
            | Self::GiftGone(_)
            | Self::ScopeEmpty
            | Self::ScopeSkuGone(_)
            | Self::ScopeCategoryGone(_)
            | Self::PhaseGone(..)
            | Self::Backwards(_)
            | Self::NeverClaimed
            | Self::FundingAboveOne(_)
            | Self::LayerUnfit(_)
            | Self::StackingGone(_) => Severity::Error,
            Self::Zero(_)
            | Self::RungTwice(_)
            | Self::PiecesTwice(_)
            | Self::TakesAll(..)
            | Self::NeverUsable
            | Self::UseBeforeClaim
            | Self::ClaimAfterUse => Severity::Warning,
            Self::Limited(_) | Self::ThresholdBeyond(..) | Self::ShortUse(_) | Self::HiddenExceptions(_) => {
                Severity::Hint
            }
        }
    }

    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Negative(..) => "offer-negative",
            Self::Zero(_) => "offer-zero",
            Self::NotAShare(..) => "offer-not-a-share",
            Self::NoRungs => "offer-no-rungs",
            Self::RungTwice(_) => "offer-rung-twice",
            Self::PiecesTwice(_) => "offer-pieces-twice",
            Self::TakesAll(..) => "offer-takes-all",
            Self::CreditBelowDeposit(..) => "offer-credit-below-deposit",
            Self::BundleEmpty => "offer-bundle-empty",
            Self::BundleGone(_) => "offer-bundle-gone",
            Self::GiftGone(_) => "offer-gift-gone",
            Self::ScopeEmpty => "offer-scope-empty",
            Self::ScopeSkuGone(_) => "offer-sku-gone",
            Self::ScopeCategoryGone(_) => "offer-category-gone",
            Self::PhaseGone(..) => "offer-phase-gone",
            Self::Backwards(_) => "offer-ends-before-start",
            Self::NeverUsable => "offer-never-usable",
            Self::UseBeforeClaim => "offer-use-before-claim",
            Self::ClaimAfterUse => "offer-claim-after-use",
            Self::NeverClaimed => "offer-never-claimed",
            Self::FundingAboveOne(_) => "offer-funding-above-one",
            Self::LayerUnfit(_) => "offer-layer-unfit",
            Self::StackingGone(_) => "offer-stacking-gone",
            Self::Limited(_) => "offer-limited",
            Self::ThresholdBeyond(..) => "offer-threshold-beyond",
            Self::ShortUse(_) => "offer-short-use",
            Self::HiddenExceptions(_) => "offer-hidden-exceptions",
        }
    }

    /// The field's name in the file: where it is put right.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Negative(figure, _) | Self::NotAShare(figure, _) => match figure {
                OfferFigure::Platform | OfferFigure::Supplier => "funding",
                OfferFigure::Claim | OfferFigure::Redemption => "uptake",
                _ => "rule",
            },
            Self::Zero(_)
            | Self::NoRungs
            | Self::RungTwice(_)
            | Self::PiecesTwice(_)
            | Self::TakesAll(..)
            | Self::CreditBelowDeposit(..)
            | Self::BundleEmpty
            | Self::BundleGone(_)
            | Self::GiftGone(_)
            | Self::ThresholdBeyond(..) => "rule",
            Self::ScopeEmpty | Self::ScopeSkuGone(_) | Self::ScopeCategoryGone(_) | Self::HiddenExceptions(_) => {
                "scope"
            }
            Self::PhaseGone(span, _) | Self::Backwards(span) => span.field(),
            Self::NeverUsable | Self::UseBeforeClaim | Self::ShortUse(_) => "usable",
            Self::ClaimAfterUse | Self::NeverClaimed => "claim",
            Self::FundingAboveOne(_) => "funding",
            Self::LayerUnfit(_) => "layer",
            Self::StackingGone(_) => "stacking",
            Self::Limited(_) => "quantity",
        }
    }
}
