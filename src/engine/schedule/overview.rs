//! How a campaign's tasks stand as a whole: how many, how far, and which are late with what hangs on them.

use super::moment::Moment;
use super::plan::Schedule;
use super::risk::{AtRisk, at_risk, is_late};
use super::sides::Status;
use crate::engine::split::TimeSplit;
use crate::model::{Campaign, Rate, TaskId};

/// Of how many late tasks it is told what hangs on them: those with the least float.
pub const WEIGHED: usize = 100;

/// How the tasks stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overview {
    /// Work packages and milestones.
    pub tasks: usize,
    /// Those that are done.
    pub done: usize,
    /// Those that are critical and not done.
    pub critical: usize,
    /// Those that are near-critical and not done.
    pub near: usize,
    /// How much of the work is done: each task's progress by its minutes; without any work, nothing. Rounded down.
    pub progress: Rate,
    /// First and last instant of all tasks.
    pub span: Option<(Moment, Moment)>,
    /// The late tasks: the [`WEIGHED`] with the least float by what hangs on them, then the others by their float.
    pub late: Vec<Late>,
}

/// A late task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Late {
    /// Which.
    pub task: TaskId,
    /// When it will be done.
    pub finish: Moment,
    /// Its total float in minutes.
    pub total_float: i64,
    /// What hangs on it.
    pub risk: AtRisk,
}

/// How the tasks stand on the clock.
#[must_use]
pub fn overview(campaign: &Campaign, schedule: &Schedule, time: &TimeSplit, now: Moment) -> Overview {
    let mut found = Overview::default();
    let (mut work, mut worked) = (0_i128, 0_i128);
    for (task, times) in campaign.tasks.iter().zip(&schedule.times) {
        if times.summary {
            continue;
        }
        let (start, finish) = found.span.unwrap_or((times.start, times.finish));
        found.span = Some((start.min(times.start), finish.max(times.finish)));
        let done = Status::of(task, times, now) == Status::Done;
        found.tasks += 1;
        found.done += usize::from(done);
        found.critical += usize::from(times.critical && !done);
        found.near += usize::from(times.near_critical && !done);
        if !task.milestone {
            let minutes = i128::from(task.duration.minutes().get());
            work += minutes;
            worked += minutes * if done { Rate::ONE.wide() } else { task.progress.wide() };
        }
        if is_late(schedule, task, now) {
            let (finish, total_float) = (times.finish, times.total_float);
            found.late.push(Late { task: task.id, finish, total_float, risk: AtRisk::default() });
        }
    }
    found.progress = Rate::ratio(worked, work * Rate::ONE.wide()).unwrap_or_default();
    found.late.sort_by_key(|late| (late.total_float, late.finish));
    let count = found.late.len().min(WEIGHED);
    let (weighed, _) = found.late.split_at_mut(count);
    for late in &mut *weighed {
        late.risk = at_risk(campaign, schedule, time, late.task);
    }
    weighed.sort_by_key(|late| (std::cmp::Reverse(late.risk.gmv), late.total_float, late.finish));
    found
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::{Minutes, Project, TaskDuration};

    fn task(id: u32, days: u32, percent: i64) -> crate::model::Task {
        crate::model::Task {
            id: TaskId(id),
            duration: TaskDuration::Work(Minutes::new(days * 480)),
            progress: Rate::from_percent(percent),
            ..crate::model::Task::default()
        }
    }

    #[test]
    fn a_campaign_is_as_far_as_its_work_is_and_names_what_is_late() {
        // from Thursday the 8th on: one done, one half done, one that should have begun, one that has not to
        let later = crate::model::Constraint::NotBefore(crate::model::When::At(date(2026, 10, 20).at(9, 0, 0, 0)));
        let tasks = vec![
            task(1, 1, 100),
            task(2, 4, 50),
            task(3, 3, 0),
            crate::model::Task { constraint: later, ..task(4, 2, 0) },
            crate::model::Task { milestone: true, constraint: later, ..task(5, 9, 0) },
        ];
        let from = Some(date(2026, 10, 8).at(0, 0, 0, 0));
        let campaign = Campaign { tasks: tasks.into(), tasks_from: from, ..Campaign::default() };
        let schedule = Schedule::new(&Project::default(), &campaign);
        let now = Moment::from(date(2026, 10, 9).at(12, 0, 0, 0));
        let found = overview(&campaign, &schedule, &TimeSplit::default(), now);
        assert_eq!((found.tasks, found.done), (5, 1));
        // (1 + 2) of 10 days
        assert_eq!(found.progress, Rate::from_percent(30));
        assert_eq!(found.late.iter().map(|late| late.task).collect::<Vec<_>>(), [TaskId(3)]);
        let (start, finish) = found.span.expect("tasks");
        assert_eq!((start.date(), finish.last_day()), (date(2026, 10, 8), date(2026, 10, 21)));
    }

    #[test]
    fn without_tasks_there_is_nothing_to_tell() {
        let campaign = Campaign::default();
        let schedule = Schedule::new(&Project::default(), &campaign);
        let now = Moment::from(date(2026, 10, 9).at(12, 0, 0, 0));
        assert_eq!(overview(&campaign, &schedule, &TimeSplit::default(), now), Overview::default());
    }
}
