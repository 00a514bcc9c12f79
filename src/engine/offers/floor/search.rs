//! The search for a product's lowest unit price: branches of baskets, the most promising first, until none is left that
//! could lead lower than what was found.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::rc::Rc;

use foldhash::fast::RandomState;
use smallvec::SmallVec;

use super::Domain;
use super::bound::{Route, Span, Spans, brief_on, least_on};
use super::counted::{Counting, Counts};
use super::fillers::{Below, Fillers, Tree};
use super::local::{AskedBeside, Beside};
use super::rules::{Guide, Outline};
use super::tell::{least, routes};
use super::ways::{lowest, ways};
use crate::engine::offers::price::{Compiled, ItemOption, Way};

/// Unit prices of 1 … 10 pieces are compared as multiples of this part of a minor unit.
pub(super) const PARTS: i64 = 2520;

/// How often the search first goes straight to a basket by what looks best, so that there is something to undercut.
const DIVES: u32 = 4;

/// How many branches of one piece with all that can stand beside it are looked at before the others are judged: with a price
/// that is nearly the lowest, most of their ways need not be told.
const HEAD_START: u32 = 600;

/// By what part the ways that are told first lead further than the lowest could.
const HOPE: i64 = 20;

/// How many branches are judged by the sums alone in the time of one step.
const BRIEFS_A_STEP: u32 = 4;

/// The lowest unit price found so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// What is paid for the pieces.
    pub net: i64,
    /// Pieces.
    pub pieces: u32,
    /// Products by place, the product itself first.
    pub basket: Vec<(u32, u32)>,
    /// Chosen offers held.
    pub held: u128,
    /// Which kind of customer it was found for, by its place among all.
    pub customer: usize,
}

impl Found {
    /// What a piece costs, in [`PARTS`] of a minor unit.
    pub fn unit(&self) -> i64 {
        unit(self.net, i64::from(self.pieces))
    }
}

/// What a piece costs when so many cost so much, in [`PARTS`] of a minor unit.
fn unit(net: i64, pieces: i64) -> i64 {
    net.saturating_mul(PARTS / pieces.clamp(1, 10))
}

/// A campaign as kinds of customers meet it, with what can be put beside a product.
pub(super) struct Shop {
    /// With the offers of all of these kinds: what no customer can undercut.
    pub bound: Terms,
    /// Its place among the shops of the search.
    pub at: usize,
    pub fillers: Fillers,
    /// As each of them meets it, with its place among all.
    pub kinds: Vec<(usize, Terms)>,
}

/// A compiled campaign with what of it is the same for every product.
pub(super) struct Terms {
    pub compiled: Compiled,
    pub outline: Outline,
}

impl Terms {
    pub fn new(compiled: Compiled) -> Self {
        Self { outline: Outline::new(&compiled), compiled }
    }

    /// What of it matters to a product, in baskets of so many pieces at most.
    pub fn guide(&self, good: u32, pieces: i64) -> Guide<'_> {
        let own = self.compiled.goods.get(good as usize).map_or(0, |good| good.mask);
        Guide::new(&self.compiled, &self.outline, own, pieces)
    }
}

/// Baskets that are still to be judged; of those at about the same price the narrowest come first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Open {
    /// No unit price in it is lower, in whole minor units.
    pub about: i64,
    /// Falls with each division.
    pub width: u32,
    /// No unit price in it is lower.
    pub unit: i64,
    /// In which turn it was judged: places of branches depend on what else was searched, and must not decide.
    pub turn: u32,
    pub pieces: i64,
    pub option: u32,
    pub beside: [Option<u32>; 2],
    /// On which way, by its place in [`Hunt::routes`]; nothing = on any.
    pub route: Option<u32>,
    /// Whether the way has been walked; else it is told by the sums alone.
    pub walked: bool,
    /// What is said of the offer that counts pieces, see `counted`.
    pub counts: Counts,
}

