//! The stages with their counts, and the funnel drawn to scale between them.

use egui::{Align2, Rect, Ui, pos2, vec2};

use super::identity::{ink, lock_button};
use super::rates;
use crate::engine::funnel::edit::type_value;
use crate::engine::funnel::{Typed, Unknown};
use crate::engine::why::FigureId;
use crate::model::{Count, Stage, StageKind};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::input;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::{edit, later};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::{Field, Ink};
use crate::ui::widgets::{button, funnel, paint, pane};

/// Draws stages, funnel and rates.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
    let stages = &open.campaign.funnel.stages;
    if stages.is_empty() {
        empty(ui, area, scene, open, actions);
        return;
    }
    let counts: Vec<Option<f64>> = open.answer.funnel.stages.iter().map(|s| s.count.value.map(Count::to_f64)).collect();
    let labels_top = area.top() + 8.0;
    let bars_top = labels_top + if compact { 62.0 } else { 70.0 };
    let rates_height = 86.0;
    let bars = Rect::from_min_max(
        pos2(area.left(), bars_top),
        pos2(area.right(), area.bottom() - rates_height - if compact { 6.0 } else { 10.0 }),
    );
    let geometry = funnel::layout(bars, &counts);
    let hover = ui
        .input(|i| i.pointer.hover_pos())
        .filter(|at| bars.contains(*at) && ui.rect_contains_pointer(bars))
        .and_then(|at| funnel::hit(&geometry, at));
    let planned = covered(open);
    funnel::paint(ui.painter(), bars, &geometry, planned, hover, theme::tokens(ui));
    for (index, (stage, bar)) in stages.iter().zip(&geometry.bars).enumerate() {
        header(ui, pos2(bar.left, labels_top), scene, open, stage, index, view, actions);
        tooltip(ui, bars, &geometry, index, scene, open, stage);
    }
    cut_note(ui, &geometry, scene, open);
    let rates_area = Rect::from_min_max(pos2(area.left(), area.bottom() - rates_height), area.max);
    rates::show(ui, rates_area, &geometry, scene, open, view, actions);
}

/// The part of the needed visitors that the traffic plan brings; nothing without a plan.
fn covered(open: &Open<'_>) -> Option<f32> {
    let traffic = &open.answer.traffic;
    if traffic.total.uv.get() == 0 {
        return None;
    }
    let needed = traffic.needed?.to_f64();
    (needed > 0.0).then(|| (traffic.total.uv.to_f64() / needed) as f32)
}

fn header(
    ui: &mut Ui,
    at: egui::Pos2,
    scene: &Scene<'_>,
    open: &Open<'_>,
    stage: &Stage,
    index: usize,
    view: &mut View,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let Some(answer) = open.answer.funnel.stage(stage.id) else { return };
    let name = stage.name_in(scene.texts);
    let label = pane::label(ui, pos2(at.x, at.y + 8.0), Align2::LEFT_CENTER, name, fonts::text(), p.t2);
    let owner = stage.department.and_then(|id| open.project.shop.departments.get(id));
    if let Some(owner) = owner {
        pane::label(
            ui,
            pos2(label.rect.right() + 6.0, at.y + 8.0),
            Align2::LEFT_CENTER,
            owner.name_in(scene.texts),
            fonts::text(),
            p.t3,
        );
    }
    let shown = answer.count.value.map(|c| format.count_headline(c)).unwrap_or_default();
    let number = if answer.count.value.is_some() { shown.number } else { "—".to_owned() };
    let raw = answer.count.value.map(|c| c.to_string()).unwrap_or_default();
    let locked = answer.count.origin == crate::engine::value::Origin::Typed;
    let field = Rect::from_min_size(pos2(at.x, at.y + 20.0), vec2(100.0, 28.0));
    let mut child = paint::at(ui, field, ("stage", index));
    let field_ink = match ink(answer.count.origin) {
        Ink::Absent => Ink::Calculated,
        other => other,
    };
    let outcome = Field::new(name, &number, &raw)
        .unit(shown.unit)
        .ink(field_ink)
        .font(fonts::medium(size::FIGURE))
        .left()
        .glow(scene.figures_of(open))
        .size(100.0, 28.0)
        .show(&mut child, ("stage count", index), |text| input::count(scene.texts, text).map(|_| ()));
    if outcome.response.gained_focus() {
        view.figure = Some(FigureId::Stage(stage.id));
    }
    if let Some(count) = outcome.committed.and_then(|text| input::count(scene.texts, &text).ok()) {
        let step = scene.texts.with(Msg::StepCount, &[("what", name.into())]);
        let id = stage.id;
        edit::funnel(actions, open.campaign.id, step, move |f| type_value(f, Typed::Count(id, count)));
    }
    let mut right = field.right() + 6.0;
    if locked {
        let rect = Rect::from_min_size(pos2(right, field.center().y - 10.0), vec2(18.0, 20.0));
        lock_button(ui, rect, scene, open, Unknown::Count(stage.id), actions);
        right += 22.0;
    }
    if Some(stage.id) == open.answer.funnel.uv_stage
        && let Some(gap) = open.answer.traffic.gap.filter(|g| *g < 0 && !open.answer.traffic.rows.is_empty())
    {
        let short = format.count_wide(i128::from(gap.abs())).to_string();
        let words = scene.texts.with(Msg::FunnelShort, &[("uv", short.into())]);
        pane::judged(ui, pos2(right, field.center().y), Align2::LEFT_CENTER, false, &words, fonts::text_medium());
    } else if let Some(conflict) = open.answer.funnel.conflicts.iter().find(|c| c.on == Unknown::Count(stage.id)) {
        let size_of = match conflict.gap {
            crate::engine::value::Value::Difference(d) => format.count_wide(i128::from(d)).to_string(),
            crate::engine::value::Value::Money(m) => format.sum(m).to_string(),
            crate::engine::value::Value::Count(c) => format.count(c).to_string(),
            crate::engine::value::Value::Rate(r) => format.percent(r, 2),
        };
        let words = scene.texts.with(Msg::FunnelConflict, &[("gap", size_of.into())]);
        let at = pos2(right + 16.0, field.center().y);
        paint::icon(ui.painter(), pos2(right + 6.0, at.y), icons::OCTAGON_ALERT, size::ICON_TEXT, p.error);
        pane::label(ui, at, Align2::LEFT_CENTER, &words, fonts::text_medium(), p.error);
    }
}

