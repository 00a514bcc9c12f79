//! What is left at least of a product together with some of what stands beside it.
//!
//! A threshold that was reached says nothing of any one line, but much of all of them together: what follows is shared by
//! such sums, so they are carried along.

use super::bound::Span;
use crate::engine::offers::price::{ONE, mul_div};

/// Least and most that is left of the product and of each that stands beside it; of what is not there, nothing.
pub(super) type Amounts = [(i64, i64); 3];

/// What is left of each line of an order.
pub(super) fn amounts(spans: &[Span]) -> Amounts {
    std::array::from_fn(|i| spans.get(i).map_or((0, 0), |span| span.left))
}

/// Least and most that is left of the product with none, the first, the second, and both of those beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sums {
    least: [i64; 4],
    most: [i64; 4],
    /// What was surely taken off each since the item layer.
    shed: [i64; 4],
    /// What each was at least then, as later thresholds were reached.
    need: [i64; 4],
}

/// What an offer can take off an order at most.
pub(super) struct Cut {
    /// What is left of all that takes part at least, as a threshold was reached.
    pub reached: i64,
    /// Most that it takes off all of it together.
    pub most: i64,
    /// Least that it takes off all of it together, if there is so much.
    pub least: i64,
    /// Least part of it that stays, in billionths.
    pub rate: i64,
    /// By how much rounding can go beyond that part.
    pub cents: i64,
    /// Whether that holds for each line by itself.
    pub plain: bool,
}

/// An offer on the lines of an order.
pub(super) struct On<'a> {
    pub bit: u128,
    /// Whether the product takes part.
    pub own: bool,
    /// Whether it is surely used.
    pub used: bool,
    pub spans: &'a [Span],
}

impl Sums {
    /// What ranges say of them.
    pub fn of(spans: &[Span]) -> Self {
        Self { least: [0; 4], most: [i64::MAX; 4], shed: [0; 4], need: [0; 4] }.narrowed(&amounts(spans))
    }

    /// What each was at least after the item layer, as later thresholds were reached.
    pub fn need(&self) -> [i64; 4] {
        self.need
    }

    /// What is left of each at least.
    pub fn least(&self) -> [i64; 4] {
        self.least
    }

    /// Whether some of the sums can be less than this.
    pub fn is_below(&self, need: &[i64; 4]) -> bool {
        (1..4).any(|set| self.least[set] < need[set])
    }

    /// An order at its beginning of which so much is known: sums of at least `need` and less than `below`; nothing if that
    /// cannot be.
    pub fn within(mut self, need: &[i64; 4], below: &[i64; 4]) -> Option<Self> {
        for set in 1..4 {
            self.least[set] = self.least[set].max(need[set]);
            self.most[set] = self.most[set].min(below[set].saturating_sub(1));
            if self.least[set] > self.most[set] {
                return None;
            }
        }
        self.need = *need;
        Some(self)
    }

    /// Whether more is known of some of the sums.
    pub fn is_narrower(&self, than: &Self) -> bool {
        self.least != than.least || self.most != than.most
    }

    /// Least and most of one of the sums.
    pub fn range(&self, set: usize) -> (i64, i64) {
        (self.least[set & 3], self.most[set & 3])
    }

    /// Narrows ranges of so many lines to what is known of their sums; the first is the product itself. False if nothing is left.
    pub fn narrow(&self, amounts: &mut Amounts, lines: usize) -> bool {
        let own = amounts[0];
        for i in 1..lines.min(3) {
            let other = amounts[3 - i];
            let (alone, both) = (self.range(i), self.range(3));
            let least = (alone.0 - own.1).max(both.0 - own.1 - other.1);
            let most = (alone.1 - own.0).min(both.1.saturating_sub(own.0).saturating_sub(other.0));
            let amount = &mut amounts[i];
            *amount = (amount.0.max(least), amount.1.min(most));
            if amount.0 > amount.1 {
                return false;
            }
        }
        true
    }

    /// Whether more is known of the beginning than what was.
    pub fn tells_more(&self, start: &Self) -> bool {
        (1..4).any(|set| self.need[set] > start.least[set])
    }

    /// Narrowed to what ranges say of them.
    pub fn narrowed(self, &[own, a, b]: &Amounts) -> Self {
        let [_, with_a, with_b, all] = self.least;
        let (with_a, with_b) = (with_a.max(own.0 + a.0), with_b.max(own.0 + b.0));
        let least = [own.0, with_a, with_b, all.max(with_a + b.0).max(with_b + a.0)];
        let [_, with_a, with_b, all] = self.most;
        let (with_a, with_b) = (with_a.min(own.1 + a.1), with_b.min(own.1 + b.1));
        let most = [own.1, with_a, with_b, all.min(with_a.saturating_add(b.1)).min(with_b.saturating_add(a.1))];
        Self { least, most, ..self }
    }

    /// The wider of each.
    pub fn or(self, other: Self) -> Self {
        Self {
            least: std::array::from_fn(|i| self.least[i].min(other.least[i])),
            most: std::array::from_fn(|i| self.most[i].max(other.most[i])),
            shed: std::array::from_fn(|i| self.shed[i].min(other.shed[i])),
            need: std::array::from_fn(|i| self.need[i].min(other.need[i])),
        }
    }

    /// Least that is left of all that surely takes part in an offer of the product; zero if it does not take part itself.
    pub fn sure(&self, spans: &[Span], bit: u128) -> i64 {
        let takes = |i: usize| usize::from(spans.get(i).is_some_and(|span| span.all & bit != 0));
        if takes(0) == 0 { 0 } else { self.least[takes(1) | takes(2) << 1] }
    }

    /// Most that is left of all that may take part in an offer of the product.
    pub fn any(&self, spans: &[Span], bit: u128) -> i64 {
        let takes = |i: usize| usize::from(spans.get(i).is_some_and(|span| span.any & bit != 0));
        self.most[takes(1) | takes(2) << 1]
    }

    /// What is left when something was taken off.
    pub fn after(&self, cut: &Cut, on: &On<'_>) -> Self {
        let span = |i: usize| on.spans.get(i);
        let may = |i: usize| span(i).is_some_and(|span| span.any & on.bit != 0);
        let whole = usize::from(may(1)) | usize::from(may(2)) << 1;
        let own = self.least[0];
        let mut after = *self;
        for set in 1..4usize {
            let mut least = self.least[set];
            let covers = whole & !set == 0;
            if covers && on.used {
                let beside = |i: usize| {
                    let outside = if i == 0 { !on.own } else { set >> (i - 1) & 1 == 1 && !may(i) };
                    span(i).filter(|_| outside).map_or((0, 0), |span| span.left)
                };
                let (t, a, b) = (beside(0), beside(1), beside(2));
                let reached = cut.reached + t.0 + a.0 + b.0;
                least = least.max(reached);
                after.need[set] = self.need[set].max(reached + self.shed[set]);
                // else it may be that there is not so much
                if cut.least <= cut.reached {
                    after.shed[set] += cut.least;
                }
                after.most[set] = self.most[set].saturating_sub(cut.least).max(t.1 + a.1 + b.1);
            }
            let mut then = least.saturating_sub(cut.most);
            if covers || cut.plain {
                let share = mul_div(least, cut.rate.max(0), ONE);
                let kept = if on.own { 0 } else { mul_div(own, ONE - cut.rate.max(0), ONE) };
                then = then.max(share + kept - cut.cents);
            }
            after.least[set] = then.max(0);
        }
        after
    }
}
