//! Moving a campaign by whole days, with all that hangs on it.
//!
//! The rule: what is to come moves, what has happened stays.
//!
//! - A campaign moves as a whole until something of it is sold: until the first of its phases that sell begins.
//! - Borders of phases and waves that lie ahead move; those that have passed stay. So a preparation that has begun keeps
//!   its beginning and becomes longer or shorter. Nothing that lies ahead can be moved into the past: [`least_days`].
//! - What is typed for days and hours, the instants of kept baskets and the bounds of offers' windows move; a bound that has
//!   passed stays.
//! - Tasks counted from the rhythm follow by themselves. Instants typed for a task move with it, unless the task has
//!   begun, or [`Shift::hold_tasks`] holds them all.
//! - What is told of the past stays: actual days, baselines, where order values are from.

use std::sync::Arc;

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};

use crate::model::offer::OfferWindow;
use crate::model::{
    Basket, Campaign, Constraint, Offer, OfferId, PartCell, PhaseId, Placed, Rate, Row, Rows, Splits, Task, TaskId,
    When,
};

/// The farthest that a campaign is moved at once, in days.
const FARTHEST: i32 = 3_660;
const DAY: i64 = 24 * 60 * 60;

/// How a campaign is moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Shift {
    /// By so many days; below zero it comes earlier.
    pub days: i32,
    /// Whether instants typed for tasks stay.
    pub hold_tasks: bool,
}

/// Why a campaign cannot be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It has no phases.
    NoPhases,
    /// Its last day has passed.
    Over,
    /// A phase that sells has begun.
    Selling,
    /// Something that lies ahead would lie in the past; the fewest days by which it can be moved.
    IntoPast(i32),
    /// Beyond the dates that can be written, or farther than is ever meant.
    TooFar,
}

/// Why a task keeps its dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Held {
    /// It has begun.
    Begun,
    /// Its dates are typed, and they were to stay.
    ByChoice,
    /// Nothing ties it to the campaign's rhythm.
    Free,
}

/// Something that stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stay {
    /// The beginning of a phase: it has passed.
    PhaseStart(PhaseId),
    /// A bound of an offer's window: it has passed.
    Offer(OfferId),
    /// A task.
    Task(TaskId, Held),
}

/// A campaign that was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shifted {
    /// The campaign as it is then.
    pub campaign: Campaign,
    /// Phases that moved, wholly or at their end.
    pub phases: usize,
    /// Waves that moved.
    pub waves: usize,
    /// Offers whose times move: by their phases, or by bounds of their own.
    pub offers: usize,
    /// What stays, but for tasks that nothing ties to the rhythm.
    pub stays: Vec<Stay>,
}

/// Whether a task has begun: its dates are facts.
#[must_use]
pub fn begun(task: &Task) -> bool {
    task.actual_start.is_some() || task.actual_finish.is_some() || task.progress > Rate::ZERO
}

/// The fewest days by which a campaign can be moved, zero or below: no border that lies ahead may come to lie in the past.
///
/// # Errors
/// Why it cannot be moved at all.
pub fn least_days(campaign: &Campaign, now: DateTime) -> Result<i32, Refused> {
    let (_, end) = campaign.span().ok_or(Refused::NoPhases)?;
    if end <= now {
        return Err(Refused::Over);
    }
    if campaign.phases.iter().any(|phase| phase.kind.sells() && phase.start <= now) {
        return Err(Refused::Selling);
    }
    let borders = campaign.phases.iter().flat_map(|phase| {
        let waves = phase.waves.iter().flat_map(|wave| [wave.start, wave.end]);
        [phase.start, phase.end].into_iter().chain(waves)
    });
    let first = borders.filter(|at| *at > now).min().ok_or(Refused::Over)?;
    let ahead = now.duration_until(first).as_secs().saturating_sub(1).max(0) / DAY;
    Ok(i32::try_from(-ahead).unwrap_or(-FARTHEST).max(-FARTHEST))
}

/// The most days by which a campaign can be moved at once.
#[must_use]
pub const fn most_days() -> i32 {
    FARTHEST
}

/// Moves a campaign.
///
/// # Errors
/// Why it cannot be moved, or not so far.
pub fn shift(campaign: &Campaign, how: Shift, now: DateTime) -> Result<Shifted, Refused> {
    let least = least_days(campaign, now)?;
    if how.days < least {
        return Err(Refused::IntoPast(least));
    }
    if how.days > FARTHEST {
        return Err(Refused::TooFar);
    }
    let by = By { days: SignedDuration::from_hours(i64::from(how.days) * 24), now };
    let mut new = campaign.clone();
    let mut out = Shifted {
        campaign: Campaign::default(),
        phases: 0,
        waves: 0,
        offers: campaign.offers.len(),
        stays: Vec::new(),
    };
    if how.days == 0 {
        out.campaign = new;
        return Ok(out);
    }
    by.phases(&mut new, &mut out)?;
    by.splits(&mut new)?;
    by.offers(&mut new, &mut out)?;
    by.tasks(&mut new, how.hold_tasks, &mut out)?;
    try_map(&mut new.checks, |check| {
        let Some(at) = check.basket.at else { return Ok(None) };
        let basket = Basket { at: Some(by.later(at)?), ..check.basket.clone() };
        Ok(Some(crate::model::BasketCheck { basket, ..check.clone() }))
    })?;
    out.campaign = new;
    Ok(out)
}

/// A distance, and which instants have passed.
#[derive(Clone, Copy)]
struct By {
    days: SignedDuration,
    now: DateTime,
}

