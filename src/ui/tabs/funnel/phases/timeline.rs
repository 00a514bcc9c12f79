//! The phases to scale on a line of time, their edges to be dragged: one gesture, one step.

use egui::{Align2, CornerRadius, Rangef, Rect, Response, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};
use jiff::civil::DateTime;

use crate::engine::phases::{days_touched, last_day};
use crate::model::{Phase, PhaseId, Rows};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::phase_edges::{self, EdgesState, Scale, end_shown};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint, pane};

/// Height of the whole line.
pub const HEIGHT: f32 = 68.0;
const NAMES: f32 = 8.0;
const BAR_TOP: f32 = 26.0;
const BAR: f32 = 14.0;
const WAVES: f32 = 4.0;
const DATES: f32 = 57.0;

/// Draws the line; gives the phase that was clicked.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut EdgesState,
    actions: &mut Actions,
) -> Option<PhaseId> {
    let p = theme::tokens(ui);
    let phases = &open.campaign.phases;
    ui.painter().hline(area.x_range(), area.bottom() - 0.5, Stroke::new(1.0, p.line));
    // while an edge is dragged the scale stays as it was
    let shown = state.origin().unwrap_or(phases);
    let start = shown.iter().map(|p| p.start).min()?;
    let end = shown.iter().map(|p| p.end).max()?;
    let scale = Scale::new(start, end, area.left() + size::S16, area.right() - size::S16)?;
    let mut clicked = None;
    for phase in phases {
        let rect = block(area, &scale, phase);
        let words = format!("{} {}", phase.name_in(scene.texts), range(scene, phase));
        let response = ui.interact(rect, ui.scope_id().with(("phase block", phase.id.0)), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &words));
        paint_block(ui, area, rect, &scale, phase, &response);
        if response.clicked() {
            clicked = Some(phase.id);
        }
        if state.origin().is_none() {
            response.on_hover_ui(|ui| tip(ui, scene, open, phase));
        }
    }
    names(ui, area, &scale, scene, phases);
    let taken = today(ui, area, &scale, scene, (start, end));
    let dragged = edges(ui, area, &scale, scene, open, state, actions);
    dates(ui, area, &scale, scene, phases, &[taken, dragged]);
    clicked
}

fn block(area: Rect, scale: &Scale, phase: &Phase) -> Rect {
    let (left, right) = (scale.x(phase.start).round(), scale.x(phase.end).round());
    // neighbours keep a point apart
    let top = area.top() + BAR_TOP;
    Rect::from_min_max(pos2(left, top), pos2((right - 1.0).max(left + 1.0), top + BAR))
}

fn paint_block(ui: &Ui, area: Rect, rect: Rect, scale: &Scale, phase: &Phase, response: &Response) {
    let p = theme::tokens(ui);
    let painter = ui.painter();
    let corner = CornerRadius::same(size::RADIUS_SMALL);
    painter.rect_filled(rect, corner, p.phase(phase.kind));
    if response.has_focus() {
        button::focus_ring(painter, rect, p);
    }
    let top = area.top() + BAR_TOP + BAR + 3.0;
    for wave in &phase.waves {
        let (left, right) = (scale.x(wave.start).round(), scale.x(wave.end).round());
        let stripe = Rect::from_min_max(pos2(left, top), pos2((right - 1.0).max(left + 1.0), top + WAVES));
        painter.rect_filled(stripe, CornerRadius::same(1), p.bar_2);
    }
}

/// First and last instant, as planners say them.
fn range(scene: &Scene<'_>, phase: &Phase) -> String {
    let format = scene.format();
    format!("{} – {}", format.day_and_time(phase.start), end_shown(format, phase.end))
}

fn tip(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, phase: &Phase) {
    let format = scene.format();
    ui.label(egui::RichText::new(phase.name_in(scene.texts)).font(fonts::text_medium()));
    ui.label(range(scene, phase));
    ui.label(format!("{} {}", scene.text(Msg::ColumnDays), days_touched(phase.start, phase.end)));
    if let Some(share) = open.answer.time.phase(phase.id) {
        ui.label(format!("GMV {}　{}", format.sum(share.gmv), format.percent(share.share, 1)));
    }
}

