//! How a person looks at a project: edges between panes, what is kept for each file, locks in the chart, the identity in a
//! narrow window.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

#[path = "common/window.rs"]
mod window;

use std::fs;
use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Key, Modifiers, pos2, vec2};
use jiff::civil::date;
use promoplan::app::Setup;
use promoplan::engine::finding::Tab;
use promoplan::text::{Lang, Msg, Texts};
use promoplan::ui::action::Action;
use promoplan::ui::command::Command;
use window::{Planner, setup};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

fn sample(folder: &Path) -> PathBuf {
    let path = folder.join("山屿家居 2026.ron");
    fs::copy(SAMPLE, &path).expect("copied");
    path
}

fn inspector_width(planner: &Planner) -> f32 {
    1440.0 - planner.place(Role::Splitter, "右栏宽度").center().x
}

#[test]
fn the_inspector_is_drawn_wider_within_limits_and_put_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = Planner::open(folder.path(), &sample(folder.path()));
    assert_eq!(inspector_width(&planner), 304.0);
    let edge = |planner: &Planner| planner.place(Role::Splitter, "右栏宽度").center();
    planner.drag(edge(&planner), vec2(-60.0, 0.0));
    assert_eq!(inspector_width(&planner), 364.0);
    planner.drag(edge(&planner), vec2(-600.0, 0.0));
    assert_eq!(inspector_width(&planner), 420.0);
    planner.drag(edge(&planner), vec2(600.0, 0.0));
    assert_eq!(inspector_width(&planner), 264.0);
    planner.click_at(edge(&planner), 2);
    assert_eq!(inspector_width(&planner), 304.0);
    let lower = planner.place(Role::Splitter, "下方两栏的分界").center();
    planner.drag(lower, vec2(-100.0, 0.0));
    let wider = planner.place(Role::Splitter, "下方两栏的分界").center();
    assert_eq!(wider.x, lower.x - 100.0);
}

/// Looks at a file in a way of one's own, and leaves.
fn arrange(folder: &Path, file: &Path) {
    let mut planner = Planner::open(folder, file);
    planner.click_role(Role::Tab, "阶段");
    planner.click_role(Role::Tab, "按时");
    let edge = planner.place(Role::Splitter, "右栏宽度").center();
    planner.drag(edge, vec2(-50.0, 0.0));
    planner.press(Modifiers::COMMAND, Key::Num4);
    let price = planner.place(Role::ColumnHeader, "吊牌价");
    planner.drag(price.right_center(), vec2(40.0, 0.0));
    // sorted by the list price, from small to large
    planner.click_role(Role::ColumnHeader, "吊牌价");
    assert!((planner.place(Role::ColumnHeader, "吊牌价").width() - price.width() - 40.0).abs() < 1.5);
    planner.quit();
}

#[test]
fn a_file_is_opened_again_as_it_was_looked_at() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = sample(folder.path());
    let usual = {
        let mut planner = Planner::open(folder.path(), &file);
        planner.press(Modifiers::COMMAND, Key::Num4);
        planner.place(Role::ColumnHeader, "吊牌价").width()
    };
    arrange(folder.path(), &file);
    let mut planner = Planner::open(folder.path(), &file);
    assert_eq!(inspector_width(&planner), 354.0);
    let price = planner.place(Role::ColumnHeader, "吊牌价");
    assert!((price.width() - usual - 40.0).abs() < 1.5, "{} {usual}", price.width());
    let least = planner.project().goods.iter().map(|sku| sku.list_price).min().expect("goods");
    let first = planner.names().into_iter().find(|name| name.starts_with("行 1 吊牌价")).expect("a row");
    assert!(first.replace(',', "").contains(&format!(" {}", least.minor() / 100)), "sorted: {first}, {least}");
    planner.press(Modifiers::COMMAND, Key::Num2);
    assert!(planner.has("添加阶段"), "the phases are in front");
    assert!(planner.shows("0:00") || planner.shows("00:00"), "and the hours");
    planner.quit();

    // another file is another matter
    let other = folder.path().join("other.ron");
    fs::copy(&file, &other).expect("copied");
    let planner = Planner::open(folder.path(), &other);
    assert_eq!(inspector_width(&planner), 304.0);
    assert!(planner.has("计划 UV"), "the funnel tab, with its sources");
    planner.quit();
    let planner = Planner::open(folder.path(), &file);
    assert_eq!(inspector_width(&planner), 354.0);
}

#[test]
fn damage_of_what_is_kept_costs_nothing_else() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = sample(folder.path());
    arrange(folder.path(), &file);
    let views = folder.path().join("config/views.ron");
    let kept = fs::read_to_string(&views).expect("kept");
    let damaged = [
        String::new(),
        "nonsense".to_owned(),
        kept.replace("files: [", "files: [7, "),
        kept.get(..kept.len() / 2).unwrap_or_default().to_owned(),
        kept.replace("354", "65535").replace("hours", "gone").replace("goods", "gone"),
    ];
    for text in damaged {
        fs::write(&views, &text).expect("damaged");
        let planner = Planner::open(folder.path(), &file);
        assert!((264.0..=420.0).contains(&inspector_width(&planner)), "{text}");
        assert!(planner.has("已打开") && !planner.shows("设置文件读不出"), "{text}");
        assert_eq!(planner.app().settings().recent.len(), 1, "the settings are whole");
        drop(planner);
    }
}

