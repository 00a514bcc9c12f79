//! Checklists: what departments have ready before the opening, and the rounds walked after it.

use std::sync::Arc;

use egui::{Rect, Ui};
use jiff::civil::DateTime;

use crate::engine::run::prepare::{add_checks, add_round};
use crate::model::{Campaign, LaunchCheck, LaunchCheckId, Patrol, PatrolArea, PatrolId, PatrolResult, Rows};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::text::run::check_lines;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::later::empty;
use crate::ui::tabs::list_grid::{self, ListCell, ListColumn, ListGrid, column, wide};
use crate::ui::tabs::lists::{self, Listed, Steps};
use crate::ui::theme::icons;
use crate::ui::widgets::button;
use crate::ui::widgets::grid::Ink;

impl Listed for LaunchCheck {
    fn rows(campaign: &mut Campaign) -> &mut Rows<Self> {
        &mut Arc::make_mut(&mut campaign.run).checks
    }

    fn fresh(id: u32, _now: DateTime) -> Self {
        Self { id: LaunchCheckId(id), ..Self::default() }
    }

    fn number(&self) -> u32 {
        self.id.0
    }
}

impl Listed for Patrol {
    fn rows(campaign: &mut Campaign) -> &mut Rows<Self> {
        &mut Arc::make_mut(&mut campaign.run).patrols
    }

    fn fresh(id: u32, now: DateTime) -> Self {
        Self::new(PatrolId(id), now)
    }

    fn number(&self) -> u32 {
        self.id.0
    }
}

const CHECKS: ListGrid = ListGrid {
    salt: "checks",
    name: Msg::RunChecks,
    steps: Steps { change: Msg::RunStepCheck, add: Msg::RunStepCheckAdd, delete: Msg::RunStepCheckDrop },
    add: Msg::RunCheckAdd,
};

const PATROLS: ListGrid = ListGrid {
    salt: "patrols",
    name: Msg::RunPatrols,
    steps: Steps { change: Msg::RunStepPatrol, add: Msg::RunStepPatrolAdd, delete: Msg::RunStepPatrolDrop },
    add: Msg::RunPatrolAdd,
};

static CHECK_COLUMNS: &[ListColumn<LaunchCheck>] = &[
    column(
        Msg::RunDepartment,
        108.0,
        ListCell::Department { get: |row| row.department, set: |row, id| row.department = id },
    ),
    wide(
        Msg::RunCheckText,
        240.0,
        ListCell::Text { get: |row| &row.text, set: |row, text| row.text = text, usual: None },
    ),
    column(Msg::RunOwner, 72.0, ListCell::Person { get: |row| row.owner, set: |row, id| row.owner = id }),
    column(Msg::RunDue, 108.0, ListCell::Time { get: |row| row.due, set: |row, at| row.due = at }),
    column(
        Msg::RunCheckState,
        84.0,
        ListCell::Choice {
            names: |scene| vec![scene.text(Msg::RunCheckOpen).to_owned(), scene.text(Msg::RunCheckDone).to_owned()],
            get: |row| usize::from(row.done.is_some()),
            set: |row, at, now| row.done = (at == 1).then(|| row.done.unwrap_or(now)),
            look: |row| if row.done.is_some() { (Ink::Plain, Some(icons::CHECK)) } else { (Ink::Reference, None) },
        },
    ),
    column(Msg::RunCheckDoneAt, 108.0, ListCell::Time { get: |row| row.done, set: |row, at| row.done = at }),
    wide(Msg::RunNote, 140.0, ListCell::Text { get: |row| &row.note, set: |row, text| row.note = text, usual: None }),
];

