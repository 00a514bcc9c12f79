//! `import --as tasks`: a schedule of MS Project into a campaign.

use std::process::ExitCode;
use std::sync::Arc;

use serde::Serialize;

use super::super::args::Import;
use super::super::failure::Failure;
use super::super::notes::{self, NoteRow};
use super::super::table::Table;
use super::super::{load, output, usage};
use crate::exchange::mspdi::{Imported, Plan};
use crate::text::exchange::plan_error;
use crate::text::names::Named as _;
use crate::text::{Msg, Texts};

/// What was imported, as it is printed.
#[derive(Serialize)]
struct Report<'a> {
    file: &'a str,
    campaign: u32,
    tasks: usize,
    links: usize,
    calendars: usize,
    people: usize,
    departments: usize,
    baselines: usize,
    pinned: usize,
    replaced: usize,
    notes: Vec<NoteRow<'a>>,
}

/// Imports a schedule into a campaign.
pub(super) fn run(args: &Import, texts: &Texts) -> Result<ExitCode, Failure> {
    if let Some(option) = of_orders(args) {
        return Err(usage::conflict(texts, option, "--as tasks"));
    }
    let mut project = load::open(texts, &args.into)?.project;
    let now = load::now(&args.clock, &project);
    let campaign = Arc::clone(load::campaign_or_next(texts, &project, &args.which, now)?);
    let path = args.input.display().to_string();
    let plan = Plan::open(&args.input).map_err(|e| Failure::Failed(plan_error(texts, &path, &e).to_string()))?;
    let made = plan.import(&mut project, campaign.id, args.replace, texts);
    load::save(texts, &args.into, &project)?;
    if args.json {
        let name = args.input.file_name().map_or_else(|| path.clone(), |name| name.to_string_lossy().into_owned());
        output::json(texts, &report(texts, &name, campaign.id.0, &made))?;
    } else {
        let into = format!("{} {}", args.into.display(), campaign.name_in(texts));
        output::print(texts, &text(texts, &path, &into, &made))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// An option that says something of columns, of which a schedule has none.
pub(super) fn of_orders(args: &Import) -> Option<&'static str> {
    let given = [
        (args.order.is_some(), "--order"),
        (args.customer.is_some(), "--customer"),
        (args.amount.is_some(), "--amount"),
        (args.quantity.is_some(), "--quantity"),
        (args.price.is_some(), "--price"),
        (args.time.is_some(), "--time"),
        (args.status.is_some(), "--status"),
        (args.encoding.is_some(), "--encoding"),
        (args.delimiter.is_some(), "--delimiter"),
        (args.no_header, "--no-header"),
        (args.lines, "--lines"),
        (args.orders, "--orders"),
    ];
    given.into_iter().find(|(is, _)| *is).map(|(_, option)| option).or_else(|| super::of_customers(args))
}

fn report<'a>(texts: &Texts, file: &'a str, campaign: u32, made: &'a Imported) -> Report<'a> {
    Report {
        file,
        campaign,
        tasks: made.tasks,
        links: made.links,
        calendars: made.calendars,
        people: made.people,
        departments: made.departments,
        baselines: made.baselines,
        pinned: made.pinned,
        replaced: made.replaced,
        notes: notes::rows(texts, &made.notes),
    }
}

fn text(texts: &Texts, path: &str, into: &str, made: &Imported) -> String {
    let mut table = Table::new(&[texts.get(Msg::CliImportFile), path], &[1]);
    for (name, count) in [
        (Msg::ExchangeTasks, made.tasks),
        (Msg::ExchangeLinks, made.links),
        (Msg::ExchangeCalendars, made.calendars),
        (Msg::ExchangePeople, made.people),
        (Msg::ExchangeDepartments, made.departments),
        (Msg::ExchangeBaselines, made.baselines),
        (Msg::ExchangePinnedCount, made.pinned),
        (Msg::ExchangeReplaced, made.replaced),
        (Msg::ExchangeNoteCount, made.notes.len()),
    ] {
        table.row([texts.get(name).to_owned(), texts.format().whole(count as i128)]);
    }
    table.row([texts.get(Msg::CliImportInto).to_owned(), into.to_owned()]);
    table.text() + &notes::lines(texts, &made.notes)
}
