//! Unit economics of a product, and whether its stock reaches: what one piece costs and leaves at a price, how many
//! pieces the target asks for, how far the stock goes.

use crate::model::number::div_half_up;
use crate::model::{CampaignSku, Count, Money, PhaseId, Rate, Sku};

/// The price in a campaign: the campaign price, else the list price; nothing if that is not above zero.
#[must_use]
pub fn campaign_price(sku: &Sku, row: &CampaignSku) -> Option<Money> {
    Some(row.price.unwrap_or(sku.list_price)).filter(|price| *price > Money::ZERO)
}

/// The price in a phase: its own, else the campaign's.
#[must_use]
pub fn phase_price(sku: &Sku, row: &CampaignSku, phase: PhaseId) -> Option<Money> {
    let own = row.phase_prices.get(&phase).copied().filter(|price| *price > Money::ZERO);
    own.or_else(|| campaign_price(sku, row))
}

/// Full unit cost (全成本) at a price as far as it is known: unit cost + commission + payment fee, each fee rounded half
/// up to the minor unit.
#[must_use]
pub fn full_cost(sku: &Sku, price: Money) -> Money {
    let fees = price.at_rate(sku.commission).wide() + price.at_rate(sku.payment_fee).wide();
    Money::from_wide(sku.unit_cost.wide() + fees)
}

/// Margin (毛利率) at a price: (price − full cost) ÷ price, rounded half up to nine decimals. Nothing without a price.
#[must_use]
pub fn margin(sku: &Sku, price: Money) -> Option<Rate> {
    if price <= Money::ZERO {
        return None;
    }
    Rate::ratio(price.wide() - full_cost(sku, price).wide(), price.wide())
}

/// The floor (底价) of a product in a campaign: typed for the phase, else for the campaign, else for the product, else the
/// smallest price that leaves the required margin. Nothing if none of these is given, or no price leaves the margin.
#[must_use]
pub fn floor(sku: &Sku, row: Option<&CampaignSku>, required: Option<Rate>, phase: Option<PhaseId>) -> Option<Money> {
    let of_phase = row.zip(phase).and_then(|(row, phase)| row.phase_floors.get(&phase).copied());
    of_phase
        .or_else(|| row.and_then(|row| row.floor))
        .or(sku.floor)
        .or_else(|| required.and_then(|required| computed_floor(sku, required)))
}

/// The smallest price, rounded up to the minor unit, whose margin is at least `required`; nothing if no price leaves it.
#[must_use]
pub fn computed_floor(sku: &Sku, required: Rate) -> Option<Money> {
    let one = Rate::ONE.wide();
    let left = one - required.wide() - sku.commission.wide() - sku.payment_fee.wide();
    if left <= 0 || sku.unit_cost <= Money::ZERO {
        return None;
    }
    let leaves = |minor: i128| {
        let price = Money::from_wide(minor);
        (minor - full_cost(sku, price).wide()) * one >= required.wide() * minor
    };
    // the fees are rounded one by one, so that the exact price may lie some minor units beside the quotient
    let mut price = (sku.unit_cost.wide() * one + left - 1) / left;
    for _ in 0..MOST_ROUNDING {
        if price <= 1 || !leaves(price - 1) {
            break;
        }
        price -= 1;
    }
    for _ in 0..MOST_ROUNDING {
        if leaves(price) {
            break;
        }
        price += 1;
    }
    Some(Money::from_wide(price)).filter(|price| *price < Money::MAX)
}

/// How many minor units the rounding of two fees can move a computed floor at most, with room to spare: each fee is off by
/// at most half a unit, and what is left of a price is at least a hundredth of it in any trade.
const MOST_ROUNDING: usize = 128;

/// Units by target (目标销量): target × share ÷ price, rounded half up to whole pieces, in one step. Nothing without a
/// price, or for a target or share below zero.
#[must_use]
pub fn units_by_target(target: Money, share: Rate, price: Money) -> Option<Count> {
    if price <= Money::ZERO || share < Rate::ZERO || target < Money::ZERO {
        return None;
    }
    div_half_up(target.wide() * share.wide(), price.wide() * Rate::ONE.wide()).map(Count::from_wide)
}

/// Cover beyond which a product counts as over-stocked: a quarter more than target and safety stock need.
#[must_use]
pub fn ample() -> Rate {
    Rate::from_percent(125)
}

/// Stock held against what is needed of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StockCover {
    /// Pieces at hand.
    pub stock: Count,
    /// Units by target + safety stock.
    pub needed: Count,
}

impl StockCover {
    /// Of a product that is to sell so many pieces.
    #[must_use]
    pub fn of(sku: &Sku, units: Count) -> Self {
        Self { stock: sku.stock, needed: Count::from_wide(units.wide() + sku.safety_stock.wide()) }
    }

    /// Cover (库存覆盖): stock ÷ needed, rounded half up to nine decimals. Nothing if nothing is needed.
    #[must_use]
    pub fn ratio(&self) -> Option<Rate> {
        Rate::ratio(self.stock.wide(), self.needed.wide())
    }

