//! Cells as a person works them: typed into, moved between, copied, pasted, filled.

#![allow(clippy::unwrap_used, clippy::wildcard_imports, reason = "a panic is the report")]

#[path = "common/grid.rs"]
mod grid;

use grid::*;

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
