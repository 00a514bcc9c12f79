//! Staffing: from the hourly split of the target to pickers, packers and agents by hour and shift, equipment and
//! consumables.
//!
//! Orders of an hour = its GMV ÷ the 客单价 of its phase × orders per buyer. The warehouse may let orders wait as long as
//! they are shipped in time, so its work is the taut string (`string`) over the hours in which it works; agents answer in
//! the hour. Heads are rounded up to whole people after the reserve is added.

mod heads;
mod orders;
pub mod string;
mod tasks;

pub use heads::{Cover, Role, ShiftHeads, chats, heads};
pub use orders::{OrderHour, Unknown};
pub use tasks::{DutyWords, duty_tasks};

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};

use self::orders::orders;
use self::string::{Pace, taut};
use crate::engine::split::TimeSplit;
use crate::model::number::div_ceil;
use crate::model::{Campaign, Money, Rate, Shifts, Staffing};

/// Days that are looked at, at most.
const MOST_DAYS: usize = 400;
/// Hours of a day.
pub const DAY: usize = 24;

/// What an hour needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HourNeed {
    /// First instant.
    pub at: DateTime,
    /// Orders that come in.
    pub orders: u64,
    /// Orders that the warehouse ships.
    pub pace: Pace,
    /// Whether the warehouse works.
    pub ships: bool,
    /// Whether agents work.
    pub answers: bool,
    /// Heads by role: pickers, packers, agents; agents also where no shift works.
    pub heads: [u64; 3],
}

/// The highest need of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peak {
    /// First instant of the first hour that needs so many.
    pub at: DateTime,
    /// How many.
    pub heads: u64,
}

/// A day with its shifts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayNeed {
    /// The day.
    pub date: Date,
    /// Orders that come in.
    pub orders: u64,
    /// Heads by shift (early, middle, late) and role.
    pub shifts: [ShiftHeads; 3],
    /// Hours in which agents are needed and no shift works.
    pub unanswered: u64,
}

impl DayNeed {
    /// People on duty over the day: the sum over shifts and roles.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.shifts.iter().flatten().sum()
    }

    /// People of a role on duty over the day.
    #[must_use]
    pub fn of(&self, role: Role) -> u64 {
        self.shifts.iter().filter_map(|heads| heads.get(role as usize)).sum()
    }
}

/// Equipment and consumables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Supplies {
    /// Orders of the whole campaign.
    pub orders: u64,
    /// The most orders that are shipped in an hour, rounded up.
    pub hourly: u64,
    /// The most people of the warehouse at once.
    pub people: u64,
    /// Printers.
    pub printers: u64,
    /// Scanners.
    pub scanners: u64,
    /// Boxes.
    pub boxes: u64,
    /// Labels.
    pub labels: u64,
    /// Metres of tape.
    pub tape: u64,
    /// Rolls of tape.
    pub rolls: u64,
}

/// The whole answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StaffingAnswer {
    /// Every hour from the first selling day to the day on which the last order is shipped, without gaps.
    pub hours: Vec<HourNeed>,
    /// The days that they make.
    pub days: Vec<DayNeed>,
    /// The highest need of each role: pickers, packers, agents.
    pub peaks: [Option<Peak>; 3],
    /// Equipment and consumables.
    pub supplies: Supplies,
    /// Orders that cannot be shipped in time because the warehouse does not work.
    pub late: u64,
}

impl StaffingAnswer {
    /// The hours of a day.
    #[must_use]
    pub fn hours_of(&self, date: Date) -> &[HourNeed] {
        let at = self.days.iter().position(|day| day.date == date);
        at.and_then(|at| self.hours.get(at * DAY..(at + 1) * DAY)).unwrap_or_default()
    }

    /// The day that needs the most people; the earlier one of equals.
    #[must_use]
    pub fn fullest(&self) -> Option<&DayNeed> {
        self.days.iter().rev().max_by_key(|day| day.total())
    }
}

/// Works out the staffing of a campaign from its hourly split; `aov` is the funnel's.
///
/// # Errors
/// What must be known first.
pub fn staffing(campaign: &Campaign, split: &TimeSplit, aov: Option<Money>) -> Result<StaffingAnswer, Unknown> {
    let sheet = campaign.staffing.as_ref();
    let incoming = orders(campaign, split, aov)?;
    let Some((first, last)) = incoming.first().zip(incoming.last()).map(|(a, b)| (a.at.date(), b.at.date())) else {
        return Err(Unknown::Phases);
    };
    let wait = usize::try_from(sheet.ship_within.get()).unwrap_or(usize::MAX).min(MOST_DAYS * DAY);
    // the days on which the warehouse may still be at it
    let days =
        usize::try_from(first.until(last).map_or(0, |span| span.get_days())).unwrap_or(0) + 1 + wait.div_ceil(DAY);
    let days = days.min(MOST_DAYS);
    let mut hours = Vec::with_capacity(days * DAY);
    for day in 0..days {
        let date = first.checked_add(i64::try_from(day).unwrap_or(0).days()).unwrap_or(first);
        for hour in 0..24_i8 {
            hours.push(HourNeed {
                at: date.at(hour, 0, 0, 0),
                orders: 0,
                pace: Pace::NONE,
                ships: works(&sheet.warehouse.list(), hour),
                answers: works(&sheet.agents.list(), hour),
                heads: [0; 3],
            });
        }
    }
    for hour in &incoming {
        let day = usize::try_from(first.until(hour.at.date()).map_or(0, |span| span.get_days())).unwrap_or(0);
        let at = day * DAY + usize::try_from(hour.at.hour()).unwrap_or(0);
        if let Some(slot) = hours.get_mut(at) {
            slot.orders += hour.orders;
        }
    }
    let late = ship(&mut hours, wait);
    for hour in &mut hours {
        hour.heads = Role::ALL.map(|role| heads(sheet, role, hour));
    }
    // days at the end on which nothing is left to do are no days of it
    let busy = |day: &[HourNeed]| day.iter().any(|hour| hour.orders > 0 || hour.pace.work > 0);
    while hours.len() > DAY && hours.get(hours.len() - DAY..).is_some_and(|day| !busy(day)) {
        hours.truncate(hours.len() - DAY);
    }
    let cover = Cover::new(sheet);
    let days: Vec<DayNeed> = hours.chunks(DAY).filter_map(|day| cover.day(day)).collect();
    let peaks = Role::ALL.map(|role| peak(&hours, role));
    let supplies = supplies(sheet, &hours);
    Ok(StaffingAnswer { hours, days, peaks, supplies, late })
}

