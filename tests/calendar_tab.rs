//! The calendar, worked as a planner does, without a display: bars dragged, drawn longer, linked, tasks typed and drawn; each
//! one step that undo takes back.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]
#![allow(clippy::panic, reason = "a panic is a test's report")]
#![allow(dead_code, reason = "each test uses its part of the planner")]

#[path = "common/window.rs"]
mod window;

use std::path::Path;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers, Rect, pos2, vec2};
use jiff::civil::{Date, date};
use promoplan::app::Setup;
use promoplan::engine::schedule::Schedule;
use promoplan::model::{Anchor, Campaign, Constraint, DepartmentKind, LinkKind, Minutes, Rate, Task, TaskSource, When};
use promoplan::ui::action::{Action, Purpose};
use promoplan::ui::pose::PicturePane;
use window::{Planner, setup};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

fn open(folder: &Path) -> Planner {
    let path = folder.join("山屿家居 2026.ron");
    std::fs::copy(SAMPLE, &path).expect("copied");
    let setup = Setup { path: Some(path), ..setup(folder) };
    let mut planner = Planner::start_in(setup, vec2(1600.0, 1100.0));
    planner.click("日历");
    planner
}

fn campaign(planner: &Planner) -> &Campaign {
    planner.project().campaigns.iter().find(|c| c.name == "2026 双11").expect("the sample has it")
}

fn task<'a>(planner: &'a Planner, name: &str) -> &'a Task {
    campaign(planner).tasks.iter().find(|task| task.name == name).expect(name)
}

/// First and last day of a task.
fn days(planner: &Planner, name: &str) -> (Date, Date) {
    let schedule = Schedule::new(planner.project(), campaign(planner));
    let times = schedule.of(task(planner, name).id).expect("scheduled");
    (times.start.date(), times.finish.last_day())
}

/// The place of a task's bar.
fn bar(planner: &Planner, name: &str) -> Rect {
    let spoken = planner.names().into_iter().find(|words| words.starts_with(&format!("{name} · "))).expect(name);
    planner.place(Role::Button, &spoken)
}

/// Points per day, from a bar of which the days are known: ten days of 工厂生产 and the weekend among them.
fn per_day(planner: &Planner) -> f32 {
    let (start, end) = (bar(planner, "客服排班与话术").left(), bar(planner, "打包耗材到货").left());
    (start - end) / 3.0
}

#[test]
fn a_bar_that_is_dragged_takes_along_what_follows() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let before = (date(2026, 10, 23), date(2026, 10, 28));
    assert_eq!(days(&planner, "到仓质检入库"), before);
    let day = per_day(&planner);
    // Friday the 23rd to Monday the 26th
    planner.drag(bar(&planner, "到仓质检入库").center(), vec2(3.0 * day, 0.0));
    assert_eq!(days(&planner, "到仓质检入库"), (date(2026, 10, 26), date(2026, 10, 29)));
    assert_eq!(days(&planner, "库存校准上线"), (date(2026, 10, 30), date(2026, 10, 30)));
    assert_eq!(days(&planner, "压力演练").0, date(2026, 11, 2), "the whole chain");
    assert!(planner.has("未保存 1 步"), "one gesture, one step");
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(days(&planner, "到仓质检入库"), before);
    assert_eq!(days(&planner, "压力演练").0, date(2026, 10, 30));
}

#[test]
fn escape_brings_a_dragged_bar_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let before = days(&planner, "客服排班与话术");
    let day = per_day(&planner);
    planner.drag_and_press(bar(&planner, "客服排班与话术").center(), vec2(4.0 * day, 0.0), Key::Escape);
    assert_eq!(days(&planner, "客服排班与话术"), before);
    assert!(!planner.shows("未保存"));
}

#[test]
fn an_end_that_is_dragged_makes_a_task_longer() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let day = per_day(&planner);
    let place = bar(&planner, "客服排班与话术");
    assert_eq!(days(&planner, "客服排班与话术"), (date(2026, 10, 19), date(2026, 10, 22)));
    planner.click_at(place.center(), 1);
    planner.drag(pos2(place.right() - 2.0, place.center().y), vec2(day, 0.0));
    assert_eq!(days(&planner, "客服排班与话术"), (date(2026, 10, 19), date(2026, 10, 23)));
    planner.press(Modifiers::COMMAND, Key::Z);
    planner.drag(pos2(place.left() + 2.0, place.center().y), vec2(day, 0.0));
    assert_eq!(days(&planner, "客服排班与话术"), (date(2026, 10, 20), date(2026, 10, 22)));
}

