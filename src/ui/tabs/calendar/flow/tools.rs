//! The tools above the flow chart: what stands out, which tasks, what is folded, how closely it is looked at.

use egui::{Rect, Ui, pos2, vec2};

use super::super::{CalendarState, sides, toolbar};
use super::{chart_size, first_level};
use crate::model::TaskId;
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{fonts, icons, size};
use crate::ui::widgets::picker::{PickRow, PickWords, picker};
use crate::ui::widgets::{button, paint};

/// A step of the magnifiers.
const STEP: f32 = 1.25;

/// What can be chosen of what is folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fold {
    /// Nothing.
    None,
    /// Every summary of the first level.
    First,
    /// One summary, or no longer.
    One(TaskId),
}

/// Draws the row.
pub fn show(
    ui: &mut Ui,
    row: Rect,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
    actions: &mut Actions,
) {
    let mut child = paint::at(ui, row, "flow tools");
    child.spacing_mut().item_spacing.x = size::S8;
    if button::chip(&mut child, scene.text(Msg::CalendarCritical), None, state.critical).clicked() {
        state.critical = !state.critical;
    }
    sides::buttons(&mut child, scene, open, state);
    folds(&mut child, scene, open, state);
    toolbar::more(&mut child, scene, open, actions);
    let used = child.min_rect().right();
    let left = looks(ui, row, area, scene, state);
    toolbar::words(ui, row, used + size::S16, left - size::S16, scene, open, state);
}

/// Which summaries are one box.
fn folds(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, state: &mut CalendarState) {
    let CalendarState { flow, table, .. } = state;
    let folded = flow.now_folded(table);
    let count = folded.len().to_string();
    let some = !folded.is_empty();
    let response = button::chip(ui, scene.text(Msg::FlowFold), some.then_some(count.as_str()), some);
    let words = PickWords { search: scene.text(Msg::FlowFoldSearch), none: scene.text(Msg::OfferSearchNone) };
    let picked = picker(&response, words, 240.0, true, || {
        let outline = table.schedule.outline();
        let first = first_level(table);
        let mut rows = vec![
            PickRow { value: Fold::None, label: scene.text(Msg::FlowFoldNone).to_owned(), on: folded.is_empty() },
            PickRow {
                value: Fold::First,
                label: scene.text(Msg::FlowFoldFirst).to_owned(),
                on: !folded.is_empty() && folded == first,
            },
        ];
        for row in outline.order().iter().filter(|row| outline.is_summary(**row)) {
            let Some(task) = open.campaign.tasks.at(*row as usize) else { continue };
            let label = format!("{} {}", outline.number(*row), task.name);
            rows.push(PickRow { value: Fold::One(task.id), label, on: folded.contains(&task.id) });
        }
        rows
    });
    match picked {
        Some(Fold::None) => flow.set_folded(std::collections::BTreeSet::new()),
        Some(Fold::First) => flow.set_folded(first_level(table)),
        Some(Fold::One(id)) => flow.fold(table, id),
        None => {}
    }
}

/// How closely it is looked at; gives where the row's free part ends.
fn looks(ui: &mut Ui, row: Rect, area: Rect, scene: &Scene<'_>, state: &mut CalendarState) -> f32 {
    let y = row.center().y;
    let mut right = row.right() - size::S12;
    let mut place = |width: f32, height: f32| {
        let rect = Rect::from_min_size(pos2(right - width, y - height / 2.0), vec2(width, height));
        right = rect.left() - size::S8;
        rect
    };
    let chart = chart_size(&state.flow.chart);
    let fit = scene.text(Msg::CalendarFit);
    let width = paint::width(ui.painter(), fit, fonts::text_medium()) + size::S24;
    if button::secondary(&mut paint::at(ui, place(width, size::BUTTON), "flow fit"), fit).clicked() {
        state.flow.look = Some(super::Look::all(chart, area.size()));
    }
    for (icon, msg, factor) in
        [(icons::ZOOM_IN, Msg::CalendarZoomIn, STEP), (icons::ZOOM_OUT, Msg::CalendarZoomOut, 1.0 / STEP)]
    {
        let mut child = paint::at(ui, place(28.0, 28.0), ("flow zoom", icon));
        if button::icon(&mut child, icon, scene.text(msg)).clicked() {
            let about = area.size() / 2.0;
            state.flow.look = state.flow.look.map(|look| look.zoomed(factor, about).held(chart, area.size()));
        }
    }
    right
}
