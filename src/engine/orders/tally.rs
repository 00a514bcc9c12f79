//! Orders summed from rows: which belong together is told by hashes, so that no id of a customer is kept.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use super::histogram;
use crate::model::{CustomerRun, CustomerTable, Histogram, Money};

/// The hash of an order's or a customer's id. Two ids share one among ten million with a chance of one in 400,000.
pub type OrderKey = u64;

/// Hands a key on: it is a hash already.
#[derive(Clone, Copy, Debug, Default)]
pub struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

type Keys<T> = HashMap<u64, T, BuildHasherDefault<AsItIs>>;

/// An order as far as it has been read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its key; nothing where every row is an order and none has an id.
    key: Option<OrderKey>,
    /// Its customer's.
    customer: Option<OrderKey>,
    /// The sum of its rows in minor units.
    pub sum: u64,
    /// The line of its first row.
    pub line: u64,
    /// The last of its days, as the reader counts them; 0 = none is known.
    day: u16,
    /// How many orders it stands for: more than one where a row is a customer.
    orders: u32,
}

/// The customers of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customers {
    /// The first day of an order, as the reader counts days.
    pub first: u16,
    /// The last one.
    pub last: u16,
    /// Each with the last purchase, the number of orders and their sum.
    pub table: CustomerTable,
}

/// Orders as they are read, row by row.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    orders: Vec<Order>,
    places: Keys<u32>,
}

impl Tally {
    /// The most orders that are kept.
    pub const MOST_ORDERS: usize = 20_000_000;

    /// Room for about so many orders.
    #[must_use]
    pub fn with_room(orders: usize) -> Self {
        let orders = orders.min(Self::MOST_ORDERS);
        Self {
            orders: Vec::with_capacity(orders),
            places: Keys::with_capacity_and_hasher(orders, BuildHasherDefault::default()),
        }
    }

