//! A campaign's offers on the whole order: which take part, over which orders, what each costs in each phase, and the
//! 客单价 that comes of it.
//!
//! Orders come in by [`order_values`]; nothing else here knows where they are from.

use std::collections::BTreeMap;

use jiff::Unit;
use jiff::civil::DateTime;

use super::cost::{MOST_OFFERS, OrderOffer, OrderRule, Outcome, Rules, outcome};
use super::response::{Terms, usage};
use super::settle::{Settled, settle};
use super::values::{ASSUMED_SPREAD, ValueClasses, float, minor};
use crate::engine::funnel::FunnelAnswer;
use crate::engine::goods::{margin, mean_margin};
use crate::engine::split::{GoodsMix, TimeSplit};
use crate::model::offer::{OfferRule, OfferWindow, Rung, SameLayer, Uptake};
use crate::model::{Campaign, Count, Layer, Money, Offer, OfferId, PhaseId, Project, Rate, Rows, Sku};

/// Order values of a campaign as they would be without thresholds, as many as the funnel has buyers: the shape of its stored
/// order values; while there are none, log-normal about the 客单价 less the typed pull of the thresholds, with
/// [`ASSUMED_SPREAD`]. Without known buyers, as many as are stored; nothing if neither they nor the 客单价 are known.
///
/// This is the one place where orders come in.
#[must_use]
pub fn order_values(campaign: &Campaign, funnel: &FunnelAnswer) -> ValueClasses {
    let buyers = funnel.buyers.value.map(crate::model::Count::to_f64).filter(|buyers| *buyers > 0.0);
    if !campaign.order_values.orders.is_empty() {
        let stored = ValueClasses::of(&campaign.order_values.orders);
        return buyers.map_or_else(|| stored.clone(), |buyers| stored.for_orders(buyers));
    }
    let pull = 1.0 + campaign.aov_estimate.threshold_pull.to_f64();
    let mean = funnel.aov.value.filter(|_| pull > 0.0).map(|aov| minor(float(aov) / pull));
    let orders = buyers.unwrap_or(0.0);
    mean.map_or_else(ValueClasses::default, |mean| ValueClasses::log_normal(mean, ASSUMED_SPREAD, orders))
}

/// The rungs of all shop coupons that are on, each with its offer and its position there: the ladder on which coverage is
/// judged. By threshold.
#[must_use]
pub fn coupon_ladder(campaign: &Campaign) -> Vec<(OfferId, usize, Rung)> {
    let mut out = Vec::new();
    for offer in campaign.offers.iter().filter(|o| !o.off && o.layer() == Layer::ShopCoupon) {
        if let OfferRule::Coupon(rungs) | OfferRule::Tiered(rungs) = &offer.rule {
            out.extend(rungs.iter().enumerate().map(|(n, rung)| (offer.id, n, *rung)));
        }
    }
    out.sort_by_key(|(_, _, rung)| rung.at);
    out
}

/// The first of these coupons: its uptake and funding stand for the whole ladder where one is needed.
#[must_use]
pub fn coupon_offer(campaign: &Campaign) -> Option<&Offer> {
    let coupon = |o: &&std::sync::Arc<Offer>| {
        !o.off && o.layer() == Layer::ShopCoupon && matches!(o.rule, OfferRule::Coupon(_) | OfferRule::Tiered(_))
    };
    campaign.offers.iter().find(coupon).map(AsRef::as_ref)
}

/// Average margin of the campaign's goods at their campaign prices, by their shares of GMV; nothing without any.
#[must_use]
pub fn average_margin(goods: &Rows<Sku>, mix: &GoodsMix) -> Option<Rate> {
    let of = |(id, share, price): &(_, Rate, Money)| Some((*share, margin(goods.get(*id)?, *price)?));
    mean_margin(mix.prices.iter().filter_map(of))
}

/// The shop's part of what an offer costs, 0 … 1.
fn shop_share(offer: &Offer) -> f64 {
    offer.funding.shop().to_f64().clamp(0.0, 1.0)
}

