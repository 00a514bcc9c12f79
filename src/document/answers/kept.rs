//! What answers are kept by: the parts of the model that each reads, and the answers about one campaign.

#![allow(clippy::type_complexity, reason = "a key is the list of what was read")]

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::document::memo::Memo;
use crate::engine::actuals::Ledger;
use crate::engine::finding::Finding;
use crate::engine::funnel::{FunnelAnswer, TrafficAnswer, Yardstick, solve};
use crate::engine::offers::OffersAnswer;
use crate::engine::offers::basket::checks::Verdict;
use crate::engine::offers::campaign::{OfferCosts, average_margin};
use crate::engine::offers::fit::Fit;
use crate::engine::offers::reading::{LadderView, OrdersBy, values_by};
use crate::engine::offers::response::Terms;
use crate::engine::offers::sold::{SoldFault, top_up_shown};
use crate::engine::offers::values::ValueClasses;
use crate::engine::plan::{CampaignAnswer, previous, schedule_of, target};
use crate::engine::review::ReviewAnswer;
use crate::engine::rfm::{RfmAnswer, rfm};
use crate::engine::schedule::{Calendars, Schedule};
use crate::engine::split::{GoodsMix, PartSplit, TimeSplit, goods_mix, split_time};
use crate::engine::year::DaysOf;
use crate::model::offer::Rung;
use crate::model::{
    Actual, BasketCheck, Campaign, CampaignSku, CategoryId, Count, CustomerList, Funnel, Level, Money, Offer,
    OrderValues, Phase, PricingPolicy, Project, Rate, RfmSource, Rows, Segment, Shop, Sku, Source, Splits,
    StackingRule, Staffing, Threshold, TopUp, TypedSegment,
};

/// A part of the model compared by identity: equal only to itself, which makes the comparison free. It is held, so that
/// its address cannot come back as another value.
#[derive(Clone, Debug)]
pub(super) struct Same<T>(pub(super) T);

pub(super) trait Identity {
    fn same_as(&self, other: &Self) -> bool;
}

impl<T> Identity for Arc<T> {
    fn same_as(&self, other: &Self) -> bool {
        Arc::ptr_eq(self, other)
    }
}

impl<T> Identity for Rows<T> {
    fn same_as(&self, other: &Self) -> bool {
        self.same(other)
    }
}

impl Identity for Project {
    fn same_as(&self, other: &Self) -> bool {
        self.same(other)
    }
}

impl<T: Identity> PartialEq for Same<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.same_as(&other.0)
    }
}

/// What the split over time reads.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TimeKey {
    pub(super) phases: Same<Rows<Phase>>,
    pub(super) splits: Same<Arc<Splits>>,
    pub(super) target: Money,
    pub(super) cvr: Option<Rate>,
    pub(super) aov: Option<Money>,
    pub(super) previous: Option<(Same<Rows<Actual>>, Same<Rows<Phase>>)>,
}

/// What the answer about offers reads.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct OffersKey {
    pub(super) goods: Same<Rows<Sku>>,
    pub(super) shop: Same<Arc<Shop>>,
    pub(super) phases: Same<Rows<Phase>>,
    pub(super) offers: Same<Rows<Offer>>,
    pub(super) stacking: Same<Rows<StackingRule>>,
    pub(super) pricing: PricingPolicy,
    pub(super) aov: Option<Money>,
}

/// What the order values read.
pub(super) type ValuesKey = (Same<Arc<OrderValues>>, Rate, Same<Arc<FunnelAnswer>>, OrdersBy);

/// What one offer's ladder reads.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LadderKey {
    pub(super) rungs: Vec<Rung>,
    pub(super) aov: Option<Money>,
    pub(super) values: Same<Arc<ValueClasses>>,
    pub(super) terms: Terms,
}

/// What the offers on the whole order read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct CostsKey {
    pub(super) goods: Same<Rows<Sku>>,
    pub(super) offers: Same<Rows<Offer>>,
    pub(super) stacking: Same<Rows<StackingRule>>,
    pub(super) pricing: PricingPolicy,
    pub(super) top_up: TopUp,
    pub(super) orders: Same<Arc<OrderValues>>,
    pub(super) pull: Rate,
    pub(super) funnel: Same<Arc<FunnelAnswer>>,
    pub(super) mix: Same<Arc<GoodsMix>>,
    pub(super) time: Same<Arc<TimeSplit>>,
}

