//! For whom a campaign is: personas, and the segments of the customer base (人群).

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::CustomerTable;
use crate::model::rows::unique_keys;
use crate::model::{Count, Money, PersonaId, Rate, Row, is_default};

/// Someone the campaign is made for (画像).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persona {
    /// Identity.
    pub id: PersonaId,
    /// What they are called (新婚装修).
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// Who they are.
    #[serde(default, skip_serializing_if = "is_default")]
    pub who: String,
    /// What they want.
    #[serde(default, skip_serializing_if = "is_default")]
    pub wants: String,
    /// Their part of the buyers that are planned.
    #[serde(default, skip_serializing_if = "is_default")]
    pub share: Option<Rate>,
}

impl Row for Persona {
    type Id = PersonaId;
    fn id(&self) -> PersonaId {
        self.id
    }
}

/// A part of the customer base by recency, frequency and monetary value. A `Key` one spends much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Segment {
    /// 重要价值: bought lately and often, for much.
    KeyValue,
    /// 重要发展: lately, seldom, for much.
    KeyGrow,
    /// 重要保持: not for long, often, for much.
    KeyKeep,
    /// 重要挽留: not for long, seldom, for much.
    KeyWinBack,
    /// 一般价值: lately and often, for little.
    Value,
    /// 一般发展: lately, seldom, for little.
    Grow,
    /// 一般保持: not for long, often, for little.
    Keep,
    /// 一般挽留: not for long, seldom, for little.
    WinBack,
}

impl Segment {
    /// Every segment, in the order in which a grid of two rows and four columns shows them.
    pub const ALL: [Self; 8] = [
        Self::KeyValue,
        Self::KeyGrow,
        Self::KeyKeep,
        Self::KeyWinBack,
        Self::Value,
        Self::Grow,
        Self::Keep,
        Self::WinBack,
    ];

    /// The segment of customers who bought lately or not, often or not, for much or not.
    #[must_use]
    pub const fn of(lately: bool, often: bool, much: bool) -> Self {
        match (much, lately, often) {
            (true, true, true) => Self::KeyValue,
            (true, true, false) => Self::KeyGrow,
            (true, false, true) => Self::KeyKeep,
            (true, false, false) => Self::KeyWinBack,
            (false, true, true) => Self::Value,
            (false, true, false) => Self::Grow,
            (false, false, true) => Self::Keep,
            (false, false, false) => Self::WinBack,
        }
    }

    /// Whether it is one of the four that matter most.
    #[must_use]
    pub const fn is_key(self) -> bool {
        matches!(self, Self::KeyValue | Self::KeyGrow | Self::KeyKeep | Self::KeyWinBack)
    }

    /// Whether its customers bought lately.
    #[must_use]
    pub const fn is_recent(self) -> bool {
        matches!(self, Self::KeyValue | Self::KeyGrow | Self::Value | Self::Grow)
    }

    /// Whether they buy often.
    #[must_use]
    pub const fn is_frequent(self) -> bool {
        matches!(self, Self::KeyValue | Self::KeyKeep | Self::Value | Self::Keep)
    }
}

/// Where high begins in a dimension.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Threshold<T> {
    /// At the mean of all customers.
    #[default]
    Mean,
    /// At the smallest value that at least such a part of the customers do not exceed.
    Quantile(Rate),
    /// At a value.
    Value(T),
}

/// What is known of a segment where no list is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedSegment {
    /// How many customers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub customers: Count,
    /// What they bought for.
    #[serde(default, skip_serializing_if = "is_default")]
    pub spent: Money,
}

/// A list of customers that was imported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CustomerList {
    /// The file's name, without folders.
    #[serde(default, skip_serializing_if = "is_default")]
    pub file: String,
    /// The day of the import.
    #[serde(default, skip_serializing_if = "is_default")]
    pub on: Option<Date>,
    /// The first day with a purchase.
    pub first: Date,
    /// The last day with a purchase.
    pub last: Date,
    /// Rows of the list that were counted.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rows: Count,
    /// Rows that could not be read.
    #[serde(default, skip_serializing_if = "is_default")]
    pub bad: Count,
    /// Rows left out because their order was not paid, or was closed or refunded.
    #[serde(default, skip_serializing_if = "is_default")]
    pub left_out: Count,
    /// The customers.
    #[serde(default, skip_serializing_if = "CustomerTable::is_empty")]
    pub table: CustomerTable,
}

/// Where the segments are from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RfmSource {
    /// Nothing is known yet.
    #[default]
    None,
    /// Typed by segment.
    Typed(#[serde(deserialize_with = "unique_keys")] BTreeMap<Segment, TypedSegment>),
    /// From a list.
    Imported(Arc<CustomerList>),
}

/// The customer base by recency, frequency and monetary value (RFM).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rfm {
    /// Where the segments are from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: RfmSource,
    /// Up to so many days since the last purchase are lately.
    #[serde(default, skip_serializing_if = "is_default")]
    pub recency: Threshold<Count>,
    /// So many orders and more are often.
    #[serde(default, skip_serializing_if = "is_default")]
    pub frequency: Threshold<Count>,
    /// So much and more is much.
    #[serde(default, skip_serializing_if = "is_default")]
    pub monetary: Threshold<Money>,
    /// The day to which days are counted; nothing = the day after the last purchase of the list.
    #[serde(default, skip_serializing_if = "is_default")]
    pub as_of: Option<Date>,
    /// What is done for each segment, in words.
    #[serde(default, skip_serializing_if = "is_default", deserialize_with = "unique_keys")]
    pub tactics: BTreeMap<Segment, String>,
}
