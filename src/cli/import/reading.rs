//! How a list was read and which rows of it could not be, as JSON has it: the same of orders and of customers.

use std::collections::BTreeMap;

use serde::Serialize;

use super::orders::encoding_name;
use crate::engine::orders::intake::{BadRows, Column, Level, Preview, Reading, RowFault};
use crate::text::Texts;
use crate::text::orders::bad_row;

#[derive(Serialize)]
pub(super) struct ReadAs<'a> {
    format: &'static str,
    encoding: Option<&'static str>,
    delimiter: Option<char>,
    header: bool,
    level: &'static str,
    columns: Columns<'a>,
}

#[derive(Serialize)]
struct Columns<'a> {
    order: Option<ColumnAt<'a>>,
    customer: Option<ColumnAt<'a>>,
    amount: Option<ColumnAt<'a>>,
    quantity: Option<ColumnAt<'a>>,
    unit_price: Option<ColumnAt<'a>>,
    time: Option<ColumnAt<'a>>,
    status: Option<ColumnAt<'a>>,
    orders: Option<ColumnAt<'a>>,
}

#[derive(Serialize)]
struct ColumnAt<'a> {
    number: u16,
    name: Option<&'a str>,
}

impl<'a> ReadAs<'a> {
    pub(super) fn new(reading: &Reading, preview: &'a Preview) -> Self {
        let at = |column| {
            let at = reading.mapping.get(column)?;
            Some(ColumnAt { number: at + 1, name: preview.name(reading.header, at) })
        };
        let text = !preview.workbook;
        ReadAs {
            format: if text { "csv" } else { "xlsx" },
            encoding: text.then(|| encoding_name(reading.encoding)),
            delimiter: text.then(|| char::from(reading.delimiter.byte())),
            header: reading.header,
            level: match reading.level {
                Level::Lines => "lines",
                Level::Orders => "orders",
                Level::Customers => "customers",
            },
            columns: Columns {
                order: at(Column::Order),
                customer: at(Column::Customer),
                amount: at(Column::Amount),
                quantity: at(Column::Quantity),
                unit_price: at(Column::UnitPrice),
                time: at(Column::Time),
                status: at(Column::Status),
                orders: at(Column::Orders),
            },
        }
    }
}

#[derive(Serialize)]
pub(super) struct Bad<'a> {
    total: u64,
    reasons: BTreeMap<&'static str, u64>,
    rows: Vec<BadLine<'a>>,
}

#[derive(Serialize)]
struct BadLine<'a> {
    line: u64,
    reason: &'static str,
    found: &'a str,
    message: String,
}

impl<'a> Bad<'a> {
    pub(super) fn new(texts: &Texts, bad: &'a BadRows) -> Self {
        let line = |row: &'a crate::engine::orders::intake::BadRow| BadLine {
            line: row.line,
            reason: code(row.fault),
            found: &row.found,
            message: bad_row(texts, row),
        };
        Bad {
            total: bad.total(),
            reasons: RowFault::ALL.into_iter().filter(|f| bad.of(*f) > 0).map(|f| (code(f), bad.of(f))).collect(),
            rows: bad.kept().iter().map(line).collect(),
        }
    }
}

/// The stable name of a fault.
const fn code(fault: RowFault) -> &'static str {
    match fault {
        RowFault::TooFewFields => "too_few_fields",
        RowFault::TooManyFields => "too_many_fields",
        RowFault::NoOrder => "no_order",
        RowFault::CutShort => "order_cut_short",
        RowFault::NoAmount => "no_amount",
        RowFault::NotANumber => "not_a_number",
        RowFault::Negative => "negative",
        RowFault::Absurd => "absurd",
        RowFault::Repeated => "repeated",
        RowFault::NoCustomer => "no_customer",
        RowFault::NoDay => "no_day",
        RowFault::NotADay => "not_a_day",
        RowFault::NotANumberOfOrders => "not_a_number_of_orders",
        RowFault::CustomerTwice => "customer_twice",
    }
}
