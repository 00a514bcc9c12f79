//! The target over time: phases → waves → days → hours, each level shared by the one rule.
//!
//! Within a phase, its waves and the time that no wave covers share; within a wave (or that rest), the days share. What
//! is locked below is the least of what stands above it. Phases that do not sell take no part. A locked day that a border
//! divides is locked in each piece, by the pieces' weights. Knows nothing of how the target was found.

use std::collections::HashMap;

use jiff::civil::{Date, DateTime, Time};

use super::edit::CellKey;
use super::hours::HourWeights;
use super::identity::{Factors, TypedFactors, factors};
use super::pieces::{Piece, hour_seconds, pieces};
use super::share::{Part, Shares, apportion, mixed, share};
use crate::model::{Campaign, Cell, DayCurve, Money, PhaseId, Rate, Rows, StretchCell, WaveId};

/// A phase or wave in the split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StretchShare<K> {
    /// Which phase or wave.
    pub of: K,
    /// The phase (of a wave: that it stands in).
    pub phase: PhaseId,
    /// Calendar days it touches.
    pub days: usize,
    /// Its part of the target.
    pub gmv: Money,
    /// gmv ÷ target, half up: the weight it really has.
    pub share: Rate,
    /// The weight typed for it, if any.
    pub weight: Option<Rate>,
    /// Whether it is locked.
    pub locked: bool,
    /// What is locked within it: it should not be locked to less.
    pub least: Money,
    /// UV, CVR and AOV in it.
    pub factors: Factors,
}

/// A part of a day that lies in one phase and one wave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayPiece {
    /// The day.
    pub date: Date,
    /// Its phase.
    pub phase: PhaseId,
    /// Its wave.
    pub wave: Option<WaveId>,
    /// First instant.
    pub start: DateTime,
    /// First instant no longer in it.
    pub end: DateTime,
    /// Its part of the target.
    pub gmv: Money,
}

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayShare {
    /// The day.
    pub date: Date,
    /// The phase with most of its GMV; the earlier one if they have the same.
    pub phase: PhaseId,
    /// Its part of the target.
    pub gmv: Money,
    /// Whether it is locked.
    pub locked: bool,
}

/// An hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HourShare {
    /// First instant of the full hour.
    pub at: DateTime,
    /// Its part of the target.
    pub gmv: Money,
    /// Whether it is locked.
    pub locked: bool,
}

/// The hours of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HourSplit {
    /// Those hours of the day in which something is sold.
    pub hours: Vec<HourShare>,
    /// By how much locked hours exceed the day.
    pub excess: Option<Money>,
    /// By how much locked hours stay below it.
    pub short: Option<Money>,
}

/// A cell whose locked parts do not sum to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfit {
    /// Which cell; nothing = the target itself.
    pub of: Option<CellKey>,
    /// Its parts − itself; negative: the parts fall short and none is free.
    pub gap: Money,
}

/// The target over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TimeSplit {
    /// What is split.
    pub target: Money,
    /// The curve the days were weighed by.
    pub curve: DayCurve,
    /// What the hours of the days weigh.
    pub hours: HourWeights,
    /// Phases that sell, in the order of the campaign.
    pub phases: Vec<StretchShare<PhaseId>>,
    /// Their waves.
    pub waves: Vec<StretchShare<WaveId>>,
    /// Calendar days in order of time.
    pub days: Vec<DayShare>,
    /// The pieces that the days consist of, in the order of phases and time.
    pub pieces: Vec<DayPiece>,
    /// Where locks do not fit; hours are looked at only when asked for.
    pub unfit: Vec<Unfit>,
}

impl TimeSplit {
    /// The answer of a phase.
    #[must_use]
    pub fn phase(&self, id: PhaseId) -> Option<&StretchShare<PhaseId>> {
        self.phases.iter().find(|p| p.of == id)
    }

    /// The answer of a day.
    #[must_use]
    pub fn day(&self, date: Date) -> Option<&DayShare> {
        self.days.iter().find(|d| d.date == date)
    }
}

/// What is typed for the days' pieces.
struct Cells {
    typed: Vec<Option<Rate>>,
    locks: Vec<Option<Money>>,
    least: Vec<Money>,
}

