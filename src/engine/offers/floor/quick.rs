//! The least on a way for fillers of which it is known in which offers they take part, under the usual policy: the same as
//! the walk with ranges finds, at a fraction of its cost.
//!
//! Of each part of the order – the product, each filler, any of them together – what is left at least is carried along. An
//! offer takes a plain amount off all that takes part in it, and off a part of that no more than its share of the smallest
//! whole there can be.

use smallvec::SmallVec;

use super::bound::Span;
use super::groups::{most_in_groups, most_of_first};
use super::pieces::{cheapest_pieces, dearest_group, piece};
use super::rules::Guide;
use super::sums::Sums;
use crate::engine::offers::price::{ONE, Off, Quotients, Rule, at_rate, mul_div};
use crate::model::offer::{Base, OddCent, PercentBase, RoundingUnit};
use crate::model::{Layer, PricingPolicy};

/// What comes of it.
pub(super) enum Quick {
    /// Some offer on the way is not of the usual kinds.
    Unusual,
    /// Nothing in the range leads there.
    Nowhere,
    /// Least that is paid for the product, and what the sums were at least at the beginning, as [`Sums`] has them.
    Least(i64, [i64; 4]),
}

/// Whether a policy is the usual one.
pub(super) fn is_usual(policy: &PricingPolicy) -> bool {
    policy.share_by == Base::AfterEarlier
        && policy.threshold_on == Base::AfterEarlier
        && policy.odd_cent == OddCent::LargestRemainder
        && policy.percent == PercentBase::InSequence
        && policy.rounding_unit == RoundingUnit::Line
        && !policy.floor_protection
        && !policy.shipping_counts
}

/// Parts of an order as sets of its lines: bit 0 the product, bits 1 and 2 the fillers.
#[derive(Clone, Copy)]
struct Parts {
    /// What is left of each at least.
    least: [i64; 8],
    /// What is left of each at most, once groups that cost a price tell it.
    most: Option<[i64; 8]>,
    /// What was surely taken off each.
    shed: [i64; 8],
    /// What each was at least at the beginning.
    need: [i64; 8],
    all: usize,
    /// Lines of each: a product of which only some pieces have a price makes two.
    lines: [u32; 8],
}

/// `v × part ÷ whole`, with the odd minor unit that may come on top: to one line of several if its remainder is not too
/// small, to several lines if there is any remainder.
pub(super) fn share(v: i64, part: i64, whole: i64, of: u32, lines: u32) -> i64 {
    let whole = whole.max(1);
    // no part takes more than all there is
    if part >= whole {
        return v;
    }
    let (down, rest) = Quotients::of(v, whole).of_weight(part.max(0));
    let odd = if lines == 1 { rest.saturating_mul(i64::from(of)) >= whole } else { rest > 0 };
    down + i64::from(odd)
}

