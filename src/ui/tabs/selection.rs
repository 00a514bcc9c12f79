//! What is selected in a table, for the status line.

use egui::Response;

use crate::ui::scene::Scene;
use crate::ui::widgets::grid::{CellValue, Column, GridSource, GridState};

/// Figures of a selection, as shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// How many cells.
    pub count: String,
    /// Their sum, if they are figures.
    pub sum: Option<String>,
    /// Their mean.
    pub mean: Option<String>,
}

/// What the status line says of a table: nothing to change while the table has not the keyboard.
#[must_use]
pub fn of(
    scene: &Scene<'_>,
    state: &mut GridState,
    columns: &[Column],
    source: &dyn GridSource,
    revision: u64,
    response: &Response,
) -> Option<Option<Selection>> {
    if !response.has_focus() {
        return None;
    }
    let stats = state.selection_stats(source, columns, revision);
    Some(stats.is_worth_showing().then(|| Selection {
        count: stats.count.to_string(),
        sum: stats.sum.as_ref().map(|v| figure(scene, v)),
        mean: stats.mean.as_ref().map(|v| figure(scene, v)),
    }))
}

fn figure(scene: &Scene<'_>, value: &CellValue) -> String {
    let format = scene.format();
    match value {
        CellValue::Money(money) => format.sum(*money).to_string(),
        CellValue::Count(count) => format.count(*count).to_string(),
        CellValue::Rate(rate) => format.percent(*rate, 1),
        _ => String::new(),
    }
}
