//! Puts a template into a campaign: new ids, the shop's own departments and calendars, the campaign's own phases.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::engine::counterparts::counterparts;
use crate::model::{
    Anchor, CalendarId, Campaign, CampaignId, Constraint, Department, DepartmentId, DepartmentKind, LinkId, PhaseId,
    PhaseKind, Project, Row, Rows, Shop, Task, TaskId, TaskLink, TaskTemplate, TemplateCalendar, TemplateDepartment,
    TemplateTask, When, WorkCalendar,
};

/// Groups stand no deeper than this.
const DEEPEST: usize = 32;

/// What of a template is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Choice<'a> {
    /// Tasks and groups left out; with a group goes what is in it.
    pub left_out: &'a BTreeSet<TaskId>,
    /// Whether tasks that the campaign has under the same name in the same group are added once more.
    pub doubles: bool,
}

impl Choice<'static> {
    /// All of it, but for what is there already.
    pub const ALL: Self = Self { left_out: &BTreeSet::new(), doubles: false };
}

/// What became of a task of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was added.
    Added(TaskId),
    /// The campaign has it already, under the same name in the same group.
    Present(TaskId),
    /// It is placed by a phase that the campaign has not; the opening is that of the launch.
    NoPhase(PhaseKind),
    /// It is not wanted; a group of which nothing is added, too.
    LeftOut,
}

impl Fate {
    /// The task of the campaign that stands for it.
    #[must_use]
    pub const fn task(self) -> Option<TaskId> {
        match self {
            Self::Added(id) | Self::Present(id) => Some(id),
            Self::NoPhase(_) | Self::LeftOut => None,
        }
    }
}

/// Puts a template's tasks into a campaign; gives what became of each. Departments and calendars that the shop does not have
/// are added, those that no added task names are not. Where the campaign is gone nothing happens.
pub fn put(
    project: &mut Project,
    campaign: CampaignId,
    template: &TaskTemplate,
    choice: Choice<'_>,
) -> Vec<(TaskId, Fate)> {
    let Some(before) = project.campaign(campaign).map(Arc::clone) else { return Vec::new() };
    let tree = Tree::new(template);
    let plan = Plan::new(template, &tree, &before, choice);
    let mut put = Put {
        phases: plan.phases.clone(),
        departments: BTreeMap::new(),
        calendars: BTreeMap::new(),
        template,
        fates: BTreeMap::new(),
    };
    let mut tasks = Vec::new();
    for task in &tree.order {
        let fate = match plan.of(task.id) {
            Wish::Add => {
                let parent = tree.parent(task.id).and_then(|id| put.fates.get(&id).copied()).and_then(Fate::task);
                let new = put.task(project, task, parent);
                let id = new.id;
                tasks.push(new);
                Fate::Added(id)
            }
            Wish::Stay(fate) => fate,
        };
        put.fates.insert(task.id, fate);
    }
    let links = put.links(project, &tree);
    // what is not touched stays the same in memory, too
    if !tasks.is_empty()
        && let Some(campaign) = project.campaigns.get_mut(campaign)
    {
        campaign.tasks.list_mut().extend(tasks.into_iter().map(Arc::new));
        if !links.is_empty() {
            campaign.links.list_mut().extend(links.into_iter().map(Arc::new));
        }
    }
    template.tasks.iter().filter_map(|task| Some((task.id, *put.fates.get(&task.id)?))).collect()
}

