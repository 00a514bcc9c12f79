//! The actual figures themselves, row by row: typed, pasted, deleted.

use std::sync::Arc;

use egui::{Rect, Ui};

use crate::engine::actuals::intake::merge;
use crate::engine::actuals::{Figure, Figures};
use crate::model::{Actual, ActualKey, ActualOf, Count, CustomerKind, Hour, Money, Row as _};
use crate::text::Msg;
use crate::text::names::Named as _;
use crate::text::rows::RowNames;
use crate::text::run::whose;
use crate::ui::action::Actions;
use crate::ui::scene::{Open, Scene, View};
use crate::ui::tabs::edit;
use crate::ui::widgets::grid::{
    CellValue, CellView, Column, ColumnId, ColumnKind, Grid, GridEvent, GridSource, Ink, RowKey,
};
use crate::ui::widgets::paint;

const DATE: ColumnId = ColumnId(1);
const HOUR: ColumnId = ColumnId(2);
const WHOSE: ColumnId = ColumnId(3);
const FIGURES: u32 = 10;

/// More people, views or pieces than a shop has on a day.
const MOST_COUNT: Count = Count::new(10_000_000_000);
/// More than a shop takes on a day, in minor units.
const MOST_MINOR: i64 = 10_000_000_000_000;

fn figure(column: ColumnId) -> Option<Figure> {
    Figure::ALL.get(column.0.checked_sub(FIGURES)? as usize).copied()
}

/// A row's key: day, hour and part packed, so that it stays the same when rows move.
fn key(of: ActualKey) -> RowKey {
    let day = u64::from(of.date.year().unsigned_abs()) << 9 | u64::from(of.date.day_of_year().unsigned_abs());
    let hour = of.hour.map_or(31, |hour| u64::from(hour.get()));
    let (kind, id) = match of.of {
        ActualOf::Shop => (0, 0),
        ActualOf::Source(id) => (1, id.0),
        ActualOf::Category(id) => (2, id.0),
        ActualOf::Sku(id) => (3, id.0),
        ActualOf::Customers(kind) => (4, kind as u32),
        ActualOf::Offer(id) => (5, id.0),
    };
    RowKey(day << 40 | hour << 35 | kind << 32 | u64::from(id))
}

/// The parts that a row may be of, in the order of the list.
fn parts(open: &Open<'_>) -> Vec<ActualOf> {
    let sources = open.campaign.traffic.iter().map(|row| ActualOf::Source(row.id));
    let categories = open.project.shop.categories.iter().map(|row| ActualOf::Category(row.id));
    let customers = [CustomerKind::New, CustomerKind::Old, CustomerKind::Member].map(ActualOf::Customers);
    let offers = open.campaign.offers.iter().map(|row| ActualOf::Offer(row.id));
    let goods = open.project.goods.iter().map(|row| ActualOf::Sku(row.id));
    let parts = std::iter::once(ActualOf::Shop).chain(sources).chain(categories).chain(customers);
    parts.chain(offers).chain(goods).collect()
}

struct Source<'a> {
    scene: &'a Scene<'a>,
    open: &'a Open<'a>,
    names: RowNames<'a>,
    parts: &'a [ActualOf],
}

impl Source<'_> {
    fn row(&self, row: usize) -> Option<&Actual> {
        self.open.campaign.actuals.at(row).map(AsRef::as_ref)
    }
}

