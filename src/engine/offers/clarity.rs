//! How much a customer must understand before knowing what to pay.
//!
//! In each phase that sells, over the offers that are on and can be used in it:
//! - *layers* = the layers in which at least one of them stands, without shipping, which nobody adds up, and without
//!   what lowers no price;
//! - *conditions* = for each offer one for each of: a threshold or number of pieces per rung, an audience, a scope, hours
//!   of the day, dates of its own, a limit per customer, a limited quantity;
//! - *exceptions* = goods left out (one per offer that does), pairs that the matrix excludes against their layers,
//!   exclusion groups, offers that stop all later ones.
//!
//! score = 3 × layers + conditions + 2 × exceptions, of the phase in which it is highest. Up to 15 it is simple, up to 30
//! moderate, above complex.

use std::collections::BTreeSet;

use crate::model::offer::{Audience, Reduction};
use crate::model::{Campaign, Layer, Money, Offer, OfferId, OfferRule, PhaseId};

/// Up to this score rules are simple.
pub const SIMPLE: u32 = 15;
/// Up to this score they are moderate.
pub const MODERATE: u32 = 30;
/// More layers at once than this are too many to add up in one's head.
pub const LAYERS: u32 = 3;

/// How hard the rules are to understand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 简单.
    #[default]
    Simple,
    /// 适中.
    Moderate,
    /// 偏复杂.
    Complex,
}

/// What would help most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Advice {
    /// Fewer layers at once.
    FewerLayers,
    /// Fewer exceptions.
    FewerExceptions,
    /// Fewer conditions: most stand with this offer.
    FewerConditions(OfferId),
}

/// The complexity of a campaign's rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clarity {
    /// The phase in which the rules are hardest; nothing without offers.
    pub phase: Option<PhaseId>,
    /// Layers at once.
    pub layers: u32,
    /// Conditions.
    pub conditions: u32,
    /// Exceptions.
    pub exceptions: u32,
    /// The score.
    pub score: u32,
    /// How hard that is.
    pub level: Level,
    /// What would help most; nothing while it is simple.
    pub advice: Option<Advice>,
}

/// Works out how hard a campaign's rules are.
#[must_use]
pub fn clarity(campaign: &Campaign) -> Clarity {
    let phases = campaign.phases.iter().filter(|phase| phase.kind.sells());
    let mut worst = Clarity::default();
    for phase in phases {
        let offers: Vec<&Offer> = campaign
            .offers
            .iter()
            .map(AsRef::as_ref)
            .filter(|o| !o.off && o.usable.meets(phase) && !matches!(o.rule, OfferRule::Lottery { .. }))
            .collect();
        let here = of(campaign, &offers);
        if here.score > worst.score {
            worst = Clarity { phase: Some(phase.id), ..here };
        }
    }
    worst
}

fn of(campaign: &Campaign, offers: &[&Offer]) -> Clarity {
    let lowers = |o: &&&Offer| !matches!(o.rule, OfferRule::Gift { .. } | OfferRule::ThresholdGift(_));
    let layers: BTreeSet<Layer> =
        offers.iter().filter(lowers).map(|o| o.layer()).filter(|layer| *layer != Layer::Shipping).collect();
    let each: Vec<(OfferId, u32)> = offers.iter().map(|o| (o.id, conditions(o))).collect();
    let here = |id: OfferId| offers.iter().any(|o| o.id == id);
    let pairs = campaign.stacking.iter().filter(|r| !r.together && here(r.a) && here(r.b)).count();
    let groups: BTreeSet<&str> = offers.iter().map(|o| o.group.as_str()).filter(|group| !group.is_empty()).collect();
    let own = offers.iter().map(|o| usize::from(!o.scope.except.is_empty()) + usize::from(o.stop_after)).sum::<usize>();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let (layers, exceptions) = (count(layers.len()), count(pairs + groups.len() + own));
    let conditions: u32 = each.iter().map(|(_, n)| n).sum();
    let score = 3 * layers + conditions + 2 * exceptions;
    let level = match score {
        ..=SIMPLE => Level::Simple,
        ..=MODERATE => Level::Moderate,
        _ => Level::Complex,
    };
    let advice = if level == Level::Simple {
        None
    } else if layers > LAYERS {
        Some(Advice::FewerLayers)
    } else if 2 * exceptions > conditions {
        Some(Advice::FewerExceptions)
    } else {
        each.iter().max_by_key(|(_, n)| *n).map(|(id, _)| Advice::FewerConditions(*id))
    };
    Clarity { phase: None, layers, conditions, exceptions, score, level, advice }
}

