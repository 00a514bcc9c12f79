//! How orders answer to one ladder: who uses which rung, who tops up to the next, what that costs and brings.
//!
//! Expected values over the histogram, no random draws. An order of value v uses the best rung it reaches with probability
//! claim × redemption. With probability a · exp(−g ÷ (b · v)) it first tops up to the next rung t = v + g that takes more
//! off; it then lands at t × (1 + c) and uses the best rung there with the same probability. Of the orders that topped up
//! the part r sends back what was added; the return rule then decides over the discount. Ladders only: several offers
//! together are [`super::cost`].

use super::ladder::Ladder;
use super::values::{ValueBin, ValueClasses, float, minor};
use crate::model::offer::{ReturnRule, Uptake};
use crate::model::{Money, Rate, TopUp};

/// The response model as floats: the model's rates, kept within their ranges.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Behaviour {
    /// a: the chance just below the rung, 0 … 1.
    pub chance: f64,
    /// b: how far it reaches, as a part of the value; zero = nobody tops up.
    pub reach: f64,
    /// c: how far beyond the rung a topped-up order lands, zero and above.
    pub overshoot: f64,
    /// r: the part of the topped-up orders that send back what was added, 0 … 1.
    pub returned: f64,
}

impl From<TopUp> for Behaviour {
    fn from(t: TopUp) -> Self {
        Self {
            chance: t.chance.to_f64().clamp(0.0, 1.0),
            reach: t.reach.to_f64().max(0.0),
            overshoot: t.overshoot.to_f64().max(0.0),
            returned: t.returned.to_f64().clamp(0.0, 1.0),
        }
    }
}

impl Behaviour {
    /// The chance that an order tops up over a gap; both in the same unit. Zero where there is no value or no gap.
    #[must_use]
    pub fn tops_up(&self, value: f64, gap: f64) -> f64 {
        let scale = self.reach * value;
        if scale > 0.0 && gap > 0.0 { self.chance * (-gap / scale).exp() } else { 0.0 }
    }

    /// Where an order lands that tops up to a threshold.
    #[must_use]
    pub fn lands(&self, threshold: f64) -> f64 {
        threshold * (1.0 + self.overshoot)
    }
}

/// claim × redemption, 0 … 1.
#[must_use]
pub fn usage(uptake: Uptake) -> f64 {
    let part = |rate: Rate| rate.to_f64().clamp(0.0, 1.0);
    part(uptake.claim) * part(uptake.redemption)
}

/// The discount that stays with a customer who sends back what brought an order from `v` to `l`, where `d_l` came off and
/// only `d_v` would come off `v`; the refund is never below zero.
///
/// Keep: the discount's share of the kept goods. Recover: what the kept goods have earned by themselves. Proportional: the
/// kept goods' share of that.
#[must_use]
pub fn kept_discount(rule: ReturnRule, v: f64, l: f64, d_v: f64, d_l: f64) -> f64 {
    let share = if l > 0.0 { v / l } else { 0.0 };
    // a refund of zero: all that was paid for `l` stays paid
    let no_refund = d_l - (l - v);
    match rule {
        ReturnRule::Keep => d_l * share,
        ReturnRule::Recover => d_v.max(no_refund),
        ReturnRule::Proportional => (d_v * share).max(no_refund),
    }
}

/// What a ladder is judged by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// claim × redemption, 0 … 1.
    pub usage: f64,
    /// The shop's part of what the rungs cost, 0 … 1.
    pub shop_share: f64,
    /// Margin of the goods at final prices, as a part of their value.
    pub margin: f64,
    /// How customers answer.
    pub behaviour: Behaviour,
    /// What happens to a broken threshold.
    pub returns: ReturnRule,
}

/// What a rung comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RungResponse {
    /// Orders whose own value makes this their best rung (落在此档).
    pub landed: f64,
    /// Orders that top up to it.
    pub topped_up: f64,
    /// Expected uses (预计用券), of those who land and those who top up.
    pub redemptions: f64,
    /// What is taken off at payment (补贴), in minor units.
    pub subsidy: f64,
}

impl RungResponse {
    /// What is taken off, rounded half up to the minor unit.
    #[must_use]
    pub fn subsidy(&self) -> Money {
        minor(self.subsidy)
    }
}

/// What a ladder comes to. Sums are expected minor units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    /// Orders: as many before as after.
    pub orders: f64,
    /// Value of the orders before.
    pub value_before: f64,
    /// What topping up adds, at payment.
    pub added: f64,
    /// What of it comes back.
    pub returned: f64,
    /// What the rungs take off at payment, whoever pays for it.
    pub subsidy: f64,
    /// What of that the returns undo.
    pub undone: f64,
    /// The shop's part of the rungs' cost.
    pub shop_share: f64,
    /// Margin of the goods.
    pub margin: f64,
    /// By rung, in the order of the list that the ladder was made from.
    pub rungs: Vec<RungResponse>,
    /// The histogram after; its classes are the old ones, cut at the thresholds.
    pub after: ValueClasses,
}

