//! Levels a campaign's schedule. Nothing is changed: what is found is a list of moves, to be looked at and then accepted.
//!
//! A list of tasks is turned to a schedule by the serial scheme: one after the other, each as early as its links allow and
//! the work of each of its days still fits what its owner and department can do on that day. Tasks that keep their dates,
//! run on the clock or have begun are not moved, but what they take is taken. A task that asks for more than there is even by
//! itself stays where its links put it. Of all lists tried, the best one overruns deadlines the least, then ends first,
//! then moves the fewest tasks.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use super::super::load::{Resource, overloads, thousandths};
use super::super::moment::{DAY, Moment};
use super::super::network::{FAR, Network, NodeKind};
use super::super::outline::NONE;
use super::super::pass::Stand;
use super::super::plan::Schedule;
use super::search::{Bred, Dice, evolve};
use crate::model::{Campaign, Constraint, Rate, TaskId, When};

/// Lists made before any is bred.
const FIRST: u64 = 12;
/// Days for which a place is looked for: four years.
const MOST_DAYS: i64 = 1_461;
/// Days by which the table of capacities grows.
const CHUNK: usize = 256;

/// A task that stands elsewhere than before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Which task.
    pub task: TaskId,
    /// Its start so far.
    pub from: Moment,
    /// Its start when levelled.
    pub to: Moment,
    /// Its finish when levelled.
    pub finish: Moment,
    /// Whether it must be told to start there; the others follow by their links.
    pub held: bool,
}

/// What levelling comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Levelled {
    /// The tasks that move, in the order of the campaign's table.
    pub moves: Vec<Move>,
    /// The first start.
    pub start: Moment,
    /// The last finish.
    pub finish: Moment,
    /// Stretches of overload so far.
    pub overloads_before: usize,
    /// Stretches of overload that stay.
    pub overloads_after: usize,
    /// Lists that were tried.
    pub rounds: u64,
}

impl Levelled {
    /// Puts the moves into a campaign: each task that must be told starts no earlier than where it was put.
    pub fn accept(&self, campaign: &mut Campaign) {
        let mut held: Vec<(TaskId, Moment)> = self.moves.iter().filter(|m| m.held).map(|m| (m.task, m.to)).collect();
        held.sort_unstable();
        campaign.tasks.map_where(|task| {
            let at = held.binary_search_by_key(&task.id, |(id, _)| *id).ok()?;
            let (_, to) = held.get(at)?;
            let mut task = task.clone();
            task.constraint = Constraint::NotBefore(When::At(to.datetime()));
            Some(task)
        });
    }
}

/// What a task takes of whom, in thousandths of a minute for each minute.
#[derive(Clone, Debug, Default)]
struct Takes {
    units: Rate,
    calendar: u16,
    of: Vec<usize>,
    /// It may be moved.
    free: bool,
}

struct Leveller<'a> {
    schedule: &'a Schedule,
    network: Arc<Network>,
    takes: Vec<Takes>,
    resources: Vec<Resource>,
    /// What each resource can do each day from `first` on; nothing = no limit.
    capacity: Vec<Option<Vec<i64>>>,
    /// What is taken in the schedule at hand.
    taken: Vec<Vec<i64>>,
    /// What tasks that keep their dates take.
    reserved: Vec<Vec<i64>>,
    first: i64,
    /// Tasks for which there is no place at all.
    hopeless: Vec<bool>,
}

