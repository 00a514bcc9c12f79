//! Why a step of a receipt is as it is: on which amount its threshold was tested, what the other possibilities would have come
//! to, and how it was shared.

use super::{compile, price};
use crate::engine::offers::price::{Compiled, Receipt, ReceiptLine, Step};
use crate::model::offer::Base;
use crate::model::{Basket, Campaign, Held, Layer, Money, OfferRule, PricingPolicy, Project, SkuId};

/// How the amount came about on which an offer was measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The campaign price of the products that take part.
    pub start: Money,
    /// What was taken off them before, in order.
    pub minus: Vec<(Held, Layer, Money)>,
    /// What was left: the amount that was measured.
    pub base: Money,
    /// The threshold it was held against; nothing if there is none.
    pub threshold: Option<Money>,
}

/// One of several possibilities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// What would be used; nothing = nothing of it.
    pub held: Option<Held>,
    /// What the whole basket would cost, shipping included.
    pub total: Money,
    /// Whether it is what the receipt uses.
    pub used: bool,
}

/// A line's part of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ShareRow {
    /// Which product.
    pub sku: SkuId,
    /// By which amount it shares.
    pub weight: Money,
    /// Its part.
    pub amount: Money,
}

/// The threshold of an offer for an amount: of several rungs without coupons of their own, the highest that it reaches, else the
/// lowest.
#[must_use]
pub fn threshold(campaign: &Campaign, held: Held, base: Money) -> Option<Money> {
    let best = |all: &mut dyn Iterator<Item = Money>| {
        let all: Vec<Money> = all.collect();
        let reached = all.iter().copied().filter(|at| *at <= base).max();
        reached.or_else(|| all.into_iter().min())
    };
    let at = match &campaign.offers.get(held.offer)?.rule {
        OfferRule::Coupon(rungs) => rungs.get(held.rung as usize)?.at,
        OfferRule::Tiered(rungs) => best(&mut rungs.iter().map(|rung| rung.at))?,
        OfferRule::ThresholdGift(rungs) => best(&mut rungs.iter().map(|rung| rung.at))?,
        OfferRule::EveryN { every, .. } => *every,
        OfferRule::RedPacket { at, .. } => *at,
        OfferRule::FreeShipping { from } => *from,
        _ => return None,
    };
    Some(at).filter(|at| *at > Money::ZERO)
}

fn taken(line: &ReceiptLine, held: Held) -> Money {
    line.shares.iter().filter(|(of, _)| *of == held).map(|(_, amount)| *amount).sum()
}

/// What is left of a line before a step.
fn left(line: &ReceiptLine, before: &[Step], until: Layer) -> Money {
    let off = before.iter().filter(|s| s.applied() && s.layer <= until).filter_map(|s| s.held);
    let off: Money = off.map(|held| taken(line, held)).sum();
    Money::from_wide(line.price.wide() - off.wide())
}

/// How the amount came about on which the step at a place was measured; nothing where it is not the plain sum of what is left of
/// its lines.
#[must_use]
pub fn path(compiled: &Compiled, campaign: &Campaign, receipt: &Receipt, at: usize) -> Option<Path> {
    let step = receipt.steps.get(at)?;
    let held = step.held?;
    let until = match campaign.pricing.threshold_on {
        Base::AfterEarlier => Layer::Shipping,
        Base::Original => Layer::ItemOffer,
    };
    let lines: Vec<&ReceiptLine> = receipt.lines.iter().filter(|line| compiled.takes_part(held, line.sku)).collect();
    let before = receipt.steps.get(..at)?;
    let start: Money = lines.iter().map(|line| line.price).sum();
    let minus: Vec<(Held, Layer, Money)> = before
        .iter()
        .filter(|s| s.applied() && s.layer <= until)
        .filter_map(|s| {
            let of = s.held?;
            let off: Money = lines.iter().map(|line| taken(line, of)).sum();
            (off > Money::ZERO).then_some((of, s.layer, off))
        })
        .collect();
    let sum = start.wide() - minus.iter().map(|(.., off)| off.wide()).sum::<i128>();
    let is_plain = sum == step.base.wide() && !lines.is_empty();
    is_plain.then(|| Path { start, minus, base: step.base, threshold: threshold(campaign, held, step.base) })
}

/// How a step was shared: the lines that took part, by what they shared. Nothing where it took nothing off.
#[must_use]
pub fn shares(compiled: &Compiled, policy: &PricingPolicy, receipt: &Receipt, at: usize) -> Vec<ShareRow> {
    let Some((step, held)) = receipt.steps.get(at).and_then(|s| Some((s, s.held?))) else { return Vec::new() };
    if !step.applied() || step.amount == Money::ZERO || step.layer == Layer::Shipping {
        return Vec::new();
    }
    let until = match policy.share_by {
        Base::Original if step.layer > Layer::ItemOffer => Layer::ItemOffer,
        _ => Layer::Shipping,
    };
    let before = receipt.steps.get(..at).unwrap_or_default();
    let lines = receipt.lines.iter().filter(|line| compiled.takes_part(held, line.sku));
    lines.map(|line| ShareRow { sku: line.sku, weight: left(line, before, until), amount: taken(line, held) }).collect()
}

