//! A link in the inspector.

use egui::{Rect, Ui, pos2, vec2};

use super::super::events::unlink;
use super::super::{CalendarState, first_selected};
use crate::model::{Lag, LinkKind, SignedMinutes, Task, TaskLink};
use crate::text::Msg;
use crate::text::schedule::{length, parse_length, work_day_of};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::side_rows::{LINE, line};
use crate::ui::tabs::{edit, form};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{button, paint, select};

/// Draws a link: the other task, the kind, how long it waits, and away with it.
pub fn show(
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
    lag(ui, scene, open, state, link, actions);
}

/// How long it waits: worked or by the clock, below zero a lead.
fn lag(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, state: &CalendarState, link: &TaskLink, actions: &mut Actions) {
    let rect = line(ui, 30.0);
    let mut child = paint::at(ui, rect, ("link lag", link.id.0));
    child.spacing_mut().item_spacing.x = 6.0;
    let (minutes, elapsed) = match link.lag {
        Lag::Work(minutes) => (minutes.wide(), false),
        Lag::Elapsed(minutes) => (minutes.wide(), true),
    };
    let successor = open.campaign.tasks.get(link.to);
    let worked = successor.map_or(480, |task| work_day_of(&state.table.schedule, task));
    let day = if elapsed { 1_440 } else { worked };
    let shown = length(scene.texts, minutes, day);
    let other = if first_selected(open, state).is_some_and(|task| task.id == link.from) { link.to } else { link.from };
    let other = open.campaign.tasks.get(other).map_or("", |task| task.name.as_str());
    let name = scene.texts.with(Msg::CalendarLagOf, &[("task", other.into())]);
    let name = name.as_str();
    let read = |text: &str| {
        let text = text.trim().replace(['−', '－'], "-");
        let (sign, size) = text.strip_prefix('-').map_or((1, text.as_str()), |size| (-1, size));
        let size = size.trim_start_matches('+');
        let none = size.trim_end_matches(|c: char| !c.is_ascii_digit()).chars().all(|c| matches!(c, '0' | '.'));
        match parse_length(size, day) {
            Some(length) => Ok(SignedMinutes::new(sign * length.wide())),
            None if none => Ok(SignedMinutes::default()),
            None => Err(scene.text(Msg::CalendarProblemLength).to_owned()),
        }
    };
    form::word(&mut child, scene.text(Msg::CalendarLagField));
    let mut new = form::typed(&mut child, Field::new(name, &shown, &shown), form::SMALL, "lag", read)
        .map(|minutes| if elapsed { Lag::Elapsed(minutes) } else { Lag::Work(minutes) });
    let kinds = [Msg::CalendarWorkTime, Msg::CalendarClockTime].map(|msg| scene.text(msg));
    let kind = select::select(&mut child, scene.text(Msg::CalendarLagKind), &kinds, Some(usize::from(elapsed)), 96.0);
    if let Some(kind) = kind {
        let minutes = SignedMinutes::new(minutes);
        new = Some(if kind == 1 { Lag::Elapsed(minutes) } else { Lag::Work(minutes) });
    }
    let id = link.id;
    if let Some(lag) = new.filter(|new| *new != link.lag) {
        edit::campaign(actions, open.campaign.id, scene.text(Msg::CalendarStepLag), move |campaign| {
            if let Some(link) = campaign.links.get_mut(id) {
                link.lag = lag;
            }
        });
    }
}
