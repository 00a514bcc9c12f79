//! The audience of a brief at the window: customers imported or typed, segments, thresholds, tactics, personas.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

#[path = "common/window.rs"]
mod window;

use std::fs;
use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use promoplan::app::Setup;
use promoplan::engine::finding::Tab;
use promoplan::model::{Brief, Count, Money, Rate, RfmSource, Segment, Threshold};
use promoplan::text::Lang;
use window::{Planner, setup};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

fn start(folder: &Path) -> Planner {
    let path = folder.join("山屿家居 2026.ron");
    fs::copy(SAMPLE, &path).expect("copied");
    let mut planner = Planner::open(folder, &path);
    planner.click_role(Role::Tab, "目标");
    planner
}

/// The brief of the campaign in front.
fn brief(planner: &Planner) -> Brief {
    let campaign = planner.project().campaigns.iter().find(|c| c.name == "2026 双11").expect("the campaign");
    Brief::clone(&campaign.brief)
}

fn list(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, text).expect("written");
    path
}

const CUSTOMERS: &str = "客户ID,最近购买时间,购买次数,累计消费\nA,2026-09-30,5,500\nB,2026-09-25,1,90\nC,2026-09-10,3,60\nD,2026-09-01,1,300\nE,,2,10\n";

#[test]
fn the_sample_shows_its_segments() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path());
    assert!(planner.has("48.62万人，方块面积为人数，百分数为成交占比"), "{:?}", planner.names());
    for segment in ["重要价值 3.86万人 31.2%", "重要挽留 4.41万人 14.1%", "一般挽留 13.37万人 4.2%"] {
        assert!(planner.has(segment), "{segment}: {:?}", planner.names());
    }
    planner.click_role(Role::Button, "重要保持 3.19万人 15.8%");
    for words in ["31,900", "均值 ¥246.82", "久：距今 ≤ 173 天", "= 15.8%"] {
        assert!(planner.shows(words), "{words}: {:?}", planner.names());
    }
    assert!(planner.nameless().is_empty(), "{:?}", planner.nameless());
}

#[test]
fn a_list_of_customers_is_imported_as_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path());
    let before = brief(&planner);
    let path = list(folder.path(), "客户.csv", CUSTOMERS);
    planner.click("导入订单或客户…");
    planner.type_into("订单文件（CSV 或 XLSX）", path.to_str().expect("text"));
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(planner.has("客户 客户ID") && planner.has("购买次数 购买次数"), "{:?}", planner.names());
    assert!(planner.shows("第 6 行：没有日期"), "{:?}", planner.names());
    assert!(planner.nameless().is_empty(), "{:?}", planner.nameless());
    assert_eq!(brief(&planner), before, "nothing is taken yet");
    planner.click_role(Role::Button, "导入");
    let after = brief(&planner);
    let RfmSource::Imported(list) = &after.rfm.source else { panic!("imported") };
    assert_eq!((list.table.written().as_str(), list.bad), ("0/5:50000;5/1:9000;20/3:6000;29/1:30000", Count::new(1)));
    assert_eq!(after.rfm.tactics, before.rfm.tactics);
    // days 1, 6, 21, 30: mean 14.5; orders mean 2.5; sums mean 237.50
    assert!(planner.has("重要价值 1人 52.6%") && planner.has("重要挽留 1人 31.6%"), "{:?}", planner.names());
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(brief(&planner), before);
}

