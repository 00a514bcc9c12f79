//! What the pane asks for, as edits of the campaign.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::engine::simulate::ranges::{assumed, missing};
use crate::engine::simulate::{Remedy, pull};
use crate::model::{Driver, DriverId, DriverOf, Project, Uncertainty};
use crate::text::Msg;
use crate::text::chance::lever_name;
use crate::text::rows::RowNames;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};

/// Asks for other ranges or settings.
pub(super) fn uncertainty(
    open: &Open<'_>,
    name: impl Into<String>,
    actions: &mut Actions,
    change: impl FnOnce(&mut Uncertainty) + 'static,
) {
    crate::ui::tabs::edit::campaign(actions, open.campaign.id, name, |campaign| {
        let mut new = campaign.uncertainty.as_ref().clone();
        change(&mut new);
        if new != *campaign.uncertainty {
            campaign.uncertainty = Arc::new(new);
        }
    });
}

/// Adds the usual ranges of what has none.
pub(super) fn fill(scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let more: Vec<DriverOf> = missing(open.campaign).collect();
    add(open, scene.text(Msg::StepChanceFill), more, actions);
}

/// Adds the usual ranges of some figures.
pub(super) fn add(open: &Open<'_>, name: &str, more: Vec<DriverOf>, actions: &mut Actions) {
    let rows = more.into_iter().map(assumed).collect();
    put(open, name, rows, actions);
}

/// Puts ranges in the place of those about the same figures, and adds the others.
pub(super) fn put(open: &Open<'_>, name: &str, rows: Vec<Driver>, actions: &mut Actions) {
    let campaign = open.campaign.id;
    actions.edit(name, move |project: &mut Project| {
        let ids: Vec<DriverId> = rows.iter().map(|_| project.new_id()).collect();
        let Some(campaign) = project.campaigns.get_mut(campaign) else { return };
        let drivers = &mut Arc::make_mut(&mut campaign.uncertainty).drivers;
        for (row, id) in rows.into_iter().zip(ids) {
            let known = drivers.iter().find(|driver| driver.of == row.of).map(|driver| driver.id);
            match known.and_then(|id| drivers.get_mut(id)) {
                Some(driver) => *driver = Driver { id: driver.id, ..row },
                None => drivers.push(Driver { id, ..row }),
            }
        }
    });
}

/// Deletes ranges.
pub(super) fn delete(scene: &Scene<'_>, open: &Open<'_>, gone: BTreeSet<DriverId>, actions: &mut Actions) {
    uncertainty(open, scene.text(Msg::StepChanceDelete), actions, move |uncertainty| {
        uncertainty.drivers.remove_where(|driver| gone.contains(&driver.id));
    });
}

/// Pulls a lever in the plan.
pub fn pull_lever(scene: &Scene<'_>, open: &Open<'_>, remedy: Remedy, actions: &mut Actions) {
    let rows = RowNames { texts: scene.texts, project: open.project, campaign: open.campaign };
    let name = scene.texts.with(Msg::ChanceTryLever, &[("lever", lever_name(&rows, remedy.lever).into())]);
    let (traffic, target) = (Arc::clone(&open.answer.traffic), open.answer.funnel.gmv.value);
    crate::ui::tabs::edit::campaign(actions, open.campaign.id, name, move |campaign| {
        pull(campaign, &traffic, target, &remedy);
    });
}
