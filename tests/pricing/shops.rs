//! Random shops, offers and baskets: small figures, so that thresholds are met, missed and broken all the time.

#[path = "../../benches/common/large.rs"]
mod large;

use jiff::civil::date;
use large::Dice;
use promoplan::engine::offers::price::{Circumstances, Moment};
use promoplan::model::offer::*;
use promoplan::model::*;

/// A shop, its offers and a basket.
#[derive(Clone, Debug)]
pub struct Shop {
    pub project: Project,
    pub campaign: Campaign,
    pub items: Vec<BasketItem>,
    pub without: Vec<Held>,
    pub points: Count,
    pub circumstances: Circumstances,
}

fn money(d: &mut Dice, below: u64) -> Money {
    // often round sums, sometimes odd ones
    let sum = d.below(below) as i64;
    if d.chance(3) { Money::from_minor(sum * 100 + d.below(100) as i64) } else { Money::from_major(sum) }
}

fn rate(d: &mut Dice) -> Rate {
    Rate::from_percent(d.one(&[0, 33, 50, 60, 75, 80, 85, 90, 95, 99, 100]))
}

fn benefit(d: &mut Dice) -> ItemBenefit {
    match d.below(3) {
        0 => ItemBenefit::Pay(rate(d)),
        1 => ItemBenefit::Less(money(d, 30)),
        _ => ItemBenefit::Price(money(d, 60)),
    }
}

fn off(d: &mut Dice) -> Reduction {
    if d.chance(4) {
        Reduction::Pay { rate: rate(d), cap: d.maybe(|d| money(d, 30)) }
    } else {
        Reduction::Less(money(d, 60))
    }
}

fn rungs(d: &mut Dice, most: u64) -> Vec<Rung> {
    (0..=d.below(most)).map(|_| Rung { at: money(d, 200), off: off(d) }).collect()
}

fn rule(d: &mut Dice, skus: u64, small: bool) -> OfferRule {
    let pieces = |d: &mut Dice| Count::new(1 + d.below(4));
    match d.below(if small { 12 } else { 15 }) {
        0 | 1 => OfferRule::Tiered(rungs(d, 3)),
        2 => OfferRule::EveryN { every: money(d, 100), off: money(d, 20), cap: d.maybe(|d| money(d, 50)) },
        3 => OfferRule::Item(benefit(d)),
        4 => OfferRule::MemberPrice(benefit(d)),
        5 | 6 => OfferRule::Coupon(rungs(d, if small { 2 } else { 4 })),
        7 => OfferRule::PiecesRate((0..=d.below(2)).map(|_| PiecesRung { pieces: pieces(d), pay: rate(d) }).collect()),
        8 => OfferRule::RedPacket { value: money(d, 20), at: money(d, 60) },
        9 => OfferRule::FreeShipping { from: money(d, 150) },
        10 => OfferRule::NForPrice { pieces: pieces(d), price: money(d, 120) },
        11 => OfferRule::NthPiece(NthRung { nth: pieces(d), pay: rate(d) }),
        12 => OfferRule::Deposit { pay: money(d, 10), credit: money(d, 30) },
        13 => OfferRule::Points { up_to: Rate::from_percent(d.below(20) as i64), per_major: Count::new(100) },
        _ => {
            let item = |d: &mut Dice| BundleItem { sku: SkuId(1 + d.below(skus) as u32), pieces: pieces(d) };
            OfferRule::Bundle { items: vec![item(d), item(d)], price: money(d, 120) }
        }
    }
}

impl Shop {
    /// Any offers, any policy.
    pub fn any(seed: u64) -> Self {
        let d = &mut Dice::new(seed.wrapping_mul(2).wrapping_add(1));
        let skus = 1 + d.below(6);
        let mut shop = Self::of(d, skus, 8, false);
        shop.campaign.pricing.floor_protection = d.chance(4);
        if d.chance(4) {
            shop.campaign.pricing.group_choice = GroupChoice::Priority;
        }
        for held in 1..9 {
            if d.chance(6) {
                shop.without.push(Held { offer: OfferId(held), rung: d.below(3) as u32 });
            }
        }
        shop
    }