/// What the orders that a campaign brought are held against, to see how customers topped up.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct SoldKey {
    pub(super) sold: Same<Arc<OrderValues>>,
    pub(super) before: Same<Arc<OrderValues>>,
    pub(super) offers: Same<Rows<Offer>>,
    pub(super) known: TopUp,
}

/// What the segments of the customer base read; tactics change nothing.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RfmKey {
    pub(super) list: Option<Same<Arc<CustomerList>>>,
    pub(super) typed: BTreeMap<Segment, TypedSegment>,
    pub(super) recency: Threshold<Count>,
    pub(super) frequency: Threshold<Count>,
    pub(super) monetary: Threshold<Money>,
    pub(super) as_of: Option<Date>,
}

/// What a review reads: both sides' figures, the plan's parts, and what the rows are of.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ReviewKey {
    pub(super) funnel: Same<Arc<FunnelAnswer>>,
    pub(super) sources: Same<Rows<Source>>,
    pub(super) traffic: Same<Arc<TrafficAnswer>>,
    pub(super) time: Same<Arc<TimeSplit>>,
    pub(super) ledger: Same<Arc<Ledger>>,
    pub(super) phases: Same<Rows<Phase>>,
    pub(super) categories: PartSplit<Option<CategoryId>>,
    pub(super) goods: Same<Rows<Sku>>,
    pub(super) shop: Same<Arc<Shop>>,
    pub(super) other: Option<Same<Arc<Campaign>>>,
}

/// What the prices of baskets read, and the checks themselves.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct ChecksKey {
    pub(super) skus: Same<Rows<Sku>>,
    pub(super) goods: Same<Rows<CampaignSku>>,
    pub(super) phases: Same<Rows<Phase>>,
    pub(super) offers: Same<Rows<Offer>>,
    pub(super) stacking: Same<Rows<StackingRule>>,
    pub(super) checks: Same<Rows<BasketCheck>>,
    pub(super) margin: Option<Rate>,
    pub(super) pricing: PricingPolicy,
}

/// The answers about one campaign.
#[derive(Debug, Default)]
pub(super) struct CampaignMemo {
    pub(super) values: Memo<ValuesKey, Arc<ValueClasses>>,
    pub(super) ladder: Memo<LadderKey, Arc<LadderView>>,
    pub(super) costs: Memo<CostsKey, Arc<OfferCosts>>,
    pub(super) margin: Memo<(Same<Rows<Sku>>, Same<Arc<GoodsMix>>), Option<Rate>>,
    pub(super) sold: Memo<SoldKey, Option<Result<Fit, SoldFault>>>,
    pub(super) funnel: Memo<Same<Arc<Funnel>>, Arc<FunnelAnswer>>,
    pub(super) mix: Memo<(Same<Rows<Sku>>, Same<Rows<CampaignSku>>), Arc<GoodsMix>>,
    pub(super) traffic: Memo<(Same<Rows<Source>>, Yardstick), Arc<TrafficAnswer>>,
    pub(super) time: Memo<TimeKey, Arc<TimeSplit>>,
    pub(super) ledger: Memo<Same<Rows<Actual>>, Arc<Ledger>>,
    pub(super) days: Memo<(Same<Arc<TimeSplit>>, Same<Arc<Ledger>>), Arc<DaysOf>>,
    pub(super) goods: Memo<(Same<Rows<Sku>>, Same<Rows<CampaignSku>>, Same<Rows<Phase>>), Arc<Vec<Finding>>>,
    pub(super) offers: Memo<OffersKey, Arc<OffersAnswer>>,
    pub(super) checks: Memo<ChecksKey, Arc<Vec<Verdict>>>,
    pub(super) schedule: ScheduleMemo,
    pub(super) tasks: Memo<(Same<Arc<Schedule>>, Level), Arc<Vec<Finding>>>,
    pub(super) rfm: Memo<RfmKey, Arc<RfmAnswer>>,
    /// Against the plan, and against whichever campaign was asked for last.
    pub(super) reviews: [Memo<ReviewKey, Arc<ReviewAnswer>>; 2],
    pub(super) staffing: Memo<(Same<Arc<Staffing>>, Same<Arc<TimeSplit>>, Option<Money>), Arc<Vec<Finding>>>,
    pub(super) whole: Memo<(Same<Project>, Same<Arc<Campaign>>), Arc<CampaignAnswer>>,
}

