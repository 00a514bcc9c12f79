//! Where the campaign will end: the gap, what each factor alone would have to do about it, how the forecast is made.

use egui::{Align2, Ui, pos2};

use crate::engine::run::{Closers, RunAnswer, by_pace};
use crate::model::{Count, Money, Rate};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::side_rows::{LINE, buttons, fact, fact_inked, line, paragraph, section};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, pane};

/// Draws it.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, of: &RunAnswer, view: &mut View, actions: &mut Actions) {
    headline(ui, scene, of);
    if view.tabs.run.at.is_some() {
        buttons(ui, |ui| {
            if button::secondary(ui, scene.text(Msg::RunNow)).clicked() {
                view.tabs.run.at = None;
                view.tabs.run.day = None;
            }
        });
    }
    if let Some(closers) = &of.closers {
        closing(ui, scene, closers);
        super::wave::show(ui, scene, open, of, view, actions);
    }
    outlook(ui, scene, open, of);
}

/// How much is left of the time.
pub fn time_left(scene: &Scene<'_>, of: &RunAnswer) -> String {
    let hours = of.span.1.duration_since(of.at).as_hours().max(0);
    let (days, rest) = (hours / 24, hours % 24);
    if days > 0 {
        scene.texts.with(Msg::RunDaysHours, &[("days", days.into()), ("hours", rest.into())])
    } else {
        scene.texts.with(Msg::RunHoursOnly, &[("hours", hours.into())])
    }
}

/// The gap between target and expected end, large.
fn headline(ui: &mut Ui, scene: &Scene<'_>, of: &RunAnswer) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let end = of.forecast.as_ref().map_or(of.actual.gmv, crate::engine::run::Forecast::p50);
    let gap = end.wide() - of.pace.target.wide();
    let label = line(ui, 30.0);
    let over = of.at >= of.span.1;
    let words = scene.text(if over { Msg::RunSideEnded } else { Msg::RunSideGap });
    pane::label(ui, pos2(label.left(), label.bottom() - 8.0), Align2::LEFT_CENTER, words, fonts::text(), p.t2);
    let row = line(ui, 34.0);
    let shown = format.sum(Money::from_wide(gap.abs()));
    let number = format!("{}{}", shown.prefix, shown.number);
    let figure = pane::label(ui, row.left_center(), Align2::LEFT_CENTER, &number, fonts::medium(size::HEADLINE), p.t1);
    let mut x = figure.rect.right() + size::S8;
    if !shown.unit.is_empty() {
        let unit = pane::label(ui, pos2(x, row.center().y + 3.0), Align2::LEFT_CENTER, shown.unit, fonts::text(), p.t1);
        x = unit.rect.right() + size::S12;
    }
    if let Some(part) = Rate::ratio(gap.abs(), of.pace.target.wide()) {
        let words = format.percent(part, 1);
        pane::judged(ui, pos2(x, row.center().y + 3.0), Align2::LEFT_CENTER, gap >= 0, &words, fonts::text_medium());
    }
    if !over {
        let time = time_left(scene, of);
        let words = match of.closers.as_ref().map(|closers| closers.uv_left) {
            Some(uv) => {
                let uv = format.count(uv).to_string();
                scene.texts.with(Msg::RunSideLeft, &[("time", time.into()), ("uv", uv.into())])
            }
            None => scene.texts.with(Msg::RunSideTimeLeft, &[("time", time.into())]),
        };
        let row = line(ui, LINE);
        pane::label(ui, row.left_center(), Align2::LEFT_CENTER, &words, fonts::text(), p.t2);
    }
}

/// What each factor alone would have to do.
fn closing(ui: &mut Ui, scene: &Scene<'_>, closers: &Closers) {
    let format = scene.format();
    section(ui, scene.text(Msg::RunSideClose));
    let count = |count: Count| format.count(count).to_string();
    let arrow =
        |from: String, to: String| scene.texts.with(Msg::RunCloseArrow, &[("from", from.into()), ("to", to.into())]);
    let uv = scene.texts.with(Msg::RunCloseUvValue, &[("uv", count(closers.more_uv).into())]);
    let cost = closers
        .uv_cost
        .map(|cost| scene.texts.with(Msg::RunCloseCost, &[("cost", format.sum(cost).to_string().into())]));
    row(ui, scene.text(Msg::RunCloseUv), &uv, &cost.unwrap_or_default());
    let points = format.percent_number(Rate::from_wide(closers.cvr_needed.wide() - closers.cvr_left.wide()), 2);
    let more = format!("+{}", scene.texts.with(Msg::RunPoints, &[("points", points.into())]));
    let from_to = arrow(format.percent_number(closers.cvr_left, 2), format.percent(closers.cvr_needed, 2));
    row(ui, scene.text(Msg::RunCloseCvr), &more, &from_to);
    let more = Money::from_wide(closers.aov_needed.wide() - closers.aov_left.wide());
    let more = format!("+{}", format.price_short(more));
    let from_to = arrow(format.price_short(closers.aov_left), format.price_short(closers.aov_needed));
    row(ui, scene.text(Msg::RunCloseAov), &more, &from_to);
}

/// A label, a figure, and what goes with it.
fn row(ui: &mut Ui, label: &str, value: &str, note: &str) {
    let p = theme::tokens(ui);
    let rect = line(ui, LINE);
    pane::label(ui, rect.left_center(), Align2::LEFT_CENTER, label, fonts::text(), p.t2);
    let right = rect.right();
    let note = pane::label(ui, pos2(right, rect.center().y), Align2::RIGHT_CENTER, note, fonts::text(), p.t1);
    let at = pos2(note.rect.left().min(right - 84.0) - size::S12, rect.center().y);
    pane::label(ui, at, Align2::RIGHT_CENTER, value, fonts::text_medium(), p.t1);
}

/// The forecast: its range, the chance of the target, how each phase stands, how it is worked out.
fn outlook(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, of: &RunAnswer) {
    let Some(forecast) = of.forecast.as_ref().filter(|_| of.at < of.span.1) else { return };
    let p = theme::tokens(ui);
    let format = scene.format();
    section(ui, scene.text(Msg::RunSideEnd));
    let sum = |money: Money| format.sum(money).to_string();
    fact_inked(ui, "P50", &sum(forecast.p50()), p.t1);
    fact(ui, scene.text(Msg::RunSideRange), &format!("{} – {}", sum(forecast.p10()), sum(forecast.p90())));
    let chance = Rate::from_ppm((forecast.chance(of.pace.target, 1.0) * 1e6).round() as i64);
    fact(ui, scene.text(Msg::RunSideChance), &format.percent(chance, 0));
    if let Some(pace) = by_pace(&of.pace, &open.answer.ledger, of.at) {
        fact(ui, scene.text(Msg::RunSidePace), &sum(Money::from_wide((pace * 100.0) as i128)));
    }
    section(ui, scene.text(Msg::RunSideHow));
    paragraph(ui, scene.text(Msg::RunSideHowNote));
    for (id, scale) in &forecast.scales {
        let Some(phase) = open.campaign.phases.get(*id) else { continue };
        let name = scene.texts.with(Msg::RunSideScale, &[("phase", phase.name_in(scene.texts).into())]);
        fact(ui, &name, &format.percent(Rate::from_ppm((scale * 1e6).round() as i64), 1));
    }
}
