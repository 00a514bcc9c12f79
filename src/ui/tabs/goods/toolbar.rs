//! The row above the table: how many products are shown, the search, the chips, the choice of columns.

use egui::{Align2, CornerRadius, Frame, Margin, Rect, Stroke, StrokeKind, TextEdit, Ui, pos2, vec2};

use super::GoodsState;
use super::filters::Chip;
use super::pick;
use crate::text::Msg;
use crate::ui::input;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::float::menu;
use crate::ui::widgets::grid::{Column, ColumnFilter, column_list};
use crate::ui::widgets::{button, paint, pane};

/// Width of the search.
const SEARCH: f32 = 168.0;
/// Width of the search in a small window.
const SEARCH_COMPACT: f32 = 120.0;
/// Width of the menu of columns.
const COLUMNS: f32 = 240.0;

const fn chip_name(chip: Chip) -> Msg {
    match chip {
        Chip::InCampaign => Msg::GoodsInCampaign,
        Chip::LowMargin => Msg::GoodsLowMargin,
        Chip::BelowFloor => Msg::GoodsBelowFloor,
        Chip::Short => Msg::GoodsShort,
        Chip::NoStock => Msg::GoodsNoStock,
    }
}

/// Draws the row.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, state: &mut GoodsState, columns: &[Column], compact: bool) {
    let p = theme::tokens(ui);
    let y = area.center().y;
    ui.painter().hline(area.x_range(), area.bottom() - 0.5, Stroke::new(1.0, p.line));
    let start = pos2(area.left() + size::S16, y);
    let title = scene.text(Msg::GoodsTitle);
    let end = pane::label(ui, start, Align2::LEFT_CENTER, title, fonts::medium(size::TITLE), p.t1).rect.right();
    let shown = scene.texts.with(
        Msg::GoodsShown,
        &[
            ("shown", scene.format().whole(state.grid.shown_rows() as i128).into()),
            ("all", scene.format().whole(state.table.lines.len() as i128).into()),
        ],
    );
    let at = pos2(end + size::S8, y);
    let end = pane::label(ui, at, Align2::LEFT_CENTER, &shown, fonts::text(), p.t2).rect.right();
    let right = choose_columns(ui, area, scene, state, columns);
    let left = end + size::S24;
    let width = if compact { SEARCH_COMPACT } else { SEARCH };
    let field = Rect::from_min_size(pos2(left, y - size::FIELD / 2.0), vec2(width, size::FIELD));
    search(ui, field, scene, state);
    let rest = Rect::from_min_max(pos2(field.right() + size::S16, area.top()), pos2(right - size::S16, area.bottom()));
    chips(ui, rest, scene, state, columns);
}

fn search(ui: &mut Ui, rect: Rect, scene: &Scene<'_>, state: &mut GoodsState) {
    let p = theme::tokens(ui);
    let id = ui.scope_id().with("goods search");
    let focused = ui.memory(|m| m.has_focus(id));
    let corner = CornerRadius::same(size::RADIUS);
    if focused {
        ui.painter().rect_stroke(rect, corner, Stroke::new(2.0, p.sel), StrokeKind::Outside);
    }
    let edge = if focused {
        p.accent
    } else if ui.rect_contains_pointer(rect) {
        p.t3
    } else {
        p.field
    };
    ui.painter().rect(rect, corner, p.panel, Stroke::new(1.0, edge), StrokeKind::Inside);
    paint::icon(ui.painter(), pos2(rect.left() + 14.0, rect.center().y), icons::SEARCH, size::ICON_TEXT, p.t2);
    let inner = Rect::from_min_max(pos2(rect.left() + 26.0, rect.top()), pos2(rect.right() - 24.0, rect.bottom()));
    let mut child = paint::at(ui, inner, "goods search text");
    child.set_clip_rect(inner.intersect(ui.clip_rect()));
    TextEdit::singleline(&mut state.filters.search)
        .id(id)
        .font(fonts::text())
        .text_color(p.t1)
        .frame(Frame::NONE)
        .margin(Margin::ZERO)
        .hint_text(egui::RichText::new(scene.text(Msg::GoodsSearch)).color(p.t3))
        .align(Align2::LEFT_CENTER)
        .min_size(inner.size())
        .desired_width(inner.width())
        .show(&mut child)
        .response
        .response
        .accessible_name(scene.text(Msg::GoodsSearch));
    if !state.filters.search.is_empty() {
        let place = paint::square(pos2(rect.right() - 13.0, rect.center().y), 18.0);
        let response = ui.interact(place, id.with("clear"), egui::Sense::click());
        let name = scene.text(Msg::GridFilterClear);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, name));
        let ink = if response.hovered() { p.t1 } else { p.t3 };
        paint::icon(ui.painter(), place.center(), icons::X, size::ICON_CELL, ink);
        if response.clicked() {
            state.filters.search.clear();
        }
    }
}