/// What the basket would cost with the other coupons of the same offer in place of an offer, and with nothing of it; the
/// cheapest first. What would not apply is left out.
#[must_use]
pub fn alternatives(
    project: &Project,
    campaign: &Campaign,
    compiled: &Compiled,
    basket: &Basket,
    receipt: &Receipt,
    held: Held,
) -> Vec<Alternative> {
    let used = receipt.steps.iter().filter(|s| s.applied()).filter_map(|s| s.held).find(|h| h.offer == held.offer);
    let rungs: Vec<Held> = compiled.holdable().filter(|other| other.offer == held.offer).collect();
    let mut found = Vec::new();
    if rungs.is_empty() {
        // nobody chooses an automatic offer: the other possibility is that the shop does not make it
        let mut without = campaign.clone();
        if let Some(offer) = without.offers.get_mut(held.offer) {
            offer.off = true;
        }
        let total = compile(project, &without, basket).and_then(|c| price(&c, basket)).map(|r| r.total);
        found.extend(used.map(|held| Alternative { held: Some(held), total: receipt.total, used: true }));
        found.extend(total.map(|total| Alternative { held: None, total, used: used.is_none() }));
    } else {
        let with = |only: Option<Held>| {
            let mut without = basket.without.clone();
            without.extend(rungs.iter().filter(|rung| Some(**rung) != only));
            compiled.receipt(&basket.items, &without, basket.points).ok()
        };
        for rung in rungs.iter().filter(|rung| !basket.without.contains(rung)) {
            let applies = |r: &Receipt| r.steps.iter().any(|s| s.applied() && s.held == Some(*rung));
            if let Some(receipt) = with(Some(*rung)).filter(applies) {
                found.push(Alternative { held: Some(*rung), total: receipt.total, used: used == Some(*rung) });
            }
        }
        found.extend(with(None).map(|r| Alternative { held: None, total: r.total, used: used.is_none() }));
    }
    found.sort_by_key(|one| (one.total, !one.used));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::offer::{Reduction, Rung};
    use crate::model::{BasketItem, Count, Offer, OfferId, Phase, PhaseId, PhaseKind, Sku};

    fn yuan(text: &str) -> Money {
        Money::parse(text).expect("an amount")
    }

    /// 200 + 100; 30 off the first two hundred, then coupons 20 off 150 and 40 off 250 (270 reaches both).
    fn shop() -> (Project, Campaign, Basket) {
        let sku = |id: u32, price| Sku { id: SkuId(id), list_price: yuan(price), ..Sku::default() };
        let project = Project { goods: vec![sku(1, "200"), sku(2, "100")].into(), ..Project::default() };
        let rung = |at, off| Rung { at: yuan(at), off: Reduction::Less(yuan(off)) };
        let mut reduction =
            Offer { id: OfferId(4), rule: OfferRule::Tiered(vec![rung("200", "30")]), ..Offer::default() };
        reduction.scope.skus = vec![SkuId(1)];
        let coupon = Offer {
            id: OfferId(5),
            rule: OfferRule::Coupon(vec![rung("150", "20"), rung("250", "40"), rung("900", "99")]),
            ..Offer::default()
        };
        let burst = Phase {
            id: PhaseId(9),
            kind: PhaseKind::Burst,
            name: String::new(),
            start: jiff::civil::date(2026, 11, 11).at(0, 0, 0, 0),
            end: jiff::civil::date(2026, 11, 12).at(0, 0, 0, 0),
            waves: Vec::new().into(),
        };
        let campaign =
            Campaign { phases: vec![burst].into(), offers: vec![reduction, coupon].into(), ..Campaign::default() };
        let items = [1, 2].map(|id| BasketItem { sku: SkuId(id), pieces: Count::new(1) }).to_vec();
        (project, campaign, Basket { items, ..Basket::default() })
    }

    #[test]
    fn a_step_is_explained() {
        let (project, campaign, basket) = shop();
        let compiled = compile(&project, &campaign, &basket).expect("ready");
        let receipt = price(&compiled, &basket).expect("priced");
        let (first, second) = (Held { offer: OfferId(4), rung: 0 }, Held { offer: OfferId(5), rung: 1 });
        let at = |held| receipt.steps.iter().position(|s| s.held == Some(held)).expect("a step");
        assert_eq!(
            path(&compiled, &campaign, &receipt, at(second)),
            Some(Path {
                start: yuan("300"),
                minus: vec![(first, Layer::ShopOffer, yuan("30"))],
                base: yuan("270"),
                threshold: Some(yuan("250")),
            })
        );
        let own = path(&compiled, &campaign, &receipt, at(first)).expect("a path");
        assert_eq!((own.start, own.base), (yuan("200"), yuan("200")));
        // 40 over 170 : 100
        let rows = shares(&compiled, &campaign.pricing, &receipt, at(second));
        let row = |sku: u32, weight, amount| ShareRow { sku: SkuId(sku), weight: yuan(weight), amount: yuan(amount) };
        assert_eq!(rows, [row(1, "170", "25.19"), row(2, "100", "14.81")]);
    }

    #[test]
    fn the_other_possibilities_cost_more() {
        let (project, campaign, basket) = shop();
        let compiled = compile(&project, &campaign, &basket).expect("ready");
        let receipt = price(&compiled, &basket).expect("priced");
        let rung = |rung| Some(Held { offer: OfferId(5), rung });
        let found = alternatives(&project, &campaign, &compiled, &basket, &receipt, rung(0).expect("held"));
        let seen: Vec<_> = found.iter().map(|a| (a.held, a.total, a.used)).collect();
        assert_eq!(seen, [(rung(1), yuan("230"), true), (rung(0), yuan("250"), false), (None, yuan("270"), false)]);
        let automatic = Held { offer: OfferId(4), rung: 0 };
        let found = alternatives(&project, &campaign, &compiled, &basket, &receipt, automatic);
        let seen: Vec<_> = found.iter().map(|a| (a.held, a.total, a.used)).collect();
        assert_eq!(seen, [(Some(automatic), yuan("230"), true), (None, yuan("260"), false)]);
    }
}
