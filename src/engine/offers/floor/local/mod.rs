//! What befalls each line by itself, before it meets another in an offer: three pieces of a filler for a price, the second piece
//! of the product at half of it. Afterwards the lines stand with amounts that are known exactly, whatever their pieces cost, and
//! of fillers many are alike; so what is left is looked at as if no offer counted pieces.
//!
//! Where the product and one filler count their pieces together, what that leaves is known for each filler by itself.

mod joint;
mod kinds;

use std::rc::Rc;

use smallvec::SmallVec;

use super::bound::{Route, Span, Spans, least_on};
use super::boxes::Plane;
use super::exact::{Exact, Line, onward};
use super::fillers::Branch;
use super::pairs::{BASKETS_A_STEP, Lists};
use super::search::{Hunt, Open, PARTS};
use super::total::{Rest, least_of_total};
use crate::engine::offers::price::{ItemOption, Rule};
use crate::model::Layer;

pub(super) use joint::{AskedBoth, Joint};
pub(super) use kinds::{Alike, Asked};
use kinds::{stands, sum};

/// The least and the most of some amounts.
type Range = (i64, i64);

/// How often what a way leads to is gone through at most, each time somewhat further.
const PASSES: i64 = 4;

/// By how much sums are looked at together at first, and how many of these are enough.
const STRIDE: i64 = 256;
const AT_ONCE: usize = 160;

/// What is left of a product, and of the filler of some kind beside it, once both have been counted together.
pub(super) type Beside = (i64, [Line; 2], u32);

/// What that is asked for: the product as it stands, beside what was asked of a branch, in the offer at a place, and whether
/// pieces count afterwards.
pub(super) type AskedBeside = (Line, Asked, u8, bool);

/// Lines after what befell them alone, and the offers that are left.
pub(super) struct Leaf {
    pub own: Line,
    pub first: Rc<Alike>,
    pub second: Option<Rc<Alike>>,
    /// Places of the offers that are left, and those of them that are used.
    pub places: SmallVec<[u8; 16]>,
    pub used: u128,
}

impl Leaf {
    /// Whether both lists are the same, so that each pair counts once.
    fn is_same(&self, open: Open) -> bool {
        open.beside[0] == open.beside[1] && self.second.as_ref().is_some_and(|of| Rc::ptr_eq(of, &self.first))
    }
}

