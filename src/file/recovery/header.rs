//! The first line of a snapshot: what it is of, as a comment that any reader of the file passes over.

use std::io;
use std::path::PathBuf;

use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::file::format::options;

const MARK: &str = "// promoplan recovery 1 ";

/// What a snapshot is of, for the question at the next start.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The file that the document was opened from; nothing if it was never saved.
    #[serde(with = "lossy")]
    pub original: Option<PathBuf>,
    /// The project's name.
    pub project: String,
    /// The name of the campaign looked at.
    pub campaign: String,
    /// When it was kept, in the clock of the person.
    pub saved_at: DateTime,
    /// How many edits are not saved.
    pub edits: u32,
    /// What the last of them was, as the person read it.
    pub last_edit: String,
    /// The process that kept it.
    pub process: u32,
}

/// Why the first line of a snapshot makes no sense.
#[derive(Debug, Error)]
pub enum HeaderError {
    /// The system refused.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// It is not a snapshot's first line.
    #[error("not a snapshot")]
    NotASnapshot,
    /// It is, but what it says cannot be read.
    #[error("damaged header: {0}")]
    Damaged(String),
}

impl Header {
    /// The line, with its end. ron escapes line breaks, so it is one.
    pub(super) fn line(&self) -> Result<String, ron::Error> {
        Ok(format!("{MARK}{}\n", options().to_string(self)?))
    }

    /// Reads the line.
    pub(super) fn parse(line: &[u8]) -> Result<Self, HeaderError> {
        let line = std::str::from_utf8(line).map_err(|_| HeaderError::NotASnapshot)?;
        let content = line.strip_prefix(MARK).ok_or(HeaderError::NotASnapshot)?;
        options().from_str(content.trim_end()).map_err(|e| HeaderError::Damaged(e.to_string()))
    }
}

/// A path as text; one that is no Unicode loses what cannot be shown.
mod lossy {
    use std::path::PathBuf;

    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    #[expect(clippy::ref_option, reason = "serde hands out a reference to the field")]
    pub(super) fn serialize<S: Serializer>(path: &Option<PathBuf>, serializer: S) -> Result<S::Ok, S::Error> {
        path.as_ref().map(|path| path.to_string_lossy()).serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<PathBuf>, D::Error> {
        Ok(Option::<String>::deserialize(deserializer)?.map(PathBuf::from))
    }
}
