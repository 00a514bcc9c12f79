//! Solves a funnel: every quantity that the fixed ones determine, conflicts by size, and what to ask for.
//!
//! Equations: one step between each pair of neighbouring stages, and GMV = last count × AOV. An equation with one open
//! quantity is solved; the target is followed upwards before the traffic is followed downwards. With nothing open, both
//! sides must agree, otherwise it is a [`Conflict`]. With several open, what was typed last stands and an [`Ask`] says so.
//! Knows no words and edits nothing.

use super::step::{self, StepError};
use crate::engine::value::{Figure, Origin, Value, difference, less};
use crate::model::{Count, Funnel, Money, Quantity, Rate, StageId, StageKind};

/// A quantity that can be solved for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unknown {
    /// GMV.
    Gmv,
    /// 客单价.
    Aov,
    /// CVR from visitors to buyers; the rate of the named stage absorbs it.
    Cvr(StageId),
    /// Count of a stage.
    Count(StageId),
    /// Rate from a stage to the next.
    Rate(StageId),
}

/// An equation of the funnel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Equation {
    /// GMV = buyers × AOV.
    Identity,
    /// The named stage, its rate, and the stage after it.
    Step(StageId),
}

/// An equation whose quantities are all fixed and do not agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Which equation.
    pub equation: Equation,
    /// The fixed quantity by which the size is told.
    pub on: Unknown,
    /// What the others imply for it.
    pub implied: Value,
    /// What it is fixed to.
    pub fixed: Value,
    /// implied − fixed.
    pub gap: Value,
}

/// An equation with more than one open quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Which equation.
    pub equation: Equation,
    /// Its open quantities: one of them is to be solved, the others are to be fixed.
    pub candidates: Vec<Unknown>,
    /// Those of them that stand at what was typed last.
    pub kept: Vec<Unknown>,
}

/// What is wrong with a funnel's own figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FunnelProblem {
    /// There is no stage.
    NoStages,
    /// A rate of zero or below cannot be followed.
    RateNotPositive(StageId),
    /// A conversion beyond 100 %.
    RateAboveOne(StageId, Rate),
    /// AOV is zero or below.
    AovNotPositive,
    /// The target is below zero.
    NegativeTarget,
    /// Solving leads beyond the range of numbers.
    OutOfRange(Unknown),
    /// Zero over zero: any value would do.
    Indeterminate(Unknown),
}

/// A stage, solved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageAnswer {
    /// Which stage.
    pub id: StageId,
    /// People, or views.
    pub count: Figure<Count>,
    /// Rate to the next stage; missing on the last.
    pub rate: Figure<Rate>,
}

/// A funnel, solved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FunnelAnswer {
    /// GMV.
    pub gmv: Figure<Money>,
    /// 客单价, half up to the minor unit where solved.
    pub aov: Figure<Money>,
    /// Visitors: the count of the first stage of that kind, of the first stage if there is none.
    pub uv: Figure<Count>,
    /// The stage whose count is `uv`.
    pub uv_stage: Option<StageId>,
    /// Buyers ÷ visitors to nine decimals, half up; the exact product of the rates in between where all are fixed.
    pub cvr: Figure<Rate>,
    /// Paying buyers: the count of the last stage.
    pub buyers: Figure<Count>,
    /// The stages, from the top.
    pub stages: Vec<StageAnswer>,
    /// Fixed quantities that do not agree.
    pub conflicts: Vec<Conflict>,
    /// What is to be decided.
    pub asks: Vec<Ask>,
    /// Figures that make no sense.
    pub problems: Vec<FunnelProblem>,
    /// GMV × (1 − refund rate), half up to the minor unit.
    pub net_sales: Option<Money>,
}

impl FunnelAnswer {
    /// The answer of a stage.
    #[must_use]
    pub fn stage(&self, id: StageId) -> Option<&StageAnswer> {
        self.stages.iter().find(|s| s.id == id)
    }