/// Splits a target over time. `cvr` and `aov` are the funnel's, for what is not typed.
#[must_use]
pub fn split_time(
    campaign: &Campaign,
    target: Money,
    cvr: Option<Rate>,
    aov: Option<Money>,
    previous: Option<&Campaign>,
) -> TimeSplit {
    let (list, curve, hours) = pieces(campaign, previous);
    let cells = cells(campaign, &list);
    let splits = &campaign.splits;
    let day = hours.whole() * 3600;
    let mut out = TimeSplit { target, curve, hours, ..TimeSplit::default() };
    let mut amounts = vec![Money::ZERO; list.len()];

    let selling: Vec<usize> =
        campaign.phases.iter().enumerate().filter(|(_, p)| p.kind.sells()).map(|(at, _)| at).collect();
    let groups: Vec<Groups> = selling.iter().map(|at| Groups::new(campaign, *at, &list, &cells)).collect();
    let phase_cells: Vec<Option<&StretchCell<PhaseId>>> =
        selling.iter().map(|at| campaign.phases.at(*at).and_then(|p| splits.phases.get(p.id))).collect();
    let defaults: Vec<i128> = groups.iter().map(|g| g.weight).collect();
    let typed: Vec<Option<Rate>> = phase_cells.iter().map(|c| c.and_then(|c| c.cell.weight)).collect();
    let parts: Vec<Part> = mixed(&typed, &defaults)
        .into_iter()
        .zip(groups.iter().zip(&phase_cells))
        .map(|(weight, (group, cell))| Part { weight, lock: cell.and_then(|c| c.cell.lock), least: group.least })
        .collect();
    let shared = share(target, &parts);
    out.note(None, &shared);

    for (((at, group), cell), gmv) in selling.iter().zip(&groups).zip(&phase_cells).zip(&shared.amounts) {
        let Some(phase) = campaign.phases.at(*at) else { continue };
        out.phases.push(stretch(phase.id, phase.id, (group.days, group.least), *gmv, target, *cell, (cvr, aov)));
        if group.parts.is_empty() {
            continue;
        }
        let typed: Vec<Option<Rate>> = group.parts.iter().map(|p| p.cell.and_then(|c| c.cell.weight)).collect();
        let defaults: Vec<i128> = group.parts.iter().map(|p| p.weight).collect();
        let parts: Vec<Part> = mixed(&typed, &defaults)
            .into_iter()
            .zip(&group.parts)
            .map(|(weight, p)| Part { weight, lock: p.lock(), least: p.least })
            .collect();
        let waves = share(*gmv, &parts);
        out.note(Some(CellKey::Phase(phase.id)), &waves);
        for (part, amount) in group.parts.iter().zip(&waves.amounts) {
            if let Some(wave) = part.wave {
                out.waves.push(stretch(
                    wave,
                    phase.id,
                    (part.days, part.least),
                    *amount,
                    target,
                    part.cell,
                    (cvr, aov),
                ));
            }
            if part.pieces.is_empty() {
                continue;
            }
            let days = share(*amount, &day_parts(&part.pieces, &list, &cells, day));
            // where a phase has no waves, its only part is the phase itself
            let of = part.wave.map_or(CellKey::Phase(phase.id), CellKey::Wave);
            out.note(Some(of), &days);
            for (piece, amount) in part.pieces.iter().zip(&days.amounts) {
                if let Some(slot) = amounts.get_mut(*piece) {
                    *slot = *amount;
                }
            }
        }
    }
    out.collect_days(campaign, &list, &amounts, &cells);
    out
}

impl TimeSplit {
    fn note(&mut self, of: Option<CellKey>, shares: &Shares) {
        let gap = shares.excess.or(shares.short.map(|s| Money::from_wide(-s.wide())));
        self.unfit.extend(gap.map(|gap| Unfit { of, gap }));
    }

    fn collect_days(&mut self, campaign: &Campaign, list: &[Piece], amounts: &[Money], cells: &Cells) {
        let mut index: HashMap<Date, (usize, Money)> = HashMap::new();
        for ((piece, gmv), lock) in list.iter().zip(amounts).zip(&cells.locks) {
            let Some(phase) = campaign.phases.at(piece.phase) else { continue };
            let wave = piece.wave.and_then(|w| phase.waves.at(w)).map(|w| w.id);
            let (date, start, end) = (piece.date, piece.start, piece.end);
            self.pieces.push(DayPiece { date, phase: phase.id, wave, start, end, gmv: *gmv });
            let locked = lock.is_some();
            let (at, most) = index.entry(date).or_insert((self.days.len(), *gmv));
            match self.days.get_mut(*at) {
                None => self.days.push(DayShare { date, phase: phase.id, gmv: *gmv, locked }),
                Some(day) => {
                    day.gmv = Money::from_wide(day.gmv.wide() + gmv.wide());
                    if *gmv > *most {
                        *most = *gmv;
                        day.phase = phase.id;
                    }
                }
            }
        }
        self.days.sort_by_key(|day| day.date);
    }
}

/// What shares a phase: its waves, and the time that no wave covers.
struct Group<'a> {
    wave: Option<WaveId>,
    cell: Option<&'a StretchCell<WaveId>>,
    pieces: Vec<usize>,
    weight: i128,
    least: Money,
    days: usize,
}

impl Group<'_> {
    fn lock(&self) -> Option<Money> {
        self.cell.and_then(|c| c.cell.lock)
    }
}

