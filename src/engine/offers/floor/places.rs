//! The offers that may take something off after the item layer, with what of each matters to one product, in the order of computation.

use super::whole::Kept;
use crate::engine::offers::price::{Compiled, Off, Rule};

/// One of these offers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    /// Its place among all offers, and that as a bit.
    pub at: usize,
    pub bit: u128,
    /// Whether it is the product's.
    pub own: bool,
    /// Whether it matters of each line how many pieces it has.
    pub by_piece: bool,
    /// How many of its rungs are looked at each by itself.
    pub rungs: usize,
    /// From which sum on it takes which plain amount off, if there is one such rung alone.
    pub plain: Option<(i64, i64)>,
    /// Offers that exclude it for a line, or for the whole order.
    pub rivals: u128,
    /// What it leaves of any sum.
    pub kept: Kept,
    pub rule: &'a Rule,
}

impl<'a> Place<'a> {
    /// An offer, of so many rungs that are looked at by themselves.
    pub fn new(compiled: &'a Compiled, at: usize, own: bool, rungs: usize, kept: Kept) -> Self {
        let rule = &compiled.candidates[at].rule;
        Self {
            at,
            bit: 1 << at,
            own,
            by_piece: matches!(rule, Rule::NForPrice { .. } | Rule::NthPiece { .. } | Rule::Bundle { .. }),
            rungs,
            plain: plain(rule),
            rivals: compiled.clash[at] | compiled.clash_on_line[at],
            kept,
            rule,
        }
    }
}

fn plain(rule: &Rule) -> Option<(i64, i64)> {
    match rule {
        Rule::Voucher { at, off: Off::Less(off), copies: 1 } => Some((*at, *off)),
        Rule::Tiered(rungs) => match rungs.as_slice() {
            [(at, Off::Less(off))] => Some((*at, *off)),
            _ => None,
        },
        _ => None,
    }
}
