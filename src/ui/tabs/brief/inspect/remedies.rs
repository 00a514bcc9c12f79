//! What would make the target as sure as asked for, one lever at a time.

use egui::{Align2, Rect, Ui, pos2, vec2};

use crate::engine::simulate::{Lever, can_pull, figures};
use crate::model::DriverOf;
use crate::text::Msg;
use crate::text::chance::{figure_shown, lever_name};
use crate::text::rows::RowNames;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::funnel::pull_lever;
use crate::ui::tabs::side_rows::{line, section};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint, pane};

/// Levers that are listed; the funnel's pane has all.
const LISTED: usize = 5;

/// Draws the levers; nothing where the target is sure enough or nothing is known.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let Some(answer) = open.simulated.answer.filter(|answer| !answer.remedies.is_empty()) else { return };
    let head = section(ui, scene.text(Msg::BriefRemedies));
    let p = theme::tokens(ui);
    let wanted = scene.format().percent(answer.wanted, 0);
    pane::judged(ui, pos2(head.right(), head.center().y + 2.0), Align2::RIGHT_CENTER, true, &wanted, fonts::text());
    let rows = RowNames { texts: scene.texts, project: open.project, campaign: open.campaign };
    let (campaign, traffic) = (open.campaign, &open.answer.traffic);
    // the levers of the whole plan before those of single sources
    let single = |lever: Lever| matches!(lever, Lever::Of(DriverOf::SourceUv(_)));
    let mut levers = answer.remedies.clone();
    levers.sort_by_key(|remedy| single(remedy.lever));
    for (index, remedy) in levers.into_iter().take(LISTED).enumerate() {
        let Some(pull) = figures(campaign, traffic, open.answer.funnel.gmv.value, &remedy) else { continue };
        let name = lever_name(&rows, remedy.lever);
        let is_price = matches!(remedy.lever, Lever::Aov | Lever::Of(DriverOf::Aov));
        let rect = line(ui, 28.0);
        let y = rect.center().y;
        let label = scene.text(Msg::BriefRemedyTry);
        let width = paint::width(ui.painter(), label, fonts::text()) + 20.0;
        let place = Rect::from_min_size(pos2(rect.right() - width, y - 12.0), vec2(width, size::FIELD));
        let mut child = paint::at(ui, place, ("remedy", index));
        if open.simulated.stale || !can_pull(campaign, traffic, &remedy) {
            child.disable();
        }
        let spoken = scene.texts.with(Msg::ChanceTryLever, &[("lever", name.as_str().into())]);
        if button::small_called(&mut child, label, &spoken).clicked() {
            pull_lever(scene, open, remedy, actions);
        }
        let then = figure_shown(scene.texts, is_price, pull.then);
        let words = scene.texts.with(Msg::BriefRemedy, &[("lever", name.into()), ("value", then.into())]);
        let ink = if open.simulated.stale { p.t3 } else { p.t1 };
        let galley = paint::cut(ui.painter(), &words, fonts::text(), ink, place.left() - rect.left() - size::S8);
        let at = Rect::from_min_size(pos2(rect.left(), y - galley.size().y / 2.0), galley.size());
        ui.painter().galley(at.min, galley, ink);
        pane::named(ui, at, &words);
    }
}
