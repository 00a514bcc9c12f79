//! What the panes with tables have in common: the number that tells a table to look again, the key that locks, a figure
//! that answers.

use egui::{Align2, CursorIcon, Id, Key, Modifiers, Pos2, Response, Role, Sense, Ui, WidgetInfo, pos2};

use crate::ui::scene::Open;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint};

/// Changes with every edit and with the campaign.
#[must_use]
pub fn revision(open: &Open<'_>) -> u64 {
    (u64::from(open.campaign.id.0) << 40) | (open.revision & 0xff_ffff_ffff)
}

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
    let number = ui.painter().layout_no_wrap(value.to_owned(), fonts::text_medium(), p.t1);
    let words = ui.painter().layout_no_wrap(name.to_owned(), fonts::text(), p.t2);
    let width = number.size().x + words.size().x + size::S8;
    let rect = Align2::RIGHT_CENTER.anchor_size(right, egui::vec2(width, size::FIELD));
    let spoken = format!("{name} {value}");
    let response = ui.interact(rect, ui.scope_id().with(("figure", name)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    let at = pos2(right.x - number.size().x, right.y - number.size().y / 2.0);
    if response.hovered() {
        let line = egui::Stroke::new(1.0, p.t3);
        ui.painter().hline(at.x..=right.x, at.y + number.size().y, line);
    }
    ui.painter().galley(pos2(rect.left(), right.y - words.size().y / 2.0), words, p.t2);
    ui.painter().galley(at, number, p.t1);
    if response.has_focus() {
        button::focus_ring(ui.painter(), rect, p);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A text cut to a width, at a point on its left; gives where it ends.
pub fn words(ui: &mut Ui, left: Pos2, text: &str, room: f32, color: egui::Color32) -> f32 {
    let galley = paint::cut(ui.painter(), text, fonts::text(), color, room);
    let rect = Align2::LEFT_CENTER.anchor_size(left, galley.size());
    ui.painter().galley(rect.min, galley, color);
    crate::ui::widgets::pane::named(ui, rect, text);
    rect.right()
}
