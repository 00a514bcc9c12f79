//! Cases that a planner can work out by hand.

use std::sync::Arc;

use jiff::civil::{Time, date};

use super::{calendars, link, project, schedule, start, task};
use crate::engine::schedule::*;
use crate::model::*;

fn shown(schedule: &Schedule, id: u32) -> (String, String) {
    let times = schedule.of(TaskId(id)).expect("a task");
    let text = |at: Moment| at.datetime().strftime("%m-%d %H:%M").to_string();
    (text(times.start), text(times.finish))
}

fn says(schedule: &Schedule, id: u32, start: &str, finish: &str) {
    assert_eq!(shown(schedule, id), (start.to_owned(), finish.to_owned()), "task {id}");
}

#[test]
fn links_by_hand() {
    use LinkKind as K;
    let tasks = (1..=5).map(|id| task(id, 960)).collect();
    let links = vec![
        link(1, 1, 2, K::FinishStart, 0),
        link(2, 1, 3, K::StartStart, 480),
        link(3, 1, 4, K::FinishFinish, 240),
        link(4, 2, 5, K::StartFinish, 0),
    ];
    let schedule = schedule(&project(tasks, links));
    // Monday and Tuesday; then the Friday after is a holiday, Sunday was made up
    says(&schedule, 1, "09-21 09:00", "09-22 18:00");
    says(&schedule, 2, "09-23 09:00", "09-24 18:00");
    says(&schedule, 3, "09-22 09:00", "09-23 18:00");
    says(&schedule, 4, "09-21 14:00", "09-23 14:00");
    says(&schedule, 5, "09-21 09:00", "09-22 18:00");
    assert_eq!(schedule.of(TaskId(1)).map(|t| (t.total_float, t.critical)), Some((0, true)));
    assert_eq!(schedule.of(TaskId(3)).map(|t| (t.total_float, t.near_critical)), Some((480, true)));
    assert_eq!(schedule.finish.last_day(), date(2026, 9, 24));
}

#[test]
fn pinned_tasks_keep_their_dates_and_show_the_conflict() {
    let at = |day, hour| date(2026, 9, day).at(hour, 0, 0, 0);
    let mut tasks: Vec<Task> = (1..=4).map(|id| task(id, 960)).collect();
    tasks[1].manual = Some(Placed { start: at(22, 9), finish: at(23, 18) });
    tasks[2].constraint = Constraint::StartOn(When::At(at(26, 9)));
    tasks[3].deadline = Some(When::At(at(22, 12)));
    let links = vec![link(1, 1, 2, LinkKind::FinishStart, 0), link(2, 2, 3, LinkKind::FinishStart, 0)];
    let schedule = schedule(&project(tasks, links));
    says(&schedule, 2, "09-22 09:00", "09-23 18:00");
    // Saturday: it begins on Monday
    says(&schedule, 3, "09-28 09:00", "09-29 18:00");
    let (late, finish) = (Moment::from(at(22, 12)), Moment::from(at(22, 18)));
    assert_eq!(
        schedule.faults,
        [
            Fault::OffTime { task: TaskId(3), typed: at(26, 9).into(), stands: at(28, 9).into() },
            Fault::DeadlineMissed { task: TaskId(4), deadline: late, finish },
            Fault::LinkBroken { link: LinkId(1), from: TaskId(1), task: TaskId(2), minutes: 480 },
        ]
        .into_iter()
        .collect::<Vec<_>>(),
    );
    // what leads to a fixed date must leave it there
    assert_eq!(schedule.of(TaskId(1)).map(|t| t.total_float), Some(-480));
    assert_eq!(schedule.of(TaskId(4)).map(|t| t.total_float), Some(-300));
}

