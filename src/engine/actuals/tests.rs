//! Rows by hand and what they come to.

use jiff::civil::{Date, date};

use super::{Figure, Figures, Ledger, clear_sources};
use crate::model::{Actual, ActualOf, AlarmKind, Campaign, Count, HandledAlarm, Hour, Money, Rows, SourceId};

fn row(day: i8, hour: Option<u8>, of: ActualOf, uv: u64, gmv: i64) -> Actual {
    Actual {
        date: november(day),
        hour: hour.and_then(Hour::new),
        of,
        uv: Count::new(uv),
        gmv: Money::from_major(gmv),
        ..Actual::default()
    }
}

fn november(day: i8) -> Date {
    date(2026, 11, day)
}

fn by_day(rows: &Rows<Actual>) -> Vec<(i8, u64, i64)> {
    Ledger::new(rows).days().iter().map(|d| (d.date.day(), d.figures.uv.get(), d.figures.gmv.minor() / 100)).collect()
}

const SHOP: ActualOf = ActualOf::Shop;
const SEARCH: ActualOf = ActualOf::Source(SourceId(1));
const FEED: ActualOf = ActualOf::Source(SourceId(2));

#[test]
fn what_is_known_of_a_source_goes_with_it() {
    let mut campaign = Campaign { actuals: vec![row(1, None, SEARCH, 10, 100)].into(), ..Campaign::default() };
    let seen =
        |of| HandledAlarm { kind: AlarmKind::SourceBehind, of, at: november(1).at(9, 0, 0, 0), note: String::new() };
    std::sync::Arc::make_mut(&mut campaign.run).handled = vec![seen(SEARCH), seen(FEED), seen(SHOP)];
    clear_sources(&mut campaign, |id| id == SourceId(1));
    assert!(campaign.actuals.is_empty());
    assert_eq!(campaign.run.handled, [seen(FEED), seen(SHOP)]);
}

#[test]
fn a_planner_can_read_it() {
    for (what, rows, expected) in [
        (
            "a row a day",
            vec![row(1, None, SHOP, 10, 100), row(2, None, SHOP, 20, 300)],
            vec![(1, 10, 100), (2, 20, 300)],
        ),
        (
            "hours instead of the day",
            vec![row(1, None, SHOP, 99, 999), row(1, Some(0), SHOP, 4, 40), row(1, Some(23), SHOP, 6, 60)],
            vec![(1, 10, 100)],
        ),
        (
            "the shop's own row, not the sum of its sources",
            vec![row(1, None, SHOP, 10, 100), row(1, None, SEARCH, 7, 60), row(1, None, FEED, 5, 30)],
            vec![(1, 10, 100)],
        ),
        (
            "sources where the shop has no row",
            vec![row(1, None, SHOP, 10, 100), row(2, None, SEARCH, 7, 60), row(2, None, FEED, 5, 30)],
            vec![(1, 10, 100), (2, 12, 90)],
        ),
        (
            "one source by hour, the other by day",
            vec![row(1, Some(9), SEARCH, 3, 30), row(1, Some(10), SEARCH, 4, 40), row(1, None, FEED, 5, 50)],
            vec![(1, 12, 120)],
        ),
        ("in any order", vec![row(2, None, SHOP, 2, 2), row(1, None, SHOP, 1, 1)], vec![(1, 1, 1), (2, 2, 2)]),
    ] {
        let rows: Rows<Actual> = rows.into();
        assert_eq!(by_day(&rows), expected, "{what}");
        let ledger = Ledger::new(&rows);
        let whole = ledger.shop(november(1).at(0, 0, 0, 0), november(9).at(0, 0, 0, 0));
        assert_eq!(whole, *ledger.total(), "{what}");
    }
}

#[test]
fn a_stretch_counts_when_it_has_ended() {
    let rows: Rows<Actual> =
        vec![row(1, None, SHOP, 10, 100), row(2, Some(0), SHOP, 1, 10), row(2, Some(1), SHOP, 2, 20)].into();
    let ledger = Ledger::new(&rows);
    let came =
        |day, hour, minute| ledger.shop(november(1).at(0, 0, 0, 0), november(day).at(hour, minute, 0, 0)).uv.get();
    assert_eq!((came(1, 23, 59), came(2, 0, 0), came(2, 0, 30), came(2, 1, 0), came(2, 2, 0)), (0, 10, 10, 11, 13));
    assert_eq!(ledger.until(), Some(november(2).at(2, 0, 0, 0)));
    assert!(!ledger.has_hours(november(1)) && ledger.has_hours(november(2)));
    assert_eq!(ledger.hours(november(2)).iter().flatten().map(|f| f.uv.get()).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn every_figure_is_summed_and_stays_within_its_range() {
    let mut one = Figures::default();
    for (n, figure) in (1..).zip(Figure::ALL) {
        if figure.is_money() {
            one.set_money(figure, Money::from_minor(-n));
        } else {
            one.set_count(figure, Count::new(n.unsigned_abs()));
        }
    }
    let mut sum = one;
    sum.add(&one);
    for figure in Figure::ALL {
        assert_eq!(sum.count(figure).get(), 2 * one.count(figure).get(), "{figure:?}");
        assert_eq!(sum.money(figure).minor(), 2 * one.money(figure).minor(), "{figure:?}");
    }
    let mut most = Figures { uv: Count::MAX, gmv: Money::MAX, ..Figures::default() };
    most.add(&most.clone());
    assert_eq!((most.uv, most.gmv), (Count::MAX, Money::MAX));
}

#[test]
fn rates_are_nothing_where_a_part_is_missing() {
    let mut figures = Figures { gmv: Money::from_major(500), ..Figures::default() };
    assert_eq!((figures.cvr(), figures.aov(), figures.roi(), figures.refund_rate()), (None, None, None, None));
    figures.buyers = Count::new(2);
    figures.cost = Money::from_major(100);
    assert_eq!(figures.aov(), Some(Money::from_major(250)));
    assert_eq!(figures.roi(), Some(crate::model::Rate::from_percent(500)));
}
