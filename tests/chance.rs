//! How sure the target is, worked as a planner does: the chance in the header, ranges typed, levers tried, defaults, history;
//! each one step, and a new figure follows.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]
#![allow(clippy::panic, reason = "a panic is a test's report")]
#![allow(dead_code, reason = "each test uses its part of the planner")]

#[path = "common/window.rs"]
mod window;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use promoplan::app::Setup;
use promoplan::model::{Campaign, DriverOf, Money, Quantity, RangeShape, Rate, Uncertainty};
use window::{Planner, setup};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");
const CAMPAIGN: &str = "2026 双11";

fn open_after(folder: &Path, after: Duration) -> Planner {
    let path = folder.join("山屿家居 2026.ron");
    std::fs::copy(SAMPLE, &path).expect("copied");
    let setup = Setup { path: Some(path), simulate_after: Some(after), ..setup(folder) };
    let mut planner = Planner::start_in(setup, vec2(1440.0, 900.0));
    planner.click("漏斗");
    planner
}

fn open(folder: &Path) -> Planner {
    open_after(folder, Duration::ZERO)
}

fn campaign(planner: &Planner) -> &Campaign {
    planner.project().campaigns.iter().find(|c| c.name == CAMPAIGN).expect("the sample has it")
}

fn ranges(planner: &Planner) -> &Uncertainty {
    &campaign(planner).uncertainty
}

fn written(planner: &Planner) -> String {
    promoplan::file::write(planner.project()).expect("text")
}

/// The chance in the header, per cent.
fn chance(planner: &Planner) -> Option<u32> {
    let name = planner.names().into_iter().find(|name| name.starts_with("达成概率 ") && name.ends_with('%'))?;
    name.trim_start_matches("达成概率 ").trim_end_matches('%').parse().ok()
}

/// Changes the campaign by no hand of the pane.
fn change(planner: &mut Planner, change: impl FnOnce(&mut Campaign) + 'static) {
    planner.ask(|actions| {
        actions.edit("改", move |project| {
            let id = project.campaigns.iter().find(|c| c.name == CAMPAIGN).expect("there").id;
            project.campaigns.get_mut(id).map(change).expect("there");
        });
    });
}

fn pane(planner: &mut Planner, view: &str) {
    planner.click_role(Role::Tab, "把握");
    if planner.has(view) {
        planner.click(view);
    }
}

/// Clicks a cell of the ranges, found by how its name begins, and types.
fn type_cell(planner: &mut Planner, cell: &str, text: &str) {
    planner.click_role(Role::GridCell, cell);
    planner.write(text);
    planner.press(Modifiers::NONE, Key::Enter);
}

#[test]
fn the_chance_stands_in_the_header_and_leads_to_its_reasons() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    assert_eq!(chance(&planner), Some(29), "{:?}", planner.names());
    planner.click_role(Role::Button, "达成概率 29%");
    // P10, P50, P90, the draws, the spread and what matters most
    for words in ["4,113.4万", "4,718.3万", "5,383.1万", "10万", "GMV 分布", "转化率 −481 +481"] {
        assert!(planner.has(words), "{words}: {:?}", planner.names());
    }
}

#[test]
fn a_range_typed_moves_the_chance_and_one_step_brings_it_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let before = written(&planner);
    pane(&mut planner, "区间");
    type_cell(&mut planner, "行 3 最低 80%", "98");
    let cvr = ranges(&planner).drivers.iter().find(|d| d.of == DriverOf::Cvr).expect("there").clone();
    assert_eq!((cvr.low, cvr.assumed), (Rate::from_percent(98), false), "no assumption of the program any more");
    assert!(chance(&planner).expect("drawn") > 33, "{:?}", chance(&planner));
    assert!(planner.has("未保存 1 步"));
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(written(&planner), before);
    assert_eq!(chance(&planner), Some(29));

    // the likeliest above the highest is refused, and says why
    type_cell(&mut planner, "行 3 最可能 100%", "130");
    assert!(planner.shows("最低 ≤ 最可能 ≤ 最高"), "{:?}", planner.names());
    planner.press(Modifiers::NONE, Key::Escape);
    assert_eq!(written(&planner), before);
}

#[test]
fn ranges_are_added_and_deleted_in_the_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    pane(&mut planner, "区间");
    assert_eq!(ranges(&planner).drivers.len(), 6);
    planner.click("补全常用区间");
    assert_eq!(ranges(&planner).drivers.last().expect("added").of, DriverOf::GoodsCost);
    planner.click_role(Role::GridCell, "行 1 对象 免费 UV");
    planner.press(Modifiers::SHIFT, Key::Space);
    planner.press(Modifiers::COMMAND, Key::Minus);
    let left: Vec<DriverOf> = ranges(&planner).drivers.iter().map(|d| d.of).collect();
    assert_eq!(left.len(), 6);
    assert!(!left.contains(&DriverOf::FreeUv), "Ctrl − deletes the row and does not zoom: {left:?}");
    assert_eq!(planner.app().settings().zoom, 100);
}

#[test]
fn without_ranges_one_button_sets_the_usual_ones() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    change(&mut planner, |campaign| campaign.uncertainty = Arc::default());
    assert_eq!(chance(&planner), None, "no ranges, no chance");
    planner.click_role(Role::Tab, "把握");
    assert!(planner.shows("还没有区间"));
    planner.click("填入常用区间");
    assert_eq!(ranges(&planner).drivers.len(), 7);
    assert!(ranges(&planner).drivers.iter().all(|driver| driver.assumed));
    assert!(chance(&planner).is_some());
    planner.click("区间");
    assert!(planner.shows("依据 假设"), "{:?}", planner.names());
}

