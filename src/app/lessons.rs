//! Lessons of a folder of project files, read beside the window. Files that cannot be read are listed with why.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
use super::errors::file_name;
use super::jobs::Done;
use crate::engine::lessons::{Library, LibraryEntry};
use crate::file;
use crate::text::errors::open_error;
use crate::text::review::{owner_name, taught_by};
use crate::text::{Lang, Msg, Texts};
use crate::ui::action::LessonsRequest;
use crate::ui::shell::dialogs::Dialog;
use crate::ui::tabs::review::FolderLessons;

/// More files of a folder than these are not read.
const MOST: usize = 1_000;

/// What was read of a folder.
#[derive(Debug)]
pub struct LessonsDone {
    folder: PathBuf,
    read: FolderLessons,
}

impl App {
    /// Asks for a folder, reads it, or lists what of it could not be read.
    pub(super) fn lessons(&mut self, request: LessonsRequest) {
        let lessons = &mut self.view.tabs.review.lessons;
        match request {
            LessonsRequest::Pick => self.pick(super::dialogs::Purpose::Lessons),
            LessonsRequest::Read(folder) => {
                let folder = std::path::absolute(&folder).unwrap_or(folder);
                lessons.folder =
                    Some(FolderLessons { path: folder.clone(), reading: true, ..FolderLessons::default() });
                let (lang, own) = (self.texts.lang(), self.path());
                self.jobs.spawn("lessons", move || Done::Lessons(read(folder, lang, own.as_deref())));
            }
            LessonsRequest::Broken => {
                let broken = lessons.folder.as_ref().map(|folder| folder.broken.clone()).unwrap_or_default();
                let title = self.texts.with(Msg::ReviewFolderBroken, &[("n", broken.len().into())]);
                let notes = broken.into_iter().map(|(file, why)| format!("{file}: {why}")).collect();
                self.ask(Dialog::Report { title, notes });
            }
        }
    }

    /// A folder was read; another one may have been asked for since.
    pub(super) fn lessons_read(&mut self, done: LessonsDone) {
        let asked = &mut self.view.tabs.review.lessons.folder;
        if asked.as_ref().is_some_and(|asked| asked.path == done.folder) {
            *asked = Some(done.read);
        }
    }
}

/// Reads the project files of a folder by name, but for the one that is open: its lessons are at hand.
fn read(folder: PathBuf, lang: Lang, own: Option<&Path>) -> LessonsDone {
    let texts = Texts::new(lang);
    let mut broken = Vec::new();
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => Some(entries),
        Err(error) => {
            broken.push((folder.display().to_string(), error.to_string()));
            None
        }
    };
    let mut paths: Vec<PathBuf> = entries
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron") && !file_name(path).starts_with('.'))
        .filter(|path| own != Some(path.as_path()))
        .collect();
    paths.sort();
    paths.truncate(MOST);
    let mut found = Vec::new();
    let files = paths.len();
    for path in paths {
        let name = file_name(&path);
        match file::open(&path) {
            Ok(opened) => {
                let project = opened.project;
                found.extend(project.lessons.iter().map(|lesson| {
                    let campaign = taught_by(&texts, &project, lesson).to_owned();
                    LibraryEntry::new(lesson, campaign, owner_name(&texts, &project, lesson), name.clone())
                }));
            }
            Err(error) => broken.push((name.clone(), open_error(&texts, &name, &error).detail())),
        }
    }
    let read =
        FolderLessons { path: folder.clone(), reading: false, files, library: Arc::new(Library::new(found)), broken };
    LessonsDone { folder, read }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Lesson, LessonId, Project};

    #[test]
    fn a_broken_file_is_listed_and_the_others_are_read() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["a", "b", "own"] {
            let lesson = Lesson { id: LessonId(1), fact: format!("事实 {name}"), ..Lesson::default() };
            let project = Project { lessons: vec![lesson].into(), ..Project::default() };
            let text = file::write(&project).expect("written");
            fs::write(folder.path().join(format!("{name}.ron")), text).expect("a file");
        }
        fs::write(folder.path().join("c.ron"), "(format: 1, shop: (").expect("a file");
        fs::write(folder.path().join("notes.txt"), "no project").expect("a file");
        let own = folder.path().join("own.ron");
        let done = read(folder.path().to_owned(), Lang::ZhHans, Some(&own));
        let facts: Vec<&str> = done.read.library.entries().iter().map(|entry| entry.lesson.fact.as_str()).collect();
        assert_eq!((facts, done.read.files), (vec!["事实 a", "事实 b"], 3));
        let [(name, why)] = done.read.broken.as_slice() else { panic!("{:?}", done.read.broken) };
        assert!(name == "c.ron" && !why.is_empty(), "{name}: {why}");
        let gone = read(folder.path().join("nothing"), Lang::En, None);
        assert_eq!((gone.read.files, gone.read.broken.len()), (0, 1));
    }
}
