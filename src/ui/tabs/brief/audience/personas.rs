//! 画像: the people a campaign is made for, as a table.

use std::sync::Arc;

use egui::{Rect, Ui};
use jiff::civil::DateTime;

use crate::model::{Campaign, Persona, PersonaId, Rate, Rows};
use crate::text::Msg;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::shell::is_compact;
use crate::ui::tabs::lists::{self, Listed, Put, Steps, Words};
use crate::ui::tabs::selection;
use crate::ui::theme::icons;
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, Grid, GridEvent, GridSource, Ink, RowKey,
};

const NAME: ColumnId = ColumnId(1);
const WHO: ColumnId = ColumnId(2);
const WANTS: ColumnId = ColumnId(3);
const SHARE: ColumnId = ColumnId(4);

const WORDS: Words = Words {
    icon: icons::USERS,
    title: Msg::AudiencePersonasEmpty,
    note: Msg::AudiencePersonasNote,
    add: Msg::AudiencePersonaAdd,
};
const STEPS: Steps = Steps {
    change: Msg::AudienceStepPersona,
    add: Msg::AudienceStepPersonaAdd,
    delete: Msg::AudienceStepPersonaDelete,
};

impl Listed for Persona {
    fn rows(campaign: &mut Campaign) -> &mut Rows<Self> {
        &mut Arc::make_mut(&mut campaign.brief).personas
    }

    fn fresh(id: u32, _now: DateTime) -> Self {
        Self { id: PersonaId(id), ..Self::default() }
    }

    fn number(&self) -> u32 {
        self.id.0
    }
}

struct Table<'a> {
    scene: &'a Scene<'a>,
    rows: &'a Rows<Persona>,
}

impl GridSource for Table<'_> {
    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.rows.at(row).map(|row| lists::key(row.as_ref())).unwrap_or_default()
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some(row) = self.rows.at(row) else { return CellView::default() };
        let text = |text: &str| if text.is_empty() { CellView::absent() } else { CellView::new(text.to_owned()) };
        match column {
            NAME if row.name.is_empty() => CellView::inked(self.scene.text(Msg::AudiencePersonaNew), Ink::Absent),
            NAME => text(&row.name),
            WHO => text(&row.who),
            WANTS => text(&row.wants),
            _ => row.share.map_or_else(CellView::absent, |share| {
                CellView::inked(self.scene.format().percent_exact(share), Ink::Input)
            }),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some(row) = self.rows.at(row) else { return CellValue::Empty };
        match column {
            NAME => CellValue::Text(row.name.clone()),
            WHO => CellValue::Text(row.who.clone()),
            WANTS => CellValue::Text(row.wants.clone()),
            _ => row.share.map_or(CellValue::Empty, CellValue::Rate),
        }
    }

    fn validate(&self, _: Option<usize>, column: ColumnId, value: &CellValue) -> Result<(), String> {
        match value {
            CellValue::Rate(rate) if column == SHARE && !(Rate::ZERO..=Rate::ONE).contains(rate) => {
                Err(self.scene.text(Msg::PackagePartWrong).to_owned())
            }
            _ => Ok(()),
        }
    }

    fn total(&self, column: ColumnId) -> Option<CellView<'_>> {
        match column {
            NAME => Some(CellView::new(self.scene.text(Msg::AudiencePersonaTotal)).strong()),
            SHARE => {
                let sum = self.rows.iter().filter_map(|row| row.share).map(Rate::wide).sum();
                let words = self.scene.format().percent_exact(Rate::from_wide(sum));
                let over = sum > Rate::ONE.wide();
                Some(CellView::inked(words, if over { Ink::Warn } else { Ink::Plain }).strong())
            }
            _ => None,
        }
    }
}

fn read(column: ColumnId, value: CellValue) -> Option<Put<Persona>> {
    let text = |value: CellValue| if let CellValue::Text(text) = value { text } else { String::new() };
    Some(match column {
        NAME => {
            let text = text(value);
            Box::new(move |row| row.name.clone_from(&text))
        }
        WHO => {
            let text = text(value);
            Box::new(move |row| row.who.clone_from(&text))
        }
        WANTS => {
            let text = text(value);
            Box::new(move |row| row.wants.clone_from(&text))
        }
        SHARE => {
            let share = if let CellValue::Rate(share) = value { Some(share) } else { None };
            Box::new(move |row| row.share = share)
        }
        _ => return None,
    })
}

/// Draws the table; `tools` is the free end of the title row.
pub fn show(
    ui: &mut Ui,
    child: &mut Ui,
    tools: Rect,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
) {
    let rows = &open.campaign.brief.personas;
    let id = open.campaign.id;
    let state = (rows.is_empty(), view.pose.is_some());
    if lists::head::<Persona>(ui, (child, body), tools, scene, open, state, (STEPS, WORDS), actions).is_none() {
        return;
    }
    let text = |msg| scene.text(msg).to_owned();
    let words = |id, msg| Column::new(id, text(msg), ColumnKind::Text).editable().unsortable();
    let columns = [
        words(NAME, Msg::AudiencePersonaName).width(104.0),
        words(WHO, Msg::AudiencePersonaWho).width(150.0).stretch(),
        words(WANTS, Msg::AudiencePersonaWants).width(150.0).stretch(),
        Column::new(SHARE, text(Msg::AudiencePersonaShare), ColumnKind::Rate).width(64.0).editable().unsortable(),
    ];
    let table = Table { scene, rows };
    let state = &mut view.tabs.brief.audience.grid;
    let output = Grid::new("personas", scene.text(Msg::AudienceViewPersonas), scene.texts, &columns, &table)
        .revision(open.table_revision())
        .compact(is_compact(child.ctx().content_rect()))
        .add_line(scene.text(Msg::AudiencePersonaAdd))
        .totals()
        .allow_insert()
        .allow_delete()
        .show(child, state);
    if let Some(stats) = selection::of(scene, state, &columns, &table, open.table_revision(), &output.response) {
        view.tabs.selection = stats;
    }
    for event in output.events {
        if !matches!(event, GridEvent::Activate(..)) {
            lists::apply(scene, id, STEPS, event, read, actions);
        }
    }
}
