//! The tasks as the table and the bars ask for them; worked out for what is in view.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::columns::{Col, people};
use super::level::Levelling;
use super::sides::Colours;
use super::table::Table;
use crate::engine::schedule::sides::Urgency;
use crate::engine::schedule::{HolidayTable, Moment, TaskTimes, WorkTime};
use crate::model::{PersonId, Rate, Task, TaskId};
use crate::text::names::Named;
use crate::text::schedule::{duration, float, owner, tip};
use crate::text::{Msg, Texts};
use crate::ui::scene::Open;
use crate::ui::widgets::gantt::{self, Bar, Day, GanttSource, Shape};
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, GridSource, Ink, Judgement, MenuEntry, RowKey, RowStyle,
};

/// Menu: under the task above.
pub const INDENT: u32 = 1;
/// Menu: out of its summary.
pub const OUTDENT: u32 = 2;
/// Menu: a milestone, or no longer.
pub const MILESTONE: u32 = 3;
/// Menu: dates put by hand, or no longer.
pub const MANUAL: u32 = 4;
/// Menu: links the selected tasks one after the other.
pub const CHAIN: u32 = 5;
/// Puts whole tasks on the clipboard.
pub const COPY: u32 = 6;
/// Puts the copied tasks below.
pub const PASTE: u32 = 7;
/// Puts tasks there once more.
pub const AGAIN: u32 = 8;

/// The key of a task's row.
#[must_use]
pub const fn key(id: TaskId) -> RowKey {
    RowKey(id.0 as u64)
}

/// The task of a row.
#[must_use]
pub fn task_id(key: RowKey) -> TaskId {
    TaskId(u32::try_from(key.0).unwrap_or_default())
}

/// What both read.
pub struct Source<'a> {
    /// The project and campaign.
    pub open: &'a Open<'a>,
    /// Tasks and dates.
    pub table: &'a Table,
    /// The language.
    pub texts: &'a Texts,
    /// Summaries whose tasks are folded away.
    pub folded: &'a BTreeSet<TaskId>,
    /// The tasks selected.
    pub selected: &'a BTreeSet<TaskId>,
    /// Whether critical tasks stand out.
    pub critical: bool,
    /// Whether floats are drawn.
    pub floats: bool,
    /// The phases.
    pub phases: &'a [gantt::Phase],
    /// Whether tasks were copied.
    pub copied: bool,
    /// What levelling proposes.
    pub levelling: &'a Levelling,
    /// By what bars are coloured.
    pub colours: &'a Colours,
    /// The clock.
    pub now: Moment,
}

impl Source<'_> {
    fn task(&self, place: usize) -> Option<(&Task, TaskTimes, u32)> {
        self.table.at(self.open, place).map(|(task, times, row)| (task.as_ref(), times, row))
    }

    fn work(&self) -> &WorkTime {
        self.table.schedule.calendars().project()
    }

    fn slip(&self, task: &Task, times: &TaskTimes) -> CellView<'static> {
        match self.table.slip(task.id, times) {
            Some(days) if days != 0 => {
                let (msg, judgement) = if days > 0 {
                    (Msg::CalendarLate, Judgement::Worse)
                } else {
                    (Msg::CalendarEarly, Judgement::Better)
                };
                CellView::new(self.texts.with(msg, &[("days", days.abs().to_string().into())])).judged(judgement)
            }
            _ => CellView::default(),
        }
    }

    /// The bar of a task, by its place in the order.
    pub fn bar_of(&self, place: usize) -> Option<Bar<'_>> {
        let (task, times, _) = self.task(place)?;
        let shape = match (times.summary, task.milestone) {
            (true, _) => Shape::Summary,
            (_, true) => Shape::Milestone,
            _ => Shape::Task,
        };
        let done = task.progress.to_f64() as f32;
        let label = match shape {
            Shape::Summary if GridSource::folded(self, place) => {
                let row = self.table.order.get(place).copied().unwrap_or_default();
                let count = self.table.schedule.outline().leaves(row).len();
                let words = [("task", task.name.as_str().into()), ("n", count.into())];
                self.texts.with(Msg::CalendarFolded, &words)
            }
            Shape::Summary => String::new(),
            _ if done > 0.0 && done < 1.0 => {
                format!("{} {}", task.name, self.texts.format().percent(task.progress, 0))
            }
            _ => task.name.clone(),
        };
        // what is proposed stands over where the task stands now
        let proposed = self.levelling.of(task.id);
        let (start, finish) = proposed.map_or((times.start, times.finish), |to| (to.to, to.finish));
        let baseline = match proposed {
            Some(_) => Some((times.start, times.finish)),
            None => self.table.planned(task.id).filter(|planned| *planned != (start, finish)),
        };
        let stands_out = self.critical && task.progress < Rate::ONE && shape != Shape::Summary;
        Some(Bar {
            start,
            finish,
            shape,
            progress: done,
            critical: stands_out && times.critical,
            near: stands_out && times.near_critical,
            color: self.colours.of(self.open, task, &times, self.now),
            baseline,
            float: (self.floats && !times.summary && task.progress < Rate::ONE && proposed.is_none())
                .then_some(times.late_finish),
            deadline: task.deadline.and_then(|when| self.table.schedule.instant(when, task)),
            label: label.into(),
            movable: !times.summary && task.actual_finish.is_none() && proposed.is_none(),
        })
    }

    /// What the bar of a task says.
    pub fn tip_of(&self, place: usize) -> String {
        self.task(place).map_or_else(String::new, |(task, times, _)| {
            tip(self.texts, self.open.project, &self.table.schedule, task, &times)
        })
    }
}

