//! A list of customers as a project keeps it: how long ago each bought last, how often and for how much. No identities.

use std::fmt::Write as _;
use std::sync::Arc;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::Money;

/// Customers of whom the same is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CustomerRun {
    /// Days from the last purchase to the last day of the list: 0 = on that day.
    pub back: u32,
    /// How many orders, one and above.
    pub orders: u32,
    /// What they come to, zero and above.
    pub spent: Money,
    /// How many customers, one and above.
    pub customers: u32,
}

/// Every customer of a list by last purchase, orders and sum, exactly.
///
/// Guaranteed: in ascending order of `back`, `orders` and `spent`, no two runs alike in all three; orders and customers are
/// one and above, sums not negative; at most [`CustomerTable::MOST`] customers, [`CustomerTable::MOST_BACK`] days and
/// [`CustomerTable::MOST_ORDERS`] orders each.
///
/// In the file it is one text: groups divided by `;`, each `back/orders:` and then the sums in minor units, the first as it
/// is, each further one as what it is above the one before; `*n` behind one says that `n` customers have it.
/// `0/1:1990,10*3;4/2:9900` are one customer with 19.90, three with 20.00, and one with two orders for 99.00 four days
/// earlier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CustomerTable(Arc<[CustomerRun]>);

impl CustomerTable {
    /// The most customers.
    pub const MOST: usize = 5_000_000;
    /// The most days that a last purchase lies back: some 110 years.
    pub const MOST_BACK: u32 = 40_200;
    /// The most orders of a customer.
    pub const MOST_ORDERS: u32 = 1_000_000_000;

    /// From runs in any order; those that are alike are joined. Nothing if that breaks a guarantee of the type.
    #[must_use]
    pub fn new(mut runs: Vec<CustomerRun>) -> Option<Self> {
        runs.sort_unstable();
        let mut joined: Vec<CustomerRun> = Vec::with_capacity(runs.len());
        for run in runs {
            match joined.last_mut() {
                Some(last) if (last.back, last.orders, last.spent) == (run.back, run.orders, run.spent) => {
                    last.customers = last.customers.checked_add(run.customers)?;
                }
                _ => joined.push(run),
            }
        }
        let stands = |run: &CustomerRun| {
            run.back <= Self::MOST_BACK
                && (1..=Self::MOST_ORDERS).contains(&run.orders)
                && run.spent >= Money::ZERO
                && run.customers > 0
        };
        let customers: u64 = joined.iter().map(|run| u64::from(run.customers)).sum();
        let total: i128 = joined.iter().map(|run| run.spent.wide() * i128::from(run.customers)).sum();
        let fits = customers <= Self::MOST as u64 && total <= Money::MAX.wide();
        (fits && joined.iter().all(stands)).then(|| Self(joined.into()))
    }

    /// The runs, in order.
    #[must_use]
    pub fn runs(&self) -> &[CustomerRun] {
        &self.0
    }

    /// How many customers there are.
    #[must_use]
    pub fn customers(&self) -> u64 {
        self.0.iter().map(|run| u64::from(run.customers)).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As the file has it.
    #[must_use]
    pub fn written(&self) -> String {
        let mut out = String::with_capacity(self.0.len() * 8);
        let mut before: Option<CustomerRun> = None;
        for run in self.0.iter().copied() {
            // writing to a string cannot fail
            let _ = match before.filter(|last| (last.back, last.orders) == (run.back, run.orders)) {
                Some(last) => write!(out, ",{}", run.spent.minor() - last.spent.minor()),
                None if before.is_none() => write!(out, "{}/{}:{}", run.back, run.orders, run.spent.minor()),
                None => write!(out, ";{}/{}:{}", run.back, run.orders, run.spent.minor()),
            };
            if run.customers > 1 {
                let _ = write!(out, "*{}", run.customers);
            }
            before = Some(run);
        }
        out
    }

    /// Reads what [`Self::written`] writes; nothing if it is anything else.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut runs: Vec<CustomerRun> = Vec::new();
        for group in text.split(';').filter(|_| !text.is_empty()) {
            let (head, sums) = group.split_once(':')?;
            let (back, orders) = head.split_once('/')?;
            let (back, orders) = (digits(back)?.try_into().ok()?, digits(orders)?.try_into().ok()?);
            let mut sum = 0_i64;
            for item in sums.split(',') {
                let (above, customers) = match item.split_once('*') {
                    Some((above, n)) => (above, digits(n)?.try_into().ok()?),
                    None => (item, 1),
                };
                sum = sum.checked_add(digits(above)?.try_into().ok()?)?;
                let spent = Money::from_minor(sum);
                if spent.minor() != sum {
                    return None;
                }
                runs.push(CustomerRun { back, orders, spent, customers });
            }
        }
        // what is not in order was not written by this program
        let ascending = runs.windows(2).all(|pair| match pair {
            [a, b] => (a.back, a.orders, a.spent) < (b.back, b.orders, b.spent),
            _ => true,
        });
        if ascending { Self::new(runs) } else { None }
    }
}

/// A number of nothing but digits.
fn digits(text: &str) -> Option<u64> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    text.parse().ok()
}

/// Says what a text that cannot be read should have been; read by the file's diagnosis.
const EXPECTED: &str = "customers as text, like \"0/1:1990,10*3;4/2:9900\"";

impl Serialize for CustomerTable {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.written())
    }
}

impl<'de> Deserialize<'de> for CustomerTable {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let shown: String = text.chars().take(24).collect();
        Self::read(&text).ok_or_else(|| D::Error::invalid_value(serde::de::Unexpected::Str(&shown), &EXPECTED))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn run(back: u32, orders: u32, spent: i64, customers: u32) -> CustomerRun {
        CustomerRun { back, orders, spent: Money::from_minor(spent), customers }
    }

    #[test]
    fn a_table_is_written_short() {
        let table = CustomerTable::new(vec![run(4, 2, 9_900, 1), run(0, 1, 2_000, 3), run(0, 1, 1_990, 1)]);
        let table = table.expect("a table");
        assert_eq!(table.written(), "0/1:1990,10*3;4/2:9900");
        assert_eq!(CustomerTable::read("0/1:1990,10*3;4/2:9900"), Some(table));
        assert_eq!(CustomerTable::read(""), Some(CustomerTable::default()));
    }

    #[test]
    fn what_it_would_not_write_it_does_not_read() {
        for text in [
            ";",
            "1",
            "1/1",
            "1/1:",
            "1/0:5",
            "1/1:5*0",
            "1/1:+5",
            "1/1:-5",
            "2/1:5;1/1:5",
            "1/1:5,0",
            "99999/1:5",
            "1/1: 5",
            "1/1:99999999999999999999",
            "1/1:5;",
            "1/2000000000:5",
            "1/1:5*9999999999",
        ] {
            assert_eq!(CustomerTable::read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(runs in prop::collection::vec((0u32..400, 1u32..40, 0i64..99_999, 1u32..4), 0..200)) {
            let all: u64 = runs.iter().map(|(.., n)| u64::from(*n)).sum();
            let table = CustomerTable::new(runs.into_iter().map(|(b, o, s, n)| run(b, o, s, n)).collect()).expect("small");
            prop_assert_eq!(table.customers(), all);
            prop_assert_eq!(CustomerTable::read(&table.written()), Some(table));
        }
    }
}
