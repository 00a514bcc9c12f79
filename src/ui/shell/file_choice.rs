//! Where a list is chosen in a dialog: by the system's dialog, or by its path where there is none.

use std::path::PathBuf;

use egui::{Key, RichText, TextEdit, Ui};

use crate::text::Msg;
use crate::ui::scene::Scene;
use crate::ui::theme::{self, icons};
use crate::ui::widgets::button;

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileChoice {
    /// The system's dialog.
    Pick,
    /// A file by its path.
    Load(PathBuf),
}

/// Draws it. `typed` is the path as far as it is typed, where paths are typed; `hint` stands beside the button otherwise. Whether
/// the field takes the focus when nothing else has it is `eager`.
pub fn choose(
    ui: &mut Ui,
    scene: &Scene<'_>,
    typed: &mut Option<String>,
    (hint, path): (Msg, Msg),
    eager: bool,
) -> Option<FileChoice> {
    let p = theme::tokens(ui);
    let Some(typed) = typed else {
        return ui
            .horizontal(|ui| {
                let picked = button::secondary_with_icon(ui, icons::FOLDER_OPEN, scene.text(Msg::OrdersChooseFile));
                ui.label(RichText::new(scene.text(hint)).color(p.t3));
                picked.clicked().then_some(FileChoice::Pick)
            })
            .inner;
    };
    ui.label(RichText::new(scene.text(Msg::DialogPathNote)).color(p.t2));
    let go = ui
        .horizontal(|ui| {
            let margin = egui::Margin::symmetric(8, 4);
            let response = ui.add(TextEdit::singleline(typed).desired_width(480.0).margin(margin));
            let response = response.accessible_name(scene.text(path));
            let entered = response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
            if eager && !entered && ui.memory(|m| m.focused().is_none()) {
                response.request_focus();
            }
            entered | button::secondary(ui, scene.text(Msg::DialogPathOpenButton)).clicked()
        })
        .inner;
    (go && !typed.trim().is_empty()).then(|| FileChoice::Load(typed.trim().into()))
}
