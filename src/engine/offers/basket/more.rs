//! What one piece more would change: of the product that is looked at, and of others.

use std::collections::HashSet;

use super::edit::{pieces_of, set_pieces};
use crate::engine::offers::price::{Compiled, Receipt};
use crate::model::{Basket, Campaign, Count, Held, Money, Rate, SkuId};

/// How many products of the campaign are tried as one more, those with the largest share of GMV first.
pub const TRIED: usize = 120;
/// How many of the tried are told: so many with the best discount, and so many that cost least.
const TOLD: (usize, usize) = (2, 2);
/// How many other lines of the basket are told.
const LINES: usize = 3;

/// A basket with another number of pieces of one product.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PiecesPoint {
    /// How many pieces.
    pub pieces: Count,
    /// What the whole basket costs, shipping included.
    pub total: Money,
    /// Net price of a piece of it, rounded half up.
    pub unit: Money,
    /// Its floor, if it has one.
    pub floor: Option<Money>,
    /// Whether a piece costs less than its floor, compared exactly.
    pub below_floor: bool,
}

/// The basket with 1 … `most` pieces of a product; fewer where that cannot be priced.
#[must_use]
pub fn curve(compiled: &Compiled, basket: &Basket, sku: SkuId, most: u64) -> Vec<PiecesPoint> {
    let mut tried = basket.clone();
    let mut point = |pieces| {
        set_pieces(&mut tried, sku, pieces);
        let receipt = compiled.receipt(&tried.items, &tried.without, tried.points).ok()?;
        let line = receipt.lines.iter().find(|line| line.sku == sku)?;
        Some(PiecesPoint {
            pieces,
            total: receipt.total,
            unit: line.unit_net(),
            floor: line.floor,
            below_floor: line.is_below_floor(),
        })
    };
    (1..=most).map_while(|pieces| point(Count::new(pieces))).collect()
}

/// More pieces that cost less.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reversal {
    /// The larger number of pieces; one less costs more.
    pub pieces: Count,
    /// By how much.
    pub less: Money,
}

/// A number of pieces that costs less than one piece fewer: that of the basket if it is one, else the smallest.
#[must_use]
pub fn reversal(points: &[PiecesPoint], pieces: Count) -> Option<Reversal> {
    let all = points.windows(2).filter_map(|pair| match pair {
        [fewer, more] if more.total < fewer.total => {
            Some(Reversal { pieces: more.pieces, less: fewer.total.checked_sub(more.total)? })
        }
        _ => None,
    });
    all.min_by_key(|found| (found.pieces != pieces, found.pieces))
}

/// A change of a basket by some pieces of one product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneMore {
    /// Which product.
    pub sku: SkuId,
    /// Pieces more; below zero = fewer.
    pub by: i64,
    /// What is paid more, shipping included; below zero = less.
    pub extra: Money,
    /// That as a part of the campaign price of the pieces; nothing for fewer pieces and where they cost nothing.
    pub part: Option<Rate>,
    /// Offers that apply only afterwards.
    pub gained: Vec<Held>,
    /// Offers that apply only before.
    pub lost: Vec<Held>,
}

fn applied(receipt: &Receipt) -> impl Iterator<Item = Held> + '_ {
    receipt.steps.iter().filter(|step| step.applied()).filter_map(|step| step.held)
}

struct Trial<'a> {
    compiled: &'a Compiled,
    basket: &'a Basket,
    receipt: &'a Receipt,
}

impl Trial<'_> {
    fn with(&self, sku: SkuId, by: i64) -> Option<OneMore> {
        let mut tried = self.basket.clone();
        let pieces = pieces_of(&tried, sku).get().checked_add_signed(by)?;
        set_pieces(&mut tried, sku, Count::new(pieces));
        let after = self.compiled.receipt(&tried.items, &tried.without, tried.points).ok()?;
        if after.lines.is_empty() {
            return None;
        }
        let (had, has): (HashSet<Held>, HashSet<Held>) = (applied(self.receipt).collect(), applied(&after).collect());
        let extra = Money::from_wide(after.total.wide() - self.receipt.total.wide());
        let price = Money::from_wide(after.price_total.wide() - self.receipt.price_total.wide());
        Some(OneMore {
            sku,
            by,
            extra,
            part: if by > 0 { extra.ratio(price) } else { None },
            gained: applied(&after).filter(|held| !had.contains(held)).collect(),
            lost: applied(self.receipt).filter(|held| !has.contains(held)).collect(),
        })
    }
}

