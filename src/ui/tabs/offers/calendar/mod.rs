//! 优惠日历: when each offer can be claimed and used.

use egui::{Rect, Ui};

use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};

/// Draws the view below its title row; `tools` is the free end of that row.
pub fn show(
    ui: &mut Ui,
    _tools: Rect,
    body: Rect,
    scene: &Scene<'_>,
    _open: &Open<'_>,
    view: &mut View,
    _actions: &mut Actions,
) {
    super::not_yet(ui, body, scene, view, Msg::OffersLaterCalendar);
}
