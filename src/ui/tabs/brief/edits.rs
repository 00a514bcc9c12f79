//! Edits of the brief in front, as requests.

use std::sync::Arc;

use egui::Ui;

use crate::model::{Brief, CampaignId, Goal, GoalId, PersonId, Resource, ResourceId};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::{edit, form};

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

/// Under whose name steps are taken: the one that the settings remember, where the shop has somebody of that name.
#[must_use]
pub fn who(scene: &Scene<'_>, open: &Open<'_>) -> Option<PersonId> {
    let name = scene.settings.who.as_str();
    open.project.shop.people.iter().find(|row| !name.is_empty() && row.name == name).map(|row| row.id)
}

/// Asks for that name, once for all files.
pub fn who_row(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let name = scene.text(Msg::BriefWho);
    form::row(ui, scene, name, |ui| {
        let rows: Vec<_> = open.project.shop.people.iter().map(|row| (row.id, row.name.as_str())).collect();
        let now = who(scene, open);
        let mut new = now;
        form::choose(ui, name, scene.text(Msg::BriefWhoNone), &rows, 128.0, &mut new);
        if new != now {
            let name = new.and_then(|id| open.project.shop.people.get(id)).map(|row| row.name.clone());
            actions.settings(move |settings| settings.who = name.unwrap_or_default());
        }
    });
}
