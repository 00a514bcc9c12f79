//! The people and departments as tables: where they belong, by which calendar they work, how much they can do at once.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Rect, Ui};

use super::edits;
use super::state::{Made, WorkdaysState, set_of};
use crate::engine::workdays::{
    Bound, bound_to, bound_to_departments, calendar_of_project, delete_departments, delete_people, usual_minutes,
};
use crate::model::{
    CalendarId, Department, DepartmentId, DepartmentKind, Person, PersonId, Project, Rate, Row, Rows, Shop,
};
use crate::text::names::Named as _;
use crate::text::{Msg, workdays as words};
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene};
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, Grid, GridEvent, GridSource, GridState, Ink, Place, RowKey, Side,
};
use crate::ui::widgets::paint;

const NAME: ColumnId = ColumnId(1);
const DEPARTMENT: ColumnId = ColumnId(2);
const CALENDAR: ColumnId = ColumnId(3);
const CAPACITY: ColumnId = ColumnId(4);
const HOURS: ColumnId = ColumnId(5);
const TASKS: ColumnId = ColumnId(6);
const PEOPLE: ColumnId = ColumnId(7);

/// The row of an identity.
pub(super) fn key(id: u32) -> RowKey {
    RowKey(u64::from(id))
}

fn number(key: RowKey) -> u32 {
    u32::try_from(key.0).unwrap_or(0)
}

/// The calendar and its name that stands for a choice that was not made.
fn calendar_name(scene: &Scene<'_>, shop: &Shop, id: Option<CalendarId>) -> Option<String> {
    id.and_then(|id| shop.calendars.get(id)).map(|row| words::calendar(scene.texts, row).to_owned())
}

fn calendar_options(scene: &Scene<'_>, shop: &Shop) -> Arc<[String]> {
    shop.calendars.iter().map(|row| words::calendar(scene.texts, row).to_owned()).collect()
}

fn department_options(scene: &Scene<'_>, shop: &Shop) -> Arc<[String]> {
    shop.departments.iter().map(|row| row.name_in(scene.texts).to_owned()).collect()
}

/// Hours of a whole day by the calendar that a department works by.
fn day_of(shop: &Shop, calendar: Option<CalendarId>) -> u64 {
    let own = calendar.and_then(|id| shop.calendars.get(id));
    u64::from(own.map_or_else(|| usual_minutes(&calendar_of_project(shop)), usual_minutes))
}

fn minutes(minutes: u64, capacity: Rate) -> u64 {
    let whole = i128::from(minutes) * capacity.wide().max(0) / Rate::ONE.wide();
    u64::try_from(whole).unwrap_or(u64::MAX)
}

fn hours(scene: &Scene<'_>, minutes: u64) -> String {
    let tenths = minutes.saturating_mul(10) / 60;
    let whole = scene.format().whole(i128::from(tenths / 10));
    if tenths.is_multiple_of(10) { whole } else { format!("{whole}.{}", tenths % 10) }
}

fn count(scene: &Scene<'_>, n: usize) -> CellView<'static> {
    match n {
        0 => CellView::absent(),
        n => CellView::new(scene.format().whole(i128::try_from(n).unwrap_or(0))),
    }
}

fn count_value(n: usize) -> CellValue {
    CellValue::Count(crate::model::Count::from_wide(i128::try_from(n).unwrap_or(0)))
}

fn right(column: Column) -> Column {
    Column { align: Side::Right, ..column }
}

/// What both tables are made from.
struct Base<'a> {
    scene: &'a Scene<'a>,
    open: &'a Open<'a>,
    made: &'a Made,
}

struct PeopleTable<'a>(Base<'a>);

