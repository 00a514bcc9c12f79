//! Months and quarters as figures: the annual ladder, what the campaigns come to, and the difference.

use egui::{Align2, Color32, CornerRadius, Rangef, Rect, Stroke, Ui, pos2};

use super::axis::YearAxis;
use super::rows::{CellLine, Prepared};
use crate::engine::year::{Preview, Sum, YearAnswer, YearCell};
use crate::model::Money;
use crate::text::Msg;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, Palette, fonts, size};
use crate::ui::widgets::{paint, pane};

/// Height of a row of months.
const ROW: f32 = 25.0;
/// Height of the row of quarters.
const QUARTERS: f32 = 27.0;
/// Height of all rows.
pub const HEIGHT: f32 = 3.0 * ROW + QUARTERS;

/// Draws the table.
pub fn show(
    ui: &mut Ui,
    left: Rect,
    right: Rect,
    scene: &Scene<'_>,
    axis: &YearAxis,
    prepared: &Prepared,
    preview: Option<&Preview>,
) {
    let p = theme::tokens(ui);
    let answer = &prepared.answer;
    ui.painter().rect_filled(left, CornerRadius::ZERO, p.side);
    let row = |at: usize| Rangef::new(right.top() + ROW * at as f32, right.top() + ROW * (at + 1) as f32);
    let after = preview.map(|preview| &preview.year);
    ladder_and_gap(ui, left, scene, axis, prepared, after, &row);
    let quarters = Rect::from_x_y_ranges(left.left()..=right.right(), right.bottom() - QUARTERS..=right.bottom());
    ui.painter().rect_filled(quarters, CornerRadius::ZERO, p.chrome);
    for at in 0..4 {
        let y = right.top() + ROW * at as f32;
        let ink = if at == 0 || at == 3 { p.line_2 } else { p.line };
        ui.painter().hline(left.left()..=right.right(), y + 0.5, Stroke::new(1.0, ink));
    }
    let start = pos2(left.left() + size::S16, quarters.center().y);
    pane::label(ui, start, Align2::LEFT_CENTER, scene.text(Msg::YearRowQuarters), fonts::text(), p.t2);
    let unit = scene.texts.money_unit();
    let end = pos2(left.right() - size::S12, quarters.center().y);
    pane::label(ui, end, Align2::RIGHT_CENTER, &unit, fonts::text(), p.t3);
    for (at, (cell, line)) in answer.quarters.iter().zip(&prepared.quarters).enumerate() {
        let range = axis.quarter(at);
        if at > 0 {
            ui.painter().vline(range.min.round() + 0.5, right.y_range(), Stroke::new(1.0, p.line_2));
        }
        let moved = after.and_then(|year| year.quarters.get(at)).filter(|after| after.sum != cell.sum);
        let place = Rect::from_x_y_ranges(range, quarters.y_range());
        quarter(ui, place, scene, (cell, moved), line);
    }
}

fn ladder_and_gap(
    ui: &mut Ui,
    left: Rect,
    scene: &Scene<'_>,
    axis: &YearAxis,
    prepared: &Prepared,
    after: Option<&YearAnswer>,
    row: &impl Fn(usize) -> Rangef,
) {
    let p = theme::tokens(ui);
    let answer = &prepared.answer;
    let total = &prepared.total;
    let locked = scene.open.as_ref().and_then(|open| open.ladders.iter().find(|ladder| ladder.year == answer.year));
    for (at, msg) in [Msg::YearRowLadder, Msg::YearRowSum, Msg::YearRowGap].into_iter().enumerate() {
        let y = row(at).center();
        let start = pos2(left.left() + size::S16, y);
        pane::label(ui, start, Align2::LEFT_CENTER, scene.text(msg), fonts::text(), p.t2);
        let end = pos2(left.right() - size::S12, y);
        let moved = after.filter(|after| after.total.sum != answer.total.sum).map(|after| &after.total);
        match at {
            0 => figure(ui, end, &total.ladder, (fonts::text_medium(), p.t1)),
            1 => {
                let words = moved.map_or_else(|| total.sum.clone(), |of| short(scene, of.sum));
                figure(ui, end, &words, (fonts::text_medium(), p.t1));
            }
            _ => gap(ui, end, scene, (&answer.total, moved), total, p),
        }
    }
    pane::named(ui, Rect::from_x_y_ranges(left.x_range(), row(0).min..=row(2).max), &total.spoken)
        .on_hover_text(&total.spoken);
    for (at, (cell, line)) in answer.months.iter().zip(&prepared.months).enumerate() {
        let range = axis.month(at);
        let moved = after.and_then(|year| year.months.get(at)).filter(|after| after.sum != cell.sum);
        if moved.is_some() {
            let place = Rect::from_x_y_ranges(range, row(1).min..=row(2).max);
            ui.painter().rect_filled(place, CornerRadius::ZERO, p.acc_soft);
        }
        let end = |at: usize| pos2(range.max - size::S8 - 2.0, row(at).center());
        let typed = locked.and_then(|ladder| ladder.months.get(at)).is_some_and(|cell| cell.locked);
        figure(ui, end(0), &line.ladder, (fonts::text(), if typed { p.input } else { p.t1 }));
        let planned = cell.sum.planned != Money::ZERO;
        match moved {
            Some(of) => {
                let new = short(scene, of.sum);
                let font = fonts::text_medium();
                let place = paint::text(ui.painter(), end(1), Align2::RIGHT_CENTER, &new, font, p.t1);
                let before = format!("{} →", line.sum);
                let width = paint::width(ui.painter(), &before, fonts::text());
                let x = place.left() - 4.0;
                if x - width > range.min + 2.0 {
                    paint::text(
                        ui.painter(),
                        pos2(x, row(1).center()),
                        Align2::RIGHT_CENTER,
                        &before,
                        fonts::text(),
                        p.t2,
                    );
                }
            }
            None if cell.sum == Sum::default() => figure(ui, end(1), "", (fonts::text(), p.t4)),
            None => figure(ui, end(1), &line.sum, (fonts::text(), if planned { p.t1 } else { p.t2 })),
        }
        gap(ui, end(2), scene, (cell, moved), line, p);
        let place = Rect::from_x_y_ranges(range.shrink(1.0), row(0).min..=row(2).max);
        pane::named(ui, place, &line.spoken).on_hover_ui(|ui| {
            ui.label(&line.spoken);
            for part in &line.parts {
                ui.label(part);
            }
        });
    }
}

