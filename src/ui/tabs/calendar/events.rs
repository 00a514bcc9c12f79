//! What table and bars ask for, as named steps of the project.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::columns::{Col, people};
use super::source::{AGAIN, CHAIN, COPY, INDENT, MANUAL, MILESTONE, OUTDENT, PASTE, key, task_id};
use super::{CalendarState, Origin, copy};
use crate::document::Gesture;
use crate::engine::schedule::edit::{self, Spot};
use crate::engine::schedule::sides::Kin;
use crate::engine::schedule::{Moment, Schedule};
use crate::model::{Campaign, LinkId, LinkKind, Placed, Rate, Task, TaskDuration, TaskId};
use crate::text::Msg;
use crate::text::schedule::{day_of, parse_length};
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::edit as step;
use crate::ui::widgets::gantt::{End, GanttEvent, Part};
use crate::ui::widgets::grid::{CellValue, GridEvent, Place};

/// The steps that progress is drawn in, in per cent.
const PROGRESS_STEP: f32 = 5.0;

fn campaign(
    open: &Open<'_>,
    actions: &mut Actions,
    name: impl Into<String>,
    change: impl FnOnce(&mut Campaign) + 'static,
) {
    step::campaign(actions, open.campaign.id, name, change);
}

/// Puts tasks in the place of those of the same identity.
fn put(campaign: &mut Campaign, tasks: Vec<Task>) {
    for task in tasks {
        if let Some(slot) = campaign.tasks.get_mut(task.id) {
            *slot = task;
        }
    }
}

fn named(scene: &Scene<'_>, open: &Open<'_>, msg: Msg, id: TaskId) -> String {
    let name = open.campaign.tasks.get(id).map(|task| task.name.as_str()).filter(|name| !name.is_empty());
    scene.texts.with(msg, &[("task", name.unwrap_or(scene.text(Msg::CalendarUntitled)).into())])
}

fn spot(place: Place) -> Spot {
    match place {
        Place::Before(row) => Spot::Before(task_id(row)),
        Place::After(row) => Spot::After(task_id(row)),
    }
}

/// Carries out an event of the table.
pub fn table(event: GridEvent, scene: &Scene<'_>, open: &Open<'_>, state: &mut CalendarState, actions: &mut Actions) {
    let count = |msg: Msg, n: usize| scene.texts.with(msg, &[("n", n.into())]);
    match event {
        GridEvent::Set(cells) => {
            let schedule = Arc::clone(&state.table.schedule);
            let mut changed: Vec<Task> = Vec::new();
            for (row, column, value) in cells {
                let (id, Some(col)) = (task_id(row), Col::of(column)) else { continue };
                let at = changed.iter().position(|task| task.id == id);
                let Some(now) = at.and_then(|at| changed.get(at)).or_else(|| open.campaign.tasks.get(id)) else {
                    continue;
                };
                if let Some(new) = typed(open, &schedule, now, col, &value) {
                    match at.and_then(|at| changed.get_mut(at)) {
                        Some(slot) => *slot = new,
                        None => changed.push(new),
                    }
                }
            }
            let name = match changed.as_slice() {
                [one] => named(scene, open, Msg::CalendarStepChange, one.id),
                more => count(Msg::CalendarStepChangeMany, more.len()),
            };
            if !changed.is_empty() {
                campaign(open, actions, name, |campaign| put(campaign, changed));
            }
        }
        GridEvent::Append { set, rows } => {
            if !set.is_empty() {
                table(GridEvent::Set(set), scene, open, state, actions);
            }
            let names: Vec<String> = rows
                .into_iter()
                .map(|row| {
                    let name = row.into_iter().find(|(column, _)| *column == Col::Name.id());
                    if let Some((_, CellValue::Text(name))) = name { name } else { String::new() }
                })
                .collect();
            add(scene, open, state, actions, names, Spot::End, None);
        }
        GridEvent::Insert { place, count } => {
            add(scene, open, state, actions, vec![String::new(); count], spot(place), None);
        }
        GridEvent::AddAtEnd => add(scene, open, state, actions, vec![String::new()], Spot::End, None),
        GridEvent::Delete(rows) => {
            let ids: BTreeSet<TaskId> = rows.into_iter().map(task_id).collect();
            delete(scene, open, actions, ids);
        }
        GridEvent::Move { keys, place } => {
            let ids: Vec<TaskId> = keys.into_iter().map(task_id).collect();
            campaign(open, actions, count(Msg::CalendarStepMove, ids.len()), move |campaign| {
                edit::shift(campaign, &ids, spot(place));
            });
        }
        GridEvent::Fold(row) => {
            let id = task_id(row);
            if !state.folded.remove(&id) {
                state.folded.insert(id);
            }
            state.folds += 1;
        }
        GridEvent::Activate(row, _) => {
            state.selected = std::iter::once(task_id(row)).collect();
            // the table follows a bar that was clicked
            state.in_chart = state.followed.take() == Some(row);
            state.link = None;
        }
        GridEvent::Menu { id, row, rows, .. } => {
            let ids: Vec<TaskId> =
                if rows.is_empty() { vec![task_id(row)] } else { rows.into_iter().map(task_id).collect() };
            menu(id, ids, scene, open, state, actions);
        }
        GridEvent::OpenWhy(..) => {}
    }
}

