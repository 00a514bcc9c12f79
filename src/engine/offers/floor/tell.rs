//! The ways on which an order can be priced: at each offer of the product it is followed with each of its rungs, and without it
//! where some customer can do without, until all that could still come leads no lower than what is known.

use smallvec::SmallVec;

use super::bound::{ANY, Path, Rivals, Route, Spans, Walk};
use super::ground::Ground;
use super::places::Place;
use super::rules::Guide;
use super::sums::Sums;
use super::whole::{Reach, Sharing};
use crate::engine::offers::price::Off;

/// Offers after which a walk is ended with what is certain anyhow.
const STEPS: u32 = 4096;

/// Offers after which the ways of a branch are too many to be told.
pub(super) const STEPS_TO_TELL: u32 = 1 << 16;

/// The least that is paid for the first of `spans` (`lines` of them are there), with these item offers applied to it, if
/// that is below `limit`; else something not below it.
pub(super) fn least(guide: &Guide<'_>, spans: &Spans, lines: usize, items: u128, limit: i64) -> i64 {
    let mut tale = Tale::new(Walk::new(guide, spans, lines, items), limit, STEPS);
    tale.begin();
    tale.best
}

/// Every way that leads below `limit`, with what is then paid at least, into `found`. False if there are too many.
pub(super) fn routes(
    guide: &Guide<'_>,
    spans: &Spans,
    lines: usize,
    items: u128,
    limit: i64,
    offer: Option<(u128, bool)>,
    found: &mut Vec<(i64, Route)>,
) -> bool {
    let mut tale = Tale { offer, ..Tale::new(Walk::new(guide, spans, lines, items), limit, STEPS_TO_TELL) };
    tale.found = Some(std::mem::take(found));
    tale.begin();
    *found = tale.found.unwrap_or_default();
    tale.steps <= STEPS_TO_TELL
}

/// An offer that was met on a way.
#[derive(Clone, Copy)]
pub(super) struct Met<'a> {
    pub place: &'a Place<'a>,
    /// Its rung, where it takes a plain amount off: from which sum on, and how much.
    pub rung: Option<(i64, i64)>,
}

/// How far a way has been followed.
#[derive(Clone, Copy)]
struct Point {
    spans: Spans,
    sums: Sums,
    /// The same, as far as it is told by what is known of the beginning.
    reach: Reach,
    /// What the sums were at least at the beginning.
    need: [i64; 4],
}

struct Tale<'a> {
    walk: Walk<'a>,
    best: i64,
    steps: u32,
    most: u32,
    /// All ways below `best`, where not only the least is asked for.
    found: Option<Vec<(i64, Route)>>,
    met: SmallVec<[Met<'a>; 24]>,
    sharing: Sharing,
    /// An offer that is used on all ways, or on none.
    offer: Option<(u128, bool)>,
}

impl<'a> Tale<'a> {
    fn new(walk: Walk<'a>, best: i64, most: u32) -> Self {
        let sharing = Sharing::of(walk.guide, walk.order());
        Self { walk, best, steps: 0, most, found: None, met: SmallVec::new(), sharing, offer: None }
    }

    fn begin(&mut self) {
        let (spans, sums) = (*self.walk.start.0, self.walk.start.1);
        let need = sums.least();
        let reach = Reach::begin(spans[0].left.0, &need);
        self.from(0, Path::of(self.walk.items), Point { spans, sums, reach, need });
    }

