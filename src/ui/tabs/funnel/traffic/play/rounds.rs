//! The rounds of a play, a row each: who invites, whom they reach, who comes, as a bar on what came before.

use egui::{Align2, CornerRadius, Rangef, Rect, Stroke, Ui, pos2};

use super::Shown;
use crate::engine::viral::{Ended, Round};
use crate::engine::why::{FigureId, PlayFigure};
use crate::model::{Count, SourceId};
use crate::text::Msg;
use crate::ui::scene::{Scene, View};
use crate::ui::tabs::funnel::host::figure_at;
use crate::ui::tabs::side_rows::{line, section};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::pane;

const ROW: f32 = 26.0;

/// Where a round's bar stands on a scale to the last round's sum: from whom came before to whom has come with it.
fn bar(room: Rangef, round: &Round, all: Count) -> (f32, f32, f32) {
    let x = |count: f64| room.min + room.span() * (count / all.to_f64().max(1.0)).clamp(0.0, 1.0) as f32;
    let before = round.so_far.to_f64() - round.visitors.to_f64();
    (room.min, x(before), x(round.so_far.to_f64()))
}

/// Draws them; nothing without any.
pub(super) fn show(ui: &mut Ui, scene: &Scene<'_>, shown: &Shown<'_>, view: &mut View) {
    let answer = shown.answer;
    if answer.rounds.is_empty() {
        return;
    }
    let p = theme::tokens(ui);
    section(ui, scene.text(Msg::PlayByRound));
    let widest = ui.available_width() - 2.0 * size::S16;
    let figure = (widest * 0.15).clamp(46.0, 72.0);
    let name = if scene.texts.lang().is_chinese() { 52.0 } else { 62.0 };
    let head = line(ui, 22.0);
    let columns = [Msg::PlayColumnInviters, Msg::PlayColumnReached, Msg::PlayColumnVisitors, Msg::PlayColumnSoFar];
    let rights = |rect: Rect| {
        let first = rect.left() + name + figure;
        [first, first + figure, rect.right() - figure, rect.right()]
    };
    for (msg, right) in columns.into_iter().zip(rights(head)) {
        let at = pos2(right, head.center().y);
        pane::label(ui, at, Align2::RIGHT_CENTER, scene.text(msg), fonts::text(), p.t3);
    }
    for (n, round) in (1..=u8::MAX).zip(&answer.rounds) {
        let rect = line(ui, ROW);
        one(ui, rect, scene, (shown.source.id, n, round), answer.visitors, rights(rect), view);
    }
    let n = answer.rounds.len();
    let msg = match answer.ended {
        Ended::Faded => Msg::PlayEndedFaded,
        Ended::Rounds => Msg::PlayEndedRounds,
        Ended::Capped => Msg::PlayEndedCapped,
    };
    let rect = line(ui, 24.0);
    let words = scene.texts.with(msg, &[("n", n.into())]);
    pane::label(ui, rect.left_center(), Align2::LEFT_CENTER, &words, fonts::text(), p.t3);
}

fn one(
    ui: &mut Ui,
    rect: Rect,
    scene: &Scene<'_>,
    (id, n, round): (SourceId, u8, &Round),
    all: Count,
    rights: [f32; 4],
    view: &mut View,
) {
    let p = theme::tokens(ui);
    let format = scene.format();
    ui.painter().hline(rect.x_range(), rect.top(), Stroke::new(1.0, p.line));
    let title = scene.texts.with(Msg::PlayRound, &[("n", n.to_string().into())]);
    pane::label(ui, rect.left_center(), Align2::LEFT_CENTER, &title, fonts::text(), p.t1);
    let [inviters, reached, visitors, so_far] = rights;
    let room = Rangef::new(reached + size::S12, visitors - (so_far - visitors) + size::S12);
    if room.span() > 24.0 {
        let (from, before, to) = bar(room, round, all);
        let y = Rangef::new(rect.center().y - 5.0, rect.center().y + 5.0);
        let radius = CornerRadius::same(size::RADIUS_SMALL);
        ui.painter().rect_filled(Rect::from_x_y_ranges(from..=before, y), CornerRadius::ZERO, p.bar);
        ui.painter().rect_filled(Rect::from_x_y_ranges(before..=to.max(before + 1.0), y), radius, p.accent);
    }
    let mut figure = |ui: &mut Ui, right: f32, msg: Msg, count: Count, of: PlayFigure| {
        let spoken = format!("{title} {}", scene.text(msg));
        let shown = format.count(count).to_string();
        let asked = figure_at(ui, pos2(right, rect.center().y), &spoken, &shown, fonts::text(), p.t1);
        if asked.on_hover_text(format.whole(count.wide())).clicked() {
            view.figure = Some(FigureId::Play(id, of));
        }
    };
    figure(ui, inviters, Msg::PlayColumnInviters, round.inviters, PlayFigure::Inviters(n));
    figure(ui, reached, Msg::PlayColumnReached, round.reached, PlayFigure::Reached(n));
    figure(ui, visitors, Msg::PlayColumnVisitors, round.visitors, PlayFigure::Visitors(n));
    let at = pos2(so_far, rect.center().y);
    let words = format.count(round.so_far).to_string();
    pane::label(ui, at, Align2::RIGHT_CENTER, &words, fonts::text(), p.t2);
}
