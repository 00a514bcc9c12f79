//! Alarms (告警): figures beyond a threshold, each said once.

use jiff::ToSpan as _;
use jiff::civil::{DateTime, Time};

use super::RunAnswer;
use super::stock::{StockDays, days_between};
use crate::engine::actuals::Figures;
use crate::engine::plan::CampaignAnswer;
use crate::model::{ActualOf, AlarmKind, AlarmRule, Campaign, Count, Money, Rate, Run};

/// A figure of an alarm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlarmFigure {
    /// A rate.
    Rate(Rate),
    /// A sum.
    Money(Money),
    /// A number of people or pieces.
    Count(Count),
    /// Days, in tenths of a day.
    Days(u32),
}

/// A figure beyond its threshold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alarm {
    /// What is watched.
    pub kind: AlarmKind,
    /// Whose figure.
    pub of: ActualOf,
    /// Since when, as far as hours tell.
    pub since: DateTime,
    /// What it is.
    pub value: AlarmFigure,
    /// What was planned, where there is a plan.
    pub plan: Option<AlarmFigure>,
    /// Where the alarm begins.
    pub threshold: AlarmFigure,
    /// Whether somebody has seen to it today.
    pub handled: bool,
}

impl Alarm {
    /// Whether it endangers the end itself.
    #[must_use]
    pub const fn is_severe(&self) -> bool {
        matches!(self.kind, AlarmKind::GmvBehind | AlarmKind::CvrBelow | AlarmKind::StockDays)
    }
}

/// What calls for attention, the severe first, then in the order of the rules.
#[must_use]
pub fn alarms(campaign: &Campaign, answer: &CampaignAnswer, of: &RunAnswer) -> Vec<Alarm> {
    let watch = Watch { campaign, answer, of };
    let mut found = Vec::new();
    for kind in AlarmKind::ALL {
        let rule = rule(&campaign.run, kind);
        if rule.off {
            continue;
        }
        match kind {
            AlarmKind::GmvBehind => found.extend(watch.gmv(&rule)),
            AlarmKind::CvrBelow => found.extend(watch.cvr(&rule)),
            AlarmKind::StockDays => found.extend(watch.stock(&rule)),
            AlarmKind::SourceBehind => found.extend(watch.sources(&rule)),
            AlarmKind::ClickCost => found.extend(watch.clicks(&rule)),
            AlarmKind::RefundRate => found.extend(watch.refunds(&rule)),
            AlarmKind::SpendAhead => found.extend(watch.spend(&rule)),
            AlarmKind::ShippingBelow => found.extend(watch.shipping(&rule)),
        }
    }
    for alarm in &mut found {
        let day = of.at.date();
        let done = |handled: &crate::model::HandledAlarm| {
            handled.kind == alarm.kind && handled.of == alarm.of && handled.at.date() == day
        };
        alarm.handled = campaign.run.handled.iter().any(done);
    }
    found.sort_by_key(|alarm| !alarm.is_severe());
    found
}

/// A rule as the planner has set it, else as it stands at first.
#[must_use]
pub fn rule(run: &Run, kind: AlarmKind) -> AlarmRule {
    run.alarms.get(&kind).copied().unwrap_or_else(|| AlarmRule::usual(kind))
}

struct Watch<'a> {
    campaign: &'a Campaign,
    answer: &'a CampaignAnswer,
    of: &'a RunAnswer,
}

