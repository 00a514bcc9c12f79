//! Time of schedules: all of them, and what one move costs.
//!
//! `cargo bench --bench schedule [-- --runs N]`

#[path = "common/large.rs"]
mod large;

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::ToSpan as _;
use large::Size;
use promoplan::engine::schedule::{Calendars, Schedule};
use promoplan::model::{Campaign, Constraint, Project, TaskId, When};

fn main() {
    let mut arguments = std::env::args();
    let runs = arguments
        .find(|argument| argument == "--runs")
        .and_then(|_| arguments.next())
        .and_then(|n| n.parse().ok())
        .unwrap_or(30);
    for (tasks, links) in [(10_000, 15_000), (100_000, 150_000)] {
        let size = Size { skus: 10, campaigns: 1, sources: 5, days: 5, hours: 0, goods: 5, tasks, links };
        let project = large::project(1, size);
        let Some(campaign) = project.campaigns.last().cloned() else { return };
        let calendars = Arc::new(Calendars::new(&project.shop));
        report(&format!("calendars of a shop, {} of them", project.shop.calendars.len()), runs, || {
            black_box(Calendars::new(&project.shop));
        });
        report(&format!("schedule {tasks} tasks, {links} links, from the model"), runs, || {
            black_box(Schedule::with(&project.shop, Arc::clone(&calendars), &campaign));
        });
        let mut schedule = Schedule::with(&project.shop, Arc::clone(&calendars), &campaign);
        report(&format!("schedule {tasks} tasks, all passes"), runs, || {
            schedule.refresh();
            black_box(&schedule);
        });
        for wanted in [50, 500] {
            drag(&project, &campaign, &schedule, wanted, runs);
        }
    }
}

/// Drags a task with about so many successors by an hour a frame, as the window does: an edit, then the answer.
fn drag(project: &Project, campaign: &Campaign, schedule: &Schedule, wanted: usize, runs: usize) {
    let leaves = campaign.tasks.iter().filter(|task| task.parent.is_some()).step_by(campaign.tasks.len() / 1_000);
    let counted = leaves.map(|task| (schedule.followers(task.id).len().abs_diff(wanted), task.id));
    let Some((_, id)) = counted.min() else { return };
    let followers = schedule.followers(id).len();
    let mut campaign = campaign.clone();
    let mut now = schedule.clone();
    let mut hours = 0;
    let name = format!("move a task with {followers} successors of {}", campaign.tasks.len());
    report(&name, runs, || {
        hours += 1;
        shift(&mut campaign, schedule, id, hours);
        if let Some(next) = now.updated(&project.shop, &campaign) {
            now = next;
        }
        black_box(&now);
    });
}

fn shift(campaign: &mut Campaign, schedule: &Schedule, id: TaskId, hours: i64) {
    let start = schedule.of(id).map(|times| times.start.datetime()).unwrap_or_default();
    if let Some(task) = campaign.tasks.get_mut(id) {
        task.constraint = Constraint::NotBefore(When::At(start.saturating_add(hours.hours())));
    }
}

fn report(name: &str, runs: usize, mut work: impl FnMut()) {
    let mut times: Vec<Duration> = (0..runs.max(1))
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .collect();
    times.sort();
    let millis = |time: Duration| time.as_secs_f64() * 1000.0;
    let (median, worst) = (times[times.len() / 2], times[times.len() - 1]);
    println!("{name:<60}{:>10.3} ms median{:>10.3} ms worst of {}", millis(median), millis(worst), times.len());
}
