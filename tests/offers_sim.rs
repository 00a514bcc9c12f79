//! The simulator at the window, as a planner works it.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

#[path = "common/window.rs"]
mod window;

use std::fs;
use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use promoplan::engine::finding::Place;
use promoplan::model::{BasketCheck, Campaign, CheckId, Count, Expectation, Held, Money, OfferId};
use promoplan::text::Lang;
use promoplan::ui::action::Action;
use window::Planner;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");
const WITNESS: CheckId = CheckId(165);

/// The sample, with the simulator in front by way of the finding about the witness basket.
fn start(folder: &Path) -> Planner {
    let path = folder.join("山屿家居 2026.ron");
    fs::copy(SAMPLE, &path).expect("copied");
    let mut planner = Planner::open(folder, &path);
    planner.ask(|actions| actions.push(Action::GoTo(Place::check(WITNESS))));
    planner
}

fn campaign(planner: &Planner) -> &Campaign {
    planner.project().campaigns.iter().find(|c| c.name == "2026 双11").expect("the campaign")
}

fn check(planner: &Planner) -> &BasketCheck {
    campaign(planner).checks.get(WITNESS).expect("the witness basket")
}

fn undo(planner: &mut Planner) {
    planner.press(Modifiers::COMMAND, Key::Z);
}

#[test]
fn the_witness_basket_fails_until_it_is_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path());
    assert!(planner.has("见证篮：枕 3 + 抱枕套，不过"));
    assert!(planner.has("1 不过") && planner.has("6 通过"));
    assert!(planner.has("检查不过：单件 ≥ 70.91") && planner.has("算出 66.16"));
    assert!(planner.has("满329减40 −40.00") && planner.has("满199减15 少减 25.00，只取一张"));
    assert_eq!(planner.nameless(), Vec::<String>::new());

    planner.type_into("云感记忆枕 件数", "4");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(check(&planner).basket.items.first().map(|item| item.pieces), Some(Count::new(4)));
    assert!(planner.has("见证篮：枕 3 + 抱枕套，通过") && planner.has("7 通过"));
    undo(&mut planner);
    assert_eq!(check(&planner).basket.items.first().map(|item| item.pieces), Some(Count::new(3)));
    assert!(planner.has("1 不过"));
}

#[test]
fn a_coupon_out_of_hand_is_not_used() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path());
    planner.click_role(Role::CheckBox, "满329减40");
    assert_eq!(check(&planner).basket.without, [Held { offer: OfferId(159), rung: 1 }]);
    assert!(planner.has("满329减40 这位顾客没有券") && planner.has("满199减15 −15.00"));
    undo(&mut planner);
    assert!(check(&planner).basket.without.is_empty() && planner.has("满329减40 −40.00"));
    // a step explains itself in the side pane
    planner.click_role(Role::Button, "爆发日枕芯 8 折 −77.40");
    assert!(planner.shows("没有这项优惠"));
    // without what did not apply, the receipt is shorter
    planner.click("显示没用上的");
    assert!(!planner.has("满199减15 少减 25.00，只取一张") && planner.has("满329减40 −40.00"));
}

#[test]
fn a_basket_is_tried_out_and_kept_as_a_check() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path());
    let before = campaign(&planner).checks.len();
    planner.click("试一个新篮子");
    assert!(planner.has("这一篮还算不出"));
    planner.type_into("添加商品：名称、编码或拼音首字母", "ygjyz");
    planner.click_role(Role::MenuItem, "云感记忆枕");
    assert_eq!(campaign(&planner).checks.len(), before, "trying out is no edit");
    planner.click("云感记忆枕 多一件");
    planner.click_role(Role::RadioButton, "会员");
    planner.click("存为检查");
    let kept = campaign(&planner).checks.last().expect("a check").clone();
    assert_eq!((campaign(&planner).checks.len(), kept.name.as_str()), (before + 1, "云感记忆枕×2"));
    assert!(matches!(kept.expect, Expectation::PaysExactly(sum) if sum > Money::ZERO));
    assert!(planner.has("云感记忆枕×2，通过"));
    undo(&mut planner);
    assert_eq!(campaign(&planner).checks.len(), before);
}

#[test]
fn every_language_has_names_for_everything() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path());
    for lang in Lang::ALL {
        planner.speak(lang);
        assert_eq!(planner.nameless(), Vec::<String>::new(), "{lang:?}");
    }
}
