//! Products and quotients of minor units, exact.

use crate::model::Rate;
use crate::model::offer::Rounding;

/// One, in billionths.
pub(in crate::engine::offers) const ONE: i64 = 1_000_000_000;

/// `a × b ÷ c` rounded down, for values from zero on and `c` above zero; in 64 bits where they suffice.
#[inline]
pub(in crate::engine::offers) fn mul_div(a: i64, b: i64, c: i64) -> i64 {
    debug_assert!(a >= 0 && b >= 0 && c > 0);
    match a.checked_mul(b) {
        Some(product) => product / c,
        None => i64::try_from(i128::from(a) * i128::from(b) / i128::from(c)).unwrap_or(i64::MAX),
    }
}

/// `a × b ÷ c` rounded down and what is left over, in one division where 64 bits suffice.
#[inline]
pub(super) fn mul_div_rem(a: i64, b: i64, c: i64) -> (i64, i64) {
    match a.checked_mul(b) {
        Some(product) => {
            let down = product / c;
            (down, product - down * c)
        }
        None => (mul_div(a, b, c), mul_rem(a, b, c)),
    }
}

/// What `mul_div` leaves over: `a × b mod c`.
#[inline]
pub(super) fn mul_rem(a: i64, b: i64, c: i64) -> i64 {
    match a.checked_mul(b) {
        Some(product) => product % c,
        None => i64::try_from(i128::from(a) * i128::from(b) % i128::from(c)).unwrap_or(0),
    }
}

/// `amount` times a part of one in billionths, rounded as named.
#[inline]
pub(in crate::engine::offers) fn at_rate(amount: i64, part: i64, rounding: Rounding) -> i64 {
    let (down, rest) = mul_div_rem(amount, part, ONE);
    let up = match rounding {
        Rounding::Down => false,
        Rounding::HalfUp => rest * 2 >= ONE,
        Rounding::HalfEven => rest * 2 > ONE || (rest * 2 == ONE && down % 2 == 1),
    };
    down + i64::from(up)
}

/// A part that is paid, in billionths: below zero is zero, above one is one, so that no offer raises a price.
pub(super) fn part_paid(rate: Rate) -> i64 {
    i64::try_from(rate.wide().clamp(0, i128::from(ONE))).unwrap_or(ONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_has_a_name() {
        // 10.50 at 85 % is 8.925
        assert_eq!(at_rate(1050, 850_000_000, Rounding::HalfUp), 893);
        assert_eq!(at_rate(1050, 850_000_000, Rounding::HalfEven), 892);
        assert_eq!(at_rate(1050, 850_000_000, Rounding::Down), 892);
        assert_eq!(at_rate(1150, 850_000_000, Rounding::HalfEven), 978); // 9.775
        assert_eq!(mul_div(i64::MAX / 2, 6, 7), i64::try_from(i128::from(i64::MAX / 2) * 6 / 7).unwrap());
    }
}
