//! Pictures of panes, copied and saved as a planner does.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

#[path = "common/window.rs"]
mod window;

use std::fs;
use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Color32, ColorImage, Key, Modifiers};
use promoplan::model::PhaseKind;
use promoplan::ui::theme;
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

/// The colours of the window: the bars of the funnel, and the column of the burst day.
fn colours() -> (Color32, Color32) {
    let p = theme::of(&egui::Context::default());
    (p.accent, p.phase(PhaseKind::Burst))
}

#[test]
fn a_pane_is_copied_at_twice_its_size() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = Planner::open(folder.path(), &sample(folder.path()));
    let (accent, burst) = colours();
    planner.click("图片：漏斗");
    let funnel = planner.click_for_picture("复制图片");
    assert_eq!(funnel.size, [2 * 1136, 2 * 326]);
    assert!(count(&funnel, accent) > 64 * 116 * 4, "the visitors' bar: {}", count(&funnel, accent));
    assert!(planner.has("图片已复制"));

    planner.click("图片：按日");
    let days = planner.click_for_picture("复制图片");
    assert!(count(&days, burst) > 1000 && count(&days, accent) == 0, "the burst day, and no button");
    assert!(funnel.size[0] > days.size[0]);

    // what is in front when it is asked for, also by the palette
    planner.click_role(Role::Tab, "阶段");
    planner.press(Modifiers::COMMAND, Key::K);
    planner.type_into("搜索或执行命令", "复制图片：漏斗左下");
    let phases = planner.click_for_picture("复制图片：漏斗左下窗格");
    assert_eq!(phases.size[0] + days.size[0], funnel.size[0]);
    assert!(count(&phases, burst) > 100);
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
