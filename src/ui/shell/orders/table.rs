//! The head of a list as a table: what each column is used for, and its first rows. Only what is in view is painted.

use egui::{Align2, CornerRadius, Rect, Role, ScrollArea, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

use crate::engine::orders::intake::{Column, Preview, Reading};
use crate::text::names::Named as _;
use crate::text::{Msg, Texts};
use crate::ui::scene::Scene;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::paint;

/// How wide a column is.
const COLUMN: f32 = 132.0;
/// How wide the row numbers are.
const NUMBERS: f32 = 40.0;
/// The header: the column's name, and below it what it is used for.
const HEADER: f32 = 40.0;

/// What a column is called: by the header, else by its number.
#[must_use]
pub fn column_name(texts: &Texts, preview: &Preview, reading: &Reading, at: u16) -> String {
    preview
        .name(reading.header, at)
        .map_or_else(|| texts.with(Msg::OrdersColumnNumber, &[("number", (at + 1).to_string().into())]), str::to_owned)
}

/// Shows the table in a place of a size.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, preview: &Preview, reading: &Reading, room: Vec2) {
    let p = theme::tokens(ui);
    let (frame, response) = ui.allocate_exact_size(room, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Table, true, scene.text(Msg::OrdersPreview)));
    ui.painter().rect_stroke(
        frame,
        CornerRadius::same(size::RADIUS),
        Stroke::new(1.0, p.line_2),
        egui::StrokeKind::Inside,
    );
    let rows: Vec<(usize, &Vec<String>)> = preview.rows.iter().enumerate().skip(usize::from(reading.header)).collect();
    let whole = vec2(NUMBERS + COLUMN * f32::from(preview.columns), HEADER + size::ROW_COMPACT * rows.len() as f32);
    let mut inside = paint::at(ui, frame.shrink(1.0), "preview");
    ScrollArea::both().auto_shrink(false).id_salt("preview").show_viewport(&mut inside, |ui, view| {
        let (area, _) = ui.allocate_exact_size(whole.max(view.size()), Sense::hover());
        // the header stays in view
        let top = area.top() + view.top();
        let first = (((view.left() - NUMBERS) / COLUMN).floor().max(0.0)) as u16;
        let last = (((view.right() - NUMBERS) / COLUMN).ceil().max(0.0) as u16).min(preview.columns);
        let seen = ((view.top() / size::ROW_COMPACT) as usize).min(rows.len())
            ..(((view.bottom() - HEADER) / size::ROW_COMPACT).ceil().max(0.0) as usize).min(rows.len());
        let left = |at: u16| area.left() + NUMBERS + COLUMN * f32::from(at);
        let painter = ui.painter().clone();
        for at in first..last {
            if reading.mapping.used_for(at).is_some() {
                let column = Rect::from_min_max(pos2(left(at), top), pos2(left(at) + COLUMN, area.bottom()));
                painter.rect_filled(column, CornerRadius::ZERO, p.acc_soft);
            }
        }
        for row in seen {
            let Some((line, cells)) = rows.get(row) else { continue };
            let y = area.top() + HEADER + size::ROW_COMPACT * (row as f32 + 0.5);
            painter.hline(area.x_range(), y + size::ROW_COMPACT / 2.0 - 0.5, Stroke::new(1.0, p.line));
            let number = scene.format().whole((line + 1) as i128);
            paint::text(
                &painter,
                pos2(area.left() + NUMBERS - 8.0, y),
                Align2::RIGHT_CENTER,
                &number,
                fonts::text(),
                p.t3,
            );
            for at in first..last {
                let Some(cell) = cells.get(usize::from(at)).filter(|cell| !cell.trim().is_empty()) else { continue };
                cell_text(&painter, cell, reading.mapping.used_for(at), pos2(left(at), y), p);
            }
        }
        let head = Rect::from_min_size(pos2(area.left(), top), vec2(area.width(), HEADER));
        painter.rect_filled(head, CornerRadius::ZERO, p.chrome);
        painter.hline(head.x_range(), head.bottom() - 0.5, Stroke::new(1.0, p.line_2));
        for at in first..last {
            let used = reading.mapping.used_for(at);
            let name = column_name(scene.texts, preview, reading, at);
            let color = if used.is_some() { p.t1 } else { p.t2 };
            let galley = paint::cut(&painter, &name, fonts::text_medium(), color, COLUMN - 2.0 * size::S8);
            painter.galley(pos2(left(at) + size::S8, head.top() + 4.0), galley, color);
            if let Some(column) = used {
                let galley =
                    paint::cut(&painter, column.name_in(scene.texts), fonts::text(), p.input, COLUMN - 2.0 * size::S8);
                painter.galley(pos2(left(at) + size::S8, head.top() + 20.0), galley, p.input);
            }
        }
    });
}

/// A cell's text on one line: numbers right, all else left.
fn cell_text(painter: &egui::Painter, cell: &str, used: Option<Column>, at: egui::Pos2, p: &theme::Palette) {
    let color = if used.is_some() { p.t1 } else { p.t2 };
    let line: String = cell.chars().take(60).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let galley = paint::cut(painter, &line, fonts::text(), color, COLUMN - 2.0 * size::S8);
    let is_number = matches!(used, Some(Column::Amount | Column::Quantity | Column::UnitPrice));
    let x = if is_number { at.x + COLUMN - size::S8 - galley.size().x } else { at.x + size::S8 };
    painter.galley(pos2(x, at.y - galley.size().y / 2.0), galley, color);
}
