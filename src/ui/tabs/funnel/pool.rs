//! The pool release: who is in the pool, which part of them orders, and on which days.

use egui::{Align2, Rect, Stroke, Ui, pos2, vec2};

use super::host::{figure_at, words};
use super::identity::ink;
use crate::engine::funnel::pool::USUAL;
use crate::engine::value::Origin;
use crate::engine::why::FigureId;
use crate::model::{Count, PhaseId, PoolRelease, Rate, StageKind};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::input;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::edit;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::chart::{self, Columns};
use crate::ui::widgets::field::{Field, Ink};
use crate::ui::widgets::{paint, pane};

const FORM: f32 = 300.0;
const FIELD: f32 = 104.0;
/// The right end of the scale of rates.
const SCALE_TO: f32 = 0.6;

/// Draws the pane.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let (form, chart) = area.split_left_right_at_x((area.left() + FORM + 2.0 * size::S16).round());
    let inner = Rect::from_min_size(form.min + vec2(size::S16, size::S12), vec2(FORM, form.height() - size::S12));
    let y = size_row(ui, inner, inner.top(), scene, open, actions);
    let y = rate_row(ui, inner, y + size::S8, scene, open, actions);
    ui.painter().hline(inner.x_range(), y.round() - 0.5, Stroke::new(1.0, theme::tokens(ui).line));
    results(ui, inner, y + size::S8, scene, open, view);
    pane::divider_v(ui, area, chart.left());
    days(ui, chart, scene, open, view);
}

/// Another release of the pool, as one step.
fn edit_pool(
    scene: &Scene<'_>,
    open: &Open<'_>,
    actions: &mut Actions,
    change: impl FnOnce(&mut PoolRelease) + 'static,
) {
    edit::funnel(actions, open.campaign.id, scene.text(Msg::StepPool), |funnel| {
        let mut new = funnel.clone();
        change(&mut new.pool);
        new
    });
}

fn optional<T>(text: &str, read: impl FnOnce(&str) -> Result<T, String>) -> Result<Option<T>, String> {
    if text.trim().is_empty() { Ok(None) } else { read(text).map(Some) }
}

fn size_row(ui: &mut Ui, area: Rect, y: f32, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) -> f32 {
    let p = theme::tokens(ui);
    let format = scene.format();
    let pool = open.answer.pool.pool;
    let place = Rect::from_min_size(pos2(area.right() - FIELD, y), vec2(FIELD, size::FIELD));
    let name = scene.text(Msg::PoolSize);
    pane::label(ui, pos2(area.left(), place.center().y), Align2::LEFT_CENTER, name, fonts::text(), p.t1);
    let shown = pool.value.map_or_else(|| "—".to_owned(), |count| format.count(count).to_string());
    let raw = pool.value.map(|count| count.to_string()).unwrap_or_default();
    let read = |text: &str| optional(text, |text| input::count(scene.texts, text));
    let origin = match ink(pool.origin) {
        Ink::Absent => Ink::Typed,
        other => other,
    };
    let mut child = paint::at(ui, place, "pool size");
    let outcome = Field::new(name, &shown, &raw)
        .ink(origin)
        .locked(pool.origin == Origin::Typed)
        .font(fonts::text_medium())
        .size(FIELD, size::FIELD)
        .show(&mut child, "pool size field", |text| read(text).map(|_| ()));
    if let Some(count) = outcome.committed.and_then(|text| read(&text).ok()) {
        edit_pool(scene, open, actions, move |release| release.pool = count);
    }
    let cart = open.campaign.funnel.stages.iter().find(|s| s.kind == StageKind::Cart);
    let note = match cart {
        None => scene.text(Msg::PanesPoolNoCart).to_owned(),
        Some(stage) => {
            let msg = if pool.origin == Origin::Typed { Msg::PanesPoolTyped } else { Msg::PanesPoolFollows };
            scene.texts.with(msg, &[("stage", stage.name_in(scene.texts).into())])
        }
    };
    words(ui, pos2(area.left(), place.bottom() + 10.0), &note, area.width(), p.t3);
    place.bottom() + 20.0
}