/// The schedule kept last, from which the next one is made where little has changed.
#[derive(Debug, Default)]
pub(super) struct ScheduleMemo {
    pub(super) kept: RefCell<Option<Arc<Schedule>>>,
    pub(super) computed: Cell<u64>,
}

impl ScheduleMemo {
    pub(super) fn get(
        &self,
        project: &Project,
        campaign: &Campaign,
        calendars: impl Fn() -> Arc<Calendars>,
    ) -> Arc<Schedule> {
        if campaign.tasks.is_empty() && campaign.links.is_empty() {
            return schedule_of(project, campaign);
        }
        let mut kept = self.kept.borrow_mut();
        if let Some(old) = kept.as_ref().filter(|old| old.is_of(&project.shop, campaign)) {
            return Arc::clone(old);
        }
        self.computed.set(self.computed.get() + 1);
        let updated = kept.as_ref().and_then(|old| old.updated(&project.shop, campaign));
        let new = Arc::new(updated.unwrap_or_else(|| Schedule::with(&project.shop, calendars(), campaign)));
        *kept = Some(Arc::clone(&new));
        new
    }
}

impl CampaignMemo {
    pub(super) fn mix(&self, project: &Project, campaign: &Campaign) -> Arc<GoodsMix> {
        self.mix.get((Same(project.goods.clone()), Same(campaign.goods.clone())), |key| {
            Arc::new(goods_mix(&key.0.0, &key.1.0))
        })
    }

    pub(super) fn margin(&self, project: &Project, campaign: &Campaign) -> Option<Rate> {
        let key = (Same(project.goods.clone()), Same(self.mix(project, campaign)));
        self.margin.get(key, |key| average_margin(&key.0.0, &key.1.0))
    }

    pub(super) fn ledger(&self, campaign: &Campaign) -> Arc<Ledger> {
        self.ledger.get(Same(campaign.actuals.clone()), |key| Arc::new(Ledger::new(&key.0)))
    }

    pub(super) fn funnel(&self, campaign: &Campaign) -> Arc<FunnelAnswer> {
        self.funnel.get(Same(Arc::clone(&campaign.funnel)), |key| Arc::new(solve(&key.0)))
    }

    pub(super) fn time(&self, project: &Project, campaign: &Campaign, funnel: &FunnelAnswer) -> Arc<TimeSplit> {
        let before = previous(project, campaign);
        let key = TimeKey {
            phases: Same(campaign.phases.clone()),
            splits: Same(Arc::clone(&campaign.splits)),
            target: target(funnel),
            cvr: funnel.cvr.value,
            aov: funnel.aov.value,
            previous: before.map(|c| (Same(c.actuals.clone()), Same(c.phases.clone()))),
        };
        self.time.get(key, |key| Arc::new(split_time(campaign, key.target, key.cvr, key.aov, before)))
    }

    pub(super) fn top_up(&self, campaign: &Campaign) -> Option<Result<Fit, SoldFault>> {
        let key = SoldKey {
            sold: Same(Arc::clone(&campaign.sold)),
            before: Same(Arc::clone(&campaign.order_values)),
            offers: Same(campaign.offers.clone()),
            known: campaign.top_up,
        };
        self.sold.get(key, |_| top_up_shown(campaign))
    }

    pub(super) fn rfm(&self, campaign: &Campaign) -> Arc<RfmAnswer> {
        let of = &campaign.brief.rfm;
        let (list, typed) = match &of.source {
            RfmSource::None => (None, BTreeMap::new()),
            RfmSource::Typed(typed) => (None, typed.clone()),
            RfmSource::Imported(list) => (Some(Same(Arc::clone(list))), BTreeMap::new()),
        };
        let (recency, frequency, monetary, as_of) = (of.recency, of.frequency, of.monetary, of.as_of);
        let key = RfmKey { list, typed, recency, frequency, monetary, as_of };
        self.rfm.get(key, |_| Arc::new(rfm(of)))
    }

    pub(super) fn values(&self, campaign: &Campaign, funnel: &Arc<FunnelAnswer>, by: OrdersBy) -> Arc<ValueClasses> {
        let pull = campaign.aov_estimate.threshold_pull;
        let key = (Same(Arc::clone(&campaign.order_values)), pull, Same(Arc::clone(funnel)), by);
        self.values.get(key, |_| Arc::new(values_by(campaign, funnel, by)))
    }
}
