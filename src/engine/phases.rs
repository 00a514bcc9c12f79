//! Edits of phases and waves as pure functions: their edges, new ones, their order, removal with all that refers to them.
//!
//! Phases that meet keep meeting: moving an edge moves the neighbour's edge if the two touched before, and what touches
//! the edge within (a wave) goes along. Phases come out in the order of time. Knows nothing of undo or windows.

use std::sync::Arc;

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};

use super::review::forget;
use crate::model::{Campaign, Phase, PhaseId, PhaseKind, Row, Rows, Wave, WaveId};

/// Why an edge cannot stand where it is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EdgeProblem {
    /// The end would not be later than the start.
    EndsBeforeStart,
    /// The phase that meets it here would have no time left.
    SwallowsPhase(PhaseId),
    /// The wave that meets it here would have no time left.
    SwallowsWave(WaveId),
    /// A wave would leave its phase.
    OutsidePhase,
}

/// An edge of a phase or wave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// First instant.
    Start,
    /// First instant no longer in it.
    End,
}

/// How long a phase is that follows all others.
const NEW_DAYS: i64 = 3;

/// Moves the start of a phase.
///
/// # Errors
/// Why it cannot stand there.
pub fn set_start(phases: &Rows<Phase>, id: PhaseId, at: DateTime) -> Result<Rows<Phase>, EdgeProblem> {
    set_edge(phases, id, Edge::Start, at)
}

/// Moves the end of a phase.
///
/// # Errors
/// Why it cannot stand there.
pub fn set_end(phases: &Rows<Phase>, id: PhaseId, at: DateTime) -> Result<Rows<Phase>, EdgeProblem> {
    set_edge(phases, id, Edge::End, at)
}

/// Moves an edge of a phase; a neighbour that touched it there, and waves that begin or end there, go along.
///
/// # Errors
/// Why it cannot stand there.
pub fn set_edge(phases: &Rows<Phase>, id: PhaseId, edge: Edge, at: DateTime) -> Result<Rows<Phase>, EdgeProblem> {
    let Some(phase) = phases.get(id) else { return Ok(phases.clone()) };
    let old = match edge {
        Edge::Start => phase.start,
        Edge::End => phase.end,
    };
    let mut changed = vec![moved(phase, edge, at).ok_or(EdgeProblem::EndsBeforeStart)?];
    let (touches, other): (fn(&Phase) -> DateTime, Edge) = match edge {
        Edge::Start => (|p| p.end, Edge::End),
        Edge::End => (|p| p.start, Edge::Start),
    };
    for neighbour in phases.iter().filter(|p| p.id != id && touches(p) == old) {
        changed.push(moved(neighbour, other, at).ok_or(EdgeProblem::SwallowsPhase(neighbour.id))?);
    }
    let mut new = phases.clone();
    for phase in changed {
        if let Some(slot) = new.get_mut(phase.id).filter(|slot| **slot != phase) {
            *slot = phase;
        }
    }
    sort(&mut new);
    Ok(new)
}

/// A phase with an edge elsewhere, its waves going along with the edge they touch and cut to what is left.
fn moved(phase: &Phase, edge: Edge, at: DateTime) -> Option<Phase> {
    let mut new = phase.clone();
    let old = match edge {
        Edge::Start => std::mem::replace(&mut new.start, at),
        Edge::End => std::mem::replace(&mut new.end, at),
    };
    if new.start >= new.end {
        return None;
    }
    let (start, end) = (new.start, new.end);
    new.waves.map_where(|wave| {
        let mut wave = wave.clone();
        match edge {
            // a wave that lies wholly outside stays where it is: a finding shows it
            Edge::Start if wave.end > start && (wave.start == old || wave.start < start) => wave.start = start,
            Edge::End if wave.start < end && (wave.end == old || wave.end > end) => wave.end = end,
            _ => return None,
        }
        Some(wave)
    });
    Some(new)
}

/// Puts a phase elsewhere as a whole; nothing goes along.
///
/// # Errors
/// It would have no time.
pub fn set_range(
    phases: &Rows<Phase>,
    id: PhaseId,
    (start, end): (DateTime, DateTime),
) -> Result<Rows<Phase>, EdgeProblem> {
    if start >= end {
        return Err(EdgeProblem::EndsBeforeStart);
    }
    let mut new = phases.clone();
    if let Some(phase) = new.get_mut(id) {
        (phase.start, phase.end) = (start, end);
    }
    sort(&mut new);
    Ok(new)
}

