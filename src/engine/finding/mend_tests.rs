//! Every step that is offered makes its finding go.

use jiff::civil::datetime;

use super::*;
use crate::model::{CalendarId, DepartmentId, LinkId, Phase, PhaseKind, Shifts, TaskDuration, TaskLink, WorkCalendar};

fn at(day: i8, hour: i8) -> jiff::civil::DateTime {
    datetime(2026, 10, day, hour, 0, 0, 0)
}

fn phase(id: u32, kind: PhaseKind, from: i8, until: i8) -> Phase {
    Phase {
        id: PhaseId(id),
        kind,
        start: at(from, 0),
        end: at(until, 0),
        name: String::new(),
        waves: crate::model::Rows::default(),
    }
}

fn days(id: u32, days: i64) -> Task {
    let duration = TaskDuration::Work(crate::model::Minutes::from_wide(days * 480));
    Task { id: TaskId(id), duration, department: Some(DepartmentId(1)), ..Task::default() }
}

/// A plan in which nearly everything is wrong.
fn wrong() -> Project {
    let mut project = Project::default();
    let shop = std::sync::Arc::make_mut(&mut project.shop);
    shop.departments.push(crate::model::Department { id: DepartmentId(1), ..Default::default() });
    let off = Week::every_day(&Shifts::off());
    shop.calendars.push(WorkCalendar { id: CalendarId(1), week: off, ..WorkCalendar::default() });
    let link = |id: u32, from: u32, to: u32| TaskLink {
        id: LinkId(id),
        from: TaskId(from),
        to: TaskId(to),
        ..TaskLink::default()
    };
    let tasks = vec![
        Task { calendar: Some(CalendarId(1)), ..days(1, 2) },
        Task { manual: Some(Placed { start: at(12, 9), finish: at(13, 18) }), ..days(2, 2) },
        Task { constraint: Constraint::StartOn(When::At(at(12, 3))), ..days(3, 1) },
        Task { deadline: Some(When::At(at(9, 9))), ..days(4, 6) },
        Task { phase: Some(PhaseId(1)), ..days(5, 1) },
        Task { department: None, ..days(6, 1) },
        Task { owner: Some(crate::model::PersonId(77)), ..days(7, 1) },
        days(8, 1),
        days(9, 1),
        Task { parent: Some(TaskId(99)), ..days(10, 1) },
        Task { milestone: true, ..days(11, 0) },
    ];
    let links = vec![link(21, 4, 2), link(22, 8, 9), link(23, 9, 8), link(24, 3, 3), link(25, 3, 98), link(26, 4, 6)];
    project.campaigns.push(Campaign {
        id: CampaignId(5),
        level: crate::model::Level::S,
        tasks_from: Some(at(8, 9)),
        phases: vec![phase(1, PhaseKind::Preheat, 20, 24), phase(2, PhaseKind::Launch, 24, 30)].into(),
        tasks: tasks.into(),
        links: links.into(),
        ..Campaign::default()
    });
    project
}

fn found(project: &Project) -> Vec<Finding> {
    let campaign = project.campaigns.at(0).expect("one");
    task_findings(project, campaign, &Schedule::new(project, campaign))
}

#[test]
fn each_step_that_is_offered_makes_its_finding_go() {
    let project = wrong();
    let campaign = project.campaigns.at(0).expect("one");
    let schedule = Schedule::new(&project, campaign);
    let name = |code: &FindingCode| match code {
        FindingCode::Task(id, fault) => format!("{id:?} {}", fault.name()),
        FindingCode::Schedule(fault) => format!("{fault:?}"),
        other => format!("{other:?}"),
    };
    let mut kinds = std::collections::BTreeSet::new();
    for finding in found(&project) {
        for mend in mends(&project, campaign, &schedule, &finding) {
            let mut mended = project.clone();
            mend.apply(&mut mended, campaign.id);
            let left: Vec<String> = found(&mended).iter().map(|finding| name(&finding.code)).collect();
            assert!(!left.contains(&name(&finding.code)), "{mend:?} leaves {}", name(&finding.code));
            kinds.insert(format!("{mend:?}").split('(').next().unwrap_or_default().to_owned());
        }
    }
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    let expected =
        ["Clear", "Deadline", "DropLink", "Free", "Give", "GoLive", "IntoPhase", "OfficeWeek", "Settle", "ToRoot"];
    assert_eq!(kinds, expected);
}