    fn from(&mut self, from: usize, mut path: Path, mut at: Point) {
        let guide = self.walk.guide;
        let lines = self.walk.lines;
        let any_beside = at.spans[1].any | at.spans[2].any;
        let before = self.met.len();
        let mut rivals = Rivals::none(&at.spans, at.sums);
        let to_come = self.offer.filter(|(_, used)| *used).map_or(0, |(offer, _)| offer);
        for (next, of) in (from + 1..).zip(guide.places.get(from..).unwrap_or_default()) {
            let (place, bit) = (of.at, of.bit);
            if !of.own {
                // it can only make the fillers cheaper
                if any_beside & bit != 0 {
                    self.walk.beside(place, path.used | to_come, &mut at.spans, &mut at.sums, &mut rivals);
                    self.meet(&mut at, Met { place: of, rung: None });
                }
                continue;
            }
            if guide.is_blocked(place, path.used | to_come) {
                continue;
            }
            let ground = Ground::of(guide, place, &at.spans[..lines], &at.sums);
            if !ground.may_apply {
                if self.offer == Some((bit, true)) {
                    self.met.truncate(before);
                    return;
                }
                continue;
            }
            self.steps += 1;
            if self.steps > self.most {
                self.best = self.best.min(self.least_after(next - 1, path.used, &at, i64::MIN));
                break;
            }
            let told = self.offer.filter(|(offer, _)| *offer == bit).map(|(_, used)| used);
            let mut forced = ground.must_apply && guide.optional & bit == 0;
            match told {
                Some(false) if forced => {
                    self.met.truncate(before);
                    return;
                }
                Some(false) => continue,
                Some(true) => forced = true,
                None => {}
            }
            let used = path.used | bit;
            if of.rungs == 0 {
                let here = self.met.len();
                let then = self.with(&at, Met { place: of, rung: of.plain }, &ground);
                let hopeful = self.is_hopeful(next, used, &then);
                if forced {
                    if !hopeful {
                        self.met.truncate(before);
                        return;
                    }
                    (at, path) = (then, path.with(bit, None));
                    rivals.forget();
                    continue;
                }
                if hopeful {
                    self.from(next, path.with(bit, None), then);
                }
                self.met.truncate(here);
            }
            for rung in 0..of.rungs {
                let Some(ground) = ground.at_rung(guide, place, rung) else { continue };
                let here = self.met.len();
                let plain =
                    ground.rung().and_then(|(at, off)| if let Off::Less(off) = off { Some((at, off)) } else { None });
                let met = Met { place: of, rung: plain };
                // most are told not to be low enough by the whole alone
                let reach = self.onward(at.reach, &met);
                let places = guide.places.get(next..).unwrap_or_default();
                let pieces = at.spans[0].pieces.1;
                if guide.least_after(places, used, pieces, (reach, &self.sharing), self.best) >= self.best {
                    continue;
                }
                let then = self.with(&at, met, &ground);
                if self.is_hopeful(next, used, &then) {
                    self.from(next, path.with(bit, Some(rung)), then);
                }
                self.met.truncate(here);
            }
            if forced || !self.is_hopeful(next, path.used, &at) {
                self.met.truncate(before);
                return;
            }
        }
        if self.steps <= self.most {
            self.end(path, &at);
        }
        self.met.truncate(before);
    }

    /// A way has come to its end.
    fn end(&mut self, path: Path, at: &Point) {
        let mut net = at.spans[0].left.0.max(at.reach.left);
        if net >= self.best {
            return;
        }
        // a way that is told is walked when its turn comes
        let walks = self.found.is_none() || !self.walk.guide.is_told_by_sums(path.used);
        if walks && at.sums.tells_more(&self.walk.start.1) {
            let steps = self.walk.steps(&path);
            let again = steps.and_then(|steps| self.walk.within(&path, &steps, &at.sums.need(), &ANY));
            let again = again.map_or(i64::MAX, |(net, _)| net);
            net = net.max(again);
        }
        match &mut self.found {
            Some(found) if net < self.best => found.push((net, Route::new(path, at.sums.need()))),
            Some(_) => {}
            None => self.best = self.best.min(net),
        }
    }

    /// What an offer of the product leaves.
    fn with(&mut self, at: &Point, met: Met<'a>, ground: &Ground) -> Point {
        let mut then = *at;
        ground.apply(self.walk.guide, met.place.at, &mut then.spans[..self.walk.lines], &mut then.sums);
        self.meet(&mut then, met);
        then
    }

    /// Goes on beyond an offer. Where a threshold was reached that says more of the beginning, what came before was shared by more.
    fn meet(&mut self, at: &mut Point, met: Met<'a>) {
        self.met.push(met);
        let need = at.sums.need();
        if (1..4).any(|set| need[set] > at.need[set]) {
            at.need = std::array::from_fn(|set| at.need[set].max(need[set]));
            let start = Reach::begin(self.walk.start.0[0].left.0, &at.need);
            at.reach = self.met.iter().fold(start, |reach, met| self.onward(reach, met));
        } else {
            at.reach = self.onward(at.reach, &met);
        }
    }

    fn onward(&self, reach: Reach, met: &Met<'_>) -> Reach {
        self.walk.guide.onward(reach, &self.sharing, met.place, met.rung, self.walk.start.0[0].pieces.1)
    }

    fn is_hopeful(&self, from: usize, used: u128, at: &Point) -> bool {
        self.least_after(from, used, at, self.best) < self.best
    }

    /// What is left at least when any offer from a place on may be used.
    fn least_after(&self, from: usize, used: u128, at: &Point, enough: i64) -> i64 {
        let reach = at.reach.and(&Reach::begin(at.spans[0].left.0, &at.sums.least()));
        let places = self.walk.guide.places.get(from..).unwrap_or_default();
        self.walk.guide.least_after(places, used, at.spans[0].pieces.1, (reach, &self.sharing), enough)
    }
}
