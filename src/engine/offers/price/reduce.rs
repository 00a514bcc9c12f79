//! The layers after the item layer: what an offer takes off the order as it stands.

use super::amount::mul_div;
use super::compile::{Compiled, Off, Rule};
use super::state::{Amounts, Line, State};
use crate::model::SkuId;
use crate::model::offer::{Base, PercentBase, RoundingUnit};

/// What an offer would do to the order as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attempt {
    /// Takes `amount` off, measured on `base`; by which weights it is shared stands beside it.
    Takes { base: i64, amount: i64 },
    /// Gives so many pieces, for `add` each.
    Gives { base: i64, gift: SkuId, pieces: i64, add: i64 },
    /// The amount is short of the threshold.
    Short { base: i64, missing: i64 },
    /// Pieces are missing.
    TooFew { missing: i64 },
    /// No product in the basket takes part.
    NoGoods,
    /// It would lower nothing.
    NoSaving { base: i64 },
}

/// Sums over the lines that take part.
struct Eligible {
    lines: usize,
    pieces: i64,
    left: i64,
    original: i64,
}

impl Compiled {
    /// What an offer, by its place, would do; `weights` then hold by line the part by which its amount is shared.
    pub(super) fn attempt(&self, place: usize, state: &State, points: u64, weights: &mut Amounts) -> Attempt {
        let bit = 1u128 << place;
        let mut eligible = Eligible { lines: 0, pieces: 0, left: 0, original: 0 };
        for line in state.lines.iter().filter(|line| line.mask & bit != 0) {
            eligible.lines += 1;
            eligible.pieces += line.pieces;
            eligible.left += line.left;
            eligible.original += line.original;
        }
        if eligible.lines == 0 {
            return Attempt::NoGoods;
        }
        if weights.len() != state.lines.len() {
            weights.resize(state.lines.len(), 0);
        }
        let base = self.threshold_base(eligible.left, eligible.original);
        let taken = match self.candidates[place].rule {
            Rule::Tiered(ref rungs) => self.best_rung(rungs, bit, state, base, weights),
            Rule::EveryN { every, off, cap } if every > 0 => {
                if base < every {
                    Err(Attempt::Short { base, missing: every - base })
                } else {
                    self.by_share(bit, state, weights);
                    Ok(off.saturating_mul(base / every).min(cap))
                }
            }
            Rule::Voucher { at, off, copies } => {
                if base < at {
                    Err(Attempt::Short { base, missing: at - base })
                } else {
                    let copies = if at > 0 { copies.min(base / at) } else { copies };
                    Ok(self.taken_off(off, copies, bit, state, weights))
                }
            }
            Rule::PiecesRate(ref rungs) => {
                let reached = rungs.iter().filter(|(n, _)| *n <= eligible.pieces).map(|(_, part)| *part).min();
                match (reached, rungs.iter().map(|(n, _)| n - eligible.pieces).min()) {
                    (Some(part), _) => Ok(self.percent(part, i64::MAX, bit, state, weights)),
                    (None, missing) => Err(Attempt::TooFew { missing: missing.unwrap_or(0) }),
                }
            }
            Rule::Points { up_to, per_major } => {
                self.by_share(bit, state, weights);
                let most = mul_div(eligible.left, up_to, super::amount::ONE);
                let worth = u128::from(points) * 100 / u128::from(per_major.unsigned_abs().max(1));
                Ok(most.min(i64::try_from(worth).unwrap_or(i64::MAX)))
            }
            Rule::Deposit { pay, credit } => {
                weights.fill(0);
                let mut sum = 0;
                for (line, weight) in state.lines.iter().zip(weights.iter_mut()).filter(|(l, _)| l.mask & bit != 0) {
                    let credited = credit.saturating_mul(line.pieces).min(line.left);
                    *weight = (credited - pay.saturating_mul(line.pieces)).max(0);
                    sum += *weight;
                }
                Ok(sum)
            }
            ref rule @ (Rule::NForPrice { .. } | Rule::NthPiece { .. } | Rule::Bundle { .. }) => {
                weights.fill(0);
                self.by_pieces(rule, bit, state, weights).map_err(|missing| Attempt::TooFew { missing })
            }
            Rule::Gift { gift, pieces } => {
                return Attempt::Gives { base, gift, pieces: pieces.saturating_mul(eligible.pieces), add: 0 };
            }
            Rule::ThresholdGift(ref rungs) => {
                let reached = rungs.iter().filter(|(at, ..)| *at <= base).max_by_key(|(at, ..)| *at);
                return match (reached, rungs.iter().map(|(at, ..)| at - base).min()) {
                    (Some(&(_, gift, pieces, add)), _) => Attempt::Gives { base, gift, pieces, add },
                    (None, missing) => Attempt::Short { base, missing: missing.unwrap_or(0) },
                };
            }
            Rule::EveryN { .. } | Rule::Item { .. } | Rule::FreeShipping { .. } => Ok(0),
        };
        match taken {
            Ok(amount) if amount > 0 => Attempt::Takes { base, amount },
            Ok(_) => Attempt::NoSaving { base },
            Err(attempt) => attempt,
        }
    }

