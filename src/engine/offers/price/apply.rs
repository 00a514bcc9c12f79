//! Putting lines together, and taking an offer's amount off them.

use super::compile::Compiled;
use super::item::{ItemOption, line_amount};
use super::share::place;
use super::state::{Amounts, Line, State};

impl Compiled {
    /// Adds a line priced in one of its ways.
    pub(super) fn push_line(&self, state: &mut State, good: u32, option: &ItemOption) {
        let product = &self.goods[good as usize];
        for (pieces, amount) in option.segments {
            if pieces > 0 {
                let least = if self.policy.floor_protection { line_amount(product.floor, pieces) } else { 0 };
                state.lines.push(Line { good, pieces, mask: product.mask, original: amount, left: amount, least });
            }
        }
        state.applied |= option.mask;
        let mut stops = option.mask;
        while stops != 0 {
            self.close_after(state, stops.trailing_zeros() as usize);
            stops &= stops - 1;
        }
    }

    /// Shares an amount over the lines by weight and takes it off. Returns what was placed; nothing changes if that is zero.
    pub(super) fn take_off(
        &self,
        state: &mut State,
        offer: usize,
        amount: i64,
        weights: &Amounts,
        parts: &mut Amounts,
    ) -> i64 {
        if state.lines.len() == 1 {
            let part = self.take_off_one(state, offer, amount, weights.first().copied().unwrap_or(0));
            parts.clear();
            parts.push(part);
            return part;
        }
        let room: Amounts = state.lines.iter().map(Line::room).collect();
        let placed = amount - place(amount, weights, &room, self.policy.odd_cent, parts);
        if placed > 0 {
            for (line, part) in state.lines.iter_mut().zip(parts.iter()) {
                line.left -= part;
            }
            self.note(state, offer);
        }
        placed
    }

    /// The same for an order of a single line, which shares with none.
    pub(super) fn take_off_one(&self, state: &mut State, offer: usize, amount: i64, weight: i64) -> i64 {
        let Some(line) = state.lines.first_mut().filter(|_| weight > 0) else { return 0 };
        let part = amount.min(line.room()).max(0);
        if part > 0 {
            line.left -= part;
            self.note(state, offer);
        }
        part
    }

    /// Notes that an offer has applied.
    pub(super) fn note(&self, state: &mut State, offer: usize) {
        state.applied |= 1 << offer;
        self.close_after(state, offer);
    }

    fn close_after(&self, state: &mut State, offer: usize) {
        let candidate = &self.candidates[offer];
        if candidate.stop_after {
            let from = candidate.layer.number() + 1;
            state.closed_from = if state.closed_from == 0 { from } else { state.closed_from.min(from) };
        }
    }

    /// Whether an offer is kept out by one that has applied: excluded, or in a layer that was closed.
    #[inline]
    pub(super) fn is_blocked(&self, state: &State, offer: usize) -> bool {
        if state.closed_from == 0 && state.applied & (self.clash[offer] | self.clash_on_line[offer]) == 0 {
            return false;
        }
        let layer = self.candidates[offer].layer;
        let closed = state.closed_from != 0 && layer.number() >= state.closed_from;
        (closed && layer != crate::model::Layer::Shipping)
            || state.applied & self.clash[offer] != 0
            || self.on_its_lines(state, offer) & state.applied & self.clash_on_line[offer] != 0
    }

    /// All offers that a line of this one is eligible for.
    pub(super) fn on_its_lines(&self, state: &State, offer: usize) -> u128 {
        if self.clash_on_line[offer] == 0 {
            return 0;
        }
        state.lines.iter().filter(|line| line.mask >> offer & 1 == 1).fold(0, |all, line| all | line.mask)
    }
}
