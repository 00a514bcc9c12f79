//! The resource-constrained project scheduling problem in its plain form: whole durations, finish-to-start links,
//! resources that are renewed each period. The least makespan is sought; the problem is NP-hard, so a good one is found.
//!
//! A list of activities is turned to a schedule by the serial scheme (Kelley 1963): one after the other, each as early as
//! links and resources allow. Every list found is justified to the right and back to the left (Valls, Ballestín and
//! Quintanilla 2005), which never lengthens the schedule and mostly shortens it.

use super::search::{Bred, Dice, evolve};

/// Resources in one word of sixteen bits each.
const LANES: usize = 4;
/// The guard bit of each lane: it stays set while what is free suffices.
const GUARDS: u64 = 0x8000_8000_8000_8000;

/// A problem. Activities are numbered from 0.
#[derive(Clone, Debug)]
pub struct Instance {
    durations: Vec<u32>,
    before: Vec<Vec<u32>>,
    after: Vec<Vec<u32>>,
    /// What each activity takes: word and amounts.
    demands: Vec<Vec<(usize, u64)>>,
    /// What there is in each word, guards set.
    free: Vec<u64>,
    /// A makespan that none is below.
    bound: u32,
    /// The longest way from the end of each activity to the end of the project, its own duration included.
    tails: Vec<u32>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// When each activity starts.
    pub starts: Vec<u32>,
    /// When the last one ends.
    pub makespan: u32,
    /// Lists that were tried.
    pub rounds: u64,
    /// Whether no schedule can be shorter: it is as long as the critical path or the busiest resource.
    pub proved: bool,
}

fn at<T: Copy + Default>(list: &[T], index: u32) -> T {
    list.get(index as usize).copied().unwrap_or_default()
}

impl Instance {
    /// A problem; nothing if links lead in a circle or out of it, an activity takes more than there is, or an amount is
    /// above 32,767.
    #[must_use]
    pub fn new(durations: &[u32], links: &[(u32, u32)], demands: &[Vec<u32>], capacities: &[u32]) -> Option<Self> {
        let count = durations.len();
        let (mut before, mut after) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        for (a, b) in links {
            after.get_mut(*a as usize)?.push(*b);
            before.get_mut(*b as usize)?.push(*a);
        }
        let words = capacities.len().div_ceil(LANES);
        let packed = |amounts: &[u32]| -> Option<Vec<u64>> {
            let mut packed = vec![0_u64; words];
            for (resource, amount) in amounts.iter().enumerate() {
                let lane = u64::from(u16::try_from(*amount).ok().filter(|a| *a < 0x8000)?);
                *packed.get_mut(resource / LANES)? |= lane << (16 * (resource % LANES));
            }
            Some(packed)
        };
        let free: Vec<u64> = packed(capacities)?.into_iter().map(|word| word | GUARDS).collect();
        let mut taken = Vec::with_capacity(count);
        for own in demands {
            if own.iter().zip(capacities).any(|(amount, capacity)| amount > capacity) || own.len() > capacities.len() {
                return None;
            }
            taken.push(packed(own)?.into_iter().enumerate().filter(|(_, word)| *word > 0).collect());
        }
        taken.resize(count, Vec::new());
        let mut instance =
            Self { durations: durations.to_vec(), before, after, demands: taken, free, bound: 0, tails: Vec::new() };
        let order = instance.order()?;
        instance.tails = vec![0; count];
        for activity in order.iter().rev() {
            let after = instance.after.get(*activity as usize)?;
            let tail = after.iter().map(|next| at(&instance.tails, *next)).max().unwrap_or(0);
            *instance.tails.get_mut(*activity as usize)? = tail + at(durations, *activity);
        }
        let critical = instance.critical_path();
        let busiest =
            capacities.iter().enumerate().filter(|(_, capacity)| **capacity > 0).map(|(resource, capacity)| {
                let amount = |n: usize| demands.get(n).and_then(|own| own.get(resource)).copied().unwrap_or(0);
                let work: u64 = durations.iter().enumerate().map(|(n, d)| u64::from(*d) * u64::from(amount(n))).sum();
                u32::try_from(work.div_ceil(u64::from(*capacity))).unwrap_or(u32::MAX)
            });
        instance.bound = busiest.max().unwrap_or(0).max(critical);
        Some(instance)
    }

    /// The makespan without any limit of resources (MPM time).
    #[must_use]
    pub fn critical_path(&self) -> u32 {
        self.tails.iter().copied().max().unwrap_or(0)
    }

    /// An order in which predecessors stand first.
    fn order(&self) -> Option<Vec<u32>> {
        let mut open: Vec<usize> = self.before.iter().map(Vec::len).collect();
        let mut order: Vec<u32> = (0..open.len() as u32).filter(|n| at(&open, *n) == 0).collect();
        let mut next = 0;
        while let Some(activity) = order.get(next).copied() {
            next += 1;
            for after in self.after.get(activity as usize)? {
                let left = open.get_mut(*after as usize)?;
                *left -= 1;
                if *left == 0 {
                    order.push(*after);
                }
            }
        }
        (order.len() == open.len()).then_some(order)
    }

