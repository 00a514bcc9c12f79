//! `suggest`: the coupon ladder with most profit or GMV within a budget, and those next to it.

use std::process::ExitCode;

use serde::Serialize;

use super::args::Suggest;
use super::failure::Failure;
use super::table::{Table, plain};
use super::{load, orders, output};
use crate::document::Answers;
use crate::engine::offers::campaign::{average_margin, coupon_terms, order_values};
use crate::engine::offers::suggest::{Goal, Grid, NoSuggestion, Question, Suggested, Suggestion, suggest};
use crate::engine::offers::values::minor;
use crate::engine::split::goods_mix;
use crate::model::offer::Reduction;
use crate::model::{Money, Rate};
use crate::text::names::Named as _;
use crate::text::{Msg, Texts};

#[derive(Serialize)]
struct Ladder {
    rungs: Vec<RungRow>,
    profit: Option<Money>,
    gmv: Money,
    subsidy: Money,
}

#[derive(Serialize)]
struct RungRow {
    threshold: Money,
    value: Money,
}

#[derive(Serialize)]
struct Report {
    #[serde(flatten)]
    best: Ladder,
    alternatives: Vec<Ladder>,
    /// Without any ladder.
    profit_before: Option<Money>,
    gmv_before: Money,
}

/// Suggests a ladder for a campaign's shop coupons.
pub(super) fn run(args: &Suggest, texts: &Texts) -> Result<ExitCode, Failure> {
    let (project, campaign) = &load::about(texts, &args.about)?;
    let plan = Answers::default().campaign(project, campaign);
    let margin = average_margin(&project.goods, &goods_mix(&project.goods, &campaign.goods));
    if margin.is_none() && args.goal == Goal::Profit {
        return Err(Failure::Failed(texts.get(Msg::CliSuggestMargin).to_owned()));
    }
    let values = order_values(campaign, &plan.funnel);
    let grid = Grid::nice(plan.funnel.aov.value.unwrap_or_default());
    let question = Question {
        values: &values,
        terms: coupon_terms(campaign, margin.unwrap_or_default()),
        grid: &grid,
        rungs: args.rungs,
        goal: args.goal,
        budget: args.budget,
    };
    let found = suggest(&question, &|| false).map_err(|why| Failure::Failed(reason(texts, why).to_owned()))?;
    let report = report(&found, margin);
    if args.about.json {
        output::json(texts, &report)?;
    } else {
        let title = plain(&format!("{} · {}", campaign.name_in(texts), project.shop.currency));
        output::print(texts, &format!("{title}\n{}", text(texts, &orders::sentence(texts, campaign), &report)))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn reason(texts: &Texts, why: NoSuggestion) -> &str {
    texts.get(match why {
        NoSuggestion::NoOrders => Msg::CliSuggestNoOrders,
        // nothing here stops it
        NoSuggestion::NoLadder | NoSuggestion::Stopped => Msg::CliSuggestNoLadder,
        NoSuggestion::BudgetTooSmall => Msg::CliSuggestBudget,
    })
}

fn ladder(found: &Suggested, margin: Option<Rate>) -> Ladder {
    let value = |off| match off {
        Reduction::Less(value) => value,
        Reduction::Pay { .. } => Money::ZERO,
    };
    let response = &found.response;
    Ladder {
        rungs: found.rungs.iter().map(|r| RungRow { threshold: r.at, value: value(r.off) }).collect(),
        profit: margin.map(|_| response.profit()),
        gmv: response.gmv(),
        subsidy: minor(response.shop_subsidy()),
    }
}

fn report(found: &Suggestion, margin: Option<Rate>) -> Report {
    Report {
        best: ladder(&found.best, margin),
        alternatives: found.alternatives.iter().map(|other| ladder(other, margin)).collect(),
        profit_before: margin.map(|_| found.best.response.profit_before()),
        gmv_before: found.best.response.gmv_before(),
    }
}

fn text(texts: &Texts, source: &str, report: &Report) -> String {
    let format = texts.format();
    let sum = |money: Option<Money>| money.map_or("–".to_owned(), |m| format.exact(m).replace('¥', ""));
    let rungs = |ladder: &Ladder| {
        let rungs: Vec<String> = ladder.rungs.iter().map(|r| format!("{}-{}", r.threshold, r.value)).collect();
        rungs.join(" ")
    };
    let heading = [Msg::CliLadder, Msg::CliProfit, Msg::ColumnGmv, Msg::CliSubsidy].map(|msg| texts.get(msg));
    let thresholds = format!("{}-{}", texts.get(Msg::CliThreshold), texts.get(Msg::CliValue));
    let [ladder, profit, gmv, subsidy] = heading;
    let mut table = Table::new(&[ladder, &thresholds, profit, gmv, subsidy], &[1]);
    let now = [texts.get(Msg::CliBefore).to_owned(), "–".to_owned()];
    let [name, none] = now;
    table.row([name, none, sum(report.profit_before), sum(Some(report.gmv_before)), sum(Some(Money::ZERO))]);
    let named = |number: usize| match number {
        0 => texts.get(Msg::CliBest).to_owned(),
        _ => texts.with(Msg::CliAlternative, &[("number", number.into())]),
    };
    for (number, of) in std::iter::once(&report.best).chain(&report.alternatives).enumerate() {
        table.row([named(number), rungs(of), sum(of.profit), sum(Some(of.gmv)), sum(Some(of.subsidy))]);
    }
    format!("{source}\n\n{}", table.text())
}
