//! Edits of tasks as a planner makes them: moved, drawn longer, linked, put under one another. Each gives the task or the
//! campaign as it is to be; dates follow from the schedule.

use std::collections::{BTreeSet, HashSet};

use super::hold::{like, when_of};
use super::moment::Moment;
use super::outline::Outline;
use super::plan::{Schedule, TaskTimes};
use crate::model::{Campaign, Constraint, LinkId, LinkKind, Minutes, Placed, Task, TaskDuration, TaskId, TaskLink};

/// The shortest that a task can be drawn, in minutes.
pub const SHORTEST: i64 = 15;

/// Where a task is put in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// Above a task, as its sibling.
    Before(TaskId),
    /// Below a task and what stands in it, as its sibling.
    After(TaskId),
    /// Last of all.
    End,
}

fn times(schedule: &Schedule, task: &Task) -> Option<TaskTimes> {
    schedule.of(task.id).copied()
}

/// A task that starts elsewhere: put there if its dates are put by hand or fixed, else no earlier than there. Nothing for
/// a task that has begun, and for a summary, which follows what is in it.
#[must_use]
pub fn starting(schedule: &Schedule, task: &Task, to: Moment) -> Option<Task> {
    let now = times(schedule, task).filter(|now| !now.summary)?;
    if task.actual_start.is_some() || task.actual_finish.is_some() {
        return None;
    }
    if let Some(placed) = task.manual {
        let length = Moment::from(placed.finish).0 - Moment::from(placed.start).0;
        let (start, finish) = (to.datetime(), Moment(to.0 + length).datetime());
        return Some(Task { manual: Some(Placed { start, finish }), ..task.clone() });
    }
    let constraint = match task.constraint {
        Constraint::FinishOn(when) => {
            let finish = Moment(now.finish.0 + to.0 - now.start.0);
            Constraint::FinishOn(like(schedule, task, Some(when), finish))
        }
        Constraint::StartOn(when) => Constraint::StartOn(like(schedule, task, Some(when), to)),
        _ => Constraint::NotBefore(like(schedule, task, when_of(task), to)),
    };
    Some(Task { constraint, ..task.clone() })
}

/// A task of another length, which ends at an instant. Nothing for milestones, summaries and what is done.
#[must_use]
pub fn finishing(schedule: &Schedule, task: &Task, to: Moment) -> Option<Task> {
    let now = times(schedule, task).filter(|now| !now.summary)?;
    if task.milestone || task.actual_finish.is_some() {
        return None;
    }
    if let Some(placed) = task.manual {
        let finish = Moment(to.0.max(now.start.0 + SHORTEST)).datetime();
        return Some(Task { manual: Some(Placed { finish, ..placed }), ..task.clone() });
    }
    let duration = lasting(schedule, task, now.start, to);
    Some(Task { duration, ..task.clone() })
}

/// A task that starts elsewhere and ends where it does. Nothing where [`starting`] or [`finishing`] give nothing.
#[must_use]
pub fn starting_earlier(schedule: &Schedule, task: &Task, to: Moment) -> Option<Task> {
    let now = times(schedule, task)?;
    let to = Moment(to.0.min(now.finish.0 - SHORTEST));
    let moved = starting(schedule, task, to)?;
    if task.milestone {
        return None;
    }
    if moved.manual.is_some() {
        let (start, finish) = (to.datetime(), now.finish.datetime());
        return Some(Task { manual: Some(Placed { start, finish }), ..moved });
    }
    let duration = lasting(schedule, task, to, now.finish);
    Some(Task { duration, ..moved })
}

/// How long a task lasts from one instant to another, in its own kind of minutes.
fn lasting(schedule: &Schedule, task: &Task, from: Moment, until: Moment) -> TaskDuration {
    let minutes = |count: i64| Minutes::from_wide(count.max(SHORTEST));
    match task.duration {
        TaskDuration::Elapsed(_) => TaskDuration::Elapsed(minutes(until.0 - from.0)),
        TaskDuration::Work(_) => {
            let work = schedule.calendars().of_task(task);
            TaskDuration::Work(minutes(work.position(until) - work.position(from)))
        }
    }
}

/// What a link between two ends is called.
#[must_use]
pub const fn link_kind(from_finish: bool, to_finish: bool) -> LinkKind {
    match (from_finish, to_finish) {
        (true, false) => LinkKind::FinishStart,
        (false, false) => LinkKind::StartStart,
        (true, true) => LinkKind::FinishFinish,
        (false, true) => LinkKind::StartFinish,
    }
}

/// Adds a link; one of the same tasks there is becomes of that kind instead.
pub fn link(campaign: &mut Campaign, id: LinkId, from: TaskId, to: TaskId, kind: LinkKind) {
    let known = campaign.links.iter().find(|link| (link.from, link.to) == (from, to)).map(|link| link.id);
    match known.and_then(|id| campaign.links.get_mut(id)) {
        Some(link) => link.kind = kind,
        None => campaign.links.push(TaskLink { id, from, to, kind, ..TaskLink::default() }),
    }
}

