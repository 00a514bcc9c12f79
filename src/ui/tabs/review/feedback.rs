//! What others said, as a table that is pasted into; by topic in the inspector.

use std::sync::Arc;

use egui::{Rect, Ui};

use super::Chosen;
use super::rows::{self, Put, Steps, text};
use crate::engine::review::topics;
use crate::model::{Count, Feedback, FeedbackFrom, FeedbackKind, Rows};
use crate::text::Msg;
use crate::text::review::{feedback_from, feedback_kind};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::later::empty;
use crate::ui::tabs::side_rows::{fact, first_section, nothing, paragraph};
use crate::ui::theme::icons;
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, Grid, GridEvent, GridSource, Ink, Judgement, RowKey,
};
use crate::ui::widgets::{button, paint};

const FROM: ColumnId = ColumnId(1);
const KIND: ColumnId = ColumnId(2);
const TOPIC: ColumnId = ColumnId(3);
const TEXT: ColumnId = ColumnId(4);
const COUNT: ColumnId = ColumnId(5);

const STEPS: Steps =
    Steps { change: Msg::ReviewStepFeedback, add: Msg::ReviewStepFeedbackAdd, delete: Msg::ReviewStepFeedbackDrop };

struct Source<'a> {
    scene: &'a Scene<'a>,
    rows: &'a Rows<Feedback>,
}

impl GridSource for Source<'_> {
    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.rows.at(row).map(|row| RowKey(u64::from(row.id.0))).unwrap_or_default()
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some(row) = self.rows.at(row) else { return CellView::default() };
        match column {
            FROM => CellView::inked(self.scene.text(feedback_from(row.from)), Ink::Reference),
            KIND => {
                let words = CellView::new(self.scene.text(feedback_kind(row.kind)));
                match row.kind {
                    FeedbackKind::Praise => words.judged(Judgement::Better),
                    FeedbackKind::Complaint => words.judged(Judgement::Worse),
                    FeedbackKind::Idea => words,
                }
            }
            TOPIC if row.topic.is_empty() => CellView::absent(),
            TOPIC => CellView::new(row.topic.as_str()),
            TEXT if row.text.is_empty() => CellView::absent(),
            TEXT => CellView::new(row.text.as_str()),
            COUNT => CellView::inked(self.scene.format().whole(row.count.max(Count::new(1)).wide()), Ink::Input),
            _ => CellView::default(),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some(row) = self.rows.at(row) else { return CellValue::Empty };
        let text = |text: &str| if text.is_empty() { CellValue::Empty } else { CellValue::Text(text.to_owned()) };
        let place = |at: Option<usize>| at.map_or(CellValue::Empty, CellValue::Choice);
        match column {
            FROM => place(FeedbackFrom::ALL.iter().position(|of| *of == row.from)),
            KIND => place(FeedbackKind::ALL.iter().position(|of| *of == row.kind)),
            TOPIC => text(&row.topic),
            TEXT => text(&row.text),
            COUNT => CellValue::Count(row.count.max(Count::new(1))),
            _ => CellValue::Empty,
        }
    }
}

fn columns(scene: &Scene<'_>) -> Vec<Column> {
    let t = |msg| scene.text(msg).to_owned();
    let from: Arc<[String]> = FeedbackFrom::ALL.iter().map(|of| t(feedback_from(*of))).collect();
    let kinds: Arc<[String]> = FeedbackKind::ALL.iter().map(|of| t(feedback_kind(*of))).collect();
    vec![
        Column::new(FROM, t(Msg::ReviewFeedbackFrom), ColumnKind::Choice(from)).width(84.0).editable(),
        Column::new(KIND, t(Msg::ReviewFeedbackKind), ColumnKind::Choice(kinds)).width(104.0).editable(),
        Column::new(TOPIC, t(Msg::ReviewFeedbackTopic), ColumnKind::Text).width(140.0).editable(),
        Column::new(TEXT, t(Msg::ReviewFeedbackText), ColumnKind::Text).width(360.0).editable().stretch(),
        Column::new(COUNT, t(Msg::ReviewFeedbackCount), ColumnKind::Integer).width(72.0).editable(),
    ]
}

