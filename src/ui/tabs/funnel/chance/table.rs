//! What the table of ranges shows.

use crate::engine::simulate::planned;
use crate::model::{Driver, DriverOf, RangeShape, Rate};
use crate::text::Msg;
use crate::text::chance::{driver_name, figure_shown, shape_name};
use crate::text::rows::RowNames;
use crate::ui::input;
use crate::ui::scene::{Open, Scene};
use crate::ui::widgets::grid::{CellValue, CellView, Column, ColumnId, ColumnKind, GridSource, Ink, RowKey, Side};

pub(super) const OF: ColumnId = ColumnId(1);
const PLANNED: ColumnId = ColumnId(2);
pub(super) const LOW: ColumnId = ColumnId(3);
const LIKELY: ColumnId = ColumnId(4);
const HIGH: ColumnId = ColumnId(5);
const SHAPE: ColumnId = ColumnId(6);
const BASIS: ColumnId = ColumnId(7);

/// What a range can be about: every kind, then the sources.
pub(super) fn choices(open: &Open<'_>) -> Vec<DriverOf> {
    let sources = open.answer.traffic.rows.iter().filter(|row| !row.group).map(|row| DriverOf::SourceUv(row.id));
    DriverOf::ALL.into_iter().chain(sources).collect()
}

/// The table.
pub(super) struct Table<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) open: &'a Open<'a>,
    pub(super) choices: &'a [DriverOf],
}

impl Table<'_> {
    fn driver(&self, row: usize) -> Option<&Driver> {
        self.open.campaign.uncertainty.drivers.at(row).map(AsRef::as_ref)
    }

    fn name(&self, of: DriverOf) -> String {
        driver_name(&names(self.scene, self.open), of)
    }

    fn planned(&self, of: DriverOf) -> Option<String> {
        let value = planned(self.open.campaign, &self.open.answer.traffic, of)?;
        Some(figure_shown(self.scene.texts, of == DriverOf::Aov, value))
    }

    fn part(driver: &Driver, column: ColumnId) -> Option<Rate> {
        match column {
            LOW => Some(driver.low),
            LIKELY => Some(driver.likely),
            HIGH => Some(driver.high),
            _ => None,
        }
    }
}

fn names<'a>(scene: &'a Scene<'a>, open: &'a Open<'a>) -> RowNames<'a> {
    RowNames { texts: scene.texts, project: open.project, campaign: open.campaign }
}

impl GridSource for Table<'_> {
    fn rows(&self) -> usize {
        self.open.campaign.uncertainty.drivers.len()
    }

    fn key(&self, row: usize) -> RowKey {
        RowKey(self.driver(row).map_or(0, |driver| u64::from(driver.id.0)))
    }

    fn cell(&self, row: usize, column: ColumnId) -> CellView<'_> {
        let Some(driver) = self.driver(row) else { return CellView::default() };
        let ink = if driver.assumed { Ink::Reference } else { Ink::Input };
        match column {
            OF => CellView::inked(self.name(driver.of), Ink::Input),
            PLANNED => self.planned(driver.of).map_or_else(CellView::absent, CellView::new),
            SHAPE => CellView::inked(shape_name(self.scene.texts, driver.shape), ink),
            BASIS if driver.assumed => CellView::inked(self.scene.text(Msg::ChanceAssumed), Ink::Reference),
            BASIS => CellView::absent(),
            _ => Self::part(driver, column)
                .map_or_else(CellView::default, |part| CellView::inked(self.scene.format().percent_exact(part), ink)),
        }
    }

    fn value(&self, row: usize, column: ColumnId) -> CellValue {
        let Some(driver) = self.driver(row) else { return CellValue::Empty };
        let choice = |at: Option<usize>| at.map_or(CellValue::Empty, CellValue::Choice);
        match column {
            OF => choice(self.choices.iter().position(|of| *of == driver.of)),
            SHAPE => choice(RangeShape::ALL.iter().position(|shape| *shape == driver.shape)),
            PLANNED => self.planned(driver.of).map_or(CellValue::Empty, CellValue::Text),
            BASIS => CellValue::Empty,
            _ => Self::part(driver, column)
                .map_or(CellValue::Empty, |part| CellValue::Text(self.scene.format().percent_exact(part))),
        }
    }

    fn hover(&self, row: usize, column: ColumnId) -> Option<String> {
        let driver = self.driver(row)?;
        match column {
            BASIS => driver.assumed.then(|| self.scene.text(Msg::ChanceAssumedNote).to_owned()),
            OF => Some(self.name(driver.of)),
            _ => None,
        }
    }

    fn validate(&self, row: Option<usize>, column: ColumnId, value: &CellValue) -> Result<(), String> {
        let said = |msg| Err(self.scene.text(msg).to_owned());
        let driver = row.and_then(|row| self.driver(row));
        match (column, value) {
            (OF | SHAPE | LOW | LIKELY | HIGH, CellValue::Empty) => said(Msg::PanesProblemNeeded),
            (OF, CellValue::Choice(at)) => {
                let of = self.choices.get(*at);
                let drivers = &self.open.campaign.uncertainty.drivers;
                let other = drivers.iter().any(|d| Some(&d.of) == of && Some(d.id) != driver.map(|d| d.id));
                if other { said(Msg::ChanceProblemTwice) } else { Ok(()) }
            }
            (LOW | LIKELY | HIGH, CellValue::Text(text)) => {
                let part = input::percent(self.scene.texts, text)?;
                let Some(driver) = driver else { return Ok(()) };
                let (low, likely, high) = match column {
                    LOW => (part, driver.likely, driver.high),
                    LIKELY => (driver.low, part, driver.high),
                    _ => (driver.low, driver.likely, part),
                };
                if low <= likely && likely <= high { Ok(()) } else { said(Msg::ChanceProblemOrder) }
            }
            _ => Ok(()),
        }
    }
}

