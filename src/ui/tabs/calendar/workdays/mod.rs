//! 工作日历: the shop's calendars day by day over a year, its departments and people. What is changed reschedules at once,
//! and a line says what that did to the campaign.

mod bar;
mod edits;
mod geometry;
mod going;
mod hours;
mod list;
mod notice;
mod people;
mod state;
mod strips;
mod tools;
mod year;

use egui::{CornerRadius, Rect, Ui};

pub(super) use self::state::{Below, WorkdaysState};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, size};
use crate::ui::widgets::{button, paint, pane};

/// Width of the calendars, departments and people.
const LEFT: f32 = 392.0;
/// The same in a small window.
const LEFT_COMPACT: f32 = 356.0;

/// What other languages need more.
const WIDER: f32 = 32.0;

/// Draws the view.
pub(super) fn show(
    ui: &mut Ui,
    tools: Rect,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut WorkdaysState,
    actions: &mut Actions,
) {
    state.watch(open);
    let own = open.campaign.opening().map_or_else(|| scene.now.date(), jiff::civil::DateTime::date).year();
    let year = state.year.unwrap_or(own);
    let made = state.made(open, year);
    self::tools::show(ui, tools, scene, open, state, &made);
    let width = if body.width() < 1_280.0 { LEFT_COMPACT } else { LEFT };
    let width = if scene.texts.lang().is_chinese() { width } else { width + WIDER };
    let (left, right) = body.split_left_right_at_x(body.left() + width);
    side(ui, left, scene, open, state, &made, actions);
    pane::divider_v(ui, body, right.left());
    let (line, mut rest) = right.split_top_bottom_at_y(right.top() + bar::HEIGHT);
    bar::show(ui, line, scene, open, state, &made, actions);
    if state.effect.is_some() {
        let (line, below) = rest.split_top_bottom_at_y(rest.top() + strips::HEIGHT);
        strips::effect(ui, line, scene, open, state, actions);
        rest = below;
    }
    if strips::waits(&made) {
        let (line, below) = rest.split_top_bottom_at_y(rest.top() + strips::HEIGHT);
        strips::announcement(ui, line, scene, state, &made);
        rest = below;
    }
    let (months, legend) = rest.split_top_bottom_at_y(rest.bottom() - year::LEGEND);
    self::year::show(ui, months, scene, open, state, &made, actions);
    self::year::legend(ui, legend, scene, &made);
    notice::show(ui, scene, open, state, &made, actions);
    going::show(ui, scene, open, state, &made, actions);
    state.keep(made);
}

/// The calendars, and below them hours, departments or people.
fn side(
    ui: &mut Ui,
    place: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut WorkdaysState,
    made: &state::Made,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    ui.painter().rect_filled(place, CornerRadius::ZERO, p.side);
    let high = list::height(open).min(place.height() * 0.34).round();
    let (upper, lower) = place.split_top_bottom_at_y(place.top() + high);
    list::show(ui, upper, scene, open, state, made, actions);
    pane::divider_h(ui, place, lower.top());
    let (head, rest) = lower.split_top_bottom_at_y(lower.top() + size::TOOLBAR);
    let names =
        [Msg::WorkdaysBelowHours, Msg::WorkdaysBelowDepartments, Msg::WorkdaysBelowPeople].map(|msg| scene.text(msg));
    let chosen = Below::ALL.iter().position(|below| *below == state.below);
    let inner = head.shrink2(egui::vec2(size::S16, (size::TOOLBAR - size::FIELD) / 2.0));
    let mut child = paint::at(ui, inner, "workdays below");
    if let Some(below) =
        button::segmented(&mut child, scene.text(Msg::WorkdaysBelow), &names, chosen).and_then(|at| Below::ALL.get(at))
    {
        state.below = *below;
    }
    match state.below {
        Below::Hours => hours::show(ui, rest, scene, open, state, made, actions),
        Below::Departments => people::departments(ui, rest, scene, open, state, made, actions),
        Below::People => people::people(ui, rest, scene, open, state, made, actions),
    }
}
