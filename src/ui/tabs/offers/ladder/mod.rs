//! The coupon ladder (优惠券阶梯): its drawing over the shop's own order values, its rungs as rows, and what is wrong with it.
//! For offers whose rule is a ladder; every other field of the offer is somebody else's.

mod drawing;
mod edits;
mod handles;
mod head;
mod note;
pub(super) mod plan;
mod rows;
pub(super) mod scale;
pub mod suggest;
pub(super) mod tip;

use std::sync::Arc;

use egui::{Align2, Rect, Stroke, Ui, pos2};

use self::drawing::Picture;
use self::handles::HandleState;
pub use self::head::source_words;
use self::plan::{Bars, bars};
use self::scale::{Scale, end_for};
use self::suggest::{SuggestForm, SuggestState};
use crate::document::Memo;
use crate::engine::offers::reading::{OrdersBy, rungs_of};
use crate::engine::offers::values::ValueClasses;
use crate::model::{Money, Offer};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::shell::is_compact;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::grid::GridState;
use crate::ui::widgets::pane;

/// Height of the legend.
const LEGEND: f32 = 30.0;
/// The least height of the drawing; below it the rows scroll.
const DRAWING: f32 = 230.0;
/// Notes below the rows, at most.
const NOTES: usize = 2;

/// What the editor remembers.
#[derive(Debug, Default)]
pub struct LadderState {
    /// What one value of the histogram is.
    pub by: OrdersBy,
    /// The rungs' table.
    pub grid: GridState,
    /// Suggestions.
    pub suggest: SuggestState,
    handles: HandleState,
    bars: Memo<(Arc<ValueClasses>, Money), Arc<Bars>>,
}

/// Draws the editor of an offer that is a ladder; nothing for any other.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    offer: &Offer,
) {
    let Some(rungs) = rungs_of(offer) else { return };
    let compact = is_compact(ui.ctx().content_rect());
    let notes = note::count(open, offer, NOTES);
    let foot = if notes == 0 { 0.0 } else { note::HEIGHT * notes as f32 + size::S12 + size::S8 };
    let wanted = size::PANE_TITLE + rows::height(rungs.len(), compact) + foot;
    let split = area.bottom() - wanted.min((area.height() - DRAWING - size::PANE_TITLE - LEGEND).max(0.0));
    let (upper, lower) = area.split_top_bottom_at_y(split.max(area.top()));
    drawing(ui, upper, scene, open, view, actions, offer);
    pane::divider_h(ui, area, upper.bottom());
    table(ui, lower, scene, open, view, actions, offer);
}

/// The title row, the legend and the drawing.
pub fn drawing(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    offer: &Offer,
) {
    let Some(rungs) = rungs_of(offer) else { return };
    let (head, rest) = area.split_top_bottom_at_y(area.top() + size::PANE_TITLE);
    let (legend, body) = rest.split_top_bottom_at_y(rest.top() + LEGEND);
    let asked = head::show(ui, head, scene, open, view, actions, offer);
    let suggest = &mut view.tabs.offers.ladder.suggest;
    suggest.comparing ^= asked.compare;
    if asked.suggest {
        suggest.form = Some(SuggestForm::new(offer.id, rungs.len()));
    }
    suggest::compare(open, offer, suggest, actions);
    suggest::show(ui, scene, open, offer, suggest, actions);
    let by = view.tabs.offers.ladder.by;
    let Some(ladder) = open.answers.ladder(open.project, open.campaign, open.answer, offer, by) else { return };
    let values = open.answers.order_values(open.campaign, open.answer, by);
    let state = &mut view.tabs.offers.ladder;
    // the axis stands still while a rung is dragged along it
    let held = state.handles.drag.as_ref().filter(|drag| drag.is_of(offer.id)).map(|drag| drag.scale_end);
    let end = held.unwrap_or_else(|| end_for(ladder.aov, rungs.iter().map(|rung| rung.at).max()));
    let scale = Scale::new(0.0, 1.0, end);
    let bars = state.bars.get((values, scale.class()), |(values, class)| Arc::new(bars(values, *class)));
    head::legend(ui, legend, scene, &ladder, &scale, state.suggest.other().is_some());
    let picture = Picture { rungs, view: &ladder, bars: &bars, other: state.suggest.other(), end };
    drawing::show(ui, body, scene, open, offer, &picture, &mut state.handles, actions);
}

/// The rungs as rows, and the notes below them.
pub fn table(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    offer: &Offer,
) {
    let Some(rungs) = rungs_of(offer) else { return };
    let p = theme::tokens(ui);
    let compact = is_compact(ui.ctx().content_rect());
    let (title, body) = pane::title(ui, area, scene.text(Msg::LadderRungs));
    let percent = |rate| scene.format().percent(rate, 0);
    let uptake =
        [("claim", percent(offer.uptake.claim).into()), ("redemption", percent(offer.uptake.redemption).into())];
    let mut words = scene.texts.with(Msg::LadderUptake, &uptake);
    if let Some(n) = offer.per_customer {
        let each = scene.texts.with(Msg::LadderEach, &[("n", scene.format().whole(n.wide()).into())]);
        words = scene.texts.with(Msg::LadderEachUptake, &[("each", each.into()), ("uptake", words.into())]);
    }
    let after = fonts::medium(size::TITLE);
    let name = crate::ui::widgets::paint::width(ui.painter(), scene.text(Msg::LadderRungs), after);
    let at = pos2(title.left() + size::S16 + name + size::S12, title.center().y);
    pane::label(ui, at, Align2::LEFT_CENTER, &words, fonts::text(), p.t2);
    let by = view.tabs.offers.ladder.by;
    let Some(ladder) = open.answers.ladder(open.project, open.campaign, open.answer, offer, by) else { return };
    let notes = note::count(open, offer, NOTES);
    let foot = if notes == 0 { 0.0 } else { note::HEIGHT * notes as f32 + size::S12 };
    let height = rows::height(rungs.len(), compact).min((body.height() - foot).max(0.0));
    let (grid, rest) = body.split_top_bottom_at_y(body.top() + height);
    rows::show(ui, grid, scene, open, view, actions, (offer, rungs, &ladder), compact);
    ui.painter().hline(grid.x_range(), grid.bottom() - 0.5, Stroke::new(1.0, p.line));
    let rest = rest.shrink2(egui::vec2(size::S16, 0.0)).with_min_y(rest.top() + size::S12);
    note::show(ui, rest, scene, open, offer, actions);
}