#[test]
fn a_link_is_drawn_from_end_to_end_and_a_circle_is_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let links = campaign(&planner).links.len();
    let (from, to) = (bar(&planner, "客服排班与话术"), bar(&planner, "压力演练"));
    planner.click_at(from.center(), 1);
    let knob = pos2(from.right() + 7.0, from.center().y);
    let start = pos2(to.left() + 1.0, to.center().y);
    planner.drag(knob, start - knob);
    assert_eq!(campaign(&planner).links.len(), links + 1);
    let last = campaign(&planner).links.last().expect("drawn");
    assert_eq!((last.from, last.to), (task(&planner, "客服排班与话术").id, task(&planner, "压力演练").id));
    assert_eq!(last.kind, LinkKind::FinishStart);
    // back again would be a circle
    planner.click_at(to.center(), 1);
    let knob = pos2(to.right() + 7.0, to.center().y);
    planner.drag(knob, pos2(from.left() + 1.0, from.center().y) - knob);
    assert_eq!(campaign(&planner).links.len(), links + 1);
    assert!(planner.shows("会绕成一圈"), "{:?}", planner.names());
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(campaign(&planner).links.len(), links);
}

#[test]
fn tasks_are_copied_with_their_links_into_this_campaign_and_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let (tasks, links) = (campaign(&planner).tasks.len(), campaign(&planner).links.len());
    // by their bars: two that are linked
    planner.click_at(bar(&planner, "到仓质检入库").center(), 1);
    let also = bar(&planner, "库存校准上线").center();
    planner.click_with(also, Modifiers::COMMAND);
    let text = planner.taken(false);
    assert_eq!(text.lines().count(), 2, "{text}");
    assert!(text.starts_with("到仓质检入库\t周岭\t10-23"), "{text}");
    planner.paste(&text);
    assert_eq!((campaign(&planner).tasks.len(), campaign(&planner).links.len()), (tasks + 2, links + 1));
    let new: Vec<_> = campaign(&planner).tasks.iter().filter(|task| task.name == "到仓质检入库").collect();
    assert_eq!((new.len(), new[0].parent), (2, new[1].parent), "beside the first, in the same summary");
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(campaign(&planner).tasks.len(), tasks);
    // another program's text is the table's, as ever
    planner.paste("别处来的");
    assert_eq!(campaign(&planner).tasks.len(), tasks);
    planner.press(Modifiers::COMMAND, Key::Z);
    // into last year's campaign
    let last =
        |planner: &Planner| planner.project().campaigns.iter().position(|c| c.name == "2025 双11").expect("there");
    let id = planner.project().campaigns.at(last(&planner)).expect("there").id;
    let before = planner.project().campaigns.at(last(&planner)).expect("there").tasks.len();
    planner.ask(|actions| actions.push(Action::Campaign(id)));
    planner.paste(&text);
    assert_eq!(planner.project().campaigns.at(last(&planner)).expect("there").tasks.len(), before + 2);
}

#[test]
fn a_task_that_is_cut_goes_and_comes_back_with_undo() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let tasks = campaign(&planner).tasks.len();
    planner.click_at(bar(&planner, "客服排班与话术").center(), 1);
    let text = planner.taken(true);
    assert_eq!(campaign(&planner).tasks.len(), tasks - 1);
    planner.paste(&text);
    assert_eq!(campaign(&planner).tasks.len(), tasks);
    planner.press(Modifiers::COMMAND, Key::Z);
    planner.press(Modifiers::COMMAND, Key::Z);
    assert!(campaign(&planner).tasks.iter().any(|task| task.name == "客服排班与话术"));
    assert!(!planner.shows("未保存"));
}

