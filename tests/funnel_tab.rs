//! The funnel tab, worked as a planner does, without a display: one figure changed, the linked ones move.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]
#![allow(clippy::panic, reason = "a panic is a test's report")]
#![allow(dead_code, reason = "each test uses its part of the planner")]

#[path = "common/window.rs"]
mod window;

use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use promoplan::model::{Campaign, Money, Quantity, Rate};
use window::Planner;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

fn open(folder: &Path) -> (Planner, PathBuf) {
    let path = folder.join("山屿家居 2026.ron");
    std::fs::copy(SAMPLE, &path).expect("copied");
    (Planner::open(folder, &path), path)
}

/// The campaign in front.
fn campaign(planner: &Planner) -> Campaign {
    planner.project().campaigns.iter().find(|c| c.name == "2026 双11").expect("the sample has it").as_ref().clone()
}

/// Types into a field and leaves it with Enter.
fn set(planner: &mut Planner, field: &str, text: &str) {
    planner.type_into(field, text);
    planner.press(Modifiers::NONE, Key::Enter);
}

#[test]
fn a_changed_target_moves_everything_that_hangs_on_it_and_undo_brings_it_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut planner, path) = open(folder.path());
    let before = promoplan::file::write(planner.project()).expect("text");
    assert_eq!(planner.read("目标 GMV "), "目标 GMV 5,000万");
    assert!(planner.shows("缺 12.8万（6.4%）"), "200万 needed, 187.2万 planned");

    set(&mut planner, "GMV", "6000万");
    assert_eq!(campaign(&planner).funnel.gmv, Quantity::Fixed(Money::from_major(60_000_000)));
    assert_eq!(planner.read("目标 GMV "), "目标 GMV 6,000万");
    assert!(planner.shows("缺 52.8万（22.0%）"), "240万 needed: the traffic plan is the same");
    assert!(planner.shows("合计恒为 6,000万"), "the split follows");
    assert!(planner.has("未保存 1 步"));

    set(&mut planner, "支付率", "100");
    assert!(planner.shows("缺 4.8万（2.5%）"), "192万 needed at 12.5 %");

    planner.press(Modifiers::COMMAND, Key::Z);
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(promoplan::file::write(planner.project()).expect("text"), before, "byte for byte");
    assert_eq!(planner.read("目标 GMV "), "目标 GMV 5,000万");

    planner.press(Modifiers::COMMAND, Key::Y);
    planner.press(Modifiers::COMMAND, Key::S);
    let saved = promoplan::file::open(&path).expect("opens").project;
    assert_eq!(&saved, planner.project());
    assert_eq!(planner.read("目标 GMV "), "目标 GMV 6,000万");
}

#[test]
fn a_figure_that_cannot_be_read_is_refused_and_the_old_one_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut planner, _) = open(folder.path());
    set(&mut planner, "GMV", "五千万");
    assert_eq!(campaign(&planner).funnel.gmv, Quantity::Fixed(Money::from_major(50_000_000)));
    assert_eq!(planner.read("目标 GMV "), "目标 GMV 5,000万");
    planner.press(Modifiers::NONE, Key::Escape);
    set(&mut planner, "GMV", "5500万");
    assert_eq!(planner.read("目标 GMV "), "目标 GMV 5,500万");
}

#[test]
fn from_traffic_the_target_follows() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut planner, _) = open(folder.path());
    planner.click_role(Role::RadioButton, "由流量正推");
    assert_eq!(planner.read("目标 GMV "), "目标 GMV 5,000万", "the visitors stand where they were");
    set(&mut planner, "访客 UV", "187.2万");
    assert_eq!(planner.read("目标 GMV "), "目标 GMV 4,680万", "187.2万 × 10 % × 250");
    planner.press(Modifiers::COMMAND, Key::Z);
    planner.press(Modifiers::COMMAND, Key::Z);
    assert!(campaign(&planner).funnel.gmv.is_fixed());
}

#[test]
fn the_traffic_gap_is_filled_in_proportion_in_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut planner, _) = open(folder.path());
    planner.click("补足 12.8万 UV…");
    assert!(!planner.shows("缺 "), "nothing is missing");
    let total: u64 = campaign(&planner).traffic.iter().filter_map(|s| s.uv).map(promoplan::model::Count::get).sum();
    assert_eq!(total, 2_000_000);
    planner.press(Modifiers::COMMAND, Key::Z);
    assert!(planner.shows("缺 12.8万（6.4%）"));
}

#[test]
fn the_panes_are_reached_by_name_and_a_finding_leads_to_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut planner, _) = open(folder.path());
    for pane in ["环节", "阶段", "蓄水释放", "年度目标", "按时", "类目", "角色", "部门", "按日", "流量来源"]
    {
        planner.click_role(Role::Tab, pane);
        assert_eq!(planner.nameless(), Vec::<String>::new(), "in 「{pane}」");
    }
    planner.click("错误 1，警告 8，提示 4");
    planner.click("流量缺 12.8万 UV（6.4%）：需要 200万，计划 187.2万");
    assert!(planner.shows("计划 UV"));
}

#[test]
fn rates_and_counts_hold_in_exact_decimals() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut planner, _) = open(folder.path());
    let rate = |planner: &Planner| campaign(planner).funnel.stages.at(1).expect("visitors").rate.fixed();
    set(&mut planner, "收藏加购率", "33.333333333%");
    assert_eq!(rate(&planner), Rate::parse("25%").ok(), "more decimals than can be held exactly are refused");
    planner.press(Modifiers::NONE, Key::Escape);
    set(&mut planner, "收藏加购率", "33.3333333");
    assert_eq!(rate(&planner), Rate::parse("33.3333333%").ok());
}
