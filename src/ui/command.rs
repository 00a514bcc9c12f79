//! Everything that can be asked of the program by key, menu or palette: one enum owns each command's name, icon, keys
//! and place in the menu.

use egui::{Key, KeyboardShortcut, Modifiers};

use super::pose::PicturePane;
use super::tabs::calendar::CalendarView;
use super::theme::icons;
use crate::engine::finding::Tab;
use crate::text::{Lang, Msg, Texts};

/// A command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// A new, empty project.
    New,
    /// Open a file.
    Open,
    /// Save to the file it came from.
    Save,
    /// Save to another file.
    SaveAs,
    /// Back to what the file holds.
    Revert,
    /// Close the project, back to the welcome page.
    Close,
    /// Leave the program.
    Quit,
    /// Take the last step back.
    Undo,
    /// Bring it again.
    Redo,
    /// Search, or run a command.
    Palette,
    /// Show or fold the inspector.
    Inspector,
    /// Show or hide the list of findings.
    Findings,
    /// Go to a tab.
    Tab(Tab),
    /// Go to a view of the calendar.
    CalendarView(CalendarView),
    /// Put the picture of a pane on the clipboard.
    CopyPicture(PicturePane),
    /// Save the picture of a pane.
    SavePicture(PicturePane),
    /// A new campaign.
    CampaignAdd,
    /// A copy of the campaign.
    CampaignDuplicate,
    /// The next campaign, planned from what this one came to.
    CampaignNext,
    /// Another name for the campaign.
    CampaignRename,
    /// Remove the campaign.
    CampaignDelete,
    /// Order values from a list of orders.
    ImportOrders,
    /// Tasks from a plan of MS Project.
    ImportPlan,
    /// The tasks as a plan of MS Project.
    ExportPlan,
    /// Phases and tasks as a calendar.
    ExportCalendar,
    /// Light colours.
    Light,
    /// Dark colours.
    Dark,
    /// Colours as the system has them.
    SystemLook,
    /// Red for better, or green.
    SwapJudgement,
    /// No movement.
    Still,
    /// Larger.
    ZoomIn,
    /// Smaller.
    ZoomOut,
    /// As large as at first.
    ZoomReset,
    /// The language of the interface.
    Language(Lang),
}

/// The groups of the main menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The file.
    File,
    /// Steps.
    Edit,
    /// What is shown.
    View,
    /// Campaigns.
    Campaign,
    /// Settings.
    Settings,
}

impl Command {
    /// Every command, in the order of the menu.
    #[must_use]
    pub fn all() -> Vec<Self> {
        let mut all = vec![
            Self::New,
            Self::Open,
            Self::Save,
            Self::SaveAs,
            Self::Revert,
            Self::Close,
            Self::Quit,
            Self::Undo,
            Self::Redo,
            Self::Palette,
            Self::Findings,
            Self::Inspector,
        ];
        all.extend(Tab::ALL.map(Self::Tab));
        all.extend(CalendarView::ALL.map(Self::CalendarView));
        all.extend(PicturePane::ALL.map(Self::CopyPicture));
        all.extend(PicturePane::ALL.map(Self::SavePicture));
        all.extend([
            Self::CampaignAdd,
            Self::CampaignDuplicate,
            Self::CampaignNext,
            Self::CampaignRename,
            Self::CampaignDelete,
            Self::ImportOrders,
            Self::ImportPlan,
            Self::ExportPlan,
            Self::ExportCalendar,
            Self::Light,
            Self::Dark,
            Self::SystemLook,
            Self::SwapJudgement,
            Self::Still,
            Self::ZoomIn,
            Self::ZoomOut,
            Self::ZoomReset,
        ]);
        all.extend(Lang::ALL.map(Self::Language));
        all
    }

