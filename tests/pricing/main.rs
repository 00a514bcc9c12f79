//! Prices of random baskets: what must hold of every receipt, and a plain second opinion on what is best for the customer.
//!
//! `PROMOPLAN_PRICING_CASES` says how many baskets; the second opinion judges a tenth of them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

mod judge;
mod shops;

use promoplan::engine::offers::price::{Compiled, Receipt, refund};
use promoplan::model::offer::GroupChoice;
use promoplan::model::*;
use shops::Shop;

fn cases() -> u64 {
    std::env::var("PROMOPLAN_PRICING_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(3_000)
}

fn compiled(shop: &Shop) -> Compiled {
    Compiled::new(&shop.project, &shop.campaign, shop.circumstances).expect("few offers")
}

fn receipt(shop: &Shop) -> Receipt {
    compiled(shop).receipt(&shop.items, &shop.without, shop.points).expect("a receipt")
}

#[test]
fn every_receipt_adds_up() {
    for seed in 0..cases() {
        let shop = Shop::any(seed);
        let receipt = receipt(&shop);
        let mut owed = Money::ZERO;
        for line in &receipt.lines {
            assert!(line.net >= Money::ZERO, "seed {seed}: a line below zero");
            let shares: Money = line.shares.iter().map(|(_, share)| *share).sum();
            assert!(line.shares.iter().all(|(_, share)| *share >= Money::ZERO), "seed {seed}: a share below zero");
            assert_eq!(line.net.wide() + shares.wide(), line.price.wide(), "seed {seed}: shares sum to the discount");
            owed = Money::from_wide(owed.wide() + line.net.wide());
        }
        assert_eq!(owed, receipt.goods_total, "seed {seed}");
        assert_eq!(receipt.total.wide(), owed.wide() + receipt.shipping.wide(), "seed {seed}");
        let discounts: i128 =
            [receipt.funded.shop, receipt.funded.platform, receipt.funded.supplier].iter().map(|sum| sum.wide()).sum();
        assert_eq!(discounts, receipt.price_total.wide() - owed.wide(), "seed {seed}: somebody pays for each discount");
        let mut left = None;
        for step in receipt.steps.iter().filter(|step| step.layer != Layer::Shipping) {
            if let Some(before) = left {
                assert_eq!(step.left.wide(), i128::from(before) - step.amount.wide(), "seed {seed}: {step:?}");
            }
            left = Some(step.left.minor());
        }
        assert!(receipt.exact, "seed {seed}");
    }
}

#[test]
fn the_same_basket_has_the_same_receipt() {
    for seed in 0..cases() / 10 {
        let shop = Shop::any(seed);
        assert_eq!(receipt(&shop), receipt(&shop), "seed {seed}");
        let total = compiled(&shop).payable(&shop.items, &shop.without, shop.points);
        assert_eq!(total, Ok(receipt(&shop).total), "seed {seed}");
    }
}

#[test]
fn one_more_chosen_offer_never_costs_the_customer() {
    let mut tried = 0;
    for seed in 0..cases() {
        let mut shop = Shop::any(seed);
        shop.campaign.pricing.floor_protection = false;
        shop.campaign.pricing.group_choice = GroupChoice::Best;
        let all = compiled(&shop);
        let Some(held) = all.holdable().next() else { continue };
        let with = all.payable(&shop.items, &shop.without, shop.points).expect("a price");
        shop.without.push(held);
        let without = all.payable(&shop.items, &shop.without, shop.points).expect("a price");
        assert!(with <= without, "seed {seed}: {held:?} at hand: {with}, not at hand: {without}");
        tried += 1;
    }
    assert!(tried > cases() / 4, "{tried} baskets with something to hold");
}

#[test]
fn floors_hold_at_the_checkout() {
    for seed in 0..cases() / 3 {
        let mut shop = Shop::any(seed);
        shop.campaign.pricing.floor_protection = true;
        // pieces within and beyond a limit have prices of their own: the receipt shows them together
        let limited = |held: &Held| shop.campaign.offers.get(held.offer).is_some_and(|o| o.per_customer.is_some());
        for line in receipt(&shop).lines.into_iter().filter(|l| !l.shares.iter().any(|(held, _)| limited(held))) {
            let items: i128 = line
                .shares
                .iter()
                .filter(|(held, _)| shop.is_item_offer(held.offer))
                .map(|(_, share)| share.wide())
                .sum();
            let before = line.price.wide() - items;
            let floor = line.floor.map_or(0, |floor| floor.wide() * line.pieces.wide());
            assert!(line.net.wide() >= floor.min(before), "seed {seed}: {line:?}");
        }
    }
}

#[test]
fn returns_pay_back_no_more_than_was_paid() {
    for seed in 0..cases() / 3 {
        let shop = Shop::any(seed);
        let compiled = compiled(&shop);
        let receipt = receipt(&shop);
        let Some(line) = receipt.lines.last() else { continue };
        let sent = [BasketItem { sku: line.sku, pieces: Count::new(1) }];
        let back = refund(&compiled, &receipt, &sent, shop.points).expect("a refund");
        assert!(back.refund >= Money::ZERO && back.refund <= line.net, "seed {seed}: {back:?}");
        // everything sent back pays everything back
        let all: Vec<BasketItem> = receipt.lines.iter().map(|l| BasketItem { sku: l.sku, pieces: l.pieces }).collect();
        let back = refund(&compiled, &receipt, &all, shop.points).expect("a refund");
        assert_eq!(back.refund, receipt.goods_total, "seed {seed}");
    }
}

#[test]
fn best_is_what_a_plain_search_finds() {
    let (mut judged, mut choices) = (0, 0);
    for seed in 0..cases() / 10 {
        let shop = Shop::small(seed);
        let verdict = judge::best(&shop);
        let receipt = receipt(&shop);
        assert_eq!(receipt.total.minor(), verdict.total, "seed {seed}: {:#?} {:#?}", shop.campaign.offers, receipt);
        judged += 1;
        choices += u64::from(verdict.permitted > 1);
    }
    assert!(choices > judged / 3, "only {choices} of {judged} baskets leave a choice");
}
