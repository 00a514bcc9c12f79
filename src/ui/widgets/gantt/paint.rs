//! Paints what lies behind the bars, the bars, and the links.

use egui::epaint::CornerRadius;
use egui::{Align2, Color32, Painter, Pos2, Rect, Stroke, StrokeKind, pos2, vec2};
use jiff::civil::Date;

use super::axis::{Axis, Unit, Zoom};
use super::source::{Bar, Day, GanttSource, Shape};
use crate::engine::schedule::Moment;
use crate::model::PhaseKind;
use crate::text::Texts;
use crate::ui::theme::{Palette, fonts, size};
use crate::ui::widgets::paint;

/// Height of a bar.
pub const BAR: f32 = 13.0;
/// How far a bar's top lies under its row's.
const TOP: f32 = 4.0;
/// How far from its place a label above the bars may stand.
const APART: f32 = 60.0;
/// Half of a milestone.
const DIAMOND: f32 = 7.0;

/// A bar's place in its row.
#[must_use]
pub fn place(axis: &Axis, row: Rect, bar: &Bar<'_>) -> Rect {
    let top = row.top() + TOP;
    let (left, right) = (axis.x(bar.start), axis.x(bar.finish));
    match bar.shape {
        Shape::Milestone => Rect::from_center_size(pos2(left, top + BAR / 2.0), vec2(2.0 * DIAMOND, 2.0 * DIAMOND)),
        Shape::Task | Shape::Summary => Rect::from_x_y_ranges(left..=right.max(left + 3.0), top..=top + BAR),
    }
}

/// Days off, phases and gridlines behind the rows.
pub fn behind(painter: &Painter, area: Rect, axis: &Axis, source: &dyn GanttSource, p: &Palette) {
    painter.rect_filled(area, CornerRadius::ZERO, p.panel);
    let close = axis.zoom() <= Zoom::Weeks;
    let column = |from: Moment, until: Moment| Rect::from_x_y_ranges(axis.x(from)..=axis.x(until), area.y_range());
    let days = if close { axis.cells(Unit::Day) } else { Vec::new() };
    let mut off: Option<(Moment, Moment)> = None;
    let mut runs = Vec::new();
    for (from, until) in days {
        if source.day(from.date()) == Day::Off {
            off = Some((off.map_or(from, |(first, _)| first), until));
        } else if let Some(run) = off.take() {
            runs.push(run);
        }
    }
    runs.extend(off);
    for (from, until) in &runs {
        painter.rect_filled(column(*from, *until), CornerRadius::ZERO, p.off);
    }
    for phase in source.phases() {
        let rect = column(phase.start, phase.end).intersect(area);
        // work is prepared on plain ground
        if rect.is_positive() && phase.kind != PhaseKind::Prepare {
            painter.rect_filled(rect, CornerRadius::ZERO, p.phase_tint(phase.kind));
            for (from, until) in &runs {
                let rect = column(*from, *until).intersect(rect);
                if rect.is_positive() {
                    paint::hatch(painter, rect, p.line);
                }
            }
        }
    }
    let (upper, lower) = axis.units();
    for (unit, color) in [(lower, p.grid), (upper, p.line)] {
        // lines of days would be a wall
        if unit == Unit::Day && axis.per_day < 13.0 {
            continue;
        }
        for (at, _) in axis.cells(unit) {
            painter.vline(axis.x(at).round() + 0.5, area.y_range(), Stroke::new(1.0, color));
        }
    }
}

