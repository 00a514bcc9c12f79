//! The calendar that is shown: its name, the shifts of its week, whether it keeps public holidays, its exceptions.

use egui::{Align2, CornerRadius, CursorIcon, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};
use jiff::civil::Weekday;

use super::edits;
use super::state::{Made, WorkdaysState};
use crate::engine::workdays::{Set, dates, set, set_hours};
use crate::model::{CalendarException, Holidays, Shifts, Week};
use crate::text::{Msg, workdays as words};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::{Field, Ink};
use crate::ui::widgets::float::{MenuRow, menu, menu_row};
use crate::ui::widgets::{button, check, paint, pane};

const ROW: f32 = size::BUTTON;
/// Width of the names before the fields.
const NAME: f32 = 64.0;
/// Width of the hours behind the fields.
const HOURS: f32 = 64.0;

/// The weekdays, Monday first.
const DAYS: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// Draws it.
pub(super) fn show(
    ui: &mut Ui,
    place: Rect,
    scene: &Scene<'_>,
    _open: &Open<'_>,
    state: &mut WorkdaysState,
    made: &Made,
    actions: &mut Actions,
) {
    let layout = egui::Layout::top_down(egui::Align::Min);
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt("calendar hours").max_rect(place).layout(layout));
    child.set_clip_rect(place.intersect(ui.clip_rect()));
    child.spacing_mut().item_spacing = vec2(0.0, 0.0);
    ScrollArea::vertical().id_salt("calendar hours").auto_shrink(false).show(&mut child, |ui| {
        ui.push_id((made.calendar.id.0, "hours"), |ui| {
            name(ui, scene, state, made, actions);
            week_head(ui, scene, state, made, actions);
            for day in DAYS {
                weekday(ui, scene, state, made, day, actions);
            }
            holidays(ui, scene, state, made, actions);
            exceptions(ui, scene, state, made, actions);
            ui.add_space(size::S12);
        });
    });
}

/// A row with a name: what is left of it.
fn row(ui: &mut Ui, name: &str) -> Rect {
    let p = theme::tokens(ui);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let galley = paint::cut(ui.painter(), name, fonts::text(), p.t2, NAME - size::S4);
    let at = pos2(row.left() + size::S16, row.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, p.t2);
    Rect::from_min_max(
        pos2(row.left() + size::S16 + NAME, row.center().y - size::FIELD / 2.0),
        pos2(row.right() - size::S16, row.center().y + size::FIELD / 2.0),
    )
}

fn name(ui: &mut Ui, scene: &Scene<'_>, state: &mut WorkdaysState, made: &Made, actions: &mut Actions) {
    let label = scene.text(Msg::WorkdaysName);
    let place = row(ui, label);
    let shown = words::calendar(scene.texts, &made.calendar);
    let mut child = paint::at(ui, place, "calendar name");
    let field = Field::new(label, shown, shown).ink(Ink::Prose).left().size(place.width(), size::FIELD);
    if let Some(new) = field.show(&mut child, "calendar name", |_| Ok(())).committed
        && new.trim() != made.calendar.name
        && !new.trim().is_empty()
    {
        let what = scene.text(Msg::WorkdaysStepRename);
        edits::calendar(scene, state, made, what, actions, move |calendar| new.trim().clone_into(&mut calendar.name));
    }
}

/// Weeks that shops often have, by the name of each.
fn usual_weeks() -> [(Msg, Week); 5] {
    let of = |text: &str| Shifts::parse(text).unwrap_or_default();
    let six = Week { saturday: Shifts::office(), ..Week::default() };
    let two = of("08:00-24:00");
    [
        (Msg::WorkdaysWeekOffice, Week::default()),
        (Msg::WorkdaysWeekSix, six),
        (Msg::WorkdaysWeekSeven, Week::every_day(&Shifts::office())),
        (Msg::WorkdaysWeekTwoShifts, Week::every_day(&two)),
        (Msg::WorkdaysWeekAlways, Week::every_day(&of("00:00-24:00"))),
    ]
}

