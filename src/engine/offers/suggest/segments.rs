//! What the orders between two neighbouring rungs come to, in constant time: the piece of which every ladder is a sum.
//!
//! An order depends on the rung it reaches and on the next one above, on nothing else. How many top up to a threshold does
//! not depend on values, so sums over the histogram are kept by threshold.

use super::grid::State;
use super::{Goal, Stopped};
use crate::engine::offers::response::Terms;
use crate::engine::offers::values::{ValueClasses, float, minor};
use crate::model::offer::ReturnRule;

/// What a stretch of orders adds to the goal, and costs the shop; whole minor units, each rounded half up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub gain: i64,
    pub cost: i64,
}

/// From one rung to the next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arc {
    pub to: u32,
    pub piece: Piece,
}

/// The ladder problem as a graph: a path of n rungs is a ladder.
#[derive(Debug)]
pub(super) struct Graph {
    pub states: Vec<State>,
    /// Orders below the lowest rung, by that rung.
    pub start: Vec<Piece>,
    /// Orders from the highest rung on, by that rung.
    pub end: Vec<Piece>,
    /// From each rung to those that may be next.
    pub arcs: Vec<Vec<Arc>>,
}

/// Running sums over the classes: of n · p and n · p · v for one threshold.
struct TopUps {
    lands: f64,
    orders: Vec<f64>,
    value: Vec<f64>,
}

struct Sums<'a> {
    terms: &'a Terms,
    goal: Goal,
    /// Mean value of each class.
    means: Vec<f64>,
    /// Running sum of orders.
    orders: Vec<f64>,
    by_threshold: Vec<TopUps>,
    /// First class at or above each threshold.
    first: Vec<usize>,
}

fn running(terms: impl Iterator<Item = f64>) -> Vec<f64> {
    let mut sum = 0.0;
    let sums = terms.map(|term| {
        sum += term;
        sum
    });
    [0.0].into_iter().chain(sums).collect()
}

fn between(sums: &[f64], from: usize, until: usize) -> f64 {
    let at = |n: usize| sums.get(n).copied().unwrap_or(0.0);
    at(until) - at(from)
}

impl Sums<'_> {
    /// `from` and `to`: the rung reached and the next above; nothing = no rung there.
    fn piece(&self, from: Option<&State>, to: Option<&State>) -> Piece {
        let Terms { usage, shop_share, margin, behaviour, returns } = *self.terms;
        let first = |state: &State| self.first.get(state.t).copied().unwrap_or(self.means.len());
        let (lo, hi) = (from.map_or(0, first), to.map_or(self.means.len(), first));
        let d_i = from.map_or(0.0, |s| float(s.value));
        let orders = between(&self.orders, lo, hi);
        let mut subsidy = orders * d_i;
        let (mut added, mut undone) = (0.0, 0.0);
        if let Some((to, up)) = to.and_then(|s| Some((s, self.by_threshold.get(s.t)?))) {
            let d_j = float(to.value);
            let sums = |a, b| (between(&up.orders, a, b), between(&up.value, a, b));
            let (n, nv) = sums(lo, hi);
            subsidy += n * (d_j - d_i);
            added = n * up.lands - nv;
            // from `edge` on a refund would be below zero: what comes off is lost with the goods
            let (edge, split) = match returns {
                ReturnRule::Keep => (f64::INFINITY, (0.0, 1.0)),
                ReturnRule::Recover => (up.lands - (d_j - d_i), (1.0, 0.0)),
                ReturnRule::Proportional => (up.lands * (up.lands - d_j) / (up.lands - d_i), (0.0, 1.0)),
            };
            let cut = self.means.partition_point(|v| *v <= edge).clamp(lo, hi.max(lo));
            let (near, near_v) = sums(lo, cut);
            let (rest, rest_v) = sums(cut, hi);
            let kept = if returns == ReturnRule::Keep { d_j } else { d_i };
            undone = near * d_j - kept * (near * split.0 + near_v / up.lands * split.1) + rest * up.lands - rest_v;
        }
        let r = behaviour.returned;
        let (subsidy, undone) = (subsidy * usage, undone * usage * r);
        let gain = match self.goal {
            Goal::Profit => margin * added * (1.0 - r) - shop_share * (subsidy - undone),
            Goal::Gmv => added - shop_share * subsidy,
        };
        Piece { gain: minor(gain).minor(), cost: minor(shop_share * subsidy).minor() }
    }
}

impl Graph {
    /// The graph of a grid over a histogram that is already cut at the grid's thresholds.
    pub fn new(
        states: Vec<State>,
        cut: &ValueClasses,
        terms: &Terms,
        goal: Goal,
        stop: &dyn Fn() -> bool,
    ) -> Result<Self, Stopped> {
        let bins = cut.bins();
        let means: Vec<f64> = bins.iter().map(super::super::values::ValueBin::mean).collect();
        let mut sums = Sums {
            terms,
            goal,
            orders: running(bins.iter().map(|b| b.orders)),
            means,
            by_threshold: Vec::new(),
            first: Vec::new(),
        };
        for state in &states {
            // positions of thresholds that no rung uses stay empty
            while sums.first.len() <= state.t {
                let t = float(state.threshold);
                let here = sums.first.len() == state.t;
                let until = if here { bins.partition_point(|b| b.low < state.threshold) } else { 0 };
                let below = || bins.iter().zip(&sums.means).take(until);
                let goes = || below().map(|(b, v)| (b.orders * terms.behaviour.tops_up(*v, t - v), *v));
                let (orders, value) = (running(goes().map(|(n, _)| n)), running(goes().map(|(n, v)| n * v)));
                sums.by_threshold.push(TopUps { lands: terms.behaviour.lands(t), orders, value });
                sums.first.push(until);
            }
            if stop() {
                return Err(Stopped);
            }
        }
        let start = states.iter().map(|s| sums.piece(None, Some(s))).collect();
        let end = states.iter().map(|s| sums.piece(Some(s), None)).collect();
        let mut arcs = Vec::with_capacity(states.len());
        for from in &states {
            if stop() {
                return Err(Stopped);
            }
            let next = states.iter().enumerate().filter(|(_, to)| from.may_precede(to, &terms.behaviour));
            let arc = |(n, to): (usize, &State)| {
                Some(Arc { to: u32::try_from(n).ok()?, piece: sums.piece(Some(from), Some(to)) })
            };
            arcs.push(next.filter_map(arc).collect());
        }
        Ok(Self { states, start, end, arcs })
    }
}