    /// How many orders there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.orders.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.orders.is_empty()
    }

    /// Whether there are more than can be kept.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.orders.len() > Self::MOST_ORDERS
    }

    /// The order of a key, new if it was not there, and whether it was. The place is for [`Self::add`].
    pub fn place(&mut self, key: OrderKey, customer: Option<OrderKey>, line: u64) -> (usize, bool) {
        let next = self.orders.len();
        let place = *self.places.entry(key).or_insert(u32::try_from(next).unwrap_or(u32::MAX)) as usize;
        let is_new = place == next;
        if is_new {
            self.orders.push(Order { key: Some(key), customer, sum: 0, line, day: 0, orders: 1 });
        }
        (place, !is_new)
    }

    /// Adds to an order's sum, in minor units.
    #[inline]
    pub fn add(&mut self, place: usize, amount: u64) {
        if let Some(order) = self.orders.get_mut(place) {
            order.sum = order.sum.saturating_add(amount);
        }
    }

    /// An order without an id; gives its place.
    pub fn push(&mut self, customer: Option<OrderKey>, amount: u64, line: u64) -> usize {
        self.orders.push(Order { key: None, customer, sum: amount, line, day: 0, orders: 1 });
        self.orders.len() - 1
    }

    /// Says on which day a row of an order was; the last one counts.
    #[inline]
    pub fn date(&mut self, place: usize, day: u16) {
        if let Some(order) = self.orders.get_mut(place) {
            order.day = order.day.max(day);
        }
    }

    /// Says how many orders a row stands for.
    pub fn stands_for(&mut self, place: usize, orders: u32) {
        if let Some(order) = self.orders.get_mut(place) {
            order.orders = orders;
        }
    }

    /// Takes in what was read of a later part of the same list, whose lines begin after `lines`. Rows of one order are
    /// summed if `join`; else the later orders are left out and handed back with their lines.
    pub fn append(&mut self, later: &Self, lines: u64, join: bool) -> Vec<u64> {
        let mut repeated = Vec::new();
        for order in &later.orders {
            let line = order.line + lines;
            let Some(key) = order.key else {
                self.orders.push(Order { line, ..*order });
                continue;
            };
            let (place, known) = self.place(key, order.customer, line);
            if known && !join {
                repeated.push(line);
            } else {
                self.add(place, order.sum);
                self.date(place, order.day);
                if !known {
                    self.stands_for(place, order.orders);
                }
            }
        }
        repeated
    }

    /// The histogram by order. Nothing if they sum to more than a project holds.
    #[must_use]
    pub fn by_order(&self) -> Option<Histogram> {
        histogram(&mut self.orders.iter().map(|order| order.sum).collect::<Vec<_>>())
    }

    /// The histogram by customer, each with the sum of their orders; those of unknown customers stay out. Nothing if they
    /// sum to more than a project holds.
    #[must_use]
    pub fn by_customer(&self) -> Option<Histogram> {
        let mut sums: Keys<u64> = Keys::default();
        for order in &self.orders {
            if let Some(customer) = order.customer {
                let sum = sums.entry(customer).or_default();
                *sum = sum.saturating_add(order.sum);
            }
        }
        histogram(&mut sums.into_values().collect::<Vec<_>>())
    }

    /// The customers of all orders that have one; nothing if there are none, or more than a project holds.
    #[must_use]
    pub fn customers(&self) -> Option<Customers> {
        let mut of: Keys<(u16, u32, u64)> = Keys::default();
        for order in &self.orders {
            if let Some(customer) = order.customer {
                let (day, orders, sum) = of.entry(customer).or_default();
                *day = (*day).max(order.day);
                *orders = orders.saturating_add(order.orders);
                *sum = sum.saturating_add(order.sum);
            }
        }
        let days = self.orders.iter().filter(|order| order.customer.is_some()).map(|order| order.day);
        let first = days.filter(|day| *day > 0).min()?;
        let last = of.values().map(|(day, ..)| *day).max()?;
        let run = |(day, orders, sum): (u16, u32, u64)| {
            let spent = Money::from_minor(i64::try_from(sum).ok()?);
            Some(CustomerRun { back: u32::from(last - day), orders, spent, customers: 1 })
        };
        let runs: Option<Vec<CustomerRun>> = of.into_values().map(run).collect();
        Some(Customers { first, last, table: CustomerTable::new(runs?)? })
    }

    /// How many customers are known, at most one more than a project holds.
    #[must_use]
    pub fn has_too_many_customers(&self) -> bool {
        let mut seen: HashSet<u64, BuildHasherDefault<AsItIs>> = HashSet::default();
        self.orders.iter().filter_map(|order| order.customer).any(|customer| {
            seen.insert(customer);
            seen.len() > CustomerTable::MOST
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Count, Money};

    fn row(tally: &mut Tally, key: u64, customer: u64, amount: u64, line: u64) {
        let (place, _) = tally.place(key, Some(customer), line);
        tally.add(place, amount);
    }

    #[test]
    fn rows_become_orders_and_orders_customers() {
        let (mut first, mut later) = (Tally::default(), Tally::with_room(4));
        row(&mut first, 1, 70, 1_000, 2);
        row(&mut first, 2, 71, 500, 3);
        row(&mut first, 1, 70, 250, 4);
        row(&mut later, 2, 71, 125, 1);
        row(&mut later, 3, 70, 9_900, 2);
        let mut joined = first.clone();
        assert!(joined.append(&later, 4, true).is_empty());
        let orders = joined.by_order().expect("small");
        assert_eq!((orders.number(), orders.total()), (Count::new(3), Money::from_minor(11_775)));
        assert_eq!(orders.counts()[6], Count::new(1));
        let customers = joined.by_customer().expect("small");
        assert_eq!(customers.number(), Count::new(2));
        assert_eq!(customers.counts()[111], Count::new(1));
        // where each row is an order, the second of an id is told and left out
        assert_eq!(first.append(&later, 4, false), [5]);
        assert_eq!(first.by_order().expect("small").total(), Money::from_minor(11_650));
    }
}
