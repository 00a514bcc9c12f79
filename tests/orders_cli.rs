//! `promoplan import --as orders` as scripts use it.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use promoplan::model::{CampaignId, Count, Money, Project};
use serde_json::Value;

const LINES: &str = "tests/fixtures/orders/lines.csv";

/// A copy of the sample, whose next campaign is the 双11 of 2026.
fn project(folder: &Path) -> PathBuf {
    let path = folder.join("plan.ron");
    fs::copy("assets/samples/double11.ron", &path).expect("copied");
    path
}

fn import(list: &str, into: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_promoplan"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["import", list, "--into"]).arg(into);
    command.args(["--as", "orders", "--now", "2026-10-13T14:32", "--lang", "en"]).args(more);
    command.output().expect("started")
}

fn done(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

fn failed(output: &Output, code: i32) -> String {
    assert_eq!(output.status.code(), Some(code), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.is_empty());
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

fn read(path: &Path) -> Project {
    promoplan::file::open(path).expect("a whole file").project
}

#[test]
fn orders_that_a_campaign_brought_stand_beside_those_before_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = project(folder.path());
    let before = read(&into);
    let mut command = Command::new(env!("CARGO_BIN_EXE_promoplan"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["import", LINES, "--into"]).arg(&into);
    done(&command.args(["--as", "sold", "--campaign", "2026 双11"]).output().expect("started"));
    let mut after = read(&into);
    let id = CampaignId(77);
    let sold = &after.campaign(id).expect("the campaign").sold.orders;
    assert_eq!((sold.number(), sold.total()), (Count::new(4), Money::from_minor(741)));
    if let Some(changed) = after.campaigns.get_mut(id) {
        changed.sold = before.campaign(id).expect("the campaign").sold.clone();
    }
    assert_eq!(after, before, "nothing else has changed");
}

#[test]
fn json_has_its_shape() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = project(folder.path());
    let before = read(&into);
    let said: Value = serde_json::from_str(&done(&import(LINES, &into, &["--json"]))).expect("JSON");
    assert_eq!((said["file"].as_str(), said["campaign"].as_u64()), (Some("lines.csv"), Some(77)));
    assert_eq!((said["rows"].as_u64(), said["left_out"].as_u64()), (Some(5), Some(0)));
    assert_eq!(said["reading"]["columns"]["order"]["name"], "basket_id");
    assert_eq!(said["reading"]["columns"]["quantity"], Value::Null);
    assert_eq!((&said["reading"]["level"], &said["reading"]["delimiter"]), (&"lines".into(), &",".into()));
    assert_eq!((&said["first"], &said["last"]), (&"2017-01-01".into(), &"2017-01-02".into()));
    assert_eq!((&said["orders"]["number"], &said["orders"]["total"]), (&4.into(), &"7.41".into()));
    assert_eq!((&said["orders"]["mean"], &said["customers"]["number"]), (&"1.85".into(), &3.into()));
    assert_eq!(said["bad"]["reasons"]["no_amount"], 1);
    assert_eq!(said["bad"]["rows"][0]["message"], "Row 6: no amount");
    let after = read(&into);
    let campaign = after.campaigns.iter().find(|c| c.id.0 == 77).expect("the campaign");
    let orders = &campaign.order_values.orders;
    assert_eq!((orders.number(), orders.total()), (Count::new(4), Money::from_minor(741)));
    assert_eq!(orders.counts().iter().map(|n| n.get()).collect::<Vec<_>>(), [2, 0, 2]);
    // and nothing else has changed
    let mut same = after.clone();
    if let Some(changed) = same.campaigns.get_mut(campaign.id) {
        let old = before.campaigns.iter().find(|c| c.id.0 == 77).expect("the campaign");
        changed.order_values = old.order_values.clone();
    }
    assert_eq!(same, before);
}

#[test]
fn people_read_what_was_read_and_what_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = project(folder.path());
    let said = done(&import(LINES, &into, &["--campaign", "2026 618"]));
    for words in
        ["UTF-8 · Comma · One product a row", "Order number = basket_id", "4 · Mean order ¥1.85", "Row 6: no amount"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(
        read(&into).campaigns.iter().any(|c| c.name == "2026 618" && c.order_values.orders.number() == Count::new(4))
    );
}

#[test]
fn columns_can_be_said() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = project(folder.path());
    let list = folder.path().join("plain.csv");
    fs::write(&list, "5;20.50\n6;30\n").expect("written");
    let list = list.to_str().expect("text");
    assert!(failed(&import(list, &into, &[]), 1).contains("Which column has the amount is not known"));
    let said = done(&import(list, &into, &["--amount", "2", "--order", "1", "--orders", "--json"]));
    let said: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!((&said["orders"]["total"], &said["reading"]["header"]), (&"50.50".into(), &false.into()));
    let said = done(&import(LINES, &into, &["--order", "-", "--customer", "-", "--amount", "sales_value", "--json"]));
    let said: Value = serde_json::from_str(&said).expect("JSON");
    assert_eq!((&said["orders"]["number"], &said["customers"]), (&5.into(), &Value::Null));
}

