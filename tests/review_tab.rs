//! The review, worked as a planner does, without a display: the gap read, an effect asked for, a sentence put in one's own words, a
//! conclusion and a lesson written, the lesson made a task, the next campaign made from this one; all of it undone.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]
#![allow(clippy::panic, reason = "a panic is a test's report")]
#![allow(clippy::cast_possible_truncation, clippy::indexing_slicing, reason = "made-up figures")]
#![allow(dead_code, reason = "each test uses its part of the planner")]

#[path = "common/actuals.rs"]
mod actuals;
#[path = "common/window.rs"]
mod window;

use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use jiff::civil::{DateTime, date};
use promoplan::app::Setup;
use promoplan::engine::actuals::Ledger;
use promoplan::file;
use promoplan::model::*;
use promoplan::ui::action::Action;
use window::{Planner, setup};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

fn reviewed() -> Project {
    let mut project = file::open(Path::new(SAMPLE)).expect("the sample opens").project;
    actuals::reviewed(&mut project);
    project
}

fn open(folder: &Path, project: &Project) -> Planner {
    let path = folder.join("山屿家居 2026.ron");
    std::fs::write(&path, file::write(project).expect("written")).expect("a file");
    let now = Some(date(2026, 11, 19).at(10, 21, 0, 0));
    let mut planner = Planner::start_in(Setup { path: Some(path), now, ..setup(folder) }, vec2(1440.0, 900.0));
    let id = campaign(project, "2026 双11").id;
    planner.ask(|actions| actions.push(Action::Campaign(id)));
    planner.click("复盘");
    planner
}

fn campaign<'a>(project: &'a Project, name: &str) -> &'a Campaign {
    project.campaigns.iter().find(|c| c.name == name).unwrap_or_else(|| panic!("「{name}」 is there"))
}

fn write(project: &Project) -> String {
    file::write(project).expect("written")
}