/// What a ladder of shop coupons is judged by in a campaign: uptake and funding of its first coupon (all claim and use, and
/// the shop pays, while there is none), the campaign's response and return rule.
#[must_use]
pub fn coupon_terms(campaign: &Campaign, margin: Rate) -> Terms {
    let offer = coupon_offer(campaign);
    Terms {
        usage: usage(offer.map_or_else(Uptake::default, |o| o.uptake)),
        shop_share: offer.map_or(1.0, shop_share),
        margin: margin.to_f64(),
        behaviour: campaign.top_up.into(),
        returns: campaign.pricing.returns,
    }
}

/// What an offer costs in a phase. The three parts sum to the amount.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SubsidyRow {
    /// Which offer.
    pub offer: OfferId,
    /// In which phase; nothing = the campaign has no phases that sell.
    pub phase: Option<PhaseId>,
    /// Expected uses; nothing where uses are not counted (a budget).
    pub redemptions: Option<f64>,
    /// What is taken off at payment, rounded half up to the minor unit.
    pub amount: Money,
    /// The shop's part: what the others' leave.
    pub shop: Money,
    /// The platform's part, rounded half up.
    pub platform: Money,
    /// The suppliers' part, rounded half up.
    pub supplier: Money,
}

impl SubsidyRow {
    fn new(offer: &Offer, phase: Option<PhaseId>, redemptions: Option<f64>, amount: Money) -> Self {
        let platform = amount.at_rate(offer.funding.platform);
        let supplier = amount.at_rate(offer.funding.supplier);
        let shop = Money::from_wide(amount.wide() - platform.wide() - supplier.wide());
        Self { offer: offer.id, phase, redemptions, amount, shop, platform, supplier }
    }
}

/// What a campaign's offers come to over its orders.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferCosts {
    /// 客单价 without thresholds, rounded half up; nothing without orders.
    pub base_aov: Option<Money>,
    /// 客单价 with them: GMV ÷ orders, rounded half up; the last settled figure if it does not settle. Nothing without orders.
    pub aov: Option<Money>,
    /// Whether it does.
    pub settled: Settled,
    /// What the thresholds add to the 客单价: aov ÷ `base_aov` − 1, before what the shop takes off, to nine decimals.
    pub pull: Option<Rate>,
    /// Average margin of the goods.
    pub margin: Option<Rate>,
    /// Expected orders: the target ÷ aov where there is a target, else the funnel's buyers.
    pub orders: f64,
    /// GMV of these orders, rounded half up.
    pub gmv: Money,
    /// Margin of what customers keep less the shop's part of the discounts they keep, rounded half up; nothing without
    /// margin.
    pub profit: Option<Money>,
    /// By offer, then phase.
    pub subsidy: Vec<SubsidyRow>,
    /// Order values before, and after by all offers together.
    pub before: ValueClasses,
    /// Order values after.
    pub after: ValueClasses,
}

impl OfferCosts {
    /// Expected uses of an offer over the campaign; nothing for one that is not on whole orders.
    #[must_use]
    pub fn uses(&self, offer: OfferId) -> Option<f64> {
        let rows = self.subsidy.iter().filter(|row| row.offer == offer);
        rows.filter_map(|row| row.redemptions).reduce(|sum, uses| sum + uses)
    }

    /// Those due when of each phase – nothing = the days in none – this part of what it sells is, 0 … 1; rounded.
    #[must_use]
    pub fn uses_due(&self, offer: OfferId, due: impl Fn(Option<PhaseId>) -> f64) -> Option<Count> {
        let rows = self.subsidy.iter().filter(|row| row.offer == offer);
        let uses = rows.filter_map(|row| Some(row.redemptions? * due(row.phase))).reduce(|sum, uses| sum + uses)?;
        Some(Count::new(uses.round().max(0.0) as u64))
    }
}

