//! What is paid for a product on one way in one basket, under the usual policy: the pipeline with three lines and nothing
//! that has to be decided, for baskets that are looked at by the thousand.

use smallvec::SmallVec;

use super::POINTS;
use super::rules::Guide;
use super::whole::{Reach, Sharing};
use crate::engine::offers::price::{Compiled, ItemOption, Off, Quotients, Rule, at_rate, mul_div};
use crate::model::Layer;

/// Points that one minor unit may cost, so that any customer's suffice for all that they can be used for.
pub(super) const CHEAP_POINTS: i64 = 10_000;
const _: () = assert!(POINTS > 1 << 30);

/// A basket's line on its way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Line {
    pub mask: u128,
    pub pieces: i64,
    pub left: i64,
}

impl Line {
    /// As far as these offers can tell it from others; whether its pieces do is asked as well.
    pub fn told(self, offers: u128, pieces: bool) -> Self {
        Self { mask: self.mask & offers, pieces: if pieces { self.pieces } else { self.pieces.min(1) }, ..self }
    }
}

/// What comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exact {
    /// Some of it is not of the usual kinds.
    Unusual,
    /// One of the offers cannot be used, or one that is not could and therefore would be.
    Nowhere,
    /// So much is paid for the first product.
    Net(i64),
}

/// What is paid for the first of `lines` when of the later offers just those in `used` are used; `places` are these and all that
/// are used whenever they can be, in the order of computation.
pub(super) fn exact(compiled: &Compiled, lines: &[(u32, ItemOption)], places: &[u8], used: u128) -> Exact {
    walk(compiled, lines, places, used).unwrap_or(Exact::Unusual)
}

fn walk(compiled: &Compiled, lines: &[(u32, ItemOption)], places: &[u8], used: u128) -> Option<Exact> {
    let mut order = [Line::default(); 3];
    for (line, (good, option)) in order.iter_mut().zip(lines) {
        let [(pieces, left), (beyond, _)] = option.segments;
        if beyond != 0 {
            return None;
        }
        *line = Line { mask: compiled.goods.get(*good as usize)?.mask, pieces, left };
    }
    onward(compiled, &mut order, places, used)
}

