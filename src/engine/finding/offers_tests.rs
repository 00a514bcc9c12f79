//! Every fault of an offer is found, where it is.

use super::*;
use crate::engine::finding::Severity;
use crate::model::offer::{BundleItem, Funding, NthRung, Scope};
use crate::model::{Category, Layer, PhaseKind, Rows, Sku, StackingRule};

fn yuan(major: i64) -> Money {
    Money::from_major(major)
}

fn day(d: i8) -> DateTime {
    jiff::civil::date(2026, 11, d).at(0, 0, 0, 0)
}

fn project() -> Project {
    let mut project = Project { goods: vec![Sku { id: SkuId(1), ..Sku::default() }].into(), ..Project::default() };
    let shop = std::sync::Arc::make_mut(&mut project.shop);
    shop.categories.push(Category { id: CategoryId(5), name: "a".to_owned() });
    project
}

fn phase(id: u32, kind: PhaseKind, from: i8, to: i8) -> Phase {
    Phase { id: PhaseId(id), kind, name: String::new(), start: day(from), end: day(to), waves: Rows::default() }
}

fn campaign(offer: Offer) -> Campaign {
    Campaign {
        phases: vec![phase(2, PhaseKind::Preheat, 1, 5), phase(3, PhaseKind::Burst, 5, 9)].into(),
        offers: vec![offer].into(),
        ..Campaign::default()
    }
}

fn rung(at: i64, off: i64) -> Rung {
    Rung { at: yuan(at), off: Reduction::Less(yuan(off)) }
}

fn sound() -> Offer {
    Offer { id: OfferId(9), rule: OfferRule::Coupon(vec![rung(199, 15), rung(329, 40)]), ..Offer::default() }
}

fn with(rule: OfferRule) -> Offer {
    Offer { rule, ..sound() }
}

fn window(phases: &[u32]) -> OfferWindow {
    OfferWindow { phases: phases.iter().map(|id| PhaseId(*id)).collect(), ..OfferWindow::default() }
}

fn names(offer: Offer) -> Vec<(&'static str, &'static str)> {
    let found = offer_findings(&project(), &campaign(offer), Some(yuan(100)));
    found.iter().map(|f| (f.code.name(), f.place.field.unwrap_or_default())).collect()
}

#[test]
fn a_sound_offer_has_no_finding() {
    assert_eq!(names(sound()), []);
    assert_eq!(names(with(OfferRule::NthPiece(NthRung { nth: Count::new(2), pay: Rate::ZERO }))), []);
}

