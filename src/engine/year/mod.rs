//! A year of the shop: what its campaigns come to by month, quarter and level, against the annual ladder; and what
//! follows from moving one of them.
//!
//! A campaign counts in a month what its days there come to: what really came where an actual day says so, what is planned
//! on the other days. Once it is over and has actual days, days without one count nothing. Nothing is made up for a
//! campaign without days: its target counts in the month in which it begins.

mod days;
mod preview;
mod shift;

use std::sync::Arc;

use jiff::civil::{Date, DateTime};

pub use days::{DaysOf, MonthSum, days_of};
pub use preview::{Change, NEIGHBOUR_DAYS, Neighbour, Preview, preview};
pub use shift::{Held, Refused, Shift, Shifted, Stay, begun, least_days, most_days, shift};

use crate::engine::funnel::LadderAnswer;
use crate::engine::phases::last_day;
use crate::model::{Campaign, CampaignId, CampaignKind, Level, Money, PhaseKind};

/// A campaign with what the year reads of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearInput {
    /// The campaign.
    pub campaign: Arc<Campaign>,
    /// Its target, typed or solved.
    pub target: Option<Money>,
    /// What its days come to.
    pub days: Arc<DaysOf>,
}

/// Where a campaign stands in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stand {
    /// Nothing is sold yet.
    #[default]
    Ahead,
    /// It sells, on some of its days.
    Running,
    /// Its last day has passed.
    Over,
}

/// In which lane campaigns stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// Those of a level.
    Level(Level),
    /// Days for members, whatever their level.
    Members,
}

impl Lane {
    /// Every lane, the highest first.
    pub const ALL: [Self; 5] =
        [Self::Level(Level::S), Self::Level(Level::A), Self::Level(Level::B), Self::Level(Level::C), Self::Members];

    /// The lane of a campaign.
    #[must_use]
    pub const fn of(campaign: &Campaign) -> Self {
        match campaign.kind {
            CampaignKind::MemberDay => Self::Members,
            _ => Self::Level(campaign.level),
        }
    }
}

/// A sum, and how much of it has really come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum {
    /// What really came.
    pub actual: Money,
    /// What is planned beside it.
    pub planned: Money,
}

impl Sum {
    /// Both.
    #[must_use]
    pub fn total(self) -> Money {
        plus(self.actual, self.planned)
    }

    fn add(&mut self, other: Self) {
        self.actual = plus(self.actual, other.actual);
        self.planned = plus(self.planned, other.planned);
    }
}

/// Sum of two, within the range of money.
fn plus(a: Money, b: Money) -> Money {
    Money::from_wide(a.wide() + b.wide())
}

/// A campaign in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearCampaign {
    /// Which one.
    pub id: CampaignId,
    /// Its lane.
    pub lane: Lane,
    /// First and last day of what customers see: from the first phase that sells to the last phase; of a campaign that
    /// only prepares, all of it.
    pub days: (Date, Date),
    /// Its phases that customers see: kind, first instant, first instant no longer in it.
    pub phases: Vec<(PhaseKind, DateTime, DateTime)>,
    /// Where it stands.
    pub stand: Stand,
    /// Its target.
    pub target: Option<Money>,
    /// What all its actual days come to; nothing without any.
    pub actual: Option<Money>,
    /// Whether what came reached the target; nothing until it is over, or without either figure.
    pub reached: Option<bool>,
    /// What the year counts of it.
    pub counted: Sum,
    /// The same by month.
    pub months: [Sum; 12],
}

impl YearCampaign {
    /// The figure that stands for it: what came once it is over, else its target.
    #[must_use]
    pub fn figure(&self) -> Option<Money> {
        match self.stand {
            Stand::Over => self.actual.or(self.target),
            _ => self.target,
        }
    }

    /// Whether it is over and nothing says what came.
    #[must_use]
    pub fn lacks_actuals(&self) -> bool {
        self.stand == Stand::Over && self.actual.is_none()
    }
}

/// A month, quarter or the whole year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct YearCell {
    /// Its part of the annual ladder; nothing if the year has none.
    pub ladder: Option<Money>,
    /// What the campaigns come to.
    pub sum: Sum,
}

impl YearCell {
    /// What the campaigns come to beyond the ladder; below zero they fall short.
    #[must_use]
    pub fn gap(&self) -> Option<Money> {
        self.ladder.map(|ladder| Money::from_wide(self.sum.total().wide() - ladder.wide()))
    }
}

/// What a lane holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaneSum {
    /// Which lane.
    pub lane: Lane,
    /// How many campaigns.
    pub count: usize,
    /// What the year counts of them.
    pub sum: Sum,
}

