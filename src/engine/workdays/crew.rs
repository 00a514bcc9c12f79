//! Who works by a calendar and who belongs to a department; and what is done when a calendar, people or a department go.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::named::Gone;
use crate::model::{CalendarId, DepartmentId, Lesson, PersonId, Project, Rows, Shop, Task, WorkCalendar};

/// Who works by a calendar because it is named there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Users {
    /// Whether it is the project's.
    pub project: bool,
    /// Departments.
    pub departments: Vec<DepartmentId>,
    /// People.
    pub people: Vec<PersonId>,
    /// Tasks of all campaigns.
    pub tasks: usize,
}

impl Users {
    /// Whether nobody does.
    #[must_use]
    pub fn is_none(&self) -> bool {
        !self.project && self.departments.is_empty() && self.people.is_empty() && self.tasks == 0
    }
}

/// Who works by a calendar.
#[must_use]
pub fn users(project: &Project, id: CalendarId) -> Users {
    let shop = &project.shop;
    let tasks = project.campaigns.iter().flat_map(|campaign| &campaign.tasks);
    Users {
        project: shop.calendar == Some(id),
        departments: shop.departments.iter().filter(|row| row.calendar == Some(id)).map(|row| row.id).collect(),
        people: shop.people.iter().filter(|row| row.calendar == Some(id)).map(|row| row.id).collect(),
        tasks: tasks.filter(|task| task.calendar == Some(id)).count(),
    }
}

/// The calendar of the project: the shop's choice, else office hours with China's holidays.
#[must_use]
pub fn calendar_of_project(shop: &Shop) -> WorkCalendar {
    shop.calendar.and_then(|id| shop.calendars.get(id)).cloned().unwrap_or_default()
}

/// The project's calendar as a row that can be changed: office hours become one of the shop's own.
pub fn own_calendar(project: &mut Project, name: &str) -> CalendarId {
    if let Some(id) = project.shop.calendar.filter(|id| project.shop.calendars.contains(*id)) {
        return id;
    }
    let id = CalendarId(project.new_id());
    let shop = Arc::make_mut(&mut project.shop);
    let calendar = WorkCalendar { id, name: name.to_owned(), ..WorkCalendar::default() };
    shop.calendars.insert(0, calendar);
    shop.calendar = Some(id);
    id
}

/// Adds a calendar like another one; like office hours if that is none.
pub fn duplicate_calendar(project: &mut Project, of: Option<CalendarId>, name: &str) -> CalendarId {
    let id = CalendarId(project.new_id());
    let shop = Arc::make_mut(&mut project.shop);
    let like = of.and_then(|id| shop.calendars.get(id)).cloned().unwrap_or_default();
    let at = of.and_then(|id| shop.calendars.position(id)).map_or(shop.calendars.len(), |at| at + 1);
    shop.calendars.insert(at, WorkCalendar { id, name: name.to_owned(), ..like });
    id
}

/// Deletes a calendar; who worked by it works by another, or as department and project have it.
pub fn delete_calendar(project: &mut Project, id: CalendarId, to: Option<CalendarId>) {
    let to = to.filter(|to| *to != id);
    let shop = Arc::make_mut(&mut project.shop);
    if shop.calendar == Some(id) {
        shop.calendar = to;
    }
    shop.departments
        .map_where(|row| (row.calendar == Some(id)).then(|| crate::model::Department { calendar: to, ..row.clone() }));
    shop.people
        .map_where(|row| (row.calendar == Some(id)).then(|| crate::model::Person { calendar: to, ..row.clone() }));
    shop.calendars.remove_where(|row| row.id == id);
    tasks(project, |task| (task.calendar == Some(id)).then(|| Task { calendar: to, ..task.clone() }));
}

/// Changes tasks of all campaigns; campaigns without such stay as they are.
fn tasks(project: &mut Project, change: impl Fn(&Task) -> Option<Task>) {
    let any = |rows: &Rows<Task>| rows.iter().any(|task| change(task).is_some());
    project.campaigns.map_where(|campaign| {
        any(&campaign.tasks).then(|| {
            let mut campaign = campaign.clone();
            campaign.tasks.map_where(&change);
            campaign
        })
    });
}

/// What people or departments hold that go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bound {
    /// Tasks of all campaigns.
    pub tasks: usize,
    /// People of a department.
    pub people: usize,
    /// Other places that name them: stages and sources that a department owns, parts of the target that were locked for it, lessons,
    /// and what brief, diagnosis and execution put into their hands.
    pub others: usize,
}

