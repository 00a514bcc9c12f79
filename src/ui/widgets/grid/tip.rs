//! What a cell or heading says when the pointer rests on it: its text in full, in place, if that was cut, and what the
//! host adds.

use egui::{Response, Ui, pos2, vec2};

use super::cells::{self, Look};
use super::column::Side;
use super::editor::bubble;
use super::geometry::Hit;
use super::scene::Scene;
use super::source::RowStyle;
use super::state::GridState;
use crate::ui::theme::{fonts, size};

/// Shows it once the pointer has rested.
pub(super) fn show(ui: &Ui, body: &Response, header: &Response, scene: &Scene<'_>, state: &GridState) {
    if state.drag.is_some() || state.header_menu.is_some() || body.context_menu_opened() {
        return;
    }
    let Some(at) = body.hover_pos().or_else(|| header.hover_pos()) else { return };
    let hit = scene.g.hit(at);
    if !matches!(hit, Hit::Cell { .. } | Hit::Heading(_)) {
        return;
    }
    let delay = ui.style().interaction.tooltip_delay;
    let (rested, scrolling) = ui.input(|i| {
        (i.pointer.time_since_last_movement(), i.smooth_scroll_delta != egui::Vec2::ZERO || i.pointer.any_down())
    });
    if scrolling {
        return;
    }
    if rested < delay {
        ui.ctx().request_repaint_after_secs(delay - rested);
        return;
    }
    match hit {
        Hit::Cell { row, column } => cell(ui, scene, state, row, column),
        Hit::Heading(at) => heading(ui, scene, at),
        _ => {}
    }
}

fn cell(ui: &Ui, scene: &Scene<'_>, state: &GridState, at: usize, place: usize) {
    let (Some(row), Some(column)) = (state.view.row(at), scene.column_at(place)) else { return };
    if state.editor.as_ref().is_some_and(|e| e.spot.row_hint == at && e.spot.column == column.id) {
        return;
    }
    let view = scene.source.cell(row, column.id);
    let lead = if place == 0 { cells::indent(scene, state, at) } else { size::S8 };
    let strong = scene.source.style(row) == RowStyle::Group;
    let rect = scene.g.cell(at, place);
    let look = Look { p: scene.p, dots: scene.dots(), rect, side: column.align, lead, strong, on_sel: false };
    let is_cut = ui.ctx().fonts_mut(|f| cells::cell(f, &look, &view, &mut Vec::new()));
    let hover = scene.source.hover(row, column.id);
    if !is_cut && hover.is_none() {
        return;
    }
    // cut text is shown whole where it stands; a note stands below its cell
    let place =
        if is_cut { rect.left_top() + vec2(lead - size::S8 - 1.0, -1.0) } else { rect.left_bottom() + vec2(0.0, 2.0) };
    bubble(ui, scene, scene.id.with("tip"), place, |ui| {
        if is_cut {
            let font = if strong || view.strong { fonts::text_medium() } else { fonts::text() };
            let color = cells::color(scene.p, view.ink, false);
            ui.add(egui::Label::new(egui::RichText::new(view.text.as_ref()).font(font).color(color)).wrap());
        }
        if let Some(hover) = &hover {
            ui.add(egui::Label::new(egui::RichText::new(hover).color(scene.p.t2)).wrap());
        }
    });
}

fn heading(ui: &Ui, scene: &Scene<'_>, at: usize) {
    let Some(column) = scene.column_at(at) else { return };
    let title = scene.heading(column);
    let across = scene.g.across(at);
    let width = ui.ctx().fonts_mut(|f| f.layout_no_wrap(title.clone(), fonts::text(), scene.p.t1).size().x);
    let lead = if at == 0 { scene.lead() } else { size::S8 };
    let is_cut = width > across.span() - lead - size::S8;
    if !is_cut && column.tooltip.is_empty() {
        return;
    }
    let x = match column.align {
        Side::Left => across.min,
        Side::Right => across.max - width - 2.0 * size::S8,
    };
    bubble(ui, scene, scene.id.with("tip"), pos2(x.max(0.0), scene.g.header.bottom() + 2.0), |ui| {
        if is_cut {
            ui.add(egui::Label::new(egui::RichText::new(&title).font(fonts::text_medium())).wrap());
        }
        if !column.tooltip.is_empty() {
            ui.add(egui::Label::new(column.tooltip.as_str()).wrap());
        }
    });
}
