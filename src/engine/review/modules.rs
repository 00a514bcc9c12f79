//! The figures of the five modules that the program works out from plan and actual figures. What is not known is nothing.

use std::collections::BTreeMap;

use jiff::civil::DateTime;

use super::{PartOf, ReviewAnswer};
use crate::engine::actuals::{Figures, Ledger};
use crate::engine::plan::CampaignAnswer;
use crate::model::number::div_half_up;
use crate::model::{ActualOf, Campaign, CostModel, Count, CustomerKind, Money, Project, Rate, SkuId, SourceKind};

/// A product that sold less than this part of its stock lies idle (滞销): an assumption.
pub const IDLE_BELOW: Rate = Rate::per_mille(300);
/// So many products with the most GMV are the hits (爆款).
pub const HITS: usize = 3;

/// A figure beside what it is measured by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measured<T> {
    /// What came.
    pub came: T,
    /// What was planned, or came then.
    pub base: Option<T>,
}

/// What the program knows of the modules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModuleFigures {
    /// GMV ÷ target.
    pub attained: Option<Rate>,
    /// GMV against last year's: the growth, below zero for less.
    pub last_year: Option<Rate>,
    /// GMV against the campaign before: the growth.
    pub before: Option<Rate>,
    /// Share of GMV that new customers paid.
    pub new_share: Option<Rate>,
    /// Pieces sold ÷ pieces at hand (售罄率), of products of which both are known; planned: pieces that the shares of the target make.
    pub sold: Option<Measured<Rate>>,
    /// Share of GMV of the [`HITS`] best products.
    pub hits: Option<Rate>,
    /// Products of which all pieces were sold.
    pub out: Option<usize>,
    /// Cost of what is left of products that lie idle ([`IDLE_BELOW`]).
    pub idle: Option<Money>,
    /// GMV ÷ spend on traffic.
    pub roi: Option<Measured<Rate>>,
    /// Spend on traffic.
    pub spent: Option<Measured<Money>>,
    /// GMV of live rooms against plan: the growth.
    pub live: Option<Rate>,
    /// Visitors ÷ messages sent.
    pub messages: Option<Rate>,
    /// Gross margin after goods and fees, before traffic and refunds, where products with pieces account for nine tenths of GMV.
    pub margin: Option<Rate>,
}

/// Growth of one sum over another, below zero for less; nothing over nothing.
#[must_use]
pub fn growth(came: Money, base: Money) -> Option<Rate> {
    if base <= Money::ZERO {
        return None;
    }
    Rate::ratio(came.wide() - base.wide(), base.wide())
}

/// Works them out. `review` is held against the plan; `last_year` and `before` are what those campaigns came to.
#[must_use]
pub fn module_figures(
    project: &Project,
    campaign: &Campaign,
    answer: &CampaignAnswer,
    review: &ReviewAnswer,
    last_year: Option<&Figures>,
    before: Option<&Figures>,
) -> ModuleFigures {
    let total = *answer.ledger.total();
    let planned_cost = answer.traffic.total.cost;
    let new = part(&answer.ledger, ActualOf::Customers(CustomerKind::New)).gmv;
    let others = [CustomerKind::Old, CustomerKind::Member];
    let others: i128 = others.iter().map(|of| part(&answer.ledger, ActualOf::Customers(*of)).gmv.wide()).sum();
    let known = new.wide() + others;
    let mut out = ModuleFigures {
        attained: if review.base.gmv > Money::ZERO { total.gmv.ratio(review.base.gmv) } else { None },
        last_year: last_year.and_then(|then| growth(total.gmv, then.gmv)),
        before: before.and_then(|then| growth(total.gmv, then.gmv)),
        new_share: (known > 0).then(|| Rate::ratio(new.wide(), known)).flatten(),
        roi: total.roi().map(|came| Measured { came, base: review.base.gmv.ratio(planned_cost) }),
        spent: (total.cost > Money::ZERO)
            .then(|| Measured { came: total.cost, base: (planned_cost > Money::ZERO).then_some(planned_cost) }),
        ..ModuleFigures::default()
    };
    channels(campaign, answer, review, &mut out);
    goods(project, campaign, answer, &total, review.base.gmv, &mut out);
    out
}

fn part(ledger: &Ledger, of: ActualOf) -> Figures {
    ledger.part(of, DateTime::MIN, DateTime::MAX)
}

