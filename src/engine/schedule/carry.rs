//! What is said when a schedule goes to another program or comes from one: why it cannot be read, and what of it cannot
//! be carried. Plain data, so that window, command line and reader speak of the same.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use jiff::civil::DateTime;

use crate::model::{Minutes, Placed};

/// Why a schedule of another program cannot be read. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    /// The system refused to read.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// No file but a folder, a pipe or a device.
    #[error("not a file")]
    NotAFile,
    /// Nothing in it.
    #[error("empty")]
    Empty,
    /// More bytes than are read.
    #[error("more than {limit} bytes")]
    TooLarge {
        /// The most.
        limit: u64,
    },
    /// No text, or in an encoding that is not known.
    #[error("not text")]
    NotText,
    /// No well-formed XML.
    #[error("malformed at line {line}: {words}")]
    Malformed {
        /// The line, from 1.
        line: u64,
        /// What the XML reader says, in English.
        words: String,
    },
    /// XML, but no MS Project XML.
    #[error("a {root}, no Project")]
    NotAPlan {
        /// The name of the outermost element.
        root: String,
    },
    /// Elements nested deeper than is read.
    #[error("nested deeper than {limit}")]
    TooDeep {
        /// The most.
        limit: usize,
    },
    /// More rows of a kind than are read.
    #[error("more than {limit} {what:?}")]
    TooMany {
        /// Of what.
        what: Counted,
        /// The most.
        limit: usize,
    },
}

/// What there may be too many of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counted {
    /// Tasks.
    Tasks,
    /// Levels of the tree of tasks.
    Levels,
    /// Links between tasks.
    Links,
    /// Calendars.
    Calendars,
    /// Days and ranges on which calendars differ.
    Exceptions,
    /// Resources.
    Resources,
    /// Assignments of resources to tasks.
    Assignments,
}

/// What a note is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The plan as a whole.
    #[default]
    Plan,
    /// A task: its row from 1, and its name.
    Task(u32, String),
    /// A calendar by its name.
    Calendar(String),
    /// A person, department or resource by its name.
    Resource(String),
}

/// Something that could not be carried as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What it is about; the first of several.
    pub about: About,
    /// How many rows it is about, 1 and above.
    pub count: u32,
    /// What was done with it.
    pub what: Carried,
}

impl Note {
    /// A note on one row.
    #[must_use]
    pub const fn new(about: About, what: Carried) -> Self {
        Self { about, count: 1, what }
    }
}

/// A constraint that is carried as another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// Start no later than.
    StartNoLater,
    /// Finish no earlier than.
    FinishNoEarlier,
    /// Finish no later than.
    FinishNoLater,
}

/// What other programs hold of a row, and a project does not.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Costs and rates.
    Costs,
    /// Amounts of work, overtime, contours.
    Work,
    /// Priority.
    Priority,
    /// Fields of the plan's own.
    Custom,
    /// That a duration is an estimate.
    Estimated,
    /// How work and duration depend on each other.
    Effort,
    /// Delays and rules of levelling.
    Levelling,
    /// Interruptions of work.
    Splits,
    /// Links to pages and documents.
    Hyperlinks,
    /// Progress measured otherwise: physical progress, earned value.
    Measures,
    /// How bars are shown, boards and sprints.
    Display,
    /// Notes on resources.
    ResourceNotes,
    /// Anything else, by the element's name.
    Other(String),
}

/// What was done with something that cannot be carried as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried {
    /// Its dates follow neither from links nor from its constraint: it keeps them as put by hand.
    Pinned {
        /// As the file states them.
        stated: Placed,
        /// As they would follow.
        ours: Placed,
    },
    /// A summary spans what is in it, which is other dates than stated.
    SummaryDates {
        /// As the file states them.
        stated: Placed,
        /// Its span.
        ours: Placed,
    },
    /// Without dates; it stands where links and constraint put it.
    Undated,
    /// A blank row.
    Blank,
    /// Switched off: left out with its links.
    Inactive,
    /// A task of another plan: left out with its links.
    External,
    /// A plan stands in it: only the row itself comes along.
    Subproject,
    /// Finish before start: the start counts.
    Backwards,
    /// A constraint that there is not; carried as deadline or as a start.
    Constraint(Foreign),
    /// A constraint whose date is missing; left out.
    ConstraintUndated,
    /// A constraint or dates by hand on a summary, which holds neither; left out.
    SummaryHeld,
    /// A milestone with a duration; carried as a task.
    LongMilestone,
    /// Parts of a minute, rounded.
    Rounded,
    /// A duration that cannot be read; it is what lies between the dates.
    DurationUnread,
    /// Under way, and its finish does not follow from start and duration: the duration is changed.
    DurationChanged {
        /// As the file states it.
        stated: Minutes,
        /// As it is now.
        now: Minutes,
    },
    /// Actual dates that do not agree with start and finish; left out.
    ActualDates,
    /// A further resource besides the one that does it; left out.
    AlsoAssigned(String),
    /// An assignment with no part of anybody's time; carried as 100 %.
    NoUnits(String),
    /// A lag in percent of the predecessor, carried as a length.
    PercentLag,
    /// A link to or from a task that is not there; left out.
    LinkGone,
    /// A link to a task of another plan; left out.
    LinkAcross,
    /// A link from a task to itself or to what it stands in; left out.
    LinkWithin,
    /// A second link between the same tasks; left out.
    LinkTwice,
    /// A baseline without start or finish; left out.
    BaselineUndated,
    /// A further baseline than the format has places for; left out.
    BaselineFull(String),
    /// Name or day of a baseline, which the format has no place for.
    BaselineName(String),
    /// Dates and notes of the row that stands for the plan; left out.
    PlanRow,
    /// The plan's own calendar is the project's now.
    CalendarTaken,
    /// Working hours that cannot be read; left out.
    ShiftsUnread,
    /// Days that repeat in a way that is not known; left out.
    RecurrenceUnread,
    /// Its base is not there or leads in a circle; it is taken without.
    BaseGone,
    /// Public holidays, written as single days.
    HolidaysListed,
    /// A resource that does no work – material, a cost –; left out.
    NotWork,
    /// A resource without a name; left out.
    Unnamed,
    /// Already there with another calendar or capacity, which stay.
    Kept,
    /// A field that has no place; left out.
    Field(Field),
    /// A date that moves with the opening or a phase, written as the day it means now.
    Relative,
    /// The phase it belongs to; left out.
    Phase,
    /// That it must be done before the opening; left out.
    GoLive,
    /// Where it comes from; left out.
    Source,
    /// A summary, left out of a list of dates.
    Summary,
}

