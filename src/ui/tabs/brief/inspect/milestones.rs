//! What is to be reached on the way: day, figure, words; each can become a task.

use egui::{Ui, pos2, vec2};

use crate::engine::brief::{add_milestone, add_task, drop_milestone, task_of, unit_of};
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::model::{Goal, Milestone, Phase, Rows, TaskSource};
use crate::text::Msg;
use crate::text::brief::{goal_name, value_exact, value_shown};
use crate::ui::action::{Action, Actions};
use crate::ui::input;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::brief::goals::change;
use crate::ui::tabs::side_rows::{buttons, line, nothing, section, small_icon};
use crate::ui::tabs::{edit, form};
use crate::ui::theme::{self, icons, size};
use crate::ui::widgets::button;
use crate::ui::widgets::field::Field;

/// Draws them.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, goal: &Goal, actions: &mut Actions) {
    section(ui, scene.text(Msg::BriefMilestones));
    if goal.milestones.is_empty() {
        nothing(ui, scene.text(Msg::BriefMilestonesNone));
    }
    for (index, milestone) in goal.milestones.iter().enumerate() {
        one(ui, scene, open, goal, milestone, index + 1, actions);
    }
    buttons(ui, |ui| {
        if button::link(ui, scene.text(Msg::BriefMilestoneAdd)).clicked() {
            let last = goal.milestones.iter().map(|row| row.date).max();
            let start = open.campaign.opening().map(jiff::civil::DateTime::date);
            let day = last.and_then(|day| day.tomorrow().ok()).or(start).unwrap_or_else(|| scene.now.date());
            let day = goal.due.map_or(day, |due| day.min(due));
            let (campaign, goal) = (open.campaign.id, goal.id);
            actions.edit(scene.text(Msg::BriefMilestoneAdd), move |project| {
                add_milestone(project, campaign, goal, day);
            });
        }
    });
}

/// The phase that a day lies in.
fn phase_of(phases: &Rows<Phase>, day: jiff::civil::Date) -> Option<&Phase> {
    let noon = day.at(12, 0, 0, 0);
    phases.iter().find(|phase| phase.start <= noon && noon < phase.end).map(AsRef::as_ref)
}

fn one(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    goal: &Goal,
    milestone: &Milestone,
    number: usize,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let numbered = |msg| scene.texts.with(msg, &[("n", number.into())]);
    let rect = line(ui, 28.0);
    let color = phase_of(&open.campaign.phases, milestone.date).map_or(p.t3, |phase| p.phase(phase.kind));
    let center = pos2(rect.left() + 5.0, rect.center().y);
    let diamond = [vec2(0.0, -5.0), vec2(5.0, 0.0), vec2(0.0, 5.0), vec2(-5.0, 0.0)].map(|d| center + d);
    ui.painter().add(egui::Shape::convex_polygon(diamond.to_vec(), color, egui::Stroke::NONE));
    let place = rect.with_min_x(rect.left() + 14.0);
    let mut child = ui.new_child(
        egui::UiBuilder::new()
            .id_salt(("milestone", milestone.id.0))
            .max_rect(place)
            .layout(egui::Layout::left_to_right(egui::Align::Center)),
    );
    child.spacing_mut().item_spacing = vec2(size::S4, 0.0);
    let ui = &mut child;
    let mut new = milestone.clone();
    let format = scene.format();
    let name = numbered(Msg::BriefMilestoneDate);
    let (shown, raw) = (format.day(milestone.date), milestone.date.to_string());
    let near = open.campaign.opening().map_or_else(|| scene.now.date(), jiff::civil::DateTime::date);
    let field = Field::new(&name, &shown, &raw).left().bare();
    if let Some(day) = form::typed(ui, field, 58.0, "day", |text| input::day(scene.texts, text, near)) {
        new.date = day;
    }
    let name = numbered(Msg::BriefMilestoneNote);
    let words = Field::new(&name, &milestone.note, &milestone.note).left().bare().hint("—");
    let wide = ui.available_width() - 84.0 - 52.0;
    if let Some(note) = form::typed(ui, words, wide.max(40.0), "note", |text| Ok(text.trim().to_owned())) {
        new.note = note;
    }
    let unit = unit_of(goal);
    let shown = milestone.value.map(|value| value_shown(scene.texts, unit, value)).unwrap_or_default();
    let raw = milestone.value.map(|value| value_exact(scene.texts, unit, value)).unwrap_or_default();
    let name = numbered(Msg::BriefMilestoneValue);
    let field = Field::new(&name, &shown, &raw).bare().hint("—");
    if let Some(value) = form::typed(ui, field, 80.0, "value", |text| input::goal_value(scene.texts, unit, text)) {
        new.value = value;
    }
    if new != *milestone {
        let id = milestone.id;
        change(actions, open.campaign.id, goal.id, scene.text(Msg::BriefStepMilestone), move |goal| {
            if let Some(row) = goal.milestones.get_mut(id) {
                *row = new;
            }
        });
    }
    tools(ui, scene, open, goal, milestone, number, actions);
}

/// To its task, or make one; delete it.
fn tools(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    goal: &Goal,
    milestone: &Milestone,
    number: usize,
    actions: &mut Actions,
) {
    let numbered = |msg| scene.texts.with(msg, &[("n", number.into())]);
    let source = TaskSource::Milestone(milestone.id.0);
    let task = task_of(open.campaign, source);
    let (icon, msg) = if task.is_some() {
        (icons::EXTERNAL_LINK, Msg::BriefMilestoneGo)
    } else {
        (icons::SQUARE_CHECK, Msg::BriefMilestoneTask)
    };
    if small_icon(ui, icon, &numbered(msg)) {
        if let Some(id) = task {
            actions.push(Action::GoTo(Place::at(Tab::Calendar, PlaceKind::Task).row(id.0)));
        } else {
            let (campaign, owner, day) = (open.campaign.id, goal.owner, milestone.date);
            let goal = goal_name(scene.texts, open.campaign, goal);
            let words = [("goal", goal.into()), ("milestone", milestone.note.as_str().into())];
            let name = scene.texts.with(Msg::BriefMilestoneTaskName, &words);
            let name = name.trim_end_matches(['：', ':', ' ']).to_owned();
            actions.edit(scene.text(Msg::BriefStepTask), move |project| {
                add_task(project, campaign, source, name, owner, Some(day));
            });
        }
    }
    if small_icon(ui, icons::X, &numbered(Msg::BriefMilestoneDrop)) {
        let (goal, id) = (goal.id, milestone.id);
        let name = numbered(Msg::BriefMilestoneDrop);
        edit::campaign(actions, open.campaign.id, name, move |campaign| drop_milestone(campaign, goal, id));
    }
}
