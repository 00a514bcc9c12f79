//! What came of importing orders, for people.

use super::super::table::{Table, plain};
use crate::engine::orders::Distribution;
use crate::engine::orders::intake::{Column, Intake, Preview, Reading};
use crate::model::{Histogram, OrderSource, Rate};
use crate::text::names::Named as _;
use crate::text::orders::bad_row;
use crate::text::{Msg, Texts};

/// How many bad rows are listed.
const LISTED: usize = 20;

/// What was read, left out, and why.
pub(super) fn text(
    texts: &Texts,
    path: &str,
    into: &str,
    reading: &Reading,
    preview: &Preview,
    intake: &Intake,
) -> String {
    let format = texts.format();
    let whole = |number: u64| format.whole(number.into());
    let mut table = Table::new(&[texts.get(Msg::CliImportFile), path], &[1]);
    let mut row = |name: Msg, value: String| table.row([texts.get(name).to_owned(), value]);
    row(Msg::CliImportReadAs, read_as(texts, reading, preview));
    row(Msg::OrdersColumns, columns(texts, reading, preview));
    row(Msg::OrdersRows, whole(intake.rows));
    row(Msg::OrdersLeftOut, whole(intake.left_out));
    row(Msg::OrdersBad, whole(intake.bad.total()));
    row(Msg::OrdersOrders, values(texts, &intake.values.orders, Msg::OrdersMean));
    if !intake.values.customers.is_empty() {
        row(Msg::OrdersCustomers, values(texts, &intake.values.customers, Msg::OrdersMeanCustomer));
    }
    if let OrderSource::Imported { first: Some(first), last: Some(last), .. } = &intake.values.source {
        row(Msg::OrdersDays, format!("{first} – {last}"));
    }
    row(Msg::CliImportInto, into.to_owned());
    table.text() + &bad_lines(texts, intake)
}

/// The first of the bad rows, and how many more there are.
pub(super) fn bad_lines(texts: &Texts, intake: &Intake) -> String {
    let mut text = String::new();
    for bad in intake.bad.kept().iter().take(LISTED) {
        text.push_str(&plain(&bad_row(texts, bad)));
        text.push('\n');
    }
    let more = intake.bad.total().saturating_sub(LISTED.min(intake.bad.kept().len()) as u64);
    if more > 0 {
        text.push_str(&texts.with(Msg::CliImportAndMore, &[("count", texts.format().whole(more.into()).into())]));
        text.push('\n');
    }
    text
}

pub(super) fn read_as(texts: &Texts, reading: &Reading, preview: &Preview) -> String {
    let level = reading.level.name_in(texts);
    let parts = if preview.workbook {
        vec![texts.get(Msg::OrdersWorkbook), level]
    } else {
        vec![reading.encoding.name(), reading.delimiter.name_in(texts), level]
    };
    parts.join(" · ")
}

pub(super) fn columns(texts: &Texts, reading: &Reading, preview: &Preview) -> String {
    let named = |column: &Column| {
        let at = reading.mapping.get(*column)?;
        let number = || texts.with(Msg::OrdersColumnNumber, &[("number", (at + 1).to_string().into())]);
        let name = preview.name(reading.header, at).map_or_else(number, str::to_owned);
        Some(format!("{} = {name}", column.name_in(texts)))
    };
    Column::ALL.iter().filter_map(named).collect::<Vec<_>>().join(" · ")
}

fn values(texts: &Texts, histogram: &Histogram, mean: Msg) -> String {
    let distribution = Distribution::new(histogram);
    let format = texts.format();
    let price = |money: Option<crate::model::Money>| money.map_or_else(|| "—".to_owned(), |money| format.price(money));
    let median = distribution.quantile(Rate::from_percent(50));
    format!(
        "{} · {} {} · {} {}",
        format.whole(distribution.number().into()),
        texts.get(mean),
        price(distribution.mean()),
        texts.get(Msg::OrdersMedian),
        price(median),
    )
}
