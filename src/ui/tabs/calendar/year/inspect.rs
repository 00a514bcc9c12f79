//! The campaign that is chosen: level, days, what it is to come to and what came, and where it counts.

use egui::{Align2, Rect, Ui, pos2, vec2};

use super::state::Picked;
use crate::engine::year::YearCampaign;
use crate::model::{Campaign, CampaignKind, Level, Money};
use crate::text::names::Named;
use crate::text::{Msg, year as words};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::calendar::CalendarState;
use crate::ui::tabs::edit;
use crate::ui::tabs::side_rows::{line, section};
use crate::ui::theme::{self, fonts, size};
use crate::ui::widgets::{button, paint, pane, select};

const LINE: f32 = 26.0;
/// Every kind, as they are listed.
const KINDS: [CampaignKind; 4] =
    [CampaignKind::PlatformItem, CampaignKind::PlatformBrand, CampaignKind::Own, CampaignKind::MemberDay];

fn chosen<'a>(open: &Open<'a>, state: &CalendarState) -> Option<&'a Campaign> {
    match state.year.picked {
        Some(Picked::Campaign(id)) => open.project.campaign(id).map(AsRef::as_ref),
        _ => None,
    }
}

/// The title.
#[must_use]
pub fn title(scene: &Scene<'_>, open: &Open<'_>, state: &CalendarState) -> Option<String> {
    chosen(open, state).map(|campaign| campaign.name_in(scene.texts).to_owned())
}

/// Draws the body.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, state: &mut CalendarState, actions: &mut Actions) {
    let Some(campaign) = chosen(open, state) else { return };
    let Some(prepared) = &state.year.prepared else { return };
    let of = prepared.answer.campaign(campaign.id);
    ui.add_space(size::S8);
    choices(ui, scene, campaign, actions);
    let format = scene.format();
    let t = |msg: Msg| scene.text(msg);
    let sum = |money: Money| format.sum(money).to_string();
    if let Some(of) = of {
        fact(ui, t(Msg::YearSideDays), &format.days(of.days.0, of.days.1));
    }
    if let Some(opening) = campaign.opening() {
        fact(ui, t(Msg::YearSideOpening), &format.day_and_time(opening));
    }
    let dash = || "—".to_owned();
    fact(ui, t(Msg::YearSideTarget), &of.and_then(|of| of.target).map_or_else(dash, sum));
    if let Some(actual) = of.and_then(|of| of.actual) {
        judged(ui, t(Msg::YearSideActual), &sum(actual), of.and_then(|of| of.reached));
    }
    if let Some(before) = crate::engine::plan::previous(open.project, campaign) {
        let actual: Option<Money> = open.answer.history.came(before.id).map(|came| came.gmv);
        let name = before.name_in(scene.texts);
        let words = match actual {
            Some(actual) => {
                scene.texts.with(Msg::YearSidePreviousValue, &[("name", name.into()), ("sum", sum(actual).into())])
            }
            None => name.to_owned(),
        };
        fact(ui, t(Msg::YearSidePrevious), &words);
    }
    if let Some((of, ladder)) = of.zip(prepared.answer.total.ladder)
        && let Some(share) = of.counted.total().ratio(ladder)
    {
        fact(ui, t(Msg::YearSideShare), &format.percent(share, 1));
    }
    if let Some(of) = of {
        months(ui, scene, of);
    }
    phases(ui, scene, campaign);
    ui.add_space(size::S12);
    let row = line(ui, size::BUTTON);
    let mut child = paint::at(ui, row, "year side open");
    if button::secondary(&mut child, t(Msg::YearSideOpen)).clicked() {
        super::hand::open(campaign.id, state, actions);
    }
}

