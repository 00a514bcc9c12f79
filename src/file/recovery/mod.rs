//! Unsaved work, kept in a state folder so that a crash costs nothing.
//!
//! Every open document has a [`Session`]: one snapshot that is replaced at each [`Session::write`], and a lock that the
//! system lets go of when the process ends, however it ends. At the next start [`RecoveryStore::list`] gives what
//! sessions of processes that are gone have left. A snapshot is a project file whose first line, a comment, says what it
//! is of; so it can also be opened as it is.
//!
//! Writing takes as long as saving: call it on a worker thread.

mod header;

use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};

use thiserror::Error;

use crate::model::Project;

use super::save::{TEMP_PREFIX, write_atomically};
use super::{OpenError, Opened, SaveError, SaveStep};

pub use header::{Header, HeaderError};

const SNAPSHOT: &str = "ron";
const LOCK: &str = "lock";
const DAMAGED: &str = "damaged";

/// Longest header line read: a few names and a path.
const MAX_HEADER: u64 = 64 * 1024;

/// Temporary files older than this were left by a crash in the middle of writing.
const STALE: Duration = Duration::from_hours(1);

/// A folder that keeps unsaved work.
#[derive(Clone, Debug)]
pub struct RecoveryStore {
    folder: PathBuf,
}

/// What dead sessions have left, newest first, and what cannot be read.
#[derive(Debug, Default)]
pub struct Leftovers {
    /// Snapshots to offer.
    pub entries: Vec<Entry>,
    /// Snapshots whose header makes no sense; they have been set aside under a name of their own.
    pub damaged: Vec<Damaged>,
}

/// A snapshot that cannot be read.
#[derive(Debug, Error)]
#[error("{}: {reason}", path.display())]
pub struct Damaged {
    /// Where the bytes are now: nothing is thrown away.
    pub path: PathBuf,
    /// Why.
    #[source]
    pub reason: DamageReason,
}

/// Why a snapshot cannot be read.
#[derive(Debug, Error)]
pub enum DamageReason {
    /// Its first line.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// Its project.
    #[error(transparent)]
    Project(#[from] OpenError),
}

impl RecoveryStore {
    /// A store in a folder, which is made when something is first written.
    #[must_use]
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into() }
    }

    /// Begins to keep the work on one document.
    ///
    /// # Errors
    /// The folder cannot be made or written to.
    pub fn session(&self) -> io::Result<Session> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        private_folder(&self.folder)?;
        loop {
            let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
            let count = COUNT.fetch_add(1, Ordering::Relaxed);
            let name = format!("{:x}-{}-{count}", since.as_nanos(), std::process::id());
            let snapshot = self.folder.join(format!("{name}.{SNAPSHOT}"));
            let lock_path = self.folder.join(format!("{name}.{LOCK}"));
            match File::options().write(true).create_new(true).open(&lock_path) {
                Ok(lock) => {
                    // where the system has no locks, the process id in the header decides
                    let _ = lock.try_lock();
                    return Ok(Session { snapshot, lock_path, lock: Some(lock) });
                }
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {}
                Err(e) => return Err(e),
            }
        }
    }

    /// What sessions of processes that are gone have left. Holds on to each entry, so that a second window opened at the
    /// same time does not offer it too.
    ///
    /// # Errors
    /// The folder is there but cannot be read.
    pub fn list(&self) -> io::Result<Leftovers> {
        let mut left = Leftovers::default();
        let folder = match fs::read_dir(&self.folder) {
            Ok(folder) => folder,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(left),
            Err(e) => return Err(e),
        };
        for file in folder {
            let path = file?.path();
            match path.extension().and_then(|e| e.to_str()) {
                Some(SNAPSHOT) => look_at(path, &mut left),
                Some(LOCK) => sweep_lock(&path),
                _ => sweep_temporary(&path),
            }
        }
        left.entries.sort_by(|a, b| b.header.saved_at.cmp(&a.header.saved_at).then_with(|| b.path.cmp(&a.path)));
        Ok(left)
    }
}

fn look_at(path: PathBuf, left: &mut Leftovers) {
    let lock_path = path.with_extension(LOCK);
    let header = read_header(&path);
    let Some(lock) = take_lock(&lock_path, header.as_ref().ok()) else { return };
    match header {
        Ok(header) => left.entries.push(Entry { header, path, lock_path, lock }),
        // gone since the folder was read
        Err(HeaderError::Io(e)) if e.kind() == io::ErrorKind::NotFound => {}
        Err(reason) => left.damaged.push(set_aside(&path, &lock_path, reason.into())),
    }
}