/// The tasks of a template as a tree.
pub(super) struct Tree<'a> {
    /// Parents before what stands in them.
    order: Vec<&'a TemplateTask>,
    parents: BTreeMap<TaskId, TaskId>,
    groups: BTreeSet<TaskId>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(template: &'a TaskTemplate) -> Self {
        let named: BTreeMap<TaskId, Option<TaskId>> =
            template.tasks.iter().map(|task| (task.id, task.parent)).collect();
        let depth = |id: TaskId| {
            let (mut at, mut depth) = (id, 0);
            while let Some(parent) = named.get(&at).copied().flatten().filter(|parent| named.contains_key(parent)) {
                (at, depth) = (parent, depth + 1);
                if depth > DEEPEST {
                    return None;
                }
            }
            Some(depth)
        };
        // what stands in a circle, or nowhere, stands on its own
        let parents: BTreeMap<TaskId, TaskId> = template
            .tasks
            .iter()
            .filter(|task| depth(task.id).is_some())
            .filter_map(|task| Some((task.id, task.parent.filter(|parent| named.contains_key(parent))?)))
            .collect();
        let groups = parents.values().copied().collect();
        let mut order: Vec<&TemplateTask> = template.tasks.iter().map(Arc::as_ref).collect();
        order.sort_by_key(|task| depth(task.id).unwrap_or(0));
        Self { order, parents, groups }
    }

    pub(super) fn parent(&self, id: TaskId) -> Option<TaskId> {
        self.parents.get(&id).copied()
    }

    /// Whether other tasks stand in it.
    pub(super) fn is_group(&self, id: TaskId) -> bool {
        self.groups.contains(&id)
    }

    /// All tasks, each followed by what stands in it, with how deep they stand.
    pub(super) fn walk(&self) -> Vec<(usize, &'a TemplateTask)> {
        let mut inside: BTreeMap<Option<TaskId>, Vec<&'a TemplateTask>> = BTreeMap::new();
        for task in &self.order {
            inside.entry(self.parent(task.id)).or_default().push(task);
        }
        let mut open: Vec<(usize, &'a TemplateTask)> = Vec::new();
        let push = |open: &mut Vec<(usize, &'a TemplateTask)>, of: Option<TaskId>, depth: usize| {
            open.extend(inside.get(&of).into_iter().flatten().rev().map(|task| (depth, *task)));
        };
        push(&mut open, None, 0);
        let mut walked = Vec::new();
        while let Some((depth, task)) = open.pop() {
            walked.push((depth, task));
            push(&mut open, Some(task.id), depth + 1);
        }
        walked
    }

    /// A task and what it stands in, from the inside.
    fn up(&self, id: TaskId) -> impl Iterator<Item = TaskId> + '_ {
        std::iter::successors(Some(id), |id| self.parent(*id))
    }
}

/// What is to become of a task.
#[derive(Clone, Copy)]
enum Wish {
    Add,
    Stay(Fate),
}

/// What is to become of all of them.
struct Plan {
    wishes: BTreeMap<TaskId, Wish>,
    phases: BTreeMap<PhaseId, PhaseId>,
}

impl Plan {
    fn new(template: &TaskTemplate, tree: &Tree<'_>, campaign: &Campaign, choice: Choice<'_>) -> Self {
        let phases = counterparts(template.phases.iter().map(|phase| (phase.id, phase.kind)), &campaign.phases);
        let there = There::new(&campaign.tasks);
        let mut wishes: BTreeMap<TaskId, Wish> = BTreeMap::new();
        for task in &tree.order {
            // where its group is, if the campaign has that
            let inside = tree.parent(task.id).map(|parent| match wishes.get(&parent) {
                Some(Wish::Stay(Fate::Present(id))) => Some(*id),
                _ => None,
            });
            let place = match inside {
                None => Some(None),
                Some(found) => found.map(Some),
            };
            let found = place.and_then(|parent| there.find(parent, &task.name));
            let wish = if tree.up(task.id).any(|id| choice.left_out.contains(&id)) {
                Wish::Stay(Fate::LeftOut)
            } else if tree.groups.contains(&task.id) {
                let group = found.filter(|id| there.groups.contains(id));
                group.map_or(Wish::Add, |id| Wish::Stay(Fate::Present(id)))
            } else if let Some(kind) = missing(template, task, campaign, &phases) {
                Wish::Stay(Fate::NoPhase(kind))
            } else if let Some(id) = found.filter(|_| !choice.doubles) {
                Wish::Stay(Fate::Present(id))
            } else {
                Wish::Add
            };
            wishes.insert(task.id, wish);
        }
        // a group of which nothing is added is not added either
        let wanted: BTreeSet<TaskId> = tree
            .order
            .iter()
            .filter(|task| !tree.groups.contains(&task.id) && matches!(wishes.get(&task.id), Some(Wish::Add)))
            .flat_map(|task| tree.up(task.id))
            .collect();
        for (id, wish) in &mut wishes {
            if matches!(wish, Wish::Add) && !wanted.contains(id) {
                *wish = Wish::Stay(Fate::LeftOut);
            }
        }
        Self { wishes, phases }
    }

