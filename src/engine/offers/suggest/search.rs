//! The best path of n rungs within a budget: exact, in whole minor units.
//!
//! Without a budget a dynamic programme over rungs finds it. With one, a multiplier on the cost gives bounds from above
//! and good ladders to begin with; then partial ladders are extended rung by rung, of those that end in the same rung only
//! the ones kept that no other beats in both gain and cost, and of these only what the bounds leave a chance. A bound
//! that lies above every completion never cuts off a better ladder, so that what remains is the best.

use super::segments::{Graph, Piece};
use super::{MOST_RUNGS, Stopped};

/// A ladder as rungs of the graph, with its sums.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Path {
    pub rungs: Vec<u32>,
    pub gain: i64,
    pub cost: i64,
}

/// Which rungs may stand at which place of the ladder.
pub(super) struct Search<'a> {
    pub graph: &'a Graph,
    pub rungs: usize,
    pub budget: Option<i64>,
    /// By place, then rung.
    pub allowed: Vec<Vec<bool>>,
    pub stop: &'a dyn Fn() -> bool,
}

/// A bound from above: the best score of what follows a rung, by place, then rung.
struct Bound {
    weight: f64,
    rest: Vec<Vec<f64>>,
}

/// A partial ladder.
#[derive(Clone, Copy)]
struct Label {
    gain: i64,
    cost: i64,
    node: u32,
}

/// Up to so many places after the first are swept at once in one register.
const FEW: usize = 4;

const NONE: f64 = f64::NEG_INFINITY;
/// Multipliers tried between one that spends too much and one that does not.
const HALVINGS: usize = 24;
/// How close to each other, in parts of the larger, when nothing is known of where they lie; and when a like search has told.
const CLOSE: (f64, f64) = (1e-4, 0.12);

