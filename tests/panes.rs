//! The panes below left of the funnel tab, worked as a planner does: stages, phases, the AOV estimate, the pool, the year.

#![allow(clippy::expect_used, clippy::panic, reason = "a panic is a test's report")]

use std::path::Path;
use std::sync::Arc;

use egui::accesskit::Role;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Vec2, vec2};
use egui_kittest::kittest::{By, NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};
use jiff::civil::{DateTime, date};
use promoplan::document::{Answers, Document};
use promoplan::engine::plan::CampaignAnswer;
use promoplan::engine::why::FigureId;
use promoplan::model::{Campaign, DepartmentKind, Money, Phase, PhaseKind, Project, Rate, Row, Rows, StageKind};
use promoplan::text::{Lang, Texts};
use promoplan::ui::action::{Action, Actions};
use promoplan::ui::scene::{Open, Saved, Scene, Simulation, View};
use promoplan::ui::settings::Settings;
use promoplan::ui::tabs::funnel::LeftPane;
use promoplan::ui::theme::{self, Look};
use promoplan::ui::{shell, tabs};

/// A window with a project and what is needed to draw and edit it.
struct Desk {
    document: Document,
    answers: Answers,
    view: View,
    texts: Texts,
    settings: Settings,
}

impl Desk {
    fn campaign(&self) -> Arc<Campaign> {
        self.document.project().next_campaign(now()).expect("a campaign").clone()
    }

    fn answer(&self) -> Arc<CampaignAnswer> {
        self.answers.campaign(self.document.project(), &self.campaign())
    }

    fn show(&mut self, ui: &mut egui::Ui) {
        let (campaign, answer) = (self.campaign(), self.answer());
        let ladders = self.answers.ladders(self.document.project());
        let mut actions = Actions::default();
        let open = Open {
            project: self.document.project(),
            campaign: &campaign,
            answer: &answer,
            ladders: &ladders,
            answers: &self.answers,
            guard: None,
            simulated: Simulation::default(),
            revision: self.document.revision(),
            file: String::new(),
            saved: Saved::Never,
            undo: None,
            redo: None,
        };
        let scene = Scene {
            texts: &self.texts,
            settings: &self.settings,
            now: now(),
            open: Some(open),
            recent: &[],
            recoverable: &[],
            toasts: &[],
        };
        let area = ui.max_rect();
        ui.painter().rect_filled(area, 0.0, theme::tokens(ui).panel);
        if let Some(open) = &scene.open {
            tabs::show(ui, area, &scene, open, &mut self.view, &mut actions);
        }
        shell::dialogs::show(ui, &scene, &mut self.view, &mut actions);
        for action in actions.0 {
            match action {
                Action::Edit { name, gesture, change } => self.document.edit(name, gesture, change),
                Action::EndGesture => self.document.end_gesture(),
                Action::CancelGesture(gesture) => self.document.cancel_gesture(gesture),
                other => panic!("{other:?}"),
            }
        }
    }
}

fn now() -> DateTime {
    date(2026, 10, 13).at(14, 32, 0, 0)
}

fn sample() -> Project {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/samples/double11.ron");
    promoplan::file::open(&path).expect("the sample").project
}

