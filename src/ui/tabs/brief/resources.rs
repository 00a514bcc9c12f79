//! Resources as a table: what is needed, what of it is there, who sees to it, what if not.

use std::sync::Arc;

use egui::{Align2, Rect, Ui};
use jiff::civil::DateTime;

use super::Chosen;
use crate::engine::brief::{drop_resources, in_place};
use crate::model::{Campaign, Count, PersonId, Resource, ResourceId, ResourceKind, Rows};
use crate::text::Msg;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::later::empty;
use crate::ui::tabs::lists::{self, Listed, Put, Steps};
use crate::ui::theme::{self, fonts, icons};
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, Grid, GridEvent, GridSource, GridState, Ink, RowKey,
};
use crate::ui::widgets::{button, paint, pane};

const KIND: ColumnId = ColumnId(1);
const NAME: ColumnId = ColumnId(2);
const NEEDED: ColumnId = ColumnId(3);
const CONFIRMED: ColumnId = ColumnId(4);
const OWNER: ColumnId = ColumnId(5);
const DUE: ColumnId = ColumnId(6);
const CONTINGENCY: ColumnId = ColumnId(7);

/// What the table remembers.
#[derive(Debug, Default)]
pub struct ResourcesState {
    /// The table.
    pub grid: GridState,
    /// The resource that is to be shown.
    pub sought: Option<ResourceId>,
}

impl Listed for Resource {
    fn rows(campaign: &mut Campaign) -> &mut Rows<Self> {
        &mut Arc::make_mut(&mut campaign.brief).resources
    }

    fn fresh(id: u32, _now: DateTime) -> Self {
        Self { id: ResourceId(id), ..Self::default() }
    }

    fn number(&self) -> u32 {
        self.id.0
    }

    fn delete(campaign: &mut Campaign, gone: &[u32]) {
        let gone: Vec<ResourceId> = gone.iter().map(|id| ResourceId(*id)).collect();
        drop_resources(campaign, &gone);
    }
}

const STEPS: Steps =
    Steps { change: Msg::BriefStepResources, add: Msg::BriefStepResourceAdd, delete: Msg::BriefStepResourceDrop };

fn key(id: ResourceId) -> RowKey {
    RowKey(u64::from(id.0))
}

fn id_of(key: RowKey) -> ResourceId {
    ResourceId(u32::try_from(key.0).unwrap_or_default())
}

struct Source<'a> {
    scene: &'a Scene<'a>,
    open: &'a Open<'a>,
    rows: &'a Rows<Resource>,
}

impl GridSource for Source<'_> {
    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.rows.at(row).map(|row| key(row.id)).unwrap_or_default()
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some(row) = self.rows.at(row) else { return CellView::default() };
        let format = self.scene.format();
        let late = row.confirmed < row.needed && row.due.is_some_and(|due| due < self.scene.now.date());
        match column {
            KIND => CellView::inked(row.kind.name_in(self.scene.texts), Ink::Reference),
            NAME => CellView::new(row.name.as_str()),
            NEEDED => CellView::inked(format.whole(row.needed.wide()), Ink::Input),
            CONFIRMED if row.confirmed < row.needed => {
                let ink = if late { Ink::Warn } else { Ink::Input };
                CellView::inked(format.whole(row.confirmed.wide()), ink)
            }
            CONFIRMED => CellView::inked(format.whole(row.confirmed.wide()), Ink::Input).icon(icons::CHECK),
            OWNER => row.owner.and_then(|id| self.open.project.shop.people.get(id)).map_or_else(
                || CellView::inked(self.scene.text(Msg::BriefNobody), Ink::Absent),
                |person| CellView::inked(person.name.as_str(), Ink::Reference),
            ),
            DUE => row.due.map_or_else(CellView::absent, |due| {
                CellView::inked(format.day(due), if late { Ink::Warn } else { Ink::Plain })
            }),
            CONTINGENCY if row.contingency.is_empty() => CellView::absent(),
            CONTINGENCY => CellView::new(row.contingency.as_str()),
            _ => CellView::default(),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some(row) = self.rows.at(row) else { return CellValue::Empty };
        let text = |text: &str| if text.is_empty() { CellValue::Empty } else { CellValue::Text(text.to_owned()) };
        match column {
            KIND => {
                ResourceKind::ALL.iter().position(|kind| *kind == row.kind).map_or(CellValue::Empty, CellValue::Choice)
            }
            NAME => text(&row.name),
            NEEDED => CellValue::Count(row.needed),
            CONFIRMED => CellValue::Count(row.confirmed),
            OWNER => {
                let at = row.owner.and_then(|id| self.open.project.shop.people.position(id));
                at.map_or(CellValue::Empty, CellValue::Choice)
            }
            DUE => row.due.map_or(CellValue::Empty, CellValue::Date),
            CONTINGENCY => text(&row.contingency),
            _ => CellValue::Empty,
        }
    }

    fn total(&self, column: ColumnId) -> Option<CellView<'_>> {
        let all = in_place(&self.open.campaign.brief, None, self.scene.now.date());
        let whole = |count: Count| CellView::new(self.scene.format().whole(count.wide()));
        match column {
            KIND => Some(CellView::new(self.scene.text(Msg::TrafficTotal))),
            NEEDED => Some(whole(all.needed)),
            CONFIRMED => Some(whole(all.confirmed)),
            _ => None,
        }
    }
}

