//! What the rows of actual figures come to: by day and hour, for the shop and for each of its parts.
//!
//! A figure has one source of truth for a day. The shop's own rows say what the shop came to; where a day has none, the sum of
//! its sources does, then that of its categories, its products, its kinds of customers. Where a part has rows by hour and
//! one for the whole day, the hours count. So a total never counts anything twice, and a breakdown may leave a rest.

mod by_source;
mod figures;
pub mod intake;
mod ledger;
mod table;

pub use by_source::{SourceCame, by_source};
pub use figures::{Figure, Figures};
pub use ledger::{DayFigures, Ledger, PartFigures};
pub use table::{clear_offer, clear_skus, clear_sources};

#[cfg(test)]
mod tests;
