//! Templates of tasks: those inside the program hold what they promise in every week of a year, and a planner adds, leaves
//! out, keeps and deletes them at the window.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]
#![allow(clippy::panic, reason = "a panic is a test's report")]
#![allow(dead_code, reason = "each test uses its part of the planner")]

#[path = "common/window.rs"]
mod window;

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use jiff::ToSpan as _;
use jiff::civil::{Date, date};
use promoplan::app::Setup;
use promoplan::engine::schedule::{Moment, Schedule};
use promoplan::engine::task_template::{Choice, Fate, put};
use promoplan::engine::template::{NewCampaign, Template, add_campaign};
use promoplan::file::{built_in_templates, open_template, write};
use promoplan::model::{Campaign, CampaignId, Level, Project};
use promoplan::text::Lang;
use promoplan::text::templates::usual;
use window::{Planner, setup};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");
const KINDS: [(Template, Level); 3] =
    [(Template::LevelS, Level::S), (Template::LevelA, Level::A), (Template::LevelB, Level::B)];

fn made(template: Template, opening: Date) -> (Project, CampaignId, Vec<Fate>) {
    let mut project = Project::default();
    let id =
        add_campaign(&mut project, &NewCampaign { name: String::new(), opening, target: None, aov: None, template });
    let usual = usual(template, Lang::ZhHans).expect("it has one");
    let fates = put(&mut project, id, &usual, Choice::ALL).into_iter().map(|(_, fate)| fate).collect();
    (project, id, fates)
}

#[test]
fn every_template_fits_its_campaign_in_every_week_of_a_year() {
    for (template, _) in KINDS {
        for week in 0..52 {
            // a Monday, a Tuesday, … as the weeks go on
            let opening = date(2026, 1, 12).saturating_add((week * 8).days());
            let (project, id, fates) = made(template, opening);
            assert!(fates.iter().all(|fate| matches!(fate, Fate::Added(_))), "{template:?}");
            let campaign = project.campaign(id).expect("there");
            let schedule = Schedule::new(&project, campaign);
            // 2027 is not announced yet
            let faults: Vec<_> =
                schedule.faults.iter().filter(|f| !format!("{f:?}").starts_with("NotAnnounced")).collect();
            assert!(faults.is_empty(), "{template:?} {opening}: {faults:?}");
            let opens = Moment::from(campaign.opening().expect("it opens"));
            for task in &campaign.tasks {
                let times = schedule.of(task.id).expect("scheduled");
                let about = || {
                    format!(
                        "{template:?} {opening} {}: {} – {}",
                        task.name,
                        times.start.datetime(),
                        times.finish.datetime()
                    )
                };
                assert!(!task.go_live || times.finish <= opens, "{}", about());
                assert!(times.summary || task.department.is_some(), "{}", about());
                if let Some(phase) = task.phase.and_then(|id| campaign.phases.get(id)) {
                    assert!(times.start >= phase.start.into() && times.finish <= phase.end.into(), "{}", about());
                }
            }
        }
    }
}

#[test]
fn every_name_stands_in_three_languages_and_once_in_its_group() {
    for template in built_in_templates() {
        let whole = |names: [&str; 3]| names.iter().all(|name| !name.trim().is_empty());
        assert!(whole([&template.name, &template.hant, &template.en]));
        assert!(template.calendars.iter().all(|row| whole([&row.name, &row.hant, &row.en])));
        let mut seen = HashSet::new();
        for task in &template.tasks {
            assert!(whole([&task.name, &task.hant, &task.en]), "{}", task.name);
            for (lang, name) in [(0, &task.name), (1, &task.hant), (2, &task.en)] {
                assert!(seen.insert((lang, task.parent, name.clone())), "{name} twice");
                assert_eq!(lang == 2, name.is_ascii(), "{name}");
                // the usual punctuation of each
                let wrong = if lang == 2 { "" } else { ",;!" };
                assert!(!name.contains(|c| wrong.contains(c)) && name.trim() == name, "{name}");
            }
        }
    }
    let sizes: Vec<usize> = built_in_templates()
        .iter()
        .map(|template| {
            let groups: BTreeSet<_> = template.tasks.iter().filter_map(|task| task.parent).collect();
            template.tasks.len() - groups.len()
        })
        .collect();
    assert_eq!(sizes, [75, 36, 18]);
}

#[test]
fn a_template_put_in_twice_changes_nothing() {
    for (template, level) in KINDS {
        let (mut project, id, _) = made(template, date(2026, 6, 1));
        assert_eq!(project.campaign(id).expect("there").level, level);
        let once = write(&project).expect("written");
        let usual = usual(template, Lang::ZhHans).expect("it has one");
        let fates = put(&mut project, id, &usual, Choice::ALL);
        assert!(fates.iter().all(|(_, fate)| matches!(fate, Fate::Present(_))));
        assert_eq!(write(&project).expect("written"), once);
    }
}

fn open(folder: &Path) -> Planner {
    let path = folder.join("山屿家居 2026.ron");
    fs::copy(SAMPLE, &path).expect("copied");
    let setup = Setup { path: Some(path), ..setup(folder) };
    let mut planner = Planner::start_in(setup, vec2(1600.0, 1100.0));
    planner.click("日历");
    planner
}

fn campaign(planner: &Planner) -> &Campaign {
    planner.project().campaigns.iter().find(|c| c.name == "2026 双11").expect("the sample has it")
}

fn add_from_template(planner: &mut Planner) {
    planner.click_role(Role::Button, "模板、导入、导出和图片");
    planner.click_role(Role::MenuItem, "从模板添加…");
}

