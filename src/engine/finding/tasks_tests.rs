//! Findings about tasks.

use std::sync::Arc;

use jiff::civil::date;

use super::*;
use crate::engine::schedule::load::Resource;
use crate::model::*;

fn campaign() -> Campaign {
    let phase = |id, kind, from: (i8, i8), to: (i8, i8)| Phase {
        id: PhaseId(id),
        kind,
        name: String::new(),
        start: date(2026, from.0, from.1).at(0, 0, 0, 0),
        end: date(2026, to.0, to.1).at(0, 0, 0, 0),
        waves: Rows::default(),
    };
    let work = |id, days: u32| Task {
        id: TaskId(id),
        duration: TaskDuration::Work(Minutes::new(days * 480)),
        department: Some(DepartmentId(1)),
        ..Task::default()
    };
    let tasks = vec![
        // until the last day before the national holidays, then on, past the opening
        Task { phase: Some(PhaseId(1)), ..work(1, 7) },
        Task { go_live: true, deadline: Some(When::At(date(2026, 10, 9).at(18, 0, 0, 0))), ..work(2, 4) },
        Task { owner: Some(PersonId(9)), phase: Some(PhaseId(9)), calendar: Some(CalendarId(9)), ..work(3, 1) },
        Task { department: None, ..work(4, 1) },
    ];
    let link = TaskLink { id: LinkId(1), from: TaskId(1), to: TaskId(2), ..TaskLink::default() };
    Campaign {
        id: CampaignId(1),
        level: Level::S,
        phases: vec![phase(1, PhaseKind::Prepare, (9, 21), (9, 29)), phase(2, PhaseKind::Launch, (10, 10), (10, 20))]
            .into(),
        tasks: tasks.into(),
        links: vec![link].into(),
        ..Campaign::default()
    }
}

fn found(campaign: &Campaign) -> Vec<(&'static str, u32, Option<&'static str>)> {
    let mut shop = Shop::default();
    shop.departments.push(Department {
        id: DepartmentId(1),
        capacity: Some(Rate::from_percent(150)),
        ..Department::default()
    });
    let project = Project { shop: Arc::new(shop), ..Project::default() };
    let schedule = Schedule::new(&project, campaign);
    let found = task_findings(&project, campaign, &schedule);
    found.iter().map(|f| (f.code.name(), f.place.id.unwrap_or(0), f.place.field)).collect()
}

#[test]
fn everything_that_is_wrong_is_found_where_it_is() {
    assert_eq!(
        found(&campaign()),
        [
            ("task-deadline-missed", 2, Some("deadline")),
            ("task-outside-phase", 1, Some("phase")),
            ("task-reference-gone", 3, Some("owner")),
            ("task-reference-gone", 3, Some("phase")),
            ("task-reference-gone", 3, Some("calendar")),
            ("task-without-owner", 4, Some("owner")),
            ("task-go-live-late", 2, Some("go_live")),
            ("task-across-holidays", 1, None),
            ("overload", 1, Some("capacity")),
        ]
    );
    assert_eq!(found(&Campaign { tasks: Rows::default(), links: Rows::default(), ..campaign() }), []);
}

#[test]
fn a_large_campaign_names_what_must_be_done_before_it_opens() {
    let mut quiet = campaign();
    quiet.tasks.list_mut().truncate(1);
    quiet.links = Rows::default();
    if let Some(task) = quiet.tasks.get_mut(TaskId(1)) {
        task.phase = None;
    }
    assert_eq!(found(&quiet), [("go-live-none", 0, Some("go_live"))]);
    quiet.level = Level::B;
    assert_eq!(found(&quiet), []);
}

#[test]
fn who_can_do_nothing_or_belongs_nowhere_is_named() {
    let mut shop = Shop::default();
    shop.departments.push(Department { id: DepartmentId(1), ..Department::default() });
    let person = |id, department, percent| Person {
        id: PersonId(id),
        department,
        capacity: Rate::from_percent(percent),
        ..Person::default()
    };
    for row in [
        person(1, Some(DepartmentId(1)), 0),
        person(2, None, 100),
        person(3, Some(DepartmentId(9)), 100),
        // who has no task is nobody's trouble
        person(4, None, 0),
    ] {
        shop.people.push(row);
    }
    let project = Project { shop: Arc::new(shop), ..Project::default() };
    let task = |id, owner| Task { id: TaskId(id), owner: Some(PersonId(owner)), ..Task::default() };
    let tasks = vec![task(1, 1), task(2, 1), task(3, 2), task(4, 3)];
    let campaign = Campaign { tasks: tasks.into(), links: Rows::default(), level: Level::B, ..campaign() };
    let schedule = Schedule::new(&project, &campaign);
    let found: Vec<FindingCode> =
        task_findings(&project, &campaign, &schedule).into_iter().map(|finding| finding.code).collect();
    let schedule_faults: Vec<&ScheduleFault> = found
        .iter()
        .filter_map(|code| if let FindingCode::Schedule(fault) = code { Some(fault) } else { None })
        .filter(|fault| !matches!(fault, ScheduleFault::Overload { of: Resource::Department(_), .. }))
        .collect();
    // no overload beside it: that there is no capacity says more
    assert_eq!(
        schedule_faults,
        [
            &ScheduleFault::NoCapacity(Resource::Person(PersonId(1)), 2),
            &ScheduleFault::NoDepartment(PersonId(2), 1),
            &ScheduleFault::NoDepartment(PersonId(3), 1),
        ]
    );
}
