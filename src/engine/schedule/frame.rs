//! What tasks stand in: calendars, the rhythm that relative dates are counted from, the first instant.

use std::sync::Arc;

use jiff::civil::DateTime;

use super::calendar::WorkTime;
use super::moment::Moment;
use crate::model::{
    Anchor, CalendarId, Campaign, Constraint, DepartmentId, PersonId, PhaseId, Shop, Task, When, WorkCalendar,
};

/// The calendar that is the clock.
pub(super) const CLOCK: u16 = 0;
/// The project's calendar.
const PROJECT: u16 = 1;

/// Few values by their keys, in the order of these.
#[derive(Clone, Debug)]
struct Table<K, V>(Vec<(K, V)>);

impl<K: Ord + Copy, V: Copy> Table<K, V> {
    fn new(rows: impl Iterator<Item = (K, V)>) -> Self {
        let mut rows: Vec<(K, V)> = rows.collect();
        rows.sort_by_key(|(key, _)| *key);
        Self(rows)
    }

    fn get(&self, key: K) -> Option<V> {
        let at = self.0.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        self.0.get(at).map(|(_, value)| *value)
    }
}

/// The calendars of a shop, compiled, and who works by which.
#[derive(Clone, Debug)]
pub struct Calendars {
    /// The clock, the project's calendar, then those of the shop that work.
    list: Vec<WorkTime>,
    own: Table<CalendarId, u16>,
    people: Table<PersonId, (Option<u16>, Option<DepartmentId>)>,
    departments: Table<DepartmentId, u16>,
    /// Calendars without any work in their week: the next one that applies stands in.
    pub(super) idle: Vec<CalendarId>,
}

impl Calendars {
    /// Compiles the calendars of a shop.
    #[must_use]
    pub fn new(shop: &Shop) -> Self {
        let standard = || WorkTime::new(&WorkCalendar::default()).unwrap_or_else(WorkTime::clock);
        let project = shop.calendar.and_then(|id| shop.calendars.get(id));
        let mut list = vec![WorkTime::clock(), project.and_then(WorkTime::new).unwrap_or_else(standard)];
        let mut own = Vec::new();
        let mut idle = Vec::new();
        for calendar in &shop.calendars {
            let is_project = project.is_some_and(|p| p.id == calendar.id);
            match (WorkTime::new(calendar), u16::try_from(list.len())) {
                (Some(_), _) if is_project => own.push((calendar.id, PROJECT)),
                (Some(compiled), Ok(next)) => {
                    list.push(compiled);
                    own.push((calendar.id, next));
                }
                _ => idle.push(calendar.id),
            }
        }
        let own = Table::new(own.into_iter());
        let known = |id: Option<CalendarId>| id.and_then(|id| own.get(id));
        let departments = Table::new(shop.departments.iter().filter_map(|d| Some((d.id, known(d.calendar)?))));
        let people = Table::new(shop.people.iter().map(|p| (p.id, (known(p.calendar), p.department))));
        Self { list, own, people, departments, idle }
    }

    /// A compiled calendar by its number.
    pub(super) fn at(&self, number: u16) -> &WorkTime {
        static EMPTY: std::sync::OnceLock<WorkTime> = std::sync::OnceLock::new();
        self.list.get(usize::from(number)).unwrap_or_else(|| EMPTY.get_or_init(WorkTime::clock))
    }

    /// The project's calendar.
    #[must_use]
    pub fn project(&self) -> &WorkTime {
        self.at(PROJECT)
    }

    /// The calendar of a task: its own, else its owner's, else its department's, else the project's.
    #[must_use]
    pub fn of_task(&self, task: &Task) -> &WorkTime {
        self.at(self.number_of(task))
    }

    pub(super) fn number_of(&self, task: &Task) -> u16 {
        let own = task.calendar.and_then(|id| self.own.get(id));
        own.unwrap_or_else(|| {
            if task.owner.is_none() && task.department.is_none() {
                return PROJECT;
            }
            let owner = task.owner.and_then(|id| self.people.get(id));
            let of_person = owner.and_then(|(calendar, own)| calendar.or_else(|| self.departments.get(own?)));
            // a person's calendar is their department's if they have none, whatever department the task names
            of_person.or_else(|| task.department.and_then(|id| self.departments.get(id))).unwrap_or(PROJECT)
        })
    }

    /// The calendar of a department.
    #[must_use]
    pub fn of_department(&self, id: DepartmentId) -> &WorkTime {
        self.at(self.departments.get(id).unwrap_or(PROJECT))
    }

    /// The calendar of a person: their own, else their department's, else the project's.
    #[must_use]
    pub fn of_person(&self, id: PersonId) -> &WorkTime {
        let task = Task { owner: Some(id), ..Task::default() };
        self.of_task(&task)
    }

    /// The department that a task is done by: its own, else its owner's.
    #[must_use]
    pub fn department_of(&self, task: &Task) -> Option<DepartmentId> {
        task.department.or_else(|| task.owner.and_then(|id| self.people.get(id)?.1))
    }
}

/// Calendars, anchors and the first instant of one campaign.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) calendars: Arc<Calendars>,
    opening: Option<DateTime>,
    phases: Vec<(PhaseId, DateTime, DateTime)>,
    /// The first instant of the schedule.
    pub(super) from: Moment,
}

impl Frame {
    pub(super) fn new(calendars: Arc<Calendars>, campaign: &Campaign) -> Self {
        let from = campaign.tasks_from.or_else(|| campaign.span().map(|(start, _)| start));
        // without a rhythm, from the first date that anybody typed
        let from = from.or_else(|| campaign.tasks.iter().filter_map(|task| first_date(task)).min());
        Self {
            calendars,
            opening: campaign.opening(),
            phases: campaign.phases.iter().map(|p| (p.id, p.start, p.end)).collect(),
            from: from.map_or(Moment::default(), Moment::from),
        }
    }

    /// The instant that is meant; nothing if what it is counted from is gone.
    pub(super) fn when(&self, when: When, calendar: u16) -> Option<Moment> {
        let (from, days, time) = match when {
            When::At(at) => return Some(at.into()),
            When::Relative { from, days, time } => (from, days, time),
        };
        let phase = |id: PhaseId| self.phases.iter().find(|(own, ..)| *own == id);
        let anchor = match from {
            Anchor::Opening => self.opening,
            Anchor::Start(id) => phase(id).map(|(_, start, _)| *start),
            Anchor::End(id) => phase(id).map(|(.., end)| *end),
        };
        let day = self.calendars.at(calendar).working_day(anchor?.date(), days);
        Some(day.to_datetime(time).into())
    }
}

fn first_date(task: &Task) -> Option<DateTime> {
    let at = match task.constraint {
        Constraint::NotBefore(When::At(at)) | Constraint::StartOn(When::At(at)) => Some(at),
        _ => None,
    };
    [at, task.manual.map(|m| m.start), task.actual_start].into_iter().flatten().min()
}
