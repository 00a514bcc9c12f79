//! How a receipt is written: the pipeline walked once more with what is decided, step by step, each with its reason.

use super::compile::{AbsentReason, Compiled, Rule};
use super::receipt::{Given, Reason, Receipt, ReceiptLine, Step};
use super::reduce::Attempt;
use super::search::Decided;
use super::state::{Amounts, State};
use crate::model::{Count, Held, Layer, Money, SkuId};

/// Writes the receipt of a basket for which it is decided what is used.
pub(super) struct Writer<'a> {
    compiled: &'a Compiled,
    basket: &'a [(u32, u32)],
    available: u128,
    points: u64,
    decided: &'a Decided,
    receipt: Receipt,
    /// Which line of the receipt a line on its way belongs to.
    owner: Vec<usize>,
    deposit: i64,
}

impl<'a> Writer<'a> {
    pub fn new(
        compiled: &'a Compiled,
        basket: &'a [(u32, u32)],
        available: u128,
        points: u64,
        decided: &'a Decided,
    ) -> Self {
        let receipt = Receipt { exact: decided.exact, ..Receipt::default() };
        Self { compiled, basket, available, points, decided, receipt, owner: Vec::new(), deposit: 0 }
    }

    pub fn write(mut self) -> Receipt {
        let mut state = State::default();
        self.prices();
        self.items(&mut state);
        for layer in Layer::ALL {
            let before = state.clone();
            for &place in &self.compiled.order {
                let place = usize::from(place);
                let candidate = &self.compiled.candidates[place];
                if candidate.layer == layer && layer != Layer::Shipping {
                    self.later(place, &before, &mut state);
                }
            }
            self.absent(layer, &state);
        }
        self.shipping(&state);
        self.close(&state);
        self.receipt
    }

    fn step(&mut self, held: Option<Held>, layer: Layer, base: i64, amount: i64, left: i64, reason: Reason) {
        let [base, amount, left] = [base, amount, left].map(Money::from_minor);
        self.receipt.steps.push(Step { held, layer, base, amount, left, reason });
    }

    /// Layer 1: from list to campaign prices.
    fn prices(&mut self) {
        let (mut list, mut price) = (0, 0);
        for (good, pieces) in self.basket {
            let good = &self.compiled.goods[*good as usize];
            let times = |each| super::item::line_amount(each, i64::from(*pieces));
            list += times(good.list);
            price += times(good.price);
            self.receipt.lines.push(ReceiptLine {
                sku: good.sku.id,
                pieces: Count::new(u64::from(*pieces)),
                list: Money::from_minor(times(good.list)),
                price: Money::from_minor(times(good.price)),
                net: Money::ZERO,
                shares: Vec::new(),
                floor: Some(Money::from_minor(good.floor)).filter(|floor| *floor > Money::ZERO),
                cost: Money::ZERO,
                gift_cost: Money::ZERO,
            });
        }
        self.receipt.list_total = Money::from_minor(list);
        self.receipt.price_total = Money::from_minor(price);
        self.step(None, Layer::ItemPrice, list, list - price, price, Reason::Applied);
    }

    /// Layer 2: item offers, line by line; a step sums up what one of them did to all lines.
    fn items(&mut self, state: &mut State) {
        let count = self.compiled.candidates.len();
        let mut took = vec![(0i64, 0i64); count];
        for (line, (good, pieces)) in self.basket.iter().enumerate() {
            let product = &self.compiled.goods[*good as usize];
            let mask = self.decided.items.get(line).copied().unwrap_or(0);
            let mut so_far = 0u128;
            let mut amount = self.compiled.price_line(product, i64::from(*pieces), 0).amount();
            let mut rest = mask;
            while rest != 0 {
                let place = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                so_far |= 1 << place;
                let after = self.compiled.price_line(product, i64::from(*pieces), so_far).amount();
                let share = Money::from_minor(amount - after);
                self.receipt.lines[line].shares.push((self.compiled.candidates[place].held, share));
                took[place].0 += amount;
                took[place].1 += amount - after;
                amount = after;
            }
            let lines = state.lines.len();
            let option = self.compiled.price_line(product, i64::from(*pieces), mask);
            self.compiled.push_line(state, *good, &option);
            self.owner.extend((lines..state.lines.len()).map(|_| line));
        }
        let mut left = self.receipt.price_total.minor();
        for (place, (base, amount)) in took.into_iter().enumerate() {
            if self.compiled.items >> place & 1 == 0 {
                continue;
            }
            let held = self.compiled.candidates[place].held;
            if amount > 0 {
                left -= amount;
                self.step(Some(held), Layer::ItemOffer, base, amount, left, Reason::Applied);
                self.fund(place, amount);
            } else {
                let reason = self.item_reason(place);
                self.step(Some(held), Layer::ItemOffer, 0, 0, left, reason);
            }
        }
    }

