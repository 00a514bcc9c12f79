//! Boxes and lines as they are painted.

use std::collections::BTreeSet;

use egui::{Align2, CornerRadius, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, pos2, vec2};

use super::super::sides::Colours;
use super::super::table::Table;
use super::FlowState;
use super::look::Look;
use crate::engine::flow::{FlowLink, Sizes};
use crate::engine::schedule::sides::{Kin, Side, Status};
use crate::engine::schedule::{Moment, TaskTimes};
use crate::model::{LinkId, Rate, Task, TaskId};
use crate::text::Msg;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, Palette, fonts, icons, size};
use crate::ui::widgets::paint;

/// Width of a line from one department to another.
pub const HAND_OVER: f32 = 2.2;
/// Width of a line within a department.
pub const WITHIN: f32 = 1.3;
/// Length of an arrow.
const ARROW: f32 = 6.0;

/// What is painted.
pub struct Picture<'a> {
    /// Words and clock.
    pub scene: &'a Scene<'a>,
    /// The project.
    pub open: &'a Open<'a>,
    /// The chart.
    pub flow: &'a FlowState,
    /// Tasks and dates.
    pub table: &'a Table,
    /// How closely.
    pub look: Look,
    /// Where.
    pub area: Rect,
    /// The clock.
    pub now: Moment,
    /// Whether critical tasks stand out.
    pub critical: bool,
    /// By what boxes are coloured.
    pub colours: &'a Colours,
}

impl<'a> Picture<'a> {
    /// Where a box stands.
    #[must_use]
    pub fn rect(&self, at: usize) -> Option<Rect> {
        rect(self.flow, self.look, self.area, at)
    }

    /// The task of a box.
    #[must_use]
    pub fn task(&self, at: usize) -> Option<(&'a Task, TaskTimes)> {
        let row = self.flow.chart.boxes.get(at)?.row as usize;
        Some((self.open.campaign.tasks.at(row)?, *self.table.schedule.times.get(row)?))
    }
}

/// Where a box stands.
#[must_use]
pub fn rect(flow: &FlowState, look: Look, area: Rect, at: usize) -> Option<Rect> {
    let place = flow.chart.layout.boxes.get(at)?;
    let sizes = Sizes::USUAL;
    Some(look.rect(area, place.left, place.top, (sizes.width, sizes.height)))
}

/// The corners of a line in the window, from the box that it leaves.
#[must_use]
pub fn way(flow: &FlowState, look: Look, area: Rect, at: usize) -> Vec<Pos2> {
    let Some(route) = flow.chart.layout.edges.get(at) else { return Vec::new() };
    let mut way: Vec<Pos2> = route.points.iter().map(|(x, y)| look.place(area, *x, *y)).collect();
    if route.back {
        way.reverse();
    }
    way
}

/// All lines in view; those of the box under the pointer on top.
pub fn links(ui: &Ui, picture: &Picture<'_>, picked: Option<LinkId>, kin: Option<&BTreeSet<usize>>) {
    let p = theme::tokens(ui);
    let painter = ui.painter_at(picture.area);
    let flow = picture.flow;
    let is_picked = |link: &FlowLink| picked.is_some_and(|id| link.links.contains(&id));
    let of_kin = |link: &FlowLink| kin.is_some_and(|kin| kin.contains(&link.from) && kin.contains(&link.to));
    // what is looked at is painted last
    let rank = |link: &FlowLink| (is_picked(link) || of_kin(link), picture.critical && link.critical, link.hand_over);
    let mut order: Vec<usize> = (0..flow.chart.links.len()).collect();
    order.sort_by_key(|at| flow.chart.links.get(*at).map(rank));
    for at in order {
        let Some(link) = flow.chart.links.get(at) else { continue };
        let way = way(flow, picture.look, picture.area, at);
        let (Some(first), Some(last)) = (way.first(), way.last()) else { continue };
        if !Rect::from_two_pos(*first, *last).union(Rect::from_points(&way)).expand(4.0).intersects(picture.area) {
            continue;
        }
        let color = if is_picked(link) || of_kin(link) {
            p.accent
        } else if link.circle || picture.critical && link.critical {
            p.error
        } else if link.hand_over {
            p.t2
        } else {
            p.bar_2
        };
        let color = if kin.is_some() && !of_kin(link) { color.gamma_multiply(0.3) } else { color };
        let width = if link.hand_over { HAND_OVER } else { WITHIN };
        let stroke = Stroke::new(width, color);
        let back = flow.chart.layout.edges.get(at).is_some_and(|route| route.back);
        if link.circle || back {
            painter.extend(Shape::dashed_line(&way, stroke, 5.0, 4.0));
        } else {
            painter.add(Shape::line(short(&way), stroke));
        }
        arrow(&painter, &way, color);
    }
}