/// Room for what a search keeps, used again by the next one.
#[derive(Default)]
pub(super) struct Room {
    heap: BinaryHeap<Reverse<Open>>,
    routes: Vec<Route>,
    ways: Vec<Way>,
    /// What can stand beside products of the same offers, of each shop.
    trees: HashMap<(usize, u128), Tree>,
}

impl Room {
    /// What comes next shares nothing with what was kept.
    pub fn forget(&mut self) {
        self.trees.clear();
    }
}

/// Looks for a unit price lower than `best` in one shop and keeps it there. Returns nothing if everything was looked at, else
/// what no unit price is below, in [`PARTS`] of a minor unit.
pub(super) fn search(
    shop: &Shop,
    good: u32,
    domain: &Domain,
    budget: &mut u32,
    best: &mut Option<Found>,
    room: &mut Room,
) -> Option<i64> {
    room.heap.clear();
    room.routes.clear();
    let compiled = &shop.bound.compiled;
    let product = compiled.goods.get(good as usize)?;
    let most = domain.pieces + domain.fillers * domain.filler_pieces;
    let guide = shop.bound.guide(good, i64::from(most));
    let kinds: Vec<_> = shop.kinds.iter().map(|(customer, of)| (*customer, of.guide(good, i64::from(most)))).collect();
    let everything = compiled.goods.iter().fold(0, |all, good| all | good.mask);
    let options: Vec<_> =
        (1..=i64::from(domain.pieces)).map(|pieces| compiled.every_item_option(product, pieces, everything)).collect();
    let key = (shop.at, shop.fillers.key(&guide));
    let mut tree = room.trees.remove(&key).unwrap_or_else(|| shop.fillers.tree(key.1));
    let root = tree.root;
    let counting = Counting::of(&guide, &shop.fillers, &mut tree);
    let mut hunt = Hunt {
        shop,
        tree,
        guide,
        kinds: &kinds,
        counting,
        good,
        budget,
        best,
        heap: std::mem::take(&mut room.heap),
        below: None,
        reached: 0,
        ways: std::mem::take(&mut room.ways),
        routes: std::mem::take(&mut room.routes),
        dives: DIVES,
        briefs: 0,
        turns: 0,
        told: (0, i64::MAX),
        beside: HashMap::default(),
        places: (0, SmallVec::new()),
    };
    // a price there is in any case
    for (customer, guide) in &kinds {
        hunt.hold(&[(good, 1)], guide.compiled.chosen, *customer, guide.compiled);
    }
    // alone first: simple baskets are found first, and what follows is measured by them
    for pieces in 1..=domain.pieces {
        hunt.try_basket(&[(good, pieces)]);
    }
    let both = if domain.fillers > 1 { [root, root] } else { [root, None] };
    let all = |option| Open {
        about: 0,
        unit: 0,
        turn: 0,
        width: u32::MAX,
        pieces: 1,
        option,
        beside: both,
        route: None,
        walked: true,
        counts: Counts::Unknown,
    };
    if root.is_some() && domain.fillers > 0 {
        let every = (1..).zip(&options).flat_map(|(pieces, of)| (0..).zip(of).map(move |(at, of)| (pieces, at, of)));
        if hunt.counting.is_some() {
            for (pieces, option, priced) in every {
                hunt.open_counted(Open { pieces, ..all(option) }, priced, domain.fillers);
            }
            hunt.run(&options, HEAD_START);
        }
        let first = || (0..).zip(options.first().into_iter().flatten());
        // at first the ways that lead little further than the lowest could: what they lead to often rules out all others
        hunt.told.1 = first().map(|(option, priced)| hunt.hope(all(option), priced)).min().unwrap_or(i64::MAX);
        first().for_each(|(option, priced)| hunt.begin(all(option), priced));
        hunt.run(&options, HEAD_START);
        hunt.told = (hunt.told.1, i64::MAX);
        if hunt.told.0 < hunt.limit(1) {
            first().for_each(|(option, priced)| hunt.begin(all(option), priced));
        }
        hunt.told = (0, i64::MAX);
        for (pieces, options) in (1..).zip(&options) {
            for (option, priced) in (0..).zip(options) {
                for beside in [[root, None], both].into_iter().take(domain.fillers as usize) {
                    if pieces > 1 || beside != both {
                        hunt.begin(Open { pieces, beside, ..all(option) }, priced);
                    }
                }
            }
        }
        hunt.run(&options, u32::MAX);
    }
    let Hunt { heap, ways, routes, below, tree, .. } = hunt;
    (room.heap, room.routes, room.ways) = (heap, routes, ways);
    room.trees.insert(key, tree);
    below
}

