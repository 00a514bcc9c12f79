//! What is paid for a product on one way in one basket, under the usual policy: the pipeline with three lines and nothing
//! that has to be decided, for baskets that are looked at by the thousand.

use super::POINTS;
use crate::engine::offers::price::{Compiled, ItemOption, Off, Quotients, Rule, at_rate, mul_div};
use crate::model::Layer;

/// Points that one minor unit may cost, so that any customer's suffice for all that they can be used for.
const CHEAP_POINTS: i64 = 10_000;

/// A basket's line on its way.
#[derive(Clone, Copy, Default)]
struct Line {
    mask: u128,
    pieces: i64,
    left: i64,
}

/// What is paid for the first of `lines` when of the later offers just those in `used` are used: within it nothing if one of
/// them cannot be, or if one of `forced` could and is not. Nothing at all if it is not of the usual kinds.
pub(super) fn exact(
    compiled: &Compiled,
    lines: &[(u32, ItemOption)],
    places: &[u8],
    used: u128,
) -> Option<Option<i64>> {
    let mut order = [Line::default(); 3];
    for (line, (good, option)) in order.iter_mut().zip(lines) {
        let [(pieces, left), (beyond, _)] = option.segments;
        if beyond != 0 {
            return None;
        }
        *line = Line { mask: compiled.goods.get(*good as usize)?.mask, pieces, left };
    }
    for &place in places {
        let place = usize::from(place);
        let bit = 1u128 << place;
        let candidate = compiled.candidates.get(place)?;
        if candidate.layer == Layer::Shipping {
            break;
        }
        let mut sum = 0;
        let mut on = [false; 3];
        for (line, on) in order.iter().zip(&mut on) {
            *on = line.mask & bit != 0;
            sum += if *on { line.left } else { 0 };
        }
        let amount = match candidate.rule {
            Rule::Tiered(ref rungs) => {
                let mut best = None;
                for (at, off) in rungs {
                    let Off::Less(off) = off else { return None };
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
            Rule::Points { up_to, per_major } if per_major <= CHEAP_POINTS && POINTS > 1 << 30 => {
                Some(mul_div(sum, up_to, crate::engine::offers::price::ONE))
            }
            Rule::PiecesRate(ref rungs) => {
                let pieces: i64 = order.iter().zip(on).filter(|(_, on)| *on).map(|(line, _)| line.pieces).sum();
                let part = rungs.iter().filter(|(n, _)| *n <= pieces).map(|(_, part)| *part).min();
                if let (Some(part), true) = (part, used & bit != 0) {
                    for (line, _) in order.iter_mut().zip(on).filter(|(_, on)| *on) {
                        line.left = at_rate(line.left, part, compiled.policy.rounding);
                    }
                    continue;
                }
                part.filter(|part| {
                    order
                        .iter()
                        .zip(on)
                        .any(|(line, on)| on && at_rate(line.left, *part, compiled.policy.rounding) < line.left)
                })
            }
            Rule::Deposit { pay, credit } if used & bit != 0 => {
                for (line, _) in order.iter_mut().zip(on).filter(|(_, on)| *on) {
                    let credited = credit.saturating_mul(line.pieces).min(line.left);
                    line.left -= (credited - pay.saturating_mul(line.pieces)).max(0);
                }
                continue;
            }
            _ => return None,
        };
        if used & bit == 0 {
            if amount.is_some_and(|amount| amount > 0 && sum > 0) {
                return Some(None);
            }
            continue;
        }
        let Some(amount) = amount else { return Some(None) };
        if amount >= sum {
            for (line, _) in order.iter_mut().zip(on).filter(|(_, on)| *on) {
                line.left = 0;
            }
            continue;
        }
        if amount <= 0 {
            continue;
        }
        let quotients = Quotients::of(amount, sum);
        let (mut over, mut rests) = (amount, [-1i64; 3]);
        for ((line, on), rest) in order.iter_mut().zip(on).zip(&mut rests) {
            if on {
                let (part, left_over) = quotients.of_weight(line.left);
                line.left -= part;
                over -= part;
                *rest = left_over;
            }
        }
        // odd units by largest remainder, ties in basket order
        while over > 0 {
            let mut best = 0;
            for i in 1..3 {
                if rests[i] > rests[best] {
                    best = i;
                }
            }
            order[best].left -= 1;
            rests[best] = -1;
            over -= 1;
        }
    }
    Some(Some(order[0].left))
}
