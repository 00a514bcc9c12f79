//! The edge between panes: dragged, moved by arrow keys, put back by a double click.

use egui::{CornerRadius, CursorIcon, Rangef, Rect, Role, Sense, Ui, WidgetInfo, pos2};

use super::keys;
use crate::ui::theme;

/// How thick it is under the pointer.
const THICK: f32 = 4.0;
/// How far an arrow key moves it.
const STEP: f32 = 16.0;

/// An upright edge at the left side of a pane whose right side stays.
#[derive(Clone, Copy, Debug)]
pub struct Edge<'a> {
    /// What a screen reader calls it.
    pub name: &'a str,
    /// Where the pane's right side stands.
    pub right: f32,
    /// How wide the pane is.
    pub width: f32,
    /// How wide it may be.
    pub limits: Rangef,
    /// From where to where the edge goes.
    pub y: Rangef,
}

/// What was asked of an edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Moved {
    /// The pane is to be so wide.
    To(f32),
    /// As wide as at first.
    Back,
}

/// Shows an edge above the panes that it divides.
pub fn edge(ui: &Ui, salt: &str, edge: &Edge<'_>) -> Option<Moved> {
    let p = theme::tokens(ui);
    let x = edge.right - edge.width;
    let place = Rect::from_min_max(pos2(x - THICK / 2.0, edge.y.min), pos2(x + THICK / 2.0, edge.y.max));
    let id = ui.scope_id().with((salt, "edge"));
    let response = ui.interact(place, id, Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, edge.name));
    let focused = response.has_focus();
    if response.hovered() || response.dragged() || focused {
        ui.painter().rect_filled(place, CornerRadius::ZERO, p.accent);
    }
    let limit = |width: f32| edge.limits.clamp(width.round());
    let mut moved = None;
    // the pane lies right of it
    let steps = -keys::steps(ui, &response);
    if steps != 0 {
        moved = Some(Moved::To(limit(edge.width + steps as f32 * STEP)));
    }
    if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged()) {
        moved = Some(Moved::To(limit(edge.right - at.x)));
    }
    if response.double_clicked() {
        moved = Some(Moved::Back);
    }
    response.on_hover_cursor(CursorIcon::ResizeHorizontal);
    moved
}
