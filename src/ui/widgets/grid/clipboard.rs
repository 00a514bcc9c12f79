//! Blocks of cells to and from the clipboard. A paste with cells that cannot be read changes nothing: it lists them, and
//! offers to paste the others.

use egui::{Area, Id, Order, Ui, vec2};

use super::column::ColumnId;
use super::commands;
use super::event::{Change, GridEvent};
use super::scene::Scene;
use super::selection::Block;
use super::state::GridState;
use super::tsv;
use super::value::CellValue;
use crate::text::Msg;
use crate::ui::theme::{self, fonts, icons, size};

/// How many bad cells are listed.
const LISTED: usize = 5;

/// A paste or replacement that was refused.
#[derive(Clone, Debug, Default)]
pub(super) struct Refusal {
    /// What could be read.
    set: Vec<Change>,
    append: Vec<Vec<(ColumnId, CellValue)>>,
    /// Cells that could be read.
    good: usize,
    /// The first bad ones: row number, heading, text, reason.
    bad: Vec<(usize, String, String, String)>,
    /// How many were bad.
    count: usize,
}

impl Refusal {
    /// One more bad cell.
    pub fn add(&mut self, row: usize, heading: String, text: &str, reason: String) {
        self.count += 1;
        if self.bad.len() < LISTED {
            let short: String = text.chars().take(24).map(|c| if c.is_control() { ' ' } else { c }).collect();
            self.bad.push((row + 1, heading, short, reason));
        }
    }

    /// One more good cell of a row there is.
    pub fn keep(&mut self, change: Change) {
        self.good += 1;
        self.set.push(change);
    }

    /// Hands everything over if nothing was bad, else keeps it for the question.
    pub fn finish(self, state: &mut GridState, out: &mut Vec<GridEvent>) {
        if self.count > 0 {
            state.refusal = Some(self);
        } else {
            self.hand_over(out);
        }
    }

    fn hand_over(self, out: &mut Vec<GridEvent>) {
        if self.append.is_empty() {
            commands::set(self.set, out);
        } else {
            out.push(GridEvent::Append { set: self.set, rows: self.append });
        }
    }
}

/// The selection as text.
pub(super) fn copied(scene: &Scene<'_>, state: &GridState) -> String {
    let rows: Vec<Vec<String>> = commands::cells(scene, state)
        .into_iter()
        .filter_map(|(at, columns)| {
            let row = state.view.row(at)?;
            let texts = columns.into_iter().filter_map(|c| scene.column_at(c));
            Some(texts.map(|column| scene.source.copy_text(row, column)).collect())
        })
        .collect();
    tsv::write(&rows)
}

/// Reads a block into the cells from the upper left corner of the selection.
pub(super) fn paste(scene: &mut Scene<'_>, state: &mut GridState, text: &str, out: &mut Vec<GridEvent>) {
    let mut refusal = Refusal::default();
    let Some(block) = tsv::read(text) else {
        let limit = scene.texts.format().whole(tsv::MAX_CELLS as i128);
        refusal.add(0, String::new(), "", scene.texts.with(Msg::GridPasteTooLarge, &[("limit", limit.into())]));
        return refusal.finish(state, out);
    };
    let selected = state.selection.block(scene).unwrap_or(Block { rows: 0..=0, columns: 0..=0 });
    let (top, left) = (*selected.rows.start(), *selected.columns.start());
    let (height, width) = (block.len(), block.iter().map(Vec::len).max().unwrap_or(0));
    // a block that fits the selection several times over fills it
    let times =
        |selected: usize, given: usize| if given > 0 && selected.is_multiple_of(given) { selected } else { given };
    let whole_rows = state.selection.whole_rows;
    let tall = times(selected.height(), height);
    let wide = if whole_rows { width } else { times(selected.width(), width) };
    let (tall, wide) =
        if tall > height || wide > width { (tall.max(height), wide.max(width)) } else { (height, width) };
    for r in 0..tall {
        let Some(texts) = block.get(r % height.max(1)) else { continue };
        let at = top + r;
        let row = state.view.row(at);
        if row.is_none() && scene.set.add_line.is_none() {
            if texts.iter().any(|t| !t.trim().is_empty()) {
                refusal.add(at, String::new(), "", scene.texts.get(Msg::GridPasteNoRow).to_owned());
            }
            continue;
        }
        let mut added = Vec::new();
        for c in 0..wide {
            let Some(text) = texts.get(c % width.max(1)) else { continue };
            let Some(column) = scene.column_at(left + c) else {
                if !text.trim().is_empty() {
                    refusal.add(at, String::new(), text, scene.texts.get(Msg::GridPasteNoColumn).to_owned());
                }
                continue;
            };
            // calculated cells that were copied along are left out without a word
            if !row.map_or(column.editable, |row| scene.editable(row, column)) {
                continue;
            }
            match (scene.read(row, column, text), row) {
                (Err(reason), _) => refusal.add(at, scene.heading(column), text, reason),
                (Ok(value), Some(row)) => {
                    if scene.source.value(row, column.id) != value {
                        refusal.keep((scene.source.key(row), column.id, value));
                    }
                }
                (Ok(value), None) => {
                    if !value.is_empty() {
                        refusal.good += 1;
                        added.push((column.id, value));
                    }
                }
            }
        }
        if row.is_none() && !added.is_empty() {
            refusal.append.push(added);
        }
    }
    // what was pasted is selected, as far as it is there
    let last_row = (top + tall).min(state.view.len()).max(top + 1) - 1;
    let last_column = (left + wide).min(scene.g.columns.len()).max(left + 1) - 1;
    if let (Some(first), Some(last)) =
        (commands::spot(scene, state, top, left), commands::spot(scene, state, last_row, last_column))
    {
        state.set_active(first, false);
        state.selection.corner = Some(last);
        state.selection.whole_rows = whole_rows;
    }
    refusal.finish(state, out);
}

