//! Edits of a campaign's offers as pure functions: what else must change when one goes, where it may move to.

use std::sync::Arc;

use crate::engine::actuals::clear_offer;
use crate::model::{ActualOf, Campaign, Expectation, Layer, Offer, OfferId, Row, Rows};

/// Where an offer stands among those of its layer, and how many these are.
#[must_use]
pub fn place_in_layer(offers: &Rows<Offer>, id: OfferId) -> Option<(usize, usize)> {
    let layer = offers.get(id)?.layer();
    let peers: Vec<OfferId> = of_layer(offers, layer).map(Row::id).collect();
    Some((peers.iter().position(|peer| *peer == id)?, peers.len()))
}

fn of_layer(offers: &Rows<Offer>, layer: Layer) -> impl Iterator<Item = &Offer> {
    offers.iter().map(Arc::as_ref).filter(move |offer| offer.layer() == layer)
}

/// The offers with one of them at a place among those of its layer, counted from zero; beyond the end it is the last.
/// Offers of other layers keep their order. Nothing if the offer is not there or stands there already.
#[must_use]
pub fn moved(offers: &Rows<Offer>, id: OfferId, to: usize) -> Option<Rows<Offer>> {
    let (from, count) = place_in_layer(offers, id)?;
    let to = to.min(count.saturating_sub(1));
    if from == to {
        return None;
    }
    let layer = offers.get(id)?.layer();
    let mut peers: Vec<Arc<Offer>> = offers.iter().filter(|o| o.layer() == layer).cloned().collect();
    let one = peers.remove(from);
    peers.insert(to, one);
    let mut peers = peers.into_iter();
    let mut new = offers.clone();
    for slot in new.list_mut() {
        if slot.layer() == layer
            && let Some(next) = peers.next()
        {
            *slot = next;
        }
    }
    Some(new)
}

/// What names an offer besides the list itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// Pairs of the stacking matrix.
    pub pairs: usize,
    /// Kept baskets: those that expect it, and those that are without it.
    pub checks: usize,
    /// Rows of actual figures.
    pub actuals: usize,
}

impl References {
    /// All of them.
    #[must_use]
    pub const fn all(self) -> usize {
        self.pairs + self.checks + self.actuals
    }

    /// Whether nothing names it.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.all() == 0
    }
}

fn expects(expect: Expectation, id: OfferId) -> bool {
    matches!(expect, Expectation::Applies(held) if held.offer == id)
}

/// Counts what names an offer.
#[must_use]
pub fn references(campaign: &Campaign, id: OfferId) -> References {
    let named = |check: &crate::model::BasketCheck| {
        expects(check.expect, id) || check.basket.without.iter().any(|held| held.offer == id)
    };
    References {
        pairs: campaign.stacking.iter().filter(|pair| pair.a == id || pair.b == id).count(),
        checks: campaign.checks.iter().filter(|check| named(check)).count(),
        actuals: campaign.actuals.iter().filter(|row| row.of == ActualOf::Offer(id)).count(),
    }
}

/// Takes an offer out of a campaign, with all that names it: pairs of the matrix, baskets that expect it, in other
/// baskets the note that it is not held, and actual figures.
pub fn delete(campaign: &mut Campaign, id: OfferId) {
    campaign.offers.remove_where(|offer| offer.id == id);
    clear_offer(campaign, id);
    campaign.stacking.remove_where(|pair| pair.a == id || pair.b == id);
    campaign.checks.remove_where(|check| expects(check.expect, id));
    campaign.checks.map_where(|check| {
        check.basket.without.iter().any(|held| held.offer == id).then(|| {
            let mut check = check.clone();
            check.basket.without.retain(|held| held.offer != id);
            check
        })
    });
}

