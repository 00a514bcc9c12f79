//! How the parts of the work went: the tasks and the figures beside what the planner judges.

use std::sync::Arc;

use egui::{Rect, Ui};

use super::facts::Facts;
use super::rows::text;
use super::{Chosen, edits};
use crate::engine::review::{Kept, PartOf};
use crate::model::{PhaseId, ProcessAnswer, ProcessNote, ProcessOf, Rate};
use crate::text::Msg;
use crate::text::review::{process_name, verdict_name};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, Grid, GridEvent, GridSource, Ink, Judgement, RowKey,
};
use crate::ui::widgets::paint;

const PART: ColumnId = ColumnId(1);
const KEPT: ColumnId = ColumnId(2);
const LATE: ColumnId = ColumnId(3);
const GMV: ColumnId = ColumnId(4);
const EXPECTED: ColumnId = ColumnId(5);
const ATTRACTED: ColumnId = ColumnId(6);
const GAP: ColumnId = ColumnId(7);
const CAUSE: ColumnId = ColumnId(8);
const REUSABLE: ColumnId = ColumnId(9);

/// The parts of the work of a campaign, in the order in which they are shown.
fn parts(open: &Open<'_>) -> Vec<ProcessOf> {
    let phases = open.campaign.phases.iter().map(|phase| ProcessOf::Phase(phase.id));
    let [preparation, planning, execution, recovery] = ProcessOf::USUAL;
    [planning, preparation, execution].into_iter().chain(phases).chain([recovery]).collect()
}

fn key(of: ProcessOf) -> RowKey {
    RowKey(match of {
        ProcessOf::Preparation => 1,
        ProcessOf::Planning => 2,
        ProcessOf::Execution => 3,
        ProcessOf::Recovery => 4,
        ProcessOf::Phase(id) => 1 << 32 | u64::from(id.0),
    })
}

fn part(key: RowKey) -> Option<ProcessOf> {
    Some(match key.0 {
        1 => ProcessOf::Preparation,
        2 => ProcessOf::Planning,
        3 => ProcessOf::Execution,
        4 => ProcessOf::Recovery,
        id if id >> 32 == 1 => ProcessOf::Phase(PhaseId(u32::try_from(id & 0xffff_ffff).ok()?)),
        _ => return None,
    })
}

struct Source<'a> {
    scene: &'a Scene<'a>,
    open: &'a Open<'a>,
    facts: &'a Facts,
    palette: &'static Palette,
    parts: Vec<ProcessOf>,
    none: ProcessNote,
}

impl Source<'_> {
    fn note(&self, of: ProcessOf) -> &ProcessNote {
        self.open.campaign.review.process.get(&of).unwrap_or(&self.none)
    }

    fn kept(&self, of: ProcessOf) -> Kept {
        self.facts.process.parts.get(&of).copied().unwrap_or_default()
    }

    /// Share of its part of the target that a phase reached; execution stands for the whole.
    fn reached(&self, of: ProcessOf) -> Option<Rate> {
        let plan = &self.facts.plan;
        let (base, came) = match of {
            ProcessOf::Execution => (plan.base.gmv, plan.came.gmv),
            ProcessOf::Phase(id) => {
                let row = plan.phases.rows.iter().find(|row| row.of == PartOf::Phase(id))?;
                (row.base.gmv, row.came.gmv)
            }
            ProcessOf::Preparation | ProcessOf::Planning | ProcessOf::Recovery => return None,
        };
        if base.minor() > 0 { came.ratio(base) } else { None }
    }
}

