//! An instant of a task, to be typed: on the clock, or counted from the rhythm so that it moves with the campaign.

use egui::Ui;
use jiff::civil::Time;

use crate::engine::schedule::{Schedule, hold};
use crate::model::{Anchor, Task, When};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::form;
use crate::ui::widgets::field::Field;
use crate::ui::widgets::select::select;

/// No day is further away, in working days.
const MOST_DAYS: i32 = 3_650;

/// What instants can be counted from, and what that is called; the clock is first.
fn anchors(scene: &Scene<'_>, open: &Open<'_>) -> Vec<(Option<Anchor>, String)> {
    let mut all = vec![(None, scene.text(Msg::WhenClock).to_owned())];
    if open.campaign.opening().is_some() {
        all.push((Some(Anchor::Opening), scene.text(Msg::WhenOpening).to_owned()));
    }
    for phase in &open.campaign.phases {
        let name = phase.name_in(scene.texts);
        let words = |msg| scene.texts.with(msg, &[("phase", name.into())]);
        all.push((Some(Anchor::Start(phase.id)), words(Msg::WhenStart)));
        all.push((Some(Anchor::End(phase.id)), words(Msg::WhenEnd)));
    }
    all
}

/// Reads working days: 3, −3, +3 天.
fn days(scene: &Scene<'_>, text: &str) -> Result<i32, String> {
    let text = text.replace(['−', '－'], "-").replace('＋', "+");
    let number = text.trim_end_matches(|c: char| c.is_alphabetic()).trim();
    match number.parse::<i32>() {
        Ok(days) if days.abs() <= MOST_DAYS => Ok(days),
        _ => Err(scene.text(Msg::WhenProblemDays).to_owned()),
    }
}

/// Draws the fields of an instant called `name`; gives another when one was typed or chosen.
pub fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    schedule: &Schedule,
    task: &Task,
    name: &str,
    when: When,
) -> Option<When> {
    let all = anchors(scene, open);
    let names: Vec<&str> = all.iter().map(|(_, name)| name.as_str()).collect();
    let chosen = all.iter().position(|(from, _)| *from == hold::anchor(when));
    let from_name = scene.texts.with(Msg::WhenFrom, &[("name", name.into())]);
    let mut new = select(ui, &from_name, &names, chosen, 116.0).and_then(|at| {
        let at_now = schedule.instant(when, task)?;
        all.get(at).map(|(from, _)| hold::counted(schedule, task, at_now, *from))
    });
    match when {
        When::At(at) => {
            let mut slot = Some(at);
            form::instant(ui, scene, name, &mut slot, "", at.date());
            if let Some(typed) = slot.filter(|typed| *typed != at) {
                new = Some(When::At(typed));
            }
        }
        When::Relative { from, days: count, time } => {
            let shown = scene.texts.with(Msg::WhenDays, &[("days", signed(count).into())]);
            let raw = count.to_string();
            let field = Field::new(name, &shown, &raw);
            if let Some(days) = form::typed(ui, field, form::SMALL, name, |text| days(scene, text)) {
                new = Some(When::Relative { from, days, time });
            }
            let mut slot = Some(time);
            let time_name = scene.texts.with(Msg::WhenTime, &[("name", name.into())]);
            form::time(ui, scene, &time_name, &mut slot, "");
            if slot != Some(time) {
                let time = slot.unwrap_or(Time::midnight());
                new = Some(When::Relative { from, days: count, time });
            }
        }
    }
    new
}

fn signed(days: i32) -> String {
    match days {
        0 => "0".to_owned(),
        1.. => format!("+{days}"),
        _ => format!("−{}", days.unsigned_abs()),
    }
}
