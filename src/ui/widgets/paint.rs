//! Painting that several widgets share: text cut to a width, hatching, the zigzag of a cut bar, icons.

use std::sync::Arc;

use egui::epaint::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{Align2, Color32, FontId, Galley, Painter, Pos2, Rect, Shape, Stroke, Ui, UiBuilder, pos2, vec2};

use crate::ui::theme::fonts;

/// Text on one line, cut with “…” at a width.
#[must_use]
pub fn cut(painter: &Painter, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::single_section(text.to_owned(), TextFormat::simple(font, color));
    job.wrap = TextWrapping { max_width: width.max(0.0), max_rows: 1, break_anywhere: true, ..TextWrapping::default() };
    painter.layout_job(job)
}

/// Whether text would be cut at a width.
#[must_use]
pub fn is_cut(galley: &Galley) -> bool {
    galley.elided
}

/// Text on one line at a point; gives the place it took.
pub fn text(painter: &Painter, at: Pos2, align: Align2, text: &str, font: FontId, color: Color32) -> Rect {
    painter.text(at, align, text, font, color)
}

/// How wide a text is.
#[must_use]
pub fn width(painter: &Painter, text: &str, font: FontId) -> f32 {
    painter.layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER).size().x
}

/// An icon with its middle at a point.
pub fn icon(painter: &Painter, center: Pos2, icon: &str, size: f32, color: Color32) -> Rect {
    painter.text(center, Align2::CENTER_CENTER, icon, fonts::icon(size), color)
}

/// Diagonal hatching: missing, or not yet there.
pub fn hatch(painter: &Painter, rect: Rect, color: Color32) {
    let painter = painter.with_clip_rect(rect.intersect(painter.clip_rect()));
    let stroke = Stroke::new(1.0, color);
    let mut x = rect.left() - rect.height();
    // the lines of neighbouring areas meet, whatever the width of a pane
    x -= (x + rect.bottom()).rem_euclid(5.0);
    while x < rect.right() {
        painter.line_segment([pos2(x, rect.bottom()), pos2(x + rect.height(), rect.top())], stroke);
        x += 5.0;
    }
}

/// The zigzag that says a bar was cut: a band of the ground's colour across it.
pub fn zigzag(painter: &Painter, rect: Rect, y: f32, ground: Color32) {
    let teeth = ((rect.width() / 10.0).round().max(2.0)) as usize;
    let step = rect.width() / teeth as f32;
    let height = (step * 0.35).clamp(2.0, 4.0);
    let points: Vec<Pos2> = (0..=teeth)
        .map(|i| pos2(rect.left() + step * i as f32, if i % 2 == 0 { y + height } else { y - height }))
        .collect();
    painter.add(Shape::line(points, Stroke::new(3.0, ground)));
}

/// A child that fills a place of its own.
#[must_use]
pub fn at(ui: &mut Ui, rect: Rect, salt: impl std::hash::Hash + std::fmt::Debug + Copy) -> Ui {
    ui.new_child(UiBuilder::new().id_salt(salt).max_rect(rect).layout(egui::Layout::left_to_right(egui::Align::Center)))
}

/// A square around a point.
#[must_use]
pub fn square(center: Pos2, side: f32) -> Rect {
    Rect::from_center_size(center, vec2(side, side))
}

/// A filled triangle: ▼ pointing down, or ▲ up.
pub fn triangle(painter: &Painter, center: Pos2, size: f32, up: bool, color: Color32) {
    let half = size / 2.0;
    let sign = if up { -1.0 } else { 1.0 };
    painter.add(Shape::convex_polygon(
        vec![
            pos2(center.x - half, center.y - sign * half * 0.8),
            pos2(center.x + half, center.y - sign * half * 0.8),
            pos2(center.x, center.y + sign * half * 0.9),
        ],
        color,
        Stroke::NONE,
    ));
}
