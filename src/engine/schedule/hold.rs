//! What holds a task in time, as planners choose it: how, and an instant on the clock or counted from the rhythm.

use jiff::civil::{Date, Time};

use super::moment::Moment;
use super::plan::Schedule;
use crate::model::{Anchor, Constraint, Placed, Task, When};

/// How a task is held beside its links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hold {
    /// 越早越好.
    AsSoon,
    /// 越晚越好.
    AsLate,
    /// 不早于.
    NotBefore,
    /// 固定开始.
    StartOn,
    /// 固定完成.
    FinishOn,
    /// 手动排定: both dates put by hand.
    ByHand,
}

impl Hold {
    /// Every way, the commonest first.
    pub const ALL: [Self; 6] =
        [Self::AsSoon, Self::AsLate, Self::NotBefore, Self::StartOn, Self::FinishOn, Self::ByHand];

    /// How a task is held.
    #[must_use]
    pub const fn of(task: &Task) -> Self {
        match (task.manual, task.constraint) {
            (Some(_), _) => Self::ByHand,
            (None, Constraint::AsSoon) => Self::AsSoon,
            (None, Constraint::AsLate) => Self::AsLate,
            (None, Constraint::NotBefore(_)) => Self::NotBefore,
            (None, Constraint::StartOn(_)) => Self::StartOn,
            (None, Constraint::FinishOn(_)) => Self::FinishOn,
        }
    }
}

/// A task held otherwise, at the dates that it has. Nothing for a summary, which follows what is in it.
#[must_use]
pub fn held(schedule: &Schedule, task: &Task, hold: Hold) -> Option<Task> {
    let now = schedule.of(task.id).filter(|now| !now.summary)?;
    let from = when_of(task).and_then(anchor);
    let at = |at: Moment| counted(schedule, task, at, from);
    let manual = Placed { start: now.start.datetime(), finish: now.finish.datetime() };
    let manual = (hold == Hold::ByHand).then_some(manual);
    let constraint = match hold {
        Hold::AsSoon => Constraint::AsSoon,
        Hold::AsLate => Constraint::AsLate,
        Hold::NotBefore => Constraint::NotBefore(at(now.start)),
        Hold::StartOn => Constraint::StartOn(at(now.start)),
        Hold::FinishOn => Constraint::FinishOn(at(now.finish)),
        Hold::ByHand => task.constraint,
    };
    Some(Task { constraint, manual, ..task.clone() })
}

/// The instant that holds a task, if its way of being held has one.
#[must_use]
pub const fn when_of(task: &Task) -> Option<When> {
    match task.constraint {
        Constraint::NotBefore(when) | Constraint::StartOn(when) | Constraint::FinishOn(when) => Some(when),
        Constraint::AsSoon | Constraint::AsLate => None,
    }
}

/// A constraint of the same kind at another instant.
#[must_use]
pub const fn at(constraint: Constraint, when: When) -> Constraint {
    match constraint {
        Constraint::NotBefore(_) => Constraint::NotBefore(when),
        Constraint::StartOn(_) => Constraint::StartOn(when),
        Constraint::FinishOn(_) => Constraint::FinishOn(when),
        free @ (Constraint::AsSoon | Constraint::AsLate) => free,
    }
}

/// What an instant is counted from; nothing if it stands on the clock.
#[must_use]
pub const fn anchor(when: When) -> Option<Anchor> {
    match when {
        When::At(_) => None,
        When::Relative { from, .. } => Some(from),
    }
}

/// An instant written as counted from the rhythm, or on the clock.
#[must_use]
pub fn counted(schedule: &Schedule, task: &Task, at: Moment, from: Option<Anchor>) -> When {
    let on_clock = When::At(at.datetime());
    from.and_then(|from| days_from(schedule, task, at.date(), at.datetime().time(), from)).unwrap_or(on_clock)
}

/// An instant in the way another is written: one counted from the rhythm stays counted from it, and a mere day keeps its time.
#[must_use]
pub fn like(schedule: &Schedule, task: &Task, was: Option<When>, to: Moment) -> When {
    let Some(When::Relative { from, time, .. }) = was else { return When::At(to.datetime()) };
    let at = to.datetime();
    let time = if at.time() == Time::midnight() { time } else { at.time() };
    days_from(schedule, task, to.date(), time, from).unwrap_or(When::At(at))
}

fn days_from(schedule: &Schedule, task: &Task, to: Date, time: Time, from: Anchor) -> Option<When> {
    let day = |days: i32| schedule.instant(When::Relative { from, days, time }, task).map(Moment::date);
    // days of work follow each other, so that the last one not after the wanted day is found by halving
    let (mut low, mut high) = (-4_000, 4_000);
    while low < high {
        let middle = low + (high - low + 1) / 2;
        if day(middle)? <= to {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    Some(When::Relative { from, days: low, time })
}
