//! Tasks of a campaign (任务): work packages in a tree, and what holds them in time.

use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Serialize};

use super::{
    BaselineId, CalendarId, DepartmentId, LinkId, MeansId, Minutes, OfferId, PersonId, PhaseId, Rate, Row, Rows,
    SignedMinutes, SkuId, TaskId, Touchpoint, is_default,
};

/// How long a task takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TaskDuration {
    /// So many minutes of work by the task's calendar.
    Work(Minutes),
    /// So many minutes on the clock, day and night, whatever the calendar.
    Elapsed(Minutes),
}

impl TaskDuration {
    /// The minutes, of whichever kind.
    #[must_use]
    pub const fn minutes(self) -> Minutes {
        match self {
            Self::Work(minutes) | Self::Elapsed(minutes) => minutes,
        }
    }
}

impl Default for TaskDuration {
    /// A day of work.
    fn default() -> Self {
        Self::Work(Minutes::WORKDAY)
    }
}

/// What an instant is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Anchor {
    /// The campaign's opening (开卖).
    Opening,
    /// The first instant of a phase.
    Start(PhaseId),
    /// The first instant no longer in a phase.
    End(PhaseId),
}

/// An instant of a task: on the clock, or so that it moves with the campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum When {
    /// This instant.
    At(DateTime),
    /// Counted from the rhythm: `days` working days of the task's calendar from the day of `from`, at a clock time.
    #[serde(rename = "Days")]
    Relative {
        /// From which instant's day.
        from: Anchor,
        /// How many working days: 0 is the first working day on or after that day, −1 the last one before it.
        days: i32,
        /// The clock time on that day.
        time: Time,
    },
}

/// What holds a task beside its links.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Constraint {
    /// As soon as links and the campaign's first instant allow (越早越好).
    #[default]
    AsSoon,
    /// As late as it can be without moving what follows (越晚越好).
    AsLate,
    /// No earlier than this (不早于).
    NotBefore(When),
    /// Starts there, whatever its links say (固定开始).
    StartOn(When),
    /// Finishes there, whatever its links say (固定完成).
    FinishOn(When),
}

/// Dates put by hand, which stay as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placed {
    /// First instant.
    pub start: DateTime,
    /// First instant no longer in it.
    pub finish: DateTime,
}

/// Where a task comes from; more kinds may follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TaskSource {
    /// A milestone of a goal, by its number.
    Milestone(u32),
    /// A resource that must be there, by its number.
    Resource(u32),
    /// A measure in case something fails, by its number.
    Contingency(u32),
    /// A procurement, by its number.
    Procurement(u32),
    /// A product that is ordered again.
    Reorder(SkuId),
    /// An offer that must be set up.
    Offer(OfferId),
    /// The staffing of a day.
    Staffing(Date),
    /// A means to move a factor.
    Means(MeansId),
    /// What is done about a part of the customer's way.
    Touchpoint(Touchpoint),
    /// A lesson, by its number.
    Lesson(u32),
}

/// A task: a work package, or – where other tasks name it as their parent – a summary of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Task {
    /// Identity.
    pub id: TaskId,
    /// The summary it stands in. Siblings stand in the order of the table.
    #[serde(default, skip_serializing_if = "is_default")]
    pub parent: Option<TaskId>,
    /// Name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// The person who does it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner: Option<PersonId>,
    /// The department that does it; nothing = the owner's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub department: Option<DepartmentId>,
    /// The phase it belongs to.
    #[serde(default, skip_serializing_if = "is_default")]
    pub phase: Option<PhaseId>,
    /// How long it takes; without meaning for milestones and summaries.
    #[serde(default, skip_serializing_if = "is_default")]
    pub duration: TaskDuration,
    /// A point in time without a duration (里程碑).
    #[serde(default, skip_serializing_if = "is_default")]
    pub milestone: bool,
    /// What holds it beside its links.
    #[serde(default, skip_serializing_if = "is_default")]
    pub constraint: Constraint,
    /// When it must be done; moves nothing, but late dates start from it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub deadline: Option<When>,
    /// Dates put by hand; they stay, and conflicts are shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub manual: Option<Placed>,
    /// How much of it is done, 0 … 100 %.
    #[serde(default, skip_serializing_if = "is_default")]
    pub progress: Rate,
    /// When it really started.
    #[serde(default, skip_serializing_if = "is_default")]
    pub actual_start: Option<DateTime>,
    /// When it was really done.
    #[serde(default, skip_serializing_if = "is_default")]
    pub actual_finish: Option<DateTime>,
    /// How much of its owner and department it takes while it lasts: 100 % is one person. Above 0.
    #[serde(default = "whole", skip_serializing_if = "is_whole")]
    pub units: Rate,
    /// Its own calendar; nothing = the owner's, else the department's, else the project's.
    #[serde(default, skip_serializing_if = "is_default")]
    pub calendar: Option<CalendarId>,
    /// Must be done before the opening (上线必备).
    #[serde(default, skip_serializing_if = "is_default")]
    pub go_live: bool,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: Option<TaskSource>,
    /// Notes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub notes: String,
}