impl OfferCosts {
    /// What all offers cost, whoever pays.
    #[must_use]
    pub fn total(&self) -> Money {
        self.subsidy.iter().map(|row| row.amount).sum()
    }

    /// The shop's part of it: the subsidy line of the budget.
    #[must_use]
    pub fn shop_total(&self) -> Money {
        self.subsidy.iter().map(|row| row.shop).sum()
    }
}

/// Part of the orders that a campaign makes in a phase, with the times that they are made in.
struct Stretch {
    phase: Option<PhaseId>,
    share: f64,
    /// Start, end, weight.
    pieces: Vec<(DateTime, DateTime, f64)>,
}

fn stretches(time: &TimeSplit) -> Vec<Stretch> {
    let all: f64 = time.phases.iter().map(|p| float(p.gmv)).sum();
    if all <= 0.0 {
        return vec![Stretch { phase: None, share: 1.0, pieces: Vec::new() }];
    }
    let stretch = |of: PhaseId, gmv: Money| Stretch {
        phase: Some(of),
        share: float(gmv) / all,
        pieces: time.pieces.iter().filter(|p| p.phase == of).map(|p| (p.start, p.end, float(p.gmv))).collect(),
    };
    time.phases.iter().map(|p| stretch(p.of, p.gmv)).collect()
}

fn minutes(from: DateTime, until: DateTime) -> f64 {
    until.since((Unit::Minute, from)).map_or(0.0, |span| span.get_minutes() as f64).max(0.0)
}

/// Part of a stretch's orders that a window is open for; hours of the day count by their number.
fn open_part(window: &OfferWindow, stretch: &Stretch) -> f64 {
    if !window.phases.is_empty() && stretch.phase.is_none_or(|phase| !window.phases.contains(&phase)) {
        return 0.0;
    }
    let daily = window.daily.map_or(1.0, |hours| {
        let minute = |time: jiff::civil::Time| f64::from(time.hour()) * 60.0 + f64::from(time.minute());
        let length = minute(hours.until) - minute(hours.from);
        (if length > 0.0 { length } else { length + 1_440.0 }) / 1_440.0
    });
    let (mut open, mut all) = (0.0, 0.0);
    for (start, end, weight) in &stretch.pieces {
        let from = window.from.map_or(*start, |from| from.max(*start));
        let until = window.until.map_or(*end, |until| until.min(*end));
        let length = minutes(*start, *end);
        all += weight;
        open += if length > 0.0 { weight * minutes(from, until) / length } else { 0.0 };
    }
    daily * if all > 0.0 { open / all } else { 1.0 }
}

/// Part of the orders that an offer's goods make, by their shares of GMV; all if no shares are known.
fn goods_part(project: &Project, offer: &Offer, mix: &GoodsMix) -> f64 {
    let share = |inside: bool| -> i128 {
        let of = |(id, share, _): &(_, Rate, Money)| {
            let sku = project.goods.get(*id)?;
            (!inside || offer.scope.holds(sku)).then(|| share.wide().max(0))
        };
        mix.prices.iter().filter_map(of).sum()
    };
    if offer.scope.is_all() && offer.scope.except.is_empty() {
        return 1.0;
    }
    let all = share(false);
    if all > 0 { share(true) as f64 / all as f64 } else { 1.0 }
}

/// Which of several offers cannot be used together, one bit each, by position.
fn exclusions(campaign: &Campaign, offers: &[&Offer]) -> Vec<u128> {
    let matrix: BTreeMap<(OfferId, OfferId), bool> =
        campaign.stacking.iter().flat_map(|r| [((r.a, r.b), r.together), ((r.b, r.a), r.together)]).collect();
    let apart = |a: &Offer, b: &Offer| {
        let by_layer = a.layer() == b.layer() && campaign.pricing.same_layer == SameLayer::Exclude;
        let by_stop = (a.stop_after && a.layer() < b.layer()) || (b.stop_after && b.layer() < a.layer());
        let by_group = !a.group.is_empty() && a.group == b.group;
        by_group || by_stop || matrix.get(&(a.id, b.id)).map_or(by_layer, |together| !together)
    };
    let bits = |a: &&Offer| {
        let others = offers.iter().enumerate().filter(|(_, b)| b.id != a.id && apart(a, b));
        others.fold(0, |bits, (n, _)| bits | (1u128 << n))
    };
    offers.iter().map(bits).collect()
}

