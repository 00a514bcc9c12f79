//! What a person looks at: widths, order, sorting, filters, the active cell, the selection. Owned by the host, who keeps
//! the durable part in the settings.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use egui::Vec2;

use super::clipboard::Refusal;
use super::column::ColumnId;
use super::editor::Editor;
use super::filter::ColumnFilter;
use super::find::Find;
use super::glow::Glow;
use super::selection::{Selection, Spot};
use super::source::RowKey;
use super::view::{Sort, View};

/// The state of one grid; its [`look`](GridState::look) is what is kept.
#[derive(Clone, Debug, Default)]
pub struct GridState {
    /// Widths of columns that were drawn wider or narrower.
    pub widths: BTreeMap<ColumnId, f32>,
    /// Columns in the order that was chosen; those not named follow in the host's order.
    pub order: Vec<ColumnId>,
    /// Columns that are hidden.
    pub hidden: BTreeSet<ColumnId>,
    /// What is sorted by, the first one foremost.
    pub sort: Vec<Sort>,
    pub(super) filters: BTreeMap<ColumnId, ColumnFilter>,
    pub(super) selection: Selection,
    pub(super) scroll: Vec2,
    /// The part of a pixel that the wheel has yet to move.
    pub(super) scroll_rest: Vec2,
    pub(super) view: View,
    pub(super) editor: Option<Editor>,
    pub(super) find: Option<Find>,
    pub(super) refusal: Option<Refusal>,
    pub(super) drag: Option<Drag>,
    pub(super) header_menu: Option<HeaderMenu>,
    /// Where a menu opened by a key stands, and whether it is to open now.
    pub(super) menu: Option<(egui::Pos2, bool)>,
    pub(super) glow: Glow,
    /// With the number of frames it has been waiting for its row.
    pub(super) wish: Option<(Wish, u8)>,
    pub(super) pending: Vec<egui::Event>,
    /// Shown for a picture: nothing that only serves the hand.
    pub(super) posing: bool,
    pub(super) stats: Option<(u64, super::stats::SelectionStats)>,
}

/// What the pointer is dragging.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Drag {
    /// The selection's far corner.
    Select,
    /// Whole rows.
    Rows,
    /// The fill handle; the cell it is over.
    Fill(usize, usize),
    /// A column's edge: the column, its width and the pointer's place at the start.
    Width(ColumnId, f32, f32),
    /// A heading to another place: the column, where the pointer was at the start.
    Heading(ColumnId, f32),
    /// A scroll bar: whether the vertical one, and where on the handle it is held.
    Bar(bool, f32),
}

/// The open menu of a heading.
#[derive(Clone, Debug, Default)]
pub(super) struct HeaderMenu {
    pub column: ColumnId,
    /// Shows the list of columns instead of the column's own entries.
    pub list: bool,
    pub from: String,
    pub to: String,
    /// The distinct texts of the column, gathered when it opened, and whether there were more.
    pub values: Vec<String>,
    pub more: bool,
}

/// What the host has asked for, done in the next frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    Select(RowKey, Option<ColumnId>),
    Edit(RowKey, ColumnId),
}

impl GridState {
    /// The active cell.
    #[must_use]
    pub fn active(&self) -> Option<(RowKey, ColumnId)> {
        self.selection.active.map(|spot| (spot.key, spot.column))
    }

    /// Makes a cell the active one and brings it into view.
    pub fn select(&mut self, row: RowKey, column: ColumnId) {
        self.wish = Some((Wish::Select(row, Some(column)), 0));
    }

    /// Makes a cell of this row the active one and brings it into view, in the column that was active.
    pub fn select_row(&mut self, row: RowKey) {
        self.wish = Some((Wish::Select(row, None), 0));
    }

    /// Opens the editor in a cell, which may be of a row that the host has only just added.
    pub fn edit(&mut self, row: RowKey, column: ColumnId) {
        self.wish = Some((Wish::Edit(row, column), 0));
    }

