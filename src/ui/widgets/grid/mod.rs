//! The table of the program: it moves, selects, edits, copies, sorts, filters and finds as a spreadsheet does. The host
//! owns the data; the grid shows it and asks for changes.
//!
//! The host implements [`GridSource`], keeps a [`GridState`], and applies the [`GridEvent`]s that come back, each as one
//! step to undo. Cells are formatted on demand, for what is in view; sorting, filters and sums read exact values only
//! when they are asked for or the `revision` changes.
//!
//! ```
//! use promoplan::model::{Count, Money};
//! use promoplan::text::{Lang, Texts};
//! use promoplan::ui::widgets::grid::*;
//!
//! struct Source { name: String, uv: Count, cost: Money }
//! struct Sources<'a>(&'a [Source], &'a Texts);
//! const NAME: ColumnId = ColumnId(1);
//! const UV: ColumnId = ColumnId(2);
//! const COST: ColumnId = ColumnId(3);
//!
//! impl GridSource for Sources<'_> {
//!     fn rows(&self) -> usize { self.0.len() }
//!     fn key(&self, row: usize) -> RowKey { RowKey(row as u64) } // the row's own id
//!     fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
//!         let (source, format) = (&self.0[row], self.1.format());
//!         match column {
//!             NAME => CellView::new(source.name.as_str()),
//!             UV => CellView::inked(format.count_in_column(source.uv).to_string(), Ink::Input),
//!             _ => CellView::new(format.sum_in_column(source.cost).to_string()),
//!         }
//!     }
//!     fn value(&self, row: usize, column: ColumnId) -> CellValue {
//!         match column {
//!             NAME => CellValue::Text(self.0[row].name.clone()),
//!             UV => CellValue::Count(self.0[row].uv),
//!             _ => CellValue::Money(self.0[row].cost),
//!         }
//!     }
//! }
//!
//! fn traffic(ui: &mut egui::Ui, texts: &Texts, rows: &[Source], revision: u64, state: &mut GridState) -> Vec<GridEvent> {
//!     let columns = [
//!         Column::new(NAME, "来源", ColumnKind::Text).editable().stretch().pinned(),
//!         Column::new(UV, "计划 UV", ColumnKind::Integer).editable(),
//!         Column::new(COST, "费用", ColumnKind::Money),
//!     ];
//!     Grid::new("traffic", "流量来源", texts, &columns, &Sources(rows, texts))
//!         .revision(revision)
//!         .add_line("添加来源或粘贴表格")
//!         .totals()
//!         .show(ui, state)
//!         .events
//! }
//! # let texts = Texts::new(Lang::ZhHans);
//! # let mut state = GridState::default();
//! # let ctx = egui::Context::default();
//! # promoplan::ui::theme::fonts::install(&ctx, Lang::ZhHans);
//! # let mut out = ctx.run_ui(egui::RawInput::default(), |ui| { assert!(traffic(ui, &texts, &[], 1, &mut state).is_empty()); });
//! # out.textures_delta.clear();
//! ```

mod access;
mod cells;
mod clipboard;
mod column;
mod commands;
pub mod dates;
mod editor;
mod event;
mod fill;
mod filter;
mod find;
mod geometry;
mod glow;
mod head;
mod header_menu;
mod keys;
mod look;
mod menu;
mod mouse;
mod parse;
mod scene;
mod scroll;
mod selection;
mod source;
mod state;
mod stats;
mod tip;
pub mod tsv;
mod value;
mod view;

use egui::{Id, IdSalt, Rect, Response, Sense, Ui, UiBuilder};
use jiff::civil::Date;

pub use column::{Column, ColumnId, ColumnKind, Side};
pub use event::{Change, GridEvent, Place};
pub use filter::ColumnFilter;
pub use header_menu::column_list;
pub use look::GridLook;
pub use menu::menu_row;
pub use parse::{ParseProblem, parse};
pub use source::{Bar, CellView, GridSource, Ink, Judgement, Lean, MenuEntry, RowKey, RowStyle, Sign, Span};
pub use state::GridState;
pub use stats::SelectionStats;
pub use tsv::write as block_text;
pub use value::CellValue;
pub use view::Sort;

use scene::{Scene, Settings};

