//! Saving so that nothing is ever lost: a temporary file beside the target, written and flushed to the disk, then
//! renamed over it. Whatever fails, the old file is whole and no temporary file is left.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use thiserror::Error;

/// How temporary files begin; in a state folder old ones are swept by it.
pub(super) const TEMP_PREFIX: &str = ".promoplan-";

/// Why a file was not saved. The old one is as it was.
#[derive(Debug, Error)]
#[error("cannot save ({step:?}): {source}")]
pub struct SaveError {
    /// What was being done.
    pub step: SaveStep,
    /// What the system said.
    #[source]
    pub source: io::Error,
}

/// The steps of saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveStep {
    /// Making the text of the project.
    Encode,
    /// Looking at the target: a folder, a device, a circle of links, or marked read-only.
    Target,
    /// Making a file in the target's folder.
    Create,
    /// Writing it.
    Write,
    /// Flushing it to the disk.
    Flush,
    /// Giving it the permissions of the old file.
    Permissions,
    /// Putting it in place of the old file.
    Replace,
}

impl SaveStep {
    fn failed(self, source: io::Error) -> SaveError {
        SaveError { step: self, source }
    }
}

/// Writes a file by way of a temporary one. `write` gives its content.
///
/// A link is followed: the file that it points to is replaced, and the link stays.
///
/// # Errors
/// The step that failed; the target is as it was before.
pub(super) fn write_atomically(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), SaveError> {
    let target = follow_links(path).map_err(|e| SaveStep::Target.failed(e))?;
    let old = old_permissions(&target).map_err(|e| SaveStep::Target.failed(e))?;
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let mut temporary = new_file(&folder, old.is_some()).map_err(|e| SaveStep::Create.failed(e))?;
    write(temporary.as_file_mut()).map_err(|e| SaveStep::Write.failed(e))?;
    temporary.as_file_mut().flush().map_err(|e| SaveStep::Write.failed(e))?;
    if let Some(old) = old {
        keep_owner(&target, temporary.as_file());
        temporary.as_file().set_permissions(old).map_err(|e| SaveStep::Permissions.failed(e))?;
    }
    temporary.as_file().sync_all().map_err(|e| SaveStep::Flush.failed(e))?;
    temporary.persist(&target).map_err(|e| SaveStep::Replace.failed(e.error))?;
    flush_folder(&folder);
    Ok(())
}

/// The file at the end of a chain of links; it need not be there.
fn follow_links(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..40 {
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_symlink() => {
                let link = fs::read_link(&path)?;
                // an absolute link replaces the path
                path = path.parent().map_or_else(|| link.clone(), |folder| folder.join(&link));
            }
            Ok(_) => return Ok(path),
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(path),
            Err(e) => return Err(e),
        }
    }
    Err(io::Error::other("too many links"))
}

/// The permissions of the file that will be replaced, if there is one.
fn old_permissions(target: &Path) -> io::Result<Option<Permissions>> {
    let metadata = match fs::metadata(target) {
        Ok(metadata) => metadata,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(e),
    };
    if metadata.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if !metadata.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a regular file"));
    }
    if metadata.permissions().readonly() {
        // renaming would get around the protection that somebody put there
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    Ok(Some(metadata.permissions()))
}

fn new_file(folder: &Path, private: bool) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMP_PREFIX).suffix(".tmp");
    #[cfg(unix)]
    if !private {
        use std::os::unix::fs::PermissionsExt as _;
        // a new file gets what the user's mask leaves, as from any other program
        return builder.permissions(Permissions::from_mode(0o666)).tempfile_in(folder);
    }
    let _ = private;
    builder.tempfile_in(folder)
}

