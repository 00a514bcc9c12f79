//! What each kind of offer can take off a line at most, and must take off at least, when amounts are known as ranges.

use super::bound::Span;
use crate::engine::offers::price::{Compiled, ONE, Off, Rule, at_rate, mul_div};
use crate::model::offer::{Base, OddCent, PercentBase, RoundingUnit};

/// What of a campaign's offers matters to one product.
pub(super) struct Guide<'a> {
    pub compiled: &'a Compiled,
    /// Offers that it is eligible for.
    pub own: u128,
    /// Offers that take something off the order.
    pub lowers: u128,
    /// Offers that some customer does without although they could be used.
    pub optional: u128,
    /// Prices of the set that a bundle is made of, at campaign prices.
    bundles: Vec<i64>,
    /// The most that a group of N for a price can cost, at campaign prices.
    groups: Vec<i64>,
    /// Most lines of an order, and most pieces.
    parts: i64,
    pieces: i64,
    ship: i64,
    /// Shares go by what is left, and no line runs out of room before the others.
    plain_share: bool,
    /// Thresholds are tested on what is shared by.
    same_base: bool,
}

/// `v × l ÷ w`, and whether an odd minor unit may come on top where `parts` lines share.
fn share_up(v: i64, l: i64, w: i64, parts: i64, odd: OddCent) -> i64 {
    if w <= 0 || v <= 0 || l <= 0 {
        return 0;
    }
    let exact = i128::from(v) * i128::from(l);
    let (down, rest) = (exact / i128::from(w), exact % i128::from(w));
    // a line gets an odd unit by largest remainder only if its own is at least the part of one in so many
    let more = match odd {
        OddCent::LargestRemainder => i64::from(parts > 1 && rest * i128::from(parts) >= i128::from(w)),
        _ => (parts - 1).max(0),
    };
    i64::try_from(down).unwrap_or(i64::MAX).saturating_add(more)
}

impl<'a> Guide<'a> {
    pub fn new(compiled: &'a Compiled, own: u128, pieces: i64) -> Self {
        let policy = &compiled.policy;
        let (mut lowers, mut optional, mut stops) = (0u128, 0u128, false);
        for (place, candidate) in compiled.candidates.iter().enumerate() {
            let bit = 1u128 << place;
            if !Compiled::lowers_nothing(candidate) {
                lowers |= bit;
            }
            stops |= candidate.stop_after;
            let partners = compiled.clash[place] | compiled.clash_on_line[place];
            if candidate.chosen || partners != 0 {
                optional |= bit;
            }
        }
        if stops {
            // anything may close what comes later
            optional = u128::MAX;
        }
        let bundles = compiled.candidates.iter().map(|candidate| match &candidate.rule {
            Rule::Bundle { items, .. } => items
                .iter()
                .map(|(good, n)| compiled.goods.get(*good as usize).map_or(0, |g| g.price.saturating_mul(*n)))
                .sum(),
            _ => 0,
        });
        let groups = compiled.candidates.iter().enumerate().map(|(place, candidate)| match candidate.rule {
            Rule::NForPrice { pieces, .. } => {
                let of = compiled.goods.iter().filter(|good| good.mask >> place & 1 == 1).map(|good| good.price);
                of.max().unwrap_or(0).saturating_mul(pieces)
            }
            _ => 0,
        });
        let limited =
            compiled.candidates.iter().any(|c| matches!(c.rule, Rule::Item { limit, .. } if limit < i64::MAX));
        Self {
            compiled,
            own,
            lowers,
            optional,
            bundles: bundles.collect(),
            groups: groups.collect(),
            parts: if limited { 6 } else { 3 },
            pieces,
            ship: if policy.shipping_counts { policy.shipping_fee.minor().max(0) } else { 0 },
            plain_share: policy.share_by == Base::AfterEarlier && !policy.floor_protection,
            same_base: policy.share_by == policy.threshold_on,
        }
    }