use crate::text::Texts;
use crate::ui::theme;

/// For how many frames a wish of the host waits for its row.
const PATIENCE: u8 = 30;

/// The table, for one frame.
#[must_use = "call `show`"]
pub struct Grid<'a> {
    salt: IdSalt,
    texts: &'a Texts,
    columns: &'a [Column],
    source: &'a dyn GridSource,
    set: Settings,
}

/// What a frame of the table gave.
#[derive(Debug)]
pub struct GridOutput {
    /// What a person asked for, in order.
    pub events: Vec<GridEvent>,
    /// The rows as one widget: it has the keyboard's focus while no cell is being edited.
    pub response: Response,
    /// Where everything was put, with the find bar.
    pub rect: Rect,
}

impl<'a> Grid<'a> {
    /// A table. `name` is what a screen reader calls it; two tables of one window need different salts.
    pub fn new(
        salt: impl egui::AsIdSalt,
        name: impl Into<String>,
        texts: &'a Texts,
        columns: &'a [Column],
        source: &'a dyn GridSource,
    ) -> Self {
        let set = Settings {
            name: name.into(),
            revision: 0,
            row_numbers: false,
            compact: false,
            add_line: None,
            totals: false,
            highlight_row: true,
            fit: false,
            insert: false,
            delete: false,
            shift: false,
            glow: true,
            base: Date::constant(2026, 1, 1),
            header: theme::size::GRID_HEADER,
        };
        Self { salt: IdSalt::new(salt), texts, columns, source, set }
    }

    /// A number that changes whenever rows or values may have changed.
    pub fn revision(mut self, revision: u64) -> Self {
        self.set.revision = revision;
        self
    }

    /// Numbers before the rows, as in a spreadsheet; a click on one selects the row. Without them the row of the active
    /// cell is tinted.
    pub fn row_numbers(mut self) -> Self {
        self.set.row_numbers = true;
        self.set.highlight_row = false;
        self
    }

    /// Rows of the small window.
    pub fn compact(mut self, compact: bool) -> Self {
        self.set.compact = compact;
        self
    }

    /// A line under the last row that adds one; also lets a paste go on beyond the last row.
    pub fn add_line(mut self, words: impl Into<String>) -> Self {
        self.set.add_line = Some(words.into());
        self
    }

    /// A totals row, always in view.
    pub fn totals(mut self) -> Self {
        self.set.totals = true;
        self
    }

    /// No higher than the rows need.
    pub fn fit(mut self) -> Self {
        self.set.fit = true;
        self
    }

    /// Rows may be inserted between others.
    pub fn allow_insert(mut self) -> Self {
        self.set.insert = true;
        self
    }

    /// Rows may be deleted.
    pub fn allow_delete(mut self) -> Self {
        self.set.delete = true;
        self
    }

    /// Rows may be moved up and down.
    pub fn allow_move(mut self) -> Self {
        self.set.shift = true;
        self
    }

    /// The day that days typed without a year are near to; the host's today or the campaign's opening.
    pub fn near(mut self, base: Date) -> Self {
        self.set.base = base;
        self
    }

    /// A header of this height: as high as what stands beside the table.
    pub fn header_height(mut self, height: f32) -> Self {
        self.set.header = height;
        self
    }

    /// Figures that change from elsewhere do not glow.
    pub fn still(mut self) -> Self {
        self.set.glow = false;
        self
    }

    /// Shows the table in all the room there is.
    pub fn show(self, ui: &mut Ui, state: &mut GridState) -> GridOutput {
        let Self { salt, texts, columns, source, mut set } = self;
        if state.posing {
            set.add_line = None;
        }
        let mut events = Vec::new();
        let whole = ui.available_rect_before_wrap();
        let id = ui.make_persistent_id(salt);
        // its own Ui, so that a screen reader finds the cells inside the table
        let mut child = ui.new_child(
            UiBuilder::new()
                .max_rect(whole)
                .id_salt(("grid", id.value()))
                .accessibility_role(egui::accesskit::Role::Group)
                .accessibility_label(set.name.clone()),
        );
        child.shrink_clip_rect(whole);
        let (response, used) = run(&mut child, id, texts, columns, source, &set, state, &mut events);
        ui.advance_cursor_after_rect(used);
        GridOutput { events, response, rect: used }
    }
}

