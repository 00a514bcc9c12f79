//! The system's file dialogs; the only place that names rfd.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::jobs::{Done, Jobs};
pub use crate::ui::action::Purpose;

/// The answer of a dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// A file.
    File(PathBuf),
    /// Left without choosing.
    Cancelled,
    /// There is no dialog on this system.
    Unavailable,
}

/// Nobody leaves a dialog as fast as this: it was never shown. Without a portal and without zenity the library answers
/// as if it had been cancelled.
const TOO_FAST: Duration = Duration::from_millis(150);

/// The words of a dialog.
#[derive(Clone, Debug)]
pub struct Request {
    /// For what.
    pub purpose: Purpose,
    /// Its title.
    pub title: String,
    /// What files of this kind are called.
    pub kind: String,
    /// The file to begin with.
    pub suggestion: PathBuf,
}

/// Shows a dialog; its answer is a job's report.
pub fn ask(jobs: &mut Jobs, request: Request) {
    let Request { purpose, title, kind, suggestion } = request;
    let mut dialog = rfd::AsyncFileDialog::new().set_title(title).add_filter(kind, extensions(purpose));
    if let Some(folder) = suggestion.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        dialog = dialog.set_directory(folder);
    }
    if purpose != Purpose::Open
        && let Some(name) = suggestion.file_name()
    {
        dialog = dialog.set_file_name(name.to_string_lossy());
    }
    let asked = Instant::now();
    // some systems want the dialog made on the window's thread; it may be awaited on any
    match purpose {
        Purpose::Open | Purpose::Orders | Purpose::Actuals | Purpose::PlanIn => {
            let answer = dialog.pick_file();
            jobs.spawn("open dialog", move || Done::Picked(purpose, picked(pollster::block_on(answer), asked)));
        }
        Purpose::Lessons => {
            let answer = dialog.pick_folder();
            jobs.spawn("open dialog", move || Done::Picked(purpose, picked(pollster::block_on(answer), asked)));
        }
        Purpose::Save | Purpose::Picture(_) | Purpose::PlanOut | Purpose::CalendarOut => {
            let answer = dialog.save_file();
            jobs.spawn("save dialog", move || Done::Picked(purpose, picked(pollster::block_on(answer), asked)));
        }
    }
}

fn picked(answer: Option<rfd::FileHandle>, asked: Instant) -> Picked {
    match answer {
        Some(file) if !file.path().as_os_str().is_empty() => Picked::File(file.path().to_owned()),
        _ if cfg!(target_os = "linux") && asked.elapsed() < TOO_FAST => Picked::Unavailable,
        _ => Picked::Cancelled,
    }
}

/// What files of a kind end with.
const fn extensions(purpose: Purpose) -> &'static [&'static str] {
    match purpose {
        Purpose::Open | Purpose::Save | Purpose::Lessons => &["ron"],
        Purpose::Picture(_) => &["png", "svg"],
        Purpose::Orders | Purpose::Actuals => &["csv", "tsv", "txt", "xlsx"],
        Purpose::PlanIn | Purpose::PlanOut => &["xml"],
        Purpose::CalendarOut => &["ics"],
    }
}

/// A path as a file is saved to it: absolute, and with an extension.
#[must_use]
pub fn full_path(path: &Path, purpose: Purpose) -> PathBuf {
    let mut path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if path.extension().is_none() {
        path.set_extension(extensions(purpose).first().copied().unwrap_or_default());
    }
    path
}