fn rate_row(ui: &mut Ui, area: Rect, y: f32, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) -> f32 {
    let p = theme::tokens(ui);
    let format = scene.format();
    let rate = open.answer.pool.rate;
    let place = Rect::from_min_size(pos2(area.right() - FIELD, y), vec2(FIELD, size::FIELD));
    let name = scene.text(Msg::PoolRate);
    let label = pane::label(ui, pos2(area.left(), place.center().y), Align2::LEFT_CENTER, name, fonts::text(), p.t1);
    if open.answer.pool.unusual {
        let at = pos2(label.rect.right() + 12.0, place.center().y);
        paint::icon(ui.painter(), at, icons::TRIANGLE_ALERT, size::ICON_TEXT, p.warn);
    }
    let shown = rate.map_or_else(|| "—".to_owned(), |rate| format.percent_number(rate, 1));
    let raw = rate.map(|rate| format.percent_exact(rate)).unwrap_or_default();
    let read = |text: &str| -> Result<Option<Rate>, String> {
        let rate = optional(text, |text| input::percent(scene.texts, text))?;
        if rate.is_some_and(|rate| rate > Rate::ONE) {
            return Err(scene.text(Msg::PanesProblemShare).to_owned());
        }
        Ok(rate)
    };
    let mut child = paint::at(ui, place, "pool rate");
    let outcome = Field::new(name, &shown, &raw)
        .unit("%")
        .font(fonts::text_medium())
        .warn(open.answer.pool.unusual)
        .size(FIELD, size::FIELD)
        .show(&mut child, "pool rate field", |text| read(text).map(|_| ()));
    if let Some(rate) = outcome.committed.and_then(|text| read(&text).ok()) {
        edit_pool(scene, open, actions, move |release| release.rate = rate);
    }
    let line = Rect::from_min_size(pos2(area.left(), place.bottom() + 14.0), vec2(area.width(), 18.0));
    scale(ui, line, scene, rate, open.answer.pool.unusual);
    line.bottom() + 30.0
}

/// The rate on a line on which what is usual is marked.
fn scale(ui: &mut Ui, line: Rect, scene: &Scene<'_>, rate: Option<Rate>, unusual: bool) {
    let p = theme::tokens(ui);
    let y = line.center().y.round();
    let x = |part: f32| line.left() + line.width() * (part / SCALE_TO).clamp(0.0, 1.0);
    let (low, high) = (USUAL.0 as f32 / 100.0, USUAL.1 as f32 / 100.0);
    let painter = ui.painter();
    painter.line_segment([pos2(line.left(), y), pos2(line.right(), y)], Stroke::new(3.0, p.sunken));
    painter.line_segment([pos2(x(low), y), pos2(x(high), y)], Stroke::new(3.0, p.bar_2));
    for end in [low, high] {
        painter.vline(x(end).round() - 0.5, y - 4.0..=y + 4.0, Stroke::new(1.0, p.t2));
    }
    if let Some(rate) = rate {
        let at = x(rate.to_f64() as f32);
        let color = if unusual { p.warn } else { p.accent };
        painter.line_segment([pos2(at, y - 8.0), pos2(at, y + 9.0)], Stroke::new(2.0, color));
        paint::triangle(painter, pos2(at, y - 9.0), 8.0, false, color);
    }
    let below = y + 20.0;
    let note = match rate {
        Some(rate) if unusual && rate < Rate::from_percent(USUAL.0) => Msg::PanesPoolUnusualLow,
        Some(_) if unusual => Msg::PanesPoolUnusualHigh,
        _ => Msg::PoolRateNote,
    };
    let color = if unusual { p.warn } else { p.t3 };
    let middle = pos2(f32::midpoint(x(low), x(high)), below);
    pane::label(ui, middle, Align2::CENTER_CENTER, scene.text(note), fonts::text(), color);
}