impl GridSource for Source<'_> {
    fn rows(&self) -> usize {
        self.table.order.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.task(row).map(|(task, ..)| key(task.id)).unwrap_or_default()
    }

    fn depth(&self, row: usize) -> usize {
        let row = self.table.order.get(row).copied().unwrap_or_default();
        usize::from(self.table.schedule.outline().depth(row))
    }

    fn has_children(&self, row: usize) -> bool {
        let row = self.table.order.get(row).copied().unwrap_or_default();
        self.table.schedule.outline().is_summary(row)
    }

    fn folded(&self, row: usize) -> bool {
        self.task(row).is_some_and(|(task, ..)| self.folded.contains(&task.id))
    }

    fn number(&self, row: usize) -> Option<String> {
        let row = self.table.order.get(row).copied()?;
        Some(self.table.schedule.outline().number(row))
    }

    fn style(&self, row: usize) -> RowStyle {
        if GridSource::has_children(self, row) { RowStyle::Group } else { RowStyle::Plain }
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some(((task, times, _), col)) = self.task(row).zip(Col::of(column)) else { return CellView::default() };
        let format = self.texts.format();
        let ink = if task.actual_start.is_some() { Ink::Reference } else { Ink::Plain };
        match col {
            Col::Name if task.milestone => CellView::new(format!("◆ {}", task.name)),
            Col::Name => CellView::new(task.name.as_str()),
            Col::Owner => CellView::inked(owner(self.texts, self.open.project, task), Ink::Reference),
            Col::Duration if task.milestone => CellView::absent(),
            Col::Duration => {
                let words = duration(self.texts, &self.table.schedule, task, &times);
                CellView::inked(words, if times.summary { Ink::Plain } else { Ink::Input })
            }
            Col::Start => CellView::inked(format.day(times.start.date()), ink),
            Col::Finish => {
                let last = if times.finish > times.start { times.finish.last_day() } else { times.finish.date() };
                CellView::inked(format.day(last), ink)
            }
            Col::Slip => self.slip(task, &times),
            Col::Progress if times.summary || task.milestone => CellView::default(),
            Col::Progress => CellView::inked(format.percent(task.progress, 0), Ink::Input),
            Col::Float => {
                let words = float(self.texts, &self.table.schedule, task, times.total_float);
                let ink = match Urgency::of(&times) {
                    Urgency::Critical => Ink::Error,
                    Urgency::Near => Ink::Warn,
                    Urgency::Free => Ink::Plain,
                };
                CellView::inked(words, ink)
            }
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some(((task, times, _), col)) = self.task(row).zip(Col::of(column)) else { return CellValue::Empty };
        match col {
            Col::Name => CellValue::Text(task.name.clone()),
            Col::Owner => owner_place(self.open, task.owner).map_or(CellValue::Empty, CellValue::Choice),
            Col::Duration => CellValue::Text(duration(self.texts, &self.table.schedule, task, &times)),
            Col::Start => CellValue::Date(times.start.date()),
            Col::Finish => CellValue::Date(times.finish.last_day()),
            Col::Slip => self.table.slip(task.id, &times).map_or(CellValue::Empty, |n| CellValue::Text(n.to_string())),
            Col::Progress => CellValue::Rate(task.progress),
            Col::Float => CellValue::Text(float(self.texts, &self.table.schedule, task, times.total_float)),
        }
    }

    fn editable(&self, row: usize, column: ColumnId) -> bool {
        let Some(((task, times, _), col)) = self.task(row).zip(Col::of(column)) else { return false };
        match col {
            Col::Name | Col::Owner => true,
            Col::Duration | Col::Finish => !times.summary && !task.milestone && task.actual_finish.is_none(),
            Col::Start => !times.summary && task.actual_start.is_none(),
            Col::Progress => !times.summary,
            Col::Slip | Col::Float => false,
        }
    }

    fn edit_text(&self, row: usize, column: &Column) -> String {
        match (self.task(row), Col::of(column.id)) {
            (Some((task, times, _)), Some(Col::Duration)) => duration(self.texts, &self.table.schedule, task, &times),
            _ => self.value(row, column.id).edit_text(column),
        }
    }

    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        let (task, times, _) = self.task(row)?;
        (Col::of(column) == Some(Col::Float))
            .then(|| tip(self.texts, self.open.project, &self.table.schedule, task, &times))
    }

    fn menu(&self, row: usize, _: ColumnId) -> Vec<MenuEntry> {
        let Some((task, times, _)) = self.task(row) else { return Vec::new() };
        let entry = |id, msg: Msg, shortcut: &str| MenuEntry {
            id,
            label: self.texts.get(msg).to_owned(),
            shortcut: shortcut.to_owned(),
            ..MenuEntry::default()
        };
        let mut entries =
            vec![entry(INDENT, Msg::CalendarIndent, "Alt+→"), entry(OUTDENT, Msg::CalendarOutdent, "Alt+←")];
        if !times.summary {
            let milestone = if task.milestone { Msg::CalendarNoMilestone } else { Msg::CalendarMilestone };
            let manual = if task.manual.is_some() { Msg::CalendarNotManual } else { Msg::CalendarManual };
            entries.extend([entry(MILESTONE, milestone, ""), entry(MANUAL, manual, "")]);
        }
        if self.selected.len() > 1 {
            entries.push(entry(CHAIN, Msg::CalendarChain, ""));
        }
        entries.extend([entry(COPY, Msg::CalendarCopy, ""), entry(AGAIN, Msg::CalendarAgain, "")]);
        if self.copied {
            entries.push(entry(PASTE, Msg::CalendarPaste, ""));
        }
        entries
    }
}

