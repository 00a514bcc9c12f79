//! Word of mouth, worked as a planner does: a play is added, its figures typed, its rounds asked why; visitors and cost of the
//! source follow, absurd input is told, undo takes all back.

#![allow(clippy::expect_used, reason = "a panic is a test's report")]
#![allow(clippy::panic, reason = "a panic is a test's report")]
#![allow(dead_code, reason = "each test uses its part of the planner")]

#[path = "common/window.rs"]
mod window;

use std::path::Path;

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use promoplan::engine::plan::plan;
use promoplan::engine::{FindingCode, finding::PlayFault};
use promoplan::model::{Basis, Campaign, Count, PlayKind, Seeds, Source, WordOfMouth};
use window::{Planner, setup};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");
const CAMPAIGN: &str = "2026 双11";

fn open(folder: &Path) -> Planner {
    let path = folder.join("山屿家居 2026.ron");
    std::fs::copy(SAMPLE, &path).expect("copied");
    let setup = promoplan::app::Setup { path: Some(path), ..setup(folder) };
    let mut planner = Planner::start_in(setup, vec2(1440.0, 900.0));
    planner.click("漏斗");
    planner
}

fn campaign(planner: &Planner) -> &Campaign {
    planner.project().campaigns.iter().find(|c| c.name == CAMPAIGN).expect("the sample has it")
}

fn source(planner: &Planner) -> &Source {
    campaign(planner).traffic.last().expect("added")
}

fn play(planner: &Planner) -> &WordOfMouth {
    source(planner).basis.play().expect("a play")
}

fn typed(planner: &mut Planner, field: &str, text: &str) {
    planner.type_into(field, text);
    planner.press(Modifiers::NONE, Key::Enter);
}

/// Visitors and cost of the source.
fn brings(planner: &Planner) -> (u64, String) {
    let campaign = campaign(planner);
    let answer = plan(planner.project(), campaign);
    let row = answer.traffic.source(source(planner).id).expect("its row");
    (row.sums.uv.get(), row.sums.cost.to_string())
}

fn faults(planner: &Planner) -> Vec<PlayFault> {
    let answer = plan(planner.project(), campaign(planner));
    let found = answer.findings.iter().filter_map(|finding| match finding.code {
        FindingCode::Play(_, fault) => Some(fault),
        _ => None,
    });
    found.collect()
}

fn written(planner: &Planner) -> String {
    promoplan::file::write(planner.project()).expect("text")
}

fn add(planner: &mut Planner, kind: &str) {
    planner.click("添加来源");
    planner.click_role(Role::MenuItem, kind);
}

#[test]
fn a_play_feeds_visitors_and_cost_of_its_source() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    let before = written(&planner);
    add(&mut planner, "裂变：砍价");
    assert_eq!((play(&planner).kind, source(&planner).name.as_str()), (PlayKind::Bargain, "砍价"));
    assert!(faults(&planner).contains(&PlayFault::WithoutSeeds));
    // its pane stands in front at once
    for (field, text) in [
        ("种子人数", "1万"),
        ("参与率", "10"),
        ("人均分享", "5"),
        ("接受率", "20"),
        ("再分享率", "50"),
        ("轮数上限", "3"),
        ("分享人奖励", "2"),
        ("新客奖励", "0"),
        ("固定费用", "1500"),
    ] {
        typed(&mut planner, field, text);
    }
    // 1,000 + 500 + 250 invite 8,750, of whom 1,750 come: ¥2 × 1,750 + ¥1,500
    assert_eq!(brings(&planner), (1_750, "5000".to_owned()));
    for words in ["触达 8,750", "新访客 1,750", "K 值 0.5", "第 2 轮 分享人 500", "第 3 轮 新访客 250"]
    {
        assert!(planner.shows(words), "{words}: {:?}", planner.names());
    }
    assert!(planner.shows("小于 1：一轮比一轮少"));
    typed(&mut planner, "触达上限", "6000");
    assert!(planner.shows("第 2 轮达到触达上限"), "{:?}", planner.names());
    assert_eq!(brings(&planner).0, 1_200);
    for _ in 0..11 {
        planner.press(Modifiers::COMMAND, Key::Z);
    }
    assert_eq!(written(&planner), before);
}

