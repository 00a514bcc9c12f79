//! The schedule of a campaign: its tasks' dates and floats, kept together with what they were made from, so that after a
//! small change only what follows is worked out again.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use jiff::civil::DateTime;

use super::calendar::WorkTime;
use super::fault::Fault;
use super::faults;
use super::frame::Calendars;
use super::graph::Edge;
use super::load::Load;
use super::marks::Marks;
use super::moment::Moment;
use super::network::{Network, NodeKind, node};
use super::outline::{NONE, Outline};
use super::pass::Stand;
use crate::model::{Campaign, Phase, Project, Rows, Shop, Task, TaskId, TaskLink};

/// Above so many changed tasks everything is worked out anew.
const MOST_CHANGED: usize = 4_096;

/// When a task is done, and how far it may slip. Ranges are half-open: `finish` is the first instant no longer in it.
/// Floats are minutes of work of the task's calendar, for tasks that run on the clock minutes of that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TaskTimes {
    /// First instant.
    pub start: Moment,
    /// First instant no longer in it.
    pub finish: Moment,
    /// The latest start that keeps every deadline or, where there is none, the campaign's last finish.
    pub late_start: Moment,
    /// The latest finish of that kind.
    pub late_finish: Moment,
    /// By how much it may slip until a deadline or the last finish moves (总浮动); below zero it is late already.
    pub total_float: i64,
    /// By how much it may slip without moving another task (自由浮动), 0 … total float.
    pub free_float: i64,
    /// Total float of zero or below.
    pub critical: bool,
    /// Total float above zero, but at most what the shop calls near.
    pub near_critical: bool,
    /// It spans the tasks in it; its floats are the smallest of theirs.
    pub summary: bool,
}

/// What a schedule was made from.
#[derive(Clone, Debug)]
struct Read {
    shop: Arc<Shop>,
    phases: Rows<Phase>,
    from: Option<DateTime>,
    tasks: Rows<Task>,
    links: Rows<TaskLink>,
}

impl Read {
    fn new(shop: &Arc<Shop>, campaign: &Campaign) -> Self {
        Self {
            shop: Arc::clone(shop),
            phases: campaign.phases.clone(),
            from: campaign.tasks_from,
            tasks: campaign.tasks.clone(),
            links: campaign.links.clone(),
        }
    }

    /// Whether a campaign holds the same.
    fn is_of(&self, shop: &Arc<Shop>, campaign: &Campaign) -> bool {
        self.same_frame(shop, campaign) && self.tasks.same(&campaign.tasks)
    }

    /// Whether a campaign holds the same but for some tasks.
    fn same_frame(&self, shop: &Arc<Shop>, campaign: &Campaign) -> bool {
        Arc::ptr_eq(&self.shop, shop)
            && self.phases.same(&campaign.phases)
            && self.from == campaign.tasks_from
            && self.links.same(&campaign.links)
            && self.tasks.len() == campaign.tasks.len()
    }
}

/// A campaign's schedule.
#[derive(Clone, Debug)]
pub struct Schedule {
    read: Read,
    network: Arc<Network>,
    stands: Vec<Stand>,
    lates: Vec<Stand>,
    end: i64,
    /// Faults of single tasks' dates.
    dates: Vec<Fault>,
    /// Who has how much to do, once somebody has asked.
    pub(super) loads: OnceLock<Arc<Vec<Load>>>,
    /// The tasks' times, by the rows of the campaign's table.
    pub times: Vec<TaskTimes>,
    /// Everything that is wrong.
    pub faults: Vec<Fault>,
    /// The first start; the schedule's first instant where there is no task.
    pub start: Moment,
    /// The last finish.
    pub finish: Moment,
}

impl Default for Schedule {
    fn default() -> Self {
        Self::new(&Project::default(), &Campaign::default())
    }
}

/// By what is told: two schedules are equal when they say the same.
impl PartialEq for Schedule {
    fn eq(&self, other: &Self) -> bool {
        self.times == other.times
            && self.faults == other.faults
            && (self.start, self.finish) == (other.start, other.finish)
    }
}

impl Eq for Schedule {}

impl Schedule {
    /// Works out a campaign's schedule. Reads the shop and, of the campaign, phases, tasks, links and `tasks_from`.
    #[must_use]
    pub fn new(project: &Project, campaign: &Campaign) -> Self {
        Self::with(&project.shop, Arc::new(Calendars::new(&project.shop)), campaign)
    }