impl Bound {
    /// Whether they hold nothing.
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.tasks + self.people + self.others == 0
    }
}

/// What people own.
#[must_use]
pub fn bound_to(project: &Project, people: &BTreeSet<PersonId>) -> Bound {
    let of = |id: Option<PersonId>| id.is_some_and(|id| people.contains(&id));
    let gone = Gone { people, departments: &BTreeSet::new() };
    let mut bound = Bound::default();
    for campaign in &project.campaigns {
        bound.tasks += campaign.tasks.iter().filter(|task| of(task.owner)).count();
        bound.others += gone.clear(&mut (**campaign).clone());
    }
    bound.others += project.lessons.iter().filter(|row| of(row.owner)).count();
    bound
}

/// What departments hold.
#[must_use]
pub fn bound_to_departments(project: &Project, gone: &BTreeSet<DepartmentId>) -> Bound {
    let of = |id: Option<DepartmentId>| id.is_some_and(|id| gone.contains(&id));
    let mut bound =
        Bound { people: project.shop.people.iter().filter(|row| of(row.department)).count(), ..Bound::default() };
    for campaign in &project.campaigns {
        bound.tasks += campaign.tasks.iter().filter(|row| of(row.department)).count();
        bound.others += campaign.traffic.iter().filter(|row| of(row.department)).count();
        bound.others += campaign.funnel.stages.iter().filter(|row| of(row.department)).count();
        bound.others += campaign.splits.departments.iter().filter(|row| gone.contains(&row.of)).count();
        bound.others += Gone { people: &BTreeSet::new(), departments: gone }.clear(&mut (**campaign).clone());
    }
    bound.others += project.lessons.iter().filter(|row| of(row.department)).count();
    bound
}

/// Deletes people; their tasks, and all else that was in their hands, stay without an owner.
pub fn delete_people(project: &mut Project, gone: &BTreeSet<PersonId>) {
    Arc::make_mut(&mut project.shop).people.remove_where(|row| gone.contains(&row.id));
    tasks(project, |task| {
        task.owner.is_some_and(|id| gone.contains(&id)).then(|| {
            // whose department the task followed is gone with the owner
            Task { owner: None, ..task.clone() }
        })
    });
    clear_campaigns(project, Gone { people: gone, departments: &BTreeSet::new() });
    project.lessons.map_where(|lesson| {
        lesson.owner.is_some_and(|id| gone.contains(&id)).then(|| Lesson { owner: None, ..lesson.clone() })
    });
}

/// Takes those that go out of campaigns; campaigns that do not name them stay as they are.
fn clear_campaigns(project: &mut Project, gone: Gone<'_>) {
    project.campaigns.map_where(|campaign| {
        let mut campaign = campaign.clone();
        (gone.clear(&mut campaign) > 0).then_some(campaign)
    });
}

/// Deletes departments; their people, tasks, stages, sources and all else that was in their hands stay, without one. What they have
/// confirmed of briefs goes with them.
pub fn delete_departments(project: &mut Project, gone: &BTreeSet<DepartmentId>) {
    let of = |id: Option<DepartmentId>| id.is_some_and(|id| gone.contains(&id));
    let shop = Arc::make_mut(&mut project.shop);
    shop.departments.remove_where(|row| gone.contains(&row.id));
    shop.people.map_where(|row| of(row.department).then(|| crate::model::Person { department: None, ..row.clone() }));
    tasks(project, |task| of(task.department).then(|| Task { department: None, ..task.clone() }));
    project.lessons.map_where(|row| of(row.department).then(|| Lesson { department: None, ..row.clone() }));
    clear_campaigns(project, Gone { people: &BTreeSet::new(), departments: gone });
    project.campaigns.map_where(|campaign| {
        let stages = campaign.funnel.stages.iter().any(|row| of(row.department));
        let sources = campaign.traffic.iter().any(|row| of(row.department));
        let cells = campaign.splits.departments.iter().any(|row| gone.contains(&row.of));
        if !(stages || sources || cells) {
            return None;
        }
        let mut campaign = campaign.clone();
        if stages {
            Arc::make_mut(&mut campaign.funnel)
                .stages
                .map_where(|row| of(row.department).then(|| crate::model::Stage { department: None, ..row.clone() }));
        }
        campaign
            .traffic
            .map_where(|row| of(row.department).then(|| crate::model::Source { department: None, ..row.clone() }));
        if cells {
            Arc::make_mut(&mut campaign.splits).departments.remove_where(|row| gone.contains(&row.of));
        }
        Some(campaign)
    });
}
