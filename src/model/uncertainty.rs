//! How far the plan may come out otherwise: ranges about planned figures, as parts of them.

use serde::{Deserialize, Serialize};

use super::task::{is_whole, whole};
use super::{DriverId, Rate, Row, Rows, SourceId, is_default};

/// What a range is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DriverOf {
    /// Visitors of sources that cost nothing and have no range of their own.
    #[default]
    FreeUv,
    /// Visitors of sources that are paid for and have no range of their own.
    PaidUv,
    /// Visitors of a source.
    SourceUv(SourceId),
    /// CVR of every source.
    Cvr,
    /// 客单价 of every source.
    Aov,
    /// The refund rate.
    Refunds,
    /// Price of paid traffic.
    TrafficCost,
    /// Cost of goods.
    GoodsCost,
}

impl DriverOf {
    /// Every kind that names no row, in the order in which lists show them.
    pub const ALL: [Self; 7] =
        [Self::FreeUv, Self::PaidUv, Self::Cvr, Self::Aov, Self::Refunds, Self::TrafficCost, Self::GoodsCost];
}

/// How a range is filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RangeShape {
    /// PERT: a beta distribution with λ = 4.
    #[default]
    Pert,
    /// A triangle.
    Triangular,
    /// Log-normal, with one in ten below `low` and one in ten above `high`: how past campaigns spread about their plans.
    LogNormal,
}

impl RangeShape {
    /// Every one, in the order in which lists show them.
    pub const ALL: [Self; 3] = [Self::Pert, Self::Triangular, Self::LogNormal];
}

/// A range: lowest, likeliest and highest, as parts of the planned figure (100 % = as planned).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Driver {
    /// Identity.
    pub id: DriverId,
    /// What it is about; each only once.
    pub of: DriverOf,
    /// Lowest, 0 and above.
    pub low: Rate,
    /// Likeliest, from lowest to highest.
    #[serde(default = "whole", skip_serializing_if = "is_whole")]
    pub likely: Rate,
    /// Highest.
    pub high: Rate,
    /// How it is filled.
    #[serde(default, skip_serializing_if = "is_default")]
    pub shape: RangeShape,
    /// Whether it is an assumption of the program that nobody has looked at yet.
    #[serde(default, skip_serializing_if = "is_default")]
    pub assumed: bool,
}

impl Default for Driver {
    /// No range: as planned.
    fn default() -> Self {
        let (id, of, shape) = Default::default();
        Self { id, of, low: whole(), likely: whole(), high: whole(), shape, assumed: false }
    }
}

impl Row for Driver {
    type Id = DriverId;
    fn id(&self) -> DriverId {
        self.id
    }
}

/// What of a plan is not known exactly, and how it is simulated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Uncertainty {
    /// The ranges; without any nothing is simulated.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub drivers: Rows<Driver>,
    /// How visitors and CVR go together, −100 … 100 %: more visitors often buy less.
    #[serde(default, skip_serializing_if = "is_default")]
    pub correlation: Rate,
    /// The chance of the target that is asked for, above 0 and below 100 %.
    #[serde(default = "half", skip_serializing_if = "is_half")]
    pub wanted: Rate,
    /// Draws; 0 = as many as usual.
    #[serde(default, skip_serializing_if = "is_default")]
    pub draws: u32,
    /// The seed: the same seed and draws give the same figures.
    #[serde(default, skip_serializing_if = "is_default")]
    pub seed: u32,
}

const HALF: Rate = Rate::per_mille(500);

const fn half() -> Rate {
    HALF
}

fn is_half(rate: &Rate) -> bool {
    *rate == HALF
}

impl Default for Uncertainty {
    fn default() -> Self {
        Self { drivers: Rows::default(), correlation: Rate::ZERO, wanted: HALF, draws: 0, seed: 0 }
    }
}
