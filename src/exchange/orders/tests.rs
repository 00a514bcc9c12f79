//! Whole lists, from bytes to histograms.

use super::*;
use crate::engine::orders::Distribution;
use crate::engine::orders::intake::{Column, Delimiter, Encoding, Level, RowFault, Wanted};
use crate::model::{Money, Rate};

fn read_all(source: &Source, reading: &Reading) -> Result<Intake, IntakeError> {
    read(source, reading, "orders.csv", None, &Progress::default())
}

fn import(bytes: &[u8]) -> (Reading, Intake) {
    let source = Source::bytes(bytes).expect("a list");
    let (reading, _) = look(&source, Wanted::Values).expect("a look");
    let intake = read_all(&source, &reading).unwrap_or_else(|e| panic!("{e}"));
    (reading, intake)
}

fn sums(intake: &Intake) -> (u64, i64, u64) {
    let values = &intake.values;
    (values.orders.number().get(), values.orders.total().minor(), values.customers.number().get())
}

#[test]
fn lines_are_summed_to_orders() {
    let text = "订单编号,买家会员名,实付金额,付款时间\n1,甲,100.00,2026-07-14 09:00\n1,甲,99.00,2026-07-14 09:00\n2,乙,59.90,2026/7/20\n3,甲,0,2026-07-15\n";
    let (reading, intake) = import(text.as_bytes());
    assert_eq!((reading.level, reading.encoding, reading.delimiter), (Level::Lines, Encoding::Utf8, Delimiter::Comma));
    assert_eq!((intake.rows, intake.bad.total(), intake.left_out), (4, 0, 0));
    assert_eq!(sums(&intake), (3, 25_890, 2));
    let orders = Distribution::new(&intake.values.orders);
    assert_eq!(orders.at_or_above(Money::from_major(199)), 1.0);
    let OrderSource::Imported { first, last, rows, .. } = intake.values.source else { panic!("imported") };
    assert_eq!(first.map(|d| d.to_string()).as_deref(), Some("2026-07-14"));
    assert_eq!((last.map(|d| d.to_string()).as_deref(), rows), (Some("2026-07-20"), Count::new(4)));
}

#[test]
fn every_encoding_gives_the_same() {
    let text = "订单编号\t买家会员名\t实付金额\n=\"001\"\t甲\t¥1,299.00\n002\t乙\t￥59.90\n";
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    let utf16 = |mark: bool, bytes: fn(u16) -> [u8; 2]| {
        let mark = if mark { "\u{feff}" } else { "" };
        format!("{mark}{text}").encode_utf16().flat_map(bytes).collect::<Vec<u8>>()
    };
    for (bytes, encoding) in [
        (text.as_bytes().to_vec(), Encoding::Utf8),
        (format!("\u{feff}{text}").into_bytes(), Encoding::Utf8),
        (gb, Encoding::Gb18030),
        (utf16(true, u16::to_le_bytes), Encoding::Utf16Le),
        (utf16(true, u16::to_be_bytes), Encoding::Utf16Be),
        (utf16(false, u16::to_le_bytes), Encoding::Utf16Le),
    ] {
        let (reading, intake) = import(&bytes);
        assert_eq!((reading.encoding, reading.delimiter), (encoding, Delimiter::Tab), "{encoding:?}");
        assert_eq!(sums(&intake), (2, 135_890, 2), "{encoding:?}");
    }
}

#[test]
fn bad_rows_are_counted_and_listed() {
    let text = "order_id,buyer,amount,status\n1,a,10,paid\n2,b,,paid\n3,c,ten,paid\n4,d,-5,paid\n5,e\n,f,7,paid\n6,g,200000000,paid\n7,h,1,2,3\n8,i,9,cancelled\n9,j,9,paid,,\n1,k,4,paid\n4.01235E+18,l,4,paid\n\n\"10\",\"m\nn\",1,paid\n11,o,x,paid\n";
    let (mut reading, _) = look(&Source::bytes(text.as_bytes()).expect("a list"), Wanted::Values).expect("a look");
    reading.level = Level::Orders;
    let intake = read_all(&Source::bytes(text.as_bytes()).expect("a list"), &reading).expect("read");
    let listed: Vec<(u64, RowFault, &str)> =
        intake.bad.kept().iter().map(|row| (row.line, row.fault, row.found.as_str())).collect();
    assert_eq!(
        listed,
        [
            (3, RowFault::NoAmount, ""),
            (4, RowFault::NotANumber, "ten"),
            (5, RowFault::Negative, "-5"),
            (6, RowFault::TooFewFields, ""),
            (7, RowFault::NoOrder, ""),
            (8, RowFault::Absurd, "200000000"),
            (9, RowFault::TooManyFields, "3"),
            (12, RowFault::Repeated, "1"),
            (13, RowFault::CutShort, "4.01235E+18"),
            (17, RowFault::NotANumber, "x"),
        ]
    );
    assert_eq!((intake.rows, intake.left_out, intake.bad.total()), (3, 1, 10));
    assert_eq!(sums(&intake).1, 2_000);
    assert_eq!(intake.bad.of(RowFault::NotANumber), 2);
}

