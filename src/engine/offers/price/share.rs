//! The discount of an order, shared over its lines to the minor unit.

use super::amount::{mul_div, mul_div_rem, mul_rem};
use super::state::Amounts;
use crate::model::offer::OddCent;

/// Shares `amount` by weight; no part goes above its room, and what one line has no room for goes to the others.
/// Writes the parts and returns what could not be placed.
///
/// The odd minor units go by `odd`; to a line without room they do not go, but to the next one in that order.
pub(super) fn place(amount: i64, weights: &[i64], room: &[i64], odd: OddCent, parts: &mut Amounts) -> i64 {
    parts.clear();
    parts.resize(weights.len(), 0);
    if let Some(unused) = place_roomy(amount, weights, room, odd, parts) {
        return unused;
    }
    let mut rest = amount;
    // few lines, so plain loops; each round but the last fills a line
    let mut full: u64 = 0;
    loop {
        let open = |i: usize| full >> i & 1 == 0 && weights[i] > 0 && room[i] > 0;
        let sum: i64 = (0..weights.len()).filter(|i| open(*i)).map(|i| weights[i]).sum();
        if rest <= 0 || sum <= 0 {
            return rest.max(0);
        }
        let mut newly: u64 = 0;
        for i in 0..weights.len() {
            // at or above its room: the line is full, whatever the odd units do
            if open(i) && mul_div(rest, weights[i], sum) >= room[i] {
                newly |= 1 << i;
            }
        }
        if newly == 0 {
            let mut placed = 0;
            for i in 0..weights.len() {
                if open(i) {
                    parts[i] = mul_div(rest, weights[i], sum);
                    placed += parts[i];
                }
            }
            // what is left over is less than one unit a line, and each line has room for one more
            let mut over = rest - placed;
            let mut given: u64 = 0;
            while over > 0 {
                let Some(i) = next(weights, rest, sum, odd, |i| open(i) && given >> i & 1 == 0) else { break };
                let more = match odd {
                    OddCent::LargestRemainder => 1,
                    _ => over.min(room[i] - parts[i]),
                };
                parts[i] += more;
                over -= more;
                given |= 1 << i;
            }
            return over;
        }
        for i in 0..weights.len() {
            if newly >> i & 1 == 1 {
                let part = room[i].min(rest);
                parts[i] = part;
                rest -= part;
                full |= 1 << i;
            }
        }
    }
}

/// The usual case, in one pass: no line can become full, because each has room for its weight and the weights are no less
/// than the amount. Nothing if that is not so.
#[inline]
fn place_roomy(amount: i64, weights: &[i64], room: &[i64], odd: OddCent, parts: &mut Amounts) -> Option<i64> {
    let sum: i64 = weights.iter().sum();
    let roomy = weights.iter().zip(room).all(|(weight, room)| room >= weight);
    if amount <= 0 || amount > sum || !roomy || weights.len() > MAX_ROOMY {
        return None;
    }
    if amount == sum {
        parts.copy_from_slice(weights);
        return Some(0);
    }
    let mut rests = [0i64; MAX_ROOMY];
    let mut over = amount;
    let quotients = Quotients::of(amount, sum);
    for ((part, weight), rest) in parts.iter_mut().zip(weights).zip(&mut rests) {
        if *weight > 0 {
            (*part, *rest) = quotients.of_weight(*weight);
            over -= *part;
        }
    }
    if odd == OddCent::LargestRemainder {
        // fewer units than lines with a remainder; a line's room is at least its weight, so more than its part
        while over > 0 {
            let mut best = 0;
            for i in 1..parts.len() {
                if rests[i] > rests[best] {
                    best = i;
                }
            }
            parts[best] += 1;
            rests[best] = -1;
            over -= 1;
        }
        return Some(0);
    }
    let mut given: u64 = 0;
    while over > 0 {
        let i = next(weights, amount, sum, odd, |i| weights[i] > 0 && given >> i & 1 == 0)?;
        let more = over.min(room[i] - parts[i]);
        parts[i] += more;
        over -= more;
        given |= 1 << i;
    }
    Some(0)
}

