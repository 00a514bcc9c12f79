//! The inspector: a factor with its figures, means and trials; a trial with what it proves; a part of the customer's way.

use std::sync::Arc;

use egui::Ui;

use super::{Chosen, DiagnoseView, path, trials};
use crate::engine::brief::{add_task, task_of};
use crate::engine::diagnose::{Node, add_means, drop_means};
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::engine::value::Value;
use crate::engine::why::FigureId;
use crate::model::{Factor, Means, MeansId, MeansState, Money, Rate, TaskSource};
use crate::text::Msg;
use crate::text::amounts::sum;
use crate::text::diagnose::{factor_name, factor_shown, reference_shown};
use crate::text::names::Named;
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::funnel::LeftPane;
use crate::ui::tabs::side_rows::{buttons, fact, fact_inked, inset, nothing, section, small_icon};
use crate::ui::tabs::{edit, form};
use crate::ui::theme::{self, icons, size};
use crate::ui::widgets::button;
use crate::ui::widgets::select::select;

/// What the inspector is called while something of the pane is chosen.
#[must_use]
pub fn title(scene: &Scene<'_>, open: &Open<'_>, view: &View) -> Option<String> {
    if view.figure.is_some() || view.tabs.funnel.left != LeftPane::Diagnose {
        return None;
    }
    match view.tabs.funnel.left_state.diagnose.chosen? {
        Chosen::Factor(factor) => Some(factor_name(scene.texts, open.project, open.campaign, factor, false)),
        Chosen::Trial(id) => {
            let trial = open.campaign.diagnosis.trials.get(id)?;
            let unnamed = scene.text(Msg::TrialUnnamed);
            Some(if trial.what.is_empty() { unnamed.to_owned() } else { trial.what.clone() })
        }
        Chosen::Touch(of) => Some(of.name_in(scene.texts).to_owned()),
    }
}

/// Draws it.
pub fn body(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    match view.tabs.funnel.left_state.diagnose.chosen {
        Some(Chosen::Factor(factor)) => of_factor(ui, scene, open, factor, view, actions),
        Some(Chosen::Trial(id)) => trials::side(ui, scene, open, id, actions),
        Some(Chosen::Touch(of)) => path::side(ui, scene, open, of, actions),
        None => {}
    }
    ui.add_space(size::S16);
}

/// The figure that explains a factor.
const fn explained(factor: Factor) -> FigureId {
    match factor {
        Factor::Gmv => FigureId::PlannedGmv,
        Factor::Uv => FigureId::PlannedUv,
        Factor::Cvr => FigureId::PlannedCvr,
        Factor::Aov => FigureId::PlannedAov,
        Factor::PiecePrice | Factor::Pieces => FigureId::EstimatedAov,
        Factor::Rate(id) => FigureId::Rate(id),
        Factor::SourceGmv(id) | Factor::SourceCvr(id) | Factor::SourceAov(id) => FigureId::SourceGmv(id),
        Factor::SourceUv(id) => FigureId::SourceUv(id),
    }
}

fn of_factor(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, factor: Factor, view: &mut View, actions: &mut Actions) {
    let tree = view.tabs.funnel.left_state.diagnose.tree(open);
    ui.add_space(6.0);
    if let Some(node) = tree.of(factor) {
        figures(ui, scene, open, node);
    }
    buttons(ui, |ui| {
        if button::link(ui, scene.text(Msg::DiagnoseWhy)).clicked() {
            view.figure = Some(explained(factor));
        }
    });
    section(ui, scene.text(Msg::DiagnoseMeans));
    let means: Vec<&Arc<Means>> = open.campaign.diagnosis.means.iter().filter(|row| row.of == factor).collect();
    if means.is_empty() {
        nothing(ui, scene.text(Msg::DiagnoseMeansNone));
    }
    for (at, row) in means.iter().enumerate() {
        one(ui, scene, open, row, at + 1, actions);
    }
    buttons(ui, |ui| {
        if button::secondary(ui, scene.text(Msg::DiagnoseMeansAdd)).clicked() {
            let campaign = open.campaign.id;
            actions.edit(scene.text(Msg::DiagnoseMeansAdd), move |project| {
                add_means(project, campaign, factor);
            });
        }
    });
    section(ui, scene.text(Msg::TrialsOf));
    for trial in open.campaign.diagnosis.trials.iter().filter(|trial| trial.of == factor) {
        let verdict = trial.verdict.as_ref().map_or("—", |verdict| verdict.name_in(scene.texts));
        let what = if trial.what.is_empty() { scene.text(Msg::TrialUnnamed) } else { &trial.what };
        fact(ui, what, verdict);
    }
    buttons(ui, |ui| {
        if button::link(ui, scene.text(Msg::TrialAdd)).clicked() {
            trials::add(scene, open, factor, view, actions);
            view.tabs.funnel.left_state.diagnose.view = DiagnoseView::Trials;
        }
    });
}

