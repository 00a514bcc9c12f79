//! The simulated chance of a goal, where the draws hold its measure.

use super::smart::Chance;
use crate::engine::funnel::FunnelAnswer;
use crate::engine::simulate::{ChanceAnswer, Factor, Measure, rate};
use crate::model::{Campaign, Count, Goal, GoalOf, GoalValue, Rate, StageKind};

/// The chance of reaching a goal's target; nothing of what is not drawn. GMV is drawn as it is; paying buyers are; orders are
/// reached with the buyers that the planned rate makes of them, rounded up. Visitors, CVR and 客单价 are known where they vary at all.
#[must_use]
pub fn chance_of(
    campaign: &Campaign,
    funnel: &FunnelAnswer,
    goal: &Goal,
    target: Option<GoalValue>,
    drawn: &ChanceAnswer,
) -> Option<Chance> {
    let wanted = drawn.wanted;
    let chance = match (goal.of, target?) {
        (GoalOf::Gmv, _) => drawn.chance()?,
        (GoalOf::Stage(id), GoalValue::Count(count)) => {
            let stages = &campaign.funnel.stages;
            let at = stages.position(id)?;
            let buyers = match stages.len() - at {
                1 => count,
                2 if stages.at(at)?.kind == StageKind::Orders => {
                    let paid = funnel.stage(id)?.rate.value?;
                    let up = Rate::ONE.wide() - 1;
                    Count::from_wide((count.wide() * paid.wide().max(0) + up).div_euclid(Rate::ONE.wide()))
                }
                _ => return None,
            };
            rate(drawn.reaching(Measure::Buyers, buyers.to_f64()))
        }
        (GoalOf::Uv, GoalValue::Count(wanted)) => factor(drawn, Factor::Uv, wanted.to_f64())?,
        (GoalOf::Cvr, GoalValue::Rate(wanted)) => factor(drawn, Factor::Cvr, wanted.to_f64())?,
        (GoalOf::Aov, GoalValue::Money(wanted)) => factor(drawn, Factor::Aov, wanted.minor() as f64)?,
        _ => return None,
    };
    Some(Chance { chance, wanted })
}

/// The chance that a factor comes out as high as wanted; nothing where no range moves it.
fn factor(drawn: &ChanceAnswer, of: Factor, wanted: f64) -> Option<Rate> {
    let bins = drawn.drawn.factor(of);
    bins.vary().then(|| rate(bins.reaching(wanted)))
}
