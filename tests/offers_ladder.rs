//! The coupon ladder, worked as a planner does, without a display: a rung dragged, a figure typed, a finding put right, each
//! one step that undo takes back.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]
#![allow(clippy::panic, reason = "a panic is a test's report")]
#![allow(dead_code, reason = "each test uses its part of the planner")]

#[path = "common/window.rs"]
mod window;

use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use promoplan::model::offer::Reduction;
use promoplan::model::{Money, OfferId, OfferRule, Rate};
use promoplan::text::Lang;
use window::Planner;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");
const LADDER: OfferId = OfferId(159);

fn open(folder: &Path) -> Planner {
    let path = folder.join("山屿家居 2026.ron");
    std::fs::copy(SAMPLE, &path).expect("copied");
    let mut planner = Planner::open(folder, &path);
    planner.ask(|actions| {
        actions.push(promoplan::ui::action::Action::GoTo(promoplan::engine::finding::Place {
            tab: promoplan::engine::Tab::Offers,
            kind: promoplan::engine::finding::PlaceKind::Offer,
            id: Some(LADDER.0),
            field: None,
        }));
    });
    planner
}

/// Thresholds and amounts of the ladder, in major units.
fn rungs(planner: &Planner) -> Vec<(i64, i64)> {
    let campaign = planner.project().campaigns.iter().find(|c| c.name == "2026 双11").expect("the sample has it");
    let offer = campaign.offers.get(LADDER).expect("the ladder");
    let OfferRule::Coupon(rungs) = &offer.rule else { panic!("a coupon") };
    let amount = |off| match off {
        Reduction::Less(amount) => amount,
        Reduction::Pay { .. } => Money::ZERO,
    };
    rungs.iter().map(|r| (r.at.minor() / 100, amount(r.off).minor() / 100)).collect()
}

const FIRST: [(i64, i64); 4] = [(199, 15), (329, 40), (459, 60), (699, 90)];

#[test]
fn a_rung_is_dragged_along_the_axis_and_a_drag_is_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    assert_eq!(rungs(&planner), FIRST);
    let place = |planner: &Planner, rung: &str| planner.place(Role::Slider, &format!("{rung} 的门槛")).center();
    let (low, high) = (place(&planner, "满199减15"), place(&planner, "满699减90"));
    let per_yuan = (high.x - low.x) / 500.0;
    // 43 yuan are four steps of ten, so that the ending stays
    planner.drag(place(&planner, "满329减40"), vec2(43.0 * per_yuan, 0.0));
    assert_eq!(rungs(&planner), [(199, 15), (369, 40), (459, 60), (699, 90)]);
    assert!(planner.has("满369减40 的门槛"));
    assert!(planner.has("未保存 1 步"), "one gesture, one step");
    // no further than its neighbour
    planner.drag(place(&planner, "满369减40"), vec2(400.0 * per_yuan, 0.0));
    assert_eq!(rungs(&planner)[1], (449, 40));
    planner.press(Modifiers::COMMAND, Key::Z);
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(rungs(&planner), FIRST);
}

#[test]
fn escape_brings_a_dragged_rung_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let from = planner.place(Role::Slider, "满329减40 的门槛").center();
    planner.drag_and_press(from, vec2(60.0, 0.0), Key::Escape);
    assert_eq!(rungs(&planner), FIRST);
    assert!(planner.app().project().is_some() && !planner.shows("未保存"));
}

#[test]
fn a_ladder_is_suggested_compared_and_taken_in_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click("对比建议");
    assert!(planner.has("建议的阶梯") && planner.has("收起建议"));
    assert_eq!(rungs(&planner), FIRST, "only looked at");
    planner.click("建议阶梯…");
    assert!(planner.shows("最优 满"), "the best ladder by its rungs");
    planner.click_role(Role::RadioButton, "3");
    planner.click("采用");
    let taken = rungs(&planner);
    assert_eq!(taken.len(), 3);
    assert!(taken.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1));
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(rungs(&planner), FIRST);
    planner.click("建议阶梯…");
    planner.type_into("店铺补贴上限", "1");
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(planner.shows("预算太低"), "no ladder costs as little");
    planner.click("取消");
    assert_eq!(rungs(&planner), FIRST);
}

#[test]
fn the_arrow_keys_move_the_rung_that_has_the_focus() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let flag = planner.place(Role::Label, "满199减15").center();
    planner.click_at(flag, 1);
    planner.press(Modifiers::NONE, Key::ArrowUp);
    assert_eq!(rungs(&planner)[0], (209, 15));
    planner.press(Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(rungs(&planner)[0], (208, 15));
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(rungs(&planner)[0], (209, 15));
}

#[test]
fn the_gap_is_left_with_one_click() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    assert!(planner.shows("¥459 是客单价的 1.84 倍"));
    planner.click("改为 ¥509");
    assert_eq!(rungs(&planner), [(199, 15), (329, 40), (509, 60), (699, 90)]);
    assert!(!planner.has("改为 ¥509"));
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(rungs(&planner), FIRST);
    assert!(planner.has("改为 ¥509"));
}

#[test]
fn a_figure_is_typed_into_its_cell() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click_role(Role::GridCell, "行 1 门槛 ¥199");
    planner.write("189");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(rungs(&planner)[0], (189, 15));
    planner.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(rungs(&planner), FIRST);
}

#[test]
fn customers_instead_of_orders_reach_further() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    assert!(planner.shows("33.5%"), "of the orders land on the first rung");
    planner.click_role(Role::RadioButton, "按人");
    assert!(!planner.shows("33.5%"));
    planner.click_role(Role::RadioButton, "按订单");
    assert!(planner.shows("33.5%"));
}

#[test]
fn what_offers_cost_follows_the_assumptions() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click_role(Role::RadioButton, "补贴");
    assert!(planner.has("假设，尚未拟合") && planner.has("新客单价"));
    planner.type_into("a 差一点时的凑单率", "40");
    planner.press(Modifiers::NONE, Key::Enter);
    let campaign = planner.project().campaigns.iter().find(|c| c.name == "2026 双11").expect("there").clone();
    assert_eq!(campaign.top_up.chance, Rate::from_percent(40));
    planner.type_into("a 差一点时的凑单率", "140");
    planner.press(Modifiers::NONE, Key::Enter);
    planner.press(Modifiers::NONE, Key::Escape);
    let campaign = planner.project().campaigns.iter().find(|c| c.name == "2026 双11").expect("there").clone();
    assert_eq!(campaign.top_up.chance, Rate::from_percent(40), "refused");
}

#[test]
fn everything_that_can_be_used_has_a_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    for lang in [Lang::ZhHans, Lang::ZhHant, Lang::En] {
        planner.speak(lang);
        let nameless: Vec<String> =
            planner.nameless().into_iter().filter(|node| !node.contains("role: ScrollBar")).collect();
        assert_eq!(nameless, Vec::<String>::new(), "{lang:?}");
    }
}
