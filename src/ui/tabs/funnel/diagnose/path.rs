//! The customer's way through the shop as a checklist: how each part is, what was found, what is done about it.

use std::sync::Arc;

use egui::{Rect, Ui};

use super::Chosen;
use crate::engine::brief::{add_task, task_of};
use crate::engine::diagnose::touch;
use crate::engine::finding::{Place, PlaceKind, Tab};
use crate::model::{PersonId, TaskSource, TouchCheck, TouchState, Touchpoint};
use crate::text::Msg;
use crate::text::diagnose::touch_note;
use crate::text::names::Named;
use crate::ui::action::{Action, Actions};
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::side_rows::{buttons, nothing, paragraph, section};
use crate::ui::tabs::{edit, selection};
use crate::ui::theme::icons;
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, Grid, GridEvent, GridSource, Ink, RowKey,
};
use crate::ui::widgets::{button, paint};

const PART: ColumnId = ColumnId(1);
const STATE: ColumnId = ColumnId(2);
const FINDING: ColumnId = ColumnId(3);
const ACTION: ColumnId = ColumnId(4);
const OWNER: ColumnId = ColumnId(5);
const DUE: ColumnId = ColumnId(6);

struct Table<'a> {
    scene: &'a Scene<'a>,
    open: &'a Open<'a>,
}

fn check(open: &Open<'_>, of: Touchpoint) -> TouchCheck {
    open.campaign.diagnosis.path.get(of).cloned().unwrap_or(TouchCheck { of, ..TouchCheck::default() })
}

fn of(row: usize) -> Touchpoint {
    Touchpoint::ALL.get(row).copied().unwrap_or_default()
}

fn of_key(key: RowKey) -> Touchpoint {
    of(usize::try_from(key.0).unwrap_or_default())
}

impl GridSource for Table<'_> {
    fn rows(&self) -> usize {
        Touchpoint::ALL.len()
    }

    fn key(&self, row: usize) -> RowKey {
        RowKey(row as u64)
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let check = check(self.open, of(row));
        let late = check.state == TouchState::Lacking && check.due.is_some_and(|due| due < self.scene.now.date());
        let text = |text: String| if text.is_empty() { CellView::absent() } else { CellView::new(text) };
        match column {
            PART => CellView::new(of(row).name_in(self.scene.texts).to_owned()),
            STATE => {
                let words = check.state.name_in(self.scene.texts).to_owned();
                match check.state {
                    TouchState::Open => CellView::inked(words, Ink::Absent),
                    TouchState::Fine | TouchState::Mended => CellView::inked(words, Ink::Input).icon(icons::CHECK),
                    TouchState::Lacking => CellView::inked(words, Ink::Warn),
                }
            }
            FINDING => text(check.finding),
            ACTION => {
                let tasked = task_of(self.open.campaign, TaskSource::Touchpoint(check.of)).is_some();
                let view = text(check.action);
                if tasked { view.icon(icons::SQUARE_CHECK) } else { view }
            }
            OWNER => check.owner.and_then(|id| self.open.project.shop.people.get(id)).map_or_else(
                || CellView::inked(self.scene.text(Msg::BriefNobody), Ink::Absent),
                |person| CellView::inked(person.name.as_str(), Ink::Reference),
            ),
            DUE => check.due.map_or_else(CellView::absent, |due| {
                CellView::inked(self.scene.format().day(due), if late { Ink::Warn } else { Ink::Input })
            }),
            _ => CellView::default(),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let check = check(self.open, of(row));
        let text = |text: String| if text.is_empty() { CellValue::Empty } else { CellValue::Text(text) };
        let at = |at: Option<usize>| at.map_or(CellValue::Empty, CellValue::Choice);
        match column {
            PART => CellValue::Text(of(row).name_in(self.scene.texts).to_owned()),
            STATE => at(TouchState::ALL.iter().position(|state| *state == check.state)),
            FINDING => text(check.finding),
            ACTION => text(check.action),
            OWNER => at(check.owner.and_then(|id| self.open.project.shop.people.position(id))),
            DUE => check.due.map_or(CellValue::Empty, CellValue::Date),
            _ => CellValue::Empty,
        }
    }

    fn editable(&self, _row: usize, column: ColumnId) -> bool {
        column != PART
    }

    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        (column == PART).then(|| touch_note(self.scene.texts, of(row)).to_owned())
    }
}

