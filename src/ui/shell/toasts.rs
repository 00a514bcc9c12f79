//! Messages that float for a while at the lower left.

use egui::{Align2, Area, Margin, Order, Rect, Ui};

use crate::ui::scene::Scene;
use crate::ui::theme::{self, fonts, icons, size};

/// Draws the messages.
pub fn show(ui: &Ui, area: Rect, scene: &Scene<'_>) {
    let p = theme::tokens(ui);
    let mut bottom = area.bottom() - size::STATUS - size::S16;
    for (index, toast) in scene.toasts.iter().enumerate() {
        let shown = Area::new(egui::Id::unique(("toast", index)))
            .order(Order::Foreground)
            .pivot(Align2::LEFT_BOTTOM)
            .fixed_pos(egui::pos2(area.left() + size::S16, bottom))
            .constrain(true)
            .show(ui.ctx(), |ui| {
                theme::float_frame(p).inner_margin(Margin::symmetric(12, 10)).show(ui, |ui| {
                    ui.set_max_width(520.0);
                    ui.horizontal(|ui| {
                        let (icon, ink) =
                            if toast.error { (icons::OCTAGON_ALERT, p.error) } else { (icons::CHECK, p.ok) };
                        ui.label(egui::RichText::new(icon).font(fonts::icon(size::ICON)).color(ink));
                        ui.label(egui::RichText::new(&toast.text).color(p.t1));
                    });
                });
            });
        bottom = shown.response.rect.top() - size::S8;
    }
}
