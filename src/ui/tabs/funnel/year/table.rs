//! What the table of quarters and months shows, and its edits.

use std::collections::BTreeSet;

use crate::engine::funnel::LadderAnswer;
use crate::engine::funnel::ladder::{LadderCell, LadderKey, edit_cell};
use crate::model::{Cell, Money, Project, Rate, YearPlan};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::Scene;
use crate::ui::theme::icons;
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, GridEvent, GridSource, Ink, Judgement, MenuEntry, RowKey,
    RowStyle,
};

pub const NAME: ColumnId = ColumnId(1);
const WEIGHT: ColumnId = ColumnId(2);
pub const TARGET: ColumnId = ColumnId(3);
const CAMPAIGNS: ColumnId = ColumnId(4);
const GAP: ColumnId = ColumnId(5);
/// The menu's entry that locks or frees a cell.
pub const TOGGLE_LOCK: u32 = 1;

/// The table: each quarter before its months.
pub struct Table<'a> {
    pub scene: &'a Scene<'a>,
    pub plan: &'a YearPlan,
    pub answer: &'a LadderAnswer,
    pub folded: &'a BTreeSet<usize>,
}

/// The cell that a row stands for.
fn key_of(row: usize) -> LadderKey {
    match row % 4 {
        0 => LadderKey::Quarter(row / 4),
        month => LadderKey::Month(row / 4 * 3 + month - 1),
    }
}

/// The row that a key stands in.
fn row_of(key: RowKey) -> usize {
    usize::try_from(key.0).unwrap_or(0)
}

impl Table<'_> {
    fn answer(&self, key: LadderKey) -> Option<&LadderCell> {
        match key {
            LadderKey::Quarter(at) => self.answer.quarters.get(at),
            LadderKey::Month(at) => self.answer.months.get(at),
        }
    }

    fn typed(&self, key: LadderKey) -> Option<&Cell> {
        match key {
            LadderKey::Quarter(at) => self.plan.quarters.get(at),
            LadderKey::Month(at) => self.plan.months.get(at),
        }
    }

    /// What a cell is a part of.
    fn whole(&self, key: LadderKey) -> Money {
        match key {
            LadderKey::Quarter(_) => self.answer.total.target,
            LadderKey::Month(at) => self.answer.quarters.get(at / 3).map_or(Money::ZERO, |q| q.target),
        }
    }

    fn name(&self, key: LadderKey) -> String {
        match key {
            LadderKey::Quarter(at) => self.scene.texts.with(Msg::YearQuarter, &[("n", (at + 1).into())]),
            LadderKey::Month(at) => self.scene.format().month(i8::try_from(at + 1).unwrap_or(1)),
        }
    }

    /// What is locked within a quarter.
    fn least(&self, key: LadderKey) -> Money {
        match key {
            LadderKey::Quarter(at) => self.plan.months.iter().skip(at * 3).take(3).filter_map(|m| m.lock).sum(),
            LadderKey::Month(_) => Money::ZERO,
        }
    }

    fn gap(&self, cell: &LadderCell) -> CellView<'static> {
        let format = self.scene.format();
        let size = format.sum_in_unit(Money::from_wide(cell.gap.wide().abs()));
        if cell.campaigns == Money::ZERO {
            // nothing was planned yet: no judgement
            return if cell.target == Money::ZERO {
                CellView::absent()
            } else {
                CellView::inked(format.sum_in_unit(cell.gap), Ink::Reference)
            };
        }
        match cell.gap.cmp(&Money::ZERO) {
            std::cmp::Ordering::Less => CellView::new(size).judged(Judgement::Worse),
            std::cmp::Ordering::Greater => CellView::new(size).judged(Judgement::Better),
            std::cmp::Ordering::Equal => CellView::new(size),
        }
    }

    fn money(&self, money: Money) -> CellView<'static> {
        if money == Money::ZERO { CellView::absent() } else { CellView::new(self.scene.format().sum_in_unit(money)) }
    }
}