/// What all offers of a campaign on the whole order come to. Reads the campaign's offers, matrix, policy and response, the
/// goods, and the answers handed in.
#[must_use]
pub fn offer_costs(
    project: &Project,
    campaign: &Campaign,
    funnel: &FunnelAnswer,
    mix: &GoodsMix,
    time: &TimeSplit,
) -> OfferCosts {
    let base = order_values(campaign, funnel);
    let mut offers: Vec<(&Offer, OrderRule)> = campaign
        .offers
        .iter()
        .filter(|o| !o.off)
        .filter_map(|o| Some((o.as_ref(), OrderRule::of(&o.rule)?)))
        .take(MOST_OFFERS)
        .collect();
    offers.sort_by_key(|(o, _)| o.layer());
    let plain: Vec<&Offer> = offers.iter().map(|(o, _)| *o).collect();
    let excludes = exclusions(campaign, &plain);
    let stretches = stretches(time);
    let rules = Rules {
        threshold_on: campaign.pricing.threshold_on,
        behaviour: campaign.top_up.into(),
        returns: campaign.pricing.returns,
    };
    let by_stretch: Vec<Vec<OrderOffer>> = stretches
        .iter()
        .map(|stretch| {
            let one = |((offer, rule), excludes): (&(&Offer, OrderRule), &u128)| OrderOffer {
                layer: offer.layer(),
                rule: rule.clone(),
                presence: open_part(&offer.usable, stretch) * goods_part(project, offer, mix),
                usage: usage(offer.uptake),
                shop_share: shop_share(offer),
                excludes: *excludes,
            };
            offers.iter().zip(&excludes).map(one).collect()
        })
        .collect();
    // without limits on numbers, for as many orders as the base has
    let free: Vec<Outcome> = stretches
        .iter()
        .zip(&by_stretch)
        .map(|(stretch, offers)| outcome(&base.for_orders(base.orders() * stretch.share), offers, &rules))
        .collect();
    let run = |orders: f64| -> Vec<Outcome> {
        let scale = if base.orders() > 0.0 { orders / base.orders() } else { 0.0 };
        let left: Vec<f64> = (plain.iter().enumerate())
            .map(|(n, offer)| {
                let wanted = scale * free.iter().filter_map(|f| f.offers.get(n)).map(|c| c.redemptions).sum::<f64>();
                let issued = offer.quantity.map(|q| q.to_f64() * offer.uptake.redemption.to_f64().clamp(0.0, 1.0));
                issued.filter(|issued| *issued < wanted).map_or(1.0, |issued| issued / wanted)
            })
            .collect();
        if left.iter().all(|left| *left >= 1.0) {
            // nothing runs out: each order answers as before, whatever their number
            return free.iter().map(|outcome| outcome.times(scale)).collect();
        }
        let limited = |offers: &Vec<OrderOffer>| -> Vec<OrderOffer> {
            let offers = offers.iter().zip(&left);
            offers.map(|(o, left)| OrderOffer { usage: o.usage * left, ..o.clone() }).collect()
        };
        let runs = stretches.iter().zip(&by_stretch);
        runs.map(|(s, offers)| outcome(&base.for_orders(orders * s.share), &limited(offers), &rules)).collect()
    };
    let gmv_of = |outcomes: &[Outcome]| -> f64 {
        let shop =
            |o: &Outcome| o.offers.iter().zip(&plain).map(|(c, offer)| c.amount * shop_share(offer)).sum::<f64>();
        outcomes.iter().map(|o| o.value_before + o.added - shop(o)).sum()
    };
    let target = funnel.gmv.value.map(float).filter(|gmv| *gmv > 0.0);
    let orders_at = |aov: f64| target.filter(|_| aov > 0.0).map_or(base.orders(), |gmv| gmv / aov);
    let start = base.mean().unwrap_or(0.0);
    let settled = settle(start, |aov| {
        let orders = orders_at(aov);
        if orders > 0.0 { gmv_of(&run(orders)) / orders } else { aov }
    });
    let known = base.orders() > 0.0;
    let orders = if known { orders_at(settled.figure()) } else { 0.0 };
    let outcomes = run(orders);
    let margin = average_margin(&project.goods, mix);
    let profit = margin.map(|margin| {
        let kept = |o: &Outcome| {
            let off =
                o.offers.iter().zip(&plain).map(|(c, offer)| (c.amount - c.undone) * shop_share(offer)).sum::<f64>();
            (o.value_before + o.added - o.returned) * margin.to_f64() - off
        };
        minor(outcomes.iter().map(kept).sum())
    });
    let sum = |of: fn(&Outcome) -> f64| outcomes.iter().map(of).sum::<f64>();
    let (before, added) = (sum(|o| o.value_before), sum(|o| o.added));
    OfferCosts {
        base_aov: base.mean().map(minor),
        aov: known.then(|| minor(settled.figure())),
        settled,
        pull: (before > 0.0).then(|| Rate::from_wide((added / before * 1e9).round() as i128)),
        margin,
        orders,
        gmv: minor(gmv_of(&outcomes)),
        profit,
        subsidy: rows(campaign, &plain, &stretches, &outcomes),
        before: base.for_orders(orders),
        after: together(&outcomes),
    }
}

