//! A goal's figures: target, baseline, change between them, unit. Measures of the funnel have theirs from there.

use super::history::{Came, Past};
use crate::engine::funnel::FunnelAnswer;
use crate::engine::value::Origin;
use crate::model::{Campaign, CampaignId, Goal, GoalOf, GoalUnit, GoalValue, Rate};

/// How a target differs from its baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GoalChange {
    /// Sums and counts: target ÷ baseline − 1, half up to nine decimals.
    Growth(Rate),
    /// Rates: target − baseline.
    Points(Rate),
}

/// What a goal's row shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GoalFigures {
    /// Target.
    pub target: Option<GoalValue>,
    /// Whether the target is typed or follows from the funnel.
    pub origin: Origin,
    /// Baseline.
    pub baseline: Option<GoalValue>,
    /// The campaign that the baseline comes from; nothing = typed.
    pub baseline_of: Option<CampaignId>,
    /// From baseline to target.
    pub change: Option<GoalChange>,
}

/// Whether figures of a unit are of a value's kind.
#[must_use]
pub const fn counts(unit: GoalUnit, value: GoalValue) -> bool {
    match unit {
        GoalUnit::Money => matches!(value, GoalValue::Money(_)),
        GoalUnit::Percent | GoalUnit::Points => matches!(value, GoalValue::Rate(_)),
        GoalUnit::People | GoalUnit::Orders | GoalUnit::Pieces | GoalUnit::Times => {
            matches!(value, GoalValue::Count(_))
        }
        GoalUnit::None => true,
    }
}

/// What a goal counts.
#[must_use]
pub const fn unit_of(goal: &Goal) -> GoalUnit {
    match goal.of {
        GoalOf::Gmv | GoalOf::Aov => GoalUnit::Money,
        GoalOf::Cvr | GoalOf::RefundRate => GoalUnit::Percent,
        GoalOf::Uv | GoalOf::Stage(_) | GoalOf::NewCustomers | GoalOf::OldCustomers => GoalUnit::People,
        GoalOf::StockCleared => GoalUnit::Pieces,
        GoalOf::Own => goal.unit,
    }
}

fn target(campaign: &Campaign, funnel: &FunnelAnswer, goal: &Goal) -> (Option<GoalValue>, Origin) {
    let (money, count) = (GoalValue::Money, GoalValue::Count);
    match goal.of {
        GoalOf::Gmv => (funnel.gmv.value.map(money), funnel.gmv.origin),
        GoalOf::Aov => (funnel.aov.value.map(money), funnel.aov.origin),
        GoalOf::Uv => (funnel.uv.value.map(count), funnel.uv.origin),
        GoalOf::Cvr => (funnel.cvr.value.map(GoalValue::Rate), funnel.cvr.origin),
        GoalOf::Stage(id) => {
            funnel.stage(id).map_or((None, Origin::Missing), |stage| (stage.count.value.map(count), stage.count.origin))
        }
        GoalOf::RefundRate => {
            let rate = Some(campaign.funnel.refund_rate).filter(|rate| !rate.is_zero());
            (rate.map(GoalValue::Rate), if rate.is_some() { Origin::Typed } else { Origin::Missing })
        }
        GoalOf::NewCustomers | GoalOf::OldCustomers | GoalOf::StockCleared | GoalOf::Own => {
            (goal.target, if goal.target.is_some() { Origin::Typed } else { Origin::Missing })
        }
    }
}

/// The figures of a goal whose measure came to that before.
#[must_use]
pub fn figures(campaign: &Campaign, funnel: &FunnelAnswer, goal: &Goal, past: &Past) -> GoalFigures {
    let (target, origin) = target(campaign, funnel, goal);
    let (baseline, baseline_of) = match (goal.baseline, past.previous) {
        (Some(typed), _) => (Some(typed), None),
        (None, Some(Came { campaign, value })) => (Some(value), Some(campaign)),
        (None, None) => (None, None),
    };
    GoalFigures { target, origin, baseline, baseline_of, change: target.zip(baseline).and_then(|(t, b)| change(t, b)) }
}

/// How a target differs from a baseline of the same kind.
fn change(target: GoalValue, baseline: GoalValue) -> Option<GoalChange> {
    if !target.is_like(baseline) {
        return None;
    }
    if let (GoalValue::Rate(target), GoalValue::Rate(baseline)) = (target, baseline) {
        return Some(GoalChange::Points(Rate::from_wide(target.wide() - baseline.wide())));
    }
    Rate::ratio(target.wide() - baseline.wide(), baseline.wide()).map(GoalChange::Growth)
}
