//! The goods tab as a person uses it, over a document that can undo.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a panic is a test's report")]

use std::sync::Arc;

use egui::{Event, Key, Modifiers, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use promoplan::document::{Answers, Document};
use promoplan::engine::finding::{Place, PlaceKind, Tab};
use promoplan::model::{Campaign, CampaignSku, Money, Project, Sku, SkuId};
use promoplan::text::{Lang, Texts};
use promoplan::ui::action::{Action, Actions};
use promoplan::ui::scene::{Open, Saved, Scene, Simulation, View};
use promoplan::ui::settings::Settings;
use promoplan::ui::tabs;
use promoplan::ui::theme::{self, Look};

const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/samples/double11.ron");

struct App {
    document: Document,
    answers: Answers,
    view: View,
    texts: Texts,
    settings: Settings,
    /// Requests that were no edits.
    asked: Vec<String>,
}

impl App {
    fn campaign(&self) -> Arc<Campaign> {
        let now = "2026-10-13T14:32".parse().unwrap();
        Arc::clone(self.document.project().next_campaign(now).unwrap())
    }

    fn ui(&mut self, ui: &mut egui::Ui) {
        let now = "2026-10-13T14:32".parse().unwrap();
        let campaign = self.campaign();
        let project = self.document.project().clone();
        let answer: Arc<_> = self.answers.campaign(&project, &campaign);
        let open = Open {
            project: &project,
            campaign: &campaign,
            answer: &answer,
            ladders: &[],
            answers: &self.answers,
            guard: None,
            simulated: Simulation::default(),
            revision: self.document.revision(),
            file: String::new(),
            saved: Saved::Opened,
            undo: None,
            redo: None,
        };
        let scene = Scene {
            texts: &self.texts,
            settings: &self.settings,
            now,
            open: None,
            recent: &[],
            recoverable: &[],
            toasts: &[],
        };
        let mut actions = Actions::default();
        let area = ui.max_rect();
        tabs::show(ui, area, &scene, &open, &mut self.view, &mut actions);
        for action in actions.0 {
            match action {
                Action::Edit { name, gesture, change } => self.document.edit(name, gesture, change),
                other => self.asked.push(format!("{other:?}")),
            }
        }
    }
}

struct Planner(Harness<'static, App>);

impl Planner {
    fn at(project: Project, lang: Lang) -> Self {
        let app = App {
            document: Document::new(project),
            answers: Answers::default(),
            view: View { tab: Some(Tab::Goods), ..View::default() },
            texts: Texts::new(lang),
            settings: Settings::default(),
            asked: Vec::new(),
        };
        let mut harness = Harness::builder()
            .with_size(vec2(1600.0, 1800.0))
            .with_step_dt(1.0 / 60.0)
            .with_context_setup(move |ctx| {
                theme::fonts::install(ctx, lang);
                theme::install(ctx, Look { dark: false, swapped: false, still: true });
            })
            .build_ui_state(|ui, app: &mut App| app.ui(ui), app);
        harness.run();
        Self(harness)
    }

    fn with_sample() -> Self {
        let project = promoplan::file::open(std::path::Path::new(SAMPLE)).expect("the sample").project;
        Self::at(project, Lang::ZhHans)
    }

    fn document(&mut self) -> &mut Document {
        &mut self.0.state_mut().document
    }

    fn project(&self) -> &Project {
        self.0.state().document.project()
    }

    fn sku(&self, code: &str) -> Sku {
        self.project().goods.iter().find(|sku| sku.code == code).expect("a product").as_ref().clone()
    }

    fn part(&self, code: &str) -> Option<CampaignSku> {
        let id = self.sku(code).id;
        self.0.state().campaign().goods.get(id).cloned()
    }

    #[track_caller]
    fn click(&mut self, name: &str) {
        self.0.get_all_by_label_contains(name).next().expect(name).click();
        self.0.run();
    }

    #[track_caller]
    fn click_exactly(&mut self, name: &str) {
        self.0.get_all_by_label(name).next().expect(name).click();
        self.0.run();
    }

    fn write(&mut self, text: &str) {
        for c in text.chars() {
            self.0.event(Event::Text(c.to_string()));
        }
        self.0.run();
    }

    fn paste(&mut self, text: &str) {
        self.0.event(Event::Paste(text.to_owned()));
        self.0.run();
    }

    fn press(&mut self, key: Key) {
        self.0.key_press_modifiers(Modifiers::NONE, key);
        self.0.run();
    }

    fn undo(&mut self) {
        assert!(self.document().undo());
        self.0.run();
    }

    fn has(&self, name: &str) -> bool {
        self.0.query_all_by_label_contains(name).next().is_some()
    }

    #[track_caller]
    fn reads(&self, name: &str) {
        if !self.has(name) {
            let begins: String = name.chars().take(4).collect();
            let near: Vec<String> =
                self.0.query_all_by_label_contains(&begins).filter_map(|node| node.accesskit_node().label()).collect();
            panic!("「{name}」 among {near:?}");
        }
    }
}

fn yuan(major: i64) -> Money {
    Money::from_major(major)
}

#[test]
fn a_price_moves_margin_units_and_cover_and_is_undone() {
    let mut p = Planner::with_sample();
    p.reads("行 9 毛利率 40.4%");
    p.reads("行 9 目标销量 4,793");
    p.click("行 9 活动价 459.00");
    p.write("399");
    p.press(Key::Enter);
    // 399 − 248 − 19.95 − 2.39 = 128.66
    p.reads("行 9 全成本 270.34");
    p.reads("行 9 毛利率 32.2%");
    // 50,000,000 × 4.4 % ÷ 399 = 5,513.8
    p.reads("行 9 目标销量 5,514");
    p.reads("行 9 缺口 / 富余 ▼ 494");
    assert_eq!(p.document().undo_name(), Some("改 SY-2003 的活动价"));
    assert_eq!(p.part("SY-2003").unwrap().price, Some(yuan(399)));
    p.undo();
    p.reads("行 9 毛利率 40.4%");
    assert_eq!(p.part("SY-2003").unwrap().price, Some(yuan(459)));
}

#[test]
fn the_bar_names_the_cell_and_its_figures_lead_on() {
    let mut p = Planner::with_sample();
    p.click("行 9 目标销量");
    p.reads("SY-2003・目标销量");
    p.reads("4,793 件");
    p.click_exactly("4.4%");
    p.reads("SY-2003・占比");
    p.click("行 9 目标销量");
    p.click_exactly("5,000万");
    assert!(p.0.state().asked.iter().any(|asked| asked.contains("Funnel")), "{:?}", p.0.state().asked);
}

#[test]
fn a_pasted_table_goes_on_below_the_last_row() {
    let mut p = Planner::with_sample();
    let before = p.project().clone();
    p.click("添加商品或粘贴表格");
    assert_eq!(p.project().goods.len(), 61);
    p.paste("NEW-1\t羊毛地毯\t地毯\t主推款\t1,299\t899\nNEW-2\t竹地垫\t地毯\t常规款\t¥199\t\n");
    assert_eq!(p.project().goods.len(), 62);
    assert_eq!(p.document().undo_name(), Some("粘贴 1 个商品"));
    let (first, second) = (p.sku("NEW-1"), p.sku("NEW-2"));
    assert_eq!((first.name.as_str(), first.list_price), ("羊毛地毯", yuan(1299)));
    assert_eq!(p.part("NEW-1").unwrap().price, Some(yuan(899)));
    assert_eq!(p.part("NEW-2"), None, "without price and share it takes no part");
    assert_eq!(first.category, second.category);
    let category = p.project().shop.categories.last().unwrap();
    assert_eq!((Some(category.id), category.name.as_str()), (first.category, "地毯"));
    p.undo();
    p.undo();
    assert_eq!(*p.project(), before);
}

#[test]
fn an_empty_shop_takes_a_pasted_table() {
    let mut project = promoplan::file::open(std::path::Path::new(SAMPLE)).expect("the sample").project;
    project.goods = promoplan::model::Rows::default();
    project.campaigns.map_where(|campaign| {
        let mut campaign = campaign.clone();
        campaign.goods = promoplan::model::Rows::default();
        Some(campaign)
    });
    let mut p = Planner::at(project, Lang::ZhHans);
    p.reads("还没有商品");
    p.paste("A-1\t台灯\t灯具\nA-2\t地毯\t地毯\n");
    assert_eq!(p.project().goods.len(), 2);
    p.reads("行 2 SKU A-2");
    p.undo();
    p.click("添加商品");
    assert_eq!(p.project().goods.len(), 1);
    p.write("B-1");
    p.press(Key::Tab);
    assert_eq!(p.project().goods.first().unwrap().code, "B-1");
}

#[test]
fn a_code_twice_is_refused_in_place() {
    let mut p = Planner::with_sample();
    p.click("行 2 SKU SY-1008");
    p.write("SY-1001");
    p.press(Key::Enter);
    p.reads("编码 SY-1001 已经用在别的商品上");
    assert_eq!(p.document().undo_name(), None);
    p.press(Key::Escape);
    p.reads("行 2 SKU SY-1008");
    p.click("行 2 占比");
    p.write("101");
    p.press(Key::Enter);
    p.reads("不能大于 100%");
}

#[test]
fn a_price_of_a_product_outside_takes_it_in_and_a_cleared_row_leaves() {
    let mut p = Planner::with_sample();
    p.click("行 9 活动价");
    p.press(Key::Delete);
    assert_eq!(p.part("SY-2003").unwrap().price, None, "its share keeps it");
    p.reads("行 9 活动价 799.00");
    p.click("行 9 占比");
    p.press(Key::Delete);
    assert!(p.part("SY-2003").unwrap().price.is_none(), "its price in the burst keeps it");
    p.click("行 9 爆发价");
    p.press(Key::Delete);
    assert_eq!(p.part("SY-2003"), None);
    p.reads("行 9 活动价 —");
    p.reads("未参加本场，填活动价或占比就参加");
    p.click("行 9 活动价");
    p.write("429");
    p.press(Key::Enter);
    assert_eq!(p.part("SY-2003").unwrap().price, Some(yuan(429)));
}

#[test]
fn chips_filter_and_what_is_edited_stays() {
    let mut p = Planner::with_sample();
    p.reads("显示 60 / 60 个");
    p.click("库存不足");
    p.reads("显示 11 / 60 个");
    p.reads("行 1 SKU SY-1001");
    p.click("行 1 现有库存 1,720");
    p.write("3000");
    p.press(Key::Enter);
    p.reads("行 1 SKU SY-1001");
    p.click("清除筛选");
    p.reads("显示 60 / 60 个");
    p.click("编码、名称");
    p.write("台灯");
    p.reads("显示 1 / 60 个");
    p.reads("行 1 SKU SY-2007");
}

#[test]
fn a_finding_leads_to_its_row_whatever_is_filtered() {
    let mut p = Planner::with_sample();
    p.click("没有库存");
    p.reads("没有符合筛选的商品");
    let id = p.sku("SY-2003").id;
    let place = Place::at(Tab::Goods, PlaceKind::CampaignSku).row(id.0).field("share");
    p.0.state_mut().view.tabs.reveal(&place);
    p.0.run();
    p.reads("SY-2003・占比");
    p.reads("行 1 SKU SY-2003");
}

#[test]
fn rows_come_and_go_with_their_part_in_the_campaign() {
    let mut p = Planner::with_sample();
    p.click("行 2 商品");
    p.0.key_press_modifiers(Modifiers::COMMAND, Key::Minus);
    p.0.run();
    assert_eq!(p.document().undo_name(), Some("删除 1 个商品"));
    assert!(p.project().goods.iter().all(|sku| sku.id != SkuId(16)));
    assert!(p.0.state().campaign().goods.get(SkuId(16)).is_none());
    p.undo();
    assert!(p.0.state().campaign().goods.get(SkuId(16)).is_some());
    p.0.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Plus);
    p.0.run();
    assert_eq!(p.document().undo_name(), Some("插入 1 个商品"));
    // the cell that took the deleted one's place is still the active one
    p.reads("行 3 SKU —");
    p.reads("行 4 SKU SY-1010");
}

#[test]
fn every_language_shows_the_tab() {
    for (lang, words) in [(Lang::En, "60 of 60 shown"), (Lang::ZhHant, "顯示 60 / 60 個")] {
        let project = promoplan::file::open(std::path::Path::new(SAMPLE)).expect("the sample").project;
        let p = Planner::at(project, lang);
        p.reads(words);
    }
}
