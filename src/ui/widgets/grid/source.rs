//! What the host shows the grid: rows, cells on demand, and whether a value may be.

use std::borrow::Cow;

use egui::Color32;

use super::column::{Column, ColumnId};
use super::value::CellValue;

/// Which row; stable for as long as the row exists, whatever its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey(pub u64);

/// Where a figure comes from, or how it is judged; decides its colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ink {
    /// Typed in this plan: blue for figures and choices.
    Input,
    /// Calculated, and prose: black.
    #[default]
    Plain,
    /// Imported or reference: grey.
    Reference,
    /// There is nothing: light grey.
    Absent,
    /// Calculated from what has changed since.
    Stale,
    /// Better than the yardstick.
    Better,
    /// Worse than the yardstick.
    Worse,
    /// To be looked at.
    Warn,
    /// Wrong.
    Error,
}

/// A bar in a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Length, on the scale of `full`.
    pub value: f32,
    /// The value at the bar's right end.
    pub full: f32,
    /// Where the tick stands.
    pub yardstick: Option<f32>,
    /// Paint what is missing to the yardstick in the colour of worse.
    pub missing: bool,
    /// Paint what is beyond the yardstick as a warning.
    pub excess: bool,
}

/// A small bar that leans to either side of the middle of its cell, with its figure on the other side.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lean {
    /// How far, to the right above zero; painted as better, below zero as worse.
    pub value: f32,
    /// The value that takes the whole room.
    pub full: f32,
}

/// A stretch between two figures on a scale, with what it is measured by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Where it begins.
    pub from: f32,
    /// Where it ends.
    pub to: f32,
    /// The value at the cell's left end.
    pub least: f32,
    /// The value at the cell's right end.
    pub most: f32,
    /// A dark tick; what lies below it is painted as worse.
    pub yardstick: Option<f32>,
    /// A light tick.
    pub tick: Option<f32>,
}

/// A short sign in a frame of its own, one of a row of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    /// A letter or two.
    pub text: &'static str,
    /// Plain on its ground; `Warn` in a frame of that colour; `Absent` light.
    pub ink: Ink,
}

/// How a cell looks. Asked for only while the cell is in view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellView<'a> {
    /// The text, formatted; empty shows nothing.
    pub text: Cow<'a, str>,
    /// Its colour.
    pub ink: Ink,
    /// An icon before the text (`theme::icons`).
    pub icon: Option<&'static str>,
    /// ▲ better or ▼ worse before the text, in their colours.
    pub judgement: Option<Judgement>,
    /// A bar at the left of the cell.
    pub bar: Option<Bar>,
    /// A stretch across the whole cell, in place of text.
    pub span: Option<Span>,
    /// A bar on either side of the middle, its figure beside it.
    pub lean: Option<Lean>,
    /// A small square of colour before the text: a phase.
    pub chip: Option<Color32>,
    /// Signs across the cell, in place of its text, which is what a screen reader says.
    pub signs: Vec<Sign>,
    /// In medium weight.
    pub strong: bool,
}

/// Which side of the yardstick a figure is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// ▲.
    Better,
    /// ▼.
    Worse,
}

impl<'a> CellView<'a> {
    /// Text in the plain ink.
    #[must_use]
    pub fn new(text: impl Into<Cow<'a, str>>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Text in an ink.
    #[must_use]
    pub fn inked(text: impl Into<Cow<'a, str>>, ink: Ink) -> Self {
        Self { text: text.into(), ink, ..Self::default() }
    }

    /// Nothing there: a light dash.
    #[must_use]
    pub fn absent() -> Self {
        Self::inked("—", Ink::Absent)
    }

    /// With an icon.
    #[must_use]
    pub fn icon(mut self, icon: &'static str) -> Self {
        self.icon = Some(icon);
        self
    }

    /// With a judgement.
    #[must_use]
    pub fn judged(mut self, judgement: Judgement) -> Self {
        self.judgement = Some(judgement);
        self
    }

    /// With a bar.
    #[must_use]
    pub fn bar(mut self, bar: Bar) -> Self {
        self.bar = Some(bar);
        self
    }

    /// With a bar that leans.
    #[must_use]
    pub fn lean(mut self, lean: Lean) -> Self {
        self.lean = Some(lean);
        self
    }

    /// With a square of colour.
    #[must_use]
    pub fn chip(mut self, color: Color32) -> Self {
        self.chip = Some(color);
        self
    }

    /// With signs in place of its text.
    #[must_use]
    pub fn signs(mut self, signs: Vec<Sign>) -> Self {
        self.signs = signs;
        self
    }

    /// In medium weight.
    #[must_use]
    pub fn strong(mut self) -> Self {
        self.strong = true;
        self
    }
}

/// How a whole row looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowStyle {
    /// As any row.
    #[default]
    Plain,
    /// A heading over the rows beneath it.
    Group,
}

