//! The schedule: cases by hand, and a second opinion; what both are made of.

mod by_hand;
mod judge;

use std::sync::Arc;

use jiff::civil::{DateTime, date};

use super::*;
use crate::model::*;

const CALENDARS: [&[(u32, &str)]; 3] = [
    &[],
    &[(0, "08:00-12:00 14:00-20:00"), (2, ""), (5, "10:00-13:00"), (6, "22:00-24:00")],
    &[(0, "00:00-06:00 22:00-24:00"), (1, "00:00-24:00"), (3, ""), (4, ""), (6, "12:00-12:30")],
];

fn calendars() -> Vec<WorkCalendar> {
    let make = |(n, days): (usize, &&[(u32, &str)])| {
        let mut calendar = WorkCalendar { id: CalendarId(n as u32 + 1), ..WorkCalendar::default() };
        let weekdays = [
            jiff::civil::Weekday::Monday,
            jiff::civil::Weekday::Tuesday,
            jiff::civil::Weekday::Wednesday,
            jiff::civil::Weekday::Thursday,
            jiff::civil::Weekday::Friday,
            jiff::civil::Weekday::Saturday,
            jiff::civil::Weekday::Sunday,
        ];
        for (day, shifts) in *days {
            *calendar.week.of_mut(weekdays[*day as usize]) = Shifts::parse(shifts).expect("shifts");
        }
        calendar
    };
    CALENDARS.iter().enumerate().map(make).collect()
}

fn start() -> DateTime {
    date(2026, 9, 21).at(7, 30, 0, 0)
}
pub(in crate::engine::schedule) fn project(tasks: Vec<Task>, links: Vec<TaskLink>) -> Project {
    let campaign = Campaign {
        id: CampaignId(1),
        tasks_from: Some(start()),
        tasks: tasks.into(),
        links: links.into(),
        ..Campaign::default()
    };
    let shop = Shop { calendars: calendars().into(), ..Shop::default() };
    Project { shop: Arc::new(shop), campaigns: vec![campaign].into(), ..Project::default() }
}

pub(in crate::engine::schedule) fn schedule(project: &Project) -> Schedule {
    Schedule::new(project, project.campaigns.first().expect("a campaign"))
}

pub(in crate::engine::schedule) fn task(id: u32, minutes: u32) -> Task {
    Task { id: TaskId(id), duration: TaskDuration::Work(Minutes::new(minutes)), ..Task::default() }
}

pub(in crate::engine::schedule) fn link(id: u32, from: u32, to: u32, kind: LinkKind, lag: i64) -> TaskLink {
    let lag = Lag::Work(SignedMinutes::new(lag));
    TaskLink { id: LinkId(id), from: TaskId(from), to: TaskId(to), kind, lag }
}
