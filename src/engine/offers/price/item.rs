//! The item layer: what one line costs under the item offers it takes part in.

use smallvec::SmallVec;

use super::amount::at_rate;
use super::compile::{Benefit, Compiled, Good, Rule};
use crate::model::offer::{GroupChoice, PercentBase, RoundingUnit};

/// Pieces and what they cost together.
pub(in crate::engine::offers) type Segment = (i64, i64);

/// One way in which a line can be priced.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine::offers) struct ItemOption {
    /// Item offers that apply.
    pub mask: u128,
    /// The pieces within the limits of those offers, then the others; the second may be empty.
    pub segments: [Segment; 2],
}

impl ItemOption {
    /// What the line costs.
    pub fn amount(&self) -> i64 {
        self.segments.iter().map(|s| s.1).sum()
    }
}

impl Compiled {
    /// Every way in which a line can be priced with the offers at hand, into `options`; `present` are all offers that the
    /// basket meets. The first way takes each offer that it can, in the order of the list.
    pub(super) fn item_options(
        &self,
        good: &Good,
        pieces: i64,
        available: u128,
        present: u128,
        options: &mut SmallVec<[ItemOption; 2]>,
    ) {
        let here = good.mask & available & self.items;
        let plain = self.price_line(good, pieces, 0);
        if here == 0 {
            options.push(plain);
        } else {
            self.collect(good, pieces, here, present, here, plain, options);
        }
    }

    /// Goes on from the way `taken`, with the offers in `rest` still to be decided.
    fn collect(
        &self,
        good: &Good,
        pieces: i64,
        here: u128,
        present: u128,
        rest: u128,
        taken: ItemOption,
        options: &mut SmallVec<[ItemOption; 2]>,
    ) {
        if rest == 0 {
            options.push(taken);
            return;
        }
        let at = rest.trailing_zeros() as usize;
        let (bit, rest) = (1u128 << at, rest & (rest - 1));
        if taken.mask & self.clash_on_line[at] == 0 {
            let with = self.price_line(good, pieces, taken.mask | bit);
            if with.amount() < taken.amount() {
                self.collect(good, pieces, here, present, rest, with, options);
                let partners = self.clash_on_line[at] & here | self.clash[at] & present;
                let optional = match self.policy.group_choice {
                    GroupChoice::Best => self.chosen & bit != 0 || partners != 0,
                    GroupChoice::Priority => self.chosen & bit != 0 && partners == 0,
                };
                if !optional {
                    return;
                }
            }
        }
        self.collect(good, pieces, here, present, rest, taken, options);
    }

    /// What a line costs when exactly these item offers apply, in the order of the list. Where one of them is limited, the
    /// pieces beyond the limit get the others only.
    pub(super) fn price_line(&self, good: &Good, pieces: i64, mask: u128) -> ItemOption {
        if mask == 0 {
            return ItemOption { mask, segments: [(pieces, line_amount(good.price, pieces)), (0, 0)] };
        }
        let (mut limit, mut limited) = (i64::MAX, 0u128);
        for (bit, _, most) in self.item_rules(mask) {
            if most < i64::MAX {
                limit = limit.min(most);
                limited |= bit;
            }
        }
        let within = pieces.min(limit);
        let segment = |pieces: i64, mask: u128| (pieces, self.price_pieces(good, pieces, mask));
        ItemOption { mask, segments: [segment(within, mask), segment(pieces - within, mask & !limited)] }
    }

    fn item_rules(&self, mask: u128) -> impl Iterator<Item = (u128, Benefit, i64)> + '_ {
        let mut rest = mask;
        std::iter::from_fn(move || {
            while rest != 0 {
                let place = rest.trailing_zeros();
                rest &= rest - 1;
                if let Rule::Item { benefit, limit } = self.candidates[place as usize].rule {
                    return Some((1 << place, benefit, limit));
                }
            }
            None
        })
    }

    fn price_pieces(&self, good: &Good, pieces: i64, mask: u128) -> i64 {
        if pieces == 0 {
            return 0;
        }
        let full = line_amount(good.price, pieces);
        let mut amount = full;
        for (_, benefit, _) in self.item_rules(mask) {
            amount = match benefit {
                Benefit::Pay(part) => {
                    let base = if self.policy.percent == PercentBase::SameBase { full } else { amount };
                    (amount - (base - self.paid(base, pieces, part))).max(0)
                }
                Benefit::Less(less) => (amount - line_amount(less, pieces)).max(0),
                Benefit::Price(price) => amount.min(line_amount(price, pieces)),
            };
        }
        amount
    }

    /// What is paid of an amount, rounded by the policy; an item offer and a line know no order, so that what is rounded
    /// by order is rounded by line here.
    pub(super) fn paid(&self, amount: i64, pieces: i64, part: i64) -> i64 {
        let rounding = self.policy.rounding;
        match self.policy.rounding_unit {
            RoundingUnit::Line | RoundingUnit::Order => at_rate(amount, part, rounding),
            // pieces of one line differ by a minor unit at most
            RoundingUnit::Piece => {
                let (each, more) = (amount / pieces.max(1), amount % pieces.max(1));
                let dear = at_rate(each + 1, part, rounding) * more;
                dear + at_rate(each, part, rounding) * (pieces - more)
            }
        }
    }
}

/// So many pieces at a price, at the edge of the range beyond it.
pub(super) fn line_amount(price: i64, pieces: i64) -> i64 {
    price.saturating_mul(pieces).min(crate::model::Money::MAX.minor())
}