impl Watch<'_> {
    fn alarm(&self, kind: AlarmKind, value: AlarmFigure, plan: Option<AlarmFigure>, threshold: AlarmFigure) -> Alarm {
        Alarm { kind, of: ActualOf::Shop, since: self.of.at, value, plan, threshold, handled: false }
    }

    fn gmv(&self, rule: &AlarmRule) -> Option<Alarm> {
        let (plan, actual) = (self.of.plan.gmv, self.of.actual.gmv);
        let threshold = plan.at_rate(less(rule.limit));
        let found = self.alarm(AlarmKind::GmvBehind, money(actual), Some(money(plan)), money(threshold));
        (plan > Money::ZERO && actual < threshold).then_some(found)
    }

    /// CVR below the plan's in each of the last hours.
    fn cvr(&self, rule: &AlarmRule) -> Option<Alarm> {
        let ledger = &self.answer.ledger;
        let hours = i64::from(u16::try_from(rule.hours.get().clamp(1, 240)).unwrap_or(1));
        let from = self.of.at.checked_sub(hours.hours()).ok()?.max(self.of.span.0);
        if !ledger.has_hours(self.of.at.checked_sub(1.hour()).ok()?.date()) {
            return None;
        }
        let plan = self.of.pace.sums(from, self.of.at).cvr()?;
        let threshold = plan.times(less(rule.limit));
        let mut hour = from;
        let mut seen = 0;
        while hour < self.of.at {
            let next = hour.checked_add(1.hour()).ok()?;
            if ledger.shop(hour, next).cvr().unwrap_or_default() >= threshold {
                return None;
            }
            hour = next;
            seen += 1;
        }
        let value = ledger.shop(from, self.of.at).cvr()?;
        let found = self.alarm(
            AlarmKind::CvrBelow,
            AlarmFigure::Rate(value),
            Some(AlarmFigure::Rate(plan)),
            AlarmFigure::Rate(threshold),
        );
        (seen >= hours).then_some(Alarm { since: from, ..found })
    }

    /// Products that last for fewer days than they should, and not to the end.
    fn stock(&self, rule: &AlarmRule) -> Vec<Alarm> {
        let tenths = |days: f64| AlarmFigure::Days((days * 10.0).round().clamp(0.0, 9_999.0) as u32);
        let until_end = days_between(self.of.skus.until, self.of.span.1);
        let limit = rule.limit.to_f64();
        let ends = self.of.stock.iter().filter(|stock| stock.days < limit && stock.days < until_end);
        let found = |stock: &StockDays| Alarm {
            of: ActualOf::Sku(stock.sku),
            ..self.alarm(AlarmKind::StockDays, tenths(stock.days), Some(AlarmFigure::Count(stock.left)), tenths(limit))
        };
        ends.map(found).collect()
    }

    fn sources(&self, rule: &AlarmRule) -> Vec<Alarm> {
        let behind = |row: &super::PartRow| {
            let plan = row.plan?.uv?;
            let threshold = Count::from_wide(plan.wide() * less(rule.limit).wide() / Rate::ONE.wide());
            let known = !row.actual.is_empty();
            (known && plan > Count::ZERO && row.actual.uv < threshold).then(|| Alarm {
                of: row.of,
                ..self.alarm(
                    AlarmKind::SourceBehind,
                    AlarmFigure::Count(row.actual.uv),
                    Some(AlarmFigure::Count(plan)),
                    AlarmFigure::Count(threshold),
                )
            })
        };
        self.of.sources.rows.iter().filter_map(behind).collect()
    }

    /// Sources paid by click whose clicks of today cost more than planned.
    fn clicks(&self, rule: &AlarmRule) -> Vec<Alarm> {
        let until = self.of.sources.until;
        let today = until.checked_sub(1.hour()).unwrap_or(until).date().to_datetime(Time::midnight());
        let dear = |row: &super::PartRow| {
            let ActualOf::Source(id) = row.of else { return None };
            let crate::model::CostModel::Cpc(plan) = self.campaign.traffic.get(id)?.cost else { return None };
            let mut figures = self.answer.ledger.part(row.of, today, until);
            if figures.cost_per_click().is_none() {
                figures = row.actual;
            }
            let value = click_cost(&figures)?;
            let threshold = plan.at_rate(Rate::from_wide(Rate::ONE.wide() + rule.limit.wide()));
            (plan > Money::ZERO && value > threshold).then(|| Alarm {
                of: row.of,
                ..self.alarm(AlarmKind::ClickCost, money(value), Some(money(plan)), money(threshold))
            })
        };
        self.of.sources.rows.iter().filter_map(dear).collect()
    }

    fn refunds(&self, rule: &AlarmRule) -> Option<Alarm> {
        let value = self.of.actual.refund_rate()?;
        let plan = self.campaign.funnel.refund_rate;
        let threshold = plan.times(Rate::from_wide(Rate::ONE.wide() + rule.limit.wide()));
        let rate = AlarmFigure::Rate;
        (!plan.is_zero() && value > threshold)
            .then(|| self.alarm(AlarmKind::RefundRate, rate(value), Some(rate(plan)), rate(threshold)))
    }

    fn spend(&self, rule: &AlarmRule) -> Option<Alarm> {
        let (plan, cost) = (self.of.plan.cost?, self.of.actual.cost);
        let threshold = plan.at_rate(Rate::from_wide(Rate::ONE.wide() + rule.limit.wide()));
        (plan > Money::ZERO && cost > threshold)
            .then(|| self.alarm(AlarmKind::SpendAhead, money(cost), Some(money(plan)), money(threshold)))
    }

    fn shipping(&self, rule: &AlarmRule) -> Option<Alarm> {
        let value = self.of.actual.shipping_rate()?;
        (value < rule.limit).then(|| {
            self.alarm(AlarmKind::ShippingBelow, AlarmFigure::Rate(value), None, AlarmFigure::Rate(rule.limit))
        })
    }
}

/// What a click costs; where clicks are not known, what a visitor does.
fn click_cost(figures: &Figures) -> Option<Money> {
    figures.cost_per_click().or_else(|| if figures.cost > Money::ZERO { figures.cost.per(figures.uv) } else { None })
}

const fn money(of: Money) -> AlarmFigure {
    AlarmFigure::Money(of)
}

fn less(limit: Rate) -> Rate {
    Rate::from_wide((Rate::ONE.wide() - limit.wide()).max(0))
}
