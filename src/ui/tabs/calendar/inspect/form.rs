//! The chosen task as a form: who does it, how long it takes, what holds it, when it must be done.

use egui::{Frame, Margin, Sense, Ui, vec2};

use super::super::CalendarState;
use super::{origin, when};
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::engine::schedule::hold::{self, Hold};
use crate::engine::schedule::{Moment, TaskTimes};
use crate::model::{CalendarId, Placed, Rate, Task, TaskDuration, When};
use crate::text::Msg;
use crate::text::names::Named;
use crate::text::schedule::{day_of, length, parse_length};
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::side_rows::section;
use crate::ui::tabs::{edit, form};
use crate::ui::theme::{icons, size};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::select::select;
use crate::ui::widgets::{button, paint};

/// Width of a choice.
const CHOICE: f32 = 168.0;
/// Width of a choice with a pencil beside it.
pub(super) const BESIDE: f32 = 128.0;

/// Draws the form; what is typed or chosen is one step.
pub fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &CalendarState,
    task: &Task,
    times: TaskTimes,
    actions: &mut Actions,
) {
    section(ui, scene.text(Msg::CalendarPlan));
    let mut new = task.clone();
    Frame::new().inner_margin(Margin::symmetric(size::S16 as i8, 0)).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = size::S4;
        ui.push_id(task.id.0, |ui| {
            people(ui, scene, open, &mut new, actions);
            if !times.summary {
                work(ui, scene, state, &mut new);
                held(ui, scene, open, state, &mut new);
            }
            // of what lies ahead nothing has happened yet
            let begun = new.actual_start.is_some() || new.progress > Rate::ZERO;
            if !times.summary && (begun || times.start <= Moment::from(scene.now)) {
                actual(ui, scene, times, &mut new);
            }
            deadline(ui, scene, open, state, times, &mut new);
            more(ui, scene, open, times, &mut new, actions);
        });
    });
    if new != *task {
        let name = if task.name.is_empty() { scene.text(Msg::CalendarUntitled) } else { &task.name };
        let step = scene.texts.with(Msg::CalendarStepChange, &[("task", name.into())]);
        edit::campaign(actions, open.campaign.id, step, move |campaign| {
            if let Some(slot) = campaign.tasks.get_mut(new.id) {
                *slot = new;
            }
        });
    }
}

/// The calendar by which a task's owner or department works, where one is named.
fn calendar_of(open: &Open<'_>, task: &Task) -> Option<CalendarId> {
    let shop = &open.project.shop;
    let owner = task.owner.and_then(|id| shop.people.get(id));
    let department = owner.and_then(|owner| owner.department).or(task.department);
    let of_department = || shop.departments.get(department?)?.calendar;
    owner.and_then(|owner| owner.calendar).or_else(of_department)
}

/// The button beside a choice that leads to where its rows are changed.
pub(super) fn pencil(ui: &mut Ui, icon: &str, name: &str) -> bool {
    let (place, _) = ui.allocate_exact_size(vec2(size::FIELD, size::FIELD), Sense::hover());
    let mut child = paint::at(ui, place.expand(2.0), ("pencil", name));
    button::icon_with(&mut child, icon, name, false, size::ICON_TEXT).clicked()
}