fn results(ui: &mut Ui, area: Rect, y: f32, scene: &Scene<'_>, open: &Open<'_>, view: &mut View) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let answer = &open.answer.pool;
    let Some(orders) = answer.orders else {
        words(ui, pos2(area.left(), y + 12.0), scene.text(Msg::PanesPoolNoRate), area.width(), p.t3);
        return;
    };
    let mut row = Rect::from_min_size(pos2(area.left(), y), vec2(area.width(), 26.0));
    let name = scene.text(Msg::PoolOrders);
    pane::label(ui, row.left_center(), Align2::LEFT_CENTER, name, fonts::text(), p.t1);
    let shown = format.count(orders).to_string();
    let asked = figure_at(ui, row.right_center(), name, &shown, fonts::medium(size::FIGURE), p.t1);
    if asked.on_hover_text(format.whole(orders.wide())).clicked() {
        view.figure = Some(FigureId::PoolOrders);
    }
    let line = |ui: &mut Ui, row: &mut Rect, name: &str, value: &str| {
        *row = row.translate(vec2(0.0, row.height()));
        pane::label(ui, row.left_center(), Align2::LEFT_CENTER, name, fonts::text(), p.t2);
        pane::label(ui, row.right_center(), Align2::RIGHT_CENTER, value, fonts::text(), p.t1);
    };
    if let Some((msg, target)) = target_orders(open)
        && let Some(part) = Rate::ratio(orders.wide(), target.wide())
    {
        line(ui, &mut row, scene.text(msg), &format.percent(part, 1));
    }
    if let Some(pool) = answer.pool.value {
        let rest = Count::from_wide(pool.wide() - orders.wide());
        line(ui, &mut row, scene.text(Msg::PanesPoolLost), &format.count(rest).to_string());
    }
}

/// What the orders are held against: the count of the order stage, else the buyers.
fn target_orders(open: &Open<'_>) -> Option<(Msg, Count)> {
    let stages = &open.campaign.funnel.stages;
    let orders = stages.iter().find(|s| s.kind == StageKind::Orders);
    let count = orders.and_then(|s| open.answer.funnel.stage(s.id)).and_then(|s| s.count.value);
    match count {
        Some(count) => Some((Msg::PanesPoolPart, count)),
        None => open.answer.funnel.buyers.value.map(|count| (Msg::PanesPoolPartPaid, count)),
    }
}

fn days(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let answer = &open.answer.pool;
    let title = pos2(area.left() + size::S16, area.top() + 18.0);
    pane::label(ui, title, Align2::LEFT_CENTER, scene.text(Msg::PoolByDay), fonts::text_medium(), p.t1);
    if answer.days.is_empty() {
        let msg = if answer.orders.is_none() { Msg::PanesPoolNoRate } else { Msg::PanesPoolNoDays };
        words(ui, pos2(title.x, title.y + 24.0), scene.text(msg), area.width() - 2.0 * size::S16, p.t3);
        return;
    }
    let phase_of = |date| open.answer.time.day(date).map(|day| day.phase);
    let kind_of = |phase: Option<PhaseId>| phase.and_then(|id| open.campaign.phases.get(id)).map(|p| p.kind);
    let room = ((area.width() - 60.0) / answer.days.len() as f32).max(1.0);
    let every = (46.0 / room).ceil().max(1.0) as usize;
    let columns: Vec<chart::Column> = answer
        .days
        .iter()
        .enumerate()
        .map(|(i, (date, count))| chart::Column {
            value: count.to_f64(),
            color: p.phase(kind_of(phase_of(*date)).unwrap_or_default()),
            locked: false,
            tick: if i % every == 0 { format.day(*date) } else { String::new() },
        })
        .collect();
    let number = |v: f64| format.count_wide(v.round() as i128).to_string();
    let inner = Rect::from_min_max(
        pos2(area.left() + size::S8, area.top() + 32.0),
        pos2(area.right() - size::S12, area.bottom() - size::S8),
    );
    let name = scene.text(Msg::PoolByDay);
    let drawn = Columns { salt: "pool days", name, columns: &columns, number: &number, chosen: None, lock_name: None };
    let pointed = chart::columns(ui, inner, &drawn, |ui, index| {
        let Some((date, count)) = answer.days.get(index) else { return };
        let phase = phase_of(*date).and_then(|id| open.campaign.phases.get(id));
        let phase = phase.map(|p| p.name_in(scene.texts)).unwrap_or_default();
        let title = format!("{}　{phase}", format.day_with_weekday(*date));
        ui.label(egui::RichText::new(title).font(fonts::text_medium()));
        ui.label(format!("{} {}", scene.text(Msg::PanesPoolDay), format.whole(count.wide())));
        if let Some(share) = answer.orders.and_then(|all| Rate::ratio(count.wide(), all.wide())) {
            ui.label(format!("{} {}", scene.text(Msg::PanesPoolShare), format.percent(share, 1)));
        }
    });
    if pointed.clicked.is_some() {
        view.figure = Some(FigureId::PoolOrders);
    }
}
