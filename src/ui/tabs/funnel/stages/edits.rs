//! What is asked of the table of stages, as edits.

use super::table::{COUNT, DEPTH, HISTORY, INDUSTRY, KIND, LAST_YEAR, NAME, OWNER, Owner, RATE, TOGGLE_LOCK};
use crate::engine::diagnose::clear_factors;
use crate::engine::funnel::edit::{is_locked, lock, type_value, unlock};
use crate::engine::funnel::{Typed, Unknown, stages as list};
use crate::engine::why::FigureId;
use crate::model::{
    CampaignId, Count, Department, DepartmentId, DepartmentKind, Funnel, Project, Quantity, Rate, Stage, StageId,
    StageKind,
};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::edit;
use crate::ui::tabs::funnel::identity::unknown_name;
use crate::ui::widgets::grid::{CellValue, Column, ColumnId, ColumnKind, GridEvent, Place, RowKey, parse};

fn stage_id(key: RowKey) -> StageId {
    StageId(u32::try_from(key.0).unwrap_or(0))
}

/// Carries an event out.
pub fn apply(
    scene: &Scene<'_>,
    open: &Open<'_>,
    event: GridEvent,
    view: &mut View,
    owners: &[Owner],
    actions: &mut Actions,
) {
    let id = open.campaign.id;
    let funnel = &open.campaign.funnel;
    let step = scene.text(Msg::StepStage);
    let at = |place: Place| match place {
        Place::Before(key) => funnel.stages.position(stage_id(key)).unwrap_or(0),
        Place::After(key) => funnel.stages.position(stage_id(key)).map_or(funnel.stages.len(), |at| at + 1),
    };
    // rows that are added get the next identities
    let mut added = |place: usize, rows: Vec<Vec<(ColumnId, CellValue)>>, set: Vec<Change>| {
        let first = RowKey(u64::from(open.project.next_id.max(1)));
        if rows.iter().all(Vec::is_empty) {
            view.tabs.funnel.left_state.stages.grid.edit(first, NAME);
        }
        let cells: Vec<Vec<Cell>> =
            rows.iter().map(|row| row.iter().filter_map(|(c, v)| cell(*c, v, owners)).collect()).collect();
        actions.edit(step, move |project| {
            for (nth, cells) in cells.into_iter().enumerate() {
                let new: StageId = project.new_id();
                change(project, id, |funnel| list::insert(funnel, place + nth, new, String::new()));
                for cell in cells {
                    put(project, id, new, cell);
                }
            }
            for (stage, cell) in set {
                put(project, id, stage, cell);
            }
        });
    };
    match event {
        GridEvent::Set(changes) => {
            let name = step_name(scene, open, &changes);
            let changes = read(&changes, owners);
            actions.edit(name, move |project| {
                for (stage, cell) in changes {
                    put(project, id, stage, cell);
                }
            });
        }
        GridEvent::Append { set, rows } => {
            let set = read(&set, owners);
            added(list::end_of(funnel), rows, set);
        }
        GridEvent::AddAtEnd => added(list::end_of(funnel), vec![Vec::new()], Vec::new()),
        GridEvent::Insert { place, count } => added(at(place), vec![Vec::new(); count], Vec::new()),
        GridEvent::Delete(keys) => {
            let ids: Vec<StageId> = keys.into_iter().map(stage_id).collect();
            edit::campaign(actions, id, step, move |campaign| {
                campaign.funnel = std::sync::Arc::new(list::remove(&campaign.funnel, &ids));
                clear_factors(&mut campaign.diagnosis, |_| false, |id| ids.contains(&id));
            });
        }
        GridEvent::Move { keys, place } => {
            let (ids, to): (Vec<StageId>, usize) = (keys.into_iter().map(stage_id).collect(), at(place));
            edit::funnel(actions, id, step, move |funnel| list::shift(funnel, &ids, to));
        }
        GridEvent::Activate(row, column) | GridEvent::OpenWhy(row, column) => {
            view.figure = match column {
                RATE if funnel.stages.last().is_some_and(|s| s.id != stage_id(row)) => {
                    Some(FigureId::Rate(stage_id(row)))
                }
                _ => Some(FigureId::Stage(stage_id(row))),
            };
        }
        GridEvent::Menu { id: TOGGLE_LOCK, row, column, .. } => toggle_lock(scene, open, row, column, actions),
        GridEvent::Menu { .. } | GridEvent::Fold(_) => {}
    }
}

/// Locks or frees the figure of a cell.
pub fn toggle_lock(scene: &Scene<'_>, open: &Open<'_>, row: RowKey, column: ColumnId, actions: &mut Actions) {
    let stage = stage_id(row);
    let what = match column {
        COUNT => Unknown::Count(stage),
        RATE => Unknown::Rate(stage),
        _ => return,
    };
    let locked = is_locked(&open.campaign.funnel, what);
    let name = unknown_name(scene, open, what);
    let msg = if locked { Msg::StepUnlock } else { Msg::StepLock };
    let step = scene.texts.with(msg, &[("what", name.as_str().into())]);
    edit::funnel(
        actions,
        open.campaign.id,
        step,
        move |funnel| {
            if locked { unlock(funnel, what) } else { lock(funnel, what) }
        },
    );
}

