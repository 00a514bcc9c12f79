//! A plain second opinion on what is best for the customer: every way of using and leaving out is tried, by rules written
//! down once more, in fractions and lists, as slowly as they read. Item offers, reductions, coupons, pieces and shipping;
//! no bundles, points, deposits, gifts, priorities and floors.

use promoplan::model::offer::*;
use promoplan::model::*;

use super::shops::Shop;

/// What came of trying all ways.
pub struct Verdict {
    pub total: i64,
    /// How many ways were permitted.
    pub permitted: usize,
}

#[derive(Clone)]
struct Line {
    sku: usize,
    pieces: i128,
    original: i128,
    left: i128,
}

/// Something that is used or left out: an item offer on one basket line, a coupon of a ladder, any other offer.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Unit {
    offer: usize,
    rung: usize,
    line: Option<usize>,
}

struct Case<'a> {
    shop: &'a Shop,
    offers: Vec<&'a Offer>,
    goods: Vec<&'a Sku>,
    /// By basket line: product and pieces.
    basket: Vec<(usize, i128)>,
}

pub fn best(shop: &Shop) -> Verdict {
    let offers: Vec<&Offer> = shop.campaign.offers.iter().map(AsRef::as_ref).collect();
    let goods: Vec<&Sku> = shop.project.goods.iter().map(AsRef::as_ref).collect();
    let basket = shop
        .items
        .iter()
        .map(|item| (goods.iter().position(|s| s.id == item.sku).unwrap(), item.pieces.wide()))
        .collect();
    let case = Case { shop, offers, goods, basket };
    let units = case.units();
    assert!(units.len() <= 20, "{} units", units.len());
    let totals: Vec<i128> = (0..1u32 << units.len())
        .filter_map(|set| {
            let used: Vec<Unit> =
                units.iter().enumerate().filter(|(i, _)| set >> i & 1 == 1).map(|(_, unit)| *unit).collect();
            case.total(&units, &used)
        })
        .collect();
    let total = totals.iter().min().copied().expect("leaving out is always a way");
    Verdict { total: i64::try_from(total).unwrap(), permitted: totals.len() }
}

fn part(rate: Rate) -> i128 {
    rate.wide().clamp(0, 1_000_000_000)
}

