//! The list of orders: which file, how it is read, its head and what comes of it.

use egui::{Align, Layout, Rect, RichText, Ui, pos2, vec2};

use super::form::{List, OpenList, OrdersForm, OrdersRequest};
use super::{result, table};
use crate::engine::orders::intake::{Column, Delimiter, Encoding, Level, Preview, Reading};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::ui::action::{Action, Actions};
use crate::ui::scene::Scene;
use crate::ui::shell::file_choice::{self, FileChoice};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::select::select;
use crate::ui::widgets::{button, paint};

/// How wide the results are.
const RESULTS: f32 = 272.0;

/// Shows what there is of a list, in a place of its own.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, form: &mut OrdersForm, actions: &mut Actions) {
    let p = theme::tokens(ui);
    match &mut form.list {
        List::None => choose(ui, scene, form, actions),
        List::Looking(name) => {
            ui.label(RichText::new(name.as_str()).font(fonts::text_medium()).color(p.t1));
        }
        List::Refused { title, detail } => {
            ui.horizontal(|ui| {
                ui.label(RichText::new(icons::OCTAGON_ALERT).font(fonts::icon(size::ICON)).color(p.error));
                ui.label(RichText::new(title.as_str()).font(fonts::text_medium()).color(p.t1));
            });
            ui.label(RichText::new(detail.as_str()).color(p.t2));
            ui.add_space(size::S8);
            choose(ui, scene, form, actions);
        }
        List::Open(list) => opened(ui, scene, list, actions),
    }
}

/// Where a file is chosen.
fn choose(ui: &mut Ui, scene: &Scene<'_>, form: &mut OrdersForm, actions: &mut Actions) {
    let words = (Msg::OrdersDrop, Msg::OrdersPath);
    match file_choice::choose(ui, scene, &mut form.typed, words, true) {
        Some(FileChoice::Pick) => actions.push(Action::Orders(OrdersRequest::Pick)),
        Some(FileChoice::Load(path)) => actions.push(Action::Orders(OrdersRequest::Load(path))),
        None => {}
    }
}

fn opened(ui: &mut Ui, scene: &Scene<'_>, list: &mut OpenList, actions: &mut Actions) {
    let before = list.reading;
    file_row(ui, scene, list, actions);
    reading_row(ui, scene, list);
    mapping(ui, scene, &list.preview, &mut list.reading);
    ui.add_space(size::S4);
    let area = ui.available_rect_before_wrap();
    let (left, right) = area.split_left_right_at_x(area.right() - RESULTS);
    let left = Rect::from_min_max(left.min, pos2(left.right() - size::S16, left.bottom()));
    let column = |ui: &mut Ui, rect: Rect, salt: &'static str| {
        let layout = Layout::top_down(Align::Min);
        let mut child = ui.new_child(egui::UiBuilder::new().id_salt(salt).max_rect(rect).layout(layout));
        child.set_clip_rect(rect.expand(2.0).intersect(ui.clip_rect()));
        child
    };
    let p = theme::tokens(ui);
    let mut at = column(ui, left, "head");
    let title = vec2(left.width(), size::S16);
    at.allocate_ui_with_layout(title, Layout::left_to_right(Align::Center), |ui| {
        ui.label(RichText::new(scene.text(Msg::OrdersPreview)).font(fonts::text_medium()).color(p.t1));
        let rows = list.preview.rows.len() - usize::from(list.reading.header).min(list.preview.rows.len());
        let note = scene.texts.with(Msg::OrdersPreviewNote, &[("rows", rows.into())]);
        ui.label(RichText::new(note).color(p.t3));
    });
    let room = vec2(left.width(), left.bottom() - at.cursor().top());
    table::show(&mut at, scene, &list.preview, &list.reading, room);
    let mut at = column(ui, right, "result");
    at.label(RichText::new(scene.text(Msg::OrdersResult)).font(fonts::text_medium()).color(p.t1));
    result::show(&mut at, scene, &list.reading, &list.state);
    ui.advance_cursor_after_rect(area);
    let now = list.reading;
    if now != before {
        let fields = now.encoding != before.encoding || now.delimiter != before.delimiter;
        actions.push(Action::Orders(OrdersRequest::Read(now, fields)));
    }
}

