//! What floats above the window: menus, dialogs, tooltips with figures. One frame for all.

use egui::{
    Align2, Color32, CornerRadius, CursorIcon, Margin, Popup, PopupCloseBehavior, Response, Role, Sense, Stroke, Ui,
    WidgetInfo, pos2, vec2,
};

use super::button::focus_ring;
use super::paint;
use crate::ui::theme::{self, fonts, size};

/// A menu under a button.
pub fn menu<R>(button: &Response, width: f32, rows: impl FnOnce(&mut Ui) -> R) -> Option<R> {
    let p = theme::of(&button.ctx);
    Popup::menu(button)
        .frame(theme::float_frame(p).inner_margin(Margin::symmetric(0, 5)))
        .gap(4.0)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            ui.set_width(width);
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            rows(ui)
        })
        .map(|inner| inner.inner)
}

/// One row of a menu.
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
#[derive(Clone, Copy, Debug, Default)]
pub struct MenuRow<'a> {
    /// What it does.
    pub label: &'a str,
    /// Icon before it.
    pub icon: &'a str,
    /// Keys that do the same.
    pub keys: &'a str,
    /// Whether it is the choice in force.
    pub on: bool,
    /// Whether it destroys something.
    pub danger: bool,
    /// Whether it cannot be done now.
    pub disabled: bool,
    /// Whether the menu stays open when it is chosen: one of several to be ticked.
    pub stays: bool,
}

/// Shows a row of a menu; whether it was chosen. Closes the menu when it was.
pub fn menu_row(ui: &mut Ui, row: MenuRow<'_>) -> bool {
    let p = theme::tokens(ui);
    let sense = if row.disabled { Sense::hover() } else { Sense::click() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), size::MENU_ROW), sense);
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::MenuItem, !row.disabled, row.label);
        if row.on {
            info.selected = Some(true);
        }
        info
    });
    let painter = ui.painter();
    if response.hovered() || response.has_focus() {
        painter.rect_filled(rect, CornerRadius::ZERO, if row.disabled { Color32::TRANSPARENT } else { p.acc_soft });
    }
    let color = match (row.disabled, row.danger) {
        (true, _) => p.t4,
        (_, true) => p.error,
        _ => p.t1,
    };
    let icon = if row.on { theme::icons::CHECK } else { row.icon };
    if !icon.is_empty() {
        let tint = if row.on {
            p.accent
        } else if row.danger || row.disabled {
            color
        } else {
            p.t2
        };
        paint::icon(painter, pos2(rect.left() + 20.0, rect.center().y), icon, size::ICON, tint);
    }
    paint::text(
        painter,
        pos2(rect.left() + 40.0, rect.center().y),
        Align2::LEFT_CENTER,
        row.label,
        fonts::text(),
        color,
    );
    paint::text(
        painter,
        pos2(rect.right() - 12.0, rect.center().y),
        Align2::RIGHT_CENTER,
        row.keys,
        fonts::text(),
        p.t3,
    );
    if response.has_focus() {
        focus_ring(painter, rect.shrink(3.0), p);
    }
    let chosen = response.clicked();
    if chosen && !row.stays {
        ui.close();
    }
    response.on_hover_cursor(if row.disabled { CursorIcon::Default } else { CursorIcon::PointingHand });
    chosen
}

/// The line between groups of a menu.
pub fn menu_line(ui: &mut Ui) {
    let p = theme::tokens(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 9.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, p.line));
}

/// A dialog in the middle of the window; gives what its contents give, and whether it was left with Escape or a click
/// beside it.
pub fn dialog<R>(ui: &Ui, name: &str, width: f32, contents: impl FnOnce(&mut Ui) -> R) -> (R, bool) {
    let p = theme::tokens(ui);
    let shown = egui::Modal::new(egui::Id::unique(("dialog", name)))
        .backdrop_color(p.shadow)
        .frame(theme::float_frame(p).inner_margin(Margin::same(16)))
        .show(ui.ctx(), |ui| {
            ui.set_width(width - 32.0);
            ui.spacing_mut().item_spacing = vec2(size::S8, size::S8);
            contents(ui)
        });
    let left = shown.should_close();
    (shown.inner, left)
}

/// The keys of a shortcut in their little frame.
pub fn keys(ui: &Ui, right: egui::Pos2, keys: &str) -> egui::Rect {
    let p = theme::tokens(ui);
    let width = paint::width(ui.painter(), keys, fonts::text());
    let rect = egui::Rect::from_min_max(pos2(right.x - width - 10.0, right.y - 9.0), pos2(right.x, right.y + 9.0));
    ui.painter().rect(rect, CornerRadius::same(3), p.chrome, Stroke::new(1.0, p.line_2), egui::StrokeKind::Inside);
    paint::text(ui.painter(), rect.center(), Align2::CENTER_CENTER, keys, fonts::text(), p.t2);
    rect
}