struct Window(Harness<'static, Desk>);

impl Window {
    fn new(pane: LeftPane, project: Project) -> Self {
        Self::sized(pane, project, Lang::ZhHans, vec2(1136.0, 780.0))
    }

    fn sized(pane: LeftPane, project: Project, lang: Lang, size: Vec2) -> Self {
        let mut view = View::default();
        view.tabs.funnel.left = pane;
        let desk = Desk {
            document: Document::new(project),
            answers: Answers::default(),
            view,
            texts: Texts::new(lang),
            settings: Settings::default(),
        };
        let dress = move |ctx: &egui::Context| {
            theme::fonts::install(ctx, lang);
            theme::install(ctx, Look { dark: false, swapped: false, still: true });
        };
        let harness = Harness::builder()
            .with_size(size)
            .with_step_dt(1.0 / 60.0)
            .with_max_steps(60)
            .with_context_setup(dress)
            .build_ui_state(|ui, desk: &mut Desk| desk.show(ui), desk);
        let mut window = Self(harness);
        window.0.run();
        window
    }

    fn desk(&self) -> &Desk {
        self.0.state()
    }

    fn campaign(&self) -> Arc<Campaign> {
        self.desk().campaign()
    }

    fn names(&self) -> Vec<String> {
        let named = By::new().predicate(|node| node.label().is_some());
        self.0.query_all(named).filter_map(|node| node.accesskit_node().label()).collect()
    }

    #[track_caller]
    fn node<'a>(&'a self, role: Option<Role>, name: &'a str) -> Node<'a> {
        let fits = |node: &Node<'_>| role.is_none_or(|role| node.accesskit_node().role() == role);
        let found = self.0.query_all_by_label_contains(name).rfind(fits);
        found.unwrap_or_else(|| panic!("no {role:?} 「{name}」 among {:#?}", self.names()))
    }

    #[track_caller]
    fn click(&mut self, role: Role, name: &str) {
        self.node(Some(role), name).click();
        self.0.run();
    }

    fn key(&mut self, modifiers: Modifiers, key: Key) {
        self.0.key_press_modifiers(modifiers, key);
        self.0.run();
    }

    /// Whether words are shown.
    fn has(&self, words: &str) -> bool {
        self.0.query_all_by_label(words).next().is_some()
    }

    /// Clicks a cell of the table below left, which comes before the one below right.
    #[track_caller]
    fn select(&mut self, name: &str) {
        let cell = self.0.query_all_by_label_contains(name).next();
        cell.unwrap_or_else(|| panic!("no 「{name}」 among {:#?}", self.names())).click();
        self.0.run();
    }

    /// Types into the cell whose name holds this, as `行 2 权重`.
    #[track_caller]
    fn cell(&mut self, name: &str, text: &str) {
        self.select(name);
        self.0.event(Event::Text(text.to_owned()));
        self.0.run();
        self.key(Modifiers::NONE, Key::Enter);
    }

    /// Types into a field.
    #[track_caller]
    fn field(&mut self, name: &str, text: &str) {
        self.node(Some(Role::TextInput), name).click();
        self.0.run();
        self.key(Modifiers::COMMAND, Key::A);
        self.0.event(Event::Text(text.to_owned()));
        self.0.run();
        self.key(Modifiers::NONE, Key::Enter);
    }

    fn undo(&mut self) {
        assert!(self.0.state_mut().document.undo());
        self.0.run();
    }

    fn undo_name(&self) -> Option<String> {
        self.desk().document.undo_name().map(str::to_owned)
    }

    fn pointer(&mut self, event: Event) {
        self.0.event(event);
        self.0.run();
    }

    fn press(&mut self, at: Pos2, pressed: bool) {
        let event =
            Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
        self.pointer(event);
    }
}

fn yuan(text: &str) -> Money {
    Money::parse(text).expect("a sum")
}

fn rate(text: &str) -> Rate {
    Rate::parse(text).expect("a rate")
}

fn phase(campaign: &Campaign, kind: PhaseKind) -> Phase {
    let phase = campaign.phases.iter().find(|p| p.kind == kind);
    phase.map(|p| Phase::clone(p)).expect("there is one")
}

#[test]
fn a_typed_rate_moves_the_funnel_and_a_typed_count_is_fixed() {
    let mut window = Window::new(LeftPane::Stages, sample());
    // a percentage in a conversion, a factor in a depth
    window.cell("行 2 到下一环节", "20");
    let campaign = window.campaign();
    let stage = |kind| campaign.funnel.stages.iter().find(|s| s.kind == kind).expect("there is one").id();
    let (pages, visitors) = (stage(StageKind::PageViews), stage(StageKind::Visitors));
    assert_eq!(campaign.funnel.stages.get(visitors).and_then(|s| s.rate.fixed()), Some(rate("20%")));
    assert_eq!(window.desk().answer().funnel.uv.value.map(promoplan::model::Count::get), Some(2_500_000));
    window.select("行 2 到下一环节");
    assert_eq!(window.desk().view.figure, Some(FigureId::Rate(visitors)));
    window.cell("行 1 到下一环节", "5");
    assert_eq!(window.campaign().funnel.stages.get(pages).and_then(|s| s.rate.fixed()), Some(rate("5")));
    window.cell("行 1 人数", "1000万");
    assert!(window.campaign().funnel.stages.get(pages).is_some_and(|s| s.count.is_fixed()));
    window.undo();
    window.undo();
    window.undo();
    assert_eq!(window.desk().answer().funnel.uv.value.map(promoplan::model::Count::get), Some(2_000_000));
}

#[test]
fn stages_are_added_where_they_do_no_harm_and_presets_are_one_step() {
    let mut window = Window::new(LeftPane::Stages, sample());
    let before = window.desk().answer().funnel.uv.value;
    window.click(Role::Button, "添加环节");
    let stages = window.campaign().funnel.stages.clone();
    assert_eq!(stages.len(), 6);
    assert_eq!(stages.last().map(|s| s.kind), Some(StageKind::Paid), "buyers stay the last");
    // its name is open for typing
    window.0.event(Event::Text("提交订单".to_owned()));
    window.0.run();
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.campaign().funnel.stages.at(4).map(|s| s.name.clone()), Some("提交订单".to_owned()));
    assert_eq!(window.desk().answer().funnel.uv.value, before);

    window.click(Role::Button, "用线索环节");
    assert!(window.campaign().funnel.stages.iter().any(|s| s.kind == StageKind::Leads));
    assert_eq!(window.campaign().funnel.gmv.fixed(), Some(yuan("50000000")), "the target stays");
    window.undo();
    assert_eq!(window.campaign().funnel.stages.len(), 6);
}

