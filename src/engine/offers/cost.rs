//! Several offers on the whole order together, where an order is known by its value only.
//!
//! An order goes through the layers in their order. Of the offers of a layer that take something off, those that take more
//! are used first; each is used with its own probability, unless it excludes one that was used before. Expected values,
//! exact over all combinations. **What is not seen here:** offers on single items, sets and pieces – their effect is in the
//! prices that order values are made of –, gifts, and shipping. An offer for part of the goods is taken to be for that part
//! of the orders.

use super::ladder::Ladder;
use super::response::{Behaviour, kept_discount, put};
use super::values::{ValueBin, ValueClasses, float};
use crate::model::offer::{Base, OfferRule, Reduction, ReturnRule, Rung};
use crate::model::{Layer, Money};

/// The most offers that are looked at together.
pub const MOST_OFFERS: usize = 128;
/// Combinations of used offers that are followed one by one; the least probable beyond them go on as one.
const MOST_CASES: usize = 1_024;

/// What an offer takes off an order, by its value.
#[derive(Clone, Debug, PartialEq)]
pub enum OrderRule {
    /// The best rung that is reached: tiers, coupons, red packets.
    Ladder(Ladder),
    /// ⌊value ÷ every⌋ × off, up to the cap.
    EveryN {
        /// From each so much, above zero.
        every: Money,
        /// So much less.
        off: Money,
        /// The most.
        cap: Option<Money>,
    },
    /// A part of the value: points.
    Part(f64),
}

impl OrderRule {
    /// The rule of an offer, if it is one on the whole order that lowers what is paid for goods.
    #[must_use]
    pub fn of(rule: &OfferRule) -> Option<Self> {
        match rule {
            OfferRule::Tiered(rungs) | OfferRule::Coupon(rungs) => Some(Self::Ladder(Ladder::new(rungs))),
            OfferRule::RedPacket { value, at } => {
                Some(Self::Ladder(Ladder::new(&[Rung { at: *at, off: Reduction::Less(*value) }])))
            }
            OfferRule::EveryN { every, off, cap } => {
                (*every > Money::ZERO).then_some(Self::EveryN { every: *every, off: *off, cap: *cap })
            }
            OfferRule::Points { up_to, .. } => Some(Self::Part(up_to.to_f64().clamp(0.0, 1.0))),
            _ => None,
        }
    }

    /// What it takes off a value, in expected minor units.
    #[must_use]
    pub fn off(&self, value: f64) -> f64 {
        match self {
            Self::Ladder(ladder) => ladder.best(value).map_or(0.0, |hit| hit.off),
            Self::EveryN { every, off, cap } => {
                let off = (value / float(*every)).floor() * float(*off);
                cap.map_or(off, |cap| off.min(float(cap))).clamp(0.0, value.max(0.0))
            }
            Self::Part(part) => value * part,
        }
    }

    /// The next threshold at which more comes off.
    #[must_use]
    pub fn next(&self, value: f64) -> Option<Money> {
        match self {
            Self::Ladder(ladder) => ladder.next(value),
            Self::EveryN { every, .. } => {
                let next = Money::from_wide(((value / float(*every)).floor() as i128 + 1) * every.wide());
                (self.off(float(next)) > self.off(value)).then_some(next)
            }
            Self::Part(_) => None,
        }
    }

    /// Thresholds up to a value, at which the histogram is cut.
    fn thresholds(&self, most: Money) -> Vec<Money> {
        match self {
            Self::Ladder(ladder) => ladder.thresholds().collect(),
            Self::EveryN { every, .. } => {
                (1..=2_000).map(|n| Money::from_wide(every.wide() * n)).take_while(|t| *t <= most).collect()
            }
            Self::Part(_) => Vec::new(),
        }
    }
}

