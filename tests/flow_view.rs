//! The flow chart, worked as a planner does, without a display: boxes chosen, opened, linked and folded; links followed by the
//! keyboard.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]
#![allow(clippy::panic, reason = "a panic is a test's report")]
#![allow(dead_code, reason = "each test uses its part of the planner")]

#[path = "common/window.rs"]
mod window;

use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, vec2};
use promoplan::app::Setup;
use promoplan::file;
use promoplan::model::{Campaign, LinkKind, Project, Task, TaskId};
use promoplan::ui::action::Action;
use promoplan::ui::pose::PicturePane;
use window::{Planner, setup};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

fn open(folder: &Path) -> Planner {
    open_as(folder, |_| {})
}

/// The sample with something changed in it.
fn open_as(folder: &Path, change: impl FnOnce(&mut Project)) -> Planner {
    let path = folder.join("山屿家居 2026.ron");
    std::fs::copy(SAMPLE, &path).expect("copied");
    let mut project = file::open(&path).expect("read").project;
    change(&mut project);
    std::fs::write(&path, file::write(&project).expect("written")).expect("written");
    let setup = Setup { path: Some(path), ..setup(folder) };
    let mut planner = Planner::start_in(setup, vec2(1900.0, 1000.0));
    planner.click("日历");
    planner.click("流程图");
    planner
}

fn campaign(planner: &Planner) -> &Campaign {
    planner.project().campaigns.iter().find(|c| c.name == "2026 双11").expect("the sample has it")
}

fn task<'a>(planner: &'a Planner, name: &str) -> &'a Task {
    campaign(planner).tasks.iter().find(|task| task.name == name).expect(name)
}

/// The place of a task's box.
fn package(planner: &Planner, name: &str) -> Rect {
    let spoken = planner.names().into_iter().find(|words| words.starts_with(&format!("{name} · "))).expect(name);
    planner.place(Role::Button, &spoken)
}

/// Whether a task is the one that is looked at: its floats stand in the toolbar.
fn chosen(planner: &Planner, name: &str) -> bool {
    planner.shows(&format!("{name}　总浮动"))
}

/// Whether the Gantt chart is shown.
fn in_gantt(planner: &Planner) -> bool {
    planner.has("表格与甘特图的分界")
}

#[test]
fn lanes_are_departments_and_hand_overs_are_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let planner = open(folder.path());
    assert!(planner.shows("图上 23 项　11 条依赖　7 次跨部门交接"), "{:?}", planner.names());
    assert!(planner.has("商品 3 项") && planner.has("供应链 1 项"), "{:?}", planner.names());
    // what comes first stands to the left of what follows, in the lane of who does it
    let (order, factory) = (package(&planner, "首批备货下单"), package(&planner, "工厂生产"));
    assert!(order.right() < factory.left());
    assert!((package(&planner, "选品与定价").center().y - order.center().y).abs() < 1.0, "the same lane");
    let lane = planner.place(Role::Label, "供应链 1 项");
    assert!(lane.y_range().contains(factory.center().y));
    let words = planner.read("投放计划与预算 · ");
    assert!(words.contains("推广 许知") && words.ends_with("已延误"), "{words}");
    assert!(planner.nameless().is_empty(), "{:?}", planner.nameless());
}

#[test]
fn a_box_is_chosen_by_a_click_and_opened_by_two() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click_at(package(&planner, "会场页面设计").center(), 1);
    assert!(chosen(&planner, "会场页面设计"), "{:?}", planner.names());
    assert!(planner.has("紧前任务"), "the inspector shows it");
    planner.click_at(package(&planner, "会场页面设计").center(), 2);
    assert!(in_gantt(&planner));
    assert!(chosen(&planner, "会场页面设计"), "{:?}", planner.names());
}

#[test]
fn a_link_is_drawn_from_box_to_box_and_a_circle_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let links = campaign(&planner).links.len();
    let (from, to) = (package(&planner, "客服排班与话术"), package(&planner, "压力演练"));
    planner.drag(from.center(), to.center() - from.center());
    assert_eq!(campaign(&planner).links.len(), links + 1, "{:?}", planner.names());
    let last = campaign(&planner).links.last().expect("drawn");
    assert_eq!((last.from, last.to), (task(&planner, "客服排班与话术").id, task(&planner, "压力演练").id));
    assert_eq!(last.kind, LinkKind::FinishStart);
    assert!(planner.has("未保存 1 步"));
    // back again would be a circle
    let (from, to) = (package(&planner, "压力演练"), package(&planner, "客服排班与话术"));
    assert!(from.left() > to.right(), "what is linked now stands behind");
    planner.drag(from.center(), to.center() - from.center());
    assert_eq!(campaign(&planner).links.len(), links + 1);
    assert!(planner.shows("会绕成一圈"), "{:?}", planner.names());
    // let go on the ground: no link
    planner.drag(from.center(), vec2(0.0, 300.0));
    assert_eq!(campaign(&planner).links.len(), links + 1);
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(campaign(&planner).links.len(), links);
}