/// Somebody else's file stays theirs, where the system allows it.
#[cfg(unix)]
fn keep_owner(target: &Path, file: &File) {
    use std::os::unix::fs::{MetadataExt as _, fchown};
    if let (Ok(old), Ok(new)) = (fs::metadata(target), file.metadata())
        && (old.uid(), old.gid()) != (new.uid(), new.gid())
        && fchown(file, Some(old.uid()), Some(old.gid())).is_err()
    {
        // the group alone may be allowed; if neither is, the content counts more than whose it is
        let _ = fchown(file, None, Some(old.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_target: &Path, _file: &File) {}

/// The new name reaches the disk too. Some file systems cannot do that; the file is whole all the same.
#[cfg(unix)]
fn flush_folder(folder: &Path) {
    let _ = File::open(folder).and_then(|folder| folder.sync_all());
}

#[cfg(not(unix))]
fn flush_folder(_folder: &Path) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    fn put(path: &Path, content: &str) -> Result<(), SaveError> {
        write_atomically(path, |file| file.write_all(content.as_bytes()))
    }

    #[test]
    fn makes_and_replaces() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("大促.ron");
        put(&path, "one").expect("made");
        put(&path, "two").expect("replaced");
        assert_eq!(fs::read_to_string(&path).expect("read"), "two");
        assert_eq!(names(folder.path()), ["大促.ron"]);
    }

    #[test]
    fn a_full_disk_leaves_the_old_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.ron");
        put(&path, "old").expect("made");
        let error = write_atomically(&path, |file| {
            file.write_all(b"half of it")?;
            Err(io::ErrorKind::StorageFull.into())
        })
        .expect_err("full");
        assert_eq!((error.step, error.source.kind()), (SaveStep::Write, io::ErrorKind::StorageFull));
        assert_eq!(fs::read_to_string(&path).expect("read"), "old");
        assert_eq!(names(folder.path()), ["a.ron"]);
    }

    #[test]
    fn a_panic_leaves_the_old_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.ron");
        put(&path, "old").expect("made");
        let caught = std::panic::catch_unwind(|| write_atomically(&path, |_| panic!("on purpose")));
        assert!(caught.is_err());
        assert_eq!(fs::read_to_string(&path).expect("read"), "old");
        assert_eq!(names(folder.path()), ["a.ron"]);
    }

    #[test]
    fn refuses_what_is_no_file() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(put(folder.path(), "x").expect_err("a folder").step, SaveStep::Target);
        let error = put(&folder.path().join("gone/a.ron"), "x").expect_err("no folder");
        assert_eq!((error.step, error.source.kind()), (SaveStep::Create, io::ErrorKind::NotFound));
        let read_only = folder.path().join("b.ron");
        put(&read_only, "old").expect("made");
        let mut permissions = fs::metadata(&read_only).expect("metadata").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&read_only, permissions).expect("set");
        let error = put(&read_only, "new").expect_err("read-only");
        assert_eq!((error.step, error.source.kind()), (SaveStep::Target, io::ErrorKind::PermissionDenied));
        assert_eq!(fs::read_to_string(&read_only).expect("read"), "old");
        assert_eq!(names(folder.path()), ["b.ron"]);
    }

    #[cfg(unix)]
    #[test]
    fn keeps_permissions_and_links() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let real = folder.path().join("real.ron");
        put(&real, "old").expect("made");
        fs::set_permissions(&real, Permissions::from_mode(0o640)).expect("set");
        let link = folder.path().join("link.ron");
        symlink("real.ron", &link).expect("linked");
        put(&link, "new").expect("saved");
        assert!(fs::symlink_metadata(&link).expect("metadata").is_symlink());
        assert_eq!(fs::read_to_string(&real).expect("read"), "new");
        assert_eq!(fs::metadata(&real).expect("metadata").permissions().mode() & 0o777, 0o640);
        // a link to nothing yet makes the file
        let dangling = folder.path().join("dangling.ron");
        symlink("later.ron", &dangling).expect("linked");
        put(&dangling, "x").expect("saved");
        assert_eq!(fs::read_to_string(folder.path().join("later.ron")).expect("read"), "x");
        let (a, b) = (folder.path().join("a"), folder.path().join("b"));
        symlink("b", &a).expect("linked");
        symlink("a", &b).expect("linked");
        assert_eq!(put(&a, "x").expect_err("a circle").step, SaveStep::Target);
        assert_eq!(put(Path::new("/dev/full"), "x").map_err(|e| e.step), Err(SaveStep::Target));
    }
}
