//! What the table of stages shows.

use crate::engine::funnel::references::ReferenceKind;
use crate::engine::funnel::{References, StageAnswer, references};
use crate::engine::value::Origin;
use crate::model::{DepartmentId, DepartmentKind, Rate, Stage, StageKind};
use crate::text::Msg;
use crate::text::names::{Named, rate_name};
use crate::ui::input;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::icons;
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, GridSource, Ink, MenuEntry, RowKey, Side,
};

pub const NAME: ColumnId = ColumnId(1);
pub const KIND: ColumnId = ColumnId(2);
pub const OWNER: ColumnId = ColumnId(3);
pub const COUNT: ColumnId = ColumnId(4);
pub const RATE: ColumnId = ColumnId(5);
pub const DEPTH: ColumnId = ColumnId(6);
pub const HISTORY: ColumnId = ColumnId(7);
pub const LAST_YEAR: ColumnId = ColumnId(8);
pub const INDUSTRY: ColumnId = ColumnId(9);
/// The menu's entry that locks or frees a figure.
pub const TOGGLE_LOCK: u32 = 1;

/// A department to choose: one that the shop has, or one that choosing adds to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The shop has it.
    Known(DepartmentId),
    /// A usual one.
    New(DepartmentKind),
}

/// The table.
pub struct Table<'a> {
    pub scene: &'a Scene<'a>,
    pub open: &'a Open<'a>,
    pub owners: &'a [Owner],
}

impl Table<'_> {
    fn stage(&self, row: usize) -> Option<&Stage> {
        self.open.campaign.funnel.stages.at(row).map(AsRef::as_ref)
    }

    fn answer(&self, row: usize) -> Option<&StageAnswer> {
        self.open.answer.funnel.stages.get(row)
    }

    fn is_last(&self, row: usize) -> bool {
        row + 1 >= self.rows()
    }

    fn references(&self, row: usize) -> Option<References> {
        let rate = if self.is_last(row) { None } else { self.answer(row)?.rate.value };
        Some(references(self.stage(row)?, rate))
    }

    /// A rate as its row is written: a depth as it is, a conversion as a percentage.
    fn rate(&self, stage: &Stage, rate: Rate) -> String {
        let format = self.scene.format();
        if stage.depth { format.factor(rate, 1) } else { format.percent(rate, 1) }
    }

    fn rate_exact(&self, stage: &Stage, rate: Rate) -> String {
        let format = self.scene.format();
        if stage.depth { format.factor_exact(rate) } else { format.percent_exact(rate) }
    }

    fn reference(stage: &Stage, column: ColumnId) -> Option<Rate> {
        match column {
            HISTORY => stage.history,
            LAST_YEAR => stage.last_year,
            _ => stage.industry,
        }
    }

    /// The sentence about a plan beyond every reference.
    fn beyond(&self, row: usize) -> Option<String> {
        let (stage, refs) = (self.stage(row)?, self.references(row)?);
        let ((kind, best), planned) = (refs.best.filter(|_| refs.beyond.is_some())?, self.answer(row)?.rate.value?);
        let kind = match kind {
            ReferenceKind::History => Msg::ColumnHistory,
            ReferenceKind::LastYear => Msg::ColumnLastYear,
            ReferenceKind::Industry => Msg::ColumnIndustry,
        };
        let arguments = [
            ("planned", self.rate(stage, planned).into()),
            ("kind", self.scene.text(kind).into()),
            ("best", self.rate(stage, best).into()),
        ];
        Some(self.scene.texts.with(Msg::PanesStageBeyond, &arguments))
    }
}

/// A figure with the ink of its origin; a typed one has a lock.
fn shown(text: String, origin: Origin) -> CellView<'static> {
    match origin {
        Origin::Typed => CellView::inked(text, Ink::Input).icon(icons::LOCK),
        Origin::Solved => CellView::new(text),
        Origin::Kept => CellView::inked(text, Ink::Reference),
        Origin::Missing => CellView::absent(),
    }
}

