//! The settings on disk: RON in the platform's folder, written whole or not at all.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::jobs::{Done, Jobs};
use crate::ui::settings::Settings;

const NAME: &str = "settings.ron";

/// Where the settings are kept, and as which they were last written.
#[derive(Debug)]
pub struct Store {
    folder: Option<PathBuf>,
    written: Settings,
    writing: bool,
}

impl Store {
    /// Reads the settings of a folder; without one they last as long as the program. Also gives where a damaged file was
    /// put.
    #[must_use]
    pub fn open(folder: Option<PathBuf>) -> (Self, Settings, Option<PathBuf>) {
        let (settings, damaged) = folder.as_deref().map_or_else(Default::default, |folder| read(&folder.join(NAME)));
        (Self { folder, written: settings.clone(), writing: false }, settings, damaged)
    }

    /// Writes the settings beside the window if they have changed.
    pub fn keep(&mut self, settings: &Settings, jobs: &mut Jobs) {
        if self.writing || self.written == *settings {
            return;
        }
        self.written = settings.clone();
        let Some(folder) = self.folder.clone() else { return };
        self.writing = true;
        let settings = settings.clone();
        jobs.spawn("settings", move || Done::Settings(write(&folder, &settings).map_err(|e| e.to_string())));
    }

    /// Notes that writing has ended.
    pub fn kept(&mut self) {
        self.writing = false;
    }

    /// Whether these settings are written, or being written.
    #[must_use]
    pub fn has(&self, settings: &Settings) -> bool {
        self.folder.is_none() || (!self.writing && self.written == *settings)
    }
}

fn read(path: &Path) -> (Settings, Option<PathBuf>) {
    // what is not there, or must not be read, cannot be set aside either: the defaults will do
    let Ok(bytes) = fs::read(path) else { return (Settings::default(), None) };
    match ron::de::from_bytes(&bytes) {
        Ok(settings) => (settings, None),
        Err(error) => {
            log::warn!("{}: {error}", path.display());
            let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
            let aside = path.with_file_name(format!("{NAME}.damaged-{}", since.as_secs()));
            let aside = if fs::rename(path, &aside).is_ok() { aside } else { path.to_owned() };
            (Settings::default(), Some(aside))
        }
    }
}

fn write(folder: &Path, settings: &Settings) -> io::Result<()> {
    let text = ron::ser::to_string_pretty(settings, ron::ser::PrettyConfig::default()).map_err(io::Error::other)?;
    fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new().prefix(".settings-").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(folder.join(NAME)).map_err(|e| e.error)?;
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
        let (_, read, damaged) = Store::open(Some(place.clone()));
        assert_eq!((read, damaged), (settings, None));
        fs::write(place.join(NAME), "(zoom: \"large\"").expect("damaged");
        let (_, read, damaged) = Store::open(Some(place.clone()));
        assert_eq!(read, Settings::default());
        let aside = damaged.expect("set aside");
        assert_eq!(fs::read_to_string(aside).expect("there"), "(zoom: \"large\"");
        assert!(!place.join(NAME).exists());
        fs::write(place.join(NAME), "(zoom: 90, invented_later: 3)").expect("newer");
        assert_eq!(Store::open(Some(place)).1.zoom, 90, "fields of later versions are passed over");
    }
}
