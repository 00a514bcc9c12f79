//! What the table of phases and waves shows.

use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Time};

use super::edits::{room_for_phase, room_for_wave};
use crate::engine::phases::{Edge, days_touched, last_day, set_edge, set_wave_edge};
use crate::engine::split::StretchShare;
use crate::engine::split::identity::Factors;
use crate::engine::value::Origin;
use crate::model::{Count, Money, Phase, PhaseId, PhaseKind, Rate, Wave};
use crate::text::Msg;
use crate::text::names::Named;
use crate::text::rows::RowNames;
use crate::ui::scene::{Open, Scene};
use crate::ui::tabs::phase_edges::{end_shown, whole_day};
use crate::ui::tabs::phase_form::sentence;
use crate::ui::theme::{Palette, icons};
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, GridSource, Ink, MenuEntry, RowKey, RowStyle, parse,
};

pub const NAME: ColumnId = ColumnId(1);
pub const KIND: ColumnId = ColumnId(2);
pub const START: ColumnId = ColumnId(3);
pub const END: ColumnId = ColumnId(4);
pub const DAYS: ColumnId = ColumnId(5);
pub const WEIGHT: ColumnId = ColumnId(6);
pub const GMV: ColumnId = ColumnId(7);
pub const UV: ColumnId = ColumnId(8);
pub const CVR: ColumnId = ColumnId(9);
pub const AOV: ColumnId = ColumnId(10);

/// Entries of the menu.
pub const ADD_PHASE: u32 = 1;
pub const ADD_WAVE: u32 = 2;
pub const SPLIT_EVENLY: u32 = 3;
pub const TOGGLE_LOCK: u32 = 4;

/// A row: a phase, or a wave with its number within the phase.
#[derive(Clone, Copy, Debug)]
pub enum Line<'a> {
    /// A phase.
    Phase(&'a Phase),
    /// A wave of a phase.
    Wave(&'a Phase, &'a Wave, usize),
}

impl<'a> Line<'a> {
    /// The phase, of a wave that it stands in.
    pub const fn phase(self) -> &'a Phase {
        match self {
            Self::Phase(phase) | Self::Wave(phase, ..) => phase,
        }
    }

    /// First instant and first instant no longer in it.
    pub const fn range(self) -> (DateTime, DateTime) {
        match self {
            Self::Phase(phase) => (phase.start, phase.end),
            Self::Wave(_, wave, _) => (wave.start, wave.end),
        }
    }

    /// One number counts all rows of a project, of whatever kind.
    pub fn key(self) -> RowKey {
        RowKey(u64::from(match self {
            Self::Phase(phase) => phase.id.0,
            Self::Wave(_, wave, _) => wave.id.0,
        }))
    }

    /// What it is called.
    pub fn name(self, scene: &Scene<'_>) -> String {
        match self {
            Self::Phase(phase) => phase.name_in(scene.texts).to_owned(),
            Self::Wave(_, wave, n) if wave.name.is_empty() => scene.texts.with(Msg::PanesWaveName, &[("n", n.into())]),
            Self::Wave(_, wave, _) => wave.name.clone(),
        }
    }
}

/// The rows of a campaign, a phase before its waves.
pub fn lines<'a>(open: &'a Open<'_>) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for phase in &open.campaign.phases {
        lines.push(Line::Phase(phase));
        lines.extend(phase.waves.iter().enumerate().map(|(n, wave)| Line::Wave(phase, wave, n + 1)));
    }
    lines
}

/// A row's part of the target.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// Its GMV.
    pub gmv: Money,
    /// Its share of the target, or of its phase.
    pub share: Rate,
    /// The weight typed for it.
    pub weight: Option<Rate>,
    /// Whether the GMV is locked.
    pub locked: bool,
    /// What is locked within it.
    pub least: Money,
    /// UV, CVR and AOV.
    pub factors: &'a Factors,
}

/// A row's part; nothing in phases that do not sell.
pub fn part<'a>(open: &'a Open<'_>, line: Line<'_>) -> Option<Part<'a>> {
    fn of<K>(share: &StretchShare<K>, whole: Money) -> Part<'_> {
        Part {
            gmv: share.gmv,
            share: share.gmv.ratio(whole).unwrap_or_default(),
            weight: share.weight,
            locked: share.locked,
            least: share.least,
            factors: &share.factors,
        }
    }
    let time = &open.answer.time;
    match line {
        Line::Phase(phase) => time.phase(phase.id).map(|share| of(share, time.target)),
        Line::Wave(phase, wave, _) => {
            let whole = time.phase(phase.id)?.gmv;
            time.waves.iter().find(|share| share.of == wave.id).map(|share| of(share, whole))
        }
    }
}

