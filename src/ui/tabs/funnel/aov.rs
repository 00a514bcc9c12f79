//! The AOV estimate.

use egui::{Rect, Ui};

use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};

/// Draws the pane.
pub fn show(_ui: &mut Ui, _area: Rect, _scene: &Scene<'_>, _open: &Open<'_>, _view: &mut View, _actions: &mut Actions) {
}
