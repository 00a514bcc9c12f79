//! How customers answer to a threshold: the planner's assumptions until they are fitted to orders.

use serde::{Deserialize, Serialize};

use super::{Rate, is_default};

/// An order short of a rung by a gap g, of value v, tops up to it with probability a · exp(−g ÷ (b · v)); it lands at the
/// rung × (1 + c), and the part r of what was added comes back as returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopUp {
    /// a: the chance just below the rung, 0 … 100 %.
    #[serde(default = "chance", skip_serializing_if = "is_chance")]
    pub chance: Rate,
    /// b: how far it reaches, as a part of the order's value, above 0.
    #[serde(default = "reach", skip_serializing_if = "is_reach")]
    pub reach: Rate,
    /// c: how far beyond the rung the topped-up order lands.
    #[serde(default = "overshoot", skip_serializing_if = "is_overshoot")]
    pub overshoot: Rate,
    /// r: the part of what was added that comes back.
    #[serde(default = "returned", skip_serializing_if = "is_returned")]
    pub returned: Rate,
    /// Whether the figures were fitted to orders; otherwise they are assumptions.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fitted: bool,
}

fn chance() -> Rate {
    Rate::from_percent(30)
}

fn reach() -> Rate {
    Rate::from_percent(15)
}

fn overshoot() -> Rate {
    Rate::from_percent(3)
}

fn returned() -> Rate {
    Rate::from_percent(10)
}

fn is_chance(rate: &Rate) -> bool {
    *rate == chance()
}

fn is_reach(rate: &Rate) -> bool {
    *rate == reach()
}

fn is_overshoot(rate: &Rate) -> bool {
    *rate == overshoot()
}

fn is_returned(rate: &Rate) -> bool {
    *rate == returned()
}

impl Default for TopUp {
    fn default() -> Self {
        Self { chance: chance(), reach: reach(), overshoot: overshoot(), returned: returned(), fitted: false }
    }
}
