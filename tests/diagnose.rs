//! Find, split, try, worked as a planner does: the driver tree unfolded and asked, means written and turned into tasks and
//! back, trials typed, judged and made lessons, the customer's way looked at; one step each, and undo takes all back.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]
#![allow(clippy::panic, reason = "a panic is a test's report")]
#![allow(dead_code, reason = "each test uses its part of the planner")]

#[path = "common/window.rs"]
mod window;

use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use promoplan::engine::finding::{Place, PlaceKind, Tab};
use promoplan::model::{
    Campaign, Diagnosis, Factor, GoalValue, LessonKind, MeansState, Rate, TaskSource, TouchState, Touchpoint, Verdict,
};
use promoplan::text::Lang;
use window::{Planner, setup};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");
const CAMPAIGN: &str = "2026 双11";

fn open(folder: &Path) -> Planner {
    let path = folder.join("山屿家居 2026.ron");
    std::fs::copy(SAMPLE, &path).expect("copied");
    let setup = promoplan::app::Setup { path: Some(path), ..setup(folder) };
    let mut planner = Planner::start_in(setup, vec2(1440.0, 1400.0));
    planner.click("漏斗");
    planner.click_role(Role::Tab, "找拆试");
    planner
}

fn campaign(planner: &Planner) -> &Campaign {
    planner.project().campaigns.iter().find(|c| c.name == CAMPAIGN).expect("the sample has it")
}

fn diagnosis(planner: &Planner) -> &Diagnosis {
    &campaign(planner).diagnosis
}

fn written(planner: &Planner) -> String {
    promoplan::file::write(planner.project()).expect("text")
}

fn typed(planner: &mut Planner, field: &str, text: &str) {
    planner.type_into(field, text);
    planner.press(Modifiers::NONE, Key::Enter);
}

/// Clicks a cell by how its name begins and types.
fn type_cell(planner: &mut Planner, cell: &str, text: &str) {
    let name = planner.names().into_iter().find(|name| name.starts_with(cell));
    let name = name.unwrap_or_else(|| panic!("no {cell}: {:?}", planner.names()));
    planner.click_role(Role::GridCell, &name);
    planner.write(text);
    planner.press(Modifiers::NONE, Key::Enter);
}

#[test]
fn the_tree_shows_what_is_short_and_leads_to_its_reasons() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    for name in ["因素 GMV 4,749.7万", "因素 UV 187.2万", "因素 转化率 10.08%", "因素 收藏加购率 25.0%"]
    {
        assert!(planner.has(name), "{name}: {:?}", planner.names());
    }
    // groups of sources are folded at first
    assert!(!planner.shows("因素 搜索 UV"));
    planner.click("展开 免费 UV");
    assert!(planner.has("因素 搜索 UV 42万"), "{:?}", planner.names());
    planner.click("折叠 UV");
    assert!(!planner.shows("因素 免费 UV"));
    planner.click("因素 UV 187.2万");
    for words in ["200万", "187.2万", "▼ 6.4%", "▼ 322.4万", "同一层里拖累最大的因素"] {
        assert!(planner.has(words), "{words}: {:?}", planner.names());
    }
    planner.click("看算式");
    assert!(planner.has("免费 UV"), "its sources: {:?}", planner.names());
    // a tree of one source
    planner.click("从哪个指标拆起 GMV");
    planner.click("直通车 GMV");
    assert!(matches!(diagnosis(&planner).root, Factor::SourceGmv(_)));
    assert!(planner.has("因素 直通车转化率 10.00%"), "{:?}", planner.names());
}