fn columns(scene: &Scene<'_>, open: &Open<'_>) -> Vec<Column> {
    let t = |msg| scene.text(msg).to_owned();
    let wide = |chinese: f32, other: f32| if scene.texts.lang().is_chinese() { chinese } else { other };
    let states: Arc<[String]> = TouchState::ALL.iter().map(|state| state.name_in(scene.texts).to_owned()).collect();
    let people: Arc<[String]> = open.project.shop.people.iter().map(|row| row.name.clone()).collect();
    vec![
        Column::new(PART, t(Msg::TouchColumn), ColumnKind::Text).width(wide(84.0, 116.0)).pinned(),
        Column::new(STATE, t(Msg::TouchState), ColumnKind::Choice(states)).width(wide(72.0, 110.0)).editable(),
        Column::new(FINDING, t(Msg::TouchFinding), ColumnKind::Text).width(150.0).editable().stretch(),
        Column::new(ACTION, t(Msg::TouchAction), ColumnKind::Text).width(150.0).editable().stretch(),
        Column::new(OWNER, t(Msg::TouchOwner), ColumnKind::Reference(people)).width(72.0).editable(),
        Column::new(DUE, t(Msg::TouchDue), ColumnKind::Date).width(72.0).editable(),
    ]
}

/// A change of a check.
type Put = Box<dyn Fn(&mut TouchCheck)>;

fn read(column: ColumnId, value: CellValue, people: &[PersonId]) -> Option<Put> {
    let text =
        |value: CellValue| if let CellValue::Text(text) = value { text.trim().to_owned() } else { String::new() };
    Some(match column {
        STATE => {
            let state = if let CellValue::Choice(at) = value { *TouchState::ALL.get(at)? } else { TouchState::Open };
            Box::new(move |row| row.state = state)
        }
        FINDING => {
            let words = text(value);
            Box::new(move |row| {
                row.finding.clone_from(&words);
                // what was found is something to be done, until somebody says otherwise
                if row.state == TouchState::Open && !words.is_empty() {
                    row.state = TouchState::Lacking;
                }
            })
        }
        ACTION => {
            let words = text(value);
            Box::new(move |row| row.action.clone_from(&words))
        }
        OWNER => {
            let owner = if let CellValue::Choice(at) = value { people.get(at).copied() } else { None };
            Box::new(move |row| row.owner = owner)
        }
        DUE => {
            let due = if let CellValue::Date(day) = value { Some(day) } else { None };
            Box::new(move |row| row.due = due)
        }
        _ => return None,
    })
}

/// Draws the checklist.
pub(super) fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
    let columns = columns(scene, open);
    let state = &mut view.tabs.funnel.left_state.diagnose;
    let table = Table { scene, open };
    let output = Grid::new("experience", scene.text(Msg::DiagnosePath), scene.texts, &columns, &table)
        .revision(open.table_revision())
        .compact(compact)
        .near(open.campaign.opening().map_or_else(|| scene.now.date(), jiff::civil::DateTime::date))
        .show(&mut paint::at(ui, area, "experience"), &mut state.path);
    let stats = selection::of(scene, &mut state.path, &columns, &table, open.table_revision(), &output.response);
    let people: Vec<PersonId> = open.project.shop.people.iter().map(|row| row.id).collect();
    for event in output.events {
        match event {
            GridEvent::Activate(key, _) => {
                state.chosen = Some(Chosen::Touch(of_key(key)));
                (view.figure, view.findings) = (None, false);
            }
            GridEvent::Set(changes) => {
                let changes: Vec<(Touchpoint, Put)> = changes
                    .into_iter()
                    .filter_map(|(key, column, value)| Some((of_key(key), read(column, value, &people)?)))
                    .collect();
                edit::campaign(actions, open.campaign.id, scene.text(Msg::TouchStep), move |campaign| {
                    for (of, change) in &changes {
                        touch(campaign, *of, change);
                    }
                });
            }
            _ => {}
        }
    }
    if let Some(stats) = stats {
        view.tabs.selection = stats;
    }
}

/// A part of the way in the inspector: what to look at, and its task.
pub(super) fn side(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, of: Touchpoint, actions: &mut Actions) {
    let check = check(open, of);
    ui.add_space(6.0);
    paragraph(ui, touch_note(scene.texts, of));
    for (title, words) in [(Msg::TouchFinding, &check.finding), (Msg::TouchAction, &check.action)] {
        section(ui, scene.text(title));
        if words.is_empty() { nothing(ui, "—") } else { paragraph(ui, words) }
    }
    let source = TaskSource::Touchpoint(of);
    if let Some(task) = task_of(open.campaign, source) {
        buttons(ui, |ui| {
            if button::link(ui, scene.text(Msg::TouchTaskGo)).clicked() {
                actions.push(Action::GoTo(Place::at(Tab::Calendar, PlaceKind::Task).row(task.0)));
            }
        });
        return;
    }
    if check.action.trim().is_empty() {
        nothing(ui, scene.text(Msg::TouchTaskFirst));
        return;
    }
    buttons(ui, |ui| {
        if button::secondary(ui, scene.text(Msg::TouchTask)).clicked() {
            let words = [("part", of.name_in(scene.texts).into()), ("action", check.action.trim().into())];
            let name = scene.texts.with(Msg::TouchTaskName, &words);
            let (campaign, owner, due) = (open.campaign.id, check.owner, check.due);
            actions.edit(scene.text(Msg::TouchStepTask), move |project| {
                add_task(project, campaign, source, name, owner, due);
            });
        }
    });
}
