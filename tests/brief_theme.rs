//! The theme of a brief at the window: composed, marked, chosen, held to advertising law; and the packages beside it.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

#[path = "common/window.rs"]
mod window;

use std::fs;
use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use promoplan::engine::finding::findings;
use promoplan::model::{Brief, Mark, Quality, Theme, ThemePart};
use window::Planner;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

fn start(folder: &Path) -> Planner {
    let path = folder.join("山屿家居 2026.ron");
    fs::copy(SAMPLE, &path).expect("copied");
    let mut planner = Planner::open(folder, &path);
    planner.click_role(Role::Tab, "目标");
    planner
}

fn brief(planner: &Planner) -> Brief {
    let campaign = planner.project().campaigns.iter().find(|c| c.name == "2026 双11").expect("the campaign");
    Brief::clone(&campaign.brief)
}

fn theme(planner: &Planner) -> Theme {
    Theme::clone(&brief(planner).theme)
}

/// The names of the findings about themes and names of offers.
fn told(planner: &Planner) -> Vec<&'static str> {
    let all = findings(planner.project());
    let mut names: Vec<&str> = all.iter().map(|finding| finding.code.name()).collect();
    names.retain(|name| name.contains("theme") || name.contains("risky"));
    names
}

#[test]
fn marks_are_set_with_a_key() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path());
    for words in ["回家，慢一点 简短 5", "回家，慢一点 易传 4", "回家，慢一点 好记 5", "25", "把家焕新一遍 好记 3"]
    {
        assert!(planner.has(words), "{words}: {:?}", planner.names());
    }
    planner.click_role(Role::SpinButton, "山屿好眠节 有趣 2");
    planner.click_role(Role::MenuItem, "4");
    let mark = |planner: &Planner, quality| theme(planner).candidates.at(1).expect("five").marks.get(&quality).copied();
    assert_eq!(mark(&planner, Quality::Fun), Mark::new(4));
    // what is measured can be judged otherwise, and be measured again
    planner.click_role(Role::SpinButton, "山屿好眠节 好记 4");
    planner.click_role(Role::MenuItem, "5");
    assert_eq!(mark(&planner, Quality::Memorable), Mark::new(5));
    planner.click_role(Role::SpinButton, "山屿好眠节 好记 5");
    planner.click_role(Role::MenuItem, "删去打分，用量得的");
    assert_eq!(mark(&planner, Quality::Memorable), None);
    for _ in 0..3 {
        planner.press(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(mark(&planner, Quality::Fun), Mark::new(2));
    assert!(planner.nameless().is_empty(), "{:?}", planner.nameless());
}

#[test]
fn candidates_are_composed_of_the_parts() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path());
    planner.click("组合新主题");
    planner.click_role(Role::MenuItem, "初冬家居焕新季");
    let after = theme(&planner);
    assert_eq!(after.candidates.last().map(|c| c.words.as_str()), Some("初冬家居焕新季"));
    // composed once, it is offered no more
    planner.click("组合新主题");
    assert!(!planner.names().iter().any(|name| name == "初冬家居焕新季 "), "{:?}", planner.names());
    planner.press(Modifiers::NONE, Key::Escape);
    planner.click("季节 初冬");
    planner.type_into("主题 季节", "岁末");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(theme(&planner).parts.get(&ThemePart::Season).map(String::as_str), Some("岁末"));
    planner.press(Modifiers::NONE, Key::Escape);
    planner.click("组合新主题");
    planner.click_role(Role::MenuItem, "岁末家居焕新季");
    assert_eq!(theme(&planner).candidates.len(), 7);
}

#[test]
fn banned_words_are_told_and_the_list_is_the_shops() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path());
    assert!(told(&planner).is_empty());
    planner.type_into("候选主题 住进好日子", "住进最好的日子");
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(planner.has("候选主题「住进最好的日子」里有「最」，广告法不许用"), "{:?}", planner.names());
    planner.type_into("副标题", "最后三天，第一件 5 折");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(theme(&planner).subtitle, "最后三天，第一件 5 折");
    assert!(!planner.shows("副标题里有"), "harmless phrases are none");
    // the shop allows the word, and bans another
    planner.click_role(Role::Button, "删去「最」");
    assert!(!planner.shows("广告法不许用"), "{:?}", planner.names());
    planner.type_into("加禁用词", "慢");
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(planner.has("候选主题「回家，慢一点」里有「慢」，广告法不许用"), "{:?}", planner.names());
    planner.click("恢复默认");
    assert_eq!(planner.project().shop.ad_words, None);
}

#[test]
fn a_second_main_theme_is_a_warning() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path());
    planner.click_role(Role::Row, "山屿好眠节");
    planner.click_role(Role::Link, "选用");
    assert!(planner.has("选用了 2 个主主题，只留一个"), "{:?}", planner.names());
    planner.click("只留这个");
    let mains: Vec<String> = theme(&planner).candidates.iter().filter(|c| c.main).map(|c| c.words.clone()).collect();
    assert_eq!(mains, ["山屿好眠节"]);
    assert!(!planner.shows("只留一个"));
    planner.click("不选用");
    assert!(theme(&planner).main().is_none());
    planner.click("删除");
    assert_eq!(theme(&planner).candidates.len(), 4);
    for _ in 0..4 {
        planner.press(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(theme(&planner).main().map(|c| c.words.clone()).as_deref(), Some("回家，慢一点"));
}

#[test]
fn packages_cost_by_take_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path());
    planner.click_role(Role::Tab, "套餐");
    // 200,000 buyers: 18.00 × 3 % + 6.50 × 12 % + 4.20 × 5 % = 1.53 each
    assert!(planner.shows("合计 30.6万，按计划买家 20.00万人"), "{:?}", planner.names());
    planner.click("添加套餐");
    assert_eq!(brief(&planner).packages.len(), 4);
    assert!(planner.nameless().is_empty(), "{:?}", planner.nameless());
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(brief(&planner).packages.len(), 3);
}
