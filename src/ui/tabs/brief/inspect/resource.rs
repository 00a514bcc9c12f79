//! A resource: what is done where it fails, and the tasks that come from it.

use egui::Ui;

use crate::engine::brief::{add_task, task_of};
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::model::{ResourceId, TaskSource};
use crate::text::Msg;
use crate::text::brief::resource_name;
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::brief::edits;
use crate::ui::tabs::form as fields;
use crate::ui::tabs::side_rows::{buttons, inset, paragraph_inked, section};
use crate::ui::theme;
use crate::ui::widgets::button;

/// Draws it.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, id: ResourceId, actions: &mut Actions) {
    let Some(resource) = open.campaign.brief.resources.get(id) else { return };
    let format = scene.format();
    let words = [
        ("done", format.whole(resource.confirmed.wide()).into()),
        ("all", format.whole(resource.needed.wide()).into()),
    ];
    ui.add_space(6.0);
    let late = resource.confirmed < resource.needed && resource.due.is_some_and(|due| due < scene.now.date());
    let state = scene.texts.with(Msg::BriefInPlaceOf, &words);
    let ink = if late { theme::tokens(ui).warn } else { theme::tokens(ui).t1 };
    paragraph_inked(ui, &format!("{} {state}", scene.text(Msg::BriefInPlace)), ink);
    buttons(ui, |ui| {
        task(
            ui,
            scene,
            open,
            TaskSource::Resource(id.0),
            (Msg::BriefResourceTask, Msg::BriefResourceTaskName),
            id,
            actions,
        );
    });
    section(ui, scene.text(Msg::BriefResourceContingency));
    inset(ui, |ui| {
        let name = scene.text(Msg::BriefResourceContingency);
        let width = ui.available_width();
        let text = &resource.contingency;
        if let Some(new) = fields::text(ui, name, text, scene.text(Msg::BriefRemarkHint), width) {
            let step = [("resource", resource_name(scene.texts, resource).into())];
            let step = scene.texts.with(Msg::BriefStepResource, &step);
            edits::resource(actions, open.campaign.id, id, step, move |row| {
                new.trim().clone_into(&mut row.contingency);
            });
        }
    });
    if !resource.contingency.trim().is_empty() {
        buttons(ui, |ui| {
            let names = (Msg::BriefResourcePlanTask, Msg::BriefResourcePlanName);
            task(ui, scene, open, TaskSource::Contingency(id.0), names, id, actions);
        });
    }
}

/// Leads to the task of a source, or makes one.
fn task(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    source: TaskSource,
    (make, called): (Msg, Msg),
    id: ResourceId,
    actions: &mut Actions,
) {
    if let Some(task) = task_of(open.campaign, source) {
        if button::link(ui, scene.text(Msg::BriefResourceGo)).clicked() {
            actions.push(Action::GoTo(Place::at(Tab::Calendar, PlaceKind::Task).row(task.0)));
        }
        return;
    }
    if !button::secondary(ui, scene.text(make)).clicked() {
        return;
    }
    let Some(resource) = open.campaign.brief.resources.get(id) else { return };
    let of = if matches!(source, TaskSource::Contingency(_)) {
        resource.contingency.as_str()
    } else {
        resource_name(scene.texts, resource)
    };
    let name = scene.texts.with(called, &[("name", of.into())]);
    let (campaign, owner, due) = (open.campaign.id, resource.owner, resource.due);
    actions.edit(scene.text(Msg::BriefStepTask), move |project| {
        add_task(project, campaign, source, name, owner, due);
    });
}
