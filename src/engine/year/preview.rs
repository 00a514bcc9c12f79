//! What follows from moving a campaign, before it is moved.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use super::shift::{Held, Refused, Shift, Stay, begun, shift};
use super::{DaysOf, Lane, YearAnswer, YearInput, days_of, public_days, year};
use crate::engine::actuals::Ledger;
use crate::engine::funnel::{FunnelAnswer, LadderAnswer, solve};
use crate::engine::plan::{previous, target};
use crate::engine::schedule::{Calendars, Holiday, HolidayTable, Moment, Schedule};
use crate::engine::split::split_time;
use crate::model::{Campaign, CampaignId, Money, Project, TaskId};

/// So many days there should be between two campaigns that matter.
pub const NEIGHBOUR_DAYS: i64 = 7;

/// A campaign before or after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Which one.
    pub id: CampaignId,
    /// Days between the two; below zero they overlap by so many.
    pub gap: i64,
}

impl Neighbour {
    /// Whether there is too little between the two.
    #[must_use]
    pub const fn is_close(self) -> bool {
        self.gap < NEIGHBOUR_DAYS
    }
}

/// A sum that becomes another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Which month, or quarter, from 0.
    pub at: usize,
    /// How it was.
    pub before: Money,
    /// How it will be.
    pub after: Money,
}

impl Change {
    /// What it changes by.
    #[must_use]
    pub fn by(&self) -> Money {
        Money::from_wide(self.after.wide() - self.before.wide())
    }
}

/// What follows from a move.
#[derive(Clone, Debug)]
pub struct Preview {
    /// Which campaign.
    pub id: CampaignId,
    /// How it is moved.
    pub how: Shift,
    /// The campaign as it will be.
    pub campaign: Arc<Campaign>,
    /// First and last day of what customers see, as they are.
    pub from: (Date, Date),
    /// As they will be.
    pub to: (Date, Date),
    /// Phases that move.
    pub phases: usize,
    /// Waves that move.
    pub waves: usize,
    /// Offers whose times move.
    pub offers: usize,
    /// Tasks whose dates move, without summaries.
    pub tasks: usize,
    /// What stays.
    pub stays: Vec<Stay>,
    /// Tasks that would have to start before today and did not have to before.
    pub past: Vec<TaskId>,
    /// Tasks of the go-live that would be done after the opening and were not before.
    pub too_late: Vec<TaskId>,
    /// Holidays that come to lie in what customers see.
    pub holidays: Vec<Holiday>,
    /// Months that change.
    pub months: Vec<Change>,
    /// Quarters that change.
    pub quarters: Vec<Change>,
    /// What the year comes to, if that changes.
    pub total: Option<Change>,
    /// The campaign of its own or a higher level that comes before it.
    pub before: Option<Neighbour>,
    /// The one that comes after it.
    pub after: Option<Neighbour>,
    /// The year as it will be.
    pub year: YearAnswer,
}

/// A campaign with what the year reads of it, from scratch.
pub(super) fn input(project: &Project, campaign: Arc<Campaign>, funnel: &FunnelAnswer) -> YearInput {
    let (cvr, aov) = (funnel.cvr.value, funnel.aov.value);
    let time = split_time(&campaign, target(funnel), cvr, aov, previous(project, &campaign));
    let days: Arc<DaysOf> = days_of(&time, &Ledger::new(&campaign.actuals)).into();
    YearInput { target: funnel.gmv.value, days, campaign }
}

