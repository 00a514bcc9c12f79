//! Offers: what a basket costs, to the minor unit; new ones ready-made; edits of the list.

pub mod edit;
pub mod preset;
pub mod price;
