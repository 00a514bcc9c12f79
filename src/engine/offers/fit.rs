//! How customers really answered: a, b and c of the response from a campaign's own orders against the same shop's orders
//! without rungs.
//!
//! Topping up leaves a dent below each rung and a heap above it. The two distributions are held against each other by
//! their running shares, so that neither the width of classes nor how the heap is spread matters much. For given b and c
//! the dent grows in proportion to a, which is found by least squares; b and c are looked for on a grid that is refined.

use super::ladder::Ladder;
use super::response::{Behaviour, Terms, respond};
use super::values::ValueClasses;
use crate::model::offer::{ReturnRule, Rung};
use crate::model::{Money, Rate, TopUp};

/// The fewest orders on each side.
pub const FEWEST_ORDERS: f64 = 1_000.0;
/// The fewest orders above and below a rung, in each of the two.
pub const FEWEST_NEAR: f64 = 50.0;
/// How far from a rung an order counts as near it, in parts of the rung.
const NEAR: f64 = 0.3;
/// The fit below which a dent and a heap are not told from chance.
pub const LEAST_FIT: f64 = 0.25;

/// Why nothing is fitted.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum NoFit {
    /// Not enough orders: in the campaign, or without rungs.
    #[error("{have} orders, {need} needed")]
    TooFewOrders {
        /// Whether it is the campaign that has too few.
        campaign: bool,
        /// As many there are.
        have: f64,
        /// As many it takes.
        need: f64,
    },
    /// No rung takes anything off.
    #[error("no rungs")]
    NoRungs,
    /// No rung has enough orders on both sides.
    #[error("no orders near a rung")]
    NothingNear,
    /// The orders are no fuller above the rungs than they would be without.
    #[error("no bunching")]
    NoBunching,
}

/// A response fitted to orders.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// a, b and c as found; r as it was; marked as fitted.
    pub top_up: TopUp,
    /// How much of the difference between the two distributions it explains: 1 = all, 0 = nothing.
    pub goodness: f64,
    /// Orders of the campaign.
    pub orders: f64,
    /// Orders without rungs.
    pub reference: f64,
}

/// Points at which running shares are compared, with the difference to be explained.
struct Target {
    edges: Vec<Money>,
    gap: Vec<f64>,
    /// Running shares of the reference.
    before: Vec<f64>,
    reference: ValueClasses,
    ladder: Ladder,
}

/// Running shares of a distribution at the edges.
fn running(values: &ValueClasses, edges: &[Money]) -> Vec<f64> {
    let all = values.orders();
    let cut = values.cut(edges.iter().copied());
    let mut bins = cut.bins().iter().peekable();
    let mut sum = 0.0;
    let at = |edge: &Money| {
        while let Some(bin) = bins.next_if(|b| b.high <= *edge) {
            sum += bin.orders;
        }
        if all > 0.0 { sum / all } else { 0.0 }
    };
    edges.iter().map(at).collect()
}

impl Target {
    /// The best a for given b and c, with what is left unexplained.
    fn chance(&self, reach: f64, overshoot: f64) -> (f64, f64) {
        // everyone who can be tempted tops up: the response is in proportion to a
        let behaviour = Behaviour { chance: 1.0, reach, overshoot, returned: 0.0 };
        let terms = Terms { usage: 1.0, shop_share: 1.0, margin: 0.0, behaviour, returns: ReturnRule::Keep };
        let after = running(&respond(&self.reference, &self.ladder, &terms).after, &self.edges);
        let dent: Vec<f64> = after.iter().zip(&self.before).map(|(a, b)| a - b).collect();
        let (mut square, mut product) = (0.0, 0.0);
        for (dent, gap) in dent.iter().zip(&self.gap) {
            square += dent * dent;
            product += dent * gap;
        }
        let chance = if square > 0.0 { (product / square).clamp(0.0, 1.0) } else { 0.0 };
        (chance, dent.iter().zip(&self.gap).map(|(dent, gap)| (gap - chance * dent).powi(2)).sum())
    }
}