    /// Where it stands in the menu.
    #[must_use]
    pub const fn group(self) -> Group {
        match self {
            Self::New | Self::Open | Self::Save | Self::SaveAs | Self::Revert | Self::Close | Self::Quit => Group::File,
            Self::Undo | Self::Redo | Self::Palette => Group::Edit,
            Self::Inspector
            | Self::Findings
            | Self::Tab(_)
            | Self::CalendarView(_)
            | Self::CopyPicture(_)
            | Self::SavePicture(_) => Group::View,
            Self::CampaignAdd
            | Self::CampaignDuplicate
            | Self::CampaignNext
            | Self::CampaignRename
            | Self::CampaignDelete
            | Self::ImportOrders
            | Self::ImportPlan
            | Self::ExportPlan
            | Self::ExportCalendar => Group::Campaign,
            _ => Group::Settings,
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self, texts: &Texts) -> String {
        let msg = match self {
            Self::New => Msg::CommandNew,
            Self::Open => Msg::CommandOpen,
            Self::Save => Msg::CommandSave,
            Self::SaveAs => Msg::CommandSaveAs,
            Self::Revert => Msg::CommandRevert,
            Self::Close => Msg::CommandClose,
            Self::Quit => Msg::CommandQuit,
            Self::Undo => Msg::CommandUndo,
            Self::Redo => Msg::CommandRedo,
            Self::Palette => Msg::CommandPalette,
            Self::Inspector => Msg::CommandInspector,
            Self::Findings => Msg::CommandFindings,
            Self::Tab(tab) => {
                return texts.with(Msg::CommandGoTo, &[("tab", texts.get(tab_name(tab)).into())]);
            }
            Self::CalendarView(view) => {
                return texts.with(Msg::CommandCalendarView, &[("view", texts.get(view.name()).into())]);
            }
            Self::CopyPicture(pane) => {
                return texts.with(Msg::CommandCopyPicture, &[("pane", texts.get(pane.name()).into())]);
            }
            Self::SavePicture(pane) => {
                return texts.with(Msg::CommandSavePicture, &[("pane", texts.get(pane.name()).into())]);
            }
            Self::CampaignAdd => Msg::CommandCampaignAdd,
            Self::CampaignDuplicate => Msg::CommandCampaignDuplicate,
            Self::CampaignNext => Msg::ReviewNext,
            Self::CampaignRename => Msg::CommandCampaignRename,
            Self::CampaignDelete => Msg::CommandCampaignDelete,
            Self::ImportOrders => Msg::CommandImportOrders,
            Self::ImportPlan => Msg::CommandImportPlan,
            Self::ExportPlan => Msg::CommandExportPlan,
            Self::ExportCalendar => Msg::CommandExportCalendar,
            Self::Light => Msg::CommandLight,
            Self::Dark => Msg::CommandDark,
            Self::SystemLook => Msg::CommandSystemLook,
            Self::SwapJudgement => Msg::CommandSwapJudgement,
            Self::Still => Msg::CommandStill,
            Self::ZoomIn => Msg::CommandZoomIn,
            Self::ZoomOut => Msg::CommandZoomOut,
            Self::ZoomReset => Msg::CommandZoomReset,
            Self::Language(lang) => {
                return texts.with(Msg::CommandLanguage, &[("language", lang.own_name().into())]);
            }
        };
        texts.get(msg).to_owned()
    }

    /// Its icon; empty if it has none.
    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::New => icons::FILE_PLUS,
            Self::Open => icons::FOLDER_OPEN,
            Self::Save => icons::SAVE,
            Self::Revert => icons::ROTATE_CCW,
            Self::Quit => icons::LOG_OUT,
            Self::Undo => icons::UNDO_2,
            Self::Redo => icons::REDO_2,
            Self::Palette => icons::SEARCH,
            Self::Inspector => icons::PANEL_RIGHT,
            Self::Findings => icons::TRIANGLE_ALERT,
            Self::Tab(tab) => tab_icon(tab),
            Self::CalendarView(_) => icons::CALENDAR,
            Self::CopyPicture(_) | Self::SavePicture(_) => icons::IMAGE,
            Self::CampaignAdd => icons::PLUS,
            Self::CampaignDuplicate => icons::COPY,
            Self::CampaignNext => icons::HISTORY,
            Self::CampaignRename => icons::PENCIL,
            Self::CampaignDelete => icons::TRASH_2,
            Self::ImportOrders => icons::TABLE,
            Self::ImportPlan => icons::DOWNLOAD,
            Self::ExportPlan | Self::ExportCalendar => icons::UPLOAD,
            Self::Light => icons::SUN,
            Self::Dark => icons::MOON,
            Self::SystemLook => icons::MONITOR,
            Self::ZoomIn => icons::ZOOM_IN,
            Self::ZoomOut => icons::ZOOM_OUT,
            Self::Language(_) => icons::LANGUAGES,
            Self::SaveAs | Self::Close | Self::SwapJudgement | Self::Still | Self::ZoomReset => "",
        }
    }

    /// Its keys.
    #[must_use]
    pub fn shortcut(self) -> Option<KeyboardShortcut> {
        let ctrl = Modifiers::COMMAND;
        let shift = Modifiers::COMMAND.plus(Modifiers::SHIFT);
        let (modifiers, key) = match self {
            Self::New => (ctrl, Key::N),
            Self::Open => (ctrl, Key::O),
            Self::Save => (ctrl, Key::S),
            Self::SaveAs => (shift, Key::S),
            Self::Close => (ctrl, Key::W),
            Self::Quit => (ctrl, Key::Q),
            Self::Undo => (ctrl, Key::Z),
            Self::Redo => (ctrl, Key::Y),
            Self::Palette => (ctrl, Key::K),
            Self::Inspector => (ctrl, Key::I),
            Self::Findings => (ctrl, Key::J),
            Self::Tab(tab) => (
                ctrl,
                *[Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8]
                    .get(Tab::ALL.iter().position(|t| *t == tab)?)?,
            ),
            Self::CampaignAdd => (shift, Key::N),
            Self::CampaignDuplicate => (shift, Key::D),
            Self::CampaignRename => (Modifiers::SHIFT, Key::F2),
            Self::ZoomIn => (ctrl, Key::Plus),
            Self::ZoomOut => (ctrl, Key::Minus),
            Self::ZoomReset => (ctrl, Key::Num0),
            _ => return None,
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }

    /// Its keys as they are written in menus.
    #[must_use]
    pub fn keys(self) -> String {
        self.shortcut().map(shortcut_text).unwrap_or_default()
    }
}

