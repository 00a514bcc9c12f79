//! `import --as customers`: a list of customers or orders into the segments of a campaign's brief.

use std::process::ExitCode;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::super::args::{Import, Which};
use super::super::failure::Failure;
use super::super::table::Table;
use super::super::{load, output};
use super::orders::settle;
use super::orders_text::{bad_lines, columns, read_as};
use super::reading::{Bad, ReadAs};
use crate::engine::orders::intake::{Intake, IntakeError, Preview, Reading, Wanted};
use crate::engine::rfm::{Limit, RfmAnswer, SegmentAnswer, rfm};
use crate::exchange::orders::{self as exchange, Progress, Source};
use crate::model::{Campaign, CustomerList, Money, Rate, Rfm, RfmSource, Segment, Threshold};
use crate::text::audience::{limit_words, segment_code};
use crate::text::names::Named as _;
use crate::text::orders::intake_error;
use crate::text::{Msg, Texts};

/// What was imported, as it is printed.
#[derive(Serialize)]
struct Report<'a> {
    file: &'a str,
    campaign: u32,
    reading: ReadAs<'a>,
    first: String,
    last: String,
    as_of: Option<String>,
    rows: u64,
    left_out: u64,
    bad: Bad<'a>,
    customers: u64,
    orders: u64,
    spent: Money,
    thresholds: Option<Thresholds>,
    segments: Vec<Row>,
}

#[derive(Serialize)]
struct Thresholds {
    recency: At,
    frequency: At,
    monetary: At,
}

/// Where high begins: in days, orders or the currency, as a decimal.
#[derive(Serialize)]
struct At {
    by: &'static str,
    quantile: Option<f64>,
    #[serde(rename = "at")]
    begins: String,
    mean: Option<f64>,
}

#[derive(Serialize)]
struct Row {
    segment: &'static str,
    customers: u64,
    spent: Money,
    share: Option<f64>,
    mean_days: Option<f64>,
    mean_orders: Option<f64>,
    mean_spent: Option<Money>,
}

