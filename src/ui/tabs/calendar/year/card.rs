//! What follows from the move that is being made: docked where it covers no bar.

use egui::{Align2, Color32, CornerRadius, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::state::{Hand, Moving, YearState};
use crate::engine::year::{Held, NEIGHBOUR_DAYS, Neighbour, Preview, Refused, Stay};
use crate::model::TaskId;
use crate::text::names::Named;
use crate::text::{Msg, year as words};
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, Palette, fonts, icons, size};
use crate::ui::widgets::{float, paint, pane};

/// How wide it is.
const WIDTH: f32 = 348.0;
const LINE: f32 = 20.0;
const HEAD: f32 = 34.0;
const FOOT: f32 = 32.0;

/// A line: what it is about, and what it says.
struct Line {
    label: Msg,
    words: String,
    warn: bool,
}

/// Draws the card, for an area it should keep to; `months` are the x at which months change.
pub fn show(ui: &mut Ui, area: Rect, moved: Rect, scene: &Scene<'_>, open: &Open<'_>, state: &YearState) {
    let Some(moving) = state.moving else { return };
    let Some(found) = state.seen.as_ref().map(|seen| &seen.found) else { return };
    let Some(campaign) = open.project.campaign(moving.id) else { return };
    let name = campaign.name_in(scene.texts);
    let p = theme::tokens(ui);
    let (range, lines) = match found {
        Ok(preview) => (range(scene, preview), lines(scene, open, preview)),
        Err(why) => (String::new(), vec![refusal(scene, *why)]),
    };
    let label = lines.iter().map(|line| paint::width(ui.painter(), scene.text(line.label), fonts::text()));
    let label = label.fold(56.0_f32, f32::max) + size::S12;
    let room = WIDTH - 2.0 * size::S12 - label;
    let galleys: Vec<_> = lines
        .iter()
        .map(|line| {
            let ink = if line.warn { p.warn } else { p.t1 };
            let inset = if line.warn { 18.0 } else { 0.0 };
            ui.painter().layout(line.words.clone(), fonts::text(), ink, room - inset)
        })
        .collect();
    let body: f32 = galleys.iter().map(|galley| galley.size().y.max(LINE - 4.0) + 4.0).sum();
    let height = HEAD + size::S8 + body + size::S4 + FOOT;
    let place = dock(area, moved, vec2(WIDTH, height));
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("year card"));
    let mut card = ui.new_child(egui::UiBuilder::new().layer_id(layer).max_rect(place));
    card.set_clip_rect(ui.ctx().content_rect());
    let ui = &mut card;
    let corner = CornerRadius::same(size::RADIUS);
    ui.painter().add(theme::shadow(p).as_shape(place, corner));
    ui.painter().rect(place, corner, p.panel, Stroke::new(1.0, p.line_2), StrokeKind::Inside);
    head(ui, place, scene, (name, moving, &range), p);
    let mut y = place.top() + HEAD + size::S8;
    for (line, galley) in lines.iter().zip(galleys) {
        let first = y + (LINE - 4.0) / 2.0;
        let at = pos2(place.left() + size::S12, first);
        pane::label(ui, at, Align2::LEFT_CENTER, scene.text(line.label), fonts::text(), p.t2);
        let mut x = place.left() + size::S12 + label;
        if line.warn {
            paint::icon(ui.painter(), pos2(x + 7.0, first), icons::TRIANGLE_ALERT, size::ICON_TEXT, p.warn);
            x += 18.0;
        }
        let height = galley.size().y;
        let rect = Rect::from_min_size(pos2(x, y), galley.size());
        ui.painter().galley(rect.min, galley, Color32::PLACEHOLDER);
        pane::named(ui, rect, &line.words);
        y += height.max(LINE - 4.0) + 4.0;
    }
    foot(ui, place, scene, moving, p);
}

/// Below the lanes where there is room, beside what changes: left of it, else right.
fn dock(area: Rect, moved: Rect, card: egui::Vec2) -> Rect {
    let left = moved.left() - size::S24 - card.x;
    let right = moved.right() + size::S24;
    let x = if left >= area.left() + size::S8 {
        left
    } else if right + card.x <= area.right() {
        right
    } else {
        area.right() - card.x - size::S8
    };
    let y = (area.top() + size::S8).min(area.bottom() - card.y - size::S8);
    Rect::from_min_size(Pos2::new(x.round(), y.round()), card)
}

