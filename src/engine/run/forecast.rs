//! Where GMV will end.
//!
//! The logarithm of actual ÷ plan is taken as a level of the whole campaign plus a deviation of each phase, both normal about
//! zero before anything is sold. Each day so far is an observation of them with noise of its own; Bayes' rule for normal
//! variables (the update of a Kalman filter, R. E. Kalman, "A New Approach to Linear Filtering and Prediction Problems", 1960)
//! gives what they are now, and how far phases still ahead may differ. What is left of the plan, so scaled, is a sum of
//! log-normal variables, which is taken as one with the same mean and variance (L. F. Fenton, "The Sum of Log-Normal Probability
//! Distributions in Scatter Transmission Systems", 1960). Floats are meant here. Knows figures only.

use jiff::civil::DateTime;

use super::Pace;
use super::board::came_by;
use crate::engine::actuals::Ledger;
use crate::model::{Money, PhaseId};

/// Spread of a campaign's level before anything is sold: an assumption, as a standard deviation of the logarithm.
pub const LEVEL: f64 = 0.16;
/// Spread of a phase about it.
pub const PHASE: f64 = 0.13;
/// Noise of a single day.
pub const DAY: f64 = 0.15;

/// Quantile of the standard normal distribution at 90 %.
const Z90: f64 = 1.281_551_565_544_6;
/// Ratios of actual to plan beyond this, or below its inverse, count as it.
const MOST: f64 = 20.0;

/// What GMV comes to at an instant ahead.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ahead {
    /// When.
    pub at: DateTime,
    /// Exceeded in nine of ten cases.
    pub low: f64,
    /// Exceeded in one of two.
    pub mid: f64,
    /// Exceeded in one of ten.
    pub high: f64,
}

/// Where GMV will end, in major units.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    /// What has come so far.
    pub so_far: f64,
    /// Mean of the logarithm of what is still to come; nothing at the end.
    left: Option<(f64, f64)>,
    /// The course from now on, day by day and at the end.
    pub course: Vec<Ahead>,
    /// By how much each phase is scaled, in the order of the plan: what is left of it comes to so many times the plan (median).
    pub scales: Vec<(PhaseId, f64)>,
}

impl Forecast {
    /// The end at a quantile given as a point of the standard normal distribution.
    fn at(&self, z: f64) -> Money {
        let left = self.left.map_or(0.0, |(mean, sd)| (mean + z * sd).exp());
        Money::from_wide(((self.so_far + left) * 100.0).round() as i128)
    }

    /// Exceeded in nine of ten cases.
    #[must_use]
    pub fn p10(&self) -> Money {
        self.at(-Z90)
    }

    /// Exceeded in one of two.
    #[must_use]
    pub fn p50(&self) -> Money {
        self.at(0.0)
    }

    /// Exceeded in one of ten.
    #[must_use]
    pub fn p90(&self) -> Money {
        self.at(Z90)
    }

    /// The chance that it ends at a sum or above, 0 … 1, if what is left comes to `times` as much.
    #[must_use]
    pub fn chance(&self, sum: Money, times: f64) -> f64 {
        let needed = sum.to_f64() - self.so_far;
        match self.left {
            _ if needed <= 0.0 => 1.0,
            Some((mean, sd)) if sd > 0.0 => {
                0.5 * libm::erfc((needed.ln() - mean - times.max(1e-9).ln()) / sd / std::f64::consts::SQRT_2)
            }
            _ => 0.0,
        }
    }

    /// What is still to come (median).
    #[must_use]
    pub fn to_come(&self) -> f64 {
        self.left.map_or(0.0, |(mean, _)| mean.exp())
    }
}

/// The simplest forecast: what is left of the plan comes as what has gone by did. Nothing before anything was planned to be sold.
#[must_use]
pub fn by_pace(pace: &Pace, ledger: &Ledger, at: DateTime) -> Option<f64> {
    let (start, end) = pace.span()?;
    let planned = pace.sums(start, at).gmv.to_f64();
    let left = pace.sums(at, end).gmv.to_f64();
    let came = came_by(ledger, end, at).gmv.to_f64();
    (planned > 0.0).then(|| came + left * came / planned)
}

