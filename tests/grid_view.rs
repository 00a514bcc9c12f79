//! The table as a person arranges it: folded, sorted, filtered, searched, its rows and columns; and for a screen reader.

#![allow(clippy::unwrap_used, clippy::wildcard_imports, reason = "a panic is the report")]

#[path = "common/grid.rs"]
mod grid;

use grid::*;

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
