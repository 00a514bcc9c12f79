//! Edits on the days of October 2026: the 10th is a made-up workday, the 11th a Sunday.

use jiff::civil::date;

use super::*;
use crate::engine::schedule::Schedule;
use crate::model::{Anchor, Campaign, Phase, PhaseId, PhaseKind, Project, Rows, When};

fn day(d: i8) -> Moment {
    Moment::midnight(date(2026, 10, d))
}

fn task(id: u32, days: u32) -> Task {
    Task { id: TaskId(id), duration: TaskDuration::Work(Minutes::new(days * 480)), ..Task::default() }
}

fn campaign(tasks: Vec<Task>) -> Campaign {
    let phase = Phase {
        id: PhaseId(1),
        kind: PhaseKind::Launch,
        name: String::new(),
        start: date(2026, 10, 19).at(0, 0, 0, 0),
        end: date(2026, 10, 30).at(0, 0, 0, 0),
        waves: Rows::default(),
    };
    let from = Some(date(2026, 10, 8).at(0, 0, 0, 0));
    Campaign { phases: vec![phase].into(), tasks: tasks.into(), tasks_from: from, ..Campaign::default() }
}

fn dates(campaign: &Campaign, id: u32) -> (Moment, Moment) {
    let schedule = Schedule::new(&Project::default(), campaign);
    let row = schedule.outline().row(TaskId(id)).unwrap();
    let times = schedule.times[row as usize];
    (times.start, times.finish)
}

fn edited(campaign: &mut Campaign, edit: impl FnOnce(&Schedule, &Task) -> Option<Task>) {
    let schedule = Schedule::new(&Project::default(), campaign);
    let old = campaign.tasks.first().unwrap().clone();
    let new = edit(&schedule, &old).expect("it can be");
    *campaign.tasks.get_mut(old.id).unwrap() = new;
}

fn at(day: Moment, hour: i64) -> Moment {
    Moment(day.0 + hour * 60)
}

#[test]
fn a_moved_task_keeps_its_work() {
    let mut c = campaign(vec![task(1, 3)]);
    assert_eq!(dates(&c, 1), (at(day(8), 9), at(day(10), 18)));
    edited(&mut c, |s, t| starting(s, t, day(9)));
    // Friday, the made-up Saturday, Monday
    assert_eq!(dates(&c, 1), (at(day(9), 9), at(day(12), 18)));
}

#[test]
fn a_task_that_moves_with_the_opening_goes_on_doing_so() {
    let held = When::Relative { from: Anchor::Opening, days: -2, time: jiff::civil::time(9, 0, 0, 0) };
    let mut c = campaign(vec![Task { constraint: Constraint::StartOn(held), ..task(1, 1) }]);
    assert_eq!(dates(&c, 1).0, at(day(15), 9));
    edited(&mut c, |s, t| starting(s, t, day(13)));
    assert_eq!(dates(&c, 1).0, at(day(13), 9));
    let expected = When::Relative { from: Anchor::Opening, days: -4, time: jiff::civil::time(9, 0, 0, 0) };
    assert_eq!(c.tasks.first().unwrap().constraint, Constraint::StartOn(expected));
}

#[test]
fn an_edge_that_is_drawn_changes_the_work() {
    let mut c = campaign(vec![task(1, 3)]);
    edited(&mut c, |s, t| finishing(s, t, day(15)));
    // 8, 9, 10, 12, 13, 14
    assert_eq!(c.tasks.first().unwrap().duration, TaskDuration::Work(Minutes::new(6 * 480)));
    edited(&mut c, |s, t| starting_earlier(s, t, day(13)));
    assert_eq!(dates(&c, 1), (at(day(13), 9), at(day(14), 18)));
    edited(&mut c, |s, t| finishing(s, t, day(1)));
    assert_eq!(c.tasks.first().unwrap().duration, TaskDuration::Work(Minutes::new(SHORTEST as u32)));
}

#[test]
fn what_has_begun_stays_where_it_began() {
    let begun = Task { actual_start: Some(date(2026, 10, 9).at(9, 0, 0, 0)), ..task(1, 3) };
    let c = campaign(vec![begun.clone(), Task { parent: Some(TaskId(3)), ..task(2, 1) }, task(3, 1)]);
    let schedule = Schedule::new(&Project::default(), &c);
    assert_eq!(starting(&schedule, &begun, day(20)), None);
    assert!(finishing(&schedule, &begun, day(20)).is_some());
    assert_eq!(starting(&schedule, &task(3, 1), day(20)), None, "a summary");
}

#[test]
fn the_tree_is_changed_with_what_stands_in_it() {
    let mut c = campaign(vec![task(1, 1), task(2, 1), task(3, 1), task(4, 1)]);
    let shape = |c: &Campaign| -> Vec<(u32, Option<u32>)> {
        let outline = Outline::new(&c.tasks);
        let row =
            |row: &u32| (outline.id(*row).unwrap().0, outline.parent(*row).and_then(|up| outline.id(up)).map(|t| t.0));
        outline.order().iter().map(row).collect()
    };
    indent(&mut c, &[TaskId(2), TaskId(3)]);
    assert_eq!(shape(&c), [(1, None), (2, Some(1)), (3, Some(1)), (4, None)]);
    indent(&mut c, &[TaskId(1)]);
    assert_eq!(shape(&c)[0], (1, None), "the first has nothing to stand in");
    outdent(&mut c, &[TaskId(2), TaskId(3)]);
    assert_eq!(shape(&c), [(1, None), (2, None), (3, None), (4, None)]);
    indent(&mut c, &[TaskId(2)]);
    shift(&mut c, &[TaskId(1)], Spot::After(TaskId(4)));
    assert_eq!(shape(&c), [(3, None), (4, None), (1, None), (2, Some(1))]);
    shift(&mut c, &[TaskId(1)], Spot::After(TaskId(2)));
    assert_eq!(shape(&c).len(), 4, "not into itself");
    link(&mut c, LinkId(9), TaskId(2), TaskId(3), LinkKind::FinishStart);
    link(&mut c, LinkId(8), TaskId(2), TaskId(3), LinkKind::StartStart);
    assert_eq!(c.links.len(), 1);
    delete(&mut c, &BTreeSet::from([TaskId(1)]));
    assert_eq!(shape(&c), [(3, None), (4, None)]);
    assert!(c.links.is_empty());
}
