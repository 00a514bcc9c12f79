//! Keys that run commands, unless a dialog is in front.

use egui::{Key, Modifiers, Ui};

use crate::ui::action::{Action, Actions};
use crate::ui::command::Command;
use crate::ui::scene::{Saved, Scene, View};
use crate::ui::widgets::grid;

/// Turns pressed shortcuts into commands.
pub fn run(ui: &mut Ui, scene: &Scene<'_>, view: &View, actions: &mut Actions) {
    if view.dialog.is_some() {
        return;
    }
    // a text field keeps undo and redo to itself while it is being typed in
    let typing = ui.ctx().text_edit_focused();
    let mut all = Command::all();
    // Ctrl Shift S is also Ctrl S: the longer one is asked first
    all.sort_by_key(|c| c.shortcut().is_none_or(|s| !s.modifiers.shift));
    for command in all {
        if typing && matches!(command, Command::Undo | Command::Redo) {
            continue;
        }
        if !available(command, scene) || (command == Command::ZoomOut && grid::deletes_rows(ui.ctx())) {
            continue;
        }
        if let Some(shortcut) = command.shortcut()
            && ui.input_mut(|i| i.consume_shortcut(&shortcut))
        {
            actions.push(Action::Command(command));
        }
    }
    let redo = egui::KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    if !typing && scene.open.is_some() && ui.input_mut(|i| i.consume_shortcut(&redo)) {
        actions.push(Action::Command(Command::Redo));
    }
}

/// Whether a command can be run now.
#[must_use]
pub fn available(command: Command, scene: &Scene<'_>) -> bool {
    let Some(open) = &scene.open else {
        return !matches!(
            command,
            Command::Save
                | Command::SaveAs
                | Command::Revert
                | Command::Close
                | Command::Undo
                | Command::Redo
                | Command::Inspector
                | Command::Findings
                | Command::Tab(_)
                | Command::CalendarView(_)
                | Command::CopyPicture(_)
                | Command::SavePicture(_)
                | Command::CampaignAdd
                | Command::CampaignDuplicate
                | Command::CampaignNext
                | Command::CampaignRename
                | Command::CampaignDelete
                | Command::ImportOrders
                | Command::ImportPlan
                | Command::ExportPlan
                | Command::ExportCalendar
        );
    };
    match command {
        Command::Undo => open.undo.is_some(),
        Command::Redo => open.redo.is_some(),
        Command::Revert => matches!(open.saved, Saved::Unsaved(_)),
        Command::CampaignDelete => open.project.campaigns.len() > 1,
        _ => true,
    }
}