fn short(scene: &Scene<'_>, sum: Sum) -> String {
    scene.format().sum_in_whole_units(sum.total())
}

/// A figure right-aligned at a point; a dash where there is none.
fn figure(ui: &Ui, at: egui::Pos2, words: &str, (font, ink): (egui::FontId, Color32)) {
    let p = theme::tokens(ui);
    let (words, ink) = if words.is_empty() { ("—", p.t4) } else { (words, ink) };
    paint::text(ui.painter(), at, Align2::RIGHT_CENTER, words, font, ink);
}

/// The difference to the ladder, with its judgement.
fn gap(
    ui: &Ui,
    at: egui::Pos2,
    scene: &Scene<'_>,
    (cell, moved): (&YearCell, Option<&YearCell>),
    line: &CellLine,
    p: &Palette,
) {
    let Some(gap) = moved.unwrap_or(cell).gap() else {
        figure(ui, at, "", (fonts::text(), p.t4));
        return;
    };
    let words = match moved {
        Some(_) => scene.format().sum_in_whole_units(Money::from_wide(gap.wide().abs())),
        None => line.gap.clone(),
    };
    if gap == Money::ZERO {
        figure(ui, at, &words, (fonts::text(), p.t2));
        return;
    }
    let better = gap > Money::ZERO;
    let ink = if better { p.better } else { p.worse };
    let place = paint::text(ui.painter(), at, Align2::RIGHT_CENTER, &words, fonts::text(), ink);
    paint::triangle(ui.painter(), pos2(place.left() - 8.0, at.y), 8.0, better, ink);
}

/// A quarter: its part of the ladder, what it comes to, and the difference.
fn quarter(
    ui: &mut Ui,
    place: Rect,
    scene: &Scene<'_>,
    (cell, moved): (&YearCell, Option<&YearCell>),
    line: &CellLine,
) {
    let p = theme::tokens(ui);
    let y = place.center().y;
    let mut x = place.left() + size::S8;
    let sum = moved.map_or_else(|| line.sum.clone(), |of| short(scene, of.sum));
    let figures = [(scene.text(Msg::YearLadder), line.ladder.as_str()), (line.kind.as_str(), sum.as_str())];
    let width = |(word, figure): &(&str, &str)| {
        let word = paint::width(ui.painter(), word, fonts::text());
        word + 5.0 + paint::width(ui.painter(), figure, fonts::text_medium()) + size::S12
    };
    let judged = paint::width(ui.painter(), &line.gap, fonts::text()) + 16.0;
    let room = place.width() - 2.0 * size::S8 - judged;
    // where all does not fit, what the ladder asks stands in the row of months only
    let all = figures.iter().filter(|(_, figure)| !figure.is_empty()).map(width).sum::<f32>() <= room;
    for (word, figure) in figures.into_iter().skip(usize::from(!all)).filter(|(_, figure)| !figure.is_empty()) {
        let word = paint::text(ui.painter(), pos2(x, y), Align2::LEFT_CENTER, word, fonts::text(), p.t2);
        let at = pos2(word.right() + 5.0, y);
        let ink = paint::text(ui.painter(), at, Align2::LEFT_CENTER, figure, fonts::text_medium(), p.t1);
        x = ink.right() + size::S12;
    }
    gap(ui, pos2(place.right() - size::S8 - 2.0, y), scene, (cell, moved), line, p);
    pane::named(ui, place.shrink(1.0), &line.spoken).on_hover_text(&line.spoken);
}
