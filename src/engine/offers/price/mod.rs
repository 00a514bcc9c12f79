//! The price pipeline (到手价): basket and offers in, receipt out.
//!
//! Nine layers in order. Within a layer offers are computed in the order of the list. The item layer prices each line by
//! itself; every later layer takes something off the order, shared over the lines that took part. What of several
//! possibilities is used – coupons held, alternatives that exclude each other – is chosen over all layers together, so that
//! the total payable is smallest ([`GroupChoice::Best`](crate::model::offer::GroupChoice::Best)).
//!
//! [`Compiled`] is a campaign's offers made ready for one moment and one kind of customer; [`Compiled::total`] gives the
//! total alone, [`Compiled::receipt`] every step with its reason.
//!
//! Where practice leaves room, this is what is meant:
//! - Two offers of one layer that exclude each other may both apply if no product takes part in both. Two that are named
//!   together – by the matrix, or by an exclusion group – exclude each other for the whole order; item offers, which price
//!   single products, for one line.
//! - Gifts and lotteries lower no price: they exclude others only where the matrix or a group says so.
//! - *Original* amounts are those after the item layer: what a piece costs before anything is taken off the order.
//! - An item offer with a limit per customer prices so many pieces of a line; the others keep the price before it.
//! - A coupon that may be used several times in an order needs its threshold once for each.

mod amount;
mod anyone;
mod apply;
mod compile;
mod item;
mod pieces;
mod probe;
mod receipt;
mod reduce;
mod returns;
mod search;
mod share;
mod state;
mod writer;

#[cfg(test)]
mod cases_tests;

pub use compile::{AbsentReason, Circumstances, Compiled, MAX_CANDIDATES, Moment, TooMany};
pub use receipt::{BasketError, Funded, Given, Reason, Receipt, ReceiptLine, Step};
pub use returns::{Refund, refund};
pub use search::SEARCH_LIMIT;
pub use state::{MAX_LINES, MAX_PIECES};

// what the floor guard beside it works with
pub(super) use amount::{ONE, at_rate, mul_div};
pub(super) use compile::{Candidate, Off, Rule};
pub(super) use item::ItemOption;
pub(super) use probe::Way;
pub(super) use share::Quotients;
