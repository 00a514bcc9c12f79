//! The open project and what goes on around it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::DateTime;

use super::keeper::Leftover;
use super::recovery::Keeping;
use crate::document::{Answers, Document};
use crate::engine::funnel::LadderAnswer;
use crate::engine::plan::CampaignAnswer;
use crate::model::Campaign;
use crate::text::{Msg, Texts};
use crate::ui::scene::{Saved, View};

/// The open project.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) document: Document,
    pub(super) answers: Answers,
    pub(super) keeping: Keeping,
    /// The file that is being written.
    pub(super) target: Option<PathBuf>,
    /// The file to write next: a save was asked for during another.
    pub(super) again: Option<PathBuf>,
    pub(super) saved_at: Option<DateTime>,
}

/// The campaign in front, with what follows from it.
pub(super) struct Shown {
    pub(super) campaign: Arc<Campaign>,
    pub(super) answer: Arc<CampaignAnswer>,
    pub(super) ladders: Arc<Vec<LadderAnswer>>,
}

impl Work {
    pub(super) fn new(document: Document, from: Option<Leftover>) -> Self {
        Self {
            document,
            answers: Answers::default(),
            keeping: Keeping::new(from),
            target: None,
            again: None,
            saved_at: None,
        }
    }

    /// Whether a save is under way.
    pub(super) const fn saving(&self) -> bool {
        self.target.is_some()
    }

    /// A job broke off: none will report any more.
    pub(super) fn give_up(&mut self) {
        self.target = None;
        self.again = None;
        self.keeping.failed();
    }

    /// The campaign that is looked at; chosen now, if none was.
    pub(super) fn in_front(&self, view: &mut View, now: DateTime) -> Arc<Campaign> {
        let project = self.document.project();
        let chosen = view.campaign.and_then(|id| project.campaign(id));
        // a project without campaigns shows an empty one until there is one
        let campaign = chosen.or_else(|| project.next_campaign(now)).cloned().unwrap_or_default();
        if chosen.is_none() {
            view.campaign = Some(campaign.id);
        }
        campaign
    }

    /// The campaign that is looked at, with what follows from it.
    pub(super) fn shown(&self, view: &mut View, now: DateTime) -> Shown {
        let project = self.document.project();
        let campaign = self.in_front(view, now);
        let answer = self.answers.campaign(project, &campaign);
        Shown { campaign, answer, ladders: self.answers.ladders(project) }
    }

    /// The name of its file, or what else it can be called by.
    pub(super) fn name(&self, texts: &Texts) -> String {
        let file = self.document.path().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        file.unwrap_or_else(|| {
            let shop = &self.document.project().shop.name;
            if shop.is_empty() { texts.get(Msg::NewTitle).to_owned() } else { shop.clone() }
        })
    }

    pub(super) fn saved(&self) -> Saved {
        if self.saving() {
            Saved::Saving
        } else if self.document.path().is_none() {
            Saved::Never
        } else if self.document.is_dirty() {
            Saved::Unsaved(self.document.unsaved_steps().max(1))
        } else {
            self.saved_at.map_or(Saved::Opened, Saved::At)
        }
    }
}
