//! The target by category, by role, and by department with what each must deliver.

use egui::{Rect, Ui};

use super::RightPane;
use super::right::note;
use crate::engine::split::edit::{set_amount, set_weight, unlock};
use crate::engine::split::parts::category_key;
use crate::engine::split::{CellKey, DepartmentShare, Unfit};
use crate::engine::why::FigureId;
use crate::model::{Count, Money, Rate};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::{edit, later, selection};
use crate::ui::theme::icons;
use crate::ui::widgets::grid::{
    Bar, CellValue, CellView, Column, ColumnId, ColumnKind, Grid, GridEvent, GridSource, GridState, Ink, MenuEntry,
    RowKey, RowStyle,
};
use crate::ui::widgets::paint;

const NAME: ColumnId = ColumnId(1);
const DELIVER: ColumnId = ColumnId(2);
const BAR: ColumnId = ColumnId(3);
const WEIGHT: ColumnId = ColumnId(4);
const GMV: ColumnId = ColumnId(5);
const TOGGLE_LOCK: u32 = 1;

/// What the panes remember.
#[derive(Clone, Debug, Default)]
pub struct PartsState {
    categories: GridState,
    roles: GridState,
    departments: GridState,
}

impl PartsState {
    /// Its tables, to be kept or put into a picture.
    pub(super) fn grids(&mut self) -> [&mut GridState; 3] {
        [&mut self.categories, &mut self.roles, &mut self.departments]
    }
}

/// A part as the table shows it; below a department, what it must deliver.
struct Line {
    name: String,
    deliver: String,
    depth: usize,
    parent: bool,
    gmv: Money,
    share: Rate,
    weight: Option<Rate>,
    locked: bool,
    /// Nothing = it cannot be typed into (goods without a category).
    key: Option<CellKey>,
}

struct Table<'a> {
    scene: &'a Scene<'a>,
    lines: &'a [Line],
    widest: f32,
}

impl GridSource for Table<'_> {
    fn rows(&self) -> usize {
        self.lines.len()
    }

    fn key(&self, row: usize) -> RowKey {
        RowKey(row as u64)
    }

    fn depth(&self, row: usize) -> usize {
        self.lines.get(row).map_or(0, |l| l.depth)
    }

    fn has_children(&self, row: usize) -> bool {
        self.lines.get(row).is_some_and(|l| l.parent)
    }

    fn style(&self, row: usize) -> RowStyle {
        if self.has_children(row) { RowStyle::Group } else { RowStyle::Plain }
    }

    fn editable(&self, row: usize, _column: ColumnId) -> bool {
        self.lines.get(row).is_some_and(|l| l.key.is_some())
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some(line) = self.lines.get(row) else { return CellView::default() };
        let format = self.scene.format();
        match column {
            NAME => CellView::new(line.name.as_str()),
            WEIGHT | GMV if line.depth > 0 => CellView::default(),
            DELIVER if line.parent => CellView::default(),
            DELIVER if line.deliver.is_empty() => CellView::absent(),
            DELIVER => CellView::new(line.deliver.as_str()),
            BAR => CellView::default().bar(Bar {
                value: line.share.to_f64() as f32,
                full: self.widest,
                yardstick: None,
                missing: false,
                excess: false,
            }),
            WEIGHT => {
                let ink = if line.weight.is_some() { Ink::Input } else { Ink::Plain };
                CellView::inked(format.percent(line.share, 1), ink)
            }
            GMV if line.locked => CellView::inked(format.sum_in_unit(line.gmv), Ink::Input).icon(icons::LOCK),
            GMV => CellView::new(format.sum_in_unit(line.gmv)),
            _ => CellView::default(),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some(line) = self.lines.get(row) else { return CellValue::Empty };
        match column {
            NAME => CellValue::Text(line.name.clone()),
            WEIGHT | GMV | BAR if line.depth > 0 => CellValue::Empty,
            DELIVER => CellValue::Text(line.deliver.clone()),
            BAR => CellValue::Rate(line.share),
            WEIGHT => CellValue::Rate(line.weight.unwrap_or(line.share)),
            GMV => CellValue::Money(line.gmv),
            _ => CellValue::Empty,
        }
    }

    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        let line = self.lines.get(row)?;
        match column {
            GMV => Some(self.scene.format().exact(line.gmv)),
            DELIVER => Some(line.deliver.clone()).filter(|d| !d.is_empty()),
            _ => None,
        }
    }

    fn validate(&self, _row: Option<usize>, column: ColumnId, value: &CellValue) -> Result<(), String> {
        let negative = matches!(value, CellValue::Money(m) if *m < Money::ZERO)
            || matches!(value, CellValue::Rate(r) if *r < Rate::ZERO);
        if negative && matches!(column, WEIGHT | GMV) {
            return Err(self.scene.text(Msg::InputNegative).to_owned());
        }
        Ok(())
    }

    fn total(&self, column: ColumnId) -> Option<CellView<'_>> {
        Some(match column {
            NAME => CellView::new(self.scene.text(Msg::TrafficTotal)),
            WEIGHT => {
                let sum: i128 = self.lines.iter().map(|l| l.share.wide()).sum();
                CellView::new(self.scene.format().percent(Rate::from_wide(sum), 1))
            }
            GMV => CellView::new(self.scene.format().sum_in_unit(self.lines.iter().map(|l| l.gmv).sum())),
            _ => return None,
        })
    }

    fn menu(&self, row: usize, column: ColumnId) -> Vec<MenuEntry> {
        let Some(line) = self.lines.get(row).filter(|l| l.key.is_some() && column == GMV) else {
            return Vec::new();
        };
        let (msg, icon) =
            if line.locked { (Msg::SplitUnlockCell, icons::LOCK_OPEN) } else { (Msg::SplitLockCell, icons::LOCK) };
        vec![MenuEntry {
            id: TOGGLE_LOCK,
            label: self.scene.text(msg).to_owned(),
            icon: Some(icon),
            ..MenuEntry::default()
        }]
    }
}

