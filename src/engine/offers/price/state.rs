//! A basket on its way through the layers.

use smallvec::SmallVec;

/// Most lines of a basket.
pub const MAX_LINES: usize = 64;
/// Most pieces of one product in a basket.
pub const MAX_PIECES: u64 = 9_999;

/// Room for the lines of a usual basket without an allocation.
pub(super) type Amounts = SmallVec<[i64; 8]>;

/// Pieces of one product at one price.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    /// Which product, by its place in the compiled goods.
    pub good: u32,
    /// Pieces, one and above.
    pub pieces: i64,
    /// Offers that the product is eligible for, of those at hand.
    pub mask: u128,
    /// Amount after the item layer.
    pub original: i64,
    /// What is left of it.
    pub left: i64,
    /// Below this the line may not go: zero, or its floor under floor protection.
    pub least: i64,
}

impl Line {
    /// What can still be taken off.
    #[inline]
    pub fn room(&self) -> i64 {
        (self.left - self.least).max(0)
    }
}

/// All lines, and what has been used so far.
#[derive(Debug, Default)]
pub(super) struct State {
    pub lines: SmallVec<[Line; 8]>,
    /// Offers that have applied.
    pub applied: u128,
    /// The first layer's number that is closed by an offer that stops; 0 = none.
    pub closed_from: u8,
}

impl Clone for State {
    #[inline]
    fn clone(&self) -> Self {
        // lines as one block, not one by one
        Self { lines: SmallVec::from_slice(&self.lines), applied: self.applied, closed_from: self.closed_from }
    }
}

impl State {
    /// Makes one line of all: for offers in which every line takes part, it comes to the same.
    pub fn merge(&mut self) {
        let Some((first, rest)) = self.lines.split_first_mut() else { return };
        for line in rest {
            first.pieces += line.pieces;
            first.mask |= line.mask;
            first.original += line.original;
            first.left += line.left;
            first.least += line.least;
        }
        self.lines.truncate(1);
    }

    /// What is left to pay for goods.
    #[inline]
    pub fn left(&self) -> i64 {
        self.lines.iter().map(|line| line.left).sum()
    }
}