#[test]
fn failures_say_why_and_leave_the_project() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = project(folder.path());
    let before = fs::read(&into).expect("read");
    assert!(failed(&import("gone.csv", &into, &[]), 1).contains("The file is not there"));
    let unknown = failed(&import(LINES, &into, &["--amount", "price"]), 1);
    assert!(unknown.contains("has no column \"price\"") && unknown.contains("sales_value"), "{unknown}");
    assert!(failed(&import("assets/icons/promoplan.ico", &into, &[]), 1).contains("neither text nor a workbook"));
    assert!(failed(&import(LINES, &into, &["--lines", "--orders"]), 2).contains("does not go with"));
    assert!(failed(&import(LINES, &into, &["--encoding", "latin-1"]), 2).contains("utf-8, gb18030"));
    assert!(failed(&import(LINES, &into, &["--campaign", "nobody"]), 1).contains("No campaign"));
    assert_eq!(fs::read(&into).expect("read"), before);
}

const CUSTOMERS: &str = "tests/fixtures/orders/customers.csv";

fn import_customers(list: &str, into: &Path, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_promoplan"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(["import", list, "--into"]).arg(into);
    command.args(["--as", "customers", "--now", "2026-10-13T14:32", "--lang", "en"]).args(more);
    command.output().expect("started")
}

#[test]
fn customers_become_segments() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = project(folder.path());
    let before = read(&into);
    let more = ["--json", "--recency", "10", "--frequency", "mean", "--monetary", "50%"];
    let said: Value = serde_json::from_str(&done(&import_customers(CUSTOMERS, &into, &more))).expect("JSON");
    assert_eq!(
        (said["rows"].as_u64(), said["customers"].as_u64(), said["orders"].as_u64()),
        (Some(4), Some(4), Some(10))
    );
    assert_eq!((&said["first"], &said["last"]), (&"2026-09-01".into(), &"2026-09-30".into()));
    assert_eq!((&said["as_of"], &said["reading"]["level"]), (&"2026-10-01".into(), &"customers".into()));
    let at = &said["thresholds"];
    // orders 5, 1, 3, 1: mean 2.5; sums 500, 90, 60, 300: the second of four is 90.00
    assert_eq!((&at["recency"]["by"], &at["recency"]["at"]), (&"value".into(), &"10".into()));
    assert_eq!((&at["frequency"]["at"], &at["frequency"]["mean"]), (&"3".into(), &2.5.into()));
    assert_eq!((&at["monetary"]["quantile"], &at["monetary"]["at"]), (&0.5.into(), &"90".into()));
    let of = |name: &str| {
        let rows = said["segments"].as_array().expect("eight");
        rows.iter().find(|row| row["segment"] == name).expect("there").clone()
    };
    assert_eq!((&of("key-value")["customers"], &of("key-value")["spent"]), (&1.into(), &"500".into()));
    assert_eq!((&of("key-grow")["customers"], &of("key-win-back")["customers"]), (&1.into(), &1.into()));
    assert_eq!((&of("keep")["customers"], &of("keep")["mean_days"]), (&1.into(), &21.0.into()));
    assert_eq!(said["bad"]["reasons"]["no_day"], 1);
    let after = read(&into);
    let campaign = |project: &Project| project.campaigns.iter().find(|c| c.id.0 == 77).expect("the campaign").clone();
    let (old, new) = (campaign(&before), campaign(&after));
    assert_eq!(new.brief.rfm.tactics, old.brief.rfm.tactics, "what is done for a segment stays");
    // no id of a customer is in the file
    let text = fs::read_to_string(&into).expect("read");
    assert!(text.contains("customers.csv") && !text.contains("wang@"), "ids never reach the file");
}

#[test]
fn people_read_thresholds_and_segments() {
    let folder = tempfile::tempdir().expect("a folder");
    let into = project(folder.path());
    let said = done(&import_customers(CUSTOMERS, &into, &[]));
    for words in ["One customer a row", "Last purchase", "≤ 14 days (mean 14.5 days)", "Key value", "Row 6: no date"]
    {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert!(failed(&import_customers(LINES, &into, &["--time", "-"]), 1).contains("Which column has the date"));
    assert!(failed(&import(LINES, &into, &["--recency", "mean"]), 2).contains("does not go with"));
    assert!(failed(&import_customers(CUSTOMERS, &into, &["--monetary", "much"]), 2).contains("mean, 80%, 299.00"));
}
