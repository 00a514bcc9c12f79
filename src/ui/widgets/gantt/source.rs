//! What the host tells of its bars, links and days.

use std::borrow::Cow;

use egui::Color32;
use jiff::civil::Date;

use super::route::End;
use crate::engine::schedule::Moment;
use crate::model::PhaseKind;
use crate::ui::widgets::grid::RowKey;

/// What a bar looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// A work package.
    #[default]
    Task,
    /// What stands under it, from first start to last finish.
    Summary,
    /// A point in time.
    Milestone,
}

/// A bar.
#[derive(Clone, Debug, Default)]
pub struct Bar<'a> {
    /// First instant.
    pub start: Moment,
    /// First instant no longer in it.
    pub finish: Moment,
    /// What it looks like.
    pub shape: Shape,
    /// How much is done, 0 … 1.
    pub progress: f32,
    /// Whether it is critical: then in that colour whatever its own.
    pub critical: bool,
    /// Whether it is nearly so: then in the colour of a warning.
    pub near: bool,
    /// Its colour, if not the usual one.
    pub color: Option<Color32>,
    /// Where a baseline has it.
    pub baseline: Option<(Moment, Moment)>,
    /// Until when it can be late without making anything else late, where that is to be seen.
    pub float: Option<Moment>,
    /// When it must be done.
    pub deadline: Option<Moment>,
    /// What is written beside it.
    pub label: Cow<'a, str>,
    /// Whether it can be moved and its length drawn.
    pub movable: bool,
}

/// A link between two rows in view.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// The host's number for it.
    pub id: u32,
    /// The predecessor's place among the rows shown.
    pub from: usize,
    /// Which end of it.
    pub from_end: End,
    /// The successor's place among the rows shown.
    pub to: usize,
    /// Which end of it.
    pub to_end: End,
    /// Whether both are critical and it is what holds the successor.
    pub critical: bool,
}

/// A phase behind the bars.
#[derive(Clone, Debug)]
pub struct Phase {
    /// Its colour.
    pub kind: PhaseKind,
    /// Its name.
    pub name: String,
    /// First instant.
    pub start: Moment,
    /// First instant no longer in it.
    pub end: Moment,
}

/// What a day is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Day {
    /// A day of work.
    #[default]
    Work,
    /// A day off.
    Off,
    /// A day off made up for a holiday: people work (调休).
    MadeUp,
}

/// The host's side of a Gantt chart. Rows are those shown, from the top.
pub trait GanttSource {
    /// How many rows there are.
    fn rows(&self) -> usize;

    /// How many lines there are, from the top; as many as rows, unless several rows share one.
    fn lines(&self) -> usize {
        self.rows()
    }

    /// The line of a row.
    fn line(&self, row: usize) -> usize {
        row
    }

    /// The rows on some lines.
    fn on(&self, lines: std::ops::Range<usize>) -> std::ops::Range<usize> {
        lines
    }

    /// The identity of a row.
    fn key(&self, row: usize) -> RowKey;

    /// A row's bar; nothing if it has no dates.
    fn bar(&self, row: usize) -> Option<Bar<'_>>;

    /// Links between rows shown.
    fn links(&self) -> &[Link];

    /// What a bar says on hover, and to a screen reader.
    fn tip(&self, row: usize) -> String;

    /// Whether a row is selected.
    fn selected(&self, row: usize) -> bool;

    /// Phases, in order of time.
    fn phases(&self) -> &[Phase];

    /// What a day is.
    fn day(&self, date: Date) -> Day;

    /// The holiday that begins on a day, with its length: 国庆节休 7 天.
    fn holiday(&self, date: Date) -> Option<String> {
        let _ = date;
        None
    }
}