#[test]
fn tasks_are_added_from_a_template_in_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let before = write(planner.project()).expect("written");
    let tasks = campaign(&planner).tasks.len();
    let campaigns = planner.project().campaigns.len();
    add_from_template(&mut planner);
    assert!(planner.shows("75 项任务，分 11 组"), "the template of the campaign's level: {:?}", planner.names());
    assert!(planner.shows("新增部门：商务"), "{:?}", planner.names());
    assert!(planner.shows("项的开始早于今天"));
    assert!(planner.shows("去年同期与竞品复盘 · 开卖前 32 天"), "{:?}", planner.names());
    // not the planning, which is past, and no prepacking
    planner.click_role(Role::CheckBox, "策划立项");
    assert!(planner.has("未保存 1 步"), "what is not wanted is kept with the brief");
    planner.click_role(Role::Button, "添加 70 项任务");
    assert_eq!(planner.project().campaigns.len(), campaigns);
    let added = campaign(&planner);
    // ten groups; one of them is there already
    assert!(added.tasks.iter().filter(|task| task.name == "货品").count() == 1, "the group is used again");
    assert_eq!(added.tasks.len(), tasks + 70 + 9);
    assert!(planner.has("未保存 2 步"), "and adding is one step");
    planner.press(Modifiers::COMMAND, Key::Z);
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(write(planner.project()).expect("written"), before, "byte for byte");
}

#[test]
fn what_is_not_wanted_is_kept_with_the_brief_level_by_level() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let off = |planner: &Planner| campaign(planner).brief.tasks_off.clone();
    add_from_template(&mut planner);
    planner.click_role(Role::CheckBox, "策划立项");
    planner.click("取消");
    assert_eq!(off(&planner).keys().copied().collect::<Vec<_>>(), [Level::S]);
    // without adding anything it is still known, here and in the brief
    add_from_template(&mut planner);
    assert!(planner.has("添加 70 项任务"), "{:?}", planner.names());
    planner.click("取消");
    planner.click("目标");
    planner.click_role(Role::Tab, "页面");
    assert!(planner.shows("不要其中 6 项"), "{:?}", planner.names());
    // another level has its own
    planner.click("A");
    assert!(!planner.shows("不要其中"));
    planner.click("S");
    planner.click("套用任务模板…");
    planner.click_role(Role::CheckBox, "策划立项");
    assert!(off(&planner).is_empty(), "wanted again");
}

#[test]
fn what_is_there_already_is_marked_and_not_added() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    add_from_template(&mut planner);
    planner.click_role(Role::Button, "添加 75 项任务");
    let tasks = campaign(&planner).tasks.len();
    add_from_template(&mut planner);
    assert!(planner.shows("平台活动报名 · 已有"), "{:?}", planner.names());
    planner.click_role(Role::RadioButton, "B 级活动");
    // of the sample's own names none is in it
    planner.click_role(Role::Button, "添加 18 项任务");
    assert_eq!(campaign(&planner).tasks.len(), tasks + 18 + 3);
}

#[test]
fn a_shop_keeps_and_deletes_its_own_templates() {
    let folder = tempfile::tempdir().expect("a folder");
    let own = folder.path().join("config/templates");
    fs::create_dir_all(&own).expect("made");
    fs::write(own.join("坏的.ron"), "(format: 1, name: \"坏的\", tasks: [(id: 1)])").expect("written");
    fs::write(own.join("说明.txt"), "no template").expect("written");
    let mut planner = open(folder.path());
    planner.click_role(Role::Button, "模板、导入、导出和图片");
    planner.click_role(Role::MenuItem, "把当前任务存为模板…");
    planner.type_into("模板名称", "双11 打法");
    planner.click_role(Role::Button, "存为模板");
    let kept = open_template(&own.join("双11 打法.ron")).expect("written");
    assert_eq!((kept.name.as_str(), kept.tasks.len(), kept.level), ("双11 打法", 28, Some(Level::S)));
    // it is looked at: everything in it is there
    assert!(planner.shows("工厂生产 · 已有"), "{:?}", planner.names());
    // one that cannot be read says why, and harms nothing
    planner.click_role(Role::RadioButton, "坏的");
    assert!(planner.shows("读不了") && planner.shows("name"), "{:?}", planner.names());
    planner.click_role(Role::Button, "删除模板「双11 打法」");
    planner.click_role(Role::Button, "删除");
    assert!(!own.join("双11 打法.ron").exists() && own.join("坏的.ron").exists());
    assert!(!planner.has("双11 打法") && planner.has("坏的"));
    assert!(!planner.shows("未保存"), "the project is not touched");
}

#[test]
fn a_campaign_without_tasks_begins_with_a_template() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = Planner::start(setup(folder.path()));
    planner.press(Modifiers::COMMAND, Key::N);
    planner.click_role(Role::CheckBox, "带上该级别的常用任务（75 项）");
    planner.click("新建");
    assert!(planner.project().campaigns.first().is_some_and(|campaign| campaign.tasks.is_empty()));
    planner.click("日历");
    planner.click_role(Role::Button, "从模板添加…");
    planner.click_role(Role::Button, "添加 75 项任务");
    assert_eq!(planner.project().campaigns.first().map(|campaign| campaign.tasks.len()), Some(86));
    planner.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    planner.click("新建");
    let added = planner.project().campaigns.last().expect("added");
    assert_eq!(added.tasks.len(), 18 + 3, "the usual tasks of level B come along");
}
