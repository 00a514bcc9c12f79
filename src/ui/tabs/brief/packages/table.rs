//! The packages as a table.

use std::sync::Arc;

use egui::Ui;

use super::STEPS;
use crate::engine::packages::{package_cost, packages_cost};
use crate::model::{Count, Money, Package, PackageId, PackageKind, PersonaId, Rate, Rows};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::shell::is_compact;
use crate::ui::tabs::lists::{self, Put};
use crate::ui::tabs::selection;
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, Grid, GridEvent, GridSource, Ink, RowKey,
};

const NAME: ColumnId = ColumnId(1);
const KIND: ColumnId = ColumnId(2);
const PARTNER: ColumnId = ColumnId(3);
const PERSONA: ColumnId = ColumnId(4);
const UNIT: ColumnId = ColumnId(5);
const TAKE_UP: ColumnId = ColumnId(6);
const TAKERS: ColumnId = ColumnId(7);
const COST: ColumnId = ColumnId(8);
const DELIVERY: ColumnId = ColumnId(9);
const TERMS: ColumnId = ColumnId(10);
const MORE: ColumnId = ColumnId(11);

struct Table<'a> {
    scene: &'a Scene<'a>,
    open: &'a Open<'a>,
    rows: &'a Rows<Package>,
    buyers: Count,
}

impl Table<'_> {
    fn words(row: &Package, column: ColumnId) -> &str {
        match column {
            NAME => &row.name,
            PARTNER => &row.partner,
            DELIVERY => &row.delivery,
            TERMS => &row.terms,
            _ => &row.more,
        }
    }
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
        let format = self.scene.format();
        let known = self.buyers > Count::ZERO;
        match column {
            KIND => CellView::inked(row.kind.name_in(self.scene.texts), Ink::Reference),
            PERSONA => row
                .persona
                .and_then(|id| self.open.campaign.brief.personas.get(id))
                .map_or_else(CellView::absent, |persona| CellView::inked(persona.name.as_str(), Ink::Reference)),
            UNIT => CellView::inked(format.price(row.unit_cost), Ink::Input),
            TAKE_UP => CellView::inked(format.percent_exact(row.take_up), Ink::Input),
            TAKERS if known => CellView::new(format.count_in_column(package_cost(row, self.buyers).takers).to_string()),
            COST if known => CellView::new(format.sum_in_column(package_cost(row, self.buyers).cost).to_string()),
            TAKERS | COST => CellView::absent(),
            NAME if row.name.is_empty() => CellView::inked(self.scene.text(Msg::PackageNew), Ink::Absent),
            _ if Self::words(row, column).is_empty() => CellView::absent(),
            _ => CellView::new(Self::words(row, column)),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some(row) = self.rows.at(row) else { return CellValue::Empty };
        let choice = |at: Option<usize>| at.map_or(CellValue::Empty, CellValue::Choice);
        match column {
            KIND => choice(PackageKind::ALL.iter().position(|kind| *kind == row.kind)),
            PERSONA => choice(row.persona.and_then(|id| self.open.campaign.brief.personas.position(id))),
            UNIT => CellValue::Money(row.unit_cost),
            TAKE_UP => CellValue::Rate(row.take_up),
            TAKERS => CellValue::Count(package_cost(row, self.buyers).takers),
            COST => CellValue::Money(package_cost(row, self.buyers).cost),
            _ => CellValue::Text(Self::words(row, column).to_owned()),
        }
    }

    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        let row = self.rows.at(row)?;
        (column == COST).then(|| self.scene.format().exact(package_cost(row, self.buyers).cost))
    }

    fn answers(&self, _: usize, column: ColumnId) -> bool {
        matches!(column, TAKERS | COST)
    }

    fn validate(&self, _: Option<usize>, column: ColumnId, value: &CellValue) -> Result<(), String> {
        match value {
            CellValue::Rate(rate) if column == TAKE_UP && !(Rate::ZERO..=Rate::ONE).contains(rate) => {
                Err(self.scene.text(Msg::PackagePartWrong).to_owned())
            }
            CellValue::Money(money) if *money < Money::ZERO => Err(self.scene.text(Msg::InputNegative).to_owned()),
            _ => Ok(()),
        }
    }

    fn total(&self, column: ColumnId) -> Option<CellView<'_>> {
        match column {
            NAME => Some(CellView::new(self.scene.text(Msg::PackageTotal)).strong()),
            COST if self.buyers > Count::ZERO => {
                let cost = packages_cost(self.rows, self.buyers);
                Some(CellView::new(self.scene.format().sum_in_column(cost).to_string()).strong())
            }
            _ => None,
        }
    }
}