fn columns(scene: &Scene<'_>, open: &Open<'_>) -> Vec<Column> {
    let t = |msg| scene.text(msg).to_owned();
    let kinds: Arc<[String]> = ResourceKind::ALL.iter().map(|kind| kind.name_in(scene.texts).to_owned()).collect();
    let people: Arc<[String]> = open.project.shop.people.iter().map(|row| row.name.clone()).collect();
    vec![
        Column::new(KIND, t(Msg::BriefResourceKind), ColumnKind::Choice(kinds)).width(64.0).editable(),
        Column::new(NAME, t(Msg::BriefResourceName), ColumnKind::Text).width(150.0).editable().stretch(),
        Column::new(NEEDED, t(Msg::BriefResourceNeeded), ColumnKind::Integer).width(66.0).editable(),
        Column::new(CONFIRMED, t(Msg::BriefResourceConfirmed), ColumnKind::Integer).width(72.0).editable(),
        Column::new(OWNER, t(Msg::BriefResourceOwner), ColumnKind::Reference(people)).width(72.0).editable(),
        Column::new(DUE, t(Msg::BriefResourceDue), ColumnKind::Date).width(72.0).editable(),
        Column::new(CONTINGENCY, t(Msg::BriefResourceContingency), ColumnKind::Text).width(160.0).editable().stretch(),
    ]
}

/// Draws the pane.
pub fn show(
    ui: &mut Ui,
    head: Rect,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    actions: &mut Actions,
    compact: bool,
) {
    let p = theme::tokens(ui);
    let rows = &open.campaign.brief.resources;
    if rows.is_empty() {
        let words = [scene.text(Msg::BriefResourcesNoneLine)];
        let mut adding = false;
        empty(ui, body, icons::PACKAGE, scene.text(Msg::BriefResourcesEmpty), &words, |ui| {
            adding = button::primary(ui, scene.text(Msg::BriefResourcesAdd)).clicked();
        });
        if adding {
            view.tabs.brief.resources.sought = Some(ResourceId(open.project.next_id.max(1)));
            lists::add::<Resource>(scene, open.campaign.id, STEPS, actions);
        }
        return;
    }
    let late = in_place(&open.campaign.brief, None, scene.now.date()).late;
    if late > 0 {
        let words = scene.texts.with(Msg::BriefResourcesLate, &[("n", late.into())]);
        pane::label(ui, head.left_center(), Align2::LEFT_CENTER, &words, fonts::text(), p.warn);
    }
    let columns = columns(scene, open);
    let state = &mut view.tabs.brief.resources;
    if let Some(id) = state.sought.take() {
        state.grid.select(key(id), NAME);
    }
    let output = {
        let source = Source { scene, open, rows };
        Grid::new("resources", scene.text(Msg::BriefResources), scene.texts, &columns, &source)
            .revision(open.table_revision())
            .compact(compact)
            .add_line(scene.text(Msg::BriefResourcesAdd))
            .totals()
            .allow_insert()
            .allow_delete()
            .allow_move()
            .near(open.campaign.opening().map_or_else(|| scene.now.date(), jiff::civil::DateTime::date))
            .show(&mut paint::at(ui, body, "resources grid"), &mut state.grid)
    };
    for event in output.events {
        carry_out(event, scene, open, view, actions);
    }
}

fn carry_out(event: GridEvent, scene: &Scene<'_>, open: &Open<'_>, view: &mut View, actions: &mut Actions) {
    match &event {
        GridEvent::Activate(row, _) => view.tabs.brief.choose(Chosen::Resource(id_of(*row))),
        GridEvent::AddAtEnd => {
            view.tabs.brief.resources.sought = Some(ResourceId(open.project.next_id.max(1)));
        }
        _ => {}
    }
    let people: Vec<PersonId> = open.project.shop.people.iter().map(|row| row.id).collect();
    let read = move |column, value| read(column, value, &people);
    lists::apply(scene, open.campaign.id, STEPS, event, read, actions);
}

/// A cell ready to be put into a row; nothing where it says nothing.
fn read(column: ColumnId, value: CellValue, people: &[PersonId]) -> Option<Put<Resource>> {
    let text =
        |value: CellValue| if let CellValue::Text(text) = value { text.trim().to_owned() } else { String::new() };
    let count = |value: &CellValue| if let CellValue::Count(count) = value { *count } else { Count::ZERO };
    Some(match column {
        KIND => {
            let CellValue::Choice(at) = value else { return None };
            let kind = *ResourceKind::ALL.get(at)?;
            Box::new(move |row| row.kind = kind)
        }
        NAME => {
            let name = text(value);
            Box::new(move |row| row.name.clone_from(&name))
        }
        NEEDED => {
            let needed = count(&value);
            Box::new(move |row| row.needed = needed)
        }
        CONFIRMED => {
            let confirmed = count(&value);
            Box::new(move |row| row.confirmed = confirmed)
        }
        OWNER => {
            let owner = if let CellValue::Choice(at) = value { people.get(at).copied() } else { None };
            Box::new(move |row| row.owner = owner)
        }
        DUE => {
            let due = if let CellValue::Date(day) = value { Some(day) } else { None };
            Box::new(move |row| row.due = due)
        }
        CONTINGENCY => {
            let words = text(value);
            Box::new(move |row| row.contingency.clone_from(&words))
        }
        _ => return None,
    })
}
