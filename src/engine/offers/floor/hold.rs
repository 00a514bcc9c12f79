//! What a customer must hold so that a basket is priced on one way, and what is then paid.

use super::POINTS;
use super::rules::Guide;
use super::search::{Found, Hunt};
use super::whole::{Reach, Sharing};
use crate::engine::offers::price::{Compiled, Way};

/// Most chosen offers that are tried beside those that a way uses.
const BESIDE: u32 = 10;

impl Hunt<'_, '_> {
    /// Judges a basket over all that a customer of any kind can hold.
    pub fn try_basket(&mut self, basket: &[(u32, u32)]) {
        let kinds = self.kinds;
        for (customer, guide) in kinds {
            self.try_as(*customer, guide, basket);
        }
    }

    fn try_as(&mut self, customer: usize, guide: &Guide<'_>, basket: &[(u32, u32)]) {
        let Some(&(_, pieces)) = basket.first() else { return };
        let compiled = guide.compiled;
        let below = self.limit(i64::from(pieces));
        let mut ways = std::mem::take(&mut self.ways);
        let sharing = Sharing::default();
        ways.clear();
        let prices =
            basket.iter().filter_map(|(good, n)| Some((compiled.goods.get(*good as usize)?.price, i64::from(*n))));
        let most = prices.fold(0i64, |all, (price, n)| all.saturating_add(price.saturating_mul(n)));
        let mut steps = (*self.budget).max(1);
        let whole = compiled.ways(
            basket,
            POINTS,
            below,
            &|at, net| {
                let reach = Reach { left: net, sums: [0; 3], most };
                guide.least_after(guide.places_from(at), 0, i64::from(pieces), (reach, &sharing), below)
            },
            &mut steps,
            &mut ways,
        );
        *self.budget = steps.min(*self.budget).saturating_sub(1);
        if !whole {
            self.cut_off();
        }
        ways.sort_by_key(|way| (way.net, way.applied.count_ones(), way.applied));
        ways.dedup_by_key(|way| (way.net, way.applied, way.skipped));
        let present = basket.iter().fold(0, |all, (good, _)| all | compiled.goods[*good as usize].mask);
        for way in &ways {
            if way.net >= self.limit(i64::from(pieces)) {
                break;
            }
            self.bring_about(basket, way, present, customer, compiled);
        }
        self.ways = ways;
    }

    /// Looks for what a customer must hold so that a way is chosen.
    fn bring_about(&mut self, basket: &[(u32, u32)], way: &Way, present: u128, customer: usize, compiled: &Compiled) {
        let needed = way.applied & compiled.chosen;
        if self.hold(basket, needed, customer, compiled) <= way.net {
            return;
        }
        // An automatic offer is left out only where something held excludes it, and shipping that may come free weighs
        // in the choice; under priority, whatever excludes can force.
        // an item offer that applies to one line can be left out of another
        let automatic = compiled.items & present & !compiled.chosen;
        let skipped = way.skipped | automatic;
        let mut beside = 0;
        for place in 0..compiled.candidates.len() {
            let bit = 1u128 << place;
            let rivals = compiled.clash[place] | compiled.clash_on_line[place];
            let shipping = compiled.candidates[place].layer == crate::model::Layer::Shipping;
            let priority = compiled.policy.group_choice == crate::model::offer::GroupChoice::Priority;
            if compiled.chosen & present & bit != 0 && (shipping || rivals & skipped != 0 || priority && rivals != 0) {
                beside |= bit;
            }
        }
        beside &= !needed;
        if beside == 0 {
            return;
        }
        if beside.count_ones() > BESIDE {
            self.cut_off();
            return;
        }
        let mut some = beside;
        while some != 0 {
            if self.hold(basket, needed | some, customer, compiled) <= way.net {
                return;
            }
            some = (some - 1) & beside;
        }
    }

    /// Prices a basket for a customer who holds exactly these chosen offers, and keeps it if it is the lowest.
    pub fn hold(&mut self, basket: &[(u32, u32)], held: u128, customer: usize, compiled: &Compiled) -> i64 {
        let outcome = compiled.outcome(basket, held | !compiled.chosen, POINTS);
        *self.budget = self.budget.saturating_sub(1);
        if !outcome.exact {
            self.cut_off();
        }
        let Some(&(_, pieces)) = basket.first() else { return outcome.net };
        if outcome.net < self.limit(i64::from(pieces)) {
            *self.best = Some(Found {
                net: outcome.net,
                pieces,
                basket: basket.to_vec(),
                held: held & compiled.chosen,
                customer,
            });
        }
        outcome.net
    }
}