    /// The same with the shop's calendars compiled before.
    #[must_use]
    pub fn with(shop: &Arc<Shop>, calendars: Arc<Calendars>, campaign: &Campaign) -> Self {
        let network = Arc::new(Network::new(calendars, campaign));
        let dates = faults::of_dates(&network, &campaign.tasks);
        let count = campaign.tasks.len();
        let mut schedule = Self {
            read: Read::new(shop, campaign),
            network,
            stands: Vec::new(),
            lates: Vec::new(),
            end: 0,
            dates,
            loads: OnceLock::new(),
            times: vec![TaskTimes::default(); count],
            faults: Vec::new(),
            start: Moment::default(),
            finish: Moment::default(),
        };
        schedule.work_out();
        schedule
    }

    /// All passes, over the network as it is.
    fn work_out(&mut self) {
        self.network.forward(&mut self.stands);
        self.end = self.network.end(&self.stands);
        self.network.backward(&self.stands, self.end, &mut self.lates);
        if self.network.any_late {
            self.network.put_late(&mut self.stands, self.end);
        }
        for node in 0..self.stands.len() {
            self.tell(node);
        }
        let outline = Arc::clone(&self.network.outline);
        for row in outline.order().iter().rev().filter(|row| outline.is_summary(**row)) {
            self.sum_up(&outline, *row);
        }
        self.close();
    }

    /// Makes all passes over the compiled network again; changes nothing.
    pub fn refresh(&mut self) {
        self.work_out();
    }

    /// Whether it is the schedule of a campaign as it is now; by identity, not by value.
    #[must_use]
    pub fn is_of(&self, shop: &Arc<Shop>, campaign: &Campaign) -> bool {
        self.read.is_of(shop, campaign)
    }

    /// The schedule after an edit, as [`Schedule::new`] would give it; nothing where so much has changed that it must be
    /// worked out anew. Quick where few tasks are others than before and tree, links, rhythm and shop are the same.
    #[must_use]
    pub fn updated(&self, shop: &Arc<Shop>, campaign: &Campaign) -> Option<Self> {
        if !self.read.same_frame(shop, campaign) {
            return None;
        }
        let mut changed: Vec<(u32, &Task)> = Vec::new();
        for ((row, old), new) in (0_u32..).zip(&self.read.tasks).zip(&campaign.tasks) {
            if !Arc::ptr_eq(old, new) {
                let held = (old.constraint, old.deadline, old.manual) == (new.constraint, new.deadline, new.manual);
                let same_tree = old.id == new.id && old.parent == new.parent;
                let summary = self.network.outline.is_summary(row);
                if !same_tree || (summary && !(held && same_calendar(old, new))) || changed.len() >= MOST_CHANGED {
                    return None;
                }
                if !summary {
                    changed.push((row, new));
                }
            }
        }
        // without a rhythm the first instant hangs on the tasks
        if self.read.from.is_none() && self.read.phases.is_empty() && !changed.is_empty() {
            return None;
        }
        self.moved(&changed).map(|schedule| Self { read: Read::new(shop, campaign), ..schedule })
    }

    /// The schedule with some tasks other than they are, by row; nothing where one of them gets another calendar or kind of
    /// duration. What is read stays as it was: a preview.
    #[must_use]
    pub fn moved(&self, changed: &[(u32, &Task)]) -> Option<Self> {
        let mut next = self.clone();
        next.loads = OnceLock::new();
        let mut first = Marks::new(self.stands.len());
        for (row, task) in changed {
            let at = self.network.node_of.get(*row as usize).copied().filter(|node| *node != NONE)?;
            let frame = &self.network.frame;
            let new = node(task, frame, frame.calendars.number_of(task));
            let slot = Arc::make_mut(&mut next.network).nodes.get_mut(at as usize)?;
            if (slot.kind, slot.calendar) != (new.kind, new.calendar) {
                return None;
            }
            // the lag of links to it runs on its calendar, whichever it is placed by
            if new.kind == NodeKind::Clock {
                let old = self.read.tasks.at(*row as usize)?;
                if !same_calendar(old, task) {
                    return None;
                }
            }
            *slot = new;
            first.set(at);
        }
        let rows: BTreeSet<TaskId> = changed.iter().map(|(_, task)| task.id).collect();
        next.dates.retain(|fault| fault.task().is_none_or(|id| !rows.contains(&id)));
        next.dates.extend(changed.iter().flat_map(|(_, task)| faults::of_task(&next.network, task)));
        let any_late = next.network.nodes.iter().any(|node| node.late);
        if any_late != next.network.any_late {
            Arc::make_mut(&mut next.network).any_late = any_late;
        }
        if next.network.any_late || self.network.any_late {
            next.work_out();
        } else {
            next.follow(&first);
        }
        Some(next)
    }

