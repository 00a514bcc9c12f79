//! Edits of the brief in front, as requests.

use std::sync::Arc;

use crate::model::{Brief, CampaignId, Goal, GoalId, Resource, ResourceId, Row, Rows};
use crate::ui::action::Actions;
use crate::ui::tabs::edit;
use crate::ui::widgets::grid::{Place, RowKey};

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

/// Moves rows of a table before or after another one, in the order given.
pub fn shift<T: Row>(rows: &mut Rows<T>, keys: &[RowKey], place: Place, key: impl Fn(&T) -> RowKey) {
    let list = rows.list_mut();
    let mut moved = Vec::with_capacity(keys.len());
    for wanted in keys {
        if let Some(at) = list.iter().position(|row| key(row) == *wanted) {
            moved.push(list.remove(at));
        }
    }
    let (Place::Before(other) | Place::After(other)) = place;
    let at = list
        .iter()
        .position(|row| key(row) == other)
        .map_or(list.len(), |at| at + usize::from(matches!(place, Place::After(_))));
    list.splice(at..at, moved);
}
