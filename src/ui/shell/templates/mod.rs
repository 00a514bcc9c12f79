//! The dialog of templates: those there are on the left, what one would make of the campaign on the right.

mod form;
mod list;
mod rows;

use std::sync::Arc;

use egui::{Align, Layout, Rect, RichText, Ui, pos2, vec2};

pub use form::{Entry, TemplatesForm, TemplatesRequest};
pub use list::proposal;

use crate::engine::task_template::{Choice, Preview, put};
use crate::model::Level;
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::edit;
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::float::dialog;
use crate::ui::widgets::{button, check, paint, pane};

/// The dialog at its widest and highest; it leaves a margin in a small window.
const WIDEST: f32 = 1_040.0;
const HIGHEST: f32 = 700.0;
const MARGIN: f32 = 48.0;
/// Width of the list of templates.
const LIST: f32 = 232.0;

/// Draws the dialog; whether it stays.
pub fn show(ui: &Ui, scene: &Scene<'_>, form: &mut TemplatesForm, actions: &mut Actions) -> bool {
    let Some(open) = scene.open.as_ref().filter(|open| open.project.campaign(form.campaign).is_some()) else {
        return false;
    };
    let preview = form.preview(open.project, open.revision);
    let kept = form.level().map(|level| {
        let of = open.project.campaign(form.campaign);
        let off = of.and_then(|campaign| campaign.brief.tasks_off.get(&level)).cloned().unwrap_or_default();
        form.left_out.clone_from(&off);
        (level, off)
    });
    let window = ui.ctx().content_rect();
    let room = vec2((window.width() - 2.0 * MARGIN).min(WIDEST), (window.height() - 2.0 * MARGIN).min(HIGHEST));
    let (end, left) = dialog(ui, "templates", room.x, |ui| {
        head(ui, scene, open);
        let height = room.y - 2.0 * size::S16 - size::BUTTON - 2.0 * size::S8 - size::FIELD - size::S8;
        let (body, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), egui::Sense::hover());
        pane::divider_h(ui, body, body.top());
        pane::divider_h(ui, body, body.bottom());
        let (left, right) = body.split_left_right_at_x(body.left() + LIST);
        list::show(&mut column(ui, left, "template list"), left, scene, open, form, actions);
        pane::divider_v(ui, body, right.left());
        let right = Rect::from_min_max(right.min + vec2(size::S16, 0.0), right.max);
        let mut child = column(ui, right, "template preview");
        match (&preview, form.entries.get(form.chosen)) {
            (Some(preview), _) => rows::show(&mut child, right, scene, open, form, preview),
            (None, Some(entry)) => broken(&mut child, right, scene, entry),
            (None, None) => {}
        }
        foot(ui, scene, form, preview.as_ref())
    });
    if let Some((level, was)) = kept
        && was != form.left_out
    {
        keep(scene, form, level, actions);
    }
    match end {
        Foot::Add => {
            add(scene, form, preview.as_ref(), actions);
            false
        }
        Foot::Cancel => false,
        Foot::Stay => !left,
    }
}

/// A child that fills a place, from the top down.
fn column(ui: &mut Ui, place: Rect, salt: &'static str) -> Ui {
    let child = egui::UiBuilder::new().id_salt(salt).max_rect(place).layout(Layout::top_down(Align::Min));
    let mut child = ui.new_child(child);
    child.set_clip_rect(place.intersect(ui.clip_rect()));
    child
}

fn head(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>) {
    let p = theme::tokens(ui);
    ui.horizontal(|ui| {
        ui.set_min_height(size::FIELD);
        ui.label(RichText::new(scene.text(Msg::TemplateTitle)).font(fonts::medium(size::TITLE)).color(p.t1));
        let mut about = open.campaign.name_in(scene.texts).to_owned();
        if let Some(opening) = open.campaign.opening() {
            let at = scene.format().day_and_time(opening);
            about = format!("{about} · {}", scene.texts.with(Msg::TemplateOpensAt, &[("at", at.into())]));
        }
        ui.label(RichText::new(about).color(p.t2));
    });
}

/// A template that cannot be read, and why.
fn broken(ui: &mut Ui, place: Rect, scene: &Scene<'_>, entry: &Entry) {
    let p = theme::tokens(ui);
    let Err(why) = &entry.template else { return };
    ui.add_space(size::S12);
    ui.label(RichText::new(&entry.name).font(fonts::medium(size::TITLE)).color(p.t1));
    ui.label(RichText::new(scene.text(Msg::TemplateBroken)).color(p.error));
    ui.set_max_width(place.width().min(640.0));
    ui.add(egui::Label::new(RichText::new(why).color(p.t2)).selectable(true));
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Foot {
    Stay,
    Add,
    Cancel,
}

fn foot(ui: &mut Ui, scene: &Scene<'_>, form: &mut TemplatesForm, preview: Option<&Arc<Preview>>) -> Foot {
    let count = preview.map_or(0, |preview| preview.added(&form.left_out).count());
    let there = |preview: &Arc<Preview>| {
        let present = |fate| matches!(fate, crate::engine::task_template::Fate::Present(_));
        preview.rows.iter().any(|row| !row.group && present(row.fate))
    };
    let asks = form.doubles || preview.is_some_and(there);
    ui.horizontal(|ui| {
        if asks && check::check(ui, scene.text(Msg::TemplateDoubles), form.doubles) {
            form.doubles = !form.doubles;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let words = scene.texts.with(Msg::TemplateAct, &[("n", count.into())]);
            if ui.add_enabled_ui(count > 0, |ui| button::primary(ui, &words).clicked()).inner {
                return Foot::Add;
            }
            if button::secondary(ui, scene.text(Msg::DialogCancel)).clicked() { Foot::Cancel } else { Foot::Stay }
        })
        .inner
    })
    .inner
}

/// Keeps with the brief what of the level's tasks is not wanted.
fn keep(scene: &Scene<'_>, form: &TemplatesForm, level: Level, actions: &mut Actions) {
    let off = form.left_out.clone();
    edit::campaign(actions, form.campaign, scene.text(Msg::BriefStepTasksOff), move |campaign| {
        let all = &mut Arc::make_mut(&mut campaign.brief).tasks_off;
        if off.is_empty() {
            all.remove(&level);
        } else {
            all.insert(level, off);
        }
    });
}

/// Adds what is wanted: one step.
fn add(scene: &Scene<'_>, form: &TemplatesForm, preview: Option<&Arc<Preview>>, actions: &mut Actions) {
    let (Some(template), Some(preview)) = (form.template(), preview) else { return };
    let count = preview.added(&form.left_out).count();
    let (template, campaign) = (Arc::clone(template), form.campaign);
    let (left_out, doubles) = (form.left_out.clone(), form.doubles);
    actions.edit(scene.texts.with(Msg::TemplateStep, &[("n", count.into())]), move |project| {
        put(project, campaign, &template, Choice { left_out: &left_out, doubles });
    });
}

/// Words at the left of a row, cut at a width.
fn words(ui: &mut Ui, left: f32, y: f32, width: f32, text: &str, font: egui::FontId, ink: egui::Color32) {
    let galley = paint::cut(ui.painter(), text, font, ink, width);
    let size = galley.size();
    ui.painter().galley(pos2(left, y - size.y / 2.0), galley, ink);
}
