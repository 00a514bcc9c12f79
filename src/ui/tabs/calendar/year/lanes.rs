//! The lanes: holidays, events of platforms, and the campaigns of each level as bars over their phases.

use egui::{
    Align2, Color32, CornerRadius, Painter, Rangef, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, pos2, vec2,
};

use super::axis::YearAxis;
use super::pack::{GAP, Side};
use super::rows::{ARROW, BETWEEN, BarLine, LaneLines, NARROWEST, Prepared};
use super::state::YearState;
use super::{events, hand};
use crate::engine::schedule::Moment;
use crate::engine::year::{Lane, Preview, YearCampaign};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::shell::header::level_badge;
use crate::ui::tabs::calendar::CalendarState;
use crate::ui::theme::{self, Palette, fonts, size};
use crate::ui::widgets::{paint, pane};

/// Height of a bar.
pub const BAR: f32 = 15.0;
/// Height of the strip of phases under it.
const STRIP: f32 = 3.0;
/// From row to row.
const ROW: f32 = 25.0;
/// From row to row where there is no strip.
const EVENT_ROW: f32 = 22.0;
/// Above the first row.
const TOP: f32 = 7.0;
/// The lane of holidays.
const HOLIDAYS: f32 = 44.0;

/// How high all lanes are.
#[must_use]
pub fn height(prepared: &Prepared, state: &YearState) -> f32 {
    let holidays = if state.holidays { HOLIDAYS } else { 0.0 };
    let events = if state.events { events_height(prepared) } else { 0.0 };
    holidays + events + prepared.lanes.iter().map(lane_height).sum::<f32>()
}

fn events_height(prepared: &Prepared) -> f32 {
    TOP + EVENT_ROW * prepared.event_rows as f32 + 4.0
}

fn lane_height(lane: &LaneLines) -> f32 {
    match lane.lane {
        Lane::Level(_) => TOP + ROW * lane.rows as f32 + 4.0,
        Lane::Members => 6.0 + EVENT_ROW * lane.rows as f32,
    }
}

/// Draws the lanes in an area, with a scroll bar if they are higher.
#[expect(clippy::too_many_arguments, reason = "a part of the view, with all that it stands on")]
pub fn show(
    ui: &mut Ui,
    area: Rect,
    left: f32,
    scene: &Scene<'_>,
    open: &Open<'_>,
    axis: &YearAxis,
    prepared: &Prepared,
    calendar: &mut CalendarState,
    actions: &mut Actions,
) {
    let height = height(prepared, &calendar.year);
    let mut child = paint::at(ui, area, "year lanes");
    child.set_clip_rect(area.intersect(ui.clip_rect()));
    ScrollArea::vertical().id_salt("year lanes").auto_shrink(false).show(&mut child, |ui| {
        ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
        let (rect, _) = ui.allocate_exact_size(vec2(area.width(), height.max(area.height())), Sense::hover());
        let rect = Rect::from_min_size(rect.min, vec2(area.width(), rect.height()));
        let (side, body) = rect.split_left_right_at_x(left);
        behind(ui, body, axis, prepared, &calendar.year);
        today(ui, body, axis, prepared, scene);
        if let Some(preview) = calendar.year.preview() {
            moving(ui, body, axis, preview);
        }
        let mut top = rect.top();
        let mut take = |height: f32| {
            let lane = Rect::from_x_y_ranges(body.x_range(), top..=top + height);
            top += height;
            (Rect::from_x_y_ranges(side.x_range(), lane.y_range()), lane)
        };
        if calendar.year.holidays {
            let (side, lane) = take(HOLIDAYS);
            holidays(ui, side, lane, scene, prepared);
        }
        if calendar.year.events {
            let (side, lane) = take(events_height(prepared));
            let rects: Vec<Rect> = prepared
                .events
                .iter()
                .map(|event| {
                    let top = lane.top() + TOP + EVENT_ROW * event.spot.row as f32;
                    Rect::from_x_y_ranges(event.range, top..=top + BAR)
                })
                .collect();
            events::show(ui, side, lane, &rects, scene, open, prepared, &mut calendar.year, actions);
        }
        let lines = lines(axis, prepared, scene);
        for line in &prepared.lanes {
            let (side, lane) = take(lane_height(line));
            head(ui, side, lane, line, scene);
            for bar in &line.bars {
                let pitch = if line.lane == Lane::Members { (5.0, EVENT_ROW) } else { (TOP, ROW) };
                let top = lane.top() + pitch.0 + pitch.1 * bar.spot.row as f32;
                let rect = Rect::from_x_y_ranges(bar.range, top..=top + BAR);
                one(ui, rect, (body, &lines), scene, open, axis, prepared, bar, calendar, actions);
            }
        }
    });
    let p = theme::tokens(ui);
    ui.painter().hline(area.x_range(), area.bottom() - 0.5, Stroke::new(1.0, p.line_2));
}

