//! Orders by hour, from the split of the target.

use jiff::civil::DateTime;

use crate::engine::split::{TimeSplit, all_hours};
use crate::model::{Campaign, Count, Money, PhaseId, Rate};

/// What must be known before staffing can be worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// No phase sells anything: there are no hours.
    Phases,
    /// The target is not known, or zero.
    Target,
    /// The 客单价 is not known.
    Aov,
}

/// The orders of an hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderHour {
    /// First instant.
    pub at: DateTime,
    /// How many.
    pub orders: u64,
}

/// The orders of every selling hour, in order of time. Parts of orders are carried over to the next hour, so that their sum
/// is that of the phase, rounded down.
pub(super) fn orders(campaign: &Campaign, split: &TimeSplit, aov: Option<Money>) -> Result<Vec<OrderHour>, Unknown> {
    if split.days.is_empty() {
        return Err(Unknown::Phases);
    }
    if split.target <= Money::ZERO {
        return Err(Unknown::Target);
    }
    let per_buyer = campaign.staffing.orders_per_buyer.wide().max(0);
    let mut carried: Vec<(PhaseId, i128)> = Vec::new();
    let mut hours = Vec::new();
    for hour in all_hours(campaign, split) {
        let phase = phase_at(split, hour.at);
        let own = phase.and_then(|id| split.phase(id)).and_then(|phase| phase.factors.aov.value).or(aov);
        let price = own.filter(|price| *price > Money::ZERO).ok_or(Unknown::Aov)?;
        // minor units × billionths of an order per buyer
        let key = phase.unwrap_or_default();
        let unit = price.wide() * Rate::ONE.wide();
        let at = carried.iter().position(|(id, _)| *id == key).unwrap_or(carried.len());
        if at == carried.len() {
            carried.push((key, 0));
        }
        let Some((_, rest)) = carried.get_mut(at) else { continue };
        let value = hour.gmv.wide().max(0) * per_buyer + *rest;
        *rest = value % unit;
        // sums of hours stay far within their range
        hours.push(OrderHour { at: hour.at, orders: Count::from_wide(value / unit).get() });
    }
    Ok(hours)
}

/// The phase in which an hour sells: that of the first piece of its day that has some of it.
fn phase_at(split: &TimeSplit, at: DateTime) -> Option<PhaseId> {
    let end = at.with().minute(59).second(59).build().unwrap_or(at);
    let mut of_day = split.pieces.iter().filter(|piece| piece.date == at.date());
    of_day.find(|piece| piece.start <= end && piece.end > at).map(|piece| piece.phase)
}
