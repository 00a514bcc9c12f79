//! What is said about the customer base: names of segments and thresholds.

use super::names::Named;
use super::{Msg, Texts};
use crate::engine::rfm::{Limit, Limits};
use crate::model::{Money, Rate, Rfm, Segment, Threshold};

impl Named for Segment {
    fn name_in<'a>(&'a self, texts: &'a Texts) -> &'a str {
        texts.get(match self {
            Self::KeyValue => Msg::SegmentKeyValue,
            Self::KeyGrow => Msg::SegmentKeyGrow,
            Self::KeyKeep => Msg::SegmentKeyKeep,
            Self::KeyWinBack => Msg::SegmentKeyWinBack,
            Self::Value => Msg::SegmentValue,
            Self::Grow => Msg::SegmentGrow,
            Self::Keep => Msg::SegmentKeep,
            Self::WinBack => Msg::SegmentWinBack,
        })
    }
}

/// The stable name of a segment.
#[must_use]
pub const fn segment_code(segment: Segment) -> &'static str {
    match segment {
        Segment::KeyValue => "key-value",
        Segment::KeyGrow => "key-grow",
        Segment::KeyKeep => "key-keep",
        Segment::KeyWinBack => "key-win-back",
        Segment::Value => "value",
        Segment::Grow => "grow",
        Segment::Keep => "keep",
        Segment::WinBack => "win-back",
    }
}

/// A dimension of the customer base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// Days since the last purchase.
    Recency,
    /// Orders.
    Frequency,
    /// What they come to.
    Monetary,
}

impl Dimension {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Recency, Self::Frequency, Self::Monetary];

    /// What it is called.
    #[must_use]
    pub const fn name(self) -> Msg {
        match self {
            Self::Recency => Msg::AudienceRecency,
            Self::Frequency => Msg::AudienceFrequency,
            Self::Monetary => Msg::AudienceMonetary,
        }
    }
}

/// A figure of a dimension as people read it: days, orders, a sum.
#[must_use]
pub fn dimension_value(texts: &Texts, dimension: Dimension, value: u64) -> String {
    let format = texts.format();
    let whole = || format.whole(value.into()).into();
    match dimension {
        Dimension::Recency => texts.with(Msg::AudienceDays, &[("days", whole())]),
        Dimension::Frequency => texts.with(Msg::AudienceOrders, &[("orders", whole())]),
        Dimension::Monetary => format.price(Money::from_minor(i64::try_from(value).unwrap_or(i64::MAX))),
    }
}

/// The threshold of a dimension and where it comes from: at most 172 days, the mean of 172.4.
#[must_use]
pub fn limit_sentence(texts: &Texts, rfm: &Rfm, dimension: Dimension, limit: Limit, customers: u64) -> String {
    let at = dimension_value(texts, dimension, limit.at);
    let quantile =
        |part: Rate| texts.with(Msg::AudienceByQuantile, &[("part", texts.format().percent_exact(part).into())]);
    let from = match dimension {
        Dimension::Recency => origin(&rfm.recency, quantile),
        Dimension::Frequency => origin(&rfm.frequency, quantile),
        Dimension::Monetary => origin(&rfm.monetary, quantile),
    };
    let from = match from {
        Origin::Mean => texts.with(Msg::AudienceByMean, &[("mean", mean(texts, dimension, limit, customers).into())]),
        Origin::Quantile(words) => words,
        Origin::Value => texts.get(Msg::AudienceByValue).to_owned(),
    };
    let msg = if dimension == Dimension::Recency { Msg::AudienceAtMost } else { Msg::AudienceAtLeast };
    texts.with(msg, &[("at", at.into()), ("from", from.into())])
}

enum Origin {
    Mean,
    Quantile(String),
    Value,
}

fn origin<T>(threshold: &Threshold<T>, quantile: impl Fn(Rate) -> String) -> Origin {
    match threshold {
        Threshold::Mean => Origin::Mean,
        Threshold::Quantile(part) => Origin::Quantile(quantile(*part)),
        Threshold::Value(_) => Origin::Value,
    }
}

/// The mean of a dimension over all customers, to one decimal or to the minor unit.
fn mean(texts: &Texts, dimension: Dimension, limit: Limit, customers: u64) -> String {
    let Some(mean) = i128::try_from(limit.sum).ok().and_then(|sum| Rate::ratio(sum, i128::from(customers))) else {
        return "—".to_owned();
    };
    let format = texts.format();
    match dimension {
        Dimension::Recency => texts.with(Msg::AudienceDays, &[("days", format.factor(mean, 1).into())]),
        Dimension::Frequency => texts.with(Msg::AudienceOrders, &[("orders", format.factor(mean, 2).into())]),
        Dimension::Monetary => {
            let sum = i128::try_from(limit.sum).unwrap_or(i128::MAX);
            let n = i128::from(customers.max(1));
            format.price(Money::from_wide((sum.saturating_mul(2) + n) / (2 * n)))
        }
    }
}

/// The three thresholds by name.
#[must_use]
pub fn limit_words<'a>(texts: &'a Texts, rfm: &Rfm, limits: Limits, customers: u64) -> [(&'a str, String); 3] {
    [
        (Dimension::Recency, limits.recency),
        (Dimension::Frequency, limits.frequency),
        (Dimension::Monetary, limits.monetary),
    ]
    .map(|(dimension, limit)| (texts.get(dimension.name()), limit_sentence(texts, rfm, dimension, limit, customers)))
}
