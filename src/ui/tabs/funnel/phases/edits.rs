//! What is asked of phases and waves, as edits.

use jiff::civil::{Date, DateTime};

use super::table::{
    ADD_PHASE, ADD_WAVE, AOV, CVR, END, GMV, KIND, Line, NAME, SPLIT_EVENLY, START, TOGGLE_LOCK, UV, WEIGHT, lines,
    part, read_end,
};
use crate::engine::phases::{self, Edge};
use crate::engine::split::CellKey;
use crate::engine::split::edit::{FactorEdit, set_amount, set_factor, set_weight, unlock};
use crate::engine::why::FigureId;
use crate::model::{Campaign, Phase, PhaseId, PhaseKind, Rows, Splits, WaveId};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::edit;
use crate::ui::widgets::grid::{CellValue, ColumnId, GridEvent, Place, RowKey};

/// Carries an event out.
pub fn apply(scene: &Scene<'_>, open: &Open<'_>, event: GridEvent, near: Date, view: &mut View, actions: &mut Actions) {
    let rows = lines(open);
    let line = |key: RowKey| rows.iter().copied().find(|l| l.key() == key);
    match event {
        GridEvent::Set(changes) => set(scene, open, &changes, near, actions),
        GridEvent::Append { set: changes, rows } => append(scene, open, &changes, &rows, near, actions),
        GridEvent::AddAtEnd => add_phase(scene, open, NewAt::Last, view, actions),
        GridEvent::Insert { place: Place::Before(key) | Place::After(key), .. } => match line(key) {
            Some(Line::Phase(phase)) => {
                let before = open.campaign.phases.position(phase.id).and_then(|at| at.checked_sub(1));
                let before = before.and_then(|at| open.campaign.phases.at(at)).map(|p| p.id);
                add_phase(scene, open, before.map_or(NewAt::First, NewAt::After), view, actions);
            }
            Some(Line::Wave(phase, wave, n)) => {
                let before = n.checked_sub(2).and_then(|at| phase.waves.at(at)).map_or(wave.id, |w| w.id);
                add_wave(scene, open, phase.id, Some(before), view, actions);
            }
            None => {}
        },
        GridEvent::Delete(keys) => {
            let (mut gone, mut waves) = (Vec::new(), Vec::new());
            for line in keys.into_iter().filter_map(line) {
                match line {
                    Line::Phase(phase) => gone.push(phase.id),
                    Line::Wave(_, wave, _) => waves.push(wave.id),
                }
            }
            let step = scene.text(Msg::StepPhase);
            edit::campaign(actions, open.campaign.id, step, move |c| phases::remove(c, &gone, &waves));
        }
        GridEvent::Move { keys, place } => shift(scene, open, &keys, place, actions),
        GridEvent::Fold(key) => {
            let folded = &mut view.tabs.funnel.left_state.phases.folded;
            if let Some(Line::Phase(phase)) = line(key)
                && !folded.remove(&phase.id)
            {
                folded.insert(phase.id);
            }
        }
        GridEvent::Activate(key, _) | GridEvent::OpenWhy(key, _) => {
            let Some(line) = line(key).filter(|line| part(open, *line).is_some()) else { return };
            view.figure = Some(match line {
                Line::Phase(phase) => FigureId::Phase(phase.id),
                Line::Wave(_, wave, _) => FigureId::Wave(wave.id),
            });
        }
        GridEvent::Menu { id, row, column, .. } => {
            let Some(line) = line(row) else { return };
            match id {
                ADD_PHASE => add_phase(scene, open, NewAt::After(line.phase().id), view, actions),
                ADD_WAVE => add_wave_at(scene, open, row, view, actions),
                SPLIT_EVENLY => {
                    let phase = line.phase().id;
                    change(scene, open, actions, move |rows| phases::split_evenly(rows, phase));
                }
                TOGGLE_LOCK => toggle_lock(scene, open, row, column, actions),
                _ => {}
            }
        }
    }
}

