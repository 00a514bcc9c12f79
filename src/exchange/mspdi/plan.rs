//! A plan as MS Project XML has it: rows read to plain values, nothing put together yet.

use jiff::civil::DateTime;

use super::calendars::{self, Calendar, MOST_CALENDARS};
use super::fields;
use super::value::{Unit, flag, instant, rate, seconds, unit, whole};
use super::xml::{Element, Next, Pull, decode};
use crate::engine::schedule::carry::{About, Carried, Counted, Notes, PlanError, to_the_minute};
use crate::model::{Minutes, Rate};

/// Larger files are not read.
pub const MOST_BYTES: u64 = 256 * 1024 * 1024;
/// Plans with more tasks are not read.
pub const MOST_TASKS: usize = 100_000;
/// Plans with more links are not read.
pub const MOST_LINKS: usize = 200_000;
/// Plans with more resources are not read.
pub const MOST_RESOURCES: usize = 10_000;
/// Plans with more assignments are not read.
pub const MOST_ASSIGNMENTS: usize = 500_000;
/// Trees of tasks with more levels are not read.
pub const MOST_LEVELS: i64 = 60;

/// A plan.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub start: Option<DateTime>,
    pub calendar: Option<i64>,
    pub calendars: Vec<Calendar>,
    pub tasks: Vec<Row>,
    pub resources: Vec<Resource>,
    pub assignments: Vec<Assignment>,
    pub notes: Notes,
}

/// What kind of row one of the list of tasks is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum RowKind {
    #[default]
    Task,
    /// It stands for the plan.
    Plan,
    Blank,
    Inactive,
    External,
}

/// A row of the list of tasks.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    pub uid: i64,
    /// Its number as the program shows it.
    pub number: u32,
    pub kind: RowKind,
    pub name: String,
    pub level: i64,
    pub start: Option<DateTime>,
    pub finish: Option<DateTime>,
    pub duration: Option<Minutes>,
    pub elapsed: bool,
    pub manual: bool,
    pub milestone: bool,
    pub percent: i64,
    pub actual_start: Option<DateTime>,
    pub actual_finish: Option<DateTime>,
    pub constraint: i64,
    pub constraint_date: Option<DateTime>,
    pub deadline: Option<DateTime>,
    pub calendar: Option<i64>,
    pub notes: String,
    pub links: Vec<Link>,
    pub baselines: Vec<(i64, Option<DateTime>, Option<DateTime>)>,
}

impl Row {
    pub fn about(&self) -> About {
        About::Task(self.number, self.name.clone())
    }
}

/// A link to a predecessor.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub from: i64,
    pub kind: i64,
    /// Tenths of minutes, or percent.
    pub lag: i64,
    pub unit: Unit,
    pub across: bool,
}

/// Somebody or something that tasks need.
#[derive(Clone, Debug, Default)]
pub(super) struct Resource {
    pub uid: i64,
    pub name: String,
    pub works: bool,
    pub generic: bool,
    pub group: String,
    pub most: Option<Rate>,
    pub calendar: Option<i64>,
}

/// What a task needs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Assignment {
    pub task: i64,
    pub resource: i64,
    pub units: Option<Rate>,
}

fn minute(element: &Element, name: &str) -> Option<DateTime> {
    element.get(name).and_then(instant).map(to_the_minute)
}

fn number(element: &Element, name: &str) -> Option<i64> {
    element.get(name).and_then(whole)
}

/// Reads a plan.
pub(super) fn read(bytes: &[u8]) -> Result<Plan, PlanError> {
    if bytes.len() as u64 > MOST_BYTES {
        return Err(PlanError::TooLarge { limit: MOST_BYTES });
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(PlanError::Empty);
    }
    let text = decode(bytes)?;
    let mut pull = Pull::new(&text);
    let (root, empty) = pull.root()?;
    if root != "Project" {
        return Err(PlanError::NotAPlan { root: root.chars().take(60).collect() });
    }
    let mut reader = Reader { plan: Plan::default(), exceptions: 0, links: 0 };
    if empty {
        return Ok(reader.plan);
    }
    while let Next::Begin(name, empty) = pull.next()? {
        match name.as_str() {
            "Calendars" | "Tasks" | "Resources" | "Assignments" if !empty => {
                while let Next::Begin(name, empty) = pull.next()? {
                    reader.row(&pull.element(name, empty)?)?;
                }
            }
            _ => reader.head(&pull.element(name, empty)?),
        }
    }
    Ok(reader.plan)
}

struct Reader {
    plan: Plan,
    exceptions: usize,
    links: usize,
}

fn over(len: usize, limit: usize, what: Counted) -> Result<(), PlanError> {
    if len >= limit { Err(PlanError::TooMany { what, limit }) } else { Ok(()) }
}

impl Reader {
    fn head(&mut self, element: &Element) {
        let text = element.text.trim();
        match element.name.as_str() {
            "StartDate" => self.plan.start = instant(text).map(to_the_minute),
            "CalendarUID" => self.plan.calendar = whole(text),
            _ => {}
        }
    }

