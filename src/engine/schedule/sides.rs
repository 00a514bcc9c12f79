//! By what tasks are told apart – department, owner, phase, status, float –, for lanes, colours and filters.

use super::moment::Moment;
use super::plan::TaskTimes;
use crate::model::{Campaign, DepartmentId, PersonId, PhaseId, Project, Rate, Task};

/// How far a task has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It should have begun or be done by now, and is not (已延误).
    Late,
    /// It has begun (进行中).
    Running,
    /// Its time is to come (未开始).
    Waiting,
    /// It is done (已完成).
    Done,
}

impl Status {
    /// Every status, the most pressing first.
    pub const ALL: [Self; 4] = [Self::Late, Self::Running, Self::Waiting, Self::Done];

    /// The status of a task on the clock.
    #[must_use]
    pub fn of(task: &Task, times: &TaskTimes, now: Moment) -> Self {
        let begun = task.actual_start.is_some() || task.progress > Rate::ZERO;
        if task.actual_finish.is_some() || task.progress >= Rate::ONE {
            Self::Done
        } else if times.finish < now || (!begun && times.start < now) {
            Self::Late
        } else if begun {
            Self::Running
        } else {
            Self::Waiting
        }
    }
}

/// How much a task may slip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Urgency {
    /// Not at all (关键).
    Critical,
    /// By no more than what the shop calls near (接近关键).
    Near,
    /// By more (有余量).
    Free,
}

impl Urgency {
    /// Every one, the most pressing first.
    pub const ALL: [Self; 3] = [Self::Critical, Self::Near, Self::Free];

    /// Of a task with these times.
    #[must_use]
    pub const fn of(times: &TaskTimes) -> Self {
        match times {
            TaskTimes { critical: true, .. } => Self::Critical,
            TaskTimes { near_critical: true, .. } => Self::Near,
            _ => Self::Free,
        }
    }
}

/// A side of tasks, by which they are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The department that does it.
    Department,
    /// The person who does it.
    Owner,
    /// The phase it belongs to.
    Phase,
    /// How far it has come.
    Status,
    /// How much it may slip.
    Float,
}

impl Side {
    /// Every side.
    pub const ALL: [Self; 5] = [Self::Department, Self::Owner, Self::Phase, Self::Status, Self::Float];
    /// The sides that lanes are made of.
    pub const LANES: [Self; 4] = [Self::Department, Self::Owner, Self::Phase, Self::Status];
}

/// What a task is on a side; nothing where it has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kin {
    /// Of a department.
    Department(Option<DepartmentId>),
    /// Of a person.
    Owner(Option<PersonId>),
    /// Of a phase.
    Phase(Option<PhaseId>),
    /// Of a status.
    Status(Status),
    /// Of an urgency.
    Float(Urgency),
}

impl Kin {
    /// What a task is on a side. A task that names no phase is of the one in which it starts; one without a department is of
    /// its owner's.
    #[must_use]
    pub fn of(side: Side, project: &Project, campaign: &Campaign, task: &Task, times: &TaskTimes, now: Moment) -> Self {
        match side {
            Side::Department => {
                let owner = || task.owner.and_then(|id| project.shop.people.get(id));
                Self::Department(task.department.or_else(|| owner().and_then(|person| person.department)))
            }
            Side::Owner => Self::Owner(task.owner),
            Side::Phase => {
                let inside = |phase: &&std::sync::Arc<crate::model::Phase>| {
                    Moment::from(phase.start) <= times.start && times.start < Moment::from(phase.end)
                };
                Self::Phase(task.phase.or_else(|| campaign.phases.iter().find(inside).map(|phase| phase.id)))
            }
            Side::Status => Self::Status(Status::of(task, times, now)),
            Side::Float => Self::Float(Urgency::of(times)),
        }
    }

    /// The side.
    #[must_use]
    pub const fn side(self) -> Side {
        match self {
            Self::Department(_) => Side::Department,
            Self::Owner(_) => Side::Owner,
            Self::Phase(_) => Side::Phase,
            Self::Status(_) => Side::Status,
            Self::Float(_) => Side::Float,
        }
    }

    /// A task that is this from now on; its status and its float are nothing that can be given.
    #[must_use]
    pub fn given(self, task: &Task) -> Task {
        match self {
            Self::Department(department) => Task { department, ..task.clone() },
            Self::Owner(owner) => Task { owner, ..task.clone() },
            Self::Phase(phase) => Task { phase, ..task.clone() },
            Self::Status(_) | Self::Float(_) => task.clone(),
        }
    }

    /// Everything that a task can be on a side, in the order of the project's tables; what has none is last.
    #[must_use]
    pub fn all(side: Side, project: &Project, campaign: &Campaign) -> Vec<Self> {
        match side {
            Side::Department => {
                let rows = project.shop.departments.iter().map(|row| Some(row.id));
                rows.chain([None]).map(Self::Department).collect()
            }
            Side::Owner => {
                let rows = project.shop.people.iter().map(|row| Some(row.id));
                rows.chain([None]).map(Self::Owner).collect()
            }
            Side::Phase => {
                let mut rows: Vec<_> = campaign.phases.iter().collect();
                rows.sort_by_key(|phase| phase.start);
                rows.into_iter().map(|row| Some(row.id)).chain([None]).map(Self::Phase).collect()
            }
            Side::Status => Status::ALL.map(Self::Status).to_vec(),
            Side::Float => Urgency::ALL.map(Self::Float).to_vec(),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_task_is_late_when_its_time_has_come_and_it_has_not() {
        let at = |day: i8| Moment::midnight(date(2026, 10, day));
        let times = TaskTimes { start: at(10), finish: at(13), ..TaskTimes::default() };
        let half = Task { progress: Rate::from_percent(50), ..Task::default() };
        let done = Task { progress: Rate::ONE, ..Task::default() };
        for (task, now, status) in [
            (Task::default(), 9, Status::Waiting),
            (Task::default(), 11, Status::Late),
            (half.clone(), 11, Status::Running),
            (half, 14, Status::Late),
            (done.clone(), 9, Status::Done),
            (done, 20, Status::Done),
        ] {
            assert_eq!(Status::of(&task, &times, at(now)), status, "{:?} on the {now}th", task.progress);
        }
    }

    #[test]
    fn a_task_is_near_critical_between_critical_and_free() {
        let near = TaskTimes { near_critical: true, ..TaskTimes::default() };
        let critical = TaskTimes { critical: true, ..TaskTimes::default() };
        for (times, urgency) in
            [(near, Urgency::Near), (critical, Urgency::Critical), (TaskTimes::default(), Urgency::Free)]
        {
            assert_eq!(Urgency::of(&times), urgency);
        }
    }
}