/// A year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearAnswer {
    /// The calendar year.
    pub year: i16,
    /// Its campaigns in the order in which they begin.
    pub campaigns: Vec<YearCampaign>,
    /// Its lanes, in the order of [`Lane::ALL`].
    pub lanes: [LaneSum; 5],
    /// Its months.
    pub months: [YearCell; 12],
    /// Its quarters.
    pub quarters: [YearCell; 4],
    /// All of it.
    pub total: YearCell,
    /// Campaigns of the project without any phase: they are in no year.
    pub unplaced: Vec<CampaignId>,
}

impl YearAnswer {
    /// A campaign of the year.
    #[must_use]
    pub fn campaign(&self, id: CampaignId) -> Option<&YearCampaign> {
        self.campaigns.iter().find(|campaign| campaign.id == id)
    }
}

/// First and last day of what customers see of a campaign.
#[must_use]
pub fn public_days(campaign: &Campaign) -> Option<(Date, Date)> {
    let from = campaign.phases.iter().filter(|phase| phase.kind.sells()).map(|phase| phase.start).min();
    let (start, end) = campaign.span()?;
    let from = from.unwrap_or(start);
    Some((from.date(), last_day(from, end)))
}

/// Works out a year. `ladder` is that year's, if it has one; `today` decides what is over.
#[must_use]
pub fn year(year: i16, inputs: &[YearInput], ladder: Option<&LadderAnswer>, today: Date) -> YearAnswer {
    let ladder = ladder.filter(|ladder| ladder.year == year);
    let mut answer = YearAnswer {
        year,
        campaigns: Vec::new(),
        lanes: Lane::ALL.map(|lane| LaneSum { lane, count: 0, sum: Sum::default() }),
        months: std::array::from_fn(|at| cell(ladder.and_then(|l| l.months.get(at)).map(|cell| cell.target))),
        quarters: std::array::from_fn(|at| cell(ladder.and_then(|l| l.quarters.get(at)).map(|cell| cell.target))),
        total: cell(ladder.map(|l| l.total.target)),
        unplaced: Vec::new(),
    };
    for input in inputs {
        let Some(days) = public_days(&input.campaign) else {
            answer.unplaced.push(input.campaign.id);
            continue;
        };
        let campaign = of_year(year, input, days, today);
        let touches = days.0.year() <= year && days.1.year() >= year;
        if touches || campaign.counted != Sum::default() {
            answer.campaigns.push(campaign);
        }
    }
    answer.campaigns.sort_by_key(|campaign| (campaign.days, campaign.id));
    for campaign in &answer.campaigns {
        for (at, sum) in campaign.months.iter().enumerate() {
            if let (Some(month), Some(quarter)) = (answer.months.get_mut(at), answer.quarters.get_mut(at / 3)) {
                month.sum.add(*sum);
                quarter.sum.add(*sum);
            }
        }
        answer.total.sum.add(campaign.counted);
        if let Some(lane) = answer.lanes.iter_mut().find(|lane| lane.lane == campaign.lane) {
            lane.count += 1;
            lane.sum.add(campaign.counted);
        }
    }
    answer
}

fn cell(ladder: Option<Money>) -> YearCell {
    YearCell { ladder, sum: Sum::default() }
}

fn of_year(year: i16, input: &YearInput, days: (Date, Date), today: Date) -> YearCampaign {
    let campaign = &input.campaign;
    let stand = match days {
        (_, last) if last < today => Stand::Over,
        (first, _) if first > today => Stand::Ahead,
        _ => Stand::Running,
    };
    let actual = input.days.actual;
    let mut months = [Sum::default(); 12];
    for sum in input.days.counted(input.target, stand == Stand::Over, days.0) {
        if let Some(month) =
            usize::try_from(sum.month - 1).ok().filter(|_| sum.year == year).and_then(|m| months.get_mut(m))
        {
            month.add(Sum { actual: sum.actual, planned: sum.planned });
        }
    }
    let mut counted = Sum::default();
    for month in months {
        counted.add(month);
    }
    let reached = actual.zip(input.target).filter(|_| stand == Stand::Over).map(|(came, target)| came >= target);
    let seen = |kind: PhaseKind| kind.sells() || campaign.phases.iter().all(|phase| !phase.kind.sells());
    let phases = campaign.phases.iter().filter(|phase| seen(phase.kind));
    YearCampaign {
        id: campaign.id,
        lane: Lane::of(campaign),
        days,
        phases: phases.map(|phase| (phase.kind, phase.start, phase.end)).collect(),
        stand,
        target: input.target,
        actual,
        reached,
        counted,
        months,
    }
}

#[cfg(test)]
mod tests;
