//! A second opinion, minute by minute: networks made up at random, all at once and changed bit by bit.

use jiff::ToSpan as _;

use super::{project, schedule, start};
use crate::engine::schedule::*;
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
