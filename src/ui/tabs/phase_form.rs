//! A phase as a form: its name, kind, first and last instant, by the rules by which the funnel's table of phases takes them.

use egui::Ui;

use crate::engine::phases::{Edge, EdgeProblem, set_edge};
use crate::model::{Campaign, Phase, PhaseKind};
use crate::text::names::Named;
use crate::text::rows::RowNames;
use crate::text::{Msg, Texts};
use crate::ui::action::Actions;
use crate::ui::input;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::side_rows::inset;
use crate::ui::tabs::{edit, form};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::select::select;

/// Width of the fields.
const WIDE: f32 = 148.0;

/// Why an edge cannot be moved there, as a sentence.
#[must_use]
pub fn sentence(rows: &RowNames<'_>, problem: EdgeProblem) -> String {
    let texts: &Texts = rows.texts;
    match problem {
        EdgeProblem::EndsBeforeStart => texts.get(Msg::PanesProblemEnds).to_owned(),
        EdgeProblem::SwallowsPhase(id) => texts.with(Msg::PanesProblemTime, &[("name", rows.phase(id).into())]),
        EdgeProblem::SwallowsWave(id) => texts.with(Msg::PanesProblemTime, &[("name", rows.wave(id).into())]),
        EdgeProblem::OutsidePhase => texts.get(Msg::PanesProblemOutside).to_owned(),
    }
}

/// Draws the form.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, phase: &Phase, actions: &mut Actions) {
    let id = phase.id;
    let change = |actions: &mut Actions, change: Box<dyn FnOnce(&mut Campaign)>| {
        edit::campaign(actions, open.campaign.id, scene.text(Msg::StepPhase), change);
    };
    inset(ui, |ui| {
        let name = scene.text(Msg::ColumnPhase);
        let typed =
            form::row(ui, scene, name, |ui| form::text(ui, name, &phase.name, phase.name_in(scene.texts), WIDE));
        if let Some(words) = typed {
            change(
                actions,
                Box::new(move |campaign| {
                    if let Some(phase) = campaign.phases.get_mut(id) {
                        words.trim().clone_into(&mut phase.name);
                    }
                }),
            );
        }
        let name = scene.text(Msg::ColumnKind);
        let kinds = PhaseKind::ALL;
        let names: Vec<&str> = kinds.iter().map(|kind| kind.name_in(scene.texts)).collect();
        let at = kinds.iter().position(|kind| *kind == phase.kind);
        let picked = form::row(ui, scene, name, |ui| select(ui, name, &names, at, WIDE));
        if let Some(kind) = picked.and_then(|at| kinds.get(at)).copied() {
            change(
                actions,
                Box::new(move |campaign| {
                    if let Some(phase) = campaign.phases.get_mut(id) {
                        phase.kind = kind;
                    }
                }),
            );
        }
        for (msg, edge, at) in [(Msg::ColumnStart, Edge::Start, phase.start), (Msg::ColumnEnd, Edge::End, phase.end)] {
            let name = scene.text(msg);
            let (shown, raw) = (scene.format().day_and_time(at), at.strftime("%Y-%m-%d %H:%M").to_string());
            let phases = &open.campaign.phases;
            let read = |text: &str| {
                let at = input::instant(scene.texts, text, at.date())?;
                let rows = RowNames { texts: scene.texts, project: open.project, campaign: open.campaign };
                set_edge(phases, id, edge, at).map_err(|problem| sentence(&rows, problem))
            };
            let typed = form::row(ui, scene, name, |ui| {
                form::typed(ui, Field::new(name, &shown, &raw).left(), WIDE, name, read)
            });
            if let Some(phases) = typed {
                change(actions, Box::new(move |campaign| campaign.phases = phases));
            }
        }
    });
}
