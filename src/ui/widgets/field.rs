//! A field for one figure or word. Typing commits once (Enter, Tab, focus lost); Escape drops it; what cannot be read is
//! refused with its reason and the old value stays.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{
    Align, Align2, Color32, CornerRadius, FontId, Frame, Id, Key, Margin, Rect, Response, Stroke, StrokeKind, TextEdit,
    Ui, pos2, vec2,
};

use super::{glow, paint};
use crate::ui::theme::{self, Palette, fonts, icons, size};

/// Where a figure comes from, which decides about its colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ink {
    /// Typed in this plan.
    #[default]
    Typed,
    /// Calculated from others.
    Calculated,
    /// Imported, or a reference.
    Reference,
    /// Prose.
    Prose,
    /// Absent.
    Absent,
}

impl Ink {
    /// The colour.
    #[must_use]
    pub const fn color(self, p: &Palette) -> Color32 {
        match self {
            Self::Typed => p.input,
            Self::Calculated | Self::Prose => p.t1,
            Self::Reference => p.t2,
            Self::Absent => p.t4,
        }
    }
}

/// What happened to a field in a frame.
#[derive(Debug)]
pub struct Outcome {
    /// The field.
    pub response: Response,
    /// A text that was committed and could be read.
    pub committed: Option<String>,
}

/// A field.
#[derive(Debug)]
pub struct Field<'a> {
    name: &'a str,
    shown: &'a str,
    raw: &'a str,
    unit: &'a str,
    hint: &'a str,
    ink: Ink,
    font: FontId,
    align: Align,
    warn: bool,
    lock: bool,
    bare: bool,
    glow: Option<u64>,
    width: f32,
    height: f32,
}

#[derive(Clone, Default)]
struct Editing {
    text: String,
    error: Option<String>,
    focused: bool,
}

impl<'a> Field<'a> {
    /// A field called `name` for a screen reader, that shows `shown` and is edited as `raw`.
    #[must_use]
    pub fn new(name: &'a str, shown: &'a str, raw: &'a str) -> Self {
        Self {
            name,
            shown,
            raw,
            unit: "",
            hint: "",
            ink: Ink::Typed,
            font: fonts::text(),
            align: Align::RIGHT,
            warn: false,
            lock: false,
            bare: false,
            glow: None,
            width: 72.0,
            height: size::FIELD,
        }
    }

    /// The unit behind the figure.
    #[must_use]
    pub const fn unit(mut self, unit: &'a str) -> Self {
        self.unit = unit;
        self
    }

    /// What an empty field says.
    #[must_use]
    pub const fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// Where the figure comes from: a calculated one stands on sunken ground without an edge.
    #[must_use]
    pub const fn ink(mut self, ink: Ink) -> Self {
        self.ink = ink;
        self
    }

    /// A larger figure.
    #[must_use]
    pub fn font(mut self, font: FontId) -> Self {
        self.font = font;
        self
    }

    /// Text begins at the left.
    #[must_use]
    pub const fn left(mut self) -> Self {
        self.align = Align::LEFT;
        self
    }

    /// Something about the figure is to be looked at.
    #[must_use]
    pub const fn warn(mut self, warn: bool) -> Self {
        self.warn = warn;
        self
    }

    /// The figure is locked.
    #[must_use]
    pub const fn locked(mut self, lock: bool) -> Self {
        self.lock = lock;
        self
    }

    /// Without ground and edge until the pointer or the keyboard comes: a figure in a line of words.
    #[must_use]
    pub const fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    /// Glows when the figure changes without having been typed here; `of` is what it is the figure of.
    #[must_use]
    pub const fn glow(mut self, of: u64) -> Self {
        self.glow = Some(of);
        self
    }

    /// Size in points.
    #[must_use]
    pub const fn size(mut self, width: f32, height: f32) -> Self {
        self.width = width;
        self.height = height;
        self
    }

    /// Shows the field. `check` says why a text is refused, as a sentence.
    pub fn show(self, ui: &mut Ui, salt: impl egui::AsIdSalt, check: impl Fn(&str) -> Result<(), String>) -> Outcome {
        let p = theme::tokens(ui);
        let id = ui.scope_id().with(salt);
        let (rect, _) = ui.allocate_exact_size(vec2(self.width, self.height), egui::Sense::hover());
        self.show_at(ui, rect, id, p, check)
    }

