//! The passes over a network: early dates forward, late dates backward.
//!
//! A hold is met when the successor's position is at least that of the bound: instants between which the successor's
//! calendar has no work are one to it. So a task that must not finish before another one that ends on a Saturday may end
//! on the Friday before, if its people do not work on Saturdays; and none is pushed by a single minute into the next day.

use super::graph::{ELAPSED, Edge, FROM_FINISH, SAME, TO_FINISH};
use super::moment::Moment;
use super::network::{FAR, Network, Node, NodeKind};

/// Where a node stands: positions by its calendar, and instants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stand {
    pub start_position: i64,
    pub finish_position: i64,
    pub start: i64,
    pub finish: i64,
}

impl Stand {
    const fn end(&self, finish: bool) -> i64 {
        if finish { self.finish } else { self.start }
    }

    const fn position(&self, finish: bool) -> i64 {
        if finish { self.finish_position } else { self.start_position }
    }
}

fn get(stands: &[Stand], node: u32) -> Stand {
    stands.get(node as usize).copied().unwrap_or_default()
}

impl Network {
    fn node(&self, node: usize) -> Node {
        self.nodes.get(node).copied().unwrap_or_default()
    }

    /// The instant from which an edge holds, when its predecessor stands at an instant.
    fn bound(&self, edge: Edge, at: i64) -> i64 {
        if edge.lag == 0 {
            at
        } else if edge.has(ELAPSED) {
            at + i64::from(edge.lag)
        } else {
            self.frame.calendars.at(edge.calendar).add(Moment(at), i64::from(edge.lag)).0
        }
    }

    /// The position of a node's start that an edge asks for. For nodes of work.
    fn asked(&self, node: &Node, edge: Edge, from: &Stand) -> i64 {
        let position = if edge.has(SAME) {
            from.position(edge.has(FROM_FINISH)) + i64::from(edge.lag)
        } else {
            let at = from.end(edge.has(FROM_FINISH));
            if at <= -FAR {
                return i64::MIN / 4;
            }
            let time = self.frame.calendars.at(node.calendar);
            // the lag of a task of work runs on its own calendar
            if edge.has(ELAPSED) {
                time.position(Moment(at + i64::from(edge.lag)))
            } else {
                time.position(Moment(at)) + i64::from(edge.lag)
            }
        };
        if edge.has(TO_FINISH) { position - node.duration } else { position }
    }

    /// The early dates of a node, from those of its predecessors.
    pub(super) fn early(&self, index: usize, stands: &[Stand]) -> Stand {
        let node = self.node(index);
        let time = self.frame.calendars.at(node.calendar);
        if node.pinned {
            let position = |at| time.position(Moment(at));
            return Stand {
                start_position: position(node.start),
                finish_position: position(node.finish),
                start: node.start,
                finish: node.finish,
            };
        }
        let ins = self.graph.ins.of(index);
        match node.kind {
            NodeKind::Work => {
                let mut start = time.position(Moment(node.floor));
                for edge in ins {
                    start = start.max(self.asked(&node, *edge, &get(stands, edge.node)));
                }
                self.worked(&node, start)
            }
            NodeKind::First => {
                let first = ins.iter().map(|edge| get(stands, edge.node).start).min().unwrap_or(node.floor);
                Stand { start_position: first, finish_position: first, start: first, finish: first }
            }
            NodeKind::Point | NodeKind::Clock | NodeKind::Gate => {
                let mut start = node.floor;
                for edge in ins {
                    let at = get(stands, edge.node).end(edge.has(FROM_FINISH));
                    if at <= -FAR {
                        continue;
                    }
                    let held = self.bound(*edge, at);
                    start = start.max(if edge.has(TO_FINISH) { held - node.duration } else { held });
                }
                self.on_clock(&node, start, true)
            }
        }
    }

    /// A node of work from the position of its start.
    pub(super) fn worked(&self, node: &Node, start: i64) -> Stand {
        let time = self.frame.calendars.at(node.calendar);
        let finish = start + node.duration;
        Stand {
            start_position: start,
            finish_position: finish,
            start: time.start_at(start).0,
            finish: time.finish_at(finish).0,
        }
    }