fn cut_note(ui: &mut Ui, geometry: &funnel::Geometry, scene: &Scene<'_>, open: &Open<'_>) {
    let p = theme::tokens(ui);
    let (Some(first), Some(second)) = (geometry.bars.first(), geometry.bars.get(1)) else { return };
    if !first.cut {
        return;
    }
    let answers = &open.answer.funnel.stages;
    let counts = (answers.first().and_then(|s| s.count.value), answers.get(1).and_then(|s| s.count.value));
    let (Some(a), Some(b)) = counts else { return };
    let Some(times) = crate::model::Rate::ratio(a.wide(), b.wide()) else { return };
    let times = scene.format().factor(times, 1);
    let words = match open.campaign.funnel.stages.at(1) {
        Some(next) if next.kind != StageKind::Visitors => {
            scene.texts.with(Msg::FunnelCut, &[("stage", next.name_in(scene.texts).into()), ("times", times.into())])
        }
        _ => scene.texts.with(Msg::FunnelCutUv, &[("times", times.into())]),
    };
    let room = second.left - first.rect.right() - 24.0;
    let galley = paint::cut(ui.painter(), &words, fonts::text(), p.t2, room);
    let at = pos2(first.rect.right() + 12.0, first.rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, p.t2);
}

fn tooltip(
    ui: &mut Ui,
    bars: Rect,
    geometry: &funnel::Geometry,
    index: usize,
    scene: &Scene<'_>,
    open: &Open<'_>,
    stage: &Stage,
) {
    let Some(bar) = geometry.bars.get(index) else { return };
    let Some(answer) = open.answer.funnel.stage(stage.id) else { return };
    let place = Rect::from_min_max(pos2(bar.left, bars.top()), pos2(bar.left + funnel::BAR, bars.bottom()));
    let exact = answer.count.value.map_or_else(|| "—".to_owned(), |c| scene.format().whole(c.wide()));
    let words = format!("{} {exact}", stage.name_in(scene.texts));
    pane::named(ui, place, &words).on_hover_ui(|ui| {
        ui.label(egui::RichText::new(stage.name_in(scene.texts)).font(fonts::text_medium()));
        ui.label(&exact);
        let top = open.answer.funnel.uv.value;
        if let (Some(count), Some(top)) = (answer.count.value, top)
            && let Some(share) = crate::model::Rate::ratio(count.wide(), top.wide())
        {
            ui.label(format!("{} {}", scene.text(Msg::FunnelOfVisitors), scene.format().percent(share, 2)));
        }
    });
}

fn empty(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let id = open.campaign.id;
    later::empty(ui, area, icons::FUNNEL, scene.text(Msg::FunnelEmptyTitle), &[scene.text(Msg::FunnelEmpty)], |ui| {
        ui.horizontal(|ui| {
            ui.add_space((ui.available_width() - 300.0).max(0.0) / 2.0);
            let step = scene.text(Msg::StepPresets);
            for (msg, lead) in [(Msg::FunnelUseRetail, false), (Msg::FunnelUseLead, true)] {
                let clicked = if lead {
                    button::secondary(ui, scene.text(msg)).clicked()
                } else {
                    button::primary(ui, scene.text(msg)).clicked()
                };
                if clicked {
                    actions.edit(step, move |project| crate::engine::template::use_stages(project, id, lead));
                }
            }
        });
    });
}