/// Where GMV will end, seen from an instant. Nothing without a plan.
#[must_use]
pub fn forecast(pace: &Pace, ledger: &Ledger, at: DateTime) -> Option<Forecast> {
    let (_, end) = pace.span()?;
    let mut phases: Vec<PhaseId> = Vec::new();
    for hour in &pace.hours {
        if !phases.contains(&hour.phase) {
            phases.push(hour.phase);
        }
    }
    let mut belief = Belief::new(phases.len());
    let so_far = came_by(ledger, end, at).gmv.to_f64();
    for seen in observations(pace, ledger, at, &phases) {
        belief.see(&seen);
    }
    let mut outlook = Outlook::new(&belief);
    let mut course = vec![Ahead { at, low: so_far, mid: so_far, high: so_far }];
    for day in days_ahead(pace, at) {
        for (phase, plan) in &day.plan {
            if let Some(p) = phases.iter().position(|of| of == phase) {
                outlook.add(p, *plan);
            }
        }
        let point = |z: f64| so_far + outlook.left().map_or(0.0, |(mean, sd)| (mean + z * sd).exp());
        course.push(Ahead { at: day.end.min(end), low: point(-Z90), mid: point(0.0), high: point(Z90) });
    }
    let scales = phases.iter().enumerate().map(|(p, id)| (*id, belief.mean(p).exp())).collect();
    Some(Forecast { so_far, left: outlook.left(), course, scales })
}

/// The stretches of a day that lie ahead, with what is planned in each phase.
struct Day {
    end: DateTime,
    plan: Vec<(PhaseId, f64)>,
}

/// The days that lie ahead, the first as far as it is left.
fn days_ahead(pace: &Pace, at: DateTime) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    let mut date = None;
    let first = pace.hours.partition_point(|hour| hour.start < at);
    for hour in pace.hours.iter().skip(first) {
        if date != Some(hour.start.date()) {
            date = Some(hour.start.date());
            days.push(Day { end: hour.end, plan: Vec::new() });
        }
        let Some(day) = days.last_mut() else { continue };
        day.end = hour.end;
        let gmv = hour.gmv.to_f64();
        match day.plan.iter_mut().find(|(phase, _)| *phase == hour.phase) {
            Some((_, sum)) => *sum += gmv,
            None => day.plan.push((hour.phase, gmv)),
        }
    }
    days
}

/// What a day, or what of it has gone by, says.
struct Seen {
    /// The logarithm of actual ÷ plan.
    log: f64,
    /// Which part of its plan lies in each phase.
    weights: Vec<f64>,
    /// Variance of its noise.
    noise: f64,
}

fn observations(pace: &Pace, ledger: &Ledger, at: DateTime, phases: &[PhaseId]) -> Vec<Seen> {
    let mut out = Vec::new();
    let mut rest = pace.hours.as_slice();
    while let Some(first) = rest.first() {
        let date = first.start.date();
        let length = rest.iter().take_while(|hour| hour.start.date() == date).count();
        let (day, after) = rest.split_at(length);
        rest = after;
        let whole: f64 = day.iter().map(|hour| hour.gmv.to_f64()).sum();
        let gone: Vec<_> = day.iter().filter(|hour| hour.end <= at).collect();
        let (Some(from), Some(to)) = (gone.first(), gone.last()) else { continue };
        // a day that is known as a whole says nothing before it is over
        let until = if ledger.has_hours(date) {
            to.end
        } else {
            date.tomorrow().map_or(to.end, |next| next.to_datetime(jiff::civil::Time::midnight()))
        };
        if until > at {
            continue;
        }
        let midnight = date.to_datetime(jiff::civil::Time::midnight());
        let began = if ledger.has_hours(date) { from.start } else { midnight };
        let plan: f64 = gone.iter().map(|hour| hour.gmv.to_f64()).sum();
        let came = ledger.shop(began, until).gmv.to_f64();
        if plan <= 0.0 || whole <= 0.0 {
            continue;
        }
        let ratio = (came / plan).clamp(1.0 / MOST, MOST);
        let weights = phases
            .iter()
            .map(|phase| {
                gone.iter().filter(|hour| hour.phase == *phase).map(|hour| hour.gmv.to_f64()).sum::<f64>() / plan
            })
            .collect();
        out.push(Seen { log: ratio.ln(), weights, noise: DAY * DAY * (whole / plan).min(12.0) });
    }
    out
}

