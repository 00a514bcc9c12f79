//! The shifts of the day by role, and beside them equipment and supplies of the whole campaign.

use egui::{Align2, FontId, Rect, Stroke, Ui, pos2};

use crate::engine::staffing::{Cover, DAY, DayNeed, Role, StaffingAnswer};
use crate::model::Shifts;
use crate::text::Msg;
use crate::text::staffing::{SHIFTS, items, role_name};
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{paint, pane};

const ROW: f32 = size::ROW_COMPACT;
/// Width of equipment and supplies.
const ITEMS: f32 = 248.0;

/// Draws both.
pub(super) fn show(
    ui: &mut Ui,
    place: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    answer: &StaffingAnswer,
    day: &DayNeed,
) {
    let (left, right) = place.split_left_right_at_x(place.right() - ITEMS);
    shifts(ui, left, scene, open, answer, day);
    supplies(ui, right, scene, open, answer);
    pane::divider_v(ui, place, right.left());
}

/// One cell: words at a side of a column; what it says is known to a screen reader.
struct Line<'a> {
    place: Rect,
    scene: &'a Scene<'a>,
}

impl Line<'_> {
    fn left(&self, ui: &mut Ui, x: f32, width: f32, text: &str, font: FontId, ink: egui::Color32) {
        let galley = paint::cut(ui.painter(), text, font, ink, width);
        let spot = Align2::LEFT_CENTER.anchor_size(pos2(x, self.place.center().y), galley.size());
        ui.painter().galley(spot.min, galley, ink);
    }

    fn heads(&self, ui: &mut Ui, right: f32, heads: u64, spoken: &str, why: Option<String>, font: FontId) {
        let p = theme::tokens(ui);
        let (text, ink) = match heads {
            0 => ("—".to_owned(), p.t4),
            heads => (self.scene.format().whole(heads.into()), p.t1),
        };
        let at = pos2(right, self.place.center().y);
        paint::text(ui.painter(), at, Align2::RIGHT_CENTER, &text, font, ink);
        let cell = Rect::from_min_max(pos2(right - 56.0, self.place.top()), pos2(right, self.place.bottom()));
        let response = pane::named(ui, cell, &format!("{spoken} {text}"));
        if let Some(why) = why {
            response.on_hover_text(why);
        }
    }
}

fn shifts(ui: &mut Ui, place: Rect, scene: &Scene<'_>, open: &Open<'_>, answer: &StaffingAnswer, day: &DayNeed) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let title = [("day", format.day_with_weekday(day.date).into()), ("orders", format.whole(day.orders.into()).into())];
    let title = scene.texts.with(Msg::StaffingDayTitle, &title);
    let at = pos2(place.left() + size::S16, place.top() + 16.0);
    pane::label(ui, at, Align2::LEFT_CENTER, &title, fonts::text_medium(), p.t1);
    let left = place.left() + size::S16;
    let room = place.width() - 2.0 * size::S16;
    // shift, warehouse's hours, pickers, packers, agents' hours, agents
    let part = |share: f32| left + room * share;
    let (warehouse, pickers, packers, service, agents) = (part(0.14), part(0.46), part(0.58), part(0.63), part(1.0));
    let line = |row: usize| Line {
        place: Rect::from_min_max(
            pos2(place.left(), place.top() + 30.0 + ROW * row as f32),
            pos2(place.right(), place.top() + 30.0 + ROW * (row + 1) as f32),
        ),
        scene,
    };
    let head = line(0);
    ui.painter().rect_filled(head.place, egui::CornerRadius::ZERO, p.chrome);
    head.left(ui, left, room, scene.text(Msg::StaffingTableShift), fonts::text(), p.t2);
    head.left(ui, warehouse, room, scene.text(Msg::StaffingTableWarehouse), fonts::text(), p.t2);
    head.left(ui, service, room, scene.text(Msg::StaffingTableAgents), fonts::text(), p.t2);
    for (right, role) in [(pickers, Role::Pickers), (packers, Role::Packers), (agents, Role::Agents)] {
        let at = pos2(right, head.place.center().y);
        paint::text(ui.painter(), at, Align2::RIGHT_CENTER, scene.text(role_name(role)), fonts::text(), p.t2);
    }
    let sheet = open.campaign.staffing.as_ref();
    let cover = Cover::new(sheet);
    for (at, msg) in SHIFTS.into_iter().enumerate() {
        let row = line(at + 1);
        let name = scene.text(msg);
        row.left(ui, left, warehouse - left - size::S8, name, fonts::text(), p.t1);
        let hours = |shifts: [&Shifts; 3]| match shifts[at] {
            off if off.is_off() => scene.text(Msg::StaffingOff).to_owned(),
            shifts => shifts.to_string().replace('-', "–"),
        };
        row.left(ui, warehouse, pickers - warehouse - 56.0, &hours(sheet.warehouse.list()), fonts::text(), p.t2);
        row.left(ui, service, agents - service - 56.0, &hours(sheet.agents.list()), fonts::text(), p.t2);
        for (right, role) in [(pickers, Role::Pickers), (packers, Role::Packers), (agents, Role::Agents)] {
            let heads = day.shifts[at][role as usize];
            let spoken = format!("{name} {}", scene.text(role_name(role)));
            let why = why(scene, answer, day, &cover, role, at);
            row.heads(ui, right, heads, &spoken, why, fonts::text());
        }
        ui.painter().hline(row.place.x_range(), row.place.bottom() - 0.5, Stroke::new(1.0, p.line));
    }
    let total = line(SHIFTS.len() + 1);
    let words = scene.text(Msg::StaffingTotal);
    total.left(ui, left, room, words, fonts::text_medium(), p.t1);
    for (right, role) in [(pickers, Role::Pickers), (packers, Role::Packers), (agents, Role::Agents)] {
        let spoken = format!("{words} {}", scene.text(role_name(role)));
        total.heads(ui, right, day.of(role), &spoken, None, fonts::text_medium());
    }
}

