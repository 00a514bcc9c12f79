//! Why the planned GMV misses the target: effects of UV, CVR and 客单价.

use super::solve::FunnelAnswer;
use super::traffic::TrafficAnswer;
use crate::engine::value::less;
use crate::engine::variance::effects;
use crate::model::Money;

/// The gap between planned GMV (from traffic) and target, and what it comes from. The effects sum to the gap exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlanGap {
    /// Planned GMV − target; negative: short.
    pub gap: Money,
    /// Part of the gap from the number of visitors.
    pub uv: Money,
    /// Part of the gap from CVR.
    pub cvr: Money,
    /// Part of the gap from 客单价.
    pub aov: Money,
}

/// Attributes the gap. Nothing unless target, needed visitors and buyers are known.
#[must_use]
pub fn plan_gap(funnel: &FunnelAnswer, traffic: &TrafficAnswer) -> Option<PlanGap> {
    let (target, uv, buyers) = (funnel.gmv.value?, funnel.uv.value?, funnel.buyers.value?);
    let before = factors(uv.to_f64(), buyers.to_f64(), target.to_f64());
    let planned = traffic.total;
    let after = factors(planned.uv.to_f64(), planned.buyers_nano as f64 / 1e9, planned.gmv.to_f64());
    let gap = less(planned.gmv, target);
    let [uv, cvr, aov] = effects(before, after, gap);
    Some(PlanGap { gap, uv, cvr, aov })
}

/// UV, buyers ÷ UV, GMV ÷ buyers: their product is the GMV.
fn factors(uv: f64, buyers: f64, gmv: f64) -> [f64; 3] {
    let ratio = |a: f64, b: f64| if b > 0.0 { a / b } else { 0.0 };
    [uv, ratio(buyers, uv), ratio(gmv, buyers)]
}
