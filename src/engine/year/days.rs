//! What a campaign's days come to, month by month.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::engine::actuals::Ledger;
use crate::engine::split::TimeSplit;
use crate::model::Money;

/// A month of a campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MonthSum {
    /// The calendar year.
    pub year: i16,
    /// The month, from 1.
    pub month: i8,
    /// What its actual days come to.
    pub actual: Money,
    /// What is planned on its days without an actual one.
    pub planned: Money,
}

/// The months of a campaign, in the order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DaysOf {
    /// The months in which it sells or has sold.
    pub months: Vec<MonthSum>,
    /// What all actual days come to; nothing without any.
    pub actual: Option<Money>,
    /// Whether the plan reaches down to days at all.
    pub split: bool,
}

impl DaysOf {
    /// What counts of each month. Where there is no day, the target counts in the month of the first.
    #[must_use]
    pub fn counted(&self, target: Option<Money>, over: bool, first: Date) -> Vec<MonthSum> {
        let done = over && self.actual.is_some();
        if !self.split && self.actual.is_none() {
            let planned = target.unwrap_or_default().max(Money::ZERO);
            return vec![MonthSum { year: first.year(), month: first.month(), actual: Money::ZERO, planned }];
        }
        let of = |sum: &MonthSum| MonthSum { planned: if done { Money::ZERO } else { sum.planned }, ..*sum };
        self.months.iter().map(of).collect()
    }
}

/// Sums a campaign's days.
#[must_use]
pub fn days_of(time: &TimeSplit, ledger: &Ledger) -> DaysOf {
    let mut days: BTreeMap<Date, (Money, Option<Money>)> = time.days.iter().map(|d| (d.date, (d.gmv, None))).collect();
    let came = ledger.days();
    for day in &came {
        days.entry(day.date).or_default().1 = Some(day.figures.gmv);
    }
    let mut months: Vec<MonthSum> = Vec::new();
    for (date, (planned, came)) in days {
        let (year, month) = (date.year(), date.month());
        if months.last().is_none_or(|last| (last.year, last.month) != (year, month)) {
            months.push(MonthSum { year, month, actual: Money::ZERO, planned: Money::ZERO });
        }
        if let Some(sum) = months.last_mut() {
            match came {
                Some(came) => sum.actual = Money::from_wide(sum.actual.wide() + came.wide()),
                None => sum.planned = Money::from_wide(sum.planned.wide() + planned.wide()),
            }
        }
    }
    let actual = (!ledger.is_empty()).then_some(ledger.total().gmv);
    DaysOf { months, actual, split: !time.days.is_empty() }
}
