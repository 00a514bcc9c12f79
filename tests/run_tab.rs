//! The Run tab, worked by role and label: figures typed, pasted and imported, alarms, risks, checks, an extra wave.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

#[path = "common/window.rs"]
mod window;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use egui::accesskit::Role;
use egui::{Key, Modifiers, vec2};
use jiff::civil::{DateTime, date};
use promoplan::engine::finding::{Place, PlaceKind, Tab};
use promoplan::engine::offers::ladder::Ladder;
use promoplan::engine::offers::response::{Behaviour, Terms, respond};
use promoplan::engine::offers::sold::{thresholds, top_up_shown};
use promoplan::engine::offers::values::ValueClasses;
use promoplan::file;
use promoplan::model::offer::{ItemBenefit, ReturnRule};
use promoplan::model::{
    AlarmKind, Campaign, Drill, Money, OfferRule, PatrolResult, Project, Rate, SourceKind, TaskSource, TopUp,
};
use promoplan::text::{Lang, Texts};
use promoplan::ui::action::Action;
use promoplan::ui::command::Command;
use promoplan::ui::pose::PicturePane;
use window::{Planner, setup};

/// The sample in a folder of its own, its actual figures cut off after an instant's day.
fn sample(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join("双11.ron");
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples").join(name);
    std::fs::copy(from, &path).expect("copied");
    path
}

fn start(folder: &Path, name: &str, now: DateTime) -> Planner {
    let path = sample(folder, name);
    let mut setup = setup(folder);
    setup.now = Some(now);
    setup.path = Some(path);
    let mut planner = Planner::start_in(setup, vec2(1600.0, 1400.0));
    planner.settle();
    let id = project(&planner).campaigns.iter().find(|c| c.name == "2026 双11").expect("there").id;
    planner.ask(|actions| actions.push(Action::Campaign(id)));
    planner.ask(|actions| actions.push(Action::Command(Command::Tab(Tab::Run))));
    planner
}

fn project(planner: &Planner) -> &Project {
    planner.project()
}

fn campaign(planner: &Planner) -> &Campaign {
    project(planner).campaigns.iter().find(|c| c.name == "2026 双11").expect("there")
}

fn now() -> DateTime {
    date(2026, 11, 6).at(14, 20, 0, 0)
}

#[test]
fn the_board_stands_against_the_plan() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path(), "double11-review.ron", now());
    assert!(planner.shows("累计 GMV 1,252.5万"), "what has come by 14:00");
    assert!(planner.shows("访客 88.90万"));
    assert!(planner.shows("累计 GMV 落后计划 10.5%"), "an alarm");
    planner.click("按类目");
    assert!(planner.shows("床品"));
    // an alarm is seen to, and calls again
    planner.click("累计 GMV 落后计划 10.5%");
    planner.click("标为已处理");
    assert_eq!(campaign(&planner).run.handled.len(), 1);
    assert!(planner.shows("今日已处理 1 条"));
    planner.click("重新提醒");
    assert!(campaign(&planner).run.handled.is_empty());
    // its threshold is the planner's
    planner.type_into("累计 GMV 落后的阈值", "12%");
    planner.press(egui::Modifiers::NONE, egui::Key::Enter);
    assert!(!planner.has("累计 GMV 落后计划 10.5%"), "within the threshold now");
}

#[test]
fn figures_are_pasted_and_the_board_appears_and_undo_takes_them_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path(), "double11.ron", now());
    assert!(planner.shows("还没有实际数据"));
    let before = file::write(project(&planner)).expect("written");
    planner.click_role(Role::Button, "粘贴或导入实际");
    let text = "统计日期\t访客数\t支付买家数\t支付金额\n2026-10-24\t26000\t330\t68000\n2026-10-25\t27000\t350\t70000\n2026-13-01\t1\t1\t1\n";
    planner.click_role(Role::MultilineTextInput, "或把表格粘贴在这里");
    planner.paste(text);
    planner.settle();
    assert!(planner.shows("第 4 行：日期认不出（2026-13-01）"), "bad rows are listed");
    planner.click_role(Role::Button, "导入");
    planner.settle();
    assert_eq!(campaign(&planner).actuals.len(), 2);
    assert!(planner.shows("累计 GMV 13.8万"), "the board stands");
    planner.ask(|actions| actions.push(Action::Command(Command::Undo)));
    assert_eq!(file::write(project(&planner)).expect("written"), before, "byte for byte");
    assert!(planner.shows("还没有实际数据"));
}

