//! The hours of a day, a chart for each role: heads needed as columns, people on duty as a line, the shifts as blocks below.

use egui::{Align2, CornerRadius, Rect, Role as Spoken, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2};

use crate::engine::staffing::{Cover, DAY, DayNeed, HourNeed, Role, StaffingAnswer};
use crate::text::Msg;
use crate::text::staffing::{SHIFTS, role_name, why_hour};
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{paint, pane};

/// Height of the row that names a role.
const TITLE: f32 = 28.0;
/// Height of the hours of the axis.
const AXIS: f32 = 16.0;
/// Height of a row of shifts.
const BLOCK: f32 = 18.0;

/// Where the columns of a chart stand; no painting.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    /// The columns' ground.
    pub(super) body: Rect,
    /// The most heads that it has room for.
    pub(super) most: u64,
}

impl Frame {
    /// The left edge of an hour.
    pub(super) fn x(&self, hour: usize) -> f32 {
        self.body.left() + self.body.width() * hour as f32 / DAY as f32
    }

    /// The height of so many heads.
    pub(super) fn y(&self, heads: u64) -> f32 {
        self.body.bottom() - self.body.height() * (heads as f32 / self.most.max(1) as f32)
    }

    /// The column of an hour.
    pub(super) fn column(&self, hour: usize, heads: u64) -> Rect {
        let inset = (self.body.width() / DAY as f32 * 0.14).round();
        Rect::from_min_max(
            pos2(self.x(hour) + inset, self.y(heads)),
            pos2(self.x(hour + 1) - inset, self.body.bottom()),
        )
    }
}

/// Rows for shifts, so that none covers another: early, middle, late.
pub(super) fn lanes(hours: &[[bool; DAY]; 3]) -> [usize; 3] {
    let overlap = |a: &[bool; DAY], b: &[bool; DAY]| a.iter().zip(b).any(|(a, b)| *a && *b);
    let mut lanes = [0; 3];
    for at in 1..3 {
        let taken = |lane: usize, lanes: &[usize; 3]| {
            (0..at).any(|other| lanes[other] == lane && overlap(&hours[other], &hours[at]))
        };
        lanes[at] = (0..3).find(|lane| !taken(*lane, &lanes)).unwrap_or(at);
    }
    lanes
}

/// Draws the charts of all roles.
pub(super) fn show(
    ui: &mut Ui,
    place: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    answer: &StaffingAnswer,
    day: &DayNeed,
) {
    let cover = Cover::new(&open.campaign.staffing);
    let hours = answer.hours_of(day.date);
    let height = place.height() / 3.0;
    for (at, role) in Role::ALL.into_iter().enumerate() {
        let top = place.top() + height * at as f32;
        let part = Rect::from_min_max(pos2(place.left(), top), pos2(place.right(), top + height));
        chart(ui, part, scene, open, &cover, (role, hours, day));
    }
}

fn chart(
    ui: &mut Ui,
    place: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    cover: &Cover,
    (role, hours, day): (Role, &[HourNeed], &DayNeed),
) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let need = |hour: &HourNeed| hour.heads.get(role as usize).copied().unwrap_or(0);
    let most = hours.iter().map(need).max().unwrap_or(0);
    let peak = hours.iter().position(|hour| need(hour) == most && most > 0);
    let name = scene.text(role_name(role));
    let title = pos2(place.left() + size::S16, place.top() + TITLE / 2.0 + 2.0);
    let end = pane::label(ui, title, Align2::LEFT_CENTER, name, fonts::text_medium(), p.t1).rect.right();
    let about = match peak.and_then(|at| hours.get(at)) {
        Some(hour) => {
            let at = format!("{} {}", format.day(day.date), format.time(hour.at));
            scene.texts.with(Msg::StaffingPeak, &[("heads", format.whole(most.into()).into()), ("at", at.into())])
        }
        None => scene.text(Msg::StaffingNobody).to_owned(),
    };
    pane::label(ui, pos2(end + size::S12, title.y), Align2::LEFT_CENTER, &about, fonts::text(), p.t2);
    let shifts = day.shifts.map(|heads| heads.get(role as usize).copied().unwrap_or(0));
    let present = cover.present(role, shifts);
    let lanes = lanes(cover.of(role));
    let rows = lanes.iter().max().map_or(1, |most| most + 1) as f32;
    let bottom = place.bottom() - AXIS - rows * BLOCK - 6.0;
    let left = place.left() + 52.0;
    let body = Rect::from_min_max(pos2(left, place.top() + TITLE + 14.0), pos2(place.right() - size::S16, bottom));
    if body.height() < 16.0 {
        return;
    }
    let top = present.iter().copied().max().unwrap_or(0).max(most);
    let frame = Frame { body, most: top.max(1) };
    let chart = ui.interact(body, ui.scope_id().with(("staffing chart", name)), Sense::hover());
    let spoken = scene.texts.with(Msg::StaffingChart, &[("role", name.into())]);
    chart.widget_info(|| WidgetInfo::labeled(Spoken::Figure, true, &spoken));
    for part in [top, top / 2] {
        if part > 0 {
            let y = frame.y(part).round() + 0.5;
            ui.painter().hline(body.x_range(), y, Stroke::new(1.0, p.grid));
            let words = format.whole(part.into());
            let at = pos2(left - size::S8, y);
            paint::text(ui.painter(), at, Align2::RIGHT_CENTER, &words, fonts::text(), p.t3);
        }
    }
    ui.painter().hline(body.x_range(), body.bottom() - 0.5, Stroke::new(1.0, p.line_2));
    for (at, hour) in hours.iter().enumerate() {
        column(ui, scene, open, &frame, (role, at, hour, present[at.min(DAY - 1)]), peak == Some(at));
    }
    if top > 0 {
        ui.painter().add(Shape::line(steps(&frame, &present), Stroke::new(1.5, p.t1)));
    }
    for hour in (0..DAY).step_by(2) {
        let at = pos2(f32::midpoint(frame.x(hour), frame.x(hour + 1)), body.bottom() + AXIS / 2.0 + 1.0);
        paint::text(ui.painter(), at, Align2::CENTER_CENTER, &hour.to_string(), fonts::text(), p.t3);
    }
    blocks(ui, scene, &frame, cover.of(role), &lanes, shifts);
}

