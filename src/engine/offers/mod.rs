//! Offers: what a basket costs, to the minor unit.

pub mod floor;
pub mod price;