    fn of(&self, id: TaskId) -> Wish {
        self.wishes.get(&id).copied().unwrap_or(Wish::Stay(Fate::LeftOut))
    }
}

/// The campaign's tasks by where they stand and what they are called.
struct There<'a> {
    by_name: BTreeMap<(Option<TaskId>, &'a str), TaskId>,
    groups: BTreeSet<TaskId>,
}

impl<'a> There<'a> {
    fn new(tasks: &'a Rows<Task>) -> Self {
        let mut by_name = BTreeMap::new();
        for task in tasks.iter().filter(|task| !task.name.trim().is_empty()) {
            by_name.entry((task.parent, task.name.trim())).or_insert(task.id);
        }
        Self { by_name, groups: tasks.iter().filter_map(|task| task.parent).collect() }
    }

    fn find(&self, parent: Option<TaskId>, name: &str) -> Option<TaskId> {
        self.by_name.get(&(parent, name.trim())).copied()
    }
}

/// The phase by which a task is placed, if the campaign has none that does its work.
fn missing(
    template: &TaskTemplate,
    task: &TemplateTask,
    campaign: &Campaign,
    phases: &BTreeMap<PhaseId, PhaseId>,
) -> Option<PhaseKind> {
    let held = held(task.constraint).into_iter().chain(task.deadline);
    let anchors = held.filter_map(|when| match when {
        When::At(_) => None,
        When::Relative { from, .. } => Some(from),
    });
    let named = anchors.filter_map(|anchor| match anchor {
        Anchor::Opening => campaign.opening().is_none().then_some(PhaseKind::Launch),
        Anchor::Start(id) | Anchor::End(id) => kind_of(template, id, phases),
    });
    named.chain(task.phase.and_then(|id| kind_of(template, id, phases))).next()
}

/// The kind of a phase that the campaign has not.
fn kind_of(template: &TaskTemplate, id: PhaseId, phases: &BTreeMap<PhaseId, PhaseId>) -> Option<PhaseKind> {
    if phases.contains_key(&id) {
        return None;
    }
    Some(template.phases.get(id).map_or(PhaseKind::Launch, |phase| phase.kind))
}

const fn held(constraint: Constraint) -> Option<When> {
    match constraint {
        Constraint::NotBefore(when) | Constraint::StartOn(when) | Constraint::FinishOn(when) => Some(when),
        Constraint::AsSoon | Constraint::AsLate => None,
    }
}

/// The work itself.
struct Put<'a> {
    template: &'a TaskTemplate,
    phases: BTreeMap<PhaseId, PhaseId>,
    departments: BTreeMap<DepartmentId, DepartmentId>,
    calendars: BTreeMap<CalendarId, CalendarId>,
    fates: BTreeMap<TaskId, Fate>,
}

