//! The wall screen: the few figures that a whole room looks at, large. It follows the file that the figures come from.

use egui::{Align2, CornerRadius, Key, Rect, Stroke, Ui, pos2, vec2};

use super::curve;
use super::inspect::end::time_left;
use crate::engine::run::RunAnswer;
use crate::model::{Money, Rate};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint, pane};

/// A figure with its name and what is said of it.
struct Tile {
    name: Msg,
    value: String,
    note: String,
    judged: Option<bool>,
}

/// Draws it over the whole window. Escape leaves it, unless it is meant for what floats above.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View) {
    let p = theme::tokens(ui);
    ui.painter().rect_filled(area, CornerRadius::ZERO, p.panel);
    let in_front = view.dialog.is_none() && view.palette.is_none();
    if in_front && ui.input(|i| i.key_pressed(Key::Escape)) {
        view.tabs.run.wall = false;
    }
    let Some(of) = super::board(scene, open, view) else {
        view.tabs.run.wall = false;
        return;
    };
    let unit = (area.height() / 30.0).clamp(18.0, 44.0);
    let inner = area.shrink2(vec2(unit * 1.4, unit));
    head(ui, inner, unit, scene, open, &of, view);
    let top = inner.top() + unit * 2.2;
    progress(ui, Rect::from_min_max(pos2(inner.left(), top), pos2(inner.right(), top + unit * 7.4)), unit, scene, &of);
    let tiles = tiles(scene, open, &of);
    let row = Rect::from_min_max(pos2(inner.left(), top + unit * 8.2), pos2(inner.right(), top + unit * 13.2));
    let width = row.width() / tiles.len() as f32;
    for (at, tile) in tiles.iter().enumerate() {
        let left = row.left() + width * at as f32;
        let place = Rect::from_min_max(pos2(left, row.top()), pos2(left + width, row.bottom()));
        show_tile(ui, place, unit, scene, tile);
        if at > 0 {
            pane::divider_v(ui, place, place.left() - unit * 0.6);
        }
    }
    let chart = Rect::from_min_max(pos2(area.left() + unit * 0.6, row.bottom() + unit * 0.4), inner.max);
    if chart.height() > 120.0 {
        curve::plain(ui, chart, scene, open, &of);
    }
}

/// The campaign, up to when the figures reach, how long it still runs, the way out.
fn head(ui: &mut Ui, inner: Rect, unit: f32, scene: &Scene<'_>, open: &Open<'_>, of: &RunAnswer, view: &mut View) {
    let p = theme::tokens(ui);
    let y = inner.top() + unit * 0.7;
    let name = open.campaign.name_in(scene.texts);
    let end =
        paint::text(ui.painter(), pos2(inner.left(), y), Align2::LEFT_CENTER, name, fonts::medium(unit), p.t1).right();
    let at = scene.format().day_and_time(of.at);
    let words = scene.texts.with(Msg::RunDataUntil, &[("at", at.into())]);
    let at = pos2(end + unit, y + unit * 0.1);
    pane::label(ui, at, Align2::LEFT_CENTER, &words, fonts::regular(unit * 0.6), p.t2);
    let place = Rect::from_center_size(pos2(inner.right() - 14.0, y), vec2(28.0, 28.0));
    if button::icon(&mut paint::at(ui, place, "leave wall"), icons::X, scene.text(Msg::RunWallLeave)).clicked() {
        view.tabs.run.wall = false;
    }
    if of.at < of.span.1 {
        let words = scene.texts.with(Msg::RunSideTimeLeft, &[("time", time_left(scene, of).into())]);
        let at = pos2(place.left() - unit, y);
        pane::label(ui, at, Align2::RIGHT_CENTER, &words, fonts::medium(unit * 0.8), p.t1);
    }
}

/// What has come, how much of the target that is, and where it should be by now.
fn progress(ui: &mut Ui, area: Rect, unit: f32, scene: &Scene<'_>, of: &RunAnswer) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let target = of.pace.target;
    let name = scene.text(Msg::RunCumulative);
    let y = area.top() + unit * 0.5;
    paint::text(ui.painter(), pos2(area.left(), y), Align2::LEFT_CENTER, name, fonts::regular(unit * 0.7), p.t2);
    let shown = format.sum(of.actual.gmv);
    let number = format!("{}{}", shown.prefix, shown.number);
    let at = pos2(area.left(), area.top() + unit * 3.2);
    let figure = paint::text(ui.painter(), at, Align2::LEFT_CENTER, &number, fonts::medium(unit * 3.6), p.t1);
    pane::named(ui, figure, &format!("{name} {shown}"));
    let at = pos2(figure.right() + unit * 0.4, area.top() + unit * 4.0);
    let end = paint::text(ui.painter(), at, Align2::LEFT_CENTER, shown.unit, fonts::medium(unit * 1.2), p.t1).right();
    if let Some(part) = Rate::ratio((of.actual.gmv.wide() - of.plan.gmv.wide()).abs(), of.plan.gmv.wide()) {
        let better = of.actual.gmv >= of.plan.gmv;
        let words = scene.texts.with(Msg::RunWallAgainst, &[("part", format.percent(part, 1).into())]);
        let at = pos2(end + unit, area.top() + unit * 4.0);
        pane::judged(ui, at, Align2::LEFT_CENTER, better, &words, fonts::medium(unit));
    }
    let done = of.actual.gmv.to_f64() / target.to_f64().max(1.0);
    let words = scene.texts.with(
        Msg::RunWallTarget,
        &[
            ("part", format.percent(Rate::from_ppm((done * 1e6) as i64), 1).into()),
            ("target", format.sum(target).to_string().into()),
        ],
    );
    let at = pos2(area.right(), area.top() + unit * 4.0);
    pane::label(ui, at, Align2::RIGHT_CENTER, &words, fonts::medium(unit), p.t1);
    let track =
        Rect::from_min_max(pos2(area.left(), area.top() + unit * 5.9), pos2(area.right(), area.top() + unit * 6.9));
    let radius = CornerRadius::same(size::RADIUS);
    ui.painter().rect_filled(track, radius, p.sunken);
    let fill = track.with_max_x(track.left() + track.width() * done.clamp(0.0, 1.0) as f32);
    ui.painter().rect_filled(fill, radius, p.accent);
    let due = of.plan.gmv.to_f64() / target.to_f64().max(1.0);
    let x = track.left() + track.width() * due.clamp(0.0, 1.0) as f32;
    ui.painter().vline(x, track.top() - 6.0..=track.bottom() + 6.0, Stroke::new(2.0, p.t1));
}

