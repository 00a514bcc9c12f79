//! Colours, sizes, fonts and icons. Widgets take them from here and nowhere else.

pub mod fonts;
pub mod icons;
pub mod palette;
pub mod size;

use egui::style::{HandleShape, ScrollStyle, Selection, WidgetVisuals, Widgets};
use egui::{Context, CornerRadius, Id, Margin, Shadow, Stroke, Style, TextStyle, Ui, Visuals, vec2};

pub use palette::Palette;

/// Which set of colours is in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Dark instead of light.
    pub dark: bool,
    /// Better in the colour of worse and the other way round (red up).
    pub swapped: bool,
    /// No movement.
    pub still: bool,
}

static LIGHT: Palette = palette::LIGHT;
static LIGHT_SWAPPED: Palette = palette::LIGHT.with_swapped_judgement();
static DARK: Palette = palette::DARK;
static DARK_SWAPPED: Palette = palette::DARK.with_swapped_judgement();

fn look_id() -> Id {
    Id::unique("promoplan look")
}

/// The colours in use.
#[must_use]
pub fn tokens(ui: &Ui) -> &'static Palette {
    of(ui.ctx())
}

/// The colours in use in a window.
#[must_use]
pub fn of(ctx: &Context) -> &'static Palette {
    let look = ctx.data(|data| data.get_temp::<Look>(look_id())).unwrap_or_default();
    match (look.dark, look.swapped) {
        (false, false) => &LIGHT,
        (false, true) => &LIGHT_SWAPPED,
        (true, false) => &DARK,
        (true, true) => &DARK_SWAPPED,
    }
}

/// Dresses a window.
pub fn install(ctx: &Context, look: Look) {
    ctx.data_mut(|data| data.insert_temp(look_id(), look));
    ctx.set_theme(if look.dark { egui::Theme::Dark } else { egui::Theme::Light });
    let palette = of(ctx);
    ctx.all_styles_mut(|style| dress(style, palette, look.still));
}

/// The shadow of what floats.
#[must_use]
pub fn shadow(p: &Palette) -> Shadow {
    Shadow { offset: [0, 6], blur: 20, spread: 0, color: p.shadow }
}

/// The frame that popups, menus, tooltips, toasts and dialogs share.
pub fn float_frame(p: &Palette) -> egui::Frame {
    egui::Frame::new()
        .fill(p.panel)
        .stroke(Stroke::new(1.0, p.line_2))
        .corner_radius(CornerRadius::same(size::RADIUS))
        .shadow(shadow(p))
}

fn dress(style: &mut Style, p: &Palette, still: bool) {
    let corner = CornerRadius::same(size::RADIUS);
    style.text_styles = [
        (TextStyle::Small, fonts::regular(size::TICK)),
        (TextStyle::Body, fonts::regular(size::TEXT)),
        (TextStyle::Button, fonts::regular(size::TEXT)),
        (TextStyle::Monospace, fonts::regular(size::TEXT)),
        (TextStyle::Heading, fonts::medium(size::TITLE)),
    ]
    .into();
    style.animation_time = if still { 0.0 } else { 0.08 };
    style.spacing.item_spacing = vec2(size::S8, size::S4);
    style.spacing.button_padding = vec2(size::S8, size::S4);
    style.spacing.interact_size = vec2(40.0, size::FIELD);
    style.spacing.menu_margin = Margin::symmetric(10, 6);
    style.spacing.window_margin = Margin::same(16);
    style.spacing.tooltip_width = 320.0;
    style.spacing.scroll = ScrollStyle {
        bar_width: 6.0,
        handle_min_length: 24.0,
        bar_inner_margin: 3.0,
        bar_outer_margin: 3.0,
        floating_width: 6.0,
        floating_allocated_width: 0.0,
        ..ScrollStyle::floating()
    };
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.35;

    let widget = |fill, edge, text| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, edge),
        corner_radius: corner,
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    let mut visuals = if p.dark { Visuals::dark() } else { Visuals::light() };
    visuals.widgets = Widgets {
        noninteractive: widget(p.panel, p.line, p.t1),
        inactive: widget(p.panel, p.field, p.t1),
        hovered: widget(p.hover, p.t3, p.t1),
        active: widget(p.press, p.t3, p.t1),
        open: widget(p.press, p.field, p.t1),
    };
    visuals.selection = Selection { bg_fill: p.sel, stroke: Stroke::new(1.0, p.accent) };
    visuals.weak_text_color = Some(p.t3);
    visuals.hyperlink_color = p.input;
    visuals.faint_bg_color = p.side;
    visuals.extreme_bg_color = p.sunken;
    visuals.text_edit_bg_color = Some(p.panel);
    visuals.code_bg_color = p.sunken;
    visuals.warn_fg_color = p.warn;
    visuals.error_fg_color = p.error;
    visuals.panel_fill = p.panel;
    visuals.window_fill = p.panel;
    visuals.window_stroke = Stroke::new(1.0, p.line_2);
    visuals.window_corner_radius = corner;
    visuals.menu_corner_radius = corner;
    visuals.window_shadow = shadow(p);
    visuals.popup_shadow = shadow(p);
    visuals.striped = false;
    visuals.handle_shape = HandleShape::Circle;
    visuals.text_cursor.stroke = Stroke::new(1.5, p.accent);
    style.visuals = visuals;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_icon_is_in_the_font() {
        let ctx = Context::default();
        fonts::install(&ctx, crate::text::Lang::ZhHans);
        let mut output = ctx.run_ui(egui::RawInput::default(), |ui| {
            ui.ctx().fonts_mut(|fonts| {
                for icon in icons::ALL {
                    let c = icon.chars().next().unwrap_or_default();
                    assert!(fonts.has_glyph(&self::fonts::icon(16.0), c), "U+{:x}", u32::from(c));
                }
            });
        });
        output.textures_delta.clear();
    }
}
