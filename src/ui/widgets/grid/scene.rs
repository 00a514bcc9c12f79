//! All that holds for one frame: settings, columns as shown, places, colours.

use egui::{Id, Ui};
use jiff::civil::Date;

use super::column::{Column, ColumnKind};
use super::geometry::{Frame, Geometry, Wanted};
use super::source::GridSource;
use super::state::GridState;
use super::value::CellValue;
use crate::text::{Lang, Msg, Texts};
use crate::ui::theme::{Palette, fonts, size};

/// Width of the row numbers.
const GUTTER: f32 = 36.0;
/// Width kept for the scroll bar.
pub(super) const BAR: f32 = 12.0;
/// What a sorting arrow takes beside the words of its heading.
pub(super) const SORT_SIGN: f32 = size::ICON_CELL + 2.0;

/// How a grid behaves.
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
#[derive(Clone, Debug)]
pub(super) struct Settings {
    pub name: String,
    pub revision: u64,
    pub row_numbers: bool,
    pub compact: bool,
    pub add_line: Option<String>,
    pub totals: bool,
    pub highlight_row: bool,
    pub fit: bool,
    pub insert: bool,
    pub delete: bool,
    pub shift: bool,
    pub glow: bool,
    pub base: Date,
    pub header: f32,
}

/// One frame.
pub(super) struct Scene<'a> {
    pub id: Id,
    pub texts: &'a Texts,
    pub columns: &'a [Column],
    pub source: &'a dyn GridSource,
    pub set: &'a Settings,
    pub p: &'static Palette,
    pub g: Geometry,
}

impl<'a> Scene<'a> {
    /// The column at a place.
    pub fn column_at(&self, at: usize) -> Option<&'a Column> {
        self.g.columns.get(at).and_then(|placed| self.columns.get(placed.index))
    }

    /// A column by its id.
    pub fn column(&self, id: super::ColumnId) -> Option<&'a Column> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// The place of a column.
    pub fn place_of(&self, id: super::ColumnId) -> Option<usize> {
        (0..self.g.columns.len()).find(|at| self.column_at(*at).is_some_and(|c| c.id == id))
    }

    /// Whether a cell can be typed into.
    pub fn editable(&self, row: usize, column: &Column) -> bool {
        column.editable && self.source.editable(row, column.id)
    }

    /// Reads a text for a cell; `row` is absent for a row to be added.
    pub fn read(&self, row: Option<usize>, column: &Column, text: &str) -> Result<CellValue, String> {
        let value = super::parse::parse(text, column, self.set.base).map_err(|problem| problem.sentence(self.texts))?;
        self.source.validate(row, column.id, &value)?;
        Ok(value)
    }

    /// What stands before the first column's text.
    pub fn lead(&self) -> f32 {
        if self.set.row_numbers { size::S8 } else { size::S16 }
    }

    /// The dots of cut text.
    pub fn dots(&self) -> &'static str {
        if self.texts.lang() == Lang::En { "..." } else { "…" }
    }

    /// The words of a heading.
    pub fn heading(&self, column: &Column) -> String {
        heading(self.texts, column)
    }

    /// Whether lines stand between columns: only in wide tables.
    pub fn column_lines(&self) -> bool {
        self.g.columns.len() > 10
    }
}

pub(super) fn heading(texts: &Texts, column: &Column) -> String {
    if column.unit.is_empty() {
        column.title.clone()
    } else {
        texts.with(
            Msg::GridHeadingUnit,
            &[("title", column.title.as_str().into()), ("unit", column.unit.as_str().into())],
        )
    }
}

impl GridState {
    /// The columns shown, by their place in the host's list, in the order chosen.
    pub(super) fn shown_columns(&self, columns: &[Column]) -> Vec<usize> {
        let rank = |column: &Column| self.order.iter().position(|id| *id == column.id);
        let mut shown: Vec<usize> =
            (0..columns.len()).filter(|at| columns.get(*at).is_some_and(|c| !self.hidden.contains(&c.id))).collect();
        if !self.order.is_empty() {
            // a column that the order does not know follows the one before it
            let mut last = 0;
            let mut ranks = vec![(0, 0); columns.len()];
            for (at, column) in columns.iter().enumerate() {
                if let Some(rank) = rank(column) {
                    last = rank + 1;
                }
                if let Some(slot) = ranks.get_mut(at) {
                    *slot = (last, at);
                }
            }
            shown.sort_by_key(|at| {
                let known = columns.get(*at).is_some_and(|c| rank(c).is_some());
                (ranks.get(*at).map_or(0, |r| r.0), !known, *at)
            });
        }
        let pinned = |at: &usize| columns.get(*at).is_some_and(|c| c.pinned);
        shown.sort_by_key(|at| !pinned(at));
        shown
    }
}

/// Places everything for a frame.
pub(super) fn place(
    ui: &Ui,
    outer: egui::Rect,
    texts: &Texts,
    columns: &[Column],
    set: &Settings,
    state: &GridState,
) -> Geometry {
    let shown = state.shown_columns(columns);
    let lead = if set.row_numbers { 0.0 } else { size::S16 - size::S8 };
    let wanted: Vec<Wanted> = ui.ctx().fonts_mut(|f| {
        shown
            .iter()
            .enumerate()
            .filter_map(|(place, index)| {
                let column = columns.get(*index)?;
                let lead = if place == 0 { lead } else { 0.0 };
                let own = state.widths.get(&column.id).copied();
                let width = own.unwrap_or_else(|| {
                    let title = heading(texts, column);
                    let words = f.layout_no_wrap(title, fonts::text(), egui::Color32::PLACEHOLDER).size().x;
                    let sign = if state.sort.iter().any(|by| by.column == column.id) { SORT_SIGN } else { 0.0 };
                    column.width.max(words.ceil() + 2.0 * size::S8 + 1.0 + sign + lead)
                });
                let stretch = column.stretch && own.is_none();
                Some(Wanted { index: *index, width, min: column.min, stretch, pinned: column.pinned })
            })
            .collect()
    });
    let frame = Frame {
        outer,
        header: set.header,
        row: if set.compact { size::ROW_COMPACT } else { size::ROW },
        totals: if set.totals { size::TOTALS } else { 0.0 },
        gutter: if set.row_numbers { GUTTER } else { 0.0 },
        rows: state.view.len(),
        add_line: set.add_line.is_some(),
        bar: BAR,
        fit: set.fit,
    };
    Geometry::new(&frame, &wanted, state.scroll, 1.0 / ui.ctx().pixels_per_point())
}

/// Whether typing into a column of this kind is done in blue.
pub(super) fn is_figure(kind: &ColumnKind) -> bool {
    !matches!(kind, ColumnKind::Text)
}
