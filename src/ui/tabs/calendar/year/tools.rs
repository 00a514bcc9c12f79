//! The tools of the view: which year, what is shown, and the two ways to change what is planned.

use egui::{Align2, Rect, Ui, pos2, vec2};

use super::state::YearState;
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::text::Msg;
use crate::ui::action::{Action, Actions};
use crate::ui::command::Command;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint, pane};

/// Draws the tools; the year in front is given, and another one if it was asked for.
pub fn show(
    ui: &mut Ui,
    row: Rect,
    scene: &Scene<'_>,
    state: &mut YearState,
    (year, count): (i16, &str),
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let y = row.center().y;
    let mut x = row.left();
    let square = |x: f32| Rect::from_min_size(pos2(x, y - 14.0), vec2(28.0, 28.0));
    let mut turn = |ui: &mut Ui, x: f32, icon: &str, msg: Msg, by: i16| {
        if button::icon(&mut paint::at(ui, square(x), ("year", icon)), icon, scene.text(msg)).clicked() {
            state.year = Some((year + by).clamp(1_900, 2_200));
            state.moving = None;
        }
    };
    turn(ui, x, icons::CHEVRON_LEFT, Msg::YearPrevious, -1);
    let number = pos2(x + 28.0 + 20.0, y);
    pane::label(ui, number, Align2::CENTER_CENTER, &year.to_string(), fonts::text_medium(), p.t1);
    turn(ui, x + 68.0, icons::CHEVRON_RIGHT, Msg::YearNext, 1);
    x += 68.0 + 28.0 + size::S12;
    // what leads elsewhere stands at the right end
    let mut right = row.right() - size::S12;
    let mut place = |width: f32| {
        let rect = Rect::from_min_size(pos2(right - width, y - size::BUTTON / 2.0), vec2(width, size::BUTTON));
        right = rect.left() - size::S8;
        rect
    };
    let width = |ui: &Ui, words: &str| paint::width(ui.painter(), words, fonts::text_medium()) + size::S24;
    let words = scene.text(Msg::YearNew);
    let rect = place(width(ui, words));
    if button::primary(&mut paint::at(ui, rect, "year new"), words).clicked() {
        actions.push(Action::Command(Command::CampaignAdd));
    }
    let words = scene.text(Msg::YearAdjust);
    let rect = place(width(ui, words));
    if button::secondary(&mut paint::at(ui, rect, "year adjust"), words).clicked() {
        let place = Place::at(Tab::Funnel, PlaceKind::Year).row(u32::try_from(year).unwrap_or(0));
        actions.push(Action::GoTo(place));
    }
    let chips = Rect::from_min_max(pos2(x, row.top()), pos2(right.max(x), row.bottom()));
    let mut child = paint::at(ui, chips, "year chips");
    child.spacing_mut().item_spacing.x = size::S8;
    for (msg, shown) in [(Msg::YearShowHolidays, &mut state.holidays), (Msg::YearShowEvents, &mut state.events)] {
        if button::chip(&mut child, scene.text(msg), None, *shown).clicked() {
            *shown = !*shown;
        }
    }
    let left = child.min_rect().right() + size::S16;
    if paint::width(ui.painter(), count, fonts::text()) <= right - left - size::S8 {
        pane::label(ui, pos2(right - size::S8, y), Align2::RIGHT_CENTER, count, fonts::text(), p.t2);
    }
}
