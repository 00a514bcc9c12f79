//! The task or link that is looked at: its dates and why it stands there, what it waits for and what waits for it.

mod form;
mod links;
mod origin;
pub mod overview;
mod trouble;
mod when;

use egui::Ui;

use super::{CalendarState, first_selected};
use crate::model::Task;
use crate::text::Msg;
use crate::text::schedule::{duration, float};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::side_rows::{fact_inked, nothing, section};
use crate::ui::theme::{self, size};

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
            nothing(ui, scene.text(Msg::CalendarNoLinks));
        }
        for link in links {
            links::show(ui, scene, open, state, &link, actions);
        }
    }
}

/// A label and its value; in the colour of errors where something is worse than it may be.
fn fact(ui: &mut Ui, label: &str, value: &str, worse: bool) {
    let p = theme::tokens(ui);
    fact_inked(ui, label, value, if worse { p.error } else { p.t1 });
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
