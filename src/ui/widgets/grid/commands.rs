//! What keys, menus and the mouse have in common: going to a cell, clearing, filling, inserting, deleting, moving rows.

use super::event::{Change, GridEvent, Place};
use super::fill;
use super::scene::Scene;
use super::selection::{Block, Spot};
use super::source::RowKey;
use super::state::GridState;
use super::value::CellValue;

/// The cell at a place, by identity.
pub(super) fn spot(scene: &Scene<'_>, state: &GridState, row: usize, column: usize) -> Option<Spot> {
    let key = scene.source.key(state.view.row(row)?);
    let id = scene.column_at(column)?.id;
    Some(Spot { key, column: id, row_hint: row, column_hint: column })
}

/// Makes a cell the active one and brings it into view.
pub(super) fn go_to(scene: &mut Scene<'_>, state: &mut GridState, row: usize, column: usize, extend: bool) {
    let row = row.min(state.view.len().saturating_sub(1));
    let column = column.min(scene.g.columns.len().saturating_sub(1));
    if let Some(spot) = spot(scene, state, row, column) {
        state.set_active(spot, extend);
        reveal(scene, state, row, column);
    }
}

/// Scrolls as little as needed to show a cell.
pub(super) fn reveal(scene: &mut Scene<'_>, state: &mut GridState, row: usize, column: usize) {
    scene.g.scroll = scene.g.scroll_to(row, column).min(scene.g.scroll_limit());
    state.scroll = scene.g.scroll;
}

/// Selects everything.
pub(super) fn select_all(scene: &Scene<'_>, state: &mut GridState) {
    let (Some(first), Some(last)) = (
        spot(scene, state, 0, 0),
        spot(scene, state, state.view.len().saturating_sub(1), scene.g.columns.len().saturating_sub(1)),
    ) else {
        return;
    };
    state.set_active(first, false);
    state.selection.corner = Some(last);
}

/// The selected cells by place: block and picked rows.
pub(super) fn cells(scene: &Scene<'_>, state: &GridState) -> Vec<(usize, Vec<usize>)> {
    let Some(block) = state.selection.block(scene) else { return Vec::new() };
    let columns: Vec<usize> = if state.selection.picked.is_empty() {
        block.columns.clone().collect()
    } else {
        (0..scene.g.columns.len()).collect()
    };
    state.selection.rows(scene, &state.view).into_iter().map(|row| (row, columns.clone())).collect()
}

/// Empties the selected cells that can be typed into. The reason of the first that may not be empty, if any.
pub(super) fn clear(scene: &Scene<'_>, state: &GridState, out: &mut Vec<GridEvent>) -> Option<String> {
    let mut changes = Vec::new();
    for (at, columns) in cells(scene, state) {
        let Some(row) = state.view.row(at) else { continue };
        for column in columns.iter().filter_map(|c| scene.column_at(*c)) {
            if !scene.editable(row, column) || scene.source.value(row, column.id).is_empty() {
                continue;
            }
            if let Err(reason) = scene.source.validate(Some(row), column.id, &CellValue::Empty) {
                return Some(reason);
            }
            changes.push((scene.source.key(row), column.id, CellValue::Empty));
        }
    }
    set(changes, out);
    None
}

/// Hands changes over, if there are any.
pub(super) fn set(changes: Vec<Change>, out: &mut Vec<GridEvent>) {
    if !changes.is_empty() {
        out.push(GridEvent::Set(changes));
    }
}

/// Copies the first row (or column) of the selection over the rest; of a single cell, the one before it.
pub(super) fn fill_selection(scene: &Scene<'_>, state: &GridState, down: bool, out: &mut Vec<GridEvent>) {
    let Some(block) = state.selection.block(scene) else { return };
    let (mut rows, mut columns) = (block.rows.clone(), block.columns.clone());
    if down {
        if rows.start() == rows.end() {
            let Some(above) = rows.start().checked_sub(1) else { return };
            rows = above..=*rows.end();
        }
        let from = Block { rows: *rows.start()..=*rows.start(), columns };
        fill_from(scene, state, &from, *rows.start() + 1..=*rows.end(), true, true, out);
    } else {
        if columns.start() == columns.end() {
            let Some(before) = columns.start().checked_sub(1) else { return };
            columns = before..=*columns.end();
        }
        let from = Block { rows, columns: *columns.start()..=*columns.start() };
        fill_from(scene, state, &from, *columns.start() + 1..=*columns.end(), false, true, out);
    }
}

