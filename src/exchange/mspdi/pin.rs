//! Imported tasks keep the dates that their plan states: where those do not follow from links, constraints and calendars
//! as they are worked out here, the task is pinned to them and told.
//!
//! Only what causes a difference is to be pinned, not all that follows from it. So of the tasks that stand elsewhere those
//! are pinned first that none of the others leads to; then the schedule is worked out again.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::import::{Build, Tree};
use super::task::{reaching, stated};
use crate::engine::schedule::Schedule;
use crate::engine::schedule::carry::Carried;
use crate::model::{CampaignId, Placed, Task, TaskId};

/// After so many rounds all that still stand elsewhere are pinned at once.
const MOST_ROUNDS: usize = 60;

fn ours(schedule: &Schedule, id: TaskId) -> Option<Placed> {
    let times = schedule.of(id)?;
    Some(Placed { start: times.start.datetime(), finish: times.finish.datetime() })
}

/// Pins what must be, and tells of summaries whose span is not as stated.
pub(super) fn pin(build: &mut Build<'_>, campaign: CampaignId, tree: &Tree) {
    let plan = build.plan;
    let wanted: HashMap<TaskId, Placed> =
        tree.rows.iter().filter_map(|(id, place)| Some((*id, stated(plan.tasks.get(*place)?)?))).collect();
    let Some(mut schedule) = build.schedule(campaign) else { return };
    let mut seen: HashSet<TaskId> = HashSet::new();
    let mut pinned: HashMap<TaskId, Placed> = HashMap::new();
    let mut round = 0;
    loop {
        let off: HashSet<TaskId> = tree
            .rows
            .iter()
            .filter(|(id, _)| !tree.summaries.contains(id))
            .filter(|(id, _)| wanted.get(id).is_some_and(|wanted| ours(&schedule, *id) != Some(*wanted)))
            .map(|(id, _)| *id)
            .collect();
        // what is pinned stands where it is pinned to; nothing more can be done for it
        let off: HashSet<TaskId> = off.into_iter().filter(|id| !pinned.contains_key(id)).collect();
        if off.is_empty() {
            break;
        }
        let mut first = if round < MOST_ROUNDS { leading(build, campaign, tree, &off) } else { HashSet::new() };
        if first.is_empty() {
            first = off;
        }
        round += 1;
        let tasks = build.project.campaign(campaign).map(|c| c.tasks.clone()).unwrap_or_default();
        let mut changed: HashMap<TaskId, Task> = HashMap::new();
        for (id, place) in tree.rows.iter().filter(|(id, _)| first.contains(id)) {
            let (Some(row), Some(placed)) = (plan.tasks.get(*place), wanted.get(id)) else { continue };
            let Some(at) = schedule.outline().row(*id) else { continue };
            let Some(mut task) = tasks.at(at as usize).map(|task| task.as_ref().clone()) else { continue };
            let now = ours(&schedule, *id).unwrap_or(*placed);
            let started = task.actual_start == Some(placed.start) && task.actual_finish.is_none();
            if let Some(length) =
                reaching(schedule.calendar_of(&task), *placed).filter(|_| started && !seen.contains(id))
            {
                // under way: the length gives way, not that it has begun
                let what = Carried::DurationChanged { stated: task.duration.minutes(), now: length.minutes() };
                build.notes.add(row.about(), what);
                task.duration = length;
            } else {
                if task.actual_start.is_some() || task.actual_finish.is_some() {
                    build.notes.add(row.about(), Carried::ActualDates);
                    (task.actual_start, task.actual_finish) = (None, None);
                }
                task.manual = Some(*placed);
                build.notes.add(row.about(), Carried::Pinned { stated: *placed, ours: now });
                pinned.insert(*id, *placed);
            }
            seen.insert(*id);
            changed.insert(*id, task);
        }
        if let Some(campaign) = build.project.campaigns.get_mut(campaign) {
            for slot in campaign.tasks.list_mut() {
                if let Some(task) = changed.remove(&slot.id) {
                    *slot = Arc::new(task);
                }
            }
        }
        let Some(next) = build.schedule(campaign) else { return };
        schedule = next;
    }
    build.made.pinned = pinned.len();
    for (id, place) in tree.rows.iter().filter(|(id, _)| tree.summaries.contains(id)) {
        let (Some(row), Some(stated), Some(ours)) = (plan.tasks.get(*place), wanted.get(id), ours(&schedule, *id))
        else {
            continue;
        };
        if *stated != ours {
            build.notes.add(row.about(), Carried::SummaryDates { stated: *stated, ours });
        }
    }
}

/// Of tasks those to which no other of them leads directly.
fn leading(build: &Build<'_>, campaign: CampaignId, tree: &Tree, off: &HashSet<TaskId>) -> HashSet<TaskId> {
    let up = |id: TaskId| std::iter::successors(Some(id), |id| tree.parents.get(id).copied());
    // with the summaries around them, which links may begin at
    let from: HashSet<TaskId> = off.iter().flat_map(|id| up(*id)).collect();
    let mut into: HashMap<TaskId, Vec<TaskId>> = HashMap::new();
    for link in build.project.campaign(campaign).into_iter().flat_map(|campaign| &campaign.links) {
        into.entry(link.to).or_default().push(link.from);
    }
    let led = |id: TaskId| up(id).any(|at| into.get(&at).is_some_and(|list| list.iter().any(|id| from.contains(id))));
    off.iter().copied().filter(|id| !led(*id)).collect()
}