impl Hunt<'_, '_> {
    /// Looks at two branches as they stand once all has befallen them that befalls them alone. False if that cannot be told.
    pub fn alone(
        &mut self,
        open: Open,
        priced: &ItemOption,
        route: &Route,
        first: &Branch,
        second: Option<&Branch>,
    ) -> bool {
        let (used, Some(beside)) = route.used() else { return false };
        let used = (used | beside) & !self.guide.compiled.items;
        let [Some(a), b] = open.beside else { return false };
        let any = [self.guide.own, first.any, second.map_or(0, |branch| branch.any)];
        let counting = used & (any[0] | any[1] | any[2]) & self.shop.fillers.apart;
        if !self.guide.usual || counting == 0 {
            return false;
        }
        self.place(used);
        let places = self.places.1.clone();
        let alone = [0, 1, 2].map(|line| self.befalls(&places, &any, line));
        let done = alone[0] | alone[1] | alone[2];
        let rest: SmallVec<[u8; 16]> = places.iter().copied().filter(|place| done >> *place & 1 == 0).collect();
        let together = counting & !done;
        let counts = rest.iter().any(|place| {
            let rule = &self.guide.compiled.candidates[usize::from(*place)].rule;
            let by_piece = matches!(rule, Rule::PiecesRate(_) | Rule::Deposit { .. });
            by_piece && used & !self.guide.apart & 1 << *place != 0
        });
        // of what counts pieces one may be left, of the product and one filler
        let with = match together.count_ones() {
            0 => None,
            1 => {
                let of = [0, 1, 2].map(|line| any[line] & together != 0);
                let place = together.trailing_zeros() as u8;
                let meets = |line: usize| rest.iter().find(|place| any[line] >> **place & 1 == 1) == Some(&place);
                match of {
                    [true, true, false] if meets(0) && meets(1) => Some((1, place)),
                    [true, false, true] if meets(0) && meets(2) => Some((2, place)),
                    [false, true, true] if meets(1) && meets(2) => Some((0, place)),
                    _ => return false,
                }
            }
            _ => return false,
        };
        // the same for all ways, so that what is made for one serves the others
        let told = !self.guide.compiled.items;
        let befallen = |line: usize| -> SmallVec<[u8; 16]> {
            places.iter().copied().filter(|place| alone[line] >> *place & 1 == 1).collect()
        };
        let compiled = self.guide.compiled;
        let [(pieces, left), (beyond, _)] = priced.segments;
        let mut own = Line { mask: self.guide.own, pieces, left };
        if beyond != 0 {
            return false;
        }
        match onward(compiled, &mut [own], &befallen(0), used) {
            Some(Exact::Net(left)) => own.left = left,
            Some(Exact::Nowhere) => return true,
            _ => return false,
        }
        own.mask &= told;
        let counting = |line: usize| counts || with.is_some_and(|(at, _)| at == 0 || at == line);
        let asked = |of: u32, line: usize| -> Asked { (of, alone[line], used & alone[line], counting(line)) };
        let mut list = |of: u32, line: usize| {
            let (asked, counting) = (asked(of, line), counting(line));
            let (tree, fillers) = (&mut self.tree, &self.shop.fillers);
            tree.alike(fillers, asked, |entry| {
                stands(compiled, fillers, (entry, &befallen(line), used), told, counting)
            })
        };
        let Some(first) = list(a, 1) else { return false };
        let second = match b.map(|b| list(b, 2)) {
            Some(None) => return false,
            of => of.flatten(),
        };
        let (place, at) = match with {
            None => {
                let leaf = Leaf { own, first, second, places: rest, used: used & !done };
                let spent = self.leaf(open, priced, route, done, &leaf);
                self.settle(open, spent);
                return true;
            }
            Some((0, place)) => {
                let Some(second) = second else { return false };
                let leaf = Leaf { own, first, second: Some(second), places: rest, used: used & !done };
                let Some(asked) = b.map(|b| [asked(a, 1), asked(b, 2)]) else { return false };
                return self.jointly(open, priced, route, (done, place, asked), &leaf);
            }
            Some((at, place)) => (place, at),
        };
        // together with the product: what is left of both is known for each filler
        let of = if at == 1 { Some(&first) } else { second.as_ref() };
        let Some(of) = of else { return false };
        let told = told & !(1 << place);
        let asked = (own, if at == 1 { asked(a, 1) } else { asked(b.unwrap_or(a), 2) }, place, counts);
        let known = self.beside.entry(asked).or_insert_with(|| {
            let mut both: Vec<Beside> = Vec::with_capacity(of.kinds.len());
            for (kind, at) in of.kinds.iter().zip(0..) {
                let mut order = [own, kind.lines[0], kind.lines[1]];
                let left = match onward(compiled, &mut order, &[place], used) {
                    Some(Exact::Net(left)) => left,
                    Some(Exact::Nowhere) => continue,
                    _ => return None,
                };
                both.push((left, [order[1], order[2]].map(|line| line.told(told, counts)), at));
            }
            both.sort_unstable_by_key(|(own, lines, at)| (*own, sum(lines), *lines, *at));
            Some(Rc::from(both))
        });
        let Some(both) = known.clone() else { return false };
        let rest: SmallVec<[u8; 16]> = rest.into_iter().filter(|of| *of != place).collect();
        let done = done | 1 << place;
        let used = used & !done;
        let Some((spans, lines)) = self.spans(open.pieces, priced, open.beside) else { return true };
        let ends = |of: Option<&Rc<Alike>>| of.map_or(Some((0, 0)), |of| of.ends());
        let (mut lowest, mut open_blocks) = (i64::MAX, vec![&both[..]]);
        while let Some(block) = open_blocks.pop() {
            let (Some((least, ..)), Some((most, ..))) = (block.first(), block.last()) else { continue };
            let own = Line { mask: own.mask & told, left: *least, ..own };
            let amounts = || block.iter().map(|(_, lines, _)| sum(lines));
            let here = amounts().min().zip(amounts().max());
            let amounts = if at == 1 { [here, ends(second.as_ref())] } else { [ends(Some(&first)), here] };
            let Some((net, ..)) = self.judged(open, priced, route, done, (spans, lines), ((*least, *most), amounts))
            else {
                continue;
            };
            if net >= self.enough(open) {
                lowest = lowest.min(net);
                continue;
            }
            if least < most {
                // in two where what is left of the product differs
                let half = block.get(block.len() / 2).map_or(*most, |(middle, ..)| *middle).max(least + 1);
                let (lower, higher) = block.split_at(block.partition_point(|(of, ..)| *of < half));
                open_blocks.extend([higher, lower]);
                continue;
            }
            let entries = |kind: u32| of.entries(kind).iter().copied();
            let list = block.iter().flat_map(|(_, lines, kind)| entries(*kind).map(|entry| (*lines, entry)));
            let list = Rc::new(Alike::of(list.collect()));
            let (first, second) = if at == 1 { (list, second.clone()) } else { (Rc::clone(&first), Some(list)) };
            let leaf = Leaf { own, first, second, places: rest.clone(), used };
            lowest = lowest.min(self.leaf(open, priced, route, done, &leaf));
        }
        self.settle(open, lowest);
        true
    }

