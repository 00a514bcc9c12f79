//! The customer base by recency, frequency and monetary value (RFM): eight segments.
//!
//! Recency is the number of days from a customer's last purchase to the day as of which it is counted – the day after the
//! last purchase of the list, unless another is set; a day before a purchase counts as that of the purchase. A customer
//! bought *lately* if these days are at most the threshold, *often* if the orders reach theirs, *for much* if the sum
//! reaches its own.
//!
//! A threshold is the mean, a quantile or a value. Customers are compared with the mean itself: as days, orders and minor
//! units are whole, that is the same as comparing them with the mean rounded down (days) or up (orders, sum), which is the
//! threshold that is shown. The quantile of a part q is the smallest value that at least q of all customers do not exceed:
//! the value of rank ⌈q · n⌉ in ascending order, at least of the first. So every figure follows from whole numbers.

mod segments;
mod threshold;

pub use segments::{RfmAnswer, SegmentAnswer, rfm};
pub use threshold::{Limit, Limits};
