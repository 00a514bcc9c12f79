//! What a screen reader finds: the table, its headings and the cells in view, with role, name and place. Costs nothing
//! while none is listening.

use egui::accesskit::{Action, ActionData, Role, SortDirection};
use egui::{Event, Id, Rect, Response, Sense, Ui};

use super::column::ColumnId;
use super::commands;
use super::editor::{self, Opening};
use super::event::GridEvent;
use super::scene::Scene;
use super::source::RowKey;
use super::state::GridState;
use crate::text::Msg;

fn cell_id(scene: &Scene<'_>, key: RowKey, column: ColumnId) -> Id {
    scene.id.with(("cell", key.0, column.0))
}

fn heading_id(scene: &Scene<'_>, column: ColumnId) -> Id {
    scene.id.with(("heading", column.0))
}

/// Describes the table, the headings and the cells in view.
pub(super) fn nodes(ui: &Ui, response: &Response, scene: &Scene<'_>, state: &GridState) {
    let (rows, columns) = (state.view.len(), scene.g.columns.len());
    let role = if state.view.tree { Role::TreeGrid } else { Role::Grid };
    let listening = ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(role);
        node.set_label(scene.set.name.clone());
        node.set_row_count(rows);
        node.set_column_count(columns);
    });
    if listening.is_none() {
        return;
    }
    let place = |id: Id, rect: Rect, clip: Rect| {
        // registered, so that it is a child of the grid; senses nothing, so that the rows get the clicks
        let seen = rect.intersect(clip);
        ui.interact(seen, id, Sense::hover());
        egui::accesskit::Rect {
            x0: f64::from(seen.left()),
            y0: f64::from(seen.top()),
            x1: f64::from(seen.right()),
            y1: f64::from(seen.bottom()),
        }
    };
    let g = &scene.g;
    for at in g.columns_in_view() {
        let Some(column) = scene.column_at(at) else { continue };
        let pinned = g.columns.get(at).is_some_and(|c| c.pinned);
        let part = |within| if pinned { g.pinned_part(within) } else { g.scrolled_part(within) };
        let id = heading_id(scene, column.id);
        let bounds = place(id, Rect::from_x_y_ranges(g.across(at), g.header.y_range()), part(g.header));
        let sort = state.sort.iter().find(|by| by.column == column.id);
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::ColumnHeader);
            node.set_label(scene.heading(column));
            node.set_bounds(bounds);
            node.set_column_index(at);
            if column.sortable {
                node.add_action(Action::Click);
            }
            if let Some(sort) = sort {
                node.set_sort_direction(if sort.descending {
                    SortDirection::Descending
                } else {
                    SortDirection::Ascending
                });
            }
        });
    }
    let block = state.selection.block(scene);
    for row in g.rows_in_view() {
        let Some(source_row) = state.view.row(row) else { continue };
        let key = scene.source.key(source_row);
        for at in g.columns_in_view() {
            let Some(column) = scene.column_at(at) else { continue };
            let pinned = g.columns.get(at).is_some_and(|c| c.pinned);
            let clip = if pinned { g.pinned_part(g.body) } else { g.scrolled_part(g.body) };
            let rect = g.cell(row, at);
            if !rect.intersect(clip).is_positive() {
                continue;
            }
            let id = cell_id(scene, key, column.id);
            let bounds = place(id, rect, clip);
            let view = scene.source.cell(source_row, column.id);
            let value = match (view.text.is_empty(), view.judgement) {
                (true, _) => scene.texts.get(Msg::GridCellEmpty).to_owned(),
                (false, Some(super::Judgement::Better)) => format!("▲ {}", view.text),
                (false, Some(super::Judgement::Worse)) => format!("▼ {}", view.text),
                (false, None) => view.text.to_string(),
            };
            let title = scene.heading(column);
            let name = scene.texts.with(
                Msg::GridCellName,
                &[("row", (row + 1).into()), ("column", title.into()), ("value", (&value).into())],
            );
            let editable = scene.editable(source_row, column);
            let expanded = (at == 0 && scene.source.has_children(source_row)).then(|| !scene.source.folded(source_row));
            ui.ctx().accesskit_node_builder(id, |node| {
                node.set_role(Role::GridCell);
                node.set_label(name.clone());
                node.set_value(value.clone());
                node.set_bounds(bounds);
                node.set_row_index(row);
                node.set_column_index(at);
                node.add_action(Action::Click);
                if editable {
                    node.add_action(Action::SetValue);
                } else {
                    node.set_read_only();
                }
                if block.as_ref().is_some_and(|b| b.contains(row, at)) {
                    node.set_selected(true);
                }
                if let Some(expanded) = expanded {
                    node.set_expanded(expanded);
                    node.set_level(scene.source.depth(source_row) + 1);
                }
            });
        }
    }
    let active = state.selection.active.map(|spot| cell_id(scene, spot.key, spot.column));
    if let Some(active) = active.filter(|id| ui.ctx().has_accesskit_node(*id)) {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_active_descendant(active.accesskit_id()));
    }
}

/// Does what a screen reader asks for.
pub(super) fn requests(ui: &Ui, scene: &mut Scene<'_>, state: &mut GridState, out: &mut Vec<GridEvent>) {
    let requests: Vec<egui::accesskit::ActionRequest> = ui.input(|i| {
        i.events
            .iter()
            .filter_map(|event| match event {
                Event::AccessKitActionRequest(request) => Some(request.clone()),
                _ => None,
            })
            .collect()
    });
    for request in requests {
        let heading = (0..scene.g.columns.len())
            .filter_map(|at| scene.column_at(at))
            .find(|c| heading_id(scene, c.id).accesskit_id() == request.target_node);
        if let Some(column) = heading {
            if request.action == Action::Click && column.sortable {
                state.turn_sort(column.id, false);
                ui.ctx().request_repaint();
            }
            continue;
        }
        let Some((row, at)) = find_cell(scene, state, request.target_node) else { continue };
        let Some((source_row, column)) = state.view.row(row).zip(scene.column_at(at)) else { continue };
        match (request.action, request.data) {
            (Action::Click | Action::Focus, _) => {
                let again = state.selection.at() == Some((row, at));
                commands::go_to(scene, state, row, at, false);
                ui.memory_mut(|m| m.request_focus(scene.id));
                if again && !editor::open(scene, state, Opening::Whole) && scene.source.answers(source_row, column.id) {
                    super::keys::why(scene, state, out);
                }
            }
            (Action::SetValue, Some(ActionData::Value(text))) if scene.editable(source_row, column) => {
                if let Ok(value) = scene.read(Some(source_row), column, &text) {
                    out.push(GridEvent::Set(vec![(scene.source.key(source_row), column.id, value)]));
                }
            }
            _ => {}
        }
    }
}

fn find_cell(scene: &Scene<'_>, state: &GridState, target: egui::accesskit::NodeId) -> Option<(usize, usize)> {
    for row in scene.g.rows_in_view() {
        let key = scene.source.key(state.view.row(row)?);
        for at in scene.g.columns_in_view() {
            let Some(column) = scene.column_at(at) else { continue };
            if cell_id(scene, key, column.id).accesskit_id() == target {
                return Some((row, at));
            }
        }
    }
    None
}