impl GridSource for Table<'_> {
    fn rows(&self) -> usize {
        16
    }

    fn key(&self, row: usize) -> RowKey {
        RowKey(row as u64)
    }

    fn depth(&self, row: usize) -> usize {
        usize::from(matches!(key_of(row), LadderKey::Month(_)))
    }

    fn has_children(&self, row: usize) -> bool {
        matches!(key_of(row), LadderKey::Quarter(_))
    }

    fn folded(&self, row: usize) -> bool {
        matches!(key_of(row), LadderKey::Quarter(at) if self.folded.contains(&at))
    }

    fn style(&self, row: usize) -> RowStyle {
        if self.has_children(row) { RowStyle::Group } else { RowStyle::Plain }
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let key = key_of(row);
        let (Some(cell), Some(typed)) = (self.answer(key), self.typed(key)) else { return CellView::default() };
        let format = self.scene.format();
        match column {
            NAME => CellView::new(self.name(key)),
            WEIGHT => {
                let ink = if typed.weight.is_some() { Ink::Input } else { Ink::Plain };
                let weight = typed.weight.or_else(|| cell.target.ratio(self.whole(key)));
                weight.map_or_else(CellView::absent, |w| CellView::inked(format.percent(w, 1), ink))
            }
            TARGET if cell.locked => CellView::inked(format.sum_in_unit(cell.target), Ink::Input).icon(icons::LOCK),
            TARGET => CellView::new(format.sum_in_unit(cell.target)),
            CAMPAIGNS => self.money(cell.campaigns),
            GAP => self.gap(cell),
            _ => CellView::default(),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let key = key_of(row);
        let (Some(cell), Some(typed)) = (self.answer(key), self.typed(key)) else { return CellValue::Empty };
        match column {
            NAME => CellValue::Text(self.name(key)),
            WEIGHT => {
                typed.weight.or_else(|| cell.target.ratio(self.whole(key))).map_or(CellValue::Empty, CellValue::Rate)
            }
            TARGET => CellValue::Money(cell.target),
            CAMPAIGNS => CellValue::Money(cell.campaigns),
            GAP => CellValue::Money(cell.gap),
            _ => CellValue::Empty,
        }
    }

    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        let cell = self.answer(key_of(row))?;
        let format = self.scene.format();
        match column {
            TARGET => Some(format.exact(cell.target)),
            CAMPAIGNS => Some(format.exact(cell.campaigns)).filter(|_| cell.campaigns != Money::ZERO),
            GAP => Some(format.exact(cell.gap)),
            _ => None,
        }
    }

    fn validate(&self, row: Option<usize>, column: ColumnId, value: &CellValue) -> Result<(), String> {
        match (column, value) {
            (WEIGHT, CellValue::Rate(rate)) if *rate < Rate::ZERO => {
                Err(self.scene.text(Msg::InputNegative).to_owned())
            }
            (TARGET, CellValue::Money(money)) => {
                let least = row.map_or(Money::ZERO, |row| self.least(key_of(row)));
                if *money < least {
                    let least = self.scene.format().price(least);
                    return Err(self.scene.texts.with(Msg::SplitBelowLocked, &[("least", least.into())]));
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn total(&self, column: ColumnId) -> Option<CellView<'_>> {
        let total = &self.answer.total;
        Some(match column {
            NAME => CellView::new(self.scene.text(Msg::TrafficTotal)),
            TARGET => {
                let sum: Money = self.answer.quarters.iter().map(|q| q.target).sum();
                let ink = if sum == total.target { Ink::Plain } else { Ink::Error };
                CellView::inked(self.scene.format().sum_in_unit(sum), ink)
            }
            CAMPAIGNS => self.money(total.campaigns),
            GAP => self.gap(total),
            _ => return None,
        })
    }

    fn menu(&self, row: usize, column: ColumnId) -> Vec<MenuEntry> {
        let Some(cell) = self.answer(key_of(row)).filter(|_| column == TARGET) else { return Vec::new() };
        let (msg, icon) =
            if cell.locked { (Msg::SplitUnlockCell, icons::LOCK_OPEN) } else { (Msg::SplitLockCell, icons::LOCK) };
        vec![MenuEntry {
            id: TOGGLE_LOCK,
            label: self.scene.text(msg).to_owned(),
            icon: Some(icon),
            shortcut: "Ctrl L".to_owned(),
            ..MenuEntry::default()
        }]
    }
}

/// Its columns.
pub fn columns(scene: &Scene<'_>) -> Vec<Column> {
    let text = |msg| scene.text(msg).to_owned();
    let exponent = if scene.texts.lang().is_chinese() { 4 } else { 6 };
    let money =
        |id, msg| Column::new(id, text(msg), ColumnKind::Money).unit(scene.texts.money_unit()).exponent(exponent);
    let mut columns = vec![
        Column::new(NAME, text(Msg::ColumnMonth), ColumnKind::Text).stretch().width(96.0),
        Column::new(WEIGHT, text(Msg::ColumnWeight), ColumnKind::Rate).editable().width(62.0),
        money(TARGET, Msg::ColumnTarget).editable().width(92.0),
        Column::new(CAMPAIGNS, text(Msg::ColumnCampaigns), ColumnKind::Money).exponent(exponent).width(80.0),
        Column::new(GAP, text(Msg::ColumnGap), ColumnKind::Money).exponent(exponent).width(76.0),
    ];
    for column in &mut columns {
        column.sortable = false;
    }
    columns
}

fn change(project: &mut Project, year: i16, edit: impl FnOnce(&YearPlan) -> YearPlan) {
    if let Some(plan) = project.years.get_mut(year) {
        *plan = edit(plan);
    }
}

/// Locks the target of a row at what it is, or frees it.
pub fn toggle_lock(scene: &Scene<'_>, answer: &LadderAnswer, row: RowKey, actions: &mut Actions) {
    let (year, key) = (answer.year, key_of(row_of(row)));
    let cell = match key {
        LadderKey::Quarter(at) => answer.quarters.get(at),
        LadderKey::Month(at) => answer.months.get(at),
    };
    let Some(lock) = cell.map(|cell| if cell.locked { None } else { Some(cell.target) }) else { return };
    actions.edit(scene.text(Msg::StepYear), move |project| {
        change(project, year, |plan| edit_cell(plan, key, |cell| cell.lock = lock));
    });
}

/// Carries an event out.
pub fn apply(
    scene: &Scene<'_>,
    answer: &LadderAnswer,
    event: GridEvent,
    folded: &mut BTreeSet<usize>,
    actions: &mut Actions,
) {
    let year = answer.year;
    match event {
        GridEvent::Set(changes) => actions.edit(scene.text(Msg::StepYear), move |project| {
            for (row, column, value) in changes {
                let key = key_of(row_of(row));
                change(project, year, |plan| {
                    edit_cell(plan, key, |cell| match (column, value) {
                        (WEIGHT, CellValue::Rate(weight)) => *cell = Cell { weight: Some(weight), lock: None },
                        (WEIGHT, _) => *cell = Cell::default(),
                        (TARGET, CellValue::Money(amount)) => cell.lock = Some(amount),
                        (TARGET, _) => cell.lock = None,
                        _ => {}
                    })
                });
            }
        }),
        GridEvent::Fold(row) => {
            if let LadderKey::Quarter(at) = key_of(row_of(row))
                && !folded.remove(&at)
            {
                folded.insert(at);
            }
        }
        GridEvent::Menu { id: TOGGLE_LOCK, row, .. } => toggle_lock(scene, answer, row, actions),
        _ => {}
    }
}