impl Schedule {
    /// Looks for a schedule without overloads until `stop` says so or so many lists have been tried; `campaign` is the one
    /// the schedule was made from. The same seed and rounds give the same moves.
    #[must_use]
    pub fn levelled(&self, campaign: &Campaign, seed: u64, rounds: u64, stop: &dyn Fn() -> bool) -> Levelled {
        let before = overloads(&self.loads()).len();
        let as_it_is = |rounds| Levelled {
            moves: Vec::new(),
            start: self.start,
            finish: self.finish,
            overloads_before: before,
            overloads_after: before,
            rounds,
        };
        if before == 0 {
            return as_it_is(0);
        }
        let mut leveller = Leveller::new(self);
        let Some((stands, tried)) = leveller.search(seed, rounds, stop) else { return as_it_is(0) };
        let moves = leveller.moves(&stands);
        let mut levelled = Levelled { moves, ..as_it_is(tried) };
        let mut changed = campaign.clone();
        levelled.accept(&mut changed);
        let after = Self::with(self.shared_shop(), self.shared_calendars(), &changed);
        (levelled.start, levelled.finish) = (after.start, after.finish);
        levelled.overloads_after = overloads(&after.loads()).len();
        levelled
    }
}

impl<'a> Leveller<'a> {
    fn new(schedule: &'a Schedule) -> Self {
        let shop = schedule.shop();
        let departments = shop.departments.iter().map(|d| Resource::Department(d.id));
        let mut resources: Vec<Resource> =
            departments.chain(shop.people.iter().map(|p| Resource::Person(p.id))).collect();
        resources.sort_unstable();
        let network = schedule.shared_network();
        let first = schedule.start.0.min(network.frame.from.0).div_euclid(DAY);
        let count = resources.len();
        let mut leveller = Self {
            schedule,
            takes: vec![Takes::default(); network.nodes.len()],
            capacity: resources.iter().map(|of| schedule.capacity(*of, first, CHUNK)).collect(),
            taken: vec![Vec::new(); count],
            reserved: vec![Vec::new(); count],
            hopeless: vec![false; network.nodes.len()],
            resources,
            network,
            first,
        };
        let network = Arc::clone(&leveller.network);
        for (index, node) in network.nodes.iter().enumerate() {
            let row = network.row_of.get(index).copied().unwrap_or(NONE);
            let Some(task) = schedule.tasks().at(row as usize) else { continue };
            if !matches!(node.kind, NodeKind::Work | NodeKind::Clock) {
                continue;
            }
            let department = schedule.calendars().department_of(task).map(Resource::Department);
            let of = [department, task.owner.map(Resource::Person)].map(|of| of.filter(|_| task.units > Rate::ZERO));
            let of = of.into_iter().flatten().filter_map(|of| leveller.resources.binary_search(&of).ok()).collect();
            let free = node.kind == NodeKind::Work && !node.pinned && task.progress <= Rate::ZERO;
            let takes = Takes { units: task.units, calendar: schedule.calendars().number_of(task), of, free };
            if node.pinned {
                leveller.take(&takes, Moment(node.start), Moment(node.finish));
            }
            if let Some(slot) = leveller.takes.get_mut(index) {
                *slot = takes;
            }
        }
        leveller.reserved = std::mem::replace(&mut leveller.taken, vec![Vec::new(); count]);
        leveller
    }

    /// The days of a stretch with the minutes worked on each.
    fn days(&self, calendar: u16, start: Moment, finish: Moment) -> impl Iterator<Item = (i64, i64)> {
        let time = self.network.frame.calendars.at(calendar);
        let (from, to) = (start.0.div_euclid(DAY), (finish.0 - 1).div_euclid(DAY));
        let mut before = time.position(start);
        (from..=to.min(from + MOST_DAYS)).filter_map(move |day| {
            let after = time.position(Moment(finish.0.min((day + 1) * DAY)));
            let minutes = after - before;
            before = after;
            (minutes > 0).then_some((day, minutes))
        })
    }

    fn take(&mut self, takes: &Takes, start: Moment, finish: Moment) {
        let days: Vec<(i64, i64)> = self.days(takes.calendar, start, finish).collect();
        for resource in &takes.of {
            let Some(list) = self.taken.get_mut(*resource) else { continue };
            for (day, minutes) in &days {
                let Ok(at) = usize::try_from(day - self.first) else { continue };
                if list.len() <= at {
                    list.resize(at + CHUNK, 0);
                }
                if let Some(slot) = list.get_mut(at) {
                    *slot = slot.saturating_add(thousandths(*minutes, takes.units));
                }
            }
        }
    }

