//! What a product loses at most to an offer that groups pieces, dearest first, where it is known how many pieces of each line
//! there are: each order in which the lines can stand is looked at by itself, as it says which pieces of the product stand in
//! groups at all.

use smallvec::SmallVec;

use super::bound::Span;
use super::pieces::piece;
use super::quick::share;
use crate::engine::offers::price::{Rule, at_rate, mul_div};
use crate::model::offer::Rounding;

/// So many pieces that cost so much together; the product's own come first.
#[derive(Clone, Copy, Debug)]
struct Line {
    pieces: i64,
    left: (i64, i64),
}

type Lines = SmallVec<[Line; 3]>;

/// The orders in which up to three lines can stand.
const ORDERS: [&[&[usize]]; 3] =
    [&[&[0]], &[&[0, 1], &[1, 0]], &[&[0, 1, 2], &[0, 2, 1], &[1, 0, 2], &[1, 2, 0], &[2, 0, 1], &[2, 1, 0]]];

/// The most that the first of `spans`, of which is known what it costs, loses to an offer. Nothing if something is not known.
pub(super) fn most_of_first(spans: &[Span], bit: u128, rule: &Rule, rounding: Rounding) -> Option<i64> {
    let mut lines = Lines::new();
    for (i, span) in spans.iter().enumerate().filter(|(_, span)| span.any & bit != 0) {
        let known = span.all & bit != 0 && span.pieces.0 == span.pieces.1 && span.parts == 1;
        // whatever comes of it must fit into 64 bits
        let fits = span.pieces.0 > 0 && span.left.0 >= 0 && span.left.1 < 1 << 40;
        if !known || !fits || (i == 0) != lines.is_empty() {
            return None;
        }
        lines.push(Line { pieces: span.pieces.0, left: span.left });
    }
    lines.first().filter(|own| own.left.0 == own.left.1)?;
    if let Rule::Bundle { items, price } = rule {
        return in_sets(&lines, items, *price);
    }
    let orders = ORDERS.get(lines.len() - 1)?.iter().filter_map(|order| in_order(&lines, order));
    let most = orders.map(|lines| match *rule {
        Rule::NthPiece { nth, part } => nth_piece(&lines, nth, part, rounding),
        Rule::NForPrice { pieces, price } => n_for_price(&lines, pieces, price),
        _ => i64::MAX,
    });
    most.max()
}

/// Lines in an order, each with whether it is the product's own, and with what that says of the amounts beside it; nothing if
/// they cannot stand like this.
fn in_order(lines: &Lines, order: &[usize]) -> Option<SmallVec<[(bool, Line); 3]>> {
    let own = *lines.first()?;
    let mut ordered: SmallVec<[(bool, Line); 3]> = SmallVec::new();
    let mut after = false;
    for i in order {
        let mut line = *lines.get(*i)?;
        if *i == 0 {
            after = true;
        } else {
            // as much as its pieces cost at the product's price, rounded either way
            let same = own.left.0 * line.pieces;
            if after {
                line.left.1 = line.left.1.min(same / own.pieces + 1);
            } else {
                line.left.0 = line.left.0.max(same / own.pieces);
            }
        }
        if line.left.0 > line.left.1 {
            return None;
        }
        ordered.push((*i == 0, line));
    }
    let at_least = |a: &Line, b: &Line| a.left.1 * b.pieces >= b.left.0 * a.pieces;
    ordered.windows(2).all(|pair| at_least(&pair[0].1, &pair[1].1)).then_some(ordered)
}

