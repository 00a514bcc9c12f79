//! The brief, worked as a planner does, without a display: filled from empty by keyboard alone, submitted, approved,
//! changed, the change flagged, all undone; departments confirm and are asked again; resources become tasks.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]
#![allow(clippy::panic, reason = "a panic is a test's report")]
#![allow(dead_code, reason = "each test uses its part of the planner")]

#[path = "common/window.rs"]
mod window;

use std::path::Path;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use promoplan::app::Setup;
use promoplan::engine::brief::{Agreed, ApprovalState, approval_state};
use promoplan::file;
use promoplan::model::{
    Brief, Campaign, Count, GoalOf, GoalValue, Money, PhaseKind, Project, Rate, ResourceKind, TaskSource,
};
use promoplan::text::Lang;
use window::{Planner, setup};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

fn sample() -> Project {
    file::open(Path::new(SAMPLE)).expect("the sample opens").project
}

fn open(folder: &Path, project: &Project) -> Planner {
    let path = folder.join("山屿家居 2026.ron");
    std::fs::write(&path, file::write(project).expect("written")).expect("a file");
    Planner::start_in(Setup { path: Some(path), ..setup(folder) }, vec2(1440.0, 900.0))
}

/// The sample before anybody wrote its brief.
fn without_brief() -> Project {
    let mut project = sample();
    let campaign = project.campaigns.list_mut().iter_mut().find(|c| c.name == "2026 双11").expect("it has it");
    Arc::make_mut(campaign).brief = Arc::default();
    project
}

fn campaign(planner: &Planner) -> &Campaign {
    planner.project().campaigns.iter().find(|c| c.name == "2026 双11").expect("the sample has it")
}

fn brief(planner: &Planner) -> &Brief {
    &campaign(planner).brief
}

/// Goes from field to field until one of a role and a name has the keyboard.
#[track_caller]
fn tab_to(planner: &mut Planner, role: Role, name: &str) {
    let mut seen = Vec::new();
    for _ in 0..200 {
        let focused = planner.focused();
        if focused.as_ref().is_some_and(|(of, called)| *of == role && called == name) {
            return;
        }
        seen.extend(focused);
        planner.press(Modifiers::NONE, Key::Tab);
    }
    panic!("「{name}」 cannot be reached by keyboard: {seen:?}");
}

#[track_caller]
fn fill(planner: &mut Planner, name: &str, text: &str) {
    tab_to(planner, Role::TextInput, name);
    planner.press(Modifiers::COMMAND, Key::A);
    planner.write(text);
    planner.press(Modifiers::NONE, Key::Enter);
}

#[track_caller]
fn press_on(planner: &mut Planner, name: &str) {
    tab_to(planner, Role::Button, name);
    planner.press(Modifiers::NONE, Key::Enter);
}

#[test]
fn a_brief_is_written_submitted_approved_and_changed_by_keyboard_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let start = without_brief();
    let mut planner = open(folder.path(), &start);
    planner.press(Modifiers::COMMAND, Key::Num1);
    assert!(planner.has("还没有目标"), "the brief tab is in front: {:?}", planner.names());

    fill(&mut planner, "目的", "冲全年最高单场，拉新 7 万人");
    fill(&mut planner, "人群", "新婚装修");
    fill(&mut planner, "预算", "1250万");
    assert_eq!(brief(&planner).purpose, "冲全年最高单场，拉新 7 万人");
    assert_eq!(brief(&planner).budget, Money::parse("12500000").ok());
    assert!(planner.shows("GMV 的 25.0%"));

    press_on(&mut planner, "添加常用目标");
    let of: Vec<GoalOf> = brief(&planner).goals.iter().map(|goal| goal.of).collect();
    assert_eq!(of, [GoalOf::Gmv, GoalOf::NewCustomers, GoalOf::Cvr, GoalOf::Aov]);

    // in the table: down to the new customers, their target typed where the active cell stands
    tab_to(&mut planner, Role::GridCell, "行 1 目标 成交额 GMV");
    planner.press(Modifiers::COMMAND, Key::Home);
    planner.press(Modifiers::NONE, Key::ArrowDown);
    planner.press(Modifiers::NONE, Key::ArrowRight);
    planner.write("7万");
    planner.press(Modifiers::NONE, Key::Enter);
    let goal = brief(&planner).goals.at(1).expect("new customers");
    assert_eq!(goal.target, Some(GoalValue::Count(Count::new(70_000))));
    // the target of GMV is the funnel's own
    planner.press(Modifiers::COMMAND, Key::Home);
    planner.press(Modifiers::NONE, Key::ArrowRight);
    planner.write("4720万");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(campaign(&planner).funnel.gmv.fixed(), Money::parse("47200000").ok());

    press_on(&mut planner, "批准进度 草稿");
    fill(&mut planner, "备注", "按复盘会定的写");
    press_on(&mut planner, "提交批准");
    assert_eq!(approval_state(brief(&planner)), ApprovalState::Submitted);
    assert_eq!(brief(&planner).approvals.last().expect("a step").remark, "按复盘会定的写");
    press_on(&mut planner, "批准");
    assert_eq!(approval_state(brief(&planner)), ApprovalState::Approved);
    assert!(planner.has("没有改动"));

    fill(&mut planner, "预算", "1300万");
    assert_eq!(Agreed::of(campaign(&planner)).since(brief(&planner)).len(), 1);
    assert!(planner.shows("批准后改了 1 处"));
    assert!(planner.shows("预算 1,250万 改为 1,300万"));

    for _ in 0..40 {
        planner.press(Modifiers::COMMAND, Key::Z);
    }
    let undone = planner.project();
    assert_eq!(file::write(undone).expect("written"), file::write(&start).expect("written"), "everything is undone");
}

