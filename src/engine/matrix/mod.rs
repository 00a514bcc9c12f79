//! The matrix (时间矩阵): dimensions down, phases, weeks or days across; in each cell what happens there, and what is missing.

mod lines;

use std::collections::HashSet;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};

use crate::engine::schedule::Schedule;
use crate::engine::split::TimeSplit;
use crate::engine::staffing::{Role as Duty, StaffingAnswer};
use crate::model::{
    Campaign, Count, DepartmentId, Money, OfferId, PersonId, PhaseId, Project, Role, SkuId, SourceId, TaskId, WaveId,
};

/// Columns at most: a year of days.
pub const MOST_COLUMNS: usize = 366;

/// What the columns are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    /// The campaign's phases.
    #[default]
    Phases,
    /// Weeks from Monday on.
    Weeks,
    /// Days.
    Days,
}

impl Scale {
    /// Every scale, the widest first.
    pub const ALL: [Self; 3] = [Self::Phases, Self::Weeks, Self::Days];
}

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch {
    /// Before the first phase.
    Before,
    /// A phase.
    Phase(PhaseId),
    /// The week of a Monday.
    Week(Date),
    /// A day.
    Day(Date),
    /// After the last phase.
    After,
}

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it is.
    pub of: Stretch,
    /// Its first instant.
    pub start: DateTime,
    /// The first instant no longer in it.
    pub end: DateTime,
    /// What of the target falls into it; nothing where nothing is sold.
    pub gmv: Option<Money>,
}

/// Lines that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// What departments do.
    Departments,
    /// What owners do.
    Owners,
    /// Offers that can be claimed or used.
    Offers,
    /// Visitors and where they come from.
    Traffic,
    /// Goods by the part they play.
    Goods,
    /// People that are needed.
    People,
}

impl Group {
    /// Every group, from the top.
    pub const ALL: [Self; 6] =
        [Self::Departments, Self::Owners, Self::Offers, Self::Traffic, Self::Goods, Self::People];
}

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Tasks of a department; none = of no department.
    Department(Option<DepartmentId>),
    /// Tasks of a person; none = of nobody.
    Owner(Option<PersonId>),
    /// Offers that can be claimed.
    Claim,
    /// Offers that can be used.
    Use,
    /// Visitors.
    Visitors,
    /// Waves.
    Waves,
    /// Traffic sources; they have no dates of their own.
    Sources,
    /// Goods of a role, where a phase has a price of its own for them.
    Goods(Role),
    /// The most people of a kind on any of the days.
    People(Duty),
}

/// What happens in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Entry {
    /// A task, by its row in the campaign's table.
    Task(TaskId, u32),
    /// An offer.
    Offer(OfferId),
    /// A wave of a phase.
    Wave(PhaseId, WaveId),
    /// A traffic source.
    Source(SourceId),
    /// A product.
    Sku(SkuId),
    /// So many products.
    Products(usize),
    /// So many visitors.
    Visitors(Count),
    /// So many people.
    People(u64),
}

/// What is missing in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// A department that has tasks has none in this phase.
    NoTask,
    /// Goods are sold at the campaign's conditions, and no offer can be used.
    NoOffer,
    /// Offers can be used that nobody can have claimed by then.
    Unclaimed(Vec<OfferId>),
}

/// A cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What happens.
    pub entries: Vec<Entry>,
    /// What is missing.
    pub gap: Option<Gap>,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub of: Dimension,
    /// The group it stands in.
    pub group: Group,
    /// What has no dates, and so holds throughout.
    pub whole: Vec<Entry>,
    /// What happens in each column.
    pub cells: Vec<Cell>,
}

/// The matrix.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// Its columns, by time.
    pub columns: Vec<Column>,
    /// Its lines, group by group.
    pub lines: Vec<Line>,
}