#[test]
fn circles_are_named_and_the_rest_is_scheduled() {
    let tasks = (1..=5).map(|id| task(id, 480)).collect();
    let fs = LinkKind::FinishStart;
    let links = vec![
        link(1, 1, 2, fs, 0),
        link(2, 2, 3, fs, 0),
        link(3, 3, 1, fs, 0),
        link(4, 3, 4, fs, 0),
        link(5, 5, 5, fs, 0),
        link(6, 5, 99, fs, 0),
    ];
    let schedule = schedule(&project(tasks, links));
    assert_eq!(
        schedule.faults,
        [
            Fault::LinkToItself(LinkId(5), TaskId(5)),
            Fault::LinkGone(LinkId(6)),
            Fault::Circle(vec![TaskId(1), TaskId(2), TaskId(3)]),
        ]
    );
    says(&schedule, 4, "09-22 09:00", "09-22 18:00");
    assert_eq!(schedule.would_circle(TaskId(4), TaskId(3)), Some(vec![TaskId(3), TaskId(4)]));
    assert_eq!(schedule.would_circle(TaskId(5), TaskId(4)), None);
    assert_eq!(schedule.would_circle(TaskId(5), TaskId(5)), Some(vec![TaskId(5), TaskId(5)]));
    assert_eq!(schedule.followers(TaskId(3)), [TaskId(4)]);
}

#[test]
fn links_on_summaries_act_on_what_is_in_them() {
    use LinkKind as K;
    // 1 → summary 10 (2 → 3, 4) → 5; 6 begins with the summary; 7 makes it finish
    let mut tasks: Vec<Task> = [1, 2, 3, 4, 5, 6, 7, 10].into_iter().map(|id| task(id, 480)).collect();
    for task in &mut tasks[1..4] {
        task.parent = Some(TaskId(10));
    }
    tasks[6].duration = TaskDuration::Work(Minutes::new(480 * 5));
    let links = vec![
        link(1, 1, 10, K::FinishStart, 0),
        link(2, 2, 3, K::FinishStart, 0),
        link(3, 10, 5, K::FinishStart, 0),
        link(4, 10, 6, K::StartStart, 240),
        link(5, 7, 10, K::FinishFinish, 0),
        link(6, 10, 3, K::FinishStart, 0),
    ];
    let project = project(tasks, links);
    let schedule = schedule(&project);
    assert_eq!(schedule.faults, [Fault::LinkWithin(LinkId(6))]);
    says(&schedule, 2, "09-22 09:00", "09-22 18:00");
    // 7 lasts from Monday until Monday the 28th: Friday is a holiday
    says(&schedule, 7, "09-21 09:00", "09-28 18:00");
    says(&schedule, 3, "09-28 09:00", "09-28 18:00");
    says(&schedule, 4, "09-28 09:00", "09-28 18:00");
    says(&schedule, 10, "09-22 09:00", "09-28 18:00");
    says(&schedule, 5, "09-29 09:00", "09-29 18:00");
    says(&schedule, 6, "09-22 14:00", "09-23 14:00");
    assert!(schedule.of(TaskId(10)).is_some_and(|t| t.summary && t.critical));
    assert_eq!(schedule.would_circle(TaskId(5), TaskId(10)).map(|way| way.len()), Some(2));
    assert_eq!(schedule.would_circle(TaskId(3), TaskId(10)), Some(vec![TaskId(10), TaskId(3)]));
}

#[test]
fn as_late_as_what_follows_allows() {
    let mut tasks: Vec<Task> = vec![task(1, 480), task(2, 480), task(3, 480), task(4, 480 * 4)];
    tasks[0].constraint = Constraint::AsLate;
    tasks[1].constraint = Constraint::AsLate;
    tasks[2].constraint = Constraint::NotBefore(When::At(date(2026, 9, 24).at(9, 0, 0, 0)));
    let links = vec![link(1, 1, 2, LinkKind::FinishStart, 0), link(2, 2, 3, LinkKind::FinishStart, 0)];
    let schedule = schedule(&project(tasks, links));
    says(&schedule, 2, "09-23 09:00", "09-23 18:00");
    says(&schedule, 1, "09-22 09:00", "09-22 18:00");
    says(&schedule, 3, "09-24 09:00", "09-24 18:00");
}

