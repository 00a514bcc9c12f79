//! The task or link that is looked at: its dates and why it stands there, what it waits for and what waits for it.

mod form;
mod links;
mod origin;
pub mod overview;
mod trouble;
mod when;

use egui::{Align2, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::{CalendarState, first_selected};
use crate::model::Task;
use crate::text::Msg;
use crate::text::schedule::{duration, float};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::pane;

const LINE: f32 = 24.0;

/// The title.
#[must_use]
pub fn title(scene: &Scene<'_>, open: &Open<'_>, state: &CalendarState) -> Option<String> {
    if state.link.is_some_and(|id| open.campaign.links.contains(id)) {
        return Some(scene.text(Msg::CalendarLink).to_owned());
    }
    let Some(task) = first_selected(open, state) else {
        return (!open.campaign.tasks.is_empty()).then(|| scene.text(Msg::OverviewTitle).to_owned());
    };
    Some(if task.name.is_empty() { scene.text(Msg::CalendarUntitled).to_owned() } else { task.name.clone() })
}

/// Draws the body.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, state: &mut CalendarState, actions: &mut Actions) {
    ui.add_space(size::S8);
    if let Some(link) = state.link.and_then(|id| open.campaign.links.get(id)) {
        let link = link.clone();
        links::show(ui, scene, open, state, &link, actions);
        return;
    }
    let Some(task) = first_selected(open, state) else {
        overview::show(ui, scene, open, state);
        return;
    };
    facts(ui, scene, state, task);
    trouble::show(ui, scene, open, state, task, actions);
    if let Some(times) = state.table.schedule.of(task.id).copied() {
        form::show(ui, scene, open, state, task, times, actions);
    }
    let before = open.campaign.links.iter().filter(|link| link.to == task.id);
    let after = open.campaign.links.iter().filter(|link| link.from == task.id);
    for (heading, links) in
        [(Msg::CalendarBefore, before.cloned().collect::<Vec<_>>()), (Msg::CalendarAfter, after.cloned().collect())]
    {
        section(ui, scene.text(heading));
        if links.is_empty() {
            plain(ui, scene.text(Msg::CalendarNoLinks));
        }
        for link in links {
            links::show(ui, scene, open, state, &link, actions);
        }
    }
}

fn line(ui: &mut Ui, height: f32) -> Rect {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    rect.shrink2(vec2(size::S16, 0.0))
}

fn section(ui: &mut Ui, words: &str) {
    ui.add_space(size::S8);
    let rect = line(ui, 32.0);
    let p = theme::tokens(ui);
    ui.painter().hline(rect.expand2(vec2(size::S16, 0.0)).x_range(), rect.top(), Stroke::new(1.0, p.line));
    pane::label(ui, pos2(rect.left(), rect.center().y + 2.0), Align2::LEFT_CENTER, words, fonts::text_medium(), p.t1);
}

fn plain(ui: &mut Ui, words: &str) {
    let rect = line(ui, LINE);
    let p = theme::tokens(ui);
    pane::label(ui, rect.left_center(), Align2::LEFT_CENTER, words, fonts::text(), p.t3);
}

/// A label and its value.
fn fact(ui: &mut Ui, label: &str, value: &str, worse: bool) {
    let rect = line(ui, LINE);
    let p = theme::tokens(ui);
    pane::label(ui, rect.left_center(), Align2::LEFT_CENTER, label, fonts::text(), p.t2);
    let ink = if worse { p.error } else { p.t1 };
    pane::label(ui, rect.right_center(), Align2::RIGHT_CENTER, value, fonts::text(), ink);
}

fn facts(ui: &mut Ui, scene: &Scene<'_>, state: &CalendarState, task: &Task) {
    let schedule = &state.table.schedule;
    let Some(times) = schedule.of(task.id) else { return };
    let format = scene.format();
    let t = |msg: Msg| scene.text(msg);
    if !task.milestone {
        fact(ui, t(Msg::CalendarDuration), &duration(scene.texts, schedule, task, times), false);
    }
    fact(ui, t(Msg::CalendarStart), &format.day_and_time(times.start.datetime()), false);
    fact(ui, t(Msg::CalendarFinish), &format.day_and_time(times.finish.datetime()), false);
    let critical = times.critical && !times.summary;
    let mut total = float(scene.texts, schedule, task, times.total_float);
    if times.near_critical && !times.summary {
        total = format!("{total} · {}", t(Msg::FloatNear));
    }
    fact(ui, t(Msg::CalendarFloat), &total, critical);
    fact(ui, t(Msg::CalendarFreeFloat), &float(scene.texts, schedule, task, times.free_float), false);
    fact(ui, t(Msg::CalendarLateFinish), &format.day_and_time(times.late_finish.datetime()), false);
    if let Some((_, planned)) = state.table.planned(task.id) {
        fact(ui, t(Msg::CalendarPlanned), &format.day_and_time(planned.datetime()), times.finish > planned);
    }
    if let Some(deadline) = task.deadline.and_then(|when| schedule.instant(when, task)) {
        let late = times.finish > deadline;
        fact(ui, t(Msg::CalendarDeadline), &format.day_and_time(deadline.datetime()), late);
    }
}
