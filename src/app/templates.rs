//! Templates of tasks: the dialog, and the shop's own in the folder `templates` beside the settings. Files are listed,
//! written and deleted beside the window.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::App;
use super::errors::file_name;
use super::jobs::Done;
use crate::file::{self, OpenError, SaveError, SaveStep};
use crate::model::TaskTemplate;
use crate::text::Msg;
use crate::text::errors::{open_error, save_error};
use crate::ui::action::TemplatesRequest;
use crate::ui::shell::dialogs::Dialog;
use crate::ui::shell::templates::{Entry, TemplatesForm};

/// The folder's name.
pub(super) const FOLDER: &str = "templates";
/// More own templates than these are not listed.
const MOST: usize = 200;
/// The longest name of a file, in characters.
const LONGEST: usize = 60;

/// What a job reports of the shop's own templates.
#[derive(Debug)]
pub struct TemplatesDone {
    /// The files that are there, by name.
    found: Vec<(PathBuf, Result<TaskTemplate, OpenError>)>,
    /// What was written.
    kept: Option<PathBuf>,
    /// What went wrong: which file, and why.
    failed: Option<(PathBuf, SaveError)>,
}

impl App {
    /// Does what the dialog, or the calendar, asks.
    pub(super) fn templates(&mut self, request: TemplatesRequest) {
        match request {
            TemplatesRequest::Open { campaign, naming } => {
                let level = self.project().and_then(|project| Some(project.campaign(campaign)?.level));
                let mut form = TemplatesForm::of_level(&self.texts, level, campaign);
                form.naming = naming;
                self.ask(Dialog::Templates(Box::new(form)));
                self.with_folder(|folder| list(&folder, None, None));
            }
            TemplatesRequest::Keep(template) => {
                if self.templates_folder.is_none() {
                    self.toasts.warn(self.texts.get(Msg::TemplateNoFolder).to_owned());
                }
                self.with_folder(move |folder| {
                    let path = free_path(&folder, &template.name);
                    let made =
                        fs::create_dir_all(&folder).map_err(|source| SaveError { step: SaveStep::Create, source });
                    match made.and_then(|()| file::save_template(&path, &template)) {
                        Ok(()) => list(&folder, Some(path), None),
                        Err(error) => list(&folder, None, Some((path, error))),
                    }
                });
            }
            TemplatesRequest::Delete(path) => self.with_folder(move |folder| {
                // nothing but the shop's own templates is ever deleted
                let own = path.parent() == Some(folder.as_path());
                let deleted = if own { fs::remove_file(&path) } else { Err(io::ErrorKind::PermissionDenied.into()) };
                match deleted {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => {
                        let error = SaveError { step: SaveStep::Target, source: error };
                        list(&folder, None, Some((path, error)))
                    }
                    _ => list(&folder, None, None),
                }
            }),
        }
    }

    fn with_folder(&mut self, job: impl FnOnce(PathBuf) -> TemplatesDone + Send + 'static) {
        let Some(folder) = self.templates_folder.clone() else { return };
        self.jobs.spawn("templates", move || Done::Templates(job(folder)));
    }

    /// The shop's own templates were listed.
    pub(super) fn templates_done(&mut self, done: TemplatesDone) {
        let TemplatesDone { found, kept, failed } = done;
        if let Some((path, error)) = failed {
            self.tell(save_error(&self.texts, &file_name(&path), &error));
        }
        let lang = self.texts.lang();
        let entry = |(path, read): (PathBuf, Result<TaskTemplate, OpenError>)| {
            let why = |error: OpenError| open_error(&self.texts, &file_name(&path), &error).detail();
            let read = read.map_err(why);
            Entry::own(path, read, lang)
        };
        let own: Vec<Entry> = found.into_iter().map(entry).collect();
        if let Some(entry) = kept.as_ref().and_then(|path| own.iter().find(|own| own.file.as_ref() == Some(path))) {
            let words = self.texts.with(Msg::TemplateKept, &[("name", entry.name.as_str().into())]);
            self.toasts.say(words);
        }
        let mut open = self.view.dialog.iter_mut().chain(&mut self.waiting);
        if let Some(form) = open.find_map(|dialog| if let Dialog::Templates(form) = dialog { Some(form) } else { None })
        {
            form.set_own(own, kept.as_ref());
        }
    }
}

/// The templates of a folder by name. What is no file of ours is passed over; what cannot be read is listed with why.
fn list(folder: &Path, kept: Option<PathBuf>, failed: Option<(PathBuf, SaveError)>) -> TemplatesDone {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron") && !file_name(path).starts_with('.'))
        .collect();
    paths.sort();
    paths.truncate(MOST);
    let found = paths.into_iter().map(|path| (path.clone(), file::open_template(&path))).collect();
    TemplatesDone { found, kept, failed }
}

/// A file for a name that is not there yet.
fn free_path(folder: &Path, name: &str) -> PathBuf {
    let allowed = |c: char| if c.is_control() || "/\\:*?\"<>|".contains(c) { '-' } else { c };
    let stem: String = name.trim().trim_matches('.').chars().map(allowed).take(LONGEST).collect();
    let stem = if stem.trim().is_empty() { "template" } else { stem.trim() };
    let path = |n: usize| folder.join(if n == 1 { format!("{stem}.ron") } else { format!("{stem} {n}.ron") });
    (1..10_000).map(path).find(|path| path.symlink_metadata().is_err()).unwrap_or_else(|| path(10_000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_files_that_are_not_there_yet() {
        let folder = tempfile::tempdir().expect("a folder");
        let name = |text: &str| file_name(&free_path(folder.path(), text));
        for (text, file) in [
            ("双11 的任务", "双11 的任务.ron"),
            ("a/b:c", "a-b-c.ron"),
            ("..", "template.ron"),
            ("  ", "template.ron"),
            ("../../x", "-..-x.ron"),
        ] {
            assert_eq!(name(text), file);
        }
        fs::write(folder.path().join("a.ron"), "").expect("written");
        assert_eq!(name("a"), "a 2.ron");
    }
}