/// What is left of lines, the product's first, after the offers at some places; nothing if one is not of the usual kinds.
pub(super) fn onward<const N: usize>(
    compiled: &Compiled,
    order: &mut [Line; N],
    places: &[u8],
    used: u128,
) -> Option<Exact> {
    for &place in places {
        let place = usize::from(place);
        let bit = 1u128 << place;
        let candidate = compiled.candidates.get(place)?;
        if candidate.layer == Layer::Shipping {
            break;
        }
        let mut sum = 0;
        let (mut on, mut weights) = ([false; N], [0; N]);
        for ((line, on), weight) in order.iter().zip(&mut on).zip(&mut weights) {
            *on = line.mask & bit != 0;
            *weight = if *on { line.left } else { 0 };
            sum += *weight;
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
            Rule::Points { up_to, per_major } if per_major <= CHEAP_POINTS => {
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
            Rule::NForPrice { .. } | Rule::NthPiece { .. } | Rule::Bundle { .. } => {
                let (amount, of) = by_pieces(compiled, &candidate.rule, order, on)?;
                (weights, sum) = (of, of.iter().sum());
                amount
            }
            _ => return None,
        };
        if used & bit == 0 {
            if amount.is_some_and(|amount| amount > 0 && sum > 0) {
                return Some(Exact::Nowhere);
            }
            continue;
        }
        let Some(amount) = amount else { return Some(Exact::Nowhere) };
        if amount >= sum {
            for (line, weight) in order.iter_mut().zip(weights) {
                line.left -= weight;
            }
            continue;
        }
        if amount <= 0 {
            continue;
        }
        let quotients = Quotients::of(amount, sum);
        let (mut over, mut rests) = (amount, [-1i64; N]);
        for ((line, weight), rest) in order.iter_mut().zip(weights).zip(&mut rests) {
            if weight > 0 {
                let (part, left_over) = quotients.of_weight(weight);
                line.left -= part;
                over -= part;
                *rest = left_over;
            }
        }
        // odd units by largest remainder, ties in basket order
        while over > 0 {
            let mut best = 0;
            for i in 1..N {
                if rests[i] > rests[best] {
                    best = i;
                }
            }
            order[best].left -= 1;
            rests[best] = -1;
            over -= 1;
        }
    }
    Some(Exact::Net(order[0].left))
}

/// The least that is left of the first line when any of the offers from a place in the order of computation on may be used, if it is
/// below `limit`; else something not below it. Nothing if one is not of the usual kinds.
pub(super) fn least_onward<const N: usize>(
    guide: &Guide<'_>,
    mut order: [Line; N],
    from: usize,
    used: u128,
    mut limit: i64,
) -> Option<i64> {
    let compiled = guide.compiled;
    for (next, &place) in (from + 1..).zip(compiled.order.get(from..).unwrap_or_default()) {
        let (bit, at) = (1u128 << place, usize::from(place));
        if compiled.candidates.get(at)?.layer == Layer::Shipping {
            break;
        }
        let there = order.iter().any(|line| line.mask & bit != 0);
        if guide.lowers & !compiled.items & bit == 0 || !there {
            continue;
        }
        if guide.is_kept_out(at, used, order.iter().map(|line| &line.mask)) {
            continue;
        }
        let mut with = order;
        if onward(compiled, &mut with, &[place], used | bit)? == Exact::Nowhere || with == order {
            continue;
        }
        if guide.optional & bit == 0 {
            order = with;
        } else if is_hopeful(guide, &with, next, used | bit, limit) {
            limit = limit.min(least_onward(guide, with, next, used | bit, limit)?);
        }
        if !is_hopeful(guide, &order, next, used, limit) {
            return Some(limit);
        }
    }
    Some(limit.min(order[0].left))
}

/// Whether that may be, as far as sums alone tell it.
fn is_hopeful<const N: usize>(guide: &Guide<'_>, order: &[Line; N], next: usize, used: u128, limit: i64) -> bool {
    // of each product beside it both lines
    let [a, b] = if N == 5 { [&order[1..3], &order[3..]] } else { [&order[1..2], &order[2..]] };
    let left = |of: &[Line]| of.iter().map(|line| line.left).sum::<i64>();
    let mask = |of: &[Line]| of.iter().fold(0, |all, line| all | line.mask);
    let (own, with_a, with_b) = (order[0].left, left(a), left(b));
    let all = own + with_a + with_b;
    let reach = Reach { left: own, sums: [own + with_a, own + with_b, all], most: all };
    let sharing = Sharing::by(guide, [mask(a), mask(b)]);
    guide.least_after(guide.places_from(next), used, order[0].pieces, (reach, &sharing), limit) < limit
}

/// The same for a set of two products, where each is one line of its own.
fn pair<const N: usize>(
    order: &[Line; N],
    on: [bool; N],
    items: &[(u32, i64)],
    price: i64,
) -> Option<(Option<i64>, [i64; N])> {
    let &[(_, n), (_, other)] = items else { return None };
    // of five lines every second one is the rest of a product
    let one_each = N == 3 || N == 5 && order[2].pieces + order[4].pieces == 0;
    if n != other || n <= 0 || !one_each {
        return None;
    }
    let there = || order.iter().zip(on).filter(|(line, on)| *on && line.pieces > 0).map(|(line, _)| line);
    let sets = there().map(|line| line.pieces / n).min().unwrap_or(0);
    match there().count() {
        0 | 1 => return Some((None, [0; N])),
        2 if sets == 0 => return Some((None, [0; N])),
        2 => {}
        _ => return None,
    }
    let mut weights = [0; N];
    for ((line, on), weight) in order.iter().zip(on).zip(&mut weights) {
        if on && line.pieces > 0 {
            *weight = mul_div(line.left, n * sets, line.pieces);
        }
    }
    let whole: i64 = weights.iter().sum();
    Some((Some((whole - price.saturating_mul(sets)).max(0)), weights))
}

/// What an offer that counts pieces takes off, if there are enough of them, and what of each line takes part.
pub(super) fn by_pieces<const N: usize>(
    compiled: &Compiled,
    rule: &Rule,
    order: &[Line; N],
    on: [bool; N],
) -> Option<(Option<i64>, [i64; N])> {
    let n = match *rule {
        Rule::Bundle { ref items, price } => return pair(order, on, items, price),
        Rule::NForPrice { pieces, .. } => pieces,
        Rule::NthPiece { nth, .. } => nth,
        _ => return None,
    };
    let mut dearest: SmallVec<[usize; 5]> = (0..N).filter(|i| on[*i] && order[*i].pieces > 0).collect();
    let each = |i: usize, other: usize| order[i].left.checked_mul(order[other].pieces);
    if (0..N).any(|i| each(i, i).is_none()) {
        return None;
    }
    dearest.sort_by(|a, b| each(*b, *a).cmp(&each(*a, *b)));
    let groups = dearest.iter().map(|i| order[*i].pieces).sum::<i64>() / n.max(1);
    if groups == 0 {
        return Some((None, [0; N]));
    }
    // what a piece costs, where all of a line cost the same
    let even: [Option<i64>; N] = std::array::from_fn(|i| {
        let Line { pieces, left, .. } = order[i];
        (pieces > 0 && left % pieces == 0).then(|| left / pieces)
    });
    let (mut at, mut taken, mut off, mut weights) = (0, 0, 0, [0; N]);
    for _ in 0..groups {
        let (mut wanted, mut last, mut cost, mut group) = (n, 0, 0, [0; N]);
        while wanted > 0 {
            let Some(&i) = dearest.get(at) else { break };
            let line = &order[i];
            let now = wanted.min(line.pieces - taken);
            let upto =
                |pieces: i64| even[i].map_or_else(|| mul_div(line.left, pieces, line.pieces), |each| each * pieces);
            group[i] += upto(taken + now) - upto(taken);
            cost += upto(taken + now) - upto(taken);
            last = upto(taken + now) - upto(taken + now - 1);
            taken += now;
            wanted -= now;
            if taken >= line.pieces {
                (at, taken) = (at + 1, 0);
            }
        }
        match *rule {
            // every later group is cheaper still
            Rule::NForPrice { price, .. } if cost <= price => break,
            Rule::NForPrice { price, .. } => off += cost - price,
            Rule::NthPiece { part, .. } => off += last - at_rate(last, part, compiled.policy.rounding),
            _ => {}
        }
        for (weight, of) in weights.iter_mut().zip(group) {
            *weight += of;
        }
    }
    Some((Some(off), weights))
}