fn head(ui: &mut Ui, place: Rect, scene: &Scene<'_>, (name, moving, range): (&str, Moving, &str), p: &Palette) {
    let y = place.top() + HEAD / 2.0;
    let right = pos2(place.right() - size::S12, y);
    let end = pane::label(ui, right, Align2::RIGHT_CENTER, range, fonts::text(), p.t2).rect.left();
    let days = words::days_moved(scene.texts, moving.how.days);
    let width = paint::width(ui.painter(), &days, fonts::text_medium());
    let x = place.left() + size::S12;
    let galley = paint::cut(ui.painter(), name, fonts::text_medium(), p.t1, end - x - width - size::S24);
    let at = pos2(x, y - galley.size().y / 2.0);
    let named = Rect::from_min_size(at, galley.size());
    ui.painter().galley(at, galley, p.t1);
    let end = pos2(named.right() + size::S8, y);
    paint::text(ui.painter(), end, Align2::LEFT_CENTER, &days, fonts::text_medium(), p.input);
    let spoken = scene.texts.with(Msg::YearStatus, &[("name", name.into()), ("days", days.as_str().into())]);
    pane::named(ui, Rect::from_min_max(named.min, pos2(named.right() + width, named.bottom())), &spoken);
    ui.painter().hline(place.x_range(), place.top() + HEAD, Stroke::new(1.0, p.line));
}

fn range(scene: &Scene<'_>, preview: &Preview) -> String {
    let format = scene.format();
    let day = |date| format.day(date);
    let (from, to, last) = (day(preview.from.0), day(preview.to.0), day(preview.to.1));
    scene.texts.with(Msg::YearMoveRange, &[("from", from.into()), ("to", to.into()), ("last", last.into())])
}

fn refusal(scene: &Scene<'_>, why: Refused) -> Line {
    Line { label: Msg::YearMoveStays, words: words::refused(scene.texts, why), warn: true }
}

fn lines(scene: &Scene<'_>, open: &Open<'_>, preview: &Preview) -> Vec<Line> {
    let texts = scene.texts;
    let (list, names) = (texts.get(Msg::ListJoin), texts.get(Msg::NameJoin));
    let mut lines = Vec::new();
    let mut add = |msg: Msg, words: String, warn: bool| {
        if !words.is_empty() {
            lines.push(Line { label: msg, words, warn });
        }
    };
    let along = [
        (Msg::YearMovePhases, preview.phases),
        (Msg::YearMoveWaves, preview.waves),
        (Msg::YearMoveTasks, preview.tasks),
        (Msg::YearMoveOffers, preview.offers),
    ];
    let along = along.into_iter().filter(|(_, n)| *n > 0).map(|(msg, n)| texts.with(msg, &[("n", n.into())]));
    add(Msg::YearMoveAlong, along.collect::<Vec<_>>().join(names), false);
    add(Msg::YearMoveStays, stays(scene, open, preview).join(list), false);
    add(Msg::YearMoveMonths, months(scene, preview), false);
    let close = [preview.before, preview.after].into_iter().flatten().any(Neighbour::is_close);
    add(Msg::YearMoveNeighbours, neighbours(scene, open, preview), close);
    let holidays: Vec<&str> = preview.holidays.iter().map(|holiday| holiday.name.name_in(texts)).collect();
    if !holidays.is_empty() {
        let words = texts.with(Msg::YearMoveHolidaysInside, &[("names", holidays.join(names).into())]);
        add(Msg::YearMoveHolidays, words, true);
    }
    let campaign = &preview.campaign;
    let tasks = |ids: &[TaskId]| {
        let of = ids.iter().filter_map(|id| campaign.tasks.get(*id)).map(|task| task.name.as_str());
        words::few(texts, &of.take(3).collect::<Vec<_>>())
    };
    for (msg, line, ids) in [
        (Msg::YearMovePast, Msg::YearMovePastTasks, &preview.past),
        (Msg::YearMoveLate, Msg::YearMoveLateTasks, &preview.too_late),
    ] {
        if !ids.is_empty() {
            add(msg, texts.with(line, &[("n", ids.len().into()), ("names", tasks(ids).into())]), true);
        }
    }
    lines
}

/// What stays, each kind with why.
fn stays(scene: &Scene<'_>, open: &Open<'_>, preview: &Preview) -> Vec<String> {
    let texts = scene.texts;
    let Some(campaign) = open.project.campaign(preview.id) else { return Vec::new() };
    let held = |why: Held| preview.stays.iter().filter(move |stay| matches!(stay, Stay::Task(_, of) if *of == why));
    let mut all = Vec::new();
    let phases: Vec<&str> = preview
        .stays
        .iter()
        .filter_map(|stay| if let Stay::PhaseStart(id) = stay { campaign.phases.get(*id) } else { None })
        .map(|phase| phase.name_in(texts))
        .collect();
    if !phases.is_empty() {
        all.push(texts.with(Msg::YearStaysPhase, &[("names", words::few(texts, &phases).into())]));
    }
    let begun: Vec<&str> = held(Held::Begun)
        .filter_map(|stay| if let Stay::Task(id, _) = stay { campaign.tasks.get(*id) } else { None })
        .map(|task| task.name.as_str())
        .collect();
    if !begun.is_empty() {
        let names = words::few(texts, &begun);
        all.push(texts.with(Msg::YearStaysBegun, &[("n", begun.len().into()), ("names", names.into())]));
    }
    for (why, msg) in [(Held::ByChoice, Msg::YearStaysHeld), (Held::Free, Msg::YearStaysFree)] {
        let n = held(why).count();
        if n > 0 {
            all.push(texts.with(msg, &[("n", n.into())]));
        }
    }
    let offers = preview.stays.iter().filter(|stay| matches!(stay, Stay::Offer(_))).count();
    if offers > 0 {
        all.push(texts.with(Msg::YearStaysOffers, &[("n", offers.into())]));
    }
    all
}

