//! When unsaved work is kept and let go of, and what becomes of the work that an earlier session has left.

use std::time::{Duration, Instant};

use egui::Context;

use super::App;
use super::keeper::{Kept, Leftover};
use super::opening::{Loaded, Next};
use crate::document::Document;
use crate::file::Opened;
use crate::file::recovery::Header;
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::RecoveryAnswer;
use crate::ui::scene::Recoverable;

/// When keeping has failed, it is tried again after this time.
const AGAIN: Duration = Duration::from_secs(20);

/// How the open project's unsaved work is kept.
#[derive(Debug)]
pub(super) struct Keeping {
    /// When the work is to be kept.
    due: Option<Instant>,
    /// The document's number of edits when it was last kept.
    kept: Option<u64>,
    writing: bool,
    /// Whether the disk holds something of this session.
    holds: bool,
    /// The kept work that the project was made from; it goes when the project is kept or saved itself.
    from: Option<Leftover>,
}

impl Keeping {
    pub(super) fn new(from: Option<Leftover>) -> Self {
        Self { due: from.map(|_| Instant::now()), kept: None, writing: false, holds: false, from }
    }

    pub(super) fn failed(&mut self) {
        self.writing = false;
        self.kept = None;
        self.due = Some(Instant::now() + AGAIN);
    }
}

/// What earlier sessions have left.
#[derive(Debug, Default)]
pub(super) struct Leftovers {
    keys: Vec<Leftover>,
    shown: Vec<Recoverable>,
}

impl Leftovers {
    pub(super) fn shown(&self) -> &[Recoverable] {
        &self.shown
    }

    fn set(&mut self, entries: Vec<(Leftover, Header)>) {
        for (key, header) in entries {
            self.keys.push(key);
            self.shown.push(recoverable(header));
        }
    }

    fn remove(&mut self, key: Leftover) {
        if let Some(at) = self.keys.iter().position(|k| *k == key) {
            self.keys.remove(at);
            self.shown.remove(at);
        }
    }
}

fn recoverable(header: Header) -> Recoverable {
    let file = header.original.as_deref().map(super::errors::file_name);
    let name = [header.project, header.campaign].into_iter().chain(file).find(|name| !name.is_empty());
    Recoverable {
        name: name.unwrap_or_default(),
        steps: header.edits as usize,
        last: header.last_edit,
        at: header.saved_at,
    }
}

impl App {
    /// Keeps the work if it is time, and lets go of it when nothing is unsaved any more. Gives when to look again.
    pub(super) fn keep_work(&mut self) -> Option<Duration> {
        if self.closing {
            return None;
        }
        let work = self.work.as_mut()?;
        let (dirty, edits) = (work.document.is_dirty(), work.document.revision());
        let keeping = &mut work.keeping;
        if !dirty {
            keeping.due = None;
            if !keeping.writing && (keeping.holds || keeping.from.is_some()) {
                self.end_keeping();
            }
            return None;
        }
        if keeping.writing {
            return None;
        }
        let now = Instant::now();
        if keeping.due.is_none() && keeping.kept != Some(edits) {
            keeping.due = Some(now + self.keep_after);
        }
        let due = keeping.due?;
        if due > now {
            return Some(due - now);
        }
        self.keep_now();
        None
    }

    /// Keeps the work as it is.
    pub(super) fn keep_now(&mut self) {
        let saved_at = self.clock.local();
        let Some(work) = &mut self.work else { return };
        let project = work.document.project();
        let campaign = self.view.campaign.and_then(|id| project.campaign(id));
        let header = Header {
            original: work.document.path().map(Into::into),
            project: project.shop.name.clone(),
            campaign: campaign.map(|campaign| campaign.name_in(&self.texts).to_owned()).unwrap_or_default(),
            saved_at,
            edits: u32::try_from(work.document.unsaved_steps().max(1)).unwrap_or(u32::MAX),
            last_edit: work.document.undo_name().unwrap_or_default().to_owned(),
            process: std::process::id(),
        };
        let project = project.clone();
        let keeping = &mut work.keeping;
        keeping.due = None;
        keeping.kept = Some(work.document.revision());
        keeping.writing = self.keeper.write(header, project, keeping.from, &mut self.jobs);
    }

    /// Lets go of what is kept of the open project.
    pub(super) fn end_keeping(&mut self) {
        let Some(work) = &mut self.work else { return };
        let keeping = &mut work.keeping;
        if keeping.holds || keeping.writing {
            self.keeper.clear(&mut self.jobs);
            keeping.holds = false;
        }
        if let Some(from) = keeping.from.take() {
            self.keeper.discard(from, &mut self.jobs);
        }
    }

    /// The keeper reports.
    pub(super) fn kept(&mut self, kept: Kept, ctx: &Context) {
        match kept {
            Kept::Listed(entries, damaged) => {
                self.leftovers.set(entries);
                for path in damaged {
                    self.recovery_damaged(&path);
                }
            }
            Kept::Written(result) => {
                let Some(work) = &mut self.work else { return };
                work.keeping.writing = false;
                match result {
                    Ok(()) => {
                        work.keeping.holds = true;
                        work.keeping.from = None;
                    }
                    Err(reason) => {
                        work.keeping.failed();
                        self.toasts.warn(self.texts.with(Msg::ToastAutosaveFailed, &[("reason", reason.into())]));
                    }
                }
            }
            Kept::Read(key, answer, header, result) => match result {
                Ok(opened) => self.restore(key, answer, header, *opened, ctx),
                Err(path) => {
                    self.leftovers.remove(key);
                    self.recovery_damaged(&path);
                }
            },
            Kept::Forgotten => {}
        }
    }

    fn recovery_damaged(&mut self, path: &std::path::Path) {
        let path = path.display().to_string();
        self.toasts.warn(self.texts.with(Msg::RecoveryDamaged, &[("path", path.into())]));
    }

    /// What to do with the work of an earlier session.
    pub(super) fn recover(&mut self, index: usize, answer: RecoveryAnswer) {
        let Some(key) = self.leftovers.keys.get(index).copied() else { return };
        match answer {
            RecoveryAnswer::Restore | RecoveryAnswer::Copy => self.keeper.read(key, answer, &mut self.jobs),
            RecoveryAnswer::Discard => {
                self.leftovers.remove(key);
                self.keeper.discard(key, &mut self.jobs);
            }
        }
    }

    fn restore(&mut self, key: Leftover, answer: RecoveryAnswer, header: Header, opened: Opened, ctx: &Context) {
        let path = if answer == RecoveryAnswer::Restore { header.original } else { None };
        let document = Document::unsaved(opened.project, path, header.edits as usize);
        self.leave(Next::Show(Box::new(Loaded { document, from: Some(key), upgraded_from: None })), ctx);
    }

    /// Kept work that is shown now is no longer offered.
    pub(super) fn taken_over(&mut self, key: Leftover) {
        self.leftovers.remove(key);
    }
}
