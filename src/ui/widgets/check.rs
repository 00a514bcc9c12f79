//! A box to be ticked, with words or alone in a row.

use egui::{
    Align2, CornerRadius, CursorIcon, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::button::focus_ring;
use super::paint;
use crate::ui::theme::{self, fonts, icons, size};

/// Side of the box.
const BOX: f32 = 14.0;

/// Whether a box is ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tick {
    /// Not at all.
    Off,
    /// Some of what it stands for.
    Some,
    /// Wholly.
    On,
}

impl From<bool> for Tick {
    fn from(on: bool) -> Self {
        if on { Self::On } else { Self::Off }
    }
}

/// A box in a place of its own, called by a name.
pub fn boxed(ui: &mut Ui, place: Rect, name: &str, tick: Tick) -> Response {
    let id = ui.scope_id().with(("check", name, place.left() as i32, place.top() as i32));
    let response = ui.interact(place, id, if ui.is_enabled() { Sense::click() } else { Sense::hover() });
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), tick == Tick::On, name));
    let p = theme::tokens(ui);
    let square = paint::square(pos2(place.left() + BOX / 2.0 + 1.0, place.center().y), BOX);
    let painter = ui.painter();
    let (fill, edge) = match (ui.is_enabled(), tick, response.hovered()) {
        (false, ..) => (p.sunken, p.line_2),
        (_, Tick::On | Tick::Some, true) => (p.accent_hover, p.accent_hover),
        (_, Tick::On | Tick::Some, false) => (p.accent, p.accent),
        (_, Tick::Off, true) => (p.hover, p.t3),
        _ => (p.panel, p.field),
    };
    painter.rect(square, CornerRadius::same(size::RADIUS - 1), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    let ink = if ui.is_enabled() { p.on_accent } else { p.t4 };
    match tick {
        Tick::On => {
            paint::icon(painter, square.center(), icons::CHECK, size::ICON_CELL, ink);
        }
        Tick::Some => {
            painter.hline(square.shrink(4.0).x_range(), square.center().y, Stroke::new(2.0, ink));
        }
        Tick::Off => {}
    }
    if response.has_focus() {
        focus_ring(painter, square, p);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A box with words after it; whether it was clicked.
pub fn check(ui: &mut Ui, words: &str, on: bool) -> bool {
    let p = theme::tokens(ui);
    let width = paint::width(ui.painter(), words, fonts::text());
    let (place, _) = ui.allocate_exact_size(vec2(BOX + size::S8 + width + 2.0, size::FIELD), Sense::hover());
    let clicked = boxed(ui, place, words, on.into()).clicked();
    let ink = if ui.is_enabled() { p.t1 } else { p.t4 };
    let at = pos2(place.left() + BOX + size::S8, place.center().y);
    paint::text(ui.painter(), at, Align2::LEFT_CENTER, words, fonts::text(), ink);
    clicked
}