    /// Works out what follows from nodes that changed.
    fn follow(&mut self, changed: &Marks) {
        let network = Arc::clone(&self.network);
        let marks = |stands: &[Stand]| Marks::new(stands.len());
        let mut moved = marks(&self.stands);
        let mut open = changed.clone();
        open.rise(|index, open| {
            let stand = network.early(index, &self.stands);
            if let Some(slot) = self.stands.get_mut(index).filter(|slot| **slot != stand) {
                *slot = stand;
                moved.set(index as u32);
                set_all(open, network.graph.outs.of(index));
            }
        });
        let end = network.end(&self.stands);
        let firsts = network.nodes.iter().any(|node| node.kind == NodeKind::First);
        let mut told = moved.clone();
        told.join(changed);
        if end != self.end || firsts {
            self.end = end;
            network.backward(&self.stands, end, &mut self.lates);
            told.set_every();
        } else {
            let mut open = changed.clone();
            // what leads to a changed task may have another limit, also where it stands as before
            changed.each(|index| set_all(&mut open, network.graph.ins.of(index)));
            // what keeps its dates limits what leads to it
            moved.each(|index| {
                if network.nodes.get(index).is_some_and(|node| node.pinned) {
                    set_all(&mut open, network.graph.ins.of(index));
                    open.set(index as u32);
                }
            });
            open.fall(|index, open| {
                let late = network.late(index, &self.stands, &self.lates, end);
                let pinned = network.nodes.get(index).is_some_and(|node| node.pinned);
                let slot = self.lates.get_mut(index).filter(|slot| **slot != late || pinned);
                if let Some(slot) = slot {
                    *slot = late;
                    told.set(index as u32);
                    set_all(open, network.graph.ins.of(index));
                }
            });
            // the free float of what leads to it
            moved.each(|index| set_all(&mut told, network.graph.ins.of(index)));
        }
        let mut above: BTreeSet<(std::cmp::Reverse<u16>, u32)> = BTreeSet::new();
        let outline = Arc::clone(&network.outline);
        told.each(|index| {
            self.tell(index);
            let mut at = network.row_of.get(index).and_then(|row| outline.parent(*row));
            while let Some(row) = at {
                if !above.insert((std::cmp::Reverse(outline.depth(row)), row)) {
                    break;
                }
                at = outline.parent(row);
            }
        });
        for (_, row) in above {
            self.sum_up(&outline, row);
        }
        self.close();
    }

    /// Writes down the times of a node's task.
    fn tell(&mut self, index: usize) {
        let Some(kind) = self.network.nodes.get(index).map(|node| node.kind) else { return };
        if matches!(kind, NodeKind::Gate | NodeKind::First) {
            return;
        }
        let Some((stand, late)) = self.stands.get(index).zip(self.lates.get(index)) else { return };
        let total = late.finish_position - stand.finish_position;
        let near = self.read.shop.near_critical.wide();
        let times = TaskTimes {
            start: Moment(stand.start),
            finish: Moment(stand.finish),
            late_start: Moment(late.start),
            late_finish: Moment(late.finish),
            total_float: total,
            free_float: self.network.slack(index, &self.stands, self.end).min(total).max(0),
            critical: total <= 0,
            near_critical: total > 0 && total <= near,
            summary: false,
        };
        let row = self.network.row_of.get(index).copied().unwrap_or(NONE);
        if let Some(slot) = self.times.get_mut(row as usize) {
            *slot = times;
        }
    }

    /// Writes down the span of a summary, from what stands directly in it.
    fn sum_up(&mut self, outline: &Outline, row: u32) {
        let mut children = outline.children(row).iter().filter_map(|child| self.times.get(*child as usize));
        let Some(first) = children.next() else { return };
        let mut sum = TaskTimes { summary: true, ..*first };
        for child in children {
            sum.start = sum.start.min(child.start);
            sum.finish = sum.finish.max(child.finish);
            sum.late_start = sum.late_start.min(child.late_start);
            sum.late_finish = sum.late_finish.max(child.late_finish);
            sum.total_float = sum.total_float.min(child.total_float);
            sum.free_float = sum.free_float.min(child.free_float);
            sum.critical |= child.critical;
            sum.near_critical |= child.near_critical;
        }
        sum.near_critical &= !sum.critical;
        if let Some(slot) = self.times.get_mut(row as usize) {
            *slot = sum;
        }
    }

    /// What is said of the whole.
    fn close(&mut self) {
        let none = self.network.frame.from;
        self.start = self.times.iter().map(|times| times.start).min().unwrap_or(none);
        self.finish = Moment(self.end);
        self.faults = faults::all(&self.network, &self.stands, self, &self.dates);
    }

    /// The tree of tasks.
    #[must_use]
    pub fn outline(&self) -> &Outline {
        &self.network.outline
    }

