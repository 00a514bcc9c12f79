//! The table as a person uses it: by keyboard, pointer, clipboard and screen reader.

#![allow(clippy::unwrap_used, clippy::wildcard_imports, reason = "a panic is the report")]

#[path = "common/table.rs"]
mod table;

use std::time::Duration;

use egui::{Event, Key, Modifiers, Pos2, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use promoplan::model::{Count, Money, Rate};
use promoplan::render::Stage;
use promoplan::text::{Lang, Texts};
use promoplan::ui::theme::{self, Look};
use promoplan::ui::widgets::grid::*;
use table::{Table, goods, traffic};

struct App {
    table: Table,
    state: GridState,
    rows: bool,
}

impl App {
    fn show(&mut self, ui: &mut egui::Ui) {
        let base = jiff::civil::date(2026, 10, 13);
        let grid = Grid::new("t", "流量来源", &self.table.texts, &self.table.columns, &self.table)
            .revision(self.table.revision)
            .near(base)
            .totals()
            .allow_delete()
            .allow_insert()
            .allow_move()
            .add_line("添加来源或粘贴表格");
        let grid = if self.rows { grid.row_numbers() } else { grid };
        let events = grid.show(ui, &mut self.state).events;
        self.table.apply(events);
    }
}

fn dress(ctx: &egui::Context, lang: Lang, dark: bool) {
    theme::fonts::install(ctx, lang);
    theme::install(ctx, Look { dark, swapped: false, still: true });
}

fn harness(table: Table) -> Harness<'static, App> {
    let rows = !table.tree;
    let app = App { table, state: GridState::default(), rows };
    let mut harness = Harness::builder()
        .with_size(vec2(1440.0, 420.0))
        .with_step_dt(1.0 / 60.0)
        .with_context_setup(|ctx| dress(ctx, Lang::ZhHans, false))
        .build_ui_state(|ui, app: &mut App| app.show(ui), app);
    harness.run();
    harness
}

fn zh() -> Texts {
    Texts::new(Lang::ZhHans)
}

/// Clicks the cell whose name holds this.
fn click(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_by_label_contains(name).click();
    harness.run();
}

fn press(harness: &mut Harness<'_, App>, keys: &[(Modifiers, Key)]) {
    for (modifiers, key) in keys {
        harness.key_press_modifiers(*modifiers, *key);
        harness.run();
    }
}

fn key(harness: &mut Harness<'_, App>, key: Key) {
    press(harness, &[(Modifiers::NONE, key)]);
}

fn write(harness: &mut Harness<'_, App>, text: &str) {
    for c in text.chars() {
        harness.event(Event::Text(c.to_string()));
    }
    harness.run();
}

fn paste(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(Event::Paste(text.to_owned()));
    harness.run();
}

fn active(harness: &Harness<'_, App>) -> (u64, u32) {
    let (row, column) = harness.state().state.active().unwrap();
    (row.0, column.0)
}

fn copied(harness: &mut Harness<'_, App>) -> String {
    harness.event(Event::Copy);
    harness.step();
    let commands = harness.output().platform_output.commands.clone();
    commands
        .into_iter()
        .find_map(|command| match command {
            egui::OutputCommand::CopyText(text) => Some(text),
            _ => None,
        })
        .unwrap()
}

fn center(harness: &Harness<'_, App>, name: &str) -> Pos2 {
    harness.get_by_label_contains(name).rect().center()
}

fn uv(n: u64) -> CellValue {
    CellValue::Count(Count::new(n))
}

#[test]
fn a_cell_is_found_by_name_typed_into_and_left_with_tab() {
    let mut h = harness(traffic(zh()));
    click(&mut h, "行 2 计划 UV 42.0万");
    assert_eq!(active(&h), (2, 2));
    write(&mut h, "43万");
    assert!(h.state().state.is_editing());
    h.get_by_label("编辑 行 2 计划 UV");
    key(&mut h, Key::Tab);
    assert!(!h.state().state.is_editing());
    assert_eq!(h.state().table.value_at(2, 2), uv(430_000));
    assert_eq!(active(&h), (2, 3));
    h.get_by_label("行 2 计划 UV 43.0万");
    // Enter goes down, under the cell where the Tabs began
    key(&mut h, Key::Enter);
    assert_eq!(active(&h), (3, 2));
}