fn chips(ui: &mut Ui, area: Rect, scene: &Scene<'_>, state: &mut GoodsState, columns: &[Column]) {
    let format = scene.format();
    let filtered = !state.filters.is_empty() || !state.grid.filters().is_empty();
    let clear = scene.text(Msg::GoodsClearFilters);
    let clear_width = if filtered { paint::width(ui.painter(), clear, fonts::text()) + size::S12 } else { 0.0 };
    let mut child = paint::at(ui, area, "goods chips");
    child.spacing_mut().item_spacing.x = size::S8;
    for col in pick::PICKED {
        let Some(column) = columns.iter().find(|column| column.id == col.id()) else { continue };
        let on = state.grid.filters().contains_key(&column.id);
        let right = child.cursor().left() + pick::width(&child, scene, state, column);
        if on || right <= area.right() - clear_width {
            pick::show(&mut child, scene, state, column, col);
        }
    }
    for (index, chip) in Chip::ALL.into_iter().enumerate() {
        let on = state.filters.is_on(chip);
        let label = if chip == Chip::LowMargin {
            let limit = format.percent_exact(state.filters.limit);
            scene.texts.with(chip_name(chip), &[("rate", limit.into())])
        } else {
            scene.text(chip_name(chip)).to_owned()
        };
        let count = state.table.counts.get(index).copied().unwrap_or(0);
        let count = format.whole(count as i128);
        let limit_width = if chip == Chip::LowMargin && on { 56.0 + size::S8 } else { 0.0 };
        let needed = paint::width(child.painter(), &label, fonts::text())
            + paint::width(child.painter(), &count, fonts::text())
            + size::S12
            + 2.0 * size::S8
            + limit_width;
        // where there is no room those that are off give way; the filters of the headings remain
        if !on && child.cursor().left() + needed > area.right() - clear_width {
            continue;
        }
        if button::chip(&mut child, &label, Some(&count), on).clicked() {
            state.filters.turn(chip);
            state.kept.clear();
        }
        if chip == Chip::LowMargin && on {
            limit(&mut child, scene, state);
        }
    }
    // what the headings filter; a click takes it away
    let by_heading: Vec<_> = state
        .grid
        .filters()
        .iter()
        .filter(|(id, _)| pick::PICKED.iter().all(|col| col.id() != **id))
        .filter_map(|(id, filter)| Some((*id, filter.summary(columns.iter().find(|c| c.id == *id)?, scene.texts))))
        .collect();
    for (id, summary) in by_heading {
        if button::chip(&mut child, &summary, Some("×"), true).clicked() {
            state.grid.set_filter(id, ColumnFilter::default());
        }
    }
    if filtered && button::link(&mut child, clear).clicked() {
        state.clear_filters();
    }
}

/// The margin below which a product counts as low.
fn limit(ui: &mut Ui, scene: &Scene<'_>, state: &mut GoodsState) {
    let shown = scene.format().percent_exact(state.filters.limit);
    let outcome = Field::new(scene.text(Msg::GoodsLimit), &shown, &shown).size(56.0, size::FIELD).show(
        ui,
        "goods limit",
        |text| input::percent(scene.texts, text).map(|_| ()),
    );
    if let Some(limit) = outcome.committed.and_then(|text| input::percent(scene.texts, &text).ok()) {
        state.filters.limit = limit;
        state.kept.clear();
    }
}

/// The button that shows which columns there are. Gives its left edge.
fn choose_columns(ui: &mut Ui, area: Rect, scene: &Scene<'_>, state: &mut GoodsState, columns: &[Column]) -> f32 {
    let words = scene.text(Msg::GoodsColumns);
    let width = paint::width(ui.painter(), words, fonts::text_medium()) + size::ICON + 6.0 + 2.0 * size::S12;
    let right = area.right() - size::S16;
    let place = Rect::from_min_max(pos2(right - width, area.top()), pos2(right, area.bottom()));
    let response = button::secondary_with_icon(&mut paint::at(ui, place, "goods columns"), icons::COLUMNS_3, words);
    let chosen = !state.grid.hidden.is_empty() || !state.grid.order.is_empty() || !state.grid.widths.is_empty();
    menu(&response, COLUMNS, |ui| column_list(ui, scene.texts, columns, &mut state.grid));
    state.first_again(chosen);
    place.left()
}
