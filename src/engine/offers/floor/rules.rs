//! What each kind of offer can take off a line at most, when what stands around it is known as ranges.

use std::sync::Arc;

use smallvec::SmallVec;

use super::bound::Span;
use super::places::Place;
use super::quick::is_usual;
use super::whole::Kept;
use crate::engine::offers::price::{Compiled, ONE, Off, Rule, at_rate, mul_div};
use crate::model::Layer;
use crate::model::offer::{Base, OddCent, PercentBase, RoundingUnit};

/// Most rungs of an offer that are looked at one by one: a way has room for so many.
const MOST_RUNGS: usize = 14;

/// Most whole multiples that are looked at one by one; all others are one more rung. In tests few, so that these are tested as
/// well.
const MOST_MULTIPLES: i64 = if cfg!(test) { 2 } else { 12 };

/// What of a campaign's offers matters to one product.
pub(super) struct Guide<'a> {
    pub compiled: &'a Compiled,
    /// Offers that it is eligible for.
    pub own: u128,
    /// Offers that take something off the order before the last of the product's.
    pub lowers: u128,
    /// Offers of the product for which it does not matter what stands beside it.
    pub apart: u128,
    /// Offers that some customer does without although they could be used.
    pub optional: u128,
    /// Prices of the set that a bundle is made of, at campaign prices.
    bundles: Arc<[i64]>,
    /// The most that a group of N for a price can cost, at campaign prices.
    groups: Arc<[i64]>,
    /// Rungs that are looked at one by one.
    ladders: Arc<[Vec<(i64, Off)>]>,
    kept: Arc<[Kept]>,
    /// Most lines of an order, and most pieces.
    pub parts: i64,
    pub pieces: i64,
    /// Shipping that counts towards thresholds.
    pub ship: i64,
    /// Shares go by what is left, and no line runs out of room before the others.
    pub plain_share: bool,
    /// Thresholds are tested on what is shared by.
    same_base: bool,
    /// The policy is the usual one.
    pub usual: bool,
    /// Offers that may take something off after the item layer, in the order of computation.
    pub places: Vec<Place<'a>>,
    /// How many of these there are before each place in that order.
    before: SmallVec<[u8; 64]>,
    /// Offers that close the layers after them.
    closing: u128,
}

/// `v × l ÷ w`, and whether an odd minor unit may come on top where `parts` lines share.
pub(super) fn share_up(v: i64, l: i64, w: i64, parts: i64, odd: OddCent) -> i64 {
    if w <= 0 || v <= 0 || l <= 0 {
        return 0;
    }
    // a line gets an odd unit by largest remainder only if its own is at least the part of one in so many
    let (down, has_part) = v.checked_mul(l).map_or_else(
        || {
            let (exact, w) = (i128::from(v) * i128::from(l), i128::from(w));
            (i64::try_from(exact / w).unwrap_or(i64::MAX), exact % w * i128::from(parts) >= w)
        },
        |exact| (exact / w, (exact % w).saturating_mul(parts) >= w),
    );
    let more = match odd {
        OddCent::LargestRemainder => i64::from(parts > 1 && has_part),
        _ => (parts - 1).max(0),
    };
    down.saturating_add(more)
}

/// The most that a deposit takes off so much of fewest and most pieces: what is credited beyond what was paid, and of what is
/// left no more than lies above that.
pub(super) fn most_credited((pay, credit): (i64, i64), left: i64, (fewest, most): (i64, i64)) -> i64 {
    let above = left.saturating_sub(pay.saturating_mul(fewest)).max(0);
    (credit - pay).max(0).saturating_mul(most).min(above)
}

/// What of a campaign's offers is the same for every product.
pub(super) struct Outline {
    /// All of these as [`Guide`] has them.
    lowers: u128,
    optional: u128,
    /// Offers that take so much off each piece.
    deposits: u128,
    closing: u128,
    bundles: Arc<[i64]>,
    groups: Arc<[i64]>,
    ladders: Arc<[Vec<(i64, Off)>]>,
    kept: Arc<[Kept]>,
    parts: i64,
}