impl Put<'_> {
    fn task(&mut self, project: &mut Project, task: &TemplateTask, parent: Option<TaskId>) -> Task {
        let constraint = match task.constraint {
            Constraint::NotBefore(when) => Constraint::NotBefore(self.when(when)),
            Constraint::StartOn(when) => Constraint::StartOn(self.when(when)),
            Constraint::FinishOn(when) => Constraint::FinishOn(self.when(when)),
            other => other,
        };
        Task {
            id: TaskId(project.new_id()),
            parent,
            name: task.name.clone(),
            department: task.department.and_then(|id| self.department(project, id)),
            phase: task.phase.and_then(|id| self.phases.get(&id).copied()),
            duration: task.duration,
            milestone: task.milestone,
            constraint,
            deadline: task.deadline.map(|when| self.when(when)),
            units: task.units,
            calendar: task.calendar.and_then(|id| self.calendar(project, id)),
            go_live: task.go_live,
            notes: task.notes.clone(),
            ..Task::default()
        }
    }

    fn when(&self, when: When) -> When {
        let own = |id: PhaseId| self.phases.get(&id).copied().unwrap_or(id);
        match when {
            When::At(_) => when,
            When::Relative { from, days, time } => {
                let from = match from {
                    Anchor::Opening => Anchor::Opening,
                    Anchor::Start(id) => Anchor::Start(own(id)),
                    Anchor::End(id) => Anchor::End(own(id)),
                };
                When::Relative { from, days, time }
            }
        }
    }

    fn department(&mut self, project: &mut Project, id: DepartmentId) -> Option<DepartmentId> {
        if let Some(known) = self.departments.get(&id) {
            return Some(*known);
        }
        let wanted = self.template.departments.get(id)?;
        let own = department_like(&project.shop, wanted).unwrap_or_else(|| {
            let id = DepartmentId(project.new_id());
            let row = Department { id, kind: wanted.kind, name: wanted.name.clone(), ..Department::default() };
            Arc::make_mut(&mut project.shop).departments.push(row);
            id
        });
        self.departments.insert(id, own);
        Some(own)
    }

    fn calendar(&mut self, project: &mut Project, id: CalendarId) -> Option<CalendarId> {
        if let Some(known) = self.calendars.get(&id) {
            return Some(*known);
        }
        let wanted = self.template.calendars.get(id)?;
        let own = calendar_like(&project.shop, wanted).unwrap_or_else(|| {
            let id = CalendarId(project.new_id());
            let (name, week, holidays) = (wanted.name.clone(), wanted.week.clone(), wanted.holidays);
            let row = WorkCalendar { id, name, week, holidays, exceptions: Rows::default() };
            Arc::make_mut(&mut project.shop).calendars.push(row);
            id
        });
        self.calendars.insert(id, own);
        Some(own)
    }

    /// Links that end at an added task. They may begin at one that was there, which leads to no circle: nothing new leads
    /// to that one.
    fn links(&self, project: &mut Project, tree: &Tree<'_>) -> Vec<TaskLink> {
        let mut links = Vec::new();
        for link in &self.template.links {
            let Some(Fate::Added(to)) = self.fates.get(&link.to).copied() else { continue };
            let from = match self.fates.get(&link.from).copied() {
                Some(Fate::Added(from)) => from,
                Some(Fate::Present(from)) if !tree.groups.contains(&link.from) => from,
                _ => continue,
            };
            links.push(TaskLink { id: LinkId(project.new_id()), from, to, kind: link.kind, lag: link.lag });
        }
        links
    }
}

/// The shop's department for a template's: of the same name, else the first of its kind.
fn department_like(shop: &Shop, wanted: &TemplateDepartment) -> Option<DepartmentId> {
    let rows = &shop.departments;
    let named = rows.iter().find(|own| !wanted.name.is_empty() && own.name == wanted.name);
    let plain = wanted.name.is_empty() || wanted.kind != DepartmentKind::Other;
    let kind = || rows.iter().find(|own| plain && own.kind == wanted.kind);
    named.or_else(kind).map(|own| own.id())
}

/// The shop's calendar for a template's: one with the same week and no days of its own.
fn calendar_like(shop: &Shop, wanted: &TemplateCalendar) -> Option<CalendarId> {
    let same = |own: &&Arc<WorkCalendar>| {
        own.week == wanted.week && own.holidays == wanted.holidays && own.exceptions.is_empty()
    };
    shop.calendars.iter().find(same).map(|own| own.id)
}