impl PeopleTable<'_> {
    fn row(&self, row: usize) -> Option<&Person> {
        self.0.open.project.shop.people.at(row).map(AsRef::as_ref)
    }

    fn department(&self, person: &Person) -> Option<&Department> {
        person.department.and_then(|id| self.0.open.project.shop.departments.get(id))
    }

    fn hours(&self, person: &Person) -> u64 {
        let calendar = person.calendar.or_else(|| self.department(person)?.calendar);
        minutes(day_of(&self.0.open.project.shop, calendar), person.capacity)
    }

    fn tasks(&self, person: &Person) -> usize {
        self.0.made.tasks_of.get(&person.id).copied().unwrap_or(0)
    }
}

impl GridSource for PeopleTable<'_> {
    fn rows(&self) -> usize {
        self.0.open.project.shop.people.len()
    }

    fn key(&self, row: usize) -> RowKey {
        key(self.row(row).map_or(0, |person| person.id.0))
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some(person) = self.row(row) else { return CellView::default() };
        let (scene, shop) = (self.0.scene, &self.0.open.project.shop);
        match column {
            NAME => CellView::new(person.name.as_str()),
            DEPARTMENT => match self.department(person) {
                Some(department) => CellView::inked(department.name_in(scene.texts), Ink::Input),
                None if person.department.is_some() => CellView::inked(scene.text(Msg::WorkdaysGone), Ink::Error),
                None => CellView::absent(),
            },
            CALENDAR => match calendar_name(scene, shop, person.calendar) {
                Some(name) => CellView::inked(name, Ink::Input),
                None => CellView::inked(scene.text(Msg::WorkdaysAsDepartment), Ink::Reference),
            },
            CAPACITY if person.capacity.is_zero() && self.tasks(person) > 0 => {
                CellView::inked(scene.format().percent_exact(person.capacity), Ink::Warn)
            }
            CAPACITY => CellView::inked(scene.format().percent_exact(person.capacity), Ink::Input),
            HOURS => CellView::new(hours(scene, self.hours(person))),
            TASKS => count(scene, self.tasks(person)),
            _ => CellView::default(),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some(person) = self.row(row) else { return CellValue::Empty };
        let shop = &self.0.open.project.shop;
        let choice = |at: Option<usize>| at.map_or(CellValue::Empty, CellValue::Choice);
        match column {
            NAME => CellValue::Text(person.name.clone()),
            DEPARTMENT => choice(person.department.and_then(|id| shop.departments.position(id))),
            CALENDAR => choice(person.calendar.and_then(|id| shop.calendars.position(id))),
            CAPACITY => CellValue::Rate(person.capacity),
            HOURS => CellValue::Text(hours(self.0.scene, self.hours(person))),
            TASKS => count_value(self.tasks(person)),
            _ => CellValue::Empty,
        }
    }

    fn validate(&self, _row: Option<usize>, column: ColumnId, value: &CellValue) -> Result<(), String> {
        capacity_fits(self.0.scene, column, value)
    }
}

fn capacity_fits(scene: &Scene<'_>, column: ColumnId, value: &CellValue) -> Result<(), String> {
    match (column, value) {
        (CAPACITY, CellValue::Rate(rate)) if *rate < Rate::ZERO => Err(scene.text(Msg::InputNegative).to_owned()),
        _ => Ok(()),
    }
}

struct DepartmentTable<'a>(Base<'a>);

impl DepartmentTable<'_> {
    fn row(&self, row: usize) -> Option<&Department> {
        self.0.open.project.shop.departments.at(row).map(AsRef::as_ref)
    }

    fn people(&self, id: DepartmentId) -> impl Iterator<Item = &Arc<Person>> {
        self.0.open.project.shop.people.iter().filter(move |person| person.department == Some(id))
    }

    fn capacity(&self, department: &Department) -> Option<Rate> {
        department.capacity.or_else(|| {
            let mut all = self.people(department.id).map(|person| person.capacity.wide()).peekable();
            all.peek()?;
            Some(Rate::from_wide(all.sum()))
        })
    }
}

