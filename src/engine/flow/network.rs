//! A campaign's tasks as boxes: what is folded is one box, lanes are departments, links are hand-overs where they lead from one
//! department to another.

use std::collections::{BTreeMap, BTreeSet};

use super::{Layout, Network, Node, Sizes, lay_out};
use crate::engine::schedule::sides::{Kin, Side};
use crate::engine::schedule::{Fault, Moment, Schedule};
use crate::model::{Campaign, DepartmentId, LinkId, Project, TaskId};

/// Boxes that a picture may have; what is beyond is left out, and told.
pub const MOST_BOXES: usize = 600;

/// A box of the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowBox {
    /// The row of its task.
    pub row: u32,
    /// The task.
    pub task: TaskId,
    /// Work packages folded away in it; none in a work package itself.
    pub folded: usize,
}

/// A line of the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowLink {
    /// The links that it stands for.
    pub links: Vec<LinkId>,
    /// The box it leaves.
    pub from: usize,
    /// The box it enters.
    pub to: usize,
    /// From one department to another.
    pub hand_over: bool,
    /// On the critical path.
    pub critical: bool,
    /// It is one of a circle, so that the schedule leaves it out.
    pub circle: bool,
}

/// A campaign's flow chart.
#[derive(Clone, Debug, Default)]
pub struct Chart {
    /// The boxes.
    pub boxes: Vec<FlowBox>,
    /// The lines.
    pub links: Vec<FlowLink>,
    /// The departments of the lanes, from the top; none = tasks without one.
    pub lanes: Vec<Option<DepartmentId>>,
    /// What was laid out.
    pub network: Network,
    /// Where everything stands.
    pub layout: Layout,
    /// Work packages that were left out, as there are too many.
    pub left_out: usize,
}

impl Chart {
    /// Makes the chart of some rows of the schedule's tree, each summary before what stands in it. `folded` says which summaries
    /// are one box; `before` is the chart as it was, whose picture stays if boxes and lines are the same.
    #[must_use]
    pub fn new(
        project: &Project,
        campaign: &Campaign,
        schedule: &Schedule,
        rows: &[u32],
        folded: &dyn Fn(TaskId) -> bool,
        before: &Self,
    ) -> Self {
        let outline = schedule.outline();
        let mut boxes: Vec<FlowBox> = Vec::new();
        let mut box_of: Vec<Option<usize>> = vec![None; outline.len()];
        let mut left_out = 0;
        for row in rows {
            let above = outline.parent(*row).and_then(|up| box_of.get(up as usize).copied().flatten());
            let summary = outline.is_summary(*row);
            let Some(task) = outline.id(*row) else { continue };
            let found = if let Some(above) = above {
                if let Some(known) = boxes.get_mut(above).filter(|_| !summary) {
                    known.folded += 1;
                }
                Some(above)
            } else if summary && !folded(task) {
                None
            } else if boxes.len() >= MOST_BOXES {
                left_out += usize::from(!summary);
                None
            } else {
                boxes.push(FlowBox { row: *row, task, folded: 0 });
                Some(boxes.len() - 1)
            };
            if let Some(slot) = box_of.get_mut(*row as usize) {
                *slot = found;
            }
        }
        let department = |known: &FlowBox| lane_of(project, campaign, schedule, known.row);
        let of: Vec<Option<DepartmentId>> = boxes.iter().map(department).collect();
        let used: BTreeSet<Option<DepartmentId>> = of.iter().copied().collect();
        let mut lanes: Vec<Option<DepartmentId>> =
            project.shop.departments.iter().map(|row| Some(row.id)).filter(|id| used.contains(id)).collect();
        // a department that is gone is none
        let lane = |id: &Option<DepartmentId>, lanes: &[Option<DepartmentId>]| lanes.iter().position(|of| of == id);
        if of.iter().any(|id| lane(id, &lanes).is_none()) {
            lanes.push(None);
        }
        let start = |row: u32| schedule.times.get(row as usize).map_or(0, |times| times.start.0);
        let nodes: Vec<Node> = (boxes.iter().zip(&of))
            .map(|(known, id)| Node { lane: lane(id, &lanes).unwrap_or(lanes.len() - 1), start: start(known.row) })
            .collect();
        let links = links(campaign, schedule, &boxes, &box_of, &nodes);
        let edges = links.iter().map(|link| (link.from, link.to)).collect();
        let network = Network { lanes: lanes.len(), nodes, edges };
        let layout = if network == before.network { before.layout.clone() } else { lay_out(&network, &Sizes::USUAL) };
        Self { boxes, links, lanes, network, layout, left_out }
    }