    /// How far a way is followed before others are.
    pub fn enough(&self, open: Open) -> i64 {
        let (limit, lowest) = (self.limit(open.pieces), open.unit / (PARTS / open.pieces));
        lowest + (limit - lowest) / PASSES + 1
    }

    /// What is paid at least for a product of which so much is left beside amounts in these ranges, on the way without the
    /// offers that are done with; nothing if that is no lower than is known.
    fn judged(
        &self,
        open: Open,
        priced: &ItemOption,
        route: &Route,
        done: u128,
        (mut spans, lines): (Spans, usize),
        (own, [a, b]): (Range, [Option<Range>; 2]),
    ) -> Option<(i64, Spans, Route)> {
        for (span, amount) in spans.iter_mut().zip([Some(own), a, b]) {
            let amount = amount?;
            *span = Span { all: span.all & !done, any: span.any & !done, left: amount, original: amount, ..*span };
        }
        let mut route = route.without(done);
        let limit = self.limit(open.pieces);
        let net = least_on(&self.guide, &spans, lines, priced.mask, &mut route, limit);
        (net < limit).then_some((net, spans, route))
    }

    /// What is not looked at yet is put off, if it can still lead lower.
    pub fn settle(&mut self, open: Open, lowest: i64) {
        if lowest < self.limit(open.pieces) {
            self.put_off(open, lowest);
        }
    }

    /// Offers that one line meets before it meets another in one.
    fn befalls(&self, places: &[u8], any: &[u128; 3], line: usize) -> u128 {
        let (mine, others) = (any[line], any[(line + 1) % 3] | any[(line + 2) % 3]);
        let mut alone = 0;
        for place in places {
            let bit = 1u128 << place;
            let candidate = &self.guide.compiled.candidates[usize::from(*place)];
            if candidate.layer == Layer::Shipping {
                break;
            }
            if mine & bit == 0 {
                continue;
            }
            // which rung the product uses is a matter of the way
            if others & bit != 0 || line == 0 && self.guide.rungs(usize::from(*place)) > 0 {
                break;
            }
            alone |= bit;
        }
        alone
    }

    /// Looks at a leaf as far as it leads little further than the lowest; what is left leads no lower than what is returned.
    fn leaf(&mut self, open: Open, priced: &ItemOption, route: &Route, done: u128, leaf: &Leaf) -> i64 {
        let Some((spans, lines)) = self.spans(open.pieces, priced, open.beside) else { return i64::MAX };
        let amounts = [leaf.first.ends(), leaf.second.as_deref().map_or(Some((0, 0)), Alike::ends)];
        let judged = self.judged(open, priced, route, done, (spans, lines), ((leaf.own.left, leaf.own.left), amounts));
        let Some((net, spans, mut route)) = judged else { return i64::MAX };
        let enough = self.enough(open);
        if net >= enough {
            return net;
        }
        let matter = leaf.places.iter().fold(0u128, |all, place| all | 1 << *place) & leaf.own.mask & !self.guide.apart;
        let alike = spans.iter().take(lines).skip(1).all(|span| (span.all ^ spans[1].all) & matter == 0);
        let sure = spans.iter().take(lines).skip(1).all(|span| (span.all ^ span.any) & matter == 0);
        if lines > 1 && alike && sure {
            return self.sums(open, priced, &mut route, (&spans, lines), leaf, enough);
        }
        let same = leaf.is_same(open);
        let plane = Plane {
            open,
            priced,
            spans,
            lines,
            own: leaf.own.left,
            first: leaf.first.list(),
            second: leaf.second.as_deref().map(Alike::list),
            same,
            leaf: Some(leaf),
        };
        self.plane(&plane, route, enough)
    }

