//! A ladder against the 客单价: which tier each rung belongs to, who lands on it, who is within reach of it.

use super::ladder::{Ladder, Reversal};
use super::nice;
use super::response::{Response, Terms, respond};
use super::values::{ValueClasses, float};
use crate::model::offer::Rung;
use crate::model::{Money, Rate};

/// The tier of a rung: threshold ÷ 客单价.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Below 1.
    Low,
    /// 1 … 1.5.
    Mid,
    /// Above 1.5, up to 2: out of reach of whom the mid tier is for, of no use to whom the high tier is for.
    Gap,
    /// Above 2.
    High,
}

impl Tier {
    /// The tiers that a ladder should have.
    pub const WANTED: [Self; 3] = [Self::Low, Self::Mid, Self::High];

    /// The tier of a threshold; nothing if the 客单价 is not above zero.
    #[must_use]
    pub fn of(threshold: Money, aov: Money) -> Option<Self> {
        let (t, a) = (threshold.wide(), aov.wide());
        if a <= 0 {
            return None;
        }
        Some(match t {
            _ if t < a => Self::Low,
            _ if 2 * t <= 3 * a => Self::Mid,
            _ if t <= 2 * a => Self::Gap,
            _ => Self::High,
        })
    }
}

/// A nice threshold for a rung that lies in the gap: the largest of the mid tier if that is nearer and no rung of the
/// ladder stands there, else the smallest of the high tier.
#[must_use]
pub fn out_of_the_gap(threshold: Money, aov: Money, taken: &[Money]) -> Money {
    let up = nice::threshold_above(Money::from_wide(aov.wide() * 2));
    let down = nice::threshold_at_most(Money::from_wide(aov.wide() * 3 / 2));
    let has_mid = taken.iter().any(|t| Tier::of(*t, aov) == Some(Tier::Mid));
    let nearer = |down: &Money| threshold.wide() - down.wide() < up.wide() - threshold.wide();
    down.filter(|d| Tier::of(*d, aov) == Some(Tier::Mid) && !has_mid && nearer(d)).unwrap_or(up)
}

/// A rung as the ladder's table shows it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RungReading {
    /// Its position in the list.
    pub rung: usize,
    /// Threshold ÷ 客单价, to nine decimals; nothing without 客单价.
    pub ratio: Option<Rate>,
    /// Its tier; nothing without 客单价.
    pub tier: Option<Tier>,
    /// Discount ÷ threshold (让利率) at the threshold.
    pub rate: Rate,
    /// Share of all orders whose best rung it is (落在此档), 0 … 1.
    pub landed: f64,
    /// Share of all orders below it by at most the given gap, that do not have as much off already (可凑单), 0 … 1.
    pub within_reach: f64,
    /// Expected uses (预计用券).
    pub redemptions: f64,
    /// What is taken off (补贴), rounded half up to the minor unit.
    pub subsidy: Money,
}

/// A ladder read over a histogram.
#[derive(Clone, Debug, PartialEq)]
pub struct LadderReading {
    /// Rungs that take something off, ascending by threshold.
    pub rungs: Vec<RungReading>,
    /// Where a bigger basket is cheaper, each with the share of orders in it, 0 … 1.
    pub reversals: Vec<(Reversal, f64)>,
    /// How orders answer.
    pub response: Response,
}

