//! What an offer makes of an order whose amounts are known as ranges.

use super::bound::Span;
use super::pieces::{cheapest_least, cheapest_pieces, dearest_group, piece};
use super::rules::{Around, Guide};
use super::sums::{Cut, On, Sums, amounts};
use crate::engine::offers::price::{ONE, Off, Rule, mul_div};
use crate::model::offer::{Base, PercentBase, RoundingUnit};

/// An offer against an order whose amounts are ranges.
pub(super) struct Ground {
    /// Whether it can apply to something in the range.
    pub may_apply: bool,
    /// Whether it can apply to everything in the range.
    pub must_apply: bool,
    base: (i64, i64),
    pieces: i64,
    sure: i64,
    /// Least that is left of all that takes part, as far as it is known together.
    sum: i64,
    parts: i64,
    dearest: Option<i64>,
    cheapest: Option<(i64, i64)>,
    /// Most sets of a bundle, and what one costs at most.
    sets: i64,
    whole: i64,
    /// The rung that is used, where one is looked at by itself.
    rung: Option<(i64, Off)>,
}

impl Ground {
    pub fn of(guide: &Guide<'_>, place: usize, spans: &[Span], sums: &Sums) -> Self {
        let compiled = guide.compiled;
        let bit = 1u128 << place;
        let original = compiled.policy.threshold_on == Base::Original;
        let (mut base, mut pieces, mut sure, mut parts) = ((guide.ship, guide.ship), (0, 0), 0i64, 0i64);
        for span in spans {
            let of = if original { span.original } else { span.left };
            if span.any & bit != 0 {
                base.1 += of.1;
                pieces.1 += span.pieces.1;
                parts += span.parts;
            }
            if span.all & bit != 0 {
                base.0 += of.0;
                pieces.0 += span.pieces.0;
                sure += span.left.0;
            }
        }
        if !original && guide.own & bit != 0 {
            base.1 = base.1.min(sums.any(spans, bit).saturating_add(guide.ship));
        }
        let (mut dearest, mut cheapest, mut sets, mut whole) = (None, None, 0, i64::MAX);
        let (may_apply, must_apply) = match compiled.candidates[place].rule {
            Rule::Tiered(ref rungs) => {
                let least = rungs.iter().map(|(at, _)| *at).min().unwrap_or(i64::MAX);
                (least <= base.1, least <= base.0)
            }
            Rule::Voucher { at, .. } => (at <= base.1, at <= base.0),
            Rule::EveryN { every, .. } => (every > 0 && every <= base.1, every > 0 && every <= base.0),
            Rule::PiecesRate(ref rungs) => {
                let least = rungs.iter().map(|(n, _)| *n).min().unwrap_or(i64::MAX);
                (least <= pieces.1, least <= pieces.0)
            }
            Rule::NForPrice { pieces: n, price } => {
                let group = dearest_group(spans, bit, n);
                dearest = Some(group);
                (n <= pieces.1 && group > price, false)
            }
            Rule::NthPiece { nth, part } => {
                cheapest = cheapest_pieces(spans, bit, nth, part, compiled.policy.rounding);
                (nth <= pieces.1, false)
            }
            Rule::Bundle { ref items, .. } => {
                let there = spans.iter().filter(|span| span.any & bit != 0).count();
                let needed: i64 = items.iter().map(|(_, n)| *n).sum();
                sets = pieces.1 / needed.max(1);
                if items.len() == there {
                    // each line is one of the set
                    let fewest = items.iter().map(|(_, n)| *n).min().unwrap_or(1).max(1);
                    let most = |span: &Span| span.pieces.1 / fewest;
                    sets = spans.iter().filter(|span| span.any & bit != 0).map(most).min().unwrap_or(0).min(sets);
                    let most = items.iter().map(|(_, n)| *n).max().unwrap_or(1);
                    let one_each: i64 = spans.iter().filter(|span| span.any & bit != 0).map(piece).sum();
                    whole = one_each.saturating_mul(most);
                }
                (items.len() <= there && needed <= pieces.1, false)
            }
            _ => (true, false),
        };
        let sum = sums.sure(spans, bit);
        Self {
            may_apply,
            must_apply,
            base,
            pieces: pieces.1,
            sure,
            sum,
            parts,
            dearest,
            cheapest,
            sets,
            whole,
            rung: None,
        }
    }

    /// The rung that is used, where one is looked at by itself.
    pub fn rung(&self) -> Option<(i64, Off)> {
        self.rung
    }

