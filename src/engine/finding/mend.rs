//! What would mend a finding about tasks, as one step that a planner can take with a click.

use super::{Finding, FindingCode, ScheduleFault, TaskFault, TaskRef, tasks::task_findings};
use crate::engine::schedule::{Moment, Schedule};
use crate::model::{
    CalendarId, Campaign, CampaignId, Constraint, DepartmentId, LinkId, PhaseId, Placed, Project, Task, TaskId, Week,
    When,
};

/// With more tasks than these no schedule is tried before a step is offered.
const MOST_TRIED: usize = 2_000;

/// A step that mends a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mend {
    /// A link goes.
    DropLink(LinkId),
    /// A task stands in no summary.
    ToRoot(TaskId),
    /// A task's dates follow from its links again.
    Free(TaskId),
    /// A date outside working time becomes the one that counts: what was typed, where it stands.
    Settle(TaskId, Moment, Moment),
    /// A deadline moves to where the task finishes.
    Deadline(TaskId, Moment),
    /// A reference to what is gone, or to a phase in which the task does not lie, goes.
    Clear(TaskId, TaskRef),
    /// A department does it: that of the summary, else of what comes before.
    Give(TaskId, DepartmentId),
    /// A task starts no earlier than its phase.
    IntoPhase(TaskId, PhaseId),
    /// A task belongs to the phase in which it lies.
    ToPhase(TaskId, PhaseId),
    /// A task must be done before the opening.
    GoLive(TaskId),
    /// A calendar gets office hours.
    OfficeWeek(CalendarId),
}

/// The steps that mend a finding, the best first; none where a person must decide more than yes.
#[must_use]
pub fn mends(project: &Project, campaign: &Campaign, schedule: &Schedule, finding: &Finding) -> Vec<Mend> {
    match &finding.code {
        FindingCode::Task(id, fault) => {
            let row = schedule.outline().row(*id);
            let task = row.and_then(|row| campaign.tasks.at(row as usize));
            task.map_or_else(Vec::new, |task| of_task(project, campaign, schedule, task, *fault))
        }
        FindingCode::Schedule(fault) => of_schedule(campaign, schedule, fault),
        _ => Vec::new(),
    }
}

fn of_task(project: &Project, campaign: &Campaign, schedule: &Schedule, task: &Task, fault: TaskFault) -> Vec<Mend> {
    let id = task.id;
    match fault {
        TaskFault::ParentUnfit => vec![Mend::ToRoot(id)],
        TaskFault::SummaryHeld | TaskFault::AnchorGone => vec![Mend::Free(id)],
        TaskFault::LinkBroken(..) => {
            let fixed =
                task.manual.is_some() || matches!(task.constraint, Constraint::StartOn(_) | Constraint::FinishOn(_));
            let begun = task.actual_start.is_some() || task.actual_finish.is_some();
            if fixed && !begun { vec![Mend::Free(id)] } else { Vec::new() }
        }
        TaskFault::OffTime(typed, stands) => vec![Mend::Settle(id, typed, stands)],
        TaskFault::DeadlineMissed(_, finish) => vec![Mend::Deadline(id, finish)],
        TaskFault::Gone(what) => vec![Mend::Clear(id, what)],
        TaskFault::NoOwner => {
            department_near(campaign, schedule, id).map(|of| Mend::Give(id, of)).into_iter().collect()
        }
        TaskFault::OutsidePhase(phase, start, finish) => {
            let mut found = Vec::new();
            let into = Mend::IntoPhase(id, phase);
            let early = campaign.phases.get(phase).is_some_and(|phase| start < Moment::from(phase.start));
            if early && works(project, campaign, into, fault) {
                found.push(into);
            }
            let holds = |phase: &&std::sync::Arc<crate::model::Phase>| {
                Moment::from(phase.start) <= start && finish <= Moment::from(phase.end)
            };
            found.push(match campaign.phases.iter().find(holds) {
                Some(other) => Mend::ToPhase(id, other.id),
                None => Mend::Clear(id, TaskRef::Phase),
            });
            found
        }
        TaskFault::AcrossHolidays(..) | TaskFault::GoLiveLate(..) => Vec::new(),
    }
}

fn of_schedule(campaign: &Campaign, schedule: &Schedule, fault: &ScheduleFault) -> Vec<Mend> {
    let between = |from: TaskId, to: TaskId| {
        let link = campaign.links.iter().find(|link| (link.from, link.to) == (from, to));
        link.map(|link| Mend::DropLink(link.id)).into_iter().collect()
    };
    match fault {
        ScheduleFault::Circle(tasks) => match (tasks.last(), tasks.first()) {
            (Some(last), Some(first)) => between(*last, *first),
            _ => Vec::new(),
        },
        ScheduleFault::LinkGone(link) | ScheduleFault::LinkWithin(link) => vec![Mend::DropLink(*link)],
        ScheduleFault::LinkToItself(task) => between(*task, *task),
        ScheduleFault::CalendarIdle(id) => vec![Mend::OfficeWeek(*id)],
        ScheduleFault::GoLiveNone => {
            // the last milestone before the opening is what goes live
            let opening = campaign.opening().map(Moment::from);
            let times = |task: &Task| schedule.of(task.id).map(|times| times.finish);
            let before = campaign.tasks.iter().filter(|task| task.milestone);
            let before = before.filter_map(|task| Some((times(task)?, task.id)));
            let last = before.filter(|(finish, _)| opening.is_some_and(|opening| *finish <= opening)).max();
            last.map(|(_, id)| Mend::GoLive(id)).into_iter().collect()
        }
        ScheduleFault::NotAnnounced(_)
        | ScheduleFault::Overload { .. }
        | ScheduleFault::NoCapacity(..)
        | ScheduleFault::NoDepartment(..) => Vec::new(),
    }
}

