//! The best ladder (建议阶梯): the rungs of a grid with most profit or GMV within a budget for the shop's subsidy.
//!
//! Exact over its [`Grid`]: no ladder of the asked-for number of rungs on the grid is better. The order of the search is
//! fixed, so that the same question has the same answer.

mod grid;
mod search;
mod segments;

use super::ladder::Ladder;
use super::response::{Response, Terms, respond};
use super::values::ValueClasses;
use crate::model::Money;
use crate::model::offer::Rung;
pub use grid::Grid;
use grid::State;
use search::{Path, Search};
use segments::Graph;

/// The most rungs that a ladder is suggested with.
pub const MOST_RUNGS: usize = 5;
/// The most alternatives.
const ALTERNATIVES: usize = 4;
/// Searches after which no further alternative is looked for.
const MOST_SEARCHES: usize = 60;
/// Steps of the grid to either side in the curve around the answer.
const CURVE_STEPS: usize = 3;

/// What a ladder should have most of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Goal {
    /// Profit.
    #[default]
    Profit,
    /// GMV.
    Gmv,
}

/// Why there is no suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoSuggestion {
    /// No orders to suggest from.
    #[error("no orders")]
    NoOrders,
    /// Not one ladder of so many rungs stands on the grid.
    #[error("no ladder on the grid")]
    NoLadder,
    /// Each of them costs more than the budget.
    #[error("budget too small")]
    BudgetTooSmall,
    /// It was stopped.
    #[error("stopped")]
    Stopped,
}

/// The search was stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stopped;

impl From<Stopped> for NoSuggestion {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// Order values without the ladder.
    pub values: &'a ValueClasses,
    /// How a ladder is judged.
    pub terms: Terms,
    /// What may be suggested.
    pub grid: &'a Grid,
    /// How many rungs, exactly: 1 … [`MOST_RUNGS`], held to that range.
    pub rungs: usize,
    /// Most of what.
    pub goal: Goal,
    /// The most that the shop's part of the subsidy may be; nothing = no limit.
    pub budget: Option<Money>,
}

/// A ladder and what it comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggested {
    /// Its rungs, ascending.
    pub rungs: Vec<Rung>,
    /// How orders answer to it, with the histogram after.
    pub response: Response,
}

/// A ladder next to the suggested one: one rung moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Which rung of the suggestion was moved.
    pub rung: usize,
    /// Its threshold.
    pub threshold: Money,
    /// Its value.
    pub value: Money,
    /// Profit of the ladder.
    pub profit: Money,
    /// GMV of the ladder.
    pub gmv: Money,
    /// The shop's subsidy, rounded half up.
    pub subsidy: Money,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// The best ladder.
    pub best: Suggested,
    /// The next best ladders of which each differs from all before it in at least one rung by more than a step of the grid
    /// in threshold or value; at most four, the best first.
    pub alternatives: Vec<Suggested>,
    /// The suggestion with one rung at a time moved by up to three steps of the grid in threshold or in value, itself
    /// among them; by rung, then threshold, then value.
    pub curve: Vec<Neighbour>,
    /// Order values without the ladder, in classes as fine as the grid.
    pub before: ValueClasses,
}

/// Suggests a ladder. `stop` is asked now and then whether to give up.
///
/// # Errors
/// No orders, no ladder on the grid or within the budget, or stopped.
pub fn suggest(question: &Question<'_>, stop: &dyn Fn() -> bool) -> Result<Suggestion, NoSuggestion> {
    if question.values.orders() <= 0.0 {
        return Err(NoSuggestion::NoOrders);
    }
    let rungs = question.rungs.clamp(1, MOST_RUNGS);
    let before = question.values.cut(question.grid.thresholds.iter().copied());
    let graph = Graph::new(question.grid.states(), &before, &question.terms, question.goal, stop)?;
    let mut finder = Finder { graph, rungs, budget: question.budget.map(Money::minor), near: None, searches: 0, stop };
    let Some(first) = finder.search(&[])? else {
        finder.budget = None;
        let any = finder.search(&[])?;
        return Err(if any.is_some() { NoSuggestion::BudgetTooSmall } else { NoSuggestion::NoLadder });
    };
    let mut found = finder.alternatives(first)?.into_iter();
    let suggested = |path: Path| {
        let rungs: Vec<Rung> = finder.states_of(&path).map(State::rung).collect();
        let response = respond(&before, &Ladder::new(&rungs), &question.terms);
        Suggested { rungs, response }
    };
    let Some(first) = found.next() else { return Err(NoSuggestion::NoLadder) };
    let curve = curve(&finder.graph, &finder.states_of(&first).copied().collect::<Vec<_>>(), &before, &question.terms);
    Ok(Suggestion { best: suggested(first), alternatives: found.map(suggested).collect(), curve, before })
}