#[test]
fn relative_tasks_move_with_the_opening() {
    let opening = |day: i8| {
        let phase = Phase {
            id: PhaseId(1),
            kind: PhaseKind::Launch,
            name: String::new(),
            start: date(2026, 11, day).at(20, 0, 0, 0),
            end: date(2026, 11, 28).at(0, 0, 0, 0),
            waves: Rows::default(),
        };
        let from = |days, hour| When::Relative { from: Anchor::Opening, days, time: Time::constant(hour, 0, 0, 0) };
        let mut tasks = vec![task(1, 960), task(2, 480), task(3, 480)];
        tasks[0].constraint = Constraint::StartOn(from(-20, 9));
        tasks[1].constraint = Constraint::FinishOn(from(-1, 18));
        tasks[2].deadline = Some(from(0, 12));
        tasks[2].constraint =
            Constraint::StartOn(When::Relative { from: Anchor::End(PhaseId(9)), days: 1, time: Time::midnight() });
        let mut project = project(tasks, vec![]);
        project.campaigns.get_mut(CampaignId(1)).expect("one").phases = vec![phase].into();
        schedule(&project)
    };
    let office = WorkTime::new(&WorkCalendar::default()).expect("works");
    let (before, after) = (opening(11), opening(18));
    // a week later is five working days later
    for id in [1, 2] {
        let start = |s: &Schedule| office.position(s.of(TaskId(id)).expect("a task").start);
        assert_eq!(start(&after) - start(&before), 5 * 480, "task {id}");
    }
    says(&before, 2, "11-10 09:00", "11-10 18:00");
    assert_eq!(before.faults, [Fault::AnchorGone(TaskId(3))]);
}

#[test]
fn holidays_that_are_not_announced_are_told() {
    let mut project = project(vec![task(1, 480 * 90)], vec![]);
    let schedule_of = schedule;
    assert_eq!(schedule_of(&project).faults, [Fault::NotAnnounced(2027)]);
    Arc::make_mut(&mut project.shop).calendar = Some(CalendarId(9));
    let none = WorkCalendar { id: CalendarId(9), holidays: Holidays::Ignored, ..WorkCalendar::default() };
    Arc::make_mut(&mut project.shop).calendars.push(none);
    assert_eq!(schedule_of(&project).faults, []);
    assert_eq!(Schedule::default().times, []);
}

#[test]
fn whose_calendar_a_task_has() {
    let mut shop = Shop { calendars: calendars().into(), ..Shop::default() };
    shop.departments.push(Department { id: DepartmentId(1), calendar: Some(CalendarId(2)), ..Department::default() });
    let person =
        |id, calendar| Person { id: PersonId(id), department: Some(DepartmentId(1)), calendar, ..Person::default() };
    shop.people.push(person(1, Some(CalendarId(3))));
    shop.people.push(person(2, None));
    let calendars = Calendars::new(&shop);
    let minutes = |task: &Task| calendars.of_task(task).minutes_on(date(2026, 9, 22));
    let of = |owner: Option<u32>, department: Option<u32>, calendar: Option<u32>| Task {
        owner: owner.map(PersonId),
        department: department.map(DepartmentId),
        calendar: calendar.map(CalendarId),
        ..Task::default()
    };
    for (task, expected) in [
        (of(None, None, None), 480),
        (of(None, Some(1), None), 480),
        (of(Some(2), None, None), 480),
        (of(Some(1), Some(1), None), 1_440),
        (of(Some(1), None, Some(1)), 480),
        (of(Some(77), Some(77), Some(77)), 480),
    ] {
        assert_eq!(minutes(&task), expected, "{task:?}");
    }
    let monday = |task: &Task| calendars.of_task(task).minutes_on(date(2026, 9, 21));
    assert_eq!((monday(&of(None, Some(1), None)), monday(&of(Some(2), None, None))), (600, 600));
}

#[test]
fn a_lead_gives_no_float_beyond_the_end() {
    let task = |id: u32, minutes: i64| Task {
        id: TaskId(id),
        duration: TaskDuration::Work(Minutes::from_wide(minutes)),
        ..Task::default()
    };
    let lag = Lag::Work(SignedMinutes::new(-480));
    let link = TaskLink { id: LinkId(3), from: TaskId(1), to: TaskId(2), lag, ..TaskLink::default() };
    let mut project = Project::default();
    project.campaigns.push(Campaign {
        id: crate::model::CampaignId(9),
        tasks_from: Some(start()),
        tasks: vec![task(1, 2_400), task(2, 60)].into(),
        links: vec![link].into(),
        ..Campaign::default()
    });
    let schedule = schedule(&project);
    let times = schedule.of(TaskId(1)).expect("scheduled");
    assert_eq!((times.late_finish, times.total_float, times.critical), (times.finish, 0, true));
    assert!(
        !schedule.of(TaskId(2)).expect("scheduled").critical,
        "it ends on the day before, and may end with the other"
    );
}
