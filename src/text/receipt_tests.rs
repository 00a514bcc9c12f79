//! The words of receipts, in every language.

use super::*;
use crate::model::offer::{Reduction, Rung};
use crate::model::{Offer, OfferId, Sku};
use crate::text::Lang;

fn yuan(text: &str) -> Money {
    Money::parse(text).expect("an amount")
}

fn shop() -> (Project, Campaign) {
    let rung = |at, off| Rung { at: yuan(at), off: Reduction::Less(yuan(off)) };
    let offer = |id, name: &str, rule| Offer { id: OfferId(id), name: name.to_owned(), rule, ..Offer::default() };
    let ladder = OfferRule::Coupon(vec![rung("199", "15"), rung("329", "40")]);
    let points = OfferRule::Points { up_to: Rate::from_percent(1), per_major: Count::new(100) };
    let offers =
        vec![offer(1, "优惠券阶梯", ladder), offer(2, "爆发日 8 折", OfferRule::default()), offer(3, "", points)];
    let sku = Sku { id: SkuId(7), code: "SY-07".to_owned(), ..Sku::default() };
    let project = Project { goods: vec![sku].into(), ..Project::default() };
    (project, Campaign { offers: offers.into(), ..Campaign::default() })
}

const fn held(offer: u32, rung: u32) -> Held {
    Held { offer: OfferId(offer), rung }
}

/// Held, reason, zh-Hans, zh-Hant, en.
#[test]
fn reasons_are_a_few_words() {
    let (project, campaign) = shop();
    let basket = Basket::default();
    for (of, reason, expected) in [
        (held(1, 1), Reason::Applied, ["", "", ""]),
        (held(1, 1), Reason::BelowThreshold(yuan("111.36")), ["差 111.36", "差 111.36", "111.36 short"]),
        (
            held(1, 0),
            Reason::ExcludedBy(held(1, 1), Some(yuan("25"))),
            ["少减 25.00，只取一张", "少折 25.00，只取一張", "25.00 less, only one is used"],
        ),
        (
            held(3, 0),
            Reason::ExcludedBy(held(2, 0), None),
            ["与「爆发日 8 折」互斥", "與「爆发日 8 折」互斥", "excluded by 爆发日 8 折"],
        ),
        (
            held(3, 0),
            Reason::ExcludedBy(held(2, 0), Some(yuan("58.05"))),
            [
                "与「爆发日 8 折」互斥，少减 58.05",
                "與「爆发日 8 折」互斥，少折 58.05",
                "excluded by 爆发日 8 折, 58.05 less",
            ],
        ),
        (held(1, 0), Reason::NotHeld, ["这位顾客没有券", "這位顧客沒有券", "customer has no coupon"]),
        (held(3, 0), Reason::NotHeld, ["没有用积分", "沒有使用點數", "points not used"]),
        (held(3, 0), Reason::NoSaving, ["积分为 0", "點數為 0", "0 points"]),
        (held(1, 0), Reason::NoSaving, ["没有可减的", "沒有可折的", "nothing to take off"]),
        (held(2, 0), Reason::TooFewPieces(Count::new(1)), ["还差 1 件", "還差 1 件", "1 piece short"]),
        (held(2, 0), Reason::TooFewPieces(Count::new(2)), ["还差 2 件", "還差 2 件", "2 pieces short"]),
        (held(2, 0), Reason::Absent(AbsentReason::NotNow), ["这个阶段用不了", "這個階段不能用", "not in this phase"]),
    ] {
        for (lang, expected) in Lang::ALL.into_iter().zip(expected) {
            let texts = Texts::new(lang);
            let words = ReceiptWords { texts: &texts, project: &project, campaign: &campaign };
            assert_eq!(words.reason(Some(of), reason, &basket), expected, "{reason:?}");
        }
    }
}

#[test]
fn every_reason_has_words() {
    let (project, campaign) = shop();
    let by = held(2, 0);
    let absent = [AbsentReason::Off, AbsentReason::NotNow, AbsentReason::NotForCustomer, AbsentReason::BudgetOnly];
    let mut all: Vec<Reason> = absent.map(Reason::Absent).to_vec();
    all.extend([
        Reason::NotHeld,
        Reason::NoGoods,
        Reason::BelowThreshold(yuan("1")),
        Reason::TooFewPieces(Count::new(3)),
        Reason::ExcludedBy(by, None),
        Reason::StoppedBy(by),
        Reason::TotalSmallerWithout,
        Reason::NoSaving,
        Reason::FloorHeld,
    ]);
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        let words = ReceiptWords { texts: &texts, project: &project, campaign: &campaign };
        let mut said: Vec<String> =
            all.iter().map(|reason| words.reason(Some(held(1, 0)), *reason, &Basket::default())).collect();
        assert!(said.iter().all(|s| !s.is_empty() && !s.contains('{') && !s.ends_with(['.', '。'])), "{said:?}");
        said.sort();
        said.dedup();
        assert_eq!(said.len(), all.len(), "two reasons read the same");
    }
}

#[test]
fn expectations_and_what_they_come_to() {
    let (project, campaign) = shop();
    let texts = Texts::new(Lang::ZhHans);
    let words = ReceiptWords { texts: &texts, project: &project, campaign: &campaign };
    let rate = |text| Rate::parse(text).expect("a rate");
    for (expect, expected) in [
        (Expectation::UnitAtLeast(yuan("70.91")), "单件 ≥ 70.91"),
        (Expectation::PaysExactly(yuan("67")), "实付 = 67.00"),
        (Expectation::DiscountAtMost(rate("25%")), "让利 ≤ 25%"),
        (Expectation::ShippingExactly(yuan("8")), "邮费 = 8.00"),
        (Expectation::Applies(held(1, 1)), "用上 满329减40"),
        (Expectation::AboveFloor, "单件 ≥ 底价"),
    ] {
        assert_eq!(words.expectation(expect), expected);
    }
    assert_eq!(words.actual(Actual::Rate(Some(rate("20.55%")))), "20.6%");
    assert_eq!(words.actual(Actual::Unit(SkuId(7), yuan("66.16"))), "66.16");
    assert_eq!(words.actual(Actual::Applied(None)), "—");
    assert_eq!(words.sku(SkuId(7)), "SY-07");
}
