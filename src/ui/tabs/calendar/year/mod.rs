//! 全年: all campaigns of the file over a year, above what each month comes to against the annual ladder. A campaign is
//! dragged to other days; what follows is seen before it is let go.

mod axis;
mod card;
mod events;
mod hand;
mod head;
mod inspect;
mod lanes;
mod months;
mod pack;
mod rows;
mod state;
mod table;
mod tools;

use egui::{Align2, Rect, Ui, pos2};

use self::axis::YearAxis;
use self::rows::Prepared;
use super::CalendarState;
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::pane;

pub use self::state::{Picked, YearState};

/// Width of the left ends.
const LEFT: f32 = 176.0;
/// The same in English, which needs more.
const LEFT_WIDE: f32 = 208.0;
/// The least height of the chart of months.
const CHART: f32 = 104.0;

/// Draws the view.
pub fn show(
    ui: &mut Ui,
    tools: Rect,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    calendar: &mut CalendarState,
    actions: &mut Actions,
) {
    let own = open.campaign.opening().map_or_else(|| scene.now.date(), jiff::civil::DateTime::date).year();
    let year = calendar.year.year.unwrap_or(own);
    let width = if scene.texts.lang().is_chinese() { LEFT } else { LEFT_WIDE };
    let left = body.left() + width;
    let axis = YearAxis::new(year, body.with_min_x(left));
    let edges = egui::Rangef::new(left + 2.0, body.right() - 4.0);
    let kept = calendar.year.prepared.take();
    let prepared = Prepared::get(kept, ui.painter(), scene, open, (year, &axis, edges));
    if calendar.year.moving.is_some_and(|moving| prepared.answer.campaign(moving.id).is_none()) {
        calendar.year.moving = None;
    }
    hand::look_ahead(scene, open, year, calendar);
    self::tools::show(ui, tools, scene, &mut calendar.year, (year, &prepared.count), actions);
    let lanes_height = lanes::height(&prepared, &calendar.year);
    let room = (body.height() - head::HEIGHT - table::HEIGHT - CHART).max(80.0);
    let (top, rest) = body.split_top_bottom_at_y(body.top() + head::HEIGHT);
    let (lanes_area, rest) = rest.split_top_bottom_at_y(rest.top() + lanes_height.min(room).round());
    let (chart, table_area) = rest.split_top_bottom_at_y(rest.bottom() - table::HEIGHT);
    lanes::show(ui, lanes_area, left, scene, open, &axis, &prepared, calendar, actions);
    let preview = calendar.year.preview();
    let halves = |area: Rect| area.split_left_right_at_x(left);
    let (side, main) = halves(chart);
    months::show(ui, side, main, scene, &axis, &prepared, preview);
    if !prepared.answer.unplaced.is_empty() {
        let p = theme::tokens(ui);
        let words = scene.texts.with(Msg::YearUnplaced, &[("n", prepared.answer.unplaced.len().into())]);
        let at = pos2(main.right() - size::S12, main.top() + 14.0);
        pane::label(ui, at, Align2::RIGHT_CENTER, &words, fonts::text(), p.t3);
    }
    let (side, main) = halves(table_area);
    table::show(ui, side, main, scene, &axis, &prepared, preview);
    let (side, main) = halves(top);
    head::show(ui, side, main, scene, &axis, &prepared, preview);
    pane::divider_v(ui, body, left);
    if let Some(moving) = calendar.year.moving {
        let days = preview.map(|preview| (preview.from.0.min(preview.to.0), preview.from.1.max(preview.to.1)));
        let days = days.or_else(|| prepared.answer.campaign(moving.id).map(|of| of.days));
        let range = days.map_or(main.x_range(), |(first, last)| axis.days(first, last));
        // what changes stays in view
        let months = preview.map_or(&[][..], |preview| preview.months.as_slice());
        let range = months
            .iter()
            .map(|change| axis.month(change.at))
            .fold(range, |range, month| egui::Rangef::new(range.min.min(month.min), range.max.max(month.max)));
        let moved = Rect::from_x_y_ranges(range, chart.y_range());
        card::show(ui, chart.union(table_area).with_min_x(left), moved, scene, open, &calendar.year);
    }
    calendar.year.prepared = Some(prepared);
}

/// The title of the inspector.
#[must_use]
pub fn side_title(scene: &Scene<'_>, open: &Open<'_>, state: &CalendarState) -> Option<String> {
    inspect::title(scene, open, state)
}

/// Draws the inspector's body under [`side_title`].
pub fn side_body(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, state: &mut CalendarState, actions: &mut Actions) {
    inspect::show(ui, scene, open, state, actions);
}
