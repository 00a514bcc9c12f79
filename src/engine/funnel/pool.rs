//! The release of the pool (释放转化率): favourites and cart filled in preheat, turned into orders over the launch.

use jiff::civil::Date;

use super::solve::FunnelAnswer;
use crate::engine::split::TimeSplit;
use crate::engine::split::share::apportion;
use crate::engine::value::Figure;
use crate::model::{Campaign, Count, PhaseKind, Rate, StageKind};

/// What the pool releases.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PoolAnswer {
    /// People in the pool: typed, or the count of the favourite/cart stage.
    pub pool: Figure<Count>,
    /// Which part of them orders.
    pub rate: Option<Rate>,
    /// Expected orders: pool × rate, rounded down.
    pub orders: Option<Count>,
    /// The orders over the days of launch and burst, by the days' GMV; they sum to the orders exactly.
    pub days: Vec<(Date, Count)>,
    /// Whether the rate lies outside what is usual.
    pub unusual: bool,
}

/// What part of a pool usually orders over the launch.
pub const USUAL: (i64, i64) = (25, 40);

/// People in the pool: typed, or the count of the favourite/cart stage.
#[must_use]
pub fn pooled(campaign: &Campaign, funnel: &FunnelAnswer) -> Figure<Count> {
    let cart = campaign.funnel.stages.iter().position(|s| s.kind == StageKind::Cart);
    let followed = cart.and_then(|at| funnel.stages.get(at)).and_then(|s| s.count.value);
    campaign.funnel.pool.pool.map_or_else(|| Figure::from_solved(followed), Figure::typed)
}

/// Works out the release.
#[must_use]
pub fn pool(campaign: &Campaign, funnel: &FunnelAnswer, split: &TimeSplit) -> PoolAnswer {
    let release = campaign.funnel.pool;
    let pool = pooled(campaign, funnel);
    let rate = release.rate;
    let orders = pool.value.zip(rate).map(|(pool, rate)| {
        Count::from_wide((pool.wide() * rate.wide().max(0)).checked_div(Rate::ONE.wide()).unwrap_or(0))
    });
    let kinds = [PhaseKind::Launch, PhaseKind::Burst];
    let takes: Vec<_> = campaign.phases.iter().filter(|p| kinds.contains(&p.kind)).map(|p| p.id).collect();
    let mut days: Vec<(Date, i128)> = Vec::new();
    for piece in split.pieces.iter().filter(|p| takes.contains(&p.phase)) {
        let weight = piece.gmv.wide().max(0);
        match days.iter_mut().find(|(date, _)| *date == piece.date) {
            Some((_, sum)) => *sum += weight,
            None => days.push((piece.date, weight)),
        }
    }
    let mut weights: Vec<i128> = days.iter().map(|(_, weight)| *weight).collect();
    if weights.iter().all(|w| *w == 0) {
        weights.fill(1);
    }
    let spread = orders.map_or_else(Vec::new, |orders| apportion(orders.wide(), &weights));
    PoolAnswer {
        pool,
        rate,
        orders,
        days: days.iter().zip(spread).map(|((date, _), count)| (*date, Count::from_wide(count))).collect(),
        unusual: rate.is_some_and(|r| r < Rate::from_percent(USUAL.0) || r > Rate::from_percent(USUAL.1)),
    }
}
