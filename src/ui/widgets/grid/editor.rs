//! The editor in a cell: typed text, the list of options, and the reason why a text is refused.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Align2, Area, Event, Frame, Id, Key, Order, Pos2, Rect, Sense, StrokeKind, TextEdit, Ui, UiBuilder, vec2};

use super::column::{Column, Side};
use super::commands;
use super::event::GridEvent;
use super::keys;
use super::scene::{Scene, is_figure};
use super::selection::Spot;
use super::state::GridState;
use super::value::CellValue;
use crate::text::Msg;
use crate::ui::theme::{self, fonts, icons, size};

/// How many options are shown at once.
const OPTIONS: usize = 8;

/// What stands in the editor when it opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Opening {
    /// Nothing: what is being typed takes the old value's place; arrows end the edit.
    #[default]
    Typed,
    /// The value, selected.
    Whole,
    /// The value, with the caret behind it.
    End,
}

/// Where the active cell goes after a commit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    Stay,
    /// Enter.
    Down,
    /// Shift+Enter.
    Up,
    /// Tab.
    Right,
    /// Shift+Tab.
    Left,
    StepUp,
    StepDown,
    StepLeft,
    StepRight,
}

/// An edit under way.
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
#[derive(Clone, Debug, Default)]
pub(super) struct Editor {
    pub spot: Spot,
    pub text: String,
    pub quick: bool,
    pub problem: Option<String>,
    /// An input method is composing: its keys are its own.
    pub composing: bool,
    original: String,
    opening: Opening,
    fresh: bool,
    touched: bool,
    /// Options that fit what is typed, and the marked one of them.
    matches: Vec<usize>,
    marked: Option<usize>,
    list: Option<Rect>,
}

/// Opens the editor in the active cell, if that can be typed into.
pub(super) fn open(scene: &mut Scene<'_>, state: &mut GridState, opening: Opening) -> bool {
    let Some(spot) = state.selection.active else { return false };
    let (Some(row), Some(column)) = (state.view.row(spot.row_hint), scene.column(spot.column)) else { return false };
    if !scene.editable(row, column) {
        return false;
    }
    commands::reveal(scene, state, spot.row_hint, spot.column_hint);
    let original = scene.source.edit_text(row, column);
    let marked = match (scene.source.value(row, column.id), column.kind.options()) {
        (CellValue::Choice(index), Some(_)) => Some(index),
        _ => None,
    };
    state.editor = Some(Editor {
        spot,
        text: if opening == Opening::Typed { String::new() } else { original.clone() },
        quick: opening == Opening::Typed,
        original,
        opening,
        fresh: true,
        marked,
        matches: (0..column.kind.options().map_or(0, <[String]>::len)).collect(),
        ..Editor::default()
    });
    true
}

/// Whether arrows end the edit.
pub(super) fn is_quick(state: &GridState) -> bool {
    state.editor.as_ref().is_some_and(|e| e.quick)
}

/// Whether an event would end the edit.
pub(super) fn closes(state: &GridState, event: &Event) -> bool {
    let Event::Key { key, pressed: true, .. } = event else { return false };
    matches!(key, Key::Enter | Key::Tab | Key::Escape)
        || (is_quick(state) && matches!(key, Key::ArrowUp | Key::ArrowDown | Key::ArrowLeft | Key::ArrowRight))
}

/// Marks the next option, if there are any to choose from.
pub(super) fn turn_choice(state: &mut GridState, down: bool) -> bool {
    let Some(editor) = state.editor.as_mut().filter(|e| !e.matches.is_empty()) else { return false };
    let count = editor.matches.len();
    editor.marked = Some(match editor.marked {
        None => 0,
        Some(at) if down => (at + 1) % count,
        Some(at) => (at + count - 1) % count,
    });
    editor.quick = false;
    true
}

/// Drops the edit.
pub(super) fn cancel(ui: &Ui, scene: &Scene<'_>, state: &mut GridState) {
    state.editor = None;
    ui.memory_mut(|m| m.request_focus(scene.id));
}

