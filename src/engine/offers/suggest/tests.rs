//! The suggestion against trying every ladder of the grid.

use proptest::prelude::*;

use super::*;
use crate::engine::offers::values::{ASSUMED_SPREAD, ValueBin};
use crate::model::offer::ReturnRule;
use crate::model::{Rate, TopUp};

fn yuan(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn terms() -> Terms {
    Terms { usage: 0.72, shop_share: 1.0, margin: 0.5, behaviour: TopUp::default().into(), returns: ReturnRule::Keep }
}

fn grid(thresholds: &[i64], values: &[i64]) -> Grid {
    Grid {
        thresholds: thresholds.iter().map(|t| Money::from_major(*t)).collect(),
        values: values.iter().map(|v| Money::from_major(*v)).collect(),
        least_rate: Rate::from_percent(2),
        most_rate: Rate::from_percent(40),
    }
}

/// Every ladder of so many rungs, with gain and cost from the segments and, apart from these, from the response.
fn every(graph: &Graph, rungs: usize) -> Vec<Path> {
    fn extend(graph: &Graph, rungs: usize, path: &Path, out: &mut Vec<Path>) {
        let last = *path.rungs.last().unwrap() as usize;
        if path.rungs.len() == rungs {
            let end = graph.end[last];
            out.push(Path { gain: path.gain + end.gain, cost: path.cost + end.cost, ..path.clone() });
            return;
        }
        for arc in &graph.arcs[last] {
            let mut next = path.clone();
            next.rungs.push(arc.to);
            next.gain += arc.piece.gain;
            next.cost += arc.piece.cost;
            extend(graph, rungs, &next, out);
        }
    }
    let mut out = Vec::new();
    for (s, piece) in graph.start.iter().enumerate() {
        let path = Path { rungs: vec![s as u32], gain: piece.gain, cost: piece.cost };
        extend(graph, rungs, &path, &mut out);
    }
    out
}

fn bins(of: &[(i64, f64)]) -> ValueClasses {
    ValueClasses::new(of.iter().map(|(n, orders)| {
        let (low, high) = (Money::from_major(n * 10), Money::from_major(n * 10 + 10));
        ValueBin { low, high, orders: *orders, value: orders * (low.minor() + 430) as f64 }
    }))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]
    #[test]
    fn no_ladder_of_the_grid_is_better(
        orders in prop::collection::vec((5_i64..80, 1.0_f64..900.0), 3..25),
        thresholds in prop::collection::btree_set(60_i64..700, 2..8),
        values in prop::collection::btree_set(2_i64..90, 2..7),
        rungs in 1_usize..=3,
        goal in prop::sample::select(vec![Goal::Profit, Goal::Gmv]),
        returns in prop::sample::select(vec![ReturnRule::Keep, ReturnRule::Recover, ReturnRule::Proportional]),
        (usage, shop_share, margin) in (0.1_f64..1.0, 0.0_f64..1.0, 0.05_f64..0.9),
        squeeze in 0.0_f64..1.2,
    ) {
        let (values, grid) = (bins(&orders), grid(
            &thresholds.into_iter().collect::<Vec<_>>(),
            &values.into_iter().collect::<Vec<_>>(),
        ));
        let terms = Terms { usage, shop_share, margin, returns, ..terms() };
        let never = || false;
        let cut = values.cut(grid.thresholds.iter().copied());
        let graph = Graph::new(grid.states(), &cut, &terms, goal, &never).unwrap();
        let all = every(&graph, rungs);
        // from below the cheapest to above the dearest
        let budget = all.iter().map(|p| p.cost).max().map(|most| Money::from_minor((most as f64 * squeeze) as i64));
        for budget in [None, budget] {
            let fits = |p: &&Path| budget.is_none_or(|b| p.cost <= b.minor());
            let best = all.iter().filter(fits).map(|p| p.gain).max();
            let question = Question { values: &values, terms, grid: &grid, rungs, goal, budget };
            let got = suggest(&question, &never);
            match best {
                None => {
                    let why = if all.is_empty() { NoSuggestion::NoLadder } else { NoSuggestion::BudgetTooSmall };
                    prop_assert_eq!(got.unwrap_err(), why);
                }
                Some(best) => {
                    let got = got.unwrap();
                    let gain = |s: &Suggested| {
                        let find = |rung: &Rung| graph.states.iter().position(|s| s.rung() == *rung).unwrap() as u32;
                        let rungs: Vec<u32> = s.rungs.iter().map(find).collect();
                        all.iter().find(|p| p.rungs == rungs).unwrap().clone()
                    };
                    let first = gain(&got.best);
                    prop_assert_eq!(first.gain, best);
                    // the response, order by order, says the same as the sums, but for the rounding of each piece
                    let response = &got.best.response;
                    let told = match goal {
                        Goal::Profit => response.profit().minor() - response.profit_before().minor(),
                        Goal::Gmv => response.gmv().minor() - response.gmv_before().minor(),
                    };
                    prop_assert!((told - best).abs() <= 4, "{} {}", told, best);
                    prop_assert!((response.shop_subsidy() - first.cost as f64).abs() <= 2.5);
                    // alternatives: the best of all ladders that differ from those before them
                    let mut before = vec![first];
                    for other in &got.alternatives {
                        let other = gain(other);
                        let alike = |a: &Path, b: &Path| {
                            let state = |s: &u32| graph.states[*s as usize];
                            a.rungs.iter().zip(&b.rungs).all(|(a, b)| state(a).is_near(&state(b)))
                        };
                        let next = all.iter().filter(fits).filter(|p| !before.iter().any(|b| alike(b, p)));
                        prop_assert_eq!(Some(other.gain), next.map(|p| p.gain).max());
                        before.push(other);
                    }
                }
            }
        }
    }
}

