//! CPU time of a frame of the table while it is scrolled: layout, painting and tessellation.
//!
//! `cargo bench --bench grid [-- --frames N]`

#![allow(clippy::wildcard_imports, reason = "the table and nothing else")]

#[path = "../tests/common/table.rs"]
mod table;

use std::time::{Duration, Instant};

use egui::{Context, Event, Modifiers, RawInput, Rect, pos2, vec2};
use promoplan::model::Count;
use promoplan::text::{Lang, Texts};
use promoplan::ui::theme::{self, Look};
use promoplan::ui::widgets::grid::*;
use table::Table;

fn main() {
    let mut arguments = std::env::args();
    let frames = arguments
        .find(|argument| argument == "--frames")
        .and_then(|_| arguments.next())
        .and_then(|n| n.parse().ok())
        .unwrap_or(1_000);
    for (name, rows, across) in
        [("186 rows", 186, 0.0), ("10,000 rows", 10_000, 0.0), ("10,000 rows, both ways", 10_000, 3.0)]
    {
        report(name, &mut scrolled(rows, frames, across, false));
    }
    report("10,000 rows, screen reader", &mut scrolled(10_000, frames / 4, 0.0, true));
    report("10,000 rows, at rest", &mut at_rest(10_000, frames));
    let table = wide(10_000);
    let mut state = GridState::default();
    state.sort = vec![Sort { column: ColumnId(2), descending: false }];
    let ctx = context(false);
    let start = Instant::now();
    frame(&ctx, &table, &mut state, Vec::new(), 0);
    println!("{:<34}{:>8.2} ms", "first frame, sorted by text", millis(start.elapsed()));
}

fn wide(rows: usize) -> Table {
    let mut table = table::goods(Texts::new(Lang::ZhHans), rows);
    for extra in 0..3 {
        let column =
            Column::new(ColumnId(30 + extra), format!("波段 {extra}"), ColumnKind::Integer).width(72.0).editable();
        table.columns.push(column);
        for (index, row) in table.rows.iter_mut().enumerate() {
            row.cells.push(CellValue::Count(Count::new(index as u64 * 37 % 9_000)));
        }
    }
    // narrow enough that all twenty are in view
    for column in &mut table.columns {
        column.width = (column.width * 0.8).round();
    }
    table
}

fn context(screen_reader: bool) -> Context {
    let ctx = Context::default();
    theme::fonts::install(&ctx, Lang::ZhHans);
    theme::install(&ctx, Look::default());
    if screen_reader {
        ctx.enable_accesskit();
    }
    ctx
}

fn frame(ctx: &Context, table: &Table, state: &mut GridState, events: Vec<Event>, n: usize) {
    let input = RawInput {
        screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), vec2(1920.0, 900.0))),
        time: Some(n as f64 / 60.0),
        events,
        ..RawInput::default()
    };
    let mut output = ctx.run_ui(input, |ui| {
        Grid::new("bench", "goods", &table.texts, &table.columns, table)
            .revision(1)
            .row_numbers()
            .totals()
            .show(ui, state);
    });
    output.textures_delta.clear();
    std::hint::black_box(ctx.tessellate(output.shapes, 1.0));
}

fn scrolled(rows: usize, frames: usize, across: f32, screen_reader: bool) -> Vec<Duration> {
    let (table, mut state, ctx) = (wide(rows), GridState::default(), context(screen_reader));
    frame(&ctx, &table, &mut state, vec![Event::PointerMoved(pos2(700.0, 400.0))], 0);
    let mut times = Vec::with_capacity(frames);
    for n in 1..=frames {
        // back and forth, so that the end is never reached
        let down = if (n / 100).is_multiple_of(2) { -1.0 } else { 1.0 };
        let wheel = Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta: vec2(across * down, 97.0 * down),
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Wheel,
            modifiers: Modifiers::NONE,
        };
        let start = Instant::now();
        frame(&ctx, &table, &mut state, vec![wheel], n);
        times.push(start.elapsed());
    }
    times
}

fn at_rest(rows: usize, frames: usize) -> Vec<Duration> {
    let (table, mut state, ctx) = (wide(rows), GridState::default(), context(false));
    frame(&ctx, &table, &mut state, Vec::new(), 0);
    (1..=frames)
        .map(|n| {
            let start = Instant::now();
            frame(&ctx, &table, &mut state, Vec::new(), n);
            start.elapsed()
        })
        .collect()
}

fn report(name: &str, times: &mut [Duration]) {
    times.sort();
    let at = |share: usize| millis(times[(times.len() * share / 100).min(times.len() - 1)]);
    println!("{name:<34}{:>8.2} ms median{:>8.2} ms p99{:>8.2} ms worst of {}", at(50), at(99), at(100), times.len());
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
