//! The offers tab, worked as a planner does, without a display: offers are added and typed, the matrix is turned, and
//! undo takes everything back.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]
#![allow(clippy::panic, reason = "a panic is a test's report")]
#![allow(dead_code, reason = "each test uses its part of the planner")]

#[path = "common/window.rs"]
mod window;

use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers};
use promoplan::model::offer::{ItemBenefit, Reduction};
use promoplan::model::{Campaign, Money, Offer, OfferKind, OfferRule, Rate};
use promoplan::text::Lang;
use window::Planner;

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

fn open(folder: &Path) -> Planner {
    let path = folder.join("山屿家居 2026.ron");
    std::fs::copy(SAMPLE, &path).expect("copied");
    let mut planner = Planner::open(folder, &path);
    planner.click_role(Role::Tab, "优惠");
    planner
}

/// The campaign in front.
fn campaign(planner: &Planner) -> Campaign {
    planner.project().campaigns.iter().find(|c| c.name == "2026 双11").expect("the sample has it").as_ref().clone()
}

fn last(planner: &Planner) -> Offer {
    campaign(planner).offers.last().expect("there are offers").as_ref().clone()
}

fn written(planner: &Planner) -> String {
    promoplan::file::write(planner.project()).expect("text")
}

fn set(planner: &mut Planner, field: &str, text: &str) {
    planner.type_into(field, text);
    planner.press(Modifiers::NONE, Key::Enter);
}

fn add(planner: &mut Planner, kind: &str) {
    planner.click("添加优惠");
    planner.click_role(Role::MenuItem, kind);
}

fn undo(planner: &mut Planner, steps: usize) {
    for _ in 0..steps {
        planner.press(Modifiers::COMMAND, Key::Z);
    }
}

#[test]
fn three_coupons_and_a_reduction_are_built_and_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let before = written(&planner);
    let offers = campaign(&planner).offers.len();
    for (at, off) in [("99", "10"), ("299", "30"), ("599", "80")] {
        add(&mut planner, "优惠券");
        // of a ladder the drawing is shown first; the form stays once it was asked for
        planner.click("条件与叠加");
        set(&mut planner, "第 1 档门槛", at);
        set(&mut planner, "第 1 档减", off);
        let OfferRule::Coupon(rungs) = last(&planner).rule else { panic!("a coupon") };
        let yuan = |text: &str| Money::parse(text).expect("money");
        assert_eq!(rungs.first().map(|r| (r.at, r.off)), Some((yuan(at), Reduction::Less(yuan(off)))));
    }
    add(&mut planner, "满减");
    set(&mut planner, "第 1 档门槛", "200");
    planner.click("加一档");
    assert!(matches!(&last(&planner).rule, OfferRule::Tiered(rungs) if rungs.len() == 2));
    assert_eq!(campaign(&planner).offers.len(), offers + 4);
    assert!(planner.has(&format!("{} 项", offers + 4)));
    undo(&mut planner, 4 + 6 + 2);
    assert_eq!(written(&planner), before, "byte for byte");
}

#[test]
fn the_example_follows_the_figures() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    planner.click_role(Role::ListBoxOption, "爆发日枕芯 8 折");
    assert!(planner.has("129.00 → 103.20"), "129 at 80 %");
    set(&mut planner, "折扣", "7");
    assert_eq!(
        campaign(&planner).offers.first().map(|o| o.rule.clone()),
        Some(OfferRule::Item(ItemBenefit::Pay(Rate::from_percent(70))))
    );
    assert!(planner.has("129.00 → 90.30"), "129 at 70 %");
    set(&mut planner, "折扣", "120");
    assert!(planner.has("129.00 → 90.30"), "refused, the old one stays");
    planner.press(Modifiers::NONE, Key::Escape);
    planner.press(Modifiers::COMMAND, Key::Z);
    assert!(planner.has("129.00 → 103.20"));
}

