//! A slider: a value between two ends, by hand or by the arrows.

use egui::{CursorIcon, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::button::focus_ring;
use super::keys;
use crate::ui::theme::{self, size};

/// How far an arrow goes, of the whole.
const STEP: f32 = 0.05;

/// Draws a slider over a width; gives the new place, 0 … 1, when it was moved.
pub fn slider(ui: &mut Ui, name: &str, at: f32, width: f32) -> Option<f32> {
    let p = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::FIELD), Sense::click_and_drag());
    let at = at.clamp(0.0, 1.0);
    response.widget_info(|| WidgetInfo::slider(ui.is_enabled(), f64::from(at), name));
    let track = Rect::from_x_y_ranges(rect.left() + 6.0..=rect.right() - 6.0, rect.center().y..=rect.center().y);
    let mut moved = None;
    if (response.dragged() || response.clicked())
        && let Some(pointer) = response.interact_pointer_pos()
    {
        moved = Some((pointer.x - track.left()) / track.width().max(1.0));
    }
    let by = keys::steps(ui, &response);
    if by != 0 {
        moved = Some(at + by as f32 * STEP);
    }
    let moved = moved.map(|to| to.clamp(0.0, 1.0)).filter(|to| (to - at).abs() > 1e-4);
    let x = egui::lerp(track.x_range(), moved.unwrap_or(at));
    let painter = ui.painter();
    painter.hline(track.x_range(), track.top(), Stroke::new(2.0, p.line));
    painter.hline(track.left()..=x, track.top(), Stroke::new(2.0, p.accent));
    let hot = response.hovered() || response.dragged();
    painter.circle(pos2(x, track.top()), if hot { 6.0 } else { 5.0 }, p.panel, Stroke::new(2.0, p.accent));
    if response.has_focus() {
        focus_ring(painter, rect, p);
    }
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(name);
    moved
}
