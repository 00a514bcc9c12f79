//! Offers of any kind, from seeds: sensible or not.

use jiff::civil::Time;
use promoplan::model::offer::*;
use promoplan::model::*;

use super::large::Dice;
use super::{count, money, rate, rows, text, time};

fn id<I: From<u32>>(d: &mut Dice) -> I {
    I::from(d.below(99) as u32)
}

fn list<T>(d: &mut Dice, make: impl FnMut(&mut Dice) -> T) -> Vec<T> {
    let mut make = make;
    (0..d.below(4)).map(|_| make(d)).collect()
}

fn benefit(d: &mut Dice) -> ItemBenefit {
    match d.below(3) {
        0 => ItemBenefit::Pay(rate(d)),
        1 => ItemBenefit::Less(money(d)),
        _ => ItemBenefit::Price(money(d)),
    }
}

fn rung(d: &mut Dice) -> Rung {
    let at = money(d);
    let off =
        if d.chance(2) { Reduction::Less(money(d)) } else { Reduction::Pay { rate: rate(d), cap: d.maybe(money) } };
    Rung { at, off }
}

fn rule(d: &mut Dice) -> OfferRule {
    match d.below(19) {
        0 => OfferRule::Tiered(list(d, rung)),
        1 => OfferRule::EveryN { every: money(d), off: money(d), cap: d.maybe(money) },
        2 => OfferRule::Item(benefit(d)),
        3 => OfferRule::Flash(benefit(d)),
        4 => OfferRule::MemberPrice(benefit(d)),
        5 => OfferRule::GroupBuy { people: count(d), benefit: benefit(d) },
        6 => OfferRule::TradeIn(money(d)),
        7 => OfferRule::Bundle { items: list(d, |d| BundleItem { sku: id(d), pieces: count(d) }), price: money(d) },
        8 => OfferRule::Gift { gift: id(d), pieces: count(d) },
        9 => OfferRule::ThresholdGift(list(d, |d| GiftRung {
            at: money(d),
            gift: id(d),
            pieces: count(d),
            add: money(d),
        })),
        10 => OfferRule::NForPrice { pieces: count(d), price: money(d) },
        11 => OfferRule::PiecesRate(list(d, |d| PiecesRung { pieces: count(d), pay: rate(d) })),
        12 => OfferRule::NthPiece(NthRung { nth: count(d), pay: rate(d) }),
        13 => OfferRule::Coupon(list(d, rung)),
        14 => OfferRule::RedPacket { value: money(d), at: money(d) },
        15 => OfferRule::Points { up_to: rate(d), per_major: count(d) },
        16 => OfferRule::Deposit { pay: money(d), credit: money(d) },
        17 => OfferRule::FreeShipping { from: money(d) },
        _ => OfferRule::Lottery { budget: money(d) },
    }
}

fn window(d: &mut Dice) -> OfferWindow {
    let clock = |d: &mut Dice| Time::constant(d.below(24) as i8, d.below(60) as i8, 0, 0);
    OfferWindow {
        phases: list(d, id),
        from: d.maybe(time),
        until: d.maybe(time),
        daily: d.maybe(|d| DailyHours { from: clock(d), until: clock(d) }),
    }
}

/// Offers of any kind.
pub fn any_offers(p: &mut Project, dice: &mut Dice) -> Rows<Offer> {
    rows(dice, |d| Offer {
        id: p.new_id(),
        name: text(d),
        rule: rule(d),
        layer: d.maybe(|d| d.one(&Layer::ALL)),
        scope: Scope {
            categories: list(d, id),
            roles: list(d, |d| d.one(&Role::ALL)),
            skus: list(d, id),
            except: list(d, id),
        },
        audience: d.one(&Audience::ALL),
        claim: window(d),
        usable: window(d),
        chosen: d.maybe(|d| d.chance(2)),
        group: text(d),
        stop_after: d.chance(2),
        per_order: d.maybe(count),
        per_customer: d.maybe(count),
        quantity: d.maybe(count),
        funding: Funding { platform: rate(d), supplier: rate(d) },
        uptake: Uptake { claim: rate(d), redemption: rate(d) },
        off: d.chance(2),
    })
}

/// Pairs of the stacking matrix.
pub fn any_stacking(dice: &mut Dice) -> Rows<StackingRule> {
    let mut n = 0;
    rows(dice, |d| {
        n += 100;
        StackingRule { a: OfferId(n), b: OfferId(n + d.below(99) as u32), together: d.chance(2) }
    })
}

/// A pricing policy.
pub fn any_policy(d: &mut Dice) -> PricingPolicy {
    PricingPolicy {
        same_layer: d.one(&[SameLayer::Exclude, SameLayer::Stack]),
        threshold_on: d.one(&[Base::AfterEarlier, Base::Original]),
        share_by: d.one(&[Base::AfterEarlier, Base::Original]),
        percent: d.one(&[PercentBase::InSequence, PercentBase::SameBase]),
        rounding: d.one(&[Rounding::HalfUp, Rounding::HalfEven, Rounding::Down]),
        rounding_unit: d.one(&[RoundingUnit::Line, RoundingUnit::Piece, RoundingUnit::Order]),
        odd_cent: d.one(&[OddCent::LargestRemainder, OddCent::First, OddCent::Last, OddCent::LargestLine]),
        group_choice: d.one(&[GroupChoice::Best, GroupChoice::Priority]),
        floor_protection: d.chance(2),
        shipping_counts: d.chance(2),
        shipping_fee: money(d),
        returns: d.one(&[ReturnRule::Keep, ReturnRule::Recover, ReturnRule::Proportional]),
    }
}

/// How customers answer to a threshold.
pub fn any_top_up(d: &mut Dice) -> TopUp {
    TopUp { chance: rate(d), reach: rate(d), overshoot: rate(d), returned: rate(d), fitted: d.chance(2) }
}

/// Baskets kept as checks.
pub fn any_checks(p: &mut Project, dice: &mut Dice) -> Rows<BasketCheck> {
    let held = |d: &mut Dice| Held { offer: id(d), rung: d.below(4) as u32 };
    rows(dice, |d| BasketCheck {
        id: p.new_id(),
        name: text(d),
        basket: Basket {
            items: list(d, |d| BasketItem { sku: id(d), pieces: count(d) }),
            phase: d.maybe(id),
            at: d.maybe(time),
            customer: d.one(&CustomerKind::ALL),
            without: list(d, held),
            points: count(d),
        },
        expect: match d.below(8) {
            0 => Expectation::PaysExactly(money(d)),
            1 => Expectation::PaysAtLeast(money(d)),
            2 => Expectation::UnitAtLeast(money(d)),
            3 => Expectation::AboveFloor,
            4 => Expectation::DiscountAtMost(rate(d)),
            5 => Expectation::ShippingExactly(money(d)),
            6 => Expectation::MarginAtLeast(rate(d)),
            _ => Expectation::Applies(held(d)),
        },
    })
}
