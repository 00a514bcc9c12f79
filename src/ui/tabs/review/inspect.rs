//! The inspector while the review is in front: a row of the gap and how it is worked out, a module, a lesson.

mod default;
mod gap;
mod lesson;
mod note;

use egui::Ui;

use super::facts::{self, Facts};
use super::{Chosen, ReviewState, breakdown, feedback, modules};
use crate::engine::review::PartOf;
use crate::model::{Module, NotedFigure};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::text::review::{factor_name, module_name, process_name};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::side_rows::{first_section, inset, line, paragraph, section};
use crate::ui::theme::size;
use crate::ui::widgets::note::Note;
use crate::ui::widgets::select::select;

pub(super) use gap::sentence_of;
pub(super) use note::Draft;

/// What a module, or nothing chosen yet, comes down to.
fn shown(facts: &Facts, state: &ReviewState) -> Chosen {
    match state.chosen {
        Chosen::Worst => breakdown::worst(&facts.answer, state.by).map_or(Chosen::Mix, |row| Chosen::Part(row.of)),
        Chosen::Part(of) if !facts.answer.by(state.by).rows.iter().any(|row| row.of == of) => {
            breakdown::worst(&facts.answer, state.by).map_or(Chosen::Mix, |row| Chosen::Part(row.of))
        }
        other => other,
    }
}

/// The title.
pub(super) fn title(scene: &Scene<'_>, open: &Open<'_>, state: &mut ReviewState) -> Option<String> {
    let facts = facts::of(scene, open, state)?;
    Some(match shown(&facts, state) {
        Chosen::Effect(factor) => scene.text(factor_name(factor)).to_owned(),
        Chosen::Part(of) => facts.name(scene, open, of),
        Chosen::Worst | Chosen::Mix => scene.text(Msg::ReviewMix).to_owned(),
        Chosen::Module(module) => scene.text(module_name(module)).to_owned(),
        Chosen::Process(of) => process_name(scene.texts, open.campaign, of).to_owned(),
        Chosen::Lesson(_) | Chosen::Found(_) => scene.text(Msg::ReviewLessons).to_owned(),
        Chosen::Topics => scene.text(Msg::ReviewFeedback).to_owned(),
    })
}

/// Draws the body.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let Some(facts) = facts::of(scene, open, &mut view.tabs.review) else { return };
    let chosen = shown(&facts, &view.tabs.review);
    let mut about = String::new();
    match chosen {
        Chosen::Effect(factor) => gap::effect(ui, scene, open, &facts, factor, actions),
        Chosen::Part(of) => {
            about = if of == PartOf::Rest { String::new() } else { facts.name(scene, open, of) };
            let by = view.tabs.review.by;
            if let Some(row) = facts.answer.by(by).rows.iter().find(|row| row.of == of) {
                gap::part(ui, scene, open, &facts, row, actions);
            }
        }
        Chosen::Worst | Chosen::Mix => gap::mix(ui, scene, &facts, view.tabs.review.by),
        Chosen::Module(module) => self::module(ui, scene, open, &facts, module, actions),
        Chosen::Process(of) => {
            process_name(scene.texts, open.campaign, of).clone_into(&mut about);
            gap::process(ui, scene, &facts, of);
        }
        Chosen::Lesson(id) => {
            lesson::show(ui, scene, open, id, actions);
            ui.add_space(size::S16);
            return;
        }
        Chosen::Found(at) => {
            lesson::found(ui, scene, open, view, at, actions);
            ui.add_space(size::S16);
            return;
        }
        Chosen::Topics => feedback::side(ui, scene, open),
    }
    note::related(ui, scene, open, view, &about);
    note::form(ui, scene, open, view, actions);
    ui.add_space(size::S16);
}

/// A module: all its figures, those to be noted, its conclusion, and for the shop what it is compared with.
fn module(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, facts: &Facts, module: Module, actions: &mut Actions) {
    ui.add_space(6.0);
    for of in modules::lines(scene, open, facts, module) {
        if let modules::Line::Figure(shown) = &of {
            let row = line(ui, 24.0);
            modules::draw(ui, row, scene, open, actions, &of);
            // how it is worked out, with the numbers in it
            paragraph(ui, &shown.why);
        }
    }
    let noted: &[NotedFigure] = match module {
        Module::Market => &NotedFigure::MARKET,
        Module::Process => &NotedFigure::PROCESS,
        Module::Shop | Module::Goods | Module::Promotion => &[],
    };
    inset(ui, |ui| {
        for of in noted {
            modules::noted_row(ui, scene, open, module, *of, actions);
        }
    });
    if module == Module::Shop {
        section(ui, scene.text(Msg::ReviewCompared));
        inset(ui, |ui| {
            compared(ui, scene, open, true, actions);
            compared(ui, scene, open, false, actions);
        });
    }
    let name = scene.text(module_name(module));
    let called = scene.texts.with(Msg::ReviewModuleConclusion, &[("module", name.into())]);
    if module == Module::Shop || !noted.is_empty() {
        section(ui, &called)
    } else {
        first_section(ui, &called)
    };
    let text = open.campaign.review.modules.get(&module).map_or("", String::as_str);
    let rect = line(ui, 120.0);
    let note = Note::new(name, text).hint(scene.text(Msg::ReviewModuleHint));
    if let Some(new) = note.show(ui, rect, ("review module text", module)) {
        modules::conclude(scene, open, module, new, actions);
    }
}

/// A campaign that the shop's figures are compared with, to be chosen.
fn compared(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, last_year: bool, actions: &mut Actions) {
    let label = scene.text(if last_year { Msg::ReviewLastYear } else { Msg::ReviewBefore });
    let others = crate::engine::review::earlier(open.project, open.campaign);
    let mut names = vec![scene.text(Msg::ReviewChosenByItself)];
    names.extend(others.iter().map(|other| other.name_in(scene.texts)));
    let review = &open.campaign.review;
    let chosen = if last_year { review.last_year } else { review.before };
    let at = chosen.map_or(Some(0), |id| others.iter().position(|other| other.id == id).map(|at| at + 1));
    crate::ui::tabs::form::row(ui, scene, label, |ui| {
        let Some(picked) = select(ui, label, &names, at, 150.0) else { return };
        let id = picked.checked_sub(1).and_then(|at| others.get(at)).map(|other| other.id);
        super::edits::change(actions, open.campaign.id, scene.text(Msg::ReviewStepCompared), move |review| {
            if last_year {
                review.last_year = id;
            } else {
                review.before = id;
            }
        });
    });
}
