//! Words of a running campaign: whose figures, what an alarm says.

use super::names::Named as _;
use super::rows::RowNames;
use super::{Msg, Texts};
use crate::engine::run::alarm::{Alarm, AlarmFigure};
use crate::model::{ActualOf, AlarmKind, Count, CustomerKind, DepartmentKind, Money, Rate, Risk, RiskKind};

/// What a kind of customers is called.
#[must_use]
pub fn customers(texts: &Texts, kind: CustomerKind) -> &str {
    texts.get(match kind {
        CustomerKind::New => Msg::RunCustomersNew,
        CustomerKind::Old => Msg::RunCustomersOld,
        CustomerKind::Member => Msg::RunCustomersMember,
    })
}

/// Whose figures: a source, a category, a product, a kind of customers; the shop by its name.
#[must_use]
pub fn whose(rows: &RowNames<'_>, of: ActualOf) -> String {
    match of {
        ActualOf::Shop => rows.texts.get(Msg::RunWhole).to_owned(),
        ActualOf::Source(id) => rows.source(id),
        ActualOf::Category(id) => rows.category(id),
        ActualOf::Sku(id) => rows.sku(id),
        ActualOf::Customers(kind) => customers(rows.texts, kind).to_owned(),
        ActualOf::Offer(id) => rows.offer(id),
    }
}

/// What a rule is called.
#[must_use]
pub fn rule_name(texts: &Texts, kind: AlarmKind) -> &str {
    texts.get(match kind {
        AlarmKind::GmvBehind => Msg::RunRuleGmv,
        AlarmKind::CvrBelow => Msg::RunRuleCvr,
        AlarmKind::StockDays => Msg::RunRuleStock,
        AlarmKind::SourceBehind => Msg::RunRuleSource,
        AlarmKind::ClickCost => Msg::RunRuleClick,
        AlarmKind::RefundRate => Msg::RunRuleRefund,
        AlarmKind::SpendAhead => Msg::RunRuleSpend,
        AlarmKind::ShippingBelow => Msg::RunRuleShipping,
    })
}

/// A figure of an alarm.
#[must_use]
pub fn figure(texts: &Texts, of: AlarmFigure, kind: AlarmKind) -> String {
    let format = texts.format();
    match of {
        AlarmFigure::Rate(rate) => format.percent(rate, if kind == AlarmKind::CvrBelow { 2 } else { 1 }),
        AlarmFigure::Money(money) if kind == AlarmKind::ClickCost => format.price(money),
        AlarmFigure::Money(money) => format.sum(money).to_string(),
        AlarmFigure::Count(count) => format.count(count).to_string(),
        AlarmFigure::Days(tenths) => format!("{}.{}", tenths / 10, tenths % 10),
    }
}

/// By which part a figure misses its plan.
fn missed(alarm: &Alarm) -> Rate {
    let wide = |of: AlarmFigure| match of {
        AlarmFigure::Rate(rate) => rate.wide(),
        AlarmFigure::Money(money) => money.wide(),
        AlarmFigure::Count(count) => count.wide(),
        AlarmFigure::Days(tenths) => i128::from(tenths),
    };
    let plan = alarm.plan.map_or(0, wide);
    Rate::ratio((wide(alarm.value) - plan).abs(), plan).unwrap_or_default()
}

/// What an alarm says, in a line.
#[must_use]
pub fn alarm_title(rows: &RowNames<'_>, alarm: &Alarm, hours: Count) -> String {
    let texts = rows.texts;
    let part = || texts.format().percent(missed(alarm), 1);
    let value = || figure(texts, alarm.value, alarm.kind);
    let name = || whose(rows, alarm.of);
    match alarm.kind {
        AlarmKind::GmvBehind => texts.with(Msg::RunAlarmGmv, &[("part", part().into())]),
        AlarmKind::CvrBelow => texts.with(Msg::RunAlarmCvr, &[("hours", hours.to_string().into())]),
        AlarmKind::StockDays => texts.with(Msg::RunAlarmStock, &[("name", name().into()), ("days", value().into())]),
        AlarmKind::SourceBehind => texts.with(Msg::RunAlarmSource, &[("name", name().into()), ("part", part().into())]),
        AlarmKind::ClickCost => texts.with(Msg::RunAlarmClick, &[("name", name().into()), ("value", value().into())]),
        AlarmKind::RefundRate => texts.with(Msg::RunAlarmRefund, &[("value", value().into())]),
        AlarmKind::SpendAhead => texts.with(Msg::RunAlarmSpend, &[("part", part().into())]),
        AlarmKind::ShippingBelow => texts.with(Msg::RunAlarmShipping, &[("value", value().into())]),
    }
}

