//! Which offers are used beside the product, and what takes part in which of them.
//!
//! That depends on the branches and on the product's offers that are used, and on nothing else of the product: so what can be
//! told apart is kept with the tree, for every number of pieces and for all products that it serves.

use smallvec::SmallVec;

use super::bound::{Route, brief_on, least_on};
use super::fillers::{Branch, Fillers, Pair, Tree};
use super::rules::Guide;
use super::search::{Hunt, Open, PARTS};
use crate::engine::offers::price::ItemOption;

/// Most sets of offers beside the product that are told apart at once. In tests few, so that what is done where there are more
/// is tested as well.
const MOST_APART: usize = if cfg!(test) { 4 } else { 64 };

/// How many of these are judged at once without walking what they are told apart of.
const FEW_APART: u32 = 3;

/// Offers used beside the product, and what of two branches takes part in just which of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    set: u128,
    beside: [Option<u32>; 2],
}

impl Hunt<'_, '_> {
    /// Looks at each set of offers beside the product by itself, and at what takes part in which of them.
    pub fn tell_apart(&mut self, open: Open, priced: &ItemOption) -> bool {
        let [Some(a), b] = open.beside else { return false };
        let is_sorted = |of: u32| self.tree.branches.get(of as usize).is_some_and(|branch| branch.sorted);
        if !is_sorted(a) || b.is_some_and(|b| !is_sorted(b)) {
            return false;
        }
        let Some(route) = open.route.and_then(|at| self.routes.get(at as usize)) else { return false };
        let (used, None) = route.used() else { return false };
        let Some((from, until)) = self.tree.told(&self.shop.fillers, &self.guide, (a, b, used)) else {
            return open.walked && self.tell_one(open, priced);
        };
        if !open.walked && until - from > FEW_APART {
            return false;
        }
        let route = *route;
        for at in from..until {
            let Some(told) = self.tree.told.get(at as usize).copied() else { continue };
            self.follow(Open { beside: told.beside, ..open }, priced, route.beside(told.set));
        }
        true
    }

    /// Judges a branch on a way of its own.
    fn follow(&mut self, open: Open, priced: &ItemOption, mut route: Route) {
        let Some((spans, lines)) = self.spans(open.pieces, priced, open.beside) else { return };
        let limit = self.limit(open.pieces);
        let brief = self.is_told_by_sums(&route);
        let net = if brief {
            self.spend_a_part();
            brief_on(&self.guide, spans.get(..lines).unwrap_or_default(), &route)
        } else {
            *self.budget = self.budget.saturating_sub(1);
            least_on(&self.guide, &spans, lines, priced.mask, &mut route, limit)
        };
        if net < limit {
            let at = self.routes.len() as u32;
            self.routes.push(route);
            let lowest = net.max(open.unit / (PARTS / open.pieces));
            self.put_off(Open { route: Some(at), walked: !brief, ..open }, lowest);
        }
    }

    /// Tells the fillers apart by one offer, where those beside the product make too many sets. False if there is none.
    fn tell_one(&mut self, open: Open, priced: &ItemOption) -> bool {
        let free = self.guide.lowers & !self.guide.own & !self.guide.compiled.items;
        for (at, of) in open.beside.into_iter().enumerate() {
            let branch = of.and_then(|of| self.tree.branches.get(of as usize));
            let differ = branch.map_or(0, |branch| (branch.any ^ branch.all) & free);
            if differ == 0 {
                continue;
            }
            let bit = differ & differ.wrapping_neg();
            let [a, b] = open.beside;
            for some in [0, bit] {
                let mut part = |of: Option<u32>, some| self.tree.part(&self.shop.fillers, of?, bit, some);
                let narrower = match (a == b, at) {
                    // of two alike each pair once
                    (true, _) => [[part(a, some), part(b, bit)], [part(a, 0), part(b, 0)]],
                    (_, 0) => [[part(a, some), b], [None, None]],
                    _ => [[a, part(b, some)], [None, None]],
                };
                let narrower = if some == 0 { &narrower[..] } else { &narrower[..1] };
                for beside in narrower {
                    if beside[0].is_some() && beside[1].is_some() == b.is_some() {
                        self.open(Open { beside: *beside, ..open }, priced);
                    }
                }
            }
            return true;
        }
        false
    }
}