#[test]
fn each_figure_answers_why() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    add(&mut planner, "裂变：裂变券");
    typed(&mut planner, "种子人数", "10000");
    planner.click("第 2 轮 分享人 300");
    // the reason: those who came in round 1 × the part that invites on
    assert!(planner.has("裂变券 · 第 1 轮新访客") && planner.has("30.0%"), "{:?}", planner.names());
    // and the way from there to whom round 1 reached
    planner.click("裂变券 · 第 1 轮新访客");
    assert!(planner.has("裂变券 · 第 1 轮触达") && planner.has("20.0%"), "{:?}", planner.names());
    planner.click("K 值 0.30");
    assert!(planner.has("5") && planner.has("20.0%") && planner.has("30.0%"), "5 × 20 % × 30 %");
    // 1,390 come, each with a coupon of ¥20 of which 15 % are used
    let cost = planner.read("费用 4,170");
    planner.click(&cost);
    assert!(planner.shows("裂变券 · 券面额"), "{:?}", planner.names());
}

#[test]
fn it_begins_with_segments_of_the_brief_or_the_pool() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    add(&mut planner, "裂变：拼团");
    typed(&mut planner, "成团人数", "2");
    assert_eq!(play(&planner).kind, PlayKind::GroupBuy { size: Count::new(2) });
    planner.click("来自 手填人数");
    planner.click("客户分群");
    let Seeds::Segments(chosen) = &play(&planner).seeds else { panic!("segments") };
    assert_eq!(chosen.len(), 4, "the four that matter");
    let all = brings(&planner).0;
    assert!(all > 0, "the sample's brief knows its customers");
    planner.click("重要挽留");
    assert!(brings(&planner).0 < all);
    planner.click("来自 客户分群");
    planner.click("加购蓄水池");
    assert_eq!(play(&planner).seeds, Seeds::Pool);
    // 500,000 in the cart, of whom 10 % open a group
    assert!(planner.shows("第 1 轮 分享人 5万"), "{:?}", planner.names());
}

#[test]
fn what_cannot_be_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    add(&mut planner, "裂变：拼团");
    typed(&mut planner, "种子人数", "2000");
    assert!(
        faults(&planner).iter().any(|f| matches!(f, PlayFault::GroupsStayOpen { .. })),
        "one comes, two are wanted"
    );
    typed(&mut planner, "接受率", "130");
    assert!(faults(&planner).iter().any(|f| matches!(f, PlayFault::AboveOne(_))));
    assert!(faults(&planner).iter().any(|f| matches!(f, PlayFault::WithoutCap(_))), "4 × 100% × 30% = 1.2");
    assert!(planner.shows("不小于 1"), "{:?}", planner.names());
    typed(&mut planner, "触达上限", "5万");
    assert!(!faults(&planner).iter().any(|f| matches!(f, PlayFault::WithoutCap(_))));
    typed(&mut planner, "分享人奖励", "500");
    assert!(faults(&planner).iter().any(|f| matches!(f, PlayFault::Dear { .. })));
    // what no form can mean is refused where it stands
    typed(&mut planner, "轮数上限", "99");
    assert_eq!(play(&planner).rounds, Count::new(3));
}

#[test]
fn a_play_is_left_and_found_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = open(folder.path());
    add(&mut planner, "裂变：分享抽奖");
    typed(&mut planner, "种子人数", "30000");
    planner.click("返回来源");
    assert!(!planner.has("种子人数"));
    let row = planner.names().into_iter().find(|name| name.contains("分享抽奖 K=")).expect("its basis");
    planner.click_role(Role::GridCell, &row);
    planner.click("打开裂变");
    assert!(planner.has("种子人数"));
    // the same word in the cell keeps the figures, another kind begins anew
    let id = source(&planner).id;
    let before = play(&planner).clone();
    planner.click("返回来源");
    let row = planner.names().into_iter().find(|name| name.contains("分享抽奖 K=")).expect("its basis");
    planner.click_role(Role::GridCell, &row);
    planner.write("分享抽奖");
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(campaign(&planner).traffic.get(id).expect("there").basis, Basis::WordOfMouth(Box::new(before)));
}
