//! The dialog of actual figures: a file or pasted text, what each column says, what comes of it.

mod table;

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Align, Layout, Rect, RichText, ScrollArea, TextEdit, Ui, pos2, vec2};

use crate::engine::actuals::intake::{ActualsIntake, ActualsMapping, ActualsTable};
use crate::model::CampaignId;
use crate::text::Msg;
use crate::text::actuals::bad_actual;
use crate::text::names::Named as _;
use crate::ui::action::{Action, Actions};
use crate::ui::scene::Scene;
use crate::ui::shell::file_choice::{self, FileChoice};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::button;
use crate::ui::widgets::float::dialog;

const WIDEST: f32 = 1_080.0;
const HIGHEST: f32 = 640.0;
const MARGIN: f32 = 48.0;
const RESULTS: f32 = 272.0;

/// What the dialog asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActualsRequest {
    /// Open the dialog.
    Open,
    /// Pick a file.
    Pick,
    /// Read a file.
    Load(PathBuf),
    /// Read text.
    Paste(String),
    /// Columns say something else.
    Map(ActualsMapping),
    /// Take the rows into the campaign.
    Take,
    /// The dialog was left.
    Leave,
}

/// What there is of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ActualsList {
    /// None yet.
    #[default]
    None,
    /// It is being read.
    Reading(String),
    /// It cannot be read.
    Refused {
        /// What happened.
        title: String,
        /// Why, and what to do.
        detail: String,
    },
    /// It is there.
    Open(OpenActuals),
}

/// A list that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenActuals {
    /// What it is called.
    pub name: String,
    /// As it was cut.
    pub table: Arc<ActualsTable>,
    /// What its columns say.
    pub mapping: ActualsMapping,
    /// What comes of it; nothing while it is being worked out.
    pub intake: Option<Arc<ActualsIntake>>,
    /// How many rows would be new, and how many would replace others.
    pub counts: (usize, usize),
}

/// The dialog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActualsForm {
    /// Into which campaign.
    pub campaign: CampaignId,
    /// What there is.
    pub list: ActualsList,
    /// The path as it is typed, where the system has no dialog.
    pub typed: Option<String>,
    /// What was pasted.
    pub text: String,
}

/// Draws the dialog; whether it stays.
pub fn show(ui: &Ui, scene: &Scene<'_>, form: &mut ActualsForm, actions: &mut Actions) -> bool {
    let window = ui.ctx().content_rect();
    let room = vec2((window.width() - 2.0 * MARGIN).min(WIDEST), (window.height() - 2.0 * MARGIN).min(HIGHEST));
    let (end, left) = dialog(ui, "actuals", room.x, |ui| {
        head(ui, scene, form);
        let height = room.y - 2.0 * size::S16 - size::BUTTON - 2.0 * size::S8 - size::FIELD - size::S8;
        ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
            ui.set_min_size(vec2(ui.available_width(), height));
            ui.vertical(|ui| body(ui, scene, form, actions));
        });
        foot(ui, scene, form)
    });
    match end {
        Some(true) => {
            actions.push(Action::Actuals(ActualsRequest::Take));
            // the dialog is taken away with what it holds
            true
        }
        Some(false) => {
            actions.push(Action::Actuals(ActualsRequest::Leave));
            false
        }
        None if left => {
            actions.push(Action::Actuals(ActualsRequest::Leave));
            false
        }
        None => true,
    }
}

fn head(ui: &mut Ui, scene: &Scene<'_>, form: &ActualsForm) {
    let p = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.set_min_height(size::FIELD);
        ui.label(RichText::new(scene.text(Msg::ActualsTitle)).font(fonts::medium(size::TITLE)).color(p.t1));
        let campaign = scene.open.as_ref().and_then(|open| open.project.campaign(form.campaign));
        if let Some(campaign) = campaign {
            ui.label(RichText::new(campaign.name_in(scene.texts)).color(p.t2));
        }
    });
}

fn body(ui: &mut Ui, scene: &Scene<'_>, form: &mut ActualsForm, actions: &mut Actions) {
    let p = theme::tokens(ui);
    match &form.list {
        ActualsList::None => choose(ui, scene, form, actions),
        ActualsList::Reading(name) => {
            ui.label(RichText::new(name.as_str()).font(fonts::text_medium()).color(p.t1));
        }
        ActualsList::Refused { title, detail } => {
            ui.horizontal(|ui| {
                ui.label(RichText::new(icons::OCTAGON_ALERT).font(fonts::icon(size::ICON)).color(p.error));
                ui.label(RichText::new(title.as_str()).font(fonts::text_medium()).color(p.t1));
            });
            ui.label(RichText::new(detail.as_str()).color(p.t2));
            ui.add_space(size::S8);
            choose(ui, scene, form, actions);
        }
        ActualsList::Open(list) => opened(ui, scene, list, actions),
    }
}

