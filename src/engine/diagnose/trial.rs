//! Whether what a trial showed is more than chance.
//!
//! Two rates are compared by the two-proportion z test with pooled variance (NIST/SEMATECH e-Handbook of Statistical
//! Methods, section 7.3.3): z = (p₂ − p₁) ∕ √(p(1 − p)(1∕n₁ + 1∕n₂)), p = (x₁ + x₂) ∕ (n₁ + n₂), two-sided. The normal
//! distribution stands for the binomial one where each side is expected to hold at least five of both kinds.
//! Sums and counts have no such test: their spread is not known.

use crate::model::{GoalValue, Trial, Verdict};

/// A difference is more than chance where chance alone brings it less often than this.
pub const SURE: f64 = 0.05;
/// So many of both kinds are to be expected on each side.
pub const LEAST: f64 = 5.0;

/// What the figures of a trial prove.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Proof {
    /// A figure before or after is missing.
    Open,
    /// The figures are sums or counts: no test tells.
    NoTest,
    /// A rate without the people it was counted of.
    NoPeople,
    /// A rate above 100 % or below 0 is no part of people.
    NoPart,
    /// Too few people on either side.
    TooFew,
    /// How far apart the rates lie.
    Tested {
        /// In standard errors; above zero: higher after.
        z: f64,
        /// How often chance alone brings as much or more, 0 … 1.
        p: f64,
    },
}

impl Proof {
    /// Whether the difference is more than chance.
    #[must_use]
    pub fn is_sure(self) -> bool {
        matches!(self, Self::Tested { p, .. } if p < SURE)
    }
}

/// What the figures of a trial prove; `is_rate` says whether its factor is a part of people.
#[must_use]
pub fn proof(trial: &Trial, is_rate: bool) -> Proof {
    let (Some(before), Some(after)) = (trial.before, trial.after) else { return Proof::Open };
    let (GoalValue::Rate(before), GoalValue::Rate(after), true) = (before, after, is_rate) else {
        return Proof::NoTest;
    };
    let (Some(first), Some(second)) = (trial.visitors_before, trial.visitors_after) else { return Proof::NoPeople };
    let (p1, p2, n1, n2) = (before.to_f64(), after.to_f64(), first.to_f64(), second.to_f64());
    if ![p1, p2].iter().all(|p| (0.0..=1.0).contains(p)) {
        return Proof::NoPart;
    }
    let pooled = (p1 * n1 + p2 * n2) / (n1 + n2);
    if !pooled.is_finite() || n1.min(n2) * pooled.min(1.0 - pooled) < LEAST {
        return Proof::TooFew;
    }
    let z = (p2 - p1) / (pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n2)).sqrt();
    Proof::Tested { z, p: libm::erfc(z.abs() / std::f64::consts::SQRT_2) }
}

/// The verdict that the proof suggests; nothing where there is none.
#[must_use]
pub fn suggested(proof: Proof) -> Option<Verdict> {
    match proof {
        Proof::Tested { z, p } if p < SURE => Some(if z > 0.0 { Verdict::Works } else { Verdict::DoesNot }),
        Proof::Tested { .. } => Some(Verdict::Unclear),
        _ => None,
    }
}
