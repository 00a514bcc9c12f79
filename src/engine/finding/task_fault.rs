//! What can be wrong with tasks and the schedule they make, with the figures a sentence about it needs.

use jiff::civil::Date;

use super::Severity;
use crate::engine::schedule::{Moment, load::Resource};
use crate::model::{CalendarId, LinkId, PersonId, PhaseId, Rate, TaskId};

/// What a task refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskRef {
    /// Its owner.
    Owner,
    /// Its department.
    Department,
    /// Its phase.
    Phase,
    /// Its calendar.
    Calendar,
}

impl TaskRef {
    /// The field's name in the file.
    #[must_use]
    pub const fn field(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Department => "department",
            Self::Phase => "phase",
            Self::Calendar => "calendar",
        }
    }
}

/// What is wrong with a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskFault {
    /// Its parent is gone, is in it, or stands too deep.
    ParentUnfit,
    /// A summary is held in a way that summaries are not.
    SummaryHeld,
    /// A date of it is counted from what is gone.
    AnchorGone,
    /// Its date lies outside working time: what was typed, where it stands.
    OffTime(Moment, Moment),
    /// It keeps its dates though its predecessor is not done, by so many minutes of work.
    LinkBroken(TaskId, i64),
    /// It finishes (second) after its deadline (first).
    DeadlineMissed(Moment, Moment),
    /// It lies outside its phase: from, until.
    OutsidePhase(PhaseId, Moment, Moment),
    /// Nobody does it: neither owner nor department.
    NoOwner,
    /// It hands over to that task across so many days of public holidays, and neither has any float.
    AcrossHolidays(TaskId, i64),
    /// It must be done before the opening (first) and finishes after (second).
    GoLiveLate(Moment, Moment),
    /// What it refers to is gone.
    Gone(TaskRef),
}

impl TaskFault {
    /// How bad it is.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::ParentUnfit | Self::GoLiveLate(..) | Self::Gone(_) | Self::AnchorGone => Severity::Error,
            Self::LinkBroken(..) | Self::DeadlineMissed(..) | Self::OutsidePhase(..) | Self::AcrossHolidays(..) => {
                Severity::Warning
            }
            Self::SummaryHeld | Self::OffTime(..) | Self::NoOwner => Severity::Hint,
        }
    }

    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ParentUnfit => "task-parent-unfit",
            Self::SummaryHeld => "task-summary-held",
            Self::AnchorGone => "task-anchor-gone",
            Self::OffTime(..) => "task-off-time",
            Self::LinkBroken(..) => "task-link-broken",
            Self::DeadlineMissed(..) => "task-deadline-missed",
            Self::OutsidePhase(..) => "task-outside-phase",
            Self::NoOwner => "task-without-owner",
            Self::AcrossHolidays(..) => "task-across-holidays",
            Self::GoLiveLate(..) => "task-go-live-late",
            Self::Gone(_) => "task-reference-gone",
        }
    }

    /// The field it is about, as the file calls it.
    #[must_use]
    pub const fn field(self) -> Option<&'static str> {
        Some(match self {
            Self::ParentUnfit => "parent",
            Self::SummaryHeld | Self::AnchorGone | Self::OffTime(..) | Self::LinkBroken(..) => "constraint",
            Self::DeadlineMissed(..) => "deadline",
            Self::OutsidePhase(..) => "phase",
            Self::NoOwner => "owner",
            Self::AcrossHolidays(..) => return None,
            Self::GoLiveLate(..) => "go_live",
            Self::Gone(what) => what.field(),
        })
    }
}

/// What is wrong with a schedule as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScheduleFault {
    /// Links lead in a circle through these tasks.
    Circle(Vec<TaskId>),
    /// A link one of whose tasks is gone.
    LinkGone(LinkId),
    /// A task is linked to itself.
    LinkToItself(TaskId),
    /// A summary is linked to something in it.
    LinkWithin(LinkId),
    /// A calendar has no work in its week.
    CalendarIdle(CalendarId),
    /// A year's public holidays are not announced yet.
    NotAnnounced(i16),
    /// More work than can be done.
    Overload {
        /// Whose.
        of: Resource,
        /// The first day.
        first: Date,
        /// The last day.
        last: Date,
        /// The worst day.
        worst: Date,
        /// Work ÷ capacity on that day; nothing where there is no capacity.
        ratio: Option<Rate>,
    },
    /// Nothing is marked as to be done before the opening.
    GoLiveNone,
    /// Whose capacity is zero has so many tasks.
    NoCapacity(Resource, usize),
    /// A person with so many tasks belongs to no department.
    NoDepartment(PersonId, usize),
}

impl ScheduleFault {
    /// How bad it is.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Circle(_) | Self::LinkGone(_) | Self::LinkToItself(_) | Self::LinkWithin(_) => Severity::Error,
            Self::CalendarIdle(_) | Self::Overload { .. } | Self::NoCapacity(..) => Severity::Warning,
            Self::NotAnnounced(_) | Self::GoLiveNone | Self::NoDepartment(..) => Severity::Hint,
        }
    }

    /// The stable name in JSON.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Circle(_) => "task-link-circle",
            Self::LinkGone(_) => "task-link-gone",
            Self::LinkToItself(_) => "task-link-to-itself",
            Self::LinkWithin(_) => "task-link-within",
            Self::CalendarIdle(_) => "calendar-idle",
            Self::NotAnnounced(_) => "holidays-not-announced",
            Self::Overload { .. } => "overload",
            Self::GoLiveNone => "go-live-none",
            Self::NoCapacity(..) => "capacity-none",
            Self::NoDepartment(..) => "person-without-department",
        }
    }
}