impl By {
    fn later(self, at: DateTime) -> Result<DateTime, Refused> {
        at.checked_add(self.days).map_err(|_| Refused::TooFar)
    }

    fn later_date(self, date: Date) -> Result<Date, Refused> {
        date.checked_add(self.days).map_err(|_| Refused::TooFar)
    }

    /// The instant moved, unless it has passed.
    fn ahead(self, at: DateTime) -> Result<DateTime, Refused> {
        if at > self.now { self.later(at) } else { Ok(at) }
    }

    fn phases(self, campaign: &mut Campaign, out: &mut Shifted) -> Result<(), Refused> {
        let (mut waves, mut stays) = (0, Vec::new());
        try_map(&mut campaign.phases, |phase| {
            if phase.end <= self.now {
                stays.push(Stay::PhaseStart(phase.id));
                return Ok(None);
            }
            if phase.start <= self.now {
                stays.push(Stay::PhaseStart(phase.id));
            }
            let mut new = phase.clone();
            (new.start, new.end) = (self.ahead(phase.start)?, self.ahead(phase.end)?);
            try_map(&mut new.waves, |wave| {
                if wave.end <= self.now {
                    return Ok(None);
                }
                waves += 1;
                let mut new = wave.clone();
                (new.start, new.end) = (self.ahead(wave.start)?, self.ahead(wave.end)?);
                Ok(Some(new))
            })?;
            out.phases += 1;
            Ok(Some(new))
        })?;
        out.waves = waves;
        out.stays.append(&mut stays);
        campaign.tasks_from = campaign.tasks_from.map(|from| self.ahead(from)).transpose()?;
        Ok(())
    }

    /// Only what sells has days and hours, and all of that lies ahead.
    fn splits(self, campaign: &mut Campaign) -> Result<(), Refused> {
        if campaign.splits.days.is_empty() && campaign.splits.hours.is_empty() {
            return Ok(());
        }
        let splits: &mut Splits = Arc::make_mut(&mut campaign.splits);
        try_map(&mut splits.days, |day| Ok(Some(PartCell { of: self.later_date(day.of)?, ..day.clone() })))?;
        try_map(&mut splits.hours, |hour| Ok(Some(PartCell { of: self.later(hour.of)?, ..hour.clone() })))
    }

    fn offers(self, campaign: &mut Campaign, out: &mut Shifted) -> Result<(), Refused> {
        let window = |window: &OfferWindow| -> Result<OfferWindow, Refused> {
            let moved = |at: Option<DateTime>| at.map(|at| self.ahead(at)).transpose();
            Ok(OfferWindow { from: moved(window.from)?, until: moved(window.until)?, ..window.clone() })
        };
        let mut stays = Vec::new();
        try_map(&mut campaign.offers, |offer| {
            let bounds = [offer.claim.from, offer.claim.until, offer.usable.from, offer.usable.until];
            if bounds.iter().all(Option::is_none) {
                return Ok(None);
            }
            if bounds.iter().flatten().any(|at| *at <= self.now) {
                stays.push(Stay::Offer(offer.id));
            }
            Ok(Some(Offer { claim: window(&offer.claim)?, usable: window(&offer.usable)?, ..offer.clone() }))
        })?;
        out.stays.append(&mut stays);
        Ok(())
    }

    fn tasks(self, campaign: &mut Campaign, hold: bool, out: &mut Shifted) -> Result<(), Refused> {
        let mut stays = Vec::new();
        try_map(&mut campaign.tasks, |task| {
            if begun(task) {
                stays.push(Stay::Task(task.id, Held::Begun));
                return Ok(None);
            }
            let new = self.task(task)?;
            if hold && new != *task {
                stays.push(Stay::Task(task.id, Held::ByChoice));
                return Ok(None);
            }
            Ok((new != *task).then_some(new))
        })?;
        out.stays.append(&mut stays);
        Ok(())
    }

    fn task(self, task: &Task) -> Result<Task, Refused> {
        let mut new = task.clone();
        new.constraint = match task.constraint {
            Constraint::NotBefore(when) => Constraint::NotBefore(self.when(when)?),
            Constraint::StartOn(when) => Constraint::StartOn(self.when(when)?),
            Constraint::FinishOn(when) => Constraint::FinishOn(self.when(when)?),
            free @ (Constraint::AsSoon | Constraint::AsLate) => free,
        };
        new.deadline = task.deadline.map(|when| self.when(when)).transpose()?;
        let placed =
            |placed: Placed| Ok(Placed { start: self.later(placed.start)?, finish: self.later(placed.finish)? });
        new.manual = task.manual.map(placed).transpose()?;
        Ok(new)
    }

    fn when(self, when: When) -> Result<When, Refused> {
        Ok(match when {
            When::At(at) => When::At(self.later(at)?),
            relative @ When::Relative { .. } => relative,
        })
    }
}

/// Changes the rows for which there is a new one; the others stay shared.
fn try_map<T: Row>(
    rows: &mut Rows<T>,
    mut change: impl FnMut(&T) -> Result<Option<T>, Refused>,
) -> Result<(), Refused> {
    let mut changed = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        if let Some(new) = change(row)? {
            changed.push((at, new));
        }
    }
    if changed.is_empty() {
        return Ok(());
    }
    let list = rows.list_mut();
    for (at, new) in changed {
        if let Some(slot) = list.get_mut(at) {
            *slot = Arc::new(new);
        }
    }
    Ok(())
}