impl Parts {
    fn new(spans: &[Span], sums: &Sums) -> Self {
        let left = |i: usize| spans.get(i).map_or(0, |span| span.left.0);
        let (own, a, b) = (left(0), left(1), left(2));
        let least = |set| sums.range(set).0;
        // of the product it is known what it costs, but for what befell it beside a filler
        let most = spans.first().map_or(0, |span| span.left.1);
        let both = (a + b).max(least(3) - most);
        let all = (1 << spans.len()) - 1;
        let mut parts = Self {
            least: [0, own, a, least(1), b, least(2), both, least(3)],
            most: None,
            shed: [0; 8],
            need: [0; 8],
            all,
            lines: [0; 8],
        };
        for set in 1..=all {
            let of = spans.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1).map(|(_, span)| span.parts);
            parts.lines[set] = u32::try_from(of.sum::<i64>()).unwrap_or(u32::MAX);
        }
        if spans.len() == 2 {
            parts.least[3] = parts.least[3].max(least(3));
        }
        parts.settle();
        parts
    }

    /// What holds of parts holds of what is made of them.
    fn settle(&mut self) {
        let l = &mut self.least;
        l[3] = l[3].max(l[1] + l[2]);
        l[5] = l[5].max(l[1] + l[4]);
        l[6] = l[6].max(l[2] + l[4]);
        l[7] = l[7].max(l[3] + l[4]).max(l[5] + l[2]).max(l[6] + l[1]);
    }

    /// What is left when `v` of `whole` is shared by the lines that an offer is `on`: of a part of all, the most that its
    /// share can be is taken off.
    fn shared(&mut self, before: &[i64; 8], on: On, set: usize, by: &[(i64, i64)]) {
        let (inside, outside) = (set & on.any, set & !on.any);
        let part = before[set] - before[outside];
        let share = |(v, whole): &(i64, i64)| share(*v, part, *whole, self.lines[on.any], self.lines[inside]);
        let most = by.iter().map(share).max().unwrap_or(0);
        self.least[set] = (before[set] - most).max(before[outside]);
    }

    /// An amount `off`, that does not change, is taken off once `at` is reached.
    fn less(&mut self, on: On, at: i64, off: i64) {
        let whole = self.least[on.all].max(at);
        let before = self.least;
        for set in 1..=self.all {
            let (inside, outside) = (set & on.any, set & !on.any);
            if inside == on.any {
                let reached = before[set].max(whole + before[outside]);
                self.need[set] = self.need[set].max(reached + self.shed[set]);
                self.shed[set] += off;
                self.least[set] = reached - off;
                if let Some(most) = &mut self.most {
                    most[set] = (most[set] - off).max(self.least[set]);
                }
            } else if inside != 0 {
                let part = before[set] - before[outside];
                let whole = whole.max(part + before[on.all & !inside]);
                self.shared(&before, on, set, &[(off, whole)]);
            }
        }
        self.settle();
    }

    /// Whole multiples of a threshold, of which `from` is reached, each take an amount off; all in all no more than `cap`.
    fn every(&mut self, on: On, every: i64, from: i64, off: i64, cap: i64) {
        let whole = self.least[on.all].max(from);
        let before = self.least;
        let taken = |sum: i64| off.saturating_mul(sum / every).min(cap);
        let multiple = |sum: i64| (sum + every - 1) / every * every;
        for set in 1..=self.all {
            let (inside, outside) = (set & on.any, set & !on.any);
            if inside == on.any {
                let reached = before[set].max(whole + before[outside]);
                self.need[set] = self.need[set].max(reached + self.shed[set]);
                self.shed[set] += taken(whole);
                // the least is left right here or at the next multiple
                let sum = reached - before[outside];
                let next = multiple(sum);
                self.least[set] = before[outside] + (sum - taken(sum)).min(next - taken(next)).max(0);
            } else if inside != 0 {
                // so is the largest part taken off
                let whole = whole.max(before[set] - before[outside] + before[on.all & !inside]);
                let next = multiple(whole);
                self.shared(&before, on, set, &[(taken(whole), whole), (taken(next), next)]);
            }
        }
        self.settle();
    }

    /// What is left of the lines becomes what `keep` says of so much of so many lines.
    fn each(&mut self, on: On, keep: impl Fn(i64, u32) -> i64) {
        let before = self.least;
        for set in 1..=self.all {
            let (inside, outside) = (set & on.any, set & !on.any);
            if inside != 0 {
                let part = before[set] - before[outside];
                self.least[set] = before[outside] + keep(part, self.lines[inside]).clamp(0, part);
            }
        }
        self.settle();
    }

    /// Groups of `n` cost a price, of lines of which it is known how many pieces they have.
    fn grouped(&mut self, spans: &[Span], on: On, n: i64, price: i64) {
        let takes_part = |i: &usize| on.any >> i & 1 == 1;
        let pieces: i64 = (0..spans.len()).filter(takes_part).map(|i| spans[i].pieces.1).sum();
        // the pieces beyond are the cheapest: of none more than any line's
        let beyond = pieces % n;
        let each = (0..spans.len()).filter(takes_part).map(|i| piece(&spans[i])).max().unwrap_or(0);
        let whole = price.saturating_mul(pieces / n).saturating_add(each.saturating_mul(beyond));
        let mut most = [0i64; 8];
        for (set, most) in most.iter_mut().enumerate().take(self.all + 1) {
            let of = |i: &usize| set >> i & 1 == 1;
            let sum = |all: i64, i: usize| all.saturating_add(spans[i].left.1);
            *most = (0..spans.len()).filter(of).fold(0, sum);
            if set & on.any == on.any {
                let others = (0..spans.len()).filter(|i| of(i) && !takes_part(i)).fold(0, sum);
                *most = whole.saturating_add(others).min(*most).max(self.least[set]);
            }
        }
        self.most = Some(most);
    }

    /// So much is left of the product at least.
    fn knows_own(&mut self, least: Option<i64>) {
        self.least[1] = self.least[1].max(least.unwrap_or(0));
        self.settle();
    }

    /// Some customer does without what made `other` of it.
    fn or(&mut self, other: &Self) {
        for set in 1..=self.all {
            self.least[set] = self.least[set].min(other.least[set]);
            self.shed[set] = self.shed[set].min(other.shed[set]);
            self.need[set] = self.need[set].min(other.need[set]);
            self.most = None;
        }
    }

    /// Uses an offer. Nothing if it cannot be used, or not be told of.
    fn take(
        &mut self,
        guide: &Guide<'_>,
        spans: &[Span],
        place: usize,
        on: On,
        rung: Option<usize>,
    ) -> Result<(), Quick> {
        let compiled = guide.compiled;
        let of = self.lines[on.any];
        let sure = self.least[on.all];
        let there = || spans.iter().enumerate().filter(|(i, _)| on.any >> i & 1 == 1).map(|(_, span)| span);
        let told = self.most.map(|most| most[on.any]);
        let most = |at: i64| {
            let reaches = told.unwrap_or_else(|| there().map(|span| span.left.1).sum());
            if reaches < at { Err(Quick::Nowhere) } else { Ok(()) }
        };
        let pieces: i64 = there().map(|span| span.pieces.1).sum();
        // of lines of which the pieces are known: what of the product is left at least
        let own_left = |parts: &Self| {
            let mut left: SmallVec<[Span; 3]> = SmallVec::from_slice(spans);
            for (i, span) in left.iter_mut().enumerate() {
                span.left.0 = parts.least[1 << i];
            }
            let rule = &compiled.candidates[place].rule;
            let most = most_of_first(&left, 1 << place, rule, compiled.policy.rounding);
            most.map(|most| parts.least[1] - most)
        };
        let rung_of = |parts: &mut Self, ladder: &[(i64, Off)], one: Option<&(i64, Off)>| {
            let Some(&(at, Off::Less(off))) = one else { return Err(Quick::Unusual) };
            if off > at {
                return Err(Quick::Unusual);
            }
            if ladder.iter().any(|(from, than)| *from <= sure && matches!(than, Off::Less(than) if *than > off)) {
                return Err(Quick::Nowhere);
            }
            most(at)?;
            parts.less(on, at, off);
            Ok(())
        };
        match compiled.candidates[place].rule {
            Rule::Tiered(ref rungs) => {
                let one = rungs.get(rung.unwrap_or(0)).filter(|_| rung.is_some() || rungs.len() == 1);
                rung_of(self, rungs, one)?;
            }
            Rule::Voucher { at, off: Off::Less(off), copies: 1 } if off <= at => {
                most(at)?;
                self.less(on, at, off);
            }
            Rule::EveryN { every, off, cap } if every > 0 && off <= every => {
                let ladder = guide.ladder(place);
                match rung {
                    Some(rung) if rung < ladder.len() => rung_of(self, ladder, ladder.get(rung))?,
                    _ => {
                        let from = rung.and_then(|_| guide.more_from(place)).unwrap_or(every);
                        most(from)?;
                        self.every(on, every, from, off, cap);
                    }
                }
            }
            Rule::PiecesRate(ref rungs) => {
                let reached = rungs.iter().filter(|(n, _)| *n <= pieces).map(|(_, part)| *part).min();
                let part = reached.ok_or(Quick::Nowhere)?;
                let rounding = compiled.policy.rounding;
                self.each(on, |left, lines| match lines {
                    1 => at_rate(left, part, rounding),
                    lines => mul_div(left, part, ONE) - i64::from(lines),
                });
            }
            Rule::Points { up_to, .. } => self.each(on, |left, lines| {
                // the whole is rounded down before it is shared: one line of several gets an odd unit only if its
                // remainder is at least one part in so many
                let odd = match lines {
                    all if all == of => false,
                    1 => left.checked_mul(up_to).is_none_or(|all| (all % ONE).saturating_mul(i64::from(of)) >= ONE),
                    _ => true,
                };
                left - mul_div(left, up_to, ONE) - i64::from(odd)
            }),
            Rule::Deposit { pay, credit } => {
                let each = (credit - pay).max(0);
                let most = there().map(|span| span.pieces.1).max().unwrap_or(0);
                let own = spans.first().map_or(0, |span| span.pieces.1);
                let before = self.least;
                self.each(on, |left, lines| left - each.saturating_mul(most).saturating_mul(i64::from(lines)));
                // of the product itself it is known how many pieces there are
                if on.any & 1 == 1 {
                    self.least[1] = self.least[1].max(before[1] - each.saturating_mul(own));
                    self.settle();
                }
            }
            Rule::NthPiece { nth, part } if nth > 0 => {
                let groups = pieces / nth;
                if groups == 0 {
                    return Err(Quick::Nowhere);
                }
                let fixed = there().all(|span| span.pieces.0 == span.pieces.1) && on.all == on.any;
                if fixed && of > 1 {
                    let own = own_left(self);
                    let mut left: SmallVec<[Span; 3]> = SmallVec::from_slice(spans);
                    for (i, span) in left.iter_mut().enumerate() {
                        span.left.0 = self.least[1 << i];
                    }
                    // what the cheapest pieces lose at most of what all that count cost at least
                    let known = cheapest_pieces(&left, 1 << place, nth, part, compiled.policy.rounding);
                    let slack = groups + i64::from(of);
                    self.each(on, |left, lines| {
                        let mean = mul_div(left / nth + 1, ONE - part, ONE) + slack;
                        left - known.map_or(mean, |(off, all)| share(off, left, all.max(off), of, lines).min(mean))
                    });
                    self.knows_own(own);
                } else if fixed {
                    // each piece of the line costs about the same; of more the rounded pieces may be fewer
                    let rounding = compiled.policy.rounding;
                    self.each(on, |left, _| {
                        let piece = (left + pieces - 1) / pieces;
                        left - groups * (piece - at_rate(piece, part, rounding)) - (groups - 1)
                    });
                } else {
                    // the cheapest of a group costs no more than the mean of it
                    let slack = 2 * groups + i64::from(of);
                    self.each(on, |left, _| left - mul_div(left / nth, ONE - part, ONE) - slack);
                }
            }
            Rule::NForPrice { pieces: n, price } => {
                let group = dearest_group(spans, 1 << place, n);
                if n > pieces || group <= price {
                    return Err(Quick::Nowhere);
                }
                let (own, before) = (own_left(self), self.least);
                let others = if own.is_none() && on.any & 1 == 1 {
                    let mut left: SmallVec<[Span; 3]> = SmallVec::from_slice(spans);
                    for (i, span) in left.iter_mut().enumerate() {
                        span.left.0 = self.least[1 << i];
                    }
                    most_in_groups(&left, 1 << place, n, price).map(|most| before[1] - most)
                } else {
                    None
                };
                self.each(on, |left, _| mul_div(left, price, group) - i64::from(of));
                if own.is_some() {
                    // each group costs the price, if it does not cost less
                    let takes_part = spans.iter().enumerate().filter(|(i, _)| on.any >> i & 1 == 1);
                    let piece = takes_part.map(|(i, span)| before[1 << i] / span.pieces.1.max(1)).min().unwrap_or(0);
                    let groups = price.min(piece.saturating_mul(n)).saturating_mul(pieces / n);
                    for set in (1..=self.all).filter(|set| set & on.any == on.any) {
                        self.least[set] = self.least[set].max(before[set & !on.any] + groups);
                    }
                    self.grouped(spans, on, n, price);
                    self.knows_own(own);
                }
                self.knows_own(others);
            }
            Rule::Bundle { ref items, price } => {
                let whole = guide.bundle(place);
                if there().count() < items.len() || whole <= price {
                    return Err(Quick::Nowhere);
                }
                self.each(on, |left, _| mul_div(left, price, whole) - i64::from(of));
            }
            _ => return Err(Quick::Unusual),
        }
        Ok(())
    }
}