    /// Whether a schedule keeps every link and never takes more than there is.
    #[must_use]
    pub fn allows(&self, starts: &[u32]) -> bool {
        let end = |n: u32| at(starts, n) + at(&self.durations, n);
        let linked = (0_u32..).zip(&self.before).all(|(n, before)| before.iter().all(|b| end(*b) <= at(starts, n)));
        let last = (0..starts.len() as u32).map(end).max().unwrap_or(0);
        let mut profile = Profile::new(self.free.clone());
        profile.reach(last);
        linked
            && starts.len() == self.durations.len()
            && (0_u32..).zip(starts).all(|(n, start)| {
                let demand = self.demands.get(n as usize).map_or(&[][..], Vec::as_slice);
                let fits = profile.first_gap(*start, at(&self.durations, n), demand) == *start;
                profile.take(*start, at(&self.durations, n), demand);
                fits
            })
    }

    /// The serial scheme over a list in which `before` stands first; gives the makespan.
    fn decode(&self, list: &[u32], before: &[Vec<u32>], profile: &mut Profile, ends: &mut [u32]) -> u32 {
        profile.clear();
        let mut last = 0;
        for activity in list {
            let index = *activity as usize;
            let ready = before.get(index).into_iter().flatten().map(|b| at(ends, *b)).max().unwrap_or(0);
            let duration = at(&self.durations, *activity);
            let demand = self.demands.get(index).map_or(&[][..], Vec::as_slice);
            let start = if duration == 0 { ready } else { profile.first_gap(ready, duration, demand) };
            profile.take(start, duration, demand);
            if let Some(end) = ends.get_mut(index) {
                *end = start + duration;
            }
            last = last.max(start + duration);
        }
        last
    }
}

/// What is free in each period.
struct Profile {
    full: Vec<u64>,
    words: usize,
    /// Periods one after the other, each of so many words.
    free: Vec<u64>,
    used: usize,
}

impl Profile {
    fn new(full: Vec<u64>) -> Self {
        Self { words: full.len(), full, free: Vec::new(), used: 0 }
    }

    fn clear(&mut self) {
        if self.words == 1 {
            let full = self.full.first().copied().unwrap_or(0);
            if let Some(free) = self.free.get_mut(..self.used) {
                free.fill(full);
            }
        } else {
            for (n, slot) in self.free.iter_mut().take(self.used).enumerate() {
                *slot = self.full.get(n % self.words.max(1)).copied().unwrap_or(0);
            }
        }
        self.used = 0;
    }

    fn reach(&mut self, period: u32) {
        let wanted = period as usize * self.words;
        while self.free.len() < wanted {
            self.free.extend_from_slice(&self.full);
        }
    }

    /// The first start from `ready` on at which so much is free for so long.
    fn first_gap(&mut self, ready: u32, duration: u32, demand: &[(usize, u64)]) -> u32 {
        self.reach(ready + duration + 1);
        let mut start = ready;
        for (word, amount) in demand {
            debug_assert!(*word < self.words && amount & GUARDS == 0);
        }
        'next: loop {
            self.reach(start + duration);
            // from the end, so that a conflict skips as much as it can
            for period in (start..start + duration).rev() {
                let base = period as usize * self.words;
                for (word, amount) in demand {
                    let free = self.free.get(base + word).copied().unwrap_or(0);
                    if free.wrapping_sub(*amount) & GUARDS != GUARDS {
                        start = period + 1;
                        continue 'next;
                    }
                }
            }
            return start;
        }
    }

    fn take(&mut self, start: u32, duration: u32, demand: &[(usize, u64)]) {
        self.reach(start + duration);
        for period in start..start + duration {
            let base = period as usize * self.words;
            for (word, amount) in demand {
                if let Some(free) = self.free.get_mut(base + word) {
                    *free = free.wrapping_sub(*amount);
                }
            }
        }
        self.used = self.used.max((start + duration) as usize * self.words);
    }
}

/// Lists tried before the search proper: so many by chance, weighed by how long what follows takes.
const FIRST: usize = 40;

