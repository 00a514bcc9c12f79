//! What matters most beside what would make the target as sure as asked for.

use egui::{Align2, Rect, Ui, pos2, vec2};

use super::{edits, part, swings};
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::engine::simulate::{ChanceAnswer, Lever, Remedy, can_pull, figures};
use crate::model::{DriverOf, Rate};
use crate::text::Msg;
use crate::text::amounts::sum;
use crate::text::chance::{figure_shown, lever_name};
use crate::text::rows::RowNames;
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::funnel::host::words;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::{button, paint, pane};

const ROW: f32 = 28.0;

/// Draws both.
pub(super) fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    answer: &ChanceAnswer,
    actions: &mut Actions,
) {
    let (left, right) = area.split_left_right_at_x((area.left() + area.width() * 0.46).round());
    let inner = Rect::from_min_max(left.min + vec2(size::S16, size::S8), left.max - vec2(size::S16, size::S8));
    let title = Rect::from_min_size(inner.min, vec2(inner.width(), 24.0));
    part(ui, title, scene.text(Msg::ChanceSwings), &scene.texts.money_unit());
    let note = pos2(inner.left(), title.bottom() + 9.0);
    words(ui, note, scene.text(Msg::ChanceSwingsNote), inner.width(), theme::tokens(ui).t3);
    let bars = Rect::from_min_max(pos2(inner.left(), title.bottom() + 24.0), inner.max);
    if let Some(id) = swings::show(ui, bars, scene, open, answer) {
        actions.push(Action::GoTo(Place::at(Tab::Funnel, PlaceKind::Chance).row(id.0)));
    }
    pane::divider_v(ui, area, right.left());
    let inner = Rect::from_min_max(right.min + vec2(size::S16, size::S8), right.max - vec2(size::S12, size::S8));
    levers(ui, inner, scene, open, answer, actions);
}

fn levers(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, answer: &ChanceAnswer, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let wanted = scene.format().percent_exact(answer.wanted);
    let title = Rect::from_min_size(area.min, vec2(area.width(), 24.0));
    part(ui, title, &scene.texts.with(Msg::ChanceLevers, &[("wanted", wanted.as_str().into())]), "");
    let below = pos2(area.left(), title.bottom() + 9.0);
    let say = |ui: &mut Ui, icon, ink, text: &str| {
        paint::icon(ui.painter(), pos2(below.x + 7.0, below.y + 4.0), icon, size::ICON_TEXT, ink);
        words(ui, pos2(below.x + 20.0, below.y + 4.0), text, area.width() - 20.0, p.t1);
    };
    match answer.is_sure() {
        None => return say(ui, icons::INFO, p.t2, scene.text(Msg::ChanceNoTarget)),
        Some(true) => {
            let reached = sum(scene.texts, answer.gmv_at_wanted());
            let arguments = [("wanted", wanted.into()), ("reached", reached.into())];
            return say(ui, icons::CHECK, p.ok, &scene.texts.with(Msg::ChanceSure, &arguments));
        }
        Some(false) if answer.remedies.is_empty() => {
            return say(ui, icons::TRIANGLE_ALERT, p.warn, scene.text(Msg::ChanceNoLever));
        }
        Some(false) => {}
    }
    words(ui, below, scene.text(Msg::ChanceLeversNote), area.width(), p.t3);
    let mut row = Rect::from_min_size(pos2(area.left(), title.bottom() + 22.0), vec2(area.width(), ROW));
    for remedy in &answer.remedies {
        if row.bottom() > area.bottom() + 1.0 {
            break;
        }
        lever(ui, row, scene, open, *remedy, actions);
        row = row.translate(vec2(0.0, ROW));
    }
}

fn lever(ui: &mut Ui, row: Rect, scene: &Scene<'_>, open: &Open<'_>, remedy: Remedy, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let rows = RowNames { texts: scene.texts, project: open.project, campaign: open.campaign };
    let name = lever_name(&rows, remedy.lever);
    let (campaign, traffic) = (open.campaign, &open.answer.traffic);
    let Some(pull) = figures(campaign, traffic, open.answer.funnel.gmv.value, &remedy) else { return };
    let is_price = matches!(remedy.lever, Lever::Aov | Lever::Of(DriverOf::Aov));
    let shown = |value| figure_shown(scene.texts, is_price, value);
    let ink = if open.simulated.stale { p.t3 } else { p.t1 };
    let spoken = scene.texts.with(Msg::ChanceTryLever, &[("lever", name.as_str().into())]);
    let label = scene.text(Msg::ChanceTry);
    let width = paint::width(ui.painter(), label, fonts::text()) + 20.0;
    let place = Rect::from_min_size(pos2(row.right() - width, row.center().y - 12.0), vec2(width, size::FIELD));
    let mut child = paint::at(ui, place, ("lever", name.as_str()));
    let can = can_pull(campaign, traffic, &remedy) && !open.simulated.stale;
    if !can {
        child.disable();
    }
    let response = button::small_called(&mut child, label, &spoken);
    let response = if can {
        response
    } else {
        let why = if remedy.lever == Lever::Target { Msg::ChanceCannotTarget } else { Msg::ChanceCannotCvr };
        response.on_disabled_hover_text(scene.text(if open.simulated.stale { Msg::ChanceDrawing } else { why }))
    };
    if response.clicked() {
        edits::pull_lever(scene, open, remedy, actions);
    }
    let part = Rate::from_ppm(((remedy.factor - 1.0).abs() * 1e6).round() as i64);
    let sign = if remedy.factor < 1.0 { "−" } else { "+" };
    let change = format!("{sign}{}", scene.format().percent(part, 1));
    let y = row.center().y;
    let right = place.left() - size::S12;
    let left = pane::label(ui, pos2(right, y), Align2::RIGHT_CENTER, &change, fonts::text(), p.t2).rect.left();
    let change_left = left.min(right - 48.0);
    let figures = format!("{} → {}", shown(pull.now), shown(pull.then));
    let at = pos2(change_left - size::S12, y);
    let left = pane::label(ui, at, Align2::RIGHT_CENTER, &figures, fonts::text_medium(), ink).rect.left();
    words(ui, row.left_center(), &name, left - row.left() - size::S8, p.t1);
}