/// What one more of a product would change: of the one looked at, of the other lines, of some other goods of the campaign –
/// those with the best discount and those that cost least –; and one fewer of the one looked at.
#[must_use]
pub fn one_more(
    compiled: &Compiled,
    campaign: &Campaign,
    basket: &Basket,
    receipt: &Receipt,
    selected: SkuId,
) -> Vec<OneMore> {
    let trial = Trial { compiled, basket, receipt };
    let lines: Vec<SkuId> = receipt.lines.iter().map(|line| line.sku).collect();
    let mut told: Vec<OneMore> = trial.with(selected, 1).into_iter().collect();
    told.extend(lines.iter().filter(|sku| **sku != selected).take(LINES).filter_map(|sku| trial.with(*sku, 1)));
    let mut others: Vec<(SkuId, Rate)> = campaign.goods.iter().map(|row| (row.sku, row.share)).collect();
    others.retain(|(sku, _)| !lines.contains(sku));
    others.sort_by_key(|(_, share)| std::cmp::Reverse(*share));
    let mut tried: Vec<OneMore> = others.iter().take(TRIED).filter_map(|(sku, _)| trial.with(*sku, 1)).collect();
    tried.sort_by_key(|more| (more.part.is_none(), more.part));
    let rest = tried.split_off(TOLD.0.min(tried.len()));
    told.extend(tried);
    let mut rest = rest;
    rest.sort_by_key(|more| more.extra);
    told.extend(rest.into_iter().filter(|more| more.extra > Money::ZERO).take(TOLD.1));
    if pieces_of(basket, selected).get() > 1 {
        told.extend(trial.with(selected, -1));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::offers::basket::{compile, price};
    use crate::model::offer::{OfferRule, PiecesRung};
    use crate::model::{BasketItem, CampaignSku, Offer, OfferId, Phase, PhaseId, PhaseKind, Project, Sku};

    fn yuan(text: &str) -> Money {
        Money::parse(text).expect("an amount")
    }

    /// Two pieces at half price: 100, 100, 150, 200 …
    fn shop() -> (Project, Campaign) {
        let sku = |id: u32, price| Sku { id: SkuId(id), list_price: yuan(price), ..Sku::default() };
        let project = Project { goods: vec![sku(1, "100"), sku(2, "30"), sku(3, "10")].into(), ..Project::default() };
        let row = |id: u32, floor: Option<&str>| CampaignSku {
            sku: SkuId(id),
            floor: floor.map(yuan),
            ..CampaignSku::default()
        };
        let rate = vec![PiecesRung { pieces: Count::new(2), pay: Rate::from_percent(45) }];
        let mut offer = Offer { id: OfferId(5), rule: OfferRule::PiecesRate(rate), ..Offer::default() };
        offer.scope.skus = vec![SkuId(1)];
        let burst = Phase {
            id: PhaseId(9),
            kind: PhaseKind::Burst,
            name: String::new(),
            start: jiff::civil::date(2026, 11, 11).at(0, 0, 0, 0),
            end: jiff::civil::date(2026, 11, 12).at(0, 0, 0, 0),
            waves: Vec::new().into(),
        };
        let campaign = Campaign {
            phases: vec![burst].into(),
            goods: vec![row(1, Some("50")), row(2, None), row(3, None)].into(),
            offers: vec![offer].into(),
            ..Campaign::default()
        };
        (project, campaign)
    }

    fn basket(pieces: u64) -> Basket {
        Basket { items: vec![BasketItem { sku: SkuId(1), pieces: Count::new(pieces) }], ..Basket::default() }
    }

    #[test]
    fn more_pieces_that_cost_less_are_found() {
        let (project, campaign) = shop();
        let basket = basket(1);
        let compiled = compile(&project, &campaign, &basket).expect("ready");
        let points = curve(&compiled, &basket, SkuId(1), 4);
        let totals: Vec<Money> = points.iter().map(|p| p.total).collect();
        assert_eq!(totals, ["100", "90", "135", "180"].map(yuan));
        assert_eq!(points.iter().map(|p| p.below_floor).collect::<Vec<_>>(), [false, true, true, true]);
        let two = Some(Reversal { pieces: Count::new(2), less: yuan("10") });
        assert_eq!(reversal(&points, Count::new(1)), two);
        assert_eq!(reversal(points.get(1..).expect("three"), Count::new(2)), None);
    }

    #[test]
    fn one_more_says_what_it_costs_and_changes() {
        let (project, campaign) = shop();
        let held = Held { offer: OfferId(5), rung: 0 };
        let of = |pieces| {
            let basket = basket(pieces);
            let compiled = compile(&project, &campaign, &basket).expect("ready");
            let receipt = price(&compiled, &basket).expect("priced");
            one_more(&compiled, &campaign, &basket, &receipt, SkuId(1))
        };
        let one = of(1);
        let first = one.first().expect("itself");
        assert_eq!((first.sku, first.by, first.extra), (SkuId(1), 1, yuan("-10")));
        assert_eq!((first.gained.as_slice(), first.lost.as_slice()), ([held].as_slice(), [].as_slice()));
        assert_eq!(one.iter().map(|m| m.sku.0).collect::<Vec<_>>(), [1, 2, 3]);
        assert_eq!(one.get(1).and_then(|m| m.part), Some(Rate::ONE));
        let two = of(2);
        let last = two.last().expect("one fewer");
        assert_eq!((last.by, last.extra, last.part), (-1, yuan("10"), None));
        assert_eq!(last.lost, [held]);
    }
}