    /// The value of a quantity, if it has one.
    #[must_use]
    pub fn value(&self, of: Unknown) -> Option<Value> {
        match of {
            Unknown::Gmv => self.gmv.value.map(Value::Money),
            Unknown::Aov => self.aov.value.map(Value::Money),
            Unknown::Cvr(_) => self.cvr.value.map(Value::Rate),
            Unknown::Count(id) => self.stage(id)?.count.value.map(Value::Count),
            Unknown::Rate(id) => self.stage(id)?.rate.value.map(Value::Rate),
        }
    }
}

/// The position of the stage that counts visitors: the first of that kind, else the first of all.
pub(super) fn visitors(funnel: &Funnel) -> usize {
    funnel.stages.iter().position(|s| s.kind == StageKind::Visitors).unwrap_or(0)
}

/// Solves a funnel.
#[must_use]
pub fn solve(funnel: &Funnel) -> FunnelAnswer {
    let mut solver = Solver::new(funnel);
    solver.propagate();
    solver.keep();
    solver.answer(funnel)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Var {
    Gmv,
    Aov,
    Count(usize),
    Rate(usize),
}

#[derive(Clone, Copy, Default)]
struct Slot {
    value: Option<i128>,
    origin: Origin,
    loose: Option<i128>,
}

impl Slot {
    fn new<T: Copy>(quantity: &Quantity<T>, wide: fn(T) -> i128) -> Self {
        match quantity {
            Quantity::Free => Self::default(),
            Quantity::Fixed(value) => Self { value: Some(wide(*value)), origin: Origin::Typed, loose: None },
            Quantity::Loose(value) => Self { loose: Some(wide(*value)), ..Self::default() },
        }
    }

    fn figure<T>(&self, of: fn(i128) -> T) -> Figure<T> {
        Figure { value: self.value.map(of), origin: self.origin }
    }
}

/// Equations are numbered: 0 is the identity, `i + 1` the step from stage `i` to the next.
struct Solver {
    ids: Vec<StageId>,
    depth: Vec<bool>,
    uv: usize,
    gmv: Slot,
    aov: Slot,
    counts: Vec<Slot>,
    rates: Vec<Slot>,
    /// Equations that gave a value, or cannot.
    used: Vec<bool>,
    asks: Vec<Ask>,
    problems: Vec<FunnelProblem>,
}

impl Solver {
    fn new(funnel: &Funnel) -> Self {
        let n = funnel.stages.len();
        Self {
            ids: funnel.stages.iter().map(|s| s.id).collect(),
            depth: funnel.stages.iter().map(|s| s.depth).collect(),
            uv: visitors(funnel),
            gmv: Slot::new(&funnel.gmv, Money::wide),
            aov: Slot::new(&funnel.aov, Money::wide),
            counts: funnel.stages.iter().map(|s| Slot::new(&s.count, Count::wide)).collect(),
            rates: funnel.stages.iter().take(n.saturating_sub(1)).map(|s| Slot::new(&s.rate, Rate::wide)).collect(),
            used: vec![false; n],
            asks: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn slot(&self, var: Var) -> Slot {
        match var {
            Var::Gmv => self.gmv,
            Var::Aov => self.aov,
            Var::Count(i) => self.counts.get(i).copied().unwrap_or_default(),
            Var::Rate(i) => self.rates.get(i).copied().unwrap_or_default(),
        }
    }

    fn set(&mut self, var: Var, value: i128, origin: Origin) {
        let slot = match var {
            Var::Gmv => Some(&mut self.gmv),
            Var::Aov => Some(&mut self.aov),
            Var::Count(i) => self.counts.get_mut(i),
            Var::Rate(i) => self.rates.get_mut(i),
        };
        if let Some(slot) = slot {
            slot.value = Some(value);
            slot.origin = origin;
        }
    }

    fn id(&self, i: usize) -> StageId {
        self.ids.get(i).copied().unwrap_or_default()
    }

    fn unknown(&self, var: Var) -> Unknown {
        match var {
            Var::Gmv => Unknown::Gmv,
            Var::Aov => Unknown::Aov,
            Var::Count(i) => Unknown::Count(self.id(i)),
            Var::Rate(i) => Unknown::Rate(self.id(i)),
        }
    }

    fn equation(&self, e: usize) -> Equation {
        if e == 0 { Equation::Identity } else { Equation::Step(self.id(e - 1)) }
    }

    fn last(&self) -> usize {
        self.ids.len().saturating_sub(1)
    }

    /// Upper, rate and lower of a step; GMV, AOV and buyers of the identity.
    fn vars(&self, e: usize) -> [Var; 3] {
        if e == 0 {
            [Var::Gmv, Var::Aov, Var::Count(self.last())]
        } else {
            [Var::Count(e - 1), Var::Rate(e - 1), Var::Count(e)]
        }
    }

    /// What an equation says of one of its quantities, from the other two.
    fn implied(&self, e: usize, var: Var) -> Option<Result<i128, StepError>> {
        let [a, b, c] = self.vars(e);
        let [va, vb, vc] = [a, b, c].map(|v| self.slot(v).value);
        let depth = e > 0 && self.depth.get(e - 1).copied().unwrap_or(false);
        Some(match (var == a, var == b) {
            (true, _) if e == 0 => step::gmv(vc?, vb?),
            (_, true) if e == 0 => step::aov(va?, vc?),
            _ if e == 0 => step::buyers(va?, vb?),
            (true, _) => step::up(vc?, vb?, depth),
            (_, true) => step::rate(va?, vc?, depth),
            _ => step::down(va?, vb?, depth),
        })
    }

    fn open(&self, e: usize) -> impl Iterator<Item = Var> + '_ {
        self.vars(e).into_iter().filter(|v| self.slot(*v).value.is_none())
    }

    /// Solves an equation if exactly one of its quantities is open. Whether it did.
    fn solve_one(&mut self, e: usize) -> bool {
        if self.used.get(e).copied().unwrap_or(true) {
            return false;
        }
        let mut open = self.open(e);
        let (Some(var), None) = (open.next(), open.next()) else { return false };
        drop(open);
        let Some(result) = self.implied(e, var) else { return false };
        if let Some(used) = self.used.get_mut(e) {
            *used = true;
        }
        match result {
            Ok(value) => {
                self.set(var, value, Origin::Solved);
                true
            }
            Err(error) => {
                self.problems.push(match error {
                    StepError::Indeterminate => FunnelProblem::Indeterminate(self.unknown(var)),
                    StepError::OutOfRange => FunnelProblem::OutOfRange(self.unknown(var)),
                    StepError::NotPositive if e == 0 && var == Var::Aov => FunnelProblem::Indeterminate(Unknown::Aov),
                    StepError::NotPositive if e == 0 => FunnelProblem::AovNotPositive,
                    StepError::NotPositive if matches!(var, Var::Rate(_)) => {
                        FunnelProblem::Indeterminate(self.unknown(var))
                    }
                    StepError::NotPositive => FunnelProblem::RateNotPositive(self.id(e - 1)),
                });
                false
            }
        }
    }

    /// Sweeps up from the target, then down from the traffic, until nothing more follows.
    fn propagate(&mut self) {
        let steps = self.rates.len();
        loop {
            let mut changed = !self.ids.is_empty() && self.solve_one(0);
            for e in (1..=steps).rev() {
                changed |= self.solve_one(e);
            }
            for e in 1..=steps {
                changed |= self.solve_one(e);
            }
            if !changed {
                return;
            }
        }
    }

    /// Where several quantities stay open, lets what was typed last stand, one at a time: assumptions (AOV, rates) before
    /// the target, the target before counts.
    fn keep(&mut self) {
        loop {
            let stuck =
                |s: &Self, e: usize| !s.used.get(e).copied().unwrap_or(true) && s.open(e).nth(1).is_some();
            let mut order: Vec<(u8, usize, Var)> = Vec::new();
            for e in 0..self.used.len() {
                if !stuck(self, e) {
                    continue;
                }
                for var in self.open(e).filter(|v| self.slot(*v).loose.is_some()) {
                    let class = match var {
                        Var::Aov => 0,
                        Var::Rate(_) => 1,
                        Var::Gmv => 2,
                        Var::Count(i) if i == self.uv => 3,
                        Var::Count(_) => 4,
                    };
                    order.push((class, e, var));
                }
            }
            let Some(&(_, e, var)) = order.iter().min_by_key(|(class, e, _)| (*class, *e)) else { break };
            let Some(value) = self.slot(var).loose else { break };
            let (equation, unknown) = (self.equation(e), self.unknown(var));
            if let Some(ask) = self.asks.iter_mut().find(|a| a.equation == equation) {
                ask.kept.push(unknown);
            } else {
                let candidates = self.open(e).map(|v| self.unknown(v)).collect();
                self.asks.push(Ask { equation, candidates, kept: vec![unknown] });
            }
            self.set(var, value, Origin::Kept);
            self.propagate();
        }
        // What nothing typed can decide: ask once, nearest to the target.
        let missing = (0..self.used.len()).find(|&e| {
            !self.used.get(e).copied().unwrap_or(true) && (2..3).contains(&self.open(e).count())
        });
        if let (Some(e), true) = (missing, self.asks.is_empty()) {
            let candidates = self.open(e).map(|v| self.unknown(v)).collect();
            self.asks.push(Ask { equation: self.equation(e), candidates, kept: Vec::new() });
        }
    }

    fn conflicts(&self) -> Vec<Conflict> {
        let all = 0..self.used.len();
        all.filter(|&e| !self.used.get(e).copied().unwrap_or(true)).filter_map(|e| self.conflict(e)).collect()
    }

    fn conflict(&self, e: usize) -> Option<Conflict> {
        let vars = self.vars(e);
        let [a, b, c] = vars.map(|v| self.slot(v).value);
        let (a, b, c) = (a?, b?, c?);
        let depth = e > 0 && self.depth.get(e - 1).copied().unwrap_or(false);
        let fits = if e == 0 { step::identity_fits(a, c, b) } else { step::step_fits(a, c, b, depth) };
        if fits || (e > 0 && self.follows_down(e - 1, a)) {
            return None;
        }
        // told by the fixed count (or GMV) nearest to the traffic, by the rate (or AOV) only if there is none
        let order = [vars[0], vars[2], vars[1]];
        let fixed = order.into_iter().filter(|v| self.slot(*v).origin == Origin::Typed);
        let (var, implied) = fixed
            .chain(order)
            .find_map(|v| self.implied(e, v).and_then(Result::ok).map(|value| (v, value)))?;
        let fixed = self.slot(var).value?;
        let (implied, fixed, gap) = match var {
            Var::Gmv | Var::Aov => {
                let (i, f) = (Money::from_wide(implied), Money::from_wide(fixed));
                (Value::Money(i), Value::Money(f), Value::Money(less(i, f)))
            }
            Var::Count(_) => {
                let (i, f) = (Count::from_wide(implied), Count::from_wide(fixed));
                (Value::Count(i), Value::Count(f), Value::Difference(difference(i, f)))
            }
            Var::Rate(_) => {
                let (i, f) = (Rate::from_wide(implied), Rate::from_wide(fixed));
                (Value::Rate(i), Value::Rate(f), Value::Rate(Rate::from_wide(i.wide() - f.wide())))
            }
        };
        Some(Conflict { equation: self.equation(e), on: self.unknown(var), implied, fixed, gap })
    }

    /// Whether following a count all the way down reaches the next fixed figure exactly, so that a disagreement on the
    /// way is no more than rounding.
    fn follows_down(&self, from: usize, count: i128) -> bool {
        let mut count = count;
        for i in from..self.rates.len() {
            let (Some(rate), Some(depth)) = (self.slot(Var::Rate(i)).value, self.depth.get(i)) else { return false };
            let Ok(next) = step::down(count, rate, *depth) else { return false };
            count = next;
            let slot = self.slot(Var::Count(i + 1));
            if slot.origin == Origin::Typed {
                return slot.value == Some(count);
            }
        }
        match (self.gmv.value, self.aov.value) {
            (Some(gmv), Some(aov)) => step::identity_fits(gmv, count, aov),
            _ => false,
        }
    }

    /// Buyers ÷ visitors: the exact product of the rates where all are fixed, else the ratio of the counts.
    fn cvr(&self) -> Option<Rate> {
        let mut product: Option<(i128, i128)> = Some((1, 1));
        for i in self.uv..self.rates.len() {
            let slot = self.slot(Var::Rate(i));
            product = product.and_then(|(n, d)| {
                let rate = slot.value.filter(|r| *r > 0 && slot.origin == Origin::Typed)?;
                let depth = self.depth.get(i).copied().unwrap_or(false);
                let (up, down) = if depth { (Rate::ONE.wide(), rate) } else { (rate, Rate::ONE.wide()) };
                let (n, d) = (n.checked_mul(up)?, d.checked_mul(down)?);
                let common = gcd(n, d);
                Some((n.checked_div(common)?, d.checked_div(common)?))
            });
        }
        if self.ids.is_empty() {
            return None;
        }
        product.and_then(|(n, d)| Rate::ratio(n, d)).or_else(|| {
            Rate::ratio(self.slot(Var::Count(self.last())).value?, self.slot(Var::Count(self.uv)).value?)
        })
    }

    fn answer(mut self, funnel: &Funnel) -> FunnelAnswer {
        let conflicts = self.conflicts();
        if self.ids.is_empty() {
            self.problems.push(FunnelProblem::NoStages);
        }
        if self.gmv.value.is_some_and(|v| v < 0) {
            self.problems.push(FunnelProblem::NegativeTarget);
        }
        if self.aov.value.is_some_and(|v| v <= 0) {
            self.problems.push(FunnelProblem::AovNotPositive);
        }
        for (i, rate) in self.rates.iter().enumerate() {
            let Some(value) = rate.value else { continue };
            if value <= 0 {
                self.problems.push(FunnelProblem::RateNotPositive(self.id(i)));
            } else if value > Rate::ONE.wide() && !self.depth.get(i).copied().unwrap_or(false) {
                self.problems.push(FunnelProblem::RateAboveOne(self.id(i), Rate::from_wide(value)));
            }
        }
        let mut seen: Vec<FunnelProblem> = Vec::new();
        for problem in std::mem::take(&mut self.problems) {
            if !seen.contains(&problem) {
                seen.push(problem);
            }
        }
        let gmv = self.gmv.figure(Money::from_wide);
        let kept_share = Rate::from_wide(Rate::ONE.wide() - funnel.refund_rate.wide());
        let stages = self.ids.iter().enumerate().map(|(i, id)| StageAnswer {
            id: *id,
            count: self.slot(Var::Count(i)).figure(Count::from_wide),
            rate: self.slot(Var::Rate(i)).figure(Rate::from_wide),
        });
        FunnelAnswer {
            gmv,
            aov: self.aov.figure(Money::from_wide),
            uv: self.slot(Var::Count(self.uv)).figure(Count::from_wide),
            uv_stage: self.ids.get(self.uv).copied(),
            cvr: Figure::from_solved(self.cvr()),
            buyers: if self.ids.is_empty() {
                Figure::missing()
            } else {
                self.slot(Var::Count(self.last())).figure(Count::from_wide)
            },
            stages: stages.collect(),
            conflicts,
            asks: std::mem::take(&mut self.asks),
            problems: seen,
            net_sales: gmv.value.map(|g| g.at_rate(kept_share)),
        }
    }
}

fn gcd(mut a: i128, mut b: i128) -> i128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
#[path = "solve_tests.rs"]
mod tests;