#[test]
fn a_department_that_the_shop_lacks_is_added_with_the_stage() {
    let mut window = Window::new(LeftPane::Stages, sample());
    let known = window.desk().document.project().shop.departments.len();
    window.cell("行 4 部门", "商务");
    let shop = window.desk().document.project().shop.clone();
    assert_eq!(shop.departments.len(), known + 1);
    let added = shop.departments.iter().find(|d| d.kind == DepartmentKind::Partners).expect("added").id;
    assert_eq!(window.campaign().funnel.stages.at(3).and_then(|s| s.department), Some(added));
    window.undo();
    assert_eq!(window.desk().document.project().shop.departments.len(), known, "one step");
}

#[test]
fn refunds_lower_net_sales() {
    let mut window = Window::new(LeftPane::Stages, sample());
    window.field("退款率", "10");
    assert_eq!(window.desk().answer().funnel.net_sales, Some(yuan("45000000")));
    window.click(Role::Button, "净销售额 4,500万");
    assert_eq!(window.desk().view.figure, Some(FigureId::NetSales));
    window.field("退款率", "120");
    assert_eq!(window.campaign().funnel.refund_rate, rate("10%"), "refused");
}

#[test]
fn an_end_typed_with_an_hour_moves_the_edge_to_it() {
    let mut window = Window::new(LeftPane::Phases, sample());
    window.cell("行 2 结束", "10-31 20:00");
    assert_eq!(phase(&window.campaign(), PhaseKind::Preheat).end, date(2026, 10, 31).at(20, 0, 0, 0));
}

#[test]
fn an_end_typed_as_a_day_means_all_of_it_and_the_neighbour_goes_along() {
    let mut window = Window::new(LeftPane::Phases, sample());
    window.cell("行 2 结束", "11-02");
    let campaign = window.campaign();
    let opening = date(2026, 11, 3).at(0, 0, 0, 0);
    assert_eq!(phase(&campaign, PhaseKind::Preheat).end, opening);
    let launch = phase(&campaign, PhaseKind::Launch);
    assert_eq!((launch.start, launch.waves.first().map(|w| w.start)), (opening, Some(opening)));
    assert_eq!(window.undo_name().as_deref(), Some("改阶段"));
    window.undo();
    // a phase that would be swallowed refuses
    window.cell("行 2 结束", "11-20 24:00");
    assert_eq!(phase(&window.campaign(), PhaseKind::Preheat).end, date(2026, 11, 1).at(0, 0, 0, 0));
    let editing = |window: &Window| window.names().iter().any(|n| n.starts_with("编辑"));
    assert!(editing(&window));
    window.key(Modifiers::NONE, Key::Escape);
    assert!(!editing(&window), "a refused text can be dropped");
    window.cell("行 2 结束", "10-31 20:00");
    assert_eq!(phase(&window.campaign(), PhaseKind::Preheat).end, date(2026, 10, 31).at(20, 0, 0, 0));
}

