//! The task or link that is looked at: its dates and why it stands there, what it waits for and what waits for it.

use egui::{Align2, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::events::unlink;
use super::{CalendarState, first_selected};
use crate::model::{Constraint, Lag, LinkKind, Task, TaskLink};
use crate::text::Msg;
use crate::text::schedule::{duration, float, length, owner};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::edit;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint, pane, select};

const LINE: f32 = 24.0;

/// The title.
#[must_use]
pub fn title(scene: &Scene<'_>, open: &Open<'_>, state: &CalendarState) -> Option<String> {
    if state.link.is_some_and(|id| open.campaign.links.contains(id)) {
        return Some(scene.text(Msg::CalendarLink).to_owned());
    }
    let task = first_selected(open, state)?;
    Some(if task.name.is_empty() { scene.text(Msg::CalendarUntitled).to_owned() } else { task.name.clone() })
}

/// Draws the body.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, state: &mut CalendarState, actions: &mut Actions) {
    ui.add_space(size::S8);
    if let Some(link) = state.link.and_then(|id| open.campaign.links.get(id)) {
        let link = link.clone();
        one_link(ui, scene, open, state, &link, actions);
        return;
    }
    let Some(task) = first_selected(open, state) else { return };
    facts(ui, scene, open, state, task);
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
            one_link(ui, scene, open, state, &link, actions);
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

fn facts(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, state: &CalendarState, task: &Task) {
    let schedule = &state.table.schedule;
    let Some(times) = schedule.of(task.id) else { return };
    let format = scene.format();
    let t = |msg: Msg| scene.text(msg);
    let who = owner(scene.texts, open.project, task);
    fact(ui, t(Msg::CalendarOwner), if who.is_empty() { t(Msg::CalendarNobody) } else { &who }, who.is_empty());
    if !task.milestone {
        fact(ui, t(Msg::CalendarDuration), &duration(scene.texts, schedule, task, times), false);
    }
    fact(ui, t(Msg::CalendarStart), &format.day_and_time(times.start.datetime()), false);
    fact(ui, t(Msg::CalendarFinish), &format.day_and_time(times.finish.datetime()), false);
    let critical = times.critical;
    fact(ui, t(Msg::CalendarFloat), &float(scene.texts, schedule, task, times.total_float), critical);
    fact(ui, t(Msg::CalendarFreeFloat), &float(scene.texts, schedule, task, times.free_float), false);
    fact(ui, t(Msg::CalendarLateFinish), &format.day_and_time(times.late_finish.datetime()), false);
    if let Some((_, planned)) = state.table.planned(task.id) {
        fact(ui, t(Msg::CalendarPlanned), &format.day_and_time(planned.datetime()), times.finish > planned);
    }
    if let Some(deadline) = task.deadline.and_then(|when| schedule.instant(when, task)) {
        let late = times.finish > deadline;
        fact(ui, t(Msg::CalendarDeadline), &format.day_and_time(deadline.datetime()), late);
    }
    let held = match task.constraint {
        Constraint::AsSoon => t(Msg::CalendarAsSoon).to_owned(),
        Constraint::AsLate => t(Msg::CalendarAsLate).to_owned(),
        Constraint::NotBefore(when) | Constraint::StartOn(when) | Constraint::FinishOn(when) => {
            let msg = match task.constraint {
                Constraint::NotBefore(_) => Msg::CalendarNotBefore,
                Constraint::StartOn(_) => Msg::CalendarStartOn,
                _ => Msg::CalendarFinishOn,
            };
            let at =
                schedule.instant(when, task).map_or_else(|| "—".to_owned(), |at| format.day_and_time(at.datetime()));
            scene.texts.with(msg, &[("at", at.into())])
        }
    };
    let held = if task.manual.is_some() { t(Msg::CalendarByHand).to_owned() } else { held };
    fact(ui, t(Msg::CalendarHeld), &held, false);
}

/// A link: the other task, the kind, the lag, and away with it.
fn one_link(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &CalendarState,
    link: &TaskLink,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let name = |id| open.campaign.tasks.get(id).map_or("", |task: &Task| task.name.as_str());
    let chosen = first_selected(open, state).map(|task| task.id);
    let words = match chosen {
        Some(id) if id == link.to => name(link.from).to_owned(),
        Some(id) if id == link.from => name(link.to).to_owned(),
        _ => format!("{} → {}", name(link.from), name(link.to)),
    };
    let rect = line(ui, LINE);
    let galley = paint::cut(ui.painter(), &words, fonts::text(), p.t1, rect.width() - 36.0);
    ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, p.t1);
    let away = Rect::from_center_size(pos2(rect.right() - 10.0, rect.center().y), vec2(24.0, 24.0));
    let away_name = scene.texts.with(Msg::CalendarUnlink, &[("task", words.as_str().into())]);
    if button::icon_with(&mut paint::at(ui, away, ("unlink", link.id.0)), icons::X, &away_name, false, size::ICON_TEXT)
        .clicked()
    {
        unlink(scene, open, actions, link.id);
    }
    let rect = line(ui, 30.0);
    let kinds = [Msg::LinkFs, Msg::LinkSs, Msg::LinkFf, Msg::LinkSf].map(|msg| scene.text(msg));
    let at = LinkKind::ALL.iter().position(|kind| *kind == link.kind);
    let mut child = paint::at(ui, rect, ("link kind", link.id.0));
    let id = link.id;
    if let Some(kind) = select::select(&mut child, scene.text(Msg::CalendarLinkKind), &kinds, at, 168.0)
        .and_then(|at| LinkKind::ALL.get(at).copied())
    {
        edit::campaign(actions, open.campaign.id, scene.text(Msg::CalendarStepLinkKind), move |campaign| {
            if let Some(link) = campaign.links.get_mut(id) {
                link.kind = kind;
            }
        });
    }
    let minutes = match link.lag {
        Lag::Work(minutes) | Lag::Elapsed(minutes) => minutes.wide(),
    };
    if minutes != 0 {
        let msg = if minutes > 0 { Msg::CalendarLag } else { Msg::CalendarLead };
        let words = scene.texts.with(msg, &[("length", length(scene.texts, minutes.abs(), 480).into())]);
        pane::label(ui, rect.right_center(), Align2::RIGHT_CENTER, &words, fonts::text(), p.t2);
    }
}
