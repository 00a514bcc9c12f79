//! What the floor guard asks of the pipeline: every way in which a basket could be priced, whatever the customer holds, and
//! what really comes of it for one product.

use smallvec::SmallVec;

use super::compile::{Candidate, Compiled, Good, Rule};
use super::item::ItemOption;
use super::reduce::Attempt;
use super::state::{Amounts, State};
use crate::model::Layer;
use crate::model::offer::GroupChoice;

/// One way in which a basket could be priced.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine::offers) struct Way {
    /// What is then paid for the first product.
    pub net: i64,
    /// Offers used.
    pub applied: u128,
    /// Automatic offers left out although they could have been used.
    pub skipped: u128,
}

/// What a basket really comes to.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine::offers) struct Outcome {
    /// What is paid for the first product.
    pub net: i64,
    /// Whether the choice is proved to be the customer's best.
    pub exact: bool,
}

/// What can at least be left of the first product when of the later offers, from a place in the order of computation on,
/// any may be used.
pub(in crate::engine::offers) type Least<'a> = &'a dyn Fn(usize, i64) -> i64;

impl Compiled {
    /// Every way in which a line can be priced by some customer.
    pub(in crate::engine::offers) fn every_item_option(
        &self,
        good: &Good,
        pieces: i64,
        present: u128,
    ) -> SmallVec<[ItemOption; 2]> {
        let mut options = SmallVec::new();
        self.branch_items(good, pieces, good.mask & self.items, present, 0, &mut options);
        options
    }

    fn branch_items(
        &self,
        good: &Good,
        pieces: i64,
        rest: u128,
        present: u128,
        taken: u128,
        options: &mut SmallVec<[ItemOption; 2]>,
    ) {
        if rest == 0 {
            options.push(self.price_line(good, pieces, taken));
            return;
        }
        let at = rest.trailing_zeros() as usize;
        let (bit, rest) = (1u128 << at, rest & (rest - 1));
        let before = self.price_line(good, pieces, taken).amount();
        if taken & self.clash_on_line[at] == 0 && self.price_line(good, pieces, taken | bit).amount() < before {
            self.branch_items(good, pieces, rest, present, taken | bit, options);
            if !self.may_be_left_out(at, self.clash_on_line[at] & good.mask & self.items | self.clash[at] & present) {
                return;
            }
        }
        self.branch_items(good, pieces, rest, present, taken, options);
    }

    /// Whether some customer does without an offer that can be used, its partners being those that exclude it.
    pub(in crate::engine::offers) fn may_be_left_out(&self, place: usize, partners: u128) -> bool {
        self.candidates[place].chosen || (self.policy.group_choice == GroupChoice::Best && partners != 0)
    }

    /// Every way to price a basket in which less than `below` is paid for its first product, into `found`. Nothing that a
    /// customer can bring about is missing; some of it no customer may choose. False if there were more than `most` steps.
    pub(in crate::engine::offers) fn ways(
        &self,
        basket: &[(u32, u32)],
        points: u64,
        below: i64,
        least: Least<'_>,
        most: &mut u32,
        found: &mut Vec<Way>,
    ) -> bool {
        let present =
            basket.iter().filter_map(|(good, _)| self.goods.get(*good as usize)).fold(0, |all, g| all | g.mask);
        let mut walk = Ways { compiled: self, present, points, below, least, most, found, own: 0 };
        walk.lines(basket, &State::default());
        *walk.most > 0
    }

    /// What is paid for the first product of a basket by a customer who has `available` at hand.
    pub(in crate::engine::offers) fn outcome(&self, basket: &[(u32, u32)], available: u128, points: u64) -> Outcome {
        let decided = self.decide(basket, available, points);
        let (mut state, mut own) = (State::default(), 0);
        for (line, (good, pieces)) in basket.iter().enumerate() {
            let mask = decided.items.get(line).copied().unwrap_or(0);
            let option = self.price_line(&self.goods[*good as usize], i64::from(*pieces), mask);
            self.push_line(&mut state, *good, &option);
            if line == 0 {
                own = state.lines.len();
            }
        }
        let (mut weights, mut parts) = (Amounts::new(), Amounts::new());
        for &place in &self.order {
            let place = usize::from(place);
            if decided.applied >> place & 1 == 0 {
                continue;
            }
            match self.attempt(place, &state, points, &mut weights) {
                Attempt::Takes { amount, .. } => {
                    self.take_off(&mut state, place, amount, &weights, &mut parts);
                }
                Attempt::Gives { .. } => self.note(&mut state, place),
                _ => {}
            }
        }
        Outcome { net: state.lines.iter().take(own).map(|line| line.left).sum(), exact: decided.exact }
    }