/// What the matrix is made from.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The project.
    pub project: &'a Project,
    /// The campaign.
    pub campaign: &'a Campaign,
    /// Its schedule.
    pub schedule: &'a Schedule,
    /// Its target over time.
    pub time: &'a TimeSplit,
    /// The people it needs, where that is known.
    pub staffing: Option<&'a StaffingAnswer>,
    /// The rows of the tasks that are looked at; summaries do not count.
    pub tasks: &'a [u32],
}

impl Matrix {
    /// Makes it.
    #[must_use]
    pub fn new(ground: &Ground<'_>, scale: Scale) -> Self {
        let columns = columns(ground, scale);
        let lines = lines::lines(ground, &columns);
        Self { columns, lines }
    }

    /// How many tasks, offers, waves, sources or products a group has in each column, each counted once.
    #[must_use]
    pub fn counts(&self, group: Group) -> Vec<usize> {
        let counted = |entry: &&Entry| !matches!(entry, Entry::Products(_) | Entry::Visitors(_) | Entry::People(_));
        let of = |at: usize| {
            let lines = self.lines.iter().filter(|line| line.group == group);
            let entries = lines.filter_map(|line| line.cells.get(at)).flat_map(|cell| cell.entries.iter());
            entries.filter(counted).collect::<HashSet<_>>().len()
        };
        (0..self.columns.len()).map(of).collect()
    }
}

/// The columns of a scale; none where the campaign has no phases.
fn columns(ground: &Ground<'_>, scale: Scale) -> Vec<Column> {
    let Some((first, last)) = ground.campaign.span() else { return Vec::new() };
    let spans = ground.tasks.iter().filter(|row| !ground.schedule.outline().is_summary(**row));
    let times = spans.filter_map(|row| ground.schedule.times.get(*row as usize));
    let (mut from, mut until) = (first, last);
    for times in times {
        from = from.min(times.start.datetime());
        // a point in time needs room, too
        let end = if times.finish > times.start { times.finish } else { times.start };
        until = until.max(end.datetime());
    }
    let mut columns = match scale {
        Scale::Phases => {
            let mut phases: Vec<Column> = (ground.campaign.phases.iter())
                .map(|phase| Column { of: Stretch::Phase(phase.id), start: phase.start, end: phase.end, gmv: None })
                .collect();
            phases.sort_by_key(|column| (column.start, column.end));
            if from < first {
                phases.insert(0, Column { of: Stretch::Before, start: from, end: first, gmv: None });
            }
            let end = |until: DateTime| until.date().tomorrow().map_or(until, |next| next.at(0, 0, 0, 0));
            if until > last {
                phases.push(Column { of: Stretch::After, start: last, end: end(until), gmv: None });
            }
            phases
        }
        Scale::Weeks => {
            let back = from.date().weekday().since(Weekday::Monday);
            let monday = from.date().checked_sub(i64::from(back).days()).unwrap_or(from.date());
            each(monday, until, 7, Stretch::Week)
        }
        Scale::Days => each(from.date(), until, 1, Stretch::Day),
    };
    for column in &mut columns {
        let inside = |at: DateTime| column.start <= at && at < column.end;
        let pieces: Vec<i128> =
            ground.time.pieces.iter().filter(|piece| inside(piece.start)).map(|piece| piece.gmv.wide()).collect();
        if !pieces.is_empty() {
            column.gmv = Some(Money::from_wide(pieces.iter().sum()));
        }
    }
    columns
}

/// Columns of so many days from a day on.
fn each(first: Date, until: DateTime, days: i64, of: impl Fn(Date) -> Stretch) -> Vec<Column> {
    let mut columns = Vec::new();
    let mut day = first;
    while day.at(0, 0, 0, 0) <= until && columns.len() < MOST_COLUMNS {
        let Ok(next) = day.checked_add(days.days()) else { break };
        // the end of the last day is no day more
        if day.at(0, 0, 0, 0) == until && !columns.is_empty() {
            break;
        }
        columns.push(Column { of: of(day), start: day.at(0, 0, 0, 0), end: next.at(0, 0, 0, 0), gmv: None });
        day = next;
    }
    columns
}

#[cfg(test)]
mod tests;
