//! The offers that are met on a way, and which lines of the order each is for. That depends on what takes part in which offers and
//! not on amounts, so it is told once for all that are looked at on the way.

use smallvec::SmallVec;

use super::bound::{Path, Span};
use super::rules::Guide;
use super::sets::Sets;

/// Lines that surely, and that may, take part in an offer, as sets.
#[derive(Clone, Copy)]
pub(super) struct On {
    pub all: usize,
    pub any: usize,
}

/// What becomes of an offer.
#[derive(Clone, Copy)]
pub(super) enum Is {
    /// It is used.
    Used,
    /// It is not used, though it is whenever it can be.
    Missed,
    /// Some customer may use it, which can only make what stands beside the product cheaper; whether it is the first of neighbours that
    /// exclude each other.
    Allowed(bool),
}

/// An offer on a way.
#[derive(Clone, Copy)]
pub(super) struct Step {
    pub place: u8,
    pub on: On,
    pub is: Is,
    /// The rung that is used, where the way tells it.
    pub rung: Option<u8>,
    /// The sets of lines that offers after it are for.
    offers: u8,
}

impl Step {
    /// Of which sets of lines it matters afterwards what is left.
    pub fn then(&self) -> Sets {
        Sets::that_matter(self.offers)
    }
}

/// All offers that are met.
pub(super) struct Steps {
    pub all: SmallVec<[Step; 24]>,
    offers: u8,
}

impl Steps {
    /// Those of an order of these lines; nothing if some offer of the way is for none of them.
    pub fn of(guide: &Guide<'_>, spans: &[Span], path: &Path) -> Option<Self> {
        let compiled = guide.compiled;
        let there = spans.iter().fold(0, |there, span| there | span.any);
        let forced = guide.lowers & !guide.optional & !compiled.items;
        let beside = path.beside.unwrap_or(guide.lowers & !guide.own);
        let look = (path.used | forced | beside) & there & !compiled.items;
        if path.used & !there & !compiled.items != 0 {
            return None;
        }
        let sure = path.used | path.beside.unwrap_or(0);
        let missed = forced & !sure & if path.beside.is_some() { u128::MAX } else { guide.own };
        let allowed = if path.beside.is_some() { 0 } else { beside & !sure & !missed };
        let mask = |of: fn(&Span) -> u128| std::array::from_fn::<_, 3, _>(|i| spans.get(i).map_or(0, of));
        let (all, any) = (mask(|span| span.all), mask(|span| span.any));
        let on = |masks: &[u128; 3], bit: u128| {
            usize::from(masks[0] & bit != 0)
                | usize::from(masks[1] & bit != 0) << 1
                | usize::from(masks[2] & bit != 0) << 2
        };
        let mut steps = Self { all: SmallVec::new(), offers: 0 };
        let (mut rivals, mut used, mut tiers) = (0u128, path.used & compiled.items, 0);
        for place in &guide.places {
            let bit = place.bit;
            if look & bit == 0 {
                continue;
            }
            let mut rung = None;
            let is = if sure & bit != 0 {
                if path.used & bit != 0 && place.rungs > 0 {
                    rung = u8::try_from(path.rung(tiers)).ok();
                    tiers += 1;
                }
                (used, rivals) = (used | bit, 0);
                Is::Used
            } else if missed & bit != 0 {
                Is::Missed
            } else if allowed & bit != 0 && !guide.is_kept_out(place.at, used, &all) {
                let first = !guide.all_exclude(place.at, rivals, &all);
                rivals = if first { bit } else { rivals | bit };
                Is::Allowed(first)
            } else {
                continue;
            };
            let on = On { all: on(&all, bit), any: on(&any, bit) };
            let offers = if place.by_piece { u8::MAX } else { 1 << on.all | 1 << on.any };
            steps.all.push(Step { place: place.at as u8, on, is, rung, offers });
        }
        // what matters is told from the end
        for step in steps.all.iter_mut().rev() {
            (step.offers, steps.offers) = (steps.offers, steps.offers | step.offers);
        }
        Some(steps)
    }

    /// Of which sets of lines it matters what is left of them.
    pub fn sets(&self) -> Sets {
        Sets::that_matter(self.offers)
    }
}
