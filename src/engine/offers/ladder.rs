//! A ladder of rungs as orders meet it: what it takes off a value, where a bigger basket is cheaper. Knows no orders.

use super::values::float;
use crate::model::number::div_ceil;
use crate::model::offer::{Reduction, Rung};
use crate::model::{Money, Rate};

/// What a rung takes off a value that reaches it, in expected minor units: not below zero, not above the value.
#[must_use]
pub fn reduction(off: Reduction, value: f64) -> f64 {
    let off = match off {
        Reduction::Less(amount) => float(amount),
        Reduction::Pay { rate, cap } => {
            let part = value * Rate::from_wide(Rate::ONE.wide() - rate.wide()).to_f64();
            cap.map_or(part, |cap| part.min(float(cap)))
        }
    };
    off.clamp(0.0, value.max(0.0))
}

/// The rungs that take part: thresholds of zero and above that take something off; ascending by threshold.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ladder {
    /// Each with its position in the list it was made from.
    rungs: Vec<(usize, Rung)>,
}

/// A rung that applies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Its position in the list that the ladder was made from.
    pub rung: usize,
    /// What it takes off, in expected minor units.
    pub off: f64,
}

/// A piece of the curve of discount rates: between two values one rung is the best.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RateSegment {
    /// First value.
    pub from: Money,
    /// First value no longer in it; nothing = no end.
    pub until: Option<Money>,
    /// The best rung, by its position.
    pub rung: usize,
    /// What it takes off.
    pub off: Reduction,
}

impl RateSegment {
    /// Discount ÷ value at a value within, rounded half up to nine decimals.
    #[must_use]
    pub fn rate_at(&self, value: Money) -> Rate {
        let off = reduction(self.off, float(value));
        if value > Money::ZERO { Rate::from_wide((off / float(value) * 1e9).round() as i128) } else { Rate::ZERO }
    }
}

/// Values just below a rung of which a bigger basket, at the rung, costs no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reversal {
    /// First value in it.
    pub from: Money,
    /// The rung's threshold: first value no longer in it.
    pub until: Money,
    /// The rung, by its position.
    pub rung: usize,
    /// Whether what is paid at the rung is at or below what is paid at the rung before it (t₂ − v₂ ≤ t₁ − v₁).
    pub below_rung_before: bool,
}

impl Ladder {
    /// A ladder of rungs in any order; the same threshold may stand twice.
    #[must_use]
    pub fn new(rungs: &[Rung]) -> Self {
        let works = |rung: &Rung| {
            rung.at >= Money::ZERO
                && match rung.off {
                    Reduction::Less(amount) => amount > Money::ZERO,
                    Reduction::Pay { rate, cap } => {
                        rate >= Rate::ZERO && rate < Rate::ONE && cap.is_none_or(|cap| cap > Money::ZERO)
                    }
                }
        };
        let mut rungs: Vec<(usize, Rung)> = rungs.iter().copied().enumerate().filter(|(_, r)| works(r)).collect();
        rungs.sort_by_key(|(_, rung)| rung.at);
        Self { rungs }
    }

