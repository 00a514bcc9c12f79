//! Cells come and go with what is typed in them.

use super::*;

#[test]
fn amount_locks_weight_unlocks_and_empty_rows_go() {
    let key = CellKey::Phase(PhaseId(2));
    let yuan = Money::from_major;
    let weight = Some(Rate::from_percent(40));
    let a = set_weight(&Splits::default(), key, weight);
    assert_eq!(cell(&a, key), Cell { weight, lock: None });
    let b = set_amount(&a, key, yuan(100));
    assert_eq!(cell(&b, key), Cell { weight, lock: Some(yuan(100)) });
    assert_eq!(unlock(&b, key), a);
    assert_eq!(set_weight(&b, key, weight), a);
    assert_eq!(set_weight(&b, key, None), Splits::default());
    // a typed factor keeps the row
    let c = set_factor(&a, key, FactorEdit::Uv(Some(Count::new(5))));
    let c = set_weight(&c, key, None);
    assert_eq!(c.phases.len(), 1);
    assert_eq!(set_factor(&c, key, FactorEdit::Uv(None)), Splits::default());
    assert_eq!(set_factor(&a, CellKey::Role(Role::Hero), FactorEdit::Uv(None)), a);
}

#[test]
fn rows_stay_in_order() {
    let day = |d| jiff::civil::date(2026, 11, d);
    let mut splits = Splits::default();
    for d in [9, 1, 5] {
        splits = set_amount(&splits, CellKey::Day(day(d)), Money::from_major(1));
    }
    assert_eq!(splits.days.iter().map(|r| r.of).collect::<Vec<_>>(), [day(1), day(5), day(9)]);
}