impl GridSource for Table<'_> {
    fn rows(&self) -> usize {
        self.open.campaign.funnel.stages.len()
    }

    fn key(&self, row: usize) -> RowKey {
        RowKey(self.stage(row).map_or(0, |s| u64::from(s.id.0)))
    }

    fn editable(&self, row: usize, column: ColumnId) -> bool {
        // the last stage leads nowhere
        !self.is_last(row) || !matches!(column, RATE | DEPTH | HISTORY | LAST_YEAR | INDUSTRY)
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let (Some(stage), Some(answer)) = (self.stage(row), self.answer(row)) else { return CellView::default() };
        if !self.editable(row, column) {
            return CellView::absent();
        }
        let texts = self.scene.texts;
        match column {
            NAME if stage.name.is_empty() => CellView::inked(stage.kind.name_in(texts), Ink::Reference),
            NAME => CellView::new(stage.name.as_str()),
            KIND => CellView::inked(stage.kind.name_in(texts), Ink::Input),
            OWNER => stage
                .department
                .and_then(|id| self.open.project.shop.departments.get(id))
                .map_or_else(CellView::absent, |d| CellView::inked(d.name_in(texts), Ink::Input)),
            COUNT => answer.count.value.map_or_else(CellView::absent, |count| {
                shown(self.scene.format().count_in_column(count).to_string(), answer.count.origin)
            }),
            RATE => {
                let Some(rate) = answer.rate.value else { return CellView::absent() };
                let view = shown(self.rate(stage, rate), answer.rate.origin);
                if self.references(row).is_some_and(|r| r.beyond.is_some()) {
                    CellView { ink: Ink::Warn, icon: Some(icons::TRIANGLE_ALERT), ..view }
                } else {
                    view
                }
            }
            DEPTH => CellView::inked(
                self.scene.text(if stage.depth { Msg::PanesYes } else { Msg::PanesNo }),
                if stage.depth { Ink::Input } else { Ink::Reference },
            ),
            HISTORY | LAST_YEAR | INDUSTRY => {
                let Some(rate) = Self::reference(stage, column) else { return CellView::absent() };
                let kind = match column {
                    HISTORY => ReferenceKind::History,
                    LAST_YEAR => ReferenceKind::LastYear,
                    _ => ReferenceKind::Industry,
                };
                let view = CellView::inked(self.rate(stage, rate), Ink::Reference);
                let best = self.references(row).and_then(|r| r.best).is_some_and(|(of, _)| of == kind);
                if best { view.strong() } else { view }
            }
            _ => CellView::default(),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let (Some(stage), Some(answer)) = (self.stage(row), self.answer(row)) else { return CellValue::Empty };
        if !self.editable(row, column) {
            return CellValue::Empty;
        }
        let rate =
            |rate: Option<Rate>| rate.map_or(CellValue::Empty, |rate| CellValue::Text(self.rate_exact(stage, rate)));
        match column {
            NAME if stage.name.is_empty() => CellValue::Empty,
            NAME => CellValue::Text(stage.name.clone()),
            KIND => StageKind::ALL.iter().position(|k| *k == stage.kind).map_or(CellValue::Empty, CellValue::Choice),
            OWNER => stage
                .department
                .and_then(|id| self.owners.iter().position(|o| *o == Owner::Known(id)))
                .map_or(CellValue::Empty, CellValue::Choice),
            COUNT => answer.count.value.map_or(CellValue::Empty, CellValue::Count),
            RATE => rate(answer.rate.value),
            DEPTH => CellValue::Choice(usize::from(!stage.depth)),
            HISTORY | LAST_YEAR | INDUSTRY => rate(Self::reference(stage, column)),
            _ => CellValue::Empty,
        }
    }

    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        let (stage, answer) = (self.stage(row)?, self.answer(row)?);
        if column == COUNT && answer.count.origin == Origin::Kept {
            return Some(self.scene.text(Msg::PanesStageKept).to_owned());
        }
        match column {
            COUNT => answer.count.value.map(|c| self.scene.format().whole(c.wide())),
            RATE => {
                self.beyond(row).or_else(|| answer.rate.value.map(|rate| self.rate_exact(stage, rate))).map(|words| {
                    let next = self.stage(row + 1);
                    format!("{}　{words}", rate_name(self.scene.texts, stage, next))
                })
            }
            _ => None,
        }
        .filter(|_| self.editable(row, column))
    }

    fn answers(&self, row: usize, column: ColumnId) -> bool {
        matches!(column, COUNT | RATE) && self.editable(row, column)
    }

    fn validate(&self, row: Option<usize>, column: ColumnId, value: &CellValue) -> Result<(), String> {
        let depth = row.and_then(|r| self.stage(r)).is_some_and(|s| s.depth);
        match (column, value) {
            (KIND | DEPTH, CellValue::Empty) => Err(self.scene.text(Msg::PanesProblemNeeded).to_owned()),
            (RATE | HISTORY | LAST_YEAR | INDUSTRY, CellValue::Text(text)) => {
                read_rate(self.scene, text, depth).map(|_| ())
            }
            _ => Ok(()),
        }
    }

    fn menu(&self, row: usize, column: ColumnId) -> Vec<MenuEntry> {
        let (Some(stage), true) = (self.stage(row), self.answers(row, column)) else { return Vec::new() };
        let locked = if column == COUNT { stage.count.is_fixed() } else { stage.rate.is_fixed() };
        vec![lock_entry(self.scene, locked)]
    }
}