/// The list of what could not be pasted, while there is one.
pub(super) fn refusal(ui: &Ui, scene: &Scene<'_>, state: &mut GridState, out: &mut Vec<GridEvent>) {
    let Some(refusal) = &state.refusal else { return };
    let p = scene.p;
    let anchor = state
        .selection
        .at()
        .map(|(row, column)| scene.g.cell(row, column).left_bottom())
        .filter(|at| scene.g.body.contains(*at))
        .unwrap_or(scene.g.body.left_top() + vec2(size::S16, size::S16));
    let mut answer = None;
    let area: Id = scene.id.with("refusal");
    Area::new(area).order(Order::Foreground).fixed_pos(anchor + vec2(0.0, size::S4)).constrain(true).show(
        ui.ctx(),
        |ui| {
            theme::float_frame(p).inner_margin(size::S12).show(ui, |ui| {
                ui.set_max_width(420.0);
                ui.horizontal(|ui| {
                    ui.label(
                        egui::RichText::new(icons::OCTAGON_ALERT).font(fonts::icon(size::ICON_TEXT)).color(p.error),
                    );
                    let title = scene.texts.with(Msg::GridRefused, &[("n", refusal.count.into())]);
                    ui.label(egui::RichText::new(title).font(fonts::text_medium()));
                });
                ui.add_space(size::S4);
                for (row, heading, text, reason) in &refusal.bad {
                    let line = if heading.is_empty() {
                        reason.clone()
                    } else {
                        scene.texts.with(
                            Msg::GridRefusedCell,
                            &[
                                ("row", (*row).into()),
                                ("column", heading.into()),
                                ("text", text.into()),
                                ("reason", reason.into()),
                            ],
                        )
                    };
                    ui.add(egui::Label::new(line).wrap());
                }
                if refusal.count > refusal.bad.len() {
                    let rest = refusal.count - refusal.bad.len();
                    ui.label(
                        egui::RichText::new(scene.texts.with(Msg::GridRefusedMore, &[("n", rest.into())])).color(p.t3),
                    );
                }
                ui.add_space(size::S8);
                ui.horizontal(|ui| {
                    if refusal.good > 0 {
                        let words = scene.texts.with(Msg::GridPasteReadable, &[("n", refusal.good.into())]);
                        if ui.button(words).clicked() {
                            answer = Some(true);
                        }
                    }
                    if ui.button(scene.texts.get(Msg::GridPasteNone)).clicked() {
                        answer = Some(false);
                    }
                });
            });
        },
    );
    if ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Escape)) {
        answer = Some(false);
    }
    if let Some(answer) = answer
        && let Some(refusal) = state.refusal.take()
    {
        if answer {
            refusal.hand_over(out);
        }
        ui.memory_mut(|m| m.request_focus(scene.id));
    }
}
