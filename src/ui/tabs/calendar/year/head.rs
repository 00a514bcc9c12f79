//! The two lines of the axis above the lanes: quarters and months, today, and the days of what is being moved; left of
//! them the year's target.

use egui::{Align2, CornerRadius, Rangef, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::axis::YearAxis;
use super::rows::{Prepared, quarter_name};
use crate::engine::schedule::Moment;
use crate::engine::year::Preview;
use crate::model::Money;
use crate::text::Msg;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{paint, pane};

/// Height of the two lines.
pub const HEIGHT: f32 = 50.0;
/// Height of one.
const LINE: f32 = 25.0;
/// Height of a flag.
const FLAG: f32 = 18.0;

/// Draws both sides.
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
    ui.painter().rect_filled(left.union(right), CornerRadius::ZERO, p.chrome);
    target(ui, left, scene, prepared);
    let (upper, lower) = right.split_top_bottom_at_y(right.top() + LINE);
    let flags = preview.map(|preview| days_of(ui, upper, scene, axis, preview)).unwrap_or_default();
    let year = prepared.answer.year;
    for at in 0..4 {
        let range = axis.quarter(at);
        if at > 0 {
            ui.painter().vline(range.min.round() + 0.5, right.y_range(), Stroke::new(1.0, p.line_2));
        }
        let words = scene.text(quarter_name(at));
        let width = paint::width(ui.painter(), words, fonts::text_medium());
        let place = Rangef::new(range.min + size::S8, range.min + size::S8 + width);
        if flags.iter().all(|flag| flag.max < place.min || flag.min > place.max) {
            let at = pos2(place.min, upper.center().y);
            pane::label(ui, at, Align2::LEFT_CENTER, words, fonts::text_medium(), p.t1);
        }
    }
    let now = scene.now;
    let today = (now.year() == year).then(|| axis.x(Moment::midnight(now.date())));
    let flag = today.map(|x| {
        let words = scene.text(Msg::YearToday);
        let width = paint::width(ui.painter(), words, fonts::text()) + 10.0;
        // it begins at the line of today
        let left = x.clamp(right.left() + 1.0, right.right() - width - 1.0);
        Rect::from_min_size(pos2(left, lower.center().y - FLAG / 2.0), vec2(width, FLAG))
    });
    for at in 0..12 {
        let range = axis.month(at);
        if at % 3 != 0 {
            ui.painter().vline(range.min.round() + 0.5, lower.y_range(), Stroke::new(1.0, p.line));
        }
        let words = scene.format().month(i8::try_from(at + 1).unwrap_or(1));
        let current = now.year() == year && usize::try_from(now.month() - 1) == Ok(at);
        let (font, ink) = if current { (fonts::text_medium(), p.t1) } else { (fonts::text(), p.t2) };
        let width = paint::width(ui.painter(), &words, font.clone());
        let usual = range.min + size::S8;
        // beside today's flag, where that leaves room in the month
        let meets = flag.filter(|flag| flag.left() < usual + width + 2.0 && flag.right() + 2.0 > usual);
        let x = meets.map_or(usual, |flag| {
            let before = flag.left() - 2.0 - width;
            if before >= range.min + 2.0 { before } else { flag.right() + 6.0 }
        });
        if x + width <= range.max || flag.is_none() {
            pane::label(ui, pos2(x, lower.center().y), Align2::LEFT_CENTER, &words, font, ink);
        }
    }
    ui.painter().hline(right.x_range(), lower.top(), Stroke::new(1.0, p.line));
    if let Some(flag) = flag {
        let words = scene.text(Msg::YearToday);
        let painter = ui.painter();
        painter.rect(flag, CornerRadius::same(size::RADIUS), p.panel, Stroke::new(1.0, p.accent), StrokeKind::Inside);
        paint::text(painter, flag.center(), Align2::CENTER_CENTER, words, fonts::text(), p.input);
        let spoken = scene.format().day_with_weekday(now.date());
        pane::named(ui, flag, &format!("{words} {spoken}")).on_hover_text(spoken);
    }
    ui.painter().hline(left.left()..=right.right(), right.bottom() - 0.5, Stroke::new(1.0, p.line_2));
}

/// The year's target, and what has come.
fn target(ui: &mut Ui, left: Rect, scene: &Scene<'_>, prepared: &Prepared) {
    let p = theme::tokens(ui);
    let answer = &prepared.answer;
    let format = scene.format();
    let year = answer.year.to_string();
    let none = || "—".to_owned();
    let ladder = answer.total.ladder.map_or_else(none, |ladder| format.sum(ladder).to_string());
    let actual = answer.total.sum.actual;
    let so_far = if actual == Money::ZERO { none() } else { format.sum(actual).to_string() };
    let lines = [
        (scene.texts.with(Msg::YearGoal, &[("year", year.into())]), ladder, p.input),
        (scene.text(Msg::YearSoFar).to_owned(), so_far, p.t1),
    ];
    for ((words, figure, ink), y) in lines.into_iter().zip([left.top() + 16.0, left.top() + 35.0]) {
        let ink = if figure == "—" { p.t4 } else { ink };
        pane::label(ui, pos2(left.left() + size::S16, y), Align2::LEFT_CENTER, &words, fonts::text(), p.t2);
        let at = pos2(left.right() - size::S12, y);
        pane::label(ui, at, Align2::RIGHT_CENTER, &figure, fonts::text_medium(), ink);
    }
}

/// First and last day of what is being moved, as flags; gives where they stand.
fn days_of(ui: &mut Ui, line: Rect, scene: &Scene<'_>, axis: &YearAxis, preview: &Preview) -> Vec<Rangef> {
    let p = theme::tokens(ui);
    let range = axis.days(preview.to.0, preview.to.1);
    let mut placed: Vec<Rangef> = Vec::new();
    for (day, x, last) in [(preview.to.0, range.min, false), (preview.to.1, range.max, true)] {
        let words = scene.format().day(day);
        let width = paint::width(ui.painter(), &words, fonts::text_medium()) + 12.0;
        // the first day's flag stands before its edge, the last day's behind it
        let left = if last { x } else { x - width };
        let left = left.clamp(line.left() + 2.0, line.right() - width - 2.0);
        let left = placed.last().map_or(left, |before| left.max(before.max + 2.0));
        let flag = Rect::from_min_size(pos2(left, line.center().y - FLAG / 2.0), vec2(width, FLAG));
        ui.painter().rect_filled(flag, CornerRadius::same(size::RADIUS_SMALL), p.accent);
        pane::label(ui, flag.center(), Align2::CENTER_CENTER, &words, fonts::text_medium(), p.on_accent);
        placed.push(flag.x_range());
    }
    placed
}