    /// What an offer would take off an order of a single line, where that is a plain amount: the same as [`Compiled::attempt`] says,
    /// without weights, which one line does not need.
    pub(super) fn plain_amount(&self, place: usize, line: &Line) -> Option<i64> {
        if line.mask >> place & 1 == 0 {
            return Some(0);
        }
        let base = self.threshold_base(line.left, line.original);
        match self.candidates[place].rule {
            Rule::Tiered(ref rungs) => {
                let mut most = 0;
                for (at, off) in rungs {
                    let Off::Less(less) = *off else { return None };
                    most = if *at <= base { less.max(most) } else { most };
                }
                Some(most)
            }
            Rule::EveryN { every, off, cap } if every > 0 => Some(off.saturating_mul(base / every).min(cap)),
            Rule::Voucher { at, off: Off::Less(less), copies } => {
                let copies = if at > 0 { copies.min(base / at) } else { copies };
                Some(if base < at { 0 } else { less.saturating_mul(copies) })
            }
            _ => None,
        }
    }

    /// Whether goods alone, after all discounts, reach an amount from which shipping is free; else what is missing.
    pub(super) fn free_shipping(&self, place: usize, from: i64, state: &State) -> Result<i64, Attempt> {
        let bit = 1u128 << place;
        let lines = || state.lines.iter().filter(|line| line.mask & bit != 0);
        if lines().next().is_none() {
            return Err(Attempt::NoGoods);
        }
        let base: i64 = match self.policy.threshold_on {
            Base::AfterEarlier => lines().map(|l| l.left).sum(),
            Base::Original => lines().map(|l| l.original).sum(),
        };
        if base >= from { Ok(base) } else { Err(Attempt::Short { base, missing: from - base }) }
    }

    fn threshold_base(&self, left: i64, original: i64) -> i64 {
        let goods = match self.policy.threshold_on {
            Base::AfterEarlier => left,
            Base::Original => original,
        };
        if self.policy.shipping_counts { goods + self.policy.shipping_fee.minor().max(0) } else { goods }
    }

    /// The rung that takes most off, of those that are reached.
    fn best_rung(
        &self,
        rungs: &[(i64, Off)],
        bit: u128,
        state: &State,
        base: i64,
        weights: &mut Amounts,
    ) -> Result<i64, Attempt> {
        let mut best: Option<(i64, Off)> = None;
        for (_, off) in rungs.iter().filter(|(at, _)| *at <= base) {
            let amount = match *off {
                Off::Less(less) => less,
                pay @ Off::Pay { .. } => self.taken_off(pay, 1, bit, state, weights),
            };
            if best.is_none_or(|(most, _)| amount > most) {
                best = Some((amount, *off));
            }
        }
        if let Some((_, off)) = best {
            return Ok(self.taken_off(off, 1, bit, state, weights));
        }
        let missing = rungs.iter().map(|(at, _)| at - base).min().unwrap_or(0);
        Err(Attempt::Short { base, missing })
    }

    fn taken_off(&self, off: Off, copies: i64, bit: u128, state: &State, weights: &mut Amounts) -> i64 {
        match off {
            Off::Less(less) => {
                self.by_share(bit, state, weights);
                less.saturating_mul(copies)
            }
            Off::Pay { part, cap } => self.percent(part, cap, bit, state, weights),
        }
    }

    /// By line, the amount by which a discount is shared.
    fn by_share(&self, bit: u128, state: &State, weights: &mut Amounts) {
        for (line, weight) in state.lines.iter().zip(weights.iter_mut()) {
            *weight = if line.mask & bit == 0 { 0 } else { self.share_of(line) };
        }
    }

    /// The amount of a line by which a discount is shared.
    pub(super) fn share_of(&self, line: &Line) -> i64 {
        match self.policy.share_by {
            Base::AfterEarlier => line.left,
            Base::Original => line.original,
        }
    }

    /// A percentage of the order; by line, what it takes off there.
    fn percent(&self, part: i64, cap: i64, bit: u128, state: &State, weights: &mut Amounts) -> i64 {
        let same_base = self.policy.percent == PercentBase::SameBase;
        if self.policy.rounding_unit == RoundingUnit::Order {
            let lines = state.lines.iter().filter(|line| line.mask & bit != 0);
            let base: i64 = lines.map(|line| if same_base { line.original } else { line.left }).sum();
            self.by_share(bit, state, weights);
            return (base - super::amount::at_rate(base, part, self.policy.rounding)).min(cap);
        }
        let mut sum = 0;
        for (line, weight) in state.lines.iter().zip(weights.iter_mut()) {
            *weight = 0;
            if line.mask & bit != 0 {
                let base = if same_base { line.original } else { line.left };
                *weight = (base - self.paid(base, line.pieces, part)).min(line.left);
                sum += *weight;
            }
        }
        sum.min(cap)
    }
}
