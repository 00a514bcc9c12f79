//! Edits of the splits' cells as pure functions. Typing an amount locks a cell, typing a weight does not. A cell in which
//! nothing is typed any more leaves the file.

use jiff::civil::{Date, DateTime};

use crate::model::{
    CategoryId, Cell, Count, DepartmentId, Money, PartCell, PhaseId, Rate, Role, Row, Rows, Splits, StretchCell, WaveId,
};

/// A cell of the splits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellKey {
    /// A phase.
    Phase(PhaseId),
    /// A wave.
    Wave(WaveId),
    /// A day.
    Day(Date),
    /// An hour, by its first instant.
    Hour(DateTime),
    /// A category.
    Category(CategoryId),
    /// A role.
    Role(Role),
    /// A department.
    Department(DepartmentId),
}

/// Locks a cell to an amount. Its weight is kept for when it is unlocked.
#[must_use]
pub fn set_amount(splits: &Splits, key: CellKey, amount: Money) -> Splits {
    edit(splits, key, |cell| cell.lock = Some(amount))
}

/// Types a weight (nothing: from the curve or the goods again), and unlocks the cell.
#[must_use]
pub fn set_weight(splits: &Splits, key: CellKey, weight: Option<Rate>) -> Splits {
    edit(splits, key, |cell| *cell = Cell { weight, lock: None })
}

/// Unlocks a cell: it shares by weight again.
#[must_use]
pub fn unlock(splits: &Splits, key: CellKey) -> Splits {
    edit(splits, key, |cell| cell.lock = None)
}

/// What is typed in a cell.
#[must_use]
pub fn cell(splits: &Splits, key: CellKey) -> Cell {
    match key {
        CellKey::Phase(id) => splits.phases.get(id).map(|c| c.cell),
        CellKey::Wave(id) => splits.waves.get(id).map(|c| c.cell),
        CellKey::Day(id) => splits.days.get(id).map(|c| c.cell),
        CellKey::Hour(id) => splits.hours.get(id).map(|c| c.cell),
        CellKey::Category(id) => splits.categories.get(id).map(|c| c.cell),
        CellKey::Role(id) => splits.roles.get(id).map(|c| c.cell),
        CellKey::Department(id) => splits.departments.get(id).map(|c| c.cell),
    }
    .unwrap_or_default()
}

/// One of the three factors typed for a phase or wave; nothing: it follows again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactorEdit {
    /// Visitors.
    Uv(Option<Count>),
    /// CVR.
    Cvr(Option<Rate>),
    /// 客单价.
    Aov(Option<Money>),
}

/// Types a factor of a phase or wave; any other cell has none and stays as it is.
#[must_use]
pub fn set_factor(splits: &Splits, key: CellKey, factor: FactorEdit) -> Splits {
    fn apply<K>(cell: &mut StretchCell<K>, factor: FactorEdit) {
        match factor {
            FactorEdit::Uv(value) => cell.uv = value,
            FactorEdit::Cvr(value) => cell.cvr = value,
            FactorEdit::Aov(value) => cell.aov = value,
        }
    }
    let mut new = splits.clone();
    match key {
        CellKey::Phase(id) => on_stretch(&mut new.phases, id, |cell| apply(cell, factor)),
        CellKey::Wave(id) => on_stretch(&mut new.waves, id, |cell| apply(cell, factor)),
        _ => {}
    }
    new
}

fn edit(splits: &Splits, key: CellKey, change: impl FnOnce(&mut Cell)) -> Splits {
    let mut new = splits.clone();
    match key {
        CellKey::Phase(id) => on_stretch(&mut new.phases, id, |cell| change(&mut cell.cell)),
        CellKey::Wave(id) => on_stretch(&mut new.waves, id, |cell| change(&mut cell.cell)),
        CellKey::Day(id) => on_part(&mut new.days, id, change),
        CellKey::Hour(id) => on_part(&mut new.hours, id, change),
        CellKey::Category(id) => on_part(&mut new.categories, id, change),
        CellKey::Role(id) => on_part(&mut new.roles, id, change),
        CellKey::Department(id) => on_part(&mut new.departments, id, change),
    }
    new
}

/// Rows stay in the order of their keys, so that the file does not depend on the order of typing.
fn on_part<K: Copy + Ord + std::fmt::Debug>(rows: &mut Rows<PartCell<K>>, of: K, change: impl FnOnce(&mut Cell)) {
    let mut row = rows.get(of).cloned().unwrap_or(PartCell { of, cell: Cell::default() });
    change(&mut row.cell);
    let empty = row.cell == Cell::default();
    put(rows, row, empty);
}

fn on_stretch<K: Copy + Ord + std::fmt::Debug>(
    rows: &mut Rows<StretchCell<K>>,
    of: K,
    change: impl FnOnce(&mut StretchCell<K>),
) {
    let mut row = rows.get(of).cloned().unwrap_or_else(|| StretchCell::new(of));
    change(&mut row);
    let empty = row.cell == Cell::default() && row.uv.is_none() && row.cvr.is_none() && row.aov.is_none();
    put(rows, row, empty);
}

fn put<T: Row>(rows: &mut Rows<T>, row: T, empty: bool)
where
    T::Id: Ord,
{
    let id = row.id();
    if empty {
        rows.remove_where(|r| r.id() == id);
    } else if let Some(slot) = rows.get_mut(id) {
        *slot = row;
    } else {
        let at = rows.iter().position(|r| r.id() > id).unwrap_or(rows.len());
        rows.insert(at, row);
    }
}

#[cfg(test)]
#[path = "edit_tests.rs"]
mod tests;