#[test]
fn a_pasted_block_goes_on_as_new_phases_in_one_step() {
    let mut window = Window::new(LeftPane::Phases, sample());
    let before = window.campaign().phases.clone();
    window.select("行 8 阶段");
    window.0.event(Event::Paste("返场\t返场\t11-12 00:00\t11-14\n冲刺\t返场\t11-15 00:00\t11-16".to_owned()));
    window.0.run();
    let phases = window.campaign().phases.clone();
    assert_eq!(phases.len(), before.len() + 1, "{:?}", window.names());
    let added = phases.last().expect("added");
    assert_eq!((added.name.as_str(), added.kind), ("冲刺", PhaseKind::Return));
    assert_eq!((added.start, added.end), (date(2026, 11, 15).at(0, 0, 0, 0), date(2026, 11, 17).at(0, 0, 0, 0)));
    window.undo();
    assert!(window.campaign().phases == before, "one step");
}

#[test]
fn a_phase_too_short_to_be_divided_gets_no_wave_and_no_step() {
    let mut project = sample();
    let id = project.next_campaign(now()).expect("a campaign").id;
    for phase in project.campaigns.get_mut(id).expect("a campaign").phases.list_mut() {
        let phase = Arc::make_mut(phase);
        if phase.kind == PhaseKind::Burst {
            let wave = promoplan::model::WaveId(9_001);
            phase.end = phase.start.saturating_add(jiff::SignedDuration::from_hours(1));
            phase.waves.push(promoplan::model::Wave {
                id: wave,
                name: String::new(),
                start: phase.start,
                end: phase.end,
            });
        }
    }
    project.next_id = 9_002;
    let mut window = Window::new(LeftPane::Phases, project);
    window.select("行 7 阶段");
    window.key(Modifiers::COMMAND, Key::B);
    assert_eq!(phase(&window.campaign(), PhaseKind::Burst).waves.len(), 1);
    assert_eq!(window.undo_name(), None);
}

#[test]
fn the_split_of_a_phase_is_typed_where_it_stands() {
    let mut window = Window::new(LeftPane::Phases, sample());
    let launch = phase(&window.campaign(), PhaseKind::Launch).id;
    window.cell("行 3 GMV", "2000");
    let share = |window: &Window| window.desk().answer().time.phase(launch).cloned().expect("it sells");
    assert_eq!((share(&window).gmv, share(&window).locked), (yuan("20000000"), true));
    window.key(Modifiers::NONE, Key::ArrowUp);
    window.key(Modifiers::COMMAND, Key::L);
    assert!(!share(&window).locked, "Ctrl L frees the cell");
    window.cell("行 3 UV", "100万");
    let factors = share(&window).factors;
    assert_eq!(factors.uv.value.map(promoplan::model::Count::get), Some(1_000_000));
    window.cell("行 3 权重", "30");
    let sum: Money = window.desk().answer().time.phases.iter().map(|p| p.gmv).sum();
    assert_eq!(sum, yuan("50000000"));
    window.select("行 3 GMV");
    assert_eq!(window.desk().view.figure, Some(FigureId::Phase(launch)));
}