/// A cell that was read, ready to be put into a range.
#[derive(Clone, Copy, Debug)]
pub(super) enum Edit {
    Of(DriverOf),
    Low(Rate),
    Likely(Rate),
    High(Rate),
    Shape(RangeShape),
}

impl Edit {
    pub(super) fn apply(self, driver: &mut Driver) {
        match self {
            Self::Of(of) => driver.of = of,
            Self::Low(part) => driver.low = part,
            Self::Likely(part) => driver.likely = part,
            Self::High(part) => driver.high = part,
            Self::Shape(shape) => driver.shape = shape,
        }
    }
}

/// Reads a cell.
pub(super) fn read(scene: &Scene<'_>, choices: &[DriverOf], column: ColumnId, value: CellValue) -> Option<Edit> {
    Some(match (column, value) {
        (OF, CellValue::Choice(at)) => Edit::Of(*choices.get(at)?),
        (SHAPE, CellValue::Choice(at)) => Edit::Shape(*RangeShape::ALL.get(at)?),
        (LOW | LIKELY | HIGH, CellValue::Text(text)) => {
            let part = input::percent(scene.texts, &text).ok()?;
            match column {
                LOW => Edit::Low(part),
                LIKELY => Edit::Likely(part),
                _ => Edit::High(part),
            }
        }
        _ => return None,
    })
}

/// Its columns.
pub(super) fn columns(scene: &Scene<'_>, open: &Open<'_>, choices: &[DriverOf]) -> Vec<Column> {
    let text = |msg| scene.text(msg).to_owned();
    let rows = names(scene, open);
    let names: Vec<String> = choices.iter().map(|of| driver_name(&rows, *of)).collect();
    let shapes: Vec<String> = RangeShape::ALL.iter().map(|shape| shape_name(scene.texts, *shape).to_owned()).collect();
    let part = |id, msg| {
        Column::new(id, text(msg), ColumnKind::Text)
            .align(Side::Right)
            .editable()
            .width(76.0)
            .tooltip(text(Msg::ChanceColumnPart))
    };
    let mut columns = vec![
        Column::new(OF, text(Msg::ChanceColumnOf), ColumnKind::Choice(names.into())).editable().stretch().width(120.0),
        Column::new(PLANNED, text(Msg::ChanceColumnPlanned), ColumnKind::Text).align(Side::Right).width(88.0),
        part(LOW, Msg::ChanceColumnLow),
        part(LIKELY, Msg::ChanceColumnLikely),
        part(HIGH, Msg::ChanceColumnHigh),
        Column::new(SHAPE, text(Msg::ChanceColumnShape), ColumnKind::Choice(shapes.into()))
            .editable()
            .width(96.0)
            .tooltip(text(Msg::ChanceColumnShapeNote)),
        Column::new(BASIS, text(Msg::ChanceColumnBasis), ColumnKind::Text).width(72.0),
    ];
    for column in &mut columns {
        column.sortable = false;
    }
    columns
}