    fn show_at(
        self,
        ui: &mut Ui,
        rect: Rect,
        id: Id,
        p: &'static Palette,
        check: impl Fn(&str) -> Result<(), String>,
    ) -> Outcome {
        let mut editing: Editing = ui.data(|d| d.get_temp(id)).unwrap_or_default();
        let had_focus = ui.memory(|m| m.has_focus(id));
        let in_error = editing.error.is_some();
        let mut buffer =
            if (had_focus && editing.focused) || in_error { editing.text.clone() } else { self.shown.to_owned() };
        let escape = had_focus && ui.input(|i| i.key_pressed(Key::Escape));

        let calculated = self.ink == Ink::Calculated && !had_focus;
        let hovered = ui.rect_contains_pointer(rect);
        let lit = self.glow.map_or(0.0, |of| glow::strength(ui, id, of, self.shown, had_focus));
        self.paint_ground(ui, rect, p, had_focus, hovered, in_error, lit);

        let mut inner = rect.shrink2(vec2(if self.bare { 3.0 } else { 7.0 }, 0.0));
        if !self.unit.is_empty() && !had_focus {
            let font = fonts::text();
            let width = paint::width(ui.painter(), self.unit, font.clone());
            paint::text(
                ui.painter(),
                pos2(inner.right(), rect.center().y + (self.font.size - size::TEXT) * 0.12),
                Align2::RIGHT_CENTER,
                self.unit,
                font,
                p.t2,
            );
            inner.max.x -= width + if self.font.size > size::TEXT { 5.0 } else { 1.0 };
        }
        if in_error {
            paint::icon(
                ui.painter(),
                pos2(inner.left() + 6.0, rect.center().y),
                icons::CIRCLE_ALERT,
                size::ICON_TEXT,
                p.error,
            );
            inner.min.x += 18.0;
        } else if calculated && hovered && !self.bare && inner.width() > 40.0 {
            paint::text(
                ui.painter(),
                pos2(inner.left(), rect.center().y),
                Align2::LEFT_CENTER,
                "ƒ",
                fonts::text(),
                p.t3,
            );
        } else if self.lock && !had_focus {
            paint::icon(ui.painter(), pos2(inner.left() + 5.0, rect.center().y), icons::LOCK, size::ICON_CELL, p.t3);
            inner.min.x += 14.0;
        }
        let color = if in_error {
            p.error
        } else if had_focus {
            p.input
        } else {
            self.ink.color(p)
        };
        let mut child = paint::at(ui, inner, ("field text", id));
        child.set_clip_rect(inner.expand2(vec2(2.0, 0.0)).intersect(ui.clip_rect()));
        let output = TextEdit::singleline(&mut buffer)
            .id(id)
            .font(self.font.clone())
            .text_color(color)
            .hint_text(egui::RichText::new(self.hint).color(p.t3))
            .align(egui::Align2([self.align, Align::Center]))
            .frame(Frame::NONE)
            .margin(Margin::ZERO)
            .min_size(inner.size())
            .desired_width(inner.width())
            .show(&mut child);
        let response = output.response.response.accessible_name(self.name);

        if response.gained_focus() || (response.has_focus() && !editing.focused) {
            let text = if in_error { editing.text.clone() } else { self.raw.to_owned() };
            let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
            let end = CCursor::new(text.chars().count());
            state.cursor.set_char_range(Some(CCursorRange::two(CCursor::default(), end)));
            state.store(ui.ctx(), id);
            editing = Editing { text, error: None, focused: true };
            ui.ctx().request_repaint();
        } else if response.has_focus() {
            if response.changed() {
                editing.error = None;
            }
            editing.text = buffer;
        }

        let mut committed = None;
        if response.lost_focus() && editing.focused {
            let text = editing.text.trim().to_owned();
            editing.focused = false;
            if escape || text == self.raw {
                editing.error = None;
            } else {
                match check(&text) {
                    Ok(()) => {
                        editing.error = None;
                        committed = Some(text);
                    }
                    Err(reason) => {
                        editing.error = Some(reason);
                        if ui.input(|i| i.key_pressed(Key::Enter)) {
                            response.request_focus();
                        }
                    }
                }
            }
        }
        if let Some(reason) = &editing.error {
            if response.has_focus() || hovered || !response.lost_focus() {
                error_below(ui, rect, reason, p);
            }
            if !response.has_focus() && escape {
                editing.error = None;
            }
        }
        ui.data_mut(|d| d.insert_temp(id, editing));
        Outcome { response, committed }
    }

    fn paint_ground(&self, ui: &Ui, rect: Rect, p: &Palette, focus: bool, hovered: bool, error: bool, lit: f32) {
        if self.bare && !focus && !hovered && !error {
            if lit > 0.0 {
                ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS), p.acc_soft.gamma_multiply(lit));
            }
            return;
        }
        let painter = ui.painter();
        let corner = CornerRadius::same(size::RADIUS);
        let calculated = self.ink == Ink::Calculated && !focus;
        let fill = if self.warn && calculated {
            p.warn_soft
        } else if calculated || !ui.is_enabled() {
            p.sunken
        } else {
            p.panel
        };
        let fill = if lit > 0.0 { fill.lerp_to_gamma(p.acc_soft, lit) } else { fill };
        let edge = if error {
            p.error
        } else if focus {
            p.accent
        } else if self.warn && !calculated {
            p.warn
        } else if hovered {
            p.t3
        } else if calculated {
            fill
        } else {
            p.field
        };
        if focus {
            painter.rect_stroke(rect, corner, Stroke::new(2.0, p.sel), StrokeKind::Outside);
        }
        painter.rect(rect, corner, fill, Stroke::new(1.0, edge), StrokeKind::Inside);
    }
}

fn error_below(ui: &Ui, rect: Rect, reason: &str, p: &'static Palette) {
    egui::Area::new(ui.scope_id().with(("field error", rect.left() as i32, rect.top() as i32)))
        .order(egui::Order::Tooltip)
        .fixed_pos(rect.left_bottom() + vec2(0.0, 4.0))
        .interactable(false)
        .show(ui.ctx(), |ui| {
            theme::float_frame(p).inner_margin(Margin::symmetric(8, 5)).show(ui, |ui| {
                ui.set_max_width(280.0);
                ui.label(egui::RichText::new(reason).color(p.error));
            });
        });
}
