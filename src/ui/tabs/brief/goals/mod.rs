//! The goals as a table, each held against SMART, and below them what misses most.

mod columns;
mod events;
mod source;

use std::sync::Arc;

use egui::{CornerRadius, Rect, Ui, UiBuilder, pos2, vec2};

use self::columns::Col;
use self::source::{Source, key};
use super::edits;
use crate::engine::brief::{Checks, GoalFigures, Past, add_goal, chance_of, check, figures};
use crate::engine::simulate::ChanceAnswer;
use crate::model::{Campaign, Goal, GoalId, GoalOf, StageKind};
use crate::text::Msg;
use crate::text::brief::{goal_name, measure_name, reason};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::later::empty;
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::float::{MenuRow, menu, menu_line, menu_row};
use crate::ui::widgets::grid::{Grid, GridState};
use crate::ui::widgets::{button, paint, pane};

/// What the table remembers.
#[derive(Debug, Default)]
pub struct GoalsState {
    /// The table.
    pub grid: GridState,
    /// The goal that is to be shown.
    pub sought: Option<GoalId>,
    /// The rows, as they were worked out last: (of what, lines).
    kept: Option<(Stamp, Arc<Vec<Line>>)>,
}

/// What the rows are made from; what was drawn is held, so that its address cannot come back as another's.
#[derive(Debug)]
struct Stamp {
    of: (u32, u64, bool, crate::text::Lang),
    drawn: Option<Arc<ChanceAnswer>>,
}

impl PartialEq for Stamp {
    fn eq(&self, other: &Self) -> bool {
        self.of == other.of && self.drawn.as_ref().map(Arc::as_ptr) == other.drawn.as_ref().map(Arc::as_ptr)
    }
}

/// The goal that the inspector shows: that of the active row, the first if there is none.
#[must_use]
pub fn selected(campaign: &Campaign, state: &GoalsState) -> Option<GoalId> {
    let active = state.grid.active().map(|(row, _)| source::goal_id(row));
    active.filter(|id| campaign.brief.goals.contains(*id)).or_else(|| campaign.brief.goals.first().map(|goal| goal.id))
}

/// Figures and checks of a goal.
fn judged(open: &Open<'_>, goal: &Goal, past: &Past) -> (GoalFigures, Checks) {
    let figures = figures(open.campaign, &open.answer.funnel, goal, past);
    let drawn = open.simulated.answer.filter(|_| !open.simulated.stale);
    let chance = drawn.and_then(|drawn| chance_of(open.campaign, &open.answer.funnel, goal, figures.target, drawn));
    (figures, check(open.project, open.campaign, goal, &figures, past, chance))
}

/// The rows, worked out once for each change.
pub fn lines(scene: &Scene<'_>, open: &Open<'_>, state: &mut GoalsState) -> Arc<Vec<Line>> {
    let of = (open.campaign.id.0, open.revision, open.simulated.stale, scene.texts.lang());
    let stamp = Stamp { of, drawn: open.simulated.answer.cloned() };
    if let Some((of, lines)) = &state.kept
        && *of == stamp
    {
        return Arc::clone(lines);
    }
    let history = &open.answer.history;
    let line = |goal: &Arc<Goal>| {
        let past = history.past(open.campaign, goal.of);
        let (figures, checks) = judged(open, goal, &past);
        let name = goal_name(scene.texts, open.campaign, goal);
        Line { goal: Arc::clone(goal), name, figures, checks, past }
    };
    let lines: Arc<Vec<Line>> = Arc::new(open.campaign.brief.goals.iter().map(line).collect());
    state.kept = Some((stamp, Arc::clone(&lines)));
    lines
}

