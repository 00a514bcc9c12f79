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
use super::rules::{Guide, most_credited};
use super::sets::Sets;
use super::steps::{Is, On, Step, Steps};
use super::sums::{Amounts, Sums, amounts};
use super::whole::Reach;
use crate::engine::offers::price::{ONE, Off, Quotients, Rule, at_rate, mul_div};
use crate::model::PricingPolicy;
use crate::model::offer::{Base, OddCent, PercentBase, RoundingUnit};

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
    /// What is left of each at most.
    most: [i64; 8],
    /// What was surely taken off each.
    shed: [i64; 8],
    /// What each was at least at the beginning.
    need: [i64; 8],
    all: usize,
    /// Lines of each: a product of which only some pieces have a price makes two.
    lines: [u32; 8],
    /// Those of which it matters to what comes what is left of them, and those of which it does after the next offer. Of any other
    /// nothing is known.
    sets: Sets,
    then: Sets,
    /// Whether what is used is used by every customer: else it says nothing of what there was, and there may be more left.
    sure: bool,
}

/// `v × part ÷ whole`, with the odd minor unit that may come on top: to one line of several if its remainder is not too
/// small, to several lines if there is any remainder.
pub(super) fn share(v: i64, part: i64, whole: i64, of: u32, lines: u32) -> i64 {
    let whole = whole.max(1);
    share_by(&Quotients::of(v, whole), (v, part, whole), of, lines)
}

/// The same by quotients that are known.
fn share_by(quotients: &Quotients, (v, part, whole): (i64, i64, i64), of: u32, lines: u32) -> i64 {
    // no part takes more than all there is
    if part >= whole {
        return v;
    }
    let (down, rest) = quotients.of_weight(part.max(0));
    let odd = if lines == 1 { rest.saturating_mul(i64::from(of)) >= whole } else { rest > 0 };
    down + i64::from(odd)
}

impl Parts {
    fn new(spans: &[Span], amounts: &Amounts, sums: &Sums, sets: Sets) -> Self {
        let [(own, _), (a, _), (b, _)] = *amounts;
        let (least, most) = (|set| sums.range(set).0, |set| sums.range(set).1);
        let up = |i: usize| amounts[i].1;
        // of the product it is known what it costs, but for what befell it beside a filler
        let both = (a + b).max(least(3) - up(0));
        let all = (1 << spans.len()) - 1;
        let lines = |i: usize| spans.get(i).map_or(0, |span| span.parts as u32);
        let (x, y, z) = (lines(0), lines(1), lines(2));
        let mut parts = Self {
            least: [0, own, a, least(1), b, least(2), both, least(3)],
            most: [0, up(0), up(1), most(1), up(2), most(2), up(1).saturating_add(up(2)), most(3)],
            shed: [0; 8],
            need: [0; 8],
            all,
            lines: [0, x, y, x + y, z, x + z, y + z, x + y + z],
            sets: Sets::EVERY,
            then: Sets::EVERY,
            sure: true,
        };
        if spans.len() == 2 {
            parts.least[3] = parts.least[3].max(least(3));
        }
        parts.settle();
        parts.then = sets;
        parts.settle();
        parts
    }

    /// What holds of parts holds of what is made of them. Of what is not kept up to date any longer there may be
    /// nothing left.
    #[inline]
    fn settle(&mut self) {
        let (l, then) = (&mut self.least, self.then);
        for (set, least) in (2..).zip(&mut l[2..]) {
            *least = if then.has(set) { *least } else { 0 };
        }
        self.sets = then;
        l[3] = l[3].max(l[1] + l[2]);
        l[5] = l[5].max(l[1] + l[4]);
        l[6] = l[6].max(l[2] + l[4]);
        l[7] = l[7].max(l[3] + l[4]).max(l[5] + l[2]).max(l[6] + l[1]);
    }