impl GridSource for Source<'_> {
    fn rows(&self) -> usize {
        self.parts.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.parts.get(row).map(|of| key(*of)).unwrap_or_default()
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some(of) = self.parts.get(row).copied() else { return CellView::default() };
        let (format, note, kept) = (self.scene.format(), self.note(of), self.kept(of));
        let verdict = |of: ProcessAnswer| {
            let words = self.scene.text(verdict_name(of));
            match of {
                ProcessAnswer::Open => CellView::inked(words, Ink::Absent),
                ProcessAnswer::Yes => CellView::new(words).judged(Judgement::Better),
                ProcessAnswer::Partly => CellView::inked(words, Ink::Warn),
                ProcessAnswer::No => CellView::new(words).judged(Judgement::Worse),
            }
        };
        let words = |text: &'_ str| if text.is_empty() { CellView::absent() } else { CellView::new(text.to_owned()) };
        match column {
            PART => {
                let view = CellView::new(process_name(self.scene.texts, self.open.campaign, of));
                match of {
                    ProcessOf::Phase(id) => match self.open.campaign.phases.get(id) {
                        Some(phase) => view.chip(self.palette.phase(phase.kind)),
                        None => view,
                    },
                    _ => view,
                }
            }
            KEPT | LATE if kept.due == 0 => CellView::absent(),
            KEPT => CellView::new(format!("{} / {}", kept.in_time, kept.due)),
            LATE if kept.late + kept.open == 0 => CellView::new("0"),
            LATE => CellView::new((kept.late + kept.open).to_string()).judged(Judgement::Worse),
            GMV => self.reached(of).map_or_else(CellView::absent, |rate| {
                let judged = if rate >= Rate::ONE { Judgement::Better } else { Judgement::Worse };
                CellView::new(format.percent(rate, 1)).judged(judged)
            }),
            EXPECTED => verdict(note.expected),
            ATTRACTED => verdict(note.attracted),
            GAP => words(&note.gap),
            CAUSE => words(&note.cause),
            REUSABLE => words(&note.reusable),
            _ => CellView::default(),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some(of) = self.parts.get(row).copied() else { return CellValue::Empty };
        let (note, kept) = (self.note(of), self.kept(of));
        let text = |text: &str| if text.is_empty() { CellValue::Empty } else { CellValue::Text(text.to_owned()) };
        let verdict = |of: ProcessAnswer| {
            ProcessAnswer::ALL.iter().position(|other| *other == of).map_or(CellValue::Empty, CellValue::Choice)
        };
        let count = |n: usize| CellValue::Count(crate::model::Count::new(n as u64));
        match column {
            PART => text(process_name(self.scene.texts, self.open.campaign, of)),
            KEPT => count(kept.in_time),
            LATE => count(kept.late + kept.open),
            GMV => self.reached(of).map_or(CellValue::Empty, CellValue::Rate),
            EXPECTED => verdict(note.expected),
            ATTRACTED => verdict(note.attracted),
            GAP => text(&note.gap),
            CAUSE => text(&note.cause),
            REUSABLE => text(&note.reusable),
            _ => CellValue::Empty,
        }
    }
}

fn columns(scene: &Scene<'_>) -> Vec<Column> {
    let t = |msg| scene.text(msg).to_owned();
    let verdicts: Arc<[String]> = ProcessAnswer::ALL.iter().map(|of| t(verdict_name(*of))).collect();
    let choice = || ColumnKind::Choice(Arc::clone(&verdicts));
    let column = |id, msg, kind| Column::new(id, t(msg), kind).unsortable();
    vec![
        column(PART, Msg::ReviewProcessPart, ColumnKind::Text).width(96.0).pinned(),
        column(KEPT, Msg::ReviewProcessKept, ColumnKind::Integer).width(96.0),
        column(LATE, Msg::ReviewProcessLate, ColumnKind::Integer).width(56.0),
        column(GMV, Msg::ReviewProcessGmv, ColumnKind::Rate).width(84.0),
        column(EXPECTED, Msg::ReviewProcessExpected, choice()).width(84.0).editable(),
        column(ATTRACTED, Msg::ReviewProcessAttracted, choice()).width(104.0).editable(),
        column(GAP, Msg::ReviewProcessGap, ColumnKind::Text).width(170.0).editable().stretch(),
        column(CAUSE, Msg::ReviewProcessCause, ColumnKind::Text).width(170.0).editable().stretch(),
        column(REUSABLE, Msg::ReviewProcessReusable, ColumnKind::Text).width(150.0).editable().stretch(),
    ]
}

/// Draws the pane.
pub(super) fn show(
    ui: &mut Ui,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    facts: &Facts,
    compact: bool,
) {
    let columns = columns(scene);
    let palette = theme::tokens(ui);
    let source = Source { scene, open, facts, palette, parts: parts(open), none: ProcessNote::default() };
    let state = &mut view.tabs.review;
    let output = Grid::new("review process", scene.text(Msg::ReviewProcess), scene.texts, &columns, &source)
        .revision(open.table_revision())
        .compact(compact)
        .still()
        .show(&mut paint::at(ui, body, "review process grid"), &mut state.process);
    for event in output.events {
        match event {
            GridEvent::Activate(row, _) => {
                if let Some(of) = part(row) {
                    state.choose(Chosen::Process(of));
                }
            }
            GridEvent::Set(changes) => set(scene, open, changes, actions),
            _ => {}
        }
    }
}

fn set(scene: &Scene<'_>, open: &Open<'_>, changes: Vec<(RowKey, ColumnId, CellValue)>, actions: &mut Actions) {
    edits::change(actions, open.campaign.id, scene.text(Msg::ReviewStepProcess), move |review| {
        for (row, column, value) in changes {
            let Some(of) = part(row) else { continue };
            let note = review.process.entry(of).or_default();
            let verdict = |value: &CellValue| {
                let CellValue::Choice(at) = value else { return ProcessAnswer::Open };
                ProcessAnswer::ALL.get(*at).copied().unwrap_or_default()
            };
            match column {
                EXPECTED => note.expected = verdict(&value),
                ATTRACTED => note.attracted = verdict(&value),
                GAP => note.gap = text(value),
                CAUSE => note.cause = text(value),
                REUSABLE => note.reusable = text(value),
                _ => {}
            }
        }
        review.process.retain(|_, note| *note != ProcessNote::default());
    });
}