/// How months and quarters change.
fn months(scene: &Scene<'_>, preview: &Preview) -> String {
    let texts = scene.texts;
    if preview.how.days == 0 {
        return String::new();
    }
    if preview.months.is_empty() {
        return texts.get(Msg::YearMoveSame).to_owned();
    }
    let mut all: Vec<String> = preview
        .months
        .iter()
        .map(|change| {
            let month = texts.format().month(i8::try_from(change.at + 1).unwrap_or(1));
            let sum = words::signed(texts, change.by());
            texts.with(Msg::YearMoveMonth, &[("month", month.into()), ("sum", sum.into())])
        })
        .collect();
    if preview.quarters.is_empty() {
        all.push(texts.get(Msg::YearMoveQuartersSame).to_owned());
    }
    for change in &preview.quarters {
        let quarter = texts.get(super::rows::quarter_name(change.at));
        let sum = words::signed(texts, change.by());
        all.push(texts.with(Msg::YearMoveQuarter, &[("quarter", quarter.into()), ("sum", sum.into())]));
    }
    all.join(texts.get(Msg::ListJoin))
}

/// How far the campaigns before and after are.
fn neighbours(scene: &Scene<'_>, open: &Open<'_>, preview: &Preview) -> String {
    let texts = scene.texts;
    let all: Vec<Neighbour> = [preview.before, preview.after].into_iter().flatten().collect();
    if all.is_empty() {
        return texts.get(Msg::YearMoveAlone).to_owned();
    }
    let mut words: Vec<String> = all
        .iter()
        .filter_map(|neighbour| {
            let name = open.project.campaign(neighbour.id)?.name_in(texts);
            let (msg, n) = if neighbour.gap < 0 {
                (Msg::YearMoveOverlap, -neighbour.gap)
            } else {
                (Msg::YearMoveApart, neighbour.gap)
            };
            Some(texts.with(msg, &[("name", name.into()), ("n", n.into())]))
        })
        .collect();
    if all.iter().copied().any(Neighbour::is_close) {
        words.push(texts.with(Msg::YearMoveRule, &[("n", NEIGHBOUR_DAYS.into())]));
    }
    words.join(texts.get(Msg::ListJoin))
}

/// The keys that can be pressed now.
fn foot(ui: &mut Ui, place: Rect, scene: &Scene<'_>, moving: Moving, p: &Palette) {
    let top = place.bottom() - FOOT;
    ui.painter().hline(place.x_range(), top, Stroke::new(1.0, p.line));
    let y = top + FOOT / 2.0;
    let mut x = place.left() + size::S12;
    let keys: &[(&str, Msg)] = match moving.hand {
        Hand::Pointer(_) => &[("Shift", Msg::YearMoveShift), ("Esc", Msg::YearMoveEscape)],
        Hand::Keys => &[("Enter", Msg::YearMoveEnter), ("T", Msg::YearMoveShift), ("Esc", Msg::YearMoveEscape)],
    };
    for (key, msg) in keys {
        let width = paint::width(ui.painter(), key, fonts::text()) + 10.0;
        let frame = float::keys(ui, pos2(x + width, y), key);
        let held = *msg == Msg::YearMoveShift && moving.how.hold_tasks;
        let ink = if held { p.input } else { p.t2 };
        let at = pos2(frame.right() + 6.0, y);
        let words = pane::label(ui, at, Align2::LEFT_CENTER, scene.text(*msg), fonts::text(), ink).rect;
        if held {
            let line = [pos2(words.left(), words.bottom()), pos2(words.right(), words.bottom())];
            ui.painter().add(Shape::line_segment(line, Stroke::new(1.0, p.input)));
        }
        x = words.right() + size::S12;
    }
    if matches!(moving.hand, Hand::Pointer(_)) {
        let at = pos2(place.right() - size::S12, y);
        pane::label(ui, at, Align2::RIGHT_CENTER, scene.text(Msg::YearMoveUndo), fonts::text(), p.t3);
    }
}
