//! The stages of the funnel as a table, with the presets and the refunds above it.

mod edits;
mod table;

use egui::{Align2, Rect, Stroke, Ui, pos2, vec2};

use super::host::{figure, lock_key};
use crate::engine::why::FigureId;
use crate::model::{Funnel, Rate};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::input;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::{edit, later, selection};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::grid::{Grid, GridEvent, GridState, RowKey};
use crate::ui::widgets::{button, paint, pane};

/// What the pane remembers.
#[derive(Clone, Debug, Default)]
pub struct StagesState {
    grid: GridState,
    /// The table in the last frame: it hears the key that locks.
    table: Option<egui::Id>,
}

impl StagesState {
    /// Its tables, to be kept or put into a picture.
    pub(super) fn grids(&mut self) -> [&mut GridState; 1] {
        [&mut self.grid]
    }
}

impl StagesState {
    /// Selects a stage.
    pub fn reveal(&mut self, id: u32) {
        self.grid.select(RowKey(u64::from(id)), table::RATE);
    }
}

/// Draws the pane.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
    let (tools, body) = area.split_top_bottom_at_y(area.top() + size::TOOLBAR);
    toolbar(ui, tools, scene, open, view, actions);
    if open.campaign.funnel.stages.is_empty() {
        let (title, note) = (scene.text(Msg::FunnelEmptyTitle), scene.text(Msg::FunnelEmpty));
        later::empty(ui, body, icons::FUNNEL, title, &[note], |ui| {
            if button::secondary_with_icon(ui, icons::PLUS, scene.text(Msg::PanesStageAdd)).clicked() {
                edits::apply(scene, open, GridEvent::AddAtEnd, view, &[], actions);
            }
        });
        return;
    }
    let (owners, names) = table::owners(scene, open);
    let columns = table::columns(scene, &names);
    let table = table::Table { scene, open, owners: &owners };
    let state = &mut view.tabs.funnel.left_state.stages;
    let toggle = lock_key(ui, state.table).then(|| state.grid.active()).flatten();
    let mut child = paint::at(ui, body, "stages");
    let output = Grid::new("stages", scene.text(Msg::PaneStages), scene.texts, &columns, &table)
        .revision(open.table_revision())
        .compact(compact)
        .add_line(scene.text(Msg::PanesStageAdd))
        .allow_insert()
        .allow_delete()
        .allow_move()
        .show(&mut child, &mut state.grid);
    state.table = Some(output.response.id);
    let stats = selection::of(scene, &mut state.grid, &columns, &table, open.table_revision(), &output.response);
    if let Some(stats) = stats {
        view.tabs.selection = stats;
    }
    for event in output.events {
        edits::apply(scene, open, event, view, &owners, actions);
    }
    if let Some((row, column)) = toggle {
        edits::toggle_lock(scene, open, row, column, actions);
    }
}

fn toolbar(ui: &mut Ui, row: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let id = open.campaign.id;
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, p.line));
    let mut child = paint::at(ui, row.shrink2(vec2(size::S16, 0.0)), "presets");
    for (msg, lead) in [(Msg::FunnelUseRetail, false), (Msg::FunnelUseLead, true)] {
        if button::secondary(&mut child, scene.text(msg)).clicked() {
            actions.edit(scene.text(Msg::StepPresets), move |project| {
                crate::engine::template::use_stages(project, id, lead);
            });
        }
    }
    // refunds at the right end: what the target leaves after them
    let format = scene.format();
    let y = row.center().y;
    let net = open.answer.funnel.net_sales.map_or_else(|| "—".to_owned(), |m| format.sum(m).to_string());
    let asked = figure(ui, pos2(row.right() - size::S16, y), scene.text(Msg::PanesNetSales), &net);
    if asked.clicked() {
        view.figure = Some(FigureId::NetSales);
    }
    let arrow = pos2(asked.rect.left() - size::S16, y);
    paint::text(ui.painter(), arrow, Align2::CENTER_CENTER, "→", fonts::text(), p.t3);
    let refund = open.campaign.funnel.refund_rate;
    let place = Rect::from_center_size(pos2(arrow.x - size::S16 - 32.0, y), vec2(64.0, size::FIELD));
    let name = scene.text(Msg::PanesRefund);
    let mut child = paint::at(ui, place, "refund");
    let outcome = Field::new(name, &format.percent_number(refund, 1), &format.percent_exact(refund))
        .unit("%")
        .size(64.0, size::FIELD)
        .show(&mut child, "refund field", |text| read_share(scene, text).map(|_| ()));
    if let Some(rate) = outcome.committed.and_then(|text| read_share(scene, &text).ok()) {
        let step = scene.texts.with(Msg::StepRate, &[("what", name.into())]);
        edit::funnel(actions, id, step, move |funnel| Funnel { refund_rate: rate, ..funnel.clone() });
    }
    pane::label(ui, pos2(place.left() - size::S8, y), Align2::RIGHT_CENTER, name, fonts::text(), p.t2);
}

/// A part of a whole: 0 to 100 %.
fn read_share(scene: &Scene<'_>, text: &str) -> Result<Rate, String> {
    let rate = input::percent(scene.texts, text)?;
    if rate > Rate::ONE { Err(scene.text(Msg::PanesProblemShare).to_owned()) } else { Ok(rate) }
}