/// Between which instants an edge can be dragged so that nothing it touches loses its last hour.
#[must_use]
pub fn room(phases: &Rows<Phase>, id: PhaseId, edge: Edge) -> Option<(DateTime, DateTime)> {
    let phase = phases.get(id)?;
    let hour = SignedDuration::from_hours(1);
    let (low, high) = match edge {
        Edge::Start => {
            let before = phases.iter().filter(|p| p.id != id && p.end == phase.start).map(|p| p.start).max();
            (before.unwrap_or(DateTime::MIN), phase.end)
        }
        Edge::End => {
            let after = phases.iter().filter(|p| p.id != id && p.start == phase.end).map(|p| p.end).min();
            (phase.start, after.unwrap_or(DateTime::MAX))
        }
    };
    Some((low.saturating_add(hour), high.saturating_sub(hour)))
}

/// Adds a phase right after another (after the last if none is named), in the gap behind it if there is one. Where the
/// next phase meets it, the new one takes the later half of the one before; behind the last it has days of its own, from
/// `start` if there is no phase at all.
///
/// Nothing changes if the phase before is too short to be halved.
#[must_use]
pub fn insert_after(phases: &Rows<Phase>, after: Option<PhaseId>, id: PhaseId, start: Date) -> Rows<Phase> {
    let mut new = phases.clone();
    sort(&mut new);
    let before = after.and_then(|a| new.get(a)).or_else(|| new.last().map(AsRef::as_ref)).cloned();
    let Some(before) = before else {
        let start = start.to_datetime(Time::midnight());
        new.push(plain(id, PhaseKind::Launch, start, later(start, days(NEW_DAYS))));
        return new;
    };
    let next = new.iter().filter(|p| p.id != before.id && p.start >= before.end).map(|p| p.start).min();
    let kind = kind_after(&new, before.kind);
    let added = match next {
        None => plain(id, kind, before.end, later(before.end, days(NEW_DAYS))),
        Some(next) if next > before.end => plain(id, kind, before.end, next),
        Some(_) => {
            let Some(middle) = cut(before.start, before.end, 1, 2) else { return phases.clone() };
            let Some(first) = moved(&before, Edge::End, middle) else { return phases.clone() };
            if let Some(slot) = new.get_mut(before.id) {
                *slot = first;
            }
            plain(id, kind, middle, before.end)
        }
    };
    let at = new.position(before.id).map_or(new.len(), |at| at + 1);
    new.insert(at, added);
    sort(&mut new);
    new
}

/// Adds a phase of some days before all others.
#[must_use]
pub fn insert_first(phases: &Rows<Phase>, id: PhaseId, start: Date) -> Rows<Phase> {
    let Some(first) = phases.iter().min_by_key(|p| p.start) else { return insert_after(phases, None, id, start) };
    let mut new = phases.clone();
    let begin = first.start.saturating_sub(days(NEW_DAYS));
    new.insert(0, plain(id, PhaseKind::Prepare, begin, first.start));
    sort(&mut new);
    new
}

fn plain(id: PhaseId, kind: PhaseKind, start: DateTime, end: DateTime) -> Phase {
    Phase { id, kind, name: String::new(), start, end, waves: Rows::default() }
}

/// The kind that usually follows, if there is none of it yet; else the same.
fn kind_after(phases: &Rows<Phase>, kind: PhaseKind) -> PhaseKind {
    let usual = [PhaseKind::Prepare, PhaseKind::Preheat, PhaseKind::Launch, PhaseKind::Burst, PhaseKind::Return];
    usual.into_iter().filter(|k| *k > kind).find(|k| phases.iter().all(|p| p.kind != *k)).unwrap_or(kind)
}

/// Adds a wave to a phase, after one of its waves (after the last if none is named): in the gap behind it if there is
/// one, else in its later half. The first wave has the whole phase.
///
/// Nothing changes if there is no room.
#[must_use]
pub fn add_wave(phases: &Rows<Phase>, phase: PhaseId, after: Option<WaveId>, id: WaveId) -> Rows<Phase> {
    let mut new = phases.clone();
    if let Some(slot) = new.get_mut(phase)
        && let Some(waves) = wave_added(slot, after, id)
    {
        slot.waves = waves;
        return new;
    }
    phases.clone()
}

