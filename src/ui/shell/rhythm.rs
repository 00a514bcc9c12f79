//! The rhythm line (活动节奏): the phases as a strip, with today on it.

use egui::{Align2, CornerRadius, Rect, Stroke, Ui, pos2};
use jiff::civil::DateTime;

use crate::model::{Phase, Rows};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{paint, pane};

/// How long phases last, in hours, each at least one.
#[must_use]
pub fn hours(phases: &Rows<Phase>) -> Vec<f32> {
    let hours = |p: &Phase| p.end.since((jiff::Unit::Hour, p.start)).map_or(0, |s| s.get_hours()).max(1);
    phases.iter().map(|phase| hours(phase) as f32).collect()
}

/// The pieces of the strip: each as wide as its length has it among the others, but wide enough for its name.
#[must_use]
pub fn pieces(lengths: &[f32], least: &[f32], width: f32, gap: f32) -> Vec<(f32, f32)> {
    let room = (width - gap * (lengths.len().saturating_sub(1)) as f32).max(0.0);
    let mut widths = vec![0.0; lengths.len()];
    let mut open: Vec<usize> = (0..lengths.len()).collect();
    let mut left = room;
    // those too short for their name take what it needs; the others share the rest by length
    loop {
        let total: f32 = open.iter().filter_map(|i| lengths.get(*i)).sum();
        let need = |i: usize| least.get(i).copied().unwrap_or(0.0);
        let share = |i: usize| lengths.get(i).map_or(0.0, |l| left * l / total.max(1.0));
        let Some(at) = open.iter().position(|i| share(*i) < need(*i)) else {
            for i in &open {
                if let Some(w) = widths.get_mut(*i) {
                    *w = share(*i);
                }
            }
            break;
        };
        let i = open.remove(at);
        let take = need(i).min(left);
        if let Some(w) = widths.get_mut(i) {
            *w = take;
        }
        left -= take;
    }
    let mut x = 0.0;
    widths
        .into_iter()
        .map(|w| {
            let piece = (x, x + w);
            x += w + gap;
            piece
        })
        .collect()
}

/// Where an instant falls on the strip.
#[must_use]
pub fn position(phases: &Rows<Phase>, pieces: &[(f32, f32)], at: DateTime) -> Option<f32> {
    for (phase, (left, right)) in phases.iter().zip(pieces) {
        if at >= phase.start && at < phase.end {
            let minutes =
                |a: DateTime, b: DateTime| b.since((jiff::Unit::Minute, a)).map_or(0, |s| s.get_minutes()) as f32;
            let part = minutes(phase.start, at) / minutes(phase.start, phase.end).max(1.0);
            return Some(left + (right - left) * part);
        }
    }
    None
}

/// Draws the strip at the right end of an area; gives its left end.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, phases: &Rows<Phase>, compact: bool) -> f32 {
    let p = theme::tokens(ui);
    if phases.is_empty() {
        return area.right();
    }
    let format = scene.format();
    let mut names: Vec<String> = phases.iter().map(|ph| ph.name_in(scene.texts).to_owned()).collect();
    if !compact {
        // the dates that matter stand beside the names as far as there is room: where coupons open and where sale opens
        for (name, phase) in names.iter_mut().zip(phases) {
            if matches!(phase.kind, crate::model::PhaseKind::Preheat | crate::model::PhaseKind::Launch) {
                name.push(' ');
                name.push_str(&format.day(phase.start.date()));
            }
        }
    }
    let least: Vec<f32> = names.iter().map(|n| paint::width(ui.painter(), n, fonts::text()) + 6.0).collect();
    let wanted = least.iter().sum::<f32>() + 2.0 * least.len() as f32;
    let width = wanted.max(if compact { 320.0 } else { 326.0 }).min(area.width() * 0.45);
    let left = area.right() - size::S12 - width;
    let pieces = pieces(&hours(phases), &least, width, 2.0);
    let bar = area.bottom() - 11.0;
    for ((phase, name), (from, to)) in phases.iter().zip(&names).zip(&pieces) {
        let rect = Rect::from_min_max(pos2(left + from, bar - 2.5), pos2(left + to, bar + 2.5));
        ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS_SMALL), p.phase(phase.kind));
        let galley = paint::cut(ui.painter(), name, fonts::text(), p.t1, to - from + 4.0);
        ui.painter().galley(pos2(left + from, bar - 8.0 - galley.size().y), galley, p.t1);
        let last = phase.end.checked_sub(jiff::Span::new().minutes(1)).unwrap_or(phase.end);
        let spoken = format!(
            "{} {} {}",
            scene.text(Msg::RhythmName),
            phase.name_in(scene.texts),
            format.days(phase.start.date(), last.date())
        );
        let hover = Rect::from_min_max(pos2(rect.left(), area.top()), pos2(rect.right(), area.bottom()));
        pane::named(ui, hover, &spoken).on_hover_ui(|ui| {
            ui.label(egui::RichText::new(phase.name_in(scene.texts)).font(fonts::text_medium()));
            ui.label(format!("{} – {}", format.day_and_time(phase.start), format.day_and_time(phase.end)));
        });
    }
    if let Some(x) = position(phases, &pieces, scene.now) {
        let x = (left + x).round();
        ui.painter().vline(x, (bar - 8.0)..=(bar + 5.0), Stroke::new(1.5, p.t1));
        paint::triangle(ui.painter(), pos2(x, bar + 4.0), 6.0, true, p.t1);
    }
    let today = scene.texts.with(Msg::HeaderTodayDate, &[("date", format.day_with_weekday(scene.now.date()).into())]);
    let at = pos2(left - size::S12, area.center().y);
    pane::label(ui, at, Align2::RIGHT_CENTER, &today, fonts::text(), p.t2).rect.left()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::{PhaseId, PhaseKind};

    fn phase(id: u32, from: i8, to: i8) -> Phase {
        Phase {
            id: PhaseId(id),
            kind: PhaseKind::Launch,
            name: String::new(),
            start: date(2026, 11, from).at(0, 0, 0, 0),
            end: date(2026, 11, to).at(0, 0, 0, 0),
            waves: Rows::default(),
        }
    }

    #[test]
    fn pieces_fill_the_strip_and_leave_room_for_names() {
        let phases: Rows<Phase> = vec![phase(1, 1, 11), phase(2, 11, 12), phase(3, 12, 15)].into();
        let pieces = pieces(&hours(&phases), &[30.0, 30.0, 30.0], 204.0, 2.0);
        assert_eq!(pieces.len(), 3);
        assert!((pieces[2].1 - 204.0).abs() < 0.01);
        assert!((pieces[1].1 - pieces[1].0 - 30.0).abs() < 0.01, "the short one takes what its name needs");
        let middle = position(&phases, &pieces, date(2026, 11, 6).at(0, 0, 0, 0));
        assert!((middle.unwrap_or(0.0) - pieces[0].1 / 2.0).abs() < 0.01);
        assert_eq!(position(&phases, &pieces, date(2026, 12, 6).at(0, 0, 0, 0)), None);
    }
}
