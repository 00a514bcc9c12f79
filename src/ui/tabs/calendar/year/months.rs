//! What each month comes to, as bars over the same axis, against the annual ladder.

use egui::{Align2, Color32, CornerRadius, Rangef, Rect, Shape, Stroke, Ui, pos2, vec2};

use super::axis::YearAxis;
use super::lanes;
use super::rows::{CellLine, Prepared};
use crate::engine::year::{Preview, YearCell};
use crate::model::Money;
use crate::text::Msg;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, Palette, fonts, size};
use crate::ui::widgets::chart::steps;
use crate::ui::widgets::{paint, pane};

/// Room above the highest bar for its figure.
const HEAD: f32 = 26.0;
/// The part of a month that its bar takes.
const PART: f32 = 0.62;
/// The part of a month that its line takes.
const LINE: f32 = 0.8;

/// Draws the chart.
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
    ui.painter().rect_filled(left, CornerRadius::ZERO, p.side);
    lanes::months(ui.painter(), right, axis, p);
    lanes::today(ui, right, axis, prepared, scene);
    if let Some(preview) = preview {
        lanes::moving(ui, right, axis, preview);
    }
    let answer = &prepared.answer;
    let after = preview.map(|preview| &preview.year.months);
    let highest = answer.months.iter().chain(after.into_iter().flatten()).map(top).max().unwrap_or(Money::ZERO);
    let base = right.bottom() - 4.0;
    let room = (right.height() - HEAD - 4.0).max(1.0);
    let scale = |money: Money| {
        if highest > Money::ZERO { (money.to_f64() / highest.to_f64()) as f32 * room } else { 0.0 }
    };
    grid(ui, left, right, scene, (base, room), highest);
    ui.painter().hline(right.x_range(), base + 0.5, Stroke::new(1.0, p.line_2));
    for (at, (cell, line)) in answer.months.iter().zip(&prepared.months).enumerate() {
        let range = axis.month(at);
        let moved = after.and_then(|months| months.get(at)).filter(|after| after.sum != cell.sum);
        month(ui, scene, right, range, base, &scale, (cell, moved), line);
    }
    legend(ui, left, scene, preview.is_some(), answer.total.ladder.is_some());
}

/// How high a month reaches.
fn top(cell: &YearCell) -> Money {
    cell.sum.total().max(cell.ladder.unwrap_or(Money::ZERO))
}

fn grid(ui: &mut Ui, left: Rect, right: Rect, scene: &Scene<'_>, (base, room): (f32, f32), highest: Money) {
    let p = theme::tokens(ui);
    let all = steps(highest.to_f64());
    // as many as the height allows, each its own line
    let every = (1..6).find(|every| room / (all.len().max(1) as f32 / *every as f32) >= 34.0).unwrap_or(6);
    for step in all.iter().step_by(every).skip(1).copied() {
        let y = base - (step / highest.to_f64().max(1.0)) as f32 * room;
        ui.painter().hline(right.x_range(), y.round() + 0.5, Stroke::new(1.0, p.grid));
        let words = scene.format().sum_in_whole_units(Money::from_minor((step * 100.0).round() as i64));
        let at = pos2(left.right() - size::S8, y);
        paint::text(ui.painter(), at, Align2::RIGHT_CENTER, &words, fonts::text(), p.t3);
    }
}

