//! A goal: the check letter by letter, what it is compared with, its milestones, what would make it, its settings.

use egui::{Align2, CornerRadius, Rect, Ui, pos2, vec2};

use super::{compare, milestones, remedies};
use crate::engine::brief::{Check, GROWTH, Judged, clauses, counts};
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::model::{Goal, GoalOf, GoalUnit, GoalValue};
use crate::text::Msg;
use crate::text::brief::{letter_name, priority_sign, reason, unit_name};
use crate::ui::action::{Action, Actions};
use crate::ui::input;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::brief::edits;
use crate::ui::tabs::brief::goals::{Line, change};
use crate::ui::tabs::form as fields;
use crate::ui::tabs::side_rows::{buttons, first_section, inset, line, section};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::field::Field;
use crate::ui::widgets::select::select;
use crate::ui::widgets::{button, paint, pane};

/// Width of choices and words.
const WIDE: f32 = 172.0;

/// Draws it.
pub fn show(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, one: &Line, actions: &mut Actions) {
    let Line { goal, figures, checks, past, .. } = one;
    let head = first_section(ui, scene.text(Msg::BriefSmartCheck));
    let p = theme::tokens(ui);
    let missed = checks.missed();
    if missed > 0 {
        let words = scene.texts.with(Msg::BriefGoalMisses, &[("n", missed.into())]);
        let at = pos2(head.right(), head.center().y + 2.0);
        let rect = pane::label(ui, at, Align2::RIGHT_CENTER, &words, fonts::text_medium(), p.warn).rect;
        let at = pos2(rect.left() - 10.0, at.y);
        paint::icon(ui.painter(), at, icons::TRIANGLE_ALERT, size::ICON_TEXT, p.warn);
    }
    for check in &checks.0 {
        letter(ui, scene, open, goal, check);
    }
    compare::show(ui, scene, open, goal, figures, past);
    milestones::show(ui, scene, open, goal, actions);
    if goal.of == GoalOf::Gmv {
        remedies::show(ui, scene, open, actions);
    }
    settings(ui, scene, open, goal, actions);
}

fn letter(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, goal: &Goal, check: &Check) {
    let p = theme::tokens(ui);
    let name = scene.text(letter_name(check.letter));
    let why = reason(scene.texts, open.project, open.campaign, goal, &check.reason);
    let chinese = scene.texts.lang().is_chinese();
    let from = if chinese { 72.0 } else { 104.0 };
    let room = ui.available_width() - 2.0 * size::S16 - from - 22.0;
    let misses = check.judged == Judged::Misses;
    let ink = match check.judged {
        Judged::Misses => p.warn,
        Judged::Holds => p.t1,
        Judged::Open => p.t3,
    };
    let galley = ui.painter().layout(why.clone(), fonts::text(), ink, room);
    let rect = line(ui, (galley.size().y + 8.0).max(24.0));
    if misses {
        let ground = rect.expand2(vec2(size::S16, 0.0));
        ui.painter().rect_filled(ground, CornerRadius::ZERO, p.warn_soft);
    }
    let first = rect.top() + 12.0;
    let (medium, quiet) = (fonts::text_medium(), if misses { p.warn } else { p.t2 });
    paint::text(
        ui.painter(),
        pos2(rect.left(), first),
        Align2::LEFT_CENTER,
        check.letter.sign(),
        medium.clone(),
        quiet,
    );
    paint::text(
        ui.painter(),
        pos2(rect.left() + 24.0, first),
        Align2::LEFT_CENTER,
        name,
        fonts::text(),
        if misses { p.warn } else { p.t1 },
    );
    ui.painter().galley(pos2(rect.left() + from, rect.top() + 4.0), galley, ink);
    let (icon, ink) = match check.judged {
        Judged::Holds => (icons::CHECK, p.ok),
        Judged::Misses => (icons::TRIANGLE_ALERT, p.warn),
        Judged::Open => (icons::MINUS, p.t3),
    };
    paint::icon(ui.painter(), pos2(rect.right() - 7.0, first), icon, size::ICON_TEXT, ink);
    let words = [("letter", check.letter.sign().into()), ("name", name.into()), ("reason", why.as_str().into())];
    pane::named(ui, rect, &scene.texts.with(Msg::BriefSmartRow, &words));
}

