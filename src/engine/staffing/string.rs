//! The calmest way to get work done in time: a string pulled taut between what has come in and what is due.
//!
//! Work comes in over the slots, and each piece has a slot by which it must be done. Among all ways to do it in time the
//! taut string has the lowest peak, and is as even as can be around it. All arithmetic is exact.

/// How much is done in a slot: `work` over `slots` slots, of which this is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Work done over the stretch.
    pub work: i128,
    /// Slots of the stretch, 1 and above.
    pub slots: i128,
}

impl Pace {
    /// Nothing is done.
    pub const NONE: Self = Self { work: 0, slots: 1 };

    /// Whether it is slower than another.
    #[must_use]
    pub const fn below(self, other: Self) -> bool {
        self.work * other.slots < other.work * self.slots
    }
}

/// The pace of each slot. `most` is how much can have been done by the end of a slot – what has come in –, `least` how much
/// must have been; both do not fall, and at the last slot they are equal. Where `least` is above `most`, nothing can be done
/// in time, and `most` holds.
#[must_use]
pub fn taut(least: &[i128], most: &[i128]) -> Vec<Pace> {
    let len = least.len().min(most.len());
    let top = |at: usize| most.get(at).copied().unwrap_or(0);
    let low = |at: usize| least.get(at).copied().unwrap_or(0).min(top(at));
    let mut paces = Vec::with_capacity(len);
    let mut done = 0;
    while paces.len() < len {
        let from = paces.len();
        // the steepest that must be and the least steep that can be, with the slot where that is so
        let mut must: Option<(Pace, usize)> = None;
        let mut may: Option<(Pace, usize)> = None;
        let mut end = len - 1;
        let mut work = top(end) - done;
        for at in from..len {
            let slots = i128::try_from(at - from + 1).unwrap_or(i128::MAX);
            let (upper, lower) = (Pace { work: top(at) - done, slots }, Pace { work: low(at) - done, slots });
            if let Some((pace, bend)) = may.filter(|(pace, _)| pace.below(lower)) {
                (end, work) = (bend, pace.work);
                break;
            }
            if let Some((pace, bend)) = must.filter(|(pace, _)| upper.below(*pace)) {
                (end, work) = (bend, pace.work);
                break;
            }
            if must.is_none_or(|(pace, _)| !lower.below(pace)) {
                must = Some((lower, at));
            }
            if may.is_none_or(|(pace, _)| !pace.below(upper)) {
                may = Some((upper, at));
            }
        }
        let slots = i128::try_from(end - from + 1).unwrap_or(1);
        paces.resize(end + 1, Pace { work, slots });
        done += work;
    }
    paces
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pace of each slot for work that comes in and may wait so many slots.
    fn paces(coming: &[i128], wait: usize) -> Vec<(i128, i128)> {
        let sums: Vec<i128> = coming
            .iter()
            .scan(0, |sum, work| {
                *sum += work;
                Some(*sum)
            })
            .collect();
        let total = sums.last().copied().unwrap_or(0);
        let mut least: Vec<i128> = (0..sums.len()).map(|at| at.checked_sub(wait).map_or(0, |at| sums[at])).collect();
        if let Some(last) = least.last_mut() {
            *last = total;
        }
        taut(&least, &sums).into_iter().map(|pace| (pace.work, pace.slots)).collect()
    }

    #[test]
    fn a_peak_is_spread_over_the_time_there_is() {
        for (coming, wait, expected) in [
            // at once: as it comes
            (vec![10, 50, 0], 0, vec![(10, 1), (50, 1), (0, 1)]),
            // a peak of 60 may wait two slots: three slots of 20
            (vec![60, 0, 0], 2, vec![(60, 3); 3]),
            // what comes before the peak is done as it comes, so that the peak has all the time after it
            (vec![10, 60, 0, 0], 2, vec![(10, 1), (60, 3), (60, 3), (60, 3)]),
            // an even stream stays even
            (vec![20, 20, 20, 20], 1, vec![(80, 4); 4]),
            // nothing before it comes
            (vec![0, 0, 30, 0], 3, vec![(0, 2), (0, 2), (30, 2), (30, 2)]),
            (vec![], 3, vec![]),
            (vec![0, 0], 1, vec![(0, 2), (0, 2)]),
        ] {
            assert_eq!(paces(&coming, wait), expected, "{coming:?} within {wait}");
        }
    }

    #[test]
    fn nothing_is_done_early_late_or_lost() {
        let mut dice = 7_u64;
        let mut roll = |sides: u64| {
            dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            i128::from((dice >> 33) % sides)
        };
        for _ in 0..200 {
            let len = 1 + roll(30) as usize;
            let wait = roll(8) as usize;
            let coming: Vec<i128> = (0..len).map(|_| if roll(3) == 0 { roll(1_000) } else { roll(20) }).collect();
            let paces = paces(&coming, wait);
            assert_eq!(paces.len(), len);
            let total: i128 = coming.iter().sum();
            // by floats here, as each is a fraction of its own
            let (mut done, mut come, mut due) = (0.0, 0.0, 0.0);
            for (at, (work, slots)) in paces.iter().enumerate() {
                done += *work as f64 / *slots as f64;
                come += coming[at] as f64;
                due += at.checked_sub(wait).map_or(0.0, |at| coming[at] as f64);
                assert!(done < come + 1e-6 && done > due - 1e-6, "{coming:?} within {wait}: {paces:?}");
            }
            assert!((done - total as f64).abs() < 1e-6);
            // no way can have a lower peak than what comes in a stretch over the time there is for it
            let peak = paces.iter().map(|(work, slots)| *work as f64 / *slots as f64).fold(0.0, f64::max);
            let mut bound = 0.0_f64;
            for from in 0..len {
                for to in from..len {
                    let last = if to == len - 1 { len } else { to + 1 };
                    let come: i128 =
                        (from..len).filter(|at| at + wait <= to || to == len - 1).map(|at| coming[at]).sum();
                    bound = bound.max(come as f64 / (last - from) as f64);
                }
            }
            assert!((peak - bound).abs() < 1e-6, "{coming:?} within {wait}: {peak} against {bound}");
        }
    }
}
