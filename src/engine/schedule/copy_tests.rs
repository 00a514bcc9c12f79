//! A summary of two linked tasks, taken along within its campaign and into another that opens a week later.

use jiff::civil::{date, time};

use super::*;
use crate::model::{LinkKind, Minutes, Phase, PhaseKind, Rows, TaskDuration};

fn phase(id: u32, kind: PhaseKind, from: i8, until: i8) -> Phase {
    Phase {
        id: PhaseId(id),
        kind,
        name: String::new(),
        start: date(2026, 10, from).at(0, 0, 0, 0),
        end: date(2026, 10, until).at(0, 0, 0, 0),
        waves: Rows::default(),
    }
}

fn link(id: u32, from: u32, to: u32) -> TaskLink {
    TaskLink { id: LinkId(id), from: TaskId(from), to: TaskId(to), kind: LinkKind::StartStart, ..TaskLink::default() }
}

/// 1 holds 2 and 3, 2 → 3, 3 → 4 outside.
fn campaign() -> Campaign {
    let half = Rate::from_percent(50);
    let launch = When::Relative { from: Anchor::Start(PhaseId(22)), days: -2, time: time(9, 0, 0, 0) };
    let tasks = vec![
        Task { id: TaskId(1), name: "页面".to_owned(), ..Task::default() },
        Task { id: TaskId(4), constraint: Constraint::AsLate, ..Task::default() },
        Task {
            id: TaskId(2),
            parent: Some(TaskId(1)),
            phase: Some(PhaseId(21)),
            constraint: Constraint::NotBefore(When::At(date(2026, 10, 9).at(9, 0, 0, 0))),
            progress: half,
            actual_start: Some(date(2026, 10, 9).at(9, 0, 0, 0)),
            duration: TaskDuration::Work(Minutes::new(480)),
            ..Task::default()
        },
        Task { id: TaskId(3), parent: Some(TaskId(1)), constraint: Constraint::StartOn(launch), ..Task::default() },
    ];
    Campaign {
        id: CampaignId(100),
        phases: vec![phase(21, PhaseKind::Preheat, 12, 19), phase(22, PhaseKind::Launch, 19, 24)].into(),
        tasks: tasks.into(),
        links: vec![link(11, 2, 3), link(12, 3, 4)].into(),
        ..Campaign::default()
    }
}

fn of(ids: &[u32]) -> BTreeSet<TaskId> {
    ids.iter().map(|id| TaskId(*id)).collect()
}

#[test]
fn a_summary_takes_its_tasks_and_their_links_along() {
    let mut c = campaign();
    let what = copied(&c, &of(&[1])).expect("a task");
    assert_eq!(what.tasks().iter().map(|task| task.id.0).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(what.ids(), 4, "three tasks and the link between them; the one that leads out stays behind");
    let new = paste(&mut c, &what, Spot::After(TaskId(4)), (50..54).collect());
    assert_eq!(new, [50, 51, 52].map(TaskId));
    let pasted = c.tasks.get(TaskId(51)).unwrap();
    assert_eq!((pasted.parent, pasted.phase), (Some(TaskId(50)), Some(PhaseId(21))));
    assert_eq!((pasted.progress, pasted.actual_start), (Rate::ZERO, None), "it has not begun");
    assert_eq!(c.tasks.get(TaskId(50)).unwrap().parent, None);
    let link = c.links.get(LinkId(53)).unwrap();
    assert_eq!((link.from, link.to, link.kind), (TaskId(51), TaskId(52), LinkKind::StartStart));
    assert_eq!((c.tasks.len(), c.links.len()), (7, 3));
}

#[test]
fn what_is_put_beside_a_task_stands_in_its_summary() {
    let mut c = campaign();
    let what = copied(&c, &of(&[4])).expect("a task");
    let new = paste(&mut c, &what, Spot::After(TaskId(2)), vec![60]);
    assert_eq!(c.tasks.get(new[0]).unwrap().parent, Some(TaskId(1)));
    let outline = Outline::new(&c.tasks);
    let order: Vec<u32> = outline.order().iter().filter_map(|row| outline.id(*row)).map(|id| id.0).collect();
    assert_eq!(order, [1, 2, 60, 3, 4]);
}

#[test]
fn in_another_campaign_dates_keep_their_distance_from_the_opening() {
    let what = copied(&campaign(), &of(&[2, 3])).expect("tasks");
    let mut other = Campaign {
        id: CampaignId(200),
        phases: vec![phase(31, PhaseKind::Launch, 26, 30)].into(),
        ..Campaign::default()
    };
    let new = paste(&mut other, &what, Spot::End, (70..73).collect());
    let first = other.tasks.get(new[0]).unwrap();
    let held = Constraint::NotBefore(When::At(date(2026, 10, 16).at(9, 0, 0, 0)));
    assert_eq!((first.constraint, first.phase), (held, None), "a week later; there is no preheating");
    let second = other.tasks.get(new[1]).unwrap();
    let own = When::Relative { from: Anchor::Start(PhaseId(31)), days: -2, time: time(9, 0, 0, 0) };
    assert_eq!(second.constraint, Constraint::StartOn(own));
    assert_eq!(other.links.len(), 1);
    // a campaign without a phase that sells holds nothing by one
    let mut bare = Campaign { id: CampaignId(300), ..Campaign::default() };
    let new = paste(&mut bare, &what, Spot::End, (80..83).collect());
    assert_eq!(bare.tasks.get(new[1]).unwrap().constraint, Constraint::AsSoon);
}

#[test]
fn nothing_is_copied_of_tasks_that_are_gone() {
    assert!(copied(&campaign(), &of(&[99])).is_none());
}
