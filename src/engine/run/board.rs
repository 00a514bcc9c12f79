//! Plan against actual up to an instant: the shop, its sources, categories, products and kinds of customers.

use std::sync::Arc;

use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime, Time};

use super::gap::{Closers, closers};
use super::returning::{Returning, returning};
use super::stock::{StockDays, stock_days};
use super::{Alarm, Forecast, Pace, PlanSums, SourcePlan, alarms, forecast};
use crate::engine::actuals::{Figures, Ledger, PartFigures};
use crate::engine::plan::CampaignAnswer;
use crate::engine::split::share::apportion;
use crate::model::{ActualOf, Campaign, Count, Money, Project};

/// A part of the shop: plan, where there is one, and actual.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartRow {
    /// Whose.
    pub of: ActualOf,
    /// What was planned; a category's is its GMV only, products and kinds of customers have none.
    pub plan: Option<SourcePlan>,
    /// GMV planned.
    pub plan_gmv: Option<Money>,
    /// What came.
    pub actual: Figures,
}

/// Parts of one kind, up to when all that is known of them reaches: a shop that knows its hours may know its sources by the day only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakdown {
    /// Up to when.
    pub until: DateTime,
    /// What was planned up to then.
    pub plan: PlanSums,
    /// Visitors planned of the parts together, where each part's are.
    pub plan_uv: Option<Count>,
    /// The parts.
    pub rows: Vec<PartRow>,
    /// What they come to together.
    pub total: Figures,
}

/// A day on the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayRow {
    /// The day.
    pub date: Date,
    /// Its plan.
    pub plan: Money,
    /// What came, as far as it is known; nothing on days ahead.
    pub actual: Option<Figures>,
}

/// Everything that the Run tab shows of a campaign at an instant.
#[derive(Clone, Debug, PartialEq)]
pub struct RunAnswer {
    /// Up to when.
    pub at: DateTime,
    /// First and last instant of selling.
    pub span: (DateTime, DateTime),
    /// The plan as it goes by.
    pub pace: Arc<Pace>,
    /// What was planned up to then.
    pub plan: PlanSums,
    /// What is planned for all of it.
    pub whole: PlanSums,
    /// What came up to then.
    pub actual: Figures,
    /// Cumulative GMV of the plan at the end of each hour, in major units.
    pub planned_course: Vec<(DateTime, f64)>,
    /// Cumulative GMV that came, at the end of each stretch, in major units.
    pub course: Vec<(DateTime, f64)>,
    /// The same of the campaign before, moved to this one's opening.
    pub before: Vec<(DateTime, f64)>,
    /// Sources in the order of the traffic plan, then those it does not know.
    pub sources: Breakdown,
    /// Categories in the order of the split.
    pub categories: Breakdown,
    /// Products that were sold, most GMV first.
    pub skus: Breakdown,
    /// Kinds of customers, most GMV first.
    pub customers: Breakdown,
    /// Offers, most GMV of the orders that used them first.
    pub offers: Breakdown,
    /// Every day of selling.
    pub days: Vec<DayRow>,
    /// Where it will end.
    pub forecast: Option<Forecast>,
    /// What would close the gap; nothing where there is none.
    pub closers: Option<Closers>,
    /// How long products last.
    pub stock: Vec<StockDays>,
    /// Products that can return.
    pub returning: Vec<Returning>,
    /// What calls for attention.
    pub alarms: Vec<Alarm>,
}

/// Up to when a campaign can be looked at: the last full hour by then up to which figures are known. A day of which only the
/// whole is known counts when it is over. Nothing without figures or plan.
#[must_use]
pub fn known_until(pace: &Pace, ledger: &Ledger, now: DateTime) -> Option<DateTime> {
    let (start, end) = pace.span()?;
    let full = now.with().minute(0).second(0).subsec_nanosecond(0).build().ok()?;
    let until = ledger.until_by(full, end)?;
    (until >= start).then_some(until)
}

/// Up to when rows count at an instant: all of them once selling has ended, as the last day's row may reach beyond.
fn counted(end: DateTime, at: DateTime) -> DateTime {
    if at >= end { DateTime::MAX } else { at }
}

/// What the shop came to by an instant. What came before the plan begins counts too: a day's row cannot be parted.
pub(super) fn came_by(ledger: &Ledger, end: DateTime, at: DateTime) -> Figures {
    ledger.shop(DateTime::MIN, counted(end, at))
}