fn wave_added(phase: &Phase, after: Option<WaveId>, id: WaveId) -> Option<Rows<Wave>> {
    let mut waves = phase.waves.clone();
    let wave = |start, end| Wave { id, name: String::new(), start, end };
    let last = || phase.waves.iter().max_by_key(|w| w.start).map(AsRef::as_ref);
    let Some(before) = after.and_then(|a| phase.waves.get(a)).or_else(last).cloned() else {
        waves.push(wave(phase.start, phase.end));
        return Some(waves);
    };
    let next = phase.waves.iter().map(|w| w.start).filter(|s| *s >= before.end).min().unwrap_or(phase.end);
    let added = if next > before.end {
        wave(before.end, next)
    } else {
        let middle = cut(before.start, before.end, 1, 2)?;
        waves.get_mut(before.id)?.end = middle;
        wave(middle, before.end)
    };
    let at = waves.position(before.id).map_or(waves.len(), |at| at + 1);
    waves.insert(at, added);
    Some(waves)
}

/// Moves an edge of a wave within its phase; the wave that touched it there goes along.
///
/// # Errors
/// Why it cannot stand there.
pub fn set_wave_edge(phases: &Rows<Phase>, id: WaveId, edge: Edge, at: DateTime) -> Result<Rows<Phase>, EdgeProblem> {
    let Some(phase) = phases.iter().find(|p| p.waves.contains(id)) else { return Ok(phases.clone()) };
    let Some(wave) = phase.waves.get(id) else { return Ok(phases.clone()) };
    if at < phase.start || at > phase.end {
        return Err(EdgeProblem::OutsidePhase);
    }
    let put = |wave: &Wave, edge: Edge| -> Option<Wave> {
        let mut wave = wave.clone();
        match edge {
            Edge::Start => wave.start = at,
            Edge::End => wave.end = at,
        }
        (wave.start < wave.end).then_some(wave)
    };
    let mut changed = vec![put(wave, edge).ok_or(EdgeProblem::EndsBeforeStart)?];
    for other in phase.waves.iter().filter(|w| w.id != id) {
        let (touches, far) = match edge {
            Edge::Start => (other.end == wave.start, Edge::End),
            Edge::End => (other.start == wave.end, Edge::Start),
        };
        if touches {
            changed.push(put(other, far).ok_or(EdgeProblem::SwallowsWave(other.id))?);
        }
    }
    let mut new = phases.clone();
    if let Some(slot) = new.get_mut(phase.id) {
        for wave in changed {
            if let Some(slot) = slot.waves.get_mut(wave.id) {
                *slot = wave;
            }
        }
        slot.waves.list_mut().sort_by_key(|w| w.start);
    }
    Ok(new)
}

/// Divides a phase evenly among its waves, in their order, at midnights where the parts are long enough.
#[must_use]
pub fn split_evenly(phases: &Rows<Phase>, id: PhaseId) -> Rows<Phase> {
    let Some(phase) = phases.get(id) else { return phases.clone() };
    let of = i64::try_from(phase.waves.len()).unwrap_or(i64::MAX);
    let mut borders = vec![phase.start];
    for part in 1..of {
        match cut(phase.start, phase.end, part, of) {
            Some(at) if borders.last().is_some_and(|last| at > *last) => borders.push(at),
            _ => return phases.clone(),
        }
    }
    borders.push(phase.end);
    let mut new = phases.clone();
    if let Some(slot) = new.get_mut(id) {
        for (wave, pair) in slot.waves.list_mut().iter_mut().zip(borders.windows(2)) {
            if let [start, end] = pair {
                let wave = Arc::make_mut(wave);
                (wave.start, wave.end) = (*start, *end);
            }
        }
    }
    new
}

/// Moves a phase to another place in the order of time (counted without it): all keep their lengths, and the gaps stay
/// where they are in the sequence. Waves go along with their phase.
#[must_use]
pub fn reorder(phases: &Rows<Phase>, id: PhaseId, to: usize) -> Rows<Phase> {
    let mut new = phases.clone();
    sort(&mut new);
    relay(&mut new, id, to);
    new
}

/// The same with a wave within its phase.
#[must_use]
pub fn reorder_wave(phases: &Rows<Phase>, id: WaveId, to: usize) -> Rows<Phase> {
    let mut new = phases.clone();
    let phase = phases.iter().find(|p| p.waves.contains(id)).map(|p| p.id);
    if let Some(slot) = phase.and_then(|phase| new.get_mut(phase)) {
        slot.waves.list_mut().sort_by_key(|w| w.start);
        relay(&mut slot.waves, id, to);
    }
    new
}

/// Something that takes time.
trait Stretch: Row {
    fn range(&self) -> (DateTime, DateTime);
    fn shift(&mut self, by: SignedDuration);
}

impl Stretch for Phase {
    fn range(&self) -> (DateTime, DateTime) {
        (self.start, self.end)
    }

    fn shift(&mut self, by: SignedDuration) {
        (self.start, self.end) = (later(self.start, by), later(self.end, by));
        for wave in self.waves.list_mut() {
            Arc::make_mut(wave).shift(by);
        }
    }
}

