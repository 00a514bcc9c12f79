//! The keyboard. Keys reach the grid while its rows have the focus, or while a cell is being edited.

use egui::{Event, EventFilter, FocusDirection, ImeEvent, Key, Popup, Response, Ui};

use super::clipboard;
use super::commands::{self, go_to};
use super::editor::{self, Move, Opening};
use super::event::GridEvent;
use super::header_menu;
use super::scene::Scene;
use super::state::GridState;

/// Keeps Tab, arrows and Escape in the grid while they have a use there. Called before the rows are a widget, for a
/// widget that has only just been given the focus has not yet said which keys it wants.
pub(super) fn hold_focus(ui: &Ui, scene: &Scene<'_>, state: &GridState) {
    let editor = scene.id.with("editor");
    let focused = ui.memory(egui::Memory::focused);
    let editing = state.editor.is_some() && focused == Some(editor);
    // an open menu walks with the arrows
    if !editing && Popup::is_any_open(ui.ctx()) {
        return;
    }
    if editing || (focused == Some(scene.id) && !tab_leaves(ui, scene, state)) {
        ui.memory_mut(|m| m.move_focus(FocusDirection::None));
    }
}

/// At the first and last cell, Tab goes on to the next widget.
fn tab_leaves(ui: &Ui, scene: &Scene<'_>, state: &GridState) -> bool {
    let Some((row, column)) = state.selection.at() else { return true };
    let last = row + 1 >= state.view.len() && column + 1 >= scene.g.columns.len();
    let first = row == 0 && column == 0;
    ui.input(|i| if i.modifiers.shift { first } else { last }) || state.view.len() == 0
}

/// Handles what was typed since the last frame.
pub(super) fn run(
    ui: &Ui,
    response: &Response,
    scene: &mut Scene<'_>,
    state: &mut GridState,
    out: &mut Vec<GridEvent>,
) {
    let focused = ui.memory(egui::Memory::focused);
    let editor = scene.id.with("editor");
    let escaped = state.editor.is_some()
        && focused.is_none()
        && ui.memory(|m| m.had_focus_last_frame(editor))
        && ui.input(|i| i.key_pressed(Key::Escape));
    if focused != Some(scene.id) && !(state.editor.is_some() && (focused == Some(editor) || escaped)) {
        return;
    }
    if response.has_focus() && state.selection.active.is_none() && state.view.len() > 0 {
        go_to(scene, state, 0, 0, false);
    }
    // the Tab that came in does not go on
    let leaves = tab_leaves(ui, scene, state) || response.gained_focus();
    if state.editor.is_none() && Popup::is_any_open(ui.ctx()) {
        ui.memory_mut(|m| m.set_focus_lock_filter(scene.id, EventFilter::default()));
        return;
    }
    ui.memory_mut(|m| {
        let filter = EventFilter { tab: !leaves, horizontal_arrows: true, vertical_arrows: true, escape: false };
        m.set_focus_lock_filter(scene.id, filter);
    });
    if state.refusal.is_some() || state.header_menu.is_some() {
        return;
    }
    let mut events = std::mem::take(&mut state.pending);
    ui.input_mut(|i| events.append(&mut i.events));
    let mut kept = Vec::with_capacity(events.len());
    // something that the editor has to see before it may be closed
    let mut typed = false;
    let mut rest = events.into_iter();
    while let Some(event) = rest.next() {
        let taken = if state.editor.is_some() {
            if typed && editor::closes(state, &event) {
                state.pending.push(event);
                state.pending.extend(rest.by_ref());
                ui.ctx().request_repaint();
                break;
            }
            typed |= matches!(
                &event,
                Event::Text(_) | Event::Ime(_) | Event::Paste(_) | Event::Cut | Event::Key { pressed: true, .. }
            );
            in_editor(ui, scene, state, &event, out)
        } else {
            let taken = in_rows(ui, scene, state, &event, leaves, out);
            // what opened the editor is its first letter
            typed = state.editor.is_some() && !taken;
            taken
        };
        if !taken {
            kept.push(event);
        }
    }
    ui.input_mut(|i| i.events = kept);
    if state.editor.is_none() && response.has_focus() {
        allow_input_method(ui, scene, state);
    }
}

/// Input methods work only where text can go: the active cell says that it can.
fn allow_input_method(ui: &Ui, scene: &Scene<'_>, state: &GridState) {
    let Some((row, column)) = state.selection.at() else { return };
    let Some(true) = state.view.row(row).zip(scene.column_at(column)).map(|(row, c)| scene.editable(row, c)) else {
        return;
    };
    let rect = scene.g.cell(row, column);
    ui.output_mut(|o| {
        o.ime = Some(egui::output::IMEOutput {
            purpose: egui::IMEPurpose::Normal,
            rect,
            cursor_rect: egui::Rect::from_min_size(rect.left_top(), egui::vec2(1.0, rect.height())),
            should_interrupt_composition: false,
        });
    });
}

