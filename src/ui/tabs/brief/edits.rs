//! Edits of the brief in front, as requests.

use std::sync::Arc;

use crate::model::{Brief, CampaignId, Goal, GoalId, Resource, ResourceId};
use crate::ui::action::Actions;
use crate::ui::tabs::edit;

/// Asks for a change of a brief.
pub fn brief(
    actions: &mut Actions,
    id: CampaignId,
    name: impl Into<String>,
    change: impl FnOnce(&mut Brief) + 'static,
) {
    edit::campaign(actions, id, name, move |campaign| {
        let mut new = (*campaign.brief).clone();
        change(&mut new);
        if *campaign.brief != new {
            campaign.brief = Arc::new(new);
        }
    });
}

/// Asks for a change of a goal.
pub fn goal(
    actions: &mut Actions,
    campaign: CampaignId,
    id: GoalId,
    name: impl Into<String>,
    change: impl FnOnce(&mut Goal) + 'static,
) {
    brief(actions, campaign, name, move |brief| {
        if let Some(goal) = brief.goals.get_mut(id) {
            change(goal);
        }
    });
}

/// Asks for a change of a resource.
pub fn resource(
    actions: &mut Actions,
    campaign: CampaignId,
    id: ResourceId,
    name: impl Into<String>,
    change: impl FnOnce(&mut Resource) + 'static,
) {
    brief(actions, campaign, name, move |brief| {
        if let Some(resource) = brief.resources.get_mut(id) {
            change(resource);
        }
    });
}
