//! The receipt (小票): every step of a price, with its reason.

use super::compile::{AbsentReason, Compiled};
use super::state::{MAX_LINES, MAX_PIECES};
use super::writer::Writer;
use crate::model::{BasketItem, Count, Held, Layer, Money, Rate, SkuId};

/// Why an offer applied or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// It applied.
    Applied,
    /// It does not stand at this moment or for this customer.
    Absent(AbsentReason),
    /// The customer does not hold it.
    NotHeld,
    /// No product in the basket takes part.
    NoGoods,
    /// So much is missing to its threshold.
    BelowThreshold(Money),
    /// So many pieces are missing.
    TooFewPieces(Count),
    /// Another offer excludes it; it would have taken off so much in that one's place, if it could have applied there.
    ExcludedBy(Held, Option<Money>),
    /// An offer before it stops all later layers.
    StoppedBy(Held),
    /// Left out, because the total is smaller without it.
    TotalSmallerWithout,
    /// It would lower nothing.
    NoSaving,
    /// Floors left no room for it.
    FloorHeld,
}

/// One step of a price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The offer; nothing for the campaign price and for the shipping fee itself.
    pub held: Option<Held>,
    /// Where it is computed.
    pub layer: Layer,
    /// The amount it was measured on.
    pub base: Money,
    /// What it took off; of the shipping fee, what is paid.
    pub amount: Money,
    /// What there is to pay after it, without shipping.
    pub left: Money,
    /// Why it applied or not.
    pub reason: Reason,
}

impl Step {
    /// Whether it applied.
    #[must_use]
    pub fn applied(&self) -> bool {
        self.reason == Reason::Applied
    }
}

/// A gift that comes with a basket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// The offer that gives it.
    pub held: Held,
    /// What.
    pub sku: SkuId,
    /// How many.
    pub pieces: Count,
    /// What the customer may add for it, all pieces together; zero = it is free.
    pub add: Money,
}

/// A product of a basket and what became of its price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptLine {
    /// Which product.
    pub sku: SkuId,
    /// Pieces.
    pub pieces: Count,
    /// At list price.
    pub list: Money,
    /// At campaign price.
    pub price: Money,
    /// What is paid for it.
    pub net: Money,
    /// What each offer took off, in the order of computation.
    pub shares: Vec<(Held, Money)>,
    /// Floor of one piece, if it has one.
    pub floor: Option<Money>,
    /// Full cost of its pieces at what is paid for them; gifts it earned are beside it.
    pub cost: Money,
    /// Its part of the cost of free gifts.
    pub gift_cost: Money,
}

impl ReceiptLine {
    /// What is paid for one piece, rounded half up.
    #[must_use]
    pub fn unit_net(&self) -> Money {
        self.net.per(self.pieces).unwrap_or_default()
    }

    /// Whether a piece costs less than its floor, compared exactly.
    #[must_use]
    pub fn is_below_floor(&self) -> bool {
        self.floor.is_some_and(|floor| self.net.wide() < floor.wide() * self.pieces.wide())
    }

    /// What it leaves: paid less full cost and gifts.
    #[must_use]
    pub fn profit(&self) -> Money {
        Money::from_wide(self.net.wide() - self.cost.wide() - self.gift_cost.wide())
    }

    /// Margin on what is paid, to nine decimals; nothing if nothing is paid.
    #[must_use]
    pub fn margin(&self) -> Option<Rate> {
        self.profit().ratio(self.net)
    }
}

/// Discounts by who pays for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Funded {
    /// The shop.
    pub shop: Money,
    /// The platform.
    pub platform: Money,
    /// Suppliers.
    pub supplier: Money,
}

/// What a basket costs, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// Its products, each once.
    pub lines: Vec<ReceiptLine>,
    /// Its steps in the order of computation; of what did not apply too.
    pub steps: Vec<Step>,
    /// Gifts.
    pub gifts: Vec<Given>,
    /// At list prices.
    pub list_total: Money,
    /// At campaign prices.
    pub price_total: Money,
    /// What is paid for goods.
    pub goods_total: Money,
    /// Shipping fee paid.
    pub shipping: Money,
    /// All that is paid, shipping included.
    pub total: Money,
    /// The part of it that was paid ahead as deposit.
    pub deposit: Money,
    /// What discounts could not be placed.
    pub unused: Money,
    /// Discounts after the campaign price, by who pays for them.
    pub funded: Funded,
    /// Whether it is proved that no other use of what is at hand costs less.
    pub exact: bool,
}

