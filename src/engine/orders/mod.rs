//! Order values: from orders to a compact histogram, from an assumption to the same, and what thresholds ask of it.
//!
//! Knows no file and no format: [`intake`] only has the vocabulary in which those who read lists of orders report.

pub mod distribution;
pub mod histogram;
pub mod intake;
pub mod log_normal;
pub mod tally;

pub use distribution::Distribution;
pub use histogram::histogram;
pub use log_normal::{LogNormal, log_normal};
pub use tally::{OrderKey, Tally};
