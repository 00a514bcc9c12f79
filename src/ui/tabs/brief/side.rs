//! Rows of the inspector that audience, theme and packages share.

use egui::epaint::text::LayoutJob;
use egui::{Align2, Frame, Margin, Rect, Sense, Stroke, Ui, pos2, vec2};

use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::pane;

/// Height of a line.
const LINE: f32 = 24.0;

fn line(ui: &mut Ui, height: f32) -> Rect {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    rect.shrink2(vec2(size::S16, 0.0))
}

/// The title of a part; the first has no line above it.
pub fn section(ui: &mut Ui, words: &str, first: bool) {
    if !first {
        ui.add_space(size::S8);
    }
    let rect = line(ui, 32.0);
    let p = theme::tokens(ui);
    if !first {
        let across = rect.expand2(vec2(size::S16, 0.0)).x_range();
        ui.painter().hline(across, rect.top(), Stroke::new(1.0, p.line));
    }
    pane::label(ui, pos2(rect.left(), rect.center().y + 2.0), Align2::LEFT_CENTER, words, fonts::text_medium(), p.t1);
}

/// A label and its figure.
pub fn fact(ui: &mut Ui, label: &str, value: &str) {
    let rect = line(ui, LINE);
    let p = theme::tokens(ui);
    pane::label(ui, rect.left_center(), Align2::LEFT_CENTER, label, fonts::text(), p.t2);
    pane::label(ui, rect.right_center(), Align2::RIGHT_CENTER, value, fonts::text(), p.t1);
}

/// Words over as many lines as they need.
pub fn paragraph(ui: &mut Ui, words: &str) {
    let p = theme::tokens(ui);
    let width = ui.available_width() - 2.0 * size::S16;
    let galley = ui.painter().layout_job(LayoutJob::simple(words.to_owned(), fonts::text(), p.t2, width));
    let rect = line(ui, galley.size().y + size::S8);
    let at = pos2(rect.left(), rect.top() + size::S4);
    let place = Rect::from_min_size(at, galley.size());
    ui.painter().galley(at, galley, p.t2);
    pane::named(ui, place, words);
}

/// What can be typed or chosen, within the pane's edges.
pub fn inset<R>(ui: &mut Ui, fill: impl FnOnce(&mut Ui) -> R) -> R {
    Frame::new()
        .inner_margin(Margin::symmetric(size::S16 as i8, 0))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing = vec2(size::S8, size::S4);
            fill(ui)
        })
        .inner
}