/// Deletes tasks with what stands in them.
pub fn delete(scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions, ids: BTreeSet<TaskId>) {
    let name = scene.texts.with(Msg::CalendarStepDelete, &[("n", ids.len().into())]);
    campaign(open, actions, name, move |campaign| edit::delete(campaign, &ids));
}

fn menu(
    id: u32,
    ids: Vec<TaskId>,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
    actions: &mut Actions,
) {
    let many = |msg: Msg| scene.texts.with(msg, &[("n", ids.len().into())]);
    match id {
        INDENT => campaign(open, actions, many(Msg::CalendarStepIndent), move |c| edit::indent(c, &ids)),
        OUTDENT => campaign(open, actions, many(Msg::CalendarStepOutdent), move |c| edit::outdent(c, &ids)),
        MILESTONE => campaign(open, actions, many(Msg::CalendarStepMilestone), move |campaign| {
            for id in ids {
                if let Some(task) = campaign.tasks.get_mut(id) {
                    task.milestone = !task.milestone;
                }
            }
        }),
        MANUAL => {
            let schedule = Arc::clone(&state.table.schedule);
            campaign(open, actions, many(Msg::CalendarStepManual), move |campaign| {
                for id in ids {
                    let Some((task, times)) = campaign.tasks.get_mut(id).zip(schedule.of(id)) else { continue };
                    let placed = Placed { start: times.start.datetime(), finish: times.finish.datetime() };
                    task.manual = task.manual.is_none().then_some(placed);
                }
            });
        }
        CHAIN => chain(scene, open, state, actions),
        COPY => copy::take(scene, open, state, actions, &ids.into_iter().collect()),
        PASTE => copy::paste(scene, open, state, actions),
        AGAIN => copy::again(scene, open, state, actions, &ids.into_iter().collect()),
        _ => {}
    }
}

/// Links the selected tasks one after the other, in the order in which they are shown.
fn chain(scene: &Scene<'_>, open: &Open<'_>, state: &CalendarState, actions: &mut Actions) {
    let outline = state.table.schedule.outline();
    let ids: Vec<TaskId> =
        outline.order().iter().filter_map(|row| outline.id(*row)).filter(|id| state.selected.contains(id)).collect();
    let name = scene.texts.with(Msg::CalendarStepChain, &[("n", ids.len().into())]);
    let schedule = Arc::clone(&state.table.schedule);
    let id = open.campaign.id;
    actions.edit(name, move |project| {
        for pair in ids.windows(2) {
            let [from, to] = pair else { continue };
            if schedule.would_circle(*from, *to).is_some() {
                continue;
            }
            let link = LinkId(project.new_id());
            if let Some(campaign) = project.campaigns.get_mut(id) {
                edit::link(campaign, link, *from, *to, LinkKind::FinishStart);
            }
        }
    });
}

/// A task as it was drawn on the ground.
#[derive(Clone, Copy, Debug)]
pub struct Drawn {
    /// First instant.
    start: Moment,
    /// First instant no longer in it.
    finish: Moment,
    /// What the lane in which it was drawn makes of it.
    lane: Option<Kin>,
}

/// Adds tasks and opens the name of the first.
pub fn add(
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
    actions: &mut Actions,
    names: Vec<String>,
    spot: Spot,
    drawn: Option<Drawn>,
) {
    let id = open.campaign.id;
    // a task added at the end stands beside the last one
    let beside = open.campaign.tasks.last().and_then(|task| task.parent);
    let schedule = Arc::clone(&state.table.schedule);
    let first = TaskId(open.project.next_id.max(1));
    let name = scene.texts.with(Msg::CalendarStepAdd, &[("n", names.len().into())]);
    let naming = names.len() == 1 && names.first().is_some_and(String::is_empty);
    actions.edit(name, move |project| {
        let tasks: Vec<Task> = names
            .into_iter()
            .map(|name| {
                let task = Task { id: TaskId(project.new_id()), name, parent: beside, ..Task::default() };
                match drawn {
                    Some(drawn) => drawn_task(&schedule, &task, drawn),
                    None => task,
                }
            })
            .collect();
        if let Some(campaign) = project.campaigns.get_mut(id) {
            edit::insert(campaign, tasks, spot);
        }
    });
    state.selected = std::iter::once(first).collect();
    if naming {
        state.grid.edit(key(first), Col::Name.id());
    } else {
        state.grid.select(key(first), Col::Name.id());
    }
}