fn people(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, new: &mut Task, actions: &mut Actions) {
    let t = |msg| scene.text(msg);
    let shop = &open.project.shop;
    form::row(ui, scene, t(Msg::CalendarOwner), |ui| {
        let rows: Vec<_> = shop.people.iter().map(|person| (person.id, person.name.as_str())).collect();
        form::choose(ui, t(Msg::CalendarOwner), t(Msg::CalendarNobody), &rows, BESIDE, &mut new.owner);
        if pencil(ui, icons::PENCIL, t(Msg::WorkdaysEditPeople)) {
            let place = Place::at(Tab::Calendar, PlaceKind::Person);
            actions.push(Action::GoTo(new.owner.map_or(place, |id| place.row(id.0))));
        }
    });
    form::row(ui, scene, t(Msg::CalendarDepartment), |ui| {
        let rows: Vec<_> = shop.departments.iter().map(|row| (row.id, row.name_in(scene.texts))).collect();
        let none = if new.owner.is_some() { t(Msg::CalendarAsOwner) } else { t(Msg::CalendarNone) };
        form::choose(ui, t(Msg::CalendarDepartment), none, &rows, CHOICE, &mut new.department);
    });
    form::row(ui, scene, t(Msg::CalendarPhase), |ui| {
        let rows: Vec<_> = open.campaign.phases.iter().map(|row| (row.id, row.name_in(scene.texts))).collect();
        form::choose(ui, t(Msg::CalendarPhase), t(Msg::CalendarNone), &rows, CHOICE, &mut new.phase);
    });
}

fn work(ui: &mut Ui, scene: &Scene<'_>, state: &CalendarState, new: &mut Task) {
    let t = |msg| scene.text(msg);
    if !new.milestone {
        form::row(ui, scene, t(Msg::CalendarDuration), |ui| {
            let day = day_of(&state.table.schedule, new);
            let shown = length(scene.texts, new.duration.minutes().wide(), day);
            let field = Field::new(t(Msg::CalendarDuration), &shown, &shown);
            let read = |text: &str| parse_length(text, day).ok_or_else(|| t(Msg::CalendarProblemLength).to_owned());
            if let Some(minutes) = form::typed(ui, field, form::SMALL, "duration", read) {
                new.duration = match new.duration {
                    TaskDuration::Work(_) => TaskDuration::Work(minutes),
                    TaskDuration::Elapsed(_) => TaskDuration::Elapsed(minutes),
                };
            }
            let elapsed = matches!(new.duration, TaskDuration::Elapsed(_));
            let kinds = [t(Msg::CalendarWorkTime), t(Msg::CalendarClockTime)];
            match select(ui, t(Msg::CalendarDurationKind), &kinds, Some(usize::from(elapsed)), 96.0) {
                Some(0) => new.duration = TaskDuration::Work(new.duration.minutes()),
                Some(_) => new.duration = TaskDuration::Elapsed(new.duration.minutes()),
                None => {}
            }
        });
        form::row(ui, scene, t(Msg::CalendarProgress), |ui| {
            if let Some(progress) = form::percent(ui, scene, t(Msg::CalendarProgress), new.progress) {
                new.progress = progress;
            }
        });
    }
}

fn held(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, state: &CalendarState, new: &mut Task) {
    let t = |msg| scene.text(msg);
    let schedule = &state.table.schedule;
    form::row(ui, scene, t(Msg::CalendarHeld), |ui| {
        let kinds = [
            Msg::CalendarAsSoon,
            Msg::CalendarAsLate,
            Msg::HoldNotBefore,
            Msg::HoldStartOn,
            Msg::HoldFinishOn,
            Msg::CalendarByHand,
        ]
        .map(t);
        let chosen = Hold::ALL.iter().position(|kind| *kind == Hold::of(new));
        let picked = select(ui, t(Msg::CalendarHeld), &kinds, chosen, CHOICE).and_then(|at| Hold::ALL.get(at));
        if let Some(task) = picked.and_then(|kind| hold::held(schedule, new, *kind)) {
            *new = task;
        }
    });
    if let Some(placed) = new.manual {
        let mut put = placed;
        for (msg, slot) in [(Msg::CalendarStart, &mut put.start), (Msg::CalendarFinish, &mut put.finish)] {
            form::row(ui, scene, t(msg), |ui| {
                let mut at = Some(*slot);
                form::instant(ui, scene, t(msg), &mut at, "", slot.date());
                *slot = at.unwrap_or(*slot);
            });
        }
        if put != placed {
            new.manual = Some(Placed { finish: put.finish.max(put.start), ..put });
        }
    } else if let Some(when) = hold::when_of(new) {
        form::row(ui, scene, t(Msg::CalendarInstant), |ui| {
            if let Some(when) = when::show(ui, scene, open, schedule, new, t(Msg::CalendarInstant), when) {
                new.constraint = hold::at(new.constraint, when);
            }
        });
    }
}