/// Reads the text and hands it over; a text that is refused stays where it is, with the reason.
pub(super) fn commit(
    ui: &Ui,
    scene: &mut Scene<'_>,
    state: &mut GridState,
    then: Move,
    out: &mut Vec<GridEvent>,
) -> bool {
    if !hand_over(scene, state, out) {
        ui.memory_mut(|m| m.request_focus(scene.id.with("editor")));
        return false;
    }
    ui.memory_mut(|m| m.request_focus(scene.id));
    keys::step(scene, state, then);
    true
}

/// Writes the text into every selected cell.
pub(super) fn commit_everywhere(ui: &Ui, scene: &mut Scene<'_>, state: &mut GridState, out: &mut Vec<GridEvent>) {
    let Some(editor) = &state.editor else { return };
    let Some(column) = scene.column(editor.spot.column) else { return };
    let text = editor.meant(column);
    let mut changes = Vec::new();
    for (at, columns) in commands::cells(scene, state) {
        let Some(row) = state.view.row(at) else { continue };
        for column in columns.iter().filter_map(|c| scene.column_at(*c)) {
            if !scene.editable(row, column) {
                continue;
            }
            match scene.read(Some(row), column, &text) {
                Ok(value) => changes.push((scene.source.key(row), column.id, value)),
                Err(reason) => {
                    if let Some(editor) = &mut state.editor {
                        editor.problem = Some(reason);
                    }
                    return;
                }
            }
        }
    }
    commands::set(changes, out);
    cancel(ui, scene, state);
}

fn hand_over(scene: &Scene<'_>, state: &mut GridState, out: &mut Vec<GridEvent>) -> bool {
    let Some(editor) = &mut state.editor else { return true };
    let row = state.view.row(editor.spot.row_hint).filter(|row| scene.source.key(*row) == editor.spot.key);
    let (Some(row), Some(column)) = (row, scene.column(editor.spot.column)) else {
        // the cell is gone, and the text with it
        state.editor = None;
        return true;
    };
    let text = editor.meant(column);
    if text != editor.original {
        match scene.read(Some(row), column, &text) {
            Ok(value) if value == scene.source.value(row, column.id) => {}
            Ok(value) => out.push(GridEvent::Set(vec![(editor.spot.key, column.id, value)])),
            Err(reason) => {
                editor.problem = Some(reason);
                return false;
            }
        }
    }
    state.editor = None;
    true
}

impl Editor {
    /// The marked option, or what was typed.
    fn meant(&self, column: &Column) -> String {
        let option = || {
            let index = *self.matches.get(self.marked?)?;
            column.kind.options()?.get(index).cloned()
        };
        if self.touched && self.text.trim().is_empty() {
            return String::new();
        }
        option().unwrap_or_else(|| self.text.clone())
    }

    fn find_options(&mut self, options: &[String]) {
        let wanted = self.text.trim().to_lowercase();
        self.matches = (0..options.len())
            .filter(|i| options.get(*i).is_some_and(|o| o.to_lowercase().contains(&wanted)))
            .collect();
        // the one that begins so, before those that only contain it
        let begins = |i: &usize| options.get(*i).is_some_and(|o| o.to_lowercase().starts_with(&wanted));
        self.marked = if wanted.is_empty() || self.matches.is_empty() {
            None
        } else {
            Some(self.matches.iter().position(begins).unwrap_or(0))
        };
    }
}

