//! Mutated lists of orders must be read or refused: no panic, no hang, and every row accounted for. Seeded, on stable Rust.
//! `PROMOPLAN_FUZZ_SECONDS` (2) says how long each, `PROMOPLAN_FUZZ_SEED` (1) where to begin.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]
#![allow(clippy::format_collect, reason = "a small list is no hot loop")]

#[path = "../benches/common/large.rs"]
mod large;

use std::io::{Cursor, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use large::Dice;
use promoplan::engine::orders::intake::{Column, Delimiter, Encoding, IntakeError, Level, Wanted};
use promoplan::exchange::orders::{Progress, Source, look, preview, read};
use promoplan::model::CustomerTable;
use zip::write::{SimpleFileOptions, ZipWriter};

const TOKENS: [&str; 28] = [
    ",",
    "\n",
    "\r\n",
    "\"",
    "\"\"",
    ";",
    "\t",
    "订单编号",
    "实付金额",
    "-",
    "1e999",
    "1e-9",
    "99999999999999999999",
    "¥",
    "￥",
    "=\"",
    "'",
    "\u{feff}",
    "\0",
    "2026-13-45",
    "NaN",
    "inf",
    "1,299.00",
    "4.01235E+18",
    "交易关闭",
    "\u{2028}",
    "-0",
    "0.005",
];

fn number(name: &str, default: u64) -> u64 {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

fn lists() -> Vec<Vec<u8>> {
    let text = "订单编号,买家会员名,实付金额,付款时间,订单状态\n1,甲,100.00,2026-07-14,交易成功\n1,甲,\"1,299.00\",2026/7/14,交易成功\n2,\"乙\n丙\",5,,\n";
    let rows: String = (0..400).map(|n| format!("{},c{},{}.{:02},2026-01-02\n", n / 2, n % 7, n, n % 100)).collect();
    let utf16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    vec![
        text.as_bytes().to_vec(),
        format!("\u{feff}{text}").into_bytes(),
        encoding_rs::GB18030.encode(text).0.into_owned(),
        utf16(u16::to_le_bytes),
        utf16(u16::to_be_bytes),
        format!("order_id,customer_id,amount,date\n{rows}").into_bytes(),
        text.replace(',', "\t").into_bytes(),
    ]
}

/// The parts of a small workbook, so that mutations reach what is packed.
fn parts() -> Vec<(&'static str, String)> {
    let cells: String = (2..30)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>2</v></c><c r=\"B{row}\"><v>{row}.5</v></c><c r=\"C{row}\" s=\"1\"><v>46000.25</v></c></row>"))
        .collect();
    vec![
        ("[Content_Types].xml", "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>".to_owned()),
        ("_rels/.rels", "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".to_owned()),
        ("xl/workbook.xml", "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"订单\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>".to_owned()),
        ("xl/_rels/workbook.xml.rels", "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/></Relationships>".to_owned()),
        ("xl/styles.xml", "<?xml version=\"1.0\"?><styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>".to_owned()),
        ("xl/sharedStrings.xml", "<?xml version=\"1.0\"?><sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"4\" uniqueCount=\"4\"><si><t>买家会员名</t></si><si><t>实付金额</t></si><si><t>甲</t></si><si><t>付款时间</t></si></sst>".to_owned()),
        ("xl/worksheets/sheet1.xml", format!("<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><dimension ref=\"A1:C29\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>3</v></c></row>{cells}</sheetData></worksheet>")),
    ]
}

fn pack<T: AsRef<[u8]>>(parts: &[(&str, T)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("begun");
        zip.write_all(content.as_ref()).expect("written");
    }
    zip.finish().expect("packed").into_inner()
}

fn mutate(dice: &mut Dice, bytes: &mut Vec<u8>) {
    let at = |dice: &mut Dice, bytes: &[u8]| dice.below(bytes.len() as u64 + 1) as usize;
    let i = at(dice, bytes);
    match dice.below(6) {
        0 => {
            if let Some(byte) = bytes.get_mut(i) {
                *byte ^= 1 << dice.below(8);
            }
        }
        1 => bytes.insert(i, dice.next() as u8),
        2 => {
            let end = (i + dice.below(30) as usize).min(bytes.len());
            bytes.drain(i..end);
        }
        3 => bytes.truncate(i),
        4 => {
            let count = dice.below(200) as usize;
            let token = dice.one(&TOKENS).repeat(count);
            bytes.splice(i..i, token.bytes());
        }
        _ => {
            let token = dice.one(&TOKENS);
            bytes.splice(i..i, token.bytes());
        }
    }
}

/// Reads a list as guessed, or in any other way; whether it could be.
fn take(dice: &mut Dice, bytes: &[u8]) -> Result<(), IntakeError> {
    let source = Source::bytes(bytes)?;
    let wanted = dice.one(&[Wanted::Values, Wanted::Customers]);
    let (mut reading, _) = look(&source, wanted)?;
    if dice.chance(3) {
        reading.encoding = dice.one(&Encoding::ALL);
        reading.delimiter = dice.one(&Delimiter::ALL);
        reading.header = dice.chance(2);
        reading.level = dice.one(Level::of(wanted));
        let head = preview(&source, &reading)?;
        for column in Column::ALL {
            reading.mapping.set(column, dice.maybe(|d| d.below(u64::from(head.columns) + 3) as u16));
        }
    }
    let intake = read(&source, &reading, "x", None, &Progress::default())?;
    // whatever was read stands: the counts fit each other, and the list of bad rows its number
    assert!(intake.values.orders.number().get() <= intake.rows);
    assert!(intake.values.customers.number() <= intake.values.orders.number());
    assert_eq!(intake.customers.is_some(), wanted == Wanted::Customers);
    if let Some(list) = &intake.customers {
        let known = list.table.customers();
        assert!(known > 0 && known <= intake.rows && list.first <= list.last);
        assert_eq!(intake.segments.all.customers, known);
        assert_eq!(CustomerTable::read(&list.table.written()).as_ref(), Some(&list.table));
    }
    assert_eq!(intake.bad.kept().len() as u64, intake.bad.total().min(1_000));
    assert!(intake.bad.kept().is_sorted_by_key(|row| row.line));
    Ok(())
}

fn fuzz(name: &str, mut make: impl FnMut(&mut Dice) -> Vec<u8>) {
    let until = Instant::now() + Duration::from_secs(number("PROMOPLAN_FUZZ_SECONDS", 2));
    let dice = &mut Dice::new(number("PROMOPLAN_FUZZ_SEED", 1));
    let (mut tried, mut taken) = (0_u64, 0_u64);
    while Instant::now() < until {
        let bytes = make(dice);
        let started = Instant::now();
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| take(dice, &bytes)));
        let took = started.elapsed();
        let shown = || String::from_utf8_lossy(&bytes).into_owned();
        assert!(took < Duration::from_secs(5), "{took:?}\n{}", shown());
        let result = result.unwrap_or_else(|_| panic!("panicked at\n{}", shown()));
        tried += 1;
        taken += u64::from(result.is_ok());
    }
    println!("{name}: {tried} lists, {taken} read");
    assert!(taken > 0 && taken < tried, "{tried} {taken}");
}

