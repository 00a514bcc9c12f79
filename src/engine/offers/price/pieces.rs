//! Offers that count pieces: N for a price, the N-th piece, bundles.
//!
//! Each writes by line the amount that took part, by which its discount is shared, and returns the discount.

use smallvec::SmallVec;

use super::compile::{Compiled, Rule};
use super::state::{Amounts, State};
use crate::engine::offers::price::amount::{at_rate, mul_div};

/// Lines that take part, dearest piece first; ties in basket order.
fn dearest_first(state: &State, bit: u128) -> SmallVec<[usize; 8]> {
    let mut order: SmallVec<[usize; 8]> =
        (0..state.lines.len()).filter(|i| state.lines[*i].mask & bit != 0 && state.lines[*i].pieces > 0).collect();
    let each = |i: usize, other: usize| i128::from(state.lines[i].left) * i128::from(state.lines[other].pieces);
    order.sort_by(|a, b| each(*b, *a).cmp(&each(*a, *b)));
    order
}

/// What the first `pieces` pieces of a line cost: the pieces of a line differ by a minor unit at most.
fn first(left: i64, of: i64, pieces: i64) -> i64 {
    mul_div(left, pieces, of)
}

/// Takes pieces off the lines, dearest first, group by group.
struct Walk<'a> {
    state: &'a State,
    order: SmallVec<[usize; 8]>,
    at: usize,
    taken: i64,
}

impl<'a> Walk<'a> {
    fn new(state: &'a State, bit: u128) -> Self {
        Self { state, order: dearest_first(state, bit), at: 0, taken: 0 }
    }

    fn pieces(&self) -> i64 {
        self.order.iter().map(|i| self.state.lines[*i].pieces).sum()
    }

    /// The next `n` pieces: calls `take(line, amount)` for each line they come from, and returns what the last piece costs.
    fn group(&mut self, n: i64, mut take: impl FnMut(usize, i64)) -> i64 {
        let (mut wanted, mut last) = (n, 0);
        while wanted > 0 {
            let Some(&i) = self.order.get(self.at) else { break };
            let line = &self.state.lines[i];
            let now = wanted.min(line.pieces - self.taken);
            let upto = |pieces| first(line.left, line.pieces, pieces);
            take(i, upto(self.taken + now) - upto(self.taken));
            if now > 0 {
                last = upto(self.taken + now) - upto(self.taken + now - 1);
            }
            self.taken += now;
            wanted -= now;
            if self.taken >= line.pieces {
                self.at += 1;
                self.taken = 0;
            }
        }
        last
    }
}

impl Compiled {
    /// The discount of an offer that counts pieces, or how many pieces are missing for a first group.
    pub(super) fn by_pieces(&self, rule: &Rule, bit: u128, state: &State, parts: &mut Amounts) -> Result<i64, i64> {
        match *rule {
            Rule::NForPrice { pieces, price } => n_for_price(state, bit, pieces, price, parts),
            Rule::NthPiece { nth, part } => self.nth_piece(state, bit, nth, part, parts),
            Rule::Bundle { ref items, price } => bundle(state, items, price, parts),
            _ => Ok(0),
        }
    }

    /// 第N件X折: in each whole group, dearest first, the cheapest piece.
    fn nth_piece(&self, state: &State, bit: u128, nth: i64, part: i64, parts: &mut Amounts) -> Result<i64, i64> {
        let mut walk = Walk::new(state, bit);
        let groups = walk.pieces() / nth;
        if groups == 0 {
            return Err(nth - walk.pieces());
        }
        let mut discount = 0;
        for _ in 0..groups {
            let cheapest = walk.group(nth, |i, amount| parts[i] += amount);
            discount += cheapest - at_rate(cheapest, part, self.policy.rounding);
        }
        Ok(discount)
    }
}

/// M元任选N件: groups, dearest first, while that lowers the total.
fn n_for_price(state: &State, bit: u128, pieces: i64, price: i64, parts: &mut Amounts) -> Result<i64, i64> {
    let mut walk = Walk::new(state, bit);
    let groups = walk.pieces() / pieces;
    if groups == 0 {
        return Err(pieces - walk.pieces());
    }
    let mut discount = 0;
    for _ in 0..groups {
        let mut group: SmallVec<[(usize, i64); 4]> = SmallVec::new();
        walk.group(pieces, |i, amount| group.push((i, amount)));
        let cost: i64 = group.iter().map(|g| g.1).sum();
        // every later group is cheaper still
        if cost <= price {
            break;
        }
        discount += cost - price;
        for (i, amount) in group {
            parts[i] += amount;
        }
    }
    Ok(discount)
}

/// 套装: whole sets, as many as lower the total.
fn bundle(state: &State, items: &[(u32, i64)], price: i64, parts: &mut Amounts) -> Result<i64, i64> {
    let held = |good: u32| state.lines.iter().filter(|l| l.good == good).map(|l| l.pieces).sum::<i64>();
    let sets = items.iter().map(|(good, n)| held(*good) / n).min().unwrap_or(0);
    if sets == 0 {
        return Err(items.iter().map(|(good, n)| (n - held(*good)).max(0)).sum());
    }
    let mut whole = 0;
    for (good, n) in items {
        let mut wanted = n * sets;
        for (i, line) in state.lines.iter().enumerate().filter(|(_, l)| l.good == *good) {
            let now = wanted.min(line.pieces);
            let amount = first(line.left, line.pieces, now);
            parts[i] += amount;
            whole += amount;
            wanted -= now;
        }
    }
    Ok((whole - price.saturating_mul(sets)).max(0))
}