#[test]
fn a_bad_value_is_refused_in_place_and_the_old_one_stays() {
    let mut h = harness(traffic(zh()));
    click(&mut h, "行 2 计划 UV");
    write(&mut h, "abc");
    key(&mut h, Key::Enter);
    assert!(h.state().state.is_editing());
    assert_eq!(h.state().table.value_at(2, 2), uv(420_000));
    let editor = h.get_by_label("编辑 行 2 计划 UV");
    assert!(editor.is_focused());
    h.get_by_label_contains("不是数字");
    key(&mut h, Key::Escape);
    assert!(!h.state().state.is_editing());
    assert_eq!(h.state().table.value_at(2, 2), uv(420_000));
    assert!(h.state().table.log.iter().all(|event| !matches!(event, GridEvent::Set(_))));
    // the host's own rules too
    let mut h = harness(goods(zh(), 20));
    click(&mut h, "行 1 活动价");
    write(&mut h, "-5");
    key(&mut h, Key::Enter);
    h.get_by_label_contains("价格不能小于 0");
    key(&mut h, Key::Escape);
    click(&mut h, "行 1 SKU");
    key(&mut h, Key::Delete);
    h.get_by_label_contains("编码不能为空");
}

#[test]
fn chinese_from_an_input_method_opens_the_editor() {
    let mut h = harness(traffic(zh()));
    click(&mut h, "行 2 来源 搜索");
    assert!(h.output().platform_output.ime.is_some(), "input methods are allowed while a cell waits for text");
    h.event(Event::Ime(egui::ImeEvent::Preedit { text: "sou".into(), active_range_chars: None }));
    h.step();
    assert!(h.state().state.is_editing());
    h.event(Event::Ime(egui::ImeEvent::Commit("手机搜索".into())));
    h.run();
    key(&mut h, Key::Enter);
    assert_eq!(h.state().table.value_at(2, 1), CellValue::Text("手机搜索".into()));
    // calculated cells do not ask for one
    click(&mut h, "行 2 GMV");
    assert!(h.output().platform_output.ime.is_none());
    write(&mut h, "5");
    assert!(!h.state().state.is_editing());
}

#[test]
fn arrows_move_extend_and_jump() {
    let mut h = harness(goods(zh(), 500));
    click(&mut h, "行 1 商品");
    let (none, shift, ctrl) = (Modifiers::NONE, Modifiers::SHIFT, Modifiers::COMMAND);
    press(&mut h, &[(none, Key::ArrowDown), (none, Key::ArrowRight), (shift, Key::ArrowDown)]);
    assert_eq!(active(&h), (2, 3));
    let App { table, state, .. } = h.state_mut();
    let stats = state.selection_stats(table, &table.columns, table.revision);
    assert_eq!((stats.rows, stats.columns, stats.count), (2, 1, 2));
    press(&mut h, &[(ctrl, Key::End)]);
    assert_eq!(active(&h), (500, 16));
    press(&mut h, &[(ctrl, Key::Home)]);
    assert_eq!(active(&h), (1, 1));
    press(&mut h, &[(ctrl, Key::ArrowDown)]);
    assert_eq!(active(&h), (500, 1));
    press(&mut h, &[(none, Key::End), (ctrl, Key::ArrowUp), (none, Key::PageUp), (none, Key::Home)]);
    let (row, column) = active(&h);
    assert!(row < 500 && column == 1);
    press(&mut h, &[(ctrl, Key::A)]);
    let App { table, state, .. } = h.state_mut();
    let stats = state.selection_stats(table, &table.columns, table.revision);
    assert_eq!((stats.rows, stats.columns), (500, 17));
}

