//! Changes of a basket: what stays of it is as it was.

use crate::model::{Basket, BasketItem, Count, Held, SkuId};

/// Puts so many pieces of a product into a basket, behind what is there if it is new; none takes it out. Lines of one product
/// become one.
pub fn set_pieces(basket: &mut Basket, sku: SkuId, pieces: Count) {
    let at = basket.items.iter().position(|item| item.sku == sku);
    let mut seen = false;
    basket.items.retain(|item| item.sku != sku || !std::mem::replace(&mut seen, true));
    match at.and_then(|at| basket.items.get_mut(at)) {
        Some(item) if pieces > Count::ZERO => item.pieces = pieces,
        Some(_) => basket.items.retain(|item| item.sku != sku),
        None if pieces > Count::ZERO => basket.items.push(BasketItem { sku, pieces }),
        None => {}
    }
}

/// How many pieces of a product a basket holds.
#[must_use]
pub fn pieces_of(basket: &Basket, sku: SkuId) -> Count {
    let all = basket.items.iter().filter(|item| item.sku == sku).fold(0u64, |n, i| n.saturating_add(i.pieces.get()));
    Count::new(all)
}

/// Takes an offer out of a customer's hands, or gives it back.
pub fn toggle(basket: &mut Basket, held: Held) {
    if basket.without.contains(&held) {
        basket.without.retain(|other| *other != held);
    } else {
        basket.without.push(held);
        basket.without.sort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::OfferId;

    fn shown(basket: &Basket) -> Vec<(u32, u64)> {
        basket.items.iter().map(|i| (i.sku.0, i.pieces.get())).collect()
    }

    #[test]
    fn pieces_are_set_in_place() {
        let item = |sku, n| BasketItem { sku: SkuId(sku), pieces: Count::new(n) };
        let mut basket = Basket { items: vec![item(1, 2), item(2, 1), item(1, 3)], ..Basket::default() };
        assert_eq!(pieces_of(&basket, SkuId(1)), Count::new(5));
        set_pieces(&mut basket, SkuId(1), Count::new(4));
        assert_eq!(shown(&basket), [(1, 4), (2, 1)]);
        set_pieces(&mut basket, SkuId(3), Count::new(1));
        set_pieces(&mut basket, SkuId(4), Count::ZERO);
        assert_eq!(shown(&basket), [(1, 4), (2, 1), (3, 1)]);
        set_pieces(&mut basket, SkuId(1), Count::ZERO);
        assert_eq!(shown(&basket), [(2, 1), (3, 1)]);
    }

    #[test]
    fn what_is_held_is_switched() {
        let held = |offer, rung| Held { offer: OfferId(offer), rung };
        let mut basket = Basket::default();
        for h in [held(2, 1), held(2, 0), held(1, 0)] {
            toggle(&mut basket, h);
        }
        assert_eq!(basket.without, [held(1, 0), held(2, 0), held(2, 1)]);
        toggle(&mut basket, held(2, 0));
        assert_eq!(basket.without, [held(1, 0), held(2, 1)]);
    }
}
