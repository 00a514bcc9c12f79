//! A goal beside what it was before, what the year asks for, what the simulation gives.

use egui::{Align2, Rect, Ui, pos2};

use super::goal::bar;
use crate::engine::brief::{Came, GoalFigures, Past, unit_of};
use crate::engine::funnel::ladder::left_for;
use crate::engine::simulate::Measure;
use crate::engine::simulate::money;
use crate::model::{Goal, GoalOf, GoalValue};
use crate::text::Msg;
use crate::text::brief::value_shown;
use crate::text::names::Named;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::side_rows::{line, section};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{paint, pane};

/// Earlier campaigns that are listed.
const EARLIER: usize = 3;

/// Draws the bars; nothing where there is nothing to compare with.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, goal: &Goal, figures: &GoalFigures, past: &Past) {
    let Some(target) = figures.target else { return };
    let mut rows: Vec<(String, GoalValue)> = Vec::new();
    if let (Some(typed), None) = (figures.baseline, figures.baseline_of) {
        rows.push((scene.text(Msg::BriefGoalBaseline).to_owned(), typed));
    }
    // campaigns as large as this one say more than member days do
    let level = |came: &&Came| open.project.campaign(came.campaign).is_some_and(|c| c.level <= open.campaign.level);
    let alike: Vec<&Came> = past.all.iter().filter(level).collect();
    let listed = if alike.is_empty() { past.all.iter().collect() } else { alike };
    for came in listed.into_iter().take(EARLIER) {
        if let Some(campaign) = open.project.campaign(came.campaign) {
            rows.push((campaign.name_in(scene.texts).to_owned(), came.value));
        }
    }
    if goal.of == GoalOf::Gmv {
        let own = open.answer.funnel.gmv.value.unwrap_or_default();
        if let Some(left) = open.campaign.opening().and_then(|opening| left_for(open.ladders, opening.date(), own)) {
            rows.push((scene.text(Msg::BriefAgainstLadder).to_owned(), GoalValue::Money(left)));
        }
        if let Some(answer) = open.simulated.answer {
            let middle = money(answer.quantile(Measure::Gmv, 0.5));
            rows.push((scene.text(Msg::BriefAgainstP50).to_owned(), GoalValue::Money(middle)));
        }
    }
    rows.retain(|(_, value)| value.is_like(target));
    if rows.is_empty() {
        return;
    }
    section(ui, scene.text(Msg::BriefAgainst));
    rows.insert(0, (scene.text(Msg::BriefAgainstThis).to_owned(), target));
    let most = rows.iter().map(|(_, value)| value.to_f64()).fold(0.0, f64::max);
    let p = theme::tokens(ui);
    let names = if scene.texts.lang().is_chinese() { 80.0 } else { 96.0 };
    for (index, (name, value)) in rows.iter().enumerate() {
        let rect = line(ui, 26.0);
        let y = rect.center().y;
        let own = index == 0;
        let font = if own { fonts::text_medium() } else { fonts::text() };
        let ink = if own { p.t1 } else { p.t2 };
        let galley = paint::cut(ui.painter(), name, font.clone(), ink, names);
        ui.painter().galley(pos2(rect.left(), y - galley.size().y / 2.0), galley, ink);
        let shown = value_shown(scene.texts, unit_of(goal), *value);
        paint::text(ui.painter(), pos2(rect.right(), y), Align2::RIGHT_CENTER, &shown, font, p.t1);
        let track =
            Rect::from_min_max(pos2(rect.left() + names + size::S8, y - 5.0), pos2(rect.right() - 64.0, y + 5.0));
        bar(ui, track, if most > 0.0 { (value.to_f64() / most) as f32 } else { 0.0 }, own);
        pane::named(ui, rect, &format!("{name} {shown}"));
    }
    ui.add_space(size::S4);
}
