//! Buttons: primary, secondary, plain, link, icon, chip, segmented control. One press shape, one focus ring.

use egui::{
    Align2, Color32, CornerRadius, CursorIcon, FontId, Painter, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use super::paint;
use crate::ui::theme::{self, Palette, fonts, size};

/// The ring around what has the keyboard.
pub fn focus_ring(painter: &Painter, rect: Rect, p: &Palette) {
    painter.rect_stroke(
        rect.expand(2.0),
        CornerRadius::same(size::RADIUS + 2),
        Stroke::new(2.0, p.accent),
        StrokeKind::Outside,
    );
}

#[derive(Clone, Copy)]
struct Paint {
    fill: Color32,
    edge: Color32,
    text: Color32,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Secondary,
    Plain,
}

fn colours(kind: Kind, response: &Response, p: &Palette) -> Paint {
    let pressed = response.is_pointer_button_down_on();
    let hovered = response.hovered();
    if !response.enabled() {
        return Paint { fill: p.sunken, edge: p.line, text: p.t4 };
    }
    match kind {
        Kind::Primary => {
            let fill = if pressed || hovered { p.accent_hover } else { p.accent };
            Paint { fill, edge: fill, text: p.on_accent }
        }
        Kind::Secondary => {
            let fill = if pressed {
                p.press
            } else if hovered {
                p.hover
            } else {
                p.panel
            };
            Paint { fill, edge: p.field, text: p.t1 }
        }
        Kind::Plain => {
            let fill = if pressed {
                p.press
            } else if hovered {
                p.hover
            } else {
                Color32::TRANSPARENT
            };
            Paint { fill, edge: Color32::TRANSPARENT, text: p.t2 }
        }
    }
}

fn text_button(ui: &mut Ui, label: &str, icon: Option<&str>, kind: Kind) -> Response {
    sized_button(ui, label, label, icon, kind, size::BUTTON)
}

fn sized_button(ui: &mut Ui, label: &str, spoken: &str, icon: Option<&str>, kind: Kind, height: f32) -> Response {
    let p = theme::tokens(ui);
    let font = fonts::text_medium();
    let text_width = paint::width(ui.painter(), label, font.clone());
    let icon_width = if icon.is_some() { size::ICON + 6.0 } else { 0.0 };
    let wanted = vec2(text_width + icon_width + 2.0 * (height * 0.5 - 2.0), height);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), spoken));
    if ui.is_rect_visible(rect) {
        let c = colours(kind, &response, p);
        let edge = height * 0.5 - 2.0;
        let painter = ui.painter();
        painter.rect(rect, CornerRadius::same(size::RADIUS), c.fill, Stroke::new(1.0, c.edge), StrokeKind::Inside);
        if let Some(icon) = icon {
            paint::icon(
                painter,
                pos2(rect.left() + edge + size::ICON / 2.0, rect.center().y),
                icon,
                size::ICON,
                c.text,
            );
        }
        paint::text(
            painter,
            pos2(rect.left() + edge + icon_width, rect.center().y),
            Align2::LEFT_CENTER,
            label,
            font,
            c.text,
        );
        if response.has_focus() {
            focus_ring(painter, rect, p);
        }
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// How wide a button with a label is.
#[must_use]
pub fn text_width(ui: &Ui, label: &str) -> f32 {
    paint::width(ui.painter(), label, fonts::text_medium()) + 2.0 * size::S12
}

/// The one button of a pane that does what the pane is for.
pub fn primary(ui: &mut Ui, label: &str) -> Response {
    text_button(ui, label, None, Kind::Primary)
}

/// Any other button.
pub fn secondary(ui: &mut Ui, label: &str) -> Response {
    text_button(ui, label, None, Kind::Secondary)
}

/// A small button in a row of others that say the same: a screen reader calls each by what it does.
pub fn small_called(ui: &mut Ui, label: &str, spoken: &str) -> Response {
    sized_button(ui, label, spoken, None, Kind::Secondary, size::FIELD)
}

/// A button with an icon before its text.
pub fn secondary_with_icon(ui: &mut Ui, icon: &str, label: &str) -> Response {
    text_button(ui, label, Some(icon), Kind::Secondary)
}

/// A button without an edge, with an icon before its text: in a title row.
pub fn icon_text(ui: &mut Ui, icon: &str, label: &str) -> Response {
    text_button(ui, label, Some(icon), Kind::Plain)
}

/// A button without an edge, for the way out.
pub fn plain(ui: &mut Ui, label: &str) -> Response {
    text_button(ui, label, None, Kind::Plain)
}

/// A word that leads somewhere.
pub fn link(ui: &mut Ui, label: &str) -> Response {
    link_sized(ui, label, fonts::text())
}

/// A link in another font.
pub fn link_sized(ui: &mut Ui, label: &str, font: FontId) -> Response {
    let p = theme::tokens(ui);
    let galley = ui.painter().layout_no_wrap(label.to_owned(), font, p.input);
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x, galley.size().y.max(16.0)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), label));
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
        if response.hovered() {
            painter.hline(rect.x_range(), rect.bottom() - 1.0, Stroke::new(1.0, p.input));
        }
        painter.galley(at, galley, p.input);
        if response.has_focus() {
            focus_ring(painter, rect, p);
        }
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A square button that shows only an icon; its name is the tooltip.
pub fn icon(ui: &mut Ui, icon: &str, name: &str) -> Response {
    icon_with(ui, icon, name, false, size::ICON)
}