    /// By how much a day's work goes beyond what is left of it; 0 and below = it fits.
    fn excess(&mut self, takes: &Takes, day: i64, minutes: i64) -> i64 {
        let Ok(at) = usize::try_from(day - self.first) else { return 0 };
        let work = thousandths(minutes, takes.units);
        let mut most = 0;
        for resource in &takes.of {
            let Some(Some(list)) = self.capacity.get_mut(*resource) else { continue };
            if list.len() <= at
                && let Some(of) = self.resources.get(*resource)
            {
                *list = self.schedule.capacity(*of, self.first, at + CHUNK).unwrap_or_default();
            }
            let capacity = list.get(at).copied().unwrap_or(0);
            let taken = self.taken.get(*resource).and_then(|list| list.get(at)).copied().unwrap_or(0);
            most = most.max(taken.saturating_add(work) - capacity);
        }
        most
    }

    /// The first place from where a task stands at which each of its days fits; nothing if there is none.
    fn fit(&mut self, index: usize, takes: &Takes, stand: Stand) -> Option<Stand> {
        let network = Arc::clone(&self.network);
        let node = network.nodes.get(index)?;
        let time = network.frame.calendars.at(node.calendar);
        let per_minute = thousandths(1, takes.units).max(1);
        let mut start = stand.start_position;
        let last = stand.start + MOST_DAYS * DAY;
        loop {
            let placed = network.worked(node, start);
            if placed.start > last {
                return None;
            }
            let days: Vec<(i64, i64)> =
                self.days(takes.calendar, Moment(placed.start), Moment(placed.finish)).collect();
            let mut fits = true;
            // from the last day on, so that a conflict skips as much as it can
            for (n, (day, minutes)) in days.iter().enumerate().rev() {
                let excess = self.excess(takes, *day, *minutes);
                if excess <= 0 {
                    continue;
                }
                fits = false;
                start = if n == 0 {
                    // so much later that what is left of the day suffices, or on the next one
                    start + ((excess + per_minute - 1) / per_minute).clamp(1, *minutes)
                } else {
                    time.position(Moment(day * DAY)).max(start + 1)
                };
                break;
            }
            if fits {
                return Some(placed);
            }
        }
    }

    /// The serial scheme over a list of nodes.
    fn decode(&mut self, list: &[u32], stands: &mut [Stand]) {
        self.taken.clone_from(&self.reserved);
        let network = Arc::clone(&self.network);
        for index in list.iter().map(|n| *n as usize) {
            let mut stand = network.early(index, stands);
            let takes = self.takes.get(index).cloned().unwrap_or_default();
            let pinned = network.nodes.get(index).is_some_and(|node| node.pinned);
            if !takes.of.is_empty() && !pinned {
                if takes.free && self.hopeless.get(index) == Some(&false) {
                    match self.fit(index, &takes, stand) {
                        Some(placed) => stand = placed,
                        // nothing that others take is in the way: it never fits
                        None => {
                            if let Some(slot) = self.hopeless.get_mut(index) {
                                *slot = true;
                            }
                        }
                    }
                }
                self.take(&takes, Moment(stand.start), Moment(stand.finish));
            }
            if let Some(slot) = stands.get_mut(index) {
                *slot = stand;
            }
        }
    }

