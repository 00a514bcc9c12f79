//! The goals as the grid asks for them.

use std::sync::Arc;

use super::columns::Col;
use crate::engine::brief::{Checks, GoalChange, GoalFigures, Judged, Past, unit_of};
use crate::engine::value::Origin;
use crate::model::{Goal, GoalId, GoalOf, GoalValue, Priority, Rate};
use crate::text::Msg;
use crate::text::brief::{change_shown, letter_name, priority_sign, reason, value_exact, value_shown};
use crate::text::names::Named;
use crate::ui::input;
use crate::ui::scene::{Open, Scene};
use crate::ui::theme::icons;
use crate::ui::widgets::grid::{CellValue, CellView, Column, ColumnId, GridSource, Ink, Judgement, RowKey, Sign};

/// A goal as a row of the grid.
#[must_use]
pub fn key(id: GoalId) -> RowKey {
    RowKey(u64::from(id.0))
}

/// The goal of a row.
#[must_use]
pub fn goal_id(key: RowKey) -> GoalId {
    GoalId(u32::try_from(key.0).unwrap_or_default())
}

/// A goal with what follows from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The goal.
    pub goal: Arc<Goal>,
    /// What it is called.
    pub name: String,
    /// Its figures.
    pub figures: GoalFigures,
    /// The check.
    pub checks: Checks,
    /// What its measure came to before.
    pub past: Past,
}

/// The grid's source.
#[derive(Debug)]
pub struct Source<'a> {
    /// The rows.
    pub lines: &'a [Line],
    /// Words.
    pub scene: &'a Scene<'a>,
    /// The project.
    pub open: &'a Open<'a>,
}

impl Source<'_> {
    fn shown(&self, line: &Line, value: Option<GoalValue>, ink: Ink) -> CellView<'static> {
        value.map_or_else(CellView::absent, |value| {
            CellView::inked(value_shown(self.scene.texts, unit_of(&line.goal), value), ink)
        })
    }

    fn exact(&self, line: &Line, value: Option<GoalValue>) -> CellValue {
        value.map_or(CellValue::Empty, |value| {
            CellValue::Text(value_exact(self.scene.texts, unit_of(&line.goal), value))
        })
    }

    /// What the check says, letter by letter.
    fn spoken(&self, line: &Line) -> String {
        let words: Vec<String> = line
            .checks
            .misses()
            .map(|check| {
                let why = reason(self.scene.texts, self.open.project, self.open.campaign, &line.goal, &check.reason);
                format!("{} {}: {why}", check.letter.sign(), self.scene.text(letter_name(check.letter)))
            })
            .collect();
        if words.is_empty() { self.scene.text(Msg::BriefGoalFine).to_owned() } else { words.join("\n") }
    }
}