#[test]
fn phases_and_waves_are_added_and_deleted() {
    let mut window = Window::new(LeftPane::Phases, sample());
    let before = window.campaign();
    window.select("行 3 阶段");
    window.key(Modifiers::COMMAND, Key::B);
    let launch = phase(&window.campaign(), PhaseKind::Launch);
    assert_eq!(launch.waves.len(), 4);
    window.0.event(Event::Text("收尾".to_owned()));
    window.0.run();
    window.key(Modifiers::NONE, Key::Enter);
    assert!(phase(&window.campaign(), PhaseKind::Launch).waves.iter().any(|w| w.name == "收尾"));
    window.select("行 7 阶段");
    window.key(Modifiers::COMMAND, Key::Minus);
    assert_eq!(phase(&window.campaign(), PhaseKind::Launch).waves.len(), 3);

    // behind the last one
    window.select("行 1 阶段");
    window.click(Role::Button, "添加阶段");
    assert_eq!(window.campaign().phases.len(), before.phases.len() + 1);
    let mut ends: Vec<_> = window.campaign().phases.iter().map(|p| (p.start, p.end)).collect();
    ends.sort_unstable();
    assert!(ends.windows(2).all(|pair| pair[0].1 == pair[1].0), "they still meet: {ends:?}");
}

#[test]
fn an_edge_is_dragged_live_in_one_step_and_escape_drops_it() {
    let mut window = Window::new(LeftPane::Phases, sample());
    let first = window.campaign().phases.clone();
    let at = |window: &Window| phase(&window.campaign(), PhaseKind::Preheat).end;
    let edge = window.node(Some(Role::Slider), "预热 结束").rect().center();
    let drag = |window: &mut Window, by: &[f32]| {
        window.pointer(Event::PointerMoved(edge));
        window.press(edge, true);
        for x in by {
            window.pointer(Event::PointerMoved(edge + vec2(*x, 0.0)));
        }
    };
    drag(&mut window, &[8.0, 16.0, 27.0]);
    let there = at(&window);
    assert!(there > date(2026, 11, 2).at(0, 0, 0, 0) && there.minute() == 0, "{there}");
    assert_eq!(phase(&window.campaign(), PhaseKind::Launch).start, there, "what touched goes along");
    window.press(edge + vec2(27.0, 0.0), false);
    assert_eq!(at(&window), there);
    window.undo();
    assert!(window.campaign().phases == first, "one step");
    assert_eq!(window.undo_name(), None);

    drag(&mut window, &[-8.0, -20.0]);
    assert!(at(&window) < date(2026, 11, 1).at(0, 0, 0, 0));
    window.key(Modifiers::NONE, Key::Escape);
    assert!(window.campaign().phases == first);
    window.pointer(Event::PointerMoved(edge + vec2(-40.0, 0.0)));
    window.press(edge + vec2(-40.0, 0.0), false);
    assert!(window.campaign().phases == first, "dropped for good");
    assert_eq!(window.undo_name(), None);

    // with the keyboard: an hour at a time
    window.node(Some(Role::Slider), "预热 结束").focus();
    window.0.run();
    window.key(Modifiers::NONE, Key::ArrowLeft);
    assert_eq!(at(&window), date(2026, 10, 31).at(23, 0, 0, 0));
}

#[test]
fn the_estimate_follows_its_terms_and_goes_into_the_plan() {
    let mut window = Window::new(LeftPane::Aov, sample());
    let estimate = |window: &Window| window.desk().answer().aov.estimate.expect("there are goods");
    let before = estimate(&window);
    window.field("人均件数", "2");
    let after = estimate(&window);
    assert!(after > before);
    window.field("连带提升", "0");
    assert_eq!(window.campaign().aov_estimate.cross_sell, Rate::ZERO);
    let price = window.desk().texts.format().price(estimate(&window));
    window.click(Role::Button, &format!("估算客单价 {price}"));
    assert_eq!(window.desk().view.figure, Some(FigureId::EstimatedAov));
    window.click(Role::Button, &format!("采用 {price}"));
    assert_eq!(window.campaign().funnel.aov.fixed(), Some(estimate(&window)));
    assert_eq!(window.undo_name().as_deref(), Some("采用估算客单价"));
    assert!(window.has("2025 双11 实际"));
}