#[test]
fn a_lever_tried_makes_the_target_as_sure_as_asked_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let before = written(&planner);
    pane(&mut planner, "敏感度");
    for lever in ["全部 UV", "转化率", "客单价", "免费 UV", "付费 UV", "目标 GMV"] {
        planner.click_role(Role::Button, &format!("试用：{lever}"));
        assert_eq!(chance(&planner), Some(50), "{lever}");
        assert!(planner.shows("已够 50% 把握"), "{lever}: {:?}", planner.names());
        assert!(planner.has("未保存 1 步"), "{lever}");
        planner.press(Modifiers::COMMAND, Key::Z);
        assert_eq!(written(&planner), before, "{lever}");
        assert_eq!(chance(&planner), Some(29), "{lever}");
    }
    // surer: other figures are needed
    planner.type_into("要求概率", "80");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(ranges(&planner).wanted, Rate::from_percent(80));
    assert!(planner.shows("到 80% 的办法"));
    planner.click_role(Role::Button, "试用：客单价");
    assert_eq!(chance(&planner), Some(80));
}

#[test]
fn another_target_makes_the_chance_stale_until_it_is_drawn_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = |campaign: &mut Campaign| {
        Arc::make_mut(&mut campaign.funnel).gmv = Quantity::Fixed(Money::from_major(45_000_000));
    };
    // a simulation that waits for an hour after each change
    let mut planner = open_after(folder.path(), Duration::from_hours(1));
    pane(&mut planner, "分布");
    assert!(planner.shows("模拟 100,000 次"));
    change(&mut planner, target);
    assert_eq!(chance(&planner), Some(29), "the last answer stays");
    assert!(planner.shows("模拟中") && !planner.shows("模拟 100,000 次"), "{:?}", planner.names());
    planner.press(Modifiers::COMMAND, Key::Z);
    assert!(planner.shows("模拟 100,000 次"), "what was drawn fits again: {:?}", planner.names());

    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    change(&mut planner, target);
    assert!(chance(&planner).expect("drawn anew") > 60, "{:?}", chance(&planner));
    pane(&mut planner, "分布");
    assert!(planner.shows("GMV ≥ 4,500万"), "{:?}", planner.names());
}

#[test]
fn history_gives_ranges_from_three_campaigns_on() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    pane(&mut planner, "区间");
    let few = planner.read("往期活动只有");
    assert!(few.contains("只有 2 场，至少要 3 场"), "{few}");
    let before = written(&planner);
    planner.click("按历史活动");
    assert_eq!(written(&planner), before, "disabled");
    // a third one that met its plan in full
    planner.ask(|actions| {
        actions.edit("添加", |project| {
            let campaigns = &project.campaigns;
            let known = promoplan::engine::simulate::ranges::past(
                project,
                campaigns.iter().find(|c| c.name == CAMPAIGN).expect("there"),
            );
            let first = known.first().expect("two are known").campaign;
            let mut third = project.campaign(first).expect("there").as_ref().clone();
            third.id = project.new_id();
            project.campaigns.push(third);
        });
    });
    assert!(planner.shows("用 3 场往期活动"), "{:?}", planner.names());
    planner.click("按历史活动");
    let of = |of: DriverOf| ranges(&planner).drivers.iter().find(|d| d.of == of).expect("there").clone();
    for range in [DriverOf::FreeUv, DriverOf::PaidUv, DriverOf::Cvr, DriverOf::Aov].map(of) {
        assert_eq!((range.shape, range.assumed), (RangeShape::LogNormal, false));
        assert!(range.low < range.likely && range.likely < range.high, "{range:?}");
    }
    assert!(of(DriverOf::Refunds).assumed, "history says nothing of refunds");
    assert!(chance(&planner).is_some());
}

#[test]
fn the_finding_leads_to_the_levers() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let line = planner.read("错误 ");
    planner.click_role(Role::Button, &line);
    let finding = planner.read("达成概率 29%，低于 50%");
    assert!(finding.contains("目标调到 4,718.3万"), "{finding}");
    planner.click_role(Role::Button, &finding);
    assert!(planner.shows("到 50% 的办法"), "{:?}", planner.names());
}

#[test]
fn correlation_and_seed_are_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    pane(&mut planner, "区间");
    planner.type_into("UV 与转化率相关", "-60");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(ranges(&planner).correlation, Rate::from_percent(-60));
    assert!(chance(&planner).expect("drawn") < 29, "visitors that buy less narrow the spread: {:?}", chance(&planner));
    planner.type_into("UV 与转化率相关", "200");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(ranges(&planner).correlation, Rate::from_percent(-60), "refused");
    planner.press(Modifiers::NONE, Key::Escape);
    planner.type_into("种子", "7");
    planner.press(Modifiers::NONE, Key::Enter);
    planner.type_into("模拟次数", "2万");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!((ranges(&planner).seed, ranges(&planner).draws), (7, 20_000));
    planner.click("分布");
    assert!(planner.shows("模拟 20,000 次 · 种子 7"), "{:?}", planner.names());
}
