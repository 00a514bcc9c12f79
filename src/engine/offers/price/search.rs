//! Best for the customer: which of the possibilities make the total payable smallest.
//!
//! A walk over the decisions in the order in which prices are made, using before leaving out, so that the first path found
//! is a good one. A branch ends when what is left less all that later offers could take off at most is no better than the
//! best found: so the answer is exact, unless the walk takes more than [`SEARCH_LIMIT`] steps.

use smallvec::SmallVec;

use super::compile::{Compiled, Off, Rule};
use super::item::ItemOption;
use super::reduce::Attempt;
use super::state::{Amounts, State};
use crate::model::Layer;
use crate::model::offer::{GroupChoice, PercentBase};

/// Steps of the walk after which it ends with the best found so far, which then is not proved to be the best.
pub const SEARCH_LIMIT: u32 = 1 << 20;

/// Products of a basket: place among the compiled goods, and pieces.
pub(super) type Basket<'a> = &'a [(u32, u32)];

/// Which possibilities were used.
#[derive(Clone, Debug, Default)]
pub(super) struct Decided {
    /// Total payable, shipping included.
    pub total: i64,
    /// All offers that apply.
    pub applied: u128,
    /// Item offers by line of the basket.
    pub items: SmallVec<[u128; 8]>,
    /// Whether it is proved that no other choice costs less.
    pub exact: bool,
}

pub(super) struct Search<'a> {
    compiled: &'a Compiled,
    available: u128,
    present: u128,
    points: u64,
    options: SmallVec<[SmallVec<[ItemOption; 2]>; 8]>,
    picked: SmallVec<[u128; 8]>,
    best: Option<Decided>,
    steps: u32,
    /// Whether anything may be used or not.
    prune: bool,
    /// The place in the order of computation from which on every line takes part in whatever comes, and only their sum
    /// counts for the total.
    merge_from: usize,
}

impl Compiled {
    /// The best choice for a basket with the offers in `available` at hand.
    pub(super) fn decide(&self, basket: Basket<'_>, available: u128, points: u64) -> Decided {
        let mut search = Search::new(self, basket, available, points);
        let mut state = State::default();
        search.items(basket, 0, &mut state);
        let mut best = search.best.unwrap_or_default();
        best.exact = search.steps < SEARCH_LIMIT;
        best
    }

    /// The total payable in minor units, shipping included, for products by their [place](Compiled::place) and pieces,
    /// each product once, with every chosen offer at hand and no points. No step is explained.
    #[must_use]
    pub fn total(&self, basket: &[(u32, u32)]) -> i64 {
        self.decide(basket, u128::MAX, 0).total
    }

    /// From which place in the order of computation on every line of a basket takes part in each offer that is `present`,
    /// and takes off whole amounts: then what is left of the lines together is all that counts for the total.
    fn merge_from(&self, basket: Basket<'_>, present: u128) -> usize {
        if self.policy.floor_protection {
            return usize::MAX;
        }
        let goods = basket.iter().filter_map(|(good, _)| self.goods.get(*good as usize));
        let common = goods.fold(u128::MAX, |all, good| all & good.mask);
        let together = |place: &u8| {
            let place = usize::from(*place);
            present >> place & 1 == 0 || (common & self.by_sum) >> place & 1 == 1
        };
        self.order.len() - self.order.iter().rev().take_while(|place| together(place)).count()
    }

    /// Offers that count when fewer are better: gifts lower no price.
    fn count(&self, applied: u128) -> u32 {
        (applied & !self.gifts).count_ones()
    }

    /// Whether one choice is better than another: a smaller total, then fewer offers, then those that stand earlier.
    pub(super) fn is_better(&self, total: i64, applied: u128, than: (i64, u128)) -> bool {
        if total != than.0 {
            return total < than.0;
        }
        let (count, other) = (self.count(applied), self.count(than.1));
        if count != other {
            return count < other;
        }
        let differ = applied ^ than.1;
        differ != 0 && applied >> differ.trailing_zeros() & 1 == 1
    }

    /// The shipping fee of an order as it stands, and the offer that waives it.
    pub(super) fn shipping(&self, state: &State, available: u128) -> (i64, Option<usize>) {
        let fee = self.policy.shipping_fee.minor().max(0);
        if fee == 0 || state.lines.is_empty() {
            return (0, None);
        }
        for &place in &self.waives {
            let place = usize::from(place);
            if let Rule::FreeShipping { from } = self.candidates[place].rule {
                let open = available >> place & 1 == 1 && !self.is_blocked(state, place);
                if open && self.free_shipping(place, from, state).is_ok() {
                    return (0, Some(place));
                }
            }
        }
        (fee, None)
    }

