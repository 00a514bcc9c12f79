//! The menu of a heading: sorting, the filter of the column, and which columns are shown.

use std::collections::BTreeSet;

use egui::{
    Margin, Popup, PopupCloseBehavior, Response, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2,
};

use super::column::{Column, ColumnId, ColumnKind};
use super::filter::ColumnFilter;
use super::menu::{menu_line, menu_row};
use super::parse::parse;
use super::scene::Scene;
use super::state::{GridState, HeaderMenu};
use super::value::CellValue;
use super::view::Sort;
use crate::text::{Msg, Texts};
use crate::ui::theme::{self, fonts, icons, size};

/// The most distinct values that are listed.
const LISTED: usize = 200;

/// Opens the menu of a column's heading.
pub(super) fn open(scene: &Scene<'_>, state: &mut GridState, id: ColumnId) {
    let Some(column) = scene.column(id) else { return };
    let filter = state.filters.get(&id).cloned().unwrap_or_default();
    let bound = |value: &Option<CellValue>| value.as_ref().map(|v| v.edit_text(column)).unwrap_or_default();
    let mut values = BTreeSet::new();
    let listed = !column.kind.is_number() && column.kind != ColumnKind::DateTime;
    let mut more = false;
    if listed {
        for row in 0..scene.source.rows() {
            values.insert(scene.source.value(row, id).edit_text(column));
            if values.len() > LISTED {
                more = true;
                values.clear();
                break;
            }
        }
    }
    state.header_menu = Some(HeaderMenu {
        column: id,
        list: false,
        from: bound(&filter.from),
        to: bound(&filter.to),
        values: values.into_iter().collect(),
        more,
    });
}

/// Shows the menu, while it is open.
pub(super) fn show(ui: &Ui, header: &Response, scene: &Scene<'_>, state: &mut GridState) {
    let Some(mut menu) = state.header_menu.take() else { return };
    let (Some(column), Some(at)) = (scene.column(menu.column), scene.place_of(menu.column)) else { return };
    let across = scene.g.across(at);
    let anchor = egui::Rect::from_x_y_ranges(across, scene.g.header.y_range());
    let frame = theme::float_frame(scene.p).inner_margin(Margin::symmetric(0, 4));
    let shown = Popup::new(scene.id.with("header menu"), ui.ctx().clone(), anchor, header.layer_id)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .accessible_name(scene.texts.with(Msg::GridHeaderMenu, &[("column", scene.heading(column).into())]))
        .frame(frame)
        .width(240.0)
        .show(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            ui.set_width(240.0);
            if menu.list {
                column_list(ui, scene.texts, scene.columns, state);
                false
            } else {
                entries(ui, scene, state, &mut menu, column)
            }
        });
    let close = shown.is_none_or(|shown| shown.inner || shown.response.should_close());
    if close {
        ui.memory_mut(|m| m.request_focus(scene.id));
    } else {
        state.header_menu = Some(menu);
    }
}

/// Whether the menu is done.
fn entries(ui: &mut Ui, scene: &Scene<'_>, state: &mut GridState, menu: &mut HeaderMenu, column: &Column) -> bool {
    let words = |msg| scene.texts.get(msg);
    let mut done = false;
    if column.sortable {
        let now = state.sort.iter().find(|by| by.column == column.id).map(|by| by.descending);
        for (descending, icon, msg) in
            [(false, icons::ARROW_UP, Msg::GridSortAscending), (true, icons::ARROW_DOWN, Msg::GridSortDescending)]
        {
            let icon = if now == Some(descending) { icons::CHECK } else { icon };
            if menu_row(ui, Some(icon), words(msg), "", false, "").clicked() {
                state.sort = vec![Sort { column: column.id, descending }];
                state.view.forget();
                done = true;
            }
        }
        if !state.sort.is_empty() && menu_row(ui, None, words(Msg::GridSortNone), "", false, "").clicked() {
            state.sort.clear();
            done = true;
        }
        menu_line(ui);
    }
    filter(ui, scene, state, menu, column);
    if state.filters.contains_key(&column.id) {
        let clear = menu_row(ui, Some(icons::X), words(Msg::GridFilterClear), "", false, "");
        if clear.clicked() {
            state.filters.remove(&column.id);
            done = true;
        }
    }
    menu_line(ui);
    let last = if scene.g.columns.len() > 1 { "" } else { words(Msg::GridLastColumn) };
    if menu_row(ui, Some(icons::EYE_OFF), words(Msg::GridHideColumn), "", false, last).clicked() {
        state.hidden.insert(column.id);
        done = true;
    }
    if menu_row(ui, Some(icons::COLUMNS_3), words(Msg::GridColumns), "", false, "").clicked() {
        menu.list = true;
    }
    done
}