    /// The rows chosen as a whole: a block by its places among the rows shown, and those picked one by one. Nothing while
    /// only cells are chosen.
    #[must_use]
    pub fn whole_rows(&self) -> Option<(RangeInclusive<usize>, &BTreeSet<RowKey>)> {
        let Selection { active, corner, whole_rows, picked, .. } = &self.selection;
        let (a, b) = (active.as_ref()?.row_hint, corner.as_ref()?.row_hint);
        (*whole_rows || !picked.is_empty()).then(|| (a.min(b)..=a.max(b), picked))
    }

    /// Whether something is being typed.
    #[must_use]
    pub fn is_editing(&self) -> bool {
        self.editor.is_some()
    }

    /// The filters in force.
    #[must_use]
    pub fn filters(&self) -> &BTreeMap<ColumnId, ColumnFilter> {
        &self.filters
    }

    /// Sets the filter of a column; an empty one takes it away.
    pub fn set_filter(&mut self, column: ColumnId, filter: ColumnFilter) {
        if filter.is_empty() {
            self.filters.remove(&column);
        } else {
            self.filters.insert(column, filter);
        }
    }

    /// Takes all filters away.
    pub fn clear_filters(&mut self) {
        self.filters.clear();
    }

    /// Sorts and filters anew; values that were edited since have left their rows where they were.
    pub fn sort_again(&mut self) {
        self.view.forget();
    }

    /// What of it belongs in a picture: columns, sorting, filters and the place it is scrolled to.
    #[must_use]
    pub fn posing(&self) -> Self {
        Self {
            widths: self.widths.clone(),
            order: self.order.clone(),
            hidden: self.hidden.clone(),
            sort: self.sort.clone(),
            filters: self.filters.clone(),
            scroll: self.scroll,
            posing: true,
            ..Self::default()
        }
    }

    /// How many rows passed the filters and are not folded away, when it was last shown.
    #[must_use]
    pub fn shown_rows(&self) -> usize {
        self.view.len()
    }

    /// The host's row that is shown at a place, when it was last shown.
    #[must_use]
    pub fn shown_row(&self, at: usize) -> Option<usize> {
        self.view.row(at)
    }

    /// How far down it is scrolled.
    #[must_use]
    pub const fn scrolled_down(&self) -> f32 {
        self.scroll.y
    }

    /// Scrolls up or down; the next frame keeps it within what there is.
    pub fn scroll_down_by(&mut self, by: f32) {
        self.scroll.y += by;
    }

    /// Whether it is a picture's, with nothing that only serves the hand.
    #[must_use]
    pub const fn is_posing(&self) -> bool {
        self.posing
    }

    /// Puts widths, order, hidden columns and sorting back to what the host gives.
    pub fn reset_columns(&mut self) {
        self.widths.clear();
        self.order.clear();
        self.hidden.clear();
        self.sort.clear();
    }

    /// Opens the bar that finds and, if asked, replaces.
    pub fn open_find(&mut self, replace: bool) {
        let find = self.find.get_or_insert_default();
        find.replacing |= replace;
        find.wants_focus = true;
    }

    /// Sorts by a column alone: from small to large, from large to small, not at all.
    pub(super) fn turn_sort(&mut self, column: ColumnId, also: bool) {
        let now = self.sort.iter().find(|by| by.column == column).copied();
        let next = match now {
            None => Some(Sort { column, descending: false }),
            Some(by) if !by.descending => Some(Sort { column, descending: true }),
            Some(_) => None,
        };
        if !also {
            self.sort.clear();
            self.sort.extend(next);
            return;
        }
        match (next, self.sort.iter_mut().find(|by| by.column == column)) {
            (Some(next), Some(by)) => *by = next,
            (Some(next), None) => self.sort.push(next),
            (None, _) => self.sort.retain(|by| by.column != column),
        }
    }

    pub(super) fn set_active(&mut self, spot: Spot, extend: bool) {
        self.selection.corner = Some(spot);
        if extend && self.selection.active.is_some() {
            return;
        }
        self.selection.picked.clear();
        self.selection.whole_rows = false;
        self.selection.active = Some(spot);
    }
}