/// What is lost where in each group the cheapest piece costs less: the part of the whole that is lost is the largest where
/// each amount is either its least or its most.
fn nth_piece(lines: &[(bool, Line)], nth: i64, part: i64, rounding: Rounding) -> i64 {
    let groups = lines.iter().map(|(_, line)| line.pieces).sum::<i64>() / nth;
    let whole = groups * nth;
    let fixed = lines.iter().all(|(_, line)| line.left.0 == line.left.1);
    // of what is known there is one corner only
    let moves = |corner: &usize| {
        lines.iter().enumerate().all(|(i, (_, line))| corner >> i & 1 == 0 || line.left.0 < line.left.1)
    };
    // of each line, at its least and at its most: what its pieces lose, what of it counts, and that again if it is the product's
    let mut ends: SmallVec<[[[i64; 3]; 2]; 3]> = SmallVec::new();
    let mut seen = 0;
    for (is_own, line) in lines {
        let until = (seen + line.pieces).min(whole);
        let now = (until - seen).max(0);
        let losing = until / nth - seen.min(until) / nth;
        let end = |left: i64| {
            let piece = (left + line.pieces - 1) / line.pieces;
            let of = if now == line.pieces { left } else { left * now / line.pieces };
            [losing * (piece - at_rate(piece, part, rounding)), of, if *is_own { of } else { 0 }]
        };
        let least = end(line.left.0);
        ends.push([least, if line.left.0 < line.left.1 { end(line.left.1) } else { least }]);
        seen = until;
    }
    let corner = |corner: usize| {
        let at = ends.iter().enumerate().map(|(i, ends)| ends[corner >> i & 1]);
        let [off, of, own] = at.fold([0; 3], |all, end| std::array::from_fn(|i| all[i] + end[i]));
        // between the corners each piece is rounded otherwise
        let (off, of) = if fixed { (off, of) } else { (off + 2 * groups, of - 1) };
        share(off, own, of.max(off).max(1), lines.len() as u32, 1)
    };
    (0..1usize << lines.len()).filter(moves).map(corner).max().unwrap_or(i64::MAX)
}

/// What is lost where groups cost a price: the more, the dearer they are.
fn n_for_price(lines: &[(bool, Line)], pieces: i64, price: i64) -> i64 {
    let groups = lines.iter().map(|(_, line)| line.pieces).sum::<i64>() / pieces;
    let lost = |used: i64| {
        let (mut open, mut of, mut own) = (used * pieces, 0, 0);
        for (is_own, line) in lines {
            let now = open.min(line.pieces);
            open -= now;
            of += (line.left.1 * now + line.pieces - 1) / line.pieces;
            if *is_own {
                own = line.left.1 * now / line.pieces;
            }
        }
        let paid = used.saturating_mul(price);
        if of <= paid || own == 0 { 0 } else { own - mul_div(own, paid, of) + i64::from(lines.len() > 1) }
    };
    (1..=groups).map(lost).max().unwrap_or(0)
}

/// What is lost in sets of two products: the more, the dearer the other is. Nothing if that is not what they are.
fn in_sets(lines: &[Line], items: &[(u32, i64)], price: i64) -> Option<i64> {
    let (&[own, other], &[(_, n), (_, of_other)]) = (lines, items) else { return None };
    if n != of_other || n <= 0 {
        return None;
    }
    let sets = (own.pieces / n).min(other.pieces / n);
    let part = |line: &Line| (line.left.1 * (sets * n) + line.pieces - 1) / line.pieces;
    let (mine, paid) = (part(&own), price.saturating_mul(sets));
    let of = mine + part(&other);
    Some(if of <= paid || sets == 0 { 0 } else { mine - mul_div(mine, paid, of) + 1 })
}

