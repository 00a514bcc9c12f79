//! Whole lists, from bytes to customers.

use super::*;
use crate::engine::orders::intake::{Column, Level, RowFault, Wanted};
use crate::model::{Segment, Threshold};

fn import(bytes: &[u8]) -> (Reading, Result<Intake, IntakeError>) {
    let source = Source::bytes(bytes).expect("a list");
    let (reading, _) = look(&source, Wanted::Customers).expect("a look");
    let intake = read(&source, &reading, "customers.csv", None, &Progress::default());
    (reading, intake)
}

fn table(intake: Result<Intake, IntakeError>) -> (String, Intake) {
    let intake = intake.unwrap_or_else(|e| panic!("{e}"));
    (intake.customers.as_ref().expect("customers").table.written(), intake)
}

#[test]
fn lines_become_orders_and_orders_customers() {
    let text = "订单编号,买家会员名,实付金额,付款时间\n1,甲,100.00,2026-07-14 09:00\n1,甲,99.00,2026-07-14 09:00\n2,乙,59.90,2026/7/20\n3,甲,0,2026-07-15\n";
    let (reading, intake) = import(text.as_bytes());
    assert_eq!((reading.level, reading.wanted), (Level::Lines, Wanted::Customers));
    let (written, intake) = table(intake);
    // 乙 on the last day with one order, 甲 five days earlier with two
    assert_eq!(written, "0/1:5990;5/2:19900");
    let list = intake.customers.expect("customers");
    assert_eq!((list.first.to_string().as_str(), list.last.to_string().as_str()), ("2026-07-14", "2026-07-20"));
    assert_eq!((intake.rows, intake.bad.total(), intake.segments.of(Segment::KeyKeep).customers), (4, 0, 1));
    let by = Rfm { source: RfmSource::Imported(list), recency: Threshold::Value(Count::new(6)), ..Rfm::default() };
    assert_eq!(rfm(&by).of(Segment::KeyValue).customers, 1);
}

#[test]
fn a_row_can_be_a_customer() {
    let text = "会员ID,最近购买时间,购买次数,累计消费\nA,2026-10-01,3,300\nB,2026-09-30,1,50.5\nA,2026-10-01,1,9\nC,2026-09-01,1.5,9\nD,2026-09-01,0,9\n";
    let (reading, intake) = import(text.as_bytes());
    assert_eq!((reading.level, reading.mapping.get(Column::Orders)), (Level::Customers, Some(2)));
    let (written, intake) = table(intake);
    assert_eq!(written, "0/3:30000;1/1:5050");
    let listed: Vec<(u64, RowFault, &str)> =
        intake.bad.kept().iter().map(|row| (row.line, row.fault, row.found.as_str())).collect();
    assert_eq!(
        listed,
        [
            (4, RowFault::CustomerTwice, "A"),
            (5, RowFault::NotANumberOfOrders, "1.5"),
            (6, RowFault::NotANumberOfOrders, "0"),
        ]
    );
}

#[test]
fn rows_without_day_or_customer_are_listed() {
    let text = "order_id,buyer,amount,date\n1,a,10,2026-01-05\n2,,10,2026-01-05\n3,c,10,\n4,d,10,soon\n5,e,10,2026-02-30\n6,f,ten,2026-01-05\n7,g,10\n";
    let (_, intake) = import(text.as_bytes());
    let (written, intake) = table(intake);
    assert_eq!(written, "0/1:1000");
    let listed: Vec<(u64, RowFault, &str)> =
        intake.bad.kept().iter().map(|row| (row.line, row.fault, row.found.as_str())).collect();
    assert_eq!(
        listed,
        [
            (3, RowFault::NoCustomer, ""),
            (4, RowFault::NoDay, ""),
            (5, RowFault::NotADay, "soon"),
            (6, RowFault::NotADay, "2026-02-30"),
            (7, RowFault::NotANumber, "ten"),
            (8, RowFault::TooFewFields, ""),
        ]
    );
}

#[test]
fn gb18030_and_days_in_han_give_the_same() {
    let text = "买家会员名,实付金额,付款时间\n甲,10,2026年1月5日\n乙,20,2026年11月5日\n甲,5,2026年11月25日\n乙,1,2026年11月24日\n";
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    let mut book = Vec::new();
    for bytes in [text.as_bytes().to_vec(), gb] {
        book.push(table(import(&bytes).1).0);
    }
    assert_eq!(book, ["0/2:1500;1/2:2100", "0/2:1500;1/2:2100"]);
}

#[test]
fn what_is_missing_is_told() {
    for (text, missing) in [
        ("订单编号,实付金额,付款时间\n1,5,2026-01-01\n", Missing::Customer),
        ("买家会员名,实付金额\n甲,5\n", Missing::Time),
        ("买家会员名,付款时间\n甲,2026-01-01\n", Missing::Amount),
    ] {
        let (_, intake) = import(text.as_bytes());
        let Err(IntakeError::Missing(found)) = intake else { panic!("{text}") };
        assert_eq!(found, missing);
    }
}

#[test]
fn two_threads_give_what_one_gives() {
    // above the size from which two threads read
    let mut text = String::from("basket_id,household_id,sales_value,transaction_timestamp\n");
    for line in 0..60_000_u32 {
        let (basket, household, day) = (line / 3, line / 3 % 977, 1 + line / 3 % 28);
        text.push_str(&format!("{basket},{household},{}.{:02},2026-03-{day:02} 10:00:00\n", line % 50, line % 100));
    }
    let (written, intake) = table(import(text.as_bytes()).1);
    let mut of: std::collections::BTreeMap<u32, (u32, u32, i64)> = std::collections::BTreeMap::new();
    for line in 0..60_000_u32 {
        let (basket, household, day) = (line / 3, line / 3 % 977, 1 + line / 3 % 28);
        let (last, orders, cents) = of.entry(household).or_default();
        *last = (*last).max(day);
        *orders += u32::from(line % 3 == 0);
        *cents += i64::from(line % 50) * 100 + i64::from(line % 100);
        let _ = basket;
    }
    let runs = of.values().map(|(last, orders, cents)| crate::model::CustomerRun {
        back: 28 - last,
        orders: *orders,
        spent: crate::model::Money::from_minor(*cents),
        customers: 1,
    });
    assert_eq!(intake.rows, 60_000);
    assert_eq!(written, CustomerTable::new(runs.collect()).expect("few").written());
}
