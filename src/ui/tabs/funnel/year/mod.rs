//! The annual ladder: year, quarters, months, and the campaigns held against them.

mod chart;
mod table;

use std::collections::BTreeSet;

use egui::{Rect, Ui, pos2, vec2};

use super::host::lock_key;
use crate::engine::funnel::{CampaignTarget, LadderAnswer, campaign_targets};
use crate::model::{Money, YearPlan};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::input;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::{later, selection};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::grid::{Grid, GridState};
use crate::ui::widgets::select::select;
use crate::ui::widgets::{button, paint, pane};

/// What the pane remembers.
#[derive(Clone, Debug, Default)]
pub struct YearState {
    grid: GridState,
    folded: BTreeSet<usize>,
    /// The year chosen; nothing = the campaign's own.
    year: Option<i16>,
    /// Whether the target is to be typed next: the year was just added.
    asks_target: bool,
    /// The targets of all campaigns, for as long as nothing changes.
    targets: Option<(u64, Vec<CampaignTarget>)>,
    /// The table in the last frame: it hears the key that locks.
    table: Option<egui::Id>,
}

impl YearState {
    /// Its tables, to be kept or put into a picture.
    pub(super) fn grids(&mut self) -> [&mut GridState; 1] {
        [&mut self.grid]
    }
}

/// The year in front, and its place among the plans if it has one.
fn year(scene: &Scene<'_>, open: &Open<'_>, state: &YearState) -> (i16, Option<usize>) {
    let own = open.campaign.opening().map_or_else(|| scene.now.date(), jiff::civil::DateTime::date).year();
    let year = state.year.unwrap_or(own);
    (year, open.project.years.position(year))
}

/// Chooser, target and the next year, at the right end of the title row.
pub fn head(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let state = &mut view.tabs.funnel.left_state.year;
    let years = &open.project.years;
    if years.is_empty() {
        return;
    }
    let (now, at) = year(scene, open, state);
    let mut right = area.right();
    let y = area.center().y;
    let last = years.iter().map(|plan| plan.year).max().unwrap_or(now);
    let next = if at.is_none() { now } else { last.saturating_add(1) };
    let plus = Rect::from_min_size(pos2(right - 28.0, y - 14.0), vec2(28.0, 28.0));
    let words = scene.texts.with(Msg::PanesYearAdd, &[("year", next.to_string().into())]);
    if button::icon(&mut paint::at(ui, plus, "add year"), icons::PLUS, &words).clicked() {
        add(scene, open, next, state, actions);
    }
    right = plus.left() - size::S8;
    let mut names: Vec<i16> = years.iter().map(|plan| plan.year).collect();
    if at.is_none() {
        names.push(now);
    }
    names.sort_unstable();
    let shown: Vec<String> =
        names.iter().map(|n| scene.texts.with(Msg::PanesYear, &[("year", n.to_string().into())])).collect();
    let options: Vec<&str> = shown.iter().map(String::as_str).collect();
    let place = Rect::from_min_size(pos2(right - 88.0, y - size::FIELD / 2.0), vec2(88.0, size::FIELD));
    let chosen = names.iter().position(|n| *n == now);
    let picked = select(&mut paint::at(ui, place, "year"), scene.text(Msg::PanesYearChoose), &options, chosen, 88.0);
    if let Some(year) = picked.and_then(|i| names.get(i)) {
        state.year = Some(*year);
    }
    right = place.left() - size::S16;
    let Some(plan) = at.and_then(|at| years.at(at)) else { return };
    let format = scene.format();
    let name = scene.text(Msg::PanesYearTarget);
    let place = Rect::from_min_size(pos2(right - 96.0, y - size::FIELD / 2.0), vec2(96.0, size::FIELD));
    if place.left() < area.left() {
        return;
    }
    let mut child = paint::at(ui, place, "year target");
    let shown = if plan.target == Money::ZERO { "—".to_owned() } else { format.sum(plan.target).to_string() };
    let outcome = Field::new(name, &shown, &plan.target.to_string())
        .font(fonts::text_medium())
        .size(96.0, size::FIELD)
        .show(&mut child, ("target", now), |text| input::money(scene.texts, text).map(|_| ()));
    if std::mem::take(&mut state.asks_target) {
        outcome.response.request_focus();
    }
    if let Some(target) = outcome.committed.and_then(|text| input::money(scene.texts, &text).ok()) {
        actions.edit(scene.text(Msg::StepYear), move |project| {
            if let Some(plan) = project.years.get_mut(now) {
                plan.target = target;
            }
        });
    }
    // the field says by itself what it is to a screen reader; the words beside it give way first
    if place.left() - size::S16 - paint::width(ui.painter(), name, fonts::text()) > area.left() {
        let label = pos2(place.left() - size::S8, y);
        pane::label(ui, label, egui::Align2::RIGHT_CENTER, name, fonts::text(), p.t2);
    }
}

/// Adds a year that begins with what its campaigns are planned for, and asks for its own target.
fn add(scene: &Scene<'_>, open: &Open<'_>, year: i16, state: &mut YearState, actions: &mut Actions) {
    let target = planned(targets(open, &mut state.targets), year);
    state.year = Some(year);
    state.asks_target = true;
    actions.edit(scene.text(Msg::YearAdd), move |project| {
        if project.years.contains(year) {
            return;
        }
        let at = project.years.iter().position(|plan| plan.year > year).unwrap_or(project.years.len());
        project.years.insert(at, YearPlan { year, target, ..YearPlan::default() });
    });
}

