//! The pointer: selecting, dragging the fill handle, column edges and headings.

use egui::{CursorIcon, PointerButton, Pos2, Rect, Response, Ui, vec2};

use super::cells;
use super::commands::{self, go_to};
use super::editor::{self, Move, Opening};
use super::event::GridEvent;
use super::geometry::Hit;
use super::scene::Scene;
use super::state::{Drag, GridState};
use crate::ui::theme::{fonts, size};

/// Side of the fill handle.
pub(super) const HANDLE: f32 = 7.0;

/// The fill handle on screen: the lower right corner of the selected block.
pub(super) fn handle(scene: &Scene<'_>, state: &GridState) -> Option<Rect> {
    if !state.selection.picked.is_empty() || state.selection.whole_rows {
        return None;
    }
    let block = state.selection.block(scene)?;
    let corner = scene.g.cell(*block.rows.end(), *block.columns.end()).right_bottom();
    let pinned = scene.g.columns.get(*block.columns.end()).is_some_and(|c| c.pinned);
    let seen = if pinned { scene.g.body } else { scene.g.scrolled_part(scene.g.body) };
    seen.expand(1.0).contains(corner).then(|| Rect::from_center_size(corner - vec2(1.0, 1.0), vec2(HANDLE, HANDLE)))
}

/// Presses, drags and clicks on the rows.
pub(super) fn body(
    ui: &Ui,
    response: &Response,
    scene: &mut Scene<'_>,
    state: &mut GridState,
    out: &mut Vec<GridEvent>,
) {
    let pointer = ui.input(|i| i.pointer.interact_pos());
    let (pressed, secondary, modifiers) = ui.input(|i| {
        (
            i.pointer.button_pressed(PointerButton::Primary),
            i.pointer.button_pressed(PointerButton::Secondary),
            i.modifiers,
        )
    });
    let down = response.is_pointer_button_down_on();
    if let Some(at) = pointer {
        if (pressed || secondary) && down {
            press(ui, response, scene, state, out, at, secondary, modifiers);
        } else if let Some(drag) = state.drag {
            dragged(ui, scene, state, drag, at);
        }
    }
    if response.double_clicked() && state.editor.is_none() {
        let over = pointer.map(|at| scene.g.hit(at));
        if let Some(Hit::Cell { .. }) = over {
            editor::open(scene, state, Opening::End);
        }
    }
    if ui.input(|i| i.pointer.any_released()) || !ui.input(|i| i.pointer.any_down()) {
        if let Some(Drag::Fill(row, column)) = state.drag {
            fill(scene, state, row, column, modifiers.command, out);
        }
        if matches!(state.drag, Some(Drag::Fill(..) | Drag::Select | Drag::Rows)) {
            state.drag = None;
        }
    }
    if response.hovered()
        && let Some(at) = ui.input(|i| i.pointer.hover_pos())
    {
        let icon = if handle(scene, state).is_some_and(|h| h.expand(2.0).contains(at)) {
            CursorIcon::Crosshair
        } else {
            CursorIcon::Default
        };
        ui.set_cursor_icon(icon);
    }
}

fn press(
    ui: &Ui,
    response: &Response,
    scene: &mut Scene<'_>,
    state: &mut GridState,
    out: &mut Vec<GridEvent>,
    at: Pos2,
    secondary: bool,
    modifiers: egui::Modifiers,
) {
    if state.editor.is_some() && !editor::commit(ui, scene, state, Move::Stay, out) {
        return;
    }
    response.request_focus();
    if !secondary && handle(scene, state).is_some_and(|h| h.expand(2.0).contains(at)) {
        let active = state.selection.block(scene).map(|b| (*b.rows.end(), *b.columns.end()));
        state.drag = active.map(|(row, column)| Drag::Fill(row, column));
        return;
    }
    match scene.g.hit(at) {
        Hit::Cell { row, column } => {
            if !secondary && cells::chevron(scene, state, row, column).is_some_and(|r| r.expand(4.0).contains(at)) {
                if let Some(row) = state.view.row(row) {
                    out.push(GridEvent::Fold(scene.source.key(row)));
                }
                return;
            }
            if secondary && is_selected(scene, state, row, column) {
                return;
            }
            if modifiers.command && !secondary {
                return pick(scene, state, row, column);
            }
            let again = !modifiers.shift && !secondary && state.selection.at() == Some((row, column));
            if again
                && let (Some(source_row), Some(c)) = (state.view.row(row), scene.column_at(column))
                && !scene.editable(source_row, c)
                && scene.source.answers(source_row, c.id)
            {
                super::keys::why(scene, state, out);
            }
            press_cell(scene, state, row, column, modifiers.shift);
            state.selection.whole_rows = false;
            if !secondary {
                state.drag = Some(Drag::Select);
            }
        }
        Hit::RowHead(row) => {
            let column = state.selection.at().map_or(0, |(_, column)| column);
            if secondary && is_selected(scene, state, row, column) {
                return;
            }
            if modifiers.command && !secondary {
                return pick(scene, state, row, column);
            }
            press_cell(scene, state, row, column, modifiers.shift);
            state.selection.whole_rows = true;
            if !secondary {
                state.drag = Some(Drag::Rows);
            }
        }
        _ => {}
    }
}

