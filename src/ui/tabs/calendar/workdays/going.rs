//! The question before a calendar goes that somebody works by: by which one from then on?

use egui::{Align, Layout, RichText, Ui};

use super::list::delete_now;
use super::state::{Going, Made, WorkdaysState};
use crate::text::{Msg, workdays as words};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::button;
use crate::ui::widgets::float::dialog;
use crate::ui::widgets::select::select;

/// Draws the dialog while it is open.
pub(super) fn show(
    ui: &Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut WorkdaysState,
    made: &Made,
    actions: &mut Actions,
) {
    let Some(mut going) = state.going.take() else { return };
    let shop = &open.project.shop;
    let Some(calendar) = shop.calendars.get(going.id) else { return };
    let (done, left) = dialog(ui, "delete calendar", 440.0, |ui| {
        let p = theme::tokens(ui);
        let name = words::calendar(scene.texts, calendar);
        let title = scene.texts.with(Msg::WorkdaysDeleteTitle, &[("calendar", name.into())]);
        ui.label(RichText::new(title).font(fonts::medium(size::TITLE)).color(p.t1));
        let users = made.users.get(&going.id).cloned().unwrap_or_default();
        let who = words::users(scene.texts, open.project, &users);
        let used = scene.texts.with(Msg::WorkdaysDeleteUsed, &[("who", who.into())]);
        ui.label(RichText::new(used).color(p.t2));
        ui.horizontal(|ui| {
            ui.label(RichText::new(scene.text(Msg::WorkdaysDeleteTo)).color(p.t2));
            let others: Vec<_> = shop.calendars.iter().filter(|other| other.id != going.id).collect();
            let names: Vec<&str> = std::iter::once(scene.text(Msg::WorkdaysDeleteNone))
                .chain(others.iter().map(|other| words::calendar(scene.texts, other)))
                .collect();
            let chosen = going.to.map_or(Some(0), |to| others.iter().position(|o| o.id == to).map(|at| at + 1));
            if let Some(at) = select(ui, scene.text(Msg::WorkdaysDeleteTo), &names, chosen, 240.0) {
                going = Going { to: at.checked_sub(1).and_then(|at| others.get(at)).map(|o| o.id), ..going };
            }
        });
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if button::primary(ui, scene.text(Msg::WorkdaysDeleteButton)).clicked() {
                    return Some(true);
                }
                button::secondary(ui, scene.text(Msg::DialogCancel)).clicked().then_some(false)
            })
            .inner
        })
        .inner
    });
    match done {
        Some(true) => delete_now(scene, state, calendar, going.to, actions),
        None if !left => state.going = Some(going),
        _ => {}
    }
}