#[test]
fn what_is_at_risk_is_listed_and_leads_to_its_task() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    assert!(planner.has("总进度"), "{:?}", planner.names());
    let late = planner.names().into_iter().find(|name| name.starts_with("投放计划与预算 10-12")).expect("listed");
    planner.click(&late);
    assert!(!planner.has("总进度") && planner.has("晚了会影响"), "about the task: {:?}", planner.names());
    // a figure of the header goes before the task, until another is chosen
    let target = planner.names().into_iter().find(|name| name.starts_with("目标 GMV ")).expect("in the header");
    planner.click_role(Role::Button, &target);
    assert!(!planner.has("晚了会影响") && planner.has("填写"), "{:?}", planner.names());
    planner.click_at(bar(&planner, "客服排班与话术").center(), 1);
    assert!(!planner.has("填写"));
}

#[test]
fn a_task_says_which_offer_it_sets_up_and_leads_there() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click_at(bar(&planner, "破价检查").center(), 1);
    planner.click("来源 无");
    planner.click("满 99 包邮");
    let source = task(&planner, "破价检查").source.expect("it was chosen");
    assert!(matches!(source, TaskSource::Offer(id) if campaign(&planner).offers.contains(id)));
    planner.click("去看这项优惠");
    assert!(planner.has("模拟器"), "the offers are in front: {:?}", planner.names());
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(task(&planner, "破价检查").source, None);
}

#[test]
fn a_task_that_was_done_late_moves_what_follows() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click_at(bar(&planner, "工厂生产").center(), 1);
    planner.type_into("实际完成", "2026-10-26 18:00");
    planner.press(Modifiers::NONE, Key::Enter);
    let made = task(&planner, "工厂生产");
    assert_eq!(made.actual_finish, Some(date(2026, 10, 26).at(18, 0, 0, 0)), "{:?}", planner.names());
    assert!(made.actual_start.is_some_and(|start| start.date() == date(2026, 10, 10)), "what is done has begun");
    assert_eq!(days(&planner, "到仓质检入库").0, date(2026, 10, 27));
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(days(&planner, "到仓质检入库").0, date(2026, 10, 23));
}

#[test]
fn a_length_that_is_typed_moves_what_follows() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let cell = planner.names().into_iter().find(|name| name.contains("工期") && name.ends_with(" 4 天")).expect("1.4");
    planner.click_role(Role::GridCell, &cell);
    planner.write("2d");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(days(&planner, "到仓质检入库"), (date(2026, 10, 23), date(2026, 10, 26)), "{:?}", planner.names());
    assert_eq!(days(&planner, "库存校准上线").0, date(2026, 10, 27));
}

#[test]
fn a_task_is_drawn_on_the_empty_line_and_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let count = campaign(&planner).tasks.len();
    let day = per_day(&planner);
    // five rows above the empty line
    let above = bar(&planner, "预热期盯盘");
    let from = pos2(bar(&planner, "客服排班与话术").left() + 2.0, above.center().y + 5.0 * 24.0);
    planner.drag(from, vec2(2.5 * day, 0.0));
    assert_eq!(campaign(&planner).tasks.len(), count + 1);
    planner.write("彩排");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(days(&planner, "彩排"), (date(2026, 10, 19), date(2026, 10, 21)));
    planner.press(Modifiers::COMMAND, Key::Z);
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(campaign(&planner).tasks.len(), count);
}

#[test]
fn a_levelled_schedule_is_looked_at_then_accepted_or_dropped() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    // two tasks of one person on the same days, which can be put one after the other
    planner.ask(|actions| {
        actions.edit("双排", |project| {
            let campaign = project.campaigns.iter().find(|c| c.name == "2026 双11").expect("there").id;
            let campaign = project.campaigns.get_mut(campaign).expect("there");
            let service = campaign.tasks.iter().find(|t| t.name == "客服排班与话术").expect("there");
            let service = Task::clone(service);
            let id = promoplan::model::TaskId(9_000);
            campaign.tasks.push(Task { id, name: "话术培训".to_owned(), ..service });
        });
    });
    assert_eq!(days(&planner, "话术培训"), days(&planner, "客服排班与话术"));
    planner.click("均衡负荷…");
    assert!(planner.shows("移动 "), "{:?}", planner.names());
    let before = days(&planner, "话术培训");
    planner.click("放弃");
    assert_eq!(days(&planner, "话术培训"), before, "only looked at");
    planner.click("均衡负荷…");
    planner.click("采用");
    let (a, b) = (days(&planner, "话术培训"), days(&planner, "客服排班与话术"));
    assert!(a.1 < b.0 || b.1 < a.0, "{a:?} {b:?}");
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(days(&planner, "话术培训"), days(&planner, "客服排班与话术"));
}

