//! The floor guard over 1,000 products under 20 offers. `cargo bench --bench floors`.

#![allow(clippy::expect_used, reason = "a bench that cannot run should say so")]
#![allow(clippy::wildcard_imports, reason = "the model is the vocabulary")]

#[path = "common/large.rs"]
mod large;

use std::sync::atomic::AtomicUsize;
use std::time::Instant;

use jiff::civil::date;
use large::Dice;
use promoplan::engine::Watch;
use promoplan::engine::offers::floor::{Domain, Which, floors};
use promoplan::model::offer::*;
use promoplan::model::*;

const SKUS: u32 = 1_000;
const CATEGORIES: u64 = 8;
/// So little that the bench ends within half a minute on a slow machine; what is cut off is counted.
const BUDGET: u32 = 30_000;
/// Of so many runs the median is told, and the best.
const RUNS: usize = 5;

fn yuan(major: i64) -> Money {
    Money::from_major(major)
}

fn percent(of: i64) -> Rate {
    Rate::from_percent(of)
}

fn rungs(of: &[(i64, i64)]) -> Vec<Rung> {
    of.iter().map(|(at, less)| Rung { at: yuan(*at), off: Reduction::Less(yuan(*less)) }).collect()
}

/// A shop with prices as shops have them: 19 to 999 yuan, whole or ending in .90.
fn shop(dice: &mut Dice) -> (Project, Campaign) {
    let (mut project, mut campaign) = (Project::default(), Campaign { id: CampaignId(1), ..Campaign::default() });
    let day = |d| date(2026, 11, d).at(0, 0, 0, 0);
    for (id, kind, from, until) in
        [(1, PhaseKind::Preheat, 1, 9), (2, PhaseKind::Launch, 9, 11), (3, PhaseKind::Burst, 11, 12)]
    {
        let phase = Phase {
            id: PhaseId(id),
            kind,
            name: String::new(),
            start: day(from),
            end: day(until),
            waves: Rows::default(),
        };
        campaign.phases.push(phase);
    }
    for id in 1..=SKUS {
        let major = 19 + dice.below(60) * dice.below(17);
        let cents = if dice.chance(3) { 90 } else { 0 };
        let list = Money::from_minor((major * 100 + cents) as i64);
        project.goods.push(Sku {
            id: SkuId(id),
            code: format!("A{id}"),
            category: Some(CategoryId(1 + dice.below(CATEGORIES) as u32)),
            list_price: list,
            unit_cost: Money::from_minor(list.minor() * 45 / 100),
            commission: percent(5),
            ..Sku::default()
        });
        campaign.goods.push(CampaignSku { sku: SkuId(id), ..CampaignSku::default() });
    }
    campaign.required_margin = Some(percent(20));
    campaign.offers = offers(dice).into();
    (project, campaign)
}