pub(super) struct Hunt<'a, 'b> {
    pub shop: &'a Shop,
    pub tree: Tree,
    pub guide: Guide<'a>,
    pub kinds: &'a [(usize, Guide<'a>)],
    pub counting: Option<Counting>,
    pub good: u32,
    pub budget: &'b mut u32,
    pub best: &'b mut Option<Found>,
    heap: BinaryHeap<Reverse<Open>>,
    /// Where something was not looked at: what no unit price of it is below.
    below: Option<i64>,
    /// What no unit price is below of all that is still open.
    reached: i64,
    pub ways: Vec<Way>,
    /// Ways that are being followed.
    pub routes: Vec<Route>,
    /// How often to go straight to a basket.
    dives: u32,
    briefs: u32,
    /// Branches judged so far.
    turns: u32,
    /// Between which nets ways are told.
    told: (i64, i64),
    /// See `local`.
    pub beside: HashMap<AskedBeside, Option<Rc<[Beside]>>, RandomState>,
    /// Of some offers their places in the order of computation.
    pub places: (u128, SmallVec<[u8; 16]>),
}

impl Hunt<'_, '_> {
    /// What must be undercut by so many pieces together: a net price of at most this less one.
    pub fn limit(&self, pieces: i64) -> i64 {
        let each = PARTS / pieces.clamp(1, 10);
        self.best.as_ref().map_or(i64::MAX, |best| (best.unit() + each - 1) / each)
    }

    fn turn(&mut self) -> u32 {
        self.turns = self.turns.saturating_add(1);
        self.turns
    }

    #[inline]
    pub fn spans(&self, pieces: i64, priced: &ItemOption, beside: [Option<u32>; 2]) -> Option<(Spans, usize)> {
        let mut spans: Spans = Spans::default();
        let mut lines = 1;
        spans[0] = Span::target(&self.shop.bound.compiled, self.good, pieces, priced);
        for branch in beside.into_iter().flatten() {
            let branch = self.tree.branches.get(branch as usize)?;
            if let Below::Entry(entry) = branch.below
                && self.shop.fillers.goods(entry, self.good).0.next().is_none()
            {
                return None;
            }
            spans[lines] = Span::beside(branch);
            lines += 1;
        }
        Some((spans, lines))
    }

    /// Something is not looked at; what is open is taken up from the lowest on, so that nothing of it is below that.
    pub fn cut_off(&mut self) {
        self.below = Some(self.below.map_or(self.reached, |below| below.min(self.reached)));
    }

    /// Judges a branch; nothing if no price in it is low enough.
    fn judge(&mut self, open: Open, priced: &ItemOption) -> Option<Open> {
        let (spans, lines) = self.spans(open.pieces, priced, open.beside)?;
        let limit = self.limit(open.pieces);
        let net = match open.route.and_then(|at| self.routes.get(at as usize)) {
            Some(route) if self.is_told_by_sums(route) => {
                let net = brief_on(&self.guide, spans.get(..lines)?, route);
                self.spend_a_part();
                return self.is_open(Open { walked: false, ..open }, net, limit);
            }
            Some(_) => return self.walk(open, priced),
            None if open.counts != Counts::Unknown => self.least_counted(&spans[..lines]),
            None => least(&self.guide, &spans, lines, priced.mask, limit),
        };
        *self.budget = self.budget.saturating_sub(1);
        self.is_open(Open { walked: true, ..open }, net, limit)
    }