fn file_row(ui: &mut Ui, scene: &Scene<'_>, list: &OpenList, actions: &mut Actions) {
    let p = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.label(RichText::new(icons::TABLE).font(fonts::icon(size::ICON)).color(p.t2));
        let name = egui::Label::new(RichText::new(&list.name).font(fonts::text_medium()).color(p.t1)).truncate();
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width() - 240.0);
            ui.add(name);
        });
        // in steps of a tenth of a megabyte, which nobody computes with
        let size = format!("{:.1} MB", list.size as f64 / 1e6);
        ui.label(RichText::new(size).color(p.t2));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if button::secondary_with_icon(ui, icons::FOLDER_OPEN, scene.text(Msg::OrdersChooseFile)).clicked() {
                actions.push(Action::Orders(OrdersRequest::Pick));
            }
        });
    });
}

/// A word before what it is about.
fn word(ui: &mut Ui, text: &str) {
    let p = theme::tokens(ui);
    ui.label(RichText::new(text).color(p.t2));
}

fn reading_row(ui: &mut Ui, scene: &Scene<'_>, list: &mut OpenList) {
    let reading = &mut list.reading;
    ui.horizontal(|ui| {
        if !list.preview.workbook {
            word(ui, scene.text(Msg::OrdersEncoding));
            let names = Encoding::ALL.map(Encoding::name);
            let chosen = Encoding::ALL.iter().position(|e| *e == reading.encoding);
            if let Some(picked) = select(ui, scene.text(Msg::OrdersEncoding), &names, chosen, 112.0) {
                reading.encoding = Encoding::ALL.get(picked).copied().unwrap_or_default();
            }
            ui.add_space(size::S8);
            word(ui, scene.text(Msg::OrdersDelimiter));
            let names = Delimiter::ALL.map(|d| d.name_in(scene.texts).to_owned());
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let chosen = Delimiter::ALL.iter().position(|d| *d == reading.delimiter);
            if let Some(picked) = select(ui, scene.text(Msg::OrdersDelimiter), &names, chosen, 104.0) {
                reading.delimiter = Delimiter::ALL.get(picked).copied().unwrap_or_default();
            }
            ui.add_space(size::S8);
        }
        if button::chip(ui, scene.text(Msg::OrdersHeader), None, reading.header).clicked() {
            reading.header = !reading.header;
        }
        ui.add_space(size::S8);
        let levels = Level::of(reading.wanted);
        let names: Vec<&str> = levels.iter().map(|level| level.name_in(scene.texts)).collect();
        let chosen = levels.iter().position(|level| *level == reading.level);
        if let Some(picked) = button::segmented(ui, scene.text(Msg::OrdersLevel), &names, chosen) {
            reading.level = levels.get(picked).copied().unwrap_or_default();
        }
    });
}

/// For each thing that a list may say, which column says it: in a row of equal parts, the name above.
fn mapping(ui: &mut Ui, scene: &Scene<'_>, preview: &Preview, reading: &mut Reading) {
    let p = theme::tokens(ui);
    let mut names: Vec<String> = vec![scene.text(Msg::OrdersNoColumn).to_owned()];
    names.extend((0..preview.columns).map(|at| table::column_name(scene.texts, preview, reading, at)));
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let columns = Column::of(reading.wanted, reading.level);
    let parts = columns.len() as f32;
    let width = (ui.available_width() - size::S8 * (parts - 1.0)) / parts;
    let (row, _) =
        ui.allocate_exact_size(vec2(ui.available_width(), size::S16 + 4.0 + size::FIELD), egui::Sense::hover());
    for (index, column) in columns.iter().copied().enumerate() {
        let left = row.left() + (width + size::S8) * index as f32;
        let name = column.name_in(scene.texts);
        let galley = paint::cut(ui.painter(), name, fonts::text(), p.t2, width);
        ui.painter().galley(pos2(left, row.top()), galley, p.t2);
        let place = Rect::from_min_size(pos2(left, row.bottom() - size::FIELD), vec2(width, size::FIELD));
        let mut at = paint::at(ui, place, ("column", index));
        let chosen = reading.mapping.get(column).map_or(0, |at| usize::from(at) + 1);
        if let Some(picked) = select(&mut at, name, &names, Some(chosen), width) {
            let to = picked.checked_sub(1).and_then(|at| u16::try_from(at).ok());
            // a column says one thing
            if let Some(other) = to.and_then(|to| reading.mapping.used_for(to)) {
                reading.mapping.set(other, None);
            }
            reading.mapping.set(column, to);
        }
    }
}
