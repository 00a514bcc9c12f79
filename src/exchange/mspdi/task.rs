//! What a row of a plan says of its task beyond name and place: length, dates, what holds it.

use jiff::civil::DateTime;

use super::plan::Row;
use crate::engine::schedule::carry::{Carried, Foreign, Notes};
use crate::engine::schedule::{Calendars, Moment, WorkTime};
use crate::model::{Constraint, Minutes, Placed, Rate, Task, TaskDuration, When};

/// The dates that a row states; nothing without both.
pub(super) fn stated(row: &Row) -> Option<Placed> {
    let (start, finish) = (row.start?, row.finish?);
    Some(Placed { start, finish: finish.max(start) })
}

/// Fills in a task from its row. Calendar, owner and department are settled before.
pub(super) fn fill(task: &mut Task, row: &Row, summary: bool, calendars: &Calendars, notes: &mut Notes) {
    task.deadline = row.deadline.map(When::At);
    if row.start.zip(row.finish).is_some_and(|(start, finish)| finish < start) {
        notes.add(row.about(), Carried::Backwards);
    }
    if summary {
        // length, progress and dates of a summary follow from what is in it
        match (row.constraint, row.constraint_date) {
            (4, Some(at)) if !row.manual => task.constraint = Constraint::NotBefore(When::At(at)),
            (0, _) if !row.manual => {}
            _ => notes.add(row.about(), Carried::SummaryHeld),
        }
        return;
    }
    let placed = stated(row);
    if placed.is_none() {
        notes.add(row.about(), Carried::Undated);
    }
    let time = calendars.of_task(task);
    task.progress = Rate::from_percent(row.percent);
    (task.actual_start, task.actual_finish) = (row.actual_start, row.actual_finish);
    let long = placed.is_some_and(|placed| placed.start != placed.finish);
    if row.milestone && long {
        notes.add(row.about(), Carried::LongMilestone);
    }
    task.milestone = row.milestone && !long;
    task.duration = match row.duration {
        _ if task.milestone => TaskDuration::Work(Minutes::ZERO),
        Some(minutes) if row.elapsed => TaskDuration::Elapsed(minutes),
        Some(minutes) => TaskDuration::Work(minutes),
        None => placed.map_or_else(TaskDuration::default, |placed| between(time, placed)),
    };
    if row.manual {
        task.manual = placed;
    }
    let length = task.duration.minutes().wide();
    let elapsed = matches!(task.duration, TaskDuration::Elapsed(_));
    let later = |at: DateTime| {
        let at = Moment::from(at);
        if elapsed { Moment(at.0 + length) } else { time.finish_at(time.position(at) + length) }.datetime()
    };
    let earlier = |at: DateTime| {
        let at = Moment::from(at);
        if elapsed { Moment(at.0 - length) } else { time.start_at(time.position(at) - length) }.datetime()
    };
    let by = |task: &mut Task, at: DateTime| {
        // the nearer of two deadlines counts
        let other = row.deadline.filter(|other| *other < at);
        task.deadline = Some(When::At(other.unwrap_or(at)));
    };
    match (row.constraint, row.constraint_date) {
        (0, _) => {}
        (1, _) => task.constraint = Constraint::AsLate,
        (2, Some(at)) => task.constraint = Constraint::StartOn(When::At(at)),
        (3, Some(at)) => task.constraint = Constraint::FinishOn(When::At(at)),
        (4, Some(at)) => task.constraint = Constraint::NotBefore(When::At(at)),
        (5, Some(at)) => {
            by(task, later(at));
            notes.add(row.about(), Carried::Constraint(Foreign::StartNoLater));
        }
        (6, Some(at)) => {
            task.constraint = Constraint::NotBefore(When::At(earlier(at)));
            notes.add(row.about(), Carried::Constraint(Foreign::FinishNoEarlier));
        }
        (7, Some(at)) => {
            by(task, at);
            notes.add(row.about(), Carried::Constraint(Foreign::FinishNoLater));
        }
        _ => notes.add(row.about(), Carried::ConstraintUndated),
    }
}

/// The length of a task that lies between two dates: of work, where there is some.
fn between(time: &WorkTime, placed: Placed) -> TaskDuration {
    let (start, finish) = (Moment::from(placed.start), Moment::from(placed.finish));
    let work = time.position(finish) - time.position(start);
    if work > 0 || start == finish {
        TaskDuration::Work(Minutes::from_wide(work))
    } else {
        TaskDuration::Elapsed(Minutes::from_wide(finish.0 - start.0))
    }
}

/// The length with which a task that starts at one date finishes at the other; nothing if none does.
pub(super) fn reaching(time: &WorkTime, placed: Placed) -> Option<TaskDuration> {
    let (start, finish) = (Moment::from(placed.start), Moment::from(placed.finish));
    let work = time.position(finish) - time.position(start);
    if work > 0 && time.finish_at(time.position(start) + work) == finish {
        return Some(TaskDuration::Work(Minutes::from_wide(work)));
    }
    (finish > start).then(|| TaskDuration::Elapsed(Minutes::from_wide(finish.0 - start.0)))
}
