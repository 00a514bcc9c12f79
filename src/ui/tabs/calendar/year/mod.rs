//! 全年: all campaigns of the file over a year, above what each month comes to against the annual ladder.

use egui::{Rect, Ui};

use super::CalendarState;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};

/// What the view remembers.
#[derive(Debug, Default)]
pub(super) struct YearState {
    /// The year in front; nothing = the campaign's own.
    year: Option<i16>,
}

/// Draws the view.
pub(super) fn show(
    _ui: &mut Ui,
    _tools: Rect,
    _body: Rect,
    _scene: &Scene<'_>,
    _open: &Open<'_>,
    state: &mut CalendarState,
    _actions: &mut Actions,
) {
    let _ = state.year.year;
}

/// The title of the inspector.
pub(super) fn side_title(_scene: &Scene<'_>, _open: &Open<'_>, _state: &CalendarState) -> Option<String> {
    None
}

/// The inspector's body.
pub(super) fn side_body(
    _ui: &mut Ui,
    _scene: &Scene<'_>,
    _open: &Open<'_>,
    _state: &mut CalendarState,
    _actions: &mut Actions,
) {
}