fn tiles(scene: &Scene<'_>, open: &Open<'_>, of: &RunAnswer) -> Vec<Tile> {
    let format = scene.format();
    let day = of.at.checked_sub(jiff::Span::new().seconds(1)).unwrap_or(of.at).date();
    let today = open.answer.ledger.day(day, of.at);
    let planned = of.pace.sums(day.to_datetime(jiff::civil::Time::midnight()), of.at);
    let plan = |value: String| scene.texts.with(Msg::RunPlanValue, &[("value", value.into())]);
    let dash = || "—".to_owned();
    let mut all = vec![Tile {
        name: Msg::RunWallToday,
        value: format.sum(today.gmv).to_string(),
        note: plan(format.sum(planned.gmv).to_string()),
        judged: Some(today.gmv >= planned.gmv),
    }];
    if let Some(forecast) = of.forecast.as_ref().filter(|_| of.at < of.span.1) {
        let chance = Rate::from_ppm((forecast.chance(of.pace.target, 1.0) * 1e6).round() as i64);
        let sum = |money: Money| format.sum(money).to_string();
        all.push(Tile {
            name: Msg::RunHeaderEnd,
            value: sum(forecast.p50()),
            note: format!("{}–{}", sum(forecast.p10()), sum(forecast.p90())),
            judged: Some(forecast.p50() >= of.pace.target),
        });
        let value = format.percent(chance, 0);
        all.push(Tile { name: Msg::RunHeaderChance, value, note: String::new(), judged: None });
    }
    all.push(Tile {
        name: Msg::RunUv,
        value: format.people(of.actual.uv.wide()).to_string(),
        note: of.plan.uv.map(|uv| plan(format.people(uv.wide()).to_string())).unwrap_or_default(),
        judged: of.plan.uv.map(|uv| of.actual.uv >= uv),
    });
    all.push(Tile {
        name: Msg::RunCvr,
        value: of.actual.cvr().map_or_else(dash, |rate| format.percent(rate, 2)),
        note: of.plan.cvr().map(|rate| plan(format.percent(rate, 2))).unwrap_or_default(),
        judged: of.actual.cvr().zip(of.plan.cvr()).map(|(actual, plan)| actual >= plan),
    });
    all.push(Tile {
        name: Msg::RunAov,
        value: of.actual.aov().map_or_else(dash, |aov| format.price_short(aov)),
        note: of.plan.aov().map(|aov| plan(format.price_short(aov))).unwrap_or_default(),
        judged: of.actual.aov().zip(of.plan.aov()).map(|(actual, plan)| actual >= plan),
    });
    all
}

fn show_tile(ui: &mut Ui, place: Rect, unit: f32, scene: &Scene<'_>, tile: &Tile) {
    let p = theme::tokens(ui);
    let name = scene.text(tile.name);
    let at = pos2(place.left(), place.top() + unit * 0.6);
    paint::text(ui.painter(), at, Align2::LEFT_CENTER, name, fonts::regular(unit * 0.7), p.t2);
    let room = place.width() - unit * 1.2;
    let fitting = |ui: &Ui, words: &str, largest: f32, smallest: f32| {
        let mut font = largest;
        while font > smallest && paint::width(ui.painter(), words, fonts::medium(font)) > room {
            font -= 1.0;
        }
        font
    };
    let font = fitting(ui, &tile.value, unit * 1.7, unit);
    let at = pos2(place.left(), place.top() + unit * 2.5);
    let shown = paint::text(ui.painter(), at, Align2::LEFT_CENTER, &tile.value, fonts::medium(font), p.t1);
    pane::named(ui, shown, &format!("{name} {}", tile.value));
    if tile.note.is_empty() {
        return;
    }
    let (ink, arrow) = match tile.judged {
        Some(true) => (p.better, "▲ "),
        Some(false) => (p.worse, "▼ "),
        None => (p.t2, ""),
    };
    let words = format!("{arrow}{}", tile.note);
    let font = fitting(ui, &words, unit * 0.62, unit * 0.45);
    let galley = paint::cut(ui.painter(), &words, fonts::regular(font), ink, room);
    ui.painter().galley(pos2(place.left(), place.top() + unit * 4.1), galley, ink);
}