struct Groups<'a> {
    parts: Vec<Group<'a>>,
    weight: i128,
    least: Money,
    days: usize,
}

impl<'a> Groups<'a> {
    fn new(campaign: &'a Campaign, at: usize, list: &[Piece], cells: &Cells) -> Self {
        let waves = campaign.phases.at(at).map(|p| &p.waves);
        let count = waves.map_or(0, Rows::len);
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); count + 1];
        let mut all = Vec::new();
        for (i, piece) in list.iter().enumerate().filter(|(_, p)| p.phase == at) {
            all.push(i);
            if let Some(slot) = members.get_mut(piece.wave.unwrap_or(count)) {
                slot.push(i);
            }
        }
        let sum = |of: &[usize]| of.iter().filter_map(|i| list.get(*i)).map(|p| p.weight).sum::<i128>();
        let least = |of: &[usize]| -> Money {
            of.iter().filter_map(|i| cells.locks.get(*i)?.or(cells.least.get(*i).copied())).sum()
        };
        let mut parts = Vec::new();
        for (w, pieces) in members.into_iter().enumerate() {
            let wave = waves.and_then(|rows| rows.at(w));
            // the uncovered rest takes part only if there is any
            if wave.is_none() && pieces.is_empty() {
                continue;
            }
            parts.push(Group {
                wave: wave.map(|w| w.id),
                cell: wave.and_then(|w| campaign.splits.waves.get(w.id)),
                weight: sum(&pieces),
                least: least(&pieces),
                days: distinct_days(&pieces, list),
                pieces,
            });
        }
        Self {
            weight: sum(&all),
            least: parts.iter().map(|p| p.lock().unwrap_or(p.least)).sum(),
            days: distinct_days(&all, list),
            parts,
        }
    }
}

fn distinct_days(of: &[usize], list: &[Piece]) -> usize {
    let mut last = None;
    let mut count = 0;
    for piece in of.iter().filter_map(|i| list.get(*i)) {
        count += usize::from(last != Some(piece.date));
        last = Some(piece.date);
    }
    count
}

/// The days of a wave or phase as parts: typed weights count for a whole day, so a piece gets its part of them.
fn day_parts(of: &[usize], list: &[Piece], cells: &Cells, whole_day: i128) -> Vec<Part> {
    let sum: i128 = of.iter().filter_map(|i| list.get(*i)).map(|p| p.weight).sum();
    let count = i128::try_from(of.len()).unwrap_or(1);
    of.iter()
        .map(|i| {
            let piece = list.get(*i);
            let (hours, weight) = piece.map_or((0, 0), |p| (p.hours, p.weight));
            let typed = cells.typed.get(*i).copied().flatten();
            let weight = match typed {
                Some(rate) if sum > 0 => rate.wide().max(0).saturating_mul(hours).saturating_mul(sum),
                Some(rate) => rate.wide().max(0).saturating_mul(hours).saturating_mul(count),
                None if sum > 0 => weight.saturating_mul(Rate::ONE.wide()).saturating_mul(whole_day),
                None => hours.saturating_mul(Rate::ONE.wide()),
            };
            Part {
                weight,
                lock: cells.locks.get(*i).copied().flatten(),
                least: cells.least.get(*i).copied().unwrap_or_default(),
            }
        })
        .collect()
}

/// Spreads the cells of days, and the locks of hours, over the pieces.
fn cells(campaign: &Campaign, list: &[Piece]) -> Cells {
    let mut out =
        Cells { typed: vec![None; list.len()], locks: vec![None; list.len()], least: vec![Money::ZERO; list.len()] };
    let splits = &campaign.splits;
    if splits.days.is_empty() && splits.hours.is_empty() {
        return out;
    }
    let mut by_date: HashMap<Date, Vec<usize>> = HashMap::new();
    for (i, piece) in list.iter().enumerate() {
        by_date.entry(piece.date).or_default().push(i);
    }
    for row in &splits.days {
        let Some(of) = by_date.get(&row.of) else { continue };
        let amounts = row.cell.lock.map(|lock| match of.as_slice() {
            [_] => vec![lock.wide()],
            many => {
                let mut weights: Vec<i128> = many.iter().map(|i| list.get(*i).map_or(0, |p| p.weight)).collect();
                if weights.iter().all(|w| *w == 0) {
                    weights.fill(1);
                }
                apportion(lock.wide(), &weights)
            }
        });
        for (n, i) in of.iter().enumerate() {
            if let Some(slot) = out.typed.get_mut(*i) {
                *slot = row.cell.weight;
            }
            if let (Some(slot), Some(amounts)) = (out.locks.get_mut(*i), &amounts) {
                *slot = amounts.get(n).map(|a| Money::from_wide(*a));
            }
        }
    }
    for row in &splits.hours {
        let Some(lock) = row.cell.lock else { continue };
        let Some(of) = by_date.get(&row.of.date()) else { continue };
        let owner = of.iter().find(|i| list.get(**i).is_some_and(|p| touches(row.of, p.start, p.end)));
        if let Some(slot) = owner.and_then(|i| out.least.get_mut(*i)) {
            *slot = Money::from_wide(slot.wide() + lock.wide());
        }
    }
    out
}