#[test]
fn a_circle_in_the_file_is_marked() {
    let folder = tempfile::tempdir().expect("a folder");
    let planner = open_as(folder.path(), |project| {
        let id = promoplan::model::LinkId(project.new_id());
        let campaign = project.campaigns.iter().find(|c| c.name == "2026 双11").expect("there").id;
        let campaign = project.campaigns.get_mut(campaign).expect("there");
        let of = |name: &str| campaign.tasks.iter().find(|task| task.name == name).expect(name).id;
        let (from, to) = (of("库存校准上线"), of("工厂生产"));
        promoplan::engine::schedule::edit::link(campaign, id, from, to, LinkKind::FinishStart);
    });
    assert!(planner.has("绕成一圈"), "{:?}", planner.names());
}

#[test]
fn arrows_follow_the_links_and_enter_opens_the_gantt_chart() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click_at(package(&planner, "选品与定价").center(), 1);
    for next in ["首批备货下单", "工厂生产", "到仓质检入库"] {
        planner.press(Modifiers::NONE, Key::ArrowRight);
        assert!(chosen(&planner, next), "{:?}", planner.names());
    }
    planner.press(Modifiers::NONE, Key::ArrowLeft);
    assert!(chosen(&planner, "工厂生产"), "{:?}", planner.names());
    planner.press(Modifiers::NONE, Key::ArrowUp);
    assert!(!chosen(&planner, "工厂生产"));
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(in_gantt(&planner));
}

#[test]
fn summaries_are_folded_to_one_box_and_unfolded_by_two_clicks() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click("收起");
    planner.click("只看第一级");
    planner.press(Modifiers::NONE, Key::Escape);
    // five summaries; the goods hand over to the services, whose load test waits for the stock
    assert!(planner.shows("图上 5 项　1 条依赖"), "{:?}", planner.names());
    let words = planner.read("货品 · ");
    assert!(words.ends_with("5 项"), "{words}");
    planner.click_at(package(&planner, "货品").center(), 2);
    assert!(planner.shows("图上 9 项"), "{:?}", planner.names());
    assert!(planner.shows("首批备货下单 · "));
}

#[test]
fn many_tasks_are_folded_at_first_and_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open_as(folder.path(), |project| {
        let id = project.campaigns.iter().find(|c| c.name == "2026 双11").expect("there").id;
        let (parent, first) = (TaskId(184), project.next_id);
        project.next_id += 700;
        let campaign = project.campaigns.get_mut(id).expect("there");
        for at in 0..700 {
            let name = format!("第 {at} 件");
            campaign.tasks.push(Task { id: TaskId(first + at), parent: Some(parent), name, ..Task::default() });
        }
    });
    assert!(planner.shows("图上 5 项"), "{:?}", planner.names());
    assert!(planner.shows("超过 300 项任务"), "{:?}", planner.names());
    planner.click("收起");
    planner.click("全部展开");
    planner.press(Modifiers::NONE, Key::Escape);
    // 723 work packages
    assert!(planner.shows("最多画 600 个框，另有 123 项没画"), "{:?}", planner.names());
}

#[test]
fn the_chart_is_saved_whole_as_a_drawing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let (png, svg) = (folder.path().join("流程图.png"), folder.path().join("流程图.svg"));
    planner.ask(|actions| actions.push(Action::PicturePath(PicturePane::Calendar, png.clone())));
    planner.ask(|actions| actions.push(Action::PicturePath(PicturePane::Calendar, svg.clone())));
    assert!(std::fs::metadata(&png).expect("written").len() > 10_000);
    let text = std::fs::read_to_string(&svg).expect("written");
    for name in ["选品与定价", "工厂生产", "返场加推", "复盘会", "供应链"] {
        assert!(text.contains(name), "{name}");
    }
}
