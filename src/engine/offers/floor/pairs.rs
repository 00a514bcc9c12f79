//! Fillers that differ in their amount only: of all their pairs, those whose sum can lead lower are looked at one by one.
//!
//! What thresholds ask for is a sum. Of the pairs of two sorted lists those within a range of sums are found at once, where
//! ever narrower branches would have to follow the line on which the sum is the same.

use super::POINTS;
use super::bound::{Route, close, least_at};
use super::boxes::Plane;
use super::counted::Counts;
use super::exact::{Exact, Line, exact};
use super::fillers::{Below, Branch};
use super::list::{Entry, List};
use super::search::{Hunt, Open};
use super::total::{Rest, least_of_total};
use crate::engine::offers::price::ItemOption;

/// Most pairs that are looked at together.
const MOST_PAIRS: usize = 4096;

/// And most where it matters which of the two costs how much: of more, branches are divided first.
const FEW_PAIRS: usize = 64;

/// How many are looked at before it is judged whether larger sums can lead lower.
const AT_ONCE: usize = 160;

/// Pairs of one sum from which on it is worth while to judge that sum first.
const MANY_ALIKE: usize = 6;

/// How many baskets are looked at in the time of one step.
pub(super) const BASKETS_A_STEP: u32 = 8;

/// Two sorted lists of entries, of which there are pairs; or one.
#[derive(Clone, Copy)]
pub(super) struct Lists<'a> {
    pub first: List<'a>,
    pub second: Option<List<'a>>,
    /// Whether both are the same: of these each pair counts once.
    pub same: bool,
}

impl Lists<'_> {
    /// Calls `each` with every entry of the first list and those of the second, for which all of these amounts are in a
    /// range: of each by itself, and of both together. Ends early where that returns false.
    pub fn within(
        &self,
        [a, b]: [(i64, i64); 2],
        (from, until): (i64, i64),
        mut each: impl FnMut(Entry, Option<List<'_>>) -> bool,
    ) {
        let Some(others) = self.second else {
            let (start, end) = (self.first.from(from.max(a.0)), self.first.from(until.min(a.1)));
            let _ = self.first.part(start, end).iter().all(|entry| each(entry, None));
            return;
        };
        let (least, most) = (others.from(b.0), others.from(b.1));
        let (Some(smallest), Some(largest)) = (others.get(least), most.checked_sub(1).and_then(|i| others.get(i)))
        else {
            return;
        };
        let start = self.first.from(a.0.max(from - largest.0));
        let end = self.first.from(a.1.min(until.saturating_sub(smallest.0)));
        let Some((cheapest, _)) = self.first.get(start) else { return };
        let (mut low, mut high) = (others.from(from - cheapest), others.from(until.saturating_sub(cheapest)));
        let amount_of = |at: usize| others.get(at).map_or(0, |entry| entry.0);
        for (i, entry) in (start..).zip(self.first.part(start, end).iter()) {
            let amount = entry.0;
            // as the one grows, the other falls
            while high > 0 && amount_of(high - 1) + amount >= until {
                high -= 1;
            }
            while low > 0 && amount_of(low - 1) + amount >= from {
                low -= 1;
            }
            if self.same && high <= i {
                // all others were met already
                return;
            }
            let low = low.max(least).max(if self.same { i } else { 0 });
            let high = high.min(most);
            if low < high && !each(entry, Some(others.part(low, high))) {
                return;
            }
        }
    }
}

/// Of which sum it is told where the pairs of a node end.
fn set_of(second: Option<u32>) -> usize {
    if second.is_some() { 3 } else { 1 }
}

impl Hunt<'_, '_> {
    fn branch(&self, of: Option<u32>) -> Option<Branch> {
        self.tree.branches.get(of? as usize).copied()
    }

