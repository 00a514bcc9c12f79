//! Responses worked by hand, and what must always hold.

use proptest::prelude::*;

use super::*;
use crate::model::offer::{Reduction, Rung};

fn less(at: i64, off: i64) -> Rung {
    Rung { at: Money::from_major(at), off: Reduction::Less(Money::from_major(off)) }
}

/// So many orders of exactly a value in yuan.
fn orders(of: &[(i64, f64)]) -> ValueClasses {
    ValueClasses::new(of.iter().map(|(yuan, orders)| {
        let low = Money::from_major(*yuan);
        ValueBin { low, high: Money::from_minor(low.minor() + 1), orders: *orders, value: orders * float(low) }
    }))
}

fn terms() -> Terms {
    Terms { usage: 0.72, shop_share: 1.0, margin: 0.4, behaviour: TopUp::default().into(), returns: ReturnRule::Keep }
}

#[test]
fn a_table_worked_by_hand() {
    // 满199减15, 满329减40; 100 orders of 180, 200 of 210, 50 of 400
    let values = orders(&[(180, 100.0), (210, 200.0), (400, 50.0)]);
    let ladder = Ladder::new(&[less(199, 15), less(329, 40)]);
    let got = respond(&values, &ladder, &terms());
    // 180 → 199: gap 19, 0.3 · e^(−19 ÷ 27) = 0.148422; lands at 204.97
    let first = 100.0 * 0.3 * (-19.0_f64 / 27.0).exp();
    assert!((first - 14.842).abs() < 0.001);
    // 210 → 329: gap 119, 0.3 · e^(−119 ÷ 31.5) = 0.006861; lands at 338.87
    let second = 200.0 * 0.3 * (-119.0_f64 / 31.5).exp();
    assert!((second - 1.372).abs() < 0.001);
    let near = |got: f64, expected: f64| assert!((got - expected).abs() < 1e-6, "{got} {expected}");
    near(got.rungs[0].landed, 200.0);
    near(got.rungs[1].landed, 50.0);
    near(got.rungs[0].topped_up, first);
    near(got.rungs[0].redemptions, 0.72 * (200.0 - second + first));
    near(got.rungs[0].subsidy, 0.72 * (200.0 - second + first) * 1_500.0);
    near(got.rungs[1].redemptions, 0.72 * (50.0 + second));
    near(got.added, first * (20_497.0 - 18_000.0) + second * (33_887.0 - 21_000.0));
    near(got.returned, got.added * 0.1);
    // returned: 180 of 204.97 is kept, and with it 180 ÷ 204.97 of the 15
    let undone =
        0.72 * 0.1 * (first * 1_500.0 * (1.0 - 18_000.0 / 20_497.0) + second * 4_000.0 * (1.0 - 21_000.0 / 33_887.0));
    near(got.undone, undone);
    near(got.after.orders(), 350.0);
    near(got.after.value(), got.value_after());
}

#[test]
fn who_pays_decides_what_counts() {
    let values = orders(&[(200, 100.0)]);
    let ladder = Ladder::new(&[less(100, 20)]);
    let none = Behaviour { chance: 0.0, reach: 0.15, overshoot: 0.03, returned: 0.1 };
    // shop's share → GMV, profit of 20,000 yuan at a margin of 40 %, with 2,000 taken off
    for (share, gmv, profit) in [(1.0, 18_000, 6_000), (0.25, 19_500, 7_500), (0.0, 20_000, 8_000)] {
        let terms = Terms { usage: 1.0, shop_share: share, behaviour: none, ..terms() };
        let got = respond(&values, &ladder, &terms);
        assert_eq!((got.gmv(), got.profit()), (Money::from_major(gmv), Money::from_major(profit)));
        assert_eq!(got.rungs[0].subsidy(), Money::from_major(2_000));
        assert_eq!((got.gmv_before(), got.profit_before()), (Money::from_major(20_000), Money::from_major(8_000)));
    }
}

#[test]
fn a_broken_threshold_is_settled_as_the_policy_says() {
    // 210 → 330 for 40 off instead of 15; 120 of goods come back. What stays off, in yuan:
    for (rule, v, l, d_v, d_l, expected) in [
        (ReturnRule::Keep, 210.0, 330.0, 15.0, 40.0, 25.454_545),
        (ReturnRule::Recover, 210.0, 330.0, 15.0, 40.0, 15.0),
        (ReturnRule::Proportional, 210.0, 330.0, 15.0, 40.0, 9.545_454),
        // the refund would be below zero: 195 → 200 for 60 off, so 140 paid; all 140 stay paid
        (ReturnRule::Recover, 195.0, 200.0, 0.0, 60.0, 55.0),
        (ReturnRule::Proportional, 195.0, 200.0, 0.0, 60.0, 55.0),
    ] {
        let got = kept_discount(rule, v, l, d_v, d_l);
        assert!((got - expected).abs() < 1e-5, "{rule:?}: {got}");
    }
}

#[test]
fn without_rungs_or_orders_nothing_moves() {
    let values = orders(&[(180, 100.0)]);
    let got = respond(&values, &Ladder::default(), &terms());
    assert_eq!((got.added, got.subsidy, &got.after), (0.0, 0.0, &values));
    let none = respond(&ValueClasses::default(), &Ladder::new(&[less(199, 15)]), &terms());
    assert_eq!((none.orders, none.aov(), none.gmv()), (0.0, None, Money::ZERO));
}

proptest! {
    #[test]
    fn orders_and_money_are_conserved(
        bins in prop::collection::vec((1_i64..900, 0.1_f64..500.0), 1..20),
        rungs in prop::collection::vec((0_i64..900, 1_i64..300), 0..6),
        (chance, reach, overshoot) in (0.0_f64..1.0, 0.01_f64..0.5, 0.0_f64..0.2),
        rule in prop::sample::select(vec![ReturnRule::Keep, ReturnRule::Recover, ReturnRule::Proportional]),
    ) {
        let values = orders(&bins);
        let rungs: Vec<Rung> = rungs.iter().map(|(at, off)| less(*at, *off)).collect();
        let behaviour = Behaviour { chance, reach, overshoot, returned: 0.1 };
        let got = respond(&values, &Ladder::new(&rungs), &Terms { behaviour, returns: rule, ..terms() });
        // orders in = orders out
        prop_assert!((got.after.orders() - values.orders()).abs() < 1e-6);
        // what is in the histogram is what the sums say
        prop_assert!((got.after.value() - got.value_after()).abs() < 1e-3);
        // payable + subsidy = value, order by order: nobody gets more off than the order is worth
        prop_assert!(got.subsidy >= 0.0 && got.subsidy <= got.value_after() + 1e-6);
        let uses: f64 = got.rungs.iter().map(|r| r.redemptions).sum();
        prop_assert!(uses <= values.orders() + 1e-6);
        // a customer who sends goods back never gets more than was paid for them
        prop_assert!(got.undone <= got.returned + 1e-6);
    }
}