/// Goes to a cell that is at least partly in view without moving more than needed.
fn press_cell(scene: &mut Scene<'_>, state: &mut GridState, row: usize, column: usize, extend: bool) {
    go_to(scene, state, row, column, extend);
    state.selection.home = None;
}

fn is_selected(scene: &Scene<'_>, state: &GridState, row: usize, column: usize) -> bool {
    state.selection.block(scene).is_some_and(|b| b.contains(row, column))
        || state.view.row(row).is_some_and(|row| state.selection.picked.contains(&scene.source.key(row)))
}

/// Adds a whole row to the selection, or takes it out.
fn pick(scene: &Scene<'_>, state: &mut GridState, row: usize, column: usize) {
    let Some(spot) = commands::spot(scene, state, row, column) else { return };
    // what was selected as a block is picked row by row from now on
    if state.selection.picked.is_empty() {
        state.selection.picked = commands::selected_keys(scene, state).into_iter().collect();
    }
    if !state.selection.picked.remove(&spot.key) {
        state.selection.picked.insert(spot.key);
    }
    state.selection.active = Some(spot);
    state.selection.corner = Some(spot);
    state.selection.whole_rows = true;
    if state.selection.picked.is_empty() {
        state.selection.whole_rows = false;
    }
}

fn dragged(ui: &Ui, scene: &mut Scene<'_>, state: &mut GridState, drag: Drag, at: Pos2) {
    let Some((row, column)) = scene.g.nearest(at) else { return };
    match drag {
        Drag::Select | Drag::Rows => {
            // beyond the edges it scrolls on
            let outside = !scene.g.body.contains(at);
            let here = state.selection.end();
            let column = if drag == Drag::Rows { here.map_or(0, |h| h.1) } else { column };
            if here != Some((row, column)) {
                let whole = state.selection.whole_rows;
                if outside {
                    go_to(scene, state, row, column, true);
                } else if let Some(spot) = commands::spot(scene, state, row, column) {
                    state.set_active(spot, true);
                }
                state.selection.whole_rows = whole;
            }
            if outside {
                ui.ctx().request_repaint();
            }
        }
        Drag::Fill(..) => {
            state.drag = Some(Drag::Fill(row, column));
            if !scene.g.body.contains(at) {
                commands::reveal(scene, state, row, column);
                ui.ctx().request_repaint();
            }
        }
        _ => {}
    }
}

/// The cells that a drag of the handle to a cell would fill: along one direction, the longer one.
pub(super) fn fill_target(
    scene: &Scene<'_>,
    state: &GridState,
    row: usize,
    column: usize,
) -> Option<(bool, std::ops::RangeInclusive<usize>)> {
    let block = state.selection.block(scene)?;
    let beyond = |at: usize, within: &std::ops::RangeInclusive<usize>| {
        if at > *within.end() {
            Some((at - within.end(), within.end() + 1..=at))
        } else if at < *within.start() {
            Some((within.start() - at, at..=within.start() - 1))
        } else {
            None
        }
    };
    match (beyond(row, &block.rows), beyond(column, &block.columns)) {
        (Some((down, rows)), Some((across, columns))) => {
            Some(if down >= across { (true, rows) } else { (false, columns) })
        }
        (Some((_, rows)), None) => Some((true, rows)),
        (None, Some((_, columns))) => Some((false, columns)),
        (None, None) => None,
    }
}

fn fill(scene: &Scene<'_>, state: &mut GridState, row: usize, column: usize, copy: bool, out: &mut Vec<GridEvent>) {
    let (Some(block), Some((down, into))) = (state.selection.block(scene), fill_target(scene, state, row, column))
    else {
        return;
    };
    commands::fill_from(scene, state, &block, into.clone(), down, copy, out);
    // the selection grows over what was filled
    let (rows, columns) = if down {
        (*block.rows.start().min(into.start())..=*block.rows.end().max(into.end()), block.columns)
    } else {
        (block.rows, *block.columns.start().min(into.start())..=*block.columns.end().max(into.end()))
    };
    if let (Some(first), Some(last)) = (
        commands::spot(scene, state, *rows.start(), *columns.start()),
        commands::spot(scene, state, *rows.end(), *columns.end()),
    ) {
        state.set_active(first, false);
        state.selection.corner = Some(last);
    }
}

