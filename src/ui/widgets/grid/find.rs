//! The bar that finds and replaces. Rows are searched a few at a time, so that a large table never stalls a frame.

use std::ops::Range;

use egui::{Button, Key, Margin, Modifiers, Rect, RichText, Stroke, TextEdit, Ui, UiBuilder, vec2};

use super::clipboard::Refusal;
use super::commands;
use super::event::GridEvent;
use super::filter::{contains, replace_all};
use super::scene::Scene;
use super::state::GridState;
use crate::text::Msg;
use crate::ui::theme::{fonts, icons, size};

/// How many cells are searched in a frame.
const CELLS_A_FRAME: usize = 8_000;

/// An open bar.
#[derive(Clone, Debug, Default)]
pub(super) struct Find {
    pub query: String,
    pub with: String,
    pub exact_case: bool,
    pub replacing: bool,
    pub wants_focus: bool,
    /// Hits by place, in reading order.
    hits: Vec<(usize, usize)>,
    /// The next row to search.
    next: usize,
    /// What the hits were found in.
    asked: (u64, usize, usize, String, bool),
    replaced: Option<usize>,
}

impl Find {
    /// Hits in some rows.
    pub fn hits_in(&self, rows: Range<usize>) -> impl Iterator<Item = (usize, usize)> + '_ {
        let start = self.hits.partition_point(|(row, _)| *row < rows.start);
        self.hits.iter().skip(start).take_while(move |(row, _)| *row < rows.end).copied()
    }

    fn search(&mut self, ui: &Ui, scene: &Scene<'_>, view: &super::view::View) {
        let asked = (scene.set.revision, view.len(), scene.g.columns.len(), self.query.clone(), self.exact_case);
        if asked != self.asked {
            self.asked = asked;
            self.hits.clear();
            self.next = 0;
        }
        if self.query.is_empty() {
            return;
        }
        let columns = scene.g.columns.len();
        let mut budget = CELLS_A_FRAME;
        while self.next < view.len() && budget > 0 {
            if let Some(row) = view.row(self.next) {
                for at in 0..columns {
                    let Some(column) = scene.column_at(at) else { continue };
                    if contains(&scene.source.cell(row, column.id).text, &self.query, self.exact_case) {
                        self.hits.push((self.next, at));
                    }
                }
            }
            self.next += 1;
            budget = budget.saturating_sub(columns.max(1));
        }
        if self.next < view.len() {
            ui.ctx().request_repaint();
        }
    }
}

