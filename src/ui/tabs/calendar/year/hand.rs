//! Pointer and keyboard on a bar: chosen, opened, moved. What follows is looked at until the bar is let go or accepted;
//! only then it is one step of the project.

use egui::{CursorIcon, EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, Ui, WidgetInfo};

use super::axis::YearAxis;
use super::rows::BarLine;
use super::state::{Hand, Moving, Picked, Seen};
use crate::engine::year::{Shift, least_days, most_days, preview, shift};
use crate::model::CampaignId;
use crate::text::names::Named;
use crate::text::{Msg, year as words};
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::calendar::{CalendarState, CalendarView};

/// The bar of a campaign under pointer and keyboard.
pub fn bar(
    ui: &mut Ui,
    place: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    axis: &YearAxis,
    bar: &BarLine,
    calendar: &mut CalendarState,
    actions: &mut Actions,
) -> Response {
    let id = Id::unique(("year bar", bar.id.0));
    let focused = ui.memory(|memory| memory.has_focus(id));
    let mut opens = false;
    if focused {
        opens = keys(ui, id, scene, open, bar.id, calendar, actions);
    }
    let response = ui.interact(place, id, Sense::click_and_drag());
    let picked = calendar.year.is_picked(bar.id);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, picked, &bar.spoken));
    if calendar.year.focus == Some(bar.id) {
        calendar.year.focus = None;
        response.request_focus();
    }
    if response.clicked() || response.drag_started() || response.gained_focus() {
        calendar.year.picked = Some(Picked::Campaign(bar.id));
    }
    if response.clicked() {
        response.request_focus();
    }
    if response.double_clicked() || opens {
        self::open(bar.id, calendar, actions);
    }
    if response.drag_started() {
        // a drag is told only some points after the button went down
        let from = ui.input(|i| i.pointer.press_origin()).map_or(place.left(), |at| at.x);
        calendar.year.moving = Some(Moving { id: bar.id, how: Shift::default(), hand: Hand::Pointer(from) });
    }
    follow(ui, scene, open, axis, bar.id, calendar, actions);
    let moving = calendar.year.moving.is_some_and(|moving| moving.id == bar.id);
    if moving && matches!(calendar.year.moving, Some(Moving { hand: Hand::Pointer(_), .. })) {
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        return response;
    }
    if calendar.year.moving.is_some() {
        return response;
    }
    let movable = open.project.campaign(bar.id).is_some_and(|campaign| least_days(campaign, scene.now).is_ok());
    let icon = if movable { CursorIcon::Grab } else { CursorIcon::PointingHand };
    response.on_hover_cursor(icon).on_hover_ui(|ui| {
        ui.label(&bar.spoken);
        let campaign = open.project.campaign(bar.id);
        if let Some(why) = campaign.and_then(|campaign| least_days(campaign, scene.now).err()) {
            ui.label(words::refused(scene.texts, why));
        } else {
            ui.label(scene.text(Msg::YearBarHint));
        }
    })
}

/// Shows a campaign's tasks.
pub fn open(id: CampaignId, calendar: &mut CalendarState, actions: &mut Actions) {
    calendar.year.moving = None;
    calendar.view = CalendarView::Gantt;
    actions.push(Action::Campaign(id));
}

