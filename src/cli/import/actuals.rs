//! `import --as actuals`: a list of actual figures into a campaign. A row with the same day, hour and part replaces the one that is there.

use std::process::ExitCode;
use std::sync::Arc;

use serde::Serialize;

use super::super::args::Import;
use super::super::failure::Failure;
use super::super::table::Table;
use super::super::{load, output, usage};
use super::tasks::of_orders;
use crate::engine::actuals::intake::{ActualsIntake, merge};
use crate::exchange::actuals::{convert, guess, open};
use crate::text::actuals::bad_actual;
use crate::text::names::Named as _;
use crate::text::orders::intake_error;
use crate::text::{Msg, Texts};

/// What was imported, as it is printed.
#[derive(Serialize)]
struct Report<'a> {
    file: &'a str,
    campaign: u32,
    columns: Vec<Column<'a>>,
    rows: usize,
    new: usize,
    replaced: usize,
    totals: u64,
    bad: u64,
    bad_rows: Vec<String>,
}

#[derive(Serialize)]
struct Column<'a> {
    name: &'a str,
    used_for: &'a str,
}

/// Imports a list into a campaign.
pub(super) fn run(args: &Import, texts: &Texts) -> Result<ExitCode, Failure> {
    if let Some(option) = of_orders(args) {
        return Err(usage::conflict(texts, option, "--as actuals"));
    }
    let mut project = load::open(texts, &args.into)?.project;
    let now = load::now(&args.clock, &project);
    let campaign = Arc::clone(load::campaign_or_next(texts, &project, &args.which, now)?);
    let path = args.input.display().to_string();
    let table = open(&args.input).map_err(|error| Failure::Failed(intake_error(texts, &path, &error).to_string()))?;
    let mapping = guess(&table);
    if !mapping.is_complete() {
        return Err(Failure::Failed(texts.get(Msg::ActualsIncomplete).to_owned()));
    }
    let intake = convert(&table, &mapping, &project, &campaign);
    let mut counts = (0, 0);
    if let Some(campaign) = project.campaigns.get_mut(campaign.id) {
        counts = merge(&mut campaign.actuals, &intake.rows);
    }
    load::save(texts, &args.into, &project)?;
    if args.json {
        let name = args.input.file_name().map_or_else(|| path.clone(), |name| name.to_string_lossy().into_owned());
        let used = mapping.0.iter().map(|(at, of)| Column { name: table.name(*at), used_for: of.name_in(texts) });
        let report = Report {
            file: &name,
            campaign: campaign.id.0,
            columns: used.collect(),
            rows: intake.rows.len(),
            new: counts.0,
            replaced: counts.1,
            totals: intake.totals,
            bad: intake.bad_total,
            bad_rows: intake.bad.iter().map(|row| bad_actual(texts, row)).collect(),
        };
        output::json(texts, &report)?;
    } else {
        let into = format!("{} {}", args.into.display(), campaign.name_in(texts));
        output::print(texts, &text(texts, &path, &into, &intake, counts))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn text(texts: &Texts, path: &str, into: &str, intake: &ActualsIntake, (new, replaced): (usize, usize)) -> String {
    let mut table = Table::new(&[texts.get(Msg::CliImportFile), path], &[1]);
    for (name, count) in [
        (Msg::ActualsTaken, intake.rows.len() as u64),
        (Msg::ActualsNew, new as u64),
        (Msg::ActualsReplaced, replaced as u64),
        (Msg::ActualsTotals, intake.totals),
        (Msg::ActualsBad, intake.bad_total),
    ] {
        table.row([texts.get(name).to_owned(), texts.format().whole(count.into())]);
    }
    table.row([texts.get(Msg::CliImportInto).to_owned(), into.to_owned()]);
    let bad: String = intake.bad.iter().take(20).map(|row| bad_actual(texts, row) + "\n").collect();
    table.text() + &bad
}
