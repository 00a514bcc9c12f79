//! Schedules held against a second opinion that walks minute by minute, and cases that can be checked by hand.

use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::{DateTime, Time, date};

use super::*;
use crate::model::*;

/// Numbers that look random and are the same for the same seed (splitmix64).
pub(super) struct Dice(pub u64);

impl Dice {
    pub(super) fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }
}

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

/// A project of so many tasks in which everything may be set that the judge knows.
fn any_project(seed: u64, count: u64) -> Project {
    let dice = &mut Dice(seed);
    let mut tasks: Vec<Task> = Vec::new();
    for n in 0..count {
        let minutes = Minutes::new([0, 30, 240, 480, 700, 1_500][dice.below(6) as usize]);
        let at = |dice: &mut Dice| When::At(start().saturating_add((dice.below(20_000) as i64).minutes()));
        tasks.push(Task {
            id: TaskId(n as u32 + 1),
            duration: if dice.below(6) == 0 { TaskDuration::Elapsed(minutes) } else { TaskDuration::Work(minutes) },
            milestone: dice.below(10) == 0,
            constraint: if dice.below(5) == 0 { Constraint::NotBefore(at(dice)) } else { Constraint::AsSoon },
            deadline: (dice.below(6) == 0).then(|| at(dice)),
            calendar: Some(CalendarId(1 + dice.below(if seed.is_multiple_of(3) { 1 } else { 3 }) as u32)),
            ..Task::default()
        });
    }
    let mut links = Vec::new();
    for n in 0..count * 3 / 2 {
        let (a, b) = (dice.below(count), dice.below(count));
        let lag = SignedMinutes::new([0, 0, 60, 480, 2_000, -90, -480, -1_000][dice.below(8) as usize]);
        if a != b {
            links.push(TaskLink {
                id: LinkId(n as u32 + 1),
                from: TaskId(a.min(b) as u32 + 1),
                to: TaskId(a.max(b) as u32 + 1),
                kind: LinkKind::ALL[dice.below(4) as usize],
                lag: if dice.below(3) == 0 { Lag::Elapsed(lag) } else { Lag::Work(lag) },
            });
        }
    }
    project(tasks, links)
}

pub(super) fn project(tasks: Vec<Task>, links: Vec<TaskLink>) -> Project {
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

pub(super) fn schedule(project: &Project) -> Schedule {
    Schedule::new(project, project.campaigns.first().expect("a campaign"))
}

/// The second opinion. It knows which minutes are worked, counts them, and tries one minute after the other.
struct Judge<'a> {
    campaign: &'a Campaign,
    /// First minute of what it looks at.
    first: i64,
    /// Worked minutes before each minute, by calendar.
    counts: Vec<Vec<i64>>,
    found: Vec<(i64, i64)>,
}

impl<'a> Judge<'a> {
    fn new(project: &'a Project) -> Self {
        let first = Moment::from(start()).0 - 30 * 1_440;
        let counts = project.shop.calendars.iter().map(|calendar| {
            let mut sum = 0;
            let mut counts = vec![0];
            let monday = calendar.week.days().into_iter().find(|s| !s.is_off()).expect("works");
            for midnight in (0..250).map(|day| first.div_euclid(1_440) * 1_440 + day * 1_440) {
                let day = Moment(midnight).date();
                let week = calendar.week.of(day.weekday());
                let off = Shifts::off();
                let shifts = match HolidayTable::china().of(day) {
                    Some(true) => &off,
                    Some(false) if week.is_off() => monday,
                    _ => week,
                };
                for minute in (0..1_440).filter(|minute| midnight + minute >= first) {
                    let works = |s: &Shift| (i64::from(s.from())..i64::from(s.to())).contains(&minute);
                    sum += i64::from(shifts.list().iter().any(works));
                    counts.push(sum);
                }
            }
            counts
        });
        Self { campaign: project.campaigns.first().expect("one"), first, counts: counts.collect(), found: Vec::new() }
    }

