//! A risk in words: what it is, by what it shows, what is done, how the drill went.

use egui::Ui;

use crate::engine::run::RunAnswer;
use crate::model::RiskId;
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::text::run::{risk_measure, risk_trigger, rule_name};
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::side_rows::{fact, fact_inked, paragraph, section};
use crate::ui::theme;

/// Draws it.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, of: Option<&RunAnswer>, id: RiskId) {
    let Some(risk) = open.campaign.run.risks.get(id) else { return };
    let p = theme::tokens(ui);
    let t = |msg| scene.text(msg);
    ui.add_space(theme::size::S8);
    fact(ui, t(Msg::RunRiskProbability), &risk.probability.get().to_string());
    fact(ui, t(Msg::RunRiskImpact), &risk.impact.get().to_string());
    let ink = if risk.weight() >= 15 { p.error } else { p.t1 };
    fact_inked(ui, t(Msg::RunRiskWeight), &risk.weight().to_string(), ink);
    if let Some(kind) = risk.alarm {
        fact(ui, t(Msg::RunRiskAlarm), rule_name(scene.texts, kind));
        if of.is_some_and(|of| of.alarms.iter().any(|alarm| alarm.kind == kind && !alarm.handled)) {
            fact_inked(ui, t(Msg::RunAlarms), t(Msg::RunRiskCalls), p.warn);
        }
    }
    if let Some(person) = risk.owner.and_then(|id| open.project.shop.people.get(id)) {
        fact(ui, t(Msg::RunOwner), &person.name);
    }
    section(ui, t(Msg::RunRiskTrigger));
    paragraph(ui, risk_trigger(scene.texts, risk));
    section(ui, t(Msg::RunRiskMeasure));
    paragraph(ui, risk_measure(scene.texts, risk));
    section(ui, t(Msg::RunDrill));
    fact(ui, t(Msg::RunDrill), risk.drill.name_in(scene.texts));
    if let Some(day) = risk.drill_on {
        fact(ui, t(Msg::RunDrillOn), &scene.format().day(day));
    }
    if !risk.result.is_empty() {
        paragraph(ui, &risk.result);
    }
}