/// Works out what follows from moving a campaign of `now`, a year as it is made from `inputs`.
///
/// # Errors
/// Why it cannot be moved so.
pub fn preview(
    project: &Project,
    calendars: &Arc<Calendars>,
    (inputs, ladder): (&[YearInput], Option<&LadderAnswer>),
    now: &YearAnswer,
    id: CampaignId,
    how: Shift,
    clock: DateTime,
) -> Result<Preview, Refused> {
    let campaign = project.campaign(id).ok_or(Refused::NoPhases)?;
    let shifted = shift(campaign, how, clock)?;
    let new = Arc::new(shifted.campaign);
    let from = public_days(campaign).ok_or(Refused::NoPhases)?;
    let to = public_days(&new).ok_or(Refused::NoPhases)?;
    let moved_input = input(project, Arc::clone(&new), &solve(&campaign.funnel));
    let replaced: Vec<YearInput> =
        inputs.iter().map(|input| if input.campaign.id == id { moved_input.clone() } else { input.clone() }).collect();
    let after = year(now.year, &replaced, ladder, clock.date());
    let cells = |before: &[super::YearCell], after: &[super::YearCell]| -> Vec<Change> {
        let pairs = before.iter().zip(after).enumerate();
        let change = |(at, (b, a)): (usize, (&super::YearCell, &super::YearCell))| Change {
            at,
            before: b.sum.total(),
            after: a.sum.total(),
        };
        pairs.map(change).filter(|change| change.before != change.after).collect()
    };
    let tasks = tasks(project, calendars, campaign, &new, clock);
    let mut stays = shifted.stays;
    let told: HashSet<TaskId> =
        stays.iter().filter_map(|stay| if let Stay::Task(id, _) = stay { Some(*id) } else { None }).collect();
    stays.extend(tasks.free.iter().filter(|id| !told.contains(id)).map(|id| Stay::Task(*id, Held::Free)));
    let within = |(first, last): (Date, Date), holiday: &Holiday| holiday.first <= last && holiday.last >= first;
    let table = HolidayTable::china();
    let mut holidays: Vec<Holiday> = (to.0.year()..=to.1.year()).flat_map(|year| table.runs(year)).collect();
    holidays.dedup();
    holidays.retain(|holiday| within(to, holiday) && !within(from, holiday));
    let (before, behind) = neighbours(inputs, &new, to);
    Ok(Preview {
        id,
        how,
        from,
        to,
        phases: shifted.phases,
        waves: shifted.waves,
        offers: shifted.offers,
        tasks: tasks.moved,
        stays,
        past: tasks.past,
        too_late: tasks.too_late,
        holidays,
        months: cells(&now.months, &after.months),
        quarters: cells(&now.quarters, &after.quarters),
        total: cells(&[now.total], &[after.total]).first().copied(),
        before,
        after: behind,
        year: after,
        campaign: new,
    })
}

#[derive(Default)]
struct Tasks {
    moved: usize,
    free: Vec<TaskId>,
    past: Vec<TaskId>,
    too_late: Vec<TaskId>,
}

/// How the tasks' dates follow, by the schedule before and after.
fn tasks(project: &Project, calendars: &Arc<Calendars>, old: &Campaign, new: &Campaign, clock: DateTime) -> Tasks {
    let mut out = Tasks::default();
    if old.tasks.is_empty() {
        return out;
    }
    let before = Schedule::with(&project.shop, Arc::clone(calendars), old);
    let after = Schedule::with(&project.shop, Arc::clone(calendars), new);
    let (today, opening) = (Moment::midnight(clock.date()), |c: &Campaign| c.opening().map(Moment::from));
    let late = |finish: Moment, c: &Campaign| opening(c).is_some_and(|opening| finish > opening);
    let changed: HashMap<TaskId, bool> =
        old.tasks.iter().zip(&new.tasks).map(|(a, b)| (a.id, !Arc::ptr_eq(a, b) && a != b)).collect();
    for task in &old.tasks {
        let (Some(was), Some(is)) = (before.of(task.id), after.of(task.id)) else { continue };
        if was.summary || begun(task) {
            continue;
        }
        if was.start != is.start || was.finish != is.finish || changed.get(&task.id) == Some(&true) {
            out.moved += 1;
        } else if new.span() != old.span() {
            out.free.push(task.id);
        }
        if is.start < today && was.start >= today {
            out.past.push(task.id);
        }
        if task.go_live && late(is.finish, new) && !late(was.finish, old) {
            out.too_late.push(task.id);
        }
    }
    out
}

/// The campaigns of its own or a higher level that come before and after a stretch of days: of what begins earlier the one
/// that ends last, of what begins later the one that begins first. Days for members count with nobody but themselves.
fn neighbours(inputs: &[YearInput], campaign: &Campaign, days: (Date, Date)) -> (Option<Neighbour>, Option<Neighbour>) {
    let lane = Lane::of(campaign);
    let counts = |other: Lane| match (lane, other) {
        (Lane::Level(own), Lane::Level(level)) => level <= own,
        (own, other) => own == other,
    };
    let others = inputs.iter().filter(|input| input.campaign.id != campaign.id && counts(Lane::of(&input.campaign)));
    let others: Vec<(CampaignId, (Date, Date))> =
        others.filter_map(|input| Some((input.campaign.id, public_days(&input.campaign)?))).collect();
    let between = |first: Date, last: Date| i64::from(first.until(last).map_or(0, |span| span.get_days())) - 1;
    let earlier = others.iter().filter(|(id, other)| (other.0, *id) < (days.0, campaign.id));
    let before = earlier.max_by_key(|(id, other)| (other.1, *id));
    let later = others.iter().filter(|(id, other)| (other.0, *id) > (days.0, campaign.id));
    let after = later.min_by_key(|(id, other)| (other.0, *id));
    (
        before.map(|(id, other)| Neighbour { id: *id, gap: between(other.1, days.0) }),
        after.map(|(id, other)| Neighbour { id: *id, gap: between(days.1, other.0) }),
    )
}
