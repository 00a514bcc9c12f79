//! Makes a template of a campaign's tasks: dates become days counted from the rhythm, people their departments.

use std::collections::BTreeMap;

use crate::engine::schedule::{Moment, Schedule};
use crate::model::{
    Anchor, CalendarId, Campaign, Constraint, DepartmentId, PhaseId, PhaseKind, Project, Task, TaskDuration, TaskId,
    TaskTemplate, TemplateCalendar, TemplateDepartment, TemplatePhase, TemplateTask, When,
};

/// The most working days that a date may lie from the rhythm.
const FARTHEST: i32 = 4_000;

/// A campaign's tasks as a template of a name. `schedule` is the campaign's own. Tasks that links place stay placed by them,
/// all others are counted from the opening or, without one, from the first phase; what was already counted from a phase
/// stays so. Progress, actual dates and people stay behind.
#[must_use]
pub fn keep(project: &Project, campaign: &Campaign, schedule: &Schedule, name: &str) -> TaskTemplate {
    let mut keep = Keep { project, campaign, schedule, phases: BTreeMap::new(), anchor: anchor(campaign) };
    let mut template = TaskTemplate { name: name.to_owned(), level: Some(campaign.level), ..TaskTemplate::default() };
    let tasks: Vec<TemplateTask> = campaign.tasks.iter().map(|task| keep.task(task)).collect();
    template.departments = keep.departments(&tasks).into();
    template.calendars = keep.calendars(&tasks).into();
    template.phases = keep.phase_rows().into();
    template.tasks = tasks.into();
    let there = |id: TaskId| schedule.outline().row(id).is_some();
    let links = campaign.links.iter().filter(|link| there(link.from) && there(link.to));
    template.links = links.map(|link| link.as_ref().clone()).collect();
    template
}

/// What dates are counted from, where nothing else is said.
fn anchor(campaign: &Campaign) -> Option<Anchor> {
    if campaign.opening().is_some() {
        return Some(Anchor::Opening);
    }
    campaign.phases.iter().min_by_key(|phase| phase.start).map(|phase| Anchor::Start(phase.id))
}

struct Keep<'a> {
    project: &'a Project,
    campaign: &'a Campaign,
    schedule: &'a Schedule,
    /// The phases that are named.
    phases: BTreeMap<PhaseId, PhaseKind>,
    anchor: Option<Anchor>,
}

impl Keep<'_> {
    fn task(&mut self, task: &Task) -> TemplateTask {
        let times = self.schedule.of(task.id).copied().unwrap_or_default();
        let constraint = match task.constraint {
            _ if times.summary => Constraint::AsSoon,
            Constraint::AsLate => Constraint::AsLate,
            Constraint::StartOn(when) => self.when(task, when).map_or(Constraint::AsSoon, Constraint::StartOn),
            Constraint::FinishOn(when) => self.when(task, when).map_or(Constraint::AsSoon, Constraint::FinishOn),
            Constraint::NotBefore(when @ When::Relative { .. }) => {
                self.when(task, when).map_or(Constraint::AsSoon, Constraint::NotBefore)
            }
            Constraint::AsSoon | Constraint::NotBefore(When::At(_)) if self.follows(task) => Constraint::AsSoon,
            _ => self.counted(task, times.start).map_or(Constraint::AsSoon, Constraint::NotBefore),
        };
        let minutes = self.schedule.calendars().of_task(task);
        let duration = match (task.manual, task.duration) {
            // how long it was put to last, in its own kind of minutes
            (Some(_), TaskDuration::Work(_)) if !task.milestone => TaskDuration::Work(
                crate::model::Minutes::from_wide(minutes.position(times.finish) - minutes.position(times.start)),
            ),
            (_, duration) => duration,
        };
        TemplateTask {
            id: task.id,
            parent: task.parent.filter(|id| self.schedule.outline().row(*id).is_some()),
            name: task.name.clone(),
            department: self.schedule.calendars().department_of(task),
            phase: task.phase.filter(|id| self.phase(*id)),
            duration,
            milestone: task.milestone,
            constraint,
            deadline: task.deadline.and_then(|when| self.when(task, when)),
            units: task.units,
            calendar: task.calendar.filter(|id| self.project.shop.calendars.contains(*id)),
            go_live: task.go_live,
            notes: task.notes.clone(),
            ..TemplateTask::default()
        }
    }

    /// Whether links say when it starts.
    fn follows(&self, task: &Task) -> bool {
        task.manual.is_none() && self.campaign.links.iter().any(|link| link.to == task.id)
    }

    /// Notes that a phase is named; whether it is there.
    fn phase(&mut self, id: PhaseId) -> bool {
        let Some(phase) = self.campaign.phases.get(id) else { return false };
        self.phases.insert(id, phase.kind);
        true
    }

    fn when(&mut self, task: &Task, when: When) -> Option<When> {
        match when {
            When::At(at) => self.counted(task, Moment::from(at)),
            When::Relative { from: Anchor::Start(id) | Anchor::End(id), .. } => self.phase(id).then_some(when),
            When::Relative { from: Anchor::Opening, .. } => Some(when),
        }
    }

    /// An instant as so many days of the task's work from the rhythm.
    fn counted(&mut self, task: &Task, at: Moment) -> Option<When> {
        let from = self.anchor?;
        if let Anchor::Start(id) = from {
            self.phase(id);
        }
        let time = at.datetime().time();
        let day = |days: i32| self.schedule.instant(When::Relative { from, days, time }, task).map(Moment::date);
        // days of work follow each other, so that the last one not after the wanted day is found by halving
        let (mut low, mut high) = (-FARTHEST, FARTHEST);
        while low < high {
            let middle = low + (high - low + 1) / 2;
            if day(middle)? <= at.date() {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        Some(When::Relative { from, days: low, time })
    }

    /// The phases that are named, in the order of time, so that the second of a kind is the second. All phases of a kind
    /// are there as far as the last that is named.
    fn phase_rows(&self) -> Vec<TemplatePhase> {
        let mut all: Vec<_> = self.campaign.phases.iter().collect();
        all.sort_by_key(|phase| phase.start);
        let last =
            |kind: PhaseKind| all.iter().rposition(|phase| phase.kind == kind && self.phases.contains_key(&phase.id));
        let kept = all.iter().enumerate().filter(|(at, phase)| last(phase.kind).is_some_and(|last| *at <= last));
        kept.map(|(_, phase)| TemplatePhase { id: phase.id, kind: phase.kind }).collect()
    }

    fn departments(&self, tasks: &[TemplateTask]) -> Vec<TemplateDepartment> {
        let named = |id: DepartmentId| tasks.iter().any(|task| task.department == Some(id));
        let rows = self.project.shop.departments.iter().filter(|row| named(row.id));
        rows.map(|row| TemplateDepartment { id: row.id, kind: row.kind, name: row.name.clone() }).collect()
    }

    fn calendars(&self, tasks: &[TemplateTask]) -> Vec<TemplateCalendar> {
        let named = |id: CalendarId| tasks.iter().any(|task| task.calendar == Some(id));
        let rows = self.project.shop.calendars.iter().filter(|row| named(row.id));
        rows.map(|row| {
            let (name, week, holidays) = (row.name.clone(), row.week.clone(), row.holidays);
            TemplateCalendar { id: row.id, name, week, holidays, ..TemplateCalendar::default() }
        })
        .collect()
    }
}
