//! The inspector while the campaign runs: where it will end and what closes the gap; an alarm; the rules of alarms.

mod alarm;
pub mod end;
mod risk;
mod rules;
pub mod wave;

use egui::Ui;

use super::{Chosen, RunState};
use crate::engine::run::RunAnswer;
use crate::text::Msg;
use crate::text::run::{risk_name, rule_name};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::size;

/// The title; nothing where there is nothing to say. A risk is told before anything has come, too.
#[must_use]
pub fn title(scene: &Scene<'_>, open: &Open<'_>, of: Option<&RunAnswer>, state: &RunState) -> Option<String> {
    if of.is_none() && !matches!(state.chosen, Chosen::Risk(_)) {
        return None;
    }
    Some(match state.chosen {
        Chosen::Alarm(kind, _) => rule_name(scene.texts, kind).to_owned(),
        Chosen::Risk(id) => {
            let risk = open.campaign.run.risks.get(id);
            risk.map_or_else(|| scene.text(Msg::RunSideRisk).to_owned(), |risk| risk_name(scene.texts, risk).to_owned())
        }
        Chosen::Rules => scene.text(Msg::RunThresholds).to_owned(),
        Chosen::End if of.is_some_and(|of| of.closers.is_some()) => scene.text(Msg::RunSideWave).to_owned(),
        Chosen::End => scene.text(Msg::RunSideEnd).to_owned(),
    })
}

/// Draws the body.
pub fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    of: Option<&RunAnswer>,
    view: &mut View,
    actions: &mut Actions,
) {
    match (view.tabs.run.chosen, of) {
        (Chosen::Risk(id), _) => risk::show(ui, scene, open, of, id),
        (Chosen::Alarm(kind, whose), Some(of)) => alarm::show(ui, scene, open, of, (kind, whose), view, actions),
        (Chosen::Rules, Some(_)) => rules::show(ui, scene, open, actions),
        (Chosen::End, Some(of)) => end::show(ui, scene, open, of, view, actions),
        (Chosen::Alarm(..) | Chosen::Rules | Chosen::End, None) => {}
    }
    ui.add_space(size::S16);
}