fn in_editor(ui: &Ui, scene: &mut Scene<'_>, state: &mut GridState, event: &Event, out: &mut Vec<GridEvent>) -> bool {
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return false };
    if state.editor.as_ref().is_some_and(|e| e.composing) {
        return false;
    }
    let then = match key {
        Key::Escape => {
            editor::cancel(ui, scene, state);
            return true;
        }
        Key::Enter if modifiers.command => {
            editor::commit_everywhere(ui, scene, state, out);
            return true;
        }
        Key::Enter if modifiers.shift => Move::Up,
        Key::Enter if !modifiers.alt => Move::Down,
        Key::Tab if modifiers.shift => Move::Left,
        Key::Tab => Move::Right,
        Key::ArrowUp | Key::ArrowDown if editor::turn_choice(state, *key == Key::ArrowDown) => return true,
        Key::ArrowUp if editor::is_quick(state) => Move::StepUp,
        Key::ArrowDown if editor::is_quick(state) => Move::StepDown,
        Key::ArrowLeft if editor::is_quick(state) => Move::StepLeft,
        Key::ArrowRight if editor::is_quick(state) => Move::StepRight,
        Key::F2 => {
            if let Some(editor) = &mut state.editor {
                editor.quick = false;
            }
            return true;
        }
        _ => return false,
    };
    editor::commit(ui, scene, state, then, out);
    true
}

fn in_rows(
    ui: &Ui,
    scene: &mut Scene<'_>,
    state: &mut GridState,
    event: &Event,
    leaves: bool,
    out: &mut Vec<GridEvent>,
) -> bool {
    match event {
        Event::Copy | Event::Cut if state.selection.active.is_none() => return false,
        Event::Copy => {
            ui.copy_text(clipboard::copied(scene, state));
            return true;
        }
        Event::Cut => {
            ui.copy_text(clipboard::copied(scene, state));
            refuse_in_place(ui, scene, state, out);
            return true;
        }
        Event::Paste(text) => {
            clipboard::paste(scene, state, text, out);
            return true;
        }
        Event::Text(text) => {
            let opens = !text.chars().all(char::is_control) && text != " " || !folds_here(scene, state);
            if opens && editor::open(scene, state, Opening::Typed) {
                return false;
            }
            return opens;
        }
        Event::Ime(ImeEvent::Preedit { text, .. } | ImeEvent::Commit(text)) if !text.is_empty() => {
            editor::open(scene, state, Opening::Typed);
            return false;
        }
        _ => {}
    }
    let Event::Key { key, pressed: true, modifiers, .. } = event else { return false };
    let here = if modifiers.shift && moves(*key) { state.selection.end() } else { state.selection.at() };
    let Some((row, column)) = here else { return false };
    let (rows, columns) = (state.view.len(), scene.g.columns.len());
    if rows == 0 || columns == 0 {
        return false;
    }
    let (shift, command, alt) = (modifiers.shift, modifiers.command, modifiers.alt);
    let by = |value: usize, delta: isize, len: usize| value.saturating_add_signed(delta).min(len - 1);
    let mut to = |scene: &mut Scene<'_>, row: usize, column: usize, extend: bool| {
        go_to(scene, state, row, column, extend);
        state.selection.home = None;
    };
    match key {
        Key::ArrowUp | Key::ArrowDown if alt => {
            commands::shift(scene, state, *key == Key::ArrowUp, out);
        }
        Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight if !alt => {
            let (dy, dx) = match key {
                Key::ArrowUp => (-1, 0),
                Key::ArrowDown => (1, 0),
                Key::ArrowLeft => (0, -1),
                _ => (0, 1),
            };
            let (row, column) = if command {
                edge(scene, state, (row, column), (dy, dx))
            } else {
                (by(row, dy, rows), by(column, dx, columns))
            };
            go_to(scene, state, row, column, shift);
            state.selection.home = None;
        }
        Key::Home => to(scene, if command { 0 } else { row }, 0, shift),
        Key::End => to(scene, if command { rows - 1 } else { row }, columns - 1, shift),
        Key::PageUp => to(scene, row.saturating_sub(scene.g.page()), column, shift),
        Key::PageDown => to(scene, (row + scene.g.page()).min(rows - 1), column, shift),
        Key::Tab if leaves => return false,
        Key::Tab => step(scene, state, if shift { Move::Left } else { Move::Right }),
        Key::Enter if alt => return why(scene, state, out),
        Key::Enter if command => return false,
        Key::Enter => step(scene, state, if shift { Move::Up } else { Move::Down }),
        Key::F2 => {
            editor::open(scene, state, Opening::End);
        }
        Key::F10 if shift => {
            commands::reveal(scene, state, row, column);
            state.menu = Some((scene.g.cell(row, column).left_bottom(), true));
        }
        Key::Delete | Key::Backspace if !command && !alt => refuse_in_place(ui, scene, state, out),
        Key::Space if shift && !command => state.selection.whole_rows = true,
        Key::Space if !command && !alt => {
            let folds = folds_here(scene, state);
            if let Some(row) = state.view.row(row).filter(|_| folds) {
                out.push(GridEvent::Fold(scene.source.key(row)));
            }
            return folds;
        }
        Key::A if command && !shift => commands::select_all(scene, state),
        Key::D if command && !shift => commands::fill_selection(scene, state, true, out),
        Key::R if command && !shift => commands::fill_selection(scene, state, false, out),
        Key::F if command && !shift => state.open_find(false),
        Key::H if command && !shift => state.open_find(true),
        Key::L if command && shift => {
            if let Some(column) = scene.column_at(column) {
                header_menu::open(scene, state, column.id);
            }
        }
        Key::Plus | Key::Equals if command && shift => commands::insert(scene, state, out),
        Key::Minus if command => commands::delete(scene, state, out),
        Key::V if command && shift => ui.ctx().send_viewport_cmd(egui::ViewportCommand::RequestPaste),
        _ => return false,
    }
    true
}