impl GridSource for DepartmentTable<'_> {
    fn rows(&self) -> usize {
        self.0.open.project.shop.departments.len()
    }

    fn key(&self, row: usize) -> RowKey {
        key(self.row(row).map_or(0, |department| department.id.0))
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some(department) = self.row(row) else { return CellView::default() };
        let (scene, shop) = (self.0.scene, &self.0.open.project.shop);
        match column {
            NAME => CellView::new(department.name_in(scene.texts)),
            CALENDAR => match calendar_name(scene, shop, department.calendar) {
                Some(name) => CellView::inked(name, Ink::Input),
                None => CellView::inked(scene.text(Msg::WorkdaysAsShop), Ink::Reference),
            },
            CAPACITY => match (department.capacity, self.capacity(department)) {
                (Some(rate), _) => CellView::inked(scene.format().factor_exact(rate), Ink::Input),
                (None, Some(rate)) => CellView::inked(scene.format().factor_exact(rate), Ink::Reference),
                (None, None) => CellView::absent(),
            },
            HOURS => match self.capacity(department) {
                Some(rate) => CellView::new(hours(scene, minutes(day_of(shop, department.calendar), rate))),
                None => CellView::absent(),
            },
            PEOPLE => count(scene, self.people(department.id).count()),
            TASKS => count(scene, self.0.made.tasks_in.get(&department.id).copied().unwrap_or(0)),
            _ => CellView::default(),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some(department) = self.row(row) else { return CellValue::Empty };
        let shop = &self.0.open.project.shop;
        match column {
            NAME => CellValue::Text(department.name_in(self.0.scene.texts).to_owned()),
            CALENDAR => department
                .calendar
                .and_then(|id| shop.calendars.position(id))
                .map_or(CellValue::Empty, CellValue::Choice),
            CAPACITY => department.capacity.map_or(CellValue::Empty, CellValue::Rate),
            PEOPLE => count_value(self.people(department.id).count()),
            TASKS => count_value(self.0.made.tasks_in.get(&department.id).copied().unwrap_or(0)),
            _ => CellValue::Empty,
        }
    }

    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        let department = self.row(row)?;
        let summed = column == CAPACITY && department.capacity.is_none() && self.capacity(department).is_some();
        summed.then(|| self.0.scene.text(Msg::WorkdaysCapacitySum).to_owned())
    }

    fn validate(&self, _row: Option<usize>, column: ColumnId, value: &CellValue) -> Result<(), String> {
        capacity_fits(self.0.scene, column, value)
    }
}

/// Draws the people.
pub(super) fn people(
    ui: &mut Ui,
    place: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut WorkdaysState,
    made: &Made,
    actions: &mut Actions,
) {
    let t = |msg| scene.text(msg);
    let shop = &open.project.shop;
    let columns = [
        Column::new(NAME, t(Msg::WorkdaysPerson), ColumnKind::Text).editable().stretch().pinned().width(64.0),
        Column::new(DEPARTMENT, t(Msg::CalendarDepartment), ColumnKind::Reference(department_options(scene, shop)))
            .editable()
            .width(76.0),
        Column::new(CALENDAR, t(Msg::WorkdaysCalendar), ColumnKind::Reference(calendar_options(scene, shop)))
            .editable()
            .width(76.0),
        right(Column::new(CAPACITY, t(Msg::WorkdaysCapacity), ColumnKind::Rate).editable().width(52.0))
            .tooltip(t(Msg::WorkdaysCapacityTip)),
        right(Column::new(HOURS, t(Msg::WorkdaysHoursColumn), ColumnKind::Text).width(44.0))
            .tooltip(t(Msg::WorkdaysHoursTip)),
        right(Column::new(TASKS, t(Msg::WorkdaysTasksColumn), ColumnKind::Integer).width(40.0))
            .tooltip(t(Msg::WorkdaysTasksTip)),
    ];
    let table = PeopleTable(Base { scene, open, made });
    let grid = Grid::new("people", t(Msg::WorkdaysBelowPeople), scene.texts, &columns, &table)
        .revision(open.revision)
        .add_line(t(Msg::WorkdaysPersonAdd));
    for event in listed(ui, place, "people", grid, &mut state.people, &mut state.focus) {
        people_event(scene, open, state, event, actions);
    }
}