/// Lines that surely, and that may, take part in an offer.
#[derive(Clone, Copy)]
struct On {
    all: usize,
    any: usize,
}

/// A way: the product's offers that are used, with `rung` for tiered ones, and those beside it, if it is said which these
/// are; else any of these may be used. `forced` are all that are used whenever they can be.
pub(super) struct OnWay {
    pub used: u128,
    pub beside: Option<u128>,
    pub forced: u128,
}

/// Walks a way.
pub(super) fn quick(
    guide: &Guide<'_>,
    spans: &[Span],
    sums: &Sums,
    way: &OnWay,
    mut rung: impl FnMut(usize) -> Option<usize>,
) -> Quick {
    let compiled = guide.compiled;
    let any = spans.iter().fold(0, |any, span| any | span.any);
    let beside = way.beside.unwrap_or(guide.lowers & !guide.own);
    let look = (way.used | way.forced | beside) & any & !compiled.items;
    if way.used & !any & !compiled.items != 0 {
        return Quick::Nowhere;
    }
    let mut parts = Parts::new(spans, sums);
    // of neighbours that exclude each other one may be used
    let (mut rivals, mut before) = (0u128, None);
    let mut used = way.used & compiled.items;
    for &place in &compiled.order {
        let place = usize::from(place);
        let bit = 1u128 << place;
        if look & bit == 0 {
            continue;
        }
        if compiled.candidates[place].layer == Layer::Shipping {
            break;
        }
        let lines = |of: fn(&Span) -> u128| {
            spans.iter().enumerate().fold(0, |on, (i, span)| on | usize::from(of(span) & bit != 0) << i)
        };
        let on = On { all: lines(|span| span.all), any: lines(|span| span.any) };
        let sure = way.used & bit != 0 || way.beside.is_some_and(|beside| beside & bit != 0);
        if sure {
            let rung = if way.used & bit != 0 { rung(place) } else { None };
            if let Err(end) = parts.take(guide, spans, place, on, rung) {
                return end;
            }
            used |= bit;
            rivals = 0;
            continue;
        }
        if way.forced & bit != 0 && (way.beside.is_some() || guide.own & bit != 0) {
            let least = parts.least[on.all];
            let reached = on.all != 0
                && match compiled.candidates[place].rule {
                    Rule::Tiered(ref rungs) => rungs.iter().any(|(at, _)| *at <= least),
                    Rule::Voucher { at, .. } => at <= least,
                    Rule::EveryN { every, .. } => every > 0 && every <= least,
                    _ => false,
                };
            if reached {
                return Quick::Nowhere;
            }
            continue;
        }
        if beside & bit == 0
            || way.beside.is_some()
            || guide.is_kept_out(place, used, spans.iter().map(|span| &span.all))
        {
            continue;
        }
        if !guide.all_exclude(place, rivals, spans) {
            (rivals, before) = (0, None);
        }
        rivals |= bit;
        let mut with = *before.get_or_insert(parts);
        match with.take(guide, spans, place, on, None) {
            Ok(()) => parts.or(&with),
            Err(Quick::Nowhere) => {}
            Err(end) => return end,
        }
    }
    let [_, _, _, with_a, _, with_b, _, all] = parts.need;
    let need = if spans.len() == 2 { [0, with_a, 0, with_a] } else { [0, with_a, with_b, all] };
    Quick::Least(parts.least[1], need)
}