impl GridSource for Source<'_> {
    fn rows(&self) -> usize {
        self.lines.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.lines.get(row).map(|line| key(line.goal.id)).unwrap_or_default()
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some((line, col)) = self.lines.get(row).zip(Col::of(column)) else { return CellView::default() };
        let texts = self.scene.texts;
        let goal = &line.goal;
        match col {
            Col::Name => CellView::new(line.name.as_str()),
            Col::Target if line.figures.target.is_none() => {
                CellView::inked(self.scene.text(Msg::BriefGoalNotSet), Ink::Absent)
            }
            Col::Target => {
                let typed = line.figures.origin == Origin::Typed;
                let ink = if typed { Ink::Input } else { Ink::Plain };
                self.shown(line, line.figures.target, ink).strong()
            }
            Col::Baseline => {
                let ink = if line.figures.baseline_of.is_some() { Ink::Reference } else { Ink::Input };
                self.shown(line, line.figures.baseline, ink)
            }
            Col::Change => line.figures.change.map_or_else(CellView::absent, |change| {
                let view = CellView::new(change_shown(texts, change));
                // fewer refunds are better: the one measure that is to fall
                match (goal.of, change) {
                    (GoalOf::RefundRate, GoalChange::Points(points)) if points > Rate::ZERO => {
                        view.judged(Judgement::Worse)
                    }
                    _ => view,
                }
            }),
            Col::Priority => CellView::inked(priority_sign(goal.priority), Ink::Reference),
            Col::Owner => goal.owner.and_then(|id| self.open.project.shop.people.get(id)).map_or_else(
                || CellView::inked(self.scene.text(Msg::BriefNobody), Ink::Absent),
                |person| CellView::inked(person.name.as_str(), Ink::Reference),
            ),
            Col::Due => goal.due.map_or_else(
                || CellView::inked(self.scene.text(Msg::BriefGoalNoDay), Ink::Absent),
                |day| CellView::new(self.scene.format().day(day)),
            ),
            Col::Smart => {
                let sign = |check: &crate::engine::brief::Check| Sign {
                    text: check.letter.sign(),
                    ink: match check.judged {
                        Judged::Holds => Ink::Plain,
                        Judged::Misses => Ink::Warn,
                        Judged::Open => Ink::Absent,
                    },
                };
                CellView::new(self.spoken(line)).signs(line.checks.0.iter().map(sign).collect())
            }
            Col::Misses => match line.checks.missed() {
                0 => CellView::inked("", Ink::Better).icon(icons::CHECK),
                n => CellView::inked(texts.with(Msg::BriefGoalMisses, &[("n", n.into())]), Ink::Warn),
            },
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some((line, col)) = self.lines.get(row).zip(Col::of(column)) else { return CellValue::Empty };
        let goal = &line.goal;
        match col {
            Col::Name => CellValue::Text(line.name.clone()),
            Col::Target => self.exact(line, line.figures.target),
            Col::Baseline => self.exact(line, line.figures.baseline),
            Col::Change => line
                .figures
                .change
                .map_or(CellValue::Empty, |change| CellValue::Text(change_shown(self.scene.texts, change))),
            Col::Priority => {
                let at = Priority::ALL.iter().position(|p| *p == goal.priority);
                at.map_or(CellValue::Empty, CellValue::Choice)
            }
            Col::Owner => {
                let at = goal.owner.and_then(|id| self.open.project.shop.people.position(id));
                at.map_or(CellValue::Empty, CellValue::Choice)
            }
            Col::Due => goal.due.map_or(CellValue::Empty, CellValue::Date),
            Col::Smart => CellValue::Text(self.spoken(line)),
            Col::Misses => CellValue::Count(crate::model::Count::new(line.checks.missed() as u64)),
        }
    }

    fn edit_text(&self, row: usize, column: &Column) -> String {
        match self.lines.get(row) {
            Some(line) if column.id == Col::Name.id() && line.goal.name.is_empty() && line.goal.of == GoalOf::Own => {
                String::new()
            }
            _ => self.value(row, column.id).edit_text(column),
        }
    }

    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        let (line, col) = self.lines.get(row).zip(Col::of(column))?;
        match col {
            Col::Smart | Col::Misses => Some(self.spoken(line)),
            Col::Baseline => {
                let id = line.figures.baseline_of?;
                Some(self.open.project.campaign(id)?.name_in(self.scene.texts).to_owned())
            }
            _ => None,
        }
    }

    fn validate(&self, row: Option<usize>, column: ColumnId, value: &CellValue) -> Result<(), String> {
        let (Some(line), Some(col)) = (row.and_then(|row| self.lines.get(row)), Col::of(column)) else { return Ok(()) };
        let empty = String::new();
        let text = if let CellValue::Text(text) = value { text } else { &empty };
        match col {
            Col::Target => {
                let read = input::goal_value(self.scene.texts, unit_of(&line.goal), text)?;
                if read.is_none() && line.goal.of.in_funnel() {
                    return Err(self.scene.text(Msg::BriefGoalNeedsValue).to_owned());
                }
                Ok(())
            }
            Col::Baseline => input::goal_value(self.scene.texts, unit_of(&line.goal), text).map(|_| ()),
            _ => Ok(()),
        }
    }
}