/// Fits a response. `campaign` are the values of orders made with the rungs, `reference` those of the same shop without any;
/// `known` gives r, which order values cannot tell.
///
/// # Errors
/// Too few orders, no rungs, none with orders near it, or no bunching above them.
pub fn fit(campaign: &ValueClasses, reference: &ValueClasses, rungs: &[Rung], known: &TopUp) -> Result<Fit, NoFit> {
    for (side, is_campaign) in [(campaign, true), (reference, false)] {
        if side.orders() < FEWEST_ORDERS {
            return Err(NoFit::TooFewOrders { campaign: is_campaign, have: side.orders(), need: FEWEST_ORDERS });
        }
    }
    let ladder = Ladder::new(rungs);
    if ladder.thresholds().all(|t| t <= Money::ZERO) {
        return Err(NoFit::NoRungs);
    }
    let part = |t: Money, part: f64| Money::from_minor((t.minor() as f64 * part).round() as i64);
    let near = |t: Money| {
        [campaign, reference].iter().all(|side| {
            side.orders_between(part(t, 1.0 - NEAR), t) >= FEWEST_NEAR
                && side.orders_between(t, part(t, 1.0 + NEAR)) >= FEWEST_NEAR
        })
    };
    if !ladder.thresholds().any(near) {
        return Err(NoFit::NothingNear);
    }
    let mut edges: Vec<Money> =
        campaign.bins().iter().chain(reference.bins()).map(|b| b.high).chain(ladder.thresholds()).collect();
    edges.sort_unstable();
    edges.dedup();
    let (with, without) = (running(campaign, &edges), running(reference, &edges));
    let gap: Vec<f64> = with.iter().zip(&without).map(|(a, b)| a - b).collect();
    let target = Target { edges, gap, before: without, reference: reference.clone(), ladder };
    let all: f64 = target.gap.iter().map(|g| g * g).sum();

    let (mut best, mut reach, mut overshoot) = (f64::INFINITY, 0.15, 0.03);
    let mut chance = 0.0;
    let (mut reach_step, mut overshoot_step) = (0.04, 0.02);
    let coarse = (1..=15).flat_map(|b| (0..=10).map(move |c| (f64::from(b) * 0.04, f64::from(c) * 0.02)));
    let mut tries: Vec<(f64, f64)> = coarse.collect();
    // down to steps below a tenth of a per cent, to which the figures are rounded
    for _ in 0..8 {
        for (b, c) in tries.drain(..) {
            let (a, left) = target.chance(b, c);
            if left < best {
                (best, chance, reach, overshoot) = (left, a, b, c);
            }
        }
        (reach_step, overshoot_step) = (reach_step / 2.0, overshoot_step / 2.0);
        for b in -2..=2 {
            for c in -2..=2 {
                let (b, c) = (reach + f64::from(b) * reach_step, overshoot + f64::from(c) * overshoot_step);
                tries.push((b.clamp(0.005, 1.0), c.clamp(0.0, 0.5)));
            }
        }
    }
    let goodness = if all > 0.0 { (1.0 - best / all).clamp(0.0, 1.0) } else { 0.0 };
    if chance <= 0.0 || goodness < LEAST_FIT {
        return Err(NoFit::NoBunching);
    }
    // to a tenth of a per cent: more digits would say more than orders can
    let rate = |value: f64| Rate::from_ppm((value * 1_000.0).round() as i64 * 1_000);
    let top_up = TopUp { chance: rate(chance), reach: rate(reach), overshoot: rate(overshoot), fitted: true, ..*known };
    Ok(Fit { top_up, goodness, orders: campaign.orders(), reference: reference.orders() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::offers::values::{ASSUMED_SPREAD, ValueBin};
    use crate::model::offer::Reduction;

    fn less(at: i64, off: i64) -> Rung {
        Rung { at: Money::from_major(at), off: Reduction::Less(Money::from_major(off)) }
    }

    fn shop(orders: f64) -> ValueClasses {
        ValueClasses::log_normal(Money::from_major(250), ASSUMED_SPREAD, orders)
    }

    fn answered(behaviour: Behaviour, rungs: &[Rung]) -> ValueClasses {
        let terms = Terms { usage: 0.7, shop_share: 1.0, margin: 0.4, behaviour, returns: ReturnRule::Keep };
        respond(&shop(40_000.0), &Ladder::new(rungs), &terms).after
    }

    #[test]
    fn it_finds_what_the_orders_were_made_with() {
        let rungs = [less(199, 15), less(329, 40), less(699, 90)];
        for (chance, reach, overshoot) in [(0.3, 0.15, 0.03), (0.12, 0.3, 0.01), (0.55, 0.08, 0.06)] {
            let orders = answered(Behaviour { chance, reach, overshoot, returned: 0.0 }, &rungs);
            let got = fit(&orders, &shop(90_000.0), &rungs, &TopUp::default()).unwrap();
            let near = |rate: Rate, truth: f64, by: f64| assert!((rate.to_f64() - truth).abs() <= by, "{rate} {truth}");
            near(got.top_up.chance, chance, 0.02);
            near(got.top_up.reach, reach, 0.02);
            near(got.top_up.overshoot, overshoot, 0.006);
            assert!(got.goodness > 0.95 && got.top_up.fitted, "{got:?}");
            assert_eq!(got.top_up.returned, TopUp::default().returned);
        }
    }

    #[test]
    fn it_refuses_what_tells_nothing() {
        let rungs = [less(199, 15)];
        let known = TopUp::default();
        let few = fit(&shop(999.0), &shop(5_000.0), &rungs, &known).unwrap_err();
        assert!(matches!(few, NoFit::TooFewOrders { campaign: true, .. }), "{few:?}");
        let few = fit(&shop(5_000.0), &shop(999.0), &rungs, &known).unwrap_err();
        assert!(matches!(few, NoFit::TooFewOrders { campaign: false, .. }), "{few:?}");
        let refused = |rungs: &[Rung]| fit(&shop(5_000.0), &shop(5_000.0), rungs, &known).unwrap_err();
        assert_eq!(refused(&[]), NoFit::NoRungs);
        assert_eq!(refused(&[less(9_000, 15)]), NoFit::NothingNear);
        assert_eq!(refused(&rungs), NoFit::NoBunching);
        // a dent above the rung is no topping up
        let odd = shop(5_000.0).cut([Money::from_major(199), Money::from_major(230)]);
        let fewer = |b: &ValueBin| {
            let part = if b.low >= Money::from_major(199) && b.high <= Money::from_major(230) { 0.3 } else { 1.0 };
            ValueBin { orders: b.orders * part, value: b.value * part, ..*b }
        };
        let odd = ValueClasses::new(odd.bins().iter().map(fewer));
        assert_eq!(fit(&odd, &shop(5_000.0), &rungs, &known).unwrap_err(), NoFit::NoBunching);
    }
}
