//! What would make the target as sure as asked for, one lever at a time; the chance each gives alone.

use egui::{Align2, Ui, pos2, vec2};

use super::{line, section};
use crate::engine::funnel::Typed;
use crate::engine::funnel::edit::type_value;
use crate::engine::simulate::Lever;
use crate::model::Rate;
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint, pane};

/// Draws the levers; nothing where the target is sure enough or nothing is known.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let Some(answer) = open.simulated.answer else { return };
    let levers =
        answer.remedies.iter().filter_map(|remedy| Some((remedy, words(scene, open, remedy.lever, remedy.factor)?)));
    let levers: Vec<_> = levers.collect();
    if levers.is_empty() {
        return;
    }
    section(ui, scene.text(Msg::BriefRemedies), false);
    let p = theme::tokens(ui);
    for (index, (remedy, words)) in levers.iter().enumerate() {
        let rect = line(ui, 28.0);
        let y = rect.center().y;
        pane::label(ui, pos2(rect.left(), y), Align2::LEFT_CENTER, words, fonts::text(), p.t1);
        let mut right = rect.right();
        if remedy.lever == Lever::Target {
            let name = scene.text(Msg::BriefRemedyTry);
            let width = paint::width(ui.painter(), name, fonts::text());
            let place = egui::Rect::from_min_size(pos2(right - width, y - 10.0), vec2(width, 20.0));
            if button::link(&mut paint::at(ui, place, ("remedy", index)), name).clicked() {
                lower(open, words, remedy.factor, actions);
            }
            right = place.left() - size::S12;
        }
        let chance = scene.format().percent(answer.wanted, 0);
        pane::judged(ui, pos2(right, y), Align2::RIGHT_CENTER, true, &chance, fonts::text());
    }
}

/// A factor as a rate, rounded up to the thousandth so that what it gives is reached.
fn factor(of: f64) -> Rate {
    Rate::from_ppm((of * 1_000.0).ceil() as i64 * 1_000)
}

fn words(scene: &Scene<'_>, open: &Open<'_>, lever: Lever, times: f64) -> Option<String> {
    let funnel = &open.answer.funnel;
    let format = scene.format();
    let with = |msg, value: String| scene.texts.with(msg, &[("value", value.into())]);
    match lever {
        Lever::Target => {
            let target = lowered(open, times)?;
            Some(with(Msg::BriefRemedyTarget, format.sum(target).to_string()))
        }
        Lever::Aov => Some(with(Msg::BriefRemedyAov, format.price_short(funnel.aov.value?.at_rate(factor(times))))),
        Lever::Cvr => Some(with(Msg::BriefRemedyCvr, format.percent(funnel.cvr.value?.times(factor(times)), 2))),
        Lever::Uv => {
            let planned = open.answer.traffic.total.uv;
            let more = (planned.wide() as f64 * (times - 1.0)).ceil() as i128;
            Some(with(Msg::BriefRemedyUv, format.count_wide(more).to_string()))
        }
        Lever::Of(_) => None,
    }
}

/// The target that is as sure as asked for, down to whole 万.
fn lowered(open: &Open<'_>, times: f64) -> Option<crate::model::Money> {
    let target = open.answer.funnel.gmv.value?;
    let exact = (target.wide() as f64 * times).floor() as i128;
    Some(crate::model::Money::from_wide(exact / 1_000_000 * 1_000_000))
}

fn lower(open: &Open<'_>, name: &str, times: f64, actions: &mut Actions) {
    let Some(target) = lowered(open, times) else { return };
    crate::ui::tabs::edit::funnel(actions, open.campaign.id, name, move |funnel| {
        type_value(funnel, Typed::Gmv(target))
    });
}
