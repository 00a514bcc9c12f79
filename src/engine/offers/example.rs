//! A worked example of an offer: the campaign's own goods, as many as it needs, priced by the real pipeline with this
//! offer alone.

use super::price::{Circumstances, Compiled, Moment, Reason, Receipt};
use crate::engine::goods::phase_price;
use crate::model::offer::{Audience, Scope};
use crate::model::{
    BasketItem, Campaign, Count, CustomerKind, Money, Offer, OfferRule, PhaseId, PhaseKind, Project, Rows, Sku, SkuId,
};

/// Most examples of one offer: of a ladder, its first rungs.
pub const MOST: usize = 5;
/// More pieces of one product than this are no example that anyone believes.
const BELIEVABLE: i64 = 12;
/// Points enough for any example.
const POINTS: Count = Count::new(10_000_000);

/// A basket and what it costs with the offer alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// What is in it.
    pub items: Vec<BasketItem>,
    /// In which phase it is bought.
    pub phase: PhaseId,
    /// By whom.
    pub customer: CustomerKind,
    /// The receipt.
    pub receipt: Receipt,
}

impl Example {
    /// Whether the offer applied.
    #[must_use]
    pub fn applies(&self) -> bool {
        self.why() == Some(Reason::Applied)
    }

    /// Why it applied or not: the best of its rungs.
    #[must_use]
    pub fn why(&self) -> Option<Reason> {
        let own = self.receipt.steps.iter().filter(|step| step.held.is_some());
        let mut reasons = own.map(|step| step.reason);
        let first = reasons.next()?;
        Some(if first == Reason::Applied || reasons.any(|reason| reason == Reason::Applied) {
            Reason::Applied
        } else {
            first
        })
    }

    /// What goods cost before it.
    #[must_use]
    pub fn before(&self) -> Money {
        self.receipt.price_total
    }

    /// What goods cost after it.
    #[must_use]
    pub fn after(&self) -> Money {
        self.receipt.goods_total
    }
}

/// Why there is no example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoExample {
    /// No product with a price is in its scope.
    NoGoods,
    /// It can be used in no phase.
    NoPhase,
    /// It is a budget and changes no price.
    Budget,
    /// It has nothing to promise.
    Nothing,
}

/// What a basket must reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Aim {
    Amount(Money),
    Pieces(u64),
}

fn aims(rule: &OfferRule) -> Vec<Aim> {
    match rule {
        OfferRule::Item(_)
        | OfferRule::Flash(_)
        | OfferRule::MemberPrice(_)
        | OfferRule::GroupBuy { .. }
        | OfferRule::TradeIn(_)
        | OfferRule::Gift { .. }
        | OfferRule::Points { .. }
        | OfferRule::Deposit { .. } => vec![Aim::Pieces(1)],
        OfferRule::Tiered(rungs) | OfferRule::Coupon(rungs) => rungs.iter().map(|r| Aim::Amount(r.at)).collect(),
        OfferRule::ThresholdGift(rungs) => rungs.iter().map(|r| Aim::Amount(r.at)).collect(),
        OfferRule::EveryN { every, .. } => {
            vec![Aim::Amount(*every), Aim::Amount(Money::from_wide(every.wide() * 2))]
        }
        OfferRule::NForPrice { pieces, .. } => vec![Aim::Pieces(pieces.get())],
        OfferRule::PiecesRate(rungs) => rungs.iter().map(|r| Aim::Pieces(r.pieces.get())).collect(),
        OfferRule::NthPiece(rung) => vec![Aim::Pieces(rung.nth.get())],
        OfferRule::RedPacket { at, .. } => vec![Aim::Amount(*at)],
        OfferRule::FreeShipping { from } => vec![Aim::Amount(*from)],
        OfferRule::Bundle { .. } | OfferRule::Lottery { .. } => Vec::new(),
    }
}

/// The examples of an offer: one for each rung of a ladder, one for any other. An offer that is switched off is shown as
/// if it were on.
///
/// # Errors
/// Why there is none.
pub fn examples(project: &Project, campaign: &Campaign, offer: &Offer) -> Result<Vec<Example>, NoExample> {
    if matches!(offer.rule, OfferRule::Lottery { .. }) {
        return Err(NoExample::Budget);
    }
    let phase = phase_of(campaign, offer).ok_or(NoExample::NoPhase)?;
    let baskets = baskets(project, campaign, offer, phase)?;
    let customer = match offer.audience {
        Audience::Members => CustomerKind::Member,
        Audience::New => CustomerKind::New,
        Audience::Everyone | Audience::Returning => CustomerKind::Old,
    };
    // the offer alone, and of the shop only the goods it is about
    let mut concerned: Vec<SkuId> = baskets.iter().flatten().map(|item| item.sku).collect();
    match &offer.rule {
        OfferRule::Gift { gift, .. } => concerned.push(*gift),
        OfferRule::ThresholdGift(rungs) => concerned.extend(rungs.iter().map(|rung| rung.gift)),
        _ => {}
    }
    let goods = project.goods.iter().filter(|sku| concerned.contains(&sku.id)).map(|sku| sku.as_ref().clone());
    let small = Project { goods: goods.collect(), ..Project::default() };
    let alone = Campaign {
        offers: vec![Offer { off: false, ..offer.clone() }].into(),
        stacking: Rows::default(),
        ..campaign.clone()
    };
    let of = Circumstances { moment: Moment::Phase(phase), customer };
    let Ok(compiled) = Compiled::new(&small, &alone, of) else { return Err(NoExample::Nothing) };
    let examples: Vec<Example> = baskets
        .into_iter()
        .filter_map(|items| {
            let receipt = compiled.receipt(&items, &[], POINTS).ok()?;
            Some(Example { items, phase, customer, receipt })
        })
        .collect();
    if examples.is_empty() { Err(NoExample::Nothing) } else { Ok(examples) }
}