    /// The offer with one rung alone; nothing if that one is not the best of those that are reached.
    pub fn at_rung(&self, guide: &Guide<'_>, place: usize, rung: usize) -> Option<Self> {
        let ladder = guide.ladder(place);
        let Some(&(at, off)) = ladder.get(rung) else {
            return (guide.more_from(place)? <= self.base.1).then_some(Self { ..*self });
        };
        let better = |(from, than): &(i64, Off)| match (off, than) {
            (Off::Less(v), Off::Less(than)) => *from <= self.base.0 && *than > v,
            _ => false,
        };
        if at > self.base.1 || ladder.iter().any(better) {
            return None;
        }
        Some(Self { rung: Some((at, off)), ..*self })
    }

    /// Some customer may use the offer, which is not for the product itself: the others can become cheaper.
    pub fn allow(&self, guide: &Guide<'_>, place: usize, spans: &mut [Span], sums: &mut Sums) {
        let all = self.most(guide, place, spans);
        let then = self.lower(guide, place, spans, sums, false);
        for (span, most) in spans.iter_mut().zip(all) {
            span.left.0 = (span.left.0 - most).max(0);
        }
        *sums = then.narrowed(&amounts(spans));
    }

    /// What it takes off the smallest amount of each line at most.
    fn most(&self, guide: &Guide<'_>, place: usize, spans: &[Span]) -> [i64; 3] {
        let bit = 1u128 << place;
        std::array::from_fn(|i| {
            let Some(span) = spans.get(i).filter(|span| span.any & bit != 0) else { return 0 };
            let own = span.all & bit != 0;
            let around = Around {
                left: self.sure - if own { span.left.0 } else { 0 },
                sum: self.sum,
                base: self.base.1,
                pieces: self.pieces,
                dearest: self.dearest,
                cheapest: self.cheapest,
                taken: guide.in_sets(place, self.sets),
                whole: self.whole,
                rung: self.rung,
                parts: self.parts,
            };
            guide.most(place, span, &around)
        })
    }

    /// Uses the offer: ranges become what it can leave of them.
    pub fn apply(&self, guide: &Guide<'_>, place: usize, spans: &mut [Span], sums: &mut Sums) {
        let bit = 1u128 << place;
        let most = self.most(guide, place, spans);
        let then = self.lower(guide, place, spans, sums, true);
        let up: i64 = spans.iter().filter(|span| span.any & bit != 0).map(|span| span.left.1).sum();
        for (span, most) in spans.iter_mut().zip(most) {
            if span.any & bit != 0 {
                let fewest = if span.all & bit != 0 { self.fewest(guide, place, span, up) } else { 0 };
                span.left.0 = (span.left.0 - most).max(0);
                span.left.1 = (span.left.1 - fewest).max(span.left.0);
            }
        }
        *sums = then.narrowed(&amounts(spans));
    }