#[test]
fn the_selection_adds_up() {
    let mut h = harness(goods(zh(), 20));
    click(&mut h, "行 1 安全库存");
    press(&mut h, &[(Modifiers::SHIFT, Key::ArrowDown), (Modifiers::SHIFT, Key::ArrowDown)]);
    let App { table, state, .. } = h.state_mut();
    let stats = state.selection_stats(table, &table.columns, table.revision);
    assert_eq!((stats.sum, stats.mean), (Some(uv(60 + 80 + 100)), Some(uv(80))));
}

#[test]
fn a_block_is_pasted_and_copied_back() {
    let mut h = harness(goods(zh(), 20));
    click(&mut h, "行 2 活动价");
    // activity price editable, the next one not: it is left out
    paste(&mut h, "¥1,699.00\t9\r\n399\t9\r\n");
    let table = &h.state().table;
    assert_eq!(table.value_at(2, 6), CellValue::Money(Money::from_major(1699)));
    assert_eq!(table.value_at(3, 6), CellValue::Money(Money::from_major(399)));
    assert_eq!(table.log.iter().filter(|event| matches!(event, GridEvent::Set(_))).count(), 1);
    let App { table, state, .. } = h.state_mut();
    assert_eq!(state.selection_stats(table, &table.columns, table.revision).rows, 2);
    let text = copied(&mut h);
    assert_eq!(text.lines().next().unwrap().split('\t').next(), Some("1699"));
    // one value into a selected block fills it
    click(&mut h, "行 1 安全库存");
    press(&mut h, &[(Modifiers::SHIFT, Key::ArrowDown), (Modifiers::SHIFT, Key::ArrowDown)]);
    paste(&mut h, "1.2万");
    for row in 1..=3 {
        assert_eq!(h.state().table.value_at(row, 13), uv(12_000));
    }
    // cut empties
    h.event(Event::Cut);
    h.run();
    assert_eq!(h.state().table.value_at(2, 13), CellValue::Empty);
}

#[test]
fn a_paste_goes_on_beyond_the_last_row() {
    let mut h = harness(goods(zh(), 3));
    click(&mut h, "行 3 SKU");
    paste(&mut h, "A-1\t枕头\nA-2\t被子\nA-3\t毯子\n");
    let table = &h.state().table;
    assert_eq!(table.rows.len(), 5);
    assert_eq!(table.value_at(3, 1), CellValue::Text("A-1".into()));
    assert_eq!(table.value_at(5, 2), CellValue::Text("毯子".into()));
    let steps = table.log.iter().filter(|e| matches!(e, GridEvent::Append { .. } | GridEvent::Set(_))).count();
    assert_eq!(steps, 1, "one step to undo");
}

#[test]
fn a_paste_with_bad_cells_changes_nothing_until_asked() {
    let mut h = harness(goods(zh(), 20));
    click(&mut h, "行 1 安全库存");
    paste(&mut h, "100\nabc\n1.5\n400");
    assert_eq!(h.state().table.value_at(1, 13), uv(60));
    h.get_by_label_contains("2 格填不进去");
    h.get_by_label_contains("行 2 安全库存「abc」：不是数字");
    h.get_by_label_contains("行 3 安全库存「1.5」：要整数");
    h.get_by_label("只填其余 2 格").click();
    h.run();
    assert_eq!(h.state().table.value_at(1, 13), uv(100));
    assert_eq!(h.state().table.value_at(2, 13), uv(80));
    assert_eq!(h.state().table.value_at(4, 13), uv(400));
    // refused again, and left
    paste(&mut h, "x");
    key(&mut h, Key::Escape);
    assert!(h.query_by_label_contains("填不进去").is_none());
    key(&mut h, Key::ArrowDown);
    assert_eq!(active(&h), (2, 13));
}

