//! Cuts phases into pieces: the part of one day that lies in one phase and one wave.
//!
//! A day is divided at the borders of phases and waves. A piece that is only part of a day weighs as much of the day as
//! the hours in it do on the hour curve, so an opening at 20:00 gets the day's evening; the rush of an opening comes whole,
//! however late it is. Where waves overlap, the first one
//! has the time; overlapping phases have it both (a finding says so).

use std::sync::Arc;

use jiff::civil::{Date, DateTime, Time};

use super::curve::{DayShape, day_weight};
use super::hours::HourWeights;
use super::last::{LastCampaign, offset};
use crate::engine::actuals::Ledger;
use crate::model::{Campaign, DayCurve, HourCurve, Phase};

/// The most days of one phase that are planned one by one; a longer phase has no pieces beyond them.
pub const MAX_DAYS: u32 = 1100;

/// A part of a day in a phase and a wave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Position of the phase in the campaign.
    pub phase: usize,
    /// Position of the wave in the phase.
    pub wave: Option<usize>,
    /// The day.
    pub date: Date,
    /// First instant.
    pub start: DateTime,
    /// First instant no longer in it.
    pub end: DateTime,
    /// Weight of its hours: hour weights × seconds.
    pub hours: i128,
    /// Weight from the day curve: day weight × `hours`, and the rush of an opening.
    pub weight: i128,
}

/// Seconds since midnight of an instant, as seen from a day: 0 before it, 86,400 after it.
fn second(at: DateTime, of: Date) -> i128 {
    let time = at.time();
    match at.date().cmp(&of) {
        std::cmp::Ordering::Less => 0,
        std::cmp::Ordering::Greater => 86_400,
        std::cmp::Ordering::Equal => {
            i128::from(time.hour()) * 3600 + i128::from(time.minute()) * 60 + i128::from(time.second())
        }
    }
}

/// Seconds that a range has in each hour of a day.
pub(super) fn hour_seconds(date: Date, start: DateTime, end: DateTime) -> [i128; 24] {
    let (from, to) = (second(start, date), second(end, date));
    let mut out = [0; 24];
    for (hour, slot) in (0i128..).zip(out.iter_mut()) {
        *slot = (to.min((hour + 1) * 3600) - from.max(hour * 3600)).max(0);
    }
    out
}

fn hours_between(weights: &HourWeights, date: Date, start: DateTime, end: DateTime) -> i128 {
    weights.on(date).iter().zip(hour_seconds(date, start, end)).map(|(weight, seconds)| weight * seconds).sum()
}

fn tomorrow(date: Date) -> Option<DateTime> {
    date.tomorrow().ok().map(|next| next.to_datetime(Time::midnight()))
}

/// The pieces of the phases that sell, in the order of phases and time, and what they were weighed by: without
/// actuals of a previous campaign, [`DayCurve::LastActual`] falls back to [`DayCurve::DoublePeak`].
#[must_use]
pub fn pieces(campaign: &Campaign, previous: Option<&Campaign>) -> (Vec<Piece>, DayCurve, HourWeights) {
    let splits = &campaign.splits;
    let asked = splits.day_curve == DayCurve::LastActual || splits.hour_curve == HourCurve::LastActual;
    let last = previous.filter(|_| asked).and_then(|of| LastCampaign::of(of, &Ledger::new(&of.actuals))).map(Arc::new);
    let curve = match splits.day_curve {
        DayCurve::LastActual if last.is_none() => DayCurve::DoublePeak,
        curve => curve,
    };
    let opening = campaign.opening().map(DateTime::date);
    let hours = HourWeights::new(splits.hour_curve, opening, last.as_ref());
    let whole = hours.whole() * 3600;
    let mut out = Vec::new();
    for (at, phase) in campaign.phases.iter().enumerate().filter(|(_, p)| p.kind.sells() && p.start < p.end) {
        let first = out.len();
        cut(at, phase, &mut out);
        let start = phase.start.date();
        let own = out.get_mut(first..).unwrap_or_default();
        for piece in &mut *own {
            piece.hours = hours_between(&hours, piece.date, piece.start, piece.end);
        }
        let hours_on = |own: &[Piece], date| own.iter().filter(|p| p.date == date).map(|p| p.hours).sum::<i128>();
        // a few hours after midnight are no last day of their own
        let last_date = own.last().map_or(start, |p| p.date);
        let scrap = last_date > start && hours_on(own, last_date) * 2 < whole;
        let of = 1 + index(start, last_date) - u32::from(scrap);
        let opening_hours = hours_on(own, start);
        for piece in own {
            let shape = DayShape {
                kind: phase.kind,
                index: index(start, piece.date),
                of,
                offset: offset(opening.unwrap_or(start), piece.date),
            };
            let day = day_weight(curve, shape, |offset| last.as_ref().map_or(0, |last| last.day(offset)));
            let rush = (day.rush * whole * piece.hours).checked_div(opening_hours).unwrap_or(0);
            piece.weight = day.steady * piece.hours + rush;
        }
    }
    (out, curve, hours)
}

fn index(start: Date, date: Date) -> u32 {
    u32::try_from(offset(start, date)).unwrap_or(0)
}

fn cut(at: usize, phase: &Phase, out: &mut Vec<Piece>) {
    let (mut now, mut days) = (phase.start, 0);
    while now < phase.end && days < MAX_DAYS {
        let date = now.date();
        let mut end = phase.end;
        if let Some(midnight) = tomorrow(date) {
            end = end.min(midnight);
        }
        for border in phase.waves.iter().flat_map(|w| [w.start, w.end]).filter(|b| *b > now) {
            end = end.min(border);
        }
        let wave = phase.waves.iter().position(|w| w.start <= now && now < w.end);
        match out.last_mut() {
            Some(last) if (last.phase, last.wave, last.date, last.end) == (at, wave, date, now) => last.end = end,
            _ => out.push(Piece { phase: at, wave, date, start: now, end, hours: 0, weight: 0 }),
        }
        days += u32::from(end.date() != date);
        now = end;
    }
}