/// What a customer must look at before one offer holds.
#[must_use]
pub fn conditions(offer: &Offer) -> u32 {
    let rungs = match &offer.rule {
        OfferRule::Tiered(rungs) | OfferRule::Coupon(rungs) => rungs
            .iter()
            .map(|rung| {
                let capped = matches!(rung.off, Reduction::Pay { cap: Some(_), .. });
                usize::from(rung.at > Money::ZERO) + usize::from(capped)
            })
            .sum(),
        OfferRule::ThresholdGift(rungs) => rungs.len(),
        OfferRule::PiecesRate(rungs) => rungs.len(),
        OfferRule::EveryN { cap, .. } => 1 + usize::from(cap.is_some()),
        OfferRule::RedPacket { at, .. } => usize::from(*at > Money::ZERO),
        OfferRule::FreeShipping { from } => usize::from(*from > Money::ZERO),
        OfferRule::NForPrice { .. }
        | OfferRule::NthPiece(_)
        | OfferRule::Bundle { .. }
        | OfferRule::GroupBuy { .. }
        | OfferRule::TradeIn(_)
        | OfferRule::Points { .. }
        | OfferRule::Deposit { .. } => 1,
        OfferRule::Item(_) | OfferRule::Flash(_) | OfferRule::MemberPrice(_) => 0,
        OfferRule::Gift { .. } | OfferRule::Lottery { .. } => 0,
    };
    let others = [
        offer.audience != Audience::Everyone,
        !offer.scope.is_all(),
        offer.usable.daily.is_some(),
        offer.usable.from.is_some() || offer.usable.until.is_some(),
        offer.per_customer.is_some(),
        offer.quantity.is_some(),
    ];
    u32::try_from(rungs + others.into_iter().filter(|there| *there).count()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::offer::{ItemBenefit, OfferWindow, Rung, Scope};
    use crate::model::{Count, Phase, PhaseKind, Rate, Rows, SkuId, StackingRule};

    fn campaign(offers: Vec<Offer>) -> Campaign {
        let day = |d| jiff::civil::date(2026, 11, d).at(0, 0, 0, 0);
        let phase = |id, kind, from, to| Phase {
            id: PhaseId(id),
            kind,
            name: String::new(),
            start: day(from),
            end: day(to),
            waves: Rows::default(),
        };
        let phases = vec![
            phase(1, PhaseKind::Prepare, 1, 3),
            phase(2, PhaseKind::Launch, 3, 9),
            phase(3, PhaseKind::Burst, 9, 10),
        ];
        Campaign { phases: phases.into(), offers: offers.into(), ..Campaign::default() }
    }

    fn offer(id: u32, rule: OfferRule) -> Offer {
        Offer { id: OfferId(id), rule, ..Offer::default() }
    }

    fn coupon(rungs: usize) -> OfferRule {
        let rung = Rung { at: Money::from_major(99), off: Reduction::Less(Money::from_major(9)) };
        OfferRule::Coupon(vec![rung; rungs])
    }

    #[test]
    fn the_score_is_the_formula_in_the_worst_phase() {
        assert_eq!(clarity(&campaign(Vec::new())), Clarity::default());
        let item = OfferRule::Item(ItemBenefit::Pay(Rate::from_percent(80)));
        let burst = Offer {
            usable: OfferWindow { phases: vec![PhaseId(3)], ..OfferWindow::default() },
            scope: Scope { skus: vec![SkuId(7)], ..Scope::default() },
            quantity: Some(Count::new(9)),
            ..offer(1, item)
        };
        let ladder = Offer { per_customer: Some(Count::new(1)), ..offer(2, coupon(3)) };
        let off = Offer { off: true, ..offer(3, coupon(5)) };
        let mut all = campaign(vec![burst, ladder, off, offer(4, OfferRule::FreeShipping { from: Money::ZERO })]);
        let got = clarity(&all);
        // burst: item and coupon; scope, quantity, three thresholds, one limit
        assert_eq!((got.phase, got.layers, got.conditions, got.exceptions), (Some(PhaseId(3)), 2, 6, 0));
        assert_eq!((got.score, got.level, got.advice), (12, Level::Simple, None));
        all.stacking.push(StackingRule { a: OfferId(1), b: OfferId(2), together: false });
        all.stacking.push(StackingRule { a: OfferId(1), b: OfferId(4), together: false });
        let got = clarity(&all);
        assert_eq!((got.exceptions, got.score, got.level), (2, 16, Level::Moderate));
        assert_eq!(got.advice, Some(Advice::FewerConditions(OfferId(2))));
    }

    #[test]
    fn too_many_layers_are_named_first() {
        let packet = OfferRule::RedPacket { value: Money::from_major(5), at: Money::ZERO };
        let tiered =
            OfferRule::Tiered(vec![Rung { at: Money::from_major(99), off: Reduction::Less(Money::from_major(9)) }]);
        let platform = Offer { layer: Some(Layer::PlatformOffer), ..offer(4, tiered.clone()) };
        let got = clarity(&campaign(vec![offer(1, coupon(2)), offer(2, tiered), offer(3, packet), platform]));
        assert_eq!((got.layers, got.score), (4, 16));
        assert_eq!(got.advice, Some(Advice::FewerLayers));
    }
}