#[test]
fn a_shop_with_an_order_value_of_250() {
    let values = ValueClasses::log_normal(yuan("250"), ASSUMED_SPREAD, 200_000.0);
    let grid = Grid::nice(yuan("250"));
    let budget = yuan("1000000");
    for goal in [Goal::Profit, Goal::Gmv] {
        let question = Question { values: &values, terms: terms(), grid: &grid, rungs: 3, goal, budget: Some(budget) };
        let got = suggest(&question, &|| false).unwrap();
        assert_eq!((got.best.rungs.len(), got.alternatives.len()), (3, 4));
        assert!(got.best.response.shop_subsidy() <= budget.minor() as f64 + 2.0);
        assert!((got.best.response.after.orders() - got.before.orders()).abs() < 1e-3);
        // the curve holds the answer, and on it nothing within the budget that is better
        let rung = got.best.rungs[0];
        let own =
            got.curve.iter().find(|n| n.rung == 0 && n.threshold == rung.at && n.profit == got.best.response.profit());
        let own = own.unwrap();
        let figure = |n: &Neighbour| if goal == Goal::Profit { n.profit } else { n.gmv };
        for other in got.curve.iter().filter(|n| n.subsidy <= budget) {
            assert!(figure(other).minor() <= figure(own).minor() + 4, "{other:?}");
        }
    }
}

#[test]
fn it_can_be_stopped_and_says_why_there_is_nothing() {
    let values = ValueClasses::log_normal(yuan("250"), ASSUMED_SPREAD, 1_000.0);
    let ask = |values: &ValueClasses, grid: &Grid, rungs, budget, stop: bool| {
        let question = Question { values, terms: terms(), grid, rungs, goal: Goal::Profit, budget };
        suggest(&question, &|| stop).map(|s| s.best.rungs.len())
    };
    let nice = Grid::nice(yuan("250"));
    assert_eq!(ask(&values, &nice, 2, None, false), Ok(2));
    assert_eq!(ask(&values, &nice, 99, None, false), Ok(MOST_RUNGS));
    assert_eq!(ask(&values, &nice, 2, None, true), Err(NoSuggestion::Stopped));
    assert_eq!(ask(&values, &nice, 2, Some(Money::ZERO), false), Err(NoSuggestion::BudgetTooSmall));
    assert_eq!(ask(&values, &grid(&[100, 200], &[10, 20]), 3, None, false), Err(NoSuggestion::NoLadder));
    assert_eq!(ask(&values, &grid(&[], &[]), 1, None, false), Err(NoSuggestion::NoLadder));
    assert_eq!(ask(&ValueClasses::default(), &nice, 1, None, false), Err(NoSuggestion::NoOrders));
}
