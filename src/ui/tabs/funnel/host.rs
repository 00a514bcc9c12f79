//! What the panes with tables have in common: the number that tells a table to look again, the key that locks, a figure
//! that answers.

use egui::{
    Align2, Color32, CursorIcon, FontId, Id, Key, Modifiers, Pos2, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2,
};

use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint};

/// Whether the key that locks a cell was pressed over a table.
#[must_use]
pub fn lock_key(ui: &Ui, table: Option<Id>) -> bool {
    key(ui, table, Key::L)
}

/// Whether a key was pressed with Ctrl over a table; it is taken.
#[must_use]
pub fn key(ui: &Ui, table: Option<Id>, key: Key) -> bool {
    let focused = ui.memory(egui::Memory::focused);
    table.is_some() && focused == table && ui.input_mut(|i| i.consume_key(Modifiers::COMMAND, key))
}

/// A name and its figure, ending at a point; a click asks for its reasons.
pub fn figure(ui: &mut Ui, right: Pos2, name: &str, value: &str) -> Response {
    let p = theme::tokens(ui);
    let response = figure_at(ui, right, name, value, fonts::text_medium(), p.t1);
    let at = pos2(response.rect.left() - size::S8, right.y);
    let words = paint::text(ui.painter(), at, Align2::RIGHT_CENTER, name, fonts::text(), p.t2);
    Response { rect: response.rect.union(words), ..response }
}

/// A figure alone, ending at a point, that answers to the name given.
pub fn figure_at(ui: &mut Ui, right: Pos2, name: &str, value: &str, font: FontId, color: Color32) -> Response {
    let p = theme::tokens(ui);
    let galley = ui.painter().layout_no_wrap(value.to_owned(), font, color);
    let rect = Align2::RIGHT_CENTER.anchor_size(right, galley.size());
    let spoken = format!("{name} {value}");
    let response = ui.interact(rect, ui.scope_id().with(("figure", name)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    ui.painter().galley(rect.min, galley, color);
    if response.hovered() {
        ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(1.0, p.t3));
    }
    if response.has_focus() {
        button::focus_ring(ui.painter(), rect, p);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A text cut to a width, at a point on its left; gives where it ends.
pub fn words(ui: &mut Ui, left: Pos2, text: &str, room: f32, color: Color32) -> f32 {
    let galley = paint::cut(ui.painter(), text, fonts::text(), color, room);
    let rect = Align2::LEFT_CENTER.anchor_size(left, galley.size());
    ui.painter().galley(rect.min, galley, color);
    crate::ui::widgets::pane::named(ui, rect, text);
    rect.right()
}
