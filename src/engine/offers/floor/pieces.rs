//! What pieces cost in offers that count them, when amounts are known as ranges.

use smallvec::SmallVec;

use super::bound::Span;
use crate::engine::offers::price::{ONE, at_rate, mul_div};
use crate::model::offer::Rounding;

/// The most that a piece of a line costs.
pub(super) fn piece(span: &Span) -> i64 {
    // of pieces at two prices, one may cost nearly all; else they differ by a unit at most
    let fewest = if span.parts > 1 { 1 } else { span.pieces.0.max(1) };
    (span.left.1.saturating_add(fewest - 1) / fewest).min(span.dearest)
}

/// The most that a group of so many pieces costs.
pub(super) fn dearest_group(spans: &[Span], bit: u128, pieces: i64) -> i64 {
    let mut each: SmallVec<[(i64, i64); 3]> =
        spans.iter().filter(|span| span.any & bit != 0).map(|span| (piece(span), span.pieces.1)).collect();
    each.sort_by_key(|(price, _)| std::cmp::Reverse(*price));
    let (mut wanted, mut sum) = (pieces, 0i64);
    for (price, n) in each {
        let now = n.min(wanted);
        sum = sum.saturating_add(price.saturating_mul(now));
        wanted -= now;
    }
    sum
}

/// What the N-th pieces lose at most together, and what the pieces in whole groups cost at least; nothing if it is not known
/// how many pieces there are.
pub(super) fn cheapest_pieces(
    spans: &[Span],
    bit: u128,
    nth: i64,
    part: i64,
    rounding: Rounding,
) -> Option<(i64, i64)> {
    let mut each: SmallVec<[(i64, i64, i64); 3]> = SmallVec::new();
    for span in spans.iter().filter(|span| span.any & bit != 0) {
        let (n, n_most) = span.pieces;
        if span.all & bit == 0 || n != n_most || n <= 0 || nth <= 0 {
            return None;
        }
        each.push((piece(span), span.left.0 / n, n));
    }
    let whole = each.iter().map(|(_, _, n)| n).sum::<i64>() / nth * nth;
    // all of them grow with each price: what is lost with the highest, what is paid with the lowest
    each.sort_unstable_by_key(|(most, ..)| std::cmp::Reverse(*most));
    let (mut seen, mut off) = (0, 0i64);
    for (most, _, n) in &each {
        let until = (seen + n).min(whole);
        let ends = until / nth - seen / nth;
        off += ends * (*most - at_rate(*most, part, rounding));
        seen = until;
    }
    each.sort_unstable_by_key(|(_, least, _)| std::cmp::Reverse(*least));
    let (mut open, mut of) = (whole, 0i64);
    for (_, least, n) in &each {
        let now = open.min(*n);
        of += now * least;
        open -= now;
    }
    (of > 0).then_some((off, of))
}

/// What the N-th pieces lose at least where prices are the highest: what is left then is the most.
pub(super) fn cheapest_least(spans: &[Span], bit: u128, nth: i64, part: i64) -> i64 {
    let mut each: SmallVec<[(i64, i64); 3]> = SmallVec::new();
    for span in spans.iter().filter(|span| span.any & bit != 0) {
        let (n, n_most) = span.pieces;
        if span.all & bit == 0 || n != n_most || n <= 0 || span.parts != 1 || nth <= 0 {
            return 0;
        }
        each.push((span.left.1 / n, n));
    }
    each.sort_unstable_by_key(|(price, _)| std::cmp::Reverse(*price));
    let (mut seen, mut off) = (0, 0i64);
    let whole = each.iter().map(|(_, n)| n).sum::<i64>() / nth * nth;
    for (price, n) in &each {
        let until = (seen + n).min(whole);
        off += (until / nth - seen / nth) * (price - mul_div(*price, part, ONE) - 1);
        seen = until;
    }
    off.max(0)
}