/// A task that was drawn on the ground: no earlier than its left end, as much work as lies in it.
fn drawn_task(schedule: &Schedule, task: &Task, Drawn { start, finish, lane }: Drawn) -> Task {
    let task = lane.map_or_else(|| task.clone(), |kin| kin.given(task));
    let work = schedule.calendars().of_task(&task);
    let minutes = (work.position(finish) - work.position(start)).max(edit::SHORTEST);
    let duration = TaskDuration::Work(crate::model::Minutes::from_wide(minutes));
    let constraint = crate::model::Constraint::NotBefore(crate::model::When::At(start.datetime()));
    Task { duration, constraint, ..task }
}

/// A task with a cell typed into; nothing if that changes nothing.
fn typed(open: &Open<'_>, schedule: &Schedule, task: &Task, col: Col, value: &CellValue) -> Option<Task> {
    let times = schedule.of(task.id)?;
    let new = match (col, value) {
        (Col::Name, CellValue::Text(name)) => Task { name: name.trim().to_owned(), ..task.clone() },
        (Col::Name, CellValue::Empty) => Task { name: String::new(), ..task.clone() },
        (Col::Owner, CellValue::Choice(at)) => Task { owner: people(open.project).nth(*at), ..task.clone() },
        (Col::Owner, CellValue::Empty) => Task { owner: None, ..task.clone() },
        (Col::Duration, CellValue::Text(text)) => {
            let minutes = parse_length(text, day_of(schedule, task))?;
            let duration = match task.duration {
                TaskDuration::Work(_) => TaskDuration::Work(minutes),
                TaskDuration::Elapsed(_) => TaskDuration::Elapsed(minutes),
            };
            Task { duration, ..task.clone() }
        }
        (Col::Start, CellValue::Date(day)) => edit::starting(schedule, task, Moment::midnight(*day))?,
        (Col::Finish, CellValue::Date(day)) => {
            let end = Moment(Moment::midnight(*day).0 + 1_440);
            edit::finishing(schedule, task, end)?
        }
        (Col::Progress, CellValue::Rate(rate)) => {
            Task { progress: (*rate).clamp(Rate::ZERO, Rate::ONE), ..task.clone() }
        }
        _ => return None,
    };
    let _ = times;
    (new != *task).then_some(new)
}

/// Carries out an event of the bars.
pub fn bars(event: GanttEvent, scene: &Scene<'_>, open: &Open<'_>, state: &mut CalendarState, actions: &mut Actions) {
    match event {
        GanttEvent::Select(row, also) => {
            let id = task_id(row);
            state.link = None;
            state.in_chart = true;
            if !also {
                state.selected.clear();
            }
            if !(also && state.selected.remove(&id)) {
                state.selected.insert(id);
            }
            if !also {
                state.grid.select_row(row);
                state.followed = Some(row);
            }
        }
        GanttEvent::SelectAll(rows) => {
            state.selected = rows.into_iter().map(task_id).collect();
            state.in_chart = true;
            state.link = None;
        }
        GanttEvent::Open(row) => state.grid.edit(row, Col::Name.id()),
        GanttEvent::Begin(row, part) => {
            let id = task_id(row);
            if !state.selected.contains(&id) {
                state.selected = std::iter::once(id).collect();
                state.grid.select_row(row);
            }
            let schedule = Arc::clone(&state.table.schedule);
            let together = |other: &TaskId| part == Part::Body || *other == id;
            let tasks = state.selected.iter().filter(|other| together(other));
            let of = |id: TaskId| {
                let row = schedule.outline().row(id)?;
                open.campaign.tasks.at(row as usize).map(|task| Task::clone(task))
            };
            let tasks = tasks.filter_map(|id| of(*id)).collect();
            let followers = schedule.followers(id).into_iter().filter_map(of).collect();
            state.origin = Some(Origin { schedule, tasks, followers, held: false });
        }
        GanttEvent::Drag { key, part, to, by, done, hold, gesture, line } => {
            if let Some(origin) = &mut state.origin {
                origin.held |= hold;
            }
            let lane = state.lanes.lane_of_drag(task_id(key), line).filter(|_| part == Part::Body);
            drag(scene, open, state, actions, (task_id(key), part, to, by, done, hold, gesture), lane);
        }
        GanttEvent::End => {
            state.origin = None;
            actions.push(Action::EndGesture);
        }
        GanttEvent::Cancel(gesture) => {
            state.origin = None;
            actions.push(Action::CancelGesture(gesture));
        }
        GanttEvent::Link { from, from_end, to, to_end } => {
            let (from, to) = (task_id(from), task_id(to));
            let kind = edit::link_kind(from_end == End::Finish, to_end == End::Finish);
            link(scene, open, state, actions, from, to, kind);
        }
        GanttEvent::PickLink(id) => {
            state.link = Some(LinkId(id));
            state.selected.clear();
        }
        GanttEvent::Draw { start, finish, line } => {
            let drawn = Drawn { start, finish, lane: state.lanes.lane_at(line) };
            add(scene, open, state, actions, vec![String::new()], Spot::End, Some(drawn));
        }
        GanttEvent::Scroll(by) => state.grid.scroll_down_by(by),
    }
}