/// Shows the bar.
pub(super) fn bar(ui: &mut Ui, rect: Rect, scene: &Scene<'_>, state: &mut GridState, out: &mut Vec<GridEvent>) {
    let Some(mut find) = state.find.take() else { return };
    find.search(ui, scene, &state.view);
    let p = scene.p;
    let words = |msg| scene.texts.get(msg);
    ui.painter().rect_filled(rect, 0.0, p.panel);
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, p.line_2));
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let inner = rect.shrink2(vec2(size::S8, 0.0));
    let mut child = ui.new_child(UiBuilder::new().max_rect(inner).layout(layout).id_salt("find"));
    let ui = &mut child;
    ui.spacing_mut().item_spacing.x = size::S4;
    let field = |text: &mut String, msg: Msg, ui: &mut Ui, id| {
        let edit = TextEdit::singleline(text)
            .id(id)
            .hint_text(words(msg))
            .desired_width(180.0)
            .margin(Margin::symmetric(8, 4));
        ui.add(edit).accessible_name(words(msg))
    };
    let (query_id, with_id) = (scene.id.with("find query"), scene.id.with("find with"));
    let focused = ui.memory(egui::Memory::focused);
    let here = focused == Some(query_id) || focused == Some(with_id);
    let mut go = 0isize;
    let mut close = false;
    if here {
        ui.input_mut(|i| {
            if i.consume_key(Modifiers::SHIFT, Key::Enter) {
                go = -1;
            }
            if focused == Some(query_id) && i.consume_key(Modifiers::NONE, Key::Enter) {
                go = 1;
            }
        });
    }
    let had_focus = ui.memory(|m| m.had_focus_last_frame(query_id) || m.had_focus_last_frame(with_id));
    if (here || (focused.is_none() && had_focus)) && ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
        close = true;
    }
    field(&mut find.query, Msg::GridFind, ui, query_id);
    if std::mem::take(&mut find.wants_focus) {
        ui.memory_mut(|m| m.request_focus(query_id));
    }
    let icon = |ui: &mut Ui, icon: &str, msg: Msg| {
        let button = Button::new(RichText::new(icon).font(fonts::icon(size::ICON_TEXT))).frame_when_inactive(false);
        ui.add_sized(vec2(size::FIELD, size::FIELD), button).on_hover_text(words(msg)).accessible_name(words(msg))
    };
    if icon(ui, icons::CHEVRON_UP, Msg::GridFindPrevious).clicked() {
        go = -1;
    }
    if icon(ui, icons::CHEVRON_DOWN, Msg::GridFindNext).clicked() {
        go = 1;
    }
    let case = Button::selectable(find.exact_case, "Aa").min_size(vec2(size::FIELD, size::FIELD));
    if ui.add(case).on_hover_text(words(Msg::GridFindCase)).accessible_name(words(Msg::GridFindCase)).clicked() {
        find.exact_case = !find.exact_case;
    }
    if find.replacing {
        ui.add_space(size::S8);
        field(&mut find.with, Msg::GridReplaceWith, ui, with_id);
        if ui.button(words(Msg::GridReplace)).clicked() {
            replace(scene, state, &mut find, false, out);
            go = 1;
        }
        if ui.button(words(Msg::GridReplaceAll)).clicked() {
            replace(scene, state, &mut find, true, out);
        }
    }
    ui.add_space(size::S8);
    let here = state.selection.at().and_then(|at| find.hits.binary_search(&at).ok());
    let count = if let Some(n) = find.replaced.filter(|_| go == 0) {
        scene.texts.with(Msg::GridReplaced, &[("n", n.into())])
    } else if find.query.is_empty() {
        String::new()
    } else if let Some(at) = here {
        scene.texts.with(Msg::GridFindAt, &[("at", (at + 1).into()), ("n", find.hits.len().into())])
    } else {
        scene.texts.with(Msg::GridFindCount, &[("n", find.hits.len().into())])
    };
    ui.label(RichText::new(count).color(p.t2));
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        close |= icon(ui, icons::X, Msg::GridFindClose).clicked();
    });
    if go != 0 {
        find.replaced = None;
        let from = state.selection.at().unwrap_or_default();
        let hit = if go > 0 {
            find.hits.iter().find(|hit| **hit > from).or(find.hits.first())
        } else {
            find.hits.iter().rev().find(|hit| **hit < from).or(find.hits.last())
        };
        if let Some((row, column)) = hit.copied()
            && let Some(spot) = commands::spot(scene, state, row, column)
        {
            state.set_active(spot, false);
            // applied to the rows in this very frame
            state.scroll = scene.g.scroll_to(row, column).min(scene.g.scroll_limit());
            state.wish = Some((super::state::Wish::Select(spot.key, Some(spot.column)), 0));
            ui.ctx().request_repaint();
        }
    }
    if close {
        ui.memory_mut(|m| m.request_focus(scene.id));
    } else {
        state.find = Some(find);
    }
}

/// Replaces in the active cell, or in every hit that can be typed into.
fn replace(scene: &Scene<'_>, state: &mut GridState, find: &mut Find, all: bool, out: &mut Vec<GridEvent>) {
    if find.query.is_empty() {
        return;
    }
    let cells: Vec<(usize, usize)> = if all {
        find.hits.clone()
    } else {
        state.selection.at().filter(|at| find.hits.binary_search(at).is_ok()).into_iter().collect()
    };
    let mut refusal = Refusal::default();
    let mut count = 0;
    for (at, place) in cells {
        let (Some(row), Some(column)) = (state.view.row(at), scene.column_at(place)) else { continue };
        if !scene.editable(row, column) {
            continue;
        }
        let old = scene.source.edit_text(row, column);
        if !contains(&old, &find.query, find.exact_case) {
            continue;
        }
        let new = replace_all(&old, &find.query, &find.with, find.exact_case);
        match scene.read(Some(row), column, &new) {
            Ok(value) => {
                count += 1;
                refusal.keep((scene.source.key(row), column.id, value));
            }
            Err(reason) => refusal.add(at, scene.heading(column), &new, reason),
        }
    }
    find.replaced = Some(count);
    refusal.finish(state, out);
}