/// A file, by the system's dialog or its path; or text to be pasted.
fn choose(ui: &mut Ui, scene: &Scene<'_>, form: &mut ActualsForm, actions: &mut Actions) {
    let p = theme::tokens(ui);
    match file_choice::choose(ui, scene, &mut form.typed, (Msg::ActualsKinds, Msg::ActualsPath), false) {
        Some(FileChoice::Pick) => actions.push(Action::Actuals(ActualsRequest::Pick)),
        Some(FileChoice::Load(path)) => actions.push(Action::Actuals(ActualsRequest::Load(path))),
        None => {}
    }
    ui.add_space(size::S12);
    ui.label(RichText::new(scene.text(Msg::ActualsPaste)).font(fonts::text_medium()).color(p.t1));
    let room = vec2(ui.available_width(), (ui.available_height() - size::BUTTON - size::S16).max(80.0));
    let mut pasted = false;
    ScrollArea::vertical().id_salt("pasted").max_height(room.y).show(ui, |ui| {
        let edit = TextEdit::multiline(&mut form.text)
            .desired_width(room.x)
            .desired_rows((room.y / 18.0) as usize)
            .margin(egui::Margin::symmetric(8, 6))
            .hint_text(scene.text(Msg::ActualsPasteHint));
        let response = ui.add(edit).accessible_name(scene.text(Msg::ActualsPaste));
        pasted = response.changed() && ui.input(|i| i.events.iter().any(|e| matches!(e, egui::Event::Paste(_))));
    });
    let ready = !form.text.trim().is_empty();
    let read = ui.add_enabled_ui(ready, |ui| button::secondary(ui, scene.text(Msg::ActualsRead)).clicked()).inner;
    if ready && (read || pasted) {
        actions.push(Action::Actuals(ActualsRequest::Paste(form.text.clone())));
    }
}

fn opened(ui: &mut Ui, scene: &Scene<'_>, list: &OpenActuals, actions: &mut Actions) {
    let p = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.label(RichText::new(icons::TABLE).font(fonts::icon(size::ICON)).color(p.t2));
        ui.label(RichText::new(&list.name).font(fonts::text_medium()).color(p.t1));
        let rows = list.table.rows.len().saturating_sub(1);
        ui.label(RichText::new(scene.texts.with(Msg::ActualsRows, &[("rows", rows.into())])).color(p.t2));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if button::secondary_with_icon(ui, icons::FOLDER_OPEN, scene.text(Msg::OrdersChooseFile)).clicked() {
                actions.push(Action::Actuals(ActualsRequest::Pick));
            }
        });
    });
    ui.label(RichText::new(scene.text(Msg::ActualsMappingNote)).color(p.t2));
    let area = ui.available_rect_before_wrap();
    let (left, right) = area.split_left_right_at_x(area.right() - RESULTS);
    let left = Rect::from_min_max(left.min, pos2(left.right() - size::S16, left.bottom()));
    let mapping = table::show(ui, left, scene, list);
    if let Some(mapping) = mapping {
        actions.push(Action::Actuals(ActualsRequest::Map(mapping)));
    }
    let mut side =
        ui.new_child(egui::UiBuilder::new().id_salt("result").max_rect(right).layout(Layout::top_down(Align::Min)));
    side.set_clip_rect(right.intersect(ui.clip_rect()));
    result(&mut side, scene, list);
    ui.advance_cursor_after_rect(area);
}

/// What comes of it: rows that are new, rows that replace others, rows that were not taken and why.
fn result(ui: &mut Ui, scene: &Scene<'_>, list: &OpenActuals) {
    let p = theme::tokens(ui);
    ui.label(RichText::new(scene.text(Msg::OrdersResult)).font(fonts::text_medium()).color(p.t1));
    if !list.mapping.is_complete() {
        ui.label(RichText::new(scene.text(Msg::ActualsIncomplete)).color(p.warn));
        return;
    }
    let Some(intake) = &list.intake else { return };
    let fact = |ui: &mut Ui, msg: Msg, number: usize, ink| {
        ui.horizontal(|ui| {
            ui.set_min_width(RESULTS - size::S8);
            ui.label(RichText::new(scene.text(msg)).color(p.t2));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(RichText::new(scene.format().whole(number as i128)).font(fonts::text_medium()).color(ink));
            });
        });
    };
    fact(ui, Msg::ActualsTaken, intake.rows.len(), p.t1);
    fact(ui, Msg::ActualsNew, list.counts.0, p.t1);
    fact(ui, Msg::ActualsReplaced, list.counts.1, p.t1);
    if intake.totals > 0 {
        fact(ui, Msg::ActualsTotals, usize::try_from(intake.totals).unwrap_or(0), p.t1);
    }
    let bad = usize::try_from(intake.bad_total).unwrap_or(usize::MAX);
    fact(ui, Msg::ActualsBad, bad, if bad > 0 { p.warn } else { p.t1 });
    ScrollArea::vertical().id_salt("bad actuals").auto_shrink(false).show(ui, |ui| {
        for row in intake.bad.iter().take(200) {
            ui.label(RichText::new(bad_actual(scene.texts, row)).color(p.t2));
        }
    });
}

/// Take or leave; nothing while neither.
fn foot(ui: &mut Ui, scene: &Scene<'_>, form: &ActualsForm) -> Option<bool> {
    let can = matches!(&form.list, ActualsList::Open(list) if list.intake.as_ref().is_some_and(|intake| !intake.rows.is_empty()));
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        if ui.add_enabled_ui(can, |ui| button::primary(ui, scene.text(Msg::OrdersImport)).clicked()).inner {
            return Some(true);
        }
        button::secondary(ui, scene.text(Msg::DialogCancel)).clicked().then_some(false)
    })
    .inner
}