fn change(
    scene: &Scene<'_>,
    open: &Open<'_>,
    actions: &mut Actions,
    change: impl FnOnce(&Rows<Phase>) -> Rows<Phase> + 'static,
) {
    edit::campaign(actions, open.campaign.id, scene.text(Msg::StepPhase), move |campaign| {
        campaign.phases = change(&campaign.phases);
    });
}

/// The row that the next new one becomes: its name is opened for typing.
fn name_next(open: &Open<'_>, view: &mut View) {
    let next = RowKey(u64::from(open.project.next_id.max(1)));
    view.tabs.funnel.left_state.phases.grid.edit(next, NAME);
}

/// Where a new phase goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewAt {
    /// Before all others.
    First,
    /// After this one.
    After(PhaseId),
    /// After all others.
    Last,
}

/// Whether there is time for a wave after a row.
pub fn room_for_wave(open: &Open<'_>, line: Line<'_>) -> bool {
    let rows = &open.campaign.phases;
    let (phase, after) = match line {
        Line::Phase(phase) => (phase.id, None),
        Line::Wave(phase, wave, _) => (phase.id, Some(wave.id)),
    };
    !phases::add_wave(rows, phase, after, WaveId(u32::MAX)).same(rows)
}

/// Whether there is time for a phase after another.
pub fn room_for_phase(open: &Open<'_>, after: PhaseId) -> bool {
    let rows = &open.campaign.phases;
    !phases::insert_after(rows, Some(after), PhaseId(u32::MAX), Date::MIN).same(rows)
}

/// Adds a phase.
pub fn add_phase(scene: &Scene<'_>, open: &Open<'_>, at: NewAt, view: &mut View, actions: &mut Actions) {
    let (id, today) = (open.campaign.id, scene.now.date());
    if matches!(at, NewAt::After(after) if !room_for_phase(open, after)) {
        return;
    }
    name_next(open, view);
    actions.edit(scene.text(Msg::StepPhase), move |project| {
        let new = project.new_id();
        if let Some(campaign) = project.campaigns.get_mut(id) {
            campaign.phases = match at {
                NewAt::First => phases::insert_first(&campaign.phases, new, today),
                NewAt::After(after) => phases::insert_after(&campaign.phases, Some(after), new, today),
                NewAt::Last => phases::insert_after(&campaign.phases, None, new, today),
            };
        }
    });
}

/// Adds a wave to the phase that a row belongs to, after that row if it is a wave.
pub fn add_wave_at(scene: &Scene<'_>, open: &Open<'_>, row: RowKey, view: &mut View, actions: &mut Actions) {
    match lines(open).into_iter().find(|l| l.key() == row) {
        Some(Line::Phase(phase)) => add_wave(scene, open, phase.id, None, view, actions),
        Some(Line::Wave(phase, wave, _)) => add_wave(scene, open, phase.id, Some(wave.id), view, actions),
        None => {}
    }
}

fn add_wave(
    scene: &Scene<'_>,
    open: &Open<'_>,
    phase: PhaseId,
    after: Option<WaveId>,
    view: &mut View,
    actions: &mut Actions,
) {
    let id = open.campaign.id;
    let rows = &open.campaign.phases;
    if phases::add_wave(rows, phase, after, WaveId(u32::MAX)).same(rows) {
        return;
    }
    view.tabs.funnel.left_state.phases.folded.remove(&phase);
    name_next(open, view);
    actions.edit(scene.text(Msg::StepPhase), move |project| {
        let new = project.new_id();
        if let Some(campaign) = project.campaigns.get_mut(id) {
            campaign.phases = phases::add_wave(&campaign.phases, phase, after, new);
        }
    });
}