/// Words into a field.
fn words(text: String, slot: fn(&mut Package) -> &mut String) -> Put<Package> {
    Box::new(move |row| slot(row).clone_from(&text))
}

fn read(personas: &[PersonaId], column: ColumnId, value: CellValue) -> Option<Put<Package>> {
    let text = |value: CellValue| if let CellValue::Text(text) = value { text } else { String::new() };
    Some(match (column, value) {
        (NAME, value) => words(text(value), |row| &mut row.name),
        (PARTNER, value) => words(text(value), |row| &mut row.partner),
        (DELIVERY, value) => words(text(value), |row| &mut row.delivery),
        (TERMS, value) => words(text(value), |row| &mut row.terms),
        (MORE, value) => words(text(value), |row| &mut row.more),
        (KIND, CellValue::Choice(at)) => {
            let kind = *PackageKind::ALL.get(at)?;
            Box::new(move |row| row.kind = kind)
        }
        (PERSONA, value) => {
            let persona = if let CellValue::Choice(at) = value { personas.get(at).copied() } else { None };
            Box::new(move |row| row.persona = persona)
        }
        (UNIT, value) => {
            let cost = if let CellValue::Money(cost) = value { cost } else { Money::ZERO };
            Box::new(move |row| row.unit_cost = cost)
        }
        (TAKE_UP, value) => {
            let part = if let CellValue::Rate(part) = value { part } else { Rate::ZERO };
            Box::new(move |row| row.take_up = part)
        }
        _ => return None,
    })
}

fn columns(scene: &Scene<'_>, open: &Open<'_>) -> Vec<Column> {
    let text = |msg| scene.text(msg).to_owned();
    let kinds: Arc<[String]> = PackageKind::ALL.iter().map(|kind| kind.name_in(scene.texts).to_owned()).collect();
    let personas: Arc<[String]> = open.campaign.brief.personas.iter().map(|row| row.name.clone()).collect();
    let words = |id, msg, width| Column::new(id, text(msg), ColumnKind::Text).width(width).editable().unsortable();
    let figure = |id, msg, kind, width| Column::new(id, text(msg), kind).width(width).unsortable();
    let kind = if scene.texts.lang().is_chinese() { 60.0 } else { 80.0 };
    vec![
        words(NAME, Msg::PackageName, 128.0).pinned().stretch(),
        figure(KIND, Msg::PackageKind, ColumnKind::Choice(kinds), kind).editable(),
        figure(UNIT, Msg::PackageUnitCost, ColumnKind::Money, 76.0).editable(),
        figure(TAKE_UP, Msg::PackageTakeUp, ColumnKind::Rate, 64.0).editable(),
        figure(TAKERS, Msg::PackageTakers, ColumnKind::Integer, 72.0),
        figure(COST, Msg::PackageCost, ColumnKind::Money, 76.0),
        words(PARTNER, Msg::PackagePartner, 96.0),
        figure(PERSONA, Msg::PackagePersona, ColumnKind::Reference(personas), 96.0).editable(),
        words(DELIVERY, Msg::PackageDelivery, 110.0),
        words(TERMS, Msg::PackageTerms, 150.0),
        words(MORE, Msg::PackageMore, 150.0),
    ]
}

/// Draws the table; gives the package that was picked in this frame.
pub(super) fn show(
    ui: &mut Ui,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    buyers: Count,
    actions: &mut Actions,
) -> Option<PackageId> {
    let columns = columns(scene, open);
    let rows = &open.campaign.brief.packages;
    let table = Table { scene, open, rows, buyers };
    let state = &mut view.tabs.brief.packages.grid;
    let output = Grid::new("packages", scene.text(Msg::PackageTitle), scene.texts, &columns, &table)
        .revision(open.table_revision())
        .compact(is_compact(ui.ctx().content_rect()))
        .add_line(scene.text(Msg::PackageAdd))
        .totals()
        .allow_insert()
        .allow_delete()
        .show(ui, state);
    if let Some(stats) = selection::of(scene, state, &columns, &table, open.table_revision(), &output.response) {
        view.tabs.selection = stats;
    }
    let personas: Vec<PersonaId> = open.campaign.brief.personas.iter().map(|row| row.id).collect();
    let mut picked = None;
    for event in output.events {
        match event {
            GridEvent::Activate(key, _) | GridEvent::OpenWhy(key, _) => {
                picked = Some(PackageId(u32::try_from(key.0).unwrap_or(0)));
            }
            event => {
                lists::apply(
                    scene,
                    open.campaign.id,
                    STEPS,
                    event,
                    |column, value| read(&personas, column, value),
                    actions,
                );
            }
        }
    }
    picked
}
