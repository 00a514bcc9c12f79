//! Rows of the inspector that the tabs share: lines between its edges, titles of parts, facts, words, what can be typed.

use egui::epaint::text::LayoutJob;
use egui::{Align2, Color32, Frame, Margin, Rect, Sense, Stroke, Ui, pos2, vec2};

use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint, pane};

/// Height of a line.
pub const LINE: f32 = 24.0;

/// A line across the pane, between its edges.
pub fn line(ui: &mut Ui, height: f32) -> Rect {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    rect.shrink2(vec2(size::S16, 0.0))
}

/// The title of the first part.
pub fn first_section(ui: &mut Ui, words: &str) -> Rect {
    let rect = line(ui, 32.0);
    let at = pos2(rect.left(), rect.center().y + 2.0);
    pane::label(ui, at, Align2::LEFT_CENTER, words, fonts::text_medium(), theme::tokens(ui).t1);
    rect
}

/// The title of a further part, below a line.
pub fn section(ui: &mut Ui, words: &str) -> Rect {
    ui.add_space(size::S8);
    let rect = first_section(ui, words);
    let across = rect.expand2(vec2(size::S16, 0.0)).x_range();
    ui.painter().hline(across, rect.top(), Stroke::new(1.0, theme::tokens(ui).line));
    rect
}

/// A label and its value.
pub fn fact(ui: &mut Ui, label: &str, value: &str) {
    fact_inked(ui, label, value, theme::tokens(ui).t1);
}

/// A label and its value, in a colour.
pub fn fact_inked(ui: &mut Ui, label: &str, value: &str, ink: Color32) {
    let rect = line(ui, LINE);
    let p = theme::tokens(ui);
    pane::label(ui, rect.left_center(), Align2::LEFT_CENTER, label, fonts::text(), p.t2);
    pane::label(ui, rect.right_center(), Align2::RIGHT_CENTER, value, fonts::text(), ink);
}

/// That there is nothing.
pub fn nothing(ui: &mut Ui, words: &str) {
    let rect = line(ui, LINE);
    pane::label(ui, rect.left_center(), Align2::LEFT_CENTER, words, fonts::text(), theme::tokens(ui).t3);
}

/// Words over as many lines as they need, in grey.
pub fn paragraph(ui: &mut Ui, words: &str) {
    paragraph_inked(ui, words, theme::tokens(ui).t2);
}

/// The same in a colour.
pub fn paragraph_inked(ui: &mut Ui, words: &str, ink: Color32) {
    let width = ui.available_width() - 2.0 * size::S16;
    let galley = ui.painter().layout_job(LayoutJob::simple(words.to_owned(), fonts::text(), ink, width));
    let rect = line(ui, galley.size().y + size::S8);
    let at = pos2(rect.left(), rect.top() + size::S4);
    let place = Rect::from_min_size(at, galley.size());
    ui.painter().galley(at, galley, ink);
    pane::named(ui, place, words);
}

/// What can be typed or chosen, row by row within the pane's edges.
pub fn inset<R>(ui: &mut Ui, fill: impl FnOnce(&mut Ui) -> R) -> R {
    Frame::new()
        .inner_margin(Margin::symmetric(size::S16 as i8, 0))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(size::S8, size::S4);
            fill(ui)
        })
        .inner
}

/// Buttons side by side within the pane's edges.
pub fn buttons<R>(ui: &mut Ui, fill: impl FnOnce(&mut Ui) -> R) -> R {
    inset(ui, |ui| ui.horizontal_wrapped(fill).inner)
}

/// A small button that shows only an icon.
pub fn small_icon(ui: &mut Ui, icon: &str, name: &str) -> bool {
    let (place, _) = ui.allocate_exact_size(vec2(22.0, 22.0), Sense::hover());
    button::icon_with(&mut paint::at(ui, place, ("small", name)), icon, name, false, size::ICON_CELL).clicked()
}
