//! The cross-checks of tasks and their schedule.

use std::collections::{HashMap, HashSet};

use super::{Finding, FindingCode, Place, PlaceKind, ScheduleFault, Tab, TaskFault, TaskRef};
use crate::engine::schedule::load::{Resource, overloads};
use crate::engine::schedule::{Fault, HolidayTable, Moment, Schedule};
use crate::model::{Campaign, Level, LinkId, LinkKind, Project, Rate, Shop, TaskId};

/// Days of holidays looked at between two tasks.
const MOST_DAYS: i64 = 60;

/// A finding for everything that is wrong with a campaign's tasks; `schedule` is its own.
#[must_use]
pub fn task_findings(project: &Project, campaign: &Campaign, schedule: &Schedule) -> Vec<Finding> {
    let mut out = Checks { campaign, schedule, found: Vec::new() };
    if campaign.tasks.is_empty() && campaign.links.is_empty() {
        return out.found;
    }
    out.faults();
    out.references(&project.shop);
    out.go_live();
    out.holidays();
    let idle = out.crew(&project.shop);
    for over in overloads(&schedule.loads()).into_iter().filter(|over| !idle.contains(&over.of)) {
        let fault = ScheduleFault::Overload {
            of: over.of,
            first: over.first,
            last: over.last,
            worst: over.worst,
            ratio: over.ratio,
        };
        let place = match over.of {
            Resource::Department(id) => Place::at(Tab::Calendar, PlaceKind::Department).row(id.0),
            Resource::Person(id) => Place::at(Tab::Calendar, PlaceKind::Person).row(id.0),
        };
        out.whole(fault, place.field("capacity"));
    }
    out.found
}

struct Checks<'a> {
    campaign: &'a Campaign,
    schedule: &'a Schedule,
    found: Vec<Finding>,
}