/// `Ctrl Shift S`, as the menus write it.
#[must_use]
pub fn shortcut_text(shortcut: KeyboardShortcut) -> String {
    let mut text = String::new();
    let modifiers = shortcut.modifiers;
    for (held, name) in [
        (modifiers.command || modifiers.ctrl, if cfg!(target_os = "macos") { "⌘" } else { "Ctrl" }),
        (modifiers.alt, "Alt"),
        (modifiers.shift, "Shift"),
    ] {
        if held {
            text.push_str(name);
            text.push(' ');
        }
    }
    text + match shortcut.logical_key {
        Key::Plus => "+",
        Key::Minus => "−",
        key => key.name(),
    }
}

/// The name of a tab.
#[must_use]
pub const fn tab_name(tab: Tab) -> Msg {
    match tab {
        Tab::Brief => Msg::TabBrief,
        Tab::Funnel => Msg::TabFunnel,
        Tab::Offers => Msg::TabOffers,
        Tab::Goods => Msg::TabGoods,
        Tab::Budget => Msg::TabBudget,
        Tab::Calendar => Msg::TabCalendar,
        Tab::Run => Msg::TabRun,
        Tab::Review => Msg::TabReview,
    }
}

/// The icon of a tab.
#[must_use]
pub const fn tab_icon(tab: Tab) -> &'static str {
    match tab {
        Tab::Brief => icons::TARGET,
        Tab::Funnel => icons::FUNNEL,
        Tab::Offers => icons::TICKET,
        Tab::Goods => icons::PACKAGE,
        Tab::Budget => icons::WALLET,
        Tab::Calendar => icons::CALENDAR,
        Tab::Run => icons::ACTIVITY,
        Tab::Review => icons::MESSAGE_SQUARE_TEXT,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;

    #[test]
    fn no_two_commands_have_the_same_keys() {
        let mut seen = HashMap::new();
        for command in Command::all() {
            if let Some(shortcut) = command.shortcut() {
                let other = seen.insert(shortcut_text(shortcut), command);
                assert!(other.is_none(), "{command:?} and {other:?} share {}", shortcut_text(shortcut));
            }
        }
        // the editor of a table and a text field keep these to themselves
        for taken in ["Ctrl C", "Ctrl X", "Ctrl V", "Ctrl A", "Ctrl F", "Ctrl H", "Ctrl D", "Ctrl R", "Ctrl L"] {
            assert!(!seen.contains_key(taken), "{taken}");
        }
    }

    #[test]
    fn every_command_has_a_name_of_its_own_in_every_language() {
        for lang in Lang::ALL {
            let texts = Texts::new(lang);
            let mut names = HashMap::new();
            for command in Command::all() {
                let name = command.name(&texts);
                assert!(!name.is_empty());
                assert_eq!(names.insert(name, command), None, "{command:?} in {lang:?}");
            }
        }
    }
}
