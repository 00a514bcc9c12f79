//! The ways on which an order can be priced, told by its sums alone, which is half the work of `tell` and finds few more: of what an
//! offer leaves, the product and the sums that it is part of are looked at, and no other line.

use smallvec::SmallVec;

use super::bound::{Path, Route, Span};
use super::places::Place;
use super::rules::Guide;
use super::sums::Sums;
use super::tell::{Met, STEPS_TO_TELL};
use super::whole::{Reach, Sharing};
use crate::engine::offers::price::{Off, Rule};

/// What is left at least whichever way is gone.
pub(super) fn lowest(guide: &Guide<'_>, order: &[Span]) -> i64 {
    let Some(own) = order.first() else { return 0 };
    let reach = Reach::begin(own.left.0, &Sums::of(order).least());
    guide.least_after(&guide.places, 0, own.pieces.1, (reach, &Sharing::of(guide, order)), i64::MIN)
}

/// Every way that leads below `limit`, with what is then paid at least, into `found`. False if there are too many.
pub(super) fn ways(
    guide: &Guide<'_>,
    order: &[Span],
    items: u128,
    (limit, without): (i64, u128),
    found: &mut Vec<(i64, Route)>,
) -> bool {
    let Some(own) = order.first() else { return true };
    let need = Sums::of(order).least();
    let reach = Reach::begin(own.left.0, &need);
    let mut ways = Ways {
        guide,
        order,
        sharing: Sharing::of(guide, order),
        limit,
        without,
        start: reach.left,
        pieces: own.pieces.1,
        met: SmallVec::new(),
        steps: 0,
        found,
    };
    ways.from(0, Path::of(items), Point { reach, need, shed: [0; 4] });
    ways.steps <= STEPS_TO_TELL
}

/// How far a way has been followed.
#[derive(Clone, Copy)]
struct Point {
    reach: Reach,
    /// What the sums were at least at the beginning, as thresholds were reached.
    need: [i64; 4],
    /// What was surely taken off each.
    shed: [i64; 4],
}

struct Ways<'a> {
    guide: &'a Guide<'a>,
    order: &'a [Span],
    sharing: Sharing,
    limit: i64,
    /// Offers that no way uses.
    without: u128,
    /// What the product costs.
    start: i64,
    pieces: i64,
    met: SmallVec<[Met<'a>; 24]>,
    steps: u32,
    found: &'a mut Vec<(i64, Route)>,
}

impl<'a> Ways<'a> {
    fn from(&mut self, from: usize, path: Path, mut at: Point) {
        let guide = self.guide;
        let before = self.met.len();
        for (next, place) in (from + 1..).zip(guide.places.get(from..).unwrap_or_default()) {
            let bit = place.bit;
            if !place.own {
                // it can only make the fillers cheaper
                if self.sharing.lines(bit) != 0 {
                    let met = Met { place, rung: None };
                    at.reach = self.onward(at.reach, &met);
                    self.met.push(met);
                }
                continue;
            }
            if guide.is_blocked(place.at, path.used) {
                continue;
            }
            let first = threshold(place.rule);
            let sums = (at.reach.on(self.sharing.on(bit)), self.most(bit));
            if first > sums.1 {
                continue;
            }
            self.steps += 1;
            if self.steps > STEPS_TO_TELL {
                return;
            }
            // what nobody can do without is used as soon as it can be
            let forced = guide.optional & bit == 0 && (1..=sums.0).contains(&first);
            let used = if self.without & bit == 0 { place.rungs.max(1) } else { 0 };
            for rung in 0..used {
                let rung = (place.rungs > 0).then_some(rung);
                let Some((threshold, plain)) = self.rung(place, rung, sums) else { continue };
                let here = self.met.len();
                let then = self.with(&at, Met { place, rung: plain }, threshold);
                if self.is_hopeful(next, path.used | bit, &then) {
                    self.from(next, path.with(bit, rung), then);
                }
                self.met.truncate(here);
            }
            if forced || !self.is_hopeful(next, path.used, &at) {
                self.met.truncate(before);
                return;
            }
        }
        if at.reach.left < self.limit {
            self.found.push((at.reach.left, Route::new(path, at.need)));
        }
        self.met.truncate(before);
    }

    /// The most that there is of all that may take part in an offer.
    fn most(&self, bit: u128) -> i64 {
        let there = self.order.iter().filter(|span| span.any & bit != 0);
        there.fold(0i64, |all, span| all.saturating_add(span.left.1))
    }

    /// A rung of an offer, or the offer as a whole: from which sum on, and the plain amount that it takes off. Nothing if it cannot
    /// be the best of those that are reached.
    fn rung(
        &self,
        place: &Place<'_>,
        rung: Option<usize>,
        (sure, most): (i64, i64),
    ) -> Option<(i64, Option<(i64, i64)>)> {
        let guide = self.guide;
        let Some(rung) = rung else { return Some((threshold(place.rule), place.plain)) };
        let ladder = guide.ladder(place.at);
        let Some(&(at, off)) = ladder.get(rung) else {
            return Some((guide.more_from(place.at).filter(|at| *at <= most)?, None));
        };
        let Off::Less(off) = off else { return (at <= most).then_some((at, None)) };
        let better = |(from, than): &(i64, Off)| *from <= sure && matches!(than, Off::Less(than) if *than > off);
        (at <= most && !ladder.iter().any(better)).then_some((at, Some((at, off))))
    }

    /// What an offer of the product leaves once a threshold is reached. Where that says more of the beginning, what came before was
    /// shared by more.
    fn with(&mut self, at: &Point, met: Met<'a>, threshold: i64) -> Point {
        let (mut need, mut shed) = (at.need, at.shed);
        let lines = self.sharing.lines(met.place.bit);
        for set in (1..4).filter(|set| lines & !set == 0) {
            need[set] = need[set].max(threshold.saturating_add(shed[set]));
            if let Some((_, off)) = met.rung.filter(|(at, off)| off <= at) {
                shed[set] += off;
            }
        }
        self.met.push(met);
        let reach = if need == at.need {
            self.onward(at.reach, &met)
        } else {
            let start = Reach::begin(self.start, &need);
            self.met.iter().fold(start, |reach, met| self.onward(reach, met))
        };
        Point { reach, need, shed }
    }

    fn onward(&self, reach: Reach, met: &Met<'_>) -> Reach {
        self.guide.onward(reach, &self.sharing, met.place, met.rung, self.pieces)
    }

    fn is_hopeful(&self, from: usize, used: u128, at: &Point) -> bool {
        let places = self.guide.places.get(from..).unwrap_or_default();
        self.guide.least_after(places, used, self.pieces, (at.reach, &self.sharing), self.limit) < self.limit
    }
}

/// From which sum on an offer can be used at all; zero if no sum tells.
fn threshold(rule: &Rule) -> i64 {
    match *rule {
        Rule::Tiered(ref rungs) => rungs.iter().map(|(at, _)| *at).min().unwrap_or(0),
        Rule::Voucher { at, .. } => at,
        Rule::EveryN { every, .. } => every,
        _ => 0,
    }
}