fn shift(scene: &Scene<'_>, open: &Open<'_>, keys: &[RowKey], place: Place, actions: &mut Actions) {
    let rows = lines(open);
    let line = |key: RowKey| rows.iter().copied().find(|l| l.key() == key);
    let (Place::Before(target) | Place::After(target)) = place;
    let behind = matches!(place, Place::After(_));
    let mut moved: Vec<CellKey> = keys.iter().filter_map(|key| line(*key)).map(cell_key).collect();
    let Some(target) = line(target).map(cell_key) else { return };
    if behind {
        moved.reverse();
    }
    change(scene, open, actions, move |rows| {
        moved.iter().fold(rows.clone(), |rows, key| match (*key, target) {
            (CellKey::Phase(id), CellKey::Phase(target)) => {
                let others = rows.iter().filter(|p| p.id != id);
                let at = others.into_iter().position(|p| p.id == target).unwrap_or(0) + usize::from(behind);
                phases::reorder(&rows, id, at)
            }
            (CellKey::Wave(id), CellKey::Wave(target)) => {
                let waves = rows.iter().find(|p| p.waves.contains(id)).map(|p| p.waves.clone()).unwrap_or_default();
                let at = waves.iter().filter(|w| w.id != id).position(|w| w.id == target);
                at.map_or_else(|| rows.clone(), |at| phases::reorder_wave(&rows, id, at + usize::from(behind)))
            }
            _ => rows,
        })
    });
}

const fn cell_key(line: Line<'_>) -> CellKey {
    match line {
        Line::Phase(phase) => CellKey::Phase(phase.id),
        Line::Wave(_, wave, _) => CellKey::Wave(wave.id),
    }
}

/// Locks the GMV of a row at what it is, or frees it.
pub fn toggle_lock(scene: &Scene<'_>, open: &Open<'_>, row: RowKey, column: ColumnId, actions: &mut Actions) {
    let rows = lines(open);
    let Some(line) = rows.iter().copied().find(|l| l.key() == row && column == GMV) else { return };
    let Some(part) = part(open, line) else { return };
    let (key, locked, gmv) = (cell_key(line), part.locked, part.gmv);
    edit::splits(actions, open.campaign.id, scene.text(Msg::StepSplit), move |splits| {
        if locked { unlock(splits, key) } else { set_amount(splits, key, gmv) }
    });
}

/// A change of one cell.
enum Cell {
    Name(String),
    Kind(PhaseKind),
    Edge(Edge, DateTime),
    Split(ColumnId, CellValue),
}

fn cell(scene: &Scene<'_>, column: ColumnId, value: &CellValue, near: Date) -> Option<Cell> {
    Some(match (column, value) {
        (NAME, CellValue::Text(name)) => Cell::Name(name.clone()),
        (NAME, _) => Cell::Name(String::new()),
        (KIND, CellValue::Choice(index)) => Cell::Kind(PhaseKind::ALL.get(*index).copied()?),
        (START, CellValue::DateTime(at)) => Cell::Edge(Edge::Start, *at),
        (END, CellValue::Text(text)) => Cell::Edge(Edge::End, read_end(scene, text, near).ok()?),
        (WEIGHT | GMV | UV | CVR | AOV, value) => Cell::Split(column, value.clone()),
        _ => return None,
    })
}

type Given = (RowKey, ColumnId, CellValue);

fn read(scene: &Scene<'_>, open: &Open<'_>, changes: &[Given], near: Date) -> Vec<(CellKey, Cell)> {
    let rows = lines(open);
    let key = |row: RowKey| rows.iter().copied().find(|l| l.key() == row).map(cell_key);
    changes.iter().filter_map(|(row, column, value)| Some((key(*row)?, cell(scene, *column, value, near)?))).collect()
}

fn set(scene: &Scene<'_>, open: &Open<'_>, changes: &[Given], near: Date, actions: &mut Actions) {
    let cells = read(scene, open, changes, near);
    let splits_only = cells.iter().all(|(_, cell)| matches!(cell, Cell::Split(..)));
    let step = scene.text(if splits_only { Msg::StepSplit } else { Msg::StepPhase });
    edit::campaign(actions, open.campaign.id, step, move |campaign| {
        for (key, cell) in cells {
            put(campaign, key, cell);
        }
    });
}