#[test]
fn what_holds_a_task_is_chosen_in_the_inspector() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click_at(bar(&planner, "客服排班与话术").center(), 1);
    assert_eq!(days(&planner, "客服排班与话术"), (date(2026, 10, 19), date(2026, 10, 22)));
    planner.click_role(Role::ComboBox, "时间点从哪里算 按日期");
    planner.click("距开卖");
    let held = &task(&planner, "客服排班与话术").constraint;
    let relative = matches!(held, Constraint::NotBefore(When::Relative { from: Anchor::Opening, .. }));
    assert!(relative, "counted from the opening: {held:?}");
    assert_eq!(days(&planner, "客服排班与话术").0, date(2026, 10, 19), "where it was");
    planner.click_role(Role::ComboBox, "怎么定的 不早于");
    planner.click("固定完成");
    assert!(matches!(task(&planner, "客服排班与话术").constraint, Constraint::FinishOn(_)));
    assert_eq!(days(&planner, "客服排班与话术"), (date(2026, 10, 19), date(2026, 10, 22)));
    planner.type_into("期限", "10-21");
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(task(&planner, "客服排班与话术").deadline.is_some());
    for _ in 0..3 {
        planner.press(Modifiers::COMMAND, Key::Z);
    }
    assert!(matches!(task(&planner, "客服排班与话术").constraint, Constraint::NotBefore(When::At(_))));
}

#[test]
fn a_lag_that_is_typed_moves_the_successor() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click_at(bar(&planner, "压力演练").center(), 1);
    assert_eq!(days(&planner, "压力演练").0, date(2026, 10, 30));
    planner.type_into("与库存校准上线的间隔", "2 天");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(days(&planner, "压力演练").0, date(2026, 11, 3), "a Friday and a weekend later");
    planner.type_into("与库存校准上线的间隔", "-1 天");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(days(&planner, "压力演练").0, date(2026, 10, 29), "a lead");
}

/// Points per day of the bars of a lane, from the ten days of 正式期值守.
fn lane_day(planner: &Planner) -> f32 {
    bar(planner, "正式期值守").width() / 10.0
}

#[test]
fn a_bar_dragged_into_another_lane_goes_over_to_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click("泳道");
    let before = task(&planner, "推广素材制作").department;
    let (from, to) = (bar(&planner, "推广素材制作"), bar(&planner, "客服排班与话术"));
    let start = days(&planner, "推广素材制作").0;
    planner.drag(from.center(), vec2(0.0, to.center().y - from.center().y));
    let kind = |planner: &Planner| {
        let id = task(planner, "推广素材制作").department.expect("a department");
        planner.project().shop.departments.get(id).expect("there").kind
    };
    assert_eq!(kind(&planner), DepartmentKind::Service);
    assert_eq!(days(&planner, "推广素材制作").0, start, "it was not moved in time");
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(task(&planner, "推广素材制作").department, before);
    // drawn on the ground of a lane, a task belongs to it
    planner.click("状态");
    planner.click("阶段");
    let day = lane_day(&planner);
    let ground = bar(&planner, "预热期盯盘");
    assert!(day > 4.0 && ground.width() > 0.0);
}

#[test]
fn a_filter_leaves_the_chosen_tasks_with_their_summaries() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click("筛选");
    planner.click("部门 · 设计");
    planner.press(Modifiers::NONE, Key::Escape);
    let shown = |planner: &Planner, name: &str| planner.names().iter().any(|n| n.starts_with(&format!("{name} · ")));
    assert!(shown(&planner, "会场页面设计") && shown(&planner, "推广素材制作"));
    assert!(shown(&planner, "优惠与会场"), "the summary in which it stands");
    assert!(!shown(&planner, "工厂生产") && !shown(&planner, "货品"));
    planner.click("全部显示");
    assert!(shown(&planner, "工厂生产"));
    assert!(!planner.shows("未保存"), "looking changes nothing");
}

