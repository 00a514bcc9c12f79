//! 负荷: whose work goes beyond what they can do, and on which days, on the time axis of the bars.

use egui::{Align2, CornerRadius, CursorIcon, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::CalendarState;
use crate::engine::schedule::Moment;
use crate::engine::schedule::load::{Load, Resource};
use crate::model::Rate;
use crate::text::names::Named;
use crate::text::{Msg, Texts};
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::gantt::Axis;
use crate::ui::widgets::{paint, pane};

/// Height of the strip.
pub const HEIGHT: f32 = 124.0;
/// Thousandths of a minute of an hour.
const HOUR: i64 = 60_000;
/// Height of a line of the list.
const LINE: f32 = 26.0;

/// A load and what is said of it.
#[derive(Debug)]
pub struct Line {
    load: Load,
    name: String,
    /// Work ÷ capacity on the worst day; nothing without a limit.
    ratio: Option<Rate>,
    /// Days beyond capacity, and by how many hours in all.
    over: (usize, i64),
}

impl Line {
    /// Whether more is asked than can be done on some day.
    #[must_use]
    pub const fn is_over(&self) -> bool {
        self.over.0 > 0
    }
}

/// The loads of departments, the fullest first, from a schedule.
#[must_use]
pub fn lines(texts: &Texts, open: &Open<'_>, loads: &[Load]) -> Vec<Line> {
    let line = |load: Load| {
        let name = match load.of {
            Resource::Department(id) => open.project.shop.departments.get(id)?.name_in(texts).to_owned(),
            Resource::Person(id) => open.project.shop.people.get(id)?.name.clone(),
        };
        let pairs = |load: &Load| {
            let capacity = load.capacity.clone().unwrap_or_default();
            load.demand.iter().copied().zip(capacity).collect::<Vec<(i64, i64)>>()
        };
        let pairs = pairs(&load);
        let ratio = |(demand, capacity): &(i64, i64)| Rate::ratio(i128::from(*demand), i128::from(*capacity));
        let worst = pairs.iter().filter_map(ratio).max();
        let beyond = pairs.iter().map(|(demand, capacity)| (demand - capacity).max(0)).filter(|over| *over > 0);
        let over = beyond.clone().count();
        let hours = beyond.sum::<i64>() / HOUR;
        Some(Line { load, name, ratio: worst, over: (over, hours) })
    };
    let mut lines: Vec<Line> = loads.iter().cloned().filter_map(line).collect();
    // whoever has no more to do than they can stands by themselves; people stand behind the departments
    lines.sort_by_key(|line| {
        let person = matches!(line.load.of, Resource::Person(_));
        (line.over.0 == 0, person, std::cmp::Reverse(line.ratio))
    });
    lines
}

/// Draws the strip: the list under the table, the days under the bars.
pub fn show(ui: &mut Ui, left: Rect, right: Rect, axis: &Axis, scene: &Scene<'_>, state: &mut CalendarState) {
    let p = theme::tokens(ui);
    let whole = left.union(right);
    ui.painter().rect_filled(whole, CornerRadius::ZERO, p.panel);
    ui.painter().hline(whole.x_range(), whole.top() + 0.5, Stroke::new(1.0, p.line_2));
    let at = state.load_of.and_then(|of| state.loads.iter().position(|line| line.load.of == of)).unwrap_or(0);
    let Some(chosen) = state.loads.get(at) else {
        let words = scene.text(Msg::LoadNone);
        pane::label(ui, left.left_center() + vec2(size::S16, 0.0), Align2::LEFT_CENTER, words, fonts::text(), p.t3);
        return;
    };
    days(ui, right, axis, scene, chosen);
    let picked = list(ui, left, scene, state, at);
    if let Some(of) = picked {
        state.load_of = Some(of);
    }
}

fn hours(amount: i64) -> String {
    (amount / HOUR).to_string()
}

fn list(ui: &mut Ui, area: Rect, scene: &Scene<'_>, state: &CalendarState, at: usize) -> Option<Resource> {
    let p = theme::tokens(ui);
    let chosen = state.loads.get(at)?;
    let inner = area.shrink2(vec2(size::S16, 0.0));
    let y = area.top() + 18.0;
    let title = scene.text(Msg::LoadTitle);
    let end =
        pane::label(ui, pos2(inner.left(), y), Align2::LEFT_CENTER, title, fonts::text_medium(), p.t1).rect.right();
    let day = chosen.load.capacity.as_ref().and_then(|all| all.iter().max().copied());
    let words = match day {
        Some(day) => {
            scene.texts.with(Msg::LoadDay, &[("name", chosen.name.as_str().into()), ("hours", hours(day).into())])
        }
        None => chosen.name.clone(),
    };
    let whose = words;
    let (over, sum) = chosen.over;
    let mut right = inner.right();
    if over > 0 {
        let words = scene.texts.with(Msg::LoadOver, &[("days", over.into()), ("hours", sum.to_string().into())]);
        let place =
            pane::label(ui, pos2(inner.right(), y), Align2::RIGHT_CENTER, &words, fonts::text_medium(), p.worse).rect;
        let icon = pos2(place.left() - 10.0, y);
        paint::icon(ui.painter(), icon, icons::TRIANGLE_ALERT, size::ICON_TEXT, p.worse);
        right = icon.x - size::S16;
    }
    let galley = paint::cut(ui.painter(), &whose, fonts::text(), p.t2, right - end - size::S8);
    let place = Align2::LEFT_CENTER.anchor_size(pos2(end + size::S8, y), galley.size());
    ui.painter().galley(place.min, galley, p.t2);
    pane::named(ui, place, &whose).on_hover_text(&whose);
    // the chosen one on a line of its own, the others two by two
    let mut picked = None;
    let column = (inner.width() - size::S24) / 2.0;
    let mut place = 0;
    for (index, line) in state.loads.iter().enumerate() {
        let rect = if index == at {
            Rect::from_min_size(pos2(inner.left(), area.top() + 30.0), vec2(inner.width(), LINE))
        } else {
            let (row, half) = (place / 2, place % 2);
            place += 1;
            let left = inner.left() + half as f32 * (column + size::S24);
            Rect::from_min_size(pos2(left, area.top() + 30.0 + LINE * (row + 1) as f32), vec2(column, LINE))
        };
        if rect.bottom() > area.bottom() {
            break;
        }
        if one(ui, rect, scene, line, index == at) {
            picked = Some(line.load.of);
        }
    }
    picked
}

/// A name, a bar up to the worst day, and that day's part.
fn one(ui: &Ui, rect: Rect, scene: &Scene<'_>, line: &Line, on: bool) -> bool {
    let p = theme::tokens(ui);
    let response = ui.interact(rect, ui.scope_id().with(("load", line.load.of)), Sense::click());
    let ratio = line.ratio.map_or_else(|| "—".to_owned(), |ratio| scene.format().percent(ratio, 0));
    let spoken = format!("{} {ratio}", line.name);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, on, &spoken));
    let painter = ui.painter();
    let font = if on { fonts::text_medium() } else { fonts::text() };
    let ink = if response.hovered() || on { p.t1 } else { p.t2 };
    let name = paint::cut(painter, &line.name, font, ink, 70.0);
    painter.galley(pos2(rect.left(), rect.center().y - name.size().y / 2.0), name, ink);
    let over = line.over.0 > 0;
    let color = if over { p.worse } else { p.t2 };
    paint::text(painter, rect.right_center(), Align2::RIGHT_CENTER, &ratio, fonts::text(), color);
    let track =
        Rect::from_x_y_ranges(rect.left() + 76.0..=rect.right() - 44.0, rect.center().y - 4.0..=rect.center().y + 4.0);
    painter.rect_filled(track, CornerRadius::ZERO, p.sunken);
    let part = line.ratio.map_or(0.0, Rate::to_f64) as f32;
    // the whole of what can be done stands at five eighths, so that there is room for what goes beyond
    let whole = track.width() * 0.625;
    let to = |part: f32| track.left() + (whole * part).min(track.width());
    painter.rect_filled(track.with_max_x(to(part.min(1.0))), CornerRadius::ZERO, p.bar_2);
    if part > 1.0 {
        painter.rect_filled(Rect::from_x_y_ranges(to(1.0)..=to(part), track.y_range()), CornerRadius::ZERO, p.worse);
    }
    if line.ratio.is_some() {
        painter.vline(to(1.0), track.top() - 2.0..=track.bottom() + 2.0, Stroke::new(1.0, p.t1));
    }
    response.on_hover_cursor(CursorIcon::PointingHand).clicked()
}

