//! The year view of the calendar, worked as a planner does, without a display: a campaign is moved by keyboard and pointer
//! after a look at what follows, each move one step; events of platforms are typed.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]
#![allow(clippy::panic, reason = "a panic is a test's report")]
#![allow(dead_code, reason = "each test uses its part of the planner")]

#[path = "common/window.rs"]
mod window;

use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, vec2};
use jiff::civil::{Date, date};
use promoplan::app::Setup;
use promoplan::file;
use promoplan::model::{Campaign, CampaignKind};
use promoplan::text::Lang;
use window::{Planner, setup};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

fn open(folder: &Path) -> Planner {
    let path = folder.join("山屿家居 2026.ron");
    std::fs::copy(SAMPLE, &path).expect("copied");
    let setup = Setup { path: Some(path), ..setup(folder) };
    let mut planner = Planner::start_in(setup, vec2(1600.0, 1000.0));
    planner.click("日历");
    planner.click("全年");
    planner
}

fn campaign<'a>(planner: &'a Planner, name: &str) -> &'a Campaign {
    planner.project().campaigns.iter().find(|c| c.name == name).expect(name)
}

/// What a campaign's bar says.
fn spoken(planner: &Planner, name: &str) -> String {
    planner
        .names()
        .into_iter()
        .find(|words| words.starts_with(&format!("{name}，")) && words.contains(" 级，"))
        .expect(name)
}

/// The place of a campaign's bar.
fn bar(planner: &Planner, name: &str) -> Rect {
    planner.place(Role::Button, &spoken(planner, name))
}

fn opening(planner: &Planner, name: &str) -> Date {
    campaign(planner, name).opening().expect("it opens").date()
}

/// Points per day, from two bars of which the days are known.
fn per_day(planner: &Planner) -> f32 {
    // both begin with their preheat: on the 20th of November and the 5th of December
    (bar(planner, "双12").left() - bar(planner, "暖冬被服节").left()) / 15.0
}

#[test]
fn the_year_shows_what_it_comes_to() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    assert!(planner.has("21 场活动、12 个会员日"), "{:?}", planner.names());
    assert!(planner.shows("S 级 2 场"));
    assert!(planner.shows("春节 02-15 – 02-23，放假 9 天"));
    assert!(planner.shows("双11，拼多多，10-15 – 11-11"));
    let spoken = spoken(&planner, "年货节");
    assert!(spoken.contains("A 级") && spoken.contains("达成目标"), "{spoken}");
    assert!(self::spoken(&planner, "睡眠周").contains("未达目标"));
    let november = planner.read("11月：年度分解");
    assert!(november.contains("¥60,000,000.00"), "{november}");
    assert!(planner.nameless().is_empty(), "{:?}", planner.nameless());
    // another year, whose holidays nobody has announced
    planner.click("下一年");
    assert!(planner.has("2027") && planner.has("放假安排未公布"), "{:?}", planner.names());
    planner.click("上一年");
    assert!(planner.shows("S 级 2 场"));
}

#[test]
fn a_campaign_is_moved_by_the_keyboard_after_a_look_at_what_follows() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let before = file::write(planner.project()).expect("written");
    planner.click_at(bar(&planner, "暖冬被服节").center(), 1);
    planner.press(Modifiers::SHIFT, Key::ArrowRight);
    planner.press(Modifiers::NONE, Key::ArrowRight);
    assert!(planner.has("正在移动：暖冬被服节 +8 天"), "{:?}", planner.names());
    assert!(planner.has("11-20 → 11-28，到 12-04"), "{:?}", planner.names());
    assert!(planner.shows("距双12 0 天") && planner.shows("应满 7 天"), "{:?}", planner.names());
    assert!(planner.shows("移动后"), "months change");
    assert_eq!(opening(&planner, "暖冬被服节"), date(2026, 11, 22), "only looked at");
    planner.press(Modifiers::NONE, Key::Escape);
    assert!(!planner.shows("正在移动"));
    assert!(!planner.shows("未保存"));
    planner.press(Modifiers::SHIFT, Key::ArrowRight);
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(opening(&planner, "暖冬被服节"), date(2026, 11, 29));
    assert!(planner.has("未保存 1 步"), "{:?}", planner.names());
    assert!(spoken(&planner, "暖冬被服节").contains("11-27 – 12-03"));
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(opening(&planner, "暖冬被服节"), date(2026, 11, 22));
    assert_eq!(file::write(planner.project()).expect("written"), before, "byte for byte");
}

