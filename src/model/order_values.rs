//! How much single orders come to: the distribution that thresholds and coupon rungs are judged by.

use std::sync::Arc;

use jiff::civil::Date;
use serde::de::{Error as _, Unexpected};
use serde::{Deserialize, Deserializer, Serialize};

use super::{Count, Money, Rate, is_default};

/// A campaign's order values, and where they are from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrderValues {
    /// Where they are from.
    #[serde(default, skip_serializing_if = "is_default")]
    pub source: OrderSource,
    /// One value an order (按订单).
    #[serde(default, skip_serializing_if = "is_default")]
    pub orders: Arc<Histogram>,
    /// One value a customer: the sum of their orders (按人). Empty where customers are not known.
    #[serde(default, skip_serializing_if = "is_default")]
    pub customers: Arc<Histogram>,
}

/// Where order values are from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub enum OrderSource {
    /// There are none yet.
    #[default]
    None,
    /// From a list of orders.
    Imported {
        /// The file's name, without folders.
        file: String,
        /// The day of the import.
        #[serde(default, skip_serializing_if = "is_default")]
        on: Option<Date>,
        /// The first day with an order; nothing if the list has no times.
        #[serde(default, skip_serializing_if = "is_default")]
        first: Option<Date>,
        /// The last day with an order.
        #[serde(default, skip_serializing_if = "is_default")]
        last: Option<Date>,
        /// Rows of the list that were counted.
        #[serde(default, skip_serializing_if = "is_default")]
        rows: Count,
        /// Rows that could not be read, and are not in the histogram.
        #[serde(default, skip_serializing_if = "is_default")]
        bad: Count,
        /// Rows left out because their order was not paid, or was closed or refunded.
        #[serde(default, skip_serializing_if = "is_default")]
        left_out: Count,
    },
    /// Assumed: a log-normal distribution.
    LogNormal {
        /// The mean, 笔单价.
        mean: Money,
        /// Standard deviation of the natural logarithm of an order's value, above 0.
        spread: Rate,
    },
}

/// How many values lie in each of equal steps, and what all of them sum to.
///
/// Step `k` holds the values from `k` widths on and below `k + 1` widths, so that a value of exactly a threshold lies at
/// or above it. Guaranteed: the width is positive, there are at most [`Histogram::MOST_STEPS`] steps, the last of them is
/// not empty, and the sums lie between what the counts allow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, try_from = "Written")]
pub struct Histogram {
    #[serde(skip_serializing_if = "is_one")]
    width: Money,
    #[serde(skip_serializing_if = "is_default")]
    total: Money,
    #[serde(skip_serializing_if = "is_default")]
    above: Count,
    #[serde(skip_serializing_if = "is_default")]
    above_total: Money,
    #[serde(skip_serializing_if = "is_default")]
    counts: Vec<Count>,
}

/// The step of most shops.
fn one() -> Money {
    Money::ONE
}

fn is_one(width: &Money) -> bool {
    *width == Money::ONE
}

impl Default for Histogram {
    fn default() -> Self {
        Self { width: Money::ONE, total: Money::ZERO, above: Count::ZERO, above_total: Money::ZERO, counts: Vec::new() }
    }
}

impl Histogram {
    /// The most steps there are; what lies above them is counted together.
    pub const MOST_STEPS: usize = 2_000;

    /// From steps of `width`, what lies above them with its sum, and the sum of all. Empty steps at the end are dropped
    /// where nothing lies above. Nothing if that breaks a guarantee of the type.
    #[must_use]
    pub fn new(width: Money, mut counts: Vec<Count>, above: Count, above_total: Money, total: Money) -> Option<Self> {
        // what lies above begins where the steps end, so that then the empty ones count
        if above == Count::ZERO {
            let kept = counts.iter().rposition(|count| *count != Count::ZERO).map_or(0, |last| last + 1);
            counts.truncate(kept);
        }
        let histogram = Self { width, total, above, above_total, counts };
        histogram.stands().then_some(histogram)
    }

    fn stands(&self) -> bool {
        let steps = i128::try_from(self.counts.len()).unwrap_or(i128::MAX);
        if self.width <= Money::ZERO || self.counts.len() > Self::MOST_STEPS || self.above_total < Money::ZERO {
            return false;
        }
        let (mut least, mut number) = (0_i128, 0_i128);
        for (step, count) in (0_i128..).zip(&self.counts) {
            least += step * self.width.wide() * count.wide();
            number += count.wide();
        }
        let within = self.total.wide() - self.above_total.wide();
        // the dearest value of a step is a minor unit below the next
        let most = least + number * (self.width.wide() - 1);
        let above_least = self.above.wide() * steps * self.width.wide();
        let above_fits =
            self.above_total.wide() >= above_least && (self.above > Count::ZERO || self.above_total == Money::ZERO);
        number + self.above.wide() <= Count::MAX.wide() && (least..=most).contains(&within) && above_fits
    }

