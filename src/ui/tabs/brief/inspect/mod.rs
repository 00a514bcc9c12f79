//! The inspector while the brief is in front: a goal, the way to approval, a resource, a department's word.

mod agreement;
mod approval;
mod compare;
mod goal;
mod milestones;
mod remedies;
mod resource;

use egui::Ui;

use super::{BriefState, Chosen, audience, goals, packages, theme as naming};
use crate::engine::finding::Place;
use crate::model::PhaseId;
use crate::text::Msg;
use crate::text::brief::{goal_name, resource_name};
use crate::text::names::Named;
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::phase_form;
use crate::ui::tabs::side_rows::buttons;
use crate::ui::theme::size;
use crate::ui::widgets::button;

/// The title.
#[must_use]
pub fn title(scene: &Scene<'_>, open: &Open<'_>, state: &BriefState) -> Option<String> {
    let brief = &open.campaign.brief;
    match state.chosen {
        Chosen::Segment(segment) => Some(audience::side_title(scene, segment)),
        Chosen::Theme => Some(naming::side_title(scene)),
        Chosen::Package(id) => packages::side_title(scene, open, id),
        Chosen::Phase(id) => open.campaign.phases.get(id).map(|phase| phase.name_in(scene.texts).to_owned()),
        Chosen::Approval => Some(scene.text(Msg::BriefTrail).to_owned()),
        Chosen::Resource(id) => {
            let row = brief.resources.get(id)?;
            Some(resource_name(scene.texts, row).to_owned())
        }
        Chosen::Cell(id, subject) => {
            let department = open.project.shop.departments.get(id)?;
            Some(format!("{} · {}", department.name_in(scene.texts), subject.name_in(scene.texts)))
        }
        Chosen::Goal => {
            let goal = brief.goals.get(goals::selected(open.campaign, &state.goals)?)?;
            Some(goal_name(scene.texts, open.campaign, goal))
        }
    }
}

/// Draws the body.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    match view.tabs.brief.chosen {
        Chosen::Segment(segment) => audience::side_body(ui, scene, open, segment, actions),
        Chosen::Theme => naming::side_body(ui, scene, open, view, actions),
        Chosen::Package(id) => packages::side_body(ui, scene, open, id),
        Chosen::Phase(id) => phase(ui, scene, open, id, actions),
        Chosen::Approval => approval::show(ui, scene, open, view, actions),
        Chosen::Resource(id) => resource::show(ui, scene, open, id, actions),
        Chosen::Cell(id, subject) => agreement::show(ui, scene, open, id, subject, actions),
        Chosen::Goal => {
            let state = &mut view.tabs.brief.goals;
            let id = goals::selected(open.campaign, state);
            let lines = goals::lines(scene, open, state);
            if let Some(one) = lines.iter().find(|one| Some(one.goal.id) == id) {
                goal::show(ui, scene, open, one, actions);
            }
        }
    }
    ui.add_space(size::S16);
}

/// A phase: its form, and the way to its waves.
fn phase(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, id: PhaseId, actions: &mut Actions) {
    let Some(phase) = open.campaign.phases.get(id) else { return };
    ui.add_space(size::S8);
    phase_form::show(ui, scene, open, phase, actions);
    buttons(ui, |ui| {
        if button::link(ui, scene.text(Msg::BriefRhythmWaves)).clicked() {
            actions.push(Action::GoTo(Place::phase(id)));
        }
    });
}
