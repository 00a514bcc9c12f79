//! How long products last at the pace at which they sell.

use jiff::ToSpan as _;
use jiff::civil::{DateTime, Time};

use super::RunAnswer;
use crate::engine::actuals::Ledger;
use crate::model::{ActualOf, Count, Project, SkuId};

/// How long a product lasts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StockDays {
    /// Which.
    pub sku: SkuId,
    /// Pieces left: stock − what was sold.
    pub left: Count,
    /// Days at the pace of the last three.
    pub days: f64,
}

/// Days between two instants, parts of a day among them.
pub(super) fn days_between(from: DateTime, until: DateTime) -> f64 {
    until.duration_since(from).as_secs_f64() / 86_400.0
}

/// How long each product lasts that has a stock and was sold within the last three days, up to when products are known.
#[must_use]
pub fn stock_days(project: &Project, ledger: &Ledger, of: &RunAnswer) -> Vec<StockDays> {
    let until = of.skus.until;
    let today = until.date().to_datetime(Time::midnight());
    let from = today.checked_sub(3.days()).unwrap_or(today);
    let days = days_between(from.max(of.span.0), until);
    if days <= 0.0 {
        return Vec::new();
    }
    let lasts = |row: &super::PartRow| {
        let ActualOf::Sku(sku) = row.of else { return None };
        let stock = project.goods.get(sku)?.stock;
        let recent = ledger.part(row.of, from, until).units.to_f64();
        let left = Count::from_wide(stock.wide() - row.actual.units.wide());
        (stock > Count::ZERO && recent > 0.0).then(|| StockDays { sku, left, days: left.to_f64() * days / recent })
    };
    of.skus.rows.iter().filter_map(lasts).collect()
}

/// The first product that sells out before the end if what is still to come is `times` as much; nothing where all last.
#[must_use]
pub fn sells_out(of: &RunAnswer, times: f64) -> Option<SkuId> {
    let left = days_between(of.skus.until, of.span.1);
    of.stock.iter().find(|stock| stock.days < left * times).map(|stock| stock.sku)
}