/// A column, and why it is so high.
fn column(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    frame: &Frame,
    (role, at, hour, present): (Role, usize, &HourNeed, u64),
    peak: bool,
) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let heads = hour.heads.get(role as usize).copied().unwrap_or(0);
    let bar = frame.column(at, heads);
    let whole = Rect::from_x_y_ranges(frame.x(at)..=frame.x(at + 1), frame.body.y_range());
    let words = [
        ("from", format!("{at:02}:00").into()),
        ("to", format!("{:02}:00", at + 1).into()),
        ("role", scene.text(role_name(role)).into()),
        ("heads", format.whole(heads.into()).into()),
    ];
    let words = scene.texts.with(Msg::StaffingHour, &words);
    let response = pane::named(ui, whole, &words);
    if response.hovered() {
        ui.painter().rect_filled(whole, CornerRadius::ZERO, p.hover);
    }
    let corners = CornerRadius { nw: 2, ne: 2, sw: 0, se: 0 };
    if heads > present {
        // nobody is there for them
        ui.painter().rect_filled(bar, corners, p.panel);
        paint::hatch(ui.painter(), bar, p.worse);
        ui.painter().rect_stroke(bar, corners, Stroke::new(1.0, p.worse), StrokeKind::Inside);
    } else {
        ui.painter().rect_filled(bar, corners, if peak { p.accent } else { p.bar_2 });
    }
    if peak {
        let above = pos2(bar.center().x, bar.top() - 8.0);
        let label = format.whole(heads.into());
        paint::text(ui.painter(), above, Align2::CENTER_CENTER, &label, fonts::text_medium(), p.input);
    }
    response.on_hover_ui(|ui| {
        ui.label(egui::RichText::new(&words).font(fonts::text_medium()).color(p.t1));
        for line in why_hour(scene.texts, &open.campaign.staffing, role, hour) {
            ui.label(egui::RichText::new(line).color(p.t2));
        }
        let there = [("n", format.whole(present.into()).into())];
        ui.label(egui::RichText::new(scene.texts.with(Msg::StaffingPresent, &there)).color(p.t2));
    });
}

/// The line of the people on duty.
fn steps(frame: &Frame, present: &[u64; DAY]) -> Vec<egui::Pos2> {
    let hours = present.iter().enumerate();
    hours
        .flat_map(|(hour, heads)| [pos2(frame.x(hour), frame.y(*heads)), pos2(frame.x(hour + 1), frame.y(*heads))])
        .collect()
}

/// The shifts under the hours that they cover.
fn blocks(
    ui: &mut Ui,
    scene: &Scene<'_>,
    frame: &Frame,
    hours: &[[bool; DAY]; 3],
    lanes: &[usize; 3],
    shifts: [u64; 3],
) {
    let p = theme::tokens(ui);
    for (at, covered) in hours.iter().enumerate() {
        let words =
            [("shift", scene.text(SHIFTS[at]).into()), ("heads", scene.format().whole(shifts[at].into()).into())];
        let words = scene.texts.with(Msg::StaffingBlock, &words);
        let mut hour = 0;
        while hour < DAY {
            if !covered[hour] {
                hour += 1;
                continue;
            }
            let from = hour;
            while hour < DAY && covered[hour] {
                hour += 1;
            }
            let top = frame.body.bottom() + AXIS + 2.0 + lanes[at] as f32 * BLOCK;
            let block =
                Rect::from_min_max(pos2(frame.x(from) + 1.0, top), pos2(frame.x(hour) - 1.0, top + BLOCK - 2.0));
            let corner = CornerRadius::same(size::RADIUS - 1);
            ui.painter().rect(block, corner, p.sunken, Stroke::new(1.0, p.line), StrokeKind::Inside);
            let galley = paint::cut(ui.painter(), &words, fonts::text(), p.t2, block.width() - 6.0);
            let spot = Align2::CENTER_CENTER.anchor_size(block.center(), galley.size());
            ui.painter().galley(spot.min, galley, p.t2);
            pane::named(ui, block, &words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_day_and_shifts_do_not_cover_each_other() {
        let body = Rect::from_min_max(pos2(100.0, 0.0), pos2(580.0, 100.0));
        let frame = Frame { body, most: 50 };
        assert_eq!((frame.x(0), frame.x(24)), (100.0, 580.0));
        assert_eq!((frame.y(0), frame.y(25), frame.y(50)), (100.0, 50.0, 0.0));
        assert!(frame.column(23, 10).right() <= 580.0);
        let hours = |from: usize, to: usize| std::array::from_fn(|hour| (from..to).contains(&hour));
        assert_eq!(lanes(&[hours(8, 16), hours(16, 24), hours(0, 8)]), [0, 0, 0]);
        assert_eq!(lanes(&[hours(8, 16), hours(13, 22), hours(14, 24)]), [0, 1, 2]);
        assert_eq!(lanes(&[hours(8, 16), hours(13, 22), hours(22, 24)]), [0, 1, 0]);
    }
}