/// Continues a block into rows (or columns) beside it, away from it on either side.
pub(super) fn fill_from(
    scene: &Scene<'_>,
    state: &GridState,
    from: &Block,
    into: std::ops::RangeInclusive<usize>,
    down: bool,
    copy: bool,
    out: &mut Vec<GridEvent>,
) {
    let lanes = if down { from.columns.clone() } else { from.rows.clone() };
    let along = if down { from.rows.clone() } else { from.columns.clone() };
    let backwards = into.end() < along.start();
    let place = |lane: usize, step: usize| if down { (step, lane) } else { (lane, step) };
    let value = |(row, column): (usize, usize)| {
        let (row, column) = (state.view.row(row)?, scene.column_at(column)?);
        Some((scene.source.value(row, column.id), column))
    };
    let mut changes = Vec::new();
    for lane in lanes {
        let mut given: Vec<(CellValue, _)> = along.clone().filter_map(|step| value(place(lane, step))).collect();
        let mut steps: Vec<usize> = into.clone().collect();
        if backwards {
            given.reverse();
            steps.reverse();
        }
        let source_column = given.first().map(|(_, column)| *column);
        let values: Vec<CellValue> = given.into_iter().map(|(value, _)| value).collect();
        for (step, value) in steps.iter().zip(fill::continued(&values, steps.len(), copy)) {
            let (row, column) = place(lane, *step);
            let (Some(row), Some(column)) = (state.view.row(row), scene.column_at(column)) else { continue };
            if !scene.editable(row, column) {
                continue;
            }
            // another kind of column reads the text anew
            let fits = source_column.is_some_and(|c| c.kind == column.kind && c.exponent == column.exponent);
            let value = if fits {
                scene.source.validate(Some(row), column.id, &value).is_ok().then_some(value)
            } else {
                source_column.and_then(|c| scene.read(Some(row), column, &value.edit_text(c)).ok())
            };
            if let Some(value) = value
                && scene.source.value(row, column.id) != value
            {
                changes.push((scene.source.key(row), column.id, value));
            }
        }
    }
    set(changes, out);
}

/// The identities of the selected rows, from the top.
pub(super) fn selected_keys(scene: &Scene<'_>, state: &GridState) -> Vec<RowKey> {
    let rows = state.selection.rows(scene, &state.view);
    rows.into_iter().filter_map(|at| state.view.row(at)).map(|row| scene.source.key(row)).collect()
}

/// Inserts as many rows as are selected above the first of them.
pub(super) fn insert(scene: &Scene<'_>, state: &GridState, out: &mut Vec<GridEvent>) {
    if !scene.set.insert {
        return;
    }
    let rows = state.selection.rows(scene, &state.view);
    match rows.first().and_then(|at| state.view.row(*at)) {
        Some(row) => {
            out.push(GridEvent::Insert { place: Place::Before(scene.source.key(row)), count: rows.len() });
        }
        None => out.push(GridEvent::AddAtEnd),
    }
}

/// Deletes the selected rows.
pub(super) fn delete(scene: &Scene<'_>, state: &mut GridState, out: &mut Vec<GridEvent>) {
    let keys = selected_keys(scene, state);
    if scene.set.delete && !keys.is_empty() {
        // the row that moves up becomes the active one
        if let (Some(block), Some((_, column))) = (state.selection.block(scene), state.selection.at()) {
            let first = *block.rows.start();
            if let Some(mut spot) = spot(scene, state, first, column) {
                spot.row_hint = first;
                state.set_active(spot, false);
            }
        }
        out.push(GridEvent::Delete(keys));
    }
}

/// Moves the selected rows past the sibling above or below.
pub(super) fn shift(scene: &Scene<'_>, state: &GridState, up: bool, out: &mut Vec<GridEvent>) {
    if !scene.set.shift || !state.view.in_own_order() {
        return;
    }
    let rows: Vec<usize> =
        state.selection.rows(scene, &state.view).iter().filter_map(|at| state.view.row(*at)).collect();
    let (Some(first), Some(last)) = (rows.first().copied(), rows.last().copied()) else { return };
    let depth = scene.source.depth(first);
    // rows under the first one go along with it
    let keys: Vec<RowKey> =
        rows.iter().filter(|row| scene.source.depth(**row) == depth).map(|row| scene.source.key(*row)).collect();
    let sibling = |mut rows: Box<dyn Iterator<Item = usize>>| {
        rows.find(|row| scene.source.depth(*row) <= depth).filter(|row| scene.source.depth(*row) == depth)
    };
    let place = if up {
        sibling(Box::new((0..first).rev())).map(|row| Place::Before(scene.source.key(row)))
    } else {
        sibling(Box::new(last + 1..scene.source.rows())).map(|row| Place::After(scene.source.key(row)))
    };
    if let Some(place) = place {
        out.push(GridEvent::Move { keys, place });
    }
}