#[test]
fn a_file_is_imported_and_its_columns_can_be_changed() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path(), "double11.ron", now());
    let list = folder.path().join("实际.csv");
    std::fs::write(&list, "date,hour,gmv,strange\n2026-10-24,0,1200.5,5000\n2026-10-24,1,900,4000\n").expect("written");
    planner.click_role(Role::Button, "粘贴或导入实际");
    planner.type_into("实际数据文件路径", &list.display().to_string());
    planner.press(egui::Modifiers::NONE, egui::Key::Enter);
    planner.settle();
    planner.click("「strange」用作 不使用");
    planner.click_role(Role::MenuItem, "曝光");
    planner.settle();
    planner.click_role(Role::Button, "导入");
    planner.settle();
    let rows = &campaign(&planner).actuals;
    assert_eq!(rows.iter().map(|row| row.gmv.minor()).sum::<i64>(), 210_050);
    assert_eq!(rows.iter().map(|row| row.impressions.get()).sum::<u64>(), 9_000);
    assert!(campaign(&planner).run.actuals_file.ends_with("实际.csv"));
}

#[test]
fn the_wall_screen_follows_the_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path(), "double11.ron", now());
    let list = folder.path().join("实际.csv");
    std::fs::write(&list, "date,uv,gmv\n2026-10-24,26000,68000\n").expect("written");
    planner.click_role(Role::Button, "粘贴或导入实际");
    planner.type_into("实际数据文件路径", &list.display().to_string());
    planner.press(egui::Modifiers::NONE, egui::Key::Enter);
    planner.settle();
    planner.click_role(Role::Button, "导入");
    planner.settle();
    assert_eq!(campaign(&planner).actuals.len(), 1);
    std::fs::write(&list, "date,uv,gmv\n2026-10-24,26000,68000\n2026-10-25,27000,70000\n").expect("written");
    planner.click("大屏");
    planner.settle();
    assert!(planner.shows("累计 GMV 13.8万"), "the wall screen shows what the file says now");
    assert_eq!(campaign(&planner).actuals.len(), 2);
    planner.press(egui::Modifiers::NONE, egui::Key::Escape);
    assert!(planner.shows("按来源"), "back at the board");
    planner.ask(|actions| actions.push(Action::Command(Command::Undo)));
    assert_eq!(campaign(&planner).actuals.len(), 1);
}

#[test]
fn the_wall_screen_is_looked_at_and_dialogs_stand_before_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path(), "double11-review.ron", now());
    let chart = planner.place(Role::Figure, "累计 GMV");
    // a click on what is still ahead looks at the latest, one on what has been looks back
    planner.click_at(chart.right_center() - vec2(20.0, 0.0), 1);
    assert!(!planner.has("回到最新"), "{:?}", planner.names());
    planner.click_at(chart.left_center() + vec2(chart.width() * 0.4, 0.0), 1);
    planner.click("回到最新");
    assert!(planner.shows("累计 GMV 1,252.5万"));
    planner.click("大屏");
    let chart = planner.place(Role::Figure, "累计 GMV");
    planner.click_at(chart.left_center() + vec2(chart.width() * 0.4, 0.0), 1);
    assert!(planner.shows("累计 GMV 1,252.5万"), "the wall screen is not clicked: {:?}", planner.names());
    // the palette and dialogs are drawn, and Escape is theirs first
    planner.press(Modifiers::COMMAND, Key::K);
    assert!(planner.has("搜索或执行命令"), "{:?}", planner.names());
    planner.press(Modifiers::NONE, Key::Escape);
    assert!(!planner.has("搜索或执行命令") && planner.has("离开大屏"), "{:?}", planner.names());
    planner.ask(|actions| actions.push(Action::Command(Command::CampaignRename)));
    assert!(planner.has("改名"), "{:?}", planner.names());
    planner.press(Modifiers::NONE, Key::Escape);
    assert!(!planner.has("改名") && planner.has("离开大屏"), "{:?}", planner.names());
    planner.press(Modifiers::NONE, Key::Escape);
    assert!(planner.shows("按来源") && !planner.has("回到最新"), "back at the board, at the latest");
}

