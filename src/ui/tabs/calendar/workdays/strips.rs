//! Lines under the chosen days: what the last step did to the campaign, and that a year is not announced.

use egui::{Align2, Color32, CornerRadius, Rect, Ui, pos2, vec2};

use super::notice::NoticeForm;
use super::state::{Made, WorkdaysState};
use crate::engine::schedule::{HolidayTable, holidays_typed};
use crate::model::Holidays;
use crate::text::names::Named as _;
use crate::text::{Msg, workdays as words};
use crate::ui::action::{Action, Actions};
use crate::ui::command::Command;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint, pane};

/// Height of a line.
pub(super) const HEIGHT: f32 = 34.0;

/// What the last step did.
pub(super) fn effect(
    ui: &mut Ui,
    row: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut WorkdaysState,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let Some((step, effect)) = &state.effect else { return };
    let says = words::effect(scene.texts, open.campaign, effect);
    let name = open.campaign.name_in(scene.texts);
    let line = scene
        .texts
        .with(Msg::WorkdaysEffect, &[("step", step.as_str().into()), ("campaign", name.into()), ("what", says.into())]);
    let late = effect.late_after > 0;
    let undo = scene.text(Msg::WorkdaysEffectUndo);
    let (undone, closed) = strip(ui, row, p.acc_soft, late, &line, Some(undo), scene.text(Msg::WorkdaysEffectClose));
    if undone {
        actions.push(Action::Command(Command::Undo));
        state.effect = None;
    } else if closed {
        state.effect = None;
    }
}

/// Whether the year's public holidays are still to be announced, and the calendar keeps them.
pub(super) fn waits(made: &Made) -> bool {
    let table = HolidayTable::china();
    let last = table.years().last().copied().unwrap_or(0);
    made.calendar.holidays == Holidays::China && made.year.year > last
}

/// That a year is not announced, or that the planner typed it.
pub(super) fn announcement(ui: &mut Ui, row: Rect, scene: &Scene<'_>, state: &mut WorkdaysState, made: &Made) {
    let p = theme::tokens(ui);
    let year = made.year.year;
    let last = HolidayTable::china().years().last().copied().unwrap_or(0);
    let typed = holidays_typed(&made.calendar, year);
    let (msg, fill) =
        if typed { (Msg::WorkdaysTypedYear, p.acc_soft) } else { (Msg::WorkdaysNotAnnounced, p.warn_soft) };
    let words = [("year", year.to_string().into()), ("last", last.to_string().into())];
    let line = scene.texts.with(msg, &words);
    let act = scene.text(Msg::WorkdaysNotice);
    let (asked, _) = strip(ui, row, fill, !typed, &line, Some(act), "");
    if asked {
        state.notice = Some(NoticeForm::default());
    }
}

/// A line with words, a link and a cross; which of the two was clicked.
fn strip(
    ui: &mut Ui,
    row: Rect,
    fill: Color32,
    warn: bool,
    words: &str,
    act: Option<&str>,
    close: &str,
) -> (bool, bool) {
    let p = theme::tokens(ui);
    ui.painter().rect_filled(row, CornerRadius::ZERO, fill);
    let y = row.center().y;
    let mut left = row.left() + size::S16;
    if warn {
        paint::icon(ui.painter(), pos2(left + 7.0, y), icons::TRIANGLE_ALERT, size::ICON_TEXT, p.warn);
        left += 20.0;
    }
    let mut right = row.right() - size::S12;
    let mut closed = false;
    if !close.is_empty() {
        let place = Rect::from_min_size(pos2(right - 28.0, y - 14.0), vec2(28.0, 28.0));
        closed = button::icon(&mut paint::at(ui, place, ("close", words)), icons::X, close).clicked();
        right = place.left() - size::S8;
    }
    let mut acted = false;
    if let Some(act) = act {
        let width = paint::width(ui.painter(), act, fonts::text());
        let place = Rect::from_min_max(pos2(right - width, y - 10.0), pos2(right, y + 10.0));
        acted = button::link(&mut paint::at(ui, place, ("strip", words)), act).clicked();
        right = place.left() - size::S16;
    }
    let galley = paint::cut(ui.painter(), words, fonts::text(), p.t1, right - left);
    let place = Align2::LEFT_CENTER.anchor_size(pos2(left, y), galley.size());
    ui.painter().galley(place.min, galley, p.t1);
    pane::named(ui, place, words).on_hover_text(words);
    (acted, closed)
}
