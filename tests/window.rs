//! The whole window, worked as a person does, without a display.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]
#![allow(clippy::panic, reason = "a panic is a test's report")]

#[path = "common/window.rs"]
mod window;

use std::fs;
use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use promoplan::app::Setup;
use promoplan::model::Project;
use promoplan::text::{Lang, Texts};
use promoplan::ui::action::Action;
use promoplan::ui::command::Command;
use promoplan::ui::settings::Settings;
use window::{Planner, setup};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

/// A copy of the sample in a folder.
fn sample(folder: &Path) -> PathBuf {
    let path = folder.join("山屿家居 2026.ron");
    fs::copy(SAMPLE, &path).expect("copied");
    path
}

fn read(path: &Path) -> Project {
    promoplan::file::open(path).expect("a whole file").project
}

#[test]
fn typing_replaces_the_name_in_a_dialog() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = Planner::open(folder.path(), &sample(folder.path()));
    planner.press(Modifiers::SHIFT, Key::F2);
    planner.write("新名字");
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(planner.has("选择活动 新名字"), "{:?}", planner.names());
}

fn rename(planner: &mut Planner, name: &str) {
    planner.press(Modifiers::SHIFT, Key::F2);
    planner.type_into("活动名称", name);
    planner.click("改名");
}

/// Makes the first campaign's name something, as the dialog does.
fn has_campaign(project: &Project, name: &str) -> bool {
    project.campaigns.iter().any(|campaign| campaign.name == name)
}

#[test]
fn open_edit_undo_save_and_open_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = sample(folder.path());
    let before = fs::read(&file).expect("read");
    let mut planner = Planner::open(folder.path(), &file);
    assert_eq!(planner.app().title(), "山屿家居 2026.ron — 大促策划");
    assert_eq!(planner.read("目标 GMV"), "目标 GMV 5,000万");
    assert!(planner.has("已打开"));

    rename(&mut planner, "双十一·暖冬");
    assert_eq!(planner.app().title(), "• 山屿家居 2026.ron — 大促策划");
    assert!(planner.has("选择活动 双十一·暖冬") && planner.has("未保存 1 步"));
    planner.press(Modifiers::COMMAND, Key::Z);
    assert!(planner.has("选择活动 2026 双11") && planner.has("已打开"));
    planner.press(Modifiers::COMMAND, Key::Y);
    assert!(planner.has("选择活动 双十一·暖冬"));

    planner.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    let copy = folder.path().join("新版");
    planner.type_into("文件路径", copy.to_str().expect("text"));
    planner.click_role(Role::Button, "保存");
    let copy = copy.with_extension("ron");
    assert_eq!(planner.path(), Some(copy.clone()));
    assert!(planner.has("已保存 14:32"));
    assert_eq!(fs::read(&file).expect("read"), before, "the file it came from is as it was");
    let project = planner.project().clone();
    assert!(has_campaign(&project, "双十一·暖冬"));
    assert_eq!(read(&copy), project);
    planner.quit();

    let planner = Planner::open(folder.path(), &copy);
    assert_eq!(*planner.project(), project);
    assert!(planner.has("选择活动 双十一·暖冬"));
}

#[test]
fn closing_asks_about_unsaved_changes() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = sample(folder.path());
    let mut planner = Planner::open(folder.path(), &file);
    rename(&mut planner, "甲");

    planner.close_window();
    assert!(planner.has("「山屿家居 2026.ron」有 1 步改动还没有保存。"));
    planner.click("取消");
    assert!(!planner.app().is_closing() && planner.app().title().starts_with('•'));

    // nothing is left of the first question: saving now must not close the window
    planner.press(Modifiers::COMMAND, Key::S);
    assert!(!planner.app().is_closing());
    assert!(has_campaign(&read(&file), "甲"));

    rename(&mut planner, "乙");
    planner.press(Modifiers::COMMAND, Key::W);
    planner.click("不保存");
    assert!(planner.has("没有打开的项目"));
    assert!(has_campaign(&read(&file), "甲"), "discarded");

    planner.click("山屿家居 2026.ron");
    rename(&mut planner, "丙");
    planner.close_window();
    planner.click_role(Role::Button, "保存");
    assert!(planner.app().is_closing());
    assert!(has_campaign(&read(&file), "丙"));
}