fn offers(dice: &mut Dice) -> Vec<Offer> {
    let of = |categories: &[u32]| Scope {
        categories: categories.iter().map(|c| CategoryId(*c)).collect(),
        ..Scope::default()
    };
    let mut some = |n: u64| Scope {
        skus: (0..n).map(|_| SkuId(1 + dice.below(u64::from(SKUS)) as u32)).collect(),
        ..Scope::default()
    };
    let count = Count::new;
    let set = |a, b, price| OfferRule::Bundle {
        items: vec![BundleItem { sku: SkuId(a), pieces: count(1) }, BundleItem { sku: SkuId(b), pieces: count(1) }],
        price: yuan(price),
    };
    let pieces = |pieces, pay| PiecesRung { pieces: count(pieces), pay: percent(pay) };
    let rules: Vec<(OfferRule, Scope)> = vec![
        (OfferRule::Item(ItemBenefit::Pay(percent(90))), of(&[1, 2])),
        (OfferRule::Flash(ItemBenefit::Pay(percent(80))), some(40)),
        (OfferRule::MemberPrice(ItemBenefit::Pay(percent(95))), of(&[3])),
        (OfferRule::GroupBuy { people: count(2), benefit: ItemBenefit::Less(yuan(5)) }, some(60)),
        (OfferRule::Tiered(rungs(&[(300, 40), (600, 90), (900, 150)])), Scope::default()),
        (OfferRule::PiecesRate(vec![pieces(2, 95), pieces(3, 90)]), of(&[4, 5])),
        (OfferRule::NthPiece(NthRung { nth: count(2), pay: percent(50) }), of(&[6])),
        (OfferRule::NForPrice { pieces: count(3), price: yuan(199) }, some(50)),
        (set(1, 2, 99), Scope::default()),
        (set(10, 20, 199), Scope::default()),
        (OfferRule::Coupon(rungs(&[(199, 15), (329, 40), (459, 60)])), of(&[1, 2, 3, 4, 5, 6])),
        (OfferRule::Coupon(rungs(&[(99, 10)])), Scope::default()),
        (OfferRule::Coupon(rungs(&[(159, 20)])), of(&[7])),
        (OfferRule::EveryN { every: yuan(300), off: yuan(50), cap: Some(yuan(500)) }, of(&[1, 3, 5, 7])),
        (OfferRule::Coupon(rungs(&[(500, 50), (1000, 120)])), Scope::default()),
        (OfferRule::RedPacket { value: yuan(5), at: yuan(99) }, Scope::default()),
        (OfferRule::Points { up_to: percent(2), per_major: count(100) }, Scope::default()),
        (OfferRule::Deposit { pay: yuan(10), credit: yuan(20) }, some(50)),
        (
            OfferRule::ThresholdGift(vec![GiftRung {
                at: yuan(500),
                gift: SkuId(3),
                pieces: count(1),
                add: Money::ZERO,
            }]),
            Scope::default(),
        ),
        (OfferRule::FreeShipping { from: yuan(88) }, Scope::default()),
    ];
    let offer =
        |(id, (rule, scope)): (u32, (OfferRule, Scope))| Offer { id: OfferId(id), rule, scope, ..Offer::default() };
    let mut offers: Vec<Offer> = (1..).zip(rules).map(offer).collect();
    for (at, change) in [
        (1, Box::new(|o: &mut Offer| o.per_customer = Some(Count::new(2))) as Box<dyn Fn(&mut Offer)>),
        (2, Box::new(|o| o.audience = Audience::Members)),
        (11, Box::new(|o| o.audience = Audience::New)),
        (13, Box::new(|o| o.layer = Some(Layer::PlatformOffer))),
        (14, Box::new(|o| o.layer = Some(Layer::PlatformCoupon))),
    ] {
        offers.get_mut(at).into_iter().for_each(change);
    }
    offers
}

fn run(name: &str, project: &Project, campaign: &Campaign, (phase, skus): (Option<PhaseId>, u32), target_ms: u128) {
    let watch = Watch { stop: &|| false, done: &AtomicUsize::new(0) };
    let skus: Vec<SkuId> = (1..=skus).map(SkuId).collect();
    let which = Which { phase, skus: Some(&skus), domain: Domain { budget: BUDGET, ..Domain::default() } };
    let mut runs: Vec<_> = (0..RUNS)
        .map(|_| {
            let started = Instant::now();
            let lowest = floors(project, campaign, which, Watch { ..watch }).expect("priced");
            (started.elapsed(), lowest)
        })
        .collect();
    runs.sort_by_key(|(took, _)| *took);
    let least = runs[0].0;
    let (took, lowest) = runs.swap_remove(RUNS / 2);
    let exact = lowest.iter().filter(|l| l.exact).count();
    let below = lowest.iter().filter(|l| l.is_below_floor()).count();
    let verdict = if took.as_millis() <= target_ms { "ok" } else { "TOO SLOW" };
    println!(
        "{name:<28} {took:>9.2?} ({least:.2?} at best), at most {target_ms} ms: {verdict}; {} prices, {exact} exact, {below} below their floor",
        lowest.len()
    );
}

fn main() {
    let (project, campaign) = shop(&mut Dice::new(11));
    run("one phase", &project, &campaign, (Some(PhaseId(3)), SKUS), 1_000);
    run("a tenth of it, three phases", &project, &campaign, (None, SKUS / 10), 300);
}