impl Stretch for Wave {
    fn range(&self) -> (DateTime, DateTime) {
        (self.start, self.end)
    }

    fn shift(&mut self, by: SignedDuration) {
        (self.start, self.end) = (later(self.start, by), later(self.end, by));
    }
}

/// Lays sorted stretches out again with one of them elsewhere.
fn relay<T: Stretch>(rows: &mut Rows<T>, id: T::Id, to: usize) {
    let Some((from, begin)) = rows.position(id).zip(rows.first().map(|r| r.range().0)) else { return };
    let gaps: Vec<SignedDuration> =
        rows.iter().zip(rows.iter().skip(1)).map(|(a, b)| a.range().1.duration_until(b.range().0)).collect();
    let list = rows.list_mut();
    let row = list.remove(from);
    list.insert(to.min(list.len()), row);
    let mut at = begin;
    for (slot, gap) in list.iter_mut().zip(gaps.into_iter().chain([SignedDuration::ZERO])) {
        let by = slot.range().0.duration_until(at);
        if !by.is_zero() {
            Arc::make_mut(slot).shift(by);
        }
        at = later(slot.range().1, gap);
    }
}

/// The last day that a range has something of.
#[must_use]
pub fn last_day(start: DateTime, end: DateTime) -> Date {
    let last = end.saturating_sub(SignedDuration::from_nanos(1));
    last.max(start).date()
}

/// How many calendar days a range touches.
#[must_use]
pub fn days_touched(start: DateTime, end: DateTime) -> u32 {
    let days = start.date().until(last_day(start, end)).map_or(0, |span| span.get_days());
    u32::try_from(days).unwrap_or(0) + 1
}

/// Removes phases and waves, with what is typed for them in the splits and the prices of those phases.
pub fn remove(campaign: &mut Campaign, phases: &[PhaseId], waves: &[WaveId]) {
    let mut gone: Vec<WaveId> = waves.to_vec();
    gone.extend(campaign.phases.iter().filter(|p| phases.contains(&p.id)).flat_map(|p| p.waves.iter().map(|w| w.id)));
    campaign.phases.remove_where(|p| phases.contains(&p.id));
    campaign.phases.map_where(|phase| {
        phase.waves.iter().any(|w| gone.contains(&w.id)).then(|| {
            let mut phase = phase.clone();
            phase.waves.remove_where(|w| gone.contains(&w.id));
            phase
        })
    });
    let splits = &campaign.splits;
    if splits.phases.iter().any(|c| phases.contains(&c.of)) || splits.waves.iter().any(|c| gone.contains(&c.of)) {
        let splits = Arc::make_mut(&mut campaign.splits);
        splits.phases.remove_where(|c| phases.contains(&c.of));
        splits.waves.remove_where(|c| gone.contains(&c.of));
    }
    forget(campaign, |of| matches!(of, crate::model::SentenceOf::Phase(id) if phases.contains(&id)));
    campaign.goods.map_where(|row| {
        row.phase_prices.keys().any(|id| phases.contains(id)).then(|| {
            let mut row = row.clone();
            row.phase_prices.retain(|id, _| !phases.contains(id));
            row
        })
    });
}

fn sort(phases: &mut Rows<Phase>) {
    let sorted = phases.iter().zip(phases.iter().skip(1)).all(|(a, b)| a.start <= b.start);
    if !sorted {
        phases.list_mut().sort_by_key(|p| p.start);
    }
}

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(days * 24)
}

fn later(at: DateTime, by: SignedDuration) -> DateTime {
    at.checked_add(by).unwrap_or(at)
}

/// The border after `part` of `of` even parts: the nearest midnight where the parts are a day and longer, else the nearest
/// full hour. Nothing if they would be shorter than an hour.
fn cut(start: DateTime, end: DateTime, part: i64, of: i64) -> Option<DateTime> {
    let whole = start.duration_until(end).as_secs();
    let each = whole.checked_div(of)?;
    let at = later(start, SignedDuration::from_secs(whole.checked_mul(part)?.checked_div(of)?));
    let unit = if each >= 86_400 { 86_400 } else { 3_600 };
    if each < unit {
        return None;
    }
    let midnight = at.date().to_datetime(Time::midnight());
    let into = midnight.duration_until(at).as_secs();
    let snapped = later(midnight, SignedDuration::from_secs((into + unit / 2) / unit * unit));
    (snapped > start && snapped < end).then_some(snapped)
}

#[cfg(test)]
#[path = "phases_tests.rs"]
mod tests;