#[test]
fn a_means_is_written_becomes_a_task_and_leads_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let before = written(&planner);
    planner.click("因素 客单价 ¥251.83");
    planner.click("添加措施");
    typed(&mut planner, "措施 1", "299 档赠抱枕");
    planner.click("措施 1 状态 想法");
    planner.click("进行中");
    let means = diagnosis(&planner).means.first().expect("one").clone();
    assert_eq!((means.of, means.text.as_str(), means.state), (Factor::Aov, "299 档赠抱枕", MeansState::Doing));
    assert!(planner.shows("299 档赠抱枕"), "in its box, too");
    planner.click("措施 1 转为任务");
    let task = campaign(&planner).tasks.iter().find(|task| task.source == Some(TaskSource::Means(means.id)));
    assert_eq!(task.expect("a task").name, "299 档赠抱枕");
    planner.click("看措施 1 的任务");
    planner.click("措施 · 299 档赠抱枕");
    assert!(planner.has("看措施 1 的任务"), "the tree is in front again: {:?}", planner.names());
    planner.click("删除措施 1");
    assert!(diagnosis(&planner).means.is_empty());
    let left = campaign(&planner).tasks.iter().find(|task| task.name == "299 档赠抱枕").expect("stays");
    assert_eq!(left.source, None);
    for _ in 0..5 {
        planner.press(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(written(&planner), before);
}

#[test]
fn a_trial_is_typed_judged_and_made_a_lesson() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let before = written(&planner);
    let lessons = planner.project().lessons.len();
    planner.click_role(Role::RadioButton, "试验");
    planner.click("记一次试验");
    type_cell(&mut planner, "行 1 改动", "主图换场景图");
    type_cell(&mut planner, "行 1 之前 ", "10");
    type_cell(&mut planner, "行 1 之后 ", "12");
    let trial = diagnosis(&planner).trials.first().expect("one").clone();
    assert_eq!(trial.before, Some(GoalValue::Rate(Rate::from_percent(10))));
    type_cell(&mut planner, "行 1 之前人数", "1000");
    type_cell(&mut planner, "行 1 之后人数", "1000");
    assert!(planner.shows("可能碰巧"), "{:?}", planner.names());
    type_cell(&mut planner, "行 1 之前人数", "5000");
    type_cell(&mut planner, "行 1 之后人数", "5000");
    planner.click_role(Role::GridCell, "行 1 改动 主图换场景图");
    assert!(planner.shows("差别不是碰巧") && planner.has("3.20") && planner.has("0.1%"), "{:?}", planner.names());
    // no lesson without a verdict, none that is forced with one
    assert!(planner.has("有了结论就可以记为经验"));
    planner.click("判为有效");
    assert_eq!(diagnosis(&planner).trials.first().expect("one").verdict, Some(Verdict::Works));
    assert_eq!(planner.project().lessons.len(), lessons);
    planner.click("记为经验");
    assert!(planner.has("已记为经验"));
    let lesson = planner.project().lessons.last().expect("made").clone();
    assert_eq!(lesson.kind, LessonKind::Highlight);
    assert_eq!(lesson.fact, "主图换场景图：转化率 10.00% → 12.00%");
    assert_eq!((lesson.action.as_str(), lesson.tags.join(" ").as_str()), ("下次照做：主图换场景图", "转化率"));
    assert_eq!(diagnosis(&planner).trials.first().expect("one").lesson, Some(lesson.id));
    for _ in 0..10 {
        planner.press(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(written(&planner), before);
}

#[test]
fn trials_are_pasted_each_in_its_own_unit() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click_role(Role::RadioButton, "试验");
    planner.click("记一次试验");
    let name = planner.names().into_iter().find(|name| name.starts_with("行 1 改动")).expect("a row");
    planner.click_role(Role::GridCell, &name);
    planner.paste("详情页视频\t转化率\t9.5%\t9.9%\n299 提示\t客单价\t242\t257.5\n加投\tUV\t1.2万\t1.5万");
    let trials: Vec<_> = diagnosis(&planner).trials.iter().map(|row| (row.of, row.after)).collect();
    assert_eq!(trials.len(), 3, "{trials:?}");
    assert_eq!(trials[1].0, Factor::Aov);
    assert!(matches!(trials[0].1, Some(GoalValue::Rate(_))), "{trials:?}");
    assert!(matches!(trials[1].1, Some(GoalValue::Money(_))), "{trials:?}");
    assert!(matches!(trials[2].1, Some(GoalValue::Count(n)) if n.get() == 15_000), "{trials:?}");
    // another factor in another unit: the figures say nothing any more
    type_cell(&mut planner, "行 3 因素", "客单价");
    assert_eq!(diagnosis(&planner).trials.at(2).expect("three").after, None);
}

#[test]
fn the_customers_way_is_looked_at_and_an_action_becomes_a_task() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click_role(Role::RadioButton, "体验路径");
    type_cell(&mut planner, "行 2 发现", "领券要跳三层");
    type_cell(&mut planner, "行 2 改进动作", "会场首屏放领券入口");
    let row = diagnosis(&planner).path.get(Touchpoint::Shopping).expect("looked at").clone();
    assert_eq!((row.state, row.action.as_str()), (TouchState::Lacking, "会场首屏放领券入口"));
    assert!(planner.has("查了 1/7，待改 1"));
    planner.click_role(Role::GridCell, "行 2 改进动作 会场首屏放领券入口");
    planner.click("转为任务");
    let source = Some(TaskSource::Touchpoint(Touchpoint::Shopping));
    let task = campaign(&planner).tasks.iter().find(|task| task.source == source).expect("a task");
    assert_eq!(task.name, "购物：会场首屏放领券入口");
    planner.click("看任务");
    planner.click("体验路径 · 购物");
    assert!(planner.has("看任务") && planner.has("查了 1/7，待改 1"), "{:?}", planner.names());
}

#[test]
fn a_source_that_goes_leaves_its_means_to_the_visitors() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click("从哪个指标拆起 GMV");
    planner.click("直通车 GMV");
    let name = planner.names().into_iter().find(|name| name.starts_with("因素 直通车 UV")).expect("its box");
    planner.click(&name);
    planner.click("添加措施");
    typed(&mut planner, "措施 1", "加投长尾词");
    planner.click_role(Role::Tab, "流量来源");
    let row = planner.names().into_iter().find(|name| name.ends_with("来源 直通车")).expect("its row");
    planner.click_role(Role::GridCell, &row);
    planner.press(Modifiers::COMMAND, Key::Minus);
    assert_eq!(diagnosis(&planner).means.first().expect("kept").of, Factor::Uv);
    assert_eq!(diagnosis(&planner).root, Factor::Gmv);
}

#[test]
fn everything_has_a_name_in_three_languages() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click("因素 UV 187.2万");
    planner.click("添加措施");
    planner.ask(|actions| {
        let place = Place::at(Tab::Funnel, PlaceKind::Diagnosis).field("trials");
        actions.push(promoplan::ui::action::Action::GoTo(place));
    });
    planner.click("记一次试验");
    let views = |lang| match lang {
        Lang::ZhHans => ["拆解", "试验", "体验路径"],
        Lang::ZhHant => ["拆解", "試驗", "體驗路徑"],
        Lang::En => ["Tree", "Trials", "Experience"],
    };
    for lang in Lang::ALL {
        planner.speak(lang);
        for view in views(lang) {
            planner.click_role(Role::RadioButton, view);
            assert_eq!(planner.nameless(), Vec::<String>::new(), "{view}");
        }
    }
}