/// Shows the editor, while one is open.
pub(super) fn show(ui: &mut Ui, scene: &mut Scene<'_>, state: &mut GridState, out: &mut Vec<GridEvent>) {
    let Some(mut editor) = state.editor.take() else { return };
    let (Some(at), Some(column)) = (scene.place_of(editor.spot.column), scene.column(editor.spot.column)) else {
        return;
    };
    let there = |at: usize| state.view.row(at).is_some_and(|row| scene.source.key(row) == editor.spot.key);
    if !there(editor.spot.row_hint) {
        match (0..state.view.len()).find(|at| there(*at)) {
            Some(row) => editor.spot.row_hint = row,
            None => return,
        }
    }
    let id = scene.id.with("editor");
    let rect = editor_rect(ui, scene, &editor, at, column);
    let pinned = scene.g.columns.get(at).is_some_and(|c| c.pinned);
    let clip = if pinned { scene.g.body } else { scene.g.scrolled_part(scene.g.body) }.expand(1.0);
    let p = scene.p;
    let painter = ui.painter().with_clip_rect(clip);
    let edge = if editor.problem.is_some() { p.error } else { p.accent };
    painter.rect_filled(rect, 0.0, p.panel);
    painter.rect_stroke(rect, 0.0, egui::Stroke::new(2.0, edge), StrokeKind::Inside);
    let mut inner = rect.shrink2(vec2(size::S8, 2.0));
    if at == 0 && column.align == Side::Left {
        let lead = super::cells::indent(scene, state, editor.spot.row_hint);
        inner.min.x += (lead - size::S8).clamp(0.0, (inner.width() - 48.0).max(0.0));
    }
    if editor.problem.is_some() {
        let center = Pos2::new(rect.left() + size::S8 + size::ICON_CELL / 2.0, rect.center().y);
        painter.text(center, Align2::CENTER_CENTER, icons::OCTAGON_ALERT, fonts::icon(size::ICON_CELL), p.error);
        inner.min.x += size::ICON_CELL + size::S4;
    }
    if editor.fresh {
        let mut text_state = TextEditState::default();
        let end = CCursor::new(editor.text.chars().count());
        let range = match editor.opening {
            Opening::Whole => CCursorRange::two(CCursor::new(0), end),
            Opening::Typed | Opening::End => CCursorRange::one(end),
        };
        text_state.cursor.set_char_range(Some(range));
        text_state.store(ui.ctx(), id);
        ui.memory_mut(|m| m.request_focus(id));
    }
    let (row, title) = (editor.spot.row_hint + 1, scene.heading(column));
    let mut child = ui.new_child(UiBuilder::new().max_rect(inner).id_salt("editor"));
    child.shrink_clip_rect(clip);
    let ink = if is_figure(&column.kind) { p.input } else { p.t1 };
    let response = child.add(
        TextEdit::singleline(&mut editor.text)
            .id(id)
            .frame(Frame::NONE)
            .font(fonts::text())
            .text_color(ink)
            .align(if column.align == Side::Right { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER })
            .desired_width(inner.width())
            .min_size(inner.size())
            .clip_text(true)
            .lock_focus(true)
            .return_key(None),
    );
    if editor.fresh {
        // the press that opened it may be of this very frame, and counts as one beside it
        ui.memory_mut(|m| m.request_focus(id));
    }
    let name = scene.texts.with(Msg::GridEditorName, &[("row", row.into()), ("column", (&title).into())]);
    let problem = editor.problem.clone();
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_label(name.clone());
        if let Some(problem) = problem {
            node.set_invalid(egui::accesskit::Invalid::True);
            node.set_description(problem);
        }
    });
    follow_input_method(ui, &mut editor);
    if response.changed() {
        editor.problem = None;
        editor.touched = true;
        if let Some(options) = column.kind.options() {
            editor.find_options(options);
        }
    }
    let chosen = match column.kind.options() {
        Some(options) => list(ui, scene, &mut editor, options, rect, ink),
        None => None,
    };
    if let Some(problem) = &editor.problem {
        let anchor = rect.left_bottom() + vec2(0.0, size::S4);
        bubble(ui, scene, scene.id.with("problem"), anchor, |ui| {
            ui.horizontal(|ui| {
                ui.label(egui::RichText::new(icons::OCTAGON_ALERT).font(fonts::icon(size::ICON_TEXT)).color(p.error));
                ui.label(problem.as_str());
            });
        });
    }
    let lost = !editor.fresh && response.lost_focus();
    editor.fresh = false;
    let pointer = ui.input(|i| i.pointer.interact_pos());
    // the list is part of the editor, and a refused text is not left for another cell
    let stays = pointer.is_some_and(|at| {
        editor.list.is_some_and(|list| list.contains(at)) || (editor.problem.is_some() && scene.g.body.contains(at))
    });
    state.editor = Some(editor);
    if let Some(index) = chosen {
        if let Some(editor) = &mut state.editor {
            editor.marked = Some(index);
            editor.touched = false;
        }
        commit(ui, scene, state, Move::Stay, out);
    } else if lost && stays {
        ui.memory_mut(|m| m.request_focus(id));
    } else if lost {
        // typed and left: taken as it is, or kept with the reason
        hand_over(scene, state, out);
    }
}

