//! The tools of the view: which year, against which calendar, and what the year comes to.

use egui::{Align2, Rect, Ui, pos2, vec2};

use super::notice::NoticeForm;
use super::state::{Made, WorkdaysState};
use crate::model::CalendarId;
use crate::text::{Msg, workdays as words};
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::float::{MenuRow, menu, menu_row};
use crate::ui::widgets::{button, paint, pane};

/// Draws the tools.
pub(super) fn show(ui: &mut Ui, row: Rect, scene: &Scene<'_>, open: &Open<'_>, state: &mut WorkdaysState, made: &Made) {
    let p = theme::tokens(ui);
    let (y, year) = (row.center().y, made.year.year);
    let mut turn = |ui: &mut Ui, x: f32, icon: &str, msg: Msg, by: i16| {
        let square = Rect::from_min_size(pos2(x, y - 14.0), vec2(28.0, 28.0));
        if button::icon(&mut paint::at(ui, square, ("workdays year", icon)), icon, scene.text(msg)).clicked() {
            state.year = Some((year + by).clamp(1_990, 2_099));
            state.picked = None;
        }
    };
    let x = row.left();
    turn(ui, x, icons::CHEVRON_LEFT, Msg::YearPrevious, -1);
    turn(ui, x + 68.0, icons::CHEVRON_RIGHT, Msg::YearNext, 1);
    let number = pos2(x + 48.0, y);
    pane::label(ui, number, Align2::CENTER_CENTER, &year.to_string(), fonts::text_medium(), p.t1);
    let rest = Rect::from_min_max(pos2(x + 96.0 + size::S12, row.top()), pos2(row.right() - size::S12, row.bottom()));
    let mut child = paint::at(ui, rest, "workdays tools");
    child.spacing_mut().item_spacing.x = size::S8;
    against(&mut child, scene, open, state, made);
    let label = scene.text(Msg::WorkdaysNotice);
    if button::secondary(&mut child, label).clicked() {
        state.notice = Some(NoticeForm::default());
    }
    let left = child.min_rect().right() + size::S16;
    figures(ui, Rect::from_min_max(pos2(left, row.top()), rest.max), scene, made);
}

/// The choice of the calendar that the one that is shown is held against.
fn against(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, state: &mut WorkdaysState, made: &Made) {
    let name = |words: &str| scene.texts.with(Msg::WorkdaysAgainst, &[("calendar", words.into())]);
    let label = match &made.against {
        Some((other, _)) => name(words::calendar(scene.texts, other)),
        None => scene.text(Msg::WorkdaysAgainstNone).to_owned(),
    };
    let response = button::chip(ui, &label, None, made.against.is_some());
    menu(&response, 200.0, |ui| {
        let mut row = |label: &str, value: Option<CalendarId>| {
            let on = state.against == value;
            if menu_row(ui, MenuRow { label, on, ..MenuRow::default() }) {
                state.against = value;
            }
        };
        row(scene.text(Msg::WorkdaysAgainstNothing), None);
        let shop = &open.project.shop;
        if shop.calendar.is_none() && made.calendar.id != CalendarId::default() {
            row(scene.text(Msg::WorkdaysStandard), Some(CalendarId::default()));
        }
        for other in shop.calendars.iter().filter(|other| other.id != made.calendar.id) {
            row(words::calendar(scene.texts, other), Some(other.id));
        }
    });
}

/// What the year comes to, at the right end.
fn figures(ui: &mut Ui, place: Rect, scene: &Scene<'_>, made: &Made) {
    let p = theme::tokens(ui);
    let whole = made.year.whole;
    let other = made.against.as_ref().map_or(whole.lawful, |(_, year)| year.whole.days);
    let days = scene.texts.with(Msg::WorkdaysDays, &[("n", whole.days.into())]);
    let lawful = if made.announced() {
        scene.texts.with(Msg::WorkdaysLawful, &[("n", whole.lawful.into())])
    } else {
        scene.text(Msg::WorkdaysLawfulUnknown).to_owned()
    };
    let hours = words::hours(scene.texts, u64::from(whole.minutes));
    let by = i64::from(whole.days) - i64::from(other);
    let known = made.against.is_some() || made.announced();
    let difference = if by == 0 || !known { String::new() } else { signed(by) };
    let mut right = place.right();
    let y = place.center().y;
    let parts = [
        (hours, p.t2, fonts::text()),
        (difference, p.t1, fonts::text_medium()),
        (lawful, p.t2, fonts::text()),
        (days, p.t1, fonts::text_medium()),
    ];
    let tip = difference_words(scene, made, None);
    for (words, ink, font) in parts {
        let width = paint::width(ui.painter(), &words, font.clone());
        if words.is_empty() || right - width < place.left() {
            continue;
        }
        pane::label(ui, pos2(right, y), Align2::RIGHT_CENTER, &words, font, ink).on_hover_text(&tip);
        right -= width + size::S12;
    }
}

/// A difference of days: +4, −9.
pub(super) fn signed(by: i64) -> String {
    if by < 0 { format!("−{}", by.unsigned_abs()) } else { format!("+{by}") }
}

/// The working days of the year or a month, against those of the law or of the other calendar.
pub(super) fn difference_words(scene: &Scene<'_>, made: &Made, month: Option<usize>) -> String {
    let tally = |year: &crate::engine::workdays::Workdays| match month {
        Some(at) => year.months.get(at).copied().unwrap_or_default(),
        None => year.whole,
    };
    let own = tally(&made.year);
    let (name, other) = match &made.against {
        Some((other, year)) => (words::calendar(scene.texts, other).to_owned(), tally(year).days),
        None if !made.announced() => return scene.text(Msg::WorkdaysLawfulUnknown).to_owned(),
        None => (scene.text(Msg::WorkdaysLawfulName).to_owned(), own.lawful),
    };
    let words = [
        ("calendar", words::calendar(scene.texts, &made.calendar).into()),
        ("days", own.days.into()),
        ("other", name.into()),
        ("others", other.into()),
        ("hours", words::hours(scene.texts, u64::from(own.minutes)).into()),
    ];
    scene.texts.with(Msg::WorkdaysCompared, &words)
}
