//! The target by day as a chart, and by phase as a table below it.

use egui::{Rect, Ui, pos2};

use super::right::note;
use crate::engine::split::edit::{set_amount, set_weight, unlock};
use crate::engine::split::{CellKey, StretchShare};
use crate::engine::why::FigureId;
use crate::model::{Money, Phase, PhaseId, Rate};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::{edit, later, selection};
use crate::ui::theme::{self, fonts, icons, size};
use crate::ui::widgets::chart::{self, Columns};
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, Grid, GridEvent, GridSource, GridState, Ink, MenuEntry, RowKey,
};

const NAME: ColumnId = ColumnId(1);
const DATES: ColumnId = ColumnId(2);
const DAYS: ColumnId = ColumnId(3);
const WEIGHT: ColumnId = ColumnId(4);
const GMV: ColumnId = ColumnId(5);
/// The menu's entry that locks or frees a cell.
const TOGGLE_LOCK: u32 = 1;

/// What the pane remembers.
#[derive(Clone, Debug, Default)]
pub struct DaysState {
    grid: GridState,
    /// The day whose hours are shown.
    pub day: Option<jiff::civil::Date>,
}

impl DaysState {
    /// Its tables, to be kept or put into a picture.
    pub(super) fn grids(&mut self) -> [&mut GridState; 1] {
        [&mut self.grid]
    }
}

struct Table<'a> {
    scene: &'a Scene<'a>,
    open: &'a Open<'a>,
    palette: &'static theme::Palette,
}

impl Table<'_> {
    fn share(&self, row: usize) -> Option<&StretchShare<PhaseId>> {
        self.open.answer.time.phases.get(row)
    }

    fn phase(&self, row: usize) -> Option<&Phase> {
        self.open.campaign.phases.get(self.share(row)?.of)
    }

    fn sum(&self, money: Money) -> String {
        self.scene.format().sum_in_unit(money)
    }
}

/// First and last day of a phase.
#[must_use]
pub fn day_range(scene: &Scene<'_>, phase: &Phase) -> String {
    let last = phase.end.checked_sub(jiff::Span::new().minutes(1)).unwrap_or(phase.end).max(phase.start);
    scene.format().days(phase.start.date(), last.date())
}

impl GridSource for Table<'_> {
    fn rows(&self) -> usize {
        self.open.answer.time.phases.len()
    }

    fn key(&self, row: usize) -> RowKey {
        RowKey(self.share(row).map_or(0, |s| u64::from(s.of.0)))
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let (Some(share), Some(phase)) = (self.share(row), self.phase(row)) else { return CellView::default() };
        let format = self.scene.format();
        match column {
            NAME => CellView::new(phase.name_in(self.scene.texts)).chip(self.palette.phase(phase.kind)),
            DATES => CellView::inked(day_range(self.scene, phase), Ink::Reference),
            DAYS => CellView::new(share.days.to_string()),
            WEIGHT => {
                let ink = if share.weight.is_some() { Ink::Input } else { Ink::Plain };
                CellView::inked(format.percent(share.share, 1), ink)
            }
            GMV if share.locked => CellView::inked(self.sum(share.gmv), Ink::Input).icon(icons::LOCK),
            GMV => CellView::new(self.sum(share.gmv)),
            _ => CellView::default(),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let (Some(share), Some(phase)) = (self.share(row), self.phase(row)) else { return CellValue::Empty };
        match column {
            NAME => CellValue::Text(phase.name_in(self.scene.texts).to_owned()),
            DATES => CellValue::Text(day_range(self.scene, phase)),
            DAYS => CellValue::Count(crate::model::Count::new(share.days as u64)),
            WEIGHT => CellValue::Rate(share.weight.unwrap_or(share.share)),
            GMV => CellValue::Money(share.gmv),
            _ => CellValue::Empty,
        }
    }

    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        (column == GMV).then(|| self.share(row).map(|s| self.scene.format().exact(s.gmv)))?
    }

    fn answers(&self, _row: usize, column: ColumnId) -> bool {
        column == GMV
    }

    fn validate(&self, row: Option<usize>, column: ColumnId, value: &CellValue) -> Result<(), String> {
        match (column, value) {
            (WEIGHT, CellValue::Rate(r)) if *r < Rate::ZERO => Err(self.scene.text(Msg::InputNegative).to_owned()),
            (GMV, CellValue::Money(m)) => {
                let least = row.and_then(|r| self.share(r)).map_or(Money::ZERO, |s| s.least);
                if *m < least {
                    let words = self.scene.format().price(least);
                    Err(self.scene.texts.with(Msg::SplitBelowLocked, &[("least", words.into())]))
                } else {
                    Ok(())
                }
            }
            _ => Ok(()),
        }
    }

    fn total(&self, column: ColumnId) -> Option<CellView<'_>> {
        let shares = &self.open.answer.time.phases;
        Some(match column {
            NAME => CellView::new(self.scene.text(Msg::TrafficTotal)),
            DAYS => CellView::new(self.open.answer.time.days.len().to_string()),
            WEIGHT => {
                let sum: i128 = shares.iter().map(|s| s.share.wide()).sum();
                CellView::new(self.scene.format().percent(Rate::from_wide(sum), 1))
            }
            GMV => CellView::new(self.sum(shares.iter().map(|s| s.gmv).sum())),
            _ => return None,
        })
    }

    fn menu(&self, row: usize, column: ColumnId) -> Vec<MenuEntry> {
        if column != GMV {
            return Vec::new();
        }
        let locked = self.share(row).is_some_and(|s| s.locked);
        let (msg, icon) =
            if locked { (Msg::SplitUnlockCell, icons::LOCK_OPEN) } else { (Msg::SplitLockCell, icons::LOCK) };
        vec![MenuEntry {
            id: TOGGLE_LOCK,
            label: self.scene.text(msg).to_owned(),
            icon: Some(icon),
            ..MenuEntry::default()
        }]
    }
}