fn undo_all(planner: &mut Planner, start: &Project) {
    for _ in 0..40 {
        planner.press(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(write(planner.project()), write(start), "everything is undone");
}

#[test]
fn a_gap_is_read_judged_learned_from_and_carried_into_the_next_campaign() {
    let folder = tempfile::tempdir().expect("a folder");
    let start = reviewed();
    let mut planner = open(folder.path(), &start);

    // the gap and its effects, to the 万 that a planner reads
    for words in ["▼ 388万", "▼ 206.1", "▼ 302.3", "▲ 120.4", "200→191.6万", "10→9.39%", "250→256.4"] {
        assert!(planner.has(words), "{words}: {:?}", planner.names());
    }
    assert!(planner.has("实际 GMV 4,612万") && planner.has("同比 2025 双11 +13.6%"), "{:?}", planner.names());
    planner.click("按阶段");
    assert!(planner.has("行 3 差额 ▼ 449.9"), "{:?}", planner.names());
    planner.click("按来源");

    // an effect, why, and a sentence of one's own
    planner.click("转化率 10→9.39%");
    assert!(planner.shows("对数均值分解"));
    assert!(planner.shows("L(4,612万, 5,000万) = 4,803.4万"), "{:?}", planner.names());
    planner.type_into("一句话", "正式期转化掉了六个千分点");
    planner.press(Modifiers::NONE, Key::Enter);
    let review = &campaign(planner.project(), "2026 双11").review;
    assert_eq!(review.sentences.get(&SentenceOf::Cvr).map(String::as_str), Some("正式期转化掉了六个千分点"));
    planner.click("恢复");
    assert!(campaign(planner.project(), "2026 双11").review.sentences.is_empty());
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(campaign(planner.project(), "2026 双11").review.sentences.len(), 1);

    // a module: a figure that only the planner knows, and a conclusion
    planner.type_into("类目排名", "第 7");
    planner.press(Modifiers::NONE, Key::Enter);
    planner.type_into("店铺的结论", "体量仍在涨，缺口来自正式期转化");
    planner.press(Modifiers::NONE, Key::Enter);
    let review = &campaign(planner.project(), "2026 双11").review;
    assert_eq!(review.noted.get(&NotedFigure::Rank).map(String::as_str), Some("第 7"));
    assert!(review.modules.contains_key(&Module::Shop) && planner.has("已写 1 / 5"));

    // a lesson, kept; another, made a task
    let keep = planner.place(Role::Button, "记入经验库").center();
    planner.click_at(keep, 1);
    assert_eq!(planner.project().lessons.len(), start.lessons.len(), "no lesson without words");
    // one click leaves the text and keeps it
    planner.type_into("记一条经验", "预热券面额低于竞品");
    planner.click_at(keep, 1);
    let lesson = planner.project().lessons.last().expect("noted").clone();
    let id = campaign(planner.project(), "2026 双11").id;
    assert_eq!((lesson.fact.as_str(), lesson.campaign, lesson.reusable), ("预热券面额低于竞品", Some(id), true));
    assert_eq!(lesson.noted, Some(date(2026, 11, 19)));
    assert!(planner.has("没有人负责"), "what the lesson lacks is said: {:?}", planner.names());
    planner.type_into("下次怎么做", "预热期加收藏送 ¥5");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(planner.project().lessons.last().expect("there").action, "预热期加收藏送 ¥5");
    planner.click("用到本次活动");
    planner.click("作为任务");
    let task = campaign(planner.project(), "2026 双11").tasks.last().expect("a task").clone();
    assert_eq!((task.name.as_str(), task.source), ("预热期加收藏送 ¥5", Some(TaskSource::Lesson(lesson.id.0))));
    assert!(planner.has("已用 1 次"));
    planner.click("查看任务");
    assert!(planner.shows("经验 · 预热券面额低于竞品"), "there and back: {:?}", planner.names());
    planner.click("复盘");

    // the next campaign, from what this one came to
    planner.click("以此新建活动");
    let next = campaign(planner.project(), "2027 双11").clone();
    let before = campaign(planner.project(), "2026 双11").clone();
    assert_eq!((next.previous, next.actuals.len()), (Some(before.id), 0));
    let year = |campaign: &Campaign| campaign.opening().map(DateTime::date);
    assert_eq!((year(&before), year(&next)), (Some(date(2026, 11, 1)), Some(date(2027, 11, 1))));
    let total = *Ledger::new(&before.actuals).total();
    let paid = Rate::ratio(total.buyers.wide(), total.orders.wide());
    let rates: Vec<Option<Rate>> = next.funnel.stages.iter().map(|stage| stage.history).collect();
    assert!(rates.contains(&paid), "{rates:?}");
    let search = next.traffic.iter().find(|row| row.kind == SourceKind::Search).expect("copied");
    assert!(matches!(search.basis, Basis::LastCampaign { .. }) && search.uv.is_none());
    assert_eq!(next.splits.day_curve, DayCurve::LastActual);
    assert!(planner.shows("沿用自「2026 双11」") && planner.has("已沿用"), "{:?}", planner.names());
    assert!(planner.has("搜索 · 访客") && planner.has("退款率"), "{:?}", planner.names());

    undo_all(&mut planner, &start);
}

#[test]
fn the_work_and_what_others_said_are_reviewed_in_tables() {
    let folder = tempfile::tempdir().expect("a folder");
    let start = reviewed();
    let mut planner = open(folder.path(), &start);
    planner.click("过程");
    planner.click_role(Role::GridCell, "行 2 差距 —");
    planner.write("会场晚 2 天上线");
    planner.press(Modifiers::NONE, Key::Enter);
    let review = &campaign(planner.project(), "2026 双11").review;
    let note = review.process.get(&ProcessOf::Preparation).expect("noted");
    assert_eq!(note.gap, "会场晚 2 天上线");

    planner.click("反馈");
    planner.click("加一条");
    planner.click_role(Role::GridCell, "行 1 来自 顾客");
    planner.paste("顾客\t不满\t物流\t五天才到\t42\n客服\t建议\t物流\t先发大仓\t8\n");
    let review = &campaign(planner.project(), "2026 双11").review;
    let rows: Vec<(&str, u64)> = review.feedback.iter().map(|row| (row.text.as_str(), row.count.get())).collect();
    assert_eq!(rows, [("五天才到", 42), ("先发大仓", 8)]);
    assert!(planner.has("表扬 0 · 不满 42 · 建议 8"), "{:?}", planner.names());
    undo_all(&mut planner, &start);
}

#[test]
fn lessons_are_found_by_any_of_their_words_and_used_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut start = reviewed();
    actuals::concluded(&mut start);
    let mut planner = open(folder.path(), &start);
    assert!(planner.has("7 条，入库 6 条"), "{:?}", planner.names());
    planner.click("全部活动");
    assert!(planner.has("9 条，入库 8 条"));
    planner.type_into("搜索经验", "领取 券");
    assert!(planner.shows("预热券领取率仅 31%") && !planner.shows("记忆枕断货 19 小时"), "{:?}", planner.names());
    let found = planner.names().into_iter().find(|name| name.starts_with("行 1 事实 预热券领取率")).expect("found");
    planner.click_role(Role::GridCell, &found);
    planner.click("用到本次活动");
    planner.click("作为任务");
    let task = campaign(planner.project(), "2026 双11").tasks.last().expect("a task");
    assert_eq!(task.name, "首页首屏放领取入口");
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(write(planner.project()), write(&start));
    // a person that goes leaves the lessons without an owner
    planner.type_into("搜索经验", "什么也没有");
    assert!(planner.has("没有符合的经验"));
    planner.click("清除搜索");
    assert!(planner.has("9 条，入库 8 条"));
}

#[test]
fn a_lesson_sets_a_figure_of_the_plan() {
    let folder = tempfile::tempdir().expect("a folder");
    let start = reviewed();
    let mut planner = open(folder.path(), &start);
    let refunds = campaign(planner.project(), "2026 双11").funnel.refund_rate;
    planner.click("转化率 10→9.39%");
    planner.type_into("记一条经验", "退款率低估了");
    let keep = planner.place(Role::Button, "记入经验库").center();
    planner.click_at(keep, 1);
    planner.click("默认值 不设");
    planner.click_role(Role::MenuItem, "退款率");
    let figure = |planner: &Planner| planner.project().lessons.last().and_then(|lesson| lesson.default);
    assert_eq!(figure(&planner), Some(LessonDefault::RefundRate(refunds)), "as it is planned now");
    planner.type_into("取", "9.5");
    planner.press(Modifiers::NONE, Key::Enter);
    let rate = Rate::per_mille(95);
    assert_eq!(figure(&planner), Some(LessonDefault::RefundRate(rate)));
    planner.click("用到本次活动");
    planner.click("作为默认值");
    let of = campaign(planner.project(), "2026 双11");
    assert_eq!((of.funnel.refund_rate, of.lessons.len()), (rate, 1));
    assert!(planner.has("已用 1 次"), "{:?}", planner.names());
    // what the next campaign may take over names the lesson
    planner.click("以此新建活动");
    assert!(planner.has("经验 · 退款率") && planner.has("9.50%"), "{:?}", planner.names());
    undo_all(&mut planner, &start);
}

#[test]
fn a_page_for_the_meeting_says_it_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut start = reviewed();
    actuals::concluded(&mut start);
    let mut planner = open(folder.path(), &start);
    planner.click("一页摘要");
    for words in ["转化率 10.00%→9.39%，少 302.3万", "最大的几项", "留下的经验", "体量仍在涨，缺口主要来自正式期转化。"]
    {
        assert!(planner.has(words), "{words}: {:?}", planner.names());
    }
    assert!(planner.nameless().is_empty(), "{:?}", planner.nameless());
    planner.click("回到复盘");
    assert!(planner.has("五个模块"));
}