/// Reads a ladder. `gap` is how much an order may be short of a rung to count as within its reach.
#[must_use]
pub fn read(rungs: &[Rung], aov: Option<Money>, values: &ValueClasses, gap: Money, terms: &Terms) -> LadderReading {
    let ladder = Ladder::new(rungs);
    let response = respond(values, &ladder, terms);
    let all = values.orders();
    let share = |orders: f64| if all > 0.0 { orders / all } else { 0.0 };
    let within = |rung: &Rung| {
        let low = Money::from_wide((rung.at.wide() - gap.wide()).max(0));
        let near = values.cut(ladder.thresholds().chain([low]));
        let has = |v: f64| ladder.next(v) == Some(rung.at);
        near.bins().iter().filter(|b| b.low >= low && b.high <= rung.at && has(b.mean())).map(|b| b.orders).sum()
    };
    let read = |(at, rung): &(usize, Rung)| {
        let came = response.rungs.get(*at).copied().unwrap_or_default();
        let taken = super::ladder::reduction(rung.off, float(rung.at)) / float(rung.at).max(1.0);
        RungReading {
            rung: *at,
            ratio: aov.filter(|a| *a > Money::ZERO).and_then(|aov| rung.at.ratio(aov)),
            tier: aov.and_then(|aov| Tier::of(rung.at, aov)),
            rate: Rate::from_wide((taken * 1e9).round() as i128),
            landed: share(came.landed),
            within_reach: share(within(rung)),
            redemptions: came.redemptions,
            subsidy: came.subsidy(),
        }
    };
    LadderReading {
        rungs: ladder.rungs().iter().map(read).collect(),
        reversals: ladder.reversals().into_iter().map(|r| (r, values.share_between(r.from, r.until))).collect(),
        response,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::offers::response::Behaviour;
    use crate::engine::offers::values::ValueBin;
    use crate::model::TopUp;
    use crate::model::offer::{Reduction, ReturnRule};

    fn yuan(text: &str) -> Money {
        Money::parse(text).unwrap()
    }

    #[test]
    fn tiers_at_their_borders() {
        for (threshold, tier) in [
            ("0", Tier::Low),
            ("249.99", Tier::Low),
            ("250", Tier::Mid),
            ("375", Tier::Mid),
            ("375.01", Tier::Gap),
            ("500", Tier::Gap),
            ("500.01", Tier::High),
        ] {
            assert_eq!(Tier::of(yuan(threshold), yuan("250")), Some(tier), "{threshold}");
        }
        assert_eq!(Tier::of(yuan("100"), Money::ZERO), None);
    }

    #[test]
    fn a_rung_in_the_gap_goes_to_a_nice_threshold() {
        // threshold, the ladder's others → advice, at a 客单价 of 250
        for (threshold, others, advice) in [
            ("459", vec!["199", "329", "699"], "509"),
            ("379", vec!["199", "699"], "369"),
            ("379", vec!["199", "329"], "509"),
            ("499", vec![], "509"),
        ] {
            let others: Vec<Money> = others.into_iter().map(yuan).collect();
            assert_eq!(out_of_the_gap(yuan(threshold), yuan("250"), &others), yuan(advice), "{threshold}");
        }
    }

    #[test]
    fn a_ladder_over_ten_orders() {
        // one order in each class of 10 yuan from 100 to 200; 满150减15
        let bins = (10..20).map(|n| {
            let low = Money::from_major(n * 10);
            let high = Money::from_major(n * 10 + 10);
            ValueBin { low, high, orders: 1.0, value: float(low) + 500.0 }
        });
        let terms = Terms {
            usage: 0.5,
            shop_share: 1.0,
            margin: 0.4,
            behaviour: Behaviour { chance: 0.0, ..TopUp::default().into() },
            returns: ReturnRule::Keep,
        };
        let rungs = [Rung { at: yuan("150"), off: Reduction::Less(yuan("15")) }];
        let got = read(&rungs, Some(yuan("120")), &ValueClasses::new(bins), yuan("25"), &terms);
        let rung = got.rungs[0];
        assert_eq!((rung.tier, rung.ratio), (Some(Tier::Mid), Some(Rate::parse("1.25").unwrap())));
        assert_eq!(rung.rate, Rate::from_percent(10));
        assert!((rung.landed - 0.5).abs() < 1e-12);
        // 125 … 150: half of one class and two whole ones
        assert!((rung.within_reach - 0.25).abs() < 1e-12);
        assert_eq!((rung.redemptions, rung.subsidy), (2.5, yuan("37.50")));
        // below 150, from 135 on, 150 − 15 is no dearer
        let (reversal, share) = got.reversals[0];
        assert_eq!((reversal.from, reversal.until), (yuan("135"), yuan("150")));
        assert!((share - 0.15).abs() < 1e-12);
    }
}