    /// The times of a task.
    #[must_use]
    pub fn of(&self, id: TaskId) -> Option<&TaskTimes> {
        self.times.get(self.network.outline.row(id)? as usize)
    }

    /// The calendars of the shop.
    #[must_use]
    pub fn calendars(&self) -> &Calendars {
        &self.network.frame.calendars
    }

    /// The calendar of a task.
    #[must_use]
    pub fn calendar_of(&self, task: &Task) -> &WorkTime {
        self.calendars().of_task(task)
    }

    /// The instant a date of a task means; nothing if what it is counted from is gone.
    #[must_use]
    pub fn instant(&self, when: crate::model::When, task: &Task) -> Option<Moment> {
        let frame = &self.network.frame;
        frame.when(when, frame.calendars.number_of(task))
    }

    /// The tasks at the ends of links that follow from a task's dates, the nearest first; summaries by what is in them.
    #[must_use]
    pub fn followers(&self, id: TaskId) -> Vec<TaskId> {
        let mut seen = Marks::new(self.stands.len());
        for node in self.nodes_of(id) {
            seen.set(node);
        }
        let mut found = Vec::new();
        let own = seen.clone();
        seen.rise(|index, open| {
            if !own.has(index as u32) && self.is_task(index) {
                found.extend(self.network.row_of.get(index).and_then(|row| self.outline().id(*row)));
            }
            set_all(open, self.network.graph.outs.of(index));
        });
        found
    }

    /// The nodes of a task, or of everything in a summary.
    fn nodes_of(&self, id: TaskId) -> Vec<u32> {
        let Some(row) = self.outline().row(id) else { return Vec::new() };
        let leaves = self.outline().leaves(row);
        leaves.iter().filter_map(|row| self.network.node_of.get(*row as usize).copied()).collect()
    }

    /// Whether a node is a task, no gate.
    pub(super) fn is_task(&self, node: usize) -> bool {
        let kind = self.network.nodes.get(node).map(|node| node.kind);
        !matches!(kind, Some(NodeKind::Gate | NodeKind::First) | None)
    }

    /// Whether a link from one task to another would close a circle: the tasks on it, from the successor to the
    /// predecessor. A task may not be linked to itself or to what it stands in, either.
    #[must_use]
    pub fn would_circle(&self, from: TaskId, to: TaskId) -> Option<Vec<TaskId>> {
        let (a, b) = (self.outline().row(from)?, self.outline().row(to)?);
        if self.outline().within(a, b) || self.outline().within(b, a) {
            return Some(vec![to, from]);
        }
        let mut queue = self.nodes_of(to);
        let (sources, targets) =
            (HashSet::<u32>::from_iter(self.nodes_of(from)), HashSet::<u32>::from_iter(queue.clone()));
        let mut before: HashMap<u32, u32> = HashMap::new();
        let mut next = 0;
        while let Some(node) = queue.get(next).copied() {
            next += 1;
            if sources.contains(&node) {
                let mut way = Vec::new();
                let mut at = Some(node);
                while let Some(node) = at {
                    if self.is_task(node as usize) {
                        way.extend(self.network.row_of.get(node as usize).and_then(|row| self.outline().id(*row)));
                    }
                    at = before.get(&node).copied();
                }
                way.reverse();
                way.dedup();
                return Some(way);
            }
            for edge in self.network.graph.outs.of(node as usize) {
                if !targets.contains(&edge.node)
                    && let Entry::Vacant(slot) = before.entry(edge.node)
                {
                    slot.insert(node);
                    queue.push(edge.node);
                }
            }
        }
        None
    }

    pub(super) fn shop(&self) -> &Shop {
        &self.read.shop
    }

    pub(super) fn shared_shop(&self) -> &Arc<Shop> {
        &self.read.shop
    }

    pub(super) fn shared_calendars(&self) -> Arc<Calendars> {
        Arc::clone(&self.network.frame.calendars)
    }

    pub(super) fn shared_network(&self) -> Arc<Network> {
        Arc::clone(&self.network)
    }

    /// Where the nodes stand.
    pub(super) fn stands(&self) -> &[Stand] {
        &self.stands
    }

    /// The late starts of the nodes.
    pub(super) fn late_starts(&self) -> Vec<i64> {
        self.lates.iter().map(|late| late.start).collect()
    }

    pub(super) fn tasks(&self) -> &Rows<Task> {
        &self.read.tasks
    }

    pub(super) fn links(&self) -> &Rows<TaskLink> {
        &self.read.links
    }
}

fn same_calendar(a: &Task, b: &Task) -> bool {
    (a.calendar, a.owner, a.department) == (b.calendar, b.owner, b.department)
}

fn set_all(marks: &mut Marks, edges: &[Edge]) {
    for edge in edges {
        marks.set(edge.node);
    }
}