fn choices(ui: &mut Ui, scene: &Scene<'_>, campaign: &Campaign, actions: &mut Actions) {
    let id = campaign.id;
    let levels = Level::ALL.map(words::level_letter);
    let at = Level::ALL.iter().position(|level| *level == campaign.level);
    if let Some(level) =
        choice(ui, scene.text(Msg::YearSideLane), &levels, at).and_then(|at| Level::ALL.get(at).copied())
    {
        edit::campaign(actions, id, scene.text(Msg::YearStepLevel), move |campaign| campaign.level = level);
    }
    let kinds = KINDS.map(|kind| kind.name_in(scene.texts).to_owned());
    let kinds: Vec<&str> = kinds.iter().map(String::as_str).collect();
    let at = KINDS.iter().position(|kind| *kind == campaign.kind);
    if let Some(kind) = choice(ui, scene.text(Msg::YearSideKind), &kinds, at).and_then(|at| KINDS.get(at).copied()) {
        edit::campaign(actions, id, scene.text(Msg::YearStepKind), move |campaign| campaign.kind = kind);
    }
}

fn choice(ui: &mut Ui, label: &str, options: &[&str], chosen: Option<usize>) -> Option<usize> {
    const WIDTH: f32 = 132.0;
    let p = theme::tokens(ui);
    let rect = line(ui, 30.0);
    pane::label(ui, rect.left_center(), Align2::LEFT_CENTER, label, fonts::text(), p.t2);
    let place =
        Rect::from_min_size(pos2(rect.right() - WIDTH, rect.center().y - size::FIELD / 2.0), vec2(WIDTH, size::FIELD));
    select::select(&mut paint::at(ui, place, ("year choice", options.len())), label, options, chosen, WIDTH)
}

fn fact(ui: &mut Ui, label: &str, value: &str) {
    judged(ui, label, value, None);
}

/// A label and its value, with the judgement there is.
fn judged(ui: &mut Ui, label: &str, value: &str, better: Option<bool>) {
    let rect = line(ui, LINE);
    let p = theme::tokens(ui);
    pane::label(ui, rect.left_center(), Align2::LEFT_CENTER, label, fonts::text(), p.t2);
    let ink = if value == "—" { p.t4 } else { p.t1 };
    let mut right = rect.right_center();
    if let Some(better) = better {
        let color = if better { p.better } else { p.worse };
        paint::triangle(ui.painter(), pos2(right.x - 5.0, right.y), 9.0, better, color);
        right.x -= 16.0;
    }
    pane::label(ui, right, Align2::RIGHT_CENTER, value, fonts::text(), ink);
}

/// The months in which it counts.
fn months(ui: &mut Ui, scene: &Scene<'_>, of: &YearCampaign) {
    let format = scene.format();
    let counted = of.months.iter().enumerate().filter(|(_, sum)| sum.total() != Money::ZERO);
    let counted: Vec<(usize, Money)> = counted.map(|(at, sum)| (at, sum.total())).collect();
    if counted.is_empty() {
        return;
    }
    section(ui, scene.text(Msg::YearSideMonths));
    for (at, sum) in counted {
        fact(ui, &format.month(i8::try_from(at + 1).unwrap_or(1)), &format.exact(sum));
    }
}

fn phases(ui: &mut Ui, scene: &Scene<'_>, campaign: &Campaign) {
    if campaign.phases.is_empty() {
        return;
    }
    let p = theme::tokens(ui);
    section(ui, scene.text(Msg::YearSidePhases));
    for phase in &campaign.phases {
        let rect = line(ui, LINE);
        let chip = Rect::from_center_size(pos2(rect.left() + 5.0, rect.center().y), vec2(10.0, 10.0));
        ui.painter().rect_filled(chip, egui::CornerRadius::same(size::RADIUS_SMALL), p.phase(phase.kind));
        let at = pos2(chip.right() + size::S8, rect.center().y);
        pane::label(ui, at, Align2::LEFT_CENTER, phase.name_in(scene.texts), fonts::text(), p.t1);
        let last = crate::engine::phases::last_day(phase.start, phase.end);
        let days = scene.format().days(phase.start.date(), last);
        pane::label(ui, rect.right_center(), Align2::RIGHT_CENTER, &days, fonts::text(), p.t2);
    }
}
