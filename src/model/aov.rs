//! What the 客单价 is estimated from.

use serde::{Deserialize, Serialize};

use super::{Rate, is_default};

/// The estimate AOV = average price of a piece × pieces per buyer × (1 + cross-sell) × (1 + pull of the thresholds), with
/// the average price from the final prices and shares of the campaign's goods.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AovEstimate {
    /// Pieces per buyer.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub pieces: Rate,
    /// What goods sold beside the main ones add.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cross_sell: Rate,
    /// What topping up to a threshold adds.
    #[serde(default, skip_serializing_if = "is_default")]
    pub threshold_pull: Rate,
}

impl Default for AovEstimate {
    fn default() -> Self {
        Self { pieces: Rate::ONE, cross_sell: Rate::ZERO, threshold_pull: Rate::ZERO }
    }
}

fn one() -> Rate {
    Rate::ONE
}

fn is_one(rate: &Rate) -> bool {
    *rate == Rate::ONE
}
