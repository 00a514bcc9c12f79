//! What really happened (实际), by day or hour, for the whole shop or a part of it: what a campaign is watched by, and the
//! history that later ones are planned from. What the rows come to together is the engine's business.

use std::fmt;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use super::{CategoryId, Count, CustomerKind, Money, OfferId, Row, SkuId, SourceId, is_default};

/// An hour of a day: 0 … 23, from its full hour to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Hour(u8);

impl Hour {
    /// An hour; nothing from 24 on.
    #[must_use]
    pub const fn new(hour: u8) -> Option<Self> {
        if hour < 24 { Some(Self(hour)) } else { None }
    }

    /// The number, 0 … 23.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }

    /// The hour in which an instant lies.
    #[must_use]
    pub fn of(at: DateTime) -> Self {
        Self(at.hour().unsigned_abs())
    }
}

impl TryFrom<u8> for Hour {
    type Error = NotAnHour;
    fn try_from(hour: u8) -> Result<Self, NotAnHour> {
        Self::new(hour).ok_or(NotAnHour)
    }
}

impl From<Hour> for u8 {
    fn from(hour: Hour) -> Self {
        hour.0
    }
}

/// An hour beyond 23.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an hour is 0 to 23")]
pub struct NotAnHour;

/// Whose figures a row holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ActualOf {
    /// The whole shop's.
    #[default]
    Shop,
    /// A traffic source's.
    Source(SourceId),
    /// A category's.
    Category(CategoryId),
    /// A product's.
    Sku(SkuId),
    /// Those of a kind of customers.
    Customers(CustomerKind),
    /// Those of the orders that used an offer.
    Offer(OfferId),
}

/// Which row: no two of a campaign have the same.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActualKey {
    /// The day.
    pub date: Date,
    /// The hour; nothing = the whole day.
    pub hour: Option<Hour>,
    /// Whose figures.
    pub of: ActualOf,
}

impl fmt::Debug for ActualKey {
    /// As the row reads in the file, without brackets: the day, the hour, whose.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        if let Some(hour) = self.hour {
            write!(f, " {}", hour.get())?;
        }
        match self.of {
            ActualOf::Shop => Ok(()),
            ActualOf::Source(id) => write!(f, " Source {id}"),
            ActualOf::Category(id) => write!(f, " Category {id}"),
            ActualOf::Sku(id) => write!(f, " Sku {id}"),
            ActualOf::Customers(kind) => write!(f, " Customers {kind:?}"),
            ActualOf::Offer(id) => write!(f, " Offer {id}"),
        }
    }
}

/// Actual figures of a day or an hour. A figure of zero counts as not given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Actual {
    /// The day.
    pub date: Date,
    /// The hour; nothing = the whole day.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hour: Option<Hour>,
    /// Whose figures.
    #[serde(default, skip_serializing_if = "is_default")]
    pub of: ActualOf,
    /// How often something of the shop was shown (曝光).
    #[serde(default, skip_serializing_if = "is_default")]
    pub impressions: Count,
    /// Clicks on what was shown.
    #[serde(default, skip_serializing_if = "is_default")]
    pub clicks: Count,
    /// Pages viewed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pv: Count,
    /// Visitors.
    #[serde(default, skip_serializing_if = "is_default")]
    pub uv: Count,
    /// Visitors who marked or carted something (收藏加购).
    #[serde(default, skip_serializing_if = "is_default")]
    pub carts: Count,
    /// Leads (线索).
    #[serde(default, skip_serializing_if = "is_default")]
    pub leads: Count,
    /// Orders placed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub orders: Count,
    /// Paying buyers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub buyers: Count,
    /// GMV.
    #[serde(default, skip_serializing_if = "is_default")]
    pub gmv: Money,
    /// What was paid back.
    #[serde(default, skip_serializing_if = "is_default")]
    pub refunds: Money,
    /// Pieces sold.
    #[serde(default, skip_serializing_if = "is_default")]
    pub units: Count,
    /// Parcels that were due to leave (应发).
    #[serde(default, skip_serializing_if = "is_default")]
    pub due: Count,
    /// Parcels that left (已发).
    #[serde(default, skip_serializing_if = "is_default")]
    pub shipped: Count,
    /// What was spent on traffic.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cost: Money,
    /// Coupons claimed (领取).
    #[serde(default, skip_serializing_if = "is_default")]
    pub claims: Count,
    /// What offers took off (优惠金额).
    #[serde(default, skip_serializing_if = "is_default")]
    pub discount: Money,
}

impl Row for Actual {
    type Id = ActualKey;
    fn id(&self) -> ActualKey {
        ActualKey { date: self.date, hour: self.hour, of: self.of }
    }
}

impl Actual {
    /// A row without figures.
    #[must_use]
    pub fn at(key: ActualKey) -> Self {
        Self { date: key.date, hour: key.hour, of: key.of, ..Self::default() }
    }
}