    /// Judges a branch by walking its way; nothing if no price in it is low enough.
    fn walk(&mut self, open: Open, priced: &ItemOption) -> Option<Open> {
        let (spans, lines) = self.spans(open.pieces, priced, open.beside)?;
        let limit = self.limit(open.pieces);
        *self.budget = self.budget.saturating_sub(1);
        let mut route = *self.routes.get(open.route? as usize)?;
        let net = least_on(&self.guide, &spans, lines, priced.mask, &mut route, limit);
        if net >= limit {
            return None;
        }
        let at = self.routes.len() as u32;
        self.routes.push(route);
        self.is_open(Open { route: Some(at), walked: true, ..open }, net, limit)
    }

    fn is_open(&mut self, open: Open, net: i64, limit: i64) -> Option<Open> {
        let unit = unit(net, open.pieces).max(open.unit);
        (net < limit).then(|| Open { about: unit / PARTS, unit, turn: self.turn(), ..open })
    }

    /// Whether sums alone say much of a way: not where pieces count.
    pub fn is_told_by_sums(&self, route: &Route) -> bool {
        let (used, beside) = route.used();
        self.guide.is_told_by_sums(used | beside.unwrap_or(0))
    }

    /// What is told by sums alone takes a part of what a step takes.
    pub fn spend_a_part(&mut self) {
        self.briefs = (self.briefs + 1) % BRIEFS_A_STEP;
        *self.budget = self.budget.saturating_sub(u32::from(self.briefs == 0));
    }

    pub fn open(&mut self, open: Open, priced: &ItemOption) {
        if let Some(open) = self.judge(open, priced) {
            self.heap.push(Reverse(open));
        }
    }

    /// Opens all that can stand beside so many pieces. Where an offer of the product counts pieces, most of it is dropped as a
    /// whole; else each way is told at once.
    fn begin(&mut self, open: Open, priced: &ItemOption) {
        let counts = self.guide.own & (self.shop.fillers.apart | self.shop.fillers.deposits) != 0;
        if self.begin_uncounted(open, priced) {
            return;
        }
        if counts || !self.part(open, priced, None) {
            self.open(open, priced);
        }
    }

    /// How far ways are told at first: somewhat further than what is left if all offers are as the customer would wish.
    fn hope(&self, open: Open, priced: &ItemOption) -> i64 {
        let counts = self.guide.own & (self.shop.fillers.apart | self.shop.fillers.deposits) != 0;
        match self.spans(open.pieces, priced, open.beside) {
            Some((spans, lines)) if !counts && self.guide.usual => {
                let least = lowest(&self.guide, spans.get(..lines).unwrap_or_default());
                least + least / HOPE + 1
            }
            _ => i64::MAX,
        }
    }

    /// Looks at each way of a branch by itself; of those alone on which an offer is used, or is not, where one is given.
    pub fn part(&mut self, open: Open, priced: &ItemOption, offer: Option<(u128, bool)>) -> bool {
        let Some((spans, lines)) = self.spans(open.pieces, priced, open.beside) else { return true };
        let limit = self.limit(open.pieces).min(self.told.1);
        let mut found = Vec::new();
        let without = offer.filter(|(_, used)| !used).map_or(0, |(offer, _)| offer);
        let told = if self.guide.is_told_by_sums(self.guide.own & !without) {
            ways(&self.guide, spans.get(..lines).unwrap_or_default(), priced.mask, (limit, without), &mut found)
        } else {
            routes(&self.guide, &spans, lines, priced.mask, limit, offer, &mut found)
        };
        if !told {
            return false;
        }

        found.retain(|(net, _)| *net >= self.told.0);
        for (net, route) in found {
            let at = self.routes.len() as u32;
            let walked = !self.is_told_by_sums(&route);
            self.routes.push(route);
            self.put_off(Open { route: Some(at), walked, ..open }, net);
        }
        true
    }