/// The targets of all campaigns, worked out once for each change.
fn targets<'a>(open: &Open<'_>, kept: &'a mut Option<(u64, Vec<CampaignTarget>)>) -> &'a [CampaignTarget] {
    let revision = open.table_revision();
    if kept.as_ref().is_none_or(|(of, _)| *of != revision) {
        *kept = Some((revision, campaign_targets(open.project)));
    }
    kept.as_ref().map_or(&[], |(_, targets)| targets.as_slice())
}

/// What the campaigns of a year are planned for.
fn planned(targets: &[CampaignTarget], year: i16) -> Money {
    let of_year = targets.iter().filter(|t| t.opening.is_some_and(|o| o.year() == year));
    of_year.filter_map(|t| t.target).sum()
}

/// Draws the pane.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
    let state = &mut view.tabs.funnel.left_state.year;
    let (now, at) = year(scene, open, state);
    let plan = at.and_then(|at| open.project.years.at(at));
    let (Some(plan), Some(answer)) = (plan, at.and_then(|at| open.ladders.get(at))) else {
        empty(ui, area, scene, open, now, state, actions);
        return;
    };
    let table_width = (area.width() * 0.55).clamp(424.0_f32.min(area.width()), 560.0);
    let (left, right) = area.split_left_right_at_x((area.left() + table_width).round());
    let folded = state.folded.clone();
    let columns = table::columns(scene);
    let table = table::Table { scene, plan, answer, folded: &folded };
    let toggle = lock_key(ui, state.table).then(|| state.grid.active()).flatten();
    let mut child = paint::at(ui, left, "year");
    let revision = open.table_revision_of(now);
    let output = Grid::new(("year", now), scene.text(Msg::PaneYear), scene.texts, &columns, &table)
        .revision(revision)
        .compact(compact)
        .totals()
        .show(&mut child, &mut state.grid);
    state.table = Some(output.response.id);
    let stats = selection::of(scene, &mut state.grid, &columns, &table, revision, &output.response);
    for event in output.events {
        table::apply(scene, answer, event, &mut state.folded, actions);
    }
    if let Some((row, table::TARGET)) = toggle {
        table::toggle_lock(scene, answer, row, actions);
    }
    let targets = targets(open, &mut state.targets);
    let notes = notes(scene, answer);
    let below = notes.len() as f32 * 20.0;
    let inner = Rect::from_min_max(
        pos2(right.left() + size::S12, right.top() + size::S4),
        pos2(right.right() - size::S12, right.bottom() - size::S8 - below),
    );
    chart::show(ui, inner, scene, open, answer, targets);
    let p = theme::tokens(ui);
    for (nth, (error, words)) in notes.iter().enumerate() {
        let (icon, color) = if *error { (icons::OCTAGON_ALERT, p.error) } else { (icons::INFO, p.t2) };
        let at = pos2(inner.left(), inner.bottom() + 10.0 + 20.0 * nth as f32);
        chart::note(ui, at, inner.width(), icon, words, color);
    }
    pane::divider_v(ui, area, right.left());
    if let Some(stats) = stats {
        view.tabs.selection = stats;
    }
}

/// What does not fit: locks, campaigns without an opening.
fn notes(scene: &Scene<'_>, answer: &LadderAnswer) -> Vec<(bool, String)> {
    let format = scene.format();
    let locks = [(answer.excess, answer.short)].into_iter();
    let quarters = answer.quarter_excess.into_iter().zip(answer.quarter_short);
    let mut notes = Vec::new();
    for (excess, short) in locks.chain(quarters) {
        let with = |msg, gap: Money| scene.texts.with(msg, &[("gap", format.sum(gap).to_string().into())]);
        notes.extend(excess.map(|gap| (true, with(Msg::PanesYearExcess, gap))));
        notes.extend(short.map(|gap| (true, with(Msg::PanesYearShort, gap))));
    }
    if !answer.unplaced.is_empty() {
        let words = scene.texts.with(Msg::PanesYearUnplaced, &[("n", answer.unplaced.len().into())]);
        notes.push((false, words));
    }
    notes
}

fn empty(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    now: i16,
    state: &mut YearState,
    actions: &mut Actions,
) {
    let format = scene.format();
    let sum = planned(targets(open, &mut state.targets), now);
    let year = || ("year", now.to_string().into());
    let start = if sum == Money::ZERO {
        scene.texts.with(Msg::PanesYearStartNone, &[year()])
    } else {
        scene.texts.with(Msg::PanesYearStart, &[year(), ("sum", format.sum(sum).to_string().into())])
    };
    let label = scene.texts.with(Msg::PanesYearAdd, &[year()]);
    let lines = [scene.text(Msg::YearEmptyNote), &start];
    later::empty(ui, area, icons::CALENDAR, scene.text(Msg::YearEmpty), &lines, |ui| {
        if button::primary(ui, &label).clicked() {
            add(scene, open, now, state, actions);
        }
    });
}
