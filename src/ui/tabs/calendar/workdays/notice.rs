//! The dialog that takes in a notice of public holidays: pasted, read while it is typed, then written into calendars.

use egui::{Align, Align2, Layout, RichText, ScrollArea, Sense, TextEdit, Ui, pos2, vec2};

use super::edits;
use super::state::{Made, WorkdaysState};
use crate::engine::workdays::{Notice, own_calendar, put_notice, read_notice};
use crate::model::{CalendarId, Holidays};
use crate::text::{Msg, workdays as words};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::float::dialog;
use crate::ui::widgets::{button, check, pane};

const WIDTH: f32 = 620.0;
/// Height of the text, and of what was read.
const TEXT: f32 = 144.0;
const READ: f32 = 190.0;

/// What is being typed.
#[derive(Clone, Debug)]
pub(super) struct NoticeForm {
    text: String,
    /// Whether all calendars that keep public holidays take it in.
    all: bool,
    focus: bool,
}

impl Default for NoticeForm {
    fn default() -> Self {
        Self { text: String::new(), all: true, focus: true }
    }
}

/// Draws the dialog while it is open.
pub(super) fn show(
    ui: &Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut WorkdaysState,
    made: &Made,
    actions: &mut Actions,
) {
    let Some(mut form) = state.notice.take() else { return };
    let keeping = open.project.shop.calendars.iter().filter(|row| row.holidays == Holidays::China);
    let others: Vec<CalendarId> = keeping.map(|row| row.id).filter(|id| *id != made.calendar.id).collect();
    let notice = read_notice(&form.text, made.year.year);
    let (done, left) = dialog(ui, "notice", WIDTH, |ui| contents(ui, scene, made, &mut form, &notice, others.len()));
    match done {
        Some(true) => {
            let year = notice.year;
            let step = scene.texts.with(Msg::WorkdaysStepNotice, &[("year", year.to_string().into())]);
            let made_up = scene.text(Msg::WorkdaysNoticeMadeUp).to_owned();
            let standard = scene.text(Msg::WorkdaysStandard).to_owned();
            let (id, all) = (made.calendar.id, form.all);
            state.year = Some(year);
            edits::project(state, step, actions, move |project| {
                let own = if project.shop.calendars.contains(id) { id } else { own_calendar(project, &standard) };
                let mut into = vec![own];
                if all {
                    into.extend(others);
                }
                put_notice(project, &into, &notice, &made_up);
            });
        }
        Some(false) => {}
        None if left => {}
        None => state.notice = Some(form),
    }
}

/// The dialog; whether to write or to leave.
fn contents(
    ui: &mut Ui,
    scene: &Scene<'_>,
    made: &Made,
    form: &mut NoticeForm,
    notice: &Notice,
    others: usize,
) -> Option<bool> {
    let p = theme::tokens(ui);
    let year = notice.year.to_string();
    let title = scene.texts.with(Msg::WorkdaysNoticeTitle, &[("year", year.as_str().into())]);
    ui.label(RichText::new(title).font(fonts::medium(size::TITLE)).color(p.t1));
    ui.label(RichText::new(scene.text(Msg::WorkdaysNoticeNote)).color(p.t2));
    ScrollArea::vertical().id_salt("notice text").max_height(TEXT).show(ui, |ui| {
        let field = TextEdit::multiline(&mut form.text)
            .desired_width(f32::INFINITY)
            .desired_rows(6)
            .char_limit(20_000)
            .hint_text(RichText::new(scene.text(Msg::WorkdaysNoticeHint)).color(p.t3))
            .margin(egui::Margin::symmetric(8, 6));
        let response = ui.add(field).accessible_name(scene.text(Msg::WorkdaysNoticeText));
        if std::mem::take(&mut form.focus) {
            response.request_focus();
        }
    });
    let (off, work) = notice.days();
    let says = if notice.runs.is_empty() {
        scene.text(Msg::WorkdaysNoticeNothing).to_owned()
    } else {
        scene.texts.with(Msg::WorkdaysNoticeRead, &[("off", off.into()), ("work", work.into()), ("year", year.into())])
    };
    ui.label(RichText::new(says).font(fonts::text_medium()).color(p.t1));
    ScrollArea::vertical().id_salt("notice read").max_height(READ).min_scrolled_height(READ).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.set_min_height(READ);
        for run in &notice.runs {
            let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), size::ROW_COMPACT), Sense::hover());
            let y = row.center().y;
            let days = scene.format().days(run.first, run.last);
            let (msg, ink) = if run.off { (Msg::WorkdaysSetOff, p.t1) } else { (Msg::WorkdaysMadeUp, p.warn) };
            pane::label(ui, pos2(row.left() + 4.0, y), Align2::LEFT_CENTER, &run.name, fonts::text(), p.t2);
            pane::label(ui, pos2(row.left() + 160.0, y), Align2::LEFT_CENTER, &days, fonts::text(), p.t1);
            pane::label(ui, pos2(row.left() + 320.0, y), Align2::LEFT_CENTER, scene.text(msg), fonts::text(), ink);
        }
        for part in &notice.unread {
            let words = scene.texts.with(Msg::WorkdaysNoticeUnread, &[("part", part.as_str().into())]);
            ui.label(RichText::new(words).color(p.warn));
        }
    });
    if others > 0 {
        let words = scene.texts.with(Msg::WorkdaysNoticeAll, &[("n", others.into())]);
        if check::check(ui, &words, form.all) {
            form.all = !form.all;
        }
    }
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let name = words::calendar(scene.texts, &made.calendar);
            let write = scene.texts.with(Msg::WorkdaysNoticeWrite, &[("calendar", name.into())]);
            let can = !notice.runs.is_empty();
            if ui.add_enabled_ui(can, |ui| button::primary(ui, &write).clicked()).inner {
                return Some(true);
            }
            button::secondary(ui, scene.text(Msg::DialogCancel)).clicked().then_some(false)
        })
        .inner
    })
    .inner
}