#[test]
fn a_department_is_asked_again_for_what_was_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path(), &sample());
    planner.click("目标");
    planner.click("对齐");
    let cell = |planner: &Planner, begins: &str| {
        planner.names().into_iter().find(|name| name.starts_with(begins)).expect(begins)
    };
    assert!(cell(&planner, "设计 目标 ").contains("未确认") || cell(&planner, "设计 目标 ").contains("确认"));
    let before = cell(&planner, "商品 预算 ");
    assert!(before.contains("确认") && !before.contains("未确认"), "{before}");
    planner.type_into("预算", "1260万");
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(cell(&planner, "商品 预算 ").contains("有改动"));
    assert!(!cell(&planner, "商品 目标 ").contains("有改动"));
    let name = cell(&planner, "商品 预算 ");
    planner.click_role(Role::Button, &name);
    assert!(planner.shows("预算 1,250万 改为 1,260万"));
    planner.click("重新确认");
    assert!(!cell(&planner, "商品 预算 ").contains("有改动"));
}

#[test]
fn a_resource_becomes_a_task_that_leads_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path(), &sample());
    planner.click("目标");
    planner.click_role(Role::Tab, "资源");
    let row = brief(&planner).resources.iter().find(|row| row.kind == ResourceKind::Tech).expect("one").clone();
    let id = row.id.0;
    planner.ask(move |actions| {
        let place = promoplan::engine::finding::Place::at(
            promoplan::engine::finding::Tab::Brief,
            promoplan::engine::finding::PlaceKind::Resource,
        );
        actions.push(promoplan::ui::action::Action::GoTo(place.row(id)));
    });
    planner.click("建任务");
    let task = campaign(&planner).tasks.iter().find(|task| task.source == Some(TaskSource::Resource(row.id.0)));
    let task = task.expect("a task").clone();
    assert!(task.name.contains(&row.name));
    planner.click("看任务");
    assert!(planner.shows(&row.name), "the calendar shows it");
    let back = format!("资源 · {}", row.name);
    planner.click(&back);
    assert!(planner.has("批准进度 待批准"), "the brief is in front again");
}

#[test]
fn milestones_are_typed_and_a_phase_is_drawn_longer() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path(), &sample());
    planner.click("目标");
    planner.type_into("里程碑 2 数值", "430万");
    planner.press(Modifiers::NONE, Key::Enter);
    let gmv = brief(&planner).goals.first().expect("GMV");
    assert_eq!(
        gmv.milestones.at(1).expect("the first day").value,
        Some(GoalValue::Money(Money::from_major(4_300_000)))
    );
    planner.click("里程碑 4 建任务");
    let id = brief(&planner).goals.first().expect("GMV").milestones.at(3).expect("the last").id;
    assert!(campaign(&planner).tasks.iter().any(|task| task.source == Some(TaskSource::Milestone(id.0))));
    // the edge between preheat and launch, by keyboard: a day later
    let edge = planner
        .names()
        .into_iter()
        .find(|name| name.starts_with("预热期结束") || name.contains("预热") && name.contains("结束"));
    let edge = edge.expect("an edge");
    let place = planner.place(Role::Slider, &edge);
    let before = campaign(&planner).phases.at(1).expect("preheat").end;
    planner.drag(place.center(), vec2(40.0, 0.0));
    let after = campaign(&planner).phases.at(1).expect("preheat").end;
    assert!(after > before, "{before} {after}");
    assert_eq!(campaign(&planner).phases.at(2).expect("launch").start, after, "both sides of an edge move");
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(campaign(&planner).phases.at(1).expect("preheat").end, before);
}

