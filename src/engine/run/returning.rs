//! Products that can return (爆款返场): sold on a best day far above what they sell now, with pieces left.

use jiff::ToSpan as _;
use jiff::civil::Time;

use super::RunAnswer;
use super::stock::days_between;
use crate::engine::actuals::Ledger;
use crate::model::{ActualOf, Count, Money, Project, SkuId};

/// The most products that return together.
pub const MOST: usize = 5;
/// How many products, those with the most GMV, are looked at.
const LOOKED_AT: usize = 50;

/// A product that can return.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Returning {
    /// Which.
    pub sku: SkuId,
    /// GMV of its best day.
    pub best: Money,
    /// Pieces of that day, above zero.
    pub best_units: Count,
    /// GMV of a day lately: the mean of the last three.
    pub recent: Money,
    /// Pieces left: stock − what was sold, above zero.
    pub left: Count,
}

impl Returning {
    /// Price of a piece on its best day, in major units.
    fn price(&self) -> f64 {
        self.best.to_f64() / self.best_units.to_f64()
    }

    /// GMV on top if it reaches a part of its best day on so many days, `off` below the price of that day; with what that takes off. No
    /// more pieces are sold than are left, and what it would sell anyway does not count.
    pub(super) fn extra(&self, reached: f64, off: f64, days: f64) -> (f64, f64) {
        let pieces = (reached * self.best_units.to_f64() * days).min(self.left.to_f64());
        let anyway = (self.recent.to_f64() * days).min(self.left.to_f64() * self.price());
        let gmv = pieces * self.price() * (1.0 - off);
        // nobody brings goods back to sell less of them
        if gmv <= anyway { (0.0, 0.0) } else { (gmv - anyway, pieces * self.price() * off) }
    }
}

/// The products that can return, the one with the most to win first; at most [`MOST`].
#[must_use]
pub fn returning(project: &Project, ledger: &Ledger, of: &RunAnswer) -> Vec<Returning> {
    let until = of.skus.until;
    let today = until.date().to_datetime(Time::midnight());
    let lately = today.checked_sub(3.days()).unwrap_or(today).max(of.span.0);
    let days = days_between(lately, until);
    if days <= 0.0 {
        return Vec::new();
    }
    let can = |row: &super::PartRow| {
        let ActualOf::Sku(sku) = row.of else { return None };
        let stock = project.goods.get(sku)?.stock;
        let left = Count::from_wide(stock.wide() - row.actual.units.wide());
        let dates = of.days.iter().map(|day| day.date.to_datetime(Time::midnight())).filter(|day| *day < until);
        let figures = dates.map(|day| ledger.part(row.of, day, day.checked_add(1.day()).unwrap_or(until)));
        let best = figures.filter(|day| day.units > Count::ZERO).max_by_key(|day| day.gmv)?;
        let recent = ledger.part(row.of, lately, until).gmv.to_f64() / days;
        let recent = Money::from_minor((recent * 100.0).round() as i64);
        let all = Returning { sku, best: best.gmv, best_units: best.units, recent, left };
        (left > Count::ZERO && best.gmv > recent).then_some(all)
    };
    let mut out: Vec<Returning> = of.skus.rows.iter().take(LOOKED_AT).filter_map(can).collect();
    let won = |of: &Returning| of.extra(1.0, 0.0, 1.0).0;
    out.sort_by(|a, b| won(b).total_cmp(&won(a)));
    out.truncate(MOST);
    out
}