    /// The width of a step, above zero.
    #[must_use]
    pub const fn width(&self) -> Money {
        self.width
    }

    /// How many values lie in each step, from zero up.
    #[must_use]
    pub fn counts(&self) -> &[Count] {
        &self.counts
    }

    /// How many lie above all steps.
    #[must_use]
    pub const fn above(&self) -> Count {
        self.above
    }

    /// What those above all steps sum to, exactly.
    #[must_use]
    pub const fn above_total(&self) -> Money {
        self.above_total
    }

    /// What all values sum to, exactly.
    #[must_use]
    pub const fn total(&self) -> Money {
        self.total
    }

    /// How many values there are.
    #[must_use]
    pub fn number(&self) -> Count {
        self.counts.iter().copied().chain([self.above]).sum()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.number() == Count::ZERO
    }
}

/// A histogram as the file has it.
#[derive(Deserialize)]
#[serde(rename = "Histogram", deny_unknown_fields)]
struct Written {
    #[serde(default = "one", deserialize_with = "positive")]
    width: Money,
    #[serde(default)]
    total: Money,
    #[serde(default)]
    above: Count,
    #[serde(default)]
    above_total: Money,
    #[serde(default, deserialize_with = "few")]
    counts: Vec<Count>,
}

/// Says why counts and sums cannot be those of one list; read by the file's diagnosis.
const SUMS: &str = "sums between what the counts allow";

impl TryFrom<Written> for Histogram {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let Written { width, total, above, above_total, counts } = written;
        Self::new(width, counts, above, above_total, total).ok_or(SUMS)
    }
}

fn positive<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Money, D::Error> {
    let width = Money::deserialize(deserializer)?;
    if width > Money::ZERO {
        return Ok(width);
    }
    Err(D::Error::invalid_value(Unexpected::Other("width"), &"an amount above zero"))
}

fn few<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Count>, D::Error> {
    let counts = Vec::<Count>::deserialize(deserializer)?;
    if counts.len() <= Histogram::MOST_STEPS {
        return Ok(counts);
    }
    Err(D::Error::invalid_value(Unexpected::Seq, &"a list of at most 2000 counts"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(list: &[u64]) -> Vec<Count> {
        list.iter().map(|n| Count::new(*n)).collect()
    }

    #[test]
    fn only_what_one_list_can_give_stands() {
        let yuan = Money::from_major;
        let make = |width, list: &[u64], above, above_total, total| {
            Histogram::new(width, counts(list), Count::new(above), above_total, total)
        };
        // two orders in [1, 2), one in [2, 3): 4.00 … 6.97
        assert!(make(yuan(1), &[0, 2, 1], 0, Money::ZERO, yuan(4)).is_some());
        assert!(make(yuan(1), &[0, 2, 1], 0, Money::ZERO, Money::from_minor(697)).is_some());
        for total in [399, 698] {
            assert_eq!(make(yuan(1), &[0, 2, 1], 0, Money::ZERO, Money::from_minor(total)), None, "{total}");
        }
        assert_eq!(make(Money::ZERO, &[], 0, Money::ZERO, Money::ZERO), None);
        // one above three steps of 1.00 is at least 3.00
        assert!(make(yuan(1), &[0, 0, 0], 1, yuan(3), yuan(3)).is_some());
        assert_eq!(make(yuan(1), &[0, 0, 0], 1, Money::from_minor(299), Money::from_minor(299)), None);
        assert_eq!(make(yuan(1), &[], 0, yuan(3), yuan(3)), None);
        assert_eq!(Histogram::new(yuan(1), counts(&[1; 2_001]), Count::ZERO, Money::ZERO, yuan(2_001_000)), None);
        // empty steps at the end say nothing
        assert_eq!(make(yuan(1), &[0, 2, 1, 0, 0], 0, Money::ZERO, yuan(4)).map(|h| h.counts().len()), Some(3));
        assert_eq!(make(yuan(1), &[0, 0], 0, Money::ZERO, Money::ZERO), Some(Histogram::default()));
    }
}