#[test]
fn thresholds_are_chosen_and_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path());
    planner.click("门槛 按均值");
    planner.click_role(Role::MenuItem, "按数值");
    let rfm = brief(&planner).rfm;
    assert_eq!(rfm.recency, Threshold::Value(Count::new(173)), "values begin where the mean stood");
    assert_eq!(rfm.monetary, Threshold::Value(Money::from_minor(24_682)));
    assert!(planner.has("重要价值 3.86万人 31.2%"), "so nobody moves");
    planner.click_role(Role::Button, "重要价值 3.86万人 31.2%");
    planner.type_into("最近购买门槛值", "0");
    planner.press(Modifiers::NONE, Key::Enter);
    // a day after the last purchase nobody bought today
    assert!(planner.has("重要价值 0人 0.0%"), "{:?}", planner.names());
    planner.type_into("最近购买门槛值", "-3");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(brief(&planner).rfm.recency, Threshold::Value(Count::ZERO), "what is refused changes nothing");
    planner.press(Modifiers::NONE, Key::Escape);
    planner.click("消费金额门槛 按数值");
    planner.click_role(Role::MenuItem, "按分位");
    assert_eq!(brief(&planner).rfm.monetary, Threshold::Quantile(Rate::from_percent(50)));
    assert!(planner.has("门槛 各不相同"), "{:?}", planner.names());
    for _ in 0..3 {
        planner.press(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(brief(&planner).rfm.recency, Threshold::Mean);
}

#[test]
fn a_tactic_is_typed_in_its_square() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path());
    planner.type_into("一般挽留打法", "满减短信一次");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(brief(&planner).rfm.tactics.get(&Segment::WinBack).map(String::as_str), Some("满减短信一次"));
    assert!(planner.has("未保存 1 步"), "{:?}", planner.names());
    planner.type_into("一般挽留打法", " ");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(brief(&planner).rfm.tactics.get(&Segment::WinBack), None);
    planner.press(Modifiers::COMMAND, Key::Z);
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(brief(&planner).rfm.tactics.get(&Segment::WinBack).map(String::as_str), Some("不投入"));
}

#[test]
fn without_a_list_counts_are_typed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path());
    let id = planner.project().campaigns.iter().find(|c| c.name == "2026 618").expect("the campaign").id;
    planner.ask(|actions| actions.push(promoplan::ui::action::Action::Campaign(id)));
    let of = |planner: &Planner| planner.project().campaign(id).expect("there").brief.rfm.source.clone();
    assert!(planner.has("还没有客户数据"), "{:?}", planner.names());
    planner.click("填人数");
    planner.type_into("重要价值人数", "3.86万");
    planner.press(Modifiers::NONE, Key::Enter);
    planner.type_into("重要价值成交额", "300");
    planner.press(Modifiers::NONE, Key::Enter);
    planner.type_into("一般挽留人数", "500");
    planner.press(Modifiers::NONE, Key::Enter);
    planner.type_into("一般挽留成交额", "100");
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(planner.has("重要价值 3.86万人 75.0%") && planner.has("一般挽留 500人 25.0%"), "{:?}", planner.names());
    let RfmSource::Typed(typed) = of(&planner) else { panic!("typed") };
    assert_eq!(typed[&Segment::KeyValue].customers, Count::new(38_600));
    assert!(!planner.has("门槛 按均值"), "what is typed has no thresholds");
}

#[test]
fn personas_stand_beside() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path());
    planner.click_role(Role::Tab, "画像");
    assert!(planner.has("行 1 画像 新婚装修") && planner.has("行 3 占比 25%"), "{:?}", planner.names());
    planner.click("添加画像");
    let personas = brief(&planner).personas;
    assert_eq!(personas.len(), 4);
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(brief(&planner).personas.len(), 3);
    planner.click_role(Role::Tab, "人群");
    assert!(planner.has("近且常买"));
}

#[test]
fn every_language_fits_a_small_window() {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.ron");
        fs::copy(SAMPLE, &path).expect("copied");
        let mut planner = Planner::start_in(Setup { path: Some(path), ..setup(folder.path()) }, vec2(1280.0, 800.0));
        planner.speak(lang);
        planner.ask(|actions| {
            let place = promoplan::engine::finding::Place::at(Tab::Brief, promoplan::engine::finding::PlaceKind::Theme);
            actions.push(promoplan::ui::action::Action::GoTo(place));
        });
        assert!(planner.nameless().is_empty(), "{lang:?}: {:?}", planner.nameless());
    }
}
