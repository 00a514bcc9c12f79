//! Finds what is wrong with a schedule that stands.

use std::collections::BTreeSet;

use super::fault::Fault;
use super::holidays::{HolidayTable, holidays_typed};
use super::moment::Moment;
use super::network::{FAR, Network};
use super::outline::NONE;
use super::pass::Stand;
use super::plan::Schedule;
use crate::model::{Constraint, LinkId, Rows, Task, TaskId, When};

/// Years looked at for holidays that are not announced.
const MOST_YEARS: i16 = 10;

impl Fault {
    /// The task that it is about, where it is about one.
    #[must_use]
    pub const fn task(&self) -> Option<TaskId> {
        match self {
            Self::LinkToItself(_, task)
            | Self::ParentGone(task, _)
            | Self::ParentCircle(task)
            | Self::SummaryHeld(task)
            | Self::AnchorGone(task)
            | Self::OffTime { task, .. }
            | Self::LinkBroken { task, .. }
            | Self::DeadlineMissed { task, .. } => Some(*task),
            Self::Circle(_)
            | Self::LinkGone(_)
            | Self::LinkWithin(_)
            | Self::CalendarIdle(_)
            | Self::NotAnnounced(_) => None,
        }
    }
}

/// What is wrong with the dates of a task by themselves.
pub(super) fn of_task(network: &Network, task: &Task) -> Vec<Fault> {
    let frame = &network.frame;
    let calendar = frame.calendars.number_of(task);
    let mut found = Vec::new();
    let held = match task.constraint {
        Constraint::AsSoon | Constraint::AsLate => None,
        Constraint::NotBefore(at) | Constraint::StartOn(at) | Constraint::FinishOn(at) => Some(at),
    };
    let gone = |at: Option<When>| at.is_some_and(|at| frame.when(at, calendar).is_none());
    if gone(held) || gone(task.deadline) {
        found.push(Fault::AnchorGone(task.id));
    }
    let free = task.manual.is_none() && task.actual_start.is_none() && task.actual_finish.is_none();
    let row = network.outline.row(task.id).unwrap_or(NONE);
    let node = network.node_of.get(row as usize).and_then(|node| network.nodes.get(*node as usize));
    if let (true, Some(node), Some(typed)) = (free, node, held.and_then(|at| frame.when(at, calendar))) {
        let stands = match task.constraint {
            Constraint::StartOn(_) => Some(node.start),
            Constraint::FinishOn(_) => Some(node.finish),
            _ => None,
        };
        if let Some(stands) = stands.filter(|at| *at != typed.0) {
            found.push(Fault::OffTime { task: task.id, typed, stands: Moment(stands) });
        }
    }
    found
}

/// The same for all tasks.
pub(super) fn of_dates(network: &Network, tasks: &Rows<Task>) -> Vec<Fault> {
    let plain = |task: &Task| {
        matches!(task.constraint, Constraint::AsSoon | Constraint::AsLate)
            && !matches!(task.deadline, Some(When::Relative { .. }))
    };
    tasks.iter().filter(|task| !plain(task)).flat_map(|task| of_task(network, task)).collect()
}

/// Everything.
pub(super) fn all(network: &Network, stands: &[Stand], schedule: &Schedule, dates: &[Fault]) -> Vec<Fault> {
    let mut found = network.broken.as_ref().clone();
    found.extend(network.frame.calendars.idle.iter().map(|id| Fault::CalendarIdle(*id)));
    found.extend_from_slice(dates);
    let task = |node: usize| network.row_of.get(node).and_then(|row| network.outline.id(*row));
    for (index, (node, stand)) in network.nodes.iter().zip(stands).enumerate() {
        if node.deadline < stand.finish
            && node.deadline < FAR
            && schedule.is_task(index)
            && let Some(task) = task(index)
        {
            found.push(missed(task, node.deadline, stand.finish));
        }
        if !node.pinned {
            continue;
        }
        for edge in network.graph.ins.of(index) {
            let minutes = network.broken_by(index, *edge, stands);
            if minutes <= 0 {
                continue;
            }
            if let (Some((link, from)), Some(task)) =
                (origin(network, stands, schedule, index, edge.link, edge.node), task(index))
            {
                found.push(Fault::LinkBroken { link, from, task, minutes });
            }
        }
    }
    for (row, deadline) in network.summary_deadlines.iter() {
        let finish = schedule.times.get(*row as usize).map_or(0, |times| times.finish.0);
        if let Some(task) = network.outline.id(*row).filter(|_| finish > *deadline) {
            found.push(missed(task, *deadline, finish));
        }
    }
    if !schedule.times.is_empty() && network.frame.calendars.project().keeps_holidays() {
        let years = schedule.start.date().year()..=schedule.finish.last_day().year();
        let open = years.take(MOST_YEARS as usize).filter(|year| !HolidayTable::china().announced(*year));
        // before the table begins nobody waits for an announcement
        let last = HolidayTable::china().years().last().copied().unwrap_or(0);
        // nor who has typed them
        let shop = schedule.shop();
        let own = shop.calendar.and_then(|id| shop.calendars.get(id));
        let typed = |year: i16| own.is_some_and(|own| holidays_typed(own, year));
        found.extend(open.filter(|year| *year > last && !typed(*year)).map(Fault::NotAnnounced));
    }
    found
}

const fn missed(task: TaskId, deadline: i64, finish: i64) -> Fault {
    Fault::DeadlineMissed { task, deadline: Moment(deadline), finish: Moment(finish) }
}

/// The link that an edge stands for, and its predecessor: its own, or the one that holds the gate it comes from.
fn origin(
    network: &Network,
    stands: &[Stand],
    schedule: &Schedule,
    index: usize,
    link: u32,
    from: u32,
) -> Option<(LinkId, TaskId)> {
    let mut seen = BTreeSet::from([index as u32]);
    let (mut link, mut from) = (link, from);
    while link == NONE && seen.insert(from) {
        let gate = stands.get(from as usize)?;
        let holds =
            network.graph.ins.of(from as usize).iter().find(|edge| network.holds(**edge, gate.start, stands))?;
        (link, from) = (holds.link, holds.node);
    }
    let link = schedule.links().at(link as usize)?;
    Some((link.id, link.from))
}