/// A line that ends where its arrow begins.
fn short(way: &[Pos2]) -> Vec<Pos2> {
    let mut way = way.to_vec();
    let count = way.len();
    if let Some([before, last]) = way.get_mut(count.saturating_sub(2)..)
        && (last.x - before.x).abs() > ARROW
    {
        last.x -= (last.x - before.x).signum() * (ARROW - 1.0);
    }
    way
}

fn arrow(painter: &egui::Painter, way: &[Pos2], color: egui::Color32) {
    let [.., before, last] = way else { return };
    let turn = if last.x >= before.x { 1.0 } else { -1.0 };
    let back = last.x - turn * ARROW;
    let corners = vec![*last, pos2(back, last.y - 3.5), pos2(back, last.y + 3.5)];
    painter.add(Shape::convex_polygon(corners, color, Stroke::NONE));
}

/// A box with what can be read in it at this size.
pub fn package(ui: &Ui, picture: &Picture<'_>, at: usize, selected: &BTreeSet<TaskId>, kin: Option<&BTreeSet<usize>>) {
    let p = theme::tokens(ui);
    let (Some(rect), Some((task, times))) = (picture.rect(at), picture.task(at)) else { return };
    let dim = kin.is_some_and(|kin| !kin.contains(&at));
    let fade = |color: egui::Color32| if dim { color.gamma_multiply(0.45) } else { color };
    let painter = ui.painter_at(picture.area);
    let status = Status::of(task, &times, picture.now);
    let folded = picture.flow.chart.boxes.get(at).map_or(0, |known| known.folded);
    let critical = picture.critical && times.critical && task.progress < Rate::ONE;
    let coloured = picture.colours.of(picture.open, task, &times, picture.now);
    let (fill, edge) = match (coloured, critical, status) {
        (_, true, _) => (p.error_soft, p.error),
        (Some(color), ..) => (color.gamma_multiply(0.16), color),
        (_, _, Status::Done) => (p.side, p.line_2),
        _ => (p.panel, p.t3),
    };
    let corner = CornerRadius::same(size::RADIUS);
    if folded > 0 {
        // what is folded lies behind
        let behind = rect.translate(vec2(3.0, 3.0));
        painter.rect(behind, corner, p.panel, Stroke::new(1.0, fade(edge)), StrokeKind::Inside);
    }
    painter.rect_filled(rect, corner, p.panel);
    painter.rect(rect, corner, fill, Stroke::new(1.0, fade(edge)), StrokeKind::Inside);
    stripe(&painter, picture, task, &times, rect, fade);
    progress(&painter, task, rect, p, fade);
    if selected.contains(&task.id) && !picture.flow.posing {
        let frame = rect.expand(1.5);
        painter.rect_stroke(frame, CornerRadius::same(5), Stroke::new(2.0, p.accent), StrokeKind::Outside);
    }
    words(&painter, picture, (task, &times), (rect, status, folded), p, fade);
}

