//! What the 客单价 is likely to be, from the goods' prices and shares.
//!
//! Average piece price = Σ share ÷ Σ (share ÷ price): shares are shares of GMV, so the price is the harmonic mean. Then
//! × pieces per buyer × (1 + cross-sell) × (1 + pull of the thresholds).

use crate::engine::split::GoodsMix;
use crate::model::number::div_half_up;
use crate::model::{AovEstimate, Money, Rate, SkuId};

/// The estimate with its steps, each rounded half up to the minor unit for showing; the next step goes on unrounded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AovAnswer {
    /// How many goods it stands on: those with a share and a price.
    pub goods: usize,
    /// Their share of the campaign's GMV.
    pub share: Rate,
    /// Goods that have a share but no price.
    pub unpriced: Vec<SkuId>,
    /// Average price of a piece.
    pub piece_price: Option<Money>,
    /// … × pieces per buyer.
    pub with_pieces: Option<Money>,
    /// … × (1 + cross-sell).
    pub with_cross_sell: Option<Money>,
    /// … × (1 + pull of the thresholds): the estimate.
    pub estimate: Option<Money>,
}

/// Places kept below the minor unit between the steps.
const SCALE: i128 = 1_000_000;
/// Scale of share ÷ price.
const INVERSE: i128 = 1_000_000_000_000_000;

/// Estimates the 客单价.
#[must_use]
pub fn estimate_aov(mix: &GoodsMix, estimate: &AovEstimate) -> AovAnswer {
    let mut answer = AovAnswer::default();
    let (mut shares, mut inverse) = (0i128, 0i128);
    for (sku, share, price) in &mix.prices {
        if share.wide() <= 0 {
            continue;
        }
        if price.wide() <= 0 {
            answer.unpriced.push(*sku);
            continue;
        }
        answer.goods += 1;
        shares += share.wide();
        inverse = inverse.saturating_add((share.wide() * INVERSE).checked_div(price.wide()).unwrap_or(0));
    }
    answer.share = Rate::from_wide(shares);
    let money = |scaled: i128| div_half_up(scaled, SCALE).map(Money::from_wide);
    let price = shares.checked_mul(INVERSE * SCALE).and_then(|s| div_half_up(s, inverse));
    let factor = |scaled: Option<i128>, rate: i128| {
        scaled.and_then(|s| s.checked_mul(rate.max(0))).and_then(|s| div_half_up(s, Rate::ONE.wide()))
    };
    let plus = |rate: Rate| Rate::ONE.wide() + rate.wide();
    let pieces = factor(price, estimate.pieces.wide());
    let cross = factor(pieces, plus(estimate.cross_sell));
    let pulled = factor(cross, plus(estimate.threshold_pull));
    answer.piece_price = price.and_then(money);
    answer.with_pieces = pieces.and_then(money);
    answer.with_cross_sell = cross.and_then(money);
    answer.estimate = pulled.and_then(money);
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harmonic_by_share_of_gmv() {
        // (share, price) …, pieces, cross-sell, pull → piece price, estimate
        for (goods, pieces, cross, pull, piece, expected) in [
            // 300 yuan of GMV: 1 piece of 100, 2 of 100 → 100 on average
            (vec![("60%", 100), ("40%", 100)], "1", "0", "0", Some("100"), Some("100")),
            // half of the GMV at 100, half at 300: three pieces sell at 100 for each at 300
            (vec![("50%", 100), ("50%", 300)], "1", "0", "0", Some("150"), Some("150")),
            (vec![("50%", 100), ("50%", 300)], "1.5", "10%", "5%", Some("150"), Some("259.88")),
            // shares need not sum to 100 %
            (vec![("10%", 100), ("10%", 300)], "1", "0", "0", Some("150"), Some("150")),
            // without a price a product does not count
            (vec![("50%", 100), ("50%", 0)], "1", "0", "0", Some("100"), Some("100")),
            (vec![], "1", "0", "0", None, None),
        ] {
            let rate = |t: &str| Rate::parse(t).unwrap();
            let prices = goods.iter().map(|(s, p)| (SkuId(1), rate(s), Money::from_major(*p))).collect();
            let mix = GoodsMix { prices, ..GoodsMix::default() };
            let estimate = AovEstimate { pieces: rate(pieces), cross_sell: rate(cross), threshold_pull: rate(pull) };
            let got = estimate_aov(&mix, &estimate);
            let money = |t: Option<&str>| t.map(|t| Money::parse(t).unwrap());
            assert_eq!((got.piece_price, got.estimate), (money(piece), money(expected)), "{goods:?}");
        }
    }
}