    /// Whether an offer that is not for the product is surely excluded by those that the product has been given.
    pub fn is_kept_out(&self, place: usize, used: u128, spans: &[Span]) -> bool {
        let rivals = self.compiled.clash_on_line[place] & used;
        let shared = |span: &Span| span.all >> place & 1 == 1 && span.all & rivals != 0;
        self.compiled.clash[place] & used != 0 || rivals != 0 && spans.iter().any(shared)
    }

    /// Whether an offer is excluded for the product by those that it has been given.
    pub fn is_blocked(&self, place: usize, used: u128) -> bool {
        let compiled = self.compiled;
        if used & (compiled.clash[place] | compiled.clash_on_line[place]) != 0 {
            return true;
        }
        let layer = compiled.candidates[place].layer;
        let mut rest = used;
        while rest != 0 {
            let candidate = &compiled.candidates[rest.trailing_zeros() as usize];
            rest &= rest - 1;
            if candidate.stop_after && candidate.layer < layer {
                return true;
            }
        }
        false
    }

    /// What is left of so much at least when, from a place in the order of computation on, any offer may be used; of
    /// offers that exclude each other one.
    pub fn least_after(&self, from: usize, used: u128, left: i64) -> i64 {
        let compiled = self.compiled;
        let mut least = left;
        // neighbours that all exclude each other count once
        let (mut group, mut before, mut best) = (0u128, left, left);
        for &place in compiled.order.get(from..).unwrap_or_default() {
            let place = usize::from(place);
            let bit = 1u128 << place;
            if self.own & self.lowers & bit == 0 || used & (compiled.clash[place] | compiled.clash_on_line[place]) != 0
            {
                continue;
            }
            let rivals = compiled.clash[place] | compiled.clash_on_line[place];
            if group == 0 || group & !rivals != 0 {
                (group, before) = (0, best);
            }
            group |= bit;
            best = best.min(before - self.ideal(place, before));
            least = best;
        }
        least.max(0)
    }

    /// The most that an offer takes off a line of which so much is left, if everything else is as the customer would wish.
    fn ideal(&self, place: usize, left: i64) -> i64 {
        let far = i64::MAX;
        let span =
            Span { pieces: (0, self.pieces), original: (left, far), left: (left, far), parts: 2, ..Span::default() };
        self.most_alone(place, &span)
    }

    /// The most that an offer takes off a filler.
    pub fn most_alone(&self, place: usize, span: &Span) -> i64 {
        let group = self.groups.get(place).copied();
        let around = Around { left: 0, base: i64::MAX, pieces: self.pieces, dearest: group, parts: self.parts };
        self.most(place, span, &around).min(span.left.0)
    }