#[test]
fn each_fault_is_found_at_its_field() {
    let pay = |percent| OfferRule::Item(ItemBenefit::Pay(Rate::from_percent(percent)));
    let scope = |scope| Offer { scope, ..sound() };
    let both = OfferWindow { from: Some(day(5)), until: Some(day(4)), ..OfferWindow::default() };
    let packet = |value, at| OfferRule::RedPacket { value: yuan(value), at: yuan(at) };
    let item = |sku| BundleItem { sku: SkuId(sku), pieces: Count::new(1) };
    let cases: Vec<(&str, &str, Offer)> = vec![
        ("offer-negative", "rule", with(packet(-5, 0))),
        ("offer-zero", "rule", with(packet(0, 0))),
        ("offer-zero", "rule", with(OfferRule::EveryN { every: yuan(0), off: yuan(50), cap: None })),
        ("offer-not-a-share", "rule", with(pay(120))),
        ("offer-not-a-share", "rule", with(pay(-1))),
        ("offer-no-rungs", "rule", with(OfferRule::Tiered(Vec::new()))),
        ("offer-rung-twice", "rule", with(OfferRule::Coupon(vec![rung(99, 5), rung(99, 9)]))),
        (
            "offer-pieces-twice",
            "rule",
            with(OfferRule::PiecesRate(vec![PiecesRung { pieces: Count::new(2), pay: Rate::from_percent(90) }; 2])),
        ),
        ("offer-takes-all", "rule", with(OfferRule::Coupon(vec![rung(99, 99)]))),
        ("offer-credit-below-deposit", "rule", with(OfferRule::Deposit { pay: yuan(30), credit: yuan(10) })),
        ("offer-bundle-empty", "rule", with(OfferRule::Bundle { items: Vec::new(), price: yuan(9) })),
        ("offer-bundle-gone", "rule", with(OfferRule::Bundle { items: vec![item(1), item(7)], price: yuan(9) })),
        ("offer-gift-gone", "rule", with(OfferRule::Gift { gift: SkuId(7), pieces: Count::new(1) })),
        ("offer-scope-empty", "scope", scope(Scope { categories: vec![CategoryId(5)], ..Scope::default() })),
        ("offer-sku-gone", "scope", scope(Scope { except: vec![SkuId(7)], ..Scope::default() })),
        ("offer-category-gone", "scope", scope(Scope { categories: vec![CategoryId(6)], ..Scope::default() })),
        ("offer-phase-gone", "usable", Offer { usable: window(&[3, 8]), ..sound() }),
        ("offer-phase-gone", "claim", Offer { claim: window(&[2, 8]), ..sound() }),
        ("offer-ends-before-start", "usable", Offer { usable: both.clone(), ..sound() }),
        ("offer-ends-before-start", "claim", Offer { claim: both, ..sound() }),
        ("offer-never-usable", "usable", Offer { usable: window(&[8]), ..sound() }),
        ("offer-use-before-claim", "usable", Offer { claim: window(&[3]), ..sound() }),
        ("offer-claim-after-use", "claim", Offer { claim: window(&[2, 3]), usable: window(&[2]), ..sound() }),
        ("offer-never-claimed", "claim", Offer { claim: window(&[3]), usable: window(&[2]), ..sound() }),
        (
            "offer-funding-above-one",
            "funding",
            Offer {
                funding: Funding { platform: Rate::from_percent(60), supplier: Rate::from_percent(50) },
                ..sound()
            },
        ),
        ("offer-layer-unfit", "layer", Offer { layer: Some(Layer::Shipping), ..sound() }),
        ("offer-limited", "quantity", Offer { quantity: Some(Count::new(100)), ..sound() }),
        ("offer-threshold-beyond", "rule", with(OfferRule::Coupon(vec![rung(501, 50)]))),
        (
            "offer-short-use",
            "usable",
            Offer {
                usable: OfferWindow {
                    daily: Some(DailyHours { from: Time::constant(10, 0, 0, 0), until: Time::constant(11, 0, 0, 0) }),
                    ..OfferWindow::default()
                },
                ..sound()
            },
        ),
        ("offer-hidden-exceptions", "scope", {
            let mut offer = sound();
            offer.scope.except = vec![SkuId(7)];
            offer
        }),
        ("offer-risky-word", "name", Offer { name: "全网最低价".to_owned(), ..sound() }),
    ];
    for (name, field, offer) in cases {
        let got = names(offer);
        assert!(got.contains(&(name, field)), "{name}: {got:?}");
    }
}

#[test]
fn an_offer_that_is_off_is_no_risk_but_may_be_wrong() {
    let off = Offer { off: true, quantity: Some(Count::new(9)), ..with(OfferRule::Coupon(Vec::new())) };
    assert_eq!(names(off), [("offer-no-rungs", "rule")]);
}

#[test]
fn pairs_with_an_offer_that_is_gone_and_crowds_are_found() {
    let mut crowded = campaign(with(OfferRule::Coupon((1..=129).map(|at| rung(at * 100, 1)).collect())));
    crowded.stacking.push(StackingRule { a: OfferId(9), b: OfferId(77), together: true });
    let found = offer_findings(&project(), &crowded, None);
    let names: Vec<_> = found.iter().map(|f| (f.severity, f.code.name(), f.place.id)).collect();
    assert_eq!(
        names,
        [
            (Severity::Error, "offer-stacking-gone", Some(9)),
            (Severity::Error, "offers-too-many", None),
            (Severity::Error, "offers-too-many", None),
        ]
    );
}