/// Whether a range has some of the hour that an instant lies in.
fn touches(at: DateTime, start: DateTime, end: DateTime) -> bool {
    let hour = usize::try_from(at.hour()).unwrap_or(0);
    hour_seconds(at.date(), start, end).get(hour).is_some_and(|s| *s > 0)
}

fn stretch<K: Copy, C>(
    of: K,
    phase: PhaseId,
    (days, least): (usize, Money),
    gmv: Money,
    target: Money,
    cell: Option<&StretchCell<C>>,
    (cvr, aov): (Option<Rate>, Option<Money>),
) -> StretchShare<K> {
    let typed = cell.map_or_else(TypedFactors::default, |c| TypedFactors { uv: c.uv, cvr: c.cvr, aov: c.aov });
    let own: Option<Cell> = cell.map(|c| c.cell);
    StretchShare {
        of,
        phase,
        days,
        gmv,
        share: gmv.ratio(target).unwrap_or_default(),
        weight: own.and_then(|c| c.weight),
        locked: own.is_some_and(|c| c.lock.is_some()),
        least,
        factors: factors(gmv, typed, cvr, aov),
    }
}

/// Splits a day over its hours. An hour that a border divides is summed; its lock belongs to the first piece that has
/// some of it.
#[must_use]
pub fn hours_of(campaign: &Campaign, split: &TimeSplit, date: Date) -> HourSplit {
    let weights = split.hours.on(date);
    let mut typed: [Option<Cell>; 24] = [None; 24];
    for row in campaign.splits.hours.iter().filter(|h| h.of.date() == date) {
        if let Some(slot) = usize::try_from(row.of.hour()).ok().and_then(|h| typed.get_mut(h)) {
            *slot = Some(row.cell);
        }
    }
    let (mut sums, mut sold, mut taken) = ([0i128; 24], [false; 24], [false; 24]);
    let (mut over, mut under) = (0i128, 0i128);
    for piece in split.pieces.iter().filter(|p| p.date == date) {
        let seconds = hour_seconds(date, piece.start, piece.end);
        let hours: Vec<usize> = (0..24).filter(|h| seconds.get(*h).is_some_and(|s| *s > 0)).collect();
        let at = |list: &[i128; 24], h: usize| list.get(h).copied().unwrap_or(0);
        let cell = |h: usize| typed.get(h).copied().flatten().unwrap_or_default();
        let defaults: Vec<i128> = hours.iter().map(|h| at(weights, *h) * at(&seconds, *h)).collect();
        let typed_weights: Vec<Option<Rate>> = hours.iter().map(|h| cell(*h).weight).collect();
        let parts: Vec<Part> = mixed(&typed_weights, &defaults)
            .into_iter()
            .zip(&hours)
            .map(|(weight, h)| {
                let lock = if taken.get(*h) == Some(&false) { cell(*h).lock } else { None };
                Part { weight, lock, least: Money::ZERO }
            })
            .collect();
        let shares = share(piece.gmv, &parts);
        over += shares.excess.map_or(0, Money::wide);
        under += shares.short.map_or(0, Money::wide);
        for (h, amount) in hours.iter().zip(&shares.amounts) {
            if let (Some(sum), Some(sold), Some(taken)) = (sums.get_mut(*h), sold.get_mut(*h), taken.get_mut(*h)) {
                *sum += amount.wide();
                (*sold, *taken) = (true, true);
            }
        }
    }
    let midnight = date.to_datetime(Time::midnight());
    let hours = (0i8..24).zip(sums).zip(sold).zip(typed).filter(|((_, sold), _)| *sold);
    HourSplit {
        hours: hours
            .map(|(((hour, sum), _), cell)| HourShare {
                at: midnight.with().hour(hour).build().unwrap_or(midnight),
                gmv: Money::from_wide(sum),
                locked: cell.is_some_and(|c| c.lock.is_some()),
            })
            .collect(),
        excess: (over > 0).then(|| Money::from_wide(over)),
        short: (under > 0).then(|| Money::from_wide(under)),
    }
}

/// The hours of all days, in order of time.
#[must_use]
pub fn all_hours(campaign: &Campaign, split: &TimeSplit) -> Vec<HourShare> {
    split.days.iter().flat_map(|day| hours_of(campaign, split, day.date).hours).collect()
}

#[cfg(test)]
#[path = "time_tests.rs"]
mod tests;
