//! What is known of all that a basket holds: a discount is shared by the whole, and what is left of the whole after each offer
//! is told by what it takes off at most. So a way can be judged before it is walked.

use super::bound::{Path, Span};
use super::places::Place;
use super::rules::{Guide, most_credited, share_up};
use crate::engine::offers::price::{ONE, Off, Rule, mul_div};

/// Which offers what stands beside a product takes part in.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sharing {
    /// Offers that all of the first, and of the second, takes part in.
    sure: [u128; 2],
    /// Those that any of it does.
    any: [u128; 2],
}

impl Sharing {
    /// What is known of an order; nothing where shares go otherwise than by what is left.
    pub fn of(guide: &Guide<'_>, order: &[Span]) -> Self {
        let line = |i: usize| order.get(i).filter(|_| guide.usual);
        let sure = [1, 2].map(|i| line(i).map_or(0, |span| span.all));
        let any = [1, 2].map(|i| line(i).map_or(0, |span| span.any));
        Self { sure, any }
    }

    /// The same where it is known of both what they take part in.
    pub fn by(guide: &Guide<'_>, masks: [u128; 2]) -> Self {
        let sure = if guide.usual { masks } else { [0; 2] };
        Self { sure, any: masks }
    }

    /// The same of all that may take part in it.
    pub fn lines(&self, bit: u128) -> usize {
        usize::from(self.any[0] & bit != 0) | usize::from(self.any[1] & bit != 0) << 1
    }

    /// Of the sums of [`Reach`] the one of all that surely takes part in an offer, which is given as a bit.
    pub fn on(&self, bit: u128) -> usize {
        usize::from(self.sure[0] & bit != 0) | usize::from(self.sure[1] & bit != 0) << 1
    }
}

/// What is left at least of the product, and of it together with the first, the second and both of those beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    pub left: i64,
    pub sums: [i64; 3],
    /// What is left of all at most.
    pub most: i64,
}

impl Reach {
    /// At the beginning of a way, by the sums as [`super::sums::Sums`] has them.
    pub fn begin(left: i64, &[_, with_a, with_b, all]: &[i64; 4]) -> Self {
        Self { left, sums: [with_a, with_b, all], most: i64::MAX }
    }

    /// The more of both is known.
    pub fn and(self, other: &Self) -> Self {
        let sums = std::array::from_fn(|set| self.sums[set].max(other.sums[set]));
        Self { left: self.left.max(other.left), sums, ..self }
    }

    /// What is left at least of a set of lines, see [`Sharing::on`].
    pub fn on(&self, set: usize) -> i64 {
        let [with_a, with_b, all] = self.sums;
        [self.left, with_a, with_b, all][set & 3]
    }
}

/// What an offer leaves of any sum: no less than the sum without `most`, and no less than a part of it but for some units.
#[derive(Clone, Copy, Debug)]
pub(super) struct Kept {
    most: i64,
    part: f64,
    /// Units, and units for each piece of the order.
    units: i64,
    each: i64,
}

impl Kept {
    /// Nothing is left.
    pub const NOTHING: Self = Self { most: i64::MAX, part: 0.0, units: 0, each: 0 };

    pub fn of(rule: &Rule, parts: i64) -> Self {
        let less = |most: i64| Self { most, part: 0.0, units: 0, each: 0 };
        // in billionths
        let rate = |part: i64, each: i64| {
            let part = part.clamp(0, ONE) as f64 / ONE as f64;
            Self { most: i64::MAX, part, units: parts + 1, each }
        };
        let off = |off: Off| match off {
            Off::Less(off) => less(off),
            Off::Pay { part, cap } => Self { most: cap, ..rate(part, 1) },
        };
        let or = |a: Self, b: Self| Self {
            most: a.most.max(b.most),
            part: a.part.min(b.part),
            units: a.units.max(b.units),
            each: a.each.max(b.each),
        };
        // no more than what each unit of the threshold brings
        let multiples = |every: i64, off: i64, most: i64| {
            let part = if off <= every && every > 0 { ONE - mul_div(ONE, off, every) - 1 } else { 0 };
            Self { most, ..rate(part, 0) }
        };
        match *rule {
            Rule::Tiered(ref rungs) => rungs.iter().map(|(_, of)| off(*of)).reduce(or).unwrap_or(less(0)),
            Rule::Voucher { off: of, copies: 1, .. } => off(of),
            Rule::Voucher { at, off: Off::Less(off), copies } => multiples(at, off, off.saturating_mul(copies)),
            Rule::EveryN { every, off, cap } => multiples(every, off, cap),
            Rule::PiecesRate(ref rungs) => rate(rungs.iter().map(|(_, part)| *part).min().unwrap_or(ONE), 1),
            Rule::Points { up_to, .. } => rate(ONE - up_to, 0),
            Rule::Deposit { pay, credit } => Self { each: (credit - pay).max(0), units: 0, ..rate(ONE, 0) },
            Rule::NthPiece { nth, part } => rate(ONE - (ONE - part) / nth.max(1) - 1, 2),
            Rule::Item { .. } | Rule::Gift { .. } | Rule::ThresholdGift(_) | Rule::FreeShipping { .. } => less(0),
            Rule::Voucher { .. } | Rule::NForPrice { .. } | Rule::Bundle { .. } => less(i64::MAX),
        }
    }

    /// The same for orders of so many pieces at most.
    pub fn of_pieces(self, pieces: i64) -> Self {
        Self { units: self.units.saturating_add(self.each.saturating_mul(pieces)), each: 0, ..self }
    }

