//! The rows of a receipt and where its bars stand. Knows nothing of painting.

use std::ops::Range;

use crate::engine::offers::price::{Reason, Receipt};
use crate::model::{Layer, Money};

/// A row of the receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// All at list price.
    List,
    /// A step, by its position; whether it is the first of its layer.
    Step(usize, bool),
    /// Coupons of one offer that all miss their threshold, by position.
    Missed(Range<usize>, bool),
    /// A layer without offers.
    Empty(Layer),
    /// All that is paid.
    Paid,
}

/// The rows of a receipt from top to bottom; what did not apply can be left out.
#[must_use]
pub fn rows(receipt: &Receipt, unused: bool) -> Vec<Row> {
    let steps = &receipt.steps;
    let mut rows = vec![Row::List];
    for layer in Layer::ALL {
        let mut first = true;
        // what applied stands at the head of its layer
        let of = |applied: bool| {
            let all = steps.iter().enumerate();
            all.filter(move |(_, s)| s.layer == layer && s.applied() == applied).map(|(at, _)| at)
        };
        for at in of(true) {
            rows.push(Row::Step(at, std::mem::take(&mut first)));
        }
        if !unused {
            continue;
        }
        let missed = |at: usize| {
            let step = steps.get(at)?;
            matches!(step.reason, Reason::BelowThreshold(_)).then_some(step.held?.offer)
        };
        let mut last: Option<usize> = None;
        for at in of(false) {
            let joins = last.is_some_and(|before| before + 1 == at && missed(before) == missed(at));
            match rows.last_mut() {
                Some(Row::Missed(range, _)) if joins && missed(at).is_some() => range.end = at + 1,
                _ if missed(at).is_some() => rows.push(Row::Missed(at..at + 1, std::mem::take(&mut first))),
                _ => rows.push(Row::Step(at, std::mem::take(&mut first))),
            }
            last = Some(at);
        }
        if first && layer != Layer::ItemPrice {
            rows.push(Row::Empty(layer));
        }
    }
    rows.push(Row::Paid);
    rows
}

/// Amounts on a horizontal axis; if all of them lie far from zero, the axis begins above it and total bars are cut.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    left: f32,
    right: f32,
    low: f32,
    high: f32,
}

impl Scale {
    /// The axis of a receipt between two edges.
    #[must_use]
    pub fn new(receipt: &Receipt, left: f32, right: f32) -> Self {
        let amount = |money: Money| money.to_f64() as f32;
        let high = amount(receipt.list_total).max(amount(receipt.total)).max(0.01);
        let least = receipt.steps.iter().map(|s| amount(s.left)).fold(amount(receipt.total), f32::min).max(0.0);
        // a quarter of the axis is left for the foot of the totals
        let low = (least - (high - least) / 3.0).max(0.0);
        let low = if low < high * 0.15 || high - least < high * 0.02 { 0.0 } else { low };
        Self { left, right, low, high }
    }

    /// Whether the axis begins above zero.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.low > 0.0
    }

    /// Where an amount stands.
    #[must_use]
    pub fn x(&self, money: Money) -> f32 {
        let part = (money.to_f64() as f32 - self.low) / (self.high - self.low);
        self.left + part.clamp(0.0, 1.0) * (self.right - self.left)
    }

    /// The bar of a change from one amount to another, at least a point wide.
    #[must_use]
    pub fn bar(&self, from: Money, to: Money) -> (f32, f32) {
        let (a, b) = (self.x(from), self.x(to));
        let (low, high) = (a.min(b), a.max(b));
        if high - low < 1.0 { (high - 1.0, high) } else { (low, high) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::offers::price::Step;
    use crate::model::{Held, OfferId};

    fn step(offer: u32, rung: u32, layer: Layer, left: i64, reason: Reason) -> Step {
        let held = (offer > 0).then_some(Held { offer: OfferId(offer), rung });
        let zero = Money::ZERO;
        Step { held, layer, base: zero, amount: zero, left: Money::from_major(left), reason }
    }

    fn receipt() -> Receipt {
        let short = Reason::BelowThreshold(Money::ONE);
        let steps = vec![
            step(0, 0, Layer::ItemPrice, 900, Reason::Applied),
            step(1, 0, Layer::ShopCoupon, 900, Reason::NotHeld),
            step(1, 1, Layer::ShopCoupon, 800, Reason::Applied),
            step(1, 2, Layer::ShopCoupon, 800, short),
            step(1, 3, Layer::ShopCoupon, 800, short),
            step(2, 0, Layer::ShopCoupon, 800, short),
        ];
        let (list_total, total) = (Money::from_major(1000), Money::from_major(800));
        Receipt { steps, list_total, total, ..Receipt::default() }
    }

    #[test]
    fn what_applied_leads_its_layer_and_what_missed_is_joined() {
        let shown = rows(&receipt(), true);
        assert_eq!(
            shown.get(..8),
            Some(
                [
                    Row::List,
                    Row::Step(0, true),
                    Row::Empty(Layer::ItemOffer),
                    Row::Empty(Layer::ShopOffer),
                    Row::Step(2, true),
                    Row::Step(1, false),
                    Row::Missed(3..5, false),
                    Row::Missed(5..6, false),
                ]
                .as_slice()
            )
        );
        assert_eq!(rows(&receipt(), false), [Row::List, Row::Step(0, true), Row::Step(2, true), Row::Paid]);
    }

    #[test]
    fn bars_stand_between_their_amounts() {
        let yuan = Money::from_major;
        let scale = Scale::new(&receipt(), 100.0, 200.0);
        assert!(scale.is_cut());
        // from 733.33 to 1,000
        assert!((scale.x(yuan(800)) - 125.0).abs() < 0.1 && (scale.x(yuan(1000)) - 200.0).abs() < 0.01);
        assert_eq!(scale.x(yuan(0)), 100.0);
        let (low, high) = scale.bar(yuan(1000), yuan(900));
        assert!((low - 162.5).abs() < 0.1 && (high - 200.0).abs() < 0.01);
        let (low, high) = scale.bar(yuan(900), yuan(900));
        assert!((high - low - 1.0).abs() < 0.01);
        // much of the price taken off: the axis begins at zero
        let cheap = Receipt { total: yuan(100), ..receipt() };
        assert!(!Scale::new(&cheap, 0.0, 1.0).is_cut());
    }
}