    fn row(&mut self, element: &Element) -> Result<(), PlanError> {
        let plan = &mut self.plan;
        match element.name.as_str() {
            "Calendar" => {
                over(plan.calendars.len(), MOST_CALENDARS, Counted::Calendars)?;
                plan.calendars.push(calendars::read(element, &mut self.exceptions, &mut plan.notes)?);
            }
            "Task" => {
                over(plan.tasks.len(), MOST_TASKS, Counted::Tasks)?;
                let row = task(element, plan.tasks.len(), &mut plan.notes)?;
                self.links += row.links.len();
                over(self.links, MOST_LINKS + 1, Counted::Links)?;
                plan.tasks.push(row);
            }
            "Resource" => {
                over(plan.resources.len(), MOST_RESOURCES, Counted::Resources)?;
                plan.resources.push(resource(element, &mut plan.notes));
            }
            "Assignment" => {
                over(plan.assignments.len(), MOST_ASSIGNMENTS, Counted::Assignments)?;
                let row = Assignment {
                    task: number(element, "TaskUID").unwrap_or(-1),
                    resource: number(element, "ResourceUID").unwrap_or(-1),
                    units: element.get("Units").and_then(rate),
                };
                // what nobody is assigned to says nothing
                if row.resource >= 0 {
                    let tasks = &plan.tasks;
                    let about = || tasks.iter().find(|t| t.uid == row.task).map(Row::about).unwrap_or_default();
                    fields::tell(element, about, &mut plan.notes);
                    plan.assignments.push(row);
                }
            }
            _ => {}
        }
        Ok(())
    }
}

fn task(element: &Element, place: usize, notes: &mut Notes) -> Result<Row, PlanError> {
    let is = |name: &str| flag(element.get(name));
    let level = number(element, "OutlineLevel").unwrap_or(1);
    if level > MOST_LEVELS {
        let limit = usize::try_from(MOST_LEVELS).unwrap_or(0);
        return Err(PlanError::TooMany { what: Counted::Levels, limit });
    }
    let shown = number(element, "ID").and_then(|id| u32::try_from(id).ok());
    let mut row = Row {
        uid: number(element, "UID").unwrap_or(-1),
        number: shown.unwrap_or_else(|| u32::try_from(place + 1).unwrap_or(u32::MAX)),
        name: element.get("Name").unwrap_or_default().to_owned(),
        level: level.max(0),
        start: minute(element, "Start"),
        finish: minute(element, "Finish"),
        manual: is("Manual"),
        milestone: is("Milestone"),
        percent: number(element, "PercentComplete").unwrap_or(0).clamp(0, 100),
        actual_start: minute(element, "ActualStart"),
        actual_finish: minute(element, "ActualFinish"),
        constraint: number(element, "ConstraintType").unwrap_or(0),
        constraint_date: minute(element, "ConstraintDate"),
        deadline: minute(element, "Deadline"),
        calendar: number(element, "CalendarUID").filter(|uid| *uid > 0),
        notes: element.child("Notes").map(|notes| notes.text.clone()).unwrap_or_default(),
        ..Row::default()
    };
    row.kind = if is("IsNull") {
        RowKind::Blank
    } else if level <= 0 {
        RowKind::Plan
    } else if is("ExternalTask") {
        RowKind::External
    } else if element.get("Active").is_some_and(|active| !flag(Some(active))) {
        RowKind::Inactive
    } else {
        RowKind::Task
    };
    if row.kind == RowKind::Blank {
        notes.count(Carried::Blank, || row.about());
        return Ok(row);
    }
    if row.kind == RowKind::Plan {
        let says = row.deadline.is_some() || !row.notes.trim().is_empty() || row.constraint != 0;
        if says {
            notes.add(row.about(), Carried::PlanRow);
        }
        return Ok(row);
    }
    if is("IsSubproject") {
        notes.add(row.about(), Carried::Subproject);
    }
    duration(element, &mut row, notes);
    fields::tell(element, || row.about(), notes);
    row.links = element.all("PredecessorLink").filter_map(link).collect();
    for baseline in element.all("Baseline") {
        let number = number(baseline, "Number").unwrap_or(0);
        row.baselines.push((number, minute(baseline, "Start"), minute(baseline, "Finish")));
    }
    Ok(row)
}

fn duration(element: &Element, row: &mut Row, notes: &mut Notes) {
    row.elapsed = unit(element.get("DurationFormat")) == Unit::Elapsed;
    let stated = element.get("Duration").or_else(|| element.get("ManualDuration"));
    let Some(stated) = stated else { return };
    match seconds(stated).filter(|length| (0..=Minutes::MAX.wide() * 60).contains(length)) {
        Some(length) => {
            if length % 60 != 0 {
                notes.add(row.about(), Carried::Rounded);
            }
            row.duration = Some(Minutes::from_wide((length + 30) / 60));
        }
        None => notes.add(row.about(), Carried::DurationUnread),
    }
}

fn link(element: &Element) -> Option<Link> {
    Some(Link {
        from: number(element, "PredecessorUID")?,
        kind: number(element, "Type").unwrap_or(1),
        lag: number(element, "LinkLag").unwrap_or(0),
        unit: unit(element.get("LagFormat")),
        across: flag(element.get("CrossProject")),
    })
}

fn resource(element: &Element, notes: &mut Notes) -> Resource {
    let resource = Resource {
        uid: number(element, "UID").unwrap_or(-1),
        name: element.get("Name").unwrap_or_default().to_owned(),
        works: number(element, "Type").unwrap_or(1) == 1,
        generic: flag(element.get("IsGeneric")),
        group: element.get("Group").unwrap_or_default().to_owned(),
        most: element.get("MaxUnits").and_then(rate),
        calendar: number(element, "CalendarUID").filter(|uid| *uid > 0),
    };
    if !resource.name.is_empty() {
        let about = || About::Resource(resource.name.clone());
        fields::tell(element, about, notes);
        if element.get("Notes").is_some() {
            notes.count(Carried::Field(crate::engine::schedule::carry::Field::ResourceNotes), about);
        }
    }
    resource
}