    /// Whether an offer that can apply may also be left out.
    pub(super) fn is_optional(&self, state: &State, place: usize, available: u128, present: u128) -> bool {
        let bit = 1u128 << place;
        if self.can_be_optional & bit == 0 {
            return false;
        }
        let partners =
            self.clash[place] & present | self.clash_on_line[place] & self.on_its_lines(state, place) & available;
        match self.policy.group_choice {
            GroupChoice::Best => self.chosen & bit != 0 || partners != 0,
            // of the rungs of one ladder the best is always taken
            GroupChoice::Priority => self.chosen & bit != 0 && !self.has_rivals(place, partners),
        }
    }

    /// Whether some of these offers is another one than that at a place, not another rung of it.
    fn has_rivals(&self, place: usize, mut of: u128) -> bool {
        while of != 0 {
            let other = of.trailing_zeros() as usize;
            of &= of - 1;
            if self.candidates[other].held.offer != self.candidates[place].held.offer {
                return true;
            }
        }
        false
    }
}

impl<'a> Search<'a> {
    fn new(compiled: &'a Compiled, basket: Basket<'_>, available: u128, points: u64) -> Self {
        let met = basket.iter().filter_map(|(good, _)| compiled.goods.get(*good as usize));
        let present = met.fold(0, |all, good| all | good.mask) & available;
        let mut options: SmallVec<[SmallVec<[ItemOption; 2]>; 8]> = SmallVec::new();
        for (good, pieces) in basket {
            options.push(SmallVec::new());
            if let (Some(good), Some(options)) = (compiled.goods.get(*good as usize), options.last_mut()) {
                compiled.item_options(good, i64::from(*pieces), available, present, options);
            }
        }
        Self {
            compiled,
            available,
            present,
            points,
            options,
            picked: SmallVec::new(),
            best: None,
            steps: 0,
            prune: false,
            merge_from: compiled.merge_from(basket, present),
        }
    }

    /// Decides on item offers, line by line.
    fn items(&mut self, basket: Basket<'_>, from: usize, state: &mut State) {
        let picked = self.picked.len();
        for (line, &(good, _)) in basket.iter().enumerate().skip(from) {
            match self.options[line].as_slice() {
                [] => self.picked.push(0),
                [only] => {
                    self.picked.push(only.mask);
                    self.compiled.push_line(state, good, only);
                }
                _ => {
                    self.choose_item(basket, line, state);
                    self.picked.truncate(picked);
                    return;
                }
            }
        }
        self.later(0, state);
        self.picked.truncate(picked);
    }

    /// Follows each way in which a line can be priced.
    fn choose_item(&mut self, basket: Basket<'_>, line: usize, state: &State) {
        let options = std::mem::take(&mut self.options[line]);
        for option in &options {
            self.prune = true;
            let mut with = state.clone();
            self.picked.push(option.mask);
            self.compiled.push_line(&mut with, basket[line].0, option);
            self.items(basket, line + 1, &mut with);
            self.picked.pop();
            if self.steps >= SEARCH_LIMIT {
                break;
            }
        }
        self.options[line] = options;
    }

    /// Decides on all later offers, from one in the order of computation on.
    fn later(&mut self, from: usize, state: &mut State) {
        self.steps += 1;
        let compiled = self.compiled;
        let (mut weights, mut parts) = (Amounts::new(), Amounts::new());
        for next in from..compiled.order.len() {
            let place = usize::from(compiled.order[next]);
            if self.present >> place & 1 == 0 {
                continue;
            }
            if next >= self.merge_from && state.lines.len() > 1 {
                state.merge();
            }
            if compiled.candidates[place].layer == Layer::Shipping {
                break;
            }
            if compiled.is_blocked(state, place) {
                continue;
            }
            let plain = match state.lines.as_slice() {
                [line] => compiled.plain_amount(place, line).map(|amount| (amount, compiled.share_of(line))),
                _ => None,
            };
            let amount = match plain {
                Some((amount, _)) if amount > 0 => amount,
                Some(_) => continue,
                None => match compiled.attempt(place, state, self.points, &mut weights) {
                    Attempt::Takes { amount, .. } => amount,
                    Attempt::Gives { .. } => 0,
                    _ => continue,
                },
            };
            let mut use_it = |state: &mut State| match (plain, amount) {
                (Some((amount, weight)), _) => compiled.take_off_one(state, place, amount, weight) > 0,
                (None, 0) => {
                    compiled.note(state, place);
                    true
                }
                (None, amount) => compiled.take_off(state, place, amount, &weights, &mut parts) > 0,
            };
            if compiled.is_optional(state, place, self.available, self.present) {
                if self.is_hopeless(next, state) || self.steps >= SEARCH_LIMIT {
                    return;
                }
                let mut with = state.clone();
                if use_it(&mut with) {
                    self.later(next + 1, &mut with);
                    self.prune = true;
                    if self.is_hopeless(next + 1, state) {
                        return;
                    }
                }
            } else {
                use_it(state);
            }
        }
        self.finish(state);
    }

