//! The dialog of order values: lists are looked at and read beside the window, and what is taken is one step.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use egui::Context;

use super::App;
use super::dialogs::{self, Picked, Purpose, Request};
use super::errors::file_name;
use super::jobs::Done;
use crate::engine::orders::intake::{Intake, IntakeError, Preview, Reading, Wanted};
use crate::exchange::orders::{self as exchange, Progress, Source};
use crate::model::{CampaignId, CustomerList, OrderValues, Rfm, RfmSource};
use crate::text::orders::intake_error;
use crate::text::{Msg, names::Named as _};
use crate::ui::action::OrdersRequest;
use crate::ui::shell::dialogs::Dialog;
use crate::ui::shell::orders::{Assumed, List, OpenList, OrdersForm, ReadState, Way};

/// How often the progress is shown.
const TELL_EVERY: Duration = Duration::from_millis(50);

/// Endings of files that are taken for lists of orders when they are dropped on the window.
const ENDINGS: [&str; 4] = ["csv", "tsv", "txt", "xlsx"];

/// The list that the dialog is about, and the job that reads it.
#[derive(Debug, Default)]
pub(super) struct OrdersWork {
    source: Option<Source>,
    name: String,
    /// Which request the last report must answer: earlier ones come too late.
    asked: u64,
    progress: Option<Arc<Progress>>,
}

/// What a job reports of a list.
#[derive(Debug)]
pub enum OrdersDone {
    /// Its head.
    Looked(Result<(Source, Reading, Preview), IntakeError>),
    /// All of it.
    Read(Result<Intake, IntakeError>),
}