impl GridSource for Source<'_> {
    fn rows(&self) -> usize {
        self.open.campaign.actuals.len()
    }

    fn key(&self, row: usize) -> RowKey {
        self.row(row).map(|row| key(row.id())).unwrap_or_default()
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some(row) = self.row(row) else { return CellView::default() };
        let format = self.scene.format();
        match column {
            DATE => CellView::new(row.date.to_string()),
            HOUR => row.hour.map_or_else(CellView::absent, |hour| CellView::new(format!("{}:00", hour.get()))),
            WHOSE => CellView::inked(whose(&self.names, row.of), Ink::Reference),
            other => {
                let Some(of) = figure(other) else { return CellView::default() };
                let figures = Figures::from(row);
                if of.is_money() {
                    let money = figures.money(of);
                    if money == Money::ZERO {
                        CellView::absent()
                    } else {
                        CellView::inked(format.amount(money), Ink::Input)
                    }
                } else {
                    let count = figures.count(of);
                    if count == Count::ZERO {
                        CellView::absent()
                    } else {
                        CellView::inked(format.whole(count.wide()), Ink::Input)
                    }
                }
            }
        }
    }

    /// An hour that is none, a figure that no shop has, a row that would be the same as another.
    fn validate(&self, row: Option<usize>, column: ColumnId, value: &CellValue) -> Result<(), String> {
        let refuse = |msg: Msg| Err(self.scene.text(msg).to_owned());
        match (column, value) {
            (DATE, CellValue::Empty) => return refuse(Msg::ActualsNotADay),
            (HOUR, CellValue::Count(hour)) if hour.get() > 23 => return refuse(Msg::ActualsNotAnHour),
            (_, CellValue::Count(count)) if *count > MOST_COUNT => return refuse(Msg::GridBadRange),
            (_, CellValue::Money(money)) if *money < Money::ZERO => return refuse(Msg::GridBadNegative),
            (_, CellValue::Money(money)) if money.minor() > MOST_MINOR => return refuse(Msg::GridBadRange),
            _ => {}
        }
        let Some(row) = row.and_then(|row| self.row(row)).filter(|_| matches!(column, DATE | HOUR | WHOSE)) else {
            return Ok(());
        };
        let mut new = *row;
        put(&mut new, &(column, value.clone()), self.parts);
        let twice = new.id() != row.id() && self.open.campaign.actuals.contains(new.id());
        if twice { refuse(Msg::RunRowTwice) } else { Ok(()) }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some(row) = self.row(row) else { return CellValue::Empty };
        match column {
            DATE => CellValue::Date(row.date),
            HOUR => row.hour.map_or(CellValue::Empty, |hour| CellValue::Count(Count::new(hour.get().into()))),
            WHOSE => self.parts.iter().position(|of| *of == row.of).map_or(CellValue::Empty, CellValue::Choice),
            other => {
                let Some(of) = figure(other) else { return CellValue::Empty };
                let figures = Figures::from(row);
                match of.is_money() {
                    true if figures.money(of) == Money::ZERO => CellValue::Empty,
                    true => CellValue::Money(figures.money(of)),
                    false if figures.count(of) == Count::ZERO => CellValue::Empty,
                    false => CellValue::Count(figures.count(of)),
                }
            }
        }
    }
}

fn columns(scene: &Scene<'_>, words: Arc<[String]>) -> Vec<Column> {
    let t = |msg| scene.text(msg).to_owned();
    let mut all = vec![
        Column::new(DATE, t(Msg::ActualsDate), ColumnKind::Date).width(88.0).editable().pinned(),
        Column::new(HOUR, t(Msg::ActualsHour), ColumnKind::Integer).width(54.0).editable().pinned(),
        Column::new(WHOSE, t(Msg::RunColumnWhose), ColumnKind::Reference(words)).width(110.0).editable().pinned(),
    ];
    all.extend((FIGURES..).zip(Figure::ALL).map(|(id, figure)| {
        let kind = if figure.is_money() { ColumnKind::Money } else { ColumnKind::Integer };
        let width = if figure.is_money() { 96.0 } else { 80.0 };
        Column::new(ColumnId(id), figure.name_in(scene.texts), kind).width(width).editable()
    }));
    all
}

/// The parts and what they are called, kept until something is edited: thousands of products are among them.
#[derive(Clone, Debug)]
pub struct PartNames {
    stamp: (u64, crate::text::Lang),
    parts: Arc<[ActualOf]>,
    words: Arc<[String]>,
}

fn part_names(scene: &Scene<'_>, open: &Open<'_>, names: &RowNames<'_>, kept: &mut Option<PartNames>) -> PartNames {
    let stamp = (open.table_revision(), scene.texts.lang());
    if let Some(kept) = kept.as_ref().filter(|kept| kept.stamp == stamp) {
        return kept.clone();
    }
    let parts: Arc<[ActualOf]> = parts(open).into();
    // products by their own order, as looking each up among thousands takes long
    let goods = open.project.goods.len();
    let others = parts.len().saturating_sub(goods);
    let words = parts.iter().take(others).map(|of| whose(names, *of));
    let words: Arc<[String]> = words.chain(open.project.goods.iter().map(|sku| names.product(sku))).collect();
    let made = PartNames { stamp, parts, words };
    *kept = Some(made.clone());
    made
}

/// Draws the pane.
pub fn show(
    ui: &mut Ui,
    body: Rect,
    scene: &Scene<'_>,
    open: &Open<'_>,
    view: &mut View,
    compact: bool,
    actions: &mut Actions,
) {
    let names = RowNames { texts: scene.texts, project: open.project, campaign: open.campaign };
    let PartNames { parts, words, .. } = part_names(scene, open, &names, &mut view.tabs.run.part_names);
    let columns = columns(scene, words);
    let output = {
        let source = Source { scene, open, names, parts: &parts };
        Grid::new("actuals", scene.text(Msg::RunRows), scene.texts, &columns, &source)
            .revision(open.table_revision())
            .compact(compact)
            .add_line(scene.text(Msg::RunRowAdd))
            .allow_delete()
            .near(open.campaign.opening().map_or_else(|| scene.now.date(), jiff::civil::DateTime::date))
            .show(&mut paint::at(ui, body, "actuals grid"), &mut view.tabs.run.rows)
    };
    for event in output.events {
        carry_out(event, scene, open, &parts, actions);
    }
}

