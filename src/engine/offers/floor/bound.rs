//! What must at least be paid for a product, whatever of a branch of fillers stands beside it.
//!
//! The pipeline is walked once with ranges instead of amounts, in the order of computation. An offer that some customer can
//! do without, or whose threshold the range only may reach, is followed both ways; a way ends as soon as all that could
//! still come leads no lower than what is known. Every step is on the safe side: the result is never above the truth, and
//! with plain amounts instead of ranges it is below it by odd minor units at most.

use super::fillers::Branch;
use super::rules::{Ground, Guide};
use crate::engine::offers::price::{Compiled, ItemOption};
use crate::model::Layer;

/// Offers after which a walk is ended with what is certain anyhow.
const STEPS: u32 = 256;

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
            parts: branch.parts,
            least: 0,
        }
    }
}

/// A product and up to two fillers.
pub(super) type Spans = [Span; 3];

/// The least that is paid for the first of `spans` (`lines` of them are there), with these item offers applied to it, if
/// that is below `limit`; else something not below it.
pub(super) fn least(guide: &Guide<'_>, spans: &Spans, lines: usize, items: u128, limit: i64) -> i64 {
    let mut walk = Walk { guide, lines, best: limit, steps: 0 };
    walk.from(0, items, *spans);
    walk.best
}

struct Walk<'a> {
    guide: &'a Guide<'a>,
    lines: usize,
    best: i64,
    steps: u32,
}

impl Walk<'_> {
    fn from(&mut self, from: usize, mut used: u128, mut spans: Spans) {
        let guide = self.guide;
        let compiled = guide.compiled;
        let any_beside = spans[1].any | spans[2].any;
        for next in from..compiled.order.len() {
            let place = usize::from(compiled.order[next]);
            let bit = 1u128 << place;
            let candidate = &compiled.candidates[place];
            if candidate.layer == Layer::Shipping {
                break;
            }
            if guide.own & bit == 0 {
                // it can only make the fillers cheaper
                let kept_out = guide.is_kept_out(place, used, &spans[..self.lines]);
                if any_beside & bit != 0 && guide.lowers & bit != 0 && !kept_out {
                    self.fillers_only(place, &mut spans);
                }
                continue;
            }
            if guide.lowers & bit == 0 || guide.is_blocked(place, used) {
                continue;
            }
            let ground = Ground::of(guide, place, &spans[..self.lines]);
            if !ground.may_apply {
                continue;
            }
            self.steps += 1;
            if self.steps > STEPS {
                self.best = self.best.min(guide.least_after(next, used, spans[0].left.0));
                return;
            }
            let mut with = spans;
            ground.apply(guide, place, &mut with[..self.lines]);
            let hopeful = guide.least_after(next + 1, used | bit, with[0].left.0) < self.best;
            let forced = ground.must_apply && guide.optional & bit == 0;
            if forced {
                if !hopeful {
                    return;
                }
                spans = with;
                used |= bit;
                continue;
            }
            if hopeful {
                self.from(next + 1, used | bit, with);
            }
            if guide.least_after(next + 1, used, spans[0].left.0) >= self.best {
                return;
            }
        }
        self.best = self.best.min(spans[0].left.0);
    }

    fn fillers_only(&self, place: usize, spans: &mut Spans) {
        let ground = Ground::of(self.guide, place, &spans[..self.lines]);
        if ground.may_apply {
            ground.allow(self.guide, place, &mut spans[..self.lines]);
        }
    }
}
