//! A figure that depends on itself: 客单价 decides how many orders there are, these what coupons are left for them, and so
//! the 客单价. Knows no offers.

/// The most rounds.
pub const MOST_ROUNDS: u32 = 50;
/// Settled once it moves by less than this, in minor units: 0.01 of the major unit.
pub const CLOSE: f64 = 1.0;

/// Where a figure comes to rest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Settled {
    /// It moves by less than [`CLOSE`].
    At {
        /// The figure.
        figure: f64,
        /// Rounds it took.
        rounds: u32,
    },
    /// After [`MOST_ROUNDS`] it still moves.
    NotSettling {
        /// The figure of the round that moved least.
        last: f64,
        /// By how much it still moved.
        moves: f64,
    },
}

impl Settled {
    /// The figure, settled or not.
    #[must_use]
    pub const fn figure(self) -> f64 {
        match self {
            Self::At { figure, .. } => figure,
            Self::NotSettling { last, .. } => last,
        }
    }
}

/// Follows a figure through its own consequences until it rests. A consequence that is no number counts as not moving.
pub fn settle(start: f64, mut next: impl FnMut(f64) -> f64) -> Settled {
    let mut now = start;
    let mut calmest = (f64::INFINITY, start);
    for round in 1..=MOST_ROUNDS {
        let then = next(now);
        if !then.is_finite() {
            return Settled::At { figure: now, rounds: round };
        }
        let moves = (then - now).abs();
        if moves < CLOSE {
            return Settled::At { figure: then, rounds: round };
        }
        if moves < calmest.0 {
            calmest = (moves, then);
        }
        now = then;
    }
    Settled::NotSettling { last: calmest.1, moves: calmest.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_rests_or_says_that_it_does_not() {
        // half-way to 26,000 each time: 1,000, 500, … below 1 after eleven rounds
        let got = settle(24_000.0, |aov| f64::midpoint(aov, 26_000.0));
        let Settled::At { figure, rounds } = got else { panic!("{got:?}") };
        assert_eq!(rounds, 11);
        assert!((figure - 26_000.0).abs() < 1.0);
        // to and fro, never nearer
        let got = settle(100.0, |aov| 1_000.0 - aov);
        assert_eq!(got, Settled::NotSettling { last: 900.0, moves: 800.0 });
        assert_eq!(got.figure(), 900.0);
        assert_eq!(settle(5.0, |_| f64::NAN), Settled::At { figure: 5.0, rounds: 1 });
    }
}
