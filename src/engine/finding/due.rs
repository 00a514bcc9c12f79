//! What calls for attention because of the time that it is: alarms of a running campaign, and what should be done by now and is not.

use jiff::civil::DateTime;

use super::{Finding, FindingCode, Place, PlaceKind, Severity, Tab};
use crate::engine::brief::is_late;
use crate::engine::run::RunAnswer;
use crate::engine::run::alarm::{Alarm, rule};
use crate::engine::run::prepare::is_overdue;
use crate::model::{ActualOf, AlarmKind, Campaign, Count, LaunchCheckId, LessonId, Project, ResourceId};

/// Something that the time makes a fault. Of several rows, the first and how many there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DueFault {
    /// A figure beyond its threshold that nobody has seen to today: the first of its kind, the hours over which its rule looks, and how many
    /// more of its kind there are.
    Alarm(Alarm, Count, usize),
    /// Checks before the opening whose time has passed.
    Checks(LaunchCheckId, usize),
    /// Resources that are not in place on their day.
    Resources(ResourceId, usize),
    /// Lessons that nobody has seen to in time.
    Lessons(LessonId, usize),
}

impl DueFault {
    /// How bad it is.
    #[must_use]
    pub const fn severity(self) -> Severity {
        match self {
            Self::Alarm(alarm, ..) if !alarm.is_severe() => Severity::Hint,
            Self::Alarm(..) | Self::Checks(..) | Self::Resources(..) => Severity::Warning,
            Self::Lessons(..) => Severity::Hint,
        }
    }

    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Alarm(..) => "alarm",
            Self::Checks(..) => "checks-overdue",
            Self::Resources(..) => "resources-late",
            Self::Lessons(..) => "lessons-overdue",
        }
    }
}

/// The first of some rows, and how many there are.
fn counted<I>(mut ids: impl Iterator<Item = I>) -> Option<(I, usize)> {
    let first = ids.next()?;
    Some((first, 1 + ids.count()))
}

/// What an instant makes a finding of a campaign; nothing once it is over. `run` is how it stands then, if it runs.
#[must_use]
pub fn due_findings(campaign: &Campaign, run: Option<&RunAnswer>, now: DateTime) -> Vec<Finding> {
    let over = campaign.phases.iter().map(|phase| phase.end).max().is_some_and(|end| end <= now);
    let mut found = Vec::new();
    let mut add = |fault, place| found.push(Finding::new(FindingCode::Due(fault), Some(campaign.id), place));
    if over {
        return found;
    }
    // a shop of thousands of products runs out of many at once
    let calling: Vec<&Alarm> = run.into_iter().flat_map(|run| &run.alarms).filter(|alarm| !alarm.handled).collect();
    for kind in AlarmKind::ALL {
        let mut of_kind = calling.iter().filter(|alarm| alarm.kind == kind);
        let Some(alarm) = of_kind.next() else { continue };
        let place = Place::at(Tab::Run, PlaceKind::Alarm).field(kind.code());
        let row = match alarm.of {
            ActualOf::Source(id) => Some(id.0),
            ActualOf::Sku(id) => Some(id.0),
            _ => None,
        };
        let fault = DueFault::Alarm(**alarm, rule(&campaign.run, kind).hours, of_kind.count());
        add(fault, Place { id: row, ..place });
    }
    let checks = campaign.run.checks.iter().filter(|row| is_overdue(row, now));
    if let Some((first, n)) = counted(checks.map(|row| row.id)) {
        add(DueFault::Checks(first, n), Place::at(Tab::Run, PlaceKind::LaunchCheck).row(first.0));
    }
    let resources = campaign.brief.resources.iter().filter(|row| is_late(row, now.date()));
    if let Some((first, n)) = counted(resources.map(|row| row.id)) {
        add(DueFault::Resources(first, n), Place::at(Tab::Brief, PlaceKind::Resource).row(first.0));
    }
    found
}

/// What an instant makes a finding of the project: lessons that nobody has seen to in time.
#[must_use]
pub fn lessons_due(project: &Project, now: DateTime) -> Option<Finding> {
    let lessons = project.lessons.iter().filter(|row| row.is_overdue(now.date()));
    let (first, n) = counted(lessons.map(|row| row.id))?;
    let place = Place::at(Tab::Review, PlaceKind::Lesson).row(first.0);
    Some(Finding::new(FindingCode::Due(DueFault::Lessons(first, n)), None, place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Brief, LaunchCheck, Lesson, Phase, PhaseId, PhaseKind, Resource, Rows, Run};
    use jiff::civil::date;
    use std::sync::Arc;

    #[test]
    fn what_is_due_is_found_on_its_day_and_no_more_when_the_campaign_is_over() {
        let day = |d| date(2026, 11, d);
        let at = |d, hour| day(d).at(hour, 0, 0, 0);
        let check = |id, due, done| LaunchCheck { id: LaunchCheckId(id), due, done, ..LaunchCheck::default() };
        let run = Run {
            checks: vec![
                check(1, Some(at(9, 19)), Some(at(9, 18))),
                check(2, Some(at(9, 19)), None),
                check(3, Some(at(9, 20)), None),
                check(4, None, None),
            ]
            .into(),
            ..Run::default()
        };
        let missing = Resource {
            id: ResourceId(7),
            needed: Count::new(3),
            confirmed: Count::new(2),
            due: Some(day(8)),
            ..Resource::default()
        };
        let there = Resource { id: ResourceId(8), confirmed: Count::new(3), ..missing.clone() };
        let phase = Phase {
            id: PhaseId(1),
            kind: PhaseKind::Launch,
            name: String::new(),
            start: at(9, 20),
            end: at(12, 0),
            waves: Rows::default(),
        };
        let campaign = Campaign {
            phases: vec![phase].into(),
            run: Arc::new(run),
            brief: Arc::new(Brief { resources: vec![there, missing].into(), ..Brief::default() }),
            ..Campaign::default()
        };
        let found = |now| -> Vec<FindingCode> {
            due_findings(&campaign, None, now).into_iter().map(|finding| finding.code).collect()
        };
        let due = FindingCode::Due;
        assert_eq!(found(at(8, 23)), []);
        assert_eq!(found(at(9, 19)), [due(DueFault::Resources(ResourceId(7), 1))], "due at 19:00 is not over by then");
        assert_eq!(
            found(at(9, 21)),
            [due(DueFault::Checks(LaunchCheckId(2), 2)), due(DueFault::Resources(ResourceId(7), 1))]
        );
        assert_eq!(found(at(12, 0)), []);
        let lesson = |id, done| Lesson { id: LessonId(id), due: Some(day(30)), done, ..Lesson::default() };
        let project = Project { lessons: vec![lesson(1, true), lesson(2, false)].into(), ..Project::default() };
        assert_eq!(lessons_due(&project, at(30, 12)), None);
        let late = lessons_due(&project, date(2026, 12, 1).at(0, 0, 0, 0)).map(|finding| finding.code);
        assert_eq!(late, Some(due(DueFault::Lessons(LessonId(2), 1))));
    }
}
