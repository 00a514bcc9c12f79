//! The working calendars, worked as a planner does, without a display: days turned and set, years typed, calendars, people
//! and departments added and deleted; each one step, and the schedule follows at once.

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
use promoplan::engine::schedule::{Schedule, WorkTime};
use promoplan::file;
use promoplan::model::{Campaign, Shop, WorkCalendar};
use promoplan::text::Lang;
use window::{Planner, setup};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

fn open(folder: &Path) -> Planner {
    let path = folder.join("山屿家居 2026.ron");
    std::fs::copy(SAMPLE, &path).expect("copied");
    let setup = Setup { path: Some(path), ..setup(folder) };
    let mut planner = Planner::start_in(setup, vec2(1600.0, 1000.0));
    planner.click("日历");
    planner.click("工作日历");
    planner
}

fn shop(planner: &Planner) -> &Shop {
    &planner.project().shop
}

fn calendar<'a>(planner: &'a Planner, name: &str) -> &'a WorkCalendar {
    shop(planner).calendars.iter().find(|row| row.name == name).expect(name)
}

fn minutes(calendar: &WorkCalendar, on: Date) -> i64 {
    WorkTime::new(calendar).expect("its week has work").minutes_on(on)
}

fn campaign(planner: &Planner) -> &Campaign {
    planner.project().campaigns.iter().find(|c| c.name == "2026 双11").expect("the sample has it")
}

/// First and last day of a task.
fn days(planner: &Planner, name: &str) -> (Date, Date) {
    let task = campaign(planner).tasks.iter().find(|task| task.name == name).expect(name);
    let times = *Schedule::new(planner.project(), campaign(planner)).of(task.id).expect("scheduled");
    (times.start.date(), times.finish.last_day())
}

/// What a day of the year that is shown says: the one button that begins with it.
fn day(planner: &Planner, begins: &str) -> String {
    let begins = format!("{begins} · ");
    planner.names().into_iter().find(|name| name.starts_with(&begins)).expect(&begins)
}

fn place(planner: &Planner, begins: &str) -> Rect {
    planner.place(Role::Button, &day(planner, begins))
}

fn click_day(planner: &mut Planner, begins: &str) {
    let name = day(planner, begins);
    planner.click_role(Role::Button, &name);
}

#[test]
fn a_day_off_moves_tasks_and_one_step_brings_them_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let before = (date(2026, 10, 23), date(2026, 10, 28));
    assert_eq!(days(&planner, "到仓质检入库"), before);
    assert!(shop(&planner).calendar.is_none(), "office hours that belong to nobody");
    click_day(&mut planner, "10-26 周一");
    assert!(day(&planner, "10-26 周一").contains("休息 · 本店自定"), "{}", day(&planner, "10-26 周一"));
    let own = shop(&planner).calendar.expect("the shop has one now");
    let own = shop(&planner).calendars.get(own).expect("there");
    assert_eq!((own.name.as_str(), minutes(own, date(2026, 10, 26))), ("标准工作日历", 0));
    assert_eq!(days(&planner, "到仓质检入库"), (date(2026, 10, 23), date(2026, 10, 29)));
    assert!(planner.shows("项任务移动"), "the strip says what it did: {:?}", planner.names());
    assert!(planner.has("未保存 1 步"));
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(days(&planner, "到仓质检入库"), before);
    assert!(shop(&planner).calendar.is_none());
    assert!(!planner.shows("项任务移动"), "what is undone did nothing");
}