/// Draws a link, unless it would lead in a circle: then says through which tasks.
pub fn link(
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut CalendarState,
    actions: &mut Actions,
    from: TaskId,
    to: TaskId,
    kind: LinkKind,
) {
    if let Some(circle) = state.table.schedule.would_circle(from, to) {
        let name = |id: &TaskId| open.campaign.tasks.get(*id).map_or(String::new(), |task| task.name.clone());
        let names: Vec<String> = circle.iter().map(name).collect();
        state.refused = Some(scene.texts.with(Msg::CalendarCircle, &[("tasks", names.join(" → ").into())]));
        return;
    }
    state.refused = None;
    let id = open.campaign.id;
    actions.edit(named(scene, open, Msg::CalendarStepLink, to), move |project| {
        let link = LinkId(project.new_id());
        if let Some(campaign) = project.campaigns.get_mut(id) {
            edit::link(campaign, link, from, to, kind);
        }
    });
}

/// Takes a link away.
pub fn unlink(scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions, link: LinkId) {
    campaign(open, actions, scene.text(Msg::CalendarStepUnlink), move |campaign| {
        campaign.links.remove_where(|row| row.id == link);
    });
}

type Dragged = (TaskId, Part, Moment, i64, f32, bool, Gesture);

fn drag(
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &CalendarState,
    actions: &mut Actions,
    (id, part, to, by, done, hold, gesture): Dragged,
    lane: Option<Kin>,
) {
    let Some(origin) = &state.origin else { return };
    let schedule = &origin.schedule;
    let new: Vec<Task> = origin
        .tasks
        .iter()
        .filter_map(|task| match part {
            Part::Body if by == 0 => Some(task.clone()),
            Part::Body => edit::starting(schedule, task, Moment(schedule.of(task.id)?.start.0 + by)),
            Part::Start => edit::starting_earlier(schedule, task, to),
            Part::Finish => edit::finishing(schedule, task, to),
            Part::Progress => {
                let percent = (done * 100.0 / PROGRESS_STEP).round() * PROGRESS_STEP;
                Some(Task { progress: Rate::from_percent(percent as i64), ..task.clone() })
            }
        })
        .collect();
    let mut new = new;
    if let Some(kin) = lane {
        for task in &mut new {
            *task = kin.given(task);
        }
    }
    if hold {
        let stay = |task: &Task| edit::starting(schedule, task, schedule.of(task.id)?.start);
        new.extend(origin.followers.iter().filter_map(stay));
    } else if origin.held {
        new.extend(origin.followers.iter().filter(|task| !origin.tasks.iter().any(|own| own.id == task.id)).cloned());
    }
    let row = |id| schedule.outline().row(id).map(|row| row as usize);
    new.retain(|task| row(task.id).and_then(|row| open.campaign.tasks.at(row)).is_some_and(|now| **now != *task));
    if new.is_empty() {
        return;
    }
    let msg = match part {
        Part::Body => Msg::CalendarStepShift,
        Part::Start | Part::Finish => Msg::CalendarStepDuration,
        Part::Progress => Msg::CalendarStepProgress,
    };
    let campaign = open.campaign.id;
    actions.push(Action::Edit {
        name: named(scene, open, msg, id),
        gesture: Some(gesture),
        change: Box::new(move |project| {
            if let Some(campaign) = project.campaigns.get_mut(campaign) {
                put(campaign, new);
            }
        }),
    });
}