/// A table of the shop's own whose rows are added, deleted and moved; what was asked of it.
fn listed(
    ui: &mut Ui,
    place: Rect,
    salt: &'static str,
    grid: Grid<'_>,
    state: &mut GridState,
    focus: &mut bool,
) -> Vec<GridEvent> {
    let grid = grid.compact(true).allow_delete().allow_insert().allow_move();
    let output = grid.show(&mut paint::at(ui, place, salt), state);
    if std::mem::take(focus) {
        output.response.request_focus();
    }
    output.events
}

/// Draws the departments.
pub(super) fn departments(
    ui: &mut Ui,
    place: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut WorkdaysState,
    made: &Made,
    actions: &mut Actions,
) {
    let t = |msg| scene.text(msg);
    let shop = &open.project.shop;
    let columns = [
        Column::new(NAME, t(Msg::CalendarDepartment), ColumnKind::Text).editable().stretch().pinned().width(84.0),
        Column::new(CALENDAR, t(Msg::WorkdaysCalendar), ColumnKind::Reference(calendar_options(scene, shop)))
            .editable()
            .width(84.0),
        right(Column::new(CAPACITY, t(Msg::WorkdaysHeads), ColumnKind::Factor).editable().width(48.0))
            .tooltip(t(Msg::WorkdaysHeadsTip)),
        right(Column::new(HOURS, t(Msg::WorkdaysHoursColumn), ColumnKind::Text).width(44.0))
            .tooltip(t(Msg::WorkdaysHoursTip)),
        right(Column::new(PEOPLE, t(Msg::WorkdaysPeopleColumn), ColumnKind::Integer).width(40.0))
            .tooltip(t(Msg::WorkdaysPeopleTip)),
        right(Column::new(TASKS, t(Msg::WorkdaysTasksColumn), ColumnKind::Integer).width(40.0))
            .tooltip(t(Msg::WorkdaysTasksTip)),
    ];
    let table = DepartmentTable(Base { scene, open, made });
    let grid = Grid::new("departments", t(Msg::WorkdaysBelowDepartments), scene.texts, &columns, &table)
        .revision(open.revision)
        .add_line(t(Msg::WorkdaysDepartmentAdd));
    for event in listed(ui, place, "departments", grid, &mut state.departments, &mut state.focus) {
        department_event(scene, open, state, event, actions);
    }
}

/// A cell that was read, ready to be put into a row.
#[derive(Clone, Debug)]
enum Cell {
    Name(String),
    Department(Option<DepartmentId>),
    Calendar(Option<CalendarId>),
    Capacity(Option<Rate>),
}

fn read(open: &Open<'_>, column: ColumnId, value: CellValue) -> Option<Cell> {
    let shop = &open.project.shop;
    Some(match (column, value) {
        (NAME, CellValue::Text(text)) => Cell::Name(text),
        (NAME, _) => Cell::Name(String::new()),
        (DEPARTMENT, CellValue::Choice(at)) => Cell::Department(shop.departments.at(at).map(|row| row.id)),
        (DEPARTMENT, _) => Cell::Department(None),
        (CALENDAR, CellValue::Choice(at)) => Cell::Calendar(shop.calendars.at(at).map(|row| row.id)),
        (CALENDAR, _) => Cell::Calendar(None),
        (CAPACITY, CellValue::Rate(rate)) => Cell::Capacity(Some(rate)),
        (CAPACITY, _) => Cell::Capacity(None),
        _ => return None,
    })
}

/// A row that the table can fill.
trait Fill: Row {
    fn fill(&mut self, cell: Cell);
    fn new(id: u32) -> Self;
    fn rows(shop: &mut Shop) -> &mut Rows<Self>;
    fn of(number: u32) -> Self::Id;
}