#[test]
fn a_row_of_figures_that_cannot_be_is_refused_with_the_reason() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path(), "double11-review.ron", now());
    let before = file::write(project(&planner)).expect("written");
    planner.click_role(Role::Tab, "实际数据");
    let cell = |planner: &Planner, name: &str| {
        planner
            .names()
            .into_iter()
            .find(|words| words.starts_with(name))
            .unwrap_or_else(|| panic!("{:?}", planner.names()))
    };
    let hour = cell(&planner, "行 1 小时");
    for (typed, reason) in [("24", "小时不在 0 到 23 之间"), ("-1", "不能小于 0")] {
        planner.click_role(Role::GridCell, &hour);
        planner.write(typed);
        planner.press(Modifiers::NONE, Key::Enter);
        assert!(planner.shows(reason), "{typed}: {:?}", planner.names());
        planner.press(Modifiers::NONE, Key::Escape);
    }
    // the first two rows are of the same day
    let second = cell(&planner, "行 2 小时");
    planner.click_role(Role::GridCell, &second);
    planner.write("0");
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(planner.shows("这一天、这个小时、这个对象已有一行"), "{:?}", planner.names());
    planner.press(Modifiers::NONE, Key::Escape);
    let uv = cell(&planner, "行 1 访客");
    planner.click_role(Role::GridCell, &uv);
    planner.write("99999999999");
    planner.press(Modifiers::NONE, Key::Enter);
    assert!(planner.shows("数太大"), "{:?}", planner.names());
    planner.press(Modifiers::NONE, Key::Escape);
    assert_eq!(file::write(project(&planner)).expect("written"), before);
}

#[test]
fn risks_checks_and_patrols_are_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path(), "double11.ron", date(2026, 10, 13).at(14, 32, 0, 0));
    let before = file::write(project(&planner)).expect("written");
    planner.click_role(Role::Button, "填入常见风险");
    assert_eq!(campaign(&planner).run.risks.len(), 12);
    // the first risk is dragged to the upper right corner of the matrix
    let (place, worst) = (planner.place(Role::Button, "爆款断货"), planner.place(Role::Button, "系统过载"));
    let risk = |planner: &Planner| campaign(planner).run.risks.first().map(|r| (r.probability.get(), r.impact.get()));
    assert_eq!(risk(&planner), Some((3, 4)));
    planner.drag(place.center(), worst.center() - place.center());
    assert_eq!(risk(&planner), Some((2, 5)), "as likely and as bad as an overload");
    planner.ask(|actions| actions.push(Action::Command(Command::Undo)));
    assert_eq!(risk(&planner), Some((3, 4)), "one drag is one step");
    planner.drag_and_press(place.center(), worst.center() - place.center(), Key::Escape);
    assert_eq!(risk(&planner), Some((3, 4)), "Escape brings it back");
    planner.click_role(Role::Button, "爆款断货");
    assert!(planner.has("征兆"), "the inspector tells of it before anything is sold: {:?}", planner.names());
    assert_eq!(campaign(&planner).run.risks.first().map(|r| r.drill), Some(Drill::None));
    planner.click_role(Role::Tab, "上线检查");
    planner.click_role(Role::Button, "按部门填入");
    let checks = &campaign(&planner).run.checks;
    assert!(checks.len() > 15 && checks.iter().all(|check| check.done.is_none()));
    planner.click_role(Role::Tab, "巡检");
    planner.click_role(Role::Button, "开始一轮巡检");
    let patrols = &campaign(&planner).run.patrols;
    assert_eq!(patrols.len(), 5);
    assert!(
        patrols.iter().all(|row| row.result == PatrolResult::Open && row.at == date(2026, 10, 13).at(14, 32, 0, 0))
    );
    planner.click("加一条巡检");
    let added = campaign(&planner).run.patrols.last().map(|row| row.at);
    assert_eq!(added, Some(date(2026, 10, 13).at(14, 32, 0, 0)), "made now");
    for _ in 0..4 {
        planner.ask(|actions| actions.push(Action::Command(Command::Undo)));
    }
    assert_eq!(file::write(project(&planner)).expect("written"), before, "byte for byte");
}

