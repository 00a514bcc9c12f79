//! What the campaign before came to by days and hours, counted from its opening, as weights for the next.

use std::collections::HashMap;

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Time};

use super::share::apportion;
use crate::engine::actuals::Ledger;
use crate::model::Campaign;

/// The weight of the last campaign's best day.
pub const DAY_SCALE: i128 = 1_000_000;

/// What the 24 hours of a day of the last campaign weigh together.
pub const HOUR_SCALE: i128 = 1_000_000;

/// Days from the opening to a day; negative before it.
#[must_use]
pub fn offset(opening: Date, date: Date) -> i32 {
    date.since(opening).map_or(0, |span| span.get_days())
}

/// The last campaign's GMV as weights.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastCampaign {
    /// By days from its opening; the best day weighs [`DAY_SCALE`].
    days: HashMap<i32, i128>,
    /// Hours of the days from its opening of which all hours that sold are known; those of a day weigh [`HOUR_SCALE`].
    hours: HashMap<i32, [i128; 24]>,
    /// Hours of all its days together; nothing where no hours are known.
    usual: Option<[i128; 24]>,
}

impl LastCampaign {
    /// Reads a campaign, whose actual figures are the ledger's. Nothing if it has no opening or no GMV.
    #[must_use]
    pub fn of(campaign: &Campaign, ledger: &Ledger) -> Option<Self> {
        let opening = campaign.opening()?.date();
        let days = ledger.days();
        let best = days.iter().map(|day| day.figures.gmv.wide()).max().filter(|best| *best > 0)?;
        let sold = campaign.phases.iter().filter(|phase| phase.kind.sells()).map(|phase| phase.end).max();
        let mut out = Self { days: HashMap::new(), hours: HashMap::new(), usual: None };
        let mut all = [0i128; 24];
        for day in &days {
            let at = offset(opening, day.date);
            out.days.insert(at, (day.figures.gmv.wide().max(0) * DAY_SCALE).checked_div(best).unwrap_or(0));
            let known = ledger.hours(day.date);
            let came = known.map(|hour| hour.map_or(0, |figures| figures.gmv.wide().max(0)));
            for (sum, gmv) in all.iter_mut().zip(came) {
                *sum += gmv;
            }
            let last = known.iter().rposition(Option::is_some);
            if last.is_some_and(|last| is_whole(day.date, last, sold)) {
                out.hours.extend(scaled(&came).map(|weights| (at, weights)));
            }
        }
        out.usual = scaled(&all);
        Some(out)
    }

    /// What a day weighs, by days from the opening.
    #[must_use]
    pub fn day(&self, offset: i32) -> i128 {
        self.days.get(&offset).copied().unwrap_or(0)
    }

    /// Whether any hours are known.
    #[must_use]
    pub const fn knows_hours(&self) -> bool {
        self.usual.is_some()
    }

    /// What the hours of a day weigh, by days from the opening: its own, else those of all days together.
    #[must_use]
    pub fn hours(&self, offset: Option<i32>) -> Option<&[i128; 24]> {
        offset.and_then(|at| self.hours.get(&at)).or(self.usual.as_ref())
    }
}

/// Whether a day is known to its end, or to the end of selling, when its last known hour is this.
fn is_whole(date: Date, last_hour: usize, sold: Option<DateTime>) -> bool {
    let midnight = date.to_datetime(Time::midnight());
    let hours = |hours: i64| midnight.checked_add(hours.hours()).unwrap_or(midnight);
    let until = hours(i64::try_from(last_hour).unwrap_or(23) + 1);
    let tomorrow = hours(24);
    until >= sold.filter(|sold| *sold > midnight).map_or(tomorrow, |sold| sold.min(tomorrow))
}

fn scaled(came: &[i128; 24]) -> Option<[i128; 24]> {
    apportion(HOUR_SCALE, came).try_into().ok().filter(|weights: &[i128; 24]| weights.iter().any(|weight| *weight > 0))
}