fn columns(scene: &Scene<'_>) -> Vec<Column> {
    let text = |msg| scene.text(msg).to_owned();
    let exponent = if scene.texts.lang().is_chinese() { 4 } else { 6 };
    vec![
        Column::new(NAME, text(Msg::ColumnPhase), ColumnKind::Text).stretch().width(66.0).unsortable(),
        Column::new(DATES, text(Msg::ColumnDates), ColumnKind::Text).width(100.0).unsortable(),
        Column::new(DAYS, text(Msg::ColumnDays), ColumnKind::Integer).width(46.0).unsortable(),
        Column::new(WEIGHT, text(Msg::ColumnWeight), ColumnKind::Rate).editable().width(62.0).unsortable(),
        Column::new(GMV, text(Msg::ColumnGmv), ColumnKind::Money)
            .unit(scene.texts.money_unit())
            .exponent(exponent)
            .editable()
            .width(92.0)
            .unsortable(),
    ]
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
    let time = &open.answer.time;
    if time.phases.is_empty() {
        later::empty(
            ui,
            area,
            icons::CHART_COLUMN,
            scene.text(Msg::SplitNoPhases),
            &[scene.text(Msg::SplitNoPhasesNote)],
            |ui| {
                if crate::ui::widgets::button::secondary(ui, scene.text(Msg::PanePhases)).clicked() {
                    view.tabs.funnel.left = super::LeftPane::Phases;
                }
            },
        );
        return;
    }
    let row = if compact { size::ROW_COMPACT } else { size::ROW };
    let table_height = size::GRID_HEADER + row * time.phases.len() as f32 + size::TOTALS + 1.0;
    let note_height = 32.0;
    let chart_height = (area.height() - table_height - note_height).max(90.0);
    let (upper, lower) = area.split_top_bottom_at_y(area.top() + chart_height);
    chart(ui, upper, scene, open, view, actions);
    let (middle, foot) = lower.split_top_bottom_at_y((lower.bottom() - note_height).max(lower.top()));
    let columns = columns(scene);
    let table = Table { scene, open, palette: theme::tokens(ui) };
    let mut child = crate::ui::widgets::paint::at(ui, middle, "phases");
    let state = &mut view.tabs.funnel.right_state.days;
    let output = Grid::new("phase split", scene.text(Msg::PanePhases), scene.texts, &columns, &table)
        .revision(open.revision)
        .compact(compact)
        .totals()
        .show(&mut child, &mut state.grid);
    let stats = selection::of(scene, &mut state.grid, &columns, &table, open.revision, &output.response);
    if let Some(stats) = stats {
        view.tabs.selection = stats;
    }
    for event in output.events {
        apply(scene, open, event, view, actions);
    }
    note(ui, foot, scene, time.target, time.unfit.first());
}

fn apply(scene: &Scene<'_>, open: &Open<'_>, event: GridEvent, view: &mut View, actions: &mut Actions) {
    let key = |key: RowKey| PhaseId(u32::try_from(key.0).unwrap_or(0));
    let id = open.campaign.id;
    let step = scene.text(Msg::StepSplit);
    match event {
        GridEvent::Set(changes) => edit::splits(actions, id, step, move |splits| {
            changes.iter().fold(splits.clone(), |splits, (row, column, value)| {
                let cell = CellKey::Phase(key(*row));
                match (*column, value) {
                    (WEIGHT, CellValue::Rate(weight)) => set_weight(&splits, cell, Some(*weight)),
                    (WEIGHT, _) => set_weight(&splits, cell, None),
                    (GMV, CellValue::Money(amount)) => set_amount(&splits, cell, *amount),
                    (GMV, _) => unlock(&splits, cell),
                    _ => splits,
                }
            })
        }),
        GridEvent::Activate(row, _) | GridEvent::OpenWhy(row, _) => view.figure = Some(FigureId::Phase(key(row))),
        GridEvent::Menu { id: TOGGLE_LOCK, row, .. } => {
            let phase = key(row);
            let Some(share) = open.answer.time.phase(phase) else { return };
            let (locked, amount) = (share.locked, share.gmv);
            edit::splits(actions, id, step, move |splits| {
                let cell = CellKey::Phase(phase);
                if locked { unlock(splits, cell) } else { set_amount(splits, cell, amount) }
            });
        }
        _ => {}
    }
}

