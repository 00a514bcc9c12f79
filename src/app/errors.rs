//! Errors of files as the window tells them; the sentences are the text layer's.

use std::path::Path;

use super::App;
use crate::file::recovery::Damaged;
use crate::text::errors::{self, Trouble};
use crate::ui::shell::dialogs::Dialog;

/// The name of a file without its folder.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

impl App {
    /// Something that a person asked for did not work: a dialog.
    pub(super) fn tell(&mut self, trouble: Trouble) {
        let detail = trouble.detail();
        self.ask(Dialog::Error { title: trouble.title, detail });
    }

    /// Something beside the window did not work: a message that floats.
    pub(super) fn mention(&mut self, trouble: &Trouble) {
        self.toasts.warn(format!("{}\n{}", trouble.title, trouble.detail()));
    }

    /// Kept work that cannot be read.
    pub(super) fn mention_damage(&mut self, damaged: &Damaged) {
        self.mention(&errors::damage(&self.texts, damaged));
    }
}