#[test]
fn a_day_is_locked_by_its_column() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = Planner::open(folder.path(), &sample(folder.path()));
    let locked = |planner: &Planner, day: i8| {
        let campaign = planner
            .project()
            .campaigns
            .iter()
            .find(|c| c.name.contains("双11") && c.opening().is_some_and(|o| o.year() == 2026));
        let row = campaign.expect("this year's").splits.days.get(date(2026, 11, day)).cloned();
        row.and_then(|row| row.cell.lock)
    };
    let chart = planner.place(Role::Figure, "按日");
    // the chart shows the days from 24 October to 14 November; each has the same room
    let at = |day: f32| pos2(chart.left() + chart.width() * (day + 1.1) / (21.0 + 0.7 + 1.1), chart.bottom() - 3.0);
    assert_eq!(locked(&planner, 5), None);
    planner.click_at(at(12.0), 1);
    assert_eq!(locked(&planner, 5), None, "a click on the column asks why");
    assert!(planner.shows("11-05"), "{:?}", planner.names());
    planner.click_role(Role::Button, "锁定 11-05");
    let amount = locked(&planner, 5).expect("locked");
    planner.click_role(Role::Button, "解锁 11-05");
    assert_eq!(locked(&planner, 5), None);
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(locked(&planner, 5), Some(amount));
}

#[test]
fn the_identity_stays_while_one_unknown_is_solved_for() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = sample(folder.path());
    for lang in Lang::ALL {
        let begin = Setup { path: Some(file.clone()), config: None, ..setup(folder.path()) };
        let mut planner = Planner::start_in(begin, vec2(1280.0, 800.0));
        planner.speak(lang);
        planner.ask(|actions| actions.push(Action::Command(Command::Tab(Tab::Funnel))));
        // the side pane takes room as well
        planner.ask(|actions| actions.push(Action::Command(Command::Findings)));
        let texts = Texts::new(lang);
        planner.click_role(Role::RadioButton, texts.get(Msg::FunnelSolveOne));
        let mut right = 0.0;
        for name in [Msg::ShortGmv, Msg::ShortUv, Msg::ShortCvr, Msg::ShortAov] {
            let field = planner.place(Role::TextInput, texts.get(name));
            assert!(field.left() > right && field.right() < 1280.0 - 264.0, "{lang:?} {name:?}: {field}");
            right = field.right();
        }
        let mode = planner.place(Role::RadioButton, texts.get(Msg::FunnelSolveOne));
        assert!(mode.right() + 100.0 < planner.place(Role::TextInput, texts.get(Msg::ShortGmv)).left(), "{lang:?}");
        planner.quit();
    }
}

#[test]
fn sums_are_in_the_projects_currency() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("us.ron");
    let text = fs::read_to_string(SAMPLE).expect("read");
    let shop = text.find("shop: (").expect("a shop") + "shop: (".len();
    let (before, after) = text.split_at(shop);
    fs::write(&file, format!("{before}\n        currency: \"USD\",{after}")).expect("written");
    let mut planner = Planner::open(folder.path(), &file);
    assert!(planner.has("金额 万美元") && planner.shows("$251.83") && !planner.shows("¥"), "{:?}", planner.names());
    planner.speak(Lang::En);
    assert!(planner.has("$ M") && planner.read("Target GMV").contains("$50.0 M"));
    planner.type_into("AOV", "$260.50");
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(planner.shows("$260.50"), "{:?}", planner.names());
    let other = sample(folder.path());
    planner.press(Modifiers::COMMAND, Key::Z);
    planner.drop_file(&other);
    assert!(planner.has("¥ M") && !planner.shows("$"));
}

#[test]
fn goods_are_picked_by_role_and_category() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = Planner::open(folder.path(), &sample(folder.path()));
    planner.press(Modifiers::COMMAND, Key::Num4);
    assert!(planner.has("显示 60 / 60 个"), "{:?}", planner.names());
    planner.click_role(Role::ComboBox, "筛选角色");
    planner.click_role(Role::MenuItem, "主推款");
    let goods = planner.project().goods.clone();
    let heroes = goods.iter().filter(|sku| sku.role == promoplan::model::Role::Hero).count();
    let drivers = goods.iter().filter(|sku| sku.role == promoplan::model::Role::TrafficDriver).count();
    assert!(heroes > 0 && planner.has(&format!("显示 {heroes} / 60 个")));
    // the menu stays open: another one joins
    planner.click_role(Role::MenuItem, "引流款");
    assert!(planner.has(&format!("显示 {} / 60 个", heroes + drivers)));
    planner.click_role(Role::MenuItem, "全部");
    assert!(planner.has("显示 60 / 60 个"));
    planner.click_role(Role::ComboBox, "筛选类目");
    let category = planner.project().shop.categories.first().expect("categories").clone();
    planner.click_role(Role::MenuItem, &category.name);
    let some = goods.iter().filter(|sku| sku.category == Some(category.id)).count();
    assert!(some > 0 && planner.has(&format!("显示 {some} / 60 个")));
    planner.press(Modifiers::NONE, Key::Escape);
    planner.click("清除筛选");
    assert!(planner.has("显示 60 / 60 个"));
}
