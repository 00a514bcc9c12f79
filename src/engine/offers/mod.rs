//! Offers over many orders: what ladders of thresholds do to order values, what offers cost, which ladder is best.
//!
//! Orders are known here by their value only. Floats carry expected values; each sum of money that leaves this room is
//! rounded half up to the minor unit by [`values::minor`]. Knows nothing of baskets: what one basket costs is another room's.

pub mod bands;
pub mod campaign;
pub mod cost;
pub mod fit;
pub mod ladder;
pub mod nice;
pub mod response;
pub mod settle;
pub mod suggest;
pub mod values;