#[test]
fn fills_down_and_by_the_handle() {
    let mut h = harness(goods(zh(), 20));
    click(&mut h, "行 1 安全库存");
    press(
        &mut h,
        &[(Modifiers::SHIFT, Key::ArrowDown), (Modifiers::SHIFT, Key::ArrowDown), (Modifiers::COMMAND, Key::D)],
    );
    assert_eq!(h.state().table.value_at(3, 13), uv(60));
    // a series of two by the handle
    click(&mut h, "行 1 安全库存");
    write(&mut h, "10");
    key(&mut h, Key::Enter);
    write(&mut h, "20");
    key(&mut h, Key::Enter);
    click(&mut h, "行 1 安全库存");
    press(&mut h, &[(Modifiers::SHIFT, Key::ArrowDown)]);
    let corner = h.get_by_label_contains("行 2 安全库存").rect().right_bottom() - vec2(1.0, 1.0);
    let target = center(&h, "行 5 安全库存");
    h.hover_at(corner);
    h.run();
    h.drag_at(corner);
    h.step();
    h.hover_at(target);
    h.step();
    h.drop_at(target);
    h.run();
    assert_eq!(h.state().table.value_at(5, 13), uv(50));
    assert_eq!(h.state().table.value_at(6, 13), uv(160));
}

#[test]
fn a_choice_is_typed_in_part_or_picked() {
    let mut h = harness(goods(zh(), 20));
    click(&mut h, "行 1 角色");
    write(&mut h, "引");
    key(&mut h, Key::Enter);
    assert_eq!(h.state().table.value_at(1, 4), CellValue::Choice(2));
    key(&mut h, Key::F2);
    h.get_by_label("搭配").click();
    h.run();
    assert_eq!(h.state().table.value_at(2, 4), CellValue::Choice(4));
    write(&mut h, "xx");
    key(&mut h, Key::Enter);
    h.get_by_label_contains("没有这个选项");
}

#[test]
fn the_tree_folds_by_space_and_by_its_sign() {
    let mut h = harness(traffic(zh()));
    click(&mut h, "行 1 来源 免费");
    key(&mut h, Key::Space);
    assert!(h.query_by_label_contains("搜索").is_none());
    h.get_by_label_contains("行 2 来源 付费");
    key(&mut h, Key::Space);
    h.get_by_label_contains("行 2 来源 搜索");
    let row = h.get_by_label_contains("行 1 来源 免费").rect();
    let sign = pos2(row.left() + 23.0, row.center().y);
    h.hover_at(sign);
    h.drag_at(sign);
    h.drop_at(sign);
    h.run();
    assert!(h.query_by_label_contains("搜索").is_none());
}

#[test]
fn headings_sort_three_ways() {
    let mut h = harness(goods(zh(), 50));
    h.get_by_label("安全库存").click();
    h.run();
    assert_eq!(h.state().state.sort.len(), 1);
    h.get_by_label("安全库存").click();
    h.run();
    assert!(h.state().state.sort[0].descending);
    h.get_by_label("行 1 安全库存 1,040");
    h.get_by_label("安全库存").click();
    h.run();
    assert!(h.state().state.sort.is_empty());
}

#[test]
fn a_filter_from_the_heading_leaves_what_matches() {
    let mut h = harness(goods(zh(), 50));
    h.get_by_label("类目").click_secondary();
    h.run();
    h.get_by_label("包含").click();
    h.run();
    write(&mut h, "灯");
    assert_eq!(h.state().state.filters().len(), 1);
    key(&mut h, Key::Escape);
    assert!(h.state().state.shown_rows() < 50);
    let (table, state) = (&h.state().table, &h.state().state);
    let lamps = table.rows.iter().filter(|row| row.cells[2] == CellValue::Text("灯具".into())).count();
    assert_eq!(state.shown_rows(), lamps);
    h.state_mut().state.clear_filters();
    h.run();
    assert_eq!(h.state().state.shown_rows(), 50);
}

#[test]
fn columns_are_hidden_and_come_back() {
    let mut h = harness(goods(zh(), 5));
    h.get_by_label("类目").click_secondary();
    h.run();
    h.get_by_label("隐藏此列").click();
    h.run();
    assert!(h.query_by_label("类目").is_none());
    h.get_by_label("角色").click_secondary();
    h.run();
    h.get_by_label("显示哪些列").click();
    h.run();
    h.get_by_label("类目").click();
    h.run();
    assert!(h.state().state.hidden.is_empty());
}

