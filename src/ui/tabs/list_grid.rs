//! A table of rows that a campaign lists, told by its columns: what each shows, how it is typed.

use std::sync::Arc;

use egui::{Rect, Ui};
use jiff::civil::{Date, DateTime};

use super::lists::{self, Listed, Put, Steps};
use crate::model::{Count, DepartmentId, PersonId, Rows};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, Grid, GridEvent, GridSource, GridState, Ink, RowKey,
};
use crate::ui::widgets::paint;

/// What a column holds, and how it is put into a row.
pub enum ListCell<T> {
    /// Words; where a row has none of its own, the usual ones stand there in grey.
    Text {
        /// The row's own.
        get: fn(&T) -> &str,
        /// Puts them.
        set: fn(&mut T, String),
        /// The usual ones.
        usual: Option<fn(&Scene<'_>, &T) -> String>,
    },
    /// One of a few words.
    Choice {
        /// The words.
        names: fn(&Scene<'_>) -> Vec<String>,
        /// Which.
        get: fn(&T) -> usize,
        /// Puts it; the instant is now.
        set: fn(&mut T, usize, DateTime),
        /// How it looks.
        look: fn(&T) -> (Ink, Option<&'static str>),
    },
    /// A person.
    Person {
        /// Who.
        get: fn(&T) -> Option<PersonId>,
        /// Puts them.
        set: fn(&mut T, Option<PersonId>),
    },
    /// A department.
    Department {
        /// Which.
        get: fn(&T) -> Option<DepartmentId>,
        /// Puts it.
        set: fn(&mut T, Option<DepartmentId>),
    },
    /// A day.
    Date {
        /// When.
        get: fn(&T) -> Option<Date>,
        /// Puts it.
        set: fn(&mut T, Option<Date>),
    },
    /// A day and its time.
    Time {
        /// When.
        get: fn(&T) -> Option<DateTime>,
        /// Puts it.
        set: fn(&mut T, Option<DateTime>),
    },
    /// A whole number.
    Number {
        /// How many.
        get: fn(&T) -> Count,
        /// Puts it; nothing where it cannot be typed.
        set: Option<fn(&mut T, Count)>,
        /// How it looks.
        ink: fn(&T) -> Ink,
    },
}

/// A column.
pub struct ListColumn<T> {
    /// Its title.
    pub title: Msg,
    /// Its width in points.
    pub width: f32,
    /// Whether it takes what is left of the width.
    pub stretch: bool,
    /// What it holds.
    pub cell: ListCell<T>,
}

/// A column of a width.
pub const fn column<T>(title: Msg, width: f32, cell: ListCell<T>) -> ListColumn<T> {
    ListColumn { title, width, stretch: false, cell }
}

/// A column that takes what is left of the width.
pub const fn wide<T>(title: Msg, width: f32, cell: ListCell<T>) -> ListColumn<T> {
    ListColumn { title, width, stretch: true, cell }
}

/// A table: what a screen reader calls it, what its steps are called, what the line that adds a row says.
#[derive(Clone, Copy, Debug)]
pub struct ListGrid {
    /// A salt, unique in the window.
    pub salt: &'static str,
    /// Its name.
    pub name: Msg,
    /// Its steps.
    pub steps: Steps,
    /// Adds a row.
    pub add: Msg,
}

fn id(at: usize) -> ColumnId {
    ColumnId(u32::try_from(at + 1).unwrap_or(u32::MAX))
}

struct Source<'a, T> {
    scene: &'a Scene<'a>,
    open: &'a Open<'a>,
    rows: &'a Rows<T>,
    columns: &'a [ListColumn<T>],
    /// The words of columns in which one of a few is chosen.
    names: &'a [Vec<String>],
}

impl<T: Listed> Source<'_, T> {
    fn column(&self, column: ColumnId) -> Option<&ListColumn<T>> {
        self.columns.get((column.0 as usize).checked_sub(1)?)
    }
}

impl<T: Listed> GridSource for Source<'_, T> {
    fn rows(&self) -> usize {
        self.rows.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.rows.at(row).map(|row| lists::key(row.as_ref())).unwrap_or_default()
    }

