//! `calc simulation`: how sure the target is, in the shape that is promised to scripts.

use std::process::ExitCode;

use serde::Serialize;

use crate::cli::args::Simulation;
use crate::cli::failure::Failure;
use crate::cli::table::{Table, plain};
use crate::cli::{load, output};
use crate::document::Answers;
use crate::engine::simulate::{Problem, Settings, Simulated, Spread, draws, money, rate, simulate, threads};
use crate::engine::watch::unwatched;
use crate::model::{Campaign, Money};
use crate::text::names::Named as _;
use crate::text::{Msg, Texts};

#[derive(Serialize)]
struct Report {
    draws: u32,
    seed: u32,
    gmv: Quantiles,
    buyers: Plain,
    cost: Quantiles,
    profit: Option<Quantiles>,
    chance: Option<f64>,
}

#[derive(Serialize)]
struct Quantiles {
    p10: Money,
    p50: Money,
    p90: Money,
    mean: Money,
}

#[derive(Serialize)]
struct Plain {
    p10: f64,
    p50: f64,
    p90: f64,
    mean: f64,
}

impl From<Spread> for Quantiles {
    fn from(spread: Spread) -> Self {
        let Spread { p10, p50, p90, mean } = spread;
        Self { p10: money(p10), p50: money(p50), p90: money(p90), mean: money(mean) }
    }
}

/// Prints how sure a campaign's target is.
pub(super) fn run(args: &Simulation, texts: &Texts) -> Result<ExitCode, Failure> {
    let (project, campaign) = &load::about(texts, &args.about)?;
    let plan = Answers::default().campaign(project, campaign);
    let Some(problem) = Problem::of(project, campaign, &plan.funnel, &plan.traffic) else {
        return Err(Failure::Failed(texts.get(Msg::CliSimulationNone).to_owned()));
    };
    let draws = args.draws.unwrap_or_else(|| draws(&campaign.uncertainty));
    let seed = args.seed.unwrap_or(campaign.uncertainty.seed);
    let settings = Settings { draws, seed: u64::from(seed), threads: threads() };
    let Some(found) = unwatched(|watch| simulate(&problem, settings, &watch)) else { return Ok(ExitCode::SUCCESS) };
    if args.about.json {
        let Spread { p10, p50, p90, mean } = found.buyers;
        let report = Report {
            draws: found.draws,
            seed,
            gmv: found.gmv.into(),
            buyers: Plain { p10, p50, p90, mean },
            cost: found.cost.into(),
            profit: found.profit.map(Quantiles::from),
            chance: found.chance,
        };
        output::json(texts, &report)?;
    } else {
        output::print(texts, &text(texts, campaign, &found))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn text(texts: &Texts, campaign: &Campaign, found: &Simulated) -> String {
    let format = texts.format();
    let mut out = format!("{}\n", plain(campaign.name_in(texts)));
    if let Some(chance) = found.chance {
        let chance = format.percent(rate(chance), 1);
        out.push_str(&format!("{}\n", texts.with(Msg::CliSimulationChance, &[("chance", chance.into())])));
    }
    let draws = format.whole(i128::from(found.draws));
    out.push_str(&format!("{}\n\n", texts.with(Msg::CliSimulationDraws, &[("n", draws.into())])));
    let head = ["", "P10", "P50", "P90", texts.get(Msg::CliSimulationMean)];
    let mut table = Table::new(&head, &[0]);
    let sums = |name: Msg, s: Spread| {
        let sum = |minor: f64| format.sum(money(minor)).to_string();
        [texts.get(name).to_owned(), sum(s.p10), sum(s.p50), sum(s.p90), sum(s.mean)]
    };
    table.row(sums(Msg::CliSimulationGmv, found.gmv));
    let Spread { p10, p50, p90, mean } = found.buyers;
    let whole = |count: f64| format.whole(count.round() as i128);
    table.row([texts.get(Msg::CliSimulationBuyers).to_owned(), whole(p10), whole(p50), whole(p90), whole(mean)]);
    table.row(sums(Msg::CliSimulationCost, found.cost));
    if let Some(profit) = found.profit {
        table.row(sums(Msg::CliSimulationProfit, profit));
    }
    out.push_str(&table.text());
    out
}
