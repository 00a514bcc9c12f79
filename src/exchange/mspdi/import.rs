//! A plan put into a campaign: calendars, people, tasks, links and baselines become the project's own; what cannot be
//! carried is noted.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::calendars::Tower;
use super::plan::{Plan, Row, RowKind};
use super::staff::{Staff, Who};
use super::times;
use crate::engine::schedule::carry::{About, Carried, Note, Notes};
use crate::engine::schedule::{Calendars, Schedule};
use crate::model::{
    Baseline, BaselineTask, CalendarId, CampaignId, Project, Rate, Rows, Shop, Task, TaskId, WorkCalendar,
};
use crate::text::line::say;
use crate::text::{Msg, Texts};

/// What an import made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Tasks, summaries included.
    pub tasks: usize,
    /// Links.
    pub links: usize,
    /// Calendars that were not there before.
    pub calendars: usize,
    /// People who were not there before.
    pub people: usize,
    /// Departments that were not there before.
    pub departments: usize,
    /// Baselines.
    pub baselines: usize,
    /// Tasks that keep their dates as put by hand, because these do not follow from the rest.
    pub pinned: usize,
    /// Tasks in whose place these stand.
    pub replaced: usize,
    /// What was left out or changed.
    pub notes: Vec<Note>,
}

/// Working hours: the shop's, or those of a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hours {
    Shop,
    Of(CalendarId),
}

impl Hours {
    /// The calendar; nothing for the shop's.
    pub const fn calendar(self) -> Option<CalendarId> {
        match self {
            Self::Shop => None,
            Self::Of(id) => Some(id),
        }
    }
}

/// A project while a plan is put into it.
pub(super) struct Build<'a> {
    pub plan: &'a Plan,
    pub tower: Tower<'a>,
    pub project: &'a mut Project,
    pub texts: &'a Texts,
    pub notes: Notes,
    pub made: Imported,
    /// The hours of the plan's own calendar.
    pub project_hours: Hours,
    /// Calendars of the plan that are settled, by number.
    known: HashMap<i64, Hours>,
}

/// Puts a plan into a campaign: after the tasks that it has, or in their place. Nothing happens where there is no such
/// campaign.
pub(super) fn import(
    plan: &Plan,
    project: &mut Project,
    campaign: CampaignId,
    replace: bool,
    texts: &Texts,
) -> Imported {
    if project.campaign(campaign).is_none() {
        return Imported::default();
    }
    let notes = plan.notes.clone();
    let mut build = Build {
        plan,
        tower: Tower::new(&plan.calendars),
        project,
        texts,
        notes,
        made: Imported::default(),
        project_hours: Hours::Shop,
        known: HashMap::new(),
    };
    if replace {
        build.clear(campaign);
    }
    let first = build.project.campaign(campaign).is_some_and(|c| c.tasks.is_empty());
    build.calendars();
    let staff = build.staff();
    if first {
        build.begin(campaign);
    }
    let tree = build.tasks(campaign, &staff);
    build.links(campaign, &tree);
    build.baselines(campaign, &tree);
    super::pin::pin(&mut build, campaign, &tree);
    let Build { notes, mut made, .. } = build;
    made.notes = notes.list();
    made
}

/// The tasks that rows became.
#[derive(Default)]
pub(super) struct Tree {
    /// The row of each task, in the order of the plan.
    pub rows: Vec<(TaskId, usize)>,
    /// The first task of each number.
    pub by_uid: HashMap<i64, TaskId>,
    pub parents: HashMap<TaskId, TaskId>,
    pub summaries: HashSet<TaskId>,
}

impl Tree {
    /// Whether a task stands in another.
    pub fn within(&self, task: TaskId, summary: TaskId) -> bool {
        let mut at = Some(task);
        while let Some(task) = at {
            if task == summary {
                return true;
            }
            at = self.parents.get(&task).copied();
        }
        false
    }
}