/// Where in the table a spot is, and in which summary what is put there stands; of the end of all nothing is said.
#[allow(clippy::option_option, reason = "no parent to be given, or one that may be none")]
pub(super) fn place(campaign: &Campaign, spot: Spot) -> (usize, Option<Option<TaskId>>) {
    let beside = match spot {
        Spot::Before(id) | Spot::After(id) => campaign.tasks.position(id),
        Spot::End => None,
    };
    let parent = beside.and_then(|at| campaign.tasks.at(at)).map(|task| task.parent);
    let at = match (beside, spot) {
        (Some(at), Spot::Before(_)) => at,
        (Some(at), _) => at + 1,
        (None, _) => campaign.tasks.len(),
    };
    (at, parent)
}

/// Puts tasks into the table as siblings of what stands at the spot; at the end of all, in the summaries that they name.
pub fn insert(campaign: &mut Campaign, tasks: Vec<Task>, spot: Spot) {
    let (at, parent) = place(campaign, spot);
    for (step, task) in tasks.into_iter().enumerate() {
        let parent = parent.unwrap_or(task.parent);
        campaign.tasks.insert(at + step, Task { parent, ..task });
    }
}

/// Takes tasks out with everything that stands in them, their links, and their dates in baselines.
pub fn delete(campaign: &mut Campaign, ids: &BTreeSet<TaskId>) {
    let outline = Outline::new(&campaign.tasks);
    let gone: HashSet<TaskId> = campaign
        .tasks
        .iter()
        .filter(|task| {
            let mut at = outline.row(task.id);
            while let Some(row) = at {
                if outline.id(row).is_some_and(|id| ids.contains(&id)) {
                    return true;
                }
                at = outline.parent(row);
            }
            false
        })
        .map(|task| task.id)
        .collect();
    campaign.tasks.remove_where(|task| gone.contains(&task.id));
    campaign.links.remove_where(|link| gone.contains(&link.from) || gone.contains(&link.to));
    let named = |line: &crate::model::BaselineTask| gone.contains(&line.task);
    campaign.baselines.map_where(|baseline| {
        baseline.tasks.iter().any(|line| named(line)).then(|| {
            let mut kept = baseline.clone();
            kept.tasks.remove_where(named);
            kept
        })
    });
}

/// Puts tasks under the sibling above them. A task that is first stays.
pub fn indent(campaign: &mut Campaign, ids: &[TaskId]) {
    let outline = Outline::new(&campaign.tasks);
    let into = |id: TaskId| {
        let row = outline.row(id)?;
        let siblings: Vec<u32> = match outline.parent(row) {
            Some(parent) => outline.children(parent).to_vec(),
            None => outline.order().iter().copied().filter(|row| outline.depth(*row) == 0).collect(),
        };
        let at = siblings.iter().position(|sibling| *sibling == row)?;
        let above = siblings.get(..at)?.iter().rev().filter_map(|row| outline.id(*row));
        above.into_iter().find(|id| !ids.contains(id))
    };
    let to: Vec<(TaskId, TaskId)> = ids.iter().filter_map(|id| Some((*id, into(*id)?))).collect();
    for (id, parent) in to {
        if let Some(task) = campaign.tasks.get_mut(id) {
            task.parent = Some(parent);
        }
    }
}

/// Puts tasks beside the summary that they stand in, below it.
pub fn outdent(campaign: &mut Campaign, ids: &[TaskId]) {
    let outline = Outline::new(&campaign.tasks);
    // the last first, so that they keep their order behind the summary
    for id in ids.iter().rev() {
        let Some(parent) = outline.row(*id).and_then(|row| outline.parent(row)) else { continue };
        let Some(beside) = outline.id(parent) else { continue };
        shift(campaign, &[*id], Spot::After(beside));
    }
}

/// Moves tasks, with what stands in them, beside another. Nothing happens if that stands in one of them.
pub fn shift(campaign: &mut Campaign, ids: &[TaskId], spot: Spot) {
    let outline = Outline::new(&campaign.tasks);
    let (Spot::Before(beside) | Spot::After(beside)) = spot else { return };
    let Some(target) = outline.row(beside) else { return };
    let inside = |id: &TaskId| outline.row(*id).is_some_and(|row| row == target || outline.within(target, row));
    if ids.iter().any(inside) {
        return;
    }
    let moved: Vec<Task> = ids.iter().filter_map(|id| campaign.tasks.get(*id).cloned()).collect();
    campaign.tasks.remove_where(|task| ids.contains(&task.id));
    insert(campaign, moved, spot);
}

#[cfg(test)]
#[path = "edit_tests.rs"]
mod tests;