/// The two lines of labels, phases' names and stripes, and today.
pub fn header(
    painter: &Painter,
    area: Rect,
    axis: &Axis,
    source: &dyn GanttSource,
    now: Moment,
    texts: &Texts,
    p: &Palette,
) {
    painter.rect_filled(area, CornerRadius::ZERO, p.chrome);
    let (upper_y, lower_y) = (area.top() + 12.0, area.top() + 30.0);
    let (upper, lower) = axis.units();
    // what the upper line still has room for
    let mut taken: Vec<(f32, f32)> = Vec::new();
    let mut put = |x: f32, words: &str, color: Color32, strong: bool| {
        let font = if strong { fonts::text_medium() } else { fonts::text() };
        let width = paint::width(painter, words, font.clone());
        // beside what stands there already, if that is near
        let meets = |from: f32| taken.iter().find(|(a, b)| from < b + size::S8 && from + width + size::S8 > *a);
        let from = meets(x).map_or(x, |(_, end)| end + size::S12);
        if from + width > area.right() || from > x + APART || meets(from).is_some() {
            return;
        }
        taken.push((from, from + width));
        paint::text(painter, pos2(from, upper_y), Align2::LEFT_CENTER, words, font, color);
    };
    for (at, _) in axis.cells(upper) {
        let x = axis.x(at).max(area.left()) + 5.0;
        put(x, &label(texts, upper, at, true), p.t2, false);
    }
    for phase in source.phases() {
        let x = axis.x(phase.start).max(area.left()) + 5.0;
        if axis.x(phase.end) > area.left() && x < area.right() {
            put(x, &phase.name, p.t1, true);
        }
    }
    let days = axis.zoom() == Zoom::Days;
    if days {
        for (at, _) in axis.cells(Unit::Day) {
            if let Some(words) = source.holiday(at.date()) {
                put(axis.x(at).max(area.left()) + 5.0, &words, p.t2, false);
            }
        }
    }
    for (at, next) in axis.cells(lower) {
        let (left, right) = (axis.x(at), axis.x(next));
        if lower == Unit::Day {
            let day = source.day(at.date());
            let center = pos2(f32::midpoint(left, right), lower_y);
            let words = at.date().day().to_string();
            let today = at <= now && now < next;
            let ink = if today {
                let flag = Rect::from_center_size(center, vec2((right - left).clamp(16.0, 22.0), 16.0));
                painter.rect_filled(flag, CornerRadius::same(size::RADIUS_SMALL), p.accent);
                p.on_accent
            } else if day == Day::Off {
                p.t4
            } else {
                p.t2
            };
            paint::text(painter, center, Align2::CENTER_CENTER, &words, fonts::text(), ink);
            if day == Day::MadeUp {
                let mark = Rect::from_center_size(pos2(center.x, upper_y), vec2(15.0, 15.0));
                painter.rect(mark, CornerRadius::same(2), p.panel, Stroke::new(1.0, p.warn), StrokeKind::Inside);
                let words = texts.get(crate::text::Msg::GanttMadeUp);
                paint::text(painter, mark.center(), Align2::CENTER_CENTER, words, fonts::regular(size::TICK), p.warn);
            }
        } else if right > area.left() {
            let words = label(texts, lower, at, false);
            paint::text(painter, pos2(left + 5.0, lower_y), Align2::LEFT_CENTER, &words, fonts::text(), p.t3);
        }
        painter.vline(left.round() + 0.5, area.bottom() - 6.0..=area.bottom(), Stroke::new(1.0, p.line));
    }
    for phase in source.phases() {
        let stripe =
            Rect::from_x_y_ranges(axis.x(phase.start)..=axis.x(phase.end), area.bottom() - 3.0..=area.bottom());
        painter.rect_filled(stripe.intersect(area), CornerRadius::ZERO, p.phase(phase.kind));
    }
    painter.hline(area.x_range(), area.bottom() - 0.5, Stroke::new(1.0, p.line_2));
}

/// What a cell of the axis is called.
fn label(texts: &Texts, unit: Unit, at: Moment, upper: bool) -> String {
    let format = texts.format();
    let date: Date = at.date();
    match unit {
        Unit::Hours(_) => format.time(at.datetime()),
        Unit::Day if upper => format.day_with_weekday(date),
        Unit::Day | Unit::Week => format.day(date),
        Unit::Month if upper && date.month() == 1 => {
            let words = [("year", date.year().to_string().into()), ("month", format.month(1).into())];
            texts.with(crate::text::Msg::GanttYearMonth, &words)
        }
        Unit::Month => format.month(date.month()),
        Unit::Quarter => format!("Q{}", (date.month() + 2) / 3),
        Unit::Year => date.year().to_string(),
    }
}

/// The line of today.
pub fn today(painter: &Painter, area: Rect, axis: &Axis, now: Moment, p: &Palette) {
    let x = axis.x(now);
    if area.x_range().contains(x) {
        painter.vline(x, area.y_range(), Stroke::new(1.5, p.accent));
    }
}

/// The colour of a bar.
#[must_use]
pub fn color(bar: &Bar<'_>, p: &Palette) -> Color32 {
    match bar {
        Bar { critical: true, .. } => p.error,
        Bar { near: true, .. } => p.warn_fill,
        _ => bar.color.unwrap_or(p.series[0]),
    }
}