/// Adds a copy of an offer behind it, under a new identity and name; pairs of the matrix are copied with it.
pub fn duplicate(campaign: &mut Campaign, id: OfferId, copy: OfferId, name: String) {
    let Some((at, offer)) = campaign.offers.position(id).zip(campaign.offers.get(id)) else { return };
    let new = Offer { id: copy, name, ..offer.clone() };
    campaign.offers.insert(at + 1, new);
    let pairs: Vec<crate::model::StackingRule> =
        campaign.stacking.iter().filter(|pair| pair.a == id || pair.b == id).map(|pair| **pair).collect();
    for pair in pairs {
        let other = if pair.a == id { pair.b } else { pair.a };
        campaign.stacking.push(crate::model::StackingRule { a: copy, b: other, together: pair.together });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{BasketCheck, CheckId, Held, Money, OfferKind, OfferRule, StackingRule};

    fn offer(id: u32, rule: OfferRule) -> Offer {
        Offer { id: OfferId(id), rule, ..Offer::default() }
    }

    fn campaign() -> Campaign {
        let shipping = || OfferRule::FreeShipping { from: Money::ZERO };
        Campaign {
            offers: vec![
                offer(1, OfferRule::Tiered(Vec::new())),
                offer(2, shipping()),
                offer(3, OfferRule::PiecesRate(Vec::new())),
                offer(4, shipping()),
                offer(5, OfferRule::Tiered(Vec::new())),
            ]
            .into(),
            ..Campaign::default()
        }
    }

    fn order(offers: &Rows<Offer>) -> Vec<u32> {
        offers.iter().map(|o| o.id.0).collect()
    }

    #[test]
    fn an_offer_moves_within_its_layer_only() {
        let offers = campaign().offers;
        assert_eq!(OfferKind::PiecesRate.layer(), OfferKind::Tiered.layer());
        assert_eq!(place_in_layer(&offers, OfferId(3)), Some((1, 3)));
        for (id, to, expected) in [
            (1, 2, Some(vec![3, 2, 5, 4, 1])),
            (5, 0, Some(vec![5, 2, 1, 4, 3])),
            (4, 0, Some(vec![1, 4, 3, 2, 5])),
            (1, 99, Some(vec![3, 2, 5, 4, 1])),
            (3, 1, None),
            (9, 0, None),
        ] {
            assert_eq!(moved(&offers, OfferId(id), to).map(|o| order(&o)), expected, "{id} to {to}");
        }
    }

    #[test]
    fn nothing_names_an_offer_that_is_gone() {
        let mut campaign = campaign();
        let held = |id| Held { offer: OfferId(id), rung: 0 };
        campaign.stacking.push(StackingRule { a: OfferId(3), b: OfferId(1), together: true });
        campaign.stacking.push(StackingRule { a: OfferId(2), b: OfferId(5), together: false });
        let check = |id, expect, without: Vec<Held>| BasketCheck {
            id: CheckId(id),
            name: String::new(),
            basket: crate::model::Basket { without, ..Default::default() },
            expect,
        };
        campaign.checks.push(check(7, Expectation::Applies(held(3)), Vec::new()));
        campaign.checks.push(check(8, Expectation::AboveFloor, vec![held(3), held(5)]));
        campaign.actuals = vec![crate::model::Actual { of: ActualOf::Offer(OfferId(3)), ..Default::default() }].into();
        assert_eq!(references(&campaign, OfferId(3)), References { pairs: 1, checks: 2, actuals: 1 });
        delete(&mut campaign, OfferId(3));
        assert!(references(&campaign, OfferId(3)).is_empty());
        assert_eq!(order(&campaign.offers), [1, 2, 4, 5]);
        assert_eq!(campaign.stacking.len(), 1);
        assert_eq!(campaign.checks.get(CheckId(8)).map(|c| c.basket.without.clone()), Some(vec![held(5)]));
        assert!(!campaign.checks.contains(CheckId(7)) && campaign.actuals.is_empty());
    }

    #[test]
    fn a_copy_stands_behind_and_stacks_alike() {
        let mut campaign = campaign();
        campaign.stacking.push(StackingRule { a: OfferId(3), b: OfferId(1), together: true });
        duplicate(&mut campaign, OfferId(1), OfferId(9), "b".to_owned());
        assert_eq!(order(&campaign.offers), [1, 9, 2, 3, 4, 5]);
        assert_eq!(campaign.stacking.at(1).map(|p| (p.a, p.b, p.together)), Some((OfferId(9), OfferId(3), true)));
    }
}
