//! How the parts of the work went by their tasks: done when they should be, late, or still open.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use crate::engine::schedule::{Moment, Schedule};
use crate::model::{Campaign, PhaseKind, ProcessOf, Rate, Task, TaskId};

/// How the tasks of a part of the work stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    /// Tasks that should be done by now.
    pub due: usize,
    /// Those of them that were done in time.
    pub in_time: usize,
    /// Those that were done late.
    pub late: usize,
    /// Those that are not done.
    pub open: usize,
}

impl Kept {
    /// In time ÷ due; nothing where nothing was due.
    #[must_use]
    pub fn share(&self) -> Option<Rate> {
        let wide = |n: usize| i128::try_from(n).unwrap_or(0);
        if self.due == 0 { None } else { Rate::ratio(wide(self.in_time), wide(self.due)) }
    }

    fn add(&mut self, finished: Option<DateTime>, wanted: DateTime) {
        self.due += 1;
        match finished {
            Some(at) if at <= wanted => self.in_time += 1,
            Some(_) => self.late += 1,
            None => self.open += 1,
        }
    }
}

/// All parts of the work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ProcessFigures {
    /// All tasks.
    pub all: Kept,
    /// By part: the four usual ones and each phase.
    pub parts: BTreeMap<ProcessOf, Kept>,
}

/// Counts tasks that have no tasks in them. A task should be done when the first baseline that knows it says so, else by its deadline,
/// else when the schedule says so, which knows of a delay only while the task is open. Planning is what was due before the first phase
/// began, preparation before the opening, execution until the last phase ended, recovery after that and in phases of return. A
/// task counts for the phase that it names, too.
#[must_use]
pub fn process(campaign: &Campaign, schedule: &Schedule, now: DateTime) -> ProcessFigures {
    let mut out = ProcessFigures::default();
    let mut wanted: BTreeMap<TaskId, DateTime> = BTreeMap::new();
    for baseline in campaign.baselines.iter().rev() {
        wanted.extend(baseline.tasks.iter().map(|row| (row.task, row.finish)));
    }
    let parents: std::collections::BTreeSet<TaskId> = campaign.tasks.iter().filter_map(|task| task.parent).collect();
    let (first, last) = campaign.span().unwrap_or((DateTime::MAX, DateTime::MAX));
    let opening = campaign.opening().unwrap_or(first);
    let returns = campaign.phases.iter().filter(|phase| phase.kind == PhaseKind::Return).map(|phase| phase.start).min();
    for (task, times) in campaign.tasks.iter().zip(&schedule.times) {
        if parents.contains(&task.id) {
            continue;
        }
        let deadline = || task.deadline.and_then(|when| schedule.instant(when, task)).map(Moment::datetime);
        let finish = || times.finish.datetime();
        let at = wanted.get(&task.id).copied().or_else(deadline).unwrap_or_else(finish);
        let finished = finished(task);
        if at > now && finished.is_none() {
            continue;
        }
        let part = if at <= first {
            ProcessOf::Planning
        } else if at <= opening {
            ProcessOf::Preparation
        } else if at <= returns.unwrap_or(last).min(last) {
            ProcessOf::Execution
        } else {
            ProcessOf::Recovery
        };
        out.all.add(finished, at);
        out.parts.entry(part).or_default().add(finished, at);
        if let Some(phase) = task.phase {
            out.parts.entry(ProcessOf::Phase(phase)).or_default().add(finished, at);
        }
    }
    out
}

/// When a task was done; a task at 100 % without a day was done in time as far as anybody knows.
fn finished(task: &Task) -> Option<DateTime> {
    task.actual_finish.or_else(|| (task.progress >= Rate::ONE).then_some(DateTime::MIN))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::schedule::Schedule;
    use crate::model::{Baseline, BaselineTask, Phase, PhaseId, Project, Rows};
    use jiff::civil::date;

    #[test]
    fn tasks_are_held_against_their_baseline() {
        let day = |month, day| date(2026, month, day).at(18, 0, 0, 0);
        let phase = |id, kind, from, to| Phase {
            id: PhaseId(id),
            kind,
            name: String::new(),
            start: from,
            end: to,
            waves: Rows::default(),
        };
        let task = |id, finish| Task { id: TaskId(id), actual_finish: finish, ..Task::default() };
        let line = |id, finish| BaselineTask { task: TaskId(id), start: day(9, 1), finish };
        let campaign = Campaign {
            phases: vec![
                phase(1, PhaseKind::Prepare, day(10, 1), day(11, 1)),
                phase(2, PhaseKind::Launch, day(11, 1), day(11, 12)),
            ]
            .into(),
            tasks: vec![
                task(10, Some(day(9, 20))),
                Task { phase: Some(PhaseId(1)), ..task(11, Some(day(10, 12))) },
                task(12, None),
                Task { progress: Rate::ONE, ..task(13, None) },
                task(14, None),
            ]
            .into(),
            baselines: vec![Baseline {
                tasks: vec![
                    line(10, day(9, 20)),
                    line(11, day(10, 10)),
                    line(12, day(11, 5)),
                    line(13, day(11, 20)),
                    line(14, day(12, 20)),
                ]
                .into(),
                ..Baseline::default()
            }]
            .into(),
            ..Campaign::default()
        };
        let got = process(&campaign, &Schedule::new(&Project::default(), &campaign), day(11, 30));
        assert_eq!(got.all, Kept { due: 4, in_time: 2, late: 1, open: 1 });
        let late = Kept { due: 1, late: 1, ..Kept::default() };
        let of = |part| got.parts.get(&part).copied();
        assert_eq!(of(ProcessOf::Preparation), Some(late));
        assert_eq!(of(ProcessOf::Phase(PhaseId(1))), Some(late));
        assert_eq!(of(ProcessOf::Execution), Some(Kept { due: 1, open: 1, ..Kept::default() }));
        assert_eq!(of(ProcessOf::Planning), of(ProcessOf::Recovery));
        assert_eq!(got.all.share(), Some(Rate::from_percent(50)));
    }
}