#[test]
fn the_matrix_turns_a_pair_and_says_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let before = written(&planner);
    let pairs = campaign(&planner).stacking.len();
    planner.click("爆发日枕芯 8 折 与 枕芯 3 件 9 折：可叠加，不在同一层");
    assert!(planner.has("爆发日枕芯 8 折 与 枕芯 3 件 9 折：互斥取优，已单独规定"));
    assert_eq!(campaign(&planner).stacking.len(), pairs + 1);
    planner.click("爆发日枕芯 8 折 与 枕芯 3 件 9 折：互斥取优，已单独规定");
    assert_eq!(campaign(&planner).stacking.len(), pairs, "the layers decide again");
    undo(&mut planner, 2);
    assert_eq!(written(&planner), before);
}

#[test]
fn the_list_is_worked_by_keyboard() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let before = written(&planner);
    let names = |planner: &Planner| campaign(planner).offers.iter().map(|o| o.name.clone()).collect::<Vec<_>>();
    let first = names(&planner);
    planner.click_role(Role::ListBoxOption, "爆发日枕芯 8 折");
    planner.press(Modifiers::NONE, Key::ArrowDown);
    assert!(planner.has("秒杀 · 每日 10 点"));
    planner.press(Modifiers::ALT, Key::ArrowUp);
    assert_eq!(names(&planner).first(), first.get(1), "it went up");
    planner.press(Modifiers::COMMAND, Key::D);
    assert_eq!(names(&planner).get(1).map(String::as_str), Some("秒杀 · 每日 10 点 副本"));
    planner.click_role(Role::ListBoxOption, "秒杀 · 每日 10 点 副本");
    planner.press(Modifiers::NONE, Key::Delete);
    planner.press(Modifiers::NONE, Key::F2);
    set(&mut planner, "优惠名称", "整点秒杀");
    assert!(names(&planner).contains(&"整点秒杀".to_owned()));
    undo(&mut planner, 4);
    assert_eq!(written(&planner), before);
}

#[test]
fn an_offer_that_is_wrong_says_so_at_its_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    add(&mut planner, "定金膨胀");
    set(&mut planner, "抵扣", "5");
    let words = "「付定金10元抵5元」定金 ¥10.00 只抵 ¥5.00，顾客倒亏";
    assert!(planner.has(words), "{:?}", planner.names());
    set(&mut planner, "平台出资", "120");
    assert_eq!(last(&planner).funding.platform, Rate::ZERO, "more than the whole is refused");
    planner.press(Modifiers::NONE, Key::Escape);
    undo(&mut planner, 1);
    assert!(!planner.has(words));
}

#[test]
fn every_kind_and_view_has_names_in_every_language() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let kinds = OfferKind::ALL.len();
    let offers = campaign(&planner).offers.len();
    for kind in [
        "单品优惠",
        "秒杀",
        "会员价",
        "拼团",
        "以旧换新",
        "满减",
        "每满减",
        "M件N折",
        "第N件X折",
        "M元任选N件",
        "套装",
        "赠品",
        "满赠与加价购",
        "优惠券",
        "红包",
        "积分抵扣",
        "定金膨胀",
        "包邮",
        "抽奖",
    ] {
        add(&mut planner, kind);
        assert_eq!(planner.nameless(), Vec::<String>::new(), "「{kind}」");
    }
    assert_eq!(campaign(&planner).offers.len(), offers + kinds);
    for (lang, views) in [
        (Lang::ZhHans, ["规则", "模拟器", "优惠日历", "补贴"]),
        (Lang::ZhHant, ["規則", "試算", "優惠日曆", "補貼"]),
        (Lang::En, ["Rules", "Simulator", "Calendar", "Subsidy"]),
    ] {
        planner.speak(lang);
        for view in views.into_iter().rev() {
            if planner.has(view) {
                planner.click_role(Role::RadioButton, view);
            }
            assert_eq!(planner.nameless(), Vec::<String>::new(), "{view}");
        }
    }
}