    /// What it can leave of sums: of those it may take part in the least over all that it may take off.
    fn lower(&self, guide: &Guide<'_>, place: usize, spans: &[Span], sums: &Sums, used: bool) -> Sums {
        let on = On { bit: 1u128 << place, own: guide.own >> place & 1 == 1, used, spans };
        let policy = &guide.compiled.policy;
        let in_order = policy.percent == PercentBase::InSequence;
        let cents = if policy.rounding_unit == RoundingUnit::Piece { self.pieces } else { 0 } + guide.parts;
        let known = self.sure.max(self.sum);
        // what is known of the amounts that reach a threshold, and that they are what is shared by
        let reached =
            |at: i64| if policy.threshold_on == Base::AfterEarlier { at.saturating_sub(guide.ship) } else { 0 };
        let bound = |at: i64| if guide.binds() { at.saturating_sub(guide.ship) } else { 0 };
        let less = |at: i64, most: i64, rate: (i64, i64)| {
            let weight = bound(at).max(known).max(1);
            // v ÷ w of it, or what each unit of the threshold brings, where the threshold is measured on what is shared by
            let by_unit = policy.threshold_on == Base::AfterEarlier && guide.ship == 0;
            let whole = i128::from(most) * i128::from(rate.1) <= i128::from(rate.0) * i128::from(weight);
            let (off, of) = if whole || !by_unit { (most, weight) } else { rate };
            let rate = if off >= of { 0 } else { ONE - mul_div(off, ONE, of) - 1 };
            Cut { reached: reached(at), most, least: 0, rate, cents: guide.parts, plain: guide.plain_share }
        };
        let percent = |at: i64, part: i64, cap: i64| Cut {
            reached: reached(at),
            most: cap,
            least: 0,
            rate: if in_order { part } else { 0 },
            cents,
            plain: guide.plain_share,
        };
        let cut = |at: i64, off: Off| match off {
            Off::Less(v) => less(at, v, (1, 1)),
            Off::Pay { part, cap } => percent(at, part, cap),
        };
        let none = Cut { reached: 0, most: i64::MAX, least: 0, rate: 0, cents: 0, plain: false };
        if let Some((at, off)) = self.rung {
            let least = if let Off::Less(v) = off { v } else { 0 };
            return sums.after(&Cut { least, ..cut(at, off) }, &on);
        }
        let cut = match guide.compiled.candidates[place].rule {
            Rule::Tiered(ref rungs) => {
                let there = || rungs.iter().filter(|(at, _)| *at <= self.base.1);
                let fixed = |(_, off): &(i64, Off)| match off {
                    Off::Less(v) => *v,
                    Off::Pay { .. } => 0,
                };
                // the best of those that are reached is used
                let sure = rungs.iter().filter(|(at, _)| *at <= self.base.0).map(fixed).max().unwrap_or(0);
                let least = there().map(fixed).min().unwrap_or(0).max(sure);
                let cuts = there().map(|(at, off)| sums.after(&Cut { least, ..cut(*at, *off) }, &on));
                return cuts.reduce(Sums::or).unwrap_or(*sums);
            }
            Rule::Voucher { at, off, copies } => match off {
                Off::Less(v) if copies > 1 && at > 0 => {
                    let most = v.saturating_mul(copies.min(self.base.1 / at).max(1));
                    Cut { least: v, ..less(at, most, (v, at)) }
                }
                Off::Less(v) => Cut { least: v, ..cut(at, off) },
                off @ Off::Pay { .. } => cut(at, off),
            },
            Rule::EveryN { every, off, cap } if every > 0 => {
                let most = off.saturating_mul((self.base.1 / every).max(1)).min(cap);
                Cut {
                    least: off.saturating_mul((self.base.0 / every).max(1)).min(cap),
                    ..less(every, most, (off, every))
                }
            }
            Rule::PiecesRate(ref rungs) => {
                let part = rungs.iter().filter(|(n, _)| *n <= self.pieces).map(|(_, part)| *part).min();
                percent(0, part.unwrap_or(ONE), i64::MAX)
            }
            Rule::Points { up_to, .. } => {
                Cut { rate: ONE - up_to, cents: guide.parts, plain: guide.plain_share, ..none }
            }
            Rule::Deposit { pay, credit } => Cut { most: (credit - pay).max(0).saturating_mul(self.pieces), ..none },
            Rule::NForPrice { price, .. } => match self.dearest {
                Some(group) if group > 0 => {
                    Cut { rate: mul_div(ONE, price.min(group), group) - 1, cents: guide.parts, ..none }
                }
                _ => none,
            },
            Rule::NthPiece { nth, part } => Cut {
                most: self.cheapest.map_or(i64::MAX, |(off, _)| off + self.pieces / nth.max(1)),
                least: cheapest_least(on.spans, on.bit, nth, part),
                rate: ONE - (ONE - part) / nth.max(1) - 1,
                cents: 2 * (self.pieces / nth.max(1)) + guide.parts,
                ..none
            },
            _ => none,
        };
        sums.after(&cut, &on)
    }

    /// What it takes off the largest amount of a line at least.
    fn fewest(&self, guide: &Guide<'_>, place: usize, span: &Span, up: i64) -> i64 {
        let policy = &guide.compiled.policy;
        if !guide.plain_share || policy.percent == PercentBase::SameBase || up <= 0 {
            return 0;
        }
        let left = span.left.1;
        let share = |amount: i64| (mul_div(amount.min(up), left, up) - 1).max(0);
        let percent = |part: i64, cap: i64| {
            let whole = (left - mul_div(left, part, ONE) - 1 - span.pieces.1).max(0);
            if cap == i64::MAX { whole } else { whole.min((share(cap) - guide.pieces - guide.parts).max(0)) }
        };
        let off = |off: Off| match off {
            Off::Less(less) => share(less),
            Off::Pay { part, cap } => percent(part, cap),
        };
        if let Some((_, o)) = self.rung {
            return off(o);
        }
        match guide.compiled.candidates[place].rule {
            Rule::Tiered(ref rungs) => {
                // what is taken off the whole order is at least that of the rung that is surely reached
                let reached = rungs.iter().filter(|(at, _)| *at <= self.base.0).map(|(_, o)| off(*o)).max();
                let least = rungs.iter().filter(|(at, _)| *at <= self.base.1).map(|(_, o)| off(*o)).min();
                let plain = rungs.iter().all(|(_, o)| matches!(o, Off::Less(_)));
                if plain { reached.or(least).unwrap_or(0) } else { least.unwrap_or(0) }
            }
            Rule::Voucher { off: o, .. } => off(o),
            Rule::EveryN { every, off, cap } if every > 0 => {
                share(off.saturating_mul((self.base.0 / every).max(1)).min(cap))
            }
            Rule::PiecesRate(ref rungs) => {
                let parts = rungs.iter().filter(|(n, _)| *n <= self.pieces).map(|(_, part)| *part);
                parts.max().map_or(0, |part| percent(part, i64::MAX))
            }
            _ => 0,
        }
    }
}