#[test]
fn finds_and_replaces() {
    let mut h = harness(goods(zh(), 21));
    click(&mut h, "行 1 商品");
    press(&mut h, &[(Modifiers::COMMAND, Key::H)]);
    write(&mut h, "pro");
    h.get_by_label("3 处");
    key(&mut h, Key::Enter);
    assert_eq!(active(&h), (6, 2));
    h.get_by_label("第 1 处，共 3 处");
    h.get_by_label("替换为").click();
    h.run();
    write(&mut h, "Max");
    h.get_by_label("全部替换").click();
    h.run();
    h.get_by_label("已替换 3 格");
    assert_eq!(h.state().table.value_at(6, 2), CellValue::Text("护眼台灯 Max 6".into()));
    assert_eq!(h.state().table.log.iter().filter(|event| matches!(event, GridEvent::Set(_))).count(), 1);
    h.get_by_label("关闭查找").click();
    h.run();
    assert!(h.query_by_label("查找").is_none());
}

#[test]
fn rows_are_inserted_deleted_moved_and_added() {
    let mut h = harness(goods(zh(), 5));
    click(&mut h, "行 2 商品");
    press(&mut h, &[(Modifiers::ALT, Key::ArrowUp)]);
    let order = |h: &Harness<'_, App>| h.state().table.rows.iter().map(|row| row.key).collect::<Vec<_>>();
    assert_eq!(order(&h), [2, 1, 3, 4, 5]);
    press(&mut h, &[(Modifiers::ALT, Key::ArrowDown), (Modifiers::ALT, Key::ArrowDown)]);
    assert_eq!(order(&h), [1, 3, 2, 4, 5]);
    press(&mut h, &[(Modifiers::COMMAND | Modifiers::SHIFT, Key::Plus)]);
    assert_eq!(order(&h), [1, 3, 6, 2, 4, 5]);
    press(&mut h, &[(Modifiers::COMMAND, Key::Minus)]);
    assert_eq!(order(&h), [1, 3, 6, 4, 5]);
    // the row that took its place is the active one
    assert_eq!(active(&h), (4, 2));
    h.get_by_label("添加来源或粘贴表格").click();
    h.run();
    assert_eq!(order(&h), [1, 3, 6, 4, 5, 7]);
    h.state_mut().state.edit(RowKey(7), ColumnId(2));
    h.run();
    write(&mut h, "新品");
    key(&mut h, Key::Enter);
    assert_eq!(h.state().table.value_at(7, 2), CellValue::Text("新品".into()));
}

#[test]
fn the_menu_copies_and_asks_why() {
    let mut h = harness(traffic(zh()));
    h.get_by_label_contains("行 2 GMV").click_secondary();
    h.run();
    h.get_by_label("锁定此格");
    h.get_by_label("为什么是这个数").click();
    h.run();
    assert!(h.state().table.log.contains(&GridEvent::OpenWhy(RowKey(2), ColumnId(8))));
    press(&mut h, &[(Modifiers::ALT, Key::Enter)]);
    let asked = |h: &Harness<'_, App>| {
        h.state().table.log.iter().filter(|event| matches!(event, GridEvent::OpenWhy(..))).count()
    };
    assert_eq!(asked(&h), 2);
    // the menu by keyboard alone: its fourth entry that can be used
    press(&mut h, &[(Modifiers::SHIFT, Key::F10)]);
    h.get_by_label("为什么是这个数");
    for _ in 0..4 {
        key(&mut h, Key::ArrowDown);
    }
    key(&mut h, Key::Enter);
    assert_eq!(asked(&h), 3);
    assert!(h.query_by_label("为什么是这个数").is_none());
    key(&mut h, Key::ArrowDown);
    assert_eq!(active(&h), (3, 8));
}