    /// Its thresholds, ascending.
    pub fn thresholds(&self) -> impl Iterator<Item = Money> + '_ {
        self.rungs.iter().map(|(_, rung)| rung.at)
    }

    /// The rungs, ascending, each with its position in the list that the ladder was made from.
    #[must_use]
    pub fn rungs(&self) -> &[(usize, Rung)] {
        &self.rungs
    }

    /// Of the rungs that a value in minor units reaches, the one that takes most off; of equal ones, the lower.
    #[must_use]
    pub fn best(&self, value: f64) -> Option<Hit> {
        let reached = self.rungs.iter().take_while(|(_, rung)| float(rung.at) <= value);
        reached.fold(None, |best: Option<Hit>, (at, rung)| {
            let off = reduction(rung.off, value);
            if off > best.map_or(0.0, |b| b.off) { Some(Hit { rung: *at, off }) } else { best }
        })
    }

    /// The lowest threshold above a value in minor units at which more comes off than now.
    #[must_use]
    pub fn next(&self, value: f64) -> Option<Money> {
        let now = self.best(value).map_or(0.0, |hit| hit.off);
        let better = |rung: &Rung| float(rung.at) > value && reduction(rung.off, float(rung.at)) > now;
        self.rungs.iter().find(|(_, rung)| better(rung)).map(|(_, rung)| rung.at)
    }

    /// What a basket of a value costs, in minor units.
    #[must_use]
    pub fn payable(&self, value: f64) -> f64 {
        value - self.best(value).map_or(0.0, |hit| hit.off)
    }

    /// The curve of discount rates: from each threshold, and from where one rung overtakes another by its percentage.
    #[must_use]
    pub fn curve(&self) -> Vec<RateSegment> {
        let mut edges: Vec<Money> = self.thresholds().chain(self.overtakings()).collect();
        edges.sort_unstable();
        edges.dedup();
        let mut out: Vec<RateSegment> = Vec::with_capacity(edges.len());
        for (n, from) in edges.iter().enumerate() {
            let until = edges.get(n + 1).copied();
            // just inside: at the edge itself two rungs may take off the same
            let inside = until.map_or(float(*from) * 2.0 + 1.0, |until| f64::midpoint(float(*from), float(until)));
            let Some(hit) = self.best(inside) else { continue };
            let Some((_, rung)) = self.rungs.iter().find(|(at, _)| *at == hit.rung) else { continue };
            match out.last_mut().filter(|last| last.rung == hit.rung && last.until == Some(*from)) {
                Some(last) => last.until = until,
                None => out.push(RateSegment { from: *from, until, rung: hit.rung, off: rung.off }),
            }
        }
        out
    }

    /// Values, rounded up to the minor unit, from which a percentage without cap takes off more than an amount, or from
    /// which a percentage has reached its cap.
    fn overtakings(&self) -> Vec<Money> {
        let (mut amounts, mut rates): (Vec<Money>, Vec<i128>) = (Vec::new(), Vec::new());
        for (_, rung) in &self.rungs {
            match rung.off {
                Reduction::Less(amount) => amounts.push(amount),
                Reduction::Pay { rate, cap } => {
                    rates.push(Rate::ONE.wide() - rate.wide());
                    amounts.extend(cap);
                }
            }
        }
        let Some(first) = self.rungs.first().map(|(_, rung)| rung.at) else { return Vec::new() };
        let meets = rates.iter().flat_map(|rate| {
            amounts.iter().filter_map(|amount| div_ceil(amount.wide() * Rate::ONE.wide(), *rate).map(Money::from_wide))
        });
        meets.filter(|at| *at > first && *at < Money::MAX).collect()
    }

    /// For each rung that takes off more than what came before it, the values below it from which the bigger basket at the
    /// rung costs no more.
    #[must_use]
    pub fn reversals(&self) -> Vec<Reversal> {
        let mut out = Vec::new();
        let mut before: Option<Money> = None;
        for (at, rung) in &self.rungs {
            let t = float(rung.at);
            let below = Self { rungs: self.rungs.iter().filter(|(_, r)| r.at < rung.at).copied().collect() };
            let paid = t - reduction(rung.off, t);
            if rung.at > Money::ZERO && paid < below.payable(t) {
                let from = below.first_that_pays(paid, rung.at);
                let below_rung_before = before.is_some_and(|b| paid <= below.payable(float(b)));
                out.push(Reversal { from, until: rung.at, rung: *at, below_rung_before });
            }
            before = Some(rung.at);
        }
        out
    }

    /// The lowest value from which on, up to `until`, at least `paid` is paid. What is paid rises between thresholds, so
    /// that the last stretch in which it stays below is looked for from above.
    fn first_that_pays(&self, paid: f64, until: Money) -> Money {
        let mut end = until;
        let edges: Vec<Money> = self.curve().iter().map(|s| s.from).filter(|from| *from < until).collect();
        for start in edges.into_iter().rev().chain([Money::ZERO]) {
            if self.payable(float(start)) >= paid {
                end = start;
                continue;
            }
            // rising from below `paid` at the start: halve to the minor unit
            let (mut low, mut high) = (start.minor(), end.minor());
            while high - low > 1 {
                let middle = i64::midpoint(low, high);
                if self.payable(middle as f64) >= paid { high = middle } else { low = middle }
            }
            return Money::from_minor(high);
        }
        end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(text: &str) -> Money {
        Money::parse(text).unwrap()
    }

    pub(crate) fn less(at: &str, off: &str) -> Rung {
        Rung { at: yuan(at), off: Reduction::Less(yuan(off)) }
    }

    fn pay(at: &str, rate: &str, cap: Option<&str>) -> Rung {
        let off = Reduction::Pay { rate: Rate::parse(rate).unwrap(), cap: cap.map(yuan) };
        Rung { at: yuan(at), off }
    }

    #[test]
    fn the_best_rung_and_the_next() {
        let ladder = Ladder::new(&[less("300", "50"), less("100", "10"), less("500", "80")]);
        // value → rung by its place in the list, what it takes off, next threshold
        for (value, hit, next) in [
            ("99.99", None, Some("100")),
            ("100", Some((1, 1_000.0)), Some("300")),
            ("300", Some((0, 5_000.0)), Some("500")),
            ("5000", Some((2, 8_000.0)), None),
        ] {
            let v = float(yuan(value));
            assert_eq!(ladder.best(v).map(|h| (h.rung, h.off)), hit, "{value}");
            assert_eq!(ladder.next(v), next.map(yuan), "{value}");
        }
        // a higher rung that gives no more is nobody's goal
        let flat = Ladder::new(&[less("100", "10"), less("200", "10"), less("300", "-5"), pay("300", "100%", None)]);
        assert_eq!((flat.next(15_000.0), flat.rungs().len()), (None, 2));
    }

    #[test]
    fn rates_are_exact_at_the_rungs() {
        let ladder = Ladder::new(&[less("199", "15"), less("329", "40"), pay("500", "80%", Some("150"))]);
        let curve = ladder.curve();
        let read: Vec<(String, Option<String>, usize)> =
            curve.iter().map(|s| (s.from.to_string(), s.until.map(|u| u.to_string()), s.rung)).collect();
        let expected = [("199", Some("329"), 0), ("329", Some("500"), 1), ("500", None, 2)];
        // where the cap is reached, at 750, the rung is the same
        assert_eq!(read, expected.map(|(a, b, c)| (a.to_owned(), b.map(str::to_owned), c)));
        for (segment, at, rate) in
            [(0, "199", "7.5376884%"), (1, "329", "12.1580547%"), (2, "600", "20%"), (2, "1500", "10%")]
        {
            assert_eq!(curve[segment].rate_at(yuan(at)), Rate::parse(rate).unwrap(), "{at}");
        }
        // 9折 overtakes 减 30 from 300 on
        let mixed = Ladder::new(&[less("100", "30"), pay("100", "90%", None)]).curve();
        assert_eq!(mixed.iter().map(|s| (s.from, s.rung)).collect::<Vec<_>>(), [(yuan("100"), 0), (yuan("300"), 1)]);
    }

    #[test]
    fn below_a_rung_a_bigger_basket_is_cheaper() {
        // rungs → (from, until, whether below the rung before)
        for (rungs, expected) in [
            // 329 − 40 = 289; with 199−15 that is paid at 304
            (vec![less("199", "15"), less("329", "40")], vec![("184", "199", false), ("304", "329", false)]),
            // 200 − 60 = 140 ≤ 199 − 15 = 184: down over the rung before, to where nothing comes off
            (vec![less("199", "15"), less("200", "60")], vec![("184", "199", false), ("140", "200", true)]),
            (vec![pay("100", "90%", None)], vec![("90", "100", false)]),
            (vec![less("0", "5")], vec![]),
        ] {
            let got: Vec<_> =
                Ladder::new(&rungs).reversals().iter().map(|r| (r.from, r.until, r.below_rung_before)).collect();
            let expected: Vec<_> = expected.iter().map(|(a, b, c)| (yuan(a), yuan(b), *c)).collect();
            assert_eq!(got, expected, "{rungs:?}");
        }
    }

    #[test]
    fn reversal_bands_agree_with_trying_every_cent() {
        for rungs in [
            vec![less("3", "0.5"), less("5", "2"), less("8", "2.5")],
            vec![pay("3", "70%", Some("1.2")), less("5", "2"), pay("6", "50%", None)],
        ] {
            let ladder = Ladder::new(&rungs);
            for reversal in ladder.reversals() {
                let below = Ladder::new(&rungs.iter().copied().filter(|r| r.at < reversal.until).collect::<Vec<_>>());
                let paid = ladder.payable(float(reversal.until));
                for cent in 0..reversal.until.minor() {
                    let inside = Money::from_minor(cent) >= reversal.from;
                    let last_run = (cent..reversal.until.minor()).all(|c| below.payable(c as f64) >= paid);
                    assert_eq!(inside, last_run, "{rungs:?} {cent}");
                }
            }
        }
    }
}
