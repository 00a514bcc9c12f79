//! The columns beside the bars.

use std::sync::Arc;

use crate::model::{PersonId, Project};
use crate::text::{Msg, Texts};
use crate::ui::widgets::grid::{Column, ColumnId, ColumnKind, Side};

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Col {
    /// Name.
    Name,
    /// Who does it.
    Owner,
    /// How long it takes.
    Duration,
    /// First day.
    Start,
    /// Last worked day.
    Finish,
    /// How much later than the baseline.
    Slip,
    /// How much is done.
    Progress,
    /// Total float.
    Float,
}

impl Col {
    /// Every one, in order.
    pub const ALL: [Self; 8] =
        [Self::Name, Self::Owner, Self::Duration, Self::Start, Self::Finish, Self::Slip, Self::Progress, Self::Float];

    /// Its number in the table.
    #[must_use]
    pub const fn id(self) -> ColumnId {
        ColumnId(self as u32 + 1)
    }

    /// The column of a number.
    #[must_use]
    pub fn of(id: ColumnId) -> Option<Self> {
        Self::ALL.into_iter().find(|col| col.id() == id)
    }
}

/// The people to choose from, by the order of the list.
pub fn people(project: &Project) -> impl Iterator<Item = PersonId> + '_ {
    project.shop.people.iter().map(|person| person.id)
}

/// The columns.
#[must_use]
pub fn columns(texts: &Texts, project: &Project) -> Vec<Column> {
    let chinese = texts.lang().is_chinese();
    let names: Arc<[String]> = project.shop.people.iter().map(|person| person.name.clone()).collect();
    let column = |col: Col, title: Msg, kind: ColumnKind, width: f32| {
        let mut column = Column::new(col.id(), texts.get(title), kind);
        column.sortable = false;
        column.width = width;
        column
    };
    let right = |column: Column| Column { align: Side::Right, ..column };
    vec![
        column(Col::Name, Msg::CalendarTask, ColumnKind::Text, 132.0).editable().stretch().pinned(),
        column(Col::Owner, Msg::CalendarOwner, ColumnKind::Reference(names), if chinese { 100.0 } else { 124.0 })
            .editable(),
        right(column(Col::Duration, Msg::CalendarDuration, ColumnKind::Text, 52.0).editable()),
        right(column(Col::Start, Msg::CalendarStart, ColumnKind::Date, 56.0).editable()),
        right(column(Col::Finish, Msg::CalendarFinish, ColumnKind::Date, 56.0).editable()),
        right(column(Col::Slip, Msg::CalendarSlip, ColumnKind::Text, if chinese { 58.0 } else { 84.0 })),
        right(column(Col::Progress, Msg::CalendarProgress, ColumnKind::Rate, 56.0).editable()),
        right(column(Col::Float, Msg::CalendarFloat, ColumnKind::Text, 64.0)),
    ]
}
