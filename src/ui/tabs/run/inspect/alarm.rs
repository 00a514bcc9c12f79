//! An alarm: what it is, its rule, and that it was seen to.

use std::sync::Arc;

use egui::Ui;

use super::super::Chosen;
use super::rules;
use crate::engine::run::RunAnswer;
use crate::engine::run::alarm::rule;
use crate::model::{ActualOf, AlarmKind, HandledAlarm};
use crate::text::Msg;
use crate::text::rows::RowNames;
use crate::text::run::{alarm_title, figure, whose};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::edit;
use crate::ui::tabs::side_rows::{buttons, fact, paragraph_inked, section};
use crate::ui::theme;
use crate::ui::widgets::button;

/// Draws it.
pub fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    of: &RunAnswer,
    (kind, whose_figure): (AlarmKind, ActualOf),
    view: &mut View,
    actions: &mut Actions,
) {
    let rows = RowNames { texts: scene.texts, project: open.project, campaign: open.campaign };
    let t = |msg| scene.text(msg);
    ui.add_space(crate::ui::theme::size::S8);
    let found = of.alarms.iter().find(|alarm| alarm.kind == kind && alarm.of == whose_figure);
    if let Some(alarm) = found {
        let hours = rule(&open.campaign.run, kind).hours;
        paragraph_inked(ui, &alarm_title(&rows, alarm, hours), theme::tokens(ui).t1);
        let shown = |of| figure(scene.texts, of, kind);
        fact(ui, t(Msg::RunAlarmWhose), &whose(&rows, alarm.of));
        fact(ui, t(Msg::RunActual), &shown(alarm.value));
        if let Some(plan) = alarm.plan {
            fact(ui, t(if kind == AlarmKind::StockDays { Msg::RunColumnStock } else { Msg::RunPlan }), &shown(plan));
        }
        fact(ui, t(Msg::RunThresholds), &shown(alarm.threshold));
        fact(ui, t(Msg::RunAlarmSince), &scene.format().day_and_time(alarm.since));
        let (at, id, handled) = (of.at, open.campaign.id, alarm.handled);
        buttons(ui, |ui| {
            let words = t(if handled { Msg::RunUnhandle } else { Msg::RunHandle });
            if button::primary(ui, words).clicked() {
                edit::campaign(actions, id, t(Msg::RunStepHandled), move |campaign| {
                    let run = Arc::make_mut(&mut campaign.run);
                    let same =
                        |row: &HandledAlarm| row.kind == kind && row.of == whose_figure && row.at.date() == at.date();
                    if handled {
                        run.handled.retain(|row| !same(row));
                    } else {
                        run.handled.push(HandledAlarm { kind, of: whose_figure, at, note: String::new() });
                    }
                });
            }
            if button::secondary(ui, t(Msg::RunSideEnd)).clicked() {
                view.tabs.run.choose(Chosen::End);
            }
        });
    } else {
        paragraph_inked(ui, t(Msg::RunAlarmGone), theme::tokens(ui).t2);
    }
    section(ui, t(Msg::RunThresholds));
    rules::one(ui, scene, open, kind, actions);
}
