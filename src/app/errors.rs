//! Errors of files as a dialog shows them.

use std::io::ErrorKind;
use std::path::Path;

use crate::file::{OpenError, SaveError};
use crate::text::{Msg, Texts};

/// The name of a file without its folder.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// Why a file cannot be opened, and what to do.
pub(super) fn open(texts: &Texts, error: &OpenError) -> String {
    match error {
        OpenError::Io(io) if io.kind() == ErrorKind::NotFound => texts.get(Msg::WelcomeMissing).to_owned(),
        other => other.to_string(),
    }
}

/// Why a file was not saved, and what to do.
pub(super) fn save(_texts: &Texts, path: &Path, error: &SaveError) -> String {
    format!("{}\n{}", path.display(), error.source)
}