    /// Keeps a branch in which no net price is lower than this one.
    pub fn put_off(&mut self, open: Open, net: i64) {
        let unit = unit(net, open.pieces);
        let turn = self.turn();
        self.heap.push(Reverse(Open { about: unit / PARTS, unit, turn, ..open }));
    }

    /// Looks at what is open, the most promising first, as often as is said.
    fn run(&mut self, options: &[smallvec::SmallVec<[ItemOption; 2]>], most: u32) {
        for _ in 0..most {
            let Some(Reverse(open)) = self.heap.pop() else { return };
            if self.best.as_ref().is_some_and(|best| open.about * PARTS >= best.unit()) {
                // all others are no better
                return;
            }

            self.reached = open.about.saturating_mul(PARTS);
            if *self.budget == 0 {
                self.heap.push(Reverse(open));
                self.cut_off();
                return;
            }
            let of = options.get(open.pieces as usize - 1);
            let Some(priced) = of.and_then(|of| of.get(open.option as usize)) else { continue };
            let Some(open) = (if open.counts == Counts::ByAmount { Some(open) } else { self.followed(open, priced) })
            else {
                continue;
            };
            let mut next = Some(open);
            while let Some(open) = next.take() {
                if self.best.as_ref().is_some_and(|best| open.unit >= best.unit()) {
                    break;
                }
                let Some(narrower) = self.divide(open.beside) else {
                    self.single(open, priced);
                    break;
                };
                for beside in narrower.into_iter().flatten() {
                    let Some(child) = self.judge(Open { beside, width: open.width - 1, ..open }, priced) else {
                        continue;
                    };
                    if self.dives == 0 {
                        self.heap.push(Reverse(child));
                        continue;
                    }
                    // straight to a basket by what looks best
                    match next {
                        Some(before) if before <= child => self.heap.push(Reverse(child)),
                        before => {
                            self.heap.extend(before.map(Reverse));
                            next = Some(child);
                        }
                    }
                }
            }
            self.dives = self.dives.saturating_sub(1);
        }
    }

    /// Looks at a branch as closely as can be before it is divided; nothing if nothing is left of it.
    fn followed(&mut self, open: Open, priced: &ItemOption) -> Option<Open> {
        let parted = open.counts == Counts::Used && self.part_counted(open, priced);
        if parted || open.route.is_none() && self.part(open, priced, None) {
            return None;
        }
        // what tells fillers apart at once need not be walked before
        if !open.walked && self.tell_apart(open, priced) {
            return None;
        }
        let open = if open.walked {
            open
        } else {
            let walked = self.walk(open, priced)?;
            if walked.about > open.about {
                // others may be more promising now
                self.heap.push(Reverse(walked));
                return None;
            }
            walked
        };
        (!self.tell_apart(open, priced) && !self.pairs(open, priced)).then_some(open)
    }

    /// Narrower branches, or nothing if these lead to products.
    fn divide(&mut self, [a, b]: [Option<u32>; 2]) -> Option<[Option<[Option<u32>; 2]>; 3]> {
        let mut parts = |of: Option<u32>| self.tree.divided(&self.shop.fillers, of?);
        let (of_a, of_b) = (parts(a), parts(b));
        let branch = |of: Option<u32>| of.and_then(|of| self.tree.branches.get(of as usize));
        let width = |of: Option<u32>| {
            branch(of).map_or((false, 0, 0), |branch| {
                let differ = (branch.all ^ branch.any) & self.guide.own;
                (!branch.sorted, differ.count_ones(), branch.amount.1 - branch.amount.0)
            })
        };
        match (of_a, of_b) {
            (Some((left, right)), _) if a == b => {
                let (left, right) = (Some(left), Some(right));
                Some([Some([left, left]), Some([left, right]), Some([right, right])])
            }
            (Some((left, right)), other) if other.is_none() || width(a) >= width(b) => {
                Some([Some([Some(left), b]), Some([Some(right), b]), None])
            }
            (_, Some((left, right))) => Some([Some([a, Some(left)]), Some([a, Some(right)]), None]),
            (_, None) => None,
        }
    }
}