#[test]
fn pieces_and_price_make_an_amount() {
    let (_, intake) = import(b"order id,qty,unit price\n1,2,19.90\n1,1,5\n2,3,1\n");
    assert_eq!(sums(&intake), (2, 4_780, 0));
}

#[test]
fn without_a_header_columns_are_said() {
    let source = Source::bytes(&b"59.00\n20\n"[..]).expect("a list");
    let (mut reading, preview) = look(&source, Wanted::Values).expect("a look");
    assert_eq!((reading.header, preview.columns), (false, 1));
    assert!(matches!(read_all(&source, &reading), Err(IntakeError::Missing(Missing::Amount))));
    reading.mapping.set(Column::Amount, Some(0));
    let intake = read_all(&source, &reading).expect("read");
    assert_eq!(sums(&intake), (2, 7_900, 0));
}

/// Many rows, so that two threads share them.
fn long(quotes: bool) -> String {
    let mut text = "basket_id,household_id,note,sales_value\n".to_owned();
    for row in 0..200_000_u32 {
        let note = if quotes { "\"a\n1,2,3,4\n\"" } else { "plain words" };
        text.push_str(&format!("{},{},{note},{}.{:02}\n", row / 3, row % 977, row % 50, row % 100));
        if row % 20_000 == 7 {
            text.push_str("x,y,z,bad\n");
        }
    }
    text
}

#[test]
fn two_threads_count_what_one_does() {
    for quotes in [false, true] {
        let text = long(quotes);
        assert!(text.len() > 4_000_000);
        let source = Source::bytes(text.as_bytes()).expect("a list");
        let (reading, _) = look(&source, Wanted::Values).expect("a look");
        let whole = read_all(&source, &reading).expect("read");
        let expected: i64 = (0..200_000).map(|row| (row % 50) * 100 + row % 100).sum();
        assert_eq!(sums(&whole), (66_667, expected, 977), "{quotes}");
        assert_eq!((whole.rows, whole.bad.total()), (200_000, 10));
        // the line of each bad row, as counted by hand
        let a_row = if quotes { 3 } else { 1 };
        let lines: Vec<u64> = whole.bad.kept().iter().map(|row| row.line).collect();
        let by_hand: Vec<u64> = (0..10).map(|n| 1 + (n * 20_000 + 8) * a_row + n + 1).collect();
        assert_eq!(lines, by_hand, "{quotes}");
        // read as orders, all but the first row of each is a repetition, also across the halves
        let orders = read_all(&source, &Reading { level: Level::Orders, ..reading }).expect("read");
        assert_eq!((orders.rows, orders.bad.of(RowFault::Repeated)), (66_667, 133_333));
        assert_eq!(orders.values.orders.number(), Count::new(66_667));
        assert_eq!(orders.bad.kept().len(), 1_000);
    }
}

#[test]
fn what_cannot_be_read_is_said() {
    let of = |bytes: &[u8]| look(&Source::bytes(bytes).expect("bytes"), Wanted::Values).map(|_| ());
    assert!(matches!(Source::bytes(&b""[..]), Err(IntakeError::Empty)));
    assert!(matches!(of(b"\n\n  \n"), Err(IntakeError::Empty)));
    assert!(matches!(of(b"\x7fELF\x02\x01\x01\0\0\0\0\0\xb7\0\0"), Err(IntakeError::NotText)));
    assert!(matches!(of(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Err(IntakeError::Protected)));
    assert!(matches!(of(b"PK\x03\x04 not really"), Err(IntakeError::Workbook(_))));
    assert!(matches!(of(",".repeat(1_000).as_bytes()), Err(IntakeError::TooManyColumns { line: 1, limit: 1_000 })));
    assert!(matches!(Source::file(std::path::Path::new("src")), Err(IntakeError::NotAFile)));
    assert!(matches!(Source::file(std::path::Path::new("gone.csv")), Err(IntakeError::Io(_))));
    let source = Source::bytes(&b"order_id,amount\n1,x\n2,y\n"[..]).expect("a list");
    let (reading, _) = look(&source, Wanted::Values).expect("a look");
    let Err(IntakeError::NothingCounted(bad)) = read_all(&source, &reading) else { panic!("nothing is right") };
    assert_eq!(bad.of(RowFault::NotANumber), 2);
    let stopped = Progress::default();
    stopped.stop();
    assert!(matches!(read(&source, &reading, "", None, &stopped), Err(IntakeError::Stopped)));
}

#[test]
fn the_median_lies_where_it_should() {
    let mut text = "order_id,amount\n".to_owned();
    for n in 1..=999 {
        text.push_str(&format!("{n},{n}\n"));
    }
    let (_, intake) = import(text.as_bytes());
    let orders = Distribution::new(&intake.values.orders);
    assert_eq!(orders.mean(), Some(Money::from_major(500)));
    let median = orders.quantile(Rate::from_percent(50)).expect("orders").to_f64();
    assert!((median - 500.0).abs() <= 1.0, "{median}");
}