#[test]
fn days_that_are_dragged_over_are_set_together_and_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click_role(Role::RadioButton, "大促排班");
    let (from, to) = (place(&planner, "11-21 周六").center(), place(&planner, "11-22 周日").center());
    planner.drag(from, to - from);
    assert!(!planner.shows("未保存"), "to choose changes nothing");
    planner.click_role(Role::RadioButton, "上班");
    let own = calendar(&planner, "大促排班");
    assert_eq!((minutes(own, date(2026, 11, 21)), minutes(own, date(2026, 11, 22))), (480, 480));
    planner.type_into("这几天的班次", "09:00-12:00 13:00-18:00 19:00-22:00");
    planner.press(Modifiers::NONE, Key::Enter);
    planner.type_into("这几天的名称", "返场加班");
    planner.press(Modifiers::NONE, Key::Enter);
    let own = calendar(&planner, "大促排班").exceptions.get(date(2026, 11, 21)).expect("one exception").clone();
    assert_eq!((own.last, own.shifts.minutes(), own.name.as_str()), (Some(date(2026, 11, 22)), 660, "返场加班"));
    assert!(day(&planner, "11-22 周日").contains("返场加班，平时休息"));
    assert!(planner.has("未保存 3 步"));
    // what cannot be read is refused, the old shifts stay
    planner.type_into("这几天的班次", "九点到六点");
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(planner.has("未保存 3 步"));
    planner.press(Modifiers::NONE, Key::Escape);
    planner.click_role(Role::RadioButton, "照常");
    assert!(calendar(&planner, "大促排班").exceptions.get(date(2026, 11, 21)).is_none());
}

#[test]
fn a_year_that_is_not_announced_is_typed_from_the_notice() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click("下一年");
    assert!(planner.shows("2027 年的放假安排还没有公布，数据到 2026 年"), "{:?}", planner.names());
    assert!(day(&planner, "10-01 周五").contains("09:00"), "worked as any Friday");
    planner.click_role(Role::Button, "填放假通知…");
    planner.write("一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。");
    assert!(planner.has("2027 年：放假 10 天，调休上班 1 天"), "{:?}", planner.names());
    planner.click_role(Role::Button, "写入「标准工作日历」");
    for name in ["标准工作日历", "大促排班"] {
        let own = calendar(&planner, name);
        let of = |month, day| minutes(own, date(2027, month, day));
        assert_eq!((of(1, 1), of(10, 1), of(10, 7), of(10, 8), of(10, 9)), (0, 0, 0, 480, 480), "{name}");
    }
    assert_eq!(minutes(calendar(&planner, "全天"), date(2027, 10, 1)), 1_440, "which keeps no holidays");
    assert!(planner.shows("2027 年的放假安排是本店自填的"));
    assert!(day(&planner, "10-01 周五").contains("国庆节，平时8 小时"), "{}", day(&planner, "10-01 周五"));
    assert!(planner.has("未保存 1 步"));
    planner.press(Modifiers::COMMAND, Key::Z);
    assert!(planner.shows("还没有公布"));
}

#[test]
fn a_calendar_that_is_used_asks_what_comes_instead() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let used = calendar(&planner, "大促排班").id;
    planner.click_role(Role::Button, "大促排班 更多");
    planner.click_role(Role::MenuItem, "删除");
    assert!(planner.shows("还在用它的：活动、推广"), "{:?}", planner.names());
    planner.click_role(Role::ComboBox, "以后改用 按部门或本店默认");
    planner.click_role(Role::MenuItem, "全天");
    planner.click_role(Role::Button, "删除并改用");
    let always = calendar(&planner, "全天").id;
    assert!(!shop(&planner).calendars.contains(used));
    let by = shop(&planner).departments.iter().filter(|row| row.calendar == Some(always)).count();
    assert_eq!(by, 2, "both departments work by the other one now");
    planner.press(Modifiers::COMMAND, Key::Z);
    assert!(shop(&planner).calendars.contains(used));
    // a copy that nobody uses goes at once
    planner.click_role(Role::Button, "大促排班 更多");
    planner.click_role(Role::MenuItem, "复制一本");
    assert_eq!(calendar(&planner, "大促排班 副本").exceptions.len(), calendar(&planner, "大促排班").exceptions.len());
    planner.click_role(Role::Button, "大促排班 副本 更多");
    planner.click_role(Role::MenuItem, "删除");
    assert_eq!(shop(&planner).calendars.len(), 2);
}