/// The phase in which it is used first: the burst, else the launch, else any.
fn phase_of(campaign: &Campaign, offer: &Offer) -> Option<PhaseId> {
    let rank = |kind: PhaseKind| match kind {
        PhaseKind::Burst => 0,
        PhaseKind::Launch => 1,
        kind if kind.sells() => 2,
        _ => 3,
    };
    let fits = campaign.phases.iter().filter(|phase| offer.usable.meets(phase));
    fits.min_by_key(|phase| rank(phase.kind)).map(|phase| phase.id)
}

fn baskets(
    project: &Project,
    campaign: &Campaign,
    offer: &Offer,
    phase: PhaseId,
) -> Result<Vec<Vec<BasketItem>>, NoExample> {
    if let OfferRule::Bundle { items, .. } = &offer.rule {
        let items: Vec<BasketItem> = items
            .iter()
            .filter(|item| project.goods.contains(item.sku))
            .map(|item| BasketItem { sku: item.sku, pieces: Count::new(item.pieces.get().max(1)) })
            .collect();
        return if items.is_empty() { Err(NoExample::Nothing) } else { Ok(vec![items]) };
    }
    let goods = goods(project, campaign, &offer.scope, phase);
    if goods.is_empty() {
        return Err(NoExample::NoGoods);
    }
    let aims = aims(&offer.rule);
    if aims.is_empty() {
        return Err(NoExample::Nothing);
    }
    Ok(aims.into_iter().take(MOST).filter_map(|aim| basket(&goods, aim)).collect())
}

/// Goods in scope with their price in a phase, the campaign's own, by their share, largest first; those of the whole
/// shop if the campaign has none.
fn goods<'a>(project: &'a Project, campaign: &Campaign, scope: &Scope, phase: PhaseId) -> Vec<(&'a Sku, Money)> {
    let rows: std::collections::HashMap<SkuId, _> = campaign.goods.iter().map(|row| (row.sku, row)).collect();
    let mut goods: Vec<(&Sku, Money, i128)> = project
        .goods
        .iter()
        .filter(|sku| scope.holds(sku))
        .filter_map(|sku| {
            let row = rows.get(&sku.id);
            if row.is_none() && !rows.is_empty() {
                return None;
            }
            let price = row.map_or(Some(sku.list_price), |row| phase_price(sku, row, phase));
            let price = price.filter(|price| *price > Money::ZERO)?;
            Some((sku.as_ref(), price, row.map_or(0, |row| row.share.wide())))
        })
        .collect();
    goods.sort_by_key(|(_, _, share)| std::cmp::Reverse(*share));
    goods.into_iter().map(|(sku, price, _)| (sku, price)).collect()
}

