//! Whether baskets that are kept as checks still come to what is expected of them.

use std::collections::HashMap;
use std::sync::Arc;

use super::{Unpriced, moment, price};
use crate::engine::offers::price::{Circumstances, Compiled, Receipt, ReceiptLine};
use crate::model::{BasketCheck, Campaign, CheckId, Expectation, Held, Money, Project, Rate, SkuId};

/// What a receipt comes to where something was expected of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actual {
    /// What is paid, or the shipping fee.
    Money(Money),
    /// Net price of a piece of a product, rounded half up.
    Unit(SkuId, Money),
    /// The line farthest below its floor, in parts of it, or the nearest to it: product, net price of a piece, floor. Nothing
    /// if no product has a floor.
    Floor(Option<(SkuId, Money, Money)>),
    /// A part, to nine decimals; nothing if there is nothing to be a part of.
    Rate(Option<Rate>),
    /// What applied: the offer that was expected, another rung of it, or nothing of it.
    Applied(Option<Held>),
}

/// How a check ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Whether it comes to what is expected. Compared exactly, not as shown.
    pub passes: bool,
    /// What it comes to.
    pub actual: Actual,
    /// Its receipt.
    pub receipt: Arc<Receipt>,
}

/// A check and how it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Which check.
    pub check: CheckId,
    /// How it ended, or why it has no price.
    pub outcome: Result<Judged, Unpriced>,
}

impl Verdict {
    /// Whether it has a price that comes to what is expected.
    #[must_use]
    pub fn passes(&self) -> bool {
        self.outcome.as_ref().is_ok_and(|judged| judged.passes)
    }
}

/// Holds a receipt against what is expected of it. Of a receipt without lines nothing passes.
#[must_use]
pub fn judge(expect: Expectation, receipt: &Receipt) -> (bool, Actual) {
    let first = receipt.lines.first();
    match expect {
        Expectation::PaysExactly(sum) => (receipt.total == sum, Actual::Money(receipt.total)),
        Expectation::PaysAtLeast(sum) => (receipt.total >= sum, Actual::Money(receipt.total)),
        Expectation::UnitAtLeast(least) => match first {
            Some(line) => {
                let passes = line.net.wide() >= least.wide() * line.pieces.wide();
                (passes, Actual::Unit(line.sku, line.unit_net()))
            }
            None => (false, Actual::Unit(SkuId(0), Money::ZERO)),
        },
        Expectation::AboveFloor => {
            let actual = lowest(receipt).and_then(|line| Some((line.sku, line.unit_net(), line.floor?)));
            (first.is_some() && !receipt.lines.iter().any(ReceiptLine::is_below_floor), Actual::Floor(actual))
        }
        Expectation::DiscountAtMost(most) => {
            let discount = receipt.price_total.wide() - receipt.goods_total.wide();
            let passes = discount * Rate::ONE.wide() <= most.wide() * receipt.price_total.wide();
            (passes, Actual::Rate(receipt.discount_rate()))
        }
        Expectation::ShippingExactly(fee) => (receipt.shipping == fee, Actual::Money(receipt.shipping)),
        Expectation::MarginAtLeast(least) => {
            let passes = receipt.profit().wide() * Rate::ONE.wide() >= least.wide() * receipt.gmv().wide();
            (passes && receipt.gmv() > Money::ZERO, Actual::Rate(receipt.margin()))
        }
        Expectation::Applies(held) => {
            let of = |held: &Held| receipt.steps.iter().any(|s| s.applied() && s.held == Some(*held));
            let other = || receipt.steps.iter().find(|s| s.applied() && s.held.is_some_and(|h| h.offer == held.offer));
            let passes = of(&held);
            (passes, Actual::Applied(if passes { Some(held) } else { other().and_then(|step| step.held) }))
        }
    }
}

/// The line whose net price is the smallest part of its floor.
fn lowest(receipt: &Receipt) -> Option<&ReceiptLine> {
    let part = |line: &ReceiptLine| {
        let whole = line.floor?.wide().checked_mul(line.pieces.wide())?;
        Some(line.net.to_f64() / (whole as f64 / 100.0))
    };
    let with = receipt.lines.iter().filter_map(|line| Some((line, part(line)?)));
    with.min_by(|a, b| a.1.total_cmp(&b.1)).map(|(line, _)| line)
}

/// Judges all checks of a campaign, in their order. Reads goods, offers, stacking, pricing policy, phases, required margin and
/// checks; what stands under the same circumstances is made ready once.
#[must_use]
pub fn verdicts(project: &Project, campaign: &Campaign) -> Vec<Verdict> {
    let mut ready: HashMap<Circumstances, Result<Compiled, Unpriced>> = HashMap::new();
    let mut one = |check: &BasketCheck| {
        let basket = &check.basket;
        let of = Circumstances { moment: moment(campaign, basket)?, customer: basket.customer };
        let compiled =
            ready.entry(of).or_insert_with(|| Compiled::new(project, campaign, of).map_err(Unpriced::TooMany));
        let receipt = price(compiled.as_ref().map_err(|why| *why)?, basket)?;
        let (passes, actual) = judge(check.expect, &receipt);
        Ok(Judged { passes, actual, receipt: Arc::new(receipt) })
    };
    campaign.checks.iter().map(|check| Verdict { check: check.id, outcome: one(check) }).collect()
}

#[cfg(test)]
#[path = "checks_tests.rs"]
mod tests;
