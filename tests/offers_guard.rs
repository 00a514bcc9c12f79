//! The floor guard in the window, worked as a planner does: a breach is found, told, healed, and back after undo.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]
#![allow(clippy::panic, reason = "a panic is a test's report")]
#![allow(dead_code, reason = "each test uses its part of the planner")]

#[path = "common/window.rs"]
mod window;

use std::path::Path;
use std::time::Duration;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use promoplan::app::Setup;
use promoplan::engine::finding::{Place, PlaceKind, Tab};
use promoplan::model::SkuId;
use promoplan::ui::action::Action;
use window::{Planner, setup};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");
/// How the finding about the pillow begins.
const BREACH: &str = "破价预警：SY-1042 云感记忆枕在爆发阶段最低到手";

fn open(folder: &Path) -> Planner {
    let path = folder.join("山屿家居 2026.ron");
    std::fs::copy(SAMPLE, &path).expect("copied");
    Planner::start(Setup { path: Some(path), guard_after: Some(Duration::ZERO), ..setup(folder) })
}

fn pillow(planner: &Planner) -> SkuId {
    planner.project().goods.iter().find(|sku| sku.code == "SY-1042").expect("the sample has it").id
}

fn written(planner: &Planner) -> String {
    promoplan::file::write(planner.project()).expect("text")
}

/// Whether the list of findings holds the pillow's breach.
fn is_listed(planner: &mut Planner) -> bool {
    let line = planner.read("错误 ");
    planner.click_role(Role::Button, &line);
    planner.shows(BREACH)
}

/// Shows the pillow's price in the inspector, as its finding leads there.
fn card(planner: &mut Planner) {
    let id = pillow(planner);
    let place = Place::at(Tab::Offers, PlaceKind::CampaignSku).row(id.0);
    planner.ask(|actions| actions.push(Action::GoTo(place)));
}

#[test]
fn a_breach_is_found_healed_and_back_after_undo() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    assert!(is_listed(&mut planner), "{:?}", planner.names());
    let before = written(&planner);

    let finding = planner.read(BREACH);
    planner.click_role(Role::Button, &finding);
    assert!(planner.shows("破价：低于底价"), "the card: {:?}", planner.names());
    assert!(planner.has("见证购物篮") && planner.has("实付") && planner.has("分摊到行"));
    let fix = planner.read("试用：");
    planner.click_role(Role::Button, &fix);
    assert_ne!(written(&planner), before);
    assert!(!is_listed(&mut planner), "healed by {fix}");
    card(&mut planner);
    assert!(planner.shows("高于底价") && !planner.shows("破价：低于底价"), "{:?}", planner.names());

    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(written(&planner), before, "one step, byte for byte");
    assert!(is_listed(&mut planner), "back after undo");
}

#[test]
fn the_basket_goes_to_the_simulator() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    card(&mut planner);
    planner.click("在模拟器打开");
    assert!(!planner.shows("破价：低于底价"), "the simulator is in front");
}

#[test]
fn the_table_names_breaches_first_and_leads_to_the_card() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click_role(Role::Tab, "优惠");
    planner.click("底价");
    let count = planner.read("处破价");
    assert!(!count.starts_with('0'), "{count}");
    assert!(planner.read("最低毛利率").contains('%'), "in the header");
    // from the keyboard: the first row is a breach, and the inspector tells it
    card(&mut planner);
    assert!(planner.shows("破价：低于底价"));
}

#[test]
fn a_guard_that_sleeps_says_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("山屿家居 2026.ron");
    std::fs::copy(SAMPLE, &path).expect("copied");
    let mut planner = Planner::open(folder.path(), &path);
    assert!(!is_listed(&mut planner));
    assert!(!planner.shows("最低毛利率"), "absent until the guard has answered");
}
