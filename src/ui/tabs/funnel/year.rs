//! The annual ladder: year, quarters, months, and the campaigns held against them.

use egui::{Rect, Ui};

use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};

/// What the pane remembers.
#[derive(Debug, Default)]
pub struct YearState {}

/// Draws the pane.
pub fn show(
    _ui: &mut Ui,
    _area: Rect,
    _scene: &Scene<'_>,
    _open: &Open<'_>,
    _view: &mut View,
    _actions: &mut Actions,
    _compact: bool,
) {
}
