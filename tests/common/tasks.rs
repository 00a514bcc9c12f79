//! Tasks, links, calendars and people for tests, in which anything may be set.

use jiff::civil::Weekday;
use promoplan::model::*;

use super::large::Dice;
use super::{day, rate, rows, text, time};

fn shifts(d: &mut Dice) -> Shifts {
    Shifts::new(
        (0..d.below(4))
            .filter_map(|_| {
                let from = d.below(1440) as u16;
                Shift::new(from, from + 1 + d.below(u64::from(1440 - from)) as u16)
            })
            .collect(),
    )
}

fn calendar(p: &mut Project, d: &mut Dice) -> WorkCalendar {
    let mut week = Week::default();
    for weekday in [Weekday::Monday, Weekday::Tuesday, Weekday::Friday, Weekday::Saturday, Weekday::Sunday] {
        if d.chance(2) {
            *week.of_mut(weekday) = shifts(d);
        }
    }
    if d.chance(2) {
        week.wednesday = Shifts::off();
        week.thursday = Shifts::off();
    }
    WorkCalendar {
        id: p.new_id(),
        name: text(d),
        week,
        holidays: d.one(&[Holidays::China, Holidays::Ignored]),
        exceptions: rows(d, |d| CalendarException {
            first: day(d),
            last: d.maybe(day),
            shifts: shifts(d),
            name: text(d),
        }),
    }
}

/// A shop of which only people and calendars are set.
pub fn any_staff(p: &mut Project, dice: &mut Dice) -> Shop {
    Shop {
        people: rows(dice, |d| Person {
            id: p.new_id(),
            name: text(d),
            department: d.maybe(|d| DepartmentId(d.below(9) as u32)),
            capacity: rate(d),
            calendar: d.maybe(|d| CalendarId(d.below(99) as u32)),
        }),
        calendars: rows(dice, |d| calendar(p, d)),
        calendar: dice.maybe(|d| CalendarId(d.below(99) as u32)),
        near_critical: Minutes::new(dice.below(2_000) as u32),
        ..Shop::default()
    }
}

fn when(d: &mut Dice) -> When {
    let from = match d.below(3) {
        0 => Anchor::Opening,
        1 => Anchor::Start(PhaseId(d.below(99) as u32)),
        _ => Anchor::End(PhaseId(d.below(99) as u32)),
    };
    let days = d.below(200) as i32 - 100;
    if d.chance(2) { When::At(time(d)) } else { When::Relative { from, days, time: time(d).time() } }
}

/// Some tasks.
pub fn any_tasks(p: &mut Project, dice: &mut Dice) -> Rows<Task> {
    rows(dice, |d| Task {
        id: p.new_id(),
        parent: d.maybe(|d| TaskId(d.below(99) as u32)),
        name: text(d),
        owner: d.maybe(|d| PersonId(d.below(99) as u32)),
        department: d.maybe(|d| DepartmentId(d.below(99) as u32)),
        phase: d.maybe(|d| PhaseId(d.below(99) as u32)),
        duration: if d.chance(2) {
            TaskDuration::Work(Minutes::new(d.below(99_999) as u32))
        } else {
            TaskDuration::Elapsed(Minutes::new(d.next() as u32))
        },
        milestone: d.chance(2),
        constraint: match d.below(5) {
            0 => Constraint::AsSoon,
            1 => Constraint::AsLate,
            2 => Constraint::NotBefore(when(d)),
            3 => Constraint::StartOn(when(d)),
            _ => Constraint::FinishOn(when(d)),
        },
        deadline: d.maybe(when),
        manual: d.maybe(|d| Placed { start: time(d), finish: time(d) }),
        progress: rate(d),
        actual_start: d.maybe(time),
        actual_finish: d.maybe(time),
        units: rate(d),
        calendar: d.maybe(|d| CalendarId(d.below(99) as u32)),
        go_live: d.chance(2),
        source: d.maybe(|d| {
            let id = d.below(99) as u32;
            match d.below(10) {
                0 => TaskSource::Milestone(id),
                1 => TaskSource::Resource(id),
                2 => TaskSource::Contingency(id),
                3 => TaskSource::Procurement(id),
                4 => TaskSource::Reorder(SkuId(id)),
                5 => TaskSource::Offer(OfferId(id)),
                6 => TaskSource::Means(MeansId(id)),
                7 => TaskSource::Touchpoint(d.one(&Touchpoint::ALL)),
                8 => TaskSource::Lesson(id),
                _ => TaskSource::Staffing(day(d)),
            }
        }),
        notes: text(d),
    })
}

/// Some links.
pub fn any_links(p: &mut Project, dice: &mut Dice) -> Rows<TaskLink> {
    rows(dice, |d| {
        let lag = SignedMinutes::new(d.below(9_999) as i64 - 5_000);
        TaskLink {
            id: p.new_id(),
            from: TaskId(d.below(99) as u32),
            to: TaskId(d.below(99) as u32),
            kind: d.one(&LinkKind::ALL),
            lag: if d.chance(2) { Lag::Work(lag) } else { Lag::Elapsed(lag) },
        }
    })
}

/// Some baselines.
pub fn any_baselines(p: &mut Project, dice: &mut Dice) -> Rows<Baseline> {
    rows(dice, |d| Baseline {
        id: p.new_id(),
        name: text(d),
        date: d.maybe(day),
        tasks: rows(d, |d| BaselineTask { task: TaskId(d.below(99) as u32), start: time(d), finish: time(d) }),
    })
}

fn duty(d: &mut Dice) -> DutyShifts {
    DutyShifts { early: shifts(d), middle: shifts(d), late: shifts(d) }
}

/// Any staffing; the assumptions among them.
pub fn any_staffing(d: &mut Dice) -> Staffing {
    if d.chance(4) {
        return Staffing::default();
    }
    Staffing {
        orders_per_buyer: super::rate(d),
        ship_within: super::count(d),
        pick: super::rate(d),
        pack: super::rate(d),
        reserve: super::rate(d),
        inquiries: super::rate(d),
        bots: super::rate(d),
        chat_minutes: super::rate(d),
        chats_at_once: super::rate(d),
        warehouse: duty(d),
        agents: duty(d),
        printer: super::rate(d),
        people_per_scanner: super::rate(d),
        boxes: super::rate(d),
        labels: super::rate(d),
        tape: super::rate(d),
        roll: super::rate(d),
    }
}