#[test]
fn without_actual_figures_the_tab_leads_to_where_they_are_entered() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut start = reviewed();
    let id = campaign(&start, "2026 双11").id;
    let this = start.campaigns.get_mut(id).expect("there");
    (this.actuals, this.previous) = (Rows::default(), None);
    let mut planner = open(folder.path(), &start);
    assert!(planner.has("还没有实际数据"), "{:?}", planner.names());
    planner.click("去「执行」录入");
    assert!(!planner.has("去「执行」录入"), "{:?}", planner.names());
    assert_eq!(write(planner.project()), write(&start));
}

#[test]
fn a_folder_of_projects_is_searched_and_a_broken_file_is_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    let archive = folder.path().join("往年");
    std::fs::create_dir(&archive).expect("a folder");
    let mut old = Project::default();
    old.lessons.push(Lesson {
        id: LessonId(1),
        fact: "赠品晚到 3 天".to_owned(),
        action: "赠品提前两周入仓".to_owned(),
        origin: "2024 双11".to_owned(),
        ..Lesson::default()
    });
    std::fs::write(archive.join("2024.ron"), write(&old)).expect("a file");
    std::fs::write(archive.join("坏了.ron"), "(format: 1,").expect("a file");
    let start = reviewed();
    let mut planner = open(folder.path(), &start);
    planner.click("文件夹");
    planner.click("选择文件夹…");
    planner.type_into("文件路径", &archive.display().to_string());
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(planner.has("往年，2 个项目") && planner.has("1 个文件读不了"), "{:?}", planner.names());
    planner.type_into("搜索经验", "赠品 入仓");
    let found = planner.names().into_iter().find(|name| name.starts_with("行 1 事实 赠品晚到"));
    let found = found.unwrap_or_else(|| panic!("{:?}", planner.names()));
    planner.click_role(Role::GridCell, &found);
    planner.click("收进本项目");
    let lesson = planner.project().lessons.last().expect("taken");
    assert_eq!((lesson.origin.as_str(), lesson.campaign), ("2024 双11 · 2024.ron", None));
    let id = lesson.id;
    planner.click("用到本次活动");
    planner.click("作为上线检查");
    let run = &campaign(planner.project(), "2026 双11").run;
    let check = run.checks.iter().find(|row| row.lesson == Some(id)).expect("a check");
    assert_eq!(check.text, "赠品提前两周入仓");
    planner.click("用到本次活动");
    planner.click("作为风险");
    assert!(planner.has("已用 2 次"), "{:?}", planner.names());
    planner.click("文件夹");
    planner.click("1 个文件读不了");
    assert!(planner.shows("坏了.ron"), "{:?}", planner.names());
    planner.press(Modifiers::NONE, Key::Escape);
    undo_all(&mut planner, &start);
}