/// The unsaved work on one open document.
#[derive(Debug)]
pub struct Session {
    snapshot: PathBuf,
    lock_path: PathBuf,
    lock: Option<File>,
}

impl Session {
    /// Keeps the document as it is now, in place of what was kept before.
    ///
    /// # Errors
    /// The step that failed; what was kept before is still there.
    pub fn write(&self, header: &Header, project: &Project) -> Result<(), SaveError> {
        let failed = |source| SaveError { step: SaveStep::Encode, source };
        let text = super::write(project).map_err(failed)?;
        let line = header.line().map_err(|e| failed(io::Error::other(e)))?;
        write_atomically(&self.snapshot, |file| {
            file.write_all(line.as_bytes())?;
            file.write_all(text.as_bytes())
        })
    }

    /// Forgets what was kept: the document was saved, or its changes thrown away.
    ///
    /// # Errors
    /// The file cannot be removed.
    pub fn clear(&self) -> io::Result<()> {
        remove(&self.snapshot)
    }
}

impl Drop for Session {
    /// Ends the session. What is kept and was not cleared will be offered at the next start.
    fn drop(&mut self) {
        // before the removal: some systems do not remove an open file
        self.lock = None;
        let _ = fs::remove_file(&self.lock_path);
    }
}

/// Work that a session has left.
#[derive(Debug)]
pub struct Entry {
    /// What it is of.
    pub header: Header,
    path: PathBuf,
    lock_path: PathBuf,
    lock: Option<File>,
}

impl Entry {
    /// The project as it was kept.
    ///
    /// # Errors
    /// The snapshot is damaged. It has been set aside, and the entry will not be offered again.
    pub fn read(&self) -> Result<Opened, Damaged> {
        super::open(&self.path).map_err(|reason| set_aside(&self.path, &self.lock_path, reason.into()))
    }

    /// The snapshot's file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Removes it for good: its work was taken over, or is not wanted.
    ///
    /// # Errors
    /// The file cannot be removed.
    pub fn discard(mut self) -> io::Result<()> {
        remove(&self.path)?;
        self.lock = None;
        remove(&self.lock_path)
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}

/// What is kept is nobody else's business.
fn private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}

fn read_header(path: &Path) -> Result<Header, HeaderError> {
    let mut line = Vec::new();
    BufReader::new(File::open(path)?).take(MAX_HEADER).read_until(b'\n', &mut line)?;
    Header::parse(&line)
}

/// Takes over the lock of a session that has ended; nothing if it has not. Inside: nothing where there is no lock.
#[expect(clippy::option_option, reason = "whether it may be taken, and whether there is something to hold")]
fn take_lock(path: &Path, header: Option<&Header>) -> Option<Option<File>> {
    // made anew if the session ended in good order
    let Ok(lock) = File::options().write(true).create(true).truncate(false).open(path) else { return Some(None) };
    match lock.try_lock() {
        Ok(()) => Some(Some(lock)),
        Err(TryLockError::WouldBlock) => None,
        Err(TryLockError::Error(_)) => {
            if header.is_some_and(|header| is_running(header.process)) {
                None
            } else {
                Some(None)
            }
        }
    }
}

/// Whether a process is there, where that can be told without asking the system for more than a folder.
fn is_running(process: u32) -> bool {
    process != std::process::id() && Path::new("/proc").join(process.to_string()).exists()
}

/// Gives a damaged snapshot a name under which it is not found again.
fn set_aside(path: &Path, lock_path: &Path, reason: DamageReason) -> Damaged {
    let aside = path.with_extension(DAMAGED);
    let path = if fs::rename(path, &aside).is_ok() { aside } else { path.to_owned() };
    let _ = fs::remove_file(lock_path);
    Damaged { path, reason }
}

/// Removes the lock of a session that has ended and left nothing.
fn sweep_lock(path: &Path) {
    if path.with_extension(SNAPSHOT).exists() {
        return;
    }
    if let Ok(lock) = File::options().write(true).open(path)
        && lock.try_lock().is_ok()
    {
        drop(lock);
        let _ = fs::remove_file(path);
    }
}

fn sweep_temporary(path: &Path) {
    let is_temporary = path.file_name().and_then(|n| n.to_str()).is_some_and(|n| n.starts_with(TEMP_PREFIX));
    let age = || fs::metadata(path).and_then(|m| m.modified()).ok()?.elapsed().ok();
    if is_temporary && age().is_some_and(|age| age > STALE) {
        let _ = fs::remove_file(path);
    }
}

#[cfg(test)]
mod tests;
