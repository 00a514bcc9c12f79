//! A campaign's tasks and links, compiled: a node for every task that is no summary, gates for links on summaries.
//!
//! A link from a summary counts from its last finish (a gate after everything in it) or its first start (a gate that is
//! the earliest of what is in it). A link to a summary's start goes through a gate before everything in it; one to its finish
//! holds the finish of the tasks in it after which none of the others there follows.

use std::collections::HashMap;
use std::sync::Arc;

use super::fault::Fault;
use super::frame::{CLOCK, Calendars, Frame};
use super::graph::{ELAPSED, Edge, FROM_FINISH, Graph, Raw, SAME, TO_FINISH};
use super::moment::Moment;
use super::outline::{NONE, Outline};
use crate::model::{Campaign, Constraint, Lag, LinkKind, Task, TaskDuration, TaskId};

/// Beyond every instant that can be written; below a hundredth of what 64 bits hold, so that sums stay inside.
pub(super) const FAR: i64 = i64::MAX / 256;

/// How a node stands in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum NodeKind {
    /// Minutes of work by its calendar, at least one.
    #[default]
    Work,
    /// A point in time, never outside working time.
    Point,
    /// Minutes on the clock.
    Clock,
    /// Of a summary: the latest of what leads to it.
    Gate,
    /// Of a summary: the earliest of what leads to it.
    First,
}

/// A node.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Node {
    pub kind: NodeKind,
    /// The calendar it is placed by.
    pub calendar: u16,
    /// It stands at `start` and `finish`, whatever holds it.
    pub pinned: bool,
    /// It is put as late as what follows allows.
    pub late: bool,
    /// Put by its constraint, so that its late dates are its dates.
    pub bound: bool,
    pub duration: i64,
    /// It starts no earlier.
    pub floor: i64,
    /// It should finish no later; [`FAR`] = no deadline.
    pub deadline: i64,
    pub start: i64,
    pub finish: i64,
}

/// The compiled network.
#[derive(Clone, Debug)]
pub(super) struct Network {
    pub outline: Arc<Outline>,
    pub frame: Arc<Frame>,
    pub graph: Arc<Graph>,
    /// Nodes, predecessors first.
    pub nodes: Vec<Node>,
    /// The node of each row; `NONE` for summaries.
    pub node_of: Arc<Vec<u32>>,
    /// The row of each node: the task, or the summary whose gate it is.
    pub row_of: Arc<Vec<u32>>,
    /// Deadlines of summaries: row and instant.
    pub summary_deadlines: Arc<Vec<(u32, i64)>>,
    /// What is wrong with links and tree; nothing of it has an effect.
    pub broken: Arc<Vec<Fault>>,
    /// Whether some task is as late as can be.
    pub any_late: bool,
}

/// The gates of a kind, by the row of the summary.
struct Gates(HashMap<u32, u32>);

/// The network while it is being made.
struct Builder<'a> {
    campaign: &'a Campaign,
    outline: &'a Outline,
    /// The calendar of each row's task.
    numbers: Vec<u16>,
    nodes: Vec<Node>,
    row_of: Vec<u32>,
    raw: Vec<Raw>,
}

/// The tree's own edges.
const TREE: Edge = Edge { node: 0, lag: 0, link: NONE, calendar: CLOCK, flags: ELAPSED };

