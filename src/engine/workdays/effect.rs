//! What another calendar did to a campaign's schedule.

use crate::engine::schedule::{Moment, Schedule};
use crate::model::Campaign;

/// The schedule after, held against the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effect {
    /// Tasks with another start or finish, without summaries.
    pub moved: usize,
    /// When everything was done.
    pub before: Moment,
    /// When everything is done.
    pub after: Moment,
    /// Tasks of the go-live that were done after the opening.
    pub late_before: usize,
    /// Tasks of the go-live that are done after the opening.
    pub late_after: usize,
}

/// Compares two schedules of a campaign.
#[must_use]
pub fn effect(campaign: &Campaign, before: &Schedule, after: &Schedule) -> Effect {
    let opening = campaign.opening().map(Moment::from);
    let mut out = Effect { moved: 0, before: before.finish, after: after.finish, late_before: 0, late_after: 0 };
    for (row, task) in (0_u32..).zip(&campaign.tasks) {
        // the rows are the same unless tasks came or went
        let is = after.times.get(row as usize).copied();
        let was = before.outline().row(task.id).and_then(|row| before.times.get(row as usize)).copied();
        let (Some(is), Some(was)) = (is, was) else { continue };
        if !is.summary && (is.start, is.finish) != (was.start, was.finish) {
            out.moved += 1;
        }
        if task.go_live {
            let late = |finish: Moment| opening.is_some_and(|opening| finish > opening);
            out.late_before += usize::from(late(was.finish));
            out.late_after += usize::from(late(is.finish));
        }
    }
    out
}