/// A basket of one product that reaches an aim: with few pieces, and as little above it as can be.
fn basket(goods: &[(&Sku, Money)], aim: Aim) -> Option<Vec<BasketItem>> {
    let item =
        |sku: &Sku, pieces: i64| vec![BasketItem { sku: sku.id, pieces: Count::new(pieces.max(1).unsigned_abs()) }];
    match aim {
        Aim::Pieces(pieces) => {
            let (sku, _) = goods.first()?;
            Some(item(sku, i64::try_from(pieces).unwrap_or(BELIEVABLE).min(1_000)))
        }
        Aim::Amount(at) if at <= Money::ZERO => goods.first().map(|(sku, _)| item(sku, 1)),
        Aim::Amount(at) => {
            let needed = |price: Money| (at.minor() + price.minor() - 1) / price.minor().max(1);
            let over = |price: Money| price.minor().saturating_mul(needed(price)) - at.minor();
            let believable = goods.iter().filter(|(_, price)| needed(*price) <= BELIEVABLE);
            let best = believable.min_by_key(|(_, price)| over(*price).saturating_add(needed(*price) * 1_000));
            let (sku, price) = best.or_else(|| goods.iter().max_by_key(|(_, price)| *price))?;
            Some(item(sku, needed(*price).min(1_000)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::offer::{ItemBenefit, OfferWindow, PiecesRung, Reduction, Rung};
    use crate::model::{CampaignSku, OfferId, Phase, Rate};

    fn yuan(text: &str) -> Money {
        Money::parse(text).expect("money")
    }

    fn shop() -> (Project, Campaign) {
        let sku = |id, price| Sku { id: SkuId(id), list_price: yuan(price), ..Sku::default() };
        let day = |d| jiff::civil::date(2026, 11, d).at(0, 0, 0, 0);
        let phase = |id, kind, from, to| Phase {
            id: PhaseId(id),
            kind,
            name: String::new(),
            start: day(from),
            end: day(to),
            waves: Rows::default(),
        };
        let project = Project { goods: vec![sku(1, "129"), sku(2, "69"), sku(3, "999")].into(), ..Project::default() };
        let row =
            |id, percent| CampaignSku { sku: SkuId(id), share: Rate::from_percent(percent), ..Default::default() };
        let campaign = Campaign {
            phases: vec![phase(10, PhaseKind::Launch, 1, 10), phase(11, PhaseKind::Burst, 10, 12)].into(),
            goods: vec![row(1, 60), row(2, 30), row(3, 10)].into(),
            ..Campaign::default()
        };
        (project, campaign)
    }

    fn of(rule: OfferRule) -> Offer {
        Offer { id: OfferId(50), rule, ..Offer::default() }
    }

    #[test]
    fn examples_are_what_the_pipeline_gives() {
        let (project, campaign) = shop();
        let rung = |at, off| Rung { at: yuan(at), off: Reduction::Less(yuan(off)) };
        let pieces = |n, percent| PiecesRung { pieces: Count::new(n), pay: Rate::from_percent(percent) };
        // rule, then for each example: product, pieces, before, after
        let cases: [(OfferRule, &[(u32, u64, &str, &str)]); 4] = [
            (OfferRule::Item(ItemBenefit::Pay(Rate::from_percent(90))), &[(1, 1, "129", "116.10")]),
            (
                OfferRule::PiecesRate(vec![pieces(2, 90), pieces(3, 80)]),
                &[(1, 2, "258", "232.20"), (1, 3, "387", "309.60")],
            ),
            // 3 × 69 = 207 is nearest above 199; 5 × 69 = 345 above 329 beats 3 × 129 = 387
            (
                OfferRule::Coupon(vec![rung("199", "15"), rung("329", "40")]),
                &[(2, 3, "207", "192"), (2, 5, "345", "305")],
            ),
            (
                OfferRule::EveryN { every: yuan("300"), off: yuan("50"), cap: None },
                &[(2, 5, "345", "295"), (1, 5, "645", "545")],
            ),
        ];
        for (rule, expected) in cases {
            let got = examples(&project, &campaign, &of(rule.clone())).expect("examples");
            let got: Vec<_> = got
                .iter()
                .map(|e| {
                    assert!(e.applies(), "{rule:?}");
                    (e.items[0].sku.0, e.items[0].pieces.get(), e.before(), e.after())
                })
                .collect();
            let expected: Vec<_> = expected.iter().map(|(sku, n, b, a)| (*sku, *n, yuan(b), yuan(a))).collect();
            assert_eq!(got, expected, "{rule:?}");
        }
    }

    #[test]
    fn other_offers_and_the_switch_play_no_part() {
        let (project, mut campaign) = shop();
        let offer = Offer { off: true, ..of(OfferRule::TradeIn(yuan("29"))) };
        campaign.offers = vec![of(OfferRule::Item(ItemBenefit::Price(yuan("1")))), offer.clone()].into();
        let got = examples(&project, &campaign, &offer).expect("one");
        assert_eq!(got[0].after(), yuan("100"));
        assert_eq!(got[0].phase, PhaseId(11), "the burst");
    }

    #[test]
    fn where_there_is_none_it_says_why() {
        let (project, campaign) = shop();
        let cases = [
            (of(OfferRule::Lottery { budget: yuan("9") }), NoExample::Budget),
            (of(OfferRule::Coupon(Vec::new())), NoExample::Nothing),
            (of(OfferRule::Bundle { items: Vec::new(), price: yuan("9") }), NoExample::Nothing),
            (
                Offer {
                    scope: Scope { skus: vec![SkuId(9)], ..Scope::default() },
                    ..of(OfferRule::TradeIn(yuan("9")))
                },
                NoExample::NoGoods,
            ),
            (
                Offer {
                    usable: OfferWindow { phases: vec![PhaseId(9)], ..OfferWindow::default() },
                    ..of(OfferRule::TradeIn(yuan("9")))
                },
                NoExample::NoPhase,
            ),
        ];
        for (offer, why) in cases {
            assert_eq!(examples(&project, &campaign, &offer), Err(why));
        }
    }
}