/// What stands below it: the figure, the plan, the threshold.
#[must_use]
pub fn alarm_note(texts: &Texts, alarm: &Alarm) -> String {
    let of = |value: AlarmFigure| figure(texts, value, alarm.kind);
    let (value, threshold) = (of(alarm.value), of(alarm.threshold));
    match (alarm.kind, alarm.plan) {
        (AlarmKind::StockDays, Some(left)) => {
            texts.with(Msg::RunAlarmStockNote, &[("left", of(left).into()), ("threshold", threshold.into())])
        }
        (_, Some(plan)) => {
            let facts = [("value", value.into()), ("plan", of(plan).into()), ("threshold", threshold.into())];
            texts.with(Msg::RunAlarmNote, &facts)
        }
        (_, None) => texts.with(Msg::RunAlarmNoteShort, &[("value", value.into()), ("threshold", threshold.into())]),
    }
}

/// What a risk is called: its own name, else that of its kind.
#[must_use]
pub fn risk_name<'a>(texts: &'a Texts, risk: &'a Risk) -> &'a str {
    if risk.name.is_empty() { risk.kind.name_in(texts) } else { &risk.name }
}

/// By what it shows: its own words, else those of its kind.
#[must_use]
pub fn risk_trigger<'a>(texts: &'a Texts, risk: &'a Risk) -> &'a str {
    if risk.trigger.is_empty() { usual(texts, risk.kind).map_or("", |(trigger, _)| trigger) } else { &risk.trigger }
}

/// What is done about it: its own words, else those of its kind.
#[must_use]
pub fn risk_measure<'a>(texts: &'a Texts, risk: &'a Risk) -> &'a str {
    if risk.measure.is_empty() { usual(texts, risk.kind).map_or("", |(_, measure)| measure) } else { &risk.measure }
}

/// By what a kind of risk shows, and what is done about it; nothing for any other.
fn usual(texts: &Texts, kind: RiskKind) -> Option<(&str, &str)> {
    let (trigger, measure) = match kind {
        RiskKind::StockOut => (Msg::RiskStockOutTrigger, Msg::RiskStockOutMeasure),
        RiskKind::CourierDelay => (Msg::RiskCourierDelayTrigger, Msg::RiskCourierDelayMeasure),
        RiskKind::FakeOrders => (Msg::RiskFakeOrdersTrigger, Msg::RiskFakeOrdersMeasure),
        RiskKind::Overload => (Msg::RiskOverloadTrigger, Msg::RiskOverloadMeasure),
        RiskKind::PriceBreach => (Msg::RiskPriceBreachTrigger, Msg::RiskPriceBreachMeasure),
        RiskKind::WrongOffer => (Msg::RiskWrongOfferTrigger, Msg::RiskWrongOfferMeasure),
        RiskKind::PageFault => (Msg::RiskPageFaultTrigger, Msg::RiskPageFaultMeasure),
        RiskKind::ServiceQueue => (Msg::RiskServiceQueueTrigger, Msg::RiskServiceQueueMeasure),
        RiskKind::BadReviews => (Msg::RiskBadReviewsTrigger, Msg::RiskBadReviewsMeasure),
        RiskKind::AdViolation => (Msg::RiskAdViolationTrigger, Msg::RiskAdViolationMeasure),
        RiskKind::SupplierDelay => (Msg::RiskSupplierDelayTrigger, Msg::RiskSupplierDelayMeasure),
        RiskKind::TrafficShort => (Msg::RiskTrafficShortTrigger, Msg::RiskTrafficShortMeasure),
        RiskKind::Other => return None,
    };
    Some((texts.get(trigger), texts.get(measure)))
}

/// What a department of a kind checks before the opening, line by line.
#[must_use]
pub fn check_lines(texts: &Texts, kind: DepartmentKind) -> Vec<String> {
    let msg = match kind {
        DepartmentKind::Merchandising => Msg::ChecksMerchandising,
        DepartmentKind::Traffic => Msg::ChecksTraffic,
        DepartmentKind::UserOperations => Msg::ChecksUserOperations,
        DepartmentKind::Design => Msg::ChecksDesign,
        DepartmentKind::Service => Msg::ChecksService,
        DepartmentKind::Logistics => Msg::ChecksLogistics,
        DepartmentKind::Production => Msg::ChecksProduction,
        DepartmentKind::Partners => Msg::ChecksPartners,
        DepartmentKind::Technology => Msg::ChecksTechnology,
        DepartmentKind::SalesDesk => Msg::ChecksSalesDesk,
        DepartmentKind::Campaign => Msg::ChecksCampaign,
        DepartmentKind::Other => Msg::ChecksOther,
    };
    texts.get(msg).split(';').map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// A sum of money against its plan: better or worse, and by how much.
#[must_use]
pub fn against(texts: &Texts, actual: Money, plan: Money) -> (bool, String) {
    let gap = actual.wide() - plan.wide();
    (gap >= 0, texts.format().sum_in_unit(Money::from_wide(gap.abs())))
}