impl Network {
    pub(super) fn new(calendars: Arc<Calendars>, campaign: &Campaign) -> Self {
        let outline = Outline::new(&campaign.tasks);
        let frame = Frame::new(calendars, campaign);
        let mut broken: Vec<Fault> =
            outline.gone.iter().map(|(task, parent)| Fault::ParentGone(*task, *parent)).collect();
        broken.extend(outline.circles.iter().map(|task| Fault::ParentCircle(*task)));
        let mut build = Builder {
            campaign,
            outline: &outline,
            numbers: Vec::with_capacity(campaign.tasks.len()),
            nodes: Vec::with_capacity(campaign.tasks.len()),
            row_of: Vec::with_capacity(campaign.tasks.len()),
            raw: Vec::with_capacity(campaign.links.len()),
        };
        let mut node_of = vec![NONE; outline.len()];
        for (row, task) in (0_u32..).zip(&campaign.tasks) {
            let own = frame.calendars.number_of(task);
            build.numbers.push(own);
            if !outline.is_summary(row)
                && let Some(slot) = node_of.get_mut(row as usize)
            {
                *slot = build.nodes.len() as u32;
                build.nodes.push(node(task, &frame, own));
                build.row_of.push(row);
            }
        }
        let summary_deadlines = build.links(&node_of, &frame, &mut broken);
        let Builder { nodes, row_of, raw, .. } = build;
        let graph = Graph::new(nodes.len(), raw);
        let mut sorted = vec![Node::default(); nodes.len()];
        let mut rows = vec![NONE; nodes.len()];
        for ((node, row), new) in nodes.iter().zip(&row_of).zip(&graph.number) {
            if let Some((a, b)) = sorted.get_mut(*new as usize).zip(rows.get_mut(*new as usize)) {
                (*a, *b) = (*node, *row);
            }
        }
        for slot in node_of.iter_mut().filter(|node| **node != NONE) {
            *slot = graph.number.get(*slot as usize).copied().unwrap_or(NONE);
        }
        for circle in &graph.circles {
            let mut tasks: Vec<TaskId> =
                circle.iter().filter_map(|node| outline.id(row_of.get(*node as usize).copied()?)).collect();
            tasks.dedup();
            broken.push(Fault::Circle(tasks));
        }
        let any_late = sorted.iter().any(|node| node.late);
        Self {
            outline: Arc::new(outline),
            frame: Arc::new(frame),
            graph: Arc::new(graph),
            nodes: sorted,
            node_of: Arc::new(node_of),
            row_of: Arc::new(rows),
            summary_deadlines: Arc::new(summary_deadlines),
            broken: Arc::new(broken),
            any_late,
        }
    }
}

/// The node of a task that is no summary; `own` is the number of its calendar.
pub(super) fn node(task: &Task, frame: &Frame, own: u16) -> Node {
    let minutes = task.duration.minutes().wide();
    let (kind, calendar) = match task.duration {
        _ if task.milestone || minutes == 0 => (NodeKind::Point, own),
        TaskDuration::Work(_) => (NodeKind::Work, own),
        TaskDuration::Elapsed(_) => (NodeKind::Clock, CLOCK),
    };
    let time = frame.calendars.at(calendar);
    let duration = if kind == NodeKind::Point { 0 } else { minutes };
    let when = |when| frame.when(when, own);
    let mut node = Node {
        kind,
        calendar,
        duration,
        late: task.constraint == Constraint::AsLate,
        floor: frame.from.0,
        deadline: task.deadline.and_then(when).map_or(FAR, |at| at.0),
        ..Node::default()
    };
    // where the finish stands when the start is at an instant, and the other way round
    let finish_of = |start: Moment| time.finish_at(time.position(start) + duration);
    let from = |start: Moment| if duration == 0 { (start, start) } else { (start, finish_of(start)) };
    let until = |finish: Moment| {
        if duration == 0 { (finish, finish) } else { (time.start_at(time.position(finish) - duration), finish) }
    };
    let mut bound = false;
    let pin = match (task.actual_start, task.actual_finish, task.manual, task.constraint) {
        (Some(start), Some(finish), ..) => Some((start.into(), finish.max(start).into())),
        (Some(start), None, ..) => Some(from(start.into())),
        (None, Some(finish), ..) => Some(until(finish.into())),
        (None, None, Some(placed), _) => Some((placed.start.into(), placed.finish.max(placed.start).into())),
        (None, None, None, Constraint::StartOn(at)) => when(at).map(|at| {
            bound = true;
            let at = time.forward(at);
            from(if duration == 0 { at } else { time.start_at(time.position(at)) })
        }),
        (None, None, None, Constraint::FinishOn(at)) => when(at).map(|at| {
            bound = true;
            let at = time.backward(at);
            until(if duration == 0 { at } else { time.finish_at(time.position(at)) })
        }),
        (None, None, None, Constraint::NotBefore(at)) => {
            node.floor = when(at).map_or(node.floor, |at| at.0);
            None
        }
        _ => None,
    };
    if let Some((start, finish)) = pin {
        (node.pinned, node.bound, node.late) = (true, bound, false);
        (node.start, node.finish) = (start.0, finish.0);
    }
    node
}

