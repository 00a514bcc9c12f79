//! The line above the year: the chosen days, to be worked or off, with their shifts and their name.

use egui::{Align2, Rect, Sense, Stroke, Ui, pos2, vec2};

use super::edits;
use super::state::{Made, WorkdaysState};
use crate::engine::workdays::{Day, DayWhy, Set, dates};
use crate::model::Shifts;
use crate::text::{Msg, workdays as words};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::{Field, Ink};
use crate::ui::widgets::float::{MenuRow, menu, menu_row};
use crate::ui::widgets::{button, paint, pane};

/// Its height.
pub(super) const HEIGHT: f32 = size::TOOLBAR;

/// Shifts that single days often have.
const SHIFTS: [(Msg, &str); 5] = [
    (Msg::WorkdaysShiftsOffice, "09:00-12:00 13:00-18:00"),
    (Msg::WorkdaysShiftsMorning, "09:00-12:00"),
    (Msg::WorkdaysShiftsAfternoon, "13:00-18:00"),
    (Msg::WorkdaysShiftsLate, "09:00-12:00 13:00-18:00 19:00-22:00"),
    (Msg::WorkdaysShiftsAll, "00:00-24:00"),
];

/// Draws the line.
pub(super) fn show(
    ui: &mut Ui,
    row: Rect,
    scene: &Scene<'_>,
    _open: &Open<'_>,
    state: &mut WorkdaysState,
    made: &Made,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, p.line));
    let picked: Vec<&Day> = match state.picked {
        Some((first, last)) => dates(first, last).filter_map(|date| made.year.day(date)).collect(),
        None => Vec::new(),
    };
    let (Some((first, last)), Some(one)) = (state.picked, picked.first().copied()) else {
        let at = pos2(row.left() + size::S16, row.center().y);
        let words = scene.text(Msg::WorkdaysHint);
        let galley = paint::cut(ui.painter(), words, fonts::text(), p.t3, row.width() - 2.0 * size::S16);
        let place = Align2::LEFT_CENTER.anchor_size(at, galley.size());
        ui.painter().galley(place.min, galley, p.t3);
        pane::named(ui, place, words);
        return;
    };
    let inner = row.shrink2(vec2(size::S16, 0.0));
    let mut child = paint::at(ui, inner, "chosen days");
    child.spacing_mut().item_spacing.x = size::S8;
    let ui = &mut child;
    let format = scene.format();
    let days = if first == last { format.day_with_weekday(first) } else { format.days(first, last) };
    word(ui, &days, true);
    if picked.len() > 1 {
        word(ui, &scene.texts.with(Msg::WorkdaysDays, &[("n", picked.len().into())]), false);
    }
    // what all of them are
    let all = |is: fn(&Day) -> bool| picked.iter().all(|day| is(day));
    let own = picked.iter().any(|day| day.own());
    let chosen = if !own {
        Some(2)
    } else if all(|day| !day.works()) {
        Some(0)
    } else if all(Day::works) {
        Some(1)
    } else {
        None
    };
    let names = [Msg::WorkdaysSetOff, Msg::WorkdaysSetWork, Msg::WorkdaysSetUsual].map(|msg| scene.text(msg));
    let set = match button::segmented(ui, scene.text(Msg::WorkdaysSet), &names, chosen) {
        Some(0) => Some(Set::Off),
        Some(1) => Some(Set::Work),
        Some(_) => Some(Set::Usual),
        None => None,
    };
    let salt = (first.day_of_year(), last.day_of_year(), made.year.year);
    let typed = hours(ui, scene, &picked, one, salt);
    let named = name(ui, scene, made, &picked, salt, own);
    let close = button::icon(ui, icons::X, scene.text(Msg::WorkdaysUnpick)).clicked();
    if let Some(to) = set.or(typed).or(named) {
        edits::days(scene, state, made, (first, last), to, actions);
    }
    if close {
        state.picked = None;
    }
}

fn word(ui: &mut Ui, words: &str, strong: bool) {
    let p = theme::tokens(ui);
    let (font, ink) = if strong { (fonts::text_medium(), p.t1) } else { (fonts::text(), p.t2) };
    let width = paint::width(ui.painter(), words, font.clone());
    let (rect, _) = ui.allocate_exact_size(vec2(width, size::FIELD), Sense::hover());
    pane::label(ui, rect.left_center(), Align2::LEFT_CENTER, words, font, ink);
}

/// The shifts of the chosen days, typed or one of the usual ones.
fn hours(ui: &mut Ui, scene: &Scene<'_>, picked: &[&Day], one: &Day, salt: (i16, i16, i16)) -> Option<Set> {
    let same = picked.iter().all(|day| day.shifts == one.shifts);
    let raw = if same { one.shifts.to_string() } else { String::new() };
    let shown = if same { words::shifts(scene.texts, &one.shifts) } else { String::new() };
    let read = |text: &str| Shifts::parse(text).map_err(|_| scene.text(Msg::WorkdaysShiftsWrong).to_owned());
    let label = scene.text(Msg::WorkdaysShifts);
    let field = Field::new(label, &shown, &raw)
        .hint(scene.text(Msg::WorkdaysShiftsMixed))
        .ink(if same && one.own() { Ink::Typed } else { Ink::Reference })
        .left()
        .size(178.0, size::FIELD);
    let outcome = field.show(ui, ("day shifts", salt), |text| read(text).map(|_| ()));
    outcome.response.on_hover_text(scene.text(Msg::WorkdaysShiftsDayHint));
    let mut out = outcome.committed.and_then(|text| read(&text).ok()).map(Set::Hours);
    let response = button::icon_with(ui, icons::CLOCK, scene.text(Msg::WorkdaysShiftsChoose), false, size::ICON);
    menu(&response, 264.0, |ui| {
        for (msg, text) in SHIFTS {
            let shifts = Shifts::parse(text).unwrap_or_default();
            let keys = words::shifts(scene.texts, &shifts);
            let keys = if keys.len() > 34 { "" } else { keys.as_str() };
            let on = same && one.shifts == shifts;
            if menu_row(ui, MenuRow { label: scene.text(msg), keys, on, ..MenuRow::default() }) {
                out = Some(Set::Hours(shifts));
            }
        }
    });
    out
}

/// What the chosen days are called, where they are set otherwise.
fn name(ui: &mut Ui, scene: &Scene<'_>, made: &Made, picked: &[&Day], salt: (i16, i16, i16), own: bool) -> Option<Set> {
    let of = |day: &Day| match day.why {
        DayWhy::Own(first) => made.calendar.exceptions.get(first).map(|one| one.name.clone()),
        _ => None,
    };
    let shown = picked.iter().find_map(|day| of(day)).unwrap_or_default();
    let label = scene.text(Msg::WorkdaysDayName);
    let width = (ui.available_width() - 36.0).clamp(80.0, 200.0);
    let field = Field::new(label, &shown, &shown)
        .hint(scene.text(if own { Msg::WorkdaysDayNameHint } else { Msg::WorkdaysDayNameNone }))
        .ink(Ink::Prose)
        .left()
        .size(width, size::FIELD);
    let outcome = ui.add_enabled_ui(own, |ui| field.show(ui, ("day name", salt), |_| Ok(()))).inner;
    outcome.committed.map(|text| text.trim().to_owned()).filter(|text| *text != shown).map(Set::Name)
}
