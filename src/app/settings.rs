//! The settings on disk, and how each file was looked at: RON in the platform's folder, written whole or not at all.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::jobs::{Done, Jobs};
use crate::ui::kept::FileViews;
use crate::ui::settings::Settings;

/// A file larger than this was not written by the program.
const MOST_BYTES: u64 = 8 << 20;

/// What is kept in the folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The settings.
    Settings,
    /// How each file was looked at.
    Views,
}

/// Something that is kept whole in a file of its own.
pub trait Keepable: Clone + Default + PartialEq + Serialize + DeserializeOwned + Send + 'static {
    /// Its file's name.
    const NAME: &'static str;
    /// What it is.
    const KIND: Kind;
}

impl Keepable for Settings {
    const NAME: &'static str = "settings.ron";
    const KIND: Kind = Kind::Settings;
}

impl Keepable for FileViews {
    const NAME: &'static str = "views.ron";
    const KIND: Kind = Kind::Views;
}

/// Where something is kept, and as which it was last written.
#[derive(Debug)]
pub struct Store<T> {
    folder: Option<PathBuf>,
    written: T,
    writing: bool,
}

impl<T: Keepable> Store<T> {
    /// Reads it from a folder; without one it lasts as long as the program. Also gives where a damaged file was
    /// put.
    #[must_use]
    pub fn open(folder: Option<PathBuf>) -> (Self, T, Option<PathBuf>) {
        let path = folder.as_deref().map(|folder| folder.join(T::NAME));
        let (settings, damaged): (T, _) = path.as_deref().map_or_else(Default::default, read);
        (Self { folder, written: settings.clone(), writing: false }, settings, damaged)
    }

    /// Writes it beside the window if it has changed.
    pub fn keep(&mut self, settings: &T, jobs: &mut Jobs) {
        if self.writing || self.written == *settings {
            return;
        }
        self.written = settings.clone();
        let Some(folder) = self.folder.clone() else { return };
        self.writing = true;
        let settings = settings.clone();
        jobs.spawn("settings", move || Done::Settings(T::KIND, write(&folder, &settings).map_err(|e| e.to_string())));
    }

    /// Notes that writing has ended.
    pub fn kept(&mut self) {
        self.writing = false;
    }

    /// Whether this is what is written.
    #[must_use]
    pub fn has(&self, settings: &T) -> bool {
        self.folder.is_none() || (!self.writing && self.written == *settings)
    }
}

fn read<T: Keepable>(path: &Path) -> (T, Option<PathBuf>) {
    // what is not there, or must not be read, cannot be set aside either: the defaults will do
    let Some(bytes) = read_bytes(path) else { return (T::default(), None) };
    match ron::de::from_bytes(&bytes) {
        Ok(settings) => (settings, None),
        Err(error) => {
            log::warn!("{}: {error}", path.display());
            let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
            let aside = path.with_file_name(format!("{}.damaged-{}", T::NAME, since.as_secs()));
            let aside = if fs::rename(path, &aside).is_ok() { aside } else { path.to_owned() };
            (T::default(), Some(aside))
        }
    }
}

fn read_bytes(path: &Path) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path).ok()?.take(MOST_BYTES).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

fn write<T: Keepable>(folder: &Path, settings: &T) -> io::Result<()> {
    let text = ron::ser::to_string_pretty(settings, ron::ser::PrettyConfig::default()).map_err(io::Error::other)?;
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".settings-").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(folder.join(T::NAME)).map_err(|e| e.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    #[test]
    fn what_is_written_is_read_and_what_is_damaged_is_set_aside() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("deep/config");
        let settings = Settings { language: Some(Lang::ZhHant), zoom: 125, ..Settings::default() };
        write(&place, &settings).expect("written");
        let (_, read, damaged) = Store::<Settings>::open(Some(place.clone()));
        assert_eq!((read, damaged), (settings, None));
        fs::write(place.join(Settings::NAME), "(zoom: \"large\"").expect("damaged");
        let (_, read, damaged) = Store::<Settings>::open(Some(place.clone()));
        assert_eq!(read, Settings::default());
        let aside = damaged.expect("set aside");
        assert_eq!(fs::read_to_string(aside).expect("there"), "(zoom: \"large\"");
        assert!(!place.join(Settings::NAME).exists());
        fs::write(place.join(Settings::NAME), "(zoom: 90, invented_later: 3)").expect("newer");
        assert_eq!(Store::<Settings>::open(Some(place)).1.zoom, 90, "fields of later versions are passed over");
    }
}
