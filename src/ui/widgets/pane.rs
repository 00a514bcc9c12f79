//! Panes: white areas divided by lines, with a title row. Static words that a screen reader should find.

use egui::{Align2, Color32, FontId, Pos2, Rect, Response, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

use super::paint;
use crate::ui::theme::{self, fonts, size};

/// Words at a point, also for a screen reader.
pub fn label(ui: &mut Ui, at: Pos2, align: Align2, text: &str, font: FontId, color: Color32) -> Response {
    let galley = ui.painter().layout_no_wrap(text.to_owned(), font, color);
    let rect = align.anchor_size(at, galley.size());
    ui.painter().galley(rect.min, galley, color);
    named(ui, rect, text)
}

/// Makes a painted place known to a screen reader, as words.
pub fn named(ui: &mut Ui, rect: Rect, text: &str) -> Response {
    let response = ui.allocate_rect_at(rect, text);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
    response
}

/// Interaction without taking space from the layout.
trait AllocateAt {
    fn allocate_rect_at(&mut self, rect: Rect, salt: &str) -> Response;
}

impl AllocateAt for Ui {
    fn allocate_rect_at(&mut self, rect: Rect, salt: &str) -> Response {
        let id = self.scope_id().with((salt, rect.left() as i32, rect.top() as i32));
        self.interact(rect, id, Sense::hover())
    }
}

/// Takes the title row from the top of an area and paints its title; gives the row and the rest.
pub fn title(ui: &mut Ui, area: Rect, text: &str) -> (Rect, Rect) {
    let p = theme::tokens(ui);
    let (row, rest) = area.split_top_bottom_at_y(area.top() + size::PANE_TITLE);
    label(
        ui,
        pos2(row.left() + size::S16, row.center().y),
        Align2::LEFT_CENTER,
        text,
        fonts::medium(size::TITLE),
        p.t1,
    );
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, p.line));
    (row, rest)
}

/// The line under a title row.
pub fn rule(ui: &Ui, row: Rect) {
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, theme::tokens(ui).line));
}

/// A line between panes.
pub fn divider_h(ui: &Ui, area: Rect, y: f32) {
    ui.painter().hline(area.x_range(), y - 0.5, Stroke::new(1.0, theme::tokens(ui).line_2));
}

/// A line between panes.
pub fn divider_v(ui: &Ui, area: Rect, x: f32) {
    ui.painter().vline(x - 0.5, area.y_range(), Stroke::new(1.0, theme::tokens(ui).line_2));
}

/// The judgement against a yardstick: arrow and words in the colour of better or worse.
pub fn judged(ui: &mut Ui, at: Pos2, align: Align2, better: bool, text: &str, font: FontId) -> Response {
    let p = theme::tokens(ui);
    let color = if better { p.better } else { p.worse };
    let arrow = if better { "▲" } else { "▼" };
    let words = format!("{arrow} {text}");
    let galley = paint::cut(ui.painter(), &words, font, color, 400.0);
    let rect = align.anchor_size(at, galley.size());
    ui.painter().galley(rect.min, galley, color);
    named(ui, rect, &words)
}