/// A bar with its baseline, progress and deadline.
pub fn bar(painter: &Painter, axis: &Axis, rect: Rect, bar: &Bar<'_>, p: &Palette) {
    let color = color(bar, p);
    match bar.shape {
        Shape::Milestone => {
            let color = if bar.critical { p.error } else { p.t1 };
            painter.add(egui::Shape::convex_polygon(diamond(rect.center(), DIAMOND), color, Stroke::NONE));
        }
        Shape::Summary => {
            let line = Rect::from_x_y_ranges(rect.x_range(), rect.center().y - 2.5..=rect.center().y + 2.5);
            painter.rect_filled(line, CornerRadius::ZERO, p.t2);
            for (x, out) in [(line.left(), 5.0), (line.right(), -5.0)] {
                let end = vec![pos2(x, line.bottom()), pos2(x + out, line.bottom()), pos2(x, line.bottom() + 4.0)];
                painter.add(egui::Shape::convex_polygon(end, p.t2, Stroke::NONE));
            }
        }
        Shape::Task => {
            let radius = CornerRadius::same(3);
            painter.rect_filled(rect, radius, p.panel);
            painter.rect(rect, radius, color.gamma_multiply(0.32), Stroke::new(1.0, color), StrokeKind::Inside);
            let done = rect.with_max_x(rect.left() + rect.width() * bar.progress.clamp(0.0, 1.0));
            if bar.progress > 0.0 {
                painter.rect_filled(done, radius, color);
            }
        }
    }
    if let Some(float) = bar.float.filter(|float| *float > bar.finish) {
        let (from, until) = (rect.right(), axis.x(float));
        let way = [pos2(from, rect.center().y), pos2(until, rect.center().y)];
        painter.extend(egui::Shape::dashed_line(&way, Stroke::new(1.0, p.t3), 3.0, 3.0));
        painter.vline(until, rect.center().y - 4.0..=rect.center().y + 4.0, Stroke::new(1.0, p.t3));
    }
    if let Some((start, finish)) = bar.baseline {
        let left = axis.x(start);
        let right = axis.x(finish).max(left + 3.0);
        let under = Rect::from_x_y_ranges(left..=right, rect.bottom() + 1.5..=rect.bottom() + 4.5);
        painter.rect_filled(under, CornerRadius::ZERO, p.ghost);
    }
    if let Some(deadline) = bar.deadline {
        let at = pos2(axis.x(deadline), rect.center().y);
        let late = bar.finish > deadline;
        let color = if late { p.worse } else { p.t2 };
        painter.vline(at.x, rect.y_range(), Stroke::new(1.5, color));
        paint::triangle(painter, pos2(at.x, rect.top() - 1.0), 7.0, false, color);
    }
}

fn diamond(center: Pos2, half: f32) -> Vec<Pos2> {
    vec![center - vec2(0.0, half), center + vec2(half, 0.0), center + vec2(0.0, half), center - vec2(half, 0.0)]
}

/// A link along its way, with its arrow.
pub fn link(painter: &Painter, way: &[Pos2], color: Color32) {
    painter.add(egui::Shape::line(way.to_vec(), Stroke::new(1.3, color)));
    if let [.., before, end] = way {
        let right = end.x >= before.x;
        let back = if right { -5.0 } else { 5.0 };
        let arrow = vec![*end, pos2(end.x + back, end.y - 3.0), pos2(end.x + back, end.y + 3.0)];
        painter.add(egui::Shape::convex_polygon(arrow, color, Stroke::NONE));
    }
}

/// A bar's label, so far right of it or within; on a ground of the panel's colour where a link crosses it.
pub fn words(painter: &Painter, area: Rect, rect: Rect, bar: &Bar<'_>, gap: f32, ways: &[Vec<Pos2>], p: &Palette) {
    if bar.label.is_empty() {
        return;
    }
    let galley = painter.layout_no_wrap(bar.label.clone().into_owned(), fonts::text(), p.t2);
    let beside = pos2(rect.right() + gap, rect.center().y - galley.size().y / 2.0);
    let fits = beside.x + galley.size().x <= area.right();
    if !fits && rect.width() > galley.size().x + size::S12 && bar.shape == Shape::Task {
        let left = rect.left().max(area.left()) + 6.0;
        painter.galley_with_override_text_color(pos2(left, beside.y), galley, p.t1);
        return;
    }
    if beside.x >= area.right() {
        return;
    }
    let place = Rect::from_min_size(beside, galley.size());
    if ways.iter().any(|way| super::route::crosses(way, place)) {
        painter.rect_filled(place.expand2(vec2(2.0, 0.0)), CornerRadius::ZERO, p.panel);
    }
    painter.galley(beside, galley, p.t2);
}