    fn cell(&self, row: usize, id: ColumnId) -> CellView<'_> {
        let (Some(row), Some(column)) = (self.rows.at(row), self.column(id)) else { return CellView::default() };
        let format = self.scene.format();
        match &column.cell {
            ListCell::Text { get, usual, .. } => match (get(row), usual) {
                ("", Some(usual)) => CellView::inked(usual(self.scene, row), Ink::Reference),
                ("", None) => CellView::absent(),
                (own, _) => CellView::new(own),
            },
            ListCell::Choice { get, look, .. } => {
                let (ink, icon) = look(row);
                let names = self.names.get((id.0 as usize).saturating_sub(1));
                let name = names.and_then(|names| names.get(get(row))).map_or("", String::as_str);
                let cell = CellView::inked(name, ink);
                if let Some(icon) = icon { cell.icon(icon) } else { cell }
            }
            ListCell::Person { get, .. } => {
                let person = get(row).and_then(|id| self.open.project.shop.people.get(id));
                person.map_or_else(CellView::absent, |person| CellView::inked(person.name.as_str(), Ink::Reference))
            }
            ListCell::Department { get, .. } => {
                let of = get(row).and_then(|id| self.open.project.shop.departments.get(id));
                of.map_or_else(CellView::absent, |of| CellView::inked(of.name_in(self.scene.texts), Ink::Reference))
            }
            ListCell::Date { get, .. } => get(row).map_or_else(CellView::absent, |day| CellView::new(format.day(day))),
            ListCell::Time { get, .. } => {
                get(row).map_or_else(CellView::absent, |at| CellView::new(format.day_and_time(at)))
            }
            ListCell::Number { get, ink, .. } => CellView::inked(format.whole(get(row).wide()), ink(row)),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let (Some(row), Some(column)) = (self.rows.at(row), self.column(column)) else { return CellValue::Empty };
        let place = |at: Option<usize>| at.map_or(CellValue::Empty, CellValue::Choice);
        match &column.cell {
            ListCell::Text { get, .. } if get(row).is_empty() => CellValue::Empty,
            ListCell::Text { get, .. } => CellValue::Text(get(row).to_owned()),
            ListCell::Choice { get, .. } => CellValue::Choice(get(row)),
            ListCell::Person { get, .. } => place(get(row).and_then(|id| self.open.project.shop.people.position(id))),
            ListCell::Department { get, .. } => {
                place(get(row).and_then(|id| self.open.project.shop.departments.position(id)))
            }
            ListCell::Date { get, .. } => get(row).map_or(CellValue::Empty, CellValue::Date),
            ListCell::Time { get, .. } => get(row).map_or(CellValue::Empty, CellValue::DateTime),
            ListCell::Number { get, .. } => CellValue::Count(get(row)),
        }
    }
}

/// The words of each column, empty where none is chosen from a few.
fn names<T>(scene: &Scene<'_>, all: &[ListColumn<T>]) -> Vec<Vec<String>> {
    let of = |column: &ListColumn<T>| match &column.cell {
        ListCell::Choice { names, .. } => names(scene),
        _ => Vec::new(),
    };
    all.iter().map(of).collect()
}

fn columns<T>(scene: &Scene<'_>, open: &Open<'_>, all: &[ListColumn<T>], names: &[Vec<String>]) -> Vec<Column> {
    let shop = &open.project.shop;
    all.iter()
        .zip(names)
        .enumerate()
        .map(|(at, (of, names))| {
            let kind = match &of.cell {
                ListCell::Text { .. } => ColumnKind::Text,
                ListCell::Choice { .. } => ColumnKind::Choice(names.as_slice().into()),
                ListCell::Person { .. } => {
                    ColumnKind::Reference(shop.people.iter().map(|row| row.name.clone()).collect())
                }
                ListCell::Department { .. } => ColumnKind::Reference(
                    shop.departments.iter().map(|row| row.name_in(scene.texts).to_owned()).collect(),
                ),
                ListCell::Date { .. } => ColumnKind::Date,
                ListCell::Time { .. } => ColumnKind::DateTime,
                ListCell::Number { .. } => ColumnKind::Integer,
            };
            let column = Column::new(id(at), scene.text(of.title), kind).width(of.width);
            let column = if of.stretch { column.stretch() } else { column };
            if matches!(of.cell, ListCell::Number { set: None, .. }) { column } else { column.editable() }
        })
        .collect()
}

