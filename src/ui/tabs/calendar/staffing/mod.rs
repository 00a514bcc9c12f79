//! 人手: how many people each hour and shift needs, and what with; what it is worked out from stands on the left.

mod charts;
mod days;
mod inputs;
mod table;

use egui::{Align2, Rect, Ui, pos2, vec2};
use jiff::civil::Date;

use crate::engine::finding::Tab;
use crate::engine::staffing::{DayNeed, StaffingAnswer, Unknown, duty_tasks, staffing};
use crate::model::CampaignId;
use crate::text::staffing::duty_words;
use crate::text::{Lang, Msg};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::later;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint, pane};

/// Width of what is typed.
const INPUTS: f32 = 284.0;
/// Height of the days.
const DAYS: f32 = 104.0;
/// Height of the table.
const TABLE: f32 = 164.0;

/// What the view remembers.
#[derive(Debug, Default)]
pub(super) struct StaffingState {
    /// The day whose hours are shown; nothing = the one that needs the most people.
    day: Option<Date>,
    kept: Option<Kept>,
}

#[derive(Debug)]
struct Kept {
    of: (Lang, CampaignId, u64),
    answer: Result<StaffingAnswer, Unknown>,
}

impl StaffingState {
    /// The same, to be put into a picture.
    pub(super) fn posing(&self) -> Self {
        Self { day: self.day, kept: None }
    }

    fn answer(&mut self, scene: &Scene<'_>, open: &Open<'_>) -> Result<StaffingAnswer, Unknown> {
        let of = (scene.texts.lang(), open.campaign.id, open.revision);
        match self.kept.take() {
            Some(kept) if kept.of == of => kept.answer,
            _ => staffing(open.campaign, &open.answer.time, open.answer.funnel.aov.value),
        }
    }
}

/// Draws the view.
pub(super) fn show(
    ui: &mut Ui,
    tools: Rect,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    state: &mut StaffingState,
    actions: &mut Actions,
) {
    let answer = state.answer(scene, open);
    match &answer {
        Err(unknown) => nothing(ui, body, scene, *unknown, view),
        Ok(answer) => all(ui, tools, body, scene, open, state, answer, actions),
    }
    state.kept = Some(Kept { of: (scene.texts.lang(), open.campaign.id, open.revision), answer });
}

/// What must be known first.
fn nothing(ui: &mut Ui, body: Rect, scene: &Scene<'_>, unknown: Unknown, view: &mut View) {
    let title = match unknown {
        Unknown::Phases => Msg::StaffingNoPhases,
        Unknown::Target => Msg::StaffingNoTarget,
        Unknown::Aov => Msg::StaffingNoAov,
    };
    let lines = [scene.text(Msg::StaffingNoHours)];
    later::empty(ui, body, icons::USERS, scene.text(title), &lines, |ui| {
        if button::primary(ui, scene.text(Msg::StaffingToFunnel)).clicked() {
            view.tab = Some(Tab::Funnel);
        }
    });
}

fn all(
    ui: &mut Ui,
    tools: Rect,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut StaffingState,
    answer: &StaffingAnswer,
    actions: &mut Actions,
) {
    let day = state.day.and_then(|date| answer.days.iter().find(|day| day.date == date)).or_else(|| answer.fullest());
    let (left, right) = body.split_left_right_at_x(body.left() + INPUTS);
    inputs::show(ui, left, scene, open, actions);
    let Some(day) = day else { return };
    head(ui, tools, scene, open, answer, day, actions);
    let (upper, rest) = right.split_top_bottom_at_y(right.top() + DAYS);
    if let Some(date) = days::show(ui, upper, scene, answer, day.date) {
        state.day = Some(date);
    }
    let (middle, lower) = rest.split_top_bottom_at_y(rest.bottom() - TABLE);
    charts::show(ui, middle, scene, open, answer, day);
    table::show(ui, lower, scene, open, answer, day);
    pane::divider_v(ui, body, right.left());
    pane::divider_h(ui, right, rest.top());
    pane::divider_h(ui, right, lower.top());
}

/// What cannot be done in time, and the button that makes tasks of the day.
fn head(
    ui: &mut Ui,
    tools: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    answer: &StaffingAnswer,
    day: &DayNeed,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let label = scene.text(Msg::StaffingTasks);
    let width = paint::width(ui.painter(), label, fonts::text_medium()) + size::S24;
    let y = tools.center().y;
    let place =
        Rect::from_min_size(pos2(tools.right() - size::S12 - width, y - size::BUTTON / 2.0), vec2(width, size::BUTTON));
    let can = day.total() > 0;
    let mut child = paint::at(ui, place, "duty tasks");
    if child.add_enabled_ui(can, |ui| button::secondary(ui, label).clicked()).inner {
        let (campaign, day) = (open.campaign.id, day.clone());
        let words = duty_words(scene.texts, &day);
        let date = scene.format().day(day.date);
        let step = scene.texts.with(Msg::StaffingTasksStep, &[("day", date.into())]);
        actions.edit(step, move |project| duty_tasks(project, campaign, &day, &words));
    }
    let format = scene.format();
    let mut warnings = Vec::new();
    if answer.late > 0 {
        let n = format.whole(answer.late.into());
        warnings.push(scene.texts.with(Msg::StaffingLateOrders, &[("n", n.into())]));
    }
    if day.unanswered > 0 {
        warnings.push(scene.texts.with(Msg::StaffingUnanswered, &[("n", (day.unanswered as usize).into())]));
    }
    if warnings.is_empty() {
        return;
    }
    let words = warnings.join("　");
    let left = tools.left() + size::S16;
    paint::icon(ui.painter(), pos2(left + 7.0, y), icons::TRIANGLE_ALERT, size::ICON_TEXT, p.warn);
    let galley = paint::cut(ui.painter(), &words, fonts::text(), p.warn, place.left() - left - size::S24);
    let rect = Align2::LEFT_CENTER.anchor_size(pos2(left + 20.0, y), galley.size());
    ui.painter().galley(rect.min, galley, p.warn);
    pane::named(ui, rect, &words).on_hover_text(&words);
}