    fn item_reason(&self, place: usize) -> Reason {
        if self.available >> place & 1 == 0 {
            return Reason::NotHeld;
        }
        let (mut eligible, mut saves) = (false, false);
        for (line, (good, pieces)) in self.basket.iter().enumerate() {
            let good = &self.compiled.goods[*good as usize];
            if good.mask >> place & 1 == 0 {
                continue;
            }
            eligible = true;
            let alone = self.compiled.price_line(good, i64::from(*pieces), 1 << place).amount();
            let plain = self.compiled.price_line(good, i64::from(*pieces), 0).amount();
            saves |= alone < plain;
            let mask = self.decided.items.get(line).copied().unwrap_or(0);
            let by = mask & self.compiled.clash_on_line[place];
            if by != 0 {
                let taken = self.compiled.price_line(good, i64::from(*pieces), mask).amount();
                let by = self.compiled.candidates[by.trailing_zeros() as usize].held;
                return Reason::ExcludedBy(by, Some(Money::from_minor(alone - taken)));
            }
        }
        match self.decided.applied & self.compiled.clash[place] {
            _ if !eligible => Reason::NoGoods,
            _ if !saves => Reason::NoSaving,
            0 => Reason::TotalSmallerWithout,
            by => Reason::ExcludedBy(self.compiled.candidates[by.trailing_zeros() as usize].held, None),
        }
    }

    /// Layers 3 to 8; `before` is the order as it came into the layer.
    fn later(&mut self, place: usize, before: &State, state: &mut State) {
        let candidate = &self.compiled.candidates[place];
        let (held, layer) = (candidate.held, candidate.layer);
        let mut weights = Amounts::new();
        if self.decided.applied >> place & 1 == 1 {
            match self.compiled.attempt(place, state, self.points, &mut weights) {
                Attempt::Takes { base, amount } => {
                    let mut parts = Amounts::new();
                    let deposit = self.paid_ahead(place, state);
                    let placed = self.compiled.take_off(state, place, amount, &weights, &mut parts);
                    self.share(held, &parts);
                    self.fund(place, placed);
                    self.deposit += deposit;
                    let unused = self.receipt.unused.minor() + amount - placed;
                    self.receipt.unused = Money::from_minor(unused);
                    self.step(Some(held), layer, base, placed, state.left(), Reason::Applied);
                    return;
                }
                Attempt::Gives { base, gift, pieces, add } => {
                    self.compiled.note(state, place);
                    let pieces = Count::new(pieces.unsigned_abs());
                    let add = Money::from_minor(add).times(pieces);
                    self.receipt.gifts.push(Given { held, sku: gift, pieces, add });
                    if add == Money::ZERO {
                        self.charge_gift(place, gift, pieces, state);
                    }
                    self.step(Some(held), layer, base, 0, state.left(), Reason::Applied);
                    return;
                }
                _ => {}
            }
        }
        let (base, reason) = self.reason(place, before, state);
        self.step(Some(held), layer, base, 0, state.left(), reason);
    }