fn lines(scene: &Scene<'_>, open: &Open<'_>, pane: RightPane) -> (Vec<Line>, Option<Unfit>) {
    let answer = open.answer;
    match pane {
        RightPane::Categories => {
            let lines = answer
                .categories
                .parts
                .iter()
                .map(|part| Line {
                    name: part
                        .of
                        .and_then(|id| open.project.shop.categories.get(id))
                        .map_or_else(|| scene.text(Msg::SplitNoneCategory).to_owned(), |c| c.name.clone()),
                    deliver: String::new(),
                    depth: 0,
                    parent: false,
                    gmv: part.gmv,
                    share: part.share,
                    weight: part.weight,
                    locked: part.locked,
                    key: category_key(part.of),
                })
                .collect();
            (lines, answer.categories.unfit)
        }
        RightPane::Roles => {
            let lines = answer
                .roles
                .parts
                .iter()
                .map(|part| Line {
                    name: part.of.name_in(scene.texts).to_owned(),
                    deliver: String::new(),
                    depth: 0,
                    parent: false,
                    gmv: part.gmv,
                    share: part.share,
                    weight: part.weight,
                    locked: part.locked,
                    key: Some(CellKey::Role(part.of)),
                })
                .collect();
            (lines, answer.roles.unfit)
        }
        _ => {
            let lines = answer.departments.iter().flat_map(|share| department(scene, open, share)).collect();
            (lines, answer.departments_unfit)
        }
    }
}

/// A department and, below it, what it must deliver: its stages with their counts, its sources with their visitors.
fn department(scene: &Scene<'_>, open: &Open<'_>, share: &DepartmentShare) -> Vec<Line> {
    let format = scene.format();
    let texts = scene.texts;
    let count = |count: Option<Count>| count.map(|c| format.count(c).to_string()).unwrap_or_default();
    let delivery = |name: String, deliver: String| Line {
        name,
        deliver,
        depth: 1,
        parent: false,
        gmv: Money::ZERO,
        share: Rate::ZERO,
        weight: None,
        locked: false,
        key: None,
    };
    let department = open.project.shop.departments.get(share.of);
    let mut lines = vec![Line {
        name: department.map(|d| d.name_in(texts).to_owned()).unwrap_or_default(),
        deliver: String::new(),
        depth: 0,
        parent: !share.stages.is_empty() || !share.sources.is_empty(),
        gmv: share.part.gmv,
        share: share.part.share,
        weight: share.part.weight,
        locked: share.part.locked,
        key: Some(CellKey::Department(share.of)),
    }];
    lines.extend(share.stages.iter().filter_map(|(id, number)| {
        let stage = open.campaign.funnel.stages.get(*id)?;
        Some(delivery(stage.name_in(texts).to_owned(), count(*number)))
    }));
    lines.extend(share.sources.iter().filter_map(|id| {
        let source = open.campaign.traffic.get(*id)?;
        let uv = open.answer.traffic.source(*id).and_then(|a| a.uv.value);
        let words = uv.map(|uv| format!("{} UV", format.count(uv))).unwrap_or_default();
        Some(delivery(source.name_in(texts).to_owned(), words))
    }));
    lines
}

