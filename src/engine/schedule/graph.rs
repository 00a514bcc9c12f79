//! The network as a graph without circles, in an order in which predecessors stand first.

use std::collections::HashMap;

use super::outline::NONE;

/// It counts from the predecessor's finish.
pub(super) const FROM_FINISH: u8 = 1;
/// It holds the successor's finish.
pub(super) const TO_FINISH: u8 = 2;
/// Its lag runs on the clock.
pub(super) const ELAPSED: u8 = 4;
/// Both ends and the lag are counted by one calendar: positions may be added.
pub(super) const SAME: u8 = 8;

/// One hold of a node on another.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Edge {
    /// The node at the other end.
    pub node: u32,
    pub lag: i32,
    /// The row of the link; `NONE` where it belongs to the tree.
    pub link: u32,
    /// The calendar of the lag.
    pub calendar: u16,
    pub flags: u8,
}

impl Edge {
    pub(super) const fn has(self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

/// Edges by the node they belong to.
#[derive(Clone, Debug, Default)]
pub(super) struct Adjacency {
    begins: Vec<u32>,
    edges: Vec<Edge>,
}

impl Adjacency {
    /// Sorts edges, each with the node it belongs to, by counting; among those of a node the order stays.
    fn new(nodes: usize, edges: impl Iterator<Item = (u32, Edge)> + Clone) -> Self {
        let mut begins = vec![0_u32; nodes + 1];
        let mut count = 0;
        for (node, _) in edges.clone() {
            count += 1;
            if let Some(n) = begins.get_mut(node as usize + 1) {
                *n += 1;
            }
        }
        let mut sum = 0;
        for n in &mut begins {
            sum += *n;
            *n = sum;
        }
        let mut fill = begins.clone();
        let mut sorted = vec![Edge::default(); count];
        for (node, edge) in edges {
            let Some(next) = fill.get_mut(node as usize) else { continue };
            if let Some(slot) = sorted.get_mut(*next as usize) {
                *slot = edge;
            }
            *next += 1;
        }
        Self { begins, edges: sorted }
    }

    /// The edges of a node.
    pub(super) fn of(&self, node: usize) -> &[Edge] {
        let from = self.begins.get(node).copied().unwrap_or(0) as usize;
        let to = self.begins.get(node + 1).copied().unwrap_or(0) as usize;
        self.edges.get(from..to).unwrap_or_default()
    }
}

/// An edge while the graph is being made: from, to, and the rest.
pub(super) type Raw = (u32, u32, Edge);

/// The graph: nodes renumbered so that edges lead from lower to higher.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    /// What holds each node.
    pub ins: Adjacency,
    /// What each node holds.
    pub outs: Adjacency,
    /// The new number of each node, by its old one.
    pub number: Vec<u32>,
    /// Circles that were found, each as old numbers in the order of its links. What makes them is left out.
    pub circles: Vec<Vec<u32>>,
}

impl Graph {
    pub(super) fn new(nodes: usize, mut raw: Vec<Raw>) -> Self {
        let mut circles = Vec::new();
        let mut number = order(nodes, &raw);
        if number.is_none() {
            circles = cut(nodes, &mut raw);
            number = order(nodes, &raw);
        }
        // what is left has no circle: the tree alone has none
        let number = number.unwrap_or_else(|| (0..nodes as u32).collect());
        let new = |old: u32| number.get(old as usize).copied().unwrap_or(0);
        let ins = raw.iter().map(|(from, to, edge)| (new(*to), Edge { node: new(*from), ..*edge }));
        let outs = raw.iter().map(|(from, to, edge)| (new(*from), Edge { node: new(*to), ..*edge }));
        let (ins, outs) = (Adjacency::new(nodes, ins), Adjacency::new(nodes, outs));
        Self { ins, outs, number, circles }
    }
}

/// New numbers in which every edge leads upwards; nothing if there is a circle. Nodes that do not depend on each other
/// stay in their order as far as that goes.
fn order(nodes: usize, raw: &[Raw]) -> Option<Vec<u32>> {
    let outs = Adjacency::new(nodes, raw.iter().map(|(from, to, edge)| (*from, Edge { node: *to, ..*edge })));
    let mut open = vec![0_u32; nodes];
    for (_, to, _) in raw {
        if let Some(n) = open.get_mut(*to as usize) {
            *n += 1;
        }
    }
    let mut queue: Vec<u32> = (0..nodes as u32).filter(|n| open.get(*n as usize) == Some(&0)).collect();
    let mut number = vec![NONE; nodes];
    let mut next = 0;
    while let Some(node) = queue.get(next).copied() {
        if let Some(slot) = number.get_mut(node as usize) {
            *slot = next as u32;
        }
        next += 1;
        for edge in outs.of(node as usize) {
            if let Some(n) = open.get_mut(edge.node as usize) {
                *n -= 1;
                if *n == 0 {
                    queue.push(edge.node);
                }
            }
        }
    }
    (next == nodes).then_some(number)
}

/// Leaves out every link both of whose ends lie in one knot of circles, and gives one circle of each knot.
fn cut(nodes: usize, raw: &mut Vec<Raw>) -> Vec<Vec<u32>> {
    let outs = Adjacency::new(nodes, raw.iter().map(|(from, to, edge)| (*from, Edge { node: *to, ..*edge })));
    let knot = knots(nodes, &outs);
    let of = |node: u32| knot.get(node as usize).copied().unwrap_or(NONE);
    let inner = |from: u32, to: u32| of(from) == of(to);
    let mut first: HashMap<u32, u32> = HashMap::new();
    for (from, to, _) in raw.iter().filter(|(from, to, _)| inner(*from, *to)) {
        let _ = to;
        first.entry(of(*from)).or_insert(*from);
    }
    let mut begins: Vec<u32> = first.into_values().collect();
    begins.sort_unstable();
    let circles = begins.into_iter().map(|begin| circle(begin, &outs, |node| of(node) == of(begin))).collect();
    raw.retain(|(from, to, edge)| edge.link == NONE || !inner(*from, *to));
    circles
}

/// A shortest way from a node back to itself, through nodes that are allowed.
fn circle(begin: u32, outs: &Adjacency, allowed: impl Fn(u32) -> bool) -> Vec<u32> {
    let mut from: HashMap<u32, u32> = HashMap::new();
    let mut queue = vec![begin];
    let mut next = 0;
    while let Some(node) = queue.get(next).copied() {
        next += 1;
        for edge in outs.of(node as usize).iter().filter(|edge| allowed(edge.node)) {
            if edge.node == begin {
                let mut way = vec![node];
                let mut at = node;
                while let Some(before) = from.get(&at).copied().filter(|_| at != begin) {
                    way.push(before);
                    at = before;
                }
                way.reverse();
                return way;
            }
            if let std::collections::hash_map::Entry::Vacant(slot) = from.entry(edge.node) {
                slot.insert(node);
                queue.push(edge.node);
            }
        }
    }
    vec![begin]
}

/// The strongly connected part that each node lies in (Tarjan, without recursion).
fn knots(nodes: usize, outs: &Adjacency) -> Vec<u32> {
    let mut knot = vec![NONE; nodes];
    let mut low = vec![NONE; nodes];
    let mut seen = vec![NONE; nodes];
    let mut stack: Vec<u32> = Vec::new();
    let mut counter = 0_u32;
    let get = |list: &[u32], node: u32| list.get(node as usize).copied().unwrap_or(NONE);
    let set = |list: &mut [u32], node: u32, value: u32| {
        if let Some(slot) = list.get_mut(node as usize) {
            *slot = value;
        }
    };
    for root in 0..nodes as u32 {
        if get(&seen, root) != NONE {
            continue;
        }
        let mut work: Vec<(u32, usize)> = vec![(root, 0)];
        while let Some((node, next)) = work.pop() {
            if next == 0 {
                set(&mut seen, node, counter);
                set(&mut low, node, counter);
                counter += 1;
                stack.push(node);
            }
            if let Some(edge) = outs.of(node as usize).get(next) {
                work.push((node, next + 1));
                let to = edge.node;
                if get(&seen, to) == NONE {
                    work.push((to, 0));
                } else if get(&knot, to) == NONE {
                    let lowest = get(&low, node).min(get(&seen, to));
                    set(&mut low, node, lowest);
                }
                continue;
            }
            if get(&low, node) == get(&seen, node) {
                while let Some(member) = stack.pop() {
                    set(&mut knot, member, node);
                    if member == node {
                        break;
                    }
                }
            }
            if let Some((up, _)) = work.last().copied() {
                let lowest = get(&low, up).min(get(&low, node));
                set(&mut low, up, lowest);
            }
        }
    }
    knot
}