/// Draws the pane.
pub fn show(
    ui: &mut Ui,
    head: Rect,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
    let lines = lines(scene, open, &mut view.tabs.brief.goals);
    title(ui, head, scene, open, &lines, view, actions);
    if lines.is_empty() {
        let words = [scene.text(Msg::BriefGoalsEmptyLine)];
        let mut usual = false;
        empty(ui, body, icons::TARGET, scene.text(Msg::BriefGoalsEmpty), &words, |ui| {
            usual = button::primary(ui, scene.text(Msg::BriefGoalsAddUsual)).clicked();
        });
        if usual {
            add_usual(scene, open, actions);
        }
        return;
    }
    let note = if compact { 44.0 } else { 52.0 };
    let notes = notes(scene, open, &lines);
    let table = if notes.is_empty() { body } else { body.with_max_y(body.bottom() - note - size::S8) };
    let columns = columns::columns(scene, open, body.width());
    let state = &mut view.tabs.brief.goals;
    if let Some(id) = state.sought.take() {
        state.grid.select(key(id), Col::Name.id());
    }
    let output = {
        let source = Source { lines: &lines, scene, open };
        let mut child = paint::at(ui, table, "goals grid");
        let grid = Grid::new("goals", scene.text(Msg::BriefGoals), scene.texts, &columns, &source)
            .revision(open.table_revision())
            .compact(compact)
            .add_line(scene.text(Msg::BriefGoalsAdd))
            .allow_insert()
            .allow_delete()
            .allow_move()
            .near(open.campaign.opening().map_or_else(|| scene.now.date(), jiff::civil::DateTime::date));
        grid.show(&mut child, &mut state.grid)
    };
    for event in output.events {
        events::carry_out(event, scene, open, view, actions);
    }
    if !notes.is_empty() {
        let top = (output.rect.bottom() + size::S12).min(body.bottom() - note - size::S8);
        let at = Rect::from_min_size(pos2(body.left() + size::S16, top), vec2(body.width() - 2.0 * size::S16, note));
        warning(ui, at, &notes);
    }
}

/// How many there are, and the button that adds one.
fn title(
    ui: &mut Ui,
    head: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    lines: &[Line],
    view: &mut View,
    actions: &mut Actions,
) {
    let p = theme::tokens(ui);
    let mut right = head.right() - size::S12;
    if view.pose.is_none() {
        let words = scene.text(Msg::BriefGoalsAdd);
        let width = paint::width(ui.painter(), words, fonts::text()) + 44.0;
        let at = Rect::from_min_size(pos2(right - width, head.center().y - 14.0), vec2(width, 28.0));
        let mut child = ui.new_child(
            UiBuilder::new().id_salt("add goal").max_rect(at).layout(egui::Layout::right_to_left(egui::Align::Center)),
        );
        let response = button::secondary_with_icon(&mut child, icons::PLUS, words);
        right = at.left() - size::S8;
        if let Some(Some(of)) = menu(&response, 200.0, |ui| measures(ui, scene, open)) {
            add(scene, open, of, view, actions);
        }
    }
    let bad = lines.iter().filter(|line| line.checks.missed() > 0).count();
    let words = match (lines.len(), bad) {
        (0, _) => return,
        (n, 0) => scene.texts.with(Msg::BriefGoalsCountFine, &[("n", n.into())]),
        (n, bad) => scene.texts.with(Msg::BriefGoalsCount, &[("n", n.into()), ("bad", bad.into())]),
    };
    let galley = paint::cut(ui.painter(), &words, fonts::text(), p.t2, right - head.left());
    let at = pos2(head.left(), head.center().y - galley.size().y / 2.0);
    let rect = Rect::from_min_size(at, galley.size());
    ui.painter().galley(at, galley, p.t2);
    pane::named(ui, rect, &words);
}