/// A paste beyond the last row: its rows become phases.
fn append(
    scene: &Scene<'_>,
    open: &Open<'_>,
    changes: &[Given],
    rows: &[Vec<(ColumnId, CellValue)>],
    near: Date,
    actions: &mut Actions,
) {
    let (id, today) = (open.campaign.id, scene.now.date());
    let set = read(scene, open, changes, near);
    let rows: Vec<Vec<Cell>> =
        rows.iter().map(|row| row.iter().filter_map(|(c, v)| cell(scene, *c, v, near)).collect()).collect();
    actions.edit(scene.text(Msg::StepPhase), move |project| {
        for cells in rows {
            let new: PhaseId = project.new_id();
            let Some(campaign) = project.campaigns.get_mut(id) else { return };
            campaign.phases = phases::insert_after(&campaign.phases, None, new, today);
            let edge = |wanted: Edge| {
                cells.iter().find_map(|cell| match cell {
                    Cell::Edge(edge, at) if *edge == wanted => Some(*at),
                    _ => None,
                })
            };
            // both edges together, for one alone might not fit where the phase stands so far
            let range = edge(Edge::Start).zip(edge(Edge::End));
            if let Some(Ok(placed)) = range.map(|range| phases::set_range(&campaign.phases, new, range)) {
                campaign.phases = placed;
            }
            for cell in cells {
                put(campaign, CellKey::Phase(new), cell);
            }
        }
        if let Some(campaign) = project.campaigns.get_mut(id) {
            for (key, cell) in set {
                put(campaign, key, cell);
            }
        }
    });
}

fn put(campaign: &mut Campaign, key: CellKey, cell: Cell) {
    match cell {
        Cell::Name(name) => match key {
            CellKey::Phase(id) => {
                if let Some(phase) = campaign.phases.get_mut(id) {
                    phase.name = name;
                }
            }
            CellKey::Wave(id) => {
                let phase = campaign.phases.iter().find(|p| p.waves.contains(id)).map(|p| p.id);
                let phase = phase.and_then(|phase| campaign.phases.get_mut(phase));
                if let Some(wave) = phase.and_then(|phase| phase.waves.get_mut(id)) {
                    wave.name = name;
                }
            }
            _ => {}
        },
        Cell::Kind(kind) => {
            if let CellKey::Phase(id) = key
                && let Some(phase) = campaign.phases.get_mut(id)
            {
                phase.kind = kind;
            }
        }
        Cell::Edge(edge, at) => {
            let new = match key {
                CellKey::Phase(id) => phases::set_edge(&campaign.phases, id, edge, at),
                CellKey::Wave(id) => phases::set_wave_edge(&campaign.phases, id, edge, at),
                _ => return,
            };
            // each was checked by itself before; a block of them that does not fit together leaves out what does not
            if let Ok(new) = new {
                campaign.phases = new;
            }
        }
        Cell::Split(column, value) => {
            let new = split(&campaign.splits, key, column, value);
            if *campaign.splits != new {
                campaign.splits = std::sync::Arc::new(new);
            }
        }
    }
}

fn split(splits: &Splits, key: CellKey, column: ColumnId, value: CellValue) -> Splits {
    match (column, value) {
        (WEIGHT, CellValue::Rate(weight)) => set_weight(splits, key, Some(weight)),
        (WEIGHT, _) => set_weight(splits, key, None),
        (GMV, CellValue::Money(amount)) => set_amount(splits, key, amount),
        (GMV, _) => unlock(splits, key),
        (UV, CellValue::Count(uv)) => set_factor(splits, key, FactorEdit::Uv(Some(uv))),
        (UV, _) => set_factor(splits, key, FactorEdit::Uv(None)),
        (CVR, CellValue::Rate(cvr)) => set_factor(splits, key, FactorEdit::Cvr(Some(cvr))),
        (CVR, _) => set_factor(splits, key, FactorEdit::Cvr(None)),
        (AOV, CellValue::Money(aov)) => set_factor(splits, key, FactorEdit::Aov(Some(aov))),
        (AOV, _) => set_factor(splits, key, FactorEdit::Aov(None)),
        _ => splits.clone(),
    }
}
