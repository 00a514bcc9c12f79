//! The lane of the platforms' events: outlines that are clicked to be changed, and one more.

use egui::{
    Align2, CornerRadius, CursorIcon, Id, Popup, PopupCloseBehavior, Rect, Response, Role, Sense, Stroke, StrokeKind,
    Ui, WidgetInfo, pos2, vec2,
};
use jiff::civil::Date;

use super::lanes::{ground, words};
use super::pack::{GAP, Side};
use super::rows::{EventLine, Prepared};
use super::state::{Picked, YearState};
use crate::model::{EventId, PlatformEvent};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::input;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::{button, paint, pane};

/// Days of an event that was just added.
const NEW_DAYS: i64 = 7;
/// Width of the form.
const FORM: f32 = 264.0;
/// Height of its lines.
const LINE: f32 = 32.0;

/// Draws the lane; `rects` are the outlines' places.
#[expect(clippy::too_many_arguments, reason = "a part of the view, with all that it stands on")]
pub fn show(
    ui: &mut Ui,
    side: Rect,
    lane: Rect,
    rects: &[Rect],
    scene: &Scene<'_>,
    open: &Open<'_>,
    prepared: &Prepared,
    state: &mut YearState,
    actions: &mut Actions,
) {
    ground(ui, side, lane);
    let y = lane.top() + 7.0 + 7.5;
    let figure = match prepared.platforms {
        0 if prepared.events.is_empty() => scene.text(Msg::YearNoEvents).to_owned(),
        0 => String::new(),
        n => scene.texts.with(Msg::YearPlatforms, &[("n", n.into())]),
    };
    let plus = Rect::from_center_size(pos2(side.right() - 16.0, y), vec2(24.0, 24.0));
    let rest = side.with_max_x(plus.left() + size::S4);
    words(ui, rest, y, side.left() + size::S16, scene.text(Msg::YearLaneEvents), &figure);
    let name = scene.text(Msg::YearEventAdd);
    if button::icon_with(&mut paint::at(ui, plus, "year event add"), icons::PLUS, name, false, size::ICON_TEXT)
        .clicked()
    {
        add(scene, open, prepared.answer.year, state, actions);
    }
    for (event, rect) in prepared.events.iter().zip(rects) {
        one(ui, *rect, scene, open, event, state, actions);
    }
}

fn add(scene: &Scene<'_>, open: &Open<'_>, year: i16, state: &mut YearState, actions: &mut Actions) {
    let today = scene.now.date();
    let first = if today.year() == year { today } else { Date::new(year, 1, 1).unwrap_or(today) };
    let last = first.checked_add(jiff::Span::new().days(NEW_DAYS - 1)).unwrap_or(first);
    let name = scene.text(Msg::YearEventNew).to_owned();
    state.open_event = Some(EventId(open.project.next_id.max(1)));
    actions.edit(scene.text(Msg::YearEventAdd), move |project| {
        let id = project.new_id();
        project.platform_events.push(PlatformEvent { id, name, platform: String::new(), first, last });
    });
}

fn one(
    ui: &mut Ui,
    rect: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    line: &EventLine,
    state: &mut YearState,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let response = ui.interact(rect, Id::unique(("year event", line.id.0)), Sense::click());
    let picked = state.picked == Some(Picked::Event(line.id));
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, picked, &line.spoken));
    let painter = ui.painter();
    let edge = if response.hovered() || picked { p.accent } else { p.ghost };
    painter.rect(rect, CornerRadius::same(3), p.panel, Stroke::new(1.0, edge), StrokeKind::Inside);
    let room = if line.inside { rect.width() - 8.0 } else { line.spot.room.max(0.0) };
    let galley = paint::cut(painter, &line.name, fonts::text(), p.t2, room);
    let x = match (line.inside, line.spot.side) {
        (true, _) => rect.left() + 5.0,
        (_, Side::Right) => rect.right() + GAP,
        (_, Side::Left) => rect.left() - GAP - galley.size().x,
    };
    painter.galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, p.t2);
    if response.has_focus() {
        button::focus_ring(painter, rect, p);
    }
    if response.clicked() {
        state.picked = Some(Picked::Event(line.id));
    }
    if state.open_event == Some(line.id) {
        state.open_event = None;
        state.picked = Some(Picked::Event(line.id));
        Popup::open_id(ui.ctx(), Popup::default_response_id(&response));
    }
    form(&response, scene, open, line.id, actions);
    response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(&line.spoken);
}