static PATROL_COLUMNS: &[ListColumn<Patrol>] = &[
    column(
        Msg::RunPatrolAt,
        116.0,
        ListCell::Time { get: |row| Some(row.at), set: |row, at| row.at = at.unwrap_or(row.at) },
    ),
    column(
        Msg::RunPatrolArea,
        84.0,
        ListCell::Choice {
            names: |scene| PatrolArea::ALL.map(|area| area.name_in(scene.texts).to_owned()).to_vec(),
            get: |row| PatrolArea::ALL.iter().position(|area| *area == row.area).unwrap_or(0),
            set: |row, at, _| row.area = PatrolArea::ALL.get(at).copied().unwrap_or_default(),
            look: |_| (Ink::Plain, None),
        },
    ),
    column(
        Msg::RunPatrolResult,
        92.0,
        ListCell::Choice {
            names: |scene| PatrolResult::ALL.map(|result| result.name_in(scene.texts).to_owned()).to_vec(),
            get: |row| PatrolResult::ALL.iter().position(|result| *result == row.result).unwrap_or(0),
            set: |row, at, _| row.result = PatrolResult::ALL.get(at).copied().unwrap_or_default(),
            look: |row| match row.result {
                PatrolResult::Open => (Ink::Absent, None),
                PatrolResult::Fine => (Ink::Plain, Some(icons::CHECK)),
                PatrolResult::Wrong => (Ink::Error, Some(icons::TRIANGLE_ALERT)),
                PatrolResult::Mended => (Ink::Plain, Some(icons::CIRCLE_CHECK)),
            },
        },
    ),
    wide(Msg::RunNote, 260.0, ListCell::Text { get: |row| &row.note, set: |row, text| row.note = text, usual: None }),
    column(Msg::RunPatrolBy, 84.0, ListCell::Person { get: |row| row.by, set: |row, id| row.by = id }),
];

/// Draws what is checked before the opening.
pub fn checks(
    ui: &mut Ui,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    compact: bool,
    actions: &mut Actions,
) {
    let rows = &open.campaign.run.checks;
    let words = [Msg::RunChecksNone, Msg::RunChecksNote, Msg::RunChecksFill];
    if rows.is_empty() {
        if begin(ui, body, scene, icons::SQUARE_CHECK, words) {
            fill(scene, open, actions);
        }
        return;
    }
    let state = &mut view.tabs.run.checks;
    let _ = list_grid::show(ui, body, scene, open, rows, (CHECKS, CHECK_COLUMNS), (state, compact), actions);
}

/// Adds the lines that departments of each kind check.
pub fn fill(scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let departments = open.project.shop.departments.iter();
    let lines: Vec<_> = departments.map(|row| (row.id, check_lines(scene.texts, row.kind))).collect();
    lists::changed(actions, open.campaign.id, scene.text(Msg::RunStepCheckFill), move |ids, campaign| {
        add_checks(ids, campaign, &lines);
    });
}

/// Draws the rounds.
pub fn patrols(
    ui: &mut Ui,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    compact: bool,
    actions: &mut Actions,
) {
    let rows = &open.campaign.run.patrols;
    let words = [Msg::RunPatrolsNone, Msg::RunPatrolsNote, Msg::RunPatrolsStart];
    if rows.is_empty() {
        if begin(ui, body, scene, icons::EYE, words) {
            round(scene, open, actions);
        }
        return;
    }
    let state = &mut view.tabs.run.patrols;
    let _ = list_grid::show(ui, body, scene, open, rows, (PATROLS, PATROL_COLUMNS), (state, compact), actions);
}

/// Begins a round now.
pub fn round(scene: &Scene<'_>, open: &Open<'_>, actions: &mut Actions) {
    let now = scene.now;
    lists::changed(actions, open.campaign.id, scene.text(Msg::RunStepRound), move |ids, campaign| {
        add_round(ids, campaign, now);
    });
}

/// The empty place of a list: what is missing, what to do, the button that does it; whether that was clicked.
pub(super) fn begin(ui: &mut Ui, body: Rect, scene: &Scene<'_>, icon: &str, [title, note, begin]: [Msg; 3]) -> bool {
    let mut clicked = false;
    empty(ui, body, icon, scene.text(title), &[scene.text(note)], |ui| {
        clicked = button::primary(ui, scene.text(begin)).clicked();
    });
    clicked
}