    fn task(&self, row: usize) -> &'a Task {
        self.campaign.tasks.at(row).expect("a task")
    }

    fn calendar(&self, row: usize) -> usize {
        self.task(row).calendar.expect("each has one").0 as usize - 1
    }

    /// Work from one instant to another, negative backwards.
    fn work(&self, calendar: usize, from: i64, to: i64) -> i64 {
        let count = |at: i64| self.counts[calendar][(at - self.first) as usize];
        count(to) - count(from)
    }

    fn works(&self, calendar: usize, at: i64) -> bool {
        self.work(calendar, at, at + 1) == 1
    }

    fn is_point(&self, row: usize) -> bool {
        self.task(row).milestone || self.task(row).duration.minutes() == Minutes::ZERO
    }

    /// The finish of a task that starts at an instant; nothing if it cannot start there.
    fn finish(&self, row: usize, start: i64) -> Option<i64> {
        let calendar = self.calendar(row);
        if self.is_point(row) {
            return (self.works(calendar, start) || self.works(calendar, start - 1)).then_some(start);
        }
        match self.task(row).duration {
            TaskDuration::Elapsed(minutes) => Some(start + minutes.wide()),
            TaskDuration::Work(minutes) => {
                if !self.works(calendar, start) {
                    return None;
                }
                let (mut at, mut left) = (start, minutes.wide());
                while left > 0 {
                    left -= i64::from(self.works(calendar, at));
                    at += 1;
                }
                Some(at)
            }
        }
    }

    /// Whether a link holds between two tasks that stand somewhere.
    fn holds(&self, link: &TaskLink, from: (i64, i64), to: (i64, i64)) -> bool {
        let row = link.to.0 as usize - 1;
        let calendar = self.calendar(row);
        let at = if link.kind.from_finish() { from.1 } else { from.0 };
        let stands = if link.kind.to_finish() { to.1 } else { to.0 };
        let on_clock = self.is_point(row) || matches!(self.task(row).duration, TaskDuration::Elapsed(_));
        let mut bound = at;
        match link.lag {
            Lag::Elapsed(lag) => bound += lag.wide(),
            Lag::Work(lag) if lag.get() == 0 => {}
            // where so much work lies behind, first
            Lag::Work(lag) => {
                while self.work(calendar, at, bound) < lag.wide() {
                    bound += 1;
                }
                while self.work(calendar, at, bound - 1) >= lag.wide() {
                    bound -= 1;
                }
            }
        }
        // to those who work, a time without work is no time
        stands >= bound || (!on_clock && self.work(calendar, stands, bound) <= 0)
    }

    /// The first start at which everything holds, trying each minute.
    fn early(&mut self) {
        for row in 0..self.campaign.tasks.len() {
            let mut at = Moment::from(start()).0;
            if let Constraint::NotBefore(When::At(floor)) = self.task(row).constraint {
                at = Moment::from(floor).0;
            }
            let ins: Vec<_> = self.campaign.links.iter().filter(|l| l.to.0 as usize == row + 1).collect();
            let stand = loop {
                if let Some(finish) = self.finish(row, at)
                    && ins.iter().all(|l| self.holds(l, self.found[l.from.0 as usize - 1], (at, finish)))
                {
                    break (at, finish);
                }
                at += 1;
            };
            self.found.push(stand);
        }
    }

    /// The last start at which all that follows can stand at its own, trying each minute.
    fn late(&self) -> Vec<(i64, i64)> {
        let end = self.found.iter().map(|(_, finish)| *finish).max().expect("some");
        let mut late = vec![(0, 0); self.found.len()];
        for row in (0..self.found.len()).rev() {
            let outs: Vec<_> = self.campaign.links.iter().filter(|l| l.from.0 as usize == row + 1).collect();
            let lead = |l: &TaskLink| match l.lag {
                Lag::Work(minutes) | Lag::Elapsed(minutes) => minutes.wide() < 0,
            };
            let followed = outs.iter().any(|l| l.kind.from_finish() && !lead(l));
            let led = outs.iter().filter(|l| l.kind.from_finish()).map(|l| late[l.to.0 as usize - 1].1);
            let end_of_it = led.fold(end, i64::max);
            let limit = match self.task(row).deadline {
                Some(When::At(at)) => Some(Moment::from(at).0),
                _ => (!followed).then_some(end_of_it),
            };
            // nothing here may end later than this
            let mut at = end + 40 * 1_440;
            late[row] = loop {
                if let Some(finish) = self.finish(row, at)
                    && limit.is_none_or(|limit| finish <= limit)
                    && outs.iter().all(|l| self.holds(l, (at, finish), late[l.to.0 as usize - 1]))
                {
                    break (at, finish);
                }
                at -= 1;
            };
        }
        late
    }
}

#[test]
fn agrees_with_walking_minute_by_minute() {
    let cases = std::env::var("PROMOPLAN_SCHEDULES").ok().and_then(|n| n.parse().ok()).unwrap_or(16);
    for seed in 0..cases {
        let project = any_project(seed, 3 + seed % 7);
        let schedule = schedule(&project);
        let mut judge = Judge::new(&project);
        judge.early();
        let late = judge.late();
        for (row, times) in schedule.times.iter().enumerate() {
            let task = judge.task(row);
            let shown = |a: i64, b: i64| (Moment(a).datetime(), Moment(b).datetime());
            assert_eq!(
                shown(times.start.0, times.finish.0),
                shown(judge.found[row].0, judge.found[row].1),
                "seed {seed}: {task:?}"
            );
            assert_eq!(
                shown(times.late_start.0, times.late_finish.0),
                shown(late[row].0, late[row].1),
                "late, seed {seed}: {task:?}"
            );
            let on_clock = !judge.is_point(row) && matches!(task.duration, TaskDuration::Elapsed(_));
            let float = if on_clock {
                late[row].1 - judge.found[row].1
            } else {
                judge.work(judge.calendar(row), judge.found[row].1, late[row].1)
            };
            assert_eq!((times.total_float, times.critical), (float, float <= 0), "seed {seed}: {task:?}");
            assert!(times.free_float >= 0 && times.free_float <= float.max(0));
        }
    }
}

