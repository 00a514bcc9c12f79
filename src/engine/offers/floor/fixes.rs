//! What can be done about a price below its floor: changes of offers, each tried before it is offered.

use super::{Domain, FloorError, Lowest, Which, floors, is_lower};
use crate::engine::watch::Watch;
use crate::model::offer::{ItemBenefit, Reduction, StackingRule};
use crate::model::{Campaign, Money, OfferId, OfferRule, PhaseId, Project, Rate, Row as _, SkuId};

/// A change of a campaign's offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The product takes no part in an offer.
    LeaveOut(OfferId, SkuId),
    /// Two offers are not used together.
    Exclude(OfferId, OfferId),
    /// The threshold of a rung, counted from zero, becomes this.
    RaiseThreshold(OfferId, usize, Money),
    /// What a rung, counted from zero, takes off becomes this.
    LowerValue(OfferId, usize, Money),
    /// The part of the price that an item offer leaves becomes this.
    RaiseRate(OfferId, Rate),
}

/// A change, and what comes of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What is changed.
    pub change: Change,
    /// The lowest prices of the product afterwards, by phase: none is below its floor.
    pub after: Vec<Lowest>,
}

impl Fix {
    /// The lowest of the prices afterwards.
    #[must_use]
    pub fn lowest(&self) -> Option<&Lowest> {
        self.after.iter().reduce(|a, b| if is_lower(b, a) { b } else { a })
    }
}

/// The campaign with a change made.
#[must_use]
pub fn apply(campaign: &Campaign, change: Change) -> Campaign {
    let mut changed = campaign.clone();
    match change {
        Change::Exclude(a, b) => {
            let rule = StackingRule { a, b, together: false };
            match changed.stacking.get_mut(rule.id()) {
                Some(there) => there.together = false,
                None => changed.stacking.push(rule),
            }
        }
        Change::LeaveOut(id, sku) => {
            if let Some(offer) = changed.offers.get_mut(id)
                && !offer.scope.except.contains(&sku)
            {
                offer.scope.except.push(sku);
            }
        }
        Change::RaiseThreshold(id, rung, at) => {
            if let Some(offer) = changed.offers.get_mut(id) {
                match &mut offer.rule {
                    OfferRule::Tiered(rungs) | OfferRule::Coupon(rungs) => {
                        rungs.get_mut(rung).into_iter().for_each(|rung| rung.at = at);
                    }
                    OfferRule::EveryN { every, .. } => *every = at,
                    OfferRule::RedPacket { at: from, .. } => *from = at,
                    _ => {}
                }
            }
        }
        Change::LowerValue(id, rung, value) => {
            if let Some(offer) = changed.offers.get_mut(id) {
                match &mut offer.rule {
                    OfferRule::Tiered(rungs) | OfferRule::Coupon(rungs) => {
                        rungs.get_mut(rung).into_iter().for_each(|rung| rung.off = Reduction::Less(value));
                    }
                    OfferRule::EveryN { off, .. }
                    | OfferRule::RedPacket { value: off, .. }
                    | OfferRule::TradeIn(off) => {
                        *off = value;
                    }
                    OfferRule::Item(benefit) | OfferRule::Flash(benefit) | OfferRule::MemberPrice(benefit) => {
                        *benefit = ItemBenefit::Less(value);
                    }
                    _ => {}
                }
            }
        }
        Change::RaiseRate(id, rate) => {
            if let Some(offer) = changed.offers.get_mut(id)
                && let OfferRule::Item(benefit) | OfferRule::Flash(benefit) | OfferRule::MemberPrice(benefit) =
                    &mut offer.rule
            {
                *benefit = ItemBenefit::Pay(rate);
            }
        }
    }
    changed
}

