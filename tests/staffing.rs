//! Staffing, worked as a planner does, without a display: figures typed, a day chosen, shifts moved, duty tasks made.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]
#![allow(clippy::panic, reason = "a panic is a test's report")]
#![allow(dead_code, reason = "each test uses its part of the planner")]

#[path = "common/window.rs"]
mod window;

use std::fs;
use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use jiff::civil::date;
use promoplan::app::Setup;
use promoplan::engine::plan::plan;
use promoplan::engine::staffing::{StaffingAnswer, staffing};
use promoplan::file::{read, write};
use promoplan::model::{Campaign, Rate, TaskSource};
use promoplan::ui::action::Action;
use promoplan::ui::command::Command;
use promoplan::ui::tabs::calendar::CalendarView;
use window::{Planner, setup};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

fn open(folder: &Path) -> Planner {
    let path = folder.join("山屿家居 2026.ron");
    fs::copy(SAMPLE, &path).expect("copied");
    let setup = Setup { path: Some(path), ..setup(folder) };
    let mut planner = Planner::start_in(setup, vec2(1600.0, 1100.0));
    planner.click("日历");
    planner.click_role(Role::RadioButton, "人手");
    planner
}

fn campaign(planner: &Planner) -> &Campaign {
    planner.project().campaigns.iter().find(|c| c.name == "2026 双11").expect("the sample has it")
}

fn worked(planner: &Planner) -> StaffingAnswer {
    let answer = plan(planner.project(), campaign(planner));
    staffing(campaign(planner), &answer.time, answer.funnel.aov.value).expect("worked out")
}

/// Digits in groups of three, as the window writes them.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let parts: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().filter_map(|part| std::str::from_utf8(part).ok()).collect();
    parts.join(",")
}

#[test]
fn the_fullest_day_is_shown_hour_by_hour() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let answer = worked(&planner);
    let fullest = answer.fullest().expect("a day").clone();
    assert_eq!(fullest.date, date(2026, 11, 11), "the burst");
    for (shift, name) in ["早班", "中班", "晚班"].into_iter().enumerate() {
        for (role, called) in ["拣货", "打包", "客服"].into_iter().enumerate() {
            let heads = fullest.shifts[shift][role];
            let said = if heads == 0 { "—".to_owned() } else { grouped(heads) };
            assert!(planner.shows(&format!("{name} {called} {said}")), "{name} {called} {said}: {:?}", planner.names());
        }
    }
    assert!(planner.shows("打印机 ") && planner.shows("纸箱 ") && planner.shows("胶带卷 "));
    let night = answer.hours_of(fullest.date)[0];
    assert!(planner.shows(&format!("00:00–01:00　客服 {} 人", grouped(night.heads[2]))), "{:?}", planner.names());
    // another day
    let day = answer.days.iter().find(|day| day.date == date(2026, 11, 5)).expect("there");
    let bar = format!("11-05 周四　{} 单，{} 人次", grouped(day.orders), grouped(day.total()));
    planner.click_role(Role::RadioButton, &bar);
    assert!(planner.shows(&format!("早班 拣货 {}", grouped(day.shifts[0][0]))), "{:?}", planner.names());
}

#[test]
fn typed_figures_replace_the_assumptions_and_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let before = write(planner.project()).expect("written");
    assert!(!before.contains("staffing"), "assumptions are left out of the file");
    let packers = |planner: &Planner| worked(planner).fullest().expect("a day").shifts[0][1];
    let slow = packers(&planner);
    planner.type_into("打包效率", "90");
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(packers(&planner).abs_diff(slow.div_ceil(2)) <= 1, "twice as fast, half as many");
    let text = write(planner.project()).expect("written");
    assert!(text.contains("staffing: (pack: \"90\")"), "{text}");
    assert_eq!(read(text.as_bytes()).expect("read").project, *planner.project());
    // out of range is refused, with the old figure kept
    planner.type_into("机器人解决率", "120");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(campaign(&planner).staffing.bots, Rate::parse("60%").expect("a rate"));
    planner.press(Modifiers::NONE, Key::Escape);
    // cleared, it is the assumption again
    planner.type_into("打包效率", " ");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(write(planner.project()).expect("written"), before);
}

#[test]
fn shifts_move_and_what_they_leave_open_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    assert!(!planner.shows("而没有排班"));
    planner.type_into("晚班 · 客服", " ");
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(campaign(&planner).staffing.agents.late.is_off());
    assert!(planner.shows("8 个小时要客服而没有排班"), "{:?}", planner.names());
    // a finding of all days, which leads back here from anywhere
    planner.click_role(Role::Tab, "漏斗");
    let list = planner.read("错误 ");
    planner.click_role(Role::Button, &list);
    let finding = planner.read("个小时要客服而没有排班，最早在 11-01");
    planner.click_role(Role::Button, &finding);
    assert!(planner.shows("晚班 客服"), "{:?}", planner.names());
    planner.type_into("发货时限", "2");
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(planner.shows("单赶不上发货时限"), "{:?}", planner.names());
    planner.type_into("中班 · 仓库", "13:00-21:00");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(campaign(&planner).staffing.warehouse.middle.to_string(), "13:00-21:00");
}

#[test]
fn the_shifts_of_a_day_become_tasks_in_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let before = write(planner.project()).expect("written");
    let tasks = campaign(&planner).tasks.len();
    planner.click_role(Role::Button, "生成值守任务");
    let made =
        campaign(&planner).tasks.iter().filter(|task| task.source == Some(TaskSource::Staffing(date(2026, 11, 11))));
    assert_eq!(made.count(), 7, "pickers and packers in two shifts, agents in three");
    assert_eq!(campaign(&planner).tasks.len(), tasks + 7 + 1);
    assert!(campaign(&planner).tasks.iter().any(|task| task.name == "11-11 客服早班"));
    // once more is the same
    planner.click_role(Role::Button, "生成值守任务");
    assert_eq!(campaign(&planner).tasks.len(), tasks + 7 + 1);
    planner.press(Modifiers::COMMAND, Key::Z);
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(write(planner.project()).expect("written"), before, "byte for byte");
}

#[test]
fn without_hours_it_says_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = Planner::start(setup(folder.path()));
    planner.press(Modifiers::COMMAND, Key::N);
    planner.click("新建");
    planner.ask(|actions| actions.push(Action::Command(Command::CalendarView(CalendarView::Staffing))));
    assert!(planner.shows("还没有目标 GMV"), "{:?}", planner.names());
    planner.click_role(Role::Button, "去漏斗");
    assert!(planner.shows("漏斗"));
}