/// Whether a file may be a list of orders, by its ending.
pub(super) fn may_be_orders(path: &Path) -> bool {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

impl App {
    /// Does what the dialog asks.
    pub(super) fn orders(&mut self, request: OrdersRequest) {
        match request {
            OrdersRequest::Open(way) => self.open_orders(way, Wanted::Values),
            OrdersRequest::OpenSold => self.open_orders(Way::File, Wanted::Sold),
            OrdersRequest::OpenCustomers => self.open_orders(Way::File, Wanted::Customers),
            OrdersRequest::Pick => self.pick_orders(),
            OrdersRequest::Load(path) => {
                if self.orders_form().is_none() {
                    self.open_orders(Way::File, Wanted::Values);
                }
                self.look_at(path);
            }
            OrdersRequest::Read(reading, fields) => self.read_orders(reading, fields),
            OrdersRequest::Take(campaign, values) => self.take_orders(campaign, values),
            OrdersRequest::TakeSold(campaign, values) => self.take_sold(campaign, values),
            OrdersRequest::TakeCustomers(campaign, list) => self.take_customers(campaign, list),
            OrdersRequest::Leave => self.leave_orders(),
        }
    }

    fn orders_form(&mut self) -> Option<&mut OrdersForm> {
        let mut open = self.view.dialog.iter_mut().chain(&mut self.waiting);
        open.find_map(|dialog| if let Dialog::Orders(form) = dialog { Some(form.as_mut()) } else { None })
    }

    fn open_orders(&mut self, way: Way, wanted: Wanted) {
        let Some(work) = &self.work else { return };
        if self.orders_form_is_open() {
            return;
        }
        let shown = work.shown(&mut self.view, self.clock.shop());
        let funnel = &shown.answer.funnel;
        let form = OrdersForm {
            campaign: shown.campaign.id,
            wanted,
            way,
            list: List::None,
            typed: (!self.native_dialogs).then(String::new),
            assumed: Assumed::new(funnel.aov.value, funnel.buyers.value),
        };
        self.ask(Dialog::Orders(Box::new(form)));
    }

    fn orders_form_is_open(&self) -> bool {
        self.view.dialog.iter().chain(&self.waiting).any(|dialog| matches!(dialog, Dialog::Orders(_)))
    }

    fn pick_orders(&mut self) {
        if self.picking {
            return;
        }
        if !self.native_dialogs {
            self.type_orders_path();
            return;
        }
        let request = Request {
            purpose: Purpose::Orders,
            title: self.texts.get(Msg::OrdersPick).to_owned(),
            kind: self.texts.get(Msg::OrdersKind).to_owned(),
            suggestion: self.suggestion(Purpose::Orders),
        };
        self.picking = true;
        dialogs::ask(&mut self.jobs, request);
    }

    /// Back to where a file is chosen, by its path.
    fn type_orders_path(&mut self) {
        self.stop_reading();
        if let Some(form) = self.orders_form() {
            form.list = List::None;
            form.typed = Some(String::new());
        }
    }

    /// The system's dialog was answered.
    pub(super) fn picked_orders(&mut self, picked: Picked) {
        match picked {
            Picked::File(path) => self.look_at(path),
            Picked::Cancelled => {}
            Picked::Unavailable => {
                self.native_dialogs = false;
                self.type_orders_path();
            }
        }
    }

    fn look_at(&mut self, path: PathBuf) {
        self.stop_reading();
        let name = file_name(&path);
        if let Some(form) = self.orders_form() {
            form.way = Way::File;
            form.list = List::Looking(name.clone());
        }
        self.orders.name = name;
        let asked = self.orders.asked;
        let wanted = self.orders_form().map_or(Wanted::Values, |form| form.wanted);
        self.jobs.spawn("look at orders", move || {
            let looked = Source::file(&path).and_then(|source| {
                let (reading, preview) = exchange::look(&source, wanted)?;
                Ok((source, reading, preview))
            });
            Done::Orders(asked, OrdersDone::Looked(looked))
        });
    }

    /// Reads the list as it is to be read now; looks at its head again first where fields are cut differently.
    fn read_orders(&mut self, reading: Reading, fields: bool) {
        self.stop_reading();
        let Some(source) = self.orders.source.clone() else { return };
        let asked = self.orders.asked;
        if fields {
            self.jobs.spawn("look at orders", move || {
                let looked = exchange::preview(&source, &reading).map(|preview| {
                    let reading = exchange::map(&preview, reading);
                    (source, reading, preview)
                });
                Done::Orders(asked, OrdersDone::Looked(looked))
            });
            return;
        }
        let missing = exchange::missing(&reading).is_some();
        if let Some(form) = self.orders_form()
            && let List::Open(list) = &mut form.list
        {
            list.reading = reading;
            list.state = if missing { ReadState::Waiting } else { ReadState::Reading(0) };
        }
        if missing {
            return;
        }
        let progress = Arc::new(Progress::default());
        self.orders.progress = Some(Arc::clone(&progress));
        let (name, today) = (self.orders.name.clone(), self.clock.shop().date());
        self.jobs.spawn("read orders", move || {
            let read = exchange::read(&source, &reading, &name, Some(today), &progress);
            Done::Orders(asked, OrdersDone::Read(read))
        });
    }

    /// A job reports; what answers an earlier request is let go.
    pub(super) fn orders_done(&mut self, asked: u64, done: OrdersDone) {
        if asked != self.orders.asked {
            return;
        }
        match done {
            OrdersDone::Looked(looked) => self.orders_looked(looked),
            OrdersDone::Read(read) => {
                self.orders.progress = None;
                let state = match read {
                    Ok(intake) => ReadState::Done(Arc::new(intake)),
                    Err(error) => {
                        let trouble = intake_error(&self.texts, &self.orders.name, &error);
                        ReadState::Failed { what: trouble.what, advice: trouble.advice }
                    }
                };
                if let Some(form) = self.orders_form()
                    && let List::Open(list) = &mut form.list
                {
                    list.state = state;
                }
            }
        }
    }

    fn orders_looked(&mut self, looked: Result<(Source, Reading, Preview), IntakeError>) {
        let (list, reading) = match looked {
            Ok((source, reading, preview)) => {
                let list = OpenList {
                    name: self.orders.name.clone(),
                    size: source.size(),
                    preview: Arc::new(preview),
                    reading,
                    state: ReadState::Waiting,
                };
                self.orders.source = Some(source);
                (List::Open(list), Some(reading))
            }
            Err(error) => {
                let trouble = intake_error(&self.texts, &self.orders.name, &error);
                let detail = trouble.detail();
                (List::Refused { title: trouble.title, detail }, None)
            }
        };
        let Some(form) = self.orders_form() else { return };
        form.list = list;
        if let Some(reading) = reading {
            self.read_orders(reading, false);
        }
    }

    /// Shows how far the reading is; gives when to look again.
    pub(super) fn tell_orders(&mut self, ctx: &Context) -> Option<Duration> {
        // the dialog was left by other means
        if self.orders.source.is_some() && !self.orders_form_is_open() {
            self.leave_orders();
        }
        let part = self.orders.progress.as_ref()?.part();
        let form = self.orders_form()?;
        if let List::Open(OpenList { state: ReadState::Reading(shown), .. }) = &mut form.list {
            *shown = (part * 1_000.0) as u16;
        }
        ctx.request_repaint_after(TELL_EVERY);
        Some(TELL_EVERY)
    }

    fn take_orders(&mut self, campaign: CampaignId, values: Arc<OrderValues>) {
        let number = self.texts.format().whole(values.orders.number().wide());
        let assumed = matches!(values.source, crate::model::OrderSource::LogNormal { .. });
        let name = self.texts.get(if assumed { Msg::OrdersAssumeStep } else { Msg::OrdersStep }).to_owned();
        let Some(work) = &mut self.work else { return };
        let Some(of) = work.document.project().campaign(campaign).map(|c| c.name_in(&self.texts).to_owned()) else {
            return;
        };
        work.document.edit(name, None, move |project| {
            if let Some(campaign) = project.campaigns.get_mut(campaign) {
                campaign.order_values = values;
            }
        });
        self.leave_orders();
        let msg = if assumed { Msg::OrdersAssumed } else { Msg::OrdersImported };
        self.toasts.say(self.texts.with(msg, &[("orders", number.into()), ("campaign", of.into())]));
    }

    fn take_sold(&mut self, campaign: CampaignId, values: Arc<OrderValues>) {
        let number = self.texts.format().whole(values.orders.number().wide());
        let name = self.texts.get(Msg::OrdersStepSold).to_owned();
        let Some(work) = &mut self.work else { return };
        let Some(of) = work.document.project().campaign(campaign).map(|c| c.name_in(&self.texts).to_owned()) else {
            return;
        };
        work.document.edit(name, None, move |project| {
            if let Some(campaign) = project.campaigns.get_mut(campaign) {
                campaign.sold = values;
            }
        });
        self.leave_orders();
        self.toasts
            .say(self.texts.with(Msg::OrdersSoldImported, &[("orders", number.into()), ("campaign", of.into())]));
    }

    fn take_customers(&mut self, campaign: CampaignId, list: Arc<CustomerList>) {
        let number = self.texts.format().whole(list.table.customers().into());
        let name = self.texts.get(Msg::OrdersStepCustomers).to_owned();
        let Some(work) = &mut self.work else { return };
        let Some(of) = work.document.project().campaign(campaign).map(|c| c.name_in(&self.texts).to_owned()) else {
            return;
        };
        work.document.edit(name, None, move |project| {
            if let Some(campaign) = project.campaigns.get_mut(campaign) {
                let brief = Arc::make_mut(&mut campaign.brief);
                // another list has another last day
                let source = RfmSource::Imported(list);
                brief.rfm = Arc::new(Rfm { source, as_of: None, ..Rfm::clone(&brief.rfm) });
            }
        });
        self.leave_orders();
        let about = [("customers", number.into()), ("campaign", of.into())];
        self.toasts.say(self.texts.with(Msg::OrdersCustomersImported, &about));
    }

    fn leave_orders(&mut self) {
        self.stop_reading();
        self.orders.source = None;
    }

    /// Stops what is being read, and lets go of what is still reported of it.
    fn stop_reading(&mut self) {
        if let Some(progress) = self.orders.progress.take() {
            progress.stop();
        }
        self.orders.asked += 1;
    }
}