/// Months, quarters and holidays behind the lanes.
fn behind(ui: &Ui, area: Rect, axis: &YearAxis, prepared: &Prepared, state: &YearState) {
    let p = theme::tokens(ui);
    let painter = ui.painter();
    if state.holidays {
        for holiday in &prepared.holidays {
            painter.rect_filled(Rect::from_x_y_ranges(holiday.range, area.y_range()), CornerRadius::ZERO, p.off);
        }
    }
    months(painter, area, axis, p);
}

/// The lines between months and quarters.
pub fn months(painter: &Painter, area: Rect, axis: &YearAxis, p: &Palette) {
    for at in 1..12 {
        let color = if at % 3 == 0 { p.line_2 } else { p.grid };
        painter.vline(axis.month(at).min.round() + 0.5, area.y_range(), Stroke::new(1.0, color));
    }
}

/// The line of today.
pub fn today(ui: &Ui, area: Rect, axis: &YearAxis, prepared: &Prepared, scene: &Scene<'_>) {
    if scene.now.year() == prepared.answer.year {
        let p = theme::tokens(ui);
        let x = axis.x(Moment::midnight(scene.now.date()));
        ui.painter().vline(x.round() + 0.5, area.y_range(), Stroke::new(1.5, p.accent));
    }
}

/// The days of what is being moved, down to the months.
pub fn moving(ui: &Ui, area: Rect, axis: &YearAxis, preview: &Preview) {
    let p = theme::tokens(ui);
    let range = axis.days(preview.to.0, preview.to.1);
    for x in [range.min, range.max] {
        let x = x.round() + 0.5;
        let line = [pos2(x, area.top()), pos2(x, area.bottom())];
        ui.painter().extend(egui::Shape::dashed_line(&line, Stroke::new(1.0, p.accent), 2.0, 3.0));
    }
}

/// Where strong lines run: between quarters, and today.
fn lines(axis: &YearAxis, prepared: &Prepared, scene: &Scene<'_>) -> Vec<f32> {
    let today = (scene.now.year() == prepared.answer.year).then(|| axis.x(Moment::midnight(scene.now.date())));
    (1..4).map(|at| axis.quarter(at).min).chain(today).collect()
}

/// The ground of a lane's left end, and the line under the lane.
pub fn ground(ui: &Ui, side: Rect, lane: Rect) {
    let p = theme::tokens(ui);
    ui.painter().rect_filled(side, CornerRadius::ZERO, p.side);
    ui.painter().hline(side.left()..=lane.right(), lane.bottom() - 0.5, Stroke::new(1.0, p.line));
}

/// Words at the left end of a lane, and a figure right of them.
pub fn words(ui: &mut Ui, side: Rect, y: f32, left: f32, words: &str, figure: &str) {
    let p = theme::tokens(ui);
    let right = pos2(side.right() - size::S12, y);
    let mut room = right.x - left;
    if !figure.is_empty() {
        let ink = if figure == "—" { p.t4 } else { p.t2 };
        room = pane::label(ui, right, Align2::RIGHT_CENTER, figure, fonts::text(), ink).rect.left() - left - size::S8;
    }
    let galley = paint::cut(ui.painter(), words, fonts::text_medium(), p.t1, room);
    let place = Align2::LEFT_CENTER.anchor_size(pos2(left, y), galley.size());
    ui.painter().galley(place.min, galley, p.t1);
    pane::named(ui, place, words);
}