    /// Whether there is so much more than needed that it is to be looked at: cover above [`ample`].
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.ratio().is_some_and(|ratio| ratio > ample())
    }

    /// Stock − needed: below zero are the pieces that are missing (缺口), above zero those left over (富余).
    #[must_use]
    pub fn surplus(&self) -> i128 {
        self.stock.wide() - self.needed.wide()
    }
}

/// Margin of several goods together: Σ share × margin ÷ Σ share, so that a product counts by the GMV it brings; rounded
/// half up to nine decimals. Nothing if no share is above zero.
#[must_use]
pub fn mean_margin(goods: impl IntoIterator<Item = (Rate, Rate)>) -> Option<Rate> {
    let (mut weighted, mut shares) = (0i128, 0i128);
    for (share, margin) in goods {
        let share = share.wide().max(0);
        weighted = weighted.saturating_add(share * margin.wide());
        shares += share;
    }
    div_half_up(weighted, shares).map(Rate::from_wide)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(text: &str) -> Money {
        Money::parse(text).unwrap()
    }

    fn rate(text: &str) -> Rate {
        Rate::parse(text).unwrap()
    }

    fn sku(cost: &str, commission: &str, fee: &str) -> Sku {
        Sku { unit_cost: yuan(cost), commission: rate(commission), payment_fee: rate(fee), ..Sku::default() }
    }

    #[test]
    fn a_piece_at_its_price() {
        // unit cost, commission, payment fee, price → full cost, margin
        for (cost, commission, fee, price, full, left) in [
            ("248", "5%", "0.6%", "459", "273.70", Some("40.37%")),
            // 66.16 × 5 % = 3.308 → 3.31, × 0.6 % = 0.39696 → 0.40: each fee is rounded by itself
            ("62.40", "5%", "0.6%", "66.16", "66.11", Some("0.08%")),
            ("62.40", "5%", "0.6%", "62.40", "65.89", Some("-5.59%")),
            ("10", "0", "0", "10", "10", Some("0.00%")),
            ("10", "5%", "1%", "0", "10", None),
        ] {
            let sku = sku(cost, commission, fee);
            assert_eq!(full_cost(&sku, yuan(price)), yuan(full), "{price}");
            let margin = margin(&sku, yuan(price)).map(|m| format!("{:.2}%", m.to_f64() * 100.0));
            assert_eq!(margin.as_deref(), left, "{price}");
        }
    }

    #[test]
    fn pieces_that_the_target_asks_for() {
        // target, share, price → units
        for (target, share, price, units) in [
            ("50000000", "4.4%", "459", Some(4793)),  // 2,200,000 ÷ 459 = 4,793.03
            ("50000000", "8.4%", "399", Some(10526)), // 10,526.3
            ("100", "50%", "100", Some(1)),           // 0.5 is rounded up
            ("99", "50%", "100", Some(0)),            // 0.495 is not
            ("50000000", "0%", "459", Some(0)),
            ("0", "4%", "459", Some(0)),
            ("50000000", "4%", "0", None),
            ("50000000", "-4%", "459", None),
        ] {
            let got = units_by_target(yuan(target), rate(share), yuan(price));
            assert_eq!(got, units.map(Count::new), "{target} {share} {price}");
        }
        assert_eq!(units_by_target(Money::MAX, Rate::MAX, Money::from_minor(1)), Some(Count::MAX));
    }

    #[test]
    fn how_far_the_stock_goes() {
        // stock, units, safety → cover, surplus, over-stocked
        for (stock, units, safety, cover, surplus, over) in [
            (5400, 4793, 380, Some("104.4%"), 227, false),
            (1720, 1825, 120, Some("88.4%"), -225, false),
            (6100, 4089, 260, Some("140.3%"), 1751, true),
            (125, 90, 10, Some("125.0%"), 25, false),
            (0, 10, 0, Some("0.0%"), -10, false),
            (10, 0, 0, None, 10, false),
        ] {
            let sku = Sku { stock: Count::new(stock), safety_stock: Count::new(safety), ..Sku::default() };
            let held = StockCover::of(&sku, Count::new(units));
            let ratio = held.ratio().map(|r| format!("{:.1}%", r.to_f64() * 100.0));
            assert_eq!((ratio.as_deref(), held.surplus(), held.is_over()), (cover, surplus, over));
        }
    }

    #[test]
    fn the_price_falls_back_to_the_list_price() {
        let sku = Sku { list_price: yuan("799"), ..Sku::default() };
        let mut row = CampaignSku::default();
        assert_eq!(campaign_price(&sku, &row), Some(yuan("799")));
        row.price = Some(yuan("459"));
        row.phase_prices.insert(PhaseId(3), yuan("439"));
        assert_eq!(campaign_price(&sku, &row), Some(yuan("459")));
        assert_eq!(phase_price(&sku, &row, PhaseId(3)), Some(yuan("439")));
        assert_eq!(phase_price(&sku, &row, PhaseId(4)), Some(yuan("459")));
        assert_eq!(campaign_price(&Sku::default(), &CampaignSku::default()), None);
    }

    #[test]
    fn together_goods_count_by_their_gmv() {
        let mean = mean_margin([(rate("30%"), rate("40%")), (rate("10%"), rate("20%"))]);
        assert_eq!(mean, Some(rate("35%")));
        assert_eq!(mean_margin([(Rate::ZERO, rate("20%"))]), None);
    }
}
