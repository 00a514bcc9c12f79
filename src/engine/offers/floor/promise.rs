//! What of the lowest prices is wrong: below the floor (破价预警), or below a price that was promised to stay the lowest
//! (价保).

use super::Lowest;
use crate::engine::finding::{Finding, FindingCode, Place, PlaceKind, Tab};
use crate::model::{Campaign, Money, PhaseId, SkuId};

/// A price that falls below one at which the same product was sold before, within the days for which that one was promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Undercut<'a> {
    /// The lowest price later on.
    pub later: &'a Lowest,
    /// The earlier phase; nothing = the lowest price known from the days before the campaign.
    pub earlier: Option<PhaseId>,
    /// The price that was promised, of one piece.
    pub promised: Money,
}

/// Promised prices that are undercut: in each later phase, a product whose lowest price is below its campaign price in a
/// phase before, when the later one begins within so many days of the earlier one's end; or below the lowest price known from
/// before the campaign. Nothing without
/// [`price_promise`](Campaign::price_promise). Of several earlier phases the one with the lowest price is named.
#[must_use]
pub fn undercuts<'a>(campaign: &Campaign, lowest: &'a [Lowest]) -> Vec<Undercut<'a>> {
    let Some(days) = campaign.price_promise else { return Vec::new() };
    let mut found = Vec::new();
    for later in lowest {
        let Some(phase) = campaign.phases.get(later.phase) else { continue };
        let within = |earlier: &&Lowest| {
            earlier.sku == later.sku
                && campaign.phases.get(earlier.phase).is_some_and(|before| {
                    let apart = before.end.date().until(phase.start.date()).map_or(i32::MAX, |span| span.get_days());
                    before.start < phase.start && i128::from(apart) <= days.wide()
                })
        };
        let known = campaign.goods.get(later.sku).and_then(|row| row.lowest_before);
        let known = known.filter(|price| *price > Money::ZERO).map(|price| (price, None));
        let sold = lowest.iter().filter(within).map(|earlier| (earlier.price, Some(earlier.phase)));
        let promise = sold.chain(known).min_by_key(|(price, _)| *price);
        let promise = promise.filter(|(price, _)| later.is_below(*price));
        found.extend(promise.map(|(promised, earlier)| Undercut { later, earlier, promised }));
    }
    found
}

/// The findings of the guard: every price below its floor, and every promise that is undercut.
#[must_use]
pub fn guard_findings(campaign: &Campaign, lowest: &[Lowest]) -> Vec<Finding> {
    let place = |sku: SkuId| Place::at(Tab::Offers, PlaceKind::CampaignSku).row(sku.0);
    let add = |code, sku| Finding::new(code, Some(campaign.id), place(sku));
    let below = lowest.iter().filter(|l| l.is_below_floor()).filter_map(|l| {
        let code = FindingCode::LowestBelowFloor {
            sku: l.sku,
            phase: l.phase,
            lowest: l.unit(),
            floor: l.floor?,
            basket: l.basket.items.clone(),
        };
        Some(add(code, l.sku))
    });
    let broken = undercuts(campaign, lowest).into_iter().map(|undercut| {
        let code = FindingCode::PromiseUndercut {
            sku: undercut.later.sku,
            phase: undercut.later.phase,
            lowest: undercut.later.unit(),
            earlier: undercut.earlier,
            promised: undercut.promised,
        };
        add(code, undercut.later.sku)
    });
    below.chain(broken).collect()
}
