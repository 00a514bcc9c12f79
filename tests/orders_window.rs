//! Importing orders at the window, as a planner does.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]
#![allow(clippy::panic, reason = "a panic is a test's report")]

#[path = "common/window.rs"]
mod window;

use std::fs;
use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use promoplan::model::{Count, Money, OrderSource, OrderValues};
use promoplan::text::Lang;
use promoplan::ui::action::{Action, OrdersRequest, Way};
use promoplan::ui::command::Command;
use window::Planner;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

fn start(folder: &Path) -> Planner {
    let path = folder.join("山屿家居 2026.ron");
    fs::copy(SAMPLE, &path).expect("copied");
    Planner::open(folder, &path)
}

fn list(folder: &Path, name: &str, text: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).expect("written");
    path
}

/// The order values of the campaign in front.
fn values(planner: &Planner) -> OrderValues {
    let campaign = planner.project().campaigns.iter().find(|c| c.name == "2026 双11").expect("the campaign");
    OrderValues::clone(&campaign.order_values)
}

fn load(planner: &mut Planner, path: &Path) {
    planner.type_into("订单文件（CSV 或 XLSX）", path.to_str().expect("text"));
    planner.press(Modifiers::NONE, Key::Enter);
}

const LINES: &str = "订单编号,买家会员名,实付金额,付款时间\n1,甲,100,2026-07-14\n1,甲,99.00,2026-07-14\n2,乙,abc,2026-07-15\n3,乙,59.90,2026-07-16\n";

#[test]
fn a_list_is_imported_as_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path());
    let before = values(&planner);
    let (encoded, _, _) = encoding_rs::GB18030.encode(LINES);
    let path = list(folder.path(), "订单.csv", &encoded);

    planner.ask(|actions| actions.push(Action::Command(Command::ImportOrders)));
    load(&mut planner, &path);
    // what was guessed, and what came of it
    assert!(planner.has("编码 GB18030") && planner.has("分隔符 逗号"), "{:?}", planner.names());
    assert!(planner.has("订单编号 订单编号") && planner.has("实付金额 实付金额") && planner.has("单价 不使用"));
    assert!(planner.shows("第 4 行：金额不是数字（abc）"));
    assert!(planner.has("¥129.45"), "mean of 199.00 and 59.90: {:?}", planner.names());
    assert!(planner.nameless().is_empty(), "{:?}", planner.nameless());
    assert_eq!(values(&planner), before, "nothing is taken yet");

    planner.click_role(Role::Button, "导入");
    let taken = values(&planner);
    assert_eq!((taken.orders.number(), taken.orders.total()), (Count::new(2), Money::from_minor(25_890)));
    assert_eq!(taken.customers.number(), Count::new(2));
    let OrderSource::Imported { file, rows, bad, .. } = &taken.source else { panic!("imported") };
    assert_eq!((file.as_str(), *rows, *bad), ("订单.csv", Count::new(3), Count::new(1)));
    assert!(planner.has("未保存 1 步") && !planner.has("导入"), "the dialog is gone");
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(values(&planner), before);
    planner.press(Modifiers::COMMAND, Key::Y);
    assert_eq!(values(&planner), taken);
}

#[test]
fn another_way_of_reading_is_read_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path());
    let path = list(folder.path(), "plain.csv", b"a;b;c\n7;x;20,5\n7;x;30\n8;y;40\n8;y;9\n");
    planner.drop_file(&path);
    // nothing is known by its name
    assert!(planner.has("分隔符 分号") && planner.has("还没指明金额在哪一列"), "{:?}", planner.names());
    planner.click("实付金额 不使用");
    planner.click_role(Role::MenuItem, "c");
    assert!(planner.has("实付金额 c") && planner.has("第 2 行：金额不是数字（20,5）"), "{:?}", planner.names());
    assert!(planner.has("¥26.33"), "mean of 30, 40 and 9: {:?}", planner.names());
    planner.click("订单编号 不使用");
    planner.click_role(Role::MenuItem, "a");
    planner.click_role(Role::RadioButton, "每行一件商品");
    assert!(planner.has("¥39.50"), "mean of 30 and 49: {:?}", planner.names());
    planner.click_role(Role::RadioButton, "每行一笔订单");
    assert!(planner.has("第 5 行：订单编号前面已有（8）"), "{:?}", planner.names());
    // the wrong delimiter leaves one column, and nothing to read
    planner.click("分隔符 分号");
    planner.click_role(Role::MenuItem, "制表符");
    assert!(planner.has("还没指明金额在哪一列"), "{:?}", planner.names());
    planner.press(Modifiers::NONE, Key::Escape);
    assert!(planner.has("已打开"), "nothing was changed");
}

#[test]
fn what_cannot_be_read_is_said_in_the_dialog() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path());
    let path = list(folder.path(), "照片.xlsx", b"PK\x03\x04 not really");
    planner.drop_file(&path);
    assert!(planner.shows("读不了「照片.xlsx」"), "{:?}", planner.names());
    let good = list(folder.path(), "orders.csv", LINES.as_bytes());
    planner.drop_file(&good);
    assert!(planner.has("¥129.45"), "{:?}", planner.names());
    planner.click("取消");
    assert!(planner.has("已打开"));
}

#[test]
fn values_can_be_assumed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path());
    planner.ask(|actions| actions.push(Action::Orders(OrdersRequest::Open(Way::Assumption))));
    // the funnel's 客单价 and buyers
    assert!(planner.has("¥250.00") && planner.has("200,000"), "{:?}", planner.names());
    planner.type_into("离散度 σ", "9");
    planner.press(Modifiers::NONE, Key::Tab);
    assert!(planner.has("0.05 到 2.5 之间"), "{:?}", planner.names());
    planner.type_into("离散度 σ", "0.7");
    planner.press(Modifiers::NONE, Key::Enter);
    planner.click_role(Role::Button, "应用");
    let taken = values(&planner);
    let OrderSource::LogNormal { mean, spread } = &taken.source else { panic!("assumed") };
    assert_eq!((*mean, spread.to_f64()), (Money::from_major(250), 0.7));
    assert_eq!(taken.orders.number(), Count::new(200_000));
    assert!(planner.has("未保存 1 步"));
}

#[test]
fn it_speaks_every_language() {
    let folder = tempfile::tempdir().expect("a folder");
    for (lang, import, row) in [
        (Lang::ZhHans, "导入", "第 4 行：金额不是数字（abc）"),
        (Lang::ZhHant, "匯入", "第 4 列：金額不是數字（abc）"),
        (Lang::En, "Import", "Row 4: the amount is no number (abc)"),
    ] {
        let mut planner = start(folder.path());
        planner.speak(lang);
        let path = list(folder.path(), "orders.csv", LINES.as_bytes());
        planner.drop_file(&path);
        assert!(planner.has(import) && planner.shows(row), "{lang:?}: {:?}", planner.names());
        assert!(planner.nameless().is_empty(), "{:?}", planner.nameless());
        planner.quit();
    }
}