fn chart(ui: &mut Ui, area: Rect, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    let p = theme::tokens(ui);
    let format = scene.format();
    let days = &open.answer.time.days;
    let kind_of = |id: PhaseId| open.campaign.phases.get(id).map(|p| p.kind).unwrap_or_default();
    let mut columns = Vec::with_capacity(days.len());
    let mut last_labelled: Option<usize> = None;
    let room = ((area.width() - 60.0) / days.len().max(1) as f32).max(1.0);
    for (i, day) in days.iter().enumerate() {
        let begins = i == 0 || days.get(i - 1).is_none_or(|d| d.phase != day.phase);
        // the first day of a phase is named, as far as the names do not meet
        let free = last_labelled.is_none_or(|at| (i - at) as f32 * room >= 46.0);
        let tick = if begins && free {
            last_labelled = Some(i);
            format.day(day.date)
        } else {
            String::new()
        };
        columns.push(chart::Column {
            value: day.gmv.to_f64(),
            color: p.phase(kind_of(day.phase)),
            locked: day.locked,
            tick,
        });
    }
    let number = |v: f64| axis_number(scene, v);
    let inner = Rect::from_min_max(pos2(area.left() + 4.0, area.top() + 4.0), pos2(area.right() - 8.0, area.bottom()));
    let chosen = match view.figure {
        Some(FigureId::Day(date)) => days.iter().position(|day| day.date == date),
        _ => None,
    };
    let lock_name = |index: usize| {
        let day = days.get(index);
        let msg = if day.is_some_and(|day| day.locked) { Msg::FunnelUnlockName } else { Msg::FunnelLockName };
        scene.texts.with(msg, &[("what", day.map(|day| format.day(day.date)).unwrap_or_default().into())])
    };
    let name = scene.text(Msg::PaneDays);
    let drawn = Columns { salt: "days", name, columns: &columns, number: &number, chosen, lock_name: Some(&lock_name) };
    let pointed = chart::columns(ui, inner, &drawn, |ui, index| {
        let Some(day) = days.get(index) else { return };
        tip(ui, scene, open, day.date, day.phase, day.gmv);
    });
    if let Some(day) = pointed.lock.and_then(|i| days.get(i)) {
        let (date, locked, amount) = (day.date, day.locked, day.gmv);
        let msg = if locked { Msg::StepUnlock } else { Msg::StepLock };
        let step = scene.texts.with(msg, &[("what", format!(" {}", format.day(date)).into())]);
        edit::splits(actions, open.campaign.id, step, move |splits| {
            let cell = CellKey::Day(date);
            if locked { unlock(splits, cell) } else { set_amount(splits, cell, amount) }
        });
    } else if let Some(day) = pointed.clicked.and_then(|i| days.get(i)) {
        view.figure = Some(FigureId::Day(day.date));
        view.tabs.funnel.right_state.days.day = Some(day.date);
    }
}

/// A sum on an axis, in the unit that the pane's title names, with no more decimals than it needs.
pub fn axis_number(scene: &Scene<'_>, yuan: f64) -> String {
    let unit = if scene.texts.lang().is_chinese() { 1e4 } else { 1e6 };
    let scaled = yuan / unit;
    if scaled.abs() >= 100.0 || scaled == 0.0 {
        return scene.format().whole(scaled.round() as i128);
    }
    let text = format!("{scaled:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// What the pointer over a day says.
pub fn tip(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>, date: jiff::civil::Date, phase: PhaseId, gmv: Money) {
    let format = scene.format();
    let name = open.campaign.phases.get(phase).map(|p| p.name_in(scene.texts)).unwrap_or_default();
    let title = format!("{}　{name}", format.day_with_weekday(date));
    ui.label(egui::RichText::new(title).font(fonts::text_medium()));
    ui.label(format!("GMV {}", format.exact(gmv)));
    if let Some(share) = gmv.ratio(open.answer.time.target) {
        ui.label(format!("{} {}", scene.text(Msg::ColumnShare), format.percent(share, 1)));
    }
}
