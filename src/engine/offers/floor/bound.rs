//! What must at least be paid for a product, whatever of a branch of fillers stands beside it.
//!
//! The pipeline is walked with ranges instead of amounts, in the order of computation. An offer that some customer can
//! do without, or whose threshold the range only may reach, is followed both ways, and so is each rung; a way ends as soon
//! as all that could still come leads no lower than what is known. Then the way is walked once more: a threshold that was
//! reached late says how large the order was at first, so that earlier discounts were shared by more. Narrower branches are
//! walked on the ways alone that their whole could not rule out ([`Route`]).
//!
//! Every step is on the safe side: the result is never above the truth.

use super::fillers::Branch;
use super::ground::Ground;
use super::quick::{Quick, quick};
use super::rules::Guide;
use super::steps::Steps;
use super::sums::{Sums, amounts};
use crate::engine::offers::price::{Compiled, ItemOption};
use crate::model::Layer;

/// By how much sums are looked at together at first.
const STRIDE: i64 = 256;

/// How exactly the end of a way is looked for: to one part in so many.
const FINE: i64 = 16;

/// Sums that may be as large as they like.
pub(super) const ANY: [i64; 4] = [i64::MAX; 4];

/// Pieces of one product, or what a branch holds of them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Span {
    /// Offers for which all, and any, of it is eligible.
    pub all: u128,
    /// See `all`.
    pub any: u128,
    /// Fewest and most pieces.
    pub pieces: (i64, i64),
    /// After the item layer.
    pub original: (i64, i64),
    /// What is left of it.
    pub left: (i64, i64),
    /// Most that a piece costs before offers.
    pub dearest: i64,
    /// Most lines it makes.
    pub parts: i64,
    /// What is never taken off.
    pub least: i64,
}

impl Span {
    /// The product itself, priced in one of its ways.
    pub fn target(compiled: &Compiled, good: u32, pieces: i64, option: &ItemOption) -> Self {
        let good = &compiled.goods[good as usize];
        let amount = option.amount();
        let least = if compiled.policy.floor_protection { good.floor.saturating_mul(pieces) } else { 0 };
        Self {
            all: good.mask,
            any: good.mask,
            pieces: (pieces, pieces),
            original: (amount, amount),
            left: (amount, amount),
            dearest: good.price,
            parts: option.segments.iter().filter(|(n, _)| *n > 0).count() as i64,
            least,
        }
    }

    /// What a branch holds.
    pub fn beside(branch: &Branch) -> Self {
        Self {
            all: branch.all,
            any: branch.any,
            pieces: branch.pieces,
            original: branch.amount,
            left: branch.amount,
            dearest: branch.dearest,
            parts: branch.parts,
            least: 0,
        }
    }
}

/// A product and up to two fillers.
pub(super) type Spans = [Span; 3];

/// What is paid at least on one way, as far as it is told by the sums alone; under the usual policy.
pub(super) fn brief_on(guide: &Guide<'_>, order: &[Span], route: &Route) -> i64 {
    let sums = Sums::of(order).least();
    guide.brief(&route.path, order, std::array::from_fn(|set| sums[set].max(route.need[set])))
}

/// The least that is paid on one way; more of it is known afterwards.
pub(super) fn least_on(
    guide: &Guide<'_>,
    spans: &Spans,
    lines: usize,
    items: u128,
    route: &mut Route,
    limit: i64,
) -> i64 {
    let walk = Walk::new(guide, spans, lines, items);
    // by reference: it is much to move
    walk.steps(&route.path).as_ref().map_or(i64::MAX, |steps| walk.least(steps, route, limit))
}