#[test]
fn the_week_is_typed_and_the_shops_calendar_chosen() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click_role(Role::RadioButton, "大促排班");
    planner.type_into("周六班次", "10:00-16:00");
    planner.press(Modifiers::NONE, Key::Enter);
    planner.type_into("周日班次", "22:00-06:00");
    planner.press(Modifiers::NONE, Key::Enter);
    let week = &calendar(&planner, "大促排班").week;
    assert_eq!(week.saturday.to_string(), "10:00-16:00");
    assert_eq!((week.sunday.to_string().as_str(), week.monday.minutes()), ("22:00-24:00", 840));
    planner.click_role(Role::CheckBox, "跟随国家法定节假日和调休");
    assert_eq!(minutes(calendar(&planner, "大促排班"), date(2026, 10, 1)), 480, "worked on National Day");
    planner.click_role(Role::Button, "大促排班 更多");
    planner.click_role(Role::MenuItem, "设为本店默认");
    assert_eq!(shop(&planner).calendar, Some(calendar(&planner, "大促排班").id));
    // all of it stands in the file
    let text = file::write(planner.project()).expect("written");
    assert_eq!(file::read(text.as_bytes()).expect("read again").project.shop, planner.project().shop);
}

#[test]
fn people_are_pasted_and_those_who_left_leave_their_tasks() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click_role(Role::RadioButton, "人员");
    planner.click("添加人员，或粘贴名单");
    planner.paste("白露\t设计\t大促排班\t50%\n方舟\t客服\t\t\n");
    let people = &shop(&planner).people;
    assert_eq!(people.len(), 12);
    let last: Vec<_> = people.iter().rev().take(2).collect();
    assert_eq!((last[1].name.as_str(), last[0].name.as_str()), ("白露", "方舟"));
    assert_eq!(last[1].calendar, Some(calendar(&planner, "大促排班").id));
    assert_eq!(last[1].capacity.to_string(), "50%");
    let design = shop(&planner).people.iter().find(|row| row.name == "何苗").and_then(|row| row.department);
    assert_eq!(last[1].department, design);
    let owned = |planner: &Planner| campaign(planner).tasks.iter().filter(|task| task.owner.is_some()).count();
    let before = owned(&planner);
    let cell = planner.names().into_iter().find(|name| name.contains("何苗") && name.contains("姓名")).expect("a cell");
    planner.click_role(Role::GridCell, &cell);
    planner.press(Modifiers::SHIFT, Key::F10);
    planner.click("删除行");
    assert_eq!(shop(&planner).people.len(), 11, "{:?}", planner.names());
    let lost = before - owned(&planner);
    // besides tasks, two resources of the sample's brief
    let said = format!("删除何苗，{lost} 项任务和另外 2 处没有了负责人");
    assert!(lost > 0 && planner.shows(&said), "{:?}", planner.names());
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!((shop(&planner).people.len(), owned(&planner)), (12, before));
}

#[test]
fn a_task_leads_to_the_calendar_and_the_person_that_it_follows() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click("甘特图");
    let bar = planner.names().into_iter().find(|words| words.starts_with("优惠方案定稿 · ")).expect("a bar");
    planner.click_at(planner.place(Role::Button, &bar).center(), 1);
    planner.click("编辑工作日历…");
    assert!(planner.has("周一班次"));
    assert!(planner.shows("2026 年例外"));
    let chosen = planner.names().into_iter().any(|name| name.starts_with("例外 10-24"));
    assert!(chosen, "by the calendar of the owner's department: {:?}", planner.names());
}

#[test]
fn everything_has_a_name_in_every_language() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    for lang in [Lang::ZhHans, Lang::ZhHant, Lang::En] {
        planner.speak(lang);
        assert_eq!(planner.nameless(), Vec::<String>::new(), "{lang:?}");
    }
}