/// Names above the blocks, as far as they do not meet.
fn names(ui: &mut Ui, area: Rect, scale: &Scale, scene: &Scene<'_>, phases: &Rows<Phase>) {
    let p = theme::tokens(ui);
    let y = area.top() + NAMES + 8.0;
    let mut free = area.left() + size::S16;
    for phase in phases {
        let (left, right) = (scale.x(phase.start).round(), scale.x(phase.end));
        let name = phase.name_in(scene.texts);
        let width = paint::width(ui.painter(), name, fonts::text());
        let x = left.max(free);
        // a name may begin a little late over its own block, never over the next one
        let late = x - left > (right - left - size::S8).max(0.0);
        if late || x + width > area.right() - size::S4 {
            continue;
        }
        pane::label(ui, pos2(x, y), Align2::LEFT_CENTER, name, fonts::text(), p.t1);
        free = x + width + size::S8;
    }
}

/// Today's mark, with its date; gives the place that this takes on the axis.
fn today(ui: &mut Ui, area: Rect, scale: &Scale, scene: &Scene<'_>, span: (DateTime, DateTime)) -> Option<Rect> {
    let p = theme::tokens(ui);
    if scene.now < span.0 || scene.now >= span.1 {
        return None;
    }
    let x = scale.x(scene.now).round();
    let (top, bottom) = (area.top() + BAR_TOP - 4.0, area.top() + DATES - 8.0);
    ui.painter().vline(x, top..=bottom, Stroke::new(1.5, p.accent));
    let words = scene.texts.with(Msg::PanesToday, &[("day", scene.format().day(scene.now.date()).into())]);
    Some(pill(ui, area, x, &words))
}

/// A date on the axis, on accent.
fn pill(ui: &mut Ui, area: Rect, x: f32, words: &str) -> Rect {
    let p = theme::tokens(ui);
    let width = paint::width(ui.painter(), words, fonts::text()) + 2.0 * 6.0;
    let left = (x - width / 2.0).clamp(area.left() + size::S8, (area.right() - size::S8 - width).max(area.left()));
    let rect = Rect::from_min_size(pos2(left.round(), area.top() + DATES - 8.0), vec2(width, 16.0));
    ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), p.accent);
    pane::label(ui, rect.center(), Align2::CENTER_CENTER, words, fonts::text(), p.on_accent);
    rect
}

/// The days on which phases begin, and the last one, as far as they do not meet what is there.
fn dates(ui: &mut Ui, area: Rect, scale: &Scale, scene: &Scene<'_>, phases: &Rows<Phase>, taken: &[Option<Rect>]) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let y = area.top() + DATES;
    let mut used: Vec<Rect> = taken.iter().flatten().copied().collect();
    let mut mark = |ui: &mut Ui, x: f32, words: &str| {
        let width = paint::width(ui.painter(), words, fonts::text());
        let left = (x - 1.0).min(area.right() - size::S16 - width);
        let rect = Rect::from_min_size(pos2(left, y - 8.0), vec2(width, 16.0));
        if used.iter().any(|other| other.expand2(vec2(6.0, 0.0)).intersects(rect)) {
            return;
        }
        pane::label(ui, pos2(left, y), Align2::LEFT_CENTER, words, fonts::text(), p.t3);
        used.push(rect);
    };
    let last = phases.iter().max_by_key(|phase| phase.end);
    if let Some(phase) = phases.first() {
        mark(ui, scale.x(phase.start), &format.day(phase.start.date()));
    }
    if let Some(phase) = last {
        mark(ui, scale.x(phase.end), &format.day(last_day(phase.start, phase.end)));
    }
    for phase in phases {
        mark(ui, scale.x(phase.start), &format.day(phase.start.date()));
    }
}

/// The edges as handles; gives the place of the date that follows a dragged one.
fn edges(
    ui: &mut Ui,
    area: Rect,
    scale: &Scale,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut EdgesState,
    actions: &mut Actions,
) -> Option<Rect> {
    let top = area.top() + BAR_TOP - 4.0;
    let band = Rangef::new(top, top + BAR + 8.0);
    let moved = phase_edges::show(ui, band, scale, scene, open, state, actions)?;
    let p = theme::tokens(ui);
    let bottom = area.top() + DATES - 8.0;
    let ghost = [pos2(moved.before.round(), top), pos2(moved.before.round(), bottom)];
    ui.painter().extend(Shape::dashed_line(&ghost, Stroke::new(1.0, p.t2), 4.0, 3.0));
    let x = moved.now.round();
    ui.painter().vline(x, top..=bottom, Stroke::new(2.0, p.accent));
    Some(pill(ui, area, x, &moved.words))
}