fn end_typed(end: DateTime) -> String {
    match whole_day(end) {
        Some(day) => format!("{day} 24:00"),
        None => format!("{} {:02}:{:02}", end.date(), end.hour(), end.minute()),
    }
}

/// Reads an end: a day alone means all of it.
pub fn read_end(scene: &Scene<'_>, text: &str, near: Date) -> Result<DateTime, String> {
    let column = Column::new(END, "", ColumnKind::DateTime);
    let has_time = text.contains([':', '：', '点', '點', '时', '時']);
    match parse(text, &column, near) {
        Ok(CellValue::DateTime(at)) if !has_time => at
            .date()
            .tomorrow()
            .map(|day| day.to_datetime(Time::midnight()))
            .map_err(|_| scene.text(Msg::GridBadRange).to_owned()),
        Ok(CellValue::DateTime(at)) => Ok(at),
        Ok(_) => Err(scene.text(Msg::PanesProblemNeeded).to_owned()),
        Err(problem) => Err(problem.sentence(scene.texts)),
    }
}

/// The table.
pub struct Table<'a> {
    pub scene: &'a Scene<'a>,
    pub open: &'a Open<'a>,
    pub lines: &'a [Line<'a>],
    pub folded: &'a BTreeSet<PhaseId>,
    pub palette: &'static Palette,
    /// The day that days without a year are near to.
    pub near: Date,
}

impl<'a> Table<'a> {
    fn line(&self, row: usize) -> Option<Line<'a>> {
        self.lines.get(row).copied()
    }

    fn part(&self, row: usize) -> Option<Part<'_>> {
        part(self.open, self.line(row)?)
    }

    /// Why an edge cannot stand somewhere.
    fn edge(&self, line: Line<'_>, edge: Edge, at: DateTime) -> Result<(), String> {
        let phases = &self.open.campaign.phases;
        let result = match line {
            Line::Phase(phase) => set_edge(phases, phase.id, edge, at),
            Line::Wave(_, wave, _) => set_wave_edge(phases, wave.id, edge, at),
        };
        let rows = RowNames { texts: self.scene.texts, project: self.open.project, campaign: self.open.campaign };
        result.map(|_| ()).map_err(|problem| sentence(&rows, problem))
    }
}

/// A figure that is blue if it was typed.
fn inked(text: String, origin: Origin) -> CellView<'static> {
    CellView::inked(text, if origin == Origin::Typed { Ink::Input } else { Ink::Plain })
}

