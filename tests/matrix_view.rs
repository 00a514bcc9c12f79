//! The matrix, worked as a planner does, without a display: what happens when, what is missing, where it leads.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]
#![allow(clippy::panic, reason = "a panic is a test's report")]
#![allow(dead_code, reason = "each test uses its part of the planner")]

#[path = "common/window.rs"]
mod window;

use std::path::Path;

use egui::accesskit::Role;
use egui::vec2;
use promoplan::app::Setup;
use promoplan::text::Lang;
use promoplan::ui::action::Action;
use promoplan::ui::pose::PicturePane;
use promoplan::ui::widgets::grid::tsv;
use window::{Planner, setup};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

fn open(folder: &Path) -> Planner {
    let path = folder.join("山屿家居 2026.ron");
    std::fs::copy(SAMPLE, &path).expect("copied");
    let setup = Setup { path: Some(path), ..setup(folder) };
    let mut planner = Planner::start_in(setup, vec2(1900.0, 1400.0));
    planner.click("日历");
    planner.click("矩阵");
    planner
}

#[test]
fn cells_hold_what_happens_and_say_what_is_missing() {
    let folder = tempfile::tempdir().expect("a folder");
    let planner = open(folder.path());
    for spoken in [
        "工厂生产 · 供应链 · 筹备",
        "预热期盯盘 · 活动 · 预热",
        "◆ 开卖就绪 · 活动 · 正式",
        // after the last phase
        "◆ 复盘会 · 活动 · 之后",
    ] {
        assert!(planner.has(spoken), "{spoken} among {:?}", planner.names());
    }
    // a task that runs from one phase into the next stands in both
    assert!(planner.has("到仓质检入库 · 物流仓储 · 筹备") && planner.has("到仓质检入库 · 物流仓储 · 预热"));
    assert!(planner.has("这个阶段没有任务 · 客服 · 正式"), "{:?}", planner.names());
    // a department without any task is listed, not marked in every phase
    assert!(planner.has("用户运营") && !planner.has("这个阶段没有任务 · 用户运营 · 正式"));
    let launch = planner.read("正式 · 11-01");
    assert!(launch.contains("目标 GMV"), "{launch}");
    assert!(planner.nameless().is_empty(), "{:?}", planner.nameless());
}

#[test]
fn an_entry_leads_to_what_it_is_about() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click_role(Role::Button, "工厂生产 · 供应链 · 筹备");
    assert!(planner.has("紧前任务"), "the inspector shows it: {:?}", planner.names());
    let offer = planner.names().into_iter().find(|name| name.ends_with(" · 可使用 · 正式")).expect("an offer");
    planner.click_role(Role::Button, &offer);
    assert!(planner.has("模拟器") && !planner.has("矩阵"), "{:?}", planner.names());
    planner.click("日历");
    let source = planner.names().into_iter().find(|name| name.ends_with(" · 来源 · 全程")).expect("a source");
    planner.click_role(Role::Button, &source);
    assert!(planner.has("流量来源") && !planner.has("矩阵"), "{:?}", planner.names());
}

#[test]
fn what_does_not_fit_stands_behind_its_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let all = planner.names().into_iter().find(|name| name.contains(" · 全程：全部 ")).expect("many sources");
    let count = planner.names().len();
    planner.click_role(Role::Button, &all);
    assert!(planner.names().len() > count, "all of them are listed");
}

#[test]
fn columns_are_phases_weeks_or_days() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click("周");
    assert!(planner.shows("10-12 起"), "{:?}", planner.names());
    assert!(planner.has("工厂生产 · 供应链 · 10-12 起") && planner.has("工厂生产 · 供应链 · 10-19 起"));
    planner.click("天");
    // where it is now
    assert!(planner.shows("10-13 周二") && !planner.shows("09-22 周二"), "{:?}", planner.names());
    planner.click("阶段");
    assert!(planner.has("工厂生产 · 供应链 · 筹备"));
}

#[test]
fn the_matrix_goes_to_a_spreadsheet_as_a_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let text = planner.click_for_text("复制为表格");
    let rows = tsv::read(&text).expect("a table");
    assert_eq!(rows[0][..4], ["", "", "筹备 09-22 – 10-23", "预热 10-24 – 10-31"]);
    assert_eq!(rows[1][0], "目标 GMV");
    let row = |name: &str| rows.iter().find(|row| row[1] == name).expect(name);
    assert_eq!(row("推广")[2], "投放计划与预算\n达人寄样与排期");
    assert_eq!(row("产品技术")[3], "◆ 预热会场上线\n压力演练");
    assert!(rows.iter().all(|row| row.len() == rows[0].len()));
    // owners are folded in the window, and stand in the table
    assert_eq!(row("罗岩")[0], "负责人在做什么");
}

#[test]
fn the_matrix_is_saved_whole_as_a_picture() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    for scale in ["阶段", "周", "天"] {
        planner.click(scale);
        let (png, svg) = (folder.path().join(format!("{scale}.png")), folder.path().join(format!("{scale}.svg")));
        planner.ask(|actions| actions.push(Action::PicturePath(PicturePane::Calendar, png.clone())));
        planner.ask(|actions| actions.push(Action::PicturePath(PicturePane::Calendar, svg.clone())));
        assert!(std::fs::metadata(&png).expect("written").len() > 10_000, "{scale}");
        let text = std::fs::read_to_string(&svg).expect("written");
        for name in ["选品与定价", "返场加推", "复盘会", "客服"] {
            assert!(text.contains(name), "{name} by {scale}");
        }
    }
}

#[test]
fn groups_are_folded() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    assert!(!planner.shows(" · 陈禾 · "));
    planner.click("展开负责人在做什么");
    assert!(planner.shows("首批备货下单 · 陈禾 · 筹备"), "{:?}", planner.names());
    planner.click("收起部门在做什么");
    assert!(!planner.has("工厂生产 · 供应链 · 筹备"));
}

#[test]
fn other_languages_have_all_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.speak(Lang::En);
    assert!(planner.shows("工厂生产 · 供应链 · Prepare"), "{:?}", planner.names());
    assert!(planner.has("Copy as table") && planner.has("Fold Offers"));
    planner.speak(Lang::ZhHant);
    assert!(planner.has("複製為表格"), "{:?}", planner.names());
}
