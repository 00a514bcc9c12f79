//! Where a list stands: a file that is read in blocks, or bytes.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::engine::orders::intake::IntakeError;

/// Files of text above this many bytes are not read.
pub const MOST_BYTES: u64 = 2 * 1024 * 1024 * 1024;

/// Workbooks above this many bytes are not read.
pub const MOST_WORKBOOK_BYTES: u64 = 100 * 1024 * 1024;

/// A list of orders that has not been read yet.
#[derive(Clone, Debug)]
pub struct Source {
    place: Place,
    size: u64,
}

#[derive(Clone, Debug)]
enum Place {
    File(PathBuf),
    Bytes(Arc<[u8]>),
}

/// What kind of file it is, by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Workbook,
}

/// What can be read from any place.
pub(super) trait Stream: Read + Seek + Send {}

impl<T: Read + Seek + Send> Stream for T {}

impl Source {
    /// A file.
    ///
    /// # Errors
    /// It is not there, no file, empty or too large.
    pub fn file(path: &Path) -> Result<Self, IntakeError> {
        let about = std::fs::metadata(path)?;
        // a pipe would wait for ever, a device never end
        if !about.is_file() {
            return Err(IntakeError::NotAFile);
        }
        Self { place: Place::File(path.to_owned()), size: about.len() }.checked()
    }

    /// Bytes that were read already.
    ///
    /// # Errors
    /// Empty or too large.
    pub fn bytes(bytes: impl Into<Arc<[u8]>>) -> Result<Self, IntakeError> {
        let bytes = bytes.into();
        let size = bytes.len() as u64;
        Self { place: Place::Bytes(bytes), size }.checked()
    }

    fn checked(self) -> Result<Self, IntakeError> {
        match self.size {
            0 => Err(IntakeError::Empty),
            size if size > MOST_BYTES => Err(IntakeError::TooLarge { limit: MOST_BYTES }),
            _ => Ok(self),
        }
    }

    /// How many bytes it has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// From a byte on.
    pub(super) fn from(&self, start: u64) -> io::Result<Box<dyn Stream>> {
        let mut stream: Box<dyn Stream> = match &self.place {
            Place::File(path) => Box::new(File::open(path)?),
            Place::Bytes(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
        };
        stream.seek(SeekFrom::Start(start))?;
        Ok(stream)
    }

    /// So many bytes from a place on, fewer at the end.
    pub(super) fn piece(&self, start: u64, most: usize) -> io::Result<Vec<u8>> {
        let mut piece = Vec::new();
        self.from(start)?.take(most as u64).read_to_end(&mut piece)?;
        Ok(piece)
    }

    /// What kind of file it is.
    pub(super) fn kind(&self) -> Result<Kind, IntakeError> {
        let head = self.piece(0, 8)?;
        if head.starts_with(b"PK\x03\x04") {
            if self.size > MOST_WORKBOOK_BYTES {
                return Err(IntakeError::TooLarge { limit: MOST_WORKBOOK_BYTES });
            }
            return Ok(Kind::Workbook);
        }
        // Excel before 2007, and workbooks with a password
        if head.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(IntakeError::Protected);
        }
        Ok(Kind::Text)
    }
}