fn run(
    ui: &mut Ui,
    id: Id,
    texts: &Texts,
    columns: &[Column],
    source: &dyn GridSource,
    set: &Settings,
    state: &mut GridState,
    out: &mut Vec<GridEvent>,
) -> (Response, Rect) {
    let whole = ui.max_rect();
    let changed = state.view.refresh(set.revision, source, columns, &state.sort, &state.filters);
    let p = theme::tokens(ui);
    let mut outer = whole;
    if state.find.is_some() {
        outer.min.y += theme::size::PANE_TITLE;
    }
    let g = scene::place(ui, outer, texts, columns, set, state);
    let mut scene = Scene { id, texts, columns, source, set, p, g };
    state.scroll = scene.g.scroll;
    state.selection.settle(&scene, &state.view);
    let before = state.active();
    grant(&mut scene, state);
    if state.find.is_some() {
        let bar = Rect::from_min_max(whole.min, egui::pos2(whole.right(), outer.top()));
        find::bar(ui, bar, &scene, state, out);
    }

    keys::hold_focus(ui, &scene, state);
    let response = ui.interact(scene.g.body, id, Sense::click_and_drag());
    if response.has_focus() && set.delete {
        ui.data_mut(|data| data.insert_temp(deleting(), id));
    }
    let header = ui.interact(scene.g.header, id.with("header"), Sense::DRAG | Sense::CLICK);
    scroll::wheel(ui, &mut scene, state);
    mouse::body(ui, &response, &mut scene, state, out);
    mouse::header(ui, &header, &mut scene, state);
    keys::run(ui, &response, &mut scene, state, out);
    access::requests(ui, &mut scene, state, out);

    // a change of columns or sorting in this frame is seen in the next one, places stay as they are
    cells::paint(ui, &response, &scene, state, changed);
    head::paint(ui, &header, &scene, state);
    head::totals(ui, &scene);
    head::add_line(ui, &scene, out);
    if !state.posing {
        scroll::bars(ui, &mut scene, state);
    }
    access::nodes(ui, &response, &scene, state);
    editor::show(ui, &mut scene, state, out);
    tip::show(ui, &response, &header, &scene, state);
    menu::body(&response, &scene, state, out);
    header_menu::show(ui, &header, &scene, state);
    clipboard::refusal(ui, &scene, state, out);

    state.glow.own(out);
    if let Some((row, column)) = state.active().filter(|now| Some(*now) != before) {
        out.push(GridEvent::Activate(row, column));
    }
    let bottom = scene.g.totals.bottom().min(whole.bottom());
    (response, Rect::from_min_max(whole.min, egui::pos2(whole.right(), bottom)))
}

fn deleting() -> Id {
    Id::unique("grid whose rows can be deleted")
}

/// Whether a table that deletes rows has the keyboard: Ctrl − is its own then.
#[must_use]
pub fn deletes_rows(ctx: &egui::Context) -> bool {
    let focused = ctx.memory(egui::Memory::focused);
    focused.is_some() && focused == ctx.data(|data| data.get_temp(deleting()))
}

/// Does what the host asked for since the last frame.
fn grant(scene: &mut Scene<'_>, state: &mut GridState) {
    let Some((wish, waited)) = state.wish else { return };
    let (key, column) = match wish {
        state::Wish::Select(key, column) => (key, column),
        state::Wish::Edit(key, column) => (key, Some(column)),
    };
    let Some(row) = (0..state.view.len()).find(|at| state.view.row(*at).map(|row| scene.source.key(row)) == Some(key))
    else {
        // the row may come with the next revision; if it does not, it is filtered away or gone
        state.wish = (waited < PATIENCE).then_some((wish, waited + 1));
        return;
    };
    state.wish = None;
    let column = column
        .and_then(|id| scene.place_of(id))
        .or_else(|| state.selection.at().map(|(_, column)| column))
        .unwrap_or_default();
    commands::go_to(scene, state, row, column, false);
    if matches!(wish, state::Wish::Edit(..)) {
        editor::open(scene, state, editor::Opening::Whole);
    }
}
