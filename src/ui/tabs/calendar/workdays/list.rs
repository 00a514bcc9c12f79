//! The shop's calendars: which is the shop's, who works by each; added, copied, deleted.

use egui::{Align2, CornerRadius, CursorIcon, Rect, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::edits;
use super::state::{Going, Made, WorkdaysState};
use crate::engine::workdays::{Users, delete_calendar, duplicate_calendar};
use crate::model::{CalendarId, WorkCalendar};
use crate::text::{Msg, workdays as words};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::float::{MenuRow, menu, menu_line, menu_row};
use crate::ui::widgets::{button, paint, pane};

const ROW: f32 = size::MENU_ROW;

/// How high the list is with all its rows.
pub(super) fn height(open: &Open<'_>) -> f32 {
    let shop = &open.project.shop;
    let rows = shop.calendars.len() + usize::from(shop.calendar.is_none());
    size::PANE_TITLE + rows.max(1) as f32 * ROW + size::S8
}

/// Draws the list.
pub(super) fn show(
    ui: &mut Ui,
    place: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut WorkdaysState,
    made: &Made,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let (head, body) = place.split_top_bottom_at_y(place.top() + size::PANE_TITLE);
    let at = pos2(head.left() + size::S16, head.center().y + 2.0);
    pane::label(ui, at, Align2::LEFT_CENTER, scene.text(Msg::WorkdaysCalendars), fonts::text_medium(), p.t1);
    let plus = Rect::from_min_size(pos2(head.right() - size::S12 - 28.0, head.center().y - 13.0), vec2(28.0, 28.0));
    if button::icon(&mut paint::at(ui, plus, "add calendar"), icons::PLUS, scene.text(Msg::WorkdaysAdd)).clicked() {
        add(scene, open, state, None, actions);
    }
    let layout = egui::Layout::top_down(egui::Align::Min);
    let mut child = ui.new_child(egui::UiBuilder::new().id_salt("calendars").max_rect(body).layout(layout));
    child.set_clip_rect(body.intersect(ui.clip_rect()));
    child.spacing_mut().item_spacing = vec2(0.0, 0.0);
    ScrollArea::vertical().id_salt("calendars").auto_shrink(false).show(&mut child, |ui| {
        let shop = &open.project.shop;
        let standard = WorkCalendar::default();
        let first = shop.calendar.is_none().then_some(&standard);
        for calendar in first.into_iter().chain(shop.calendars.iter().map(AsRef::as_ref)) {
            row(ui, scene, open, state, made, calendar, actions);
        }
    });
}

fn row(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut WorkdaysState,
    made: &Made,
    calendar: &WorkCalendar,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let name = words::calendar(scene.texts, calendar);
    let chosen = made.calendar.id == calendar.id;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, name));
    let inner = rect.shrink2(vec2(size::S8, 0.0));
    if chosen || response.hovered() {
        let fill = if chosen { p.acc_soft } else { p.hover };
        ui.painter().rect_filled(inner, CornerRadius::same(size::RADIUS), fill);
    }
    let y = rect.center().y;
    let right = inner.right() - 32.0;
    let none = Users::default();
    let users = made.users.get(&calendar.id).unwrap_or(&none);
    let default = open.project.shop.calendar.unwrap_or_default() == calendar.id;
    let of = words::users(scene.texts, open.project, &Users { project: false, ..users.clone() });
    let tag = if default { scene.text(Msg::WorkdaysDefault) } else { "" };
    let says = match (tag.is_empty(), of.is_empty()) {
        (true, true) => scene.text(Msg::WorkdaysUnused).to_owned(),
        (true, false) => of,
        (false, true) => tag.to_owned(),
        (false, false) => format!("{tag} · {of}"),
    };
    let (ink, font) = if chosen { (p.input, fonts::text_medium()) } else { (p.t1, fonts::text()) };
    let galley = paint::cut(ui.painter(), name, font, ink, (right - rect.left() - size::S16) * 0.6);
    let end = rect.left() + size::S16 + galley.size().x;
    ui.painter().galley(pos2(rect.left() + size::S16, y - galley.size().y / 2.0), galley, ink);
    let galley = paint::cut(ui.painter(), &says, fonts::text(), p.t3, right - end - size::S12);
    let at = Align2::RIGHT_CENTER.anchor_size(pos2(right, y), galley.size());
    ui.painter().galley(at.min, galley, p.t3);
    if response.has_focus() {
        button::focus_ring(ui.painter(), inner, p);
    }
    let more = Rect::from_center_size(pos2(inner.right() - 16.0, y), vec2(24.0, 24.0));
    let label = scene.texts.with(Msg::WorkdaysMore, &[("calendar", name.into())]);
    let dots = button::icon(&mut paint::at(ui, more, ("calendar more", calendar.id.0)), icons::ELLIPSIS, &label);
    menu(&dots, 200.0, |ui| {
        let text = |msg| scene.text(msg);
        if menu_row(ui, MenuRow { label: text(Msg::WorkdaysDuplicate), icon: icons::COPY, ..MenuRow::default() }) {
            add(scene, open, state, Some(calendar), actions);
        }
        let make = MenuRow {
            label: text(Msg::WorkdaysMakeDefault),
            icon: icons::CHECK,
            disabled: default,
            ..MenuRow::default()
        };
        if menu_row(ui, make) && !default {
            let id = calendar.id;
            let step = scene.texts.with(Msg::WorkdaysStepDefault, &[("calendar", name.into())]);
            edits::project(state, step, actions, move |project| {
                std::sync::Arc::make_mut(&mut project.shop).calendar = Some(id);
            });
        }
        menu_line(ui);
        let own = calendar.id != CalendarId::default();
        let delete = MenuRow {
            label: text(Msg::WorkdaysDelete),
            icon: icons::TRASH_2,
            danger: true,
            disabled: !own,
            ..MenuRow::default()
        };
        if menu_row(ui, delete) && own {
            if users.is_none() {
                delete_now(scene, state, calendar, None, actions);
            } else {
                state.going = Some(Going { id: calendar.id, to: None });
            }
        }
    });
    if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(format!("{name}　{says}")).clicked() {
        state.show_calendar(Some(calendar.id).filter(|id| *id != CalendarId::default()));
    }
}

/// Deletes a calendar; who worked by it works by another.
pub(super) fn delete_now(
    scene: &Scene<'_>,
    state: &mut WorkdaysState,
    calendar: &WorkCalendar,
    to: Option<CalendarId>,
    actions: &mut Actions,
) {
    let (id, name) = (calendar.id, words::calendar(scene.texts, calendar));
    let step = scene.texts.with(Msg::WorkdaysStepDelete, &[("calendar", name.into())]);
    if state.chosen == Some(id) {
        state.show_calendar(to);
    }
    edits::project(state, step, actions, move |project| delete_calendar(project, id, to));
}

/// Adds a calendar, like another one or with office hours, and shows it.
fn add(
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut WorkdaysState,
    like: Option<&WorkCalendar>,
    actions: &mut Actions,
) {
    let name = match like {
        Some(like) => {
            let name = words::calendar(scene.texts, like);
            scene.texts.with(Msg::WorkdaysCopyName, &[("calendar", name.into())])
        }
        None => scene.text(Msg::WorkdaysNew).to_owned(),
    };
    let step = scene.texts.with(Msg::WorkdaysStepAdd, &[("calendar", name.as_str().into())]);
    let of = like.map(|like| like.id);
    let coming = CalendarId(open.project.next_id.max(1));
    edits::project(state, step, actions, move |project| {
        duplicate_calendar(project, of, &name);
    });
    // there from the next frame on
    state.coming = Some(coming);
}