fn holidays(ui: &mut Ui, side: Rect, lane: Rect, scene: &Scene<'_>, prepared: &Prepared) {
    let p = theme::tokens(ui);
    ground(ui, side, lane);
    let y = lane.top() + TOP + 6.5;
    let figure = if prepared.announced {
        scene.texts.with(Msg::YearMadeUp, &[("n", prepared.made_up.len().into())])
    } else {
        scene.text(Msg::YearNotAnnounced).to_owned()
    };
    words(ui, side, y, side.left() + size::S16, scene.text(Msg::YearLaneHolidays), &figure);
    let mut free = lane.left();
    for holiday in &prepared.holidays {
        let bar = Rect::from_x_y_ranges(holiday.range, lane.top() + TOP..=lane.top() + TOP + 13.0);
        ui.painter().rect_filled(bar, CornerRadius::same(size::RADIUS_SMALL), p.bar_2);
        let width = paint::width(ui.painter(), &holiday.name, fonts::text());
        let middle = bar.center().x.clamp(lane.left() + width / 2.0 + 2.0, lane.right() - width / 2.0 - 2.0);
        if middle - width / 2.0 >= free {
            let at = pos2(middle, lane.top() + 31.0);
            paint::text(ui.painter(), at, Align2::CENTER_CENTER, &holiday.name, fonts::text(), p.t2);
            free = middle + width / 2.0 + 2.0;
        }
        let place = bar.union(Rect::from_center_size(pos2(bar.center().x, lane.center().y), vec2(width, 30.0)));
        pane::named(ui, place.intersect(lane), &holiday.spoken).on_hover_text(&holiday.spoken);
    }
    let mark = scene.text(Msg::GanttMadeUp);
    let font = fonts::regular(size::TICK);
    let (mut last, lanes) = (f32::NEG_INFINITY, lane);
    for (range, spoken) in &prepared.made_up {
        // beside the holiday, not on it
        let center = pos2(range.center().max(last + 15.0), y);
        last = center.x;
        let frame = Rect::from_center_size(center, vec2(14.0, 14.0));
        let frame = frame.translate(vec2(clear(frame.x_range(), prepared), 0.0));
        let painter = ui.painter();
        let stroke = Stroke::new(1.0, p.warn_fill);
        painter.rect(frame, CornerRadius::same(size::RADIUS_SMALL), p.panel, stroke, StrokeKind::Inside);
        paint::text(painter, frame.center(), Align2::CENTER_CENTER, mark, font.clone(), p.warn);
        pane::named(ui, frame.intersect(lanes), spoken).on_hover_text(spoken);
    }
}

/// How far a mark moves aside, so that it covers no holiday.
fn clear(mark: Rangef, prepared: &Prepared) -> f32 {
    let covered =
        |holiday: &&super::rows::HolidayLine| holiday.range.min < mark.max + 1.0 && holiday.range.max + 1.0 > mark.min;
    prepared.holidays.iter().find(covered).map_or(0.0, |holiday| {
        if mark.center() < holiday.range.center() {
            holiday.range.min - 2.0 - mark.max
        } else {
            holiday.range.max + 2.0 - mark.min
        }
    })
}

/// The left end of a lane of campaigns.
fn head(ui: &mut Ui, side: Rect, lane: Rect, line: &LaneLines, scene: &Scene<'_>) {
    let p = theme::tokens(ui);
    ground(ui, side, lane);
    let y = lane.top() + if line.lane == Lane::Members { 5.0 + BAR / 2.0 } else { TOP + f32::midpoint(BAR, STRIP) };
    let mut left = side.left() + size::S16;
    match line.lane {
        Lane::Level(level) => {
            let badge = Rect::from_min_size(pos2(left, y - 9.0), vec2(18.0, 18.0));
            level_badge(ui.painter(), badge, level, p);
            left = badge.right() + size::S8;
            words(ui, side, y, left, &line.count, &line.sum);
        }
        Lane::Members => words(ui, side, y, left, scene.text(Msg::YearLaneMembers), &line.count),
    }
    pane::named(ui, Rect::from_x_y_ranges(side.x_range(), y - 10.0..=y + 10.0), &line.spoken)
        .on_hover_text(&line.spoken);
}

