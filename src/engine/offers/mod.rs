//! Offers: what a basket costs, to the minor unit; what ladders of thresholds do to many orders, what offers cost and which
//! ladder is best; new offers ready-made; edits of the list.
//!
//! Two rooms that know nothing of each other: `price` knows baskets, and is exact; all that is about many orders knows them by
//! their value only. Floats carry expected values there; each sum of money that leaves is rounded half up to the minor unit by
//! [`values::minor`].

pub mod bands;
pub mod basket;
pub mod campaign;
pub mod cost;
pub mod edit;
pub mod fit;
pub mod ladder;
pub mod nice;
pub mod preset;
pub mod price;
pub mod response;
pub mod settle;
pub mod suggest;
pub mod values;
