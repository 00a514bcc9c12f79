//! Customers by segment.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::threshold::{Limits, Passes, limit};
use crate::model::{Count, CustomerList, Money, Rate, Rfm, RfmSource, Segment, TypedSegment};

/// A segment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SegmentAnswer {
    /// How many customers.
    pub customers: u64,
    /// What they bought for.
    pub spent: Money,
    /// The days since their last purchase, summed; zero where no list is.
    pub days: u64,
    /// Their orders, summed; zero where no list is.
    pub orders: u64,
}

impl SegmentAnswer {
    /// A sum over the customers as their mean; nothing without customers. Half up to nine places.
    fn mean(self, sum: u64) -> Option<Rate> {
        Rate::ratio(i128::from(sum), i128::from(self.customers))
    }

    /// Mean days since the last purchase.
    #[must_use]
    pub fn mean_days(self) -> Option<Rate> {
        self.mean(self.days)
    }

    /// Mean number of orders.
    #[must_use]
    pub fn mean_orders(self) -> Option<Rate> {
        self.mean(self.orders)
    }

    /// Mean sum, half up to the minor unit; nothing without customers.
    #[must_use]
    pub fn mean_spent(self) -> Option<Money> {
        let n = i128::from(self.customers);
        (n > 0).then(|| Money::from_wide((2 * self.spent.wide() + n).div_euclid(2 * n)))
    }
}

/// The customer base.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RfmAnswer {
    /// By segment, in the order of [`Segment::ALL`].
    segments: [SegmentAnswer; 8],
    /// All together.
    pub all: SegmentAnswer,
    /// Where high begins; nothing where no list is.
    pub limits: Option<Limits>,
    /// The day to which days are counted.
    pub as_of: Option<Date>,
}

impl RfmAnswer {
    /// A segment.
    #[must_use]
    pub fn of(&self, segment: Segment) -> SegmentAnswer {
        self.segments.get(segment as usize).copied().unwrap_or_default()
    }

    /// A segment's part of what all customers bought for, half up to nine places; nothing while that is nothing.
    #[must_use]
    pub fn share(&self, segment: Segment) -> Option<Rate> {
        Rate::ratio(self.of(segment).spent.wide(), self.all.spent.wide())
    }

    /// A segment's part of all customers, half up to nine places; nothing without any.
    #[must_use]
    pub fn part(&self, segment: Segment) -> Option<Rate> {
        Rate::ratio(i128::from(self.of(segment).customers), i128::from(self.all.customers))
    }

    fn add(&mut self, segment: Segment, more: SegmentAnswer) {
        let at = self.segments.get_mut(segment as usize);
        for slot in at.into_iter().chain([&mut self.all]) {
            slot.customers += more.customers;
            slot.spent = Money::from_wide(slot.spent.wide() + more.spent.wide());
            slot.days += more.days;
            slot.orders += more.orders;
        }
    }
}

/// Works out the segments.
#[must_use]
pub fn rfm(rfm: &Rfm) -> RfmAnswer {
    match &rfm.source {
        RfmSource::None => RfmAnswer::default(),
        RfmSource::Typed(typed) => by_typing(typed),
        RfmSource::Imported(list) => of_list(list, rfm),
    }
}

fn by_typing(typed: &BTreeMap<Segment, TypedSegment>) -> RfmAnswer {
    let mut answer = RfmAnswer::default();
    for (segment, typed) in typed {
        let spent = typed.spent.max(Money::ZERO);
        answer.add(*segment, SegmentAnswer { customers: typed.customers.get(), spent, ..SegmentAnswer::default() });
    }
    answer
}