#[test]
fn a_column_is_drawn_wider_and_kept() {
    let mut h = harness(goods(zh(), 5));
    let edge = h.get_by_label("商品").rect().right_center();
    h.hover_at(edge);
    h.run();
    h.drag_at(edge);
    h.step();
    h.hover_at(edge + vec2(60.0, 0.0));
    h.step();
    h.drop_at(edge + vec2(60.0, 0.0));
    h.run();
    assert_eq!(h.state().state.widths.get(&ColumnId(2)), Some(&208.0));
    let kept = serde_json::to_string(&h.state().state.look()).unwrap();
    let mut state = GridState::default();
    state.arrange(&serde_json::from_str(&kept).unwrap());
    assert_eq!(state.widths.get(&ColumnId(2)), Some(&208.0));
}

#[test]
fn a_screen_reader_finds_the_table_and_sets_a_value() {
    let mut h = harness(traffic(zh()));
    let grid = h.get_by_role_and_label(egui::Role::TreeGrid, "流量来源");
    assert_eq!(grid.accesskit_node().data().row_count(), Some(9));
    h.get_by_role_and_label(egui::Role::ColumnHeader, "计划 UV");
    let cell = h.get_by_label("行 2 计划 UV 42.0万");
    cell.set_text_value_accesskit("50万");
    h.run();
    assert_eq!(h.state().table.value_at(2, 2), uv(500_000));
    h.get_by_label("行 2 转化率 11.0%").click_accesskit();
    h.run();
    assert_eq!(active(&h), (2, 7));
    write(&mut h, "12.5");
    key(&mut h, Key::Enter);
    assert_eq!(h.state().table.value_at(2, 7), CellValue::Rate(Rate::parse("12.5%").unwrap()));
}

#[test]
fn a_click_on_a_figure_again_asks_why_and_a_double_click_edits() {
    let mut h = harness(traffic(zh()));
    click(&mut h, "行 2 GMV");
    // later than a double click would be
    h.run_steps(40);
    click(&mut h, "行 2 GMV");
    assert!(h.state().table.log.contains(&GridEvent::OpenWhy(RowKey(2), ColumnId(8))));
    let at = center(&h, "行 2 计划 UV");
    h.hover_at(at);
    h.run_steps(40);
    for _ in 0..2 {
        h.drag_at(at);
        h.event(Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Primary,
            pressed: false,
            modifiers: Modifiers::NONE,
        });
    }
    h.run();
    assert!(h.state().state.is_editing());
}

#[test]
fn tab_enters_and_leaves_at_the_corners() {
    let mut h = harness(goods(zh(), 2));
    key(&mut h, Key::Tab);
    assert_eq!(active(&h), (1, 1));
    press(&mut h, &[(Modifiers::COMMAND, Key::End), (Modifiers::NONE, Key::Tab)]);
    assert!(h.get_by_label("添加来源或粘贴表格").is_focused());
    press(&mut h, &[(Modifiers::SHIFT, Key::Tab), (Modifiers::SHIFT, Key::Tab)]);
    assert_eq!(active(&h), (2, 15));
}