#[test]
fn another_project_waits_until_the_open_one_is_out_of_the_way() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = sample(folder.path());
    let mut planner = Planner::start(setup(folder.path()));
    planner.click("汽车门店　春季团购");
    assert_eq!(planner.path(), None);
    assert!(planner.has("还没有保存"));
    let car = planner.project().clone();
    rename(&mut planner, "夏季团购");
    planner.drop_file(&file);
    assert_eq!(planner.path(), None, "asked first");
    planner.click_role(Role::Button, "保存");
    let kept = folder.path().join("car.ron");
    planner.type_into("文件路径", kept.to_str().expect("text"));
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(planner.path(), Some(file), "saved, and gone on to the file that was dropped");
    let saved = read(&kept);
    assert!(saved != car && has_campaign(&saved, "夏季团购"));
}

#[test]
fn a_failed_save_leaves_the_window_dirty() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = Planner::open(folder.path(), &sample(folder.path()));
    rename(&mut planner, "甲");
    planner.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::S);
    planner.type_into("文件路径", folder.path().join("nowhere/a.ron").to_str().expect("text"));
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(planner.has("没能保存「a.ron」"), "{:?}", planner.names());
    planner.click("好");
    assert!(planner.app().title().starts_with('•') && planner.has("未保存 1 步"));
}

#[test]
fn what_cannot_be_opened_is_said_and_changes_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = Planner::open(folder.path(), &folder.path().join("gone.ron"));
    assert!(planner.has("打不开「gone.ron」") && planner.has("没有打开的项目"));
    planner.click("好");
    let file = sample(folder.path());
    planner.drop_file(&file);
    let open = planner.project().clone();
    let broken = folder.path().join("broken.ron");
    fs::write(&broken, "(format: 1, shop: (nmae: \"x\"))").expect("written");
    planner.press(Modifiers::COMMAND, Key::O);
    planner.type_into("文件路径", broken.to_str().expect("text"));
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(planner.has("打不开「broken.ron」"));
    planner.click("好");
    assert_eq!(*planner.project(), open);
}

#[test]
fn a_crash_costs_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = sample(folder.path());
    let mut planner = Planner::open(folder.path(), &file);
    rename(&mut planner, "没存的名字");
    let project = planner.project().clone();
    // what a killed process leaves is what lies in its folder now
    let crashed = folder.path().join("crashed");
    copy_folder(&folder.path().join("state"), &crashed);
    drop(planner);

    let again = || Setup { state: Some(copy_folder(&crashed, &folder.path().join("again"))), ..setup(folder.path()) };
    let mut planner = Planner::start(again());
    assert!(planner.shows("找回了「山屿家居旗舰店」的 1 步改动"), "{:?}", planner.names());
    assert!(planner.shows("最后一步：重命名活动"));
    planner.click("恢复");
    assert_eq!(*planner.project(), project);
    assert_eq!(planner.path(), Some(file.clone()), "unsaved changes of its file");
    assert!(planner.has("未保存 1 步") && !planner.has("恢复"));
    assert!(!has_campaign(&read(&file), "没存的名字"));
    // crashing once more now would lose nothing either, and offer it once
    let twice = copy_folder(&folder.path().join("again"), &folder.path().join("twice"));
    let second = Planner::start(Setup { state: Some(twice), ..setup(folder.path()) });
    assert_eq!(second.names().iter().filter(|name| *name == "恢复").count(), 1);
    drop(second);
    planner.press(Modifiers::COMMAND, Key::S);
    assert!(has_campaign(&read(&file), "没存的名字"));
    planner.quit();
    let left = fs::read_dir(folder.path().join("again")).expect("a folder").count();
    assert_eq!(left, 0, "saved: nothing is kept any more");

    let mut planner = Planner::start(again());
    planner.click("另存为副本");
    assert_eq!((planner.path(), planner.project()), (None, &project));
    drop(planner);
    let mut planner = Planner::start(again());
    planner.click("不要了");
    assert!(!planner.has("恢复"));
    drop(planner);
    // also above a project that is opened by its path
    let planner = Planner::start(Setup { path: Some(file), ..again() });
    assert!(planner.has("恢复") && planner.has("已打开"));
}

/// Copies the files of a folder without its locks: as after a kill.
fn copy_folder(from: &Path, to: &Path) -> PathBuf {
    let _ = fs::remove_dir_all(to);
    fs::create_dir_all(to).expect("a folder");
    for file in fs::read_dir(from).expect("listed") {
        let file = file.expect("a file").path();
        fs::copy(&file, to.join(file.file_name().expect("a name"))).expect("copied");
    }
    to.to_owned()
}