impl Fill for Person {
    fn fill(&mut self, cell: Cell) {
        match cell {
            Cell::Name(name) => self.name = name,
            Cell::Department(id) => self.department = id,
            Cell::Calendar(id) => self.calendar = id,
            Cell::Capacity(rate) => self.capacity = rate.unwrap_or(Rate::ONE),
        }
    }
    fn new(id: u32) -> Self {
        Self { id: PersonId(id), ..Self::default() }
    }
    fn rows(shop: &mut Shop) -> &mut Rows<Self> {
        &mut shop.people
    }
    fn of(number: u32) -> PersonId {
        PersonId(number)
    }
}

impl Fill for Department {
    fn fill(&mut self, cell: Cell) {
        match cell {
            Cell::Name(name) => self.name = name,
            Cell::Calendar(id) => self.calendar = id,
            Cell::Capacity(rate) => self.capacity = rate,
            Cell::Department(_) => {}
        }
    }
    fn new(id: u32) -> Self {
        Self { id: DepartmentId(id), kind: DepartmentKind::Other, ..Self::default() }
    }
    fn rows(shop: &mut Shop) -> &mut Rows<Self> {
        &mut shop.departments
    }
    fn of(number: u32) -> DepartmentId {
        DepartmentId(number)
    }
}

fn put<T: Fill>(project: &mut Project, cells: Vec<(u32, Cell)>) {
    let rows = T::rows(Arc::make_mut(&mut project.shop));
    for (id, cell) in cells {
        if let Some(row) = rows.get_mut(T::of(id)) {
            row.fill(cell);
        }
    }
}

/// Adds rows at a place, at the end without one.
fn insert<T: Fill>(project: &mut Project, place: Option<Place>, new: Vec<Vec<Cell>>) {
    for cells in new {
        let id = project.new_id();
        let rows = T::rows(Arc::make_mut(&mut project.shop));
        let at = match place {
            Some(Place::Before(key)) => rows.position(T::of(number(key))),
            Some(Place::After(key)) => rows.position(T::of(number(key))).map(|at| at + 1),
            None => None,
        };
        let mut row = T::new(id);
        for cell in cells {
            row.fill(cell);
        }
        rows.insert(at.unwrap_or(usize::MAX), row);
    }
}

fn shift<T: Fill>(project: &mut Project, keys: &[RowKey], place: Place) {
    let (Place::Before(key) | Place::After(key)) = place;
    if keys.contains(&key) {
        return;
    }
    let list = T::rows(Arc::make_mut(&mut project.shop)).list_mut();
    let moves = |row: &Arc<T>| keys.iter().any(|key| T::of(number(*key)) == row.id());
    let (moved, mut rest): (Vec<_>, Vec<_>) = list.drain(..).partition(moves);
    let at = rest.iter().position(|row| row.id() == T::of(number(key))).unwrap_or(rest.len());
    let at = if matches!(place, Place::After(_)) { (at + 1).min(rest.len()) } else { at };
    rest.splice(at..at, moved);
    *list = rest;
}

/// What a table asks for, besides deleting; gives back what it does not know.
fn event<T: Fill + 'static>(
    step: &str,
    open: &Open<'_>,
    state: &mut WorkdaysState,
    event: GridEvent,
    actions: &mut Actions,
) -> Option<Vec<RowKey>> {
    let cells = |list: Vec<(ColumnId, CellValue)>| -> Vec<Cell> {
        list.into_iter().filter_map(|(column, value)| read(open, column, value)).collect()
    };
    let set = |list: Vec<(RowKey, ColumnId, CellValue)>| -> Vec<(u32, Cell)> {
        list.into_iter().filter_map(|(key, column, value)| Some((number(key), read(open, column, value)?))).collect()
    };
    let step = step.to_owned();
    match event {
        GridEvent::Set(changes) => {
            let cells = set(changes);
            edits::project(state, step, actions, move |project| put::<T>(project, cells));
        }
        GridEvent::Append { set: changes, rows } => {
            let (changes, rows) = (set(changes), rows.into_iter().map(cells).collect());
            edits::project(state, step, actions, move |project| {
                put::<T>(project, changes);
                insert::<T>(project, None, rows);
            });
        }
        GridEvent::AddAtEnd => {
            edits::project(state, step, actions, move |project| insert::<T>(project, None, vec![Vec::new()]));
        }
        GridEvent::Insert { place, count } => {
            let new = vec![Vec::new(); count.min(100)];
            edits::project(state, step, actions, move |project| insert::<T>(project, Some(place), new));
        }
        GridEvent::Move { keys, place } => {
            edits::project(state, step, actions, move |project| shift::<T>(project, &keys, place));
        }
        GridEvent::Delete(keys) => return Some(keys),
        GridEvent::Fold(_) | GridEvent::Activate(..) | GridEvent::OpenWhy(..) | GridEvent::Menu { .. } => {}
    }
    None
}

