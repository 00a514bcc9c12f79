//! What it takes to price a basket.
//!
//! `cargo bench --bench pricing [-- --rounds N]`

#![allow(clippy::wildcard_imports, clippy::expect_used, reason = "offers are made of many kinds, and a bench may end")]

#[path = "common/large.rs"]
mod large;

use std::hint::black_box;
use std::time::Instant;

use jiff::civil::date;
use large::Dice;
use promoplan::engine::offers::price::{Circumstances, Compiled, Moment};
use promoplan::model::offer::*;
use promoplan::model::*;

/// What an offer promises, and what else is said of it.
type Made = (OfferRule, fn(&mut Offer));

/// Baskets of a round.
const BASKETS: usize = 1_000;

fn main() {
    let mut arguments = std::env::args();
    let rounds =
        arguments.find(|a| a == "--rounds").and_then(|_| arguments.next()).and_then(|n| n.parse().ok()).unwrap_or(200);
    println!("{:<58}{:>12}{:>12}", "a basket of 5 lines", "total", "receipt");
    report("10 offers, one group of alternatives", &ten_offers(), rounds);
    report("10 offers, none to choose", &only_automatic(), rounds);
    report("19 at hand: ladder of 8, packets, member price", &many_chosen(), rounds.min(20));
}

/// Median time of a basket.
fn report(name: &str, compiled: &Compiled, rounds: usize) {
    let dice = &mut Dice::new(11);
    let baskets: Vec<Vec<(u32, u32)>> = (0..BASKETS)
        .map(|_| (0..5u32).map(|line| (line * 8 + dice.below(8) as u32, 1 + dice.below(3) as u32)).collect())
        .collect();
    let items: Vec<Vec<BasketItem>> = baskets
        .iter()
        .map(|basket| {
            let item = |(good, n): &(u32, u32)| BasketItem { sku: SkuId(good + 1), pieces: Count::new(u64::from(*n)) };
            basket.iter().map(item).collect()
        })
        .collect();
    let totals = median(rounds, || {
        for basket in &baskets {
            black_box(compiled.total(black_box(basket)));
        }
    });
    let receipts = median((rounds / 10).max(3), || {
        for basket in &items {
            black_box(compiled.receipt(black_box(basket), &[], Count::ZERO).expect("a receipt"));
        }
    });
    println!("{name:<58}{totals:>9.3} µs{receipts:>9.3} µs");
}

/// Microseconds a basket.
fn median(rounds: usize, mut round: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            round();
            start.elapsed().as_secs_f64() * 1e6 / BASKETS as f64
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

fn yuan(major: i64) -> Money {
    Money::from_major(major)
}

fn percent(percent: i64) -> Rate {
    Rate::from_percent(percent)
}

fn compiled(rules: Vec<Made>) -> Compiled {
    let dice = &mut Dice::new(7);
    let mut project = Project::default();
    for id in 1..=40 {
        let list_price = Money::from_minor(1_900 + dice.below(40_000) as i64);
        project.goods.push(Sku { id: SkuId(id), role: Role::ALL[id as usize % 5], list_price, ..Sku::default() });
    }
    let day = |day| date(2026, 11, day).at(0, 0, 0, 0);
    let mut campaign = Campaign::default();
    campaign.phases.push(Phase {
        id: PhaseId(1),
        kind: PhaseKind::Burst,
        name: String::new(),
        start: day(11),
        end: day(12),
        waves: Rows::default(),
    });
    campaign.pricing.shipping_fee = yuan(8);
    for (rule, change) in rules {
        let mut offer = Offer { id: OfferId(campaign.offers.len() as u32 + 1), rule, ..Offer::default() };
        change(&mut offer);
        campaign.offers.push(offer);
    }
    let of = Circumstances { moment: Moment::Phase(PhaseId(1)), customer: CustomerKind::Member };
    Compiled::new(&project, &campaign, of).expect("few offers")
}

fn rungs(rungs: &[(i64, i64)]) -> Vec<Rung> {
    rungs.iter().map(|(at, off)| Rung { at: yuan(*at), off: Reduction::Less(yuan(*off)) }).collect()
}

fn roles(offer: &mut Offer, roles: &[Role]) {
    offer.scope.roles = roles.to_vec();
}

/// Nine offers that apply by themselves.
fn nine() -> Vec<Made> {
    let pieces = |n, pay| PiecesRung { pieces: Count::new(n), pay: percent(pay) };
    vec![
        (OfferRule::Item(ItemBenefit::Pay(percent(80))), |o| roles(o, &[Role::Hero])),
        (OfferRule::Flash(ItemBenefit::Less(yuan(10))), |o| roles(o, &[Role::AddOn])),
        (OfferRule::PiecesRate(vec![pieces(3, 90)]), |o| roles(o, &[Role::Hero, Role::RisingStar])),
        (OfferRule::Tiered(rungs(&[(199, 15), (399, 40)])), |o| roles(o, &[Role::Regular, Role::AddOn])),
        (OfferRule::Coupon(rungs(&[(299, 30)])), |o| o.chosen = Some(false)),
        (OfferRule::EveryN { every: yuan(300), off: yuan(50), cap: None }, |o| o.layer = Some(Layer::PlatformOffer)),
        (OfferRule::Tiered(rungs(&[(500, 20)])), |o| o.layer = Some(Layer::PlatformCoupon)),
        (OfferRule::RedPacket { value: yuan(10), at: Money::ZERO }, |o| o.chosen = Some(false)),
        (OfferRule::FreeShipping { from: yuan(99) }, |_| ()),
    ]
}

fn ten_offers() -> Compiled {
    let mut offers = nine();
    offers.push((OfferRule::Coupon(rungs(&[(199, 25)])), |o| o.chosen = Some(false)));
    compiled(offers)
}

fn only_automatic() -> Compiled {
    let mut offers = nine();
    offers.push((OfferRule::Gift { gift: SkuId(1), pieces: Count::new(1) }, |_| ()));
    compiled(offers)
}

fn many_chosen() -> Compiled {
    let mut offers = nine();
    let ladder = [(99, 5), (199, 15), (259, 24), (329, 40), (399, 50), (459, 60), (599, 75), (699, 90)];
    offers.push((OfferRule::Coupon(rungs(&ladder)), |_| ()));
    offers.push((OfferRule::MemberPrice(ItemBenefit::Pay(percent(95))), |_| ()));
    offers.push((OfferRule::RedPacket { value: yuan(5), at: yuan(100) }, |_| ()));
    compiled(offers)
}