fn figures(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, node: &Node) {
    let p = theme::tokens(ui);
    let texts = scene.texts;
    let shown = |value: Value| factor_shown(texts, open.campaign, node.factor, value);
    let due = node.due.filter(|_| node.actual.is_some());
    let lines = [
        (Msg::DiagnoseNeeded, node.needed),
        (Msg::DiagnosePlanned, node.planned),
        (Msg::DiagnoseActual, node.actual),
        (Msg::DiagnoseDue, due),
    ];
    for (msg, value) in lines {
        if let Some(value) = value {
            fact(ui, scene.text(msg), &shown(value));
        }
    }
    if let Some(reference) = node.reference {
        fact(ui, scene.text(Msg::DiagnoseReference), &reference_shown(texts, open.campaign, node.factor, reference));
    }
    let judged = |short: bool| if short { (p.worse, "▼") } else { (p.better, "▲") };
    if let Some(off) = node.off {
        let (ink, arrow) = judged(off < Rate::ZERO);
        let ink = if off.is_zero() { p.t1 } else { ink };
        let words = texts.format().percent(Rate::from_wide(off.wide().abs()), 1);
        let words = if off.is_zero() { words } else { format!("{arrow} {words}") };
        fact_inked(ui, scene.text(Msg::DiagnoseOff), &words, ink);
    }
    if let Some(effect) = node.effect {
        let (ink, arrow) = judged(effect < Money::ZERO);
        let words = format!("{arrow} {}", sum(texts, Money::from_wide(effect.wide().abs())));
        fact_inked(ui, scene.text(Msg::DiagnoseEffect), &words, ink);
    }
    if node.worst {
        fact_inked(ui, scene.text(Msg::DiagnoseWorst), scene.text(Msg::DiagnoseWorstNote), p.worse);
    }
}

fn change(
    scene: &Scene<'_>,
    open: &Open<'_>,
    id: MeansId,
    actions: &mut Actions,
    change: impl FnOnce(&mut Means) + 'static,
) {
    edit::campaign(actions, open.campaign.id, scene.text(Msg::DiagnoseStepMeans), move |campaign| {
        if let Some(row) = Arc::make_mut(&mut campaign.diagnosis).means.get_mut(id) {
            change(row);
        }
    });
}

fn one(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, means: &Means, number: usize, actions: &mut Actions) {
    let numbered = |msg| scene.texts.with(msg, &[("n", number.into())]);
    let id = means.id;
    ui.push_id(("means", id.0), |ui| {
        inset(ui, |ui| {
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = size::S4;
                let width = ui.available_width() - 52.0;
                let hint = scene.text(Msg::DiagnoseMeansHint);
                if let Some(text) = form::text(ui, &numbered(Msg::DiagnoseMeansText), &means.text, hint, width) {
                    change(scene, open, id, actions, move |row| text.trim().clone_into(&mut row.text));
                }
                tools(ui, scene, open, means, number, actions);
            });
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = size::S4;
                let width = ((ui.available_width() - 2.0 * size::S4) / 3.0).floor();
                let names = MeansState::ALL.map(|state| state.name_in(scene.texts).to_owned());
                let names = names.each_ref().map(String::as_str);
                let at = MeansState::ALL.iter().position(|state| *state == means.state);
                let picked = select(ui, &numbered(Msg::DiagnoseMeansState), &names, at, width);
                if let Some(state) = picked.and_then(|at| MeansState::ALL.get(at)).copied() {
                    change(scene, open, id, actions, move |row| row.state = state);
                }
                let shop = &open.project.shop;
                let departments: Vec<_> =
                    shop.departments.iter().map(|row| (row.id, row.name_in(scene.texts))).collect();
                let mut department = means.department;
                let none = scene.text(Msg::DiagnoseNoDepartment);
                let name = numbered(Msg::DiagnoseMeansDepartment);
                form::choose(ui, &name, none, &departments, width, &mut department);
                let people: Vec<_> = shop.people.iter().map(|row| (row.id, row.name.as_str())).collect();
                let mut owner = means.owner;
                let none = scene.text(Msg::DiagnoseNoOwner);
                form::choose(ui, &numbered(Msg::DiagnoseMeansOwner), none, &people, width, &mut owner);
                if (department, owner) != (means.department, means.owner) {
                    change(scene, open, id, actions, move |row| (row.department, row.owner) = (department, owner));
                }
            });
            ui.add_space(size::S4);
        });
    });
}

/// To its task, or make one; delete it.
fn tools(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, means: &Means, number: usize, actions: &mut Actions) {
    let numbered = |msg| scene.texts.with(msg, &[("n", number.into())]);
    let source = TaskSource::Means(means.id);
    let task = task_of(open.campaign, source);
    let (icon, msg) = if task.is_some() {
        (icons::EXTERNAL_LINK, Msg::DiagnoseMeansGo)
    } else {
        (icons::SQUARE_CHECK, Msg::DiagnoseMeansTask)
    };
    if small_icon(ui, icon, &numbered(msg)) {
        if let Some(id) = task {
            actions.push(Action::GoTo(Place::at(Tab::Calendar, PlaceKind::Task).row(id.0)));
        } else {
            let (campaign, owner, name) = (open.campaign.id, means.owner, means.text.clone());
            let department = means.department;
            actions.edit(scene.text(Msg::DiagnoseStepTask), move |project| {
                add_task(project, campaign, source, name, owner, None);
                if let Some(campaign) = project.campaigns.get_mut(campaign)
                    && let Some(id) = task_of(campaign, source)
                    && let Some(task) = campaign.tasks.get_mut(id)
                {
                    task.department = department;
                }
            });
        }
    }
    if small_icon(ui, icons::X, &numbered(Msg::DiagnoseMeansDrop)) {
        let (id, name) = (means.id, numbered(Msg::DiagnoseMeansDrop));
        edit::campaign(actions, open.campaign.id, name, move |campaign| drop_means(campaign, id));
    }
}