    /// The best stands found, and how many lists were tried.
    fn search(&mut self, seed: u64, rounds: u64, stop: &dyn Fn() -> bool) -> Option<(Vec<Stand>, u64)> {
        let network = Arc::clone(&self.network);
        let mut dice = Dice::new(seed);
        let lates: Vec<i64> = self.schedule.late_starts();
        let span = u64::try_from(self.schedule.finish.0 - self.schedule.start.0).unwrap_or(0);
        let firsts = (0..FIRST).map(|n| first_list(&network, &lates, if n == 0 { 0 } else { span / 4 }, &mut dice));
        let firsts: Vec<Vec<u32>> = firsts.collect();
        let mut stands = vec![Stand::default(); network.nodes.len()];
        let mut best: Option<(u64, Vec<Stand>)> = None;
        let mut tried = 0;
        let linked = |a: u32, b: u32| network.graph.outs.of(a as usize).iter().any(|edge| edge.node == b);
        evolve(firsts, dice, rounds, stop, linked, |list| {
            tried += 1;
            self.decode(list, &mut stands);
            let score = self.score(&stands);
            if best.as_ref().is_none_or(|(known, _)| score < *known) {
                best = Some((score, stands.clone()));
            }
            Bred { score, proved: false }
        });
        best.map(|(_, stands)| (stands, tried))
    }

    /// Minutes beyond deadlines, then the last finish, then how many tasks move: less is better, in this order.
    fn score(&self, stands: &[Stand]) -> u64 {
        let mut overrun = 0_u64;
        let mut moved = 0_u64;
        for ((node, stand), old) in self.network.nodes.iter().zip(stands).zip(self.schedule.stands()) {
            if node.deadline < FAR {
                overrun += u64::try_from(stand.finish - node.deadline).unwrap_or(0);
            }
            moved += u64::from(stand.start != old.start);
        }
        let length = u64::try_from(self.network.end(stands) - self.first * DAY).unwrap_or(0);
        (overrun.min(0xff_ffff) << 40) | (length.min(0x3ff_ffff) << 14) | moved.min(0x3fff)
    }

    fn moves(&self, stands: &[Stand]) -> Vec<Move> {
        let old = self.schedule.stands();
        let mut moves: Vec<(u32, Move)> = Vec::new();
        for (index, node) in self.network.nodes.iter().enumerate() {
            let Some((stand, before)) = stands.get(index).zip(old.get(index)) else { continue };
            if matches!(node.kind, NodeKind::Gate | NodeKind::First) || stand.start == before.start {
                continue;
            }
            let row = self.network.row_of.get(index).copied().unwrap_or(NONE);
            let Some(task) = self.schedule.outline().id(row) else { continue };
            // those that are to be late would be late again
            let held = stand.start > self.network.early(index, stands).start || node.late;
            let (from, to) = (Moment(before.start), Moment(stand.start));
            moves.push((row, Move { task, from, to, finish: Moment(stand.finish), held }));
        }
        moves.sort_by_key(|(row, _)| *row);
        moves.into_iter().map(|(_, moved)| moved).collect()
    }
}