impl Search<'_> {
    /// The best ladder. `near` is the multiplier that a like search has found, if there was one; the one found is left in it.
    pub fn best(&self, near: &mut Option<f64>) -> Result<Option<Path>, Stopped> {
        let Some(budget) = self.budget else { return Ok(self.follow(&self.bound(0.0)?)) };
        let mut bounds = Vec::new();
        if near.is_none() {
            let free = self.bound(0.0)?;
            let Some(path) = self.follow(&free) else { return Ok(None) };
            if path.cost <= budget {
                return Ok(Some(path));
            }
            bounds.push(free);
        }
        let cheapest = self.cheapest()?;
        let least = self.places(0).filter_map(|s| {
            let rest = cheapest.first()?.get(s).copied().filter(|rest| *rest < i64::MAX)?;
            Some(self.graph.start.get(s)?.cost.saturating_add(rest))
        });
        if least.min().is_none_or(|least| least > budget) {
            return Ok(None);
        }
        let mut best: Option<Path> = None;
        let keep = |path: &Option<Path>, best: &mut Option<Path>| {
            if let Some(path) = path
                && path.cost <= budget
                && best.as_ref().is_none_or(|b| path.gain > b.gain)
            {
                *best = Some(path.clone());
            }
        };
        let (mut low, mut high) = (0.0, near.unwrap_or(1.0).clamp(1e-6, 1e6));
        let close = if near.is_some() { CLOSE.1 } else { CLOSE.0 };
        for _ in 0..60 {
            let bound = self.bound(high)?;
            let path = self.follow(&bound);
            keep(&path, &mut best);
            if path.is_none_or(|path| path.cost <= budget) {
                bounds.push(bound);
                break;
            }
            low = high;
            high *= if near.is_some() { 1.1 } else { 2.0 };
        }
        if near.is_some() && low == 0.0 {
            // just below, it is likely to spend too much
            for step in 0..60 {
                let bound = self.bound(high * 0.9)?;
                let path = self.follow(&bound);
                keep(&path, &mut best);
                bounds.push(bound);
                if path.is_some_and(|path| path.cost > budget) {
                    low = high * 0.9;
                    break;
                }
                high *= 0.9;
                if step == 3 {
                    // the budget may not bind at all
                    let free = self.bound(0.0)?;
                    if let Some(path) = self.follow(&free).filter(|path| path.cost <= budget) {
                        return Ok(Some(path));
                    }
                    bounds.push(free);
                }
            }
        }
        for _ in 0..HALVINGS {
            if high - low < high * close {
                break;
            }
            let middle = f64::midpoint(low, high);
            let bound = self.bound(middle)?;
            let path = self.follow(&bound);
            keep(&path, &mut best);
            if path.is_some_and(|path| path.cost > budget) {
                low = middle;
            } else {
                high = middle;
            }
            // the first one and the last three are enough
            if bounds.len() > 3 {
                bounds.remove(1);
            }
            bounds.push(bound);
        }
        *near = Some(high);
        self.labels(budget, &bounds, &cheapest, best)
    }

    fn places(&self, place: usize) -> impl Iterator<Item = usize> + '_ {
        let allowed = self.allowed.get(place).map_or(&[][..], Vec::as_slice);
        allowed.iter().enumerate().filter(|(_, ok)| **ok).map(|(s, _)| s)
    }

    fn is_allowed(&self, place: usize, rung: usize) -> bool {
        self.allowed.get(place).and_then(|row| row.get(rung)).copied().unwrap_or(false)
    }

    /// The best score (gain − weight × cost) of what follows each rung at each place.
    fn bound(&self, weight: f64) -> Result<Bound, Stopped> {
        let score = |p: Piece| p.gain as f64 - weight * p.cost as f64;
        let rest = self.sweep(NONE, score, |score, rest| score + rest, |a, b| if b > a { b } else { a })?;
        Ok(Bound { weight, rest })
    }

    /// The cheapest completion of each rung at each place; `i64::MAX` where there is none.
    fn cheapest(&self) -> Result<Vec<Vec<i64>>, Stopped> {
        self.sweep(i64::MAX, |p: Piece| p.cost, i64::saturating_add, i64::min)
    }

    /// What follows each rung at each place at best, `none` where nothing may.
    fn sweep<T: Copy>(
        &self,
        none: T,
        score: impl Fn(Piece) -> T,
        add: impl Fn(T, T) -> T,
        best: impl Fn(T, T) -> T,
    ) -> Result<Vec<Vec<T>>, Stopped> {
        if self.rungs <= FEW + 1 {
            self.sweep_wide::<T, FEW>(none, score, add, best)
        } else {
            self.sweep_wide::<T, MOST_RUNGS>(none, score, add, best)
        }
    }

    /// The same in one pass over the arcs, from the highest rung down: what follows a rung stands side by side for all places.
    fn sweep_wide<T: Copy, const WIDE: usize>(
        &self,
        none: T,
        score: impl Fn(Piece) -> T,
        add: impl Fn(T, T) -> T,
        best: impl Fn(T, T) -> T,
    ) -> Result<Vec<Vec<T>>, Stopped> {
        let last = self.rungs.saturating_sub(1);
        let count = self.graph.states.len();
        let mut rest = vec![vec![none; count]; last + 1];
        // by rung: what may follow at the next place, by place
        let mut ahead = vec![[none; WIDE]; count];
        for (s, (arcs, end)) in self.graph.arcs.iter().zip(&self.graph.end).enumerate().rev() {
            if s % 64 == 0 && (self.stop)() {
                return Err(Stopped);
            }
            let mut most = [none; WIDE];
            for arc in arcs {
                // arcs lead to higher thresholds, which are done
                let Some(after) = ahead.get(arc.to as usize) else { continue };
                let score = score(arc.piece);
                for (most, after) in most.iter_mut().zip(after) {
                    *most = best(*most, add(score, *after));
                }
            }
            let at = |place: usize| if place == last { score(*end) } else { most.get(place).copied().unwrap_or(none) };
            for (place, row) in rest.iter_mut().enumerate() {
                if let Some(slot) = row.get_mut(s) {
                    *slot = at(place);
                }
            }
            if let Some(ahead) = ahead.get_mut(s) {
                for (place, slot) in ahead.iter_mut().enumerate().take(last) {
                    *slot = if self.is_allowed(place + 1, s) { at(place + 1) } else { none };
                }
            }
        }
        Ok(rest)
    }

    /// The ladder that a bound's scores lead to.
    fn follow(&self, bound: &Bound) -> Option<Path> {
        let score = |p: Piece| p.gain as f64 - bound.weight * p.cost as f64;
        let rest = |place: usize, s: usize| bound.rest.get(place).and_then(|r| r.get(s)).copied().unwrap_or(NONE);
        let first = self.places(0).map(|s| (s, self.graph.start.get(s).map_or(NONE, |p| score(*p) + rest(0, s))));
        let (first, value) = first.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))?;
        if value == NONE {
            return None;
        }
        let start = self.graph.start.get(first)?;
        let mut path = Path { rungs: vec![u32::try_from(first).ok()?], gain: start.gain, cost: start.cost };
        let mut at = first;
        for place in 1..self.rungs {
            let arcs = self.graph.arcs.get(at)?.iter().filter(|a| self.is_allowed(place, a.to as usize));
            let scored = arcs.map(|a| (a, score(a.piece) + rest(place, a.to as usize)));
            let (arc, _) = scored.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.to.cmp(&a.0.to)))?;
            path.rungs.push(arc.to);
            path.gain += arc.piece.gain;
            path.cost += arc.piece.cost;
            at = arc.to as usize;
        }
        let end = self.graph.end.get(at)?;
        path.gain += end.gain;
        path.cost += end.cost;
        Some(path)
    }

    /// Partial ladders, rung by rung, from the best that is known.
    fn labels(
        &self,
        budget: i64,
        bounds: &[Bound],
        cheapest: &[Vec<i64>],
        mut best: Option<Path>,
    ) -> Result<Option<Path>, Stopped> {
        let mut nodes: Vec<(u32, u32)> = Vec::new();
        // sums are whole: what is not better by one is not better, and half of one covers the bounds' rounding
        let hopeful = |place: usize, s: usize, label: &Label, best: &Option<Path>| {
            let rest = cheapest.get(place).and_then(|r| r.get(s)).copied().unwrap_or(i64::MAX);
            let Some(known) = best.as_ref().map(|b| b.gain as f64 + 0.5) else {
                return label.cost.saturating_add(rest) <= budget;
            };
            label.cost.saturating_add(rest) <= budget
                && bounds.iter().all(|bound| {
                    let rest = bound.rest.get(place).and_then(|r| r.get(s)).copied().unwrap_or(NONE);
                    label.gain as f64 + rest + bound.weight * (budget - label.cost) as f64 >= known
                })
        };
        let count = self.graph.states.len();
        let mut now: Vec<Vec<Label>> = vec![Vec::new(); count];
        for s in self.places(0) {
            let Some(start) = self.graph.start.get(s) else { continue };
            let label = Label { gain: start.gain, cost: start.cost, node: nodes.len() as u32 };
            if hopeful(0, s, &label, &best) {
                nodes.push((s as u32, u32::MAX));
                if let Some(list) = now.get_mut(s) {
                    list.push(label);
                }
            }
        }
        for place in 1..self.rungs {
            let mut next: Vec<Vec<Label>> = vec![Vec::new(); count];
            for (labels, arcs) in now.iter().zip(&self.graph.arcs) {
                if (self.stop)() {
                    return Err(Stopped);
                }
                if labels.is_empty() {
                    continue;
                }
                for arc in arcs.iter().filter(|a| self.is_allowed(place, a.to as usize)) {
                    for from in labels {
                        let (gain, cost) = (from.gain + arc.piece.gain, from.cost + arc.piece.cost);
                        // until the label is kept it carries the node it comes from
                        let label = Label { gain, cost, node: from.node };
                        if hopeful(place, arc.to as usize, &label, &best)
                            && let Some(list) = next.get_mut(arc.to as usize)
                        {
                            list.push(label);
                        }
                    }
                }
            }
            for (s, list) in next.iter_mut().enumerate() {
                unbeaten(list);
                for label in list {
                    nodes.push((s as u32, label.node));
                    label.node = (nodes.len() - 1) as u32;
                }
            }
            now = next;
        }
        for (labels, end) in now.iter().zip(&self.graph.end) {
            for label in labels {
                let (gain, cost) = (label.gain + end.gain, label.cost + end.cost);
                if cost <= budget && best.as_ref().is_none_or(|b| gain > b.gain) {
                    best = Some(Path { rungs: trace(&nodes, label.node), gain, cost });
                }
            }
        }
        Ok(best)
    }
}

/// Leaves the labels that no other beats in both gain and cost.
fn unbeaten(labels: &mut Vec<Label>) {
    labels.sort_unstable_by_key(|l| (l.cost, -l.gain));
    let mut most = i64::MIN;
    labels.retain(|label| {
        let better = label.gain > most;
        most = most.max(label.gain);
        better
    });
}

fn trace(nodes: &[(u32, u32)], last: u32) -> Vec<u32> {
    let mut rungs = Vec::new();
    let mut at = nodes.get(last as usize);
    while let Some((rung, before)) = at {
        rungs.push(*rung);
        at = nodes.get(*before as usize);
    }
    rungs.reverse();
    rungs
}
