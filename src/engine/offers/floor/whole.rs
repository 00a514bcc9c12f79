//! What is known of all that a basket holds: a discount is shared by the whole, and what is left of the whole after each offer
//! is told by what it takes off at most. So a way can be judged before it is walked.

use super::bound::{Path, Span};
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
    pub fn lines(&self, place: usize) -> usize {
        (self.any[0] >> place & 1) as usize | ((self.any[1] >> place & 1) as usize) << 1
    }

    /// Of the sums of [`Reach`] the one of all that surely takes part in an offer.
    pub fn on(&self, place: usize) -> usize {
        (self.sure[0] >> place & 1) as usize | ((self.sure[1] >> place & 1) as usize) << 1
    }
}

/// What is left at least of the product, and of it together with none, the first, the second and both of those beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    pub left: i64,
    pub sums: [i64; 4],
    /// What is left of all at most.
    pub most: i64,
}

impl Reach {
    /// The more of both is known.
    pub fn and(self, left: i64, sums: &[i64; 4]) -> Self {
        Self { left: self.left.max(left), sums: std::array::from_fn(|set| self.sums[set].max(sums[set])), ..self }
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

    /// What is left of sums of at least so much, of so many pieces at most.
    #[allow(clippy::cast_possible_truncation, reason = "less than the sum")]
    fn left(&self, sums: [i64; 4], pieces: i64) -> [i64; 4] {
        if self.part <= 0.0 {
            return sums.map(|sum| sum.saturating_sub(self.most).max(0));
        }
        let units = self.units.saturating_add(self.each.saturating_mul(pieces));
        // the product is rounded by far less than the unit that is held back for it
        let part = |sum: i64| ((sum as f64 * self.part) as i64).saturating_sub(units);
        sums.map(|sum| part(sum).max(sum.saturating_sub(self.most)).clamp(0, sum.max(0)))
    }
}

impl Guide<'_> {
    /// What is left of so many pieces that cost so much at least when, from a place in the order of computation on, any offer may be used; of
    /// offers that exclude each other one. Anything below `enough` may be returned where it is less than that.
    pub fn least_after(
        &self,
        from: usize,
        used: u128,
        pieces: i64,
        (mut reach, sharing): (Reach, &Sharing),
        enough: i64,
    ) -> i64 {
        let compiled = self.compiled;
        let left = reach.left;
        let mut least = left;
        // neighbours that all exclude each other count once
        let (mut group, mut before, mut best) = (0u128, left, left);
        for &place in compiled.order.get(from..).unwrap_or_default() {
            let place = usize::from(place);
            let bit = 1u128 << place;
            let own = self.own & bit != 0;
            if self.lowers & bit == 0 || !own && sharing.lines(place) == 0 {
                continue;
            }
            let rivals = compiled.clash[place] | compiled.clash_on_line[place];
            if own && used & rivals == 0 {
                if group == 0 || group & !rivals != 0 {
                    (group, before) = (0, best);
                }
                group |= bit;
                let range = (reach.sums[sharing.on(place)], reach.most);
                best = best.min(before - self.ideal(place, (before, pieces), range));
                least = best;
                if least < enough {
                    break;
                }
            }
            reach.sums = self.kept(place, reach.sums);
        }
        least.max(0)
    }

    /// What an offer leaves at least of sums.
    pub fn kept(&self, place: usize, sums: [i64; 4]) -> [i64; 4] {
        self.kept_of(place).map_or([0; 4], |kept| kept.left(sums, self.pieces))
    }

    /// What an offer leaves at least.
    pub fn onward(
        &self,
        reach: Reach,
        sharing: &Sharing,
        (place, own, rung): (usize, bool, Option<(i64, i64)>),
        pieces: i64,
    ) -> Reach {
        let sum = reach.sums[sharing.on(place)];
        match rung {
            Some((at, off)) if self.usual => Reach {
                left: reach.left - self.share_of(off, reach.left, sum.max(at)),
                sums: reach.sums.map(|sum| (sum - off).max(0)),
                ..reach
            },
            _ => Reach {
                left: reach.left - if own { self.ideal(place, (reach.left, pieces), (sum, reach.most)) } else { 0 },
                sums: self.kept(place, reach.sums),
                ..reach
            },
        }
    }

    /// Whether sums alone say much of a way with some offers: not where pieces count.
    pub fn is_told_by_sums(&self, used: u128) -> bool {
        self.usual && self.places().iter().all(|(bit, _, by_piece)| !by_piece || used & bit == 0)
    }

    /// What is left at least at the end of a way, of which it is known what the sums were at least at the beginning.
    pub fn brief(&self, path: &Path, order: &[Span], sums: [i64; 4]) -> i64 {
        let sharing = Sharing::of(self, order);
        let Some(own) = order.first() else { return 0 };
        let mut reach = Reach { left: own.left.0, sums, most: i64::MAX };
        let there =
            path.used & self.own | path.beside.unwrap_or(u128::MAX) & !self.own & (sharing.any[0] | sharing.any[1]);
        let mut tiers = 0;
        for (bit, place, _) in self.places() {
            let (place, bit) = (usize::from(*place), *bit);
            if there & bit == 0 {
                continue;
            }
            let is_own = self.own & bit != 0;
            let rung = if is_own && self.rungs(place) > 0 {
                tiers += 1;
                match self.ladder(place).get(path.rung(tiers - 1)) {
                    Some(&(at, Off::Less(off))) => Some((at, off)),
                    _ => None,
                }
            } else {
                self.plain(place).filter(|_| is_own)
            };
            reach = self.onward(reach, &sharing, (place, is_own, rung), own.pieces.1);
        }
        reach.left
    }

    /// From which sum on an offer takes which plain amount off, if there is one such rung alone.
    pub fn plain(&self, place: usize) -> Option<(i64, i64)> {
        match self.compiled.candidates[place].rule {
            Rule::Voucher { at, off: Off::Less(off), copies: 1 } => Some((at, off)),
            Rule::Tiered(ref rungs) => match rungs.as_slice() {
                [(at, Off::Less(off))] => Some((*at, *off)),
                _ => None,
            },
            _ => None,
        }
    }

    /// Most that a plain amount takes off a line of which so much is left, of so much at least in all.
    fn share_of(&self, off: i64, left: i64, sum: i64) -> i64 {
        share_up(off, left, sum.max(left).max(1), self.parts, self.compiled.policy.odd_cent).min(left)
    }

    /// The most that an offer takes off a line of which so much is left, if everything else is as the customer would wish and all
    /// that takes part costs so much at least, and everything so much at most.
    fn ideal(&self, place: usize, (left, pieces): (i64, i64), (sum, most): (i64, i64)) -> i64 {
        if self.usual {
            match self.compiled.candidates[place].rule {
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
        self.most_alone(place, &span, sum)
    }
}