/// What an event is called, whose it is and when.
fn form(response: &Response, scene: &Scene<'_>, open: &Open<'_>, id: EventId, actions: &mut Actions) {
    let Some(event) = open.project.platform_events.get(id) else { return };
    let p = theme::of(&response.ctx);
    Popup::from_toggle_button_response(response)
        .frame(theme::float_frame(p).inner_margin(egui::Margin::same(12)))
        .gap(4.0)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_width(FORM);
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            fields(ui, scene, event, actions);
            ui.add_space(size::S8);
            if button::plain(ui, scene.text(Msg::YearEventDelete)).clicked() {
                actions.edit(scene.text(Msg::YearEventDelete), move |project| {
                    project.platform_events.remove_where(|event| event.id == id);
                });
                ui.close();
            }
        });
}

fn fields(ui: &mut Ui, scene: &Scene<'_>, event: &PlatformEvent, actions: &mut Actions) {
    let (id, texts) = (event.id, scene.texts);
    let mut change = |change: Box<dyn FnOnce(&mut PlatformEvent)>| {
        actions.edit(texts.get(Msg::YearStepEvent), move |project| {
            if let Some(event) = project.platform_events.get_mut(id) {
                change(event);
            }
        });
    };
    if let Some(name) = field(ui, scene, Msg::YearEventName, &event.name, &event.name, |_| Ok(())) {
        change(Box::new(move |event| name.trim().clone_into(&mut event.name)));
    }
    if let Some(platform) = field(ui, scene, Msg::YearEventPlatform, &event.platform, &event.platform, |_| Ok(())) {
        change(Box::new(move |event| platform.trim().clone_into(&mut event.platform)));
    }
    let day = |text: &str| input::day(texts, text, event.first);
    let (first, last) = event.days();
    let shown = |date: Date| texts.format().day_with_weekday(date);
    if let Some(day) =
        field(ui, scene, Msg::YearEventFirst, &shown(first), &first.to_string(), |text| day(text).map(|_| ()))
            .and_then(|text| day(&text).ok())
    {
        // the length stays
        let by = first.until(day).unwrap_or_default();
        change(Box::new(move |event| {
            event.first = day;
            event.last = last.checked_add(by).unwrap_or(day).max(day);
        }));
    }
    let last_day = |text: &str| {
        let day = day(text)?;
        if day < first { Err(texts.get(Msg::YearEventOrder).to_owned()) } else { Ok(day) }
    };
    if let Some(day) =
        field(ui, scene, Msg::YearEventLast, &shown(last), &last.to_string(), |text| last_day(text).map(|_| ()))
            .and_then(|text| last_day(&text).ok())
    {
        change(Box::new(move |event| event.last = day));
    }
}

/// A label and a field; gives what was committed.
fn field(
    ui: &mut Ui,
    scene: &Scene<'_>,
    label: Msg,
    shown: &str,
    raw: &str,
    check: impl Fn(&str) -> Result<(), String>,
) -> Option<String> {
    let p = theme::tokens(ui);
    let (row, _) = ui.allocate_exact_size(vec2(FORM, LINE), Sense::hover());
    let name = scene.text(label);
    pane::label(ui, row.left_center(), Align2::LEFT_CENTER, name, fonts::text(), p.t2);
    let place = Rect::from_min_size(
        pos2(row.left() + 88.0, row.center().y - size::FIELD / 2.0),
        vec2(FORM - 88.0, size::FIELD),
    );
    let mut child = paint::at(ui, place, ("year event", label as u32));
    let field = Field::new(name, shown, raw).left().size(FORM - 88.0, size::FIELD);
    field.show(&mut child, label as u32, check).committed
}