fn panes(lang: Lang) -> [&'static str; 4] {
    match lang {
        Lang::ZhHans => ["资源", "对齐", "页面", "目标"],
        Lang::ZhHant => ["資源", "對齊", "頁面", "目標"],
        Lang::En => ["Resources", "Alignment", "Pages", "Goals"],
    }
}

#[test]
fn everything_has_a_name_in_three_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path(), &sample());
    planner.click("目标");
    for lang in Lang::ALL {
        planner.speak(lang);
        for pane in 0..4 {
            let tabs = panes(lang);
            planner.click_role(Role::Tab, tabs[pane]);
            assert_eq!(planner.nameless(), Vec::<String>::new(), "{}", tabs[pane]);
        }
    }
    planner.speak(Lang::ZhHans);
    planner.click("一页摘要");
    assert!(planner.shows("冲全年最高单场"));
    planner.click("返回编辑");
    assert!(planner.has("批准进度 待批准"));
}

#[test]
fn a_phase_is_changed_where_the_rhythm_is_drawn() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path(), &sample());
    let before = file::write(planner.project()).expect("text");
    planner.click("目标");
    let block = planner.names().into_iter().find(|name| name.starts_with("节奏 预热")).expect("its block");
    planner.click(&block);
    planner.type_into("阶段", "蓄水期");
    planner.press(Modifiers::NONE, Key::Enter);
    planner.click("类型 预热");
    planner.click("预告");
    planner.type_into("结束", "10-31 20:00");
    planner.press(Modifiers::NONE, Key::Enter);
    let phase = campaign(&planner).phases.at(1).expect("the second");
    assert_eq!((phase.name.as_str(), phase.kind), ("蓄水期", PhaseKind::Announce));
    assert_eq!(campaign(&planner).phases.at(2).expect("launch").start, phase.end, "its neighbour goes along");
    // what the funnel's table refuses is refused here
    planner.type_into("开始", "2026-11-20 00:00");
    planner.press(Modifiers::NONE, Key::Enter);
    planner.press(Modifiers::NONE, Key::Escape);
    assert!(campaign(&planner).phases.at(1).expect("the second").start < phase_end(&planner));
    for _ in 0..3 {
        planner.press(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(file::write(planner.project()).expect("text"), before);
}

fn phase_end(planner: &Planner) -> jiff::civil::DateTime {
    campaign(planner).phases.at(1).expect("the second").end
}

#[test]
fn who_takes_a_step_is_asked_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path(), &without_brief());
    let name = planner.project().shop.people.at(1).expect("people").name.clone();
    planner.click("目标");
    planner.click("批准进度 草稿");
    planner.click("经手人 未选");
    planner.click(&name);
    assert_eq!(planner.app().settings().who, name);
    planner.click_role(Role::Button, "提交批准");
    let by = planner.project().shop.people.at(1).map(|row| row.id);
    assert_eq!(brief(&planner).approvals.last().expect("submitted").by, by);
    // the same name confirms for a department
    planner.click_role(Role::Tab, "对齐");
    planner.click("全部确认");
    assert_eq!(brief(&planner).confirmations.last().expect("confirmed").by, by);
}

#[test]
fn the_level_before_stands_beside_the_level_and_the_growth_limit_can_be_set() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path(), &sample());
    planner.click("目标");
    assert!(planner.has("2025 双11 为 S，4,060.2万"), "{:?}", planner.names());
    let name = planner.names().into_iter().find(|name| name.contains("新客")).expect("a goal of new customers");
    planner.click_role(Role::GridCell, &name);
    planner.type_into("增长上限", "15");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(brief(&planner).growth, Some(Rate::from_percent(15)));
    assert!(planner.shows("15"), "{:?}", planner.names());
}