/// Draws the table and carries out what it asks for; gives the row that was activated.
pub fn show<T: Listed>(
    ui: &mut Ui,
    area: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    rows: &Rows<T>,
    (grid, all): (ListGrid, &'static [ListColumn<T>]),
    (state, compact): (&mut GridState, bool),
    actions: &mut Actions,
) -> Option<RowKey> {
    let names = names(scene, all);
    let columns = columns(scene, open, all, &names);
    let output = {
        let source = Source { scene, open, rows, columns: all, names: &names };
        Grid::new(grid.salt, scene.text(grid.name), scene.texts, &columns, &source)
            .revision(open.table_revision())
            .compact(compact)
            .add_line(scene.text(grid.add))
            .allow_insert()
            .allow_delete()
            .allow_move()
            .near(open.campaign.opening().map_or_else(|| scene.now.date(), DateTime::date))
            .show(&mut paint::at(ui, area, grid.salt), state)
    };
    let mut chosen = None;
    let people: Arc<[PersonId]> = open.project.shop.people.iter().map(|row| row.id).collect();
    let departments: Arc<[DepartmentId]> = open.project.shop.departments.iter().map(|row| row.id).collect();
    for event in output.events {
        if let GridEvent::Activate(row, _) = &event {
            chosen = Some(*row);
        }
        let read = |column: ColumnId, value: CellValue| {
            let of = all.get((column.0 as usize).checked_sub(1)?)?;
            put(&of.cell, value, scene.now, &people, &departments)
        };
        lists::apply(scene, open.campaign.id, grid.steps, event, read, actions);
    }
    chosen
}

/// A cell ready to be put into a row; nothing where it says nothing.
fn put<T: 'static>(
    cell: &ListCell<T>,
    value: CellValue,
    now: DateTime,
    people: &[PersonId],
    departments: &[DepartmentId],
) -> Option<Put<T>> {
    let chosen = |value: &CellValue| if let CellValue::Choice(at) = value { Some(*at) } else { None };
    Some(match cell {
        ListCell::Text { set, .. } => {
            let text = if let CellValue::Text(text) = value { text.trim().to_owned() } else { String::new() };
            let set = *set;
            Box::new(move |row| set(row, text.clone()))
        }
        ListCell::Choice { set, .. } => {
            let (set, at) = (*set, chosen(&value)?);
            Box::new(move |row| set(row, at, now))
        }
        ListCell::Person { set, .. } => {
            let (set, id) = (*set, chosen(&value).and_then(|at| people.get(at).copied()));
            Box::new(move |row| set(row, id))
        }
        ListCell::Department { set, .. } => {
            let (set, id) = (*set, chosen(&value).and_then(|at| departments.get(at).copied()));
            Box::new(move |row| set(row, id))
        }
        ListCell::Date { set, .. } => {
            let (set, day) = (*set, if let CellValue::Date(day) = value { Some(day) } else { None });
            Box::new(move |row| set(row, day))
        }
        ListCell::Time { set, .. } => {
            let (set, at) = (*set, if let CellValue::DateTime(at) = value { Some(at) } else { None });
            Box::new(move |row| set(row, at))
        }
        ListCell::Number { set, .. } => {
            let set = (*set)?;
            let count = if let CellValue::Count(count) = value { count } else { Count::ZERO };
            Box::new(move |row| set(row, count))
        }
    })
}
