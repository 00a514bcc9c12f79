//! The rates between the stages, each among its references.

use egui::{Align2, Rect, Ui, pos2, vec2};

use super::identity::ink;
use crate::engine::funnel::edit::type_value;
use crate::engine::funnel::{References, Typed, references};
use crate::engine::why::FigureId;
use crate::model::{Rate, Stage};
use crate::text::Msg;
use crate::text::names::rate_name;
use crate::ui::action::Actions;
use crate::ui::input;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::edit;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::funnel::Geometry;
use crate::ui::widgets::{paint, pane, reference_scale};

/// Draws the rates below the funnel.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    geometry: &Geometry,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
) {
    let stages = &open.campaign.funnel.stages;
    for (index, pair) in geometry.bars.windows(2).enumerate() {
        let ([bar, _], Some(stage), Some(next)) = (pair, stages.at(index), stages.at(index + 1)) else { continue };
        let width = (geometry.step - 36.0).max(60.0);
        let place = Rect::from_min_size(pos2(bar.left + 54.0, area.top()), vec2(width, area.height()));
        rate(ui, place, scene, open, stage, next, index, view, actions);
    }
}

/// A rate as its kind is written: a depth with one decimal, a conversion as a percentage without its sign.
fn shown(scene: &Scene<'_>, stage: &Stage, rate: Rate) -> String {
    if stage.depth { scene.format().factor(rate, 1) } else { scene.format().percent_number(rate, 1) }
}

#[expect(clippy::too_many_arguments, reason = "a rate, where it stands, and what it may ask for")]
fn rate(
    ui: &mut Ui,
    place: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    stage: &Stage,
    next: &Stage,
    index: usize,
    view: &mut View,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let Some(answer) = open.answer.funnel.stage(stage.id) else { return };
    let name = rate_name(scene.texts, stage, Some(next));
    let refs = references(stage, answer.rate.value);
    let beyond = refs.beyond.is_some();
    let y = place.top() + 13.0;
    let field = Rect::from_min_size(pos2(place.right() - 72.0, y - 12.0), vec2(72.0, size::FIELD));
    let galley = paint::cut(ui.painter(), &name, fonts::text(), p.t2, field.left() - place.left() - 26.0);
    let label = Rect::from_min_size(pos2(place.left(), y - galley.size().y / 2.0), galley.size());
    ui.painter().galley(label.min, galley, p.t2);
    pane::named(ui, label, &name);
    if beyond {
        let at = pos2(label.right() + 12.0, y);
        paint::icon(ui.painter(), at, icons::TRIANGLE_ALERT, size::ICON_TEXT, p.warn);
    }
    let value = answer.rate.value.map_or_else(|| "—".to_owned(), |r| shown(scene, stage, r));
    let raw = answer
        .rate
        .value
        .map(|r| if stage.depth { scene.format().factor_exact(r) } else { scene.format().percent_exact(r) })
        .unwrap_or_default();
    let unit = if stage.depth { scene.text(Msg::FunnelViewsUnit) } else { "%" };
    let mut child = paint::at(ui, field, ("rate", index));
    let read = |text: &str| {
        if stage.depth { input::factor(scene.texts, text) } else { input::percent(scene.texts, text) }
    };
    let outcome = Field::new(&name, &value, &raw)
        .unit(unit)
        .ink(ink(answer.rate.origin))
        .font(fonts::text_medium())
        .warn(beyond)
        .glow(scene.figures_of(open))
        .size(72.0, size::FIELD)
        .show(&mut child, ("rate field", index), |text| read(text).map(|_| ()));
    if outcome.response.gained_focus() {
        view.figure = Some(FigureId::Rate(stage.id));
    }
    if let Some(rate) = outcome.committed.and_then(|text| read(&text).ok()) {
        let step = scene.texts.with(Msg::StepRate, &[("what", name.as_str().into())]);
        let id = stage.id;
        edit::funnel(actions, open.campaign.id, step, move |f| type_value(f, Typed::Rate(id, rate)));
    }
    let last_year = open.campaign.opening().map(|o| o.year() - 1);
    scale(ui, place, scene, stage, &refs, answer.rate.value, last_year);
}

fn scale(
    ui: &mut Ui,
    place: Rect,
    scene: &Scene<'_>,
    stage: &Stage,
    refs: &References,
    planned: Option<Rate>,
    last_year: Option<i16>,
) {
    let p = theme::tokens(ui);
    let line = Rect::from_min_size(pos2(place.left(), place.top() + 30.0), vec2(place.width(), 22.0));
    let number = |rate: Option<Rate>| rate.map(Rate::to_f64);
    let drawn = reference_scale::scale(
        number(refs.history),
        number(refs.last_year),
        number(refs.industry),
        number(planned),
        refs.beyond.is_some(),
    );
    reference_scale::paint(ui.painter(), line, &drawn, p);
    legend(ui, place, scene, stage, refs, last_year);
}

/// The references in words below the scale; where the words do not fit, their marks and figures.
fn legend(ui: &mut Ui, place: Rect, scene: &Scene<'_>, stage: &Stage, refs: &References, last_year: Option<i16>) {
    const MARK: f32 = 12.0;
    let p = theme::tokens(ui);
    let y = place.top() + 62.0;
    let all = [
        (Msg::FunnelHistory, refs.history),
        (Msg::FunnelLastYear, refs.last_year),
        (Msg::FunnelIndustry, refs.industry),
    ];
    let mut entries: Vec<(usize, String, String)> = Vec::with_capacity(3);
    for (index, (msg, value)) in all.into_iter().enumerate() {
        let Some(value) = value else { continue };
        let figure = shown(scene, stage, value);
        // English has no short word for the same period last year: it says the year
        let said = match last_year.filter(|_| index == 1 && !scene.texts.lang().is_chinese()) {
            Some(year) => format!("{year} {figure}"),
            None => figure.clone(),
        };
        entries.push((index, scene.texts.with(msg, &[("value", said.into())]), figure));
    }
    let width = |ui: &Ui, words: &str| paint::width(ui.painter(), words, fonts::text()) + MARK;
    let total: f32 = entries.iter().map(|(_, words, _)| width(ui, words)).sum();
    let gaps = entries.len().saturating_sub(1).max(1) as f32;
    let full = total + 8.0 * gaps <= place.width();
    let total: f32 = if full { total } else { entries.iter().map(|(_, _, figure)| width(ui, figure)).sum() };
    let gap = ((place.width() - total) / gaps).max(4.0);
    let mut x = place.left();
    for (index, words, figure) in &entries {
        let drawn = if full { words } else { figure };
        let mark = pos2(x + 5.0, y);
        match index {
            0 => {
                ui.painter().circle(mark, 3.0, p.panel, egui::Stroke::new(1.3, p.t2));
            }
            1 => reference_scale::diamond(ui.painter(), mark, 4.0, p.t2),
            _ => {
                ui.painter().rect_filled(paint::square(mark, 6.0), 0.0, p.t2);
            }
        }
        let label = pane::label(ui, pos2(x + MARK, y), Align2::LEFT_CENTER, drawn, fonts::text(), p.t2);
        if !full {
            label.on_hover_text(words);
        }
        x += width(ui, drawn) + gap;
    }
}