/// Looks from which sum on nothing on a way leads below `limit`, and notes that as its end. `set` says of what the sum is:
/// bit 0 the first, bit 1 the second filler, beside the product.
pub(super) fn close(
    guide: &Guide<'_>,
    spans: &Spans,
    lines: usize,
    items: u128,
    route: &mut Route,
    set: usize,
    limit: i64,
) {
    let walk = Walk::new(guide, spans, lines, items);
    let Some(start) = walk.start.1.within(&route.need, &route.below) else { return };
    let Some(steps) = walk.steps(&route.path) else { return };
    let (from, until) = start.range(set);
    let at = |sum: i64| {
        let mut need = route.need;
        need[set & 3] = sum;
        walk.within(&route.path, &steps, &need, &route.below).is_none_or(|(net, _)| net >= limit)
    };
    // first in growing strides, then by halves
    let (mut low, mut stride) = (from, 16 * STRIDE);
    let mut high = loop {
        let next = low.saturating_add(stride);
        if next > until {
            break until.saturating_add(1);
        }
        if at(next) {
            break next;
        }
        (low, stride) = (next, stride * 4);
    };
    while high - low > STRIDE.max(low / FINE) {
        let middle = low.midpoint(high);
        if at(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    route.below[set & 3] = route.below[set & 3].min(high);
}

/// The least that is paid on one way for baskets that cost just so much after the item layer, the product included.
pub(super) fn least_at(
    guide: &Guide<'_>,
    spans: &Spans,
    lines: usize,
    items: u128,
    route: &Route,
    (set, sum): (usize, i64),
) -> i64 {
    let walk = Walk::new(guide, spans, lines, items);
    let (mut need, mut below) = (route.need, ANY);
    (need[set & 3], below[set & 3]) = (sum, sum.saturating_add(1));
    let walked = walk.steps(&route.path).and_then(|steps| walk.within(&route.path, &steps, &need, &below));
    walked.map_or(i64::MAX, |(net, _)| net)
}

/// One way: the product's offers that are used, and what these say of the order.
#[derive(Clone, Copy, Debug)]
pub(super) struct Route {
    path: Path,
    need: [i64; 4],
    /// From which sums on it leads no lower than is known.
    below: [i64; 4],
    /// What was known when that was looked for.
    pub limit: i64,
    /// How far sums that are looked at together next lie apart.
    pub stride: i64,
}

impl Route {
    pub fn new(path: Path, need: [i64; 4]) -> Self {
        Self { path, need, below: ANY, limit: i64::MAX, stride: STRIDE }
    }

    /// The offers that are met on it; nothing if it leads nowhere.
    pub fn steps(&self, walk: &Walk<'_>) -> Option<Steps> {
        walk.steps(&self.path)
    }

    /// The same where it is said what is used beside the product.
    pub fn beside(mut self, set: u128) -> Self {
        self.path.beside = Some(set);
        self
    }

    /// The same where some offers are done with; none of them has rungs that the way tells.
    pub fn without(&self, done: u128) -> Self {
        let path = Path { used: self.path.used & !done, beside: self.path.beside.map(|on| on & !done), ..self.path };
        Self::new(path, [0; 4])
    }

    /// The offers that are used: those of the product, and those beside it if it is said which these are.
    pub fn used(&self) -> (u128, Option<u128>) {
        (self.path.used, self.path.beside)
    }

    /// What the product and some of what stands beside it cost at least after the item layer.
    pub fn need(&self, set: usize) -> i64 {
        self.need[set & 3]
    }

    /// From which of these on it leads no lower than is known.
    pub fn below(&self, set: usize) -> i64 {
        self.below[set & 3]
    }

    /// Less has been looked at.
    pub fn go_on_from(&mut self, set: usize, sum: i64) {
        self.need[set & 3] = self.need[set & 3].max(sum);
    }
}

/// The offers that were used on the way.
#[derive(Clone, Copy, Debug)]
pub(super) struct Path {
    pub used: u128,
    /// Of those with rungs which one, four bits each in the order of computation, and how many these are.
    rungs: u128,
    tiers: u32,
    /// Those used beside the product, where it is said which these are.
    pub beside: Option<u128>,
}

impl Path {
    /// With these item offers, and nothing else yet.
    pub fn of(items: u128) -> Self {
        Self { used: items, rungs: 0, tiers: 0, beside: None }
    }

    /// Which rung of the so-manieth offer with rungs is used; one that is not told is none.
    pub fn rung(&self, tier: u32) -> usize {
        if self.tiers <= 32 { (self.rungs >> (4 * tier.min(31)) & 15) as usize } else { usize::MAX }
    }

    pub fn with(self, bit: u128, rung: Option<usize>) -> Self {
        let Some(rung) = rung else { return Self { used: self.used | bit, ..self } };
        let rungs = if self.tiers < 32 { self.rungs | (rung as u128) << (4 * self.tiers) } else { self.rungs };
        Self { used: self.used | bit, rungs, tiers: self.tiers + 1, ..self }
    }
}

/// What the sums were at least at the beginning of a way, and whether that is more than the ranges say.
pub(super) struct Told {
    need: [i64; 4],
    is_more: bool,
}

/// An order whose amounts are ranges, at the beginning of its way.
pub(super) struct Walk<'a> {
    pub guide: &'a Guide<'a>,
    pub lines: usize,
    pub start: (&'a Spans, Sums),
    /// Item offers that are applied to the product.
    pub items: u128,
}

/// What there was before some offers that are not for the product, and which these are: of those that exclude each other
/// only one counts.
pub(super) struct Rivals {
    places: u128,
    spans: Spans,
    sums: Sums,
}

impl Rivals {
    /// None yet.
    pub fn none(spans: &Spans, sums: Sums) -> Self {
        Self { places: 0, spans: *spans, sums }
    }

    /// What comes next is no neighbour of these.
    pub fn forget(&mut self) {
        self.places = 0;
    }
}

impl<'a> Walk<'a> {
    pub fn new(guide: &'a Guide<'a>, spans: &'a Spans, lines: usize, items: u128) -> Self {
        let start = (spans, Sums::of(spans.get(..lines).unwrap_or_default()));
        Self { guide, lines, start, items }
    }

    /// The lines of the order at its beginning.
    pub fn order(&self) -> &[Span] {
        self.start.0.get(..self.lines).unwrap_or_default()
    }

    /// The offers that are met on a way; nothing if it leads nowhere.
    pub fn steps(&self, path: &Path) -> Option<Steps> {
        Steps::of(self.guide, self.order(), path)
    }

    /// The least that is paid on a way of which the steps are known; more of it is known afterwards.
    pub fn least(&self, steps: &Steps, route: &mut Route, limit: i64) -> i64 {
        let Some((net, told)) = self.within(&route.path, steps, &route.need, &route.below) else { return i64::MAX };
        if net >= limit {
            return net;
        }
        route.need = told.need;
        if !told.is_more {
            return net;
        }
        self.within(&route.path, steps, &route.need, &route.below).map_or(i64::MAX, |(again, _)| again.max(net))
    }

    /// What is left when a way is walked once more, with all that is known of the sums at its beginning.
    pub fn within(&self, path: &Path, steps: &Steps, need: &[i64; 4], below: &[i64; 4]) -> Option<(i64, Told)> {
        let (guide, order) = (self.guide, self.order());
        let mut sums = self.start.1.within(need, below)?;
        let mut amounts = amounts(order);
        if sums.is_narrower(&self.start.1) {
            if !sums.narrow(&mut amounts, self.lines) {
                return None;
            }
            sums = sums.narrowed(&amounts);
        }
        if guide.usual {
            match quick(guide, order, &amounts, &sums, steps) {
                Quick::Unusual => {}
                Quick::Nowhere => return None,
                Quick::Least(net, told) => {
                    let need = std::array::from_fn(|set| told[set].max(need[set]));
                    return Some((net, Told { need, is_more: sums.is_below(&need) }));
                }
            }
        }
        let mut spans = *self.start.0;
        for (span, amount) in spans[..self.lines].iter_mut().zip(amounts) {
            if span.left != amount {
                (span.left, span.original) = (amount, amount);
            }
        }
        let (net, told) = self.again(path, spans, sums);
        Some((net, Told { need: told.need(), is_more: told.need() != *need }))
    }

    fn again(&self, path: &Path, mut spans: Spans, mut sums: Sums) -> (i64, Sums) {
        let guide = self.guide;
        let compiled = guide.compiled;
        let any_beside = spans[1].any | spans[2].any;
        let mut rivals = Rivals::none(&spans, sums);
        let (mut used, mut tiers) = (self.items, 0);
        for &place in &compiled.order {
            let place = usize::from(place);
            let bit = 1u128 << place;
            if compiled.candidates[place].layer == Layer::Shipping {
                break;
            }
            if guide.own & bit == 0 {
                if let Some(on) = path.beside {
                    let forced = guide.optional & bit == 0;
                    if any_beside & guide.lowers & bit != 0 && (forced || on & bit != 0) {
                        let ground = Ground::of(guide, place, &spans[..self.lines], &sums);
                        let wrong = if on & bit == 0 { ground.must_apply } else { !ground.may_apply };
                        if wrong {
                            return (i64::MAX, sums);
                        }
                        if on & bit != 0 {
                            ground.apply(guide, place, &mut spans[..self.lines], &mut sums);
                        }
                    }
                } else if any_beside & guide.lowers & bit != 0 {
                    self.beside(place, used, &mut spans, &mut sums, &mut rivals);
                }
                continue;
            }
            if path.used & bit == 0 {
                continue;
            }
            let mut ground = Ground::of(guide, place, &spans[..self.lines], &sums);
            if guide.rungs(place) > 0 {
                let rung = (path.rungs >> (4 * tiers.min(31)) & 15) as usize;
                tiers += 1;
                match ground.at_rung(guide, place, rung).filter(|_| path.tiers <= 32) {
                    Some(one) => ground = one,
                    None if path.tiers <= 32 => return (i64::MAX, sums),
                    None => {}
                }
            }
            if !ground.may_apply {
                return (i64::MAX, sums);
            }
            ground.apply(guide, place, &mut spans[..self.lines], &mut sums);
            used |= bit;
            rivals.forget();
        }
        (spans[0].left.0, sums)
    }

    /// An offer that is not for the product can only make what stands beside it cheaper.
    pub fn beside(&self, place: usize, used: u128, spans: &mut Spans, sums: &mut Sums, rivals: &mut Rivals) {
        let guide = self.guide;
        if guide.is_kept_out(place, used, spans[..self.lines].iter().map(|span| &span.all)) {
            return;
        }
        let ground = Ground::of(guide, place, &spans[..self.lines], sums);
        if !guide.all_exclude(place, rivals.places, spans[..self.lines].iter().map(|span| &span.all)) {
            *rivals = Rivals { places: 0, spans: *spans, sums: *sums };
        }
        rivals.places |= 1 << place;
        if !ground.may_apply {
            return;
        }
        let (mut with, mut then) = (rivals.spans, rivals.sums);
        let ground = Ground::of(guide, place, &with[..self.lines], &then);
        if ground.may_apply {
            ground.allow(guide, place, &mut with[..self.lines], &mut then);
        }
        for (span, with) in spans.iter_mut().zip(with) {
            span.left.0 = span.left.0.min(with.left.0);
        }
        *sums = sums.or(then);
    }
}