    fn reason(&self, place: usize, before: &State, state: &State) -> (i64, Reason) {
        let compiled = self.compiled;
        if self.available >> place & 1 == 0 {
            return (0, Reason::NotHeld);
        }
        let mut weights = Amounts::new();
        let now = compiled.attempt(place, state, self.points, &mut weights);
        // what an excluded offer would have done is seen before its rival applied
        let alone = compiled.attempt(place, before, self.points, &mut weights);
        let layer = compiled.candidates[place].layer;
        if let Attempt::NoGoods = now {
            return (0, Reason::NoGoods);
        }
        let clash = state.applied
            & (compiled.clash[place] | compiled.clash_on_line[place] & compiled.on_its_lines(state, place));
        // an offer that stands later can be the reason too
        let rivals = if clash == 0 { self.decided.applied & compiled.clash[place] } else { clash };
        match alone {
            Attempt::Takes { base, amount } if rivals != 0 => {
                let by = rivals.trailing_zeros() as usize;
                let less = match compiled.attempt(by, before, self.points, &mut weights) {
                    Attempt::Takes { amount: taken, .. } if compiled.candidates[by].layer == layer => {
                        Some(Money::from_minor(taken - amount))
                    }
                    _ => None,
                };
                (base, Reason::ExcludedBy(compiled.candidates[by].held, less))
            }
            Attempt::Gives { base, .. } if rivals != 0 => {
                (base, Reason::ExcludedBy(compiled.candidates[rivals.trailing_zeros() as usize].held, None))
            }
            _ if compiled.is_blocked(state, place) && clash == 0 => {
                let stops = (0..compiled.candidates.len()).find(|i| {
                    let c = &compiled.candidates[*i];
                    state.applied >> i & 1 == 1 && c.stop_after && c.layer < layer
                });
                (0, stops.map_or(Reason::NoSaving, |i| Reason::StoppedBy(compiled.candidates[i].held)))
            }
            // what an excluded one is short of is measured as it would have found the order
            _ => match if rivals == 0 { now } else { alone } {
                Attempt::Short { base, missing } => (base, Reason::BelowThreshold(Money::from_minor(missing))),
                Attempt::TooFew { missing } => (0, Reason::TooFewPieces(Count::new(missing.unsigned_abs()))),
                Attempt::NoGoods => (0, Reason::NoGoods),
                Attempt::NoSaving { base } => (base, Reason::NoSaving),
                Attempt::Takes { base, amount } => {
                    let mut tried = state.clone();
                    let mut parts = Amounts::new();
                    compiled.attempt(place, state, self.points, &mut weights);
                    let placed = compiled.take_off(&mut tried, place, amount, &weights, &mut parts);
                    let held_back = compiled.policy.floor_protection && placed == 0;
                    (base, if held_back { Reason::FloorHeld } else { Reason::TotalSmallerWithout })
                }
                Attempt::Gives { base, .. } => (base, Reason::TotalSmallerWithout),
            },
        }
    }

    /// What of the pieces was paid ahead as deposit.
    fn paid_ahead(&self, place: usize, state: &State) -> i64 {
        let Rule::Deposit { pay, .. } = self.compiled.candidates[place].rule else { return 0 };
        let lines = state.lines.iter().filter(|line| line.mask >> place & 1 == 1);
        lines.map(|line| pay.saturating_mul(line.pieces).min(line.left)).sum()
    }

    fn share(&mut self, held: Held, parts: &Amounts) {
        for (part, owner) in parts.iter().zip(&self.owner) {
            if *part > 0 {
                let shares = &mut self.receipt.lines[*owner].shares;
                match shares.last_mut().filter(|(of, _)| *of == held) {
                    Some((_, share)) => *share = Money::from_minor(share.minor() + part),
                    None => shares.push((held, Money::from_minor(*part))),
                }
            }
        }
    }

    fn fund(&mut self, place: usize, amount: i64) {
        let funding = self.compiled.candidates[place].funding;
        let amount = Money::from_minor(amount);
        let platform = amount.at_rate(funding.platform);
        let supplier = amount.at_rate(funding.supplier);
        let funded = &mut self.receipt.funded;
        funded.platform = [funded.platform, platform].into_iter().sum();
        funded.supplier = [funded.supplier, supplier].into_iter().sum();
        // the shop pays the rest, so that the three sum exactly
        funded.shop = Money::from_wide(funded.shop.wide() + amount.wide() - platform.wide() - supplier.wide());
    }

