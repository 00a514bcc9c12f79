//! Columns: what stands in them, how wide they are, how they may be used.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Which column; the host chooses the numbers and keeps them stable, for widths and order are remembered by them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ColumnId(pub u32);

/// What a column holds, and so how typed text is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words.
    Text,
    /// Sums and prices.
    Money,
    /// Shares and conversion rates: a bare `10.5` is 10.5 %.
    Rate,
    /// Factors, depths, returns: a bare `1.08` is 1.08.
    Factor,
    /// Whole numbers from zero.
    Integer,
    /// Days.
    Date,
    /// Days with a time.
    DateTime,
    /// One of a few fixed words.
    Choice(Arc<[String]>),
    /// One of the rows of another list, by name.
    Reference(Arc<[String]>),
}

impl ColumnKind {
    /// Whether figures stand in it, which go to the right.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Money | Self::Rate | Self::Factor | Self::Integer)
    }

    /// The words to choose from.
    #[must_use]
    pub fn options(&self) -> Option<&[String]> {
        match self {
            Self::Choice(options) | Self::Reference(options) => Some(options),
            _ => None,
        }
    }
}

/// Where text stands in its cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Words, dates.
    Left,
    /// Figures.
    Right,
}

/// One column.
#[expect(clippy::struct_excessive_bools, reason = "independent switches")]
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Which.
    pub id: ColumnId,
    /// Its heading.
    pub title: String,
    /// The unit all its figures are in, shown in the heading; empty if the cells say it themselves.
    pub unit: String,
    /// Width before anyone has drawn it wider or narrower; never less than the heading needs.
    pub width: f32,
    /// Narrowest width.
    pub min: f32,
    /// Where text stands.
    pub align: Side,
    /// What it holds.
    pub kind: ColumnKind,
    /// Whether its cells can be typed into at all.
    pub editable: bool,
    /// Whether a click on the heading sorts.
    pub sortable: bool,
    /// Whether it stays in view when the others are scrolled.
    pub pinned: bool,
    /// Takes a share of the width that is left over.
    pub stretch: bool,
    /// A bare number typed here counts in units of ten to this power: 4 under a heading in 万元. A number with its own
    /// 万, 亿, k or M counts for itself.
    pub exponent: u32,
    /// What the heading says on hover; empty for nothing.
    pub tooltip: String,
}

impl Column {
    /// A column of a kind, of a width that suits it, read-only and sortable.
    #[must_use]
    pub fn new(id: ColumnId, title: impl Into<String>, kind: ColumnKind) -> Self {
        let (width, align) = match &kind {
            ColumnKind::Text => (160.0, Side::Left),
            ColumnKind::Choice(_) | ColumnKind::Reference(_) => (96.0, Side::Left),
            ColumnKind::Date => (80.0, Side::Left),
            ColumnKind::DateTime => (112.0, Side::Left),
            ColumnKind::Money => (88.0, Side::Right),
            ColumnKind::Integer => (80.0, Side::Right),
            ColumnKind::Rate | ColumnKind::Factor => (72.0, Side::Right),
        };
        Self {
            id,
            title: title.into(),
            unit: String::new(),
            width,
            min: 40.0,
            align,
            kind,
            editable: false,
            sortable: true,
            pinned: false,
            stretch: false,
            exponent: 0,
            tooltip: String::new(),
        }
    }

    /// With a width.
    #[must_use]
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// With a unit in the heading.
    #[must_use]
    pub fn unit(mut self, unit: impl Into<String>) -> Self {
        self.unit = unit.into();
        self
    }

    /// With a unit of ten to some power that bare numbers count in.
    #[must_use]
    pub fn exponent(mut self, exponent: u32) -> Self {
        self.exponent = exponent;
        self
    }

    /// Can be typed into.
    #[must_use]
    pub fn editable(mut self) -> Self {
        self.editable = true;
        self
    }

    /// Stays in view.
    #[must_use]
    pub fn pinned(mut self) -> Self {
        self.pinned = true;
        self
    }

    /// Takes leftover width.
    #[must_use]
    pub fn stretch(mut self) -> Self {
        self.stretch = true;
        self
    }

    /// Does not sort.
    #[must_use]
    pub fn unsortable(mut self) -> Self {
        self.sortable = false;
        self
    }

    /// With words on hover over the heading.
    #[must_use]
    pub fn tooltip(mut self, tooltip: impl Into<String>) -> Self {
        self.tooltip = tooltip.into();
        self
    }

    /// With text on a side other than the kind's own.
    #[must_use]
    pub fn align(mut self, side: Side) -> Self {
        self.align = side;
        self
    }
}