/// Looks at a running campaign at an instant. Nothing while there is no plan to hold it against or nothing has come.
#[must_use]
pub fn run(
    project: &Project,
    campaign: &Campaign,
    answer: &CampaignAnswer,
    before: Option<(&Campaign, &Ledger)>,
    now: DateTime,
) -> Option<RunAnswer> {
    let ledger = &*answer.ledger;
    let pace = Arc::new(Pace::new(campaign, &answer.time, &answer.traffic));
    let at = known_until(&pace, ledger, now)?;
    let span = pace.span()?;
    let (start, end) = span;
    let plan = pace.sums(start, at);
    let forecast = forecast(&pace, ledger, at);
    let mut out = RunAnswer {
        at,
        span,
        plan,
        whole: pace.sums(start, end),
        actual: came_by(ledger, end, at),
        planned_course: cumulative(pace.hours.iter().map(|hour| (hour.end, hour.gmv.to_f64()))),
        course: cumulative(ledger.steps(counted(end, at)).map(|(end, f)| (end, f.gmv.to_f64()))),
        before: before.map(|(of, ledger)| moved(campaign, of, ledger)).unwrap_or_default(),
        sources: Breakdown::new(&pace, ledger, at, |of| matches!(of, ActualOf::Source(_))).sources(&pace),
        categories: Breakdown::new(&pace, ledger, at, |of| matches!(of, ActualOf::Category(_))).categories(answer),
        skus: Breakdown::new(&pace, ledger, at, |of| matches!(of, ActualOf::Sku(_))).by_gmv(),
        customers: Breakdown::new(&pace, ledger, at, |of| matches!(of, ActualOf::Customers(_))).by_gmv(),
        offers: Breakdown::new(&pace, ledger, at, |of| matches!(of, ActualOf::Offer(_))).by_gmv(),
        days: days(&pace, ledger, counted(end, at)),
        closers: None,
        stock: Vec::new(),
        returning: Vec::new(),
        alarms: Vec::new(),
        forecast,
        pace,
    };
    out.closers = closers(&out);
    out.stock = stock_days(project, ledger, &out);
    out.returning = returning(project, ledger, &out);
    out.alarms = alarms(campaign, answer, &out);
    Some(out)
}

fn cumulative(steps: impl Iterator<Item = (DateTime, f64)>) -> Vec<(DateTime, f64)> {
    let mut sum = 0.0;
    steps
        .map(|(at, gmv)| {
            sum += gmv;
            (at, sum)
        })
        .collect()
}

/// Another campaign's course, moved so that both open at the same instant.
fn moved(campaign: &Campaign, of: &Campaign, ledger: &Ledger) -> Vec<(DateTime, f64)> {
    let Some((own, other)) = campaign.opening().zip(of.opening()) else { return Vec::new() };
    let by = other.until(own).unwrap_or_default();
    let last = ledger.until().unwrap_or(other);
    cumulative(ledger.steps(last).filter_map(|(end, f)| Some((end.checked_add(by).ok()?, f.gmv.to_f64()))))
}

impl Breakdown {
    fn new(pace: &Pace, ledger: &Ledger, at: DateTime, wanted: fn(ActualOf) -> bool) -> Self {
        let (from, end) = pace.span().unwrap_or((at, at));
        let until = ledger.parts_until(wanted, counted(end, at)).unwrap_or(from).clamp(from, end);
        let row = |part: PartFigures| PartRow { of: part.of, plan: None, plan_gmv: None, actual: part.figures };
        let rows = ledger
            .parts(wanted, DateTime::MIN, counted(end, until))
            .filter(|part| !part.figures.is_empty())
            .map(row)
            .collect();
        let mut out = Self { until, plan: pace.sums(from, until), plan_uv: None, rows, total: Figures::default() };
        for row in &out.rows {
            out.total.add(&row.actual);
        }
        out
    }

    fn row(&mut self, of: ActualOf, next: &mut usize, plan: Option<SourcePlan>, plan_gmv: Option<Money>) {
        let known = self.rows.iter().position(|row| row.of == of).map(|at| self.rows.remove(at).actual);
        let row = PartRow { of, plan, plan_gmv, actual: known.unwrap_or_default() };
        self.rows.insert((*next).min(self.rows.len()), row);
        *next += 1;
    }

    /// With the plan of each source, in the plan's order.
    fn sources(mut self, pace: &Pace) -> Self {
        let mut next = 0;
        let planned = pace.by_source(&self.plan);
        self.plan_uv =
            planned.iter().map(|plan| plan.uv).collect::<Option<Vec<Count>>>().map(|uv| uv.into_iter().sum());
        for plan in planned {
            self.row(ActualOf::Source(plan.id), &mut next, Some(plan), Some(plan.gmv));
        }
        self
    }

    /// With the part of the target of each category, in the order of the split.
    fn categories(mut self, answer: &CampaignAnswer) -> Self {
        let parts = &answer.categories.parts;
        let weights: Vec<i128> = parts.iter().map(|part| part.gmv.wide()).collect();
        let mut next = 0;
        for (part, gmv) in parts.iter().zip(apportion(self.plan.gmv.wide(), &weights)) {
            if let Some(id) = part.of {
                self.row(ActualOf::Category(id), &mut next, None, Some(Money::from_wide(gmv)));
            }
        }
        self
    }

    fn by_gmv(mut self) -> Self {
        self.rows.sort_by_key(|row| std::cmp::Reverse(row.actual.gmv));
        self
    }
}

fn days(pace: &Pace, ledger: &Ledger, at: DateTime) -> Vec<DayRow> {
    let mut rows: Vec<DayRow> = Vec::new();
    for hour in &pace.hours {
        let date = hour.start.date();
        match rows.last_mut() {
            Some(row) if row.date == date => row.plan = Money::from_wide(row.plan.wide() + hour.gmv.wide()),
            _ => rows.push(DayRow { date, plan: hour.gmv, actual: None }),
        }
    }
    for row in &mut rows {
        let midnight = row.date.to_datetime(Time::midnight());
        if midnight < at {
            let end = midnight.checked_add(1.day()).unwrap_or(midnight);
            row.actual = Some(ledger.shop(midnight, end.min(at)));
        }
    }
    rows
}