    /// The cost of a free gift, charged to the lines that earned it by what is left of them.
    fn charge_gift(&mut self, place: usize, gift: SkuId, pieces: Count, state: &State) {
        let Some(good) = self.compiled.place(gift).and_then(|at| self.compiled.goods.get(at as usize)) else { return };
        let cost = good.sku.unit_cost.times(pieces).minor().max(0);
        let weights: Vec<i64> =
            state.lines.iter().map(|l| if l.mask >> place & 1 == 1 { l.left.max(1) } else { 0 }).collect();
        let room = vec![i64::MAX; weights.len()];
        let mut parts = Amounts::new();
        super::share::place(cost, &weights, &room, self.compiled.policy.odd_cent, &mut parts);
        for (part, owner) in parts.iter().zip(&self.owner) {
            let line = &mut self.receipt.lines[*owner];
            line.gift_cost = Money::from_minor(line.gift_cost.minor() + part);
        }
    }

    /// Offers that do not stand here, in their layer.
    fn absent(&mut self, layer: Layer, state: &State) {
        let left = if layer <= Layer::ItemOffer { self.receipt.price_total.minor() } else { state.left() };
        let absent: Vec<(Held, AbsentReason)> =
            self.compiled.absent.iter().filter(|(_, of, _)| *of == layer).map(|(held, _, why)| (*held, *why)).collect();
        for (held, why) in absent {
            self.step(Some(held), layer, 0, 0, left, Reason::Absent(why));
        }
    }

    fn shipping(&mut self, state: &State) {
        let compiled = self.compiled;
        let left = state.left();
        let (fee, waived_by) = compiled.shipping(state, self.available);
        for &place in &compiled.order {
            let place = usize::from(place);
            let Rule::FreeShipping { from } = compiled.candidates[place].rule else { continue };
            let held = compiled.candidates[place].held;
            let (base, reason) = if waived_by == Some(place) {
                (left, Reason::Applied)
            } else if self.available >> place & 1 == 0 {
                (0, Reason::NotHeld)
            } else {
                match compiled.free_shipping(place, from, state) {
                    Ok(base) => {
                        let rival = state.applied & compiled.clash[place];
                        let by = if rival != 0 { Some(rival.trailing_zeros() as usize) } else { waived_by };
                        let by = by.map(|by| Reason::ExcludedBy(compiled.candidates[by].held, None));
                        (base, by.unwrap_or(Reason::NoSaving))
                    }
                    Err(Attempt::Short { base, missing }) => (base, Reason::BelowThreshold(Money::from_minor(missing))),
                    Err(_) => (0, Reason::NoGoods),
                }
            };
            let waived = if reason == Reason::Applied { compiled.policy.shipping_fee.minor().max(0) } else { 0 };
            self.step(Some(held), Layer::Shipping, base, waived, left, reason);
        }
        self.receipt.shipping = Money::from_minor(fee);
        if fee > 0 {
            self.step(None, Layer::Shipping, left, fee, left, Reason::Applied);
        }
    }

    fn close(&mut self, state: &State) {
        for (line, owner) in state.lines.iter().zip(&self.owner) {
            let written = &mut self.receipt.lines[*owner];
            written.net = Money::from_minor(written.net.minor() + line.left);
        }
        for (written, (good, _)) in self.receipt.lines.iter_mut().zip(self.basket) {
            let sku = &self.compiled.goods[*good as usize].sku;
            // fees go by what is paid, rounded once for the line
            let fees = written.net.at_rate(sku.commission).wide() + written.net.at_rate(sku.payment_fee).wide();
            written.cost = Money::from_wide(sku.unit_cost.times(written.pieces).wide() + fees);
        }
        self.receipt.goods_total = Money::from_minor(state.left());
        self.receipt.total = Money::from_minor(state.left() + self.receipt.shipping.minor());
        self.receipt.deposit = Money::from_minor(self.deposit);
        debug_assert_eq!(self.receipt.total.minor(), self.decided.total);
    }
}
