//! What hangs on a late task: which phases cannot begin as planned, their part of the target, the offers of these phases.

use std::collections::BTreeSet;

use super::hold::anchor;
use super::moment::Moment;
use super::plan::Schedule;
use super::sides::Status;
use crate::engine::split::TimeSplit;
use crate::model::{Anchor, Campaign, Money, OfferId, PhaseId, Task, TaskId, TaskSource};

/// What hangs on a task.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AtRisk {
    /// The phases, in order of time.
    pub phases: Vec<PhaseId>,
    /// Their part of the target.
    pub gmv: Money,
    /// The offers that can be used in them, or that are set up by what follows.
    pub offers: Vec<OfferId>,
}

/// Whether a task is late: by the clock, past its deadline, or so that something critical waits for it.
#[must_use]
pub fn is_late(schedule: &Schedule, task: &Task, now: Moment) -> bool {
    schedule.of(task.id).is_some_and(|times| {
        let missed = task.deadline.and_then(|when| schedule.instant(when, task)).is_some_and(|at| times.finish > at);
        !times.summary && (Status::of(task, times, now) == Status::Late || missed || times.total_float < 0)
    })
}

/// What hangs on a task: a phase does if the task, or one that follows from it, belongs to the phase, must be done before
/// it (上线必备 counts for the phase of the opening), or is due or held by its first instant.
#[must_use]
pub fn at_risk(campaign: &Campaign, schedule: &Schedule, time: &TimeSplit, id: TaskId) -> AtRisk {
    let outline = schedule.outline();
    let of = |id: TaskId| campaign.tasks.at(outline.row(id)? as usize);
    let mut phases: BTreeSet<PhaseId> = BTreeSet::new();
    let mut offers: BTreeSet<OfferId> = BTreeSet::new();
    let opening = campaign.opening();
    let opened = campaign.phases.iter().find(|phase| Some(phase.start) == opening).map(|phase| phase.id);
    for task in std::iter::once(id).chain(schedule.followers(id)).filter_map(of) {
        phases.extend(task.phase);
        if task.go_live {
            phases.extend(opened);
        }
        let held = super::hold::when_of(task);
        for from in [task.deadline, held].into_iter().flatten().filter_map(anchor) {
            match from {
                Anchor::Opening => phases.extend(opened),
                Anchor::Start(phase) => phases.extend(campaign.phases.contains(phase).then_some(phase)),
                Anchor::End(_) => {}
            }
        }
        if let Some(TaskSource::Offer(offer)) = task.source {
            offers.insert(offer);
        }
    }
    let mut rows: Vec<_> = campaign.phases.iter().filter(|phase| phases.contains(&phase.id)).collect();
    rows.sort_by_key(|phase| phase.start);
    // nobody buys in a phase without sales, whatever offers say
    for phase in rows.iter().filter(|phase| phase.kind.sells()) {
        let open = campaign.offers.iter().filter(|offer| {
            let window = &offer.usable;
            let chosen = window.phases.is_empty() || window.phases.contains(&phase.id);
            let from = window.from.is_none_or(|from| from < phase.end);
            !offer.off && chosen && from && window.until.is_none_or(|until| until > phase.start)
        });
        offers.extend(open.map(|offer| offer.id));
    }
    let gmv = rows.iter().filter_map(|phase| time.phase(phase.id)).map(|share| share.gmv).sum();
    let offers = campaign.offers.iter().map(|offer| offer.id).filter(|id| offers.contains(id)).collect();
    AtRisk { phases: rows.into_iter().map(|phase| phase.id).collect(), gmv, offers }
}