impl Response {
    /// Value of the orders at payment, before what the rungs take off.
    #[must_use]
    pub fn value_after(&self) -> f64 {
        self.value_before + self.added
    }

    /// The shop's part of what is taken off at payment, in expected minor units.
    #[must_use]
    pub fn shop_subsidy(&self) -> f64 {
        self.subsidy * self.shop_share
    }

    /// GMV before: no rung, so the value itself. Rounded half up to the minor unit.
    #[must_use]
    pub fn gmv_before(&self) -> Money {
        minor(self.value_before)
    }

    /// GMV: value at payment less what the shop takes off; what platform and suppliers pay counts. Before refunds. Rounded
    /// half up to the minor unit.
    #[must_use]
    pub fn gmv(&self) -> Money {
        minor(self.value_after() - self.shop_subsidy())
    }

    /// GMV ÷ orders in minor units; nothing without orders.
    #[must_use]
    pub fn aov(&self) -> Option<f64> {
        (self.orders > 0.0).then(|| (self.value_after() - self.shop_subsidy()) / self.orders)
    }

    /// Margin of the orders before. Rounded half up to the minor unit.
    #[must_use]
    pub fn profit_before(&self) -> Money {
        minor(self.value_before * self.margin)
    }

    /// Margin of what customers keep, less the shop's part of the discounts they keep. Rounded half up to the minor unit.
    #[must_use]
    pub fn profit(&self) -> Money {
        let kept = self.value_after() - self.returned;
        minor(kept * self.margin - (self.subsidy - self.undone) * self.shop_share)
    }
}

/// How orders answer to a ladder.
#[must_use]
pub fn respond(values: &ValueClasses, ladder: &Ladder, terms: &Terms) -> Response {
    // so that each class stands for one value, its mean
    let cut = values.cut(ladder.thresholds());
    let len = ladder.rungs().iter().map(|(at, _)| at + 1).max().unwrap_or(0);
    let mut out = Response {
        orders: cut.orders(),
        value_before: cut.value(),
        shop_share: terms.shop_share,
        margin: terms.margin,
        rungs: vec![RungResponse::default(); len],
        ..Response::default()
    };
    let mut after: Vec<ValueBin> = cut.bins().iter().map(|b| ValueBin { orders: 0.0, value: 0.0, ..*b }).collect();
    let mut moved: Vec<(f64, f64)> = Vec::new();
    for (n, bin) in cut.bins().iter().enumerate() {
        let v = bin.mean();
        let here = ladder.best(v);
        if let Some(rung) = here.and_then(|hit| out.rungs.get_mut(hit.rung)) {
            rung.landed += bin.orders;
        }
        let mut stays = bin.orders;
        if let Some(threshold) = ladder.next(v) {
            let t = float(threshold);
            let goes = bin.orders * terms.behaviour.tops_up(v, t - v);
            stays -= goes;
            let lands = terms.behaviour.lands(t);
            out.added += goes * (lands - v);
            out.returned += goes * terms.behaviour.returned * (lands - v);
            if let Some(hit) = ladder.best(lands) {
                let d_v = here.map_or(0.0, |hit| hit.off);
                let kept = kept_discount(terms.returns, v, lands, d_v, hit.off);
                out.undone += goes * terms.usage * terms.behaviour.returned * (hit.off - kept);
                if let Some(rung) = out.rungs.get_mut(hit.rung) {
                    rung.topped_up += goes;
                    rung.redemptions += goes * terms.usage;
                    rung.subsidy += goes * terms.usage * hit.off;
                }
            }
            moved.push((lands, goes));
        }
        if let Some((rung, hit)) = here.and_then(|hit| Some((out.rungs.get_mut(hit.rung)?, hit))) {
            rung.redemptions += stays * terms.usage;
            rung.subsidy += stays * terms.usage * hit.off;
        }
        if let Some(bin) = after.get_mut(n) {
            bin.orders += stays;
            bin.value += stays * v;
        }
    }
    for (lands, goes) in moved {
        put(&mut after, lands, goes);
    }
    out.subsidy = out.rungs.iter().map(|rung| rung.subsidy).sum();
    out.after = ValueClasses::new(after);
    out
}

/// Puts orders of one value into their class; where there is none, into one of their own of a minor unit.
pub(super) fn put(bins: &mut Vec<ValueBin>, value: f64, orders: f64) {
    let at = bins.partition_point(|b| float(b.high) <= value);
    let low = Money::from_minor(value as i64);
    match bins.get_mut(at).filter(|b| float(b.low) <= value) {
        Some(bin) => {
            bin.orders += orders;
            bin.value += orders * value;
        }
        None if orders > 0.0 => {
            let high = Money::from_minor(low.minor() + 1);
            bins.insert(at, ValueBin { low, high, orders, value: orders * value });
        }
        None => {}
    }
}

#[cfg(test)]
#[path = "response_tests.rs"]
mod tests;