impl Case<'_> {
    fn policy(&self) -> &PricingPolicy {
        &self.shop.campaign.pricing
    }

    fn is_item(&self, offer: usize) -> bool {
        self.offers[offer].rule.kind().is_item()
    }

    fn in_scope(&self, offer: usize, sku: usize) -> bool {
        self.offers[offer].scope.holds(self.goods[sku])
    }

    /// Everything that meets something in the basket, in the order of computation.
    fn units(&self) -> Vec<Unit> {
        let mut units = Vec::new();
        for (line, (sku, _)) in self.basket.iter().enumerate() {
            for offer in (0..self.offers.len()).filter(|o| self.is_item(*o) && self.in_scope(*o, *sku)) {
                units.push(Unit { offer, rung: 0, line: Some(line) });
            }
        }
        let mut later: Vec<Unit> = Vec::new();
        for offer in (0..self.offers.len()).filter(|o| !self.is_item(*o)) {
            if !self.basket.iter().any(|(sku, _)| self.in_scope(offer, *sku)) {
                continue;
            }
            let rungs = if let OfferRule::Coupon(rungs) = &self.offers[offer].rule { rungs.len() } else { 1 };
            later.extend((0..rungs).map(|rung| Unit { offer, rung, line: None }));
        }
        later.retain(|unit| self.offers[unit.offer].layer() != Layer::Shipping);
        later.sort_by_key(|unit| self.offers[unit.offer].layer());
        units.extend(later);
        units
    }

    /// Whether two exclude each other, given what is in the basket.
    fn exclude(&self, a: Unit, b: Unit) -> bool {
        let (x, y) = (self.offers[a.offer], self.offers[b.offer]);
        let items = self.is_item(a.offer) && self.is_item(b.offer);
        if items && a.line != b.line {
            return false;
        }
        if a.offer == b.offer {
            return !items;
        }
        if !x.group.is_empty() && x.group == y.group {
            return true;
        }
        let said =
            self.shop.campaign.stacking.iter().find(|r| (r.a, r.b) == (x.id, y.id) || (r.b, r.a) == (x.id, y.id));
        if let Some(rule) = said {
            return !rule.together;
        }
        let common = self.basket.iter().any(|(sku, _)| self.in_scope(a.offer, *sku) && self.in_scope(b.offer, *sku));
        x.layer() == y.layer() && self.policy().same_layer == SameLayer::Exclude && (items || common)
    }

    fn optional(&self, unit: Unit, units: &[Unit]) -> bool {
        self.offers[unit.offer].is_chosen()
            || units.iter().any(|other| *other != unit && self.exclude(unit, *other))
            || self.shipping_rival(unit)
    }

    /// Free shipping can be what an offer excludes, too.
    fn shipping_rival(&self, unit: Unit) -> bool {
        (0..self.offers.len()).any(|o| {
            self.offers[o].layer() == Layer::Shipping
                && self.basket.iter().any(|(sku, _)| self.in_scope(o, *sku))
                && self.exclude(unit, Unit { offer: o, rung: 0, line: None })
        })
    }

    /// What is paid if exactly these are used; nothing if that is not permitted.
    fn total(&self, units: &[Unit], used: &[Unit]) -> Option<i128> {
        for (i, a) in used.iter().enumerate() {
            if used[..i].iter().any(|b| self.exclude(*a, *b)) {
                return None;
            }
        }
        let mut lines = Vec::new();
        for (line, (sku, pieces)) in self.basket.iter().enumerate() {
            let here: Vec<Unit> = units.iter().copied().filter(|u| u.line == Some(line)).collect();
            let mut taken: Vec<usize> = Vec::new();
            for unit in here {
                let mut with = taken.clone();
                with.push(unit.offer);
                let cost = |offers: &[usize]| self.item_line(*sku, *pieces, offers).iter().map(|s| s.1).sum::<i128>();
                let lowers = cost(&with) < cost(&taken);
                let blocked = taken.iter().any(|o| self.exclude(Unit { offer: *o, rung: 0, line: Some(line) }, unit));
                if used.contains(&unit) {
                    if !lowers || blocked {
                        return None;
                    }
                    taken = with;
                } else if lowers && !blocked && !self.optional(unit, units) {
                    return None;
                }
            }
            for (pieces, amount) in self.item_line(*sku, *pieces, &taken) {
                if pieces > 0 {
                    lines.push(Line { sku: *sku, pieces, original: amount, left: amount });
                }
            }
        }
        let item_stops = used.iter().any(|u| u.line.is_some() && self.offers[u.offer].stop_after);
        let mut stopped_after = item_stops.then_some(Layer::ItemOffer);
        let mut applied: Vec<Unit> = used.iter().copied().filter(|u| u.line.is_some()).collect();
        for unit in units.iter().copied().filter(|u| u.line.is_none()) {
            let offer = self.offers[unit.offer];
            let closed = stopped_after.is_some_and(|layer| offer.layer() > layer);
            let blocked = closed || applied.iter().any(|a| self.exclude(*a, unit));
            let after = if blocked { None } else { self.reduce(unit, &lines) };
            match (used.contains(&unit), after) {
                (true, Some(after)) => {
                    lines = after;
                    applied.push(unit);
                    if offer.stop_after {
                        stopped_after = Some(stopped_after.map_or(offer.layer(), |l| l.min(offer.layer())));
                    }
                }
                (true, None) => return None,
                (false, Some(_)) if !self.optional(unit, units) => return None,
                (false, _) => {}
            }
        }
        let goods: i128 = lines.iter().map(|l| l.left).sum();
        Some(goods + self.shipping(&lines, &applied))
    }

    fn shipping(&self, lines: &[Line], applied: &[Unit]) -> i128 {
        let fee = self.policy().shipping_fee.wide();
        let free = (0..self.offers.len()).any(|o| {
            let OfferRule::FreeShipping { from } = self.offers[o].rule else { return false };
            let eligible: Vec<&Line> = lines.iter().filter(|l| self.in_scope(o, l.sku)).collect();
            let base: i128 = match self.policy().threshold_on {
                Base::AfterEarlier => eligible.iter().map(|l| l.left).sum(),
                Base::Original => eligible.iter().map(|l| l.original).sum(),
            };
            let unit = Unit { offer: o, rung: 0, line: None };
            !eligible.is_empty() && base >= from.wide() && !applied.iter().any(|a| self.exclude(*a, unit))
        });
        if lines.is_empty() || free { 0 } else { fee }
    }

    /// Pieces within and beyond the limits of item offers, with what they cost.
    fn item_line(&self, sku: usize, pieces: i128, offers: &[usize]) -> [(i128, i128); 2] {
        let limit_of = |o: usize| self.offers[o].per_customer.map(Count::wide);
        let within = offers.iter().filter_map(|o| limit_of(*o)).min().unwrap_or(pieces).min(pieces);
        let beyond: Vec<usize> = offers.iter().copied().filter(|o| limit_of(*o).is_none()).collect();
        [
            (within, self.item_price(sku, within, offers)),
            (pieces - within, self.item_price(sku, pieces - within, &beyond)),
        ]
    }

    fn item_price(&self, sku: usize, pieces: i128, offers: &[usize]) -> i128 {
        let full = self.goods[sku].list_price.wide() * pieces;
        let mut amount = full;
        for o in offers {
            let benefit = match &self.offers[*o].rule {
                OfferRule::Item(b) | OfferRule::Flash(b) | OfferRule::MemberPrice(b) => *b,
                other => panic!("{other:?}"),
            };
            amount = match benefit {
                ItemBenefit::Less(less) => (amount - less.wide() * pieces).max(0),
                ItemBenefit::Price(price) => amount.min(price.wide() * pieces),
                ItemBenefit::Pay(rate) => {
                    let base = if self.policy().percent == PercentBase::SameBase { full } else { amount };
                    (amount - (base - self.paid(base, pieces, rate))).max(0)
                }
            };
        }
        amount
    }

    fn round(&self, nano: i128) -> i128 {
        let (down, rest) = (nano.div_euclid(1_000_000_000), nano.rem_euclid(1_000_000_000) * 2);
        match self.policy().rounding {
            Rounding::Down => down,
            Rounding::HalfUp => down + i128::from(rest >= 1_000_000_000),
            Rounding::HalfEven => down + i128::from(rest > 1_000_000_000 || (rest == 1_000_000_000 && down % 2 == 1)),
        }
    }

    fn paid(&self, amount: i128, pieces: i128, rate: Rate) -> i128 {
        if self.policy().rounding_unit != RoundingUnit::Piece || pieces == 0 {
            return self.round(amount * part(rate));
        }
        // the pieces of a line differ by a minor unit at most
        (0..pieces).map(|i| amount / pieces + i128::from(i < amount % pieces)).map(|p| self.round(p * part(rate))).sum()
    }

    /// The lines after a unit took something off; nothing if it cannot or would take nothing.
    fn reduce(&self, unit: Unit, lines: &[Line]) -> Option<Vec<Line>> {
        let offer = self.offers[unit.offer];
        let eligible: Vec<bool> = lines.iter().map(|l| self.in_scope(unit.offer, l.sku)).collect();
        let of = |amount: fn(&Line) -> i128| -> i128 {
            lines.iter().zip(&eligible).filter(|(_, e)| **e).map(|(l, _)| amount(l)).sum()
        };
        let mut base = if self.policy().threshold_on == Base::Original { of(|l| l.original) } else { of(|l| l.left) };
        if self.policy().shipping_counts {
            base += self.policy().shipping_fee.wide();
        }
        let weights = || -> Vec<i128> {
            let by = |l: &Line| if self.policy().share_by == Base::Original { l.original } else { l.left };
            lines.iter().zip(&eligible).map(|(l, e)| if *e { by(l) } else { 0 }).collect()
        };
        let (amount, weights) = match &offer.rule {
            OfferRule::Tiered(rungs) => {
                let reached = rungs.iter().filter(|rung| rung.at.wide().max(0) <= base);
                let mut best: Option<(i128, Vec<i128>)> = None;
                for rung in reached {
                    let this = self.off(rung.off, lines, &eligible, weights());
                    if best.as_ref().is_none_or(|b| this.0 > b.0) {
                        best = Some(this);
                    }
                }
                best?
            }
            OfferRule::Coupon(rungs) => {
                let rung = rungs[unit.rung];
                if rung.at.wide() > base {
                    return None;
                }
                let copies = Self::copies(offer, rung.at, base);
                match rung.off {
                    Reduction::Less(less) => (less.wide() * copies, weights()),
                    pay @ Reduction::Pay { .. } => self.off(pay, lines, &eligible, weights()),
                }
            }
            OfferRule::RedPacket { value, at } if at.wide() <= base => {
                (value.wide() * Self::copies(offer, *at, base), weights())
            }
            OfferRule::EveryN { every, off, cap } if every.wide() > 0 => {
                let amount = base / every.wide() * off.wide();
                (cap.map_or(amount, |cap| amount.min(cap.wide())), weights())
            }
            OfferRule::PiecesRate(rungs) => {
                let pieces = of(|l| l.pieces);
                let rate = rungs.iter().filter(|r| r.pieces.wide() <= pieces).map(|r| part(r.pay)).min()?;
                self.off(Reduction::Pay { rate: Rate::from_wide(rate), cap: None }, lines, &eligible, weights())
            }
            OfferRule::NForPrice { pieces, price } => n_for(lines, &eligible, pieces.wide(), price.wide()),
            OfferRule::NthPiece(rung) => self.nth(lines, &eligible, rung),
            _ => return None,
        };
        if amount <= 0 {
            return None;
        }
        let room: Vec<i128> = lines.iter().map(|l| l.left).collect();
        let parts = share(amount, &weights, &room, self.policy().odd_cent);
        if parts.iter().sum::<i128>() == 0 {
            return None;
        }
        let mut after = lines.to_vec();
        for (line, part) in after.iter_mut().zip(parts) {
            line.left -= part;
        }
        Some(after)
    }

    fn copies(offer: &Offer, at: Money, base: i128) -> i128 {
        let most = offer.per_order.map_or(1, Count::wide).min(offer.per_customer.map_or(i128::MAX, Count::wide));
        if at > Money::ZERO { most.min(base / at.wide()) } else { most }
    }

    fn off(&self, off: Reduction, lines: &[Line], eligible: &[bool], shares: Vec<i128>) -> (i128, Vec<i128>) {
        let (rate, cap) = match off {
            Reduction::Less(less) => return (less.wide(), shares),
            Reduction::Pay { rate, cap } => (rate, cap.map_or(i128::MAX, Money::wide)),
        };
        let same = self.policy().percent == PercentBase::SameBase;
        let base = |l: &Line| if same { l.original } else { l.left };
        if self.policy().rounding_unit == RoundingUnit::Order {
            let sum: i128 = lines.iter().zip(eligible).filter(|(_, e)| **e).map(|(l, _)| base(l)).sum();
            return ((sum - self.round(sum * part(rate))).min(cap), shares);
        }
        let parts: Vec<i128> = lines
            .iter()
            .zip(eligible)
            .map(|(l, e)| if *e { (base(l) - self.paid(base(l), l.pieces, rate)).min(l.left) } else { 0 })
            .collect();
        (parts.iter().sum::<i128>().min(cap), parts)
    }

    fn nth(&self, lines: &[Line], eligible: &[bool], rung: &NthRung) -> (i128, Vec<i128>) {
        let pieces = by_piece(lines, eligible);
        let mut weights = vec![0; lines.len()];
        let mut amount = 0;
        for group in pieces.chunks_exact(usize::try_from(rung.nth.wide()).unwrap()) {
            for (line, price) in group {
                weights[*line] += price;
            }
            let cheapest = group.last().unwrap().1;
            amount += cheapest - self.round(cheapest * part(rung.pay));
        }
        (amount, weights)
    }
}