/// An icon button that can be switched on, or has another size.
pub fn icon_with(ui: &mut Ui, icon: &str, name: &str, on: bool, icon_size: f32) -> Response {
    let p = theme::tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(28.0, 28.0), Sense::click());
    response.widget_info(|| {
        if on {
            WidgetInfo::selected(Role::Button, ui.is_enabled(), true, name)
        } else {
            WidgetInfo::labeled(Role::Button, ui.is_enabled(), name)
        }
    });
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        let (fill, color) = if !response.enabled() {
            (Color32::TRANSPARENT, p.t4)
        } else if response.is_pointer_button_down_on() {
            (p.line_2, p.t1)
        } else if response.hovered() {
            (p.press, p.t1)
        } else if on {
            (p.acc_soft, p.input)
        } else {
            (Color32::TRANSPARENT, p.t2)
        };
        painter.rect_filled(rect, CornerRadius::same(size::RADIUS), fill);
        paint::icon(painter, rect.center(), icon, icon_size, color);
        if response.has_focus() {
            focus_ring(painter, rect, p);
        }
    }
    response.on_hover_text(name).on_disabled_hover_text(name)
}

/// A filter that can be on or off, with how many it would show.
pub fn chip(ui: &mut Ui, label: &str, count: Option<&str>, on: bool) -> Response {
    chip_called(ui, label, label, count, on)
}

/// A chip that a screen reader calls by more than what is written on it.
pub fn chip_called(ui: &mut Ui, label: &str, spoken: &str, count: Option<&str>, on: bool) -> Response {
    let p = theme::tokens(ui);
    let font = fonts::text();
    let label_width = paint::width(ui.painter(), label, font.clone());
    let count_width = count.map_or(0.0, |c| paint::width(ui.painter(), c, font.clone()) + size::S12);
    let (rect, response) =
        ui.allocate_exact_size(vec2(label_width + count_width + 2.0 * size::S8, size::FIELD), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), on, spoken));
    if ui.is_rect_visible(rect) {
        let painter = ui.painter();
        let (fill, edge, text) = match (response.enabled(), on, response.hovered()) {
            (false, ..) => (p.panel, p.line, p.t4),
            (_, true, _) => (p.acc_soft, p.accent, p.input),
            (_, _, true) => (p.hover, p.t3, p.t1),
            _ => (p.panel, p.field, p.t2),
        };
        painter.rect(rect, CornerRadius::same(size::RADIUS), fill, Stroke::new(1.0, edge), StrokeKind::Inside);
        let left = pos2(rect.left() + size::S8, rect.center().y);
        paint::text(painter, left, Align2::LEFT_CENTER, label, font.clone(), text);
        if let Some(count) = count {
            let right = pos2(rect.right() - size::S8, rect.center().y);
            paint::text(painter, right, Align2::RIGHT_CENTER, count, font, text);
        }
        if response.has_focus() {
            focus_ring(painter, rect, p);
        }
    }
    response
}

fn segment_width(ui: &Ui, option: &str) -> f32 {
    paint::width(ui.painter(), option, fonts::text_medium()) + 2.0 * size::S8
}

/// How wide [`segmented`] is.
#[must_use]
pub fn segmented_width(ui: &Ui, options: &[&str]) -> f32 {
    options.iter().map(|option| segment_width(ui, option)).sum::<f32>() + 4.0
}

/// A choice of one among few. Gives the index chosen in this frame, if it is another one.
pub fn segmented(ui: &mut Ui, name: &str, options: &[&str], chosen: Option<usize>) -> Option<usize> {
    let p = theme::tokens(ui);
    let font = fonts::text();
    let widths: Vec<f32> = options.iter().map(|option| segment_width(ui, option)).collect();
    let total = segmented_width(ui, options);
    let (rect, _) = ui.allocate_exact_size(vec2(total, size::FIELD), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), p.press);
    let mut x = rect.left() + 2.0;
    let mut picked = None;
    for (index, (option, width)) in options.iter().zip(widths).enumerate() {
        let part = Rect::from_min_size(pos2(x, rect.top() + 2.0), vec2(width, rect.height() - 4.0));
        x += width;
        let on = chosen == Some(index);
        let response = ui.interact(part, ui.scope_id().with((name, index)), Sense::click());
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(Role::RadioButton, ui.is_enabled(), *option);
            info.selected = Some(on);
            info
        });
        let painter = ui.painter();
        if on {
            painter.rect(
                part,
                CornerRadius::same(size::RADIUS - 1),
                p.panel,
                Stroke::new(1.0, p.line_2),
                StrokeKind::Inside,
            );
        }
        let color = if on || response.hovered() { p.t1 } else { p.t2 };
        let weight = if on { fonts::text_medium() } else { font.clone() };
        paint::text(painter, part.center(), Align2::CENTER_CENTER, option, weight, color);
        if response.has_focus() {
            focus_ring(painter, part, p);
        }
        if response.clicked() && !on {
            picked = Some(index);
        }
    }
    picked
}