    /// Looks at the next baskets of two branches one by one, those with the smallest sums. False if branches should be divided
    /// first.
    pub fn pairs(&mut self, open: Open, priced: &ItemOption) -> bool {
        let [a, b] = open.beside;
        for of in open.beside.into_iter().flatten() {
            self.tree.made(&self.shop.fillers, of);
        }
        let Some(first) = self.branch(a).filter(|branch| branch.sorted) else { return false };
        let second = self.branch(b);
        if b.is_some() && second.is_none_or(|branch| !branch.sorted) {
            return false;
        }
        let Some(at) = open.route.map(|at| at as usize) else { return false };
        let Some(mut route) = self.routes.get(at).copied() else { return false };
        let (used, Some(beside)) = route.used() else { return false };
        let matter = self.guide.own & self.guide.lowers & !self.guide.compiled.items & !self.guide.apart;
        let alike = second.is_none_or(|second| (first.all ^ second.all) & matter == 0);
        let any = first.any | second.map_or(0, |branch| branch.any);
        let by_piece = |offers: u128| (used | beside) & any & offers != 0;
        if self.alone(open, priced, &route, &first, second.as_ref()) {
            return true;
        }
        let few = alike && !by_piece(self.shop.fillers.apart);
        let fillers = &self.shop.fillers;
        if !alike && !by_piece(fillers.apart | fillers.deposits & !self.guide.apart) {
            let Some((spans, lines)) = self.spans(open.pieces, priced, open.beside) else { return true };
            let entries = |branch: &Branch| -> Vec<u32> { self.tree.leaves(branch).to_vec() };
            let (first, second) = (entries(&first), second.as_ref().map(entries));
            let (first, second) = (fillers.list(&first), second.as_deref().map(|of| fillers.list(of)));
            let own = priced.amount();
            let enough = self.enough(open);
            let plane = Plane { open, priced, spans, lines, own, first, second, same: a == b, leaf: None };
            let rest = self.plane(&plane, route, enough);
            self.settle(open, rest);
            return true;
        }
        let most = if few { MOST_PAIRS } else { FEW_PAIRS };
        let list = |branch: &Branch| fillers.list(self.tree.leaves(branch));
        let lists = Lists { first: list(&first), second: second.map(|b| list(&b)), same: a == b };
        let own = priced.amount();
        let set = set_of(b);
        let end = own + first.amount.1 + second.map_or(0, |branch| branch.amount.1);
        let mut from = route.need(set).max(own + first.amount.0 + second.map_or(0, |branch| branch.amount.0));
        let Some((spans, lines)) = self.spans(open.pieces, priced, open.beside) else { return true };
        let limit = self.limit(open.pieces);
        let mut alone = [1, 2].map(|set| (route.need(set) - own, route.below(set).saturating_sub(own)));
        if !few && limit < route.limit {
            // where a way ends is looked for only as long as there are too many
            for set in if b.is_some() { &[3, 1, 2][..] } else { &[1] } {
                let mut count = 0;
                let all = (from - own, end.saturating_add(1).min(route.below(set_of(b))) - own);
                lists.within(alone, all, |_, others| {
                    count += others.map_or(1, List::len);
                    count <= most
                });
                if count <= most {
                    break;
                }
                close(&self.guide, &spans, lines, priced.mask, &mut route, *set, limit);
                alone = [1, 2].map(|set| (route.need(set) - own, route.below(set).saturating_sub(own)));
                route.limit = limit;
            }
        }
        let mut list: Vec<(i64, u32, u32)> = Vec::new();
        loop {
            if from > end {
                return true;
            }
            // all there is, where it is not the sum alone that tells
            let until = if few { from + route.stride } else { end.saturating_add(1).min(route.below(set)) };
            let sums = (from - own, until - own);
            // of more than can be looked at nothing is listed
            let enough = if few && route.stride > 1 { AT_ONCE } else { most };
            let mut count = 0;
            lists.within(alone, sums, |entry, others| {
                count += others.map_or(1, List::len);
                match others {
                    _ if count > enough => {}
                    None => list.push((entry.0, entry.1, entry.1)),
                    Some(others) => list.extend(others.iter().map(|o| (entry.0 + o.0, entry.1, o.1))),
                }
                count <= enough
            });
            if count > enough {
                list.clear();
            }
            if few && count > AT_ONCE && route.stride > 1 {
                route.stride /= 4;
                continue;
            }
            if count > most {
                if let Some(there) = self.routes.get_mut(at) {
                    *there = route;
                }
                if first.leaves.1 - first.leaves.0 > 1 || second.is_some_and(|b| b.leaves.1 - b.leaves.0 > 1) {
                    return false;
                }
            }
            if !few && count == 0 {
                return true;
            }
            from = until;
            if count * 4 < AT_ONCE {
                route.stride *= 4;
            }
            if count > 0 {
                break;
            }
        }
        list.sort_unstable();
        let mut looked = 0;
        let mask = first.any | second.map_or(0, |branch| branch.any);
        let parts = first.parts + second.map_or(0, |branch| branch.parts);
        for same in list.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(amount, ..)) = same.first() else { continue };
            if few && self.guide.usual {
                let rest = Rest { mask, lines: parts as u32, amount };
                looked += 1;
                let at_least = self.least_of_total(&route, priced, &rest);
                match at_least {
                    Exact::Nowhere => continue,
                    Exact::Net(net) if net >= self.limit(open.pieces) => continue,
                    _ => {}
                }
            }
            if same.len() >= MANY_ALIKE
                && let Some((sum, ..)) = same.first()
            {
                *self.budget = self.budget.saturating_sub(1);
                let net = least_at(&self.guide, &spans, lines, priced.mask, &route, (set, sum + own));
                if net >= self.limit(open.pieces) {
                    continue;
                }
            }
            looked += same.len() as u32;
            for (_, x, y) in same {
                self.alike(open, priced, *x, b.and(Some(*y)));
            }
        }
        // to look at a basket takes a part of what it takes to judge a branch
        *self.budget = self.budget.saturating_sub(looked / BASKETS_A_STEP);
        // what costs more is judged anew
        route.go_on_from(set, from);
        if let Some(there) = self.routes.get_mut(at) {
            *there = route;
        }
        self.open(open, priced);
        true
    }

    fn least_of_total(&mut self, route: &Route, priced: &ItemOption, rest: &Rest) -> Exact {
        let (own, Some(beside)) = route.used() else { return Exact::Unusual };
        self.place(own | beside);
        let [(pieces, left), (beyond, _)] = priced.segments;
        if beyond != 0 {
            return Exact::Unusual;
        }
        let line = Line { mask: self.guide.own, pieces, left };
        least_of_total(self.guide.compiled, &line, rest, &self.places.1, own | beside)
    }

    /// Has the places of these offers and of all that are used whenever they can be at hand.
    pub fn place(&mut self, used: u128) {
        let guide = &self.guide;
        let there = used | guide.lowers & !guide.optional & !guide.compiled.items;
        if self.places.0 != there {
            let is_there = |place: &u8| there >> *place & 1 == 1;
            self.places = (there, guide.compiled.order.iter().copied().filter(is_there).collect());
        }
    }

    /// The baskets of branches that are one entry each.
    pub fn single(&mut self, open: Open, priced: &ItemOption) {
        let entry = |of: Option<u32>| match self.branch(of)?.below {
            Below::Entry(entry) => Some(entry),
            _ => None,
        };
        let [a, b] = open.beside;
        if let Some(first) = entry(a) {
            let second = entry(b);
            if b.is_some() == second.is_some() {
                self.alike(open, priced, first, second);
            }
        }
    }

    /// The baskets that two entries stand for: all alike but for the order of their lines.
    pub fn alike(&mut self, open: Open, priced: &ItemOption, a: u32, b: Option<u32>) {
        let (fillers, own, pieces) = (&self.shop.fillers, self.good, open.pieces as u32);
        let ends = |entry: u32| {
            let (mut goods, n) = fillers.goods(entry, own);
            let first = goods.next()?;
            Some(((first, n), (goods.next_back().unwrap_or(first), n)))
        };
        let (Some((first, last)), Some(option)) = (ends(a), fillers.option(a)) else { return };
        let Some(b) = b else {
            self.look_at(open, &[(own, pieces), first], &[*priced, option]);
            return;
        };
        let (Some((first_b, last_b)), Some(option_b)) = (ends(b), fillers.option(b)) else { return };
        for (x, option_x, y, option_y) in [(first, option, last_b, option_b), (first_b, option_b, last, option)] {
            if x.0 < y.0 {
                self.look_at(open, &[(own, pieces), x, y], &[*priced, option_x, option_y]);
            }
        }
    }

    /// Prices a basket, if the way that leads to it is low enough where it is known wholly.
    fn look_at(&mut self, open: Open, basket: &[(u32, u32)], options: &[ItemOption]) {
        let route = open.route.and_then(|at| self.routes.get(at as usize));
        if let Some((own, Some(beside))) = route.map(Route::used) {
            let mut lines = [(0, options[0]); 3];
            for (line, ((good, _), option)) in lines.iter_mut().zip(basket.iter().zip(options)) {
                *line = (*good, *option);
            }
            let lines = lines.get(..basket.len()).unwrap_or_default();
            let used = own | beside;
            if self.guide.usual {
                self.place(used);
            }
            let guide = &self.guide;
            let forced = guide.lowers & !guide.optional & !guide.compiled.items;
            let net = if guide.usual { exact(guide.compiled, lines, &self.places.1, used) } else { Exact::Unusual };
            let net = match net {
                Exact::Unusual => guide.compiled.net_with(lines, (used, forced), POINTS),
                Exact::Nowhere => None,
                Exact::Net(net) => Some(net),
            };
            if net.is_none_or(|net| net >= self.limit(open.pieces)) {
                return;
            }
        }
        if open.counts == Counts::ByAmount && !self.is_hopeful(open, basket, options) {
            return;
        }
        self.try_basket(basket);
    }
}