impl Tree {
    /// What can be told apart of two branches where the product uses some offers, as a range of [`Tree::told`]; nothing if that
    /// is too much.
    fn told(&mut self, fillers: &Fillers, guide: &Guide<'_>, key: Pair) -> Option<(u32, u32)> {
        if let Some(known) = self.told_of.get(&key) {
            return *known;
        }
        let (a, b, used) = key;
        let branch = |of: Option<u32>| of.and_then(|of| self.branches.get(of as usize)).copied();
        let both: SmallVec<[Branch; 2]> = [branch(Some(a)), branch(b)].into_iter().flatten().collect();
        let range = sets_beside(guide, &both, used).map(|sets| {
            let from = self.told.len() as u32;
            for set in sets {
                self.tell(fillers, guide, (a, b), &both, (used, set));
            }
            (from, self.told.len() as u32)
        });
        self.told_of.insert(key, range);
        range
    }

    /// What of two branches can use just a set of offers.
    fn tell(
        &mut self,
        fillers: &Fillers,
        guide: &Guide<'_>,
        (a, b): (u32, Option<u32>),
        both: &[Branch],
        (used, set): (u128, u128),
    ) {
        let of = |i: usize| both.get(i).map_or((0, 0), |branch| (set & branch.any, set & branch.all));
        let ((of_a, sure), (of_b, _)) = (of(0), of(1));
        // each of the offers is for one of the two at least
        for some in subsets_of(of_a).filter(|some| some & sure == sure && set & !some & !of_b == 0) {
            let Some(first) = self.part(fillers, a, set, some) else { continue };
            let Some(b) = b else {
                self.note(guide, (used, set), [Some(first), None]);
                continue;
            };
            // of the first some are used, of the second the others at least
            let (needed, free) = (set & !some, set & some);
            for on in subsets_of(free).map(|more| needed | more).filter(|on| a != b || some <= *on) {
                if let Some(second) = self.part(fillers, b, set, on) {
                    self.note(guide, (used, set), [Some(first), Some(second)]);
                }
            }
        }
    }

    /// Keeps what was told apart, unless of its offers some surely exclude each other.
    fn note(&mut self, guide: &Guide<'_>, (used, set): (u128, u128), beside: [Option<u32>; 2]) {
        let branch = |of: &u32| self.branches.get(*of as usize).map(|branch| branch.all);
        let all: SmallVec<[u128; 2]> = beside.iter().flatten().filter_map(branch).collect();
        let excluded = places(set).any(|place| guide.is_kept_out(place, (used | set) & !(1 << place), &all));
        if !excluded {
            self.told.push(Told { set, beside });
        }
    }
}

/// The places of some offers.
fn places(mut of: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = of.trailing_zeros() as usize;
        of &= of.wrapping_sub(1);
        (place < 128).then_some(place)
    })
}

/// Every subset, the whole first.
fn subsets_of(of: u128) -> impl Iterator<Item = u128> {
    std::iter::successors(Some(of), move |some| (*some != 0).then(|| (some - 1) & of))
}

/// Every set of offers that can be used beside a product that uses some. Nothing if there are too many.
fn sets_beside(guide: &Guide<'_>, both: &[Branch], used: u128) -> Option<SmallVec<[u128; 8]>> {
    let there = both.iter().fold(0, |any, branch| any | branch.any);
    let free = |place: &&u8| guide.lowers & !guide.own & there & 1 << **place != 0;
    let places: SmallVec<[usize; 16]> =
        guide.compiled.order.iter().filter(free).map(|place| usize::from(*place)).collect();
    let all: SmallVec<[u128; 2]> = both.iter().map(|branch| branch.all).collect();
    let mut sets: SmallVec<[u128; 8]> = SmallVec::new();
    subsets(guide, &all, &places, used, 0, &mut sets);
    (sets.len() <= MOST_APART).then_some(sets)
}

/// Every set of these offers that can be used together beside a product that uses some.
fn subsets(guide: &Guide<'_>, all: &[u128], places: &[usize], used: u128, on: u128, sets: &mut SmallVec<[u128; 8]>) {
    let Some((&place, rest)) = places.split_first() else {
        sets.push(on);
        return;
    };
    if sets.len() > MOST_APART {
        return;
    }
    subsets(guide, all, rest, used, on, sets);
    if !guide.is_kept_out(place, used, all) && !guide.is_kept_out(place, on, all) {
        subsets(guide, all, rest, used, on | 1 << place, sets);
    }
}