/// The hour that decides how many a shift needs.
fn why(
    scene: &Scene<'_>,
    answer: &StaffingAnswer,
    day: &DayNeed,
    cover: &Cover,
    role: Role,
    shift: usize,
) -> Option<String> {
    let heads = day.shifts[shift][role as usize];
    if heads == 0 {
        return None;
    }
    let earlier: [u64; 3] = std::array::from_fn(|at| if at < shift { day.shifts[at][role as usize] } else { 0 });
    let there = cover.present(role, earlier);
    let hours = answer.hours_of(day.date);
    let need = |hour: usize| hours.get(hour).and_then(|hour| hour.heads.get(role as usize)).copied().unwrap_or(0);
    let covered = cover.of(role)[shift];
    let hour = (0..DAY).find(|hour| covered[*hour] && need(*hour).saturating_sub(there[*hour]) == heads)?;
    let format = scene.format();
    let words = [
        ("shift", scene.text(SHIFTS[shift]).into()),
        ("at", format!("{hour:02}:00").into()),
        ("need", format.whole(need(hour).into()).into()),
    ];
    let mut words = scene.texts.with(Msg::StaffingCellWhy, &words);
    if there[hour] > 0 {
        let less = [("there", format.whole(there[hour].into()).into())];
        words.push_str(&scene.texts.with(Msg::StaffingCellLess, &less));
    }
    Some(words)
}

fn supplies(ui: &mut Ui, place: Rect, scene: &Scene<'_>, open: &Open<'_>, answer: &StaffingAnswer) {
    let p = theme::tokens(ui);
    let at = pos2(place.left() + size::S16, place.top() + 16.0);
    let title = scene.text(Msg::StaffingSuppliesHead);
    let end = pane::label(ui, at, Align2::LEFT_CENTER, title, fonts::text_medium(), p.t1).rect.right();
    let whole = scene.text(Msg::StaffingWhole);
    if end + size::S12 + paint::width(ui.painter(), whole, fonts::text()) < place.right() - size::S8 {
        pane::label(ui, pos2(end + size::S12, at.y), Align2::LEFT_CENTER, whole, fonts::text(), p.t3);
    }
    for (at, (name, count, why)) in
        items(scene.texts, &open.campaign.staffing, &answer.supplies).into_iter().enumerate()
    {
        let top = place.top() + 30.0 + ROW * at as f32;
        let row = Rect::from_min_max(pos2(place.left(), top), pos2(place.right(), top + ROW));
        let name = scene.text(name);
        let (left, right) =
            (pos2(row.left() + size::S16, row.center().y), pos2(row.right() - size::S16, row.center().y));
        paint::text(ui.painter(), left, Align2::LEFT_CENTER, name, fonts::text(), p.t2);
        paint::text(ui.painter(), right, Align2::RIGHT_CENTER, &count, fonts::text(), p.t1);
        pane::named(ui, row, &format!("{name} {count}")).on_hover_text(why);
        ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, p.line));
    }
}
