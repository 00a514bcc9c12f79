//! 底价: the lowest price of every product in every phase, breaches first; the one selected is told in the inspector.

use egui::{Align2, Rect, Ui};

use super::Pick;
use super::source::{Col, Source, Table, columns, key, of_key};
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::text::{Lang, Msg};
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene, View};
use crate::ui::shell::is_compact;
use crate::ui::tabs::{later, selection};
use crate::ui::theme::{self, fonts, icons};
use crate::ui::widgets::grid::{Column, Grid, GridEvent, GridState};
use crate::ui::widgets::{button, paint, pane};

/// What the table remembers.
#[derive(Debug, Default)]
pub struct FloorsState {
    /// The grid's own.
    pub grid: GridState,
    /// The row of what was picked is to be shown.
    pub sought: bool,
    table: Table,
    columns: Vec<Column>,
    lang: Option<Lang>,
}

/// Draws the table.
pub fn show(
    ui: &mut Ui,
    tools: Rect,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
) {
    let Some(guard) = open.guard else {
        if open.campaign.goods.is_empty() {
            return empty(ui, body, scene, actions);
        }
        let lines = [scene.text(Msg::GuardWaiting)];
        return later::empty(ui, body, icons::TICKET_PERCENT, scene.text(Msg::GuardWaitingTitle), &lines, |_| {});
    };
    let shown = super::shown(open, view.tabs.offers.guard.pick, None).map(|lowest| (lowest.sku, lowest.phase));
    let state = &mut view.tabs.offers.guard.floors;
    state.table.refresh(scene, open);
    if state.lang != Some(scene.texts.lang()) {
        state.lang = Some(scene.texts.lang());
        state.columns = columns(scene.texts);
    }
    if state.table.lines.is_empty() {
        return empty(ui, body, scene, actions);
    }
    if std::mem::take(&mut state.sought)
        && let Some((sku, phase)) = shown
    {
        state.grid.select(key(sku, phase), Col::Sku.id());
    }
    let p = theme::tokens(ui);
    let words = scene
        .texts
        .with(Msg::GuardCount, &[("below", state.table.below.into()), ("n", state.table.lines.len().into())]);
    pane::label(ui, tools.right_center(), Align2::RIGHT_CENTER, &words, fonts::text(), p.t2);
    let FloorsState { grid, table, columns, .. } = state;
    let source = Source { table, texts: scene.texts, stale: guard.stale };
    let mut child = paint::at(ui, body, "floors grid");
    let output = Grid::new("floors", scene.text(Msg::OffersViewFloors), scene.texts, columns, &source)
        .revision(table.revision)
        .compact(is_compact(ui.ctx().content_rect()))
        .show(&mut child, grid);
    let stats = selection::of(scene, grid, columns, &source, table.revision, &output.response);
    for event in output.events {
        if let GridEvent::Activate(row, _) = event {
            let (sku, phase) = of_key(row);
            view.tabs.offers.show_price(Pick::Price(sku, phase));
        }
    }
    if let Some(stats) = stats {
        view.tabs.selection = stats;
    }
}

/// The page without prices.
fn empty(ui: &mut Ui, body: Rect, scene: &Scene<'_>, actions: &mut Actions) {
    let lines = [scene.text(Msg::GuardEmpty)];
    later::empty(ui, body, icons::TICKET_PERCENT, scene.text(Msg::GuardEmptyTitle), &lines, |ui| {
        if button::primary(ui, scene.text(Msg::GuardEmptyButton)).clicked() {
            actions.push(Action::GoTo(Place::at(Tab::Goods, PlaceKind::CampaignSku)));
        }
    });
}