fn of_list(list: &CustomerList, by: &Rfm) -> RfmAnswer {
    let next = list.last.tomorrow().unwrap_or(list.last);
    let as_of = by.as_of.unwrap_or(next);
    // a purchase after that day counts as one on it
    let since_last = i64::from(as_of.since(list.last).map_or(0, |span| span.get_days()));
    let days = |back: u32| u64::try_from(i64::from(back) + since_last).unwrap_or(0);
    let spent = |money: Money| u64::try_from(money.minor()).unwrap_or(0);
    let runs = list.table.runs();
    let limits = Limits {
        recency: limit(
            runs.iter().map(|run| (days(run.back), run.customers)).collect(),
            by.recency,
            Passes::Below,
            Count::get,
        ),
        frequency: limit(
            runs.iter().map(|run| (u64::from(run.orders), run.customers)).collect(),
            by.frequency,
            Passes::Above,
            Count::get,
        ),
        monetary: limit(
            runs.iter().map(|run| (spent(run.spent), run.customers)).collect(),
            by.monetary,
            Passes::Above,
            spent,
        ),
    };
    let mut answer = RfmAnswer { limits: Some(limits), as_of: Some(as_of), ..RfmAnswer::default() };
    for run in runs {
        let customers = u64::from(run.customers);
        let segment = Segment::of(
            days(run.back) <= limits.recency.at,
            u64::from(run.orders) >= limits.frequency.at,
            spent(run.spent) >= limits.monetary.at,
        );
        answer.add(
            segment,
            SegmentAnswer {
                customers,
                spent: Money::from_wide(run.spent.wide() * i128::from(customers)),
                days: days(run.back) * customers,
                orders: u64::from(run.orders) * customers,
            },
        );
    }
    answer
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::model::{CustomerRun, CustomerTable, Threshold};

    fn list(customers: &[(u32, u32, i64)]) -> Rfm {
        let runs = customers
            .iter()
            .map(|(back, orders, spent)| CustomerRun {
                back: *back,
                orders: *orders,
                spent: Money::from_minor(*spent),
                customers: 1,
            })
            .collect();
        let table = CustomerTable::new(runs).expect("small");
        let (first, last) = (date(2026, 1, 1), date(2026, 10, 12));
        let none = Count::ZERO;
        let list =
            CustomerList { file: String::new(), on: None, first, last, rows: none, bad: none, left_out: none, table };
        Rfm { source: RfmSource::Imported(Arc::new(list)), ..Rfm::default() }
    }

    #[test]
    fn customers_fall_into_segments_by_the_mean() {
        // days 1, 3, 11, 21: mean 9; orders 5, 1, 4, 2: mean 3; sums 100, 20, 60, 60: mean 60.00
        let base = list(&[(0, 5, 10_000), (2, 1, 2_000), (10, 4, 6_000), (20, 2, 6_000)]);
        let answer = rfm(&base);
        assert_eq!(answer.as_of, Some(date(2026, 10, 13)));
        let limits = answer.limits.expect("a list");
        assert_eq!((limits.recency.at, limits.frequency.at, limits.monetary.at), (9, 3, 6_000));
        let found: Vec<u64> = Segment::ALL.iter().map(|s| answer.of(*s).customers).collect();
        assert_eq!(found, [1, 0, 1, 1, 0, 1, 0, 0]);
        assert_eq!(answer.of(Segment::KeyWinBack).mean_days(), Some(Rate::from_percent(2_100)));
        assert_eq!(answer.share(Segment::KeyKeep), Some(Rate::from_percent(25)));
        assert_eq!(answer.of(Segment::Keep).mean_spent(), None);
        // by values, as of a later day
        let by = Rfm {
            recency: Threshold::Value(Count::new(5)),
            frequency: Threshold::Value(Count::new(1)),
            monetary: Threshold::Quantile(Rate::from_percent(100)),
            as_of: Some(date(2026, 10, 15)),
            ..base.clone()
        };
        let answer = rfm(&by);
        assert_eq!((answer.of(Segment::KeyValue).customers, answer.of(Segment::Value).customers), (1, 1));
        assert_eq!(
            (answer.of(Segment::Keep).customers, answer.of(Segment::Keep).mean_orders()),
            (2, Some(Rate::from_percent(300)))
        );
        // before the last purchase nothing is negative
        assert_eq!(rfm(&Rfm { as_of: Some(date(2026, 10, 1)), ..base }).all.days, 9);
    }

    #[test]
    fn typed_counts_are_what_they_are() {
        let typed = [(Segment::KeyValue, 10, 300), (Segment::WinBack, 30, 100)].map(|(segment, n, sum)| {
            (segment, TypedSegment { customers: Count::new(n), spent: Money::from_major(sum) })
        });
        let answer = rfm(&Rfm { source: RfmSource::Typed(typed.into()), ..Rfm::default() });
        assert_eq!((answer.all.customers, answer.limits), (40, None));
        assert_eq!(answer.share(Segment::KeyValue), Some(Rate::from_percent(75)));
        assert_eq!(answer.part(Segment::WinBack), Some(Rate::from_percent(75)));
        assert_eq!(rfm(&Rfm::default()), RfmAnswer::default());
    }

    fn any_threshold<T: Clone + std::fmt::Debug>(
        value: impl Strategy<Value = T> + 'static,
    ) -> impl Strategy<Value = Threshold<T>> {
        prop_oneof![
            Just(Threshold::Mean),
            (0i64..=100).prop_map(|part| Threshold::Quantile(Rate::from_percent(part))),
            value.prop_map(Threshold::Value),
        ]
    }

    proptest! {
        #[test]
        fn segments_sum_to_all_and_follow_their_thresholds(
            customers in prop::collection::vec((0u32..90, 1u32..9, 0i64..9_999), 1..80),
            recency in any_threshold((0u64..99).prop_map(Count::new)),
            frequency in any_threshold((0u64..9).prop_map(Count::new)),
            monetary in any_threshold((0i64..9_999).prop_map(Money::from_minor)),
        ) {
            let by = Rfm { recency, frequency, monetary, ..list(&customers) };
            let answer = rfm(&by);
            let sum = |of: fn(SegmentAnswer) -> u64| Segment::ALL.iter().map(|s| of(answer.of(*s))).sum::<u64>();
            prop_assert_eq!(sum(|s| s.customers), customers.len() as u64);
            prop_assert_eq!(sum(|s| s.orders), customers.iter().map(|(_, n, _)| u64::from(*n)).sum::<u64>());
            prop_assert_eq!(sum(|s| s.spent.minor() as u64), customers.iter().map(|(.., m)| *m as u64).sum::<u64>());
            prop_assert_eq!(answer.all.days, customers.iter().map(|(d, ..)| u64::from(*d) + 1).sum::<u64>());
            // one by one, against the definition, in whole numbers
            let limits = answer.limits.expect("a list");
            let n = customers.len() as u128;
            for segment in Segment::ALL {
                let expected = customers.iter().filter(|(back, orders, spent)| {
                    let (days, orders, spent) = (u64::from(*back) + 1, u64::from(*orders), *spent as u64);
                    let lately = match recency {
                        Threshold::Mean => u128::from(days) * n <= limits.recency.sum,
                        _ => days <= limits.recency.at,
                    };
                    let often = match frequency {
                        Threshold::Mean => u128::from(orders) * n >= limits.frequency.sum,
                        _ => orders >= limits.frequency.at,
                    };
                    let much = match monetary {
                        Threshold::Mean => u128::from(spent) * n >= limits.monetary.sum,
                        _ => spent >= limits.monetary.at,
                    };
                    Segment::of(lately, often, much) == segment
                });
                prop_assert_eq!(answer.of(segment).customers, expected.count() as u64, "{:?}", segment);
            }
        }
    }
}