#[test]
fn the_pool_is_typed_or_follows_the_cart() {
    let mut window = Window::new(LeftPane::Pool, sample());
    let orders = |window: &Window| window.desk().answer().pool.orders.map(promoplan::model::Count::get);
    assert_eq!(orders(&window), Some(160_000));
    window.field("释放转化率", "45");
    assert_eq!(orders(&window), Some(225_000));
    assert!(window.has("高于常见的 40%"));
    window.field("蓄水人数", "40万");
    assert_eq!(orders(&window), Some(180_000));
    window.field("蓄水人数", "");
    // an empty text is not typed: the key that empties it is
    window.node(Some(Role::TextInput), "蓄水人数").click();
    window.0.run();
    window.key(Modifiers::COMMAND, Key::A);
    window.key(Modifiers::NONE, Key::Delete);
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(window.campaign().funnel.pool.pool, None);
    assert_eq!(orders(&window), Some(225_000));
    window.click(Role::Button, "预计下单 22.5万");
    assert_eq!(window.desk().view.figure, Some(FigureId::PoolOrders));
}

#[test]
fn a_year_is_added_from_its_campaigns_and_its_cells_lock() {
    let mut project = sample();
    project.years = Rows::default();
    let mut window = Window::new(LeftPane::Year, project);
    window.click(Role::Button, "加 2026 年");
    let plan = |window: &Window| window.desk().document.project().years.first().cloned().expect("added");
    assert!(plan(&window).target > Money::ZERO, "what its campaigns are planned for");
    // the next step: the year's own target, ready to be typed
    window.key(Modifiers::COMMAND, Key::A);
    window.0.event(Event::Text("2.4亿".to_owned()));
    window.0.run();
    window.key(Modifiers::NONE, Key::Enter);
    assert_eq!(plan(&window).target, yuan("240000000"));

    window.cell("行 13 目标", "10000");
    assert_eq!(plan(&window).quarters[3].lock, Some(yuan("100000000")));
    window.cell("行 15 权重", "60");
    assert_eq!(plan(&window).months[10].weight, Some(rate("60%")));
    let ladders = window.desk().answers.ladders(window.desk().document.project());
    let months: Money = ladders.first().expect("a year").months.iter().map(|m| m.target).sum();
    assert_eq!(months, yuan("240000000"));
    window.select("行 13 目标");
    window.key(Modifiers::COMMAND, Key::L);
    assert_eq!(plan(&window).quarters[3].lock, None);
}

#[test]
fn every_input_has_a_name_and_every_pane_draws_in_every_language_and_size() {
    for lang in [Lang::ZhHans, Lang::ZhHant, Lang::En] {
        for size in [vec2(1136.0, 780.0), vec2(1244.0, 686.0), vec2(700.0, 420.0)] {
            for pane in [LeftPane::Stages, LeftPane::Phases, LeftPane::Aov, LeftPane::Pool, LeftPane::Year] {
                let window = Window::sized(pane, sample(), lang, size);
                let nameless = By::new().predicate(|node| {
                    let acts = matches!(node.role(), Role::TextInput | Role::Button | Role::Slider | Role::ComboBox);
                    acts && node.label().is_none_or(|label| label.trim().is_empty())
                });
                let found: Vec<String> = window.0.query_all(nameless).map(|n| format!("{n:?}")).collect();
                assert!(found.is_empty(), "{lang:?} {pane:?}: {found:?}");
            }
        }
    }
}

#[test]
fn panes_without_anything_say_what_to_do() {
    let mut project = sample();
    project.years = Rows::default();
    for campaign in project.campaigns.list_mut() {
        let campaign = Arc::make_mut(campaign);
        campaign.phases = Rows::default();
        campaign.goods = Rows::default();
        campaign.funnel = Arc::default();
    }
    for (pane, words) in [
        (LeftPane::Stages, "还没有漏斗环节"),
        (LeftPane::Phases, "还没有阶段"),
        (LeftPane::Aov, "还没有可估算的货品"),
        (LeftPane::Pool, "填释放转化率，就能算出预计下单和每天多少"),
        (LeftPane::Year, "还没有年度目标"),
    ] {
        let window = Window::new(pane, project.clone());
        assert!(window.has(words), "{pane:?}: {:?}", window.names());
    }
    let mut window = Window::new(LeftPane::Phases, project);
    window.click(Role::Button, "添加阶段");
    let launch = phase(&window.campaign(), PhaseKind::Launch);
    assert_eq!(launch.start, date(2026, 10, 13).at(0, 0, 0, 0));
}