/// A campaign.
#[expect(clippy::too_many_arguments, reason = "a part of the view, with all that it stands on")]
fn one(
    ui: &mut Ui,
    rect: Rect,
    (body, lines): (Rect, &[f32]),
    scene: &Scene<'_>,
    open: &Open<'_>,
    axis: &YearAxis,
    prepared: &Prepared,
    bar: &BarLine,
    calendar: &mut CalendarState,
    actions: &mut Actions,
) {
    let Some(of) = prepared.answer.campaigns.get(bar.at) else { return };
    let p = theme::tokens(ui);
    let whole = Rect::from_min_max(rect.min, pos2(rect.right(), rect.bottom() + 1.0 + STRIP)).intersect(body);
    let response = hand::bar(ui, whole, scene, open, axis, bar, calendar, actions);
    let state = &calendar.year;
    let preview = state.preview().filter(|preview| preview.id == bar.id && preview.how.days != 0);
    let painter = ui.painter();
    let chosen = state.is_picked(bar.id);
    if let Some(preview) = preview {
        let ghost = rect.shrink(0.5);
        let path = [ghost.left_top(), ghost.right_top(), ghost.right_bottom(), ghost.left_bottom(), ghost.left_top()];
        painter.extend(egui::Shape::dashed_line(&path, Stroke::new(1.0, p.t3), 3.0, 2.0));
        let mut label = bar.spot;
        label.side = if preview.how.days > 0 { Side::Left } else { Side::Right };
        self::label(painter, rect, bar, (label.side, label.room.max(200.0)), lines, p);
        let range = axis.days(preview.to.0, preview.to.1);
        let range = Rangef::new(range.min, range.max.max(range.min + NARROWEST));
        let moved = Rect::from_x_y_ranges(range, rect.y_range());
        if moved.right() > body.left() && moved.left() < body.right() {
            bar_at(painter, moved, false, p);
            let phases = preview.campaign.phases.iter().filter(|phase| phase.kind.sells());
            for phase in phases {
                strip(painter, moved, axis.range(phase.start, phase.end), p.phase(phase.kind));
            }
            let frame = Rect::from_min_max(moved.min, pos2(moved.right(), moved.bottom() + 1.0 + STRIP)).expand(2.0);
            painter.rect_stroke(
                frame,
                CornerRadius::same(size::RADIUS),
                Stroke::new(2.0, p.accent),
                StrokeKind::Inside,
            );
        }
        return;
    }
    bar_at(painter, rect, bar.over, p);
    phases(painter, rect, of, axis, bar.over, p);
    self::label(painter, rect, bar, (bar.spot.side, bar.spot.room), lines, p);
    let frame = Rect::from_min_max(rect.min, pos2(rect.right(), rect.bottom() + 1.0 + STRIP)).expand(2.0);
    if response.has_focus() {
        crate::ui::widgets::button::focus_ring(painter, frame.shrink(2.0), p);
    } else if chosen {
        painter.rect_stroke(frame, CornerRadius::same(size::RADIUS), Stroke::new(2.0, p.accent), StrokeKind::Inside);
    } else if response.hovered() {
        painter.rect_stroke(frame, CornerRadius::same(size::RADIUS), Stroke::new(1.0, p.t3), StrokeKind::Inside);
    }
}

fn bar_at(painter: &Painter, rect: Rect, over: bool, p: &Palette) {
    let (fill, edge) = if over { (p.bar, p.ghost) } else { (p.series[0].gamma_multiply(0.32), p.series[0]) };
    painter.rect_filled(rect, CornerRadius::same(3), p.panel);
    painter.rect(rect, CornerRadius::same(3), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
}

fn strip(painter: &Painter, bar: Rect, range: Rangef, color: Color32) {
    let range = Rangef::new(range.min.max(bar.left()), range.max.min(bar.right()));
    if range.max > range.min {
        let strip = Rect::from_x_y_ranges(range, bar.bottom() + 1.0..=bar.bottom() + 1.0 + STRIP);
        painter.rect_filled(strip, CornerRadius::ZERO, color);
    }
}

fn phases(painter: &Painter, bar: Rect, of: &YearCampaign, axis: &YearAxis, over: bool, p: &Palette) {
    for (kind, start, end) in &of.phases {
        let color = if over { p.phase(*kind).gamma_multiply(0.55) } else { p.phase(*kind) };
        strip(painter, bar, axis.range(*start, *end), color);
    }
}

/// A bar's name, figure and judgement.
fn label(painter: &Painter, rect: Rect, bar: &BarLine, (side, room): (Side, f32), lines: &[f32], p: &Palette) {
    let (font, ink) = if bar.over { (fonts::text(), p.t2) } else { (fonts::text_medium(), p.t1) };
    let arrow = if bar.reached.is_some() { ARROW } else { 0.0 };
    let figure = painter.layout_no_wrap(bar.figure.clone(), fonts::text(), if bar.lacks { p.t3 } else { ink });
    let behind = figure.size().x + arrow;
    let between = if bar.name.is_empty() || bar.figure.is_empty() { 0.0 } else { BETWEEN };
    let name = paint::cut(painter, &bar.name, font, ink, room - behind - between);
    let width = name.size().x + between + behind;
    if width <= 0.0 {
        return;
    }
    let x = match side {
        Side::Right => rect.right() + GAP,
        Side::Left => rect.left() - GAP - width,
    };
    let y = rect.center().y;
    // strong lines run under it
    for line in lines.iter().filter(|line| Rangef::new(x - 2.0, x + width + 2.0).contains(**line)) {
        painter.vline(line.round() + 0.5, y - 8.0..=y + 8.0, Stroke::new(3.0, p.panel));
    }
    let at = |x: f32, height: f32| pos2(x, y - height / 2.0);
    let figure_x = x + name.size().x + between;
    let end = figure_x + figure.size().x;
    painter.galley(at(x, name.size().y), name, ink);
    painter.galley(at(figure_x, figure.size().y), figure, ink);
    if let Some(reached) = bar.reached {
        let color = if reached { p.better } else { p.worse };
        paint::triangle(painter, pos2(end + ARROW / 2.0 + 1.0, y), 9.0, reached, color);
    }
}