/// The measures to choose from: those of the funnel, its stages, what is typed, and one's own words.
fn measures(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>) -> Option<GoalOf> {
    let campaign = open.campaign;
    let has = |of: GoalOf| campaign.brief.goals.iter().any(|goal| goal.of == of);
    let mut picked = None;
    let mut row = |ui: &mut Ui, of: GoalOf| {
        let label = measure_name(scene.texts, campaign, of);
        let there = of != GoalOf::Own && has(of);
        if menu_row(ui, MenuRow { label: &label, on: there, disabled: there, ..MenuRow::default() }) {
            picked = Some(of);
        }
    };
    for of in GoalOf::ALL.into_iter().filter(|of| of.in_funnel()) {
        row(ui, of);
    }
    let inner = |kind| !matches!(kind, StageKind::Visitors | StageKind::PageViews);
    for stage in campaign.funnel.stages.iter().filter(|stage| inner(stage.kind)) {
        row(ui, GoalOf::Stage(stage.id));
    }
    menu_line(ui);
    for of in GoalOf::ALL.into_iter().filter(|of| !of.in_funnel()).chain([GoalOf::Own]) {
        row(ui, of);
    }
    picked
}

fn add(scene: &Scene<'_>, open: &Open<'_>, of: GoalOf, view: &mut View, actions: &mut Actions) {
    let id = open.campaign.id;
    // the number that the new row gets
    view.tabs.brief.goals.sought = Some(GoalId(open.project.next_id.max(1)));
    view.tabs.brief.choose(super::Chosen::Goal);
    actions.edit(scene.text(Msg::BriefStepGoalAdd), move |project| {
        add_goal(project, id, of);
    });
}

/// GMV, new customers, CVR and 客单价: what a campaign usually has.
fn add_usual(scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let id = open.campaign.id;
    actions.edit(scene.text(Msg::BriefGoalsAddUsual), move |project| {
        for of in [GoalOf::Gmv, GoalOf::NewCustomers, GoalOf::Cvr, GoalOf::Aov] {
            add_goal(project, id, of);
        }
    });
}

/// At most two sentences about what misses, the most important goals first.
fn notes(scene: &Scene<'_>, open: &Open<'_>, lines: &[Line]) -> Vec<String> {
    let mut bad: Vec<&Line> = lines.iter().filter(|line| line.checks.missed() > 0).collect();
    bad.sort_by_key(|line| line.goal.priority);
    let sentence = |line: &&Line| {
        let words: Vec<String> = line
            .checks
            .misses()
            .map(|check| reason(scene.texts, open.project, open.campaign, &line.goal, &check.reason))
            .collect();
        let reason = words.join(if scene.texts.lang().is_chinese() { "；" } else { "; " });
        let words = [("goal", line.name.as_str().into()), ("reason", reason.into())];
        scene.texts.with(Msg::BriefNoteGoal, &words)
    };
    let mut notes: Vec<String> = bad.iter().take(2).map(sentence).collect();
    if let (Some(last), true) = (notes.last_mut(), bad.len() > 2) {
        let more = scene.texts.with(Msg::BriefNoteMore, &[("n", (bad.len() - 2).into())]);
        *last = format!("{last}　{more}");
    }
    notes
}

fn warning(ui: &mut Ui, area: Rect, notes: &[String]) {
    let p = theme::tokens(ui);
    ui.painter().rect_filled(area, CornerRadius::same(size::RADIUS), p.warn_soft);
    let x = area.left() + size::S12;
    let step = 18.0;
    let top = area.center().y - step * (notes.len() as f32 - 1.0) / 2.0;
    paint::icon(ui.painter(), pos2(x + 7.0, top), icons::TRIANGLE_ALERT, size::ICON_TEXT, p.warn);
    for (row, note) in notes.iter().enumerate() {
        let y = top + step * row as f32;
        let left = x + 22.0;
        let galley = paint::cut(ui.painter(), note, fonts::text(), p.t1, area.right() - left - size::S12);
        let at = Rect::from_min_size(pos2(left, y - galley.size().y / 2.0), galley.size());
        let cut = paint::is_cut(&galley);
        ui.painter().galley(at.min, galley, p.t1);
        let response = pane::named(ui, at, note);
        if cut {
            response.on_hover_text(note);
        }
    }
}

pub(super) use self::events::named as step;
pub(super) use self::source::Line;
pub(super) use edits::goal as change;