    /// What is paid for the first of some products, priced in one of their ways, when of the later offers just those in
    /// `used` are used; nothing if one of them cannot be, or if one of `forced` could and is not.
    pub(in crate::engine::offers) fn net_with(
        &self,
        lines: &[(u32, ItemOption)],
        (used, forced): (u128, u128),
        points: u64,
    ) -> Option<i64> {
        let (mut state, mut own) = (State::default(), 0);
        for (good, option) in lines {
            self.push_line(&mut state, *good, option);
            if own == 0 {
                own = state.lines.len();
            }
        }
        let (mut weights, mut parts) = (Amounts::new(), Amounts::new());
        for &place in &self.order {
            let place = usize::from(place);
            if (used | forced) >> place & 1 == 0 {
                continue;
            }
            let on = used >> place & 1 == 1;
            match self.attempt(place, &state, points, &mut weights) {
                Attempt::Takes { amount, .. } if on => {
                    self.take_off(&mut state, place, amount, &weights, &mut parts);
                }
                Attempt::Takes { .. } => return None,
                Attempt::Short { .. } | Attempt::TooFew { .. } | Attempt::NoGoods if on => return None,
                _ => {}
            }
        }
        Some(state.lines.iter().take(own).map(|line| line.left).sum())
    }

    /// Whether an offer takes nothing off goods.
    pub(in crate::engine::offers) fn lowers_nothing(candidate: &Candidate) -> bool {
        matches!(candidate.rule, Rule::Gift { .. } | Rule::ThresholdGift(_) | Rule::FreeShipping { .. })
    }
}

struct Ways<'a> {
    compiled: &'a Compiled,
    present: u128,
    points: u64,
    below: i64,
    least: Least<'a>,
    most: &'a mut u32,
    found: &'a mut Vec<Way>,
    /// How many lines belong to the first product.
    own: usize,
}

impl Ways<'_> {
    fn lines(&mut self, rest: &[(u32, u32)], state: &State) {
        let Some((&(good, pieces), rest)) = rest.split_first() else {
            self.later(0, 0, &mut state.clone());
            return;
        };
        let options =
            self.compiled.every_item_option(&self.compiled.goods[good as usize], i64::from(pieces), self.present);
        for option in &options {
            let mut with = state.clone();
            self.compiled.push_line(&mut with, good, option);
            if state.lines.is_empty() {
                self.own = with.lines.len();
            }
            self.lines(rest, &with);
        }
    }

    fn net(&self, state: &State) -> i64 {
        state.lines.iter().take(self.own).map(|line| line.left).sum()
    }

    fn later(&mut self, from: usize, mut skipped: u128, state: &mut State) {
        *self.most = self.most.saturating_sub(1);
        let compiled = self.compiled;
        let (mut weights, mut parts) = (Amounts::new(), Amounts::new());
        for next in from..compiled.order.len() {
            let place = usize::from(compiled.order[next]);
            if compiled.candidates[place].layer == Layer::Shipping {
                break;
            }
            if self.present >> place & 1 == 0 || compiled.is_blocked(state, place) {
                continue;
            }
            if *self.most == 0 || (self.least)(next, self.net(state)) >= self.below {
                return;
            }
            let amount = match compiled.attempt(place, state, self.points, &mut weights) {
                Attempt::Takes { amount, .. } => amount,
                Attempt::Gives { .. } => 0,
                _ => continue,
            };
            let partners = compiled.clash[place] & self.present
                | compiled.clash_on_line[place] & compiled.on_its_lines(state, place);
            let mut used = state.clone();
            if amount == 0 {
                compiled.note(&mut used, place);
            } else if compiled.take_off(&mut used, place, amount, &weights, &mut parts) == 0 {
                continue;
            }
            if compiled.may_be_left_out(place, partners) {
                self.later(next + 1, skipped, &mut used);
                if !compiled.candidates[place].chosen {
                    skipped |= 1 << place;
                }
            } else {
                *state = used;
            }
        }
        let net = self.net(state);
        if net < self.below {
            self.found.push(Way { net, applied: state.applied, skipped });
        }
    }
}
