//! A table in a window of its own, and the hands that work it. It must not know what is tested.

#![allow(dead_code, unused_imports, reason = "each test uses its part")]
#![allow(clippy::unwrap_used, clippy::wildcard_imports, reason = "a panic is the report")]

#[path = "table.rs"]
mod table;

pub use std::time::Duration;

pub use egui::{Event, Key, Modifiers, Pos2, pos2, vec2};
pub use egui_kittest::Harness;
pub use egui_kittest::kittest::{NodeT as _, Queryable as _};
pub use promoplan::model::{Count, Money, Rate};
pub use promoplan::text::{Lang, Texts};
pub use promoplan::ui::theme::{self, Look};
pub use promoplan::ui::widgets::grid::*;
pub use table::{Table, goods, traffic};

pub struct App {
    pub table: Table,
    pub state: GridState,
    pub rows: bool,
}

impl App {
    pub fn show(&mut self, ui: &mut egui::Ui) {
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

pub fn dress(ctx: &egui::Context, lang: Lang, dark: bool) {
    theme::fonts::install(ctx, lang);
    theme::install(ctx, Look { dark, swapped: false, still: true });
}

pub fn harness(table: Table) -> Harness<'static, App> {
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

pub fn zh() -> Texts {
    Texts::new(Lang::ZhHans)
}

/// Clicks the cell whose name holds this.
pub fn click(harness: &mut Harness<'_, App>, name: &str) {
    harness.get_by_label_contains(name).click();
    harness.run();
}

pub fn press(harness: &mut Harness<'_, App>, keys: &[(Modifiers, Key)]) {
    for (modifiers, key) in keys {
        harness.key_press_modifiers(*modifiers, *key);
        harness.run();
    }
}

pub fn key(harness: &mut Harness<'_, App>, key: Key) {
    press(harness, &[(Modifiers::NONE, key)]);
}

pub fn write(harness: &mut Harness<'_, App>, text: &str) {
    for c in text.chars() {
        harness.event(Event::Text(c.to_string()));
    }
    harness.run();
}

pub fn paste(harness: &mut Harness<'_, App>, text: &str) {
    harness.event(Event::Paste(text.to_owned()));
    harness.run();
}

pub fn active(harness: &Harness<'_, App>) -> (u64, u32) {
    let (row, column) = harness.state().state.active().unwrap();
    (row.0, column.0)
}

pub fn copied(harness: &mut Harness<'_, App>) -> String {
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

pub fn center(harness: &Harness<'_, App>, name: &str) -> Pos2 {
    harness.get_by_label_contains(name).rect().center()
}

pub fn uv(n: u64) -> CellValue {
    CellValue::Count(Count::new(n))
}