/// An offer on the whole order.
#[derive(Clone, Debug, PartialEq)]
pub struct OrderOffer {
    /// In which layer.
    pub layer: Layer,
    /// What it takes off.
    pub rule: OrderRule,
    /// The part of orders for which it is there at all, by time and by goods, 0 … 1.
    pub presence: f64,
    /// Of these, the part that uses it once reached: claim × redemption, 0 … 1.
    pub usage: f64,
    /// The shop's part of its cost, 0 … 1.
    pub shop_share: f64,
    /// The offers that it cannot be used with, by position, one bit each; those of the same layer among them.
    pub excludes: u128,
}

/// What orders are judged by when several offers meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rules {
    /// On what thresholds are tested and percentages taken.
    pub threshold_on: Base,
    /// How customers answer to a threshold.
    pub behaviour: Behaviour,
    /// What happens to a broken threshold; worked out on expected discounts.
    pub returns: ReturnRule,
}

/// What an offer comes to, in expected uses and minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct OfferCost {
    /// Uses.
    pub redemptions: f64,
    /// What is taken off at payment, whoever pays for it.
    pub amount: f64,
    /// What of that the returns undo.
    pub undone: f64,
}

/// What the offers come to together, in expected minor units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// Orders: as many before as after.
    pub orders: f64,
    /// Their value before.
    pub value_before: f64,
    /// What topping up adds, at payment.
    pub added: f64,
    /// What of it comes back.
    pub returned: f64,
    /// What customers pay.
    pub payable: f64,
    /// By offer, in their order.
    pub offers: Vec<OfferCost>,
    /// The histogram after.
    pub after: ValueClasses,
}

impl Outcome {
    /// The same for so many times the orders.
    #[must_use]
    pub fn times(&self, factor: f64) -> Self {
        let cost = |c: &OfferCost| OfferCost {
            redemptions: c.redemptions * factor,
            amount: c.amount * factor,
            undone: c.undone * factor,
        };
        Self {
            orders: self.orders * factor,
            value_before: self.value_before * factor,
            added: self.added * factor,
            returned: self.returned * factor,
            payable: self.payable * factor,
            offers: self.offers.iter().map(cost).collect(),
            after: self.after.for_orders(self.after.orders() * factor),
        }
    }
}

/// A combination of used offers.
#[derive(Clone, Copy)]
struct Case {
    left: f64,
    used: u128,
    chance: f64,
}

/// Room for the combinations, used again for each value.
#[derive(Default)]
struct Meeting {
    cases: Vec<Case>,
    next: Vec<Case>,
    open: Vec<Case>,
    split: Vec<Case>,
    by_size: Vec<(usize, f64)>,
}

impl Meeting {
    /// Orders of one value: expected uses and discounts by offer. Offers stand in the order of their layers.
    fn meet(&mut self, offers: &[OrderOffer], value: f64, threshold_on: Base, out: &mut Vec<(f64, f64)>) {
        out.clear();
        out.resize(offers.len(), (0.0, 0.0));
        self.cases.clear();
        self.cases.push(Case { left: value, used: 0, chance: 1.0 });
        let base = |case: &Case| if threshold_on == Base::Original { value } else { case.left };
        let mut from = 0;
        while let Some(first) = offers.get(from) {
            let until = from + offers.iter().skip(from).take_while(|o| o.layer == first.layer).count();
            self.next.clear();
            for case in &self.cases {
                let layer = offers.iter().enumerate().take(until).skip(from);
                let here = layer.filter(|(_, o)| o.presence * o.usage > 0.0);
                self.by_size.clear();
                self.by_size.extend(here.map(|(n, o)| (n, o.rule.off(base(case)))).filter(|(_, off)| *off > 0.0));
                self.by_size.sort_by(|a, b| b.1.total_cmp(&a.1));
                self.open.clear();
                self.open.push(*case);
                for (n, _) in &self.by_size {
                    let Some(offer) = offers.get(*n) else { continue };
                    let (usage, bit) = (offer.presence * offer.usage, 1u128 << n);
                    self.split.clear();
                    for case in self.open.drain(..) {
                        let off = offer.rule.off(base(&case)).min(case.left);
                        if offer.excludes & case.used != 0 || off <= 0.0 {
                            self.split.push(case);
                            continue;
                        }
                        let chance = case.chance * usage;
                        if let Some((uses, sum)) = out.get_mut(*n) {
                            *uses += chance;
                            *sum += chance * off;
                        }
                        self.split.push(Case { left: case.left - off, used: case.used | bit, chance });
                        if usage < 1.0 {
                            self.split.push(Case { chance: case.chance - chance, ..case });
                        }
                    }
                    fewer(&mut self.split);
                    std::mem::swap(&mut self.open, &mut self.split);
                }
                self.next.append(&mut self.open);
            }
            fewer(&mut self.next);
            std::mem::swap(&mut self.cases, &mut self.next);
            from = until;
        }
    }
}