impl Checks<'_> {
    fn task(&mut self, task: TaskId, fault: TaskFault) {
        let place = Place::task(task);
        let place = fault.field().map_or(place, |field| place.field(field));
        self.found.push(Finding::new(FindingCode::Task(task, fault), Some(self.campaign.id), place));
    }

    fn whole(&mut self, fault: ScheduleFault, place: Place) {
        self.found.push(Finding::new(FindingCode::Schedule(fault), Some(self.campaign.id), place));
    }

    fn link(&mut self, fault: ScheduleFault, link: LinkId) {
        self.whole(fault, Place::at(Tab::Calendar, PlaceKind::Link).row(link.0));
    }

    fn faults(&mut self) {
        for fault in &self.schedule.faults {
            match fault {
                Fault::Circle(tasks) => {
                    let place = tasks.first().map_or(Place::at(Tab::Calendar, PlaceKind::Task), |id| Place::task(*id));
                    self.whole(ScheduleFault::Circle(tasks.clone()), place);
                }
                Fault::LinkGone(link) => self.link(ScheduleFault::LinkGone(*link), *link),
                Fault::LinkToItself(link, task) => self.link(ScheduleFault::LinkToItself(*task), *link),
                Fault::LinkWithin(link) => self.link(ScheduleFault::LinkWithin(*link), *link),
                Fault::ParentGone(task, _) | Fault::ParentCircle(task) => self.task(*task, TaskFault::ParentUnfit),
                Fault::SummaryHeld(task) => self.task(*task, TaskFault::SummaryHeld),
                Fault::AnchorGone(task) => self.task(*task, TaskFault::AnchorGone),
                Fault::OffTime { task, typed, stands } => self.task(*task, TaskFault::OffTime(*typed, *stands)),
                Fault::LinkBroken { from, task, minutes, .. } => {
                    self.task(*task, TaskFault::LinkBroken(*from, *minutes));
                }
                Fault::DeadlineMissed { task, deadline, finish } => {
                    self.task(*task, TaskFault::DeadlineMissed(*deadline, *finish));
                }
                Fault::CalendarIdle(id) => {
                    let place = Place::at(Tab::Calendar, PlaceKind::Calendar).row(id.0).field("week");
                    self.whole(ScheduleFault::CalendarIdle(*id), place);
                }
                Fault::NotAnnounced(year) => {
                    let place = Place::at(Tab::Calendar, PlaceKind::Calendar).field("exceptions");
                    self.whole(ScheduleFault::NotAnnounced(*year), place);
                }
            }
        }
    }

    fn references(&mut self, shop: &Shop) {
        let campaign = self.campaign;
        let people: HashSet<_> = shop.people.iter().map(|p| p.id).collect();
        let departments: HashSet<_> = shop.departments.iter().map(|d| d.id).collect();
        let calendars: HashSet<_> = shop.calendars.iter().map(|c| c.id).collect();
        for (row, task) in (0_u32..).zip(&campaign.tasks) {
            let gone = [
                (task.owner.is_some_and(|id| !people.contains(&id)), TaskRef::Owner),
                (task.department.is_some_and(|id| !departments.contains(&id)), TaskRef::Department),
                (task.phase.is_some_and(|id| !campaign.phases.contains(id)), TaskRef::Phase),
                (task.calendar.is_some_and(|id| !calendars.contains(&id)), TaskRef::Calendar),
            ];
            for (_, what) in gone.into_iter().filter(|(gone, _)| *gone) {
                self.task(task.id, TaskFault::Gone(what));
            }
            if self.schedule.outline().is_summary(row) {
                continue;
            }
            if task.owner.is_none() && task.department.is_none() && !task.milestone {
                self.task(task.id, TaskFault::NoOwner);
            }
            let times = self.schedule.times.get(row as usize);
            let phase = task.phase.and_then(|id| campaign.phases.get(id));
            if let Some((times, phase)) = times.zip(phase)
                && (times.start < phase.start.into() || times.finish > phase.end.into())
            {
                self.task(task.id, TaskFault::OutsidePhase(phase.id, times.start, times.finish));
            }
        }
    }

    /// Tasks of who can do nothing, and of people who belong nowhere. Gives who can do nothing.
    fn crew(&mut self, shop: &Shop) -> HashSet<Resource> {
        let there: HashSet<_> = shop.departments.iter().map(|row| row.id).collect();
        let departments = shop.departments.iter().filter(|row| row.capacity.is_some_and(Rate::is_zero));
        let people = shop.people.iter().filter(|row| row.capacity.is_zero());
        let idle: Vec<Resource> = departments
            .map(|row| Resource::Department(row.id))
            .chain(people.map(|row| Resource::Person(row.id)))
            .collect();
        let nowhere = shop.people.iter().filter(|_| !there.is_empty());
        let nowhere = nowhere.filter(|row| row.department.is_none_or(|id| !there.contains(&id)));
        let nowhere: Vec<_> = nowhere.map(|row| row.id).collect();
        // most shops have neither: then no task is looked at
        if idle.is_empty() && nowhere.is_empty() {
            return HashSet::new();
        }
        let mut tasks: HashMap<Resource, usize> = HashMap::new();
        for (row, task) in (0_u32..).zip(&self.campaign.tasks) {
            if task.milestone || self.schedule.outline().is_summary(row) {
                continue;
            }
            let department = self.schedule.calendars().department_of(task).map(Resource::Department);
            for of in [task.owner.map(Resource::Person), department].into_iter().flatten() {
                *tasks.entry(of).or_default() += 1;
            }
        }
        for of in &idle {
            let Some(n) = tasks.get(of).copied() else { continue };
            let place = match of {
                Resource::Department(id) => Place::at(Tab::Calendar, PlaceKind::Department).row(id.0),
                Resource::Person(id) => Place::at(Tab::Calendar, PlaceKind::Person).row(id.0),
            };
            self.whole(ScheduleFault::NoCapacity(*of, n), place);
        }
        for id in nowhere {
            if let Some(n) = tasks.get(&Resource::Person(id)).copied() {
                let place = Place::at(Tab::Calendar, PlaceKind::Person).row(id.0).field("department");
                self.whole(ScheduleFault::NoDepartment(id, n), place);
            }
        }
        idle.into_iter().collect()
    }

    /// Tasks that must be done before the opening.
    fn go_live(&mut self) {
        let Some(opening) = self.campaign.opening().map(Moment::from) else { return };
        let mut any = false;
        for (row, task) in (0_u32..).zip(&self.campaign.tasks).filter(|(_, task)| task.go_live) {
            any = true;
            let finish = self.schedule.times.get(row as usize).map_or(opening, |times| times.finish);
            if finish > opening {
                self.task(task.id, TaskFault::GoLiveLate(opening, finish));
            }
        }
        let large = matches!(self.campaign.level, Level::S | Level::A);
        if !any && large && !self.campaign.tasks.is_empty() {
            let place = Place::at(Tab::Calendar, PlaceKind::Task).field("go_live");
            self.whole(ScheduleFault::GoLiveNone, place);
        }
    }

    /// Hand-overs without any float between which public holidays lie.
    fn holidays(&mut self) {
        let schedule = self.schedule;
        for link in self.campaign.links.iter().filter(|link| link.kind == LinkKind::FinishStart) {
            let Some((from, to)) = schedule.of(link.from).zip(schedule.of(link.to)) else { continue };
            if !(from.critical && to.critical && from.free_float <= 0) || to.start <= from.finish {
                continue;
            }
            // cheap first: most hand-overs are within a day
            let gap = (to.start.0 - from.finish.0) / 1_440;
            if gap < 1 {
                continue;
            }
            let until = to.start.min(Moment(from.finish.0 + MOST_DAYS * 1_440));
            let off = HolidayTable::china().off_between(from.finish, until) as i64;
            if off == 0 {
                continue;
            }
            let row = schedule.outline().row(link.to);
            let Some(next) = row.and_then(|row| self.campaign.tasks.at(row as usize)) else { continue };
            // what was handed over is past
            let waits = next.actual_start.is_none() && schedule.calendar_of(next).keeps_holidays();
            if waits {
                self.task(link.from, TaskFault::AcrossHolidays(link.to, off));
            }
        }
    }
}

impl Place {
    /// A task.
    #[must_use]
    pub const fn task(id: TaskId) -> Self {
        Self::at(Tab::Calendar, PlaceKind::Task).row(id.0)
    }
}

#[cfg(test)]
#[path = "tasks_tests.rs"]
mod tests;
