//! The recent projects as the welcome page lists them; whether each file is there is found out beside the window.

use super::jobs::{Done, Jobs};
use crate::ui::scene::RecentFile;
use crate::ui::settings::Recent;

/// The list.
#[derive(Debug, Default)]
pub(super) struct Recents {
    of: Vec<Recent>,
    shown: Vec<RecentFile>,
    checking: bool,
    again: bool,
}

impl Recents {
    pub(super) fn shown(&self) -> &[RecentFile] {
        &self.shown
    }

    /// Follows the settings.
    pub(super) fn keep(&mut self, recent: &[Recent], jobs: &mut Jobs) {
        if self.checking || (self.of == recent && !self.again) {
            return;
        }
        self.again = false;
        // files are taken to be there until it is known otherwise
        let known = |r: &Recent| self.shown.iter().find(|f| f.path == r.path).is_none_or(|f| f.exists);
        let shown = recent.iter().map(|r| RecentFile {
            path: r.path.clone(),
            at: r.at,
            campaign: r.campaign.clone(),
            opening: r.opening,
            exists: known(r),
        });
        self.shown = shown.collect();
        self.of = recent.to_vec();
        if recent.is_empty() {
            return;
        }
        self.checking = true;
        let paths: Vec<_> = recent.iter().map(|r| r.path.clone()).collect();
        jobs.spawn("recent", move || Done::Recent(paths.iter().map(|path| path.is_file()).collect()));
    }

    /// Asks anew whether the files are there.
    pub(super) fn look_again(&mut self) {
        self.again = true;
    }

    /// Which of the files are there.
    pub(super) fn checked(&mut self, there: &[bool]) {
        self.checking = false;
        for (file, there) in self.shown.iter_mut().zip(there) {
            file.exists = *there;
        }
    }
}
