//! What closes the gap in the time left: more visitors, a higher CVR, a higher 客单价 – each alone.

use super::RunAnswer;
use crate::model::{Count, Money, Rate};

/// The gap at the end, and what each factor alone would have to do about it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Closers {
    /// Target − where it will end (median); above zero.
    pub gap: Money,
    /// Visitors still to come, as they have come so far against the plan.
    pub uv_left: Count,
    /// CVR of the time left, as it has been so far against the plan.
    pub cvr_left: Rate,
    /// 客单价 of the time left.
    pub aov_left: Money,
    /// Visitors to be added, rounded up.
    pub more_uv: Count,
    /// What they cost at the price of the plan's paid visitors; nothing where the plan pays for none.
    pub uv_cost: Option<Money>,
    /// The CVR that would do, rounded up; may lie above 1.
    pub cvr_needed: Rate,
    /// The 客单价 that would do, rounded up to the minor unit.
    pub aov_needed: Money,
}

/// What would close the gap. Nothing without a gap, without time, or while visitors or buyers are not known.
///
/// What is left of GMV is the forecast's; its visitors are the plan's, scaled as visitors so far came against the plan; its
/// 客单价 likewise; CVR is what the two leave, so that UV × CVR × 客单价 is what is to come.
#[must_use]
pub fn closers(of: &RunAnswer) -> Option<Closers> {
    let forecast = of.forecast.as_ref()?;
    let gap = Money::from_wide(of.pace.target.wide() - forecast.p50().wide());
    let to_come = forecast.to_come();
    if gap <= Money::ZERO || to_come <= 0.0 {
        return None;
    }
    let left = of.pace.sums(of.at, of.span.1);
    let scale = |actual: f64, plan: f64| if plan > 0.0 && actual > 0.0 { actual / plan } else { 1.0 };
    let uv = left.uv?.to_f64() * scale(of.actual.uv.to_f64(), of.plan.uv?.to_f64());
    let planned_aov = left.aov()?.to_f64();
    let aov = planned_aov
        * match (of.actual.aov(), of.plan.aov()) {
            (Some(actual), Some(plan)) => scale(actual.to_f64(), plan.to_f64()),
            _ => 1.0,
        };
    let cvr = to_come / (uv * aov);
    if !(uv > 0.0 && aov > 0.0 && cvr.is_finite() && cvr > 0.0) {
        return None;
    }
    let short = gap.to_f64();
    let more_uv = Count::new((short / (cvr * aov)).ceil().max(0.0) as u64);
    Some(Closers {
        gap,
        uv_left: Count::new(uv.round() as u64),
        cvr_left: Rate::from_wide((cvr * Rate::ONE.wide() as f64).round() as i128),
        aov_left: Money::from_minor((aov * 100.0).round() as i64),
        more_uv,
        uv_cost: of.pace.paid_uv_price.map(|price| price.times(more_uv)),
        cvr_needed: up((to_come + short) / (uv * aov)),
        aov_needed: Money::from_minor(((to_come + short) / (uv * cvr) * 100.0).ceil() as i64),
    })
}

/// To a hundredth of a percent, up.
fn up(value: f64) -> Rate {
    Rate::from_ppm(((value * 10_000.0 - 1e-9).ceil().min(1e9) as i64) * 100)
}