/// At most [`MOST_CASES`]: the least probable become one, with their mean amount, that has used what any of them has.
fn fewer(cases: &mut Vec<Case>) {
    if cases.len() <= MOST_CASES {
        return;
    }
    cases.sort_by(|a, b| b.chance.total_cmp(&a.chance));
    let rest = cases.split_off(MOST_CASES - 1);
    let chance: f64 = rest.iter().map(|c| c.chance).sum();
    if chance > 0.0 {
        let left = rest.iter().map(|c| c.chance * c.left).sum::<f64>() / chance;
        cases.push(Case { left, used: rest.iter().fold(0, |all, c| all | c.used), chance });
    }
}

/// What offers come to over a histogram. They stand in the order of their layers; beyond [`MOST_OFFERS`] they are not looked
/// at. An order tops up to the nearest threshold above its own value at which any offer takes more off.
#[must_use]
pub fn outcome(values: &ValueClasses, offers: &[OrderOffer], rules: &Rules) -> Outcome {
    let offers = offers.get(..MOST_OFFERS.min(offers.len())).unwrap_or_default();
    let most = values.bins().iter().map(|b| b.low).max().unwrap_or_default();
    let cut = values.cut(offers.iter().flat_map(|o| o.rule.thresholds(most)));
    let mut out = Outcome {
        orders: cut.orders(),
        value_before: cut.value(),
        payable: cut.value(),
        offers: vec![OfferCost::default(); offers.len()],
        ..Outcome::default()
    };
    let mut after: Vec<ValueBin> = cut.bins().iter().map(|b| ValueBin { orders: 0.0, value: 0.0, ..*b }).collect();
    let mut moved: Vec<(f64, f64)> = Vec::new();
    // many orders top up to the same few values
    let mut landings: Vec<(f64, Vec<(f64, f64)>)> = Vec::new();
    let (mut meeting, mut here) = (Meeting::default(), Vec::new());
    for (n, bin) in cut.bins().iter().enumerate() {
        let v = bin.mean();
        meeting.meet(offers, v, rules.threshold_on, &mut here);
        let there = offers.iter().filter(|o| o.presence > 0.0 && o.usage > 0.0);
        let nearest = there.filter_map(|o| Some((o.rule.next(v)?, o.presence)));
        let nearest = nearest.min_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        let mut stays = bin.orders;
        if let Some((t, presence)) = nearest.map(|(t, presence)| (float(t), presence)) {
            let goes = bin.orders * presence * rules.behaviour.tops_up(v, t - v);
            stays -= goes;
            let lands = rules.behaviour.lands(t);
            if !landings.iter().any(|(at, _)| *at == lands) {
                let mut uses = Vec::new();
                meeting.meet(offers, lands, rules.threshold_on, &mut uses);
                landings.push((lands, uses));
            }
            let then = landings.iter().find(|(at, _)| *at == lands).map_or(&[][..], |(_, uses)| uses);
            let total = |uses: &[(f64, f64)]| uses.iter().map(|(_, off)| off).sum::<f64>();
            let (d_v, d_l) = (total(&here), total(then));
            let kept = kept_discount(rules.returns, v, lands, d_v, d_l);
            // what is undone is shared by what each offer gave
            let undone = if d_l > 0.0 { rules.behaviour.returned * (d_l - kept) / d_l } else { 0.0 };
            for (cost, (uses, off)) in out.offers.iter_mut().zip(then) {
                cost.redemptions += goes * uses;
                cost.amount += goes * off;
                cost.undone += goes * off * undone;
            }
            out.added += goes * (lands - v);
            out.returned += goes * rules.behaviour.returned * (lands - v);
            moved.push((lands, goes));
        }
        for (cost, (uses, off)) in out.offers.iter_mut().zip(&here) {
            cost.redemptions += stays * uses;
            cost.amount += stays * off;
        }
        if let Some(bin) = after.get_mut(n) {
            bin.orders += stays;
            bin.value += stays * v;
        }
    }
    for (lands, goes) in moved {
        put(&mut after, lands, goes);
    }
    out.payable += out.added - out.offers.iter().map(|o| o.amount).sum::<f64>();
    out.after = ValueClasses::new(after);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::engine::offers::response::{Terms, respond};
    use crate::model::{Rate, TopUp};

    fn less(at: i64, off: i64) -> Rung {
        Rung { at: Money::from_major(at), off: Reduction::Less(Money::from_major(off)) }
    }

    fn offer(layer: Layer, rule: &OfferRule, usage: f64) -> OrderOffer {
        let rule = OrderRule::of(rule).unwrap();
        OrderOffer { layer, rule, presence: 1.0, usage, shop_share: 1.0, excludes: 0 }
    }

    fn orders(of: &[(i64, f64)]) -> ValueClasses {
        ValueClasses::new(of.iter().map(|(yuan, orders)| {
            let low = Money::from_major(*yuan);
            ValueBin { low, high: Money::from_minor(low.minor() + 1), orders: *orders, value: orders * float(low) }
        }))
    }

    fn rules(chance: f64) -> Rules {
        let behaviour = Behaviour { chance, ..TopUp::default().into() };
        Rules { threshold_on: Base::AfterEarlier, behaviour, returns: ReturnRule::Keep }
    }

    #[test]
    fn layers_one_after_the_other() {
        // 100 orders of 340: coupon 满300减40, then each 300 less 50, then 1 % in points
        let coupon = OfferRule::Coupon(vec![less(300, 40)]);
        let every = OfferRule::EveryN { every: Money::from_major(300), off: Money::from_major(50), cap: None };
        let points = OfferRule::Points { up_to: Rate::from_percent(1), per_major: crate::model::Count::new(100) };
        let all = |usage| {
            [
                offer(Layer::ShopCoupon, &coupon, usage),
                offer(Layer::PlatformOffer, &every, 1.0),
                offer(Layer::RedPacket, &points, 1.0),
            ]
        };
        let values = orders(&[(340, 100.0)]);
        let amounts = |offers: &[OrderOffer], rules: &Rules| -> Vec<i64> {
            outcome(&values, offers, rules).offers.iter().map(|o| o.amount.round() as i64 / 100).collect()
        };
        // 340 − 40 = 300, still a whole 300: − 50; 1 % of 250
        assert_eq!(amounts(&all(1.0), &rules(0.0)), [4_000, 5_000, 250]);
        // half use the coupon: the other half pay 1 % of 290
        assert_eq!(amounts(&all(0.5), &rules(0.0)), [2_000, 5_000, 270]);
        // 50 off instead of 40: 290, no 300 left, but on the original amount there is
        let mut deeper = all(1.0);
        deeper[0] = offer(Layer::ShopCoupon, &OfferRule::Coupon(vec![less(300, 50)]), 1.0);
        assert_eq!(amounts(&deeper, &rules(0.0)), [5_000, 0, 290]);
        let original = Rules { threshold_on: Base::Original, ..rules(0.0) };
        assert_eq!(amounts(&deeper, &original), [5_000, 5_000, 340]);
    }

    #[test]
    fn of_those_that_exclude_each_other_the_better_is_used() {
        let mut small = offer(Layer::ShopCoupon, &OfferRule::Coupon(vec![less(100, 10)]), 0.8);
        let mut large = offer(Layer::ShopCoupon, &OfferRule::Coupon(vec![less(100, 30)]), 0.5);
        let values = orders(&[(200, 100.0)]);
        let uses = |offers: &[OrderOffer]| -> Vec<f64> {
            outcome(&values, offers, &rules(0.0)).offers.iter().map(|o| (o.redemptions * 10.0).round() / 10.0).collect()
        };
        assert_eq!(uses(&[small.clone(), large.clone()]), [80.0, 50.0], "they stack");
        small.excludes = 0b10;
        large.excludes = 0b01;
        assert_eq!(uses(&[small.clone(), large.clone()]), [40.0, 50.0], "who holds the large one leaves the small");
        small.presence = 0.5;
        assert_eq!(uses(&[small, large]), [20.0, 50.0]);
    }

    #[test]
    fn forty_offers_that_stack_come_to_an_end() {
        let one = |n| offer(Layer::ShopCoupon, &OfferRule::Coupon(vec![less(100, n)]), 0.5);
        let offers: Vec<OrderOffer> = (1..=40).map(one).collect();
        let got = outcome(&orders(&[(5_000, 1.0)]), &offers, &rules(0.0));
        // each by half: 0.5 × (1 + … + 40)
        assert!((got.offers.iter().map(|o| o.amount).sum::<f64>() - 41_000.0).abs() < 1e-6);
    }

    proptest! {
        #[test]
        fn one_ladder_is_what_the_response_says(
            bins in prop::collection::vec((1_i64..900, 0.1_f64..500.0), 1..15),
            rungs in prop::collection::vec((1_i64..900, 1_i64..200), 1..5),
            usage in 0.05_f64..1.0,
            original in any::<bool>(),
        ) {
            let rungs: Vec<Rung> = rungs.iter().map(|(at, off)| less(*at, *off)).collect();
            let values = orders(&bins);
            let rules = rules(0.3);
            let terms = Terms {
                usage,
                shop_share: 1.0,
                margin: 0.4,
                behaviour: rules.behaviour,
                returns: ReturnRule::Keep,
            };
            let expected = respond(&values, &Ladder::new(&rungs), &terms);
            let base = if original { Base::Original } else { Base::AfterEarlier };
            let offers = [offer(Layer::ShopCoupon, &OfferRule::Coupon(rungs), usage)];
            let got = outcome(&values, &offers, &Rules { threshold_on: base, ..rules });
            for (a, b) in [
                (got.offers[0].amount, expected.subsidy),
                (got.offers[0].undone, expected.undone),
                (got.added, expected.added),
                (got.returned, expected.returned),
                (got.after.value(), expected.after.value()),
            ] {
                prop_assert!((a - b).abs() < 1e-6 * (1.0 + b.abs()), "{} {}", a, b);
            }
        }

        #[test]
        fn orders_and_money_are_conserved(
            bins in prop::collection::vec((1_i64..900, 0.1_f64..500.0), 1..10),
            offs in prop::collection::vec((1_i64..500, 1_i64..400, 0.0_f64..1.0, 0_usize..3), 1..5),
            returns in prop::sample::select(vec![ReturnRule::Keep, ReturnRule::Recover, ReturnRule::Proportional]),
        ) {
            let layers = [Layer::ShopOffer, Layer::ShopCoupon, Layer::RedPacket];
            let mut offers: Vec<OrderOffer> = offs
                .iter()
                .map(|(at, off, usage, layer)| offer(layers[*layer], &OfferRule::Tiered(vec![less(*at, *off)]), *usage))
                .collect();
            offers.sort_by_key(|o| o.layer);
            let values = orders(&bins);
            let got = outcome(&values, &offers, &Rules { returns, ..rules(0.4) });
            prop_assert!((got.after.orders() - values.orders()).abs() < 1e-6);
            // payable + what the offers take off = value of the orders as they land
            let off: f64 = got.offers.iter().map(|o| o.amount).sum();
            prop_assert!((got.payable + off - got.after.value()).abs() < 1e-3);
            prop_assert!(got.payable >= -1e-6);
            prop_assert!(got.offers.iter().all(|o| o.redemptions <= got.orders + 1e-6));
        }
    }
}
