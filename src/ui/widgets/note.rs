//! A field for a few sentences. Enter commits, Shift Enter begins a new line, leaving commits too; Escape drops what was typed.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{
    CornerRadius, Frame, Id, Key, KeyboardShortcut, Margin, Modifiers, Rect, Stroke, StrokeKind, TextEdit, Ui, vec2,
};

use crate::ui::theme::{self, fonts, size};

/// So many characters are taken at most.
const LONGEST: usize = 4_000;

/// The field.
#[derive(Clone, Copy, Debug)]
pub struct Note<'a> {
    name: &'a str,
    value: &'a str,
    hint: &'a str,
    quiet: bool,
}

#[derive(Clone, Default)]
struct Editing {
    text: String,
    focused: bool,
}

impl<'a> Note<'a> {
    /// A field called `name` for a screen reader.
    #[must_use]
    pub const fn new(name: &'a str, value: &'a str) -> Self {
        Self { name, value, hint: "", quiet: false }
    }

    /// What an empty field says.
    #[must_use]
    pub const fn hint(mut self, hint: &'a str) -> Self {
        self.hint = hint;
        self
    }

    /// The words are the program's own, in grey.
    #[must_use]
    pub const fn quiet(mut self, quiet: bool) -> Self {
        self.quiet = quiet;
        self
    }

    /// Shows it in a place; gives the text that was committed, without blanks at its ends.
    pub fn show(self, ui: &mut Ui, rect: Rect, salt: impl egui::AsIdSalt) -> Option<String> {
        let p = theme::tokens(ui);
        let id = ui.scope_id().with(salt);
        let mut editing: Editing = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        let had_focus = ui.memory(|memory| memory.has_focus(id));
        let escape = had_focus && ui.input(|i| i.key_pressed(Key::Escape));
        let enter = had_focus && ui.input(|i| i.key_pressed(Key::Enter) && !i.modifiers.shift);
        let edge = if had_focus {
            p.accent
        } else if ui.rect_contains_pointer(rect) {
            p.t3
        } else {
            p.line_2
        };
        let corner = CornerRadius::same(size::RADIUS);
        if had_focus {
            ui.painter().rect_stroke(rect, corner, Stroke::new(2.0, p.sel), StrokeKind::Outside);
        }
        ui.painter().rect(rect, corner, p.panel, Stroke::new(1.0, edge), StrokeKind::Inside);
        let mut buffer = if had_focus && editing.focused { editing.text.clone() } else { self.value.to_owned() };
        let inner = rect.shrink2(vec2(size::S8, 6.0));
        let layout = egui::Layout::top_down(egui::Align::Min);
        let mut child = ui.new_child(egui::UiBuilder::new().id_salt(("note", id)).max_rect(inner).layout(layout));
        child.set_clip_rect(inner.expand(2.0).intersect(ui.clip_rect()));
        let ink = if self.quiet && !had_focus { p.t2 } else { p.t1 };
        let response = egui::ScrollArea::vertical()
            .id_salt(("note scroll", id))
            .auto_shrink(false)
            .min_scrolled_height(0.0)
            .show(&mut child, |ui| {
                TextEdit::multiline(&mut buffer)
                    .id(id)
                    .font(fonts::text())
                    .text_color(ink)
                    .hint_text(egui::RichText::new(self.hint).color(p.t3))
                    .frame(Frame::NONE)
                    .margin(Margin::ZERO)
                    .char_limit(LONGEST)
                    .desired_rows(1)
                    .desired_width(inner.width())
                    .min_size(inner.size())
                    .return_key(KeyboardShortcut::new(Modifiers::SHIFT, Key::Enter))
                    .show(ui)
                    .response
                    .response
            })
            .inner
            .accessible_name(self.name);
        if response.has_focus() && !editing.focused {
            select_all(ui, id, self.value);
            editing = Editing { text: self.value.to_owned(), focused: true };
        } else if response.has_focus() {
            editing.text = buffer;
        }
        if enter {
            response.surrender_focus();
        }
        let mut committed = None;
        if (response.lost_focus() || enter) && editing.focused {
            editing.focused = false;
            let text = editing.text.trim();
            if !escape && text != self.value {
                committed = Some(text.to_owned());
            }
        }
        ui.data_mut(|data| data.insert_temp(id, editing));
        committed
    }
}

fn select_all(ui: &Ui, id: Id, text: &str) {
    let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::two(CCursor::default(), end)));
    state.store(ui.ctx(), id);
    ui.ctx().request_repaint();
}