impl Default for Task {
    fn default() -> Self {
        Self {
            id: TaskId::default(),
            parent: None,
            name: String::new(),
            owner: None,
            department: None,
            phase: None,
            duration: TaskDuration::default(),
            milestone: false,
            constraint: Constraint::default(),
            deadline: None,
            manual: None,
            progress: Rate::ZERO,
            actual_start: None,
            actual_finish: None,
            units: Rate::ONE,
            calendar: None,
            go_live: false,
            source: None,
            notes: String::new(),
        }
    }
}

/// 100 %.
pub(super) const fn whole() -> Rate {
    Rate::ONE
}

/// Whether a rate is 100 %.
pub(super) fn is_whole(rate: &Rate) -> bool {
    *rate == Rate::ONE
}

impl Row for Task {
    type Id = TaskId;
    fn id(&self) -> TaskId {
        self.id
    }
}

/// Which end of one task holds which end of another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LinkKind {
    /// FS: starts after the other's finish.
    #[default]
    FinishStart,
    /// SS: starts after the other's start.
    StartStart,
    /// FF: finishes after the other's finish.
    FinishFinish,
    /// SF: finishes after the other's start.
    StartFinish,
}

impl LinkKind {
    /// Every kind, the commonest first.
    pub const ALL: [Self; 4] = [Self::FinishStart, Self::StartStart, Self::FinishFinish, Self::StartFinish];

    /// Whether it counts from the predecessor's finish.
    #[must_use]
    pub const fn from_finish(self) -> bool {
        matches!(self, Self::FinishStart | Self::FinishFinish)
    }

    /// Whether it holds the successor's finish.
    #[must_use]
    pub const fn to_finish(self) -> bool {
        matches!(self, Self::FinishFinish | Self::StartFinish)
    }
}

/// How long a link waits; below zero it is a lead (提前).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lag {
    /// So many minutes of work by the successor's calendar.
    Work(SignedMinutes),
    /// So many minutes on the clock.
    Elapsed(SignedMinutes),
}

impl Default for Lag {
    fn default() -> Self {
        Self::Work(SignedMinutes::default())
    }
}

/// A link (依赖) between two tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskLink {
    /// Identity.
    pub id: LinkId,
    /// The predecessor (紧前).
    pub from: TaskId,
    /// The successor (紧后).
    pub to: TaskId,
    /// Which ends it joins.
    #[serde(default, skip_serializing_if = "is_default")]
    pub kind: LinkKind,
    /// How long it waits.
    #[serde(default, skip_serializing_if = "is_default")]
    pub lag: Lag,
}

impl Row for TaskLink {
    type Id = LinkId;
    fn id(&self) -> LinkId {
        self.id
    }
}

/// The dates that tasks had when a baseline (基线) was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// Identity.
    pub id: BaselineId,
    /// Name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// The day it was taken.
    #[serde(default, skip_serializing_if = "is_default")]
    pub date: Option<Date>,
    /// The tasks' dates, each task once.
    #[serde(default, skip_serializing_if = "Rows::is_empty")]
    pub tasks: Rows<BaselineTask>,
}

impl Row for Baseline {
    type Id = BaselineId;
    fn id(&self) -> BaselineId {
        self.id
    }
}

/// A task's dates in a baseline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BaselineTask {
    /// Which task.
    pub task: TaskId,
    /// First instant.
    pub start: DateTime,
    /// First instant no longer in it.
    pub finish: DateTime,
}

impl Row for BaselineTask {
    type Id = TaskId;
    fn id(&self) -> TaskId {
        self.task
    }
}