/// A row of the menu that the host adds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MenuEntry {
    /// Comes back in [`GridEvent::Menu`](super::GridEvent::Menu).
    pub id: u32,
    /// The words.
    pub label: String,
    /// An icon (`theme::icons`), or nothing.
    pub icon: Option<&'static str>,
    /// Its shortcut as shown; the host listens for it.
    pub shortcut: String,
    /// Why it cannot be used now; empty if it can.
    pub disabled: String,
}

/// The host's side of a grid. Rows are counted in the host's own order, a tree depth first with everything that is
/// folded away included; the grid hides what lies under a folded row, sorts and filters by itself.
pub trait GridSource {
    /// How many rows there are.
    fn rows(&self) -> usize;

    /// The identity of a row.
    fn key(&self, row: usize) -> RowKey;

    /// How deep a row stands in the tree; 0 outside.
    fn depth(&self, row: usize) -> usize {
        let _ = row;
        0
    }

    /// Whether rows stand under it.
    fn has_children(&self, row: usize) -> bool {
        let _ = row;
        false
    }

    /// Whether those are folded away.
    fn folded(&self, row: usize) -> bool {
        let _ = row;
        false
    }

    /// What stands before the row in place of its number; rows of a tree have numbers of their own.
    fn number(&self, row: usize) -> Option<String> {
        let _ = row;
        None
    }

    /// How the row looks.
    fn style(&self, row: usize) -> RowStyle {
        let _ = row;
        RowStyle::Plain
    }

    /// How a cell looks. Called for cells in view only.
    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_>;

    /// The exact value of a cell: for sorting, filtering, copying, editing and sums.
    fn value(&self, row: usize, column: ColumnId) -> CellValue;

    /// Whether this cell of an editable column can be typed into.
    fn editable(&self, row: usize, column: ColumnId) -> bool {
        let _ = (row, column);
        true
    }

    /// What stands in the editor when it opens.
    fn edit_text(&self, row: usize, column: &Column) -> String {
        self.value(row, column.id).edit_text(column)
    }

    /// What is copied.
    fn copy_text(&self, row: usize, column: &Column) -> String {
        self.value(row, column.id).edit_text(column)
    }

    /// What a cell says on hover, beside its text in full when that is cut.
    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        let _ = (row, column);
        None
    }

    /// Whether a calculated figure answers “why”.
    fn answers(&self, row: usize, column: ColumnId) -> bool {
        let _ = (row, column);
        false
    }

    /// Refuses a value that can be read but may not be, with the reason. `row` is absent for a row to be added.
    ///
    /// # Errors
    /// The reason, a sentence.
    fn validate(&self, row: Option<usize>, column: ColumnId, value: &CellValue) -> Result<(), String> {
        let _ = (row, column, value);
        Ok(())
    }

    /// What stands under a column in the totals row.
    fn total(&self, column: ColumnId) -> Option<CellView<'_>> {
        let _ = column;
        None
    }

    /// Entries of the menu over a cell that are the host's own.
    fn menu(&self, row: usize, column: ColumnId) -> Vec<MenuEntry> {
        let _ = (row, column);
        Vec::new()
    }
}