#[test]
fn an_extra_wave_goes_into_the_plan_in_one_step() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path(), "double11-review.ron", now());
    let before = file::write(project(&planner)).expect("written");
    let counts = |planner: &Planner| {
        let of = campaign(planner);
        (of.traffic.len(), of.offers.len(), of.tasks.len())
    };
    let (traffic, offers, tasks) = counts(&planner);
    planner.click_role(Role::RadioButton, "两者同做");
    planner.type_into("券门槛", "329");
    planner.press(egui::Modifiers::NONE, egui::Key::Enter);
    planner.click_role(Role::Button, "应用到计划");
    assert_eq!(counts(&planner), (traffic + 1, offers + 1, tasks + 3));
    planner.ask(|actions| actions.push(Action::Command(Command::Undo)));
    assert_eq!(file::write(project(&planner)).expect("written"), before, "byte for byte");
}

#[test]
fn arrows_look_back_day_by_day_and_the_curve_is_a_picture() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path(), "double11-review.ron", now());
    assert!(planner.shows("访客 88.90万"));
    planner.focus(Role::Figure, "累计 GMV");
    planner.press(Modifiers::NONE, Key::ArrowLeft);
    assert!(planner.has("11-05 按时段") && !planner.shows("访客 88.90万"), "{:?}", planner.names());
    planner.press(Modifiers::NONE, Key::ArrowRight);
    assert!(planner.shows("访客 88.90万"), "the latest figures again");
    planner.click("按天");
    planner.focus(Role::Figure, "每天 GMV");
    planner.press(Modifiers::NONE, Key::ArrowLeft);
    assert!(planner.has("11-05 按时段"), "{:?}", planner.names());
    for (pane, name) in [(PicturePane::RunCurve, "曲线.png"), (PicturePane::Gap, "差距.png")] {
        let path = folder.path().join(name);
        let to = path.clone();
        planner.ask(|actions| actions.push(Action::PicturePath(pane, to)));
        assert!(path.exists(), "{name}");
    }
}

#[test]
fn a_deeper_discount_becomes_an_offer_and_its_tasks() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path(), "double11-review.ron", now());
    let before = file::write(project(&planner)).expect("written");
    let (offers, tasks) = (campaign(&planner).offers.len(), campaign(&planner).tasks.len());
    planner.click_role(Role::RadioButton, "加深折扣");
    planner.type_into("再降", "8");
    planner.press(Modifiers::NONE, Key::Enter);
    planner.click_role(Role::Button, "应用到计划");
    let of = campaign(&planner);
    assert_eq!((of.offers.len(), of.tasks.len()), (offers + 1, tasks + 2));
    let offer = of.offers.last().expect("added");
    let pay = OfferRule::Item(ItemBenefit::Pay(Rate::from_percent(92)));
    assert!(offer.rule == pay && offer.scope.is_all() && offer.name == "加推折扣", "{offer:?}");
    assert!(of.tasks.iter().any(|task| task.source == Some(TaskSource::Offer(offer.id))));
    planner.ask(|actions| actions.push(Action::Command(Command::Undo)));
    assert_eq!(file::write(project(&planner)).expect("written"), before, "byte for byte");
}

#[test]
fn goods_that_sold_better_once_return() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path(), "double11-review.ron", now());
    planner.click_role(Role::RadioButton, "爆款返场");
    let offers = campaign(&planner).offers.len();
    planner.type_into("再降", "6");
    planner.press(Modifiers::NONE, Key::Enter);
    planner.click_role(Role::Button, "应用到计划");
    let of = campaign(&planner);
    let offer = of.offers.last().expect("added");
    assert_eq!(of.offers.len(), offers + 1);
    assert!(!offer.scope.skus.is_empty() && offer.name == "返场价", "{offer:?}");
}