/// Every eligible piece with its price, dearest line first.
fn by_piece(lines: &[Line], eligible: &[bool]) -> Vec<(usize, i128)> {
    let mut order: Vec<usize> = (0..lines.len()).filter(|i| eligible[*i]).collect();
    order.sort_by(|a, b| (lines[*b].left * lines[*a].pieces).cmp(&(lines[*a].left * lines[*b].pieces)));
    let mut pieces = Vec::new();
    for i in order {
        let upto = |n: i128| lines[i].left * n / lines[i].pieces;
        pieces.extend((0..lines[i].pieces).map(|n| (i, upto(n + 1) - upto(n))));
    }
    pieces
}

fn n_for(lines: &[Line], eligible: &[bool], n: i128, price: i128) -> (i128, Vec<i128>) {
    let pieces = by_piece(lines, eligible);
    let mut weights = vec![0; lines.len()];
    let mut amount = 0;
    for group in pieces.chunks_exact(usize::try_from(n).unwrap()) {
        let cost: i128 = group.iter().map(|p| p.1).sum();
        if cost <= price {
            break;
        }
        amount += cost - price;
        for (line, price) in group {
            weights[*line] += price;
        }
    }
    (amount, weights)
}

/// Proportional shares; full lines are taken out one round after the other.
fn share(amount: i128, weights: &[i128], room: &[i128], odd: OddCent) -> Vec<i128> {
    let mut parts = vec![0; weights.len()];
    let mut open: Vec<usize> = (0..weights.len()).filter(|i| weights[*i] > 0 && room[*i] > 0).collect();
    let mut rest = amount;
    loop {
        let sum: i128 = open.iter().map(|i| weights[*i]).sum();
        if rest <= 0 || sum == 0 {
            return parts;
        }
        let full: Vec<usize> = open.iter().copied().filter(|i| rest * weights[*i] / sum >= room[*i]).collect();
        if full.is_empty() {
            let mut over = rest;
            for i in &open {
                parts[*i] = rest * weights[*i] / sum;
                over -= parts[*i];
            }
            let mut order = open.clone();
            match odd {
                OddCent::First => {}
                OddCent::Last => order.reverse(),
                OddCent::LargestLine => order.sort_by_key(|i| std::cmp::Reverse(weights[*i])),
                OddCent::LargestRemainder => order.sort_by_key(|i| std::cmp::Reverse(rest * weights[*i] % sum)),
            }
            for i in order {
                let most = if odd == OddCent::LargestRemainder { 1 } else { room[i] - parts[i] };
                let more = over.min(most);
                parts[i] += more;
                over -= more;
            }
            return parts;
        }
        for i in full {
            parts[i] = room[i].min(rest);
            rest -= parts[i];
            open.retain(|o| *o != i);
        }
    }
}
