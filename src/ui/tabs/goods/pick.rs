//! The drop-downs above the table that leave only some roles or categories: the filter of that column's heading, within
//! reach.

use std::collections::BTreeSet;

use egui::{CornerRadius, CursorIcon, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::GoodsState;
use super::columns::Col;
use super::source::value_of;
use crate::text::Msg;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::float::{MenuRow, menu, menu_line, menu_row};
use crate::ui::widgets::grid::{CellValue, Column, ColumnFilter};
use crate::ui::widgets::{button, paint};

/// The columns that have a drop-down.
pub const PICKED: [Col; 2] = [Col::Role, Col::Category];
/// Width of the menu.
const MENU: f32 = 200.0;
/// How many values the menu lists; the heading's filter finds the others.
const LISTED: usize = 24;

/// How wide the drop-down of a column is.
pub fn width(ui: &Ui, scene: &Scene<'_>, state: &GoodsState, column: &Column) -> f32 {
    paint::width(ui.painter(), &label(scene, state, column), fonts::text())
        + 2.0 * size::S8
        + size::ICON_TEXT
        + size::S4
}

/// The heading, or what is let through.
fn label(scene: &Scene<'_>, state: &GoodsState, column: &Column) -> String {
    let filter = state.grid.filters().get(&column.id);
    filter.map_or_else(|| column.title.clone(), |filter| filter.summary(column, scene.texts))
}

/// Draws the drop-down of a column.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, state: &mut GoodsState, column: &Column, col: Col) {
    let p = theme::tokens(ui);
    let words = label(scene, state, column);
    let on = state.grid.filters().contains_key(&column.id);
    let (rect, response) = ui.allocate_exact_size(vec2(width(ui, scene, state, column), size::FIELD), Sense::click());
    let spoken =
        if on { words.clone() } else { scene.texts.with(Msg::GoodsPickOf, &[("what", words.as_str().into())]) };
    response.widget_info(|| WidgetInfo::selected(Role::ComboBox, true, on, &spoken));
    let (fill, edge, ink) = match (on, response.hovered()) {
        (true, _) => (p.acc_soft, p.accent, p.input),
        (false, true) => (p.hover, p.t3, p.t1),
        (false, false) => (p.panel, p.field, p.t2),
    };
    let painter = ui.painter();
    painter.rect(rect, CornerRadius::same(size::RADIUS), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    let left = pos2(rect.left() + size::S8, rect.center().y);
    paint::text(painter, left, egui::Align2::LEFT_CENTER, &words, fonts::text(), ink);
    let arrow = pos2(rect.right() - size::S8 - size::ICON_TEXT / 2.0, rect.center().y);
    paint::icon(painter, arrow, icons::CHEVRON_DOWN, size::ICON_TEXT, ink);
    if response.has_focus() {
        button::focus_ring(painter, rect, p);
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    menu(&response, MENU, |ui| rows(ui, scene, state, column, col));
}

/// The values there are, those let through ticked; each click ticks or unticks one.
fn rows(ui: &mut Ui, scene: &Scene<'_>, state: &mut GoodsState, column: &Column, col: Col) {
    let mut filter = state.grid.filters().get(&column.id).cloned().unwrap_or_default();
    let mut changed = false;
    for text in values(state, column, col) {
        let on = filter.among.as_ref().is_some_and(|among| among.contains(&text));
        let label = if text.is_empty() { scene.text(Msg::GridFilterEmpty) } else { text.as_str() };
        if menu_row(ui, MenuRow { label, on, stays: true, ..MenuRow::default() }) {
            let among = filter.among.get_or_insert_default();
            if !among.remove(&text) {
                among.insert(text);
            }
            changed = true;
        }
    }
    filter.among = filter.among.filter(|among| !among.is_empty());
    menu_line(ui);
    let everything = MenuRow { label: scene.text(Msg::GoodsPickAll), on: filter.is_empty(), ..MenuRow::default() };
    if menu_row(ui, everything) {
        (filter, changed) = (ColumnFilter::default(), true);
    }
    if changed {
        state.grid.set_filter(column.id, filter);
        state.kept.clear();
    }
}

/// The texts of a column, as a person would look them up.
fn values(state: &GoodsState, column: &Column, col: Col) -> Vec<String> {
    let all: BTreeSet<String> =
        state.table.lines.iter().map(|line| value_of(&state.table, line, col).edit_text(column)).collect();
    let mut all: Vec<CellValue> = all.into_iter().map(CellValue::Text).collect();
    all.sort_by(CellValue::compare);
    let texts = all.into_iter().filter_map(|value| if let CellValue::Text(text) = value { Some(text) } else { None });
    texts.take(LISTED).collect()
}