impl Build<'_> {
    pub fn shop(&mut self) -> &mut Shop {
        Arc::make_mut(&mut self.project.shop)
    }

    fn clear(&mut self, campaign: CampaignId) {
        if let Some(campaign) = self.project.campaigns.get_mut(campaign) {
            self.made.replaced = campaign.tasks.len();
            (campaign.tasks, campaign.links, campaign.baselines) = (Rows::default(), Rows::default(), Rows::default());
            campaign.tasks_from = None;
        }
    }

    /// The schedule begins where the plan does.
    fn begin(&mut self, campaign: CampaignId) {
        let Some(start) = self.plan.start else { return };
        if let Some(campaign) = self.project.campaigns.get_mut(campaign)
            && campaign.tasks_from.or_else(|| campaign.span().map(|(from, _)| from)) != Some(start)
        {
            campaign.tasks_from = Some(start);
        }
    }

    /// The plan's own calendar first, then all that stand by themselves.
    fn calendars(&mut self) {
        let plan = self.plan;
        if let Some(own) = plan.calendar.and_then(|uid| self.tower.own(uid)) {
            let calendar = self.compiled(own);
            let shop = &self.project.shop;
            let free = shop.calendar.is_none() && self.project.campaigns.iter().all(|c| c.tasks.is_empty());
            let hours = if times::same(&calendar, &self.shop_hours()) {
                Hours::Shop
            } else if free {
                let name = calendar.name.clone();
                let id = self.add_calendar(calendar);
                self.shop().calendar = Some(id);
                self.notes.add(About::Calendar(name), Carried::CalendarTaken);
                Hours::Shop
            } else {
                let id = self.add_calendar(calendar);
                self.settled(Some(id))
            };
            self.known.insert(own.uid, hours);
            self.project_hours = hours;
        }
        for calendar in plan.calendars.iter().filter(|calendar| calendar.base) {
            self.hours(calendar.uid);
        }
    }

    fn shop_hours(&self) -> WorkCalendar {
        let shop = &self.project.shop;
        shop.calendar.and_then(|id| shop.calendars.get(id)).cloned().unwrap_or_default()
    }

    fn compiled(&mut self, own: &super::calendars::Calendar) -> WorkCalendar {
        let (whole, broken) = self.tower.whole(own);
        if broken {
            self.notes.add(About::Calendar(own.name.clone()), Carried::BaseGone);
        }
        times::recognise(whole)
    }

    /// The hours of a calendar of the plan; it is added where it is not there yet.
    pub fn hours(&mut self, uid: i64) -> Hours {
        let Some(own) = self.tower.own(uid) else { return self.project_hours };
        if let Some(known) = self.known.get(&own.uid) {
            return *known;
        }
        // a resource's calendar that says nothing and stands on one that is not there
        if !own.base && !own.is_own() {
            if own.below.is_some() {
                self.notes.add(About::Calendar(own.name.clone()), Carried::BaseGone);
            }
            self.known.insert(own.uid, self.project_hours);
            return self.project_hours;
        }
        let calendar = self.compiled(own);
        let hours = if !own.base && times::same(&calendar, &self.shop_hours()) {
            Hours::Shop
        } else {
            let id = self.add_calendar(calendar);
            self.settled(Some(id))
        };
        self.known.insert(own.uid, hours);
        hours
    }

    fn add_calendar(&mut self, calendar: WorkCalendar) -> CalendarId {
        let alike = |c: &&Arc<WorkCalendar>| c.name == calendar.name && times::same(c, &calendar);
        if let Some(there) = self.project.shop.calendars.iter().find(alike) {
            return there.id;
        }
        let id: CalendarId = self.project.new_id();
        self.made.calendars += 1;
        self.shop().calendars.push(WorkCalendar { id, ..calendar });
        id
    }

    /// The hours that a calendar of the shop stands for.
    pub fn settled(&self, calendar: Option<CalendarId>) -> Hours {
        match calendar {
            Some(id) if self.project.shop.calendar != Some(id) => Hours::Of(id),
            _ => Hours::Shop,
        }
    }

    /// The calendar for hours where nothing would mean others.
    pub fn explicit(&mut self, hours: Hours) -> CalendarId {
        match (hours, self.project.shop.calendar) {
            (Hours::Of(id), _) | (Hours::Shop, Some(id)) => id,
            (Hours::Shop, None) => {
                let calendar = self.shop_hours();
                self.add_calendar(calendar)
            }
        }
    }

    fn tasks(&mut self, campaign: CampaignId, staff: &Staff) -> Tree {
        let plan = self.plan;
        let mut tree = Tree::default();
        let mut open: Vec<(i64, TaskId)> = Vec::new();
        let kept = plan.tasks.iter().enumerate().filter(|(_, row)| match row.kind {
            RowKind::Task => true,
            RowKind::Inactive => {
                self.notes.add(row.about(), Carried::Inactive);
                false
            }
            RowKind::External => {
                self.notes.add(row.about(), Carried::External);
                false
            }
            RowKind::Plan | RowKind::Blank => false,
        });
        for (place, row) in kept {
            while open.last().is_some_and(|(level, _)| *level >= row.level) {
                open.pop();
            }
            let id: TaskId = self.project.new_id();
            if let Some((_, parent)) = open.last() {
                tree.parents.insert(id, *parent);
                tree.summaries.insert(*parent);
            }
            open.push((row.level, id));
            tree.rows.push((id, place));
            tree.by_uid.entry(row.uid).or_insert(id);
        }
        let mut assigned: HashMap<i64, Vec<(i64, Option<Rate>)>> = HashMap::new();
        for assignment in &plan.assignments {
            assigned.entry(assignment.task).or_default().push((assignment.resource, assignment.units));
        }
        let names: HashMap<i64, &str> = plan.resources.iter().map(|r| (r.uid, r.name.as_str())).collect();
        let mut tasks = Vec::with_capacity(tree.rows.len());
        for (id, place) in &tree.rows {
            let Some(row) = plan.tasks.get(*place) else { continue };
            let mut task = Task { id: *id, parent: tree.parents.get(id).copied(), ..Task::default() };
            (task.name, task.notes) = (row.name.clone(), row.notes.clone());
            let of = assigned.get(&row.uid).map_or(&[][..], Vec::as_slice);
            self.assign(&mut task, row, of, staff, &names);
            let wanted = self.wanted(&task, row);
            if row.calendar.is_some() && wanted != Hours::Shop {
                task.calendar = wanted.calendar();
            } else if self.works_by(&task) != wanted && !tree.summaries.contains(id) {
                task.calendar = Some(self.explicit(wanted));
            }
            tasks.push((task, row));
        }
        let calendars = Calendars::new(&self.project.shop);
        for (task, row) in &mut tasks {
            let summary = tree.summaries.contains(&task.id);
            super::task::fill(task, row, summary, &calendars, &mut self.notes);
        }
        self.made.tasks = tasks.len();
        if let Some(campaign) = self.project.campaigns.get_mut(campaign) {
            campaign.tasks.list_mut().extend(tasks.into_iter().map(|(task, _)| Arc::new(task)));
        }
        tree
    }

    /// Who does a task: the first person and the first department.
    fn assign(
        &mut self,
        task: &mut Task,
        row: &Row,
        assigned: &[(i64, Option<Rate>)],
        staff: &Staff,
        names: &HashMap<i64, &str>,
    ) {
        let mut units = None;
        for (resource, part) in assigned {
            // what does no work is told with the resource
            let Some(who) = staff.get(resource) else { continue };
            let name = || names.get(resource).copied().unwrap_or_default().to_owned();
            match who {
                Who::Person(id) if task.owner.is_none() => task.owner = Some(*id),
                Who::Department(id) if task.department.is_none() => task.department = Some(*id),
                _ => {
                    self.notes.add(row.about(), Carried::AlsoAssigned(name()));
                    continue;
                }
            }
            if part.is_some_and(|part| part <= Rate::ZERO) {
                self.notes.add(row.about(), Carried::NoUnits(name()));
            } else if units.is_none() || matches!(who, Who::Person(_)) {
                units = *part;
            }
        }
        task.units = units.unwrap_or(Rate::ONE);
        let of_owner = task.owner.and_then(|id| self.project.shop.people.get(id)?.department);
        if of_owner.is_some() && task.department == of_owner {
            task.department = None;
        }
    }

    /// The hours that a task has in the plan.
    fn wanted(&mut self, task: &Task, row: &Row) -> Hours {
        match row.calendar {
            Some(uid) => self.hours(uid),
            // those of who does it; where these were here before and work otherwise, that is told with them
            None if task.owner.is_some() || task.department.is_some() => self.works_by(task),
            None => self.project_hours,
        }
    }

    /// The hours that a task has here.
    fn works_by(&self, task: &Task) -> Hours {
        let shop = &self.project.shop;
        let person = task.owner.and_then(|id| shop.people.get(id));
        let department = task.department.or_else(|| person.and_then(|p| p.department));
        let of_department = || department.and_then(|id| shop.departments.get(id)?.calendar);
        self.settled(task.calendar.or_else(|| person.and_then(|p| p.calendar)).or_else(of_department))
    }

    fn links(&mut self, campaign: CampaignId, tree: &Tree) {
        let links = super::links::read(self, tree);
        self.made.links = links.len();
        let rows: Vec<_> = links
            .into_iter()
            .map(|link| Arc::new(crate::model::TaskLink { id: self.project.new_id(), ..link }))
            .collect();
        if let Some(campaign) = self.project.campaigns.get_mut(campaign) {
            campaign.links.list_mut().extend(rows);
        }
    }

    fn baselines(&mut self, campaign: CampaignId, tree: &Tree) {
        let mut found: BTreeMap<i64, Vec<BaselineTask>> = BTreeMap::new();
        for (task, place) in &tree.rows {
            let Some(row) = self.plan.tasks.get(*place) else { continue };
            for (number, start, finish) in &row.baselines {
                match (start, finish) {
                    (Some(start), Some(finish)) => {
                        let tasks = found.entry(*number).or_default();
                        // each task once; rows come one after the other
                        if tasks.last().is_none_or(|last| last.task != *task) {
                            tasks.push(BaselineTask { task: *task, start: *start, finish: *finish });
                        }
                    }
                    _ => self.notes.count(Carried::BaselineUndated, || row.about()),
                }
            }
        }
        self.made.baselines = found.len();
        for (number, tasks) in found {
            let baseline = Baseline {
                id: self.project.new_id(),
                name: baseline_name(self.texts, number),
                date: None,
                tasks: tasks.into(),
            };
            if let Some(campaign) = self.project.campaigns.get_mut(campaign) {
                campaign.baselines.push(baseline);
            }
        }
    }

    /// The schedule as it is now.
    pub fn schedule(&self, campaign: CampaignId) -> Option<Schedule> {
        self.project.campaign(campaign).map(|campaign| Schedule::new(self.project, campaign))
    }
}

/// What the baseline of a number is called.
pub(super) fn baseline_name(texts: &Texts, number: i64) -> String {
    if number == 0 {
        return texts.get(Msg::ExchangeBaseline).to_owned();
    }
    say(texts, Msg::ExchangeBaselineNumber, &[("number", number.to_string().into())])
}
