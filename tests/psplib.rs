//! Schedules of the instances of PSPLIB: the critical path is that of their headers, levelling comes near to the optimum.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

#[path = "common/psplib.rs"]
mod psplib;

use std::sync::Arc;

use jiff::civil::date;
use promoplan::engine::schedule::Schedule;
use promoplan::engine::schedule::level::rcpsp::solve;
use promoplan::model::*;

/// The tasks of an instance, an hour on the clock for each period.
fn project(known: &psplib::Known) -> Project {
    let task = |(n, duration): (usize, &u32)| Task {
        id: TaskId(n as u32 + 1),
        duration: TaskDuration::Elapsed(Minutes::new(duration * 60)),
        ..Task::default()
    };
    let link = |(n, (from, to)): (usize, &(u32, u32))| TaskLink {
        id: LinkId(n as u32 + 1),
        from: TaskId(from + 1),
        to: TaskId(to + 1),
        ..TaskLink::default()
    };
    // source and sink are points, which stand in working time only: a calendar that always works
    let always = WorkCalendar {
        id: CalendarId(1),
        week: Week::every_day(&Shifts::parse("00:00-24:00").expect("shifts")),
        holidays: Holidays::Ignored,
        ..WorkCalendar::default()
    };
    let shop = Shop { calendars: vec![always].into(), calendar: Some(CalendarId(1)), ..Shop::default() };
    let campaign = Campaign {
        tasks_from: Some(date(2026, 11, 1).at(0, 0, 0, 0)),
        tasks: known.durations.iter().enumerate().map(task).collect(),
        links: known.links.iter().enumerate().map(link).collect(),
        ..Campaign::default()
    };
    Project { shop: Arc::new(shop), campaigns: vec![campaign].into(), ..Project::default() }
}

#[test]
fn the_critical_path_is_the_one_that_is_stated() {
    let Some(folder) = psplib::folder() else { return };
    for (set, results) in [("j30", "j30-optimum.csv"), ("j60", "j60-best-known.csv")] {
        let all = psplib::set(&folder, set, results);
        assert!(all.len() >= 30, "{set}: {}", all.len());
        for known in all {
            assert_eq!(known.instance.critical_path(), known.mpm, "{}", known.name);
            let project = project(&known);
            let schedule = Schedule::new(&project, project.campaigns.first().expect("a campaign"));
            assert_eq!(schedule.finish.0 - schedule.start.0, i64::from(known.mpm) * 60, "{}", known.name);
            assert!(schedule.faults.is_empty(), "{:?}", schedule.faults);
        }
    }
}

#[test]
fn levelling_comes_near_to_the_optimum() {
    let Some(folder) = psplib::folder() else { return };
    // so many lists as a release build tries in the time that the bench allows
    for (set, results, rounds, most) in
        [("j30", "j30-optimum.csv", 3_000, 0.3), ("j60", "j60-best-known.csv", 4_000, 1.0)]
    {
        let all = psplib::set(&folder, set, results);
        let mut sum = 0.0;
        for known in &all {
            let found = solve(&known.instance, 1, rounds, &|| false);
            assert!(known.instance.allows(&found.starts), "{}", known.name);
            assert!(set != "j30" || found.makespan >= known.best, "{}: shorter than the optimum", known.name);
            sum += f64::from(found.makespan) / f64::from(known.best) - 1.0;
        }
        let mean = 100.0 * sum / all.len() as f64;
        println!("{set}: {mean:.3} % over the best of {} instances", all.len());
        assert!(mean <= most, "{set}: {mean:.3} %");
    }
}