#[test]
fn mutated_text_is_read_or_refused() {
    let lists = lists();
    fuzz("text", |dice| {
        let mut bytes = lists[dice.below(lists.len() as u64) as usize].clone();
        for _ in 0..=dice.below(4) {
            mutate(dice, &mut bytes);
        }
        bytes
    });
}

#[test]
fn mutated_workbooks_are_read_or_refused() {
    // the library may panic; that is caught, and would fill the report
    std::panic::set_hook(Box::new(|panic| {
        if panic.location().is_none_or(|place| Path::new(place.file()).is_relative()) {
            eprintln!("{panic}");
        }
    }));
    let parts = parts();
    assert!(take(&mut Dice::new(2), &pack(&parts)).is_ok(), "the workbook is right");
    fuzz("workbooks", |dice| {
        let mut parts: Vec<(&str, Vec<u8>)> =
            parts.iter().map(|(name, content)| (*name, content.clone().into_bytes())).collect();
        let which = dice.below(parts.len() as u64) as usize;
        for _ in 0..=dice.below(3) {
            mutate(dice, &mut parts[which].1);
        }
        let mut bytes = pack(&parts);
        if dice.chance(4) {
            mutate(dice, &mut bytes);
        }
        bytes
    });
    let _ = std::panic::take_hook();
}

#[test]
fn rows_out_of_order_are_a_damaged_workbook() {
    let mut parts = parts();
    for (_, content) in &mut parts {
        *content = content.replace("<row r=\"9\"><c r=\"A9\"", "<row r=\"3\"><c r=\"A3\"");
    }
    let found = Source::bytes(pack(&parts)).and_then(|source| look(&source, Wanted::Values).map(|_| source));
    assert!(matches!(found, Err(IntakeError::Workbook(why)) if why == "row 3 after row 8"));
}