#[test]
fn a_new_project_from_a_form() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = Planner::start(setup(folder.path()));
    planner.press(Modifiers::COMMAND, Key::N);
    planner.type_into("店铺名", "暖窝");
    planner.type_into("目标 GMV", "50000000");
    planner.type_into("客单价", "250");
    planner.click("新建");
    assert_eq!(planner.project().shop.name, "暖窝");
    assert!(planner.has("目标 GMV 5,000万") && planner.has("还没有保存"));
    assert!(planner.app().title().starts_with("• 暖窝"), "made from a form, and not saved yet");

    planner.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::N);
    planner.type_into("活动名称", "年货节");
    planner.click("新建");
    assert!(planner.has("选择活动 年货节"));
    planner.press(Modifiers::COMMAND | Modifiers::SHIFT, Key::D);
    assert!(planner.has("选择活动 年货节 副本"));
    planner.ask(|actions| actions.push(Action::Command(Command::CampaignDelete)));
    planner.click("删除");
    assert_eq!(planner.project().campaigns.len(), 2);
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(planner.project().campaigns.len(), 3);
}

#[test]
fn going_back_to_the_file_can_be_undone() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = sample(folder.path());
    let mut planner = Planner::open(folder.path(), &file);
    rename(&mut planner, "甲");
    planner.press(Modifiers::COMMAND, Key::K);
    planner.type_into("搜索或执行命令", "恢复到");
    planner.press(Modifiers::NONE, Key::Enter);
    planner.click_role(Role::Button, "恢复");
    assert_eq!(*planner.project(), read(&file));
    assert!(planner.has("已打开"));
    planner.press(Modifiers::COMMAND, Key::Z);
    assert!(has_campaign(planner.project(), "甲"));
}

#[test]
fn languages_change_live_and_everything_has_a_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = sample(folder.path());
    for size in [vec2(1440.0, 900.0), vec2(1280.0, 800.0)] {
        let mut planner = Planner::start_in(setup(folder.path()), size);
        for lang in Lang::ALL {
            planner.speak(lang);
            assert_eq!(planner.nameless(), [""; 0], "welcome, {lang:?}");
            planner.press(Modifiers::COMMAND, Key::N);
            assert_eq!(planner.nameless(), [""; 0], "a form, {lang:?}");
            planner.press(Modifiers::NONE, Key::Escape);
        }
        planner.drop_file(&file);
        for lang in Lang::ALL {
            planner.speak(lang);
            let texts = Texts::new(lang);
            assert!(planner.app().title().ends_with(texts.get(promoplan::text::Msg::AppName)));
            for tab in promoplan::engine::finding::Tab::ALL {
                planner.ask(move |actions| actions.push(Action::Command(Command::Tab(tab))));
                assert_eq!(planner.nameless(), [""; 0], "{tab:?}, {lang:?}");
            }
            planner.press(Modifiers::COMMAND, Key::K);
            assert_eq!(planner.nameless(), [""; 0], "the palette, {lang:?}");
            planner.press(Modifiers::NONE, Key::Escape);
            planner.press(Modifiers::COMMAND, Key::J);
            assert_eq!(planner.nameless(), [""; 0], "the findings, {lang:?}");
            planner.press(Modifiers::COMMAND, Key::J);
        }
        planner.quit();
    }
}

#[test]
fn settings_outlive_the_window_and_damage_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = sample(folder.path());
    let mut planner = Planner::open(folder.path(), &file);
    planner.press(Modifiers::COMMAND, Key::Plus);
    planner.ask(|actions| actions.push(Action::Command(Command::Dark)));
    let settings = planner.app().settings().clone();
    assert_eq!((settings.zoom, settings.recent.len()), (110, 1));
    planner.quit();
    let planner = Planner::start(setup(folder.path()));
    assert_eq!(*planner.app().settings(), settings);
    assert!(planner.has("山屿家居 2026.ron"));
    planner.quit();
    fs::write(folder.path().join("config/settings.ron"), "nonsense").expect("damaged");
    let planner = Planner::start(setup(folder.path()));
    assert_eq!(*planner.app().settings(), Settings::default());
    assert!(planner.shows("设置文件读不出"), "{:?}", planner.names());
}
