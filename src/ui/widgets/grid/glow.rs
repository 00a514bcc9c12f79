//! Figures that change without having been typed here glow for a moment, so that one sees what followed.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{Hash, Hasher};

use egui::Ui;

use super::column::ColumnId;
use super::event::GridEvent;
use super::scene::Scene;
use super::source::RowKey;
use super::view::View;

/// How long, in seconds.
const TIME: f64 = 0.6;

/// What was seen, and what glows.
#[derive(Clone, Debug, Default)]
pub(super) struct Glow {
    seen: HashMap<(RowKey, ColumnId), u64>,
    lit: BTreeMap<(RowKey, ColumnId), f64>,
    /// Cells that were changed from here.
    own: BTreeSet<(RowKey, ColumnId)>,
    /// What was in view when `seen` was taken.
    place: u64,
    revision: u64,
    mode: Mode,
    compared: bool,
    now: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Mode {
    /// Nothing to do: same rows, same revision.
    #[default]
    Idle,
    /// Take note of what is in view.
    Note,
    /// Compare with what was noted.
    Compare,
}

impl Glow {
    /// Begins a frame.
    pub fn begin(&mut self, ui: &Ui, scene: &Scene<'_>, changed: bool) {
        let mut hasher = std::hash::DefaultHasher::new();
        let g = &scene.g;
        (g.rows_in_view(), g.scroll.x.to_bits(), g.width.to_bits(), g.body.width().to_bits()).hash(&mut hasher);
        let place = hasher.finish();
        let moved = place != self.place;
        self.place = place;
        self.now = ui.input(|i| i.time);
        let off = !scene.set.glow || ui.style().animation_time == 0.0;
        self.mode = if off {
            Mode::Idle
        } else if changed && scene.set.revision != self.revision && !self.seen.is_empty() && !moved {
            Mode::Compare
        } else if moved || (changed && self.revision == scene.set.revision) {
            // while it scrolls there is no time for this; noted in the first frame that stands still
            self.seen.clear();
            Mode::Idle
        } else if self.seen.is_empty() {
            Mode::Note
        } else {
            Mode::Idle
        };
        self.revision = scene.set.revision;
        let now = self.now;
        self.lit.retain(|_, since| now - *since < TIME);
        if self.compared {
            self.own.clear();
        }
        self.compared = self.mode == Mode::Compare;
    }

    /// Sees a cell in view.
    pub fn see(&mut self, row: RowKey, column: ColumnId, text: &str) {
        if self.mode == Mode::Idle {
            return;
        }
        let mut hasher = std::hash::DefaultHasher::new();
        text.hash(&mut hasher);
        let old = self.seen.insert((row, column), hasher.finish());
        if self.mode == Mode::Compare
            && old.is_some_and(|old| old != hasher.finish())
            && !self.own.remove(&(row, column))
        {
            self.lit.insert((row, column), self.now);
        }
    }

    /// The cells that glow, with their strength.
    pub fn lit(&self, scene: &Scene<'_>, view: &View) -> Vec<(usize, usize, f32)> {
        if self.lit.is_empty() {
            return Vec::new();
        }
        let mut cells = Vec::new();
        for at in scene.g.rows_in_view() {
            let Some(key) = view.row(at).map(|row| scene.source.key(row)) else { continue };
            for place in scene.g.columns_in_view() {
                let Some(since) = scene.column_at(place).and_then(|c| self.lit.get(&(key, c.id))) else { continue };
                cells.push((at, place, (1.0 - ((self.now - since) / TIME)).clamp(0.0, 1.0) as f32));
            }
        }
        cells
    }

    /// Takes note of what is changed from here.
    pub fn own(&mut self, events: &[GridEvent]) {
        for event in events {
            if let GridEvent::Set(set) | GridEvent::Append { set, .. } = event {
                self.own = set.iter().map(|(row, column, _)| (*row, *column)).collect();
            }
        }
    }
}