/// Presses, drags and clicks on the header.
pub(super) fn header(ui: &Ui, response: &Response, scene: &mut Scene<'_>, state: &mut GridState) {
    let Some(at) = ui.input(|i| i.pointer.latest_pos()) else { return };
    let hit = scene.g.hit(at);
    let pressed = ui.input(|i| i.pointer.primary_pressed()) && response.is_pointer_button_down_on();
    if pressed {
        state.drag = match hit {
            Hit::Border(column) => {
                scene.column_at(column).map(|c| Drag::Width(c.id, scene.g.across(column).span(), at.x))
            }
            Hit::Heading(column) => scene.column_at(column).map(|c| Drag::Heading(c.id, at.x)),
            _ => None,
        };
    }
    match (state.drag, hit) {
        (Some(Drag::Width(..)), _) | (None, Hit::Border(_)) if response.contains_pointer() || state.drag.is_some() => {
            ui.set_cursor_icon(CursorIcon::ResizeColumn);
        }
        (Some(Drag::Heading(_, from)), _) if (at.x - from).abs() > size::S8 => ui.set_cursor_icon(CursorIcon::Grabbing),
        _ => {}
    }
    if let Some(Drag::Width(id, width, from)) = state.drag
        && response.dragged()
    {
        let min = scene.column(id).map_or(40.0, |c| c.min);
        state.widths.insert(id, (width + at.x - from).clamp(min, 1200.0).round());
        ui.ctx().request_repaint();
    }
    if response.double_clicked()
        && let Hit::Border(column) = hit
    {
        fit(ui, scene, state, column);
    } else if response.clicked()
        && let Hit::Heading(column) = hit
        && let Some(column) = scene.column_at(column)
        && column.sortable
        && !super::head::menu_button(scene, column).contains(at)
    {
        state.turn_sort(column.id, ui.input(|i| i.modifiers.shift));
        ui.ctx().request_repaint();
    }
    if !ui.input(|i| i.pointer.any_down()) {
        if let Some(Drag::Heading(id, from)) = state.drag
            && (at.x - from).abs() > size::S8
        {
            drop_heading(scene, state, id, at.x);
        }
        if matches!(state.drag, Some(Drag::Width(..) | Drag::Heading(..))) {
            state.drag = None;
        }
    }
}

/// The place before which a heading dragged to `x` would go.
pub(super) fn drop_place(scene: &Scene<'_>, x: f32) -> usize {
    (0..scene.g.columns.len()).find(|at| x < scene.g.across(*at).center()).unwrap_or(scene.g.columns.len())
}

fn drop_heading(scene: &Scene<'_>, state: &mut GridState, id: super::ColumnId, x: f32) {
    let place = drop_place(scene, x);
    let mut order: Vec<super::ColumnId> =
        (0..scene.g.columns.len()).filter_map(|at| scene.column_at(at)).map(|c| c.id).collect();
    let Some(from) = order.iter().position(|c| *c == id) else { return };
    order.remove(from);
    order.insert(if from < place { place - 1 } else { place }.min(order.len()), id);
    // hidden ones keep a place too
    order.extend(scene.columns.iter().map(|c| c.id).filter(|c| state.hidden.contains(c)));
    state.order = order;
}

/// As wide as the widest text in view.
fn fit(ui: &Ui, scene: &Scene<'_>, state: &mut GridState, at: usize) {
    let Some(column) = scene.column_at(at) else { return };
    let measure = |text: String, strong: bool| {
        let font = if strong { fonts::text_medium() } else { fonts::text() };
        ui.painter().layout_no_wrap(text, font, scene.p.t1).size().x
    };
    let mut widest = measure(scene.heading(column), false) + size::ICON_CELL + 2.0;
    for row in scene.g.rows_in_view() {
        let Some(source_row) = state.view.row(row) else { continue };
        let view = scene.source.cell(source_row, column.id);
        let mut width = measure(view.text.into_owned(), true);
        if view.icon.is_some() || view.chip.is_some() || view.judgement.is_some() {
            width += size::S16;
        }
        if view.bar.is_some() {
            width += cells::BAR_WIDTH + size::S8;
        }
        if at == 0 {
            width += cells::indent(scene, state, row) - size::S8;
        }
        widest = widest.max(width);
    }
    if let Some(total) = scene.source.total(column.id).filter(|_| scene.set.totals) {
        widest = widest.max(measure(total.text.into_owned(), true));
    }
    state.widths.insert(column.id, (widest + 2.0 * size::S8 + 1.0).ceil().clamp(column.min, 480.0));
}