/// The rungs of an offer that are looked at one by one: those of a tiered one, or the first whole multiples.
fn ladder(rule: &Rule) -> Vec<(i64, Off)> {
    match *rule {
        Rule::Tiered(ref rungs) if rungs.len() > 1 && rungs.len() <= MOST_RUNGS => rungs.clone(),
        Rule::EveryN { every, off, cap } if off > 0 && off <= every => (1..=MOST_MULTIPLES)
            // none that takes no more off than the one before
            .take_while(|times| off.saturating_mul(times - 1) < cap)
            .map(|times| (every.saturating_mul(times), Off::Less(off.saturating_mul(times).min(cap))))
            .collect(),
        _ => Vec::new(),
    }
}

impl Outline {
    pub fn new(compiled: &Compiled) -> Self {
        let (mut lowers, mut optional, mut deposits, mut closing) = (0u128, 0u128, 0u128, 0u128);
        for (place, candidate) in compiled.candidates.iter().enumerate() {
            let bit = 1u128 << place;
            if !Compiled::lowers_nothing(candidate) {
                lowers |= bit;
            }
            closing |= if candidate.stop_after { bit } else { 0 };
            if matches!(candidate.rule, Rule::Deposit { .. }) {
                deposits |= bit;
            }
            let partners = compiled.clash[place] | compiled.clash_on_line[place];
            if candidate.chosen || partners != 0 {
                optional |= bit;
            }
        }
        if closing != 0 {
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
        let parts = if limited { 6 } else { 3 };
        let ladders = compiled.candidates.iter().map(|candidate| ladder(&candidate.rule)).collect();
        let kept = compiled.candidates.iter().map(|candidate| Kept::of(&candidate.rule, parts)).collect();
        Self {
            lowers,
            optional,
            deposits,
            closing,
            bundles: bundles.collect(),
            groups: groups.collect(),
            ladders,
            kept,
            parts,
        }
    }
}

impl<'a> Guide<'a> {
    pub fn new(compiled: &'a Compiled, outline: &Outline, own: u128, pieces: i64) -> Self {
        let policy = &compiled.policy;
        let (mut lowers, mut apart, mut last) = (outline.lowers, 0u128, true);
        for &place in compiled.order.iter().rev() {
            let bit = 1u128 << place;
            if own & outline.lowers & bit == 0 {
                // what comes after all of the product's offers changes nothing for it
                lowers &= if last { !bit } else { u128::MAX };
            } else {
                if last && outline.deposits & bit != 0 {
                    apart |= bit;
                    continue;
                }
                last = false;
            }
        }
        let mut guide = Self {
            compiled,
            apart,
            own,
            lowers,
            optional: outline.optional,
            bundles: Arc::clone(&outline.bundles),
            groups: Arc::clone(&outline.groups),
            ladders: Arc::clone(&outline.ladders),
            kept: Arc::clone(&outline.kept),
            parts: outline.parts,
            pieces,
            ship: if policy.shipping_counts { policy.shipping_fee.minor().max(0) } else { 0 },
            plain_share: policy.share_by == Base::AfterEarlier && !policy.floor_protection,
            same_base: policy.share_by == policy.threshold_on,
            usual: is_usual(policy),
            places: Vec::new(),
            before: SmallVec::new(),
            closing: outline.closing,
        };
        let mut is_open = true;
        for at in compiled.order.iter().map(|place| usize::from(*place)) {
            guide.before.push(guide.places.len() as u8);
            is_open &= compiled.candidates[at].layer != Layer::Shipping;
            if is_open && lowers & !compiled.items & 1 << at != 0 {
                let kept = guide.kept.get(at).map_or(Kept::NOTHING, |kept| kept.of_pieces(pieces));
                guide.places.push(Place::new(compiled, at, own >> at & 1 == 1, guide.rungs(at), kept));
            }
        }
        guide
    }

    /// The offers that come at a place in the order of computation or after it.
    pub fn places_from(&self, next: usize) -> &[Place<'a>] {
        let from = self.before.get(next).map_or(self.places.len(), |before| usize::from(*before));
        self.places.get(from..).unwrap_or_default()
    }