impl Carried {
    /// The stable name of it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Pinned { .. } => "pinned",
            Self::SummaryDates { .. } => "summary_dates",
            Self::Undated => "undated",
            Self::Blank => "blank_row",
            Self::Inactive => "inactive",
            Self::External => "external",
            Self::Subproject => "subproject",
            Self::Backwards => "finish_before_start",
            Self::Constraint(Foreign::StartNoLater) => "start_no_later",
            Self::Constraint(Foreign::FinishNoEarlier) => "finish_no_earlier",
            Self::Constraint(Foreign::FinishNoLater) => "finish_no_later",
            Self::ConstraintUndated => "constraint_undated",
            Self::SummaryHeld => "summary_held",
            Self::LongMilestone => "long_milestone",
            Self::Rounded => "rounded",
            Self::DurationUnread => "duration_unread",
            Self::DurationChanged { .. } => "duration_changed",
            Self::ActualDates => "actual_dates",
            Self::AlsoAssigned(_) => "also_assigned",
            Self::NoUnits(_) => "no_units",
            Self::PercentLag => "percent_lag",
            Self::LinkGone => "link_gone",
            Self::LinkAcross => "link_across",
            Self::LinkWithin => "link_within",
            Self::LinkTwice => "link_twice",
            Self::BaselineUndated => "baseline_undated",
            Self::BaselineFull(_) => "baseline_full",
            Self::BaselineName(_) => "baseline_name",
            Self::PlanRow => "plan_row",
            Self::CalendarTaken => "calendar_taken",
            Self::ShiftsUnread => "shifts_unread",
            Self::RecurrenceUnread => "recurrence_unread",
            Self::BaseGone => "base_gone",
            Self::HolidaysListed => "holidays_listed",
            Self::NotWork => "not_work",
            Self::Unnamed => "unnamed",
            Self::Kept => "kept",
            Self::Field(field) => field.code(),
            Self::Relative => "relative",
            Self::Phase => "phase",
            Self::GoLive => "go_live",
            Self::Source => "source",
            Self::Summary => "summary",
        }
    }
}

impl Field {
    /// The stable name of it.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Costs => "costs",
            Self::Work => "work",
            Self::Priority => "priority",
            Self::Custom => "custom_fields",
            Self::Estimated => "estimated",
            Self::Effort => "effort",
            Self::Levelling => "levelling",
            Self::Splits => "splits",
            Self::Hyperlinks => "hyperlinks",
            Self::Measures => "measures",
            Self::Display => "display",
            Self::ResourceNotes => "resource_notes",
            Self::Other(_) => "field",
        }
    }
}

/// Notes as they come up; those that many rows have alike are counted with the first of them.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    list: Vec<Note>,
    counted: HashMap<(&'static str, String), usize>,
}

impl Notes {
    /// Writes down one that stands by itself.
    pub fn add(&mut self, about: About, what: Carried) {
        self.list.push(Note::new(about, what));
    }

    /// Writes down one, or counts it with those that say the same of another row.
    pub fn count(&mut self, what: Carried, about: impl FnOnce() -> About) {
        let name = if let Carried::Field(Field::Other(name)) = &what { name.clone() } else { String::new() };
        match self.counted.entry((what.code(), name)) {
            Entry::Occupied(at) => {
                if let Some(note) = self.list.get_mut(*at.get()) {
                    note.count = note.count.saturating_add(1);
                }
            }
            Entry::Vacant(free) => {
                free.insert(self.list.len());
                self.list.push(Note::new(about(), what));
            }
        }
    }

    /// All of them, in the order in which they came up.
    #[must_use]
    pub fn list(self) -> Vec<Note> {
        self.list
    }
}

/// At which instant something stands that is stated to the second: the minute.
#[must_use]
pub fn to_the_minute(at: DateTime) -> DateTime {
    at.date().at(at.hour(), at.minute(), 0, 0)
}