/// Draws the pane.
pub fn show(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
    let pane = view.tabs.funnel.right;
    let (lines, unfit) = lines(scene, open, pane);
    if lines.is_empty() {
        let (title, note) = if pane == RightPane::Categories {
            (Msg::SplitNoCategories, Msg::SplitNoCategoriesNote)
        } else {
            (Msg::SplitNoDepartments, Msg::SplitNoDepartmentsNote)
        };
        later::empty(ui, area, icons::SPLIT, scene.text(title), &[scene.text(note)], |_| {});
        return;
    }
    let text = |msg| scene.text(msg).to_owned();
    let exponent = if scene.texts.lang().is_chinese() { 4 } else { 6 };
    let head = match pane {
        RightPane::Categories => Msg::ColumnCategory,
        RightPane::Roles => Msg::ColumnRole,
        _ => Msg::ColumnDepartment,
    };
    let mut columns = Vec::with_capacity(4);
    if pane == RightPane::Departments {
        columns.extend([
            Column::new(NAME, text(head), ColumnKind::Text).stretch().width(110.0).unsortable(),
            Column::new(DELIVER, text(Msg::ColumnDeliver), ColumnKind::Text)
                .width(86.0)
                .align(crate::ui::widgets::grid::Side::Right)
                .unsortable(),
        ]);
    } else {
        columns.push(Column::new(NAME, text(head), ColumnKind::Text).width(72.0));
        columns.push(Column::new(BAR, "", ColumnKind::Rate).stretch().width(80.0).unsortable());
    }
    columns.extend([
        Column::new(WEIGHT, text(Msg::ColumnWeight), ColumnKind::Rate).editable().width(66.0),
        Column::new(GMV, text(Msg::ColumnGmv), ColumnKind::Money)
            .unit(scene.texts.money_unit())
            .exponent(exponent)
            .editable()
            .width(96.0),
    ]);
    let widest = lines.iter().map(|l| l.share.to_f64() as f32).fold(0.0001, f32::max);
    let (body, foot) = area.split_top_bottom_at_y(area.bottom() - 32.0);
    let table = Table { scene, lines: &lines, widest };
    let mut child = paint::at(ui, body, ("parts", pane as usize));
    let states = &mut view.tabs.funnel.right_state.parts;
    let state = match pane {
        RightPane::Categories => &mut states.categories,
        RightPane::Roles => &mut states.roles,
        _ => &mut states.departments,
    };
    let output = Grid::new(("parts", pane as usize), scene.text(head), scene.texts, &columns, &table)
        .revision(open.revision)
        .compact(compact)
        .totals()
        .show(&mut child, state);
    let stats = selection::of(scene, state, &columns, &table, open.revision, &output.response);
    if let Some(stats) = stats {
        view.tabs.selection = stats;
    }
    let key = |row: RowKey| lines.get(usize::try_from(row.0).ok()?)?.key;
    let step = scene.text(Msg::StepSplit);
    for event in output.events {
        match event {
            GridEvent::Set(changes) => {
                let changes: Vec<(CellKey, ColumnId, CellValue)> =
                    changes.into_iter().filter_map(|(row, column, value)| Some((key(row)?, column, value))).collect();
                edit::splits(actions, open.campaign.id, step, move |splits| {
                    changes.iter().fold(splits.clone(), |splits, (cell, column, value)| match (*column, value) {
                        (WEIGHT, CellValue::Rate(weight)) => set_weight(&splits, *cell, Some(*weight)),
                        (WEIGHT, _) => set_weight(&splits, *cell, None),
                        (GMV, CellValue::Money(amount)) => set_amount(&splits, *cell, *amount),
                        (GMV, _) => unlock(&splits, *cell),
                        _ => splits,
                    })
                });
            }
            GridEvent::Menu { id: TOGGLE_LOCK, row, .. } => {
                let line = usize::try_from(row.0).ok().and_then(|r| lines.get(r));
                if let Some((cell, locked, amount)) = line.and_then(|l| Some((l.key?, l.locked, l.gmv))) {
                    edit::splits(actions, open.campaign.id, step, move |splits| {
                        if locked { unlock(splits, cell) } else { set_amount(splits, cell, amount) }
                    });
                }
            }
            GridEvent::OpenWhy(..) => view.figure = Some(FigureId::Gmv),
            _ => {}
        }
    }
    note(ui, foot, scene, open.answer.time.target, unfit.as_ref());
}