    /// A point, a gate or a task on the clock from its start; points go to working time, forward or backward.
    fn on_clock(&self, node: &Node, start: i64, forward: bool) -> Stand {
        if node.kind == NodeKind::Point {
            let time = self.frame.calendars.at(node.calendar);
            let at = if forward { time.forward(Moment(start)) } else { time.backward(Moment(start)) };
            let position = time.position(at);
            return Stand { start_position: position, finish_position: position, start: at.0, finish: at.0 };
        }
        let finish = start + node.duration;
        Stand { start_position: start, finish_position: finish, start, finish }
    }

    /// The latest finish of a node that leaves its successors at theirs, given by `of`: a position for work, an instant for
    /// all else; nothing if nothing limits it. `end` is
    /// where what nothing follows must be done, `stands` where the nodes stand now.
    fn latest_finish(&self, index: usize, stands: &[Stand], end: i64, of: impl Fn(u32) -> Stand) -> Option<i64> {
        let node = self.node(index);
        let stand = stands.get(index).copied().unwrap_or_default();
        let own = self.frame.calendars.at(node.calendar);
        let work = node.kind == NodeKind::Work;
        // the finish, as a position for work and as an instant for all else
        let as_finish = |at: i64| if work { own.position(Moment(at)) } else { at };
        let mut finish = FAR;
        let mut followed = false;
        // what is followed only by a lead ends no later than everything else, unless that may
        let mut led = end;
        for edge in self.graph.outs.of(index) {
            let after = self.node(edge.node as usize);
            let limit = of(edge.node);
            let from_finish = edge.has(FROM_FINISH);
            // of what is in a summary, only what starts first holds its beginning
            let behind = after.kind == NodeKind::First && stand.start > get(stands, edge.node).start;
            if limit.finish >= FAR || behind {
                continue;
            }
            followed |= from_finish && edge.lag >= 0;
            if from_finish && edge.lag < 0 {
                led = led.max(limit.finish);
            }
            if work && edge.has(SAME) {
                let position = limit.position(edge.has(TO_FINISH)) - i64::from(edge.lag);
                finish = finish.min(if from_finish { position } else { position + node.duration });
                continue;
            }
            let at = self.allowed(*edge, &after, &limit);
            finish = finish.min(if from_finish {
                as_finish(at)
            } else if work {
                let position = own.position(Moment(at));
                // the start itself must not lie after it, be it only by a night
                let start = if own.start_at(position).0 <= at { position } else { position - 1 };
                start + node.duration
            } else {
                at + node.duration
            });
        }
        if node.deadline < FAR {
            finish = finish.min(as_finish(node.deadline));
        } else if !followed && !matches!(node.kind, NodeKind::Gate | NodeKind::First) {
            finish = finish.min(as_finish(led));
        }
        (finish < FAR).then_some(finish)
    }

    /// The same as dates.
    fn latest(&self, index: usize, stands: &[Stand], end: i64, of: impl Fn(u32) -> Stand) -> Option<Stand> {
        let node = self.node(index);
        let start = self.latest_finish(index, stands, end, of)? - node.duration;
        Some(if node.kind == NodeKind::Work { self.worked(&node, start) } else { self.on_clock(&node, start, false) })
    }

    /// The last instant at which the predecessor's end may stand, so that a successor may stand at a limit.
    fn allowed(&self, edge: Edge, after: &Node, limit: &Stand) -> i64 {
        let lag = i64::from(edge.lag);
        if after.kind == NodeKind::Work {
            let time = self.frame.calendars.at(after.calendar);
            let position = limit.position(edge.has(TO_FINISH));
            return if edge.has(ELAPSED) { time.start_at(position).0 - lag } else { time.start_at(position - lag).0 };
        }
        let at = limit.end(edge.has(TO_FINISH));
        if edge.lag == 0 {
            at
        } else if edge.has(ELAPSED) {
            at - lag
        } else {
            let time = self.frame.calendars.at(edge.calendar);
            time.start_at(time.position(Moment(at)) - lag).0
        }
    }

