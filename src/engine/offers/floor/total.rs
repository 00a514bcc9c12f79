//! What is paid for a product at least where all that stands beside it takes part in the same of its offers, so that of the
//! rest only the sum counts: the pipeline with two lines, of which the second is all others together.

use super::exact::{CHEAP_POINTS, Exact, Line, by_pieces};
use super::quick::share;
use crate::engine::offers::price::{Compiled, ONE, Off, Rule, mul_div};
use crate::model::Layer;

/// All that stands beside a product.
#[derive(Clone, Copy)]
pub(super) struct Rest {
    /// Offers that some of it takes part in.
    pub mask: u128,
    /// Lines of it at most.
    pub lines: u32,
    /// What it costs together after the item layer.
    pub amount: i64,
}

/// What is paid at least for a product, on the way that uses just `used` of the later offers under the
/// usual policy; `places` as [`super::exact::exact`] has them.
pub(super) fn least_of_total(compiled: &Compiled, own: &Line, rest: &Rest, places: &[u8], used: u128) -> Exact {
    // `others` is what the whole leaves beside `left`: where that is the least, this is the most
    let (mut left, mut others, mut known) = (own.left, rest.amount, true);
    for &place in places {
        let place = usize::from(place);
        let bit = 1u128 << place;
        let Some(candidate) = compiled.candidates.get(place) else { return Exact::Unusual };
        if candidate.layer == Layer::Shipping {
            break;
        }
        let (on_own, on_rest, is_used) = (own.mask & bit != 0, rest.mask & bit != 0, used & bit != 0);
        if !on_own {
            // beside the product a plain amount is taken off the whole; what else there is, is not told by a sum
            match candidate.rule {
                _ if !is_used || !on_rest => continue,
                Rule::Voucher { at, off: Off::Less(off), copies: 1 } if off <= at => {
                    if others < at {
                        return Exact::Nowhere;
                    }
                    others -= off;
                    continue;
                }
                _ => return Exact::Unusual,
            }
        }
        if let (Rule::Deposit { pay, credit }, true) = (&candidate.rule, is_used) {
            let credited = credit.saturating_mul(own.pieces).min(left);
            let lost = (credited - pay.saturating_mul(own.pieces)).max(0);
            if on_rest && places.last() != Some(&(place as u8)) {
                return Exact::Unusual;
            }
            left -= lost;
            continue;
        }
        let sum = left + if on_rest { others } else { 0 };
        let amount = match candidate.rule {
            Rule::Tiered(ref rungs) => {
                let mut best = None;
                for (at, off) in rungs {
                    let Off::Less(off) = off else { return Exact::Unusual };
                    if *at <= sum {
                        best = best.max(Some(*off));
                    }
                }
                best
            }
            Rule::Voucher { at, off: Off::Less(off), copies: 1 } => (at <= sum).then_some(off),
            Rule::EveryN { every, off, cap } if every > 0 => {
                (every <= sum).then(|| off.saturating_mul(sum / every).min(cap))
            }
            Rule::Points { up_to, per_major } if per_major <= CHEAP_POINTS => Some(mul_div(sum, up_to, ONE)),
            Rule::NthPiece { .. } | Rule::NForPrice { .. } if !on_rest => {
                let order = [Line { left, ..*own }, Line::default(), Line::default()];
                match by_pieces(compiled, &candidate.rule, &order, [true, false, false]) {
                    Some((amount, _)) => amount,
                    None => return Exact::Unusual,
                }
            }
            _ => return Exact::Unusual,
        };
        if !on_rest && !known {
            // of the product alone it is no longer known what is left
            return Exact::Unusual;
        }
        if !is_used {
            if amount.is_some_and(|amount| amount > 0 && sum > 0) {
                return Exact::Nowhere;
            }
            continue;
        }
        let Some(amount) = amount else { return Exact::Nowhere };
        if amount <= 0 {
            continue;
        }
        if amount >= sum {
            return Exact::Net(0);
        }
        let lines = if on_rest { 1 + rest.lines } else { 1 };
        let lost = if on_rest { share(amount, left, sum, lines, 1) } else { amount };
        left = (left - lost).max(0);
        if on_rest {
            known = false;
            others = sum - amount - left;
        }
    }
    Exact::Net(left)
}