    /// An amount `off`, that does not change, is taken off once `at` is reached.
    fn less(&mut self, on: On, at: i64, off: i64) {
        let whole = self.least[on.all].max(at);
        let before = self.least;
        let quotients = Quotients::of(off, whole.max(1));
        for set in self.sets.iter() {
            let (inside, outside) = (set & on.any, set & !on.any);
            if inside == on.any {
                let reached = before[set].max(whole + before[outside]);
                self.least[set] = reached - off;
                if self.sure {
                    self.need[set] = self.need[set].max(reached + self.shed[set]);
                    self.shed[set] += off;
                    self.most[set] = self.most[set].saturating_sub(off).max(self.least[set]);
                }
            } else if inside != 0 && self.then.has(set) {
                // of a part of all, the most that its share can be is taken off
                let part = before[set] - before[outside];
                let more = part + before[on.all & !inside];
                let share = if more > whole {
                    share(off, part, more, self.lines[on.any], self.lines[inside])
                } else {
                    share_by(&quotients, (off, part, whole), self.lines[on.any], self.lines[inside])
                };
                self.least[set] = (before[set] - share).max(before[outside]);
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
        for set in self.sets.iter() {
            let (inside, outside) = (set & on.any, set & !on.any);
            if inside == on.any {
                let reached = before[set].max(whole + before[outside]);
                if self.sure {
                    self.need[set] = self.need[set].max(reached + self.shed[set]);
                    self.shed[set] += taken(whole);
                }
                // the least is left right here or at the next multiple
                let sum = reached - before[outside];
                let next = multiple(sum);
                self.least[set] = before[outside] + (sum - taken(sum)).min(next - taken(next)).max(0);
            } else if inside != 0 && self.then.has(set) {
                // so is the largest part taken off
                let part = before[set] - before[outside];
                let whole = whole.max(part + before[on.all & !inside]);
                let next = multiple(whole);
                let share = |v, whole| share(v, part, whole, self.lines[on.any], self.lines[inside]);
                let most = share(taken(whole), whole).max(share(taken(next), next));
                self.least[set] = (before[set] - most).max(before[outside]);
            }
        }
        self.settle();
    }

    /// What is left of the lines becomes what `keep` says of so much of so many lines.
    fn each(&mut self, on: On, keep: impl Fn(i64, u32) -> i64) {
        let before = self.least;
        for set in self.sets.iter() {
            let (inside, outside) = (set & on.any, set & !on.any);
            if inside != 0 && self.then.has(set) {
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
        let before = self.most;
        let all = if self.sure { self.all } else { 0 };
        for set in (1..=all).filter(|set| set & on.any == on.any) {
            self.most[set] = whole.saturating_add(before[set & !on.any]).min(before[set]).max(self.least[set]);
        }
    }

    /// So much is left of the product at least.
    fn knows_own(&mut self, least: Option<i64>) {
        self.least[1] = self.least[1].max(least.unwrap_or(0));
        self.settle();
    }

    /// Some customer does without what was used last, which left so much.
    fn or(&mut self, without: &[i64; 8]) {
        for (least, without) in self.least.iter_mut().zip(without) {
            *least = (*least).min(*without);
        }
    }

    /// Whether so much can be left of the lines of an offer.
    fn reaches(&self, on: On, at: i64) -> Result<(), Quick> {
        if self.most[on.any] < at { Err(Quick::Nowhere) } else { Ok(()) }
    }

    /// Uses one rung of an offer, of which no better one may be reached.
    fn take_rung(&mut self, on: On, ladder: &[(i64, Off)], one: Option<&(i64, Off)>) -> Result<(), Quick> {
        let Some(&(at, Off::Less(off))) = one else { return Err(Quick::Unusual) };
        if off > at {
            return Err(Quick::Unusual);
        }
        let sure = self.least[on.all];
        if ladder.iter().any(|(from, than)| *from <= sure && matches!(than, Off::Less(than) if *than > off)) {
            return Err(Quick::Nowhere);
        }
        self.reaches(on, at)?;
        self.less(on, at, off);
        Ok(())
    }

    /// Uses an offer. Nothing if it cannot be used, or not be told of.
    fn take(&mut self, guide: &Guide<'_>, spans: &[Span], step: &Step) -> Result<(), Quick> {
        let (place, on, rung) = (usize::from(step.place), step.on, step.rung.map(usize::from));
        let of = self.lines[on.any];
        let there = || spans.iter().enumerate().filter(|(i, _)| on.any >> i & 1 == 1).map(|(_, span)| span);
        match guide.compiled.candidates[place].rule {
            Rule::Voucher { at, off: Off::Less(off), copies: 1 } if off <= at => {
                self.reaches(on, at)?;
                self.less(on, at, off);
            }
            Rule::Tiered(ref rungs) => {
                let one = rungs.get(rung.unwrap_or(0)).filter(|_| rung.is_some() || rungs.len() == 1);
                self.take_rung(on, rungs, one)?;
            }
            Rule::EveryN { every, off, cap } if every > 0 && off <= every => {
                let ladder = guide.ladder(place);
                match rung {
                    // each rung is better than the one before
                    Some(rung) if rung < ladder.len() => {
                        let next = ladder.get(rung..ladder.len().min(rung + 2)).unwrap_or_default();
                        self.take_rung(on, next, next.first())?;
                    }
                    _ => {
                        let from = rung.and_then(|_| guide.more_from(place)).unwrap_or(every);
                        self.reaches(on, from)?;
                        self.every(on, every, from, off, cap);
                    }
                }
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
            Rule::PiecesRate(ref rungs) => {
                let pieces: i64 = there().map(|span| span.pieces.1).sum();
                let reached = rungs.iter().filter(|(n, _)| *n <= pieces).map(|(_, part)| *part).min();
                let part = reached.ok_or(Quick::Nowhere)?;
                let rounding = guide.compiled.policy.rounding;
                self.each(on, |left, lines| match lines {
                    1 => at_rate(left, part, rounding),
                    lines => mul_div(left, part, ONE) - i64::from(lines),
                });
            }
            Rule::Deposit { pay, credit } => {
                let each = (credit - pay).max(0);
                let most = there().map(|span| span.pieces.1).max().unwrap_or(0);
                let own = spans.first().map_or(0, |span| span.pieces.1);
                let before = self.least;
                self.each(on, |left, lines| left - each.saturating_mul(most).saturating_mul(i64::from(lines)));
                // of the product itself it is known how many pieces there are
                if on.any & 1 == 1 {
                    self.least[1] = self.least[1].max(before[1] - most_credited((pay, credit), before[1], (own, own)));
                    self.settle();
                }
            }
            _ => return self.take_by_piece(guide, spans, place, on),
        }
        Ok(())
    }

    /// Uses an offer that counts pieces.
    fn take_by_piece(&mut self, guide: &Guide<'_>, spans: &[Span], place: usize, on: On) -> Result<(), Quick> {
        let compiled = guide.compiled;
        let of = self.lines[on.any];
        let there = || spans.iter().enumerate().filter(|(i, _)| on.any >> i & 1 == 1).map(|(_, span)| span);
        let pieces: i64 = there().map(|span| span.pieces.1).sum();
        let mut left: SmallVec<[Span; 3]> = SmallVec::from_slice(spans);
        for (i, span) in left.iter_mut().enumerate() {
            span.left = (self.least[1 << i], self.most[1 << i]);
        }
        // of lines of which the pieces are known: what of the product is left at least
        let before = self.least;
        let own_left = || {
            let rule = &compiled.candidates[place].rule;
            let most = most_of_first(&left, 1 << place, rule, compiled.policy.rounding);
            most.map(|most| before[1] - most)
        };
        match compiled.candidates[place].rule {
            Rule::NthPiece { nth, part } if nth > 0 => {
                let groups = pieces / nth;
                if groups == 0 {
                    return Err(Quick::Nowhere);
                }
                let fixed = there().all(|span| span.pieces.0 == span.pieces.1) && on.all == on.any;
                if fixed && of > 1 {
                    let own = own_left();
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
                let group = dearest_group(&left, 1 << place, n);
                if n > pieces || group <= price {
                    return Err(Quick::Nowhere);
                }
                let own = own_left();
                let others = if own.is_none() && on.any & 1 == 1 {
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
                    for set in self.sets.iter().filter(|set| set & on.any == on.any) {
                        self.least[set] = self.least[set].max(before[set & !on.any] + groups);
                    }
                    self.grouped(&left, on, n, price);
                    self.knows_own(own);
                }
                self.knows_own(others);
            }
            Rule::Bundle { ref items, price } => {
                let whole = guide.bundle(place);
                if there().count() < items.len() || whole <= price {
                    return Err(Quick::Nowhere);
                }
                let own = own_left();
                self.each(on, |left, _| mul_div(left, price, whole) - i64::from(of));
                self.knows_own(own);
            }
            _ => return Err(Quick::Unusual),
        }
        Ok(())
    }
}

/// What is left when an offer that counts pieces has been used first; nothing if it cannot be.
pub(super) fn counted(guide: &Guide<'_>, spans: &[Span], place: usize) -> Option<Reach> {
    let mut parts = Parts::new(spans, &amounts(spans), &Sums::of(spans), Sets::EVERY);
    let takes_part = |is: fn(&Span) -> u128| {
        let there = spans.iter().enumerate().filter(|(_, span)| is(span) >> place & 1 == 1);
        there.fold(0, |all, (i, _)| all | 1 << i)
    };
    let on = On { all: takes_part(|span| span.all), any: takes_part(|span| span.any) };
    parts.take_by_piece(guide, spans, place, on).ok()?;
    let [_, own, _, with_a, _, with_b, _, all] = parts.least;
    let with_all = match spans.len() {
        1 => own,
        2 => with_a,
        _ => all,
    };
    Some(Reach { left: own, sums: [with_a, with_b, with_all], most: parts.most[parts.all] })
}

/// Walks a way of which the steps are known, for lines of such amounts.
pub(super) fn quick(guide: &Guide<'_>, spans: &[Span], amounts: &Amounts, sums: &Sums, steps: &Steps) -> Quick {
    let mut parts = Parts::new(spans, amounts, sums, steps.sets());
    // of neighbours that exclude each other one may be used
    let mut before = parts.least;
    for step in &steps.all {
        match step.is {
            Is::Used => {
                parts.then = step.then();
                if let Err(end) = parts.take(guide, spans, step) {
                    return end;
                }
            }
            Is::Missed => {
                let on = step.on.all;
                let least = parts.least[on];
                let reached = on != 0
                    && match guide.compiled.candidates[usize::from(step.place)].rule {
                        Rule::Tiered(ref rungs) => rungs.iter().any(|(at, _)| *at <= least),
                        Rule::Voucher { at, .. } => at <= least,
                        Rule::EveryN { every, .. } => every > 0 && every <= least,
                        _ => false,
                    };
                if reached {
                    return Quick::Nowhere;
                }
            }
            Is::Allowed(first) => {
                let without = parts.least;
                if first {
                    before = without;
                }
                (parts.least, parts.then, parts.sure) = (before, step.then(), false);
                match parts.take(guide, spans, step) {
                    Ok(()) => parts.or(&without),
                    Err(Quick::Nowhere) => parts.least = without,
                    Err(end) => return end,
                }
                parts.sure = true;
            }
        }
    }
    let [_, _, _, with_a, _, with_b, _, all] = parts.need;
    let need = if spans.len() == 2 { [0, with_a, 0, with_a] } else { [0, with_a, with_b, all] };
    Quick::Least(parts.least[1], need)
}
