//! Returns (退货): what is refunded for pieces sent back, and what becomes of a discount whose threshold breaks.

use super::compile::Compiled;
use super::receipt::{BasketError, Funded, Receipt};
use super::state::MAX_PIECES;
use crate::model::number::div_half_up;
use crate::model::offer::ReturnRule;
use crate::model::{BasketItem, Count, Money};

/// What happens when pieces are sent back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refund {
    /// Paid back.
    pub refund: Money,
    /// What was paid for the pieces sent back, by their shares of all discounts.
    pub paid_for_them: Money,
    /// What the pieces kept would cost more as an order of their own, with what was used at hand: the discount lost.
    pub lost: Money,
    /// What of that is taken off the refund.
    pub recovered: Money,
    /// What the shop, the platform and suppliers no longer pay of the discounts: for the pieces sent back, and what is
    /// recovered.
    pub regained: Funded,
    /// The order of what is kept, priced by itself.
    pub kept: Receipt,
}

/// The refund for pieces of a receipt. What was paid for pieces of a line is its net × pieces ÷ all pieces, rounded half up.
///
/// The rest is priced again with the offers that had applied. Where it then costs more than what was paid for it, a
/// threshold broke: under `Keep` the customer keeps the discount; under `Recover` what is lost is taken off the refund, not
/// below zero; under `Proportional` only the part of it that goes with the value sent back.
///
/// # Errors
/// More pieces than the receipt has.
pub fn refund(
    compiled: &Compiled,
    receipt: &Receipt,
    returned: &[BasketItem],
    points: Count,
) -> Result<Refund, BasketError> {
    let mut kept = Vec::with_capacity(receipt.lines.len());
    let mut back = 0i128;
    for line in &receipt.lines {
        let sent: i128 = returned.iter().filter(|item| item.sku == line.sku).map(|item| item.pieces.wide()).sum();
        if sent > line.pieces.wide() {
            return Err(BasketError::TooManyPieces(line.sku, u64::try_from(sent).unwrap_or(MAX_PIECES)));
        }
        back += div_half_up(line.net.wide() * sent, line.pieces.wide()).unwrap_or(0);
        let rest = Count::from_wide(line.pieces.wide() - sent);
        if rest > Count::ZERO {
            kept.push(BasketItem { sku: line.sku, pieces: rest });
        }
    }
    if let Some(item) = returned.iter().find(|item| receipt.lines.iter().all(|line| line.sku != item.sku)) {
        return Err(BasketError::NoSuchSku(item.sku));
    }
    let used: Vec<_> = receipt.steps.iter().filter(|step| step.applied()).filter_map(|step| step.held).collect();
    let unused: Vec<_> = compiled.holdable().filter(|held| !used.contains(held)).collect();
    let again = compiled.receipt(&kept, &unused, points)?;
    let paid_for_rest = receipt.goods_total.wide() - back;
    let lost = (again.goods_total.wide() - paid_for_rest).max(0);
    let recovered = match compiled.policy.returns {
        ReturnRule::Keep => 0,
        ReturnRule::Recover => lost.min(back),
        ReturnRule::Proportional => div_half_up(lost * back, receipt.goods_total.wide()).unwrap_or(0).min(back),
    };
    // after the return the discounts are those of the order kept, less what was not recovered of them
    let forgiven = lost - recovered;
    let whole = discounts(receipt.funded);
    let now = discounts(again.funded) + forgiven;
    let regained_all = (whole - now).max(0);
    let part = |of: Money| Money::from_wide(div_half_up(of.wide() * regained_all, whole).unwrap_or(0));
    let (platform, supplier) = (part(receipt.funded.platform), part(receipt.funded.supplier));
    let shop = Money::from_wide(regained_all - platform.wide() - supplier.wide());
    Ok(Refund {
        refund: Money::from_wide(back - recovered),
        paid_for_them: Money::from_wide(back),
        lost: Money::from_wide(lost),
        recovered: Money::from_wide(recovered),
        regained: Funded { shop, platform, supplier },
        kept: again,
    })
}

fn discounts(funded: Funded) -> i128 {
    funded.shop.wide() + funded.platform.wide() + funded.supplier.wide()
}