/// What the keyboard does to the bar that has it; whether its campaign is to be opened.
fn keys(
    ui: &Ui,
    id: Id,
    scene: &Scene<'_>,
    open: &Open<'_>,
    campaign: CampaignId,
    calendar: &mut CalendarState,
    actions: &mut Actions,
) -> bool {
    let state = &mut calendar.year;
    let moving = state.moving.filter(|moving| moving.id == campaign);
    let escape = moving.is_some();
    let filter = EventFilter { horizontal_arrows: true, escape, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let pressed = |modifiers: Modifiers, key: Key| ui.input_mut(|i| i.count_and_consume_key(modifiers, key)) as i32;
    let weeks = pressed(Modifiers::SHIFT, Key::ArrowRight) - pressed(Modifiers::SHIFT, Key::ArrowLeft);
    let days = pressed(Modifiers::NONE, Key::ArrowRight) - pressed(Modifiers::NONE, Key::ArrowLeft);
    let (by, hold) = (weeks * 7 + days, pressed(Modifiers::NONE, Key::T) % 2 == 1);
    if by != 0 || hold && moving.is_some() {
        let mut how = moving.map_or_else(Shift::default, |moving| moving.how);
        how.days = within(scene, open, campaign, how.days.saturating_add(by));
        how.hold_tasks ^= hold;
        state.picked = Some(Picked::Campaign(campaign));
        state.moving = Some(Moving { id: campaign, how, hand: Hand::Keys });
    }
    if moving.is_some() && pressed(Modifiers::NONE, Key::Escape) > 0 {
        state.moving = None;
    }
    // before egui takes it for a click
    let enter = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
    if enter && let Some(moving) = moving {
        state.moving = None;
        state.focus = Some(campaign);
        accept(scene, open, moving.id, moving.how, actions);
        return false;
    }
    enter
}

/// As many days as the campaign can be moved by.
fn within(scene: &Scene<'_>, open: &Open<'_>, id: CampaignId, days: i32) -> i32 {
    let least = open.project.campaign(id).and_then(|campaign| least_days(campaign, scene.now).ok());
    least.map_or(0, |least| days.clamp(least, most_days()))
}

/// Carries on what the pointer moves.
fn follow(
    ui: &Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    axis: &YearAxis,
    id: CampaignId,
    calendar: &mut CalendarState,
    actions: &mut Actions,
) {
    let state = &mut calendar.year;
    let Some(Moving { hand: Hand::Pointer(from), how, .. }) = state.moving.filter(|moving| moving.id == id) else {
        return;
    };
    let (at, down, hold, escape) = ui.input_mut(|i| {
        let escape = i.consume_key(Modifiers::NONE, Key::Escape) || i.consume_key(Modifiers::SHIFT, Key::Escape);
        (i.pointer.interact_pos(), i.pointer.any_down(), i.modifiers.shift, escape)
    });
    if escape {
        state.moving = None;
        return;
    }
    let days = at.map_or(how.days, |at| within(scene, open, id, axis.days_of(at.x - from)));
    let how = Shift { days, hold_tasks: hold };
    if down {
        state.moving = Some(Moving { id, how, hand: Hand::Pointer(from) });
    } else {
        state.moving = None;
        accept(scene, open, id, how, actions);
    }
    ui.ctx().request_repaint();
}

/// Moves a campaign, as one step.
fn accept(scene: &Scene<'_>, open: &Open<'_>, id: CampaignId, how: Shift, actions: &mut Actions) {
    let Some(campaign) = open.project.campaign(id).filter(|_| how.days != 0) else { return };
    let now = scene.now;
    let Ok(shifted) = shift(campaign, how, now) else { return };
    let days = words::days_moved(scene.texts, how.days);
    let name = [("name", campaign.name_in(scene.texts).into()), ("days", days.into())];
    actions.edit(scene.texts.with(Msg::YearMove, &name), move |project| {
        if let Some(slot) = project.campaigns.get_mut(id) {
            *slot = shifted.campaign;
        }
    });
}

/// Keeps what follows from the move up to date.
pub fn look_ahead(scene: &Scene<'_>, open: &Open<'_>, year: i16, calendar: &mut CalendarState) {
    let state = &mut calendar.year;
    let Some(moving) = state.moving else {
        state.seen = None;
        return;
    };
    let of = (moving.id, moving.how, open.revision, year);
    if state.seen.as_ref().is_some_and(|seen| seen.of == of) {
        return;
    }
    let inputs = open.answers.year_inputs(open.project);
    let now = open.answers.year(open.project, year, scene.now.date());
    let ladder = open.ladders.iter().find(|ladder| ladder.year == year);
    let calendars = open.answers.calendars(&open.project.shop);
    let found =
        preview(open.project, &calendars, (&inputs, ladder), &now, moving.id, moving.how, scene.now).map(Box::new);
    state.seen = Some(Seen { of, found });
}
