//! Resources as a table: what is needed, what of it is there, who sees to it, what if not.

use std::collections::BTreeMap;
use std::sync::Arc;

use egui::{Align2, Rect, Ui};

use super::{Chosen, edits};
use crate::engine::brief::in_place;
use crate::model::{Count, PersonId, Resource, ResourceId, ResourceKind, Rows};
use crate::text::Msg;
use crate::text::brief::resource_name;
use crate::text::names::Named;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::later::empty;
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
            add(scene, open, vec![Resource::default()], actions);
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
    let id = open.campaign.id;
    let count = |msg, n: usize| scene.texts.with(msg, &[("n", n.into())]);
    let people: Vec<PersonId> = open.project.shop.people.iter().map(|row| row.id).collect();
    match event {
        GridEvent::Set(cells) => set(scene, open, cells, people, actions),
        GridEvent::Append { set: cells, rows } => {
            if !cells.is_empty() {
                set(scene, open, cells, people.clone(), actions);
            }
            let new = rows.into_iter().map(|cells| {
                let mut row = Resource::default();
                for (column, value) in cells {
                    put(&mut row, column, value, &people);
                }
                row
            });
            add(scene, open, new.collect(), actions);
        }
        GridEvent::AddAtEnd => {
            view.tabs.brief.resources.sought = Some(ResourceId(open.project.next_id.max(1)));
            add(scene, open, vec![Resource::default()], actions);
        }
        GridEvent::Insert { place, count } => {
            actions.edit(scene.text(Msg::BriefStepResourceAdd), move |project| {
                let new: Vec<ResourceId> = (0..count).map(|_| project.new_id()).collect();
                let Some(campaign) = project.campaigns.get_mut(id) else { return };
                let rows = &mut Arc::make_mut(&mut campaign.brief).resources;
                for id in &new {
                    rows.push(Resource { id: *id, ..Resource::default() });
                }
                let keys: Vec<RowKey> = new.into_iter().map(key).collect();
                edits::shift(rows, &keys, place, |row| key(row.id));
            });
        }
        GridEvent::Delete(rows) => {
            let ids: Vec<ResourceId> = rows.into_iter().map(id_of).collect();
            crate::ui::tabs::edit::campaign(
                actions,
                id,
                count(Msg::BriefStepResourceDrop, ids.len()),
                move |campaign| {
                    crate::engine::brief::drop_resources(campaign, &ids);
                },
            );
        }
        GridEvent::Move { keys, place } => {
            edits::brief(actions, id, scene.text(Msg::BriefStepResourceMove), move |brief| {
                edits::shift(&mut brief.resources, &keys, place, |row| key(row.id));
            });
        }
        GridEvent::Activate(row, _) => view.tabs.brief.choose(Chosen::Resource(id_of(row))),
        GridEvent::Fold(_) | GridEvent::OpenWhy(..) | GridEvent::Menu { .. } => {}
    }
}

fn add(scene: &Scene<'_>, open: &Open<'_>, rows: Vec<Resource>, actions: &mut Actions) {
    let id = open.campaign.id;
    actions.edit(scene.text(Msg::BriefStepResourceAdd), move |project| {
        for row in rows {
            let row = Resource { id: project.new_id(), ..row };
            if let Some(campaign) = project.campaigns.get_mut(id) {
                Arc::make_mut(&mut campaign.brief).resources.push(row);
            }
        }
    });
}

fn set(
    scene: &Scene<'_>,
    open: &Open<'_>,
    cells: Vec<crate::ui::widgets::grid::Change>,
    people: Vec<PersonId>,
    actions: &mut Actions,
) {
    let mut rows: BTreeMap<ResourceId, Vec<(ColumnId, CellValue)>> = BTreeMap::new();
    for (row, column, value) in cells {
        rows.entry(id_of(row)).or_default().push((column, value));
    }
    let name = match rows.keys().collect::<Vec<_>>()[..] {
        [one] => {
            let row = open.campaign.brief.resources.get(*one);
            let name = row.map(|row| resource_name(scene.texts, row)).unwrap_or_default();
            scene.texts.with(Msg::BriefStepResource, &[("resource", name.into())])
        }
        ref more => scene.texts.with(Msg::BriefStepResources, &[("n", more.len().into())]),
    };
    edits::brief(actions, open.campaign.id, name, move |brief| {
        for (id, cells) in rows {
            let Some(row) = brief.resources.get_mut(id) else { continue };
            for (column, value) in cells {
                put(row, column, value, &people);
            }
        }
    });
}

fn put(row: &mut Resource, column: ColumnId, value: CellValue, people: &[PersonId]) {
    match (column, value) {
        (KIND, CellValue::Choice(at)) => row.kind = ResourceKind::ALL.get(at).copied().unwrap_or_default(),
        (NAME, CellValue::Text(name)) => name.trim().clone_into(&mut row.name),
        (NAME, CellValue::Empty) => row.name.clear(),
        (NEEDED, CellValue::Count(n)) => row.needed = n,
        (NEEDED, CellValue::Empty) => row.needed = Count::ZERO,
        (CONFIRMED, CellValue::Count(n)) => row.confirmed = n,
        (CONFIRMED, CellValue::Empty) => row.confirmed = Count::ZERO,
        (OWNER, CellValue::Choice(at)) => row.owner = people.get(at).copied(),
        (OWNER, CellValue::Empty) => row.owner = None,
        (DUE, CellValue::Date(day)) => row.due = Some(day),
        (DUE, CellValue::Empty) => row.due = None,
        (CONTINGENCY, CellValue::Text(words)) => words.trim().clone_into(&mut row.contingency),
        (CONTINGENCY, CellValue::Empty) => row.contingency.clear(),
        _ => {}
    }
}