fn channels(campaign: &Campaign, answer: &CampaignAnswer, review: &ReviewAnswer, out: &mut ModuleFigures) {
    let (mut live, mut sent, mut came) = ([0i128; 2], 0i128, 0i128);
    for row in &review.sources.rows {
        let PartOf::Source(id) = row.of else { continue };
        let Some(source) = campaign.traffic.get(id) else { continue };
        if source.kind == SourceKind::LiveRooms {
            live[0] += row.base.gmv.wide();
            live[1] += row.came.gmv.wide();
        }
        if source.kind == SourceKind::TextMessages
            && let CostModel::PerMessage { sent: messages, .. } = source.cost
        {
            sent += messages.wide();
            came += part(&answer.ledger, ActualOf::Source(id)).uv.wide();
        }
    }
    let [planned, sold] = live.map(Money::from_wide);
    out.live = if sold > Money::ZERO { growth(sold, planned) } else { None };
    out.messages = if sent > 0 && came > 0 { Rate::ratio(came, sent) } else { None };
}

/// What a product came to, with its price and its share of the target.
struct Sold {
    figures: Figures,
    stock: Count,
    planned: i128,
    cost: Money,
    fees: Rate,
}

fn goods(
    project: &Project,
    campaign: &Campaign,
    answer: &CampaignAnswer,
    total: &Figures,
    target: Money,
    out: &mut ModuleFigures,
) {
    let parts = answer.ledger.parts(|of| matches!(of, ActualOf::Sku(_)), DateTime::MIN, DateTime::MAX);
    let figures: BTreeMap<SkuId, Figures> =
        parts.filter_map(|row| if let ActualOf::Sku(id) = row.of { Some((id, row.figures)) } else { None }).collect();
    if figures.is_empty() {
        return;
    }
    let plan: BTreeMap<SkuId, _> = campaign.goods.iter().map(|row| (row.sku, row)).collect();
    let mut rows = Vec::new();
    for sku in &project.goods {
        let Some(figures) = figures.get(&sku.id).copied() else { continue };
        let row = plan.get(&sku.id);
        let price = row.and_then(|row| row.price).unwrap_or(sku.list_price).wide().max(1);
        let share = row.map_or(Rate::ZERO, |row| row.share);
        let planned = div_half_up(target.at_rate(share).wide(), price).unwrap_or(0);
        let fees = Rate::from_wide(sku.commission.wide() + sku.payment_fee.wide());
        rows.push(Sold { figures, stock: sku.stock, planned, cost: sku.unit_cost, fees });
    }
    let counted = || rows.iter().filter(|row| row.stock > Count::ZERO && row.figures.units > Count::ZERO);
    let stock: i128 = counted().map(|row| row.stock.wide()).sum();
    if stock > 0 {
        let sold: i128 = counted().map(|row| row.figures.units.wide().min(row.stock.wide())).sum();
        let planned: i128 = counted().map(|row| row.planned.min(row.stock.wide())).sum();
        let base = (planned > 0).then(|| Rate::ratio(planned, stock)).flatten();
        out.sold = Rate::ratio(sold, stock).map(|came| Measured { came, base });
        out.out = Some(counted().filter(|row| row.figures.units >= row.stock).count());
        let idle = counted().filter(|row| {
            Rate::ratio(row.figures.units.wide(), row.stock.wide()).is_some_and(|part| part < IDLE_BELOW)
        });
        let left = |row: &Sold| Count::from_wide((row.stock.wide() - row.figures.units.wide()).max(0));
        out.idle = Some(Money::from_wide(idle.map(|row| row.cost.times(left(row)).wide()).sum()));
    }
    let mut best: Vec<i128> = rows.iter().map(|row| row.figures.gmv.wide()).collect();
    best.sort_unstable_by_key(|gmv| std::cmp::Reverse(*gmv));
    let all: i128 = best.iter().sum();
    if all > 0 {
        out.hits = Rate::ratio(best.iter().take(HITS).sum(), all);
    }
    let with_units = || rows.iter().filter(|row| row.figures.units > Count::ZERO && row.cost > Money::ZERO);
    let gmv: i128 = with_units().map(|row| row.figures.gmv.wide()).sum();
    if gmv > 0 && gmv * 10 >= total.gmv.wide() * 9 {
        let cost: i128 = with_units()
            .map(|row| row.cost.times(row.figures.units).wide() + row.figures.gmv.at_rate(row.fees).wide())
            .sum();
        out.margin = Rate::ratio(gmv - cost, gmv);
    }
}
