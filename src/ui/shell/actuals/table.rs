//! The head of a list: what each column is used for can be chosen above its name; its first rows below.

use egui::{CornerRadius, Rect, ScrollArea, Sense, Stroke, StrokeKind, Ui, pos2, vec2};

use super::OpenActuals;
use crate::engine::actuals::intake::{ActualsColumn, ActualsMapping};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::paint;
use crate::ui::widgets::select::select;

const COLUMN: f32 = 124.0;
const HEADER: f32 = 56.0;
/// The most rows and columns that are shown.
const ROWS: usize = 40;
const COLUMNS: usize = 60;

/// Draws it; gives what the columns are to say, when that was changed.
pub fn show(ui: &mut Ui, area: Rect, scene: &Scene<'_>, list: &OpenActuals) -> Option<ActualsMapping> {
    let p = theme::tokens(ui);
    ui.painter().rect_stroke(area, CornerRadius::same(size::RADIUS), Stroke::new(1.0, p.line_2), StrokeKind::Inside);
    let all = ActualsColumn::all();
    let mut names = vec![scene.text(Msg::OrdersNoColumn)];
    names.extend(all.iter().map(|column| column.name_in(scene.texts)));
    let columns = list.table.columns.min(COLUMNS);
    let rows = list.table.rows.len().saturating_sub(1).min(ROWS);
    let mut changed = None;
    let mut inside = paint::at(ui, area.shrink(1.0), "actuals preview");
    ScrollArea::both().id_salt("actuals preview").auto_shrink(false).show(&mut inside, |ui| {
        let whole = vec2(COLUMN * columns as f32, HEADER + size::ROW_COMPACT * rows as f32);
        let (place, _) = ui.allocate_exact_size(whole.max(area.size() - vec2(2.0, 2.0)), Sense::hover());
        let head = Rect::from_min_size(place.min, vec2(place.width(), HEADER));
        ui.painter().rect_filled(head, CornerRadius::ZERO, p.chrome);
        ui.painter().hline(head.x_range(), head.bottom() - 0.5, Stroke::new(1.0, p.line_2));
        for at in 0..columns {
            let left = place.left() + COLUMN * at as f32;
            let used = list.mapping.0.get(&at);
            if used.is_some() {
                let column = Rect::from_min_max(pos2(left, head.bottom()), pos2(left + COLUMN, place.bottom()));
                ui.painter().rect_filled(column, CornerRadius::ZERO, p.acc_soft);
            }
            let name = list.table.name(at);
            let ink = if used.is_some() { p.t1 } else { p.t2 };
            let galley = paint::cut(ui.painter(), name, fonts::text_medium(), ink, COLUMN - 2.0 * size::S8);
            ui.painter().galley(pos2(left + size::S8, head.top() + 36.0), galley, ink);
            let field = Rect::from_min_size(pos2(left + 4.0, head.top() + 6.0), vec2(COLUMN - 8.0, size::FIELD));
            let mut child = paint::at(ui, field, ("use", at));
            let chosen = used.and_then(|used| all.iter().position(|column| column == used)).map_or(0, |at| at + 1);
            let called = scene.texts.with(Msg::ActualsUse, &[("column", name.into())]);
            if let Some(picked) = select(&mut child, &called, &names, Some(chosen), COLUMN - 8.0) {
                let mut mapping = list.mapping.clone();
                mapping.set(at, picked.checked_sub(1).and_then(|picked| all.get(picked).copied()));
                changed = Some(mapping);
            }
            for (row, (_, cells)) in list.table.rows.iter().skip(1).take(rows).enumerate() {
                let Some(cell) = cells.get(at).filter(|cell| !cell.trim().is_empty()) else { continue };
                let line: String = cell.chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect();
                let y = head.bottom() + size::ROW_COMPACT * (row as f32 + 0.5);
                let galley = paint::cut(ui.painter(), &line, fonts::text(), ink, COLUMN - 2.0 * size::S8);
                let number = matches!(used, Some(ActualsColumn::Figure(_)));
                let x = if number { left + COLUMN - size::S8 - galley.size().x } else { left + size::S8 };
                ui.painter().galley(pos2(x, y - galley.size().y / 2.0), galley, ink);
            }
        }
        for row in 1..=rows {
            let y = head.bottom() + size::ROW_COMPACT * row as f32;
            ui.painter().hline(place.x_range(), y - 0.5, Stroke::new(1.0, p.line));
        }
    });
    changed.filter(|mapping| *mapping != list.mapping)
}
