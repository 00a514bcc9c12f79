//! Answers against counting by hand.

use proptest::prelude::*;

use super::super::histogram;
use super::*;

fn yuan(sum: i64) -> Money {
    Money::from_major(sum)
}

fn of(values: &[u64]) -> Distribution {
    Distribution::new(&histogram(&mut values.to_vec()).expect("few values"))
}

#[test]
fn thresholds_at_whole_yuan_are_exact() {
    let orders = of(&[5_000, 9_999, 10_000, 10_001, 19_900, 19_899, 30_000, 30_050]);
    for (from, to, expected) in [(0, 100, 2.0), (100, 199, 3.0), (199, 300, 1.0), (300, 301, 2.0), (301, 900, 0.0)] {
        assert_eq!(orders.between(yuan(from), yuan(to)), expected, "{from} {to}");
    }
    assert_eq!((orders.at_or_above(yuan(199)), orders.below(yuan(199))), (3.0, 5.0));
    assert_eq!(orders.short_of(yuan(199), yuan(50)), 1.0);
    assert_eq!(orders.short_of(yuan(10), yuan(50)), 0.0);
    assert_eq!(orders.share(orders.at_or_above(yuan(300))), 0.25);
    assert_eq!(orders.mean(), Some(Money::from_minor(16_856)));
    let all = orders.sum_between(Money::ZERO, Money::MAX);
    assert!((all - 134_849.0).abs() < 1e-6, "{all}");
}

#[test]
fn quantiles_lie_where_half_of_the_values_do() {
    let orders = of(&[1_000, 2_000, 3_000, 4_000]);
    let at = |q: &str| orders.quantile(Rate::parse(q).expect("a rate")).expect("values").minor();
    assert_eq!([at("0"), at("25%"), at("50%"), at("100%")], [0, 1_100, 2_100, 4_100]);
    assert_eq!(Distribution::default().quantile(Rate::ONE), None);
    assert_eq!(of(&[]).mean(), None);
    assert_eq!(of(&[]).share(1.0), 0.0);
}

#[test]
fn what_lies_above_the_steps_thins_out() {
    let mut values = vec![1_000; 4_000];
    values.extend([250_000, 350_000]);
    let orders = of(&values);
    assert_eq!(orders.at_or_above(yuan(2_000)), 2.0);
    // 1,000.00 above on average
    let left = orders.at_or_above(yuan(3_000));
    assert!((left - 2.0 / std::f64::consts::E).abs() < 1e-9, "{left}");
    let sum = orders.sum_between(yuan(2_000), Money::MAX);
    assert!((sum - 600_000.0).abs() < 1e-3, "{sum}");
    assert!(orders.quantile(Rate::parse("99.99%").expect("a rate")) > Some(yuan(2_000)));
}

proptest! {
    #[test]
    fn every_count_at_a_step_is_the_true_one(values in prop::collection::vec(0_u64..500_000, 0..400), at in 0_i64..6_000) {
        let histogram = histogram(&mut values.clone()).expect("few values");
        let orders = Distribution::new(&histogram);
        // the end of the steps is the last edge that is known
        let at = at as u64 % (histogram.counts().len() as u64 + 1);
        let at = histogram.width().times(crate::model::Count::new(at));
        let below: Vec<u64> = values.iter().copied().filter(|v| i128::from(*v) < at.wide()).collect();
        prop_assert_eq!(orders.below(at), below.len() as f64);
        let whole = orders.sum_between(Money::ZERO, Money::MAX);
        prop_assert!((whole - values.iter().sum::<u64>() as f64).abs() < 1.0, "{}", whole);
        let part = orders.sum_between(Money::ZERO, at);
        let slack = histogram.width().minor() as f64 * below.len() as f64 + 1.0;
        prop_assert!((part - below.iter().sum::<u64>() as f64).abs() <= slack, "{} {:?}", part, below);
    }

    #[test]
    fn counts_and_sums_grow_with_the_value(values in prop::collection::vec(0_u64..900_000, 1..60), a in 0_i64..900_000, b in 0_i64..900_000) {
        let orders = of(&values);
        let (a, b) = (Money::from_minor(a.min(b)), Money::from_minor(a.max(b)));
        prop_assert!(orders.below(a) <= orders.below(b) + 1e-9);
        prop_assert!(orders.sum_between(Money::ZERO, a) <= orders.sum_between(Money::ZERO, b) + 1e-6);
    }
}