    /// How many lines lead from one department to another.
    #[must_use]
    pub fn hand_overs(&self) -> usize {
        self.links.iter().filter(|link| link.hand_over).count()
    }

    /// The boxes that come before some box and after it, however far, and itself.
    #[must_use]
    pub fn kin(&self, of: usize) -> BTreeSet<usize> {
        let mut kin = BTreeSet::from([of]);
        for forward in [true, false] {
            let mut open = vec![of];
            let mut seen = BTreeSet::from([of]);
            while let Some(at) = open.pop() {
                for link in &self.links {
                    let (own, other) = if forward { (link.from, link.to) } else { (link.to, link.from) };
                    if own == at && seen.insert(other) {
                        open.push(other);
                    }
                }
            }
            kin.extend(seen);
        }
        kin
    }
}

/// The department of a box: a folded summary without one is of those who do most of it.
fn lane_of(project: &Project, campaign: &Campaign, schedule: &Schedule, row: u32) -> Option<DepartmentId> {
    let of = |row: u32| {
        let task = campaign.tasks.at(row as usize)?;
        let times = schedule.times.get(row as usize)?;
        match Kin::of(Side::Department, project, campaign, task, times, Moment::default()) {
            Kin::Department(id) => id.filter(|id| project.shop.departments.contains(*id)),
            _ => None,
        }
    };
    if let Some(own) = of(row) {
        return Some(own);
    }
    let mut counts: BTreeMap<DepartmentId, usize> = BTreeMap::new();
    for id in schedule.outline().leaves(row).into_iter().filter_map(of) {
        *counts.entry(id).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(id, count)| (*count, std::cmp::Reverse(*id))).map(|(id, _)| id)
}

/// The lines between boxes. A link of a summary that is not folded counts for the boxes in it that come first or last.
fn links(
    campaign: &Campaign,
    schedule: &Schedule,
    boxes: &[FlowBox],
    box_of: &[Option<usize>],
    nodes: &[Node],
) -> Vec<FlowLink> {
    let outline = schedule.outline();
    let at = |row: u32| box_of.get(row as usize).copied().flatten();
    let mut pairs: BTreeMap<(usize, usize), Vec<LinkId>> = BTreeMap::new();
    let mut of_summaries = Vec::new();
    for link in &campaign.links {
        let (Some(from), Some(to)) = (outline.row(link.from), outline.row(link.to)) else { continue };
        match (at(from), at(to)) {
            (Some(a), Some(b)) if a != b => pairs.entry((a, b)).or_default().push(link.id),
            (Some(_), Some(_)) => {}
            _ => of_summaries.push((link.id, from, to)),
        }
    }
    let plain: Vec<(usize, usize)> = pairs.keys().copied().collect();
    for (id, from, to) in of_summaries {
        let inside = |row: u32| -> BTreeSet<usize> { outline.leaves(row).into_iter().filter_map(at).collect() };
        let (before, after) = (inside(from), inside(to));
        if before.intersection(&after).next().is_some() {
            continue;
        }
        let last = |own: &&usize| !plain.iter().any(|(a, b)| a == *own && before.contains(b));
        let first = |own: &&usize| !plain.iter().any(|(a, b)| b == *own && after.contains(a));
        for a in before.iter().filter(last) {
            for b in after.iter().filter(first) {
                pairs.entry((*a, *b)).or_default().push(id);
            }
        }
    }
    let mut circle: BTreeSet<TaskId> = BTreeSet::new();
    for fault in &schedule.faults {
        if let Fault::Circle(tasks) = fault {
            circle.extend(tasks);
        }
    }
    let critical = |place: usize| {
        let times = boxes.get(place).and_then(|known| schedule.times.get(known.row as usize));
        times.is_some_and(|times| times.critical)
    };
    let in_circle = |place: usize| boxes.get(place).is_some_and(|known| circle.contains(&known.task));
    let lane = |place: usize| nodes.get(place).map(|node| node.lane);
    pairs
        .into_iter()
        .map(|((from, to), links)| FlowLink {
            links,
            from,
            to,
            hand_over: lane(from) != lane(to),
            critical: critical(from) && critical(to),
            circle: in_circle(from) && in_circle(to),
        })
        .collect()
}