impl Builder<'_> {
    fn gate(&mut self, row: u32, kind: NodeKind, floor: i64, deadline: i64) -> u32 {
        self.nodes.push(Node { kind, calendar: CLOCK, floor, deadline, ..Node::default() });
        self.row_of.push(row);
        self.nodes.len() as u32 - 1
    }

    /// Makes the gates of a kind for the summaries that are asked for and all below them.
    fn gates(&mut self, mut wanted: Vec<bool>, kind: NodeKind, limit: impl Fn(u32) -> (i64, i64)) -> Gates {
        let mut gates = HashMap::new();
        for row in self.outline.order() {
            if wanted.get(*row as usize) != Some(&true) {
                continue;
            }
            let (floor, deadline) = limit(*row);
            gates.insert(*row, self.gate(*row, kind, floor, deadline));
            for child in self.outline.children(*row).iter().filter(|child| self.outline.is_summary(**child)) {
                if let Some(slot) = wanted.get_mut(*child as usize) {
                    *slot = true;
                }
            }
        }
        Gates(gates)
    }

    /// Joins the gates to what stands in their summaries: `end` 0 = before it, else after it, with those flags.
    fn join(&mut self, gates: &Gates, node_of: &[u32], before: bool, flags: u8) {
        let mut rows: Vec<(u32, u32)> = gates.0.iter().map(|(row, gate)| (*row, *gate)).collect();
        rows.sort_unstable();
        for (row, gate) in rows {
            for child in self.outline.children(row) {
                let own = node_of.get(*child as usize).copied().filter(|node| *node != NONE);
                let Some(other) = own.or_else(|| gates.0.get(child).copied()) else { continue };
                let edge = Edge { flags: ELAPSED | flags, ..TREE };
                self.raw.push(if before { (gate, other, edge) } else { (other, gate, edge) });
            }
        }
    }

    /// Turns links into edges; gives the deadlines of summaries.
    fn links(&mut self, node_of: &[u32], frame: &Frame, broken: &mut Vec<Fault>) -> Vec<(u32, i64)> {
        let (campaign, outline) = (self.campaign, self.outline);
        let mut known: Vec<(u32, u32, u32)> = Vec::with_capacity(campaign.links.len());
        for (number, link) in (0_u32..).zip(&campaign.links) {
            match (outline.row(link.from), outline.row(link.to)) {
                (Some(from), Some(to)) if from == to => broken.push(Fault::LinkToItself(link.id, link.from)),
                (Some(from), Some(to)) if self.nested(from, to) => broken.push(Fault::LinkWithin(link.id)),
                (Some(from), Some(to)) => known.push((number, from, to)),
                _ => broken.push(Fault::LinkGone(link.id)),
            }
        }
        let rows = outline.len();
        let mut wanted =
            [(); 4].map(|()| vec![false; if rows > node_of.iter().filter(|n| **n != NONE).count() { rows } else { 0 }]);
        let mut deadlines = Vec::new();
        let mut floors: HashMap<u32, i64> = HashMap::new();
        let [last, first, before, ends] = &mut wanted;
        let want = |list: &mut Vec<bool>, row: u32| {
            if let Some(slot) = list.get_mut(row as usize) {
                *slot = true;
            }
        };
        for row in outline.order().iter().filter(|row| outline.is_summary(**row)) {
            let Some(task) = campaign.tasks.at(*row as usize) else { continue };
            let calendar = frame.calendars.number_of(task);
            if let Some(at) = task.deadline.and_then(|at| frame.when(at, calendar)) {
                deadlines.push((*row, at.0));
                want(last, *row);
            }
            if let Constraint::NotBefore(at) = task.constraint
                && let Some(at) = frame.when(at, calendar)
            {
                floors.insert(*row, at.0);
                want(before, *row);
            } else if task.constraint != Constraint::AsSoon || task.manual.is_some() {
                broken.push(Fault::SummaryHeld(task.id));
            }
        }
        let kind_of = |number: u32| campaign.links.at(number as usize).map_or(LinkKind::FinishStart, |link| link.kind);
        for (number, from, to) in &known {
            let kind = kind_of(*number);
            if outline.is_summary(*from) {
                want(if kind.from_finish() { last } else { first }, *from);
            }
            if outline.is_summary(*to) {
                want(if kind.to_finish() { ends } else { before }, *to);
            }
        }
        let [last, first, before, ends] = wanted;
        let any_ends = ends.iter().any(|wanted| *wanted);
        let limit_of: HashMap<u32, i64> = deadlines.iter().copied().collect();
        let last = self.gates(last, NodeKind::Gate, |row| (-FAR, limit_of.get(&row).copied().unwrap_or(FAR)));
        let first = self.gates(first, NodeKind::First, |_| (-FAR, FAR));
        let before = self.gates(before, NodeKind::Gate, |row| (floors.get(&row).copied().unwrap_or(-FAR), FAR));
        self.join(&last, node_of, false, FROM_FINISH);
        self.join(&first, node_of, false, 0);
        self.join(&before, node_of, true, 0);
        let ends = if any_ends { self.ends(&ends, &known, node_of) } else { Gates(HashMap::new()) };
        for (number, from, to) in known {
            let Some(link) = campaign.links.at(number as usize) else { continue };
            let own = |row: u32| node_of.get(row as usize).copied().filter(|node| *node != NONE);
            let gate = |gates: &Gates, row: u32| gates.0.get(&row).copied();
            let (from_finish, to_finish) = (link.kind.from_finish(), link.kind.to_finish());
            let a = own(from).or_else(|| gate(if from_finish { &last } else { &first }, from));
            let b = own(to).or_else(|| gate(if to_finish { &ends } else { &before }, to));
            if let (Some(a), Some(b)) = (a, b) {
                let edge = self.edge(number, to, b, a);
                self.raw.push((a, b, edge));
            }
        }
        deadlines
    }

    /// The edge of a link from node `a` to node `b`, which is the task of row `to` or its gate.
    fn edge(&self, number: u32, to: u32, b: u32, a: u32) -> Edge {
        let Some(link) = self.campaign.links.at(number as usize) else { return TREE };
        let calendar = self.numbers.get(to as usize).copied().unwrap_or(CLOCK);
        let (lag, elapsed) = match link.lag {
            Lag::Work(lag) => (lag.get(), false),
            Lag::Elapsed(lag) => (lag.get(), lag.get() != 0),
        };
        let place = |node: u32| self.nodes.get(node as usize).copied().unwrap_or_default();
        let (before, after) = (place(a), place(b));
        let same = after.kind == NodeKind::Work
            && matches!(before.kind, NodeKind::Work | NodeKind::Point)
            && before.calendar == calendar
            && after.calendar == calendar
            && !elapsed;
        let flag = |is: bool, flag: u8| if is { flag } else { 0 };
        let flags = flag(link.kind.from_finish(), FROM_FINISH)
            | flag(link.kind.to_finish(), TO_FINISH)
            | flag(elapsed, ELAPSED)
            | flag(same, SAME);
        Edge { node: 0, lag, link: number, calendar, flags }
    }

    fn nested(&self, a: u32, b: u32) -> bool {
        let summary = |row| self.outline.is_summary(row);
        (summary(a) && self.outline.within(b, a)) || (summary(b) && self.outline.within(a, b))
    }

    /// Gates for links to the finish of summaries, joined to the tasks in them that nothing there follows.
    fn ends(&mut self, wanted: &[bool], known: &[(u32, u32, u32)], node_of: &[u32]) -> Gates {
        let mut after: HashMap<u32, Vec<u32>> = HashMap::new();
        for (_, from, to) in known {
            after.entry(*from).or_default().push(*to);
        }
        let mut gates = HashMap::new();
        for (row, _) in (0_u32..).zip(wanted).filter(|(_, wanted)| **wanted) {
            let gate = self.gate(row, NodeKind::Gate, -FAR, FAR);
            gates.insert(row, gate);
            for leaf in self.outline.leaves(row) {
                let mut at = Some(leaf);
                let mut followed = false;
                while let Some(up) = at.filter(|up| *up != row && !followed) {
                    // a link out of what holds it follows it, too
                    let next = after.get(&up).into_iter().flatten();
                    followed =
                        next.into_iter().any(|to| self.outline.within(*to, row) && !self.outline.within(*to, up));
                    at = self.outline.parent(up);
                }
                if let Some(node) = node_of.get(leaf as usize).copied().filter(|node| *node != NONE && !followed) {
                    self.raw.push((gate, node, Edge { flags: ELAPSED | TO_FINISH, ..TREE }));
                }
            }
        }
        Gates(gates)
    }
}