impl Receipt {
    /// GMV (semantics of the program): what is paid for goods + what platform and suppliers pay of the discounts.
    #[must_use]
    pub fn gmv(&self) -> Money {
        [self.goods_total, self.funded.platform, self.funded.supplier].into_iter().sum()
    }

    /// Balance after the deposit.
    #[must_use]
    pub fn balance(&self) -> Money {
        Money::from_wide(self.total.wide() - self.deposit.wide())
    }

    /// Cost of goods and gifts.
    #[must_use]
    pub fn cost(&self) -> Money {
        self.lines.iter().flat_map(|line| [line.cost, line.gift_cost]).sum()
    }

    /// GMV less cost of goods and gifts.
    #[must_use]
    pub fn profit(&self) -> Money {
        Money::from_wide(self.gmv().wide() - self.cost().wide())
    }

    /// Margin of the basket on its GMV, to nine decimals; nothing without one.
    #[must_use]
    pub fn margin(&self) -> Option<Rate> {
        self.profit().ratio(self.gmv())
    }

    /// All discounts after the campaign price as a part of it.
    #[must_use]
    pub fn discount_rate(&self) -> Option<Rate> {
        Money::from_wide(self.price_total.wide() - self.goods_total.wide()).ratio(self.price_total)
    }
}

/// A basket that cannot be priced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BasketError {
    /// A product that is not there.
    #[error("no product {0}")]
    NoSuchSku(SkuId),
    /// Too many different products.
    #[error("{0} products; at most {MAX_LINES}")]
    TooManyLines(usize),
    /// Too many pieces of one.
    #[error("{1} pieces of product {0}; at most {MAX_PIECES}")]
    TooManyPieces(SkuId, u64),
}

/// Items as the pipeline takes them: each product once, in the order in which it first stands, without what is none.
fn settled(compiled: &Compiled, items: &[BasketItem]) -> Result<Vec<(u32, u32)>, BasketError> {
    let mut basket: Vec<(u32, u32)> = Vec::with_capacity(items.len());
    for item in items.iter().filter(|item| item.pieces > Count::ZERO) {
        let place = compiled.place(item.sku).ok_or(BasketError::NoSuchSku(item.sku))?;
        let at = basket.iter().position(|(good, _)| *good == place);
        let before = at.and_then(|at| basket.get(at)).map_or(0, |(_, pieces)| u64::from(*pieces));
        let pieces = before.saturating_add(item.pieces.get());
        if pieces > MAX_PIECES {
            return Err(BasketError::TooManyPieces(item.sku, pieces));
        }
        let pieces = u32::try_from(pieces).unwrap_or(u32::MAX);
        match at.and_then(|at| basket.get_mut(at)) {
            Some(line) => line.1 = pieces,
            None => basket.push((place, pieces)),
        }
    }
    // a limited item offer can make two lines of one
    if basket.len() * 2 > MAX_LINES { Err(BasketError::TooManyLines(basket.len())) } else { Ok(basket) }
}

impl Compiled {
    /// What a basket costs, best for the customer, and why.
    ///
    /// # Errors
    /// A product that is not there, or more products or pieces than can be priced.
    pub fn receipt(&self, items: &[BasketItem], without: &[Held], points: Count) -> Result<Receipt, BasketError> {
        let basket = settled(self, items)?;
        let kept_out = without.iter().fold(0, |all, held| all | self.bit_of(*held)) & self.chosen;
        let decided = self.decide(&basket, !kept_out, points.get());
        Ok(Writer::new(self, &basket, !kept_out, points.get(), &decided).write())
    }

    /// The total payable for a basket, as [`receipt`](Self::receipt) would give it.
    ///
    /// # Errors
    /// As there.
    pub fn payable(&self, items: &[BasketItem], without: &[Held], points: Count) -> Result<Money, BasketError> {
        let basket = settled(self, items)?;
        let kept_out = without.iter().fold(0, |all, held| all | self.bit_of(*held)) & self.chosen;
        Ok(Money::from_minor(self.decide(&basket, !kept_out, points.get()).total))
    }
}