/// `amount × weight ÷ sum` for several weights, none above the sum: by one reciprocal where products are exact as floats,
/// since a division of whole numbers takes as long as all the rest.
#[derive(Clone, Copy)]
pub(in crate::engine::offers) struct Quotients {
    amount: i64,
    sum: i64,
    /// 1 ÷ sum, if the products suffice for it.
    inverse: Option<f64>,
}

impl Quotients {
    #[inline]
    pub fn of(amount: i64, sum: i64) -> Self {
        let fits = amount.checked_mul(sum).is_some_and(|most| most < 1 << 52);
        Self { amount, sum, inverse: fits.then(|| 1.0 / sum as f64) }
    }

    /// The quotient rounded down, and what is left over.
    #[inline]
    #[allow(clippy::cast_possible_truncation, reason = "less than 2^52")]
    pub fn of_weight(&self, weight: i64) -> (i64, i64) {
        let Some(inverse) = self.inverse else { return mul_div_rem(self.amount, weight, self.sum) };
        let product = self.amount * weight;
        // off by one at most: the product is exact, and two roundings of less than 2^-52 each move less than one
        let about = (product as f64 * inverse) as i64;
        let rest = product - about * self.sum;
        if rest < 0 {
            (about - 1, rest + self.sum)
        } else if rest >= self.sum {
            (about + 1, rest - self.sum)
        } else {
            (about, rest)
        }
    }
}

/// Lines up to which the usual case has room of its own.
const MAX_ROOMY: usize = 16;

/// The line that gets the next odd unit.
fn next(weights: &[i64], amount: i64, sum: i64, odd: OddCent, open: impl Fn(usize) -> bool) -> Option<usize> {
    let mut lines = (0..weights.len()).filter(|i| open(*i));
    match odd {
        OddCent::First => lines.next(),
        OddCent::Last => lines.next_back(),
        OddCent::LargestLine => lines.reduce(|best, i| if weights[i] > weights[best] { i } else { best }),
        OddCent::LargestRemainder => {
            let rest = |i: usize| mul_rem(amount, weights[i], sum);
            lines.reduce(|best, i| if rest(i) > rest(best) { i } else { best })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shared(amount: i64, weights: &[i64], room: &[i64], odd: OddCent) -> (Vec<i64>, i64) {
        let mut parts = Amounts::new();
        let unused = place(amount, weights, room, odd, &mut parts);
        (parts.to_vec(), unused)
    }

    #[test]
    fn the_odd_cent_has_a_place() {
        let lines = [1000, 1000, 1001];
        for (odd, parts) in [
            (OddCent::LargestRemainder, [100, 99, 100]),
            (OddCent::First, [101, 99, 99]),
            (OddCent::Last, [99, 99, 101]),
            (OddCent::LargestLine, [99, 99, 101]),
        ] {
            // 299 × 1000 ÷ 3001 = 99.63, × 1001 = 99.73
            let (got, unused) = shared(299, &lines, &lines, odd);
            assert_eq!((got.iter().sum::<i64>(), unused), (299, 0), "{odd:?}");
            assert_eq!(got, parts, "{odd:?}");
        }
    }

    #[test]
    fn quotients_are_exact() {
        let sums = [1, 2, 3, 7, 99, 10_000, 30_001, 67_108_859, (1 << 51) - 1, 1 << 51, i64::MAX / 3];
        for sum in sums {
            for amount in [0, 1, 2, sum / 7, sum / 2, sum - 1] {
                let quotients = Quotients::of(amount, sum);
                for weight in (0..60).chain([sum / 5, sum / 3, sum / 2, sum - 2, sum - 1, sum]) {
                    if (0..=sum).contains(&weight) {
                        assert_eq!(quotients.of_weight(weight), mul_div_rem(amount, weight, sum));
                    }
                }
            }
        }
    }

    #[test]
    fn what_finds_no_room_goes_to_the_others() {
        assert_eq!(
            shared(2500, &[5000, 2000, 2000, 2000], &[500, 2000, 2000, 2000], OddCent::default()),
            (vec![500, 667, 667, 666], 0)
        );
        assert_eq!(shared(900, &[300, 300], &[100, 300], OddCent::default()), (vec![100, 300], 500));
        assert_eq!(shared(10, &[0, 0], &[100, 100], OddCent::default()), (vec![0, 0], 10));
        assert_eq!(shared(3, &[1, 1], &[2, 1], OddCent::First), (vec![2, 1], 0));
    }
}