#[test]
fn slipping_by_the_free_float_moves_nothing_else() {
    for seed in 0..300 {
        let mut project = any_project(seed, 8);
        let before = schedule(&project);
        for row in 0..8_usize {
            let times = before.times[row];
            let task = project.campaigns.first().expect("one").tasks.at(row).expect("a task").clone();
            if times.free_float == 0 || !matches!(task.duration, TaskDuration::Work(_)) || task.milestone {
                continue;
            }
            let time = before.calendar_of(&task);
            let to = time.position(times.start) + times.free_float;
            let to = if task.duration.minutes() == Minutes::ZERO { time.finish_at(to) } else { time.start_at(to) };
            let mut moved = project.campaigns.first().expect("one").as_ref().clone();
            moved.tasks.get_mut(task.id).expect("a task").constraint = Constraint::NotBefore(When::At(to.datetime()));
            let after = Schedule::new(&project, &moved);
            for (other, (a, b)) in before.times.iter().zip(&after.times).enumerate() {
                if other != row {
                    assert_eq!((a.start, a.finish), (b.start, b.finish), "seed {seed}, {row} moves {other}");
                }
            }
        }
        project.campaigns.list_mut().clear();
    }
}

/// A change of one task as a person would make it.
fn change(task: &mut Task, dice: &mut Dice) {
    let at = start().saturating_add((dice.below(30_000) as i64).minutes());
    match dice.below(9) {
        0 => task.constraint = Constraint::NotBefore(When::At(at)),
        1 => task.constraint = Constraint::StartOn(When::At(at)),
        2 => task.constraint = Constraint::FinishOn(When::At(at)),
        3 => task.deadline = Some(When::At(at)),
        4 => task.manual = Some(Placed { start: at, finish: at.saturating_add(600.minutes()) }),
        5 => task.duration = TaskDuration::Work(Minutes::new(dice.below(3_000) as u32)),
        6 => task.actual_start = Some(at),
        7 => task.name.push('x'),
        _ => (task.constraint, task.deadline, task.manual) = (Constraint::AsSoon, None, None),
    }
}

#[test]
fn a_small_change_gives_what_all_anew_gives() {
    let mut quick = 0;
    for seed in 0..200 {
        let dice = &mut Dice(seed ^ 0xabc);
        let mut project = any_project(seed, 30);
        // some stand in summaries, with links from and to these
        project.campaigns.get_mut(CampaignId(1)).expect("one").tasks.map_where(|task| {
            let parent = if task.id.0 > 20 && task.id.0 < 27 {
                20
            } else if task.id.0 == 28 {
                27
            } else {
                return None;
            };
            Some(Task { parent: (seed.is_multiple_of(2)).then_some(TaskId(parent)), ..task.clone() })
        });
        let mut now = schedule(&project);
        for step in 0..12 {
            let id = TaskId(dice.below(30) as u32 + 1);
            change(project.campaigns.get_mut(CampaignId(1)).expect("one").tasks.get_mut(id).expect("a task"), dice);
            let campaign = project.campaigns.first().expect("one");
            let anew = Schedule::new(&project, campaign);
            now = match now.updated(&project.shop, campaign) {
                Some(updated) => {
                    quick += 1;
                    assert_eq!(updated.times, anew.times, "seed {seed}, step {step}, {id:?}");
                    let sorted = |s: &Schedule| {
                        let mut faults: Vec<String> = s.faults.iter().map(|f| format!("{f:?}")).collect();
                        faults.sort();
                        faults
                    };
                    assert_eq!(sorted(&updated), sorted(&anew), "seed {seed}, step {step}");
                    assert_eq!((updated.start, updated.finish), (anew.start, anew.finish));
                    updated
                }
                None => anew,
            };
        }
    }
    assert!(quick > 1_000, "{quick}");
}

pub(super) fn task(id: u32, minutes: u32) -> Task {
    Task { id: TaskId(id), duration: TaskDuration::Work(Minutes::new(minutes)), ..Task::default() }
}

pub(super) fn link(id: u32, from: u32, to: u32, kind: LinkKind, lag: i64) -> TaskLink {
    let lag = Lag::Work(SignedMinutes::new(lag));
    TaskLink { id: LinkId(id), from: TaskId(from), to: TaskId(to), kind, lag }
}

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