fn month(
    ui: &mut Ui,
    scene: &Scene<'_>,
    area: Rect,
    range: Rangef,
    base: f32,
    scale: &impl Fn(Money) -> f32,
    (cell, moved): (&YearCell, Option<&YearCell>),
    line: &CellLine,
) {
    let p = theme::tokens(ui);
    let painter = ui.painter();
    let half = range.span() * PART / 2.0;
    let x = Rangef::new((range.center() - half).round(), (range.center() + half).round());
    let (actual, total) = (scale(cell.sum.actual), scale(cell.sum.total()));
    let block = |from: f32, to: f32| Rect::from_x_y_ranges(x, base - to..=base - from);
    painter.rect_filled(block(0.0, actual), CornerRadius::ZERO, p.bar_2);
    let kept = moved.map_or(total, |moved| scale(moved.sum.total()).min(total));
    if kept > actual {
        painter.rect_filled(block(actual, kept), CornerRadius::ZERO, planned(p));
    }
    if let Some(moved) = moved {
        let after = scale(moved.sum.total());
        if after > total {
            painter.rect_filled(block(total, after), CornerRadius::ZERO, p.accent);
        } else {
            let less = block(after, total).shrink(0.5);
            let path = [less.left_bottom(), less.left_top(), less.right_top(), less.right_bottom()];
            painter.extend(Shape::dashed_line(&path, Stroke::new(1.0, p.accent), 3.0, 2.0));
        }
    }
    let shown = moved.unwrap_or(cell);
    let mut high = scale(shown.sum.total()).max(total);
    if let Some(ladder) = cell.ladder {
        let half = range.span() * LINE / 2.0;
        let y = (base - scale(ladder)).round() + 0.5;
        let ink = Stroke::new(1.5, p.t1);
        painter.hline(range.center() - half..=range.center() + half, y, ink);
        high = high.max(scale(ladder));
    }
    let figure = moved.map_or_else(|| line.sum.clone(), |of| scene.format().sum_in_whole_units(of.sum.total()));
    if shown.sum.total() != Money::ZERO {
        let strong = moved.is_some() || shown.sum.planned != Money::ZERO;
        let (font, ink) = if strong { (fonts::text_medium(), p.t1) } else { (fonts::text(), p.t2) };
        let at = pos2(range.center(), base - high - 4.0);
        paint::text(painter, at, Align2::CENTER_BOTTOM, &figure, font, ink);
    }
    let place = Rect::from_x_y_ranges(range.shrink(1.0), area.y_range());
    let spoken = moved.map_or_else(
        || line.spoken.clone(),
        |of| {
            let after = scene.format().exact(of.sum.total());
            let words = [("words", line.spoken.as_str().into()), ("after", after.into())];
            scene.texts.with(Msg::YearCellMoved, &words)
        },
    );
    pane::named(ui, place, &spoken).on_hover_ui(|ui| {
        ui.label(&spoken);
        for part in &line.parts {
            ui.label(part);
        }
    });
}

/// What is planned.
fn planned(p: &Palette) -> Color32 {
    p.series[0].gamma_multiply(0.5)
}

/// How something is drawn in the legend.
enum Mark {
    /// Filled.
    Fill(Color32),
    /// As a dashed outline.
    Dashed,
    /// As a line.
    Line,
}

/// Title and legend, left of the chart.
fn legend(ui: &mut Ui, left: Rect, scene: &Scene<'_>, moving: bool, ladder: bool) {
    let p = theme::tokens(ui);
    let x = left.left() + size::S16;
    let mut y = left.top() + 20.0;
    pane::label(ui, pos2(x, y), Align2::LEFT_CENTER, scene.text(Msg::YearMonths), fonts::medium(size::TITLE), p.t1);
    let tight = left.height() < 136.0;
    y += if tight { 2.0 } else { 20.0 };
    let unit = scene.texts.money_unit();
    let words = scene.texts.with(Msg::YearMonthsUnit, &[("unit", unit.into())]);
    if !tight {
        pane::label(ui, pos2(x, y), Align2::LEFT_CENTER, &words, fonts::text(), p.t3);
    }
    y += if tight { 18.0 } else { 26.0 };
    let mut marks =
        vec![(Mark::Fill(p.bar_2), Msg::YearLegendActual), (Mark::Fill(planned(p)), Msg::YearLegendPlanned)];
    if moving {
        marks.push((Mark::Fill(p.accent), Msg::YearLegendMore));
        marks.push((Mark::Dashed, Msg::YearLegendLess));
    }
    if ladder {
        marks.push((Mark::Line, Msg::YearLegendLadder));
    }
    for (mark, msg) in marks {
        if y + 8.0 > left.bottom() {
            break;
        }
        let chip = Rect::from_center_size(pos2(x + 6.0, y), vec2(12.0, 10.0));
        let painter = ui.painter();
        match mark {
            Mark::Fill(color) => {
                painter.rect_filled(chip, CornerRadius::same(size::RADIUS_SMALL), color);
            }
            Mark::Dashed => {
                let at = chip.shrink(0.5);
                let path = [at.left_top(), at.right_top(), at.right_bottom(), at.left_bottom(), at.left_top()];
                painter.extend(Shape::dashed_line(&path, Stroke::new(1.0, p.accent), 2.0, 1.5));
            }
            Mark::Line => {
                painter.hline(chip.x_range(), y, Stroke::new(1.5, p.t1));
            }
        }
        pane::label(ui, pos2(chip.right() + size::S8, y), Align2::LEFT_CENTER, scene.text(msg), fonts::text(), p.t2);
        y += if tight { 17.0 } else { 20.0 };
    }
}
