//! Splits of the target: one sharing rule, and what shares by it – time, parts, edits of their cells.

pub mod curve;
pub mod edit;
pub mod hours;
pub mod identity;
pub mod last;
pub mod parts;
pub mod pieces;
pub mod share;
pub mod time;

pub use edit::CellKey;
pub use hours::HourWeights;
pub use parts::{DepartmentShare, GoodsMix, PartShare, PartSplit, goods_mix};
pub use share::{Part, Shares, share};
pub use time::{
    DayPiece, DayShare, HourShare, HourSplit, StretchShare, TimeSplit, Unfit, all_hours, hours_of, split_time,
};
