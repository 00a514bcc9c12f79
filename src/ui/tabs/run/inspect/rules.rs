//! The rules of alarms: whether each is watched, and from where on it calls.

use std::sync::Arc;

use egui::Ui;

use crate::engine::run::alarm::rule;
use crate::model::{AlarmKind, AlarmRule, Count, Rate};
use crate::text::Msg;
use crate::text::run::rule_name;
use crate::ui::action::Actions;
use crate::ui::input;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::side_rows::{inset, section};
use crate::ui::tabs::{edit, form};
use crate::ui::theme::size;
use crate::ui::widgets::check;
use crate::ui::widgets::field::Field;

/// Draws all of them.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    for kind in AlarmKind::ALL {
        section(ui, rule_name(scene.texts, kind));
        one(ui, scene, open, kind, actions);
    }
}

/// Draws one.
pub fn one(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, kind: AlarmKind, actions: &mut Actions) {
    let old = rule(&open.campaign.run, kind);
    let mut new = old;
    let name = rule_name(scene.texts, kind);
    let limit_name = scene.texts.with(Msg::RunRuleLimit, &[("rule", name.into())]);
    inset(ui, |ui| {
        let spoken = scene.texts.with(Msg::RunRuleWatch, &[("rule", name.into())]);
        new.off = old.off != check::check(ui, &spoken, !old.off);
        form::row(ui, scene, scene.text(Msg::RunThresholds), |ui| {
            if kind == AlarmKind::StockDays {
                let shown = scene.format().factor_exact(old.limit);
                let field = Field::new(&limit_name, &shown, &shown).unit(scene.text(Msg::RunRuleDays));
                let days = form::typed(ui, field, 84.0, &limit_name, |text| input::factor(scene.texts, text));
                new.limit = days.unwrap_or(old.limit);
            } else if let Some(limit) = form::percent(ui, scene, &limit_name, old.limit) {
                new.limit = limit;
            }
        });
        if kind == AlarmKind::CvrBelow {
            form::row(ui, scene, scene.text(Msg::RunRuleHours), |ui| {
                if let Some(hours) = form::count(ui, scene, scene.text(Msg::RunRuleHours), old.hours) {
                    new.hours = hours.min(Count::new(240));
                }
            });
        }
    });
    ui.add_space(size::S4);
    if new != old && new.limit >= Rate::ZERO {
        edit::campaign(actions, open.campaign.id, scene.text(Msg::RunStepRule), move |campaign| {
            let run = Arc::make_mut(&mut campaign.run);
            if new == AlarmRule::usual(kind) {
                run.alarms.remove(&kind);
            } else {
                run.alarms.insert(kind, new);
            }
        });
    }
}