    /// What is left of sums of at least so much.
    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "less than the sum")]
    pub fn left<const N: usize>(&self, sums: [i64; N]) -> [i64; N] {
        if self.part <= 0.0 {
            return sums.map(|sum| sum.saturating_sub(self.most).max(0));
        }
        // the product is rounded by far less than the unit that is held back for it
        let part = |sum: i64| ((sum as f64 * self.part) as i64).saturating_sub(self.units);
        sums.map(|sum| part(sum).max(sum.saturating_sub(self.most)).clamp(0, sum.max(0)))
    }
}

impl Guide<'_> {
    /// What is left of so many pieces that cost so much at least when any of some offers may be used; of offers that exclude each
    /// other one. Anything below `enough` may be returned where it is less than that.
    pub fn least_after(
        &self,
        places: &[Place<'_>],
        used: u128,
        pieces: i64,
        (mut reach, sharing): (Reach, &Sharing),
        enough: i64,
    ) -> i64 {
        // neighbours that all exclude each other count once
        let (mut group, mut before) = (0u128, reach.left);
        let mut least = reach.left;
        for place in places {
            if !place.own && sharing.lines(place.bit) == 0 {
                continue;
            }
            if place.own && used & place.rivals == 0 {
                if group == 0 || group & !place.rivals != 0 {
                    (group, before) = (0, least);
                }
                group |= place.bit;
                let sum = reach.on(sharing.on(place.bit));
                least = least.min(before - self.ideal(place, (before, pieces), (sum, reach.most)));
                if least < enough {
                    break;
                }
            }
            reach.left = least;
            reach.sums = place.kept.left(reach.sums);
        }
        least.max(0)
    }

    /// What an offer leaves at least.
    pub fn onward(
        &self,
        reach: Reach,
        sharing: &Sharing,
        place: &Place<'_>,
        rung: Option<(i64, i64)>,
        pieces: i64,
    ) -> Reach {
        let sum = reach.on(sharing.on(place.bit));
        match rung {
            Some((at, off)) if self.usual => Reach {
                left: reach.left - self.share_of(off, reach.left, sum.max(at)),
                sums: reach.sums.map(|sum| (sum - off).max(0)),
                ..reach
            },
            _ => {
                let off = if place.own { self.ideal(place, (reach.left, pieces), (sum, reach.most)) } else { 0 };
                Reach { left: reach.left - off, sums: place.kept.left(reach.sums), ..reach }
            }
        }
    }

    /// Whether sums alone say much of a way with some offers: not where pieces count.
    pub fn is_told_by_sums(&self, used: u128) -> bool {
        self.usual && self.places.iter().all(|place| !place.by_piece || used & place.bit == 0)
    }

    /// What is left at least at the end of a way, of which it is known what the sums were at least at the beginning.
    pub fn brief(&self, path: &Path, order: &[Span], sums: [i64; 4]) -> i64 {
        let sharing = Sharing::of(self, order);
        let Some(own) = order.first() else { return 0 };
        let mut reach = Reach::begin(own.left.0, &sums);
        let there =
            path.used & self.own | path.beside.unwrap_or(u128::MAX) & !self.own & (sharing.any[0] | sharing.any[1]);
        let mut tiers = 0;
        for place in self.places.iter().filter(|place| there & place.bit != 0) {
            let rung = if place.own && place.rungs > 0 {
                tiers += 1;
                match self.ladder(place.at).get(path.rung(tiers - 1)) {
                    Some(&(at, Off::Less(off))) => Some((at, off)),
                    _ => None,
                }
            } else {
                place.plain.filter(|_| place.own)
            };
            reach = self.onward(reach, &sharing, place, rung, own.pieces.1);
        }
        reach.left
    }

    /// Most that a plain amount takes off a line of which so much is left, of so much at least in all.
    fn share_of(&self, off: i64, left: i64, sum: i64) -> i64 {
        share_up(off, left, sum.max(left).max(1), self.parts, self.compiled.policy.odd_cent).min(left)
    }

    /// The most that an offer takes off a line of which so much is left, if everything else is as the customer would wish and all
    /// that takes part costs so much at least, and everything so much at most.
    fn ideal(&self, place: &Place<'_>, (left, pieces): (i64, i64), (sum, most): (i64, i64)) -> i64 {
        if self.usual {
            match *place.rule {
                Rule::Voucher { at, .. } if at > most => return 0,
                Rule::Voucher { at, off: Off::Less(off), copies: 1 } => return self.share_of(off, left, sum.max(at)),
                Rule::Tiered(ref rungs) if rungs.iter().all(|(_, off)| matches!(off, Off::Less(_))) => {
                    let share = |(at, off): &(i64, Off)| match off {
                        Off::Less(off) => self.share_of(*off, left, sum.max(*at)),
                        Off::Pay { .. } => left,
                    };
                    return rungs.iter().filter(|(at, _)| *at <= most).map(share).max().unwrap_or(0);
                }
                Rule::EveryN { every, .. } if every > most => return 0,
                Rule::EveryN { every, off, cap } if every > 0 => {
                    let weight = left.max(sum).max(every);
                    return self.share_of((mul_div(off, weight, every) + 1).min(cap), left, weight);
                }
                Rule::Deposit { pay, credit } => return most_credited((pay, credit), left, (pieces, pieces)),
                _ => {}
            }
        }
        let far = i64::MAX;
        let span = Span { pieces: (0, pieces), original: (left, far), left: (left, far), parts: 2, ..Span::default() };
        self.most_alone(place.at, &span, sum)
    }
}
