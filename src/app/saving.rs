//! Saving. The window goes on while a file is written: what is edited meanwhile stays unsaved.

use std::path::{Path, PathBuf};

use directories::UserDirs;
use egui::Context;

use super::App;
use super::dialogs::{Purpose, full_path};
use super::errors::file_name;
use super::jobs::Done;
use crate::file::{self, SaveError};
use crate::model::Project;
use crate::text::Msg;
use crate::text::errors::save_error;
use crate::ui::pose::PicturePane;

impl App {
    /// Saves to the file that the project came from, or asks for one.
    pub(super) fn save(&mut self) {
        match self.path() {
            Some(path) => self.save_to(&path),
            None => self.pick(Purpose::Save),
        }
    }

    /// Saves to a file.
    pub(super) fn save_to(&mut self, path: &Path) {
        let path = full_path(path, Purpose::Save);
        let Some(work) = &mut self.work else { return };
        if work.saving() {
            work.again = Some(path);
            return;
        }
        work.target = Some(path.clone());
        let project = work.document.project().clone();
        self.jobs.spawn("save", move || {
            let result = file::save(&path, &project);
            Done::Saved(project, result)
        });
    }

    /// A save has ended.
    pub(super) fn saved(&mut self, project: Project, result: Result<(), SaveError>, ctx: &Context) {
        let now = self.clock.local();
        let Some(work) = &mut self.work else { return };
        let (Some(path), again) = (work.target.take(), work.again.take()) else { return };
        if let Err(error) = result {
            self.next = None;
            self.tell(save_error(&self.texts, &file_name(&path), &error));
            return;
        }
        let elsewhere = work.document.path() != Some(path.as_path());
        work.document.mark_saved(path.clone(), project);
        work.saved_at = Some(now);
        if elsewhere {
            let path = path.display().to_string();
            self.toasts.say(self.texts.with(Msg::ToastSaved, &[("path", path.into())]));
        }
        self.remember(path);
        self.keep_view();
        if let Some(again) = again {
            self.save_to(&again);
        } else if let Some(next) = self.next.take() {
            self.leave(next, ctx);
        }
    }

    /// The path with which a file dialog begins.
    pub(super) fn suggestion(&self, purpose: Purpose) -> PathBuf {
        let own = self.path();
        let last = self.settings.recent.first().map(|recent| recent.path.clone());
        let folder = own.as_deref().or(last.as_deref()).and_then(Path::parent).map(PathBuf::from);
        let documents = || {
            let dirs = UserDirs::new()?;
            Some(dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).to_owned())
        };
        let folder = folder.or_else(documents).unwrap_or_default();
        if let Purpose::Picture(pane) = purpose {
            return folder.join(format!("{}.png", file_stem(&self.picture_name(pane))));
        }
        let named = |extension: &str| {
            let name = self.picture_name(PicturePane::Calendar);
            folder.join(format!("{}.{extension}", file_stem(&name)))
        };
        match (purpose, own) {
            (Purpose::PlanOut, _) => named("xml"),
            (Purpose::CalendarOut, _) => named("ics"),
            // ends with a separator, so that only the name is to be typed
            (
                Purpose::Open
                | Purpose::Picture(_)
                | Purpose::Orders
                | Purpose::Actuals
                | Purpose::PlanIn
                | Purpose::Lessons,
                _,
            ) => folder.join(""),
            (Purpose::Save, Some(path)) => path,
            (Purpose::Save, None) => {
                let name = self.work.as_ref().map(|work| work.name(&self.texts)).unwrap_or_default();
                folder.join(format!("{}.ron", file_stem(&name)))
            }
        }
    }
}

/// A name as any system takes it for a file.
fn file_stem(name: &str) -> String {
    let stem: String =
        name.chars().map(|c| if c.is_control() || "/\\:*?\"<>|".contains(c) { ' ' } else { c }).take(80).collect();
    stem.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_file_names() {
        assert_eq!(file_stem("山屿/家居: 2026"), "山屿 家居 2026");
        assert_eq!(file_stem("a\n"), "a");
    }
}