/// The entry that locks or frees a cell.
fn lock_entry(scene: &Scene<'_>, locked: bool) -> MenuEntry {
    let (msg, icon) = if locked { (Msg::SplitUnlockCell, icons::LOCK_OPEN) } else { (Msg::SplitLockCell, icons::LOCK) };
    MenuEntry {
        id: TOGGLE_LOCK,
        label: scene.text(msg).to_owned(),
        icon: Some(icon),
        shortcut: "Ctrl L".to_owned(),
        ..MenuEntry::default()
    }
}

fn read_rate(scene: &Scene<'_>, text: &str, depth: bool) -> Result<Rate, String> {
    if depth { input::factor(scene.texts, text) } else { input::percent(scene.texts, text) }
}

/// Its columns.
pub fn columns(scene: &Scene<'_>, owners: &[String]) -> Vec<Column> {
    let text = |msg| scene.text(msg).to_owned();
    let kinds: Vec<String> = StageKind::ALL.iter().map(|k| k.name_in(scene.texts).to_owned()).collect();
    let rate = |id, msg| Column::new(id, text(msg), ColumnKind::Text).align(Side::Right).editable().width(64.0);
    let mut columns = vec![
        Column::new(NAME, text(Msg::ColumnStage), ColumnKind::Text).editable().pinned().stretch().width(112.0),
        Column::new(KIND, text(Msg::ColumnKind), ColumnKind::Choice(kinds.into())).editable().width(92.0),
        Column::new(OWNER, text(Msg::ColumnDepartment), ColumnKind::Reference(owners.into()))
            .editable()
            .width(88.0)
            .tooltip(text(Msg::PanesStageDepartmentHint)),
        Column::new(COUNT, text(Msg::ColumnCount), ColumnKind::Integer).editable().width(88.0),
        rate(RATE, Msg::ColumnRate).width(84.0),
        Column::new(
            DEPTH,
            text(Msg::ColumnDepth),
            ColumnKind::Choice([Msg::PanesYes, Msg::PanesNo].map(|m| scene.text(m).to_owned()).into()),
        )
        .editable()
        .width(56.0)
        .tooltip(text(Msg::PanesStageDepthHint)),
        rate(HISTORY, Msg::ColumnHistory),
        rate(LAST_YEAR, Msg::ColumnLastYear),
        rate(INDUSTRY, Msg::ColumnIndustry),
    ];
    // the order of the stages is what they mean
    for column in &mut columns {
        column.sortable = false;
    }
    columns
}

/// The departments to choose from: the shop's, then the usual ones it does not have yet.
pub fn owners(scene: &Scene<'_>, open: &Open<'_>) -> (Vec<Owner>, Vec<String>) {
    let known = &open.project.shop.departments;
    let has = |kind: DepartmentKind| kind == DepartmentKind::Other || known.iter().any(|d| d.kind == kind);
    let new: Vec<DepartmentKind> = DepartmentKind::ALL.into_iter().filter(|kind| !has(*kind)).collect();
    let owners = known.iter().map(|d| Owner::Known(d.id)).chain(new.iter().map(|kind| Owner::New(*kind))).collect();
    let names = known.iter().map(|d| d.name_in(scene.texts)).chain(new.iter().map(|kind| kind.name_in(scene.texts)));
    (owners, names.map(str::to_owned).collect())
}
