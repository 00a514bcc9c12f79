//! A source's word-of-mouth play (裂变): what is typed on the left, what it comes to and its rounds on the right.

mod form;
mod result;
mod rounds;

use std::sync::Arc;

use egui::{Align2, Rect, ScrollArea, Stroke, Ui, pos2, vec2};

use crate::engine::funnel::SourceAnswer;
use crate::engine::value::Origin;
use crate::engine::viral::PlayAnswer;
use crate::model::{Basis, Rate, Source, SourceId, WordOfMouth};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::edit;
use crate::ui::tabs::side_rows::{buttons, paragraph, section};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint, pane};

const HEAD: f32 = 36.0;
const FORM: f32 = 364.0;

/// A source with its play and what it comes to.
struct Shown<'a> {
    source: &'a Source,
    play: &'a WordOfMouth,
    row: &'a SourceAnswer,
    answer: &'a Arc<PlayAnswer>,
}

fn shown<'a>(open: &'a Open<'_>, id: SourceId) -> Option<Shown<'a>> {
    let source = open.campaign.traffic.get(id)?;
    let play = source.basis.play()?;
    let row = open.answer.traffic.source(id)?;
    Some(Shown { source, play, row, answer: row.play.as_ref()? })
}

/// Whether a source has a play that can be shown.
pub(super) fn can_be_shown(open: &Open<'_>, id: SourceId) -> bool {
    shown(open, id).is_some()
}

/// Another play of a source, as one step.
fn edit_play(
    scene: &Scene<'_>,
    open: &Open<'_>,
    id: SourceId,
    actions: &mut Actions,
    change: impl FnOnce(&mut WordOfMouth) + 'static,
) {
    let name = open.campaign.traffic.get(id).map(|source| source.name_in(scene.texts)).unwrap_or_default();
    let step = scene.texts.with(Msg::PlayStep, &[("name", name.into())]);
    edit::campaign(actions, open.campaign.id, step, move |campaign| {
        if let Some(Source { basis: Basis::WordOfMouth(play), .. }) = campaign.traffic.get_mut(id) {
            change(play);
        }
    });
}

/// Draws the pane; whether it is left.
pub(super) fn show(
    ui: &mut Ui,
    area: Rect,
    id: SourceId,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
) -> bool {
    let Some(shown) = shown(open, id) else { return true };
    let (head, body) = area.split_top_bottom_at_y(area.top() + HEAD);
    let left = title(ui, head, scene, open, &shown, actions);
    let (form, result) = body.split_left_right_at_x((body.left() + FORM + 2.0 * size::S16).round());
    column(ui, form, "play form", |ui| form::show(ui, scene, open, &shown, actions));
    column(ui, result, "play result", |ui| {
        result::show(ui, scene, &shown, view);
        rounds::show(ui, scene, &shown, view);
        ui.add_space(size::S12);
    });
    pane::divider_v(ui, body, result.left());
    left
}

/// A part of the pane whose rows stand under each other and scroll.
fn column(ui: &mut Ui, area: Rect, salt: &str, rows: impl FnOnce(&mut Ui)) {
    let mut child = paint::at(ui, area, salt);
    child.set_clip_rect(area.intersect(ui.clip_rect()));
    ScrollArea::vertical().id_salt(salt).auto_shrink(false).show(&mut child, |ui| {
        ui.set_width(area.width());
        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
            ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
            rows(ui);
        });
    });
}

fn title(ui: &mut Ui, row: Rect, scene: &Scene<'_>, open: &Open<'_>, shown: &Shown<'_>, actions: &mut Actions) -> bool {
    let p = theme::tokens(ui);
    let place = Rect::from_min_size(pos2(row.left() + size::S8, row.center().y - 14.0), vec2(28.0, 28.0));
    let mut child = paint::at(ui, place, "play back");
    let left = button::icon(&mut child, icons::CHEVRON_LEFT, scene.text(Msg::PlayBack)).clicked();
    let name = shown.source.name_in(scene.texts);
    let at = pos2(place.right() + size::S4, row.center().y);
    let end = pane::label(ui, at, Align2::LEFT_CENTER, name, fonts::text_medium(), p.t1).rect.right();
    ui.painter().hline(row.x_range(), row.bottom() - 0.5, Stroke::new(1.0, p.line));
    if shown.row.uv.origin != Origin::Typed || shown.answer.seeds.is_none() {
        return left;
    }
    let format = scene.format();
    let typed = shown.row.uv.value.unwrap_or_default();
    let words = [
        ("uv", format.count(typed).to_string().into()),
        ("visitors", format.count(shown.answer.visitors).to_string().into()),
    ];
    let words = scene.texts.with(Msg::PlayUvTyped, &words);
    let link = scene.text(Msg::PlayUse);
    let width = paint::width(ui.painter(), link, fonts::text()) + size::S8;
    let right = row.right() - size::S16 - width;
    let galley = paint::cut(ui.painter(), &words, fonts::text(), p.warn, right - end - size::S24);
    let at = pos2(right - size::S8 - galley.size().x, row.center().y - galley.size().y / 2.0);
    let place = Rect::from_min_size(at, galley.size());
    ui.painter().galley(at, galley, p.warn);
    pane::named(ui, place, &words);
    let place = Rect::from_min_size(pos2(right, row.center().y - 10.0), vec2(width, 20.0));
    if button::link(&mut paint::at(ui, place, "play uv"), link).clicked() {
        let id = shown.source.id;
        edit::campaign(actions, open.campaign.id, link, move |campaign| {
            if let Some(source) = campaign.traffic.get_mut(id) {
                source.uv = None;
            }
        });
    }
    left
}

/// What the inspector says of a source with a play beside its figures, with the way to its pane.
pub(super) fn card(ui: &mut Ui, id: SourceId, scene: &Scene<'_>, open: &Open<'_>) -> bool {
    let Some(shown) = shown(open, id) else { return false };
    section(ui, shown.play.kind.name_in(scene.texts));
    if !shown.answer.rounds.is_empty() {
        paragraph(ui, &k_sentence(scene, shown.answer));
    }
    buttons(ui, |ui| button::secondary(ui, scene.text(Msg::PlayOpen)).clicked())
}

/// What K means.
fn k_sentence(scene: &Scene<'_>, answer: &PlayAnswer) -> String {
    let msg = if answer.k < Rate::ONE { Msg::PlayKBelow } else { Msg::PlayKAbove };
    scene.texts.with(msg, &[("k", scene.format().factor(answer.k, 2).into())])
}