#[test]
fn near_critical_tasks_are_told_from_the_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    // near is what the shop calls so: here three days of work
    planner.ask(|actions| {
        actions.edit("接近关键", |project| Arc::make_mut(&mut project.shop).near_critical = Minutes::new(1_440));
    });
    let schedule = Schedule::new(planner.project(), campaign(&planner));
    let of = |near: bool| {
        let tasks = campaign(&planner).tasks.iter().filter(|task| task.progress < Rate::ONE);
        let times = tasks.filter_map(|task| Some((task.name.clone(), *schedule.of(task.id)?)));
        let kind = times.filter(|(_, times)| !times.summary && times.near_critical == near && !times.critical);
        kind.map(|(name, _)| name).collect::<Vec<String>>()
    };
    let (near, free) = (of(true), of(false));
    assert!(!near.is_empty() && !free.is_empty(), "the sample has both: {near:?}");
    assert!(planner.has("接近关键") && planner.has(&near.len().to_string()), "the overview counts them");
    // in the table: a bar may lie beyond what is in view
    let shown = |planner: &Planner, name: &str| planner.names().iter().any(|n| n.ends_with(&format!(" 任务 {name}")));
    assert!(shown(&planner, &free[0]), "{free:?} {:?}", planner.names());
    planner.click("筛选");
    // the list is long
    planner.type_into("找部门、人、阶段或状态", "接近");
    planner.click("浮动 · 接近关键");
    planner.press(Modifiers::NONE, Key::Escape);
    assert!(near.iter().all(|name| shown(&planner, name)), "{near:?}");
    assert!(!free.iter().any(|name| shown(&planner, name)), "{free:?}");
}

#[test]
fn tasks_go_to_another_program_and_come_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let (plan, ics) = (folder.path().join("计划.xml"), folder.path().join("计划.ics"));
    planner.ask(|actions| actions.push(Action::PlanPath(Purpose::PlanOut, plan.clone())));
    planner.ask(|actions| actions.push(Action::PlanPath(Purpose::CalendarOut, ics.clone())));
    assert!(std::fs::read_to_string(&plan).expect("written").contains("会场页面设计"));
    assert!(std::fs::read_to_string(&ics).expect("written").starts_with("BEGIN:VCALENDAR"));
    let (tasks, before) = (campaign(&planner).tasks.len(), days(&planner, "工厂生产"));
    if planner.has("好") {
        planner.click("好");
    }
    planner.press(Modifiers::NONE, Key::Escape);
    planner.ask(|actions| actions.push(Action::PlanPath(Purpose::PlanIn, plan.clone())));
    assert_eq!(campaign(&planner).tasks.len(), 2 * tasks);
    let twice: Vec<_> = campaign(&planner).tasks.iter().filter(|task| task.name == "工厂生产").map(|t| t.id).collect();
    let schedule = Schedule::new(planner.project(), campaign(&planner));
    for id in twice {
        let times = schedule.of(id).expect("scheduled");
        assert_eq!((times.start.date(), times.finish.last_day()), before, "with the dates that it had");
    }
    planner.press(Modifiers::NONE, Key::Escape);
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(campaign(&planner).tasks.len(), tasks, "one step");
    // what is no plan is refused with its name
    std::fs::write(&plan, "<html/>").expect("written");
    planner.ask(|actions| actions.push(Action::PlanPath(Purpose::PlanIn, plan.clone())));
    assert!(planner.shows("计划.xml"));
    assert_eq!(campaign(&planner).tasks.len(), tasks);
}

#[test]
fn the_calendar_is_saved_as_a_picture_with_all_its_rows() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let (png, svg) = (folder.path().join("甘特图.png"), folder.path().join("甘特图.svg"));
    planner.ask(|actions| actions.push(Action::PicturePath(PicturePane::Calendar, png.clone())));
    planner.ask(|actions| actions.push(Action::PicturePath(PicturePane::Calendar, svg.clone())));
    assert!(std::fs::metadata(&png).expect("written").len() > 10_000);
    let text = std::fs::read_to_string(&svg).expect("written");
    for name in ["选品与定价", "工厂生产", "返场加推", "复盘会"] {
        assert!(text.contains(name), "{name}");
    }
}