fn week_head(ui: &mut Ui, scene: &Scene<'_>, state: &mut WorkdaysState, made: &Made, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW + 4.0), Sense::hover());
    let at = pos2(row.left() + size::S16, row.center().y + 2.0);
    pane::label(ui, at, Align2::LEFT_CENTER, scene.text(Msg::WorkdaysWeek), fonts::text_medium(), p.t1);
    let label = scene.text(Msg::WorkdaysWeekApply);
    let width = paint::width(ui.painter(), label, fonts::text());
    let place = Rect::from_min_max(
        pos2(row.right() - size::S16 - width, row.center().y - 10.0),
        pos2(row.right() - size::S16, row.center().y + 14.0),
    );
    let response = button::link(&mut paint::at(ui, place, "usual weeks"), label);
    menu(&response, 220.0, |ui| {
        for (msg, week) in usual_weeks() {
            let on = made.calendar.week == week;
            if menu_row(ui, MenuRow { label: scene.text(msg), on, ..MenuRow::default() }) && !on {
                let what = scene.text(msg);
                edits::calendar(scene, state, made, what, actions, move |calendar| calendar.week = week);
            }
        }
    });
}

fn weekday(
    ui: &mut Ui,
    scene: &Scene<'_>,
    state: &mut WorkdaysState,
    made: &Made,
    day: Weekday,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    // the second of January 2023 was a Monday
    let date = jiff::civil::Date::constant(2023, 1, 2 + day.to_monday_zero_offset());
    let name = scene.format().weekday(date);
    let place = row(ui, name);
    let own = made.calendar.week.of(day);
    let raw = own.to_string();
    let shown = words::shifts(scene.texts, own);
    let label = scene.texts.with(Msg::WorkdaysShiftsOf, &[("day", name.into())]);
    let mut child = paint::at(ui, place, ("week", name));
    let read = |text: &str| {
        let mut week = made.calendar.week.clone();
        set_hours(&mut week, day, text).map_err(|_| scene.text(Msg::WorkdaysShiftsWrong).to_owned())?;
        Ok(week)
    };
    let field = Field::new(&label, &shown, &raw)
        .ink(if own.is_off() { Ink::Reference } else { Ink::Typed })
        .left()
        .size(place.width() - HOURS, size::FIELD);
    let outcome = field.show(&mut child, ("week", name), |text| read(text).map(|_: Week| ()));
    outcome.response.on_hover_text(scene.text(Msg::WorkdaysShiftsHint));
    let hours = if own.is_off() { String::new() } else { words::hours(scene.texts, u64::from(own.minutes())) };
    let at = pos2(place.right(), place.center().y);
    paint::text(ui.painter(), at, Align2::RIGHT_CENTER, &hours, fonts::text(), p.t2);
    if let Some(week) = outcome.committed.and_then(|text| read(&text).ok()).filter(|week| *week != made.calendar.week) {
        edits::calendar(scene, state, made, &label, actions, move |calendar| calendar.week = week);
    }
}

fn holidays(ui: &mut Ui, scene: &Scene<'_>, state: &mut WorkdaysState, made: &Made, actions: &mut Actions) {
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW + 6.0), Sense::hover());
    let inner = Rect::from_min_max(pos2(row.left() + size::S16, row.top() + 6.0), row.max);
    let keeps = made.calendar.holidays == Holidays::China;
    let mut child = paint::at(ui, inner, "keeps holidays");
    if check::check(&mut child, scene.text(Msg::WorkdaysHolidays), keeps) {
        let (msg, new) =
            if keeps { (Msg::WorkdaysStepIgnore, Holidays::Ignored) } else { (Msg::WorkdaysStepKeep, Holidays::China) };
        edits::calendar(scene, state, made, scene.text(msg), actions, move |calendar| calendar.holidays = new);
    }
}

