//! Edits of goals. The target of a measure of the funnel is typed there.

use std::sync::Arc;

use jiff::civil::Date;

use crate::engine::funnel::Typed;
use crate::engine::funnel::edit::type_value;
use crate::model::{
    Brief, Campaign, CampaignId, Constraint, Goal, GoalId, GoalOf, GoalValue, Milestone, MilestoneId, PersonId,
    Project, ResourceId, StageId, Task, TaskId, TaskSource, When,
};

/// Why a target was not typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditRefused {
    /// A measure of the funnel needs a value, and one of its kind.
    NeedsValue,
    /// The funnel has no stage for it.
    NoStage,
}

/// The stage whose rate takes up a typed CVR: the last before the buyers.
fn cvr_stage(campaign: &Campaign) -> Option<StageId> {
    let stages = &campaign.funnel.stages;
    stages.len().checked_sub(2).and_then(|at| stages.at(at)).map(|stage| stage.id)
}

/// Types the target of a goal: into the funnel for its measures, else into the goal.
///
/// # Errors
/// The value does not suit the measure, or the funnel has no place for it; nothing is changed then.
pub fn set_target(campaign: &mut Campaign, id: GoalId, value: Option<GoalValue>) -> Result<(), EditRefused> {
    let Some(of) = campaign.brief.goals.get(id).map(|goal| goal.of) else { return Ok(()) };
    let typed = match (of, value) {
        (GoalOf::Gmv, Some(GoalValue::Money(gmv))) => Typed::Gmv(gmv),
        (GoalOf::Aov, Some(GoalValue::Money(aov))) => Typed::Aov(aov),
        (GoalOf::Cvr, Some(GoalValue::Rate(cvr))) => Typed::Cvr(cvr_stage(campaign).ok_or(EditRefused::NoStage)?, cvr),
        (GoalOf::Uv, Some(GoalValue::Count(uv))) => {
            let stage = crate::engine::funnel::solve(&campaign.funnel).uv_stage.ok_or(EditRefused::NoStage)?;
            Typed::Count(stage, uv)
        }
        (GoalOf::Stage(stage), Some(GoalValue::Count(count))) => Typed::Count(stage, count),
        (GoalOf::RefundRate, Some(GoalValue::Rate(rate))) => {
            Arc::make_mut(&mut campaign.funnel).refund_rate = rate;
            return Ok(());
        }
        (GoalOf::NewCustomers | GoalOf::OldCustomers | GoalOf::StockCleared | GoalOf::Own, value) => {
            if let Some(goal) = Arc::make_mut(&mut campaign.brief).goals.get_mut(id) {
                goal.target = value;
            }
            return Ok(());
        }
        _ => return Err(EditRefused::NeedsValue),
    };
    campaign.funnel = Arc::new(type_value(&campaign.funnel, typed));
    Ok(())
}

fn edit(project: &mut Project, id: CampaignId, change: impl FnOnce(&mut Brief)) {
    if let Some(campaign) = project.campaigns.get_mut(id) {
        change(Arc::make_mut(&mut campaign.brief));
    }
}

/// Adds a goal: due at the end of the campaign, and serving the purpose where that has one clause only.
pub fn add_goal(project: &mut Project, id: CampaignId, of: GoalOf) -> Option<GoalId> {
    let campaign = project.campaign(id)?;
    let due = campaign.span().and_then(|(_, end)| end.checked_sub(jiff::Span::new().nanoseconds(1)).ok());
    let serves = match super::smart::clauses(&campaign.brief.purpose)[..] {
        [only] => only.to_owned(),
        _ => String::new(),
    };
    // what has no name yet has no day either
    let due = due.map(jiff::civil::DateTime::date).filter(|_| of != GoalOf::Own);
    let goal: GoalId = project.new_id();
    edit(project, id, |brief| brief.goals.push(Goal { id: goal, of, due, serves, ..Goal::default() }));
    Some(goal)
}

/// Tasks that came from something that is gone stay, without a source.
pub(in crate::engine) fn forget(campaign: &mut Campaign, gone: impl Fn(TaskSource) -> bool) {
    campaign.tasks.map_where(|task| task.source.is_some_and(&gone).then(|| Task { source: None, ..task.clone() }));
}

/// Drops goals; tasks that came from their milestones stay, without a source.
pub fn drop_goals(campaign: &mut Campaign, ids: &[GoalId]) {
    let goals = campaign.brief.goals.iter().filter(|goal| ids.contains(&goal.id));
    let gone: Vec<u32> = goals.flat_map(|goal| goal.milestones.iter().map(|row| row.id.0)).collect();
    Arc::make_mut(&mut campaign.brief).goals.remove_where(|goal| ids.contains(&goal.id));
    forget(campaign, |source| matches!(source, TaskSource::Milestone(id) if gone.contains(&id)));
}

/// Drops a milestone of a goal; a task that came from it stays, without a source.
pub fn drop_milestone(campaign: &mut Campaign, goal: GoalId, id: MilestoneId) {
    if let Some(goal) = Arc::make_mut(&mut campaign.brief).goals.get_mut(goal) {
        goal.milestones.remove_where(|row| row.id == id);
    }
    forget(campaign, |source| source == TaskSource::Milestone(id.0));
}

/// Drops resources; tasks that came from them or their contingencies stay, without a source.
pub fn drop_resources(campaign: &mut Campaign, ids: &[ResourceId]) {
    Arc::make_mut(&mut campaign.brief).resources.remove_where(|row| ids.contains(&row.id));
    let gone = |id: u32| ids.contains(&ResourceId(id));
    forget(campaign, |source| matches!(source, TaskSource::Resource(id) | TaskSource::Contingency(id) if gone(id)));
}

/// Adds a task that comes from a row of the brief: a milestone or a day's work that ends on its day.
pub fn add_task(
    project: &mut Project,
    id: CampaignId,
    source: TaskSource,
    name: String,
    owner: Option<PersonId>,
    due: Option<Date>,
) {
    let task: TaskId = project.new_id();
    let Some(campaign) = project.campaigns.get_mut(id) else { return };
    let end = due.and_then(|day| day.tomorrow().ok()).map(|day| When::At(day.at(0, 0, 0, 0)));
    let milestone = matches!(source, TaskSource::Milestone(_));
    let constraint = if milestone { end.map_or(Constraint::AsSoon, Constraint::StartOn) } else { Constraint::AsSoon };
    let row =
        Task { id: task, name, owner, source: Some(source), milestone, constraint, deadline: end, ..Task::default() };
    campaign.tasks.push(row);
}

/// The task that comes from a row of the brief, if there is one.
#[must_use]
pub fn task_of(campaign: &Campaign, source: TaskSource) -> Option<TaskId> {
    campaign.tasks.iter().find(|task| task.source == Some(source)).map(|task| task.id)
}

/// Adds a milestone to a goal, on a day.
pub fn add_milestone(project: &mut Project, id: CampaignId, goal: GoalId, date: jiff::civil::Date) {
    let row = Milestone { id: project.new_id(), date, value: None, note: String::new() };
    edit(project, id, |brief| {
        if let Some(goal) = brief.goals.get_mut(goal) {
            goal.milestones.push(row);
        }
    });
}
