//! Who does the tasks of a campaign, and by which calendars, as resources and calendars of a plan.

use std::collections::HashMap;

use super::calendars::flat;
use super::export::decimal;
use super::times;
use super::write::Out;
use crate::engine::schedule::carry::{About, Carried, Notes};
use crate::model::{CalendarId, Campaign, Holidays, Project, Rate, Shifts, Task, WorkCalendar};
use crate::text::names::Named as _;
use crate::text::rows::RowNames;
use crate::text::{Msg, Texts};

use super::staff::Who;

/// A person or a department as a resource.
struct Resource {
    who: Who,
    name: String,
    group: String,
    most: Option<Rate>,
    /// The number of the calendar that it works by.
    below: i64,
}

/// Calendars with their numbers from 1 – the project's is the first –, and resources with theirs.
pub(super) struct Roster<'a> {
    project: &'a Project,
    calendars: Vec<(Option<CalendarId>, WorkCalendar)>,
    resources: Vec<Resource>,
    /// The number of each resource.
    known: HashMap<Who, i64>,
}

fn number(at: usize) -> i64 {
    i64::try_from(at + 1).unwrap_or(i64::MAX)
}

impl<'a> Roster<'a> {
    pub fn new(project: &'a Project, campaign: &Campaign, texts: &Texts) -> Self {
        let shop = &project.shop;
        let own = shop.calendar.and_then(|id| shop.calendars.get(id));
        let standard = || WorkCalendar { name: texts.get(Msg::ExchangeStandard).to_owned(), ..WorkCalendar::default() };
        let first = (own.map(|c| c.id), own.cloned().unwrap_or_else(standard));
        let others = shop.calendars.iter().filter(|c| own.is_none_or(|own| own.id != c.id));
        let calendars = std::iter::once(first).chain(others.map(|c| (Some(c.id), c.as_ref().clone()))).collect();
        let mut roster = Self { project, calendars, resources: Vec::new(), known: HashMap::new() };
        let names = RowNames { texts, project, campaign };
        // everybody, and the departments that do something themselves
        let people = shop.people.iter().map(|person| Who::Person(person.id));
        let departments = campaign.tasks.iter().filter_map(|task| task.department.map(Who::Department));
        for who in people.chain(departments) {
            if roster.known.contains_key(&who) {
                continue;
            }
            if let Some(resource) = roster.resource(who, &names) {
                roster.resources.push(resource);
                roster.known.insert(who, number(roster.resources.len() - 1));
            }
        }
        roster
    }

    fn resource(&self, who: Who, names: &RowNames<'_>) -> Option<Resource> {
        let shop = &self.project.shop;
        let of_department = |id| shop.departments.get(id).and_then(|d| d.calendar);
        let below = |calendar: Option<CalendarId>| calendar.and_then(|id| self.calendar(id)).unwrap_or(1);
        Some(match who {
            Who::Person(id) => {
                let person = shop.people.get(id)?;
                let group = person.department.and_then(|id| shop.departments.get(id));
                let calendar = person.calendar.or_else(|| person.department.and_then(of_department));
                Resource {
                    who,
                    name: names.person(id),
                    group: group.map(|d| d.name_in(names.texts).to_owned()).unwrap_or_default(),
                    most: Some(person.capacity),
                    below: below(calendar),
                }
            }
            Who::Department(id) => {
                let department = shop.departments.get(id)?;
                Resource {
                    who,
                    name: department.name_in(names.texts).to_owned(),
                    group: String::new(),
                    most: department.capacity,
                    below: below(department.calendar),
                }
            }
        })
    }

    /// The number of a calendar.
    pub fn calendar(&self, id: CalendarId) -> Option<i64> {
        self.calendars.iter().position(|(own, _)| *own == Some(id)).map(number)
    }

    /// How many calendars stand by themselves.
    pub fn count(&self) -> usize {
        self.calendars.len()
    }

    /// How many resources there are.
    pub fn people(&self) -> usize {
        self.resources.len()
    }

