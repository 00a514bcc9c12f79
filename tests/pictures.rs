//! Pictures of panes, copied and saved as a planner does.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

#[path = "common/window.rs"]
mod window;

use std::fs;
use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Color32, ColorImage, Key, Modifiers};
use window::Planner;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

fn sample(folder: &Path) -> PathBuf {
    let path = folder.join("山屿家居 2026.ron");
    fs::copy(SAMPLE, &path).expect("copied");
    path
}

fn count(image: &ColorImage, color: Color32) -> usize {
    image.pixels.iter().filter(|pixel| **pixel == color).count()
}

/// The bars of the funnel.
const ACCENT: Color32 = Color32::from_rgb(0x33, 0x55, 0xd1);
/// The column of the burst day.
const BURST: Color32 = Color32::from_rgb(0xd9, 0x55, 0x2a);

#[test]
fn a_pane_is_copied_at_twice_its_size() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = Planner::open(folder.path(), &sample(folder.path()));
    planner.click("图片：漏斗");
    let funnel = planner.click_for_picture("复制图片");
    assert_eq!(funnel.size, [2 * 1136, 2 * 326]);
    assert!(count(&funnel, ACCENT) > 64 * 116 * 4, "the visitors' bar: {}", count(&funnel, ACCENT));
    assert!(planner.has("图片已复制"));

    planner.click("图片：按日");
    let days = planner.click_for_picture("复制图片");
    assert!(count(&days, BURST) > 1000 && count(&days, ACCENT) == 0, "the burst day, and no button");
    assert!(funnel.size[0] > days.size[0]);

    // what is in front when it is asked for, also by the palette
    planner.click_role(Role::Tab, "阶段");
    planner.press(Modifiers::COMMAND, Key::K);
    planner.type_into("搜索或执行命令", "复制图片：漏斗左下");
    let phases = planner.click_for_picture("复制图片：漏斗左下窗格");
    assert_eq!(phases.size[0] + days.size[0], funnel.size[0]);
    assert!(count(&phases, BURST) > 100);
}

#[test]
fn a_pane_is_saved_whole_or_the_reason_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = Planner::open(folder.path(), &sample(folder.path()));
    planner.click("图片：漏斗");
    planner.click("存为 PNG…");
    let target = folder.path().join("漏斗");
    planner.type_into("文件路径", target.to_str().expect("text"));
    planner.click_role(Role::Button, "保存");
    let bytes = fs::read(target.with_extension("png")).expect("written");
    let reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().expect("a picture");
    assert_eq!((reader.info().width, reader.info().height), (2 * 1136, 2 * 326));

    planner.click("图片：按日");
    planner.click("存为 PNG…");
    planner.type_into("文件路径", folder.path().join("nowhere/a.png").to_str().expect("text"));
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(planner.has("没能保存「a.png」"), "{:?}", planner.names());
    let left = fs::read_dir(folder.path()).expect("listed").filter_map(Result::ok);
    assert!(left.into_iter().all(|file| !file.file_name().to_string_lossy().starts_with(".promoplan")));
}