type Change = (StageId, Cell);

/// A cell as it is to be, before a percentage or a factor is told apart.
enum Cell {
    Name(String),
    Kind(StageKind),
    Owner(Option<Owner>),
    Count(Option<Count>),
    Depth(bool),
    Rate(ColumnId, String),
}

fn cell(column: ColumnId, value: &CellValue, owners: &[Owner]) -> Option<Cell> {
    let text = || if let CellValue::Text(text) = value { text.clone() } else { String::new() };
    let choice = || if let CellValue::Choice(index) = value { Some(*index) } else { None };
    Some(match column {
        NAME => Cell::Name(text()),
        KIND => Cell::Kind(StageKind::ALL.get(choice()?).copied()?),
        OWNER => Cell::Owner(choice().and_then(|i| owners.get(i)).copied()),
        COUNT => Cell::Count(if let CellValue::Count(count) = value { Some(*count) } else { None }),
        DEPTH => Cell::Depth(choice()? == 0),
        RATE | HISTORY | LAST_YEAR | INDUSTRY => Cell::Rate(column, text()),
        _ => return None,
    })
}

fn read(changes: &[(RowKey, ColumnId, CellValue)], owners: &[Owner]) -> Vec<Change> {
    changes.iter().filter_map(|(row, column, value)| Some((stage_id(*row), cell(*column, value, owners)?))).collect()
}

fn change(project: &mut Project, id: CampaignId, change: impl FnOnce(&Funnel) -> Funnel) {
    if let Some(campaign) = project.campaigns.get_mut(id) {
        let new = change(&campaign.funnel);
        if *campaign.funnel != new {
            campaign.funnel = std::sync::Arc::new(new);
        }
    }
}

fn put(project: &mut Project, id: CampaignId, stage: StageId, cell: Cell) {
    let owner = match &cell {
        Cell::Owner(Some(Owner::New(kind))) => Some(department(project, *kind)),
        Cell::Owner(Some(Owner::Known(known))) => Some(*known),
        _ => None,
    };
    change(project, id, |funnel| match cell {
        Cell::Name(name) => with(funnel, stage, |s| s.name = name),
        Cell::Kind(kind) => with(funnel, stage, |s| s.kind = kind),
        Cell::Owner(_) => with(funnel, stage, |s| s.department = owner),
        Cell::Count(Some(count)) => type_value(funnel, Typed::Count(stage, count)),
        Cell::Count(None) => with(funnel, stage, |s| s.count = Quantity::Free),
        Cell::Depth(depth) => list::set_depth(funnel, stage, depth),
        Cell::Rate(column, text) => {
            let depth = funnel.stages.get(stage).is_some_and(|s| s.depth);
            let rate = rate_of(&text, depth);
            match (column, rate) {
                (RATE, Some(rate)) => type_value(funnel, Typed::Rate(stage, rate)),
                (RATE, None) => with(funnel, stage, |s| s.rate = Quantity::Free),
                (HISTORY, rate) => with(funnel, stage, |s| s.history = rate),
                (LAST_YEAR, rate) => with(funnel, stage, |s| s.last_year = rate),
                (_, rate) => with(funnel, stage, |s| s.industry = rate),
            }
        }
    });
}

/// A text that was checked before: a bare number is a factor in a depth, else a percentage.
fn rate_of(text: &str, depth: bool) -> Option<Rate> {
    let kind = if depth { ColumnKind::Factor } else { ColumnKind::Rate };
    let column = Column::new(RATE, "", kind);
    match parse(text, &column, jiff::civil::Date::constant(2026, 1, 1)) {
        Ok(CellValue::Rate(rate)) => Some(rate),
        _ => None,
    }
}

fn with(funnel: &Funnel, id: StageId, change: impl FnOnce(&mut Stage)) -> Funnel {
    let mut new = funnel.clone();
    if let Some(stage) = new.stages.get_mut(id) {
        change(stage);
    }
    new
}

/// The department of a kind, added to the shop if it has none.
fn department(project: &mut Project, kind: DepartmentKind) -> DepartmentId {
    if let Some(known) = project.shop.departments.iter().find(|d| d.kind == kind) {
        return known.id;
    }
    let id = project.new_id();
    std::sync::Arc::make_mut(&mut project.shop).departments.push(Department { id, kind, ..Department::default() });
    id
}

/// What a change is called: after the one figure it is about, if it is one.
fn step_name(scene: &Scene<'_>, open: &Open<'_>, changes: &[(RowKey, ColumnId, CellValue)]) -> String {
    let (msg, what) = match changes {
        [(row, COUNT, _)] => (Msg::StepCount, Unknown::Count(stage_id(*row))),
        [(row, RATE, _)] => (Msg::StepRate, Unknown::Rate(stage_id(*row))),
        _ => return scene.text(Msg::StepStage).to_owned(),
    };
    let name = unknown_name(scene, open, what);
    scene.texts.with(msg, &[("what", name.as_str().into())])
}