/// Looks for a short schedule until `stop` says so, or so many lists have been tried. The same seed and rounds give the
/// same schedule.
#[must_use]
pub fn solve(instance: &Instance, seed: u64, rounds: u64, stop: &dyn Fn() -> bool) -> Found {
    let count = instance.durations.len();
    let mut profile = Profile::new(instance.free.clone());
    let mut ends = vec![0_u32; count];
    let mut keys: Vec<(u32, u32)> = Vec::with_capacity(count);
    let mut best = Found { makespan: u32::MAX, ..Found::default() };
    let mut tried = 0;
    let mut dice = Dice::new(seed);
    let mut firsts: Vec<Vec<u32>> = Vec::with_capacity(FIRST);
    for n in 0..FIRST {
        // the first by the rule alone, the others with chance mixed in
        let spread = if n == 0 { 0 } else { 1 + instance.critical_path() / 2 };
        firsts.push(sample(instance, &mut dice, spread));
    }
    let judge = |list: &mut Vec<u32>| {
        tried += 1;
        let mut makespan = instance.decode(list, &instance.before, &mut profile, &mut ends);
        let mut before = u32::MAX;
        // to the right, then to the left, as long as it helps
        while makespan < before {
            before = makespan;
            // turned round, so that of two that end at once the successor stands first
            list.reverse();
            sort_by(list, &mut keys, |n| u32::MAX - at(&ends, n));
            instance.decode(list, &instance.after, &mut profile, &mut ends);
            // turned round, so that of two that end at once the successor stands first
            list.reverse();
            sort_by(list, &mut keys, |n| u32::MAX - at(&ends, n));
            makespan = instance.decode(list, &instance.before, &mut profile, &mut ends);
        }
        sort_by(list, &mut keys, |n| at(&ends, n) - at(&instance.durations, n));
        if makespan < best.makespan {
            let starts = ends.iter().zip(&instance.durations).map(|(end, duration)| end - duration);
            best = Found { starts: starts.collect(), makespan, ..Found::default() };
        }
        Bred { score: u64::from(makespan), proved: makespan <= instance.bound }
    };
    let linked = |a: u32, b: u32| instance.after.get(a as usize).is_some_and(|after| after.contains(&b));
    evolve(firsts, dice, rounds, stop, linked, judge);
    best.rounds = tried;
    best.proved = best.makespan <= instance.bound;
    if count == 0 {
        best.makespan = 0;
    }
    best
}

/// Sorts a list by a key, equal ones as they stand.
fn sort_by(list: &mut [u32], keys: &mut Vec<(u32, u32)>, key: impl Fn(u32) -> u32) {
    keys.clear();
    keys.extend(list.iter().map(|n| (key(*n), *n)));
    keys.sort_by_key(|(key, _)| *key);
    for (slot, (_, n)) in list.iter_mut().zip(keys.iter()) {
        *slot = *n;
    }
}

/// A list in which predecessors stand first, those with the longest way behind them early.
fn sample(instance: &Instance, dice: &mut Dice, spread: u32) -> Vec<u32> {
    let count = instance.durations.len();
    let mut open: Vec<usize> = instance.before.iter().map(Vec::len).collect();
    let mut ready: Vec<u32> = (0..count as u32).filter(|n| at(&open, *n) == 0).collect();
    let mut list = Vec::with_capacity(count);
    while !ready.is_empty() {
        let weigh = |n: u32, dice: &mut Dice| at(&instance.tails, n) + dice.below(u64::from(spread) + 1) as u32;
        let weights: Vec<u32> = ready.iter().map(|n| weigh(*n, dice)).collect();
        let place = weights.iter().enumerate().max_by_key(|(n, weight)| (**weight, std::cmp::Reverse(*n)));
        let next = ready.remove(place.map_or(0, |(n, _)| n));
        list.push(next);
        for after in instance.after.get(next as usize).into_iter().flatten() {
            if let Some(left) = open.get_mut(*after as usize) {
                *left -= 1;
                if *left == 0 {
                    ready.push(*after);
                }
            }
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_least_of_a_small_problem() {
        // one machine of two: 3 and 2 beside each other, then what needs both
        let instance =
            Instance::new(&[3, 2, 2, 4, 1], &[(0, 3), (1, 3)], &[vec![1], vec![1], vec![1], vec![2], vec![1]], &[2])
                .expect("a problem");
        assert_eq!(instance.critical_path(), 7);
        let found = solve(&instance, 1, 200, &|| false);
        assert_eq!((found.makespan, found.proved), (8, true));
        assert!(instance.allows(&found.starts));
        assert!(!instance.allows(&[0, 0, 0, 3, 7]));
        assert_eq!(solve(&instance, 1, 200, &|| false), found, "the same again");
    }

    #[test]
    fn what_is_no_problem_is_refused() {
        assert!(Instance::new(&[1, 1], &[(0, 1), (1, 0)], &[], &[]).is_none());
        assert!(Instance::new(&[1], &[(0, 7)], &[], &[]).is_none());
        assert!(Instance::new(&[1], &[], &[vec![3]], &[2]).is_none());
        let none = Instance::new(&[], &[], &[], &[]).expect("nothing to do");
        assert_eq!(solve(&none, 1, 5, &|| false).makespan, 0);
    }

    #[test]
    fn five_resources_take_two_words() {
        let demands: Vec<Vec<u32>> = (0..6).map(|n| (0..5).map(|r| u32::from(r == n % 5)).collect()).collect();
        let instance = Instance::new(&[5; 6], &[], &demands, &[1; 5]).expect("a problem");
        let found = solve(&instance, 3, 50, &|| false);
        assert_eq!((found.makespan, found.proved), (10, true));
        assert!(instance.allows(&found.starts));
    }
}