/// Empties the selection; where a cell may not be empty, opens the editor there with the reason.
pub(super) fn refuse_in_place(ui: &Ui, scene: &mut Scene<'_>, state: &mut GridState, out: &mut Vec<GridEvent>) {
    if let Some(reason) = commands::clear(scene, state, out) {
        editor::open(scene, state, Opening::Typed);
        if let Some(editor) = &mut state.editor {
            editor.problem = Some(reason);
        }
        ui.ctx().request_repaint();
    }
}

/// Whether a key goes to another cell.
fn moves(key: Key) -> bool {
    matches!(
        key,
        Key::ArrowUp
            | Key::ArrowDown
            | Key::ArrowLeft
            | Key::ArrowRight
            | Key::Home
            | Key::End
            | Key::PageUp
            | Key::PageDown
    )
}

/// Whether the active row can be folded from the active cell.
fn folds_here(scene: &Scene<'_>, state: &GridState) -> bool {
    state.selection.at().and_then(|(row, _)| state.view.row(row)).is_some_and(|row| scene.source.has_children(row))
}

/// Asks why the active figure is what it is.
pub(super) fn why(scene: &Scene<'_>, state: &GridState, out: &mut Vec<GridEvent>) -> bool {
    let Some((row, column)) = state.selection.at() else { return false };
    let (Some(row), Some(column)) = (state.view.row(row), scene.column_at(column)) else { return false };
    out.push(GridEvent::OpenWhy(scene.source.key(row), column.id));
    true
}

/// Enter and Tab, and arrows that end a short edit.
pub(super) fn step(scene: &mut Scene<'_>, state: &mut GridState, to: Move) {
    let Some((row, column)) = state.selection.at() else { return };
    let (rows, columns) = (state.view.len(), scene.g.columns.len());
    if rows == 0 || columns == 0 {
        return;
    }
    let home = state.selection.home;
    let mut keep_home = home;
    let (row, column) = match to {
        Move::Stay => return,
        Move::StepDown => ((row + 1).min(rows - 1), column),
        Move::StepLeft => (row, column.saturating_sub(1)),
        Move::StepRight => (row, (column + 1).min(columns - 1)),
        Move::Up | Move::StepUp => (row.saturating_sub(1), column),
        Move::Down => {
            keep_home = None;
            ((row + 1).min(rows - 1), home.and_then(|id| scene.place_of(id)).unwrap_or(column))
        }
        Move::Right | Move::Left => {
            keep_home = home.or_else(|| scene.column_at(column).map(|c| c.id));
            let here = row * columns + column;
            let next = if to == Move::Right { (here + 1).min(rows * columns - 1) } else { here.saturating_sub(1) };
            (next / columns, next % columns)
        }
    };
    if !matches!(to, Move::Right | Move::Left | Move::Down) {
        keep_home = None;
    }
    go_to(scene, state, row, column, false);
    state.selection.home = keep_home;
}

/// From a cell to the edge of what is filled, or over what is empty to the next filled cell.
fn edge(scene: &Scene<'_>, state: &GridState, from: (usize, usize), by: (isize, isize)) -> (usize, usize) {
    let (rows, columns) = (state.view.len(), scene.g.columns.len());
    let next = |(row, column): (usize, usize)| {
        let row = row.checked_add_signed(by.0).filter(|row| *row < rows)?;
        let column = column.checked_add_signed(by.1).filter(|column| *column < columns)?;
        Some((row, column))
    };
    let filled = |(row, column): (usize, usize)| {
        state
            .view
            .row(row)
            .zip(scene.column_at(column))
            .is_some_and(|(row, column)| !scene.source.value(row, column.id).is_empty())
    };
    let mut at = from;
    let Some(mut ahead) = next(at) else { return at };
    let run = filled(at) && filled(ahead);
    loop {
        if filled(ahead) != run {
            return if run { at } else { ahead };
        }
        at = ahead;
        match next(at) {
            Some(further) => ahead = further,
            None => return at,
        }
    }
}