/// The exceptions that touch the year that is shown.
fn exceptions(ui: &mut Ui, scene: &Scene<'_>, state: &mut WorkdaysState, made: &Made, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let year = made.year.year;
    let touches = |one: &&std::sync::Arc<CalendarException>| {
        one.first.year() <= year && year <= one.last.unwrap_or(one.first).year()
    };
    let mut of_year: Vec<_> = made.calendar.exceptions.iter().filter(touches).collect();
    of_year.sort_by_key(|one| one.first);
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW + 4.0), Sense::hover());
    let at = pos2(row.left() + size::S16, row.center().y + 2.0);
    let title = scene.texts.with(Msg::WorkdaysExceptions, &[("year", year.to_string().into())]);
    let end = pane::label(ui, at, Align2::LEFT_CENTER, &title, fonts::text_medium(), p.t1).rect.right();
    let says = match of_year.len() {
        0 => scene.text(Msg::WorkdaysExceptionsNone).to_owned(),
        n => scene.texts.with(Msg::WorkdaysExceptionsCount, &[("n", n.into())]),
    };
    let galley = paint::cut(ui.painter(), &says, fonts::text(), p.t3, row.right() - end - size::S24);
    let place = Align2::LEFT_CENTER.anchor_size(pos2(end + size::S8, at.y), galley.size());
    ui.painter().galley(place.min, galley, p.t3);
    pane::named(ui, place, &says);
    for one in of_year {
        exception(ui, scene, state, made, one, actions);
    }
}

fn exception(
    ui: &mut Ui,
    scene: &Scene<'_>,
    state: &mut WorkdaysState,
    made: &Made,
    one: &CalendarException,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let last = one.last.unwrap_or(one.first);
    let format = scene.format();
    let days = format.days(one.first, last);
    let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW), Sense::click());
    let shifts = words::shifts(scene.texts, &one.shifts);
    let says = if one.name.is_empty() { shifts.clone() } else { format!("{}　{shifts}", one.name) };
    let spoken =
        scene.texts.with(Msg::WorkdaysException, &[("days", days.as_str().into()), ("what", says.as_str().into())]);
    let on = state.picked == Some((one.first, last));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &spoken));
    let inner = row.shrink2(vec2(size::S8, 0.0));
    if on || response.hovered() {
        ui.painter().rect_filled(inner, CornerRadius::same(size::RADIUS), if on { p.acc_soft } else { p.hover });
    }
    if response.has_focus() {
        button::focus_ring(ui.painter(), inner, p);
    }
    let y = row.center().y;
    let left = row.left() + size::S16;
    paint::text(ui.painter(), pos2(left, y), Align2::LEFT_CENTER, &days, fonts::text(), p.input);
    let from = left + if scene.texts.lang().is_chinese() { 100.0 } else { 108.0 };
    let galley = paint::cut(ui.painter(), &says, fonts::text(), p.t1, inner.right() - 32.0 - from);
    ui.painter().galley(pos2(from, y - galley.size().y / 2.0), galley, p.t1);
    let count = dates(one.first, last).count();
    let tip = scene.texts.with(Msg::WorkdaysDays, &[("n", count.into())]);
    if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(format!("{says} · {tip}")).clicked() {
        state.picked = Some((one.first, last));
    }
    let back = Rect::from_center_size(pos2(inner.right() - 14.0, y), vec2(24.0, 24.0));
    let label = scene.texts.with(Msg::WorkdaysExceptionBack, &[("days", days.as_str().into())]);
    if button::icon(&mut paint::at(ui, back, ("exception back", one.first)), icons::X, &label).clicked() {
        let (first, what) = (one.first, scene.texts.with(Msg::WorkdaysStepUsual, &[("days", days.into())]));
        edits::calendar(scene, state, made, &what, actions, move |calendar| set(calendar, first, last, &Set::Usual));
    }
}