/// Each day's work as a column, the part beyond capacity apart.
fn days(ui: &mut Ui, area: Rect, axis: &Axis, scene: &Scene<'_>, line: &Line) {
    let p = theme::tokens(ui);
    let painter = ui.painter_at(area);
    let body = area.with_min_y(area.top() + 22.0).with_max_y(area.bottom() - 10.0);
    let load = &line.load;
    let first = Moment::midnight(load.first).0;
    let limit = load.capacity.as_ref().and_then(|all| all.iter().max().copied()).unwrap_or(0);
    let most = load.demand.iter().copied().max().unwrap_or(0).max(limit).max(1);
    let height = |amount: i64| (amount as f32 / most as f32) * (body.height() - 8.0);
    let (from, until) = axis.seen();
    let place = |day: i64| {
        let (start, end) = (Moment(first + day * 1_440), Moment(first + (day + 1) * 1_440));
        (end > from && start < until).then(|| {
            let gap = if axis.per_day > 8.0 { 1.5 } else { 0.0 };
            (axis.x(start) + gap, axis.x(end) - gap)
        })
    };
    let mut said = None;
    for (day, demand) in (0_i64..).zip(&load.demand) {
        let Some((left, right)) = place(day).filter(|_| *demand > 0) else { continue };
        let can = load.capacity.as_ref().and_then(|all| all.get(day as usize).copied()).unwrap_or(i64::MAX);
        let within = (*demand).min(can);
        let top = body.bottom() - height(within);
        painter.rect_filled(
            Rect::from_x_y_ranges(left..=right.max(left + 1.0), top..=body.bottom()),
            CornerRadius::ZERO,
            p.bar_2,
        );
        if *demand > can {
            let high = body.bottom() - height(*demand);
            painter.rect_filled(
                Rect::from_x_y_ranges(left..=right.max(left + 1.0), high..=top - 1.0),
                CornerRadius::ZERO,
                p.worse,
            );
            let words = format!("+{}", hours(demand - can));
            // the same figure again is not said again where there is no room
            let same = said == Some((day - 1, demand - can)) && axis.per_day < 26.0;
            said = Some((day, demand - can));
            if axis.per_day >= 13.0 && !same {
                let at = pos2(f32::midpoint(left, right), high - 8.0);
                paint::text(&painter, at, Align2::CENTER_CENTER, &words, fonts::text(), p.worse);
            }
        }
    }
    painter.hline(body.x_range(), body.bottom() + 0.5, Stroke::new(1.0, p.line_2));
    if limit > 0 {
        let y = body.bottom() - height(limit);
        let ends = [pos2(body.left(), y), pos2(body.right(), y)];
        painter.add(egui::Shape::dashed_line(&ends, Stroke::new(1.0, p.t1), 4.0, 3.0));
        let words = scene.texts.with(Msg::LoadCapacity, &[("hours", hours(limit).into())]);
        let at = pos2(body.right() - 6.0, y - 9.0);
        let galley = painter.layout_no_wrap(words, fonts::text(), p.t2);
        let place = Align2::RIGHT_CENTER.anchor_size(at, galley.size());
        painter.rect_filled(place.expand2(vec2(4.0, 0.0)), CornerRadius::ZERO, p.panel.gamma_multiply(0.85));
        painter.galley(place.min, galley, p.t2);
    }
    let response = ui.interact(area, ui.scope_id().with("load days"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Figure, true, scene.text(Msg::LoadTitle)));
    if let Some(at) = response.hover_pos().map(|pos| axis.at(pos.x)) {
        let day = (at.0 - first).div_euclid(1_440);
        let amount = |list: &Vec<i64>| usize::try_from(day).ok().and_then(|day| list.get(day).copied());
        if let Some(demand) = amount(&load.demand) {
            let can = load.capacity.as_ref().and_then(amount);
            let words = [
                ("name", line.name.as_str().into()),
                ("day", scene.format().day_with_weekday(at.date()).into()),
                ("demand", exact_hours(demand).into()),
                ("capacity", can.map_or_else(|| "—".to_owned(), exact_hours).into()),
            ];
            response.on_hover_text_at_pointer(scene.texts.with(Msg::LoadTip, &words));
        }
    }
}

/// Hours with a decimal.
fn exact_hours(amount: i64) -> String {
    let tenths = amount * 10 / HOUR;
    if tenths % 10 == 0 { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}
