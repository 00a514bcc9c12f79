//! `import --as orders`: a list of orders into a campaign's order values; `--as sold`: into those of the orders that it brought.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use serde::Serialize;

use super::super::args::{Import, Which};
use super::super::failure::Failure;
use super::super::{load, output};
use super::orders_text;
use super::reading::{Bad, ReadAs};
use crate::engine::orders::Distribution;
use crate::engine::orders::intake::{Column, Encoding, Intake, IntakeError, Level, Preview, Reading, Wanted};
use crate::exchange::orders::{self as exchange, Progress, Source};
use crate::model::{Histogram, Money, OrderSource, Rate};
use crate::text::line::say;
use crate::text::names::Named as _;
use crate::text::orders::intake_error;
use crate::text::{Msg, Texts};

/// What was imported, as it is printed.
#[derive(Serialize)]
struct Report<'a> {
    file: &'a str,
    campaign: u32,
    reading: ReadAs<'a>,
    first: Option<String>,
    last: Option<String>,
    rows: u64,
    left_out: u64,
    bad: Bad<'a>,
    orders: Values,
    customers: Option<Values>,
}

/// One of the two histograms.
#[derive(Serialize)]
struct Values {
    number: u64,
    total: Money,
    mean: Option<Money>,
    median: Option<Money>,
    width: Money,
    steps: usize,
    above: u64,
}

impl Values {
    fn new(histogram: &Histogram) -> Self {
        let distribution = Distribution::new(histogram);
        Self {
            number: distribution.number(),
            total: histogram.total(),
            mean: distribution.mean(),
            median: distribution.quantile(Rate::from_percent(50)),
            width: histogram.width(),
            steps: histogram.counts().len(),
            above: histogram.above().get(),
        }
    }
}

/// Imports a list of orders into a campaign.
pub(super) fn run(args: &Import, texts: &Texts, sold: bool) -> Result<ExitCode, Failure> {
    let opened = load::open(texts, &args.into)?;
    let mut project = opened.project;
    let now = load::now(&args.clock, &project);
    let which = Which { campaign: args.which.campaign.clone() };
    let campaign = Arc::clone(load::campaign_or_next(texts, &project, &which, now)?);
    let path = args.input.display().to_string();
    let failed = |error: IntakeError| Failure::Failed(intake_error(texts, &path, &error).to_string());
    let source = Source::file(&args.input).map_err(failed)?;
    let (reading, preview) = settle(args, texts, &source, if sold { Wanted::Sold } else { Wanted::Values })?;
    let name = args.input.file_name().map_or_else(|| path.clone(), |name| name.to_string_lossy().into_owned());
    let intake = exchange::read(&source, &reading, &name, Some(now.date()), &Progress::default()).map_err(failed)?;
    if let Some(campaign) = project.campaigns.get_mut(campaign.id) {
        let values = if sold { &mut campaign.sold } else { &mut campaign.order_values };
        *values = Arc::new(intake.values.clone());
    }
    load::save(texts, &args.into, &project)?;
    if args.json {
        output::json(texts, &report(texts, &name, campaign.id.0, &reading, &preview, &intake))?;
    } else {
        let into = format!("{} {}", args.into.display(), campaign.name_in(texts));
        output::print(texts, &orders_text::text(texts, &path, &into, &reading, &preview, &intake))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// How the list is to be read: as guessed, but for what was said.
pub(super) fn settle(
    args: &Import,
    texts: &Texts,
    source: &Source,
    wanted: Wanted,
) -> Result<(Reading, Preview), Failure> {
    let path = args.input.display().to_string();
    let failed = |error: IntakeError| Failure::Failed(intake_error(texts, &path, &error).to_string());
    let (mut reading, mut preview) = exchange::look(source, wanted).map_err(failed)?;
    if args.encoding.is_some() || args.delimiter.is_some() {
        reading.encoding = args.encoding.unwrap_or(reading.encoding);
        reading.delimiter = args.delimiter.unwrap_or(reading.delimiter);
        preview = exchange::preview(source, &reading).map_err(failed)?;
        reading = exchange::map(&preview, reading);
    }
    reading.header &= !args.no_header;
    for (column, said) in [
        (Column::Order, &args.order),
        (Column::Customer, &args.customer),
        (Column::Amount, &args.amount),
        (Column::Quantity, &args.quantity),
        (Column::UnitPrice, &args.price),
        (Column::Time, &args.time),
        (Column::Status, &args.status),
        (Column::Orders, &args.purchases),
    ] {
        if let Some(said) = said {
            reading.mapping.set(column, find(texts, &args.input, &preview, reading.header, said)?);
        }
    }
    reading.level = match (args.lines, args.orders) {
        (true, _) => Level::Lines,
        (_, true) => Level::Orders,
        _ if args.customers => Level::Customers,
        _ if args.order.as_deref() == Some("-") => Level::Orders,
        _ => reading.level,
    };
    Ok((reading, preview))
}

/// A column by its name, or by its number from 1; `-` is none.
fn find(texts: &Texts, file: &Path, preview: &Preview, header: bool, said: &str) -> Result<Option<u16>, Failure> {
    if said == "-" {
        return Ok(None);
    }
    let by_name = (0..preview.columns).find(|at| preview.name(header, *at) == Some(said.trim()));
    let by_number = || said.parse::<u16>().ok().filter(|n| (1..=preview.columns).contains(n)).map(|n| n - 1);
    if let Some(at) = by_name.or_else(by_number) {
        return Ok(Some(at));
    }
    let names: Vec<&str> = (0..preview.columns).filter_map(|at| preview.name(header, at)).take(30).collect();
    let known =
        if names.is_empty() { format!("1–{}", preview.columns) } else { crate::text::line::list(texts, &names) };
    let name = file.display().to_string();
    let about = [("name", name.into()), ("column", said.into()), ("known", known.into())];
    Err(Failure::Failed(say(texts, Msg::CliImportColumn, &about)))
}

fn report<'a>(
    texts: &Texts,
    file: &'a str,
    campaign: u32,
    reading: &Reading,
    preview: &'a Preview,
    intake: &'a Intake,
) -> Report<'a> {
    let (first, last) = match &intake.values.source {
        OrderSource::Imported { first, last, .. } => (*first, *last),
        _ => (None, None),
    };
    Report {
        file,
        campaign,
        reading: ReadAs::new(reading, preview),
        first: first.map(|day| day.to_string()),
        last: last.map(|day| day.to_string()),
        rows: intake.rows,
        left_out: intake.left_out,
        bad: Bad::new(texts, &intake.bad),
        orders: Values::new(&intake.values.orders),
        customers: Some(&intake.values.customers).filter(|c| !c.is_empty()).map(|c| Values::new(c)),
    }
}

/// The name of an encoding on the command line.
pub(in crate::cli) const fn encoding_name(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "utf-8",
        Encoding::Gb18030 => "gb18030",
        Encoding::Utf16Le => "utf-16le",
        Encoding::Utf16Be => "utf-16be",
    }
}