/// A change of a row.
type Cell = (ColumnId, CellValue);

fn put(row: &mut Actual, (column, value): &Cell, parts: &[ActualOf]) {
    match (*column, value) {
        (DATE, CellValue::Date(day)) => row.date = *day,
        (HOUR, CellValue::Count(hour)) => row.hour = u8::try_from(hour.get()).ok().and_then(Hour::new),
        (HOUR, CellValue::Empty) => row.hour = None,
        (WHOSE, CellValue::Choice(at)) => row.of = parts.get(*at).copied().unwrap_or_default(),
        (WHOSE, CellValue::Empty) => row.of = ActualOf::Shop,
        (other, value) => {
            let Some(of) = figure(other) else { return };
            let mut figures = Figures::from(&*row);
            match value {
                CellValue::Money(money) => figures.set_money(of, (*money).max(Money::ZERO)),
                CellValue::Count(count) => figures.set_count(of, *count),
                CellValue::Empty => {
                    figures.set_money(of, Money::ZERO);
                    figures.set_count(of, Count::ZERO);
                }
                _ => return,
            }
            *row = figures.row(row.id());
        }
    }
}

fn carry_out(event: GridEvent, scene: &Scene<'_>, open: &Open<'_>, parts: &[ActualOf], actions: &mut Actions) {
    let id = open.campaign.id;
    let parts: Arc<[ActualOf]> = parts.into();
    match event {
        GridEvent::Set(changes) => {
            edit::campaign(actions, id, scene.text(Msg::RunStepRows), move |campaign| {
                set(&mut campaign.actuals, &changes, &parts);
            });
        }
        GridEvent::Append { set: changes, rows } => {
            edit::campaign(actions, id, scene.text(Msg::RunStepRowAdd), move |campaign| {
                set(&mut campaign.actuals, &changes, &parts);
                let new: Vec<Actual> = rows
                    .iter()
                    .map(|cells| {
                        let mut row = Actual::default();
                        for cell in cells {
                            put(&mut row, cell, &parts);
                        }
                        row
                    })
                    .filter(|row| row.date != jiff::civil::Date::default())
                    .collect();
                merge(&mut campaign.actuals, &new);
            });
        }
        GridEvent::AddAtEnd => {
            let last = open.campaign.actuals.last().map(|row| row.date);
            let first = open.answer.time.days.first().map(|day| day.date);
            let day = last.and_then(|day| day.tomorrow().ok()).or(first).unwrap_or_else(|| scene.now.date());
            edit::campaign(actions, id, scene.text(Msg::RunStepRowAdd), move |campaign| {
                let row = Actual { date: day, ..Actual::default() };
                if !campaign.actuals.contains(row.id()) {
                    campaign.actuals.push(row);
                }
            });
        }
        GridEvent::Delete(keys) => {
            let gone: std::collections::HashSet<u64> = keys.into_iter().map(|key| key.0).collect();
            edit::campaign(actions, id, scene.text(Msg::RunStepRowDrop), move |campaign| {
                campaign.actuals.remove_where(|row| gone.contains(&key(row.id()).0));
            });
        }
        _ => {}
    }
}

/// Changes rows; a change that would make two rows the same is left out.
fn set(rows: &mut crate::model::Rows<Actual>, changes: &[(RowKey, ColumnId, CellValue)], parts: &[ActualOf]) {
    let mut by_key: std::collections::HashMap<u64, Vec<Cell>> = std::collections::HashMap::new();
    for (row, column, value) in changes {
        by_key.entry(row.0).or_default().push((*column, value.clone()));
    }
    let mut taken: std::collections::HashSet<u64> = rows.iter().map(|row| key(row.id()).0).collect();
    for row in rows.list_mut() {
        let old = key(row.id()).0;
        let Some(cells) = by_key.get(&old) else { continue };
        let mut new = **row;
        for cell in cells {
            put(&mut new, cell, parts);
        }
        let now = key(new.id()).0;
        if now != old && !taken.insert(now) {
            continue;
        }
        if now != old {
            taken.remove(&old);
        }
        *row = Arc::new(new);
    }
}
