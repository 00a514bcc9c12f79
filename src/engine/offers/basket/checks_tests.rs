//! Verdicts on a shop small enough to reckon by hand.

use super::*;
use crate::model::offer::{CustomerKind, OfferRule, Reduction, Rung};
use crate::model::{
    Basket, BasketItem, CampaignSku, Count, Offer, OfferId, Phase, PhaseId, PhaseKind, PricingPolicy, Sku,
};

fn yuan(text: &str) -> Money {
    Money::parse(text).expect("an amount")
}

/// A pillow at 100 (floor 80, cost 50) and a cover at 30; a coupon 20 off 150, in the burst.
fn shop(checks: Vec<BasketCheck>) -> (Project, Campaign) {
    let sku = |id, price, cost| Sku { id: SkuId(id), list_price: yuan(price), unit_cost: yuan(cost), ..Sku::default() };
    let goods = vec![sku(1, "100", "50"), sku(2, "30", "10")];
    let rung = |at, off| Rung { at: yuan(at), off: Reduction::Less(yuan(off)) };
    let coupon =
        Offer { id: OfferId(5), rule: OfferRule::Coupon(vec![rung("50", "5"), rung("150", "50")]), ..Offer::default() };
    let burst = Phase {
        id: PhaseId(9),
        kind: PhaseKind::Burst,
        name: String::new(),
        start: jiff::civil::date(2026, 11, 11).at(0, 0, 0, 0),
        end: jiff::civil::date(2026, 11, 12).at(0, 0, 0, 0),
        waves: Vec::new().into(),
    };
    let row = CampaignSku { sku: SkuId(1), floor: Some(yuan("80")), ..CampaignSku::default() };
    let campaign = Campaign {
        phases: vec![burst].into(),
        goods: vec![row].into(),
        offers: vec![coupon].into(),
        pricing: PricingPolicy { shipping_fee: yuan("8"), ..PricingPolicy::default() },
        checks: checks.into(),
        ..Campaign::default()
    };
    (Project { goods: goods.into(), ..Project::default() }, campaign)
}

fn check(id: u32, items: &[(u32, u64)], expect: Expectation) -> BasketCheck {
    let items = items.iter().map(|(sku, n)| BasketItem { sku: SkuId(*sku), pieces: Count::new(*n) }).collect();
    let basket = Basket { items, customer: CustomerKind::Old, ..Basket::default() };
    BasketCheck { id: CheckId(id), name: String::new(), basket, expect }
}

#[test]
fn each_expectation_is_held_against_its_figure() {
    use Expectation as E;
    // two pillows: 200 − 50 = 150, shipping 8, a piece 75; a quarter off; cost 100 of 150
    let two: &[(u32, u64)] = &[(1, 2)];
    let rate = |text| Rate::parse(text).expect("a rate");
    let coupon = |rung| Held { offer: OfferId(5), rung };
    let floor = Actual::Floor(Some((SkuId(1), yuan("75"), yuan("80"))));
    for (expect, passes, actual) in [
        (E::PaysExactly(yuan("158")), true, Actual::Money(yuan("158"))),
        (E::PaysExactly(yuan("150")), false, Actual::Money(yuan("158"))),
        (E::PaysAtLeast(yuan("158")), true, Actual::Money(yuan("158"))),
        (E::PaysAtLeast(yuan("158.01")), false, Actual::Money(yuan("158"))),
        (E::UnitAtLeast(yuan("75")), true, Actual::Unit(SkuId(1), yuan("75"))),
        (E::UnitAtLeast(yuan("75.01")), false, Actual::Unit(SkuId(1), yuan("75"))),
        (E::AboveFloor, false, floor),
        (E::DiscountAtMost(rate("25%")), true, Actual::Rate(Some(rate("25%")))),
        (E::DiscountAtMost(rate("24.9999999%")), false, Actual::Rate(Some(rate("25%")))),
        (E::ShippingExactly(yuan("8")), true, Actual::Money(yuan("8"))),
        (E::ShippingExactly(yuan("0")), false, Actual::Money(yuan("8"))),
        (E::MarginAtLeast(rate("33%")), true, Actual::Rate(Rate::ratio(1, 3))),
        (E::MarginAtLeast(rate("34%")), false, Actual::Rate(Rate::ratio(1, 3))),
        (E::Applies(coupon(1)), true, Actual::Applied(Some(coupon(1)))),
        (E::Applies(coupon(0)), false, Actual::Applied(Some(coupon(1)))),
        (E::Applies(Held { offer: OfferId(6), rung: 0 }), false, Actual::Applied(None)),
    ] {
        let (project, campaign) = shop(vec![check(1, two, expect)]);
        let found = verdicts(&project, &campaign);
        let judged = found[0].outcome.as_ref().expect("priced");
        assert_eq!((judged.passes, judged.actual), (passes, actual), "{expect:?}");
        assert_eq!(found[0].passes(), passes);
    }
}

#[test]
fn the_line_farthest_below_its_floor_is_named() {
    let (project, mut campaign) = shop(vec![check(1, &[(2, 1), (1, 2)], Expectation::AboveFloor)]);
    let row = CampaignSku { sku: SkuId(2), floor: Some(yuan("1")), ..CampaignSku::default() };
    campaign.goods.push(row);
    let found = verdicts(&project, &campaign);
    let judged = found[0].outcome.as_ref().expect("priced");
    assert!(!judged.passes);
    assert!(matches!(judged.actual, Actual::Floor(Some((SkuId(1), ..)))));
}

#[test]
fn what_cannot_be_priced_does_not_pass() {
    let expect = Expectation::PaysAtLeast(Money::ZERO);
    let mut gone = check(3, &[(1, 1)], expect);
    gone.basket.phase = Some(PhaseId(77));
    let (project, mut campaign) = shop(vec![check(1, &[(8, 1)], expect), check(2, &[(1, 0)], expect), gone]);
    let why: Vec<Unpriced> =
        verdicts(&project, &campaign).into_iter().map(|v| v.outcome.expect_err("no price")).collect();
    let no_sku = crate::engine::offers::price::BasketError::NoSuchSku(SkuId(8));
    assert_eq!(why, [Unpriced::Goods(no_sku), Unpriced::Empty, Unpriced::PhaseGone(PhaseId(77))]);
    campaign.phases = Vec::new().into();
    assert_eq!(verdicts(&project, &campaign)[1].outcome, Err(Unpriced::NoPhase));
    assert!(verdicts(&project, &campaign).iter().all(|v| !v.passes()));
}
