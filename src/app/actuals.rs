//! The dialog of actual figures: lists are read and converted beside the window, and what is taken is one step.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::App;
use super::dialogs::{self, Purpose, Request};
use super::errors::file_name;
use super::jobs::Done;
use crate::engine::actuals::intake::{ActualsIntake, ActualsMapping, ActualsTable, merge};
use crate::engine::orders::intake::IntakeError;
use crate::exchange::actuals::{convert, guess, open, paste};
use crate::model::{Campaign, CampaignId, Project};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::text::orders::intake_error;
use crate::ui::action::ActualsRequest;
use crate::ui::shell::actuals::{ActualsForm, ActualsList, OpenActuals};
use crate::ui::shell::dialogs::Dialog;

/// The list that the dialog is about.
#[derive(Debug, Default)]
pub(super) struct ActualsWork {
    /// Which request the last report must answer: earlier ones come too late.
    asked: u64,
    name: String,
    path: Option<PathBuf>,
}

/// What a job reports of a list.
#[derive(Debug)]
pub struct ActualsDone {
    /// As it was cut, with what its columns say and what comes of it.
    pub(super) read: Result<(Arc<ActualsTable>, ActualsMapping, Converted), IntakeError>,
}

/// What comes of a list, and how many rows would be new and replaced.
pub(super) type Converted = (Arc<ActualsIntake>, (usize, usize));

fn converted(table: &ActualsTable, mapping: &ActualsMapping, project: &Project, campaign: &Campaign) -> Converted {
    let intake = convert(table, mapping, project, campaign);
    let counts = merge(&mut campaign.actuals.clone(), &intake.rows);
    (Arc::new(intake), counts)
}

impl App {
    /// Does what the dialog asks.
    pub(super) fn actuals(&mut self, request: ActualsRequest) {
        match request {
            ActualsRequest::Open => self.open_actuals(),
            ActualsRequest::Pick => self.pick_actuals(),
            ActualsRequest::Load(path) => {
                if self.actuals_form().is_none() {
                    self.open_actuals();
                }
                self.actuals.name = file_name(&path);
                self.actuals.path = Some(std::path::absolute(&path).unwrap_or_else(|_| path.clone()));
                self.read_actuals(move || open(&path));
            }
            ActualsRequest::Paste(text) => {
                self.actuals.name = self.texts.get(Msg::ActualsPasted).to_owned();
                self.actuals.path = None;
                self.read_actuals(move || paste(&text));
            }
            ActualsRequest::Map(mapping) => self.map_actuals(mapping),
            ActualsRequest::Take => self.take_actuals(),
            ActualsRequest::Leave => self.actuals.asked += 1,
        }
    }

    fn actuals_form(&mut self) -> Option<&mut ActualsForm> {
        let mut open = self.view.dialog.iter_mut().chain(&mut self.waiting);
        open.find_map(|dialog| if let Dialog::Actuals(form) = dialog { Some(form.as_mut()) } else { None })
    }

    fn open_actuals(&mut self) {
        let Some(work) = &self.work else { return };
        let campaign = work.shown(&mut self.view, self.clock.shop()).campaign.id;
        let typed = (!self.native_dialogs).then(String::new);
        let form = ActualsForm { campaign, list: ActualsList::None, typed, text: String::new() };
        self.ask(Dialog::Actuals(Box::new(form)));
    }

    fn pick_actuals(&mut self) {
        if !self.native_dialogs {
            if let Some(form) = self.actuals_form() {
                form.list = ActualsList::None;
                form.typed = Some(String::new());
            }
            return;
        }
        if self.picking {
            return;
        }
        let request = Request {
            purpose: Purpose::Actuals,
            title: self.texts.get(Msg::ActualsPick).to_owned(),
            kind: self.texts.get(Msg::OrdersKind).to_owned(),
            suggestion: self.suggestion(Purpose::Actuals),
        };
        self.picking = true;
        dialogs::ask(&mut self.jobs, request);
    }

