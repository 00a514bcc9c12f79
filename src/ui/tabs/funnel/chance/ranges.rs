//! The ranges as a table, where they come from, and the settings of the simulation below.

use std::collections::BTreeSet;

use egui::{Rect, Stroke, Ui, pos2, vec2};

use super::{edits, settings, table};
use crate::engine::simulate::ranges::{CAMPAIGNS, from_history, missing, past};
use crate::model::{Driver, DriverId, DriverOf};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::selection;
use crate::ui::theme::{self, icons, size};
use crate::ui::widgets::grid::{Grid, GridEvent, RowKey};
use crate::ui::widgets::{button, paint};

/// Draws them.
pub(super) fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
    let (body, tools) = area.split_top_bottom_at_y(area.bottom() - 2.0 * size::TOOLBAR);
    let choices = table::choices(open);
    let columns = table::columns(scene, open, &choices);
    let table = table::Table { scene, open, choices: &choices };
    let state = &mut view.tabs.funnel.left_state.chance;
    let mut child = paint::at(ui, body, "ranges");
    let output = Grid::new("ranges", scene.text(Msg::ChanceViewRanges), scene.texts, &columns, &table)
        .revision(open.table_revision())
        .compact(compact)
        .add_line(scene.text(Msg::ChanceAdd))
        .allow_delete()
        .show(&mut child, &mut state.grid);
    let stats = selection::of(scene, &mut state.grid, &columns, &table, open.table_revision(), &output.response);
    for event in output.events {
        apply(scene, open, event, &choices, actions);
    }
    let p = theme::tokens(ui);
    let (upper, lower) = tools.split_top_bottom_at_y(tools.top() + size::TOOLBAR);
    ui.painter().hline(tools.x_range(), tools.top() - 0.5, Stroke::new(1.0, p.line));
    sources(ui, upper, scene, open, view, actions);
    settings::row(ui, lower, scene, open, actions);
    if let Some(stats) = stats {
        view.tabs.selection = stats;
    }
}

/// Where ranges can come from.
fn sources(ui: &mut Ui, row: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let state = &mut view.tabs.funnel.left_state.chance;
    let revision = open.table_revision();
    if state.past.as_ref().is_none_or(|(of, _)| *of != revision) {
        state.past = Some((revision, past(open.project, open.campaign)));
    }
    let past = state.past.as_ref().map_or(&[][..], |(_, past)| past.as_slice());
    let place = Rect::from_min_max(row.min + vec2(size::S16, 0.0), pos2(row.right(), row.bottom()));
    let mut child = paint::at(ui, place, "range sources");
    let found = from_history(past);
    let words = match &found {
        Ok(_) => scene.texts.with(Msg::ChanceHistoryTip, &[("n", past.len().into())]),
        Err(few) => scene.texts.with(Msg::ChanceHistoryFew, &[("n", few.found.into()), ("needed", CAMPAIGNS.into())]),
    };
    child.add_enabled_ui(found.is_ok(), |ui| {
        let response = button::secondary_with_icon(ui, icons::HISTORY, scene.text(Msg::ChanceHistory));
        let response = response.on_hover_text(&words).on_disabled_hover_text(&words);
        if let Ok(rows) = found
            && response.clicked()
        {
            edits::put(open, scene.text(Msg::StepChanceHistory), rows, actions);
        }
    });
    if missing(open.campaign).next().is_some()
        && button::secondary(&mut child, scene.text(Msg::ChanceFillMissing)).clicked()
    {
        edits::fill(scene, open, actions);
    }
    let left = child.min_rect().right() + size::S12;
    let p = theme::tokens(ui);
    super::super::host::words(ui, pos2(left, row.center().y), &words, row.right() - size::S16 - left, p.t3);
}

fn id_of(key: RowKey) -> DriverId {
    DriverId(u32::try_from(key.0).unwrap_or(0))
}

/// Carries out what a person asked the table for.
fn apply(scene: &Scene<'_>, open: &Open<'_>, event: GridEvent, choices: &[DriverOf], actions: &mut Actions) {
    match event {
        GridEvent::Set(changes) | GridEvent::Append { set: changes, .. } => {
            let cells: Vec<(DriverId, table::Edit)> = changes
                .into_iter()
                .filter_map(|(key, column, value)| Some((id_of(key), table::read(scene, choices, column, value)?)))
                .collect();
            edits::uncertainty(open, scene.text(Msg::StepChanceRange), actions, move |uncertainty| {
                for (id, cell) in cells {
                    if let Some(driver) = uncertainty.drivers.get_mut(id) {
                        let before = driver.clone();
                        cell.apply(driver);
                        // what somebody has changed is no assumption of the program any more
                        driver.assumed &= before == *driver;
                    }
                }
            });
        }
        GridEvent::AddAtEnd | GridEvent::Insert { .. } => {
            let used: BTreeSet<DriverOf> =
                open.campaign.uncertainty.drivers.iter().map(|driver: &std::sync::Arc<Driver>| driver.of).collect();
            if let Some(of) = choices.iter().find(|of| !used.contains(of)) {
                edits::add(open, scene.text(Msg::StepChanceAdd), vec![*of], actions);
            }
        }
        GridEvent::Delete(keys) => {
            edits::delete(scene, open, keys.into_iter().map(id_of).collect(), actions);
        }
        GridEvent::Fold(_)
        | GridEvent::Activate(..)
        | GridEvent::OpenWhy(..)
        | GridEvent::Move { .. }
        | GridEvent::Menu { .. } => {}
    }
}
