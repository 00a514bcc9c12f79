//! Changes of the calendar that is shown, as requests: each is one step, and the schedule follows.

use std::sync::Arc;

use jiff::civil::Date;

use super::state::{Made, WorkdaysState};
use crate::engine::workdays::{Day, Set, own_calendar, set, toggle};
use crate::model::{Project, WorkCalendar};
use crate::text::{Msg, workdays as words};
use crate::ui::action::Actions;
use crate::ui::scene::Scene;

/// Asks for a change of the calendar that is shown. Office hours that belong to nobody become the shop's own first.
pub(super) fn calendar(
    scene: &Scene<'_>,
    state: &mut WorkdaysState,
    made: &Made,
    what: &str,
    actions: &mut Actions,
    change: impl FnOnce(&mut WorkCalendar) + 'static,
) {
    let name = words::calendar(scene.texts, &made.calendar);
    let step = scene.texts.with(Msg::WorkdaysStep, &[("calendar", name.into()), ("what", what.into())]);
    let (id, standard) = (made.calendar.id, scene.text(Msg::WorkdaysStandard).to_owned());
    project(state, step, actions, move |project| {
        let id = if project.shop.calendars.contains(id) { id } else { own_calendar(project, &standard) };
        if let Some(calendar) = Arc::make_mut(&mut project.shop).calendars.get_mut(id) {
            change(calendar);
        }
    });
}

/// Asks for a change of the shop.
pub(super) fn project(
    state: &mut WorkdaysState,
    step: String,
    actions: &mut Actions,
    change: impl FnOnce(&mut Project) + 'static,
) {
    state.ask(&step);
    actions.edit(step, change);
}

/// Works on a day that is off, and the other way round.
pub(super) fn turn(scene: &Scene<'_>, state: &mut WorkdaysState, made: &Made, date: Date, actions: &mut Actions) {
    let off = made.year.day(date).is_some_and(Day::works);
    let msg = if off { Msg::WorkdaysStepOff } else { Msg::WorkdaysStepWork };
    let what = scene.texts.with(msg, &[("days", scene.format().day(date).into())]);
    calendar(scene, state, made, &what, actions, move |calendar| toggle(calendar, date));
}

/// Sets the chosen days otherwise, or back.
pub(super) fn days(
    scene: &Scene<'_>,
    state: &mut WorkdaysState,
    made: &Made,
    (first, last): (Date, Date),
    to: Set,
    actions: &mut Actions,
) {
    let msg = match &to {
        Set::Usual => Msg::WorkdaysStepUsual,
        Set::Off => Msg::WorkdaysStepOff,
        Set::Work => Msg::WorkdaysStepWork,
        Set::Hours(_) => Msg::WorkdaysStepHours,
        Set::Name(_) => Msg::WorkdaysStepName,
    };
    let what = scene.texts.with(msg, &[("days", scene.format().days(first, last).into())]);
    calendar(scene, state, made, &what, actions, move |calendar| set(calendar, first, last, &to));
}