    /// Early dates of all nodes.
    pub(super) fn forward(&self, stands: &mut Vec<Stand>) {
        stands.resize(self.nodes.len(), Stand::default());
        for index in 0..self.nodes.len() {
            let stand = self.early(index, stands);
            if let Some(slot) = stands.get_mut(index) {
                *slot = stand;
            }
        }
    }

    /// The last finish of all tasks; the first instant where there are none.
    pub(super) fn end(&self, stands: &[Stand]) -> i64 {
        let tasks = self.nodes.iter().zip(stands);
        let tasks = tasks.filter(|(node, _)| !matches!(node.kind, NodeKind::Gate | NodeKind::First));
        tasks.map(|(_, stand)| stand.finish).max().unwrap_or(self.frame.from.0)
    }

    /// The late dates of a node, from those of its successors.
    pub(super) fn late(&self, index: usize, stands: &[Stand], lates: &[Stand], end: i64) -> Stand {
        const OPEN: Stand = Stand { start_position: FAR, finish_position: FAR, start: FAR, finish: FAR };
        let stand = stands.get(index).copied().unwrap_or_default();
        let late = self.latest(index, stands, end, |after| self.limit(after, stands, lates)).unwrap_or(OPEN);
        let node = self.node(index);
        // a date that was asked for is the latest, too
        if node.bound && late.finish_position > stand.finish_position { stand } else { late }
    }

    /// What a successor's predecessors must leave it: its late dates or, where it keeps its dates, no later than these.
    fn limit(&self, after: u32, stands: &[Stand], lates: &[Stand]) -> Stand {
        let late = get(lates, after);
        let node = self.node(after as usize);
        let stand = get(stands, after);
        if node.pinned && stand.start < late.start { stand } else { late }
    }

    /// Late dates of all nodes.
    pub(super) fn backward(&self, stands: &[Stand], end: i64, lates: &mut Vec<Stand>) {
        lates.resize(self.nodes.len(), Stand::default());
        for index in (0..self.nodes.len()).rev() {
            let late = self.late(index, stands, lates, end);
            if let Some(slot) = lates.get_mut(index) {
                *slot = late;
            }
        }
    }

    /// Puts the tasks that are to be as late as can be where what follows them, as it stands, allows.
    pub(super) fn put_late(&self, stands: &mut [Stand], end: i64) {
        for index in (0..self.nodes.len()).rev() {
            let node = self.node(index);
            let stand = stands.get(index).copied().unwrap_or_default();
            if !node.late {
                continue;
            }
            let latest = self.latest(index, stands, end, |after| get(stands, after));
            if let Some(latest) = latest.filter(|l| l.start > stand.start)
                && let Some(slot) = stands.get_mut(index)
            {
                *slot = latest;
            }
        }
    }

    /// How many minutes of work – on the clock, for what runs on it – a node may slip without moving another node.
    pub(super) fn slack(&self, index: usize, stands: &[Stand], end: i64) -> i64 {
        let stand = stands.get(index).copied().unwrap_or_default();
        let Some(finish) = self.latest_finish(index, stands, end, |after| get(stands, after)) else { return 0 };
        let node = self.node(index);
        let finish =
            if node.kind == NodeKind::Point { self.on_clock(&node, finish, false).finish_position } else { finish };
        finish - stand.finish_position
    }

    /// By how many minutes a node that keeps its dates breaks an edge; 0 and below = it does not.
    pub(super) fn broken_by(&self, index: usize, edge: Edge, stands: &[Stand]) -> i64 {
        let node = self.node(index);
        let stand = stands.get(index).copied().unwrap_or_default();
        let from = get(stands, edge.node);
        let at = from.end(edge.has(FROM_FINISH));
        if at <= -FAR {
            return 0;
        }
        let time = self.frame.calendars.at(node.calendar);
        let asked = time.position(Moment(self.bound(edge, at)));
        asked - stand.position(edge.has(TO_FINISH))
    }

    /// Whether an edge is what puts a gate where it stands.
    pub(super) fn holds(&self, edge: Edge, gate: i64, stands: &[Stand]) -> bool {
        let at = get(stands, edge.node).end(edge.has(FROM_FINISH));
        at > -FAR && self.bound(edge, at) == gate
    }
}