/// The colour of the phase at the left edge.
fn stripe(
    painter: &egui::Painter,
    picture: &Picture<'_>,
    task: &Task,
    times: &TaskTimes,
    rect: Rect,
    fade: impl Fn(egui::Color32) -> egui::Color32,
) {
    let open = picture.open;
    let Kin::Phase(Some(id)) = Kin::of(Side::Phase, open.project, open.campaign, task, times, picture.now) else {
        return;
    };
    let Some(phase) = open.campaign.phases.get(id) else { return };
    let p = theme::of(painter.ctx());
    let stripe = Rect::from_min_size(rect.min, vec2(4.0, rect.height())).shrink2(vec2(0.0, 0.5));
    let corner = CornerRadius { nw: size::RADIUS, sw: size::RADIUS, ne: 0, se: 0 };
    painter.rect_filled(stripe, corner, fade(p.phase(phase.kind)));
}

/// How much is done, along the lower edge.
fn progress(
    painter: &egui::Painter,
    task: &Task,
    rect: Rect,
    p: &Palette,
    fade: impl Fn(egui::Color32) -> egui::Color32,
) {
    let done = task.progress.to_f64() as f32;
    if done <= 0.0 || done >= 1.0 || rect.height() < 20.0 {
        return;
    }
    let track = Rect::from_min_max(pos2(rect.left() + 10.0, rect.bottom() - 5.0), rect.max - vec2(6.0, 2.0));
    let bar = Rect::from_min_size(track.min, vec2(track.width() * done.clamp(0.0, 1.0), track.height()));
    painter.rect_filled(bar, CornerRadius::same(1), fade(p.series[0]));
}

fn words(
    painter: &egui::Painter,
    picture: &Picture<'_>,
    (task, times): (&Task, &TaskTimes),
    (rect, status, folded): (Rect, Status, usize),
    p: &Palette,
    fade: impl Fn(egui::Color32) -> egui::Color32,
) {
    if rect.height() < 17.0 || rect.width() < 40.0 {
        return;
    }
    let scene = picture.scene;
    let both = rect.height() >= 42.0;
    let (left, mut right) = (rect.left() + 10.0, rect.right() - 6.0);
    let upper = if both { rect.top() + rect.height() * 0.29 } else { rect.center().y };
    let mark = match status {
        Status::Late => Some((icons::TRIANGLE_ALERT, p.worse)),
        Status::Done => Some((icons::CHECK, p.ok)),
        _ => None,
    };
    if let Some((icon, color)) = mark {
        paint::icon(painter, pos2(right - 6.0, upper), icon, size::ICON_CELL, fade(color));
        right -= 16.0;
    }
    let name = if task.name.is_empty() { scene.text(Msg::CalendarUntitled) } else { &task.name };
    let name = if task.milestone { format!("◆ {name}") } else { name.to_owned() };
    let font = if folded > 0 { fonts::text_medium() } else { fonts::text() };
    let ink = fade(if status == Status::Done { p.t2 } else { p.t1 });
    let galley = paint::cut(painter, &name, font, ink, right - left);
    painter.galley(pos2(left, upper - galley.size().y / 2.0), galley, ink);
    if !both {
        return;
    }
    let y = rect.top() + rect.height() * 0.66;
    let ink = fade(p.t3);
    let format = scene.format();
    let last = if times.finish > times.start { times.finish.last_day() } else { times.finish.date() };
    let dates = if task.milestone || last == times.start.date() {
        format.day(times.start.date())
    } else {
        format.days(times.start.date(), last).replace(" – ", "–")
    };
    let right = rect.right() - 6.0;
    let end = Align2::RIGHT_CENTER;
    let dates = paint::cut(painter, &dates, fonts::text(), ink, right - left);
    let place = end.anchor_size(pos2(right, y), dates.size());
    painter.galley(place.min, dates, ink);
    let who = if folded > 0 {
        scene.texts.with(Msg::LanesCount, &[("n", folded.into())])
    } else {
        // the lane says which department
        let person = task.owner.and_then(|id| picture.open.project.shop.people.get(id));
        person.map_or_else(String::new, |person| person.name.clone())
    };
    let room = place.left() - left - 6.0;
    if room > 20.0 {
        let galley = paint::cut(painter, &who, fonts::text(), ink, room);
        painter.galley(pos2(left, y - galley.size().y / 2.0), galley, ink);
    }
}