    /// The project and the campaign that the dialog is about.
    fn actuals_of(&mut self) -> Option<(Project, Arc<Campaign>)> {
        let id = self.actuals_form()?.campaign;
        let project = self.work.as_ref()?.document.project();
        Some((project.clone(), Arc::clone(project.campaign(id)?)))
    }

    fn read_actuals(&mut self, read: impl FnOnce() -> Result<ActualsTable, IntakeError> + Send + 'static) {
        let Some((project, campaign)) = self.actuals_of() else { return };
        self.actuals.asked += 1;
        let (asked, name) = (self.actuals.asked, self.actuals.name.clone());
        if let Some(form) = self.actuals_form() {
            form.list = ActualsList::Reading(name);
        }
        self.jobs.spawn("read actuals", move || {
            let read = read().map(|table| {
                let mapping = guess(&table);
                let converted = converted(&table, &mapping, &project, &campaign);
                (Arc::new(table), mapping, converted)
            });
            Done::Actuals(asked, ActualsDone { read })
        });
    }

    fn map_actuals(&mut self, mapping: ActualsMapping) {
        let Some((project, campaign)) = self.actuals_of() else { return };
        self.actuals.asked += 1;
        let asked = self.actuals.asked;
        let Some(ActualsList::Open(list)) = self.actuals_form().map(|form| &mut form.list) else { return };
        list.mapping = mapping.clone();
        list.intake = None;
        let table = Arc::clone(&list.table);
        self.jobs.spawn("read actuals", move || {
            let converted = converted(&table, &mapping, &project, &campaign);
            Done::Actuals(asked, ActualsDone { read: Ok((table, mapping, converted)) })
        });
    }

    /// A job reports; what answers an earlier request is let go.
    pub(super) fn actuals_done(&mut self, asked: u64, done: ActualsDone) {
        if asked != self.actuals.asked {
            return;
        }
        let name = self.actuals.name.clone();
        let list = match done.read {
            Ok((table, mapping, (intake, counts))) => {
                ActualsList::Open(OpenActuals { name, table, mapping, intake: Some(intake), counts })
            }
            Err(error) => {
                let trouble = intake_error(&self.texts, &name, &error);
                let detail = trouble.detail();
                ActualsList::Refused { title: trouble.title, detail }
            }
        };
        if let Some(form) = self.actuals_form() {
            form.list = list;
        }
    }

    fn take_actuals(&mut self) {
        let Some(form) = self.actuals_form() else { return };
        let campaign = form.campaign;
        let ActualsList::Open(OpenActuals { intake: Some(intake), .. }) = &form.list else { return };
        let intake = Arc::clone(intake);
        let path = self.actuals.path.take();
        self.put_actuals(campaign, intake, path.as_deref());
        let is_ours = |dialog: &Dialog| matches!(dialog, Dialog::Actuals(_));
        if self.view.dialog.as_ref().is_some_and(is_ours) {
            self.view.dialog = None;
        }
        self.actuals.asked += 1;
    }

    /// Puts rows into a campaign: one step.
    pub(super) fn put_actuals(&mut self, campaign: CampaignId, intake: Arc<ActualsIntake>, path: Option<&Path>) {
        let Some(work) = &mut self.work else { return };
        let Some(of) = work.document.project().campaign(campaign).map(|c| c.name_in(&self.texts).to_owned()) else {
            return;
        };
        let name = self.texts.get(Msg::ActualsStep).to_owned();
        let number = self.texts.format().whole(intake.rows.len() as i128);
        let path = path.map(|path| path.display().to_string());
        work.document.edit(name, None, move |project| {
            if let Some(campaign) = project.campaigns.get_mut(campaign) {
                merge(&mut campaign.actuals, &intake.rows);
                if let Some(path) = path
                    && campaign.run.actuals_file != path
                {
                    Arc::make_mut(&mut campaign.run).actuals_file = path;
                }
            }
        });
        let about = [("rows", number.into()), ("campaign", of.into())];
        self.toasts.say(self.texts.with(Msg::ActualsImported, &about));
    }
}