/// Costs by offer, in the campaign's order, then phase; budgets of lotteries by the phases' parts, so that they sum exactly.
fn rows(campaign: &Campaign, offers: &[&Offer], stretches: &[Stretch], outcomes: &[Outcome]) -> Vec<SubsidyRow> {
    let mut out = Vec::new();
    for offer in campaign.offers.iter().filter(|o| !o.off) {
        if let OfferRule::Lottery { budget } = offer.rule {
            let parts: Vec<f64> = stretches.iter().map(|s| s.share * open_part(&offer.usable, s)).collect();
            let all: f64 = parts.iter().sum();
            let (mut share, mut given) = (0.0, Money::ZERO);
            for (stretch, part) in stretches.iter().zip(parts).filter(|(_, part)| *part > 0.0) {
                share += part / all;
                let until = minor(float(budget) * share.min(1.0));
                let amount = Money::from_wide(until.wide() - given.wide());
                given = until;
                out.push(SubsidyRow::new(offer, stretch.phase, None, amount));
            }
        }
        let Some(n) = offers.iter().position(|o| o.id == offer.id) else { continue };
        for (stretch, outcome) in stretches.iter().zip(outcomes) {
            if let Some(cost) = outcome.offers.get(n).filter(|cost| cost.redemptions > 0.0) {
                out.push(SubsidyRow::new(offer, stretch.phase, Some(cost.redemptions), minor(cost.amount)));
            }
        }
    }
    out
}

/// The histograms of several stretches as one; their classes agree but where orders have landed.
fn together(outcomes: &[Outcome]) -> ValueClasses {
    let mut edges: Vec<Money> = outcomes.iter().flat_map(|o| o.after.bins()).flat_map(|b| [b.low, b.high]).collect();
    edges.sort_unstable();
    edges.dedup();
    let mut sums: BTreeMap<Money, super::values::ValueBin> = BTreeMap::new();
    for outcome in outcomes {
        for bin in outcome.after.cut(edges.iter().copied()).bins() {
            let slot = sums.entry(bin.low).or_insert(super::values::ValueBin { orders: 0.0, value: 0.0, ..*bin });
            slot.orders += bin.orders;
            slot.value += bin.value;
        }
    }
    ValueClasses::new(sums.into_values())
}

#[cfg(test)]
#[path = "campaign_tests.rs"]
mod tests;