/// What is believed of the level (first) and of each phase's deviation: means and covariances.
#[derive(Debug)]
struct Belief {
    mean: Vec<f64>,
    cov: Vec<Vec<f64>>,
}

impl Belief {
    fn new(phases: usize) -> Self {
        let n = phases + 1;
        let mut cov = vec![vec![0.0; n]; n];
        for (i, row) in cov.iter_mut().enumerate() {
            if let Some(slot) = row.get_mut(i) {
                *slot = if i == 0 { LEVEL * LEVEL } else { PHASE * PHASE };
            }
        }
        Self { mean: vec![0.0; n], cov }
    }

    fn see(&mut self, seen: &Seen) {
        let h: Vec<f64> = std::iter::once(1.0).chain(seen.weights.iter().copied()).collect();
        let gain: Vec<f64> = self.cov.iter().map(|row| dot(row, &h)).collect();
        let variance = dot(&h, &gain) + seen.noise;
        if variance <= 0.0 {
            return;
        }
        let off = seen.log - dot(&h, &self.mean);
        for (mean, gain) in self.mean.iter_mut().zip(&gain) {
            *mean += gain / variance * off;
        }
        for (row, a) in self.cov.iter_mut().zip(&gain) {
            for (slot, b) in row.iter_mut().zip(&gain) {
                *slot -= a * b / variance;
            }
        }
    }

    /// Mean of a phase's logarithm.
    fn mean(&self, phase: usize) -> f64 {
        self.mean.first().unwrap_or(&0.0) + self.mean.get(phase + 1).unwrap_or(&0.0)
    }

    /// Covariance of two phases' logarithms.
    fn covariance(&self, a: usize, b: usize) -> f64 {
        let at = |i: usize, j: usize| self.cov.get(i).and_then(|row| row.get(j)).copied().unwrap_or(0.0);
        at(0, 0) + at(0, b + 1) + at(a + 1, 0) + at(a + 1, b + 1)
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// What is left of the plan up to an instant, phase by phase.
struct Outlook<'a> {
    belief: &'a Belief,
    plan: Vec<f64>,
    /// Sum of the squares of the days' plans: how much single days' noise averages out.
    squares: Vec<f64>,
}

impl<'a> Outlook<'a> {
    fn new(belief: &'a Belief) -> Self {
        let n = belief.mean.len().saturating_sub(1);
        Self { belief, plan: vec![0.0; n], squares: vec![0.0; n] }
    }

    fn add(&mut self, phase: usize, plan: f64) {
        if let (Some(sum), Some(squares)) = (self.plan.get_mut(phase), self.squares.get_mut(phase)) {
            *sum += plan;
            *squares += plan * plan;
        }
    }

    /// Mean and standard deviation of the logarithm of what is left; nothing where nothing is.
    fn left(&self) -> Option<(f64, f64)> {
        let parts: Vec<(usize, f64, f64)> = self
            .plan
            .iter()
            .zip(&self.squares)
            .enumerate()
            .filter(|(_, (plan, _))| **plan > 0.0)
            .map(|(p, (plan, squares))| {
                let noise = DAY * DAY * squares / (plan * plan);
                let mean = plan * (self.belief.mean(p) + f64::midpoint(self.belief.covariance(p, p), noise)).exp();
                (p, mean, noise)
            })
            .collect();
        let mean: f64 = parts.iter().map(|(_, mean, _)| mean).sum();
        if mean <= 0.0 {
            return None;
        }
        let mut variance = 0.0;
        for (p, a, noise) in &parts {
            for (q, b, _) in &parts {
                let shared = self.belief.covariance(*p, *q) + if p == q { *noise } else { 0.0 };
                variance += a * b * shared.exp_m1();
            }
        }
        let s2 = (variance / (mean * mean)).max(0.0).ln_1p();
        Some((mean.ln() - s2 / 2.0, s2.sqrt()))
    }
}