/// Imports a list of customers into a campaign.
pub(super) fn run(args: &Import, texts: &Texts) -> Result<ExitCode, Failure> {
    let opened = load::open(texts, &args.into)?;
    let mut project = opened.project;
    let now = load::now(&args.clock, &project);
    let which = Which { campaign: args.which.campaign.clone() };
    let campaign = Arc::clone(load::campaign_or_next(texts, &project, &which, now)?);
    let path = args.input.display().to_string();
    let failed = |error: IntakeError| Failure::Failed(intake_error(texts, &path, &error).to_string());
    let source = Source::file(&args.input).map_err(failed)?;
    let (reading, preview) = settle(args, texts, &source, Wanted::Customers)?;
    let name = args.input.file_name().map_or_else(|| path.clone(), |name| name.to_string_lossy().into_owned());
    let intake = exchange::read(&source, &reading, &name, Some(now.date()), &Progress::default()).map_err(failed)?;
    let Some(list) = intake.customers.clone() else {
        return Err(failed(IntakeError::NothingCounted(Box::new(intake.bad))));
    };
    let new = with(args, &campaign, Arc::clone(&list));
    let answer = rfm(&new);
    if let Some(campaign) = project.campaigns.get_mut(campaign.id) {
        Arc::make_mut(&mut campaign.brief).rfm = Arc::new(new.clone());
    }
    load::save(texts, &args.into, &project)?;
    let made = Made { list: &list, rfm: &new, answer: &answer, reading: &reading, preview: &preview, intake: &intake };
    if args.json {
        output::json(texts, &report(texts, &name, campaign.id.0, &made))?;
    } else {
        let into = format!("{} {}", args.into.display(), campaign.name_in(texts));
        output::print(texts, &text(texts, &path, &into, &made))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The segments of a campaign with another list; thresholds and tactics stay unless others are asked for.
fn with(args: &Import, campaign: &Campaign, list: Arc<CustomerList>) -> Rfm {
    let old = &campaign.brief.rfm;
    Rfm {
        source: RfmSource::Imported(list),
        recency: args.recency.unwrap_or(old.recency),
        frequency: args.frequency.unwrap_or(old.frequency),
        monetary: args.monetary.unwrap_or(old.monetary),
        // another list has another last day
        as_of: args.as_of,
        tactics: old.tactics.clone(),
    }
}

struct Made<'a> {
    list: &'a CustomerList,
    rfm: &'a Rfm,
    answer: &'a RfmAnswer,
    reading: &'a Reading,
    preview: &'a Preview,
    intake: &'a Intake,
}

fn at<T>(by: &Threshold<T>, limit: Limit, number: u64, shown: impl Fn(u64) -> String, scale: f64) -> At {
    let (by, quantile) = match *by {
        Threshold::Mean => ("mean", None),
        Threshold::Quantile(part) => ("quantile", Some(part.to_f64())),
        Threshold::Value(_) => ("value", None),
    };
    let mean = (number > 0).then(|| limit.sum as f64 / number as f64 / scale);
    At { by, quantile, begins: shown(limit.at), mean }
}

fn money(minor: u64) -> Money {
    Money::from_minor(i64::try_from(minor).unwrap_or(i64::MAX))
}

fn report<'a>(texts: &Texts, file: &'a str, campaign: u32, made: &Made<'a>) -> Report<'a> {
    let Made { list, rfm, answer, reading, preview, intake } = *made;
    let number = answer.all.customers;
    let row = |segment: &Segment| {
        let of: SegmentAnswer = answer.of(*segment);
        Row {
            segment: segment_code(*segment),
            customers: of.customers,
            spent: of.spent,
            share: answer.share(*segment).map(Rate::to_f64),
            mean_days: of.mean_days().map(Rate::to_f64),
            mean_orders: of.mean_orders().map(Rate::to_f64),
            mean_spent: of.mean_spent(),
        }
    };
    Report {
        file,
        campaign,
        reading: ReadAs::new(reading, preview),
        first: list.first.to_string(),
        last: list.last.to_string(),
        as_of: answer.as_of.map(|day: Date| day.to_string()),
        rows: intake.rows,
        left_out: intake.left_out,
        bad: Bad::new(texts, &intake.bad),
        customers: number,
        orders: answer.all.orders,
        spent: answer.all.spent,
        thresholds: answer.limits.map(|limits| Thresholds {
            recency: at(&rfm.recency, limits.recency, number, |days| days.to_string(), 1.0),
            frequency: at(&rfm.frequency, limits.frequency, number, |orders| orders.to_string(), 1.0),
            monetary: at(&rfm.monetary, limits.monetary, number, |minor| money(minor).to_string(), 100.0),
        }),
        segments: Segment::ALL.iter().map(row).collect(),
    }
}

fn text(texts: &Texts, path: &str, into: &str, made: &Made<'_>) -> String {
    let Made { list, rfm, answer, reading, preview, intake } = *made;
    let format = texts.format();
    let whole = |number: u64| format.whole(number.into());
    let mut table = Table::new(&[texts.get(Msg::CliImportFile), path], &[1]);
    let mut row = |name: &str, value: String| table.row([name.to_owned(), value]);
    row(texts.get(Msg::CliImportReadAs), read_as(texts, reading, preview));
    row(texts.get(Msg::OrdersColumns), columns(texts, reading, preview));
    row(texts.get(Msg::OrdersRows), whole(intake.rows));
    row(texts.get(Msg::OrdersLeftOut), whole(intake.left_out));
    row(texts.get(Msg::OrdersBad), whole(intake.bad.total()));
    row(texts.get(Msg::OrdersCustomers), whole(answer.all.customers));
    row(texts.get(Msg::OrdersDays), format!("{} – {}", list.first, list.last));
    if let Some(limits) = answer.limits {
        for (name, words) in limit_words(texts, rfm, limits, answer.all.customers) {
            row(name, words);
        }
    }
    for segment in Segment::ALL {
        let of = answer.of(segment);
        let share = answer.share(segment).map_or_else(|| "—".to_owned(), |share| format.percent(share, 1));
        row(segment.name_in(texts), format!("{} · {} · {share}", whole(of.customers), format.price(of.spent)));
    }
    row(texts.get(Msg::CliImportInto), into.to_owned());
    table.text() + &bad_lines(texts, intake)
}