#[test]
fn keys_that_come_in_one_frame_are_taken_in_order() {
    let mut h = harness(goods(zh(), 5));
    click(&mut h, "行 1 安全库存");
    let enter =
        || Event::Key { key: Key::Enter, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
    let events = [Event::Text("7".into()), enter(), Event::Text("8".into()), enter()];
    h.input_mut().events.extend(events);
    h.run();
    assert_eq!(h.state().table.value_at(1, 13), uv(7));
    assert_eq!(h.state().table.value_at(2, 13), uv(8));
    assert_eq!(active(&h), (3, 13));
}

#[test]
fn what_was_typed_counts_when_one_clicks_elsewhere() {
    let mut h = harness(goods(zh(), 5));
    click(&mut h, "行 1 安全库存");
    write(&mut h, "7");
    click(&mut h, "行 3 商品");
    assert_eq!(h.state().table.value_at(1, 13), uv(7));
    assert_eq!(active(&h), (3, 2));
    // a bad value holds the person there
    click(&mut h, "行 1 安全库存");
    write(&mut h, "x");
    click(&mut h, "行 3 商品");
    assert!(h.state().state.is_editing());
    assert_eq!(active(&h), (1, 13));
    press(&mut h, &[(Modifiers::NONE, Key::Escape), (Modifiers::NONE, Key::ArrowDown)]);
    assert_eq!(active(&h), (2, 13));
}

#[test]
fn rows_are_selected_by_their_numbers_and_one_by_one() {
    let mut h = harness(goods(zh(), 9));
    let number = |h: &Harness<'_, App>, row: usize| {
        let cell = h.get_by_label_contains(&format!("行 {row} SKU")).rect();
        pos2(cell.left() - 12.0, cell.center().y)
    };
    let at = number(&h, 2);
    h.hover_at(at);
    h.drag_at(at);
    h.drop_at(at);
    h.run();
    let name = h.get_by_label_contains("行 5 商品");
    name.click_modifiers(Modifiers::COMMAND);
    h.run();
    let App { table, state, .. } = h.state_mut();
    let stats = state.selection_stats(table, &table.columns, table.revision);
    assert_eq!((stats.rows, stats.columns), (2, 17));
    press(&mut h, &[(Modifiers::COMMAND, Key::Minus)]);
    let order: Vec<u64> = h.state().table.rows.iter().map(|row| row.key).collect();
    assert_eq!(order, [1, 3, 4, 6, 7, 8, 9]);
}

#[test]
fn ten_thousand_rows_cost_what_is_in_view() {
    let mut h = harness(goods(zh(), 10_000));
    h.state_mut().table.asked.set(0);
    h.step();
    let asked = h.state().table.asked.get();
    // about 14 rows of 9 columns, once to paint and once for the screen reader
    assert!(asked > 50 && asked < 600, "{asked} cells");
    click(&mut h, "行 1 SKU");
    press(&mut h, &[(Modifiers::COMMAND, Key::End)]);
    h.get_by_label_contains("行 9999 SKU");
}