    fn finish(&mut self, state: &State) {
        let (fee, waived_by) = self.compiled.shipping(state, self.available);
        let total = state.left() + fee;
        let applied = state.applied | waived_by.map_or(0, |place| 1 << place);
        let better =
            self.best.as_ref().is_none_or(|best| self.compiled.is_better(total, applied, (best.total, best.applied)));
        if better {
            self.best = Some(Decided { total, applied, items: self.picked.clone(), exact: true });
        }
    }

    /// Whether nothing better than the best found can come of an order as it stands.
    fn is_hopeless(&self, from: usize, state: &State) -> bool {
        let Some(best) = self.best.as_ref().filter(|_| self.prune) else { return false };
        let mut least = state.left();
        let mut shipping = self.compiled.policy.shipping_fee.minor().max(0);
        // of the rungs of one ladder, which stand together, only the largest counts
        let mut ladder = (None, 0);
        for &place in &self.compiled.order[from..] {
            let place = usize::from(place);
            if self.present >> place & 1 == 0 {
                continue;
            }
            let candidate = &self.compiled.candidates[place];
            if candidate.layer == Layer::Shipping {
                shipping = 0;
                continue;
            }
            let most = match self.compiled.flat[place] {
                Some(flat) => flat,
                None => self.potential(place, state),
            };
            if ladder.0 == Some(candidate.held.offer) {
                least -= (most - ladder.1).max(0);
                ladder.1 = ladder.1.max(most);
            } else {
                least -= most;
                ladder = (Some(candidate.held.offer), most);
            }
        }
        let least = least.max(0) + shipping;
        least > best.total
            || (least == best.total && self.compiled.count(state.applied) > self.compiled.count(best.applied))
    }

    /// The most that an offer can take off an order of which no more than this is left.
    fn potential(&self, place: usize, state: &State) -> i64 {
        let bit = 1u128 << place;
        let (mut left, mut original, mut pieces) = (0, 0, 0i64);
        for line in state.lines.iter().filter(|line| line.mask & bit != 0) {
            left += line.left;
            original += line.original;
            pieces += line.pieces;
        }
        let policy = &self.compiled.policy;
        let percent = |part: i64| {
            let base = if policy.percent == PercentBase::SameBase { original } else { left };
            // each piece can be rounded by a unit, each line by another
            base - super::amount::mul_div(base, part, super::amount::ONE) + pieces + state.lines.len() as i64
        };
        let off = |off: Off, copies: i64| match off {
            Off::Less(less) => less.saturating_mul(copies),
            Off::Pay { part, cap } => percent(part).min(cap),
        };
        let most = match self.compiled.candidates[place].rule {
            Rule::Tiered(ref rungs) => rungs.iter().map(|(_, o)| off(*o, 1)).max().unwrap_or(0),
            Rule::EveryN { every, off, cap } if every > 0 => {
                let base = original.max(left) + policy.shipping_fee.minor().max(0);
                off.saturating_mul(base / every).min(cap)
            }
            Rule::Voucher { off: o, copies, .. } => off(o, copies),
            Rule::PiecesRate(ref rungs) => rungs.iter().map(|(_, part)| percent(*part)).max().unwrap_or(0),
            Rule::NForPrice { .. } | Rule::NthPiece { .. } | Rule::Bundle { .. } | Rule::Deposit { .. } => left,
            Rule::Points { up_to, .. } => super::amount::mul_div(left, up_to, super::amount::ONE),
            Rule::Gift { .. }
            | Rule::ThresholdGift(_)
            | Rule::EveryN { .. }
            | Rule::Item { .. }
            | Rule::FreeShipping { .. } => 0,
        };
        most.min(left)
    }
}
