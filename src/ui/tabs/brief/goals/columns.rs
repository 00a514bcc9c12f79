//! The columns of the goals.

use std::sync::Arc;

use crate::model::Priority;
use crate::text::Msg;
use crate::text::brief::priority_sign;
use crate::ui::scene::{Open, Scene};
use crate::ui::widgets::grid::{Column, ColumnId, ColumnKind, Side};

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Col {
    /// Name.
    Name,
    /// Target.
    Target,
    /// Baseline.
    Baseline,
    /// Change.
    Change,
    /// Priority.
    Priority,
    /// Owner.
    Owner,
    /// Due day.
    Due,
    /// The five letters.
    Smart,
    /// How many miss.
    Misses,
}

impl Col {
    const ALL: [Self; 9] = [
        Self::Name,
        Self::Target,
        Self::Baseline,
        Self::Change,
        Self::Priority,
        Self::Owner,
        Self::Due,
        Self::Smart,
        Self::Misses,
    ];

    /// Its number in the grid.
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

/// The people of the shop, as a column's options.
#[must_use]
pub fn people(open: &Open<'_>) -> Arc<[String]> {
    open.project.shop.people.iter().map(|row| row.name.clone()).collect()
}

/// The columns, for a table of a width.
#[must_use]
pub fn columns(scene: &Scene<'_>, open: &Open<'_>, width: f32) -> Vec<Column> {
    let t = |msg| scene.text(msg).to_owned();
    let narrow = width < 700.0;
    let priorities: Arc<[String]> = Priority::ALL.iter().map(|p| priority_sign(*p).to_owned()).collect();
    let text = |col: Col, msg, width: f32| Column::new(col.id(), t(msg), ColumnKind::Text).width(width);
    let mut columns = vec![
        text(Col::Name, Msg::BriefGoalName, 112.0).editable().stretch(),
        text(Col::Target, Msg::BriefGoalTarget, 84.0).editable().align(Side::Right),
        text(Col::Baseline, Msg::BriefGoalBaseline, 78.0).editable().align(Side::Right),
        text(Col::Change, Msg::BriefGoalChange, 74.0).align(Side::Right),
        Column::new(Col::Priority.id(), t(Msg::BriefGoalPriority), ColumnKind::Choice(priorities))
            .width(44.0)
            .editable(),
        Column::new(Col::Owner.id(), t(Msg::BriefGoalOwner), ColumnKind::Reference(people(open)))
            .width(64.0)
            .editable(),
        Column::new(Col::Due.id(), t(Msg::BriefGoalDue), ColumnKind::Date).width(62.0).editable(),
        text(Col::Smart, Msg::BriefGoalSmart, 126.0),
        text(Col::Misses, Msg::BriefGoalMisses, 52.0),
    ];
    if narrow {
        columns.retain(|column| column.id != Col::Misses.id());
    }
    for column in &mut columns {
        if column.id == Col::Misses.id() {
            column.title = String::new();
        }
        column.sortable = false;
    }
    columns
}