/// Pictures to look at, in `target/pictures`; none may come out blank.
#[test]
fn pictures() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
    std::fs::create_dir_all(&folder).unwrap();
    let shot = |name: &str, size: egui::Vec2, lang: Lang, dark: bool, make: &dyn Fn(&mut Shot)| {
        let table = if name.contains("traffic") { traffic(Texts::new(lang)) } else { goods(Texts::new(lang), 186) };
        let rows = !table.tree;
        let ctx = egui::Context::default();
        dress(&ctx, lang, dark);
        let app = App { table, state: GridState::default(), rows };
        let mut shot = Shot { stage: Stage::new(ctx, size, 1.0).unwrap(), app };
        shot.frame(vec![]);
        make(&mut shot);
        shot.rest();
        let image = shot.stage.image().unwrap();
        let colours: std::collections::HashSet<&[u8]> = image.rgba().chunks_exact(4).collect();
        assert!(colours.len() > 50, "{name} is blank");
        let png = image.to_png().unwrap();
        std::fs::write(folder.join(name).with_extension("png"), png).unwrap();
    };
    let wide = vec2(1404.0, 720.0);
    for dark in [false, true] {
        let suffix = if dark { "dark" } else { "light" };
        shot(&format!("goods-{suffix}"), wide, Lang::ZhHans, dark, &|s| {
            s.drag(pos2(880.0, 28.0 + 26.0 * 8.5), pos2(960.0, 28.0 + 26.0 * 12.5));
        });
        shot(&format!("traffic-{suffix}"), vec2(750.0, 420.0), Lang::ZhHans, dark, &|s| {
            s.click(pos2(60.0, 28.0 + 26.0 * 6.5), egui::PointerButton::Primary);
            s.frame(vec![Event::PointerGone]);
        });
    }
    shot("traffic-en", vec2(640.0, 300.0), Lang::En, false, &|s| {
        s.frame(vec![Event::PointerMoved(pos2(60.0, 28.0 + 26.0 * 4.5))]);
        let App { table, state, .. } = &mut s.app;
        let _ = (table, state);
        s.wait(0.6);
    });
    shot("traffic-glow", vec2(900.0, 330.0), Lang::ZhHans, false, &|s| {
        theme::install(s.stage.context(), Look::default());
        s.wait(0.1);
        let table = &mut s.app.table;
        table.rows[0].cells[1] = uv(1_300_000);
        table.rows[1].cells[7] = CellValue::Money(Money::from_major(12_000_000));
        table.revision += 1;
        s.wait(0.1);
    });
    shot("goods-menu", wide, Lang::ZhHans, false, &|s| {
        s.click(pos2(900.0, 150.0), egui::PointerButton::Secondary);
    });
    shot("goods-error", wide, Lang::ZhHans, false, &|s| {
        s.click(pos2(480.0, 150.0), egui::PointerButton::Primary);
        s.frame(vec![Event::Text("abc".into())]);
        s.frame(vec![enter()]);
    });
    shot("goods-paste", wide, Lang::ZhHans, false, &|s| {
        s.click(pos2(480.0, 150.0), egui::PointerButton::Primary);
        s.frame(vec![Event::Paste("1\nabc\n-3\nx\n4\n5".into())]);
    });
    shot("goods-choice", wide, Lang::ZhHans, false, &|s| {
        s.click(pos2(350.0, 150.0), egui::PointerButton::Primary);
        s.frame(vec![Event::Text("款".into())]);
    });
    shot("goods-heading", wide, Lang::ZhHans, false, &|s| {
        s.click(pos2(280.0, 14.0), egui::PointerButton::Secondary);
    });
    shot("goods-heading-number", wide, Lang::ZhHant, true, &|s| {
        s.app.state.sort = vec![Sort { column: ColumnId(6), descending: true }];
        s.click(pos2(480.0, 14.0), egui::PointerButton::Secondary);
    });
    shot("goods-find", wide, Lang::ZhHans, false, &|s| {
        s.app.state.open_find(true);
        s.frame(vec![]);
        s.frame(vec![Event::Text("灯".into())]);
    });
    shot("goods-rows", vec2(900.0, 480.0), Lang::ZhHans, false, &|s| {
        s.frame(vec![Event::PointerMoved(pos2(400.0, 150.0))]);
        for _ in 0..30 {
            s.frame(vec![wheel(vec2(-12.0, -40.0))]);
        }
        s.click(pos2(14.0, 150.0), egui::PointerButton::Primary);
    });
}

fn enter() -> Event {
    Event::Key { key: Key::Enter, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

fn wheel(delta: egui::Vec2) -> Event {
    Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta,
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    }
}

struct Shot {
    stage: Stage,
    app: App,
}

impl Shot {
    fn frame(&mut self, events: Vec<Event>) {
        let app = &mut self.app;
        self.stage.frame(events, |ui| app.show(ui));
    }

    fn rest(&mut self) {
        for _ in 0..4 {
            self.frame(vec![]);
        }
    }

    fn wait(&mut self, seconds: f64) {
        let app = &mut self.app;
        self.stage.wait(Duration::from_secs_f64(seconds), |ui| app.show(ui));
    }

    fn click(&mut self, at: Pos2, button: egui::PointerButton) {
        self.frame(vec![Event::PointerMoved(at)]);
        for pressed in [true, false] {
            self.frame(vec![Event::PointerButton { pos: at, button, pressed, modifiers: Modifiers::NONE }]);
        }
    }

    fn drag(&mut self, from: Pos2, to: Pos2) {
        let button = egui::PointerButton::Primary;
        self.frame(vec![Event::PointerMoved(from)]);
        self.frame(vec![Event::PointerButton { pos: from, button, pressed: true, modifiers: Modifiers::NONE }]);
        self.frame(vec![Event::PointerMoved(to)]);
        self.frame(vec![Event::PointerButton { pos: to, button, pressed: false, modifiers: Modifiers::NONE }]);
        self.frame(vec![Event::PointerGone]);
    }
}