impl GridSource for Table<'_> {
    fn rows(&self) -> usize {
        self.lines.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.line(row).map_or(RowKey(0), Line::key)
    }

    fn depth(&self, row: usize) -> usize {
        usize::from(matches!(self.line(row), Some(Line::Wave(..))))
    }

    fn has_children(&self, row: usize) -> bool {
        matches!(self.line(row), Some(Line::Phase(phase)) if !phase.waves.is_empty())
    }

    fn folded(&self, row: usize) -> bool {
        matches!(self.line(row), Some(Line::Phase(phase)) if self.folded.contains(&phase.id))
    }

    fn style(&self, _row: usize) -> RowStyle {
        RowStyle::Plain
    }

    fn editable(&self, row: usize, column: ColumnId) -> bool {
        match column {
            KIND => self.depth(row) == 0,
            WEIGHT | GMV | UV | CVR | AOV => self.part(row).is_some(),
            _ => true,
        }
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some(line) = self.line(row) else { return CellView::default() };
        let format = self.scene.format();
        let (start, end) = line.range();
        match column {
            NAME => {
                let own = match line {
                    Line::Phase(phase) => !phase.name.is_empty(),
                    Line::Wave(_, wave, _) => !wave.name.is_empty(),
                };
                let ink = if own { Ink::Plain } else { Ink::Reference };
                let view = CellView::inked(line.name(self.scene), ink);
                match line {
                    Line::Phase(phase) => view.chip(self.palette.phase(phase.kind)),
                    Line::Wave(..) => view,
                }
            }
            KIND => match line {
                Line::Phase(phase) => CellView::inked(phase.kind.name_in(self.scene.texts), Ink::Input),
                Line::Wave(..) => CellView::default(),
            },
            START => CellView::inked(format.day_and_time(start), Ink::Input),
            END => CellView::inked(end_shown(format, end), Ink::Input),
            DAYS => CellView::new(days_touched(start, end).to_string()),
            _ => {
                let Some(part) = self.part(row) else { return CellView::absent() };
                self.figure(&part, column)
            }
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some(line) = self.line(row) else { return CellValue::Empty };
        let (start, end) = line.range();
        match (column, line) {
            (NAME, Line::Phase(phase)) => CellValue::Text(phase.name.clone()),
            (NAME, Line::Wave(_, wave, _)) => CellValue::Text(wave.name.clone()),
            (KIND, Line::Phase(phase)) => {
                PhaseKind::ALL.iter().position(|k| *k == phase.kind).map_or(CellValue::Empty, CellValue::Choice)
            }
            (START, _) => CellValue::DateTime(start),
            (END, _) => CellValue::Text(end_typed(end)),
            (DAYS, _) => CellValue::Count(Count::new(u64::from(days_touched(start, end)))),
            _ => {
                let Some(part) = self.part(row) else { return CellValue::Empty };
                match column {
                    WEIGHT => CellValue::Rate(part.weight.unwrap_or(part.share)),
                    GMV => CellValue::Money(part.gmv),
                    UV => part.factors.uv.value.map_or(CellValue::Empty, CellValue::Count),
                    CVR => part.factors.cvr.value.map_or(CellValue::Empty, CellValue::Rate),
                    AOV => part.factors.aov.value.map_or(CellValue::Empty, CellValue::Money),
                    _ => CellValue::Empty,
                }
            }
        }
    }

    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        let line = self.line(row)?;
        let format = self.scene.format();
        let (start, end) = line.range();
        match column {
            END => Some(self.scene.texts.with(
                Msg::PanesPhaseEndHint,
                &[
                    ("last", format.day_with_weekday(last_day(start, end)).into()),
                    ("end", format.day_and_time(end).into()),
                ],
            )),
            START => Some(format.day_with_weekday(start.date())),
            GMV => self.part(row).map(|part| format.exact(part.gmv)),
            UV => {
                let part = self.part(row)?;
                match part.factors.conflict {
                    Some(gap) => Some(self.conflict(gap)),
                    None => part.factors.uv.value.map(|uv| format.whole(uv.wide())),
                }
            }
            CVR => self.part(row)?.factors.cvr.value.map(|cvr| format.percent_exact(cvr)),
            AOV => self.part(row)?.factors.aov.value.map(|aov| format.price(aov)),
            _ => None,
        }
    }

    fn answers(&self, row: usize, column: ColumnId) -> bool {
        matches!(column, WEIGHT | GMV | UV | CVR | AOV) && self.part(row).is_some()
    }

    fn validate(&self, row: Option<usize>, column: ColumnId, value: &CellValue) -> Result<(), String> {
        let words = |msg| Err(self.scene.text(msg).to_owned());
        let line = row.and_then(|row| self.line(row));
        match (column, value) {
            (KIND | START | END, value) if value.is_empty() => words(Msg::PanesProblemNeeded),
            (START, CellValue::DateTime(at)) => line.map_or(Ok(()), |line| self.edge(line, Edge::Start, *at)),
            (END, CellValue::Text(text)) => {
                let at = read_end(self.scene, text, self.near)?;
                line.map_or(Ok(()), |line| self.edge(line, Edge::End, at))
            }
            (WEIGHT, CellValue::Rate(rate)) if *rate < Rate::ZERO => words(Msg::InputNegative),
            (CVR, CellValue::Rate(rate)) if *rate < Rate::ZERO || *rate > Rate::ONE => words(Msg::TrafficBadCvr),
            (AOV, CellValue::Money(money)) if *money < Money::ZERO => words(Msg::InputNegative),
            (GMV, CellValue::Money(money)) => {
                let least = row.and_then(|row| self.part(row)).map_or(Money::ZERO, |part| part.least);
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
        let format = self.scene.format();
        let phases = &self.open.answer.time.phases;
        Some(match column {
            NAME => CellView::new(self.scene.text(Msg::TrafficTotal)),
            WEIGHT => {
                let sum: i128 = phases.iter().map(|p| p.share.wide()).sum();
                CellView::new(format.percent(Rate::from_wide(sum), 1))
            }
            GMV => {
                let sum: Money = phases.iter().map(|p| p.gmv).sum();
                let ink = if sum == self.open.answer.time.target { Ink::Plain } else { Ink::Error };
                CellView::inked(format.sum_in_unit(sum), ink)
            }
            UV => {
                let all: Option<Count> = phases.iter().map(|p| p.factors.uv.value).sum();
                CellView::new(format.count_in_column(all?).to_string())
            }
            _ => return None,
        })
    }

    fn menu(&self, row: usize, column: ColumnId) -> Vec<MenuEntry> {
        let Some(line) = self.line(row) else { return Vec::new() };
        let entry = |id, msg, icon| MenuEntry {
            id,
            label: self.scene.text(msg).to_owned(),
            icon: Some(icon),
            ..MenuEntry::default()
        };
        let mut entries = Vec::new();
        if let Some(part) = self.part(row).filter(|_| column == GMV) {
            let (msg, icon) =
                if part.locked { (Msg::SplitUnlockCell, icons::LOCK_OPEN) } else { (Msg::SplitLockCell, icons::LOCK) };
            entries.push(MenuEntry { shortcut: "Ctrl L".to_owned(), ..entry(TOGGLE_LOCK, msg, icon) });
        }
        let unless = |room: bool| if room { String::new() } else { self.scene.text(Msg::PanesNoRoom).to_owned() };
        let phase = entry(ADD_PHASE, Msg::PanesPhaseAfter, icons::PLUS);
        entries.push(MenuEntry { disabled: unless(room_for_phase(self.open, line.phase().id)), ..phase });
        let wave = entry(ADD_WAVE, Msg::SplitWaveAdd, icons::PLUS);
        let disabled = unless(room_for_wave(self.open, line));
        entries.push(MenuEntry { shortcut: "Ctrl B".to_owned(), disabled, ..wave });
        if line.phase().waves.len() > 1 {
            entries.push(entry(SPLIT_EVENLY, Msg::PanesWaveEvenly, icons::SPLIT));
        }
        entries
    }
}

impl Table<'_> {
    fn figure(&self, part: &Part<'_>, column: ColumnId) -> CellView<'static> {
        let format = self.scene.format();
        let factors = part.factors;
        match column {
            WEIGHT => {
                let ink = if part.weight.is_some() { Ink::Input } else { Ink::Plain };
                CellView::inked(format.percent(part.weight.unwrap_or(part.share), 1), ink)
            }
            GMV if part.locked => CellView::inked(format.sum_in_unit(part.gmv), Ink::Input).icon(icons::LOCK),
            GMV => CellView::new(format.sum_in_unit(part.gmv)),
            UV => {
                let Some(uv) = factors.uv.value else { return CellView::absent() };
                let view = inked(format.count_in_column(uv).to_string(), factors.uv.origin);
                match factors.conflict {
                    Some(_) => CellView { ink: Ink::Error, icon: Some(icons::OCTAGON_ALERT), ..view },
                    None => view,
                }
            }
            CVR => {
                factors.cvr.value.map_or_else(CellView::absent, |cvr| inked(format.percent(cvr, 2), factors.cvr.origin))
            }
            AOV => factors
                .aov
                .value
                .map_or_else(CellView::absent, |aov| inked(format.price_short(aov), factors.aov.origin)),
            _ => CellView::default(),
        }
    }

    fn conflict(&self, gap: Money) -> String {
        let size = self.scene.format().sum(Money::from_wide(gap.wide().abs())).to_string();
        let msg = if gap < Money::ZERO { Msg::PanesConflictLess } else { Msg::PanesConflictMore };
        self.scene.texts.with(msg, &[("gap", size.into())])
    }
}

/// Its columns.
pub fn columns(scene: &Scene<'_>) -> Vec<Column> {
    let text = |msg| scene.text(msg).to_owned();
    let chinese = scene.texts.lang().is_chinese();
    let kinds: Vec<String> = PhaseKind::ALL.iter().map(|k| k.name_in(scene.texts).to_owned()).collect();
    let mut columns = vec![
        Column::new(NAME, text(Msg::ColumnPhase), ColumnKind::Text).pinned().stretch().width(92.0),
        Column::new(KIND, text(Msg::ColumnKind), ColumnKind::Choice(kinds.into())).width(if chinese {
            58.0
        } else {
            72.0
        }),
        Column::new(START, text(Msg::ColumnStart), ColumnKind::DateTime).width(92.0),
        Column::new(END, text(Msg::ColumnEnd), ColumnKind::Text).width(92.0),
        Column::new(DAYS, text(Msg::ColumnDays), ColumnKind::Integer).width(44.0),
        Column::new(WEIGHT, text(Msg::ColumnWeight), ColumnKind::Rate).width(62.0),
        Column::new(GMV, text(Msg::ColumnGmv), ColumnKind::Money)
            .unit(scene.texts.money_unit())
            .exponent(if chinese { 4 } else { 6 })
            .width(84.0),
        Column::new(UV, text(Msg::ColumnUv), ColumnKind::Integer).width(76.0),
        Column::new(CVR, text(Msg::ColumnCvr), ColumnKind::Rate).width(66.0),
        Column::new(AOV, text(Msg::ColumnAov), ColumnKind::Money).width(58.0),
    ];
    for column in &mut columns {
        // phases stand in the order of time
        column.sortable = false;
        column.editable = column.id != DAYS;
    }
    columns
}
