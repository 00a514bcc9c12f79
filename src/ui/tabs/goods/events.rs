//! What the table asks for, as named steps of the project.

use std::collections::BTreeSet;

use super::GoodsState;
use super::change::{self, Set, Spot};
use super::columns::Col;
use super::source::{JOIN, LEAVE, key, sku};
use crate::model::SkuId;
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::widgets::grid::{CellValue, Column, ColumnId, GridEvent, Place};

/// Carries out an event of the table.
pub fn carry_out(
    event: GridEvent,
    scene: &Scene<'_>,
    open: &Open<'_>,
    columns: &[Column],
    state: &mut GoodsState,
    actions: &mut Actions,
) {
    let campaign = open.campaign.id;
    let count = |msg: Msg, n: usize| scene.texts.with(msg, &[("n", n.into())]);
    match event {
        GridEvent::Set(cells) => {
            let cells: Vec<Set> =
                cells.into_iter().filter_map(|(row, column, value)| cell(row, column, value)).collect();
            state.kept.extend(cells.iter().map(|(id, ..)| *id));
            let name = set_name(scene, state, columns, &cells);
            actions.edit(name, move |project| change::set(project, campaign, &cells, &[]));
        }
        GridEvent::Append { set, rows } => {
            let cells: Vec<Set> = set.into_iter().filter_map(|(row, column, value)| cell(row, column, value)).collect();
            let rows: Vec<Vec<(Col, CellValue)>> = rows
                .into_iter()
                .map(|row| row.into_iter().filter_map(|(id, value)| Some((Col::of(id)?, value))).collect())
                .collect();
            state.kept.extend(cells.iter().map(|(id, ..)| *id));
            state.kept.extend(coming(open, rows.len()));
            actions.edit(count(Msg::GoodsStepPaste, rows.len()), move |project| {
                change::set(project, campaign, &cells, &rows);
            });
        }
        GridEvent::Insert { place, count: n } => {
            state.kept.extend(coming(open, n));
            let spot = spot(place);
            actions.edit(count(Msg::GoodsStepInsert, n), move |project| change::insert(project, spot, n));
        }
        GridEvent::AddAtEnd => add(scene, open, state, actions),
        GridEvent::Delete(rows) => {
            let ids: BTreeSet<SkuId> = rows.into_iter().map(sku).collect();
            actions.edit(count(Msg::GoodsStepDelete, ids.len()), move |project| change::delete(project, &ids));
        }
        GridEvent::Move { keys, place } => {
            let ids: Vec<SkuId> = keys.into_iter().map(sku).collect();
            let spot = spot(place);
            actions.edit(count(Msg::GoodsStepMove, ids.len()), move |project| change::shift(project, &ids, spot));
        }
        GridEvent::Menu { id, row, rows, .. } => {
            let ids: Vec<SkuId> = if rows.is_empty() { vec![sku(row)] } else { rows.into_iter().map(sku).collect() };
            state.kept.extend(ids.iter().copied());
            match id {
                JOIN => actions.edit(count(Msg::GoodsStepJoin, ids.len()), move |project| {
                    change::join(project, campaign, &ids);
                }),
                LEAVE => actions.edit(count(Msg::GoodsStepLeave, ids.len()), move |project| {
                    change::leave(project, campaign, &ids);
                }),
                _ => {}
            }
        }
        GridEvent::Fold(_) | GridEvent::Activate(..) | GridEvent::OpenWhy(..) => {}
    }
}

/// Adds a product after the last, and makes its code the active cell.
pub fn add(scene: &Scene<'_>, open: &Open<'_>, state: &mut GoodsState, actions: &mut Actions) {
    actions.edit(scene.text(Msg::GoodsStepAdd), |project| change::insert(project, Spot::End, 1));
    for id in coming(open, 1) {
        state.kept.insert(id);
        // not opened for typing: a block pasted now fills this row and goes on below it
        state.grid.select(key(id), Col::Code.id());
        state.focus = true;
    }
}

/// The identities that the next new products will have.
fn coming(open: &Open<'_>, count: usize) -> impl Iterator<Item = SkuId> + use<> {
    let first = open.project.next_id.max(1);
    (0..u32::try_from(count).unwrap_or(0)).map(move |step| SkuId(first.saturating_add(step)))
}

fn cell(row: crate::ui::widgets::grid::RowKey, column: ColumnId, value: CellValue) -> Option<Set> {
    Some((sku(row), Col::of(column)?, value))
}

fn spot(place: Place) -> Spot {
    match place {
        Place::Before(row) => Spot::Before(sku(row)),
        Place::After(row) => Spot::After(sku(row)),
    }
}

fn set_name(scene: &Scene<'_>, state: &GoodsState, columns: &[Column], cells: &[Set]) -> String {
    let texts = scene.texts;
    let heading = |col: Col| columns.iter().find(|c| c.id == col.id()).map_or("", |c| c.title.as_str());
    let Some((id, col, _)) = cells.first() else { return texts.get(Msg::StepGoods).to_owned() };
    if let [_] = cells {
        let line = state.table.line(*id);
        let names = line.map(|line| (line.sku.code.as_str(), line.sku.name.as_str()));
        let who = match names {
            Some((code, _)) if !code.is_empty() => format!(" {code} "),
            Some((_, name)) if !name.is_empty() => format!("「{name}」"),
            _ => texts.get(Msg::GoodsUnnamed).to_owned(),
        };
        let who = if texts.lang().is_chinese() { who } else { who.trim().replace(['「', '」'], "") };
        return texts.with(Msg::GoodsStepCell, &[("sku", who.into()), ("column", heading(*col).into())]);
    }
    let n = cells.len();
    if cells.iter().all(|(_, other, _)| other == col) {
        texts.with(Msg::GoodsStepColumn, &[("n", n.into()), ("column", heading(*col).into())])
    } else {
        texts.with(Msg::GoodsStepCells, &[("n", n.into())])
    }
}
