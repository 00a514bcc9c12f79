//! Schedules from and to other programs, as the window asks for them: a plan of MS Project read into the campaign, the
//! campaign's tasks written as such a plan or as a calendar.

use std::path::{Path, PathBuf};

use super::App;
use super::dialogs::{Purpose, full_path};
use super::errors::file_name;
use super::jobs::Done;
use crate::engine::schedule::carry::{Note, PlanError};
use crate::exchange::{ics, mspdi};
use crate::file::{self, SaveError};
use crate::model::CampaignId;
use crate::text::errors::save_error;
use crate::text::exchange::{note, plan_error};
use crate::text::{Msg, Texts};
use crate::ui::shell::dialogs::Dialog;

/// What reading or writing a schedule reports.
#[derive(Debug)]
pub enum PlanDone {
    /// A plan was read, for a campaign.
    Read(PathBuf, CampaignId, Result<mspdi::Plan, PlanError>),
    /// A schedule was written; how many tasks, and what could not be carried.
    Written(PathBuf, Result<(usize, Vec<Note>), SaveError>),
}

impl App {
    /// Reads a plan for the campaign that is shown.
    pub(super) fn read_plan(&mut self, path: PathBuf) {
        let Some(campaign) = self.shown_campaign() else { return };
        self.jobs.spawn("read plan", move || {
            let plan = mspdi::Plan::open(&path);
            Done::Plan(PlanDone::Read(path, campaign, plan))
        });
    }

    /// Writes the campaign's schedule: a calendar if the file is called so, else a plan of MS Project.
    pub(super) fn write_plan(&mut self, path: &Path, purpose: Purpose) {
        let path = full_path(path, purpose);
        let Some(id) = self.shown_campaign() else { return };
        let Some(work) = self.work.as_ref() else { return };
        let Some(campaign) = work.document.project().campaigns.get(id).cloned() else { return };
        let (project, lang, now) = (work.document.project().clone(), self.texts.lang(), self.clock.shop());
        self.jobs.spawn("write plan", move || {
            let texts = Texts::new(lang);
            let calendar = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("ics"));
            let (bytes, tasks, notes) = if calendar {
                let made = ics::export(&project, &campaign, &texts, now);
                (made.text.into_bytes(), made.tasks, made.notes)
            } else {
                let made = mspdi::export(&project, &campaign, &texts);
                (made.bytes, made.tasks, made.notes)
            };
            let written = file::save_bytes(&path, &bytes).map(|()| (tasks, notes));
            Done::Plan(PlanDone::Written(path, written))
        });
    }

    fn shown_campaign(&self) -> Option<CampaignId> {
        let work = self.work.as_ref()?;
        self.view.campaign.filter(|id| work.document.project().campaigns.contains(*id))
    }

    /// A plan was read or written.
    pub(super) fn plan_done(&mut self, done: PlanDone) {
        match done {
            PlanDone::Read(path, _, Err(error)) => {
                let trouble = plan_error(&self.texts, &file_name(&path), &error);
                self.tell(trouble);
            }
            PlanDone::Read(path, campaign, Ok(plan)) => self.take_plan(&path, campaign, &plan),
            PlanDone::Written(path, Err(error)) => self.tell(save_error(&self.texts, &file_name(&path), &error)),
            PlanDone::Written(path, Ok((tasks, notes))) => {
                let words = [("n", tasks.into()), ("path", path.display().to_string().into())];
                let said = self.texts.with(Msg::PlanWritten, &words);
                self.say_of_plan(said, &notes);
            }
        }
    }

    fn take_plan(&mut self, path: &Path, campaign: CampaignId, plan: &mspdi::Plan) {
        let name = file_name(path);
        let step = self.texts.with(Msg::PlanStepImport, &[("name", name.as_str().into())]);
        let (texts, mut made) = (&self.texts, None);
        let Some(work) = &mut self.work else { return };
        if !work.document.project().campaigns.contains(campaign) {
            return;
        }
        work.document.edit(&step, None, |project| made = Some(plan.import(project, campaign, false, texts)));
        let Some(made) = made else { return };
        let words = [
            ("name", name.into()),
            ("tasks", made.tasks.into()),
            ("links", made.links.into()),
            ("pinned", made.pinned.into()),
        ];
        let said = self.texts.with(Msg::PlanRead, &words);
        self.say_of_plan(said, &made.notes);
    }

    /// Says what was carried; a list of what was not, if anything.
    fn say_of_plan(&mut self, said: String, notes: &[Note]) {
        if notes.is_empty() {
            self.toasts.say(said);
            return;
        }
        let notes = notes.iter().map(|one| note(&self.texts, one)).collect();
        self.ask(Dialog::Report { title: said, notes });
    }
}