    /// Pairs of which the sum counts, the smallest first.
    fn sums(
        &mut self,
        open: Open,
        priced: &ItemOption,
        route: &mut Route,
        (spans, lines): (&Spans, usize),
        leaf: &Leaf,
        enough: i64,
    ) -> i64 {
        let own = leaf.own.left;
        let set = if lines > 2 { 3 } else { 1 };
        let (first, second) = (leaf.first.list(), leaf.second.as_deref().map(Alike::list));
        let same = leaf.is_same(open);
        let end = own + spans[1].left.1 + spans[2].left.1;
        let mut from = route.need(set).max(own + spans[1].left.0 + spans[2].left.0);
        let mut stride = STRIDE;
        let mask = spans[1].any | spans[2].any;
        let parts = spans[1..lines].iter().map(|span| span.parts as u32).sum();
        let mut list: Vec<(i64, u32, u32)> = Vec::new();
        loop {
            if from > end {
                return i64::MAX;
            }
            let until = from + stride;
            list.clear();
            let lists = Lists { first, second, same };
            lists.within([(0, i64::MAX); 2], (from - own, until - own), |x, others| {
                match others {
                    None => list.push((x.0, x.1, x.1)),
                    Some(others) => list.extend(others.iter().map(|y| (x.0 + y.0, x.1, y.1))),
                }
                list.len() <= AT_ONCE || stride == 1
            });
            if list.len() > AT_ONCE && stride > 1 {
                stride = (stride / 4).max(1);
                continue;
            }
            if list.len() * 4 < AT_ONCE {
                stride *= 4;
            }

            list.sort_unstable();
            let mut looked = 0;
            for same in list.chunk_by(|a, b| a.0 == b.0) {
                let Some(&(amount, ..)) = same.first() else { continue };
                let rest = Rest { mask, lines: parts, amount };
                looked += 1;
                match least_of_total(self.guide.compiled, &leaf.own, &rest, &leaf.places, leaf.used) {
                    Exact::Nowhere => continue,
                    Exact::Net(net) if net >= self.limit(open.pieces) => continue,
                    _ => {}
                }
                looked += same.len() as u32;
                for (_, x, y) in same {
                    self.of_kinds(open, priced, leaf, *x, *y);
                }
            }
            *self.budget = self.budget.saturating_sub(1 + looked / BASKETS_A_STEP);
            from = until;
            route.go_on_from(set, from);
            let limit = self.limit(open.pieces);
            let net = least_on(&self.guide, spans, lines, priced.mask, route, limit);
            if net >= limit {
                return i64::MAX;
            }
            if net >= enough || *self.budget == 0 {
                return net;
            }
            from = from.max(route.need(set));
        }
    }

    /// The baskets of two kinds, if they lead lower on their way.
    pub fn of_kinds(&mut self, open: Open, priced: &ItemOption, leaf: &Leaf, x: u32, y: u32) {
        let limit = self.limit(open.pieces);
        let Some([a, a2]) = leaf.first.kind(x).map(|kind| kind.lines) else { return };
        let second = leaf.second.as_deref().map(|of| of.kind(y).map(|kind| kind.lines));
        let [b, b2] = match second {
            None => [Line::default(); 2],
            Some(None) => return,
            Some(Some(lines)) => lines,
        };
        let (compiled, own) = (self.guide.compiled, leaf.own);
        let lower = |net: Option<Exact>| match net {
            Some(Exact::Net(net)) => net < limit,
            Some(Exact::Nowhere) => false,
            _ => true,
        };
        // odd units go by the order of the catalogue
        let hopeful = if a2.pieces + b2.pieces == 0 {
            let hopeful = |mut order| lower(onward::<3>(compiled, &mut order, &leaf.places, leaf.used));
            hopeful([own, a, b]) || second.is_some() && hopeful([own, b, a])
        } else {
            let hopeful = |mut order| lower(onward::<5>(compiled, &mut order, &leaf.places, leaf.used));
            hopeful([own, a, a2, b, b2]) || second.is_some() && hopeful([own, b, b2, a, a2])
        };
        if !hopeful {
            return;
        }
        let (first, second) = (Rc::clone(&leaf.first), leaf.second.clone());
        for one in first.entries(x) {
            match &second {
                None => self.alike(open, priced, *one, None),
                Some(second) => {
                    for other in second.entries(y) {
                        self.alike(open, priced, *one, Some(*other));
                    }
                }
            }
        }
    }
}