fn people_event(
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut WorkdaysState,
    asked: GridEvent,
    actions: &mut Actions,
) {
    let adds = matches!(asked, GridEvent::AddAtEnd);
    let Some(keys) = event::<Person>(scene.text(Msg::WorkdaysStepPeople), open, state, asked, actions) else {
        if adds {
            state.people.select(key(open.project.next_id.max(1)), NAME);
            state.focus = true;
        }
        return;
    };
    let gone: BTreeSet<PersonId> = set_of(keys.into_iter().map(|key| PersonId(number(key))));
    let bound = bound_to(open.project, &gone);
    let names: Vec<String> =
        gone.iter().take(3).filter_map(|id| open.project.shop.people.get(*id)).map(|row| row.name.clone()).collect();
    let names = crate::text::line::list(scene.texts, &names);
    let words = [
        ("names", names.into()),
        ("n", gone.len().into()),
        ("tasks", bound.tasks.into()),
        ("others", bound.others.into()),
    ];
    let (msg, said) = match bound {
        _ if bound.is_none() => (Msg::WorkdaysStepPeopleGone, 2),
        Bound { others: 0, .. } => (Msg::WorkdaysStepPeopleGoneTasks, 3),
        _ => (Msg::WorkdaysStepPeopleGoneWith, 4),
    };
    let step = scene.texts.with(msg, words.get(..said).unwrap_or_default());
    edits::project(state, step, actions, move |project| delete_people(project, &gone));
}

fn department_event(
    scene: &Scene<'_>,
    open: &Open<'_>,
    state: &mut WorkdaysState,
    asked: GridEvent,
    actions: &mut Actions,
) {
    let adds = matches!(asked, GridEvent::AddAtEnd);
    let Some(keys) = event::<Department>(scene.text(Msg::WorkdaysStepDepartments), open, state, asked, actions) else {
        if adds {
            state.departments.select(key(open.project.next_id.max(1)), NAME);
            state.focus = true;
        }
        return;
    };
    let gone: BTreeSet<DepartmentId> = set_of(keys.into_iter().map(|key| DepartmentId(number(key))));
    let bound = bound_to_departments(open.project, &gone);
    let name =
        |id: &DepartmentId| open.project.shop.departments.get(*id).map(|row| row.name_in(scene.texts).to_owned());
    let names: Vec<String> = gone.iter().take(3).filter_map(name).collect();
    let names = crate::text::line::list(scene.texts, &names);
    let step = if bound.is_none() {
        scene.texts.with(Msg::WorkdaysStepDepartmentsGone, &[("names", names.into()), ("n", gone.len().into())])
    } else {
        let words = [
            ("names", names.into()),
            ("n", gone.len().into()),
            ("people", bound.people.into()),
            ("tasks", bound.tasks.into()),
            ("others", bound.others.into()),
        ];
        scene.texts.with(Msg::WorkdaysStepDepartmentsGoneWith, &words)
    };
    edits::project(state, step, actions, move |project| delete_departments(project, &gone));
}