    /// So few offers and lines that all ways can be tried one by one.
    pub fn small(seed: u64) -> Self {
        let d = &mut Dice::new(seed.wrapping_mul(2));
        let skus = 1 + d.below(3);
        Self::of(d, skus, 5, true)
    }

    fn of(d: &mut Dice, skus: u64, most_offers: u64, small: bool) -> Self {
        let mut project = Project::default();
        for id in 1..=skus as u32 {
            project.goods.push(Sku {
                id: SkuId(id),
                list_price: money(d, 120),
                role: d.one(&Role::ALL),
                unit_cost: money(d, 30),
                floor: d.maybe(|d| money(d, 60)),
                ..Sku::default()
            });
        }
        let mut campaign = Campaign::default();
        campaign.phases.push(Phase {
            id: PhaseId(1),
            kind: PhaseKind::Burst,
            name: String::new(),
            start: date(2026, 11, 11).at(0, 0, 0, 0),
            end: date(2026, 11, 12).at(0, 0, 0, 0),
            waves: Rows::default(),
        });
        for id in 1..=d.below(most_offers) as u32 + 1 {
            let rule = rule(d, skus, small);
            let layers = rule.kind().layers();
            let skus: Vec<SkuId> =
                if d.chance(2) { (1..=skus as u32).filter(|_| d.chance(2)).map(SkuId).collect() } else { Vec::new() };
            campaign.offers.push(Offer {
                id: OfferId(id),
                layer: d.maybe(|d| d.one(layers)),
                rule,
                scope: Scope { skus, ..Scope::default() },
                chosen: d.maybe(|d| d.chance(2)),
                group: if d.chance(5) { "A".to_owned() } else { String::new() },
                stop_after: d.chance(12),
                per_customer: if d.chance(6) { Some(Count::new(1 + d.below(3))) } else { None },
                per_order: if d.chance(8) { Some(Count::new(2)) } else { None },
                funding: Funding { platform: rate(d), supplier: Rate::ZERO },
                ..Offer::default()
            });
        }
        let n = campaign.offers.len() as u64;
        for a in 1..n {
            if d.chance(3) {
                let b = a + 1 + d.below(n - a);
                let rule = StackingRule { a: OfferId(a as u32), b: OfferId(b as u32), together: d.chance(2) };
                campaign.stacking.push(rule);
            }
        }
        campaign.pricing = PricingPolicy {
            same_layer: d.one(&[SameLayer::Exclude, SameLayer::Stack]),
            threshold_on: d.one(&[Base::AfterEarlier, Base::Original]),
            share_by: d.one(&[Base::AfterEarlier, Base::Original]),
            percent: d.one(&[PercentBase::InSequence, PercentBase::SameBase]),
            rounding: d.one(&[Rounding::HalfUp, Rounding::HalfEven, Rounding::Down]),
            rounding_unit: d.one(&[RoundingUnit::Line, RoundingUnit::Piece, RoundingUnit::Order]),
            odd_cent: d.one(&[OddCent::LargestRemainder, OddCent::First, OddCent::Last, OddCent::LargestLine]),
            shipping_counts: d.chance(4),
            shipping_fee: if d.chance(2) { Money::ZERO } else { money(d, 15) },
            ..PricingPolicy::default()
        };
        let items = (1..=skus as u32)
            .filter_map(|id| {
                let pieces = Count::new(1 + d.below(4));
                (!d.chance(8)).then_some(BasketItem { sku: SkuId(id), pieces })
            })
            .collect();
        let customer = d.one(&CustomerKind::ALL);
        let circumstances = Circumstances { moment: Moment::Phase(PhaseId(1)), customer };
        let points = Count::new(d.below(2_000));
        Self { project, campaign, items, without: Vec::new(), points, circumstances }
    }

    /// Whether an offer is one of the item layer.
    pub fn is_item_offer(&self, id: OfferId) -> bool {
        self.campaign.offers.get(id).is_some_and(|offer| offer.rule.kind().is_item())
    }
}