/// The place of a person among those to choose from.
fn owner_place(open: &Open<'_>, owner: Option<PersonId>) -> Option<usize> {
    let owner = owner?;
    people(open.project).position(|id| id == owner)
}

impl GanttSource for Source<'_> {
    fn rows(&self) -> usize {
        self.table.shown_rows()
    }

    fn key(&self, row: usize) -> RowKey {
        self.table.shown(row).map(|place| GridSource::key(self, place)).unwrap_or_default()
    }

    fn bar(&self, row: usize) -> Option<Bar<'_>> {
        self.bar_of(self.table.shown(row)?)
    }

    fn links(&self) -> &[gantt::Link] {
        &self.table.links
    }

    fn tip(&self, row: usize) -> String {
        self.table.shown(row).map_or_else(String::new, |place| self.tip_of(place))
    }

    fn selected(&self, row: usize) -> bool {
        self.selected.contains(&task_id(GanttSource::key(self, row)))
    }

    fn phases(&self) -> &[gantt::Phase] {
        self.phases
    }

    fn day(&self, date: Date) -> Day {
        let works = self.work().minutes_on(date) > 0;
        let made_up = works && self.work().keeps_holidays() && HolidayTable::china().of(date) == Some(false);
        match (works, made_up) {
            (_, true) => Day::MadeUp,
            (true, _) => Day::Work,
            (false, _) => Day::Off,
        }
    }

    fn holiday(&self, date: Date) -> Option<String> {
        let table = HolidayTable::china();
        let off = |date: Date| table.of(date) == Some(true);
        if !self.work().keeps_holidays() || !off(date) || date.yesterday().is_ok_and(off) {
            return None;
        }
        let days = std::iter::successors(Some(date), |date| date.tomorrow().ok()).take_while(|date| off(*date)).count();
        (days > 1).then(|| self.texts.with(Msg::CalendarHoliday, &[("n", days.into())]))
    }
}

/// The phases as the chart draws them.
#[must_use]
pub fn phases(texts: &Texts, open: &Open<'_>) -> Vec<gantt::Phase> {
    let phase = |phase: &std::sync::Arc<crate::model::Phase>| gantt::Phase {
        kind: phase.kind,
        name: phase.name_in(texts).to_owned(),
        start: Moment::from(phase.start),
        end: Moment::from(phase.end),
    };
    let mut all: Vec<gantt::Phase> = open.campaign.phases.iter().map(phase).collect();
    all.sort_by_key(|phase| phase.start);
    all
}