/// Changes after which no basket brings the product below its floor, in any phase in which it is sold; those that change
/// least first: a product left out, a pair excluded, then larger thresholds, smaller values. Each was tried: only what heals, and
/// is proved to, is there. `broken` is the price that is too low; of the offers that make it each is looked at.
///
/// Amounts are nice ones: whole tens of yuan for thresholds, whole yuan for values.
///
/// # Errors
/// More offers than can be priced, or stopped.
pub fn fixes(
    project: &Project,
    campaign: &Campaign,
    broken: &Lowest,
    domain: Domain,
    watch: Watch<'_>,
) -> Result<Vec<Fix>, FloorError> {
    let tried = |change: Change| -> Result<Option<Fix>, FloorError> {
        let changed = apply(campaign, change);
        let after = lowest_of(project, &changed, broken.sku, None, domain, watch)?;
        let healed = !after.is_empty() && after.iter().all(|l| l.exact && !l.is_below_floor());
        Ok(healed.then_some(Fix { change, after }))
    };
    let mut responsible: Vec<OfferId> = broken.offers.iter().map(|(held, _)| held.offer).collect();
    responsible.dedup();
    let mut found = Vec::new();
    for id in &responsible {
        // a set is named by its products; without one of them it is no set
        if campaign.offers.get(*id).is_some_and(|offer| !matches!(offer.rule, OfferRule::Bundle { .. })) {
            found.extend(tried(Change::LeaveOut(*id, broken.sku))?);
        }
    }
    for (i, a) in responsible.iter().enumerate() {
        for b in responsible.iter().skip(i + 1) {
            found.extend(tried(Change::Exclude(*a, *b))?);
        }
    }
    for id in &responsible {
        let Some(offer) = campaign.offers.get(*id) else { continue };
        for (amounts, make) in ladders(&offer.rule, *id) {
            // larger thresholds and smaller values heal at least as well, so that halving finds the first that heals
            let (mut low, mut high, mut best) = (0usize, amounts.len(), None);
            while low < high {
                let middle = low.midpoint(high);
                match amounts.get(middle).map(|amount| tried(make(*amount))).transpose()?.flatten() {
                    Some(fix) => (high, best) = (middle, Some(fix)),
                    None => low = middle + 1,
                }
            }
            found.extend(best);
        }
    }
    Ok(found)
}

type Make = Box<dyn Fn(i64) -> Change>;

/// The steps by which an offer can be made weaker, each list from the least change to the greatest.
fn ladders(rule: &OfferRule, id: OfferId) -> Vec<(Vec<i64>, Make)> {
    let mut all: Vec<(Vec<i64>, Make)> = Vec::new();
    let mut threshold = |rung: usize, at: Money| {
        let from = at.minor() / 1000 + 1;
        let steps = (from..from + 200).map(|tens| tens * 1000).collect();
        all.push((steps, Box::new(move |at| Change::RaiseThreshold(id, rung, Money::from_minor(at)))));
    };
    match rule {
        OfferRule::Tiered(rungs) | OfferRule::Coupon(rungs) => {
            for (rung, of) in rungs.iter().enumerate() {
                threshold(rung, of.at);
            }
        }
        OfferRule::EveryN { every, .. } => threshold(0, *every),
        OfferRule::RedPacket { at, .. } => threshold(0, *at),
        _ => {}
    }
    let mut value = |rung: usize, off: Money| {
        let whole = (off.minor() - 1) / 100;
        let steps = (1..=whole.clamp(0, 500)).rev().map(|yuan| yuan * 100).collect();
        all.push((steps, Box::new(move |less| Change::LowerValue(id, rung, Money::from_minor(less)))));
    };
    match rule {
        OfferRule::Tiered(rungs) | OfferRule::Coupon(rungs) => {
            for (rung, of) in rungs.iter().enumerate() {
                if let Reduction::Less(off) = of.off {
                    value(rung, off);
                }
            }
        }
        OfferRule::EveryN { off, .. }
        | OfferRule::RedPacket { value: off, .. }
        | OfferRule::Item(ItemBenefit::Less(off))
        | OfferRule::Flash(ItemBenefit::Less(off))
        | OfferRule::MemberPrice(ItemBenefit::Less(off))
        | OfferRule::TradeIn(off) => value(0, *off),
        _ => {}
    }
    if let OfferRule::Item(ItemBenefit::Pay(rate))
    | OfferRule::Flash(ItemBenefit::Pay(rate))
    | OfferRule::MemberPrice(ItemBenefit::Pay(rate)) = rule
    {
        let whole = i64::try_from(rate.wide() / 10_000_000).unwrap_or(100);
        let steps = (whole + 1..100).collect();
        all.push((steps, Box::new(move |percent| Change::RaiseRate(id, Rate::from_percent(percent)))));
    }
    all
}

fn lowest_of(
    project: &Project,
    campaign: &Campaign,
    sku: SkuId,
    phase: Option<PhaseId>,
    domain: Domain,
    watch: Watch<'_>,
) -> Result<Vec<Lowest>, FloorError> {
    floors(project, campaign, Which { phase, skus: Some(&[sku]), domain }, watch)
}