    /// The most that an offer takes off the smallest amount of a line.
    fn most(&self, place: usize, line: &Span, around: &Around) -> i64 {
        let policy = &self.compiled.policy;
        let left = line.left.0;
        let room = (left - line.least).max(0);
        if room == 0 {
            return 0;
        }
        let money = |at: i64, amount: &dyn Fn(i64) -> i64| -> i64 {
            let bound = if self.binds() { at.saturating_sub(self.ship) } else { 0 };
            let weight = (left.saturating_add(around.left)).max(bound).max(1);
            let amount = amount(weight);
            if self.plain_share { share_up(amount, left, weight, around.parts, policy.odd_cent) } else { amount }
        };
        let percent = |part: i64| {
            let down = |of: i64| of - mul_div(of, part, ONE);
            let cents = match policy.rounding_unit {
                RoundingUnit::Piece => line.pieces.1.min(left),
                RoundingUnit::Line => line.parts,
                RoundingUnit::Order => line.parts + around.parts,
            };
            match (policy.percent, policy.rounding_unit) {
                (_, RoundingUnit::Order) if !self.plain_share || policy.percent == PercentBase::SameBase => left,
                (PercentBase::SameBase, _) if line.original.1 == i64::MAX => left,
                (PercentBase::SameBase, _) => down(line.original.1).saturating_add(cents),
                (PercentBase::InSequence, RoundingUnit::Line) if line.parts == 1 => {
                    left - at_rate(left, part, policy.rounding)
                }
                (PercentBase::InSequence, _) => down(left).saturating_add(cents),
            }
        };
        let spread = !policy.floor_protection;
        let reduce = |at: i64, off: Off, copies: i64| match off {
            Off::Less(less) => money(at, &|weight| {
                if copies <= 1 || at <= 0 {
                    return less.saturating_mul(copies.max(1));
                }
                let mut whole = less.saturating_mul(around.base / at);
                if self.binds() && self.plain_share {
                    // as many as the smallest weight pays for, in parts of one
                    let base = i128::from(weight.saturating_add(self.ship));
                    let parts = (i128::from(less) * base + i128::from(at) - 1) / i128::from(at);
                    whole = whole.min(i64::try_from(parts).unwrap_or(i64::MAX));
                }
                whole.min(less.saturating_mul(copies))
            }),
            Off::Pay { part, cap } => {
                let whole = if spread { percent(part) } else { left };
                let uneven = policy.percent == PercentBase::SameBase || policy.rounding_unit == RoundingUnit::Order;
                if cap == i64::MAX || !self.plain_share || uneven {
                    return whole.min(cap);
                }
                // shared by what it would take off each line, which rounding moves by a unit a piece
                let bound = if self.binds() { at.saturating_sub(self.ship) } else { 0 };
                let weight = left.saturating_add(around.left).max(bound).max(1);
                let all = weight - mul_div(weight, part, ONE) - around.pieces.min(self.pieces) - around.parts;
                if all <= 0 {
                    whole.min(cap)
                } else {
                    whole.min(share_up(cap, whole, all, around.parts, policy.odd_cent))
                }
            }
        };
        let most = match self.compiled.candidates[place].rule {
            Rule::Tiered(ref rungs) => rungs
                .iter()
                .filter(|(at, _)| *at <= around.base)
                .map(|(at, off)| reduce(*at, *off, 1))
                .max()
                .unwrap_or(0),
            Rule::Voucher { at, off, copies } => reduce(at, off, copies),
            Rule::EveryN { every, off, cap } if every > 0 => {
                reduce(every, Off::Less(off), i64::MAX).min(money(every, &|_| cap))
            }
            Rule::PiecesRate(ref rungs) => {
                let reached = rungs.iter().filter(|(n, _)| *n <= around.pieces);
                reached.map(|(_, part)| if spread { percent(*part) } else { left }).max().unwrap_or(0)
            }
            Rule::Points { up_to, .. } if self.plain_share => {
                share_up(up_to, left, ONE, 2, OddCent::First) + around.parts
            }
            Rule::Deposit { pay, credit } if spread => (credit - pay).max(0).saturating_mul(line.pieces.1).min(left),
            Rule::NForPrice { price, .. } => match around.dearest {
                Some(group) if spread && group > 0 => left - mul_div(left, price.min(group), group) + around.parts,
                _ => left,
            },
            Rule::NthPiece { nth, part } if spread => {
                // the cheapest of a group costs no more than the mean of it; each of them is rounded
                let groups = around.pieces / nth.max(1);
                mul_div(left, ONE - part, ONE.saturating_mul(nth.max(1))) + groups + around.parts
            }
            Rule::Bundle { price, .. } if spread => {
                let whole = self.bundles.get(place).copied().unwrap_or(0);
                if whole <= price { 0 } else { left - mul_div(left, price, whole) + around.parts }
            }
            Rule::EveryN { .. }
            | Rule::Item { .. }
            | Rule::Gift { .. }
            | Rule::ThresholdGift(_)
            | Rule::FreeShipping { .. } => 0,
            Rule::Points { .. } | Rule::Deposit { .. } | Rule::NthPiece { .. } | Rule::Bundle { .. } => left,
        };
        most.min(room)
    }

