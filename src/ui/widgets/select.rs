//! A choice of one among many: a field with a chevron that opens a menu.

use egui::{CornerRadius, CursorIcon, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::button::focus_ring;
use super::float::{MenuRow, menu, menu_row};
use super::paint;
use crate::ui::theme::{self, fonts, icons, size};

/// Above this height the options scroll.
const MOST_HEIGHT: f32 = 360.0;

/// Shows the choice; gives the index chosen in this frame, if it is another one.
pub fn select(ui: &mut Ui, name: &str, options: &[&str], chosen: Option<usize>, width: f32) -> Option<usize> {
    let p = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(width, size::FIELD), Sense::click());
    let words = chosen.and_then(|i| options.get(i)).copied().unwrap_or("—");
    let spoken = format!("{name} {words}");
    response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), &spoken));
    let painter = ui.painter();
    let edge = if response.hovered() { p.t3 } else { p.field };
    painter.rect(rect, CornerRadius::same(size::RADIUS), p.panel, Stroke::new(1.0, edge), StrokeKind::Inside);
    let galley = paint::cut(painter, words, fonts::text(), p.input, width - 30.0);
    painter.galley(pos2(rect.left() + size::S8, rect.center().y - galley.size().y / 2.0), galley, p.input);
    paint::icon(painter, pos2(rect.right() - 13.0, rect.center().y), icons::CHEVRON_DOWN, size::ICON_TEXT, p.t2);
    if response.has_focus() {
        focus_ring(painter, rect, p);
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    menu(&response, width.max(160.0), |ui| {
        let mut picked = None;
        // a list may have more columns than a window has lines
        ScrollArea::vertical().max_height(MOST_HEIGHT).show(ui, |ui| {
            for (index, option) in options.iter().enumerate() {
                let row = MenuRow { label: option, on: chosen == Some(index), ..MenuRow::default() };
                if menu_row(ui, row) && chosen != Some(index) {
                    picked = Some(index);
                }
            }
        });
        picked
    })
    .flatten()
}