    /// The numbers of those who do a task. A department that is its owner's goes without saying.
    pub fn of_task(&self, task: &Task) -> Vec<i64> {
        let of_owner = task.owner.and_then(|id| self.project.shop.people.get(id)?.department);
        let department = task.department.filter(|id| of_owner != Some(*id));
        let who = [task.owner.map(Who::Person), department.map(Who::Department)];
        who.into_iter().flatten().filter_map(|who| self.known.get(&who).copied()).collect()
    }

    /// Writes the calendars, then one for each resource, which says what it stands on.
    pub fn calendars(&self, out: &mut Out, notes: &mut Notes) {
        out.begin("Calendars");
        for (at, (_, calendar)) in self.calendars.iter().enumerate() {
            put_calendar(out, number(at), calendar, notes);
        }
        for (at, resource) in self.resources.iter().enumerate() {
            out.begin("Calendar");
            out.put("UID", number(self.calendars.len() + at));
            out.put("Name", &resource.name);
            out.flag("IsBaseCalendar", false);
            out.put("BaseCalendarUID", resource.below);
            out.end();
        }
        out.end();
    }

    /// Writes the resources.
    pub fn resources(&self, out: &mut Out) {
        out.begin("Resources");
        for (at, resource) in self.resources.iter().enumerate() {
            out.begin("Resource");
            out.put("UID", number(at));
            out.put("ID", number(at));
            out.put("Name", &resource.name);
            out.put("Type", 1);
            out.flag("IsNull", false);
            if !resource.group.is_empty() {
                out.put("Group", &resource.group);
            }
            if let Some(most) = resource.most {
                out.put("MaxUnits", decimal(most.wide()));
            }
            out.put("CalendarUID", number(self.calendars.len() + at));
            out.flag("IsGeneric", matches!(resource.who, Who::Department(_)));
            out.end();
        }
        out.end();
    }
}

fn put_calendar(out: &mut Out, uid: i64, calendar: &WorkCalendar, notes: &mut Notes) {
    out.begin("Calendar");
    out.put("UID", uid);
    out.put("Name", &calendar.name);
    out.flag("IsBaseCalendar", true);
    out.put("BaseCalendarUID", -1);
    out.begin("WeekDays");
    // Sunday is 1
    let days = calendar.week.days();
    for kind in 1..=7_usize {
        let Some(shifts) = days.get((kind + 5) % 7) else { continue };
        out.begin("WeekDay");
        out.put("DayType", kind);
        put_shifts(out, shifts);
        out.end();
    }
    out.end();
    let mut exceptions = Vec::new();
    if calendar.holidays == Holidays::China {
        notes.add(About::Calendar(calendar.name.clone()), Carried::HolidaysListed);
        exceptions = times::holidays(&calendar.week);
    }
    exceptions.extend(calendar.exceptions.iter().map(|e| e.as_ref().clone()));
    let exceptions = flat(&exceptions);
    if !exceptions.is_empty() {
        out.begin("Exceptions");
        for exception in exceptions {
            let last = exception.last.unwrap_or(exception.first);
            let days = exception.first.until(last).map_or(0, |span| span.get_days()) + 1;
            out.begin("Exception");
            out.flag("EnteredByOccurrences", false);
            out.begin("TimePeriod");
            out.day("FromDate", exception.first, false);
            out.day("ToDate", last, true);
            out.end();
            out.put("Occurrences", days);
            out.put("Name", &exception.name);
            out.put("Type", 1);
            put_shifts(out, &exception.shifts);
            out.end();
        }
        out.end();
    }
    out.end();
}

fn put_shifts(out: &mut Out, shifts: &Shifts) {
    out.flag("DayWorking", !shifts.is_off());
    if shifts.is_off() {
        return;
    }
    out.begin("WorkingTimes");
    for shift in shifts.list() {
        let clock = |minute: u16| format!("{:02}:{:02}:00", minute / 60 % 24, minute % 60);
        out.begin("WorkingTime");
        out.put("FromTime", clock(shift.from()));
        out.put("ToTime", clock(shift.to()));
        out.end();
    }
    out.end();
}
