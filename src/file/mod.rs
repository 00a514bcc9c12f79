//! The project file: RON that people can read and diff.
//!
//! [`open`] and [`read`] load any format up to [`CURRENT`] and never half of a file; [`save`] and [`write()`] make the
//! newest, always the same bytes for the same project. [`recovery`] keeps unsaved work. Errors are typed and say the
//! place; the sentences for people are the text layer's. Knows the model and nothing else of the program.
//!
//! `docs/file-format.md` describes the format for those who write files by hand or by script.

mod check;
mod decode;
mod diagnose;
mod error;
mod format;
mod layout;
mod nearest;
mod place;
pub mod recovery;
mod save;
mod scan;
mod template;

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use serde::de::DeserializeOwned;

use crate::model::Project;

pub use check::MAX_ID;
pub use error::{Encoding, Expected, Fault, FaultKind, Found, OpenError, Place, Syntax};
pub use format::CURRENT;
pub use save::{SaveError, SaveStep};
pub use template::{
    MAX_TEMPLATE_BYTES, TEMPLATE_FORMAT, built_in_template, built_in_templates, open_template, read_template,
    save_template, write_template,
};

use check::{IdFault, settle_ids};
use diagnose::fault;
use format::{Peek, current, v0};

/// Files above this many bytes are not read: some fifteen times the largest project.
pub const MAX_BYTES: u64 = 256 * 1024 * 1024;

/// What a file held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The project.
    pub project: Project,
    /// The older format that the file is in; saving will write [`CURRENT`].
    pub upgraded_from: Option<u32>,
}

/// Opens a project file.
///
/// # Errors
/// The file cannot be read, or its content is wrong.
pub fn open(path: &Path) -> Result<Opened, OpenError> {
    // a pipe would wait for ever, a device never end
    if !std::fs::metadata(path)?.is_file() {
        return Err(OpenError::NotAFile);
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    read(&bytes)
}

/// Reads a project from the bytes of a file.
///
/// # Errors
/// The content is wrong.
pub fn read(bytes: &[u8]) -> Result<Opened, OpenError> {
    let text = decode::decode(bytes)?;
    let (mut project, format): (Project, u32) = match format::peek(text) {
        Peek::Format(0) => (parse::<v0::Document>(text)?.upgrade(), 0),
        Peek::Format(1) => (parse::<current::Read>(text)?.into(), 1),
        Peek::Format(found) => return Err(OpenError::Newer { found, known: CURRENT }),
        Peek::BadFormat(token) => {
            let found = place::piece(text, token.start..token.end);
            let path = [place::Step::Field("format".to_owned())];
            let what = FaultKind::InvalidValue { expected: Expected::Integer, found, detail: None };
            return Err(fault(text, token.start, &path, what));
        }
        Peek::NoFormat(at) => return Err(fault(text, at, &[], FaultKind::NoFormat)),
        Peek::NoDocument(at) => return Err(fault(text, at, &[], FaultKind::NotAProject)),
        Peek::Broken(error) => return Err(broken(text, error)),
    };
    settle_ids(&mut project).map_err(|error| id_fault(text, error))?;
    Ok(Opened { project, upgraded_from: (format < CURRENT).then_some(format) })
}

fn parse<T: DeserializeOwned>(text: &str) -> Result<T, OpenError> {
    format::options().from_str(text).map_err(|_| diagnose::diagnose::<T>(text))
}

fn broken(text: &str, error: Option<scan::ScanError>) -> OpenError {
    if let Some((what, at)) = diagnose::syntax_fault(text) {
        return fault(text, at, &[], what);
    }
    match error {
        Some(error) => diagnose::scan_fault(text, error),
        None => fault(text, text.len(), &[], FaultKind::Syntax(Syntax::UnexpectedEnd)),
    }
}

fn id_fault(text: &str, error: IdFault) -> OpenError {
    let start = |path: &[place::Step]| place::locate(text, path).map_or(0, |spot| spot.value.start);
    match error {
        IdFault::Twice { id, first, second } => {
            let (first_line, _) = place::line_column(text, start(&first));
            fault(text, start(&second), &second, FaultKind::DuplicateId { id, first_line })
        }
        IdFault::TooLarge { id, path } => fault(text, start(&path), &path, FaultKind::IdTooLarge { id }),
    }
}

/// The text of a project file, in the newest format and the canonical layout.
///
/// # Errors
/// None is known: every project can be written.
pub fn write(project: &Project) -> Result<String, io::Error> {
    let compact = format::ron_text(&current::Written::from(project)).map_err(io::Error::other)?;
    let body = layout::lay_out(&compact).map_err(|e| io::Error::other(format!("{e:?}")))?;
    Ok(format!("{}{body}", format::HEADER))
}

/// Saves what is no project, such as a picture, with the same care.
///
/// # Errors
/// The step that failed and what the system said.
pub fn save_bytes(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    save::write_atomically(path, |file| file.write_all(bytes))
}

/// Saves a project, so that after any failure the old file is whole.
///
/// # Errors
/// The step that failed and what the system said.
pub fn save(path: &Path, project: &Project) -> Result<(), SaveError> {
    let text = write(project).map_err(|source| SaveError { step: SaveStep::Encode, source })?;
    save::write_atomically(path, |file| file.write_all(text.as_bytes()))
}
