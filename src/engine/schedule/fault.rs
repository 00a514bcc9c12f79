//! What is wrong with a schedule, typed. None of it stops the rest from being scheduled.

use super::moment::Moment;
use crate::model::{CalendarId, LinkId, TaskId};

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Links that lead in a circle, by the tasks on it in order. All links within the knot have no effect until it is cut.
    Circle(Vec<TaskId>),
    /// A link one of whose tasks is gone; it has no effect.
    LinkGone(LinkId),
    /// A link from a task to itself; it has no effect.
    LinkToItself(LinkId, TaskId),
    /// A link between a summary and something in it; it has no effect.
    LinkWithin(LinkId),
    /// A task whose parent is gone (task, parent); it stands as a root.
    ParentGone(TaskId, TaskId),
    /// A task that is its own ancestor, or stands too deep; it stands as a root.
    ParentCircle(TaskId),
    /// A summary is put by hand or held in a way that summaries are not; it has no effect.
    SummaryHeld(TaskId),
    /// A date counted from a phase that is gone, or from an opening that is not there; it has no effect.
    AnchorGone(TaskId),
    /// A date that lies outside working time was moved to the next working minute (or the last, for a finish).
    OffTime {
        /// Whose.
        task: TaskId,
        /// What was typed.
        typed: Moment,
        /// Where it stands.
        stands: Moment,
    },
    /// A task that keeps its dates breaks a link.
    LinkBroken {
        /// Which link.
        link: LinkId,
        /// Its predecessor.
        from: TaskId,
        /// The task that keeps its dates.
        task: TaskId,
        /// By how many minutes of work of the task's calendar, or on the clock for those that run on it.
        minutes: i64,
    },
    /// A task finishes after its deadline.
    DeadlineMissed {
        /// Which task.
        task: TaskId,
        /// The deadline.
        deadline: Moment,
        /// Its finish.
        finish: Moment,
    },
    /// A calendar without any work in its week; the next that applies stands in.
    CalendarIdle(CalendarId),
    /// A year in which a calendar of the schedule keeps public holidays that are not announced yet.
    NotAnnounced(i16),
}