/// A rung at a place of the ladder that is kept away from.
#[derive(Clone, Copy)]
struct Ban {
    place: usize,
    rung: u32,
}

struct Finder<'a> {
    graph: Graph,
    rungs: usize,
    budget: Option<i64>,
    near: Option<f64>,
    searches: usize,
    stop: &'a dyn Fn() -> bool,
}

impl Finder<'_> {
    fn states_of<'s>(&'s self, path: &'s Path) -> impl Iterator<Item = &'s State> {
        path.rungs.iter().filter_map(|s| self.graph.states.get(*s as usize))
    }

    fn is_near(&self, a: u32, b: u32) -> bool {
        let state = |s: u32| self.graph.states.get(s as usize);
        state(a).zip(state(b)).is_some_and(|(a, b)| a.is_near(b))
    }

    /// The best ladder that has, at the places named, no rung near the one named.
    fn search(&mut self, bans: &[Ban]) -> Result<Option<Path>, Stopped> {
        self.searches += 1;
        let count = self.graph.states.len() as u32;
        let free = |place: usize, s: u32| !bans.iter().any(|ban| ban.place == place && self.is_near(ban.rung, s));
        let allowed = (0..self.rungs).map(|place| (0..count).map(|s| free(place, s)).collect()).collect();
        let search = Search { graph: &self.graph, rungs: self.rungs, budget: self.budget, allowed, stop: self.stop };
        let mut near = self.near;
        let best = search.best(&mut near);
        self.near = near;
        best
    }

    /// The best ladder and those next to it that differ materially. What differs from a ladder does so at one place at
    /// least: each place is a search of its own, and the best of all searches still open is the next.
    fn alternatives(&mut self, first: Path) -> Result<Vec<Path>, Stopped> {
        let mut found: Vec<Path> = Vec::new();
        let mut open: Vec<(Path, Vec<Ban>)> = vec![(first, Vec::new())];
        while found.len() <= ALTERNATIVES {
            // of equals the one found first
            let best = open.iter().enumerate().max_by(|a, b| a.1.0.gain.cmp(&b.1.0.gain).then(b.0.cmp(&a.0)));
            let Some((at, _)) = best else { break };
            let (path, bans) = open.remove(at);
            let alike = |other: &&Path| other.rungs.iter().zip(&path.rungs).all(|(a, b)| self.is_near(*a, *b));
            let away_from = if let Some(other) = found.iter().find(alike) {
                other.clone()
            } else {
                found.push(path.clone());
                path
            };
            if found.len() > ALTERNATIVES || self.searches >= MOST_SEARCHES {
                break;
            }
            for (place, rung) in away_from.rungs.iter().enumerate() {
                let bans: Vec<Ban> = bans.iter().copied().chain([Ban { place, rung: *rung }]).collect();
                if let Some(path) = self.search(&bans)? {
                    open.push((path, bans));
                }
            }
        }
        Ok(found)
    }
}

/// Moves each rung of a ladder along the grid.
fn curve(graph: &Graph, ladder: &[State], before: &ValueClasses, terms: &Terms) -> Vec<Neighbour> {
    let mut out = Vec::new();
    for (n, rung) in ladder.iter().enumerate() {
        let close = |s: &&State| {
            (s.t == rung.t && s.v.abs_diff(rung.v) <= CURVE_STEPS)
                || (s.v == rung.v && s.t.abs_diff(rung.t) <= CURVE_STEPS)
        };
        for moved in graph.states.iter().filter(close) {
            let mut ladder = ladder.to_vec();
            if let Some(slot) = ladder.get_mut(n) {
                *slot = *moved;
            }
            if !ladder.windows(2).all(|pair| matches!(pair, [a, b] if a.may_precede(b, &terms.behaviour))) {
                continue;
            }
            let rungs: Vec<Rung> = ladder.iter().map(State::rung).collect();
            let response = respond(before, &Ladder::new(&rungs), terms);
            out.push(Neighbour {
                rung: n,
                threshold: moved.threshold,
                value: moved.value,
                profit: response.profit(),
                gmv: response.gmv(),
                subsidy: super::values::minor(response.shop_subsidy()),
            });
        }
    }
    out
}

#[cfg(test)]
mod tests;