#[test]
fn a_campaign_is_dragged_with_its_tasks_and_dropped_by_escape() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let before = file::write(planner.project()).expect("written");
    let day = per_day(&planner);
    let at = bar(&planner, "2026 双11").center();
    planner.drag_and_press(at, vec2(5.0 * day, 0.0), Key::Escape);
    assert_eq!(file::write(planner.project()).expect("written"), before);
    planner.drag(at, vec2(3.0 * day, 0.0));
    assert_eq!(opening(&planner, "2026 双11"), date(2026, 11, 4));
    let moved = campaign(&planner, "2026 双11");
    // what has begun stays: the preparation's first day, and tasks that are under way
    assert_eq!(moved.phases.first().map(|p| p.start.date()), campaign_of(&before, "2026 双11").map(|c| first(&c)));
    assert_eq!(moved.phases.first().map(|p| p.end.date()), Some(date(2026, 10, 27)));
    assert!(planner.has("未保存 1 步"));
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(file::write(planner.project()).expect("written"), before, "byte for byte");
}

fn campaign_of(text: &str, name: &str) -> Option<Campaign> {
    let project = file::read(text.as_bytes()).expect("it is a file").project;
    project.campaigns.iter().find(|c| c.name == name).map(|c| Campaign::clone(c))
}

fn first(campaign: &Campaign) -> Date {
    campaign.phases.first().map_or(Date::default(), |phase| phase.start.date())
}

#[test]
fn nothing_is_moved_into_the_past_and_what_is_over_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let before = file::write(planner.project()).expect("written");
    let day = per_day(&planner);
    // the preparation began in September, the preheat is eleven days ahead
    planner.drag(bar(&planner, "2026 双11").center(), vec2(-60.0 * day, 0.0));
    assert_eq!(opening(&planner, "2026 双11"), date(2026, 10, 22), "as early as can be");
    planner.press(Modifiers::COMMAND, Key::Z);
    planner.click_at(bar(&planner, "99 大促").center(), 1);
    planner.press(Modifiers::NONE, Key::ArrowRight);
    assert!(planner.shows("已经结束，不能移动"), "{:?}", planner.names());
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(file::write(planner.project()).expect("written"), before);
}

#[test]
fn a_campaign_opens_in_the_gantt_chart_and_the_view_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click_at(bar(&planner, "2026 618").center(), 2);
    assert!(planner.shows("选择活动 2026 618") && planner.has("还没有任务"), "{:?}", planner.names());
    planner.click("全年");
    planner.click_at(bar(&planner, "2026 双11").center(), 1);
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(planner.has("关键路径"), "{:?}", planner.names());
    planner.press(Modifiers::COMMAND, Key::K);
    planner.write("日历：全年");
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(planner.shows("S 级 2 场"));
    planner.quit();
    let path = folder.path().join("山屿家居 2026.ron");
    let planner = Planner::start_in(Setup { path: Some(path), ..setup(folder.path()) }, vec2(1600.0, 1000.0));
    assert!(planner.shows("S 级 2 场"), "the view in front is kept with the file: {:?}", planner.names());
}

#[test]
fn level_and_kind_are_chosen_beside() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click_at(bar(&planner, "圣诞香氛").center(), 1);
    assert!(planner.has("计入各月"), "{:?}", planner.names());
    planner.click("类型 店铺自办");
    planner.click("会员日");
    assert_eq!(campaign(&planner, "圣诞香氛").kind, CampaignKind::MemberDay);
    assert!(planner.shows("会员日 13 场"));
}

#[test]
fn an_event_of_a_platform_is_added_changed_and_deleted() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let events = planner.project().platform_events.len();
    planner.click("添加平台活动");
    assert_eq!(planner.project().platform_events.len(), events + 1);
    planner.type_into("名称", "双旦礼遇季");
    planner.press(Modifiers::NONE, Key::Enter);
    planner.type_into("平台", "抖音");
    planner.press(Modifiers::NONE, Key::Enter);
    planner.type_into("第一天", "12-20");
    planner.press(Modifiers::NONE, Key::Enter);
    let event = planner.project().platform_events.last().expect("added").clone();
    assert_eq!((event.name.as_str(), event.platform.as_str()), ("双旦礼遇季", "抖音"));
    assert_eq!(event.days(), (date(2026, 12, 20), date(2026, 12, 26)), "its length stays");
    planner.click("删除这场平台活动");
    assert_eq!(planner.project().platform_events.len(), events);
}

#[test]
fn it_speaks_every_language() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.speak(Lang::En);
    assert!(planner.shows("12 member days") && planner.shows("Spring Festival, 15–23 Feb, 9 days off"));
    planner.speak(Lang::ZhHant);
    assert!(planner.shows("12 個會員日") && planner.has("補班 6 天"), "{:?}", planner.names());
    assert!(planner.nameless().is_empty(), "{:?}", planner.nameless());
}