/// Draws the pane.
pub(super) fn show(
    ui: &mut Ui,
    head: Rect,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
    let rows = &open.campaign.review.feedback;
    let source = Source { scene, rows };
    let columns = columns(scene);
    let state = &mut view.tabs.review;
    let mut add = false;
    if rows.is_empty() {
        let line = [scene.text(Msg::ReviewFeedbackEmptyLine)];
        let table = body.with_max_y(body.top() + crate::ui::theme::size::GRID_HEADER + 30.0);
        let rest = body.with_min_y(table.bottom());
        empty(ui, rest, icons::MESSAGE_SQUARE_TEXT, scene.text(Msg::ReviewFeedbackEmpty), &line, |ui| {
            add = button::primary(ui, scene.text(Msg::ReviewFeedbackAdd)).clicked();
        });
        let events = grid(ui, table, scene, open, &columns, &source, state, compact);
        for event in events {
            rows::apply(scene, open, STEPS, event, read, actions);
        }
    } else {
        let names = scene.text(Msg::ReviewFeedbackTopics);
        let width = button::text_width(ui, names) + 24.0;
        let place = Rect::from_min_max(
            egui::pos2(head.right() - width - 12.0, head.center().y - 12.0),
            egui::pos2(head.right() - 12.0, head.center().y + 12.0),
        );
        let mut child = ui.new_child(
            egui::UiBuilder::new()
                .id_salt("review topics")
                .max_rect(place)
                .layout(egui::Layout::right_to_left(egui::Align::Center)),
        );
        if button::link(&mut child, names).clicked() {
            state.choose(Chosen::Topics);
        }
        let events = grid(ui, body, scene, open, &columns, &source, state, compact);
        for event in events {
            if let GridEvent::Activate(..) = event {
                state.choose(Chosen::Topics);
            }
            rows::apply(scene, open, STEPS, event, read, actions);
        }
    }
    if add {
        rows::apply(scene, open, STEPS, GridEvent::AddAtEnd, read, actions);
    }
}

fn grid(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    columns: &[Column],
    source: &Source<'_>,
    state: &mut super::ReviewState,
    compact: bool,
) -> Vec<GridEvent> {
    Grid::new("review feedback", scene.text(Msg::ReviewFeedback), scene.texts, columns, source)
        .revision(open.table_revision())
        .compact(compact)
        .add_line(scene.text(Msg::ReviewFeedbackAdd))
        .allow_insert()
        .allow_delete()
        .show(&mut paint::at(ui, area, "review feedback grid"), &mut state.feedback)
        .events
}

fn read(column: ColumnId, value: CellValue) -> Option<Put<Feedback>> {
    Some(match column {
        FROM => {
            let CellValue::Choice(at) = value else { return None };
            let from = *FeedbackFrom::ALL.get(at)?;
            Box::new(move |row| row.from = from)
        }
        KIND => {
            let CellValue::Choice(at) = value else { return None };
            let kind = *FeedbackKind::ALL.get(at)?;
            Box::new(move |row| row.kind = kind)
        }
        TOPIC => {
            let words = text(value);
            Box::new(move |row| row.topic.clone_from(&words))
        }
        TEXT => {
            let words = text(value);
            Box::new(move |row| row.text.clone_from(&words))
        }
        COUNT => {
            let count = if let CellValue::Count(count) = value { count } else { Count::ZERO };
            Box::new(move |row| row.count = count)
        }
        _ => return None,
    })
}

/// The topics in the inspector, the one most spoken of first.
pub(super) fn side(ui: &mut Ui, scene: &Scene<'_>, open: &Open<'_>) {
    let topics = topics(&open.campaign.review.feedback);
    first_section(ui, scene.text(Msg::ReviewFeedbackTopics));
    if topics.is_empty() {
        nothing(ui, scene.text(Msg::ReviewFeedbackEmpty));
        return;
    }
    let format = scene.format();
    for topic in topics.iter().take(12) {
        let name = if topic.name.is_empty() { scene.text(Msg::ReviewFeedbackNoTopic) } else { topic.name.as_str() };
        fact(ui, name, &format.whole(topic.all.wide()));
        let count = |kind| format.whole(topic.of(kind).wide());
        let words = [
            ("praise", count(FeedbackKind::Praise).into()),
            ("complaint", count(FeedbackKind::Complaint).into()),
            ("idea", count(FeedbackKind::Idea).into()),
        ];
        paragraph(ui, &scene.texts.with(Msg::ReviewFeedbackCounts, &words));
    }
}