fn settings(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, goal: &Goal, actions: &mut Actions) {
    let t = |msg| scene.text(msg);
    let head = section(ui, t(Msg::BriefGoalSettings));
    let p = theme::tokens(ui);
    let sign = priority_sign(goal.priority);
    pane::label(ui, pos2(head.right(), head.center().y + 2.0), Align2::RIGHT_CENTER, sign, fonts::text(), p.t2);
    let mut new = goal.clone();
    inset(ui, |ui| {
        fields::row(ui, scene, t(Msg::BriefGoalScope), |ui| {
            let hint = t(Msg::BriefGoalScopeHint);
            if let Some(scope) = fields::text(ui, t(Msg::BriefGoalScope), &goal.scope, hint, WIDE) {
                scope.trim().clone_into(&mut new.scope);
            }
        });
        fields::row(ui, scene, t(Msg::BriefGoalServes), |ui| {
            let found = clauses(&open.campaign.brief.purpose);
            let names: Vec<&str> = std::iter::once(t(Msg::BriefGoalServesNone)).chain(found.iter().copied()).collect();
            let at = found.iter().position(|clause| *clause == goal.serves).map_or(0, |at| at + 1);
            if let Some(picked) = select(ui, t(Msg::BriefGoalServes), &names, Some(at), WIDE) {
                let clause = picked.checked_sub(1).and_then(|at| found.get(at)).copied().unwrap_or_default();
                clause.clone_into(&mut new.serves);
            }
        });
        if goal.of == GoalOf::Own {
            fields::row(ui, scene, t(Msg::BriefGoalUnit), |ui| {
                let names = GoalUnit::ALL.map(|unit| t(unit_name(unit)));
                let at = GoalUnit::ALL.iter().position(|unit| *unit == goal.unit);
                let picked = select(ui, t(Msg::BriefGoalUnit), &names, at, 96.0);
                if let Some(unit) = picked.and_then(|at| GoalUnit::ALL.get(at)).copied() {
                    set_unit(&mut new, unit);
                }
            });
        }
    });
    growth(ui, scene, open, actions);
    if new != *goal {
        let name = super::super::goals::step(scene, open, goal.id);
        change(actions, open.campaign.id, goal.id, name, move |goal| *goal = new);
    }
    if goal.of.in_funnel() {
        buttons(ui, |ui| {
            if button::link(ui, t(Msg::BriefGoalFunnel)).clicked() {
                actions.push(Action::GoTo(place(goal.of)));
            }
        });
    }
}

/// How far above its baseline a goal may aim, for all goals of the brief.
fn growth(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let name = scene.text(Msg::BriefGoalGrowth);
    let now = open.campaign.brief.growth;
    let format = scene.format();
    let raw = now.map(|rate| format.percent_exact(rate)).unwrap_or_default();
    let usual = format.percent_number(GROWTH, 0);
    let read = |text: &str| fields::optional(text, |text| input::percent(scene.texts, text));
    let typed = inset(ui, |ui| {
        fields::row(ui, scene, name, |ui| {
            let field = Field::new(name, raw.trim_end_matches('%'), &raw).unit("%").hint(&usual);
            let typed = fields::typed(ui, field, fields::SMALL, name, read);
            fields::word(ui, scene.text(Msg::BriefGoalGrowthNote));
            typed
        })
    });
    if let Some(growth) = typed.filter(|growth| *growth != now) {
        edits::brief(actions, open.campaign.id, name, move |brief| brief.growth = growth);
    }
}

/// Another unit; figures that it does not count are dropped.
fn set_unit(goal: &mut Goal, unit: GoalUnit) {
    goal.unit = unit;
    let suits = |value: &GoalValue| counts(unit, *value);
    goal.target = goal.target.filter(suits);
    goal.baseline = goal.baseline.filter(suits);
}

/// Where a measure of the funnel stands.
const fn place(of: GoalOf) -> Place {
    let funnel = Place::at(Tab::Funnel, PlaceKind::Funnel);
    match of {
        GoalOf::Uv => funnel.field("uv"),
        GoalOf::Cvr => funnel.field("cvr"),
        GoalOf::Aov => funnel.field("aov"),
        GoalOf::RefundRate => funnel.field("refund_rate"),
        GoalOf::Stage(id) => Place::stage(id),
        _ => funnel.field("gmv"),
    }
}

/// A bar of a comparison.
pub(super) fn bar(ui: &Ui, track: Rect, part: f32, strong: bool) {
    let p = theme::tokens(ui);
    let width = (track.width() * part.clamp(0.0, 1.0)).max(1.0);
    let rect = Rect::from_min_size(track.min, vec2(width, track.height()));
    let color = if strong { p.accent } else { p.bar_2 };
    ui.painter().rect_filled(rect, CornerRadius::same(size::RADIUS_SMALL), color);
}
