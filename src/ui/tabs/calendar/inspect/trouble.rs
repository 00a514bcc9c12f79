//! What is wrong with the chosen task, with the steps that mend it; and what hangs on it when it is late.

use egui::{Align2, Ui, pos2, vec2};

use super::super::CalendarState;
use super::fact;
use crate::engine::finding::{PlaceKind, Severity};
use crate::engine::schedule::Moment;
use crate::engine::schedule::risk::{at_risk, is_late};
use crate::model::{Rate, Task};
use crate::text::Msg;
use crate::text::findings::sentence;
use crate::text::names::Named;
use crate::text::offers::offer_name;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::mend;
use crate::ui::tabs::side_rows::{line, nothing, section};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{paint, pane};

/// Offers that are named.
const NAMED: usize = 4;

/// Draws both.
pub fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &CalendarState,
    task: &Task,
    actions: &mut Actions,
) {
    let own = |finding: &&crate::engine::finding::Finding| {
        finding.place.kind == PlaceKind::Task && finding.place.id == Some(task.id.0)
    };
    let mut any = false;
    for finding in open.answer.findings.iter().filter(own) {
        if !std::mem::replace(&mut any, true) {
            section(ui, scene.text(Msg::CalendarTrouble));
        }
        let p = theme::tokens(ui);
        let (icon, ink) = match finding.severity {
            Severity::Error => (icons::OCTAGON_ALERT, p.error),
            Severity::Warning => (icons::TRIANGLE_ALERT, p.warn),
            Severity::Hint => (icons::INFO, p.t2),
        };
        let words = sentence(scene.texts, open.project, open.campaign, finding);
        let width = ui.available_width();
        let galley = ui.painter().layout(words.clone(), fonts::text(), p.t1, width - 62.0);
        let (rect, _) = ui.allocate_exact_size(vec2(width, galley.size().y + 8.0), egui::Sense::hover());
        paint::icon(ui.painter(), pos2(rect.left() + 24.0, rect.top() + 12.0), icon, size::ICON_TEXT, ink);
        pane::named(ui, rect, &words);
        ui.painter().galley(pos2(rect.left() + 40.0, rect.top() + 4.0), galley, p.t1);
        mend::buttons(ui, 40.0, scene, open, finding, actions);
    }
    let schedule = &state.table.schedule;
    if !is_late(schedule, task, Moment::from(scene.now)) {
        return;
    }
    section(ui, scene.text(Msg::RiskTitle));
    let risk = at_risk(open.campaign, schedule, &open.answer.time, task.id);
    if risk.phases.is_empty() {
        nothing(ui, scene.text(Msg::RiskNone));
        return;
    }
    let phase =
        |id: &crate::model::PhaseId| open.campaign.phases.get(*id).map(|row| row.name_in(scene.texts).to_owned());
    let phases: Vec<String> = risk.phases.iter().filter_map(phase).collect();
    fact(ui, scene.text(Msg::RiskPhases), &phases.join(" · "), true);
    let target = crate::engine::plan::target(&open.answer.funnel);
    let share = Rate::ratio(risk.gmv.wide(), target.wide()).unwrap_or_default();
    let sum =
        [("gmv", scene.format().sum(risk.gmv).to_string().into()), ("share", scene.format().percent(share, 0).into())];
    fact(ui, scene.text(Msg::RiskGmv), &scene.texts.with(Msg::RiskOfTarget, &sum), true);
    let offers = risk.offers.iter().filter_map(|id| open.campaign.offers.get(*id));
    let names: Vec<String> = offers.take(NAMED).map(|offer| offer_name(scene.texts, open.project, offer)).collect();
    let words = [("n", risk.offers.len().into())];
    fact(ui, scene.text(Msg::RiskOffers), &scene.texts.with(Msg::RiskOfferCount, &words), false);
    for name in names {
        let rect = line(ui, 20.0);
        let p = theme::tokens(ui);
        let galley = paint::cut(ui.painter(), &name, fonts::text(), p.t2, rect.width());
        let place = Align2::RIGHT_CENTER.anchor_size(rect.right_center(), galley.size());
        ui.painter().galley(place.min, galley, p.t2);
        pane::named(ui, place, &name);
    }
}