fn filter(ui: &mut Ui, scene: &Scene<'_>, state: &mut GridState, menu: &mut HeaderMenu, column: &Column) {
    let words = |msg| scene.texts.get(msg);
    let before = state.filters.get(&column.id).cloned().unwrap_or_default();
    let mut filter = before.clone();
    let margin = Margin { left: 12, right: 12, top: 4, bottom: 4 };
    egui::Frame::new().inner_margin(margin).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(size::S8, size::S4);
        if column.kind.is_number() || matches!(column.kind, ColumnKind::Date | ColumnKind::DateTime) {
            // a day filters times too
            let mut read_as = column.clone();
            if column.kind == ColumnKind::DateTime {
                read_as.kind = ColumnKind::Date;
            }
            ui.horizontal(|ui| {
                let width = (ui.available_width() - size::S8 - size::S16) / 2.0;
                filter.from = bound(ui, scene, &mut menu.from, &read_as, width, words(Msg::GridFilterFrom));
                ui.label("–");
                filter.to = bound(ui, scene, &mut menu.to, &read_as, width, words(Msg::GridFilterTo));
            });
        } else {
            let edit = TextEdit::singleline(&mut filter.contains)
                .hint_text(words(Msg::GridFilterContains))
                .desired_width(ui.available_width());
            ui.add(edit).accessible_name(words(Msg::GridFilterContains));
            values(ui, scene, menu, &mut filter);
        }
    });
    if filter != before {
        state.set_filter(column.id, filter);
        ui.ctx().request_repaint();
    }
}

fn bound(
    ui: &mut Ui,
    scene: &Scene<'_>,
    text: &mut String,
    column: &Column,
    width: f32,
    name: &str,
) -> Option<CellValue> {
    let read = parse(text, column, scene.set.base);
    let color = if read.is_ok() { scene.p.t1 } else { scene.p.error };
    let edit = TextEdit::singleline(text).hint_text(name).text_color(color).desired_width(width);
    let response = ui.add(edit).accessible_name(name);
    if let Err(problem) = &read {
        response.on_hover_text(problem.sentence(scene.texts));
    }
    parse(text, column, scene.set.base).ok().filter(|value| !value.is_empty())
}

fn values(ui: &mut Ui, scene: &Scene<'_>, menu: &HeaderMenu, filter: &mut ColumnFilter) {
    if menu.more {
        let words = scene.texts.with(Msg::GridFilterMany, &[("n", LISTED.into())]);
        ui.add(egui::Label::new(egui::RichText::new(words).color(scene.p.t3)).wrap());
        return;
    }
    if menu.values.len() < 2 {
        return;
    }
    let all = filter.among.is_none();
    if check_row(ui, scene.texts.get(Msg::GridFilterAll), all) {
        filter.among = if all { Some(BTreeSet::new()) } else { None };
    }
    ScrollArea::vertical().max_height(7.0 * size::FIELD).auto_shrink([false, true]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for value in &menu.values {
            let on = filter.among.as_ref().is_none_or(|among| among.contains(value));
            let label = if value.is_empty() { scene.texts.get(Msg::GridFilterEmpty) } else { value };
            if check_row(ui, label, on) {
                let among = filter.among.get_or_insert_with(|| menu.values.iter().cloned().collect());
                if !among.remove(value) {
                    among.insert(value.clone());
                }
                if among.len() == menu.values.len() {
                    filter.among = None;
                }
            }
        }
    });
}

/// A box to tick, with words; whether it was clicked.
fn check_row(ui: &mut Ui, label: &str, on: bool) -> bool {
    let p = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::FIELD), Sense::click());
    let painter = ui.painter();
    if response.hovered() || response.has_focus() {
        painter.rect_filled(rect, f32::from(size::RADIUS), p.hover);
    }
    let icon = if on { icons::SQUARE_CHECK } else { icons::SQUARE };
    let color = if on { p.accent } else { p.t3 };
    let place = pos2(rect.left() + size::S4 + size::ICON_TEXT / 2.0, rect.center().y);
    painter.text(place, egui::Align2::CENTER_CENTER, icon, fonts::icon(size::ICON_TEXT), color);
    let room = rect.width() - 28.0;
    let dots = if label.is_ascii() { "..." } else { "…" };
    let (galley, _) = painter.fonts_mut(|f| super::cells::cut(f, label, &fonts::text(), room, dots));
    painter.galley(pos2(rect.left() + 24.0, rect.center().y - galley.size().y / 2.0), galley, p.t1);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, on, label));
    response.clicked()
}

/// The columns to tick, for a menu of the host's toolbar as well.
pub fn column_list(ui: &mut Ui, texts: &Texts, columns: &[Column], state: &mut GridState) {
    egui::Frame::new().inner_margin(Margin { left: 12, right: 12, top: 0, bottom: 0 }).show(ui, |ui| {
        ScrollArea::vertical().max_height(14.0 * size::FIELD).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let shown = columns.iter().filter(|c| !state.hidden.contains(&c.id)).count();
            for column in columns {
                let on = !state.hidden.contains(&column.id);
                // one column at least stays
                if check_row(ui, &super::scene::heading(texts, column), on) && (shown > 1 || !on) {
                    if on {
                        state.hidden.insert(column.id);
                    } else {
                        state.hidden.remove(&column.id);
                    }
                }
            }
        });
    });
    menu_line(ui);
    if menu_row(ui, Some(icons::ROTATE_CCW), texts.get(Msg::GridColumnsReset), "", false, "").clicked() {
        state.reset_columns();
    }
}