    /// Whether an offer that is not for the product is surely excluded by those that the product has been given.
    /// `lines` are the offers for which all of a line is eligible.
    pub fn is_kept_out<'l>(&self, place: usize, used: u128, lines: impl IntoIterator<Item = &'l u128>) -> bool {
        let (bit, rivals) = (1u128 << place, self.compiled.clash_on_line[place] & used);
        let shared = |all: &u128| all & bit != 0 && all & rivals != 0;
        self.compiled.clash[place] & used != 0 || rivals != 0 && lines.into_iter().any(shared)
    }

    /// Whether an offer and each of some others surely exclude each other for the whole order. `lines` as above.
    pub fn all_exclude<'l>(&self, place: usize, others: u128, lines: impl IntoIterator<Item = &'l u128>) -> bool {
        if others == 0 {
            return false;
        }
        let bit = 1u128 << place;
        let mut open = others & !self.compiled.clash[place];
        for all in lines {
            if all & bit != 0 {
                open &= !(all & self.compiled.clash_on_line[place]);
            }
        }
        open == 0
    }

    /// Whether an offer is excluded for the product by those that it has been given.
    pub fn is_blocked(&self, place: usize, used: u128) -> bool {
        let compiled = self.compiled;
        if used & (compiled.clash[place] | compiled.clash_on_line[place]) != 0 {
            return true;
        }
        let layer = compiled.candidates[place].layer;
        let mut rest = used & self.closing;
        while rest != 0 {
            let candidate = &compiled.candidates[rest.trailing_zeros() as usize];
            rest &= rest - 1;
            if candidate.layer < layer {
                return true;
            }
        }
        false
    }

    /// The rungs of an offer that are looked at one by one.
    pub fn ladder(&self, place: usize) -> &[(i64, Off)] {
        self.ladders.get(place).map_or(&[], Vec::as_slice)
    }

    /// From which amount on there are more whole multiples than are looked at one by one, if there are more.
    pub fn more_from(&self, place: usize) -> Option<i64> {
        let Some((_, Off::Less(most))) = self.ladder(place).last() else { return None };
        match self.compiled.candidates[place].rule {
            Rule::EveryN { every, cap, .. } if *most < cap => Some(every.saturating_mul(MOST_MULTIPLES + 1)),
            _ => None,
        }
    }

    /// How many rungs of an offer are looked at each by itself.
    pub fn rungs(&self, place: usize) -> usize {
        self.ladder(place).len() + usize::from(self.more_from(place).is_some())
    }

    /// What a set costs at campaign prices.
    pub fn bundle(&self, place: usize) -> i64 {
        self.bundles.get(place).copied().unwrap_or(0)
    }

    /// Most pieces of any line that so many sets hold.
    pub fn in_sets(&self, place: usize, sets: i64) -> i64 {
        match &self.compiled.candidates[place].rule {
            Rule::Bundle { items, .. } => items.iter().map(|(_, n)| *n).max().unwrap_or(0).saturating_mul(sets),
            _ => i64::MAX,
        }
    }

    /// The most that an offer takes off a filler, where all that takes part costs so much at least.
    pub fn most_alone(&self, place: usize, span: &Span, sum: i64) -> i64 {
        let group = self.groups.get(place).copied();
        let around = Around {
            left: 0,
            sum,
            base: i64::MAX,
            pieces: self.pieces,
            dearest: group,
            cheapest: None,
            taken: i64::MAX,
            whole: i64::MAX,
            rung: None,
            parts: self.parts,
        };
        self.most(place, span, &around).min(span.left.0)
    }

    /// The most that an offer takes off the smallest amount of a line.
    pub fn most(&self, place: usize, line: &Span, around: &Around) -> i64 {
        let policy = &self.compiled.policy;
        let left = line.left.0;
        let room = (left - line.least).max(0);
        if room == 0 {
            return 0;
        }
        let money = |at: i64, amount: &dyn Fn(i64) -> i64| -> i64 {
            let bound = if self.binds() { at.saturating_sub(self.ship) } else { 0 };
            let weight = (left.saturating_add(around.left)).max(bound).max(around.sum).max(1);
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
                if policy.threshold_on == Base::AfterEarlier && self.plain_share {
                    // as many as the smallest weight pays for, in parts of one
                    whole = whole.min(mul_div(less, weight.saturating_add(self.ship), at).saturating_add(1));
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
                let weight = left.saturating_add(around.left).max(bound).max(around.sum).max(1);
                let all = weight - mul_div(weight, part, ONE) - around.pieces.min(self.pieces) - around.parts;
                if all <= 0 {
                    whole.min(cap)
                } else {
                    whole.min(share_up(cap, whole, all, around.parts, policy.odd_cent))
                }
            }
        };
        if let Some((at, off)) = around.rung {
            return reduce(at, off, 1).min(room);
        }
        let most = match self.compiled.candidates[place].rule {
            Rule::Tiered(ref rungs) => {
                let reached = rungs.iter().filter(|(at, _)| *at <= around.base);
                reached.map(|(at, off)| reduce(*at, *off, 1)).max().unwrap_or(0)
            }
            Rule::Voucher { at, off, copies } => reduce(at, off, copies),
            Rule::EveryN { every, off, cap } if every > 0 => {
                let whole = reduce(every, Off::Less(off), i64::MAX);
                if cap == i64::MAX { whole } else { whole.min(money(every, &|_| cap)) }
            }
            Rule::PiecesRate(ref rungs) => {
                let reached = rungs.iter().filter(|(n, _)| *n <= around.pieces);
                reached.map(|(_, part)| if spread { percent(*part) } else { left }).max().unwrap_or(0)
            }
            Rule::Points { up_to, .. } if self.plain_share => {
                // the whole is rounded down before it is shared
                share_up(up_to, left, ONE, around.parts, policy.odd_cent)
            }
            Rule::Deposit { pay, credit } if spread => most_credited((pay, credit), left, line.pieces),
            Rule::NForPrice { price, .. } => match around.dearest {
                Some(group) if spread && group > 0 => left - mul_div(left, price.min(group), group) + around.parts,
                _ => left,
            },
            Rule::NthPiece { nth, part } if spread => {
                // the cheapest of a group costs no more than the mean of it; each of them is rounded
                let groups = around.pieces / nth.max(1);
                let mean = mul_div(left, ONE - part, ONE.saturating_mul(nth.max(1)));
                let rounded = mean + groups + around.parts;
                around.cheapest.map_or(rounded, |(off, of)| {
                    share_up(off, left, of.max(off), around.parts, policy.odd_cent).min(rounded)
                })
            }
            Rule::Bundle { price, .. } if spread => {
                let whole = self.bundles.get(place).copied().unwrap_or(0).min(around.whole);
                // only so many pieces of a line stand in sets
                let taken = mul_div(left, around.taken.min(line.pieces.0), line.pieces.0.max(1)) + 1;
                let taken = if around.taken < line.pieces.0 && line.parts == 1 { taken.min(left) } else { left };
                if whole <= price { 0 } else { taken - mul_div(taken, price, whole) + around.parts }
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
    pub fn binds(&self) -> bool {
        let policy = &self.compiled.policy;
        // what was original is never less than what is left
        self.same_base || policy.threshold_on == Base::AfterEarlier
    }
}

/// What stands around a line.
pub(super) struct Around {
    /// Least that is left of the other lines that take part.
    pub left: i64,
    /// Least that is left of all that takes part, as far as it is known together.
    pub sum: i64,
    /// Most on which a threshold can be tested.
    pub base: i64,
    /// Most pieces that take part.
    pub pieces: i64,
    /// Most that a group of N for a price costs.
    pub dearest: Option<i64>,
    /// What the cheapest pieces of all groups lose at most, and what all that count cost at least.
    pub cheapest: Option<(i64, i64)>,
    /// Most pieces of the line that stand in sets.
    pub taken: i64,
    /// The most that a set costs before.
    pub whole: i64,
    /// The rung that is used.
    pub rung: Option<(i64, Off)>,
    /// Most lines that take part.
    pub parts: i64,
}