    /// Whether a threshold that is reached says something about what the discount is shared by.
    fn binds(&self) -> bool {
        let policy = &self.compiled.policy;
        // what was original is never less than what is left
        self.same_base || policy.threshold_on == Base::AfterEarlier
    }
}

/// What stands around a line.
struct Around {
    /// Least that is left of the other lines that take part.
    left: i64,
    /// Most on which a threshold can be tested.
    base: i64,
    /// Most pieces that take part.
    pieces: i64,
    /// Most that a group of N for a price costs.
    dearest: Option<i64>,
    /// Most lines that take part.
    parts: i64,
}

/// An offer against an order whose amounts are ranges.
pub(super) struct Ground {
    /// Whether it can apply to something in the range.
    pub may_apply: bool,
    /// Whether it can apply to everything in the range.
    pub must_apply: bool,
    base: (i64, i64),
    pieces: i64,
    sure: i64,
    parts: i64,
    dearest: Option<i64>,
}

impl Ground {
    pub fn of(guide: &Guide<'_>, place: usize, spans: &[Span]) -> Self {
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
        let mut dearest = None;
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
            Rule::NthPiece { nth, .. } => (nth <= pieces.1, false),
            Rule::Bundle { ref items, .. } => {
                let there = spans.iter().filter(|span| span.any & bit != 0).count();
                let needed: i64 = items.iter().map(|(_, n)| *n).sum();
                (items.len() <= there && needed <= pieces.1, false)
            }
            _ => (true, false),
        };
        Self { may_apply, must_apply, base, pieces: pieces.1, sure, parts, dearest }
    }

    /// Some customer may use the offer, which is not for the product itself: the others can become cheaper.
    pub fn allow(&self, guide: &Guide<'_>, place: usize, spans: &mut [Span]) {
        let all = self.most(guide, place, spans);
        for (span, most) in spans.iter_mut().zip(all) {
            span.left.0 = (span.left.0 - most).max(0);
        }
    }

    /// What it takes off the smallest amount of each line at most.
    fn most(&self, guide: &Guide<'_>, place: usize, spans: &[Span]) -> [i64; 3] {
        let bit = 1u128 << place;
        std::array::from_fn(|i| {
            let Some(span) = spans.get(i).filter(|span| span.any & bit != 0) else { return 0 };
            let own = span.all & bit != 0;
            let around = Around {
                left: self.sure - if own { span.left.0 } else { 0 },
                base: self.base.1,
                pieces: self.pieces,
                dearest: self.dearest,
                parts: self.parts,
            };
            guide.most(place, span, &around)
        })
    }

    /// Uses the offer: ranges become what it can leave of them.
    pub fn apply(&self, guide: &Guide<'_>, place: usize, spans: &mut [Span]) {
        let bit = 1u128 << place;
        let most = self.most(guide, place, spans);
        let up: i64 = spans.iter().filter(|span| span.any & bit != 0).map(|span| span.left.1).sum();
        for (span, most) in spans.iter_mut().zip(most) {
            if span.any & bit != 0 {
                let fewest = if span.all & bit != 0 { self.fewest(guide, place, span, up) } else { 0 };
                span.left.0 = (span.left.0 - most).max(0);
                span.left.1 = (span.left.1 - fewest).max(span.left.0);
            }
        }
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

/// The most that a group of so many pieces costs.
fn dearest_group(spans: &[Span], bit: u128, pieces: i64) -> i64 {
    let mut each: Vec<(i64, i64)> = spans
        .iter()
        .filter(|span| span.any & bit != 0)
        .map(|span| {
            // of pieces at two prices, one may cost nearly all
            let fewest = if span.parts > 1 { 1 } else { span.pieces.0.max(1) };
            (span.left.1 / fewest + 1, span.pieces.1)
        })
        .collect();
    each.sort_by_key(|(price, _)| std::cmp::Reverse(*price));
    let (mut wanted, mut sum) = (pieces, 0i64);
    for (price, n) in each {
        let now = n.min(wanted);
        sum = sum.saturating_add(price.saturating_mul(now));
        wanted -= now;
    }
    sum
}
