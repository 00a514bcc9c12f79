//! Tasks taken along: copied with what stands in them and the links among them, and put into their campaign once more or
//! into another of the same shop.

use std::collections::{BTreeMap, BTreeSet};

use jiff::SignedDuration;
use jiff::civil::DateTime;

use super::edit::{Spot, place};
use super::outline::Outline;
use crate::engine::counterparts::counterparts;
use crate::model::{
    Anchor, Campaign, CampaignId, Constraint, LinkId, PhaseId, PhaseKind, Placed, Rate, Task, TaskId, TaskLink, When,
};

/// What was copied.
#[derive(Clone, Debug)]
pub struct Copied {
    from: CampaignId,
    opening: Option<DateTime>,
    /// The phases of its campaign, in the order of their time.
    phases: Vec<(PhaseId, PhaseKind)>,
    /// In the order of their tree.
    tasks: Vec<Task>,
    links: Vec<TaskLink>,
}

impl Copied {
    /// The tasks, in the order of their tree.
    #[must_use]
    pub fn tasks(&self) -> &[Task] {
        &self.tasks
    }

    /// How many new ids it needs.
    #[must_use]
    pub fn ids(&self) -> usize {
        self.tasks.len() + self.links.len()
    }
}

/// Copies tasks with everything that stands in them and the links that both begin and end there. Nothing if there are none.
#[must_use]
pub fn copied(campaign: &Campaign, ids: &BTreeSet<TaskId>) -> Option<Copied> {
    let outline = Outline::new(&campaign.tasks);
    let mut taken: BTreeSet<TaskId> = BTreeSet::new();
    let mut tasks = Vec::new();
    for row in outline.order() {
        let Some(task) = campaign.tasks.at(*row as usize) else { continue };
        let above = outline.parent(*row).and_then(|row| outline.id(row));
        let inside = above.is_some_and(|id| taken.contains(&id));
        if inside || ids.contains(&task.id) {
            taken.insert(task.id);
            tasks.push(Task { parent: if inside { above } else { None }, ..Task::clone(task) });
        }
    }
    let links = campaign.links.iter().filter(|link| taken.contains(&link.from) && taken.contains(&link.to));
    let mut phases: Vec<_> = campaign.phases.iter().map(|phase| (phase.start, phase.id, phase.kind)).collect();
    phases.sort();
    (!tasks.is_empty()).then(|| Copied {
        from: campaign.id,
        opening: campaign.opening(),
        phases: phases.into_iter().map(|(_, id, kind)| (id, kind)).collect(),
        links: links.map(|link| TaskLink::clone(link)).collect(),
        tasks,
    })
}

/// Puts what was copied beside the spot, and gives the new tasks. They have not begun. In another campaign, phases are
/// those that do the same work there, and instants on the clock lie as far from the opening as they did; where there is no such
/// phase, nothing holds the task. `ids` are new numbers of the project, [`Copied::ids`] of them.
pub fn paste(campaign: &mut Campaign, what: &Copied, spot: Spot, ids: Vec<u32>) -> Vec<TaskId> {
    let mut ids = ids.into_iter();
    let new: BTreeMap<TaskId, TaskId> = what.tasks.iter().map(|task| task.id).zip(ids.by_ref().map(TaskId)).collect();
    let to = Into {
        phases: if what.from == campaign.id {
            what.phases.iter().map(|(id, _)| (*id, *id)).collect()
        } else {
            counterparts(what.phases.iter().copied(), &campaign.phases)
        },
        later: match (what.opening, campaign.opening()) {
            (Some(then), Some(now)) if what.from != campaign.id => now.date().duration_since(then.date()),
            _ => SignedDuration::ZERO,
        },
    };
    let (at, beside) = place(campaign, spot);
    let mut put = Vec::new();
    for task in &what.tasks {
        let Some(id) = new.get(&task.id) else { continue };
        let parent = match task.parent {
            Some(parent) => new.get(&parent).copied(),
            None => beside.flatten(),
        };
        campaign.tasks.insert(at + put.len(), Task { id: *id, parent, ..to.task(task) });
        put.push(*id);
    }
    for link in &what.links {
        let (Some(id), Some(from), Some(to)) = (ids.next(), new.get(&link.from), new.get(&link.to)) else { continue };
        campaign.links.push(TaskLink { id: LinkId(id), from: *from, to: *to, ..link.clone() });
    }
    put
}

/// How a task comes into the campaign.
struct Into {
    phases: BTreeMap<PhaseId, PhaseId>,
    /// How much later instants on the clock are.
    later: SignedDuration,
}

impl Into {
    fn task(&self, task: &Task) -> Task {
        let hold = |when: When, with: fn(When) -> Constraint| self.when(when).map_or(Constraint::AsSoon, with);
        let constraint = match task.constraint {
            Constraint::NotBefore(when) => hold(when, Constraint::NotBefore),
            Constraint::StartOn(when) => hold(when, Constraint::StartOn),
            Constraint::FinishOn(when) => hold(when, Constraint::FinishOn),
            free @ (Constraint::AsSoon | Constraint::AsLate) => free,
        };
        let placed = |placed: Placed| Placed { start: self.at(placed.start), finish: self.at(placed.finish) };
        Task {
            phase: task.phase.and_then(|id| self.phases.get(&id).copied()),
            constraint,
            deadline: task.deadline.and_then(|when| self.when(when)),
            manual: task.manual.map(placed),
            progress: Rate::ZERO,
            actual_start: None,
            actual_finish: None,
            source: None,
            ..task.clone()
        }
    }

    fn when(&self, when: When) -> Option<When> {
        Some(match when {
            When::At(at) => When::At(self.at(at)),
            When::Relative { from, days, time } => {
                let own = |id: PhaseId| self.phases.get(&id).copied();
                let from = match from {
                    Anchor::Opening => Anchor::Opening,
                    Anchor::Start(id) => Anchor::Start(own(id)?),
                    Anchor::End(id) => Anchor::End(own(id)?),
                };
                When::Relative { from, days, time }
            }
        })
    }

    fn at(&self, at: DateTime) -> DateTime {
        at.saturating_add(self.later)
    }
}

#[cfg(test)]
#[path = "copy_tests.rs"]
mod tests;