/// A list in which predecessors stand first, those that must start first early.
fn first_list(network: &Network, lates: &[i64], spread: u64, dice: &mut Dice) -> Vec<u32> {
    let count = network.nodes.len();
    let mut open: Vec<usize> = (0..count).map(|n| network.graph.ins.of(n).len()).collect();
    let key = |n: usize, dice: &mut Dice| {
        let late = lates.get(n).copied().unwrap_or(0);
        late.saturating_add(i64::try_from(dice.below(spread + 1)).unwrap_or(0))
    };
    let mut ready: BinaryHeap<Reverse<(i64, u32)>> = BinaryHeap::new();
    for n in (0..count).filter(|n| open.get(*n) == Some(&0)) {
        ready.push(Reverse((key(n, dice), n as u32)));
    }
    let mut list = Vec::with_capacity(count);
    while let Some(Reverse((_, node))) = ready.pop() {
        list.push(node);
        for edge in network.graph.outs.of(node as usize) {
            if let Some(left) = open.get_mut(edge.node as usize) {
                *left -= 1;
                if *left == 0 {
                    ready.push(Reverse((key(edge.node as usize, dice), edge.node)));
                }
            }
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::super::tests::{link, project, schedule, task};
    use super::*;
    use crate::model::{Department, DepartmentId, LinkKind, Person, PersonId, Placed, Project, Task};

    fn designers(tasks: Vec<Task>, links: Vec<crate::model::TaskLink>) -> Project {
        let mut project = project(tasks, links);
        let shop = Arc::make_mut(&mut project.shop);
        let department =
            Department { id: DepartmentId(7), capacity: Some(Rate::from_percent(200)), ..Department::default() };
        shop.departments.push(department);
        for id in [1, 2] {
            shop.people.push(Person { id: PersonId(id), department: Some(DepartmentId(7)), ..Person::default() });
        }
        project
    }

    fn levelled(project: &Project) -> (Levelled, Schedule) {
        let before = schedule(project);
        let campaign = project.campaigns.first().expect("one");
        let levelled = before.levelled(campaign, 1, 300, &|| false);
        assert_eq!(levelled, before.levelled(campaign, 1, 300, &|| false), "the same again");
        let mut changed = campaign.as_ref().clone();
        levelled.accept(&mut changed);
        let after = Schedule::new(project, &changed);
        // what was promised is what stands
        for moved in &levelled.moves {
            let times = after.of(moved.task).expect("a task");
            assert_eq!((times.start, times.finish), (moved.to, moved.finish), "{moved:?}");
        }
        assert_eq!((levelled.start, levelled.finish), (after.start, after.finish));
        (levelled, after)
    }

    #[test]
    fn a_week_of_work_for_one_takes_a_week() {
        let of = |id, days: u32| Task { owner: Some(PersonId(1)), ..task(id, days * 480) };
        let (levelled, after) = levelled(&designers(vec![of(1, 1), of(2, 2), of(3, 1), of(4, 1)], vec![]));
        // of the person, and of the department with them
        assert_eq!((levelled.overloads_before, levelled.overloads_after), (2, 0));
        // Monday to Thursday, Friday to Sunday is the holiday, Monday
        assert_eq!(after.finish.datetime(), date(2026, 9, 28).at(18, 0, 0, 0));
        assert_eq!(levelled.moves.len(), 3);
    }

    #[test]
    fn links_hold_and_what_keeps_its_dates_stays() {
        let of = |id, minutes, owner| Task { owner: Some(PersonId(owner)), ..task(id, minutes) };
        let mut tasks = vec![of(1, 480, 1), of(2, 480, 1), of(3, 960, 1), of(4, 480, 2), of(5, 480, 2)];
        let at = |day| date(2026, 9, day).at(9, 0, 0, 0);
        tasks[1].manual = Some(Placed { start: at(22), finish: date(2026, 9, 22).at(18, 0, 0, 0) });
        let links = vec![link(1, 1, 3, LinkKind::FinishStart, 0), link(2, 3, 4, LinkKind::StartStart, 0)];
        let (levelled, after) = levelled(&designers(tasks, links));
        assert_eq!(levelled.overloads_after, 0);
        assert_eq!(after.of(TaskId(2)).map(|t| t.start), Some(at(22).into()));
        assert_eq!(after.of(TaskId(3)).map(|t| t.start), Some(at(23).into()));
        // it follows by its link, nobody needs to tell it
        let followed = levelled.moves.iter().find(|m| m.task == TaskId(4)).expect("it moves");
        assert!(!followed.held && followed.to == at(23).into());
        assert!(after.faults.is_empty(), "{:?}", after.faults);
    }

    #[test]
    fn nothing_to_do_and_nothing_to_be_done() {
        let quiet = designers(vec![task(1, 480)], vec![]);
        let (found, _) = levelled(&quiet);
        assert_eq!((found.moves.len(), found.rounds), (0, 0));
        // one who can do half of it never fits
        let of = |id| Task { owner: Some(PersonId(1)), units: Rate::from_percent(300), ..task(id, 480) };
        let (found, _) = levelled(&designers(vec![of(1)], vec![]));
        assert_eq!((found.moves.len(), found.overloads_after), (0, found.overloads_before));
    }
}