/// The most that the first of `spans` loses where groups cost a price, whatever is known of the others: of so many groups, so many
/// pieces are its own, and all others the dearest there can be.
pub(super) fn most_in_groups(spans: &[Span], bit: u128, pieces: i64, price: i64) -> Option<i64> {
    let (own, others) = spans.split_first().filter(|(own, _)| own.all & bit != 0 && own.pieces.0 == own.pieces.1)?;
    let mut dearest: SmallVec<[(i64, i64); 2]> =
        others.iter().filter(|span| span.any & bit != 0).map(|span| (piece(span), span.pieces.1)).collect();
    dearest.sort_unstable_by_key(|(each, _)| std::cmp::Reverse(*each));
    let beside: i64 = dearest.iter().map(|(_, n)| n).sum();
    if pieces <= 0
        || own.pieces.0 <= 0
        || own.left.1 >= 1 << 40
        || dearest.first().is_some_and(|(each, _)| *each >= 1 << 40)
    {
        return None;
    }
    let upto = |mut wanted: i64| {
        let mut sum = 0;
        for (each, n) in &dearest {
            sum += each * wanted.min(*n);
            wanted -= wanted.min(*n);
        }
        sum
    };
    let mut most = 0;
    for groups in 1..=(own.pieces.0 + beside) / pieces {
        let (all, paid) = (groups * pieces, groups.saturating_mul(price));
        for mine in (all - beside).max(1)..=own.pieces.0.min(all) {
            let left = (own.left.1 * mine + own.pieces.0 - 1) / own.pieces.0;
            let of = left + upto(all - mine);
            if of > paid {
                most = most.max(left - mul_div(left, paid, of) + 1);
            }
        }
    }
    Some(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the first line really loses, by laying out every piece.
    fn lost(lines: &[Line], rule: &Rule) -> i64 {
        let mut order: Vec<usize> = (0..lines.len()).collect();
        let each = |a: usize, b: usize| lines[a].left.0 * lines[b].pieces;
        order.sort_by(|a, b| each(*b, *a).cmp(&each(*a, *b)));
        let upto = |i: usize, n: i64| lines[i].left.0 * n / lines[i].pieces;
        let piece = |i: usize, n: i64| (i, upto(i, n + 1) - upto(i, n));
        let pieces: Vec<(usize, i64)> =
            order.iter().flat_map(|i| (0..lines[*i].pieces).map(move |n| piece(*i, n))).collect();
        let (mut off, mut own, mut of) = (0, 0, 0);
        let size = match *rule {
            Rule::NthPiece { nth: n, .. } | Rule::NForPrice { pieces: n, .. } => n as usize,
            _ => 1,
        };
        for group in pieces.chunks_exact(size) {
            let cost: i64 = group.iter().map(|(_, v)| v).sum();
            match *rule {
                Rule::NForPrice { price, .. } if cost <= price => break,
                Rule::NForPrice { price, .. } => off += cost - price,
                Rule::NthPiece { part, .. } => {
                    let last = group.last().map_or(0, |(_, v)| *v);
                    off += last - at_rate(last, part, Rounding::HalfUp);
                }
                _ => {}
            }
            of += cost;
            own += group.iter().filter(|(i, _)| *i == 0).map(|(_, v)| v).sum::<i64>();
        }
        if of == 0 { 0 } else { own * off / of }
    }

    /// Numbers below another, the same in each run.
    fn dice() -> impl FnMut(u64) -> i64 {
        let mut seed = 7u64;
        move |n| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            ((seed >> 33) % n) as i64
        }
    }

    #[test]
    fn no_set_of_two_loses_more() {
        let mut below = dice();
        for _ in 0..20_000 {
            let (n, price) = (1 + below(2), 1 + below(20_000));
            let [own, other] = [(); 2].map(|()| {
                let pieces = n + below(5);
                Line { pieces, left: (0, (100 + below(9_000)) * pieces + below(3)) }
            });
            // whole sets are as many as there are of both; what is saved is shared by what stands in them
            let sets = (own.pieces / n).min(other.pieces / n);
            let part = |line: &Line| line.left.1 * (sets * n) / line.pieces;
            let (mine, of) = (part(&own), part(&own) + part(&other));
            let saved = (of - price * sets).max(0);
            let items = [(1, n), (2, n)];
            // of the other it is known that it costs no more
            let dearer = Line { left: (0, other.left.1 + below(500)), ..other };
            let most = in_sets(&[own, dearer], &items, price).unwrap();
            assert!(most * of >= saved * mine, "{most}: {saved} × {mine} ÷ {of}, {own:?} {other:?}");
        }
    }

    #[test]
    fn no_order_of_lines_loses_more() {
        let mut below = dice();
        for _ in 0..20_000 {
            let rule = if below(2) == 0 {
                Rule::NthPiece { nth: 2 + below(3), part: (30 + below(60)) * 10_000_000 }
            } else {
                Rule::NForPrice { pieces: 2 + below(3), price: 1 + below(20_000) }
            };
            let count = 1 + below(3);
            let real: Vec<Line> = (0..count)
                .map(|_| {
                    let (pieces, price) = (1 + below(6), 100 + below(9_000));
                    let left = price * pieces + below(3);
                    Line { pieces, left: (left, left) }
                })
                .collect();
            // a box around what is beside the product
            let wide = below(3_000) + 1;
            let spans: Vec<Span> = real
                .iter()
                .enumerate()
                .map(|(i, line)| {
                    let (down, up) = if i == 0 { (0, 0) } else { (below(wide as u64), below(wide as u64)) };
                    let left = ((line.left.0 - down).max(0), line.left.0 + up);
                    Span {
                        all: 1,
                        any: 1,
                        pieces: (line.pieces, line.pieces),
                        left,
                        dearest: 1 << 39,
                        parts: 1,
                        ..Span::default()
                    }
                })
                .collect();
            let most = most_of_first(&spans, 1, &rule, Rounding::HalfUp).unwrap();
            let lost = lost(&real, &rule);
            if let Rule::NForPrice { pieces, price } = rule {
                let at_most = most_in_groups(&spans, 1, pieces, price).unwrap();
                assert!(at_most >= lost, "{at_most} < {lost}: {rule:?} {spans:?}");
            }
            assert!(most >= lost, "{most} < {lost}: {rule:?} {spans:?}");
        }
    }
}