/// The department of the nearest summary that names one, else of a task that comes before.
fn department_near(campaign: &Campaign, schedule: &Schedule, id: TaskId) -> Option<DepartmentId> {
    let outline = schedule.outline();
    let of = |row: u32| campaign.tasks.at(row as usize).and_then(|task| task.department);
    let mut up = outline.row(id).and_then(|row| outline.parent(row));
    while let Some(row) = up {
        if let Some(department) = of(row) {
            return Some(department);
        }
        up = outline.parent(row);
    }
    let mut before = campaign.links.iter().filter(|link| link.to == id);
    before.find_map(|link| of(outline.row(link.from)?))
}

/// Whether a step makes a finding go; said of small plans only.
fn works(project: &Project, campaign: &Campaign, mend: Mend, fault: TaskFault) -> bool {
    if campaign.tasks.len() > MOST_TRIED {
        return false;
    }
    let mut tried = project.clone();
    mend.apply(&mut tried, campaign.id);
    let Some(after) = tried.campaigns.get(campaign.id) else { return false };
    let schedule = Schedule::new(&tried, after);
    let found = task_findings(&tried, after, &schedule);
    let Mend::IntoPhase(id, _) = mend else { return true };
    let same =
        |code: &FindingCode| matches!(code, FindingCode::Task(of, other) if *of == id && other.name() == fault.name());
    !found.iter().any(|finding| same(&finding.code))
}

impl Mend {
    /// Takes the step.
    pub fn apply(self, project: &mut Project, campaign: CampaignId) {
        if let Self::OfficeWeek(id) = self {
            if let Some(calendar) = std::sync::Arc::make_mut(&mut project.shop).calendars.get_mut(id) {
                calendar.week = Week::default();
            }
            return;
        }
        let Some(campaign) = project.campaigns.get_mut(campaign) else { return };
        let phase_start = |id| campaign.phases.get(id).map(|phase| phase.start);
        let floor = if let Self::IntoPhase(_, phase) = self { phase_start(phase) } else { None };
        match self {
            Self::DropLink(id) => campaign.links.remove_where(|link| link.id == id),
            Self::ToRoot(id)
            | Self::Free(id)
            | Self::Settle(id, ..)
            | Self::Deadline(id, _)
            | Self::Clear(id, _)
            | Self::Give(id, _)
            | Self::IntoPhase(id, _)
            | Self::ToPhase(id, _)
            | Self::GoLive(id) => {
                if let Some(task) = campaign.tasks.get_mut(id) {
                    self.change(task, floor);
                }
            }
            Self::OfficeWeek(_) => {}
        }
    }

    fn change(self, task: &mut Task, floor: Option<jiff::civil::DateTime>) {
        match self {
            Self::ToRoot(_) => task.parent = None,
            Self::Free(_) => {
                task.manual = None;
                task.constraint = Constraint::AsSoon;
                if matches!(task.deadline, Some(When::Relative { .. })) {
                    task.deadline = None;
                }
            }
            Self::Settle(_, typed, stands) => settle(task, typed, stands),
            Self::Deadline(_, to) => task.deadline = Some(When::At(to.datetime())),
            Self::Clear(_, TaskRef::Owner) => task.owner = None,
            Self::Clear(_, TaskRef::Department) => task.department = None,
            Self::Clear(_, TaskRef::Phase) => task.phase = None,
            Self::Clear(_, TaskRef::Calendar) => task.calendar = None,
            Self::Give(_, department) => task.department = Some(department),
            Self::IntoPhase(..) => {
                if let Some(floor) = floor {
                    task.manual = None;
                    task.constraint = Constraint::NotBefore(When::At(floor));
                }
            }
            Self::ToPhase(_, phase) => task.phase = Some(phase),
            Self::GoLive(_) => task.go_live = true,
            Self::DropLink(_) | Self::OfficeWeek(_) => {}
        }
    }
}

/// Writes down the date that counts in place of the one that was typed.
fn settle(task: &mut Task, typed: Moment, stands: Moment) {
    let to = stands.datetime();
    let same = |at: jiff::civil::DateTime| Moment::from(at) == typed;
    if let Some(placed) = task.manual {
        let start = if same(placed.start) { to } else { placed.start };
        let finish = if same(placed.finish) { to } else { placed.finish };
        task.manual = Some(Placed { start, finish });
        return;
    }
    let when = |when: When| match when {
        When::At(_) => When::At(to),
        When::Relative { from, days, .. } => When::Relative { from, days, time: to.time() },
    };
    task.constraint = match task.constraint {
        Constraint::NotBefore(at) => Constraint::NotBefore(when(at)),
        Constraint::StartOn(at) => Constraint::StartOn(when(at)),
        Constraint::FinishOn(at) => Constraint::FinishOn(when(at)),
        free => free,
    };
}

#[cfg(test)]
#[path = "mend_tests.rs"]
mod tests;