/// Whether one of some shifts works when an hour begins.
fn works(shifts: &[&Shifts], hour: i8) -> bool {
    shifts.iter().any(|shifts| covers(shifts, hour))
}

/// Whether a shift works when an hour begins.
#[must_use]
pub fn covers(shifts: &Shifts, hour: i8) -> bool {
    let minute = u16::try_from(hour).unwrap_or(0) * 60;
    shifts.list().iter().any(|shift| (shift.from()..shift.to()).contains(&minute))
}

/// Gives each hour of the warehouse its pace; tells how many orders cannot be shipped in time.
fn ship(hours: &mut [HourNeed], wait: usize) -> u64 {
    let open: Vec<usize> = (0..hours.len()).filter(|at| hours.get(*at).is_some_and(|hour| hour.ships)).collect();
    let mut sums: Vec<i128> = Vec::with_capacity(hours.len());
    for hour in hours.iter() {
        sums.push(sums.last().copied().unwrap_or(0) + i128::from(hour.orders));
    }
    let total = sums.last().copied().unwrap_or(0);
    let sum = |at: usize| sums.get(at).copied().unwrap_or(total);
    let most: Vec<i128> = open.iter().map(|at| sum(*at)).collect();
    // by the end of an hour everything is due that cannot wait for the end of the next one
    let due = |n: usize| match open.get(n + 1) {
        Some(next) => next.checked_sub(wait + 1).map_or(0, sum),
        None => total,
    };
    let least: Vec<i128> = (0..open.len()).map(due).collect();
    // what is due before the warehouse first works, or runs ahead of what has come when it does, can only be late
    let mut late = match open.first() {
        Some(first) => first.checked_sub(wait + 1).map_or(0, sum),
        None => total,
    };
    let mut missed = 0;
    for (least, most) in least.iter().zip(&most) {
        let ahead = (least - most).max(0);
        late += (ahead - missed).max(0);
        missed = ahead;
    }
    let paces = taut(&least, &most);
    for (at, pace) in open.into_iter().zip(paces) {
        if let Some(hour) = hours.get_mut(at) {
            hour.pace = pace;
        }
    }
    u64::try_from(late).unwrap_or(u64::MAX)
}

fn peak(hours: &[HourNeed], role: Role) -> Option<Peak> {
    let of = |hour: &HourNeed| hour.heads.get(role as usize).copied().unwrap_or(0);
    let most = hours.iter().map(of).max().filter(|most| *most > 0)?;
    hours.iter().find(|hour| of(hour) == most).map(|hour| Peak { at: hour.at, heads: most })
}

/// A number of pieces at so many per order, rounded up.
fn pieces(orders: u64, each: Rate) -> u64 {
    let wide = div_ceil(i128::from(orders) * each.wide().max(0), Rate::ONE.wide()).unwrap_or(0);
    u64::try_from(wide).unwrap_or(u64::MAX)
}

/// A number shared by so many each, rounded up; nothing where nobody can share.
fn each(number: u64, of: Rate) -> u64 {
    let wide = div_ceil(i128::from(number) * Rate::ONE.wide(), of.wide().max(0)).unwrap_or(0);
    u64::try_from(wide).unwrap_or(u64::MAX)
}

fn supplies(sheet: &Staffing, hours: &[HourNeed]) -> Supplies {
    let orders: u64 = hours.iter().map(|hour| hour.orders).sum();
    let hourly = hours.iter().filter_map(|hour| div_ceil(hour.pace.work, hour.pace.slots)).max().unwrap_or(0);
    let hourly = u64::try_from(hourly).unwrap_or(0);
    let people = hours.iter().map(|hour| hour.heads[0] + hour.heads[1]).max().unwrap_or(0);
    let tape = pieces(orders, sheet.tape);
    Supplies {
        orders,
        hourly,
        people,
        printers: each(pieces(hourly, sheet.labels), sheet.printer),
        scanners: each(people, sheet.people_per_scanner),
        boxes: pieces(orders, sheet.boxes),
        labels: pieces(orders, sheet.labels),
        tape,
        rolls: each(tape, sheet.roll),
    }
}

#[cfg(test)]
mod tests;
