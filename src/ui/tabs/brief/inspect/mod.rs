//! The inspector while the brief is in front: a goal, the way to approval, a resource, a department's word.

mod agreement;
mod approval;
mod compare;
mod goal;
mod milestones;
mod remedies;
mod resource;

use egui::{Align2, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::{BriefState, Chosen, audience, goals, packages, theme as naming};
use crate::text::Msg;
use crate::text::brief::{goal_name, resource_name};
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::pane;

/// Height of a line.
const LINE: f32 = 24.0;

/// The title.
#[must_use]
pub fn title(scene: &Scene<'_>, open: &Open<'_>, state: &BriefState) -> Option<String> {
    let brief = &open.campaign.brief;
    match state.chosen {
        Chosen::Segment(segment) => Some(audience::side_title(scene, segment)),
        Chosen::Theme => Some(naming::side_title(scene)),
        Chosen::Package(id) => packages::side_title(scene, open, id),
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

/// A line across the pane, between its edges.
fn line(ui: &mut Ui, height: f32) -> Rect {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    rect.shrink2(vec2(size::S16, 0.0))
}

/// The title of a part; the first has no line above it.
fn section(ui: &mut Ui, words: &str, first: bool) -> Rect {
    if !first {
        ui.add_space(size::S8);
    }
    let rect = line(ui, 32.0);
    let p = theme::tokens(ui);
    if !first {
        let across = rect.expand2(vec2(size::S16, 0.0)).x_range();
        ui.painter().hline(across, rect.top(), Stroke::new(1.0, p.line));
    }
    pane::label(ui, pos2(rect.left(), rect.center().y + 2.0), Align2::LEFT_CENTER, words, fonts::text_medium(), p.t1);
    rect
}

/// A line of grey words.
fn plain(ui: &mut Ui, words: &str) {
    let rect = line(ui, LINE);
    let p = theme::tokens(ui);
    pane::label(ui, rect.left_center(), Align2::LEFT_CENTER, words, fonts::text(), p.t3);
}

/// Words that may take several lines.
fn paragraph(ui: &mut Ui, words: &str, warn: bool) {
    let p = theme::tokens(ui);
    let width = ui.available_width() - 2.0 * size::S16;
    let ink = if warn { p.warn } else { p.t1 };
    let galley = ui.painter().layout(words.to_owned(), fonts::text(), ink, width);
    let rect = line(ui, galley.size().y + 6.0);
    ui.painter().galley(pos2(rect.left(), rect.top() + 3.0), galley, ink);
    pane::named(ui, rect, words);
}

/// A row for buttons and fields, between the edges.
fn row<R>(ui: &mut Ui, fill: impl FnOnce(&mut Ui) -> R) -> R {
    let margin = egui::Margin::symmetric(16, 2);
    egui::Frame::NONE
        .inner_margin(margin)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(size::S8, size::S4);
            ui.horizontal_wrapped(fill).inner
        })
        .inner
}

/// Rows of a form, between the edges.
fn form<R>(ui: &mut Ui, fill: impl FnOnce(&mut Ui) -> R) -> R {
    let margin = egui::Margin::symmetric(16, 0);
    egui::Frame::NONE
        .inner_margin(margin)
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(size::S8, size::S4);
            fill(ui)
        })
        .inner
}