#[test]
fn what_the_hour_makes_a_fault_is_a_finding_that_leads_to_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path(), "double11-review.ron", now());
    planner.ask(|actions| actions.push(Action::Command(Command::Tab(Tab::Funnel))));
    planner.ask(|actions| actions.push(Action::Command(Command::Findings)));
    let alarm = planner.read("累计 GMV 落后计划 10.5%");
    assert!(alarm.contains("阈值") || alarm.contains("计划"), "{alarm}");
    let planned = campaign(&planner).run.checks.iter().filter(|row| row.done.is_none()).count();
    assert!(planned == 0 || planner.shows("上线检查过了时间"), "{:?}", planner.names());
    let ads = campaign(&planner).traffic.iter().find(|row| row.kind == SourceKind::SearchAds).expect("there").id;
    let go = Place::at(Tab::Run, PlaceKind::Alarm).field(AlarmKind::ClickCost.code());
    planner.ask(|actions| actions.push(Action::GoTo(go.row(ads.0))));
    // seen to, it is none any more
    let found = |planner: &Planner| planner.names().iter().filter(|name| name.contains("单次点击 ¥3.58（")).count();
    assert_eq!(found(&planner), 1, "{:?}", planner.names());
    planner.press(Modifiers::COMMAND, Key::J);
    planner.click("标为已处理");
    planner.press(Modifiers::COMMAND, Key::J);
    assert_eq!(found(&planner), 0);
}

/// Orders as they come when so many of those just below a threshold top up, a row each.
fn orders_with_topping_up(campaign: &Campaign, chance: f64) -> String {
    let before = ValueClasses::of(&campaign.order_values.orders).for_orders(20_000.0);
    let behaviour = Behaviour { chance, reach: 0.15, overshoot: 0.03, returned: 0.0 };
    let terms = Terms { usage: 1.0, shop_share: 1.0, margin: 0.3, behaviour, returns: ReturnRule::Keep };
    let after = respond(&before, &Ladder::new(&thresholds(campaign)), &terms).after;
    let mut rows = String::from("订单编号,实付金额\n");
    let mut number = 0;
    for yuan in 0..3_000 {
        let orders = after.orders_between(Money::from_major(yuan), Money::from_major(yuan + 1)).round() as u32;
        for _ in 0..orders {
            number += 1;
            writeln!(rows, "{number},{yuan}.50").expect("text");
        }
    }
    rows
}

#[test]
fn the_orders_that_came_tell_how_customers_topped_up_and_the_next_campaign_takes_it_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut planner = start(folder.path(), "double11-review.ron", date(2026, 11, 19).at(10, 20, 0, 0));
    let before = file::write(project(&planner)).expect("written");
    let list = folder.path().join("成交订单.csv");
    std::fs::write(&list, orders_with_topping_up(campaign(&planner), 0.44)).expect("written");
    planner.click("按优惠");
    let own = planner.read("凑单：差一点时");
    planner.click_role(Role::Button, "换一份成交订单");
    planner.type_into("订单文件（CSV 或 XLSX）", list.to_str().expect("text"));
    planner.press(Modifiers::NONE, Key::Enter);
    assert_eq!(planner.read("凑单：差一点时"), own, "nothing is taken yet");
    planner.click_role(Role::Button, "导入");
    let words = planner.read("凑单：差一点时");
    assert_ne!(words, own);
    let shown = campaign(&planner).clone();
    let fit = top_up_shown(&shown).expect("there").expect("fitted").top_up;
    assert!((fit.chance.to_f64() - 0.44).abs() < 0.06, "{fit:?}");
    assert!(words.contains(Texts::new(Lang::ZhHans).format().percent(fit.chance, 1).as_str()), "{words}");

    planner.ask(|actions| actions.push(Action::Command(Command::Tab(Tab::Review))));
    planner.click("以此新建活动");
    assert!(planner.has("凑单 · 按成交订单拟合"), "{:?}", planner.names());
    let next = project(&planner).campaigns.iter().find(|c| c.name == "2027 双11").expect("made");
    let kept = TopUp { returned: shown.top_up.returned, ..fit };
    assert!(next.top_up == kept && next.top_up.fitted && next.sold.orders.is_empty(), "{:?}", next.top_up);
    for _ in 0..2 {
        planner.ask(|actions| actions.push(Action::Command(Command::Undo)));
    }
    assert_eq!(file::write(project(&planner)).expect("written"), before, "byte for byte");
}