fn follow_input_method(ui: &Ui, editor: &mut Editor) {
    ui.input(|i| {
        for event in &i.events {
            if let Event::Ime(event) = event {
                editor.composing = matches!(event, egui::ImeEvent::Preedit { text, .. } if !text.is_empty());
            }
        }
    });
}

/// The cell, drawn wider where the text needs it.
fn editor_rect(ui: &Ui, scene: &Scene<'_>, editor: &Editor, at: usize, column: &Column) -> Rect {
    let mut rect = scene.g.cell(editor.spot.row_hint, at);
    let words = ui.painter().layout_no_wrap(editor.text.clone(), fonts::text(), scene.p.t1).size().x;
    let needed = words + 2.0 * size::S8 + size::S16;
    if needed > rect.width() {
        if column.align == Side::Right {
            rect.min.x = (rect.max.x - needed).max(scene.g.scrolled_part(scene.g.body).left().min(rect.min.x));
        } else {
            rect.max.x = (rect.min.x + needed).min(scene.g.body.right().max(rect.max.x));
        }
    }
    rect
}

/// The options under the editor; the one that was clicked.
fn list(
    ui: &Ui,
    scene: &Scene<'_>,
    editor: &mut Editor,
    options: &[String],
    rect: Rect,
    ink: egui::Color32,
) -> Option<usize> {
    editor.list = None;
    if editor.matches.is_empty() || editor.problem.is_some() {
        return None;
    }
    let p = scene.p;
    let mut chosen = None;
    let widest = editor
        .matches
        .iter()
        .filter_map(|i| options.get(*i))
        .map(|o| ui.painter().layout_no_wrap(o.clone(), fonts::text(), p.t1).size().x)
        .fold(rect.width() - 2.0, |a, b| a.max(b + 2.0 * size::S12));
    let area = Area::new(scene.id.with("options"))
        .order(Order::Foreground)
        .fixed_pos(rect.left_bottom() + vec2(0.0, 2.0))
        .constrain(true)
        .show(ui.ctx(), |ui| {
            theme::float_frame(p).inner_margin(egui::Margin::symmetric(0, 4)).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.set_width(widest.ceil());
                // as high as it needs now, not as it was when it was last open
                let height = editor.matches.len().min(OPTIONS) as f32 * size::FIELD;
                ui.set_height(height);
                egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
                    for (at, index) in editor.matches.iter().enumerate() {
                        let Some(option) = options.get(*index) else { continue };
                        let (rect, response) =
                            ui.allocate_exact_size(vec2(ui.available_width(), size::FIELD), Sense::CLICK);
                        let marked = editor.marked == Some(at);
                        if marked || response.hovered() {
                            ui.painter().rect_filled(rect, 0.0, if marked { p.acc_soft } else { p.hover });
                        }
                        if marked && ui.input(|i| i.key_pressed(Key::ArrowDown) || i.key_pressed(Key::ArrowUp)) {
                            response.scroll_to_me(None);
                        }
                        let pos = rect.left_center() + vec2(size::S8, 0.0);
                        let color = if marked { ink } else { p.t1 };
                        ui.painter().text(pos, Align2::LEFT_CENTER, option, fonts::text(), color);
                        response.widget_info(|| {
                            egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, marked, option)
                        });
                        if response.clicked() {
                            chosen = Some(at);
                        }
                    }
                });
            });
        });
    editor.list = Some(area.response.rect);
    chosen
}

/// A floating note.
pub(super) fn bubble(ui: &Ui, scene: &Scene<'_>, id: Id, at: Pos2, contents: impl FnOnce(&mut Ui)) {
    Area::new(id).order(Order::Tooltip).fixed_pos(at).constrain(true).interactable(false).show(ui.ctx(), |ui| {
        theme::float_frame(scene.p).inner_margin(egui::Margin::symmetric(8, 4)).show(ui, |ui| {
            ui.set_max_width(ui.spacing().tooltip_width);
            contents(ui);
        });
    });
}
