//! What the orders that a campaign brought tell of topping up: fitted against the order values before it.

use std::collections::BTreeSet;

use super::cost::OrderRule;
use super::fit::{Fit, NoFit, fit};
use super::values::{ValueClasses, float};
use crate::model::number::div_ceil;
use crate::model::offer::{OfferRule, Reduction, Rung};
use crate::model::{Campaign, Money, OrderSource};

/// The most multiples of an offer for each so much (每满减) that count as thresholds.
const MULTIPLES: i128 = 20;

/// Why the orders of a campaign tell nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum SoldFault {
    /// The order values before the campaign are not known from a list of orders.
    NoReference,
    /// They are known, but nothing is fitted.
    NoFit(NoFit),
}

/// The thresholds of a campaign's offers on the whole order, each with what all of them together take off there. Offers that are off, and
/// points, which have no threshold, do not count.
#[must_use]
pub fn thresholds(campaign: &Campaign) -> Vec<Rung> {
    let on = campaign.offers.iter().filter(|offer| !offer.off);
    let mut at = BTreeSet::new();
    let mut rules = Vec::new();
    for offer in on {
        let Some(rule) = OrderRule::of(&offer.rule).filter(|rule| !matches!(rule, OrderRule::Part(_))) else {
            continue;
        };
        match &offer.rule {
            OfferRule::Coupon(rungs) | OfferRule::Tiered(rungs) => at.extend(rungs.iter().map(|rung| rung.at)),
            OfferRule::RedPacket { at: threshold, .. } => {
                at.insert(*threshold);
            }
            OfferRule::EveryN { every, off, cap } => {
                let most =
                    cap.and_then(|cap| div_ceil(cap.wide(), off.wide())).unwrap_or(MULTIPLES).clamp(0, MULTIPLES);
                at.extend((1..=most).map(|n| Money::from_wide(every.wide() * n)));
            }
            _ => {}
        }
        rules.push(rule);
    }
    let less = |at: Money| Money::from_minor(rules.iter().map(|rule| rule.off(float(at))).sum::<f64>().round() as i64);
    at.into_iter().filter(|at| *at > Money::ZERO).map(|at| Rung { at, off: Reduction::Less(less(at)) }).collect()
}

/// The response to thresholds that the orders of a campaign show, against those before it. Nothing while the campaign's own are not there.
#[must_use]
pub fn top_up_shown(campaign: &Campaign) -> Option<Result<Fit, SoldFault>> {
    let (sold, before) = (&campaign.sold, &campaign.order_values);
    if sold.orders.is_empty() {
        return None;
    }
    // an assumed distribution has no dents and heaps of its own
    if !matches!(before.source, OrderSource::Imported { .. }) {
        return Some(Err(SoldFault::NoReference));
    }
    let (came, before) = (ValueClasses::of(&sold.orders), ValueClasses::of(&before.orders));
    Some(fit(&came, &before, &thresholds(campaign), &campaign.top_up).map_err(SoldFault::NoFit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::offers::ladder::Ladder;
    use crate::engine::offers::response::{Behaviour, Terms, respond};
    use crate::model::offer::ReturnRule;
    use crate::model::{Count, Histogram, Offer, OfferId, OrderValues, Rate};

    fn yuan(major: i64) -> Money {
        Money::from_major(major)
    }

    fn less(at: i64, off: i64) -> Rung {
        Rung { at: yuan(at), off: Reduction::Less(yuan(off)) }
    }

    fn offers(rules: Vec<OfferRule>) -> Campaign {
        let offer = |(id, rule)| Offer { id: OfferId(id), rule, ..Offer::default() };
        let offers: Vec<Offer> = (1..).zip(rules).map(offer).collect();
        Campaign { offers: offers.into(), ..Campaign::default() }
    }

    #[test]
    fn thresholds_are_those_of_all_offers_on_the_order() {
        let every = OfferRule::EveryN { every: yuan(300), off: yuan(50), cap: Some(yuan(100)) };
        let mut campaign = offers(vec![
            OfferRule::Coupon(vec![less(199, 15), less(300, 30)]),
            every,
            OfferRule::Points { up_to: Rate::from_percent(5), per_major: Count::new(100) },
        ]);
        let expected = [less(199, 15), less(300, 80), less(600, 130)];
        assert_eq!(thresholds(&campaign), expected);
        campaign.offers.map_where(|offer| Some(Offer { off: true, ..offer.clone() }));
        assert_eq!(thresholds(&campaign), []);
    }

    /// Whole orders of each yuan, as a list of orders gives them.
    fn stored(values: &ValueClasses) -> OrderValues {
        let steps = (0..2_000).map(|n| Count::new(values.orders_between(yuan(n), yuan(n + 1)).round() as u64));
        let counts: Vec<Count> = steps.collect();
        let total = counts.iter().zip(0..).map(|(count, n)| count.wide() * yuan(n).wide()).sum();
        let orders = Histogram::new(yuan(1), counts, Count::ZERO, Money::ZERO, Money::from_wide(total));
        let source = OrderSource::Imported {
            file: "订单.csv".to_owned(),
            on: None,
            first: None,
            last: None,
            rows: Count::ZERO,
            bad: Count::ZERO,
            left_out: Count::ZERO,
        };
        OrderValues { source, orders: orders.unwrap_or_default().into(), ..OrderValues::default() }
    }

    #[test]
    fn the_orders_of_a_campaign_tell_how_customers_topped_up() {
        let mut campaign = offers(vec![OfferRule::Coupon(vec![less(199, 15), less(329, 40)])]);
        assert_eq!(top_up_shown(&campaign), None);
        let before = ValueClasses::log_normal(yuan(250), 0.6, 80_000.0);
        let behaviour = Behaviour { chance: 0.4, reach: 0.2, overshoot: 0.03, returned: 0.0 };
        let terms = Terms { usage: 1.0, shop_share: 1.0, margin: 0.3, behaviour, returns: ReturnRule::Keep };
        let ladder = Ladder::new(&thresholds(&campaign));
        campaign.sold = stored(&respond(&before, &ladder, &terms).after).into();
        assert_eq!(top_up_shown(&campaign), Some(Err(SoldFault::NoReference)));
        campaign.order_values = stored(&before).into();
        let Some(Ok(got)) = top_up_shown(&campaign) else { panic!("{:?}", top_up_shown(&campaign)) };
        assert!((got.top_up.chance.to_f64() - 0.4).abs() < 0.03 && got.top_up.fitted, "{got:?}");
        campaign.offers = Vec::new().into();
        assert_eq!(top_up_shown(&campaign), Some(Err(SoldFault::NoFit(NoFit::NoRungs))));
    }
}