/// When it really began and was done. What is done has begun, and does not end before.
fn actual(ui: &mut Ui, scene: &Scene<'_>, times: TaskTimes, new: &mut Task) {
    let none = scene.text(Msg::CalendarNone);
    let rows = [
        (Msg::CalendarActualStart, &mut new.actual_start, times.start.date()),
        (Msg::CalendarActualFinish, &mut new.actual_finish, times.finish.last_day()),
    ];
    for (msg, slot, near) in rows {
        form::row(ui, scene, scene.text(msg), |ui| form::instant(ui, scene, scene.text(msg), slot, none, near));
    }
    if let Some(finish) = new.actual_finish {
        let start = new.actual_start.unwrap_or(times.start.datetime()).min(finish);
        new.actual_start = Some(start);
    }
}

fn deadline(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, state: &CalendarState, times: TaskTimes, new: &mut Task) {
    let t = |msg| scene.text(msg);
    form::row(ui, scene, t(Msg::CalendarDeadline), |ui| {
        if let Some(when) = new.deadline {
            let schedule = &state.table.schedule;
            if let Some(when) = when::show(ui, scene, open, schedule, new, t(Msg::CalendarDeadline), when) {
                new.deadline = Some(when);
            }
            if button::link(ui, t(Msg::CalendarNoDeadline)).clicked() {
                new.deadline = None;
            }
            return;
        }
        let mut slot = None;
        form::instant(ui, scene, t(Msg::CalendarDeadline), &mut slot, t(Msg::CalendarNone), times.finish.date());
        if let Some(at) = slot {
            // a mere day is met by its end
            let day = at.time() == jiff::civil::Time::midnight();
            let at = if day { Moment(Moment::from(at).0 + 1_440).datetime() } else { at };
            new.deadline = Some(When::At(at));
        }
    });
}

fn more(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, times: TaskTimes, new: &mut Task, actions: &mut Actions) {
    let t = |msg| scene.text(msg);
    if !times.summary {
        form::row(ui, scene, t(Msg::CalendarOwnCalendar), |ui| {
            let rows: Vec<_> =
                open.project.shop.calendars.iter().map(|calendar| (calendar.id, calendar.name.as_str())).collect();
            let none = t(Msg::CalendarAsOwner);
            form::choose(ui, t(Msg::CalendarOwnCalendar), none, &rows, BESIDE, &mut new.calendar);
            if pencil(ui, icons::PENCIL, t(Msg::WorkdaysEditCalendar)) {
                let place = Place::at(Tab::Calendar, PlaceKind::Calendar);
                let own = new.calendar.or_else(|| calendar_of(open, new));
                actions.push(Action::GoTo(own.map_or(place, |id| place.row(id.0))));
            }
        });
        form::row(ui, scene, t(Msg::CalendarUnits), |ui| {
            if let Some(units) = form::percent(ui, scene, t(Msg::CalendarUnits), new.units).filter(|u| u.wide() > 0) {
                new.units = units;
            }
            form::word(ui, t(Msg::CalendarUnitsOf));
        });
        form::row(ui, scene, "", |ui| {
            if button::chip(ui, t(Msg::CalendarMilestoneChip), None, new.milestone).clicked() {
                new.milestone = !new.milestone;
            }
            if button::chip(ui, t(Msg::CalendarGoLive), None, new.go_live).clicked() {
                new.go_live = !new.go_live;
            }
        });
    }
    if !times.summary {
        origin::row(ui, scene, open, new, actions);
    }
    form::row(ui, scene, t(Msg::CalendarNotes), |ui| {
        if let Some(notes) =
            form::text(ui, t(Msg::CalendarNotes), &new.notes, t(Msg::CalendarNotesHint), ui.available_width())
        {
            new.notes = notes;
        }
    });
}
