//! Breeding lists of activities: a genetic search over orders in which predecessors stand first.
//!
//! Two lists are crossed at two points (Hartmann 1998), which keeps predecessors first; neighbours are swapped by chance;
//! a child takes the place of the worst, unless the same score and order is there already.

/// Numbers that look random and are the same for the same seed (splitmix64).
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to below `n`.
    pub(super) fn below(&mut self, n: u64) -> u64 {
        self.next() % n.max(1)
    }
}

/// What a list is worth.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bred {
    /// Less is better.
    pub score: u64,
    /// Nothing can be better.
    pub proved: bool,
}

/// Lists kept at a time.
const KEPT: usize = 100;
/// Rounds without a better list after which most are made anew.
const PATIENCE: u64 = 1500;

/// Breeds lists until `stop` says so, `rounds` were judged, or nothing can be better. `judge` may put a list into another
/// order that stands for the same schedule; `linked` says of two neighbours whether the first must stand before the second.
pub(super) fn evolve(
    firsts: Vec<Vec<u32>>,
    mut dice: Dice,
    rounds: u64,
    stop: &dyn Fn() -> bool,
    linked: impl Fn(u32, u32) -> bool,
    mut judge: impl FnMut(&mut Vec<u32>) -> Bred,
) {
    let mut kept: Vec<(u64, Vec<u32>)> = Vec::with_capacity(KEPT);
    let mut round = 0;
    for mut list in firsts {
        let bred = judge(&mut list);
        round += 1;
        if bred.proved || round >= rounds || stop() {
            return;
        }
        kept.push((bred.score, list));
    }
    let Some(length) = kept.first().map(|(_, list)| list.len()).filter(|length| *length > 1) else { return };
    kept.sort_by_key(|(score, _)| *score);
    let mut seen = vec![false; length];
    let mut best = kept.first().map_or(u64::MAX, |(score, _)| *score);
    let mut idle = 0;
    while round < rounds && !stop() {
        round += 1;
        idle += 1;
        let mut child = if idle > PATIENCE {
            // the best few stay, the others begin again from a shaken copy of one of them
            idle = 0;
            kept.truncate(KEPT / 6);
            shaken(&kept, length, &linked, &mut dice)
        } else if kept.len() < KEPT && dice.below(2) == 0 {
            shaken(&kept, length, &linked, &mut dice)
        } else {
            let (mother, father) = (pick(&kept, &mut dice), pick(&kept, &mut dice));
            match kept.get(mother).zip(kept.get(father)) {
                Some(((_, mother), (_, father))) => cross(mother, father, &mut seen, &mut dice),
                None => return,
            }
        };
        mutate(&mut child, &linked, &mut dice);
        let bred = judge(&mut child);
        if bred.score < best {
            best = bred.score;
            idle = 0;
        }
        if bred.proved {
            return;
        }
        let place = kept.partition_point(|(score, _)| *score <= bred.score);
        let same = kept.iter().take(place).rev().take_while(|(score, _)| *score == bred.score);
        if place >= KEPT || same.into_iter().any(|(_, list)| *list == child) {
            continue;
        }
        kept.insert(place, (bred.score, child));
        kept.truncate(KEPT);
    }
}

/// The better of two by chance.
fn pick(kept: &[(u64, Vec<u32>)], dice: &mut Dice) -> usize {
    let count = kept.len() as u64;
    dice.below(count).min(dice.below(count)) as usize
}

/// The mother's list up to a first point and from a second one on; between, what is left in the father's order.
fn cross(mother: &[u32], father: &[u32], seen: &mut [bool], dice: &mut Dice) -> Vec<u32> {
    let length = mother.len() as u64;
    let (a, b) = (dice.below(length), dice.below(length));
    let (a, b) = (a.min(b) as usize, a.max(b) as usize);
    seen.fill(false);
    let mut child: Vec<u32> = Vec::with_capacity(mother.len());
    child.extend_from_slice(mother.get(..a).unwrap_or_default());
    let tail_from_mother = dice.below(2) == 0;
    let mark = |seen: &mut [bool], list: &[u32]| {
        for n in list {
            if let Some(slot) = seen.get_mut(*n as usize) {
                *slot = true;
            }
        }
    };
    mark(seen, &child);
    let fill = |child: &mut Vec<u32>, seen: &mut [bool], from: &[u32], until: usize| {
        for n in from {
            if child.len() >= until {
                break;
            }
            if let Some(slot) = seen.get_mut(*n as usize).filter(|slot| !**slot) {
                *slot = true;
                child.push(*n);
            }
        }
    };
    let until = if tail_from_mother { b } else { mother.len() };
    fill(&mut child, seen, father, until);
    fill(&mut child, seen, mother, mother.len());
    child
}

/// A copy of one of the best in which neighbours were swapped many times.
fn shaken(kept: &[(u64, Vec<u32>)], length: usize, linked: &impl Fn(u32, u32) -> bool, dice: &mut Dice) -> Vec<u32> {
    let mut list = kept.get(pick(kept, dice)).map_or_else(Vec::new, |(_, list)| list.clone());
    for _ in 0..length * 2 {
        swap(&mut list, dice.below(length as u64 - 1) as usize, linked);
    }
    list
}

/// Swaps two neighbours that may be.
fn swap(list: &mut [u32], at: usize, linked: &impl Fn(u32, u32) -> bool) {
    if let Some([a, b]) = list.get_mut(at..at + 2)
        && !linked(*a, *b)
    {
        std::mem::swap(a, b);
    }
}

/// Swaps neighbours by chance, one in twenty.
fn mutate(list: &mut [u32], linked: &impl Fn(u32, u32) -> bool, dice: &mut Dice) {
    for at in 0..list.len().saturating_sub(1) {
        if dice.below(20) == 0 {
            swap(list, at, linked);
        }
    }
}
