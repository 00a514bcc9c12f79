//! One offer's ladder read over the campaign's order values: what its drawing and its rows show. Pure, and quick enough to
//! follow a rung that is being dragged.

use super::bands::{LadderReading, read};
use super::campaign::{coupon_terms, order_values};
use super::ladder::{Ladder, RateSegment};
use super::response::{Terms, usage};
use super::values::ValueClasses;
use crate::engine::funnel::FunnelAnswer;
use crate::model::offer::{OfferRule, Rung};
use crate::model::{Campaign, Count, Money, Offer, Rate};

/// What one value of the histogram is: an order, or all that one customer has ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OrdersBy {
    /// 按订单.
    #[default]
    Order,
    /// 按人.
    Customer,
}

impl OrdersBy {
    /// Both, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Order, Self::Customer];
}

/// Order values by order, as [`order_values`] gives them, or the sums by customer, as many as the funnel has buyers.
/// Customers are only known of imported orders; without them there is nothing.
#[must_use]
pub fn values_by(campaign: &Campaign, funnel: &FunnelAnswer, by: OrdersBy) -> ValueClasses {
    if by == OrdersBy::Order {
        return order_values(campaign, funnel);
    }
    let stored = ValueClasses::of(&campaign.order_values.customers);
    let buyers = funnel.buyers.value.map(Count::to_f64).filter(|buyers| *buyers > 0.0);
    buyers.map_or_else(|| stored.clone(), |buyers| stored.for_orders(buyers))
}

/// The rungs of an offer that is a ladder.
#[must_use]
pub fn rungs_of(offer: &Offer) -> Option<&[Rung]> {
    match &offer.rule {
        OfferRule::Tiered(rungs) | OfferRule::Coupon(rungs) => Some(rungs),
        _ => None,
    }
}

/// What one offer's ladder is judged by: its own uptake and funding, the campaign's response and return rule. Without a
/// margin, goods earn nothing.
#[must_use]
pub fn ladder_terms(campaign: &Campaign, offer: &Offer, margin: Option<Rate>) -> Terms {
    Terms {
        usage: usage(offer.uptake),
        shop_share: offer.funding.shop().to_f64().clamp(0.0, 1.0),
        ..coupon_terms(campaign, margin.unwrap_or_default())
    }
}

/// How much an order may be short of a rung and still count as within its reach: about a fifth of the 客单价, as a round
/// amount (1, 2 or 5 times a power of ten of the major unit), at least 1.00. 50.00 for a 客单价 of 250.00.
#[must_use]
pub fn reach_for(aov: Option<Money>) -> Money {
    let fifth = aov.map_or(5_000, |aov| aov.minor() / 5);
    let mut round = 100;
    let mut scale: i64 = 100;
    while scale <= fifth {
        round = [1, 2, 5].map(|m| m * scale).into_iter().filter(|r| *r <= fifth).max().unwrap_or(scale);
        scale = scale.saturating_mul(10);
    }
    Money::from_minor(round)
}

/// A ladder as its drawing and rows show it.
#[derive(Clone, Debug, PartialEq)]
pub struct LadderView {
    /// The 客单价 that bands are measured by.
    pub aov: Option<Money>,
    /// How much an order may be short of a rung and still count as within its reach.
    pub reach: Money,
    /// The rungs, what they cost, and the reversals.
    pub reading: LadderReading,
    /// The effective discount rate.
    pub curve: Vec<RateSegment>,
    /// Orders to which each rung's reach applies: the ranges just below the rungs, ascending.
    pub within_reach: Vec<(Money, Money)>,
}

/// Reads a ladder for its drawing.
#[must_use]
pub fn view(rungs: &[Rung], aov: Option<Money>, values: &ValueClasses, terms: &Terms) -> LadderView {
    let reach = reach_for(aov);
    let ladder = Ladder::new(rungs);
    let below = |at: Money| (Money::from_wide((at.wide() - reach.wide()).max(0)), at);
    LadderView {
        aov,
        reach,
        reading: read(rungs, aov, values, reach, terms),
        curve: ladder.curve(),
        within_reach: ladder.thresholds().map(below).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reach_is_a_round_fifth() {
        // 客单价 → reach, in major units
        for (aov, reach) in [(250, 50), (100, 20), (99, 10), (3_000, 500), (182_000, 20_000), (3, 1), (0, 1)] {
            assert_eq!(reach_for(Some(Money::from_major(aov))), Money::from_major(reach), "{aov}");
        }
        assert_eq!(reach_for(None), Money::from_major(50));
    }

    #[test]
    fn customers_are_known_of_imported_orders_only() {
        let funnel = FunnelAnswer::default();
        let mut campaign = Campaign::default();
        assert!(values_by(&campaign, &funnel, OrdersBy::Customer).bins().is_empty());
        let two = crate::model::Histogram::new(
            Money::ONE,
            vec![Count::ZERO, Count::new(2)],
            Count::ZERO,
            Money::ZERO,
            Money::from_major(3),
        );
        let values = crate::model::OrderValues { customers: two.unwrap_or_default().into(), ..Default::default() };
        campaign.order_values = values.into();
        assert_eq!(values_by(&campaign, &funnel, OrdersBy::Customer).orders(), 2.0);
        assert_eq!(values_by(&campaign, &funnel, OrdersBy::Order).orders(), 0.0);
    }
}
