//! The titles of panes that share a place.

use egui::{Align2, Rect, Ui, pos2};

use super::paint;
use crate::ui::theme::{self, fonts, size};

/// The titles of panes that share a place: the one in front in ink, the others to be clicked. Gives the one picked and
/// where the row ends.
/// In a picture there is only the one in front.
pub fn titles(ui: &mut Ui, row: Rect, names: &[&str], chosen: Option<usize>, posing: bool) -> (Option<usize>, f32) {
    let p = theme::tokens(ui);
    let mut x = row.left() + size::S16;
    let mut picked = None;
    for (index, name) in names.iter().enumerate() {
        let on = chosen == Some(index);
        if posing && !on {
            continue;
        }
        let font = if on { fonts::medium(size::TITLE) } else { fonts::regular(size::TEXT) };
        let width = paint::width(ui.painter(), name, font.clone());
        let rect = Rect::from_min_max(pos2(x - 5.0, row.top() + 5.0), pos2(x + width + 5.0, row.bottom() - 5.0));
        let response = ui.interact(rect, ui.scope_id().with(("pane title", name)), egui::Sense::click());
        response.widget_info(|| {
            let mut info = egui::WidgetInfo::labeled(egui::Role::Tab, true, *name);
            info.selected = Some(on);
            info
        });
        let ink = if on || response.hovered() { p.t1 } else { p.t2 };
        paint::text(ui.painter(), pos2(x, row.center().y), Align2::LEFT_CENTER, name, font, ink);
        if response.has_focus() {
            super::button::focus_ring(ui.painter(), rect, p);
        }
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() && !on {
            picked = Some(index);
        }
        x += width + size::S12;
    }
    (picked, x - size::S12)
}
